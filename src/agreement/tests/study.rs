//! A study made by operations, compared: what counts, what is missing, and what an edit touches.

use jiff::Timestamp;
use uuid::Uuid;

use crate::{
    agreement::{
        Agreement, Asked, Flag, Measure, Refused, Row, Rule, Subject, Table, Tables, Undefined, Unit, Why, of_study,
    },
    journal::{Change, Entry},
    operations::{self, ThemePlace, fixture::Made},
    study::{Approach, Assignment, Code, Coder, Details, Id, Placed, Round, Transcript},
    text::Span,
};

const WORDS: &str = "We never have enough money. The teachers décide alone.";

/// Ana and Ben on one transcript: a moderator asks, a participant answers.
fn both() -> (Made, Vec<Id<Coder>>) {
    let mut made = Made::begun();
    made.does(|study, stamp| {
        let details = Details { approach: Approach::AgreementBased, ..study.details().clone() };
        operations::edit_details(study, stamp, details)
    });
    made.transcript("One", &[("Moderator", "What is money to you?"), ("P1", WORDS)]);
    made.code("Money", None);
    made.code("Power", None);
    let ana = made.by.expect("Ana");
    made.attach("Money", "never have enough money");
    made.attach("Power", "décide");
    let ben = made.coder("Ben");
    made.attach("Money", "enough money");
    (made, vec![ana, ben])
}

fn asked(made: &Made, coders: &[Id<Coder>]) -> Asked {
    Asked { draws: 50, ..Asked::of(&made.study, coders.to_vec()) }
}

fn answer(made: &Made, asked: &Asked) -> Agreement {
    of_study(&made.study, asked).expect("compared")
}

fn row<'a>(agreement: &'a Agreement, made: &Made, code: &str) -> &'a Row {
    agreement.row(&Subject::Code(made.named(code))).expect("a row")
}

fn table(agreement: &Agreement, made: &Made, code: &str) -> Table {
    row(agreement, made, code).pairs[0].table
}

#[test]
fn characters_are_counted_without_the_moderators_and_a_letter_of_two_bytes_is_one() {
    let (made, coders) = both();
    let found = answer(&made, &asked(&made, &coders));
    // The answer, and the line end before it, which is nobody's.
    let characters = WORDS.chars().count() as u64 + 1;
    assert_eq!(u64::from(found.transcripts[0].characters), characters);
    let money = Table { both: 12, first: 11, second: 0, neither: characters - 23 };
    assert_eq!(table(&found, &made, "Money"), money);
    assert_eq!(table(&found, &made, "Power"), Table { both: 0, first: 6, second: 0, neither: characters - 6 });
    let with = answer(&made, &Asked { moderators: true, ..asked(&made, &coders) });
    assert_eq!(table(&with, &made, "Money").units(), characters + 21);
    assert_eq!(row(&found, &made, "Money").value(Measure::PositiveAgreement), Some(24.0 / 35.0));
    let scores = |code| row(&found, &made, code).score(Measure::CohenKappa).map(|score| score.value);
    assert_eq!(scores("Power"), Some(Ok(0.0)));
}

#[test]
fn words_sentences_turns_and_transcripts_are_marked_by_any_overlap_or_by_the_majority() {
    let (made, coders) = both();
    let counted = |unit, rule| {
        let found = answer(&made, &Asked { unit, rule, ..asked(&made, &coders) });
        let table = table(&found, &made, "Money");
        [table.both, table.first, table.second, table.neither]
    };
    assert_eq!(counted(Unit::Word, Rule::AnyOverlap), [2, 2, 0, 5]);
    assert_eq!(counted(Unit::Sentence, Rule::AnyOverlap), [1, 0, 0, 1]);
    // Ana has 23 of 27 characters of the sentence, Ben 12.
    assert_eq!(counted(Unit::Sentence, Rule::Majority), [0, 1, 0, 1]);
    assert_eq!(counted(Unit::Turn, Rule::AnyOverlap), [1, 0, 0, 0]);
    assert_eq!(counted(Unit::Turn, Rule::Majority), [0, 0, 0, 1]);
    assert_eq!(counted(Unit::Document, Rule::AnyOverlap), [1, 0, 0, 0]);
    let found = answer(&made, &Asked { unit: Unit::Document, ..asked(&made, &coders) });
    let alpha = row(&found, &made, "Money").score(Measure::KrippAlpha).map(|score| score.value);
    assert_eq!(alpha, Some(Err(Undefined::NoVariance)));
}

