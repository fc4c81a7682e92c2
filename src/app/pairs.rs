//! What the window does for working in pairs: rounds, copies and their way back, and deciding where coders differ.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use eframe::egui::{Context, Ui};

use super::{
    App,
    commands::{Command, Room},
    jobs::JobResult,
    ports::Purpose,
    review_room::{self, Page},
    session::Ask,
    shell::{AlikeForm, CopyFor, CopyForm, Finder, Found, MendForm, MergePreview, Overlay, RoundForm, buttons},
    widgets::{key_hints, title, wrapped},
};
use crate::{
    journal::{Entry, Stamp},
    operations::{self, CodePlace, Declined, Matter, Resolution},
    report::{self, Output, PairInput},
    review::{self, MergePlan, NewCopy, Told},
    store::{Access, OpenStudy},
    study::{Code, Id, Role, Round},
};

impl App {
    /// The commands of rounds, copies and the Review room; false where it is none of them.
    pub(super) fn run_pair_command(&mut self, ctx: &Context, command: Command) -> bool {
        let Some(session) = &mut self.session else { return false };
        let study = session.open.snapshot();
        let revision = session.open.revision();
        let resolution = match command {
            Command::NewRound => {
                let seed = (Stamp::now(None).fresh().as_u128() & 0xFFFF) as u32;
                self.overlay = Some(Overlay::NewRound(RoundForm::of(&study, seed)));
                return true;
            }
            Command::CopyForCoder => {
                self.overlay = Some(Overlay::Copy(CopyForm::of(&study, session.me())));
                return true;
            }
            Command::MergeCopy => {
                self.dialogs.ask(Purpose::MergeCopy, "", self.answers.0.clone(), ctx);
                return true;
            }
            Command::FinishedTranscript => {
                self.finished_transcript();
                return true;
            }
            Command::AcceptAlike => {
                self.overlay = Some(Overlay::Alike(AlikeForm::default()));
                return true;
            }
            Command::NextItem | Command::PreviousItem => {
                session.review.step(&study, revision, command == Command::NextItem, false);
                return true;
            }
            Command::DecisionReason => {
                session.review.write_reason();
                return true;
            }
            Command::TakeCode => {
                self.overlay = Some(Overlay::DecideCode(Finder::default()));
                return true;
            }
            Command::MendCode => {
                self.mend_code();
                return true;
            }
            Command::TakeFirst => Resolution::First,
            Command::TakeSecond => Resolution::Second,
            Command::TakeBoth => Resolution::Both,
            Command::TakeNeither => Resolution::Neither,
            Command::DiscussLater => Resolution::Later,
            Command::TakeWords => match session.review.selected() {
                Some(words) => Resolution::Words(words),
                None => {
                    self.toasts.failed("Select in the transcript below the words to agree on; then press W.");
                    return true;
                }
            },
            _ => return false,
        };
        self.decide(&resolution);
        true
    }

    /// Decides on the disagreement in view, and goes to the next that is open.
    pub(super) fn decide(&mut self, resolution: &Resolution) {
        let Some(session) = &mut self.session else { return };
        let study = session.open.snapshot();
        let Some(matter) = session.review.matter(&study, session.open.revision()) else { return };
        let reason = session.review.reason().to_owned();
        let planned = operations::decide(&study, &Stamp::now(session.me()), &matter, resolution, &reason);
        if self.commit(planned.map(|(_, entry)| entry), false)
            && let Some(session) = &mut self.session
        {
            let study = session.open.snapshot();
            session.review.step(&study, session.open.revision(), true, true);
        }
    }

    /// Commits an entry that makes something; gives what it made, where that was possible.
    fn commit_made<T>(&mut self, planned: Result<(Id<T>, Entry), Declined>) -> Option<Id<T>> {
        let (made, planned) = match planned {
            Ok((id, entry)) => (Some(id), Ok(entry)),
            Err(why) => (None, Err(why)),
        };
        if self.commit(planned, true) { made } else { None }
    }

    /// The entry of the codes the disagreement in view is about.
    fn mend_code(&mut self) {
        let Some(session) = &mut self.session else { return };
        let study = session.open.snapshot();
        let Some(matter) = session.review.matter(&study, session.open.revision()) else { return };
        let mut codes: Vec<Id<Code>> = Vec::new();
        for coding in matter.codings().iter().filter_map(|&id| study.get(id)) {
            if !codes.contains(&coding.code) {
                codes.push(coding.code);
            }
        }
        let codes: Vec<Code> = codes.into_iter().filter_map(|id| study.get(id)).cloned().collect();
        self.overlay = Some(Overlay::Mend(MendForm::of(matter, codes)));
    }

