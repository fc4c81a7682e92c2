//! Committing corrections of a transcript: at once where nothing is lost by it, after a question where something is.

use eframe::egui::{Label, ScrollArea, Ui};

use super::{
    App,
    code_room::Correcting,
    commands::Command,
    look::Tokens,
    session::Ask,
    shell::{Overlay, Speakers},
    widgets::{main_button, quiet_text, title},
};
use crate::{
    journal::Stamp,
    operations::{self, Correction, Declined, Vanishing, correct_words},
    text::Span,
};

impl App {
    /// Commits what has been typed into the turn that is being corrected. False where it waits for an answer, or cannot be
    /// done: then what is typed stays in its field.
    pub(super) fn settle_correction(&mut self) -> bool {
        let Some(session) = &self.session else { return true };
        let Some(pending) = session.code.corrections.pending().cloned() else { return true };
        match self.planned(&pending) {
            Ok(correction) if correction.vanishing.is_empty() => self.commit_correction(correction),
            Ok(correction) => {
                self.overlay = Some(Overlay::Vanishing(pending, correction.vanishing));
                false
            }
            Err(Declined::Unchanged) => true,
            Err(why) => {
                self.overlay = Some(Overlay::CannotCorrect(why.to_string().replace('*', "")));
                false
            }
        }
    }

    fn planned(&self, correcting: &Correcting) -> Result<Correction, Declined> {
        let Some(session) = &self.session else { return Err(Declined::Unchanged) };
        let Correcting { transcript, span, words, .. } = correcting;
        correct_words(session.open.study(), &Stamp::now(session.me()), *transcript, *span, words)
    }

    fn commit_correction(&mut self, correction: Correction) -> bool {
        let done = self.commit(Ok(correction.entry), false);
        if let Some(session) = self.session.as_mut().filter(|_| done) {
            session.code.corrections.settled();
        }
        done
    }

    pub(super) fn correct_anyway(&mut self, correcting: &Correcting) {
        match self.planned(correcting) {
            Ok(correction) => {
                self.commit_correction(correction);
            }
            Err(why) => self.toasts.failed(why.to_string().replace('*', "")),
        }
    }

    /// Says what would lose its words. Gives whether the question stays.
    pub(super) fn vanishing(&mut self, ui: &mut Ui, correcting: &Correcting, vanishing: &[Vanishing]) -> bool {
        let Some(session) = &mut self.session else { return false };
        let study = session.open.snapshot();
        ui.set_width(480.0);
        let stays = vanishing.iter().all(|what| matches!(what, Vanishing::Rewritten(_)));
        title(ui, if stays { "Write other words here?" } else { "Take these words out?" });
        ui.label("Something was marked on words that would be gone:");
        ui.add_space(Tokens::SMALL_GAP);
        ScrollArea::vertical().max_height(240.0).show(ui, |ui| {
            for what in vanishing {
                let words = operations::vanishing_in_words(&study, what).replace('*', "");
                ui.add(Label::new(format!("•  {words}")).wrap());
            }
        });
        ui.add_space(Tokens::SMALL_GAP);
        ui.label(quiet_text(ui, "Undo brings the words back, and what was marked on them."));
        ui.add_space(Tokens::LARGE_GAP);
        let mut stays = true;
        ui.horizontal(|ui| {
            if main_button(ui, "Correct anyway", true).clicked() {
                self.asks.push(Ask::CorrectAnyway(correcting.clone()));
                stays = false;
            }
            if ui.button("Keep editing").clicked() {
                session.code.keep_correcting();
                stays = false;
            }
            if ui.button("Leave the words as they were").clicked() {
                session.code.corrections.settled();
                stays = false;
            }
        });
        stays
    }

    /// Says why what is typed cannot be committed. Gives whether the question stays.
    pub(super) fn cannot_correct(&mut self, ui: &mut Ui, why: &str) -> bool {
        let Some(session) = &mut self.session else { return false };
        ui.set_width(440.0);
        title(ui, "These words cannot be corrected");
        ui.add(Label::new(why).wrap());
        ui.add_space(Tokens::LARGE_GAP);
        let mut stays = true;
        ui.horizontal(|ui| {
            if main_button(ui, "Leave the words as they were", true).clicked() {
                session.code.corrections.settled();
                stays = false;
            }
            if ui.button("Keep editing").clicked() {
                session.code.keep_correcting();
                stays = false;
            }
        });
        stays
    }

    /// Splits the turn that is corrected at the field's caret, or joins it to the one before.
    pub(super) fn split_or_join(&mut self, command: Command) {
        let Some(session) = &self.session else { return };
        let Some((transcript, offset)) = session.code.corrections.caret() else { return };
        let turn = session.open.study().get(transcript).and_then(|record| record.turn_at(offset)).map(|(at, _)| at);
        let Some(turn) = turn else {
            self.toasts.failed("There is no turn here: this paragraph is nobody’s.");
            return;
        };
        let (study, stamp) = (session.open.study(), Stamp::now(session.me()));
        let splits = command == Command::SplitTurn;
        let planned = if splits {
            operations::split_turn(study, &stamp, transcript, turn, offset)
        } else {
            operations::join_turn(study, &stamp, transcript, turn)
        };
        // As in any text, the caret goes along to the new line: so that joining takes the split back.
        if self.commit(planned, false)
            && splits
            && let Some(session) = &mut self.session
            && let Some(second) = session.open.study().get(transcript).and_then(|one| one.turns.get(turn + 1))
        {
            let start = second.span.start;
            session.code.view.select(Span::between(start, start));
        }
    }

    /// The speakers of a transcript. Gives whether the dialog stays.
    pub(super) fn speakers(&mut self, ui: &mut Ui, form: &mut Speakers) -> bool {
        let Some(session) = &mut self.session else { return false };
        let study = session.open.snapshot();
        let writable = session.open.read_only().is_none();
        let (mut planned, stays) = form.show(ui, &study, &Stamp::now(session.me()), &mut session.drafts, writable);
        if !stays {
            session.drafts.finish();
        }
        if let Some(planned) = planned.take() {
            self.commit(planned, false);
        }
        stays
    }
}
