//! Putting a proposed transcript together: lines and accepted labels in, text, turns and counts out. Done anew after
//! every correction, so that spans never need mending.

use super::notice::Notice;
use super::preview::{Doubtful, Proposed, ProposedTurn};
use super::speakers::label::is_slip;
use super::speakers::{TurnOpening, time};
use crate::text::Span;
use unicode_segmentation::UnicodeSegmentation;

/// A turn being put together: paragraphs, and when it begins.
struct Block {
    speaker: Option<usize>,
    time_ms: Option<u64>,
    paragraphs: Vec<String>,
    /// Whether a label or time opened it, rather than a paragraph standing alone.
    opened: bool,
}

impl Proposed {
    /// Builds text, turns, counts and notices from the lines and the labels accepted.
    pub(super) fn put_together(&mut self) {
        let mut notices = self.read_notices.clone();
        notices.extend(self.finding.notices.iter().cloned());
        let mut tally = Tally::default();
        let blocks = self.blocks(&mut tally);
        self.text.clear();
        self.turns.clear();
        self.unattributed = 0;
        for speaker in &mut self.speakers {
            (speaker.turns, speaker.words) = (0, 0);
        }
        for block in blocks {
            if block.paragraphs.is_empty() {
                tally.empty += usize::from(block.opened && block.speaker.is_some());
                continue;
            }
            if !self.text.is_empty() {
                self.text.push('\n');
            }
            let start = self.text.len();
            self.text.push_str(&block.paragraphs.join("\n"));
            let span = Span::between(start, self.text.len());
            self.turns.push(ProposedTurn { span, speaker: block.speaker, time_ms: block.time_ms });
            match block.speaker.and_then(|speaker| self.speakers.get_mut(speaker)) {
                Some(speaker) => {
                    speaker.turns += 1;
                    speaker.words += block.paragraphs.iter().map(|text| text.unicode_words().count()).sum::<usize>();
                }
                None => self.unattributed += block.paragraphs.len(),
            }
        }
        if self.only_labelled
            && self.unattributed > 0
            && self.unlabelled.is_none()
            && let Some(speaker) = self.speakers.first()
        {
            notices.push(Notice::OnlyLabelled { speaker: speaker.label.clone(), others: self.unattributed });
        }
        self.print_forms(&mut notices);
        notices.extend(tally.notices());
        self.notices = notices;
        self.doubt();
    }

    /// The turns, with nothing counted yet.
    fn blocks(&self, tally: &mut Tally) -> Vec<Block> {
        let count = self.lines.len();
        let mut marks: Vec<LineMark> = vec![LineMark::default(); count];
        for line in &self.finding.noise {
            marks.get_mut(*line).into_iter().for_each(|mark| mark.noise = true);
        }
        for opening in &self.finding.openings {
            // The label of someone who is no speaker stays in the text.
            if opening.label.is_some_and(|label| self.speaker_of.get(label).copied().flatten().is_none()) {
                continue;
            }
            marks.get_mut(opening.line).into_iter().for_each(|mark| mark.opening = Some(opening));
            for (line, bytes) in &opening.printed {
                marks.get_mut(*line).into_iter().for_each(|mark| mark.cut = *bytes);
            }
        }
        let stamped = self.lines.iter().filter(|line| time::end_stamp(&line.text).is_some()).count();
        let mut building = Building {
            blocks: Vec::new(),
            current: None,
            ended_at: None,
            runs_on: self.finding.runs_on,
            // One such stamp may be talk; a transcript made with f4 has one in every paragraph.
            stamped: stamped >= 3 || stamped * 2 >= count,
            only_labelled: self.only_labelled,
            unlabelled: self.unlabelled,
            tally,
        };
        let mut forms: &[(String, usize)] = &[];
        for (line, mark) in self.lines.iter().zip(marks) {
            if let Some(opening) = mark.opening {
                let found = opening.label.and_then(|label| self.finding.labels.get(label));
                forms = found.map_or(&[], |label| label.printed.as_slice());
                building.open(opening, opening.label.map(|label| self.speaker_of.get(label).copied().flatten()));
            }
            if mark.noise {
                continue;
            }
            let said = line.text.get(mark.cut..).unwrap_or_default().trim();
            let said = if mark.cut > 0 { building.without_repeated(said, forms) } else { said };
            let heading = line.heading.is_some() && mark.cut == 0;
            building.say(said, heading, line.continues && mark.cut == 0);
        }
        building.blocks
    }

