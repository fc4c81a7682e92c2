//! Components under each other, themes and sub-themes to their right: the arrangement of upright pages.

use super::{
    FigureOptions, Group, HitArea, Item, Measure, Point, Rect, Scene, Target,
    boxes::{ComponentBlock, ThemeBlock, name_box},
    columns::{Columns, MARGIN, Page, plans},
    connectors::{centre, connectors},
    labels::ComponentLabels,
    layout::{LEGEND_GAP, Laid, Spacing, TIGHTER, stacked},
    wrap::{Line, clean},
};

/// The figure without its legend, in an attempt that leaves `legend` points for one.
pub fn place<'a>(
    labels: &'a [ComponentLabels<'a>],
    page: &Page,
    legend: f64,
    options: &FigureOptions,
    measure: &mut Measure,
) -> Laid<'a> {
    let (mut attempt, gap_factor) = fit(labels, page, legend, options, measure);
    let columns = attempt.columns;
    attempt.blocks.iter_mut().for_each(|block| block.settle(&columns, page, measure));
    let height = attempt.height(page, legend);
    let scene = attempt.place(page, measure);
    Laid { scene, height, gap_factor, words: attempt.blocks.iter().flat_map(ComponentBlock::written).collect() }
}

/// The first attempt that is low enough, or the lowest; and the factor of its gaps.
fn fit<'a>(
    labels: &'a [ComponentLabels<'a>],
    page: &Page,
    legend: f64,
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

    fn height(&self, page: &Page, legend: f64) -> f64 {
        let heights: Vec<f64> = self.blocks.iter().map(|block| self.component_height(block, page)).collect();
        let boxes = stacked(&heights, self.spacing.gaps.components);
        let legend = if legend > 0.0 { legend + self.spacing.gaps.components.max(LEGEND_GAP) } else { 0.0 };
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
        let mut placed = Placing { scene: Scene::default(), lines: Vec::new() };
        let mut top = MARGIN;
        for block in &self.blocks {
            let height = self.component_height(block, page);
            self.place_component(block, top, height, page, measure, &mut placed);
            top += height + self.spacing.gaps.components;
        }
        let Placing { mut scene, lines } = placed;
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
        placed: &mut Placing,
    ) {
        let heights: Vec<f64> = block.themes.iter().map(|theme| self.theme_height(theme, page)).collect();
        let gap = self.spacing.gaps.themes;
        let mut theme_top = top + (height - stacked(&heights, gap)) / 2.0;
        let mut middles = Vec::new();
        let mut themes = Placing { scene: Scene::default(), lines: Vec::new() };
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
        placed: &mut Placing,
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
struct Placing {
    scene: Scene,
    lines: Vec<Item>,
}

impl Placing {
    fn name(&mut self, target: Target, description: String, frame: Rect, items: Vec<Item>) {
        self.scene.hit_areas.push(HitArea { rect: frame, target: target.clone() });
        let numbers = Vec::new();
        self.scene.groups.push(Group { target, description, frame: Some(frame), valence: None, numbers, items });
    }

    fn append(&mut self, more: Placing) {
        self.scene.groups.extend(more.scene.groups);
        self.scene.hit_areas.extend(more.scene.hit_areas);
        self.lines.extend(more.lines);
    }
}
