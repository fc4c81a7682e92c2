//! The Code room: transcripts | transcript | code tree and inspector, with a dock of further pages below when wanted.

mod about_coding;
mod content;
mod correcting;
mod dock;
mod inspector;
mod memos;
mod menu;
pub mod narrow;
mod quotations;
mod search;
mod shown;
mod sources;
mod tree;

use std::collections::HashMap;

use eframe::egui::{
    CentralPanel, Color32, FontId, Frame, Layout, Margin, Panel, Popup, Rect, RichText, Ui, UiBuilder, pos2,
};

use super::{
    commands::Command,
    look::{Tokens, icons, strong, tokens},
    panes,
    session::{Ask, Desk},
    transcript::{Align, TranscriptContent, TranscriptEvent, TranscriptView},
    widgets::{elided, empty, icon_button, main_button, quiet_text},
};
use crate::{
    operations,
    study::{Anchor, Code, Coding, Id, Memo, Study, Transcript},
    text::Span,
};

pub use about_coding::Past;
pub use content::{Content, style};
pub use correcting::Correcting;
use correcting::Corrections;
pub use dock::Dock;
pub use memos::{Memos, Scope};
pub use narrow::{Part, Query};
pub use quotations::{Place, Retrieval};
use search::SearchPage;
pub use shown::Shown;
use tree::TreeState;

/// What is kept for the transcript in a narrow window (points).
const TRANSCRIPT: f32 = 480.0;

/// What the room remembers.
#[derive(Default)]
pub struct CodeRoom {
    pub transcript: Option<Id<Transcript>>,
    /// The transcript shown; the others keep theirs, and come back as they were left.
    pub view: TranscriptView,
    others: HashMap<Id<Transcript>, TranscriptView>,
    /// The widget that has the keys while the transcript has the focus.
    widget: Option<eframe::egui::Id>,
    /// The code whose definition is in the inspector and whose quotations are listed.
    pub chosen: Option<Id<Code>>,
    /// The page that is open below the transcript.
    pub dock: Option<Dock>,
    pub retrieval: Retrieval,
    pub memos: Memos,
    pub search: SearchPage,
    pub corrections: Corrections,
    /// How the code shown was defined before.
    pub past: Option<Past>,
    /// Which codings and which text of the transcript are shown.
    pub shown: Shown,
    /// Where the reader was before a jump.
    pub back: Vec<Place>,
    pub tree: TreeState,
    hovered: Option<Id<Code>>,
    content: Content,
}

impl CodeRoom {
    /// The words selected in the transcript shown, if any.
    pub fn selection(&self) -> Option<(Id<Transcript>, Span)> {
        let span = self.view.selection().span();
        (!span.is_empty()).then_some((self.transcript?, span))
    }

    /// The coding that is outlined, if it is still there.
    pub fn active_coding(&self, study: &Study) -> Option<Id<Coding>> {
        let id = Id::from_uuid(uuid::Uuid::from_u128(self.view.active_coding()?));
        study.get::<Coding>(id).map(|coding| coding.id)
    }

    /// Outlines a coding.
    pub fn activate(&mut self, coding: Id<Coding>) {
        self.view.set_active_coding(Some(coding.uuid().as_u128()));
    }

    /// Opens a transcript; the place left is where Back goes.
    pub fn open(&mut self, transcript: Id<Transcript>) {
        if self.transcript != Some(transcript) {
            self.remember_place();
            self.swap(transcript);
        }
    }

    /// Shows a transcript, without a place to come back to.
    fn swap_to(&mut self, transcript: Id<Transcript>) {
        if self.transcript != Some(transcript) {
            let search_has_keys = self.dock == Some(Dock::Search);
            self.swap(transcript);
            self.view.refuse_focus(search_has_keys);
        }
    }

    fn swap(&mut self, transcript: Id<Transcript>) {
        let coming = self.others.remove(&transcript).unwrap_or_default();
        let leaving = std::mem::replace(&mut self.view, coming);
        if let Some(former) = self.transcript.replace(transcript) {
            self.others.insert(former, leaving);
        }
        self.view.focus();
    }

