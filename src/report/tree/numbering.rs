//! Counting tables and figures, the same in every format.

use super::{Label, Words};

/// What a caption belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CaptionKind {
    Table,
    Figure,
}

/// A label ready to print.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum PrintedLabel {
    /// The word, and the number that was counted.
    Counted(String, u32),
    /// As given.
    Own(String),
}

impl PrintedLabel {
    pub(crate) fn text(&self) -> String {
        match self {
            PrintedLabel::Counted(word, number) => format!("{word} {number}"),
            PrintedLabel::Own(label) => label.clone(),
        }
    }
}

/// How many tables and figures have been counted so far.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct CaptionCounter {
    tables: u32,
    figures: u32,
}

impl CaptionCounter {
    /// The label of the next caption; captions come in document order.
    pub(crate) fn next(&mut self, kind: CaptionKind, label: &Label, words: &Words) -> Option<PrintedLabel> {
        match label {
            Label::None => None,
            Label::Own(own) => Some(PrintedLabel::Own(own.clone())),
            Label::Counted => {
                let (word, count) = match kind {
                    CaptionKind::Table => (&words.table, &mut self.tables),
                    CaptionKind::Figure => (&words.figure, &mut self.figures),
                };
                *count += 1;
                Some(PrintedLabel::Counted(word.clone(), *count))
            }
        }
    }
}
