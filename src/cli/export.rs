//! `colloquy export WHAT STUDY -o FILE [--coder NAME]`

use std::path::PathBuf;

use super::Failure;
use crate::{
    report::{self, Output},
    store::text_form,
};

#[derive(clap::Args)]
pub struct Export {
    /// manual, figure, interventions, codings, codebook, text or journal.
    what: What,
    /// The study.
    study: PathBuf,
    /// The file to write; its extension decides the format. For text, a folder.
    #[arg(short, long)]
    output: PathBuf,
    /// For whom: while a blind round is open, what this coder may see.
    #[arg(long)]
    coder: Option<String>,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum What {
    Manual,
    Figure,
    Interventions,
    Participants,
    Quotes,
    Codings,
    Matrix,
    Refi,
    Codebook,
    Text,
    Journal,
}

impl Export {
    pub(super) fn run(self) -> Result<(), Failure> {
        let output = match self.what {
            What::Manual => Output::Manual,
            What::Figure => Output::Figure,
            What::Interventions => Output::Interventions,
            What::Codings => Output::Codings,
            What::Codebook => Output::Codebook,
            What::Participants | What::Quotes | What::Matrix | What::Refi => {
                return Err(Failure::Use("This export is not yet available in this version.".into()));
            }
            What::Text => {
                let read = super::read_as(&self.study, self.coder.as_deref())?;
                // What a blind coder may see of the journal does not lead to a study.
                let entries = if read.whole { read.entries.as_slice() } else { &[] };
                text_form::write(&read.study, entries, &self.output).map_err(Failure::data)?;
                println!("Wrote {}.", self.output.display());
                return Ok(());
            }
            What::Journal => return self.journal(),
        };
        // A format that cannot be written is wrong use; it is said before the study is read.
        output.format_of(&self.output).map_err(|why| Failure::Use(why.to_string()))?;
        let read = match output {
            // Nothing in these comes from a coding.
            Output::Figure | Output::Interventions => super::read(&self.study)?,
            _ => super::read_as(&self.study, self.coder.as_deref())?,
        };
        report::write(&read.study, output, &self.output).map_err(Failure::data)?;
        println!("Wrote {}.", self.output.display());
        Ok(())
    }

    fn journal(self) -> Result<(), Failure> {
        if self.output.extension().is_none_or(|extension| extension != "json") {
            return Err(Failure::Use("The journal is written as JSON: name a file that ends in .json.".into()));
        }
        let read = super::read_as(&self.study, self.coder.as_deref())?;
        let json = serde_json::to_vec_pretty(&read.entries).map_err(Failure::data)?;
        report::write_file(&self.output, &json).map_err(Failure::data)?;
        println!("Wrote {}.", self.output.display());
        Ok(())
    }
}
