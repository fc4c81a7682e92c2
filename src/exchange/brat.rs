//! Standoff annotations of brat: a text (.txt) and beside it a file of the same name (.ann), a line an annotation, places by
//! characters (brat.nlplab.org/standoff.html).

use std::path::Path;

use super::{
    Incoming, IncomingCoding, IncomingTranscript, Loss, Origin,
    incoming::{Named, paragraph_turns},
    offsets::{Counted, Model},
};
use crate::import::{self, Choices};

/// Reads an .ann with the .txt beside it.
pub(super) fn read(path: &Path) -> Result<Incoming, String> {
    let read = |path: &Path| {
        let bytes = std::fs::read(path).map_err(|why| format!("{} could not be read ({why}).", name_of(path)))?;
        import::decoded(&bytes, &Choices::default()).map_err(|why| why.to_string())
    };
    let text = path.with_extension("txt");
    if !text.is_file() {
        return Err(format!("its text, {}, is not beside it. Put both into one folder.", name_of(&text)));
    }
    Ok(of(&read(path)?, &read(&text)?, &name_of(&text)))
}

fn name_of(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

fn of(annotations: &str, text: &str, name: &str) -> Incoming {
    // Characters as Python counts them: a line end of two stays two.
    let counted = Counted::of(text, Model { line_end_is_two: true, ..Model::default() });
    let mut incoming = Incoming {
        origin: Origin { program: "brat".into(), file_name: String::new(), format: "annotations of brat" },
        ..Incoming::default()
    };
    incoming.transcripts.push(IncomingTranscript {
        title: name.strip_suffix(".txt").unwrap_or(name).to_owned(),
        turns: paragraph_turns(&counted.text),
        text: counted.text.clone(),
        file_name: name.to_owned(),
        file_type: "txt".into(),
        ..IncomingTranscript::default()
    });
    let mut named = Named::default();
    let mut notes: Vec<(String, String)> = Vec::new();
    for line in annotations.lines().filter(|line| !line.trim().is_empty()) {
        let mut parts = line.split('\t');
        let (id, what) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
        let loses = |incoming: &mut Incoming, what: String| {
            incoming.losses.push(Loss { element: "annotation".into(), id: id.to_owned(), what });
        };
        match id.chars().next() {
            Some('T') => {
                let (label, places) = what.split_once(' ').unwrap_or((what, ""));
                for place in places.split(';') {
                    let ends = place
                        .trim()
                        .split_once(' ')
                        .and_then(|(from, to)| Some((from.parse::<i64>().ok()?, to.trim().parse::<i64>().ok()?)));
                    let Some(span) = ends.and_then(|(from, to)| counted.span(from, to)) else {
                        loses(&mut incoming, format!("{id} was left out: there are no words at “{place}”."));
                        continue;
                    };
                    let code = named.code(&mut incoming, label);
                    incoming.codings.push(coding(id, span, code));
                }
            }
            Some('#') => {
                let target = what.split(' ').nth(1).unwrap_or_default().to_owned();
                notes.push((target, parts.next().unwrap_or_default().trim().to_owned()));
            }
            _ => loses(
                &mut incoming,
                format!("{id} was left out: studies have no relations, events and attributes of annotations."),
            ),
        }
    }
    for (target, words) in notes.into_iter().filter(|(_, words)| !words.is_empty()) {
        match incoming.codings.iter_mut().find(|coding| coding.key == target) {
            Some(coding) if coding.memo.is_empty() => coding.memo = words,
            Some(coding) => coding.memo = format!("{}\n{words}", coding.memo),
            None => incoming.losses.push(Loss {
                element: "note".into(),
                id: target.clone(),
                what: format!(
                    "The note “{words}” was left out: {target}, which it is about, is no annotation of words."
                ),
            }),
        }
    }
    incoming
}

fn coding(key: &str, span: crate::text::Span, code: usize) -> IncomingCoding {
    IncomingCoding { key: key.to_owned(), transcript: 0, span, code, person: None, ..IncomingCoding::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn annotations_stand_on_their_words_notes_are_memos_and_the_rest_is_told() {
        let text = "We 😀 never\r\nhad money.";
        let lines = "T1\tNever 5 10\tnever\nT2\tMoney 12 15;16 21\thad money\nT3\tGone 90 95\tx\n\
                     R1\tCause Arg1:T1 Arg2:T2\n#1\tAnnotatorNotes T1\tso it is\n";
        let incoming = of(lines, text, "talk.txt");
        let words: Vec<(&str, &str)> = incoming
            .codings
            .iter()
            .map(|one| (one.span.of(&incoming.transcripts[0].text).unwrap(), incoming.codes[one.code].name.as_str()))
            .collect();
        assert_eq!(words, [("never", "Never"), ("had", "Money"), ("money", "Money")]);
        assert_eq!(incoming.codings[0].memo, "so it is");
        let told: Vec<&str> = incoming.losses.iter().map(|loss| loss.id.as_str()).collect();
        assert_eq!(told, ["T3", "R1"]);
    }
}
