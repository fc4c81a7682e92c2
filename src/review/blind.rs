//! What a coder may see while a blind round is open. The one place that decides it: the window, the exports, the log and
//! the comparison all read a study, its history and its entries through here.
//!
//! While a blind round is open, each sees on its transcripts only what is their own, whoever they are: codings, memos,
//! verdicts and decisions of others are not there, nor are codes that others proposed, examples that may come from others'
//! codings, others' pinned codes, and whatever was done by others. What is written of codes that are in the codebook is
//! everybody's and is seen. Counts need no rule of their own, because they are counted
//! from what is there.

use std::collections::{BTreeSet, HashSet};

use jiff::Timestamp;

use super::masks::Masks;
use crate::{
    journal::{Act, Change, Entry, Head, History},
    study::{
        Anchor, Code, CodeStatus, Coder, Coding, Id, Key, Kind, Memo, Placed, Record, Round, Study, Transcript, Verdict,
    },
};

/// What one person may not see of a study. Made for a study as it stands, and made anew when that changes: which codes are
/// hidden follows from who uses them.
#[derive(Clone, Debug)]
pub struct Blind {
    /// Who is asking; `None` where nobody has said who they are, to whom everybody's work is another's.
    pub(super) viewer: Option<Id<Coder>>,
    rounds: Vec<Id<Round>>,
    pub(super) transcripts: BTreeSet<Id<Transcript>>,
    pub(super) coders: BTreeSet<Id<Coder>>,
    /// Notes on the codebook that the round's coders wrote from then on are hidden too; `None`: whenever they were written.
    since: Option<Timestamp>,
    pub(super) codes: BTreeSet<Id<Code>>,
}

/// The study as a coder may see it: without what open blind rounds hide from them. `None` is someone who has not said who
/// they are. Where no blind round is open it is the study itself.
pub fn seen_by(study: &Study, coder: Option<Id<Coder>>) -> Study {
    Blind::of(study, coder).map_or_else(|| study.clone(), |blind| blind.seen(study))
}

impl Blind {
    /// What open blind rounds hide from a coder; `None` where no blind round is open.
    pub fn of(study: &Study, viewer: Option<Id<Coder>>) -> Option<Blind> {
        let open: Vec<&Round> = study.rounds_in_order().into_iter().filter(|round| round.is_blind_now()).collect();
        let since = Some(open.iter().map(|round| round.opened).min()?);
        let blind = Blind {
            viewer,
            rounds: open.iter().map(|round| round.id).collect(),
            transcripts: open.iter().flat_map(|round| &round.transcripts).copied().collect(),
            coders: open.iter().flat_map(|round| &round.coders).copied().collect(),
            since,
            codes: BTreeSet::new(),
        };
        Some(blind.with_codes(study))
    }

    /// What a blind copy for a coder leaves out: everybody else's work on all transcripts.
    pub(super) fn of_copy(study: &Study, coder: Id<Coder>) -> Blind {
        let blind = Blind {
            viewer: Some(coder),
            rounds: Vec::new(),
            transcripts: study.transcripts().map(|transcript| transcript.id).collect(),
            coders: study.coders().map(|coder| coder.id).collect(),
            since: None,
            codes: BTreeSet::new(),
        };
        blind.with_codes(study)
    }

    /// Who is asking.
    pub fn viewer(&self) -> Option<Id<Coder>> {
        self.viewer
    }

    /// The open blind rounds, in the study's order.
    pub fn rounds(&self) -> &[Id<Round>] {
        &self.rounds
    }

    /// Whether a transcript is in a round that is blind now: what is counted on it is the viewer's own alone.
    pub fn covers(&self, transcript: Id<Transcript>) -> bool {
        self.transcripts.contains(&transcript)
    }

    /// Why something is not shown, to be said where it is missing: "While the round *Round 1* is blind, …".
    pub fn why(&self, study: &Study) -> String {
        let names: Vec<String> = self
            .rounds
            .iter()
            .filter_map(|&id| study.get(id))
            .map(|round| crate::operations::in_sentence(&round.name))
            .collect();
        let (noun, are) = if names.len() == 1 { ("round", "is") } else { ("rounds", "are") };
        format!(
            "While the {noun} {} {are} blind, each coder sees only their own work on its transcripts.",
            names.join(", ")
        )
    }

