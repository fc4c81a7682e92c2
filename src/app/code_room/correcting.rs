//! Correcting the transcript: the turn at the caret as a text field, its speaker and time, and what a change would do to
//! the codings that stand on it.

use eframe::egui::{
    self, Align, Button, EventFilter, Key as KeyPress, Label, Layout, Modifiers, RichText, ScrollArea, TextEdit, Ui,
    Vec2, WidgetInfo,
    text::{CCursor, CCursorRange},
    text_edit::TextEditState,
};

use super::{CodeRoom, Dock};
use crate::{
    app::{
        commands::Command,
        keymap::key_text,
        look::{Tokens, icons, paint, tokens},
        session::{Ask, Desk},
        transcript::Align as ScrollAlign,
        widgets::{empty, key_hints, main_button, quiet_text, section, strong_text, swatch},
    },
    journal::Stamp,
    operations::{self, Declined, Speaker, Vanishing, correct_words, correctable, elide},
    study::{Coding, Id, Participant, Study, Transcript},
    text::Span,
};

/// Words being corrected.
#[derive(Clone, Debug, PartialEq)]
pub struct Correcting {
    pub transcript: Id<Transcript>,
    /// Where they stand: bytes of the text.
    pub span: Span,
    /// As they stand there.
    was: String,
    /// As they are to be.
    pub words: String,
}

/// What the page remembers.
#[derive(Default)]
pub struct Corrections {
    current: Option<Correcting>,
    /// The field takes the keyboard when drawn next.
    wants_keys: bool,
    /// The words were put into the field anew: what it could take back was of others.
    fresh: bool,
    /// Byte of the words where the caret stands: the field's where that has been used, else the transcript's.
    caret: usize,
    /// Where the transcript's caret stood when last looked.
    looked_at: Option<(Id<Transcript>, usize)>,
    /// Whether it was asked to commit what is typed after the page was left.
    left: bool,
    /// When what is typed is committed, go on to the turn after the one that begins at this byte, of so many turns.
    goes_on: Option<(usize, usize)>,
    /// The effect of what is typed, and on which revision.
    weighed: Option<(u64, String, Result<Vec<Vanishing>, Declined>)>,
    new_speaker: String,
    time: Option<(usize, String)>,
    all_turns: bool,
}

impl Corrections {
    /// What has been typed and is not committed yet.
    pub fn pending(&self) -> Option<&Correcting> {
        self.current.as_ref().filter(|one| one.words != one.was)
    }

    /// Forgets what has been typed: it is committed, or given up.
    pub fn settled(&mut self) {
        self.current = None;
    }

    /// The byte of the transcript where the caret stands, once what is typed is committed.
    pub fn caret(&self) -> Option<(Id<Transcript>, usize)> {
        self.current.as_ref().map(|one| (one.transcript, one.span.start + self.caret))
    }

    /// The words being corrected, to be marked in the transcript.
    pub fn marked(&self, transcript: Id<Transcript>) -> Option<Span> {
        self.current.as_ref().filter(|one| one.transcript == transcript).map(|one| one.span)
    }

    /// Goes on to the next turn once what is typed is committed.
    fn save_and_go_on(&mut self, study: &Study) {
        self.goes_on = self.current.as_ref().map(|one| {
            let turns = study.get(one.transcript).map_or(0, |transcript| transcript.turns.len());
            (one.span.start, turns)
        });
    }

    /// Whether the field takes the keyboard when drawn next.
    pub fn wants_keys(&self) -> bool {
        self.wants_keys
    }

    fn load(&mut self, study: &Study, transcript: Id<Transcript>, offset: usize) {
        (self.time, self.fresh) = (None, true);
        self.current = correctable(study, transcript, offset).and_then(|span| {
            let was = span.of(study.text(transcript))?.to_owned();
            Some(Correcting { transcript, span, words: was.clone(), was })
        });
        self.caret = self.current.as_ref().map_or(0, |one| offset.saturating_sub(one.span.start).min(one.words.len()));
    }

