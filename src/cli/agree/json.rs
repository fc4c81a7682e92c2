//! The answer as JSON. Measures bear the names they have in `tests/golden/agreement.json`; a measure without a value has
//! `null` and the reason in `undefined`.

use serde::Serialize;

use super::name_of;
use crate::{
    agreement::{Agreement, Block, Pair, Place, Row, Score, Unit, Value},
    study::{Code, Id, Study, Transcript},
};

/// Everything.
#[derive(Serialize)]
pub(super) struct Told {
    study: String,
    coders: Vec<String>,
    unit: &'static str,
    rule: &'static str,
    round: Option<String>,
    /// Whether moderators' words are compared.
    moderators: bool,
    /// From which share of overlap two passages are the same.
    same_span: f64,
    coefficients: bool,
    seed: u64,
    draws: u32,
    drawn: Drawn,
    transcripts: Vec<OfTranscript>,
    codes: Vec<OfRow>,
    codes_with_below: Vec<OfRow>,
    themes: Vec<OfRow>,
    components: Vec<OfRow>,
    any_code: OfRow,
    /// All codes together.
    pooled: Vec<OfMeasure>,
    /// Codes with an alpha.
    codes_defined: usize,
    confused: Vec<OfConfused>,
    missing: Vec<OfMissing>,
    taken_as_finished: Vec<OfCoderAndTranscript>,
}

#[derive(Serialize)]
struct Drawn {
    from: &'static str,
    count: usize,
}

#[derive(Serialize)]
struct OfTranscript {
    id: Id<Transcript>,
    title: String,
    finished: Vec<String>,
    characters: u32,
    units: u32,
    tables: Vec<OfPair>,
    measures: Vec<OfMeasure>,
    #[serde(skip_serializing_if = "Option::is_none")]
    gamma_samples: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    gamma_precise: Option<bool>,
}

#[derive(Serialize)]
struct OfRow {
    kind: &'static str,
    id: Option<String>,
    name: String,
    codes: Vec<Id<Code>>,
    tables: Vec<OfPair>,
    measures: Vec<OfMeasure>,
    flags: Vec<OfFlag>,
    places: Vec<OfPlace>,
    elsewhere: Vec<OfElsewhere>,
}

#[derive(Serialize)]
struct OfPair {
    coders: [String; 2],
    /// `table_2x2_chars` where characters are counted.
    measure: String,
    /// Both, only the first, only the second, neither.
    value: [u64; 4],
    spans: OfSpans,
}

#[derive(Serialize)]
struct OfSpans {
    first: u32,
    second: u32,
    exact: u32,
    overlap_any: u32,
    same: u32,
    only_first: u32,
    only_second: u32,
}

#[derive(Serialize)]
struct OfMeasure {
    measure: &'static str,
    #[serde(rename = "match", skip_serializing_if = "Option::is_none")]
    matching: Option<String>,
    value: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    undefined: Option<&'static str>,
    /// What the measure counts, whatever unit was asked for.
    unit: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    ci95: Option<[f64; 2]>,
    /// In how many draws it had a value.
    #[serde(skip_serializing_if = "Option::is_none")]
    draws_defined: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    jackknife_se: Option<f64>,
    source: &'static str,
}

#[derive(Serialize)]
struct OfFlag {
    flag: &'static str,
    sentence: String,
}

#[derive(Serialize)]
struct OfPlace {
    transcript: Id<Transcript>,
    tables: Vec<OfPair>,
    #[serde(skip_serializing_if = "Option::is_none")]
    kripp_alpha: Option<OfValue>,
}

#[derive(Serialize)]
struct OfValue {
    value: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    undefined: Option<&'static str>,
}

#[derive(Serialize)]
struct OfElsewhere {
    program: &'static str,
    called: &'static str,
    measure: &'static str,
    value: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    undefined: Option<&'static str>,
    why: &'static str,
}

#[derive(Serialize)]
struct OfConfused {
    codes: [String; 2],
    characters: u64,
}

#[derive(Serialize)]
struct OfMissing {
    coder: String,
    transcript: String,
    why: &'static str,
}

#[derive(Serialize)]
struct OfCoderAndTranscript {
    coder: String,
    transcript: String,
}