    /// Mends a code's entry for a disagreement, which is put off where nothing is decided on it yet: the change belongs to
    /// a decision.
    fn mend(&mut self, matter: &Matter, code: Code) {
        let Some(session) = &self.session else { return };
        let study = session.open.snapshot();
        let decision = match operations::decision_on(&study, matter) {
            Some(decision) => decision.id,
            None => {
                let reason = session.review.reason().to_owned();
                let stamp = Stamp::now(session.me());
                let planned = operations::decide(&study, &stamp, matter, &Resolution::Later, &reason);
                let Some(id) = self.commit_made(planned) else { return };
                id
            }
        };
        self.plan(|study, stamp| operations::mend_code(study, stamp, decision, code));
    }

    fn finished_transcript(&mut self) {
        let Some(session) = &self.session else { return };
        let Some((round, transcript, finished)) = session.assignment() else { return };
        let Some(me) = session.me() else { return };
        self.plan(|study, stamp| operations::finish(study, stamp, round, me, transcript, !finished));
    }

    /// Draws the overlays of working in pairs; gives whether it stays, or `None` where there is nothing for it to show.
    pub(super) fn pair_overlay(&mut self, ui: &mut Ui, overlay: &mut Overlay) -> Option<bool> {
        let session = self.session.as_mut()?;
        let study = session.open.snapshot();
        Some(match overlay {
            Overlay::NewRound(form) => match form.show(ui, &study) {
                None => true,
                Some(false) => false,
                Some(true) => {
                    let new = form.round();
                    match operations::open_round(&study, &Stamp::now(session.me()), new) {
                        Ok((id, entry)) => {
                            if self.commit(Ok(entry), false)
                                && let Some(session) = &mut self.session
                            {
                                session.review.round = Some(id);
                                session.room = Room::Review;
                            }
                            false
                        }
                        Err(why) => {
                            self.toasts.failed(why.to_string().replace('*', ""));
                            true
                        }
                    }
                }
            },
            Overlay::CloseRound(round) => self.close_round(ui, *round),
            Overlay::Copy(form) => match form.show(ui, &study) {
                None => true,
                Some(false) => false,
                Some(true) => {
                    let form = form.clone();
                    self.ask_where_to_copy(ui.ctx(), &form);
                    false
                }
            },
            Overlay::MergeCopy(preview) => match preview.show(ui) {
                None => true,
                Some(false) => false,
                Some(true) => {
                    let preview = preview.clone();
                    self.merge(&preview);
                    false
                }
            },
            Overlay::Alike(form) => {
                let revision = session.open.revision();
                let differences = session.review.differences(&study, revision)?;
                let round = session.review.round_in(&study)?.clone();
                match form.show(ui, &study, |rule| review_room::alike(&study, &differences, &round, rule)) {
                    None => true,
                    Some(None) => false,
                    Some(Some((items, rule))) => {
                        self.plan(|study, stamp| operations::accept_alike(study, stamp, &items, &rule));
                        false
                    }
                }
            }
            Overlay::DecideCode(finder) => self.decide_code(ui, finder),
            Overlay::Mend(form) => match form.show(ui) {
                None => true,
                Some(false) => false,
                Some(true) => {
                    if let Some(code) = form.code().cloned() {
                        let matter = form.matter.clone();
                        self.mend(&matter, code);
                    }
                    false
                }
            },
            _ => return None,
        })
    }

    fn close_round(&mut self, ui: &mut Ui, id: Id<Round>) -> bool {
        let Some(session) = &self.session else { return false };
        let study = session.open.snapshot();
        let Some(round) = study.get(id) else { return false };
        ui.set_width(460.0);
        title(ui, &format!("Close {}", operations::elide(&round.name, 40)));
        wrapped(
            ui,
            "From then on everyone sees everything. What is compared is the study as it stands now; a version by the round’s name marks the place.",
        );
        let unfinished = round.assignments.iter().filter(|one| one.finished.is_none()).count();
        if unfinished > 0 {
            ui.add_space(super::look::Tokens::GAP);
            let waiting: Vec<String> = operations::progress(round)
                .into_iter()
                .filter(|one| one.finished() < one.transcripts.len())
                .filter_map(|one| {
                    let name = &study.get(one.coder)?.name;
                    Some(format!("{name} has finished {} of {}", one.finished(), one.transcripts.len()))
                })
                .collect();
            let words = format!(
                "{}. Closed anyway, what is not finished counts as not coded by whoever was to code it.",
                waiting.join("; ")
            );
            wrapped(ui, eframe::egui::RichText::new(words).color(super::look::tokens(ui.ctx()).warning));
        }
        let name = if unfinished > 0 { "Close it anyway" } else { "Close the round" };
        match buttons(ui, name, true, false) {
            None => true,
            Some(false) => false,
            Some(true) => {
                let last = session.open.last_entry();
                self.plan(|study, stamp| operations::close_round(study, stamp, id, last, unfinished > 0));
                false
            }
        }
    }

