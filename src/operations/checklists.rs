//! What the authors answer to the items of a reporting checklist.

use super::{Declined, Planned};
use crate::{
    journal::{Change, Entry, Stamp},
    study::{ChecklistAnswer, Record, Study},
};

/// Answers an item, in place of what was answered before; an answer that says nothing is taken back.
pub fn answer_item(study: &Study, stamp: &Stamp, answer: ChecklistAnswer) -> Planned {
    let (checklist, item) = (answer.checklist, answer.item);
    let (name, last) = (checklist.name(), checklist.items());
    if !(1..=last).contains(&item) {
        return Err(Declined::Because(format!("{name} has no item {item}: its items are 1 to {last}.")));
    }
    let after = ChecklistAnswer {
        id: checklist.answer_to(item),
        text: answer.text.trim_end().to_owned(),
        page: answer.page.trim().to_owned(),
        ..answer
    };
    let before = study.get(after.id);
    let sentence = match (&after, before) {
        (after, _) if after.is_empty() => format!("Took back the answer to {name} item {item}"),
        (after, Some(before)) if after.text == before.text && after.not_applicable == before.not_applicable => {
            format!("Said where the manuscript tells {name} item {item}")
        }
        (after, _) if after.not_applicable => format!("Said why {name} item {item} does not apply"),
        (after, None) if after.text.is_empty() => format!("Said where the manuscript tells {name} item {item}"),
        _ => format!("Answered {name} item {item}"),
    };
    let record = |answer: &ChecklistAnswer| Record::ChecklistAnswer(std::sync::Arc::new(answer.clone()));
    let (before, after) = (before.map(record), (!after.is_empty()).then(|| record(&after)));
    if before == after {
        return Err(Declined::Unchanged);
    }
    Ok(Entry::new(stamp, sentence, vec![Change::Record { before, after }]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{operations::fixture::Made, study::Checklist};

    #[test]
    fn an_answer_is_kept_once_an_item_and_taken_back_when_it_says_nothing() {
        let mut made = Made::begun();
        let empty = || ChecklistAnswer::to(Checklist::Coreq, 4);
        made.does(|study, stamp| answer_item(study, stamp, ChecklistAnswer { text: "Women.\n".into(), ..empty() }));
        made.does(|study, stamp| {
            answer_item(study, stamp, ChecklistAnswer { text: "Women.".into(), page: " 7 ".into(), ..empty() })
        });
        let answers: Vec<_> = made.study.checklist_answers().map(|one| (one.item, &*one.text, &*one.page)).collect();
        assert_eq!(answers, [(4, "Women.", "7")]);
        let told: Vec<&str> = made.entries.iter().skip(1).map(|entry| entry.head.sentence.as_str()).collect();
        assert_eq!(told, ["Answered COREQ item 4", "Said where the manuscript tells COREQ item 4"]);
        made.does(|study, stamp| answer_item(study, stamp, empty()));
        assert_eq!(made.study.checklist_answers().len(), 0);
        assert_eq!(answer_item(&made.study, &made.stamp(), empty()), Err(Declined::Unchanged));
        let beyond = ChecklistAnswer { text: "?".into(), ..ChecklistAnswer::to(Checklist::Rtarg, 13) };
        assert!(answer_item(&made.study, &made.stamp(), beyond).unwrap_err().to_string().contains("1 to 12"));
    }
}
