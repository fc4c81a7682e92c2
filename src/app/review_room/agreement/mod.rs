//! How far the coders of a round agree: a line a code, theme, component or transcript; and beside the one in view its table
//! of two by two, every measure with its source, and what to know before trusting it.

mod details;
mod list;

use std::sync::Arc;

use eframe::egui::{Frame, Margin, Panel, RichText, Ui};

use super::ReviewRoom;
use crate::{
    agreement::{
        Agreement, Asked, Budget, InTranscript, Measure, Rule, Score, Subject, Tables, Unit, of_study, two_places,
    },
    app::{
        look::{Tokens, strong},
        session::Desk,
        widgets::{empty, quiet_text, wrapped},
    },
    operations::counted,
    review::as_decided,
    study::{Approach, Id, Round, Study, Transcript},
};

/// What is listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum List {
    #[default]
    Codes,
    Below,
    Themes,
    Components,
    Transcripts,
}

impl List {
    const ALL: [(List, &'static str); 5] = [
        (List::Codes, "Codes"),
        (List::Below, "With codes below"),
        (List::Themes, "Themes"),
        (List::Components, "COM-B"),
        (List::Transcripts, "Transcripts"),
    ];
}

/// The line in view.
#[derive(Clone, Debug, PartialEq)]
enum Chosen {
    Row(Subject),
    Transcript(Id<Transcript>),
}

/// What the page remembers.
#[derive(Default)]
pub struct AgreementPage {
    unit: Option<Unit>,
    rule: Option<Rule>,
    moderators: bool,
    /// Whether what was decided counts for every coder.
    after: bool,
    list: List,
    chosen: Option<Chosen>,
    /// The answer, for what it was asked, and as of which revision.
    answer: Option<(Question, Result<Arc<Answer>, String>)>,
    /// What is being worked out now.
    asking: Option<Question>,
    /// The transcript whose gamma somebody asked for.
    gamma_wanted: Option<Id<Transcript>>,
    /// Gamma of transcripts, each for what it was asked.
    gammas: Vec<(Question, Gamma)>,
}

/// What an answer is for.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    pub revision: u64,
    pub round: Id<Round>,
    pub asked: Asked,
    /// Of gamma: whether it is of the codings after reconciliation.
    after: bool,
}

/// How far the coders of a round agree, and how far they do after what they decided.
#[derive(Clone, Debug)]
pub struct Answer {
    before: Agreement,
    /// Where something was decided.
    after: Option<Agreement>,
    /// How many decisions `after` follows.
    followed: usize,
    /// How many it cannot, because the words or codings they are about have changed.
    alike: usize,
    left_out: usize,
}

/// Gamma of one transcript: being drawn, drawn, or why not.
#[derive(Clone, Debug)]
enum Gamma {
    Drawing,
    Drawn(Box<InTranscript>),
    Refused(String),
}

impl Question {
    /// Works out the answer, which may take a second. `compared` is the study as the round compares it, `now` as it stands.
    ///
    /// # Errors
    /// A sentence that says why the coders cannot be compared.
    pub fn answer(&self, compared: &Study, now: &Study) -> Result<Answer, String> {
        let before = of_study(compared, &self.asked).map_err(|why| why.to_string())?;
        let round = now.get(self.round).ok_or("The round is not in the study any more.")?;
        let decided = as_decided(compared, now, round);
        let after = (decided.followed > 0).then(|| of_study(&decided.study, &self.asked)).transpose();
        let after = after.map_err(|why| why.to_string())?;
        Ok(Answer { before, after, followed: decided.followed, alike: decided.alike, left_out: decided.left_out })
    }

    /// Draws gamma of the one transcript that is asked for; `go_on` is asked now and then.
    ///
    /// # Errors
    /// As [`Question::answer`].
    pub fn gamma(
        &self,
        compared: &Study,
        now: &Study,
        go_on: &mut dyn FnMut() -> bool,
    ) -> Result<InTranscript, String> {
        let decided = now.get(self.round).filter(|_| self.after).map(|round| as_decided(compared, now, round));
        let study = decided.as_ref().map_or(compared, |decided| &decided.study);
        let tables = Tables::of(study, &self.asked).map_err(|why| why.to_string())?;
        let answer = tables.agreement(go_on);
        let found = answer.transcripts.into_iter().find(|one| self.asked.transcripts.contains(&one.transcript));
        found.ok_or_else(|| "The transcript is not in the round.".to_owned())
    }
}

impl Answer {
    /// The side in view: as the coders coded, or as they decided.
    fn side(&self, after: bool) -> &Agreement {
        self.after.as_ref().filter(|_| after).unwrap_or(&self.before)
    }
}