    /// A query, to be narrowed.
    pub fn query(&mut self, query: Query) -> &mut crate::analysis::Wanted {
        match query {
            Query::Quotations => &mut self.retrieval.wanted,
            Query::Transcript => &mut self.shown.wanted,
        }
    }

    /// Opens a page of the dock, or closes the dock where that page is open.
    pub fn toggle(&mut self, page: Dock) {
        self.dock = (self.dock != Some(page)).then_some(page);
        self.retrieval.wants_keys = self.dock == Some(Dock::Quotations);
    }

    /// Where something that belongs to the selected words may stand without hiding them.
    pub fn below_selection(&self) -> Option<eframe::egui::Rect> {
        self.view.selected_on_screen()
    }

    /// Whether keys belong to the transcript while this widget has the focus.
    pub fn has_keys(&self, focused: Option<eframe::egui::Id>) -> bool {
        focused.is_none() || focused == self.widget
    }

    /// Whether Enter and the arrows are moving an end of a coding.
    pub fn moves_boundary(&self) -> bool {
        self.view.grasped().is_some()
    }

    /// Goes to a coding and outlines it.
    pub fn show_coding(&mut self, study: &Study, id: Id<Coding>) {
        let Some(coding) = study.get(id) else { return };
        if self.transcript == Some(coding.transcript) {
            self.remember_place();
        } else {
            self.open(coding.transcript);
        }
        self.view.scroll_to(coding.span, Align::Third);
        self.view.select(Span::between(coding.span.start, coding.span.start));
        self.view.focus();
        self.activate(id);
    }

    /// Goes to words and selects them.
    pub fn show_passage(&mut self, transcript: Id<Transcript>, span: Span) {
        if self.transcript == Some(transcript) {
            self.remember_place();
        } else {
            self.open(transcript);
        }
        self.view.scroll_to(span, Align::Third);
        self.view.select(span);
        self.view.focus();
    }

    /// Opens a memo in the dock; `begun` where it is new and about to be written.
    pub fn open_memo(&mut self, memo: Id<Memo>, begun: bool) {
        (self.memos.open, self.memos.begun, self.memos.sought) = (Some(memo), begun, true);
        self.dock = Some(Dock::Memos);
    }

    fn remember_place(&mut self) {
        if let Some(transcript) = self.transcript {
            self.back.push(Place { transcript, at: self.view.first_byte() });
            let excess = self.back.len().saturating_sub(50);
            self.back.drain(..excess);
        }
    }

    /// Back to where the reader was before the last jump.
    pub fn go_back(&mut self) {
        let Some(place) = self.back.pop() else { return };
        if self.transcript != Some(place.transcript) {
            self.swap(place.transcript);
        }
        self.view.scroll_to(Span::between(place.at, place.at), Align::Top);
    }

    /// Goes to the next coding in reading order, or the one before.
    pub fn step(&mut self, study: &Study, forward: bool) {
        let Some(transcript) = self.transcript else { return };
        let codings = study.codings_of(transcript);
        let active = self.active_coding(study);
        let here = active.and_then(|id| codings.iter().position(|coding| coding.id == id));
        let caret = self.view.selection().focus;
        let next = match (here, forward) {
            (Some(at), true) => at.checked_add(1),
            (Some(at), false) => at.checked_sub(1),
            (None, true) => codings.iter().position(|coding| coding.span.start >= caret),
            (None, false) => codings.iter().rposition(|coding| coding.span.start < caret),
        };
        if let Some(coding) = next.and_then(|at| codings.get(at)) {
            self.view.scroll_to(coding.span, Align::IfHidden);
            self.view.select(Span::between(coding.span.start, coding.span.start));
            self.view.set_active_coding(Some(coding.id.uuid().as_u128()));
            self.chosen = Some(coding.code);
            self.tree.reveal(study, coding.code);
        }
    }

