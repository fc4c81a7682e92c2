//! Characteristics of participants, groups or transcripts from a table: a row a person, a column a characteristic. Whom a row is
//! about is found by the column whose words are those of the study; rows that are about nobody are told and make nobody.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{
    Incoming, IncomingAttribute, IncomingCase, IncomingTranscript, Loss, Origin,
    values::{self, Reads},
};
use crate::{
    import::{self, Choices, tables},
    study::{AttributeKind, AttributeValue, Describes, Study},
};

/// What the person who imports has said of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// What the rows are about; found where it is not said.
    pub describes: Option<Describes>,
    /// The head of the column that says whom a row is about; found where it is not said.
    pub column: Option<String>,
    /// The sheet of a workbook; that which names most of whom it is about where it is not said.
    pub sheet: Option<String>,
    /// What columns hold, by their heads in small letters; found for the others.
    pub kinds: BTreeMap<String, AttributeKind>,
    /// Whether values in the table take the place of others in the study.
    pub update: bool,
}

/// How a table was read: for who looks at it before it is brought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IncomingTable {
    /// The sheets of the workbook that have words; one without a name of a CSV.
    pub sheets: Vec<String>,
    pub sheet: String,
    pub about: Describes,
    /// The head of the column that says whom a row is about.
    pub column: String,
    /// What it says in each row, and whom that is; `None` where it is nobody in the study.
    pub rows: Vec<(String, Option<String>)>,
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
    let filled = |sheet: &tables::Sheet| sheet.rows.iter().any(|row| row.iter().any(|cell| !cell.trim().is_empty()));
    let sheets: Vec<tables::Sheet> = sheets.into_iter().filter(filled).map(tables::Sheet::without_title).collect();
    let names: Vec<String> = sheets.iter().map(|sheet| sheet.name.clone()).collect();
    if let Some(asked) = asked.sheet.as_deref()
        && !names.iter().any(|name| same(name, asked))
    {
        return Some(Err(format!("it has no sheet called “{asked}”. Its sheets are: {}.", names.join(", "))));
    }
    let kinds = [Describes::Participants, Describes::Transcripts, Describes::Groups];
    let wanted: Vec<Describes> =
        kinds.into_iter().filter(|kind| asked.describes.is_none_or(|asked| asked == *kind)).collect();
    let best = sheets
        .iter()
        .filter(|sheet| asked.sheet.as_deref().is_none_or(|asked| same(&sheet.name, asked)))
        .flat_map(|sheet| wanted.iter().map(move |kind| (sheet, *kind)))
        .filter_map(|(sheet, kind)| {
            let known = known(study, kind);
            let (column, matched) = matching(&sheet.rows, &known, asked.column.as_deref())?;
            Some((matched, kind, column, known, sheet))
        })
        .fold(None, |best: Option<(usize, _, _, _, _)>, next| match best {
            // The first of those that match equally often.
            Some(best) if best.0 >= next.0 => Some(best),
            _ => Some(next),
        });
    let said = asked.describes.is_some() || asked.column.is_some() || asked.sheet.is_some();
    let Some((matched, kind, column, known, sheet)) = best else {
        return said.then(|| Err("no column of the table names what it is about.".into()));
    };
    let named = |row: &&Vec<String>| row.get(column).is_some_and(|cell| !cell.trim().is_empty());
    if !said
        && kind == Describes::Participants
        && are_turns(study, sheet, column)
        && import::propose(name, bytes, &Choices::default()).is_ok()
    {
        return None;
    }
    if !said && matched * 2 < sheet.rows.iter().skip(1).filter(named).count() {
        return None;
    }
    let mut incoming = of_rows(study, &sheet.rows, kind, column, &known, asked);
    let others: Vec<&str> = names.iter().filter(|name| **name != sheet.name).map(String::as_str).collect();
    if !others.is_empty() {
        let what = format!("Only the sheet “{}” was read; there are others: {}.", sheet.name, others.join(", "));
        incoming.losses.push(Loss { element: "sheet".into(), id: sheet.name.clone(), what });
    }
    if let Some(table) = &mut incoming.table {
        (table.sheets, table.sheet) = (names.clone(), sheet.name.clone());
    }
    Some(Ok(incoming))
}

