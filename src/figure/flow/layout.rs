//! The flow laid out: four columns of boxes with their words inside, bands between them in the shade of the valence.

use super::{
    Flow, FlowLink, FlowNode, STAGES,
    scale::{Column, scale},
};
use crate::figure::{
    Anchor, BoxStyle, Check, CheckKind, Colour, FigureOptions, Item, Layout, Measure, Palette, Point, Rect, Scene,
    Severity, Stroke, Target, Valence, Weight,
    boxes::lines_at,
    checks::{self, Fit, Written},
    columns::{MARGIN, Page},
    curves::band,
    layout::LEGEND_GAP,
    legend::{Legend, Meaning, sentence_case},
    metrics::Font,
    parts::{group, paragraph, put},
    wrap::{Line, clean, widest_piece, wrap_evenly},
};

/// What codes, themes, components and functions take of the page if their words fill it, and how much more the last
/// three may take so that no word of theirs is broken.
const SHARES: [f64; STAGES] = [0.27, 0.17, 0.14, 0.16];
const MOST: f64 = 1.9;
/// The least room of the bands between two columns, in sizes of the text.
const BETWEEN: f64 = 2.6;
/// Between two boxes of a column, in points: codes stand closest.
const GAPS: [f64; STAGES] = [2.0, 8.0, 14.0, 8.0];
/// Above and below the words of a box, in points.
const PADDING: f64 = 1.5;
/// How much higher than its words alone the figure may be, so that bands differ.
const AIR: f64 = 1.35;
/// The least width of a band, in points.
const LEAST_BAND: f64 = 0.6;
/// The width of a band of one link, at most: wider ones would hide each other where they cross, in points.
const WIDEST_LINK: f64 = 7.0;
/// The line on both sides of a band, in points.
const EDGE: f64 = 0.35;

/// A box at its place.
struct Placed<'a> {
    node: &'a FlowNode,
    lines: Vec<Line>,
    frame: Rect,
}

/// How many boxes a column of codes holds, at most; none on a narrow page, where their words would be broken.
pub fn most_codes(options: &FigureOptions) -> usize {
    if Page::of(options).is_narrow() {
        return 0;
    }
    let font = Font::regular(options.text());
    let [gap, ..] = GAPS;
    // Heads and legend take some lines of the height.
    let room = options.max_height_pt() - 2.0 * MARGIN - 5.0 * font.line_height();
    // A third of the codes may need two lines.
    (room / (font.line_height() * 1.33 + 2.0 * PADDING + gap)).floor().max(1.0) as usize
}

