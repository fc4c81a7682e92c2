//! What was coded, away from its transcript: the quotations of a code, of the codes below it, or of a query; each with
//! who said it and what stands around it, and everything that can be done to a coding without leaving the list.

use std::{collections::BTreeSet, sync::Arc};

use eframe::egui::{
    Align, EventFilter, Frame, Key, Layout, Margin, Modifiers, Response, RichText, Role, ScrollArea, Sense, Stroke, Ui,
    UiBuilder, WidgetInfo,
};

use super::{
    CodeRoom,
    narrow::{self, Part, Query},
};
use crate::{
    analysis::{self, Quotation, Wanted},
    app::{
        look::{Tokens, icons, paint, tokens},
        session::{Ask, Desk},
        shell::{Finder, Overlay},
        transcript::{Piece, Words},
        widgets::{elided, icon_button, quiet_text, swatch},
    },
    operations,
    study::{Coding, ExampleKind, Id, Level, Study, Transcript, Valence},
};

/// A place in a transcript: the byte at the top of the page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    pub transcript: Id<Transcript>,
    pub at: usize,
}

/// What the list remembers.
pub struct Retrieval {
    /// The query; its codes follow the code chosen in the tree, unless `any`.
    pub wanted: Wanted,
    /// Whatever the code.
    pub any: bool,
    pub ticked: BTreeSet<Id<Coding>>,
    /// A code is being split: what to do is said.
    pub splitting: bool,
    /// The list takes the keyboard when drawn next.
    pub wants_keys: bool,
    /// The quotation that takes it.
    go: Option<Id<Coding>>,
    /// The quotation that has it: drawn though the list has not scrolled to it yet.
    held: Option<Id<Coding>>,
    made: Option<(u64, Wanted, Arc<[Quotation]>)>,
}

impl Default for Retrieval {
    fn default() -> Self {
        let wanted = Wanted { with_below: true, moderators: true, ..Wanted::default() };
        Retrieval {
            wanted,
            any: false,
            ticked: BTreeSet::new(),
            splitting: false,
            wants_keys: false,
            go: None,
            held: None,
            made: None,
        }
    }
}

impl Retrieval {
    /// The quotations wanted, made anew only where the study or the query is another.
    fn quotations(&mut self, desk: &Desk<'_>) -> Arc<[Quotation]> {
        if let Some((revision, wanted, made)) = &self.made
            && (*revision, wanted) == (desk.revision, &self.wanted)
        {
            return made.clone();
        }
        let found = analysis::retrieve(desk.study, &self.wanted);
        let made: Arc<[Quotation]> =
            found.into_iter().filter_map(|coding| analysis::quotation(desk.study, coding)).collect();
        self.ticked.retain(|ticked| made.iter().any(|quotation| quotation.coding == *ticked));
        self.made = Some((desk.revision, self.wanted.clone(), made.clone()));
        made
    }
}

pub fn show(room: &mut CodeRoom, ui: &mut Ui, desk: &mut Desk<'_>) {
    let wants_keys = std::mem::take(&mut room.retrieval.wants_keys);
    let chosen = desk.study.get_opt(room.chosen).map(|code| code.id);
    room.retrieval.wanted.codes = chosen.filter(|_| !room.retrieval.any).into_iter().collect();
    if chosen.is_none() && !room.retrieval.any {
        ui.horizontal(|ui| {
            ui.label(quiet_text(ui, "Choose a code in the tree: what was coded with it stands here."));
            if ui.small_button("Every code").clicked() {
                room.retrieval.any = true;
            }
        });
        return;
    }
    let quotations = room.retrieval.quotations(desk);
    heading(room, ui, desk, &quotations);
    if wants_keys {
        room.retrieval.go = quotations.first().map(|one| one.coding);
    }
    if quotations.is_empty() {
        let words = if room.retrieval.wanted.narrows() {
            "Nothing fits. Take back some of what narrows the list."
        } else {
            "Nothing is coded with it yet. Select words and press Enter, or click the code."
        };
        ui.label(quiet_text(ui, words));
        return;
    }
    let several = room.retrieval.any || quotations.iter().any(|one| Some(one.code) != chosen);
    let scroll = ScrollArea::vertical().auto_shrink([false, false]);
    scroll.id_salt(("quotations", room.chosen.map(Id::uuid))).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        // A card is drawn only where it shows; its height is remembered from when it last did.
        for (at, quotation) in quotations.iter().enumerate() {
            let id = ui.make_persistent_id(("quotation", quotation.coding.uuid()));
            let height: f32 = ui.data(|data| data.get_temp(id)).unwrap_or(64.0);
            let place = eframe::egui::Rect::from_min_size(
                ui.cursor().min,
                eframe::egui::Vec2::new(ui.available_width(), height),
            );
            let wanted = room.retrieval.go == Some(quotation.coding);
            if wanted {
                ui.scroll_to_rect(place, None);
            }
            let held = room.retrieval.held == Some(quotation.coding);
            if wanted || held || ui.is_rect_visible(place) {
                let coding = |at: Option<usize>| at.and_then(|at| quotations.get(at)).map(|one| one.coding);
                let beside = (coding(at.checked_sub(1)), coding(at.checked_add(1)));
                let drawn = card(room, ui, desk, quotation, beside, several);
                ui.data_mut(|data| data.insert_temp(id, drawn));
            } else {
                ui.allocate_space(place.size());
            }
        }
    });
}

