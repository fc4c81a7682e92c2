//! Short words at the foot of the window: what was done, with Undo; or what went wrong, until it is closed.

use eframe::egui::{Align2, Area, Context, Frame, Id, Margin, Order, RichText, Stroke, Vec2};
use uuid::Uuid;

use crate::app::{
    look::{Tokens, icons, tokens},
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

/// The messages that stand, newest last. Good news leaves by itself; bad news waits to be closed.
#[derive(Default)]
pub struct Toasts(Vec<(Toast, Option<f64>)>);

/// How long good news stands, in seconds.
const STANDS: f64 = 6.0;

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
        for (_, leaves) in &mut self.0 {
            leaves.get_or_insert(now + STANDS);
        }
        self.0.retain(|(toast, leaves)| toast.error || leaves.is_none_or(|leaves| now < leaves));
        if let Some(next) =
            self.0.iter().filter(|(toast, _)| !toast.error).filter_map(|(_, leaves)| *leaves).reduce(f64::min)
        {
            ctx.request_repaint_after(std::time::Duration::from_secs_f64((next - now).max(0.0) + 0.02));
        }
        let tokens = tokens(ctx);
        let area = Area::new(Id::unique("toasts"))
            .order(Order::Foreground)
            .anchor(Align2::CENTER_BOTTOM, Vec2::new(0.0, -40.0));
        area.interactable(true).show(ctx, |ui| {
            for (at, (toast, _)) in self.0.iter().enumerate() {
                let frame = Frame::new().fill(tokens.text).corner_radius(8).inner_margin(Margin::symmetric(14, 8));
                let frame = frame.shadow(ui.visuals().popup_shadow).stroke(Stroke::NONE);
                frame.show(ui, |ui| {
                    ui.set_max_width(560.0);
                    ui.horizontal(|ui| {
                        let ink = tokens.page;
                        if toast.error {
                            ui.label(RichText::new(icons::WARNING).color(ink).size(Tokens::LARGE));
                        }
                        ui.scope(|ui| {
                            ui.set_max_width(430.0);
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
