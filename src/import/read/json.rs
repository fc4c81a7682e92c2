//! Turns as JSON: the largest list of objects that have words in them, with who said them and when where that is there. So
//! are transcripts of meetings, of speech recognisers and of chats written; a line an object is read, too.

use super::super::error::{Kind, Trouble};
use super::super::notice::Notice;
use super::{FileType, ReadDocument, Said, Stretch, tidy_and_tell, turns, txt};
use serde_json::{Map, Value};

/// Under what names the words stand, the more telling first.
const WORDS: [&str; 9] =
    ["text", "content", "utterance", "transcript", "sentence", "message", "body", "words", "value"];
/// Under what names the speaker stands.
const SPEAKERS: [&str; 12] = [
    "speaker",
    "speaker_name",
    "speakername",
    "speakerlabel",
    "speaker_label",
    "name",
    "who",
    "participant",
    "user",
    "username",
    "from",
    "author",
];
/// Under what names the time stands at which a stretch begins: seconds, unless the name or the figure says otherwise.
const TIMES: [&str; 9] =
    ["start", "start_time", "starttime", "start_ms", "begin", "offset", "timestamp", "time", "start_timestamp"];
/// How deep lists are looked for.
const DEEPEST: usize = 8;
/// Seconds of eleven days: a figure above is of milliseconds, or of the clock, and no time in a recording.
const LONGEST: f64 = 1_000_000.0;

/// Reads the turns. A list of passages with labels is codings, and no transcript.
pub(in super::super) fn read(bytes: &[u8], encoding: Option<&str>) -> Result<ReadDocument, Trouble> {
    let (decoded, mut notices) = txt::decode(bytes, encoding)?;
    let value = parsed(&decoded.text)?;
    let mut best: Option<&Vec<Value>> = None;
    largest(&value, 0, &mut best);
    let list = best.ok_or(Trouble::OtherKind(Kind::JsonWithoutTurns))?;
    let objects: Vec<&Map<String, Value>> = list.iter().filter_map(Value::as_object).collect();
    let labelled = ["label", "labels", "annotations", "entities"];
    if objects.iter().any(|object| labelled.iter().any(|name| object.get(*name).is_some_and(Value::is_array))) {
        return Err(Trouble::OtherKind(Kind::Annotations));
    }
    let stretches = objects.iter().filter_map(|object| {
        let words = words(object)?;
        let speaker = field(object, &SPEAKERS).and_then(|(_, value)| named(value));
        let time_ms = field(object, &TIMES).and_then(|(name, value)| time(&name, value));
        Some(Stretch { said: Said { speaker, time_ms }, words, goes_on: true })
    });
    let (paragraphs, joined) = turns(stretches);
    if joined > 0 {
        notices.push(Notice::CuesJoined(joined));
    }
    let paragraphs = tidy_and_tell(paragraphs, &mut notices);
    let encoding = Some(decoded.found);
    Ok(ReadDocument { paragraphs, encoding, notices, file_type: FileType::Json, title: None })
}

fn parsed(text: &str) -> Result<Value, Trouble> {
    let text = text.trim_start_matches('\u{feff}').trim();
    match serde_json::from_str(text) {
        Ok(value) => Ok(value),
        Err(why) => {
            let lines: Result<Vec<Value>, _> =
                text.lines().filter(|line| !line.trim().is_empty()).map(serde_json::from_str).collect();
            match lines {
                Ok(lines) if lines.len() > 1 => Ok(Value::Array(lines)),
                _ => Err(Trouble::damaged(format!("its JSON breaks off or is wrong in line {}", why.line()))),
            }
        }
    }
}

/// The longest list most of whose items have words.
fn largest<'v>(value: &'v Value, depth: usize, best: &mut Option<&'v Vec<Value>>) {
    if depth > DEEPEST {
        return;
    }
    match value {
        Value::Array(list) => {
            let with_words = list.iter().filter(|item| item.as_object().is_some_and(|it| words(it).is_some())).count();
            if with_words * 2 > list.len() && best.is_none_or(|best| best.len() < list.len()) {
                *best = Some(list);
            }
            list.iter().for_each(|item| largest(item, depth + 1, best));
        }
        Value::Object(map) => map.values().for_each(|item| largest(item, depth + 1, best)),
        _ => {}
    }
}

