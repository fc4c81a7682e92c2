//! The files: what is in the SVG, and what the PNG says of itself.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    fixtures::{paper, scripts, small, unfinished},
    read::{Svg, read},
};
use crate::figure::{
    ComponentBox, FigureModel, FigureOptions, Palette, PictureError, SubthemeBox, ThemeBox, lay_out, png, raster, svg,
};

fn written(model: &FigureModel) -> Svg {
    read(&svg(&lay_out(model, &FigureOptions::default()).scene))
}

/// How many boxes of a barrier carry each number, as the SVG says.
fn counts(svg: &Svg) -> Vec<usize> {
    let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
    for group in svg.with("data-subtheme") {
        if matches!(group["data-valence"].as_str(), "barrier" | "both") {
            for number in group["data-numbers"].split(',').filter_map(|number| number.parse().ok()) {
                *counts.entry(number).or_default() += 1;
            }
        }
    }
    counts.into_values().collect()
}

/// The looks that sub-themes have: the fill of the first rectangle, and whether there is hatching.
fn looks(svg: &Svg) -> BTreeSet<(String, bool)> {
    svg.with("data-subtheme")
        .into_iter()
        .map(|group| {
            let mine = || svg.elements.iter().filter(|element| element.group == *group);
            let fill = mine().find(|element| element.name == "rect").map(|rect| rect.attributes["fill"].clone());
            (fill.unwrap_or_default(), mine().any(|element| element.attributes.contains_key("data-hatch")))
        })
        .collect()
}

#[test]
fn the_papers_figure_has_its_3_components_7_themes_18_boxes_and_3_looks() {
    // Baxter and Fancourt (2020): seven themes are named in the text, Table 2 prints the barriers per intervention;
    // the 18 boxes are the stand-in of ../shared/domain/paper.json.
    let Some(paper) = paper() else { return };
    let svg = written(&paper);
    assert_eq!(svg.with("data-component").len(), 3);
    assert_eq!(svg.with("data-theme").len(), 7);
    assert_eq!(svg.with("data-subtheme").len(), 18);
    let white = |hatched| ("#ffffff".to_owned(), hatched);
    assert_eq!(looks(&svg), BTreeSet::from([("#bfbfbf".to_owned(), false), white(false), white(true)]));
    assert_eq!(svg.with("data-legend").len(), 3);
    assert_eq!(counts(&svg), [5, 4, 3, 2, 2, 2, 2, 1]);
    assert_eq!(paper.barrier_counts(false).into_values().collect::<Vec<_>>(), [5, 4, 3, 2, 2, 2, 2, 1]);
}

#[test]
fn the_hatching_in_the_file_lies_inside_its_boxes() {
    for model in [Some(small()), Some(scripts()), paper()].into_iter().flatten() {
        let svg = written(&model);
        let hatched = svg.elements.iter().filter(|element| element.attributes.contains_key("data-hatch"));
        let mut seen = 0;
        for hatch in hatched {
            let rect = svg.elements.iter().find(|it| it.name == "rect" && it.group == hatch.group).expect("a box");
            let (left, top) = (rect.number("x") - 0.001, rect.number("y") - 0.001);
            let (right, bottom) = (left + rect.number("width") + 0.002, top + rect.number("height") + 0.002);
            let corners = hatch.corners();
            assert!(corners.len() > 8);
            assert!(corners.iter().all(|(x, y)| left <= *x && *x <= right && top <= *y && *y <= bottom), "{hatch:?}");
            seen += 1;
        }
        let both = svg.groups.iter().filter(|group| group.values().any(|value| value == "both")).count();
        assert!(seen == both && both > 0);
    }
}

#[test]
fn numbers_are_printed_ascending_and_once() {
    let mut model = small();
    model.components[0].themes[0].subthemes[1].numbers = vec![12, 3, 2, 12, 1];
    let svg = written(&model);
    assert_eq!(svg.within("data-subtheme", "text")[2].text, "1, 2, 3, 12");
    assert_eq!(svg.with("data-subtheme")[1]["data-numbers"], "1,2,3,12");
}

