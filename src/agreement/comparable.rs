//! What other programs would print for the same codings, and why it differs. For checking a study that was moved, and for
//! readers who compare with a published figure; none of it is a recommendation.

use super::{Matched, Table, Undefined, Value, table::over};

/// A figure another program would print.
#[derive(Clone, Debug, PartialEq)]
pub struct Elsewhere {
    /// The program.
    pub program: &'static str,
    /// What it calls the figure.
    pub called: &'static str,
    /// The figure's name in JSON.
    pub name: &'static str,
    /// What it would print.
    pub value: Value,
    /// Why it differs from what stands here.
    pub why: &'static str,
}

/// What NVivo, QualCoder and MAXQDA would print of one code or of all. `spans` are matched at 90 hundredths, over `codes` codes.
pub fn elsewhere(table: &Table, spans: &Matched, codes: usize) -> Vec<Elsewhere> {
    vec![
        Elsewhere {
            program: "NVivo",
            called: "Percentage agreement",
            name: "nvivo_percent_agreement",
            value: table.percent_agreement(),
            why: "The same formula. NVivo gives it for each file and code and counts every character of the file, moderators' \
                  words too; averages are left to the reader.",
        },
        Elsewhere {
            program: "NVivo",
            called: "Kappa coefficient",
            name: "nvivo_kappa",
            value: nvivo_kappa(table),
            why: "Cohen's kappa over characters; but where nobody used the code NVivo prints 1, which raises averages.",
        },
        Elsewhere {
            program: "QualCoder",
            called: "Kappa",
            name: "qualcoder_kappa_as_published",
            value: qualcoder_kappa(table),
            why: "Not Cohen's kappa: it looks only at characters that somebody coded, and multiplies the chances of yes and of no \
                  where they should be added.",
        },
        Elsewhere {
            program: "MAXQDA",
            called: "Segment agreement, 90 % overlap",
            name: "segment_agreement_two_sided",
            value: segment_agreement(spans),
            why: "Of the segments of both coders, those that have a partner sharing 90 % of what the two cover. MAXQDA does \
                  not say how it measures overlap; text that neither coded is left out.",
        },
        Elsewhere {
            program: "MAXQDA",
            called: "Kappa (RK)",
            name: "segment_kappa_brennan_prediger",
            value: segment_kappa(spans, codes),
            why: "Chance is one in as many as there are codes in the table, however common each is (Brennan & Prediger 1981).",
        },
    ]
}

/// NVivo's kappa: Cohen's, but 1 where both coders leave everything uncoded or code everything.
pub fn nvivo_kappa(table: &Table) -> Value {
    match table.cohen_kappa() {
        Err(Undefined::NoVariance) => Ok(1.0),
        kappa => kappa,
    }
}

/// What QualCoder prints as kappa (version 3.6, `reports.py`): observed agreement is Jaccard's index of coded characters, and chance
/// the product of both coders' shares of yes and of no among them.
pub fn qualcoder_kappa(table: &Table) -> Value {
    let coded = (table.both + table.apart()) as f64;
    if coded == 0.0 {
        return Err(Undefined::DivisionByZero);
    }
    let observed = table.both as f64 / coded;
    let share = |alone: u64| (table.both + alone) as f64 / coded;
    let (first, second) = (share(table.first), share(table.second));
    let chance = first * second * (1.0 - first) * (1.0 - second);
    Ok((observed - chance) / (1.0 - chance))
}

/// MAXQDA's agreement of segments: those with a partner, of all segments of both.
pub fn segment_agreement(spans: &Matched) -> Value {
    over(2 * i128::from(spans.pairs), i128::from(spans.first) + i128::from(spans.second), Undefined::NoSpans)
}

/// MAXQDA's Kappa (RK) of segments: Brennan and Prediger's coefficient with as many categories as codes.
pub fn segment_kappa(spans: &Matched, codes: usize) -> Value {
    let agreement = segment_agreement(spans)?;
    if codes < 2 {
        return Err(Undefined::TooFewCategories);
    }
    let chance = 1.0 / codes as f64;
    Ok((agreement - chance) / (1.0 - chance))
}
