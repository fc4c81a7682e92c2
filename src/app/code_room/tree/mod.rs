//! The code tree: in the order people gave it, with counts; a click attaches to selected words, a drag moves or attaches.
//!
//! `row` draws one code, `moving` is what drags and keys do to its place, `menu` what the right button offers.

mod menu;
mod moving;
mod row;

use std::collections::{BTreeSet, HashSet};

use eframe::egui::{
    Align, Frame, Id as WidgetId, Key, Layout, Margin, Panel, RichText, Role, ScrollArea, Sense, TextEdit, Ui, Vec2,
    WidgetInfo,
};

use super::CodeRoom;
use crate::{
    app::{
        commands::Command,
        look::{Tokens, icons, tokens},
        panes,
        session::{Ask, Desk},
        transcript::DraggedCode,
        widgets::{drop_line, empty, icon_button, quiet_text, released, strong_text},
    },
    journal::Stamp,
    operations::{self, CodePlace, SortBy},
    study::{Code, Id, Study},
    text::folded,
};

/// What the tree remembers.
#[derive(Default)]
pub struct TreeState {
    closed: HashSet<Id<Code>>,
    pub filter: String,
    pub renaming: Option<Id<Code>>,
    /// A new code being named, and under what.
    pub naming: Option<(Option<Id<Code>>, String)>,
    /// Codes marked together, to be moved, merged or removed at once.
    pub marked: BTreeSet<Id<Code>>,
    /// Whether speakers and groups are counted beside codings.
    pub columns: bool,
    reveal: Option<Id<Code>>,
    /// The row that takes the keyboard when drawn next.
    wants_keys: Option<Id<Code>>,
    /// The row that takes it a frame later: what appears above the rows makes them other widgets.
    again: Option<Id<Code>>,
    /// Where marking with Shift and the arrows began.
    anchor: Option<Id<Code>>,
    /// Where the keyboard lands in the tree: the chosen row, else the first that shows.
    landing: Option<WidgetId>,
    /// Whether the code being renamed had the keyboard, and is to have it again.
    back_to_row: bool,
}

impl TreeState {
    /// Opens the way to a code and scrolls to it.
    pub fn reveal(&mut self, study: &Study, code: Id<Code>) {
        let mut above = study.get(code).and_then(|code| code.parent);
        for _ in 0..64 {
            let Some(id) = above else { break };
            self.closed.remove(&id);
            above = study.get(id).and_then(|code| code.parent);
        }
        self.reveal = Some(code);
    }

    /// Goes to a code with the keyboard.
    pub fn go(&mut self, study: &Study, code: Id<Code>) {
        self.reveal(study, code);
        self.wants_keys = Some(code);
    }

    /// The codes that something done to this one is done to, in the tree's order: all that are marked where it is one of
    /// them, else it alone.
    fn together(&self, study: &Study, code: Id<Code>) -> Vec<Id<Code>> {
        if !self.marked.contains(&code) {
            return vec![code];
        }
        study.code_tree().iter().map(|(_, code)| code.id).filter(|id| self.marked.contains(id)).collect()
    }
}

/// The width of a column of numbers (points).
const COLUMN: f32 = 30.0;

