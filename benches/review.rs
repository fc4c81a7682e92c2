//! How long the Review room takes on a large study: two coders, 60 transcripts of 120,000 characters, 150 codes, 20,000
//! passages each, in one round. `cargo bench --bench review`.
//!
//! The least and the median of five runs, in milliseconds.

#[path = "talks.rs"]
mod talks;

use colloquy::{
    agreement::{self, Asked},
    journal::{Change, Entry, Stamp, apply},
    operations::{self, CodePlace, NewRound, Part},
    review::{Blind, Comparing, Same, differences},
    study::{Coding, Id, Role, Study},
    text::Span,
};
use jiff::Timestamp;
use std::{hint::black_box, time::Instant};

use talks::{Chance, talk};

const TRANSCRIPTS: usize = 60;
const TURNS: usize = 600;
const CODES: usize = 150;
const PASSAGES: usize = 20_000;

fn main() {
    let (study, round) = made();
    println!("{:<58}{:>9}{:>9}  ms", "", "least", "median");
    let found = study.get(round).expect("the round");
    let (first, second) = (found.coders[0], found.coders[1]);
    let comparing = Comparing::round(found, first, second, Same::Share(0.5));
    report("differences of the whole round", || differences(&study, &comparing).differing.len());
    report("the study as one coder may see it", || {
        Blind::of(&study, Some(first)).map(|blind| blind.seen(&study).codings().count())
    });
    let stamp = Stamp::fixed(None, Timestamp::UNIX_EPOCH, u64::MAX / 2);
    let closed = operations::close_round(&study, &stamp, round, None, true).expect("closed");
    let study = apply(&study, &closed).expect("applied");
    let asked = Asked::of_round(&study, study.get(round).expect("the round"));
    report("the whole agreement page, intervals among it", || {
        agreement::of_study(&study, &Asked { gamma: None, ..asked.clone() }).expect("compared").codes.len()
    });
}

fn report<T>(name: &str, mut run: impl FnMut() -> T) {
    let mut taken: Vec<f64> = (0..5)
        .map(|_| {
            let begun = Instant::now();
            black_box(run());
            begun.elapsed().as_secs_f64() * 1e3
        })
        .collect();
    taken.sort_by(f64::total_cmp);
    println!("{name:<58}{:>9.1}{:>9.1}", taken[0], taken[2]);
}

/// The study and its open blind round.
fn made() -> (Study, Id<colloquy::study::Round>) {
    let mut chance = Chance(7);
    let mut study = Study::default();
    let mut count = 0;
    let mut stamp = |by| {
        count += 1;
        Stamp::fixed(by, Timestamp::UNIX_EPOCH, count * 1_000_000)
    };
    let does = |study: &mut Study, entry: Entry| *study = apply(study, &entry).expect("applied");
    does(&mut study, operations::begin_study(&stamp(None), "Large", Some("Ana")).expect("begun"));
    let (ben, entry) = operations::add_coder(&study, &stamp(None), "Ben", Role::Coder).expect("added");
    does(&mut study, entry);
    let ana = study.coders().find(|coder| coder.id != ben).expect("Ana").id;
    let mut codes = Vec::new();
    for code in 0..CODES {
        let place = CodePlace::last_under(None);
        let (id, entry) =
            operations::add_code(&study, &stamp(Some(ana)), &format!("Code {code}"), place).expect("added");
        does(&mut study, entry);
        codes.push(id);
    }
    for transcript in 0..TRANSCRIPTS {
        let entry = talk(&study, &stamp(Some(ana)), transcript, TURNS, &mut chance);
        does(&mut study, entry);
    }
    let transcripts: Vec<_> = study.transcripts_in_order().iter().map(|one| one.id).collect();
    // Ben often has what Ana has, a little off; else something of his own.
    let mut codings = [Vec::new(), Vec::new()];
    for _ in 0..PASSAGES {
        let (transcript, code) = (transcripts[chance.below(TRANSCRIPTS)], codes[chance.below(CODES)]);
        let (start, length) = (chance.below(100_000), 40 + chance.below(300));
        codings[0].push((transcript, code, Span { start, end: start + length }));
        let off = chance.below(60);
        codings[1].push(match chance.below(4) {
            0 => (
                transcripts[chance.below(TRANSCRIPTS)],
                codes[chance.below(CODES)],
                Span { start: start + off, end: start + 200 + off },
            ),
            1 => (transcript, code, Span { start, end: start + length }),
            2 => (transcript, codes[chance.below(CODES)], Span { start, end: start + length }),
            _ => (transcript, code, Span { start: start + off / 2, end: start + length + off }),
        });
    }
    for (coder, codings) in [ana, ben].into_iter().zip(codings) {
        let stamp = stamp(Some(coder));
        let made = codings.into_iter().map(|(transcript, code, span)| {
            Change::made(Coding {
                id: stamp.id(),
                transcript,
                span,
                code,
                coder,
                level: None,
                valence: None,
                contradicts: false,
                memo: String::new(),
                created: Timestamp::UNIX_EPOCH,
            })
        });
        let entry = Entry::new(&stamp, "Coded everything".to_owned(), made.collect());
        does(&mut study, entry);
    }
    let new = NewRound {
        name: "Round".into(),
        part: Part::Chosen(transcripts),
        coders: vec![ana, ben],
        blind: true,
        codebook: None,
    };
    let (round, entry) = operations::open_round(&study, &stamp(Some(ana)), new).expect("opened");
    does(&mut study, entry);
    let transcripts = study.get(round).expect("the round").transcripts.clone();
    for coder in [ana, ben] {
        for &transcript in &transcripts {
            let entry = operations::finish(&study, &stamp(Some(coder)), round, coder, transcript, true);
            does(&mut study, entry.expect("finished"));
        }
    }
    (study, round)
}