/// Whether rows name the same people again and again, as what they said would: people of the same name in several groups have a
/// column that says in which.
fn are_turns(study: &Study, sheet: &tables::Sheet, column: usize) -> bool {
    let rows = || sheet.rows.iter().skip(1);
    let cell = |row: &'_ Vec<String>, at: usize| {
        row.get(at).map(|cell| cell.trim().to_owned()).filter(|cell| !cell.is_empty())
    };
    let whom: Vec<String> = rows().filter_map(|row| cell(row, column)).collect();
    let different: BTreeSet<&String> = whom.iter().collect();
    let group = |row: &Vec<String>| row.iter().any(|cell| study.groups().any(|group| same(&group.label, cell)));
    different.len() < whom.len() && rows().filter(|row| group(row)).count() * 2 < whom.len()
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
        // One that is spelled wrongly is told with its row.
        let known = cells.iter().filter(|cell| groups.contains(&cell.trim().to_lowercase())).count();
        known > 0 && known * 2 >= cells.len()
    };
    (0..heads).filter(|at| *at != column).find(names)
}

fn of_rows(
    study: &Study,
    rows: &[Vec<String>],
    kind: Describes,
    column: usize,
    known: &[Known],
    asked: &Asked,
) -> Incoming {
    let mut incoming = Incoming {
        origin: Origin { program: String::new(), file_name: String::new(), format: "a table of characteristics" },
        updates_values: asked.update,
        ..Incoming::default()
    };
    let group = (kind == Describes::Participants).then(|| group_column(rows, known, column)).flatten();
    let heads = rows.first().cloned().unwrap_or_default();
    let mut columns: Vec<(usize, usize, Reads)> = Vec::new();
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
        let said = asked.kinds.get(&head.trim().to_lowercase());
        let (reads, doubt) = said.map_or_else(|| values::found(&cells), |kind| (values::chosen(*kind, &cells), None));
        if let Some(doubt) = doubt {
            let what = format!("Of the column “{}”, {doubt}", head.trim());
            incoming.losses.push(Loss { element: "column".into(), id: head.trim().to_owned(), what });
        }
        columns.push((at, incoming.attributes.len(), reads));
        incoming.attributes.push(IncomingAttribute {
            key: head.to_owned(),
            name: head.trim().to_owned(),
            kind: reads.kind(),
            describes: kind,
            categories: if reads == Reads::Category { in_order(&cells) } else { Vec::new() },
        });
    }
    let texts: HashMap<String, &str> =
        study.transcripts().map(|one| (one.title.trim().to_lowercase(), study.text(one.id))).collect();
    let mut told: Vec<(String, Option<String>)> = Vec::new();
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
        let whom = match here.as_slice() {
            [one] if one.group.is_empty() => Some(one.label.clone()),
            [one] => Some(format!("{} ({})", one.label, one.group)),
            _ => None,
        };
        told.push((label.to_owned(), whom));
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
            .filter_map(|(at, place, reads)| {
                let words = row.get(*at)?.trim();
                (!words.is_empty()).then(|| (*place, values::value(*reads, words)))
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
    incoming.table = Some(IncomingTable {
        sheets: Vec::new(),
        sheet: String::new(),
        about: kind,
        column: heads.get(column).cloned().unwrap_or_default(),
        rows: told,
    });
    incoming
}

/// Words once each, in the order in which they come.
fn in_order(cells: &[&str]) -> Vec<String> {
    let mut seen = BTreeSet::new();
    cells.iter().filter(|cell| seen.insert(**cell)).map(|cell| (*cell).to_owned()).collect()
}
