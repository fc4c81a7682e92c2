//! The journal in words: who did what and when, by person and by kind; what an entry changed; and undo to a place.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use eframe::egui::{
    Align, ComboBox, Context, EventFilter, Frame, Key, Label, Layout, Margin, Modifiers, Popup, Rect, RichText,
    ScrollArea, Ui,
};
use uuid::Uuid;

use crate::{
    analysis::{self, Codebook},
    app::{
        look::{Tokens, icons, paint, tokens},
        panes,
        session::Ask,
        widgets::{Row, elided, icon_button, quiet_text, section, strong_text},
        work::Work,
    },
    journal::{Act, Change, Entry, Head},
    operations::{self, Fate, counted},
    study::{Code, Coder, Coding, Id, Kind, Record, Study},
};

/// What people sort entries by.
const SORTS: [(&str, &[Kind]); 9] = [
    ("Codings", &[Kind::Coding]),
    ("Codes", &[Kind::Code]),
    ("Memos", &[Kind::Memo]),
    ("Transcripts and people", &[Kind::Transcript, Kind::Group, Kind::Participant, Kind::Attribute]),
    ("Themes and placements", &[Kind::Board, Kind::Theme, Kind::Placement]),
    ("Interventions", &[Kind::Intervention]),
    ("Rounds and review", &[Kind::Round, Kind::Verdict, Kind::Decision, Kind::Version]),
    ("Quotations and checklists", &[Kind::Bracket, Kind::ChecklistAnswer]),
    ("Study and coders", &[Kind::Details, Kind::Coder, Kind::Carried]),
];

/// Time in a frame for reading entries, to know what they touch.
const READING: std::time::Duration = std::time::Duration::from_millis(6);

/// What the panel remembers.
#[derive(Default)]
pub struct HistoryPanel {
    pub shown: bool,
    /// The newest entry takes the keyboard when drawn next.
    pub wants_keys: bool,
    by: Option<Id<Coder>>,
    sort: Option<usize>,
    chosen: Option<Uuid>,
    /// An entry was chosen by a key: what can be done about it takes the keyboard.
    to_details: bool,
    /// What each entry read so far touches.
    kinds: HashMap<Uuid, BTreeSet<Kind>>,
    read: Option<(Uuid, Entry)>,
}

