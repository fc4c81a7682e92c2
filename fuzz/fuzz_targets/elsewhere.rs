//! Any bytes as another program's file: read or refused, never a panic; what is read makes a sound study, and brings nothing a
//! second time.

#![no_main]

use colloquy::{
    exchange::{adopt, recognised},
    journal::{Stamp, apply},
    operations::begin_study,
    study::{Study, all_violations},
};
use libfuzzer_sys::fuzz_target;

/// The first byte says which ending the file's name has.
const ENDS: [&str; 8] = ["qdpx", "qde", "qdc", "sqlite3", "csv", "xlsx", "ods", "jsonl"];

fuzz_target!(|bytes: &[u8]| {
    let Some((first, bytes)) = bytes.split_first() else { return };
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(format!("file.{}", ENDS[usize::from(*first) % ENDS.len()]));
    std::fs::write(&path, bytes).expect("written");
    let Some(Ok(incoming)) = recognised(&path) else { return };
    let begun = begin_study(&Stamp::now(None), "Fuzz", Some("Ana")).expect("begun");
    let study = apply(&Study::default(), &begun).expect("begun");
    let me = study.coders().next().map(|coder| coder.id);
    let Ok((Some(entry), _)) = adopt(&study, &Stamp::now(me), &incoming) else { return };
    let study = apply(&study, &entry).expect("applied");
    assert_eq!(all_violations(&study), []);
    let (again, _) = adopt(&study, &Stamp::now(me), &incoming).expect("again");
    assert!(again.is_none(), "a second time brings nothing");
});
