//! The map laid out: the middle, themes to both sides of it (to one on a narrow page), sub-themes outside.

use super::ThemeMap;
use crate::figure::{
    Anchor, Colour, FigureOptions, HitArea, Item, Layout, Measure, Point, Rect, Scene, Stroke, Target, Weight,
    boxes::{ThemeBlock, lines_at},
    checks::{self, Fit, Written},
    columns::{Columns, MARGIN, Page},
    curves::link,
    labels::{ThemeLabels, labels},
    layout::{LEGEND_GAP, TIGHTER, stacked},
    legend::Legend,
    metrics::Font,
    parts::{group, put},
    wrap::{Line, clean, widest_piece, wrap_evenly},
};

/// What the middle and the themes take of the page, less the links: on one with two sides, and on a narrow one.
const TWO_SIDES: (f64, f64) = (0.17, 0.175);
const ONE_SIDE: (f64, f64) = (0.23, 0.30);
/// How much more the middle and the themes may take so that no word of theirs is broken.
const MOST: f64 = 1.3;
/// Above and below the words of a theme and of the middle, in points.
const THEME: f64 = 5.0;
const CENTRE: f64 = 9.0;

/// One side of the map.
struct Side<'a> {
    themes: Vec<ThemeBlock<'a>>,
    /// -1 to the left, 1 to the right.
    direction: f64,
}

/// The widths of the page, in points.
#[derive(Clone, Copy)]
struct Widths {
    centre: f64,
    theme: f64,
    subtheme: f64,
    link: f64,
    two: bool,
}

/// Lays the map out.
pub fn lay_out(map: &ThemeMap, options: &FigureOptions) -> Layout {
    let mut measure = Measure::of(&options.language);
    let page = Page::of(options);
    let components = labels(&map.model, options);
    let themes: Vec<&ThemeLabels<'_>> = components.iter().flat_map(|component| &component.themes).collect();
    let word = |text: &str, font: Font, measure: &mut Measure| widest_piece(measure, text, font) + 2.0 * page.padding;
    let centre_word = word(&clean(&map.centre), page.component_font(), &mut measure);
    let theme_word = themes.iter().map(|theme| word(&theme.name, page.theme_font(), &mut measure)).fold(0.0, f64::max);
    let subthemes = themes.iter().flat_map(|theme| &theme.subthemes);
    let subtheme_word = subthemes
        .map(|subtheme| widest_piece(&mut measure, &subtheme.label, Font::regular(page.text)) + 2.0 * page.edge)
        .fold(0.0, f64::max);
    let widths = Widths::of(&page, centre_word, theme_word, subtheme_word);
    let columns = Columns { component: widths.centre, theme: widths.theme, subtheme: widths.subtheme };
    let blocks: Vec<ThemeBlock<'_>> = themes
        .iter()
        .map(|labels| {
            let mut block = ThemeBlock::new(labels, &columns, &page, &mut measure);
            block.settle(&columns, &page, &mut measure);
            block
        })
        .collect();
    let sides = halves(blocks, &page, options.gaps.scaled(1.0).themes, widths.two);
    let centre =
        wrap_evenly(&mut measure, &clean(&map.centre), page.component_font(), widths.centre - 2.0 * page.padding);

    let legend = options.show_legend.then(|| Legend::new(&map.model, &page, &mut measure)).filter(|it| it.height > 0.0);
    let below =
        legend.as_ref().map_or(0.0, |legend| legend.height + options.gaps.scaled(1.0).components.max(LEGEND_GAP));
    let most = options.max_height_pt();
    let mut factor = 1.0;
    let high = |factor: f64| {
        let gap = options.gaps.scaled(factor);
        let sides = sides.iter().map(|side| side.height(&page, gap.subthemes, gap.themes));
        sides.fold(centre_height(&centre, &page), f64::max)
    };
    for tighter in TIGHTER {
        if 2.0 * MARGIN + high(factor) + below <= most {
            break;
        }
        factor = tighter;
    }
    let height = high(factor);
    let gaps = options.gaps.scaled(factor);
    let mut scene = Scene::default();
    let middle = MARGIN + height / 2.0;
    let x = if widths.two { (page.width - widths.centre) / 2.0 } else { MARGIN };
    let frame = Rect {
        x,
        y: middle - centre_height(&centre, &page) / 2.0,
        width: widths.centre,
        height: centre_height(&centre, &page),
    };
    let mut links = Vec::new();
    for side in &sides {
        let tall = side.height(&page, gaps.subthemes, gaps.themes);
        side.place(
            frame,
            middle - tall / 2.0,
            (gaps.subthemes, gaps.themes),
            widths,
            &page,
            &mut measure,
            &mut scene,
            &mut links,
        );
    }
    scene.groups.insert(0, group(Target::Connectors, String::new(), None, links));
    let words = clean(&map.centre);
    scene.groups.push(group(
        Target::Heading(words.clone()),
        words,
        Some(frame),
        pill(&centre, page.component_font(), 1.5, frame),
    ));
    scene.width_pt = page.width;
    scene.height_pt = 2.0 * MARGIN + height + below;
    if let Some(legend) = &legend {
        scene.groups.extend(legend.draw(scene.height_pt - MARGIN - legend.height, &page));
    }
    scene.title = clean(&map.model.title);
    scene.description = map.alt_text();
    let mut words: Vec<Written<'_>> =
        sides.iter().flat_map(|side| &side.themes).flat_map(ThemeBlock::written).collect();
    words.push(Written {
        label: &map.centre,
        text: &map.centre,
        lines: 1,
        weight: Weight::Bold,
        target: Target::Heading(map.centre.clone()),
    });
    let fit = Fit { width: page.width, height: scene.height_pt, gap_factor: factor };
    Layout { checks: checks::all(&map.model, options, &words, &fit), scene }
}