/// Lays the flow out.
pub fn lay_out(flow: &Flow, options: &FigureOptions) -> Layout {
    let mut measure = Measure::of(&options.language);
    let page = Page::of(options);
    let (lefts, widths) = columns(flow, &page, &mut measure);
    let font = Font::regular(page.text);
    let bold = Font::bold(page.text);
    let lines: Vec<Vec<Vec<Line>>> = flow
        .stages
        .iter()
        .zip(&widths)
        .enumerate()
        .map(|(stage, (nodes, width))| {
            let set = if stage == 0 { font } else { bold };
            nodes.iter().map(|node| wrap_evenly(&mut measure, &node.label, set, width - 2.0 * inside(&page))).collect()
        })
        .collect();
    let stacks: Vec<Column> = flow
        .stages
        .iter()
        .zip(&lines)
        .zip(GAPS)
        .map(|((nodes, lines), gap)| Column {
            least: lines.iter().map(|lines| lines.len() as f64 * font.line_height() + 2.0 * PADDING).collect(),
            weights: nodes.iter().map(|node| node.weight).collect(),
            gap,
        })
        .collect();
    let legend = Legend::of(meanings(flow, &page), &page, &mut measure);
    let below = if options.show_legend && legend.height > 0.0 { legend.height + LEGEND_GAP + 4.0 } else { 0.0 };
    let top = MARGIN + bold.line_height() + 6.0;
    let words = stacks.iter().map(|stack| stack.height(0.0)).fold(0.0, f64::max);
    let most = (words * AIR).max(page.width * 0.4).min(options.max_height_pt() - top - MARGIN - below).max(words);

    // Extracts flow through the first three columns, links between barriers and interventions into the fourth.
    let extracts: Vec<&Column> = stacks.iter().take(STAGES - 1).collect();
    let by_extract = scale(&extracts, most);
    let by_link = links_scale(flow, &stacks, by_extract, most);
    let scales = [by_extract, by_extract, by_extract, by_link];
    let high = stacks.iter().zip(scales).map(|(stack, scale)| stack.height(scale)).fold(0.0, f64::max);
    let placed: Vec<Vec<Placed<'_>>> = (0..STAGES)
        .filter_map(|stage| {
            Some((flow.stages.get(stage)?, lines.get(stage)?, stacks.get(stage)?, scales.get(stage)?, stage))
        })
        .map(|(nodes, lines, stack, scale, stage)| {
            let mut y = top + (high - stack.height(*scale)) / 2.0;
            let (x, width) =
                (lefts.get(stage).copied().unwrap_or_default(), widths.get(stage).copied().unwrap_or_default());
            let boxes = nodes.iter().zip(lines).zip(stack.heights(*scale)).map(|((node, lines), height)| {
                let frame = Rect { x, y, width, height };
                y += height + stack.gap;
                Placed { node, lines: lines.clone(), frame }
            });
            boxes.collect()
        })
        .collect();

    let mut scene = Scene::default();
    let mut bands = Vec::new();
    for (stage, (links, pair)) in flow.links.iter().zip(placed.windows(2)).enumerate() {
        if let [left, right] = pair {
            let scale = if stage + 2 == STAGES { by_link } else { by_extract };
            bands.extend(bands_between(links, left, right, scale, page.palette));
        }
    }
    scene.groups.push(group(Target::Connectors, String::new(), None, bands));
    let first = usize::from(!flow.has_codes());
    for ((head, x), width) in Flow::HEADS.iter().zip(&lefts).zip(&widths).skip(first) {
        let head = clean(head);
        let width_of = measure.width(&head, Weight::Bold, page.text);
        let line = Line { text: head.clone(), width: width_of };
        let items = paragraph(&[line], bold, x + width / 2.0, MARGIN, Anchor::Middle);
        scene.groups.push(group(Target::Heading(head.clone()), head, None, items));
    }
    for (stage, boxes) in placed.iter().enumerate() {
        let set = if stage == 0 { font } else { bold };
        boxes.iter().for_each(|one| place(one, set, stage, &page, &mut scene));
    }
    let height = top + high + below + MARGIN;
    if below > 0.0 {
        scene.groups.extend(legend.draw(height - MARGIN - legend.height, &page));
    }
    scene.width_pt = page.width;
    scene.height_pt = height;
    scene.title = clean(&flow.model.title);
    scene.description = flow.alt_text();
    let words: Vec<Written<'_>> = placed.iter().flatten().map(written).collect();
    let fit = Fit { width: page.width, height, gap_factor: 1.0 };
    let mut checks = checks::all(&flow.model, options, &words, &fit);
    if !flow.has_codes() && page.is_narrow() {
        checks.push(Check {
            severity: Severity::Advice,
            kind: CheckKind::CodesLeftOut,
            sentence: "The page is too narrow for codes: the flow begins with the themes. Choose a width of 12 cm or \
                       more to show them."
                .to_owned(),
            target: None,
        });
    }
    Layout { checks, scene }
}

fn inside(page: &Page) -> f64 {
    if page.is_narrow() { 2.0 } else { 4.0 }
}

