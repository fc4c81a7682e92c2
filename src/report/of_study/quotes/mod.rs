//! The quotation book: passages under themes, codes, groups or participants, who is quoted how often, the author's marks
//! kept apart from what was said.

mod balance;
mod gather;
mod shorten;

use serde::{Deserialize, Serialize};

pub use balance::{Balance, Voice, balance};
pub use shorten::{in_italics, shortened};

use self::gather::{Passage, Under, gather};
use super::attribution::attribution;
use super::manual::ATTRIBUTION;
use super::valence_in_words;
use crate::analysis::{brackets_in, pieces};
use crate::report::tree::{
    Column, Document, Inlines, Page, Quotation, Row, Table, Words, contents, heading, lead, note, paragraph,
};
use crate::report::{PlainCell, PlainTable};
use crate::study::{Board, Coder, Id, Level, Study, Transcript};
use crate::text::Span;

/// Under what passages stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Arrangement {
    /// Sub-themes of a board, and codes that none of them holds.
    #[default]
    Theme,
    Code,
    Group,
    Participant,
}

/// What may be chosen of a quotation book.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct QuoteOptions {
    pub by: Arrangement,
    /// The board whose themes are taken; `None` takes the last.
    pub board: Option<Id<Board>>,
    /// Only the codings of one coder; `None` takes all but the consensus layer's.
    pub coder: Option<Id<Coder>>,
    /// How a quotation says who speaks: `{participant}`, `{group}`, `{turn}`, any attribute's name in braces.
    pub attribution: String,
    /// Quotations under one heading, at most; 0 for all.
    pub most: usize,
    /// Longer ones are shortened in the middle with `[…]`, to about so many words; 0 for none.
    pub words: usize,
    /// What happens beside the words (`[laughs]`) is left out.
    pub without_asides: bool,
    /// The table of who is quoted how often.
    pub balance: bool,
    /// BCP 47; `None` takes the study's.
    pub language: Option<String>,
    pub page: Page,
}

impl Default for QuoteOptions {
    fn default() -> Self {
        QuoteOptions {
            by: Arrangement::Theme,
            board: None,
            coder: None,
            attribution: ATTRIBUTION.to_owned(),
            most: 0,
            words: 0,
            without_asides: false,
            balance: true,
            language: None,
            page: Page::A4,
        }
    }
}

/// The passages that the book prints, each once, in the order of transcripts and reading.
pub fn quoted(study: &Study, options: &QuoteOptions) -> Vec<(Id<Transcript>, Span)> {
    let gathered = gather(study, options);
    let passages = gather::printed(study, &gathered, options.most).into_iter().flatten();
    let mut printed: Vec<_> = passages.map(|passage| (passage.transcript, passage.span)).collect();
    printed.sort_by_key(|(transcript, span)| (*transcript, span.start, span.end));
    printed.dedup();
    printed
}

/// The quotation book as a document.
pub fn quotation_book(study: &Study, options: &QuoteOptions) -> Document {
    let mut document = Document::new(study.details().title.clone());
    document.subtitle = Some("Quotation book".into());
    document.language = options.language.clone().unwrap_or_else(|| study.details().language.clone());
    document.words = Words::of_language(&document.language);
    document.page = options.page;
    let gathered = gather(study, options);
    document.push(heading(1, "About these quotations"));
    let pages = gather::printed(study, &gathered, options.most);
    let bracketed =
        pages.iter().flatten().any(|passage| !brackets_in(study, passage.transcript, passage.span).is_empty());
    document.push(lead(opening(&gathered, pages.iter().map(Vec::len).sum(), options)));
    if options.words > 0 || options.without_asides || bracketed {
        document.push(paragraph(
            "What stands in square brackets and italics is the author’s: […] stands for words left out, other words are \
             put in or stand instead of what was said. Square brackets in upright letters are the transcript’s own.",
        ));
    }
    document.push(contents(2));
    if options.balance {
        push_balance(&mut document, &balance(study, options));
    }
    let mut above = None;
    for (under, shown) in gathered.iter().zip(&pages) {
        if under.above.is_some() && under.above != above {
            document.push(heading(1, under.above.clone().unwrap_or_default()));
        }
        above.clone_from(&under.above);
        let level = if under.above.is_some() { 2 } else { 1 };
        document.push(heading(level, under.name.as_str()));
        if !under.facts.is_empty() {
            document.push(note(under.facts.as_str()));
        }
        for passage in shown {
            document.push(quotation(study, passage, options));
        }
        if shown.len() < under.passages.len() {
            let left = under.passages.len() - shown.len();
            let noun = if left == 1 { "passage is" } else { "passages are" };
            document.push(note(format!("{left} more {noun} coded under this heading and not printed.")));
        }
    }
    document
}

