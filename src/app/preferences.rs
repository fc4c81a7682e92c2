//! What this person prefers on this machine: light or dark, text size, recent studies. Not part of any study.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use eframe::egui::{Context, Theme, ThemePreference};
use serde::{Deserialize, Serialize};

use super::{keymap::Keymap, manual_room::Printing};
use crate::{
    import::{Lesson, Lessons, Marks},
    study::{Details, Id},
};

/// Kept as RON in the user's configuration folder; a file that cannot be read is left as it is and ignored.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Preferences {
    pub dark: Option<bool>,
    /// Of the transcript, in points.
    pub text_size: f32,
    /// Of the whole interface: 1 is the usual size.
    pub scale: f32,
    /// Nothing moves that need not.
    pub still: bool,
    /// Keys that are not the registry's.
    pub keys: Keymap,
    /// Whether hints are given at all.
    pub hints: bool,
    /// Hints that were understood, by their names.
    pub hints_understood: BTreeSet<String>,
    /// Newest first.
    pub recent: Vec<PathBuf>,
    /// The name under which this person last coded.
    pub coder: String,
    /// Ways in which turns are marked that this person has shown, the newest first; no names are in them.
    pub marks: Vec<Marks>,
    /// How this person prints each study, newest first.
    pub printing: Vec<KeptPrinting>,
    /// Where they are kept; `None` keeps them for this window only.
    #[serde(skip)]
    pub file: Option<PathBuf>,
}

/// How somebody prints a study.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct KeptPrinting {
    study: Id<Details>,
    /// As JSON, so that one that a later version wrote spoils nothing else.
    options: String,
}

/// Of so many studies it is remembered how they are printed.
const PRINTED: usize = 60;
/// So many ways of marking turns are remembered.
const MARKS: usize = 8;

impl Default for Preferences {
    fn default() -> Self {
        Preferences {
            dark: None,
            text_size: 16.0,
            scale: 1.0,
            still: false,
            keys: Keymap::default(),
            hints: true,
            hints_understood: BTreeSet::new(),
            recent: Vec::new(),
            coder: String::new(),
            marks: Vec::new(),
            printing: Vec::new(),
            file: None,
        }
    }
}

impl Preferences {
    pub const TEXT_SIZES: std::ops::RangeInclusive<f32> = 11.0..=32.0;
    pub const SCALES: std::ops::RangeInclusive<f32> = 0.7..=2.0;

    /// The preferences of this machine's user.
    pub fn load() -> Self {
        let Some(folders) = directories::ProjectDirs::from("org", "Colloquy", "Colloquy") else {
            return Preferences::default();
        };
        let file = folders.config_dir().join("preferences.ron");
        let read = fs::read_to_string(&file).ok().and_then(|text| ron::from_str::<Preferences>(&text).ok());
        Preferences { file: Some(file), ..read.unwrap_or_default() }.within_bounds()
    }

    /// What this person has shown of how turns are marked.
    pub fn lessons(&self) -> Lessons {
        let mut lessons = Lessons::default();
        self.marks.iter().rev().for_each(|marks| lessons.add(Lesson::Marks(marks.clone())));
        lessons
    }

    /// Keeps how turns are marked for the studies to come. A label alone is a name, and is not kept.
    pub fn learn(&mut self, lessons: &Lessons) {
        let shown = lessons.marks().into_iter().filter(|marks| !matches!(marks, Marks::Label(_)));
        let shown: Vec<Marks> = shown.collect();
        if !shown.is_empty() {
            self.marks.retain(|marks| !shown.contains(marks));
            self.marks.splice(0..0, shown);
            self.marks.truncate(MARKS);
            self.save();
        }
    }

