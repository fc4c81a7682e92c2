//! Components side by side, their themes and sub-themes below them like the twigs of a tree: the arrangement of
//! landscape pages and slides.

use super::{
    FigureOptions, Group, HitArea, Item, Measure, Point, Rect, Scene, Stroke, Target,
    boxes::{ComponentBlock, ThemeBlock, name_box},
    columns::{Columns, MARGIN, Page},
    labels::ComponentLabels,
    layout::{LEGEND_GAP, Laid, Spacing, TIGHTER, stacked},
    wrap::{Line, clean},
};

/// How far themes stand to the right of their component, and sub-themes of their theme, in sizes of the text.
const INDENT: f64 = 1.4;
/// The least width of a column, in sizes of the text.
const LEAST_WIDTH: f64 = 17.0;
const LINE: f64 = 0.75;

/// The figure without its legend, in an attempt that leaves `legend` points for one: as many components beside each
/// other as the page has room for, or fewer where longer lines make the whole lower.
pub fn place<'a>(
    labels: &'a [ComponentLabels<'a>],
    page: &Page,
    legend: f64,
    options: &FigureOptions,
    measure: &mut Measure,
) -> Laid<'a> {
    let most = options.max_height_pt();
    let gap = options.gaps.scaled(1.0).components;
    let room = page.width - 2.0 * MARGIN;
    let capacity = ((room + gap) / (LEAST_WIDTH * page.text + gap)).floor().max(1.0) as usize;
    let beside = capacity.min(labels.len().max(1));
    let usual = Spacing::scaled(options, 1.0);
    let mut best: Option<Attempt<'a>> = None;
    for beside in (1..=beside).rev() {
        let attempt = Attempt::new(labels, beside, None, page, usual, measure);
        let lower = |best: &Attempt<'_>| attempt.height(page, legend) < best.height(page, legend);
        if best.as_ref().is_none_or(lower) {
            best = Some(attempt);
        }
        if best.as_ref().is_some_and(|best| best.height(page, legend) <= most) {
            break;
        }
    }
    // Where fewer components stand on the page than it has room for, long ones take several columns.
    for columns in labels.len() + 1..=capacity {
        if best.as_ref().is_some_and(|best| best.height(page, legend) <= most) {
            break;
        }
        let attempt = Attempt::new(labels, labels.len(), Some(columns), page, usual, measure);
        if best.as_ref().is_none_or(|best| attempt.height(page, legend) < best.height(page, legend)) {
            best = Some(attempt);
        }
    }
    let mut attempt = best.unwrap_or_else(|| Attempt::new(labels, 1, None, page, usual, measure));
    let mut gap_factor = 1.0;
    for tighter in TIGHTER {
        if attempt.height(page, legend) <= most {
            break;
        }
        gap_factor = tighter;
        attempt.spacing = Spacing::scaled(options, tighter);
    }
    let columns = attempt.columns;
    attempt.blocks.iter_mut().for_each(|block| block.settle(&columns, page, measure));
    Laid {
        scene: attempt.place(page, measure),
        height: attempt.height(page, legend),
        gap_factor,
        words: attempt.blocks.iter().flat_map(ComponentBlock::written).collect(),
    }
}

struct Attempt<'a> {
    blocks: Vec<ComponentBlock<'a>>,
    /// How many components stand beside each other.
    beside: usize,
    /// How many columns each component takes.
    spans: Vec<usize>,
    /// The widths of the boxes in one column.
    columns: Columns,
    spacing: Spacing,
}

