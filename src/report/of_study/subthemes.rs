//! The sub-themes of a board with all that tables print of them: where they stand in COM-B and the TDF, what was said.

use crate::framework::{Element, ElementId, ElementKind, comb_and_tdf};
use crate::study::{Board, Coding, Id, Placed, Placement, Study, Theme};

/// A sub-theme, or a theme that has none.
pub(super) struct SubTheme<'a> {
    pub(super) theme: &'a Theme,
    /// The theme to which it belongs.
    pub(super) above: Option<&'a Theme>,
    /// COM-B components, each once, in their canonical order.
    pub(super) components: Vec<&'static Element>,
    /// COM-B sub-components.
    pub(super) parts: Vec<&'static Element>,
    /// TDF domains.
    pub(super) domains: Vec<&'static Element>,
    /// Codings with its codes by coders, in the order of transcripts and reading.
    pub(super) codings: Vec<&'a Coding>,
}

/// The board that is printed: the one chosen, or the last.
pub(super) fn board_of(study: &Study, chosen: Option<Id<Board>>) -> Option<&Board> {
    study.get_opt(chosen).or_else(|| study.boards_in_order().pop())
}

/// The sub-themes of a board in its order.
pub(super) fn subthemes(study: &Study, board: Id<Board>) -> Vec<SubTheme<'_>> {
    let mut found = Vec::new();
    for theme in study.themes_under(board, None) {
        let below = study.themes_under(board, Some(theme.id));
        if below.is_empty() {
            found.push(subtheme(study, theme, None));
        }
        found.extend(below.into_iter().map(|one| subtheme(study, one, Some(theme))));
    }
    found
}

fn subtheme<'a>(study: &'a Study, theme: &'a Theme, above: Option<&'a Theme>) -> SubTheme<'a> {
    let mut one = SubTheme {
        theme,
        above,
        components: Vec::new(),
        parts: Vec::new(),
        domains: Vec::new(),
        codings: codings(study, theme),
    };
    elements(study, theme).into_iter().for_each(|element| one.place(element));
    // A sub-theme that is placed nowhere in COM-B stands where its theme does.
    if let (true, Some(above)) = (one.components.is_empty(), above) {
        elements(study, above)
            .into_iter()
            .filter(|element| element.is_of_comb())
            .for_each(|element| one.place(element));
    }
    for list in [&mut one.components, &mut one.parts, &mut one.domains] {
        list.sort_by_key(|element| place_of(element));
        list.dedup_by_key(|element| &element.id);
    }
    one
}

impl SubTheme<'_> {
    fn place(&mut self, element: &'static Element) {
        let parent = || element.parent.as_ref().and_then(|parent| comb_and_tdf().element(parent));
        match element.kind {
            ElementKind::CombComponent => self.components.push(element),
            ElementKind::CombSubComponent => {
                self.parts.push(element);
                self.components.extend(parent());
            }
            ElementKind::TdfDomain => self.domains.push(element),
            ElementKind::TdfConstruct => self.domains.extend(parent()),
            ElementKind::Named(_) => {}
        }
    }
}

/// The place of an element in its framework.
pub(super) fn place_of(element: &Element) -> usize {
    let elements = comb_and_tdf().elements(element.id.framework());
    elements.iter().position(|other| other.id == element.id).unwrap_or(usize::MAX)
}

fn elements(study: &Study, theme: &Theme) -> Vec<&'static Element> {
    let own = study.referring::<Placement>(theme.id.key()).filter(|one| one.subject == Placed::Theme(theme.id));
    own.filter_map(|one| comb_and_tdf().element(&ElementId::new(one.element.as_str()))).collect()
}

/// The codings with a theme's codes, those of the consensus layer and of moderators left out.
pub(super) fn codings<'a>(study: &'a Study, theme: &Theme) -> Vec<&'a Coding> {
    let consensus = study.consensus().map(|coder| coder.id);
    let by_participant = |coding: &&Coding| {
        let turn = study.get(coding.transcript).and_then(|transcript| transcript.turn_at(coding.span.start));
        !turn.and_then(|(_, turn)| study.get_opt(turn.speaker)).is_some_and(|speaker| speaker.moderator)
    };
    let all = theme.codes.iter().flat_map(|&code| study.codings_with(code));
    all.filter(|coding| Some(coding.coder) != consensus).filter(by_participant).collect()
}
