//! Choosing a code for something other than attaching it: to recode passages, to merge codes, to narrow a query. What
//! would change is said before it does.

use eframe::egui::{Key, Modifiers, ScrollArea, Ui};

use super::{
    App,
    code_list::{Seeker, code_row},
    code_room::{Part, Query},
    look::{Tokens, icons},
    session::Ask,
    shell::{CodeHits, CodeHitsOutcome, Finder, Found, buttons},
    widgets::{Row, elided, key_cap, key_hints, quiet_text, strong_text, title, wrapped},
};
use crate::{
    journal::Stamp,
    operations::{self, CodePlace, Fate, counted},
    study::{Code, Coding, Id, Kind, Study},
};

impl App {
    /// Finds a code by name and attaches it to the selected words. Gives whether the palette stays.
    pub(super) fn attach_by_name(&mut self, ui: &mut Ui, finder: &mut Finder) -> bool {
        let Some(session) = &mut self.session else { return false };
        let (study, list) = (session.open.snapshot(), session.code_list());
        let seeker = Seeker { me: session.me(), words: session.code.selection() };
        ui.set_width(super::PALETTE.x);
        let hint = "Type a code’s name, path or meaning";
        let found = finder.show(ui, "Find a code", hint, &list.candidates, |ui, at| {
            code_row(ui, &study, list.at(at), seeker);
        });
        let typed = finder.typed.trim().to_owned();
        let marked = finder.at().and_then(|at| study.get_opt(list.at(at)));
        let parent = finder.parent().and_then(|at| study.get_opt(list.at(at)));
        ui.add_space(Tokens::SMALL_GAP);
        let name = operations::elide(&typed, 24);
        let under = parent.map_or(String::new(), |code| operations::elide(&code.name, 24));
        let (new, under) = (format!("make “{name}” a new code"), format!("new code “{name}” under {under}"));
        let mut found = found;
        if !typed.is_empty() && offer_new(ui, &typed, parent.map(|code| code.name.as_str())) {
            found = Found::New(finder.parent());
        }
        let attach = [("Enter", "attach"), ("Ctrl+Enter", "attach and stay"), ("Shift+Enter", "with memo")];
        match (marked, typed.is_empty()) {
            (Some(_), true) => key_hints(ui, &attach),
            (Some(_), false) => {
                key_hints(ui, &[&attach[..], &[("Tab", &under), ("Shift+Tab", "at the top")]].concat());
            }
            (None, true) => {}
            (None, false) if parent.is_some() => key_hints(ui, &[("Tab", &under), ("Enter", &new)]),
            (None, false) => key_hints(ui, &[("Enter", &new)]),
        }
        match found {
            Found::Taken(at, held) => {
                self.asks.extend(list.at(at).map(Ask::Attach));
                if held.shift {
                    self.asks.push(Ask::Run(super::commands::Command::CodingMemo));
                }
                if held.command {
                    finder.typed.clear();
                }
                held.command
            }
            Found::New(at) if !typed.is_empty() => {
                self.asks.push(Ask::AttachNew { name: typed, parent: at.and_then(|at| list.at(at)) });
                false
            }
            Found::Closed => false,
            Found::Nothing | Found::New(_) => true,
        }
    }

