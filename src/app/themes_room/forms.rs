//! The small forms of boards: a new one, another name, a question before one is removed, and two compared.

use std::collections::BTreeSet;

use eframe::egui::{Align, Button, ComboBox, Layout, RichText, ScrollArea, TextEdit, Ui, Vec2, WidgetInfo};

use crate::{
    analysis::{BoardDifference, ThemeFate, board_difference},
    app::{
        look::{Tokens, strong, tokens},
        shell::{before_and_after, buttons, line},
        widgets::{main_button, quiet_text, section, title, wrapped},
    },
    operations::{self, Carrying, counted, elide},
    study::{Board, Id, Kind, Study, Theme},
};

/// A form over the window.
pub enum BoardForm {
    New {
        name: String,
        copied: Option<Id<Board>>,
    },
    /// Another name, and notes on what the board is.
    Rename {
        board: Id<Board>,
        name: String,
        notes: String,
    },
    Remove(Id<Board>),
    Compare {
        first: Id<Board>,
        second: Id<Board>,
        made: Option<(u64, BoardDifference)>,
    },
    /// Themes on their way to another board.
    Carry {
        themes: Vec<Id<Theme>>,
        to: Id<Board>,
        carrying: Carrying,
    },
}

/// What a person wants of a form.
pub enum BoardWish {
    Close,
    Make { name: String, copied: Option<Id<Board>> },
    Rename { board: Id<Board>, name: String, notes: String },
    Remove(Id<Board>),
    Carry { themes: Vec<Id<Theme>>, to: Id<Board>, carrying: Carrying },
}

impl BoardForm {
    /// A new board; with one in view, a copy of it is offered first.
    pub fn new(shown: Option<&Board>) -> Self {
        BoardForm::New { name: String::new(), copied: shown.map(|board| board.id) }
    }

    pub fn rename(board: &Board) -> Self {
        BoardForm::Rename { board: board.id, name: board.name.clone(), notes: board.notes.clone() }
    }

    /// The board in view with the one before it, or after it; `None` where there is only one.
    pub fn compare(study: &Study, shown: Id<Board>) -> Option<Self> {
        let all = study.boards_in_order();
        let at = all.iter().position(|board| board.id == shown)?;
        let (first, second) = match at.checked_sub(1).and_then(|before| all.get(before)) {
            Some(before) => (before.id, shown),
            None => (shown, all.get(at + 1)?.id),
        };
        Some(BoardForm::Compare { first, second, made: None })
    }

    /// Themes to be carried to another board, the last one first; `None` where there is no other.
    pub fn carry(study: &Study, themes: &[Id<Theme>], carrying: Carrying) -> Option<Self> {
        let from = study.get_opt(themes.first().copied())?.board;
        let to = study.boards_in_order().into_iter().rfind(|board| board.id != from)?.id;
        Some(BoardForm::Carry { themes: themes.to_vec(), to, carrying })
    }

    /// Draws the form.
    pub fn show(&mut self, ui: &mut Ui, study: &Study, revision: u64) -> Option<BoardWish> {
        match self {
            BoardForm::New { name, copied } => new(ui, study, name, copied),
            BoardForm::Rename { board, name, notes } => rename(ui, *board, name, notes),
            BoardForm::Remove(board) => remove(ui, study, *board),
            BoardForm::Carry { themes, to, carrying } => carry(ui, study, themes, to, *carrying),
            BoardForm::Compare { first, second, made } => compare(ui, study, revision, (first, second), made),
        }
    }
}

fn new(ui: &mut Ui, study: &Study, name: &mut String, copied: &mut Option<Id<Board>>) -> Option<BoardWish> {
    ui.set_width(420.0);
    title(ui, "New board");
    let entered = line(ui, "Name", "Early, revised, final", name, true);
    section(ui, "It begins");
    ui.radio_value(copied, None, "empty");
    for board in study.boards_in_order() {
        ui.radio_value(copied, Some(board.id), format!("as a copy of {}", elide(&board.name, 50)));
    }
    ui.add_space(Tokens::SMALL_GAP);
    wrapped(
        ui,
        quiet_text(
            ui,
            "It comes last, and the last board is what the figure, the manual and the tables are made of. A copy has its \
             themes, their codes, places and reasons, and what the interventions address.",
        ),
    );
    let ready = !name.trim().is_empty();
    match buttons(ui, "Make the board", ready, entered && ready)? {
        true => Some(BoardWish::Make { name: name.clone(), copied: *copied }),
        false => Some(BoardWish::Close),
    }
}

