//! The rows of boards, themes, placements and interventions.

use rusqlite::types::Value;

use super::{Cell, Cells, Columns, Filling, Misread, Unkept, table};
use crate::study::{
    Board, FigureSettings, Gaps, Id, Intervention, Key, Kind, Placed, Placement, Rating, Technique, Theme,
};

table! {
    Board in "board" {
        id: "id";
        order: "position";
        name: "name";
        notes: "notes";
        figure: "figure_kind" "figure_preset" "figure_arrangement" "figure_width_cm" "figure_text_pt" "figure_dpi"
            "figure_title" "figure_number" "figure_table_number" "figure_level" "figure_palette" "figure_legend"
            "figure_empty_components" "figure_gap_subthemes" "figure_gap_themes" "figure_gap_components" "figure_order" "figure_pages";
    }
}

/// A cell a choice; the gaps three; the order a JSON list of ids.
impl Columns for FigureSettings {
    fn fill(&self, to: &mut Filling) -> Result<(), Unkept> {
        to.cell(&self.kind)?;
        to.cell(&self.preset)?;
        to.cell(&self.arrangement)?;
        to.cell(&self.width_cm)?;
        to.cell(&self.text_pt)?;
        to.cell(&self.dpi)?;
        to.cell(&self.title)?;
        to.cell(&self.number)?;
        to.cell(&self.table_number)?;
        to.cell(&self.level)?;
        to.cell(&self.palette)?;
        to.cell(&self.legend)?;
        to.cell(&self.empty_components)?;
        to.cell(&self.gaps.subthemes)?;
        to.cell(&self.gaps.themes)?;
        to.cell(&self.gaps.components)?;
        to.cell(&Ids(self.order.clone()))?;
        to.cell(&self.pages)
    }
    fn take(from: &mut Cells) -> Result<Self, Misread> {
        Ok(FigureSettings {
            kind: from.cell()?,
            preset: from.cell()?,
            arrangement: from.cell()?,
            width_cm: from.cell()?,
            text_pt: from.cell()?,
            dpi: from.cell()?,
            title: from.cell()?,
            number: from.cell()?,
            table_number: from.cell()?,
            level: from.cell()?,
            palette: from.cell()?,
            legend: from.cell()?,
            empty_components: from.cell()?,
            gaps: Gaps { subthemes: from.cell()?, themes: from.cell()?, components: from.cell()? },
            order: from.cell::<Ids>()?.0,
            pages: from.cell()?,
        })
    }
}

/// Themes by their ids: a JSON list in one cell, which SQL reads with `json_each`.
struct Ids(Vec<Id<Theme>>);

impl Cell for Ids {
    const EXPECTED: &'static str = "a JSON list of UUIDs";
    fn value(&self) -> Option<Value> {
        serde_json::to_string(&self.0).ok().map(Value::Text)
    }
    fn from_value(value: Value) -> Option<Self> {
        serde_json::from_str(&String::from_value(value)?).ok().map(Ids)
    }
}

table! {
    Theme in "theme" {
        id: "id";
        board: "board";
        parent: "parent";
        order: "position";
        name: "name";
        definition: "definition";
        is_not: "is_not";
        valence: "valence";
        note_mark: "note_mark";
    }
    codes in "theme_code" of "theme": "position" "code";
}

table! {
    Placement in "placement" {
        id: "id";
        subject: "subject_kind" "subject";
        element: "element";
        rationale: "rationale";
        author: "author";
    }
}

/// Kind and id.
impl Columns for Placed {
    fn fill(&self, to: &mut Filling) -> Result<(), Unkept> {
        match self {
            Placed::Theme(theme) => theme.key().fill(to),
            Placed::Code(code) => code.key().fill(to),
        }
    }
    fn take(from: &mut Cells) -> Result<Self, Misread> {
        let Key { kind, id } = Columns::take(from)?;
        match kind {
            Kind::Theme => Ok(Placed::Theme(crate::study::Id::from_uuid(id))),
            Kind::Code => Ok(Placed::Code(crate::study::Id::from_uuid(id))),
            _ => Err(from.misread(&Value::Text(kind.noun().to_owned()), "the id of a theme or a code")),
        }
    }
}

table! {
    Intervention in "intervention" {
        id: "id";
        order: "position";
        outline: "outline";
        delivery: "delivery";
    }
    functions in "intervention_function" of "intervention": "position" "function";
    policies in "intervention_policy" of "intervention": "position" "policy";
    techniques in "intervention_technique" of "intervention": "position" "printed" "numbers";
    apease in "intervention_apease" of "intervention": "criterion" "met" "note";
    addresses in "intervention_theme" of "intervention": "position" "theme";
}

/// The numbers of a technique: a JSON list in one cell, which SQL reads with `json_each`.
struct Numbers(Vec<String>);

impl Cell for Numbers {
    const EXPECTED: &'static str = "a JSON list such as [\"3.1\"]";
    fn value(&self) -> Option<Value> {
        serde_json::to_string(&self.0).ok().map(Value::Text)
    }
    fn from_value(value: Value) -> Option<Self> {
        serde_json::from_str(&String::from_value(value)?).ok().map(Numbers)
    }
}

impl Columns for Technique {
    fn fill(&self, to: &mut Filling) -> Result<(), Unkept> {
        to.cell(&self.printed)?;
        to.cell(&Numbers(self.numbers.clone()))
    }
    fn take(from: &mut Cells) -> Result<Self, Misread> {
        Ok(Technique { printed: from.cell()?, numbers: from.cell::<Numbers>()?.0 })
    }
}

impl Columns for Rating {
    fn fill(&self, to: &mut Filling) -> Result<(), Unkept> {
        to.cell(&self.met)?;
        to.cell(&self.note)
    }
    fn take(from: &mut Cells) -> Result<Self, Misread> {
        Ok(Rating { met: from.cell()?, note: from.cell()? })
    }
}
