//! What of codings and transcripts REFI-QDA has no element for, as notes that people and Colloquy can read: valence, level and
//! contradiction of a coding; turns with speakers and times of a source.

use super::super::xml::Element;
use crate::{
    exchange::{
        IncomingCoding, IncomingSpeaker, IncomingTranscript, IncomingTurn,
        offsets::{Counted, Counting},
    },
    study::{Coding, Level, Study, Transcript, Valence},
};

/// The name of a note that holds a coding's marks.
pub(super) const MARKS: &str = "Colloquy: valence and level";
/// The name of a note that holds a source's turns.
pub(super) const TURNS: &str = "Colloquy: speakers and turns";

/// What is marked of a coding.
#[derive(Default)]
pub(in super::super) struct Marks {
    level: Option<Level>,
    valence: Option<Valence>,
    contradicts: bool,
}

impl Marks {
    pub(in super::super) fn apply(&self, coding: &mut IncomingCoding) {
        (coding.level, coding.valence, coding.contradicts) = (self.level, self.valence, self.contradicts);
    }
}

/// The words of a coding's note; `None` where nothing is marked.
pub(super) fn of_coding(coding: &Coding) -> Option<String> {
    let mut lines = Vec::new();
    lines.extend(coding.valence.map(|valence| format!("valence: {}", valence.word())));
    lines.extend(coding.level.map(|level| format!("level: {}", level.word())));
    lines.extend(coding.contradicts.then(|| "contradicts: yes".to_owned()));
    (!lines.is_empty()).then(|| lines.join("\n"))
}

/// The marks in a note, where it is one of those.
pub(in super::super) fn marks_in(note: &Element) -> Option<Marks> {
    if note.attribute("name") != Some(MARKS) {
        return None;
    }
    let mut marks = Marks::default();
    for (key, value) in note.words("PlainTextContent").lines().filter_map(|line| line.split_once(": ")) {
        match (key.trim(), value.trim()) {
            ("valence", word) => {
                let all = [Valence::Barrier, Valence::Enabler, Valence::Both];
                marks.valence = all.into_iter().find(|valence| valence.word() == word);
            }
            ("level", word) => {
                marks.level = [Level::Semantic, Level::Latent].into_iter().find(|level| level.word() == word)
            }
            ("contradicts", word) => marks.contradicts = word == "yes",
            _ => {}
        }
    }
    Some(marks)
}

/// The words of a source's note: a line a speaker, then a line a turn. `None` where there are no turns.
pub(super) fn of_transcript(study: &Study, transcript: &Transcript, counting: &Counting<'_>) -> Option<String> {
    if transcript.turns.is_empty() {
        return None;
    }
    let mut speakers = Vec::new();
    let mut turns = Vec::new();
    for turn in &transcript.turns {
        let speaker = turn.speaker.map(|id| {
            speakers.iter().position(|known| *known == id).unwrap_or_else(|| {
                speakers.push(id);
                speakers.len() - 1
            })
        });
        let speaker = speaker.map_or("-".to_owned(), |at| (at + 1).to_string());
        let time = turn.time_ms.map_or("-".to_owned(), |time| time.to_string());
        turns.push(format!("{}-{} {speaker} {time}", counting.at(turn.span.start), counting.at(turn.span.end)));
    }
    let named = speakers.iter().enumerate().map(|(at, id)| {
        let one = study.get(*id);
        let moderator = if one.is_some_and(|one| one.moderator) { " (moderator)" } else { "" };
        format!("{}: {}{moderator}", at + 1, one.map_or("", |one| one.label.as_str()).replace('\n', " "))
    });
    Some(named.chain(["Turns: from-to speaker milliseconds".to_owned()]).chain(turns).collect::<Vec<_>>().join("\n"))
}

/// A turn as it is written: from, to, whose, when.
type WrittenTurn = (i64, i64, Option<usize>, Option<u64>);

/// The turns in a note.
pub(in super::super) struct Turns {
    speakers: Vec<IncomingSpeaker>,
    turns: Vec<WrittenTurn>,
}

/// The turns in a note, where it is one of those.
pub(in super::super) fn turns_in(note: &Element) -> Option<Turns> {
    if note.attribute("name") != Some(TURNS) {
        return None;
    }
    let (mut speakers, mut turns) = (Vec::new(), Vec::new());
    let mut listing = true;
    for line in note.words("PlainTextContent").lines() {
        if line.starts_with("Turns: ") {
            listing = false;
        } else if listing {
            let (_, label) = line.split_once(": ")?;
            let plain = label.strip_suffix(" (moderator)");
            speakers.push(IncomingSpeaker { label: plain.unwrap_or(label).to_owned(), moderator: plain.is_some() });
        } else {
            let mut parts = line.split(' ');
            let (from, to) = parts.next()?.split_once('-')?;
            let speaker = parts.next()?.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
            turns.push((
                from.parse().ok()?,
                to.parse().ok()?,
                speaker,
                parts.next().and_then(|time| time.parse().ok()),
            ));
        }
    }
    Some(Turns { speakers, turns })
}

/// Gives a transcript the turns of a note, where all of them stand in its text.
pub(in super::super) fn apply_turns(turns: &Turns, counted: &Counted, transcript: Option<&mut IncomingTranscript>) {
    let placed = turns
        .turns
        .iter()
        .map(|&(from, to, speaker, time_ms)| Some(IncomingTurn { span: counted.span(from, to)?, speaker, time_ms }));
    let placed: Option<Vec<IncomingTurn>> = placed.collect();
    let ordered = |turns: &Vec<IncomingTurn>| {
        turns.iter().zip(turns.iter().skip(1)).all(|(one, next)| one.span.end <= next.span.start)
    };
    if let (Some(transcript), Some(placed)) = (transcript, placed.filter(ordered)) {
        transcript.turns = placed;
        transcript.speakers = turns.speakers.clone();
    }
}
