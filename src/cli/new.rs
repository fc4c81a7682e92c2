//! `colloquy new STUDY --title TITLE [--coder NAME]`

use std::path::PathBuf;

use super::Failure;
pub(super) use crate::store::with_extension;
use crate::{journal::Stamp, operations, store::OpenStudy};

#[derive(clap::Args)]
pub struct New {
    /// The file to make; `.colloquy` is added unless its name ends so.
    study: PathBuf,
    /// What the study is called.
    #[arg(long)]
    title: String,
    /// Who begins it.
    #[arg(long)]
    coder: Option<String>,
}

impl New {
    pub(super) fn run(self) -> Result<(), Failure> {
        let path = with_extension(self.study);
        let stamp = Stamp::now(None);
        let entry = operations::begin_study(&stamp, &self.title, self.coder.as_deref())
            .map_err(|why| Failure::Use(why.to_string()))?;
        OpenStudy::create(&path, entry, self.coder.as_deref().unwrap_or("the command line")).map_err(Failure::data)?;
        println!("Began {} in {}.", self.title.trim(), path.display());
        Ok(())
    }
}
