//! Who is speaking: the one way in which a transcript marks its turns, and the labels it uses.
//!
//! Every line is read in every pattern; labels that look like labels and recur, or name a known role, count for their
//! pattern; the pattern with most turns is the transcript's. What looks like a label in it and does not count is kept
//! as a doubtful label, for a person to decide.

mod captions;
pub(super) mod label;
mod line;
mod particulars;
mod shown;
mod stated;
mod table;
pub(super) mod time;
mod weigh;
pub(super) mod words;

use super::notice::Notice;
use label::Shape;
use line::Lead;
pub(super) use line::Line;
pub use shown::Marks;
use std::collections::HashMap;
use weigh::{Document, Met, sort_out};

/// A way in which transcripts mark who is speaking.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Pattern {
    /// `Moderator: Welcome.`
    Colon,
    /// A label in bold, with or without a colon.
    Bold,
    /// A label, a tab (or a wide gap), then the words.
    Tab,
    /// `P3 – Yes.`
    Dash,
    /// `[P3] Yes.`
    Bracket,
    /// `Jane Doe  0:05` on a line of its own, the words below.
    TimedHeading,
    /// A label on a line of its own, the words below.
    OwnLine,
    /// `00:00:03 --> 00:00:06`, a name, the words: captions, as Teams and Zoom save them.
    Captions,
    /// A table with a column for the speaker.
    Table,
    /// The file itself says who speaks: tiers of a recording, fields of JSON, messages of a chat.
    Stated,
    /// In a way that a person has shown.
    Shown,
}

impl Pattern {
    /// All of them, the more telling first: of two that find the same turns the first is taken.
    pub const ALL: [Pattern; 11] = [
        Pattern::Stated,
        Pattern::Shown,
        Pattern::Table,
        Pattern::Captions,
        Pattern::TimedHeading,
        Pattern::Colon,
        Pattern::Bold,
        Pattern::Tab,
        Pattern::Bracket,
        Pattern::Dash,
        Pattern::OwnLine,
    ];

    /// What it looks like, for people.
    pub fn in_words(self) -> &'static str {
        match self {
            Pattern::Colon => "a label ending in a colon at the start of a paragraph",
            Pattern::Bold => "a label in bold at the start of a paragraph",
            Pattern::Tab => "a label and a tab or wide gap at the start of a paragraph",
            Pattern::Dash => "a label and a dash at the start of a paragraph",
            Pattern::Bracket => "a label in brackets at the start of a paragraph",
            Pattern::TimedHeading => "a label and a time on a line of their own",
            Pattern::OwnLine => "a label on a line of its own",
            Pattern::Captions => "captions: a line with the times, then a name and the words",
            Pattern::Table => "a table with a column for the speaker",
            Pattern::Stated => "the file itself says who speaks",
            Pattern::Shown => "a label as was shown",
        }
    }
}

/// What a pattern finds in a document: where turns would begin, and under which labels.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Finding {
    pub openings: Vec<TurnOpening>,
    pub labels: Vec<FoundLabel>,
    /// Lines that are no part of the text in this pattern, whoever speaks: caption numbers, a table's heading row.
    pub noise: Vec<usize>,
    pub notices: Vec<Notice>,
    /// Whether lines of one speaker in a row were cut by a machine and belong together.
    pub runs_on: bool,
}

/// The beginning of a turn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TurnOpening {
    /// The first line it has something to do with.
    pub line: usize,
    /// What is printed of label and time: a line, and how many of its bytes from the start.
    pub printed: Vec<(usize, usize)>,
    /// Which of the finding's labels; `None` where only a time is printed.
    pub label: Option<usize>,
    pub time_ms: Option<u64>,
}

/// A label with all its printed forms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FoundLabel {
    /// Its forms as printed, the commonest first, with how often each occurs.
    pub printed: Vec<(String, usize)>,
    pub accepted: bool,
}

impl FoundLabel {
    /// How it is mostly printed.
    pub fn name(&self) -> &str {
        self.printed.first().map_or("", |(printed, _)| printed.as_str())
    }

    /// How often it occurs.
    pub fn count(&self) -> usize {
        self.printed.iter().map(|(_, n)| n).sum()
    }
}

impl Finding {
    /// How many turns begin under labels that count.
    pub fn turns(&self) -> usize {
        let accepted = |label: usize| self.labels.get(label).is_some_and(|label| label.accepted);
        self.openings.iter().filter(|opening| opening.label.is_none_or(accepted)).count()
    }
}

