//! Reading a study: by id, by who points at whom, in the order people gave things; and the two ways in which
//! `journal` alters one.

use std::{cmp::Reverse, sync::LazyLock};

use super::*;
use crate::framework::{Frameworks, with_own};

impl Study {
    /// The record with this id.
    pub fn get<T: Wrapped>(&self, id: Id<T>) -> Option<&T> {
        T::table(self).get(id)
    }

    /// The record with this id, where there is an id.
    pub fn get_opt<T: Wrapped>(&self, id: Option<Id<T>>) -> Option<&T> {
        id.and_then(|id| self.get(id))
    }

    /// Title and settings; those of a study without a name before its first entry.
    pub fn details(&self) -> &Details {
        static UNNAMED: LazyLock<Details> = LazyLock::new(|| Details {
            id: Id::from_uuid(uuid::Uuid::nil()),
            title: String::new(),
            questions: Vec::new(),
            language: "en-GB".into(),
            authors: String::new(),
            edition: Default::default(),
            counting: CountingRule::default(),
            approach: Approach::default(),
            frameworks: Vec::new(),
            notes: Default::default(),
            copied: None,
        });
        self.details_table().next().unwrap_or(&UNNAMED)
    }

    /// The text of a transcript; empty where there is none yet.
    pub fn text(&self, transcript: Id<Transcript>) -> &str {
        self.texts.get(&transcript).map_or("", Text::as_str)
    }

    /// The text of a transcript, to be shared with a job or a view.
    pub fn shared_text(&self, transcript: Id<Transcript>) -> Text {
        self.texts.get(&transcript).cloned().unwrap_or_default()
    }

