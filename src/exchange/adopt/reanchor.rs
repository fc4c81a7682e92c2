//! Passages of an earlier import of the same file that stand where another way of counting had put them. Where a person has chosen
//! how places are counted, they are put where that way has them. What somebody has put elsewhere since stays where it is.

use std::collections::HashMap;

use super::{Adopting, Stands};
use crate::{
    exchange::{IncomingCarried, IncomingCoding, IncomingMemo, IncomingTranscript, MemoAbout, refi::BESIDE},
    journal::Change,
    operations::counted,
    study::{Anchor, Carried, Coding, Id, Memo, Transcript},
    text::Span,
};

/// Where a passage that is here already stands, seen from the way of counting that is taken.
enum Stood {
    /// Where that way has it.
    Right,
    /// Where another way has it.
    Elsewhere,
    /// Where no way has it: somebody has put it there.
    Put,
}

impl Adopting<'_> {
    fn stood(&self, transcript: usize, here: Span, coming: Span) -> Stood {
        let others = self.places.get(&transcript).and_then(|one| one.elsewhere.get(&coming));
        match others {
            _ if here == coming => Stood::Right,
            Some(others) if others.contains(&here) => Stood::Elsewhere,
            _ => Stood::Put,
        }
    }

    pub(super) fn chosen(&self, transcript: usize) -> bool {
        self.places.get(&transcript).is_some_and(|one| one.chosen)
    }

    /// Puts a coding that is here already where the way that was chosen has it.
    pub(super) fn reanchor_coding(
        &mut self,
        id: Id<Coding>,
        coming: &IncomingCoding,
        known: &mut HashMap<Stands, Id<Coding>>,
    ) {
        let Some(here) = self.study.get(id) else { return };
        let stands = (here.transcript, coming.span, here.code, here.coder);
        // Of a text that has been corrected since, places are no longer counted as in the file.
        if self.transcripts.get(coming.transcript).copied().flatten() != Some(here.transcript) {
            return;
        }
        match self.stood(coming.transcript, here.span, coming.span) {
            Stood::Right => {}
            Stood::Elsewhere if !self.chosen(coming.transcript) => self.told.elsewhere += 1,
            // The same person has put the same code there since: the other one is theirs to take away.
            Stood::Elsewhere if known.contains_key(&stands) => self.stays(coming.transcript),
            Stood::Elsewhere => {
                self.changes.push(Change::altered(here, Coding { span: coming.span, ..here.clone() }));
                known.insert(stands, id);
                self.moves(coming.transcript);
            }
            Stood::Put if self.chosen(coming.transcript) => self.stays(coming.transcript),
            Stood::Put => {}
        }
    }

    /// Turns of nobody become whose they are by the way that was chosen: a passage of somebody's words reaches others than before.
    pub(super) fn reattribute(&mut self, here: &mut Transcript, coming: &IncomingTranscript) {
        for turn in here.turns.iter_mut().filter(|turn| turn.speaker.is_none()) {
            let same = coming.turns.iter().find(|one| one.span == turn.span).and_then(|one| one.speaker);
            let speaker = same.and_then(|at| coming.speakers.get(at));
            turn.speaker = speaker.map(|one| self.participant(here.group, &one.label, one.moderator, ""));
        }
    }

    fn moves(&mut self, transcript: usize) {
        self.moved.insert(transcript);
        self.told.moved += 1;
    }

    fn stays(&mut self, transcript: usize) {
        *self.stayed.entry(transcript).or_default() += 1;
    }

    /// Puts a memo that is here already on the words that the way that was chosen has; true of one that stands where another way
    /// had put it, moved or not.
    pub(super) fn reanchor_memo(&mut self, here: &Memo, coming: &IncomingMemo, anchor: Option<&Anchor>) -> bool {
        let MemoAbout::Passage(place, _) = coming.about else { return false };
        let (Some(Anchor::Passage(of, was)), Some(Anchor::Passage(text, span))) = (&here.anchor, anchor) else {
            return false;
        };
        if of != text || !matches!(self.stood(place, *was, *span), Stood::Elsewhere) {
            return false;
        }
        if self.chosen(place) {
            self.changes.push(Change::altered(here, Memo { anchor: anchor.cloned(), ..here.clone() }));
            self.moves(place);
        } else {
            self.told.elsewhere += 1;
        }
        true
    }

    /// What a project says beside its elements names the words of its passages: with those of the way that was chosen, it takes
    /// the place of what was kept before. Where passages stand elsewhere and nobody has chosen, what was kept stays. True of both.
    pub(super) fn reanchor_beside(&mut self, coming: &IncomingCarried, content: &str) -> bool {
        if coming.element != BESIDE {
            return false;
        }
        if self.told.elsewhere > 0 {
            return true;
        }
        let moved = self.moved.iter().filter_map(|place| self.transcripts.get(*place).copied().flatten());
        let ids: Vec<String> = moved.map(|id| id.uuid().to_string().to_uppercase()).collect();
        let about = |one: &&Carried| one.element == BESIDE && ids.iter().any(|id| one.content.contains(id.as_str()));
        let Some(here) = self.study.carried().find(about) else { return false };
        self.changes.push(Change::altered(here, Carried { content: content.to_owned(), ..here.clone() }));
        true
    }

    /// Tells of passages that stay where they are.
    pub(super) fn tell_elsewhere(&mut self) {
        if self.told.elsewhere > 0 {
            self.told.kept.push(format!(
                "{} of this file, here already, would stand elsewhere as places are counted now. Nothing was moved, because nobody \
                 has chosen how they are counted.",
                counted(self.told.elsewhere, "passage")
            ));
        }
        for (place, count) in std::mem::take(&mut self.stayed) {
            let title = self.incoming.transcripts.get(place).map_or("", |one| one.title.as_str());
            self.told.kept.push(format!(
                "{} of “{title}” stay where they are: somebody has put them, or the same code, elsewhere since.",
                counted(count, "passage")
            ));
        }
    }
}