/// The left edges and widths of the columns: as wide as their longest word where that leaves room; codes have what is
/// left, and bands what the codes do not need.
fn columns(flow: &Flow, page: &Page, measure: &mut Measure) -> ([f64; STAGES], [f64; STAGES]) {
    let room = page.width - 2.0 * MARGIN;
    let bold = Font::bold(page.text);
    let mut widths = [0.0; STAGES];
    for (((width, nodes), share), head) in widths.iter_mut().zip(&flow.stages).zip(SHARES).zip(Flow::HEADS).skip(1) {
        let words = nodes.iter().map(|node| widest_piece(measure, &node.label, bold)).fold(0.0, f64::max);
        let word = words.max(measure.width(head, bold.weight, bold.size)) + 2.0 * inside(page);
        *width = (share * room).max(word.min(share * room * MOST));
    }
    let gaps = if flow.has_codes() { 3.0 } else { 2.0 };
    let left_over = room - widths.iter().sum::<f64>() - gaps * BETWEEN * page.text;
    let [most_for_codes, ..] = SHARES.map(|share| (share * room).max(page.text));
    let longest = |nodes: &[FlowNode], font: Font, measure: &mut Measure| {
        let wide = |node: &FlowNode| measure.width(&clean(&node.label), font.weight, font.size);
        nodes.iter().map(wide).fold(0.0, f64::max)
    };
    let ([codes, themes, ..], [code_nodes, theme_nodes, ..]) = (&mut widths, &flow.stages);
    if flow.has_codes() {
        let most = left_over.clamp(page.text, most_for_codes);
        let head = measure.width(Flow::HEADS[0], bold.weight, bold.size);
        let wanted = longest(code_nodes, Font::regular(page.text), measure).max(head) + 2.0 * inside(page);
        *codes = most.min(wanted.max(page.text));
        // What short codes leave, long themes take, until they stand on two lines.
        let two_lines = longest(theme_nodes, bold, measure) * 0.55 + 2.0 * inside(page);
        *themes += (most - *codes).min((two_lines - *themes).max(0.0));
    } else {
        // What the bands do not need, long themes take, until they stand on three lines.
        let three_lines = longest(theme_nodes, bold, measure) * 0.38 + 2.0 * inside(page);
        *themes += left_over.max(0.0).min((three_lines - *themes).max(0.0));
    }
    let between = (room - widths.iter().sum::<f64>()) / gaps;
    let mut x = MARGIN;
    let lefts = widths.map(|width| {
        let left = x;
        x += if width > 0.0 { width + between } else { 0.0 };
        left
    });
    (lefts, widths)
}

/// The most points for a link into a function at which neither components nor functions grow too high.
fn links_scale(flow: &Flow, stacks: &[Column], by_extract: f64, most: f64) -> f64 {
    let [.., components, functions] = stacks else { return 0.0 };
    let [.., links] = &flow.links;
    let leaving = |place: usize| links.iter().filter(|link| link.from == place).map(|link| link.weight).sum::<f64>();
    let heights = components.heights(by_extract);
    let room = heights.iter().enumerate().map(|(place, height)| (height - 2.0) / leaving(place).max(f64::EPSILON));
    room.fold(scale(&[functions], most).min(WIDEST_LINK), f64::min).max(0.0)
}

