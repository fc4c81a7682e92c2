//! Any bytes as a manuscript whose quotations are verified: read or refused, never a panic.

#![no_main]

use colloquy::{
    analysis::{manuscript::read_manuscript, verify::verify},
    study::Study,
};
use libfuzzer_sys::fuzz_target;

const ENDS: [&str; 5] = ["txt", "md", "docx", "odt", "pdf"];

fuzz_target!(|bytes: &[u8]| {
    let Some((first, bytes)) = bytes.split_first() else { return };
    let name = format!("Paper.{}", ENDS[usize::from(*first) % ENDS.len()]);
    if let Ok(paragraphs) = read_manuscript(&name, bytes) {
        verify(&Study::default(), &paragraphs);
    }
});
