//! What stands in which element: the sub-themes of a board, themes that hold codes themselves, and codes that are placed
//! by themselves; each with who spoke of it.

use std::collections::BTreeSet;

use super::{MatrixLevel, MatrixOptions, own};
use crate::{
    analysis::{Spread, spread_of},
    framework::{Element, ElementId, ElementKind},
    report::of_study::subthemes::{board_of, codings},
    study::{Coding, Id, Participant, Placed, Placement, Study, Theme, Valence},
};

/// A sub-theme, theme or code with where it stands.
pub(super) struct Statement<'a> {
    pub(super) name: &'a str,
    pub(super) definition: &'a str,
    /// Of a code: what most of its codings have is not asked; a code has none.
    pub(super) valence: Option<Valence>,
    /// Of participants, by coders, in the order of transcripts and reading.
    pub(super) codings: Vec<&'a Coding>,
    pub(super) spread: Spread,
    pub(super) places: Vec<&'static Element>,
}

impl Statement<'_> {
    pub(super) fn is_barrier(&self) -> bool {
        matches!(self.valence, Some(Valence::Barrier | Valence::Both))
    }

    pub(super) fn is_enabler(&self) -> bool {
        matches!(self.valence, Some(Valence::Enabler | Valence::Both))
    }

    pub(super) fn stands_in(&self, element: &Element) -> bool {
        self.places.iter().any(|place| place.id == element.id)
    }
}

/// The elements that rows are made of, in canonical order.
pub(super) fn elements(study: &Study, level: MatrixLevel) -> Vec<&'static Element> {
    let of = |framework: &str| study.frameworks().elements(framework).iter();
    match level {
        MatrixLevel::Components => of("comb").filter(|one| one.kind == ElementKind::CombComponent).collect(),
        MatrixLevel::Halves => of("comb").collect(),
        MatrixLevel::Domains => of("tdf").filter(|one| one.kind == ElementKind::TdfDomain).collect(),
        MatrixLevel::Own(at) => own(study)
            .nth(usize::from(at))
            .map(|framework| framework.elements().iter().filter(|one| one.parent.is_none()).collect())
            .unwrap_or_default(),
    }
}

/// Everything that stands somewhere, in the order of the board, then codes in the order of the tree.
pub(super) fn statements<'a>(study: &'a Study, options: &MatrixOptions) -> Vec<Statement<'a>> {
    let rows = elements(study, options.level);
    let mut found = Vec::new();
    let Some(board) = board_of(study, options.board) else { return found };
    let mut of_theme = |theme: &'a Theme, above: Option<&'a Theme>| {
        let codings = codings(study, theme);
        let spread = spread_of(study, codings.iter().copied());
        let places = places(study, theme, above, options.level, &rows);
        found.push(Statement {
            name: &theme.name,
            definition: &theme.definition,
            valence: theme.valence,
            codings,
            spread,
            places,
        });
    };
    for theme in study.themes_under(board.id, None) {
        let below = study.themes_under(board.id, Some(theme.id));
        if below.is_empty() || !theme.codes.is_empty() {
            of_theme(theme, None);
        }
        below.into_iter().for_each(|one| of_theme(one, Some(theme)));
    }
    let consensus = study.consensus().map(|coder| coder.id);
    for (_, code) in study.code_tree() {
        let own = placed(study, Placed::Code(code.id));
        let mut places = at_level(study, options.level, &own, &rows);
        // Where its sub-theme stands there already, it is told with the sub-theme.
        let holder = study
            .referring::<Theme>(code.id.key())
            .find(|theme| theme.board == board.id && theme.codes.contains(&code.id));
        if let Some(holder) = holder {
            let above = study.get_opt(holder.parent);
            let theirs = self::places(study, holder, above, options.level, &rows);
            places.retain(|place| !theirs.iter().any(|other| other.id == place.id));
        }
        if places.is_empty() {
            continue;
        }
        let codings: Vec<&Coding> = study
            .codings_with(code.id)
            .into_iter()
            .filter(|coding| Some(coding.coder) != consensus && by_participant(study, coding))
            .collect();
        let spread = spread_of(study, codings.iter().copied());
        found.push(Statement { name: &code.name, definition: &code.brief, valence: None, codings, spread, places });
    }
    found
}

