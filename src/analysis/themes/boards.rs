//! How two boards differ: which themes are new, gone or altered, and which codes have moved.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    analysis::Alteration,
    operations::{counted, in_sentence},
    study::{Board, Code, Id, Study, Theme, Valence},
    text::folded,
};

/// What became of a theme from one board to the other.
#[derive(Clone, Debug, PartialEq)]
pub enum ThemeFate {
    /// Only the second board has it.
    New,
    /// Only the first has it.
    Gone,
    /// Both have it; what is said of it differs.
    Altered(Vec<Alteration>),
}

/// A code that stands elsewhere on the second board, or on one of the two only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeMove {
    pub code: Id<Code>,
    /// "Money › Short grants"; `None` where no theme of the board holds it.
    pub from: Option<String>,
    pub to: Option<String>,
}

/// How a second board differs from a first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BoardDifference {
    /// Themes and sub-themes by their path, those of the first board in its order, then what is new in the order of the
    /// second. Those that are the same are left out.
    pub themes: Vec<(String, ThemeFate)>,
    /// In the order of the code tree.
    pub codes: Vec<CodeMove>,
    /// Themes and sub-themes that both have, altered or not.
    pub kept: usize,
}

/// Two themes hold the same thing under another name where they share at least this part of their codes (Jaccard's index).
const ALIKE: f64 = 0.5;

/// How `second` differs from `first`. A theme is the same where its name is (capitals and accents aside); of the others,
/// those that share half of their codes or more are taken for one renamed.
pub fn board_difference(study: &Study, first: Id<Board>, second: Id<Board>) -> BoardDifference {
    let (before, after) = (in_order(study, first), in_order(study, second));
    let twins = twins(&before, &after);
    let mut difference = BoardDifference { kept: twins.len(), ..BoardDifference::default() };
    for theme in &before {
        let twin = twins.get(&theme.id).and_then(|&id| study.get(id));
        let fate = match twin {
            None => ThemeFate::Gone,
            Some(twin) => ThemeFate::Altered(alterations(study, theme, twin, &twins)),
        };
        if fate != ThemeFate::Altered(Vec::new()) {
            difference.themes.push((path(study, theme), fate));
        }
    }
    let known: BTreeSet<Id<Theme>> = twins.values().copied().collect();
    let new = after.iter().filter(|theme| !known.contains(&theme.id));
    difference.themes.extend(new.map(|theme| (path(study, theme), ThemeFate::New)));
    let holder =
        |themes: &[&Theme], code| themes.iter().find(|theme| theme.codes.contains(&code)).map(|theme| theme.id);
    for (_, code) in study.code_tree() {
        let (from, to) = (holder(&before, code.id), holder(&after, code.id));
        let stayed = match (from, to) {
            (Some(from), Some(to)) => twins.get(&from) == Some(&to),
            (None, None) => true,
            _ => false,
        };
        if !stayed {
            let named = |theme: Option<Id<Theme>>| study.get_opt(theme).map(|theme| path(study, theme));
            difference.codes.push(CodeMove { code: code.id, from: named(from), to: named(to) });
        }
    }
    difference
}

/// Themes and sub-themes as a board is read.
fn in_order(study: &Study, board: Id<Board>) -> Vec<&Theme> {
    let tops = study.themes_under(board, None);
    tops.into_iter().flat_map(|theme| std::iter::once(theme).chain(study.themes_under(board, Some(theme.id)))).collect()
}

/// "Money › Short grants".
fn path(study: &Study, theme: &Theme) -> String {
    match study.get_opt(theme.parent) {
        Some(above) => format!("{} › {}", above.name, theme.name),
        None => theme.name.clone(),
    }
}

