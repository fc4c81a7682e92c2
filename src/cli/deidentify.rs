//! `colloquy deidentify STUDY [--key KEY] [-o NEW | --in-place] [--passphrase-file FILE] [--json]`

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use serde::Serialize;

use super::{Failure, new::with_extension};
use crate::{
    analysis::identify::{Found, Row, find, replacements},
    exchange::{KeyError, is_locked, read_key, write_key},
    journal::Stamp,
    operations::{self, Declined, StandIn, counted},
    report,
    store::OpenStudy,
};

#[derive(clap::Args)]
pub struct Deidentify {
    /// The study.
    study: PathBuf,
    /// The key: a table of words and their stand-ins (CSV), or the same locked with a passphrase (.age). What is found is
    /// added to it; what it says already stands.
    #[arg(long)]
    key: Option<PathBuf>,
    /// Make a new study with the stand-ins of the key, without the history that holds the words.
    #[arg(short, long, requires = "key", conflicts_with = "in_place")]
    output: Option<PathBuf>,
    /// Put the stand-ins of the key into the study itself. Its history and its backups keep the words.
    #[arg(long, requires = "key")]
    in_place: bool,
    /// The file whose first line is the passphrase of a locked key.
    #[arg(long)]
    passphrase_file: Option<PathBuf>,
    /// What was found as JSON.
    #[arg(long)]
    json: bool,
}

/// What `--json` prints of one finding.
#[derive(Serialize)]
struct Told<'a> {
    words: &'a str,
    kind: &'static str,
    stand_in: &'a str,
    replace: bool,
    /// Whether the key has it.
    in_key: bool,
    /// Places in the transcripts.
    places: usize,
    /// Memos, labels, titles and the like.
    records: usize,
}

impl Deidentify {
    pub(super) fn run(self) -> Result<(), Failure> {
        let kept = self.key.as_deref().map(|path| self.kept(path)).transpose()?.flatten();
        if let Some(output) = &self.output {
            return self.clean_copy(output, kept.as_deref());
        }
        if self.in_place {
            return self.replace(kept.as_deref());
        }
        let read = super::read(&self.study)?;
        let found = find(&read.study, kept.as_deref().unwrap_or_default()).map_err(Failure::data)?;
        if let Some(path) = &self.key {
            let rows: Vec<Row> = found.iter().map(|one| one.row.clone()).collect();
            let passphrase = self.passphrase()?.filter(|_| self.locks(path));
            let bytes = write_key(&rows, passphrase.as_deref()).map_err(Failure::data)?;
            report::write_private_file(path, &bytes).map_err(Failure::data)?;
        }
        if self.json {
            let told: Vec<Told<'_>> = found.iter().map(told).collect();
            println!("{}", serde_json::to_string_pretty(&told).map_err(Failure::data)?);
        } else {
            print_found(&found, self.key.as_deref());
        }
        Ok(())
    }

    /// The rows of the key; none where there is no such file yet.
    fn kept(&self, path: &Path) -> Result<Option<Vec<Row>>, Failure> {
        let bytes = match fs::read(path) {
            Ok(bytes) => bytes,
            Err(why) if why.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(why) => return Err(Failure::Data(format!("{} could not be read: {why}.", path.display()))),
        };
        let passphrase = self.passphrase()?;
        let rows = read_key(&bytes, passphrase.as_deref()).map_err(|why| match why {
            KeyError::Locked => Failure::Use(format!(
                "{} is locked. Name the file that holds its passphrase: --passphrase-file FILE. Nothing was changed.",
                path.display()
            )),
            why => Failure::Data(format!("{}: {why}", path.display())),
        })?;
        if !is_locked(&bytes) && self.locks(path) {
            return Err(Failure::Use(format!(
                "{} is a key that is not locked. Give it a name that ends in .csv, or begin a locked one under another name.",
                path.display()
            )));
        }
        Ok(Some(rows))
    }