    /// Draws the room.
    pub fn show(&mut self, ui: &mut Ui, desk: &mut Desk<'_>, text_size: f32) {
        let tokens = tokens(ui.ctx());
        if self.transcript.is_none_or(|id| desk.study.get(id).is_none()) {
            self.transcript = None;
            self.view = TranscriptView::default();
            if let Some(first) = desk.study.transcripts_in_order().first() {
                self.swap(first.id);
            }
        }
        self.settle_when_left(desk);
        let side = |fill| Frame::new().fill(fill).inner_margin(Margin::symmetric(8, 6));
        if self.shown.reading {
            let page = Frame::new().fill(tokens.page);
            CentralPanel::no_frame().frame(page).show(ui, |ui| self.transcript_page(ui, desk, text_size));
            return;
        }
        // In a narrow window the panels beside the transcript give way before the transcript does.
        let most = (ui.available_width() - TRANSCRIPT - 240.0).clamp(150.0, 360.0);
        Panel::left("sources").default_size(210.0).size_range(150.0..=most).frame(side(tokens.panel)).show(ui, |ui| {
            sources::show(self, ui, desk);
        });
        let most = (ui.available_width() - TRANSCRIPT).clamp(240.0, 560.0);
        Panel::right("codebook").default_size(330.0).size_range(240.0..=most).frame(side(tokens.panel)).show(
            ui,
            |ui| {
                let height = (ui.available_height() * 0.42).clamp(120.0, 420.0);
                let frame = Frame::new().inner_margin(Margin { top: 6, ..Margin::ZERO });
                Panel::bottom("inspector").default_size(height).size_range(90.0..=700.0).frame(frame).show(ui, |ui| {
                    ui.set_min_size(ui.available_size());
                    inspector::show(self, ui, desk);
                });
                CentralPanel::no_frame().show(ui, |ui| self.hovered = tree::show(self, ui, desk));
            },
        );
        if let Some(open) = self.dock {
            let height = (ui.available_height() * 0.4).clamp(150.0, 330.0);
            let panel = Panel::bottom("dock").default_size(height).size_range(90.0..=700.0);
            panel.frame(side(tokens.panel)).show(ui, |ui| {
                // The panel remembers how tall its contents were: none may be taller than it is, or it would grow with
                // every frame.
                let place = ui.available_rect_before_wrap();
                let layout = Layout::top_down(eframe::egui::Align::Min);
                let mut page = ui.new_child(UiBuilder::new().id_salt("page").max_rect(place).layout(layout));
                page.shrink_clip_rect(place.expand(2.0));
                dock::show(self, &mut page, desk, open);
                ui.advance_cursor_after_rect(place);
            });
        }
        let page = Frame::new().fill(tokens.page);
        CentralPanel::no_frame().frame(page).show(ui, |ui| self.transcript_page(ui, desk, text_size));
    }

    fn transcript_page(&mut self, ui: &mut Ui, desk: &mut Desk<'_>, text_size: f32) {
        let Some(transcript) = self.transcript.and_then(|id| desk.study.get(id)) else {
            empty(
                ui,
                "No transcripts yet",
                "Add what was said in your groups: text, Markdown or Word files. Speakers and turns are found for you, and you see them before anything is added. You can drop files here, too.",
            );
            ui.vertical_centered(|ui| {
                if desk.writable && main_button(ui, "Add transcripts…", true).clicked() {
                    desk.run(Command::ImportTranscripts);
                }
            });
            return;
        };
        let page = ui.max_rect();
        let content = self.content.of(desk, transcript, self.chosen, self.hovered, &self.shown, tokens(ui.ctx()));
        let shown = self.content.codings;
        self.heading(ui, desk, transcript, shown);
        let content = match self.dock {
            Some(Dock::Search) => TranscriptContent { hits: self.search.hits_in(transcript.id), ..content },
            Some(Dock::Correct) => {
                let marked: Vec<Span> = self.corrections.marked(transcript.id).into_iter().collect();
                TranscriptContent { hits: marked.into(), ..content }
            }
            _ => content,
        };
        self.view.font_size = text_size;
        let mut style = content::style(ui, &self.shown);
        if self.is_correcting() {
            // The turn that is corrected is shown quietly: its codings are what matters there.
            (style.hit, style.hit_line) = (tokens(ui.ctx()).hover, Color32::TRANSPARENT);
        }
        if self.dock == Some(Dock::Search) {
            // The place found that is shown stands out from the others, though the field has the keyboard.
            style.selection_unfocused = style.selection;
        }
        // The keyboard is never nowhere: what nothing else wants goes to the transcript.
        let idle = ui.memory(|memory| memory.focused().is_none() && memory.top_modal_layer().is_none());
        if idle && !Popup::is_any_open(ui.ctx()) {
            self.view.focus();
        }
        // A heading too wide for the page must not make the page wider than it is.
        let below = Rect::from_min_max(pos2(page.left(), ui.cursor().top()), page.max);
        let mut below = ui.new_child(UiBuilder::new().id_salt("below the heading").max_rect(below));
        let response = self.view.show(&mut below, &content, &style);
        response.response.context_menu(|ui| menu::show(self, ui, desk));
        self.widget = Some(response.response.id);
        panes::mark(ui.ctx(), response.response.rect, response.response.id);
        for event in response.events {
            self.heard(ui, desk, event);
        }
    }

