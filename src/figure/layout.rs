//! From a model to a scene: measure, share the width, fit the height, place.
//!
//! A figure that is too high first gets a wider sub-theme column, then smaller gaps, and at last a check that says
//! by how much it is still too high. The text never shrinks.

use super::{
    Check, FigureModel, FigureOptions, Group, HitArea, Item, Measure, Point, Rect, Scene, Target,
    boxes::{ComponentBlock, ThemeBlock, name_box},
    caption::alt_text,
    checks::{self, Fit},
    columns::{Columns, MARGIN, Page, plans},
    connectors::{centre, connectors},
    labels::{ComponentLabels, labels},
    legend::Legend,
    options::Gaps,
    wrap::{Line, clean},
};

/// The figure laid out, and what to look at before exporting it.
#[derive(Clone, Debug, PartialEq)]
pub struct Layout {
    pub scene: Scene,
    /// The gravest first; within a severity in the order of the figure.
    pub checks: Vec<Check>,
}

/// By how much the gaps may shrink, one after the other.
const TIGHTER: [f64; 3] = [0.8, 0.6, 0.4];

/// White space of one attempt, in points.
#[derive(Clone, Copy)]
struct Spacing {
    gaps: Gaps,
    /// Above and below the words of a theme and of a component.
    theme: f64,
    component: f64,
}

impl Spacing {
    fn scaled(options: &FigureOptions, factor: f64) -> Spacing {
        Spacing { gaps: options.gaps.scaled(factor), theme: 3.0 + 5.0 * factor, component: 3.0 + 8.0 * factor }
    }
}

/// Lays the figure out. The same model and options give the same scene, to the last bit.
pub fn lay_out(model: &FigureModel, options: &FigureOptions) -> Layout {
    let mut measure = Measure::default();
    let labels = labels(model, options);
    let page = Page::new(&labels, options, &mut measure);
    let legend = options.show_legend.then(|| Legend::new(model, &page, &mut measure)).filter(|it| it.height > 0.0);

    let (mut attempt, gap_factor) = fit(&labels, &page, legend.as_ref(), options, &mut measure);
    let columns = attempt.columns;
    attempt.blocks.iter_mut().for_each(|block| block.settle(&columns, &page, &mut measure));
    let height = attempt.height(&page, legend.as_ref());
    let fit = Fit { width: page.width, height, gap_factor };
    let checks = checks::all(model, options, &attempt.blocks, &fit);
    let mut scene = attempt.place(&page, &mut measure);
    if let Some(legend) = &legend {
        scene.groups.extend(legend.draw(height - MARGIN - legend.height, &page));
    }
    scene.width_pt = page.width;
    scene.height_pt = height;
    scene.title = clean(&model.title);
    scene.description = alt_text(model);
    Layout { scene, checks }
}

/// The first attempt that is low enough, or the lowest; and the factor of its gaps.
fn fit<'a>(
    labels: &'a [ComponentLabels<'a>],
    page: &Page,
    legend: Option<&Legend>,
    options: &FigureOptions,
    measure: &mut Measure,
) -> (Attempt<'a>, f64) {
    let most = options.max_height_pt();
    let spacing = Spacing::scaled(options, 1.0);
    let mut lowest: Option<Attempt<'a>> = None;
    for columns in plans(labels, page, measure) {
        let attempt = Attempt::new(labels, columns, spacing, page, measure);
        let height = attempt.height(page, legend);
        if height <= most {
            return (attempt, 1.0);
        }
        if lowest.as_ref().is_none_or(|lowest| height < lowest.height(page, legend)) {
            lowest = Some(attempt);
        }
    }
    let columns = Columns { component: 0.0, theme: 0.0, subtheme: 0.0 };
    let mut attempt = lowest.unwrap_or(Attempt { blocks: Vec::new(), columns, spacing });
    let mut factor = 1.0;
    for tighter in TIGHTER {
        if attempt.height(page, legend) <= most {
            break;
        }
        factor = tighter;
        attempt.spacing = Spacing::scaled(options, factor);
    }
    (attempt, factor)
}

/// One way to lay the figure out.
struct Attempt<'a> {
    blocks: Vec<ComponentBlock<'a>>,
    columns: Columns,
    spacing: Spacing,
}

