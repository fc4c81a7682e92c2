//! New studies: in a file, or in memory.

use std::{
    fs,
    path::{Path, PathBuf},
};

use rusqlite::{Connection, TransactionBehavior};

use super::{
    Access, OpenError, OpenStudy, connection,
    open::{Home, Way},
    schema,
    writing::{WriteError, Writer},
};
use crate::{
    journal::{Entry, History, Refusal, replay},
    study::{Study, all_violations},
};

impl OpenStudy {
    /// Makes a study at a path where there is nothing yet, and opens it. `first` must make a study from nothing.
    pub fn create(path: &Path, first: Entry, who: &str) -> Result<Self, OpenError> {
        Self::create_from(path, &[first], who)
    }

    /// Makes a study of a whole journal, such as one read from the text form.
    pub fn create_from(path: &Path, entries: &[Entry], who: &str) -> Result<Self, OpenError> {
        let study = made_by(entries)?;
        // Claims the name, so that nothing is ever overwritten.
        fs::File::create_new(path).map_err(|error| match error.kind() {
            std::io::ErrorKind::AlreadyExists => OpenError::Exists(path.to_owned()),
            _ => OpenError::Unwritable { path: path.to_owned(), why: error.to_string() },
        })?;
        let made =
            connection::connect(path).map_err(Into::into).and_then(|connection| fill(connection, &study, entries));
        if let Err(error) = made {
            let _ = fs::remove_file(path);
            return Err(OpenError::Unwritable { path: path.to_owned(), why: error.to_string() });
        }
        Self::open_file(path, Access::Write, who, &Way { steps: schema::STEPS, back_up: false })
    }

    /// A study in memory, which is gone when it is dropped: for trying things out.
    pub fn in_memory(first: Entry) -> Result<Self, OpenError> {
        let unwritable = |why: String| OpenError::Unwritable { path: "memory".into(), why };
        let study = made_by([&first])?;
        let connection = connection::in_memory().map_err(|error| unwritable(error.to_string()))?;
        let history = History::of([first.head.clone()]);
        let connection = fill(connection, &study, &[first]).map_err(|error| unwritable(error.to_string()))?;
        Ok(OpenStudy::of(study, history, Home::Memory(connection), None))
    }
}

/// The path of a study: with `.colloquy` at its end, unless it is there. Whatever follows another dot is part of the name:
/// "Trial 2.5 final" becomes "Trial 2.5 final.colloquy".
pub fn with_extension(path: PathBuf) -> PathBuf {
    if path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("colloquy")) {
        return path;
    }
    let mut name = path.into_os_string();
    name.push(".colloquy");
    name.into()
}

/// The study that entries make, where it is a whole one.
fn made_by<'e>(entries: impl IntoIterator<Item = &'e Entry>) -> Result<Study, Refusal> {
    let study = replay(entries)?;
    let violations = all_violations(&study);
    if violations.is_empty() { Ok(study) } else { Err(Refusal::Broken(violations)) }
}

/// Writes schema, study and journal into an empty file, in one transaction.
fn fill(mut connection: Connection, study: &Study, entries: &[Entry]) -> Result<Connection, WriteError> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    schema::climb(&transaction, schema::STEPS)?;
    let mut writer = Writer::new(&transaction);
    writer.whole(study)?;
    entries.iter().try_for_each(|entry| writer.entry(entry))?;
    drop(writer);
    transaction.commit()?;
    Ok(connection)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_study_s_name_keeps_every_dot_and_ends_in_colloquy_once() {
        for (chosen, kept) in [
            ("Trial 2.5 final", "Trial 2.5 final.colloquy"),
            ("Study v1.2", "Study v1.2.colloquy"),
            ("talks", "talks.colloquy"),
            ("a.b/talks.colloquy", "a.b/talks.colloquy"),
            ("TALKS.Colloquy", "TALKS.Colloquy"),
        ] {
            assert_eq!(with_extension(chosen.into()), Path::new(kept));
        }
    }
}
