//! The window. `App` holds what is open, draws the frame and the room, and does what panels ask for. Panels never change
//! a study; they ask, and `perform` commits.

mod boards;
mod code_choices;
pub mod code_list;
mod code_room;
pub mod commands;
mod correcting;
mod deidentifying;
mod drafts;
pub mod figure_room;
mod figures;
mod files;
pub mod jobs;
pub mod keymap;
pub mod look;
pub mod manual_room;
mod notes;
mod overlays;
mod pairs;
mod panes;
mod perform;
pub mod ports;
pub mod preferences;
mod printing;
pub mod review_room;
mod run;
mod samples;
pub mod session;
pub mod shell;
mod tables;
mod themes_room;
mod ticks;
pub mod transcript;
mod widgets;
pub mod work;

use std::{
    path::PathBuf,
    sync::mpsc::{Receiver, Sender, channel},
};

use eframe::egui::{
    Align2, CentralPanel, Context, Event, Frame, Id as WidgetId, Key, Margin, Modal, Panel, Ui, ViewportCommand,
};

use commands::{Command, Needs, Room, Situation};
use jobs::Jobs;
use look::{Tokens, tokens};
use ports::{Answer, Dialogs};
use preferences::Preferences;
use session::{Ask, Desk, Session};
use shell::{HistoryPanel, Overlay, Toasts};

pub use run::{Opening, run};

/// The code palette's size, in points: for finding it a place beside the words.
const PALETTE: eframe::egui::Vec2 = eframe::egui::Vec2::new(500.0, 390.0);

/// The least height of the palette below the words, in points: its list is shorter there.
const LEAST_PALETTE: f32 = 240.0;

/// How tall the palette is without its list, in points.
const PALETTE_ROUND_LIST: f32 = 90.0;

/// The whole window.
pub struct App {
    pub session: Option<Session>,
    pub preferences: Preferences,
    pub toasts: Toasts,
    pub overlay: Option<Overlay>,
    /// Files of other programs that are read and wait to be shown.
    elsewhere: std::collections::VecDeque<shell::FromElsewhere>,
    history: HistoryPanel,
    jobs: Jobs,
    dialogs: Box<dyn Dialogs>,
    answers: (Sender<Answer>, Receiver<Answer>),
    asks: Vec<Ask>,
    /// What waits until somebody has said who is coding.
    pending: Option<Ask>,
    backed_up_at: f64,
    /// Where working copies of studies kept as text are put.
    pub working_copies: PathBuf,
}

impl App {
    /// A window with nothing open. Sets the context's faces and colours.
    pub fn new(ctx: &Context, preferences: Preferences, dialogs: Box<dyn Dialogs>) -> Self {
        ctx.set_fonts(look::bundled_fonts());
        look::use_tokens(ctx);
        preferences.apply(ctx);
        App {
            session: None,
            preferences,
            toasts: Toasts::default(),
            overlay: None,
            elsewhere: Default::default(),
            history: HistoryPanel::default(),
            jobs: Jobs::default(),
            dialogs,
            answers: channel(),
            asks: Vec::new(),
            pending: None,
            backed_up_at: 0.0,
            working_copies: preferences::working_copies(),
        }
    }

    /// Opens a study, a study as text, or adds transcripts to the study that is open: whatever the path is.
    pub fn open(&mut self, path: PathBuf) {
        self.asks.push(Ask::OpenFile(path));
    }

    /// Whether nothing is waiting to be written; a job may still run.
    pub fn settled(&self) -> bool {
        self.asks.is_empty()
    }

    fn situation(&self) -> Situation {
        self.session.as_ref().map_or_else(Situation::default, Session::situation)
    }

