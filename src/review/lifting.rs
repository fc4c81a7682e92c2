//! From what a coder does who sees only a part, to the entry of the whole study.

use super::{Blind, masks::restored};
use crate::{
    journal::{Change, Entry},
    operations::{Declined, after_changes, in_sentence},
    study::{Code, Coder, Id, Key, Kind, Record, Study, Transcript},
};

impl Blind {
    /// The entry for the whole study of one that was planned on what the viewer sees (`Blind::seen`): what they do not see
    /// stays as it is. An entry planned on the whole study, such as an undoing, comes back as it was.
    ///
    /// Declined is what cannot be done without touching others' work: taking a code from the codebook that they may be
    /// using, and correcting or removing a transcript that they code. Whether they do is not looked at, so that nothing can
    /// be read from the answer.
    pub fn lifted(&self, study: &Study, entry: Entry) -> Result<Entry, Declined> {
        entry.changes.iter().try_for_each(|change| self.leaves_others_alone(study, change))?;
        let Entry { head, changes } = entry;
        let mut removed: Vec<Key> = Vec::new();
        let mut lifted: Vec<Change> = Vec::new();
        for change in changes {
            match change {
                Change::Record { before: Some(seen), after } => {
                    let key = seen.key();
                    let whole = study.record(key);
                    if after.is_none() {
                        removed.push(key);
                    }
                    let after = match (&whole, after) {
                        (Some(whole), Some(after)) if *whole != seen => Some(restored(whole, &seen, &after)),
                        (_, after) => after,
                    };
                    lifted.push(Change::Record { before: whole.or(Some(seen)), after });
                }
                other => lifted.push(other),
            }
        }
        let spliced = lifted.iter().any(|change| matches!(change, Change::Splice { .. }));
        if !removed.is_empty() && !spliced {
            // What others wrote about it goes or stays by the rules of removal.
            let others: Vec<Change> = lifted.iter().filter(|change| !is_removal(change)).cloned().collect();
            lifted = after_changes(study, others, &removed)?;
        }
        Ok(Entry { head, changes: lifted })
    }

    fn leaves_others_alone(&self, study: &Study, change: &Change) -> Result<(), Declined> {
        let waits = |what: String| Err(Declined::Because(format!("{what} {} Close the round first.", self.why(study))));
        match change {
            Change::Splice { transcript, .. } if self.covers(*transcript) => {
                let title = study.get::<Transcript>(*transcript).map_or("", |transcript| transcript.title.as_str());
                waits(format!("The words of {} stay as they are for now.", in_sentence(title)))
            }
            Change::Record { before: Some(Record::Code(code)), after: None }
                if !self.is_known_to_viewer_alone(study, code) =>
            {
                waits(format!("The code {} stays in the codebook for now.", in_sentence(&code.name)))
            }
            Change::Record { before: Some(before), after: None }
                if matches!(before.key().kind, Kind::Coder | Kind::Transcript) =>
            {
                waits("Transcripts and coders stay in the study for now.".into())
            }
            _ => Ok(()),
        }
    }

    /// Whether a code is the viewer's own proposal that no other coder of the round has been shown.
    fn is_known_to_viewer_alone(&self, study: &Study, code: &Code) -> bool {
        let hidden_from =
            |other: Id<Coder>| Blind::of(study, Some(other)).is_some_and(|it| it.codes.contains(&code.id));
        let own = code.proposed_by.is_some_and(|by| self.is_own(by));
        own && self.coders.iter().filter(|&&coder| !self.is_own(coder)).all(|&coder| hidden_from(coder))
    }
}

fn is_removal(change: &Change) -> bool {
    matches!(change, Change::Record { after: None, .. })
}