    /// Lists each speaker's printed forms, and tells where several were taken for one.
    fn print_forms(&mut self, notices: &mut Vec<Notice>) {
        for (index, speaker) in self.speakers.iter_mut().enumerate() {
            let of_this = self.finding.labels.iter().zip(&self.speaker_of).filter(|(_, of)| **of == Some(index));
            let mut forms: Vec<(String, usize)> =
                of_this.flat_map(|(label, _)| label.printed.iter().cloned()).collect();
            forms.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
            speaker.printed = forms.into_iter().map(|(form, _)| form).collect();
        }
        for (label, of) in self.finding.labels.iter().zip(&self.speaker_of) {
            let Some(speaker) = of.and_then(|of| self.speakers.get(of)) else { continue };
            let even = |text: &str| text.to_lowercase().split_whitespace().collect::<String>();
            for (form, _) in label.printed.iter().skip(1).filter(|(form, _)| even(form) != even(label.name())) {
                notices.push(Notice::LabelTakenFor { printed: form.clone(), speaker: speaker.label.clone() });
            }
        }
    }

    /// Lists the labels that were not taken for a speaker's.
    fn doubt(&mut self) {
        let example = |label: usize| {
            let opening = self.finding.openings.iter().find(|opening| opening.label == Some(label))?;
            let line = self.lines.get(opening.printed.last()?.0)?;
            Some(line.text.chars().take(100).collect::<String>())
        };
        let undecided = |of: &Option<usize>| of.is_none();
        self.doubtful = self
            .finding
            .labels
            .iter()
            .enumerate()
            .filter(|(i, _)| self.speaker_of.get(*i).is_some_and(undecided))
            .map(|(found, label)| Doubtful {
                label: label.name().to_owned(),
                paragraphs: label.count(),
                example: example(found).unwrap_or_default(),
                close_to: self.speakers.iter().position(|speaker| is_slip(&speaker.label, label.name())),
                found,
            })
            .collect();
    }
}

/// What is to be done with a line.
#[derive(Clone, Copy, Default)]
struct LineMark<'f> {
    /// The turn that begins here.
    opening: Option<&'f TurnOpening>,
    /// How many bytes from its start are label and time.
    cut: usize,
    /// Whether nothing of it is text.
    noise: bool,
}

/// The turns so far.
struct Building<'t> {
    blocks: Vec<Block>,
    /// The turn that goes on, as an index.
    current: Option<usize>,
    /// The stamp at the end of the last paragraph: when the next turn begins.
    ended_at: Option<u64>,
    runs_on: bool,
    stamped: bool,
    only_labelled: bool,
    unlabelled: Option<usize>,
    tally: &'t mut Tally,
}

