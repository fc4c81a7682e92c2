//! Who a manuscript says is speaking: "(Participant 3, Focus Group 5)", "(P3, FG5)", "as Participant 3 put it", held
//! against the labels of the study.

use std::collections::{BTreeMap, BTreeSet};

use crate::study::{Group, Id, Participant, Study, Transcript};
use crate::text::folded;

/// Whom a label is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Speaker,
    Group,
}

/// What a text says of who speaks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Stated {
    /// Labels of speakers, as they are compared: `participant 3`.
    pub(super) speakers: BTreeSet<String>,
    /// Labels of groups.
    pub(super) groups: BTreeSet<String>,
}

impl Stated {
    pub(super) fn is_empty(&self) -> bool {
        self.speakers.is_empty() && self.groups.is_empty()
    }
}

/// The labels of a study, in all the ways in which manuscripts shorten them.
pub(super) struct Labels {
    /// Words before a number, and what they stand for: `fg` is `focus group`.
    numbered: BTreeMap<String, (Kind, String)>,
    /// Labels without a number, word by word: a pseudonym.
    named: Vec<(Vec<String>, Kind, String)>,
    /// Speakers' labels that stand in more than one group.
    repeated: BTreeSet<String>,
}

/// The words of a label in lower case, with a space between a word and its number: `fg05` is `fg`, `5`.
fn words(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut last = None;
    for c in folded(text).chars() {
        let kind = if c.is_ascii_digit() {
            Some(true)
        } else if c.is_alphabetic() {
            Some(false)
        } else if matches!(c, '\'' | '\u{2019}') {
            continue;
        } else {
            None
        };
        match (kind, found.last_mut()) {
            (Some(_), Some(word)) if kind == last => word.push(c),
            (Some(_), _) => found.push(c.to_string()),
            (None, _) => {}
        }
        last = kind;
    }
    // Noughts before a number count for nothing.
    for word in &mut found {
        let bare = word.trim_start_matches('0');
        if word.starts_with('0') && !bare.is_empty() {
            *word = bare.to_owned();
        }
    }
    found
}

fn is_number(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|c| c.is_ascii_digit())
}

impl Labels {
    pub(super) fn of(study: &Study) -> Self {
        let mut labels = Labels { numbered: BTreeMap::new(), named: Vec::new(), repeated: BTreeSet::new() };
        let mut seen: BTreeMap<String, Option<Id<Group>>> = BTreeMap::new();
        for participant in study.participants() {
            labels.add(&participant.label, Kind::Speaker);
            let label = comparable(&participant.label);
            if seen.insert(label.clone(), participant.group).is_some_and(|group| group != participant.group) {
                labels.repeated.insert(label);
            }
        }
        for group in study.groups() {
            labels.add(&group.label, Kind::Group);
        }
        labels.named.sort_by_key(|(words, ..)| std::cmp::Reverse(words.len()));
        labels
    }

    fn add(&mut self, label: &str, kind: Kind) {
        let words = words(label);
        match words.split_last() {
            Some((number, before)) if is_number(number) && !before.is_empty() => {
                let full = before.join(" ");
                let initials: String = before.iter().filter_map(|word| word.chars().next()).collect();
                let mut ways = vec![full.clone(), format!("{full}s"), initials];
                if let (Kind::Group, Some(last)) = (kind, before.last()) {
                    ways.extend([last.clone(), format!("{last}s")]);
                }
                if let (Kind::Speaker, "participant") = (kind, full.as_str()) {
                    ways.extend(["part".to_owned(), "pt".to_owned(), "ppt".to_owned()]);
                }
                for way in ways {
                    self.numbered.entry(way).or_insert((kind, full.clone()));
                }
            }
            Some(_) if words.iter().map(String::len).sum::<usize>() >= 2 => {
                self.named.push((words, kind, comparable(label)));
            }
            _ => {}
        }
    }

    /// Who is named in a text: labels that the study has, and labels of their kind that it has not.
    pub(super) fn read(&self, text: &str) -> Stated {
        let words = words(text);
        let mut stated = Stated::default();
        let mut at = 0;
        while let Some(rest) = words.get(at..).filter(|rest| !rest.is_empty()) {
            at += self.take_numbered(rest, &mut stated).or_else(|| self.take_named(rest, &mut stated)).unwrap_or(1);
        }
        stated
    }

