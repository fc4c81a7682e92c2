//! A copy of a study for one coder: the transcripts they code, the codebook, and, where it is blind, nothing that others made
//! of the text. `merge` brings it back.

use std::collections::HashSet;

use uuid::Uuid;

use super::{Blind, seen_by};
use crate::{
    journal::{Change, Entry, Stamp, apply},
    operations::{Declined, after_changes},
    study::{Anchor, Coder, Coding, CopiedFor, Details, Id, Key, Kind, Role, Round, Study, Transcript},
};

/// What a copy is to hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewCopy {
    /// Who codes in it.
    pub coder: Id<Coder>,
    /// Whether others' codings, memos, verdicts, decisions and proposals are left out.
    pub blind: bool,
    /// The transcripts that go along; `None` takes all, or all of the round.
    pub transcripts: Option<Vec<Id<Transcript>>>,
    /// The round it is made for: of several rounds, only that one goes along.
    pub round: Option<Id<Round>>,
}

/// The one entry that makes the copy out of nothing. `last` is the last entry of the study's journal: the copy remembers it,
/// and begins a journal of its own, so that nothing of the study's history is in it.
///
/// What an open blind round hides from the coder is never in their copy. Groups and participants go along with their
/// transcripts; codes, themes, placements and interventions all go along.
pub fn copy_for(study: &Study, stamp: &Stamp, last: Uuid, new: &NewCopy) -> Result<Entry, Declined> {
    let coder = study.get(new.coder).ok_or(Declined::Gone(Kind::Coder.noun()))?;
    if coder.role == Role::Consensus {
        return Err(Declined::Because("The consensus does not code; a copy is for a coder or a reviewer.".into()));
    }
    let seen = if new.blind { Blind::of_copy(study, coder.id).seen(study) } else { seen_by(study, Some(coder.id)) };
    let kept = transcripts_for(study, new)?;
    let leaving = leaving(&seen, &kept, new.round);
    let changes = after_changes(&seen, Vec::new(), &leaving)?;
    let less = Entry::new(stamp, "Left out what is not for the copy", changes);
    let less = apply(&seen, &less).map_err(|why| Declined::Because(why.to_string()))?;
    let copied = CopiedFor { coder: coder.id, entry: last, at: stamp.at, blind: new.blind };
    let before = less.details();
    let marked = Change::altered(before, Details { copied: Some(copied), ..before.clone() });
    let marked = Entry::new(stamp, "Marked as a copy", vec![marked]);
    let copy = apply(&less, &marked).map_err(|why| Declined::Because(why.to_string()))?;
    let mut entry = Entry::whole(&copy, stamp, format!("Copied from the study for {}", coder.name));
    entry.head.by = None;
    Ok(entry)
}

/// The transcripts that go along: those named; or those of the round that are the coder's to code; or all.
fn transcripts_for(study: &Study, new: &NewCopy) -> Result<HashSet<Id<Transcript>>, Declined> {
    let round = new.round.map(|id| study.get(id).ok_or(Declined::Gone(Kind::Round.noun()))).transpose()?;
    let kept: HashSet<Id<Transcript>> = match (&new.transcripts, round) {
        (Some(chosen), _) => chosen.iter().copied().collect(),
        (None, Some(round)) => {
            let theirs = round.assignments.iter().filter(|one| one.coder == new.coder);
            theirs.map(|one| one.transcript).collect()
        }
        (None, None) => study.transcripts().map(|transcript| transcript.id).collect(),
    };
    if let Some(&gone) = kept.iter().find(|&&id| study.get(id).is_none()) {
        return Err(Declined::Gone(gone.key().kind.noun()));
    }
    if kept.is_empty() {
        return Err(Declined::Because(
            "There is no transcript for this coder to code, so there is nothing to copy.".into(),
        ));
    }
    Ok(kept)
}

/// Everything that stays behind: the other transcripts and what stands in them or was written on it, the groups and
/// participants of those alone, and rounds that are about none of what goes along.
fn leaving(study: &Study, kept: &HashSet<Id<Transcript>>, round: Option<Id<Round>>) -> Vec<Key> {
    let stays = |id: Id<Transcript>| !kept.contains(&id);
    let mut leaving: Vec<Key> =
        study.transcripts().map(|one| one.id).filter(|&id| stays(id)).map(|id| id.key()).collect();
    let stands_in = |key: Key| match key.kind {
        Kind::Transcript => key.id_of::<Transcript>(),
        Kind::Coding => key.id_of().and_then(|id| study.get::<Coding>(id)).map(|coding| coding.transcript),
        _ => None,
    };
    for memo in study.memos() {
        let transcript = match memo.anchor {
            Some(Anchor::Record(key)) => stands_in(key),
            Some(Anchor::Passage(transcript, _)) => Some(transcript),
            None => None,
        };
        leaving.extend(transcript.filter(|&id| stays(id)).map(|_| memo.id.key()));
    }
    let going: Vec<&Transcript> = kept.iter().filter_map(|&id| study.get(id)).collect();
    let groups: HashSet<_> = going.iter().filter_map(|transcript| transcript.group).collect();
    let speaks: HashSet<_> =
        going.iter().flat_map(|transcript| &transcript.turns).filter_map(|turn| turn.speaker).collect();
    let participants = study
        .participants()
        .filter(|one| !speaks.contains(&one.id) && one.group.is_none_or(|group| !groups.contains(&group)));
    leaving.extend(participants.map(|one| one.id.key()));
    leaving.extend(study.groups().filter(|group| !groups.contains(&group.id)).map(|group| group.id.key()));
    let about_it =
        |one: &&Round| round.is_none_or(|round| round == one.id) && one.transcripts.iter().any(|id| kept.contains(id));
    leaving.extend(study.rounds().filter(|one| !about_it(one)).map(|one| one.id.key()));
    leaving
}
