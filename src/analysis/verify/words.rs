//! Words as they are compared: without capitals, accents, apostrophes and hyphens, so that curly and straight quotes,
//! line-end hyphenation and the ligatures of PDF files do not make a difference; and what marks an editor's hand.

use crate::text::{Span, folded};

/// A word of a transcript or of a quotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// As it is compared.
    pub(super) key: String,
    /// Bytes of the text it stands in.
    pub(super) span: Span,
    /// In brackets: of a transcript, what happens beside the words (`[laughs]`); of a quotation, the author's own.
    pub(super) bracketed: bool,
    /// Partly in brackets, as `[t]he` is.
    pub(super) touched: bool,
}

/// A piece of a quotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    Word(Word),
    /// `…`, `[...]`, `(…)`: words are left out here, or none. The bytes of the mark.
    Omission(Span),
}

/// The words of a transcript; round brackets hold what happens beside the words, too.
pub(super) fn spoken(text: &str) -> Vec<Word> {
    let pieces = pieces(text, &['[', '('], &[']', ')']);
    let word = |piece| if let Piece::Word(word) = piece { Some(word) } else { None };
    pieces.into_iter().filter_map(word).collect()
}

/// The pieces of a quotation; only square brackets are the author's own.
pub(super) fn printed(text: &str) -> Vec<Piece> {
    pieces(text, &['['], &[']'])
}

/// Characters that belong to a word and are not compared: soft hyphen, joiners, apostrophes.
fn is_silent(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{200b}'
            ..='\u{200d}' | '\u{2060}' | '\'' | '\u{2019}' | '\u{2018}' | '\u{2bc}' | '\u{60}' | '\u{b4}'
    )
}

/// Letters, figures and the marks upon them.
fn is_letter(c: char) -> bool {
    c.is_alphanumeric()
        || matches!(c, '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5c7}' | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}'
            | '\u{900}'..='\u{903}' | '\u{93a}'..='\u{94f}')
}

/// Scripts without spaces between words: each letter is a word by itself.
fn stands_alone(c: char) -> bool {
    matches!(c, '\u{0E00}'..='\u{0EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' | '\u{3005}'..='\u{30FF}'
        | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{323AF}')
}

/// The letters that a ligature of a typesetter stands for.
fn ligature(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{fb00}' => "ff",
        '\u{fb01}' => "fi",
        '\u{fb02}' => "fl",
        '\u{fb03}' => "ffi",
        '\u{fb04}' => "ffl",
        '\u{fb05}' | '\u{fb06}' => "st",
        '\u{132}' | '\u{133}' => "ij",
        _ => return None,
    })
}

/// A word in the making.
#[derive(Default)]
struct Growing {
    letters: String,
    start: usize,
    end: usize,
    inside: usize,
    outside: usize,
}

fn pieces(text: &str, opening: &[char], closing: &[char]) -> Vec<Piece> {
    let mut found = Vec::new();
    let mut word = Growing::default();
    let mut depth = 0_usize;
    let mut rest = text.char_indices().peekable();
    while let Some((at, c)) = rest.next() {
        let end = at + c.len_utf8();
        if let Some(mark) = omission(text, at) {
            word.finish(&mut found);
            found.push(Piece::Omission(mark));
            while rest.next_if(|(next, _)| *next < mark.end).is_some() {}
        } else if opening.contains(&c) {
            depth += 1;
        } else if closing.contains(&c) {
            depth = depth.saturating_sub(1);
        } else if is_silent(c) {
            // It neither ends a word nor belongs to what is compared.
        } else if stands_alone(c) {
            word.finish(&mut found);
            word.push(c, at, end, depth > 0);
            word.finish(&mut found);
        } else if is_letter(c) {
            word.push(c, at, end, depth > 0);
        } else {
            word.finish(&mut found);
        }
    }
    word.finish(&mut found);
    found
}

impl Growing {
    fn push(&mut self, c: char, at: usize, end: usize, bracketed: bool) {
        if self.letters.is_empty() {
            self.start = at;
        }
        match ligature(c) {
            Some(letters) => self.letters.push_str(letters),
            None => self.letters.push(c),
        }
        self.end = end;
        *(if bracketed { &mut self.inside } else { &mut self.outside }) += 1;
    }

