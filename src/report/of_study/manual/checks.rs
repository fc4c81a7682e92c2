//! What should be looked at before a manual is handed over, each with the record to jump to.

use std::collections::BTreeSet;

use super::codes::printed_codes;
use super::examples::{Examples, Passage};
use super::names;
use super::options::ManualOptions;
use crate::analysis::identify::Still;
use crate::report::of_study::attribution::value_in_words;
use crate::report::of_study::subthemes::{board_of, codings, subthemes};
use crate::study::{Attribute, Describes, Id, Key, Opinion, Outcome, Participant, Study, Transcript};
use crate::text::Span;

/// Something to be looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Concern {
    pub kind: ConcernKind,
    /// Where to jump: the code, the verdict, the transcript.
    pub record: Key,
    /// Where in a transcript, if it is about words.
    pub passage: Option<(Id<Transcript>, Span)>,
    /// A sentence that says what it is.
    pub sentence: String,
}

/// What kind of thing it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ConcernKind {
    /// A code with neither a brief nor a full definition.
    NoDefinition,
    /// A code with no passage to show it.
    NoExample,
    /// A reviewer disagrees or is unsure, and nobody has answered.
    Unresolved,
    /// Words of a printed quotation that look like somebody's name.
    Name,
    /// The attributes beside a quotation fit fewer people than is safe.
    SmallCell,
}

/// Fewer people than this may be told apart by what stands beside their words (reporting.md section 4).
const SAFE: usize = 3;

/// Everything to be looked at before the manual is exported with these options, by kind. `quoted` is what it quotes
/// ([`quoted_in_manual`]).
pub fn checks_before_export(study: &Study, options: &ManualOptions, quoted: &[(Id<Transcript>, Span)]) -> Vec<Concern> {
    let examples = Examples { study, options };
    let mut concerns = Vec::new();
    let codes = printed_codes(study, options);
    for (_, code) in &codes {
        if code.brief.trim().is_empty() && code.full.trim().is_empty() {
            let sentence = format!("“{}” has no definition.", code.name);
            concerns.push(of_record(ConcernKind::NoDefinition, code.id.key(), sentence));
        }
    }
    let asked = options.quotations > 0;
    for (_, code) in codes.iter().filter(|_| asked) {
        if examples.passages_of(code).iter().all(|passage| passage.near_miss) {
            let sentence = format!("“{}” has no example, and no participant’s words are coded with it.", code.name);
            concerns.push(of_record(ConcernKind::NoExample, code.id.key(), sentence));
        }
    }
    for verdict in study.verdicts() {
        let open = matches!(verdict.opinion, Opinion::Disagree | Opinion::Unsure | Opinion::Proposal);
        if open && verdict.answer.is_none() {
            let reviewer = study.get(verdict.reviewer).map_or("A reviewer", |coder| coder.name.as_str());
            let what = if verdict.text.is_empty() { "nothing was said why".into() } else { verdict.text.clone() };
            let sentence = format!("{reviewer}’s word is still unanswered: {what}");
            concerns.push(of_record(ConcernKind::Unresolved, verdict.id.key(), sentence));
        }
    }
    for decision in study.decisions().filter(|decision| decision.outcome == Outcome::Later) {
        let round = study.get_opt(decision.round).map_or_else(String::new, |round| format!(" of “{}”", round.name));
        let why = if decision.reason.is_empty() { String::new() } else { format!(": {}", decision.reason) };
        let sentence = format!("A disagreement{round} was put off and is still open{why}");
        concerns.push(of_record(ConcernKind::Unresolved, decision.id.key(), sentence));
    }
    concerns.extend(checks_of_quotations(study, &options.attribution, quoted));
    concerns
}

/// What should be looked at in quotations that are printed with an attribution of this pattern: words that look like
/// names, and speakers who may be recognised by what stands beside their words.
pub fn checks_of_quotations(study: &Study, attribution: &str, passages: &[(Id<Transcript>, Span)]) -> Vec<Concern> {
    let named: Vec<Concern> = match Still::of(study) {
        Ok(still) => passages.iter().filter_map(|passage| names::concern(study, &still, *passage)).collect(),
        Err(why) => vec![of_record(ConcernKind::Name, study.details().id.key(), why.to_string())],
    };
    named.into_iter().chain(small_cells(study, attribution, passages)).collect()
}

fn of_record(kind: ConcernKind, record: Key, sentence: String) -> Concern {
    Concern { kind, record, passage: None, sentence }
}

/// The passages that a manual quotes, each once, in the order of transcripts and reading.
pub fn quoted_in_manual(study: &Study, options: &ManualOptions) -> Vec<(Id<Transcript>, Span)> {
    let passages = printed_passages(study, options, &Examples { study, options });
    passages.iter().map(|passage| (passage.transcript, passage.span)).collect()
}

/// Every passage that the manual prints, each once, in the order of transcripts and reading.
fn printed_passages<'a>(study: &'a Study, options: &'a ManualOptions, examples: &Examples<'a>) -> Vec<Passage> {
    let mut passages: Vec<Passage> = Vec::new();
    for (_, code) in printed_codes(study, options) {
        passages.extend(examples.passages_of(code));
    }
    if let Some(board) = board_of(study, options.board) {
        for one in subthemes(study, board.id) {
            let themes = [Some(one.theme), one.above];
            for theme in themes.into_iter().flatten() {
                passages.extend(examples.passages(&codings(study, theme), options.quotations));
            }
        }
    }
    passages.sort_by_key(|passage| (passage.transcript, passage.span.start, passage.span.end));
    passages.dedup_by_key(|passage| (passage.transcript, passage.span));
    passages
}

/// Quotations whose speaker has, in the attributes that the attribution prints, fewer than [`SAFE`] like them.
fn small_cells(study: &Study, attribution: &str, passages: &[(Id<Transcript>, Span)]) -> Vec<Concern> {
    let named = |attribute: &&Attribute| attribution.contains(&format!("{{{}}}", attribute.name));
    let printed: Vec<&Attribute> = study
        .attributes_in_order()
        .into_iter()
        .filter(|attribute| attribute.describes == Describes::Participants)
        .filter(named)
        .collect();
    if printed.is_empty() {
        return Vec::new();
    }
    let with_group = attribution.contains("{group}");
    let cell = |person: &Participant| -> Vec<String> {
        let values = printed
            .iter()
            .map(|attribute| person.attributes.get(&attribute.id).map(value_in_words).unwrap_or_default());
        values.chain(with_group.then(|| format!("{:?}", person.group))).collect()
    };
    let mut told = BTreeSet::new();
    let mut concerns = Vec::new();
    for &(transcript, span) in passages {
        let turn = study.get(transcript).and_then(|transcript| transcript.turn_at(span.start));
        let Some(speaker) = turn.and_then(|(_, turn)| study.get_opt(turn.speaker)) else { continue };
        let own = cell(speaker);
        let like = study.participants().filter(|other| !other.moderator && cell(other) == own).count();
        if like < SAFE && told.insert(speaker.id) {
            let who = study.attribution(transcript, span.start);
            let names: Vec<&str> = printed.iter().map(|attribute| attribute.name.as_str()).collect();
            concerns.push(Concern {
                kind: ConcernKind::SmallCell,
                record: speaker.id.key(),
                passage: Some((transcript, span)),
                sentence: format!(
                    "{who}: {} beside a quotation fits only {like} of the participants, who may be recognised.",
                    names.join(" with "),
                ),
            });
        }
    }
    concerns
}
