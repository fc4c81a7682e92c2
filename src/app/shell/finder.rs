//! Type, see the best match first, press Enter: the list behind the command palette and the code palette.

use std::sync::atomic::{AtomicU64, Ordering};

use eframe::egui::{Key, Modifiers, Role, ScrollArea, TextEdit, Ui, WidgetInfo};
use nucleo_matcher::{
    Config, Matcher, Utf32String,
    pattern::{AtomKind, CaseMatching, Normalization, Pattern},
};

use crate::{
    app::{
        look::Tokens,
        widgets::{Row, quiet_text},
    },
    operations::elide,
    text::folded,
};

/// What is typed and which row is marked.
#[derive(Clone, Debug, Default)]
pub struct Finder {
    pub typed: String,
    pub marked: usize,
    /// Whether the row was marked by a person, since something else was typed.
    stepped: bool,
    /// What was marked before something else was typed, by its place in the list.
    parent: Option<usize>,
    /// The matches, of which list and for which words.
    ranked: Option<(u64, String, Vec<usize>)>,
}

/// Something that can be found, with what it is found by ready for matching.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// As a screen reader says it.
    pub name: String,
    folded: String,
    /// With the fewest points last: what is matched loosely, by its letters in order, and how much a match counts.
    loose: Vec<(Utf32String, u32)>,
    /// Matched only by what stands in it as typed: definitions, help.
    exact: Utf32String,
    /// Breaks ties between equal matches, and orders the list while nothing is typed: higher first.
    pub weight: u32,
}

impl Candidate {
    /// Found by its name, and less by what stands in `more` as typed.
    pub fn new(name: &str, more: &str, weight: u32) -> Self {
        let loose = vec![(Utf32String::from(name), 4)];
        Candidate { name: name.into(), folded: folded(name), loose, exact: Utf32String::from(more), weight }
    }

    /// Found by another name, too; a match counts `points` times.
    pub fn also(mut self, name: &str, points: u32) -> Self {
        if !name.is_empty() {
            self.loose.push((Utf32String::from(name), points));
        }
        self
    }
}

/// Candidates that stay the same while somebody types, so that matches are kept from frame to frame.
#[derive(Clone, Debug)]
pub struct Candidates {
    list: Vec<Candidate>,
    number: u64,
}

impl Candidates {
    pub fn new(list: Vec<Candidate>) -> Self {
        static COUNT: AtomicU64 = AtomicU64::new(0);
        Candidates { list, number: COUNT.fetch_add(1, Ordering::Relaxed) }
    }

    pub fn as_slice(&self) -> &[Candidate] {
        &self.list
    }
}

/// What a person did in a finder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// Still looking.
    Nothing,
    Closed,
    /// A candidate by its place in the list given, with the keys held: Ctrl to stay, Shift for more.
    Taken(usize, Modifiers),
    /// Tab: make something new of what is typed, under the marked one; Shift+Tab, or Enter where nothing is found: at the top.
    New(Option<usize>),
}

/// The places of the candidates that match, best first.
pub fn ranked(candidates: &[Candidate], typed: &str) -> Vec<usize> {
    ranked_of(candidates.iter().enumerate(), typed)
}

/// From so many candidates on, every processor takes a part of them.
const MANY: usize = 1_000;

/// Of some candidates with their places, the places of those that match, best first.
fn ranked_of<'c>(candidates: impl Iterator<Item = (usize, &'c Candidate)>, typed: &str) -> Vec<usize> {
    let typed = typed.trim();
    let mut found: Vec<(u32, usize)> = if typed.is_empty() {
        candidates.map(|(at, candidate)| (candidate.weight, at)).collect()
    } else {
        let candidates: Vec<(usize, &Candidate)> = candidates.collect();
        let parts = match std::thread::available_parallelism() {
            Ok(processors) if candidates.len() >= MANY => processors.get(),
            _ => 1,
        };
        let (first, others) = candidates.split_at(candidates.len().div_ceil(parts));
        std::thread::scope(|scope| {
            let chunks = others.chunks(first.len().max(1));
            let working: Vec<_> = chunks.map(|part| scope.spawn(|| scored(part, typed))).collect();
            let mut found = scored(first, typed);
            // A part whose thread fell would be missing; it is done here instead.
            for (part, work) in others.chunks(first.len().max(1)).zip(working) {
                found.extend(work.join().unwrap_or_else(|_| scored(part, typed)));
            }
            found
        })
    };
    found.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    found.into_iter().map(|(_, at)| at).collect()
}