/// The first of some fields that is there, whatever the case of its name.
fn field<'o>(object: &'o Map<String, Value>, names: &[&str]) -> Option<(String, &'o Value)> {
    names.iter().find_map(|name| {
        let found = object
            .iter()
            .find(|(key, value)| key.to_lowercase().replace(['-', ' '], "_") == **name && !value.is_null());
        found.map(|(key, value)| (key.to_lowercase(), value))
    })
}

fn words(object: &Map<String, Value>) -> Option<String> {
    WORDS.iter().find_map(|name| field(object, &[name]).and_then(|(_, value)| value.as_str())).map(str::to_owned)
}

/// A speaker: a name, a number, or an object that has a name.
fn named(value: &Value) -> Option<String> {
    let name = match value {
        Value::String(name) => name.trim().to_owned(),
        Value::Number(number) => format!("Speaker {number}"),
        Value::Object(object) => {
            field(object, &["name", "display_name", "displayname", "id"])?.1.as_str()?.trim().to_owned()
        }
        _ => return None,
    };
    (!name.is_empty()).then_some(name)
}

/// Milliseconds from the start.
fn time(name: &str, value: &Value) -> Option<u64> {
    let seconds = match value {
        Value::Number(number) => {
            let number = number.as_f64()?;
            if name.ends_with("ms") { number / 1000.0 } else { number }
        }
        Value::String(text) => match text.trim().parse::<f64>() {
            Ok(seconds) => seconds,
            Err(_) => return super::super::speakers::time::alone(text.trim()),
        },
        _ => return None,
    };
    (0.0..=LONGEST).contains(&seconds).then(|| (seconds * 1000.0).round() as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    type Seen = (String, Option<String>, Option<u64>);

    fn seen(text: &str) -> Vec<Seen> {
        let read = read(text.as_bytes(), None).expect("turns");
        let said = |one: &super::super::Paragraph| one.said.clone().unwrap_or_default();
        read.paragraphs.iter().map(|one| (one.text(), said(one).speaker, said(one).time_ms)).collect()
    }

    #[test]
    fn turns_are_found_wherever_they_stand_and_whatever_their_fields_are_called() {
        let ana = |words: &str, time| (words.to_owned(), Some("Ana".to_owned()), time);
        assert_eq!(
            seen(
                r#"{"topics":[{"topic":"a"}],"meeting_transcripts":[{"speaker":"Ana","content":"Well."},{"speaker":"Ana","content":"Yes."}]}"#
            ),
            [ana("Well. Yes.", None)]
        );
        assert_eq!(
            seen(r#"{"segments":[{"start":1.5,"end":2,"text":" Well.","Speaker":"Ana"}]}"#),
            [ana("Well.", Some(1500))]
        );
        assert_eq!(
            seen(
                "{\"user\":{\"name\":\"Ana\"},\"start_ms\":250,\"message\":\"Well.\"}\n{\"user\":{\"name\":\"Ben\"},\"message\":\"No.\"}\n"
            ),
            [ana("Well.", Some(250)), ("No.".to_owned(), Some("Ben".to_owned()), None)]
        );
    }

    #[test]
    fn what_has_no_turns_is_refused_with_what_it_is() {
        let refused = |text: &str| read(text.as_bytes(), None).expect_err("refused");
        assert_eq!(refused(r#"{"a": 1}"#), Trouble::OtherKind(Kind::JsonWithoutTurns));
        assert_eq!(refused(r#"[{"text":"x","label":[[0,1,"A"]]}]"#), Trouble::OtherKind(Kind::Annotations));
        assert!(matches!(refused(r#"[{"text":"x""#), Trouble::Damaged { .. }));
        let deep = "[".repeat(100_000);
        assert!(matches!(refused(&deep), Trouble::Damaged { .. }), "ten thousand lists in each other");
    }
}