/// What is listed, what narrows it, and what can be done to all that is ticked.
fn heading(room: &mut CodeRoom, ui: &mut Ui, desk: &mut Desk<'_>, quotations: &[Quotation]) {
    ui.horizontal_wrapped(|ui| {
        let codings: Vec<&Coding> = quotations.iter().filter_map(|one| desk.study.get(one.coding)).collect();
        let spread = analysis::spread_of(desk.study, codings);
        let words = format!(
            "{} · {} · {}",
            operations::counted(quotations.len(), "quotation"),
            operations::counted(spread.speakers.len(), "speaker"),
            operations::counted(spread.groups.len(), "group")
        );
        ui.label(quiet_text(ui, words));
        let mut any = room.retrieval.any;
        let code = desk.study.get_opt(room.chosen).map_or("", |code| code.name.as_str());
        if !code.is_empty() {
            let names = [(false, operations::elide(code, 28)), (true, "every code".to_owned())];
            for (value, name) in names {
                let text = RichText::new(name).size(Tokens::SMALL);
                ui.selectable_value(&mut any, value, text);
            }
        }
        room.retrieval.any = any;
        let wanted = &mut room.retrieval.wanted;
        if !any {
            ui.checkbox(&mut wanted.with_below, RichText::new("with codes below").size(Tokens::SMALL));
        }
        let parts = [Part::Also, Part::Without];
        narrow::menu(ui, desk, wanted, ("Narrow", Query::Quotations, &parts), |_, _| {});
        narrow::chips(ui, desk, wanted, &parts);
    });
    if !quotations.is_empty() {
        ui.horizontal_wrapped(|ui| ticked_bar(room, ui, desk, quotations));
    }
    ui.add_space(2.0);
}

fn ticked_bar(room: &mut CodeRoom, ui: &mut Ui, desk: &mut Desk<'_>, quotations: &[Quotation]) {
    let ticked = room.retrieval.ticked.len();
    let mut all = ticked == quotations.len();
    let box_ = ui.checkbox(&mut all, RichText::new("All").size(Tokens::SMALL));
    if box_.changed() {
        room.retrieval.ticked = if all { quotations.iter().map(|one| one.coding).collect() } else { BTreeSet::new() };
    }
    if ticked == 0 {
        let words = if room.retrieval.splitting {
            "To split the code: tick what belongs to the new one, then Recode, type its name and press Tab."
        } else {
            "Tick quotations to recode, mark or copy several at once."
        };
        ui.label(quiet_text(ui, words));
        return;
    }
    ui.label(quiet_text(ui, format!("{ticked} ticked")));
    let codings: Vec<Id<Coding>> =
        quotations.iter().map(|one| one.coding).filter(|coding| room.retrieval.ticked.contains(coding)).collect();
    if desk.writable {
        if ui.small_button("Recode…").clicked() {
            room.retrieval.splitting = false;
            desk.asks.push(Ask::Overlay(Overlay::Recode(codings.clone(), Finder::default())));
        }
        mark_menu(ui, desk, &codings);
        if ui.small_button("Detach").clicked() {
            desk.plan(|study, stamp| operations::detach(study, stamp, &codings));
        }
    }
    if ui.small_button("Copy").on_hover_text("With who said it").clicked() {
        let words = quotations.iter().filter(|one| room.retrieval.ticked.contains(&one.coding));
        let text: Vec<String> = words.map(|one| format!("“{}” ({})", one.words, one.attribution)).collect();
        ui.ctx().copy_text(text.join("\n\n"));
    }
    if ui.small_button("Clear ticks").clicked() {
        room.retrieval.ticked.clear();
    }
}

