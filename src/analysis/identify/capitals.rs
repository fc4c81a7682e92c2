//! Names by their capitals: words that stand with a capital where no sentence begins.
//!
//! In scripts without capitals nothing is found here, and in German, where every noun has one, only what stands after a
//! title or a preposition of place and never after an article: there the list that people keep themselves does the work.

use std::collections::{BTreeMap, HashSet};

use super::{
    Reveals,
    words::{ARTICLES, JOINING, KNOWN, PLACES, PREPOSITIONS, TITLES},
};
use crate::{
    study::Study,
    text::{Span, paragraphs::paragraphs},
};

/// A name of one word or more, and where it looked like one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Evidence {
    /// After "Mr", "Dr", "Frau" …
    titled: usize,
    /// After "in", "from", "near" …
    located: usize,
    /// Within a sentence.
    inside: usize,
    /// Whether it ends like a place: "Park", "Hospital".
    place: bool,
    /// How many texts were read before it was first seen, and the byte there: its place in reading order.
    pub(super) first: (usize, usize),
}

/// A name that was found by its capitals.
pub(super) struct Named {
    pub(super) words: String,
    pub(super) reveals: Reveals,
    /// Whether it is more than a common word that has a capital for once.
    pub(super) likely: bool,
    pub(super) first: (usize, usize),
}

/// A word of a text as it stands between spaces, and what is known of it.
struct Word<'t> {
    /// Without punctuation and possessive ending.
    bare: &'t str,
    at: usize,
    /// Whether a sentence, a quotation or a turn may begin with it.
    begins: bool,
    bracketed: bool,
    /// Whether nothing but a space stands between it and the next.
    joins: bool,
}

/// The names of all texts.
pub(super) fn names(study: &Study) -> Vec<Named> {
    let texts: Vec<&str> = study.transcripts_in_order().into_iter().map(|one| study.text(one.id)).collect();
    let german = study.details().language.to_lowercase().starts_with("de");
    let common = Common::of(&texts);
    let mut all: BTreeMap<String, Evidence> = BTreeMap::new();
    for (number, text) in texts.iter().enumerate() {
        for line in paragraphs(text) {
            note_names(&words_of(text, line), &common, german, number, &mut all);
        }
    }
    let mut found: Vec<Named> = all
        .into_iter()
        .map(|(words, seen)| {
            let reveals = if seen.titled > 0 {
                Reveals::Person
            } else if seen.place || 2 * seen.located > seen.inside {
                Reveals::Place
            } else if words.contains(' ') && !common.all_small(&words) {
                Reveals::Person
            } else {
                Reveals::Name
            };
            // What only ever begins a sentence may be anything.
            let inside = seen.inside > 0 || words.contains(' ');
            let likely = seen.titled > 0 || inside && !common.all_small(&words) && !german;
            Named { words, reveals, likely, first: seen.first }
        })
        .collect();
    // Who was called by both names once is called by one of them elsewhere, also where a sentence begins.
    let people = found.iter().filter(|one| one.likely && one.reveals == Reveals::Person);
    let people = people.filter(|one| one.words.contains(' '));
    let parts = people.flat_map(|one| one.words.split(' ').map(move |part| (one, part)));
    let parts = parts.filter(|(_, part)| is_name_like(part) && !common.small(part));
    let parts = parts.map(|(one, part)| Named {
        words: part.to_owned(),
        reveals: Reveals::Person,
        likely: true,
        first: (one.first.0, one.first.1 + 1),
    });
    let parts: Vec<Named> = parts.collect();
    found.extend(parts);
    found
}

/// What is known of a study's words, read once.
struct Common<'t> {
    /// Words that stand with a small letter somewhere.
    small: HashSet<&'t str>,
    /// Words that stand after an article or the like somewhere: nouns of German.
    after_article: HashSet<&'t str>,
}

impl<'t> Common<'t> {
    fn of(texts: &[&'t str]) -> Self {
        let mut common = Common { small: HashSet::new(), after_article: HashSet::new() };
        for text in texts {
            let mut last = "";
            // Addresses of the web are no words: in them names are written small.
            let pieces = text.split_whitespace().filter(|piece| !piece.contains(['@', '/']));
            let words = pieces.flat_map(|piece| piece.split(|letter: char| !letter.is_alphabetic()));
            for word in words.filter(|word| !word.is_empty()) {
                if word.chars().next().is_some_and(char::is_lowercase) {
                    common.small.insert(word);
                } else if ARTICLES.contains(&last) {
                    common.after_article.insert(word);
                }
                last = word;
            }
        }
        common
    }

    /// Whether it is a word like any other too, with an ending left off: "They’d".
    fn small(&self, word: &str) -> bool {
        let stem = word.split(['’', '\'']).next().unwrap_or_default();
        self.small.contains(stem.to_lowercase().as_str())
    }

    /// Whether enough was said for what is missing among its words to mean something.
    fn knows_much(&self) -> bool {
        self.small.len() > 300
    }

    /// Whether every word of a name is a word like any other: "Older People".
    fn all_small(&self, name: &str) -> bool {
        name.split([' ', '-']).all(|word| self.small(word))
    }
}

fn words_of(text: &str, span: Span) -> Vec<Word<'_>> {
    let line = span.of(text).unwrap_or_default();
    let (mut begins, mut after_comma, mut bracketed) = (true, false, false);
    let mut found = Vec::new();
    for piece in line.split_whitespace().flat_map(at_dashes) {
        let at = span.start + piece.as_ptr() as usize - line.as_ptr() as usize;
        bracketed |= piece.contains('[');
        let trimmed = piece.trim_matches(|letter: char| !letter.is_alphanumeric());
        let quoted = piece.starts_with(['“', '‘', '"', '\'', '«', '„']);
        let bare = ["’s", "'s"].iter().find_map(|ending| trimmed.strip_suffix(ending)).unwrap_or(trimmed);
        let offset = piece.find(trimmed).unwrap_or_default();
        found.push(Word {
            bare,
            at: at + offset,
            begins: begins || after_comma || quoted,
            bracketed,
            joins: piece.ends_with(bare) && !bare.is_empty(),
        });
        after_comma = piece.ends_with([',', ']', '(', ';']);
        begins = piece.ends_with(['.', '!', '?', ':', '…', '–', '—', '-', '”', '’', '"', '।', '。'])
            && !TITLES.contains(&bare)
            || quoted && bare.is_empty();
        if piece.contains(']') {
            bracketed = false;
        }
    }
    found
}

