//! What the checks find, and that they find nothing else.

use std::collections::BTreeMap;

use super::fixtures::{component, paper, rows, scripts, small, subtheme, theme, unfinished};
use crate::figure::{Check, CheckKind, FigureModel, FigureOptions, NoteMark, Severity, Target, lay_out};

fn checks(model: &FigureModel) -> Vec<Check> {
    lay_out(model, &FigureOptions::default()).checks
}

fn kinds(model: &FigureModel) -> Vec<CheckKind> {
    checks(model).into_iter().map(|check| check.kind).collect()
}

/// A figure with nothing to find.
fn sound() -> FigureModel {
    let theme = theme("Rooms", &["Nowhere to lie down | b | 1", "Quiet corners | e"]);
    FigureModel {
        components: vec![component("Opportunity", vec![theme])],
        interventions: rows([1]),
        ..FigureModel::default()
    }
}

fn with(change: impl FnOnce(&mut FigureModel)) -> FigureModel {
    let mut model = sound();
    change(&mut model);
    model
}

#[test]
fn a_sound_figure_has_nothing_to_check() {
    assert_eq!(checks(&sound()), []);
}

#[test]
fn a_barrier_that_no_intervention_addresses_is_advice() {
    let model = with(|model| model.components[0].themes[0].subthemes.push(subtheme("No blankets | b")));
    let found = checks(&model);
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].kind, found[0].severity), (CheckKind::BarrierWithoutNumber, Severity::Advice));
    assert_eq!(found[0].sentence, "“No blankets” is a barrier that no intervention addresses.");
    assert_eq!(found[0].target, Some(Target::Subtheme("s:No blankets".to_owned())));
}

#[test]
fn an_enabler_with_numbers_wants_a_mark_and_the_mark_a_note() {
    let model = with(|model| model.components[0].themes[0].subthemes[1].numbers = vec![1]);
    assert_eq!(kinds(&model), [CheckKind::NumberedEnablerWithoutMark]);
    let mut marked = model.clone();
    marked.components[0].themes[0].subthemes[1].marks = vec![NoteMark::Star];
    assert_eq!(kinds(&marked), [CheckKind::MarkWithoutNote]);
    marked.notes = BTreeMap::from([(NoteMark::Star, "Could still help.".to_owned())]);
    assert_eq!(kinds(&marked), []);
    let unmarked = with(|model| model.notes = marked.notes.clone());
    assert_eq!(kinds(&unmarked), [CheckKind::NoteWithoutMark]);
}

#[test]
fn numbers_and_rows_are_held_against_each_other() {
    let without_row = with(|model| model.components[0].themes[0].subthemes[0].numbers.push(7));
    assert_eq!(kinds(&without_row), [CheckKind::NumberWithoutRow]);
    let without_number = with(|model| model.interventions = rows([1, 2]));
    assert_eq!(kinds(&without_number), [CheckKind::RowWithoutNumber]);
    let counted = |count| with(|model| model.interventions[0].barriers = Some(count));
    assert_eq!(kinds(&counted(2)), [CheckKind::CountDiffers]);
    assert_eq!(kinds(&counted(1)), []);
}

#[test]
fn whether_marked_enablers_count_is_the_projects_rule() {
    let model = small();
    let counts = |marked| model.barrier_counts(marked).into_values().collect::<Vec<_>>();
    assert_eq!(counts(false), [1, 1, 2]);
    assert_eq!(counts(true), [1, 2, 2]);
}

#[test]
fn a_sub_theme_that_is_shown_twice_counts_and_is_checked_once() {
    let mut model = small();
    let rooms = model.components[1].themes[0].clone();
    model.components[0].themes.push(rooms);
    assert_eq!(model.barrier_counts(false).into_values().collect::<Vec<_>>(), [1, 1, 2]);
    assert_eq!(kinds(&model), kinds(&small()));
}

