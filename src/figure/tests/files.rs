//! The vector files and the TIFF, read back as bytes: sizes, fonts, tags, and that nothing in them changes.

use std::collections::BTreeMap;

use super::fixtures::{paper, scripts, small};
use crate::figure::{FigureFormat, FigureModel, FigureOptions, Scene, eps, figure_file, lay_out, pdf, raster, tiff};

fn scene(model: &FigureModel) -> Scene {
    lay_out(model, &FigureOptions::default()).scene
}

fn models() -> impl Iterator<Item = FigureModel> {
    [Some(small()), Some(scripts()), paper()].into_iter().flatten()
}

/// The first directory of a TIFF as tag and value (the first, where there are several), by the words of TIFF 6.0,
/// section 2: little-endian, twelve bytes an entry.
fn tags(bytes: &[u8]) -> BTreeMap<u16, Vec<u32>> {
    let word = |at: usize| u16::from_le_bytes([bytes[at], bytes[at + 1]]);
    let long = |at: usize| u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]]);
    assert_eq!((&bytes[..2], word(2)), (&b"II"[..], 42));
    let directory = long(4) as usize;
    let entry = |at: usize| {
        let (tag, kind, count) = (word(at), word(at + 2), long(at + 4) as usize);
        // BYTE and ASCII have one byte, SHORT two, LONG four, RATIONAL eight.
        let size = match kind {
            1 | 2 => 1,
            3 => 2,
            4 => 4,
            5 => 8,
            other => panic!("a kind of value that this file need not have: {other}"),
        };
        let place = if size * count <= 4 { at + 8 } else { long(at + 8) as usize };
        let value = |nth: usize| match kind {
            1 | 2 => vec![u32::from(bytes[place + nth])],
            3 => vec![u32::from(word(place + nth * 2))],
            4 => vec![long(place + nth * 4)],
            _ => vec![long(place + nth * 8), long(place + nth * 8 + 4)],
        };
        (tag, (0..count).flat_map(value).collect())
    };
    (0..usize::from(word(directory))).map(|nth| entry(directory + 2 + nth * 12)).collect()
}

#[test]
fn a_tiff_is_rgb_without_alpha_compressed_by_lzw_and_says_its_resolution() {
    // TIFF 6.0: 256 width, 257 length, 258 bits, 259 compression (5 LZW), 262 photometric (2 RGB), 277 samples,
    // 282/283 resolution, 296 its unit (2 inch), 338 extra samples.
    let scene = scene(&small());
    for (dpi, width) in [(300, 2250), (600, 4500)] {
        let tags = tags(&tiff(&scene, dpi).expect("a picture"));
        let height = (scene.height_pt / 72.0 * f64::from(dpi)).round() as u32;
        assert_eq!((&tags[&256], &tags[&257]), (&vec![width], &vec![height]));
        assert_eq!(tags[&258], [8, 8, 8]);
        assert_eq!((tags[&259][0], tags[&262][0], tags[&277][0]), (5, 2, 3));
        assert_eq!((&tags[&282], &tags[&283], tags[&296][0]), (&vec![dpi, 1], &vec![dpi, 1], 2));
        assert!(!tags.contains_key(&338) && !tags.contains_key(&306), "no alpha, no date");
    }
}

/// PLOS takes at most 2250 × 2625 pixels at 300 dots per inch (“Figures”): a figure that is drawn as high as a page goes is none too
/// many.
#[test]
fn a_figure_as_high_as_a_page_of_plos_has_no_pixel_too_many() {
    let options = FigureOptions::default();
    let high = Scene { width_pt: options.width_pt(), height_pt: options.max_height_pt(), ..scene(&small()) };
    for (dpi, times) in [(300, 1), (600, 2)] {
        let tags = tags(&tiff(&high, dpi).expect("a picture"));
        assert_eq!((&tags[&256], &tags[&257]), (&vec![2250 * times], &vec![2625 * times]));
    }
}

#[test]
fn a_tiff_holds_the_pixels_that_were_drawn() {
    let scene = scene(&small());
    let bytes = tiff(&scene, 150).expect("a picture");
    let mut decoder = ::tiff::decoder::Decoder::new(std::io::Cursor::new(bytes)).expect("a TIFF");
    let ::tiff::decoder::DecodingResult::U8(pixels) = decoder.read_image().expect("pixels") else {
        panic!("not of bytes")
    };
    assert_eq!(pixels, raster(&scene, 150).expect("a picture").rgb);
}

/// The text of a PDF outside its streams, which is where its dictionaries are.
fn dictionaries(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes).into_owned();
    text.split("endstream").map(|part| part.split("stream\n").next().unwrap_or_default()).collect()
}