    /// What the words typed would do.
    fn weigh(&mut self, desk: &Desk<'_>) -> &Result<Vec<Vanishing>, Declined> {
        let words = self.current.as_ref().map_or("", |one| one.words.as_str());
        if self.weighed.as_ref().is_none_or(|(revision, of, _)| *revision != desk.revision || of != words) {
            let effect = self.current.as_ref().map_or(Err(Declined::Unchanged), |one| {
                let stamp = Stamp::now(desk.me);
                correct_words(desk.study, &stamp, one.transcript, one.span, &one.words).map(|found| found.vanishing)
            });
            self.weighed = Some((desk.revision, words.to_owned(), effect));
        }
        match &self.weighed {
            Some((.., effect)) => effect,
            None => &Err(Declined::Unchanged),
        }
    }
}

impl CodeRoom {
    /// Whether the transcript is being corrected: letters do not code then.
    pub fn is_correcting(&self) -> bool {
        self.dock == Some(Dock::Correct) && !self.shown.reading
    }

    /// Says what has been typed and is not kept yet, if anything.
    pub fn unsaved(&self, study: &Study) -> Option<String> {
        let pending = self.corrections.pending()?;
        let turns = study.get(pending.transcript).map_or(&[][..], |one| one.turns.as_slice());
        let turn = turns.iter().position(|turn| turn.span == pending.span);
        let what = turn.map_or_else(|| "a paragraph".to_owned(), |at| format!("turn {}", at + 1));
        Some(format!("Not saved yet: correcting {what}"))
    }

    /// Whether undo (or redo) is the study's although the field of words has the keyboard: nothing typed there is left to
    /// take back (or to bring back).
    pub fn leaves_to_study(&self, ctx: &egui::Context, redo: bool) -> bool {
        let id = field_id(ctx);
        let Some(current) = self.corrections.current.as_ref().filter(|_| self.is_correcting()) else { return false };
        if ctx.memory(|memory| memory.focused()) != Some(id) || current.words != current.was {
            return false;
        }
        let state = TextEditState::load(ctx, id).unwrap_or_default();
        let now = (state.cursor.char_range().unwrap_or_default(), current.words.clone());
        !redo || !state.undoer().has_redo(&now)
    }

    /// Commits what is typed when its page is left, by whatever way.
    pub(super) fn settle_when_left(&mut self, desk: &mut Desk<'_>) {
        let left = !self.is_correcting() && self.corrections.pending().is_some();
        if left && !std::mem::replace(&mut self.corrections.left, left) {
            desk.asks.push(Ask::SettleCorrection);
        }
        self.corrections.left = left;
    }

    /// Back to the words that are being corrected.
    pub fn keep_correcting(&mut self) {
        if let Some(current) = &self.corrections.current {
            let start = Span::between(current.span.start, current.span.start);
            let transcript = current.transcript;
            (self.corrections.goes_on, self.corrections.left) = (None, false);
            self.corrections.wants_keys = true;
            self.corrections.looked_at = Some((transcript, start.start));
            self.dock = Some(Dock::Correct);
            self.swap_to(transcript);
            self.view.select(start);
        }
    }

    /// Goes to the turn after the one that was corrected, which began at this byte of a transcript of so many turns.
    fn go_on(&mut self, study: &Study, transcript: Id<Transcript>, (offset, turns): (usize, usize)) {
        let next = study.get(transcript).and_then(|record| {
            // Where the turn itself went with its words, the next one stands in its place.
            let gone = record.turns.len() < turns;
            let after =
                record.turns.partition_point(|turn| turn.span.start < offset || (!gone && turn.span.start == offset));
            record.turns.get(after).map(|turn| turn.span.start)
        });
        let next = next.or_else(|| correctable(study, transcript, offset).map(|span| span.end + 1));
        if let Some(start) = next.filter(|start| *start < study.text(transcript).len()) {
            self.view.select(Span::between(start, start));
            self.view.scroll_to(Span::between(start, start), ScrollAlign::IfHidden);
            self.corrections.load(study, transcript, start);
            self.corrections.looked_at = Some((transcript, start));
            self.corrections.wants_keys = true;
        }
    }
}