/// The answer as JSON has it.
pub(super) fn told(study: &Study, found: &Agreement) -> Told {
    let telling = Telling { study, found };
    let rows = |rows: &[Row]| rows.iter().map(|row| telling.row(row)).collect();
    let title = |id: Id<Transcript>| study.get(id).map_or_else(String::new, |transcript| transcript.title.clone());
    let code = |id: Id<Code>| study.code_path(id).join(" › ");
    let (asked, (block, count)) = (&found.asked, found.drawn);
    Told {
        study: study.details().title.clone(),
        coders: telling.names(),
        unit: asked.unit.name(),
        rule: asked.rule.name(),
        round: study.get_opt(asked.round).map(|round| round.name.clone()),
        moderators: asked.moderators,
        same_span: f64::from(asked.same_span) / 100.0,
        coefficients: asked.coefficients,
        seed: asked.seed,
        draws: asked.draws,
        drawn: Drawn { from: if block == Block::Turn { "turns" } else { "transcripts" }, count },
        transcripts: telling.transcripts(),
        codes: rows(&found.codes),
        codes_with_below: rows(&found.subtrees),
        themes: rows(&found.themes),
        components: rows(&found.components),
        any_code: telling.row(&found.any_code),
        pooled: telling.measures(&found.pooled),
        codes_defined: found.defined,
        confused: found
            .confused
            .iter()
            .map(|one| OfConfused { codes: [code(one.codes.0), code(one.codes.1)], characters: one.characters })
            .collect(),
        missing: found
            .missing
            .iter()
            .map(|one| OfMissing {
                coder: name_of(study, one.coder).into(),
                transcript: title(one.transcript),
                why: one.why.name(),
            })
            .collect(),
        taken_as_finished: found
            .taken_as_finished
            .iter()
            .map(|&(coder, transcript)| OfCoderAndTranscript {
                coder: name_of(study, coder).into(),
                transcript: title(transcript),
            })
            .collect(),
    }
}

struct Telling<'a> {
    study: &'a Study,
    found: &'a Agreement,
}

fn parts(value: Value) -> (Option<f64>, Option<&'static str>) {
    (value.ok(), value.err().map(|why| why.name()))
}

impl Telling<'_> {
    fn names(&self) -> Vec<String> {
        self.found.asked.coders.iter().map(|&coder| name_of(self.study, coder).to_owned()).collect()
    }

    fn name(&self, place: usize) -> String {
        self.names().get(place).cloned().unwrap_or_default()
    }

    fn transcripts(&self) -> Vec<OfTranscript> {
        let of = |one: &crate::agreement::InTranscript| OfTranscript {
            id: one.transcript,
            title: self.study.get(one.transcript).map_or_else(String::new, |transcript| transcript.title.clone()),
            finished: one.finished.iter().map(|&place| self.name(place)).collect(),
            characters: one.characters,
            units: one.units,
            tables: self.pairs(&one.pairs),
            measures: self.measures(&one.scores),
            gamma_samples: one.gamma_samples.map(|samples| samples.0),
            gamma_precise: one.gamma_samples.map(|samples| samples.1),
        };
        self.found.transcripts.iter().map(of).collect()
    }

    fn row(&self, row: &Row) -> OfRow {
        let names = self.names();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let place = |place: &Place| OfPlace {
            transcript: place.transcript,
            tables: self.pairs(&place.pairs),
            kripp_alpha: place.alpha.map(parts).map(|(value, undefined)| OfValue { value, undefined }),
        };
        let elsewhere = |one: &crate::agreement::Elsewhere| {
            let (value, undefined) = parts(one.value);
            OfElsewhere { program: one.program, called: one.called, measure: one.name, value, undefined, why: one.why }
        };
        OfRow {
            kind: row.subject.kind(),
            id: row.subject.id(),
            name: row.subject.name(self.study),
            codes: row.codes.clone(),
            tables: self.pairs(&row.pairs),
            measures: self.measures(&row.scores),
            flags: row.flags.iter().map(|flag| OfFlag { flag: flag.name(), sentence: flag.sentence(&names) }).collect(),
            places: row.places.iter().map(place).collect(),
            elsewhere: row.elsewhere.iter().map(elsewhere).collect(),
        }
    }

    fn pairs(&self, pairs: &[Pair]) -> Vec<OfPair> {
        let unit = match self.found.asked.unit {
            Unit::Character => "chars",
            unit => unit.name(),
        };
        let of = |pair: &Pair| OfPair {
            coders: [self.name(pair.first), self.name(pair.second)],
            measure: format!("table_2x2_{unit}"),
            value: [pair.table.both, pair.table.first, pair.table.second, pair.table.neither],
            spans: OfSpans {
                first: pair.spans.first,
                second: pair.spans.second,
                exact: pair.spans.exact,
                overlap_any: pair.spans.overlapping,
                same: pair.spans.close,
                only_first: pair.spans.first.saturating_sub(pair.spans.overlapping),
                only_second: pair.spans.second.saturating_sub(pair.spans.overlapping),
            },
        };
        pairs.iter().map(of).collect()
    }

    fn measures(&self, scores: &[Score]) -> Vec<OfMeasure> {
        let of = |score: &Score| {
            let (value, undefined) = parts(score.value);
            let passages = score.measure.of_passages();
            OfMeasure {
                measure: score.measure.name(),
                matching: score.measure.matching(self.found.asked.same_span),
                value,
                undefined,
                unit: if passages { Unit::Character.name() } else { self.found.asked.unit.name() },
                ci95: score.interval.map(|interval| [interval.low, interval.high]),
                draws_defined: score.interval.map(|interval| interval.defined),
                jackknife_se: score.jackknife_se.and_then(Result::ok),
                source: score.measure.source(),
            }
        };
        scores.iter().map(of).collect()
    }
}
