//! The key of a de-identified study: which words gave way to which stand-ins. A table of its own beside the study (CSV, which
//! any spreadsheet opens), or the same locked with a passphrase (age, which the `age` program opens).

use std::io::Read as _;

use age::secrecy::SecretString;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::analysis::identify::Row;

/// What the file of a locked key begins with (age-encryption.org/v1, "Header").
const LOCKED: &[u8] = b"age-encryption.org/v1";

/// Why a key could not be read or made.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum KeyError {
    #[error("The key is locked. Give its passphrase.")]
    Locked,
    #[error("The passphrase does not open the key. Nothing was changed; try again.")]
    WrongPassphrase,
    #[error("A key needs a passphrase of at least {LEAST} characters. Nothing was written.")]
    ShortPassphrase,
    #[error("The file is no key of stand-ins: {0} Nothing was changed.")]
    Unreadable(String),
    #[error("The key could not be made: {0}.")]
    Unmade(String),
}

/// The least number of characters of a passphrase.
const LEAST: usize = 8;

/// A row as the file has it.
#[derive(Serialize, Deserialize)]
struct Line {
    words: String,
    kind: String,
    #[serde(rename = "stand-in")]
    stand_in: String,
    /// "yes" or "no".
    replace: String,
}

/// Whether these are the bytes of a locked key.
pub fn is_locked(bytes: &[u8]) -> bool {
    bytes.starts_with(LOCKED)
}

/// Reads a key; a locked one with its passphrase.
///
/// # Errors
/// Every [`KeyError`] but those of making one.
pub fn read_key(bytes: &[u8], passphrase: Option<&str>) -> Result<Vec<Row>, KeyError> {
    if is_locked(bytes) {
        let passphrase = passphrase.ok_or(KeyError::Locked)?;
        let identity = age::scrypt::Identity::new(SecretString::from(passphrase.to_owned()));
        let decryptor = age::Decryptor::new(bytes).map_err(|why| KeyError::Unreadable(format!("{why}.")))?;
        let mut open =
            decryptor.decrypt(std::iter::once(&identity as &dyn age::Identity)).map_err(|why| match why {
                age::DecryptError::DecryptionFailed | age::DecryptError::KeyDecryptionFailed => {
                    KeyError::WrongPassphrase
                }
                why => KeyError::Unreadable(format!("{why}.")),
            })?;
        let mut table = Vec::new();
        open.read_to_end(&mut table).map_err(|why| KeyError::Unreadable(format!("{why}.")))?;
        return rows(&table);
    }
    rows(bytes)
}

fn rows(table: &[u8]) -> Result<Vec<Row>, KeyError> {
    let table = table.strip_prefix("\u{feff}".as_bytes()).unwrap_or(table);
    // Spreadsheets of many countries write semicolons.
    let first = table.split(|&byte| byte == b'\n').next().unwrap_or_default();
    let delimiter = if first.contains(&b';') && !first.contains(&b',') { b';' } else { b',' };
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::Headers).delimiter(delimiter).from_reader(table);
    let headers = reader.headers().map_err(|why| KeyError::Unreadable(format!("{why}.")))?;
    let wanted = ["words", "kind", "stand-in", "replace"];
    if let Some(missing) = wanted.iter().find(|name| !headers.iter().any(|header| header == **name)) {
        return Err(KeyError::Unreadable(format!("its first line has no column “{missing}”.")));
    }
    let line = |(place, line): (usize, csv::Result<Line>)| {
        let told = |why: String| KeyError::Unreadable(format!("line {}: {why}", place + 2));
        let line = line.map_err(|why| told(format!("{why}.")))?;
        let replace = match line.replace.trim().to_lowercase().as_str() {
            "yes" | "y" | "1" | "true" => true,
            "no" | "n" | "0" | "false" | "" => false,
            other => return Err(told(format!("“{other}” in the column “replace” is neither yes nor no."))),
        };
        let reveals = line.kind.parse().map_err(told)?;
        Ok(Row { words: line.words.trim().to_owned(), reveals, stand_in: line.stand_in.trim().to_owned(), replace })
    };
    let rows: Vec<Row> = reader.deserialize().enumerate().map(line).collect::<Result<_, _>>()?;
    Ok(rows.into_iter().filter(|row| !row.words.is_empty()).collect())
}

