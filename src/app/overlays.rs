//! What lies over the window, drawn; and what its answers ask for.

use eframe::egui::{Key as KeyPress, Modifiers, Ui};

use super::{
    App,
    commands::{Command, Room},
    drafts::Field,
    keymap::keymap,
    look::Tokens,
    ports::Purpose,
    session::Ask,
    shell::{
        BracketOutcome, Candidate, Candidates, Found, Overlay, VersionsPage, VersionsWanted, Who, about, buttons,
        elsewhere::Wanted as FromThere, line, shortcuts,
    },
    widgets::{elided, key_cap, quiet_text, section, strong_text, title},
};
use crate::{
    operations::{self, ThemePlace},
    study::{Approach, Code, CountingRule, Details, Id, Key, Kind, Role},
};

impl App {
    /// Draws an overlay; gives whether it stays.
    pub(super) fn overlay_contents(&mut self, ui: &mut Ui, overlay: &mut Overlay) -> bool {
        match overlay {
            Overlay::Commands(finder) => {
                let entries = self.possible();
                let (os, keymap) = (ui.ctx().os(), keymap(ui.ctx()));
                let candidates = entries.iter().map(|entry| Candidate::new(entry.name, entry.help, 0)).collect();
                let candidates = Candidates::new(candidates);
                ui.set_width(520.0);
                let found = finder.show(ui, "Find a command", "Find a command", &candidates, |ui, at| {
                    let Some(entry) = entries.get(at) else { return };
                    ui.label(entry.name);
                    ui.with_layout(eframe::egui::Layout::right_to_left(eframe::egui::Align::Center), |ui| {
                        let keys = keymap.text(entry.command, os);
                        if !keys.is_empty() {
                            key_cap(ui, &keys);
                        }
                        ui.with_layout(eframe::egui::Layout::left_to_right(eframe::egui::Align::Center), |ui| {
                            elided(ui, quiet_text(ui, entry.help))
                        });
                    });
                });
                match found {
                    Found::Taken(at, _) => {
                        self.asks.extend(entries.get(at).map(|entry| Ask::Run(entry.command)));
                        false
                    }
                    Found::Closed => false,
                    Found::Nothing | Found::New(_) => true,
                }
            }
            Overlay::Codes(finder) => self.attach_by_name(ui, finder),
            Overlay::Merge(merged, finder, into) => self.merge_codes(ui, merged, finder, into),
            Overlay::Recode(codings, finder) => self.recode(ui, codings, finder),
            Overlay::CodeHits(page) => self.code_hits(ui, page),
            Overlay::Narrow(query, part, finder) => self.narrow(ui, *query, *part, finder),
            Overlay::NewStudy(form) => match form.show(ui) {
                Some(true) => {
                    let purpose =
                        Purpose::NewStudy { title: form.title.trim().into(), coder: form.coder.trim().into() };
                    let name = format!("{}.colloquy", crate::report::file_stem(&form.title));
                    self.dialogs.ask(purpose, &name, self.answers.0.clone(), ui.ctx());
                    false
                }
                Some(false) => false,
                None => true,
            },
            Overlay::Who(form) => {
                let Some(session) = &mut self.session else { return false };
                let study = session.open.snapshot();
                match form.show(ui, &study, session.me()) {
                    Some(Who::Known(coder)) => {
                        session.open.sit(Some(coder));
                        self.asks.extend(self.pending.take());
                        if let Some(coder) = study.get(coder) {
                            self.preferences.coder = coder.name.clone();
                        }
                        false
                    }
                    Some(Who::New(name)) => {
                        let stamp = crate::journal::Stamp::now(session.me());
                        match operations::add_coder(&study, &stamp, &name, Role::Coder) {
                            Ok((id, entry)) => {
                                if self.commit(Ok(entry), false)
                                    && let Some(session) = &mut self.session
                                {
                                    session.open.sit(Some(id));
                                    self.asks.extend(self.pending.take());
                                    self.preferences.coder = name.trim().to_owned();
                                }
                            }
                            Err(why) => self.toasts.failed(why.to_string()),
                        }
                        false
                    }
                    Some(Who::Cancelled) => false,
                    None => true,
                }
            }
            Overlay::Details => self.details(ui),
            Overlay::ExportFigure(form) => self.export_figure(ui, form),
            Overlay::Import(preview) => {
                let Some(session) = &self.session else { return false };
                let study = session.open.snapshot();
                match preview.show(ui, &study) {
                    Some(true) => {
                        let preview = std::mem::replace(preview, super::shell::ImportPreview::new(Vec::new()));
                        self.add_incoming(preview);
                        false
                    }
                    Some(false) => false,
                    None => true,
                }
            }
            Overlay::Elsewhere(elsewhere) => match elsewhere.show(ui) {
                Some(FromThere::Again) => {
                    let Some(session) = &self.session else { return false };
                    let (file, study) = ((elsewhere.path.clone(), elsewhere.chosen.clone()), session.open.snapshot());
                    self.read_elsewhere(ui.ctx(), vec![file], study, true);
                    true
                }
                Some(FromThere::Transcript) => {
                    let path = elsewhere.path.clone();
                    self.read_files(ui.ctx(), vec![path], true);
                    self.next_from_elsewhere();
                    false
                }
                Some(FromThere::Import) => {
                    let incoming = elsewhere.incoming.clone();
                    self.adopt(&incoming);
                    false
                }
                Some(FromThere::Nothing) => {
                    self.next_from_elsewhere();
                    false
                }
                None => true,
            },
            Overlay::Deidentify(page) => self.deidentify_page(ui, page),
            Overlay::Refi(form) => self.refi_overlay(ui, form),
            Overlay::Pin(code) => self.pin(ui, *code),
            Overlay::RemoveCodes(codes) => self.remove_codes(ui, codes),
            Overlay::Brackets(form) => {
                let Some(session) = &self.session else { return false };
                let study = session.open.snapshot();
                match form.show(ui, &study, session.me(), session.open.read_only().is_none()) {
                    BracketOutcome::Open => true,
                    BracketOutcome::Done => false,
                    BracketOutcome::Commit(planned) => {
                        self.asks.push(Ask::Commit { planned, quietly: true });
                        true
                    }
                }
            }
            Overlay::CodingMemo(coding) => {
                let Some(session) = &mut self.session else { return false };
                let study = session.open.snapshot();
                let Some(coding) = study.get(*coding) else { return false };
                ui.set_width(440.0);
                let code = study.get(coding.code).map_or("", |code| code.name.as_str());
                title(ui, "Memo on this coding");
                let words = coding.span.of(study.text(coding.transcript)).unwrap_or_default();
                ui.label(quiet_text(ui, format!("{code}: “{}”", operations::elide(words, 160))));
                ui.add_space(Tokens::GAP);
                let entered = ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, KeyPress::Enter));
                let field = session.drafts.field(
                    ui,
                    coding.id.key(),
                    Field::Memo,
                    &coding.memo,
                    ("Memo", "Why this code, here", 6),
                );
                if ui.memory(|memory| memory.focused().is_none()) {
                    field.request_focus();
                }
                let done = buttons(ui, "Done", true, entered).is_some();
                if done {
                    session.drafts.finish();
                }
                !done
            }
            Overlay::NewTheme(name) => {
                ui.set_width(380.0);
                title(ui, "New theme");
                let entered = line(ui, "Name", "A central organising concept, not a topic", name, true);
                let ready = !name.trim().is_empty();
                match buttons(ui, "Make the theme", ready, entered && ready) {
                    Some(true) => {
                        self.make_theme(name);
                        false
                    }
                    Some(false) => false,
                    None => true,
                }
            }
            Overlay::NewIntervention(outline) => {
                ui.set_width(460.0);
                title(ui, "New intervention");
                let entered = line(ui, "Outline", "What is to be done, by whom, for whom", outline, true);
                let ready = !outline.trim().is_empty();
                match buttons(ui, "Add the intervention", ready, entered && ready) {
                    Some(true) => {
                        self.plan(|study, stamp| {
                            operations::add_intervention(study, stamp, outline).map(|(_, entry)| entry)
                        });
                        // Where interventions are shown already, they stay in view.
                        let there = self.session.as_ref().is_some_and(|session| session.room == Room::Themes);
                        self.asks.push(Ask::Run(if there {
                            Command::Interventions
                        } else {
                            Command::Go(Room::Figure)
                        }));
                        false
                    }
                    Some(false) => false,
                    None => true,
                }
            }
            Overlay::NewRound(_)
            | Overlay::CloseRound(_)
            | Overlay::Copy(_)
            | Overlay::MergeCopy(_)
            | Overlay::Alike(_)
            | Overlay::DecideCode(_)
            | Overlay::Mend(_) => self.pair_overlay(ui, overlay).unwrap_or(false),
            Overlay::Board(form) => self.board_overlay(ui, form),
            Overlay::Tables(form) => self.tables_overlay(ui, form),
            Overlay::Versions(page) => self.versions(ui, page),
            Overlay::Vanishing(correcting, vanishing) => self.vanishing(ui, correcting, vanishing),
            Overlay::CannotCorrect(why) => self.cannot_correct(ui, why),
            Overlay::Speakers(form) => self.speakers(ui, form),
            Overlay::Settings(page) => {
                let (altered, stays) = page.show(ui, &mut self.preferences);
                if altered {
                    self.prefer(ui.ctx());
                }
                stays
            }
            Overlay::Shortcuts(typed) => {
                shortcuts(ui, typed, &mut self.asks);
                !close_button(ui)
            }
            Overlay::About => {
                about(ui);
                !close_button(ui)
            }
        }
    }

    fn versions(&mut self, ui: &mut Ui, page: &mut VersionsPage) -> bool {
        let Some(session) = &self.session else { return false };
        let (study, open) = (session.open.snapshot(), &session.open);
        let state = (open.revision(), open.read_only().is_none());
        let journal = || {
            let touching = open.entries_touching(Kind::Code).map_err(|why| why.to_string())?;
            Ok((touching, open.history().heads().iter().map(|head| head.id).collect()))
        };
        match page.show(ui, &study, state, journal) {
            None => true,
            Some(VersionsWanted::Close) => false,
            Some(VersionsWanted::Name { name, note }) => {
                let last = open.last_entry();
                self.plan(|study, stamp| {
                    operations::name_version(study, stamp, &name, &note, last).map(|(_, entry)| entry)
                });
                true
            }
        }
    }

    /// A theme on the board shown; a study without a board gets one first.
    fn make_theme(&mut self, name: &str) {
        let board =
            |session: &super::session::Session| session.themes.board_in(session.open.study()).map(|board| board.id);
        if self.session.as_ref().and_then(board).is_none() {
            self.plan(|study, stamp| operations::add_board(study, stamp, "Themes").map(|(_, entry)| entry));
        }
        let Some(board) = self.session.as_ref().and_then(board) else { return };
        self.plan(|study, stamp| {
            operations::add_theme(study, stamp, name, ThemePlace::last_under(board, None), &[]).map(|(_, entry)| entry)
        });
        self.asks.push(Ask::Run(Command::Go(Room::Themes)));
    }

    fn details(&mut self, ui: &mut Ui) -> bool {
        let Some(session) = &mut self.session else { return false };
        let study = session.open.snapshot();
        let details = study.details();
        let key = Key { kind: Kind::Details, id: details.id.uuid() };
        ui.set_width(460.0);
        title(ui, "Study settings");
        let questions = details.questions.join("\n");
        let fields = [
            (Field::Name, details.title.as_str(), "Title", 1),
            (Field::Authors, details.authors.as_str(), "Authors", 1),
            (Field::Questions, questions.as_str(), "Research questions, one a line", 3),
        ];
        for (field, value, name, rows) in fields {
            section(ui, name);
            session.drafts.field(ui, key, field, value, (name, "", rows));
        }
        let mut after = details.clone();
        section(ui, "Behaviour Change Wheel");
        for edition in crate::framework::bcw::Edition::ALL {
            ui.radio_value(&mut after.edition, edition, edition.label());
        }
        section(ui, "Number of barriers an intervention addresses");
        ui.radio_value(&mut after.counting, CountingRule::Barriers, "Barriers, and sub-themes that are both");
        ui.radio_value(&mut after.counting, CountingRule::BarriersAndMarked, "Those, and enablers that carry a mark");
        section(ui, "Differences between coders");
        ui.radio_value(&mut after.approach, Approach::Reflexive, "Reflexive: compared for discussion, no coefficients");
        ui.radio_value(&mut after.approach, Approach::AgreementBased, "Agreement is measured");
        let changed = after != *details;
        let done = buttons(ui, "Done", true, false).is_some();
        if done {
            session.drafts.finish();
        }
        if changed {
            self.set_details(after);
        }
        !done
    }

    fn set_details(&mut self, details: Details) {
        let Some(session) = &self.session else { return };
        let planned =
            operations::edit_details(session.open.study(), &crate::journal::Stamp::now(session.me()), details);
        self.commit(planned, true);
    }

    fn remove_codes(&mut self, ui: &mut Ui, codes: &[Id<Code>]) -> bool {
        let Some(session) = &self.session else { return false };
        let study = session.open.snapshot();
        ui.set_width(400.0);
        let keys: Vec<Key> = codes.iter().filter(|&&id| study.get(id).is_some()).map(|id| id.key()).collect();
        if keys.is_empty() {
            return false;
        }
        title(ui, if keys.len() == 1 { "Remove this code?" } else { "Remove these codes?" });
        for id in codes.iter().take(6) {
            ui.label(strong_text(study.code_path(*id).join(" › ")));
        }
        if codes.len() > 6 {
            ui.label(quiet_text(ui, format!("and {} more", codes.len() - 6)));
        }
        let counts = operations::consequences(&study, &keys).unwrap_or_default();
        let below = counts.get(&Kind::Code).copied().unwrap_or_default().saturating_sub(keys.len());
        let codings = counts.get(&Kind::Coding).copied().unwrap_or_default();
        ui.add_space(Tokens::GAP);
        ui.label(format!(
            "{} and {} below go with {}. Memos stay. Undo brings everything back.",
            operations::counted(codings, "coding"),
            operations::counted(below, "code"),
            if keys.len() == 1 { "it" } else { "them" },
        ));
        match buttons(ui, "Remove", true, false) {
            Some(true) => {
                self.plan(|study, stamp| operations::remove_codes(study, stamp, codes));
                false
            }
            Some(false) => false,
            None => true,
        }
    }
}

fn close_button(ui: &mut Ui) -> bool {
    ui.add_space(Tokens::GAP);
    ui.vertical_centered(|ui| ui.button("Close").clicked()).inner
}
