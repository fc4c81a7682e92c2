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
    let beside = ((room + gap) / (LEAST_WIDTH * page.text + gap)).floor().max(1.0) as usize;
    let beside = beside.min(labels.len().max(1));
    let usual = Spacing::scaled(options, 1.0);
    let mut best: Option<Attempt<'a>> = None;
    for beside in (1..=beside).rev() {
        let attempt = Attempt::new(labels, beside, page, usual, measure);
        let lower = |best: &Attempt<'_>| attempt.height(page, legend) < best.height(page, legend);
        if best.as_ref().is_none_or(lower) {
            best = Some(attempt);
        }
        if best.as_ref().is_some_and(|best| best.height(page, legend) <= most) {
            break;
        }
    }
    let mut attempt = best.unwrap_or_else(|| Attempt::new(labels, 1, page, usual, measure));
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
    /// The widths of the boxes in one column.
    columns: Columns,
    spacing: Spacing,
}

impl<'a> Attempt<'a> {
    fn new(
        labels: &'a [ComponentLabels<'a>],
        beside: usize,
        page: &Page,
        spacing: Spacing,
        measure: &mut Measure,
    ) -> Self {
        // Rows as even as they can be: five components in rows of three and two rather than of four and one.
        let beside = labels.len().div_ceil(labels.len().div_ceil(beside).max(1)).max(1);
        let gaps = spacing.gaps.components * (beside - 1) as f64;
        let component = (page.width - 2.0 * MARGIN - gaps) / beside as f64;
        let indent = INDENT * page.text;
        let columns = Columns { component, theme: component - indent, subtheme: component - 2.0 * indent };
        let blocks = labels.iter().map(|component| ComponentBlock::new(component, &columns, page, measure)).collect();
        Attempt { blocks, beside, columns, spacing }
    }

    fn height(&self, page: &Page, legend: f64) -> f64 {
        let rows: Vec<f64> = self.rows().map(|row| self.row_height(row, page)).collect();
        let legend = if legend > 0.0 { legend + self.spacing.gaps.components.max(LEGEND_GAP) } else { 0.0 };
        2.0 * MARGIN + stacked(&rows, self.spacing.gaps.components) + legend
    }

    fn rows(&self) -> impl Iterator<Item = &[ComponentBlock<'a>]> {
        self.blocks.chunks(self.beside.max(1))
    }

    fn row_height(&self, row: &[ComponentBlock<'_>], page: &Page) -> f64 {
        let head = self.head(row, page);
        row.iter().map(|block| head + self.below(block, page)).fold(0.0, f64::max)
    }

    /// The height of the component boxes of a row: all as high as the highest.
    fn head(&self, row: &[ComponentBlock<'_>], page: &Page) -> f64 {
        let lines = row.iter().map(|block| block.name.len()).max().unwrap_or(1);
        lines as f64 * page.component_font().line_height() + 2.0 * self.spacing.component
    }

    fn below(&self, block: &ComponentBlock<'_>, page: &Page) -> f64 {
        block.themes.iter().map(|theme| self.spacing.gaps.themes + self.theme_height(theme, page)).sum()
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
        for row in self.rows() {
            let head = self.head(row, page);
            let mut left = MARGIN;
            for block in row {
                self.place_component(block, Point { x: left, y: top }, head, page, measure, &mut scene, &mut lines);
                left += self.columns.component + self.spacing.gaps.components;
            }
            top += self.row_height(row, page) + self.spacing.gaps.components;
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
        at: Point,
        head: f64,
        page: &Page,
        measure: &mut Measure,
        scene: &mut Scene,
        lines: &mut Vec<Item>,
    ) {
        let indent = INDENT * page.text;
        let frame = Rect { x: at.x, y: at.y, width: self.columns.component, height: head };
        let source = block.labels.source;
        named(
            scene,
            Target::Component(source.id.clone()),
            clean(&source.name),
            frame,
            name_box(&block.name, page.component_font(), 1.5, frame),
        );
        let mut y = frame.bottom();
        let mut themes = Vec::new();
        for theme in &block.themes {
            y += self.spacing.gaps.themes;
            let high = self.theme_box(&theme.name, page);
            let frame = Rect { x: at.x + indent, y, width: self.columns.theme, height: high };
            themes.push(frame.middle());
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
        lines.extend(twigs(Point { x: at.x + indent / 2.0, y: frame.bottom() }, at.x + indent, &themes));
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