fn rename(ui: &mut Ui, board: Id<Board>, name: &mut String, notes: &mut String) -> Option<BoardWish> {
    ui.set_width(440.0);
    title(ui, "Name and notes of the board");
    let entered = line(ui, "Name", "Early, revised, final", name, true);
    section(ui, "Notes");
    let field = TextEdit::multiline(notes).hint_text("What it is, when it was made, why it was set aside");
    let response = ui.add(field.desired_rows(4).desired_width(f32::INFINITY));
    response.widget_info(|| WidgetInfo::labeled(eframe::egui::Role::MultilineTextInput, true, "Notes"));
    let ready = !name.trim().is_empty();
    match buttons(ui, "Keep", ready, entered && ready)? {
        true => Some(BoardWish::Rename { board, name: name.clone(), notes: notes.trim().to_owned() }),
        false => Some(BoardWish::Close),
    }
}

fn remove(ui: &mut Ui, study: &Study, board: Id<Board>) -> Option<BoardWish> {
    let Some(record) = study.get(board) else { return Some(BoardWish::Close) };
    ui.set_width(400.0);
    title(ui, "Remove this board?");
    wrapped(ui, RichText::new(&record.name).family(strong()));
    ui.add_space(Tokens::GAP);
    let counts = operations::consequences(study, &[board.key()]).unwrap_or_default();
    let of = |kind| counts.get(&kind).copied().unwrap_or_default();
    wrapped(
        ui,
        format!(
            "{} and {} go with it. Codes and codings stay. Undo brings everything back.",
            counted(of(Kind::Theme), "theme"),
            counted(of(Kind::Placement), "placement")
        ),
    );
    match buttons(ui, "Remove", true, false)? {
        true => Some(BoardWish::Remove(board)),
        false => Some(BoardWish::Close),
    }
}

fn carry(
    ui: &mut Ui,
    study: &Study,
    themes: &[Id<Theme>],
    to: &mut Id<Board>,
    carrying: Carrying,
) -> Option<BoardWish> {
    let known: Vec<&Theme> = themes.iter().filter_map(|&id| study.get(id)).collect();
    let Some(from) = known.first().map(|theme| theme.board) else { return Some(BoardWish::Close) };
    ui.set_width(440.0);
    let copied = carrying == Carrying::Copied;
    title(ui, if copied { "Copy to board" } else { "Move to board" });
    for theme in known.iter().take(6) {
        wrapped(ui, RichText::new(&theme.name).family(strong()));
    }
    if known.len() > 6 {
        ui.label(quiet_text(ui, format!("and {} more", known.len() - 6)));
    }
    section(ui, "To");
    for board in study.boards_in_order().into_iter().filter(|board| board.id != from) {
        ui.radio_value(to, board.id, elide(&board.name, 56));
    }
    ui.add_space(Tokens::SMALL_GAP);
    let below = known.iter().flat_map(|theme| study.themes_under(theme.board, Some(theme.id)));
    let all: BTreeSet<Id<Theme>> = below.map(|theme| theme.id).chain(themes.iter().copied()).collect();
    let codes: Vec<_> = all.iter().filter_map(|&id| study.get(id)).flat_map(|one| one.codes.iter().copied()).collect();
    let leaving = operations::codes_leaving(study, *to, &codes).len();
    let mut words =
        "Sub-themes, codes, places with their reasons and what interventions address come along.".to_owned();
    if leaving > 0 {
        let verb = if leaving == 1 { "leaves" } else { "leave" };
        words += &format!(
            " A code stands in one theme of a board: {} {verb} the themes that hold them there.",
            counted(leaving, "code")
        );
    }
    wrapped(ui, quiet_text(ui, words));
    let chosen = || BoardWish::Carry { themes: themes.to_vec(), to: *to, carrying };
    buttons(ui, if copied { "Copy" } else { "Move" }, true, false)
        .map(|yes| if yes { chosen() } else { BoardWish::Close })
}

