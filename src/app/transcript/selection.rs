//! What is selected, and by which units it grows while the mouse is dragged.

use crate::text::{Span, boundaries, sentences};

/// A selection: where it was begun and where the caret is, in bytes. Empty where they are one.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Selection {
    /// Where it was begun.
    pub anchor: usize,
    /// Where the caret is.
    pub focus: usize,
    /// Whether the caret stands at the end of a line rather than at the start of the next, where the two are one
    /// place in the text.
    pub upstream: bool,
    /// Where on the line the caret wants to be while it is moved up and down (points from the column's left edge).
    pub goal: Option<f32>,
}

impl Selection {
    /// The words selected, whichever way.
    pub fn span(&self) -> Span {
        Span::between(self.anchor, self.focus)
    }

    /// A caret and nothing selected.
    pub fn caret(offset: usize, upstream: bool) -> Self {
        Self { anchor: offset, focus: offset, upstream, goal: None }
    }

    /// The words of a span, the caret at their end.
    pub fn of(span: Span) -> Self {
        Self { anchor: span.start, focus: span.end, upstream: true, goal: None }
    }

    /// The caret elsewhere, and everything between selected where `extend` says so.
    pub fn moved(self, focus: usize, upstream: bool, extend: bool) -> Self {
        let anchor = if extend { self.anchor } else { focus };
        Self { anchor, focus, upstream, goal: None }
    }
}

/// What one click, two, three or four take hold of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Grapheme,
    Word,
    Sentence,
    Turn,
}

impl Unit {
    pub fn of_clicks(count: usize) -> Self {
        match count {
            0 | 1 => Self::Grapheme,
            2 => Self::Word,
            3 => Self::Sentence,
            _ => Self::Turn,
        }
    }

    /// The unit at an offset; `turn` is the turn there, or the paragraph where there is none.
    pub fn around(self, text: &str, offset: usize, turn: Span) -> Span {
        match self {
            Self::Grapheme => Span { start: offset, end: offset },
            Self::Word => boundaries::word_at(text, offset),
            Self::Sentence => sentences::sentence_at(text, offset),
            Self::Turn => turn,
        }
    }
}

/// A selection dragged out from the unit it began with: both whole, the caret on the side of the pointer.
pub(super) fn drawn_out(origin: Span, here: Span) -> Selection {
    if here.start < origin.start {
        Selection { anchor: origin.end, focus: here.start, upstream: false, goal: None }
    } else {
        Selection { anchor: origin.start, focus: here.end.max(origin.end), upstream: true, goal: None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dragging_back_keeps_the_unit_one_began_with() {
        let origin = Span::between(10, 14);
        assert_eq!(drawn_out(origin, Span::between(2, 5)).span(), Span::between(2, 14));
        assert_eq!(drawn_out(origin, Span::between(20, 25)).span(), Span::between(10, 25));
        assert_eq!(drawn_out(origin, origin).span(), origin);
        assert_eq!(drawn_out(origin, Span::between(2, 5)).focus, 2);
    }
}
