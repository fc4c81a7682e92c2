//! Operations held against each other: whatever is done, its inverse takes it back, the study stays sound, and replaying
//! the journal gives the same study.

mod correcting;
mod deciding;
mod reviewing;
mod rounds;

use jiff::Timestamp;
use proptest::prelude::*;

use super::*;
use crate::{
    journal::{Entry, History, apply, difference, replay, splice_between},
    study::{
        Anchor, Code, Coding, Exemplar, Id, Kind, Memo, MemoKind, Role, Study, Theme, Transcript, Violation,
        all_violations,
    },
    text::Span,
};

const TEXT: &str = "Well, the choir. It grew – so did I. 참가자도 👩‍👩‍👧 came.\nAnd then nobody paid.";

fn stamp(study: &Study, count: u64) -> Stamp {
    let by = study.coders().next().map(|coder| coder.id);
    Stamp::fixed(by, Timestamp::UNIX_EPOCH, count)
}

/// A study with a coder, a transcript of two turns and three codes, and the entries that made it.
fn small() -> (Study, Vec<Entry>) {
    let mut entries =
        vec![begin_study(&Stamp::fixed(None, Timestamp::UNIX_EPOCH, 1), "Small", Some("Ana")).expect("begun")];
    let mut study = replay(&entries).expect("sound");
    let mut next = |study: &mut Study, entry: Entry| {
        *study = apply(study, &entry).expect("applied");
        entries.push(entry);
    };
    let at = TEXT.find('\n').expect("two lines");
    let turn = |span, speaker| NewTurn { span, speaker: Some(speaker), time_ms: None };
    let new = NewTranscript {
        title: "Talk".into(),
        group: GroupChoice::Labelled("Group 1".into()),
        text: TEXT.into(),
        speakers: vec![
            NewSpeaker { label: "P1".into(), moderator: false },
            NewSpeaker { label: "Mod".into(), moderator: true },
        ],
        turns: vec![turn(Span::between(0, at), 0), turn(Span::between(at + 1, TEXT.len()), 1)],
        source: Default::default(),
    };
    let (_, entry) = add_transcript(&study, &stamp(&study, 100), new).expect("added");
    next(&mut study, entry);
    for (count, name) in ["Growth", "Money", "Company"].into_iter().enumerate() {
        let (_, entry) =
            add_code(&study, &stamp(&study, 200 + count as u64), name, CodePlace::last_under(None)).expect("made");
        next(&mut study, entry);
    }
    (study, entries)
}

/// Something a person might do, by numbers that are taken modulo whatever is there.
#[derive(Clone, Debug)]
struct Deed {
    what: u8,
    one: usize,
    other: usize,
    third: usize,
}

fn deeds() -> impl Strategy<Value = Vec<Deed>> {
    let deed = (0..31_u8, 0..64_usize, 0..64_usize, 0..64_usize);
    proptest::collection::vec(deed.prop_map(|(what, one, other, third)| Deed { what, one, other, third }), 1..40)
}

fn pick<T: Copy>(all: &[T], at: usize) -> Option<T> {
    all.get(at % all.len().max(1)).copied()
}

fn only<T>((_, entry): (T, Entry)) -> Entry {
    entry
}

