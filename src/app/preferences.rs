//! What this person prefers on this machine: light or dark, text size, recent studies. Not part of any study.

use std::{
    fs,
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};

/// Kept as RON in the user's configuration folder; a file that cannot be read is left as it is and ignored.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Preferences {
    pub dark: Option<bool>,
    /// Of the transcript, in points.
    pub text_size: f32,
    /// Newest first.
    pub recent: Vec<PathBuf>,
    /// The name under which this person last coded.
    pub coder: String,
    #[serde(skip)]
    file: Option<PathBuf>,
}

impl Default for Preferences {
    fn default() -> Self {
        Preferences { dark: None, text_size: 16.0, recent: Vec::new(), coder: String::new(), file: None }
    }
}

impl Preferences {
    pub const TEXT_SIZES: std::ops::RangeInclusive<f32> = 11.0..=32.0;

    /// The preferences of this machine's user.
    pub fn load() -> Self {
        let Some(folders) = directories::ProjectDirs::from("org", "Colloquy", "Colloquy") else {
            return Preferences::default();
        };
        let file = folders.config_dir().join("preferences.ron");
        let read = fs::read_to_string(&file).ok().and_then(|text| ron::from_str::<Preferences>(&text).ok());
        Preferences { file: Some(file), ..read.unwrap_or_default() }
    }

    /// Puts a study at the head of the recent ones.
    pub fn opened(&mut self, path: &Path) {
        self.recent.retain(|other| other != path);
        self.recent.insert(0, path.to_owned());
        self.recent.truncate(8);
    }

    /// Writes them down, where they have a file. Preferences that cannot be written are not worth interrupting work for.
    pub fn save(&self) {
        let Some(file) = &self.file else { return };
        let Ok(text) = ron::ser::to_string_pretty(self, ron::ser::PrettyConfig::default()) else { return };
        if let Some(folder) = file.parent() {
            _ = fs::create_dir_all(folder);
        }
        _ = fs::write(file, text);
    }
}

/// Where working copies of samples are kept.
pub fn working_copies() -> PathBuf {
    let folders = directories::ProjectDirs::from("org", "Colloquy", "Colloquy");
    folders.map_or_else(std::env::temp_dir, |folders| folders.data_dir().join("samples"))
}