/// Draws the tree; gives the code under the pointer.
pub fn show(room: &mut CodeRoom, ui: &mut Ui, desk: &mut Desk<'_>) -> Option<Id<Code>> {
    let panel = ui.max_rect();
    let filter = heading(room, ui, desk);
    room.tree.landing = None;
    room.tree.wants_keys = room.tree.again.take().or(room.tree.wants_keys);
    ui.add_space(2.0);
    naming_field(room, ui, desk);
    if desk.study.codes().len() == 0 {
        empty(
            ui,
            "No codes yet",
            "Select words in a transcript and press Enter: type a name, and Tab makes it a code. Or press N.",
        );
        panes::mark(ui.ctx(), panel, filter);
        return None;
    }
    room.tree.marked.retain(|&code| desk.study.get(code).is_some());
    // Below the rows, so that they stay where they are while somebody marks them.
    if room.tree.marked.len() > 1 {
        let frame = Frame::new().inner_margin(Margin { top: 4, ..Margin::ZERO });
        Panel::bottom("marked codes").frame(frame).show(ui, |ui| marked_bar(room, ui, desk));
    }
    if room.tree.columns {
        columns(ui);
    }
    let rows = visible(desk.study, &room.tree);
    let mut hovered = None;
    let mut scroll = ScrollArea::vertical().auto_shrink([false, false]);
    if let Some(code) = room.tree.reveal.take()
        && let Some(at) = rows.iter().position(|&(_, row, _)| row.id == code)
    {
        let wanted = at as f32 * (Tokens::ROW + 1.0);
        let offset = (wanted - ui.available_height() / 2.0).max(0.0);
        let last: f32 = ui.data(|data| data.get_temp(WidgetId::unique("tree offset"))).unwrap_or_default();
        if wanted < last || wanted > last + ui.available_height() - Tokens::ROW {
            scroll = scroll.vertical_scroll_offset(offset);
        }
    }
    ui.spacing_mut().item_spacing.y = 1.0;
    let output = scroll.show_rows(ui, Tokens::ROW, rows.len() + 1, |ui, range| {
        for at in range {
            match rows.get(at) {
                Some(&(depth, code, has_children)) => {
                    if row::show(room, ui, desk, &rows, (depth, code, has_children)) {
                        hovered = Some(code.id);
                    }
                }
                None => last_place(room, ui, desk),
            }
        }
    });
    panes::mark(ui.ctx(), panel, room.tree.landing.unwrap_or(filter));
    ui.data_mut(|data| data.insert_temp(WidgetId::unique("tree offset"), output.state.clamped_offset().y));
    hovered
}

/// Gives the field that narrows the tree.
fn heading(room: &mut CodeRoom, ui: &mut Ui, desk: &mut Desk<'_>) -> WidgetId {
    let row = ui.horizontal(|ui| {
        ui.label(strong_text("Codes"));
        let right = ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            arrange_menu(room, ui, desk);
            if desk.writable && icon_button(ui, icons::ADD, Command::NewCode.entry().name).clicked() {
                desk.run(Command::NewCode);
            }
            let filter = TextEdit::singleline(&mut room.tree.filter).hint_text("Filter").desired_width(f32::INFINITY);
            let response = ui.add(filter);
            response.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, "Filter codes"));
            if response.has_focus() && ui.input(|input| input.key_pressed(Key::Escape)) {
                room.tree.filter.clear();
            }
            response.id
        });
        right.inner
    });
    row.inner
}

/// How the whole tree is arranged and shown.
fn arrange_menu(room: &mut CodeRoom, ui: &mut Ui, desk: &mut Desk<'_>) {
    let more = ui.menu_button(RichText::new(icons::MORE).size(Tokens::LARGE), |ui| {
        ui.set_min_width(220.0);
        if ui.button("Open all").clicked() {
            room.tree.closed.clear();
            ui.close();
        }
        if ui.button("Close all").clicked() {
            room.tree.closed = desk
                .study
                .codes()
                .filter(|code| !desk.study.codes_under(Some(code.id)).is_empty())
                .map(|one| one.id)
                .collect();
            ui.close();
        }
        ui.checkbox(&mut room.tree.columns, "Count speakers and groups, too");
        ui.separator();
        ui.add_enabled_ui(desk.writable, |ui| sort_buttons(ui, desk, None, "Sort the top by"));
    });
    more.response.widget_info(|| WidgetInfo::labeled(Role::Button, true, "Arrange the codes"));
}

/// Two buttons that sort the codes under one, once.
fn sort_buttons(ui: &mut Ui, desk: &mut Desk<'_>, parent: Option<Id<Code>>, lead: &str) {
    for (by, name) in [(SortBy::Name, "name"), (SortBy::Codings, "number of codings")] {
        if ui.button(format!("{lead} {name}")).clicked() {
            desk.plan(|study, stamp| operations::sort_codes(study, stamp, parent, by));
            ui.close();
        }
    }
}

/// What can be done to all that is marked.
fn marked_bar(room: &mut CodeRoom, ui: &mut Ui, desk: &mut Desk<'_>) {
    let codes: Vec<Id<Code>> =
        room.tree.marked.iter().next().map_or_else(Vec::new, |&one| room.tree.together(desk.study, one));
    ui.horizontal_wrapped(|ui| {
        ui.label(quiet_text(ui, format!("{} marked", codes.len())));
        if desk.writable {
            menu::for_several(ui, desk, &codes);
        }
        if ui.small_button("Clear").clicked() {
            room.tree.marked.clear();
        }
    });
}

