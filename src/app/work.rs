//! The study that is open, as whoever works at this window may see it. Everything the window shows, counts, searches and
//! exports comes from here, and everything it changes goes through here: while a round is blind, what others made of its
//! transcripts is not there to be shown by mistake.

use std::{path::Path, sync::Arc};

use uuid::Uuid;

use crate::{
    journal::{Entry, Head, History, Stamp},
    review::Blind,
    store::{Backups, CommitError, OpenStudy, ReadError},
    study::{Coder, Id, Key, Kind, Study},
};

/// An open study and who is looking.
#[derive(Debug)]
pub struct Work {
    open: OpenStudy,
    me: Option<Id<Coder>>,
    /// Goes up with every entry and whenever somebody else sits down.
    revision: u64,
    seen: Arc<Study>,
    /// What is hidden, and the history without it; `None` where no blind round is open.
    hidden: Option<(Blind, History)>,
}

impl Work {
    /// As nobody in particular.
    pub fn new(open: OpenStudy) -> Self {
        let seen = open.snapshot();
        let mut work = Work { open, me: None, revision: 0, seen, hidden: None };
        work.look();
        work
    }

    /// Somebody sits down: from now on it is they who see and do.
    pub fn sit(&mut self, who: Option<Id<Coder>>) {
        self.me = who;
        self.look();
    }

    /// Who is working.
    pub fn me(&self) -> Option<Id<Coder>> {
        self.me
    }

    fn look(&mut self) {
        self.revision += 1;
        self.hidden = Blind::of(self.open.study(), self.me).map(|blind| {
            let history = blind.history(self.open.history());
            (blind, history)
        });
        self.seen = match &self.hidden {
            Some((blind, _)) => Arc::new(blind.seen(self.open.study())),
            None => self.open.snapshot(),
        };
    }

    /// The study as it is seen.
    pub fn study(&self) -> &Study {
        &self.seen
    }

    /// The study as it is seen, to be taken along by a job.
    pub fn snapshot(&self) -> Arc<Study> {
        self.seen.clone()
    }

    /// What open blind rounds hide; `None` where there is none.
    pub fn blind(&self) -> Option<&Blind> {
        self.hidden.as_ref().map(|(blind, _)| blind)
    }

    /// The whole study, for what is made of it and not shown: a copy for another coder, a merge.
    pub fn whole(&self) -> &Study {
        self.open.study()
    }

    /// What was done, as far as it is seen, and what of it can be undone and redone.
    pub fn history(&self) -> &History {
        self.hidden.as_ref().map_or_else(|| self.open.history(), |(_, history)| history)
    }

    /// The journal's last entry, seen or not.
    pub fn last_entry(&self) -> Option<Uuid> {
        self.open.history().heads().last().map(|head| head.id)
    }

    /// Another number whenever something else is to be seen.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// An entry as it is seen.
    pub fn entry(&self, id: Uuid) -> Result<Entry, ReadError> {
        self.as_seen(self.open.entry(id)?).ok_or(ReadError::NoEntry(id))
    }

    /// The entries that touch a record, oldest first, as they are seen.
    pub fn entries_about(&self, key: Key) -> Result<Vec<Entry>, ReadError> {
        Ok(self.open.entries_about(key)?.into_iter().filter_map(|entry| self.as_seen(entry)).collect())
    }

    /// The entries that touch a record of this kind, oldest first, as they are seen.
    pub fn entries_touching(&self, kind: Kind) -> Result<Vec<Entry>, ReadError> {
        Ok(self.open.entries_touching(kind)?.into_iter().filter_map(|entry| self.as_seen(entry)).collect())
    }

    /// All entries as they are seen, oldest first. While a round is blind they do not lead to the study.
    pub fn entries(&self) -> impl Iterator<Item = Result<Entry, ReadError>> {
        self.open.entries().filter_map(|read| match read {
            Ok(entry) => self.as_seen(entry).map(Ok),
            Err(why) => Some(Err(why)),
        })
    }

    /// The whole journal, oldest first: for merging and for what a closed round compares.
    pub fn whole_journal(&self) -> Result<Vec<Entry>, ReadError> {
        self.open.entries().collect()
    }

    fn as_seen(&self, entry: Entry) -> Option<Entry> {
        match &self.hidden {
            Some((blind, _)) => blind.entry(self.open.study(), self.open.history(), &entry),
            None => Some(entry),
        }
    }

    /// Commits an entry that was planned on what is seen: what is not seen stays as it is.
    ///
    /// # Errors
    /// A sentence that says why nothing was changed.
    pub fn commit(&mut self, entry: Entry) -> Result<(), String> {
        let entry = match &self.hidden {
            Some((blind, _)) => {
                blind.lifted(self.open.study(), entry).map_err(|why| why.to_string().replace('*', ""))?
            }
            None => entry,
        };
        self.commit_whole(entry)
    }

    /// Commits an entry that was planned on the whole study.
    ///
    /// # Errors
    /// As [`Work::commit`].
    pub fn commit_whole(&mut self, entry: Entry) -> Result<(), String> {
        let done = self.open.commit(entry).map(|_| ()).map_err(|why: CommitError| why.to_string());
        self.look();
        done
    }

    /// Takes back the last entry that is seen and stands, and returns its head; `None` where there is none.
    ///
    /// # Errors
    /// As [`Work::commit`].
    pub fn undo(&mut self, stamp: &Stamp) -> Result<Option<Head>, String> {
        self.step(self.history().next_undo().cloned(), |entry| entry.undone(stamp))
    }

    /// Does again what was taken back last; `None` where there is nothing.
    ///
    /// # Errors
    /// As [`Work::commit`].
    pub fn redo(&mut self, stamp: &Stamp) -> Result<Option<Head>, String> {
        self.step(self.history().next_redo().cloned(), |entry| entry.redone(stamp))
    }

    fn step(&mut self, head: Option<Head>, turned: impl Fn(&Entry) -> Entry) -> Result<Option<Head>, String> {
        let Some(head) = head else { return Ok(None) };
        let entry = self.open.entry(head.id).map_err(|why| why.to_string())?;
        self.commit_whole(turned(&entry))?;
        Ok(Some(head))
    }

    /// Why the study cannot be changed, in a sentence; `None` where it can.
    pub fn read_only(&self) -> Option<&str> {
        self.open.read_only()
    }

    /// What a person should be told about how the study was opened.
    pub fn notices(&self) -> &[String] {
        self.open.notices()
    }

    /// Where the study is; `None` where it is not in a file.
    pub fn path(&self) -> Option<&Path> {
        self.open.path()
    }

    /// The backups of the study; `None` where it is not in a file or cannot be changed.
    pub fn backups(&self) -> Option<Backups> {
        self.open.backups()
    }
}
