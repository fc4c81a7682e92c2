//! How a quotation is printed: words of the author in brackets, put in, put for words that were said, or for words left out.
//! The transcript stays as it is.

use eframe::egui::{Align, Button, Label, Layout, RichText, Role, ScrollArea, TextEdit, Ui, WidgetInfo};

use crate::{
    analysis::{Piece, brackets_in, pieces},
    app::{
        look::{Tokens, icons, tokens},
        widgets::{icon_button, main_button, quiet_text, section, title, wrapped},
    },
    journal::Stamp,
    operations::{Planned, elide, put_bracket, take_bracket},
    study::{Bracket, BracketPlace, Coder, Id, Study, Transcript},
    text::Span,
};

/// A quotation, the words of it that are chosen, and what is to stand in brackets.
#[derive(Clone, Debug)]
pub struct BracketForm {
    transcript: Id<Transcript>,
    span: Span,
    /// The first and the last word chosen, by place.
    chosen: Option<(usize, usize)>,
    place: BracketPlace,
    words: String,
}

/// What came of a frame.
pub enum BracketOutcome {
    Open,
    Done,
    /// Stays open; this is to be committed.
    Commit(Planned),
}

impl BracketForm {
    /// Of a passage of a transcript.
    pub fn of(transcript: Id<Transcript>, span: Span) -> Self {
        BracketForm { transcript, span, chosen: None, place: BracketPlace::Instead, words: String::new() }
    }

    /// Draws the form.
    pub fn show(&mut self, ui: &mut Ui, study: &Study, me: Option<Id<Coder>>, writable: bool) -> BracketOutcome {
        let text = study.text(self.transcript);
        let words = words_of(text, self.span);
        if words.is_empty() {
            return BracketOutcome::Done;
        }
        ui.set_width(560.0);
        title(ui, "Your words in a quotation");
        let who = study.attribution(self.transcript, self.span.start);
        ui.label(quiet_text(ui, format!("{who}. Choose words: click one, drag over several, or hold Shift.")));
        ui.add_space(Tokens::SMALL_GAP);
        let brackets = brackets_in(study, self.transcript, self.span);
        ScrollArea::vertical()
            .id_salt("words")
            .max_height(220.0)
            .show(ui, |ui| self.choose(ui, text, &words, &brackets));
        let mut outcome = BracketOutcome::Open;
        let planned = ui.add_enabled_ui(writable && self.chosen.is_some(), |ui| self.put(ui, text, &words)).inner;
        if let Some((span, place, words)) = planned {
            let plan = put_bracket(study, &Stamp::now(me), self.transcript, span, place, &words);
            outcome = BracketOutcome::Commit(plan);
            (self.chosen, self.place) = (None, BracketPlace::Instead);
            self.words.clear();
        }
        if !brackets.is_empty() {
            section(ui, "In this quotation");
            for bracket in &brackets {
                ui.horizontal(|ui| {
                    let name = format!("Take {} out", bracket.printed());
                    if ui.add_enabled_ui(writable, |ui| icon_button(ui, icons::CLOSE, &name)).inner.clicked() {
                        outcome = BracketOutcome::Commit(take_bracket(study, &Stamp::now(me), bracket.id));
                    }
                    ui.label(in_words(text, bracket));
                });
            }
        }
        section(ui, "As it is printed");
        let pieces = pieces(study, self.transcript, self.span);
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            wrapped(ui, RichText::new(pieces.iter().map(Piece::words).collect::<String>()));
        });
        ui.add_space(Tokens::LARGE_GAP);
        let size = eframe::egui::vec2(ui.available_width(), 28.0);
        let right = Layout::right_to_left(Align::Center);
        match ui.allocate_ui_with_layout(size, right, |ui| main_button(ui, "Done", true)).inner.clicked() {
            true => BracketOutcome::Done,
            false => outcome,
        }
    }

    /// The words of the quotation, each to be chosen.
    fn choose(&mut self, ui: &mut Ui, text: &str, words: &[Span], brackets: &[&Bracket]) {
        let tokens = tokens(ui.ctx());
        // Dragged over: from the word that was pressed to the one under the pointer.
        let (mut pressed, mut under) = (None, None);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = eframe::egui::vec2(1.0, 2.0);
            ui.spacing_mut().button_padding = eframe::egui::vec2(2.0, 1.0);
            for (at, span) in words.iter().enumerate() {
                let said = span.of(text).unwrap_or_default();
                let chosen = self.chosen.is_some_and(|(first, last)| (first..=last).contains(&at));
                let gone = brackets.iter().any(|one| {
                    let bare = without_marks(text, *span);
                    one.place == BracketPlace::Instead && one.span.start <= bare.start && bare.end <= one.span.end
                });
                let bare = without_marks(text, *span);
                let mark = |place: BracketPlace, edge: fn(&Span) -> usize| {
                    let here = move |one: &&&Bracket| edge(&one.span) == edge(span) || edge(&one.span) == edge(&bare);
                    brackets.iter().filter(move |one| one.place == place).filter(here)
                };
                let authors = |ui: &mut Ui, one: &Bracket| {
                    ui.add(
                        Label::new(RichText::new(format!("{} ", one.printed())).italics().color(tokens.accent))
                            .selectable(false),
                    );
                };
                let begins = |place| mark(place, |span| span.start);
                begins(BracketPlace::Before).chain(begins(BracketPlace::Instead)).for_each(|one| authors(ui, one));
                let ink = RichText::new(said).size(Tokens::LARGE);
                let ink = if gone { ink.strikethrough().color(tokens.quiet) } else { ink };
                let button = Button::selectable(chosen, ink);
                let response = ui.add(button);
                response.widget_info(|| WidgetInfo::selected(Role::Button, true, chosen, said));
                let within =
                    |place: Option<eframe::egui::Pos2>| place.is_some_and(|place| response.rect.contains(place));
                let (from, to) = ui.input(|input| {
                    let held = input.pointer.primary_down();
                    (input.pointer.press_origin().filter(|_| held), input.pointer.latest_pos())
                });
                pressed = pressed.or(within(from).then_some(at));
                under = under.or(within(to).then_some(at));
                if response.clicked() {
                    let extends = ui.input(|input| input.modifiers.shift);
                    self.chosen = match self.chosen {
                        Some((first, last)) if extends => Some((first.min(at), last.max(at))),
                        Some((first, last)) if first == at && last == at => None,
                        _ => Some((at, at)),
                    };
                }
                mark(BracketPlace::After, |span| span.end).for_each(|one| authors(ui, one));
            }
        });
        if let Some((from, to)) = pressed.zip(under).filter(|(from, to)| from != to) {
            self.chosen = Some((from.min(to), from.max(to)));
        }
    }

    /// What is to be put in; gives the passage, the place and the words when it is asked for.
    fn put(&mut self, ui: &mut Ui, text: &str, words: &[Span]) -> Option<(Span, BracketPlace, String)> {
        let span = self
            .chosen
            .and_then(|(first, last)| Some(Span { start: words.get(first)?.start, end: words.get(last)?.end }));
        let bare = span.map(|span| without_marks(text, span));
        let said = bare.and_then(|span| span.of(text)).unwrap_or_default();
        section(ui, "In brackets");
        let field = TextEdit::singleline(&mut self.words).hint_text("such as: the nurse").desired_width(f32::INFINITY);
        let response = ui.add(field);
        response.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, "In brackets"));
        let entered = response.lost_focus() && ui.input(|input| input.key_pressed(eframe::egui::Key::Enter));
        let said = if said.is_empty() { "the words chosen".to_owned() } else { format!("“{}”", elide(said, 30)) };
        ui.horizontal(|ui| {
            ui.radio_value(&mut self.place, BracketPlace::Instead, format!("instead of {said}"));
            ui.radio_value(&mut self.place, BracketPlace::Before, "before");
            ui.radio_value(&mut self.place, BracketPlace::After, "after");
        });
        let mut asked = None;
        ui.horizontal(|ui| {
            let ready = !self.words.trim().is_empty();
            if main_button(ui, "Put in", ready && span.is_some()).clicked() || (entered && ready) {
                asked = Some((self.place, self.words.clone()));
            }
            if ui.add(Button::new("Leave the words out […]").min_size(eframe::egui::vec2(0.0, 28.0))).clicked() {
                asked = Some((BracketPlace::Instead, String::new()));
            }
        });
        let (place, words) = asked?;
        // Words that are put beside others stand behind their comma or full stop; words put for others leave it.
        let span = match (place, words.is_empty()) {
            (BracketPlace::Instead, false) | (BracketPlace::Before, _) => bare?,
            (BracketPlace::Instead, true) => left_out(text, span?),
            (BracketPlace::After, _) => bare?,
        };
        Some((span, place, words))
    }
}

