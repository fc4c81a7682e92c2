//! A study of elsewhere brought into this one, as one entry. What is here already is found again: transcripts by their
//! text, codes by their place in the tree, people by name, codings by words, code and coder. Nothing that is here is
//! overwritten; where a file says otherwise of a code than the study does, that is told. The same file a second time
//! brings nothing.

mod codes;
mod fields;
mod own;
mod reanchor;
mod sources;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::{Incoming, IncomingMemo, IncomingPlaces, Loss, MemoAbout, refi::selection_of};
use crate::{
    journal::{Change, Entry, Stamp},
    operations::{self, Declined, counted, in_sentence},
    study::{Anchor, Attribute, Code, Coder, Coding, Group, Id, Kind, Memo, Participant, Role, Study, Transcript},
    text::Span,
};

/// What an import brought, found again and left.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Adopted {
    /// How many records of each kind are new, in the order of the kinds.
    pub made: Vec<(Kind, usize)>,
    /// How many of each kind were here already.
    pub found: Vec<(Kind, usize)>,
    /// How many participants, groups, transcripts and codes that were here already were filled in.
    pub altered: Vec<(Kind, usize)>,
    /// How many passages that were here already were put where the way of counting that a person chose has them.
    pub moved: usize,
    /// How many stand where another way of counting has them, and stay, because nobody has chosen.
    pub elsewhere: usize,
    /// Sentences: what the study says otherwise than the file, and keeps.
    pub kept: Vec<String>,
    /// What did not come along.
    pub losses: Vec<Loss>,
}

impl Adopted {
    /// Whether it changes anything in the study.
    pub fn changes(&self) -> bool {
        !self.made.is_empty() || !self.altered.is_empty() || self.moved > 0
    }

    /// "17 transcripts, 22 codes and 1930 codings".
    pub fn in_short(&self) -> String {
        let mut parts: Vec<String> = self.made.iter().map(|(kind, count)| counted(*count, kind.noun())).collect();
        let filled = self.altered.iter().map(|(kind, count)| format!("more of {}", counted(*count, kind.noun())));
        parts.extend(filled);
        parts.extend((self.moved > 0).then(|| format!("other places of {}", counted(self.moved, "passage"))));
        match parts.split_last() {
            None => "nothing that is not here already".into(),
            Some((last, [])) => last.clone(),
            Some((last, before)) => format!("{} and {last}", before.join(", ")),
        }
    }
}

/// The entry that brings a study of elsewhere into this one; no entry where it brings nothing.
///
/// # Errors
/// Where codings are nobody's and nobody has said who is importing them.
pub fn adopt(study: &Study, stamp: &Stamp, incoming: &Incoming) -> Result<(Option<Entry>, Adopted), Declined> {
    let mut adopting = Adopting::new(study, stamp, incoming);
    adopting.people()?;
    adopting.attributes();
    adopting.cases();
    adopting.transcripts();
    adopting.codes();
    adopting.codings();
    adopting.memos();
    adopting.tell_elsewhere();
    adopting.carried();
    adopting.own_records();
    Ok(adopting.finish())
}

/// An import in the making. The lists stand beside those of the file, place by place.
struct Adopting<'a> {
    study: &'a Study,
    stamp: &'a Stamp,
    incoming: &'a Incoming,
    people: Vec<Id<Coder>>,
    attributes: Vec<Id<Attribute>>,
    transcripts: Vec<Option<Id<Transcript>>>,
    codes: Vec<Option<Id<Code>>>,
    codings: Vec<Option<Id<Coding>>>,
    cases: Vec<Option<Case>>,
    groups: HashMap<String, Id<Group>>,
    participants: HashMap<(Option<Id<Group>>, String), Id<Participant>>,
    /// Attributes, groups, participants and codes that may still be altered before they are written.
    drafts: fields::Drafts,
    ids: own::Ids,
    /// Everything else, in order.
    changes: Vec<Change>,
    made: HashMap<Kind, usize>,
    found: HashMap<Kind, usize>,
    /// Transcripts of which passages were moved, by place.
    moved: BTreeSet<usize>,
    /// Of each transcript, how many passages stayed where somebody has put them.
    stayed: BTreeMap<usize, usize>,
    /// How places are counted, by the transcript.
    places: HashMap<usize, &'a IncomingPlaces>,
    told: Adopted,
    anybody: Option<Id<Coder>>,
}

/// Where a coding stands, of which code and by whom: two that agree in all are one.
type Stands = (Id<Transcript>, Span, Id<Code>, Id<Coder>);

/// What became of a case.
#[derive(Clone, Copy)]
enum Case {
    Group(Id<Group>),
    Participant(Id<Participant>),
}

