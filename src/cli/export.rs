//! `colloquy export WHAT STUDY -o FILE [--round NAME] [--coder NAME]`

use std::path::PathBuf;

use super::{Failure, Reading, choices::Wishes, figure::FigureArguments, matrix::MatrixWishes};
use crate::{
    analysis::identify,
    exchange::{self, Profile},
    report::{self, AgreementRow, Beside, MatrixOptions, Output, PairInput},
    review::Blind,
    store::text_form,
    study::{Round, Study},
};

#[derive(clap::Args)]
pub struct Export {
    /// manual, figure, interventions, board, matrix, participants, quotes, checklist, codings, codebook, double-coding,
    /// decisions, review, refi, text or journal.
    what: What,
    /// The study.
    study: PathBuf,
    /// The file to write; its extension decides the format. For text, a folder.
    #[arg(short, long)]
    output: PathBuf,
    /// For whom: while a blind round is open, what this coder may see.
    #[arg(long)]
    coder: Option<String>,
    /// For double-coding and decisions: which round; the last one that was closed, where none is named.
    #[arg(long, value_name = "NAME")]
    round: Option<String>,
    /// For refi: the program it is for.
    #[arg(long, value_enum, default_value_t)]
    profile: ProfileName,
    /// For refi: say what would not be in the file, and write nothing.
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    figure: FigureArguments,
    #[command(flatten)]
    matrix: MatrixWishes,
    #[command(flatten)]
    wishes: Wishes,
}

/// For which program a project is written.
#[derive(Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
enum ProfileName {
    #[default]
    Standard,
    Nvivo,
    Atlas,
    Maxqda,
}

impl From<ProfileName> for Profile {
    fn from(name: ProfileName) -> Self {
        match name {
            ProfileName::Standard => Profile::Standard,
            ProfileName::Nvivo => Profile::Nvivo,
            ProfileName::Atlas => Profile::Atlas,
            ProfileName::Maxqda => Profile::Maxqda,
        }
    }
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
    CodedTranscripts,
    Board,
    Matrix,
    Refi,
    Codebook,
    DoubleCoding,
    Decisions,
    Review,
    Text,
    Journal,
}

impl Export {
    pub(super) fn run(self) -> Result<(), Failure> {
        if !matches!(self.what, What::Figure) {
            self.figure.only_for_figures()?;
        }
        if !matches!(self.what, What::Board | What::Matrix) {
            self.matrix.only_for_boards_and_tables(matches!(self.what, What::Figure))?;
        }
        if !matches!(self.what, What::Refi) && (self.dry_run || self.profile != ProfileName::Standard) {
            return Err(Failure::Use("--profile and --dry-run are for export refi.".into()));
        }
        let codes = |path: &std::path::Path| path.extension().is_some_and(|end| end.eq_ignore_ascii_case("qdc"));
        let output = match self.what {
            What::Codebook if codes(&self.output) => return self.codebook(),
            What::Manual => Output::Manual,
            What::Figure => {
                let of = (self.matrix.board.as_deref(), self.coder.as_deref());
                return self.figure.export(&self.study, &self.output, of);
            }
            What::Interventions => Output::Interventions,
            What::Codings => Output::Codings,
            What::CodedTranscripts => Output::CodedTranscripts,
            What::Codebook => Output::Codebook,
            What::DoubleCoding => Output::DoubleCoding,
            What::Decisions => Output::Decisions,
            What::Review => Output::Review,
            What::Participants => Output::Participants,
            What::Quotes => Output::Quotes,
            What::Checklist => Output::Checklist,
            What::Board => Output::Board(None),
            What::Matrix => Output::Matrix(MatrixOptions::default()),
            What::Refi => return self.refi(),
            What::Text => {
                let read = super::read_as(&self.study, self.coder.as_deref())?;
                // What a blind coder may see of the journal does not lead to a study.
                let entries = if read.whole { read.entries.as_slice() } else { &[] };
                text_form::write(&read.study, entries, &self.output).map_err(Failure::data)?;
                println!("Wrote {}.", self.output.display());
                warn_of_names(&read.study);
                return Ok(());
            }
            What::Journal => return self.journal(),
        };
        // A format that cannot be written is wrong use; it is said before the study is read.
        output.format_of(&self.output).map_err(|why| Failure::Use(why.to_string()))?;
        self.wishes.check()?;
        let read = match output {
            // Nothing in it comes from a coding.
            Output::Interventions => super::read(&self.study)?,
            _ => super::read_as(&self.study, self.coder.as_deref())?,
        };
        let output = match output {
            Output::Board(_) => Output::Board(self.matrix.board(&read.study)?),
            Output::Matrix(_) => Output::Matrix(self.matrix.options(&read.study)?),
            other => other,
        };
        if output.is_of_a_round() {
            let input = self.pair_input(&read)?;
            report::write_round(&read.study, &input, output, &self.output).map_err(Failure::data)?;
        } else if self.round.is_some() {
            return Err(Failure::Use(format!("The {} is not of a round; leave --round out.", output.name())));
        } else {
            let choices = self.wishes.choices(&read.study)?;
            let agreement = if output == Output::Manual { agreement(&read) } else { Vec::new() };
            let beside = Beside { entries: &read.entries, agreement: &agreement };
            report::write_with(&read.study, beside, output, &self.output, &choices).map_err(Failure::data)?;
        }
        println!("Wrote {}.", self.output.display());
        if output.quotes() {
            warn_of_names(&read.study);
        }
        Ok(())
    }