/// The bands from one column to the next: at either end in the order of the boxes that they lead to.
fn bands_between(
    links: &[FlowLink],
    left: &[Placed<'_>],
    right: &[Placed<'_>],
    scale: f64,
    palette: Palette,
) -> Vec<Item> {
    let wide = |link: &FlowLink| (link.weight * scale).max(LEAST_BAND);
    let mut order: Vec<usize> = (0..links.len()).collect();
    let mut ends: Vec<(f64, f64)> = vec![(0.0, 0.0); links.len()];
    for (side, boxes) in [(0, left), (1, right)] {
        order.sort_by_key(|at| {
            let link = links.get(*at).map(|link| (link.from, link.to, link.valence));
            link.map(|(from, to, valence)| if side == 0 { (from, to, valence) } else { (to, from, valence) })
        });
        for (place, one) in boxes.iter().enumerate() {
            let here = |at: &&usize| {
                links.get(**at).is_some_and(|link| if side == 0 { link.from == place } else { link.to == place })
            };
            let of_box: Vec<usize> = order.iter().filter(here).copied().collect();
            let whole: f64 = of_box.iter().filter_map(|at| links.get(*at)).map(wide).sum();
            let mut y = one.frame.middle() - whole / 2.0;
            for at in of_box {
                let width = links.get(at).map_or(0.0, wide);
                if let Some(end) = ends.get_mut(at) {
                    *(if side == 0 { &mut end.0 } else { &mut end.1 }) = y + width / 2.0;
                }
                y += width;
            }
        }
    }
    // Wide bands first, so that narrow ones are seen upon them.
    order.sort_by(|a, b| {
        let width = |at: &usize| links.get(*at).map_or(0.0, wide);
        width(b).total_cmp(&width(a)).then(a.cmp(b))
    });
    let mut items = Vec::new();
    for at in order {
        let (Some(link), Some((from, to))) = (links.get(at), ends.get(at)) else { continue };
        let (Some(a), Some(b)) = (left.get(link.from), right.get(link.to)) else { continue };
        let (from, to) = (Point { x: a.frame.right(), y: *from }, Point { x: b.frame.x, y: *to });
        let (bands, edges) = band(from, to, wide(link));
        items.push(Item::Hatch { bands, colour: shade(link.valence, palette) });
        let stroke = Stroke { width: EDGE, colour: Colour([0x70, 0x70, 0x70]), dash: None };
        items.extend(edges.map(|points| Item::Polyline { points, stroke }));
    }
    items
}

/// The shade of a band: those of the boxes, but without patterns, which a band could not show.
fn shade(valence: Valence, palette: Palette) -> Colour {
    match (palette, valence) {
        (Palette::Greyscale, Valence::Barrier) => Colour([0xa6, 0xa6, 0xa6]),
        (Palette::Greyscale, Valence::Both) => Colour([0xcf, 0xcf, 0xcf]),
        (Palette::Greyscale, Valence::Enabler) => Colour([0xef, 0xef, 0xef]),
        (Palette::Colour, Valence::Barrier) => Colour([0xe8, 0xa4, 0x45]),
        (Palette::Colour, Valence::Both) => Colour([0xe3, 0xd3, 0xb0]),
        (Palette::Colour, Valence::Enabler) => Colour([0xbf, 0xdd, 0xf2]),
        (_, Valence::Unset) => Colour::WHITE,
    }
}

fn place(one: &Placed<'_>, font: Font, stage: usize, page: &Page, scene: &mut Scene) {
    let frame = one.frame;
    let border = if stage == 2 { 1.25 } else { 0.75 };
    let mut items =
        vec![Item::Rect { rect: frame, corner: 0.0, fill: Some(Colour::WHITE), stroke: Some(Stroke::black(border)) }];
    // Codes end at their bands, everything else stands in the middle of its box.
    let (x, anchor) = match stage {
        0 => (frame.right() - inside(page), Anchor::End),
        _ => (frame.x + frame.width / 2.0, Anchor::Middle),
    };
    items.extend(lines_at(&one.lines, font, x, frame.middle(), anchor).into_iter().map(Item::Text));
    let count = one.node.weight;
    let what = if stage == 3 { "link" } else { "extract" };
    let plural = if count == 1.0 { "" } else { "s" };
    let description = format!("{}: {count} {what}{plural}", one.node.label);
    put(scene, group(one.node.target.clone(), description, Some(frame), items));
}

fn meanings(flow: &Flow, page: &Page) -> Vec<Meaning> {
    let look = |fill| BoxStyle { fill, hatch: None, dashed: false, sign: None, name: "" };
    let meaning = |valence: Valence| Meaning {
        target: Target::Legend(valence),
        words: sentence_case(valence.words()),
        look: Some(look(shade(valence, page.palette))),
    };
    flow.valences().into_iter().map(meaning).collect()
}

fn written<'a>(one: &Placed<'a>) -> Written<'a> {
    let node = one.node;
    let weight = if matches!(node.target, Target::Code(_)) { Weight::Regular } else { Weight::Bold };
    Written { label: &node.label, text: &node.label, lines: one.lines.len(), weight, target: node.target.clone() }
}
