//! The worklist: every disagreement in reading order, narrowed by kind, code and state.

use eframe::egui::{Align, ComboBox, Layout, RichText, ScrollArea, Sense, Ui, Vec2, WidgetInfo};

use super::ReviewRoom;
use crate::{
    app::{
        look::{Tokens, icons, tokens},
        session::Desk,
        widgets::{elided, quiet_text, strong_text},
    },
    operations::{counted, elide},
    review::{Difference, Differences, Disagreement, Ledger, Relation, State},
    study::{Coder, Study},
};

/// The height of a row (points).
const ROW: f32 = 44.0;

/// What a difference is called on the list; coders by their initials.
pub fn name(difference: Difference, initials: (&str, &str)) -> String {
    match difference {
        Difference::Boundary => "Boundary".into(),
        Difference::OtherCode(relation) => format!("Other code, {}", relation_name(relation)),
        Difference::MissingInFirst => format!("Only {}", initials.1),
        Difference::MissingInSecond => format!("Only {}", initials.0),
        Difference::Quality => "Valence or level".into(),
    }
}

/// The same in as few words as a chip has room for.
fn short_name(difference: Difference, initials: (&str, &str)) -> String {
    match difference {
        Difference::OtherCode(Relation::Ancestor) => "Above or below".into(),
        Difference::OtherCode(Relation::Sibling) => "Siblings".into(),
        Difference::OtherCode(Relation::OtherComponent) => "Other COM-B".into(),
        Difference::OtherCode(Relation::OtherTheme) => "Other theme".into(),
        Difference::OtherCode(Relation::SameTheme) => "Same theme".into(),
        Difference::OtherCode(Relation::Apart) => "Other code".into(),
        _ => name(difference, initials),
    }
}

fn relation_name(relation: Relation) -> &'static str {
    match relation {
        Relation::Ancestor => "one above the other",
        Relation::Sibling => "siblings",
        Relation::OtherComponent => "other COM-B component",
        Relation::OtherTheme => "other theme",
        Relation::SameTheme => "same theme",
        Relation::Apart => "unrelated",
    }
}

/// The initials of the two who are compared.
pub fn initials(room: &ReviewRoom, study: &Study) -> (String, String) {
    let pair = room.round_in(study).and_then(|round| room.pair(round));
    let of = |coder| study.get(coder).map_or_else(String::new, |coder: &crate::study::Coder| coder.initials.clone());
    pair.map_or_else(Default::default, |(first, second)| (of(first), of(second)))
}

/// Which two of more than two coders are compared.
fn whom(room: &mut ReviewRoom, ui: &mut Ui, study: &Study) {
    let Some(round) = room.round_in(study) else { return };
    let pairs = ReviewRoom::pairs(round);
    if pairs.len() < 2 {
        return;
    }
    let name = |coder| study.get(coder).map_or("", |coder: &Coder| coder.name.as_str());
    let names = |(first, second)| format!("{} and {}", name(first), name(second));
    let before = room.pair(round);
    let mut chosen = before;
    let text = before.map_or_else(String::new, names);
    let wide = (ui.available_width() - 8.0).max(80.0);
    let combo = ComboBox::from_id_salt("whom").width(wide).truncate().selected_text(text).show_ui(ui, |ui| {
        for pair in pairs {
            ui.selectable_value(&mut chosen, Some(pair), names(pair));
        }
    });
    combo.response.widget_info(|| WidgetInfo::labeled(eframe::egui::Role::ComboBox, true, "Compared are"));
    if chosen != before {
        room.pair = chosen;
        room.current = None;
    }
}

pub fn show(room: &mut ReviewRoom, ui: &mut Ui, desk: &mut Desk<'_>, differences: &Differences) {
    let (first, second) = initials(room, desk.study);
    let ledger = Ledger::of(desk.study);
    let listed = room.listed(desk.study, differences);
    ui.horizontal(|ui| {
        ui.label(strong_text("Differences"));
        ui.label(quiet_text(ui, format!("{} of {}", listed.len(), differences.differing.len())));
    });
    whom(room, ui, desk.study);
    kinds(room, ui, differences, (&first, &second));
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = Vec2::new(2.0, 1.0);
        ui.spacing_mut().button_padding = Vec2::new(5.0, 1.0);
        ui.spacing_mut().interact_size.y = 20.0;
        for (state, name) in [(State::Open, "Open"), (State::Later, "To discuss"), (State::Decided, "Decided")] {
            let chosen = room.sieve.states.contains(&state);
            if ui.selectable_label(chosen, RichText::new(name).size(Tokens::SMALL)).clicked() {
                toggle(&mut room.sieve.states, state);
            }
        }
        for code in room.sieve.codes.clone() {
            let name = desk.study.get(code).map_or("", |code| code.name.as_str());
            let chip = format!("{} {}", elide(name, 28), icons::CLOSE);
            if ui.small_button(chip).on_hover_text("Show other codes again").clicked() {
                room.sieve.codes.retain(|one| *one != code);
            }
        }
    });
    ui.separator();
    let here = listed.iter().position(|one| room.is_current(one));
    if here.is_none() {
        // What the list does not show is not decided on by a key.
        room.current = None;
    }
    if listed.is_empty() {
        let words = if differences.differing.is_empty() {
            format!("They differ nowhere: {} alike.", counted(differences.alike.len(), "coding"))
        } else {
            "Nothing fits. Take back some of what narrows the list.".into()
        };
        ui.label(quiet_text(ui, words));
        return;
    }
    let mut chosen = None;
    let mut scroll = ScrollArea::vertical().auto_shrink([false, false]).id_salt("differences");
    // The item in view is kept on the list when keys step through it.
    let seen: Option<Option<usize>> = ui.data(|data| data.get_temp(ui.scope_id().with("seen")));
    if seen != Some(here)
        && let Some(at) = here
    {
        scroll = scroll.vertical_scroll_offset((at as f32 * ROW - ui.available_height() / 2.0).max(0.0));
    }
    ui.data_mut(|data| data.insert_temp(ui.scope_id().with("seen"), here));
    ui.spacing_mut().item_spacing.y = 0.0;
    scroll.show_rows(ui, ROW, listed.len(), |ui, rows| {
        for at in rows {
            let Some(one) = listed.get(at) else { continue };
            if row(ui, desk, one, ledger.state(&one.matter(None)), here == Some(at), (&first, &second)) {
                chosen = Some((*one).clone());
            }
        }
    });
    if let Some(one) = chosen {
        room.show_item(&one);
    }
}

