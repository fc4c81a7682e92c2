//! The ledger: what was decided on each place, why, by whom and when; and what is open.

use super::{Told, date, differing::kind, listed};
use crate::{
    operations::{self, anchor_in_words, counted, elide},
    report::tree::{
        CellContent, Column, Document, Inline, Inlines, Quotation, Row, Table, heading, paragraph, section, strong,
    },
    review::{Disagreement, State},
    study::{Anchor, Coder, Coding, Decision, Id, Level, Outcome, Study, Valence},
};

/// The most of a passage that is quoted, in characters.
const QUOTED: usize = 240;
/// The most of a coding's own words, where they are not the decision's, in characters.
const ENDS: usize = 90;

pub(super) fn tell(document: &mut Document, told: &Told<'_>) {
    let decisions = decisions(told);
    let alike = decisions.iter().filter(|decision| decision.outcome == Outcome::Alike).count();
    let talked: Vec<&&Decision> = decisions.iter().filter(|decision| decision.outcome != Outcome::Alike).collect();
    document.push(section(true));
    document.push(heading(1, "What was decided"));
    if decisions.is_empty() {
        document.push(paragraph("Nothing has been decided in this round yet."));
    }
    for rule in rules(&decisions) {
        let taken = decisions.iter().filter(|one| one.outcome == Outcome::Alike && one.reason == rule).count();
        document
            .push(paragraph(format!("{} alike taken into the consensus by a rule: {rule}.", counted(taken, "place"))));
    }
    if alike < decisions.len() {
        document.push(Table {
            caption: Some("Ledger of decisions".into()),
            columns: vec![
                Column::text(3.6),
                Column::text(2.8),
                Column::text(2.2),
                Column::text(3.4),
                Column::text(1.5),
            ],
            header: vec![Row::new(["Place and words", "What each had", "Decided", "Reason", "Who, when"])],
            rows: talked.into_iter().map(|decision| row(told, decision)).collect(),
            notes: vec!["The coders’ own codings stay as they were; what was decided is a layer of its own.".into()],
            ..Table::default()
        });
    }
    document.push(section(false));
    open(document, told);
}

/// The decisions of the round in the order of transcripts and reading.
pub(super) fn decisions<'s>(told: &Told<'s>) -> Vec<&'s Decision> {
    let mut all: Vec<&Decision> = told.now.decisions().filter(|one| one.round == Some(told.round.id)).collect();
    let order = |decision: &Decision| told.now.get(decision.transcript).map(|transcript| transcript.order);
    all.sort_by_key(|decision| (order(decision), decision.span, decision.at, decision.id));
    all
}

fn rules<'d>(decisions: &[&'d Decision]) -> Vec<&'d str> {
    let mut rules: Vec<&str> =
        decisions.iter().filter(|one| one.outcome == Outcome::Alike).map(|one| one.reason.as_str()).collect();
    rules.sort_unstable();
    rules.dedup();
    rules
}

fn row(told: &Told<'_>, decision: &Decision) -> Row {
    let place: Vec<CellContent> = vec![
        CellContent::from(Inlines(vec![strong(place(told, decision))])),
        Quotation { text: words(told, decision).into(), attribution: None, near_miss: false }.into(),
    ];
    let had = had(told, decision)
        .into_iter()
        .map(|(who, what)| CellContent::from(Inlines(vec![strong(format!("{who}: ")), Inline::Text(what)])));
    let mut decided = vec![CellContent::from(Inlines(vec![strong(outcome(told, decision))]))];
    decided.extend(agreed(told, decision).into_iter().map(CellContent::from));
    let mut why =
        vec![CellContent::from(if decision.reason.is_empty() { "No reason given" } else { &decision.reason })];
    let mended = mended(told, decision);
    if !mended.is_empty() {
        why.push(CellContent::from(format!("Codebook mended: {}", listed(&mended))));
    }
    let by = vec![CellContent::from(told.name(decision.by)), CellContent::from(date(decision.at))];
    Row::new([place, had.collect(), decided, why, by].map(crate::report::tree::Cell::of))
}

/// "Focus Group 2, turn 14".
pub(super) fn place(told: &Told<'_>, decision: &Decision) -> String {
    anchor_in_words(told.now, &Anchor::Passage(decision.transcript, decision.span)).unwrap_or_default()
}

pub(super) fn words(told: &Told<'_>, decision: &Decision) -> String {
    elide(decision.span.of(told.now.text(decision.transcript)).unwrap_or_default(), QUOTED)
}

