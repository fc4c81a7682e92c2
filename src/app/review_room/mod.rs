//! The Review room: rounds of double coding | where two coders differ, one disagreement at a time: the first coder's, the
//! consensus, the second coder's, over the transcript | the worklist. And how far they agree, and what a reviewer says.

mod agreement;
mod decide;
mod rounds;
mod transcript;
mod verdicts;
mod worklist;

use std::sync::Arc;

use eframe::egui::{CentralPanel, Frame, Margin, Panel, Ui};

use super::{
    commands::Command,
    look::tokens,
    session::Desk,
    transcript::TranscriptView,
    widgets::{empty, main_button},
};
use crate::{
    operations::{Matter, Resolution},
    review::{self, Comparing, Differences, Disagreement, Ledger, Same, Sieve, State},
    study::{Coder, Coding, Decision, Id, Round, Study, Verdict},
    text::Span,
};

use agreement::AgreementPage;
pub use agreement::{Answer, Question};
pub use rounds::alike;
use verdicts::VerdictsPage;

/// What counts as the same words until somebody says otherwise: half of what both cover.
const SAME: Same = Same::Share(0.5);

/// What the middle of the room shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Page {
    #[default]
    Differences,
    Agreement,
    Verdicts,
}

/// What the room remembers.
pub struct ReviewRoom {
    pub page: Page,
    agreement: AgreementPage,
    verdicts: VerdictsPage,
    /// Which round's differences are shown.
    pub round: Option<Id<Round>>,
    /// Whom of more than two coders somebody chose to compare.
    pair: Option<(Id<Coder>, Id<Coder>)>,
    same: Same,
    pub sieve: Sieve,
    /// The disagreement in view, by the codings it is about.
    current: Option<Vec<Id<Coding>>>,
    /// The words shown below.
    pub view: TranscriptView,
    content: transcript::Content,
    /// The reason as it is being written, and for which disagreement.
    reason: (Option<Vec<Id<Coding>>>, String),
    wants_reason: bool,
    made: Option<Made>,
    /// What closed rounds compare, replayed once; and the round that is being replayed.
    compared: Option<(Id<Round>, Arc<Study>)>,
    pub replaying: Option<Id<Round>>,
}

/// Differences worked out before, and for what.
struct Made {
    revision: u64,
    comparing: Comparing,
    differences: Arc<Differences>,
}

impl Default for ReviewRoom {
    fn default() -> Self {
        ReviewRoom {
            page: Page::default(),
            agreement: AgreementPage::default(),
            verdicts: VerdictsPage::default(),
            round: None,
            pair: None,
            same: SAME,
            sieve: Sieve::default(),
            current: None,
            view: TranscriptView::default(),
            content: transcript::Content::default(),
            reason: (None, String::new()),
            wants_reason: false,
            made: None,
            compared: None,
            replaying: None,
        }
    }
}

