//! Sources with words: texts, the text layers of PDFs, transcripts of recordings; what is coded in them. Pictures, pages and
//! recordings have no place in a study, and are told.

use std::collections::HashMap;

use super::{
    beside,
    model::{self, Placed},
    project::{Reading, time},
    write::marks,
    xml::Element,
};
use crate::{
    exchange::{
        IncomingCoding, IncomingMemo, IncomingTranscript, IncomingTurn, MemoAbout,
        incoming::paragraph_turns,
        offsets::{Counted, Model},
        places::{self, IncomingPlaces},
    },
    operations::counted,
    study::{Describes, MemoKind},
    text::Span,
};

/// Where a selection is.
#[derive(Clone, Copy)]
pub(super) struct Selected {
    pub transcript: usize,
    pub span: Span,
}

pub(super) fn read<'e>(reading: &mut Reading<'e, '_>, root: &'e Element) {
    for source in root.inside("Sources") {
        match source.name.as_str() {
            "TextSource" => text(reading, source, source),
            "PDFSource" => {
                match source.child("Representation") {
                    Some(layer) => text(reading, source, layer),
                    None => missing(reading, source, source, "its text is not in the project"),
                }
                areas(reading, source);
            }
            "AudioSource" | "VideoSource" => recording(reading, source),
            "PictureSource" => {
                let coded = source.all("PictureSelection").count();
                reading.carries(source, &[], "picture", &format!("studies have no pictures; coded in it: {coded}"));
            }
            _ => {}
        }
    }
    nameless_cases(reading, root);
}

fn name(source: &Element) -> &str {
    source.attribute("name").unwrap_or_default().trim()
}

fn missing(reading: &mut Reading<'_, '_>, source: &Element, layer: &Element, why: &str) {
    let noun = if layer.name == "Transcript" { "A transcript of" } else { "The source" };
    let what = format!("{noun} “{}” was left out: {why}.", name(source));
    reading.loses(&layer.name, layer.attribute("guid").unwrap_or_default(), what);
}

/// Selections of an area of a page, where no selection of words stands for the same quotation.
fn areas(reading: &mut Reading<'_, '_>, source: &Element) {
    let areas: Vec<&Element> = source.all("PDFSelection").collect();
    if source.attribute("path").is_some() || !areas.is_empty() {
        let why = format!("studies have the words of a PDF and not its pages; areas marked: {}", areas.len());
        reading.carries(source, &["Representation"], "PDF", &why);
    }
    for area in areas {
        let twin = area.guid("guid").is_some_and(|guid| reading.selections.contains_key(&guid));
        if !twin {
            let page = area.number("page").unwrap_or(0) + 1;
            let what =
                format!("An area on page {page} of “{}” is kept and not shown: studies code words.", name(source));
            reading.loses("PDFSelection", area.attribute("guid").unwrap_or_default(), what);
        }
    }
}

/// A recording: its transcripts come along, the recording does not.
fn recording<'e>(reading: &mut Reading<'e, '_>, source: &'e Element) {
    for transcript in source.all("Transcript") {
        text(reading, source, transcript);
    }
    let path = source.attribute("path").or(source.attribute("currentPath")).unwrap_or_default();
    let selections = source.children.iter().filter(|child| child.name.ends_with("Selection")).count();
    let why = format!("studies have no recordings ({path}); stretches marked in it: {selections}");
    reading.carries(source, &["Transcript"], "recording", &why);
}

