//! How figures are set, read in their files: what once stood too high, alone, under something else or on a page by itself.

use super::{
    fixtures::usual_options,
    kinds::{forty, sample},
    read::{Element, Svg, read},
};
use crate::figure::{Arrangement, FigureKind, FigureOptions, PRESETS, Preset, draw, draw_pages, svg};
use crate::study::{Board, Id, Study};

fn last_board(study: &Study) -> Id<Board> {
    study.boards_in_order().pop().expect("a board").id
}

fn fitted(study: &Study, kind: FigureKind, preset: &Preset, width_cm: f64) -> FigureOptions {
    FigureOptions { kind, width_cm, ..preset.options(usual_options(study)) }
}

fn file(study: &Study, options: &FigureOptions) -> Svg {
    read(&svg(&draw(study, last_board(study), options).layout.scene))
}

fn preset(key: &str) -> &'static Preset {
    Preset::of(key).expect("a preset")
}

#[test]
fn no_text_of_any_figure_is_smaller_than_its_place_of_print_asks_for() {
    let study = sample();
    for kind in FigureKind::ALL {
        for preset in &PRESETS {
            for width_cm in preset.widths_cm {
                let file = file(&study, &fitted(&study, kind, preset, *width_cm));
                let sizes = file.elements.iter().filter(|it| it.name == "text").map(|text| text.number("font-size"));
                let smallest = sizes.fold(f64::INFINITY, f64::min);
                assert!(smallest >= preset.least_text_pt, "{} {}: {smallest} pt", kind.name(), preset.name);
            }
        }
    }
}

#[test]
fn function_names_stand_level_over_even_columns_without_divided_words_on_every_page_of_two_columns() {
    for study in [sample(), forty()] {
        for (key, width_cm) in [("plos", 19.05), ("plos", 13.2), ("bmc", 17.0), ("thesis", 16.0), ("slide", 33.86)] {
            let preset = preset(key);
            let file = file(&study, &fitted(&study, FigureKind::Functions, preset, width_cm));
            let names = file.within("data-function", "text");
            assert!(names.iter().all(|name| !name.text.ends_with('-')), "{key} at {width_cm} cm divides a name");
            // Three lines of names at most: two on the upper row, one on the lower; a flight of nine would have nine.
            let mut lines: Vec<i64> = names.iter().map(|name| (name.number("y") * 10.0).round() as i64).collect();
            lines.sort_unstable();
            lines.dedup();
            assert!((1..=3).contains(&lines.len()), "{key} at {width_cm} cm: {} lines", lines.len());
            let cells = |row: &Element| row.number("width") > preset.text_pt * 1.5;
            let cells: Vec<&Element> =
                file.within("data-subtheme", "rect").into_iter().filter(|cell| cells(cell)).collect();
            let width = cells.first().map_or(0.0, |cell| cell.number("width"));
            assert!(cells.iter().all(|cell| (cell.number("width") - width).abs() < 0.05), "{key} at {width_cm} cm");
        }
    }
}

#[test]
fn in_boxes_of_the_sample_no_numbers_stand_on_a_line_alone_where_a_word_fits_before_them() {
    let study = sample();
    for (kind, key, width_cm) in
        [(FigureKind::ThemeMap, "bmc", 8.5), (FigureKind::Boxes, "bmc", 8.5), (FigureKind::Table, "plos", 13.2)]
    {
        let file = file(&study, &fitted(&study, kind, preset(key), width_cm));
        let texts = file.within("data-subtheme", "text");
        for numbers in texts.iter().filter(|text| text.text.starts_with(|sign: char| sign.is_ascii_digit())) {
            let own = |text: &&&Element| text.group.get("id") == numbers.group.get("id") && text.text != numbers.text;
            // In boxes numbers may stand in the middle beside the lines; nowhere below the last.
            let last = texts.iter().filter(own).map(|text| text.number("y")).fold(0.0, f64::max);
            // Beside “collaboration”, three numbers have no room in the narrowest boxes.
            let long = texts.iter().filter(own).any(|text| text.text.ends_with("collaboration"));
            assert!(long || numbers.number("y") <= last + 0.05, "{} “{}”", kind.name(), numbers.text);
        }
    }
}

#[test]
fn a_hatched_box_shows_its_hatching_however_narrow_it_is() {
    for study in [sample(), forty()] {
        let file = file(&study, &fitted(&study, FigureKind::ThemeMap, preset("bmc"), 8.5));
        let mut seen = 0;
        for group in file.groups.iter().filter(|group| group.get("data-valence").map(String::as_str) == Some("both")) {
            let own = |it: &&Element| it.name == "rect" && it.group.get("id") == group.get("id");
            let rects: Vec<&Element> = file.elements.iter().filter(own).collect();
            let (Some(frame), Some(plates)) = (rects.first(), rects.get(1..rects.len() - 1)) else { continue };
            let area = |it: &Element| it.number("width") * it.number("height");
            let covered: f64 = plates.iter().map(|plate| area(plate)).sum();
            assert!(covered < 0.92 * area(frame), "{}: {covered} of {}", group["id"], area(frame));
            // And no rim of it: where it shows, it is as wide as two bands.
            assert!(plates.iter().any(|plate| (plate.number("x") - frame.number("x")).abs() < 0.05), "{}", group["id"]);
            seen += 1;
        }
        assert!(seen > 1);
    }
}

#[test]
fn pages_are_about_equally_full_and_the_last_is_no_stub() {
    let study = forty();
    for (kind, arrangement, key) in [
        (FigureKind::Boxes, Arrangement::Rows, "plos"),
        (FigureKind::Boxes, Arrangement::Columns, "slide"),
        (FigureKind::Boxes, Arrangement::Columns, "thesis"),
        (FigureKind::Table, Arrangement::Rows, "plos"),
    ] {
        let options = fitted(&study, kind, preset(key), preset(key).width_cm());
        let options = FigureOptions { arrangement, pages: true, ..options };
        let pages = draw_pages(&study, last_board(&study), &options);
        let heights: Vec<f64> = pages.iter().map(|page| page.layout.scene.height_pt).collect();
        let highest = heights.iter().copied().fold(0.0, f64::max);
        assert!(pages.len() > 1 && highest <= options.max_height_pt(), "{key}: {heights:?}");
        assert!(heights.iter().all(|height| *height > 0.75 * highest), "{} {key}: {heights:?}", kind.name());
    }
}

#[test]
fn side_by_side_a_component_alone_on_a_page_takes_several_columns() {
    let study = forty();
    let options = FigureOptions { pages: true, ..fitted(&study, FigureKind::Boxes, preset("slide"), 33.86) };
    let pages = draw_pages(&study, last_board(&study), &options);
    // Under each other, boxes as wide as the slide, they took thirteen.
    assert!(pages.len() <= 8, "{}", pages.len());
    let first = read(&svg(&pages[0].layout.scene));
    let mut lefts: Vec<i64> =
        first.within("data-theme", "rect").iter().map(|rect| rect.number("x").round() as i64).collect();
    lefts.sort_unstable();
    lefts.dedup();
    assert!(first.with("data-component").len() == 1 && lefts.len() > 1, "{lefts:?}");
}
