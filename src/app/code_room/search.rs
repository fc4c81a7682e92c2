//! Finding words, here and everywhere: what is looked for, the places found with their context, and the way to coding
//! them. Looking is done beside the window, so that typing never waits.

use std::{
    collections::HashSet,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
        mpsc::{Receiver, Sender, channel},
    },
};

use eframe::egui::{
    Align, Context, Key, Label, Layout, Modifiers, RichText, Role, ScrollArea, TextEdit, Ui, WidgetInfo,
};

use super::CodeRoom;
use crate::{
    analysis::{self, FoldedTexts, Hit, Sought},
    app::{
        look::{Tokens, tokens},
        session::{Ask, Desk},
        shell::{CodeHits, Overlay},
        transcript::{Align as ViewAlign, Piece, Words},
        widgets::{Row, elided, quiet_text},
    },
    operations::{counted, elide},
    study::{Id, Study, Transcript},
    text::{Reading, Span, words_around},
};

/// What was found, and for what.
struct Results {
    of: (Sought, u64),
    hits: Arc<[Hit]>,
    /// Why the pattern cannot be read.
    refused: Option<String>,
}

/// What the page remembers.
pub struct SearchPage {
    pub sought: Sought,
    /// In the transcript shown only.
    pub here: bool,
    results: Option<Results>,
    /// What is being looked for at the moment.
    running: Option<(Sought, u64)>,
    answers: (Sender<Results>, Receiver<Results>),
    /// Counts what was asked; a search that is not the last stops.
    asked: Arc<AtomicU64>,
    folded: FoldedTexts,
    /// Not to be coded.
    left_out: HashSet<Hit>,
    /// The place shown last.
    current: Option<Hit>,
    /// The hits of the transcript shown, for drawing.
    drawn: Option<(Id<Transcript>, Arc<[Span]>)>,
    /// The field takes the keyboard when drawn next.
    pub wants_keys: bool,
    /// The row of the current place is scrolled to.
    reveal: bool,
}

impl Default for SearchPage {
    fn default() -> Self {
        SearchPage {
            sought: Sought::default(),
            here: false,
            results: None,
            running: None,
            answers: channel(),
            asked: Arc::default(),
            folded: FoldedTexts::default(),
            left_out: HashSet::new(),
            current: None,
            drawn: None,
            wants_keys: false,
            reveal: false,
        }
    }
}

impl SearchPage {
    /// Takes in what was found, and looks again where something else is sought or the study is another.
    fn follow(&mut self, ctx: &Context, study: &Study, revision: u64, shown: Option<Id<Transcript>>) {
        self.sought.within = if self.here { shown } else { None };
        while let Ok(results) = self.answers.1.try_recv() {
            if self.running.as_ref() == Some(&results.of) {
                self.running = None;
                self.drawn = None;
                let known: HashSet<Hit> = results.hits.iter().copied().collect();
                self.left_out.retain(|hit| known.contains(hit));
                self.current = self.current.filter(|hit| known.contains(hit));
                self.results = Some(results);
            }
        }
        let wanted = (self.sought.clone(), revision);
        let known = self.results.as_ref().is_some_and(|results| results.of == wanted);
        if known || self.running.as_ref() == Some(&wanted) {
            return;
        }
        self.running = Some(wanted.clone());
        let number = self.asked.fetch_add(1, Ordering::Relaxed) + 1;
        let (asked, answer, folded, study, ctx) =
            (self.asked.clone(), self.answers.0.clone(), self.folded.clone(), study.clone(), ctx.clone());
        std::thread::spawn(move || {
            let overtaken = || asked.load(Ordering::Relaxed) != number;
            let (hits, refused) = match analysis::search(&study, &wanted.0, &folded, overtaken) {
                Ok(hits) => (hits.into(), None),
                Err(why) => (Arc::default(), Some(why.to_string())),
            };
            // Where nobody listens any more, nobody wants to know.
            let _ = answer.send(Results { of: wanted, hits, refused });
            ctx.request_repaint();
        });
    }

    /// Whether nothing is being looked for at the moment.
    pub fn settled(&self) -> bool {
        self.running.is_none()
    }

    pub fn hits(&self) -> &[Hit] {
        self.results.as_ref().map_or(&[], |results| &results.hits)
    }

    /// Where the words stand in a transcript, for drawing under them.
    pub fn hits_in(&mut self, transcript: Id<Transcript>) -> Arc<[Span]> {
        if let Some((of, spans)) = &self.drawn
            && *of == transcript
        {
            return spans.clone();
        }
        let here = self.hits().iter().filter(|hit| hit.transcript == transcript);
        let spans: Arc<[Span]> = here.map(|hit| hit.span).collect();
        self.drawn = Some((transcript, spans.clone()));
        spans
    }

