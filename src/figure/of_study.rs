//! A study's themes as a figure: which components, themes and sub-themes, in which order, with derived numbers.

use super::{
    ByUsage, ComponentBox, ComponentLevel, FigureModel, FigureOptions, InterventionRow, Preset, SubthemeBox, ThemeBox,
    Valence,
};
use crate::{
    framework::{Element, ElementId, ElementKind, Framework, comb_and_tdf},
    study::{Board, CountingRule, FigureSettings, Id, Placed, Placement, Study, Theme},
};

/// The figure of one board. Numbers are places of interventions in their table; nobody types them.
///
/// A theme stands in the component it is placed in, at the level that `options` ask for; where only its sub-themes are
/// placed, it stands with those in theirs, and what is placed nowhere is left out and listed. Components come in the
/// order in which the board's themes reach them.
pub fn figure_of(study: &Study, board: Id<Board>, options: &FigureOptions) -> FigureModel {
    let details = study.details();
    let interventions = study.interventions_in_order();
    let mut components: Vec<ComponentBox> = Vec::new();
    let mut unplaced = Vec::new();
    let mut by_usage = Vec::new();
    for theme in themes_of(study, board, options) {
        let places = places_of(study, theme, options.level);
        let left_out = theme_box(study, theme, options, |places| places.is_empty());
        if places.is_empty() || !left_out.subthemes.is_empty() {
            unplaced.push(left_out);
        }
        by_usage.extend(by_usage_of(study, theme, options.level));
        for place in places {
            let pair = (place.id.as_str().to_owned(), theme.id.to_string());
            if !options.only.is_empty() && !options.only.contains(&pair) {
                continue;
            }
            let drawn = theme_box(study, theme, options, |places| places.iter().any(|one| one.id == place.id));
            match components.iter_mut().find(|component| component.id == place.id.as_str()) {
                Some(component) => component.themes.push(drawn),
                None => components.push(ComponentBox {
                    id: place.id.as_str().to_owned(),
                    name: place.name.clone(),
                    marks: Vec::new(),
                    themes: vec![drawn],
                }),
            }
        }
    }
    if !options.only.is_empty() {
        // As in the whole, whichever of them a theme of the page reaches first.
        components.sort_by_key(|component| options.only.iter().position(|(id, _)| *id == component.id));
    }
    for component in components.iter_mut().filter(|component| options.continued.contains(&component.id)) {
        component.name.push_str(" (continued)");
    }
    // Of several pages, none shows what stands empty.
    if options.show_empty && options.only.is_empty() {
        for place in elements_of(study, options.level) {
            if components.iter().all(|component| component.id != place.id.as_str()) {
                let (id, name) = (place.id.as_str().to_owned(), place.name.clone());
                components.push(ComponentBox { id, name, ..ComponentBox::default() });
            }
        }
    }
    let rows = interventions.iter().enumerate().map(|(place, one)| InterventionRow {
        id: one.id.to_string(),
        number: u32::try_from(place + 1).unwrap_or(u32::MAX),
        barriers: Some(study.barriers_addressed(one)),
    });
    FigureModel {
        title: title_of(options, &format!("Themes, sub-themes, and links to {}", linked_to(study, options.level))),
        figure_number: options.figure_number.clone(),
        table_number: options.table_number.clone(),
        components,
        unplaced,
        by_usage,
        notes: details.notes.clone(),
        interventions: rows.collect(),
    }
}

/// The options that were chosen for a board's figure, and what follows from the study's settings.
pub fn options_of(study: &Study, board: Id<Board>) -> FigureOptions {
    match study.get(board) {
        Some(board) => options_as(study, &board.figure),
        None => options_as(study, &FigureSettings::default()),
    }
}

/// The options that choices come to, whether they are kept with a board or not yet.
pub fn options_as(study: &Study, chosen: &FigureSettings) -> FigureOptions {
    let count_marked_enablers = study.details().counting == CountingRule::BarriersAndMarked;
    let language = study.details().language.clone();
    let usual = FigureOptions { count_marked_enablers, language, ..FigureOptions::default() };
    let fitted = match preset_of(chosen) {
        Some(preset) => preset.options(usual),
        None => usual,
    };
    FigureOptions {
        kind: chosen.kind,
        arrangement: chosen.arrangement.unwrap_or(fitted.arrangement),
        title: chosen.title.clone(),
        figure_number: chosen.number.clone(),
        table_number: chosen.table_number.clone(),
        order: chosen.order.iter().map(Id::to_string).collect(),
        width_cm: chosen.width_cm.unwrap_or(fitted.width_cm),
        text_pt: chosen.text_pt.unwrap_or(fitted.text_pt),
        dpi: chosen.dpi.unwrap_or(fitted.dpi),
        gaps: chosen.gaps,
        level: chosen.level,
        show_legend: chosen.legend,
        show_empty: chosen.empty_components,
        pages: chosen.pages,
        palette: chosen.palette,
        ..fitted
    }
}

