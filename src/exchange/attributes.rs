//! Characteristics of participants, groups or transcripts from a table: a row a person, a column a characteristic. Whom a row is
//! about is found by the column whose words are those of the study; rows that are about nobody are told and make nobody.

use std::collections::{BTreeSet, HashMap};

use super::{Incoming, IncomingAttribute, IncomingCase, IncomingTranscript, Loss, Origin, tables};
use crate::study::{AttributeKind, AttributeValue, Describes, Study};

/// What the person who imports has said of a table.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// What the rows are about; found where it is not said.
    pub describes: Option<Describes>,
    /// The head of the column that says whom a row is about; found where it is not said.
    pub column: Option<String>,
    /// Whether values in the table take the place of others in the study.
    pub update: bool,
}

/// A record that a row may be about: its label, and its group's.
struct Known {
    label: String,
    group: String,
}

/// What a table says of a study's participants, groups or transcripts; `None` where it is no table, or about none of them.
///
/// # Errors
/// A sentence, where the table cannot be read or the column that was named is not there.
pub fn attributes(study: &Study, name: &str, bytes: &[u8], asked: &Asked) -> Option<Result<Incoming, String>> {
    let sheets = match tables::of_file(name, bytes)? {
        Ok(sheets) => sheets,
        Err(why) => return Some(Err(why)),
    };
    let filled = |sheet: &&tables::Sheet| sheet.rows.iter().any(|row| row.iter().any(|cell| !cell.trim().is_empty()));
    let rows = sheets.iter().find(filled)?.rows.clone();
    let kinds = [Describes::Participants, Describes::Transcripts, Describes::Groups];
    let wanted = kinds.into_iter().filter(|kind| asked.describes.is_none_or(|asked| asked == *kind));
    let best = wanted
        .filter_map(|kind| {
            let known = known(study, kind);
            let (column, matched) = matching(&rows, &known, asked.column.as_deref())?;
            Some((matched, kind, column, known))
        })
        .max_by_key(|(matched, ..)| *matched);
    let said = asked.describes.is_some() || asked.column.is_some();
    let Some((matched, kind, column, known)) = best else {
        return said.then(|| Err("no column of the table names what it is about.".into()));
    };
    let rows_with_words =
        rows.iter().skip(1).filter(|row| row.get(column).is_some_and(|cell| !cell.trim().is_empty())).count();
    if !said && matched * 2 < rows_with_words {
        return None;
    }
    Some(Ok(of_rows(study, &rows, kind, column, &known, asked.update)))
}

fn known(study: &Study, kind: Describes) -> Vec<Known> {
    let alone = |label: &str| Known { label: label.to_owned(), group: String::new() };
    match kind {
        Describes::Groups => study.groups_in_order().into_iter().map(|group| alone(&group.label)).collect(),
        Describes::Transcripts => study.transcripts_in_order().into_iter().map(|one| alone(&one.title)).collect(),
        Describes::Participants => study
            .participants()
            .map(|one| Known {
                label: one.label.clone(),
                group: study.get_opt(one.group).map_or(String::new(), |group| group.label.clone()),
            })
            .collect(),
    }
}

fn same(one: &str, other: &str) -> bool {
    one.trim().to_lowercase() == other.trim().to_lowercase()
}

/// The column whose cells have most of the labels, and how many; at least one.
fn matching(rows: &[Vec<String>], known: &[Known], head: Option<&str>) -> Option<(usize, usize)> {
    let heads = rows.first()?;
    let labels: BTreeSet<String> = known.iter().map(|one| one.label.trim().to_lowercase()).collect();
    // A label counts once: groups stand in many rows of a table of people.
    let count = |column: usize| {
        let cells = rows.iter().skip(1).filter_map(|row| row.get(column)).map(|cell| cell.trim().to_lowercase());
        cells.filter(|cell| labels.contains(cell)).collect::<BTreeSet<String>>().len()
    };
    let columns = (0..heads.len())
        .filter(|column| head.is_none_or(|head| heads.get(*column).is_some_and(|there| same(there, head))));
    let counted: Vec<(usize, usize)> = columns.map(|column| (column, count(column))).collect();
    // The first of those that match equally often.
    counted.into_iter().rev().max_by_key(|(_, matched)| *matched).filter(|(_, matched)| *matched > 0)
}

/// The column that names the group of each row, where one does.
fn group_column(rows: &[Vec<String>], known: &[Known], column: usize) -> Option<usize> {
    let groups: BTreeSet<String> =
        known.iter().map(|one| one.group.trim().to_lowercase()).filter(|label| !label.is_empty()).collect();
    let heads = rows.first()?.len();
    let names = |at: &usize| {
        let cells: Vec<&String> =
            rows.iter().skip(1).filter_map(|row| row.get(*at)).filter(|cell| !cell.trim().is_empty()).collect();
        !cells.is_empty() && cells.iter().all(|cell| groups.contains(&cell.trim().to_lowercase()))
    };
    (0..heads).filter(|at| *at != column).find(names)
}

