//! `colloquy verify STUDY MANUSCRIPT [--json] [-o REPORT]`

use std::{fs, path::PathBuf};

use serde::Serialize;

use super::Failure;
use crate::{
    analysis::{
        manuscript::read_manuscript,
        verify::{Attribution, ChangeKind, CheckedQuotation, Finding, LooseKind, Verification, verify},
    },
    report,
    study::Study,
};

#[derive(clap::Args)]
pub struct Verify {
    /// The study.
    study: PathBuf,
    /// The manuscript: .docx, .odt, .pdf, .md or .txt.
    manuscript: PathBuf,
    /// One JSON object: counts, every quotation with where it was said and what was changed, lead-ins.
    #[arg(long)]
    json: bool,
    /// A report to write; its extension decides the format.
    #[arg(short, long)]
    output: Option<PathBuf>,
}

/// What `--json` prints.
#[derive(Serialize)]
struct Told<'a> {
    manuscript: String,
    wrong: bool,
    exact: usize,
    editorial: usize,
    altered: usize,
    not_found: usize,
    /// Of all of these, those whose attribution names somebody else, is missing, or may be of several people.
    attribution_wrong: usize,
    attribution_missing: usize,
    attribution_incomplete: usize,
    quotations: Vec<ToldQuotation<'a>>,
    loose: Vec<ToldLoose<'a>>,
}

#[derive(Serialize)]
struct ToldQuotation<'a> {
    /// From 1.
    paragraph: usize,
    words: &'a str,
    finding: &'static str,
    attribution: &'static str,
    stated: &'a str,
    wrong: bool,
    punctuation_differs: bool,
    /// The words of the transcript.
    said: Option<&'a str>,
    transcript: Option<&'a str>,
    /// From 1; 0 for none.
    turn: Option<usize>,
    speakers: Vec<&'a str>,
    changes: Vec<ToldChange<'a>>,
}

#[derive(Serialize)]
struct ToldChange<'a> {
    kind: &'static str,
    said: &'a str,
    printed: &'a str,
    marked: bool,
}

#[derive(Serialize)]
struct ToldLoose<'a> {
    paragraph: usize,
    kind: &'static str,
    words: &'a str,
}

impl Verify {
    pub(super) fn run(self) -> Result<(), Failure> {
        let format = self.output.as_ref().map(|path| report::document_format(path)).transpose();
        let format = format.map_err(|why| Failure::Use(why.to_string()))?;
        let read = super::read(&self.study)?;
        let name = self.manuscript.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let bytes = fs::read(&self.manuscript)
            .map_err(|why| Failure::Data(format!("{} could not be read: {why}.", self.manuscript.display())))?;
        let paragraphs = read_manuscript(&name, &bytes).map_err(Failure::data)?;
        let verified = verify(&read.study, &paragraphs);
        if let (Some(path), Some(format)) = (&self.output, format) {
            let document = report::verification(&read.study, &name, &verified);
            report::write_document(&document, format, path).map_err(Failure::data)?;
        }
        if self.json {
            let told = told(&read.study, name.clone(), &verified);
            println!("{}", serde_json::to_string_pretty(&told).map_err(Failure::data)?);
        } else {
            println!("{name}: {}", report::in_a_sentence(&verified));
            print!("{}", report::verification_in_lines(&read.study, &verified));
        }
        match verified.is_wrong() {
            true => Err(Failure::Data(format!("{name}: {}", report::in_a_sentence(&verified)))),
            false => Ok(()),
        }
    }
}

fn told<'a>(study: &'a Study, manuscript: String, verified: &'a Verification) -> Told<'a> {
    Told {
        manuscript,
        wrong: verified.is_wrong(),
        exact: verified.count(Finding::Exact),
        editorial: verified.count(Finding::Editorial),
        altered: verified.count(Finding::Altered),
        not_found: verified.count(Finding::NotFound),
        attribution_wrong: verified.attributed(&Attribution::Wrong),
        attribution_missing: verified.attributed(&Attribution::Missing),
        attribution_incomplete: verified.attributed(&Attribution::Incomplete),
        quotations: verified.quotations.iter().map(|one| quotation(study, one)).collect(),
        loose: verified
            .loose
            .iter()
            .map(|one| ToldLoose {
                paragraph: one.paragraph + 1,
                kind: match one.kind {
                    LooseKind::LeadIn => "lead_in",
                    LooseKind::Unclosed => "unclosed",
                },
                words: &one.words,
            })
            .collect(),
    }
}

fn quotation<'a>(study: &'a Study, one: &'a CheckedQuotation) -> ToldQuotation<'a> {
    let place = one.place.as_ref();
    ToldQuotation {
        paragraph: one.paragraph + 1,
        words: &one.words,
        finding: match one.finding {
            Finding::Exact => "exact",
            Finding::Editorial => "editorial",
            Finding::Altered => "altered",
            Finding::NotFound => "not_found",
            Finding::Term => "term",
            Finding::Cited => "cited",
        },
        attribution: match one.attribution {
            Attribution::Right => "right",
            Attribution::Incomplete => "incomplete",
            Attribution::Wrong => "wrong",
            Attribution::Missing => "missing",
            Attribution::NotAsked => "not_asked",
        },
        stated: &one.stated,
        wrong: one.is_wrong(),
        punctuation_differs: one.punctuation_differs,
        said: place.and_then(|place| place.span.of(study.text(place.transcript))),
        transcript: place.and_then(|place| study.get(place.transcript)).map(|transcript| transcript.title.as_str()),
        turn: place.map(|place| place.turn),
        speakers: place
            .map(|place| place.speakers.iter().filter_map(|&id| study.get(id)).map(|one| one.label.as_str()).collect())
            .unwrap_or_default(),
        changes: one
            .changes
            .iter()
            .map(|change| ToldChange {
                kind: match change.kind {
                    ChangeKind::Same => "same",
                    ChangeKind::Replaced => "replaced",
                    ChangeKind::Inserted => "inserted",
                    ChangeKind::LeftOut => "left_out",
                },
                said: &change.said,
                printed: &change.printed,
                marked: change.marked,
            })
            .collect(),
    }
}
