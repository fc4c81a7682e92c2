//! What to look at before the figure is printed: each with how grave it is and a way to what it is about.

use eframe::egui::{Align, Button, Color32, Layout, RichText, Ui};

use super::{FigureRoom, Part, Tab, Under};
use crate::{
    app::{
        commands::{Command, Room},
        look::{Tokens, icons, tokens},
        session::{Ask, Desk},
        widgets::{quiet_text, section, wrapped},
    },
    figure::{Check, CheckKind, Severity, Target},
    study::{Code, Id, Intervention, Theme},
};

pub fn show(room: &mut FigureRoom, ui: &mut Ui, desk: &mut Desk<'_>) {
    let Some(drawn) = room.drawn.take() else { return };
    let checks = &drawn.drawing.layout.checks;
    let tokens = tokens(ui.ctx());
    if checks.is_empty() {
        ui.label(RichText::new(format!("{} Nothing to mend", icons::SAVED)).color(tokens.good));
    }
    let mut followed = None;
    for severity in [Severity::Problem, Severity::Warning, Severity::Advice] {
        let of_it: Vec<&Check> = checks.iter().filter(|check| check.severity == severity).collect();
        if of_it.is_empty() {
            continue;
        }
        let (heading, icon, ink) = match severity {
            Severity::Problem => ("To mend before it is sent", icons::WARNING, tokens.error),
            Severity::Warning => ("Probably an oversight", icons::WARNING, tokens.warning),
            Severity::Advice => ("Worth knowing", icons::ABOUT, tokens.quiet),
        };
        section(ui, &format!("{heading} ({})", of_it.len()));
        for check in of_it {
            if line(ui, check, icon, ink, room) {
                followed = Some(check.clone());
            }
        }
    }
    room.drawn = Some(drawn);
    if let Some(check) = followed {
        follow(room, desk, &check);
    }
}

/// A check, and whether its way was taken. While the pointer is on it, its box is marked in the figure.
fn line(ui: &mut Ui, check: &Check, icon: &str, ink: Color32, room: &mut FigureRoom) -> bool {
    let mut taken = false;
    let row = ui.horizontal_top(|ui| {
        ui.label(RichText::new(icon).color(ink));
        let words = leads_to(check);
        ui.with_layout(Layout::top_down(Align::Min), |ui| {
            wrapped(ui, check.sentence.as_str());
            if let Some(words) = words {
                let button = Button::new(quiet_text(ui, format!("{words} {}", icons::GO)));
                taken = ui.add(button.frame_when_inactive(false).small()).clicked();
            }
        });
    });
    ui.add_space(Tokens::SMALL_GAP);
    if row.response.contains_pointer() {
        room.hinted = check.target.clone();
    }
    taken
}

/// Where the way of a check leads, in words; `None` where there is nowhere to go.
fn leads_to(check: &Check) -> Option<&'static str> {
    Some(match &check.target {
        Some(Target::Theme(_)) => "To the theme",
        Some(Target::Subtheme(_)) => "To the sub-theme",
        Some(Target::Number { .. } | Target::Intervention(_)) => "To the intervention",
        Some(Target::Code(_)) => "To the code",
        Some(Target::Note(_)) => "To the note",
        Some(Target::Component(_)) => "To the components",
        _ if check.kind == CheckKind::NothingToDraw => "To Themes",
        _ => part_of(check.kind).map(|_| "To the option")?,
    })
}

/// The option that a check without a place in the figure is about.
fn part_of(kind: CheckKind) -> Option<Part> {
    match kind {
        CheckKind::TooWide | CheckKind::TooNarrow | CheckKind::CodesLeftOut => Some(Part::Width),
        CheckKind::TooHigh => Some(Part::Pages),
        CheckKind::TextTooSmall | CheckKind::TextTooLarge => Some(Part::Text),
        CheckKind::GapsReduced => Some(Part::Gaps),
        CheckKind::LegendOff => Some(Part::Legend),
        _ => None,
    }
}

fn follow(room: &mut FigureRoom, desk: &mut Desk<'_>, check: &Check) {
    match &check.target {
        Some(Target::Theme(id) | Target::Subtheme(id)) => {
            if let Ok(theme) = id.parse::<Id<Theme>>() {
                desk.asks.push(Ask::Show(theme.key()));
            }
        }
        Some(Target::Code(id)) => {
            if let Ok(code) = id.parse::<Id<Code>>() {
                desk.asks.push(Ask::Show(code.key()));
            }
        }
        Some(Target::Number { intervention, .. }) => {
            room.chosen = intervention.parse::<Id<Intervention>>().ok().or(room.chosen);
            room.under = Under::Table;
        }
        Some(Target::Intervention(number)) => {
            let place = usize::try_from(*number).unwrap_or(usize::MAX).saturating_sub(1);
            room.chosen = desk.study.interventions_in_order().get(place).map(|one| one.id).or(room.chosen);
            room.under = Under::Table;
            room.lit = Some(*number);
        }
        Some(Target::Note(_)) => room.tab = Tab::Words,
        Some(Target::Component(_)) => {
            room.tab = Tab::Drawing;
            room.point_at = Some(Part::Level);
        }
        _ if check.kind == CheckKind::NothingToDraw => desk.run(Command::Go(Room::Themes)),
        _ => {
            room.tab = Tab::Drawing;
            room.point_at = part_of(check.kind);
        }
    }
}
