//! Working copies of studies kept as text: the sample that comes with the program, or any folder.

use std::{
    fs,
    path::{Path, PathBuf},
};

use include_dir::{Dir, include_dir};

use crate::store::{OpenStudy, text_form};

/// The sample that comes with the program.
static SAMPLE: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/sample_projects/community-wellbeing");

/// A working copy of the sample that comes with the program; the one made before, if there is one.
pub fn working_copy_of_bundled(kept: &Path) -> Result<PathBuf, String> {
    let failed = |what: &str, why: &dyn std::fmt::Display| {
        format!("The sample could not be unpacked: {what}: {why}. Nothing was changed.")
    };
    let folder = tempfile::tempdir().map_err(|why| failed("no temporary folder", &why))?;
    SAMPLE.extract(folder.path()).map_err(|why| failed("writing it", &why))?;
    working_copy_of(folder.path(), kept)
}

/// A working copy of a folder that holds a study as text: the one made before, if there is one, so that work in it goes
/// on. The folder itself is never written to.
pub fn working_copy_of(folder: &Path, kept: &Path) -> Result<PathBuf, String> {
    let (study, entries) = text_form::read(folder).map_err(|why| why.to_string())?;
    let details = study.details();
    let short = details.id.to_string().split('-').next_back().unwrap_or_default().to_owned();
    let path = kept.join(format!("{} {short}.colloquy", crate::report::file_stem(&details.title)));
    if path.exists() {
        return Ok(path);
    }
    fs::create_dir_all(kept).map_err(|why| {
        format!("A working copy could not be made in {}: {why}. Nothing was changed.", kept.display())
    })?;
    OpenStudy::create_from(&path, &entries, "").map_err(|why| why.to_string())?;
    Ok(path)
}
