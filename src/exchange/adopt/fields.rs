//! Records that several parts of a file say something of: kept as drafts until everything is known, then written once.

use std::collections::{BTreeMap, btree_map::Entry};

use crate::{
    journal::Change,
    study::{Attribute, AttributeKind, AttributeValue, Code, Group, Id, Participant, Study, Wrapped},
};

/// Records of one kind as they will stand; those of the study that are altered among them.
#[derive(Default)]
pub(super) struct Draft<T>(BTreeMap<Id<T>, T>);

impl<T: Wrapped> Draft<T> {
    pub(super) fn put(&mut self, record: T) {
        self.0.insert(record.id(), record);
    }

    /// The record as it will stand, to be altered.
    pub(super) fn edit(&mut self, study: &Study, id: Id<T>) -> Option<&mut T> {
        match self.0.entry(id) {
            Entry::Occupied(known) => Some(known.into_mut()),
            Entry::Vacant(free) => Some(free.insert(study.get(id)?.clone())),
        }
    }

    fn changes(self, study: &Study) -> impl Iterator<Item = Change> {
        self.0.into_values().filter_map(|record| match study.get(record.id()) {
            None => Some(Change::made(record)),
            Some(before) if *before == record => None,
            Some(before) => Some(Change::altered(before, record)),
        })
    }
}

/// All drafts.
pub(super) struct Drafts {
    pub(super) attributes: Draft<Attribute>,
    pub(super) groups: Draft<Group>,
    pub(super) participants: Draft<Participant>,
    pub(super) codes: Draft<Code>,
    /// The greatest order among the study's groups, which new ones come after.
    pub(super) last_group: i64,
}

impl Drafts {
    pub(super) fn of(study: &Study) -> Self {
        Drafts {
            attributes: Draft(BTreeMap::new()),
            groups: Draft(BTreeMap::new()),
            participants: Draft(BTreeMap::new()),
            codes: Draft(BTreeMap::new()),
            last_group: study.groups_in_order().last().map_or(0, |group| group.order),
        }
    }

    /// The changes that make the drafts so, in an order in which nothing points at what is not there yet.
    pub(super) fn changes(&mut self, study: &Study) -> Vec<Change> {
        let drafts = std::mem::replace(self, Drafts::of(study));
        let mut changes: Vec<Change> = drafts.attributes.changes(study).collect();
        changes.extend(drafts.groups.changes(study));
        changes.extend(drafts.participants.changes(study));
        changes.extend(drafts.codes.changes(study));
        changes
    }
}

/// Adds values where there are none yet, and with `update` puts them in the place of others. Gives the attributes that keep
/// another value.
pub(super) fn fill(
    values: &mut BTreeMap<Id<Attribute>, AttributeValue>,
    coming: &[(Id<Attribute>, AttributeValue)],
    update: bool,
) -> Vec<Id<Attribute>> {
    let mut other = Vec::new();
    for (attribute, value) in coming {
        match values.get(attribute) {
            None => {
                values.insert(*attribute, value.clone());
            }
            Some(here) if here != value && update => {
                values.insert(*attribute, value.clone());
            }
            Some(here) if here != value => other.push(*attribute),
            Some(_) => {}
        }
    }
    other
}

/// A value as the attribute's kind wants it; `None` where it cannot be.
pub(super) fn fitted(attribute: &mut Attribute, value: &AttributeValue) -> Option<AttributeValue> {
    let words = match value {
        AttributeValue::Category(words) | AttributeValue::Text(words) => words.trim().to_owned(),
        AttributeValue::Number(number) => number.to_string(),
        AttributeValue::Date(date) => date.to_string(),
    };
    if words.is_empty() {
        return None;
    }
    Some(match attribute.kind {
        AttributeKind::Category => {
            if !attribute.categories.contains(&words) {
                attribute.categories.push(words.clone());
            }
            AttributeValue::Category(words)
        }
        AttributeKind::Number => AttributeValue::Number(words.parse().ok().filter(|number: &f64| number.is_finite())?),
        AttributeKind::Date => AttributeValue::Date(words.parse().ok()?),
        AttributeKind::Text => AttributeValue::Text(words),
    })
}
