//! Coding by search: one code for many passages, as one entry.

use std::collections::BTreeMap;

use super::{CodePlace, Declined, add_code, codings, found, in_sentence, wording::counted};
use crate::{
    journal::{Change, Entry, Stamp},
    study::{Code, Coding, Id, Study, Transcript},
    text::{Span, boundaries, sentences, union},
};

/// What around a place that was found is coded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Widen {
    /// The words as they were found.
    #[default]
    Matches,
    /// The sentences they stand in.
    Sentences,
    /// The turns they stand in; the paragraph, where there are no turns.
    Turns,
}

/// The code that many passages are to have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    Existing(Id<Code>),
    New { name: String, place: CodePlace },
}

/// A passage of a transcript.
pub type Passage = (Id<Transcript>, Span);

/// Places widened, in the order of transcripts and reading, those that then overlap or touch united. On grapheme
/// boundaries, without space at their ends.
pub fn widened(study: &Study, places: &[Passage], widen: Widen) -> Vec<Passage> {
    let mut of: BTreeMap<(i64, Id<Transcript>), Vec<Span>> = BTreeMap::new();
    for &(id, span) in places {
        let Some(transcript) = study.get(id) else { continue };
        let text = study.text(id);
        let spans = of.entry((transcript.order, id)).or_default();
        let last = boundaries::previous_grapheme(text, span.end).max(span.start);
        match widen {
            Widen::Matches => spans.push(span),
            Widen::Sentences => {
                let (first, last) = (sentences::sentence_at(text, span.start), sentences::sentence_at(text, last));
                spans.push(Span { start: first.start, end: last.end.max(first.end) });
            }
            Widen::Turns => {
                let turns: Vec<Span> = transcript.turns_in(span).map(|(_, turn)| turn.span).collect();
                if turns.is_empty() {
                    spans.push(crate::text::paragraphs::paragraph_at(text, span.start));
                }
                spans.extend(turns);
            }
        }
    }
    let passages = of.into_iter().flat_map(|((_, id), spans)| {
        let text = study.text(id);
        let joined = if widen == Widen::Matches { spans } else { united(text, spans) };
        joined.into_iter().map(move |span| (id, boundaries::snap(text, span).trimmed(text)))
    });
    passages.filter(|(_, span)| !span.is_empty()).collect()
}

/// Sentences and turns are united only where they overlap: two that follow one another stay two.
fn united(text: &str, spans: Vec<Span>) -> Vec<Span> {
    union(spans.into_iter().map(|span| span.trimmed(text)).collect())
}

/// Which of these passages the coder has not coded with the code already, not even as part of a longer one.
pub fn uncoded<'p>(study: &Study, stamp: &Stamp, passages: &'p [Passage], code: Id<Code>) -> Vec<&'p Passage> {
    let mut coded: BTreeMap<Id<Transcript>, Vec<Span>> = BTreeMap::new();
    for coding in study.referring::<Coding>(code.key()).filter(|coding| Some(coding.coder) == stamp.by) {
        coded.entry(coding.transcript).or_default().push(coding.span);
    }
    let coded: BTreeMap<_, _> = coded.into_iter().map(|(id, spans)| (id, union(spans))).collect();
    let within = |(id, span): &&Passage| {
        coded.get(id).is_some_and(|spans| {
            let at = spans.partition_point(|one| one.end < span.end);
            spans.get(at).is_some_and(|one| one.start <= span.start && span.end <= one.end)
        })
    };
    passages.iter().filter(|passage| !within(passage)).collect()
}

/// Attaches a code to many passages. Those that the coder has coded with it already are left alone.
///
/// Gives the code with the entry.
pub fn code_passages(
    study: &Study,
    stamp: &Stamp,
    passages: &[Passage],
    target: &Target,
) -> Result<(Id<Code>, Entry), Declined> {
    let coder = codings::coder(stamp)?;
    let (code, mut changes) = match target {
        Target::Existing(code) => (found(study, *code)?.id, Vec::new()),
        Target::New { name, place } => {
            let (code, made) = add_code(study, stamp, name, *place)?;
            (code, made.changes)
        }
    };
    for &(transcript, span) in passages {
        codings::passage(study, transcript, span)?;
    }
    let new = uncoded(study, stamp, passages, code);
    if new.is_empty() {
        return Err(Declined::Because("You have coded all of these passages with that code already.".into()));
    }
    let attached = new.len();
    changes.extend(
        new.into_iter()
            .map(|&(transcript, span)| Change::made(codings::fresh_coding(stamp, transcript, span, code, coder))),
    );
    let name = match (target, study.get(code)) {
        (Target::New { name, .. }, _) => name.trim(),
        (_, Some(code)) => &code.name,
        _ => "",
    };
    let sentence = format!("Attached {} to {} found by search", in_sentence(name), counted(attached, "passage"));
    Ok((code, Entry::new(stamp, sentence, changes)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{journal::apply, operations::fixture::Made};

    const TEXT: &str = "Money is short. We have no money. None.\nNever mind the money";

    fn study() -> (Made, Id<Transcript>) {
        let mut made = Made::begun();
        let turns: Vec<(&str, &str)> = TEXT.lines().map(|line| ("P1", line)).collect();
        let id = made.transcript("T", &turns);
        (made, id)
    }

    fn money(id: Id<Transcript>) -> Vec<Passage> {
        let lower = TEXT.to_lowercase();
        lower.match_indices("money").map(|(start, words)| (id, Span { start, end: start + words.len() })).collect()
    }

    fn words(passages: &[Passage]) -> Vec<&'static str> {
        passages.iter().map(|(_, span)| span.of(TEXT).expect("in the text")).collect()
    }

    #[test]
    fn matches_widen_to_sentences_and_turns() {
        let (Made { study, .. }, id) = study();
        let hits = money(id);
        assert_eq!(words(&widened(&study, &hits, Widen::Matches)), ["Money", "money", "money"]);
        assert_eq!(
            words(&widened(&study, &hits, Widen::Sentences)),
            ["Money is short.", "We have no money.", "Never mind the money"]
        );
        assert_eq!(
            words(&widened(&study, &hits, Widen::Turns)),
            ["Money is short. We have no money. None.", "Never mind the money"]
        );
    }

    #[test]
    fn many_passages_are_coded_as_one_entry_and_what_is_coded_already_stays_as_it_is() {
        let (Made { study, by, .. }, id) = study();
        let stamp = |count: u64| Stamp::fixed(by, jiff::Timestamp::UNIX_EPOCH, 10_000 * count);
        let target = Target::New { name: "Money".into(), place: CodePlace::last_under(None) };
        let turns = widened(&study, &money(id), Widen::Turns);
        let (code, entry) = code_passages(&study, &stamp(100), &turns[..1], &target).expect("planned");
        let once = apply(&study, &entry).expect("applied");
        assert_eq!(once.codings().len(), 1);
        // Two of the three words lie in the turn that is coded.
        let hits = widened(&once, &money(id), Widen::Matches);
        assert_eq!(uncoded(&once, &stamp(200), &hits, code).len(), 1);
        let (_, more) = code_passages(&once, &stamp(200), &hits, &Target::Existing(code)).expect("planned");
        assert_eq!(more.head.sentence, "Attached *Money* to 1 passage found by search");
        let twice = apply(&once, &more).expect("applied");
        assert_eq!(twice.codings().len(), 2);
        assert!(code_passages(&twice, &stamp(300), &hits, &Target::Existing(code)).is_err());
        assert!(apply(&once, &entry.undone(&stamp(400))).expect("undone") == study);
    }
}
