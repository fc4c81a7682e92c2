//! Annotation sets of doccano: a line of JSON a text, with labels on stretches of characters by several people.

use std::collections::HashMap;

use serde_json::Value;

use super::{
    Incoming, IncomingCode, IncomingCoding, IncomingPerson, IncomingTranscript, Loss, Origin,
    incoming::paragraph_turns,
    offsets::{Counted, Model},
};

/// Whether the first line is a text with labels.
pub(super) fn is_doccano(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    let Some(first) = text.lines().find(|line| !line.trim().is_empty()) else { return false };
    serde_json::from_str::<Value>(first).is_ok_and(|value| {
        value.get("text").is_some_and(Value::is_string)
            && ["annotations", "label", "labels", "entities"]
                .iter()
                .any(|name| value.get(name).is_some_and(Value::is_array))
    })
}

/// Reads a set; texts are named after the file and their id.
pub(super) fn read_doccano(bytes: &[u8], name: &str) -> Result<Incoming, String> {
    let text = String::from_utf8_lossy(bytes);
    let mut incoming = Incoming {
        origin: Origin { program: "doccano".into(), file_name: String::new(), format: "a doccano set" },
        ..Incoming::default()
    };
    let (mut codes, mut people): (HashMap<String, usize>, HashMap<String, usize>) = Default::default();
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let many = text.lines().filter(|line| !line.trim().is_empty()).count() > 1;
    for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let value: Value = serde_json::from_str(line)
            .map_err(|why| format!("its line {} is no JSON ({why}). Export it once more.", number + 1))?;
        let Some(words) = value.get("text").and_then(Value::as_str) else {
            incoming.losses.push(Loss {
                element: "line".into(),
                id: (number + 1).to_string(),
                what: "It was left out, because it has no text.".into(),
            });
            continue;
        };
        let id = value.get("id").map_or_else(|| (number + 1).to_string(), said);
        // Characters as Python counts them: a line end of two stays two.
        let counted = Counted::of(words, Model { line_end_is_two: true, mark_counts: true, ..Model::default() });
        let place = incoming.transcripts.len();
        incoming.transcripts.push(IncomingTranscript {
            key: id.clone(),
            title: if many { format!("{stem} {id}") } else { stem.to_owned() },
            turns: paragraph_turns(&counted.text),
            text: counted.text.clone(),
            file_name: name.to_owned(),
            file_type: "jsonl".into(),
            ..IncomingTranscript::default()
        });
        let lists =
            ["annotations", "label", "labels", "entities"].iter().filter_map(|name| value.get(name)?.as_array());
        for (nth, one) in lists.flatten().enumerate() {
            let Some((start, end, label, user)) = labelled(one) else {
                incoming.losses.push(Loss {
                    element: "annotation".into(),
                    id: format!("{id}/{}", nth + 1),
                    what: "It was left out: it does not say from where to where it stands.".into(),
                });
                continue;
            };
            let Some(span) = counted.span(start, end) else {
                incoming.losses.push(Loss {
                    element: "annotation".into(),
                    id: format!("{id}/{}", nth + 1),
                    what: format!("It was left out: there are no words from {start} to {end}."),
                });
                continue;
            };
            let code = *codes.entry(label.clone()).or_insert_with(|| {
                incoming.codes.push(IncomingCode { key: label.clone(), name: label, ..IncomingCode::default() });
                incoming.codes.len() - 1
            });
            let person = user.map(|user| {
                *people.entry(user.clone()).or_insert_with(|| {
                    let name =
                        if user.chars().all(|c| c.is_ascii_digit()) { format!("User {user}") } else { user.clone() };
                    incoming.people.push(IncomingPerson { key: user, name, initials: String::new() });
                    incoming.people.len() - 1
                })
            });
            incoming.codings.push(IncomingCoding {
                key: format!("{id}/{}", nth + 1),
                transcript: place,
                span,
                code,
                person,
                created: one.get("created_at").and_then(Value::as_str).and_then(|time| time.parse().ok()),
                memo: String::new(),
                level: None,
                valence: None,
                contradicts: false,
            });
        }
    }
    Ok(incoming)
}

/// A value as words.
fn said(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// From, to, label and person: `[0, 4, "A"]` or an object, as doccano's versions write it.
fn labelled(value: &Value) -> Option<(i64, i64, String, Option<String>)> {
    if let [start, end, label] = value.as_array().map(Vec::as_slice).unwrap_or_default() {
        return Some((start.as_i64()?, end.as_i64()?, said(label), None));
    }
    let label = said(value.get("label")?);
    let label = if label.chars().all(|c| c.is_ascii_digit()) { format!("Label {label}") } else { label };
    let user = value.get("user").or_else(|| value.get("username")).filter(|user| !user.is_null()).map(said);
    Some((value.get("start_offset")?.as_i64()?, value.get("end_offset")?.as_i64()?, label, user))
}