    /// One frame: input, drawing, then what was asked for.
    pub fn frame(&mut self, ui: &mut Ui) {
        let ctx = ui.ctx().clone();
        self.listen(&ctx);
        if self.overlay.is_none() {
            self.keys(&ctx);
        }
        self.draw(ui);
        self.draw_history(&ctx);
        self.draw_overlay(&ctx);
        shell::drop_target(&ctx, self.session.as_ref().map(|session| session.open.read_only().is_none()));
        if let Some(entry) = self.toasts.show(&ctx) {
            self.undo_if_last(entry);
        }
        self.commit_drafts(&ctx);
        if ctx.input(|input| input.viewport().close_requested()) && !self.settle_correction() {
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
        }
        let asks = std::mem::take(&mut self.asks);
        if !asks.is_empty() {
            // What follows from them is seen without waiting for the next key.
            ctx.request_repaint();
        }
        for ask in asks {
            self.perform(&ctx, ask);
        }
        self.replay_compared(&ctx);
        self.print(&ctx);
        self.back_up_now_and_then(&ctx);
    }

    /// Answers of dialogs, results of jobs, files dropped on the window.
    fn listen(&mut self, ctx: &Context) {
        while let Ok(answer) = self.answers.1.try_recv() {
            self.answered(ctx, answer);
        }
        for result in self.jobs.finished() {
            self.job_finished(ctx, result);
        }
        let dropped: Vec<PathBuf> =
            ctx.input(|input| input.raw.dropped_files.iter().map(|file| file.path().to_owned()).collect());
        if !dropped.is_empty() {
            self.dropped(ctx, dropped);
        }
    }

    /// The registry's keys; plain letters only where nothing is being typed.
    fn keys(&mut self, ctx: &Context) {
        let typing = ctx.memory(|memory| memory.focused()).is_some_and(|id| egui_text_focus(ctx, id));
        let situation = self.situation();
        let mut pressed = Vec::new();
        if !ctx.input(|input| input.events.iter().any(|event| matches!(event, Event::Key { pressed: true, .. }))) {
            return;
        }
        for (key, entry) in self.preferences.keys.all() {
            let plain = keymap::is_typed(key);
            let in_menu = plain && eframe::egui::Popup::is_any_open(ctx);
            let reserved = in_menu || typing && self.is_the_fields(ctx, entry.command);
            let correcting = situation.correcting && !entry.command.only_moves();
            if (plain && (typing || correcting)) || reserved || entry.needs.missing(&situation).is_some() {
                continue;
            }
            // Enter and arrows belong to whatever has the focus, unless that is the transcript.
            if plain
                && !self.transcript_has_keys(ctx)
                && matches!(key.logical_key, Key::Enter | Key::Slash | Key::Delete)
            {
                continue;
            }
            if ctx.input_mut(|input| keymap::consume(input, key)) {
                pressed.push(entry.command);
            }
        }
        if pressed.is_empty() && !typing && !situation.correcting && self.overlay.is_none() {
            self.tell_what_is_missing(ctx, &situation);
        }
        self.asks.extend(pressed.into_iter().map(Ask::Run));
    }

    /// A key of the Code room that wants words or a coding says so where there are none: else what is typed next would be
    /// taken for commands, and nobody would know why.
    fn tell_what_is_missing(&mut self, ctx: &Context, situation: &Situation) {
        if situation.room != Room::Code || !self.transcript_has_keys(ctx) {
            return;
        }
        let wanting = |needs: Needs| matches!(needs, Needs::Selection | Needs::ActiveCoding);
        let waiting = self.preferences.keys.all().into_iter().filter(|(_, entry)| wanting(entry.needs));
        let mut why = None;
        for (key, entry) in waiting {
            if let Some(missing) = entry.needs.missing(situation)
                && ctx.input_mut(|input| keymap::consume(input, key))
            {
                why = Some(missing);
            }
        }
        if let Some(why) = why {
            self.toasts.failed(format!("{why}."));
        }
    }

    /// Whether undo and redo are meant for the field that has the keyboard.
    fn is_the_fields(&self, ctx: &Context, command: Command) -> bool {
        let room = self.session.as_ref().filter(|session| session.room == Room::Code).map(|session| &session.code);
        matches!(command, Command::Undo | Command::Redo)
            && !room.is_some_and(|room| room.leaves_to_study(ctx, command == Command::Redo))
    }

