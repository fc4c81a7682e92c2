//! Codes by their id, then by their place in the tree. What is written of a code here stays; what is empty here is filled.

use std::collections::HashMap;

use super::Adopting;
use crate::{
    exchange::IncomingCode,
    operations::{GAP, code_colours, in_sentence},
    study::{Code, ExampleKind, Exemplar, Id, Kind},
    text::Span,
};

impl Adopting<'_> {
    pub(super) fn codes(&mut self) {
        let incoming = self.incoming;
        let copies = incoming.copies_codes && incoming.is_codebook();
        let mut known: HashMap<(Option<Id<Code>>, String), Id<Code>> = HashMap::new();
        for code in self.study.codes().filter(|_| !copies) {
            known.insert((code.parent, code.name.trim().to_lowercase()), code.id);
        }
        let above = copies.then(|| self.code_above_copies());
        let mut last: HashMap<Option<Id<Code>>, (i64, usize)> = HashMap::new();
        for coming in &incoming.codes {
            let parent = coming.parent.and_then(|at| self.codes.get(at).copied().flatten()).or(above);
            let name = match coming.name.trim() {
                "" => "Unnamed",
                name => name,
            };
            let key = (parent, name.to_lowercase());
            let same = self.same(&coming.key).filter(|_| !copies);
            let id = match same.or(known.get(&key).copied()) {
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
                    let id = if copies { self.stamp.id() } else { self.id_for(&coming.key) };
                    self.became(&coming.key, id);
                    let code = Code {
                        colour: coming.colour.or_else(|| if parent.is_none() { cycled() } else { None }),
                        aliases: coming.aliases.clone(),
                        brief: coming.brief.trim().into(),
                        full: coming.full.trim().into(),
                        when_to_use: coming.when_to_use.trim().into(),
                        when_not_to_use: coming.when_not_to_use.trim().into(),
                        ..Code::named(id, parent, order + GAP, name)
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

    /// A new code at the top with the file's name, under which copies stand.
    fn code_above_copies(&mut self) -> Id<Code> {
        let file = self.incoming.origin.file_name.as_str();
        let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem).trim();
        let stem = if stem.is_empty() { "Codebook" } else { stem };
        let top = self.study.codes_under(None);
        let taken = |name: &str| top.iter().any(|code| code.name.trim().eq_ignore_ascii_case(name));
        let mut names = std::iter::once(stem.to_owned()).chain((2..).map(|number| format!("{stem} ({number})")));
        let name = names.find(|name| !taken(name)).unwrap_or_default();
        let id = self.stamp.id();
        let order = top.last().map_or(0, |code| code.order) + GAP;
        let colour = code_colours().get(top.len() % code_colours().len().max(1)).copied();
        self.drafts.codes.put(Code { colour, ..Code::named(id, None, order, &name) });
        self.makes(Kind::Code);
        id
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