/// The candidates that match, each with how well.
fn scored(candidates: &[(usize, &Candidate)], typed: &str) -> Vec<(u32, usize)> {
    let loosely = Pattern::new(typed, CaseMatching::Ignore, Normalization::Smart, AtomKind::Fuzzy);
    let exactly = Pattern::new(typed, CaseMatching::Ignore, Normalization::Smart, AtomKind::Substring);
    let mut matcher = Matcher::new(Config::DEFAULT);
    let beginning = folded(typed);
    let mut score = |candidate: &Candidate| {
        let loose = candidate
            .loose
            .iter()
            .filter_map(|(text, points)| loosely.score(text.slice(..), &mut matcher).map(|score| score * points));
        let loose = loose.max();
        let best = loose.max(exactly.score(candidate.exact.slice(..), &mut matcher))?;
        // The name that begins with it comes first, then one that has it as it is typed.
        let better = match candidate.folded.find(&beginning) {
            Some(0) => 400,
            Some(_) => 200,
            None => 0,
        };
        Some(best + better + candidate.weight.min(60))
    };
    candidates.iter().filter_map(|(at, candidate)| Some((score(candidate)?, *at))).collect()
}

impl Finder {
    /// The places of the candidates that match what is typed, best first.
    fn matches(&mut self, candidates: &Candidates) -> Vec<usize> {
        if self.ranked.as_ref().is_none_or(|(number, typed, _)| *number != candidates.number || *typed != self.typed) {
            if self.ranked.as_ref().is_some_and(|(number, ..)| *number != candidates.number) {
                self.parent = None;
            }
            let found = match &self.ranked {
                // What goes on is found among what was found: every letter more leaves fewer.
                Some((number, before, found))
                    if *number == candidates.number && !before.trim().is_empty() && self.typed.starts_with(before) =>
                {
                    let kept = found.iter().filter_map(|&at| Some((at, candidates.list.get(at)?)));
                    ranked_of(kept, &self.typed)
                }
                _ => ranked(&candidates.list, &self.typed),
            };
            self.ranked = Some((candidates.number, self.typed.clone(), found));
        }
        self.ranked.as_ref().map(|(.., found)| found.clone()).unwrap_or_default()
    }

    /// The candidate that is marked, by its place, as last drawn.
    pub fn at(&self) -> Option<usize> {
        self.ranked.as_ref().and_then(|(.., found)| found.get(self.marked).copied())
    }

    /// The candidate under which Tab makes something new: the one marked since something was typed, else the one marked
    /// before, else the best match.
    pub fn parent(&self) -> Option<usize> {
        match self.parent {
            Some(parent) if !self.stepped => Some(parent),
            _ => self.at(),
        }
    }

