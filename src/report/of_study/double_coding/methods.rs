//! A paragraph for the methods section, with every number filled in and every coefficient named with its source.

use super::{Told, agreeing, date, listed, thousands};
use crate::{
    agreement::{Agreement, Block, Measure, two_places},
    operations::counted,
    report::tree::{Document, bullets, heading, note, paragraph},
    review::Reconciled,
    study::{CodeStatus, Outcome},
};

pub(super) fn tell(document: &mut Document, told: &Told<'_>) {
    document.push(heading(1, "For the methods section"));
    document.push(note("Every number below is this study’s. Read it before it is pasted: what you did beyond it, the program does not know."));
    let mut said = vec![coding(told)];
    if told.asked.coefficients {
        said.push(measures(told));
        said.push(results(told));
    } else {
        said.push("In keeping with reflexive thematic analysis (Braun & Clarke 2019), differences were taken as readings to talk about; no coefficient was computed.".into());
    }
    said.push(talking(told));
    said.push(format!("Colloquy {} was used.", env!("CARGO_PKG_VERSION")));
    document.push(paragraph(said.join(" ")));
    document.push(heading(2, "Sources"));
    document.push(bullets(sources(told)));
}

fn coding(told: &Told<'_>) -> String {
    let round = told.round;
    let names = listed(&told.coders());
    let sight = match (round.blind, round.coders.len()) {
        (false, _) => "",
        (true, 2) => ", each without seeing the other’s codings,",
        (true, _) => ", each without seeing the others’ codings,",
    };
    let finished: Vec<_> = round.assignments.iter().filter_map(|one| one.finished).collect();
    let period = match finished.iter().max() {
        Some(&last) if date(last) == date(round.opened) => format!(" on {},", date(last)),
        Some(&last) => format!(" between {} and {},", date(round.opened), date(last)),
        None => format!(" from {} on,", date(round.opened)),
    };
    let codebook = match told.now.get_opt(round.codebook) {
        Some(version) => format!("with the codebook as of the version “{}”", version.name),
        None => "with the codebook".into(),
    };
    let of = told.compared.transcripts().len();
    let mut said = format!(
        "{names} coded {} of {} independently{sight}{period} {codebook} ({}).",
        round.transcripts.len(),
        counted(of, "transcript"),
        counted(told.compared.codes().filter(|code| code.status != CodeStatus::Proposed).count(), "code")
    );
    if let Some(drawn) = round.drawn {
        let per_group = if drawn.per_group { ", from each group," } else { "" };
        said.push_str(&format!(" These were drawn at random{per_group} from {} (seed {}).", drawn.among, drawn.seed));
    }
    said
}

fn measures(told: &Told<'_>) -> String {
    let units: u64 = told.before.compared().map(|one| u64::from(one.units)).sum();
    let moderators =
        if told.asked.moderators { "moderators’ words among them" } else { "moderators’ words left out" };
    let kappa = agreeing::kappa(told);
    let (block, count) = told.before.drawn;
    let blocks = if block == Block::Turn { "turns" } else { "transcripts" };
    let cited = |measure: Measure| format!("{} ({})", in_the_middle(measure.title()), measure.source());
    format!(
        "Agreement was computed for each code on {} ({} of them, {moderators}; each coded with it or not) as {}, with {}, {} and {} \
         beside it; over all codes as the pooled alpha. 95 % intervals are percentiles of {} draws of {count} {blocks} (seed {}). \
         Passages were taken for the same where they share at least {} % of what they cover together (F1, {}).",
        told.unit(),
        thousands(units),
        cited(Measure::KrippAlpha),
        cited(kappa),
        cited(Measure::PositiveAgreement),
        cited(Measure::PercentAgreement),
        thousands(u64::from(told.asked.draws)),
        told.asked.seed,
        told.asked.same_span,
        Measure::SpanF1Share.source()
    )
}