/// Whether a participant speaks where a coding begins.
fn by_participant(study: &Study, coding: &Coding) -> bool {
    let turn = study.get(coding.transcript).and_then(|transcript| transcript.turn_at(coding.span.start));
    !turn.and_then(|(_, turn)| study.get_opt(turn.speaker)).is_some_and(|speaker| speaker.moderator)
}

fn placed(study: &Study, subject: Placed) -> Vec<ElementId> {
    let key = match subject {
        Placed::Theme(theme) => theme.key(),
        Placed::Code(code) => code.key(),
    };
    let own = study.referring::<Placement>(key).filter(|one| one.subject == subject);
    own.map(|one| ElementId::new(one.element.as_str())).collect()
}

/// Where a theme stands: by its own places in the framework of the rows; else by those of the theme above it; and in
/// COM-B, where neither says anything, where its other places usually lie.
fn places(
    study: &Study,
    theme: &Theme,
    above: Option<&Theme>,
    level: MatrixLevel,
    rows: &[&'static Element],
) -> Vec<&'static Element> {
    let of = |theme: &Theme| placed(study, Placed::Theme(theme.id));
    let (own, theirs) = (of(theme), above.map(of).unwrap_or_default());
    let in_rows = |ids: &[ElementId]| -> Vec<ElementId> {
        let framework = rows.first().map(|row| row.id.framework().to_owned()).unwrap_or_default();
        ids.iter().filter(|id| id.framework() == framework).cloned().collect()
    };
    let sides = [in_rows(&own), in_rows(&theirs), own, theirs];
    sides.iter().map(|ids| at_level(study, level, ids, rows)).find(|found| !found.is_empty()).unwrap_or_default()
}

/// The rows in which elements stand, in canonical order.
fn at_level(study: &Study, level: MatrixLevel, ids: &[ElementId], rows: &[&'static Element]) -> Vec<&'static Element> {
    let all = study.frameworks();
    let mut wanted: BTreeSet<ElementId> = BTreeSet::new();
    for id in ids {
        let path: Vec<&ElementId> = all.path(id).into_iter().map(|element| &element.id).collect();
        // The deepest row on the way down to it.
        match path.iter().rev().find(|one| rows.iter().any(|row| row.id == ***one)) {
            Some(row) => {
                wanted.insert((**row).clone());
            }
            None if level == MatrixLevel::Components => {
                wanted.extend(all.components(id).into_iter().map(|element| element.id.clone()));
            }
            None if level == MatrixLevel::Halves => {
                let usual = all.hint(id).map(|hint| hint.usually).unwrap_or_default();
                wanted.extend(usual.into_iter().map(|element| element.id.clone()));
            }
            None => {}
        }
    }
    rows.iter().copied().filter(|row| wanted.contains(&row.id)).collect()
}

/// Participants, moderators left out, and groups: of how many the numbers are.
pub(super) fn whole(study: &Study) -> (usize, usize) {
    (study.participants().filter(|one| !one.moderator).count(), study.groups().len())
}

/// Everybody heard in these statements.
pub(super) fn heard(statements: &[&Statement<'_>]) -> BTreeSet<Id<Participant>> {
    statements.iter().flat_map(|one| one.spread.speakers.iter().copied()).collect()
}

/// "7 (18)": a number and its percentage of `whole`, half up.
pub(super) fn share(count: usize, whole: usize) -> String {
    match (count * 200 + whole).checked_div(whole * 2) {
        Some(percent) => format!("{count} ({percent})"),
        None => count.to_string(),
    }
}

/// Under every table: who is counted, and of how many.
pub(super) fn counted_note(study: &Study) -> String {
    let (participants, groups) = whole(study);
    format!(
        "n: participants who spoke of it, of {participants}; groups: of {groups}. Moderators are left out; percentages are \
         rounded half up."
    )
}