/// Which theme of the second board each of the first is.
fn twins(before: &[&Theme], after: &[&Theme]) -> BTreeMap<Id<Theme>, Id<Theme>> {
    let mut twins = BTreeMap::new();
    let mut taken = BTreeSet::new();
    // Where a name stands twice, a theme goes with a theme and a sub-theme with a sub-theme.
    for same_level in [true, false] {
        for one in before {
            let fits = |other: &&&Theme| {
                !taken.contains(&other.id)
                    && folded(&other.name) == folded(&one.name)
                    && (!same_level || other.parent.is_some() == one.parent.is_some())
            };
            if !twins.contains_key(&one.id)
                && let Some(other) = after.iter().find(fits)
            {
                taken.insert(other.id);
                twins.insert(one.id, other.id);
            }
        }
    }
    let mut pairs: Vec<(f64, Id<Theme>, Id<Theme>)> = Vec::new();
    for one in before.iter().filter(|one| !twins.contains_key(&one.id)) {
        for other in after.iter().filter(|other| !taken.contains(&other.id)) {
            let alike = shared(&one.codes, &other.codes);
            if alike >= ALIKE {
                pairs.push((alike, one.id, other.id));
            }
        }
    }
    // Sorting is stable: of equals the first in the order of the boards.
    pairs.sort_by(|one, other| other.0.total_cmp(&one.0));
    for (_, one, other) in pairs {
        if !twins.contains_key(&one) && taken.insert(other) {
            twins.insert(one, other);
        }
    }
    twins
}

fn shared(one: &[Id<Code>], other: &[Id<Code>]) -> f64 {
    let (one, other): (BTreeSet<_>, BTreeSet<_>) = (one.iter().collect(), other.iter().collect());
    let all = one.union(&other).count();
    if all == 0 { 0.0 } else { one.intersection(&other).count() as f64 / all as f64 }
}

fn alterations(study: &Study, one: &Theme, other: &Theme, twins: &BTreeMap<Id<Theme>, Id<Theme>>) -> Vec<Alteration> {
    let under = |theme: &Theme| study.get_opt(theme.parent).map_or("a theme of its own".into(), |one| one.name.clone());
    let valence = |theme: &Theme| {
        match theme.valence {
            Some(Valence::Barrier) => "barrier",
            Some(Valence::Enabler) => "enabler",
            Some(Valence::Both) => "barrier and enabler",
            None => "not set",
        }
        .to_owned()
    };
    let moved = match (one.parent, other.parent) {
        (None, None) => false,
        (Some(one), Some(other)) => twins.get(&one) != Some(&other),
        _ => true,
    };
    let differs = [
        ("Name", one.name.clone(), other.name.clone(), one.name != other.name),
        ("Stands under", under(one), under(other), moved),
        (
            "Central organising concept",
            one.definition.clone(),
            other.definition.clone(),
            one.definition != other.definition,
        ),
        ("What it is not", one.is_not.clone(), other.is_not.clone(), one.is_not != other.is_not),
        ("Valence", valence(one), valence(other), one.valence != other.valence),
    ];
    let altered = differs.into_iter().filter(|(.., differs)| *differs);
    altered.map(|(what, before, after, _)| Alteration { what, before, after }).collect()
}

impl BoardDifference {
    /// Whether the boards say the same.
    pub fn is_empty(&self) -> bool {
        self.themes.is_empty() && self.codes.is_empty()
    }

    /// How the boards differ in a sentence: "2 themes are new, 1 is gone, 3 altered, 4 as before; 12 codes moved."
    pub fn summary(&self) -> String {
        if self.is_empty() {
            return "The two boards say the same.".into();
        }
        let count = |wanted: fn(&ThemeFate) -> bool| self.themes.iter().filter(|(_, fate)| wanted(fate)).count();
        let (new, gone) = (count(|fate| *fate == ThemeFate::New), count(|fate| *fate == ThemeFate::Gone));
        let altered = self.themes.len() - new - gone;
        format!(
            "Themes and sub-themes: {new} new, {gone} gone, {altered} altered, {} as before. {} elsewhere.",
            self.kept - altered,
            counted(self.codes.len(), "code")
        )
    }