    fn locks(&self, path: &Path) -> bool {
        path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("age"))
    }

    fn passphrase(&self) -> Result<Option<String>, Failure> {
        if let Some(path) = &self.passphrase_file {
            let text = fs::read_to_string(path)
                .map_err(|why| Failure::Data(format!("{} could not be read: {why}.", path.display())))?;
            return Ok(Some(text.lines().next().unwrap_or_default().to_owned()));
        }
        match &self.key {
            Some(key) if self.locks(key) => Err(Failure::Use(
                "A key that ends in .age is locked. Name the file that holds its passphrase: --passphrase-file FILE."
                    .into(),
            )),
            _ => Ok(None),
        }
    }

    /// What the key says is replaced.
    fn stand_ins(&self, kept: Option<&[Row]>) -> Result<Vec<StandIn>, Failure> {
        let Some(rows) = kept else {
            let key = self.key.as_deref().unwrap_or(Path::new("KEY.csv")).display();
            return Err(Failure::Use(format!(
                "There is no key in {key} yet. Make it, look through it, and come back: colloquy deidentify {} --key {key}",
                self.study.display()
            )));
        };
        Ok(replacements(rows))
    }

    fn clean_copy(&self, output: &Path, kept: Option<&[Row]>) -> Result<(), Failure> {
        let path = with_extension(output.to_owned());
        let stand_ins = self.stand_ins(kept)?;
        let read = super::read(&self.study)?;
        let entries = operations::without_history(&read.entries, &Stamp::now(None), &stand_ins)
            .map_err(|why| Failure::Data(format!("{why} Nothing was written.")))?;
        let made = OpenStudy::create_from(&path, &entries, "the command line").map_err(Failure::data)?;
        println!(
            "Made {} with the stand-ins of {} and without the history: {}, {}.",
            path.display(),
            self.key.as_deref().unwrap_or(Path::new("")).display(),
            counted(made.study().transcripts().len(), "transcript"),
            counted(made.study().codings().len(), "coding"),
        );
        tell_what_stays(made.study(), kept.unwrap_or_default());
        Ok(())
    }

    fn replace(&self, kept: Option<&[Row]>) -> Result<(), Failure> {
        let stand_ins = self.stand_ins(kept)?;
        let mut open = super::write(&self.study, "the command line")?;
        let correction = match operations::put_stand_ins(open.study(), &Stamp::now(None), &stand_ins) {
            Err(Declined::Unchanged) => {
                println!("None of the key’s words stand in the study. Nothing was changed.");
                return Ok(());
            }
            planned => planned.map_err(|why| Failure::Data(format!("{why} Nothing was changed.")))?,
        };
        let sentence = correction.entry.head.sentence.clone();
        open.commit(correction.entry).map_err(Failure::data)?;
        println!("{sentence}.");
        println!(
            "The history and the backups of this file keep the words. To hand a study on, make a new one: -o NEW.colloquy"
        );
        tell_what_stays(open.study(), kept.unwrap_or_default());
        Ok(())
    }
}

/// What was found that the key knows nothing of.
fn tell_what_stays(study: &crate::study::Study, kept: &[Row]) {
    let stays: Vec<Found> = match find(study, kept) {
        Ok(found) => found.into_iter().filter(|one| !one.known && one.row.replace).collect(),
        Err(why) => return eprintln!("colloquy: {why}"),
    };
    if stays.is_empty() {
        return;
    }
    let first: Vec<String> = stays.iter().take(5).map(|one| format!("“{}”", one.row.words)).collect();
    let more = if stays.len() > 5 { format!(" and {} more", stays.len() - 5) } else { String::new() };
    eprintln!("colloquy: These are not in the key and still stand: {}{more}.", first.join(", "));
}

fn told(found: &Found) -> Told<'_> {
    Told {
        words: &found.row.words,
        kind: found.row.reveals.word(),
        stand_in: &found.row.stand_in,
        replace: found.row.replace,
        in_key: found.known,
        places: found.passages.len(),
        records: found.records.len(),
    }
}

fn print_found(found: &[Found], key: Option<&Path>) {
    if found.is_empty() {
        println!(
            "Nothing was found that may tell who somebody is. Names in scripts without capitals are not found by themselves."
        );
        return;
    }
    let width = found.iter().map(|one| one.row.words.chars().count()).max().unwrap_or_default().min(40);
    for one in found {
        let becomes = if one.row.replace { format!("→ {}", one.row.stand_in) } else { "stays".to_owned() };
        let row = &one.row;
        println!("{:<width$}  {:<14}  {:>4}  {becomes}", row.words, row.reveals.word(), one.times());
    }
    let replaced = found.iter().filter(|one| one.row.replace).count();
    println!();
    println!("{} found, {replaced} to be replaced.", counted(found.len(), "wording"));
    match key {
        Some(key) => println!(
            "They are in {}. Look through it, write yes or no under “replace” and a stand-in of your own where you like one, \
             add names that were not found, and then make a new study: -o NEW.colloquy",
            key.display()
        ),
        None => {
            println!("To decide on them, keep them in a key: --key KEY.csv, or locked with a passphrase: --key KEY.age")
        }
    }
}
