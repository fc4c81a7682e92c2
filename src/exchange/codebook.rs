//! Codebooks as tables (CSV, Excel, OpenDocument sheets): a code a row, under heads in the words that programs and people use
//! for them. The tree stands in a path, in a column of parents, or in columns that step to the right.

mod tree;

use std::collections::BTreeMap;

use super::{Incoming, IncomingCode, Loss, Origin};
use crate::import::tables::{Sheet, plain};
use tree::Tree;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Holds {
    Name,
    Path,
    Parent,
    Level,
    Brief,
    Full,
    Include,
    Exclude,
    Example,
    Colour,
    Aliases,
    Id,
}

/// Heads as they are compared, in small letters without anything but letters and spaces.
const HEADS: [(Holds, &[&str]); 11] = [
    (Holds::Name, &["code", "code name", "codename", "name", "tag", "label", "node", "code label"]),
    (Holds::Path, &["path", "code path", "full path", "hierarchical name"]),
    (Holds::Parent, &["parent", "parent code", "parent node", "category", "parent category", "super code", "broader"]),
    (Holds::Brief, &["brief", "brief definition", "short definition", "short description"]),
    (
        Holds::Full,
        &[
            "full",
            "definition",
            "full definition",
            "description",
            "code definition",
            "sub topic definition",
            "subcode definition",
            "sub theme definition",
            "meaning",
            "memo",
            "comment",
            "code memo",
        ],
    ),
    (
        Holds::Include,
        &["when to use", "include", "inclusion", "inclusion criteria", "use when", "do code", "when to use it"],
    ),
    (
        Holds::Exclude,
        &[
            "when not to use",
            "exclude",
            "exclusion",
            "exclusion criteria",
            "do not code",
            "do not use",
            "dont code",
            "when not to use it",
        ],
    ),
    (
        Holds::Example,
        &[
            "example",
            "examples",
            "example data",
            "example quote",
            "example quotes",
            "quote",
            "quotes",
            "quotation",
            "illustrative quote",
            "illustrative quotes",
            "typical example",
            "example text",
            "examples of use",
        ],
    ),
    (Holds::Colour, &["colour", "color"]),
    (Holds::Aliases, &["aliases", "alias", "synonyms", "synonym", "also called"]),
    (Holds::Id, &["id", "guid", "code id"]),
];

/// Reads the codebook of a table: of every sheet that looks like one; `None` where none does.
pub(super) fn read(sheets: Vec<Sheet>) -> Option<Incoming> {
    let mut whole: Option<Incoming> = None;
    let mut others = Vec::new();
    for Sheet { name, rows } in sheets {
        match (from_rows(&rows), &mut whole) {
            (None, _) if rows.is_empty() => {}
            (None, _) => others.push(name),
            (Some(sheet), None) => whole = Some(sheet),
            (Some(sheet), Some(whole)) => {
                let before = whole.codes.len();
                let moved = |code: IncomingCode| IncomingCode { parent: code.parent.map(|at| at + before), ..code };
                whole.codes.extend(sheet.codes.into_iter().map(moved));
                whole.losses.extend(sheet.losses);
            }
        }
    }
    if let Some(whole) = &mut whole {
        let told = others.into_iter().map(|name| Loss {
            element: "sheet".into(),
            what: format!("The sheet “{name}” was not read: its first row does not have the heads of a codebook."),
            id: name,
        });
        whole.losses.extend(told);
    }
    whole
}

/// What a document is called of which a table is a codebook.
pub const DOCUMENT_OF_CODES: &str = "a document with a table of codes";

/// The same of a document's tables. A transcript may stand in a table, too: the heads must speak of codes or themes.
pub(super) fn of_document(sheets: Vec<Sheet>) -> Option<Incoming> {
    let mut incoming = read(sheets.into_iter().filter(|sheet| speaks_of_codes(&sheet.rows)).collect())?;
    incoming.origin.format = DOCUMENT_OF_CODES;
    Some(incoming)
}

