//! `colloquy import STUDY FILE... [--coder NAME] [--group LABEL]`

use std::{
    fs,
    path::{Path, PathBuf},
};

use super::{Failure, coder_named, new::with_extension};
use crate::{
    import::{self, Choices},
    journal::{Entry, Stamp},
    operations::{self, GroupChoice, counted},
    store::{OpenStudy, text_form},
};

#[derive(clap::Args)]
pub struct Import {
    /// The study to add to; or, where a folder is imported, the file to make.
    study: PathBuf,
    /// Transcripts (plain text, Word, OpenDocument, PDF, captions, …), or one folder with a study as text.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// In whose name they are added.
    #[arg(long)]
    coder: Option<String>,
    /// The group they belong to; otherwise each gets a group named like itself.
    #[arg(long)]
    group: Option<String>,
    /// The encoding of text files by its WHATWG label, such as windows-1252; otherwise it is found.
    #[arg(long)]
    encoding: Option<String>,
}

impl Import {
    pub(super) fn run(self) -> Result<(), Failure> {
        match self.files.as_slice() {
            [folder] if folder.is_dir() => folder_into(folder, with_extension(self.study)),
            files if files.iter().any(|file| file.is_dir()) => {
                Err(Failure::Use("A folder with a study as text is imported by itself, into a new file.".into()))
            }
            _ => self.transcripts(),
        }
    }

    /// Reads every file before anything is added: one that cannot be read stops the whole, and nothing is half-imported.
    fn transcripts(self) -> Result<(), Failure> {
        let mut open = super::write(&self.study, self.coder.as_deref().unwrap_or("the command line"))?;
        let coder = coder_named(open.study(), self.coder.as_deref())?;
        let choices = Choices { encoding: self.encoding.clone(), ..Choices::default() };
        let mut proposed = Vec::new();
        for file in &self.files {
            let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let bytes = fs::read(file).map_err(|why| {
                Failure::Data(format!("{} could not be read: {why}. Nothing was added.", file.display()))
            })?;
            proposed.push(import::propose(&name, &bytes, &choices).map_err(Failure::data)?);
        }
        let mut entries: Vec<(Entry, String)> = Vec::new();
        let mut study = open.study().clone();
        for found in proposed {
            let told = format!(
                "{}: {}, {}, {}",
                found.title,
                counted(found.turns.len(), "turn"),
                counted(found.speakers.len(), "speaker"),
                found.pattern_in_words()
            );
            let notices: String = found.notices.iter().map(|notice| format!("\n  {notice}")).collect();
            let group = GroupChoice::Labelled(self.group.clone().unwrap_or_else(|| found.title.clone()));
            let new = found.into_new(group);
            let (_, entry) = operations::add_transcript(&study, &Stamp::now(coder), new)
                .map_err(|why| Failure::Data(format!("{why} Nothing was added.")))?;
            study = crate::journal::apply(&study, &entry).map_err(Failure::data)?;
            entries.push((entry, told + &notices));
        }
        for (entry, told) in entries {
            open.commit(entry).map_err(Failure::data)?;
            println!("{told}");
        }
        Ok(())
    }
}

fn folder_into(folder: &Path, path: PathBuf) -> Result<(), Failure> {
    if path.exists() {
        return Err(Failure::Use(format!(
            "{} exists already; a study as text is read into a new file. Nothing was changed.",
            path.display()
        )));
    }
    let (study, entries) = text_form::read(folder).map_err(Failure::data)?;
    OpenStudy::create_from(&path, &entries, "the command line").map_err(Failure::data)?;
    println!("Read {} into {}.", study.details().title, path.display());
    Ok(())
}