#[test]
fn every_word_of_the_model_stands_in_the_svg_as_text() {
    let svg = written(&small());
    let words: Vec<&str> = svg.within("data-subtheme", "text").into_iter().map(|it| it.text.as_str()).collect();
    assert_eq!(
        words,
        [
            "Naps that are allowed",
            "Caffeine late in the shift",
            "2",
            "Nowhere to lie down",
            "1, 3",
            "Rosters <known> late",
            "3",
            "Colleagues who cover",
            "1",
            "Being watched*",
            "2"
        ]
    );
    let legend: Vec<&str> = svg
        .elements
        .iter()
        .filter(|it| it.name == "text" && it.group.keys().any(|key| key.starts_with("data-legend")))
        .map(|it| it.text.as_str())
        .collect();
    assert_eq!(
        legend,
        ["Barrier", "Enabler", "Both enabler and barrier", "Numbers: proposed interventions in Table 3"]
    );
    assert_eq!(svg.root["width"], "19.05cm");
    assert_eq!(svg.root["font-family"], "Arial, Liberation Sans, Helvetica, sans-serif");
    assert_eq!(counts(&svg), [1, 1, 2]);
}

#[test]
fn the_legend_lists_the_valences_that_occur_and_can_be_turned_off() {
    let mut model = small();
    for theme in model.components.iter_mut().flat_map(|component| &mut component.themes) {
        theme.subthemes.retain(|subtheme| subtheme.valence.is_barrier());
    }
    let barriers = written(&model);
    let valences: Vec<&str> =
        barriers.with("data-legend").into_iter().map(|group| group["data-legend"].as_str()).collect();
    assert_eq!(valences, ["barrier", "both"]);
    let without = FigureOptions { show_legend: false, ..FigureOptions::default() };
    let hidden = read(&svg(&lay_out(&small(), &without).scene));
    assert!(hidden.with("data-legend").is_empty() && hidden.with("data-legend-note").is_empty());
}

#[test]
fn a_box_whose_valence_is_not_set_is_dashed() {
    let svg = written(&unfinished());
    let dashed =
        svg.within("data-subtheme", "rect").into_iter().filter(|it| it.attributes.contains_key("stroke-dasharray"));
    assert_eq!(dashed.count(), 2);
}

#[test]
fn a_component_without_a_theme_is_left_out_unless_asked_for() {
    assert_eq!(written(&unfinished()).with("data-component").len(), 1);
    let options = FigureOptions { show_empty: true, ..FigureOptions::default() };
    assert_eq!(read(&svg(&lay_out(&unfinished(), &options).scene)).with("data-component").len(), 2);
}

#[test]
fn with_colours_each_label_also_has_a_sign() {
    let options = FigureOptions { palette: Palette::Colour, ..FigureOptions::default() };
    let svg = read(&svg(&lay_out(&small(), &options).scene));
    for group in svg.with("data-subtheme") {
        let label = svg.elements.iter().find(|it| it.name == "text" && it.group == *group).map(|it| it.text.clone());
        let sign = match group["data-valence"].as_str() {
            "barrier" => '−',
            "enabler" => '+',
            _ => '±',
        };
        assert!(label.is_some_and(|label| label.starts_with(sign)), "{group:?}");
    }
}

#[test]
fn the_same_model_gives_the_same_bytes() {
    for model in [Some(small()), Some(scripts()), paper()].into_iter().flatten() {
        let once = lay_out(&model, &FigureOptions::default());
        let again = lay_out(&model.clone(), &FigureOptions::default());
        assert_eq!(svg(&once.scene), svg(&again.scene));
        assert_eq!(png(&once.scene, 72), png(&again.scene, 72));
        assert_eq!(once.checks, again.checks);
    }
}

