//! What a Word document holds that does not come along as it is, counted, and told.

use super::super::super::notice::Notice;
use super::super::Counted;

/// How often things were met that do not come along as they are.
#[derive(Default)]
pub(super) struct Seen {
    pub insertions: usize,
    pub deletions: usize,
    pub comments: usize,
    pub footnotes: usize,
    pub endnotes: usize,
    pub hidden: usize,
    pub pictures: usize,
    pub boxes: usize,
    pub formulas: usize,
    pub symbols: usize,
    pub numbers: usize,
    pub embedded: usize,
    pub guides: usize,
    pub unfilled: usize,
    pub unreadable: usize,
}

impl Seen {
    /// What was lost or changed.
    pub(super) fn notices(&self) -> Vec<Notice> {
        let seen = self;
        let mut notices = Vec::new();
        if seen.insertions + seen.deletions > 0 {
            notices.push(Notice::TrackedChanges { insertions: seen.insertions, deletions: seen.deletions });
        }
        let counted: [Counted; 13] = [
            (seen.comments, Notice::Comments),
            (seen.footnotes, Notice::Footnotes),
            (seen.endnotes, Notice::Endnotes),
            (seen.hidden, Notice::HiddenText),
            (seen.pictures, Notice::Pictures),
            (seen.boxes, Notice::TextBoxes),
            (seen.formulas, Notice::Formulas),
            (seen.symbols, Notice::Symbols),
            (seen.numbers, Notice::AutomaticNumbers),
            (seen.embedded, Notice::EmbeddedParts),
            (seen.guides, Notice::PhoneticGuides),
            (seen.unfilled, Notice::UnfilledFields),
            (seen.unreadable, Notice::UnreadableCharacters),
        ];
        notices.extend(counted.into_iter().filter(|(n, _)| *n > 0).map(|(n, notice)| notice(n)));
        notices
    }
}
