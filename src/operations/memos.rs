//! Memos: written on anything or on nothing, dated, by somebody.

use super::{Declined, Planned, altered, found, in_sentence, wording::place_of};
use crate::{
    journal::{Change, Entry, Stamp},
    study::{Anchor, Id, Memo, MemoKind, Record, Study},
};

/// A new memo. It may be empty as yet: its words come as they are typed.
pub fn write_memo(
    study: &Study,
    stamp: &Stamp,
    kind: MemoKind,
    anchor: Option<Anchor>,
) -> Result<(Id<Memo>, Entry), Declined> {
    let author =
        stamp.by.ok_or_else(|| Declined::Because("Say who is writing first (Study > Who is coding).".into()))?;
    let about = match &anchor {
        Some(anchor) => format!(" on {}", anchor_in_words(study, anchor).ok_or(Declined::Gone("passage"))?),
        None => String::new(),
    };
    let memo =
        Memo { id: stamp.id(), author, created: stamp.at, kind, anchor, title: String::new(), text: String::new() };
    let id = memo.id;
    Ok((id, Entry::new(stamp, format!("Began a memo{about}"), vec![Change::made(memo)])))
}

/// A memo's title, words, kind or anchor, altered. Its author and date stay.
pub fn edit_memo(study: &Study, stamp: &Stamp, memo: Memo) -> Planned {
    let before = found(study, memo.id)?;
    let kept = Memo { author: before.author, created: before.created, ..memo };
    let sentence = match (kept.title.is_empty(), &kept.anchor) {
        (false, _) => format!("Wrote in the memo {}", in_sentence(&kept.title)),
        (true, Some(anchor)) => match anchor_in_words(study, anchor) {
            Some(words) => format!("Wrote in the memo on {words}"),
            None => "Wrote in a memo".into(),
        },
        (true, None) => "Wrote in a memo".into(),
    };
    altered(study, stamp, kept, sentence)
}

/// What a memo is on, for people: "*Funding*", "Focus Group 6, turn 14". `None` where that is gone.
pub fn anchor_in_words(study: &Study, anchor: &Anchor) -> Option<String> {
    let key = match anchor {
        Anchor::Passage(transcript, span) => {
            study.get(*transcript)?;
            return Some(place_of(study, *transcript, *span));
        }
        Anchor::Record(key) => *key,
    };
    let name = match study.record(key)? {
        Record::Details(details) => details.title.clone(),
        Record::Coder(coder) => coder.name.clone(),
        Record::Group(group) => group.label.clone(),
        Record::Participant(participant) => participant.label.clone(),
        Record::Attribute(attribute) => attribute.name.clone(),
        Record::Transcript(transcript) => transcript.title.clone(),
        Record::Code(code) => code.name.clone(),
        Record::Coding(coding) => return Some(super::wording::coding_in_words(study, &coding)),
        Record::Theme(theme) => theme.name.clone(),
        Record::Board(board) => board.name.clone(),
        Record::Intervention(intervention) => intervention.outline.clone(),
        Record::Round(round) => round.name.clone(),
        Record::Version(version) => version.name.clone(),
        Record::Carried(carried) => carried.name.clone(),
        Record::ChecklistAnswer(answer) => format!("{} item {}", answer.checklist.name(), answer.item),
        Record::Memo(_) | Record::Placement(_) | Record::Verdict(_) | Record::Decision(_) | Record::Bracket(_) => {
            return Some(format!("a {}", key.kind.noun()));
        }
    };
    Some(in_sentence(&name))
}