/// What a deed plans; `None` where there is nothing to do it to.
fn plan(study: &Study, stamp: &Stamp, deed: &Deed) -> Option<Planned> {
    let codes: Vec<Id<Code>> = study.codes().map(|code| code.id).collect();
    let codings: Vec<Id<Coding>> = study.codings().map(|coding| coding.id).collect();
    let themes: Vec<Id<Theme>> = study.themes().map(|theme| theme.id).collect();
    let transcript: Option<Id<Transcript>> = study.transcripts().next().map(|transcript| transcript.id);
    let text = study.text(transcript?);
    let boundaries: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let span = Span::between(pick(&boundaries, deed.one)?, pick(&boundaries, deed.third)?);
    let code = pick(&codes, deed.other);
    Some(match deed.what {
        0..=3 => attach(study, stamp, transcript?, span, code?).map(only),
        4 => code_in_vivo(study, stamp, transcript?, span, CodePlace::last_under(code)).map(only),
        5 => detach(study, stamp, &[pick(&codings, deed.one)?]),
        6 => recode(study, stamp, &[pick(&codings, deed.one)?, pick(&codings, deed.third)?], code?),
        7 => edit_coding(
            study,
            stamp,
            Coding {
                span,
                contradicts: deed.other.is_multiple_of(2),
                ..study.get(pick(&codings, deed.third)?)?.clone()
            },
        ),
        8 => {
            add_code(study, stamp, &format!("Code {}", deed.one), CodePlace { parent: code, position: deed.third % 4 })
                .map(only)
        }
        9 | 10 => {
            let parent = pick(&codes, deed.third).filter(|_| !deed.one.is_multiple_of(3));
            move_codes(study, stamp, &[code?, pick(&codes, deed.one)?], CodePlace { parent, position: deed.third % 5 })
        }
        11 => merge_codes(study, stamp, &[code?], pick(&codes, deed.one)?),
        12 => pin_code(study, stamp, stamp.by?, (deed.one % 9) as u8 + 1, code),
        13 => toggle_exemplar(study, stamp, pick(&codings, deed.one)?, Default::default()),
        14 => remove(study, stamp, code?.key()),
        15 => match study.boards().next() {
            None => add_board(study, stamp, "Board").map(only),
            Some(board) => {
                let parent =
                    pick(&themes, deed.third).filter(|theme| study.get(*theme).is_some_and(|one| one.parent.is_none()));
                let place = ThemePlace { board: board.id, parent, position: deed.one % 4 };
                add_theme(study, stamp, &format!("Theme {}", deed.one), place, &[code?]).map(only)
            }
        },
        16 => assign_codes(study, stamp, &[code?], pick(&themes, deed.one)?, deed.third % 3),
        17 => {
            let theme = pick(&themes, deed.one)?;
            let parent = pick(&themes, deed.third).filter(|_| deed.other.is_multiple_of(2));
            move_theme(
                study,
                stamp,
                theme,
                ThemePlace { board: study.get(theme)?.board, parent, position: deed.third % 3 },
            )
        }
        18 => match study.interventions().next() {
            None => add_intervention(study, stamp, "Pay for the room").map(only),
            Some(one) => tick(study, stamp, one.id, pick(&themes, deed.one)?, deed.other.is_multiple_of(2)),
        },
        19 => sort_codes(
            study,
            stamp,
            code.filter(|_| deed.one.is_multiple_of(2)),
            if deed.third.is_multiple_of(2) { SortBy::Name } else { SortBy::Codings },
        ),
        20 => recode_as_new(
            study,
            stamp,
            &[pick(&codings, deed.one)?, pick(&codings, deed.third)?],
            &format!("New {}", deed.one),
            CodePlace::last_under(code),
        )
        .map(only),
        21 => write_memo(
            study,
            stamp,
            MemoKind::Analytic,
            match deed.one % 3 {
                0 => None,
                1 => Some(Anchor::Record(code?.key())),
                _ => Some(Anchor::Passage(transcript?, span)),
            },
        )
        .map(only),
        22 => {
            let memo = study.memos().next()?;
            edit_memo(study, stamp, Memo { text: format!("Words {}", deed.one), ..memo.clone() })
        }
        23 => {
            set_of_codings(study, stamp, &[pick(&codings, deed.one)?, pick(&codings, deed.third)?], "Set", |coding| {
                coding.contradicts = deed.other.is_multiple_of(2);
            })
        }
        24 => name_version(study, stamp, &format!("v{}", deed.one), "", None).map(only),
        25 | 26 => {
            let turns = &study.get(transcript?)?.turns;
            let turn = pick(&turns.iter().map(|turn| turn.span).collect::<Vec<_>>(), deed.one)?;
            let span = if deed.third.is_multiple_of(3) { turn } else { span };
            let said = span.of(text)?;
            let cut = said.floor_char_boundary(deed.third);
            let words = match deed.other % 4 {
                0 => format!("{}xy {}", &said[..cut], &said[cut..]),
                1 => said[..cut].to_owned(),
                2 => said[cut..].to_owned(),
                _ => format!("{said} more"),
            };
            correct_words(study, stamp, transcript?, span, &words).map(|correction| correction.entry)
        }
        27 => split_turn(study, stamp, transcript?, deed.one % 3, span.start),
        28 => join_turn(study, stamp, transcript?, deed.one % 3),
        29 => {
            let speaker = match deed.third % 3 {
                0 => Speaker::Nobody,
                1 => Speaker::Labelled(format!("P{}", deed.other % 4)),
                _ => Speaker::Known(study.participants().next()?.id),
            };
            give_speaker(study, stamp, transcript?, deed.one % 3, &speaker, deed.other.is_multiple_of(2))
        }
        _ => remove(study, stamp, pick(&themes, deed.one)?.key()),
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_done_can_be_undone_and_redone_and_the_study_stays_sound(deeds in deeds()) {
        let (mut study, mut entries) = small();
        let mut history = History::of(entries.iter().map(|entry| entry.head.clone()));
        for (count, deed) in deeds.iter().enumerate() {
            let stamp = stamp(&study, 1000 * (count as u64 + 1));
            let Some(Ok(entry)) = plan(&study, &stamp, deed) else { continue };
            let after = apply(&study, &entry).map_err(|why| TestCaseError::fail(format!("{deed:?}: {why}")))?;
            prop_assert!(after != study, "{deed:?} changes nothing");
            prop_assert_eq!(all_violations(&after), Vec::<Violation>::new());
            let undo = entry.undone(&stamp);
            let back = apply(&after, &undo).expect("undone");
            prop_assert!(back == study, "undo of {:?} is not what was", deed);
            let again = apply(&back, &entry.redone(&stamp)).expect("redone");
            prop_assert!(again == after, "redo of {:?} is not what was", deed);
            // The difference of the two states is as good as the entry.
            let told = Entry::new(&stamp, "the difference", difference(&study, &after));
            prop_assert!(apply(&study, &told).expect("the difference applies") == after);
            history.push(entry.head.clone());
            prop_assert_eq!(history.next_undo().map(|head| head.id), Some(entry.head.id));
            entries.push(entry);
            study = after;
        }
        prop_assert!(replay(&entries).expect("replayed") == study);
    }

    #[test]
    fn a_move_keeps_every_code_once_in_an_order_without_ties(deeds in deeds()) {
        let (mut study, _) = small();
        for (count, deed) in deeds.iter().enumerate() {
            let deed = Deed { what: 8 + deed.what % 3, ..deed.clone() };
            let Some(Ok(entry)) = plan(&study, &stamp(&study, 1000 * (count as u64 + 1)), &deed) else { continue };
            study = apply(&study, &entry).expect("applied");
            let tree = study.code_tree();
            prop_assert_eq!(tree.len(), study.codes().len());
            for (_, code) in &tree {
                let siblings = study.codes_under(code.parent);
                prop_assert!(siblings.windows(2).all(|pair| pair[0].order < pair[1].order));
            }
        }
    }

    #[test]
    fn one_splice_turns_any_text_into_any_other(old in "\\PC{0,30}", new in "\\PC{0,30}") {
        let (study, _) = small();
        let id = study.transcripts().next().expect("a transcript").id;
        match splice_between(id, &old, &new) {
            None => prop_assert_eq!(old, new),
            Some(Change::Splice { at, removed, inserted, .. }) => {
                let after = crate::study::Text::new(&old).spliced(at, &removed, &inserted);
                let after = after.expect("it fits");
                prop_assert_eq!(after.as_str(), new);
            }
            Some(other) => prop_assert!(false, "{:?}", other),
        }
    }
}

fn done(study: &Study, entry: Planned) -> Study {
    apply(study, &entry.expect("planned")).expect("applied")
}

fn coded() -> (Study, Coding) {
    let (mut study, _) = small();
    let (transcript, code) = (study.transcripts().next().expect("one").id, study.codes().next().expect("one").id);
    let (id, entry) = attach(&study, &stamp(&study, 900), transcript, Span::between(0, 4), code).expect("attached");
    study = done(&study, Ok(entry));
    let coding = study.get(id).expect("it").clone();
    (study, coding)
}

#[test]
fn the_same_words_are_not_coded_twice_alike_by_one_coder() {
    let (study, coding) = coded();
    let again = attach(&study, &stamp(&study, 950), coding.transcript, coding.span, coding.code);
    assert!(matches!(again, Err(Declined::Because(words)) if words.contains("already")));
    let nowhere = attach(&study, &stamp(&study, 950), coding.transcript, Span::between(5, 5), coding.code);
    assert!(matches!(nowhere, Err(Declined::Because(words)) if words.contains("Select some words")));
}

#[test]
fn a_memo_survives_the_coding_it_was_about() {
    let (mut study, coding) = coded();
    let stamp = stamp(&study, 950);
    let memo = Memo {
        id: stamp.id(),
        author: coding.coder,
        created: stamp.at,
        kind: Default::default(),
        anchor: Some(crate::study::Anchor::Record(coding.id.key())),
        title: String::new(),
        text: "Why here?".into(),
    };
    study = done(&study, set(&study, &stamp, memo.clone(), "Wrote a memo"));
    study = done(&study, detach(&study, &stamp, &[coding.id]));
    let kept = study.get(memo.id).expect("the memo");
    assert_eq!((kept.text.as_str(), &kept.anchor), ("Why here?", &None));
}

#[test]
fn removing_a_transcript_takes_its_codings_and_examples_and_says_how_many_before() {
    let (mut study, coding) = coded();
    study = done(&study, toggle_exemplar(&study, &stamp(&study, 950), coding.id, Default::default()));
    let key = coding.transcript.key();
    let counts = consequences(&study, &[key]).expect("counted");
    assert_eq!(counts.get(&Kind::Coding), Some(&1));
    study = done(&study, remove(&study, &stamp(&study, 960), key));
    assert_eq!((study.codings().len(), study.text(coding.transcript)), (0, ""));
    assert_eq!(study.get(coding.code).expect("the code").exemplars, Vec::<Exemplar>::new());
}

#[test]
fn a_coder_with_work_in_the_study_stays() {
    let (study, coding) = coded();
    assert!(matches!(remove(&study, &stamp(&study, 950), coding.coder.key()), Err(Declined::Because(_))));
    let mut study = study;
    let (id, entry) = add_coder(&study, &stamp(&study, 960), "Ben", Role::Coder).expect("added");
    study = done(&study, Ok(entry));
    study = done(&study, remove(&study, &stamp(&study, 970), id.key()));
    assert!(add_coder(&study, &stamp(&study, 980), "ana", Role::Coder).is_err(), "names differ by more than capitals");
}

#[test]
fn merging_joins_codings_and_keeps_the_name_as_an_alias() {
    let (mut study, coding) = coded();
    let into = study.codes().find(|code| code.id != coding.code).expect("another").id;
    let (_, entry) = attach(&study, &stamp(&study, 950), coding.transcript, coding.span, into).expect("attached");
    study = done(&study, Ok(entry));
    study = done(&study, merge_codes(&study, &stamp(&study, 960), &[coding.code], into));
    assert!(study.get(coding.code).is_none());
    assert_eq!(study.codings_with(into).len(), 1, "the same words under one code count once");
    assert!(study.get(into).expect("it").aliases.contains(&"Growth".to_owned()));
}

#[test]
fn a_record_with_a_number_that_is_none_and_a_text_without_a_record_are_refused() {
    let (study, coding) = coded();
    let transcript = study.get(coding.transcript).expect("it").clone();
    let orphan = Entry::new(
        &stamp(&study, 1),
        "",
        vec![
            Change::removed(study.record(coding.id.key()).expect("it")),
            Change::removed(study.record(transcript.id.key()).expect("it")),
        ],
    );
    assert!(apply(&study, &orphan).is_err());
}

#[test]
fn interventions_are_renumbered_by_count_and_ties_keep_their_order() {
    let (mut study, _) = small();
    let (board, entry) = add_board(&study, &stamp(&study, 300), "Board").expect("made");
    study = done(&study, Ok(entry));
    let mut themes = Vec::new();
    for count in 0..3_u64 {
        let place = ThemePlace::last_under(board, None);
        let (id, entry) =
            add_theme(&study, &stamp(&study, 310 + count * 10), &format!("T{count}"), place, &[]).expect("made");
        study = done(&study, Ok(entry));
        let barrier = Theme { valence: Some(crate::study::Valence::Barrier), ..study.get(id).expect("it").clone() };
        study = done(&study, edit_theme(&study, &stamp(&study, 315), barrier));
        themes.push(id);
    }
    let mut ids = Vec::new();
    for (count, addressed) in [1_usize, 3, 1].into_iter().enumerate() {
        let (id, entry) =
            add_intervention(&study, &stamp(&study, 400 + count as u64 * 10), &format!("I{count}")).expect("made");
        study = done(&study, Ok(entry));
        for &theme in themes.iter().take(addressed) {
            study = done(&study, tick(&study, &stamp(&study, 500), id, theme, true));
        }
        ids.push(id);
    }
    assert_eq!(study.intervention_numbers(themes[0]), [1, 2, 3]);
    study = done(&study, renumber_by_count(&study, &stamp(&study, 600)));
    let order: Vec<_> = study.interventions_in_order().iter().map(|one| one.id).collect();
    assert_eq!(order, [ids[1], ids[0], ids[2]]);
    assert!(matches!(renumber_by_count(&study, &stamp(&study, 610)), Err(Declined::Because(_))));
}

#[test]
fn moderators_are_left_out_of_counts_and_speakers_count_once() {
    let (mut study, coding) = coded();
    let at = TEXT.find("And then").expect("the moderator's words");
    for (count, span) in [Span::between(6, 16), Span::between(at, at + 8)].into_iter().enumerate() {
        let (_, entry) =
            attach(&study, &stamp(&study, 950 + count as u64), coding.transcript, span, coding.code).expect("attached");
        study = done(&study, Ok(entry));
    }
    let codings = study.codings_with(coding.code);
    assert_eq!(codings.len(), 3);
    let moderated = codings.iter().filter(|one| one.span.start >= at).count();
    assert_eq!(moderated, 1);
}

#[test]
fn a_link_goes_from_one_sub_theme_to_another_in_one_entry() {
    let (mut study, _) = small();
    let (board, entry) = add_board(&study, &stamp(&study, 300), "Board").expect("made");
    study = done(&study, Ok(entry));
    let mut themes = Vec::new();
    for count in 0..2_u64 {
        let place = ThemePlace::last_under(board, None);
        let (id, entry) =
            add_theme(&study, &stamp(&study, 310 + count * 10), &format!("T{count}"), place, &[]).expect("made");
        study = done(&study, Ok(entry));
        themes.push(id);
    }
    let (id, entry) = add_intervention(&study, &stamp(&study, 400), "I").expect("made");
    study = done(&study, Ok(entry));
    study = done(&study, tick(&study, &stamp(&study, 500), id, themes[0], true));
    study = done(&study, relink(&study, &stamp(&study, 510), id, themes[0], themes[1]));
    assert_eq!((study.intervention_numbers(themes[0]), study.intervention_numbers(themes[1])), (vec![], vec![1]));
    let again = relink(&study, &stamp(&study, 520), id, themes[0], themes[1]);
    assert!(matches!(again, Err(Declined::Unchanged)), "there is no such link any more");
}

#[test]
fn a_code_stands_on_words_and_not_on_the_spaces_and_line_ends_around_them() {
    let mut made = super::fixture::Made::begun();
    let transcript = made.transcript("Talk", &[("P1", "one two"), ("P2", "three four")]);
    made.code("Numbers", None);
    let code = made.named("Numbers");
    let text = made.study.text(transcript).to_owned();
    let at = text.find("\nthree ").expect("the second turn");
    let mut made_coding = None;
    made.does(|study, stamp| {
        let span = crate::text::Span { start: at, end: at + "\nthree ".len() };
        attach(study, stamp, transcript, span, code).map(|(id, entry)| {
            made_coding = Some(id);
            entry
        })
    });
    let coding = made.study.get(made_coding.expect("attached")).expect("it");
    assert_eq!(coding.span.of(&text), Some("three"));
    let again = attach(&made.study, &made.stamp(), transcript, coding.span, code);
    assert!(again.is_err(), "the same words");
}
