//! The project's document, element by element in the schema's order.

use std::collections::BTreeMap;

use super::{super::model::AS_NVIVO, Profile, Xml, derived, guid, marks, own, text_name};
use crate::{
    exchange::{Loss, offsets::Counting},
    operations::elide,
    study::{
        Anchor, AttributeKind, AttributeValue, Code, Coding, Describes, Id, Kind, Memo, Placed, Study, Transcript,
    },
};

/// A project being written.
pub(super) struct Writing<'s> {
    pub(super) study: &'s Study,
    profile: Profile,
    xml: Xml,
    /// Notes by what they are on, and all in order.
    notes: Vec<Note>,
    about: BTreeMap<String, Vec<String>>,
    links: Vec<(String, String, String)>,
    /// What is given back of other programs' projects, by the container it stands in.
    pub(super) carried: BTreeMap<&'static str, String>,
    pub(super) losses: Vec<Loss>,
}

/// A note to be written.
struct Note {
    guid: String,
    name: String,
    author: Option<String>,
    created: Option<String>,
    words: String,
}

impl<'s> Writing<'s> {
    pub(super) fn of(study: &'s Study, profile: Profile) -> Self {
        Writing {
            study,
            profile,
            xml: Xml::default(),
            notes: Vec::new(),
            about: BTreeMap::new(),
            links: Vec::new(),
            carried: BTreeMap::new(),
            losses: Vec::new(),
        }
    }

