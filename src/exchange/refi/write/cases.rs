//! Variables, and the people that a study is about, as cases.

use std::collections::{BTreeMap, BTreeSet};

use uuid::Uuid;

use super::{
    super::{schema, xml::Element},
    beside::id,
    document::Writing,
    guid,
};
use crate::study::{Attribute, AttributeKind, AttributeValue, Describes, Id, Participant, Transcript};

impl Writing<'_> {
    pub(super) fn variables(&mut self) {
        let study = self.study;
        let mut attributes: Vec<_> = study.attributes().filter(|one| one.describes != Describes::Groups).collect();
        attributes.sort_by_key(|attribute| attribute.order);
        if attributes.is_empty() {
            return;
        }
        self.xml.open("Variables", &[]);
        for attribute in attributes {
            let kind = self.type_of(attribute);
            let name = Some(attribute.name.as_str());
            self.xml.open(
                "Variable",
                &[("guid", Some(&guid(attribute.id.uuid()))), ("name", name), ("typeOfVariable", Some(kind))],
            );
            let said =
                self.beside.element("Variable", attribute.id.uuid()).map(|kept| kept.words("Description").to_owned());
            match said.filter(|said| !said.trim().is_empty()) {
                Some(said) => self.xml.words("Description", &said),
                None if attribute.kind == AttributeKind::Category && kind == "Text" => {
                    self.xml.words("Description", &format!("Categories: {}", attribute.categories.join(" | ")));
                }
                None => {}
            }
            self.xml.close("Variable");
        }
        self.xml.close("Variables");
    }

    /// The type of a variable: that which it came with, where every value still is of it.
    fn type_of(&self, attribute: &Attribute) -> &'static str {
        let own = match attribute.kind {
            AttributeKind::Number => "Float",
            AttributeKind::Date => "Date",
            AttributeKind::Category | AttributeKind::Text => "Text",
        };
        let kept = self.beside.element("Variable", attribute.id.uuid());
        let kept = kept.and_then(|kept| kept.attribute("typeOfVariable"));
        let Some(came) =
            ["Integer", "Boolean", "DateTime", "Text", "Float", "Date"].into_iter().find(|name| Some(*name) == kept)
        else {
            return own;
        };
        let of_people = self.study.participants().filter_map(|one| one.attributes.get(&attribute.id));
        let of_texts = self.study.transcripts().filter_map(|one| one.attributes.get(&attribute.id));
        let mut values = of_people.chain(of_texts);
        if values.all(|value| written_as(value, came).is_some()) { came } else { own }
    }

    /// The values of an element, and those of which it is known that they are missing.
    pub(super) fn values(&mut self, values: &BTreeMap<Id<Attribute>, AttributeValue>, kept: Option<&Element>) {
        let study = self.study;
        for (attribute, value) in values {
            let kind = study.get(*attribute).map_or("Text", |attribute| self.type_of(attribute));
            let Some((element, words)) = written_as(value, kind) else { continue };
            self.xml.open("VariableValue", &[]);
            self.xml.refers("VariableRef", &guid(attribute.uuid()));
            self.xml.words(element, &words);
            self.xml.close("VariableValue");
        }
        for missing in kept.into_iter().flat_map(|kept| kept.all("VariableValue")) {
            let variable = missing.child("VariableRef").and_then(|variable| id(variable, "targetGUID"));
            let attribute = variable.map(Id::<Attribute>::from_uuid).filter(|id| study.get(*id).is_some());
            if let Some(attribute) = attribute.filter(|id| !values.contains_key(id)) {
                self.xml.open("VariableValue", &[]);
                self.xml.refers("VariableRef", &guid(attribute.uuid()));
                self.xml.close("VariableValue");
            }
        }
    }

    pub(super) fn cases(&mut self) {
        let study = self.study;
        let nameless = self.nameless_cases();
        if study.participants().len() == 0 && nameless.is_empty() {
            return;
        }
        self.xml.open("Cases", &[]);
        let groups = study.groups_in_order();
        let of_groups = groups.iter().flat_map(|group| study.members_of(group.id));
        let alone = study.participants().filter(|one| one.group.is_none());
        let written = self.beside.written_selections(study);
        for one in of_groups.chain(alone) {
            self.case(one, &written);
        }
        for (case, transcript) in nameless {
            let Some(described) = study.get(transcript) else { continue };
            self.xml.open("Case", &[("guid", Some(&guid(case)))]);
            let kept = self.beside.element("Case", case).cloned();
            self.values(&described.attributes, kept.as_ref());
            self.xml.refers("SourceRef", &guid(transcript.uuid()));
            self.xml.close("Case");
        }
        self.xml.close("Cases");
    }

    fn case(&mut self, one: &Participant, written: &std::collections::HashSet<String>) {
        let study = self.study;
        let kept = self.beside.element("Case", one.id.uuid()).cloned();
        let named = |name: &'static str| -> Vec<Uuid> {
            kept.iter().flat_map(|kept| kept.all(name)).filter_map(|one| id(one, "targetGUID")).collect()
        };
        self.xml.open("Case", &[("guid", Some(&guid(one.id.uuid()))), ("name", Some(&one.label))]);
        self.xml.words("Description", &one.notes);
        for code in named("CodeRef") {
            if study.get(Id::<crate::study::Code>::from_uuid(code)).is_some() {
                self.xml.refers("CodeRef", &guid(code));
            }
        }
        self.values(&one.attributes, kept.as_ref());
        let sources = study.transcripts_in_order();
        let of_group = sources.iter().filter(|source| one.group.is_some() && source.group == one.group);
        let mut sources: Vec<Uuid> = of_group.map(|source| source.id.uuid()).collect();
        sources.extend(named("SourceRef").into_iter().filter(|source| self.is_a_source(*source)));
        let mut told = BTreeSet::new();
        sources.retain(|source| told.insert(*source));
        sources.iter().for_each(|source| self.xml.refers("SourceRef", &guid(*source)));
        for selection in named("SelectionRef") {
            if written.contains(&selection.to_string()) {
                self.xml.refers("SelectionRef", &guid(selection));
            }
        }
        self.xml.close("Case");
    }

    fn is_a_source(&self, source: Uuid) -> bool {
        self.study.get(Id::<Transcript>::from_uuid(source)).is_some()
            || self.study.get(Id::<crate::study::Carried>::from_uuid(source)).is_some()
    }

    /// Cases that came without a name and stand for a transcript: their id and the transcript.
    pub(super) fn nameless_cases(&self) -> Vec<(Uuid, Id<Transcript>)> {
        let nameless = self.beside.all("Case").into_iter().filter(|(_, case)| case.attribute("nameless").is_some());
        let of = |case: &Element| Some(Id::<Transcript>::from_uuid(id(case.child("SourceRef")?, "targetGUID")?));
        let mut described = BTreeSet::new();
        nameless
            .filter_map(|(id, case)| Some((id, of(case)?)))
            .filter(|(_, transcript)| self.study.get(*transcript).is_some() && described.insert(*transcript))
            .collect()
    }
}

