//! The coding that is outlined, above its code's definition: who coded it, when, how; and whether the code was defined
//! otherwise then.

use eframe::egui::{Frame, Label, Margin, RichText, Ui};
use jiff::Timestamp;

use super::CodeRoom;
use crate::{
    analysis::{definition_at, same_definition},
    app::{
        look::{Tokens, icons, tokens},
        session::{Ask, Desk},
        shell::{Overlay, before_and_after},
        widgets::{quiet_text, section},
    },
    study::{Code, Coding},
};

/// How one code was defined from when on, read off the journal when it is first asked for.
pub struct Past {
    /// The code as it stood then; where it still stands so, nothing need be read again.
    pub of: Code,
    pub definitions: Vec<(Timestamp, Code)>,
}

/// Draws what is known of the active coding, where it is one of the code shown.
pub fn show(room: &mut CodeRoom, ui: &mut Ui, desk: &mut Desk<'_>, code: &Code) {
    let active = room.active_coding(desk.study).and_then(|id| desk.study.get(id));
    let Some(coding) = active.filter(|coding| coding.code == code.id) else { return };
    if room.past.as_ref().is_none_or(|past| past.of != *code) {
        desk.asks.push(Ask::ReadDefinitions(code.id));
    }
    let tokens = tokens(ui.ctx());
    let frame = Frame::new().fill(tokens.card).stroke((1.0, tokens.line)).corner_radius(6);
    frame.inner_margin(Margin::symmetric(8, 5)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.add(Label::new(RichText::new(in_a_line(desk, coding)).size(Tokens::SMALL)).wrap());
        if !coding.memo.is_empty() {
            let memo = ui.link(RichText::new(format!("{} {}", icons::MEMO, coding.memo)).size(Tokens::SMALL));
            if memo.on_hover_text("Open the memo").clicked() {
                desk.asks.push(Ask::Overlay(Overlay::CodingMemo(coding.id)));
            }
        }
        older_definition(room, ui, code, coding);
    });
}

fn in_a_line(desk: &Desk<'_>, coding: &Coding) -> String {
    let coder = desk.study.get(coding.coder).map_or("", |coder| coder.name.as_str());
    let day = coding.created.to_zoned(jiff::tz::TimeZone::system()).strftime("%-d %b %Y, %H:%M").to_string();
    let mut words = vec![format!("This coding: {coder}, {day}")];
    words.extend(coding.valence.map(|valence| valence.word().to_owned()));
    words.extend(coding.level.map(|level| level.word().to_owned()));
    if coding.contradicts {
        words.push("contradicts".into());
    }
    words.join(" · ")
}

fn older_definition(room: &mut CodeRoom, ui: &mut Ui, code: &Code, coding: &Coding) {
    let Some(past) = room.past.as_ref().filter(|past| past.of.id == code.id) else { return };
    // What stood before the journal begins (a study read from elsewhere) is the first it tells of.
    let then = definition_at(&past.definitions, coding.created).or(past.definitions.first().map(|(_, code)| code));
    let Some(then) = then.filter(|then| !same_definition(then, code)) else { return };
    let title = RichText::new("Coded under an older definition").size(Tokens::SMALL).color(tokens(ui.ctx()).warning);
    ui.collapsing(title, |ui| {
        let pairs = [
            ("Name", &then.name, &code.name),
            ("Brief definition", &then.brief, &code.brief),
            ("Full definition", &then.full, &code.full),
            ("When to use", &then.when_to_use, &code.when_to_use),
            ("When not to use", &then.when_not_to_use, &code.when_not_to_use),
        ];
        for (what, before, now) in pairs.into_iter().filter(|(_, before, now)| before != now) {
            section(ui, what);
            before_and_after(ui, before, now);
        }
        ui.label(quiet_text(ui, "Struck through: what it said when this was coded."));
    });
}