impl Widths {
    /// Themes on two sides of a wide page; on one where words would be broken on two, and would not be on one.
    fn of(page: &Page, centre_word: f64, theme_word: f64, subtheme_word: f64) -> Widths {
        let whole = |widths: &Widths| widths.theme >= theme_word && widths.subtheme >= subtheme_word;
        let two = Widths::with(page, centre_word, theme_word, !page.is_narrow());
        if whole(&two) {
            return two;
        }
        let one = Widths::with(page, centre_word, theme_word, false);
        if whole(&one) { one } else { two }
    }

    /// The columns as wide as their longest word, where that leaves sub-themes room.
    fn with(page: &Page, centre_word: f64, theme_word: f64, two: bool) -> Widths {
        let link = if two { page.text * 2.6 } else { page.text * 1.3 };
        let (links, (centre, theme)) = if two { (4.0, TWO_SIDES) } else { (2.0, ONE_SIDE) };
        let room = page.width - 2.0 * MARGIN - links * link;
        let sides = if two { 2.0 } else { 1.0 };
        let wide = |share: f64, word: f64| (share * room).max(word.min(share * room * MOST));
        let (centre, theme) = (wide(centre, centre_word), wide(theme, theme_word));
        Widths { centre, theme, subtheme: (room - centre) / sides - theme, link, two }
    }
}

/// Themes to the right and then to the left, so that both sides are about as high and are read clockwise.
fn halves<'a>(blocks: Vec<ThemeBlock<'a>>, page: &Page, gap: f64, two: bool) -> Vec<Side<'a>> {
    let heights: Vec<f64> = blocks.iter().map(|block| theme_height(block, page, 4.0) + gap).collect();
    let whole: f64 = heights.iter().sum();
    let mut so_far = 0.0;
    let mut right = Vec::new();
    let mut left = Vec::new();
    for (block, height) in blocks.into_iter().zip(heights) {
        if !two || (left.is_empty() && (right.is_empty() || so_far + height / 2.0 <= whole / 2.0)) {
            right.push(block);
        } else {
            left.push(block);
        }
        so_far += height;
    }
    // Clockwise: on the left from the bottom up.
    left.reverse();
    let sides = vec![Side { themes: right, direction: 1.0 }, Side { themes: left, direction: -1.0 }];
    sides.into_iter().filter(|side| !side.themes.is_empty()).collect()
}

