//! Who has a study open for writing. The study's file says so itself, so that it goes where the file goes; whether that is
//! still true, only the machine of whoever opened it can tell, by a file that a living program holds locked.

use std::{
    fmt,
    fs::{self, File, TryLockError},
    io::{self, Write},
    path::{Path, PathBuf},
};

use jiff::{Timestamp, tz::TimeZone};
use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};
use uuid::Uuid;

use super::rows::{Cell, Cells};

/// Who has a study open, where, and since when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    pub who: String,
    pub machine: String,
    pub since: Timestamp,
}

/// "Ana Whitfield has this study open since 14:02 on LAPTOP"; where nobody said who is coding, "Another Colloquy has …".
impl fmt::Display for Holder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let zone = TimeZone::system();
        let since = self.since.to_zoned(zone.clone());
        let today = Timestamp::now().to_zoned(zone).date();
        let shown = since.strftime(if since.date() == today { "%H:%M" } else { "%-d %B %Y, %H:%M," });
        let who = if self.who.trim().is_empty() { "Another Colloquy" } else { &self.who };
        write!(f, "{who} has this study open since {shown}")?;
        if self.machine.is_empty() { Ok(()) } else { write!(f, " on {}", self.machine) }
    }
}

/// The lock of an open study. Dropping it shows the machine that the study is no longer open; `release` also says so in
/// the study's file.
#[derive(Debug)]
pub struct Lock {
    token: Uuid,
    sign: PathBuf,
    /// Locked by the system for as long as this program lives.
    _alive: File,
}

/// What came of asking for the lock.
#[derive(Debug)]
pub enum Taking {
    Taken(Lock),
    HeldBy(Holder),
}

/// Why the lock could not be asked for.
#[derive(Debug, thiserror::Error)]
pub enum LockError {
    #[error("{0}")]
    Sql(#[from] rusqlite::Error),
    #[error("{0}")]
    Io(#[from] io::Error),
}

/// A row of the lock's table.
struct Note {
    token: Uuid,
    holder: Holder,
    sign: PathBuf,
}

/// Takes the lock, where nobody who lives holds it; or, where `even_if_held`, in any case.
pub fn take(connection: &mut Connection, study: &Path, who: &str, even_if_held: bool) -> Result<Taking, LockError> {
    let study = fs::canonicalize(study)?;
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    if let Some(note) = note(&transaction)? {
        if !even_if_held && note.stands(&study) {
            return Ok(Taking::HeldBy(note.holder));
        }
        if note.is_of_this_machine() {
            let _ = fs::remove_file(&note.sign);
        }
    }
    let token = Uuid::new_v4();
    let (sign, alive) = show_sign(token, &study)?;
    let holder = Holder { who: who.to_owned(), machine: machine(), since: Timestamp::now() };
    let lock = Lock { token, sign, _alive: alive };
    write(&transaction, &lock, &holder)?;
    transaction.commit()?;
    Ok(Taking::Taken(lock))
}

/// Whether the lock still stands in the file; otherwise who took it, where anybody did.
pub fn stands(connection: &Connection, lock: &Lock) -> rusqlite::Result<Result<(), Option<Holder>>> {
    Ok(match note(connection)? {
        Some(note) if note.token == lock.token => Ok(()),
        other => Err(other.map(|note| note.holder)),
    })
}

/// Says in the file that nobody has the study open.
pub fn release(connection: &Connection, lock: &Lock) -> rusqlite::Result<()> {
    connection.execute("DELETE FROM lock WHERE token = ?1", [lock.token.to_string()]).map(drop)
}

/// Takes every trace of a lock from a copy.
pub fn erase(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute("DELETE FROM lock", []).map(drop)
}

impl Drop for Lock {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.sign);
    }
}