    /// The place after this one in the text, or the one before; round at the ends.
    fn beside(&self, study: &Study, from: Hit, forward: bool) -> Option<Hit> {
        let order = |hit: &Hit| (study.get(hit.transcript).map_or(0, |one| one.order), hit.transcript, hit.span);
        let hits = self.hits();
        let here = order(&from);
        if forward {
            let at = hits.partition_point(|hit| order(hit) <= here);
            hits.get(at).or(hits.first()).copied()
        } else {
            let at = hits.partition_point(|hit| order(hit) < here);
            at.checked_sub(1).and_then(|at| hits.get(at)).or(hits.last()).copied()
        }
    }
}

impl CodeRoom {
    /// Opens the search with the words selected, if they are few.
    pub fn find(&mut self, study: &Study, here: bool) {
        let selected = self.selection().and_then(|(transcript, span)| span.of(study.text(transcript)));
        if let Some(words) = selected.filter(|words| words.chars().count() <= 80 && !words.contains('\n')) {
            self.search.sought.query.words = words.to_owned();
        }
        self.search.here = here;
        self.search.wants_keys = true;
        self.dock = Some(super::Dock::Search);
    }

    /// Goes to the next place found, or the one before, and selects it: a key codes it then.
    pub fn step_hit(&mut self, study: &Study, forward: bool) {
        let Some(transcript) = self.transcript else { return };
        let span = self.view.selection().span();
        let from = match self.search.current {
            Some(current) if current.transcript == transcript && current.span == span => current,
            _ if forward => Hit { transcript, span: Span { start: span.start, end: span.start } },
            _ => Hit { transcript, span },
        };
        if let Some(hit) = self.search.beside(study, from, forward) {
            self.show_hit(hit);
        }
    }

    fn show_hit(&mut self, hit: Hit) {
        // From hit to hit is one walk: Back leads to where it began.
        if self.search.current.is_none() || self.transcript != Some(hit.transcript) {
            let walking = self.search.current.is_some();
            if walking {
                self.swap_to(hit.transcript);
            } else {
                self.remember_place();
                self.swap_to(hit.transcript);
            }
        }
        self.view.scroll_to(hit.span, ViewAlign::IfHidden);
        self.view.select(hit.span);
        self.search.current = Some(hit);
        self.search.reveal = true;
    }
}

pub fn show(room: &mut CodeRoom, ui: &mut Ui, desk: &mut Desk<'_>) {
    room.search.follow(ui.ctx(), desk.study, desk.revision, room.transcript);
    ui.horizontal_wrapped(|ui| field(room, ui, desk));
    ui.horizontal_wrapped(|ui| options(&mut room.search, ui));
    if let Some(why) = room.search.results.as_ref().and_then(|results| results.refused.clone()) {
        ui.add(Label::new(RichText::new(why).color(tokens(ui.ctx()).warning)).wrap());
        return;
    }
    if room.search.sought.query.words.is_empty() {
        ui.label(quiet_text(
            ui,
            "Type words to find. Capitals and accents need not be right. Enter goes to the next place.",
        ));
        return;
    }
    summary(room, ui, desk);
    list(room, ui, desk);
}

fn field(room: &mut CodeRoom, ui: &mut Ui, desk: &mut Desk<'_>) {
    let wide = (ui.available_width() - 190.0).clamp(140.0, 420.0);
    let edit = TextEdit::singleline(&mut room.search.sought.query.words).hint_text("Find words").desired_width(wide);
    let response = ui.add(edit.lock_focus(false));
    response.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, "Find words"));
    if std::mem::take(&mut room.search.wants_keys) {
        response.request_focus();
        if let Some(mut state) = TextEdit::load_state(ui.ctx(), response.id) {
            let end = room.search.sought.query.words.chars().count();
            let all = eframe::egui::text::CCursorRange::two(
                eframe::egui::text::CCursor::new(0),
                eframe::egui::text::CCursor::new(end),
            );
            state.cursor.set_char_range(Some(all));
            state.store(ui.ctx(), response.id);
        }
    }
    if response.changed() {
        room.search.current = None;
    }
    if response.lost_focus() {
        let (next, before, away) = ui.input_mut(|input| {
            let before = input.consume_key(Modifiers::SHIFT, Key::Enter);
            (input.consume_key(Modifiers::NONE, Key::Enter), before, input.consume_key(Modifiers::NONE, Key::Escape))
        });
        if next || before {
            room.step_hit(desk.study, next);
            response.request_focus();
        } else if away {
            room.dock = None;
            room.view.focus();
        }
    }
    for (here, name) in [(true, "This transcript"), (false, "All transcripts")] {
        ui.selectable_value(&mut room.search.here, here, RichText::new(name).size(Tokens::SMALL));
    }
}