    /// `focus group 5`, and `participants 3 and 4`.
    fn take_numbered(&self, words: &[String], stated: &mut Stated) -> Option<usize> {
        for length in (1..=4_usize.min(words.len().saturating_sub(1))).rev() {
            let (before, after) = words.split_at_checked(length)?;
            let Some((kind, full)) = self.numbered.get(&before.join(" ")) else { continue };
            let mut taken = 0;
            for word in after {
                if is_number(word) {
                    let label = format!("{full} {word}");
                    match kind {
                        Kind::Speaker => stated.speakers.insert(label),
                        Kind::Group => stated.groups.insert(label),
                    };
                    taken += 1;
                } else if word == "and" && taken > 0 {
                    taken += 1;
                } else {
                    break;
                }
            }
            if taken > 0 {
                return Some(length + taken);
            }
        }
        None
    }

    fn take_named(&self, words: &[String], stated: &mut Stated) -> Option<usize> {
        let (label, kind, comparable) = self.named.iter().find(|(label, ..)| words.starts_with(label))?;
        match kind {
            Kind::Speaker => stated.speakers.insert(comparable.clone()),
            Kind::Group => stated.groups.insert(comparable.clone()),
        };
        Some(label.len())
    }
}

/// A label as it is compared.
fn comparable(label: &str) -> String {
    words(label).join(" ")
}

/// Who really speaks.
#[derive(Clone, Debug, Default)]
pub(super) struct Actual {
    speakers: BTreeSet<String>,
    group: Option<String>,
    /// Only moderators speak.
    pub(super) moderator: bool,
}

impl Actual {
    pub(super) fn of(study: &Study, transcript: Id<Transcript>, speakers: &[Id<Participant>]) -> Self {
        let people: Vec<&Participant> = speakers.iter().filter_map(|&id| study.get(id)).collect();
        let group = study.get(transcript).and_then(|transcript| study.get_opt(transcript.group));
        Actual {
            speakers: people.iter().map(|person| comparable(&person.label)).collect(),
            group: group.map(|group| comparable(&group.label)),
            moderator: !people.is_empty() && people.iter().all(|person| person.moderator),
        }
    }
}

/// What is to be said of an attribution.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Agreement {
    Right,
    /// Right as far as it goes, but it may be of somebody else just as well.
    Incomplete,
    Wrong,
}

/// Holds what is stated against who speaks. Nothing can be said where the transcript knows no speaker and no group.
pub(super) fn compare(labels: &Labels, stated: &Stated, actual: &Actual) -> Agreement {
    let speaker_known = !actual.speakers.is_empty();
    let wrong_speaker = speaker_known && !stated.speakers.is_empty() && stated.speakers.is_disjoint(&actual.speakers);
    let wrong_group = match &actual.group {
        Some(group) => !stated.groups.is_empty() && !stated.groups.contains(group),
        None => false,
    };
    if wrong_speaker || wrong_group {
        return Agreement::Wrong;
    }
    let ambiguous = stated.groups.is_empty() && stated.speakers.iter().any(|label| labels.repeated.contains(label));
    let nobody = stated.speakers.is_empty() && speaker_known;
    if ambiguous || nobody { Agreement::Incomplete } else { Agreement::Right }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(named: bool) -> Labels {
        let mut labels = Labels { numbered: BTreeMap::new(), named: Vec::new(), repeated: BTreeSet::new() };
        labels.add("Participant 3", Kind::Speaker);
        labels.add("Focus Group 5", Kind::Group);
        if named {
            labels.add("Mrs O’Neill", Kind::Speaker);
        }
        labels
    }

    #[test]
    fn labels_are_known_in_the_ways_in_which_manuscripts_shorten_them() {
        let ways = [
            "(Participant 3, Focus Group 5)",
            "(P3, FG5)",
            "(P03; FG 05)",
            "Participant 3 in Group 5",
            "participant 3, focus-group 5, female",
            "(FG5, P3)",
        ];
        for text in ways {
            let stated = labels(false).read(text);
            assert_eq!(stated.speakers, BTreeSet::from(["participant 3".to_owned()]), "{text}");
            assert_eq!(stated.groups, BTreeSet::from(["focus group 5".to_owned()]), "{text}");
        }
    }

    #[test]
    fn a_number_that_nobody_has_is_stated_all_the_same() {
        assert_eq!(labels(false).read("(P47, FG5)").speakers, BTreeSet::from(["participant 47".to_owned()]));
    }

    #[test]
    fn several_speakers_and_names_are_read() {
        let stated = labels(true).read("Participants 3 and 4, and Mrs O'Neill");
        let expected = ["mrs oneill", "participant 3", "participant 4"].map(str::to_owned);
        assert_eq!(stated.speakers, BTreeSet::from(expected));
    }

    #[test]
    fn what_names_nobody_states_nothing() {
        for text in ["(Smith et al., 2019)", "[12]", "(laughs)", "(see Table 3)", "in 3 of 5 groups"] {
            assert!(labels(false).read(text).is_empty(), "{text}");
        }
    }
}