fn note(connection: &Connection) -> rusqlite::Result<Option<Note>> {
    let sql = "SELECT token, who, machine, since, sign FROM lock";
    let found = connection.query_row(sql, [], |row| (0..5).map(|place| row.get(place)).collect()).optional()?;
    Ok(found.map(|values: Vec<rusqlite::types::Value>| {
        let mut cells = Cells::new("lock", &[], String::new(), values);
        // Whatever cannot be read is still somebody's lock.
        let mut text = || cells.cell::<String>().unwrap_or_default();
        let token = text().parse().unwrap_or_default();
        let (who, machine) = (text(), text());
        let since = Timestamp::from_value(rusqlite::types::Value::Text(text())).unwrap_or_default();
        Note { token, holder: Holder { who, machine, since }, sign: text().into() }
    }))
}

fn write(connection: &Connection, lock: &Lock, holder: &Holder) -> rusqlite::Result<()> {
    connection.execute(
        "INSERT OR REPLACE INTO lock (only, token, who, machine, since, sign) VALUES (1, ?1, ?2, ?3, ?4, ?5)",
        params![
            lock.token.to_string(),
            holder.who,
            holder.machine,
            holder.since.to_string(),
            lock.sign.to_string_lossy()
        ],
    )?;
    Ok(())
}

impl Note {
    fn is_of_this_machine(&self) -> bool {
        self.holder.machine == machine()
    }

    /// Whether whoever wrote the note may still have the study open. On another machine: nobody can tell, so yes.
    fn stands(&self, study: &Path) -> bool {
        if !self.is_of_this_machine() {
            return true;
        }
        let said = fs::read(&self.sign);
        let file = match File::open(&self.sign) {
            Ok(file) => file,
            // Signs of ours are removed when a study is closed; another person's cannot be seen from here.
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return self.sign.parent() != sign_folders().next().as_deref();
            }
            Err(_) => return true,
        };
        // The note came along when the file was copied: it is about another study.
        if said.is_ok_and(|said| said != study.as_os_str().as_encoded_bytes()) {
            return false;
        }
        !matches!(file.try_lock(), Ok(()))
    }
}

/// A file that is locked as long as this program lives, and names the study.
fn show_sign(token: Uuid, study: &Path) -> io::Result<(PathBuf, File)> {
    let mut failure = io::Error::from(io::ErrorKind::NotFound);
    for folder in sign_folders() {
        match show_sign_in(&folder, token, study) {
            Ok(shown) => return Ok(shown),
            Err(error) => failure = error,
        }
    }
    Err(failure)
}

fn show_sign_in(folder: &Path, token: Uuid, study: &Path) -> io::Result<(PathBuf, File)> {
    fs::create_dir_all(folder)?;
    let path = folder.join(token.to_string());
    let mut file = File::create_new(&path)?;
    let shown = file.write_all(study.as_os_str().as_encoded_bytes()).and_then(|()| {
        file.try_lock().map_err(|error| match error {
            TryLockError::Error(error) => error,
            TryLockError::WouldBlock => io::ErrorKind::WouldBlock.into(),
        })
    });
    if let Err(error) = shown {
        let _ = fs::remove_file(&path);
        return Err(error);
    }
    Ok((path, file))
}

/// Where signs are kept: this person's own place on this machine; where there is none, the place for passing files.
fn sign_folders() -> impl Iterator<Item = PathBuf> {
    let own = directories::ProjectDirs::from("", "", "colloquy")
        .map(|places| places.state_dir().unwrap_or(places.data_local_dir()).join("open studies"));
    own.into_iter().chain(std::iter::once(std::env::temp_dir().join("colloquy open studies")))
}

/// What this machine calls itself.
fn machine() -> String {
    gethostname::gethostname().to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lock_of_today_says_the_hour_and_an_older_one_the_day() {
        let holder = |since| Holder { who: "Ana Whitfield".into(), machine: "LAPTOP".into(), since };
        let now = Timestamp::now();
        let hour = now.to_zoned(TimeZone::system()).strftime("%H:%M").to_string();
        assert_eq!(holder(now).to_string(), format!("Ana Whitfield has this study open since {hour} on LAPTOP"));
        let nobody = Holder { who: " ".into(), ..holder(now) }.to_string();
        assert_eq!(nobody, format!("Another Colloquy has this study open since {hour} on LAPTOP"));
        let old = "2024-05-01T12:00:00Z".parse().unwrap();
        assert!(holder(old).to_string().contains("since 1 May 2024, "), "{}", holder(old));
    }
}
