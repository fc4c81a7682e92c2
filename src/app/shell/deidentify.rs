//! What may tell who somebody is, gone through word by word: what is replaced by what, in sight of where it was said.

use std::path::PathBuf;

use eframe::egui::{
    Align, Button, ComboBox, Label, Layout, Rect, Role, ScrollArea, Sense, TextEdit, Ui, UiBuilder, Vec2, WidgetInfo,
    text::{LayoutJob, TextFormat},
};

use crate::{
    analysis::identify::{Found, Reveals, Row as KeyRow, added, find},
    app::{
        look::{Tokens, tokens},
        widgets::{Row, elided, empty, main_button, quiet_text, section, strong_text, title, wrapped},
    },
    operations::counted,
    study::{Id, Study, Transcript},
    text::{Span, words_around},
};

/// Bytes of what was said on each side of a find.
const AROUND: usize = 60;
/// Places that are listed of one find.
const LISTED: usize = 200;

/// What the page remembers: what was found and decided, and the key it came from.
#[derive(Default)]
pub struct DeidentifyPage {
    found: Vec<Found>,
    shown: usize,
    /// The study's revision when it was looked through.
    looked: Option<u64>,
    trouble: Option<String>,
    added: String,
    passphrase: String,
    /// Where the key is kept, and whether it has everything that was decided.
    pub key: Option<PathBuf>,
    pub saved: bool,
    /// A key that was chosen and is locked.
    pub locked: Option<(PathBuf, Vec<u8>)>,
}

/// What a person asks of the page.
pub enum DeidentifyWanted {
    Close,
    OpenKey,
    /// Open the locked key with this passphrase.
    Unlock(String),
    /// Save the key; with a passphrase locked.
    SaveKey(Option<String>),
    /// Put the stand-ins into the study.
    Replace,
    /// Make a study with the stand-ins, without history.
    Copy,
    Show(Id<Transcript>, Span),
}

impl DeidentifyPage {
    /// The rows as decided.
    pub fn rows(&self) -> Vec<KeyRow> {
        self.found.iter().map(|one| one.row.clone()).collect()
    }

    /// A passphrase that did not open a key is typed anew.
    pub fn forget_passphrase(&mut self) {
        self.passphrase.clear();
    }

    /// The rows of a key that was read take the place of those decided on here.
    pub fn take_key(&mut self, path: PathBuf, rows: Vec<KeyRow>) {
        self.found =
            rows.into_iter().map(|row| Found { row, known: true, passages: Vec::new(), records: Vec::new() }).collect();
        (self.key, self.saved, self.locked, self.looked, self.shown) = (Some(path), true, None, None, 0);
    }

    /// Draws the page of a study at a revision.
    pub fn show(&mut self, ui: &mut Ui, study: &Study, (revision, writable): (u64, bool)) -> Option<DeidentifyWanted> {
        if self.looked != Some(revision) {
            self.look(study, revision);
        }
        let screen = ui.ctx().content_rect().size();
        ui.set_width((screen.x - 90.0).min(1080.0));
        title(ui, "De-identify");
        wrapped(
            ui,
            quiet_text(
                ui,
                "What may tell who somebody is, and what is put in its place everywhere. Codings follow. The key says which \
                 words stood there; it is kept in a file of its own, and never in the study.",
            ),
        );
        ui.add_space(Tokens::GAP);
        // Until a chosen key is open nothing else is drawn: what was decided in it comes first.
        if let Some((path, _)) = &self.locked {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            return self.unlocking(ui, &name);
        }
        let height = (screen.y - 330.0).clamp(180.0, 560.0);
        let (whole, _) = ui.allocate_exact_size(Vec2::new(ui.available_width(), height), Sense::hover());
        let (left, right) = whole.split_left_right_at_x(whole.left() + 400.0_f32.min(whole.width() * 0.45));
        ui.painter().vline(left.right() + Tokens::GAP, whole.y_range(), ui.visuals().window_stroke);
        let mut list = child(ui, left);
        self.list(&mut list, height);
        let mut page = child(ui, right.with_min_x(right.left() + 2.0 * Tokens::GAP));
        let shown = self.one(&mut page, study, height);
        self.adding(ui, study, revision);
        let foot = self.foot(ui, writable);
        shown.or(foot)
    }

    /// Looks through the study, keeping what was decided.
    fn look(&mut self, study: &Study, revision: u64) {
        let rows = self.rows();
        let before = rows.len();
        match find(study, &rows) {
            Ok(mut found) => {
                // What stays comes after what is replaced, so that many doubtful words hide nothing.
                found.sort_by_key(|one| (one.row.reveals, !one.row.replace));
                self.saved &= found.len() == before;
                self.found = found;
                self.trouble = None;
            }
            Err(why) => self.trouble = Some(why.to_string()),
        }
        self.looked = Some(revision);
    }

