//! The project's document, element by element in the schema's order.

use std::collections::{BTreeMap, BTreeSet};

use uuid::Uuid;

use super::{
    super::{DESCRIPTION_OF_PROJECT, model::AS_NVIVO, xml::Element},
    Profile, Xml,
    beside::{Attributes, Beside, allowed, id, is_same, made},
    derived, guid, own,
};
use crate::{
    exchange::Loss,
    operations::elide,
    study::{Anchor, Code, Id, Kind, Memo, Participant, Placed, Study, Transcript},
};

/// A project being written.
pub(super) struct Writing<'s> {
    pub(super) study: &'s Study,
    pub(super) profile: Profile,
    pub(super) xml: Xml,
    /// Notes by what they are on, and all in order.
    pub(super) notes: Vec<Note>,
    pub(super) about: BTreeMap<String, Vec<String>>,
    pub(super) links: Vec<(String, String, String)>,
    /// What came with projects beside what the study holds.
    pub(super) beside: Beside,
    /// Transcripts of which a case without a name bears the values.
    pub(super) nameless: BTreeSet<Id<Transcript>>,
    /// Files of formatted texts that are named.
    pub(super) rich: BTreeSet<String>,
    /// What is given back of other programs' projects, by the container it stands in.
    pub(super) carried: BTreeMap<&'static str, String>,
    pub(super) losses: Vec<Loss>,
    /// Whether only the codebook is written.
    pub(super) alone: bool,
}

/// A note to be written.
#[derive(Default)]
pub(super) struct Note {
    pub guid: String,
    pub name: String,
    pub by: Attributes,
    pub rich: Option<String>,
    pub words: String,
}

impl Note {
    pub(super) fn of(guid: String) -> Self {
        Note { guid, ..Note::default() }
    }
}

impl<'s> Writing<'s> {
    pub(super) fn of(study: &'s Study, profile: Profile) -> Self {
        let beside = Beside::of(study);
        let mut writing = Writing {
            study,
            profile,
            beside,
            nameless: BTreeSet::new(),
            rich: BTreeSet::new(),
            xml: Xml::default(),
            notes: Vec::new(),
            about: BTreeMap::new(),
            links: Vec::new(),
            carried: BTreeMap::new(),
            losses: Vec::new(),
            alone: false,
        };
        writing.nameless = writing.nameless_cases().into_iter().map(|(_, transcript)| transcript).collect();
        writing
    }

