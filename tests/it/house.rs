//! The house: who may call whom. A room may use the rooms below it and those on its own floor, never one above.

use std::{fs, path::Path};

/// The floors from the ground up (DESIGN section 2).
const FLOORS: &[&[&str]] = &[
    &["text", "framework"],
    &["study"],
    &["journal"],
    &["operations", "store"],
    &["import", "exchange", "report", "figure", "review", "agreement", "analysis"],
    &["app", "cli"],
];

fn floor(room: &str) -> Option<usize> {
    FLOORS.iter().position(|rooms| rooms.contains(&room))
}

fn each_file(folder: &Path, look: &mut dyn FnMut(&Path, &str)) {
    for entry in fs::read_dir(folder).expect("a folder of src") {
        let path = entry.expect("an entry of src").path();
        if path.is_dir() {
            each_file(&path, look);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path).expect("a source file");
            look(&path, &text);
        }
    }
}

/// The rooms a file names by `crate::room`, in `use` lines (nested braces too) and in paths.
fn rooms_named(text: &str) -> Vec<String> {
    let mut named = Vec::new();
    for (at, _) in text.match_indices("crate::") {
        let rest = &text[at + "crate::".len()..];
        match rest.strip_prefix('{') {
            Some(list) => {
                let mut depth = 1;
                let mut word = String::new();
                let mut fresh = true;
                for letter in list.chars() {
                    match letter {
                        '{' => depth += 1,
                        '}' => depth -= 1,
                        ',' if depth == 1 => fresh = true,
                        letter if depth == 1 && fresh && (letter.is_alphanumeric() || letter == '_') => {
                            word.push(letter);
                            continue;
                        }
                        letter if letter.is_whitespace() => continue,
                        _ => fresh = false,
                    }
                    if !word.is_empty() {
                        named.push(std::mem::take(&mut word));
                        fresh = letter == ',';
                    }
                    if depth == 0 {
                        break;
                    }
                }
            }
            None => named.push(rest.chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect()),
        }
    }
    named
}

#[test]
fn no_room_calls_one_above_it() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut wrong = Vec::new();
    each_file(&source, &mut |path, text| {
        let inside = path.strip_prefix(&source).expect("a path in src");
        let Some(room) = inside.iter().next().and_then(|part| part.to_str()) else { return };
        let Some(from) = floor(room) else { return };
        for named in rooms_named(text) {
            if floor(&named).is_some_and(|to| to > from) {
                wrong.push(format!("{} uses {named}", inside.display()));
            }
        }
    });
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn nothing_below_the_window_knows_egui() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut wrong = Vec::new();
    each_file(&source, &mut |path, text| {
        let inside = path.strip_prefix(&source).expect("a path in src");
        let in_window = inside.starts_with("app") || inside == Path::new("main.rs");
        if !in_window && ["egui::", "eframe::", "rfd::"].iter().any(|toolkit| text.contains(toolkit)) {
            wrong.push(inside.display().to_string());
        }
    });
    assert!(wrong.is_empty(), "{wrong:?}");
}

#[test]
fn every_room_has_a_floor() {
    let library = include_str!("../../src/lib.rs");
    for line in library.lines().filter_map(|line| line.strip_prefix("pub mod ")) {
        let room = line.trim_end_matches(';');
        assert!(floor(room).is_some(), "{room} stands on no floor");
    }
}

#[test]
fn a_call_upwards_would_be_seen() {
    assert_eq!(
        rooms_named("use crate::{app::look, study::{Code, Id}, text::Span};\nlet x = crate::cli::main();"),
        ["app", "study", "text", "cli"]
    );
}
