//! Which passages stand under which heading.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{Arrangement, QuoteOptions};
use crate::report::of_study::subthemes::{board_of, subthemes};
use crate::report::of_study::valence_in_words;
use crate::study::{Code, Coding, Id, Participant, Study, Transcript};
use crate::text::{Span, union};

/// A heading with its passages.
pub(super) struct Under<'a> {
    /// The theme of a sub-theme, the parent's path of a code.
    pub(super) above: Option<String>,
    pub(super) name: String,
    /// A line of small print: definition, valence.
    pub(super) facts: String,
    pub(super) passages: Vec<Passage<'a>>,
}

/// A passage, joined of all that overlaps under its heading.
pub(super) struct Passage<'a> {
    pub(super) transcript: Id<Transcript>,
    pub(super) span: Span,
    pub(super) codings: Vec<&'a Coding>,
}

/// The passages that are printed under each heading, in reading order: all, or where only some are wanted (`most`, 0 for
/// all) those of voices and transcripts that are heard least under the heading, then in the book so far.
pub(super) fn printed<'g, 's>(study: &Study, gathered: &'g [Under<'s>], most: usize) -> Vec<Vec<&'g Passage<'s>>> {
    let mut book: HashMap<Heard, usize> = HashMap::new();
    let mut pages = Vec::new();
    for under in gathered {
        if most == 0 || under.passages.len() <= most {
            pages.push(under.passages.iter().collect());
            continue;
        }
        let voices: Vec<[Heard; 2]> = under.passages.iter().map(|passage| heard(study, passage)).collect();
        let mut here: HashMap<Heard, usize> = HashMap::new();
        let mut chosen: BTreeSet<usize> = BTreeSet::new();
        for _ in 0..most {
            let count = |counts: &HashMap<Heard, usize>, one: &Heard| counts.get(one).copied().unwrap_or_default();
            let next = voices.iter().enumerate().filter(|(at, _)| !chosen.contains(at)).min_by_key(|(at, voice)| {
                let [speaker, transcript] = voice;
                let under = (count(&here, speaker), count(&here, transcript));
                (under, count(&book, speaker), count(&book, transcript), *at)
            });
            let Some((at, voice)) = next else { break };
            chosen.insert(at);
            for one in voice {
                *here.entry(*one).or_default() += 1;
                *book.entry(*one).or_default() += 1;
            }
        }
        pages.push(chosen.into_iter().filter_map(|at| under.passages.get(at)).collect());
    }
    pages
}

/// Who is heard, and where.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Heard {
    Speaker(Option<Id<Participant>>),
    Transcript(Id<Transcript>),
}

fn heard(study: &Study, passage: &Passage<'_>) -> [Heard; 2] {
    let turn = study.get(passage.transcript).and_then(|one| one.turn_at(passage.span.start));
    [Heard::Speaker(turn.and_then(|(_, turn)| turn.speaker)), Heard::Transcript(passage.transcript)]
}

/// The passages as the options arrange them.
pub(super) fn gather<'a>(study: &'a Study, options: &QuoteOptions) -> Vec<Under<'a>> {
    let mut found = match options.by {
        Arrangement::Theme => by_theme(study, options),
        Arrangement::Code => by_code(study, options, |_| true),
        Arrangement::Group => by_group(study, options),
        Arrangement::Participant => by_participant(study, options),
    };
    found.retain(|under| !under.passages.is_empty());
    found
}

/// Whether a coding is wanted: by the coder asked for, and by a participant.
fn wanted(study: &Study, options: &QuoteOptions, coding: &Coding) -> bool {
    let consensus = study.consensus().map(|coder| coder.id);
    let by_coder = options.coder.map_or(Some(coding.coder) != consensus, |coder| coding.coder == coder);
    let turn = study.get(coding.transcript).and_then(|transcript| transcript.turn_at(coding.span.start));
    by_coder && !turn.and_then(|(_, turn)| study.get_opt(turn.speaker)).is_some_and(|speaker| speaker.moderator)
}