    fn begin(&mut self) {
        self.xml.0.push_str("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    }

    pub(super) fn codebook_alone(mut self) -> String {
        self.begin();
        let origin = format!("Colloquy {}", env!("CARGO_PKG_VERSION"));
        self.xml.open("CodeBook", &[("xmlns", Some("urn:QDA-XML:codebook:1.0")), ("origin", Some(&origin))]);
        self.codes();
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
        self.xml.open(
            "Project",
            &[("xmlns", Some("urn:QDA-XML:project:1.0")), ("name", Some(title)), ("origin", Some(&origin))],
        );
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
        self.xml.close("Codes");
    }

    fn code(&mut self, id: Id<Code>, depth: usize) {
        let Some(code) = self.study.get(id).filter(|_| depth < 200) else { return };
        let colour = self.study.code_colour(id).map(|colour| colour.to_string());
        let key = guid(id.uuid());
        self.xml.open(
            "Code",
            &[
                ("guid", Some(&key)),
                ("name", Some(&code.name)),
                ("isCodable", Some("true")),
                ("color", colour.as_deref()),
            ],
        );
        self.xml.words("Description", &description(code));
        self.note_refs(&key);
        let below: Vec<Id<Code>> = self.study.codes_under(Some(id)).iter().map(|code| code.id).collect();
        for child in below {
            self.code(child, depth + 1);
        }
        self.xml.close("Code");
    }

    fn variables(&mut self) {
        let mut attributes: Vec<_> = self.study.attributes().filter(|one| one.describes != Describes::Groups).collect();
        attributes.sort_by_key(|attribute| attribute.order);
        if attributes.is_empty() {
            return;
        }
        self.xml.open("Variables", &[]);
        for attribute in attributes {
            let kind = match attribute.kind {
                AttributeKind::Number => "Float",
                AttributeKind::Date => "Date",
                AttributeKind::Category | AttributeKind::Text => "Text",
            };
            let name = Some(attribute.name.as_str());
            self.xml.open(
                "Variable",
                &[("guid", Some(&guid(attribute.id.uuid()))), ("name", name), ("typeOfVariable", Some(kind))],
            );
            if attribute.kind == AttributeKind::Category {
                self.xml.words("Description", &format!("Categories: {}", attribute.categories.join(" | ")));
            }
            self.xml.close("Variable");
        }
        self.xml.close("Variables");
    }

    fn values(&mut self, values: &BTreeMap<Id<crate::study::Attribute>, AttributeValue>) {
        for (attribute, value) in values {
            self.xml.open("VariableValue", &[]);
            self.xml.refers("VariableRef", &guid(attribute.uuid()));
            match value {
                AttributeValue::Category(words) | AttributeValue::Text(words) => self.xml.words("TextValue", words),
                AttributeValue::Number(number) => self.xml.words("FloatValue", &number.to_string()),
                AttributeValue::Date(date) => self.xml.words("DateValue", &date.to_string()),
            }
            self.xml.close("VariableValue");
        }
    }

    fn cases(&mut self) {
        let study = self.study;
        if study.participants().len() == 0 {
            return;
        }
        self.xml.open("Cases", &[]);
        let groups = study.groups_in_order();
        let of_groups = groups.iter().flat_map(|group| study.members_of(group.id));
        let alone = study.participants().filter(|one| one.group.is_none());
        for one in of_groups.chain(alone) {
            self.xml.open("Case", &[("guid", Some(&guid(one.id.uuid()))), ("name", Some(&one.label))]);
            self.xml.words("Description", &one.notes);
            self.values(&one.attributes);
            for transcript in study.transcripts_in_order() {
                if one.group.is_some() && transcript.group == one.group {
                    self.xml.refers("SourceRef", &guid(transcript.id.uuid()));
                }
            }
            self.xml.close("Case");
        }
        self.xml.close("Cases");
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

    fn source(&mut self, transcript: &Transcript) {
        let key = guid(transcript.id.uuid());
        let path = format!("internal://{}", text_name(transcript));
        let name = Some(transcript.title.as_str());
        self.xml.open("TextSource", &[("guid", Some(&key)), ("name", name), ("plainTextPath", Some(&path))]);
        let study = self.study;
        let counting = Counting::of(study.text(transcript.id), self.profile.unit());
        for coding in study.codings_of(transcript.id) {
            self.coding(coding, &counting);
        }
        let on_passages = study.memos().filter_map(|memo| match &memo.anchor {
            Some(Anchor::Passage(on, span)) if *on == transcript.id => Some((memo, *span)),
            _ => None,
        });
        let on_passages: Vec<_> = on_passages.collect();
        for (memo, span) in on_passages {
            let (start, end) = (counting.at(span.start).to_string(), counting.at(span.end).to_string());
            let selection = derived(memo.id.uuid(), "selection");
            self.xml.open(
                "PlainTextSelection",
                &[("guid", Some(&selection)), ("startPosition", Some(&start)), ("endPosition", Some(&end))],
            );
            self.xml.refers("NoteRef", &guid(memo.id.uuid()));
            self.xml.close("PlainTextSelection");
        }
        if let Some(words) = marks::of_transcript(study, transcript, &counting) {
            let note = derived(transcript.id.uuid(), "turns");
            self.notes.push(Note { guid: note.clone(), name: marks::TURNS.into(), author: None, created: None, words });
            self.about.entry(key.clone()).or_default().push(note);
        }
        if self.profile == Profile::Atlas {
            for note in self.about.remove(&key).unwrap_or_default() {
                self.links.push((derived(transcript.id.uuid(), &note), note, key.clone()));
            }
        }
        self.note_refs(&key);
        self.values(&transcript.attributes);
        self.xml.close("TextSource");
    }

    fn coding(&mut self, coding: &Coding, counting: &Counting<'_>) {
        let words = coding.span.of(self.study.text(coding.transcript)).unwrap_or_default();
        let name = elide(&words.split_whitespace().collect::<Vec<_>>().join(" "), 100);
        let (start, end) = (counting.at(coding.span.start).to_string(), counting.at(coding.span.end).to_string());
        let (coder, created) = (guid(coding.coder.uuid()), coding.created.to_string());
        let key = guid(coding.id.uuid());
        self.xml.open(
            "PlainTextSelection",
            &[
                ("guid", Some(&derived(coding.id.uuid(), "selection"))),
                ("name", Some(&name)),
                ("startPosition", Some(&start)),
                ("endPosition", Some(&end)),
                ("creatingUser", Some(&coder)),
                ("creationDateTime", Some(&created)),
            ],
        );
        self.xml.words("Description", &coding.memo);
        self.xml.open(
            "Coding",
            &[("guid", Some(&key)), ("creatingUser", Some(&coder)), ("creationDateTime", Some(&created))],
        );
        self.xml.refers("CodeRef", &guid(coding.code.uuid()));
        if let Some(words) = marks::of_coding(coding) {
            let note = derived(coding.id.uuid(), "marks");
            self.xml.refers("NoteRef", &note);
            self.notes.push(Note {
                guid: note,
                name: marks::MARKS.into(),
                author: Some(coder),
                created: Some(created),
                words,
            });
        }
        self.note_refs(&key);
        self.xml.close("Coding");
        self.xml.close("PlainTextSelection");
    }

    fn note_refs(&mut self, about: &str) {
        for note in self.about.get(about).cloned().unwrap_or_default() {
            self.xml.refers("NoteRef", &note);
        }
    }

    fn gather_notes(&mut self) {
        match own::of_study(self.study) {
            Ok(words) => {
                let guid = derived(self.study.details().id.uuid(), "records");
                self.notes.push(Note { guid, name: own::OWN.into(), author: None, created: None, words });
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
            let key = guid(memo.id.uuid());
            if let Some(Anchor::Record(about)) = &memo.anchor
                && matches!(about.kind, Kind::Transcript | Kind::Code | Kind::Coding)
            {
                self.about.entry(guid(about.id)).or_default().push(key.clone());
            }
            self.notes.push(Note {
                guid: key,
                name: if memo.title.is_empty() { elide(memo.text.trim(), 60) } else { memo.title.clone() },
                author: Some(guid(memo.author.uuid())),
                created: Some(memo.created.to_string()),
                words: memo.text.clone(),
            });
        }
    }

    fn write_notes(&mut self) {
        let notes = std::mem::take(&mut self.notes);
        if notes.is_empty() {
            return;
        }
        self.xml.open("Notes", &[]);
        for note in notes {
            self.xml.open(
                "Note",
                &[
                    ("guid", Some(&note.guid)),
                    ("name", Some(&note.name)),
                    ("creatingUser", note.author.as_deref()),
                    ("creationDateTime", note.created.as_deref()),
                ],
            );
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
