//! A project: people, codes, variables, cases, sources and notes; and what of it has no place here, told.

use std::collections::{BTreeSet, HashMap, HashSet};

use jiff::Timestamp;

use super::{
    beside::{self, Beside},
    carried,
    codebook::{self, CodesByGuid},
    package::Package,
    sources::{self, Selected},
    speakers,
    write::own,
    xml::Element,
};
use crate::{
    exchange::{
        Incoming, IncomingAttribute, IncomingCase, IncomingMemo, IncomingPerson, Loss, MemoAbout, Origin, Places,
    },
    operations::counted,
    study::{AttributeKind, AttributeValue, Describes, MemoKind},
    text::Span,
};

/// A project while it is read.
pub(super) struct Reading<'e, 'p> {
    pub incoming: Incoming,
    pub package: &'e Package<'p>,
    /// How places are counted, where a person says so.
    pub places: &'e Places,
    pub codes: CodesByGuid,
    pub people: HashMap<String, usize>,
    /// Places of sources by GUID.
    pub sources: HashMap<String, usize>,
    pub selections: HashMap<String, Selected>,
    /// What the cases are, by GUID.
    pub cases: HashMap<String, usize>,
    pub notes: HashMap<String, &'e Element>,
    /// Notes that are about something, and of which the words have come along.
    pub used: HashSet<String>,
    /// Who made the project: to whom belongs what nobody else is named for.
    creator: Option<String>,
    /// Attributes by variable and by what they describe.
    variables: HashMap<(String, Describes), usize>,
    types: HashMap<String, (&'e Element, AttributeKind)>,
    /// What elements say beside their words; not of projects of Colloquy, whose records say it.
    pub beside: Beside,
    /// Words that are a case's: place of the transcript, words, place of the case.
    pub of_cases: Vec<(usize, Span, usize)>,
    by_colloquy: bool,
}

pub(super) fn read(root: &Element, package: &Package<'_>, places: &Places) -> Result<Incoming, String> {
    if root.name != "Project" {
        return Err(format!("its first element is <{}>, which is no project.", root.name));
    }
    let origin = root.attribute("origin").unwrap_or_default().to_owned();
    let by_colloquy = origin.starts_with("Colloquy");
    let mut reading = Reading {
        incoming: Incoming {
            origin: Origin { program: origin, file_name: String::new(), format: "a REFI-QDA project" },
            title: root.attribute("name").map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned),
            ..Incoming::default()
        },
        package,
        places,
        codes: CodesByGuid::new(),
        people: HashMap::new(),
        sources: HashMap::new(),
        selections: HashMap::new(),
        cases: HashMap::new(),
        notes: root.inside("Notes").filter_map(|note| Some((note.guid("guid")?, note))).collect(),
        used: HashSet::new(),
        creator: root.guid("creatingUserGUID"),
        variables: HashMap::new(),
        types: HashMap::new(),
        beside: Beside::default(),
        of_cases: Vec::new(),
        by_colloquy,
    };
    reading.records_of_colloquy(root);
    reading.users(root);
    reading.variables(root);
    let cases: HashSet<String> = root.inside("Cases").filter_map(|case| case.guid("guid")).collect();
    if let Some(codebook) = root.child("CodeBook") {
        reading.codes = codebook::read_without(codebook, &mut reading.incoming, &|guid| cases.contains(guid));
        reading.notes_of_codes(codebook);
        for code in codebook.inside("Codes") {
            beside::folders(code, &mut |folder| reading.keep(folder));
        }
    }
    reading.cases(root);
    sources::read(&mut reading, root);
    if let Some(unknown) = places.unknown(&reading.incoming.places) {
        let names = reading.incoming.places.iter().filter_map(|one| one.names.first()).map(|name| format!("“{name}”"));
        return Err(format!(
            "how places are counted was said for “{unknown}”, and none of its texts is called so. They are: {}.",
            names.collect::<Vec<_>>().join(", ")
        ));
    }
    reading.beside_cases(root);
    speakers::of_cases(&mut reading);
    reading.groups(root);
    reading.links(root);
    reading.free_notes(root);
    reading.what_has_no_place(root);
    reading.unused_variables(root);
    if !by_colloquy {
        let beside = std::mem::take(&mut reading.beside).part(root);
        reading.incoming.carried.extend(beside);
    }
    Ok(reading.incoming)
}