/// A text with what is coded in it. `source` is what it belongs to, itself where it stands alone.
fn text<'e>(reading: &mut Reading<'e, '_>, source: &'e Element, layer: &'e Element) {
    let Some(raw) = reading.words_of(layer) else {
        return missing(reading, source, layer, "its text is in a file that is not in the project");
    };
    let selections: Vec<&Element> = layer.all("PlainTextSelection").chain(layer.all("TranscriptSelection")).collect();
    let placed: Vec<Placed<'_>> = selections
        .iter()
        .filter_map(|one| {
            let (start, end) = (one.number("startPosition")?, one.number("endPosition")?);
            Some(Placed { start, end, name: one.attribute("name").unwrap_or_default() })
        })
        .collect();
    let place = reading.incoming.transcripts.len();
    let model = counting(reading, (source, layer), &raw, &placed, place);
    let counted = Counted::of(&raw, model);
    for guid in [source.guid("guid"), layer.guid("guid")].into_iter().flatten() {
        reading.sources.entry(guid).or_insert(place);
    }
    let values = reading.values(source, Describes::Transcripts);
    let title = match name(source) {
        "" => "Untitled".to_owned(),
        name => without_ending(name).to_owned(),
    };
    reading.incoming.transcripts.push(IncomingTranscript {
        // What is kept beside its words has its own id.
        key: layer.guid("guid").unwrap_or_default(),
        title,
        turns: timed(layer, &counted),
        text: counted.text.clone(),
        file_name: name(source).to_owned(),
        file_type: name(source).rsplit_once('.').map_or("txt", |(_, end)| end).to_lowercase(),
        values,
        ..IncomingTranscript::default()
    });
    let mut kept = beside::made("TextSource", layer, &counted.text);
    if layer.attribute("creatingUser").is_none() && layer.attribute("creationDateTime").is_none() {
        let id = layer.attributes.iter().filter(|(key, _)| key == "guid");
        let of_source = beside::made("TextSource", source, &counted.text);
        kept.attributes =
            of_source.attributes.into_iter().filter(|(key, _)| key != "guid").chain(id.cloned()).collect();
    }
    kept = reading.with_rich_text(kept, layer);
    for selection in selections {
        kept.children.extend(select(reading, (source, layer), selection, &counted, place));
    }
    // What is coded on a source as a whole is coded on all its words.
    for coding in source.all("Coding") {
        let whole = Span { start: 0, end: counted.text.trim_end().len() };
        code(reading, &[coding, source], place, whole, String::new());
        kept.children.push(beside::of("Coding", coding, &["creationDateTime"]));
    }
    kept.children.extend(beside::missing_values(source));
    reading.keep(kept);
    let described = source.words("Description").trim();
    if !described.is_empty() {
        let person = reading.person(&[source]);
        reading.incoming.memos.push(IncomingMemo {
            key: super::description_of(&layer.guid("guid").unwrap_or_default()),
            person,
            created: time(source),
            kind: MemoKind::Analytic,
            about: MemoAbout::Transcript(place),
            title: String::new(),
            text: described.to_owned(),
        });
    }
    notes(reading, source, &counted, place);
}

/// A note that a link ties to a source: its turns, or a memo about it.
pub(super) fn note_on_source(reading: &mut Reading<'_, '_>, guid: &str, place: usize) {
    let turns = reading.notes.get(guid).and_then(|note| marks::turns_in(note));
    let Some(turns) = turns else { return reading.memo(guid, MemoAbout::Transcript(place)) };
    if let Some(transcript) = reading.incoming.transcripts.get_mut(place) {
        let counted = Counted::of(&transcript.text, Model::default());
        marks::apply_turns(&turns, &counted, Some(transcript));
    }
    reading.used.insert(guid.to_owned());
}

/// Notes on a source; those that say where in it they stand are on those words.
fn notes(reading: &mut Reading<'_, '_>, source: &Element, counted: &Counted, place: usize) {
    let guids: Vec<String> = source.all("NoteRef").filter_map(|note| note.guid("targetGUID")).collect();
    for guid in guids {
        let Some(&note) = reading.notes.get(&guid) else {
            reading.memo(&guid, MemoAbout::Transcript(place));
            continue;
        };
        if let Some(turns) = marks::turns_in(note) {
            marks::apply_turns(&turns, counted, reading.incoming.transcripts.get_mut(place));
            reading.used.insert(guid);
            continue;
        }
        let anchor = note
            .child("PlainTextSelection")
            .and_then(|one| counted.span(one.number("startPosition")?, one.number("endPosition")?));
        reading.memo(&guid, anchor.map_or(MemoAbout::Transcript(place), |span| MemoAbout::Passage(place, span)));
    }
}

