//! What a copy holds, and what it does not.

use super::{Pair, copy_for_ben};
use crate::{
    operations,
    study::{MemoKind, all_violations},
};

#[test]
fn a_blind_copy_holds_its_transcripts_and_the_codebook_and_nothing_of_the_others_work() {
    let mut pair = Pair::begun();
    pair.made.attach("Warmth", "It was warm");
    pair.made.attach("Warmth", "We walked");
    pair.made
        .does(|study, stamp| operations::write_memo(study, stamp, MemoKind::Reflexive, None).map(|(_, entry)| entry));
    let copy = copy_for_ben(&pair, true);
    let study = &copy.study;
    assert_eq!(all_violations(study), []);
    assert_eq!((study.codings().len(), study.memos().len(), study.transcripts().len()), (0, 0, 1));
    assert_eq!((study.codes().len(), study.text(pair.talk)), (3, pair.made.study.text(pair.talk)));
    assert_eq!(study.details().id, pair.made.study.details().id);
    assert_eq!(study.groups().len(), 1, "the other group stays behind");
    assert_eq!(study.participants().len(), 3, "and so do those who speak in it");
    let copied = study.details().copied.as_ref().expect("a copy");
    assert_eq!((copied.coder, copied.blind), (pair.ben, true));
    assert_eq!(Some(copied.entry), pair.made.entries.last().map(|entry| entry.head.id));
    assert_eq!(copy.entries.len(), 1, "its history begins with the copying");
    let sighted = copy_for_ben(&pair, false);
    assert_eq!((sighted.study.codings().len(), sighted.study.memos().len()), (1, 1));
}

#[test]
fn a_copy_made_in_a_blind_round_never_holds_what_the_round_hides() {
    let mut pair = Pair::begun();
    pair.made.attach("Warmth", "It was warm");
    let round = pair.blind();
    let copy = copy_for_ben(&pair, false);
    assert_eq!(copy.study.codings().len(), 0);
    assert!(copy.study.get(round).expect("goes along").is_blind_now());
}