impl<'a> Attempt<'a> {
    fn new(
        labels: &'a [ComponentLabels<'a>],
        columns: Columns,
        spacing: Spacing,
        page: &Page,
        measure: &mut Measure,
    ) -> Self {
        let blocks = labels.iter().map(|component| ComponentBlock::new(component, &columns, page, measure)).collect();
        Attempt { blocks, columns, spacing }
    }

    fn height(&self, page: &Page, legend: Option<&Legend>) -> f64 {
        let heights: Vec<f64> = self.blocks.iter().map(|block| self.component_height(block, page)).collect();
        let boxes = stacked(&heights, self.spacing.gaps.components);
        let legend = legend.map_or(0.0, |legend| legend.height + self.spacing.gaps.components.max(6.0));
        2.0 * MARGIN + boxes + legend
    }

    fn component_height(&self, block: &ComponentBlock<'_>, page: &Page) -> f64 {
        let heights: Vec<f64> = block.themes.iter().map(|theme| self.theme_height(theme, page)).collect();
        stacked(&heights, self.spacing.gaps.themes).max(self.component_box(&block.name, page))
    }

    fn theme_height(&self, block: &ThemeBlock<'_>, page: &Page) -> f64 {
        let heights: Vec<f64> = block.subthemes.iter().map(|subtheme| subtheme.height).collect();
        stacked(&heights, self.spacing.gaps.subthemes).max(self.theme_box(&block.name, page))
    }

    fn component_box(&self, name: &[Line], page: &Page) -> f64 {
        name.len() as f64 * page.component_font().line_height() + 2.0 * self.spacing.component
    }

    fn theme_box(&self, name: &[Line], page: &Page) -> f64 {
        name.len() as f64 * page.theme_font().line_height() + 2.0 * self.spacing.theme
    }

    fn theme_x(&self, page: &Page) -> f64 {
        MARGIN + self.columns.component + page.link
    }

    fn subtheme_x(&self, page: &Page) -> f64 {
        self.theme_x(page) + self.columns.theme + page.link
    }

    fn place(&self, page: &Page, measure: &mut Measure) -> Scene {
        let mut placed = Placed { scene: Scene::default(), lines: Vec::new() };
        let mut top = MARGIN;
        for block in &self.blocks {
            let height = self.component_height(block, page);
            self.place_component(block, top, height, page, measure, &mut placed);
            top += height + self.spacing.gaps.components;
        }
        let Placed { mut scene, lines } = placed;
        if !lines.is_empty() {
            let connectors = Group {
                target: Target::Connectors,
                description: String::new(),
                frame: None,
                valence: None,
                numbers: Vec::new(),
                items: lines,
            };
            scene.groups.insert(0, connectors);
        }
        scene
    }

    fn place_component(
        &self,
        block: &ComponentBlock<'_>,
        top: f64,
        height: f64,
        page: &Page,
        measure: &mut Measure,
        placed: &mut Placed,
    ) {
        let heights: Vec<f64> = block.themes.iter().map(|theme| self.theme_height(theme, page)).collect();
        let gap = self.spacing.gaps.themes;
        let mut theme_top = top + (height - stacked(&heights, gap)) / 2.0;
        let mut middles = Vec::new();
        let mut themes = Placed { scene: Scene::default(), lines: Vec::new() };
        for (theme, theme_height) in block.themes.iter().zip(&heights) {
            middles.push(self.place_theme(theme, theme_top, *theme_height, page, measure, &mut themes));
            theme_top += theme_height + gap;
        }
        let own = self.component_box(&block.name, page);
        let middle = centre(&middles, top + own / 2.0, top + height - own / 2.0);
        let frame = Rect { x: MARGIN, y: middle - own / 2.0, width: self.columns.component, height: own };
        let source = block.labels.source;
        placed.name(
            Target::Component(source.id.clone()),
            clean(&source.name),
            frame,
            name_box(&block.name, page.component_font(), 1.5, frame),
        );
        placed.lines.extend(connectors(Point { x: frame.right(), y: middle }, self.theme_x(page), &middles));
        placed.append(themes);
    }

    /// Places a theme and its sub-themes; comes back with the height of the theme's middle.
    fn place_theme(
        &self,
        block: &ThemeBlock<'_>,
        top: f64,
        height: f64,
        page: &Page,
        measure: &mut Measure,
        placed: &mut Placed,
    ) -> f64 {
        let heights: Vec<f64> = block.subthemes.iter().map(|subtheme| subtheme.height).collect();
        let gap = self.spacing.gaps.subthemes;
        let mut y = top + (height - stacked(&heights, gap)) / 2.0;
        let mut middles = Vec::new();
        let mut subthemes = Vec::new();
        for subtheme in &block.subthemes {
            let x = self.subtheme_x(page);
            let frame = Rect { x, y, width: self.columns.subtheme, height: subtheme.height };
            middles.push(frame.middle());
            subthemes.push(subtheme.draw(frame, page, measure));
            y += subtheme.height + gap;
        }
        let own = self.theme_box(&block.name, page);
        let middle = centre(&middles, top + own / 2.0, top + height - own / 2.0);
        let frame = Rect { x: self.theme_x(page), y: middle - own / 2.0, width: self.columns.theme, height: own };
        let source = block.labels.source;
        placed.name(
            Target::Theme(source.id.clone()),
            clean(&source.name),
            frame,
            name_box(&block.name, page.theme_font(), 1.0, frame),
        );
        placed.lines.extend(connectors(Point { x: frame.right(), y: middle }, self.subtheme_x(page), &middles));
        for (group, areas) in subthemes {
            placed.scene.groups.push(group);
            placed.scene.hit_areas.extend(areas);
        }
        middle
    }
}

/// What has been placed so far; the connectors go under everything in the end.
struct Placed {
    scene: Scene,
    lines: Vec<Item>,
}

impl Placed {
    fn name(&mut self, target: Target, description: String, frame: Rect, items: Vec<Item>) {
        self.scene.hit_areas.push(HitArea { rect: frame, target: target.clone() });
        let numbers = Vec::new();
        self.scene.groups.push(Group { target, description, frame: Some(frame), valence: None, numbers, items });
    }

    fn append(&mut self, more: Placed) {
        self.scene.groups.extend(more.scene.groups);
        self.scene.hit_areas.extend(more.scene.hit_areas);
        self.lines.extend(more.lines);
    }
}

/// The height of boxes under each other.
fn stacked(heights: &[f64], gap: f64) -> f64 {
    heights.iter().sum::<f64>() + gap * heights.len().saturating_sub(1) as f64
}