    fn heading(&mut self, ui: &mut Ui, desk: &mut Desk<'_>, transcript: &Transcript, shown: usize) {
        let me = desk.me.and_then(|id| desk.study.get(id));
        let pins: Vec<(u8, Id<Code>)> =
            me.map(|me| me.pins.iter().map(|(key, code)| (*key, *code)).collect()).unwrap_or_default();
        let mut beside = true;
        let page = ui.max_rect();
        Frame::new().inner_margin(Margin::symmetric(16, 6)).show(ui, |ui| {
            ui.horizontal(|ui| {
                if !self.back.is_empty() && icon_button(ui, icons::UNDO, "Back to where you were").clicked() {
                    self.go_back();
                }
                let title =
                    RichText::new(operations::elide(&transcript.title, 48)).family(strong()).size(Tokens::LARGE);
                let speakers: std::collections::BTreeSet<_> =
                    transcript.turns.iter().filter_map(|turn| turn.speaker).collect();
                let codings = desk.study.pointing_at(transcript.id.key(), crate::study::Kind::Coding).count();
                let words = [
                    operations::counted(transcript.turns.len(), "turn"),
                    operations::counted(speakers.len(), "speaker"),
                    operations::counted(codings, "coding"),
                ];
                let words = words.join(" · ");
                let font = FontId::proportional(Tokens::SMALL);
                let counts = ui.painter().layout_no_wrap(words.clone(), font, Color32::PLACEHOLDER).size().x;
                // The title keeps some room; where the counts have none, the title's tooltip says them.
                let told = ui.available_width() - counts - SHOW >= TITLE;
                let room = ui.available_width() - SHOW - if told { counts + 8.0 } else { 0.0 };
                ui.scope(|ui| {
                    ui.set_max_width(room.max(60.0));
                    elided(ui, title).on_hover_text(format!("{}\n{words}", transcript.title));
                });
                if told {
                    ui.label(quiet_text(ui, words));
                }
                if self.shown.reading {
                    if ui.small_button("Show codes again").clicked() {
                        self.shown.reading = false;
                    }
                    return;
                }
                shown::controls(self, ui, desk);
                self.finished(ui, desk, transcript.id);
                beside = ui.available_width() >= PIN * pins.len() as f32;
                if beside {
                    ui.with_layout(Layout::right_to_left(eframe::egui::Align::Center), |ui| {
                        legend(ui, desk, pins.iter().rev());
                    });
                }
            });
            if !beside && !self.shown.reading {
                let fit = (ui.available_width() / PIN) as usize;
                ui.horizontal(|ui| legend(ui, desk, pins.iter().take(fit)));
            }
            if self.is_correcting() {
                self.correcting_band(ui);
            }
            let all = desk.study.pointing_at(transcript.id.key(), crate::study::Kind::Coding).count();
            shown::chips(self, ui, desk, shown, all);
        });
        ui.painter().hline(page.x_range(), ui.cursor().top(), ui.visuals().window_stroke);
    }

