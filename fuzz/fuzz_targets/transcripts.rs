//! Any bytes as a transcript of any format: read or refused, never a panic; what is read can be added.

#![no_main]

use colloquy::{
    import::{Choices, propose},
    journal::{Stamp, apply},
    operations::{GroupChoice, add_transcript, begin_study},
    study::{Study, all_violations},
};
use libfuzzer_sys::fuzz_target;

/// The first byte says which ending the file's name has.
const ENDS: [&str; 16] = [
    "txt", "md", "docx", "odt", "rtf", "html", "epub", "pdf", "vtt", "srt", "TextGrid", "eaf", "json", "jsonl", "csv", "doc",
];

fuzz_target!(|bytes: &[u8]| {
    let Some((first, bytes)) = bytes.split_first() else { return };
    let name = format!("Talk.{}", ENDS[usize::from(*first) % ENDS.len()]);
    let Ok(found) = propose(&name, bytes, &Choices::default()) else { return };
    let begun = begin_study(&Stamp::now(None), "Fuzz", Some("Ana")).expect("begun");
    let study = apply(&Study::default(), &begun).expect("begun");
    let me = study.coders().next().map(|coder| coder.id);
    if let Ok((_, entry)) = add_transcript(&study, &Stamp::now(me), found.into_new(GroupChoice::None)) {
        let study = apply(&study, &entry).expect("applied");
        assert_eq!(all_violations(&study), [], "{name}");
    }
});