/// What each coder of the round had there, as it was compared; as it stands where it was coded later.
pub(super) fn had(told: &Told<'_>, decision: &Decision) -> Vec<(String, String)> {
    let stood = |&coding: &Id<Coding>| {
        let compared = told.compared.get(coding).map(|coding| (told.compared, coding));
        compared.or_else(|| told.now.get(coding).map(|coding| (told.now, coding)))
    };
    let codings: Vec<(&Study, &Coding)> = decision.codings.iter().filter_map(stood).collect();
    let of = |&coder: &Id<Coder>| {
        let theirs = codings.iter().filter(|(_, coding)| coding.coder == coder);
        let theirs: Vec<String> = theirs.map(|(study, coding)| coded(told, study, decision, coding)).collect();
        let what = if theirs.is_empty() { "nothing".into() } else { listed(&theirs) };
        (told.initials(coder).to_owned(), what)
    };
    told.round.coders.iter().map(of).collect()
}

/// A coding's code, with valence and level in brackets, and its words where they are not those of the whole decision.
fn coded(told: &Told<'_>, study: &Study, decision: &Decision, coding: &Coding) -> String {
    let known = told.now.get(coding.code).or_else(|| told.compared.get(coding.code));
    let mut said = known.map_or_else(|| "a code that is gone".into(), |code| code.name.clone());
    let qualities: Vec<&str> =
        [coding.valence.map(Valence::word), coding.level.map(Level::word)].into_iter().flatten().collect();
    if !qualities.is_empty() {
        said.push_str(&format!(" ({})", qualities.join(", ")));
    }
    let words = coding.span.of(study.text(coding.transcript)).unwrap_or_default();
    if words != decision.span.of(told.now.text(decision.transcript)).unwrap_or_default() {
        said.push_str(&format!(" on “{}”", elide(words, ENDS)));
    }
    said
}

/// The codes of the consensus that followed.
pub(super) fn agreed(told: &Told<'_>, decision: &Decision) -> Vec<String> {
    let agreed = decision.consensus.iter().filter_map(|&coding| told.now.get(coding));
    agreed.map(|coding| coded(told, told.now, decision, coding)).collect()
}

/// What was decided, with the coder's name where one of two was followed.
pub(super) fn outcome(told: &Told<'_>, decision: &Decision) -> String {
    let pair = match told.round.coders.as_slice() {
        [first, second] => Some((told.name(*first), told.name(*second))),
        _ => None,
    };
    operations::outcome_told(decision.outcome, pair)
}

pub(super) fn mended(told: &Told<'_>, decision: &Decision) -> Vec<String> {
    decision.codes.iter().filter_map(|&code| told.now.get(code)).map(|code| code.name.clone()).collect()
}

/// What nobody decided on, and what was put off: a table of each, by transcript.
fn open(document: &mut Document, told: &Told<'_>) {
    document.push(heading(1, "What is open"));
    let (mut undecided, mut put_off): (Vec<&Disagreement>, Vec<&Disagreement>) = Default::default();
    for one in told.differing() {
        match told.ledger.state(&told.matter(one)) {
            State::Open => undecided.push(one),
            State::Later => put_off.push(one),
            State::Decided => {}
        }
    }
    if undecided.is_empty() && put_off.is_empty() {
        document.push(paragraph("Nothing: everything in which the coders differ has been decided."));
    }
    for (title, places) in [("Put off, to be talked about", put_off), ("Not decided on", undecided)] {
        if !places.is_empty() {
            document.push(heading(2, format!("{title} ({})", places.len())));
            document.push(places_table(told, &places));
        }
    }
}

fn places_table(told: &Told<'_>, places: &[&Disagreement]) -> Table {
    let columns = [1.5, 4.6, 2.8, 3.2].map(Column::text).to_vec();
    let (mut rows, mut transcript) = (Vec::new(), None);
    for one in places {
        if transcript.replace(one.transcript) != Some(one.transcript) {
            rows.push(Row::group(told.title(one.transcript), columns.len()));
        }
        rows.push(place_row(told, one));
    }
    Table { columns, header: vec![Row::new(["Where", "Words", "Codes", "Difference"])], rows, ..Table::default() }
}

fn place_row(told: &Told<'_>, one: &Disagreement) -> Row {
    let place = anchor_in_words(told.compared, &Anchor::Passage(one.transcript, one.span)).unwrap_or_default();
    // The transcript stands above its rows.
    let within =
        place.strip_prefix(told.title(one.transcript)).map_or(&*place, |rest| rest.trim_start_matches([',', ' ']));
    let mut codes: Vec<String> = Vec::new();
    for stretch in one.first.iter().chain(&one.second) {
        let name = told.compared.get(stretch.code).map_or_else(String::new, |code| code.name.clone());
        if !codes.contains(&name) {
            codes.push(name);
        }
    }
    let words = elide(one.span.of(told.compared.text(one.transcript)).unwrap_or_default(), 120);
    Row::new([within.to_owned(), format!("“{words}”"), codes.join(" / "), kind(one.difference, &told.coders())])
}