fn opening(gathered: &[Under<'_>], shown: usize, options: &QuoteOptions) -> String {
    let passages: usize = gathered.iter().map(|under| under.passages.len()).sum();
    let by = match options.by {
        Arrangement::Theme => "by sub-theme",
        Arrangement::Code => "by code",
        Arrangement::Group => "by group",
        Arrangement::Participant => "by participant",
    };
    let some = if shown < passages {
        format!("{shown} of {passages} coded passages {by}, from as many voices and groups as there are,")
    } else {
        format!("{passages} coded passages {by},")
    };
    format!(
        "{some} in the order of transcripts and reading. Passages that overlap under one heading \
         are joined; moderators’ words stand only where a passage runs over them."
    )
}

fn quotation(study: &Study, passage: &Passage, options: &QuoteOptions) -> Quotation {
    let from = attribution(study, passage.transcript, passage.span.start, &options.attribution);
    let words = printed(study, passage, options);
    Quotation { text: words, attribution: (!from.is_empty()).then_some(from), near_miss: false }
}

/// The words with the author's marks among them, those in italics.
fn printed(study: &Study, passage: &Passage, options: &QuoteOptions) -> Inlines {
    let pieces = pieces(study, passage.transcript, passage.span);
    shortened(&pieces, options.words, options.without_asides)
}

fn push_balance(document: &mut Document, balance: &Balance) {
    document.push(heading(1, "Who is quoted how often"));
    let rows = balance.voices.iter().map(|voice| {
        let [quotations, words] = balance.shares(voice);
        Row::new([
            voice.participant.clone(),
            voice.group.clone(),
            voice.quotations.to_string(),
            format!("{quotations:.0}"),
            voice.words.to_string(),
            format!("{words:.0}"),
        ])
    });
    let silent = balance.voices.iter().filter(|voice| voice.quotations == 0).count();
    let mut notes =
        vec![format!(
        "{} of {} participants are quoted. Shares are of all quotations and of all words quoted, rounded half up.",
        balance.voices.len() - silent,
        balance.voices.len(),
    )
    .into()];
    if let Some(loudest) = balance.loudest() {
        notes.push(
            format!(
                "{} ({}) supplies more than a quarter of the quotations: readers may ask whether the theme is shared.",
                loudest.participant, loudest.group
            )
            .into(),
        );
    }
    document.push(Table {
        caption: Some("Quotations by participant".into()),
        columns: vec![
            Column::text(3.0),
            Column::text(3.0),
            Column::number(1.4),
            Column::number(1.0),
            Column::number(1.2),
            Column::number(1.0),
        ],
        header: vec![Row::new(["Participant", "Group", "Quotations", "%", "Words", "%"])],
        rows: rows.collect(),
        notes,
        anchor: None,
    });
}

/// The quotations for a spreadsheet: what was said and what is printed in columns of their own.
pub fn quotes_plain(study: &Study, options: &QuoteOptions) -> PlainTable {
    let header = [
        "under",
        "theme",
        "said",
        "printed",
        "attribution",
        "participant",
        "group",
        "transcript",
        "turn",
        "codes",
        "coders",
        "valence",
        "level",
        "contradicts",
    ];
    let mut rows = Vec::new();
    for under in gather(study, options) {
        for passage in &under.passages {
            let transcript = study.get(passage.transcript);
            let turn = transcript.and_then(|one| one.turn_at(passage.span.start));
            let speaker = turn.and_then(|(_, turn)| study.get_opt(turn.speaker));
            let group = transcript.and_then(|one| study.get_opt(one.group));
            let joined = |names: Vec<&str>| {
                let mut seen = Vec::new();
                names.into_iter().for_each(|name| {
                    if !seen.contains(&name) {
                        seen.push(name);
                    }
                });
                seen.join("; ")
            };
            let codings = &passage.codings;
            rows.push(vec![
                under.name.as_str().into(),
                under.above.as_deref().unwrap_or_default().into(),
                passage.span.of(study.text(passage.transcript)).unwrap_or_default().trim().into(),
                printed(study, passage, options).plain().into(),
                attribution(study, passage.transcript, passage.span.start, &options.attribution).into(),
                speaker.map_or("", |one| one.label.as_str()).into(),
                group.map_or("", |one| one.label.as_str()).into(),
                transcript.map_or("", |one| one.title.as_str()).into(),
                turn.map_or(PlainCell::Empty, |(place, _)| (place + 1).into()),
                joined(codings.iter().filter_map(|one| study.get(one.code)).map(|one| one.name.as_str()).collect())
                    .into(),
                joined(codings.iter().filter_map(|one| study.get(one.coder)).map(|one| one.name.as_str()).collect())
                    .into(),
                joined(codings.iter().filter_map(|one| one.valence).map(|one| valence_in_words(Some(one))).collect())
                    .into(),
                joined(
                    codings
                        .iter()
                        .filter_map(|one| one.level)
                        .map(|level| match level {
                            Level::Semantic => "Semantic",
                            Level::Latent => "Latent",
                        })
                        .collect(),
                )
                .into(),
                if codings.iter().any(|one| one.contradicts) { "yes".into() } else { "no".into() },
            ]);
        }
    }
    PlainTable { header: header.map(str::to_owned).to_vec(), rows }
}
