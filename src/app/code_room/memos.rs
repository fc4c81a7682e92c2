//! Memos: what people noted on a passage, a code, a transcript, or on nothing (the journal); a list by date, and the one
//! that is open beside it.

use eframe::egui::{
    Align, Frame, Label, Layout, Margin, RichText, Role, ScrollArea, Sense, TextStyle, Ui, Vec2, WidgetInfo,
};

use super::CodeRoom;
use crate::{
    analysis::{AnyMemo, all_memos},
    app::{
        drafts::Field,
        look::{Tokens, icons, strong, tokens},
        session::{Ask, Desk},
        widgets::{Row, elided, icon_button, quiet_text, section},
    },
    operations::{self, anchor_in_words, elide},
    study::{Anchor, Coding, Id, Kind, Memo, MemoKind, Study, Transcript},
};

/// Which memos are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scope {
    /// On the transcript shown, its passages and its codings.
    #[default]
    Transcript,
    /// On the code chosen in the tree and its codings.
    Code,
    /// On nothing: the dated journal.
    Journal,
    All,
}

impl Scope {
    const ALL: [(Scope, &'static str); 4] = [
        (Scope::Transcript, "This transcript"),
        (Scope::Code, "The chosen code"),
        (Scope::Journal, "Journal"),
        (Scope::All, "All memos"),
    ];
}

/// What the page remembers.
#[derive(Default)]
pub struct Memos {
    pub scope: Scope,
    kind: Option<MemoKind>,
    pub open: Option<Id<Memo>>,
    /// The words' field takes the keyboard when drawn next.
    pub begun: bool,
    /// The memo was opened from elsewhere, so the list is widened until it is on it.
    pub sought: bool,
}

pub fn show(room: &mut CodeRoom, ui: &mut Ui, desk: &mut Desk<'_>) {
    ui.horizontal_wrapped(|ui| {
        for (scope, name) in Scope::ALL {
            ui.selectable_value(&mut room.memos.scope, scope, RichText::new(name).size(Tokens::SMALL));
        }
        ui.separator();
        let kinds = [MemoKind::Analytic, MemoKind::Reflexive, MemoKind::Method, MemoKind::Familiarisation];
        let shown = room.memos.kind.map_or("Any kind", kind_name);
        ui.menu_button(RichText::new(shown).size(Tokens::SMALL), |ui| {
            for kind in [None].into_iter().chain(kinds.map(Some)) {
                let name = kind.map_or("Any kind", kind_name);
                if ui.selectable_label(room.memos.kind == kind, name).clicked() {
                    room.memos.kind = kind;
                    ui.close();
                }
            }
        });
        if desk.writable {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| new_memo(room, ui, desk));
        }
    });
    ui.add_space(2.0);
    let wide = (ui.available_width() * 0.42).clamp(180.0, 420.0);
    let height = ui.available_height();
    ui.horizontal_top(|ui| {
        ui.allocate_ui_with_layout(Vec2::new(wide, height), Layout::top_down(Align::Min), |ui| list(room, ui, desk));
        ui.allocate_ui_with_layout(ui.available_size(), Layout::top_down(Align::Min), |ui| open(room, ui, desk));
    });
}

fn new_memo(room: &CodeRoom, ui: &mut Ui, desk: &mut Desk<'_>) {
    ui.menu_button(RichText::new("New memo").size(Tokens::SMALL), |ui| {
        ui.set_min_width(220.0);
        let mut offer = |ui: &mut Ui, name: String, kind, anchor| {
            if ui.button(name).clicked() {
                desk.asks.push(Ask::WriteMemo(kind, anchor));
                ui.close();
            }
        };
        if let Some((transcript, span)) = room.selection() {
            offer(ui, "On the selected words".into(), MemoKind::Analytic, Some(Anchor::Passage(transcript, span)));
        }
        if let Some(code) = desk.study.get_opt(room.chosen) {
            let name = format!("On the code {}", elide(&code.name, 30));
            offer(ui, name, MemoKind::Analytic, Some(Anchor::Record(code.id.key())));
        }
        if let Some(transcript) = desk.study.get_opt(room.transcript) {
            let name = format!("On {} (familiarisation)", elide(&transcript.title, 30));
            offer(ui, name, MemoKind::Familiarisation, Some(Anchor::Record(transcript.id.key())));
        }
        ui.separator();
        offer(ui, "Journal entry".into(), MemoKind::Reflexive, None);
        offer(ui, "Note on method".into(), MemoKind::Method, None);
    });
}

