//! Letting go of parts of the figure.

use super::fixtures::small;
use crate::figure::{Arrangement, FigureModel, FigureOptions, Landing, Point, Rect, Scene, Target, drop_at, lay_out};

fn scene(model: &FigureModel) -> Scene {
    lay_out(model, &FigureOptions::default()).scene
}

fn frame(scene: &Scene, target: &Target) -> Rect {
    scene.groups.iter().find(|group| group.target == *target).and_then(|group| group.frame).expect("a box")
}

fn subtheme(label: &str) -> Target {
    Target::Subtheme(format!("s:{label}"))
}

fn theme(name: &str) -> Target {
    Target::Theme(format!("t:{name}"))
}

/// A place on a box, in parts of its height from the top.
fn on(scene: &Scene, target: &Target, part: f64) -> Point {
    let frame = frame(scene, target);
    Point { x: frame.x + 3.0, y: frame.y + part * frame.height }
}

#[test]
fn every_number_on_a_box_knows_the_intervention_it_stands_for() {
    let scene = scene(&small());
    let known: Vec<(u32, &str)> = scene
        .hit_areas
        .iter()
        .filter_map(|area| match &area.target {
            Target::Number { number, intervention, .. } => Some((*number, intervention.as_str())),
            _ => None,
        })
        .collect();
    assert_eq!(known, [(2, "i:2"), (1, "i:1"), (3, "i:3"), (3, "i:3"), (1, "i:1"), (2, "i:2")]);
}

#[test]
fn a_number_dropped_on_another_box_moves_its_link_there() {
    let model = small();
    let scene = scene(&model);
    let number = scene
        .hit_areas
        .iter()
        .map(|area| &area.target)
        .find(|target| matches!(target, Target::Number { number: 1, subtheme, .. } if subtheme == "s:Nowhere to lie down"))
        .expect("a 1");
    let landed = drop_at(&scene, &model, number, on(&scene, &subtheme("Rosters <known> late"), 0.5)).expect("a drop");
    let (intervention, from) = ("i:1".to_owned(), "s:Nowhere to lie down".to_owned());
    let to = "s:Rosters <known> late".to_owned();
    assert_eq!(landed.landing, Landing::Relink { intervention, number: 1, from, to });
    // A box that carries it already, its own box, and the ground between boxes change nothing.
    for place in [
        on(&scene, &subtheme("Colleagues who cover"), 0.5),
        on(&scene, &subtheme("Nowhere to lie down"), 0.5),
        Point { x: 1.0, y: 1.0 },
    ] {
        assert_eq!(drop_at(&scene, &model, number, place), None);
    }
}

#[test]
fn a_sub_theme_lands_above_or_below_the_box_under_the_pointer_or_under_another_theme() {
    let model = small();
    let scene = scene(&model);
    let moved = subtheme("Nowhere to lie down");
    let at = |target: &Target, part| drop_at(&scene, &model, &moved, on(&scene, target, part)).map(|drop| drop.landing);
    let lands = |theme: &str, before: Option<&str>| {
        Some(Landing::Subtheme {
            moved: "s:Nowhere to lie down".to_owned(),
            theme: format!("t:{theme}"),
            before: before.map(|label| format!("s:{label}")),
        })
    };
    let late = subtheme("Rosters <known> late");
    assert_eq!(at(&late, 0.9), lands("Rooms & rosters", None));
    assert_eq!(at(&late, 0.1), None, "it stands there already");
    assert_eq!(at(&subtheme("Being watched"), 0.1), lands("People", Some("Being watched")));
    assert_eq!(at(&theme("People"), 0.5), lands("People", None));
}

#[test]
fn a_theme_lands_before_or_after_another_and_may_change_its_component() {
    let model = small();
    let scene = scene(&model);
    let at = |moved: &str, target: &str, part| {
        drop_at(&scene, &model, &theme(moved), on(&scene, &theme(target), part)).map(|drop| drop.landing)
    };
    let [keeping, rooms, people] = ["t:Keeping awake", "t:Rooms & rosters", "t:People"].map(str::to_owned);
    let (capability, opportunity) = ("c:Capability".to_owned(), "c:Opportunity".to_owned());
    assert_eq!(
        at("People", "Rooms & rosters", 0.1),
        Some(Landing::Theme {
            moved: people.clone(),
            from: opportunity.clone(),
            to: opportunity.clone(),
            before: Some(rooms),
            after: None
        })
    );
    assert_eq!(
        at("Keeping awake", "People", 0.9),
        Some(Landing::Theme { moved: keeping, from: capability, to: opportunity, before: None, after: Some(people) })
    );
    assert_eq!(at("People", "Rooms & rosters", 0.9), None, "it stands there already");
}

#[test]
fn the_mark_is_the_line_where_it_would_stand() {
    let model = small();
    let scene = scene(&model);
    let late = subtheme("Rosters <known> late");
    let drop = drop_at(&scene, &model, &subtheme("Nowhere to lie down"), on(&scene, &late, 0.9)).expect("a drop");
    let frame = frame(&scene, &late);
    assert!((drop.mark.middle() - frame.bottom()).abs() < 1e-9 && drop.mark.width == frame.width);
}

#[test]
fn a_component_dropped_above_another_goes_there_with_all_its_themes() {
    let model = small();
    for options in
        [FigureOptions::default(), FigureOptions { arrangement: Arrangement::Columns, ..FigureOptions::default() }]
    {
        let scene = lay_out(&model, &options).scene;
        let component = |name: &str| Target::Component(format!("c:{name}"));
        let at = frame(&scene, &component("Capability"));
        let place = Point { x: at.x + 2.0, y: at.y + 2.0 };
        let landed = drop_at(&scene, &model, &component("Opportunity"), place).expect("a drop");
        let moved = vec!["t:Rooms & rosters".to_owned(), "t:People".to_owned()];
        assert_eq!(landed.landing, Landing::Component { moved, before: Some("t:Keeping awake".to_owned()) });
        assert_eq!(drop_at(&scene, &model, &component("Capability"), place), None, "it stands there");
    }
}