    /// Puts a code on a key, by pressing or clicking it. Gives whether the dialog stays.
    pub(super) fn pin(&mut self, ui: &mut Ui, code: Id<Code>) -> bool {
        let Some(session) = &self.session else { return false };
        let (study, me) = (session.open.snapshot(), session.me());
        let (Some(code), Some(me)) = (study.get(code), study.get_opt(me)) else { return false };
        ui.set_width(360.0);
        title(ui, &format!("A key for {}", operations::elide(&code.name, 40)));
        ui.label(quiet_text(ui, "Press a key from 1 to 9, or Delete to take the code off its key."));
        ui.add_space(Tokens::SMALL_GAP);
        let mut chosen = None;
        ui.spacing_mut().item_spacing.y = 1.0;
        for key in 1..=9_u8 {
            let there = me.pins.get(&key).and_then(|id| study.get(*id));
            let name = there.map_or("free", |there| there.name.as_str());
            let spoken = format!("Key {key}: {name}");
            let row = Row { name: &spoken, chosen: there.is_some_and(|there| there.id == code.id), indent: 0.0 };
            let row = row.show(ui, |ui| {
                key_cap(ui, &key.to_string());
                match there {
                    Some(there) => code_row(ui, &study, Some(there.id), Seeker::default()),
                    None => {
                        ui.label(quiet_text(ui, name));
                    }
                }
            });
            if row.clicked() {
                chosen = Some(Some(key));
            }
        }
        let keys = [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5, Key::Num6, Key::Num7, Key::Num8, Key::Num9];
        ui.input_mut(|input| {
            for (key, number) in keys.into_iter().zip(1..) {
                if input.consume_key(Modifiers::NONE, key) {
                    chosen = Some(Some(number));
                }
            }
            if input.consume_key(Modifiers::NONE, Key::Delete) || input.consume_key(Modifiers::NONE, Key::Backspace) {
                chosen = Some(None);
            }
        });
        ui.add_space(Tokens::GAP);
        let cancelled = ui.vertical_centered(|ui| ui.button("Cancel").clicked()).inner;
        let Some(key) = chosen else { return !cancelled };
        let (me, code) = (me.id, code.id);
        let held =
            study.get(me).and_then(|me| me.pins.iter().find(|(_, pinned)| **pinned == code)).map(|(key, _)| *key);
        match (key, held) {
            (Some(key), _) => self.plan(|study, stamp| operations::pin_code(study, stamp, me, key, Some(code))),
            (None, Some(held)) => self.plan(|study, stamp| operations::pin_code(study, stamp, me, held, None)),
            (None, None) => {}
        }
        false
    }

    /// Recodes passages, as a code that is there or (Tab) as a new one. Gives whether the overlay stays.
    pub(super) fn recode(&mut self, ui: &mut Ui, codings: &[Id<Coding>], finder: &mut Finder) -> bool {
        let Some(session) = &mut self.session else { return false };
        let (study, list) = (session.open.snapshot(), session.code_list());
        let seeker = Seeker { me: session.me(), words: None };
        ui.set_width(480.0);
        ui.label(strong_text(format!("Recode {}", counted(codings.len(), "passage"))));
        for line in what_stays(&study, codings) {
            ui.label(quiet_text(ui, line));
        }
        ui.add_space(Tokens::SMALL_GAP);
        let found = finder.show(ui, "Find a code", "Recode as …", &list.candidates, |ui, at| {
            code_row(ui, &study, list.at(at), seeker);
        });
        let mut found = found;
        if !finder.typed.trim().is_empty() && offer_new(ui, finder.typed.trim(), None) {
            found = Found::New(None);
        }
        key_hints(ui, &[("Enter", "recode"), ("Tab", "as a new code beside theirs, with the name typed")]);
        match found {
            Found::Taken(at, _) => {
                if let Some(to) = list.at(at) {
                    self.plan(|study, stamp| operations::recode(study, stamp, codings, to));
                }
                false
            }
            Found::New(_) if !finder.typed.trim().is_empty() => {
                let first = codings.first().and_then(|&id| study.get(id)).map(|coding| coding.code);
                let place = beside(&study, first);
                let name = finder.typed.trim().to_owned();
                self.plan(|study, stamp| {
                    operations::recode_as_new(study, stamp, codings, &name, place).map(|(_, entry)| entry)
                });
                false
            }
            Found::Closed => false,
            Found::Nothing | Found::New(_) => true,
        }
    }

