//! What each kind of record points at. The invariants, the index of who points at whom, and removal all read this.

use std::collections::BTreeMap;

use super::*;

/// Says that a record points at the record with this id.
fn at<T: Stored>(id: Id<T>) -> Mention {
    Mention::Record(id.key())
}

fn described(attributes: &BTreeMap<Id<Attribute>, AttributeValue>, tell: &mut dyn FnMut(Mention)) {
    attributes.keys().for_each(|&attribute| tell(at(attribute)));
}

impl Stored for Details {
    const KIND: Kind = Kind::Details;
    fn id(&self) -> Id<Self> {
        self.id
    }
    fn mentions(&self, tell: &mut dyn FnMut(Mention)) {
        self.copied.iter().for_each(|copied| tell(at(copied.coder)));
    }
}

impl Stored for Coder {
    const KIND: Kind = Kind::Coder;
    fn id(&self) -> Id<Self> {
        self.id
    }
    fn mentions(&self, tell: &mut dyn FnMut(Mention)) {
        self.pins.values().for_each(|&code| tell(at(code)));
    }
}

impl Stored for Attribute {
    const KIND: Kind = Kind::Attribute;
    fn id(&self) -> Id<Self> {
        self.id
    }
    fn mentions(&self, _: &mut dyn FnMut(Mention)) {}
}

impl Stored for Group {
    const KIND: Kind = Kind::Group;
    fn id(&self) -> Id<Self> {
        self.id
    }
    fn mentions(&self, tell: &mut dyn FnMut(Mention)) {
        described(&self.attributes, tell);
    }
}

impl Stored for Participant {
    const KIND: Kind = Kind::Participant;
    fn id(&self) -> Id<Self> {
        self.id
    }
    fn mentions(&self, tell: &mut dyn FnMut(Mention)) {
        self.group.iter().for_each(|&group| tell(at(group)));
        described(&self.attributes, tell);
    }
}

impl Stored for Transcript {
    const KIND: Kind = Kind::Transcript;
    fn id(&self) -> Id<Self> {
        self.id
    }
    fn mentions(&self, tell: &mut dyn FnMut(Mention)) {
        self.group.iter().for_each(|&group| tell(at(group)));
        described(&self.attributes, tell);
        for turn in &self.turns {
            tell(Mention::Passage(self.id, turn.span));
            turn.speaker.iter().for_each(|&speaker| tell(at(speaker)));
        }
    }
}

impl Stored for Code {
    const KIND: Kind = Kind::Code;
    fn id(&self) -> Id<Self> {
        self.id
    }
    fn mentions(&self, tell: &mut dyn FnMut(Mention)) {
        self.parent.iter().for_each(|&parent| tell(at(parent)));
        self.proposed_by.iter().for_each(|&coder| tell(at(coder)));
        for exemplar in &self.exemplars {
            tell(at(exemplar.transcript));
            tell(Mention::Passage(exemplar.transcript, exemplar.span));
        }
    }
}

impl Stored for Coding {
    const KIND: Kind = Kind::Coding;
    fn id(&self) -> Id<Self> {
        self.id
    }
    fn mentions(&self, tell: &mut dyn FnMut(Mention)) {
        tell(at(self.transcript));
        tell(at(self.code));
        tell(at(self.coder));
        tell(Mention::Passage(self.transcript, self.span));
    }
}

impl Stored for Board {
    const KIND: Kind = Kind::Board;
    fn id(&self) -> Id<Self> {
        self.id
    }
    fn mentions(&self, _: &mut dyn FnMut(Mention)) {}
}

impl Stored for Theme {
    const KIND: Kind = Kind::Theme;
    fn id(&self) -> Id<Self> {
        self.id
    }
    fn mentions(&self, tell: &mut dyn FnMut(Mention)) {
        tell(at(self.board));
        self.parent.iter().for_each(|&parent| tell(at(parent)));
        self.codes.iter().for_each(|&code| tell(at(code)));
    }
}

