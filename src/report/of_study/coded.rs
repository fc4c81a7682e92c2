//! Transcripts with their codings: as remarks in the margin, or with numbers around the coded words and the codes beside them.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    operations::{clock, counted},
    report::tree::{
        Cell, CellContent, Colour, Column, Document, Inline, Inlines, Remark, Row, Table, code_name, heading, lead,
        note, paragraph, strong, superscript, text,
    },
    study::{Code, Coding, Id, Study, Transcript, Turn},
    text::Span,
};

/// The transcripts (all where none is named), each with who speaks, what was said, and every coding. With `margin` a coding is a
/// remark on its words, which Word and OpenDocument show beside them; otherwise its number stands before and after its words,
/// and its code in a column of its own. The same study gives the same document.
pub fn coded_transcripts(study: &Study, chosen: &[Id<Transcript>], margin: bool) -> Document {
    let mut document = Document::new(study.details().title.clone());
    document.subtitle = Some("Coded transcripts".into());
    document.language = study.details().language.clone();
    let transcripts = study.transcripts_in_order().into_iter();
    let transcripts: Vec<&Transcript> =
        transcripts.filter(|one| chosen.is_empty() || chosen.contains(&one.id)).collect();
    let how = if margin {
        "Each coding is a remark in the margin on the words that it is attached to: its code, and what was marked of it."
    } else {
        "Coded words are underlined. [1 stands before the first word of a coding and 1] after its last; its code stands beside the turn in \
         which it begins."
    };
    document.push(lead(format!("{}. {how}", counted(transcripts.len(), "transcript"))));
    let mut first = 0;
    for transcript in transcripts {
        let said = study.text(transcript.id);
        // On the words alone: what other programs coded may begin and end between two turns.
        let on_words = study.codings_of(transcript.id).into_iter().map(|coding| (coding, coding.span.trimmed(said)));
        let codings = on_words.filter(|(_, span)| !span.is_empty()).enumerate();
        let codings = codings.map(|(place, (coding, span))| Marked { number: first + place + 1, span, coding });
        let coded = Coded { study, transcript, codings: codings.collect(), margin };
        coded.write(&mut document);
        // Remarks are numbered through the document; numbers in the text begin anew with each transcript.
        first += if margin { coded.codings.len() } else { 0 };
    }
    document
}

/// One transcript and its codings, in reading order.
struct Coded<'s> {
    study: &'s Study,
    transcript: &'s Transcript,
    codings: Vec<Marked<'s>>,
    margin: bool,
}

/// A coding with its number and the words it stands on, without white space around them.
struct Marked<'s> {
    number: usize,
    span: Span,
    coding: &'s Coding,
}