/// "[the nurse] for “Mary”".
fn in_words(text: &str, bracket: &Bracket) -> String {
    let said = elide(bracket.span.of(text).unwrap_or_default(), 60);
    let how = match bracket.place {
        BracketPlace::Instead => "for",
        BracketPlace::Before => "before",
        BracketPlace::After => "after",
    };
    format!("{} {how} “{said}”", bracket.printed())
}

/// What stands between spaces.
fn words_of(text: &str, span: Span) -> Vec<Span> {
    let said = span.of(text).unwrap_or_default();
    let start = |word: &str| span.start + (word.as_ptr() as usize - said.as_ptr() as usize);
    said.split_whitespace().map(|word| Span { start: start(word), end: start(word) + word.len() }).collect()
}

/// Without punctuation at its ends; as it is where nothing else would be left.
fn without_marks(text: &str, span: Span) -> Span {
    let said = span.of(text).unwrap_or_default();
    let inner = said.trim_matches(|letter: char| !letter.is_alphanumeric());
    if inner.is_empty() {
        return span;
    }
    let start = span.start + (inner.as_ptr() as usize - said.as_ptr() as usize);
    Span { start, end: start + inner.len() }
}

/// Words left out take their commas along and leave the mark that ends a sentence.
fn left_out(text: &str, span: Span) -> Span {
    let said = span.of(text).unwrap_or_default();
    let kept = said.trim_end_matches(['.', '!', '?']);
    if kept.is_empty() { span } else { Span { end: span.start + kept.len(), ..span } }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_told_from_the_marks_around_them() {
        let text = "Well, (Mary) told — me.";
        let words = words_of(text, Span { start: 0, end: text.len() });
        let said: Vec<&str> = words.iter().map(|span| span.of(text).unwrap()).collect();
        assert_eq!(said, ["Well,", "(Mary)", "told", "—", "me."]);
        let bare: Vec<&str> = words.iter().map(|span| without_marks(text, *span).of(text).unwrap()).collect();
        assert_eq!(bare, ["Well", "Mary", "told", "—", "me"]);
        assert_eq!(left_out(text, words[0]).of(text), Some("Well,"));
        assert_eq!(left_out(text, words[4]).of(text), Some("me"));
    }
}