impl Stored for Placement {
    const KIND: Kind = Kind::Placement;
    fn id(&self) -> Id<Self> {
        self.id
    }
    fn mentions(&self, tell: &mut dyn FnMut(Mention)) {
        tell(at(self.author));
        tell(match self.subject {
            Placed::Theme(theme) => at(theme),
            Placed::Code(code) => at(code),
        });
    }
}

impl Stored for Intervention {
    const KIND: Kind = Kind::Intervention;
    fn id(&self) -> Id<Self> {
        self.id
    }
    fn mentions(&self, tell: &mut dyn FnMut(Mention)) {
        self.addresses.iter().for_each(|&theme| tell(at(theme)));
    }
}

impl Stored for Carried {
    const KIND: Kind = Kind::Carried;
    fn id(&self) -> Id<Self> {
        self.id
    }
    /// Nothing: what its words name may go; whoever writes them out looks.
    fn mentions(&self, _: &mut dyn FnMut(Mention)) {}
}

impl Stored for Version {
    const KIND: Kind = Kind::Version;
    fn id(&self) -> Id<Self> {
        self.id
    }
    fn mentions(&self, _: &mut dyn FnMut(Mention)) {}
}

impl Stored for Round {
    const KIND: Kind = Kind::Round;
    fn id(&self) -> Id<Self> {
        self.id
    }
    fn mentions(&self, tell: &mut dyn FnMut(Mention)) {
        self.transcripts.iter().for_each(|&transcript| tell(at(transcript)));
        self.coders.iter().for_each(|&coder| tell(at(coder)));
        self.codebook.iter().chain(&self.compared).for_each(|&version| tell(at(version)));
        for assignment in &self.assignments {
            tell(at(assignment.coder));
            tell(at(assignment.transcript));
        }
    }
}

impl Stored for Verdict {
    const KIND: Kind = Kind::Verdict;
    fn id(&self) -> Id<Self> {
        self.id
    }
    fn mentions(&self, tell: &mut dyn FnMut(Mention)) {
        tell(Mention::Record(self.subject));
        tell(at(self.reviewer));
        self.answer.iter().for_each(|answer| tell(at(answer.by)));
    }
}

impl Stored for Decision {
    const KIND: Kind = Kind::Decision;
    fn id(&self) -> Id<Self> {
        self.id
    }
    fn mentions(&self, tell: &mut dyn FnMut(Mention)) {
        self.round.iter().for_each(|&round| tell(at(round)));
        tell(at(self.transcript));
        tell(Mention::Passage(self.transcript, self.span));
        tell(at(self.by));
        self.codings.iter().chain(&self.consensus).for_each(|&coding| tell(at(coding)));
        self.codes.iter().for_each(|&code| tell(at(code)));
    }
}

impl Stored for Memo {
    const KIND: Kind = Kind::Memo;
    fn id(&self) -> Id<Self> {
        self.id
    }
    fn mentions(&self, tell: &mut dyn FnMut(Mention)) {
        tell(at(self.author));
        match &self.anchor {
            Some(Anchor::Record(key)) => tell(Mention::Record(*key)),
            Some(Anchor::Passage(transcript, span)) => {
                tell(at(*transcript));
                tell(Mention::Passage(*transcript, *span));
            }
            None => {}
        }
    }
}

impl Stored for Bracket {
    const KIND: Kind = Kind::Bracket;
    fn id(&self) -> Id<Self> {
        self.id
    }
    fn mentions(&self, tell: &mut dyn FnMut(Mention)) {
        tell(at(self.transcript));
        tell(Mention::Passage(self.transcript, self.span));
    }
}

impl Stored for ChecklistAnswer {
    const KIND: Kind = Kind::ChecklistAnswer;
    fn id(&self) -> Id<Self> {
        self.id
    }
    fn mentions(&self, _: &mut dyn FnMut(Mention)) {}
}
