//! Text being typed into a field of a record. It becomes an entry when the field is left, when another is begun, or after
//! a pause, so that no more than a second or two of typing is ever undone or lost at once.

use eframe::egui::{self, Key as KeyPress, TextEdit, Ui};

use crate::{
    framework::wheel,
    journal::Stamp,
    operations::{self, Declined, Planned},
    study::{
        Board, Checklist, ChecklistAnswer, Code, Coding, Details, Intervention, Key, Memo, NoteMark, Participant,
        Placement, Rating, Study, Theme,
    },
};

/// Which text of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    Name,
    Brief,
    Full,
    WhenToUse,
    WhenNotToUse,
    Aliases,
    Definition,
    IsNot,
    Rationale,
    Outline,
    Delivery,
    Memo,
    Questions,
    Authors,
    /// What a mark on a figure's box stands for.
    Note(NoteMark),
    FigureTitle,
    FigureNumber,
    TableNumber,
    /// The note on an APEASE criterion, by its place among them.
    Apease(u8),
    /// What the authors answer to an item of a checklist.
    Answer,
    /// Where the manuscript tells it.
    Page,
    /// The printed label of a technique, by its place in the intervention.
    Technique(u8),
}

/// Something typed and not yet committed.
#[derive(Clone, Debug, PartialEq)]
struct Draft {
    key: Key,
    field: Field,
    text: String,
    /// Seconds of the window's clock.
    typed_at: f64,
}

/// What is being typed, and what is ready to become an entry.
#[derive(Clone, Debug, Default)]
pub struct Drafts {
    current: Option<Draft>,
    ready: Vec<Draft>,
    /// Whether the field of what is being typed was drawn since the last look.
    drawn: bool,
}

/// After this many seconds without a key a draft becomes an entry.
const PAUSE: f64 = 1.5;

impl Drafts {
    /// A field over a record's text: `name` for screen readers, `hint` where it is empty, `rows` high (1: a single line).
    pub fn field(
        &mut self,
        ui: &mut Ui,
        key: Key,
        field: Field,
        value: &str,
        (name, hint, rows): (&str, &str, usize),
    ) -> egui::Response {
        let mine = |draft: &Draft| draft.key == key && draft.field == field;
        let typing = self.current.as_ref().is_some_and(mine);
        self.drawn |= typing;
        let mut text = match &self.current {
            Some(draft) if typing => draft.text.clone(),
            _ => value.to_owned(),
        };
        let id = ui.make_persistent_id((key.id, field));
        let edit = if rows == 1 { TextEdit::singleline(&mut text) } else { TextEdit::multiline(&mut text) };
        let edit = edit.id(id).hint_text(hint).desired_rows(rows).desired_width(f32::INFINITY);
        let response = ui.add(edit);
        let role = if rows == 1 { egui::Role::TextInput } else { egui::Role::MultilineTextInput };
        response.widget_info(|| egui::WidgetInfo::labeled(role, true, name));
        if response.changed() {
            if !typing && let Some(other) = self.current.take() {
                self.ready.push(other);
            }
            self.current = Some(Draft { key, field, text, typed_at: ui.input(|input| input.time) });
            self.drawn = true;
        } else if typing && response.lost_focus() {
            // A name is left as it was; longer writing is never thrown away.
            if rows == 1 && ui.input(|input| input.key_pressed(KeyPress::Escape)) {
                self.current = None;
            } else {
                self.finish();
            }
        }
        response
    }

    /// Makes whatever is being typed ready, at once.
    pub fn finish(&mut self) {
        self.ready.extend(self.current.take());
    }

    /// Looked at once a frame, after everything was drawn: what was being typed into a field that is no longer there is
    /// ready at once. Gives after how many seconds what is being typed is due; nothing is typed where `None`.
    pub fn look(&mut self, now: f64) -> Option<f64> {
        if !std::mem::take(&mut self.drawn) {
            self.finish();
        }
        self.current.as_ref().map(|draft| (draft.typed_at + PAUSE - now).max(0.0) + 0.05)
    }

    /// The entries that are due at this time of the window's clock, in the order typed.
    pub fn due(&mut self, now: f64) -> Vec<impl FnOnce(&Study, &Stamp) -> Planned + use<>> {
        if self.current.as_ref().is_some_and(|draft| now - draft.typed_at > PAUSE) {
            self.finish();
        }
        let ready = std::mem::take(&mut self.ready);
        ready.into_iter().map(|draft| move |study: &Study, stamp: &Stamp| committed(study, stamp, draft)).collect()
    }
}