fn select(
    reading: &mut Reading<'_, '_>,
    (source, layer): (&Element, &Element),
    selection: &Element,
    counted: &Counted,
    place: usize,
) -> Option<Element> {
    let id = selection.attribute("guid").unwrap_or_default().to_owned();
    let Some(span) = span_of(selection, layer, counted) else {
        let coded = selection.all("Coding").count();
        let what = format!(
            "A selection in “{}” was left out, and its codings ({coded}): there are no words where it should stand.",
            name(source)
        );
        reading.loses("PlainTextSelection", id, what);
        return None;
    };
    let here = Selected { transcript: place, span };
    if let Some(guid) = selection.guid("guid") {
        reading.selections.insert(guid, here);
    }
    let said = selection.words("Description").trim().to_owned();
    let codings: Vec<&Element> = selection.all("Coding").collect();
    let first = reading.incoming.codings.len();
    let mut coded = false;
    let mut twins = Vec::new();
    for coding in &codings {
        match code(reading, &[coding, selection, source], place, span, said.clone()) {
            Became::Coding => coded = true,
            Became::CasesWords => twins.push(*coding),
            Became::Nothing => {}
        }
    }
    // Ids of selections that Colloquy made of their coding's go with it; others are kept as they are.
    let made_of = codings.first().and_then(|coding| uuid::Uuid::parse_str(&coding.guid("guid")?).ok());
    let made_of = made_of.map(|coding| super::selection_of(coding).to_string());
    if let Some(guid) = selection.guid("guid").filter(|guid| coded && made_of.as_ref() == Some(guid)) {
        reading.incoming.selections.push((guid, first));
    }
    if !coded && twins.is_empty() && !said.is_empty() {
        let person = reading.person(&[selection, source]);
        reading.incoming.memos.push(IncomingMemo {
            key: id,
            person,
            created: time(selection),
            kind: MemoKind::Analytic,
            about: MemoAbout::Passage(place, span),
            title: String::new(),
            text: said,
        });
    }
    reading.notes_on(selection, MemoAbout::Passage(place, span));
    Some(beside::selection(selection, span.of(&counted.text).unwrap_or_default(), span, &twins))
}

/// What an element `Coding` became.
enum Became {
    Coding,
    /// Its code stands for a case: the words are that case's.
    CasesWords,
    Nothing,
}

/// A turn for every paragraph, with the times of the points in a recording's transcript.
fn timed(layer: &Element, counted: &Counted) -> Vec<IncomingTurn> {
    let mut turns = paragraph_turns(&counted.text);
    for point in layer.all("SyncPoint") {
        let (Some(position), Some(time)) = (point.number("position"), point.number("timeStamp")) else { continue };
        let Some(at) = counted.byte(position) else { continue };
        // A point between two paragraphs is where the later one begins.
        let turn = turns.iter_mut().find(|turn| turn.span.end > at).filter(|turn| turn.span.start >= at);
        let free = turn.filter(|turn| turn.time_ms.is_none());
        if let (Some(turn), Ok(time)) = (free, u64::try_from(time)) {
            turn.time_ms = Some(time);
        }
    }
    turns
}

/// The words of a selection: between two places, or between two points of a recording's transcript.
fn span_of(selection: &Element, layer: &Element, counted: &Counted) -> Option<Span> {
    if selection.name == "PlainTextSelection" {
        return counted.span(selection.number("startPosition")?, selection.number("endPosition")?);
    }
    let position = |name: &str| {
        let guid = selection.guid(name)?;
        layer.all("SyncPoint").find(|point| point.guid("guid").as_ref() == Some(&guid))?.number("position")
    };
    counted.span(position("fromSyncPoint")?, position("toSyncPoint")?)
}