pub fn show(room: &mut CodeRoom, ui: &mut Ui, desk: &mut Desk<'_>) {
    let Some(transcript) = room.transcript.and_then(|id| desk.study.get(id)) else { return };
    if !desk.writable {
        empty(
            ui,
            "Open for reading only",
            "This study cannot be changed from this window, so nothing can be corrected.",
        );
        return;
    }
    follow(room, desk, transcript);
    keys(room, ui);
    let Some(current) = room.corrections.current.clone() else {
        empty(ui, "Nothing to correct here", "Click a turn in the transcript, and its words can be corrected here.");
        return;
    };
    let turn = transcript.turns.iter().position(|turn| turn.span == current.span);
    ui.horizontal(|ui| head(room, ui, desk, transcript, turn));
    let (wide, height) = ((ui.available_width() * 0.62).max(260.0), ui.available_height());
    ui.horizontal_top(|ui| {
        ui.allocate_ui_with_layout(Vec2::new(wide, height), Layout::top_down(Align::Min), |ui| field(room, ui, desk));
        ui.add_space(Tokens::GAP);
        ui.allocate_ui_with_layout(ui.available_size(), Layout::top_down(Align::Min), |ui| {
            effects(room, ui, desk, &current);
        });
    });
}

/// Keeps what is corrected in step with the caret in the transcript, and with the study.
fn follow(room: &mut CodeRoom, desk: &mut Desk<'_>, transcript: &Transcript) {
    let (study, at) = (desk.study, room.view.selection().focus);
    let here = (transcript.id, at);
    let corrections = &mut room.corrections;
    let pending = corrections.pending().is_some();
    let stands = |one: &Correcting| {
        one.span.of(study.text(one.transcript)) == Some(one.was.as_str())
            && correctable(study, one.transcript, one.span.start) == Some(one.span)
    };
    if !pending && let Some(corrected) = corrections.goes_on.take() {
        room.go_on(study, transcript.id, corrected);
        return;
    }
    let inside = |one: &Correcting| one.transcript == here.0 && one.span.start <= at && at <= one.span.end;
    if pending {
        let left = !corrections.current.as_ref().is_some_and(inside) && corrections.looked_at != Some(here);
        corrections.looked_at = Some(here);
        if left {
            desk.asks.push(Ask::SettleCorrection);
        }
    } else if corrections.looked_at != Some(here) || !corrections.current.as_ref().is_some_and(stands) {
        corrections.looked_at = Some(here);
        corrections.load(study, here.0, at);
    }
}

/// Enter in the transcript goes to the field; Escape goes back, and then out.
fn keys(room: &mut CodeRoom, ui: &mut Ui) {
    let focused = ui.memory(|memory| memory.focused());
    let in_field = focused == Some(field_id(ui.ctx()));
    if in_field && ui.input_mut(|input| input.consume_key(Modifiers::NONE, KeyPress::Escape)) {
        room.view.focus();
    } else if !in_field && room.has_keys(focused) {
        let selected = room.view.active_coding().is_some() || !room.view.selection().span().is_empty();
        // What is selected is let go of first, where the transcript has the keyboard.
        let holds = selected && focused.is_some();
        if ui.input_mut(|input| input.consume_key(Modifiers::NONE, KeyPress::Enter)) {
            room.corrections.wants_keys = true;
        } else if !holds && ui.input_mut(|input| input.consume_key(Modifiers::NONE, KeyPress::Escape)) {
            room.dock = None;
        }
    }
}

fn field_id(ctx: &egui::Context) -> egui::Id {
    egui::Id::unique("words being corrected").with(ctx.viewport_id())
}

