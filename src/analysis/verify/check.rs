//! Holding each quotation against the transcripts.

use std::collections::BTreeSet;

use super::align::{Alignment, Placed, Step, align};
use super::attribution::{Actual, Agreement, Labels, compare};
use super::context::{Attributed, attribution, is_attribution, is_cited, trailing};
use super::find::{How, Presented, in_marks};
use super::index::Index;
use super::words::{Piece, printed};
use super::{
    Attribution, Change, ChangeKind, CheckedQuotation, Finding, Loose, LooseKind, ManuscriptParagraph, Place,
    Verification, leads,
};
use crate::study::Study;
use crate::text::Span;

/// Fewer words than this in marks, without an attribution, are a term.
const SHORTEST: usize = 4;
/// A paragraph without marks is a quotation where it has at least so many words and nearly all were said together.
const PLAIN: usize = 8;

/// Holds every quotation of a manuscript against the transcripts of a study.
pub fn verify(study: &Study, paragraphs: &[ManuscriptParagraph]) -> Verification {
    verify_while(study, paragraphs, |_, _| true).unwrap_or_default()
}

/// As [`verify`], told before each quotation how many are done and how many there are, and given up where that says no.
pub fn verify_while(
    study: &Study,
    paragraphs: &[ManuscriptParagraph],
    mut going: impl FnMut(usize, usize) -> bool,
) -> Option<Verification> {
    let checking = Checking { study, index: Index::new(study), labels: Labels::of(study), paragraphs };
    checking.all(&mut going)
}

struct Checking<'a> {
    study: &'a Study,
    index: Index,
    labels: Labels,
    paragraphs: &'a [ManuscriptParagraph],
}

/// A quotation laid on what was said.
struct Laid {
    alignment: Alignment,
    pieces: Vec<Piece>,
    place: Place,
}

impl Laid {
    /// Words of the quotation that are not the author's own.
    fn words(&self) -> usize {
        count(&self.pieces)
    }

    /// The share of its words that were said as printed.
    fn share(&self) -> f64 {
        let words = self.words();
        if words == 0 { 0.0 } else { self.alignment.same() as f64 / words as f64 }
    }
}

/// Words that are not in brackets.
fn count(pieces: &[Piece]) -> usize {
    pieces.iter().filter(|piece| matches!(piece, Piece::Word(word) if !word.bracketed)).count()
}