    /// In an open round: whether this transcript is finished, and saying so.
    fn finished(&self, ui: &mut Ui, desk: &mut Desk<'_>, transcript: Id<Transcript>) {
        let Some(me) = desk.me.filter(|_| desk.writable) else { return };
        let mut open = desk.study.rounds().filter(|round| round.closed.is_none());
        let Some(assignment) = open.find_map(|round| round.assignment(me, transcript)) else { return };
        let mut finished = assignment.finished.is_some();
        let tick = ui.checkbox(&mut finished, "Finished");
        if tick.on_hover_text("You have coded all of this transcript in the round").changed() {
            desk.run(Command::FinishedTranscript);
        }
    }

    /// Says that letters do not code now, and how to end it.
    fn correcting_band(&mut self, ui: &mut Ui) {
        let tokens = tokens(ui.ctx());
        let frame = Frame::new().fill(tokens.chosen).corner_radius(4.0).inner_margin(Margin::symmetric(8, 3));
        frame.show(ui, |ui| {
            ui.horizontal(|ui| {
                ui.label(RichText::new(icons::EDIT).color(tokens.accent));
                ui.label(
                    RichText::new("Correcting this transcript: click a turn and mend its words below.")
                        .size(Tokens::SMALL),
                );
                ui.with_layout(eframe::egui::Layout::right_to_left(eframe::egui::Align::Center), |ui| {
                    if ui.small_button("Done correcting").clicked() {
                        self.dock = None;
                        self.view.focus();
                    }
                });
            });
        });
    }

    fn heard(&mut self, ui: &Ui, desk: &mut Desk<'_>, event: TranscriptEvent) {
        let coding = |id: u128| Id::<Coding>::from_uuid(uuid::Uuid::from_u128(id));
        match event {
            TranscriptEvent::CodingClicked(id) | TranscriptEvent::CodingActivated(Some(id)) => {
                if let Some(coding) = desk.study.get(coding(id)) {
                    self.chosen = Some(coding.code);
                    self.tree.reveal(desk.study, coding.code);
                } else if let TranscriptEvent::CodingClicked(_) = event {
                    self.open_memo(Id::from_uuid(uuid::Uuid::from_u128(id)), false);
                }
            }
            TranscriptEvent::SpanDragged { coding: id, span } => {
                let memo = desk.study.get::<Memo>(Id::from_uuid(uuid::Uuid::from_u128(id)));
                if !desk.writable {
                } else if let Some(before) = desk.study.get(coding(id)) {
                    let after = Coding { span, ..before.clone() };
                    desk.plan(|study, stamp| operations::edit_coding(study, stamp, after));
                } else if let (Some(before), Some(transcript)) = (memo, self.transcript) {
                    let after = Memo { anchor: Some(Anchor::Passage(transcript, span)), ..before.clone() };
                    desk.plan(|study, stamp| operations::edit_memo(study, stamp, after));
                }
            }
            TranscriptEvent::DroppedCode { code, span } => {
                if let Some(transcript) = self.transcript {
                    let code = Id::from_uuid(uuid::Uuid::from_u128(code));
                    desk.asks.push(Ask::AttachTo(transcript, span, code));
                }
            }
            TranscriptEvent::Copy { span, text } => {
                let from = self.transcript.map(|id| desk.study.attribution(id, span.start));
                let from = from.filter(|from| !from.is_empty()).map_or_else(String::new, |from| format!(" ({from})"));
                ui.ctx().copy_text(format!("{text}{from}"));
            }
            _ => {}
        }
    }
}

/// Room for one code of the legend (points).
const PIN: f32 = 124.0;

/// Room for the button that chooses what is shown (points).
const SHOW: f32 = 84.0;

/// The least room of a transcript's title beside its counts (points).
const TITLE: f32 = 110.0;

/// Codes on the keys 1 to 9.
fn legend<'a>(ui: &mut Ui, desk: &mut Desk<'_>, pins: impl Iterator<Item = &'a (u8, Id<Code>)>) {
    for (key, code) in pins {
        let Some(code) = desk.study.get(*code) else { continue };
        let text = format!("{key}  {}", operations::elide(&code.name, 14));
        let button = eframe::egui::Button::new(RichText::new(text).size(Tokens::SMALL)).small();
        let response = ui.add(button).on_hover_text(format!("Attach {} ({key})", code.name));
        if response.clicked() {
            desk.run(Command::Pinned(*key));
        }
    }
}