    fn unlocking(&mut self, ui: &mut Ui, name: &str) -> Option<DeidentifyWanted> {
        wrapped(ui, format!("{name} is locked."));
        section(ui, "Passphrase");
        let response = ui.add(TextEdit::singleline(&mut self.passphrase).password(true).desired_width(320.0));
        response.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, "Passphrase"));
        if ui.memory(|memory| memory.focused().is_none()) {
            response.request_focus();
        }
        let entered = response.lost_focus() && ui.input(|input| input.key_pressed(eframe::egui::Key::Enter));
        ui.add_space(Tokens::LARGE_GAP);
        let (mut open, mut back) = (false, false);
        ui.horizontal(|ui| {
            open = main_button(ui, "Unlock the key", !self.passphrase.is_empty()).clicked() || entered;
            back = ui.button("Back").clicked();
        });
        if back {
            self.locked = None;
            self.passphrase.clear();
        }
        open.then(|| DeidentifyWanted::Unlock(self.passphrase.clone()))
    }

    fn list(&mut self, ui: &mut Ui, height: f32) {
        if let Some(why) = &self.trouble {
            ui.add(Label::new(why).wrap());
            return;
        }
        if self.found.is_empty() {
            empty(
                ui,
                "Nothing was found",
                "Names in scripts without capitals are not found by themselves: add them below.",
            );
            return;
        }
        ScrollArea::vertical().max_height(height).auto_shrink([false, false]).id_salt("found").show(ui, |ui| {
            for kind in Reveals::ALL {
                let places: Vec<usize> = (0..self.found.len())
                    .filter(|&at| self.found.get(at).is_some_and(|one| one.row.reveals == kind))
                    .collect();
                if places.is_empty() {
                    continue;
                }
                section(ui, kind.heading());
                for at in places {
                    self.row(ui, at);
                }
            }
        });
    }

    fn row(&mut self, ui: &mut Ui, at: usize) {
        let Some(one) = self.found.get_mut(at) else { return };
        let words = one.row.words.clone();
        let row = Row { name: &words, chosen: at == self.shown, indent: 0.0 };
        let mut ticked = false;
        let times = one.times();
        let response = row.show(ui, |ui| {
            let tick = ui.checkbox(&mut one.row.replace, "");
            tick.widget_info(|| {
                WidgetInfo::selected(Role::CheckBox, true, one.row.replace, format!("Replace {words}"))
            });
            ticked = tick.changed();
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.label(quiet_text(ui, times.to_string()));
                let stand_in = if one.row.replace { one.row.stand_in.as_str() } else { "stays" };
                ui.label(quiet_text(ui, stand_in));
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| elided(ui, words.as_str()));
            });
        });
        if ticked {
            self.saved = false;
        }
        if response.clicked() || ticked {
            self.shown = at;
        }
    }

    /// The words in view: their kind, their stand-in, and where they were said.
    fn one(&mut self, ui: &mut Ui, study: &Study, height: f32) -> Option<DeidentifyWanted> {
        let one = self.found.get_mut(self.shown)?;
        let mut altered = false;
        ui.add(Label::new(strong_text(&one.row.words)).wrap());
        ui.add_space(Tokens::SMALL_GAP);
        ui.horizontal(|ui| {
            ComboBox::from_id_salt("kind").selected_text(one.row.reveals.word()).show_ui(ui, |ui| {
                for kind in Reveals::ALL {
                    altered |= ui.selectable_value(&mut one.row.reveals, kind, kind.word()).changed();
                }
            });
            ui.label("becomes");
            let field = ui.add(TextEdit::singleline(&mut one.row.stand_in).desired_width(ui.available_width() - 8.0));
            field.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, "Stand-in"));
            if field.changed() {
                altered = true;
                one.row.replace = !one.row.stand_in.trim().is_empty();
            }
        });
        self.saved &= !altered;
        let one = self.found.get(self.shown)?;
        let mut wanted = None;
        let told = match (one.passages.len(), one.records.len()) {
            (0, 0) => "It stands nowhere in the study now.".to_owned(),
            (said, 0) => format!("Said {}.", times(said)),
            (0, written) => format!("In {} that people wrote or named.", counted(written, "record")),
            (said, written) => {
                format!("Said {}, and in {} that people wrote or named.", times(said), counted(written, "record"))
            }
        };
        ui.label(quiet_text(ui, told));
        ScrollArea::vertical().max_height(height - 90.0).auto_shrink([false, false]).id_salt("places").show(ui, |ui| {
            for (transcript, span) in one.passages.iter().take(LISTED) {
                let text = study.text(*transcript);
                let bounds = crate::text::paragraphs::paragraph_at(text, span.start);
                let (before, after) = words_around(text, *span, bounds, AROUND);
                let words = span.of(text).unwrap_or_default();
                ui.add_space(Tokens::SMALL_GAP);
                let place = study.attribution(*transcript, span.start);
                let shown = ui.add(Button::new(in_context(ui, &before, words, &after)).wrap().frame(false));
                shown.widget_info(|| {
                    WidgetInfo::labeled(Role::Button, true, format!("{before}{words}{after}, {place}"))
                });
                if shown.on_hover_text("Show it in its transcript").clicked() {
                    wanted = Some(DeidentifyWanted::Show(*transcript, *span));
                }
                ui.label(quiet_text(ui, place));
            }
            if one.passages.len() > LISTED {
                ui.label(quiet_text(ui, format!("and {} more", one.passages.len() - LISTED)));
            }
        });
        wanted
    }

    /// A name that was not found by itself.
    fn adding(&mut self, ui: &mut Ui, study: &Study, revision: u64) {
        let mut add = false;
        ui.add_space(Tokens::GAP);
        ui.horizontal(|ui| {
            let field =
                TextEdit::singleline(&mut self.added).hint_text("A name that was not found").desired_width(260.0);
            let field = ui.add(field);
            field.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, "A name that was not found"));
            let entered = field.lost_focus() && ui.input(|input| input.key_pressed(eframe::egui::Key::Enter));
            add = ui.add_enabled(!self.added.trim().is_empty(), Button::new("Add")).clicked() || entered;
            if entered {
                field.request_focus();
            }
            let chosen = self.found.iter().filter(|one| one.row.replace).count();
            let places: usize = self.found.iter().filter(|one| one.row.replace).map(Found::times).sum();
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.label(quiet_text(
                    ui,
                    format!("{} to be replaced at {}", counted(chosen, "wording"), counted(places, "place")),
                ));
            });
        });
        let words = self.added.trim().to_owned();
        if add && !words.is_empty() {
            self.added.clear();
            let known = self.found.iter().any(|one| one.row.words == words);
            if let Some(row) = added(&self.rows(), &words).filter(|_| !known) {
                self.found.push(Found { row, known: true, passages: Vec::new(), records: Vec::new() });
                self.saved = false;
                self.look(study, revision);
            }
            self.shown = self.found.iter().position(|one| one.row.words == words).unwrap_or(self.shown);
        }
    }

    fn foot(&mut self, ui: &mut Ui, writable: bool) -> Option<DeidentifyWanted> {
        let mut wanted = None;
        ui.separator();
        ui.horizontal(|ui| {
            let name =
                self.key.as_ref().and_then(|path| path.file_name()).map(|name| name.to_string_lossy().into_owned());
            let told = match (&name, self.saved) {
                (Some(name), true) => format!("Key: {name}"),
                (Some(name), false) => format!("Key: {name}, not saved since"),
                (None, _) => "The key is not saved yet".to_owned(),
            };
            if ui.button("Open a key…").clicked() {
                wanted = Some(DeidentifyWanted::OpenKey);
            }
            let field = TextEdit::singleline(&mut self.passphrase)
                .password(true)
                .hint_text("Passphrase, to lock it")
                .desired_width(170.0);
            let field = ui.add(field);
            field.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, "Passphrase that locks the key"));
            if ui.add_enabled(!self.found.is_empty(), Button::new("Save the key…")).clicked() {
                let passphrase = (!self.passphrase.is_empty()).then(|| self.passphrase.clone());
                wanted = Some(DeidentifyWanted::SaveKey(passphrase));
            }
            elided(ui, quiet_text(ui, told));
        });
        ui.add_space(Tokens::GAP);
        let chosen = self.found.iter().any(|one| one.row.replace);
        let standing = self.found.iter().any(|one| one.row.replace && one.times() > 0);
        let size = Vec2::new(ui.available_width(), 28.0);
        ui.allocate_ui_with_layout(size, Layout::right_to_left(Align::Center), |ui| {
            if main_button(ui, "Make a de-identified study…", chosen)
                .on_hover_text("A new file, without the history that holds the words. This study stays as it is")
                .clicked()
            {
                wanted = Some(DeidentifyWanted::Copy);
            }
            let replace = ui
                .add_enabled(standing && writable, Button::new("Replace in this study").min_size(Vec2::new(0.0, 28.0)));
            if replace
                .on_hover_text("One step that can be undone: the history and the backups keep the words")
                .clicked()
            {
                wanted = Some(DeidentifyWanted::Replace);
            }
            if ui.add(Button::new("Close").min_size(Vec2::new(0.0, 28.0))).clicked() {
                wanted = Some(DeidentifyWanted::Close);
            }
        });
        wanted
    }
}

fn times(count: usize) -> String {
    match count {
        1 => "once".into(),
        2 => "twice".into(),
        count => format!("{count} times"),
    }
}

fn child(ui: &mut Ui, rect: Rect) -> Ui {
    ui.new_child(UiBuilder::new().max_rect(rect).layout(Layout::top_down(Align::Min)))
}

/// Words among those around them, the words themselves standing out.
fn in_context(ui: &Ui, before: &str, words: &str, after: &str) -> LayoutJob {
    let mut job = LayoutJob::default();
    let font = eframe::egui::TextStyle::Body.resolve(ui.style());
    let plain = TextFormat::simple(font, ui.visuals().text_color());
    let found = TextFormat { background: tokens(ui.ctx()).found, ..plain.clone() };
    for (part, format) in [(before, &plain), (words, &found), (after, &plain)] {
        job.append(part, 0.0, format.clone());
    }
    job
}
