//! What is drawn where, read from the SVG: only what is placed, and what is not is told.

use super::{
    constraints::{done, drawing, file, named},
    drawn::Figure,
    fixtures::usual_options,
    kinds::sample,
};
use crate::{
    figure::{Check, CheckKind, ComponentLevel, FigureOptions},
    operations,
    study::{Id, Placed, Placement, Study},
};

fn at(study: &Study, level: ComponentLevel) -> FigureOptions {
    FigureOptions { level, ..usual_options(study) }
}

fn labels(study: &Study, options: &FigureOptions) -> Vec<String> {
    let figure = Figure::read(&file(study, options));
    figure.of_kind("subtheme").iter().map(|one| one.label.clone()).collect()
}

fn told(study: &Study, options: &FigureOptions, kind: CheckKind) -> Vec<Check> {
    drawing(study, options).layout.checks.into_iter().filter(|check| check.kind == kind).collect()
}

/// The sample without one theme's places.
fn without_places(study: &Study, theme: &str) -> Study {
    let subject = Placed::Theme(named(study, theme).id);
    let places: Vec<Id<Placement>> =
        study.placements().filter(|one| one.subject == subject).map(|one| one.id).collect();
    let take = |study: Study, id| done(&study, |study, stamp| operations::unplace(study, stamp, id)).0;
    places.into_iter().fold(study.clone(), take)
}

#[test]
fn a_theme_of_which_one_sub_theme_stands_in_a_domain_is_drawn_with_that_one_and_the_others_are_listed() {
    let study = sample();
    let bare = without_places(&study, "Partnerships");
    let first = named(&bare, "Disconnection between sectors").id;
    let only = without_places(&bare, "Disconnection between sectors");
    let place =
        |study: &Study, stamp: &_| operations::place(study, stamp, Placed::Theme(first), "tdf.social_influences", "");
    let (study, _) = done(&only, place);
    let options = at(&study, ComponentLevel::Tdf);
    let theme = named(&study, "Partnerships");
    let below = study.themes_under(theme.board, Some(theme.id));
    let others: Vec<&str> = below.iter().filter(|one| one.id != first).map(|one| one.name.as_str()).collect();
    assert!(!others.is_empty());
    let drawn = labels(&study, &options);
    assert!(drawn.iter().any(|one| one == "Disconnection between sectors"), "{drawn:?}");
    let left_out = told(&study, &options, CheckKind::UnplacedTheme);
    for other in others {
        assert!(!drawn.iter().any(|one| one == other), "{other} is not placed in the TDF and is drawn");
        let named = format!("“{other}” is not placed in a TDF domain");
        assert!(left_out.iter().any(|check| check.sentence.starts_with(&named)), "{named}: {left_out:?}");
    }
}

#[test]
fn what_stands_in_com_b_only_by_its_domain_is_told_by_a_check_and_by_the_caption() {
    let study = sample();
    let options = at(&study, ComponentLevel::ComB3);
    assert_eq!(told(&study, &options, CheckKind::StandsByUsage), [], "the sample's themes are placed in COM-B");
    assert!(!drawing(&study, &options).caption.contains("usually lie"));
    let below = ["Understanding statutory responsibilities", "Support and training for staff"];
    let bare = below.iter().fold(without_places(&study, "Developing skills"), |study, one| without_places(&study, one));
    let theme = named(&bare, "Developing skills").id;
    let place = |study: &Study, stamp: &_| operations::place(study, stamp, Placed::Theme(theme), "tdf.skills", "");
    let (study, _) = done(&bare, place);
    let options = at(&study, ComponentLevel::ComB3);
    let checks = told(&study, &options, CheckKind::StandsByUsage);
    assert!(
        checks.iter().any(|check| check.sentence.contains("“Developing skills” is not placed in a COM-B component")),
        "{checks:?}"
    );
    assert!(checks.iter().all(|check| check.target.is_some()));
    let caption = drawing(&study, &options).caption;
    assert!(caption.contains("where their TDF domains usually lie: Developing skills"), "{caption}");
}

#[test]
fn a_theme_is_not_drawn_where_its_domain_usually_lies_when_all_its_sub_themes_are_placed_in_com_b() {
    let bare = without_places(&sample(), "Developing skills");
    let theme = named(&bare, "Developing skills").id;
    // Its sub-themes lie in capability; reinforcement usually lies in automatic motivation.
    let place =
        |study: &Study, stamp: &_| operations::place(study, stamp, Placed::Theme(theme), "tdf.reinforcement", "");
    let (study, _) = done(&bare, place);
    let options = at(&study, ComponentLevel::ComB3);
    let of = |component: &str| -> Vec<String> {
        let figure = Figure::read(&file(&study, &options));
        figure.branches(component).iter().map(|theme| theme.label.clone()).collect()
    };
    assert!(of("Capability").iter().any(|one| one == "Developing skills"));
    assert!(!of("Motivation").iter().any(|one| one == "Developing skills"));
    assert_eq!(told(&study, &options, CheckKind::StandsByUsage), []);
    assert_eq!(told(&study, &options, CheckKind::UnplacedTheme), []);
}