    /// Whether Enter, `/` and Delete are meant for the transcript.
    fn transcript_has_keys(&self, ctx: &Context) -> bool {
        let focused = ctx.memory(|memory| memory.focused());
        let room = self.session.as_ref().filter(|session| session.room == Room::Code).map(|session| &session.code);
        room.is_some_and(|room| room.has_keys(focused) && !room.moves_boundary())
    }

    fn draw(&mut self, ui: &mut Ui) {
        let tokens = tokens(ui.ctx());
        let situation = self.situation();
        let title =
            self.session.as_ref().map_or("", |session| session.open.study().details().title.as_str()).to_owned();
        let bar = Frame::new().fill(tokens.frame).inner_margin(Margin::symmetric(8, 3));
        Panel::top("menus").frame(bar).show(ui, |ui| shell::menus(ui, &situation, &title, &mut self.asks));
        let Some(session) = &mut self.session else {
            CentralPanel::no_frame().frame(Frame::new().fill(tokens.panel)).show(ui, |ui| {
                shell::welcome(ui, &self.preferences, &mut self.asks);
            });
            return;
        };
        let counts = session.counts();
        let foot = Frame::new().fill(tokens.frame).inner_margin(Margin::symmetric(10, 2));
        Panel::bottom("status").exact_size(26.0).frame(foot).show(ui, |ui| {
            if shell::status(ui, session, &mut self.jobs, &mut self.preferences, &mut self.asks) {
                self.preferences.save();
            }
        });
        let rail = Frame::new().fill(tokens.frame).inner_margin(Margin::symmetric(5, 0));
        Panel::left("rail").exact_size(Tokens::RAIL).resizable(false).frame(rail).show(ui, |ui| {
            shell::rail(ui, session.room, &mut self.asks);
        });
        let study = session.open.snapshot();
        let mut desk = Desk {
            study: &study,
            me: session.me(),
            writable: session.open.read_only().is_none(),
            revision: session.open.revision(),
            counts: &counts,
            drafts: &mut session.drafts,
            asks: &mut self.asks,
        };
        match session.room {
            Room::Code => session.code.show(ui, &mut desk, self.preferences.text_size),
            Room::Review => {
                let decided = session.review.show(ui, &mut desk);
                self.asks.extend(decided.map(Ask::Decide));
            }
            Room::Themes => session.themes.show(ui, &mut desk),
            Room::Manual => session.manual.show(ui, &mut desk),
            Room::Figure => session.figure.show(ui, &mut desk),
        }
    }

    /// The history lies over the right side, so that nothing below it moves.
    fn draw_history(&mut self, ctx: &Context) {
        let Some(session) = self.session.as_ref().filter(|_| self.history.shown) else { return };
        let tokens = tokens(ctx);
        let screen = ctx.content_rect();
        let (top, foot, wide) = (31.0, 26.0, 430.0_f32.min(screen.width() - 120.0));
        let corner = eframe::egui::pos2(screen.right() - wide, screen.top() + top);
        let area =
            eframe::egui::Area::new(WidgetId::unique("history")).order(eframe::egui::Order::Middle).fixed_pos(corner);
        let drawn = area.show(ctx, |ui| {
            let frame = Frame::new().fill(tokens.card).inner_margin(Margin::symmetric(12, 8));
            frame.shadow(ui.visuals().popup_shadow).show(ui, |ui| {
                ui.set_min_size(eframe::egui::Vec2::new(wide - 24.0, screen.height() - top - foot - 16.0));
                ui.set_max_size(eframe::egui::Vec2::new(wide - 24.0, screen.height() - top - foot - 16.0));
                self.history.show(ui, &session.open, &mut self.asks);
            });
        });
        self.history.keep_keys(ctx, drawn.response.rect);
    }

