//! Nothing overlaps and nothing leaves its box, whatever the labels.

use proptest::{
    collection::vec,
    prelude::{Just, ProptestConfig, Strategy, any},
    prop_oneof, proptest,
};

use super::fixtures::{component, forty_themes, long_words, paper, rows, scripts, single, small, unfinished};
use crate::figure::{
    Arrangement, CheckKind, FigureModel, FigureOptions, Gaps, Item, Layout, NoteMark, Palette, Point, Rect, Scene,
    SubthemeBox, Target, ThemeBox, Valence, lay_out,
};

/// Rounding in sums, in points.
const SLACK: f64 = 0.001;

fn holds(outer: Rect, inner: Rect) -> bool {
    outer.x - SLACK <= inner.x
        && outer.y - SLACK <= inner.y
        && inner.right() <= outer.right() + SLACK
        && inner.bottom() <= outer.bottom() + SLACK
}

fn around(points: &[Point]) -> Rect {
    let least = |of: fn(&Point) -> f64| points.iter().map(of).fold(f64::INFINITY, f64::min);
    let most = |of: fn(&Point) -> f64| points.iter().map(of).fold(f64::NEG_INFINITY, f64::max);
    let (x, y) = (least(|point| point.x), least(|point| point.y));
    Rect { x, y, width: most(|point| point.x) - x, height: most(|point| point.y) - y }
}

/// The room that an item takes; text from the top of its capitals to the foot of its descenders.
fn extent(item: &Item) -> Rect {
    match item {
        Item::Rect { rect, .. } => *rect,
        Item::Polyline { points, .. } => around(points),
        Item::Hatch { bands, .. } => around(&bands.concat()),
        Item::Text(text) => {
            let y = text.baseline - 0.73 * text.size;
            Rect { x: text.left(), y, width: text.width, height: 0.942 * text.size }
        }
    }
}

/// Shrunk by a hair, so that boxes that only touch do not count as overlapping.
fn hair_smaller(rect: Rect) -> Rect {
    Rect { x: rect.x + SLACK, y: rect.y + SLACK, width: rect.width - 2.0 * SLACK, height: rect.height - 2.0 * SLACK }
}

fn assert_sound(scene: &Scene) {
    let page = Rect { x: 0.0, y: 0.0, width: scene.width_pt, height: scene.height_pt };
    let boxes: Vec<Rect> = scene.groups.iter().filter_map(|group| group.frame).collect();
    for (place, one) in boxes.iter().enumerate() {
        assert!(
            boxes.iter().skip(place + 1).all(|other| !hair_smaller(*one).overlaps(*other)),
            "{one:?} is overlapped"
        );
    }
    for group in &scene.groups {
        for item in &group.items {
            assert!(holds(page, extent(item)), "{item:?} leaves the page {page:?}");
            match (group.frame, &group.target) {
                (Some(frame), Target::Component(_) | Target::Theme(_) | Target::Subtheme(_)) => {
                    assert!(holds(frame, extent(item)), "{item:?} leaves its box {frame:?}");
                }
                (Some(frame), _) if matches!(item, Item::Hatch { .. } | Item::Rect { .. }) => {
                    assert!(holds(frame, extent(item)), "{item:?} leaves its swatch {frame:?}");
                }
                _ => {}
            }
        }
        let texts: Vec<Rect> = group.items.iter().filter(|item| matches!(item, Item::Text(_))).map(extent).collect();
        for (place, one) in texts.iter().enumerate() {
            assert!(
                texts.iter().skip(place + 1).all(|other| !hair_smaller(*one).overlaps(*other)),
                "{:?}",
                group.items
            );
        }
    }
    for item in scene.items() {
        let Item::Polyline { points, .. } = item else { continue };
        for (from, to) in points.iter().zip(points.iter().skip(1)) {
            assert!(from.x == to.x || from.y == to.y, "a slanted connector");
            let line = around(&[*from, *to]);
            let crossed = |frame: &&Rect| {
                let inner = hair_smaller(**frame);
                line.x < inner.right()
                    && inner.x < line.right().max(line.x + SLACK)
                    && line.y < inner.bottom()
                    && inner.y < line.bottom().max(line.y + SLACK)
            };
            assert_eq!(boxes.iter().find(crossed), None, "{line:?} crosses a box");
        }
    }
    for area in &scene.hit_areas {
        if let Target::Number { subtheme, .. } = &area.target {
            let own = scene.groups.iter().any(|group| {
                group.target == Target::Subtheme(subtheme.clone())
                    && group.frame.is_some_and(|it| it.overlaps(area.rect))
            });
            assert!(own, "{area:?} lies off its box");
        }
    }
}

