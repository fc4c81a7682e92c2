//! How the figure is drawn: layout, place of print, what it shows, spaces. Every choice is kept with the board, and undone.

use eframe::egui::{CollapsingHeader, ComboBox, DragValue, Response, Role, Ui, WidgetInfo};

use super::{FigureRoom, Part, kinds};
use crate::{
    app::{
        drafts::Field,
        look::Tokens,
        session::Desk,
        widgets::{elided, quiet_text, section, strong_text, wrapped},
    },
    figure::{self, FigureFormat, FigureKind, PRESETS, Preset},
    operations::elide,
    study::{Board, ComponentLevel, FigureSettings, Palette},
};

/// Which board is drawn, where there are several.
pub fn boards(room: &mut FigureRoom, ui: &mut Ui, desk: &Desk<'_>, shown: &Board) {
    let boards = desk.study.boards_in_order();
    if boards.len() < 2 {
        ui.label(strong_text("Figure"));
        return;
    }
    ui.horizontal(|ui| {
        ui.label(strong_text("Figure of"));
        let combo = ComboBox::from_id_salt("figure of board").width(ui.available_width() - 16.0);
        let combo = combo.selected_text(elide(&shown.name, 26)).show_ui(ui, |ui| {
            for board in boards {
                if ui.selectable_label(board.id == shown.id, &board.name).clicked() {
                    room.board = Some(board.id);
                    room.marked = None;
                }
            }
        });
        combo.response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, "Board of the figure"));
    });
}

/// What is being altered, and whether something is still dragged.
struct Choosing<'r> {
    chosen: FigureSettings,
    held: bool,
    point_at: &'r mut Option<Part>,
}

impl Choosing<'_> {
    /// A number to drag or to type; what is typed counts when it is done.
    fn number(&mut self, ui: &mut Ui, name: &str, value: &mut f64, range: (f64, f64), unit: &str) -> Response {
        let drag = DragValue::new(value).range(range.0..=range.1).speed(0.05).suffix(unit).max_decimals(2);
        let response = ui.add(drag.update_while_editing(false));
        response.widget_info(|| WidgetInfo::labeled(Role::SpinButton, true, name));
        self.held |= response.dragged();
        response
    }

    /// Gives the keyboard to what a check is about.
    fn pointed(&mut self, part: Part, response: &Response) {
        if *self.point_at == Some(part) {
            *self.point_at = None;
            response.request_focus();
            response.scroll_to_me(None);
        }
    }
}

pub fn show(room: &mut FigureRoom, ui: &mut Ui, desk: &mut Desk<'_>, board: &Board) {
    let before = room.settings(board);
    let options = figure::options_as(desk.study, &before);
    let mut point_at = room.point_at.take();
    let mut choosing = Choosing { chosen: before.clone(), held: false, point_at: &mut point_at };
    section(ui, "Layout");
    if let Some(layout) = kinds::show(ui, options.kind, options.arrangement) {
        choosing.chosen.kind = layout.kind;
        choosing.chosen.arrangement = layout.arrangement.or(choosing.chosen.arrangement);
    }
    print(ui, &mut choosing, &options);
    shown(ui, &mut choosing, figure::own_frameworks(desk.study).next().is_some());
    spaces(ui, &mut choosing);
    if !choosing.chosen.order.is_empty() {
        section(ui, "Order");
        ui.horizontal(|ui| {
            ui.label(quiet_text(ui, "The figure has an order of its own."));
            if ui.small_button("As on the board").clicked() {
                choosing.chosen.order.clear();
            }
        });
    }
    let Choosing { chosen, held, .. } = choosing;
    ui.add_enabled_ui(desk.writable, |ui| names(ui, desk, board));
    if !desk.writable {
        ui.add_space(Tokens::GAP);
        wrapped(
            ui,
            quiet_text(ui, "This study is open for reading: what you choose here is looked at and exported, not kept."),
        );
    }
    room.point_at = point_at;
    if chosen != before {
        room.choose(desk, board.id, chosen, held);
    } else {
        room.settle(desk, held);
    }
}

