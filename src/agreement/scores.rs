//! Which measures a row has, and which all codes together: each with its value.

use super::{
    Certainty, LabelSets, Likeness, Matched, Measure, Nominal, Pair, Reading, Score, SpanCounts, Sums, Table,
    Unitizing, pooled,
};

/// Where a measure stands in the list.
pub(super) fn order(measure: Measure) -> usize {
    Measure::ALL.iter().position(|&known| known == measure).unwrap_or(usize::MAX)
}

/// The measures of one row, with how sure those are that are drawn.
pub(super) fn scores(pairs: &[Pair], sums: &Sums, coders: usize, certainty: Option<Certainty>) -> Vec<Score> {
    let nominal = sums.patterns.nominal(coders);
    let mut scores = match pairs {
        [pair] => of_two(&pair.table, &pair.spans),
        _ => of_many(&nominal),
    };
    scores.push(Score::new(Measure::UAlphaBinary, sums.unit_sums.alpha(sums.characters, coders)));
    let kappa = if coders == 2 { Measure::CohenKappa } else { Measure::FleissKappa };
    let drawn = [Measure::KrippAlpha, kappa, Measure::PositiveAgreement];
    for (measure, (interval, error)) in drawn.into_iter().zip(certainty.into_iter().flatten()) {
        if let Some(score) = scores.iter_mut().find(|score| score.measure == measure) {
            // A figure that there is not has no certainty either.
            (score.interval, score.jackknife_se) = (interval.filter(|_| score.value.is_ok()), Some(error));
        }
    }
    scores
}

fn of_two(table: &Table, spans: &SpanCounts) -> Vec<Score> {
    let f1 = |pairs: u32| Matched { pairs, first: spans.first, second: spans.second }.f1();
    let values = [
        (Measure::KrippAlpha, table.kripp_alpha()),
        (Measure::PositiveAgreement, table.positive_agreement()),
        (Measure::CohenKappa, table.cohen_kappa()),
        (Measure::ScottPi, table.scott_pi()),
        (Measure::PercentAgreement, table.percent_agreement()),
        (Measure::NegativeAgreement, table.negative_agreement()),
        (Measure::Jaccard, table.jaccard()),
        (Measure::BrennanPrediger, table.pabak()),
        (Measure::GwetAc1, table.gwet_ac1()),
        (Measure::Pabak, table.pabak()),
        (Measure::PrevalenceIndex, table.prevalence_index()),
        (Measure::BiasIndex, table.bias_index()),
        (Measure::SpanF1Exact, f1(spans.exact)),
        (Measure::SpanF1AnyOverlap, f1(spans.overlapping)),
        (Measure::SpanF1Share, f1(spans.close)),
    ];
    values.into_iter().map(|(measure, value)| Score::new(measure, value)).collect()
}

fn of_many(nominal: &Nominal) -> Vec<Score> {
    let values = [
        (Measure::KrippAlpha, nominal.kripp_alpha()),
        (Measure::PositiveAgreement, nominal.specific_agreement(1)),
        (Measure::FleissKappa, nominal.fleiss_kappa()),
        (Measure::MeanPairwiseKappa, nominal.mean_pairwise_cohen_kappa()),
        (Measure::PercentAgreement, nominal.percent_agreement()),
        (Measure::NegativeAgreement, nominal.specific_agreement(0)),
        (Measure::BrennanPrediger, nominal.brennan_prediger()),
        (Measure::GwetAc1, nominal.gwet_ac1()),
        (Measure::Pabak, nominal.pabak()),
    ];
    values.into_iter().map(|(measure, value)| Score::new(measure, value)).collect()
}

/// All codes together, pooled, from each code's sums.
pub(super) fn pooled_scores(sums: &[Sums], coders: usize) -> Vec<Score> {
    if coders != 2 {
        let parts = sums.iter().filter_map(|sums| sums.patterns.nominal(coders).disagreements());
        return vec![Score::new(Measure::PooledAlpha, pooled::alpha_pooled(parts))];
    }
    let tables: Vec<Table> = sums.iter().map(|sums| sums.patterns.table(0, 1)).collect();
    let mut spans = SpanCounts::default();
    sums.iter().filter_map(|sums| sums.spans.first()).for_each(|counts| spans += *counts);
    let all = pooled::laid_together(&tables);
    let f1 = |pairs: u32| Matched { pairs, first: spans.first, second: spans.second }.f1();
    let values = [
        (Measure::PooledAlpha, pooled::alpha_pooled(tables.iter().filter_map(Table::disagreements))),
        (Measure::PooledKappa, pooled::kappa_pooled(&tables)),
        (Measure::MeanKappa, pooled::kappa_mean(&tables).0),
        (Measure::MicroKappa, all.cohen_kappa()),
        (Measure::MicroPositive, all.positive_agreement()),
        (Measure::SpanF1Exact, f1(spans.exact)),
        (Measure::SpanF1AnyOverlap, f1(spans.overlapping)),
        (Measure::SpanF1Share, f1(spans.close)),
    ];
    values.into_iter().map(|(measure, value)| Score::new(measure, value)).collect()
}

/// The measures of several codes at once: unitizing alphas and alphas of code sets.
pub(super) fn of_several_codes(unitizing: &Unitizing, label_sets: &LabelSets) -> Vec<Score> {
    let values = [
        (Measure::UAlpha, unitizing.u_alpha()),
        (Measure::CuAlpha, unitizing.cu_alpha(Reading::Pairwise)),
        (Measure::CuCoverage, unitizing.cu_coverage()),
        (Measure::LabelSetMasi, label_sets.alpha(Likeness::Masi)),
        (Measure::LabelSetJaccard, label_sets.alpha(Likeness::Jaccard)),
    ];
    values.into_iter().map(|(measure, value)| Score::new(measure, value)).collect()
}
