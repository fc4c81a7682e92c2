//! Type, see the best match first, press Enter: the list behind the command palette and the code palette.

use eframe::egui::{Key, Modifiers, Role, ScrollArea, TextEdit, Ui, WidgetInfo};
use nucleo_matcher::{
    Config, Matcher, Utf32Str,
    pattern::{AtomKind, CaseMatching, Normalization, Pattern},
};

use crate::app::{look::Tokens, widgets::Row};

/// What is typed and which row is marked.
#[derive(Clone, Debug, Default)]
pub struct Finder {
    pub typed: String,
    pub marked: usize,
}

/// Something that can be found.
pub struct Candidate {
    /// Matched first and counted most: the name, then the path to it.
    pub name: String,
    /// Matched as well, counted less: aliases, definition, help.
    pub more: String,
    /// Breaks ties between equal matches, and orders the list while nothing is typed: higher first.
    pub weight: u32,
}

/// What a person did in a finder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// Still looking.
    Nothing,
    Closed,
    /// A candidate by its place in the list given, with the keys held: Ctrl to stay, Shift for more.
    Taken(usize, Modifiers),
    /// Tab: make something new of what is typed, under the marked one.
    New(Option<usize>),
}

/// The places of the candidates that match, best first.
pub fn ranked(candidates: &[Candidate], typed: &str) -> Vec<usize> {
    let typed = typed.trim();
    let mut found: Vec<(u32, usize)> = if typed.is_empty() {
        candidates.iter().enumerate().map(|(at, candidate)| (candidate.weight, at)).collect()
    } else {
        let pattern = Pattern::parse(typed, CaseMatching::Ignore, Normalization::Smart);
        let mut matcher = Matcher::new(Config::DEFAULT);
        let mut buffer = Vec::new();
        // Names are matched loosely, by their letters in order; definitions only by what stands in them as typed.
        let exactly = Pattern::new(typed, CaseMatching::Ignore, Normalization::Smart, AtomKind::Substring);
        let mut score = |pattern: &Pattern, text: &str| pattern.score(Utf32Str::new(text, &mut buffer), &mut matcher);
        let lower = typed.to_lowercase();
        candidates
            .iter()
            .enumerate()
            .filter_map(|(at, candidate)| {
                let by_name = score(&pattern, &candidate.name).map(|score| score * 4);
                let by_more = score(&exactly, &candidate.more);
                let begins = candidate.name.to_lowercase().starts_with(&lower);
                let best = by_name.max(by_more)?;
                Some((best + if begins { 400 } else { 0 } + candidate.weight.min(60), at))
            })
            .collect()
    };
    found.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    found.into_iter().map(|(_, at)| at).collect()
}

impl Finder {
    /// Draws the field and the rows; `row` draws one candidate by its place.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        name: &str,
        hint: &str,
        candidates: &[Candidate],
        mut row: impl FnMut(&mut Ui, usize),
    ) -> Found {
        let found = ranked(candidates, &self.typed);
        let mut outcome = Found::Nothing;
        ui.input_mut(|input| {
            let rows = found.len().max(1);
            if input.consume_key(Modifiers::NONE, Key::ArrowDown) {
                self.marked = (self.marked + 1) % rows;
            }
            if input.consume_key(Modifiers::NONE, Key::ArrowUp) {
                self.marked = (self.marked + rows - 1) % rows;
            }
            self.marked = self.marked.min(rows - 1);
            let marked = found.get(self.marked).copied();
            for held in [Modifiers::COMMAND, Modifiers::SHIFT, Modifiers::NONE] {
                if input.consume_key(held, Key::Enter)
                    && let Some(place) = marked
                {
                    outcome = Found::Taken(place, held);
                }
            }
            if input.consume_key(Modifiers::NONE, Key::Tab) {
                outcome = Found::New(marked);
            }
            if input.consume_key(Modifiers::NONE, Key::Escape) {
                outcome = Found::Closed;
            }
        });
        let edit = TextEdit::singleline(&mut self.typed).hint_text(hint).desired_width(f32::INFINITY);
        let response = ui.add(edit.lock_focus(true));
        response.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, name));
        response.request_focus();
        if response.changed() {
            self.marked = 0;
        }
        ui.add_space(Tokens::SMALL_GAP);
        let scroll = ScrollArea::vertical().max_height(320.0).auto_shrink([false, true]);
        ui.spacing_mut().item_spacing.y = 1.0;
        let mark = self.marked;
        scroll.show_rows(ui, Tokens::ROW, found.len(), |ui, rows| {
            for at in rows {
                let Some(&place) = found.get(at) else { continue };
                let Some(candidate) = candidates.get(place) else { continue };
                let shown =
                    Row { name: &candidate.name, chosen: at == mark, indent: 0.0 }.show(ui, |ui| row(ui, place));
                if shown.clicked() {
                    outcome = Found::Taken(place, ui.input(|input| input.modifiers));
                }
            }
        });
        outcome
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn candidates(names: &[&str]) -> Vec<Candidate> {
        names.iter().map(|name| Candidate { name: (*name).into(), more: String::new(), weight: 0 }).collect()
    }

    #[test]
    fn two_letters_find_a_code_and_the_name_that_begins_with_them_comes_first() {
        let codes = candidates(&["Quality of chairs", "HR", "Sharing", "Hope and recovery"]);
        let found = ranked(&codes, "hr");
        assert_eq!(found.first(), Some(&1));
        assert!(found.contains(&3));
    }

    #[test]
    fn accents_need_not_be_typed() {
        assert_eq!(ranked(&candidates(&["Émotion", "Burden"]), "emo"), [0]);
    }
}
