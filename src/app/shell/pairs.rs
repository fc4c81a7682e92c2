//! The forms of working in pairs: a new round, a copy for a coder, what a copy would bring, what is alike, a code's entry
//! mended because of a decision.

use std::{collections::BTreeSet, path::PathBuf, sync::Arc};

use eframe::egui::{Checkbox, DragValue, RichText, ScrollArea, TextEdit, Ui, WidgetInfo};

use super::dialogs::{buttons, line};
use crate::{
    app::{
        look::{Tokens, tokens},
        widgets::{elided, quiet_text, section, title, wrapped},
    },
    operations::{Alike, Matter, NewRound, Part, counted, elide, transcripts_of},
    review::{MergePlan, NewCopy, Same},
    study::{Code, Coder, Id, Key, Role, Round, Study, Transcript, Version},
};

/// Which transcripts a round is about, while it is being said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Choosing {
    These,
    Drawn,
    DrawnPerGroup,
}

/// A round as it is being put together.
#[derive(Clone, Debug)]
pub struct RoundForm {
    name: String,
    choosing: Choosing,
    chosen: BTreeSet<Id<Transcript>>,
    count: usize,
    seed: u32,
    coders: BTreeSet<Id<Coder>>,
    blind: bool,
    codebook: Option<Id<Version>>,
}

impl RoundForm {
    /// With everybody who codes, and nothing chosen yet; `seed` is what a draw begins with.
    pub fn of(study: &Study, seed: u32) -> Self {
        let coders = study.coders().filter(|coder| coder.role == Role::Coder).map(|coder| coder.id).collect();
        RoundForm {
            name: format!("Double coding {}", study.rounds().len() + 1),
            choosing: Choosing::These,
            chosen: BTreeSet::new(),
            count: (study.transcripts().len() / 3).max(1),
            seed,
            coders,
            blind: true,
            codebook: study.versions().max_by_key(|version| version.created).map(|version| version.id),
        }
    }

    fn part(&self) -> Part {
        match self.choosing {
            Choosing::These => Part::Chosen(self.chosen.iter().copied().collect()),
            Choosing::Drawn => Part::Drawn { count: self.count, seed: self.seed },
            Choosing::DrawnPerGroup => Part::DrawnPerGroup { count: self.count, seed: self.seed },
        }
    }

    /// The round as it stands in the form.
    pub fn round(&self) -> NewRound {
        NewRound {
            name: self.name.clone(),
            part: self.part(),
            coders: self.coders.iter().copied().collect(),
            blind: self.blind,
            codebook: self.codebook,
        }
    }

    /// Gives true when the person is done; `None` while they are not.
    pub fn show(&mut self, ui: &mut Ui, study: &Study) -> Option<bool> {
        ui.set_width(520.0);
        title(ui, "New round of double coding");
        let entered = line(ui, "Name", "Double coding 1", &mut self.name, true);
        let taken = transcripts_of(study, &self.part());
        section(ui, &format!("Transcripts: {} of {}", taken.len(), study.transcripts().len()));
        ui.horizontal(|ui| {
            let choices = [
                (Choosing::These, "These"),
                (Choosing::Drawn, "Some of all, by chance"),
                (Choosing::DrawnPerGroup, "Some of each group, by chance"),
            ];
            for (choice, name) in choices {
                ui.radio_value(&mut self.choosing, choice, name);
            }
        });
        if self.choosing != Choosing::These {
            ui.horizontal(|ui| {
                ui.label("How many");
                let most = study.transcripts().len().max(1);
                ui.add(DragValue::new(&mut self.count).range(1..=most));
                ui.label("Seed");
                ui.add(DragValue::new(&mut self.seed))
                    .on_hover_text("The same seed draws the same transcripts again; it is kept with the round");
            });
        }
        ScrollArea::vertical().max_height(200.0).id_salt("round transcripts").show(ui, |ui| {
            for transcript in study.transcripts_in_order() {
                let mut there = taken.contains(&transcript.id);
                let free = self.choosing == Choosing::These;
                let tick = ui.add_enabled(free, Checkbox::new(&mut there, &transcript.title));
                if tick.changed() {
                    if there {
                        self.chosen.insert(transcript.id);
                    } else {
                        self.chosen.remove(&transcript.id);
                    }
                }
            }
        });
        section(ui, "Who codes them");
        ui.horizontal_wrapped(|ui| {
            for coder in study.coders().filter(|coder| coder.role != Role::Consensus) {
                let mut there = self.coders.contains(&coder.id);
                if ui.checkbox(&mut there, &coder.name).changed() {
                    if there {
                        self.coders.insert(coder.id);
                    } else {
                        self.coders.remove(&coder.id);
                    }
                }
            }
        });
        ui.label(quiet_text(ui, "Someone new joins with Study > Who is coding, or when a copy is made for them."));
        section(ui, "How");
        ui.checkbox(&mut self.blind, "Blind: nobody sees the others’ codings until the round is closed");
        if study.versions().len() > 0 {
            ui.horizontal(|ui| {
                ui.label("Codebook");
                let shown = study.get_opt(self.codebook).map_or("as it stands", |version| version.name.as_str());
                ui.menu_button(shown, |ui| {
                    for version in study.versions() {
                        if ui.button(&version.name).clicked() {
                            self.codebook = Some(version.id);
                            ui.close();
                        }
                    }
                    if ui.button("as it stands").clicked() {
                        self.codebook = None;
                        ui.close();
                    }
                });
            });
        }
        let ready = !self.name.trim().is_empty() && self.coders.len() >= 2 && !taken.is_empty();
        if self.coders.len() < 2 {
            ui.label(quiet_text(ui, "A round needs two coders or more."));
        }
        buttons(ui, "Open the round", ready, entered && ready)
    }
}

