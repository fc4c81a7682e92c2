//! Valid studies of every shape, for properties: strings of many scripts with quotes, line ends and comment marks in them,
//! and references that resolve.

use std::collections::BTreeMap;

use colloquy::framework::bcw::Edition;
use colloquy::{
    journal::{Change, Entry},
    study::*,
    text::Span,
};
use jiff::{Timestamp, civil::Date};
use proptest::{collection::vec, prelude::*};

use super::everything::{moment, stamp};

/// Text as it comes: anything but nothing at all where `least` is 1.
fn text(least: usize) -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[a-zA-Z ,.]{0,12}",
        1 => prop::sample::select(vec![
            "\n", "\n\n", "\r\n", "\t", "\"", "\\", "'", "’", "//", "/*", "*/", "r#\"", "\\n\\\n", "{}", "[", ")", "\0", "\u{7f}",
            "\u{85}", "\u{2028}", "\u{feff}", "\u{200f}", "é", "e\u{301}", "東京", "नमस्ते", "שלום", "👩‍👩‍👧", "🇨🇭", "None", "Some(",
            "018f3c1e-0000-7000-8000-000000000001", "#![enable(x)]", "$", "%", "NULL", "';--",
        ]).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ];
    vec(piece, 0..6).prop_map(move |pieces| match pieces.concat() {
        blank if least > 0 && blank.trim().is_empty() => "x".to_owned(),
        text => text,
    })
}

/// Everything that varies, before it is given ids and put together.
#[derive(Clone, Debug)]
struct Draw {
    words: Vec<String>,
    texts: Vec<String>,
    numbers: Vec<u32>,
    floats: Vec<f64>,
    counts: [usize; 6],
}

/// Draws values one after the other, round and round.
struct Hand<'d> {
    draw: &'d Draw,
    next: std::cell::Cell<usize>,
}

impl Hand<'_> {
    fn step(&self) -> usize {
        self.next.set(self.next.get() + 1);
        self.next.get()
    }
    fn word(&self) -> String {
        self.draw.words[self.step() % self.draw.words.len()].clone()
    }
    /// A word that says something.
    fn name(&self) -> String {
        let word = self.word();
        if word.trim().is_empty() { "x".into() } else { word }
    }
    fn number(&self) -> u32 {
        self.draw.numbers[self.step() % self.draw.numbers.len()]
    }
    fn flag(&self) -> bool {
        self.number().is_multiple_of(2)
    }
    fn maybe<T>(&self, value: impl FnOnce() -> T) -> Option<T> {
        self.flag().then(value)
    }
    fn one_of<T: Clone>(&self, among: &[T]) -> T {
        among[self.number() as usize % among.len()].clone()
    }
    fn some_of<T: Clone>(&self, among: &[T]) -> Vec<T> {
        among.iter().filter(|_| self.flag()).cloned().collect()
    }
    fn order(&self) -> i64 {
        i64::from(self.number()) - 1000
    }
    fn time(&self) -> Timestamp {
        moment() + jiff::SignedDuration::from_nanos(i64::from(self.number()) * 1_234_567)
    }
    /// A passage that marks something.
    fn passage(&self, text: &str) -> Option<Span> {
        let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let (one, other) = (self.one_of(&ends), self.one_of(&ends));
        (one != other).then(|| Span::between(one, other))
    }
    fn value(&self) -> AttributeValue {
        match self.number() % 4 {
            0 => AttributeValue::Category(self.word()),
            1 => AttributeValue::Number(self.draw.floats[self.step() % self.draw.floats.len()]),
            2 => AttributeValue::Date(Date::constant(1900, 1, 1).saturating_add(jiff::Span::new().days(self.number()))),
            _ => AttributeValue::Text(self.word()),
        }
    }
}

/// The entry that makes a valid study of any shape.
pub fn any_entry() -> impl Strategy<Value = Entry> {
    let words = vec(text(0), 12..30);
    // As import leaves them.
    let imported =
        text(1).prop_map(|text| match text.replace("\r\n", "\n").replace('\r', "\n").trim_start_matches('\u{feff}') {
            "" => "x".to_owned(),
            text => text.to_owned(),
        });
    let texts = vec(imported, 1..4);
    let numbers = vec(0u32..40_000, 17..60);
    let floats = vec(prop::num::f64::NORMAL | prop::num::f64::SUBNORMAL | prop::num::f64::ZERO, 1..4);
    let counts = prop::array::uniform6(0usize..5);
    (words, texts, numbers, floats, counts)
        .prop_map(|(words, texts, numbers, floats, counts)| made(&Draw { words, texts, numbers, floats, counts }))
}

