//! Annotation sets as JSON: of doccano, a line a text, with labels on stretches of characters by several people; of Label Studio, a
//! list of tasks.

use serde_json::Value;

use super::{
    Incoming, IncomingCoding, IncomingTranscript, Loss, Origin,
    incoming::{Named, paragraph_turns},
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
    let mut named = Named::default();
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
            let code = named.code(&mut incoming, &label);
            let person = user.map(|user| named.person(&mut incoming, &user));
            incoming.codings.push(IncomingCoding {
                key: format!("{id}/{}", nth + 1),
                transcript: place,
                span,
                code,
                person,
                created: one.get("created_at").and_then(Value::as_str).and_then(|time| time.parse().ok()),
                ..IncomingCoding::default()
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

/// Whether it is a list of Label Studio's tasks.
pub(super) fn is_label_studio(bytes: &[u8]) -> bool {
    let tasks: Option<Value> = serde_json::from_slice(bytes).ok();
    let first = tasks.as_ref().and_then(Value::as_array).and_then(|tasks| tasks.first());
    first.is_some_and(|task| {
        task.get("data").is_some_and(Value::is_object) && task.get("annotations").is_some_and(Value::is_array)
    })
}

/// Reads Label Studio's tasks: labels on stretches of the text that each task has in its data (labelstud.io, "Export format").
pub(super) fn read_label_studio(bytes: &[u8], name: &str) -> Result<Incoming, String> {
    let tasks: Value =
        serde_json::from_slice(bytes).map_err(|why| format!("it is no JSON ({why}). Export it once more."))?;
    let mut incoming = Incoming {
        origin: Origin { program: "Label Studio".into(), file_name: String::new(), format: "a Label Studio export" },
        ..Incoming::default()
    };
    let mut named = Named::default();
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    for (number, task) in tasks.as_array().into_iter().flatten().enumerate() {
        let id = task.get("id").map_or_else(|| (number + 1).to_string(), said);
        let loses = |incoming: &mut Incoming, id: &str, what: &str| {
            incoming.losses.push(Loss { element: "annotation".into(), id: id.to_owned(), what: what.to_owned() });
        };
        // The text is the longest of a task's values.
        let values = task.get("data").and_then(Value::as_object).into_iter().flatten();
        let Some(words) = values.filter_map(|(_, value)| value.as_str()).max_by_key(|words| words.len()) else {
            loses(&mut incoming, &id, "The task was left out, because it has no text.");
            continue;
        };
        let counted = Counted::of(words, Model { line_end_is_two: true, mark_counts: true, ..Model::default() });
        let place = incoming.transcripts.len();
        incoming.transcripts.push(IncomingTranscript {
            key: id.clone(),
            title: format!("{stem} {id}"),
            turns: paragraph_turns(&counted.text),
            text: counted.text.clone(),
            file_name: name.to_owned(),
            file_type: "json".into(),
            ..IncomingTranscript::default()
        });
        for annotation in task.get("annotations").and_then(Value::as_array).into_iter().flatten() {
            let by = annotation.get("completed_by").filter(|by| !by.is_null());
            let by = by.map(|by| by.get("email").or_else(|| by.get("id")).map_or_else(|| said(by), said));
            let person = by.map(|by| named.person(&mut incoming, &by));
            let created = annotation.get("created_at").and_then(Value::as_str).and_then(|time| time.parse().ok());
            for one in annotation.get("result").and_then(Value::as_array).into_iter().flatten() {
                let key = one.get("id").map_or_else(String::new, said);
                let value = one.get("value");
                let place_of = |name: &str| value?.get(name)?.as_i64();
                let span = place_of("start").zip(place_of("end")).and_then(|(from, to)| counted.span(from, to));
                let labels = value.and_then(|value| value.get("labels").or_else(|| value.get("hypertextlabels")));
                let labels: Vec<String> = labels.and_then(Value::as_array).into_iter().flatten().map(said).collect();
                let Some(span) = span.filter(|_| !labels.is_empty()) else {
                    loses(&mut incoming, &key, "It was left out: it is no label on words of the text.");
                    continue;
                };
                for label in labels {
                    let code = named.code(&mut incoming, &label);
                    incoming.codings.push(IncomingCoding {
                        key: format!("{id}/{key}"),
                        transcript: place,
                        span,
                        code,
                        person,
                        created,
                        ..IncomingCoding::default()
                    });
                }
            }
        }
    }
    Ok(incoming)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn label_studio_s_labels_stand_on_their_words_by_whom_they_are() {
        let export = r#"[{"id": 7, "data": {"text": "We 😀 never had money.", "kind": "talk"}, "annotations": [
            {"completed_by": 3, "created_at": "2026-01-02T03:04:05Z", "result": [
                {"id": "a", "type": "labels", "value": {"start": 5, "end": 10, "labels": ["Never"]}},
                {"id": "b", "type": "choices", "value": {"choices": ["x"]}}]}]}]"#;
        assert!(is_label_studio(export.as_bytes()));
        let incoming = read_label_studio(export.as_bytes(), "set.json").unwrap();
        let one = &incoming.codings[0];
        assert_eq!(one.span.of(&incoming.transcripts[0].text), Some("never"));
        assert_eq!((incoming.codes[one.code].name.as_str(), incoming.people[0].name.as_str()), ("Never", "User 3"));
        assert_eq!(incoming.losses.len(), 1);
    }
}
