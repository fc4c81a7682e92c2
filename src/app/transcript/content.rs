//! What the transcript shows, as plain values: the room that owns the study fills them from its records.

use crate::text::Span;
use eframe::egui::Color32;
use std::sync::Arc;

/// A transcript and everything drawn with it. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct TranscriptContent {
    /// Changes whenever the text, the turns or what of them is visible changes, and differs between transcripts.
    pub key: u64,
    /// What a screen reader calls the document: the transcript's title.
    pub title: String,
    /// The transcript's words.
    pub text: Arc<str>,
    /// The turns in order of their start, none overlapping.
    pub turns: Arc<[TurnLine]>,
    /// The stretches of text that are shown, in order, apart from each other by what is left out; `None`: all of it.
    pub visible: Option<Arc<[Span]>>,
    /// The codings to show, in any order.
    pub codings: Arc<[CodingMark]>,
    /// Changes whenever the codings change.
    pub revision: u64,
    /// Where the words searched for stand, in order.
    pub hits: Arc<[Span]>,
    /// The writing direction of every paragraph, or `None` to let each paragraph's first letter decide.
    pub rtl: Option<bool>,
    /// The language as a BCP 47 tag ("ja", "zh-Hant"), which decides between Chinese and Japanese letter forms.
    pub language: Option<String>,
}

/// What one person said without interruption.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TurnLine {
    /// Where the words stand.
    pub span: Span,
    /// The speaker's label as printed.
    pub speaker: String,
    /// The turn's number in the transcript, from 1.
    pub number: u32,
    /// When it was said, as printed.
    pub time: Option<String>,
    /// Whether a moderator speaks.
    pub moderator: bool,
}

/// A coding as it is drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct CodingMark {
    /// Which coding this is.
    pub id: u128,
    /// The words coded.
    pub span: Span,
    /// The code's place in the tree: lanes stand in this order, and codings with one key share a lane.
    pub lane_key: u64,
    /// The code's name.
    pub label: String,
    /// The code's names from the top of the tree down, for the tooltip; the label where it is empty.
    pub path: String,
    /// The code's colour.
    pub colour: Color32,
    /// The coder's initial, where more than one coder's codings are shown.
    pub coder_letter: Option<char>,
    /// How the lane is filled, so that coders are told apart without hue.
    pub pattern: Pattern,
    /// Whether the words speak against the code.
    pub contradicts: bool,
    /// A sign for barrier, enabler or both, where one is set.
    pub valence_mark: Option<char>,
    /// Whether the words are tinted as well.
    pub tinted: bool,
}

impl TranscriptContent {
    /// The stretch of shown text that an offset (bytes) stands in; where it stands in none, the next after it, or the last.
    pub(super) fn stretch_at(&self, offset: usize, forward: bool) -> Option<Span> {
        let stretches = self.visible.as_ref()?;
        let after = stretches.partition_point(|stretch| stretch.end < offset);
        let next = stretches.get(after).or(stretches.last()).copied()?;
        if next.start <= offset || forward {
            return Some(next);
        }
        Some(after.checked_sub(1).and_then(|before| stretches.get(before)).copied().unwrap_or(next))
    }
}

impl CodingMark {
    /// The label with the coder's initial and the marks, as the margin prints it.
    pub fn caption(&self) -> String {
        let mut caption = String::new();
        if let Some(letter) = self.coder_letter {
            caption.push(letter);
            caption.push_str(" · ");
        }
        if self.contradicts {
            caption.push_str("≠ ");
        }
        caption.push_str(&self.label);
        if let Some(mark) = self.valence_mark {
            caption.push(' ');
            caption.push(mark);
        }
        caption
    }
}

/// How a lane is filled.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Pattern {
    /// Full colour: the first coder, or the only one.
    #[default]
    Solid,
    /// Slanted lines: the second coder.
    Hatched,
    /// Dots: the third, or the consensus.
    Dotted,
}

/// What is dragged from the code tree onto the text: set it as egui's drag payload.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DraggedCode(pub u128);

/// What is dragged from the text onto the code tree: the words selected. A row of the tree takes it with
/// `dnd_release_payload::<DraggedWords>()`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DraggedWords {
    /// The transcript's [`TranscriptContent::key`].
    pub key: u64,
    /// The words.
    pub span: Span,
}
