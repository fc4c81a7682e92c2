//! Correcting a transcript's words: a splice that everything in the text follows, and what loses its words by it.

use std::collections::BTreeMap;

use unicode_segmentation::UnicodeSegmentation;

use super::{Declined, found, in_sentence, removal, wording::place_of};
use crate::{
    journal::{Change, Entry, Stamp},
    study::{Anchor, Bracket, Code, Coding, Decision, Id, Memo, Record, Study, Transcript, Turn, Wrapped},
    text::{Hunk, Span, boundaries, hunks},
};

/// Something that has no words left after a correction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Vanishing {
    /// A coding, which goes with its words.
    Coding(Id<Coding>),
    /// A coding of several words none of which are left: it stays, on the words that came in their place.
    Rewritten(Id<Coding>),
    /// An example of this code, at these bytes of the text before: the code stays.
    Example(Id<Code>, Span),
    /// A memo, which stays, on the transcript instead.
    Memo(Id<Memo>),
    /// A consensus decision, which goes with its words.
    Decision(Id<Decision>),
}

/// A correction to be committed, and what loses all its words by it: to be shown before anybody agrees.
#[derive(Clone, Debug, PartialEq)]
pub struct Correction {
    pub entry: Entry,
    /// In reading order of what stands there now.
    pub vanishing: Vec<Vanishing>,
}

/// The stretch that is corrected at once at a byte offset: the turn there, else the paragraph.
pub fn correctable(study: &Study, transcript: Id<Transcript>, offset: usize) -> Option<Span> {
    let record = study.get(transcript)?;
    if let Some((_, turn)) = record.turn_at(offset) {
        return Some(turn.span);
    }
    let text = study.text(transcript);
    let offset = boundaries::grapheme_floor(text, offset);
    let start = text.get(..offset)?.rfind('\n').map_or(0, |newline| newline + 1);
    let end = text.get(offset..)?.find('\n').map_or(text.len(), |newline| offset + newline);
    (start < end).then_some(Span { start, end })
}

/// Puts `words` where the words of `span` (bytes; a turn, a paragraph, or any part of one) stand. Only the words that
/// differ are touched; codings, turns, examples, memos and decisions follow. A turn that loses all its words is removed.
pub fn correct_words(
    study: &Study,
    stamp: &Stamp,
    transcript: Id<Transcript>,
    span: Span,
    words: &str,
) -> Result<Correction, Declined> {
    let record = found(study, transcript)?;
    let text = study.text(transcript);
    let old = span.of(text).ok_or(Declined::Gone("passage"))?;
    let words = words.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}'], "\n");
    if let Some(odd) = words.chars().find(|&letter| letter.is_control() && !matches!(letter, '\n' | '\t')) {
        let code = u32::from(odd);
        return Err(Declined::Because(format!("The words hold a character that cannot be printed (U+{code:04X}).")));
    }
    if old == words {
        return Err(Declined::Unchanged);
    }
    let place = place_of(study, transcript, span);
    let emptied = words.trim().is_empty() && !old.trim().is_empty();
    let turn = record.turns.iter().find(|turn| turn.span.start <= span.start && span.end <= turn.span.end);
    let whole_turn = emptied && turn.is_some_and(|turn| turn.span == span);
    let differing = hunks(span.start, old, &words);
    let sentence = if emptied { format!("Took words out of {place}") } else { in_words(&differing, &place) };
    let found = if whole_turn {
        let around = with_separator(text, span);
        vec![Hunk { at: around.start, removed: around.of(text).unwrap_or_default().into(), inserted: String::new() }]
    } else {
        within_turn(text, turn, differing)
    };
    let cut: usize = found.iter().map(|hunk| hunk.removed.len()).sum();
    if cut >= text.trim().len() && found.iter().all(|hunk| hunk.inserted.trim().is_empty()) {
        return Err(Declined::Because(format!(
            "{} would have no words left. To take it out of the study, remove the transcript.",
            record.title
        )));
    }
    spliced(study, stamp, transcript, &found, sentence)
}

/// What a correction did, where it is one: "Corrected *teh* to *the* at Focus Group 5, turn 3".
fn in_words(differing: &[Hunk], place: &str) -> String {
    let [one] = differing else { return format!("Corrected the words of {place}") };
    let (old, new) = (one.removed.trim(), one.inserted.trim());
    match (old.is_empty(), new.is_empty()) {
        (false, false) => format!("Corrected {} to {} at {place}", in_sentence(old), in_sentence(new)),
        (true, false) => format!("Added {} at {place}", in_sentence(new)),
        (false, true) => format!("Took {} out at {place}", in_sentence(old)),
        (true, true) => format!("Corrected the spaces of {place}"),
    }
}

