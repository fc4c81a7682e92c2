//! Which of the labels met are speakers': those that recur or name a role, and those in such company.

use super::label::{Label, Shape, is_moderator};
use super::{Finding, FoundLabel, TurnOpening};
use std::collections::HashMap;

/// A label met at a line, before labels are put together.
pub(super) struct Met {
    pub label: Label,
    pub opening: TurnOpening,
    /// Whether the label is set apart from the text: a heading, bold on a line of its own, in capitals, or with a time
    /// beside it.
    pub set_apart: bool,
}

/// What is known of the document besides its labels.
#[derive(Clone, Copy)]
pub(super) struct Document {
    /// How many lines could begin with a label.
    pub reach: usize,
    /// Whether a person chose the pattern.
    pub forced: bool,
    /// Whether labels have lines of their own without a mark, so that any short line looks like one.
    pub own_line: bool,
}

/// All that was met of one label.
struct Tally {
    /// Printed forms, with how often each occurs.
    forms: Vec<(String, usize)>,
    shape: Shape,
    count: usize,
    set_apart: usize,
}

/// Puts the labels met together by speaker and decides which of them count. `None` where none does.
pub(super) fn sort_out(met: Vec<Met>, document: Document) -> Option<Finding> {
    let (tallies, openings) = put_together(met);
    let accepted = weigh(&tallies, openings.len(), document)?;
    let labels = tallies
        .into_iter()
        .zip(accepted)
        .map(|(mut tally, accepted)| {
            tally.forms.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
            FoundLabel { printed: tally.forms, accepted }
        })
        .collect();
    Some(Finding { openings, labels, ..Finding::default() })
}

/// One tally a speaker, and the openings that lead to them.
fn put_together(met: Vec<Met>) -> (Vec<Tally>, Vec<TurnOpening>) {
    let mut by_key: HashMap<String, usize> = HashMap::new();
    let mut tallies: Vec<Tally> = Vec::new();
    let mut openings = Vec::with_capacity(met.len());
    for Met { label, mut opening, set_apart } in met {
        let index = *by_key.entry(label.key).or_insert_with(|| {
            tallies.push(Tally { forms: Vec::new(), shape: label.shape, count: 0, set_apart: 0 });
            tallies.len() - 1
        });
        if let Some(tally) = tallies.get_mut(index) {
            tally.count += 1;
            tally.set_apart += usize::from(set_apart);
            tally.shape = tally.shape.min(label.shape);
            match tally.forms.iter_mut().find(|(form, _)| *form == label.printed) {
                Some((_, n)) => *n += 1,
                None => tally.forms.push((label.printed, 1)),
            }
        }
        opening.label = Some(index);
        openings.push(opening);
    }
    (tallies, openings)
}

/// Whether each label counts; `None` where those that do are too few to be a transcript's.
///
/// The shares were set on real transcripts (parliaments, meetings, interviews in five languages) and hold with room.
fn weigh(tallies: &[Tally], met: usize, document: Document) -> Option<Vec<bool>> {
    let Document { reach, forced, own_line } = document;
    // First the labels that count by themselves.
    let mut accepted: Vec<bool> = tallies
        .iter()
        .map(|tally| match tally.shape {
            Shape::Role => true,
            Shape::Code | Shape::Name | Shape::Uncased => tally.count >= 2 || forced,
            Shape::Handle => false,
        })
        .collect();
    let sum = |accepted: &[bool], of: fn(&Tally) -> usize| {
        tallies.iter().zip(accepted).filter(|(_, yes)| **yes).map(|(tally, _)| of(tally)).sum::<usize>()
    };
    let counted = sum(&accepted, |tally| tally.count);
    // Then those that are doubtful by themselves, in a document where nearly everything begins with a label anyway, or
    // where labels are set apart from the text and so are these.
    let recurring = counted * 2 >= met || tallies.len() * 3 <= met;
    let share = |percent: usize| !own_line && met * 100 >= reach * percent;
    let everywhere = share(90) && recurring;
    let nearly = share(85) && recurring;
    let mostly = share(60) && counted * 2 >= met;
    let set_apart = counted > 0 && sum(&accepted, |tally| tally.set_apart) * 10 >= counted * 9;
    for (tally, accepted) in tallies.iter().zip(&mut accepted) {
        let apart = set_apart && tally.set_apart == tally.count;
        *accepted |= match tally.shape {
            Shape::Handle => {
                let often = tally.count >= 5 && tally.count * 20 >= counted && (counted > 0 || forced);
                let amid = (everywhere && (tally.count >= 2 || counted > 0)) || (mostly && tally.count >= 2);
                apart || often || amid
            }
            Shape::Uncased => everywhere || apart,
            _ => nearly || apart,
        };
    }
    // Last, whether they are enough.
    let counted = sum(&accepted, |tally| tally.count);
    let speakers = || tallies.iter().zip(&accepted).filter(|(_, yes)| **yes).map(|(tally, _)| tally);
    let has_role = speakers().any(|tally| tally.shape == Shape::Role);
    // A moderator whose questions alone are labelled is a known layout; any other label that stands alone must recur.
    let asks = speakers().any(|tally| tally.forms.iter().any(|(form, _)| is_moderator(form)));
    let single = speakers().count() == 1 && counted < 3 && !asks && !forced;
    let sparse = !has_role && !forced && counted * 33 < reach && !set_apart;
    // Lines of a word or two recur by chance; labels make up a fair part of the lines and are more than one.
    let thin = own_line && !forced && (speakers().count() < 2 || counted * 5 < reach);
    (counted > 0 && !single && !sparse && !thin).then_some(accepted)
}
