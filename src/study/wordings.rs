//! The words that people wrote into records: what is searched for names, and what they are replaced in.

use std::sync::Arc;

use super::{AttributeValue, Details, Record};

impl Record {
    /// Every wording of the record that a person wrote or that came from a file: labels, titles, definitions, notes, memos,
    /// values. Names of framework elements, numbers and times are no wordings; the text of a transcript is not in its record.
    pub fn wordings(&self) -> Vec<String> {
        let mut found = Vec::new();
        let mut copy = self.clone();
        copy.reword(&mut |words| found.push(words.clone()));
        found.retain(|words| !words.trim().is_empty());
        found
    }

    /// Lets every wording ([`Record::wordings`]) be changed in place. The names and initials of coders stay: they are who
    /// did the work, and stand in the history.
    pub fn reword(&mut self, change: &mut dyn FnMut(&mut String)) {
        match self {
            Record::Details(record) => details(Arc::make_mut(record), change),
            Record::Coder(_) => {}
            Record::Attribute(record) => {
                let record = Arc::make_mut(record);
                change(&mut record.name);
                record.categories.iter_mut().for_each(change);
            }
            Record::Group(record) => {
                let record = Arc::make_mut(record);
                [&mut record.label, &mut record.place, &mut record.notes].into_iter().for_each(&mut *change);
                record.attributes.values_mut().for_each(|one| value(one, change));
            }
            Record::Participant(record) => {
                let record = Arc::make_mut(record);
                [&mut record.label, &mut record.notes].into_iter().for_each(&mut *change);
                record.attributes.values_mut().for_each(|one| value(one, change));
            }
            Record::Transcript(record) => {
                let record = Arc::make_mut(record);
                [&mut record.title, &mut record.source.file_name].into_iter().for_each(&mut *change);
                record.attributes.values_mut().for_each(|one| value(one, change));
            }
            Record::Code(record) => {
                let record = Arc::make_mut(record);
                change(&mut record.name);
                record.aliases.iter_mut().for_each(&mut *change);
                let rules = [&mut record.brief, &mut record.full, &mut record.when_to_use, &mut record.when_not_to_use];
                rules.into_iter().for_each(change);
            }
            Record::Coding(record) => change(&mut Arc::make_mut(record).memo),
            Record::Board(record) => {
                let record = Arc::make_mut(record);
                [&mut record.name, &mut record.notes].into_iter().for_each(change);
            }
            Record::Theme(record) => {
                let record = Arc::make_mut(record);
                [&mut record.name, &mut record.definition, &mut record.is_not].into_iter().for_each(change);
            }
            Record::Placement(record) => change(&mut Arc::make_mut(record).rationale),
            Record::Intervention(record) => {
                let record = Arc::make_mut(record);
                [&mut record.outline, &mut record.delivery].into_iter().for_each(&mut *change);
                record.techniques.iter_mut().for_each(|technique| change(&mut technique.printed));
                record.apease.values_mut().for_each(|rating| change(&mut rating.note));
            }
            Record::Version(record) => {
                let record = Arc::make_mut(record);
                [&mut record.name, &mut record.note].into_iter().for_each(change);
            }
            Record::Round(record) => change(&mut Arc::make_mut(record).name),
            Record::Verdict(record) => {
                let record = Arc::make_mut(record);
                change(&mut record.text);
                record.answer.iter_mut().for_each(|answer| change(&mut answer.reason));
            }
            // Its content is another program’s: words in it are looked through, ids and marks are left alone.
            Record::Carried(record) => {
                let record = Arc::make_mut(record);
                [&mut record.name, &mut record.content].into_iter().for_each(change);
            }
            Record::Decision(record) => change(&mut Arc::make_mut(record).reason),
            Record::Memo(record) => {
                let record = Arc::make_mut(record);
                [&mut record.title, &mut record.text].into_iter().for_each(change);
            }
            Record::Bracket(record) => change(&mut Arc::make_mut(record).words),
            Record::ChecklistAnswer(record) => change(&mut Arc::make_mut(record).text),
        }
    }
}

/// Of the study itself, whose authors sign it.
fn details(record: &mut Details, change: &mut dyn FnMut(&mut String)) {
    change(&mut record.title);
    record.questions.iter_mut().for_each(&mut *change);
    record.notes.values_mut().for_each(change);
}

/// Numbers and dates are no wordings.
fn value(value: &mut AttributeValue, change: &mut dyn FnMut(&mut String)) {
    match value {
        AttributeValue::Category(words) | AttributeValue::Text(words) => change(words),
        AttributeValue::Number(_) | AttributeValue::Date(_) => {}
    }
}
