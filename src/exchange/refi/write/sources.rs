//! Transcripts with what is coded in them and what memos are about in them.

use std::collections::{BTreeMap, BTreeSet};

use uuid::Uuid;

use super::{
    super::{DESCRIPTION_OF_PROJECT, description_of, xml::Element},
    Profile,
    beside::{allowed, id, is_same, made},
    derived,
    document::{Note, Writing},
    guid, marks, text_name,
};
use crate::{
    exchange::{Loss, offsets::Counting},
    operations::{counted, elide},
    study::{Anchor, Coding, Id, Memo, Participant, Transcript},
    text::Span,
};

/// A source while it is written.
struct Source<'s> {
    counting: Counting<'s>,
    text: &'s str,
    /// Memos on passages that are not written yet.
    memos: BTreeMap<Id<Memo>, (&'s Memo, Span)>,
}

impl<'s> Writing<'s> {
    pub(super) fn source(&mut self, transcript: &'s Transcript) {
        let study = self.study;
        let id_of = transcript.id.uuid();
        let key = guid(id_of);
        let text = study.text(transcript.id);
        let kept = self.beside.element("TextSource", id_of).cloned();
        let path = format!("internal://{}", text_name(transcript));
        let rich = kept.as_ref().filter(|kept| is_same(kept, text)).and_then(|kept| self.rich_text(kept));
        let by = made(kept.as_ref(), text, study);
        let mut attributes = vec![
            ("guid", Some(key.as_str())),
            ("name", Some(transcript.title.as_str())),
            ("richTextPath", rich.as_deref()),
            ("plainTextPath", Some(&path)),
        ];
        attributes.extend(by.iter().map(|(name, value)| (*name, Some(value.as_str()))));
        self.xml.open("TextSource", &attributes);
        self.described(transcript);
        let on_passages = study.memos().filter_map(|memo| match &memo.anchor {
            Some(Anchor::Passage(on, span)) if *on == transcript.id => Some((memo.id, (memo, *span))),
            _ => None,
        });
        let mut source =
            Source { counting: Counting::of(text, self.profile.unit()), text, memos: on_passages.collect() };
        let whole = self.codings(transcript, kept.as_ref(), &mut source);
        self.twins(kept.as_ref(), &source);
        for (memo, span) in std::mem::take(&mut source.memos).into_values() {
            self.memo_alone(memo, span, &source);
        }
        for coding in whole {
            self.coding(coding);
        }
        if let Some(words) = marks::of_transcript(study, transcript, &source.counting) {
            let note = derived(id_of, "turns");
            self.notes.push(Note { name: marks::TURNS.into(), words, ..Note::of(note.clone()) });
            self.about.entry(key.clone()).or_default().push(note);
        }
        if self.profile == Profile::Atlas {
            for note in self.about.remove(&key).unwrap_or_default() {
                self.links.push((derived(id_of, &note), note, key.clone()));
            }
        }
        self.note_refs(&key);
        if !self.nameless.contains(&transcript.id) {
            self.values(&transcript.attributes, kept.as_ref());
        }
        self.xml.close("TextSource");
    }

    /// The memo that was the source's own description is that again.
    fn described(&mut self, transcript: &Transcript) {
        let memo = Uuid::parse_str(&description_of(&transcript.id.uuid().to_string())).ok().map(Id::<Memo>::from_uuid);
        let memo = memo.and_then(|id| self.study.get(id)).filter(|memo| self.is_description(memo));
        if let Some(memo) = memo {
            self.xml.words("Description", memo.text.trim());
        }
    }

