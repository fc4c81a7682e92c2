//! Reconciling as two coders do it: item by item, with the originals kept and the consensus beside them.

use super::super::{fixture::Made, *};
use crate::study::{Code, Coder, Coding, Decision, Id, Outcome, Role, Study, Transcript, Valence, all_violations};

struct Talk {
    made: Made,
    ana: Id<Coder>,
    ben: Id<Coder>,
    transcript: Id<Transcript>,
}

fn talk() -> Talk {
    let mut made = Made::begun();
    let ana = made.by.expect("Ana");
    let ben = made.coder("Ben");
    let transcript = made.transcript("Talk", &[("P1", "It was warm and it was near, and nobody paid for it.")]);
    for name in ["Warmth", "Nearness", "Money"] {
        made.code(name, None);
    }
    made.by = Some(ana);
    Talk { made, ana, ben, transcript }
}

impl Talk {
    fn coded(&mut self, coder: Id<Coder>, code: &str, words: &str) -> Id<Coding> {
        self.made.by = Some(coder);
        let coding = self.made.attach(code, words);
        self.made.by = Some(self.ana);
        coding
    }

    fn matter(&self, first: &[Id<Coding>], second: &[Id<Coding>]) -> Matter {
        let spans = first.iter().chain(second).map(|&id| self.made.study.get(id).expect("there").span);
        let span =
            spans.reduce(|one, other| crate::text::Span::between(one.start.min(other.start), one.end.max(other.end)));
        let span = span.expect("codings");
        Matter { round: None, transcript: self.transcript, span, first: first.to_vec(), second: second.to_vec() }
    }

    fn decides(&mut self, matter: &Matter, resolution: Resolution, reason: &str) -> Id<Decision> {
        let planned = decide(&self.made.study, &self.made.stamp(), matter, &resolution, reason);
        let (id, entry) = planned.expect("decided");
        self.made.does(|_, _| Ok(entry));
        assert_eq!(all_violations(&self.made.study), []);
        id
    }

    /// The consensus as code and words, in reading order.
    fn consensus(&self) -> Vec<(String, String)> {
        let study = &self.made.study;
        let Some(consensus) = study.consensus() else { return Vec::new() };
        let theirs = study.codings_of(self.transcript).into_iter().filter(|coding| coding.coder == consensus.id);
        let told = |coding: &Coding| {
            let words = coding.span.of(study.text(self.transcript)).expect("words");
            (study.get(coding.code).expect("a code").name.clone(), words.to_owned())
        };
        theirs.map(told).collect()
    }
}

fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(code, words)| ((*code).into(), (*words).into())).collect()
}

fn others(study: &Study) -> Vec<Coding> {
    let consensus = study.consensus().map(|coder| coder.id);
    study.codings().filter(|coding| Some(coding.coder) != consensus).cloned().collect()
}

#[test]
fn each_resolution_makes_its_consensus_and_leaves_both_originals_as_they_are() {
    let mut talk = talk();
    let (ana, ben) = (talk.ana, talk.ben);
    let hers = talk.coded(ana, "Warmth", "It was warm");
    let his = talk.coded(ben, "Nearness", "It was warm and it was near");
    let originals = others(&talk.made.study);
    let matter = talk.matter(&[hers], &[his]);
    let words = crate::text::Span::between(0, 6);
    let money = talk.made.named("Money");
    let place = CodePlace::last_under(None);
    let whole = "It was warm and it was near";
    let all: Vec<(Resolution, Outcome, Vec<(&str, &str)>)> = vec![
        (Resolution::First, Outcome::First, vec![("Warmth", "It was warm")]),
        (Resolution::Second, Outcome::Second, vec![("Nearness", whole)]),
        (Resolution::Both, Outcome::Both, vec![("Nearness", whole), ("Warmth", "It was warm")]),
        (Resolution::Neither, Outcome::Neither, vec![]),
        (Resolution::Code(money), Outcome::OtherCode, vec![("Money", whole)]),
        (Resolution::Later, Outcome::Later, vec![]),
        (Resolution::NewCode { name: "Comfort".into(), place }, Outcome::NewCode, vec![("Comfort", whole)]),
    ];
    let mut ids = Vec::new();
    for (resolution, outcome, consensus) in all {
        let id = talk.decides(&matter, resolution, " We talked. ");
        let decision = talk.made.study.get(id).expect("there").clone();
        assert_eq!((decision.outcome, decision.by, decision.reason.as_str()), (outcome, ana, "We talked."));
        assert_eq!(decision.codings, [hers, his]);
        assert_eq!(talk.consensus(), pairs(&consensus), "{outcome:?}");
        assert_eq!(decision.consensus.len(), consensus.len());
        assert_eq!(others(&talk.made.study), originals);
        ids.push(id);
    }
    ids.dedup();
    assert_eq!(ids.len(), 1, "deciding anew is the same decision");
    assert_eq!(talk.made.study.coders().filter(|coder| coder.role == Role::Consensus).count(), 1);
    let refused = decide(&talk.made.study, &talk.made.stamp(), &matter, &Resolution::Words(words), "");
    assert!(refused.expect_err("two codes").to_string().contains("Choose the code first"));
}