/// Reads a document in one pattern. `forced` by a person, single labels count too. `None` where nothing in it is like
/// that. `marks` are those that a person has shown.
pub(super) fn find(lines: &[Line], pattern: Pattern, forced: bool, marks: &[Marks]) -> Option<Finding> {
    match pattern {
        Pattern::Captions => captions::find(lines, forced),
        Pattern::Table => table::find(lines, forced),
        Pattern::Stated => stated::find(lines),
        Pattern::Shown => shown::find(lines, marks, forced),
        _ => find_leads(lines, pattern, forced),
    }
}

/// Whether the heads of a table say in which column the words stand.
pub(super) fn names_the_words(lines: &[Line]) -> bool {
    table::names_the_words(lines)
}

/// In a document without labels, the times that stand at the start of paragraphs or on lines of their own: turns
/// without a speaker. `None` where there are too few to be the document's way.
pub(super) fn find_times(lines: &[Line]) -> Option<Finding> {
    let stamp = |(i, line): (usize, &Line)| {
        let (time, end) = time::bracketed(&line.text).or_else(|| Some((time::alone(&line.text)?, line.text.len())))?;
        Some(TurnOpening { line: i, printed: vec![(i, end)], label: None, time_ms: Some(time) })
    };
    let openings: Vec<TurnOpening> = lines.iter().enumerate().filter_map(stamp).collect();
    (openings.len() >= 3 && openings.len() * 4 >= lines.len()).then(|| Finding { openings, ..Finding::default() })
}

fn find_leads(lines: &[Line], pattern: Pattern, forced: bool) -> Option<Finding> {
    let first = particulars::end(lines, pattern);
    let mut met = Vec::new();
    let (mut numbered, mut dated) = (0, 0);
    let mut leads: Vec<Option<Lead>> = lines.iter().map(|line| line::lead(line, pattern)).collect();
    leads.iter_mut().take(first).for_each(|lead| *lead = None);
    // The title of the whole may be as short as a label, and as bold.
    let titled = lines.first().is_some_and(|line| line.heading == Some(1) && !line.text.ends_with([':', '：']));
    if let Some(lead) = leads.first_mut().filter(|_| titled) {
        lead.take_if(|lead| lead.label.shape != Shape::Role);
    }
    if matches!(pattern, Pattern::OwnLine | Pattern::TimedHeading) {
        keep_those_with_words_below(&mut leads);
    }
    let could_lead = |line: &Line| line.heading.is_none() && time::alone(&line.text).is_none();
    let reach = leads.iter().zip(lines).skip(first).filter(|(lead, line)| lead.is_some() || could_lead(line)).count();
    for (i, (lead, line)) in leads.into_iter().zip(lines).enumerate() {
        let Some(lead) = lead else { continue };
        numbered += usize::from(lead.numbered);
        dated += usize::from(lead.dated);
        let mut opening = TurnOpening { line: i, printed: vec![(i, lead.end)], label: None, time_ms: lead.time_ms };
        // A time on the line above belongs to the turn, unless it closes what was said before.
        let above = i.checked_sub(1).and_then(|above| lines.get(above)).and_then(|above| time::alone(&above.text));
        if let (None, Some(above)) = (opening.time_ms, above) {
            opening.time_ms = Some(above);
            opening.line = i - 1;
            opening.printed.insert(0, (i - 1, lines.get(i - 1).map_or(0, |line| line.text.len())));
        }
        let set_apart = line.stands_out() || opening.time_ms.is_some() || lead.dated || lead.label.is_in_capitals();
        met.push(Met { label: lead.label, opening, set_apart });
    }
    let own_line = pattern == Pattern::OwnLine;
    let mut finding = sort_out(met, Document { reach, forced, own_line })?;
    if numbered > 0 {
        finding.notices.push(Notice::ParagraphNumbers(numbered));
    }
    if dated > 0 {
        finding.notices.push(Notice::Dates(dated));
    }
    Some(finding)
}

/// Of labels on lines of their own, keeps those with words below. Of two lines in a row that look like labels, the one
/// that hardly recurs is what the other one says: `Project Manager` and, below, `Me too`.
fn keep_those_with_words_below(leads: &mut [Option<Lead>]) {
    let mut counts: HashMap<String, usize> = HashMap::new();
    leads.iter().flatten().for_each(|lead| *counts.entry(lead.label.key.clone()).or_default() += 1);
    let count = |lead: &Option<Lead>| lead.as_ref().map_or(0, |lead| counts.get(&lead.label.key).copied().unwrap_or(0));
    for i in 1..leads.len() {
        let (above, here) = (leads.get(i - 1).map_or(0, count), leads.get(i).map_or(0, count));
        if above == 0 || here == 0 {
            continue;
        }
        let said = if here * 4 <= above { i } else { i - 1 };
        if (here * 4 <= above || above * 4 <= here)
            && let Some(lead) = leads.get_mut(said)
        {
            *lead = None;
        }
    }
    if let Some(last) = leads.last_mut() {
        *last = None;
    }
}
