//! How long things take. Measurements for a person to read; nothing is asserted of them.

use std::fs;

use colloquy::{
    journal::{Change, Entry},
    store::{OpenStudy, check},
    study::Coding,
};

use super::{a_study_in, open, stamp};

/// Not run with the others: `cargo test --test it -- --ignored --nocapture time_of_a_commit`.
#[test]
#[ignore = "a measurement, for a person to read"]
fn the_time_of_a_commit_beside_20_000_codings_is_told() {
    let folder = tempfile::tempdir_in(std::env::var_os("COLLOQUY_MEASURE_IN").unwrap_or(".".into())).unwrap();
    let path = a_study_in(folder.path());
    let mut study = open(&path);
    let coding = study.study().codings().next().unwrap().clone();
    let timed = |study: &mut OpenStudy, entries: Vec<Entry>| {
        let count = u32::try_from(entries.len()).unwrap();
        let begun = std::time::Instant::now();
        entries.into_iter().for_each(|entry| study.commit(entry).unwrap());
        begun.elapsed() / count
    };
    let some = |first: u64, entries: u64, each: u64| -> Vec<Entry> {
        let entry = |place| {
            let stamp = stamp(first + place * (each + 1));
            let made = |_| Change::made(Coding { id: stamp.id(), ..coding.clone() });
            Entry::new(&stamp, "Attached a code", (0..each).map(made).collect())
        };
        (0..entries).map(entry).collect()
    };
    println!("one coding, beside 2: {:?}", timed(&mut study, some(10_000, 30, 1)));
    println!("20 000 codings in one entry: {:?}", timed(&mut study, some(100_000, 1, 20_000)));
    println!("one coding, beside 20 000: {:?}", timed(&mut study, some(50_000, 30, 1)));
    drop(study);
    let begun = std::time::Instant::now();
    let study = open(&path);
    println!("opening, with a backup: {:?}", begun.elapsed());
    drop(study);
    let begun = std::time::Instant::now();
    let study = open(&path);
    println!("opening, without: {:?}", begun.elapsed());
    drop(study);
    let begun = std::time::Instant::now();
    assert_eq!(check(&path), []);
    println!("check: {:?}; the file is {} MB", begun.elapsed(), fs::metadata(&path).unwrap().len() / 1_000_000);
}
