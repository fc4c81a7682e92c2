//! Whatever two coders do in a blind round: what each sees is a sound study, nothing of the other's is in it, and what each
//! does on what they see can be done to the whole.

use proptest::prelude::*;

use super::{super::*, Pair};
use crate::{
    journal::{Entry, Stamp, apply},
    operations::{self, CodePlace, Declined},
    study::{Anchor, Code, Coding, ExampleKind, Id, MemoKind, Opinion, Study, Transcript, Valence, all_violations},
    text::Span,
};

/// Something a coder might do, by numbers that are taken modulo what is there.
#[derive(Clone, Debug)]
struct Deed {
    anas: bool,
    what: usize,
    one: usize,
    other: usize,
}

fn any_deeds() -> impl Strategy<Value = Vec<Deed>> {
    let deed = (any::<bool>(), 0_usize..12, 0_usize..40, 0_usize..40);
    let deed = deed.prop_map(|(anas, what, one, other)| Deed { anas, what, one, other });
    proptest::collection::vec(deed, 1..30)
}

/// The deed, planned on what its doer sees.
fn planned(seen: &Study, stamp: &Stamp, deed: &Deed, transcripts: [Id<Transcript>; 2]) -> Result<Entry, Declined> {
    let transcript = transcripts[deed.other % 5 / 4];
    let codings: Vec<&Coding> = seen.codings().collect();
    let codes: Vec<&Code> = seen.codes().collect();
    let nothing = || Declined::Unchanged;
    let coding = (!codings.is_empty()).then(|| codings[deed.one % codings.len()]).ok_or_else(nothing);
    let code = (!codes.is_empty()).then(|| codes[deed.one % codes.len()]).ok_or_else(nothing);
    let own =
        coding.clone().and_then(|coding| if Some(coding.coder) == stamp.by { Ok(coding) } else { Err(nothing()) });
    match deed.what {
        0..4 => {
            let span = Span::between(deed.one, deed.one + deed.other % 9 + 1);
            operations::attach(seen, stamp, transcript, span, code?.id).map(|(_, entry)| entry)
        }
        4 => {
            let place = CodePlace::last_under(code.ok().map(|code| code.id));
            operations::add_code(seen, stamp, &format!("Code {}", deed.other), place).map(|(_, entry)| entry)
        }
        5 => operations::detach(seen, stamp, &[own?.id]),
        6 => operations::toggle_exemplar(seen, stamp, own?.id, ExampleKind::Typical),
        7 => {
            let anchor = Some(Anchor::Record(coding?.id.key()));
            operations::write_memo(seen, stamp, MemoKind::Analytic, anchor).map(|(_, entry)| entry)
        }
        8 => operations::remove(seen, stamp, code?.id.key()),
        9 => operations::give_verdict(seen, stamp, code?.id.key(), Opinion::Unsure, "").map(|(_, entry)| entry),
        10 => operations::edit_coding(seen, stamp, Coding { valence: Some(Valence::Barrier), ..own?.clone() }),
        _ => {
            let code = Code { brief: format!("As {}", deed.other), ..code?.clone() };
            operations::edit_code(seen, stamp, code)
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]
    #[test]
    fn each_works_on_what_they_see_and_neither_touches_nor_sees_the_other_s(deeds in any_deeds()) {
        let mut pair = Pair::begun();
        pair.blind();
        for deed in deeds {
            let doer = if deed.anas { pair.ana } else { pair.ben };
            pair.made.by = Some(doer);
            let study = pair.made.study.clone();
            let blind = Blind::of(&study, Some(doer)).expect("a blind round");
            let seen = blind.seen(&study);
            prop_assert_eq!(all_violations(&seen), []);
            prop_assert!(seen.codings().all(|coding| coding.coder == doer || coding.transcript != pair.talk));
            prop_assert_eq!(
                seen.codings().filter(|coding| coding.coder == doer).count(),
                study.codings().filter(|coding| coding.coder == doer).count()
            );
            let Ok(entry) = planned(&seen, &pair.made.stamp(), &deed, [pair.talk, pair.other]) else { continue };
            let wanted = apply(&seen, &entry);
            let Ok(lifted) = blind.lifted(&study, entry) else { continue };
            let after = apply(&study, &lifted);
            prop_assert!(after.is_ok(), "{:?}: {:?}", deed, after);
            pair.made.does(|_, _| Ok(lifted));
            // What the doer sees afterwards is what they were about to see.
            let now = seen_by(&pair.made.study, Some(doer));
            prop_assert_eq!(Some(now.codings().len()), wanted.ok().map(|wanted| wanted.codings().len()));
            let others = |study: &Study| -> Vec<Coding> {
                let hidden = |coding: &&Coding| coding.coder != doer && coding.transcript == pair.talk;
                study.codings().filter(hidden).cloned().collect()
            };
            prop_assert_eq!(others(&study), others(&pair.made.study));
            let judged = |study: &Study| study.verdicts().filter(|one| one.reviewer != doer).count();
            prop_assert!(judged(&pair.made.study) <= judged(&study));
        }
    }
}
