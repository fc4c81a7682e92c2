//! What is compared besides single codes: a code with those below it, a theme, a component of COM-B, any code at all. A coder
//! marks such a thing wherever one of its codes is attached.

use std::collections::BTreeSet;

use super::Asked;
use crate::{
    framework::{ElementId, comb_and_tdf},
    study::{Board, Code, Id, Placed, Study, Theme},
};

/// What a row is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// A code by itself (with those below it where the comparison asks for that).
    Code(Id<Code>),
    /// A code that has codes below it, with all of them.
    CodeAndBelow(Id<Code>),
    /// A theme, with its sub-themes.
    Theme(Id<Theme>),
    /// A component of COM-B, by what is placed in it or usually lies in it.
    Component(ElementId),
    /// Any code at all: whether there is something to code.
    AnyCode,
}

/// A subject and the codes that make it up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Target {
    pub(super) subject: Subject,
    pub(super) codes: BTreeSet<Id<Code>>,
}

impl Subject {
    /// What it is called: a code by its path, a theme or component by its name.
    pub fn name(&self, study: &Study) -> String {
        match self {
            Subject::Code(code) => study.code_path(*code).join(" › "),
            Subject::CodeAndBelow(code) => format!("{} (with codes below)", study.code_path(*code).join(" › ")),
            Subject::Theme(theme) => study.get(*theme).map_or_else(String::new, |theme| theme.name.clone()),
            Subject::Component(element) => comb_and_tdf()
                .element(element)
                .map_or_else(|| element.as_str().to_owned(), |element| element.name.clone()),
            Subject::AnyCode => "Any code".to_owned(),
        }
    }

    /// The id of the code, theme or component; any code has none.
    pub fn id(&self) -> Option<String> {
        match self {
            Subject::Code(code) | Subject::CodeAndBelow(code) => Some(code.to_string()),
            Subject::Theme(theme) => Some(theme.to_string()),
            Subject::Component(element) => Some(element.as_str().to_owned()),
            Subject::AnyCode => None,
        }
    }

    /// What kind of thing it is, in a word, as JSON has it.
    pub fn kind(&self) -> &'static str {
        match self {
            Subject::Code(_) => "code",
            Subject::CodeAndBelow(_) => "code_and_below",
            Subject::Theme(_) => "theme",
            Subject::Component(_) => "component",
            Subject::AnyCode => "any_code",
        }
    }
}

/// Every code in the order of the tree; then codes with those below them, themes, components, and any code.
pub(super) fn targets(study: &Study, asked: &Asked) -> Vec<Target> {
    let tree = study.code_tree();
    let below = |code: Id<Code>| -> BTreeSet<Id<Code>> { study.code_and_below(code).into_iter().collect() };
    let own = |code: Id<Code>| if asked.with_below { below(code) } else { BTreeSet::from([code]) };
    let mut targets: Vec<Target> =
        tree.iter().map(|(_, code)| Target { subject: Subject::Code(code.id), codes: own(code.id) }).collect();
    if !asked.with_below {
        let parents = tree.iter().map(|(_, code)| (code.id, below(code.id))).filter(|(_, codes)| codes.len() > 1);
        targets.extend(parents.map(|(code, codes)| Target { subject: Subject::CodeAndBelow(code), codes }));
    }
    let board = asked.board.or_else(|| study.boards_in_order().last().map(|board| board.id));
    let themes = board.map_or_else(Vec::new, |board| themes_in_order(study, board));
    for &theme in &themes {
        let codes = theme_codes(study, theme).into_iter().flat_map(&own).collect();
        targets.push(Target { subject: Subject::Theme(theme), codes });
    }
    targets.extend(components(study, &themes, &own));
    let all = tree.iter().map(|(_, code)| code.id).collect();
    targets.push(Target { subject: Subject::AnyCode, codes: all });
    targets
}

/// The themes of a board, each before its sub-themes.
fn themes_in_order(study: &Study, board: Id<Board>) -> Vec<Id<Theme>> {
    let mut found = Vec::new();
    let mut waiting: Vec<Id<Theme>> = study.themes_under(board, None).into_iter().rev().map(|theme| theme.id).collect();
    while let Some(theme) = waiting.pop() {
        found.push(theme);
        waiting.extend(study.themes_under(board, Some(theme)).into_iter().rev().map(|theme| theme.id));
    }
    found
}

/// The codes of a theme and of its sub-themes.
fn theme_codes(study: &Study, theme: Id<Theme>) -> BTreeSet<Id<Code>> {
    let mut codes = BTreeSet::new();
    let mut waiting = vec![theme];
    while let Some(theme) = waiting.pop().and_then(|id| study.get(id)) {
        codes.extend(&theme.codes);
        waiting.extend(study.themes_under(theme.board, Some(theme.id)).into_iter().map(|below| below.id));
    }
    codes
}

/// COM-B's components that anything is placed in (or usually lies in), in canonical order.
fn components(study: &Study, themes: &[Id<Theme>], own: &impl Fn(Id<Code>) -> BTreeSet<Id<Code>>) -> Vec<Target> {
    let frameworks = comb_and_tdf();
    let mut found: Vec<Target> = Vec::new();
    for component in frameworks.elements("comb").iter().filter(|element| element.parent.is_none()) {
        let mut codes = BTreeSet::new();
        for placement in study.placements() {
            let lies = frameworks.components(&ElementId::new(placement.element.as_str()));
            if !lies.iter().any(|one| one.id == component.id) {
                continue;
            }
            match placement.subject {
                Placed::Code(code) => codes.extend(own(code)),
                Placed::Theme(theme) if themes.contains(&theme) => {
                    codes.extend(theme_codes(study, theme).into_iter().flat_map(own));
                }
                Placed::Theme(_) => {}
            }
        }
        if !codes.is_empty() {
            found.push(Target { subject: Subject::Component(component.id.clone()), codes });
        }
    }
    found
}