impl Building<'_> {
    /// Begins a turn; a caption or a table row without a name (`None`) goes on with the same speaker.
    fn open(&mut self, opening: &TurnOpening, speaker: Option<Option<usize>>) {
        let before = self.current.and_then(|block| self.blocks.get(block)).and_then(|block| block.speaker);
        let speaker = speaker.unwrap_or(before);
        // Captions without names are joined into sentences, not into one turn without end.
        let last = self.current.and_then(|block| self.blocks.get(block)?.paragraphs.last());
        let ended =
            last.is_some_and(|text| text.ends_with(['.', '!', '?', '…', '。', '！', '？', '"', '”', ')', ']', '؟']));
        if self.runs_on && self.current.is_some() && speaker == before && (speaker.is_some() || !ended) {
            self.tally.captions += 1;
            return;
        }
        let time_ms = opening.time_ms.or(self.ended_at.take());
        self.blocks.push(Block { speaker, time_ms, paragraphs: Vec::new(), opened: true });
        self.current = Some(self.blocks.len() - 1);
    }

    /// `P3: P3: Yes.` is one label printed twice.
    fn without_repeated<'s>(&mut self, said: &'s str, forms: &[(String, usize)]) -> &'s str {
        let again = |said: &'s str| {
            forms.iter().find_map(|(form, _)| said.strip_prefix(form.as_str())?.trim_start().strip_prefix([':', '：']))
        };
        let mut rest = said;
        while let Some(after) = again(rest) {
            rest = after.trim_start();
            self.tally.repeated += 1;
        }
        rest
    }

    /// Adds a line of the speaker whose lines have no label: lines in a row are one turn.
    fn say_unlabelled(&mut self, said: &str, continues: bool) {
        match self.blocks.last_mut().filter(|block| !block.opened && block.speaker.is_some()) {
            Some(block) => match block.paragraphs.last_mut().filter(|_| continues) {
                Some(last) => join(last, said),
                None => block.paragraphs.push(said.to_owned()),
            },
            None => {
                let time_ms = self.ended_at.take();
                let paragraphs = vec![said.to_owned()];
                self.blocks.push(Block { speaker: self.unlabelled, time_ms, paragraphs, opened: false });
            }
        }
    }

    /// Adds what a line says: to the paragraph that goes on, to the turn that goes on, or as a turn of its own.
    fn say(&mut self, said: &str, heading: bool, continues: bool) {
        let stamp = self.stamped.then(|| time::end_stamp(said)).flatten();
        let said = stamp.and_then(|(_, end)| said.get(..end)).unwrap_or(said).trim_end();
        let spoken =
            self.current.and_then(|current| self.blocks.get(current)).is_some_and(|block| !block.paragraphs.is_empty());
        if heading || (self.only_labelled && spoken && !continues) {
            self.current = None;
        }
        if !said.is_empty() {
            let continues = continues && !heading;
            match self.current.and_then(|current| self.blocks.get_mut(current)) {
                Some(block) => {
                    let goes_on = continues || self.runs_on;
                    match block.paragraphs.last_mut().filter(|_| goes_on) {
                        Some(last) => {
                            join(last, said);
                            self.tally.joined += usize::from(!self.runs_on);
                        }
                        None => block.paragraphs.push(said.to_owned()),
                    }
                }
                None if self.unlabelled.is_some() && !heading => self.say_unlabelled(said, continues),
                None => {
                    let alone = self.blocks.last_mut().filter(|block| continues && !block.opened);
                    match alone.and_then(|block| block.paragraphs.last_mut()) {
                        Some(last) => {
                            join(last, said);
                            self.tally.joined += 1;
                        }
                        None => {
                            let time_ms = self.ended_at.take();
                            let paragraphs = vec![said.to_owned()];
                            self.blocks.push(Block { speaker: None, time_ms, paragraphs, opened: false });
                        }
                    }
                }
            }
        }
        if let Some((time, _)) = stamp {
            self.ended_at = Some(time);
            self.tally.stamps += 1;
        }
    }
}

/// A count, and the notice that tells it.
type Counted = (usize, fn(usize) -> Notice);

/// What is counted on the way.
#[derive(Default)]
struct Tally {
    empty: usize,
    joined: usize,
    captions: usize,
    stamps: usize,
    repeated: usize,
}

impl Tally {
    fn notices(&self) -> impl Iterator<Item = Notice> {
        let counted: [Counted; 5] = [
            (self.joined, Notice::LinesJoined),
            (self.captions, Notice::CuesJoined),
            (self.stamps, Notice::EndStamps),
            (self.repeated, Notice::RepeatedLabels),
            (self.empty, Notice::EmptyTurns),
        ];
        counted.into_iter().filter(|(n, _)| *n > 0).map(|(n, notice)| notice(n))
    }
}

/// Joins what a line break cut: with a space, but not between characters of scripts that write none.
fn join(before: &mut String, text: &str) {
    let unspaced = |c: char| matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ff60}' | '\u{20000}'..='\u{3ffff}');
    let close = before.chars().next_back().is_some_and(unspaced) && text.chars().next().is_some_and(unspaced);
    if !close {
        before.push(' ');
    }
    before.push_str(text);
}
