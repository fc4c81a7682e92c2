//! What must always hold. Checked for what an entry touched at every commit, and for everything by `colloquy check`.

use std::collections::HashSet;

use super::*;

/// Something that must hold and does not.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Violation {
    #[error("the {from} points at the {to}, which does not exist")]
    Dangling { from: Key, to: Key },
    #[error(
        "the {from} stands at bytes {start}–{end} of the {transcript}, which is not a passage of its text",
        start = span.start, end = span.end
    )]
    SpanOutside { from: Key, transcript: Key, span: crate::text::Span },
    #[error("the {0} marks no text at all")]
    EmptySpan(Key),
    #[error("the {0} would stand under itself")]
    Cycle(Key),
    #[error("the {0} is on another board than the theme above it")]
    OtherBoard(Key),
    #[error("the turns of the {0} overlap or are out of order")]
    TurnsOutOfOrder(Key),
    #[error("the study has {0} consensus coders; it can have one")]
    ConsensusCoders(usize),
    #[error("the study has {0} records of its title and settings; it must have one")]
    DetailsCount(usize),
    #[error("the {0} has a text but no record")]
    TextWithoutTranscript(Key),
    #[error("the {0} holds a number that is none")]
    NotANumber(Key),
    #[error("the {0} has an id that is not of its item")]
    StrangeId(Key),
    #[error("the {0} says nothing: {1} is missing")]
    Nameless(Key, &'static str),
}

/// What the whole study breaks; empty where all is well.
pub fn all_violations(study: &Study) -> Vec<Violation> {
    let mut found = Vec::new();
    study.records().for_each(|record| of_record(study, &record, &mut found));
    for transcript in study.texts().filter(|&id| study.get(id).is_none()) {
        found.push(Violation::TextWithoutTranscript(transcript.key()));
    }
    of_counts(study, &mut found);
    found
}

/// What the study breaks after a change of the records `touched` and of the texts `respliced`.
pub fn violations_after(study: &Study, touched: &[Key], respliced: &[Id<Transcript>]) -> Vec<Violation> {
    let mut found = Vec::new();
    let mut seen = HashSet::new();
    let mut look = |key: Key, found: &mut Vec<Violation>| {
        if seen.insert(key)
            && let Some(record) = study.record(key)
        {
            of_record(study, &record, found);
        }
    };
    for &key in touched {
        look(key, &mut found);
        if study.record(key).is_none() {
            study.referrers(key).into_iter().for_each(|from| look(from, &mut found));
            if key.id_of::<Transcript>().is_some_and(|id| !study.text(id).is_empty()) {
                found.push(Violation::TextWithoutTranscript(key));
            }
        } else if key.kind == Kind::Theme {
            study.pointing_at(key, Kind::Theme).for_each(|below| look(below, &mut found));
        }
    }
    for &transcript in respliced {
        look(transcript.key(), &mut found);
        study.referrers(transcript.key()).into_iter().for_each(|from| look(from, &mut found));
        if study.get(transcript).is_none() && !study.text(transcript).is_empty() {
            found.push(Violation::TextWithoutTranscript(transcript.key()));
        }
    }
    if touched.iter().any(|key| matches!(key.kind, Kind::Coder | Kind::Details | Kind::Transcript)) {
        of_counts(study, &mut found);
    }
    found
}

fn of_counts(study: &Study, found: &mut Vec<Violation>) {
    let consensus = study.coders().filter(|coder| coder.role == Role::Consensus).count();
    if consensus > 1 {
        found.push(Violation::ConsensusCoders(consensus));
    }
    let details = study.details_table().len();
    if details != 1 {
        found.push(Violation::DetailsCount(details));
    }
}

fn of_record(study: &Study, record: &Record, found: &mut Vec<Violation>) {
    let from = record.key();
    record.mentions(&mut |mention| match mention {
        Mention::Record(to) if study.record(to).is_none() => found.push(Violation::Dangling { from, to }),
        Mention::Passage(transcript, span) if span.of(study.text(transcript)).is_none() => {
            found.push(Violation::SpanOutside { from, transcript: transcript.key(), span });
        }
        Mention::Record(_) | Mention::Passage(..) => {}
    });
    let nameless = match record {
        Record::Coder(coder) => coder.name.trim().is_empty().then_some("the name"),
        Record::Group(group) => group.label.trim().is_empty().then_some("the label"),
        Record::Participant(participant) => participant.label.trim().is_empty().then_some("the label"),
        Record::Attribute(attribute) => attribute.name.trim().is_empty().then_some("the name"),
        Record::Code(code) => code.name.trim().is_empty().then_some("the name"),
        Record::Theme(theme) => theme.name.trim().is_empty().then_some("the name"),
        Record::Bracket(bracket) => {
            let left_out = bracket.place == BracketPlace::Instead;
            (bracket.words.trim().is_empty() && !left_out).then_some("what is put in")
        }
        _ => None,
    };
    found.extend(nameless.map(|what| Violation::Nameless(from, what)));
    let attributes = match record {
        Record::Group(group) => Some(&group.attributes),
        Record::Participant(participant) => Some(&participant.attributes),
        Record::Transcript(transcript) => Some(&transcript.attributes),
        _ => None,
    };
    let finite = |value: &AttributeValue| !matches!(value, AttributeValue::Number(number) if !number.is_finite());
    if attributes.is_some_and(|attributes| !attributes.values().all(finite)) {
        found.push(Violation::NotANumber(from));
    }
    match record {
        Record::Bracket(bracket) if bracket.span.is_empty() => found.push(Violation::EmptySpan(from)),
        Record::Coding(coding) if coding.span.is_empty() => found.push(Violation::EmptySpan(from)),
        Record::Code(code)
            if above(code.parent, |id| study.get(id).and_then(|code| code.parent)).any(|id| id == code.id) =>
        {
            found.push(Violation::Cycle(from));
        }
        Record::Theme(theme) => {
            if above(theme.parent, |id| study.get(id).and_then(|theme| theme.parent)).any(|id| id == theme.id) {
                found.push(Violation::Cycle(from));
            }
            if theme.parent.and_then(|id| study.get(id)).is_some_and(|parent| parent.board != theme.board) {
                found.push(Violation::OtherBoard(from));
            }
        }
        Record::ChecklistAnswer(answer)
            if !(1..=answer.checklist.items()).contains(&answer.item)
                || answer.checklist.answer_to(answer.item) != answer.id =>
        {
            found.push(Violation::StrangeId(from));
        }
        Record::Transcript(transcript) => {
            let spans = transcript.turns.iter().map(|turn| turn.span);
            let ordered = spans.clone().zip(spans.skip(1)).all(|(one, next)| one.end <= next.start);
            if !ordered {
                found.push(Violation::TurnsOutOfOrder(from));
            }
        }
        _ => {}
    }
}

/// The chain of parents, cut where it would run in a circle that does not pass its start.
fn above<T: Copy + Eq>(first: Option<T>, parent: impl Fn(T) -> Option<T>) -> impl Iterator<Item = T> {
    std::iter::successors(first, move |&id| parent(id)).take(4096)
}
