//! The codebook in time: as it stood at a place in the journal, what changed between two places, and how one code was
//! defined before. Read off entries, whatever did the changing, undo included.

use std::collections::BTreeMap;

use jiff::Timestamp;
use uuid::Uuid;

use crate::{
    journal::{Change, Entry},
    study::{Code, CodeStatus, Id, Orientation, Record},
};

/// All codes as they stood at one moment.
pub type Codebook = BTreeMap<Id<Code>, Code>;

/// The codebook after the entry `last`, from the entries that touch codes, oldest first. `None` where `last` is not
/// among the places the journal knows: `all` are the ids of all its entries, in order.
pub fn codebook_after(touching: &[Entry], all: &[Uuid], last: Uuid) -> Option<Codebook> {
    let end = all.iter().position(|id| *id == last)?;
    let before: std::collections::HashSet<&Uuid> = all.get(..=end)?.iter().collect();
    let mut codebook = Codebook::new();
    for entry in touching.iter().filter(|entry| before.contains(&entry.head.id)) {
        for change in &entry.changes {
            match change {
                Change::Record { after: Some(Record::Code(code)), .. } => {
                    codebook.insert(code.id, code.as_ref().clone());
                }
                Change::Record { before: Some(Record::Code(code)), after: None } => {
                    codebook.remove(&code.id);
                }
                _ => {}
            }
        }
    }
    Some(codebook)
}

/// How one code stood from when on, oldest first. A change of its place or colour alone is no new definition.
pub fn definitions(touching: &[Entry], code: Id<Code>) -> Vec<(Timestamp, Code)> {
    let mut found: Vec<(Timestamp, Code)> = Vec::new();
    for entry in touching {
        for change in &entry.changes {
            let Change::Record { after: Some(Record::Code(after)), .. } = change else { continue };
            if after.id == code && found.last().is_none_or(|(_, last)| !same_definition(last, after)) {
                found.push((entry.head.at, after.as_ref().clone()));
            }
        }
    }
    found
}

/// The definition that stood when a coding was made: the last that began at or before it.
pub fn definition_at(definitions: &[(Timestamp, Code)], at: Timestamp) -> Option<&Code> {
    let after = definitions.partition_point(|(since, _)| *since <= at);
    definitions.get(after.checked_sub(1)?).map(|(_, code)| code)
}

/// Whether two states of a code say the same of when it is to be attached.
pub fn same_definition(one: &Code, other: &Code) -> bool {
    wording(one).into_iter().zip(wording(other)).all(|((_, one), (_, other))| one == other)
}

/// What defines a code, by the names people know.
fn wording(code: &Code) -> [(&'static str, String); 7] {
    [
        ("Name", code.name.clone()),
        ("Brief definition", code.brief.clone()),
        ("Full definition", code.full.clone()),
        ("When to use", code.when_to_use.clone()),
        ("When not to use", code.when_not_to_use.clone()),
        ("Aliases", code.aliases.join(", ")),
        (
            "Orientation",
            match code.orientation {
                Orientation::Inductive => "inductive".into(),
                Orientation::Deductive => "deductive".into(),
            },
        ),
    ]
}

/// One thing that is another in a code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alteration {
    /// "Brief definition", "Place", …
    pub what: &'static str,
    pub before: String,
    pub after: String,
}

/// What became of a code between two codebooks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    Added,
    Removed,
    Altered(Vec<Alteration>),
}

/// The codes that differ between two codebooks, by their path in the later one (in the earlier one where they are gone).
pub fn compare(before: &Codebook, after: &Codebook) -> Vec<(String, Difference)> {
    let mut found = Vec::new();
    for (id, code) in after {
        let path = path(after, code);
        match before.get(id) {
            None => found.push((path, Difference::Added)),
            Some(old) => {
                let altered = alterations((before, old), (after, code));
                if !altered.is_empty() {
                    found.push((path, Difference::Altered(altered)));
                }
            }
        }
    }
    let gone = before.iter().filter(|(id, _)| !after.contains_key(id));
    found.extend(gone.map(|(_, code)| (path(before, code), Difference::Removed)));
    found.sort_by(|one, other| one.0.cmp(&other.0));
    found
}

