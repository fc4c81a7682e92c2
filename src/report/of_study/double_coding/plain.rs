//! The agreement table and the ledger as rows, for spreadsheets and statistics.

use super::{Told, agreeing, differing, ledger};
use crate::{
    agreement::{Measure, Row, Score, Subject},
    report::{PlainCell, PlainTable},
    study::Outcome,
};

/// A row a code (those nobody used among them), theme, component, any code; at the end all codes pooled. Coefficients only
/// where the study asks for them.
pub(super) fn agreement(told: &Told<'_>) -> PlainTable {
    let mut header: Vec<String> = ["kind", "name", "unit", "rule"].map(String::from).to_vec();
    header.extend(told.coders().iter().map(|name| format!("passages: {name}")));
    header.push("passages_same".into());
    let counts = ["places_alike", "boundaries", "another_code", "only_one", "valence_or_level"];
    header.extend(counts.map(String::from));
    if told.asked.coefficients {
        let table = ["units_both", "units_first", "units_second", "units_neither"];
        let figures = ["alpha", "alpha_low", "alpha_high", "alpha_undefined", kappa_name(told), "positive", "percent"];
        header.extend(
            table.iter().chain(&figures).chain(&["alpha_after", "positive_after", "flags"]).map(|it| (*it).to_owned()),
        );
    }
    let rows = [&told.before.codes, &told.before.themes, &told.before.components];
    let rows = rows.into_iter().flatten().chain([&told.before.any_code]);
    let mut rows: Vec<Vec<PlainCell>> = rows.map(|row| line(told, row)).collect();
    if told.asked.coefficients {
        rows.push(pooled(told));
    }
    PlainTable { header, rows }
}

fn kappa_name(told: &Told<'_>) -> &'static str {
    if agreeing::kappa(told) == Measure::CohenKappa { "kappa" } else { "fleiss_kappa" }
}

fn line(told: &Told<'_>, row: &Row) -> Vec<PlainCell> {
    let mut cells = opening(told, row.subject.kind(), row.subject.name(told.now));
    let count = |count: u64| i64::try_from(count).map_or(PlainCell::Empty, PlainCell::Count);
    cells.extend(agreeing::passages(row, told.round.coders.len()).into_iter().map(|it| count(it.into())));
    cells.push(count(agreeing::same(row).into()));
    let counts = match row.subject {
        Subject::Code(code) => differing::counts(told).remove(&code),
        _ => None,
    };
    match counts {
        Some(counts) => cells.extend(
            [counts.alike, counts.boundaries, counts.other_codes, counts.missing, counts.qualities]
                .map(PlainCell::from),
        ),
        None => cells.extend(std::iter::repeat_n(PlainCell::Empty, 5)),
    }
    if !told.asked.coefficients {
        return cells;
    }
    match row.pairs.as_slice() {
        [pair] => {
            let table = pair.table;
            cells.extend([table.both, table.first, table.second, table.neither].map(count));
        }
        // Of three coders and more there is no one table.
        _ => cells.extend(std::iter::repeat_n(PlainCell::Empty, 4)),
    }
    let alpha = row.score(Measure::KrippAlpha);
    let interval = alpha.and_then(|score| score.interval);
    cells.push(value(alpha));
    cells.push(interval.map_or(PlainCell::Empty, |interval| interval.low.into()));
    cells.push(interval.map_or(PlainCell::Empty, |interval| interval.high.into()));
    cells.push(why(alpha));
    let beside = [agreeing::kappa(told), Measure::PositiveAgreement, Measure::PercentAgreement];
    cells.extend(beside.map(|measure| value(row.score(measure))));
    let after = told.after.as_ref().and_then(|after| after.row(&row.subject));
    cells.extend(
        [Measure::KrippAlpha, Measure::PositiveAgreement]
            .map(|measure| value(after.and_then(|row| row.score(measure)))),
    );
    let flags: Vec<&str> = row.flags.iter().map(|flag| flag.name()).collect();
    cells.push(flags.join("; ").into());
    cells
}

fn pooled(told: &Told<'_>) -> Vec<PlainCell> {
    let mut cells = opening(told, "pooled", "All codes".into());
    cells.extend(std::iter::repeat_n(PlainCell::Empty, told.round.coders.len() + 1 + 5 + 4));
    let alpha = told.before.pooled_score(Measure::PooledAlpha);
    cells.extend([value(alpha), PlainCell::Empty, PlainCell::Empty, why(alpha)]);
    cells
        .extend([Measure::PooledKappa, Measure::MicroPositive].map(|measure| value(told.before.pooled_score(measure))));
    cells.push(PlainCell::Empty);
    let after = |measure| value(told.after.as_ref().and_then(|after| after.pooled_score(measure)));
    cells.extend([after(Measure::PooledAlpha), after(Measure::MicroPositive), PlainCell::Empty]);
    cells
}

fn opening(told: &Told<'_>, kind: &str, name: String) -> Vec<PlainCell> {
    vec![kind.into(), name.into(), told.asked.unit.name().into(), told.asked.rule.name().into()]
}

fn value(score: Option<&Score>) -> PlainCell {
    score.and_then(|score| score.value.ok()).map_or(PlainCell::Empty, PlainCell::from)
}

fn why(score: Option<&Score>) -> PlainCell {
    score.and_then(|score| score.value.err()).map_or(PlainCell::Empty, |why| why.to_string().into())
}

/// A row a decision, those that took over what was alike among them.
pub(super) fn decisions(told: &Told<'_>) -> PlainTable {
    let mut header: Vec<String> = ["transcript", "place", "words"].map(String::from).to_vec();
    header.extend(told.coders().iter().map(|name| format!("had: {name}")));
    header.extend(["decided", "consensus", "reason", "by", "at", "codebook_mended", "open"].map(String::from));
    let rows = ledger::decisions(told).into_iter().map(|decision| {
        let mut cells: Vec<PlainCell> = vec![
            told.title(decision.transcript).into(),
            ledger::place(told, decision).into(),
            decision.span.of(told.now.text(decision.transcript)).unwrap_or_default().into(),
        ];
        cells.extend(ledger::had(told, decision).into_iter().map(|(_, what)| PlainCell::from(what)));
        cells.extend([
            ledger::outcome(told, decision).into(),
            ledger::agreed(told, decision).join("; ").into(),
            decision.reason.as_str().into(),
            told.name(decision.by).into(),
            decision.at.to_string().into(),
            ledger::mended(told, decision).join("; ").into(),
            PlainCell::from(if decision.outcome == Outcome::Later { "yes" } else { "no" }),
        ]);
        cells
    });
    PlainTable { header, rows: rows.collect() }
}