fn list(room: &mut CodeRoom, ui: &mut Ui, desk: &mut Desk<'_>) {
    let study = desk.study;
    let mut lines = listed(room, study);
    let missing =
        |lines: &[AnyMemo<'_>], open| !lines.iter().any(|line| matches!(line, AnyMemo::Memo(memo) if memo.id == open));
    if let Some(open) = room.memos.open.filter(|&open| missing(&lines, open)) {
        if std::mem::take(&mut room.memos.sought) {
            (room.memos.scope, room.memos.kind) = (Scope::All, None);
            lines = listed(room, study);
        }
        // What stands beside the list is on the list.
        room.memos.open = (!missing(&lines, open)).then_some(open);
    }
    room.memos.sought = false;
    if lines.is_empty() {
        let words = match room.memos.scope {
            Scope::Transcript => {
                "Nothing noted on this transcript yet. Select words and press Shift+M; or note first impressions of the whole."
            }
            Scope::Code => "Nothing noted on the chosen code yet.",
            Scope::Journal => "The journal is empty. Ctrl+J begins today’s entry.",
            Scope::All => "No memos yet.",
        };
        ui.add(Label::new(quiet_text(ui, words)).wrap());
        return;
    }
    ScrollArea::vertical().id_salt("memos").auto_shrink([false, false]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 1.0;
        let mut day = String::new();
        for line in lines {
            let today = date(line.created());
            if room.memos.scope == Scope::Journal && today != day {
                section(ui, &today);
                day = today;
            }
            row(room, ui, desk, &line);
        }
    });
}

/// Newest first.
fn listed<'a>(room: &CodeRoom, study: &'a Study) -> Vec<AnyMemo<'a>> {
    let Memos { scope, kind, .. } = room.memos;
    let on_transcript = |anchor: &Option<Anchor>, id: Id<Transcript>| match anchor {
        Some(Anchor::Passage(transcript, _)) => *transcript == id,
        Some(Anchor::Record(key)) => *key == id.key() || coding_in(study, *key).is_some_and(|one| one.transcript == id),
        None => false,
    };
    let fits = |memo: &Memo| match scope {
        Scope::Transcript => room.transcript.is_some_and(|id| on_transcript(&memo.anchor, id)),
        Scope::Code => room.chosen.is_some_and(|code| match memo.anchor {
            Some(Anchor::Record(key)) => key == code.key() || coding_in(study, key).is_some_and(|one| one.code == code),
            _ => false,
        }),
        Scope::Journal => memo.anchor.is_none(),
        Scope::All => true,
    };
    let of_kind = |memo: &Memo| kind.is_none_or(|kind| memo.kind == kind);
    let of_codings = kind.is_none_or(|kind| kind == MemoKind::Analytic);
    let here = |coding: &Coding| match scope {
        Scope::Transcript => room.transcript == Some(coding.transcript),
        Scope::Code => room.chosen == Some(coding.code),
        Scope::Journal => false,
        Scope::All => true,
    };
    let wanted = |line: &AnyMemo<'_>| match line {
        AnyMemo::Memo(memo) => fits(memo) && of_kind(memo),
        AnyMemo::Coding(coding) => of_codings && here(coding),
    };
    let mut lines: Vec<AnyMemo<'a>> = all_memos(study).filter(wanted).collect();
    lines.sort_by_key(|line| std::cmp::Reverse(line.created()));
    lines
}

fn coding_in(study: &Study, key: crate::study::Key) -> Option<&Coding> {
    (key.kind == Kind::Coding).then(|| study.get(Id::from_uuid(key.id))).flatten()
}

fn row(room: &mut CodeRoom, ui: &mut Ui, desk: &mut Desk<'_>, line: &AnyMemo<'_>) {
    let study = desk.study;
    let (words, about, by, chosen) = match line {
        AnyMemo::Memo(memo) => {
            let words = if memo.title.is_empty() { &memo.text } else { &memo.title };
            let words = if words.trim().is_empty() { "Empty as yet" } else { words };
            let about = memo.anchor.as_ref().and_then(|anchor| anchor_in_words(study, anchor));
            (elide(words, 90), about.unwrap_or_default(), memo.author, room.memos.open == Some(memo.id))
        }
        AnyMemo::Coding(coding) => {
            let anchor = Anchor::Record(coding.id.key());
            (elide(&coding.memo, 90), anchor_in_words(study, &anchor).unwrap_or_default(), coding.coder, false)
        }
    };
    let about = about.replace('*', "");
    let response = Row { name: &words, chosen, indent: 0.0 }.show(ui, |ui| {
        let icon = if matches!(line, AnyMemo::Coding(_)) { icons::CODE } else { icons::MEMO };
        ui.label(RichText::new(icon).color(tokens(ui.ctx()).quiet));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let initials = study.get(by).map_or("", |coder| coder.initials.as_str());
            ui.label(quiet_text(ui, format!("{initials} · {}", date(line.created()))));
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                elided(ui, words.as_str());
            });
        });
    });
    let response = if about.is_empty() { response } else { response.on_hover_text(about) };
    if response.clicked() {
        match line {
            AnyMemo::Memo(memo) => room.memos.open = Some(memo.id),
            AnyMemo::Coding(coding) => desk.asks.push(Ask::Show(coding.id.key())),
        }
    }
}

