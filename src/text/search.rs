//! Finding words in a text: as typed, as whole words, or by pattern, with case and accents folded unless asked not to.

use super::{Folded, Folding, Span};
use regex::{Regex, RegexBuilder};
use thiserror::Error;

/// How the words of a query are read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Reading {
    /// The words as typed, anywhere, also inside other words.
    #[default]
    Plain,
    /// The words as typed, where no letter or digit touches them.
    WholeWord,
    /// A regular expression.
    Pattern,
}

/// What is looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Query {
    /// What was typed.
    pub words: String,
    /// How it is read.
    pub reading: Reading,
    /// Whether capitals matter.
    pub match_case: bool,
    /// Whether accents matter.
    pub match_accents: bool,
}

/// Why a query could not be read.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum QueryError {
    /// The pattern is not a regular expression.
    #[error("This pattern cannot be read: {0}. Nothing was searched; correct it, or search for plain words.")]
    Pattern(String),
}

/// A query made ready, to be asked of any number of texts.
#[derive(Clone, Debug)]
pub struct Search {
    folding: Folding,
    pattern: Option<Regex>,
}

impl Search {
    /// Makes a query ready. An empty query finds nothing.
    ///
    /// # Errors
    /// [`QueryError::Pattern`] where a pattern is no regular expression, or one too large to run.
    pub fn new(query: &Query) -> Result<Self, QueryError> {
        let folding = Folding { case: !query.match_case, accents: !query.match_accents };
        if query.words.is_empty() {
            return Ok(Self { folding, pattern: None });
        }
        // A pattern's letters lose their accents alone (folding case would turn \W into \w): case is left to the engine.
        let typed = || regex::escape(Folded::new(&query.words, folding).text());
        let words = match query.reading {
            Reading::Pattern => Folded::new(&query.words, Folding { case: false, ..folding }).text().to_owned(),
            Reading::Plain => typed(),
            Reading::WholeWord => format!(r"\b{{start-half}}{}\b{{end-half}}", typed()),
        };
        let pattern = RegexBuilder::new(&words)
            .case_insensitive(query.reading == Reading::Pattern && folding.case)
            .multi_line(true)
            .build()
            .map_err(|error| QueryError::Pattern(reason(&error)))?;
        Ok(Self { folding, pattern: Some(pattern) })
    }

    /// What texts must be folded by before they are searched with [`Search::in_folded`].
    pub fn folding(&self) -> Folding {
        self.folding
    }

    /// Where the query stands in a text: spans in the text itself, in order, none overlapping, none empty.
    pub fn in_text(&self, text: &str) -> Vec<Span> {
        self.in_folded(&Folded::new(text, self.folding))
    }

    /// As [`Search::in_text`], of a text folded before (by [`Search::folding`]).
    pub fn in_folded(&self, folded: &Folded) -> Vec<Span> {
        let Some(pattern) = &self.pattern else { return Vec::new() };
        pattern
            .find_iter(folded.text())
            .map(|hit| Span { start: folded.original(hit.start()), end: folded.original(hit.end()) })
            .filter(|span| !span.is_empty())
            .collect()
    }
}

/// The last line of the engine's report, which says what is wrong; the lines above draw the place.
fn reason(error: &regex::Error) -> String {
    let report = error.to_string();
    let last = report.lines().next_back().unwrap_or_default();
    last.trim_start_matches("error: ").trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found<'a>(query: &Query, text: &'a str) -> Vec<&'a str> {
        Search::new(query).unwrap().in_text(text).into_iter().map(|span| span.of(text).unwrap()).collect()
    }

    fn plain(words: &str) -> Query {
        Query { words: words.into(), ..Query::default() }
    }

    #[test]
    fn plain_words_are_found_whatever_their_case_and_accents_and_where_they_stand_in_the_text() {
        let text = "Café, CAFE\u{301}; a cafeteria";
        assert_eq!(found(&plain("cafe"), text), ["Café", "CAFE\u{301}", "cafe"]);
        assert_eq!(found(&plain("CAFÉ"), text), ["Café", "CAFE\u{301}", "cafe"]);
    }

    #[test]
    fn case_and_accents_matter_when_asked_to() {
        let text = "Café cafe CAFE";
        assert_eq!(found(&Query { match_case: true, ..plain("cafe") }, text), ["cafe"]);
        assert_eq!(found(&Query { match_accents: true, ..plain("cafe") }, text), ["cafe", "CAFE"]);
    }

    #[test]
    fn whole_words_are_not_found_inside_others() {
        let whole = |words: &str| Query { reading: Reading::WholeWord, ..plain(words) };
        assert_eq!(found(&whole("fund"), "fund funding Fund, refund fund-raising"), ["fund", "Fund", "fund"]);
        assert_eq!(found(&whole("(ish)"), "cheap(ish) cheap (ish)"), ["(ish)"]);
    }

    #[test]
    fn signs_are_not_read_as_a_pattern_unless_asked() {
        assert_eq!(found(&plain("a.c"), "abc a.c"), ["a.c"]);
        assert_eq!(found(&Query { reading: Reading::Pattern, ..plain("a.C") }, "abc a.c"), ["abc", "a.c"]);
    }

    #[test]
    fn a_pattern_that_cannot_be_read_says_why_and_what_to_do() {
        let broken = Query { reading: Reading::Pattern, ..plain("(fund") };
        assert_eq!(
            Search::new(&broken).unwrap_err().to_string(),
            "This pattern cannot be read: unclosed group. Nothing was searched; correct it, or search for plain words."
        );
    }

    #[test]
    fn nothing_is_found_for_nothing_and_a_pattern_never_finds_emptiness() {
        assert!(found(&plain(""), "abc").is_empty());
        assert_eq!(found(&Query { reading: Reading::Pattern, ..plain("x*") }, "axxb"), ["xx"]);
    }
}
