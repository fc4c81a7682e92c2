//! Coding many passages at once: which code, how much around each place, and a preview of what is coded before it is.

use eframe::egui::{Frame, Key, Margin, Modifiers, ScrollArea, Ui};

use super::{Finder, buttons, finder::Found};
use crate::{
    app::{
        code_list::{CodeList, Seeker, code_row},
        look::{Tokens, tokens},
        transcript::{Piece, Words},
        widgets::{elided, key_hints, quiet_text, section, strong_text, title},
    },
    journal::Stamp,
    operations::{CodePlace, Passage, Target, Widen, counted, elide, uncoded, widened},
    study::Study,
    text::{Span, paragraphs::paragraph_at, words_around},
};

/// What the dialog remembers.
pub struct CodeHits {
    places: Vec<Passage>,
    widen: Widen,
    target: Option<Target>,
    /// Whether one of the choices has the keyboard.
    on_choice: bool,
    finder: Finder,
    /// The passages as they would be coded, made for this width and revision.
    passages: Option<(Widen, u64, Vec<Passage>)>,
}

/// What came of it.
pub enum CodeHitsOutcome {
    Closed,
    Code(Vec<Passage>, Target),
}

impl CodeHits {
    pub fn new(places: Vec<Passage>) -> Self {
        CodeHits {
            places,
            widen: Widen::default(),
            target: None,
            on_choice: false,
            finder: Finder::default(),
            passages: None,
        }
    }

    /// Draws the dialog: first the code, then the preview. `codes` are what is offered.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        (study, revision, stamp): (&Study, u64, &Stamp),
        codes: &CodeList,
    ) -> Option<CodeHitsOutcome> {
        ui.set_width(560.0);
        let Some(target) = self.target.clone() else {
            ui.label(strong_text(format!("Code {}", counted(self.places.len(), "place"))));
            ui.label(quiet_text(ui, "With which code? What would be coded is shown before anything is."));
            ui.add_space(Tokens::SMALL_GAP);
            let found = self.finder.show(ui, "Find a code", "Type a code’s name", &codes.candidates, |ui, at| {
                code_row(ui, study, codes.at(at), Seeker { me: stamp.by, words: None });
            });
            key_hints(ui, &[("Tab", "a new code with the name typed")]);
            match found {
                Found::Taken(at, _) => self.target = codes.at(at).map(Target::Existing),
                Found::New(_) if !self.finder.typed.trim().is_empty() => {
                    let name = self.finder.typed.trim().to_owned();
                    self.target = Some(Target::New { name, place: CodePlace::last_under(None) });
                }
                Found::Closed => return Some(CodeHitsOutcome::Closed),
                Found::Nothing | Found::New(_) => {}
            }
            return None;
        };
        let name = match &target {
            Target::Existing(code) => study.get(*code).map_or("", |code| code.name.as_str()),
            Target::New { name, .. } => name.as_str(),
        };
        title(ui, &format!("Code with {}", elide(name, 44)));
        section(ui, "What is coded");
        // Enter codes, unless a button has the keyboard; Space chooses.
        let entered = (self.on_choice || ui.memory(|memory| memory.focused().is_none()))
            && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
        let mut on_choice = false;
        ui.horizontal(|ui| {
            let kinds = [
                (Widen::Matches, "The words found"),
                (Widen::Sentences, "Their sentences"),
                (Widen::Turns, "Their turns"),
            ];
            for (widen, name) in kinds {
                on_choice |= ui.radio_value(&mut self.widen, widen, name).has_focus();
            }
        });
        self.on_choice = on_choice;
        let made = self.passages.take().filter(|(widen, of, _)| (*widen, *of) == (self.widen, revision));
        let passages = made.map_or_else(|| widened(study, &self.places, self.widen), |(.., passages)| passages);
        let new: Vec<&Passage> = match &target {
            Target::Existing(code) => uncoded(study, stamp, &passages, *code),
            Target::New { .. } => passages.iter().collect(),
        };
        let mut transcripts: Vec<_> = new.iter().map(|(transcript, _)| *transcript).collect();
        transcripts.dedup();
        let already = passages.len() - new.len();
        let count = new.len();
        let mut words = format!("{} in {}", counted(count, "passage"), counted(transcripts.len(), "transcript"));
        if already > 0 {
            words.push_str(&format!("; {already} more you have coded with it already, and they stay as they are"));
        }
        ui.add_space(Tokens::SMALL_GAP);
        ui.label(words);
        preview(ui, study, &new);
        self.passages = Some((self.widen, revision, passages));
        match buttons(ui, &format!("Code {}", counted(count, "passage")), count > 0, entered && count > 0) {
            Some(true) => {
                let passages = self.passages.take().map(|(.., passages)| passages).unwrap_or_default();
                Some(CodeHitsOutcome::Code(passages, target))
            }
            Some(false) => Some(CodeHitsOutcome::Closed),
            None => None,
        }
    }
}

/// The words as they would be coded, each with who said them.
fn preview(ui: &mut Ui, study: &Study, passages: &[&Passage]) {
    let tokens = tokens(ui.ctx());
    let frame = Frame::new().stroke((1.0, tokens.line)).corner_radius(6).inner_margin(Margin::symmetric(8, 6));
    frame.show(ui, |ui| {
        // As tall for few passages as for many, so that the buttons stay where they are.
        let scroll = ScrollArea::vertical().max_height(260.0).auto_shrink([false, false]);
        let height = Tokens::ROW * 2.0;
        scroll.show_rows(ui, height, passages.len(), |ui, rows| {
            for (transcript, span) in rows.filter_map(|at| passages.get(at)) {
                let text = study.text(*transcript);
                let words = elide(span.of(text).unwrap_or_default(), 220);
                let turn = study.get(*transcript).and_then(|one| one.turn_at(span.start));
                let around = turn.map_or_else(|| paragraph_at(text, span.start), |(_, turn)| turn.span);
                let around = Span { start: around.start.min(span.start), end: around.end.max(span.end) };
                let (before, after) = words_around(text, *span, around, 48);
                let (before, after) = (before.replace('\n', " "), after.replace('\n', " "));
                let number = turn.map_or_else(String::new, |(at, _)| format!(" · turn {}", at + 1));
                ui.allocate_ui(eframe::egui::vec2(ui.available_width(), height), |ui| {
                    ui.set_min_height(height);
                    ui.vertical(|ui| {
                        ui.spacing_mut().item_spacing.y = 0.0;
                        let pieces = [
                            Piece::new(&before, tokens.quiet),
                            Piece::new(&words, tokens.text),
                            Piece::new(&after, tokens.quiet),
                        ];
                        ui.add(Words::new(&pieces, Tokens::BODY).on_one_line());
                        elided(ui, quiet_text(ui, format!("{}{number}", study.attribution(*transcript, span.start))));
                    });
                });
            }
        });
    });
}