#[test]
fn what_is_not_finished_is_listed_with_its_place() {
    let found = checks(&unfinished());
    let listed: Vec<_> = found.iter().map(|check| (check.kind, check.target.clone())).collect();
    let theme = |name: &str| Some(Target::Theme(format!("t:{name}")));
    let subtheme = |label: &str| Some(Target::Subtheme(format!("s:{label}")));
    assert_eq!(
        listed,
        [
            (CheckKind::ThemeWithoutSubthemes, theme("Without sub-themes")),
            (CheckKind::UnplacedTheme, theme("Left over")),
            (CheckKind::UnsetValence, subtheme("Not yet judged")),
            (CheckKind::UnsetValence, subtheme("Not judged but numbered")),
        ]
    );
    assert!(found[1].sentence.contains("not placed in a COM-B component"), "{}", found[1].sentence);
}

#[test]
fn a_journals_limits_are_checked() {
    let options = FigureOptions { text_pt: 7.0, width_cm: 20.0, ..FigureOptions::default() };
    let found: Vec<_> = lay_out(&sound(), &options).checks.into_iter().map(|check| check.sentence).collect();
    assert_eq!(
        found,
        [
            "The text is 7 pt; the journal asks for at least 8 pt. Choose a larger text.",
            "The figure is 20.00 cm wide, 0.95 cm more than the journal takes (19.05 cm). Choose a smaller width or a \
             smaller text."
        ]
    );
}

#[test]
fn a_label_of_more_than_three_lines_is_named_by_its_beginning() {
    let long = "word ".repeat(90);
    let model = with(|model| model.components[0].themes[0].subthemes[1].label = long);
    let found = checks(&model);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].kind, CheckKind::LongLabel);
    assert!(found[0].sentence.starts_with("“word word") && found[0].sentence.contains("…” takes "), "{found:?}");
}

#[test]
fn characters_that_the_font_lacks_are_named() {
    let found = checks(&with(|model| model.components[0].themes[0].subthemes[1].label = "困难 – Łódź 难".to_owned()));
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].kind, found[0].severity), (CheckKind::LackingCharacters, Severity::Problem));
    assert!(found[0].sentence.contains("no letters for 困 难: "), "{}", found[0].sentence);
    assert_eq!(checks(&scripts()).iter().filter(|check| check.kind == CheckKind::LackingCharacters).count(), 1);
}

#[test]
fn a_figure_without_a_placed_theme_says_so_and_is_still_a_picture() {
    for model in [FigureModel::default(), FigureModel { components: vec![component("Skills", Vec::new())], ..sound() }]
    {
        let layout = lay_out(&model, &FigureOptions::default());
        assert_eq!(layout.checks[0].kind, CheckKind::NothingToDraw);
        assert!(crate::figure::png(&layout.scene, 72).is_ok());
        let whole = FigureOptions { show_empty: true, ..FigureOptions::default() };
        assert_eq!(lay_out(&model, &whole).checks[0].kind, CheckKind::NothingToDraw);
    }
}

#[test]
fn problems_come_before_warnings_and_advice() {
    let model = with(|model| {
        model.components[0].themes[0].subthemes.push(subtheme("No blankets | b"));
        model.components[0].themes[0].subthemes.push(subtheme("Undecided | ? | 9"));
    });
    let severities: Vec<Severity> = checks(&model).into_iter().map(|check| check.severity).collect();
    assert_eq!(severities, [Severity::Problem, Severity::Warning, Severity::Advice]);
}

#[test]
fn the_papers_table_and_boxes_agree() {
    let Some(mut paper) = paper() else { return };
    assert_eq!(checks(&paper), []);
    paper.components[2].themes[1].subthemes.pop();
    let found = kinds(&paper);
    // "Transparency of social prescribing" alone carries intervention 8, and with others intervention 1.
    assert_eq!(found, [CheckKind::CountDiffers, CheckKind::CountDiffers, CheckKind::RowWithoutNumber]);
}