/// Valence, level and contradiction of codings, several at once.
fn mark_menu(ui: &mut Ui, desk: &mut Desk<'_>, codings: &[Id<Coding>]) {
    ui.menu_button(RichText::new("Mark").size(Tokens::SMALL), |ui| {
        ui.set_min_width(180.0);
        for valence in [Some(Valence::Barrier), Some(Valence::Enabler), Some(Valence::Both), None] {
            let name = valence.map_or("No valence", Valence::word);
            if ui.button(name).clicked() {
                desk.plan(|study, stamp| {
                    operations::set_of_codings(study, stamp, codings, "Set the valence", |one| one.valence = valence)
                });
                ui.close();
            }
        }
        ui.separator();
        for level in [Some(Level::Semantic), Some(Level::Latent), None] {
            let name = level.map_or("No level", Level::word);
            if ui.button(name).clicked() {
                desk.plan(|study, stamp| {
                    operations::set_of_codings(study, stamp, codings, "Set the level", |one| one.level = level)
                });
                ui.close();
            }
        }
        ui.separator();
        for (contradicts, name) in [(true, "Contradicts"), (false, "Does not contradict")] {
            if ui.button(name).clicked() {
                desk.plan(|study, stamp| {
                    operations::set_of_codings(study, stamp, codings, "Marked what contradicts", |one| {
                        one.contradicts = contradicts;
                    })
                });
                ui.close();
            }
        }
    });
}

/// Draws a quotation; `beside` are those the arrows go to. Gives its height.
fn card(
    room: &mut CodeRoom,
    ui: &mut Ui,
    desk: &mut Desk<'_>,
    quotation: &Quotation,
    beside: (Option<Id<Coding>>, Option<Id<Coding>>),
    several: bool,
) -> f32 {
    let tokens = tokens(ui.ctx());
    let builder = UiBuilder::new().sense(Sense::click()).id_salt(quotation.coding.uuid());
    let mut acted = false;
    let scope = ui.scope_builder(builder, |ui| {
        let active = room.active_coding(desk.study) == Some(quotation.coding);
        let lit = active || ui.response().hovered() || ui.response().has_focus();
        let edge = if lit { tokens.accent } else { tokens.line };
        let frame = Frame::new()
            .fill(tokens.card)
            .stroke(Stroke::new(1.0, edge))
            .corner_radius(6)
            .inner_margin(Margin::symmetric(10, 6));
        frame.show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.horizontal(|ui| {
                let mut ticked = room.retrieval.ticked.contains(&quotation.coding);
                let tick = ui.checkbox(&mut ticked, "");
                let said = format!("Tick: {}", operations::elide(&quotation.words, 60));
                tick.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, ticked, &said));
                if tick.changed() {
                    acted = true;
                    if !room.retrieval.ticked.remove(&quotation.coding) {
                        room.retrieval.ticked.insert(quotation.coding);
                    }
                }
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    acted |= actions(ui, desk, quotation);
                    marks(ui, quotation);
                    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                        said_by(ui, desk.study, quotation, several);
                    });
                });
            });
            let words = [
                Piece::new(&quotation.before, tokens.quiet),
                Piece::new(&quotation.words, tokens.text),
                Piece::new(&quotation.after, tokens.quiet),
            ];
            ui.add(Words::new(&words, Tokens::BODY));
            if !quotation.memo.is_empty() {
                ui.label(quiet_text(ui, format!("{} {}", icons::MEMO, quotation.memo)));
            }
        });
    });
    let name = format!("{}: {}", quotation.attribution, operations::elide(&quotation.words, 80));
    scope.response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    if scope.response.clicked() && !acted {
        desk.asks.push(Ask::Show(quotation.coding.key()));
    }
    if room.retrieval.go == Some(quotation.coding) {
        room.retrieval.go = None;
        scope.response.request_focus();
    }
    if room.retrieval.held == Some(quotation.coding) {
        room.retrieval.held = None;
    }
    if scope.response.gained_focus() {
        // Keys for codings (V, M, X, …) are about the quotation that has the keyboard.
        room.activate(quotation.coding);
    }
    if scope.response.has_focus() {
        room.retrieval.held = Some(quotation.coding);
        keys_on_card(room, ui, &scope.response, beside);
    }
    scope.response.rect.height()
}

