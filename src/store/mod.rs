//! Where a study lives: the SQLite file, the text form, backups, locks, recovery.
//!
//! `OpenStudy` is the way to all of it: it opens or makes a study, and every change goes through its `commit`.

mod backups;
mod check;
mod commit;
mod connection;
mod create;
mod lock;
mod open;
mod reading;
mod rows;
mod schema;
/// A study as a folder of text: RON and plain text, for version control and for reading.
pub mod text_form;
mod trouble;
mod writing;

pub use backups::{Backup, BackupError, Backups, RestoreError, restore_from};
pub use check::{Area, Finding, check};
pub use create::with_extension;
pub use lock::Holder;
pub use open::{Access, OpenStudy};
pub use reading::ReadError;
pub use rows::Misread;
pub use trouble::{CommitError, OpenError, Stranger};