/// A value as it is written in a variable of a type; `None` where it is not of it.
fn written_as(value: &AttributeValue, kind: &str) -> Option<(&'static str, String)> {
    let words = match value {
        AttributeValue::Category(words) | AttributeValue::Text(words) => words.clone(),
        AttributeValue::Number(number) => number.to_string(),
        AttributeValue::Date(date) => date.to_string(),
    };
    match (kind, value) {
        ("Integer", AttributeValue::Number(number)) => (number.fract() == 0.0).then_some(("IntegerValue", words)),
        ("Float", AttributeValue::Number(_)) => Some(("FloatValue", words)),
        ("Date", AttributeValue::Date(_)) => Some(("DateValue", words)),
        ("Boolean", AttributeValue::Category(_) | AttributeValue::Text(_)) => match words.as_str() {
            "yes" => Some(("BooleanValue", "true".into())),
            "no" => Some(("BooleanValue", "false".into())),
            _ => None,
        },
        ("DateTime", AttributeValue::Category(_) | AttributeValue::Text(_)) => {
            schema::is_a_time(&words).then_some(("DateTimeValue", words))
        }
        // A number or a day among words keeps its own element: a reader takes what it finds.
        ("Text", AttributeValue::Number(_)) => Some(("FloatValue", words)),
        ("Text", AttributeValue::Date(_)) => Some(("DateValue", words)),
        ("Text", _) => Some(("TextValue", words)),
        _ => None,
    }
}