impl ReviewRoom {
    /// What the page asks, by its options.
    fn question(&self, study: &Study, revision: u64) -> Option<Question> {
        let round = self.round_in(study).filter(|round| !round.is_blind_now())?;
        let page = &self.agreement;
        let mut asked = Asked::of_round(study, round);
        asked.unit = page.unit.unwrap_or(asked.unit);
        asked.rule = page.rule.unwrap_or(asked.rule);
        asked.moderators = page.moderators;
        asked.coefficients = study.details().approach == Approach::AgreementBased;
        asked.gamma = None;
        Some(Question { revision, round: round.id, asked, after: false })
    }

    /// The question whose answer the page waits for and nobody works out yet.
    pub fn wants_agreement(&mut self, study: &Study, revision: u64) -> Option<Question> {
        let question = self.question(study, revision)?;
        let page = &mut self.agreement;
        let answered = page.answer.as_ref().is_some_and(|(of, _)| *of == question);
        if answered || page.asking.as_ref() == Some(&question) {
            return None;
        }
        page.asking = Some(question.clone());
        Some(question)
    }

    /// Takes an answer.
    pub fn set_agreement(&mut self, question: Question, answer: Result<Arc<Answer>, String>) {
        if self.agreement.asking.as_ref() == Some(&question) {
            self.agreement.asking = None;
        }
        self.agreement.answer = Some((question, answer));
    }

    /// The question about gamma of one transcript that somebody asked for and nobody draws yet.
    pub fn wants_gamma(&mut self, study: &Study, revision: u64) -> Option<Question> {
        let transcript = self.agreement.gamma_wanted.take()?;
        let question = self.of_gamma(study, revision, transcript)?;
        // What was drawn as of another revision is of no use any more.
        self.agreement.gammas.retain(|(of, _)| of.revision == revision && *of != question);
        self.agreement.gammas.push((question.clone(), Gamma::Drawing));
        Some(question)
    }

    fn of_gamma(&self, study: &Study, revision: u64, transcript: Id<Transcript>) -> Option<Question> {
        let question = self.question(study, revision)?;
        let gamma = Some(Budget { seed: question.asked.seed, ..Budget::default() });
        let asked = Asked { transcripts: vec![transcript], gamma, draws: 0, ..question.asked };
        Some(Question { asked, after: self.agreement.after, ..question })
    }

    /// Takes gamma.
    pub fn set_gamma(&mut self, question: Question, drawn: Result<InTranscript, String>) {
        let gamma = match drawn {
            Ok(drawn) => Gamma::Drawn(Box::new(drawn)),
            Err(why) => Gamma::Refused(why),
        };
        self.agreement.gammas.retain(|(of, _)| *of != question);
        self.agreement.gammas.push((question, gamma));
    }

    /// Gamma of a transcript for what the page asks now.
    fn gamma(&self, study: &Study, revision: u64, transcript: Id<Transcript>) -> Option<&Gamma> {
        let question = self.of_gamma(study, revision, transcript)?;
        self.agreement.gammas.iter().find(|(of, _)| *of == question).map(|(_, gamma)| gamma)
    }
}

pub fn show(room: &mut ReviewRoom, ui: &mut Ui, desk: &mut Desk<'_>) {
    Frame::new().inner_margin(Margin::symmetric(16, 8)).show(ui, |ui| {
        let decided = room.agreement.answer.as_ref().is_some_and(|(_, answer)| {
            answer.as_ref().is_ok_and(|answer| answer.after.is_some())
        });
        options(&mut room.agreement, ui, decided);
        ui.add_space(Tokens::SMALL_GAP);
        let both = match &room.agreement.answer {
            Some((_, Ok(answer))) => answer.clone(),
            Some((_, Err(why))) => {
                empty(ui, "Nothing to compare", why);
                return;
            }
            None => {
                ui.label(quiet_text(ui, "Working it out…"));
                return;
            }
        };
        let after = room.agreement.after && both.after.is_some();
        let answer = both.side(after);
        if desk.study.details().approach == Approach::Reflexive {
            wrapped(
                ui,
                "This is a reflexive study: where two people read differently is something to talk about, and no coefficient is computed. (Study settings say how the study counts.)",
            );
        } else {
            headline(ui, &both, after);
        }
        if !answer.missing.is_empty() {
            let missing = counted(answer.missing.len(), "transcript");
            let words: Vec<String> = answer
                .missing
                .iter()
                .map(|one| {
                    let coder = desk.study.get(one.coder).map_or("", |coder| coder.name.as_str());
                    let title = desk.study.get(one.transcript).map_or("", |transcript| transcript.title.as_str());
                    format!("{coder}, {title}: {}", one.why)
                })
                .collect();
            let told = format!("{missing} missing for a coder, and counted for nothing");
            ui.label(quiet_text(ui, told)).on_hover_text(words.join("\n"));
        }
        ui.add_space(Tokens::SMALL_GAP);
        if room.agreement.chosen.as_ref().is_some_and(|chosen| details::is_there(answer, chosen)) {
            let side = Frame::new().inner_margin(Margin { left: 14, ..Margin::ZERO });
            Panel::right("measures").default_size(380.0).size_range(300.0..=560.0).frame(side).show(ui, |ui| {
                details::show(room, ui, desk, answer);
            });
        }
        list::show(room, ui, desk, answer);
    });
}

