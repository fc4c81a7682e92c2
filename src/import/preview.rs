//! A transcript as it would be added: text, turns and speakers put together from the lines read and the labels
//! accepted.

use super::encoding::EncodingFound;
use super::error::Trouble;
use super::notice::Notice;
use super::read::{FileType, ReadDocument};
use super::speakers::label::is_moderator_among;
use super::speakers::words::GENERAL_TITLES;
use super::speakers::{self, Finding, Line, Pattern};
use super::{Choices, SpeakerChoice};
use crate::text::Span;

/// A transcript that a file would become. The corrections (in [`super::corrections`]) change what is accepted and put
/// the parts together again, so that text, turns and speakers always fit each other.
#[derive(Clone, Debug)]
pub struct Proposed {
    /// A title, from the document's first heading or the file's name.
    pub title: String,
    /// The text: paragraphs with line feeds between, no labels, no times, no blank lines.
    pub text: String,
    /// The turns in order: disjoint, each from its first to its last character, line feeds between them left out. A
    /// paragraph that nobody is known to have said is a turn without a speaker.
    pub turns: Vec<ProposedTurn>,
    /// The speakers in the order in which they first speak.
    pub speakers: Vec<ProposedSpeaker>,
    /// Labels that look like a speaker's and were not taken for one; they are still in the text.
    pub doubtful: Vec<Doubtful>,
    /// Paragraphs in turns without a speaker.
    pub unattributed: usize,
    /// How the transcript marks its turns, where it does.
    pub pattern: Option<Pattern>,
    /// The patterns in which turns were found, with how many; the one used among them.
    pub patterns: Vec<(Pattern, usize)>,
    /// How bytes became letters, for a plain text or Markdown.
    pub encoding: Option<EncodingFound>,
    /// What was lost, changed or guessed.
    pub notices: Vec<Notice>,
    /// The file it comes from.
    pub source: SourceFile,

    pub(super) lines: Vec<Line>,
    pub(super) finding: Finding,
    /// For each of the finding's labels, whose it is.
    pub(super) speaker_of: Vec<Option<usize>>,
    /// Whether a turn ends with its paragraph: where only one speaker is labelled, the others' words stand unlabelled.
    pub(super) only_labelled: bool,
    /// Whose the paragraphs without a label are, if the person said so.
    pub(super) unlabelled: Option<usize>,
    /// Notices of the reading; those of the putting together are added to them.
    pub(super) read_notices: Vec<Notice>,
}

/// A turn: what one speaker said until the next one spoke.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ProposedTurn {
    /// Its place in the text, in bytes.
    pub span: Span,
    /// The speaker, as an index.
    pub speaker: Option<usize>,
    /// When it begins, in milliseconds from the start of the recording.
    pub time_ms: Option<u64>,
}

/// A speaker of the transcript.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProposedSpeaker {
    /// As printed, where several ways occur the commonest; or as the person renamed it.
    pub label: String,
    /// Every way in which it is printed, the commonest first.
    pub printed: Vec<String>,
    /// Whether this is who asks: a guess by the label, or what the person said.
    pub moderator: bool,
    /// How many turns.
    pub turns: usize,
    /// How many words.
    pub words: usize,
}

/// A label that looks like a speaker's and was not taken for one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubtful {
    /// As printed.
    pub label: String,
    /// How many paragraphs begin with it.
    pub paragraphs: usize,
    /// The first of them.
    pub example: String,
    /// The speaker whose label it is but for one letter.
    pub close_to: Option<usize>,
    /// Which of the finding's labels it is.
    pub(super) found: usize,
}

/// Where a transcript comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// The file's name, without folders.
    pub name: String,
    /// What it was read as.
    pub file_type: FileType,
    /// The BLAKE3 hash of its bytes, in hexadecimal.
    pub blake3: String,
}

