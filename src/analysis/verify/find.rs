//! Where a manuscript quotes: between quotation marks of any kind, and in paragraphs set as quotations.

use super::ManuscriptParagraph;
use crate::text::Span;

/// Words that a manuscript may present as somebody's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Presented {
    /// Place of the paragraph, from 0; of one that runs over several the first.
    pub(super) paragraph: usize,
    /// The words without their marks: bytes of the paragraph.
    pub(super) inner: Span,
    /// With their marks.
    pub(super) outer: Span,
    /// What follows in the paragraphs after, where it runs over several.
    pub(super) more: Vec<(usize, Span)>,
    pub(super) how: How,
    /// Other places where it may end, nearest first: a closing single quotation mark may be an apostrophe.
    pub(super) other_ends: Vec<usize>,
}

/// How the words are presented.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum How {
    Double,
    Single,
    /// A paragraph without marks.
    Paragraph,
}

impl Presented {
    /// The words as they are printed; paragraphs are parted by line feeds.
    pub(super) fn words(&self, paragraphs: &[ManuscriptParagraph]) -> String {
        let first = paragraphs.get(self.paragraph).and_then(|paragraph| self.inner.of(&paragraph.text));
        let more = self.more.iter().filter_map(|(at, span)| span.of(&paragraphs.get(*at)?.text));
        first.into_iter().chain(more).collect::<Vec<_>>().join("\n")
    }

    /// Where it ends: the paragraph, and the byte after its closing mark, or, of one over several paragraphs, before.
    pub(super) fn end(&self) -> (usize, usize) {
        self.more.last().map_or((self.paragraph, self.outer.end), |(at, span)| (*at, span.end))
    }
}

/// A quotation mark that is never closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Unclosed {
    pub(super) paragraph: usize,
    pub(super) at: usize,
}

/// A paragraph as characters with their places.
struct Line<'a> {
    text: &'a str,
    letters: Vec<(usize, char)>,
}

impl Line<'_> {
    fn at(&self, place: usize) -> Option<char> {
        self.letters.get(place).map(|(_, c)| *c)
    }

    fn before(&self, place: usize) -> Option<char> {
        place.checked_sub(1).and_then(|place| self.at(place))
    }

    fn byte(&self, place: usize) -> usize {
        self.letters.get(place).map_or(self.text.len(), |(at, _)| *at)
    }

    /// Whether a straight mark here opens: after a space or an opening bracket, before a letter.
    fn opens(&self, place: usize) -> bool {
        let before = self.before(place).is_none_or(|c| c.is_whitespace() || "([{-–—/:“‘".contains(c));
        before && self.at(place + 1).is_some_and(|c| !c.is_whitespace())
    }
}

/// The closing marks of an opening one.
fn closers(opening: char) -> &'static [char] {
    match opening {
        '\u{201c}' => &['\u{201d}'],
        '\u{201e}' => &['\u{201c}', '\u{201d}'],
        '\u{201f}' => &['\u{201d}'],
        '«' => &['»'],
        '\u{300c}' => &['\u{300d}'],
        '\u{300e}' => &['\u{300f}'],
        '"' => &['"'],
        _ => &[],
    }
}

/// All words in quotation marks, in order, and marks that are never closed.
pub(super) fn in_marks(paragraphs: &[ManuscriptParagraph]) -> (Vec<Presented>, Vec<Unclosed>) {
    let (mut found, mut unclosed) = (Vec::new(), Vec::new());
    let mut taken_until = (0, 0);
    for (paragraph, one) in paragraphs.iter().enumerate() {
        if one.heading.is_some() {
            continue;
        }
        let line = Line { text: &one.text, letters: one.text.char_indices().collect() };
        let mut place = 0;
        while let Some(c) = line.at(place) {
            let byte = line.byte(place);
            if taken_until > (paragraph, byte) {
                place += 1;
                continue;
            }
            let straight = c == '"' && line.opens(place);
            if straight || (c != '"' && !closers(c).is_empty()) {
                match double(paragraphs, paragraph, &line, place, c) {
                    Some(presented) => {
                        taken_until = presented.end();
                        found.push(presented);
                    }
                    None => unclosed.push(Unclosed { paragraph, at: byte }),
                }
            } else if matches!(c, '\u{2018}' | '\'')
                && line.opens(place)
                && let Some(presented) = single(paragraph, &line, place)
            {
                taken_until = presented.end();
                found.push(presented);
            }
            place += 1;
        }
    }
    (found, unclosed)
}

