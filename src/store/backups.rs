//! Copies of a study in a folder beside it: made through SQLite while the study is in use, checked by reading them, and
//! thinned out with time.

use std::{
    collections::BTreeSet,
    fs, io,
    path::{Path, PathBuf},
};

use jiff::{Timestamp, ToSpan, civil::DateTime, tz::TimeZone};
use rusqlite::{Connection, OptionalExtension};
use thiserror::Error;

use super::{
    connection, lock, reading,
    reading::ReadError,
    trouble::{journal_of, quoted},
};
use crate::study::all_violations;

/// The newest backups, whatever their age, that are kept.
const NEWEST: usize = 10;
/// The days, up to the newest backup's, of which the last backup is kept.
const DAYS: i32 = 14;

/// The backups of one study. Needs nothing of an open study, so that a thread of its own can make them.
#[derive(Clone, Debug)]
pub struct Backups {
    study: PathBuf,
}

/// A backup.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backup {
    pub path: PathBuf,
    /// When it was made, to the second.
    pub at: Timestamp,
    /// Whether it was made because an older file was about to be brought to a newer schema. Such a one is never thinned out.
    pub before_migration: bool,
}

/// Why there is no new backup. The study itself is as it was.
#[derive(Debug, Error)]
#[error("No backup was made in {}: {why}. {}", quoted(.folder), .why.advice())]
pub struct BackupError {
    folder: PathBuf,
    why: Why,
}