    fn decide_code(&mut self, ui: &mut Ui, finder: &mut Finder) -> bool {
        let Some(session) = &mut self.session else { return false };
        let (study, list) = (session.open.snapshot(), session.code_list());
        ui.set_width(super::PALETTE.x);
        let found = finder.show(ui, "Find a code", "The code you agree on", &list.candidates, |ui, at| {
            super::code_list::code_row(ui, &study, list.at(at), super::code_list::Seeker::default());
        });
        let typed = finder.typed.trim().to_owned();
        let under = finder.at().and_then(|at| list.at(at));
        let name = operations::elide(&typed, 30);
        let new = format!("make “{name}” a new code");
        match typed.is_empty() {
            true => key_hints(ui, &[("Enter", "take it")]),
            false => key_hints(ui, &[("Enter", "take it"), ("Tab", &new)]),
        }
        match found {
            Found::Taken(at, _) => {
                self.asks.extend(list.at(at).map(|code| Ask::Decide(Resolution::Code(code))));
                false
            }
            Found::New(_) if !typed.is_empty() => {
                let place = CodePlace::last_under(under.and_then(|code| study.get(code)?.parent));
                self.asks.push(Ask::Decide(Resolution::NewCode { name: typed, place }));
                false
            }
            Found::Closed => false,
            Found::Nothing | Found::New(_) => true,
        }
    }

    fn ask_where_to_copy(&mut self, ctx: &Context, form: &CopyForm) {
        let Some(session) = &self.session else { return };
        let study = session.open.whole();
        let coder = match form.for_whom() {
            Some(CopyFor::Known(coder)) => coder,
            Some(CopyFor::New(name)) => {
                let planned = operations::add_coder(study, &Stamp::now(session.me()), &name, Role::Coder);
                let Some(id) = self.commit_made(planned) else { return };
                id
            }
            None => return,
        };
        let Some(session) = &self.session else { return };
        let study = session.open.study();
        let who = study.get(coder).map_or("", |coder| coder.name.as_str());
        let name = format!(
            "{} - {}.colloquy",
            crate::report::file_stem(&study.details().title),
            crate::report::file_stem(who)
        );
        self.dialogs.ask(Purpose::Copy(form.copy(coder)), &name, self.answers.0.clone(), ctx);
    }

    /// Writes a coder's copy, beside the window.
    pub(super) fn write_copy(&mut self, ctx: &Context, new: &NewCopy, path: PathBuf) {
        let Some(session) = &self.session else { return };
        let Some(last) = session.open.last_entry() else {
            return self
                .toasts
                .failed("The study has no journal, so a copy could not be brought back. Nothing was copied.");
        };
        if session.open.path().is_some_and(|own| own == path) {
            return self
                .toasts
                .failed("That is the study itself. Choose another file for the copy; nothing was copied.");
        }
        let entry = match review::copy_for(session.open.whole(), &Stamp::now(None), last, new) {
            Ok(entry) => entry,
            Err(why) => return self.toasts.failed(format!("{why} Nothing was copied.")),
        };
        let who = session.open.whole().get(new.coder).map_or_else(String::new, |coder| coder.name.clone());
        self.jobs.start(ctx, "Making a copy", false, move |_| {
            let made = OpenStudy::create_from(&path, &[entry], "");
            JobResult::Written(match made {
                Ok(_) => Ok(format!("Made a copy for {who}: {}", path.display())),
                Err(why) => Err(why.to_string()),
            })
        });
    }

    /// Writes what is of a round, beside the window: of the one shown in the Review room, else the last.
    pub(super) fn write_round(&mut self, ctx: &Context, output: Output, path: PathBuf) {
        let Some(session) = &self.session else { return };
        let study = session.open.snapshot();
        let Some(round) = session.review.round_in(&study).map(|round| round.id) else {
            return self.toasts.failed("There is no round of double coding yet, so there is nothing to report.");
        };
        let entries = match session.open.whole_journal() {
            Ok(entries) => entries,
            Err(why) => return self.toasts.failed(why.to_string()),
        };
        let blind = session.open.blind().cloned();
        self.jobs.start(ctx, format!("Writing {}", output.name()), false, move |_| {
            let input = PairInput::of(&study, &entries, round).map_err(|why| why.to_string());
            let written = input.and_then(|mut input| {
                if let Some(blind) = &blind {
                    input.compared = blind.seen(&input.compared);
                }
                report::write_round(&study, &input, output, &path).map_err(|why| why.to_string())
            });
            JobResult::Written(written.map(|()| format!("Wrote {}", path.display())))
        });
    }