fn by_theme<'a>(study: &'a Study, options: &QuoteOptions) -> Vec<Under<'a>> {
    let Some(board) = board_of(study, options.board) else { return by_code(study, options, |_| true) };
    let themes = subthemes(study, board.id);
    let mut held: Vec<Id<Code>> = Vec::new();
    let mut found: Vec<Under<'a>> = Vec::new();
    for one in &themes {
        held.extend(&one.theme.codes);
        let codings: Vec<&Coding> = one
            .theme
            .codes
            .iter()
            .flat_map(|&code| study.codings_with(code))
            .filter(|one| wanted(study, options, one))
            .collect();
        let mut facts = Vec::new();
        if one.theme.valence.is_some() {
            facts.push(valence_in_words(one.theme.valence).to_owned());
        }
        if !one.theme.definition.is_empty() {
            facts.push(one.theme.definition.clone());
        }
        found.push(Under {
            above: one.above.map(|above| above.name.clone()),
            name: one.theme.name.clone(),
            facts: facts.join(". "),
            passages: joined(study, codings),
        });
    }
    let mut rest = by_code(study, options, |code| !held.contains(&code.id));
    rest.iter_mut().for_each(|under| under.above = Some("Codes in no theme".into()));
    found.extend(rest);
    found
}

fn by_code<'a>(study: &'a Study, options: &QuoteOptions, taken: impl Fn(&Code) -> bool) -> Vec<Under<'a>> {
    let codes = study.code_tree().into_iter().filter(|(_, code)| taken(code));
    codes
        .map(|(_, code)| {
            let mut codings = study.codings_with(code.id);
            codings.retain(|one| wanted(study, options, one));
            Under {
                above: None,
                name: study.code_path(code.id).join(" › "),
                facts: code.brief.clone(),
                passages: joined(study, codings),
            }
        })
        .collect()
}

/// All codings that are wanted, by transcript.
fn all<'a>(study: &'a Study, options: &QuoteOptions) -> Vec<&'a Coding> {
    study.codings().filter(|one| wanted(study, options, one)).collect()
}

fn by_group<'a>(study: &'a Study, options: &QuoteOptions) -> Vec<Under<'a>> {
    let codings = all(study, options);
    let of = |group: Option<_>| -> Vec<&'a Coding> {
        let here = |one: &&&Coding| study.get(one.transcript).is_some_and(|transcript| transcript.group == group);
        codings.iter().filter(here).copied().collect()
    };
    study
        .groups_in_order()
        .into_iter()
        .map(|group| Under {
            above: None,
            name: group.label.clone(),
            facts: group.place.clone(),
            passages: joined(study, of(Some(group.id))),
        })
        .collect()
}

fn by_participant<'a>(study: &'a Study, options: &QuoteOptions) -> Vec<Under<'a>> {
    let codings = all(study, options);
    let mut found = Vec::new();
    for group in study.groups_in_order() {
        for person in study.members_of(group.id).into_iter().filter(|person| !person.moderator) {
            let speaks = |one: &&&Coding| {
                let turn = study.get(one.transcript).and_then(|transcript| transcript.turn_at(one.span.start));
                turn.and_then(|(_, turn)| turn.speaker) == Some(person.id)
            };
            found.push(Under {
                above: Some(group.label.clone()),
                name: person.label.clone(),
                facts: String::new(),
                passages: joined(study, codings.iter().filter(speaks).copied().collect()),
            });
        }
    }
    found
}

/// Passages of which none overlaps another, in the order of transcripts and reading.
fn joined<'a>(study: &Study, codings: Vec<&'a Coding>) -> Vec<Passage<'a>> {
    let mut by_transcript: BTreeMap<(i64, Id<Transcript>), Vec<&Coding>> = BTreeMap::new();
    for coding in codings {
        let order = study.get(coding.transcript).map_or(0, |transcript| transcript.order);
        by_transcript.entry((order, coding.transcript)).or_default().push(coding);
    }
    let mut passages = Vec::new();
    for ((_, transcript), mut codings) in by_transcript {
        codings.sort_by_key(|coding| (coding.span.start, coding.id));
        for span in union(codings.iter().map(|coding| coding.span).collect()) {
            let within = codings.iter().filter(|coding| coding.span.intersection(span).is_some()).copied().collect();
            passages.push(Passage { transcript, span, codings: within });
        }
    }
    passages
}
