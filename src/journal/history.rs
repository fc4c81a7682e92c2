//! What has been done, in order, and what can be undone and redone from here. Derived from the entries alone, so that
//! undo works on after a study was closed and opened again.

use std::collections::HashSet;

use uuid::Uuid;

use super::{Act, Head};

/// The heads of all entries, oldest first, with the two stacks that follow from them.
#[derive(Clone, Debug, Default)]
pub struct History {
    heads: Vec<Head>,
    undoable: Vec<Uuid>,
    redoable: Vec<Uuid>,
    undone: HashSet<Uuid>,
}

impl History {
    /// The history that these heads make, oldest first.
    pub fn of(heads: impl IntoIterator<Item = Head>) -> Self {
        let mut history = History::default();
        heads.into_iter().for_each(|head| history.push(head));
        history
    }

    /// Takes note of an entry that was committed.
    pub fn push(&mut self, head: Head) {
        match head.act {
            // What a study begins with (its details, or all of it read from elsewhere) is where undo ends.
            Act::Did if self.heads.is_empty() => {}
            Act::Did => {
                self.undoable.push(head.id);
                self.redoable.clear();
            }
            Act::Undid(entry) => {
                self.undoable.retain(|&id| id != entry);
                self.redoable.push(entry);
                self.undone.insert(entry);
            }
            Act::Redid(entry) => {
                self.redoable.retain(|&id| id != entry);
                self.undoable.push(entry);
                self.undone.remove(&entry);
            }
        }
        self.heads.push(head);
    }

    /// All heads, oldest first.
    pub fn heads(&self) -> &[Head] {
        &self.heads
    }

    /// The head of an entry.
    pub fn head(&self, id: Uuid) -> Option<&Head> {
        self.heads.iter().rfind(|head| head.id == id)
    }

    /// The entry that Undo would take back.
    pub fn next_undo(&self) -> Option<&Head> {
        self.undoable.last().and_then(|&id| self.head(id))
    }

    /// The entry that Redo would do again.
    pub fn next_redo(&self) -> Option<&Head> {
        self.redoable.last().and_then(|&id| self.head(id))
    }

    /// Whether an entry stands: it was done, and not undone since.
    pub fn stands(&self, id: Uuid) -> bool {
        !self.undone.contains(&id)
    }
}