#[test]
fn ids_are_stable_unique_and_independent_of_labels() {
    let mut twice = small();
    let people = twice.components[1].themes[1].clone();
    twice.components[0].themes.push(people);
    let svg = written(&twice);
    let ids: BTreeSet<&str> = svg.groups.iter().map(|group| group["id"].as_str()).collect();
    assert_eq!(ids.len(), svg.groups.len());
    assert_eq!(svg.with("data-theme").len(), 4);

    let mut renamed = small();
    renamed.components[0].name = "Physical capability".to_owned();
    let ids = |model: &FigureModel| written(model).groups.iter().map(|group| group["id"].clone()).collect::<Vec<_>>();
    assert_eq!(ids(&renamed), ids(&small()));
}

#[test]
fn what_xml_cannot_hold_does_not_reach_the_file() {
    let label = "A \u{0}\u{8}\u{b}tab\tand\nline \u{ffff}<&>\"' ]]>".to_owned();
    let subtheme = SubthemeBox { id: "x\u{1}\"<&".to_owned(), label, ..SubthemeBox::default() };
    let theme =
        ThemeBox { id: "&".to_owned(), name: "<b>".to_owned(), subthemes: vec![subtheme], ..ThemeBox::default() };
    let component = ComponentBox { themes: vec![theme], ..ComponentBox::default() };
    let model =
        FigureModel { title: "\u{1b}[31m & so on".to_owned(), components: vec![component], ..FigureModel::default() };
    let svg = written(&model);
    assert_eq!(svg.within("data-subtheme", "text")[0].text, "A tab and line <&>\"' ]]>");
    assert_eq!(svg.elements[0].text, "[31m & so on");
}

#[test]
fn a_png_of_19_05_cm_at_300_dpi_is_2250_pixels_wide_rgb_and_says_its_resolution() {
    let scene = lay_out(&small(), &FigureOptions::default()).scene;
    let bytes = png(&scene, 300).expect("a picture");
    let reader = ::png::Decoder::new(std::io::Cursor::new(&bytes)).read_info().expect("a PNG");
    let info = reader.info();
    assert_eq!(info.width, 2250);
    assert_eq!((info.color_type, info.bit_depth), (::png::ColorType::Rgb, ::png::BitDepth::Eight));
    let dims = info.pixel_dims.expect("pHYs");
    // 300 / 0.0254 = 11811.02 pixels in a metre.
    assert_eq!((dims.xppu, dims.yppu, dims.unit), (11811, 11811, ::png::Unit::Meter));
    let height = (scene.height_pt / 72.0 * 300.0).round() as u32;
    assert_eq!(info.height, height);
}

#[test]
fn two_points_around_the_picture_are_white_and_the_boxes_have_their_greys() {
    let model = small();
    let picture = raster(&lay_out(&model, &FigureOptions::default()).scene, 150).expect("a picture");
    let pixel = |x: u32, y: u32| {
        let at = ((y * picture.width + x) * 3) as usize;
        [picture.rgb[at], picture.rgb[at + 1], picture.rgb[at + 2]]
    };
    // 2 pt at 150 dots per inch are 4.2 pixels.
    for x in 0..picture.width {
        for edge in [0, 3, picture.height - 4, picture.height - 1] {
            assert_eq!(pixel(x, edge), [255, 255, 255], "{x} {edge}");
        }
    }
    for y in 0..picture.height {
        assert!([0, 3, picture.width - 4, picture.width - 1].into_iter().all(|x| pixel(x, y) == [255, 255, 255]));
    }
    let greys = picture.rgb.chunks_exact(3).filter(|pixel| **pixel == [0xbf, 0xbf, 0xbf]).count();
    assert!(greys > 10_000, "{greys}");
}

#[test]
fn a_resolution_that_cannot_be_drawn_is_refused_in_a_sentence() {
    let scene = lay_out(&small(), &FigureOptions::default()).scene;
    assert_eq!(png(&scene, 0), Err(PictureError::Resolution { dpi: 0 }));
    let wide = lay_out(&small(), &FigureOptions { width_cm: 200.0, ..FigureOptions::default() }).scene;
    let refused = png(&wide, 2400).expect_err("too many pixels");
    assert!(refused.to_string().contains("Choose a lower resolution"), "{refused}");
}
