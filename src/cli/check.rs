//! `colloquy check STUDY`

use std::path::PathBuf;

use super::Failure;
use crate::{store, study::all_violations};

#[derive(clap::Args)]
pub struct Check {
    /// The study.
    study: PathBuf,
}

impl Check {
    pub(super) fn run(self) -> Result<(), Failure> {
        let findings: Vec<String> = if self.study.is_dir() {
            let read = super::read(&self.study)?;
            all_violations(&read.study).iter().map(|violation| violation.to_string()).collect()
        } else {
            store::check(&self.study).into_iter().map(|finding| finding.what).collect()
        };
        if findings.is_empty() {
            println!("{} is sound.", self.study.display());
            return Ok(());
        }
        let list: String = findings.iter().map(|finding| format!("\n  {finding}")).collect();
        let noun = if findings.len() == 1 { "thing is" } else { "things are" };
        Err(Failure::Data(format!("{}: {} {noun} wrong:{list}", self.study.display(), findings.len())))
    }
}