/// Where it is to be printed, and the sizes that follow or differ from it.
fn print(ui: &mut Ui, choosing: &mut Choosing<'_>, options: &figure::FigureOptions) {
    section(ui, "For");
    let preset = figure::preset_of(&choosing.chosen);
    let name = preset.map_or("PLOS, unless you say otherwise", |preset| preset.name);
    let combo = ComboBox::from_id_salt("figure preset").width(ui.available_width() - 12.0).selected_text(name);
    let combo = combo.show_ui(ui, |ui| {
        for one in &PRESETS {
            let on = preset.is_some_and(|preset| preset.key == one.key);
            if ui.selectable_label(on, one.name).on_hover_text(one.advice).clicked() {
                choosing.chosen = choosing.chosen.clone().for_preset(one.key);
            }
        }
    });
    combo.response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, "Where the figure is to be printed"));
    if let Some(preset) = preset {
        elided(ui, quiet_text(ui, takes(preset))).on_hover_text(format!("{}\nFrom: {}.", preset.advice, preset.source));
        let boxes = options.kind == FigureKind::Boxes && choosing.chosen.arrangement.is_none();
        if let Some(said) = preset.rearranges().filter(|_| boxes) {
            wrapped(ui, quiet_text(ui, said));
        }
    }
    let widths = preset.or(Preset::of("plos")).map_or(&[][..], |preset| preset.widths_cm);
    ui.horizontal_wrapped(|ui| {
        ui.label("Width");
        let mut width = options.width_cm;
        let response = choosing.number(ui, "Width in centimetres", &mut width, (4.0, 60.0), " cm");
        choosing.pointed(Part::Width, &response);
        if response.changed() {
            choosing.chosen.width_cm = Some(width);
        }
        for wide in widths {
            let on = (options.width_cm - wide).abs() < 0.005;
            if ui.selectable_label(on, format!("{wide}")).on_hover_text("A width that it prints").clicked() {
                choosing.chosen.width_cm = Some(*wide);
            }
        }
    });
    ui.horizontal_wrapped(|ui| {
        ui.label("Text");
        let mut text = options.text_pt;
        let response = choosing.number(ui, "Text in points", &mut text, (6.0, 24.0), " pt");
        choosing.pointed(Part::Text, &response);
        if response.changed() {
            choosing.chosen.text_pt = Some((text * 4.0).round() / 4.0);
        }
        ui.add_space(Tokens::SMALL_GAP);
        ui.label("Pictures");
        let mut dpi = options.dpi;
        let drag = DragValue::new(&mut dpi).range(72..=1200).speed(2).suffix(" dpi").update_while_editing(false);
        let response = ui.add(drag);
        response.widget_info(|| WidgetInfo::labeled(Role::SpinButton, true, "Dots per inch"));
        choosing.held |= response.dragged();
        if response.changed() {
            choosing.chosen.dpi = Some(dpi);
        }
    });
    let pages = ui
        .checkbox(&mut choosing.chosen.pages, "Over pages where it is too high")
        .on_hover_text("As many themes a page as fit; a file for each page");
    choosing.pointed(Part::Pages, &pages);
    let differs =
        |chosen: &FigureSettings| chosen.width_cm.is_some() || chosen.text_pt.is_some() || chosen.dpi.is_some();
    if differs(&choosing.chosen) && ui.small_button("Back to the usual sizes").clicked() {
        let chosen = choosing.chosen.clone();
        choosing.chosen = FigureSettings { width_cm: None, text_pt: None, dpi: None, ..chosen };
    }
}

/// "Takes TIFF, EPS; at most 19.05 × 22.23 cm".
fn takes(preset: &Preset) -> String {
    let formats: Vec<&str> = preset.formats.iter().copied().map(FigureFormat::name).collect();
    format!("Takes {}; at most {} × {} cm", formats.join(", "), preset.width_cm(), preset.max_height_cm)
}

fn shown(ui: &mut Ui, choosing: &mut Choosing<'_>, own: bool) {
    section(ui, "Components");
    ui.horizontal_wrapped(|ui| {
        for (level, name, help) in [
            (ComponentLevel::ComB3, "COM-B, three", "Capability, opportunity, motivation"),
            (ComponentLevel::ComB6, "COM-B, six", "Psychological capability, social opportunity, …"),
            (ComponentLevel::Tdf, "TDF domains", "The fourteen domains of the Theoretical Domains Framework"),
            (
                ComponentLevel::Other,
                if own { "Own framework" } else { "As placed" },
                if own {
                    "The elements of the study’s own framework"
                } else {
                    "Whatever a theme is placed in, of any framework"
                },
            ),
        ] {
            let response = ui.radio_value(&mut choosing.chosen.level, level, name).on_hover_text(help);
            if level == ComponentLevel::ComB3 {
                choosing.pointed(Part::Level, &response);
            }
        }
    });
    ui.checkbox(&mut choosing.chosen.empty_components, "Components without a theme too");
    section(ui, "Look");
    ui.horizontal_wrapped(|ui| {
        ui.radio_value(&mut choosing.chosen.palette, Palette::Greyscale, "Greys and hatching");
        ui.radio_value(&mut choosing.chosen.palette, Palette::Colour, "Colours")
            .on_hover_text("Orange and blue, which colour-blind readers tell apart; signs say the same");
    });
    let legend = ui.checkbox(&mut choosing.chosen.legend, "Legend");
    choosing.pointed(Part::Legend, &legend);
}

fn spaces(ui: &mut Ui, choosing: &mut Choosing<'_>) {
    let wanted = (*choosing.point_at == Some(Part::Gaps)).then_some(true);
    ui.add_space(Tokens::SMALL_GAP);
    CollapsingHeader::new("Spaces between boxes").id_salt("figure gaps").open(wanted).show(ui, |ui| {
        let mut gaps = choosing.chosen.gaps;
        for (name, gap) in
            [("Sub-themes", &mut gaps.subthemes), ("Themes", &mut gaps.themes), ("Components", &mut gaps.components)]
        {
            ui.horizontal(|ui| {
                let response =
                    choosing.number(ui, &format!("Space between {}", name.to_lowercase()), gap, (0.0, 60.0), " pt");
                choosing.pointed(Part::Gaps, &response);
                ui.label(name);
            });
        }
        choosing.chosen.gaps = gaps;
        if choosing.chosen.gaps != figure::Gaps::default() && ui.small_button("Back to the usual spaces").clicked() {
            choosing.chosen.gaps = figure::Gaps::default();
        }
    });
}

/// What the figure is called, and the numbers that caption and legend name.
fn names(ui: &mut Ui, desk: &mut Desk<'_>, board: &Board) {
    section(ui, "Title");
    let hint = "A title that says what it shows";
    desk.drafts.field(ui, board.id.key(), Field::FigureTitle, &board.figure.title, ("Title of the figure", hint, 1));
    ui.add_space(Tokens::SMALL_GAP);
    ui.horizontal(|ui| {
        for (field, value, words, name) in [
            (Field::FigureNumber, &board.figure.number, "Fig", "Number of the figure"),
            (Field::TableNumber, &board.figure.table_number, "Table", "Number of the interventions table"),
        ] {
            ui.label(words);
            ui.allocate_ui(eframe::egui::Vec2::new(52.0, Tokens::ROW), |ui| {
                desk.drafts.field(ui, board.id.key(), field, value, (name, "", 1));
            });
        }
    });
}
