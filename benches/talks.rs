//! Talk of any length, the same every time.

use colloquy::{
    journal::{Entry, Stamp},
    operations::{self, GroupChoice, NewTranscript, NewTurn},
    study::Study,
    text::Span,
};

/// The same every time: numbers from a linear congruential generator (Knuth's MMIX constants).
pub struct Chance(pub u64);

impl Chance {
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }
}

/// A transcript of turns of about two hundred characters each.
pub fn talk(study: &Study, stamp: &Stamp, number: usize, turns: usize, chance: &mut Chance) -> Entry {
    const WORDS: [&str; 12] =
        ["we ", "never ", "had ", "money ", "for ", "it ", "and ", "nobody ", "came ", "because ", "the ", "bus "];
    let (mut text, mut spoken) = (format!("Talk {number}\n"), Vec::new());
    for _ in 0..turns {
        let start = text.len();
        while text.len() < start + 200 {
            text.push_str(WORDS[chance.below(WORDS.len())]);
        }
        spoken.push(NewTurn { span: Span { start, end: text.len() }, speaker: None, time_ms: None });
        text.push('\n');
    }
    let title = format!("Talk {number}");
    let new = NewTranscript {
        title: title.clone(),
        group: GroupChoice::Labelled(title),
        text,
        turns: spoken,
        speakers: Vec::new(),
        source: Default::default(),
    };
    operations::add_transcript(study, stamp, new).expect("added").1
}