/// A stretch with the line break after it, or, at the end of the text, the one before it.
fn with_separator(text: &str, span: Span) -> Span {
    let after = text.get(span.end..).unwrap_or_default();
    let before = text.get(..span.start).unwrap_or_default();
    if after.starts_with('\n') {
        Span { end: span.end + 1, ..span }
    } else if after.is_empty() && before.ends_with('\n') {
        Span { start: span.start - 1, ..span }
    } else {
        span
    }
}

/// Words that come in at the edge of a turn belong to it: such a hunk takes the turn's own first or last word along.
fn within_turn(text: &str, turn: Option<&Turn>, hunks: Vec<Hunk>) -> Vec<Hunk> {
    let Some(turn) = turn.map(|turn| turn.span) else { return hunks };
    let widened = |mut hunk: Hunk| {
        if hunk.removed.is_empty() && hunk.at == turn.end {
            let from = boundaries::previous_grapheme(text, hunk.at).max(turn.start);
            let own = text.get(from..hunk.at).unwrap_or_default();
            hunk = Hunk { at: from, removed: own.into(), inserted: format!("{own}{}", hunk.inserted) };
        } else if hunk.removed.is_empty() && hunk.at == turn.start {
            let to = boundaries::next_grapheme(text, hunk.at).min(turn.end);
            let own = text.get(hunk.at..to).unwrap_or_default();
            hunk = Hunk { removed: own.into(), inserted: format!("{}{own}", hunk.inserted), ..hunk };
        }
        hunk
    };
    hunks.into_iter().map(widened).collect()
}

/// The entry of some hunks (in order, apart from each other): first what they cut into is fitted or taken out, then the
/// text changes, and everything moves along with it.
pub(super) fn spliced(
    study: &Study,
    stamp: &Stamp,
    transcript: Id<Transcript>,
    hunks: &[Hunk],
    sentence: String,
) -> Result<Correction, Declined> {
    let text = study.text(transcript);
    let fitted = |span: Span| {
        let fitted = hunks.iter().try_fold(span, |span, hunk| hunk.fitted(span))?;
        says_something(text, hunks, fitted).then_some(fitted)
    };
    let touched = |span: Span| fitted(span) != Some(span);
    let (mut changes, mut vanishing, mut leaving) = (BTreeMap::new(), Vec::new(), Vec::new());
    for key in study.holding_passages(transcript) {
        let Some(record) = study.record(key) else { continue };
        let after = match &record {
            Record::Coding(coding) if is_rewritten(text, hunks, coding.span) && !touched(coding.span) => {
                vanishing.push((coding.span, Vanishing::Rewritten(coding.id)));
                continue;
            }
            Record::Coding(coding) if touched(coding.span) => match fitted(coding.span) {
                Some(span) => {
                    if is_rewritten(text, hunks, coding.span) {
                        vanishing.push((coding.span, Vanishing::Rewritten(coding.id)));
                    }
                    Coding { span, ..coding.as_ref().clone() }.wrap()
                }
                None => {
                    vanishing.push((coding.span, Vanishing::Coding(coding.id)));
                    leaving.push(key);
                    continue;
                }
            },
            Record::Decision(decision) if touched(decision.span) => match fitted(decision.span) {
                Some(span) => Decision { span, ..decision.as_ref().clone() }.wrap(),
                None => {
                    vanishing.push((decision.span, Vanishing::Decision(decision.id)));
                    leaving.push(key);
                    continue;
                }
            },
            // With the words goes what is printed beside them or instead of them.
            Record::Bracket(bracket) if touched(bracket.span) => match fitted(bracket.span) {
                Some(span) => Bracket { span, ..bracket.as_ref().clone() }.wrap(),
                None => {
                    leaving.push(key);
                    continue;
                }
            },
            Record::Memo(memo) => match memo.anchor {
                Some(Anchor::Passage(on, span)) if on == transcript && touched(span) => {
                    let anchor = match fitted(span) {
                        Some(span) => Anchor::Passage(on, span),
                        None => {
                            vanishing.push((span, Vanishing::Memo(memo.id)));
                            Anchor::Record(transcript.key())
                        }
                    };
                    Memo { anchor: Some(anchor), ..memo.as_ref().clone() }.wrap()
                }
                _ => continue,
            },
            Record::Code(code)
                if code.exemplars.iter().any(|one| one.transcript == transcript && touched(one.span)) =>
            {
                let mut code = code.as_ref().clone();
                code.exemplars.retain_mut(|exemplar| {
                    let here = exemplar.transcript == transcript;
                    let after = if here { fitted(exemplar.span) } else { Some(exemplar.span) };
                    match after {
                        Some(span) => exemplar.span = span,
                        None => vanishing.push((exemplar.span, Vanishing::Example(code.id, exemplar.span))),
                    }
                    after.is_some()
                });
                code.wrap()
            }
            Record::Transcript(record) if record.turns.iter().any(|turn| touched(turn.span)) => {
                let mut record = record.as_ref().clone();
                let mut said = 0;
                record.turns.retain_mut(|turn| {
                    // Words that go across the edge of two turns are the first one's.
                    let own = fitted(turn.span).map(|span| Span { start: span.start.max(said), ..span });
                    let own = own.filter(|span| span.start < span.end);
                    if let Some(span) = own {
                        turn.span = span;
                        said = span.end;
                    }
                    own.is_some()
                });
                record.wrap()
            }
            _ => continue,
        };
        changes.insert(key, Change::Record { before: Some(record), after: Some(after) });
    }
    let mut changes = removal::after_changes(study, changes.into_values().collect(), &leaving)?;
    changes.extend(hunks.iter().rev().map(|hunk| Change::Splice {
        transcript,
        at: hunk.at,
        removed: hunk.removed.clone(),
        inserted: hunk.inserted.clone(),
    }));
    vanishing.sort_by_key(|(span, _)| *span);
    let vanishing = vanishing.into_iter().map(|(_, what)| what).collect();
    Ok(Correction { entry: Entry::new(stamp, sentence, changes), vanishing })
}

