//! How two codes stand to each other: in the tree, on the board of themes, and in COM-B.

use std::{
    cell::RefCell,
    collections::{BTreeSet, HashMap},
};

use crate::{
    framework::{ElementId, Frameworks, comb_and_tdf},
    study::{Board, Code, Id, Placed, Placement, Study, Theme},
};

/// How two different codes stand to each other, by the first of these that is true.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relation {
    /// The one stands above the other.
    Ancestor,
    /// Both stand right under the same code.
    Sibling,
    /// Both lie in COM-B, in no component together.
    OtherComponent,
    /// Both are in themes, in no theme together (sub-themes count as their themes).
    OtherTheme,
    /// Both are in one theme.
    SameTheme,
    /// None of that is known.
    Apart,
}

/// Answers how codes stand to each other, and keeps what it looked up.
#[derive(Debug)]
pub struct Relations<'s> {
    study: &'s Study,
    /// The board that counts: the last.
    board: Option<Id<Board>>,
    kept: RefCell<HashMap<Id<Code>, Place>>,
}

#[derive(Clone, Debug, Default)]
struct Place {
    /// The code and those above it, upwards.
    line: Vec<Id<Code>>,
    themes: BTreeSet<Id<Theme>>,
    components: BTreeSet<String>,
}

impl<'s> Relations<'s> {
    /// For a study as it stands. Of several boards the last counts.
    pub fn of(study: &'s Study) -> Self {
        let board = study.boards_in_order().last().map(|board| board.id);
        Relations { study, board, kept: RefCell::default() }
    }

    /// How two codes stand to each other.
    pub fn between(&self, one: Id<Code>, other: Id<Code>) -> Relation {
        let (one, other) = (self.place(one), self.place(other));
        let above = |line: &[Id<Code>], code: Option<&Id<Code>>| code.is_some_and(|code| line.contains(code));
        if above(&one.line, other.line.first()) || above(&other.line, one.line.first()) {
            return Relation::Ancestor;
        }
        if one.line.len() > 1 && one.line.get(1) == other.line.get(1) {
            return Relation::Sibling;
        }
        if !one.components.is_empty() && !other.components.is_empty() && one.components.is_disjoint(&other.components) {
            return Relation::OtherComponent;
        }
        match (one.themes.is_empty() || other.themes.is_empty(), one.themes.is_disjoint(&other.themes)) {
            (true, _) => Relation::Apart,
            (false, true) => Relation::OtherTheme,
            (false, false) => Relation::SameTheme,
        }
    }

    fn place(&self, code: Id<Code>) -> Place {
        if let Some(place) = self.kept.borrow().get(&code) {
            return place.clone();
        }
        let parent = |id: &Id<Code>| self.study.get(*id).and_then(|code| code.parent);
        let line: Vec<Id<Code>> = std::iter::successors(Some(code), parent).take(64).collect();
        let (mut themes, mut components) = (BTreeSet::new(), BTreeSet::new());
        let frameworks = comb_and_tdf();
        let mut placed = |subject: Placed, key| {
            let here = self.study.referring::<Placement>(key).filter(|placement| placement.subject == subject);
            components.extend(here.flat_map(|placement| components_of(frameworks, &placement.element)));
        };
        for &id in &line {
            placed(Placed::Code(id), id.key());
            for theme in self.study.referring::<Theme>(id.key()) {
                if Some(theme.board) != self.board || !theme.codes.contains(&id) {
                    continue;
                }
                let up = |theme: &&Theme| self.study.get_opt(theme.parent);
                let mut top = theme;
                for above in std::iter::successors(Some(theme), up).take(64) {
                    placed(Placed::Theme(above.id), above.id.key());
                    top = above;
                }
                themes.insert(top.id);
            }
        }
        let place = Place { line, themes, components };
        self.kept.borrow_mut().insert(code, place.clone());
        place
    }
}

fn components_of(frameworks: &Frameworks, element: &str) -> Vec<String> {
    let components = frameworks.components(&ElementId::new(element)).into_iter();
    components.map(|component| component.id.to_string()).collect()
}