    fn begin(&mut self) {
        self.xml.0.push_str("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    }

    pub(super) fn codebook_alone(mut self) -> String {
        self.alone = true;
        self.look_at_carried();
        self.begin();
        let origin = format!("Colloquy {}", env!("CARGO_PKG_VERSION"));
        self.xml.open("CodeBook", &[("xmlns", Some("urn:QDA-XML:codebook:1.0")), ("origin", Some(&origin))]);
        self.codes();
        let sets = self.carried_in("Sets");
        if !sets.is_empty() {
            self.xml.open("Sets", &[]);
            self.xml.0.push_str(&sets);
            self.xml.close("Sets");
        }
        self.xml.close("CodeBook");
        self.xml.0
    }

    pub(super) fn project(&mut self) -> String {
        self.gather_notes();
        self.begin();
        let details = self.study.details();
        let counts = if self.profile == Profile::Nvivo { format!(" {AS_NVIVO}") } else { String::new() };
        let origin = format!("Colloquy {}{counts}", env!("CARGO_PKG_VERSION"));
        let title = if details.title.trim().is_empty() { "Untitled" } else { details.title.as_str() };
        let by = self.beside.of_project(self.study);
        let mut attributes =
            vec![("xmlns", Some("urn:QDA-XML:project:1.0")), ("name", Some(title)), ("origin", Some(origin.as_str()))];
        attributes.extend(by.iter().map(|(key, value)| (*key, Some(value.as_str()))));
        self.xml.open("Project", &attributes);
        self.look_at_carried();
        self.users();
        if self.study.codes().len() > 0 {
            self.xml.open("CodeBook", &[]);
            self.codes();
            self.xml.close("CodeBook");
        }
        self.variables();
        self.cases();
        self.sources();
        self.write_notes();
        self.write_links();
        self.sets();
        let graphs = self.carried_in("Graphs");
        if !graphs.is_empty() {
            self.xml.open("Graphs", &[]);
            self.xml.0.push_str(&graphs);
            self.xml.close("Graphs");
        }
        if let Some(memo) = self.study.get(Id::<Memo>::from_uuid(DESCRIPTION_OF_PROJECT)) {
            self.xml.words("Description", memo.text.trim());
        }
        self.xml.close("Project");
        std::mem::take(&mut self.xml.0)
    }

    fn users(&mut self) {
        if self.study.coders().len() == 0 {
            return;
        }
        self.xml.open("Users", &[]);
        for coder in self.study.coders() {
            let initials = Some(coder.initials.as_str()).filter(|initials| !initials.is_empty());
            self.xml.empty(
                "User",
                &[("guid", Some(&guid(coder.id.uuid()))), ("name", Some(&coder.name)), ("id", initials)],
            );
        }
        self.xml.close("Users");
    }

    fn codes(&mut self) {
        self.xml.open("Codes", &[]);
        let tops: Vec<Id<Code>> = self.study.codes_under(None).iter().map(|code| code.id).collect();
        for code in tops {
            self.code(code, 0);
        }
        self.twins_under(None);
        self.xml.close("Codes");
    }

    fn code(&mut self, id: Id<Code>, depth: usize) {
        let Some(code) = self.study.get(id).filter(|_| depth < 200) else { return };
        let colour = self.study.code_colour(id).map(|colour| colour.to_string());
        let key = guid(id.uuid());
        // A folder that has been coded with is none any more.
        let folder = self.beside.element("Code", id.uuid()).is_some() && self.study.codings_with(id).is_empty();
        self.xml.open(
            "Code",
            &[
                ("guid", Some(&key)),
                ("name", Some(&code.name)),
                ("isCodable", Some(if folder { "false" } else { "true" })),
                ("color", colour.as_deref()),
            ],
        );
        self.xml.words("Description", &description(code));
        self.note_refs(&key);
        let below: Vec<Id<Code>> = self.study.codes_under(Some(id)).iter().map(|code| code.id).collect();
        for child in below {
            self.code(child, depth + 1);
        }
        self.twins_under(Some(id));
        self.xml.close("Code");
    }

    /// The codes that stand for cases, where they came under a code; ATLAS.ti takes no id twice.
    fn twins_under(&mut self, parent: Option<Id<Code>>) {
        if self.profile == Profile::Atlas || self.alone {
            return;
        }
        let cases: Vec<(Uuid, Element)> = self
            .beside
            .all("Case")
            .into_iter()
            .filter_map(|(case, kept)| Some((case, kept.child("Code")?.clone())))
            .collect();
        for (case, twin) in cases {
            let under = id(&twin, "parent").map(Id::<Code>::from_uuid).filter(|code| self.study.get(*code).is_some());
            let Some(one) = self.study.get(Id::<Participant>::from_uuid(case)).filter(|_| under == parent) else {
                continue;
            };
            let codable = twin.attribute("isCodable").map_or("true", |said| if said == "0" { "false" } else { said });
            let colour = twin.attribute("color").and_then(super::super::colour).map(|colour| colour.to_string());
            self.xml.empty(
                "Code",
                &[
                    ("guid", Some(&guid(case))),
                    ("name", Some(&one.label)),
                    ("isCodable", Some(codable)),
                    ("color", colour.as_deref()),
                ],
            );
        }
    }

    fn sources(&mut self) {
        let carried = self.carried_in("Sources");
        if self.study.transcripts().len() == 0 && carried.is_empty() {
            return;
        }
        self.xml.open("Sources", &[]);
        for transcript in self.study.transcripts_in_order() {
            self.source(transcript);
        }
        self.xml.0.push_str(&carried);
        self.xml.close("Sources");
    }

    pub(super) fn note_refs(&mut self, about: &str) {
        for note in self.about.get(about).cloned().unwrap_or_default() {
            self.xml.refers("NoteRef", &note);
        }
    }

    fn gather_notes(&mut self) {
        match own::of_study(self.study) {
            Ok(words) => {
                let guid = derived(self.study.details().id.uuid(), "records");
                self.notes.push(Note { name: own::OWN.into(), words, ..Note::of(guid) });
            }
            Err(why) => self.losses.push(Loss {
                element: "Note".into(),
                id: String::new(),
                what: format!("What other programs have no place for is not in the file: {why}."),
            }),
        }
        let mut memos: Vec<&Memo> = self.study.memos().filter(|memo| !memo.text.trim().is_empty()).collect();
        memos.sort_by_key(|memo| (memo.created, memo.id));
        for memo in memos {
            if self.is_description(memo) {
                continue;
            }
            let key = guid(memo.id.uuid());
            if let Some(Anchor::Record(about)) = &memo.anchor
                && matches!(about.kind, Kind::Transcript | Kind::Code | Kind::Coding)
            {
                self.about.entry(guid(about.id)).or_default().push(key.clone());
            }
            let kept = self.beside.element("Note", memo.id.uuid()).cloned();
            let by = self.made_memo(memo, kept.as_ref());
            let rich = kept.filter(|kept| is_same(kept, &memo.text)).and_then(|kept| self.rich_text(&kept));
            self.notes.push(Note {
                guid: key,
                name: if memo.title.is_empty() { elide(memo.text.trim(), 60) } else { memo.title.clone() },
                by,
                rich,
                words: memo.text.clone(),
            });
        }
    }

    /// Who wrote a memo and when; who changed it, while its words are those that came.
    fn made_memo(&self, memo: &Memo, kept: Option<&Element>) -> Attributes {
        let mut by = made(kept, &memo.text, self.study);
        by.retain(|(key, _)| !key.starts_with("creat"));
        let spelled = kept.and_then(|kept| allowed(kept, "creationDateTime", self.study));
        let spelled = spelled.filter(|words| words.parse::<jiff::Timestamp>().is_ok_and(|time| time == memo.created));
        let created = spelled.unwrap_or_else(|| memo.created.to_string());
        by.splice(0..0, [("creatingUser", guid(memo.author.uuid())), ("creationDateTime", created)]);
        by
    }

    fn write_notes(&mut self) {
        let notes = std::mem::take(&mut self.notes);
        if notes.is_empty() {
            return;
        }
        self.xml.open("Notes", &[]);
        for note in notes {
            let mut attributes = vec![
                ("guid", Some(note.guid.as_str())),
                ("name", Some(&note.name)),
                ("richTextPath", note.rich.as_deref()),
            ];
            attributes.extend(note.by.iter().map(|(key, value)| (*key, Some(value.as_str()))));
            self.xml.open("Note", &attributes);
            self.xml.words("PlainTextContent", &note.words);
            self.xml.close("Note");
        }
        self.xml.close("Notes");
    }

    fn write_links(&mut self) {
        let links = std::mem::take(&mut self.links);
        let carried = self.carried_in("Links");
        if links.is_empty() && carried.is_empty() {
            return;
        }
        self.xml.open("Links", &[]);
        for (key, note, source) in links {
            self.xml.empty(
                "Link",
                &[
                    ("guid", Some(&key)),
                    ("name", Some("memo")),
                    ("direction", Some("OneWay")),
                    ("originGUID", Some(&note)),
                    ("targetGUID", Some(&source)),
                ],
            );
        }
        self.xml.0.push_str(&carried);
        self.xml.close("Links");
    }

    /// Groups as sets of their sources, themes of the board that is printed as sets of their codes.
    fn sets(&mut self) {
        let study = self.study;
        let board = study.boards_in_order().last().map(|board| board.id);
        let themes: Vec<_> = study.themes().filter(|theme| Some(theme.board) == board).collect();
        let carried = self.carried_in("Sets");
        if study.groups().len() == 0 && themes.is_empty() && carried.is_empty() {
            return;
        }
        self.xml.open("Sets", &[]);
        for group in study.groups_in_order() {
            let name = format!("Group: {}", group.label);
            self.xml.open("Set", &[("guid", Some(&guid(group.id.uuid()))), ("name", Some(&name))]);
            self.xml.words("Description", &group.notes);
            for transcript in study.transcripts_in_order().into_iter().filter(|one| one.group == Some(group.id)) {
                self.xml.refers("MemberSource", &guid(transcript.id.uuid()));
            }
            self.xml.close("Set");
        }
        for theme in themes {
            let name = format!("Theme: {}", theme.name);
            self.xml.open("Set", &[("guid", Some(&guid(theme.id.uuid()))), ("name", Some(&name))]);
            let mut said: Vec<String> = vec![theme.definition.clone()];
            said.extend(theme.valence.map(|valence| format!("Valence: {}", valence.word())));
            said.extend(study.placements().filter(|one| one.subject == Placed::Theme(theme.id)).map(|placement| {
                let why =
                    if placement.rationale.is_empty() { String::new() } else { format!(" ({})", placement.rationale) };
                format!("Placed in {}{why}", placement.element)
            }));
            said.retain(|words| !words.trim().is_empty());
            self.xml.words("Description", &said.join("\n"));
            for code in theme.codes.iter().filter(|code| study.get(**code).is_some()) {
                self.xml.refers("MemberCode", &guid(code.uuid()));
            }
            self.xml.close("Set");
        }
        self.xml.0.push_str(&carried);
        self.xml.close("Sets");
    }
}

/// What is written of a code, in labelled paragraphs.
fn description(code: &Code) -> String {
    let labelled = |label: &str, words: &str| {
        (!words.trim().is_empty())
            .then(|| if label.is_empty() { words.trim().to_owned() } else { format!("{label}: {}", words.trim()) })
    };
    let aliases = code.aliases.join("; ");
    let only_brief = code.full.trim().is_empty();
    let parts = [
        labelled(if only_brief { "" } else { "In brief" }, &code.brief),
        labelled("", &code.full),
        labelled("When to use", &code.when_to_use),
        labelled("When not to use", &code.when_not_to_use),
        labelled("Also called", &aliases),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join("\n\n")
}