    fn finish(&mut self, found: &mut Vec<Piece>) {
        let whole = std::mem::take(self);
        if whole.letters.is_empty() {
            return;
        }
        let key = folded(&whole.letters);
        // A mark that stood alone folds to nothing.
        if !key.is_empty() {
            found.push(Piece::Word(Word {
                key,
                span: Span { start: whole.start, end: whole.end },
                bracketed: whole.outside == 0,
                touched: whole.inside > 0 && whole.outside > 0,
            }));
        }
    }
}

/// The mark of an omission that begins here: two dots or more, spaced or not, an ellipsis; with its brackets.
fn omission(text: &str, at: usize) -> Option<Span> {
    let rest = text.get(at..)?;
    let mut letters = rest.char_indices();
    let (_, first) = letters.next()?;
    let closing = match first {
        '[' => Some(']'),
        '(' => Some(')'),
        '.' | '\u{2026}' | '\u{22ef}' => None,
        _ => return None,
    };
    let (mut dots, mut ellipses, mut end) = (0, 0, 0);
    match first {
        '.' => dots = 1,
        '\u{2026}' | '\u{22ef}' => ellipses = 1,
        _ => {}
    }
    if closing.is_none() {
        end = first.len_utf8();
    }
    for (place, c) in letters {
        match c {
            '.' => dots += 1,
            '\u{2026}' | '\u{22ef}' => ellipses += 1,
            ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}' => continue,
            c if Some(c) == closing => {
                let whole = Span { start: at, end: at + place + c.len_utf8() };
                return (dots >= 2 || ellipses > 0).then_some(whole);
            }
            _ => break,
        }
        end = place + c.len_utf8();
    }
    // One full stop ends a sentence; "end. . ." has its own and an ellipsis.
    (closing.is_none() && (dots >= 3 || ellipses > 0 || (dots == 2 && rest.starts_with(".."))))
        .then_some(Span { start: at, end: at + end })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(text: &str) -> Vec<String> {
        let one = |piece: Piece| match piece {
            Piece::Word(word) if word.bracketed => format!("[{}]", word.key),
            Piece::Word(word) if word.touched => format!("~{}", word.key),
            Piece::Word(word) => word.key,
            Piece::Omission(_) => "…".into(),
        };
        printed(text).into_iter().map(one).collect()
    }

    #[test]
    fn marks_that_differ_between_programs_make_no_difference() {
        for text in [
            "I don’t \u{fb01}nd Zoë’s caf\u{e9}",
            "I don't find Zoe's cafe\u{301}",
            "I DON\u{2bc}T fi\u{ad}nd Zoë‘s café",
        ] {
            assert_eq!(keys(text), ["i", "dont", "find", "zoes", "cafe"], "{text}");
        }
        assert_eq!(keys("well-being, well\u{2011}being"), ["well", "being", "well", "being"]);
    }

    #[test]
    fn omissions_are_known_in_every_way_in_which_they_are_written() {
        for text in
            ["a … b", "a ... b", "a . . . b", "a [...] b", "a […] b", "a (…) b", "a... b", "a […]. b", "a [ . . . ] b"]
        {
            assert_eq!(keys(text), ["a", "…", "b"], "{text}");
        }
        assert_eq!(keys("It ends. And begins."), ["it", "ends", "and", "begins"]);
    }

    #[test]
    fn brackets_are_the_authors_own_and_may_hold_part_of_a_word() {
        assert_eq!(
            keys("[T]he lady [from the trust] organi[s]ed it"),
            ["~the", "lady", "[from]", "[the]", "[trust]", "~organised", "it"]
        );
    }

    #[test]
    fn every_word_leads_back_to_its_bytes() {
        let text = "“Łódź – don’t”";
        let words: Vec<&str> = spoken(text).iter().filter_map(|word| word.span.of(text)).collect();
        assert_eq!(words, ["Łódź", "don’t"]);
    }

    #[test]
    fn each_letter_of_a_script_without_spaces_is_a_word() {
        assert_eq!(keys("地域の人"), ["地", "域", "の", "人"]);
    }
}