/// Adds a coding, where its code is in the codebook. `chain` is the coding and what it stands in.
fn code(reading: &mut Reading<'_, '_>, chain: &[&Element], place: usize, span: Span, said: String) -> Became {
    let Some(coding) = chain.first() else { return Became::Nothing };
    let id = coding.attribute("guid").unwrap_or_default().to_owned();
    let Some(guid) = coding.child("CodeRef").and_then(|code| code.guid("targetGUID")) else {
        reading.loses("Coding", id, "It was left out, because it names no code.");
        return Became::Nothing;
    };
    let Some(&code) = reading.codes.get(&guid) else {
        if let Some(&case) = reading.cases.get(&guid) {
            reading.of_cases.push((place, span, case));
            return Became::CasesWords;
        }
        reading.loses("Coding", id, "It was left out, because its code is not in the codebook.");
        return Became::Nothing;
    };
    let person = reading.person(chain);
    let mut made = IncomingCoding {
        key: id,
        transcript: place,
        span,
        code,
        person,
        created: time(coding),
        memo: said,
        level: None,
        valence: None,
        contradicts: false,
    };
    let mut others = Vec::new();
    for guid in coding.all("NoteRef").filter_map(|note| note.guid("targetGUID")) {
        match reading.notes.get(&guid).and_then(|note| marks::marks_in(note)) {
            Some(found) => {
                found.apply(&mut made);
                reading.used.insert(guid);
            }
            None => others.push(guid),
        }
    }
    let about = MemoAbout::Coding(reading.incoming.codings.len());
    reading.incoming.codings.push(made);
    others.iter().for_each(|guid| reading.memo(guid, about.clone()));
    Became::Coding
}

/// Cases without a name are a document's own values.
fn nameless_cases(reading: &mut Reading<'_, '_>, root: &Element) {
    for case in root.inside("Cases").filter(|case| case.attribute("name").unwrap_or_default().trim().is_empty()) {
        let source = case.child("SourceRef").and_then(|source| source.guid("targetGUID"));
        let Some(&place) = source.as_ref().and_then(|guid| reading.sources.get(guid)) else {
            reading.loses(
                "Case",
                case.attribute("guid").unwrap_or_default(),
                "A case without a name was left out: the source it names is not in the project.",
            );
            continue;
        };
        let values = reading.values(case, Describes::Transcripts);
        if let Some(transcript) = reading.incoming.transcripts.get_mut(place) {
            transcript.values.extend(values);
        }
    }
}

/// A title without the ending of a file's name.
fn without_ending(name: &str) -> &str {
    let known = ["txt", "docx", "doc", "rtf", "odt", "pdf", "md", "html"];
    match name.rsplit_once('.') {
        Some((stem, end)) if known.contains(&end.to_lowercase().as_str()) && !stem.is_empty() => stem,
        _ => name,
    }
}

/// How places in a source are counted: as was chosen for it, or as is found; kept for who wants to choose otherwise.
fn counting(
    reading: &mut Reading<'_, '_>,
    (source, layer): (&Element, &Element),
    raw: &str,
    placed: &[Placed<'_>],
    transcript: usize,
) -> Model {
    let guids = [source, layer].into_iter().filter_map(|one| one.guid("guid"));
    let mut names: Vec<String> = [name(source), without_ending(name(source))].map(str::to_owned).into();
    names.extend(guids);
    let all: Vec<&str> = names.iter().map(String::as_str).collect();
    let chosen = reading.places.chosen(&all);
    let model = chosen.unwrap_or_else(|| model::found(raw, placed, &reading.incoming.origin.program));
    let spans: Vec<(i64, i64)> = placed.iter().map(|one| (one.start, one.end)).collect();
    let ways = if model::is_plain(raw) { Vec::new() } else { places::ways(raw, &spans, model) };
    let elsewhere = if ways.len() > 1 { places::elsewhere(raw, &spans, model) } else { HashMap::default() };
    let places = IncomingPlaces { transcript, names, model, chosen: chosen.is_some(), ways, elsewhere };
    if let (Some(way), true) = (places.way(), places.ways.len() > 1) {
        let by = if chosen.is_some() { "as was chosen" } else { "which fits best" };
        let others = places.ways.iter().filter(|other| other.model != model);
        let others: Vec<String> = others.map(|other| format!("{} {}", other.model.name(), other.fits)).collect();
        let what = format!(
            "Places in “{}” are counted {}, {by}: {} of {} begin and end where words do. In the other ways it would be: {}.",
            name(source),
            model.in_words(),
            way.fits,
            counted(way.of, "passage"),
            others.join(", ")
        );
        reading.loses("offsets", source.attribute("guid").unwrap_or_default(), what);
    }
    reading.incoming.places.push(places);
    model
}
