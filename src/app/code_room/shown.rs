//! Which codings of the transcript are shown, and which of its text: everything, what is coded, or what is not.

use std::{collections::HashSet, sync::Arc};

use eframe::egui::{RichText, Ui};

use super::{
    CodeRoom,
    narrow::{self, Part, Query},
};
use crate::{
    analysis::{self, Wanted},
    app::{
        commands::Command,
        look::Tokens,
        session::Desk,
        widgets::{quiet_text, section},
    },
    study::{Coding, Id, Study, Transcript},
    text::{Intervals, Span, paragraphs},
};

/// Which text is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Extent {
    #[default]
    Everything,
    /// Turns in which something shown is coded.
    Coded,
    /// Participants' paragraphs in which nothing shown is coded.
    Uncoded,
}

impl Extent {
    const ALL: [(Extent, &'static str); 3] =
        [(Extent::Everything, "All text"), (Extent::Coded, "Only coded"), (Extent::Uncoded, "Only uncoded")];
}

/// What is shown of every transcript.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Shown {
    pub wanted: Wanted,
    pub extent: Extent,
    /// To read, without any codes.
    pub reading: bool,
    pub dim_moderators: bool,
}

impl Default for Shown {
    fn default() -> Self {
        let wanted = Wanted { with_below: true, moderators: true, ..Wanted::default() };
        Shown { wanted, extent: Extent::Everything, reading: false, dim_moderators: true }
    }
}

impl Shown {
    /// Does a command that changes what is shown.
    pub fn run(&mut self, command: Command) {
        let toggled = |now: Extent, wanted: Extent| if now == wanted { Extent::Everything } else { wanted };
        match command {
            Command::ReadingMode => self.reading = !self.reading,
            Command::OnlyCoded => self.extent = toggled(self.extent, Extent::Coded),
            Command::OnlyUncoded => self.extent = toggled(self.extent, Extent::Uncoded),
            Command::DimModerators => self.dim_moderators = !self.dim_moderators,
            Command::EveryCoding => {
                *self = Shown { dim_moderators: self.dim_moderators, ..Shown::default() };
            }
            _ => {}
        }
    }

    /// Whether anything is left out.
    pub fn narrows(&self) -> bool {
        self.extent != Extent::Everything || self.narrows_codings()
    }

    pub fn narrows_codings(&self) -> bool {
        self.wanted.narrows() || !self.wanted.codes.is_empty() || !self.wanted.moderators
    }

    /// The codings of a transcript that are shown; `None` where all are.
    pub fn codings(&self, study: &Study, transcript: Id<Transcript>) -> Option<HashSet<Id<Coding>>> {
        if self.reading {
            return Some(HashSet::new());
        }
        self.narrows_codings().then(|| {
            let wanted = Wanted { transcript: Some(transcript), ..self.wanted.clone() };
            analysis::retrieve(study, &wanted).into_iter().map(|coding| coding.id).collect()
        })
    }

    /// The stretches of text that are shown, in order, when these passages are coded; `None` where all is shown.
    pub fn text(&self, study: &Study, transcript: &Transcript, coded: &[Span]) -> Option<Arc<[Span]>> {
        let text = study.text(transcript.id);
        let coded = Intervals::new(coded.iter().copied());
        let here = |span: Span| !coded.overlapping(span).is_empty();
        let stretches: Vec<Span> = match self.extent {
            _ if self.reading => return None,
            Extent::Everything => return None,
            Extent::Coded if transcript.turns.is_empty() => {
                paragraphs::paragraphs(text).into_iter().filter(|&span| here(span)).collect()
            }
            Extent::Coded => transcript.turns.iter().map(|turn| turn.span).filter(|&span| here(span)).collect(),
            Extent::Uncoded => {
                let asks = |span: Span| {
                    let speaker = transcript.turns_in(span).next().and_then(|(_, turn)| turn.speaker);
                    speaker.and_then(|id| study.get(id)).is_some_and(|one| one.moderator)
                };
                let empty = |span: Span| span.of(text).is_none_or(|words| words.trim().is_empty());
                let open = paragraphs::paragraphs(text).into_iter();
                open.filter(|&span| !here(span) && !empty(span) && !asks(span)).collect()
            }
        };
        Some(joined(text, stretches).into())
    }
}

/// Stretches with nothing but space between them are one.
fn joined(text: &str, stretches: Vec<Span>) -> Vec<Span> {
    let mut joined: Vec<Span> = Vec::new();
    for span in stretches {
        match joined.last_mut() {
            Some(last) if text.get(last.end..span.start).is_none_or(|between| between.trim().is_empty()) => {
                last.end = span.end.max(last.end);
            }
            _ => joined.push(span),
        }
    }
    joined
}

/// The button above the transcript that chooses what is shown, and what is narrowed as chips.
pub fn controls(room: &mut CodeRoom, ui: &mut Ui, desk: &mut Desk<'_>) {
    let Shown { wanted, extent, dim_moderators, .. } = &mut room.shown;
    let parts = [Part::Codes, Part::Also, Part::Without];
    narrow::menu(ui, desk, wanted, ("Show", Query::Transcript, &parts), |ui, _| {
        section(ui, "Text");
        ui.horizontal(|ui| {
            for (value, name) in Extent::ALL {
                ui.selectable_value(extent, value, name);
            }
        });
        ui.checkbox(dim_moderators, "Dim what moderators say");
    });
}

/// What is narrowed, below the heading; nothing where nothing is.
pub fn chips(room: &mut CodeRoom, ui: &mut Ui, desk: &mut Desk<'_>, shown: usize, all: usize) {
    if !room.shown.narrows() || room.shown.reading {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        if room.shown.narrows_codings() {
            ui.label(quiet_text(ui, format!("{shown} of {all} codings shown:")));
        }
        let parts = [Part::Codes, Part::Also, Part::Without];
        narrow::chips(ui, desk, &mut room.shown.wanted, &parts);
        if !room.shown.wanted.moderators && narrow::chip(ui, "participants’ words", "Narrowed to") {
            room.shown.wanted.moderators = true;
        }
        let name = Extent::ALL.iter().find(|(extent, _)| *extent == room.shown.extent).map_or("", |(_, name)| name);
        if room.shown.extent != Extent::Everything && narrow::chip(ui, &name.to_lowercase(), "Narrowed to") {
            room.shown.extent = Extent::Everything;
        }
        if ui.small_button(RichText::new("Show everything").size(Tokens::SMALL)).clicked() {
            desk.run(Command::EveryCoding);
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_with_only_space_between_are_one() {
        let text = "one\n\ntwo three";
        let span = |start, end| Span { start, end };
        assert_eq!(joined(text, vec![span(0, 3), span(5, 8), span(9, 14)]), [span(0, 14)]);
        assert_eq!(joined(text, vec![span(0, 3), span(9, 14)]), [span(0, 3), span(9, 14)]);
    }
}