/// A copy for a coder as it is being put together.
#[derive(Clone, Debug)]
pub struct CopyForm {
    coder: Option<Id<Coder>>,
    name: String,
    blind: bool,
    round: Option<Id<Round>>,
}

/// For whom a copy is made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CopyFor {
    Known(Id<Coder>),
    /// Someone who joins the study with it.
    New(String),
}

impl CopyForm {
    /// For the open round, where there is one, and for somebody other than whoever makes it.
    pub fn of(study: &Study, me: Option<Id<Coder>>) -> Self {
        let round = study.rounds_in_order().into_iter().rev().find(|round| round.closed.is_none());
        let others = study.coders().filter(|coder| coder.role != Role::Consensus && Some(coder.id) != me);
        CopyForm {
            coder: others.map(|coder| coder.id).next(),
            name: String::new(),
            blind: round.is_none_or(|round| round.blind),
            round: round.map(|round| round.id),
        }
    }

    /// For whom it is; `None` while nobody is named.
    pub fn for_whom(&self) -> Option<CopyFor> {
        let name = self.name.trim();
        if name.is_empty() { self.coder.map(CopyFor::Known) } else { Some(CopyFor::New(name.to_owned())) }
    }

    /// What the copy is to hold, for this coder.
    pub fn copy(&self, coder: Id<Coder>) -> NewCopy {
        NewCopy { coder, blind: self.blind, transcripts: None, round: self.round }
    }

    /// Gives true when the person is done; `None` while they are not.
    pub fn show(&mut self, ui: &mut Ui, study: &Study) -> Option<bool> {
        ui.set_width(460.0);
        title(ui, "Copy for a second coder");
        ui.label(quiet_text(
            ui,
            "A study file of their own, with the codebook. They code in it, send it back, and you merge it: nothing is overwritten, and it can be undone.",
        ));
        section(ui, "For");
        for coder in study.coders().filter(|coder| coder.role != Role::Consensus) {
            let chosen = self.name.trim().is_empty() && self.coder == Some(coder.id);
            if ui.radio(chosen, &coder.name).clicked() {
                (self.coder, self.name) = (Some(coder.id), String::new());
            }
        }
        let entered = line(ui, "Someone new", "Name", &mut self.name, false);
        section(ui, "Transcripts");
        if ui.radio(self.round.is_none(), "All").clicked() {
            self.round = None;
        }
        for round in study.rounds_in_order().into_iter().filter(|round| round.closed.is_none()) {
            let name = format!("Those of {} ({})", round.name, counted(round.transcripts.len(), "transcript"));
            if ui.radio(self.round == Some(round.id), name).clicked() {
                (self.round, self.blind) = (Some(round.id), round.blind);
            }
        }
        section(ui, "How");
        ui.checkbox(&mut self.blind, "Blind: without others’ codings, memos and history");
        let ready = self.for_whom().is_some();
        buttons(ui, "Choose where to put it…", ready, entered && ready)
    }
}

/// What merging a copy would do, before it is done.
#[derive(Clone, Debug)]
pub struct MergePreview {
    pub plan: Arc<MergePlan>,
    pub from: PathBuf,
    /// The conflicts in which the copy's side is taken.
    pub taking: BTreeSet<Key>,
}

impl MergePreview {
    /// Gives true when the person is done; `None` while they are not.
    pub fn show(&mut self, ui: &mut Ui) -> Option<bool> {
        ui.set_width(640.0);
        title(ui, &format!("Merge {}", self.plan.whose()));
        ui.label(quiet_text(ui, self.from.display().to_string()));
        ui.add_space(Tokens::SMALL_GAP);
        let conflicts: Vec<_> = self.plan.shown_conflicts().collect();
        ScrollArea::vertical().max_height(380.0).show(ui, |ui| {
            let told = self.plan.in_words();
            let of_conflicts: usize = conflicts.iter().map(|conflict| 1 + conflict.sides.len()).sum();
            let words = told.iter().take(1).chain(told.iter().skip(1 + of_conflicts));
            for line in words {
                wrapped(ui, line.replace('*', ""));
            }
            if !conflicts.is_empty() {
                section(ui, "Said differently here and in the copy");
                ui.label(quiet_text(ui, "The study stays as it is, unless you tick the copy’s side."));
            }
            for conflict in &conflicts {
                ui.add_space(Tokens::SMALL_GAP);
                wrapped(ui, RichText::new(conflict.sentence.replace('*', "")));
                for sides in &conflict.sides {
                    ui.indent(&sides.what, |ui| {
                        ui.label(quiet_text(ui, &sides.what));
                        wrapped(ui, format!("Here: {}", sides.here));
                        wrapped(ui, RichText::new(format!("Copy: {}", sides.copy)).color(tokens(ui.ctx()).accent));
                    });
                }
                if conflict.can_be_taken() {
                    let mut taken = self.taking.contains(&conflict.about);
                    if ui.checkbox(&mut taken, "Take the copy’s side").changed() {
                        if taken {
                            self.taking.insert(conflict.about);
                        } else {
                            self.taking.remove(&conflict.about);
                        }
                    }
                }
            }
        });
        if self.plan.is_empty() && !conflicts.iter().any(|conflict| conflict.can_be_taken()) {
            ui.add_space(Tokens::LARGE_GAP);
            return ui.vertical_centered(|ui| ui.button("Close").clicked().then_some(false)).inner;
        }
        buttons(ui, "Merge", true, false)
    }
}