    fn draw_overlay(&mut self, ctx: &Context) {
        let Some(mut overlay) = self.overlay.take() else { return };
        let at_selection = matches!(overlay, Overlay::Codes(_));
        let mut keep = true;
        let mut modal = Modal::new(WidgetId::unique("overlay"));
        if !matches!(overlay, Overlay::Codes(_) | Overlay::Commands(_)) {
            modal = modal.frame(Frame::window(&ctx.style_of(ctx.theme())));
        }
        if at_selection && let Some(session) = &self.session {
            // The palette opens beside the words, and the text stays readable behind it.
            modal = modal.backdrop_color(eframe::egui::Color32::TRANSPARENT);
            if let Some(below) = session.code.below_selection() {
                let screen = ctx.content_rect();
                let codes = session.open.study().codes().len();
                let tall = PALETTE.y.min(PALETTE_ROUND_LIST + codes as f32 * (Tokens::ROW + 1.0));
                let wide = PALETTE.x + 40.0;
                let x = below.left().clamp(screen.left() + 8.0, (screen.right() - wide).max(8.0));
                // Below the words where there is room; else its foot stands on them; else as high as it goes.
                let (pivot, y) = if below.bottom() + 8.0 + tall.min(LEAST_PALETTE) < screen.bottom() {
                    (Align2::LEFT_TOP, below.bottom() + 8.0)
                } else if below.top() - 8.0 - tall > screen.top() {
                    (Align2::LEFT_BOTTOM, below.top() - 8.0)
                } else {
                    (Align2::LEFT_TOP, screen.top() + 40.0)
                };
                let at = eframe::egui::pos2(x, y);
                modal = modal.area(
                    eframe::egui::Area::new(WidgetId::unique("overlay"))
                        .kind(eframe::egui::UiKind::Modal)
                        .order(eframe::egui::Order::Foreground)
                        .pivot(pivot)
                        .fixed_pos(at)
                        .sense(eframe::egui::Sense::hover()),
                );
            }
        }
        let response = modal.show(ctx, |ui| {
            keep = self.overlay_contents(ui, &mut overlay);
        });
        // Asked once: the answer takes the key with it.
        let closed = response.should_close();
        if closed
            && matches!(overlay, Overlay::Vanishing(..) | Overlay::CannotCorrect(_))
            && let Some(session) = &mut self.session
        {
            // Words that are neither kept nor given up stay where they can be seen.
            session.code.keep_correcting();
        }
        let queued = matches!(overlay, Overlay::Elsewhere(_) | Overlay::Import(_));
        if queued && (closed || !keep) && self.overlay.is_none() {
            self.next_from_elsewhere();
        }
        if keep && !closed && self.overlay.is_none() {
            self.overlay = Some(overlay);
        } else if let Overlay::Deidentify(page) = overlay
            && let Some(session) = &mut self.session
        {
            // What was decided is there again when the page is opened again.
            session.deidentifying = Some(page);
        }
        if self.overlay.is_none()
            && let Some(session) = &mut self.session
            && !session.code.memos.begun
            && !session.code.search.wants_keys
            && !session.code.corrections.wants_keys()
        {
            session.code.view.focus();
        }
    }

    /// Commands that can be done now, for the palette.
    fn possible(&self) -> Vec<&'static commands::Entry> {
        let situation = self.situation();
        let fits = |entry: &&commands::Entry| {
            entry.needs.missing(&situation).is_none()
                && !(entry.needs == Needs::Selection && matches!(entry.command, Command::Pinned(_)))
        };
        commands::ALL.iter().filter(fits).collect()
    }
}

/// Whether the widget with the focus is a text field.
fn egui_text_focus(ctx: &Context, id: WidgetId) -> bool {
    eframe::egui::TextEdit::load_state(ctx, id).is_some()
}

impl eframe::App for App {
    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        self.frame(ui);
    }

    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        if let Some(session) = &mut self.session {
            session.drafts.finish();
        }
        self.commit_ready_drafts(f64::INFINITY);
        self.preferences.save();
    }
}
