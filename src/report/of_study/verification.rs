//! What holds of a manuscript's quotations as a document: a count of each finding, then every quotation that needs its
//! author, word by word, then the others in a table.

use crate::analysis::verify::{
    Attribution, Change, ChangeKind, CheckedQuotation, Finding, LooseKind, Place, Verification,
};
use crate::report::tree::{
    Card, CellContent, Column, Document, Inline, Inlines, Row, Table, added, card, heading, lead, removed, text,
};
use crate::study::Study;

/// The report on the verification of a manuscript of this name.
pub fn verification(study: &Study, manuscript: &str, verified: &Verification) -> Document {
    let mut document = Document::new(format!("Quotations in {manuscript}"));
    document.subtitle = Some(format!("Held against the transcripts of “{}”", study.details().title));
    document.language = study.details().language.clone();
    let wrong: Vec<&CheckedQuotation> = verified.quotations.iter().filter(|one| one.is_wrong()).collect();
    document.push(lead(in_a_sentence(verified)));
    document.push(counts(verified));
    if !wrong.is_empty() {
        document.push(heading(1, "To be looked at"));
        for one in wrong {
            document.push(details(study, one));
        }
    }
    if !verified.loose.is_empty() {
        document.push(heading(1, "Lead-ins and marks"));
        let rows = verified.loose.iter().map(|one| {
            let what = match one.kind {
                LooseKind::LeadIn => "Leads to a quotation that does not follow",
                LooseKind::Unclosed => "A quotation mark that is never closed",
            };
            Row::new([(one.paragraph + 1).to_string(), what.to_owned(), one.words.clone()])
        });
        document.push(Table {
            columns: vec![Column::number(0.9), Column::text(3.0), Column::text(6.0)],
            header: vec![Row::new(["Paragraph", "What", "Words"])],
            rows: rows.collect(),
            ..Table::default()
        });
    }
    let sound: Vec<&CheckedQuotation> = verified.quotations.iter().filter(|one| !one.is_wrong()).collect();
    if !sound.is_empty() {
        document.push(heading(1, "The other quotations"));
        document.push(others(study, &sound));
    }
    document
}

/// "200 quotations: 120 exact, 13 edited with marks, …; of them, 4 attributed to somebody else; 67 places need attention."
pub fn in_a_sentence(verified: &Verification) -> String {
    let counted = |finding| verified.count(finding);
    let kinds = [
        (Finding::Exact, "exact"),
        (Finding::Editorial, "edited with marks"),
        (Finding::Altered, "altered"),
        (Finding::NotFound, "not found"),
        (Finding::Term, "too short to be held against anything"),
        (Finding::Cited, "from the literature"),
    ];
    let parts: Vec<String> = kinds
        .iter()
        .filter(|(finding, _)| counted(*finding) > 0)
        .map(|(finding, name)| format!("{} {name}", counted(*finding)))
        .collect();
    let attributions =
        [(Attribution::Wrong, "attributed to somebody else"), (Attribution::Missing, "without an attribution")];
    let attributions: Vec<String> = attributions
        .iter()
        .map(|(attribution, name)| (verified.attributed(attribution), name))
        .filter(|(count, _)| *count > 0)
        .map(|(count, name)| format!("{count} {name}"))
        .collect();
    let attributions =
        if attributions.is_empty() { String::new() } else { format!(" Of them, {};", attributions.join(" and ")) };
    let total = verified.quotations.len();
    let noun = if total == 1 { "quotation" } else { "quotations" };
    let wrong = verified.quotations.iter().filter(|one| one.is_wrong()).count() + verified.loose.len();
    let ending = match wrong {
        0 => "nothing needs attention".to_owned(),
        1 => "1 place needs attention".to_owned(),
        _ => format!("{wrong} places need attention"),
    };
    if parts.is_empty() {
        format!("No quotations were found; {ending}.")
    } else {
        format!("{total} {noun}: {};{} {ending}.", parts.join(", "), attributions.to_lowercase())
    }
}

fn counts(verified: &Verification) -> Table {
    let attributed = |wanted| verified.attributed(wanted);
    let rows = [
        ("Exact", verified.count(Finding::Exact)),
        ("Edited, every change marked", verified.count(Finding::Editorial)),
        ("Altered without a mark", verified.count(Finding::Altered)),
        ("Said by nobody", verified.count(Finding::NotFound)),
        ("Attributed to somebody else", attributed(&Attribution::Wrong)),
        ("Without an attribution", attributed(&Attribution::Missing)),
        ("Attribution that may be of several people", attributed(&Attribution::Incomplete)),
        ("Lead-ins without their quotation, marks never closed", verified.loose.len()),
    ];
    Table {
        columns: vec![Column::text(5.0), Column::number(1.0)],
        header: vec![Row::new(["What was found", "Number"])],
        rows: rows.into_iter().map(|(name, count)| Row::new([name.to_owned(), count.to_string()])).collect(),
        ..Table::default()
    }
}

/// What is wrong with a quotation, in words.
pub fn faults(one: &CheckedQuotation) -> Vec<&'static str> {
    let words = match one.finding {
        Finding::Altered => Some("altered without a mark"),
        Finding::NotFound => Some("said by nobody"),
        _ => None,
    };
    let attribution = match one.attribution {
        Attribution::Wrong => Some("attributed to somebody else"),
        Attribution::Missing => Some("without an attribution"),
        _ => None,
    };
    words.into_iter().chain(attribution).collect()
}

