//! `colloquy export WHAT STUDY -o FILE`

use std::path::PathBuf;

use super::{Failure, choices::Wishes};
use crate::{
    report::{self, Beside, Output},
    store::text_form,
};

#[derive(clap::Args)]
pub struct Export {
    /// manual, figure, interventions, participants, quotes, checklist, codings, codebook, text or journal.
    what: What,
    /// The study.
    study: PathBuf,
    /// The file to write; its extension decides the format. For text, a folder.
    #[arg(short, long)]
    output: PathBuf,
    #[command(flatten)]
    wishes: Wishes,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum What {
    Manual,
    Figure,
    Interventions,
    Participants,
    Quotes,
    Checklist,
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
            What::Participants => Output::Participants,
            What::Quotes => Output::Quotes,
            What::Checklist => Output::Checklist,
            What::Matrix | What::Refi => {
                return Err(Failure::Use("This export is not yet available in this version.".into()));
            }
            What::Text => {
                let read = super::read(&self.study)?;
                text_form::write(&read.study, &read.entries, &self.output).map_err(Failure::data)?;
                println!("Wrote {}.", self.output.display());
                return Ok(());
            }
            What::Journal => return self.journal(),
        };
        // A format that cannot be written is wrong use; it is said before the study is read.
        output.format_of(&self.output).map_err(|why| Failure::Use(why.to_string()))?;
        self.wishes.check()?;
        let read = super::read(&self.study)?;
        let choices = self.wishes.choices(&read.study)?;
        let beside = Beside { entries: &read.entries, ..Beside::default() };
        report::write_with(&read.study, beside, output, &self.output, &choices).map_err(Failure::data)?;
        println!("Wrote {}.", self.output.display());
        Ok(())
    }

    fn journal(self) -> Result<(), Failure> {
        if self.output.extension().is_none_or(|extension| extension != "json") {
            return Err(Failure::Use("The journal is written as JSON: name a file that ends in .json.".into()));
        }
        let read = super::read(&self.study)?;
        let json = serde_json::to_vec_pretty(&read.entries).map_err(Failure::data)?;
        report::write_file(&self.output, &json).map_err(Failure::data)?;
        println!("Wrote {}.", self.output.display());
        Ok(())
    }
}
