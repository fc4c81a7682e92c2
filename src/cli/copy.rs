//! `colloquy copy STUDY -o COPY --for NAME [--blind] [--transcripts TITLE...] [--round NAME]`

use std::path::{Path, PathBuf};

use super::{Failure, new::with_extension};
use crate::{
    journal::Stamp,
    operations,
    review::{self, NewCopy},
    store::OpenStudy,
    study::{Coder, Id, Role, Study, Transcript},
};

#[derive(clap::Args)]
pub struct Copy {
    /// The study to copy from.
    study: PathBuf,
    /// The file to make; `.colloquy` is added where it has no extension.
    #[arg(short, long)]
    output: PathBuf,
    /// Who will code in the copy. Someone new joins the study first.
    #[arg(long = "for")]
    coder: String,
    /// Leave out what the others coded and wrote.
    #[arg(long)]
    blind: bool,
    /// The transcripts that go along, by title; otherwise all, or those of the round.
    #[arg(long, num_args = 1..)]
    transcripts: Vec<String>,
    /// The round it is made for; a blind round makes a blind copy.
    #[arg(long)]
    round: Option<String>,
}

impl Copy {
    pub(super) fn run(self) -> Result<(), Failure> {
        let path = with_extension(self.output);
        if path.exists() {
            return Err(Failure::Use(format!(
                "{} exists already. It was left as it is. Name another file.",
                path.display()
            )));
        }
        let name = self.coder.trim();
        let known = |study: &Study| {
            study.coders().find(|coder| coder.name == name || coder.initials == name).map(|coder| coder.id)
        };
        let mut read = super::read(&self.study)?;
        let coder = match known(&read.study) {
            Some(coder) => coder,
            None => {
                let coder = joined(&self.study, name)?;
                read = super::read(&self.study)?;
                coder
            }
        };
        let study = &read.study;
        let round = self.round.as_deref().map(|name| {
            let found = study.rounds().find(|round| round.name == name);
            found.ok_or_else(|| {
                Failure::Data(format!("There is no round called {name} in the study. Nothing was copied."))
            })
        });
        let round = round.transpose()?;
        let transcripts: Vec<Id<Transcript>> =
            self.transcripts.iter().map(|title| titled(study, title)).collect::<Result<_, _>>()?;
        let new = NewCopy {
            coder,
            blind: self.blind || round.is_some_and(|round| round.blind),
            transcripts: (!transcripts.is_empty()).then_some(transcripts),
            round: round.map(|round| round.id),
        };
        let Some(last) = read.entries.last() else {
            return Err(Failure::Data(
                "The study has no journal, so a copy could not be brought back. Nothing was copied.".into(),
            ));
        };
        let entry = review::copy_for(study, &Stamp::now(None), last.head.id, &new)
            .map_err(|why| Failure::Data(format!("{why} Nothing was copied.")))?;
        let copy = OpenStudy::create_from(&path, &[entry], name).map_err(Failure::data)?;
        let kind = if new.blind { "a blind copy" } else { "a copy" };
        let (transcripts, codes) = (copy.study().transcripts().len(), copy.study().codes().len());
        println!(
            "Made {kind} for {} in {}: {}, {}.",
            copy.study().get(coder).map_or(name, |coder| coder.name.as_str()),
            path.display(),
            operations::counted(transcripts, "transcript"),
            operations::counted(codes, "code"),
        );
        Ok(())
    }
}

/// Someone new: joins the study itself, so that their copy comes back under the same coder.
fn joined(study: &Path, name: &str) -> Result<Id<Coder>, Failure> {
    let mut open = super::write(study, name)?;
    let (coder, entry) = operations::add_coder(open.study(), &Stamp::now(None), name, Role::Coder)
        .map_err(|why| Failure::Use(format!("{why} Nothing was copied.")))?;
    open.commit(entry).map_err(Failure::data)?;
    Ok(coder)
}

fn titled(study: &Study, title: &str) -> Result<Id<Transcript>, Failure> {
    let mut found = study.transcripts_in_order().into_iter().filter(|transcript| transcript.title == title);
    match (found.next(), found.next()) {
        (Some(one), None) => Ok(one.id),
        (None, _) => {
            Err(Failure::Data(format!("There is no transcript called {title} in the study. Nothing was copied.")))
        }
        _ => Err(Failure::Data(format!("There are several transcripts called {title}. Nothing was copied."))),
    }
}