impl<'a> Attempt<'a> {
    fn new(
        labels: &'a [ComponentLabels<'a>],
        beside: usize,
        in_row: Option<usize>,
        page: &Page,
        spacing: Spacing,
        measure: &mut Measure,
    ) -> Self {
        // Rows as even as they can be: five components in rows of three and two rather than of four and one.
        let beside = labels.len().div_ceil(labels.len().div_ceil(beside).max(1)).max(1);
        let in_row = in_row.unwrap_or(beside).max(beside);
        let gaps = spacing.gaps.components * (in_row - 1) as f64;
        let component = (page.width - 2.0 * MARGIN - gaps) / in_row as f64;
        let indent = INDENT * page.text;
        let columns = Columns { component, theme: component - indent, subtheme: component - 2.0 * indent };
        let blocks = labels.iter().map(|component| ComponentBlock::new(component, &columns, page, measure)).collect();
        let spans = vec![1; labels.len()];
        let mut attempt = Attempt { blocks, beside, spans, columns, spacing };
        for _ in beside..in_row {
            attempt.widen(page);
        }
        attempt
    }

    /// Gives the highest component that can be divided another column.
    fn widen(&mut self, page: &Page) {
        let heights: Vec<f64> = (0..self.blocks.len()).map(|at| self.below(at, page)).collect();
        let divides = |at: &usize| {
            let themes = self.blocks.get(*at).map_or(0, |block| block.themes.len());
            self.spans.get(*at).is_some_and(|span| *span < themes)
        };
        let height = |at: &usize| heights.get(*at).copied().unwrap_or_default();
        let highest = (0..heights.len()).filter(divides).max_by(|a, b| height(a).total_cmp(&height(b)));
        if let Some(span) = highest.and_then(|at| self.spans.get_mut(at)) {
            *span += 1;
        }
    }

    /// The width of a component's box: over all its columns.
    fn width(&self, at: usize) -> f64 {
        let span = self.spans.get(at).copied().unwrap_or(1) as f64;
        span * self.columns.component + (span - 1.0) * self.spacing.gaps.components
    }

    fn height(&self, page: &Page, legend: f64) -> f64 {
        let rows: Vec<f64> = self.rows().map(|(first, row)| self.row_height(first, row, page)).collect();
        let legend = if legend > 0.0 { legend + self.spacing.gaps.components.max(LEGEND_GAP) } else { 0.0 };
        2.0 * MARGIN + stacked(&rows, self.spacing.gaps.components) + legend
    }

    /// The rows of components, each with the place of its first.
    fn rows(&self) -> impl Iterator<Item = (usize, &[ComponentBlock<'a>])> {
        let beside = self.beside.max(1);
        self.blocks.chunks(beside).enumerate().map(move |(row, blocks)| (row * beside, blocks))
    }

    fn row_height(&self, first: usize, row: &[ComponentBlock<'_>], page: &Page) -> f64 {
        let head = self.head(row, page);
        (first..first + row.len()).map(|at| head + self.below(at, page)).fold(0.0, f64::max)
    }

    /// The height of the component boxes of a row: all as high as the highest.
    fn head(&self, row: &[ComponentBlock<'_>], page: &Page) -> f64 {
        let lines = row.iter().map(|block| block.name.len()).max().unwrap_or(1);
        lines as f64 * page.component_font().line_height() + 2.0 * self.spacing.component
    }

    /// The height of what stands below a component, in its highest column.
    fn below(&self, at: usize, page: &Page) -> f64 {
        let columns = self.themes_in_columns(at, page);
        columns.iter().map(|themes| self.column_height(themes, page)).fold(0.0, f64::max)
    }

    fn column_height(&self, themes: &[ThemeBlock<'_>], page: &Page) -> f64 {
        themes.iter().map(|theme| self.spacing.gaps.themes + self.theme_height(theme, page)).sum()
    }

    /// A component's themes dealt out to its columns, in their order, so that the highest is as low as it can be.
    fn themes_in_columns(&self, at: usize, page: &Page) -> Vec<&[ThemeBlock<'a>]> {
        let Some(block) = self.blocks.get(at) else { return Vec::new() };
        let span = self.spans.get(at).copied().unwrap_or(1);
        if span < 2 {
            return vec![block.themes.as_slice()];
        }
        let dealt = |most: f64| -> Vec<&[ThemeBlock<'a>]> {
            let (mut columns, mut from) = (Vec::new(), 0);
            for to in 1..=block.themes.len() {
                let here = block.themes.get(from..to).unwrap_or_default();
                if here.len() > 1 && self.column_height(here, page) > most {
                    columns.push(block.themes.get(from..to - 1).unwrap_or_default());
                    from = to - 1;
                }
            }
            columns.push(block.themes.get(from..).unwrap_or_default());
            columns
        };
        let (mut low, mut high) = (0.0, self.column_height(&block.themes, page));
        // Twenty halvings of a page's height bring it under a thousandth of a point.
        for _ in 0..20 {
            let middle = (low + high) / 2.0;
            if dealt(middle).len() > span { low = middle } else { high = middle }
        }
        dealt(high)
    }

    fn theme_height(&self, theme: &ThemeBlock<'_>, page: &Page) -> f64 {
        let below: f64 = theme.subthemes.iter().map(|one| self.spacing.gaps.subthemes + one.height).sum();
        self.theme_box(&theme.name, page) + below
    }

    fn theme_box(&self, name: &[Line], page: &Page) -> f64 {
        name.len() as f64 * page.theme_font().line_height() + 2.0 * self.spacing.theme
    }

    fn place(&self, page: &Page, measure: &mut Measure) -> Scene {
        let mut scene = Scene::default();
        let mut lines = Vec::new();
        let mut top = MARGIN;
        for (first, row) in self.rows() {
            let head = self.head(row, page);
            let mut left = MARGIN;
            for (place, block) in row.iter().enumerate() {
                let frame = Rect { x: left, y: top, width: self.width(first + place), height: head };
                self.place_component(block, first + place, frame, page, measure, &mut scene, &mut lines);
                left = frame.right() + self.spacing.gaps.components;
            }
            top += self.row_height(first, row, page) + self.spacing.gaps.components;
        }
        if !lines.is_empty() {
            scene.groups.insert(0, group(Target::Connectors, String::new(), None, lines));
        }
        scene
    }

    #[allow(clippy::too_many_arguments, reason = "where it goes, how it is drawn, and what it is added to")]
    fn place_component(
        &self,
        block: &ComponentBlock<'_>,
        at: usize,
        frame: Rect,
        page: &Page,
        measure: &mut Measure,
        scene: &mut Scene,
        lines: &mut Vec<Item>,
    ) {
        let indent = INDENT * page.text;
        let source = block.labels.source;
        named(
            scene,
            Target::Component(source.id.clone()),
            clean(&source.name),
            frame,
            name_box(&block.name, page.component_font(), 1.5, frame),
        );
        let step = self.columns.component + self.spacing.gaps.components;
        for (column, themes) in self.themes_in_columns(at, page).into_iter().enumerate() {
            let from = Point { x: frame.x + step * column as f64, y: frame.bottom() };
            let heights = self.place_themes(themes, from, page, measure, scene, lines);
            lines.extend(twigs(Point { x: from.x + indent / 2.0, y: from.y }, from.x + indent, &heights));
        }
    }

    /// Places themes below each other; comes back with the heights of their middles.
    fn place_themes(
        &self,
        themes: &[ThemeBlock<'_>],
        from: Point,
        page: &Page,
        measure: &mut Measure,
        scene: &mut Scene,
        lines: &mut Vec<Item>,
    ) -> Vec<f64> {
        let indent = INDENT * page.text;
        let mut y = from.y;
        let mut heights = Vec::new();
        for theme in themes {
            y += self.spacing.gaps.themes;
            let high = self.theme_box(&theme.name, page);
            let frame = Rect { x: from.x + indent, y, width: self.columns.theme, height: high };
            heights.push(frame.middle());
            let source = theme.labels.source;
            named(
                scene,
                Target::Theme(source.id.clone()),
                clean(&source.name),
                frame,
                name_box(&theme.name, page.theme_font(), 1.0, frame),
            );
            y += high;
            let mut subthemes = Vec::new();
            for subtheme in &theme.subthemes {
                y += self.spacing.gaps.subthemes;
                let place = Rect { x: frame.x + indent, y, width: self.columns.subtheme, height: subtheme.height };
                subthemes.push(place.middle());
                let (group, areas) = subtheme.draw(place, page, measure);
                scene.groups.push(group);
                scene.hit_areas.extend(areas);
                y += subtheme.height;
            }
            lines.extend(twigs(Point { x: frame.x + indent / 2.0, y: frame.bottom() }, frame.x + indent, &subthemes));
        }
        heights
    }
}

/// A trunk down from a box, and a line to each box that hangs from it, each drawn once.
fn twigs(from: Point, to: f64, heights: &[f64]) -> Vec<Item> {
    let Some((last, others)) = heights.split_last() else { return Vec::new() };
    let line = |points: Vec<Point>| Item::Polyline { points, stroke: Stroke::black(LINE) };
    let end = |y: f64| Point { x: to, y };
    let mut items = vec![line(vec![from, Point { x: from.x, y: *last }, end(*last)])];
    items.extend(others.iter().map(|y| line(vec![Point { x: from.x, y: *y }, end(*y)])));
    items
}

fn named(scene: &mut Scene, target: Target, description: String, frame: Rect, items: Vec<Item>) {
    scene.hit_areas.push(HitArea { rect: frame, target: target.clone() });
    scene.groups.push(group(target, description, Some(frame), items));
}

fn group(target: Target, description: String, frame: Option<Rect>, items: Vec<Item>) -> Group {
    Group { target, description, frame, valence: None, numbers: Vec::new(), items }
}