#[derive(Debug, Error)]
enum Why {
    #[error("{0}")]
    Io(#[from] io::Error),
    #[error("{0}")]
    Sql(#[from] rusqlite::Error),
    #[error("the copy could not be read again ({0})")]
    Read(#[from] ReadError),
    #[error("the copy is not whole ({0})")]
    NotWhole(String),
}

impl Why {
    /// What is safe, and what to do.
    fn advice(&self) -> &'static str {
        match self {
            Why::Io(_) | Why::Sql(_) => {
                "The study itself is safe. See that its folder may be written to and that there is room."
            }
            Why::Read(_) | Why::NotWhole(_) => {
                "Something is wrong with the study itself. Check the study before you work on it, and keep its older backups."
            }
        }
    }
}

impl Backups {
    /// The backups of the study at a path.
    pub fn of(study: &Path) -> Self {
        Backups { study: study.to_owned() }
    }

    /// The folder they are in, which need not exist: `NAME.colloquy-backups` beside `NAME.colloquy`.
    pub fn folder(&self) -> PathBuf {
        let mut name = self.study.file_name().unwrap_or_default().to_owned();
        name.push("-backups");
        self.study.with_file_name(name)
    }

    /// Makes a backup, unless nothing was done since the newest one. May run on any thread.
    pub fn now(&self) -> Result<Option<Backup>, BackupError> {
        self.at(Timestamp::now(), false).map_err(|why| BackupError { folder: self.folder(), why })
    }

    /// Makes the backup that precedes a migration, in any case.
    pub(super) fn before_migration(&self) -> Result<Option<Backup>, BackupError> {
        self.at(Timestamp::now(), true).map_err(|why| BackupError { folder: self.folder(), why })
    }

    /// All backups, newest first.
    pub fn list(&self) -> Vec<Backup> {
        let Ok(folder) = fs::read_dir(self.folder()) else { return Vec::new() };
        let mut found: Vec<Backup> = folder.flatten().filter_map(|file| self.recognise(file.path())).collect();
        found.sort_by(|one, other| other.at.cmp(&one.at).then_with(|| other.path.cmp(&one.path)));
        found
    }

    /// The newest backup that can be read and is whole.
    pub fn newest_good(&self) -> Option<PathBuf> {
        self.list().into_iter().map(|backup| backup.path).find(|path| examine(path).is_ok())
    }

    fn at(&self, at: Timestamp, before_migration: bool) -> Result<Option<Backup>, Why> {
        let study = connection::connect_to_read(&self.study)?;
        let last = last_entry(&study)?;
        if !before_migration {
            let newest = self.list().into_iter().find(|backup| !backup.before_migration);
            if newest.is_some_and(|newest| last_entry_in(&newest.path).is_ok_and(|there| there == last)) {
                return Ok(None);
            }
        }
        fs::create_dir_all(self.folder())?;
        let path = self.folder().join(self.name(at, before_migration));
        let unfinished = path.with_extension("part");
        let made = self.copy_to(&study, &unfinished, last, before_migration);
        if let Err(why) = made {
            let _ = fs::remove_file(&unfinished);
            let _ = fs::remove_file(journal_of(&unfinished));
            return Err(why);
        }
        fs::rename(&unfinished, &path)?;
        self.thin_out();
        Ok(Some(Backup { path, at, before_migration }))
    }

    fn copy_to(&self, study: &Connection, path: &Path, last: Last, before_migration: bool) -> Result<(), Why> {
        if path.exists() {
            fs::remove_file(path)?;
        }
        let mut copied = Connection::open(path)?;
        connection::copy(study, &mut copied)?;
        lock::erase(&copied)?;
        drop(copied);
        if before_migration {
            // Its rows are an older program's, and only SQLite can say whether they are whole.
            return sound(&connection::connect_to_read(path)?);
        }
        examine(path)?;
        // The study may have gone on while it was being copied; it cannot have lost anything.
        match last_entry_in(path)? {
            there if there.0 < last.0 => Err(Why::NotWhole(format!("{} of {} entries", there.0, last.0))),
            _ => Ok(()),
        }
    }

    fn name(&self, at: Timestamp, before_migration: bool) -> String {
        let time = at.to_zoned(TimeZone::UTC).strftime(TIME).to_string();
        let why = if before_migration { BEFORE_MIGRATION } else { "" };
        format!("{} {time}{why}.colloquy", self.stem())
    }

    fn stem(&self) -> String {
        self.study.file_stem().unwrap_or_default().to_string_lossy().into_owned()
    }

    fn recognise(&self, path: PathBuf) -> Option<Backup> {
        let name = path.file_name()?.to_str()?.strip_suffix(".colloquy")?;
        let time = name.strip_prefix(&self.stem())?.strip_prefix(' ')?;
        let plain = time.strip_suffix(BEFORE_MIGRATION);
        let at = DateTime::strptime(TIME, plain.unwrap_or(time)).ok()?.to_zoned(TimeZone::UTC).ok()?.timestamp();
        Some(Backup { before_migration: plain.is_some(), path, at })
    }

    fn thin_out(&self) {
        let mut backups = self.list();
        backups.retain(|backup| !backup.before_migration);
        let times: Vec<Timestamp> = backups.iter().map(|backup| backup.at).collect();
        let kept = kept(&times);
        for (place, backup) in backups.iter().enumerate() {
            if !kept.contains(&place) {
                // One too many is no harm.
                let _ = fs::remove_file(&backup.path);
            }
        }
    }
}

/// How a backup's name tells its time, in UTC.
const TIME: &str = "%Y-%m-%d %H%M%SZ";
/// What follows the time in the name of a backup made before a migration.
const BEFORE_MIGRATION: &str = " before migration";

/// Which of these times, newest first, are kept.
fn kept(times: &[Timestamp]) -> BTreeSet<usize> {
    let mut kept: BTreeSet<usize> = (0..times.len().min(NEWEST)).collect();
    let days = times.iter().map(|at| at.to_zoned(TimeZone::UTC).date());
    let oldest = days.clone().next().and_then(|newest| newest.checked_sub((DAYS - 1).days()).ok());
    let mut last = None;
    for (place, day) in days.enumerate() {
        if Some(day) >= oldest && last != Some(day) {
            kept.insert(place);
        }
        last = Some(day);
    }
    kept
}

/// How many entries a journal has, and the last one's id.
type Last = (i64, Option<String>);

fn last_entry(connection: &Connection) -> rusqlite::Result<Last> {
    let sql = "SELECT (SELECT count(*) FROM entry), id FROM entry ORDER BY seq DESC LIMIT 1";
    let found = connection.query_row(sql, [], |row| Ok((row.get(0)?, Some(row.get(1)?)))).optional()?;
    Ok(found.unwrap_or_default())
}

fn last_entry_in(path: &Path) -> rusqlite::Result<Last> {
    last_entry(&connection::connect_to_read(path)?)
}

/// Whether SQLite finds a file whole.
fn sound(connection: &Connection) -> Result<(), Why> {
    let verdict: String = connection.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    if verdict == "ok" { Ok(()) } else { Err(Why::NotWhole(verdict)) }
}

/// Whether a backup is a whole study. Of one that an older program made, whether the file is whole.
fn examine(path: &Path) -> Result<(), Why> {
    let connection = connection::connect_to_read(path)?;
    sound(&connection)?;
    match super::schema::version(&connection)? {
        version if version < super::schema::newest() => return Ok(()),
        _ => {}
    }
    let (study, doubtful) = reading::study(&connection)?;
    reading::heads(&connection)?;
    if let Some(violation) = all_violations(&study).first() {
        return Err(Why::NotWhole(violation.to_string()));
    }
    if doubtful.is_empty() {
        Ok(())
    } else {
        Err(Why::NotWhole("a transcript’s text is not what was stored".to_owned()))
    }
}

/// Puts a backup in the place of a study, and returns where the study that stood there was put aside, if one did.
///
/// Nothing is overwritten: the former file, with its rollback journal, keeps its contents under another name.
pub fn restore_from(backup: &Path, to: &Path) -> Result<Option<PathBuf>, RestoreError> {
    let not_good = |why| RestoreError::NotGood { backup: backup.to_owned(), why };
    examine(backup).map_err(|why| not_good(why.to_string()))?;
    let failed = |why: io::Error| RestoreError::Failed { to: to.to_owned(), why };
    let unfinished = to.with_extension("restoring");
    fs::copy(backup, &unfinished).map_err(failed)?;
    fs::File::open(&unfinished).and_then(|file| file.sync_all()).map_err(failed)?;
    let aside = put_aside(to).map_err(failed)?;
    fs::rename(&unfinished, to).map_err(failed)?;
    Ok(aside)
}

/// Gives the file at a path, and its rollback journal, another name.
fn put_aside(path: &Path) -> io::Result<Option<PathBuf>> {
    if !path.exists() {
        // A rollback journal without its file would be taken for the restored one's.
        return match fs::remove_file(journal_of(path)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(None),
        };
    }
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let time = Timestamp::now().to_zoned(TimeZone::UTC).strftime(TIME).to_string();
    let aside = path.with_file_name(format!("{stem} put aside {time}.colloquy"));
    if journal_of(path).exists() {
        fs::rename(journal_of(path), journal_of(&aside))?;
    }
    fs::rename(path, &aside)?;
    Ok(Some(aside))
}

/// Why a backup was not restored.
#[derive(Debug, Error)]
pub enum RestoreError {
    #[error("{} is not a good backup ({why}). Nothing was changed. Choose an older one.", quoted(.backup))]
    NotGood { backup: PathBuf, why: String },
    #[error(
        "The backup could not be put at {} ({why}). The backup is safe, and so is what stood there, perhaps under a name with \
         “put aside”. Copy the backup to a folder you may write to, and open it there.", quoted(.to)
    )]
    Failed { to: PathBuf, why: io::Error },
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_ten_and_the_last_of_each_of_fourteen_days_are_kept() {
        let newest: Timestamp = "2024-05-31T23:30:00Z".parse().unwrap();
        // Every six hours for twenty days: 23:30, 17:30, 11:30, 5:30, 23:30 of the day before, …
        let times: Vec<Timestamp> = (0..80).map(|step| newest - (step * 6).hours()).collect();
        let kept = kept(&times);
        let of_days: BTreeSet<usize> = (0..14).map(|day| day * 4).collect();
        assert_eq!(kept, (0..10).chain(of_days).collect());
    }

    #[test]
    fn a_backup_is_known_by_its_name_and_nothing_else_in_the_folder_is() {
        let backups = Backups::of(Path::new("/somewhere/My study.colloquy"));
        assert_eq!(backups.folder(), Path::new("/somewhere/My study.colloquy-backups"));
        let at: Timestamp = "2024-05-31T23:30:09Z".parse().unwrap();
        for before_migration in [false, true] {
            let path = backups.folder().join(backups.name(at, before_migration));
            assert_eq!(backups.recognise(path.clone()), Some(Backup { path, at, before_migration }));
        }
        for other in ["notes.txt", "My study.colloquy", "Another 2024-05-31 233009Z.colloquy"] {
            assert_eq!(backups.recognise(other.into()), None);
        }
    }
}