    /// The selections of a transcript with their codings; what is coded on the source as a whole is left for later.
    fn codings(&mut self, transcript: &Transcript, kept: Option<&Element>, source: &mut Source<'s>) -> Vec<&'s Coding> {
        let study = self.study;
        let on_all = Span { start: 0, end: source.text.trim_end().len() };
        let of_source: BTreeSet<Uuid> =
            kept.into_iter().flat_map(|kept| kept.all("Coding")).filter_map(|coding| id(coding, "guid")).collect();
        let mut written: BTreeSet<Id<Coding>> = BTreeSet::new();
        let mut selections: BTreeSet<Uuid> = BTreeSet::new();
        let mut whole = Vec::new();
        for coding in study.codings_of(transcript.id) {
            if !written.insert(coding.id) {
                continue;
            }
            if of_source.contains(&coding.id.uuid()) && coding.span == on_all && coding.memo.is_empty() {
                whole.push(coding);
                continue;
            }
            let came = self.beside.selection_with(coding.id.uuid()).cloned();
            let came = came.filter(|came| id(came, "guid").is_some_and(|id| selections.insert(id)));
            let alike = |other: &&Coding| {
                other.transcript == coding.transcript && other.span == coding.span && other.memo == coding.memo
            };
            let with = came.iter().flat_map(|came| came.all("Coding"));
            let with = with.filter_map(|one| study.get(Id::<Coding>::from_uuid(id(one, "guid")?)));
            let mut together = vec![coding];
            together.extend(with.filter(alike).filter(|other| written.insert(other.id)));
            self.selection(&together, came.as_ref(), source);
        }
        whole
    }

    /// A selection with its codings, and with the memos that came in it.
    fn selection(&mut self, codings: &[&Coding], came: Option<&Element>, source: &mut Source<'s>) {
        let Some(first) = codings.first() else { return };
        let words = first.span.of(source.text).unwrap_or_default();
        let preview = elide(&words.split_whitespace().collect::<Vec<_>>().join(" "), 100);
        let key = came.and_then(|came| id(came, "guid")).map_or_else(|| derived(first.id.uuid(), "selection"), guid);
        let named = came.filter(|came| is_same(came, words)).and_then(|came| came.attribute("name"));
        let by = match came {
            Some(_) => made(came, words, self.study),
            None => vec![("creatingUser", guid(first.coder.uuid())), ("creationDateTime", first.created.to_string())],
        };
        self.open_selection(&key, Some(named.unwrap_or(&preview)), first.span, &by, source);
        self.xml.words("Description", &first.memo);
        codings.iter().for_each(|coding| self.coding(coding));
        for note in came.into_iter().flat_map(|came| came.all("NoteRef")) {
            let memo = id(note, "targetGUID").map(Id::<Memo>::from_uuid);
            let here = memo.filter(|memo| source.memos.get(memo).is_some_and(|(_, span)| *span == first.span));
            if let Some(memo) = here {
                source.memos.remove(&memo);
                self.xml.refers("NoteRef", &guid(memo.uuid()));
            }
        }
        self.xml.close("PlainTextSelection");
    }

    fn open_selection(
        &mut self,
        key: &str,
        name: Option<&str>,
        span: Span,
        by: &[(&'static str, String)],
        source: &Source<'_>,
    ) {
        let (start, end) = (source.counting.at(span.start).to_string(), source.counting.at(span.end).to_string());
        let mut attributes =
            vec![("guid", Some(key)), ("name", name), ("startPosition", Some(&start)), ("endPosition", Some(&end))];
        attributes.extend(by.iter().map(|(key, value)| (*key, Some(value.as_str()))));
        self.xml.open("PlainTextSelection", &attributes);
    }

    /// A memo on words without a code: a selection with a note, or one with a comment where it came as that.
    fn memo_alone(&mut self, memo: &Memo, span: Span, source: &Source<'_>) {
        let came = self.beside.selection_with(memo.id.uuid()).cloned();
        let came = came.filter(|came| came.all("Coding").next().is_none());
        let words = span.of(source.text).unwrap_or_default();
        let by = made(came.as_ref(), words, self.study);
        let named = came.as_ref().filter(|came| is_same(came, words)).and_then(|came| came.attribute("name"));
        let own = came.as_ref().and_then(|came| id(came, "guid"));
        let key = own.map_or_else(|| derived(memo.id.uuid(), "selection"), guid);
        self.open_selection(&key, named, span, &by, source);
        if self.is_description(memo) {
            self.xml.words("Description", memo.text.trim());
        } else {
            self.xml.refers("NoteRef", &guid(memo.id.uuid()));
        }
        self.xml.close("PlainTextSelection");
    }

    /// Whether a memo is written as the description of what it is about, because it came as that.
    pub(super) fn is_description(&self, memo: &Memo) -> bool {
        let plain = memo.title.is_empty() && !memo.text.trim().is_empty();
        plain
            && match &memo.anchor {
                Some(Anchor::Record(about)) => memo.id.uuid().to_string() == description_of(&about.id.to_string()),
                Some(Anchor::Passage(..)) => {
                    let came = self.beside.selection_with(memo.id.uuid());
                    came.is_some_and(|came| id(came, "guid") == Some(memo.id.uuid()))
                }
                None => memo.id.uuid() == DESCRIPTION_OF_PROJECT,
            }
    }

    /// Words of cases that came as codings of a code, where the text is the same still.
    fn twins(&mut self, kept: Option<&Element>, source: &Source<'_>) {
        let Some(kept) = kept.filter(|_| self.profile != Profile::Atlas) else { return };
        let of_here: Vec<Element> = id(kept, "guid").map_or(Vec::new(), |source| self.beside.twins_in(source).to_vec());
        let same = is_same(kept, source.text);
        let mut gone = 0;
        for selection in of_here {
            let place = |key: &str| selection.attribute(key).and_then(|at| at.parse::<usize>().ok());
            let (Some(start), Some(end), Some(key)) = (place("from"), place("to"), id(&selection, "guid")) else {
                continue;
            };
            let codings: Vec<(Uuid, Uuid, &Element)> = selection
                .all("Coding")
                .filter_map(|one| Some((id(one, "guid")?, id(one.child("CodeRef")?, "targetGUID")?, one)))
                .filter(|(_, case, _)| self.study.get(Id::<Participant>::from_uuid(*case)).is_some())
                .collect();
            if !same {
                gone += codings.len();
                continue;
            }
            if codings.is_empty() {
                continue;
            }
            let span = Span { start, end };
            // Where the selection has codes, too, it stands already, and this one has an id of its own.
            let shared = selection.all("Coding").count() > codings.len();
            let key = if shared { derived(key, "case") } else { guid(key) };
            let by = made(Some(&selection), span.of(source.text).unwrap_or_default(), self.study);
            self.open_selection(&key, selection.attribute("name"), span, &by, source);
            for (key, case, coding) in codings {
                let (by, at) =
                    (allowed(coding, "creatingUser", self.study), allowed(coding, "creationDateTime", self.study));
                self.xml.open(
                    "Coding",
                    &[("guid", Some(&guid(key))), ("creatingUser", by.as_deref()), ("creationDateTime", at.as_deref())],
                );
                self.xml.refers("CodeRef", &guid(case));
                self.xml.close("Coding");
            }
            self.xml.close("PlainTextSelection");
        }
        if gone > 0 {
            self.losses.push(Loss {
                element: "Coding".into(),
                id: kept.attribute("guid").unwrap_or_default().to_owned(),
                what: format!(
                    "{} of its words to cases {} left out, because the text has been changed; who speaks is in its turns.",
                    counted(gone, "coding"),
                    if gone == 1 { "is" } else { "are" }
                ),
            });
        }
    }

    fn coding(&mut self, coding: &Coding) {
        let (coder, key) = (guid(coding.coder.uuid()), guid(coding.id.uuid()));
        let created = self.spelled(coding);
        self.xml.open(
            "Coding",
            &[("guid", Some(&key)), ("creatingUser", Some(&coder)), ("creationDateTime", Some(&created))],
        );
        self.xml.refers("CodeRef", &guid(coding.code.uuid()));
        if let Some(words) = marks::of_coding(coding) {
            let note = derived(coding.id.uuid(), "marks");
            self.xml.refers("NoteRef", &note);
            self.notes.push(Note {
                name: marks::MARKS.into(),
                by: vec![("creatingUser", coder), ("creationDateTime", created)],
                words,
                ..Note::of(note)
            });
        }
        self.note_refs(&key);
        self.xml.close("Coding");
    }

    /// When a coding was made, in the spelling it came in.
    fn spelled(&self, coding: &Coding) -> String {
        let own = coding.id.uuid();
        let came = self.beside.selection_with(own).into_iter().flat_map(|one| one.all("Coding"));
        let came = came.filter(|one| id(one, "guid") == Some(own));
        let spelling = came.filter_map(|one| allowed(one, "creationDateTime", self.study));
        spelling
            .into_iter()
            .find(|words| words.parse::<jiff::Timestamp>().is_ok_and(|time| time == coding.created))
            .unwrap_or_else(|| coding.created.to_string())
    }

    /// The path of a formatted text that came along; the file is written, too.
    pub(super) fn rich_text(&mut self, kept: &Element) -> Option<String> {
        let path = kept.attribute("richTextPath")?.to_owned();
        self.rich.insert(path.strip_prefix("internal://").unwrap_or(&path).to_owned());
        Some(path)
    }
}