impl Coded<'_> {
    fn write(&self, document: &mut Document) {
        document.push(heading(1, self.transcript.title.clone()));
        let speakers = self.transcript.turns.iter().filter_map(|turn| turn.speaker).collect::<BTreeSet<_>>();
        document.push(note(format!(
            "{}, {}, {}.",
            counted(self.transcript.turns.len(), "turn"),
            counted(speakers.len(), "speaker"),
            counted(self.codings.len(), "coding"),
        )));
        if let Some(codes) = self.codes() {
            document.push(paragraph(codes));
        }
        if self.margin {
            for (span, turn) in self.stretches() {
                let mut words = self.speaker(turn);
                if !words.is_empty() {
                    words.push(text("  "));
                }
                words.extend(self.marked(span));
                document.push(paragraph(Inlines(words)));
            }
            return;
        }
        let mut table = Table {
            columns: vec![Column::text(2.2), Column::text(8.3), Column::text(4.5)],
            header: vec![Row::new(["Who", "Said", "Codes"])],
            ..Table::default()
        };
        for (span, turn) in self.stretches() {
            table.rows.push(Row::new([
                Cell::of(vec![CellContent::Text(Inlines(self.speaker(turn)))]),
                Cell::of(vec![CellContent::Text(Inlines(self.marked(span)))]),
                Cell::of(self.beginning_in(span)),
            ]));
        }
        document.push(crate::report::tree::Block::Table(table));
    }

    /// Every code that is attached in the transcript, with how often, in the order of the tree.
    fn codes(&self) -> Option<Inlines> {
        let mut counts: BTreeMap<Id<Code>, usize> = BTreeMap::new();
        self.codings.iter().for_each(|one| *counts.entry(one.coding.code).or_default() += 1);
        let mut codes: Vec<(Vec<String>, Id<Code>, usize)> =
            counts.into_iter().map(|(code, count)| (self.path(code), code, count)).collect();
        codes.sort();
        let mut words = vec![strong("Codes: ")];
        for (place, (path, code, count)) in codes.iter().enumerate() {
            if place > 0 {
                words.push(text("; "));
            }
            words.push(code_name(path.last().cloned().unwrap_or_default(), self.colour(*code)));
            words.push(text(format!("\u{a0}{count}")));
        }
        (!codes.is_empty()).then_some(Inlines(words))
    }

    fn path(&self, code: Id<Code>) -> Vec<String> {
        self.study.code_path(code).into_iter().map(Into::into).collect()
    }

    fn colour(&self, code: Id<Code>) -> Option<Colour> {
        self.study.code_colour(code).map(|colour| {
            let [red, green, blue] = colour.0;
            Colour::new(red, green, blue)
        })
    }

    /// The transcript from its first byte to its last: turns, and the words between them that are nobody's.
    fn stretches(&self) -> Vec<(Span, Option<&Turn>)> {
        let words = self.study.text(self.transcript.id);
        let (mut at, mut found) = (0, Vec::new());
        let between = |from: usize, to: usize, found: &mut Vec<(Span, Option<&Turn>)>| {
            let span = Span { start: from, end: to }.trimmed(words);
            if !span.is_empty() {
                found.push((span, None));
            }
        };
        for turn in &self.transcript.turns {
            between(at, turn.span.start, &mut found);
            found.push((turn.span, Some(turn)));
            at = turn.span.end;
        }
        between(at, words.len(), &mut found);
        found
    }

    fn speaker(&self, turn: Option<&Turn>) -> Vec<Inline> {
        let Some(turn) = turn else { return Vec::new() };
        let mut words = Vec::new();
        if let Some(speaker) = turn.speaker.and_then(|id| self.study.get(id)) {
            words.push(strong(speaker.label.clone()));
        }
        if let Some(ms) = turn.time_ms {
            words.push(text(format!("{}{}", if words.is_empty() { "" } else { " " }, clock(ms))));
        }
        words
    }

    /// The words of a stretch, with where codings begin and end in it. A coding of several turns begins in its first and ends in
    /// its last.
    fn marked(&self, stretch: Span) -> Vec<Inline> {
        let words = self.study.text(self.transcript.id);
        let here: Vec<&Marked<'_>> = self.codings.iter().filter(|one| one.span.overlaps(stretch)).collect();
        let mut cuts: Vec<usize> = vec![stretch.start, stretch.end];
        let edges = here.iter().flat_map(|one| [one.span.start, one.span.end]);
        cuts.extend(edges.filter(|at| stretch.start < *at && *at < stretch.end));
        cuts.sort_unstable();
        cuts.dedup();
        let mut inlines = Vec::new();
        for (place, from) in cuts.iter().copied().enumerate() {
            // What ends here ends before what begins here; the inner ones first.
            let ending = here.iter().rev().filter(|one| one.span.end == from);
            inlines.extend(ending.map(|one| self.end(one.number)));
            let beginning = here.iter().filter(|one| one.span.start == from);
            inlines.extend(beginning.map(|one| self.begin(one.number, one.coding)));
            let Some(to) = cuts.get(place + 1).copied() else { break };
            let piece = Span { start: from, end: to };
            let said = text(piece.of(words).unwrap_or_default());
            let coded = here.iter().any(|one| one.span.start <= from && to <= one.span.end);
            inlines.push(if coded && !self.margin { Inline::Coded(Inlines(vec![said])) } else { said });
        }
        inlines
    }

    fn begin(&self, number: usize, coding: &Coding) -> Inline {
        if !self.margin {
            return superscript(format!("[{number}\u{2060}"));
        }
        let coder = self.study.get(coding.coder);
        let mut lines = vec![self.path(coding.code).join(" › ")];
        lines.extend(marks(coding));
        lines.extend((!coding.memo.trim().is_empty()).then(|| coding.memo.trim().to_owned()));
        Inline::RemarkStart(Box::new(Remark {
            number,
            author: coder.map_or_else(String::new, |coder| coder.name.clone()),
            initials: coder.map_or_else(String::new, |coder| coder.initials.clone()),
            text: lines.join("\n"),
        }))
    }

    fn end(&self, number: usize) -> Inline {
        if self.margin { Inline::RemarkEnd(number) } else { superscript(format!("\u{2060}{number}]")) }
    }

    /// The codings that begin in a stretch, a line each.
    fn beginning_in(&self, stretch: Span) -> Vec<CellContent> {
        let coders: BTreeSet<_> = self.codings.iter().map(|one| one.coding.coder).collect();
        let several = coders.len() > 1;
        let begins = self.codings.iter().filter(|one| stretch.contains(one.span.start));
        let line = |Marked { number, coding, .. }: &Marked<'_>| {
            let mut words = vec![superscript(number.to_string()), text("\u{a0}")];
            words.push(code_name(self.path(coding.code).pop().unwrap_or_default(), self.colour(coding.code)));
            let mut said: Vec<String> = Vec::new();
            let coder = self.study.get(coding.coder).filter(|_| several);
            said.extend(coder.map(|coder| coder.initials.clone()));
            said.extend(marks(coding));
            if !said.is_empty() {
                words.push(text(format!(" ({})", said.join("; "))));
            }
            if !coding.memo.trim().is_empty() {
                words.push(text(format!(" {}", coding.memo.trim())));
            }
            CellContent::Text(Inlines(words))
        };
        begins.map(line).collect()
    }
}