impl Proposed {
    /// Finds the speakers of a document read, and puts the transcript together.
    pub(super) fn from_document(
        name: &str,
        bytes: &[u8],
        read: ReadDocument,
        choices: &Choices,
    ) -> Result<Self, Trouble> {
        let lines: Vec<Line> = read.paragraphs.iter().map(Line::from).collect();
        if lines.is_empty() {
            return Err(Trouble::Empty);
        }
        let forced = match choices.speakers {
            SpeakerChoice::Pattern(pattern) => Some(pattern),
            // A file that is one table is its turns, though everybody speak once.
            _ if read.file_type == FileType::Table => Some(Pattern::Table),
            _ => None,
        };
        let marks = choices.lessons.marks();
        let mut found: Vec<(Pattern, Finding)> = Pattern::ALL
            .into_iter()
            .filter_map(|pattern| Some((pattern, speakers::find(&lines, pattern, forced == Some(pattern), &marks)?)))
            .collect();
        let patterns = found.iter().map(|(pattern, finding)| (*pattern, finding.turns())).collect();
        let chosen = match choices.speakers {
            SpeakerChoice::None => None,
            SpeakerChoice::Pattern(pattern) => found.iter().position(|(other, _)| *other == pattern),
            SpeakerChoice::Auto => best(&found),
        };
        let chosen = chosen.map(|i| found.swap_remove(i));
        let pattern = chosen.as_ref().map(|(pattern, _)| *pattern);
        let times = || (choices.speakers == SpeakerChoice::Auto).then(|| speakers::find_times(&lines)).flatten();
        let finding = chosen.map(|(_, finding)| finding).or_else(times).unwrap_or_default();
        let mut proposed = Proposed {
            title: title(name, &read, &lines, &finding),
            text: String::new(),
            turns: Vec::new(),
            speakers: Vec::new(),
            doubtful: Vec::new(),
            unattributed: 0,
            pattern,
            patterns,
            encoding: read.encoding,
            notices: Vec::new(),
            source: SourceFile {
                name: name.to_owned(),
                file_type: read.file_type,
                blake3: blake3::hash(bytes).to_hex().to_string(),
            },
            lines,
            speaker_of: Vec::new(),
            only_labelled: only_one_is_labelled(pattern, &finding),
            unlabelled: None,
            finding,
            read_notices: read.notices,
        };
        proposed.name_speakers();
        proposed.put_together();
        if choices.speakers != SpeakerChoice::None {
            proposed.learn(&choices.lessons);
        }
        Ok(proposed)
    }

    /// How the transcript marks its turns, in words.
    pub fn pattern_in_words(&self) -> &'static str {
        self.pattern.map_or("no speaker labels: each paragraph is a turn of its own", Pattern::in_words)
    }

    /// Makes a speaker of each accepted label, in the order in which they first occur.
    fn name_speakers(&mut self) {
        self.speaker_of = vec![None; self.finding.labels.len()];
        for opening in &self.finding.openings {
            let Some(label) = opening.label else { continue };
            let (Some(found), Some(place)) = (self.finding.labels.get(label), self.speaker_of.get_mut(label)) else {
                continue;
            };
            if found.accepted && place.is_none() {
                *place = Some(self.speakers.len());
                self.speakers.push(ProposedSpeaker {
                    label: found.name().to_owned(),
                    printed: Vec::new(),
                    moderator: false,
                    turns: 0,
                    words: 0,
                });
            }
        }
        let labels: Vec<String> = self.speakers.iter().map(|speaker| speaker.label.clone()).collect();
        let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
        for (speaker, label) in self.speakers.iter_mut().zip(&labels) {
            speaker.moderator = is_moderator_among(label, &labels);
        }
    }
}

/// The pattern with most turns; of equals, the one named first in [`Pattern::ALL`]. Lines of a few words are
/// label-like by chance, so that a label alone on its line must find clearly more than a label marked as one; and
/// nothing looks like a table or captions by chance.
fn best(found: &[(Pattern, Finding)]) -> Option<usize> {
    let weight = |pattern: Pattern| match pattern {
        Pattern::Stated => 1_000,
        Pattern::Shown => 300,
        Pattern::Table | Pattern::Captions => 200,
        Pattern::OwnLine => 80,
        _ => 100,
    };
    let rank = |(i, (pattern, finding)): &(usize, &(Pattern, Finding))| {
        (finding.turns() * weight(*pattern), std::cmp::Reverse(*i))
    };
    found.iter().enumerate().filter(|(_, (_, finding))| finding.turns() > 0).max_by_key(rank).map(|(i, _)| i)
}

/// Whether one speaker only is labelled, on the line that is said: then lines without a label are somebody else's, as
/// in interviews where only the questions have a label.
fn only_one_is_labelled(pattern: Option<Pattern>, finding: &Finding) -> bool {
    let inline = [Pattern::Shown, Pattern::Colon, Pattern::Bold, Pattern::Tab, Pattern::Dash, Pattern::Bracket];
    pattern.is_some_and(|pattern| inline.contains(&pattern))
        && finding.labels.iter().filter(|label| label.accepted).count() == 1
}

/// A title: what the file states, its first heading, or its name with spaces for underscores.
fn title(name: &str, read: &ReadDocument, lines: &[Line], finding: &Finding) -> String {
    let heading = || {
        let first = lines.first().filter(|line| line.heading == Some(1))?;
        let labelled = finding.openings.first().is_some_and(|opening| opening.line == 0);
        let text = first.text.trim();
        let general = GENERAL_TITLES.contains(text.to_lowercase().trim_end_matches([':', '.']));
        (!labelled && !general && text.chars().count() <= 100).then(|| text.to_owned())
    };
    let stem = || {
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| if stem.is_empty() { name } else { stem });
        stem.replace('_', " ").split_whitespace().collect::<Vec<_>>().join(" ")
    };
    read.title.clone().or_else(heading).unwrap_or_else(stem)
}
