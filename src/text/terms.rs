//! Many words at once: where any of a list of names, numbers and addresses stands in a text, as a word of its own.

use aho_corasick::{AhoCorasick, MatchKind};
use thiserror::Error;

use super::{Span, is_ideograph};

/// A list of words made ready, to be looked for in any number of texts.
#[derive(Clone, Debug)]
pub struct Terms {
    all: AhoCorasick,
}

/// A list that is too long to be looked for at once.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("The list of words is too long to be looked for: {0}. Nothing was searched.")]
pub struct TooManyTerms(String);

impl Terms {
    /// Makes a list ready. Empty words are found nowhere. Capitals and accents matter: "Will" is not "will".
    ///
    /// # Errors
    /// [`TooManyTerms`] where the list does not fit in what a search can hold (millions of words).
    pub fn new<W: AsRef<str>>(words: &[W]) -> Result<Self, TooManyTerms> {
        let all = AhoCorasick::builder()
            .match_kind(MatchKind::Standard)
            .build(words.iter().map(|one| one.as_ref().trim()))
            .map_err(|why| TooManyTerms(why.to_string()))?;
        Ok(Terms { all })
    }

    /// Where the words stand, in order, none overlapping, each with its place in the list: of several that begin at the
    /// same place the longest, and of those that overlap the first. No letter or digit touches a find, unless one of the
    /// two is an ideograph (scripts without spaces).
    pub fn in_text(&self, text: &str) -> Vec<(Span, usize)> {
        let hits = self.all.find_overlapping_iter(text);
        let mut hits: Vec<(Span, usize)> = hits
            .map(|hit| (Span { start: hit.start(), end: hit.end() }, hit.pattern().as_usize()))
            .filter(|(span, _)| !span.is_empty() && stands_alone(text, *span))
            .collect();
        hits.sort_by_key(|(span, term)| (span.start, std::cmp::Reverse(span.end), *term));
        let mut reached = 0;
        hits.retain(|(span, _)| {
            let free = span.start >= reached;
            reached = if free { span.end } else { reached };
            free
        });
        hits
    }

    /// The text with every find replaced by what `put` says for its place in the list.
    pub fn replaced(&self, text: &str, put: impl Fn(usize) -> String) -> String {
        let (mut out, mut copied) = (String::with_capacity(text.len()), 0);
        for (span, term) in self.in_text(text) {
            out.push_str(text.get(copied..span.start).unwrap_or_default());
            out.push_str(&put(term));
            copied = span.end;
        }
        out.push_str(text.get(copied..).unwrap_or_default());
        out
    }
}

/// Whether no word goes on at either end of a span.
fn stands_alone(text: &str, span: Span) -> bool {
    let within = span.of(text).unwrap_or_default();
    let before = text.get(..span.start).and_then(|head| head.chars().next_back());
    let after = text.get(span.end..).and_then(|tail| tail.chars().next());
    let apart = |outer: Option<char>, inner: Option<char>| match (outer, inner) {
        (Some(outer), Some(inner)) => {
            !outer.is_alphanumeric() || !inner.is_alphanumeric() || is_ideograph(outer) || is_ideograph(inner)
        }
        _ => true,
    };
    apart(before, within.chars().next()) && apart(after, within.chars().next_back())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn found<'t>(words: &[&str], text: &'t str) -> Vec<&'t str> {
        let spans = Terms::new(words).unwrap().in_text(text);
        spans.into_iter().map(|(span, _)| span.of(text).unwrap()).collect()
    }

    #[test]
    fn words_are_found_alone_the_longest_first_and_as_written() {
        let words = ["Sarah", "Sarah Jones", "Jones", "Will", "王芳", "j@x.org"];
        let text = "Sarah Jones’s Sarah and Joneses, Will will; Sarah_Jones wrote 给王芳写信 to j@x.org.";
        assert_eq!(found(&words, text), ["Sarah Jones", "Sarah", "Will", "Sarah", "Jones", "王芳", "j@x.org"]);
        assert!(found(&["", " "], text).is_empty(), "nothing is looked for, nothing is found");
    }

    #[test]
    fn a_find_is_replaced_by_what_stands_for_it() {
        let terms = Terms::new(&["Ann", "Leeds"]).unwrap();
        let put = |term: usize| ["[Person 1]", "[Place 1]"][term].to_owned();
        assert_eq!(terms.replaced("Ann’s Annie left Leeds.", put), "[Person 1]’s Annie left [Place 1].");
    }

    proptest! {
        #[test]
        fn nothing_of_the_list_is_left_standing_alone(text in "[ab é]{0,40}", words in prop::collection::vec("[abé]{1,3}", 1..5)) {
            let terms = Terms::new(&words).unwrap();
            let cleaned = terms.replaced(&text, |_| "#".into());
            prop_assert!(terms.in_text(&cleaned).is_empty(), "{text:?} became {cleaned:?}");
        }
    }
}
