//! Every kind of figure of two studies, the sample and one of forty themes, as every preset asks for it: all words on
//! the page, in their boxes, and none upon another.

use std::path::Path;

use super::{fixtures::usual_options, read::read};
use crate::{
    figure::{
        Arrangement, CheckKind, ComponentLevel, Drawing, FigureFormat, FigureKind, FigureOptions, Item, PRESETS,
        Palette, Rect, Scene, Severity, Target, Text, draw, figure_file, flow, functions, suggestions, svg, table,
    },
    operations::{self, ThemePlace, fixture::Made},
    store::text_form,
    study::{Board, Id, Intervention, Placed, Study, Theme, Valence},
};

/// Rounding in sums, in points.
const SLACK: f64 = 0.01;

pub fn sample() -> Study {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample_projects/community-wellbeing");
    text_form::read(&folder).expect("the sample reads").0
}

/// Forty themes with long names, eighty sub-themes, over six sub-components; six interventions.
pub fn forty() -> Study {
    let places = [
        "comb.physical_capability",
        "comb.psychological_capability",
        "comb.physical_opportunity",
        "comb.social_opportunity",
        "comb.reflective_motivation",
        "comb.automatic_motivation",
    ];
    let mut made = Made::begun();
    made.transcript("Group 1", &[("P1", "one two three four five six seven eight nine ten")]);
    let codes: Vec<_> =
        (0..80).map(|place| made.code(&format!("Code {place} of a kind that was often met"), None)).collect();
    for (place, code) in codes.iter().enumerate() {
        let words = ["one", "three four", "six", "nine ten"][place % 4];
        let name = made.study.get(*code).expect("a code").name.clone();
        made.attach(&name, words);
    }
    made.does(|study, stamp| operations::add_board(study, stamp, "Long").map(|(_, entry)| entry));
    let board = made.study.boards().next().expect("a board").id;
    let mut subthemes = Vec::new();
    for place in 0..40 {
        let name = format!("Theme {} with a long name about how teams arrange their work", place + 1);
        let top = ThemePlace::last_under(board, None);
        made.does(|study, stamp| operations::add_theme(study, stamp, &name, top, &[]).map(|(_, entry)| entry));
        let theme = made.study.themes().find(|theme| theme.name == name).expect("a theme").id;
        made.does(|study, stamp| operations::place(study, stamp, Placed::Theme(theme), places[place % 6], ""));
        for part in 0..2 {
            let label = format!(
                "A sub-theme whose label says at some length what was meant by those who said it ({}.{})",
                place + 1,
                part + 1
            );
            let under = ThemePlace::last_under(board, Some(theme));
            let code = codes[place * 2 + part];
            made.does(|study, stamp| {
                operations::add_theme(study, stamp, &label, under, &[code]).map(|(_, entry)| entry)
            });
            let found = made.study.themes().find(|theme| theme.name == label).expect("a sub-theme").clone();
            let valence = [Valence::Barrier, Valence::Enabler, Valence::Both][(place + part) % 3];
            subthemes.push(found.id);
            made.does(|study, stamp| {
                operations::edit_theme(study, stamp, Theme { valence: Some(valence), ..found.clone() })
            });
        }
    }
    for place in 0..6_usize {
        let outline = format!("Intervention {}", place + 1);
        made.does(|study, stamp| operations::add_intervention(study, stamp, &outline).map(|(_, entry)| entry));
        let one = made.study.interventions_in_order().last().map(|one| (*one).clone()).expect("added");
        let functions =
            ["enablement", "training", "environmental_restructuring", "education", "persuasion", "modelling"];
        let functions = vec![functions[place].to_owned(), functions[(place + 1) % 6].to_owned()];
        made.does(|study, stamp| {
            operations::edit_intervention(study, stamp, Intervention { functions: functions.clone(), ..one.clone() })
        });
        for theme in subthemes.iter().skip(place).step_by(4) {
            made.does(|study, stamp| operations::tick(study, stamp, one.id, *theme, true));
        }
    }
    made.study
}

fn last_board(study: &Study) -> Id<Board> {
    study.boards_in_order().pop().expect("a board").id
}