#[test]
fn words_are_adjusted_and_both_on_one_code_is_all_of_their_words_with_what_was_said_of_them() {
    let mut talk = talk();
    let (ana, ben) = (talk.ana, talk.ben);
    let hers = talk.coded(ana, "Warmth", "was warm and");
    let his = talk.coded(ben, "Warmth", "It was warm");
    let coding = Coding { valence: Some(Valence::Enabler), ..talk.made.study.get(hers).expect("there").clone() };
    talk.made.does(|study, stamp| edit_coding(study, stamp, coding));
    let matter = talk.matter(&[hers], &[his]);
    talk.decides(&matter, Resolution::Both, "");
    assert_eq!(talk.consensus(), pairs(&[("Warmth", "It was warm and")]));
    talk.decides(&matter, Resolution::Words(crate::text::Span::between(3, 11)), "");
    assert_eq!(talk.consensus(), pairs(&[("Warmth", "was warm")]));
    let consensus = talk.made.study.consensus().expect("made").id;
    let coding = talk.made.study.codings().find(|coding| coding.coder == consensus).expect("made");
    assert_eq!(coding.valence, Some(Valence::Enabler));
}

#[test]
fn a_decision_is_undone_with_its_consensus_and_taken_back_the_same_way() {
    let mut talk = talk();
    let (ana, ben) = (talk.ana, talk.ben);
    let hers = talk.coded(ana, "Warmth", "It was warm");
    let his = talk.coded(ben, "Nearness", "It was warm");
    let third = talk.coded(ben, "Warmth", "It was warm");
    let before = talk.made.study.clone();
    let one = talk.decides(&talk.matter(&[hers], &[his]), Resolution::First, "");
    let entry = talk.made.entries.last().expect("decided").clone();
    let undone = crate::journal::apply(&talk.made.study, &entry.undone(&talk.made.stamp())).expect("undone");
    assert_eq!(undone, before);
    // Another matter comes to the same consensus coding: it stays as long as one decision wants it.
    let other = talk.decides(&talk.matter(&[], &[third]), Resolution::Second, "");
    assert_eq!(talk.consensus().len(), 1);
    talk.made.does(|study, stamp| undecide(study, stamp, one));
    assert_eq!(talk.consensus(), pairs(&[("Warmth", "It was warm")]));
    talk.made.does(|study, stamp| undecide(study, stamp, other));
    assert_eq!(talk.consensus(), []);
    assert_eq!(talk.made.study.decisions().len(), 0);
}