/// The turn's number, speaker and time, and what can be done with it.
fn head(room: &mut CodeRoom, ui: &mut Ui, desk: &mut Desk<'_>, transcript: &Transcript, turn: Option<usize>) {
    match turn {
        Some(at) => {
            ui.label(strong_text(format!("Turn {}", at + 1)));
            speaker(room, ui, desk, transcript, at);
            time(room, ui, desk, transcript, at);
        }
        None => {
            ui.label(strong_text("A paragraph that is nobody’s turn"));
        }
    }
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        let pending = room.corrections.pending().is_some();
        let save = main_button(ui, "Save", pending).on_hover_text("Correct the words, and go on to the next turn");
        if save.clicked() {
            room.corrections.save_and_go_on(desk.study);
            desk.asks.push(Ask::SettleCorrection);
        }
        if pending && ui.button("Discard").on_hover_text("Leave the words as they were").clicked() {
            room.corrections.settled();
        }
        ui.add_space(Tokens::GAP);
        let offers = [
            ("Speakers…", Command::Speakers, true),
            ("Join", Command::JoinTurn, turn.is_some_and(|at| at > 0)),
            ("Split", Command::SplitTurn, turn.is_some()),
        ];
        for (name, command, possible) in offers {
            let entry = command.entry();
            let button = Button::new(RichText::new(name).size(Tokens::SMALL));
            let response = ui.add_enabled(possible, button);
            response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, possible, entry.name));
            let keys = key_text(ui.ctx(), command);
            let keys = if keys.is_empty() { keys } else { format!(" ({keys})") };
            if response.on_hover_text(format!("{}{keys}\n{}", entry.name, entry.help)).clicked() {
                desk.run(command);
            }
        }
    });
}

fn speaker(room: &mut CodeRoom, ui: &mut Ui, desk: &mut Desk<'_>, transcript: &Transcript, at: usize) {
    let Some(turn) = transcript.turns.get(at) else { return };
    let now = desk.study.get_opt(turn.speaker);
    let name = now.map_or("Nobody", |one| one.label.as_str());
    let same = transcript.turns.iter().filter(|one| one.speaker == turn.speaker).count();
    let mut given = None;
    let menu = ui.menu_button(format!("{}  {}", elide(name, 28), icons::OPENED), |ui| {
        ui.set_min_width(230.0);
        let all = format!("All {same} turns of {} here", elide(name, 24));
        ui.add_enabled_ui(same > 1, |ui| ui.checkbox(&mut room.corrections.all_turns, all));
        ui.separator();
        ScrollArea::vertical().max_height(220.0).show(ui, |ui| {
            for one in speakers_for(desk.study, transcript) {
                let marked = if one.moderator { format!("{} (moderator)", one.label) } else { one.label.clone() };
                if ui.selectable_label(Some(one.id) == turn.speaker, marked).clicked() {
                    given = Some(Speaker::Known(one.id));
                }
            }
            if ui.selectable_label(turn.speaker.is_none(), "Nobody").clicked() {
                given = Some(Speaker::Nobody);
            }
        });
        ui.separator();
        let new = TextEdit::singleline(&mut room.corrections.new_speaker).hint_text("Someone new").desired_width(200.0);
        let response = ui.add(new);
        response.widget_info(|| WidgetInfo::labeled(egui::Role::TextInput, true, "Name of a new speaker"));
        let entered = response.lost_focus() && ui.input(|input| input.key_pressed(KeyPress::Enter));
        if entered && !room.corrections.new_speaker.trim().is_empty() {
            given = Some(Speaker::Labelled(std::mem::take(&mut room.corrections.new_speaker)));
        }
        if given.is_some() {
            ui.close();
        }
    });
    let spoken = format!("Speaker of this turn: {name}");
    menu.response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, &spoken));
    menu.response.on_hover_text("Who says this turn");
    if let Some(speaker) = given {
        let all = std::mem::take(&mut room.corrections.all_turns) && same > 1;
        let id = transcript.id;
        desk.plan(|study, stamp| operations::give_speaker(study, stamp, id, at, &speaker, all));
    }
}

/// Who may have said a turn: the members of the group, and whoever else speaks in the transcript.
fn speakers_for<'a>(study: &'a Study, transcript: &Transcript) -> Vec<&'a Participant> {
    let mut speakers = match transcript.group {
        Some(group) => study.members_of(group),
        None => Vec::new(),
    };
    for one in transcript.turns.iter().filter_map(|turn| study.get_opt(turn.speaker)) {
        if !speakers.iter().any(|there| there.id == one.id) {
            speakers.push(one);
        }
    }
    speakers
}