/// What was marked of a coding, in words.
fn marks(coding: &Coding) -> Option<String> {
    let mut marks: Vec<&str> = Vec::new();
    marks.extend(coding.valence.map(|valence| valence.word()));
    marks.extend(coding.level.map(|level| level.word()));
    marks.extend(coding.contradicts.then_some("contradicts"));
    (!marks.is_empty()).then(|| marks.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{operations::fixture::Made, report::tree::Block};

    fn made() -> Made {
        let mut made = Made::begun();
        made.transcript("Talk", &[("P1", "We never had the money for it."), ("P2", "No.")]);
        made.code("Money", None);
        made.code("Never", None);
        made.attach("Money", "the money for it");
        made.attach("Never", "never had the money");
        made
    }

    /// The words with marks: [1 and 1] as they are printed.
    fn printed(inlines: &Inlines) -> String {
        inlines.plain().replace('\u{2060}', "")
    }

    #[test]
    fn numbers_stand_around_coded_words_and_codes_beside_them() {
        let document = coded_transcripts(&made().study, &[], false);
        let Some(Block::Table(table)) = document.blocks.iter().find(|block| matches!(block, Block::Table(_))) else {
            panic!("a table")
        };
        let cell = |row: usize, at: usize| -> Vec<String> {
            let content = table.rows[row].cells[at].content.iter();
            content
                .map(|one| match one {
                    CellContent::Text(words) => printed(words),
                    _ => String::new(),
                })
                .collect()
        };
        assert_eq!(cell(0, 1), ["We [1never had [2the money1] for it2]."]);
        assert_eq!(cell(0, 2), ["1\u{a0}Never", "2\u{a0}Money"]);
        assert_eq!(cell(1, 0), ["P2"]);
        assert_eq!(cell(1, 1), ["No."]);
    }

    /// What other programs coded may take the line ends between turns along.
    #[test]
    fn every_remark_that_begins_ends_wherever_its_coding_does() {
        let mut made = made();
        let code = made.code("Whole", None);
        let (transcript, coder) = made.study.codings().next().map(|one| (one.transcript, one.coder)).unwrap();
        let length = made.study.text(transcript).find('\n').unwrap() + 1;
        for (number, span) in [
            Span { start: 0, end: length },
            Span { start: length - 1, end: length + 3 },
            Span { start: length - 1, end: length },
        ]
        .into_iter()
        .enumerate()
        {
            let created = jiff::Timestamp::from_second(number as i64).unwrap();
            made.does(|_, stamp| {
                let id = stamp.id();
                let coding = Coding {
                    id,
                    transcript,
                    span,
                    code,
                    coder,
                    level: None,
                    valence: None,
                    contradicts: false,
                    memo: String::new(),
                    created,
                };
                Ok(crate::journal::Entry::new(stamp, "Imported", vec![crate::journal::Change::made(coding)]))
            });
        }
        let document = coded_transcripts(&made.study, &[], true);
        let (mut begun, mut ended) = (Vec::new(), Vec::new());
        for block in &document.blocks {
            let Block::Paragraph(paragraph) = block else { continue };
            for inline in &paragraph.text.0 {
                match inline {
                    Inline::RemarkStart(remark) => begun.push(remark.number),
                    Inline::RemarkEnd(number) => {
                        assert!(begun.contains(number), "{number} ends before it begins");
                        ended.push(*number);
                    }
                    _ => {}
                }
            }
        }
        ended.sort_unstable();
        assert_eq!(begun, ended);
        assert_eq!(begun.len(), 4, "line ends alone are no words");
    }

    #[test]
    fn remarks_begin_and_end_where_codings_do() {
        let document = coded_transcripts(&made().study, &[], true);
        let mut said = String::new();
        for block in &document.blocks {
            let Block::Paragraph(paragraph) = block else { continue };
            for inline in &paragraph.text.0 {
                match inline {
                    Inline::RemarkStart(remark) => said.push_str(&format!("<{}:{}>", remark.number, remark.text)),
                    Inline::RemarkEnd(number) => said.push_str(&format!("</{number}>")),
                    Inline::Text(words) => said.push_str(words),
                    _ => {}
                }
            }
        }
        assert!(said.contains("We <1:Never>never had <2:Money>the money</1> for it</2>."), "{said}");
    }
}