fn compare(
    ui: &mut Ui,
    study: &Study,
    revision: u64,
    (first, second): (&mut Id<Board>, &mut Id<Board>),
    made: &mut Option<(u64, BoardDifference)>,
) -> Option<BoardWish> {
    ui.set_width(680.0);
    title(ui, "Compare two boards");
    let before = (*first, *second);
    ui.horizontal(|ui| {
        ui.label("From");
        choice(ui, "First board", study, first);
        ui.label("to");
        choice(ui, "Second board", study, second);
    });
    let (Some(one), Some(other)) = (study.get(*first), study.get(*second)) else { return Some(BoardWish::Close) };
    let stale = before != (*first, *second) || made.as_ref().is_none_or(|(of, _)| *of != revision);
    if stale {
        *made = Some((revision, board_difference(study, *first, *second)));
    }
    let Some((_, difference)) = made else { return None };
    ui.add_space(Tokens::GAP);
    wrapped(ui, difference.summary());
    let room = (ui.ctx().content_rect().height() - 330.0).clamp(120.0, 460.0);
    ScrollArea::vertical().max_height(room).auto_shrink([false, true]).show(ui, |ui| {
        themes(ui, difference);
        codes(ui, study, difference);
    });
    ui.add_space(Tokens::LARGE_GAP);
    let mut close = false;
    let size = Vec2::new(ui.available_width(), 28.0);
    ui.allocate_ui_with_layout(size, Layout::right_to_left(Align::Center), |ui| {
        close = main_button(ui, "Close", true).clicked();
        let copy = Button::new("Copy as text").min_size(Vec2::new(0.0, 28.0));
        if ui.add_enabled(!difference.is_empty(), copy).clicked() {
            ui.ctx().copy_text(difference.in_words(study, one, other));
        }
    });
    close.then_some(BoardWish::Close)
}

fn themes(ui: &mut Ui, difference: &BoardDifference) {
    if difference.themes.is_empty() {
        return;
    }
    section(ui, "Themes and sub-themes");
    let tokens = tokens(ui.ctx());
    for (path, fate) in &difference.themes {
        let (mark, ink) = match fate {
            ThemeFate::New => ("new", tokens.accent),
            ThemeFate::Gone => ("gone", tokens.warning),
            ThemeFate::Altered(_) => ("altered", tokens.quiet),
        };
        ui.horizontal_wrapped(|ui| {
            ui.label(RichText::new(mark).size(Tokens::SMALL).color(ink));
            wrapped(ui, RichText::new(path).family(strong()));
        });
        if let ThemeFate::Altered(alterations) = fate {
            for alteration in alterations {
                ui.indent((path, alteration.what), |ui| {
                    ui.label(quiet_text(ui, alteration.what));
                    before_and_after(ui, &alteration.before, &alteration.after);
                });
            }
        }
    }
}

fn codes(ui: &mut Ui, study: &Study, difference: &BoardDifference) {
    if difference.codes.is_empty() {
        return;
    }
    section(ui, "Codes that stand elsewhere");
    let wide = ((ui.available_width() - 24.0) / 3.0).max(90.0);
    eframe::egui::Grid::new("codes that moved")
        .num_columns(3)
        .striped(true)
        .min_col_width(wide)
        .max_col_width(wide)
        .show(ui, |ui| {
            for name in ["Code", "From", "To"] {
                ui.label(quiet_text(ui, name));
            }
            ui.end_row();
            for one in &difference.codes {
                let off = "not on the board";
                wrapped(ui, study.get(one.code).map_or("", |code| code.name.as_str()));
                wrapped(ui, one.from.as_deref().unwrap_or(off));
                wrapped(ui, one.to.as_deref().unwrap_or(off));
                ui.end_row();
            }
        });
}

fn choice(ui: &mut Ui, name: &str, study: &Study, chosen: &mut Id<Board>) {
    let text = study.get(*chosen).map_or("", |board| board.name.as_str());
    let combo = ComboBox::from_id_salt(name).width(240.0).selected_text(elide(text, 34)).show_ui(ui, |ui| {
        for board in study.boards_in_order() {
            ui.selectable_value(chosen, board.id, elide(&board.name, 46));
        }
    });
    combo.response.widget_info(|| WidgetInfo::labeled(eframe::egui::Role::ComboBox, true, name));
}