fn time(room: &mut CodeRoom, ui: &mut Ui, desk: &mut Desk<'_>, transcript: &Transcript, at: usize) {
    let now = transcript.turns.get(at).and_then(|turn| turn.time_ms);
    let shown = now.map_or_else(String::new, operations::clock);
    let mut text = match &room.corrections.time {
        Some((of, text)) if *of == at => text.clone(),
        _ => shown.clone(),
    };
    let edit = TextEdit::singleline(&mut text).hint_text("h:mm:ss").desired_width(64.0);
    let response = ui.add(edit).on_hover_text("When the turn began, as h:mm:ss");
    response.widget_info(|| WidgetInfo::labeled(egui::Role::TextInput, true, "Time of this turn"));
    if response.changed() {
        room.corrections.time = Some((at, text.clone()));
    }
    if response.lost_focus() && room.corrections.time.take().is_some() && text != shown {
        let id = transcript.id;
        match milliseconds(&text) {
            Some(time) => desk.plan(|study, stamp| operations::give_time(study, stamp, id, at, time)),
            None => {
                let why = format!("“{}” is not a time. Write it as 1:02:03 or 2:03.", text.trim());
                desk.asks.push(Ask::Commit { planned: Err(Declined::Because(why)), quietly: false });
            }
        }
    }
}

/// "1:02:03", "2:03" or "3.5" (seconds) in milliseconds; `Some(None)` for nothing written, `None` for no time.
fn milliseconds(text: &str) -> Option<Option<u64>> {
    let text = text.trim();
    if text.is_empty() {
        return Some(None);
    }
    let (whole, seconds) = text.rsplit_once(':').map_or((None, text), |(whole, seconds)| (Some(whole), seconds));
    let seconds: f64 = seconds.replace(',', ".").parse().ok().filter(|seconds| (0.0..60.0).contains(seconds))?;
    let mut minutes = 0_u64;
    for part in whole.into_iter().flat_map(|whole| whole.split(':')) {
        minutes = minutes.checked_mul(60)?.checked_add(part.trim().parse().ok()?)?;
    }
    Some(Some(minutes.checked_mul(60_000)?.checked_add((seconds * 1000.0).round() as u64)?))
}

fn field(room: &mut CodeRoom, ui: &mut Ui, desk: &mut Desk<'_>) {
    let id = field_id(ui.ctx());
    let font = egui::FontId::proportional(room.view.font_size * 0.94);
    let line = ui.fonts_mut(|fonts| fonts.row_height(&font));
    let rows = ((ui.available_height() - 38.0) / line).floor().max(2.0) as usize;
    let corrections = &mut room.corrections;
    if std::mem::take(&mut corrections.fresh)
        && let Some(mut state) = TextEditState::load(ui.ctx(), id)
    {
        // Else Ctrl+Z would write the words of the turn before into this one.
        state.clear_undoer();
        state.store(ui.ctx(), id);
    }
    let Some(current) = &mut corrections.current else { return };
    let saved = ui.memory(|memory| memory.has_focus(id))
        && ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, KeyPress::Enter));
    ScrollArea::vertical().id_salt("correcting").max_height(ui.available_height() - 24.0).show(ui, |ui| {
        let edit = TextEdit::multiline(&mut current.words).id(id).desired_width(f32::INFINITY).desired_rows(rows);
        let filter = EventFilter { escape: true, horizontal_arrows: true, vertical_arrows: true, tab: false };
        let response = ui.add(edit.font(font).event_filter(filter));
        response.widget_info(|| WidgetInfo::labeled(egui::Role::MultilineTextInput, true, "Words of this turn"));
        if std::mem::take(&mut corrections.wants_keys) {
            response.request_focus();
            // The caret goes on where it stood in the transcript.
            let from = corrections.looked_at.map_or(0, |(_, at)| at.saturating_sub(current.span.start));
            let letters = current.words.get(..from).map_or(0, |before| before.chars().count());
            let mut state = TextEditState::load(ui.ctx(), id).unwrap_or_default();
            state.cursor.set_char_range(Some(CCursorRange::one(CCursor::new(letters))));
            state.store(ui.ctx(), id);
        }
    });
    let caret = TextEditState::load(ui.ctx(), id).and_then(|state| state.cursor.char_range());
    if let Some(range) = caret.filter(|_| ui.memory(|memory| memory.has_focus(id))) {
        let letters = usize::from(range.primary.index);
        corrections.caret = current.words.char_indices().nth(letters).map_or(current.words.len(), |(at, _)| at);
    }
    let hints = [("Enter", "in the transcript: to the words"), ("Ctrl+Enter", "save, next turn"), ("Esc", "back")];
    key_hints(ui, &hints);
    if saved {
        corrections.save_and_go_on(desk.study);
        desk.asks.push(Ask::SettleCorrection);
    }
}