/// Where a figure is to be printed; `None` where nobody has said so.
pub fn preset_of(chosen: &FigureSettings) -> Option<&'static Preset> {
    chosen.preset.as_deref().and_then(Preset::of)
}

/// The title that was given, or this one.
pub(super) fn title_of(options: &FigureOptions, usual: &str) -> String {
    if options.title.trim().is_empty() { usual.to_owned() } else { options.title.clone() }
}

/// The themes that are drawn, in the order of this figure.
pub(super) fn themes_of<'a>(study: &'a Study, board: Id<Board>, options: &FigureOptions) -> Vec<&'a Theme> {
    let mut themes = in_order(study.themes_under(board, None), options);
    let here = |id: &str| options.only.is_empty() || options.only.iter().any(|(_, theme)| theme == id);
    themes.retain(|theme| here(&theme.id.to_string()));
    themes
}

/// Themes in the order of this figure: those that the options name first, the others as the board has them.
fn in_order<'a>(mut themes: Vec<&'a Theme>, options: &FigureOptions) -> Vec<&'a Theme> {
    let place = |theme: &Theme| {
        let id = theme.id.to_string();
        options.order.iter().position(|one| *one == id).unwrap_or(usize::MAX)
    };
    // Sorting is stable: what is not named keeps the board's order.
    themes.sort_by_key(|theme| place(theme));
    themes
}

/// The elements that may stand as components at a level, in their framework's order: of a study's own framework, those
/// at its top.
fn elements_of(study: &Study, level: ComponentLevel) -> Vec<&'static Element> {
    let of = |framework: &str, kind: ElementKind| -> Vec<&'static Element> {
        study.frameworks().elements(framework).iter().filter(|element| element.kind == kind).collect()
    };
    match level {
        ComponentLevel::ComB3 => of("comb", ElementKind::CombComponent),
        ComponentLevel::ComB6 => of("comb", ElementKind::CombSubComponent),
        ComponentLevel::Tdf => of("tdf", ElementKind::TdfDomain),
        ComponentLevel::Other => {
            let own = own_frameworks(study).flat_map(Framework::elements);
            own.filter(|element| element.parent.is_none()).collect()
        }
    }
}

/// The frameworks of a study that do not come with the program.
pub fn own_frameworks(study: &Study) -> impl Iterator<Item = &'static Framework> {
    study.frameworks().all().iter().filter(|framework| comb_and_tdf().framework(framework.id()).is_none())
}

/// What a figure's title calls what themes are linked to at a level.
fn linked_to(study: &Study, level: ComponentLevel) -> &'static str {
    let own = own_frameworks(study).next().filter(|_| level == ComponentLevel::Other);
    own.map_or_else(|| level.framework(), Framework::name)
}

/// A theme with those of its sub-themes that are wanted for where they stand.
pub(super) fn theme_box(
    study: &Study,
    theme: &Theme,
    options: &FigureOptions,
    wanted: impl Fn(&[&Element]) -> bool,
) -> ThemeBox {
    let subthemes = in_order(study.themes_under(theme.board, Some(theme.id)), options);
    let stands = |subtheme: &&Theme| wanted(&standing(study, subtheme, Some(theme), options.level));
    let shown = subthemes.into_iter().filter(stands);
    ThemeBox {
        id: theme.id.to_string(),
        name: theme.name.clone(),
        marks: theme.note_mark.into_iter().collect(),
        subthemes: shown.map(|subtheme| subtheme_box(study, subtheme)).collect(),
    }
}

fn subtheme_box(study: &Study, subtheme: &Theme) -> SubthemeBox {
    let numbers =
        study.intervention_numbers(subtheme.id).into_iter().map(|number| u32::try_from(number).unwrap_or(u32::MAX));
    SubthemeBox {
        id: subtheme.id.to_string(),
        label: subtheme.name.clone(),
        valence: subtheme.valence.map_or(Valence::Unset, Valence::from),
        numbers: numbers.collect(),
        marks: subtheme.note_mark.into_iter().collect(),
    }
}

fn placements<'a>(study: &'a Study, theme: &Theme) -> Vec<&'a Placement> {
    let subject = Placed::Theme(theme.id);
    study.referring::<Placement>(theme.id.key()).filter(|one| one.subject == subject).collect()
}

/// The components a theme is drawn in: its own, and those in which its sub-themes stand. Where its places elsewhere
/// usually lie, it is drawn with sub-themes that stand there, or where it has none.
///
/// A place above another stands back where no sub-theme stands in it: what lies below says more.
fn places_of(study: &Study, theme: &Theme, level: ComponentLevel) -> Vec<&'static Element> {
    let below = study.themes_under(theme.board, Some(theme.id));
    if below.is_empty() {
        return standing(study, theme, None, level);
    }
    let theirs: Vec<&'static Element> =
        below.into_iter().flat_map(|one| standing(study, one, Some(theme), level)).collect();
    let mut found = at_level(study, &placements(study, theme), level);
    found.extend(&theirs);
    let is_wanted =
        |element: &Element| !lies_above(element, &found) || theirs.iter().any(|other| other.id == element.id);
    once_each(found.iter().copied().filter(|element| is_wanted(element)))
}