/// Every letter of every label, in order, and every number is drawn.
fn assert_whole(model: &FigureModel, scene: &Scene) {
    let boxes: Vec<_> = scene.groups.iter().filter(|group| matches!(group.target, Target::Subtheme(_))).collect();
    assert_eq!(boxes.len(), model.subthemes().count());
    for (drawn, subtheme) in boxes.into_iter().zip(model.subthemes()) {
        let texts = drawn.items.iter().filter_map(|item| match item {
            Item::Text(text) => Some(text.string.as_str()),
            _ => None,
        });
        // A word that is wider than its box is divided with a hyphen.
        let visible =
            |text: &str| text.chars().filter(|&sign| !sign.is_whitespace() && sign != '-').collect::<String>();
        let drawn = visible(&texts.collect::<String>());
        let numbers: Vec<String> = subtheme.sorted_numbers().iter().map(u32::to_string).collect();
        let mark = if subtheme.marks.is_empty() { "" } else { "*" };
        let whole = format!("{}{mark}{}", visible(&subtheme.label), numbers.join(","));
        assert!(drawn.ends_with(&whole), "{drawn} is not {whole}");
    }
}

fn word() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => "[A-Za-zäéøß]{1,12}",
        1 => "[a-z]{20,70}",
        1 => "[a-z]{2,6}-[a-z]{2,6}/[0-9]{1,4}",
        1 => "[\u{4e00}-\u{4e40}、。]{1,12}",
        1 => "[\u{621}-\u{64a}]{1,9}",
        1 => "[🙂👩‍👩‍👧é\u{301}]{1,6}",
    ]
}

fn label() -> impl Strategy<Value = String> {
    vec(word(), 0..14).prop_map(|words| words.join(" "))
}

fn valence() -> impl Strategy<Value = Valence> {
    prop_oneof![Just(Valence::Barrier), Just(Valence::Enabler), Just(Valence::Both), Just(Valence::Unset)]
}

fn subtheme() -> impl Strategy<Value = SubthemeBox> {
    let numbers = prop_oneof![4 => vec(1..9_u32, 0..4), 1 => vec(1..150_u32, 0..30), 1 => vec(any::<u32>(), 1..3)];
    (label(), valence(), numbers, any::<bool>()).prop_map(|(label, valence, numbers, marked)| {
        let marks = if marked { vec![NoteMark::Star] } else { Vec::new() };
        SubthemeBox { id: label.clone(), label, valence, numbers, marks }
    })
}

fn theme() -> impl Strategy<Value = ThemeBox> {
    (label(), vec(subtheme(), 0..4)).prop_map(|(name, subthemes)| ThemeBox {
        id: name.clone(),
        name,
        marks: Vec::new(),
        subthemes,
    })
}

/// One to forty themes over one to six components.
fn model() -> impl Strategy<Value = FigureModel> {
    let sizes = prop_oneof![4 => 1..8_usize, 1 => 8..41_usize];
    (sizes.prop_flat_map(|size| vec(theme(), size)), vec(label(), 1..7)).prop_map(|(themes, names)| {
        let mut components: Vec<_> = names.iter().map(|name| component(name, Vec::new())).collect();
        let count = components.len();
        for (place, theme) in themes.into_iter().enumerate() {
            components[place % count].themes.push(theme);
        }
        FigureModel { components, table_number: "2".to_owned(), ..FigureModel::default() }
    })
}

