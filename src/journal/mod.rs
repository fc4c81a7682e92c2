//! Entries: what a person did, its inverse, undo and redo, replay.
