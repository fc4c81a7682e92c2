//! Transcripts that no one here wrote. They are not part of the project; without them these tests say so and pass.

use super::{notices, proposed};
use crate::import::{Pattern, Proposed};
use std::path::{Path, PathBuf};

/// A file of real data beside the project, or `None` with a word where there is none.
fn real(path: &str) -> Option<PathBuf> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/real").join(path);
    if file.exists() {
        return Some(file);
    }
    println!("skipped: no ../shared");
    None
}

fn read(path: &str) -> Option<Proposed> {
    let file = real(path)?;
    let bytes = std::fs::read(&file).expect("a file that exists can be read");
    Some(proposed(path, &bytes))
}

fn turns_of(found: &Proposed, label: &str) -> usize {
    found.speakers.iter().find(|speaker| speaker.label == label).map_or(0, |speaker| speaker.turns)
}

/// Counts are those of `grep -c '^### NAME'` on the files.
#[test]
fn conversations_with_names_in_headings_have_their_turns() {
    let Some(english) = read("tang-transcripts-cc0/2018-03-23-Conversation-with-Tom-Atlee-and-Miki-Kashtan.md") else {
        return;
    };
    assert_eq!(["Audrey Tang", "Tom Atlee", "Miki Kashtan"].map(|name| turns_of(&english, name)), [324, 300, 142]);
    assert_eq!((english.speakers.len(), english.doubtful.len()), (3, 0));
    let Some(chinese) = read("tang-transcripts-cc0/2018-01-23-PO共識營-Day-1.md") else { return };
    assert_eq!(["林雨蒼", "賴致翔", "Peggy", "唐鳳"].map(|name| turns_of(&chinese, name)), [146, 126, 61, 60]);
    assert_eq!(chinese.unattributed, 1, "the title is nobody's");
}

/// Meetings whose turns are known: 320, 229, 321 and 1,832 (the length of `meeting_transcripts` in each file).
#[test]
fn meetings_laid_out_in_three_ways_have_all_their_turns() {
    for (meeting, known) in [("ES2004a", 320), ("education_4", 229), ("covid_9", 321), ("Bmr003", 1_832)] {
        let Some(file) = real(&format!("qmsum-meetings/{meeting}.json")) else { return };
        let json: serde_json::Value = serde_json::from_slice(&std::fs::read(file).expect("readable")).expect("JSON");
        let said: Vec<(&str, &str)> = json["meeting_transcripts"]
            .as_array()
            .expect("turns")
            .iter()
            .map(|turn| (turn["speaker"].as_str().expect("a name"), turn["content"].as_str().expect("words")))
            .collect();
        assert_eq!(said.len(), known);
        // One turn of Bmr003 has no words; it is left out, and told.
        let spoken = said.iter().filter(|(_, words)| !words.trim().is_empty()).count();
        let laid_out = |separate: fn(&(&str, &str)) -> String| said.iter().map(separate).collect::<String>();
        for (name, text) in [
            ("colon.txt", laid_out(|(who, words)| format!("{who}: {words}\n"))),
            ("lines.txt", laid_out(|(who, words)| format!("{}\n{words}\n\n", who.to_uppercase()))),
            ("bold.md", laid_out(|(who, words)| format!("**{who}** {words}\n\n"))),
        ] {
            let found = proposed(name, text.as_bytes());
            assert_eq!(found.turns.len(), spoken, "{meeting} as {name}: {:?}", found.doubtful);
            assert_eq!(found.unattributed, 0, "{meeting} as {name}");
        }
    }
}

/// 72 lines with a speaker's name in the derived file; the second file is the same in UTF-16 with CR LF.
#[test]
fn hebrew_turns_are_the_same_in_both_encodings() {
    let Some(utf8) = read("knesset-hebrew/knesset-dev.derived.txt") else { return };
    let Some(utf16) = read("knesset-hebrew/knesset-dev.derived.utf16le.txt") else { return };
    assert_eq!((utf8.turns.len(), utf8.unattributed), (72, 0));
    assert_eq!((utf8.text, utf8.turns), (utf16.text, utf16.turns));
}

#[test]
fn captions_in_five_encodings_have_one_text() {
    let files = [
        "UTF-16/bom-utf-16-be",
        "UTF-16/bom-utf-16-le",
        "UTF-32/bom-utf-32-be",
        "UTF-32/bom-utf-32-le",
        "utf-8-sig/bom-utf-8",
    ];
    let found: Vec<Proposed> =
        files.iter().filter_map(|file| read(&format!("captions-encodings/chardet/tests/{file}.srt"))).collect();
    for one in &found {
        assert!(one.text.starts_with("About 2 months ago I found myself on the comment section of YouTube"));
        assert_eq!(one.text, found[0].text);
        assert!(one.encoding.as_ref().is_some_and(|encoding| encoding.certain));
    }
}

/// 781 captions of a meeting on Zoom, every one beginning with a name.
#[test]
fn a_zoom_meeting_with_names_people_gave_themselves_has_no_caption_without_a_speaker() {
    let Some(found) = read("forkcast-zoom-vtt/2025-12-11_171/transcript.vtt") else { return };
    assert_eq!((found.pattern, found.unattributed), (Some(Pattern::Captions), 0));
    assert!(
        turns_of(&found, "stokes") > 40
            && turns_of(&found, "lightclient") > 5
            && turns_of(&found, "Enrico Del Fante (tbenr)") > 5
    );
    assert!(found.doubtful.is_empty(), "{:?}", found.doubtful);
}

