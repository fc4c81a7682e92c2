//! How places in a file's texts are counted: what was found, how well it and the other ways fit, and what a person chose instead.

use std::collections::{BTreeMap, HashMap};

use super::offsets::{Counted, Model};
use crate::{operations::elide, text::Span};

/// How many passages are shown of a way of counting.
const SAMPLES: usize = 3;
/// How many characters are shown around a passage.
const AROUND: usize = 24;

/// How places are to be counted, where a person says so.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Places {
    /// In every source that is not named.
    pub all: Option<Model>,
    /// In sources by name or id.
    pub of: BTreeMap<String, Model>,
}

impl Places {
    /// What was chosen for a source that goes by any of these names.
    pub(super) fn chosen(&self, names: &[&str]) -> Option<Model> {
        let named = self.of.iter().find(|(key, _)| names.iter().any(|name| name.eq_ignore_ascii_case(key)));
        named.map(|(_, model)| *model).or(self.all)
    }

    /// The names for which something was chosen and that no source goes by.
    pub(super) fn unknown<'p>(&'p self, places: &[IncomingPlaces]) -> Option<&'p str> {
        let known =
            |key: &&String| places.iter().any(|one| one.names.iter().any(|name| name.eq_ignore_ascii_case(key)));
        self.of.keys().find(|key| !known(key)).map(String::as_str)
    }
}

/// How places in one text are counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IncomingPlaces {
    /// Place in the list of transcripts.
    pub transcript: usize,
    /// What the source goes by: its name, and its id in the file.
    pub names: Vec<String>,
    pub model: Model,
    /// Whether a person said so.
    pub chosen: bool,
    /// Every way of counting that gives other passages than the others do, the one taken among them; one alone where all agree.
    pub ways: Vec<Way>,
    /// Where the other ways put a passage, by where the way taken puts it; what all put in one place is not in it.
    pub elsewhere: HashMap<Span, Vec<Span>>,
}

impl IncomingPlaces {
    /// The way that is taken.
    pub fn way(&self) -> Option<&Way> {
        self.ways.iter().find(|way| way.model == self.model)
    }
}

/// What one way of counting makes of a text's passages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way {
    pub model: Model,
    /// How many passages begin and end where words do.
    pub fits: usize,
    /// How many passages there are.
    pub of: usize,
    pub samples: Vec<Sample>,
}

/// A passage with what stands around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sample {
    pub before: String,
    pub words: String,
    pub after: String,
}

/// The ways of counting that give different passages; `taken` is among them in any case.
pub(super) fn ways(raw: &str, placed: &[(i64, i64)], taken: Model) -> Vec<Way> {
    let mut told: Vec<Vec<Option<Span>>> = Vec::new();
    let mut ways = Vec::new();
    let others = Model::all().into_iter().filter(|model| *model != taken);
    for model in std::iter::once(taken).chain(others) {
        let counted = Counted::of(raw, model);
        let spans: Vec<_> = placed.iter().map(|(start, end)| counted.span(*start, *end)).collect();
        if told.contains(&spans) {
            continue;
        }
        let text = &counted.text;
        let there = || spans.iter().flatten();
        // Passages that the ways read differently show which is right.
        let differs = |at: &usize| told.is_empty() || told.iter().any(|other| other.get(*at) != spans.get(*at));
        let mut shown: Vec<usize> = (0..spans.len()).filter(differs).collect();
        shown.truncate(SAMPLES);
        ways.push(Way {
            model,
            fits: there().filter(|span| at_words(text, **span) == (true, true)).count(),
            of: placed.len(),
            samples: shown.iter().filter_map(|at| Some(sample(text, (*spans.get(*at)?)?))).collect(),
        });
        told.push(spans);
    }
    // What was taken first, then what fits better before what fits less.
    ways.get_mut(1..).unwrap_or_default().sort_by_key(|way| std::cmp::Reverse(way.fits));
    ways
}

/// Where the other ways put each passage, by where `taken` puts it.
pub(super) fn elsewhere(raw: &str, placed: &[(i64, i64)], taken: Model) -> HashMap<Span, Vec<Span>> {
    let here = Counted::of(raw, taken);
    let mut places: HashMap<Span, Vec<Span>> = HashMap::new();
    for model in Model::all().into_iter().filter(|model| *model != taken) {
        let counted = Counted::of(raw, model);
        for (start, end) in placed {
            let (Some(span), Some(other)) = (here.span(*start, *end), counted.span(*start, *end)) else { continue };
            if span != other {
                let others = places.entry(span).or_default();
                others.extend(Some(other).filter(|other| !others.contains(other)));
            }
        }
    }
    places
}

/// Whether a passage begins, and whether it ends, where words do.
pub(super) fn at_words(text: &str, span: Span) -> (bool, bool) {
    let words = span.of(text).unwrap_or_default();
    let before = text.get(..span.start).and_then(|head| head.chars().next_back());
    let after = text.get(span.end..).and_then(|tail| tail.chars().next());
    let within = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
    (!(within(before) && within(words.chars().next())), !(within(after) && within(words.chars().next_back())))
}

fn sample(text: &str, span: Span) -> Sample {
    let flat = |words: &str| words.split_whitespace().collect::<Vec<_>>().join(" ");
    let head: Vec<char> = text.get(..span.start).unwrap_or_default().chars().rev().take(AROUND).collect();
    let tail: String = text.get(span.end..).unwrap_or_default().chars().take(AROUND).collect();
    let before: String = head.into_iter().rev().collect();
    Sample {
        before: before.replace('\n', " "),
        words: elide(&flat(span.of(text).unwrap_or_default()), 60),
        after: tail.replace('\n', " "),
    }
}
