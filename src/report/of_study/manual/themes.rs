//! Themes and sub-themes: concept, boundary, place with its rationale, codes, example data, what runs against them.

use super::{Making, Shape};
use crate::report::of_study::subthemes::{board_of, codings};
use crate::report::of_study::{places, valence_in_words};
use crate::report::tree::{
    Document, Inline, Inlines, emphasis, heading, lead, link, note, page_break, paragraph, strong,
};
use crate::study::{Coding, Placed, Theme};

pub(super) fn themes(document: &mut Document, making: &Making<'_>) {
    let study = making.study;
    let Some(board) = board_of(study, making.options.board) else { return };
    let themes = study.themes_under(board.id, None);
    if themes.is_empty() {
        return;
    }
    document.push(page_break());
    document.push(heading(1, "Themes and sub-themes"));
    for (at, theme) in themes.iter().enumerate() {
        document.push(heading(2, format!("Theme {}. {}", at + 1, theme.name)));
        if !theme.definition.is_empty() {
            document.push(lead(theme.definition.clone()));
        }
        facts(document, making, theme);
        code_list(document, making, theme);
        example_data(document, making, theme);
        for subtheme in study.themes_under(board.id, Some(theme.id)) {
            let mark = subtheme.note_mark.map_or(String::new(), |mark| mark.symbol().to_string());
            document.push(heading(3, format!("{}{mark}", subtheme.name)));
            if !subtheme.definition.is_empty() {
                document.push(paragraph(subtheme.definition.clone()));
            }
            facts(document, making, subtheme);
            code_list(document, making, subtheme);
            example_data(document, making, subtheme);
        }
    }
    for (mark, words) in &study.details().notes {
        document.push(note(format!("{} {words}", mark.symbol())));
    }
}

/// Where it stands, its valence, its interventions; why it stands there; what it is not.
fn facts(document: &mut Document, making: &Making<'_>, theme: &Theme) {
    let mut line: Vec<Inline> = Vec::new();
    let mut fact = |term: &str, words: String| {
        if !line.is_empty() {
            line.push(Inline::Text("  ·  ".into()));
        }
        line.push(strong(format!("{term}: ")));
        line.push(Inline::Text(words));
    };
    let placed = places(making.study, Placed::Theme(theme.id));
    for (framework, of_comb) in [("COM-B", true), ("TDF", false)] {
        let names: Vec<&str> =
            placed.iter().filter(|place| place.of_comb == of_comb).map(|place| place.name.as_str()).collect();
        if !names.is_empty() {
            fact(framework, names.join(", "));
        }
    }
    if theme.parent.is_some() || theme.valence.is_some() {
        fact("Valence", valence_in_words(theme.valence).into());
    }
    let addressed: Vec<String> = making.study.intervention_numbers(theme.id).iter().map(usize::to_string).collect();
    if !addressed.is_empty() {
        fact("Interventions", addressed.join(", "));
    }
    if !line.is_empty() {
        document.push(paragraph(Inlines(line)));
    }
    for place in placed.iter().filter(|place| !place.rationale.is_empty()) {
        let why = emphasis(format!("Why {}: ", place.name));
        document.push(note(Inlines(vec![why, Inline::Text(place.rationale.to_owned())])));
    }
    if !theme.is_not.is_empty() {
        document.push(paragraph(Inlines(vec![strong("What it is not: "), Inline::Text(theme.is_not.clone())])));
    }
}

fn code_list(document: &mut Document, making: &Making<'_>, theme: &Theme) {
    let mut names: Vec<Inline> = vec![strong("Codes: ")];
    for (at, code) in theme.codes.iter().filter_map(|&id| making.study.get(id)).enumerate() {
        if at > 0 {
            names.push(Inline::Text("; ".into()));
        }
        let number = making.numbers.get(&code.id).map_or("", String::as_str);
        names.push(link(super::codes::anchor(code), format!("{number} {}", code.name)));
    }
    if names.len() > 1 {
        document.push(paragraph(Inlines(names)));
    }
}

/// Example data of a theme's own codes: from as many speakers as there are examples, contradicting ones apart.
fn example_data(document: &mut Document, making: &Making<'_>, theme: &Theme) {
    let most = making.options.quotations;
    if most == 0 {
        return;
    }
    let (against, with): (Vec<&Coding>, Vec<&Coding>) =
        codings(making.study, theme).into_iter().partition(|coding| coding.contradicts);
    let of_against = if making.options.shape == Shape::Reflexive { most.min(2) } else { 1 };
    for (said, title) in [
        (making.examples.chosen(&with, most), ""),
        (making.examples.chosen(&against, of_against), "Contradicting data"),
    ] {
        if !said.is_empty() && !title.is_empty() {
            document.push(heading(4, title));
        }
        said.into_iter().for_each(|quotation| document.push(quotation));
    }
}