fn options(page: &mut SearchPage, ui: &mut Ui) {
    let query = &mut page.sought.query;
    let small = |name: &str| RichText::new(name).size(Tokens::SMALL);
    let mut whole = query.reading == Reading::WholeWord;
    let mut pattern = query.reading == Reading::Pattern;
    if ui.checkbox(&mut whole, small("Whole words")).changed() {
        query.reading = if whole { Reading::WholeWord } else { Reading::Plain };
    }
    let pattern_box = ui.checkbox(&mut pattern, small("Pattern"));
    if pattern_box.on_hover_text("A regular expression: fund(s|ing|ed)").changed() {
        query.reading = if pattern { Reading::Pattern } else { Reading::Plain };
    }
    ui.checkbox(&mut query.match_case, small("Match capitals"));
    ui.checkbox(&mut query.match_accents, small("Match accents"));
    ui.separator();
    ui.checkbox(&mut page.sought.without_moderators, small("Without moderators"));
    ui.checkbox(&mut page.sought.uncoded, small("Only uncoded"));
}

fn summary(room: &mut CodeRoom, ui: &mut Ui, desk: &mut Desk<'_>) {
    let hits = room.search.hits();
    let mut transcripts: Vec<Id<Transcript>> = hits.iter().map(|hit| hit.transcript).collect();
    transcripts.dedup();
    let left_out = room.search.left_out.len();
    let all = hits.len();
    ui.horizontal(|ui| {
        let words = match (room.search.settled(), all) {
            (false, 0) => "Looking…".to_owned(),
            (_, 0) => "Found nowhere".to_owned(),
            _ => format!("{} in {}", counted(all, "place"), counted(transcripts.len(), "transcript")),
        };
        ui.label(quiet_text(ui, words));
        if all == 0 {
            return;
        }
        for (forward, name) in [(false, "Previous"), (true, "Next")] {
            if ui.small_button(name).clicked() {
                room.step_hit(desk.study, forward);
            }
        }
        ui.separator();
        let mut every = left_out == 0;
        if ui.checkbox(&mut every, RichText::new("All").size(Tokens::SMALL)).changed() {
            room.search.left_out = if every { HashSet::new() } else { room.search.hits().iter().copied().collect() };
        }
        let ticked = all - room.search.left_out.len();
        if desk.writable && ticked > 0 {
            let name = format!("Code {}…", counted(ticked, "place"));
            if ui.button(name).on_hover_text("As they are, as sentences or as turns; with a preview").clicked() {
                let wanted = room.search.hits().iter().filter(|hit| !room.search.left_out.contains(hit));
                let places = wanted.map(|hit| (hit.transcript, hit.span)).collect();
                desk.asks.push(Ask::Overlay(Overlay::CodeHits(Box::new(CodeHits::new(places)))));
            }
        }
    });
}

/// A row of the list: a transcript's heading with how many places it has, or a place.
enum Line {
    Transcript(Id<Transcript>, usize),
    Place(usize),
}

fn lines(hits: &[Hit]) -> Vec<Line> {
    let mut lines = Vec::with_capacity(hits.len() + 8);
    let mut at = 0;
    for group in hits.chunk_by(|one, other| one.transcript == other.transcript) {
        lines.extend(group.first().map(|first| Line::Transcript(first.transcript, group.len())));
        lines.extend((at..at + group.len()).map(Line::Place));
        at += group.len();
    }
    lines
}

fn list(room: &mut CodeRoom, ui: &mut Ui, desk: &mut Desk<'_>) {
    let hits: Arc<[Hit]> = room.search.results.as_ref().map(|results| results.hits.clone()).unwrap_or_default();
    let lines = lines(&hits);
    let mut scroll = ScrollArea::vertical().id_salt("hits").auto_shrink([false, false]);
    if std::mem::take(&mut room.search.reveal)
        && let Some(current) = room.search.current
        && let Some(at) =
            lines.iter().position(|line| matches!(line, Line::Place(at) if hits.get(*at) == Some(&current)))
    {
        let wanted = at as f32 * (Tokens::ROW + 1.0) - ui.available_height() / 2.0;
        scroll = scroll.vertical_scroll_offset(wanted.max(0.0));
    }
    ui.spacing_mut().item_spacing.y = 1.0;
    scroll.show_rows(ui, Tokens::ROW, lines.len(), |ui, rows| {
        for line in rows.filter_map(|at| lines.get(at)) {
            match line {
                Line::Transcript(id, count) => heading(room, ui, desk, *id, *count, &hits),
                Line::Place(at) => {
                    if let Some(hit) = hits.get(*at) {
                        place(room, ui, desk, *hit);
                    }
                }
            }
        }
    });
}