#[test]
fn what_cannot_be_decided_is_declined_and_said() {
    let mut talk = talk();
    let (ana, ben) = (talk.ana, talk.ben);
    let hers = talk.coded(ana, "Warmth", "It was warm");
    let said = |talk: &Talk, matter: &Matter, resolution: Resolution| {
        decide(&talk.made.study, &talk.made.stamp(), matter, &resolution, "").expect_err("declined").to_string()
    };
    let matter = talk.matter(&[hers], &[]);
    assert!(said(&talk, &matter, Resolution::Second).contains("choose neither"));
    let empty = Matter { first: vec![], ..matter.clone() };
    assert!(said(&talk, &empty, Resolution::Neither).contains("not in the study any more"));
    talk.decides(&matter, Resolution::First, "");
    let consensus = talk.made.study.consensus().expect("made").id;
    let agreed = talk.made.study.codings().find(|coding| coding.coder == consensus).expect("made").id;
    let circular = talk.matter(&[hers], &[agreed]);
    assert!(said(&talk, &circular, Resolution::Both).contains("Only codings of coders"));
    talk.made.does(|study, stamp| {
        let part = Part::Chosen(vec![talk.transcript]);
        let coders = vec![ana, ben];
        open_round(study, stamp, NewRound { name: "R".into(), part, coders, blind: true, codebook: None })
            .map(|(_, entry)| entry)
    });
    assert!(said(&talk, &matter, Resolution::First).contains("The round *R* is still blind"));
}

#[test]
fn what_is_alike_is_taken_over_together_once_and_by_a_rule_that_is_kept() {
    let mut talk = talk();
    let (ana, ben) = (talk.ana, talk.ben);
    let mut alike = Vec::new();
    for (code, words) in [("Warmth", "It was warm"), ("Money", "nobody paid")] {
        let hers = talk.coded(ana, code, words);
        let his = talk.coded(ben, code, words);
        let matter = talk.matter(&[hers], &[his]);
        let coding = talk.made.study.get(hers).expect("there");
        alike.push(Alike { span: matter.span, matter, code: coding.code, valence: None, level: None });
    }
    let first = alike.first().expect("one").matter.clone();
    talk.decides(&first, Resolution::Neither, "Not after all");
    talk.made.does(|study, stamp| accept_alike(study, stamp, &alike, "same code, same words"));
    assert_eq!(talk.consensus(), pairs(&[("Money", "nobody paid")]), "what was decided stays decided");
    let decision = talk.made.study.decisions().find(|one| one.outcome == Outcome::Alike).expect("one");
    assert_eq!(decision.reason, "same code, same words");
    assert_eq!(accept_alike(&talk.made.study, &talk.made.stamp(), &alike, "again"), Err(Declined::Unchanged));
    let sentence = &talk.made.entries.last().expect("taken").head.sentence;
    assert_eq!(sentence, "Took 1 coding into the consensus that both coders have: same code, same words");
}

#[test]
fn a_definition_mended_because_of_a_decision_is_linked_to_it() {
    let mut talk = talk();
    let ana = talk.ana;
    let hers = talk.coded(ana, "Warmth", "It was warm");
    let decision = talk.decides(&talk.matter(&[hers], &[]), Resolution::Neither, "Not what we mean by it");
    let warmth = talk.made.named("Warmth");
    for brief in ["Being warm to each other.", "Being warm to each other, not the room."] {
        talk.made.does(|study, stamp| {
            let code = Code { brief: brief.into(), ..study.get(warmth).expect("there").clone() };
            mend_code(study, stamp, decision, code)
        });
    }
    let study = &talk.made.study;
    assert_eq!(study.get(decision).expect("there").codes, [warmth]);
    assert!(study.get(warmth).expect("there").brief.ends_with("not the room."));
    let sentence = &talk.made.entries.last().expect("mended").head.sentence;
    assert_eq!(sentence, "Described the code *Warmth*, because of what was decided at Talk, turn 1");
}

#[test]
fn an_original_that_is_taken_away_leaves_the_decision_and_its_consensus() {
    let mut talk = talk();
    let (ana, ben) = (talk.ana, talk.ben);
    let hers = talk.coded(ana, "Warmth", "It was warm");
    let his = talk.coded(ben, "Warmth", "was warm");
    let decision = talk.decides(&talk.matter(&[hers], &[his]), Resolution::First, "");
    talk.made.does(|study, stamp| detach(study, stamp, &[his]));
    assert_eq!(talk.made.study.get(decision).expect("stays").codings, [hers]);
    assert_eq!(talk.consensus().len(), 1);
}
