//! What holds of every file: turns fit the text, no word gets lost, nothing makes the program stop.

use super::{of_text, word_file::zipped};
use crate::import::{Choices, Pattern, Proposed, SpeakerChoice, propose};
use proptest::prelude::*;

/// Every turn on character boundaries, in order, disjoint, not blank, the whole text covered but for line feeds.
fn assert_turns_fit(found: &Proposed) {
    let mut end = 0;
    for turn in &found.turns {
        let said = turn.span.of(&found.text).expect("on character boundaries inside the text");
        assert!(!said.trim().is_empty() && said.trim() == said, "{said:?}");
        let between = found.text.get(end..turn.span.start).expect("in order");
        assert_eq!(between, if end == 0 { "" } else { "\n" });
        assert!(turn.speaker.is_none_or(|speaker| speaker < found.speakers.len()));
        end = turn.span.end;
    }
    assert_eq!(end, found.text.len());
    assert!(!found.text.contains('\r') && !found.text.contains("\n\n"));
}

/// Words as runs of letters and digits; each Chinese sign by itself, since lines that break between two are joined without a
/// space.
fn words(text: &str) -> Vec<String> {
    let apart = |c: char| if ('\u{3000}'..='\u{9fff}').contains(&c) { format!(" {c} ") } else { c.to_string() };
    let text: String = text.chars().map(apart).collect();
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Every word of the source stands in the text, in a label or in a time.
fn assert_no_word_lost(source: &str, found: &Proposed) {
    let mut kept = words(&found.text);
    for speaker in &found.speakers {
        for printed in &speaker.printed {
            kept.extend(words(printed));
        }
    }
    for word in words(source) {
        assert!(
            kept.contains(&word) || word.chars().all(|c| c.is_ascii_digit()),
            "“{word}” is lost from {source:?}: {:?}",
            found.text
        );
    }
}

fn label() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("Moderator".to_owned()),
        Just("P1".to_owned()),
        Just("P2 (female)".to_owned()),
        Just("Anna Berg".to_owned()),
        Just("FG1-P3".to_owned()),
        Just("主持人".to_owned()),
        Just("He said".to_owned()),
        Just("Note".to_owned()),
        Just("10".to_owned()),
        "[A-Z][a-zé]{1,8}( [A-Z][a-z]{1,8})?",
    ]
}

/// A line as people type them, likely or not.
fn line() -> impl Strategy<Value = String> {
    let said = "[a-zA-Z0-9éß \u{5d0}-\u{5d8}世界:.,?!()\\[\\]“”’#*_-]{0,40}";
    let time = prop_oneof![Just(String::new()), Just("[00:01:02] ".to_owned()), Just("0:05 ".to_owned())];
    let separator =
        prop_oneof![Just(": "), Just(":"), Just("\t"), Just(" - "), Just("\n"), Just(" 0:07\n"), Just("：")];
    prop_oneof![
        said.prop_map(|said: String| said),
        (time, label(), separator, said)
            .prop_map(|(time, label, separator, said)| format!("{time}{label}{separator}{said}")),
        Just(String::new()),
    ]
}