/// The arrows go from quotation to quotation; Escape gives the keyboard back to the transcript.
fn keys_on_card(
    room: &mut CodeRoom,
    ui: &Ui,
    card: &Response,
    (above, below): (Option<Id<Coding>>, Option<Id<Coding>>),
) {
    let filter = EventFilter { vertical_arrows: true, escape: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(card.id, filter));
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    if pressed(Key::ArrowDown) {
        room.retrieval.go = below;
    } else if pressed(Key::ArrowUp) {
        room.retrieval.go = above;
    } else if pressed(Key::Escape) {
        room.view.focus();
    }
}

/// The line above the words: code, speaker, coder, valence, level; cut where there is no room.
fn said_by(ui: &mut Ui, study: &Study, quotation: &Quotation, several: bool) {
    let tokens = tokens(ui.ctx());
    if several {
        swatch(ui, study.code_colour(quotation.code).map_or(tokens.quiet, paint));
        let name = study.get(quotation.code).map_or("", |code| code.name.as_str());
        ui.scope(|ui| {
            ui.set_max_width(ui.available_width() * 0.45);
            elided(ui, RichText::new(operations::elide(name, 40)).size(Tokens::SMALL));
        });
        ui.label(quiet_text(ui, "·"));
    }
    let coder = study.get(quotation.coder);
    let mut words = vec![quotation.attribution.clone()];
    words.extend(coder.map(|coder| coder.initials.clone()));
    words.extend(quotation.valence.map(|valence| valence.word().to_owned()));
    words.extend(quotation.level.map(|level| level.word().to_owned()));
    let line = elided(ui, quiet_text(ui, words.join(" · ")));
    if let Some(coder) = coder {
        line.on_hover_text(format!("{}\nCoded by {}", words.join(" · "), coder.name));
    }
}

/// What is always said in full: that a coding contradicts, that it is an example.
fn marks(ui: &mut Ui, quotation: &Quotation) {
    let tokens = tokens(ui.ctx());
    if quotation.contradicts {
        let words = format!("{} contradicts", icons::CONTRADICTS);
        ui.label(RichText::new(words).size(Tokens::SMALL).color(tokens.warning));
    }
    if quotation.example {
        ui.label(RichText::new(format!("{} example", icons::EXAMPLE)).size(Tokens::SMALL).color(tokens.accent));
    }
}

/// What can be done to one coding from the list, from the right: Tab meets what takes away last. True where something was.
fn actions(ui: &mut Ui, desk: &mut Desk<'_>, quotation: &Quotation) -> bool {
    if !desk.writable {
        return false;
    }
    let coding = quotation.coding;
    let mut acted = false;
    let mut pressed = |ui: &mut Ui, icon, name| {
        let clicked = icon_button(ui, icon, name).clicked();
        acted |= clicked;
        clicked
    };
    if pressed(ui, icons::EDIT, "Recode…") {
        desk.asks.push(Ask::Overlay(Overlay::Recode(vec![coding], Finder::default())));
    }
    if pressed(ui, icons::VALENCE, "Change valence")
        && let Some(before) = desk.study.get(coding)
    {
        let after = Coding { valence: operations::next_valence(before.valence), ..before.clone() };
        desk.plan(|study, stamp| operations::edit_coding(study, stamp, after));
    }
    if pressed(ui, icons::MEMO, "Memo on this coding") {
        desk.asks.push(Ask::Overlay(Overlay::CodingMemo(coding)));
    }
    let example = if quotation.example { "Take from the examples of its code" } else { "Use as example of its code" };
    if pressed(ui, icons::EXAMPLE, example) {
        desk.plan(|study, stamp| operations::toggle_exemplar(study, stamp, coding, ExampleKind::Typical));
    }
    if pressed(ui, icons::REMOVE, "Detach this coding") {
        desk.plan(|study, stamp| operations::detach(study, stamp, &[coding]));
    }
    acted
}