    /// Finds the code that others are merged into, then shows what changes, then merges.
    pub(super) fn merge_codes(
        &mut self,
        ui: &mut Ui,
        merged: &[Id<Code>],
        finder: &mut Finder,
        into: &mut Option<Id<Code>>,
    ) -> bool {
        let Some(session) = &mut self.session else { return false };
        let (study, list, me) = (session.open.snapshot(), session.code_list(), session.me());
        ui.set_width(480.0);
        let names = names(&study, merged);
        let Some(target) = study.get_opt(*into) else {
            ui.label(strong_text(format!("Merge {names} into …")));
            ui.label(quiet_text(ui, "What changes is shown before anything does."));
            ui.add_space(Tokens::SMALL_GAP);
            let within: Vec<Id<Code>> = merged.iter().flat_map(|&code| study.code_and_below(code)).collect();
            let list = list.only(|code| !within.contains(&code));
            let found = finder.show(ui, "Find a code", "Merge into …", &list.candidates, |ui, at| {
                code_row(ui, &study, list.at(at), Seeker { me, words: None });
            });
            if let Found::Taken(at, _) = found {
                *into = list.at(at);
            }
            return found != Found::Closed;
        };
        title(ui, &format!("Merge {names} into {}", operations::elide(&target.name, 32)));
        match operations::merge_codes(&study, &Stamp::now(me), merged, target.id) {
            Ok(entry) => {
                ScrollArea::vertical().max_height(260.0).show(ui, |ui| {
                    for line in merge_in_words(&study, &entry, merged, target) {
                        wrapped(ui, format!("•  {line}"));
                    }
                });
                ui.label(quiet_text(ui, "Undo brings everything back."));
            }
            Err(why) => {
                ui.label(why.to_string());
            }
        }
        let target = target.id;
        match buttons(ui, "Merge", true, false) {
            Some(true) => {
                self.plan(|study, stamp| operations::merge_codes(study, stamp, merged, target));
                self.asks.push(Ask::Show(target.key()));
                false
            }
            Some(false) => {
                *into = None;
                false
            }
            None => true,
        }
    }

    /// Codes many passages found by search.
    pub(super) fn code_hits(&mut self, ui: &mut Ui, page: &mut CodeHits) -> bool {
        let Some(session) = &mut self.session else { return false };
        let (study, list) = (session.open.snapshot(), session.code_list());
        let state = (&*study, session.open.revision(), &Stamp::now(session.me()));
        match page.show(ui, state, &list) {
            None => true,
            Some(CodeHitsOutcome::Closed) => false,
            Some(CodeHitsOutcome::Code(passages, target)) => {
                self.asks.push(Ask::CodePassages(passages, target));
                false
            }
        }
    }

    /// Adds a code to a query.
    pub(super) fn narrow(&mut self, ui: &mut Ui, query: Query, part: Part, finder: &mut Finder) -> bool {
        let Some(session) = &mut self.session else { return false };
        let (study, codes) = (session.open.snapshot(), session.code_list());
        let seeker = Seeker { me: session.me(), words: None };
        ui.set_width(460.0);
        let found = finder.show(ui, "Find a code", "Type a code’s name", &codes.candidates, |ui, at| {
            code_row(ui, &study, codes.at(at), seeker);
        });
        match found {
            Found::Taken(at, _) => {
                let wanted = session.code.query(query);
                let list = part.of(wanted);
                list.extend(codes.at(at).filter(|code| !list.contains(code)));
                false
            }
            Found::Closed => false,
            Found::Nothing | Found::New(_) => true,
        }
    }
}

/// A row that makes a new code of what is typed, for the mouse; true when it was clicked.
fn offer_new(ui: &mut Ui, typed: &str, under: Option<&str>) -> bool {
    let name = operations::elide(typed, 32);
    let spoken = match under {
        Some(under) => format!("New code “{name}” under {}", operations::elide(under, 28)),
        None => format!("New code “{name}”"),
    };
    let row = Row { name: &spoken, chosen: false, indent: 0.0 };
    row.show(ui, |ui| {
        ui.label(quiet_text(ui, icons::ADD));
        elided(ui, spoken.as_str());
    })
    .clicked()
}

