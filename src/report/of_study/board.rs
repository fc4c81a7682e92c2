//! A board as it is read or printed: its themes and sub-themes in their order, with concept, boundary, valence, places with
//! their reasons, codes and how far each spreads; and what is on no theme.

use std::collections::BTreeSet;

use super::{places, subthemes::board_of, valence_in_words};
use crate::{
    analysis::{count_extracts, theme_extracts},
    operations::counted,
    report::tree::{
        Cell, Column, Document, Inline, Row, Table, Words, bullets, heading, lead, note, paragraph, strong, text,
    },
    study::{Board, Code, CodeStatus, Id, Placed, Study, Theme},
};

/// A board as a document; the last one where none is named. `None` where the study has no board.
pub fn board_document(study: &Study, board: Option<Id<Board>>) -> Option<Document> {
    let board = board_of(study, board)?;
    let mut document = Document::new(study.details().title.clone());
    document.subtitle = Some(board.name.clone());
    document.language = study.details().language.clone();
    document.words = Words::of_language(&document.language);
    if !board.notes.is_empty() {
        document.push(lead(board.notes.clone()));
    }
    let themes = study.themes_under(board.id, None);
    document.push(overview(study, board, &themes));
    for (at, theme) in themes.iter().enumerate() {
        document.push(heading(1, format!("{}. {}", at + 1, theme.name)));
        of_theme(&mut document, study, theme);
        for (nth, subtheme) in study.themes_under(board.id, Some(theme.id)).into_iter().enumerate() {
            let mark = subtheme.note_mark.map_or(String::new(), |mark| mark.symbol().to_string());
            document.push(heading(2, format!("{}.{} {}{mark}", at + 1, nth + 1, subtheme.name)));
            of_theme(&mut document, study, subtheme);
        }
    }
    let held: BTreeSet<Id<Code>> =
        study.themes().filter(|theme| theme.board == board.id).flat_map(|theme| theme.codes.iter().copied()).collect();
    let loose: Vec<&Code> = study
        .code_tree()
        .into_iter()
        .map(|(_, code)| code)
        .filter(|code| !held.contains(&code.id) && code.status != CodeStatus::Retired)
        .collect();
    if !loose.is_empty() {
        document.push(heading(1, "Codes on no theme"));
        document.push(bullets(loose.into_iter().map(|code| code.name.as_str())));
    }
    for (mark, words) in &study.details().notes {
        document.push(note(format!("{} {words}", mark.symbol())));
    }
    Some(document)
}

/// Themes and sub-themes in a table, a row each.
fn overview(study: &Study, board: &Board, themes: &[&Theme]) -> Table {
    let mut rows = Vec::new();
    for theme in themes {
        let below = study.themes_under(board.id, Some(theme.id));
        let subthemes = if below.is_empty() { vec![None] } else { below.into_iter().map(Some).collect() };
        let height = subthemes.len();
        for (at, subtheme) in subthemes.into_iter().enumerate() {
            let one = subtheme.unwrap_or(theme);
            let extracts = theme_extracts(study, one);
            let mut cells = Vec::new();
            if at == 0 {
                cells.push(Cell::from(theme.name.as_str()).over_rows(height));
            }
            cells.extend([
                Cell::from(subtheme.map_or("", |one| one.name.as_str())),
                Cell::from(one.valence.map_or("", |valence| valence_in_words(Some(valence)))),
                Cell::from(one.codes.len().to_string()),
                Cell::from(extracts.count().to_string()),
                Cell::from(extracts.speakers.len().to_string()),
                Cell::from(extracts.groups.len().to_string()),
            ]);
            rows.push(Row { cells, ..Row::default() });
        }
    }
    Table {
        caption: Some(format!("Themes and sub-themes of the board {}", board.name).into()),
        columns: [2.6, 3.0, 1.7]
            .into_iter()
            .map(Column::text)
            .chain([1.0, 1.3, 1.8, 1.2].into_iter().map(Column::number))
            .collect(),
        header: vec![Row::new(["Theme", "Sub-theme", "Valence", "Codes", "Extracts", "Participants", "Groups"])],
        rows,
        notes: vec!["Words of moderators alone, and the consensus layer, are left out.".into()],
        anchor: None,
    }
}

fn of_theme(document: &mut Document, study: &Study, theme: &Theme) {
    if !theme.definition.is_empty() {
        document.push(paragraph(theme.definition.clone()));
    }
    let mut fact = |term: &str, words: String| {
        document.push(paragraph(vec![strong(format!("{term}: ")), text(words)]));
    };
    if !theme.is_not.is_empty() {
        fact("What it is not", theme.is_not.clone());
    }
    if theme.valence.is_some() {
        fact("Valence", valence_in_words(theme.valence).to_lowercase());
    }
    for place in places(study, Placed::Theme(theme.id)) {
        let why = if place.rationale.is_empty() { String::new() } else { format!(". {}", place.rationale) };
        fact("Placed in", format!("{}{why}", place.name));
    }
    let numbers: Vec<String> = study.intervention_numbers(theme.id).iter().map(usize::to_string).collect();
    if !numbers.is_empty() {
        fact("Interventions", numbers.join(", "));
    }
    let counts = count_extracts(study);
    let codes: Vec<Vec<Inline>> = theme
        .codes
        .iter()
        .filter_map(|&id| study.get(id))
        .map(|code| {
            let spread = counts.own(code.id);
            let number = |count: Option<usize>, noun: &str| counted(count.unwrap_or_default(), noun);
            let spread = [
                number(spread.map(|one| one.codings), "extract"),
                number(spread.map(|one| one.speakers.len()), "participant"),
                number(spread.map(|one| one.groups.len()), "group"),
            ];
            vec![strong(code.name.as_str()), text(format!(" – {}", spread.join(", ")))]
        })
        .collect();
    if !codes.is_empty() {
        document.push(bullets(codes.into_iter().map(crate::report::tree::Inlines)));
    }
}
