//! Short words at the foot of the window: what was done, with Undo; or what went wrong. They stand at the left, over the
//! list of transcripts, so that they hide none of the text.

use eframe::egui::{Align2, Area, Context, Frame, Id, Key, Margin, Order, RichText, Stroke, Vec2};
use uuid::Uuid;

use crate::app::{
    look::{Tokens, icons, tokens},
    panes,
    widgets::{icon_button, wrapped},
};

/// One message.
#[derive(Clone, Debug, PartialEq)]
pub struct Toast {
    pub words: String,
    /// The entry that Undo would take back.
    pub undo: Option<Uuid>,
    pub error: bool,
}

/// The messages that stand, newest last. They leave by themselves, bad news later than good, or on Escape.
#[derive(Default)]
pub struct Toasts(Vec<(Toast, Option<f64>)>);

/// How long good news stands, in seconds.
const STANDS: f64 = 6.0;

/// How long bad news stands at least, in seconds; long sentences as long as it takes to read them.
const WARNS: f64 = 8.0;

/// Letters read in a second, by a slow reader.
const READ: f64 = 12.0;

impl Toasts {
    /// Says that something was done.
    pub fn done(&mut self, words: impl Into<String>, undo: Option<Uuid>) {
        self.push(Toast { words: words.into(), undo, error: false });
    }

    /// Says that something went wrong.
    pub fn failed(&mut self, words: impl Into<String>) {
        self.push(Toast { words: words.into(), undo: None, error: true });
    }

    fn push(&mut self, toast: Toast) {
        self.0.retain(|(other, _)| other.error && *other != toast);
        self.0.push((toast, None));
        let excess = self.0.len().saturating_sub(4);
        self.0.drain(..excess);
    }

    /// Draws them; gives the entry that is to be undone, where Undo was pressed.
    pub fn show(&mut self, ctx: &Context) -> Option<Uuid> {
        let now = ctx.input(|input| input.time);
        let mut undo = None;
        let mut closed = None;
        for (toast, leaves) in &mut self.0 {
            let reading = toast.words.chars().count() as f64 / READ;
            leaves.get_or_insert(now + if toast.error { WARNS.max(reading) } else { STANDS });
        }
        let escaped = ctx.input(|input| input.key_pressed(Key::Escape));
        self.0.retain(|(toast, leaves)| leaves.is_none_or(|leaves| now < leaves) && !(escaped && toast.error));
        if let Some(next) = self.0.iter().filter_map(|(_, leaves)| *leaves).reduce(f64::min) {
            ctx.request_repaint_after(std::time::Duration::from_secs_f64((next - now).max(0.0) + 0.02));
        }
        let tokens = tokens(ctx);
        let area = Area::new(Id::unique("toasts"))
            .order(Order::Foreground)
            .anchor(Align2::LEFT_BOTTOM, Vec2::new(Tokens::RAIL + 8.0, -34.0));
        // Within the list at the left, beside which the text and the speakers' names begin.
        const AROUND: f32 = 2.0 * 14.0 + 8.0;
        let list = panes::list_ends(ctx, Tokens::RAIL, 24.0).map(|ends| ends - Tokens::RAIL - AROUND);
        let wide = list.unwrap_or(ctx.content_rect().width() * 0.24).clamp(140.0, 300.0);
        area.interactable(true).show(ctx, |ui| {
            for (at, (toast, _)) in self.0.iter().enumerate() {
                let frame = Frame::new().fill(tokens.text).corner_radius(8).inner_margin(Margin::symmetric(14, 8));
                let frame = frame.shadow(ui.visuals().popup_shadow).stroke(Stroke::NONE);
                frame.show(ui, |ui| {
                    ui.set_max_width(wide);
                    ui.horizontal(|ui| {
                        let ink = tokens.page;
                        if toast.error {
                            ui.label(RichText::new(icons::WARNING).color(ink).size(Tokens::LARGE));
                        }
                        ui.scope(|ui| {
                            let beside = if toast.error { 64.0 } else { 48.0 };
                            ui.set_max_width(wide - beside);
                            let said = wrapped(ui, RichText::new(&toast.words).color(ink));
                            ui.ctx().accesskit_node_builder(said.id, |node| {
                                node.set_role(eframe::egui::accesskit::Role::Alert);
                                node.set_label(toast.words.as_str());
                            });
                        });
                        if toast.undo.is_some() {
                            let button = eframe::egui::Button::new(
                                RichText::new("Undo").color(tokens.page).strong().underline(),
                            );
                            if ui.add(button.frame(false)).clicked() {
                                undo = toast.undo;
                                closed = Some(at);
                            }
                        }
                        if toast.error {
                            ui.visuals_mut().override_text_color = Some(ink);
                            if icon_button(ui, icons::CLOSE, "Close this message").clicked() {
                                closed = Some(at);
                            }
                        }
                    });
                });
            }
        });
        if let Some(at) = closed {
            self.0.remove(at);
        }
        undo
    }
}