    /// The difference in lines of text, to be pasted into a log or a memo.
    pub fn in_words(&self, study: &Study, first: &Board, second: &Board) -> String {
        let mut lines = vec![format!("From the board “{}” to the board “{}”", first.name, second.name), self.summary()];
        for (path, fate) in &self.themes {
            match fate {
                ThemeFate::New => lines.push(format!("New: {path}")),
                ThemeFate::Gone => lines.push(format!("Gone: {path}")),
                ThemeFate::Altered(alterations) => {
                    lines.push(format!("Altered: {path}"));
                    lines.extend(alterations.iter().map(|one| {
                        let or_nothing = |text: &str| if text.is_empty() { "nothing" } else { text }.to_owned();
                        format!("  {}: {} → {}", one.what, or_nothing(&one.before), or_nothing(&one.after))
                    }));
                }
            }
        }
        for one in &self.codes {
            let name = study.get(one.code).map_or("", |code| code.name.as_str());
            let off = "not on the board";
            let (from, to) = (one.from.as_deref().unwrap_or(off), one.to.as_deref().unwrap_or(off));
            lines.push(format!("Code {}: {from} → {to}", in_sentence(name).replace('*', "")));
        }
        lines.join("\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::operations::{
        ThemePlace, add_theme, assign_codes, copy_board, edit_theme, fixture::Made, move_theme, remove,
    };

    #[test]
    fn what_is_new_gone_renamed_and_moved_is_told_and_a_copy_differs_in_nothing() {
        let mut made = Made::begun();
        for code in ["A", "B", "C", "D"] {
            made.code(code, None);
        }
        made.does(|study, stamp| crate::operations::add_board(study, stamp, "Early").map(|(_, entry)| entry));
        let early = made.study.boards().next().unwrap().id;
        for (name, codes) in [("Money", vec!["A", "B"]), ("People", vec!["C"]), ("Rules", vec!["D"])] {
            let codes: Vec<_> = codes.into_iter().map(|code| made.named(code)).collect();
            made.does(|study, stamp| {
                add_theme(study, stamp, name, ThemePlace::last_under(early, None), &codes).map(|(_, entry)| entry)
            });
        }
        made.does(|study, stamp| copy_board(study, stamp, early, "Late").map(|(_, entry)| entry));
        let late = made.study.boards_in_order().last().unwrap().id;
        assert!(board_difference(&made.study, early, late).is_empty());
        let theme = |made: &Made, name: &str| {
            made.study.themes().find(|theme| theme.board == late && theme.name == name).unwrap().clone()
        };
        let money = theme(&made, "Money");
        let people = theme(&made, "People");
        made.does(|study, stamp| edit_theme(study, stamp, Theme { name: "Money never lasts".into(), ..money.clone() }));
        made.does(|study, stamp| move_theme(study, stamp, people.id, ThemePlace::last_under(late, Some(money.id))));
        let b = made.named("B");
        made.does(|study, stamp| assign_codes(study, stamp, &[b], people.id, 0));
        made.does(|study, stamp| remove(study, stamp, theme_key(study, late, "Rules")));
        made.does(|study, stamp| {
            add_theme(study, stamp, "Being asked", ThemePlace::last_under(late, None), &[]).map(|(_, entry)| entry)
        });
        let found = board_difference(&made.study, early, late);
        let (first, second) = (made.study.get(early).unwrap(), made.study.get(late).unwrap());
        assert_eq!(
            found.in_words(&made.study, first, second),
            "From the board “Early” to the board “Late”\n\
             Themes and sub-themes: 1 new, 1 gone, 2 altered, 0 as before. 2 codes elsewhere.\n\
             Altered: Money\n  Name: Money → Money never lasts\n\
             Altered: People\n  Stands under: a theme of its own → Money never lasts\n\
             Gone: Rules\nNew: Being asked\n\
             Code B: Money → Money never lasts › People\nCode D: Rules → not on the board"
        );
    }

    fn theme_key(study: &Study, board: Id<Board>, name: &str) -> crate::study::Key {
        study.themes().find(|theme| theme.board == board && theme.name == name).unwrap().id.key()
    }
}
