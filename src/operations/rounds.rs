//! Rounds of double coding: who codes what, blind or not, who has finished, and what is compared in the end.

use std::collections::BTreeMap;

use jiff::Timestamp;
use uuid::Uuid;

use super::{Declined, Planned, altered, counted, found, in_sentence, order::GAP};
use crate::{
    journal::{Change, Entry, Stamp},
    study::{Assignment, Coder, Drawn, Group, Id, Role, Round, Study, Transcript, Version},
};

/// Which transcripts a round is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// These.
    Chosen(Vec<Id<Transcript>>),
    /// So many of all, by chance.
    Drawn { count: usize, seed: u32 },
    /// So many of each group, by chance; of a smaller group all. Transcripts without a group count as one group.
    DrawnPerGroup { count: usize, seed: u32 },
}

/// A round as it is to be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewRound {
    pub name: String,
    pub part: Part,
    pub coders: Vec<Id<Coder>>,
    /// Whether nobody sees the others' work on the transcripts until it is closed.
    pub blind: bool,
    /// The codebook it is coded by.
    pub codebook: Option<Id<Version>>,
}

/// The transcripts that a part of the study comes to, in the order of the transcripts: what opening a round would take.
///
/// A draw puts the transcripts in the order of the BLAKE3 hashes of seed and id and takes the first: the same seed draws the
/// same from the same study, wherever and whenever.
pub fn transcripts_of(study: &Study, part: &Part) -> Vec<Id<Transcript>> {
    let all = study.transcripts_in_order();
    let taken: Vec<Id<Transcript>> = match part {
        Part::Chosen(chosen) => chosen.clone(),
        Part::Drawn { count, seed } => shuffled(all.iter().map(|one| one.id), *seed).take(*count).collect(),
        Part::DrawnPerGroup { count, seed } => {
            let mut groups: BTreeMap<Option<Id<Group>>, Vec<Id<Transcript>>> = BTreeMap::new();
            all.iter().for_each(|one| groups.entry(one.group).or_default().push(one.id));
            groups.into_values().flat_map(|members| shuffled(members, *seed).take(*count)).collect()
        }
    };
    all.into_iter().map(|one| one.id).filter(|id| taken.contains(id)).collect()
}

fn shuffled(transcripts: impl IntoIterator<Item = Id<Transcript>>, seed: u32) -> impl Iterator<Item = Id<Transcript>> {
    let place = |id: Id<Transcript>| {
        let mut hash = blake3::Hasher::new();
        hash.update(&seed.to_be_bytes());
        hash.update(id.uuid().as_bytes());
        *hash.finalize().as_bytes()
    };
    let mut placed: Vec<_> = transcripts.into_iter().map(|id| (place(id), id)).collect();
    placed.sort_unstable();
    placed.into_iter().map(|(_, id)| id)
}

/// Opens a round: every coder is to code every transcript of it, and none has finished.
pub fn open_round(study: &Study, stamp: &Stamp, new: NewRound) -> Result<(Id<Round>, Entry), Declined> {
    let name = new.name.trim();
    if name.is_empty() {
        return Err(Declined::Because("A round needs a name.".into()));
    }
    if study.rounds().any(|round| round.name == name) {
        return Err(Declined::Because(format!("There is a round {} already.", in_sentence(name))));
    }
    let mut coders: Vec<Id<Coder>> = Vec::new();
    for &id in &new.coders {
        let coder = found(study, id)?;
        if coder.role == Role::Consensus {
            return Err(Declined::Because(
                "The consensus is what coders agree on; it does not code in a round.".into(),
            ));
        }
        if !coders.contains(&id) {
            coders.push(id);
        }
    }
    if coders.len() < 2 {
        return Err(Declined::Because("A round needs two coders or more.".into()));
    }
    if let Part::Chosen(chosen) = &new.part {
        chosen.iter().try_for_each(|&id| found(study, id).map(drop))?;
    }
    let transcripts = transcripts_of(study, &new.part);
    if transcripts.is_empty() {
        return Err(Declined::Because("A round needs at least one transcript.".into()));
    }
    if let Some(version) = new.codebook {
        found(study, version)?;
    }
    for round in study.rounds().filter(|round| round.closed.is_none()) {
        if let Some(&both) = transcripts.iter().find(|&id| round.transcripts.contains(id)) {
            return Err(Declined::Because(format!(
                "{} is in the round {} already, which is still open. Close that first.",
                in_sentence(&found(study, both)?.title),
                in_sentence(&round.name)
            )));
        }
    }
    let among = study.transcripts().len();
    let (drawn, how) = match new.part {
        Part::Chosen(_) => (None, String::new()),
        Part::Drawn { seed, .. } => {
            (Some(Drawn { seed, among, per_group: false }), format!(", drawn from {among} with the seed {seed}"))
        }
        Part::DrawnPerGroup { seed, .. } => {
            (Some(Drawn { seed, among, per_group: true }), format!(", drawn from each group with the seed {seed}"))
        }
    };
    let assignments = coders
        .iter()
        .flat_map(|&coder| transcripts.iter().map(move |&transcript| Assignment { coder, transcript, finished: None }));
    let blind = if new.blind { "blind " } else { "" };
    let sentence =
        format!("Opened the {blind}round {}: {}{how}", in_sentence(name), counted(transcripts.len(), "transcript"));
    let round = Round {
        id: stamp.id(),
        order: study.rounds().map(|round| round.order).max().unwrap_or(0) + GAP,
        name: name.into(),
        assignments: assignments.collect(),
        transcripts,
        coders,
        blind: new.blind,
        opened: stamp.at,
        closed: None,
        codebook: new.codebook,
        drawn,
        compared: None,
    };
    let id = round.id;
    Ok((id, Entry::new(stamp, sentence, vec![Change::made(round)])))
}

