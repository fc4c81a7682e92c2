//! The answer as a table that people read in a terminal.

use std::fmt::Write;

use super::{missing_sentence, name_of};
use crate::{
    agreement::{Agreement, Block, Measure, Row, Unit, Value},
    study::{Coder, Study},
};

/// The widest that a code's name is printed.
const NAME: usize = 38;

/// The answer: what was compared, a line a code, theme and component, all codes together, and what to know.
pub(super) fn told(study: &Study, found: &Agreement) -> String {
    let mut out = String::new();
    let names: Vec<&str> = found.asked.coders.iter().map(|&coder| name_of(study, coder)).collect();
    head(&mut out, study, found, &names);
    for (title, rows) in [
        ("Codes", &found.codes),
        ("Codes with those below", &found.subtrees),
        ("Themes", &found.themes),
        ("COM-B", &found.components),
    ] {
        let used: Vec<&Row> = rows.iter().filter(|row| row.is_used()).collect();
        if !used.is_empty() {
            section(&mut out, study, found, title, &used);
        }
    }
    if found.any_code.is_used() {
        section(&mut out, study, found, "All codes", &[&found.any_code]);
    }
    let unused = found.codes.iter().filter(|row| !row.is_used()).count();
    if unused > 0 {
        line(&mut out, &format!("\nCodes that none of them used: {unused}. They are undefined, neither 0 nor 1."));
    }
    if found.asked.coefficients {
        together(&mut out, found);
        notes(&mut out, study, found, &names);
    }
    missing(&mut out, study, found);
    out
}

fn line(out: &mut String, text: &str) {
    out.push_str(text.trim_end());
    out.push('\n');
}

fn head(out: &mut String, study: &Study, found: &Agreement, names: &[&str]) {
    let who = list(names);
    let what = if found.asked.coefficients { "Agreement of" } else { "Differences, for discussion, between" };
    line(out, &format!("{what} {who}: {}", study.details().title));
    let transcripts = found.compared().count();
    let units: u64 = found.compared().map(|one| u64::from(one.units)).sum();
    let unit = found.asked.unit;
    let noun = if transcripts == 1 { "transcript" } else { "transcripts" };
    let mut said = format!("{transcripts} {noun}, {units} {}", if units == 1 { unit.name() } else { unit.plural() });
    if unit != Unit::Character {
        let _ = write!(
            said,
            " (coded: {})",
            if found.asked.rule.name() == "any" { "any overlap" } else { "more than half" }
        );
    }
    if !found.asked.moderators {
        said.push_str(", without moderators' words");
    }
    line(out, &said);
}

fn list(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [others @ .., last] => format!("{} and {last}", others.join(", ")),
    }
}

/// A line a row. With two coders, passages of each, those that are the same, and the coefficients.
fn section(out: &mut String, study: &Study, found: &Agreement, title: &str, rows: &[&Row]) {
    let two = found.asked.coders.len() == 2;
    let mut columns: Vec<String> = headings(study, found);
    if two {
        columns.push("same".into());
        if !found.asked.coefficients {
            columns.extend(["other ends", "only one"].map(String::from));
        }
    }
    let mut heading = format!("\n{title:<NAME$}");
    columns.iter().for_each(|column| {
        let _ = write!(heading, "{column:>11}");
    });
    if found.asked.coefficients {
        let kappa = if two { "kappa" } else { "Fleiss" };
        let _ = write!(heading, "{:>8}{:>9}{:>17}{kappa:>9}", "F1", "alpha", "95 %");
    }
    line(out, &heading);
    for row in rows {
        let mut said = format!("{:<NAME$}", cut(&row.subject.name(study)));
        for count in counts(row, found) {
            let _ = write!(said, "{count:>11}");
        }
        if found.asked.coefficients {
            said.push_str(&coefficients(row, two));
        }
        line(out, &said);
    }
}

