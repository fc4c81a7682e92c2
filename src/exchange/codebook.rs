//! Codebooks as tables (CSV, Excel, OpenDocument sheets): a code a row, under heads in the words that programs and people use
//! for them. The tree stands in a path, in a column of parents, or in columns that step to the right.

use std::collections::{BTreeMap, HashMap};

use super::{
    Incoming, IncomingCode, Loss, Origin, refi,
    tables::{Sheet, plain},
};

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
        &["example", "examples", "example quote", "quote", "typical example", "example text", "examples of use"],
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
    let columns = columns(head);
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
        .filter(|(at, head)| !columns.contains_key(at) && !head.trim().is_empty())
        .map(|(_, head)| head.trim())
        .collect();
    if !unknown.is_empty() {
        let what = format!("Columns that were not understood were left out: {}.", unknown.join(", "));
        incoming.losses.push(Loss { element: "columns".into(), id: String::new(), what });
    }
    let mut tree = Tree { incoming, paths: HashMap::new(), steps: Vec::new() };
    for (number, row) in rows.iter().enumerate().skip(head_at + 1) {
        if row.iter().any(|cell| !cell.trim().is_empty()) {
            tree.row(row, &columns, number + 1);
        }
    }
    Some(tree.incoming)
}

/// A codebook in the making.
struct Tree {
    incoming: Incoming,
    /// Codes by their path, in small letters.
    paths: HashMap<Vec<String>, usize>,
    /// The names of the levels above, where columns step to the right.
    steps: Vec<String>,
}

impl Tree {
    fn row(&mut self, row: &[String], columns: &BTreeMap<usize, Holds>, number: usize) {
        let cell = |holds: Holds| {
            columns
                .iter()
                .filter(move |(_, one)| **one == holds)
                .filter_map(|(at, _)| row.get(*at))
                .map(|words| words.trim().to_owned())
                .filter(|words| !words.is_empty())
        };
        let first = |holds: Holds| cell(holds).next().unwrap_or_default();
        let path = self.path(row, columns, &first(Holds::Path), &first(Holds::Parent), &first(Holds::Name));
        let Some((name, above)) = path.split_last() else {
            self.incoming.losses.push(Loss {
                element: "row".into(),
                id: number.to_string(),
                what: "It was left out, because it names no code.".into(),
            });
            return;
        };
        let parent = self.above(above);
        let full = self.definitions(row, columns, &path);
        let key: Vec<String> = path.iter().map(|name| name.to_lowercase()).collect();
        let code = IncomingCode {
            key: first(Holds::Id),
            parent,
            name: name.clone(),
            colour: refi::colour(&first(Holds::Colour)),
            brief: first(Holds::Brief),
            full,
            when_to_use: first(Holds::Include),
            when_not_to_use: first(Holds::Exclude),
            aliases: first(Holds::Aliases)
                .split(';')
                .map(|alias| alias.trim().to_owned())
                .filter(|alias| !alias.is_empty())
                .collect(),
            examples: cell(Holds::Example).collect(),
        };
        match self.paths.get(&key) {
            // A parent that a path has named before has its own row now, or a code goes on in a further row.
            Some(&at) => {
                if let Some(known) = self.incoming.codes.get_mut(at) {
                    complete(known, code);
                }
            }
            None => {
                self.paths.insert(key, self.incoming.codes.len());
                self.incoming.codes.push(code);
            }
        }
    }

    /// The definition of the row's code. Where there is a column of them for every step, those of the steps above go to the
    /// codes above.
    fn definitions(&mut self, row: &[String], columns: &BTreeMap<usize, Holds>, path: &[String]) -> String {
        let of = |holds: Holds| columns.iter().filter(move |(_, one)| **one == holds).map(|(at, _)| *at).collect();
        let (levels, definitions): (Vec<usize>, Vec<usize>) = (of(Holds::Level), of(Holds::Full));
        let words = |at: usize| row.get(at).map(|words| words.trim()).unwrap_or_default();
        if levels.len() < 2 || definitions.len() != levels.len() {
            return definitions.into_iter().map(words).find(|words| !words.is_empty()).unwrap_or_default().to_owned();
        }
        for (step, at) in definitions.iter().enumerate().take(path.len().saturating_sub(1)) {
            let key: Option<Vec<String>> =
                path.get(..=step).map(|names| names.iter().map(|name| name.to_lowercase()).collect());
            let code = key.and_then(|key| self.paths.get(&key)).and_then(|at| self.incoming.codes.get_mut(*at));
            if let Some(code) = code.filter(|code| code.full.is_empty()) {
                code.full = words(*at).to_owned();
            }
        }
        path.len()
            .checked_sub(1)
            .and_then(|last| definitions.get(last))
            .map_or(String::new(), |at| words(*at).to_owned())
    }