fn speaks_of_codes(rows: &[Vec<String>]) -> bool {
    let Some(head) = rows.first() else { return false };
    let heads: Vec<String> = head.iter().map(|head| plain(head)).collect();
    let names = ["code", "codes", "theme", "themes", "tag", "node", "category", "topic", "subtheme"];
    let says = |head: &String, words: &[&str]| head.split(' ').any(|word| words.contains(&word));
    let explained = [Holds::Brief, Holds::Full, Holds::Include, Holds::Exclude];
    let columns = columns(head);
    heads.iter().any(|head| says(head, &names)) && columns.values().any(|holds| explained.contains(holds))
}

/// Heads of columns that step down the tree, the upper before the lower.
const STEPS: [&str; 14] = [
    "level",
    "code level",
    "topic",
    "topics",
    "theme",
    "themes",
    "sub topic",
    "sub topics",
    "sub theme",
    "sub themes",
    "subcode",
    "subcodes",
    "sub code",
    "sub codes",
];

/// What each column holds, in a row that may be the heads.
fn columns(row: &[String]) -> BTreeMap<usize, Holds> {
    let mut columns: BTreeMap<usize, Holds> = BTreeMap::new();
    let plains: Vec<String> = row.iter().map(|head| plain(head)).collect();
    for (at, plain) in plains.iter().enumerate() {
        let holds = HEADS.iter().find(|(_, words)| words.contains(&plain.as_str())).map(|(holds, _)| *holds);
        match holds {
            // Several definitions are those of several steps.
            Some(holds)
                if matches!(holds, Holds::Example | Holds::Full) || !columns.values().any(|known| *known == holds) =>
            {
                columns.insert(at, holds);
            }
            _ if STEPS.contains(&plain.as_str()) => {
                columns.insert(at, Holds::Level);
            }
            _ => {}
        }
    }
    // Where codes have a column of their own, themes and topics beside them are something else.
    if columns.values().any(|holds| matches!(holds, Holds::Name | Holds::Path)) {
        columns
            .retain(|at, holds| *holds != Holds::Level || plains.get(*at).is_some_and(|plain| plain.contains("level")));
    }
    // A name with columns without a head after it: the tree steps to the right.
    let name = columns.iter().find(|(_, holds)| **holds == Holds::Name).map(|(at, _)| *at);
    if let Some(name) = name {
        let without = plains.iter().skip(name + 1).take_while(|plain| plain.is_empty()).count();
        if without > 0 && name + 1 + without < plains.len() {
            columns.extend((name..=name + without).map(|at| (at, Holds::Level)));
        }
    }
    columns
}

fn from_rows(rows: &[Vec<String>]) -> Option<Incoming> {
    let filled = |row: &&Vec<String>| row.iter().filter(|cell| !cell.trim().is_empty()).count() >= 2;
    let (head_at, head) = rows.iter().enumerate().take(10).find(|(_, row)| filled(row))?;
    let mut columns = columns(head);
    stepping_themes(&mut columns, rows.get(head_at + 1..).unwrap_or_default(), head);
    let numbers = numbering(&mut columns, rows.get(head_at + 1..).unwrap_or_default());
    let has = |holds: Holds| columns.values().any(|one| *one == holds);
    let named = has(Holds::Name) || has(Holds::Path) || has(Holds::Level);
    let told = [
        Holds::Brief,
        Holds::Full,
        Holds::Include,
        Holds::Exclude,
        Holds::Parent,
        Holds::Path,
        Holds::Level,
        Holds::Example,
    ];
    if !named || !told.into_iter().any(has) {
        return None;
    }
    let mut incoming = Incoming {
        origin: Origin { program: String::new(), file_name: String::new(), format: "a table of codes" },
        ..Incoming::default()
    };
    let unknown: Vec<&str> = head
        .iter()
        .enumerate()
        .filter(|(at, head)| {
            !columns.contains_key(at) && numbers != Some(Numbers::Column(*at)) && !head.trim().is_empty()
        })
        .map(|(_, head)| head.trim())
        .collect();
    if !unknown.is_empty() {
        let what = format!("Columns that were not understood were left out: {}.", unknown.join(", "));
        incoming.losses.push(Loss { element: "columns".into(), id: String::new(), what });
    }
    let mut tree = Tree::new(incoming, numbers);
    for (number, row) in rows.iter().enumerate().skip(head_at + 1) {
        if row.iter().any(|cell| !cell.trim().is_empty()) {
            tree.row(row, &columns, number + 1);
        }
    }
    Some(tree.incoming)
}