impl HistoryPanel {
    /// Draws the panel, newest first. Closes itself.
    pub fn show(&mut self, ui: &mut Ui, open: &Work, asks: &mut Vec<Ask>) {
        let study = open.study();
        ui.horizontal(|ui| {
            ui.label(strong_text("History"));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if icon_button(ui, icons::CLOSE, "Close the history").clicked() {
                    self.shown = false;
                }
            });
        });
        self.filters(ui, study);
        ui.add_space(Tokens::SMALL_GAP);
        let heads = open.history().heads();
        if self.sort.is_some() {
            self.read_some(ui, open, heads);
        }
        let wanted: Vec<&Head> = heads.iter().rev().filter(|head| self.wants(head)).collect();
        let room = ui.available_height();
        let below = if self.chosen.is_some() { (room * 0.42).min(320.0) } else { 0.0 };
        let scroll = ScrollArea::vertical().auto_shrink([false, false]).max_height(room - below);
        ui.spacing_mut().item_spacing.y = 2.0;
        if wanted.is_empty() {
            ui.label(quiet_text(ui, "Nothing of that kind was done."));
        }
        let panel = ui.max_rect();
        let mut pane = None;
        scroll.show_rows(ui, Tokens::ROW, wanted.len(), |ui, rows| {
            for head in rows.filter_map(|at| wanted.get(at)) {
                let row = self.row(ui, open, head);
                if pane.is_none() || self.chosen == Some(head.id) {
                    pane = Some(row);
                }
            }
        });
        if let Some(row) = pane {
            panes::mark(ui.ctx(), panel, row);
            if std::mem::take(&mut self.wants_keys) {
                ui.memory_mut(|memory| memory.request_focus(row));
            }
        }
        self.details(ui, open, asks);
    }

    /// Escape closes the panel while something in it has the keyboard; whoever had it before gets it back.
    pub fn keep_keys(&mut self, ctx: &Context, panel: Rect) {
        let Some(focused) = ctx.memory(|memory| memory.focused()) else { return };
        let inside = ctx.read_response(focused).is_some_and(|response| panel.contains(response.rect.center()));
        if !inside || Popup::is_any_open(ctx) {
            return;
        }
        let filter = EventFilter { escape: true, ..EventFilter::default() };
        ctx.memory_mut(|memory| memory.set_focus_lock_filter(focused, filter));
        if ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
            self.shown = false;
            ctx.memory_mut(|memory| memory.surrender_focus(focused));
        }
    }

    fn filters(&mut self, ui: &mut Ui, study: &Study) {
        ui.horizontal(|ui| {
            let everyone = "Everyone";
            let by = self.by.and_then(|id| study.get(id)).map_or(everyone, |coder| coder.name.as_str());
            let combo = ComboBox::from_id_salt("history by").width(150.0).selected_text(operations::elide(by, 22));
            let response = combo.show_ui(ui, |ui| {
                ui.selectable_value(&mut self.by, None, everyone);
                for coder in study.coders() {
                    ui.selectable_value(&mut self.by, Some(coder.id), coder.name.as_str());
                }
            });
            named(&response.response, "Done by");
            let everything = "Everything";
            let sort = self.sort.and_then(|at| SORTS.get(at)).map_or(everything, |(name, _)| name);
            let combo = ComboBox::from_id_salt("history of").width(170.0).selected_text(sort);
            let response = combo.show_ui(ui, |ui| {
                ui.selectable_value(&mut self.sort, None, everything);
                for (at, (name, _)) in SORTS.iter().enumerate() {
                    ui.selectable_value(&mut self.sort, Some(at), *name);
                }
            });
            named(&response.response, "What was done");
        });
    }

    /// Reads what is needed to know what entries touch, a little a frame.
    fn read_some(&mut self, ui: &Ui, open: &Work, heads: &[Head]) {
        let begun = std::time::Instant::now();
        for head in heads.iter().rev() {
            if self.kinds.contains_key(&head.id) {
                continue;
            }
            let kinds = open.entry(head.id).map(|entry| touched(&entry)).unwrap_or_default();
            self.kinds.insert(head.id, kinds);
            if begun.elapsed() > READING {
                ui.ctx().request_repaint();
                break;
            }
        }
    }

    fn wants(&self, head: &Head) -> bool {
        let by = self.by.is_none_or(|by| head.by == Some(by));
        let sort = self.sort.and_then(|at| SORTS.get(at)).is_none_or(|(_, kinds)| {
            self.kinds.get(&head.id).is_some_and(|touched| kinds.iter().any(|kind| touched.contains(kind)))
        });
        by && sort
    }

    fn row(&mut self, ui: &mut Ui, open: &Work, head: &Head) -> eframe::egui::Id {
        let stands = open.history().stands(head.id);
        let coder = head.by.and_then(|id| open.study().get(id));
        let sentence = plain(&head.sentence);
        let row = Row { name: &sentence, chosen: self.chosen == Some(head.id), indent: 0.0 };
        let response = row.show(ui, |ui| {
            let tokens = tokens(ui.ctx());
            let ink = coder.map_or(tokens.quiet, |coder| tokens.mark(paint(coder.colour)));
            let initials = coder.map_or("·", |coder| coder.initials.as_str());
            ui.label(RichText::new(initials).color(ink).size(Tokens::SMALL));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.label(quiet_text(ui, time(head, "%-d %b, %H:%M")));
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    let sentence = RichText::new(&sentence);
                    elided(ui, if stands { sentence } else { sentence.strikethrough().color(tokens.quiet) });
                });
            });
        });
        if response.clicked() {
            self.chosen = (self.chosen != Some(head.id)).then_some(head.id);
            let by_key = ui.input(|input| input.key_pressed(Key::Enter) || input.key_pressed(Key::Space));
            self.to_details = by_key && self.chosen.is_some();
        }
        response.id
    }

    /// The entry chosen: whole sentence, what it changed, and what can be done about it.
    fn details(&mut self, ui: &mut Ui, open: &Work, asks: &mut Vec<Ask>) {
        let Some(id) = self.chosen else { return };
        if self.read.as_ref().is_none_or(|(read, _)| *read != id) {
            self.read = open.entry(id).ok().map(|entry| (id, entry));
        }
        let Some((_, entry)) = &self.read else {
            self.chosen = None;
            return;
        };
        let tokens = tokens(ui.ctx());
        let frame = Frame::new().fill(tokens.panel).corner_radius(6).inner_margin(Margin::symmetric(10, 8));
        frame.show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.add(Label::new(plain(&entry.head.sentence)).wrap());
            let by = entry.head.by.and_then(|id| open.study().get(id));
            let who = by.map_or("Nobody in particular", |coder| coder.name.as_str());
            ui.label(quiet_text(ui, format!("{who}, {}", time(&entry.head, "%-d %B %Y, %H:%M:%S"))));
            let scroll = ScrollArea::vertical().id_salt("entry").max_height((ui.available_height() - 36.0).max(24.0));
            scroll.auto_shrink([false, true]).show(ui, |ui| changes_in_words(ui, entry));
            ui.horizontal(|ui| {
                let stands = open.history().stands(id) && entry.head.act == Act::Did;
                let last = open.history().next_undo().is_some_and(|head| head.id == id);
                let writable = open.read_only().is_none();
                let undo = ui.add_enabled(stands && writable && !last, eframe::egui::Button::new("Undo to here"));
                let undo = undo.on_disabled_hover_text("Nothing was done after it, or it does not stand any more");
                let undo = undo.on_hover_text("Takes back everything that was done after it; redo brings it back");
                let mut target = undo.enabled().then_some(undo.id);
                if undo.clicked() {
                    asks.push(Ask::UndoTo(id));
                }
                if let Some(ask) = place_of(open.study(), entry) {
                    let show = ui.button("Show it");
                    target = target.or(Some(show.id));
                    if show.clicked() {
                        asks.push(ask);
                    }
                }
                if std::mem::take(&mut self.to_details)
                    && let Some(target) = target
                {
                    ui.memory_mut(|memory| memory.request_focus(target));
                }
            });
        });
    }
}