#[test]
fn a_pdf_has_one_page_of_the_figures_size_with_both_faces_embedded_as_subsets() {
    let scene = scene(&small());
    let bytes = pdf(&scene, "en-GB").expect("a PDF");
    let text = dictionaries(&bytes);
    assert_eq!(text.matches("/Type/Page\n").count() + text.matches("/Type/Page/").count(), 1, "{text}");
    let after = text.split("/MediaBox").nth(1).expect("a MediaBox");
    let corners: Vec<f64> = after
        .trim_start_matches([' ', '['])
        .split(']')
        .next()
        .unwrap_or_default()
        .split_whitespace()
        .filter_map(|number| number.parse().ok())
        .collect();
    assert_eq!(corners[..3], [0.0, 0.0, 540.0]);
    assert!((corners[3] - scene.height_pt).abs() < 0.01, "{corners:?}");
    for face in ["LiberationSans", "LiberationSans-Bold"] {
        // Six letters and a plus sign mark a subset (ISO 32000-1, 9.6.4).
        let named = text.match_indices(&format!("+{face}\n")).chain(text.match_indices(&format!("+{face}/"))).next();
        let at = named.map(|(at, _)| at).unwrap_or_else(|| panic!("no {face} in {text}"));
        assert!(text[at - 6..at].chars().all(|sign| sign.is_ascii_uppercase()), "{}", &text[at - 8..at]);
    }
    assert_eq!(text.matches("/FontFile2").count() + text.matches("/FontFile3").count(), 2);
    assert!(bytes.len() < 80_000, "whole faces would be ten times as large: {}", bytes.len());
}

#[test]
fn a_pdf_says_its_title_its_language_and_its_alternative_text() {
    let text = dictionaries(&pdf(&scene(&small()), "en-GB").expect("a PDF"));
    assert!(text.contains("/Title(Resting on night shifts)") || text.contains("/Title (Resting on night shifts)"));
    assert!(text.contains("/Lang(en-GB)") || text.contains("/Lang (en-GB)"));
    assert!(text.contains("/Figure") && text.contains("Capability: Keeping awake"), "{text}");
    assert!(!text.contains("CreationDate") && !text.contains("ModDate"));
}

#[test]
fn an_eps_says_its_size_and_is_plain_ascii_in_short_lines() {
    for model in models() {
        let scene = scene(&model);
        let text = eps(&scene);
        assert!(text.starts_with("%!PS-Adobe-3.0 EPSF-3.0\n"));
        let high = scene.height_pt;
        assert!(text.contains(&format!("%%BoundingBox: 0 0 540 {}\n", high.ceil())), "{}", &text[..200]);
        assert!(text.contains("%%HiResBoundingBox: 0 0 540 "));
        // PostScript Language Document Structuring Conventions 3.0, 3: at most 255 characters a line.
        assert!(text.is_ascii() && text.lines().all(|line| line.len() < 256));
        assert!(!text.contains("CreationDate") && text.ends_with("%%EOF\n"));
    }
}

#[test]
fn every_glyph_that_an_eps_draws_is_defined_and_no_font_is_asked_for() {
    for model in models() {
        let text = eps(&scene(&model));
        let defined: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix('/')?.strip_suffix(" {")).collect();
        let drawn = text.lines().filter(|line| line.ends_with(" load G"));
        let mut count = 0;
        for line in drawn {
            let name = line.split('/').nth(1).and_then(|rest| rest.split(' ').next()).expect("a name");
            assert!(defined.contains(&name), "{line}");
            count += 1;
        }
        assert!(count > 50, "{count}");
        assert!(!text.contains("findfont"));
    }
}

#[test]
fn gsave_and_grestore_are_paired_and_nothing_is_drawn_outside_the_box() {
    let scene = scene(&small());
    let text = eps(&scene);
    let words = |word: &str| text.split_whitespace().filter(|found| *found == word).count();
    assert_eq!(words("gsave"), words("grestore"));
    let page = text.split("%%Page: 1 1").nth(1).expect("a page");
    for line in page.lines().filter(|line| line.ends_with(" m") || line.ends_with(" l")) {
        let place: Vec<f64> = line.split(' ').filter_map(|number| number.parse().ok()).collect();
        assert!((0.0..=540.0).contains(&place[0]) && (0.0..=scene.height_pt).contains(&place[1]), "{line}");
    }
}

#[test]
fn each_format_gives_the_same_bytes_every_time() {
    for model in models() {
        let (once, again) = (scene(&model), scene(&model.clone()));
        for format in FigureFormat::ALL {
            let file = |scene| figure_file(scene, format, 100, "en-GB").expect("a file");
            assert_eq!(file(&once), file(&again), "{format:?}");
        }
    }
}

#[test]
fn a_format_is_known_by_its_extension_in_either_case() {
    assert_eq!(FigureFormat::of_extension("TIFF"), Some(FigureFormat::Tiff));
    assert_eq!(FigureFormat::of_extension("eps"), Some(FigureFormat::Eps));
    assert_eq!(FigureFormat::of_extension("bmp"), None);
}