#[test]
fn a_passage_left_out_is_not_counted_and_what_reaches_over_it_stays_one_passage() {
    let (made, coders) = both();
    let transcript = made.study.transcripts().next().expect("one").id;
    let at = made.study.text(transcript).find("have").expect("there");
    let left_out = vec![(transcript, Span { start: at, end: at + 5 })];
    let found = answer(&made, &Asked { left_out, ..asked(&made, &coders) });
    let money = row(&found, &made, "Money");
    assert_eq!((money.pairs[0].table.both, money.pairs[0].table.first), (12, 6));
    assert_eq!((money.pairs[0].spans.first, money.pairs[0].spans.second), (1, 1));
}

/// Puts a round into the study, or alters it.
fn with_round(made: &mut Made, round: Round) {
    made.does(|study, stamp| {
        let change = match study.get(round.id) {
            Some(before) => Change::altered(before, round),
            None => Change::made(round),
        };
        Ok(Entry::new(stamp, "A round", vec![change]))
    });
}

fn round(made: &Made, coders: &[Id<Coder>], finished: &[(Id<Coder>, Id<Transcript>, bool)]) -> Round {
    let at = made.stamp().at;
    let assignment = |&(coder, transcript, done): &(Id<Coder>, Id<Transcript>, bool)| Assignment {
        coder,
        transcript,
        finished: done.then_some(at),
    };
    Round {
        id: Id::from_uuid(Uuid::from_u128(7)),
        order: 0,
        name: "First".into(),
        transcripts: made.study.transcripts_in_order().iter().map(|one| one.id).collect(),
        coders: coders.to_vec(),
        blind: false,
        opened: Timestamp::UNIX_EPOCH,
        closed: None,
        drawn: None,
        compared: None,
        codebook: None,
        assignments: finished.iter().map(assignment).collect(),
    }
}

#[test]
fn a_transcript_finished_without_codings_counts_and_one_that_is_not_finished_is_missing() {
    let (mut made, coders) = both();
    let one = made.study.transcripts().next().expect("one").id;
    let two = made.transcript("Two", &[("P2", "Nothing of that kind here.")]);
    let (ana, ben) = (coders[0], coders[1]);
    let alone = answer(&made, &asked(&made, &coders));
    assert_eq!(alone.compared().count(), 1);
    assert!(alone.missing.iter().all(|missing| missing.transcript == two && missing.why == Why::NothingCoded));
    assert_eq!(alone.taken_as_finished, [(ana, one), (ben, one)]);

    let finished = [(ana, one, true), (ben, one, true), (ana, two, true), (ben, two, true)];
    let whole = round(&made, &coders, &finished);
    with_round(&mut made, whole);
    let counted = answer(&made, &asked(&made, &coders));
    assert_eq!(counted.compared().count(), 2);
    assert!(counted.taken_as_finished.is_empty() && counted.missing.is_empty());
    assert_eq!(table(&counted, &made, "Money").neither, table(&alone, &made, "Money").neither + 26);

    let half = round(&made, &coders, &[(ana, one, true), (ben, one, true), (ana, two, true), (ben, two, false)]);
    with_round(&mut made, half.clone());
    let in_round = answer(&made, &Asked { round: Some(half.id), ..asked(&made, &coders) });
    assert_eq!(in_round.compared().count(), 1);
    let missing: Vec<_> =
        in_round.missing.iter().map(|missing| (missing.coder, missing.transcript, missing.why)).collect();
    assert_eq!(missing, [(ben, two, Why::NotFinished)]);
    assert_eq!(table(&in_round, &made, "Money"), table(&alone, &made, "Money"));
}

