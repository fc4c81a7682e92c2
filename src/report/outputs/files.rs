//! Files: their names, and writing them whole or not at all.

use std::{
    fs::{self, File},
    io::{self, Write},
    path::Path,
};

use super::{OutputError, folder_of};

/// A title as a file's name, without its extension: as it is, but for what some system does not allow in names.
pub fn file_stem(title: &str) -> String {
    let allowed = |letter: char| if letter.is_control() || r#"/\:*?"<>|"#.contains(letter) { ' ' } else { letter };
    let words: String = title.chars().map(allowed).collect();
    let stem = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let stem: String = stem.trim_matches('.').chars().take(80).collect();
    if stem.trim().is_empty() { "Study".into() } else { stem.trim().to_owned() }
}

/// Writes a file beside its place and moves it there, so that a failure leaves what stood there.
pub fn write_file(path: &Path, bytes: &[u8]) -> Result<(), OutputError> {
    // Temporary files are private; what is exported has the folder's usual permissions.
    put(path, bytes, permit)
}

/// As [`write_file`], for the writer's own eyes: on systems with permissions, nobody else may read it.
pub fn write_private_file(path: &Path, bytes: &[u8]) -> Result<(), OutputError> {
    put(path, bytes, |_| Ok(()))
}

fn put(path: &Path, bytes: &[u8], permit: impl Fn(&File) -> io::Result<()>) -> Result<(), OutputError> {
    let failed = |why| OutputError::Disk { path: path.to_owned(), why };
    let mut file = tempfile::Builder::new().prefix(".colloquy-").tempfile_in(folder_of(path)).map_err(failed)?;
    file.write_all(bytes).and_then(|()| file.as_file().sync_all()).map_err(failed)?;
    permit(file.as_file()).map_err(failed)?;
    file.persist(path).map_err(|why| failed(why.error))?;
    Ok(())
}

#[cfg(unix)]
fn permit(file: &File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn permit(_: &File) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_written_is_told_with_its_folder_and_never_with_a_name_nobody_chose() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("notes"), "mine").unwrap();
        fs::create_dir(folder.path().join("taken.csv")).unwrap();
        for (name, words) in [
            ("gone/manual.docx", "/gone”. Make it first, or choose another."),
            ("notes/manual.docx", "/notes” is not a folder. Choose a folder."),
            ("taken.csv", "there is a folder of that name. Choose another name."),
        ] {
            let told = write_file(&folder.path().join(name), b"words").unwrap_err().to_string();
            assert!(told.contains(words) && !told.contains("colloquy-"), "{told}");
            assert!(told.ends_with("What stood there before is untouched."), "{told}");
        }
        let denied = OutputError::Disk { path: "/usr/manual.docx".into(), why: io::ErrorKind::PermissionDenied.into() };
        assert_eq!(
            denied.to_string(),
            "“/usr/manual.docx” was not written: the folder “/usr” may not be written to. Choose a folder of your own, or \
             ask for permission. What stood there before is untouched."
        );
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "nothing is left behind");
    }
}