/// Words from a double mark to the one that closes it, in this paragraph or, where each paragraph opens again, a later.
fn double(
    paragraphs: &[ManuscriptParagraph],
    paragraph: usize,
    line: &Line<'_>,
    place: usize,
    opening: char,
) -> Option<Presented> {
    let start = line.byte(place) + opening.len_utf8();
    let presented = |end: usize, closing: usize, more| Presented {
        paragraph,
        inner: Span { start, end },
        outer: Span { start: line.byte(place), end: closing },
        more,
        how: How::Double,
        other_ends: Vec::new(),
    };
    if let Some((end, closing)) = closing(line, place + 1, opening) {
        return Some(presented(end, closing, Vec::new()));
    }
    let mut more = Vec::new();
    for at in paragraph + 1..paragraphs.len() {
        let next = paragraphs.get(at)?;
        let text = next.text.as_str();
        let begun = text.strip_prefix(opening)?;
        let from = text.len() - begun.len();
        let line = Line { text, letters: text.char_indices().collect() };
        match closing(&line, 1, opening) {
            Some((end, _)) => {
                more.push((at, Span { start: from, end }));
                let whole = paragraphs.get(paragraph)?.text.len();
                return Some(presented(whole, whole, more));
            }
            None => more.push((at, Span { start: from, end: text.len() })),
        }
    }
    None
}

/// Where words that open before `from` end: the bytes before and behind their closing mark. Marks of the same kind
/// inside are passed over in pairs.
fn closing(line: &Line<'_>, from: usize, opening: char) -> Option<(usize, usize)> {
    let mut depth = 0_usize;
    let ends = closers(opening);
    for place in from..line.letters.len() {
        let c = line.at(place)?;
        if opening != '"' && c == opening && !ends.contains(&c) {
            depth += 1;
        } else if ends.contains(&c) {
            if opening == '"' && line.opens(place) && !line.before(place).is_some_and(|c| ".,!?…".contains(c)) {
                // A straight mark that opens within straight marks: the first was never closed.
                return None;
            }
            if depth == 0 {
                return Some((line.byte(place), line.byte(place) + c.len_utf8()));
            }
            depth -= 1;
        }
    }
    None
}

/// Words from a single mark to one that may close it.
fn single(paragraph: usize, line: &Line<'_>, place: usize) -> Option<Presented> {
    let opening = line.at(place)?;
    let closing = if opening == '\'' { '\'' } else { '\u{2019}' };
    let closes = |at: &usize| {
        line.at(*at) == Some(closing)
            && line.before(*at).is_some_and(|c| !c.is_whitespace())
            && line.at(*at + 1).is_none_or(|c| !c.is_alphanumeric())
    };
    let ends: Vec<usize> = (place + 1..line.letters.len()).filter(closes).collect();
    // The likeliest end: behind or before punctuation, at the paragraph's end, or before a bracket.
    let likely = |at: &&usize| {
        let before = line.before(**at).is_some_and(|c| ".,!?…]".contains(c));
        let mut after = (**at + 1..).map_while(|at| line.at(at)).skip_while(|c| c.is_whitespace());
        before
            || line.at(**at + 1).is_none_or(|c| ".,;:!?)”".contains(c))
            || after.next().is_some_and(|c| "([".contains(c))
    };
    let best = ends.iter().find(likely).or(ends.first()).copied()?;
    let byte = |at: usize| line.byte(at);
    Some(Presented {
        paragraph,
        inner: Span { start: byte(place) + opening.len_utf8(), end: byte(best) },
        outer: Span { start: byte(place), end: byte(best) + closing.len_utf8() },
        more: Vec::new(),
        how: How::Single,
        other_ends: ends.iter().filter(|at| **at != best).map(|at| byte(*at)).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(texts: &[&str]) -> Vec<String> {
        let paragraphs: Vec<ManuscriptParagraph> = texts.iter().map(|text| ManuscriptParagraph::body(*text)).collect();
        in_marks(&paragraphs).0.iter().map(|presented| presented.words(&paragraphs)).collect()
    }

    #[test]
    fn every_kind_of_quotation_mark_is_known() {
        for text in [
            "He said “it is hard” today",
            "He said \"it is hard\" today",
            "Er sagt „it is hard“ heute",
            "Il dit «it is hard» oui",
            "He said ‘it is hard’ today",
            "He said 'it is hard' today",
        ] {
            assert_eq!(found(&[text]), ["it is hard"], "{text}");
        }
    }

    #[test]
    fn apostrophes_and_quotations_inside_do_not_end_a_quotation() {
        assert_eq!(found(&["“They said ‘no’, and that’s that.” (P3)"]), ["They said ‘no’, and that’s that."]);
        assert_eq!(
            found(&["‘I don’t know the parents’ group, sorry,’ she said"]),
            ["I don’t know the parents’ group, sorry,"]
        );
        assert_eq!(found(&["the clients’ own words"]), Vec::<String>::new());
        assert_eq!(found(&["in the 1990s and '60s, it's said"]), Vec::<String>::new());
    }

    #[test]
    fn a_quotation_may_run_over_paragraphs_that_each_open_again() {
        assert_eq!(found(&["“First part.", "“Second part.” (P3)"]), ["First part.\nSecond part."]);
    }

    #[test]
    fn a_mark_that_is_never_closed_is_told() {
        let paragraphs =
            [ManuscriptParagraph::body("She said “it never ends."), ManuscriptParagraph::body("And so on.")];
        assert_eq!(in_marks(&paragraphs).1, [Unclosed { paragraph: 0, at: 9 }]);
    }

    #[test]
    fn two_quotations_in_straight_marks_are_two() {
        assert_eq!(found(&["Some said \"one thing\", others \"another thing\"."]), ["one thing", "another thing"]);
    }
}
