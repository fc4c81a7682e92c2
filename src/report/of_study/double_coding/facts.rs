//! What was compared: the round, its coders and transcripts, how they were chosen, the codebook, the unit, and what is missing.

use super::{Told, date, listed, thousands};
use crate::{
    operations::{counted, progress},
    report::tree::{Card, CellContent, Document, heading, lead},
    review::changed_since,
};

pub(super) fn tell(document: &mut Document, told: &Told<'_>) {
    document.push(heading(1, "What was compared"));
    document.push(lead(opening(told)));
    let round = told.round;
    let mut card = Card::default().entry("Coders", listed(&told.coders()));
    card = card.entries_of("Transcripts", transcripts(told));
    card = card.entry("Chosen", chosen(told));
    card = card.entry(
        "Period",
        match round.closed {
            Some(closed) => format!("Opened {}, closed {}", date(round.opened), date(closed)),
            None => format!("Opened {}, not closed yet: figures may still change", date(round.opened)),
        },
    );
    card = card.entry(
        "Sight",
        if round.blind {
            "Blind: until the round was closed, each coder saw only their own codings"
        } else {
            "Open: the coders could see each other’s codings"
        },
    );
    card = card.entry(
        "Codebook",
        told.now.get_opt(round.codebook).map_or_else(
            || format!("As it stood, {}", counted(told.compared.codes().len(), "code")),
            |version| version.name.clone(),
        ),
    );
    card = card.entries_of("Finished", finished(told));
    if told.asked.coefficients {
        card = card.entry("Unit", told.unit());
        let compared: u64 = told.before.compared().map(|one| u64::from(one.units)).sum();
        card = card.entry(
            "Compared",
            format!(
                "{} {}{}",
                thousands(compared),
                told.asked.unit.plural(),
                if told.asked.moderators {
                    ", moderators’ words among them"
                } else {
                    ", moderators’ words left out"
                }
            ),
        );
    }
    let same = "Two passages of one code are taken for the same where they share at least";
    card = card.entry("Same passage", format!("{same} {} % of what they cover together", told.asked.same_span));
    if !told.before.missing.is_empty() {
        let missing = told.before.missing.iter();
        let told = |one: &crate::agreement::Missing| {
            CellContent::from(format!("{}, {}: {}", told.name(one.coder), told.title(one.transcript), one.why))
        };
        card = card.entries_of("Not compared", missing.map(told).collect());
    }
    let changed = changed_since(told.compared, told.now, round);
    if changed > 0 {
        let words = format!(
            "{} of the coders made, altered or removed; what is compared stays as it was when the round was closed",
            counted(changed, "coding")
        );
        card = card.entry("Since then", words);
    }
    document.push(card);
}

fn opening(told: &Told<'_>) -> String {
    let who = listed(&told.coders());
    let count = counted(told.round.transcripts.len(), "transcript");
    if told.asked.coefficients {
        format!(
            "{who} coded {count} independently of each other. This report says how far their codings agree, in what they differ, and what they decided."
        )
    } else {
        format!(
            "{who} coded {count} independently of each other. The study follows reflexive thematic analysis: this report shows \
             where they read the same words otherwise and what came of talking about it. It puts no number on their agreement."
        )
    }
}

fn transcripts(told: &Told<'_>) -> Vec<CellContent> {
    told.round.transcripts.iter().map(|&transcript| CellContent::from(told.title(transcript))).collect()
}

fn chosen(told: &Told<'_>) -> String {
    match told.round.drawn {
        None => "By the researchers".into(),
        Some(drawn) => format!(
            "Drawn at random{} from {} with the seed {}",
            if drawn.per_group { " from each group," } else { "" },
            counted(drawn.among, "transcript"),
            drawn.seed
        ),
    }
}

/// When each coder said that they were done.
fn finished(told: &Told<'_>) -> Vec<CellContent> {
    let of = |one: crate::operations::Progress| {
        let last = one.transcripts.iter().filter_map(|(_, finished)| *finished).max();
        let by = last.map_or_else(String::new, |last| format!(", the last on {}", date(last)));
        format!("{}: {} of {}{by}", told.name(one.coder), one.finished(), one.transcripts.len()).into()
    };
    progress(told.round).into_iter().map(of).collect()
}