fn made(draw: &Draw) -> Entry {
    let hand = Hand { draw, next: 0.into() };
    let stamp = stamp(1);
    let [people, codes, codings, themes, memos, reviews] = draw.counts;
    let coders: Vec<Id<Coder>> = (0..people + 1).map(|_| stamp.id()).collect();
    let mut changes = Vec::new();
    changes.push(Change::made(Details {
        id: stamp.id(),
        title: hand.word(),
        questions: (0..people).map(|_| hand.word()).collect(),
        language: hand.word(),
        authors: hand.word(),
        edition: hand.one_of(&[Edition::Michie2011, Edition::Guide2014]),
        counting: hand.one_of(&[CountingRule::Barriers, CountingRule::BarriersAndMarked]),
        approach: hand.one_of(&[Approach::Reflexive, Approach::AgreementBased]),
        frameworks: (0..people % 3).map(|_| hand.word()).collect(),
        notes: hand.some_of(&[NoteMark::Star, NoteMark::Dagger]).into_iter().map(|mark| (mark, hand.word())).collect(),
        copied: hand.maybe(|| hand.one_of(&coders)).map(|coder| CopiedFor {
            coder,
            entry: stamp.fresh(),
            at: hand.time(),
            blind: hand.flag(),
        }),
    }));
    let attributes: Vec<Id<Attribute>> = (0..people).map(|_| stamp.id()).collect();
    for &id in &attributes {
        changes.push(Change::made(Attribute {
            id,
            order: hand.order(),
            name: hand.name(),
            kind: hand.one_of(&[AttributeKind::Category, AttributeKind::Number]),
            describes: hand.one_of(&[Describes::Participants, Describes::Groups, Describes::Transcripts]),
            categories: (0..codes).map(|_| hand.word()).collect(),
        }));
    }
    let described = || -> BTreeMap<_, _> {
        hand.some_of(&attributes).into_iter().map(|attribute| (attribute, hand.value())).collect()
    };
    let groups: Vec<Id<Group>> = (0..people).map(|_| stamp.id()).collect();
    for &id in &groups {
        changes.push(Change::made(Group {
            id,
            order: hand.order(),
            label: hand.name(),
            date: hand.maybe(|| Date::constant(2024, 2, 29)),
            place: hand.word(),
            notes: hand.word(),
            attributes: described(),
        }));
    }
    let participants: Vec<Id<Participant>> = (0..people * 2).map(|_| stamp.id()).collect();
    for &id in &participants {
        changes.push(Change::made(Participant {
            id,
            group: hand.maybe(|| hand.one_of(&groups)),
            order: hand.order(),
            label: hand.name(),
            moderator: hand.flag(),
            notes: hand.word(),
            attributes: described(),
        }));
    }
    // A parent is always one made before: no circles.
    let all_codes: Vec<Id<Code>> = (0..codes + 1).map(|_| stamp.id()).collect();
    let roles = [Role::Consensus, Role::Coder, Role::Reviewer];
    for (place, &id) in coders.iter().enumerate() {
        changes.push(Change::made(Coder {
            id,
            name: hand.name(),
            initials: hand.word(),
            colour: Colour([place as u8, hand.number() as u8, 255]),
            role: if place == 0 { hand.one_of(&roles) } else { hand.one_of(&roles[1..]) },
            pins: (1..9).filter(|_| hand.flag()).map(|key| (key, hand.one_of(&all_codes))).collect(),
        }));
    }
    let transcripts: Vec<(Id<Transcript>, &str)> = draw.texts.iter().map(|text| (stamp.id(), text.as_str())).collect();
    for &(id, text) in &transcripts {
        let mut turns = Vec::new();
        let mut start = 0;
        for (at, _) in text.char_indices().skip(1).filter(|_| hand.flag()) {
            let span = Span::between(start, at);
            turns.push(Turn {
                span,
                speaker: hand.maybe(|| participants.first().copied()).flatten(),
                time_ms: hand.maybe(|| hand.number().into()),
            });
            start = at;
        }
        changes.push(Change::Splice { transcript: id, at: 0, removed: String::new(), inserted: text.to_owned() });
        changes.push(Change::made(Transcript {
            id,
            order: hand.order(),
            title: hand.word(),
            group: hand.maybe(|| groups.first().copied()).flatten(),
            source: Source { file_name: hand.word(), file_type: hand.word(), hash: hand.word(), encoding: hand.word() },
            direction: hand.one_of(&[Direction::Auto, Direction::RightToLeft]),
            attributes: described(),
            turns,
        }));
    }
    for (place, &id) in all_codes.iter().enumerate() {
        let (transcript, text) = hand.one_of(&transcripts);
        let span = hand.passage(text);
        changes.push(Change::made(Code {
            id,
            parent: hand.maybe(|| all_codes[..place].last().copied()).flatten(),
            order: hand.order(),
            name: hand.name(),
            colour: hand.maybe(|| Colour([1, 2, 3])),
            aliases: (0..people).map(|_| hand.word()).collect(),
            brief: hand.word(),
            full: hand.word(),
            when_to_use: hand.word(),
            when_not_to_use: hand.word(),
            orientation: hand.one_of(&[Orientation::Inductive, Orientation::Deductive]),
            status: hand.one_of(&[CodeStatus::Active, CodeStatus::Retired]),
            proposed_by: hand.maybe(|| hand.one_of(&coders)),
            exemplars: span
                .into_iter()
                .map(|span| Exemplar { transcript, span, kind: ExampleKind::Atypical })
                .collect(),
        }));
    }
    let mut all_codings: Vec<Id<Coding>> = Vec::new();
    for _ in 0..codings * 3 {
        let (transcript, text) = hand.one_of(&transcripts);
        let Some(span) = hand.passage(text) else { continue };
        let id = stamp.id();
        all_codings.push(id);
        changes.push(Change::made(Coding {
            id,
            transcript,
            span,
            code: hand.one_of(&all_codes),
            coder: hand.one_of(&coders),
            level: hand.maybe(|| Level::Semantic),
            valence: hand.maybe(|| hand.one_of(&[Valence::Barrier, Valence::Enabler])),
            contradicts: hand.flag(),
            memo: hand.word(),
            created: hand.time(),
        }));
    }
    let all_themes: Vec<Id<Theme>> = (0..themes).map(|_| stamp.id()).collect();
    let figure = FigureSettings {
        kind: hand.one_of(&FigureKind::ALL),
        preset: hand.maybe(|| "plos".to_owned()),
        arrangement: hand.maybe(|| Arrangement::Columns),
        width_cm: hand.maybe(|| 13.2),
        text_pt: hand.maybe(|| 9.5),
        dpi: hand.maybe(|| 600),
        title: hand.word(),
        number: hand.word(),
        table_number: hand.word(),
        level: hand.one_of(&[ComponentLevel::ComB3, ComponentLevel::ComB6, ComponentLevel::Tdf, ComponentLevel::Other]),
        palette: hand.one_of(&[Palette::Greyscale, Palette::Colour]),
        legend: hand.flag(),
        empty_components: hand.flag(),
        gaps: Gaps { subthemes: 2.0, ..Gaps::default() },
        pages: hand.flag(),
        order: hand.some_of(&all_themes),
    };
    let board = Board { id: stamp.id(), order: hand.order(), name: hand.word(), notes: hand.word(), figure };
    for (place, &id) in all_themes.iter().enumerate() {
        changes.push(Change::made(Theme {
            id,
            board: board.id,
            parent: hand.maybe(|| all_themes[..place].first().copied()).flatten(),
            order: hand.order(),
            name: hand.name(),
            definition: hand.word(),
            is_not: hand.word(),
            valence: hand.maybe(|| Valence::Both),
            note_mark: hand.maybe(|| NoteMark::Star),
            codes: hand.some_of(&all_codes),
        }));
        changes.push(Change::made(Placement {
            id: stamp.id(),
            subject: if hand.flag() { Placed::Theme(id) } else { Placed::Code(hand.one_of(&all_codes)) },
            element: hand.word(),
            rationale: hand.word(),
            author: hand.one_of(&coders),
        }));
    }
    for _ in 0..themes {
        changes.push(Change::made(Intervention {
            id: stamp.id(),
            order: hand.order(),
            outline: hand.word(),
            functions: (0..people).map(|_| hand.word()).collect(),
            policies: (0..memos).map(|_| hand.word()).collect(),
            techniques: (0..codes).map(|_| Technique { printed: hand.word(), numbers: vec![hand.word()] }).collect(),
            delivery: hand.word(),
            apease: (0..people)
                .map(|_| (hand.word(), Rating { met: hand.maybe(|| true), note: hand.word() }))
                .collect(),
            addresses: hand.some_of(&all_themes),
        }));
    }
    let board_key = board.key();
    changes.push(Change::made(board));
    for _ in 0..memos {
        let (transcript, text) = hand.one_of(&transcripts);
        let anchor = match hand.passage(text) {
            Some(span) if hand.flag() => Some(Anchor::Passage(transcript, span)),
            Some(_) => Some(Anchor::Record(board_key)),
            None => None,
        };
        changes.push(Change::made(Memo {
            id: stamp.id(),
            author: hand.one_of(&coders),
            created: hand.time(),
            kind: MemoKind::Familiarisation,
            anchor,
            title: hand.word(),
            text: hand.word(),
        }));
    }
    for order in 0..memos {
        let files = (0..order).map(|_| CarriedFile { name: hand.word(), base64: hand.word() }).collect();
        changes.push(Change::made(Carried {
            id: stamp.id(),
            order: i64::try_from(order).expect("few"),
            program: hand.word(),
            element: hand.word(),
            name: hand.word(),
            content: hand.word(),
            files,
        }));
    }
    for _ in 0..memos {
        let (transcript, text) = hand.one_of(&transcripts);
        let place = hand.one_of(&[BracketPlace::Instead, BracketPlace::Before, BracketPlace::After]);
        if let Some(span) = hand.passage(text) {
            changes.push(Change::made(Bracket { id: stamp.id(), transcript, span, place, words: hand.name() }));
        }
    }
    for item in 0..themes.min(9) as u8 {
        changes.push(Change::made(ChecklistAnswer {
            text: hand.word(),
            not_applicable: hand.flag(),
            page: hand.word(),
            ..ChecklistAnswer::to(hand.one_of(&Checklist::ALL), item + 1)
        }));
    }
    let version = Version {
        id: stamp.id(),
        name: hand.word(),
        entry: hand.maybe(|| stamp.fresh()),
        created: hand.time(),
        note: hand.word(),
    };
    for _ in 0..reviews {
        let (transcript, text) = hand.one_of(&transcripts);
        let round = Round {
            id: stamp.id(),
            order: hand.order(),
            name: hand.word(),
            transcripts: vec![transcript],
            coders: hand.some_of(&coders),
            blind: hand.flag(),
            opened: hand.time(),
            closed: hand.maybe(|| hand.time()),
            codebook: hand.maybe(|| version.id),
            drawn: hand.maybe(|| Drawn { seed: hand.number(), among: 6, per_group: hand.flag() }),
            compared: hand.maybe(|| version.id),
            assignments: vec![Assignment {
                coder: hand.one_of(&coders),
                transcript,
                finished: hand.maybe(|| hand.time()),
            }],
        };
        changes.push(Change::made(Verdict {
            id: stamp.id(),
            subject: hand.one_of(&[board_key, all_codes[0].key(), round.key()]),
            reviewer: hand.one_of(&coders),
            created: hand.time(),
            opinion: Opinion::Proposal,
            text: hand.word(),
            answer: hand.maybe(|| Answer {
                by: hand.one_of(&coders),
                at: hand.time(),
                taken: hand.flag(),
                reason: hand.word(),
            }),
        }));
        changes.push(Change::made(Decision {
            id: stamp.id(),
            round: Some(round.id),
            transcript,
            span: hand.passage(text).unwrap_or(Span::between(0, 0)),
            codings: hand.some_of(&all_codings),
            outcome: hand.one_of(&[
                Outcome::Neither,
                Outcome::Adjusted,
                Outcome::OtherCode,
                Outcome::NewCode,
                Outcome::Alike,
            ]),
            consensus: hand.some_of(&all_codings),
            codes: hand.some_of(&all_codes),
            reason: hand.word(),
            by: hand.one_of(&coders),
            at: hand.time(),
        }));
        changes.push(Change::made(round));
    }
    changes.push(Change::made(version));
    Entry::new(&stamp, "Made a study of some shape", changes)
}
