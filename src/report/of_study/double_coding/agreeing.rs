//! How far the coders agree: a row a code, the pooled line, a row a transcript, before and after reconciliation.

use super::{Told, counted_after, listed};
use crate::{
    agreement::{Agreement, Block, Measure, Row as Compared, Score, Subject, Value, two_places},
    report::AgreementRow,
    report::tree::{Cell, Column, Document, Inline, Inlines, Row, Table, emphasis, heading, note, section},
    study::Coding,
};

/// The chance-corrected coefficient beside alpha: kappa of two coders, Fleiss' of more.
pub(super) fn kappa(told: &Told<'_>) -> Measure {
    if told.round.coders.len() == 2 { Measure::CohenKappa } else { Measure::FleissKappa }
}

pub(super) fn tell(document: &mut Document, told: &Told<'_>) {
    document.push(section(true));
    document.push(heading(1, "How far the coders agree"));
    let used: Vec<&Compared> =
        told.before.codes.iter().filter(|row| row.is_used() || is_used_after(told, row)).collect();
    let (alone, unused): (Vec<&Compared>, Vec<&Compared>) = told
        .before
        .codes
        .iter()
        .filter(|row| !used.iter().any(|one| one.subject == row.subject))
        .partition(|row| is_one_s_alone(told, row));
    let mut table = Table {
        caption: Some("Agreement on each code".into()),
        columns: columns(told),
        header: vec![header(told, "Code")],
        rows: used.iter().map(|row| line(told, row)).collect(),
        ..Table::default()
    };
    let groups = [("Themes", &told.before.themes), ("COM-B components", &told.before.components)];
    for (name, rows) in groups {
        let rows: Vec<&Compared> = rows.iter().filter(|row| row.is_used()).collect();
        if !rows.is_empty() {
            table.rows.push(Row::group(name, table.columns.len()));
            table.rows.extend(rows.into_iter().map(|row| line(told, row)));
        }
    }
    table.rows.push(Row { kind: crate::report::tree::RowKind::Total, ..line(told, &told.before.any_code) });
    table.rows.push(pooled(told));
    table.notes = notes(told, &used, unused.len());
    if !alone.is_empty() {
        let names: Vec<String> = alone.iter().map(|row| row.subject.name(told.now)).collect();
        let codes = if alone.len() == 1 { "a code" } else { "codes" };
        table.notes.push(
            format!(
                "Not compared, because only one coder had {codes} of this name while coding: {}. What was coded with it counts under \
                 “any code” and in the ledger.",
                listed(&names)
            )
            .into(),
        );
    }
    document.push(table);
    document.push(by_transcript(told));
    flags(document, told, &used);
    document.push(section(false));
}

fn is_used_after(told: &Told<'_>, row: &Compared) -> bool {
    told.after.as_ref().and_then(|after| after.row(&row.subject)).is_some_and(Compared::is_used)
}

/// The pooled measures before and after, a row each.
pub(super) fn rows(told: &Told<'_>) -> Vec<AgreementRow> {
    let measures = [
        (Measure::PooledAlpha, "Krippendorff’s alpha"),
        (Measure::PooledKappa, if kappa(told) == Measure::CohenKappa { "Cohen’s kappa" } else { "Fleiss’ kappa" }),
        (Measure::MicroPositive, "Positive agreement (F1)"),
    ];
    let of = |found: &Agreement, measure| {
        let value = found.pooled_score(measure).and_then(|score| score.value.ok());
        value.map(two_places).unwrap_or_default()
    };
    let row = |(measure, name): (Measure, &str)| AgreementRow {
        round: told.round.name.clone(),
        measure: format!("{name}, all codes pooled"),
        unit: told.asked.unit.plural().to_owned(),
        before: of(&told.before, measure),
        after: told.after.as_ref().map(|after| of(after, measure)).unwrap_or_default(),
    };
    measures.into_iter().map(row).collect()
}

/// Whether a code that could not be compared was used all the same, by whoever made it during the round.
fn is_one_s_alone(told: &Told<'_>, row: &Compared) -> bool {
    let Subject::Code(code) = row.subject else { return false };
    told.compared
        .referring::<Coding>(code.key())
        .any(|coding| told.round.coders.contains(&coding.coder) && told.round.transcripts.contains(&coding.transcript))
}