    /// What the report of the round needs, without what this reader may not see.
    fn pair_input(&self, shown: &Reading) -> Result<PairInput, Failure> {
        let round = round_of(&shown.study, self.round.as_deref())?.id;
        if shown.whole {
            return PairInput::of(&shown.study, &shown.entries, round).map_err(Failure::data);
        }
        // A part of the journal leads nowhere: the whole one does, and what comes of it is masked in turn.
        let whole = super::read(&self.study)?;
        let mut input = PairInput::of(&whole.study, &whole.entries, round).map_err(Failure::data)?;
        let viewer = super::coder_named(&whole.study, self.coder.as_deref())?;
        if let Some(blind) = Blind::of(&whole.study, viewer) {
            input.compared = blind.seen(&input.compared);
        }
        Ok(input)
    }

    /// A REFI-QDA project. What is not in it is said; with `--dry-run` nothing is written.
    fn refi(self) -> Result<(), Failure> {
        if self.output.extension().is_none_or(|extension| !extension.eq_ignore_ascii_case("qdpx")) {
            return Err(Failure::Use("A REFI-QDA project is written to a file that ends in .qdpx; a codebook, with export codebook, to one that ends in .qdc.".into()));
        }
        let read = super::read_as(&self.study, self.coder.as_deref())?;
        let written = exchange::write_project(&read.study, self.profile.into()).map_err(Failure::data)?;
        if !self.dry_run {
            report::write_file(&self.output, &written.bytes).map_err(Failure::data)?;
            println!("Wrote {}.", self.output.display());
            warn_of_names(&read.study);
        }
        println!(
            "{}",
            if written.losses.is_empty() { "Everything is in it." } else { "Not in it, or not as it stands here:" }
        );
        written.losses.iter().for_each(super::tell_loss);
        Ok(())
    }

    fn codebook(self) -> Result<(), Failure> {
        let read = super::read_as(&self.study, self.coder.as_deref())?;
        let bytes = exchange::write_codebook(&read.study).ok_or_else(|| {
            Failure::Data("The study has no codes, and a .qdc cannot be empty. Nothing was written.".into())
        })?;
        report::write_file(&self.output, &bytes).map_err(Failure::data)?;
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
        warn_of_names(&read.study);
        Ok(())
    }
}

/// How far coders agreed in each round that is closed; nothing while a blind round hides a part of the journal.
fn agreement(read: &Reading) -> Vec<AgreementRow> {
    let closed = read.study.rounds_in_order().into_iter().filter(|round| round.closed.is_some() && read.whole);
    let rows = closed.filter_map(|round| {
        let input = PairInput::of(&read.study, &read.entries, round.id).ok()?;
        report::agreement_rows(&read.study, &input).ok()
    });
    rows.flatten().collect()
}

/// The round of this name; without one, the last in order that is closed.
fn round_of<'s>(study: &'s Study, name: Option<&str>) -> Result<&'s Round, Failure> {
    let rounds = study.rounds_in_order();
    let found = match name {
        Some(name) => rounds.iter().find(|round| round.name == name),
        None => rounds.iter().rev().find(|round| round.closed.is_some()),
    };
    found.copied().ok_or_else(|| {
        let names: Vec<&str> = rounds.iter().map(|round| round.name.as_str()).collect();
        let known = if names.is_empty() { "it has none yet".into() } else { format!("it has {}", names.join(", ")) };
        let what = name.map_or_else(|| "round that is closed".into(), |name| format!("round called {name}"));
        Failure::Data(format!("There is no {what} in the study; {known}. Nothing was written."))
    })
}

/// Says what in the words that were written may tell who somebody is.
fn warn_of_names(study: &Study) {
    if let Some(warning) = identify::warning(study) {
        eprintln!("colloquy: {warning} To go through them: colloquy deidentify");
    }
}
