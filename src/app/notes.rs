//! Memos on a record, where the record itself is shown: a theme, an intervention.

use eframe::egui::{Align, Layout, Ui};

use super::{
    commands::Command,
    drafts::Field,
    look::icons,
    session::Desk,
    widgets::{icon_button, quiet_text, section},
};
use crate::{
    operations,
    study::{Anchor, Key, Memo, MemoKind},
};

/// The memos on a record, oldest first, each to be read and written in place; and a way to begin one.
pub fn notes(ui: &mut Ui, desk: &mut Desk<'_>, about: Key) {
    let on_it = |memo: &&Memo| memo.anchor == Some(Anchor::Record(about));
    let mut memos: Vec<&Memo> = desk.study.referring::<Memo>(about).filter(on_it).collect();
    memos.sort_by_key(|memo| (memo.created, memo.id));
    section(ui, "Memos");
    for memo in memos {
        ui.horizontal(|ui| {
            let author = desk.study.get(memo.author).map_or("", |coder| coder.initials.as_str());
            let day = memo.created.to_zoned(jiff::tz::TimeZone::system()).strftime("%-d %b %Y").to_string();
            ui.label(quiet_text(ui, format!("{author} · {day}")));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if desk.writable && icon_button(ui, icons::REMOVE, "Remove this memo").clicked() {
                    desk.plan(|study, stamp| operations::remove(study, stamp, memo.id.key()));
                }
            });
        });
        let rows = memo.text.lines().count().clamp(2, 8);
        let words = ("Words of the memo", "What you notice, what you wonder, why", rows);
        desk.drafts.field(ui, memo.id.key(), Field::Memo, &memo.text, words);
    }
    if ui.small_button(format!("{} New memo", icons::ADD)).clicked() {
        match desk.me {
            None => desk.run(Command::WhoIsCoding),
            Some(_) => desk.plan_quietly(|study, stamp| {
                let anchor = Some(Anchor::Record(about));
                operations::write_memo(study, stamp, MemoKind::Analytic, anchor).map(|(_, entry)| entry)
            }),
        }
    }
}
