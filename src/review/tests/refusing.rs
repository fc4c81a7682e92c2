//! Copies that cannot be merged: said in a sentence, and nothing is merged.

use super::{Pair, copy_for_ben, refused};
use crate::{
    journal::{Change, Entry, apply},
    operations::{self, add_coder, fixture::Made},
    study::{Id, Role, Study},
};

#[test]
fn bad_copies_are_refused_in_one_sentence_and_nothing_is_merged() {
    let mut pair = Pair::begun();
    let mut copy = copy_for_ben(&pair, true);
    copy.attach("Money", "Nobody paid");
    let mut other = Made::begun();
    other.apart = 9;
    let mut stranger = Made::begun();
    stranger.study = other.study.clone();
    let mut strange = copy_for_ben(&pair, true);
    let details = strange.study.details().clone();
    let moved =
        crate::study::Details { id: Id::from_uuid(uuid::Uuid::from_u128(9)), title: "Rivers".into(), ..details };
    let stamp = strange.stamp();
    let changes = vec![
        Change::removed(strange.study.record(strange.study.details().id.key()).expect("there")),
        Change::made(moved),
    ];
    strange.does(|_, _| Ok(Entry::new(&stamp, "Became another", changes)));
    assert!(refused(&pair.made, &strange).contains("the study *Rivers*"));
    // The study as it was before the copy was made: an old backup.
    let early = Made { study: Study::default(), entries: Vec::new(), by: pair.made.by, apart: 0 };
    let early = pair.made.entries.iter().take(3).fold(early, |mut made, entry| {
        made.does(|_, _| Ok(entry.clone()));
        made
    });
    assert!(refused(&early, &copy).contains("older version of the study"));
    assert!(refused(&copy, &pair.made).contains("wrong way round"));
    let mut lost = copy_for_ben(&pair, true);
    if let Some(first) = lost.entries.first_mut() {
        first.head.at = jiff::Timestamp::from_second(99).expect("a time");
    }
    assert!(refused(&pair.made, &lost).contains("does not begin with its being copied"));
    let mut named = copy_for_ben(&pair, true);
    named.does(|study, stamp| add_coder(study, stamp, "Cy", Role::Coder).map(|(_, entry)| entry));
    pair.made.does(|study, stamp| add_coder(study, stamp, "cy", Role::Coder).map(|(_, entry)| entry));
    let said = refused(&pair.made, &named);
    assert!(said.contains("a coder called Cy who is not the Cy of this study"), "{said}");
    let mut outside = copy_for_ben(&pair, true);
    let whole = outside.study.text(pair.talk).to_owned();
    let change = Change::Splice { transcript: pair.talk, at: 0, removed: String::new(), inserted: "Ha! ".into() };
    let entry = Entry::new(&outside.stamp(), "Behind its back", vec![change]);
    outside.study = apply(&outside.study, &entry).expect("changed");
    assert_ne!(outside.study.text(pair.talk), whole);
    let said = refused(&pair.made, &outside);
    assert!(
        said.starts_with(
            "The text of *Talk* was changed in the copy. What the copy holds is not what its journal tells"
        ),
        "{said}"
    );
    copy.attach("Company", "every week");
    copy.entries.remove(1);
    let half = Made { entries: copy.entries.clone(), study: copy.study.clone(), by: copy.by, apart: 0 };
    assert!(refused(&pair.made, &half).contains("Nothing was merged"));
    for said in [refused(&pair.made, &strange), refused(&early, &copy), refused(&pair.made, &named)] {
        assert!(said.contains("Nothing was merged"), "{said}");
    }
}

#[test]
fn a_journal_that_breaks_off_is_told_as_a_copy_that_was_not_written_to_its_end() {
    let pair = Pair::begun();
    let mut copy = copy_for_ben(&pair, true);
    let coding = copy.attach("Money", "Nobody paid");
    copy.does(|study, stamp| operations::detach(study, stamp, &[coding]));
    copy.entries.remove(1);
    let said = refused(&pair.made, &copy);
    assert!(said.contains("breaks off at the entry “Detached Money at Talk, turn 3”"), "{said}");
}