impl<'e> Reading<'e, '_> {
    pub fn loses(&mut self, element: &str, id: impl Into<String>, what: impl Into<String>) {
        self.incoming.losses.push(Loss { element: element.into(), id: id.into(), what: what.into() });
    }

    /// Keeps what an element says beside its words.
    pub fn keep(&mut self, element: Element) {
        if !self.by_colloquy {
            self.beside.keep(element);
        }
    }

    /// Keeps the formatted text of an element too, where it lies in the project.
    pub fn with_rich_text(&mut self, mut kept: Element, element: &Element) -> Element {
        let path = element.attribute("richTextPath").and_then(carried::internal).filter(|_| !self.by_colloquy);
        let Some(path) = path else { return kept };
        let name = path.rsplit(['/', '\\']).next().unwrap_or(path).to_owned();
        match self.package.read(path) {
            Ok(Some(bytes)) if bytes.len() <= carried::LARGEST => {
                kept.attributes.push(("richTextPath".into(), format!("internal://{name}")));
                self.beside.files.push((name, bytes));
            }
            Ok(Some(_)) => {
                let what = format!("Its formatted text {name} is larger than 16 MiB and was left out.");
                self.loses(&element.name, element.attribute("guid").unwrap_or_default(), what);
            }
            _ => {}
        }
        kept
    }

    /// What cases name, and the codes that stand for them.
    fn beside_cases(&mut self, root: &'e Element) {
        let mut twins: HashMap<String, (&Element, Option<&Element>)> = HashMap::new();
        let mut waiting: Vec<(&Element, Option<&Element>)> =
            root.child("CodeBook").into_iter().flat_map(|book| book.inside("Codes")).map(|code| (code, None)).collect();
        while let Some((code, parent)) = waiting.pop() {
            waiting.extend(code.all("Code").map(|child| (child, Some(code))));
            if let Some(guid) = code.guid("guid").filter(|guid| self.cases.contains_key(guid)) {
                twins.entry(guid).or_insert((code, parent));
            }
        }
        for case in root.inside("Cases") {
            let mut kept = beside::of("Case", case, &[]);
            let named = !case.attribute("name").unwrap_or_default().trim().is_empty();
            if !named {
                kept.attributes.push(("nameless".into(), "true".into()));
            }
            for reference in case.children.iter().filter(|child| child.name.ends_with("Ref")) {
                let there = reference.guid("targetGUID").is_some_and(|guid| match reference.name.as_str() {
                    "SourceRef" => self.sources.contains_key(&guid) || is_source(root, &guid),
                    "CodeRef" => self.codes.contains_key(&guid),
                    _ => self.selections.contains_key(&guid),
                });
                if there {
                    kept.children.push(reference.clone());
                } else if named {
                    let target = reference.attribute("targetGUID").unwrap_or_default();
                    let what = format!(
                        "The case “{}” names something that is not in the project ({target}); that was left out.",
                        case.attribute("name").unwrap_or_default().trim()
                    );
                    self.loses(&reference.name, target, what);
                }
            }
            kept.children.extend(beside::missing_values(case));
            if let Some((code, parent)) = case.guid("guid").and_then(|guid| twins.get(&guid)) {
                kept.children.push(beside::twin(code, *parent));
            }
            self.keep(kept);
        }
    }

    /// What Colloquy wrote whole.
    fn records_of_colloquy(&mut self, root: &'e Element) {
        for note in root.inside("Notes") {
            if let (Some(records), Some(guid)) = (own::records_in(note, self.by_colloquy), note.guid("guid")) {
                self.incoming.records.extend(records);
                self.used.insert(guid);
            }
        }
    }

    /// Takes along what has no place in a study, to give it back, and says so.
    pub fn carries(&mut self, element: &Element, without: &[&str], noun: &str, why: &str) {
        let (carried, large) = carried::taken(element, without, self.package);
        let (id, name) = (element.attribute("guid").unwrap_or_default().to_owned(), carried.name.clone());
        self.incoming.carried.push(carried);
        let what =
            format!("The {noun} “{name}” is not shown: {why}. It is kept, and given back in a REFI-QDA project.");
        self.loses(&element.name, id.clone(), what);
        for file in large {
            let what = format!("The file {file} of “{name}” is larger than 16 MiB and was left out.");
            self.loses(&element.name, id.clone(), what);
        }
    }

    fn users(&mut self, root: &Element) {
        for user in root.inside("Users") {
            let key = user.guid("guid").unwrap_or_default();
            let initials = user.attribute("id").filter(|id| id.chars().count() <= 3).unwrap_or_default();
            let name = user.attribute("name").map(str::trim).filter(|name| !name.is_empty());
            self.people.insert(key.clone(), self.incoming.people.len());
            self.incoming.people.push(IncomingPerson {
                name: name.or(user.attribute("id")).unwrap_or("Somebody").to_owned(),
                initials: initials.to_owned(),
                key,
            });
        }
    }

    /// Who made an element, or what it stands in.
    pub fn person(&mut self, chain: &[&Element]) -> Option<usize> {
        let names = ["creatingUser", "modifyingUser"];
        let said = chain.iter().find_map(|element| names.iter().find_map(|name| element.guid(name)));
        let guid = said.or_else(|| self.creator.clone().filter(|creator| self.people.contains_key(creator)))?;
        if let Some(&place) = self.people.get(&guid) {
            return Some(place);
        }
        let place = self.incoming.people.len();
        self.people.insert(guid.clone(), place);
        let name = format!("Somebody ({})", guid.get(..8).unwrap_or(&guid));
        self.incoming.people.push(IncomingPerson { key: guid.clone(), name, initials: String::new() });
        self.loses(
            "User",
            guid,
            "Somebody who is not among the project’s users worked in it; their name is not known.",
        );
        Some(place)
    }

    fn variables(&mut self, root: &'e Element) {
        for variable in root.inside("Variables") {
            let Some(guid) = variable.guid("guid") else { continue };
            let kind = match variable.attribute("typeOfVariable").unwrap_or_default() {
                "Integer" | "Float" => AttributeKind::Number,
                "Date" => AttributeKind::Date,
                "Boolean" => AttributeKind::Category,
                _ => AttributeKind::Text,
            };
            self.types.insert(guid, (variable, kind));
            let mut kept = beside::of("Variable", variable, &["typeOfVariable"]);
            kept.children.extend(variable.all("Description").filter(|said| !said.text.trim().is_empty()).cloned());
            self.keep(kept);
        }
        // Words that recur are categories.
        let mut values: HashMap<String, (usize, BTreeSet<String>)> = HashMap::new();
        let elements = root.inside("Cases").chain(root.inside("Sources"));
        for value in elements.flat_map(|element| element.all("VariableValue")) {
            let (Some(guid), Some((_, words))) = (referred(value), value_of(value)) else { continue };
            let seen = values.entry(guid).or_default();
            seen.0 += 1;
            seen.1.insert(words);
        }
        for (guid, (variable, kind)) in &mut self.types {
            if categories_of(variable).is_some() {
                *kind = AttributeKind::Category;
                continue;
            }
            let Some((count, different)) = values.get(guid) else { continue };
            let short = different.iter().all(|words| words.chars().count() <= 40);
            if *kind == AttributeKind::Text
                && short
                && different.len() <= 20
                && (different.len() < *count || *count <= 20)
            {
                *kind = AttributeKind::Category;
            }
        }
    }

    /// Variables of which nothing has a value are characteristics of participants.
    fn unused_variables(&mut self, root: &Element) {
        for guid in root.inside("Variables").filter_map(|variable| variable.guid("guid")) {
            let used = [Describes::Participants, Describes::Groups, Describes::Transcripts]
                .into_iter()
                .any(|describes| self.variables.contains_key(&(guid.clone(), describes)));
            if !used {
                self.attribute(&guid, Describes::Participants);
            }
        }
    }

    /// The place of the attribute that a variable is, made where it is not there yet.
    fn attribute(&mut self, guid: &str, describes: Describes) -> Option<(usize, AttributeKind)> {
        let &(variable, kind) = self.types.get(guid)?;
        let key = (guid.to_owned(), describes);
        if let Some(&place) = self.variables.get(&key) {
            return Some((place, kind));
        }
        self.incoming.attributes.push(IncomingAttribute {
            key: guid.to_owned(),
            name: variable.attribute("name").unwrap_or("Unnamed").to_owned(),
            kind,
            describes,
            categories: categories_of(variable).unwrap_or_default(),
        });
        let place = self.incoming.attributes.len() - 1;
        self.variables.insert(key, place);
        Some((place, kind))
    }

    /// The values that an element has, by place of the attribute.
    pub fn values(&mut self, element: &Element, describes: Describes) -> Vec<(usize, AttributeValue)> {
        let mut values = Vec::new();
        for value in element.all("VariableValue") {
            let Some((guid, (_, words))) = referred(value).zip(value_of(value)) else { continue };
            let Some((place, kind)) = self.attribute(&guid, describes) else {
                self.loses("VariableValue", guid, "It was left out, because its variable is not in the project.");
                continue;
            };
            let value = match kind {
                AttributeKind::Number => {
                    words.parse().map(AttributeValue::Number).unwrap_or(AttributeValue::Text(words))
                }
                AttributeKind::Date => words
                    .get(..10)
                    .and_then(|day| day.parse().ok())
                    .map_or(AttributeValue::Text(words.clone()), AttributeValue::Date),
                AttributeKind::Category => AttributeValue::Category(words),
                AttributeKind::Text => AttributeValue::Text(words),
            };
            values.push((place, value));
        }
        values
    }

    fn cases(&mut self, root: &'e Element) {
        for case in root.inside("Cases") {
            let Some(guid) = case.guid("guid") else { continue };
            let name = case.attribute("name").unwrap_or_default().trim();
            // A case without a name stands for the document it names; its values are that document's.
            if name.is_empty() {
                continue;
            }
            let values = self.values(case, Describes::Participants);
            self.cases.insert(guid.clone(), self.incoming.cases.len());
            self.incoming.cases.push(IncomingCase {
                key: guid,
                label: name.to_owned(),
                is: Describes::Participants,
                group: String::new(),
                group_key: String::new(),
                moderator: false,
                notes: case.words("Description").trim().to_owned(),
                values,
            });
        }
    }

    /// The notes that codes point at.
    fn notes_of_codes(&mut self, codebook: &'e Element) {
        let mut waiting: Vec<&Element> = codebook.inside("Codes").collect();
        while let Some(code) = waiting.pop() {
            waiting.extend(code.all("Code"));
            let Some(&place) = code.guid("guid").as_ref().and_then(|guid| self.codes.get(guid)) else { continue };
            self.notes_on(code, MemoAbout::Code(place));
        }
    }

    /// The notes that an element points at become memos about it.
    pub fn notes_on(&mut self, element: &Element, about: MemoAbout) {
        for guid in element.all("NoteRef").filter_map(|note| note.guid("targetGUID")) {
            self.memo(&guid, about.clone());
        }
    }

    /// A note's words as a memo.
    pub fn memo(&mut self, guid: &str, about: MemoAbout) {
        let Some(&note) = self.notes.get(guid) else {
            self.loses("NoteRef", guid, "It points at a note that is not in the project.");
            return;
        };
        let Some(text) = self.words_of(note) else {
            self.loses("Note", guid, "Its words are in a file that is not in the project.");
            self.used.insert(guid.to_owned());
            return;
        };
        let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace('\r', "\n");
        if self.used.insert(guid.to_owned()) {
            let kept = self.with_rich_text(beside::made("Note", note, &text), note);
            self.keep(kept);
        }
        let person = self.person(&[note]);
        self.incoming.memos.push(IncomingMemo {
            key: guid.to_owned(),
            person,
            created: time(note),
            kind: MemoKind::Analytic,
            about,
            title: note.attribute("name").unwrap_or_default().trim().to_owned(),
            text,
        });
    }

    /// The words of a note or a source, as they stand in the file; `None` where they are missing.
    pub fn words_of(&self, element: &Element) -> Option<String> {
        if let Some(path) = element.attribute("plainTextPath").filter(|path| !path.trim().is_empty()) {
            let name = path.trim().trim_start_matches("internal://").trim_start_matches("internal:/");
            if let Ok(Some(bytes)) = self.package.read(name) {
                return Some(super::decoded(&bytes));
            }
        }
        element.child("PlainTextContent").map(|content| content.text.clone())
    }

    /// Notes that links tie to passages (NVivo's annotations); the other links are told.
    fn links(&mut self, root: &'e Element) {
        for link in root.inside("Links") {
            let ends = [link.guid("originGUID"), link.guid("targetGUID")];
            let note = ends.iter().flatten().find(|guid| self.notes.contains_key(*guid)).cloned();
            let passage = ends.iter().flatten().find_map(|guid| self.selections.get(guid)).copied();
            let source = ends.iter().flatten().find_map(|guid| self.sources.get(guid)).copied();
            match (note, passage, source) {
                (Some(note), Some(passage), _) => {
                    self.memo(&note, MemoAbout::Passage(passage.transcript, passage.span));
                }
                (Some(note), None, Some(source)) => sources::note_on_source(self, &note, source),
                _ => self.carries(link, &[], "link", "studies have no links between codes, passages or sources"),
            }
        }
    }

    fn free_notes(&mut self, root: &'e Element) {
        for guid in root.inside("Notes").filter_map(|note| note.guid("guid")) {
            if !self.used.contains(&guid) {
                self.memo(&guid, MemoAbout::Nothing);
            }
        }
    }

    /// Sets that Colloquy wrote for groups are groups again, and their people are in them.
    fn groups(&mut self, root: &Element) {
        let mut of_source: HashMap<usize, (String, String)> = HashMap::new();
        for set in root.inside("Sets") {
            let Some(label) = set.attribute("name").and_then(|name| name.strip_prefix("Group: ")) else { continue };
            for source in set.all("MemberSource").filter_map(|member| member.guid("targetGUID")) {
                let Some(&place) = self.sources.get(&source) else { continue };
                let key = set.guid("guid").unwrap_or_default();
                of_source.insert(place, (label.to_owned(), key.clone()));
                if let Some(transcript) = self.incoming.transcripts.get_mut(place) {
                    transcript.group = Some(label.to_owned());
                    transcript.group_key = key;
                }
            }
        }
        for case in root.inside("Cases") {
            let Some(&at) = case.guid("guid").as_ref().and_then(|guid| self.cases.get(guid)) else { continue };
            let mut sources = case.all("SourceRef").filter_map(|source| source.guid("targetGUID"));
            let group = sources.find_map(|source| of_source.get(self.sources.get(&source)?).cloned());
            if let (Some((label, key)), Some(case)) = (group, self.incoming.cases.get_mut(at)) {
                (case.group, case.group_key) = (label, key);
            }
        }
    }

    fn what_has_no_place(&mut self, root: &Element) {
        // Sets that Colloquy wrote for groups and themes.
        let own = !self.incoming.records.is_empty();
        let is_own = |set: &&Element| {
            let name = set.attribute("name").unwrap_or_default();
            name.starts_with("Group: ") || own && name.starts_with("Theme: ")
        };
        let others: Vec<&Element> = root.inside("Sets").filter(|set| !is_own(set)).collect();
        for set in others {
            let members = set.children.iter().filter(|child| child.name.starts_with("Member")).count();
            self.carries(set, &[], "set", &format!("studies have no sets; it has {}", counted(members, "member")));
        }
        for graph in root.inside("Graphs") {
            self.carries(graph, &[], "map", "studies have no maps drawn by hand");
        }
        let described = root.words("Description").trim();
        if !described.is_empty() {
            let person = root.guid("creatingUserGUID").and_then(|guid| self.people.get(&guid).copied());
            self.incoming.memos.push(IncomingMemo {
                key: super::DESCRIPTION_OF_PROJECT.to_string(),
                person,
                created: time(root),
                kind: MemoKind::Method,
                about: MemoAbout::Nothing,
                title: String::new(),
                text: described.to_owned(),
            });
        }
        let coders: BTreeSet<usize> = self.incoming.codings.iter().filter_map(|coding| coding.person).collect();
        if self.incoming.people.len() > 1 && coders.len() == 1 {
            let what = format!(
                "There are {} people in the project, and all codings are of one of them: some programs put every coding under the name of whoever exported the project.",
                self.incoming.people.len()
            );
            self.loses("Users", "", what);
        }
    }
}