#[test]
fn a_code_made_after_a_coder_finished_is_missing_and_not_absent() {
    let (mut made, coders) = both();
    let one = made.study.transcripts().next().expect("one").id;
    let finished: Vec<_> = coders.iter().map(|&coder| (coder, one, true)).collect();
    let done = round(&made, &coders, &finished);
    with_round(&mut made, done);
    made.by = Some(coders[1]);
    made.code("Late", None);
    made.attach("Late", "alone");
    let found = answer(&made, &asked(&made, &coders));
    assert_eq!(table(&found, &made, "Late").units(), 0);
    let alpha = row(&found, &made, "Late").score(Measure::KrippAlpha).map(|score| score.value);
    assert_eq!(alpha, Some(Err(Undefined::NoPairableUnits)));
    assert!(table(&found, &made, "Money").units() > 0);
}

#[test]
fn while_a_blind_round_is_open_nothing_is_compared() {
    let (mut made, coders) = both();
    let blind = Round { blind: true, ..round(&made, &coders, &[]) };
    with_round(&mut made, blind.clone());
    let refused = of_study(&made.study, &Asked { round: Some(blind.id), ..asked(&made, &coders) });
    assert_eq!(refused, Err(Refused::StillBlind("First".into())));
    let found = answer(&made, &asked(&made, &coders));
    assert_eq!(found.compared().count(), 0);
    assert!(found.missing.iter().all(|missing| missing.why == Why::Blind));
    assert!(found.rows().all(|row| row.pairs.iter().all(|pair| pair.table == Table::default())));
    assert!(found.rows().all(|row| row.pairs.iter().all(|pair| pair.spans == Default::default())));
}

#[test]
fn codes_add_up_to_what_stands_above_them() {
    let (mut made, coders) = both();
    made.by = Some(coders[0]);
    made.code("Grants", Some("Money"));
    made.attach("Grants", "We never");
    let found = answer(&made, &asked(&made, &coders));
    let below = found.row(&Subject::CodeAndBelow(made.named("Money"))).expect("a row");
    // "We never have enough money" by Ana: her two passages overlap and are one.
    assert_eq!((below.pairs[0].table.both, below.pairs[0].table.first, below.pairs[0].spans.first), (12, 14, 1));
    assert_eq!((found.any_code.pairs[0].table.both, found.any_code.pairs[0].table.first), (12, 20));
    let with_below = answer(&made, &Asked { with_below: true, ..asked(&made, &coders) });
    assert_eq!(table(&with_below, &made, "Money"), below.pairs[0].table);
    assert!(with_below.subtrees.is_empty());
}

#[test]
fn a_theme_is_what_its_sub_themes_codes_mark_on_the_last_board_and_a_component_what_is_placed_in_it() {
    let (mut made, coders) = both();
    let (money, power) = (made.named("Money"), made.named("Power"));
    made.does(|study, stamp| operations::add_board(study, stamp, "Early").map(|(_, entry)| entry));
    made.does(|study, stamp| operations::add_board(study, stamp, "Final").map(|(_, entry)| entry));
    let boards: Vec<_> = made.study.boards_in_order().iter().map(|board| board.id).collect();
    let add = |made: &mut Made, name: &str, place: ThemePlace, codes: &[Id<Code>]| {
        made.does(|study, stamp| operations::add_theme(study, stamp, name, place, codes).map(|(_, entry)| entry));
        made.study.themes().find(|theme| theme.name == name).expect("added").id
    };
    let early = add(&mut made, "Early theme", ThemePlace::last_under(boards[0], None), &[power]);
    let theme = add(&mut made, "Means", ThemePlace::last_under(boards[1], None), &[power]);
    let below = add(&mut made, "Money matters", ThemePlace::last_under(boards[1], Some(theme)), &[money]);
    for (subject, element) in [(below, "comb.physical_opportunity"), (early, "comb.motivation")] {
        made.does(|study, stamp| operations::place(study, stamp, Placed::Theme(subject), element, ""));
    }
    let found = answer(&made, &asked(&made, &coders));
    let subjects: Vec<String> = found.themes.iter().map(|row| row.subject.name(&made.study)).collect();
    assert_eq!(subjects, ["Means", "Money matters"]);
    let first = |row: &Row| (row.pairs[0].table.both, row.pairs[0].table.first);
    assert_eq!((first(&found.themes[0]), first(&found.themes[1])), ((12, 17), (12, 11)));
    // What is placed on another board is not this board's.
    let components: Vec<String> = found.components.iter().map(|row| row.subject.name(&made.study)).collect();
    assert_eq!((components, first(&found.components[0])), (vec!["Opportunity".to_owned()], (12, 11)));
}