/// A key's bytes: a table, or, with a passphrase, that table locked.
///
/// # Errors
/// [`KeyError::ShortPassphrase`], [`KeyError::Unmade`].
pub fn write_key(rows: &[Row], passphrase: Option<&str>) -> Result<Vec<u8>, KeyError> {
    let unmade = |why: String| KeyError::Unmade(why);
    let mut writer = csv::Writer::from_writer(Vec::new());
    if rows.is_empty() {
        writer.write_record(["words", "kind", "stand-in", "replace"]).map_err(|why| unmade(why.to_string()))?;
    }
    for row in rows {
        let line = Line {
            words: row.words.clone(),
            kind: row.reveals.word().to_owned(),
            stand_in: row.stand_in.clone(),
            replace: if row.replace { "yes" } else { "no" }.to_owned(),
        };
        writer.serialize(line).map_err(|why| unmade(why.to_string()))?;
    }
    let table = writer.into_inner().map_err(|why| unmade(why.to_string()))?;
    let Some(passphrase) = passphrase else { return Ok(table) };
    if passphrase.chars().count() < LEAST {
        return Err(KeyError::ShortPassphrase);
    }
    let recipient = age::scrypt::Recipient::new(SecretString::from(passphrase.to_owned()));
    age::encrypt(&recipient, &table).map_err(|why| unmade(why.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::identify::Reveals;

    fn some() -> Vec<Row> {
        let row = |words: &str, reveals, stand_in: &str, replace| Row {
            words: words.into(),
            reveals,
            stand_in: stand_in.into(),
            replace,
        };
        vec![
            row("Sarah “S” Jones, MD", Reveals::Person, "[Person 1]", true),
            row("0113 496 0000", Reveals::Phone, "[phone number]", true),
            row("Will", Reveals::Name, "[Name 1]", false),
        ]
    }

    #[test]
    fn a_key_comes_back_as_it_was_open_and_locked() {
        let open = write_key(&some(), None).unwrap();
        assert_eq!(read_key(&open, None), Ok(some()));
        let locked = write_key(&some(), Some("correct horse")).unwrap();
        assert!(is_locked(&locked) && !locked.windows(5).any(|bytes| bytes == b"Sarah"));
        assert_eq!(read_key(&locked, Some("correct horse")), Ok(some()));
        assert_eq!(read_key(&locked, None), Err(KeyError::Locked));
        assert_eq!(read_key(&locked, Some("wrong horse")), Err(KeyError::WrongPassphrase));
        assert_eq!(write_key(&some(), Some("short")), Err(KeyError::ShortPassphrase));
        assert_eq!(read_key(&write_key(&[], None).unwrap(), None), Ok(vec![]));
    }

    #[test]
    fn what_is_no_key_is_refused_with_line_and_reason() {
        for (table, words) in [
            ("name,alias\nSarah,X\n", "no column “words”"),
            ("words,kind,stand-in,replace\nSarah,person,X,maybe\n", "line 2: “maybe”"),
            ("words,kind,stand-in,replace\nSarah,person,X,yes\nAnn,wizard,X,yes\n", "line 3: “wizard” is no kind"),
            ("words,kind,stand-in,replace\nSarah,person\n", "line 2:"),
        ] {
            let told = read_key(table.as_bytes(), None).unwrap_err().to_string();
            assert!(told.contains(words) && told.ends_with("Nothing was changed."), "{told}");
        }
        let locked = write_key(&some(), Some("correct horse")).unwrap();
        let cut = read_key(&locked[..locked.len() - 5], Some("correct horse")).unwrap_err();
        assert!(matches!(cut, KeyError::Unreadable(_)), "{cut}");
    }
}
