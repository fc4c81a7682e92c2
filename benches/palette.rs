//! How long the palette takes over 5,000 codes: making its list (once after a change), matching what is typed (once a
//! keystroke), and the whole frame of a keystroke. Prints the least, the median and the 95th percentile in milliseconds.
//! `cargo bench --bench palette`.

use colloquy::app::code_list::{CodeList, Seeker, code_row};
use colloquy::app::shell::{Finder, ranked};
use colloquy::journal::{Change, Entry, Stamp, apply};
use colloquy::study::{Code, Id, Study};
use eframe::egui::{Context, Event, Pos2, RawInput, Rect, vec2};
use std::time::Instant;

const CODES: usize = 5_000;
const WORDS: [&str; 12] = [
    "funding",
    "training",
    "stigma",
    "belonging",
    "confidence",
    "liability",
    "supervision",
    "burden",
    "partnership",
    "identity",
    "access",
    "evaluation",
];

fn main() {
    let study = study();
    println!("{CODES} codes{:>31}{:>9}{:>9}  ms", "min", "median", "p95");
    measure("making the list", 30, |_| {
        std::hint::black_box(CodeList::of(&study, None));
    });
    let list = CodeList::of(&study, None);
    for typed in ["f", "fu", "fund", "train conf", "what it means to them", "zzz"] {
        measure(&format!("matching “{typed}”"), 60, |_| {
            std::hint::black_box(ranked(list.candidates.as_slice(), typed));
        });
    }
    let (ctx, mut finder) = (Context::default(), Finder::default());
    let letters: Vec<char> = "training confidence and belonging ".chars().collect();
    measure("a frame with a keystroke", 200, |step| {
        if step % letters.len() == 0 {
            finder.typed.clear();
        }
        let letter = letters[step % letters.len()];
        let screen = Rect::from_min_size(Pos2::ZERO, vec2(1280.0, 720.0));
        let events = vec![Event::Text(letter.to_string())];
        let input =
            RawInput { screen_rect: Some(screen), time: Some(step as f64 / 60.0), events, ..RawInput::default() };
        let mut output = ctx.run_ui(input, |ui| {
            finder.show(ui, "Find a code", "", &list.candidates, |ui, at| {
                code_row(ui, &study, list.at(at), Seeker::default());
            });
        });
        output.textures_delta.clear();
        std::hint::black_box(ctx.tessellate(output.shapes, output.pixels_per_point));
    });
}

/// Codes three deep, each with a definition of a few hundred letters.
fn study() -> Study {
    let stamp = Stamp::now(None);
    let mut codes: Vec<Code> = Vec::with_capacity(CODES);
    for count in 0..CODES {
        let word = |shift: usize| WORDS[(count / 7 + shift * 5 + count * shift) % WORDS.len()];
        let parent: Option<Id<Code>> = match count % 50 {
            0 => None,
            1..8 => codes.get(count - count % 50).map(|code| code.id),
            within => codes.get(count - within + 1 + within % 7).map(|code| code.id),
        };
        codes.push(Code {
            id: stamp.id(),
            parent,
            order: count as i64,
            name: format!("{} and {} {count}", word(1), word(2)),
            colour: None,
            aliases: vec![word(3).to_owned()],
            brief: format!("What {} does to {} when {} is short.", word(1), word(4), word(2)),
            full: "Applies where people say what it means to them, with what came before and after. ".repeat(4),
            when_to_use: String::new(),
            when_not_to_use: String::new(),
            orientation: Default::default(),
            exemplars: Vec::new(),
            status: Default::default(),
            proposed_by: None,
        });
    }
    let begun = colloquy::operations::begin_study(&stamp, "Codes", None).expect("an entry");
    let study = apply(&Study::default(), &begun).expect("a study");
    let made = Entry::new(&stamp, "Made codes", codes.into_iter().map(Change::made).collect());
    apply(&study, &made).expect("codes")
}

fn measure(name: &str, times: usize, mut work: impl FnMut(usize)) {
    let mut taken: Vec<f64> = (0..times)
        .map(|step| {
            let begun = Instant::now();
            work(step);
            begun.elapsed().as_secs_f64() * 1000.0
        })
        .collect();
    taken.sort_by(f64::total_cmp);
    let at = |share: f64| taken[((taken.len() - 1) as f64 * share) as usize];
    println!("{name:<34}{:>9.2}{:>9.2}{:>9.2}", at(0.0), at(0.5), at(0.95));
}
