//! The Manual room: which document and how it is to be printed | its pages as they will come out | what to look at before.
//! Choosing changes no study: how a person prints is theirs ([`Printing`], kept with the preferences).

mod answering;
mod aside;
mod manual_options;
mod options;
mod pages;
mod participant_options;
mod printing;
mod quotation_list;
mod quote_options;
mod setting;
mod verify;

use std::sync::Arc;

use eframe::egui::{CentralPanel, Frame, Margin, Panel, RichText, ScrollArea, Ui};
use uuid::Uuid;

pub use pages::Pages;
pub use printing::{Printed, Printing};
pub use setting::{DrawnPage, SetPages, Sources, Wanted, agreement_of, draw, set, tells_of_journal};
pub use verify::{List, Verified, VerifyPage};

use super::{
    commands::{Command, Room},
    look::{Tokens, icons, tokens},
    panes,
    session::{Ask, Desk},
    widgets::{Row, elided, empty, main_button, strong_text, wrapped},
};
use crate::{journal::Entry, report::AgreementRow, study::Study};

/// What the room remembers.
#[derive(Default)]
pub struct ManualRoom {
    pub printing: Printing,
    /// As it was kept last.
    kept: Printing,
    pub verify: VerifyPage,
    pub pages: Pages,
    /// Of the study as it was drawn last.
    revision: u64,
    /// What is being set now. Also says which room asked: a result that comes when the study is closed is nobody's.
    setting: Option<Arc<Wanted>>,
    agreement: Option<(u64, Arc<Vec<AgreementRow>>)>,
    /// The journal as it was read last, up to which entry.
    pub journal: Option<(Option<Uuid>, Arc<Vec<Entry>>)>,
    bands: participant_options::Bands,
    answering: answering::Answering,
    /// Words by which a quotation is sought.
    sought: String,
    /// What open blind rounds keep from the pages, in a sentence.
    pub hidden: Option<String>,
}

impl ManualRoom {
    /// The room of somebody who prints so.
    pub fn new(printing: Printing) -> Self {
        ManualRoom { kept: printing.clone(), printing, ..ManualRoom::default() }
    }

    /// What was chosen since it was kept last.
    pub fn to_keep(&mut self) -> Option<&Printing> {
        if self.printing == self.kept {
            return None;
        }
        self.kept = self.printing.clone();
        Some(&self.kept)
    }

    /// Whether pages are shown, and not the list of a verification or an empty place.
    fn shows_pages(&self, study: &Study) -> bool {
        match self.printing.document {
            Printed::Verification => self.verify.as_printed && self.verify.verified.is_some(),
            other => nothing_to_print(other, study).is_none(),
        }
    }

    /// The pages to be set now; nothing while others are being set or where they are there already. What is chosen meanwhile
    /// is set next.
    pub fn wants_pages(&mut self, study: &Study, revision: u64) -> Option<Arc<Wanted>> {
        if self.setting.is_some() || !self.shows_pages(study) {
            return None;
        }
        let verified = (self.printing.document == Printed::Verification).then_some(self.verify.number);
        let wanted = Wanted { revision, printing: self.printing.clone(), verified };
        if self.pages.set().is_some_and(|set| *set.wanted == wanted) {
            return None;
        }
        let wanted = Arc::new(wanted);
        self.setting = Some(wanted.clone());
        Some(wanted)
    }

    /// What these pages are made of that the room knows already.
    pub fn sources(&self, revision: u64) -> Sources {
        let agreement = self.agreement.as_ref().filter(|(of, _)| *of == revision).map(|(_, rows)| rows.clone());
        Sources { agreement, verified: self.verify.verified.clone(), ..Sources::default() }
    }

