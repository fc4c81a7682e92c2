//! Taguette's projects (.sqlite3): documents as HTML, highlights as bytes of their text in UTF-8, tags with paths.
//!
//! Read from the tables of Taguette 1.x (documents, highlights, tags, highlight_tags, commands); who made a highlight and
//! when stands in the log of commands. Checked on a real project: the text of all 1,794 highlights is the snippet stored.

use std::{collections::HashMap, path::Path};

use super::{
    Incoming, IncomingCode, IncomingCoding, IncomingPerson, IncomingTranscript, Loss, Origin, database,
    incoming::paragraph_turns,
};
use crate::{study::Direction, text::Span};

/// Reads a project.
pub(super) fn read(path: &Path) -> Result<Incoming, String> {
    let connection = database::open(path)?;
    let mut incoming = Incoming {
        origin: Origin { program: "Taguette".into(), file_name: String::new(), format: "a Taguette project" },
        ..Incoming::default()
    };
    let projects = database::rows(&connection, "SELECT name FROM projects ORDER BY id", |row| database::words(row, 0))?;
    incoming.title = projects.first().cloned();
    let mut documents: HashMap<i64, usize> = HashMap::new();
    let query = "SELECT id, name, filename, text_direction, contents FROM documents ORDER BY id";
    let found = database::rows(&connection, query, |row| {
        let texts =
            (database::words(row, 1)?, database::words(row, 2)?, database::words(row, 3)?, database::words(row, 4)?);
        Ok((row.get::<_, i64>(0)?, texts))
    })?;
    for (id, (name, file_name, direction, contents)) in found {
        let text = text_of(&contents);
        documents.insert(id, incoming.transcripts.len());
        incoming.transcripts.push(IncomingTranscript {
            key: id.to_string(),
            title: name.rsplit_once('.').map_or(name.clone(), |(stem, _)| stem.to_owned()),
            turns: paragraph_turns(&text),
            text,
            file_type: file_name.rsplit_once('.').map_or(String::new(), |(_, end)| end.to_lowercase()),
            file_name,
            direction: if direction == "RIGHT_TO_LEFT" { Direction::RightToLeft } else { Direction::Auto },
            ..IncomingTranscript::default()
        });
    }
    let tags = tags(&connection, &mut incoming)?;
    let authors = authors(&connection, &mut incoming)?;
    let query = "SELECT h.id, h.document_id, h.start_offset, h.end_offset, t.tag_id FROM highlights h \
                 LEFT JOIN highlight_tags t ON t.highlight_id = h.id ORDER BY h.document_id, h.start_offset, h.id, t.tag_id";
    let highlights = database::rows(&connection, query, |row| {
        Ok((
            row.get::<_, i64>(0)?,
            row.get::<_, i64>(1)?,
            row.get::<_, i64>(2)?,
            row.get::<_, i64>(3)?,
            row.get::<_, Option<i64>>(4)?,
        ))
    })?;
    for (id, document, start, end, tag) in highlights {
        let mut loses = |what: &str| {
            incoming.losses.push(Loss { element: "highlight".into(), id: id.to_string(), what: what.into() });
        };
        let place = documents.get(&document).copied();
        let Some((at, transcript)) = place.and_then(|at| Some((at, incoming.transcripts.get(at)?))) else {
            loses("It was left out, because its document is missing.");
            continue;
        };
        let Some(code) = tag.and_then(|tag| tags.get(&tag)).copied() else {
            loses("It was left out, because it has no tag.");
            continue;
        };
        let span =
            usize::try_from(start).ok().zip(usize::try_from(end).ok()).map(|(start, end)| Span::between(start, end));
        let Some(span) = span.filter(|span| span.of(&transcript.text).is_some_and(|words| !words.is_empty())) else {
            loses("It was left out, because it does not stand on whole letters of its document.");
            continue;
        };
        let (person, created) = authors.get(&id).copied().unwrap_or_default();
        incoming.codings.push(IncomingCoding {
            key: id.to_string(),
            transcript: at,
            span,
            code,
            person,
            created,
            ..IncomingCoding::default()
        });
    }
    Ok(incoming)
}

/// Tags as a tree: "codes.barriers" lies under "codes" where that is a tag, too. Gives their places by id.
fn tags(connection: &rusqlite::Connection, incoming: &mut Incoming) -> Result<HashMap<i64, usize>, String> {
    let mut found = database::rows(connection, "SELECT id, path, description FROM tags ORDER BY id", |row| {
        Ok((row.get::<_, i64>(0)?, database::words(row, 1)?, database::words(row, 2)?))
    })?;
    // A parent before its children; otherwise in the order in which they were made.
    let paths: Vec<String> = found.iter().map(|(_, path, _)| path.clone()).collect();
    let above = |path: &str| {
        let above = path.match_indices('.').map(|(at, _)| path.get(..at).unwrap_or_default()).rev();
        above.into_iter().find(|above| paths.iter().any(|path| path == above)).map(str::to_owned)
    };
    found.sort_by_key(|(_, path, _)| std::iter::successors(above(path), |path| above(path)).count());
    let (mut by_id, mut by_path): (HashMap<i64, usize>, HashMap<String, usize>) = Default::default();
    for (id, path, description) in found {
        let parent = above(&path);
        let name = parent.as_ref().and_then(|above| path.get(above.len() + 1..)).unwrap_or(&path).to_owned();
        let at = incoming.codes.len();
        by_id.insert(id, at);
        by_path.insert(path, at);
        incoming.codes.push(IncomingCode {
            key: id.to_string(),
            parent: parent.and_then(|above| by_path.get(&above).copied()),
            name,
            full: description,
            ..IncomingCode::default()
        });
    }
    Ok(by_id)
}

/// Who made a highlight, and when.
type Author = (Option<usize>, Option<jiff::Timestamp>);

/// Who made which highlight, by the log of commands; the last to touch one counts.
fn authors(connection: &rusqlite::Connection, incoming: &mut Incoming) -> Result<HashMap<i64, Author>, String> {
    let query = "SELECT user_login, date, payload FROM commands ORDER BY id";
    let commands = database::rows(connection, query, |row| {
        Ok((database::words(row, 0)?, database::words(row, 1)?, database::words(row, 2)?))
    })?;
    let mut people: HashMap<String, usize> = HashMap::new();
    let mut authors = HashMap::new();
    for (login, date, payload) in commands {
        let Ok(payload) = serde_json::from_str::<serde_json::Value>(&payload) else { continue };
        let made = payload.get("type").and_then(serde_json::Value::as_str) == Some("highlight_add");
        let Some(id) = payload.get("highlight_id").and_then(serde_json::Value::as_i64).filter(|_| made) else {
            continue;
        };
        let person = *people.entry(login.clone()).or_insert_with(|| {
            incoming.people.push(IncomingPerson { key: login.clone(), name: login, initials: String::new() });
            incoming.people.len() - 1
        });
        authors.insert(id, (Some(person), database::time(&date)));
    }
    Ok(authors)
}

/// The text that highlights count in: what stands between the tags, to the letter.
fn text_of(html: &str) -> String {
    let page = scraper::Html::parse_fragment(html);
    page.root_element().text().collect()
}