    /// The names from the top down to the row's code.
    fn path(
        &mut self,
        row: &[String],
        columns: &BTreeMap<usize, Holds>,
        path: &str,
        parent: &str,
        name: &str,
    ) -> Vec<String> {
        let mut levels: Vec<usize> =
            columns.iter().filter(|(_, one)| **one == Holds::Level).map(|(at, _)| *at).collect();
        levels.sort_unstable();
        if !levels.is_empty() {
            let found = levels.iter().enumerate().rev().find_map(|(depth, at)| {
                row.get(*at)
                    .map(|words| words.trim())
                    .filter(|words| !words.is_empty())
                    .map(|words| (depth, words.to_owned()))
            });
            let Some((depth, words)) = found else { return Vec::new() };
            for (step, at) in levels.iter().enumerate().take(depth) {
                if let Some(words) = row.get(*at).map(|words| words.trim()).filter(|words| !words.is_empty()) {
                    self.steps.truncate(step);
                    self.steps.push(words.to_owned());
                }
            }
            self.steps.truncate(depth);
            self.steps.push(words);
            return self.steps.clone();
        }
        if !path.is_empty() {
            let parting =
                [" > ", " › ", "::", "\\", " / "].into_iter().find(|mark| path.contains(mark)).unwrap_or(" > ");
            return path.split(parting).map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect();
        }
        if name.is_empty() {
            return Vec::new();
        }
        let known = (!parent.is_empty() && parent != name).then(|| {
            let lower = parent.to_lowercase();
            let found = self.paths.keys().find(|path| path.last() == Some(&lower)).cloned();
            found.map_or(vec![parent.to_owned()], |path| self.written(&path))
        });
        known.unwrap_or_default().into_iter().chain([name.to_owned()]).collect()
    }

    /// A path with its names as they are written.
    fn written(&self, path: &[String]) -> Vec<String> {
        let names = (1..=path.len()).map(|length| {
            let at = path.get(..length).and_then(|path| self.paths.get(path));
            at.and_then(|at| self.incoming.codes.get(*at)).map_or_else(String::new, |code| code.name.clone())
        });
        names.collect()
    }

    /// The code that lies above, made where only its name is known yet.
    fn above(&mut self, path: &[String]) -> Option<usize> {
        let mut parent = None;
        for length in 1..=path.len() {
            let names = path.get(..length)?;
            let key: Vec<String> = names.iter().map(|name| name.to_lowercase()).collect();
            let at = match self.paths.get(&key) {
                Some(&at) => at,
                None => {
                    let at = self.incoming.codes.len();
                    self.paths.insert(key, at);
                    self.incoming.codes.push(IncomingCode {
                        parent,
                        name: names.last()?.clone(),
                        ..IncomingCode::default()
                    });
                    at
                }
            };
            parent = Some(at);
        }
        parent
    }
}

/// Fills what is empty of a code with what a further row says of it.
fn complete(known: &mut IncomingCode, more: IncomingCode) {
    let fields = [
        (&mut known.key, more.key),
        (&mut known.brief, more.brief),
        (&mut known.full, more.full),
        (&mut known.when_to_use, more.when_to_use),
        (&mut known.when_not_to_use, more.when_not_to_use),
    ];
    for (here, there) in fields {
        if here.is_empty() {
            *here = there;
        }
    }
    known.colour = known.colour.or(more.colour);
    for (here, there) in [(&mut known.aliases, more.aliases), (&mut known.examples, more.examples)] {
        for words in there {
            if !here.contains(&words) {
                here.push(words);
            }
        }
    }
}
