//! A second researcher reviews, and the author answers.

use super::super::{fixture::Made, *};
use crate::study::{Code, Coder, Coding, Id, Key, Opinion, Role, Verdict};

fn reviewed() -> (Made, Id<Coder>, Id<Coder>, Id<Coding>) {
    let mut made = Made::begun();
    let ana = made.by.expect("Ana");
    made.does(|study, stamp| add_coder(study, stamp, "Ruth", Role::Reviewer).map(|(_, entry)| entry));
    let ruth = made.study.coders().find(|coder| coder.name == "Ruth").expect("added").id;
    made.transcript("Talk", &[("P1", "It was warm and it was near.")]);
    made.code("Warmth", None);
    let coding = made.attach("Warmth", "it was near");
    (made, ana, ruth, coding)
}

fn says(made: &mut Made, by: Id<Coder>, subject: Key, opinion: Opinion, text: &str) -> Id<Verdict> {
    let former = made.by.replace(by);
    let (id, entry) = give_verdict(&made.study, &made.stamp(), subject, opinion, text).expect("said");
    made.does(|_, _| Ok(entry));
    made.by = former;
    id
}

fn state(made: &Made, verdict: Id<Verdict>) -> VerdictState {
    state_of(made.study.get(verdict).expect("there"))
}

#[test]
fn a_verdict_is_open_until_the_author_takes_it_up_or_keeps_what_was_with_a_reason() {
    let (mut made, _, ruth, coding) = reviewed();
    let on_coding = says(&mut made, ruth, coding.key(), Opinion::Disagree, "That is distance, not warmth.");
    let warmth = made.named("Warmth");
    let on_code = says(&mut made, ruth, warmth.key(), Opinion::Agree, "");
    assert_eq!((state(&made, on_coding), state(&made, on_code)), (VerdictState::Open, VerdictState::Agreed));
    let unreasoned = keep(&made.study, &made.stamp(), on_coding, "  ");
    assert!(unreasoned.expect_err("no reason").to_string().contains("needs a reason"));
    made.does(|study, stamp| keep(study, stamp, on_coding, "She says it of the people."));
    assert_eq!(state(&made, on_coding), VerdictState::Kept);
    made.does(|study, stamp| reopen_verdict(study, stamp, on_coding));
    assert_eq!(state(&made, on_coding), VerdictState::Open);
    // Following it is one entry with what is done about it.
    let renamed = edit_code(
        &made.study,
        &made.stamp(),
        Code { name: "Closeness".into(), ..made.study.get(warmth).expect("there").clone() },
    );
    let before = made.study.clone();
    made.does(|study, stamp| take_up(study, stamp, on_coding, "Closer to it", Some(renamed.expect("planned"))));
    assert_eq!(
        (state(&made, on_coding), made.study.get(warmth).expect("there").name.as_str()),
        (VerdictState::Taken, "Closeness")
    );
    let entry = made.entries.last().expect("taken").clone();
    assert!(
        entry.head.sentence.starts_with("Took up what the reviewer said of *Warmth* at Talk, turn 1: Renamed"),
        "{}",
        entry.head.sentence
    );
    assert_eq!(crate::journal::apply(&made.study, &entry.undone(&made.stamp())).expect("undone"), before);
    let listed: Vec<VerdictState> = verdicts_by_state(&made.study).into_iter().map(|(state, _)| state).collect();
    assert_eq!(listed, [VerdictState::Taken, VerdictState::Agreed]);
}

#[test]
fn a_reviewer_has_one_word_on_each_thing_and_another_opens_it_again() {
    let (mut made, _, ruth, coding) = reviewed();
    let first = says(&mut made, ruth, coding.key(), Opinion::Unsure, "");
    made.does(|study, stamp| keep(study, stamp, first, "It fits."));
    let second = says(&mut made, ruth, coding.key(), Opinion::Proposal, "Call it nearness.");
    assert_eq!((first, state(&made, second), made.study.verdicts().len()), (second, VerdictState::Open, 1));
    made.by = Some(ruth);
    let again = give_verdict(&made.study, &made.stamp(), coding.key(), Opinion::Proposal, "Call it nearness.");
    assert_eq!(again, Err(Declined::Unchanged));
    let own = keep(&made.study, &made.stamp(), second, "I say so");
    assert!(own.expect_err("her own").to_string().contains("answered by somebody else"));
    made.does(|study, stamp| withdraw_verdict(study, stamp, second));
    assert_eq!(made.study.verdicts().len(), 0);
}

#[test]
fn what_cannot_be_reviewed_is_declined() {
    let (mut made, ana, ruth, coding) = reviewed();
    let said = |made: &Made, subject: Key, opinion, text: &str| {
        give_verdict(&made.study, &made.stamp(), subject, opinion, text).expect_err("declined").to_string()
    };
    made.by = Some(ruth);
    assert!(said(&made, ana.key(), Opinion::Agree, "").contains("a coder is not"));
    assert!(said(&made, coding.key(), Opinion::Proposal, " ").contains("needs words"));
    let gone: Id<Coding> = Id::from_uuid(uuid::Uuid::nil());
    assert!(said(&made, gone.key(), Opinion::Agree, "").contains("not in the study any more"));
    let transcript = made.study.transcripts().next().expect("there").id;
    made.does(|study, stamp| {
        let new = NewRound {
            name: "R".into(),
            part: Part::Chosen(vec![transcript]),
            coders: vec![ana, ruth],
            blind: true,
            codebook: None,
        };
        open_round(study, stamp, new).map(|(_, entry)| entry)
    });
    assert!(said(&made, coding.key(), Opinion::Agree, "").contains("The round *R* is still blind"));
}

#[test]
fn a_deed_that_takes_away_what_the_verdict_is_about_comes_after_the_answer() {
    let (mut made, _, ruth, coding) = reviewed();
    let verdict = says(&mut made, ruth, coding.key(), Opinion::Disagree, "No");
    let deed = detach(&made.study, &made.stamp(), &[coding]).expect("planned");
    let refused = take_up(&made.study, &made.stamp(), verdict, "", Some(deed));
    assert!(refused.expect_err("would go with it").to_string().contains("Answer it first"));
    made.does(|study, stamp| take_up(study, stamp, verdict, "Gone", None));
    assert_eq!(state(&made, verdict), VerdictState::Taken);
}