impl Checking<'_> {
    fn all(&self, going: &mut dyn FnMut(usize, usize) -> bool) -> Option<Verification> {
        let until = self.literature();
        let text = self.paragraphs.get(..until).unwrap_or_default();
        let (marked, unclosed) = in_marks(text);
        let doubles = marked.iter().any(|presented| presented.how == How::Double);
        let mut presented = Vec::new();
        for at in 0..text.len() {
            let own: Vec<&Presented> = marked.iter().filter(|one| one.paragraph == at).collect();
            match self.paragraph_quotation(at, &own) {
                Some((whole, attributed)) => presented.push((whole, Some(attributed))),
                None => presented.extend(own.into_iter().map(|one| (one.clone(), None))),
            }
        }
        let mut quotations = Vec::new();
        for (place, (one, attributed)) in presented.iter().enumerate() {
            if !going(place, presented.len()) {
                return None;
            }
            let next = presented.get(place + 1).map(|(next, _)| next);
            quotations.push(self.checked(one, attributed.as_ref(), next, doubles));
        }
        let quoting: BTreeSet<usize> = presented.iter().map(|(one, _)| one.paragraph).collect();
        let mut loose = leads::dangling(&self.labels, self.paragraphs, &quoting, until);
        let covered = |paragraph| quotations.iter().any(|one: &CheckedQuotation| one.paragraph == paragraph);
        for one in unclosed.into_iter().filter(|one| !covered(one.paragraph)) {
            let words = self.paragraphs.get(one.paragraph).and_then(|paragraph| paragraph.text.get(one.at..));
            let words: String = words.unwrap_or_default().chars().take(80).collect();
            loose.push(Loose { paragraph: one.paragraph, kind: LooseKind::Unclosed, words });
        }
        loose.sort_by_key(|one| one.paragraph);
        Some(Verification { quotations, loose })
    }

    /// Where the list of references begins: titles in it are no quotations. The number of paragraphs where there is none.
    fn literature(&self) -> usize {
        let begins = |paragraph: &ManuscriptParagraph| {
            let name = paragraph.text.trim().trim_end_matches(':').to_lowercase();
            let name = name.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.' || c == ' ');
            matches!(
                name,
                "references" | "bibliography" | "works cited" | "literature cited" | "literature" | "reference list"
            )
        };
        let last = self.paragraphs.iter().rposition(begins);
        last.unwrap_or(self.paragraphs.len())
    }

    /// A paragraph that is a quotation as a whole, with the attribution at its end.
    fn paragraph_quotation(&self, at: usize, marked: &[&Presented]) -> Option<(Presented, Attributed)> {
        let paragraph = self.paragraphs.get(at).filter(|paragraph| paragraph.heading.is_none())?;
        let text = paragraph.text.as_str();
        if is_attribution(&self.labels, text) {
            return None;
        }
        let ending = trailing(&self.labels, text);
        let end = ending.as_ref().map_or(text.len(), |(start, _)| *start);
        // Marks around most of what stands before the attribution are its own.
        let within: usize = marked.iter().map(|one| one.outer.end.saturating_sub(one.outer.start)).sum();
        if marked.iter().any(|one| !one.more.is_empty()) || (within * 10 > end * 6 && !marked.is_empty()) {
            return None;
        }
        let pieces = printed(text.get(..end)?);
        let words = count(&pieces);
        let above = at.checked_sub(1).and_then(|at| self.paragraphs.get(at));
        let led_to = above.is_some_and(|above| above.text.trim_end().ends_with(':'));
        let is_quotation = if paragraph.set_as_quotation {
            words > 0
        } else if words < 3 || (ending.is_none() && words < PLAIN) {
            false
        } else {
            let wanted = match (&ending, marked.is_empty()) {
                (Some(_), true) if led_to => 0.0,
                (Some(_), true) => 0.6,
                (Some(_), false) | (None, true) => 0.8,
                (None, false) => 0.9,
            };
            wanted == 0.0 || self.lay(&pieces, &Attributed::default()).is_some_and(|laid| laid.share() >= wanted)
        };
        if !is_quotation {
            return None;
        }
        let presented = Presented {
            paragraph: at,
            inner: Span { start: 0, end },
            outer: Span { start: 0, end },
            more: Vec::new(),
            how: How::Paragraph,
            other_ends: Vec::new(),
        };
        let attributed = match ending {
            Some((_, attributed)) => attributed,
            None => attribution(&self.labels, self.paragraphs, &presented, None),
        };
        Some((presented, attributed))
    }

    /// Lays a quotation on the place where it stands at the least cost; of places of one cost, on the one that its
    /// attribution names.
    fn lay(&self, pieces: &[Piece], attributed: &Attributed) -> Option<Laid> {
        let favoured = |at: usize| {
            let Some(part) = self.index.part_at(at) else { return false };
            let Some(span) = self.index.said.get(at).map(|said| said.span) else { return false };
            !attributed.stated.is_empty() && self.agrees(&self.place(part.transcript, span), attributed)
        };
        let windows = self.index.windows(pieces, favoured);
        let mut best: Option<(u32, bool, Laid)> = None;
        for window in windows {
            let Some(part) = self.index.part_at(window.start) else { continue };
            let Some(alignment) = align(&self.index, pieces, window) else { continue };
            let first = self.index.said.get(alignment.start).map(|said| said.span.start);
            let last = alignment.end.checked_sub(1).and_then(|at| self.index.said.get(at)).map(|said| said.span.end);
            let (Some(start), Some(end)) = (first, last) else { continue };
            let place = self.place(part.transcript, Span { start: start.min(end), end });
            let elsewhere = !attributed.stated.is_empty() && !self.agrees(&place, attributed);
            let cost = alignment.cost;
            if best.as_ref().is_none_or(|(least, away, _)| (cost, elsewhere) < (*least, *away)) {
                best = Some((cost, elsewhere, Laid { alignment, pieces: pieces.to_vec(), place }));
            }
        }
        best.map(|(.., laid)| laid)
    }

    fn agrees(&self, place: &Place, attributed: &Attributed) -> bool {
        let actual = Actual::of(self.study, place.transcript, &place.speakers);
        compare(&self.labels, &attributed.stated, &actual) != Agreement::Wrong
    }

    fn place(&self, transcript: crate::study::Id<crate::study::Transcript>, span: Span) -> Place {
        let mut speakers = Vec::new();
        let mut turn = 0;
        if let Some(record) = self.study.get(transcript) {
            for (at, one) in record.turns_in(span) {
                if turn == 0 {
                    turn = at + 1;
                }
                if let Some(speaker) = one.speaker.filter(|speaker| !speakers.contains(speaker)) {
                    speakers.push(speaker);
                }
            }
        }
        Place { transcript, span, turn, speakers }
    }

    /// A quotation held against the transcripts; `own` is the attribution that was read with it.
    fn checked(
        &self,
        one: &Presented,
        own: Option<&Attributed>,
        next: Option<&Presented>,
        doubles: bool,
    ) -> CheckedQuotation {
        let read = |one: &Presented| match own {
            Some(attributed) => attributed.clone(),
            None => attribution(&self.labels, self.paragraphs, one, next),
        };
        let (one, laid) = self.best_end(one, &read(one));
        // Where it ends otherwise than was thought, something else follows it.
        let attributed = read(&one);
        let words = one.words(self.paragraphs);
        let laid = laid.filter(|laid| laid.share() >= 0.6);
        let pieces = laid.as_ref().map_or_else(|| printed(&words), |laid| laid.pieces.clone());
        let short = count(&pieces) < SHORTEST;
        let nobody = attributed.stated.is_empty();
        let finding = match &laid {
            _ if short && nobody && one.how != How::Paragraph => Finding::Term,
            None if nobody && is_cited(self.paragraphs, &one) => Finding::Cited,
            // Beside double marks, single ones are for terms.
            None if nobody && one.how == How::Single && doubles => Finding::Term,
            None => Finding::NotFound,
            Some(laid) if laid.alignment.unmarked() > 0 => Finding::Altered,
            Some(laid) if laid.alignment.steps.iter().any(|step| step.is_change() || step.step == Step::Mark) => {
                Finding::Editorial
            }
            Some(_) => Finding::Exact,
        };
        let asked = !matches!(finding, Finding::Term | Finding::Cited | Finding::NotFound);
        let attribution = match &laid {
            Some(laid) if asked => self.judged(&laid.place, &attributed),
            _ => Attribution::NotAsked,
        };
        let changes = laid.as_ref().map(|laid| self.changes(laid, &words)).unwrap_or_default();
        let punctuation_differs = laid.as_ref().is_some_and(|laid| {
            let said = laid.place.span.of(self.study.text(laid.place.transcript)).unwrap_or_default();
            finding == Finding::Exact && marks(said) != marks(&words)
        });
        CheckedQuotation {
            paragraph: one.paragraph,
            span: one.inner,
            words,
            finding,
            place: laid.map(|laid| laid.place),
            changes,
            punctuation_differs,
            attribution,
            stated: attributed.printed,
        }
    }

    /// The quotation as it is laid best: single marks may close at several places.
    fn best_end(&self, one: &Presented, attributed: &Attributed) -> (Presented, Option<Laid>) {
        let lay = |one: &Presented| self.lay(&printed(&one.words(self.paragraphs)), attributed);
        let first = lay(one);
        let good = |laid: &Option<Laid>| laid.as_ref().is_some_and(|laid| laid.alignment.unmarked() == 0);
        if good(&first) && one.other_ends.is_empty() {
            return (one.clone(), first);
        }
        let mut best = (one.clone(), first);
        for &end in one.other_ends.iter().take(8) {
            let mut other = one.clone();
            let mark = one.outer.end - one.inner.end;
            other.inner.end = end;
            other.outer.end = end + mark;
            let laid = lay(&other);
            let longer = other.inner.end > best.0.inner.end;
            if good(&laid) && (longer || !good(&best.1)) {
                best = (other, laid);
            }
        }
        best
    }

    fn judged(&self, place: &Place, attributed: &Attributed) -> Attribution {
        let actual = Actual::of(self.study, place.transcript, &place.speakers);
        if attributed.stated.is_empty() {
            return if actual.moderator { Attribution::NotAsked } else { Attribution::Missing };
        }
        match compare(&self.labels, &attributed.stated, &actual) {
            Agreement::Right => Attribution::Right,
            Agreement::Incomplete => Attribution::Incomplete,
            Agreement::Wrong => Attribution::Wrong,
        }
    }

    /// Word by word: words that are the same are gathered with the punctuation among them, and what was changed in one place
    /// is one change, what was said against what is printed.
    fn changes(&self, laid: &Laid, words: &str) -> Vec<Change> {
        let text = self.study.text(laid.place.transcript);
        let mut runs: Vec<Run> = Vec::new();
        for placed in &laid.alignment.steps {
            let Some(run) = self.run(placed, laid) else { continue };
            match runs.last_mut() {
                Some(last) if last.same == run.same && last.marked == run.marked => {
                    last.said = joined(last.said, run.said);
                    last.printed = joined(last.printed, run.printed);
                }
                _ => runs.push(run),
            }
        }
        runs.into_iter().map(|run| run.as_change(text, words)).collect()
    }

    /// What a step does to which words; `None` for the mark of an omission.
    fn run(&self, placed: &Placed, laid: &Laid) -> Option<Run> {
        let (said, printed) = match placed.step {
            Step::Same | Step::Replaced => (1, 1),
            Step::Joined { printed, said } => (said, printed),
            Step::Inserted => (0, 1),
            Step::Removed => (1, 0),
            Step::Mark => return None,
        };
        let said = self.index.said.get(placed.said..placed.said + said).unwrap_or_default();
        let said = said.iter().fold(None, |whole, word| joined(whole, Some(word.span)));
        let printed = laid.pieces.get(placed.printed..placed.printed + printed).unwrap_or_default();
        let printed = printed.iter().fold(None, |whole, piece| match piece {
            Piece::Word(word) => joined(whole, Some(word.span)),
            Piece::Omission(_) => whole,
        });
        let same = matches!(placed.step, Step::Same | Step::Joined { .. });
        Some(Run { same, marked: placed.marked, said, printed })
    }
}