/// A coder says that a transcript is finished, or (`false`) that it is not after all.
///
/// A finished transcript without codings was coded, and nothing was found; one that is not finished is missing.
pub fn finish(
    study: &Study,
    stamp: &Stamp,
    round: Id<Round>,
    coder: Id<Coder>,
    transcript: Id<Transcript>,
    finished: bool,
) -> Planned {
    let mut after = open(study, round)?.clone();
    let title = in_sentence(&found(study, transcript)?.title);
    let name = &found(study, coder)?.name;
    let assigned = after.assignments.iter_mut().find(|one| one.coder == coder && one.transcript == transcript);
    let Some(assignment) = assigned else {
        return Err(Declined::Because(format!("{title} is not for {name} to code in this round.")));
    };
    if assignment.finished.is_some() == finished {
        return Err(Declined::Unchanged);
    }
    assignment.finished = finished.then_some(stamp.at);
    let word = if finished { "has finished" } else { "has not finished" };
    let sentence = format!("{name} {word} {title} in the round {}", in_sentence(&after.name));
    altered(study, stamp, after, sentence)
}

/// Closes a round: from then on everyone sees everything, and what is compared is the study as it stands now. `last` is the
/// journal's last entry; a version by the round's name marks the place, and `Round::compared` names it.
///
/// Where something is unfinished it closes only if that is wanted (`anyway`); the transcript then stays missing for its coder.
pub fn close_round(study: &Study, stamp: &Stamp, round: Id<Round>, last: Option<Uuid>, anyway: bool) -> Planned {
    let before = open(study, round)?;
    if let Some(copied) = &study.details().copied {
        let whose = study.get(copied.coder).map_or("a coder", |coder| coder.name.as_str());
        return Err(Declined::Because(format!(
            "This is the copy of {whose}, which holds nobody else’s codings to compare. Merge it into the study that it was \
             copied from, and close the round there."
        )));
    }
    let unfinished = before.assignments.iter().filter(|one| one.finished.is_none()).count();
    if unfinished > 0 && !anyway {
        let waiting = progress(before).into_iter().filter(|one| one.finished() < one.transcripts.len());
        let names: Vec<&str> =
            waiting.filter_map(|one| study.get(one.coder)).map(|coder| coder.name.as_str()).collect();
        return Err(Declined::Because(format!(
            "Not everything in the round {} is finished ({}). Close it anyway only if what is unfinished is to count as not \
             coded.",
            in_sentence(&before.name),
            names.join(", ")
        )));
    }
    let base = format!("{}, as closed", before.name);
    let taken = |name: &str| study.versions().any(|version| version.name == name);
    let name = std::iter::once(base.clone()).chain((2..).map(|again| format!("{base} ({again})")));
    let name = name.into_iter().find(|name| !taken(name)).unwrap_or(base);
    let version = Version { id: stamp.id(), name, entry: last, created: stamp.at, note: String::new() };
    let after = Round { closed: Some(stamp.at), compared: Some(version.id), ..before.clone() };
    let sentence = format!("Closed the round {}", in_sentence(&after.name));
    Ok(Entry::new(stamp, sentence, vec![Change::made(version), Change::altered(before, after)]))
}

/// Opens a closed round again. What was compared keeps its name among the versions; closing anew names another.
pub fn reopen_round(study: &Study, stamp: &Stamp, round: Id<Round>) -> Planned {
    let before = found(study, round)?;
    if before.closed.is_none() {
        return Err(Declined::Unchanged);
    }
    let sentence = format!("Opened the round {} again", in_sentence(&before.name));
    altered(study, stamp, Round { closed: None, compared: None, ..before.clone() }, sentence)
}

/// How far one coder is in a round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    pub coder: Id<Coder>,
    /// What is theirs to code, and when they said that they had.
    pub transcripts: Vec<(Id<Transcript>, Option<Timestamp>)>,
}

impl Progress {
    /// How many transcripts they have finished.
    pub fn finished(&self) -> usize {
        self.transcripts.iter().filter(|(_, finished)| finished.is_some()).count()
    }
}

/// How far each coder of a round is, in the round's order. It counts no codings, so it may be shown while a round is blind.
pub fn progress(round: &Round) -> Vec<Progress> {
    let of = |&coder: &Id<Coder>| {
        let theirs = round.assignments.iter().filter(|one| one.coder == coder);
        Progress { coder, transcripts: theirs.map(|one| (one.transcript, one.finished)).collect() }
    };
    round.coders.iter().map(of).collect()
}

/// The open blind round that a coder codes in, where there is one: what they make of the codebook meanwhile is a proposal.
pub(super) fn blind_round_of(study: &Study, coder: Option<Id<Coder>>) -> Option<&Round> {
    let coder = coder?;
    study.rounds().find(|round| round.is_blind_now() && round.coders.contains(&coder))
}

fn open(study: &Study, round: Id<Round>) -> Result<&Round, Declined> {
    let round = found(study, round)?;
    if round.closed.is_some() {
        let name = in_sentence(&round.name);
        return Err(Declined::Because(format!("The round {name} is closed. Open it again to change it.")));
    }
    Ok(round)
}
