//! Working copies of studies kept as text: the sample that comes with the program, or any folder.

use std::{
    fs,
    path::{Path, PathBuf},
};

use include_dir::{Dir, include_dir};

use crate::store::{OpenStudy, text_form};

/// The sample that comes with the program.
static SAMPLE: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/sample_projects/community-wellbeing");

/// A study file of a person's own, made from text.
#[derive(Debug)]
pub struct WorkingCopy {
    pub path: PathBuf,
    /// Why it is in the folder for temporary files, where it is.
    elsewhere: Option<String>,
}

impl WorkingCopy {
    /// Where it is kept, for the person who works in it.
    pub fn told(&self) -> String {
        let kept = self.path.parent().unwrap_or(&self.path).display();
        let what = "A working copy of your own is open";
        match &self.elsewhere {
            None => format!("{what}, kept in {kept}. The folder stays as it is."),
            Some(why) => format!(
                "{what}, kept in {kept}, because {why}. The system may empty that folder: copy the file to a place of your \
                 own to keep it."
            ),
        }
    }

    /// Whether it is not where working copies are usually kept.
    pub fn is_elsewhere(&self) -> bool {
        self.elsewhere.is_some()
    }
}

/// A working copy of the sample that comes with the program; the one made before, if there is one.
pub fn working_copy_of_bundled(kept: &Path) -> Result<WorkingCopy, String> {
    let failed = |what: &str, why: &dyn std::fmt::Display| {
        format!("The sample could not be unpacked: {what}: {why}. Nothing was changed.")
    };
    let folder = tempfile::tempdir().map_err(|why| failed("no temporary folder", &why))?;
    SAMPLE.extract(folder.path()).map_err(|why| failed("writing it", &why))?;
    working_copy_of(folder.path(), kept)
}

/// A working copy of a folder that holds a study as text: the one made before, if there is one, so that work in it goes
/// on. The folder itself is never written to. Where nothing can be put into `kept`, such as without a home folder, it goes
/// to the folder for temporary files.
pub fn working_copy_of(folder: &Path, kept: &Path) -> Result<WorkingCopy, String> {
    let (study, entries) = text_form::read(folder).map_err(|why| why.to_string())?;
    let details = study.details();
    let short = details.id.to_string().split('-').next_back().unwrap_or_default().to_owned();
    let name = format!("{} {short}.colloquy", crate::report::file_stem(&details.title));
    let made_in = |kept: &Path| {
        let path = kept.join(&name);
        if path.exists() {
            return Ok(path);
        }
        fs::create_dir_all(kept).map_err(|why| why.to_string())?;
        OpenStudy::create_from(&path, &entries, "").map_err(|why| why.to_string())?;
        Ok::<PathBuf, String>(path)
    };
    let Err(why) = made_in(kept) else { return Ok(WorkingCopy { path: kept.join(&name), elsewhere: None }) };
    match made_in(&std::env::temp_dir().join("colloquy samples")) {
        Ok(path) => {
            let elsewhere = Some(format!("{} cannot be written to", kept.display()));
            Ok(WorkingCopy { path, elsewhere })
        }
        Err(_) => {
            let (kept, why) = (kept.display(), why.trim_end_matches('.'));
            Err(format!("A working copy could not be made in {kept}: {why}. Nothing was changed."))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_a_place_of_its_own_a_working_copy_is_kept_among_temporary_files_and_says_so() {
        let folder = tempfile::tempdir().unwrap();
        let usual = working_copy_of_bundled(&folder.path().join("copies")).unwrap();
        assert!(usual.path.starts_with(folder.path()) && !usual.is_elsewhere(), "{usual:?}");
        fs::write(folder.path().join("file"), "in the way").unwrap();
        let elsewhere = working_copy_of_bundled(&folder.path().join("file/copies")).unwrap();
        assert!(elsewhere.path.starts_with(std::env::temp_dir()) && elsewhere.path.is_file(), "{elsewhere:?}");
        assert!(elsewhere.told().contains("copies cannot be written to. The system may empty that folder"));
    }

    #[test]
    fn a_folder_that_is_no_study_is_said_to_be_none() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("notes.ron"), "(").unwrap();
        let why = working_copy_of(folder.path(), folder.path()).unwrap_err();
        assert!(why.contains("is a folder without a study.ron in it, so it is not a study."), "{why}");
    }
}
