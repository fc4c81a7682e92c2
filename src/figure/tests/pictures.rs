//! Pictures to look at: what no assertion sees.

use std::fs;

use super::{
    fixtures::{forty_themes, long_words, paper, scripts, single, small, unfinished, usual_options},
    kinds::{forty, sample},
};
use crate::figure::{
    Arrangement, FigureFormat, FigureKind, FigureOptions, PRESETS, Palette, Preset, draw, draw_pages, figure_file,
    lay_out, png, svg,
};

#[test]
#[ignore = "writes pictures for people to look at: cargo test --lib figure::tests::pictures -- --ignored"]
fn every_fixture_can_be_looked_at() {
    let folder = std::env::temp_dir().join("colloquy-figures");
    fs::create_dir_all(&folder).expect("a temporary folder");
    let usual = FigureOptions::default();
    let colour = FigureOptions { palette: Palette::Colour, ..usual.clone() };
    let narrow = FigureOptions { width_cm: 8.5, ..usual.clone() };
    let column = FigureOptions { width_cm: 13.2, ..usual.clone() };
    let low = FigureOptions { max_height_cm: 13.5, ..usual.clone() };
    let whole = FigureOptions { show_empty: true, ..usual.clone() };
    let large = FigureOptions { text_pt: 12.0, ..usual.clone() };
    let mut wanted = vec![
        ("small", small(), &usual),
        ("small-colour", small(), &colour),
        ("small-narrow", small(), &narrow),
        ("forty", forty_themes(), &usual),
        ("single", single(), &usual),
        ("scripts", scripts(), &usual),
        ("long-words", long_words(), &usual),
        ("long-words-narrow", long_words(), &narrow),
        ("unfinished", unfinished(), &whole),
    ];
    if let Some(paper) = paper() {
        let options = [
            ("paper", &usual),
            ("paper-13", &column),
            ("paper-8", &narrow),
            ("paper-low", &low),
            ("paper-12pt", &large),
        ];
        wanted.extend(options.map(|(name, options)| (name, paper.clone(), options)));
        wanted.push(("paper-colour", paper, &colour));
    }
    for (name, model, options) in wanted {
        let layout = lay_out(&model, options);
        fs::write(folder.join(format!("{name}.svg")), svg(&layout.scene)).expect("a written SVG");
        fs::write(folder.join(format!("{name}.png")), png(&layout.scene, 150).expect("a picture"))
            .expect("a written PNG");
        println!("{name}: {:.2} x {:.2} cm", layout.scene.width_pt / 28.3465, layout.scene.height_pt / 28.3465);
        for check in &layout.checks {
            println!("    {:?} {:?}: {}", check.severity, check.kind, check.sentence);
        }
    }
    println!("in {}", folder.display());
}

#[test]
#[ignore = "writes files for people to look at: cargo test --lib figure::tests::pictures -- --ignored"]
fn every_kind_can_be_looked_at_in_every_preset_and_format() {
    let folder = std::env::temp_dir().join("colloquy-figures");
    fs::create_dir_all(&folder).expect("a temporary folder");
    // COLLOQUY_LOOK_AT=sample-flow draws those alone.
    let wanted = std::env::var("COLLOQUY_LOOK_AT").unwrap_or_default();
    for (name, study) in [("sample", sample()), ("forty", forty())] {
        let board = study.boards_in_order().pop().expect("a board").id;
        for kind in FigureKind::ALL {
            for preset in PRESETS {
                let mut options = preset.options(usual_options(&study));
                let narrowest = preset.widths_cm.last().copied().unwrap_or(options.width_cm);
                for width_cm in [options.width_cm, narrowest] {
                    (options.kind, options.width_cm) = (kind, width_cm);
                    let file = format!("{name}-{}-{}-{width_cm}", kind.key(), preset.key);
                    if !file.contains(&wanted) {
                        continue;
                    }
                    let drawing = draw(&study, board, &options);
                    println!("{file}: {:.2} cm high. {}", drawing.layout.scene.height_pt / 28.3465, drawing.caption);
                    for check in &drawing.layout.checks {
                        println!("    {:?} {:?}: {}", check.severity, check.kind, check.sentence);
                    }
                    for format in FigureFormat::ALL {
                        // Pictures of the journal's resolution of the sample for PLOS only: they are large.
                        let full = preset.key == "plos" && name == "sample";
                        let dpi = if full { preset.dpi } else { 110 };
                        if full || matches!(format, FigureFormat::Png | FigureFormat::Svg) {
                            let bytes = figure_file(&drawing.layout.scene, format, dpi, "en-GB").expect("a file");
                            fs::write(folder.join(format!("{file}.{}", format.extension())), bytes).expect("written");
                        }
                    }
                }
            }
        }
    }
    println!("in {}", folder.display());
}

#[test]
#[ignore = "writes pictures for people to look at: cargo test --lib figure::tests::pictures -- --ignored"]
fn pages_can_be_looked_at() {
    let folder = std::env::temp_dir().join("colloquy-figures");
    fs::create_dir_all(&folder).expect("a temporary folder");
    let study = forty();
    let board = study.boards_in_order().pop().expect("a board").id;
    for kind in FigureKind::ALL {
        for (key, arrangement) in
            [("plos", Arrangement::Rows), ("thesis", Arrangement::Columns), ("slide", Arrangement::Columns)]
        {
            let preset = Preset::of(key).expect("a preset");
            let options = preset.options(usual_options(&study));
            let options = FigureOptions { kind, arrangement, pages: true, ..options };
            let begun = std::time::Instant::now();
            let pages = draw_pages(&study, board, &options);
            let heights: Vec<f64> = pages.iter().map(|page| page.layout.scene.height_pt.round()).collect();
            println!("{} {key}: {heights:?} of {:.0} pt in {:?}", kind.key(), options.max_height_pt(), begun.elapsed());
            for (at, page) in pages.iter().enumerate() {
                let file = format!("pages-{}-{key}-{}.png", kind.key(), at + 1);
                fs::write(folder.join(file), png(&page.layout.scene, 80).expect("a picture")).expect("written");
            }
        }
    }
}