    /// A file may hold anything; the window stays usable.
    fn within_bounds(mut self) -> Self {
        let usual = Preferences::default();
        let within = |value: f32, bounds: std::ops::RangeInclusive<f32>, usual: f32| match value.is_finite() {
            true => value.clamp(*bounds.start(), *bounds.end()),
            false => usual,
        };
        self.text_size = within(self.text_size, Self::TEXT_SIZES, usual.text_size);
        self.scale = within(self.scale, Self::SCALES, usual.scale);
        // A path that depends on where the program was started leads nowhere.
        let mut seen = BTreeSet::new();
        self.recent.retain(|path| path.is_absolute() && seen.insert(path.clone()));
        self
    }

    /// Makes the window look and move as preferred.
    pub fn apply(&self, ctx: &Context) {
        ctx.set_theme(match self.dark {
            Some(true) => ThemePreference::Dark,
            Some(false) => ThemePreference::Light,
            None => ThemePreference::System,
        });
        ctx.options_mut(|options| options.zoom_with_keyboard = false);
        if (ctx.zoom_factor() - self.scale).abs() > 0.001 {
            ctx.set_zoom_factor(self.scale);
        }
        for theme in [Theme::Light, Theme::Dark] {
            let mut style = ctx.style_of(theme).as_ref().clone();
            let moving = eframe::egui::Style::default();
            style.animation_time = if self.still { 0.0 } else { moving.animation_time };
            style.scroll_animation =
                if self.still { eframe::egui::style::ScrollAnimation::none() } else { moving.scroll_animation };
            style.visuals.text_cursor.blink = !self.still;
            ctx.set_style_of(theme, style);
        }
        self.keys.publish(ctx);
    }

    /// How a study is printed.
    pub fn printing_of(&self, study: Id<Details>) -> Printing {
        let kept = self.printing.iter().find(|kept| kept.study == study);
        kept.map_or_else(Printing::default, |kept| Printing::read(&kept.options))
    }

    /// Remembers how a study is printed.
    pub fn print(&mut self, study: Id<Details>, printing: &Printing) {
        self.printing.retain(|kept| kept.study != study);
        self.printing.insert(0, KeptPrinting { study, options: printing.written() });
        self.printing.truncate(PRINTED);
    }

    /// Puts a study at the head of the recent ones, by its whole path, so that it is found from anywhere.
    pub fn opened(&mut self, path: &Path) {
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        self.recent.retain(|other| *other != path);
        self.recent.insert(0, path);
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ways_of_marking_turns_are_kept_without_names_and_not_without_end() {
        let mut preferences = Preferences::default();
        let marks = |number: usize| Marks::Between { before: "<".repeat(number), after: ">".into() };
        for number in 1..=MARKS + 3 {
            let mut lessons = Lessons::default();
            lessons.add(Lesson::Marks(marks(number)));
            lessons.add(Lesson::Marks(Marks::Label("Anna".into())));
            lessons.add(Lesson::Speaker("Ben".into(), true));
            preferences.learn(&lessons);
        }
        assert_eq!(preferences.marks.len(), MARKS);
        assert_eq!(preferences.marks.first(), Some(&marks(MARKS + 3)));
        assert_eq!(preferences.lessons().marks(), preferences.marks, "the newest is tried first");
        let written = ron::to_string(&preferences).expect("written");
        assert!(!written.contains("Anna") && !written.contains("Ben"), "{written}");
        assert_eq!(ron::from_str::<Preferences>(&written).expect("read").marks, preferences.marks);
    }

    #[test]
    fn recent_studies_are_kept_once_each_by_their_whole_paths() {
        let here = std::path::absolute("talks.colloquy").unwrap();
        let other = here.with_file_name("other.colloquy");
        let mut preferences = Preferences::default();
        for path in [Path::new("talks.colloquy"), &other, &here, Path::new("./talks.colloquy")] {
            preferences.opened(path);
        }
        assert_eq!(preferences.recent, [here.clone(), other]);
        preferences.recent = vec!["talks.colloquy".into(), here.clone(), here.clone()];
        assert_eq!(preferences.within_bounds().recent, [here]);
    }
}