impl<'a> Adopting<'a> {
    fn new(study: &'a Study, stamp: &'a Stamp, incoming: &'a Incoming) -> Self {
        Adopting {
            study,
            stamp,
            incoming,
            people: Vec::new(),
            attributes: Vec::new(),
            transcripts: Vec::new(),
            codes: Vec::new(),
            codings: Vec::new(),
            cases: Vec::new(),
            groups: study.groups().map(|group| (group.label.clone(), group.id)).collect(),
            participants: study.participants().map(|one| ((one.group, one.label.clone()), one.id)).collect(),
            drafts: fields::Drafts::of(study),
            ids: own::Ids::default(),
            changes: Vec::new(),
            made: HashMap::new(),
            found: HashMap::new(),
            moved: BTreeSet::new(),
            stayed: BTreeMap::new(),
            places: incoming.places.iter().map(|one| (one.transcript, one)).collect(),
            told: Adopted { losses: incoming.losses.clone(), ..Adopted::default() },
            anybody: stamp.by,
        }
    }

    fn makes(&mut self, kind: Kind) {
        *self.made.entry(kind).or_default() += 1;
    }

    fn finds(&mut self, kind: Kind) {
        *self.found.entry(kind).or_default() += 1;
    }

    fn loses(&mut self, element: &str, id: &str, what: impl Into<String>) {
        self.told.losses.push(Loss { element: element.into(), id: id.into(), what: what.into() });
    }

    fn people(&mut self) -> Result<(), Declined> {
        let mut known: HashMap<String, Id<Coder>> =
            self.study.coders().map(|coder| (coder.name.to_lowercase(), coder.id)).collect();
        let mut count = self.study.coders().len();
        for person in &self.incoming.people {
            let name = match person.name.trim() {
                "" => "Somebody",
                name => name,
            };
            let id = match self.same(&person.key).or(known.get(&name.to_lowercase()).copied()) {
                Some(id) => {
                    self.became(&person.key, id);
                    self.finds(Kind::Coder);
                    id
                }
                None => {
                    let mut coder = operations::coder_named(self.stamp, name, Role::Coder, count);
                    coder.id = self.id_for(&person.key);
                    if !person.initials.trim().is_empty() {
                        coder.initials = person.initials.trim().chars().take(3).collect();
                    }
                    count += 1;
                    let id = coder.id;
                    known.insert(name.to_lowercase(), id);
                    self.changes.push(Change::made(coder));
                    self.makes(Kind::Coder);
                    id
                }
            };
            self.people.push(id);
        }
        let nobodys = self.incoming.codings.iter().any(|coding| coding.person.is_none())
            || self.incoming.memos.iter().any(|memo| memo.person.is_none());
        if nobodys && self.anybody.is_none() {
            return Err(Declined::Because(
                "The file does not say who coded. Say in whose name it is imported, and import it again.".into(),
            ));
        }
        Ok(())
    }

    fn person(&self, place: Option<usize>) -> Option<Id<Coder>> {
        place.and_then(|place| self.people.get(place)).copied().or(self.anybody)
    }

    fn codings(&mut self) {
        let mut known: HashMap<Stands, Id<Coding>> = HashMap::new();
        let mut indexed: HashSet<Id<Transcript>> = HashSet::new();
        for coding in &self.incoming.codings {
            let transcript = self.transcripts.get(coding.transcript).copied().flatten();
            let code = self.codes.get(coding.code).copied().flatten();
            let (Some(transcript), Some(code), Some(coder)) = (transcript, code, self.person(coding.person)) else {
                self.loses("coding", &coding.key, "It was left out, because its text or its code did not come along.");
                self.codings.push(None);
                continue;
            };
            let text = self.incoming.transcripts.get(coding.transcript).map_or("", |one| one.text.as_str());
            if coding.span.of(text).is_none_or(str::is_empty) {
                self.loses("coding", &coding.key, "It was left out, because there are no words where it should stand.");
                self.codings.push(None);
                continue;
            }
            if indexed.insert(transcript) && self.study.get(transcript).is_some() {
                let here = self.study.codings_of(transcript);
                known.extend(here.into_iter().map(|one| ((transcript, one.span, one.code, one.coder), one.id)));
            }
            let stands = (transcript, coding.span, code, coder);
            let id = match self.same(&coding.key).or(known.get(&stands).copied()) {
                Some(id) => {
                    self.became(&coding.key, id);
                    self.finds(Kind::Coding);
                    self.reanchor_coding(id, coding, &mut known);
                    id
                }
                None => {
                    let id = self.id_for(&coding.key);
                    known.insert((transcript, coding.span, code, coder), id);
                    self.changes.push(Change::made(Coding {
                        id,
                        transcript,
                        span: coding.span,
                        code,
                        coder,
                        level: coding.level,
                        valence: coding.valence,
                        contradicts: coding.contradicts,
                        memo: coding.memo.trim().into(),
                        created: coding.created.unwrap_or(self.stamp.at),
                    }));
                    self.makes(Kind::Coding);
                    id
                }
            };
            self.codings.push(Some(id));
        }
        let incoming = self.incoming;
        for (guid, first) in &incoming.selections {
            if let Some(id) = self.codings.get(*first).copied().flatten() {
                self.became(guid, Id::<Coding>::from_uuid(selection_of(id.uuid())));
            }
        }
    }