/// Who speaks, and where: "Participant 3, Focus Group 5; turn 14".
pub fn source(study: &Study, place: &Place) -> String {
    let labels: Vec<&str> =
        place.speakers.iter().filter_map(|&id| study.get(id)).map(|speaker| speaker.label.as_str()).collect();
    let transcript = study.get(place.transcript);
    let group = transcript.and_then(|transcript| study.get_opt(transcript.group)).map(|group| group.label.as_str());
    let group = group.or(transcript.map(|transcript| transcript.title.as_str()));
    let who: Vec<&str> = labels.into_iter().chain(group).collect();
    let turn = if place.turn > 0 { format!("; turn {}", place.turn) } else { String::new() };
    format!("{}{turn}", who.join(", "))
}

fn details(study: &Study, one: &CheckedQuotation) -> Card {
    let title = faults(one).join(", ");
    let mut letters = title.chars();
    let first: String = letters.next().map(|c| c.to_uppercase().collect()).unwrap_or_default();
    let mut card = card(heading(3, format!("Paragraph {}: {first}{}", one.paragraph + 1, letters.as_str())));
    card = card.entry("Printed", one.words.as_str());
    if let Some(place) = &one.place {
        let said = place.span.of(study.text(place.transcript)).unwrap_or_default();
        card = card.entry("Said", said);
        if one.finding != Finding::Exact {
            card = card.entry("Word by word", word_by_word(&one.changes));
        }
    }
    let stated = if one.stated.is_empty() { "none".to_owned() } else { one.stated.clone() };
    card = card.entry("Attributed to", stated);
    match &one.place {
        Some(place) => card.entry("Really from", source(study, place)),
        None => card,
    }
}

/// The words with those left out and those put in marked.
fn word_by_word(changes: &[Change]) -> CellContent {
    let mut inlines: Vec<Inline> = Vec::new();
    for change in changes {
        if !inlines.is_empty() {
            inlines.push(text(" "));
        }
        match change.kind {
            ChangeKind::Same => inlines.push(text(change.printed.as_str())),
            ChangeKind::Replaced => {
                inlines.extend([removed(change.said.as_str()), text(" "), added(change.printed.as_str())]);
            }
            ChangeKind::Inserted => inlines.push(added(change.printed.as_str())),
            ChangeKind::LeftOut => inlines.push(removed(change.said.as_str())),
        }
    }
    CellContent::Text(Inlines(inlines))
}

fn others(study: &Study, sound: &[&CheckedQuotation]) -> Table {
    let rows = sound.iter().map(|one| {
        let finding = match one.finding {
            Finding::Exact if one.punctuation_differs => "Exact; punctuation or capitals differ",
            Finding::Exact => "Exact",
            Finding::Editorial => "Edited with marks",
            Finding::Term => "A term",
            Finding::Cited => "From the literature",
            Finding::Altered | Finding::NotFound => "",
        };
        let attribution = match one.attribution {
            Attribution::Incomplete => "may be of several people",
            Attribution::NotAsked => "not asked for",
            _ => "right",
        };
        let from = one.place.as_ref().map(|place| source(study, place)).unwrap_or_default();
        Row::new([(one.paragraph + 1).to_string(), one.words.clone(), finding.to_owned(), from, attribution.to_owned()])
    });
    Table {
        columns: vec![Column::number(1.1), Column::text(5.4), Column::text(2.0), Column::text(2.6), Column::text(1.7)],
        header: vec![Row::new(["Paragraph", "Words", "Finding", "Said by", "Attribution"])],
        rows: rows.collect(),
        ..Table::default()
    }
}

/// The report as lines of text, only what needs attention; words left out in `[-…-]`, words put in in `{+…+}`.
pub fn verification_in_lines(study: &Study, verified: &Verification) -> String {
    let mut out = String::new();
    for one in verified.quotations.iter().filter(|one| one.is_wrong()) {
        out.push_str(&format!("\nParagraph {}: {}\n", one.paragraph + 1, faults(one).join(", ")));
        out.push_str(&format!("  printed: “{}” {}\n", one.words, one.stated));
        if let Some(place) = &one.place {
            let said = place.span.of(study.text(place.transcript)).unwrap_or_default();
            out.push_str(&format!("  said:    “{said}” ({})\n", source(study, place)));
            if one.finding == Finding::Altered {
                let words: Vec<String> = one.changes.iter().map(in_marks).collect();
                out.push_str(&format!("  changed: {}\n", words.join(" ")));
            }
        }
    }
    for one in &verified.loose {
        let what = match one.kind {
            LooseKind::LeadIn => "leads to a quotation that does not follow",
            LooseKind::Unclosed => "has a quotation mark that is never closed",
        };
        out.push_str(&format!("\nParagraph {} {what}:\n  {}\n", one.paragraph + 1, one.words));
    }
    out
}

fn in_marks(change: &Change) -> String {
    match change.kind {
        ChangeKind::Same => change.printed.clone(),
        ChangeKind::Replaced => format!("[-{}-] {{+{}+}}", change.said, change.printed),
        ChangeKind::Inserted => format!("{{+{}+}}", change.printed),
        ChangeKind::LeftOut => format!("[-{}-]", change.said),
    }
}
