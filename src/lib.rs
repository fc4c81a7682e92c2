//! Colloquy: the rooms of the house, from the foundations up. Each may call only those above it in this list
//! (`tests/it/house.rs` reads the `use` lines and fails where one points back).
#![forbid(unsafe_code)]

/// How far coders agree, on characters, on units and on passages.
pub mod agreement;
/// Counting and retrieving: quotations, spread over speakers and groups.
pub mod analysis;
/// The window.
pub mod app;
/// The command line, one file per verb.
pub mod cli;
/// Studies, codebooks and codings of other programs, in and out.
pub mod exchange;
/// The themes-to-framework figure as a scene, and the scene as files.
pub mod figure;
/// COM-B, TDF, the Behaviour Change Wheel and the technique taxonomy, loaded from `assets/framework`.
pub mod framework;
/// From files of elsewhere to transcripts.
pub mod import;
/// Entries: what a person did, its inverse, undo and redo, replay.
pub mod journal;
/// What a person can do to a study: pure functions from a study to an entry.
pub mod operations;
/// The coding manual and the tables as a document tree, and the tree as files.
pub mod report;
/// Working in pairs: who may see what, copies and their way back, disagreements.
pub mod review;
/// Where a study lives: the SQLite file, the text form, backups, locks, recovery.
pub mod store;
/// What a study is: records, ids, the study in memory with its indexes, invariants.
pub mod study;
/// Reading text: spans, graphemes, words, sentences, turns, search.
pub mod text;