fn drawn(study: &Study, options: &FigureOptions) -> Drawing {
    draw(study, last_board(study), options)
}

fn of_kind(kind: FigureKind) -> FigureOptions {
    FigureOptions { kind, ..FigureOptions::default() }
}

/// From the top of its capitals to the foot of its descenders.
fn extent(text: &Text) -> Rect {
    Rect { x: text.left(), y: text.baseline - 0.73 * text.size, width: text.width, height: 0.942 * text.size }
}

fn holds(outer: Rect, inner: Rect) -> bool {
    outer.x - SLACK <= inner.x
        && outer.y - SLACK <= inner.y
        && inner.right() <= outer.right() + SLACK
        && inner.bottom() <= outer.bottom() + SLACK
}

fn assert_readable(scene: &Scene, what: &str) {
    let page = Rect { x: 0.0, y: 0.0, width: scene.width_pt, height: scene.height_pt };
    let mut texts: Vec<(&str, Rect)> = Vec::new();
    for group in &scene.groups {
        for item in &group.items {
            let Item::Text(text) = item else { continue };
            let own = extent(text);
            assert!(holds(page, own), "{what}: {text:?} leaves the page");
            let boxed = !matches!(group.target, Target::Legend(_) | Target::LegendPart(_) | Target::LegendNumbers);
            if let Some(frame) = group.frame.filter(|_| boxed) {
                assert!(holds(frame, own), "{what}: {text:?} leaves its box {frame:?}");
            }
            texts.push((&text.string, own));
        }
    }
    for (place, (words, one)) in texts.iter().enumerate() {
        let smaller = Rect {
            x: one.x + SLACK,
            y: one.y + SLACK,
            width: one.width - 2.0 * SLACK,
            height: one.height - 2.0 * SLACK,
        };
        if let Some((other, _)) = texts.iter().skip(place + 1).find(|(_, other)| smaller.overlaps(*other)) {
            panic!("{what}: “{words}” lies upon “{other}”");
        }
    }
    for area in &scene.hit_areas {
        assert!(holds(page, area.rect), "{what}: {area:?} leaves the page");
    }
    // Numbers are met before what they stand on.
    for area in scene.hit_areas.iter().filter(|area| matches!(area.target, Target::Number { .. })) {
        let middle = crate::figure::Point { x: area.rect.x + area.rect.width / 2.0, y: area.rect.middle() };
        assert!(scene.hit(middle).is_some_and(|hit| matches!(hit.target, Target::Number { .. })), "{what}: {area:?}");
    }
}

#[test]
fn every_kind_of_figure_is_readable_in_every_preset_at_every_width_it_prints() {
    for (name, study) in [("sample", sample()), ("forty themes", forty())] {
        for kind in FigureKind::ALL {
            for preset in PRESETS {
                // Forty themes take long to lay out: at the widest, and of BMC, whose other width is narrow, at both.
                let all = name == "sample" || preset.key == "bmc";
                for width_cm in preset.widths_cm.iter().take(if all { 3 } else { 1 }) {
                    let mut options = preset.options(usual_options(&study));
                    (options.kind, options.width_cm) = (kind, *width_cm);
                    let what = format!("{name}, {}, {} at {width_cm} cm", kind.name(), preset.name);
                    let scene = drawn(&study, &options).layout.scene;
                    assert!((scene.width_pt / 72.0 * 2.54 - width_cm).abs() < 0.01, "{what}: {}", scene.width_pt);
                    assert_readable(&scene, &what);
                }
            }
        }
    }
}

#[test]
fn components_side_by_side_are_readable_too_and_lower_than_under_each_other() {
    for study in [sample(), forty()] {
        for level in [ComponentLevel::ComB3, ComponentLevel::ComB6] {
            let rows = FigureOptions { width_cm: 33.86, level, ..FigureOptions::default() };
            let columns = FigureOptions { arrangement: Arrangement::Columns, ..rows.clone() };
            let (upright, wide) = (drawn(&study, &rows).layout.scene, drawn(&study, &columns).layout.scene);
            assert_readable(&wide, "side by side");
            assert!(wide.height_pt < upright.height_pt);
        }
    }
}