#[test]
fn a_long_text_without_speakers_gets_none() {
    let Some(found) = read("bitcoin-long/cali2016.md") else { return };
    assert_eq!(found.speakers.len(), 0, "{:?}", found.speakers);
    assert_eq!(found.title, "Cali 2016");
    assert!(notices(&found).iter().any(|notice| notice.starts_with("The block of settings at the top was left out")));
}

#[test]
fn projects_and_workbooks_of_other_programs_are_refused_by_name() {
    for (path, what) in [
        ("swj2022-usability/data/transcripts/thematic-analysis/SERDIF_P2_ThematicAnalysis.sqlite3", "a database"),
        ("argulens/Codebook.xlsx", "a table in which no column says who speaks"),
        ("novels-ner-doccano/Dracula.jsonl", "a set of labelled passages"),
    ] {
        let Some(file) = real(path) else { return };
        let bytes = std::fs::read(file).expect("readable");
        let error =
            crate::import::propose(path, &bytes, &crate::import::Choices::default()).expect_err("no transcript");
        assert!(error.to_string().contains(what), "{error}");
    }
}

/// Paragraphs of ODT counted by a walk over `text:p` and `text:h` with Python's ElementTree, those without words left out.
#[test]
fn opendocument_transcripts_have_all_their_paragraphs() {
    for (file, paragraphs) in [("P10_GMT20211130", 234), ("P4_GMT20211125", 144), ("P16_GMT20211215", 237)] {
        let Some(found) = read(&format!("swj2022-usability/data/transcripts/raw/{file}.odt")) else { return };
        assert_eq!(found.text.lines().count(), paragraphs, "{file}");
        assert!(found.speakers.iter().any(|speaker| speaker.moderator), "{file}: {:?}", found.speakers);
    }
}

/// Runs of one speaker, and speakers, counted with Python's json module.
#[test]
fn meetings_in_json_have_their_turns_and_speakers() {
    for (file, turns, speakers) in
        [("Bmr003", 1830, 5), ("ES2004a", 320, 4), ("covid_9", 321, 105), ("education_4", 229, 11)]
    {
        let Some(found) = read(&format!("qmsum-meetings/{file}.json")) else { return };
        assert_eq!((found.turns.len(), found.speakers.len()), (turns, speakers), "{file}");
    }
}

/// Stretches with words counted with a regular expression: 53 of the doctor, 56 of the patient.
#[test]
fn tiers_of_praat_and_elan_are_turns_with_times() {
    for (file, speaker, most) in [("doctor", "Doctor", 53), ("patient", "Patient", 56)] {
        let Some(found) = read(&format!("primock57/day1_consultation01_{file}.TextGrid")) else { return };
        assert_eq!(found.speakers.iter().map(|one| one.label.as_str()).collect::<Vec<_>>(), [speaker]);
        assert!((most * 3 / 4..=most).contains(&found.turns.len()), "{}", found.turns.len());
        assert!(found.turns.iter().all(|turn| turn.time_ms.is_some()));
    }
    for end in ["TextGrid", "eaf"] {
        let path = format!("worked-examples/pygamma/tests/data/MaureenMarvinRobin.{end}");
        let Some(found) = read(&path) else { return };
        let names: Vec<&str> = found.speakers.iter().map(|one| one.label.as_str()).collect();
        assert_eq!((names.len(), found.turns.len()), (3, 4), "{end}: {names:?}");
    }
}

/// Messages counted by the times at the beginnings of lines.
#[test]
fn zooms_chat_has_its_messages() {
    for (folder, messages) in [("2025-05-01_156", 64), ("2025-12-11_171", 624)] {
        let Some(found) = read(&format!("forkcast-zoom-vtt/{folder}/chat.txt")) else { return };
        assert_eq!(found.turns.len() + empty_turns(&found), messages, "{folder}");
        assert!(found.turns.iter().all(|turn| turn.speaker.is_some() && turn.time_ms.is_some()));
    }
}

fn empty_turns(found: &crate::import::Proposed) -> usize {
    let empty = found.notices.iter().map(|notice| match notice {
        crate::import::Notice::EmptyTurns(n) => *n,
        _ => 0,
    });
    empty.sum()
}

/// Phrases as they stand on the pages of a tagged PDF by Word.
#[test]
fn a_guide_printed_as_pdf_has_its_words_in_order() {
    let Some(found) = read("mannheimer-codebook/Mannheimer_BSR_Interview_Guide.pdf") else { return };
    let at = |words: &str| found.text.find(words).unwrap_or_else(|| panic!("{words} in {}", found.text));
    let first = at("Using strategies from qualitative data curation to support big social research");
    let second = at("data curators to gain insights into different community approaches to research and data sharing.");
    let third =
        at("My review of the literature revealed that there are six key issues that pose challenges for both groups.");
    assert!(first < second && second < third);
}
