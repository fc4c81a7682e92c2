//! Finding techniques: by what a person types, and by a label as a paper prints it.

use std::collections::BTreeSet;

use super::{Taxonomy, Technique, TechniqueGroup, TechniqueNumber};
use crate::framework::words::{is_small, words};

/// How well a technique answers a search, best first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    LabelBegins,
    Label,
    Text,
}

/// How a technique's label compares with a printed one, closest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Closeness {
    Same,
    Wider,
    Narrower,
}

impl Taxonomy {
    /// The techniques that hold every word typed, or whose number begins with the digits typed; best first, then in
    /// order of the numbers. Nothing for an empty search.
    ///
    /// The last letters of a word may be missing. Labels count before group names and plain texts; British and
    /// American spelling, singular and plural are the same.
    pub fn search(&self, typed: &str) -> Vec<&Technique> {
        let typed = typed.trim();
        if !typed.is_empty() && typed.chars().all(|c| c.is_ascii_digit() || c == '.') {
            return self.techniques().filter(|technique| technique.number.to_string().starts_with(typed)).collect();
        }
        let sought = words(typed);
        let mut found: Vec<(Fit, &Technique)> = self
            .groups
            .iter()
            .flat_map(|group| group.techniques.iter().map(move |technique| (group, technique)))
            .filter_map(|(group, technique)| Some((fit(&sought, group, technique)?, technique)))
            .collect();
        found.sort_by_key(|&(fit, technique)| (fit, technique.number));
        found.into_iter().map(|(_, technique)| technique).collect()
    }

    /// The techniques a printed label may mean, in order of the numbers: one where it is plain, several where a paper
    /// leaves it open ("Social support" may be any of three), none where the label is unknown.
    ///
    /// A label that begins with a number means that technique. Else small words, case, punctuation, plural and
    /// American spelling do not count, and the first of these that finds any decides: labels of the same words; labels
    /// that hold all the printed words; labels of two words or more all of which are printed.
    pub fn candidates(&self, printed: &str) -> Vec<TechniqueNumber> {
        let first = printed.split_whitespace().next().unwrap_or_default().trim_end_matches(['.', ':', ',']);
        if let Some(technique) = first.parse().ok().and_then(|number| self.technique(number)) {
            return vec![technique.number];
        }
        let printed = meaning(printed);
        if printed.is_empty() {
            return vec![];
        }
        let closeness = |technique: &Technique| {
            let label = meaning(&technique.name);
            if label == printed {
                Some(Closeness::Same)
            } else if label.is_superset(&printed) {
                Some(Closeness::Wider)
            } else {
                (label.len() > 1 && label.is_subset(&printed)).then_some(Closeness::Narrower)
            }
        };
        let Some(best) = self.techniques().filter_map(closeness).min() else { return vec![] };
        self.techniques().filter(|t| closeness(t) == Some(best)).map(|technique| technique.number).collect()
    }
}

/// The words of a label that carry meaning; a number nobody bears does not.
fn meaning(label: &str) -> BTreeSet<String> {
    let is_number = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
    words(label).into_iter().filter(|word| !is_small(word) && !is_number(word)).collect()
}

fn fit(sought: &[String], group: &TechniqueGroup, technique: &Technique) -> Option<Fit> {
    let first = sought.first()?;
    let label = words(&technique.name);
    let text = words(&format!("{} {}", group.name, technique.plain));
    let begins = |words: &[String], sought: &str| words.iter().any(|word| word.starts_with(sought));
    if sought.iter().all(|word| begins(&label, word)) {
        let leads = label.first().is_some_and(|word| word.starts_with(first.as_str()));
        return Some(if leads { Fit::LabelBegins } else { Fit::Label });
    }
    sought.iter().all(|word| begins(&label, word) || begins(&text, word)).then_some(Fit::Text)
}

#[cfg(test)]
mod tests {
    use crate::framework::bct::Technique;
    use crate::framework::taxonomy;

    fn numbers(found: Vec<&Technique>) -> Vec<String> {
        found.iter().map(|technique| technique.number.to_string()).collect()
    }

    #[test]
    fn digits_find_the_techniques_whose_number_begins_so() {
        assert_eq!(numbers(taxonomy().search("3.")), ["3.1", "3.2", "3.3"]);
        assert_eq!(numbers(taxonomy().search(" 14.1 ")), ["14.1", "14.10"]);
        assert!(taxonomy().search("17").is_empty());
    }

    #[test]
    fn every_word_typed_must_be_there_and_labels_come_before_texts() {
        assert_eq!(numbers(taxonomy().search("goal")).first().map(String::as_str), Some("1.1"));
        assert_eq!(numbers(taxonomy().search("goal set")), ["1.1", "1.3"]);
        assert_eq!(numbers(taxonomy().search("feedback")).first().map(String::as_str), Some("2.2"));
        // "praise" is in no label, only in two texts.
        assert_eq!(numbers(taxonomy().search("praise")), ["10.4", "10.5"]);
        assert!(taxonomy().search("praise regret").is_empty());
        assert!(taxonomy().search("").is_empty());
        assert!(taxonomy().search("(…)").is_empty());
    }

    #[test]
    fn american_spelling_and_plural_find_the_british_singular() {
        let british = numbers(taxonomy().search("behaviour goal"));
        assert!(!british.is_empty());
        assert_eq!(numbers(taxonomy().search("Behavior goals")), british);
    }

    #[test]
    fn a_printed_label_that_begins_with_a_number_means_that_technique() {
        let candidates =
            |printed: &str| taxonomy().candidates(printed).iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(candidates("3.2 Social support"), ["3.2"]);
        assert_eq!(candidates("99.9 Social support"), ["3.1", "3.2", "3.3"]);
        assert_eq!(candidates("1.4. Action plans"), ["1.4"]);
        assert!(candidates("Hypnosis").is_empty());
        assert!(candidates("the").is_empty());
    }
}
