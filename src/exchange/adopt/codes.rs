//! Codes by their id, then by their place in the tree. What is written of a code here stays; what is empty here is filled.

use std::collections::HashMap;

use super::Adopting;
use crate::{
    exchange::IncomingCode,
    operations::{GAP, code_colours, in_sentence},
    study::{Code, CodeStatus, ExampleKind, Exemplar, Id, Kind, Orientation},
    text::Span,
};

impl Adopting<'_> {
    pub(super) fn codes(&mut self) {
        let mut known: HashMap<(Option<Id<Code>>, String), Id<Code>> = HashMap::new();
        for code in self.study.codes() {
            known.insert((code.parent, code.name.trim().to_lowercase()), code.id);
        }
        let mut last: HashMap<Option<Id<Code>>, (i64, usize)> = HashMap::new();
        let incoming = self.incoming;
        for coming in &incoming.codes {
            let parent = coming.parent.and_then(|at| self.codes.get(at).copied().flatten());
            let name = match coming.name.trim() {
                "" => "Unnamed",
                name => name,
            };
            let key = (parent, name.to_lowercase());
            let id = match self.same(&coming.key).or(known.get(&key).copied()) {
                Some(id) => {
                    self.became(&coming.key, id);
                    self.finds(Kind::Code);
                    self.fill(id, coming);
                    id
                }
                None => {
                    let siblings = || {
                        let here = self.study.codes_under(parent);
                        (here.last().map_or(0, |code| code.order), here.len())
                    };
                    let (order, count) = *last.entry(parent).or_insert_with(siblings);
                    last.insert(parent, (order + GAP, count + 1));
                    let cycled = || code_colours().get(count % code_colours().len().max(1)).copied();
                    let code = Code {
                        id: self.id_for(&coming.key),
                        parent,
                        order: order + GAP,
                        name: name.into(),
                        colour: coming.colour.or_else(|| if parent.is_none() { cycled() } else { None }),
                        aliases: coming.aliases.clone(),
                        brief: coming.brief.trim().into(),
                        full: coming.full.trim().into(),
                        when_to_use: coming.when_to_use.trim().into(),
                        when_not_to_use: coming.when_not_to_use.trim().into(),
                        orientation: Orientation::Inductive,
                        status: CodeStatus::Active,
                        proposed_by: None,
                        exemplars: Vec::new(),
                    };
                    let id = code.id;
                    known.insert(key, id);
                    self.drafts.codes.put(code);
                    self.makes(Kind::Code);
                    id
                }
            };
            self.codes.push(Some(id));
            self.examples(id, coming);
        }
    }

    /// Fills what is empty of a code that is here, and tells what is said otherwise.
    fn fill(&mut self, id: Id<Code>, coming: &IncomingCode) {
        let Some(code) = self.drafts.codes.edit(self.study, id) else { return };
        let name = in_sentence(&code.name);
        let fields = [
            ("brief definition", &mut code.brief, &coming.brief),
            ("full definition", &mut code.full, &coming.full),
            ("“when to use”", &mut code.when_to_use, &coming.when_to_use),
            ("“when not to use”", &mut code.when_not_to_use, &coming.when_not_to_use),
        ];
        for (what, here, there) in fields {
            let there = there.trim();
            if here.trim().is_empty() {
                *here = there.into();
            } else if !there.is_empty() && here.trim() != there && !here.contains(there) {
                self.told.kept.push(format!("The {what} of {name} is another in the file; the study keeps its own."));
            }
        }
        for alias in &coming.aliases {
            if !code.aliases.contains(alias) {
                code.aliases.push(alias.clone());
            }
        }
    }

    /// Examples in words become examples where a transcript has the words; the others stand in the full definition.
    fn examples(&mut self, id: Id<Code>, coming: &IncomingCode) {
        for words in coming.examples.iter().map(|words| words.trim()).filter(|words| !words.is_empty()) {
            let found = self.study.transcripts_in_order().into_iter().find_map(|transcript| {
                let at = self.study.text(transcript.id).find(words)?;
                Some(Exemplar {
                    transcript: transcript.id,
                    span: Span { start: at, end: at + words.len() },
                    kind: ExampleKind::Typical,
                })
            });
            let Some(code) = self.drafts.codes.edit(self.study, id) else { return };
            match found {
                Some(example) if !code.exemplars.contains(&example) => code.exemplars.push(example),
                Some(_) => {}
                None => {
                    let sentence = format!("Example: “{words}”");
                    if !code.full.contains(&sentence) {
                        let gap = if code.full.is_empty() { "" } else { "\n" };
                        code.full = format!("{}{gap}{sentence}", code.full);
                    }
                }
            }
        }
    }
}