fn named(response: &eframe::egui::Response, name: &str) {
    response.widget_info(|| eframe::egui::WidgetInfo::labeled(eframe::egui::Role::ComboBox, true, name));
}

fn time(head: &Head, form: &str) -> String {
    head.at.to_zoned(jiff::tz::TimeZone::system()).strftime(form).to_string()
}

/// The kinds of record an entry touches; a splice touches its transcript.
fn touched(entry: &Entry) -> BTreeSet<Kind> {
    entry.changes.iter().map(|change| change.key().map_or(Kind::Transcript, |key| key.kind)).collect()
}

/// Where what an entry is about can be seen, if it is still there.
fn place_of(study: &Study, entry: &Entry) -> Option<Ask> {
    entry.changes.iter().filter_map(Change::key).find_map(|key| {
        if let Some(id) = key.id_of::<Coding>() {
            study.get(id).map(|coding| Ask::Show(coding.id.key()))
        } else if let Some(id) = key.id_of::<Code>() {
            study.get(id).map(|code| Ask::Show(code.id.key()))
        } else {
            None
        }
    })
}

/// What an entry changed: of codes old and new words, of the rest how many of what.
fn changes_in_words(ui: &mut Ui, entry: &Entry) {
    let effects = operations::effects(entry);
    let mut words: BTreeMap<Fate, Vec<String>> = BTreeMap::new();
    for ((kind, fate), count) in effects {
        words.entry(fate).or_default().push(counted(count, kind.noun()));
    }
    for (fate, what) in words {
        let verb = match fate {
            Fate::Made => "Made",
            Fate::Altered => "Altered",
            Fate::Removed => "Removed",
        };
        ui.label(quiet_text(ui, format!("{verb}: {}", what.join(", "))));
    }
    for change in entry.changes.iter().take(40) {
        match change {
            Change::Record { before: Some(Record::Code(before)), after: Some(Record::Code(after)) } => {
                let nothing = Codebook::new();
                let altered = analysis::alterations((&nothing, before), (&nothing, after));
                for alteration in altered.iter().filter(|one| one.what != "Place") {
                    section(ui, &format!("{}: {}", operations::elide(&after.name, 40), alteration.what));
                    before_and_after(ui, &alteration.before, &alteration.after);
                }
            }
            Change::Record { before: Some(Record::Memo(before)), after: Some(Record::Memo(after)) } => {
                before_and_after(ui, &before.text, &after.text);
            }
            Change::Splice { removed, inserted, .. } => {
                before_and_after(ui, &operations::elide(removed, 200), &operations::elide(inserted, 200));
            }
            _ => {}
        }
    }
}

/// Old words struck through, new ones below.
pub fn before_and_after(ui: &mut Ui, before: &str, after: &str) {
    let quiet = tokens(ui.ctx()).quiet;
    if !before.is_empty() {
        ui.add(Label::new(RichText::new(before).strikethrough().color(quiet)).wrap());
    }
    let after = if after.is_empty() { RichText::new("nothing").italics().color(quiet) } else { RichText::new(after) };
    ui.add(Label::new(after).wrap());
}

/// A sentence without the marks around names.
pub fn plain(sentence: &str) -> String {
    sentence.replace('*', "")
}
