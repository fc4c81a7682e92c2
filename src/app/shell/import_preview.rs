//! What was found in files, before anything is added: speakers, turns, encoding, and what was left out; all of it can be
//! corrected here.

use eframe::egui::{
    Align, ComboBox, Frame, Grid, Layout, Margin, Rect, RichText, Role, ScrollArea, Sense, Stroke, TextEdit, Ui,
    UiBuilder, Vec2, WidgetInfo,
};

use super::{dialogs::buttons, show_turns::ShowTurns};
use crate::{
    app::{
        look::{Tokens, icons, tokens},
        widgets::{Row, elided, quiet_text, section, strong_text, title},
    },
    import::{self, Choices, Lesson, Lessons, Pattern, Proposed, SpeakerChoice},
    operations::{GroupChoice, counted},
    study::Study,
};

/// A file that was read: what was found in it, or why it cannot be added.
pub struct Incoming {
    pub name: String,
    /// The file's bytes, for reading it again in another way.
    pub bytes: Vec<u8>,
    pub choices: Choices,
    pub found: Result<Proposed, String>,
    /// The label of the group it is to belong to; empty for none.
    pub group: String,
    pub wanted: bool,
    /// While the person shows how turns are marked.
    pub showing: Option<ShowTurns>,
}

impl Incoming {
    /// Reads a file's bytes, with what has been shown of who speaks.
    pub fn read(name: &str, bytes: Vec<u8>, study: &Study, lessons: &Lessons) -> Self {
        let choices = Choices { lessons: lessons.clone(), ..Choices::default() };
        let found = import::propose(name, &bytes, &choices).map_err(|error| error.to_string());
        let group = found.as_ref().map_or_else(|_| String::new(), |found| group_for(&found.title, study));
        let wanted = found.is_ok();
        Incoming { name: name.to_owned(), bytes, choices, found, group, wanted, showing: None }
    }

    /// A file that could not be read at all.
    pub fn unread(name: String, why: String) -> Self {
        Incoming {
            name,
            bytes: Vec::new(),
            choices: Choices::default(),
            found: Err(why),
            group: String::new(),
            wanted: false,
            showing: None,
        }
    }

    /// Takes in what was shown in another file.
    fn learn(&mut self, lesson: &Lesson) {
        self.choices.lessons.add(lesson.clone());
        let Ok(found) = &mut self.found else { return };
        // How turns are marked is looked for from the start, where nobody has decided on anything here.
        if matches!(lesson, Lesson::Marks(_)) {
            if found.turns.iter().all(|turn| turn.speaker.is_none()) && self.choices.speakers == SpeakerChoice::Auto {
                self.read_again();
            }
            return;
        }
        let mut lessons = Lessons::default();
        lessons.add(lesson.clone());
        found.learn(&lessons);
    }

    fn read_again(&mut self) {
        self.found = import::propose(&self.name, &self.bytes, &self.choices).map_err(|error| error.to_string());
    }

    /// The group it is to belong to.
    pub fn group_choice(&self) -> GroupChoice {
        match self.group.trim() {
            "" => GroupChoice::None,
            label => GroupChoice::Labelled(label.to_owned()),
        }
    }
}

/// A group of its own, named like the transcript, unless a group with that name is there.
fn group_for(title: &str, study: &Study) -> String {
    let known = study.groups().find(|group| title.to_lowercase().contains(&group.label.to_lowercase()));
    known.map_or_else(|| title.to_owned(), |group| group.label.clone())
}

/// The files read and the one in view.
pub struct ImportPreview {
    pub incoming: Vec<Incoming>,
    /// What the person has shown of who speaks: it holds for all the files, and for those that come later.
    pub lessons: Lessons,
    shown: usize,
}

impl ImportPreview {
    pub fn new(incoming: Vec<Incoming>) -> Self {
        ImportPreview { incoming, lessons: Lessons::default(), shown: 0 }
    }

    /// Takes more files in, and shows the first of them; one that is there already is not taken twice.
    pub fn add(&mut self, more: Vec<Incoming>) {
        let first = self.incoming.len();
        for one in more {
            if !self.incoming.iter().any(|there| there.name == one.name && there.bytes == one.bytes) {
                self.incoming.push(one);
            }
        }
        if first < self.incoming.len() {
            self.shown = first;
        }
    }