    /// Reads a copy and works out what it would bring, beside the window.
    pub(super) fn read_copy(&mut self, ctx: &Context, path: PathBuf) {
        let Some(session) = &self.session else { return };
        let (study, viewer) = (session.open.whole().clone(), session.me());
        let entries = match session.open.whole_journal() {
            Ok(entries) => entries,
            Err(why) => return self.toasts.failed(why.to_string()),
        };
        self.jobs.start(ctx, "Reading the copy", false, move |_| {
            JobResult::Copy(read_copy(&path).and_then(|(copy, its)| {
                let here = Told { study: &study, entries: &entries };
                let plan = review::merge(here, Told { study: &copy, entries: &its }, viewer);
                plan.map(|plan| (path, Box::new(plan))).map_err(|why| why.to_string().replace('*', ""))
            }))
        });
    }

    pub(super) fn copy_was_read(&mut self, read: Result<(PathBuf, Box<MergePlan>), String>) {
        match read {
            Ok((from, plan)) => {
                let preview = MergePreview { plan: Arc::from(plan), from, taking: Default::default() };
                self.overlay = Some(Overlay::MergeCopy(preview));
            }
            Err(why) => self.toasts.failed(why),
        }
    }

    fn merge(&mut self, preview: &MergePreview) {
        let Some(session) = &mut self.session else { return };
        let taking: Vec<_> = preview.taking.iter().copied().collect();
        let entry = match preview.plan.entry(session.open.whole(), &Stamp::now(session.me()), &taking) {
            Ok(Some(entry)) => entry,
            Ok(None) => return self.toasts.failed("The copy brings nothing that is not here already."),
            Err(why) => return self.toasts.failed(format!("{why} Nothing was merged.")),
        };
        let (id, sentence) = (entry.head.id, entry.head.sentence.replace('*', ""));
        match session.open.commit_whole(entry) {
            Ok(()) => self.toasts.done(sentence, Some(id)),
            Err(why) => self.toasts.failed(why),
        }
    }

    /// Replays what a closed round compares, beside the window, once.
    pub(super) fn replay_compared(&mut self, ctx: &Context) {
        let Some(session) = &mut self.session else { return };
        if session.room != Room::Review || session.review.replaying.is_some() {
            return;
        }
        let study = session.open.snapshot();
        let Some(round) = session.review.wants_compared(&study) else {
            if session.review.page == Page::Agreement {
                self.work_out_agreement(ctx);
            }
            return;
        };
        let Ok(entries) = session.open.whole_journal() else { return };
        session.review.replaying = Some(round);
        self.jobs.start(ctx, "Reading what the round compares", true, move |_| {
            let compared = review::as_compared(&study, &entries, round);
            JobResult::Compared(round, compared.map(Box::new).map_err(|why| why.to_string()))
        });
    }

    /// Starts what the page of agreement waits for, beside the window.
    fn work_out_agreement(&mut self, ctx: &Context) {
        let Some(session) = &mut self.session else { return };
        let (study, revision) = (session.open.snapshot(), session.open.revision());
        let compared = session.review.compared_in(&study);
        if let Some(question) = session.review.wants_agreement(&study, revision) {
            let (study, compared) = (study.clone(), compared.clone());
            self.jobs.start(ctx, "Working out how far coders agree", false, move |_| {
                let answer = question.answer(&compared, &study);
                JobResult::Agreed(Box::new(question), answer.map(Arc::new))
            });
        }
        if let Some(question) = session.review.wants_gamma(&study, revision) {
            self.jobs.start(ctx, "Drawing gamma", false, move |progress| {
                let drawn = question.gamma(&compared, &study, &mut || !progress.cancelled());
                JobResult::Gamma(Box::new(question), drawn.map(Box::new))
            });
        }
    }

    pub(super) fn was_compared(&mut self, round: Id<Round>, compared: Result<Box<crate::study::Study>, String>) {
        let Some(session) = &mut self.session else { return };
        match compared {
            Ok(study) => session.review.set_compared(round, *study),
            Err(why) => {
                // What stands now is compared instead, and that is said.
                let now = session.open.study().clone();
                session.review.set_compared(round, now);
                self.toasts.failed(why.replace('*', ""));
            }
        }
    }
}

fn read_copy(path: &Path) -> Result<(crate::study::Study, Vec<Entry>), String> {
    let open = OpenStudy::open(path, Access::Read, "").map_err(|why| why.to_string())?;
    let entries = open.entries().collect::<Result<Vec<Entry>, _>>().map_err(|why| why.to_string())?;
    Ok((open.study().clone(), entries))
}

/// Whether something is done in somebody's name.
pub fn in_a_name(command: Command) -> bool {
    matches!(
        command,
        Command::TakeFirst
            | Command::TakeSecond
            | Command::TakeBoth
            | Command::TakeNeither
            | Command::TakeWords
            | Command::TakeCode
            | Command::DiscussLater
            | Command::MendCode
            | Command::AcceptAlike
    )
}