    /// Takes pages that were set, unless another room asked for them.
    pub fn take(&mut self, set: SetPages) {
        if !self.setting.as_ref().is_some_and(|wanted| Arc::ptr_eq(wanted, &set.wanted)) {
            return;
        }
        self.setting = None;
        if let Some(agreement) = &set.agreement {
            self.agreement = Some((set.wanted.revision, agreement.clone()));
        }
        let document = set.wanted.printing.document;
        if document != self.printing.document {
            return;
        }
        let another = self.pages.set().is_none_or(|before| before.wanted.printing.document != document);
        self.pages.take(Arc::new(set), another);
    }

    /// Whether the pages shown are those that are wanted, and drawn.
    pub fn is_settled(&self) -> bool {
        let current = |wanted: &Wanted| wanted.printing == self.printing && wanted.revision == self.revision;
        let current = self.pages.set().is_some_and(|set| current(&set.wanted));
        self.setting.is_none() && current && self.pages.is_drawn()
    }

    /// Draws the room.
    pub fn show(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        self.revision = desk.revision;
        let tokens = tokens(ui.ctx());
        let side = Frame::new().fill(tokens.panel).inner_margin(Margin::symmetric(10, 6));
        Panel::left("documents").default_size(272.0).size_range(220.0..=400.0).frame(side).show(ui, |ui| {
            self.documents(ui);
            ui.separator();
            ScrollArea::vertical().id_salt(self.printing.document as u8).auto_shrink([false, false]).show(ui, |ui| {
                if self.printing.document == Printed::Verification {
                    verify::side(self, ui, desk);
                    if self.verify.as_printed {
                        options::paper(&mut self.printing, ui, desk.study);
                    }
                } else {
                    options::show(self, ui, desk);
                }
            });
        });
        match self.printing.document {
            Printed::Verification => self.verification(ui, desk),
            document => match nothing_to_print(document, desk.study) {
                Some(nothing) => nothing.show(ui, desk),
                None => self.document(ui, desk),
            },
        }
    }

    /// The list of documents.
    fn documents(&mut self, ui: &mut Ui) {
        ui.label(strong_text("Documents"));
        ui.spacing_mut().item_spacing.y = 1.0;
        for (document, name) in Printed::ALL {
            if document == Printed::Verification {
                ui.add_space(Tokens::SMALL_GAP);
                ui.label(strong_text("Manuscript"));
            }
            let row = Row { name, chosen: self.printing.document == document, indent: 0.0 };
            let chosen = row.chosen;
            let response = row.show(ui, |ui| _ = elided(ui, name));
            if chosen {
                panes::mark(ui.ctx(), ui.max_rect(), response.id);
            }
            if response.clicked() && !chosen {
                self.printing.document = document;
                self.pages.clear();
            }
        }
    }

    fn document(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        let tokens = tokens(ui.ctx());
        let side = Frame::new().fill(tokens.panel).inner_margin(Margin::symmetric(10, 6));
        let beside = !matches!(self.printing.document, Printed::Participants | Printed::Interventions);
        if beside {
            Panel::right("before printing").default_size(270.0).size_range(200.0..=460.0).frame(side).show(ui, |ui| {
                if let Some(set) = self.pages.set().cloned() {
                    aside::show(&set, ui, desk, (&mut self.answering, &mut self.sought));
                }
            });
        }
        let command = export_of(self.printing.document);
        self.pages.bar(ui, self.setting.is_some(), |ui| {
            if main_button(ui, "Export…", true).on_hover_text(command.entry().help).clicked() {
                desk.run(command);
            }
        });
        self.told(ui);
        let ground = Frame::new().fill(tokens.frame);
        CentralPanel::no_frame().frame(ground).show(ui, |ui| self.pages.show(ui));
    }