/// A piece between spaces, split after every dash that stands for a pause.
fn at_dashes(piece: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = piece;
    while let Some(end) = ["--", "—", "–"].iter().filter_map(|dash| Some(rest.find(dash)? + dash.len())).min() {
        let (part, after) = rest.split_at(end);
        parts.push(part);
        rest = after;
    }
    if !rest.is_empty() {
        parts.push(rest);
    }
    parts
}

fn note_names(
    words: &[Word<'_>],
    common: &Common<'_>,
    german: bool,
    number: usize,
    all: &mut BTreeMap<String, Evidence>,
) {
    let mut place = 0;
    while place < words.len() {
        let length = run(words, place, common);
        let Some(first) = words.get(place).filter(|_| length > 0) else {
            place += 1;
            continue;
        };
        let before = place.checked_sub(1).and_then(|before| words.get(before)).map_or("", |word| word.bare);
        let titled = TITLES.contains(&before) || TITLES.contains(&before.trim_end_matches('.'));
        let located = !first.begins && PREPOSITIONS.contains(&before);
        let run = words.get(place..place + length).unwrap_or_default();
        let ends_like_a_place = run.len() > 1 && run.last().is_some_and(|word| PLACES.contains(&word.bare));
        let known_noun = common.after_article.contains(first.bare);
        let looks = if german {
            titled || (located && !known_noun) || (run.len() > 1 && !known_noun && !first.begins)
        } else {
            // A word that only ever begins sentences may be a name where much was said and never with a small letter.
            titled || !first.begins || run.len() > 1 || common.knows_much() && first.bare.chars().count() > 3
        };
        if looks {
            let joined: Vec<&str> = run.iter().map(|word| word.bare).collect();
            let seen = all
                .entry(joined.join(" "))
                .or_insert_with(|| Evidence { first: (number, first.at), ..Evidence::default() });
            seen.titled += usize::from(titled);
            seen.located += usize::from(located);
            seen.inside += usize::from(!first.begins);
            seen.place |= ends_like_a_place;
        }
        place += length;
    }
}

/// How many words from a place on make one name: 0 where none begins there.
fn run(words: &[Word<'_>], place: usize, common: &Common<'_>) -> usize {
    let name_like = |at: usize| words.get(at).is_some_and(|word| !word.bracketed && is_name_like(word.bare));
    let Some(first) = words.get(place) else { return 0 };
    // A common word that begins a sentence is no name, and no beginning of one.
    if !name_like(place) || first.begins && common.small(first.bare) {
        return 0;
    }
    let mut length = 1;
    while let Some(last) = words.get(place + length - 1) {
        if !last.joins {
            break;
        }
        let next = place + length;
        let goes_on = |at: usize| name_like(at) && words.get(at).is_some_and(|word| !word.begins);
        if goes_on(next) {
            length += 1;
        } else if words.get(next).is_some_and(|word| JOINING.contains(&word.bare) && word.joins) && goes_on(next + 1) {
            length += 2;
        } else {
            break;
        }
    }
    length
}

/// A capital and small letters after it; no short form, no day, no people of a country.
fn is_name_like(word: &str) -> bool {
    let mut letters = word.chars().filter(|letter| letter.is_alphabetic());
    let capital = letters.next().is_some_and(char::is_uppercase);
    let one = word.strip_suffix('s').unwrap_or(word);
    let several = word.strip_suffix("ies").map(|stem| format!("{stem}y"));
    let own = word.starts_with("I’") || word.starts_with("I'");
    let odd = word.chars().any(|letter| letter.is_numeric() || matches!(letter, '<' | '>' | '=' | '_' | '.' | '/'));
    capital
        && letters.any(char::is_lowercase)
        && !is_short_form(one)
        && !own
        && !odd
        && !KNOWN.contains(&word)
        && !KNOWN.contains(&one)
        && !several.is_some_and(|word| KNOWN.contains(&word.as_str()))
        && !TITLES.contains(&word)
}

/// "NHS", and "GP" of "GPs".
fn is_short_form(word: &str) -> bool {
    word.chars().filter(|letter| letter.is_alphabetic()).all(char::is_uppercase)
}