    /// Gives true when what is wanted is to be added, false when nothing is.
    pub fn show(&mut self, ui: &mut Ui, study: &Study) -> Option<bool> {
        let screen = ui.ctx().content_rect().size();
        ui.set_width((screen.x - 90.0).min(1080.0));
        let height = (screen.y - 250.0).min(640.0);
        title(ui, "Add transcripts");
        ui.label(quiet_text(ui, "This is what was found. Nothing is added until you say so; each file becomes one entry that can be undone."));
        if self.incoming.len() > 1 {
            ui.label(quiet_text(ui, "What you say of speakers in one file holds in the others where it fits: who is none, who asks, how turns are marked. Names stay with their file."));
        }
        ui.add_space(Tokens::GAP);
        let (left, right) = side_by_side(ui, height);
        let mut list = ui.new_child(UiBuilder::new().max_rect(left).layout(Layout::top_down(Align::Min)));
        self.files(&mut list, height);
        let mut page = ui.new_child(UiBuilder::new().max_rect(right).layout(Layout::top_down(Align::Min)));
        if let Some(incoming) = self.incoming.get_mut(self.shown) {
            let lesson = file(&mut page, incoming, study, height);
            lesson.into_iter().for_each(|lesson| self.learn(&lesson));
        }
        let wanted = self.incoming.iter().filter(|one| one.wanted && one.found.is_ok()).count();
        let name = match wanted {
            1 => "Add 1 transcript".to_owned(),
            _ => format!("Add {wanted} transcripts"),
        };
        buttons(ui, &name, wanted > 0, false)
    }

    /// What was shown in the file in view holds in the others.
    fn learn(&mut self, lesson: &Lesson) {
        self.lessons.add(lesson.clone());
        let shown = self.shown;
        let others = self.incoming.iter_mut().enumerate().filter(|(at, _)| *at != shown);
        others.for_each(|(_, other)| other.learn(lesson));
    }

    fn files(&mut self, ui: &mut Ui, height: f32) {
        ScrollArea::vertical().max_height(height).auto_shrink([false, false]).id_salt("files").show(ui, |ui| {
            for at in 0..self.incoming.len() {
                let Some(one) = self.incoming.get_mut(at) else { continue };
                let row = Row { name: &one.name, chosen: at == self.shown, indent: 0.0 };
                let (ok, name) = (one.found.is_ok(), one.name.clone());
                let response = row.show(ui, |ui| {
                    if ok {
                        let ticked = ui.checkbox(&mut one.wanted, "");
                        ticked.widget_info(|| {
                            WidgetInfo::selected(Role::CheckBox, true, one.wanted, format!("Add {name}"))
                        });
                    } else {
                        ui.label(RichText::new(icons::WARNING).color(tokens(ui.ctx()).error));
                    }
                    elided(ui, name.as_str());
                });
                if response.clicked() {
                    self.shown = at;
                }
            }
        });
    }
}

/// A list at the left and a page at the right of it, `height` points high, with a line between.
fn side_by_side(ui: &mut Ui, height: f32) -> (Rect, Rect) {
    let (whole, _) = ui.allocate_exact_size(Vec2::new(ui.available_width(), height), Sense::hover());
    let (left, right) = whole.split_left_right_at_x(whole.left() + 220.0);
    ui.painter().vline(left.right() + Tokens::GAP, whole.y_range(), ui.visuals().window_stroke);
    (left, right.with_min_x(right.left() + 2.0 * Tokens::GAP))
}