/// The heads of the columns of numbers.
fn columns(ui: &mut Ui) {
    let (rect, _) = ui.allocate_exact_size(Vec2::new(ui.available_width(), 15.0), Sense::hover());
    let font = eframe::egui::FontId::proportional(Tokens::SMALL - 1.0);
    for (nth, name) in ["groups", "speakers", "codings"].into_iter().enumerate() {
        let x = rect.right() - 6.0 - nth as f32 * (COLUMN + 14.0);
        let at = eframe::egui::pos2(x, rect.center().y);
        ui.painter().text(at, eframe::egui::Align2::RIGHT_CENTER, name, font.clone(), tokens(ui.ctx()).quiet);
    }
}

/// Below the last row: dropping here moves to the end of the top level.
fn last_place(room: &CodeRoom, ui: &mut Ui, desk: &mut Desk<'_>) {
    let (rect, response) = ui.allocate_exact_size(Vec2::new(ui.available_width(), Tokens::ROW), Sense::hover());
    if response.dnd_hover_payload::<DraggedCode>().is_some() {
        drop_line(ui, rect, rect.top() + 2.0);
    }
    if let Some(dragged) = released::<DraggedCode>(&response) {
        let codes = room.tree.together(desk.study, Id::from_uuid(uuid::Uuid::from_u128(dragged.0)));
        desk.plan(|study, stamp| operations::move_codes(study, stamp, &codes, CodePlace::last_under(None)));
    }
}

/// A row of the tree: depth, code, whether it has codes under it.
type TreeRow<'a> = (usize, &'a Code, bool);

/// The rows that show.
fn visible<'a>(study: &'a Study, tree: &TreeState) -> Vec<TreeRow<'a>> {
    let all = study.code_tree();
    let filter = folded(tree.filter.trim());
    let matches = |code: &Code| {
        let words = [&code.name, &code.brief].into_iter().chain(&code.aliases);
        words.into_iter().any(|word| folded(word).contains(&filter))
    };
    let kept: HashSet<Id<Code>> = if filter.is_empty() {
        HashSet::new()
    } else {
        let mut kept = HashSet::new();
        for (_, code) in all.iter().filter(|(_, code)| matches(code)) {
            let mut next = Some(code.id);
            while let Some(id) = next.filter(|id| kept.insert(*id)) {
                next = study.get(id).and_then(|code| code.parent);
            }
        }
        kept
    };
    let mut rows = Vec::new();
    let mut hidden_below: Option<usize> = None;
    for (at, &(depth, code)) in all.iter().enumerate() {
        if hidden_below.is_some_and(|limit| depth > limit) {
            continue;
        }
        hidden_below = None;
        if !filter.is_empty() && !kept.contains(&code.id) {
            continue;
        }
        let has_children = all.get(at + 1).is_some_and(|(next, _)| *next > depth);
        if filter.is_empty() && has_children && tree.closed.contains(&code.id) {
            hidden_below = Some(depth);
        }
        rows.push((depth, code, has_children));
    }
    rows
}

fn naming_field(room: &mut CodeRoom, ui: &mut Ui, desk: &mut Desk<'_>) {
    let Some((parent, mut name)) = room.tree.naming.take() else { return };
    let under = desk.study.get_opt(parent).map_or("at the top".to_owned(), |code| format!("under {}", code.name));
    let response =
        ui.add(TextEdit::singleline(&mut name).hint_text(format!("New code {under}")).desired_width(f32::INFINITY));
    response.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, "Name of the new code"));
    let entered = ui.input(|input| input.key_pressed(Key::Enter));
    if response.lost_focus() {
        room.view.focus();
        if entered && !name.trim().is_empty() {
            let stamp = Stamp::now(desk.me);
            let made = operations::add_code(desk.study, &stamp, &name, CodePlace::last_under(parent));
            let code = made.as_ref().ok().map(|(code, _)| code.key());
            desk.asks.push(Ask::Commit { planned: made.map(|(_, entry)| entry), quietly: false });
            // It is chosen and in view, so that it can be defined at once.
            desk.asks.extend(code.map(Ask::Show));
        }
    } else {
        if !response.has_focus() {
            response.request_focus();
        }
        room.tree.naming = Some((parent, name));
    }
}
