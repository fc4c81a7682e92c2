//! What participants said under a theme: its extracts, those that run against it apart, and how they spread.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    study::{Code, Coder, Coding, Group, Id, Participant, Study, Theme, Transcript},
    text::Span,
};

/// Words coded with a theme's codes. What two coders, or two of its codes, have on the same words is one extract.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extract {
    pub transcript: Id<Transcript>,
    /// Bytes of the transcript's text, from where the first coding begins to where the last ends.
    pub span: Span,
    /// In reading order; at least one.
    pub codings: Vec<Id<Coding>>,
    pub codes: BTreeSet<Id<Code>>,
    pub coders: BTreeSet<Id<Coder>>,
    /// Participants heard in it, moderators left out.
    pub speakers: BTreeSet<Id<Participant>>,
    pub group: Option<Id<Group>>,
}

/// The extracts of a theme, with those of its sub-themes. The consensus layer's codings and words of moderators alone
/// are left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ThemeExtracts {
    /// In the order of transcripts and reading.
    pub with: Vec<Extract>,
    /// Those marked as contradicting.
    pub against: Vec<Extract>,
    /// In how many extracts, with and against, each participant is heard: those heard most first.
    pub speakers: Vec<(Id<Participant>, usize)>,
    /// The same of groups.
    pub groups: Vec<(Id<Group>, usize)>,
}

impl ThemeExtracts {
    /// Extracts with and against.
    pub fn count(&self) -> usize {
        self.with.len() + self.against.len()
    }

    /// All extracts, those with it first.
    pub fn all(&self) -> impl Iterator<Item = &Extract> {
        self.with.iter().chain(&self.against)
    }
}

/// What participants said under a theme and under its sub-themes.
pub fn theme_extracts(study: &Study, theme: &Theme) -> ThemeExtracts {
    let below = study.themes_under(theme.board, Some(theme.id));
    extracts_of(study, theme.codes.iter().chain(below.iter().flat_map(|one| &one.codes)).copied())
}

/// What participants said under some codes: words that overlap are one extract, whoever coded them with which of the codes.
pub fn extracts_of(study: &Study, codes: impl IntoIterator<Item = Id<Code>>) -> ThemeExtracts {
    let codes: BTreeSet<Id<Code>> = codes.into_iter().collect();
    let consensus = study.consensus().map(|coder| coder.id);
    let mut codings: Vec<(&Coding, Vec<Id<Participant>>)> = codes
        .iter()
        .flat_map(|&code| study.codings_with(code))
        .filter(|coding| Some(coding.coder) != consensus)
        .filter_map(|coding| Some((coding, crate::analysis::spread::heard(study, coding)?)))
        .collect();
    codings.sort_by_cached_key(|(coding, _)| {
        let order = study.get(coding.transcript).map_or(0, |transcript| transcript.order);
        (order, coding.transcript, coding.span, coding.id)
    });
    let mut found = ThemeExtracts::default();
    for (coding, speakers) in codings {
        let side = if coding.contradicts { &mut found.against } else { &mut found.with };
        let joins = |last: &&mut Extract| last.transcript == coding.transcript && coding.span.start < last.span.end;
        match side.last_mut().filter(joins) {
            Some(last) => {
                last.span = Span { start: last.span.start, end: last.span.end.max(coding.span.end) };
                last.codings.push(coding.id);
                last.codes.insert(coding.code);
                last.coders.insert(coding.coder);
                last.speakers.extend(speakers);
            }
            None => side.push(Extract {
                transcript: coding.transcript,
                span: coding.span,
                codings: vec![coding.id],
                codes: [coding.code].into(),
                coders: [coding.coder].into(),
                speakers: speakers.into_iter().collect(),
                group: study.get(coding.transcript).and_then(|transcript| transcript.group),
            }),
        }
    }
    found.speakers = most_first(found.all().flat_map(|one| one.speakers.iter().copied()));
    found.groups = most_first(found.all().filter_map(|one| one.group));
    found
}

fn most_first<T: Ord + Copy>(ones: impl Iterator<Item = T>) -> Vec<(T, usize)> {
    let mut counts: BTreeMap<T, usize> = BTreeMap::new();
    ones.for_each(|one| *counts.entry(one).or_default() += 1);
    let mut counts: Vec<(T, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::operations::{ThemePlace, add_board, add_theme, fixture::Made, set_of_codings};

    #[test]
    fn overlapping_words_are_one_extract_moderators_are_left_out_and_contradictions_stand_apart() {
        let mut made = Made::begun();
        made.transcript("T", &[("Moderator", "why sing"), ("P1", "it helps me a lot"), ("P2", "not me")]);
        for code in ["Helps", "Singing"] {
            made.code(code, None);
        }
        made.attach("Helps", "it helps");
        made.attach("Singing", "helps me");
        made.attach("Singing", "why sing");
        let against = made.attach("Helps", "not me");
        made.does(|study, stamp| set_of_codings(study, stamp, &[against], "Set", |coding| coding.contradicts = true));
        made.coder("Ben");
        made.attach("Helps", "it helps me");
        made.does(|study, stamp| add_board(study, stamp, "Final").map(|(_, entry)| entry));
        let board = made.study.boards().next().unwrap().id;
        let codes = [made.named("Helps"), made.named("Singing")];
        made.does(|study, stamp| {
            add_theme(study, stamp, "Good", ThemePlace::last_under(board, None), &codes[..1]).map(|(_, entry)| entry)
        });
        let theme = made.study.themes().next().unwrap().id;
        made.does(|study, stamp| {
            add_theme(study, stamp, "Song", ThemePlace::last_under(board, Some(theme)), &codes[1..])
                .map(|(_, entry)| entry)
        });
        let found = theme_extracts(&made.study, made.study.get(theme).unwrap());
        assert_eq!((found.with.len(), found.against.len()), (1, 1));
        assert_eq!((found.with[0].codings.len(), found.with[0].coders.len()), (3, 2));
        assert_eq!(found.with[0].span.of("why sing\nit helps me a lot"), Some("it helps me"));
        assert_eq!(found.speakers.iter().map(|(_, count)| *count).collect::<Vec<_>>(), [1, 1]);
        assert_eq!(found.groups.iter().map(|(_, count)| *count).collect::<Vec<_>>(), [2]);
    }
}