fn columns(told: &Told<'_>) -> Vec<Column> {
    let passages = vec![Column::number(0.8); told.round.coders.len() + 1];
    let figures = [Column::number(2.7), Column::number(0.9), Column::number(1.0), Column::number(1.0)];
    let after = if told.after.is_some() { vec![Column::number(1.0), Column::number(1.0)] } else { Vec::new() };
    [vec![Column::text(3.6)], passages, figures.to_vec(), after].concat()
}

fn header(told: &Told<'_>, first: &str) -> Row {
    let initials = told.round.coders.iter().map(|&coder| told.initials(coder).to_owned());
    let kappa = if kappa(told) == Measure::CohenKappa { "Kappa" } else { "Fleiss’ kappa" };
    let mut cells: Vec<String> = vec![first.into()];
    cells.extend(initials);
    cells.extend(["Same", "Alpha [95 %]", kappa, "Positive", "Percent"].map(String::from));
    if told.after.is_some() {
        cells.extend(["Alpha after", "Positive after"].map(String::from));
    }
    Row::new(cells)
}

fn line(told: &Told<'_>, row: &Compared) -> Row {
    let mut cells = vec![Cell::from(row.subject.name(told.now))];
    cells.extend(passages(row, told.round.coders.len()).into_iter().map(|count| Cell::from(count.to_string())));
    cells.push(Cell::from(same(row).to_string()));
    cells.push(with_interval(row.score(Measure::KrippAlpha)));
    cells.extend([kappa(told), Measure::PositiveAgreement].map(|measure| figure(row.score(measure))));
    cells.push(percent(row.score(Measure::PercentAgreement)));
    if let Some(after) = &told.after {
        let after = after.row(&row.subject);
        let of = |measure| figure(after.and_then(|row| row.score(measure)));
        cells.extend([of(Measure::KrippAlpha), of(Measure::PositiveAgreement)]);
    }
    Row::new(cells)
}

/// Passages of each coder: of the pairs a coder is in, the one with most counts what most transcripts have.
pub(super) fn passages(row: &Compared, coders: usize) -> Vec<u32> {
    let of = |place: usize| {
        let first = row.pairs.iter().filter(move |pair| pair.first == place).map(|pair| pair.spans.first);
        let second = row.pairs.iter().filter(move |pair| pair.second == place).map(|pair| pair.spans.second);
        first.chain(second).max().unwrap_or(0)
    };
    (0..coders).map(of).collect()
}

/// Pairs of passages that are the same, over pairs of coders.
pub(super) fn same(row: &Compared) -> u32 {
    row.pairs.iter().map(|pair| pair.spans.close).sum()
}

fn pooled(told: &Told<'_>) -> Row {
    let of = |found: &Agreement, measure| figure(found.pooled_score(measure));
    let mut cells = vec![Cell::from("All codes, pooled")];
    cells.extend(std::iter::repeat_n(Cell::empty(), told.round.coders.len() + 1));
    cells.push(of(&told.before, Measure::PooledAlpha));
    cells.push(of(&told.before, Measure::PooledKappa));
    cells.push(of(&told.before, Measure::MicroPositive));
    cells.push(Cell::empty());
    if let Some(after) = &told.after {
        cells.extend([of(after, Measure::PooledAlpha), of(after, Measure::MicroPositive)]);
    }
    Row::total(cells)
}