/// Neighbouring words with one fate.
struct Run {
    same: bool,
    marked: bool,
    /// Bytes of the transcript's text.
    said: Option<Span>,
    /// Bytes of the quotation's words.
    printed: Option<Span>,
}

impl Run {
    fn as_change(&self, text: &str, words: &str) -> Change {
        let said = self.said.map(|span| flat(span.of(text))).unwrap_or_default();
        let printed = self.printed.map(|span| {
            // A comma behind words that are the same is theirs.
            let behind = words.get(span.end..).unwrap_or_default();
            let marks = |letter: &char| self.same && letter.is_ascii_punctuation() && !matches!(letter, '[' | '(');
            let marks: usize = behind.chars().take_while(marks).map(char::len_utf8).sum();
            flat(Span { end: span.end + marks, ..span }.of(words))
        });
        let printed = printed.unwrap_or_default();
        let kind = match (self.same, said.is_empty(), printed.is_empty()) {
            (true, ..) => ChangeKind::Same,
            (false, true, _) => ChangeKind::Inserted,
            (false, false, true) => ChangeKind::LeftOut,
            (false, false, false) => ChangeKind::Replaced,
        };
        Change { kind, said, printed, marked: self.marked }
    }
}

fn joined(one: Option<Span>, other: Option<Span>) -> Option<Span> {
    match (one, other) {
        (Some(one), Some(other)) => Some(Span { start: one.start.min(other.start), end: one.end.max(other.end) }),
        (one, other) => one.or(other),
    }
}

/// On one line.
fn flat(words: Option<&str>) -> String {
    words.unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The punctuation and capitals of a text, without what programs change on their own, its first letter and its last
/// marks.
fn marks(text: &str) -> String {
    let mut out = String::new();
    for c in text.trim().chars() {
        match c {
            '\u{2018}' | '\u{2019}' | '\'' | '\u{201c}' | '\u{201d}' | '"' => {}
            '\u{2013}' | '\u{2014}' | '\u{2010}' | '\u{2011}' | '-' | '\u{ad}' => {}
            c if c.is_whitespace() => {}
            c => out.push(c),
        }
    }
    let mut letters = out.trim_end_matches(|c: char| !c.is_alphanumeric()).chars();
    let first: String = letters.next().map(|c| c.to_lowercase().collect()).unwrap_or_default();
    first + letters.as_str()
}