/// The codings on these words, and which of them a change would take away.
fn effects(room: &mut CodeRoom, ui: &mut Ui, desk: &mut Desk<'_>, current: &Correcting) {
    let codings: Vec<&Coding> = desk
        .study
        .codings_of(current.transcript)
        .into_iter()
        .filter(|coding| coding.span.overlaps(current.span))
        .collect();
    let pending = room.corrections.pending().is_some();
    let effect = if pending { room.corrections.weigh(desk) } else { &Ok(Vec::new()) };
    let warning = tokens(ui.ctx()).warning;
    match effect {
        Err(Declined::Unchanged) => {}
        Err(why) => {
            ui.add(Label::new(RichText::new(format!("{} {why}", icons::WARNING)).color(warning)).wrap());
            return;
        }
        Ok(vanishing) if !vanishing.is_empty() => {
            let words = format!("{} {} would lose all words", icons::WARNING, vanishing.len());
            ui.label(RichText::new(words).color(warning).family(crate::app::look::strong()));
        }
        Ok(_) if codings.is_empty() => {
            ui.label(quiet_text(ui, "Nothing is coded in this turn."));
        }
        Ok(_) => section(ui, "Codings here follow the words"),
    }
    let gone = effect.as_ref().map(Vec::as_slice).unwrap_or_default();
    ScrollArea::vertical().id_salt("on these words").auto_shrink([false, false]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        for coding in codings {
            let lost = gone.contains(&Vanishing::Coding(coding.id));
            let rewritten = gone.contains(&Vanishing::Rewritten(coding.id));
            ui.horizontal(|ui| {
                swatch(ui, desk.study.code_colour(coding.code).map_or(tokens(ui.ctx()).quiet, paint));
                let name = desk.study.get(coding.code).map_or("", |code| code.name.as_str());
                let words = coding.span.of(desk.study.text(coding.transcript)).unwrap_or_default();
                let on = if rewritten { "on other words than " } else { "" };
                let line = format!("{}  {on}{}", elide(name, 30), elide(words, 60));
                let text = RichText::new(line).size(Tokens::SMALL);
                let text = match (lost, rewritten) {
                    (true, _) => text.strikethrough().color(warning),
                    (_, true) => text.color(warning),
                    _ => text,
                };
                ui.add(Label::new(text).truncate());
            });
        }
        for other in gone.iter().filter(|what| !matches!(what, Vanishing::Coding(_) | Vanishing::Rewritten(_))) {
            let words = operations::vanishing_in_words(desk.study, other).replace('*', "");
            ui.add(Label::new(RichText::new(words).size(Tokens::SMALL).color(warning)).truncate());
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_people_write_them_and_nothing_else() {
        assert_eq!(milliseconds("1:02:03"), Some(Some(3_723_000)));
        assert_eq!(milliseconds(" 2:03,5 "), Some(Some(123_500)));
        assert_eq!(milliseconds("90:00"), Some(Some(5_400_000)));
        assert_eq!(milliseconds(""), Some(None));
        for odd in ["later", "1:99", "-1:20", "1:2:3:x", "NaN", "99999999999999999999:00"] {
            assert_eq!(milliseconds(odd), None, "{odd}");
        }
    }
}
