//! The rows of coders, groups, participants and attributes.

use super::{Cells, Columns, Filling, Misread, Unkept, table};
use crate::study::{Attribute, AttributeKind, AttributeValue, Coder, Group, Participant};

table! {
    Coder in "coder" {
        id: "id";
        name: "name";
        initials: "initials";
        colour: "colour";
        role: "role";
    }
    pins in "coder_pin" of "coder": "key" "code";
}

table! {
    Attribute in "attribute" {
        id: "id";
        order: "position";
        name: "name";
        kind: "kind";
        describes: "describes";
    }
    categories in "attribute_category" of "attribute": "position" "category";
}

table! {
    Group in "focus_group" {
        id: "id";
        order: "position";
        label: "label";
        date: "date";
        place: "place";
        notes: "notes";
    }
    attributes in "focus_group_attribute" of "focus_group": "attribute" "kind" "text" "number";
}

table! {
    Participant in "participant" {
        id: "id";
        group: "focus_group";
        order: "position";
        label: "label";
        moderator: "moderator";
        notes: "notes";
    }
    attributes in "participant_attribute" of "participant": "attribute" "kind" "text" "number";
}

/// Its kind; then its words in one cell, or its number in another.
impl Columns for AttributeValue {
    fn fill(&self, to: &mut Filling) -> Result<(), Unkept> {
        let (kind, text, number) = match self {
            AttributeValue::Category(text) => (AttributeKind::Category, Some(text.clone()), None),
            AttributeValue::Number(number) => (AttributeKind::Number, None, Some(*number)),
            AttributeValue::Date(date) => (AttributeKind::Date, Some(date.to_string()), None),
            AttributeValue::Text(text) => (AttributeKind::Text, Some(text.clone()), None),
        };
        to.cell(&kind)?;
        to.cell(&text)?;
        to.cell(&number)
    }

    fn take(from: &mut Cells) -> Result<Self, Misread> {
        Ok(match from.cell()? {
            AttributeKind::Category => AttributeValue::Category(from.cell()?),
            AttributeKind::Date => AttributeValue::Date(from.cell()?),
            AttributeKind::Text => AttributeValue::Text(from.cell()?),
            AttributeKind::Number => {
                from.cell::<Option<String>>()?;
                AttributeValue::Number(from.cell()?)
            }
        })
    }
}