fn options(page: &mut AgreementPage, ui: &mut Ui, decided: bool) {
    ui.horizontal_wrapped(|ui| {
        for (list, name) in List::ALL {
            if ui.selectable_value(&mut page.list, list, name).changed() {
                page.chosen = None;
            }
        }
        ui.separator();
        let units = [
            (Unit::Character, "by character"),
            (Unit::Word, "by word"),
            (Unit::Sentence, "by sentence"),
            (Unit::Turn, "by turn"),
            (Unit::Document, "by transcript"),
        ];
        let unit = page.unit.unwrap_or(Unit::Character);
        let shown = units.iter().find(|(one, _)| *one == unit).map_or("", |(_, name)| name);
        ui.menu_button(shown, |ui| {
            for (one, name) in units {
                if ui.selectable_label(one == unit, name).clicked() {
                    page.unit = Some(one);
                    ui.close();
                }
            }
        })
        .response
        .on_hover_text("What is counted");
        if unit != Unit::Character {
            let rule = page.rule.unwrap_or(Rule::AnyOverlap);
            let rules = [(Rule::AnyOverlap, "any overlap"), (Rule::Majority, "more than half")];
            for (one, name) in rules {
                if ui.selectable_label(rule == one, name).on_hover_text("When a unit counts as coded").clicked() {
                    page.rule = Some(one);
                }
            }
        }
        ui.checkbox(&mut page.moderators, "with moderators’ words");
        if decided {
            ui.separator();
            ui.selectable_value(&mut page.after, false, "As coded");
            ui.selectable_value(&mut page.after, true, "As decided")
                .on_hover_text("Each coder’s codings with those decided on replaced by what was decided");
        }
    });
}

/// All codes together: a figure of the side in view, and beside it what it was before or is after.
fn headline(ui: &mut Ui, both: &Answer, after: bool) {
    let wanted = [
        Measure::PooledAlpha,
        Measure::PooledKappa,
        Measure::MicroPositive,
        Measure::SpanF1Share,
        Measure::SpanF1AnyOverlap,
    ];
    let answer = both.side(after);
    let other = both.after.as_ref().map(|_| both.side(!after));
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 22.0;
        for score in wanted.iter().filter_map(|&measure| answer.pooled_score(measure)) {
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                ui.horizontal(|ui| {
                    ui.spacing_mut().item_spacing.x = 6.0;
                    ui.label(RichText::new(figure(score)).family(strong()).size(Tokens::TITLE));
                    if let Some(score) = other.and_then(|other| other.pooled_score(score.measure)) {
                        let when = if after { "before" } else { "after" };
                        ui.label(quiet_text(ui, format!("{when} {}", figure(score))));
                    }
                });
                ui.label(quiet_text(ui, score.measure.title())).on_hover_text(about(score));
            });
        }
    });
    let (block, drawn) = answer.drawn;
    let mut said = format!(
        "Over all codes; intervals from {} draws of {drawn} {}, seed {}",
        answer.asked.draws,
        match block {
            crate::agreement::Block::Transcript => "transcripts",
            crate::agreement::Block::Turn => "turns, since there are few transcripts",
        },
        answer.asked.seed
    );
    if both.after.is_some() {
        said.push_str(&format!(". After: {} followed", counted(both.followed, "decision")));
        if both.alike > 0 {
            said.push_str(&format!(", {} of them on what was alike", both.alike));
        }
        if both.left_out > 0 {
            said.push_str(&format!(", {} left out, because what they are about has changed since", both.left_out));
        }
    }
    ui.label(quiet_text(ui, said));
}

/// ".62", or a dash where there is no value.
fn figure(score: &Score) -> String {
    score.value.map_or_else(|_| "–".to_owned(), short)
}

/// Two decimals without the nought before the point, as journals print coefficients.
fn short(value: f64) -> String {
    let text = two_places(value);
    match text.strip_prefix("0.") {
        Some(rest) => format!(".{rest}"),
        None => text.strip_prefix("−0.").map_or(text.clone(), |rest| format!("−.{rest}")),
    }
}

fn about(score: &Score) -> String {
    let mut words = format!("{}\n{}", score.measure.title(), score.measure.source());
    if let Err(why) = score.value {
        words.push_str(&format!("\nNo value: {why}"));
    }
    words
}

/// A figure with its interval.
fn sure(score: Option<&Score>) -> String {
    let Some(score) = score else { return "–".into() };
    match score.interval {
        Some(interval) => format!("{}  [{}, {}]", figure(score), short(interval.low), short(interval.high)),
        None => figure(score),
    }
}