fn toggle<T: PartialEq>(list: &mut Vec<T>, item: T) {
    match list.iter().position(|one| *one == item) {
        Some(at) => _ = list.remove(at),
        None => list.push(item),
    }
}

/// A chip for every kind there is, with how many.
fn kinds(room: &mut ReviewRoom, ui: &mut Ui, differences: &Differences, initials: (&str, &str)) {
    let mut kinds: Vec<(Difference, usize)> = Vec::new();
    for one in &differences.differing {
        match kinds.iter_mut().find(|(kind, _)| *kind == one.difference) {
            Some((_, count)) => *count += 1,
            None => kinds.push((one.difference, 1)),
        }
    }
    kinds.sort();
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = Vec2::new(2.0, 1.0);
        ui.spacing_mut().button_padding = Vec2::new(5.0, 1.0);
        ui.spacing_mut().interact_size.y = 20.0;
        for (kind, count) in kinds {
            let chosen = room.sieve.differences.contains(&kind);
            let text = RichText::new(format!("{} {count}", short_name(kind, initials))).size(Tokens::SMALL);
            let chip = ui.selectable_label(chosen, text).on_hover_text(name(kind, initials));
            if chip.clicked() {
                toggle(&mut room.sieve.differences, kind);
            }
        }
    });
}

fn row(ui: &mut Ui, desk: &Desk<'_>, one: &Disagreement, state: State, chosen: bool, initials: (&str, &str)) -> bool {
    let study = desk.study;
    let tokens = tokens(ui.ctx());
    let (place, response) = ui.allocate_exact_size(Vec2::new(ui.available_width(), ROW), Sense::click());
    let mut codes: Vec<&str> = Vec::new();
    for stretch in one.first.iter().chain(&one.second) {
        let name = study.get(stretch.code).map_or("", |code| code.name.as_str());
        if !codes.contains(&name) {
            codes.push(name);
        }
    }
    let codes = codes.join(" / ");
    let words = one.span.of(study.text(one.transcript)).unwrap_or_default();
    let said = format!("{}: {codes}, {}", name(one.difference, initials), elide(words, 60));
    response.widget_info(|| WidgetInfo::selected(eframe::egui::Role::Button, true, chosen, &said));
    if !ui.is_rect_visible(place) {
        return response.clicked();
    }
    let fill = match (chosen, response.hovered()) {
        (true, _) => tokens.chosen,
        (_, true) => tokens.hover,
        _ => eframe::egui::Color32::TRANSPARENT,
    };
    ui.painter().rect_filled(place.shrink2(Vec2::new(0.0, 1.0)), 5.0, fill);
    if response.has_focus() {
        let stroke = eframe::egui::Stroke::new(1.5, tokens.accent);
        ui.painter().rect_stroke(place, 5.0, stroke, eframe::egui::StrokeKind::Inside);
    }
    let inside = place.shrink2(Vec2::new(8.0, 4.0));
    let mut inner = ui.new_child(eframe::egui::UiBuilder::new().max_rect(inside));
    inner.spacing_mut().item_spacing.y = 1.0;
    inner.horizontal(|ui| {
        let (icon, ink, word) = match state {
            State::Open => ("○", tokens.quiet, "open"),
            State::Later => (icons::MEMO, tokens.warning, "to discuss"),
            State::Decided => (icons::DONE, tokens.good, "decided"),
        };
        let mark = ui.label(RichText::new(icon).size(Tokens::SMALL).color(ink));
        mark.on_hover_text(word);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.label(quiet_text(ui, name(one.difference, initials)));
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| elided(ui, codes.as_str()));
        });
    });
    let from = study.attribution(one.transcript, one.span.start);
    elided(&mut inner, quiet_text(ui, format!("{from}: “{}”", elide(words, 90))));
    response.clicked()
}
