//! `colloquy export WHAT STUDY -o FILE`

use std::path::PathBuf;

use super::{Failure, figure::FigureArguments};
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
    #[command(flatten)]
    figure: FigureArguments,
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
        if !matches!(self.what, What::Figure) {
            self.figure.only_for_figures()?;
        }
        let output = match self.what {
            What::Manual => Output::Manual,
            What::Figure => return self.figure.export(&self.study, &self.output),
            What::Interventions => Output::Interventions,
            What::Codings => Output::Codings,
            What::Codebook => Output::Codebook,
            What::Participants | What::Quotes | What::Matrix | What::Refi => {
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
        let read = super::read(&self.study)?;
        report::write(&read.study, output, &self.output).map_err(Failure::data)?;
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
