//! What was believed, element by element: each sub-theme or code as a statement, with a quotation and how many spoke of it.

use super::{
    MatrixOptions,
    importance::named,
    standing::{Statement, counted_note, elements, share, statements, whole},
};
use crate::{
    analysis::{Piece, Quotation, pieces, quotation},
    framework::Element,
    report::{
        PlainCell, PlainTable,
        of_study::{quotes::shortened, valence_in_words},
        tree::{Alignment, Cell, CellContent, Column, Inlines, Quotation as Quoted, Row, Table, strong, text},
    },
    study::Study,
};

/// Quotations are shortened to about so many words.
const WORDS: usize = 45;

/// The words that stand for a statement: an example of one of its codes, where one was chosen; else the first passage that
/// does not contradict it.
fn example(study: &Study, one: &Statement<'_>) -> Option<Quotation> {
    let with = || one.codings.iter().filter(|coding| !coding.contradicts).filter_map(|coding| quotation(study, coding));
    with().find(|quotation| quotation.example).or_else(|| with().next())
}

/// With the author's brackets.
fn as_printed(study: &Study, example: &Quotation) -> Vec<Piece> {
    let coding = study.get(example.coding);
    coding.map(|coding| pieces(study, coding.transcript, coding.span)).unwrap_or_default()
}

/// Each element in which something stands, with what stands there.
fn by_element<'s, 'a>(
    study: &Study,
    options: &MatrixOptions,
    all: &'s [Statement<'a>],
) -> Vec<(&'static Element, Vec<&'s Statement<'a>>)> {
    elements(study, options.level)
        .into_iter()
        .map(|element| (element, all.iter().filter(|one| one.stands_in(element)).collect::<Vec<_>>()))
        .filter(|(_, here)| !here.is_empty())
        .collect()
}

pub(super) fn table(study: &Study, options: &MatrixOptions) -> Table {
    let (participants, groups) = whole(study);
    let all = statements(study, options);
    let mut rows = Vec::new();
    for (element, here) in by_element(study, options, &all) {
        let mut domain = vec![strong(named(study, element))];
        if !element.plain.is_empty() {
            domain.push(text(format!(". {}", element.plain)));
        }
        rows.push(Row::group(Inlines(domain), 5));
        for one in here {
            let mut said = vec![strong(one.name)];
            if !one.definition.is_empty() {
                said.push(text(format!(". {}", one.definition)));
            }
            let words = match example(study, one) {
                Some(example) => {
                    let attribution = format!("({})", example.attribution);
                    Cell::of(vec![CellContent::Quotation(Quoted::new(
                        shortened(&as_printed(study, &example), WORDS, false),
                        attribution,
                    ))])
                }
                None => Cell::empty(),
            };
            rows.push(Row::new([
                Cell::from(Inlines(said)),
                Cell::from(one.valence.map_or("", |valence| valence_in_words(Some(valence)))),
                words,
                Cell::from(share(one.spread.speakers.len(), participants)),
                Cell::from(one.spread.groups.len().to_string()),
            ]));
        }
    }
    let centred = |width| Column { width, alignment: Alignment::Centre };
    Table {
        caption: Some(format!("Belief statements by {}", lower(&options.level.head(study))).into()),
        columns: vec![Column::text(4.2), Column::text(1.5), Column::text(4.8), centred(1.3), centred(1.1)],
        header: vec![Row::new([
            "Belief statement".to_owned(),
            "Barrier or enabler".to_owned(),
            "Quotation".to_owned(),
            format!("n of {participants} (%)"),
            format!("Groups, of {groups}"),
        ])],
        rows,
        notes: vec![counted_note(study).into(), "What stands in several is told in each.".into()],
        anchor: None,
    }
}

/// "TDF domain" as it is, "Coherence work" as "coherence work": abbreviations stay.
pub(super) fn lower(head: &str) -> String {
    let abbreviation = head.chars().take(2).all(char::is_uppercase);
    let mut letters = head.chars();
    match letters.next() {
        Some(first) if !abbreviation => first.to_lowercase().chain(letters).collect(),
        _ => head.to_owned(),
    }
}

pub(super) fn plain(study: &Study, options: &MatrixOptions) -> PlainTable {
    let (participants, groups) = whole(study);
    let header = [
        "element_id",
        "element",
        "statement",
        "definition",
        "valence",
        "participants",
        "participants_of",
        "groups",
        "groups_of",
        "quotation",
        "attribution",
    ];
    let count = |number: usize| PlainCell::Count(i64::try_from(number).unwrap_or(i64::MAX));
    let all = statements(study, options);
    let mut rows = Vec::new();
    for (element, here) in by_element(study, options, &all) {
        for one in here {
            let example = example(study, one);
            rows.push(vec![
                element.id.as_str().into(),
                element.name.as_str().into(),
                one.name.into(),
                one.definition.into(),
                one.valence.map_or(PlainCell::Empty, |valence| valence_in_words(Some(valence)).to_lowercase().into()),
                count(one.spread.speakers.len()),
                count(participants),
                count(one.spread.groups.len()),
                count(groups),
                example
                    .as_ref()
                    .map_or(String::new(), |one| as_printed(study, one).iter().map(Piece::words).collect())
                    .into(),
                example.as_ref().map_or("", |one| one.attribution.as_str()).into(),
            ]);
        }
    }
    PlainTable { header: header.map(str::to_owned).to_vec(), rows }
}