fn options() -> impl Strategy<Value = FigureOptions> {
    let width = prop_oneof![Just(8.5), Just(13.2), Just(19.05), 4.0..40.0_f64];
    let text = prop_oneof![3 => Just(8.0), 1 => 6.0..20.0_f64];
    (width, text, 3.0..40.0_f64, any::<bool>(), any::<bool>(), any::<bool>()).prop_map(
        |(width_cm, text_pt, high, legend, colour, beside)| FigureOptions {
            width_cm,
            text_pt,
            max_height_cm: high,
            show_legend: legend,
            show_empty: legend,
            palette: if colour { Palette::Colour } else { Palette::Greyscale },
            arrangement: if beside { Arrangement::Columns } else { Arrangement::Rows },
            ..FigureOptions::default()
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn boxes_are_disjoint_and_hold_their_words_and_hatching(model in model(), options in options()) {
        let scene = lay_out(&model, &options).scene;
        assert_sound(&scene);
        assert_whole(&model, &scene);
    }
}

#[test]
fn the_fixtures_are_sound_at_the_widths_that_journals_ask_for() {
    let fixtures = [small(), single(), forty_themes(), scripts(), long_words(), unfinished()];
    for model in fixtures.into_iter().chain(paper()) {
        for width_cm in [6.68, 8.5, 13.2, 17.0, 19.05, 29.7] {
            let options = FigureOptions { width_cm, ..FigureOptions::default() };
            assert_sound(&lay_out(&model, &options).scene);
        }
    }
}

#[test]
fn an_option_that_is_no_number_does_no_harm() {
    let nan = f64::NAN;
    let options = FigureOptions {
        width_cm: nan,
        text_pt: nan,
        max_height_cm: f64::INFINITY,
        gaps: Gaps { subthemes: nan, themes: -5.0, components: nan },
        ..FigureOptions::default()
    };
    let scene = lay_out(&small(), &options).scene;
    assert!((scene.width_pt - 540.0).abs() < 1e-9);
    assert_sound(&scene);
}

fn subtheme_width(layout: &Layout) -> f64 {
    let mut frames = layout.scene.groups.iter().filter(|group| group.valence.is_some()).filter_map(|group| group.frame);
    frames.next().map_or(0.0, |frame| frame.width)
}

fn says(layout: &Layout, kind: CheckKind) -> bool {
    layout.checks.iter().any(|check| check.kind == kind)
}

/// Sub-themes that want all the width they can have, beside themes with long names.
fn crowded() -> FigureModel {
    let label = "A label that is long enough for two lines in a narrow column but not in a wide one";
    let theme = |name: &str| ThemeBox {
        id: name.to_owned(),
        name: format!("{name} theme of some length"),
        subthemes: (0..4)
            .map(|place| SubthemeBox {
                id: format!("{name}{place}"),
                label: label.to_owned(),
                valence: Valence::Barrier,
                numbers: vec![1],
                ..SubthemeBox::default()
            })
            .collect(),
        ..ThemeBox::default()
    };
    let themes = vec![theme("One"), theme("Two"), theme("Three")];
    FigureModel {
        components: vec![component("Psychological capability", themes)],
        interventions: rows([1]),
        ..FigureModel::default()
    }
}

#[test]
fn a_figure_that_is_too_high_widens_its_sub_themes_then_closes_its_gaps_then_says_by_how_much() {
    let at = |max_height_cm| lay_out(&crowded(), &FigureOptions { max_height_cm, ..FigureOptions::default() });
    let free = at(100.0);
    let natural = free.scene.height_pt / 72.0 * 2.54;

    let wider = at(natural - 0.1);
    assert!(subtheme_width(&wider) > subtheme_width(&free));
    assert!(wider.scene.height_pt < free.scene.height_pt);
    assert!(!says(&wider, CheckKind::GapsReduced) && !says(&wider, CheckKind::TooHigh));

    let widest = wider.scene.height_pt / 72.0 * 2.54;
    let closer = at(widest - 0.5);
    assert!(says(&closer, CheckKind::GapsReduced), "{:?}", closer.checks);
    assert!(!says(&closer, CheckKind::TooHigh));

    let hopeless = at(4.0);
    let excess = hopeless.scene.height_pt / 72.0 * 2.54 - 4.0;
    let sentence = &hopeless.checks[0].sentence;
    assert!(sentence.contains(&format!("{excess:.2} cm too high")), "{sentence}");
    for layout in [&free, &wider, &closer, &hopeless] {
        let sizes = layout.scene.items().filter_map(|item| match item {
            Item::Text(text) => Some(text.size),
            _ => None,
        });
        assert!(sizes.into_iter().all(|size| size >= 8.0), "the text shrank");
    }
}

#[test]
fn the_papers_figure_fits_a_page_of_plos_without_a_word_to_say() {
    let Some(paper) = paper() else { return };
    let layout = lay_out(&paper, &FigureOptions::default());
    assert_eq!(layout.checks, []);
    assert!(layout.scene.height_pt < 22.23 / 2.54 * 72.0);
    // Every label of the paper stands on one line at full width.
    let labels =
        layout.scene.groups.iter().filter(|group| group.valence.is_some() && group.target != Target::LegendNumbers);
    for group in labels {
        let lines = group.items.iter().filter(|item| matches!(item, Item::Text(_))).count();
        assert!(lines <= 2, "{group:?}");
    }
}

#[test]
fn the_pointer_finds_a_number_before_its_box_and_every_box_that_carries_it() {
    let scene = lay_out(&small(), &FigureOptions::default()).scene;
    let one = scene
        .hit_areas
        .iter()
        .find(|area| matches!(&area.target, Target::Number { number: 3, subtheme, .. } if subtheme == "s:Nowhere to lie down"))
        .expect("a 3 on the box");
    let middle = Point { x: one.rect.x + one.rect.width / 2.0, y: one.rect.middle() };
    assert_eq!(scene.hit(middle), Some(one));
    let frame = scene.groups.iter().find(|group| group.description.starts_with("Nowhere")).and_then(|it| it.frame);
    let corner = frame.map(|frame| Point { x: frame.x + 1.0, y: frame.y + 1.0 }).expect("a box");
    assert_eq!(
        scene.hit(corner).map(|area| area.target.clone()),
        Some(Target::Subtheme("s:Nowhere to lie down".to_owned()))
    );
    assert_eq!(scene.hit(Point { x: -1.0, y: -1.0 }), None);
    let carrying: Vec<&str> = scene.carrying(3).map(|group| group.description.as_str()).collect();
    assert_eq!(
        carrying,
        ["Nowhere to lie down: barrier; interventions 1, 3", "Rosters <known> late: barrier; intervention 3"]
    );
}