/// Whether a source of a kind that is carried has a GUID.
fn is_source(root: &Element, guid: &str) -> bool {
    root.inside("Sources").any(|source| source.guid("guid").is_some_and(|own| own == guid))
}

/// The categories that Colloquy wrote into a variable's description.
fn categories_of(variable: &Element) -> Option<Vec<String>> {
    let listed = variable.words("Description").trim().strip_prefix("Categories: ")?;
    Some(listed.split(" | ").map(str::to_owned).collect())
}

/// The variable that a value is of.
fn referred(value: &Element) -> Option<String> {
    value.child("VariableRef")?.guid("targetGUID")
}

/// The value's element and words; `None` where the value is missing, which is not the same as empty.
fn value_of(value: &Element) -> Option<(&str, String)> {
    let found = value.children.iter().find(|child| child.name.ends_with("Value"))?;
    let words = found.text.trim();
    let words = match (found.name.as_str(), words) {
        ("BooleanValue", "1" | "true") => "yes",
        ("BooleanValue", "0" | "false") => "no",
        (_, words) => words,
    };
    (!words.is_empty()).then(|| (found.name.as_str(), words.to_owned()))
}

/// When an element was made; a time without a zone is taken as UTC.
pub(super) fn time(element: &Element) -> Option<Timestamp> {
    let words = ["creationDateTime", "modifiedDateTime"].iter().find_map(|name| element.attribute(name))?.trim();
    words.parse().ok().or_else(|| crate::exchange::database::time(words))
}
