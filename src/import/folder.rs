//! The files of a folder, those of folders in it among them.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

/// How deep folders are looked into, and how many files are taken at most: whoever drops a whole disk meant something else.
const DEEPEST: usize = 6;
const MOST: usize = 5_000;

/// The files of a folder by name, with those of the folders in it; hidden ones are the system's. A folder that is a project of
/// another program (QualCoder's) counts as one file; a study as text is not looked into.
///
/// # Errors
/// Where a folder cannot be read, or there are more than 5,000 files.
pub fn files_in(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    look_into(folder, 0, &mut files)?;
    Ok(files)
}

fn look_into(folder: &Path, depth: usize, files: &mut Vec<PathBuf>) -> io::Result<()> {
    let mut entries: Vec<fs::DirEntry> = fs::read_dir(folder)?.collect::<Result<_, _>>()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let (path, kind) = (entry.path(), entry.file_type()?);
        if entry.file_name().to_string_lossy().starts_with('.') {
            continue;
        }
        if kind.is_dir() && !path.join("data.qda").is_file() {
            if depth < DEEPEST && !path.join("study.ron").is_file() {
                look_into(&path, depth + 1, files)?;
            }
        } else if kind.is_dir() || path.is_file() {
            files.push(path);
        }
        if files.len() > MOST {
            return Err(io::Error::other(format!("it has more than {MOST} files")));
        }
    }
    Ok(())
}