#[test]
fn the_sample_fits_a_page_in_every_kind_and_preset_at_its_full_width() {
    let study = sample();
    for kind in FigureKind::ALL {
        for preset in PRESETS {
            let options = FigureOptions { kind, ..preset.options(usual_options(&study)) };
            let problems: Vec<_> = drawn(&study, &options)
                .layout
                .checks
                .into_iter()
                .filter(|check| check.severity == Severity::Problem)
                .collect();
            assert_eq!(problems, [], "{} {}", kind.name(), preset.name);
        }
    }
}

#[test]
fn a_figure_that_cannot_fit_says_by_how_much() {
    let study = forty();
    for kind in FigureKind::ALL {
        let drawing = drawn(&study, &FigureOptions { max_height_cm: 5.0, ..of_kind(kind) });
        let too_high = drawing.layout.checks.iter().find(|check| check.kind == CheckKind::TooHigh);
        let excess = drawing.layout.scene.height_pt / 72.0 * 2.54 - 5.0;
        assert!(too_high.is_some_and(|check| check.sentence.contains(&format!("{excess:.2} cm"))), "{too_high:?}");
    }
}

#[test]
fn every_kind_has_a_caption_a_text_for_those_who_do_not_see_it_and_the_same_bytes_every_time() {
    let study = sample();
    let mut titles = Vec::new();
    for kind in FigureKind::ALL {
        for palette in [Palette::Greyscale, Palette::Colour] {
            let options = FigureOptions { palette, ..of_kind(kind) };
            let (once, again) = (drawn(&study, &options), drawn(&study, &options));
            assert!(once.caption.starts_with("Fig 1. "), "{}", once.caption);
            let says = |words: &str| once.alt_text.contains(words);
            assert!(says("Partnerships") || says("Cross-sector collaboration"), "{}", once.alt_text);
            for format in FigureFormat::ALL {
                let file = |drawing: &Drawing| figure_file(&drawing.layout.scene, format, 72, "en-GB").expect("a file");
                assert_eq!(file(&once), file(&again), "{kind:?} {format:?}");
            }
            titles.push(once.layout.scene.title);
        }
    }
    titles.dedup();
    assert_eq!(titles.len(), FigureKind::ALL.len(), "{titles:?}");
}

#[test]
fn the_matrix_shows_what_the_wheel_links_and_which_interventions_work_by_it() {
    let study = sample();
    let matrix = functions::matrix_of(&study, last_board(&study), &of_kind(FigureKind::Functions));
    assert_eq!(matrix.functions.len(), 9);
    // Eleven of the sample's eighteen sub-themes are a barrier or both.
    assert_eq!(matrix.rows().count(), 11);
    let row = matrix.rows().find(|row| row.subtheme.label == "Coping in the moment").expect("a row");
    let with_numbers: Vec<(&str, &[u32])> = matrix
        .functions
        .iter()
        .zip(&row.cells)
        .filter(|(_, cell)| !cell.numbers.is_empty())
        .map(|(function, cell)| (function.id.as_str(), cell.numbers.as_slice()))
        .collect();
    // Intervention 5 alone addresses it, by training.
    assert_eq!(with_numbers, [("training", &[5][..])]);
    assert!(row.cells.iter().any(|cell| cell.linked) && row.cells.iter().any(|cell| !cell.linked));
    // In the file: eleven rows of nine cells.
    let file = read(&svg(&functions::lay_out(&matrix, &FigureOptions::default()).scene));
    let cells = file.within("data-subtheme", "rect").into_iter().filter(|it| it.number("width") > 20.0).count();
    assert_eq!((file.with("data-subtheme").len(), cells), (11, 99));
}