    /// What must be known of the pages: what is hidden from them, and letters that they cannot show.
    fn told(&self, ui: &mut Ui) {
        let tokens = tokens(ui.ctx());
        let strip = |ui: &mut Ui, icon: &str, words: &str| {
            let frame = Frame::new().fill(tokens.panel).inner_margin(Margin::symmetric(12, 4));
            Panel::top(icon.to_owned()).frame(frame).show(ui, |ui| {
                ui.horizontal_top(|ui| {
                    ui.label(RichText::new(icon).color(tokens.warning));
                    wrapped(ui, RichText::new(words).color(tokens.warning));
                });
            });
        };
        if let Some(words) = &self.hidden {
            strip(ui, icons::LOCKED, words);
        }
        let missing = self.pages.set().map(|set| set.preview.missing()).unwrap_or_default();
        if !missing.is_empty() {
            let letters: Vec<String> = missing.iter().take(12).map(char::to_string).collect();
            let more = if missing.len() > letters.len() { " …" } else { "" };
            let words = format!(
                "Boxes stand on these pages, and in a PDF, for letters that the bundled faces lack: {}{more}. Word, \
                 OpenDocument and the web page have them.",
                letters.join(" ")
            );
            strip(ui, icons::WARNING, &words);
        }
    }

    fn verification(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        let tokens = tokens(ui.ctx());
        if self.verify.verified.is_some() {
            let bar = Frame::new().fill(tokens.panel).inner_margin(Margin::symmetric(12, 4));
            Panel::top("verification pages").frame(bar).show(ui, |ui| verify::bar(&mut self.verify, ui));
        }
        if self.verify.as_printed && self.verify.verified.is_some() {
            self.pages.bar(ui, self.setting.is_some(), |ui| {
                if main_button(ui, "Export…", true).clicked() {
                    desk.asks.push(Ask::ExportVerification);
                }
            });
            let ground = Frame::new().fill(tokens.frame);
            CentralPanel::no_frame().frame(ground).show(ui, |ui| self.pages.show(ui));
        } else {
            let page = Frame::new().fill(tokens.page);
            CentralPanel::no_frame().frame(page).show(ui, |ui| verify::list(self, ui, desk));
        }
    }
}

/// The command that writes a document to a file.
fn export_of(document: Printed) -> Command {
    match document {
        Printed::Manual | Printed::Verification => Command::ExportManual,
        Printed::Quotes => Command::ExportQuotes,
        Printed::Participants => Command::ExportParticipants,
        Printed::Checklist => Command::ExportChecklist,
        Printed::Interventions => Command::ExportInterventions,
    }
}

/// What an empty place says: heading, words, and where to go.
struct Nothing(&'static str, &'static str, Room, &'static str);

impl Nothing {
    fn show(&self, ui: &mut Ui, desk: &mut Desk<'_>) {
        let page = Frame::new().fill(tokens(ui.ctx()).page);
        CentralPanel::no_frame().frame(page).show(ui, |ui| {
            empty(ui, self.0, self.1);
            ui.vertical_centered(|ui| {
                if main_button(ui, self.3, true).clicked() {
                    desk.run(Command::Go(self.2));
                }
            });
        });
    }
}

/// Why there is nothing to print of a document yet; `None` where there is.
fn nothing_to_print(document: Printed, study: &Study) -> Option<Nothing> {
    match document {
        Printed::Manual if study.codes().len() == 0 && study.themes().len() == 0 => Some(Nothing(
            "No codes to print yet",
            "The manual writes itself from the code tree and the board: names, definitions, when to use a code and when not, and the passages you chose as examples.",
            Room::Code,
            "Go to Code",
        )),
        Printed::Quotes if study.codings().len() == 0 => Some(Nothing(
            "Nothing is coded yet",
            "The quotation book gathers what participants said under themes, codes, groups or speakers.",
            Room::Code,
            "Go to Code",
        )),
        Printed::Participants if study.attributes().len() == 0 => Some(Nothing(
            "Nothing is recorded of the participants yet",
            "Table 1 counts characteristics by level: age, role, kind of organisation. They come with a study that is opened as text, where they stand under attributes.",
            Room::Code,
            "Go to Code",
        )),
        Printed::Interventions if study.interventions().len() == 0 => Some(Nothing(
            "No interventions yet",
            "Propose them under the figure, and tick the sub-themes that each addresses.",
            Room::Figure,
            "Go to Figure",
        )),
        _ => None,
    }
}