#[test]
fn an_edit_sweeps_again_what_it_touches_and_the_answer_is_that_of_a_fresh_start() {
    let (mut made, coders) = both();
    let asked = asked(&made, &coders);
    let mut tables = Tables::of(&made.study, &asked).expect("compared");
    made.attach("Power", "teachers décide");
    let code: Id<Code> = made.named("Power");
    let transcript = made.study.transcripts().next().expect("one").id;
    let touched = tables.recoded(&made.study, code, transcript);
    let subjects: Vec<&Subject> = touched.iter().filter_map(|&row| tables.subject(row)).collect();
    assert_eq!(subjects, [&Subject::Code(code), &Subject::AnyCode]);
    let fresh = Tables::of(&made.study, &asked).expect("compared");
    assert_eq!(tables.agreement(&mut || true), fresh.agreement(&mut || true));
}

#[test]
fn a_reflexive_study_gets_counts_of_passages_and_no_coefficient() {
    let (made, coders) = both();
    let found = answer(&made, &Asked { coefficients: false, ..asked(&made, &coders) });
    let bare = |row: &Row| row.scores.is_empty() && row.flags.is_empty() && row.elsewhere.is_empty();
    assert!(found.rows().all(bare));
    assert!(found.pooled.is_empty() && found.transcripts.iter().all(|one| one.scores.is_empty()));
    assert_eq!(row(&found, &made, "Money").pairs[0].spans.overlapping, 1);
}

#[test]
fn the_same_question_gets_the_same_answer_and_another_seed_other_draws() {
    let (mut made, coders) = both();
    for nth in 0..9 {
        made.by = Some(coders[nth % 2]);
        made.transcript(
            &format!("T{nth}"),
            &[("P", &format!("Number {nth} has money and again more money to spend."))],
        );
        made.attach("Money", &format!("{nth} has money"));
        made.by = Some(coders[(nth + 1) % 2]);
        made.attach("Money", &format!("Number {nth} has"));
    }
    let asked = asked(&made, &coders);
    let found = answer(&made, &asked);
    assert_eq!(found, answer(&made, &asked));
    assert_eq!(found.drawn.1, 10);
    let interval = |found: &Agreement| {
        let score = *row(found, &made, "Money").score(Measure::KrippAlpha).expect("a score");
        (score.value.expect("a value"), score.interval.expect("an interval"), score.jackknife_se.expect("an error"))
    };
    let (value, drawn, error) = interval(&found);
    assert!(drawn.low < value && value < drawn.high && error.is_ok_and(|error| error > 0.0), "{drawn:?} {error:?}");
    let other = answer(&made, &Asked { seed: 2, ..asked });
    assert_ne!(interval(&other).1, drawn);
    assert_eq!(interval(&other).0, value);
}

#[test]
fn flags_say_who_marks_more_and_where_boundaries_are_the_matter() {
    let (made, coders) = both();
    let found = answer(&made, &asked(&made, &coders));
    let flags = &row(&found, &made, "Money").flags;
    assert!(flags.contains(&Flag::FewSpans { fewest: 1 }));
    assert!(flags.contains(&Flag::OneSided { more: 0, less: 1 }));
    assert!(flags.contains(&Flag::Boundaries { exact: 0.0, overlapping: 1.0 }));
    assert!(flags.contains(&Flag::LongerPassages { longer: 0, shorter: 1 }));
    assert_eq!(Flag::OneSided { more: 0, less: 1 }.sentence(&["Ana", "Ben"]), "Ana marks more than Ben.");
}

#[test]
fn one_coder_or_the_same_twice_is_refused_in_a_sentence() {
    let (made, coders) = both();
    let refused = |coders: Vec<Id<Coder>>| of_study(&made.study, &asked(&made, &coders)).expect_err("refused");
    assert_eq!(refused(vec![coders[0]]), Refused::OneCoder);
    assert_eq!(refused(vec![coders[0], coders[0]]), Refused::SameCoder);
    assert_eq!(refused(vec![coders[0], Id::from_uuid(Uuid::nil())]), Refused::NoSuchCoder);
}