impl ReviewRoom {
    /// The round shown: the one chosen, else the last.
    pub fn round_in<'s>(&self, study: &'s Study) -> Option<&'s Round> {
        study.get_opt(self.round).or_else(|| study.rounds_in_order().pop())
    }

    /// The two who are compared: those chosen, where both code in the round, else its first two.
    fn pair(&self, round: &Round) -> Option<(Id<Coder>, Id<Coder>)> {
        let both =
            |(first, second): &(Id<Coder>, Id<Coder>)| round.coders.contains(first) && round.coders.contains(second);
        match (self.pair.filter(both), round.coders.as_slice()) {
            (Some(pair), _) => Some(pair),
            (None, [first, second, ..]) => Some((*first, *second)),
            _ => None,
        }
    }

    /// Every two who can be compared in a round, in its order.
    fn pairs(round: &Round) -> Vec<(Id<Coder>, Id<Coder>)> {
        let rest = |at: usize| round.coders.iter().skip(at + 1);
        let pairs = round.coders.iter().enumerate();
        pairs.flat_map(|(at, first)| rest(at).map(move |second| (*first, *second))).collect()
    }

    /// What differs in the round shown, worked out anew only where the study or the question is another. Nothing where the
    /// round is blind now: what is seen then is one coder's own.
    pub fn differences(&mut self, study: &Study, revision: u64) -> Option<Arc<Differences>> {
        let round = self.round_in(study)?;
        if round.is_blind_now() {
            return None;
        }
        let (first, second) = self.pair(round)?;
        let comparing = Comparing::round(round, first, second, self.same);
        if let Some(made) = &self.made
            && made.revision == revision
            && made.comparing == comparing
        {
            return Some(made.differences.clone());
        }
        let then = self.compared.as_ref().filter(|(of, _)| *of == round.id).map(|(_, study)| study.clone());
        let differences = Arc::new(review::differences(then.as_deref().unwrap_or(study), &comparing));
        self.made = Some(Made { revision, comparing, differences: differences.clone() });
        Some(differences)
    }

    /// The closed round whose compared state has not been replayed yet.
    pub fn wants_compared(&self, study: &Study) -> Option<Id<Round>> {
        let round = self.round_in(study).filter(|round| round.closed.is_some() && round.compared.is_some())?;
        self.compared.as_ref().is_none_or(|(of, _)| *of != round.id).then_some(round.id)
    }

    /// Takes what a closed round compares.
    pub fn set_compared(&mut self, round: Id<Round>, study: Study) {
        self.compared = Some((round, Arc::new(study)));
        self.replaying = None;
        self.made = None;
    }

    /// The items on the list, in reading order.
    fn listed<'d>(&self, study: &Study, differences: &'d Differences) -> Vec<&'d Disagreement> {
        self.sieve.sift(differences, &Ledger::of(study))
    }

    fn is_current(&self, one: &Disagreement) -> bool {
        self.current.as_ref().is_some_and(|codings| *codings == one.matter(None).codings())
    }

    /// The disagreement in view.
    pub fn current<'d>(&self, differences: &'d Differences) -> Option<&'d Disagreement> {
        differences.differing.iter().find(|one| self.is_current(one))
    }

    /// What there is to decide in view, with the round it belongs to.
    pub fn matter(&mut self, study: &Study, revision: u64) -> Option<Matter> {
        let round = self.round_in(study).map(|round| round.id);
        let differences = self.differences(study, revision)?;
        self.current(&differences).map(|one| one.matter(round))
    }

    /// Whether there is anything to step through.
    pub fn has_items(&self) -> bool {
        self.made
            .as_ref()
            .is_some_and(|made| !made.differences.differing.is_empty() || !made.differences.alike.is_empty())
    }

    /// Whether a disagreement is in view.
    pub fn has_current(&self) -> bool {
        self.current.is_some()
    }

    fn show_item(&mut self, one: &Disagreement) {
        self.current = Some(one.matter(None).codings());
        self.content.open(&mut self.view, one.transcript, one.span);
    }

    /// Goes to a reviewer's word.
    pub fn show_verdict(&mut self, verdict: &Verdict) {
        self.page = Page::Verdicts;
        self.verdicts.show_subject(verdict.subject);
    }

    /// Goes to the disagreement that was decided on.
    pub fn show_decision(&mut self, study: &Study, decision: &Decision) {
        self.page = Page::Differences;
        self.round = decision.round.or(self.round);
        // Of more than two coders, those whose codings were decided on.
        let mut coders: Vec<Id<Coder>> =
            decision.codings.iter().filter_map(|&coding| study.get(coding)).map(|coding| coding.coder).collect();
        coders.dedup();
        if let Some(round) = study.get_opt(self.round)
            && let Some(pair) = Self::pairs(round)
                .into_iter()
                .find(|(first, second)| coders.iter().all(|coder| coder == first || coder == second))
            && coders.len() > 1
        {
            self.pair = Some(pair);
        }
        self.current = Some(decision.codings.clone());
        self.content.open(&mut self.view, decision.transcript, decision.span);
    }

    /// Goes to the next item of the list, or the one before; `open` passes over what is decided.
    pub fn step(&mut self, study: &Study, revision: u64, forward: bool, open: bool) {
        let Some(differences) = self.differences(study, revision) else { return };
        let ledger = Ledger::of(study);
        let listed = self.listed(study, &differences);
        let here = listed.iter().position(|one| self.is_current(one));
        let wanted = |one: &&&Disagreement| !open || ledger.state(&one.matter(None)) == State::Open;
        let next = match (here, forward) {
            (Some(at), true) => listed.iter().skip(at + 1).find(wanted).or_else(|| listed.iter().take(at).find(wanted)),
            (Some(at), false) => listed.iter().take(at).rev().find(wanted),
            (None, _) => listed.iter().find(wanted),
        };
        if let Some(&next) = next {
            self.show_item(next);
        }
    }

    /// The tabs above the page.
    fn pages(&mut self, ui: &mut Ui) {
        let tokens = tokens(ui.ctx());
        let bar = Frame::new().fill(tokens.panel).inner_margin(Margin::symmetric(12, 4));
        Panel::top("review pages").frame(bar).show(ui, |ui| {
            ui.horizontal(|ui| {
                for (page, name) in [
                    (Page::Differences, "Differences"),
                    (Page::Agreement, "Agreement"),
                    (Page::Verdicts, "Second review"),
                ] {
                    ui.selectable_value(&mut self.page, page, name);
                }
            });
        });
    }

    /// What a closed round compares, where it has been replayed; else the study as it stands.
    pub fn compared_in(&self, study: &Arc<Study>) -> Arc<Study> {
        let round = self.round_in(study).map(|round| round.id);
        let then = self.compared.as_ref().filter(|(of, _)| Some(*of) == round).map(|(_, study)| study.clone());
        then.unwrap_or_else(|| study.clone())
    }

    /// The reason written for the disagreement in view.
    pub fn reason(&self) -> &str {
        if self.reason.0 == self.current { self.reason.1.trim() } else { "" }
    }

    /// Puts the keyboard into the field of the reason.
    pub fn write_reason(&mut self) {
        self.wants_reason = true;
    }

    /// The words selected in the transcript below, if any.
    pub fn selected(&self) -> Option<Span> {
        Some(self.view.selection().span()).filter(|span| !span.is_empty())
    }

    /// Draws the room; gives what was decided on the disagreement in view.
    pub fn show(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) -> Option<Resolution> {
        let tokens = tokens(ui.ctx());
        let side = Frame::new().fill(tokens.panel).inner_margin(Margin::symmetric(8, 6));
        self.pages(ui);
        if self.page == Page::Verdicts {
            verdicts::show(self, ui, desk);
            return None;
        }
        if desk.study.rounds().len() == 0 {
            CentralPanel::no_frame().frame(Frame::new().fill(tokens.page)).show(ui, |ui| {
                empty(
                    ui,
                    "No round of double coding yet",
                    "Two people code the same transcripts, each for themselves; then you see where they differ, and agree. Choose the transcripts and who codes them; the second person can work in a copy of their own.",
                );
                ui.vertical_centered(|ui| {
                    if desk.writable && main_button(ui, "New round…", true).clicked() {
                        desk.run(Command::NewRound);
                    }
                });
            });
            return None;
        }
        Panel::left("rounds").default_size(250.0).size_range(190.0..=380.0).frame(side).show(ui, |ui| {
            rounds::show(self, ui, desk);
        });
        let Some(differences) = self.differences(desk.study, desk.revision) else {
            CentralPanel::no_frame().frame(Frame::new().fill(tokens.page)).show(ui, |ui| {
                let round = self.round_in(desk.study);
                let words = match round {
                    Some(round) if round.is_blind_now() => {
                        "Each coder sees only their own work on its transcripts. When both have finished, close the round: then everything is shown, and compared as it stood."
                    }
                    _ => "A round of two coders or more shows here where they differ.",
                };
                empty(ui, "This round is still blind", words);
            });
            return None;
        };
        if self.page == Page::Agreement {
            let page = Frame::new().fill(tokens.page);
            CentralPanel::no_frame().frame(page).show(ui, |ui| agreement::show(self, ui, desk));
            return None;
        }
        Panel::right("worklist").default_size(330.0).size_range(250.0..=520.0).frame(side).show(ui, |ui| {
            worklist::show(self, ui, desk, &differences);
        });
        let page = Frame::new().fill(tokens.page);
        let mut decided = None;
        CentralPanel::no_frame().frame(page).show(ui, |ui| {
            let Some(one) = self.current(&differences).cloned() else {
                empty(ui, "Choose a difference", "Click one on the right, or press J: what each coder has stands here side by side, and what you agree on goes between them.");
                return;
            };
            decided = decide::show(self, ui, desk, &one);
            self.transcript_below(ui, desk, &one);
        });
        decided
    }
}