    /// The keys of the records of kind `by` that point at `target`, by id.
    pub fn pointing_at(&self, target: Key, by: Kind) -> impl Iterator<Item = Key> + '_ {
        let bounds = |id| (target, Key { kind: by, id });
        self.pointing.range(bounds(uuid::Uuid::nil())..=bounds(uuid::Uuid::max())).map(|&(_, from)| from)
    }

    /// The records of kind `T` that point at `target`, by id.
    pub fn referring<T: Wrapped + 'static>(&self, target: Key) -> impl Iterator<Item = &T> {
        self.pointing_at(target, T::KIND).filter_map(|key| self.get(Id::<T>::from_uuid(key.id)))
    }

    /// Every record that points at `target`.
    pub fn referrers(&self, target: Key) -> Vec<Key> {
        Kind::ALL.iter().flat_map(|&kind| self.pointing_at(target, kind)).collect()
    }

    /// The codings of a transcript in reading order; of those that begin together the longest first.
    pub fn codings_of(&self, transcript: Id<Transcript>) -> Vec<&Coding> {
        let mut codings: Vec<&Coding> = self.referring::<Coding>(transcript.key()).collect();
        codings.sort_by_key(|coding| (coding.span.start, Reverse(coding.span.end), coding.id));
        codings
    }

    /// The codings with a code itself (not those with the codes under it), in the order of transcripts and reading.
    pub fn codings_with(&self, code: Id<Code>) -> Vec<&Coding> {
        let mut codings: Vec<&Coding> = self.referring::<Coding>(code.key()).collect();
        codings.sort_by_key(|coding| {
            let order = self.get(coding.transcript).map_or(0, |transcript| transcript.order);
            (order, coding.transcript, coding.span.start, Reverse(coding.span.end), coding.id)
        });
        codings
    }

    /// The codes under a code (or at the top), in their order.
    pub fn codes_under(&self, parent: Option<Id<Code>>) -> Vec<&Code> {
        let mut codes: Vec<&Code> = match parent {
            Some(id) => self.referring::<Code>(id.key()).filter(|code| code.parent == parent).collect(),
            None => self.codes().filter(|code| code.parent.is_none()).collect(),
        };
        codes.sort_by_key(|code| (code.order, code.id));
        codes
    }

    /// The themes under a theme (or at the top of a board), in their order.
    pub fn themes_under(&self, board: Id<Board>, parent: Option<Id<Theme>>) -> Vec<&Theme> {
        let among = parent.map_or(board.key(), Id::key);
        let mut themes: Vec<&Theme> =
            self.referring::<Theme>(among).filter(|theme| theme.board == board && theme.parent == parent).collect();
        themes.sort_by_key(|theme| (theme.order, theme.id));
        themes
    }

    /// Boards, groups, transcripts, interventions, rounds, attributes and participants in the order people gave them.
    pub fn boards_in_order(&self) -> Vec<&Board> {
        ordered(self.boards(), |board| board.order)
    }
    pub fn groups_in_order(&self) -> Vec<&Group> {
        ordered(self.groups(), |group| group.order)
    }
    pub fn transcripts_in_order(&self) -> Vec<&Transcript> {
        ordered(self.transcripts(), |transcript| transcript.order)
    }
    pub fn interventions_in_order(&self) -> Vec<&Intervention> {
        ordered(self.interventions(), |intervention| intervention.order)
    }
    pub fn attributes_in_order(&self) -> Vec<&Attribute> {
        ordered(self.attributes(), |attribute| attribute.order)
    }
    /// The members of a group, the moderator among them.
    pub fn members_of(&self, group: Id<Group>) -> Vec<&Participant> {
        ordered(self.referring::<Participant>(group.key()), |participant| participant.order)
    }

    /// A code's names from the top down: `["Funding", "Short-term funding"]`. Stops where a cycle would begin.
    pub fn code_path(&self, code: Id<Code>) -> Vec<&str> {
        let mut path = Vec::new();
        let mut next = Some(code);
        while let Some(code) = next.and_then(|id| self.get(id)) {
            path.push(code.name.as_str());
            next = code.parent;
            if path.len() > 64 {
                break;
            }
        }
        path.reverse();
        path
    }

    /// The colour a code shows: its own, or the nearest ancestor's.
    pub fn code_colour(&self, code: Id<Code>) -> Option<Colour> {
        let mut next = self.get(code);
        for _ in 0..64 {
            let code = next?;
            if code.colour.is_some() {
                return code.colour;
            }
            next = code.parent.and_then(|parent| self.get(parent));
        }
        None
    }

    /// A code and all codes under it.
    pub fn code_and_below(&self, code: Id<Code>) -> Vec<Id<Code>> {
        let mut found = vec![code];
        let mut next = 0;
        while let Some(&parent) = found.get(next) {
            for child in self.referring::<Code>(parent.key()) {
                if child.parent == Some(parent) && !found.contains(&child.id) {
                    found.push(child.id);
                }
            }
            next += 1;
        }
        found
    }

    /// Every code with its depth (0 at the top), in the order in which a tree is read.
    pub fn code_tree(&self) -> CodeTree<'_> {
        let mut rows = Vec::new();
        let mut waiting: Vec<(usize, &Code)> = self.codes_under(None).into_iter().rev().map(|code| (0, code)).collect();
        while let Some((depth, code)) = waiting.pop() {
            rows.push((depth, code));
            waiting.extend(self.codes_under(Some(code.id)).into_iter().rev().map(|child| (depth + 1, child)));
        }
        rows
    }

    /// Who printed labels say speaks: "Participant 3, Focus Group 5". Empty parts are left out.
    pub fn attribution(&self, transcript: Id<Transcript>, offset: usize) -> String {
        let Some(record) = self.get(transcript) else { return String::new() };
        let speaker = record.turn_at(offset).and_then(|(_, turn)| turn.speaker).and_then(|id| self.get(id));
        let group = record.group.and_then(|id| self.get(id));
        let place = group.map_or(record.title.as_str(), |group| group.label.as_str());
        [speaker.map_or("", |speaker| speaker.label.as_str()), place]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(", ")
    }

    /// Whether a sub-theme counts as a barrier under the study's counting rule (figures.md F18).
    pub fn counts_as_barrier(&self, theme: &Theme) -> bool {
        match theme.valence {
            Some(Valence::Barrier | Valence::Both) => true,
            _ => self.details().counting == CountingRule::BarriersAndMarked && theme.note_mark.is_some(),
        }
    }

    /// The sub-themes of the board that is printed, the last in order, that an intervention addresses. What it addresses
    /// on earlier boards is kept beside them, and not counted again.
    pub fn addressed(&self, intervention: &Intervention) -> Vec<&Theme> {
        let board = self.boards().max_by_key(|board| (board.order, board.id)).map(|board| board.id);
        let themes = intervention.addresses.iter().filter_map(|&id| self.get(id));
        themes.filter(|theme| Some(theme.board) == board).collect()
    }

    /// How many barriers an intervention addresses, by the study's counting rule.
    pub fn barriers_addressed(&self, intervention: &Intervention) -> usize {
        self.addressed(intervention).into_iter().filter(|theme| self.counts_as_barrier(theme)).count()
    }

    /// COM-B, the TDF and the study's own frameworks, in one space of ids.
    pub fn frameworks(&self) -> &'static Frameworks {
        with_own(&self.details().frameworks)
    }

    /// The numbers printed on a sub-theme's box: the places (from 1) of the interventions that address it.
    pub fn intervention_numbers(&self, theme: Id<Theme>) -> Vec<usize> {
        let all = self.interventions_in_order();
        let numbered = all.iter().enumerate().filter(|(_, one)| one.addresses.contains(&theme));
        numbered.map(|(place, _)| place + 1).collect()
    }

    /// Double-coding rounds in the order people gave them.
    pub fn rounds_in_order(&self) -> Vec<&Round> {
        ordered(self.rounds(), |round| round.order)
    }

    /// The consensus layer's coder, where there is one.
    pub fn consensus(&self) -> Option<&Coder> {
        self.coders().find(|coder| coder.role == Role::Consensus)
    }

    /// Puts a record in, in place of the one with the same key. Only `journal` alters a study.
    pub(crate) fn put(&mut self, record: Record) {
        let key = record.key();
        if let Some(former) = self.record(key) {
            self.forget_mentions(&former);
        }
        record.mentions(&mut |mention| {
            if let Mention::Record(target) = mention {
                self.pointing.insert((target, key));
            }
        });
        self.put_in_table(record);
    }

    /// Takes a record out; a transcript's text goes by a splice before.
    pub(crate) fn take(&mut self, key: Key) {
        if let Some(former) = self.record(key) {
            self.forget_mentions(&former);
            self.take_from_table(key);
        }
    }

    /// Sets a transcript's text.
    pub(crate) fn put_text(&mut self, transcript: Id<Transcript>, text: Text) {
        if text.as_str().is_empty() {
            self.texts.remove(&transcript);
        } else {
            self.texts.insert(transcript, text);
        }
    }

    /// The transcripts that have a text.
    pub(super) fn texts(&self) -> impl Iterator<Item = Id<Transcript>> + '_ {
        self.texts.keys().copied()
    }

    fn forget_mentions(&mut self, record: &Record) {
        let key = record.key();
        record.mentions(&mut |mention| {
            if let Mention::Record(target) = mention {
                self.pointing.remove(&(target, key));
            }
        });
    }
}

/// Codes with their depth, in reading order.
pub type CodeTree<'a> = Vec<(usize, &'a Code)>;

fn ordered<'a, T: Stored>(records: impl Iterator<Item = &'a T>, order: impl Fn(&T) -> i64) -> Vec<&'a T> {
    let mut records: Vec<&T> = records.collect();
    records.sort_by_key(|record| (order(record), record.id()));
    records
}