/// What both coders have alike, by a rule, before it is taken into the consensus.
#[derive(Clone, Debug)]
pub struct AlikeForm {
    rule: Same,
}

impl Default for AlikeForm {
    fn default() -> Self {
        AlikeForm { rule: Same::Exact }
    }
}

impl AlikeForm {
    /// `taken` tells what a rule would take: the items, the rule in words, the preview. Gives the items and the rule when the
    /// person is done, `Some(None)` when they changed their mind.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        study: &Study,
        taken: impl Fn(Same) -> (Vec<Alike>, String, String),
    ) -> Option<Option<(Vec<Alike>, String)>> {
        ui.set_width(460.0);
        title(ui, "Accept what is alike");
        ui.label(quiet_text(ui, "The same code, valence and level, and as to the words:"));
        let rules = [
            (Same::Exact, "exactly the same words"),
            (Same::Share(0.9), "words that overlap by 90 %"),
            (Same::Share(0.5), "words that overlap by half"),
            (Same::Any, "any overlap"),
        ];
        for (rule, name) in rules {
            if ui.radio(self.rule == rule, name).clicked() {
                self.rule = rule;
            }
        }
        let (items, rule, preview) = taken(self.rule);
        ui.add_space(Tokens::GAP);
        wrapped(ui, preview);
        if self.rule != Same::Exact {
            wrapped(ui, quiet_text(ui, "Where the words differ, the consensus takes those that both have marked."));
        }
        ui.add_space(Tokens::SMALL_GAP);
        let scroll = ScrollArea::vertical().max_height(200.0).auto_shrink([false, true]).id_salt("alike");
        scroll.show_rows(ui, Tokens::ROW, items.len(), |ui, rows| {
            for item in rows.filter_map(|at| items.get(at)) {
                let code = study.get(item.code).map_or("", |code| code.name.as_str());
                let transcript = item.matter.transcript;
                let title = study.get(transcript).map_or("", |transcript| transcript.title.as_str());
                let words = item.span.of(study.text(transcript)).unwrap_or_default();
                elided(ui, quiet_text(ui, format!("{}  {title}: “{}”", elide(code, 30), elide(words, 120))));
            }
        });
        let name = format!("Accept {}", items.len());
        buttons(ui, &name, !items.is_empty(), false).map(|done| done.then_some((items, rule)))
    }
}

/// A code's entry in the codebook, mended because of a decision.
#[derive(Clone, Debug)]
pub struct MendForm {
    pub matter: Matter,
    /// The codes the disagreement is about, as they are being mended, and which of them is in view.
    pub codes: Vec<Code>,
    at: usize,
}

impl MendForm {
    pub fn of(matter: Matter, codes: Vec<Code>) -> Self {
        MendForm { matter, codes, at: 0 }
    }

    /// The code in view, as it stands in the form.
    pub fn code(&self) -> Option<&Code> {
        self.codes.get(self.at)
    }

    /// Gives true when the person is done; `None` while they are not.
    pub fn show(&mut self, ui: &mut Ui) -> Option<bool> {
        ui.set_width(520.0);
        title(ui, "Mend the code’s entry");
        ui.label(quiet_text(ui, "The change is linked to this decision, and the ledger says so."));
        ui.horizontal_wrapped(|ui| {
            for (at, code) in self.codes.iter().enumerate() {
                ui.selectable_value(&mut self.at, at, &code.name);
            }
        });
        let Some(code) = self.codes.get_mut(self.at) else { return Some(false) };
        let fields = [
            ("Brief definition", &mut code.brief, 1),
            ("Full definition", &mut code.full, 3),
            ("When to use", &mut code.when_to_use, 3),
            ("When not to use", &mut code.when_not_to_use, 3),
        ];
        for (name, words, rows) in fields {
            section(ui, name);
            let field = ui.add(TextEdit::multiline(words).desired_rows(rows).desired_width(f32::INFINITY));
            field.widget_info(|| WidgetInfo::labeled(eframe::egui::Role::MultilineTextInput, true, name));
        }
        buttons(ui, "Mend it", true, false)
    }
}
