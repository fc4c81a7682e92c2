//! The bar over the room: its pages, the board shown, and what can be done with boards.

use eframe::egui::{Align, Button, Layout, RichText, Ui};

use super::{BoardForm, Page, ThemesRoom, checks};
use crate::{
    app::{
        commands::Command,
        look::{Tokens, icons, strong, tokens},
        session::{Ask, Desk},
        shell::Overlay,
        widgets::{quiet_text, wrapped},
    },
    operations::{self, elide},
    study::{Board, Id},
};

/// The pages with their names.
const PAGES: &[(Page, &str)] =
    &[(Page::Board, "Board"), (Page::Placements, "Placements"), (Page::Interventions, "Interventions")];

pub fn show(room: &mut ThemesRoom, ui: &mut Ui, desk: &mut Desk<'_>) {
    ui.horizontal(|ui| {
        for (page, name) in PAGES {
            let text = RichText::new(*name);
            let text = if room.page == *page { text.family(strong()) } else { text };
            if ui.selectable_label(room.page == *page, text).clicked() {
                room.page = *page;
            }
        }
        ui.separator();
        boards(room, ui, desk);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let new = Command::NewTheme.entry();
            let here = room.page != Page::Interventions;
            if here
                && desk.writable
                && ui.button(format!("{} {}", icons::ADD, new.name)).on_hover_text(new.help).clicked()
            {
                desk.run(Command::NewTheme);
            }
            if room.page == Page::Board
                && let Some(board) = room.board_in(desk.study)
            {
                checks::button(room, ui, desk, board);
            }
        });
    });
}

/// The board shown, the others, and what can be done with them.
fn boards(room: &mut ThemesRoom, ui: &mut Ui, desk: &mut Desk<'_>) {
    let Some(board) = room.board_in(desk.study) else { return };
    let name = format!("{} {}", elide(&board.name, 40), icons::OPENED);
    ui.menu_button(RichText::new(name).size(Tokens::LARGE).family(strong()), |ui| {
        ui.set_min_width(230.0);
        let all = desk.study.boards_in_order();
        for (at, one) in all.iter().enumerate() {
            let printed = if at + 1 == all.len() { "  (printed)" } else { "" };
            if ui.selectable_label(one.id == board.id, format!("{}{printed}", elide(&one.name, 46))).clicked() {
                room.board = Some(one.id);
                room.marks.clear();
                ui.close();
            }
        }
        ui.separator();
        board_menu(room, ui, desk, board);
    })
    .response
    .on_hover_ui(|ui| {
        ui.set_max_width(420.0);
        if !board.notes.is_empty() {
            wrapped(ui, board.notes.as_str());
        }
        wrapped(ui, quiet_text(ui, "The last board is what the figure, the manual and the tables are made of."));
    });
    if let Some(beside) = desk.study.get_opt(room.beside) {
        ui.label(quiet_text(ui, format!("beside {}", elide(&beside.name, 30))));
        if ui.small_button("Close it").clicked() {
            room.beside = None;
        }
    }
    if desk.study.boards_in_order().last().is_some_and(|last| last.id != board.id) {
        let words = RichText::new("not the board that is printed").size(Tokens::SMALL);
        ui.label(words.color(tokens(ui.ctx()).quiet));
    }
}

fn board_menu(room: &mut ThemesRoom, ui: &mut Ui, desk: &mut Desk<'_>, board: &Board) {
    let all = desk.study.boards_in_order();
    let at = all.iter().position(|one| one.id == board.id).unwrap_or_default();
    let open = |desk: &mut Desk<'_>, form: BoardForm| desk.asks.push(Ask::Overlay(Overlay::Board(form)));
    for command in [Command::NewBoard, Command::CompareBoards, Command::ExportBoard] {
        let entry = command.entry();
        if ui.button(entry.name).on_hover_text(entry.help).clicked() {
            desk.run(command);
            ui.close();
        }
    }
    ui.add_enabled_ui(all.len() > 1, |ui| {
        ui.menu_button("Show another beside it", |ui| {
            for one in all.iter().filter(|one| one.id != board.id) {
                if ui.button(elide(&one.name, 46)).clicked() {
                    room.beside = Some(one.id);
                    ui.close();
                }
            }
        });
    });
    ui.separator();
    ui.add_enabled_ui(desk.writable, |ui| {
        if ui.button("Name and notes…").clicked() {
            open(desk, BoardForm::rename(board));
            ui.close();
        }
        let mut to = |ui: &mut Ui, name: &str, allowed: bool, place: usize| {
            if ui.add_enabled(allowed, Button::new(name)).clicked() {
                let id: Id<Board> = board.id;
                desk.plan(|study, stamp| operations::move_board(study, stamp, id, place));
                ui.close();
            }
        };
        to(ui, "Move it earlier", at > 0, at.saturating_sub(1));
        to(ui, "Move it later", at + 1 < all.len(), at + 2);
        if ui.button("Remove it…").clicked() {
            open(desk, BoardForm::Remove(board.id));
            ui.close();
        }
    });
}
