//! From a study to the files of the text form.

use std::collections::HashSet;

use serde::Serialize;

use super::{
    CODINGS, FORM, FORM_LINE, Files, GIT, JOURNAL, STUDY, TRANSCRIPTS, TextFormError,
    comments::Words,
    entries,
    parse::moved_by_an_editor,
    ron_writer::{Unwritten, to_ron},
};
use crate::{
    journal::Entry,
    study::{Id, Stored, Study, Theme, Wrapped},
};

/// The files of a study with its journal.
pub fn files(study: &Study, journal: &[Entry]) -> Result<Files, TextFormError> {
    let details = study.details_table().next();
    let details = details.ok_or_else(|| TextFormError::Unwritable("it has no title and settings".to_owned()))?;
    let mut files = Rendering { words: Words::of(study), files: Files::new() };
    files.put(GIT.0, GIT.1.to_owned());
    files.one(STUDY, &format!("{FORM_LINE}{FORM}.\n"), details)?;
    files.list("coders.ron", &by_id(study.coders()))?;
    files.list("attributes.ron", &study.attributes_in_order())?;
    files.list("groups.ron", &study.groups_in_order())?;
    files.list("participants.ron", &participants(study))?;
    files.list("codes.ron", &with_the_rest(study.code_tree().into_iter().map(|(_, code)| code), study.codes()))?;
    files.list("boards.ron", &study.boards_in_order())?;
    files.list("themes.ron", &with_the_rest(themes(study), study.themes()))?;
    files.list("placements.ron", &by_id(study.placements()))?;
    files.list("interventions.ron", &study.interventions_in_order())?;
    files.list("memos.ron", &by_id(study.memos()))?;
    files.list("brackets.ron", &by_id(study.brackets()))?;
    files.list("checklists.ron", &checklists(study))?;
    files.list("versions.ron", &by_id(study.versions()))?;
    files.list("carried.ron", &by_id(study.carried()))?;
    files.list("rounds.ron", &rounds(study))?;
    files.list("verdicts.ron", &by_id(study.verdicts()))?;
    files.list("decisions.ron", &by_id(study.decisions()))?;
    transcripts(study, &mut files)?;
    if !journal.is_empty() && journal != [entries::read_from(study)?] {
        files.put(JOURNAL, to_ron(&journal, 1, &|_| None)?);
    }
    Ok(files.files)
}

impl From<Unwritten> for TextFormError {
    fn from(unwritten: Unwritten) -> Self {
        TextFormError::Unwritable(unwritten.to_string())
    }
}

struct Rendering<'s> {
    words: Words<'s>,
    files: Files,
}

impl Rendering<'_> {
    fn put(&mut self, name: &str, text: String) {
        self.files.insert(name.to_owned(), text);
    }

    /// A record in a file of its own, a field a line.
    fn one<T: Serialize>(&mut self, name: &str, head: &str, record: &T) -> Result<(), TextFormError> {
        let ron = to_ron(record, 2, &|line| self.words.about(line))?;
        self.put(name, format!("{head}{ron}"));
        Ok(())
    }

    /// Records, a field a line. Without records there is no file.
    fn list<T: Serialize>(&mut self, name: &str, records: &[&T]) -> Result<(), TextFormError> {
        self.records(name, records, 3)
    }

    /// Records, each on a line.
    fn lines<T: Serialize>(&mut self, name: &str, records: &[&T]) -> Result<(), TextFormError> {
        self.records(name, records, 1)
    }

    fn records<T: Serialize>(&mut self, name: &str, records: &[&T], open: usize) -> Result<(), TextFormError> {
        if !records.is_empty() {
            let ron = to_ron(&records, open, &|line| self.words.about(line))?;
            self.put(name, ron);
        }
        Ok(())
    }
}

/// A transcript is three files of the same name: record, text and codings.
fn transcripts(study: &Study, files: &mut Rendering<'_>) -> Result<(), TextFormError> {
    let transcripts = study.transcripts_in_order();
    let digits = transcripts.len().to_string().len().max(2);
    for (place, transcript) in transcripts.into_iter().enumerate() {
        let name = format!("{:0digits$}-{}", place + 1, slug(&transcript.title));
        files.one(&format!("{TRANSCRIPTS}/{name}.ron"), "", transcript)?;
        let text = format!("{}\n", study.text(transcript.id));
        if let Some(what) = moved_by_an_editor(&text) {
            return Err(TextFormError::Unwritable(format!("the text of “{}” has {what}", transcript.title)));
        }
        files.put(&format!("{TRANSCRIPTS}/{name}.txt"), text);
        files.lines(&format!("{CODINGS}/{name}.ron"), &study.codings_of(transcript.id))?;
    }
    Ok(())
}

/// A title as part of a file's name: ASCII letters and digits in small letters, hyphens between.
fn slug(title: &str) -> String {
    const LONGEST: usize = 40;
    let kept = |character: char| if character.is_ascii_alphanumeric() { character.to_ascii_lowercase() } else { ' ' };
    let words: String = title.chars().map(kept).collect();
    let mut slug = words.split_ascii_whitespace().collect::<Vec<_>>().join("-");
    slug.truncate(LONGEST);
    match slug.trim_end_matches('-') {
        "" => "transcript".to_owned(),
        slug => slug.to_owned(),
    }
}

fn by_id<'s, T: 's>(records: impl Iterator<Item = &'s T>) -> Vec<&'s T> {
    records.collect()
}

/// Group by group, in the order of the groups; then those of no group.
fn participants(study: &Study) -> Vec<&crate::study::Participant> {
    let groups = study.groups_in_order().into_iter().flat_map(|group| study.members_of(group.id));
    with_the_rest(groups, study.participants())
}

/// Board by board, as each tree is read.
fn themes(study: &Study) -> Vec<&Theme> {
    let mut themes = Vec::new();
    for board in study.boards_in_order() {
        let mut waiting: Vec<&Theme> = study.themes_under(board.id, None).into_iter().rev().collect();
        while let Some(theme) = waiting.pop() {
            themes.push(theme);
            waiting.extend(study.themes_under(board.id, Some(theme.id)).into_iter().rev());
        }
    }
    themes
}

fn checklists(study: &Study) -> Vec<&crate::study::ChecklistAnswer> {
    let mut answers: Vec<_> = study.checklist_answers().collect();
    answers.sort_by_key(|answer| (answer.checklist, answer.item));
    answers
}

fn rounds(study: &Study) -> Vec<&crate::study::Round> {
    let mut rounds: Vec<_> = study.rounds().collect();
    rounds.sort_by_key(|round| (round.order, round.id));
    rounds
}

/// Records in an order that may leave some out, and those that it leaves out.
fn with_the_rest<'s, T: Wrapped + 's>(
    ordered: impl IntoIterator<Item = &'s T>,
    all: impl Iterator<Item = &'s T>,
) -> Vec<&'s T> {
    let mut records: Vec<&T> = ordered.into_iter().collect();
    let there: HashSet<Id<T>> = records.iter().map(|record| Stored::id(*record)).collect();
    records.extend(all.filter(|record| !there.contains(&Stored::id(*record))));
    records
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slug_is_short_and_ascii_whatever_the_title() {
        assert_eq!(slug("Focus Group 1: Zürich / nurses"), "focus-group-1-z-rich-nurses");
        assert_eq!(slug("第一组"), "transcript");
        assert_eq!(slug("../../etc/passwd"), "etc-passwd");
        assert_eq!(slug(&"long title ".repeat(9)).len(), 40);
    }
}
