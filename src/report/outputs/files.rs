//! Files: their names, and writing them whole or not at all.

use std::{
    fs::{self, File},
    io::{self, Write},
    path::Path,
};

use super::OutputError;

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
    let failed = |why| OutputError::Disk { path: path.to_owned(), why };
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = tempfile::Builder::new().prefix(".colloquy-").tempfile_in(folder).map_err(failed)?;
    file.write_all(bytes).and_then(|()| file.as_file().sync_all()).map_err(failed)?;
    // Temporary files are private; what is exported has the folder's usual permissions.
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