/// The memo that is open: what it is on, its title, its words.
fn open(room: &mut CodeRoom, ui: &mut Ui, desk: &mut Desk<'_>) {
    let Some(memo) = desk.study.get_opt(room.memos.open) else {
        ui.label(quiet_text(ui, "Choose a memo, or begin one: its words are saved as you type."));
        return;
    };
    let frame = Frame::new().inner_margin(Margin { left: 10, right: 4, ..Margin::ZERO });
    frame.show(ui, |ui| {
        ui.horizontal(|ui| {
            let about = memo.anchor.as_ref().and_then(|anchor| anchor_in_words(desk.study, anchor));
            let author = desk.study.get(memo.author);
            let about = about.map_or_else(|| "Journal".to_owned(), |about| format!("On {}", about.replace('*', "")));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if desk.writable && icon_button(ui, icons::REMOVE, "Remove this memo").clicked() {
                    desk.plan(|study, stamp| operations::remove(study, stamp, memo.id.key()));
                }
                if desk.writable {
                    kinds(ui, desk, memo);
                }
                let (initials, day) = (author.map_or("", |one| one.initials.as_str()), date(memo.created));
                let written = ui.label(quiet_text(ui, format!("{initials} · {day}")));
                written.on_hover_text(format!("{}, {day}", author.map_or("", |one| one.name.as_str())));
                // What it is on takes what is left, and is cut there.
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    if memo.anchor.is_none() {
                        elided(ui, RichText::new(about).family(strong()).size(Tokens::SMALL));
                        return;
                    }
                    let link =
                        RichText::new(&about).size(Tokens::SMALL).color(ui.visuals().hyperlink_color).underline();
                    let there = ui.add(Label::new(link).truncate().sense(Sense::click()));
                    there.widget_info(|| WidgetInfo::labeled(Role::Link, true, &about));
                    if there.on_hover_text(format!("Show it: {about}")).clicked() {
                        jump(room, desk, memo);
                    }
                });
            });
        });
        ui.add_enabled_ui(desk.writable, |ui| {
            desk.drafts.field(ui, memo.id.key(), Field::Name, &memo.title, ("Title of the memo", "Title", 1));
            let line = ui.text_style_height(&TextStyle::Body);
            let rows = ((ui.available_height() - 14.0) / line).floor().max(3.0) as usize;
            ScrollArea::vertical().id_salt(memo.id.uuid()).auto_shrink([false, false]).show(ui, |ui| {
                let hint = "What you notice, what you wonder, why";
                let words = ("Words of the memo", hint, rows.saturating_sub(1).max(2));
                let field = desk.drafts.field(ui, memo.id.key(), Field::Memo, &memo.text, words);
                if std::mem::take(&mut room.memos.begun) {
                    field.request_focus();
                }
            });
        });
    });
}

fn kinds(ui: &mut Ui, desk: &mut Desk<'_>, memo: &Memo) {
    ui.menu_button(RichText::new(kind_name(memo.kind)).size(Tokens::SMALL), |ui| {
        for kind in [MemoKind::Analytic, MemoKind::Reflexive, MemoKind::Method, MemoKind::Familiarisation] {
            if ui.selectable_label(memo.kind == kind, kind_name(kind)).clicked() {
                let after = Memo { kind, ..memo.clone() };
                desk.plan_quietly(|study, stamp| operations::edit_memo(study, stamp, after));
                ui.close();
            }
        }
    })
    .response
    .on_hover_text("What kind of memo it is");
}

/// Shows what a memo is on.
fn jump(room: &mut CodeRoom, desk: &mut Desk<'_>, memo: &Memo) {
    match &memo.anchor {
        Some(Anchor::Passage(transcript, span)) => room.show_passage(*transcript, *span),
        Some(Anchor::Record(key)) => {
            desk.asks.push(Ask::Show(*key));
        }
        None => {}
    }
}

pub fn kind_name(kind: MemoKind) -> &'static str {
    match kind {
        MemoKind::Analytic => "Analytic",
        MemoKind::Reflexive => "Reflexive",
        MemoKind::Method => "Method",
        MemoKind::Familiarisation => "Familiarisation",
    }
}

/// "3 Oct 2026", in this machine's time zone.
fn date(at: jiff::Timestamp) -> String {
    at.to_zoned(jiff::tz::TimeZone::system()).strftime("%-d %b %Y").to_string()
}