/// A small file of every format but Word, which has a test of its own, with a name of its kind.
fn every_format() -> Vec<(&'static str, Vec<u8>)> {
    let odt = zipped(&[
        ("mimetype", "application/vnd.oasis.opendocument.text"),
        (
            "content.xml",
            "<o xmlns:text='t' xmlns:table='b'><text:h text:outline-level='1'>Talk</text:h><text:p>Ann:<text:s text:c='3'/>Tea &amp; cake</text:p><text:list><text:p>Ben: Yes.</text:p></text:list><table:table><table:table-row><table:table-cell><text:p>P1</text:p></table:table-cell></table:table-row></table:table></o>",
        ),
    ]);
    let epub = zipped(&[
        ("mimetype", "application/epub+zip"),
        ("META-INF/container.xml", "<c><rootfile full-path='b.opf'/></c>"),
        ("b.opf", "<p><item id='a' href='a.html'/><itemref idref='a'/></p>"),
        ("a.html", "<html><p>Ann: Tea?<p>Ben: Yes.</html>"),
    ]);
    let text = |words: &str| words.as_bytes().to_vec();
    vec![
        ("a.odt", odt),
        ("a.epub", epub),
        (
            "a.rtf",
            text(
                r"{\rtf1\ansi{\fonttbl{\f0\fcharset204 A;}}{\b Ann:} \u233? \'e9{\footnote x}\par\pard\intbl P1\cell Yes\cell\row}",
            ),
        ),
        (
            "a.html",
            text(
                "<html><head><meta charset=utf-8></head><body><h1>Talk</h1><table><tr><td colspan=3>Ann<td>Tea</table><pre>x</pre></body></html>",
            ),
        ),
        (
            "a.json",
            text(r#"{"segments":[{"speaker":{"name":"Ann"},"start":1.5,"text":"Tea"},{"speaker":2,"text":"Yes"}]}"#),
        ),
        (
            "a.TextGrid",
            text(
                "File type = \"ooTextFile\"\nObject class = \"TextGrid\"\n0\n9\n<exists>\n1\n\"IntervalTier\"\n\"Ann\"\n0\n9\n1\n0\n1\n\"Tea\"\n",
            ),
        ),
        (
            "a.eaf",
            text(
                "<?xml version='1.0'?><ANNOTATION_DOCUMENT><TIME_SLOT TIME_SLOT_ID='a' TIME_VALUE='9'/><TIER TIER_ID='Ann'><ALIGNABLE_ANNOTATION TIME_SLOT_REF1='a' TIME_SLOT_REF2='a'><ANNOTATION_VALUE>Tea</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></TIER></ANNOTATION_DOCUMENT>",
            ),
        ),
        (
            "a.vtt",
            text(
                "WEBVTT\n\n1\n00:01.000 --> 00:02.000\n<v Ann>Tea &amp; <i>cake</i>\n\n00:03.000 --> 00:04.000\n<v Ben>Yes\n",
            ),
        ),
        ("a.txt", text("00:12:53\tAnn:\tgm\r\n00:13:00\tBen:\tso\r\n00:13:05\tAnn:\tfine\r\n")),
    ]
}

#[test]
fn every_format_is_read_whole() {
    for (name, bytes) in every_format() {
        let found = propose(name, &bytes, &Choices::default()).unwrap_or_else(|why| panic!("{why}"));
        assert_turns_fit(&found);
    }
}

proptest! {
    /// However a file of any format is cut or spoilt: read, with turns that fit, or refused in a sentence.
    #[test]
    fn spoilt_files_of_every_format_are_read_or_refused(
        format in any::<prop::sample::Index>(), cut in any::<prop::sample::Index>(), cuts in any::<bool>(),
        flips in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..5)
    ) {
        let formats = every_format();
        let (name, bytes) = &formats[format.index(formats.len())];
        let mut bytes = bytes.clone();
        for (place, byte) in flips {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        if cuts {
            bytes.truncate(cut.index(bytes.len()));
        }
        match propose(name, &bytes, &Choices::default()) {
            Ok(found) => assert_turns_fit(&found),
            Err(why) => prop_assert!(why.to_string().contains("nothing in the study has changed"), "{why}"),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    #[test]
    fn any_lines_give_turns_that_fit_and_lose_no_word(lines in prop::collection::vec(line(), 1..40)) {
        let source = lines.join("\n");
        if let Ok(found) = propose("a.txt", source.as_bytes(), &Choices::default()) {
            assert_turns_fit(&found);
            if !found.notices.iter().any(|notice| matches!(notice, crate::import::Notice::ParagraphNumbers(_))) {
                assert_no_word_lost(&source, &found);
            }
        }
    }

    #[test]
    fn corrections_in_any_order_keep_turns_and_text_fitting(
        lines in prop::collection::vec(line(), 3..30),
        steps in prop::collection::vec((0_u8..6, 0_usize..6, 0_usize..6), 1..12),
    ) {
        let source = lines.join("\n");
        if let Ok(mut found) = propose("a.txt", source.as_bytes(), &Choices::default()) {
            for (step, one, other) in steps {
                match step {
                    0 => found.rename_speaker(one, "Renamed"),
                    1 => found.merge_speakers(one, other),
                    2 => found.not_a_speaker(one),
                    3 => found.is_a_speaker(one, Some(other)),
                    4 => found.is_a_speaker(one, None),
                    _ => found.attribute_unlabelled("Somebody"),
                };
                assert_turns_fit(&found);
            }
        }
    }

    #[test]
    fn a_turn_never_begins_with_its_label_and_a_colon(lines in prop::collection::vec(line(), 1..30)) {
        let source = lines.join("\n");
        if let Ok(found) = propose("a.txt", source.as_bytes(), &Choices::default()) {
            for turn in found.turns.iter().filter(|_| found.pattern == Some(Pattern::Colon)) {
                let Some(speaker) = turn.speaker.and_then(|speaker| found.speakers.get(speaker)) else { continue };
                let said = turn.span.of(&found.text).expect("inside the text");
                for printed in &speaker.printed {
                    let opens = said.strip_prefix(printed.as_str()).is_some_and(|rest| rest.trim_start().starts_with([':', '：']));
                    assert!(!opens, "{said:?} begins with {printed:?}");
                }
            }
        }
    }

    #[test]
    fn random_bytes_are_read_or_refused_under_any_name(bytes in prop::collection::vec(any::<u8>(), 0..600), name in "[a-z]{0,3}\\.(txt|md|docx|x)") {
        if let Ok(found) = propose(&name, &bytes, &Choices::default()) {
            assert_turns_fit(&found);
        }
    }

    #[test]
    fn any_text_is_read_in_any_pattern(text in "\\PC{0,80}(\n\\PC{0,30}){0,6}", markdown in any::<bool>(), which in 0_usize..9) {
        let pattern = Pattern::ALL[which];
        for speakers in [SpeakerChoice::Pattern(pattern), SpeakerChoice::None, SpeakerChoice::Auto] {
            let choices = Choices { speakers, ..Choices::default() };
            if let Ok(found) = propose(if markdown { "a.md" } else { "a.txt" }, text.as_bytes(), &choices) {
                assert_turns_fit(&found);
            }
        }
    }

    #[test]
    fn a_document_with_any_bytes_changed_is_read_or_refused(at in 0_usize..4_000, byte in any::<u8>()) {
        let rows: &[&[&str]] = &[&["Time", "Speaker", "Text"], &["0:01", "Mod", "Hello"], &["0:05", "P1", "Hi"]];
        let mut file = super::word_file::document(&(super::word_file::p(&super::word_file::b("Mod: ")) + &super::word_file::table(rows)));
        let at = at % file.len();
        file[at] = byte;
        if let Ok(found) = propose("a.docx", &file, &Choices::default()) {
            assert_turns_fit(&found);
        }
    }

    #[test]
    fn a_body_of_any_elements_in_any_order_is_read_or_refused(pieces in prop::collection::vec(0_usize..PIECES.len(), 0..60)) {
        let body: String = pieces.iter().map(|piece| PIECES[*piece]).collect();
        if let Ok(found) = propose("a.docx", &super::word_file::document(&body), &Choices::default()) {
            assert_turns_fit(&found);
        }
    }
}

/// Openings and closings that mostly do not fit each other.
const PIECES: [&str; 16] = [
    "<w:p>",
    "</w:p>",
    "<w:r>",
    "</w:r>",
    "<w:t>P1: words</w:t>",
    "<w:t>",
    "</w:t>",
    "<w:tbl><w:tr><w:tc>",
    "</w:tc></w:tr></w:tbl>",
    "<w:p><w:r><w:t>Mod: all right</w:t></w:r></w:p>",
    "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>",
    "<w:del>",
    "</w:del>",
    "<w:txbxContent><w:p><w:r><w:t>box</w:t></w:r></w:p></w:txbxContent>",
    "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>",
    "<w:gridSpan w:val=\"99999999999\"/>",
];

#[test]
fn a_label_with_a_mark_of_direction_before_it_is_the_same_label() {
    let found = of_text("\u{200f}מנחה: שלום\nמנחה: כן\n\u{202b}דנה: לא\nדנה: טוב");
    assert_eq!(found.speakers.len(), 2);
}