/// Where a theme or sub-theme stands at a level: by its own places, else by those of the theme above it; and in COM-B,
/// where neither says anything, where its other places usually lie.
fn standing(study: &Study, theme: &Theme, above: Option<&Theme>, level: ComponentLevel) -> Vec<&'static Element> {
    let own = placements(study, theme);
    let theirs = above.map(|above| placements(study, above)).unwrap_or_default();
    let nearest = |places: fn(&Study, &[&Placement], ComponentLevel) -> Vec<&'static Element>| {
        [&own, &theirs].into_iter().map(|side| places(study, side, level)).find(|found| !found.is_empty())
    };
    nearest(at_level).or_else(|| nearest(usually_at)).unwrap_or_default()
}

/// Which of a theme and its sub-themes stand in COM-B only because their other places usually lie there: none where the
/// theme is placed in COM-B, since they then stand with it; the theme only where something stands by its places.
fn by_usage_of(study: &Study, theme: &Theme, level: ComponentLevel) -> Vec<ByUsage> {
    if !at_level(study, &placements(study, theme), level).is_empty() {
        return Vec::new();
    }
    let below = study.themes_under(theme.board, Some(theme.id));
    let is_led_by_theme = below.is_empty() || below.iter().any(|one| standing(study, one, None, level).is_empty());
    let told = |one: &Theme| {
        let own = placements(study, one);
        let usual = usually_at(study, &own, level);
        (!usual.is_empty() && at_level(study, &own, level).is_empty()).then(|| ByUsage {
            id: one.id.to_string(),
            name: one.name.clone(),
            is_theme: one.parent.is_none(),
            is_of_tdf: own.iter().all(|place| ElementId::new(place.element.as_str()).framework() == "tdf"),
            components: usual.iter().map(|element| element.name.clone()).collect(),
        })
    };
    std::iter::once(theme).filter(|_| is_led_by_theme).chain(below).filter_map(told).collect()
}

/// The elements of a level that placements lie in, without repeats, in the order of the placements.
///
/// What is placed above the level asked for stands there, unless something placed below it says more.
fn at_level(study: &Study, placements: &[&Placement], level: ComponentLevel) -> Vec<&'static Element> {
    let frameworks = study.frameworks();
    let ids = placements.iter().map(|one| ElementId::new(one.element.as_str()));
    let paths: Vec<Vec<&'static Element>> =
        ids.map(|id| frameworks.path(&id)).filter(|path| !path.is_empty()).collect();
    let of_comb = |path: &&Vec<&'static Element>| path.iter().any(|element| element.is_of_comb());
    let in_comb = paths.iter().filter(of_comb);
    let found: Vec<&'static Element> = match level {
        ComponentLevel::ComB3 => in_comb.filter_map(|path| path.first().copied()).collect(),
        ComponentLevel::ComB6 => in_comb.filter_map(|path| path.last().copied()).collect(),
        ComponentLevel::Tdf => {
            let domain =
                |path: &Vec<&'static Element>| path.iter().copied().find(|one| one.kind == ElementKind::TdfDomain);
            paths.iter().filter_map(domain).collect()
        }
        ComponentLevel::Other => {
            // A study's own framework, where it has one; else whatever themes are placed in.
            let own: Vec<&str> = own_frameworks(study).map(Framework::id).collect();
            let last = paths.iter().filter_map(|path| path.last().copied());
            last.filter(|element| own.is_empty() || own.contains(&element.id.framework())).collect()
        }
    };
    lowest(&found)
}

/// The elements of COM-B in which placements elsewhere usually lie; none at the other levels.
fn usually_at(study: &Study, placements: &[&Placement], level: ComponentLevel) -> Vec<&'static Element> {
    let frameworks = study.frameworks();
    let ids = placements.iter().map(|one| ElementId::new(one.element.as_str()));
    let found: Vec<&'static Element> = match level {
        ComponentLevel::ComB3 => ids.flat_map(|id| frameworks.components(&id)).collect(),
        ComponentLevel::ComB6 => ids.filter_map(|id| frameworks.hint(&id)).flat_map(|hint| hint.usually).collect(),
        ComponentLevel::Tdf | ComponentLevel::Other => Vec::new(),
    };
    lowest(&found)
}

/// Elements once each, without those that others of them lie below.
fn lowest(found: &[&'static Element]) -> Vec<&'static Element> {
    once_each(found.iter().copied().filter(|element| !lies_above(element, found)))
}

/// Whether another element belongs to this one.
fn lies_above(element: &Element, among: &[&Element]) -> bool {
    among.iter().any(|other| other.parent.as_ref() == Some(&element.id))
}

/// Elements at their first place.
fn once_each(found: impl Iterator<Item = &'static Element>) -> Vec<&'static Element> {
    let mut kept: Vec<&'static Element> = Vec::new();
    for element in found {
        if !kept.iter().any(|other| other.id == element.id) {
            kept.push(element);
        }
    }
    kept
}