    /// Draws the field and the rows; `row` draws one candidate by its place.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        name: &str,
        hint: &str,
        candidates: &Candidates,
        mut row: impl FnMut(&mut Ui, usize),
    ) -> Found {
        let found = self.matches(candidates);
        let mut outcome = Found::Nothing;
        ui.input_mut(|input| {
            let rows = found.len().max(1);
            if input.consume_key(Modifiers::NONE, Key::ArrowDown) {
                (self.marked, self.stepped) = ((self.marked + 1) % rows, true);
            }
            if input.consume_key(Modifiers::NONE, Key::ArrowUp) {
                (self.marked, self.stepped) = ((self.marked + rows - 1) % rows, true);
            }
            self.marked = self.marked.min(rows - 1);
            let marked = found.get(self.marked).copied();
            for held in [Modifiers::COMMAND, Modifiers::SHIFT, Modifiers::NONE] {
                if input.consume_key(held, Key::Enter) {
                    // Where nothing is found there is nothing to take but what is typed.
                    outcome = marked.map_or(Found::New(None), |place| Found::Taken(place, held));
                }
            }
            if input.consume_key(Modifiers::SHIFT, Key::Tab) {
                outcome = Found::New(None);
            }
            if input.consume_key(Modifiers::NONE, Key::Tab) {
                outcome = Found::New(self.parent());
            }
            if input.consume_key(Modifiers::NONE, Key::Escape) {
                outcome = Found::Closed;
            }
        });
        let edit = TextEdit::singleline(&mut self.typed).hint_text(hint).desired_width(f32::INFINITY);
        let response = ui.add(edit.lock_focus(true));
        response.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, name));
        // Asking again while it has the keyboard would let Tab out of it, and break what an input method composes.
        if !response.has_focus() {
            response.request_focus();
        }
        if response.changed() {
            if self.stepped {
                self.parent = found.get(self.marked).copied();
            }
            (self.marked, self.stepped) = (0, false);
        }
        ui.add_space(Tokens::SMALL_GAP);
        if found.is_empty() && !self.typed.trim().is_empty() {
            let typed = elide(&self.typed, 60);
            ui.label(quiet_text(ui, format!("Nothing is found for “{typed}”.")));
        }
        // Where the window ends soon, the list is shorter.
        let below = ui.ctx().content_rect().bottom() - ui.cursor().top();
        let scroll = ScrollArea::vertical().max_height((below - 90.0).clamp(120.0, 320.0)).auto_shrink([false, true]);
        ui.spacing_mut().item_spacing.y = 1.0;
        let mark = self.marked;
        scroll.show_rows(ui, Tokens::ROW, found.len(), |ui, rows| {
            for at in rows {
                let Some(&place) = found.get(at) else { continue };
                let Some(candidate) = candidates.list.get(place) else { continue };
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
        names.iter().map(|name| Candidate::new(name, "", 0)).collect()
    }

    #[test]
    fn two_letters_find_a_code_and_the_name_that_begins_with_them_comes_first() {
        let codes = candidates(&["Quality of chairs", "HR", "Sharing", "Hope and recovery"]);
        let found = ranked(&codes, "hr");
        assert_eq!(found.first(), Some(&1));
        assert!(found.contains(&3));
    }

    #[test]
    fn what_is_not_in_the_name_is_found_by_path_alias_and_definition_and_the_name_comes_first() {
        let codes = [
            Candidate::new("Funding", "money that organisations get", 0).also("Resources Funding", 2),
            Candidate::new("Staff", "people who are paid", 0).also("Resources Staff", 2).also("Personnel", 3),
            Candidate::new("Money troubles", "", 0),
        ];
        assert_eq!(ranked(&codes, "money"), [2, 0], "the name first, then the definition");
        assert_eq!(ranked(&codes, "res sta"), [1], "the path, by the beginnings of its words");
        assert_eq!(ranked(&codes, "personnel"), [1]);
        assert_eq!(ranked(&codes, "!x^"), [] as [usize; 0], "signs mean themselves");
    }

    #[test]
    fn while_nothing_is_typed_what_weighs_most_comes_first() {
        let weighed = |name: &str, weight| Candidate::new(name, "", weight);
        assert_eq!(ranked(&[weighed("a", 1), weighed("b", 1000), weighed("c", 1)], " "), [1, 0, 2]);
    }

    #[test]
    fn of_two_long_names_the_one_that_has_what_is_typed_comes_first() {
        let long = "when a service is begun, ends again, and nobody bears to be the one who says so";
        let codes = candidates(&[&format!("{long} A end"), &format!("{long} B end")]);
        assert_eq!(ranked(&codes, "b end").first(), Some(&1));
    }

    #[test]
    fn typing_on_finds_what_typing_at_once_finds() {
        let names =
            ["Émotion and memory", "Money, and more of it", "memory", "Too emotional", "Mnemonic é", "Autonomy"];
        let candidates = Candidates::new(candidates(&names));
        for typed in ["mem", "emo", "mé", "on and", "m  m", " mo", "é", "and m"] {
            let mut finder = Finder::default();
            for (at, letter) in typed.char_indices() {
                finder.typed = typed[..at + letter.len_utf8()].to_owned();
                finder.matches(&candidates);
            }
            assert_eq!(finder.matches(&candidates), ranked(candidates.as_slice(), typed), "{typed}");
        }
    }

    #[test]
    fn accents_need_not_be_typed() {
        assert_eq!(ranked(&candidates(&["Émotion", "Burden"]), "emo"), [0]);
    }
}
