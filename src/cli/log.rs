//! `colloquy log STUDY [--coder NAME] [--json]`

use std::{
    io::{self, Write},
    path::PathBuf,
};

use serde::Serialize;

use super::Failure;
use crate::journal::{Act, kinds_touched};

#[derive(clap::Args)]
pub struct Log {
    /// The study.
    study: PathBuf,
    /// For whom: while a blind round is open, the log says only what this coder did.
    #[arg(long)]
    coder: Option<String>,
    /// One JSON object a line: id, at, by, sentence, act, kinds, changes (how many).
    #[arg(long)]
    json: bool,
}

/// One line of `--json`.
#[derive(Serialize)]
struct Line<'a> {
    id: uuid::Uuid,
    at: jiff::Timestamp,
    by: Option<&'a str>,
    sentence: &'a str,
    act: Act,
    kinds: Vec<&'static str>,
    changes: usize,
}

impl Log {
    pub(super) fn run(self) -> Result<(), Failure> {
        let read = super::read_as(&self.study, self.coder.as_deref())?;
        let mut out = io::stdout().lock();
        for entry in &read.entries {
            let coder = entry.head.by.and_then(|id| read.study.get(id)).map(|coder| coder.name.as_str());
            let line = if self.json {
                serde_json::to_string(&Line {
                    id: entry.head.id,
                    at: entry.head.at,
                    by: coder,
                    sentence: &entry.head.sentence,
                    act: entry.head.act,
                    kinds: kinds_touched(&entry.changes).into_iter().map(|kind| kind.noun()).collect(),
                    changes: entry.changes.len(),
                })
                .map_err(Failure::data)?
            } else {
                let when = entry.head.at.strftime("%Y-%m-%d %H:%M:%S");
                format!("{when}  {}  {}", coder.unwrap_or("Colloquy"), entry.head.sentence.replace('*', ""))
            };
            // A reader that has seen enough (`| head`) is no error.
            if writeln!(out, "{line}").is_err() {
                break;
            }
        }
        Ok(())
    }
}