/// One file; gives what the person has just shown in it.
fn file(ui: &mut Ui, incoming: &mut Incoming, study: &Study, height: f32) -> Option<Lesson> {
    let mut again = false;
    let mut lesson = None;
    let found = match &mut incoming.found {
        Ok(found) => found,
        Err(why) => {
            ui.label(strong_text(&incoming.name));
            ui.add_space(Tokens::GAP);
            ui.label(RichText::new(why.as_str()).color(tokens(ui.ctx()).error));
            return None;
        }
    };
    ui.horizontal(|ui| {
        ui.label("Title");
        let response = ui.add(TextEdit::singleline(&mut found.title).desired_width(220.0));
        response.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, "Title of the transcript"));
        ui.add_space(Tokens::GAP);
        ui.label("Group");
        let response = ui.add(TextEdit::singleline(&mut incoming.group).hint_text("None").desired_width(170.0));
        response.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, "Group of the transcript"));
        ui.menu_button(icons::OPENED, |ui| {
            for group in study.groups_in_order() {
                if ui.button(&group.label).clicked() {
                    incoming.group = group.label.clone();
                    ui.close();
                }
            }
        });
    });
    ui.horizontal(|ui| {
        ui.label(quiet_text(ui, format!("{}, {}", counted(found.turns.len(), "turn"), found.pattern_in_words())));
        let mut find = incoming.choices.speakers != SpeakerChoice::None;
        if ui.checkbox(&mut find, "Find speakers").changed() {
            incoming.choices.speakers = if find { SpeakerChoice::Auto } else { SpeakerChoice::None };
            again = true;
        }
        if let Some(encoding) = found.encoding.clone() {
            ui.label("Encoding");
            ComboBox::from_id_salt("encoding").selected_text(&encoding.name).show_ui(ui, |ui| {
                for choice in import::encoding_choices() {
                    if ui.selectable_label(choice.label == encoding.label, choice.name).clicked() {
                        incoming.choices.encoding = Some(choice.label.to_owned());
                        again = true;
                    }
                }
            });
        }
    });
    ScrollArea::vertical().max_height(height - 70.0).auto_shrink([false, false]).id_salt("found").show(ui, |ui| {
        for notice in &found.notices {
            ui.horizontal_top(|ui| {
                ui.label(RichText::new(icons::ABOUT).color(tokens(ui.ctx()).warning));
                ui.add(eframe::egui::Label::new(notice.to_string()).wrap());
            });
        }
        ui.horizontal_top(|ui| {
            ui.vertical(|ui| {
                ui.set_width(420.0_f32.min(ui.available_width() * 0.56));
                lesson = speakers(ui, found);
            });
            ui.vertical(|ui| match &mut incoming.showing {
                Some(showing) => match showing.show(ui) {
                    Some(Some(marks)) => {
                        incoming.choices.speakers = SpeakerChoice::Pattern(Pattern::Shown);
                        incoming.showing = None;
                        lesson = Some(Lesson::Marks(marks));
                        again = true;
                    }
                    Some(None) => incoming.showing = None,
                    None => {}
                },
                None => {
                    section(ui, "How it begins");
                    passage(ui, found);
                    ui.add_space(Tokens::SMALL_GAP);
                    if ui.link("Speakers are marked in another way…").clicked() {
                        incoming.showing = Some(ShowTurns::of(found));
                    }
                }
            });
        });
    });
    if let Some(lesson) = &lesson {
        incoming.choices.lessons.add(lesson.clone());
    }
    if again {
        incoming.read_again();
    }
    lesson
}

enum Correction {
    Rename(usize, String),
    Merge(usize, usize),
    NotASpeaker(usize),
    Moderator(usize, bool),
    IsASpeaker(usize),
}