/// What of one code is another, in words.
pub fn alterations(before: (&Codebook, &Code), after: (&Codebook, &Code)) -> Vec<Alteration> {
    let mut found: Vec<Alteration> = wording(before.1)
        .into_iter()
        .zip(wording(after.1))
        .filter(|(old, new)| old.1 != new.1)
        .map(|((what, before), (_, after))| Alteration { what, before, after })
        .collect();
    if before.1.parent != after.1.parent {
        let above = |codebook: &Codebook, code: &Code| match code.parent.and_then(|id| codebook.get(&id)) {
            Some(parent) => format!("under {}", path(codebook, parent)),
            None => "at the top".into(),
        };
        found.push(Alteration { what: "Place", before: above(before.0, before.1), after: above(after.0, after.1) });
    }
    if before.1.status != after.1.status {
        let name = |status| match status {
            CodeStatus::Active => "active",
            CodeStatus::Proposed => "proposed",
            CodeStatus::Retired => "retired",
        };
        found.push(Alteration {
            what: "Status",
            before: name(before.1.status).into(),
            after: name(after.1.status).into(),
        });
    }
    if before.1.exemplars.len() != after.1.exemplars.len() {
        let count = |code: &Code| code.exemplars.len().to_string();
        found.push(Alteration { what: "Examples", before: count(before.1), after: count(after.1) });
    }
    found
}

fn path(codebook: &Codebook, code: &Code) -> String {
    let mut names = vec![code.name.as_str()];
    let mut above = code.parent;
    while let Some(parent) = above.and_then(|id| codebook.get(&id)) {
        names.push(&parent.name);
        above = parent.parent;
        if names.len() > 64 {
            break;
        }
    }
    names.reverse();
    names.join(" › ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        operations::{self, CodePlace, fixture::Made},
        study::Study,
    };

    /// Entries a second apart: the study begun, Work and Money made, Money defined, Money moved under Work.
    fn told() -> (Study, Vec<Entry>) {
        let mut made = Made::begun();
        let (work, money) = (made.code("Work", None), made.code("Money", None));
        made.does(|study, stamp| {
            let after = Code { brief: "Pay".into(), ..study.get(money).expect("there").clone() };
            operations::edit_code(study, stamp, after)
        });
        made.does(|study, stamp| operations::move_codes(study, stamp, &[money], CodePlace::last_under(Some(work))));
        (made.study, made.entries)
    }

    #[test]
    fn two_places_in_the_journal_are_compared_in_words() {
        let (study, entries) = told();
        let all: Vec<Uuid> = entries.iter().map(|entry| entry.head.id).collect();
        let then = codebook_after(&entries, &all, all[2]).expect("a place");
        let now = codebook_after(&entries, &all, all[4]).expect("a place");
        assert_eq!(now, study.codes().map(|code| (code.id, code.clone())).collect());
        let differences = compare(&then, &now);
        let altered = |what, before: &str, after: &str| Alteration { what, before: before.into(), after: after.into() };
        let expected = vec![altered("Brief definition", "", "Pay"), altered("Place", "at the top", "under Work")];
        assert_eq!(differences, [("Work › Money".to_owned(), Difference::Altered(expected))]);
        let early = codebook_after(&entries, &all, all[1]).expect("a place");
        assert_eq!(compare(&early, &then), [("Money".to_owned(), Difference::Added)]);
        assert_eq!(compare(&then, &early), [("Money".to_owned(), Difference::Removed)]);
        assert_eq!(codebook_after(&entries, &all, Uuid::nil()), None);
    }

    #[test]
    fn the_definition_of_a_coding_is_the_one_that_stood_when_it_was_made() {
        let (study, entries) = told();
        let money = study.codes().find(|code| code.name == "Money").expect("there").id;
        let definitions = definitions(&entries, money);
        assert_eq!(definitions.len(), 2, "a move is no new definition");
        let at = |second| Timestamp::from_second(second).expect("a time");
        assert_eq!(definition_at(&definitions, at(2)).map(|code| code.brief.as_str()), Some(""));
        assert_eq!(definition_at(&definitions, at(3)).map(|code| code.brief.as_str()), Some("Pay"));
        assert_eq!(definition_at(&definitions, at(1)), None);
    }
}