fn theme_box(block: &ThemeBlock<'_>, page: &Page) -> f64 {
    block.name.len() as f64 * page.theme_font().line_height() + 2.0 * THEME
}

fn theme_height(block: &ThemeBlock<'_>, page: &Page, gap: f64) -> f64 {
    let heights: Vec<f64> = block.subthemes.iter().map(|subtheme| subtheme.height).collect();
    stacked(&heights, gap).max(theme_box(block, page))
}

fn centre_height(lines: &[Line], page: &Page) -> f64 {
    lines.len() as f64 * page.component_font().line_height() + 2.0 * CENTRE
}

impl Side<'_> {
    fn height(&self, page: &Page, subthemes: f64, themes: f64) -> f64 {
        let heights: Vec<f64> = self.themes.iter().map(|theme| theme_height(theme, page, subthemes)).collect();
        stacked(&heights, themes)
    }

    #[allow(clippy::too_many_arguments, reason = "where it goes, how it is drawn, and what it is added to")]
    fn place(
        &self,
        centre: Rect,
        top: f64,
        (subtheme_gap, theme_gap): (f64, f64),
        widths: Widths,
        page: &Page,
        measure: &mut Measure,
        scene: &mut Scene,
        links: &mut Vec<Item>,
    ) {
        let rightwards = self.direction > 0.0;
        // The left edge of a box of a width whose inner edge is this far out.
        let left = |inner: f64, width: f64| if rightwards { inner } else { inner - width };
        let outer = |rect: Rect| if rightwards { rect.right() } else { rect.x };
        let inner = |rect: Rect| if rightwards { rect.x } else { rect.right() };
        let from = Point { x: outer(centre), y: centre.middle() };
        let mut y = top;
        for theme in &self.themes {
            let tall = theme_height(theme, page, subtheme_gap);
            let own = theme_box(theme, page);
            let x = left(outer(centre) + self.direction * widths.link, widths.theme);
            let frame = Rect { x, y: y + (tall - own) / 2.0, width: widths.theme, height: own };
            links.push(link(from, Point { x: inner(frame), y: frame.middle() }, Stroke::black(1.0)));
            let source = theme.labels.source;
            let target = Target::Theme(source.id.clone());
            put(
                scene,
                group(target, clean(&source.name), Some(frame), pill(&theme.name, page.theme_font(), 1.0, frame)),
            );
            let heights: Vec<f64> = theme.subthemes.iter().map(|subtheme| subtheme.height).collect();
            let mut below = y + (tall - stacked(&heights, subtheme_gap)) / 2.0;
            for subtheme in &theme.subthemes {
                let x = left(outer(frame) + self.direction * widths.link, widths.subtheme);
                let place = Rect { x, y: below, width: widths.subtheme, height: subtheme.height };
                let start = Point { x: outer(frame), y: frame.middle() };
                links.push(link(start, Point { x: inner(place), y: place.middle() }, Stroke::black(0.75)));
                let (group, areas): (_, Vec<HitArea>) = subtheme.draw(place, page, measure);
                scene.groups.push(group);
                scene.hit_areas.extend(areas);
                below += subtheme.height + subtheme_gap;
            }
            y += tall + theme_gap;
        }
    }
}

/// Words in the middle of a box with round ends.
fn pill(lines: &[Line], font: Font, border: f64, frame: Rect) -> Vec<Item> {
    let corner = (frame.height / 2.0).min(font.size * 1.2);
    let shape = Item::Rect { rect: frame, corner, fill: Some(Colour::WHITE), stroke: Some(Stroke::black(border)) };
    let words = lines_at(lines, font, frame.x + frame.width / 2.0, frame.middle(), Anchor::Middle);
    std::iter::once(shape).chain(words.into_iter().map(Item::Text)).collect()
}