/// The speakers; gives what a correction shows of other files.
fn speakers(ui: &mut Ui, found: &mut Proposed) -> Option<Lesson> {
    section(ui, "Speakers");
    if found.speakers.is_empty() {
        ui.label(quiet_text(ui, "No speakers were found; the whole text will be nobody’s. You can still code it."));
    }
    let mut correction = None;
    Grid::new("speakers").num_columns(5).spacing(Vec2::new(12.0, 4.0)).show(ui, |ui| {
        let labels: Vec<String> = found.speakers.iter().map(|speaker| speaker.label.clone()).collect();
        for (at, speaker) in found.speakers.iter().enumerate() {
            let before = speaker.label.clone();
            // A name on its way may be another speaker's; it counts when the field is left.
            let typed = ui.make_persistent_id(("speaker name", at));
            let mut label = ui.data(|data| data.get_temp::<String>(typed)).unwrap_or_else(|| before.clone());
            let field = TextEdit::singleline(&mut label).desired_width(150.0);
            let response = ui.add_sized(Vec2::new(150.0, Tokens::ROW), field);
            response.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, format!("Name of speaker {}", at + 1)));
            if response.lost_focus() {
                correction = (label != before).then_some(Correction::Rename(at, label));
                ui.data_mut(|data| data.remove::<String>(typed));
            } else if response.changed() {
                ui.data_mut(|data| data.insert_temp(typed, label));
            }
            let mut moderator = speaker.moderator;
            if ui.checkbox(&mut moderator, "Moderator").changed() {
                correction = Some(Correction::Moderator(at, moderator));
            }
            ui.label(quiet_text(
                ui,
                format!("{} · {}", counted(speaker.turns, "turn"), counted(speaker.words, "word")),
            ));
            let menu = ui.menu_button(icons::MORE, |ui| {
                ui.menu_button("Same as", |ui| {
                    for (other, name) in labels.iter().enumerate().filter(|(other, _)| *other != at) {
                        if ui.button(name).clicked() {
                            correction = Some(Correction::Merge(at, other));
                            ui.close();
                        }
                    }
                });
                if ui.button("Not a speaker: put the words back into the text").clicked() {
                    correction = Some(Correction::NotASpeaker(at));
                    ui.close();
                }
            });
            let name = format!("More for {before}");
            menu.response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
            ui.end_row();
        }
    });
    for merge in found.possible_merges() {
        let name = |at: usize| found.speakers.get(at).map_or("", |speaker| speaker.label.as_str());
        let words = format!("{} and {} may be the same", name(merge.from), name(merge.into));
        ui.horizontal_wrapped(|ui| {
            ui.label(quiet_text(ui, words));
            if ui.small_button("Make them one").clicked() {
                correction = Some(Correction::Merge(merge.from, merge.into));
            }
        });
    }
    for (at, doubtful) in found.doubtful.iter().enumerate() {
        let words = format!("“{}” begins {}", doubtful.label, counted(doubtful.paragraphs, "paragraph"));
        ui.horizontal_wrapped(|ui| {
            ui.label(quiet_text(ui, words)).on_hover_text(&doubtful.example);
            if ui.small_button("It is a speaker").clicked() {
                correction = Some(Correction::IsASpeaker(at));
            }
        });
    }
    // What cannot be done (a name another speaker has) leaves the preview as it is.
    let correction = correction?;
    let label = |at: usize| found.speakers.get(at).map(|one| one.label.clone());
    let lesson = match &correction {
        Correction::Rename(at, label) => found.shown_by_renaming(*at, label),
        Correction::Merge(at, into) => label(*into).and_then(|label| found.shown_by_renaming(*at, &label)),
        Correction::NotASpeaker(at) => label(*at).map(|label| Lesson::Speaker(label, false)),
        Correction::IsASpeaker(at) => found.doubtful.get(*at).map(|one| Lesson::Speaker(one.label.clone(), true)),
        Correction::Moderator(at, moderator) => label(*at).map(|label| Lesson::Moderator(label, *moderator)),
    };
    let done = match correction {
        Correction::Rename(at, label) => found.rename_speaker(at, &label),
        Correction::Merge(at, into) => found.merge_speakers(at, into),
        Correction::NotASpeaker(at) => found.not_a_speaker(at),
        Correction::IsASpeaker(at) => found.is_a_speaker(at, None),
        Correction::Moderator(at, moderator) => found.set_moderator(at, moderator),
    };
    lesson.filter(|_| done)
}

fn passage(ui: &mut Ui, found: &Proposed) {
    let tokens = tokens(ui.ctx());
    let frame = Frame::new()
        .fill(tokens.page)
        .stroke(Stroke::new(1.0, tokens.line))
        .corner_radius(6)
        .inner_margin(Margin::same(10));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        if found.turns.is_empty() {
            ui.label(found.text.chars().take(900).collect::<String>());
        }
        for turn in found.turns.iter().take(12) {
            let speaker =
                turn.speaker.and_then(|at| found.speakers.get(at)).map_or("", |speaker| speaker.label.as_str());
            ui.horizontal_top(|ui| {
                ui.scope(|ui| {
                    ui.set_width(96.0);
                    elided(ui, strong_text(speaker));
                });
                let words = turn.span.of(&found.text).unwrap_or_default();
                ui.add(eframe::egui::Label::new(crate::operations::elide(words, 200)).wrap());
            });
        }
    });
}