/// Whether more than spaces is left of a passage (fitted to the hunks) once they have taken place. Of a passage that was
/// of spaces alone before, whether anything is.
fn says_something(text: &str, hunks: &[Hunk], passage: Span) -> bool {
    let letters = |text: Option<&str>| text.is_some_and(|text| !text.trim().is_empty());
    let spaces_alone = !letters(text.get(passage.start..passage.end));
    let said = |text: Option<&str>| letters(text) || (spaces_alone && text.is_some_and(|text| !text.is_empty()));
    let mut from = passage.start;
    for hunk in hunks.iter().filter(|hunk| passage.start <= hunk.at && hunk.gone().end <= passage.end) {
        if said(text.get(from..hunk.at)) || said(Some(&hunk.inserted)) {
            return true;
        }
        from = hunk.gone().end;
    }
    said(text.get(from..passage.end))
}

/// How many words a passage must have for it to matter that none is left: of one or two, a typo mended takes them all.
const SEVERAL: usize = 3;

/// Whether none of the words of a passage of several are left.
fn is_rewritten(text: &str, hunks: &[Hunk], passage: Span) -> bool {
    let words = |span: Span| span.of(text).map_or(0, |said| said.unicode_words().count());
    if words(passage) < SEVERAL {
        return false;
    }
    let (mut from, mut left) = (passage.start, 0);
    for gone in hunks.iter().filter_map(|hunk| hunk.gone().intersection(passage)) {
        left += words(Span { start: from, end: gone.start.max(from) });
        from = gone.end;
    }
    left + words(Span { start: from.min(passage.end), end: passage.end }) == 0
}

/// What vanishes, told to a person: "*Choir* by Ana: “the words”".
pub fn vanishing_in_words(study: &Study, what: &Vanishing) -> String {
    let quoted = |transcript: Id<Transcript>, span: Span| {
        let words = span.of(study.text(transcript)).unwrap_or_default();
        format!("“{}”", super::elide(words, 80))
    };
    let code = |id: Id<Code>| study.get(id).map_or(String::new(), |code| in_sentence(&code.name));
    match what {
        Vanishing::Coding(id) => study.get(*id).map_or(String::new(), |coding| {
            let by = study.get(coding.coder).map_or("", |coder| coder.name.as_str());
            format!("{} by {by}: {}", code(coding.code), quoted(coding.transcript, coding.span))
        }),
        Vanishing::Rewritten(id) => study.get(*id).map_or(String::new(), |coding| {
            let by = study.get(coding.coder).map_or("", |coder| coder.name.as_str());
            let words = quoted(coding.transcript, coding.span);
            format!("{} by {by} would stand on other words than {words}", code(coding.code))
        }),
        Vanishing::Example(of, span) => {
            let exemplars = study.get(*of).map(|code| code.exemplars.as_slice()).unwrap_or_default();
            let example = exemplars.iter().find(|one| one.span == *span);
            let words = example.map_or(String::new(), |one| quoted(one.transcript, one.span));
            format!("An example of {}: {words}", code(*of))
        }
        Vanishing::Memo(id) => study.get(*id).map_or(String::new(), |memo| {
            let said = if memo.title.is_empty() { &memo.text } else { &memo.title };
            format!("A memo loses its place and stays with the transcript: {}", super::elide(said, 80))
        }),
        Vanishing::Decision(id) => study.get(*id).map_or(String::new(), |decision| {
            format!("A consensus decision on {}", quoted(decision.transcript, decision.span))
        }),
    }
}
