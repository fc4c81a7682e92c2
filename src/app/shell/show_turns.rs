//! Showing how a transcript marks its turns: the person selects a speaker's label in the text as it stands in the file.

use std::ops::Range;

use eframe::egui::{Button, TextEdit, TextStyle, Ui};

use crate::{
    app::{
        look::Tokens,
        widgets::{quiet_text, section, wrapped},
    },
    import::{Marks, Proposed},
};

/// How many lines are shown.
const LINES: usize = 80;

/// The lines as they stand, and what is selected in them.
pub struct ShowTurns {
    lines: String,
    shown: Option<Marks>,
    label: String,
}

impl ShowTurns {
    pub fn of(found: &Proposed) -> Self {
        ShowTurns { lines: found.lines_as_they_stand(LINES).join("\n"), shown: None, label: String::new() }
    }

    /// Gives the marks shown, `Some(None)` when the person has thought better of it, `None` while they look.
    pub fn show(&mut self, ui: &mut Ui) -> Option<Option<Marks>> {
        section(ui, "Show who speaks");
        wrapped(ui, quiet_text(ui, "Select a speaker’s label in a line that begins a turn."));
        ui.add_space(Tokens::SMALL_GAP);
        let mut lines = self.lines.as_str();
        let edit = TextEdit::multiline(&mut lines).desired_width(f32::INFINITY).desired_rows(14).font(TextStyle::Body);
        let output = edit.show(ui);
        if let Some(range) =
            output.cursor_range.map(|range| range.as_sorted_char_range()).filter(|range| !range.is_empty())
        {
            let (line, label) = self.line_of(range.start.0..range.end.0);
            let (shown, label) = (Marks::shown(line, label.clone()), line.get(label).unwrap_or_default().trim());
            (self.shown, self.label) = (shown, label.to_owned());
        }
        ui.add_space(Tokens::SMALL_GAP);
        if let Some(marks) = &self.shown {
            wrapped(ui, format!("Lines that begin like “{}” will begin a turn.", marks.with(&self.label)));
        }
        let name =
            if self.shown.is_some() { format!("{} is who speaks", self.label) } else { "That is who speaks".into() };
        ui.horizontal(|ui| {
            let done = ui.add_enabled(self.shown.is_some(), Button::new(name)).clicked();
            let cancelled = ui.button("Leave it").clicked();
            if done { Some(self.shown.take()) } else { cancelled.then_some(None) }
        })
        .inner
    }

    /// The line in which a selection of characters begins, and where in it, in bytes.
    fn line_of(&self, characters: Range<usize>) -> (&str, Range<usize>) {
        let byte = |at: usize| self.lines.char_indices().nth(at).map_or(self.lines.len(), |(byte, _)| byte);
        let (start, end) = (byte(characters.start), byte(characters.end));
        let from = self.lines.get(..start).and_then(|head| head.rfind('\n')).map_or(0, |at| at + 1);
        let to = self.lines.get(start..).and_then(|tail| tail.find('\n')).map_or(self.lines.len(), |at| start + at);
        (self.lines.get(from..to).unwrap_or_default(), start - from..end.min(to) - from)
    }
}