/// Of each code, how many of its codings go and how many stay.
fn what_stays(study: &Study, codings: &[Id<Coding>]) -> Vec<String> {
    let mut codes: Vec<Id<Code>> = codings.iter().filter_map(|&id| study.get(id)).map(|coding| coding.code).collect();
    codes.sort();
    codes.dedup();
    let line = |code: Id<Code>| {
        let all: Vec<Id<Coding>> = study.referring::<Coding>(code.key()).map(|coding| coding.id).collect();
        let going = all.iter().filter(|id| codings.contains(id)).count();
        let name = study.get(code).map_or("", |code| code.name.as_str());
        format!("{}: {going} of {} go, {} stay", operations::elide(name, 40), all.len(), all.len() - going)
    };
    codes.into_iter().take(6).map(line).collect()
}

/// The place after a code, beside it; at the top where there is none.
fn beside(study: &Study, code: Option<Id<Code>>) -> CodePlace {
    let Some(code) = study.get_opt(code) else { return CodePlace::last_under(None) };
    let siblings = study.codes_under(code.parent);
    let at = siblings.iter().position(|one| one.id == code.id).map_or(usize::MAX, |at| at + 1);
    CodePlace { parent: code.parent, position: at }
}

fn names(study: &Study, codes: &[Id<Code>]) -> String {
    match codes {
        [only] => operations::elide(study.get(*only).map_or("", |code| &code.name), 40),
        several => counted(several.len(), "code"),
    }
}

fn merge_in_words(study: &Study, entry: &crate::journal::Entry, merged: &[Id<Code>], target: &Code) -> Vec<String> {
    let effects = operations::effects(entry);
    let count = |kind, fate| effects.get(&(kind, fate)).copied().unwrap_or_default();
    let name = operations::elide(&target.name, 40);
    let before = study.referring::<Coding>(target.id.key()).count();
    let moved = count(Kind::Coding, Fate::Altered);
    let mut lines = vec![format!("{} become {name}’s, which then has {}", counted(moved, "coding"), before + moved)];
    let doubled = count(Kind::Coding, Fate::Removed);
    if doubled > 0 {
        lines.push(format!(
            "{} of the same coder at the very same words {} there already and {}",
            counted(doubled, "coding"),
            if doubled == 1 { "stands" } else { "stand" },
            if doubled == 1 { "goes" } else { "go" }
        ));
    }
    let under: usize = merged.iter().map(|&code| study.codes_under(Some(code)).len()).sum();
    if under > 0 {
        lines.push(format!("{} stand under {name} from then on", counted(under, "code")));
    }
    let examples: usize = merged.iter().filter_map(|&code| study.get(code)).map(|code| code.exemplars.len()).sum();
    if examples > 0 {
        lines.push(format!("{} become {name}’s", counted(examples, "example")));
    }
    let themes = count(Kind::Theme, Fate::Altered);
    if themes > 0 {
        lines.push(format!("{} hold {name} instead", counted(themes, "theme")));
    }
    let placements = count(Kind::Placement, Fate::Removed);
    if placements > 0 {
        lines.push(format!("{} of the merged code in a framework go", counted(placements, "placement")));
    }
    lines.push(match merged {
        [_] => format!("{} is kept as another name under which {name} is found", names(study, merged)),
        _ => format!("The names of {} are kept as other names under which {name} is found", names(study, merged)),
    });
    let filled = [
        (target.brief.is_empty(), "brief definition"),
        (target.full.is_empty(), "full definition"),
        (target.when_to_use.is_empty(), "rule when to use it"),
        (target.when_not_to_use.is_empty(), "rule when not to use it"),
    ];
    let mut kept: Vec<&str> = Vec::new();
    let mut taken: Vec<&str> = Vec::new();
    for (empty, what) in filled {
        if empty { taken.push(what) } else { kept.push(what) }
    }
    if !kept.is_empty() {
        lines.push(format!("{name} keeps its own {}", kept.join(", ")));
    }
    if !taken.is_empty() {
        lines.push(format!("{name} has no {} and takes the merged code’s, where there is one", taken.join(", no ")));
    }
    lines
}