#[test]
fn the_table_lists_each_sub_theme_where_it_belongs_and_what_is_both_twice() {
    let study = sample();
    let table = table::table_of(&study, last_board(&study), &of_kind(FigureKind::Table));
    let names: Vec<&str> = table.rows.iter().map(|row| row.name.as_str()).collect();
    assert_eq!(names, ["Motivation", "Capability", "Opportunity"]);
    let counts: Vec<(usize, usize)> =
        table.rows.iter().map(|row| (row.barriers().count(), row.enablers().count())).collect();
    // Partnerships has two barriers and two that are both, Implementation three barriers.
    assert_eq!(counts, [(0, 5), (4, 2), (7, 2)]);
    assert!(table.rows.iter().all(|row| row.extracts > 20 && row.groups == 6 && !row.definition.is_empty()));
}

#[test]
fn what_flows_out_of_codes_flows_into_themes_and_on_into_components() {
    let study = sample();
    let flow = flow::flow_of(&study, last_board(&study), &of_kind(FigureKind::Flow), 30);
    assert!(flow.stages[0].len() <= 30);
    let whole = |stage: usize| flow.links[stage].iter().map(|link| link.weight).sum::<f64>();
    assert!(whole(0) > 100.0);
    assert_eq!(whole(0), whole(1));
    for (place, theme) in flow.stages[1].iter().enumerate() {
        let out: f64 = flow.links[1].iter().filter(|link| link.from == place).map(|link| link.weight).sum();
        assert_eq!(out, theme.weight, "{}", theme.label);
    }
    // The sample's interventions use five functions.
    assert_eq!(flow.stages[3].len(), 5);
    // A narrow page begins with the themes, says so, and keeps their weights.
    let narrow = FigureOptions { width_cm: 8.5, ..of_kind(FigureKind::Flow) };
    let without = flow::flow_of(&study, last_board(&study), &narrow, flow::most_codes(&narrow));
    assert!(!without.has_codes() && without.stages[1] == flow.stages[1]);
    let said = drawn(&study, &narrow).layout.checks;
    assert!(said.iter().any(|check| check.kind == CheckKind::CodesLeftOut));
    // With room for all, no code is drawn together with others.
    let all = flow::flow_of(&study, last_board(&study), &of_kind(FigureKind::Flow), 1000);
    assert!(all.stages[0].iter().all(|node| matches!(node.target, Target::Code(_))));
    assert_eq!(all.links[0].iter().map(|link| link.weight).sum::<f64>(), whole(0));
}

#[test]
fn the_wheel_suggests_functions_with_the_barriers_that_ask_for_them() {
    let study = sample();
    let found = suggestions(&study, last_board(&study));
    assert!(found.iter().any(|one| one.function == "enablement" && one.used));
    let barriers =
        |one: &crate::figure::Suggestion| one.because.iter().map(|reason| reason.barriers.len()).sum::<usize>();
    assert!(found.windows(2).all(|pair| barriers(&pair[0]) >= barriers(&pair[1])));
    assert!(found.iter().all(|one| one.why().starts_with("Goes with ") && !one.policies.is_empty()));
    // No barrier of the sample stands in motivation, which alone goes with incentivisation.
    assert!(!found.iter().any(|one| one.function == "incentivisation"), "{found:?}");
}

#[test]
fn on_a_thesis_s_page_the_sample_s_words_stay_whole_in_map_and_table() {
    let study = sample();
    let board = study.boards_in_order().pop().expect("a board").id;
    let thesis = PRESETS.iter().find(|preset| preset.key == "thesis").expect("a preset");
    let drawn = |kind: FigureKind| -> String {
        let options = FigureOptions { kind, ..thesis.options(usual_options(&study)) };
        let scene = draw(&study, board, &options).layout.scene;
        let lines = scene.items().filter_map(|item| match item {
            Item::Text(text) => Some(text.string.as_str()),
            _ => None,
        });
        format!(" {} ", lines.collect::<Vec<_>>().join(" "))
    };
    let (map, table) = (drawn(FigureKind::ThemeMap), drawn(FigureKind::Table));
    for word in ["Implementation", "Commissioning", "Sustainability", "Appreciation", "Disconnection"] {
        assert!(map.contains(&format!(" {word} ")), "{word} in {map}");
    }
    for word in ["Frequency", "Capability", "Opportunity", "Motivation"] {
        assert!(table.contains(&format!(" {word} ")), "{word} in {table}");
    }
}