/// Passages of each coder; with two, the same ones, and without coefficients how the others differ.
fn counts(row: &Row, found: &Agreement) -> Vec<u32> {
    let coders = found.asked.coders.len();
    let of = |place: usize| {
        let as_first = row.pairs.iter().filter(move |pair| pair.first == place).map(|pair| pair.spans.first);
        let as_second = row.pairs.iter().filter(move |pair| pair.second == place).map(|pair| pair.spans.second);
        // Pairs count what both finished: the fullest pair has most of a coder's passages.
        as_first.chain(as_second).max().unwrap_or(0)
    };
    let mut counts: Vec<u32> = (0..coders).map(of).collect();
    if let [pair] = row.pairs.as_slice() {
        let spans = &pair.spans;
        if found.asked.coefficients {
            counts.push(spans.close);
        } else {
            let alone = (spans.first + spans.second).saturating_sub(2 * spans.overlapping);
            counts.extend([spans.exact, spans.overlapping - spans.exact.min(spans.overlapping), alone]);
        }
    }
    counts
}

fn coefficients(row: &Row, two: bool) -> String {
    let value = |measure: Measure| row.score(measure).map_or_else(String::new, |score| number(score.value));
    let interval = row.score(Measure::KrippAlpha).and_then(|score| score.interval);
    let interval = interval.map_or_else(String::new, |one| format!("{:.2} to {:.2}", one.low, one.high));
    let kappa = if two { Measure::CohenKappa } else { Measure::FleissKappa };
    format!(
        "{:>8}{:>9}{interval:>17}{:>9}",
        value(Measure::PositiveAgreement),
        value(Measure::KrippAlpha),
        value(kappa)
    )
}

fn number(value: Value) -> String {
    value.map_or_else(|_| "–".to_owned(), |value| format!("{value:.3}"))
}

/// All codes together, a measure a line, with the reason where there is no value.
fn together(out: &mut String, found: &Agreement) {
    line(out, "");
    for score in &found.pooled {
        let matching = score.measure.matching(found.asked.same_span).filter(|_| score.measure == Measure::SpanF1Share);
        let name = match matching {
            Some(_) => format!("Passages sharing at least {} % (F1)", found.asked.same_span),
            None => score.measure.title().to_owned(),
        };
        let said = match score.value {
            Ok(value) => format!("{name:<NAME$}{value:>7.3}"),
            Err(why) => format!("{name:<NAME$}      –  {why}"),
        };
        line(out, &said);
    }
    let (block, count) = found.drawn;
    let blocks = if block == Block::Turn { "turns (there are few transcripts)" } else { "transcripts" };
    let drawn = if count < 2 {
        "No intervals: there is one transcript of one turn.".to_owned()
    } else {
        format!("Intervals: {} draws of {count} {blocks}, seed {}.", found.asked.draws, found.asked.seed)
    };
    line(out, &format!("\n{drawn} “same”: passages sharing at least {} % of what they cover.", found.asked.same_span));
    line(
        out,
        "F1 is positive agreement, alpha Krippendorff's alpha (nominal), kappa Cohen's kappa, in the unit named above; figures \
         in other units do not compare.",
    );
}

/// What to know of each code.
fn notes(out: &mut String, study: &Study, found: &Agreement, names: &[&str]) {
    let mut first = true;
    for row in found.codes.iter().filter(|row| row.is_used()) {
        for flag in &row.flags {
            if std::mem::take(&mut first) {
                line(out, "\nTo know");
            }
            line(out, &format!("{}: {}", row.subject.name(study), flag.sentence(names)));
        }
    }
}

fn missing(out: &mut String, study: &Study, found: &Agreement) {
    if !found.missing.is_empty() {
        line(out, "\nNot compared");
        found.missing.iter().for_each(|one| line(out, &missing_sentence(study, one)));
    }
    if !found.taken_as_finished.is_empty() {
        line(
            out,
            "\nNobody said who finished which transcript: a coder who coded in one is taken to have finished it. A round says it for sure.",
        );
    }
}

/// The coders' names, or the initials of all where one name is wider than its column.
fn headings(study: &Study, found: &Agreement) -> Vec<String> {
    let coders: Vec<&Coder> = found.asked.coders.iter().filter_map(|&coder| study.get(coder)).collect();
    let fit = coders.iter().all(|coder| coder.name.chars().count() <= 10);
    let heading = |coder: &&Coder| if fit { coder.name.clone() } else { coder.initials.chars().take(10).collect() };
    coders.iter().map(heading).collect()
}

/// A name short enough for its column.
fn cut(name: &str) -> String {
    if name.chars().count() < NAME {
        return name.to_owned();
    }
    let end: String = name.chars().rev().take(NAME - 3).collect::<Vec<_>>().into_iter().rev().collect();
    format!("…{end}")
}
