//! The caption and the alternative text.

use super::fixtures::{paper, single, small, unfinished};
use crate::figure::{FigureModel, FigureOptions, NoteMark, Palette, alt_text, caption, describe};

#[test]
fn the_caption_of_the_paper_is_the_printed_one() {
    // PLOS ONE 15(7): e0235334, Fig 1, with "Pattered" mended and without the closing ", below".
    let Some(mut paper) = paper() else { return };
    let note = "Whilst these were not barriers to the organisations involved, certain interventions proposed could \
                still help to reduce any motivational barriers amongst other organisations.";
    paper.notes.insert(NoteMark::Star, note.to_owned());
    paper.components[0].marks.push(NoteMark::Star);
    assert_eq!(
        caption(&paper, &FigureOptions::default()),
        format!(
            "Fig 1. Themes, sub-themes, and links to COM-B model. * {note} Grey rectangle, barrier; White rectangle, \
             enabler; Patterned rectangle, both enabler and barrier. Numbers denote links to proposed interventions \
             in Table 2."
        )
    );
}

#[test]
fn a_caption_says_only_what_the_figure_shows() {
    assert_eq!(caption(&single(), &FigureOptions::default()), "Fig. One theme. White rectangle, enabler.");
    assert_eq!(caption(&FigureModel::default(), &FigureOptions::default()), "Fig.");
    let mut unmarked = small();
    unmarked.components[1].themes[1].subthemes[1].marks.clear();
    assert!(!caption(&unmarked, &FigureOptions::default()).contains("one group only"));
}

#[test]
fn a_coloured_figure_names_its_colours_and_signs() {
    let options = FigureOptions { palette: Palette::Colour, ..FigureOptions::default() };
    assert_eq!(
        caption(&small(), &options),
        "Fig 2. Resting on night shifts. * Named by one group only. Orange rectangle (−), barrier; Blue rectangle \
         (+), enabler; Patterned rectangle (±), both enabler and barrier. Numbers denote links to proposed \
         interventions in Table 3."
    );
}

#[test]
fn the_alternative_text_counts_each_themes_barriers_and_enablers() {
    assert_eq!(
        alt_text(&small()),
        "Capability: Keeping awake (1 enabler, 1 both enabler and barrier). Opportunity: Rooms & rosters (2 barriers), \
         People (2 enablers)."
    );
    assert_eq!(
        alt_text(&unfinished()),
        "Capability: Half decided (1 barrier, 2 without a valence), Without sub-themes (no sub-themes)."
    );
    assert_eq!(alt_text(&FigureModel::default()), "No theme is placed in a component yet.");
}

#[test]
fn a_box_is_described_with_its_valence_and_numbers() {
    let model = small();
    let said: Vec<String> = model.subthemes().map(describe).collect();
    assert_eq!(said[1], "Caffeine late in the shift: both enabler and barrier; intervention 2");
    assert_eq!(said[2], "Nowhere to lie down: barrier; interventions 1, 3");
    assert_eq!(said[0], "Naps that are allowed: enabler");
}