fn by_transcript(told: &Told<'_>) -> Table {
    let measures = [Measure::PooledAlpha, Measure::PooledKappa, Measure::MicroPositive, Measure::SpanF1Share];
    let rows = told.before.transcripts.iter().map(|one| {
        let score = |found: &Agreement, measure| {
            let there = found.transcripts.iter().find(|other| other.transcript == one.transcript);
            figure(there.and_then(|there| there.scores.iter().find(|score| score.measure == measure)))
        };
        let mut cells =
            vec![Cell::from(told.title(one.transcript)), Cell::from(super::thousands(u64::from(one.units)))];
        cells.extend(measures.map(|measure| score(&told.before, measure)));
        if let Some(after) = &told.after {
            cells.push(score(after, Measure::PooledAlpha));
        }
        Row::new(cells)
    });
    let mut header = vec![
        "Transcript".to_owned(),
        capital(told.asked.unit.plural()),
        "Pooled alpha".into(),
        "Pooled kappa".into(),
        "Positive".into(),
        "Same passages (F1)".into(),
    ];
    let mut columns = vec![Column::text(3.0)];
    columns.extend([Column::number(1.2); 5]);
    if told.after.is_some() {
        header.push("Alpha after".into());
        columns.push(Column::number(1.2));
    }
    Table {
        caption: Some("Agreement in each transcript, all codes together".into()),
        columns,
        header: vec![Row::new(header)],
        rows: rows.collect(),
        ..Table::default()
    }
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn notes(told: &Told<'_>, used: &[&Compared], unused: usize) -> Vec<Inlines> {
    let (block, count) = told.before.drawn;
    let blocks = if block == Block::Turn { "turns" } else { "transcripts" };
    let mut notes: Vec<Inlines> = vec![
        format!(
            "Unit: {}. {}: passages of each coder; Same: passages of theirs that share at least {} % of what they cover together. \
             Positive: positive agreement (F1).",
            told.unit(),
            listed(&told.round.coders.iter().map(|&coder| told.initials(coder)).collect::<Vec<_>>()),
            told.asked.same_span
        )
        .into(),
        format!(
            "Intervals: 2.5th to 97.5th percentile of {} draws of {count} {blocks}, seed {}. They are about other {blocks} than these, not about chance in counting {}.",
            super::thousands(u64::from(told.asked.draws)),
            told.asked.seed,
            told.asked.unit.plural()
        )
        .into(),
    ];
    let whys = reasons(told, used);
    if !whys.is_empty() {
        notes.push(format!("–: there is no value, which is neither 0 nor 1. {whys}").into());
    }
    if unused > 0 {
        let (they, are) = if unused == 1 { ("1 code", "is") } else { (&*format!("{unused} codes"), "are") };
        notes.push(
            format!("{they} of the codebook that no coder used {are} left out: undefined, neither 0 nor 1.").into(),
        );
    }
    if told.after.is_some() {
        notes.push(counted_after(told).into());
    }
    notes
}

/// Why figures are not there, each reason with its codes.
fn reasons(told: &Told<'_>, used: &[&Compared]) -> String {
    let mut whys: Vec<(String, Vec<String>)> = Vec::new();
    for row in used {
        let name = row.subject.name(told.now);
        let mut add = |why: String| match whys.iter_mut().find(|(known, _)| *known == why) {
            Some((_, names)) => names.push(name.clone()),
            None => whys.push((why, vec![name.clone()])),
        };
        if let Some(Err(why)) = row.score(Measure::KrippAlpha).map(|score| score.value) {
            add(why.to_string());
        }
        let after = told.after.as_ref().and_then(|after| after.row(&row.subject));
        if let Some(Err(why)) = after.and_then(|row| row.score(Measure::KrippAlpha)).map(|score| score.value) {
            add(format!("after, {why}"));
        }
    }
    let told: Vec<String> = whys.iter().map(|(why, names)| format!("{}: {why}.", listed(names))).collect();
    told.join(" ")
}

/// What to know of codes before trusting their figures: what it is, and of which codes.
fn flags(document: &mut Document, told: &Told<'_>, used: &[&Compared]) {
    let names = told.coders();
    let mut known: Vec<(String, Vec<String>)> = Vec::new();
    for row in used {
        for flag in &row.flags {
            let what = flag.in_general(&names);
            let name = row.subject.name(told.now);
            let name = flag.figure().map_or(name.clone(), |figure| format!("{name} ({figure})"));
            match known.iter_mut().find(|(there, _)| *there == what) {
                Some((_, codes)) => codes.push(name),
                None => known.push((what, vec![name])),
            }
        }
    }
    if known.is_empty() {
        return;
    }
    document.push(heading(2, "What to know of single codes"));
    for (what, codes) in known {
        let what = emphasis(format!("{what} "));
        document.push(note(Inlines(vec![what, Inline::Text(format!("{}.", codes.join("; ")))])));
    }
}

fn with_interval(score: Option<&Score>) -> Cell {
    match score.and_then(|score| Some((score.value.ok()?, score.interval?))) {
        Some((value, interval)) => {
            Cell::from(format!("{} [{} to {}]", two_places(value), two_places(interval.low), two_places(interval.high)))
        }
        None => figure(score),
    }
}

fn figure(score: Option<&Score>) -> Cell {
    Cell::from(in_words(score.map(|score| score.value)))
}

pub(super) fn in_words(value: Option<Value>) -> String {
    value.and_then(Result::ok).map_or_else(|| "–".into(), two_places)
}

fn percent(score: Option<&Score>) -> Cell {
    let value = score.and_then(|score| score.value.ok());
    Cell::from(value.map_or_else(|| "–".into(), |value| format!("{:.1} %", value * 100.0)))
}