/// A measure's name within a sentence: people's names keep their capitals.
fn in_the_middle(title: &str) -> String {
    let named = ["Cohen", "Scott", "Fleiss", "Krippendorff", "Brennan", "Gwet", "Jaccard", "PABAK"];
    if named.iter().any(|name| title.starts_with(name)) {
        return title.replace('\'', "’");
    }
    let mut letters = title.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

fn results(told: &Told<'_>) -> String {
    let before = &told.before;
    let mut said = format!(
        "Before reconciliation the pooled alpha was {}, pooled kappa {}, positive agreement over all codes {} and F1 of passages {}.",
        pooled(before, Measure::PooledAlpha),
        pooled(before, Measure::PooledKappa),
        pooled(before, Measure::MicroPositive),
        pooled(before, Measure::SpanF1Share)
    );
    let mut alphas: Vec<f64> = before.codes.iter().filter_map(|row| row.value(Measure::KrippAlpha)).collect();
    alphas.sort_by(f64::total_cmp);
    if let (Some(&low), Some(&high)) = (alphas.first(), alphas.last()) {
        let unused = before.codes.len() - alphas.len();
        said.push_str(&format!(
            " Alpha of single codes ranged from {} to {} (median {}; {} with a value, {unused} without).",
            two_places(low),
            two_places(high),
            two_places(median(&alphas)),
            counted(alphas.len(), "code")
        ));
    }
    if let Some(after) = &told.after {
        said.push_str(&format!(
            " After reconciliation the pooled alpha was {} and positive agreement {}: {}.",
            pooled(after, Measure::PooledAlpha),
            pooled(after, Measure::MicroPositive),
            after_in_words(told)
        ));
    }
    said
}

/// How "after" is counted, within a sentence.
fn after_in_words(told: &Told<'_>) -> String {
    let followed = counted(told.decided.followed, "decision");
    let mut said = format!(
        "each coder’s codings with those decided on ({followed}) replaced by what was decided, and everything else as each coder had it"
    );
    if told.decided.left_out > 0 {
        said.push_str(&format!(
            "; {} could not be counted in, because what they are about was changed since",
            counted(told.decided.left_out, "decision")
        ));
    }
    said
}

fn pooled(found: &Agreement, measure: Measure) -> String {
    match found.pooled_score(measure).map(|score| score.value) {
        Some(Err(why)) => format!("undefined ({why})"),
        value => agreeing::in_words(value),
    }
}

/// The middle of sorted values; of an even number, the mean of the two in the middle.
fn median(sorted: &[f64]) -> f64 {
    let at = sorted.len() / 2;
    let upper = sorted.get(at).copied().unwrap_or(f64::NAN);
    let lower =
        if sorted.len().is_multiple_of(2) { sorted.get(at.wrapping_sub(1)).copied().unwrap_or(upper) } else { upper };
    (lower + upper) / 2.0
}

fn talking(told: &Told<'_>) -> String {
    let mut progress = Reconciled::default();
    for found in &told.differences {
        let one = told.ledger.progress(found);
        progress.open += one.open;
        progress.later += one.later;
        progress.decided += one.decided;
        progress.alike += one.alike;
        progress.alike_taken += one.alike_taken;
    }
    let differing = progress.open + progress.later + progress.decided;
    if differing == 0 {
        return format!("The coders did not differ at any of {}.", counted(progress.alike, "place"));
    }
    let mut said = format!(
        "The coders had {} alike and {differing} that differed. Of the latter, {} decided on, {} put off and {} not decided on.",
        counted(progress.alike, "place"),
        were(progress.decided),
        were(progress.later),
        were(progress.open)
    );
    let outcomes = outcomes(told);
    if !outcomes.is_empty() {
        said.push_str(&format!(" Decisions in the ledger: {}.", listed(&outcomes)));
    }
    let mended: std::collections::BTreeSet<_> =
        super::ledger::decisions(told).into_iter().flat_map(|decision| decision.codes.iter().copied()).collect();
    if !mended.is_empty() {
        said.push_str(&format!(
            " Because of them the codebook’s {} of {} {} mended.",
            if mended.len() == 1 { "entry" } else { "entries" },
            counted(mended.len(), "code"),
            if mended.len() == 1 { "was" } else { "were" }
        ));
    }
    said
}

fn were(count: usize) -> String {
    match count {
        0 => "none was".into(),
        1 => "1 was".into(),
        _ => format!("{count} were"),
    }
}

/// "2 as Ana had it", an outcome after the other.
fn outcomes(told: &Told<'_>) -> Vec<String> {
    let mut counts: Vec<(String, usize)> = Vec::new();
    for decision in super::ledger::decisions(told) {
        if decision.outcome == Outcome::Later {
            continue;
        }
        let what = super::ledger::outcome(told, decision);
        match counts.iter_mut().find(|(known, _)| *known == what) {
            Some((_, count)) => *count += 1,
            None => counts.push((what, 1)),
        }
    }
    counts.into_iter().map(|(what, count)| format!("{count} “{what}”")).collect()
}

fn sources(told: &Told<'_>) -> Vec<&'static str> {
    if !told.asked.coefficients {
        return vec![
            "Braun V, Clarke V. Reflecting on reflexive thematic analysis. Qualitative Research in Sport, Exercise and Health 2019;11(4):589–597.",
        ];
    }
    let mut sources = vec![
        "Cicchetti DV, Feinstein AR. High agreement but low kappa: II. Resolving the paradoxes. Journal of Clinical Epidemiology 1990;43(6):551–558.",
        "Cohen J. A coefficient of agreement for nominal scales. Educational and Psychological Measurement 1960;20(1):37–46.",
        "Fleiss JL. Measuring nominal scale agreement among many raters. Psychological Bulletin 1971;76(5):378–382.",
        "Holsti OR. Content Analysis for the Social Sciences and Humanities. Reading, MA: Addison-Wesley; 1969.",
        "Jaccard P. Étude comparative de la distribution florale dans une portion des Alpes et des Jura. Bulletin de la Société Vaudoise des Sciences Naturelles 1901;37:547–579.",
        "Krippendorff K. Content Analysis: An Introduction to Its Methodology. 4th ed. Thousand Oaks, CA: SAGE; 2019.",
    ];
    if agreeing::kappa(told) != Measure::CohenKappa {
        sources.retain(|source| !source.starts_with("Cohen"));
    }
    sources
}