fn committed(study: &Study, stamp: &Stamp, draft: Draft) -> Planned {
    let gone = || Declined::Gone(draft.key.kind.noun());
    let text = draft.text.trim_end().to_owned();
    if let Some(id) = draft.key.id_of::<Code>() {
        let mut code = study.get(id).ok_or_else(gone)?.clone();
        match draft.field {
            Field::Name => code.name = text,
            Field::Brief => code.brief = text,
            Field::Full => code.full = text,
            Field::WhenToUse => code.when_to_use = text,
            Field::WhenNotToUse => code.when_not_to_use = text,
            Field::Aliases => code.aliases = list(&text, ','),
            _ => return Err(Declined::Unchanged),
        }
        return operations::edit_code(study, stamp, code);
    }
    if let Some(id) = draft.key.id_of::<Theme>() {
        let mut theme = study.get(id).ok_or_else(gone)?.clone();
        match draft.field {
            Field::Name => theme.name = text,
            Field::Definition => theme.definition = text,
            Field::IsNot => theme.is_not = text,
            _ => return Err(Declined::Unchanged),
        }
        return operations::edit_theme(study, stamp, theme);
    }
    if let Some(id) = draft.key.id_of::<Placement>() {
        return operations::set_rationale(study, stamp, id, &text);
    }
    if let Some(id) = draft.key.id_of::<Intervention>() {
        let mut intervention = study.get(id).ok_or_else(gone)?.clone();
        match draft.field {
            Field::Outline => intervention.outline = text,
            Field::Delivery => intervention.delivery = text,
            Field::Apease(place) => {
                let criterion = wheel().apease.criteria.get(usize::from(place)).ok_or(Declined::Unchanged)?;
                let rating = intervention.apease.entry(criterion.id.as_str().to_owned()).or_default();
                rating.note = text;
                if *rating == Rating::default() {
                    intervention.apease.remove(criterion.id.as_str());
                }
            }
            Field::Technique(place) => {
                let technique = intervention.techniques.get_mut(usize::from(place)).ok_or(Declined::Unchanged)?;
                technique.printed = text;
            }
            _ => return Err(Declined::Unchanged),
        }
        return operations::edit_intervention(study, stamp, intervention);
    }
    if let Some(id) = draft.key.id_of::<Coding>() {
        let coding = study.get(id).ok_or_else(gone)?.clone();
        return operations::edit_coding(study, stamp, Coding { memo: text, ..coding });
    }
    if let Some(id) = draft.key.id_of::<Memo>() {
        let mut memo = study.get(id).ok_or_else(gone)?.clone();
        match draft.field {
            Field::Name => memo.title = text,
            Field::Memo => memo.text = text,
            _ => return Err(Declined::Unchanged),
        }
        return operations::edit_memo(study, stamp, memo);
    }
    if let Some(id) = draft.key.id_of::<Participant>() {
        let participant = study.get(id).ok_or_else(gone)?.clone();
        return operations::edit_participant(study, stamp, Participant { label: text, ..participant });
    }
    if let Some(id) = draft.key.id_of::<Board>() {
        let mut figure = study.get(id).ok_or_else(gone)?.figure.clone();
        match draft.field {
            Field::FigureTitle => figure.title = text,
            Field::FigureNumber => figure.number = text,
            Field::TableNumber => figure.table_number = text,
            _ => return Err(Declined::Unchanged),
        }
        return operations::set_figure(study, stamp, id, figure);
    }
    if let Some(id) = draft.key.id_of::<ChecklistAnswer>() {
        // The first answer to an item makes the record.
        let (checklist, item) = Checklist::item_of(id).ok_or_else(gone)?;
        let mut answer = study.get(id).cloned().unwrap_or_else(|| ChecklistAnswer::to(checklist, item));
        match draft.field {
            Field::Answer => answer.text = text,
            Field::Page => answer.page = text,
            _ => return Err(Declined::Unchanged),
        }
        return operations::answer_item(study, stamp, answer);
    }
    if draft.key.id_of::<Details>().is_some() {
        let mut details = study.details().clone();
        match draft.field {
            Field::Name => details.title = text,
            Field::Questions => details.questions = list(&text, '\n'),
            Field::Authors => details.authors = text,
            Field::Note(mark) if text.is_empty() => {
                details.notes.remove(&mark);
            }
            Field::Note(mark) => {
                details.notes.insert(mark, text);
            }
            _ => return Err(Declined::Unchanged),
        }
        return operations::edit_details(study, stamp, details);
    }
    Err(Declined::Unchanged)
}

fn list(text: &str, separator: char) -> Vec<String> {
    text.split(separator).map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
}
