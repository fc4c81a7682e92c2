//! What to look at again on a board: gentle, never in the way. Braun and Clarke warn of most of these ("topic summaries",
//! themes without a concept, one voice that speaks for all; see their guideline RTARG, Palliative Medicine 2024;38:608).

use super::theme_extracts;
use crate::{
    operations::{counted, in_sentence},
    study::{Board, Code, Id, Study, Theme},
    text::folded,
};

/// What there is to look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ThemeCheckKind {
    NoExtract,
    OneExtract,
    OneVoice,
    NoDefinition,
    LikeATopic,
    Emerged,
    CodeTwice,
}

/// One thing to look at again, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThemeCheck {
    pub kind: ThemeCheckKind,
    /// A name in it stands between asterisks, as in the sentences of the journal.
    pub sentence: String,
    pub theme: Id<Theme>,
    pub code: Option<Id<Code>>,
}

/// From so many extracts on, one participant who is heard in more than half of them is worth a look.
const ENOUGH: usize = 4;

/// What to look at again on a board, theme by theme in its order.
pub fn theme_checks(study: &Study, board: Id<Board>) -> Vec<ThemeCheck> {
    let mut found = Vec::new();
    for theme in study.themes_under(board, None) {
        let below = study.themes_under(board, Some(theme.id));
        of_theme(study, theme, &mut found);
        below.into_iter().for_each(|one| of_theme(study, one, &mut found));
    }
    found
}

fn of_theme(study: &Study, theme: &Theme, found: &mut Vec<ThemeCheck>) {
    let name = in_sentence(&theme.name);
    let mut say = |kind, sentence: String, code| found.push(ThemeCheck { kind, sentence, theme: theme.id, code });
    let extracts = theme_extracts(study, theme);
    let count = extracts.count();
    match count {
        0 => say(ThemeCheckKind::NoExtract, format!("{name} has no extract yet."), None),
        1 => say(ThemeCheckKind::OneExtract, format!("{name} rests on one extract."), None),
        _ => {}
    }
    if let Some((speaker, most)) = extracts.speakers.first()
        && count >= ENOUGH
        && most * 2 > count
        && let Some(speaker) = study.get(*speaker)
    {
        let place = study.get_opt(speaker.group).map_or(String::new(), |group| format!(" of {}", group.label));
        let words = format!("{}{place} is heard in {most} of {} of {name}.", speaker.label, counted(count, "extract"));
        say(ThemeCheckKind::OneVoice, words, None);
    }
    if theme.definition.trim().is_empty() {
        let words = format!("{name} has no central organising concept: what holds it together?");
        say(ThemeCheckKind::NoDefinition, words, None);
    }
    if like_a_topic(&theme.name) {
        let words = format!("{name} may name a topic. A theme says what is claimed about it.");
        say(ThemeCheckKind::LikeATopic, words, None);
    }
    if [&theme.definition, &theme.is_not].into_iter().any(|text| folded(text).contains("emerged")) {
        let words = format!("{name} is said to have emerged. Themes are made; say how.");
        say(ThemeCheckKind::Emerged, words, None);
    }
    for &code in &theme.codes {
        let other = study
            .referring::<Theme>(code.key())
            .find(|other| other.board == theme.board && other.id != theme.id && other.codes.contains(&code));
        if let (Some(other), Some(held)) = (other, study.get(code)) {
            let words = format!(
                "{} is in {name} and in {}; it counts in both.",
                in_sentence(&held.name),
                in_sentence(&other.name)
            );
            say(ThemeCheckKind::CodeTwice, words, Some(code));
        }
    }
}

/// Whether a name says what is talked about and not what is claimed: one noun ("Partnerships"), or two joined by "and"
/// ("Rules and risk"). A word in -ing tells of something that is done, so it passes.
fn like_a_topic(name: &str) -> bool {
    let folded = folded(name);
    let words: Vec<&str> = folded
        .split(|letter: char| {
            !letter.is_alphanumeric() && letter != '-' && letter != '\'' && letter != '’' && letter != '&'
        })
        .filter(|word| !word.is_empty() && !matches!(*word, "the" | "a" | "an"))
        .collect();
    let noun = |word: &str| !word.ends_with("ing");
    match words.as_slice() {
        [only] => noun(only),
        [one, "and" | "&", other] => noun(one) && noun(other),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::operations::{ThemePlace, add_board, add_theme, fixture::Made};

    #[test]
    fn a_name_of_one_noun_or_two_may_be_a_topic() {
        for name in ["Money", "The partnerships", "Rules and risk", "Staff & volunteers"] {
            assert!(like_a_topic(name), "{name}");
        }
        for name in ["Belonging", "Money never lasts", "Coping in the moment", "Economic motivation", ""] {
            assert!(!like_a_topic(name), "{name}");
        }
    }

    #[test]
    fn each_thing_to_look_at_is_told_with_its_theme() {
        let mut made = Made::begun();
        made.transcript("T", &[("P1", "one two three four five"), ("P2", "six")]);
        made.code("C", None);
        for words in ["one", "three", "five", "six"] {
            made.attach("C", words);
        }
        made.code("D", None);
        made.attach("D", "four");
        made.does(|study, stamp| add_board(study, stamp, "Final").map(|(_, entry)| entry));
        let board = made.study.boards().next().unwrap().id;
        for (name, code) in [("Money", Some("C")), ("Being asked twice", Some("D")), ("Nothing said here", None)] {
            let codes: Vec<_> = code.map(|code| made.named(code)).into_iter().collect();
            made.does(|study, stamp| {
                add_theme(study, stamp, name, ThemePlace::last_under(board, None), &codes).map(|(_, entry)| entry)
            });
        }
        let kinds = |name: &str| {
            let theme = made.study.themes().find(|theme| theme.name == name).unwrap().id;
            let all = theme_checks(&made.study, board);
            all.into_iter().filter(|one| one.theme == theme).map(|one| one.kind).collect::<Vec<_>>()
        };
        use ThemeCheckKind::{LikeATopic, NoDefinition, NoExtract, OneExtract, OneVoice};
        assert_eq!(kinds("Money"), [OneVoice, NoDefinition, LikeATopic]);
        assert_eq!(kinds("Being asked twice"), [OneExtract, NoDefinition]);
        assert_eq!(kinds("Nothing said here"), [NoExtract, NoDefinition]);
    }
}