fn of_rows(
    study: &Study,
    rows: &[Vec<String>],
    kind: Describes,
    column: usize,
    known: &[Known],
    update: bool,
) -> Incoming {
    let mut incoming = Incoming {
        origin: Origin { program: String::new(), file_name: String::new(), format: "a table of characteristics" },
        updates_values: update,
        ..Incoming::default()
    };
    let group = (kind == Describes::Participants).then(|| group_column(rows, known, column)).flatten();
    let heads = rows.first().cloned().unwrap_or_default();
    let mut columns: Vec<(usize, usize)> = Vec::new();
    for (at, head) in heads.iter().enumerate().filter(|(at, _)| *at != column && Some(*at) != group) {
        let cells: Vec<&str> = rows
            .iter()
            .skip(1)
            .filter_map(|row| row.get(at))
            .map(|cell| cell.trim())
            .filter(|cell| !cell.is_empty())
            .collect();
        if head.trim().is_empty() || cells.is_empty() {
            continue;
        }
        columns.push((at, incoming.attributes.len()));
        incoming.attributes.push(guessed(head, kind, &cells));
    }
    let texts: HashMap<String, &str> =
        study.transcripts().map(|one| (one.title.trim().to_lowercase(), study.text(one.id))).collect();
    for (number, row) in rows.iter().enumerate().skip(1) {
        let label = row.get(column).map(|cell| cell.trim()).unwrap_or_default();
        if label.is_empty() {
            continue;
        }
        let of_group = group.and_then(|at| row.get(at)).map(|cell| cell.trim());
        let here: Vec<&Known> = known
            .iter()
            .filter(|one| same(&one.label, label) && of_group.is_none_or(|group| same(&one.group, group)))
            .collect();
        let mut loses = |what: String| {
            incoming.losses.push(Loss { element: "row".into(), id: (number + 1).to_string(), what });
        };
        let one = match here.as_slice() {
            [one] => *one,
            [] => {
                loses(format!("“{label}” is not in the study; the row was left out."));
                continue;
            }
            _ => {
                loses(format!(
                    "“{label}” is in several groups, and the table does not say which; the row was left out."
                ));
                continue;
            }
        };
        let values: Vec<(usize, AttributeValue)> = columns
            .iter()
            .filter_map(|(at, place)| {
                let words = row.get(*at)?.trim();
                let attribute = incoming.attributes.get(*place)?;
                (!words.is_empty()).then(|| (*place, value(attribute.kind, words)))
            })
            .collect();
        if kind == Describes::Transcripts {
            let text = texts.get(&one.label.trim().to_lowercase()).copied().unwrap_or_default();
            incoming.transcripts.push(IncomingTranscript {
                title: one.label.clone(),
                text: text.to_owned(),
                values,
                ..IncomingTranscript::default()
            });
        } else {
            incoming.cases.push(IncomingCase {
                key: (number + 1).to_string(),
                label: one.label.clone(),
                is: kind,
                group: one.group.clone(),
                group_key: String::new(),
                moderator: false,
                notes: String::new(),
                values,
            });
        }
    }
    incoming
}

/// A characteristic as its values look: numbers, days, few words that recur, or text.
fn guessed(head: &str, describes: Describes, cells: &[&str]) -> IncomingAttribute {
    let all = |is: &dyn Fn(&str) -> bool| cells.iter().all(|cell| is(cell));
    let mut different: Vec<String> = Vec::new();
    for cell in cells {
        if !different.iter().any(|known| known == cell) {
            different.push((*cell).to_owned());
        }
    }
    // "007" is a number to nobody.
    let number = |cell: &str| {
        cell.parse::<f64>().is_ok_and(f64::is_finite)
            && !(cell.starts_with('0') && cell.len() > 1 && !cell.contains('.'))
    };
    let kind = if all(&number) {
        AttributeKind::Number
    } else if all(&|cell| cell.parse::<jiff::civil::Date>().is_ok()) {
        AttributeKind::Date
    } else if different.len() <= 20 || different.len() * 2 <= cells.len() {
        AttributeKind::Category
    } else {
        AttributeKind::Text
    };
    let categories = if kind == AttributeKind::Category { different } else { Vec::new() };
    IncomingAttribute { key: head.to_owned(), name: head.trim().to_owned(), kind, describes, categories }
}

fn value(kind: AttributeKind, words: &str) -> AttributeValue {
    let text = || AttributeValue::Text(words.to_owned());
    match kind {
        AttributeKind::Number => words.parse().map_or_else(|_| text(), AttributeValue::Number),
        AttributeKind::Date => words.parse().map_or_else(|_| text(), AttributeValue::Date),
        AttributeKind::Category => AttributeValue::Category(words.to_owned()),
        AttributeKind::Text => text(),
    }
}
