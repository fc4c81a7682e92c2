//! What letting go of a part of the figure at a place would mean. The window shows it while something is dragged, and
//! makes an entry of it when it is let go.

use super::{FigureModel, Point, Rect, Scene, Target, ThemeBox};

/// What a drop means. Ids are those of the model.
#[derive(Clone, Debug, PartialEq)]
pub enum Landing {
    /// A number goes to another box: its intervention no longer addresses `from` and addresses `to` instead.
    Relink { intervention: String, number: u32, from: String, to: String },
    /// A sub-theme stands under a theme, before another sub-theme (last where there is none).
    Subtheme { moved: String, theme: String, before: Option<String> },
    /// A theme stands before another (after `after` where it is to be the component's last), in a component that may be
    /// another than before: then its place in the framework changes from one to the other.
    Theme { moved: String, from: String, to: String, before: Option<String>, after: Option<String> },
    /// All themes of a component stand before another theme, or last: the components follow the order of their themes.
    Component { moved: Vec<String>, before: Option<String> },
}

/// A landing and where to show it.
#[derive(Clone, Debug, PartialEq)]
pub struct Landed {
    pub landing: Landing,
    /// The box to light for a number; a flat rectangle for the line between two boxes.
    pub mark: Rect,
}

/// How high the line between two boxes is, in points.
const LINE: f64 = 1.5;

/// What letting go of a number, a sub-theme, a theme or a component at a place would mean; `None` where it would change nothing.
pub fn drop_at(scene: &Scene, model: &FigureModel, dragged: &Target, at: Point) -> Option<Landed> {
    match dragged {
        Target::Number { number, intervention, subtheme } => {
            let (to, mark) = subtheme_under(scene, at)?;
            let carries = model.subthemes().any(|one| one.id == to && one.numbers.contains(number));
            // A number that no row of the table stands behind has no link that could be moved.
            (to != *subtheme && !carries && !intervention.is_empty()).then(|| Landed {
                landing: Landing::Relink {
                    intervention: intervention.clone(),
                    number: *number,
                    from: subtheme.clone(),
                    to,
                },
                mark,
            })
        }
        Target::Subtheme(moved) => subtheme_lands(scene, model, moved, at),
        Target::Theme(moved) => theme_lands(scene, model, moved, at),
        Target::Component(moved) => component_lands(scene, model, moved, at),
        _ => None,
    }
}

fn subtheme_lands(scene: &Scene, model: &FigureModel, moved: &str, at: Point) -> Option<Landed> {
    // Onto a theme's own box: last under it.
    if let Some((theme, frame)) = theme_under(scene, at) {
        let theme = model.themes().find(|one| one.id == theme)?;
        let last = theme.subthemes.last().is_some_and(|last| last.id == moved);
        let landing = Landing::Subtheme { moved: moved.to_owned(), theme: theme.id.clone(), before: None };
        return (!last).then_some(Landed { landing, mark: frame });
    }
    let (target, frame) = subtheme_under(scene, at)?;
    let theme = model.themes().find(|theme| theme.subthemes.iter().any(|one| one.id == target))?;
    let ids: Vec<&str> = theme.subthemes.iter().map(|one| one.id.as_str()).collect();
    let before = neighbour(&ids, &target, moved, at.y > frame.middle())?;
    let landing = Landing::Subtheme { moved: moved.to_owned(), theme: theme.id.clone(), before };
    Some(Landed { landing, mark: edge(frame, at) })
}

fn theme_lands(scene: &Scene, model: &FigureModel, moved: &str, at: Point) -> Option<Landed> {
    let (target, frame) = theme_under(scene, at)?;
    let holds = |id: &str, themes: &[ThemeBox]| themes.iter().any(|theme| theme.id == id);
    let from = model.components.iter().find(|component| holds(moved, &component.themes))?;
    let to = model.components.iter().find(|component| holds(&target, &component.themes))?;
    let ids: Vec<&str> = to.themes.iter().map(|theme| theme.id.as_str()).collect();
    let before = neighbour(&ids, &target, moved, at.y > frame.middle())?;
    let after =
        if before.is_none() { ids.iter().rev().find(|id| **id != moved).map(|id| (*id).to_owned()) } else { None };
    let (from, to) = (from.id.clone(), to.id.clone());
    Some(Landed { landing: Landing::Theme { moved: moved.to_owned(), from, to, before, after }, mark: edge(frame, at) })
}

fn component_lands(scene: &Scene, model: &FigureModel, moved: &str, at: Point) -> Option<Landed> {
    let drawn = || {
        scene.hit_areas.iter().filter_map(|area| match &area.target {
            Target::Component(id) => Some((id, area.rect)),
            _ => None,
        })
    };
    let (target, frame) = drawn().find(|(_, frame)| frame.contains(at))?;
    // Side by side, components have their heads at one height.
    let sideways = drawn().all(|(_, other)| (other.y - frame.y).abs() < 1.0) && drawn().count() > 1;
    let (beyond, mark) = if sideways {
        let beyond = at.x > frame.x + frame.width / 2.0;
        let x = if beyond { frame.right() } else { frame.x };
        (beyond, Rect { x: x - LINE / 2.0, width: LINE, ..frame })
    } else {
        (at.y > frame.middle(), edge(frame, at))
    };
    let ids: Vec<&str> = model.components.iter().map(|component| component.id.as_str()).collect();
    let before = neighbour(&ids, target, moved, beyond)?;
    let themes = |id: &str| model.components.iter().find(|one| one.id == id).map(|one| one.themes.as_slice());
    let moved: Vec<String> = themes(moved)?.iter().map(|theme| theme.id.clone()).collect();
    let stays = |theme: &&ThemeBox| !moved.contains(&theme.id);
    let before = before.and_then(|id| themes(&id)?.iter().find(stays).map(|theme| theme.id.clone()));
    (!moved.is_empty()).then_some(Landed { landing: Landing::Component { moved, before }, mark })
}

/// What would stand after `moved` if it landed above or below `target`: nothing within where it would be the last, and
/// no answer where it would stay where it is.
fn neighbour(ids: &[&str], target: &str, moved: &str, below: bool) -> Option<Option<String>> {
    let place = ids.iter().position(|id| *id == target)? + usize::from(below);
    let was = ids.iter().position(|id| *id == moved);
    if was.is_some_and(|was| was == place || was + 1 == place) {
        return None;
    }
    Some(ids.get(place).map(|id| (*id).to_owned()))
}

/// The line above or below a box, whichever is nearer.
fn edge(frame: Rect, at: Point) -> Rect {
    let y = if at.y > frame.middle() { frame.bottom() } else { frame.y };
    Rect { y: y - LINE / 2.0, height: LINE, ..frame }
}

fn subtheme_under(scene: &Scene, at: Point) -> Option<(String, Rect)> {
    scene.hit_areas.iter().find_map(|area| match &area.target {
        Target::Subtheme(id) if area.rect.contains(at) => Some((id.clone(), area.rect)),
        _ => None,
    })
}

fn theme_under(scene: &Scene, at: Point) -> Option<(String, Rect)> {
    scene.hit_areas.iter().find_map(|area| match &area.target {
        Target::Theme(id) if area.rect.contains(at) => Some((id.clone(), area.rect)),
        _ => None,
    })
}