fn heading(room: &mut CodeRoom, ui: &mut Ui, desk: &Desk<'_>, transcript: Id<Transcript>, count: usize, hits: &[Hit]) {
    let title = desk.study.get(transcript).map_or("", |one| one.title.as_str());
    ui.allocate_ui_with_layout(
        eframe::egui::vec2(ui.available_width(), Tokens::ROW),
        Layout::left_to_right(Align::Center),
        |ui| {
            let of_it = || hits.iter().filter(|hit| hit.transcript == transcript);
            let mut every = !of_it().any(|hit| room.search.left_out.contains(hit));
            let tick = ui.checkbox(&mut every, "");
            tick.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, every, format!("All places in {title}")));
            if tick.changed() {
                for hit in of_it() {
                    if every {
                        room.search.left_out.remove(hit)
                    } else {
                        room.search.left_out.insert(*hit)
                    };
                }
            }
            ui.label(crate::app::widgets::strong_text(elide(title, 60)));
            ui.label(quiet_text(ui, count.to_string()));
        },
    );
}

/// One place, its words in the middle of what stands around them.
fn place(room: &mut CodeRoom, ui: &mut Ui, desk: &Desk<'_>, hit: Hit) {
    let study = desk.study;
    let text = study.text(hit.transcript);
    let Some(words) = hit.span.of(text) else { return };
    let turn = study.get(hit.transcript).and_then(|one| one.turn_at(hit.span.start));
    let bounds = turn.map_or(hit.span, |(_, turn)| turn.span);
    let bounds = Span { start: bounds.start.min(hit.span.start), end: bounds.end.max(hit.span.end) };
    let bounds = if turn.is_some() { bounds } else { crate::text::paragraphs::paragraph_at(text, hit.span.start) };
    let (before, after) = words_around(text, hit.span, bounds, 70);
    let speaker = turn.and_then(|(_, turn)| turn.speaker).and_then(|id| study.get(id));
    let who = format!(
        "{}{}",
        speaker.map_or("", |speaker| speaker.label.as_str()),
        turn.map_or_else(String::new, |(at, _)| format!(" · {}", at + 1))
    );
    let chosen = room.search.current == Some(hit);
    let said = format!("{who}: {}{words}{}", flat(&before), flat(&after));
    let tokens = tokens(ui.ctx());
    let mut ticked = !room.search.left_out.contains(&hit);
    let mut changed = false;
    let response = Row { name: &said, chosen, indent: 0.0 }.show(ui, |ui| {
        let tick = ui.checkbox(&mut ticked, "");
        tick.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, ticked, format!("Code this place: {said}")));
        changed = tick.changed();
        let wide = eframe::egui::vec2(150.0, Tokens::ROW);
        ui.allocate_ui_with_layout(wide, Layout::left_to_right(Align::Center), |ui| {
            ui.set_min_width(wide.x);
            elided(ui, quiet_text(ui, who.trim_start_matches(" · ")));
        });
        // What stands before gives way, so that the words found always show.
        let most = ui.available_width() * 0.4 / (Tokens::BODY * 0.54);
        let (before, found, after) = (ending(&flat(&before), most as usize), flat(words), flat(&after));
        let pieces = [
            Piece::new(&before, tokens.quiet),
            Piece { text: &found, ink: tokens.text, ground: tokens.found },
            Piece::new(&after, tokens.quiet),
        ];
        ui.add(Words::new(&pieces, Tokens::BODY).on_one_line());
    });
    if changed {
        if ticked {
            room.search.left_out.remove(&hit)
        } else {
            room.search.left_out.insert(hit)
        };
    } else if response.clicked() {
        room.show_hit(hit);
    }
}

fn flat(words: &str) -> String {
    words.replace('\n', " ")
}

/// The end of words, about as wide as so many Latin letters; with "…" where something is left out.
fn ending(words: &str, most: usize) -> String {
    let mut room = most;
    let mut from = words.len();
    for (at, letter) in words.char_indices().rev() {
        let wide = if matches!(u32::from(letter), 0x1100..=0x11FF | 0x2E80..=0xFFEF | 0x20000..) { 2 } else { 1 };
        let Some(left) = room.checked_sub(wide) else {
            // Cut at a space where there is one.
            let kept = words.get(from..).unwrap_or_default();
            let begins = kept.find(' ').map_or(0, |space| space + 1);
            let kept = kept.get(begins..).filter(|rest| !rest.trim().is_empty()).unwrap_or(kept);
            return format!("…{kept}");
        };
        (room, from) = (left, at);
    }
    words.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_before_a_place_found_is_cut_at_its_beginning() {
        assert_eq!(ending("we never had enough ", 40), "we never had enough ");
        assert_eq!(ending("we never had enough ", 13), "…had enough ");
        assert_eq!(ending("neverhadenough", 6), "…enough");
        assert_eq!(ending("我们从来没有", 6), "…来没有");
        assert_eq!(ending("", 0), "");
    }
}
