//! The tree of codes that rows make, one after the other.

use std::collections::{BTreeMap, HashMap};

use super::{Holds, Numbers, number_before, number_in};
use crate::exchange::{Incoming, IncomingCode, Loss, refi};

/// A codebook in the making.
pub(super) struct Tree {
    pub incoming: Incoming,
    /// Codes by their path, in small letters.
    paths: HashMap<Vec<String>, usize>,
    /// The names of the levels above, where columns step to the right.
    steps: Vec<String>,
    /// Where numbers such as 2.1 stand, by which the tree stands.
    numbers: Option<Numbers>,
    /// Paths of the codes by number.
    numbered: HashMap<String, Vec<String>>,
}

impl Tree {
    pub(super) fn new(incoming: Incoming, numbers: Option<Numbers>) -> Self {
        Tree { incoming, paths: HashMap::new(), steps: Vec::new(), numbers, numbered: HashMap::new() }
    }

    pub(super) fn row(&mut self, row: &[String], columns: &BTreeMap<usize, Holds>, number: usize) {
        let cell = |holds: Holds| {
            columns
                .iter()
                .filter(move |(_, one)| **one == holds)
                .filter_map(|(at, _)| row.get(*at))
                .map(|words| words.trim().to_owned())
                .filter(|words| !words.is_empty())
        };
        let first = |holds: Holds| cell(holds).next().unwrap_or_default();
        let mut path = self.path(row, columns, &first(Holds::Path), &first(Holds::Parent), &first(Holds::Name));
        let own = match self.numbers {
            None => None,
            Some(Numbers::Column(at)) => row.get(at).and_then(|words| number_in(words)),
            Some(Numbers::BeforeNames) => path.pop().and_then(|words| {
                let found = number_before(&words).map(|(number, name)| (number, name.to_owned()));
                path.push(found.as_ref().map_or(words, |(_, name)| name.clone()));
                found.map(|(number, _)| number)
            }),
        };
        if let Some(number) = own {
            let above = number.rsplit_once('.').and_then(|(above, _)| self.numbered.get(above)).cloned();
            if let (Some(above), [name]) = (above, path.as_slice()) {
                path = above.into_iter().chain([name.clone()]).collect();
            }
            self.numbered.insert(number, path.clone());
        }
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