    /// The study as the viewer may see it. Takes time in proportion to what is left out.
    pub fn seen(&self, study: &Study) -> Study {
        let gone = self.gone(study);
        let masks = Masks { blind: self, study, gone: &gone };
        let masked = masks.records();
        study.less(gone, masked)
    }

    /// Whether the viewer may read what an entry's sentence says: it is their own, or the program's, and does not take back
    /// or do again what another did. What a study begins with is everybody's.
    pub fn sees(&self, head: &Head, history: &History) -> bool {
        let mut head = head;
        // What a study begins with belongs to nobody.
        if history.heads().first().is_some_and(|first| first.id == head.id) {
            return true;
        }
        // Undoing an undoing of … ends somewhere, but a broken file might not.
        for _ in 0..64 {
            if head.by.is_some() && head.by != self.viewer {
                return false;
            }
            match head.act {
                Act::Did => return true,
                Act::Undid(of) | Act::Redid(of) => match history.head(of) {
                    Some(earlier) => head = earlier,
                    None => return false,
                },
            }
        }
        false
    }

    /// The history as the viewer may see it: undo and redo then offer only what is their own.
    pub fn history(&self, history: &History) -> History {
        History::of(history.heads().iter().filter(|head| self.sees(head, history)).cloned())
    }

    /// An entry as the viewer may see it: without changes of what they do not see. `None` where they do not see the entry.
    pub fn entry(&self, study: &Study, history: &History, entry: &Entry) -> Option<Entry> {
        if !self.sees(&entry.head, history) {
            return None;
        }
        let gone = HashSet::new();
        let masks = Masks { blind: self, study, gone: &gone };
        let changes = entry.changes.iter().filter_map(|change| match change {
            Change::Record { before, after } => {
                let hidden = |record: &Option<Record>| record.as_ref().is_some_and(|it| self.hides(study, it));
                if hidden(before) || hidden(after) {
                    return None;
                }
                let masked = |record: &Option<Record>| record.as_ref().map(|it| masks.masked(it));
                Some(Change::Record { before: masked(before), after: masked(after) }).filter(|change| !change.is_idle())
            }
            Change::Splice { .. } => Some(change.clone()),
        });
        Some(Entry { head: entry.head.clone(), changes: changes.collect() })
    }

    pub(super) fn is_own(&self, coder: Id<Coder>) -> bool {
        self.viewer == Some(coder)
    }

    pub(super) fn hides_coding(&self, coding: &Coding) -> bool {
        !self.is_own(coding.coder) && self.transcripts.contains(&coding.transcript)
    }

    /// Whether something written on a record is blind: on a round's transcript or what stands in it, it is; on what stands
    /// in another transcript it is not; on anything else it is where it was written since the round was opened.
    fn is_blind_on(&self, study: &Study, about: Option<Key>, written: Timestamp) -> bool {
        let transcript = about.and_then(|key| match key.kind {
            Kind::Transcript => key.id_of(),
            Kind::Coding => key.id_of().and_then(|id| study.get::<Coding>(id)).map(|coding| coding.transcript),
            _ => None,
        });
        match transcript {
            Some(transcript) => self.transcripts.contains(&transcript),
            None => self.since.is_none_or(|since| written >= since),
        }
    }

    fn hides_memo(&self, study: &Study, memo: &Memo) -> bool {
        let about = match memo.anchor {
            Some(Anchor::Record(key)) => Some(key),
            Some(Anchor::Passage(transcript, _)) => Some(transcript.key()),
            None => None,
        };
        let on_a_transcript = about.is_some_and(|key| matches!(key.kind, Kind::Transcript | Kind::Coding));
        let of_the_round = on_a_transcript || self.coders.contains(&memo.author);
        !self.is_own(memo.author) && of_the_round && self.is_blind_on(study, about, memo.created)
    }

