//! A figure that is too high for one page, on several.

use super::{
    fixtures::usual_options,
    kinds::{forty, sample},
};
use crate::figure::{CheckKind, FigureKind, FigureOptions, draw, draw_pages};

fn last_board(study: &crate::study::Study) -> crate::study::Id<crate::study::Board> {
    study.boards_in_order().pop().expect("a board").id
}

#[test]
fn forty_themes_stand_on_pages_none_too_high_each_theme_once_and_in_the_order_of_the_whole() {
    let study = forty();
    let board = last_board(&study);
    for kind in [FigureKind::Boxes, FigureKind::Functions, FigureKind::Table] {
        let options = FigureOptions { kind, pages: true, ..usual_options(&study) };
        let whole = draw(&study, board, &options);
        assert!(whole.layout.scene.height_pt > options.max_height_pt(), "{kind:?} is too high for one");
        let pages = draw_pages(&study, board, &options);
        assert!(pages.len() > 1, "{kind:?}");
        let of = |drawings: &[crate::figure::Drawing]| -> Vec<String> {
            drawings.iter().flat_map(|one| one.model.themes().map(|theme| theme.id.clone())).collect()
        };
        assert_eq!(of(&pages), of(std::slice::from_ref(&whole)), "{kind:?}");
        for (at, page) in pages.iter().enumerate() {
            let fits = page.layout.scene.height_pt <= options.max_height_pt();
            assert!(fits || page.model.themes().count() == 1, "{kind:?}, page {}", at + 1);
            assert!(page.caption.starts_with(&format!("Fig 1 ({} of {}). ", at + 1, pages.len())), "{}", page.caption);
            // What the table counts is counted over all pages.
            let differs = |checks: &[crate::figure::Check]| {
                checks.iter().filter(|check| check.kind == CheckKind::CountDiffers).count()
            };
            assert_eq!(differs(&page.layout.checks), differs(&whole.layout.checks));
        }
    }
}

#[test]
fn a_figure_that_fits_is_one_page_and_the_same_whether_pages_are_asked_for_or_not() {
    let study = sample();
    let board = last_board(&study);
    let usual = usual_options(&study);
    let asked = FigureOptions { pages: true, ..usual.clone() };
    assert_eq!(draw_pages(&study, board, &asked), [draw(&study, board, &usual)]);
}

#[test]
fn pages_follow_the_components_of_the_whole_and_say_which_go_on() {
    let study = forty();
    let board = last_board(&study);
    for kind in [FigureKind::Boxes, FigureKind::Table] {
        let options = FigureOptions { kind, pages: true, ..usual_options(&study) };
        let whole = draw(&study, board, &options).model;
        let places = |model: &crate::figure::FigureModel| -> Vec<(String, String)> {
            let of = |one: &crate::figure::ComponentBox| {
                let id = one.id.clone();
                one.themes.iter().map(move |theme| (id.clone(), theme.id.clone())).collect::<Vec<_>>()
            };
            model.components.iter().flat_map(of).collect()
        };
        let pages = draw_pages(&study, board, &options);
        let all: Vec<_> = pages.iter().flat_map(|page| places(&page.model)).collect();
        assert_eq!(all, places(&whole), "{kind:?}: every box once, in the order of the whole");
        let mut last: Option<String> = None;
        let mut continued = 0;
        for page in &pages {
            for (place, component) in page.model.components.iter().enumerate() {
                let goes_on = place == 0 && last.as_ref() == Some(&component.id);
                assert_eq!(component.name.ends_with(" (continued)"), goes_on, "{kind:?}: {}", component.name);
                continued += usize::from(goes_on);
            }
            last = page.model.components.last().map(|component| component.id.clone());
        }
        assert!(continued > 0, "{kind:?}");
    }
}