/// Themes to the left of codes are above them, where one stands for the rows below it, too: its cell is merged, or empty there.
fn stepping_themes(columns: &mut BTreeMap<usize, Holds>, rows: &[Vec<String>], head: &[String]) {
    let Some(name) = columns.iter().find(|(_, holds)| **holds == Holds::Name).map(|(at, _)| *at) else { return };
    if columns.values().any(|holds| matches!(holds, Holds::Path | Holds::Parent | Holds::Level)) {
        return;
    }
    let words = |row: &Vec<String>, at: usize| row.get(at).is_some_and(|words| !words.trim().is_empty());
    for at in 0..name {
        let theme = head.get(at).is_some_and(|head| STEPS.contains(&plain(head).as_str()));
        let stands_alone = rows.iter().any(|row| !words(row, at) && words(row, name));
        if theme && stands_alone && rows.first().is_some_and(|row| words(row, at)) {
            columns.insert(at, Holds::Level);
            columns.insert(name, Holds::Level);
        }
    }
}

/// Where numbers stand that say how codes lie in each other.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Numbers {
    /// In a column of their own.
    Column(usize),
    /// In front of the names: "1.1 Trust".
    BeforeNames,
}

/// The numbers (1, 1.1, 2) in front of the names, where the tree stands by them. A head over numbers and names is the names'.
fn numbering(columns: &mut BTreeMap<usize, Holds>, rows: &[Vec<String>]) -> Option<Numbers> {
    let name = columns.iter().find(|(_, holds)| **holds == Holds::Name).map(|(at, _)| *at)?;
    let is_number = |at: usize| {
        let mut cells = rows.iter().filter_map(|row| row.get(at)).filter(|words| !words.trim().is_empty()).peekable();
        cells.peek().is_some() && cells.all(|words| number_in(words).is_some())
    };
    if is_number(name) && !columns.contains_key(&(name + 1)) {
        columns.remove(&name);
        columns.insert(name + 1, Holds::Name);
        return Some(Numbers::Column(name));
    }
    let mut names = rows.iter().filter_map(|row| row.get(name)).filter(|words| !words.trim().is_empty()).peekable();
    let mut steps = false;
    if names.peek().is_some()
        && names.all(|words| {
            number_before(words).is_some_and(|(number, _)| {
                steps |= number.contains('.');
                true
            })
        })
        && steps
    {
        return Some(Numbers::BeforeNames);
    }
    let before = name.checked_sub(1).filter(|at| !columns.contains_key(at) && is_number(*at))?;
    // 1, 2, 3 only count the rows.
    rows.iter().filter_map(|row| row.get(before)).any(|words| words.contains('.')).then_some(Numbers::Column(before))
}

/// The number that a name begins with, and the name after it without marks between.
fn number_before(words: &str) -> Option<(String, &str)> {
    let end = words.trim().find(char::is_whitespace)?;
    let (number, name) = words.trim().split_at(end);
    let name = name.trim_start_matches(|letter: char| !letter.is_alphanumeric() && !"(“\"‘'[".contains(letter));
    Some((number_in(number)?, name)).filter(|(_, name)| !name.is_empty())
}

/// The number that a cell begins with and that is all it says: "2.1", "2.1.", "2.1 ■".
fn number_in(words: &str) -> Option<String> {
    let digits: String = words.trim().chars().take_while(|c| c.is_ascii_digit() || *c == '.').collect();
    let rest = words.trim().strip_prefix(&digits)?;
    let number = digits.trim_end_matches('.');
    let plain = number.split('.').all(|part| !part.is_empty() && part.len() < 6);
    (plain && !rest.chars().any(char::is_alphanumeric)).then(|| number.to_owned())
}
