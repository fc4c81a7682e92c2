//! The sample study, and places to work in.

use colloquy::store::{OpenStudy, text_form};
use std::path::{Path, PathBuf};

/// The folder of the sample as text.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("sample_projects/community-wellbeing")
}

/// A study file made of the sample, in a folder of its own.
pub fn file(folder_for_it: &Path) -> OpenStudy {
    let (_, entries) = text_form::read(&folder()).expect("the sample reads");
    OpenStudy::create_from(&folder_for_it.join("sample.colloquy"), &entries, "a test").expect("a study of the sample")
}