    fn hides_verdict(&self, study: &Study, verdict: &Verdict) -> bool {
        let of_the_round = verdict.subject.kind == Kind::Coding || self.coders.contains(&verdict.reviewer);
        !self.is_own(verdict.reviewer)
            && of_the_round
            && self.is_blind_on(study, Some(verdict.subject), verdict.created)
    }

    /// Whether the viewer does not see a record, by what it is; what leans on something hidden is another matter.
    pub(super) fn hides(&self, study: &Study, record: &Record) -> bool {
        match record {
            Record::Coding(coding) => self.hides_coding(coding),
            Record::Code(code) => self.codes.contains(&code.id),
            Record::Memo(memo) => self.hides_memo(study, memo),
            Record::Verdict(verdict) => self.hides_verdict(study, verdict) || self.leans(study, record),
            Record::Decision(decision) => self.transcripts.contains(&decision.transcript),
            Record::Placement(placement) => {
                matches!(placement.subject, Placed::Code(code) if self.codes.contains(&code))
            }
            _ => false,
        }
    }

    fn leans(&self, study: &Study, record: &Record) -> bool {
        let mut leans = false;
        record.mentions(&mut |mention| {
            if let crate::study::Mention::Record(key) = mention
                && matches!(key.kind, Kind::Coding | Kind::Code | Kind::Memo | Kind::Decision)
            {
                leans |= study.record(key).is_some_and(|record| self.hides(study, &record));
            }
        });
        leans
    }

    /// Everything that the viewer does not see, and what cannot stand without it.
    fn gone(&self, study: &Study) -> HashSet<Key> {
        let mut gone: HashSet<Key> = self.codes.iter().map(|code| code.key()).collect();
        for transcript in &self.transcripts {
            let codings = study.referring::<Coding>(transcript.key()).filter(|coding| self.hides_coding(coding));
            gone.extend(codings.map(|coding| coding.id.key()));
        }
        let placed = |subject| match subject {
            Placed::Code(code) => self.codes.contains(&code),
            Placed::Theme(_) => false,
        };
        gone.extend(study.placements().filter(|one| placed(one.subject)).map(|one| one.id.key()));
        gone.extend(study.decisions().filter(|one| self.transcripts.contains(&one.transcript)).map(|one| one.id.key()));
        gone.extend(study.memos().filter(|memo| self.hides_memo(study, memo)).map(|memo| memo.id.key()));
        // A verdict on what is not there cannot stand; there may be verdicts on verdicts.
        loop {
            let hidden = |verdict: &&Verdict| {
                !gone.contains(&verdict.id.key())
                    && (gone.contains(&verdict.subject) || self.hides_verdict(study, verdict))
            };
            let more: Vec<Key> = study.verdicts().filter(hidden).map(|verdict| verdict.id.key()).collect();
            if more.is_empty() {
                return gone;
            }
            gone.extend(more);
        }
    }

    /// Proposals of others at which nothing points that the viewer sees: no coding, no code below, no pin of theirs.
    fn with_codes(mut self, study: &Study) -> Blind {
        let others = |code: &&Code| {
            let by = code.proposed_by.filter(|&by| !self.is_own(by) && self.coders.contains(&by));
            code.status == CodeStatus::Proposed && by.is_some()
        };
        let pins = self.viewer.and_then(|viewer| study.get(viewer)).map(|viewer| &viewer.pins);
        let pinned = |code: Id<Code>| pins.is_some_and(|pins| pins.values().any(|&pin| pin == code));
        let coded = |code: Id<Code>| study.referring::<Coding>(code.key()).any(|coding| !self.hides_coding(coding));
        let mut hidden: BTreeSet<Id<Code>> = study.codes().filter(others).map(|code| code.id).collect();
        hidden.retain(|&code| !pinned(code) && !coded(code));
        loop {
            let above_something_seen =
                |code: Id<Code>| study.codes_under(Some(code)).iter().any(|child| !hidden.contains(&child.id));
            let shown: Vec<Id<Code>> = hidden.iter().copied().filter(|&code| above_something_seen(code)).collect();
            if shown.is_empty() {
                break;
            }
            shown.iter().for_each(|code| {
                hidden.remove(code);
            });
        }
        self.codes = hidden;
        self
    }
}
