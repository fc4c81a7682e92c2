//! A transcript of any size, the same every time.

use colloquy::app::transcript::{CodingMark, Pattern, TranscriptContent, TurnLine};
use colloquy::text::{Span, boundaries};
use eframe::egui::Color32;

const WORDS: &[&str] = &[
    "we",
    "never",
    "had",
    "enough",
    "funding",
    "and",
    "then",
    "it",
    "stopped",
    "because",
    "nobody",
    "could",
    "come",
    "training",
    "really",
    "I",
    "think",
    "that",
    "the",
    "children",
    "were",
    "at",
    "home",
    "so",
    "there",
    "was",
    "time",
    "for",
    "support",
    "but",
    "not",
    "always",
    "when",
    "one",
    "needs",
    "well-being",
    "didn’t",
    "café",
    "happen",
    "later",
];

/// About `bytes` of talk in turns of a few sentences, with so many codings of 60 codes by two coders.
pub fn content(bytes: usize, codings: usize) -> TranscriptContent {
    let mut random = Random(42);
    let mut text = String::with_capacity(bytes + 1000);
    let mut turns = Vec::new();
    while text.len() < bytes {
        let start = text.len();
        for _ in 0..1 + random.below(9) {
            for word in 0..5 + random.below(18) {
                let next = WORDS[random.below(WORDS.len())];
                let capital = word == 0;
                text.push_str(if capital { "So " } else { "" });
                text.push_str(next);
                text.push(' ');
            }
            text.pop();
            text.push_str(". ");
        }
        text.pop();
        let number = turns.len() as u32 + 1;
        turns.push(TurnLine {
            span: Span { start, end: text.len() },
            speaker: format!("Participant {}", 1 + random.below(9)),
            number,
            time: Some(format!("{:02}:{:02}:{:02}", number / 240, number / 4 % 60, number % 4 * 15)),
            moderator: random.below(6) == 0,
        });
        text.push('\n');
    }
    let marks = (0..codings).map(|id| {
        let start = random.below(text.len() - 1);
        let span = boundaries::snap(&text, Span { start, end: (start + 20 + random.below(600)).min(text.len()) });
        let code = random.below(60);
        CodingMark {
            id: id as u128,
            span,
            lane_key: code as u64,
            label: format!("Code {code} of the study"),
            path: String::new(),
            colour: Color32::from_rgb((code * 37 % 200) as u8, (code * 91 % 200) as u8, (code * 53 % 200) as u8),
            coder_letter: Some(if id % 2 == 0 { 'A' } else { 'B' }),
            pattern: if id % 2 == 0 { Pattern::Solid } else { Pattern::Hatched },
            contradicts: false,
            valence_mark: None,
            tinted: code < 4,
        }
    });
    let codings = marks.collect();
    TranscriptContent {
        key: 1,
        title: "Synthetic".into(),
        text: text.into(),
        turns: turns.into(),
        codings,
        ..TranscriptContent::default()
    }
}

/// A linear congruential generator (Knuth, MMIX).
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }
}