    fn memos(&mut self) {
        let study = self.study;
        let mut known: HashSet<(Id<Coder>, Option<String>, &str)> =
            study.memos().map(|memo| (memo.author, memo.anchor.as_ref().map(anchored), memo.text.trim())).collect();
        let incoming = self.incoming;
        for memo in &incoming.memos {
            let text = memo.text.trim();
            let Some(author) = self.person(memo.person).filter(|_| !text.is_empty()) else { continue };
            let Some(anchor) = self.anchor(memo) else {
                self.loses("memo", &memo.key, "It was left out, because what it is about did not come along.");
                continue;
            };
            // A note that is about several things is a memo on each; the first has its id.
            let told = self.same::<Memo>(&memo.key).and_then(|id| self.study.get(id));
            if let Some(here) = told
                && self.reanchor_memo(here, memo, anchor.as_ref())
            {
                self.finds(Kind::Memo);
                continue;
            }
            let same = told.is_some_and(|here| here.anchor == anchor || anchor.is_none() && here.text.trim() == text);
            if same || !known.insert((author, anchor.as_ref().map(anchored), text)) {
                self.finds(Kind::Memo);
                continue;
            }
            let id = self.another_id_for(&memo.key);
            self.changes.push(Change::made(Memo {
                id,
                author,
                created: memo.created.unwrap_or(self.stamp.at),
                kind: memo.kind,
                anchor,
                title: memo.title.trim().into(),
                text: text.into(),
            }));
            self.makes(Kind::Memo);
        }
    }

    /// What a memo is about; `None` where that did not come along.
    fn anchor(&self, memo: &IncomingMemo) -> Option<Option<Anchor>> {
        let of = |key| Some(Some(Anchor::Record(key)));
        match memo.about {
            MemoAbout::Nothing => Some(None),
            MemoAbout::Code(at) => of(self.codes.get(at).copied().flatten()?.key()),
            MemoAbout::Transcript(at) => of(self.transcripts.get(at).copied().flatten()?.key()),
            MemoAbout::Coding(at) => of(self.codings.get(at).copied().flatten()?.key()),
            MemoAbout::Case(at) => match self.cases.get(at).copied().flatten()? {
                Case::Group(id) => of(id.key()),
                Case::Participant(id) => of(id.key()),
            },
            MemoAbout::Passage(at, span) => {
                let text = self.incoming.transcripts.get(at)?.text.as_str();
                span.of(text).filter(|words| !words.is_empty())?;
                Some(Some(Anchor::Passage(self.transcripts.get(at).copied().flatten()?, span)))
            }
        }
    }

    fn finish(mut self) -> (Option<Entry>, Adopted) {
        let counts = |of: &HashMap<Kind, usize>| {
            Kind::ALL.iter().filter_map(|kind| Some((*kind, *of.get(kind)?))).collect::<Vec<_>>()
        };
        self.told.made = counts(&self.made);
        self.told.found = counts(&self.found);
        let mut changes = self.drafts.changes(self.study);
        changes.append(&mut self.changes);
        if changes.is_empty() {
            return (None, self.told);
        }
        let mut altered: HashMap<Kind, usize> = HashMap::new();
        let already = changes.iter().filter_map(Change::key).filter(|key| self.study.record(*key).is_some());
        // Passages, and what is kept beside them, are told as moved.
        for key in already.filter(|key| !matches!(key.kind, Kind::Coding | Kind::Memo | Kind::Carried)) {
            *altered.entry(key.kind).or_default() += 1;
        }
        self.told.altered = counts(&altered);
        let origin = &self.incoming.origin;
        let (name, short) = (in_sentence(&origin.file_name), self.told.in_short());
        let sentence = format!("Imported {name} from {}: {short}", origin.format);
        (Some(Entry::new(self.stamp, sentence, changes)), self.told)
    }
}

/// An anchor as something that can be compared.
fn anchored(anchor: &Anchor) -> String {
    match anchor {
        Anchor::Record(key) => key.to_string(),
        Anchor::Passage(transcript, span) => format!("{} {}-{}", transcript.key(), span.start, span.end),
    }
}
