//! Working in pairs, in the window: rounds, blindness, copies and their way back, deciding where coders differ, and how far
//! they agree; each by what is in the study afterwards, or by what can be seen.

use super::*;
use colloquy::{
    app::review_room::Page,
    operations::{NewRound, Part},
    study::{Approach, Coder, Details, Outcome, Role, Round},
};
use egui_kittest::kittest::NodeT;

const WIDE: [f32; 2] = [1440.0, 900.0];

fn coder(study: &Study, initials: &str) -> Id<Coder> {
    study.coders().find(|coder| coder.initials == initials).expect("a coder").id
}

fn review(window: &mut Window) {
    window.press(Modifiers::COMMAND, Key::Num2);
    window.until("what the round compares", |window| {
        let session = window.app().session.as_ref().expect("a study");
        session.review.has_items()
    });
    window.settle();
}

/// A blind round of Ana and Ben over the first transcript, opened behind the window.
fn open_blind_round(window: &mut Window) -> Id<Round> {
    let study = window.study();
    let first = study.transcripts_in_order()[0].id;
    let new = NewRound {
        name: "Blind".into(),
        part: Part::Chosen(vec![first]),
        coders: vec![coder(&study, "AW"), coder(&study, "BO")],
        blind: true,
        codebook: None,
    };
    let session = window.app().session.as_mut().expect("a study");
    let (id, entry) = operations::open_round(&study, &Stamp::now(session.me()), new).expect("a round");
    session.open.commit(entry).expect("opened");
    window.settle();
    id
}

#[test]
fn a_disagreement_is_decided_by_key_with_its_reason_and_both_originals_stay() {
    let mut window = Window::with_sample(egui::Theme::Light, WIDE);
    review(&mut window);
    let start = window.study();
    window.key(Key::J);
    let session = window.app().session.as_mut().expect("a study");
    let revision = session.open.revision();
    let matter = session.review.matter(&start, revision).expect("an item");
    window.key(Key::R);
    window.write("Her words carry it.");
    window.key(Key::Escape);
    let first_there = !matter.first.is_empty();
    window.key(if first_there { Key::A } else { Key::B });
    let study = window.study();
    let decision = study.decisions().find(|one| start.get(one.id).is_none()).expect("a decision");
    assert_eq!(decision.outcome, if first_there { Outcome::First } else { Outcome::Second });
    assert_eq!(decision.reason, "Her words carry it.");
    for coding in matter.codings() {
        assert_eq!(study.get(coding), start.get(coding), "what the coders did stays as it is");
    }
    let consensus = study.consensus().expect("the consensus").id;
    assert!(decision.consensus.iter().all(|&id| study.get(id).is_some_and(|coding| coding.coder == consensus)));
    window.undo_all(&start, 1);
}

#[test]
fn keys_of_the_review_room_code_nothing_and_keys_of_the_code_room_decide_nothing() {
    let mut window = Window::with_sample(egui::Theme::Light, WIDE);
    let start = window.study();
    for key in [Key::A, Key::D, Key::W] {
        window.key(key);
    }
    assert!(*window.study() == *start);
    review(&mut window);
    for key in [Key::X, Key::V, Key::Num1, Key::I] {
        window.key(key);
    }
    assert!(*window.study() == *start);
}

#[test]
fn what_is_alike_is_taken_over_by_a_rule_after_a_preview_as_one_entry() {
    let mut window = Window::with_sample(egui::Theme::Light, WIDE);
    review(&mut window);
    let start = window.study();
    window.click("Accept what is alike…");
    window.harness.get_by_role_and_label(NodeRole::RadioButton, "words that overlap by half").click();
    window.settle();
    let buttons = window.harness.query_all_by_role(NodeRole::Button);
    let names: Vec<String> = buttons.filter_map(|node| node.accesskit_node().label()).collect();
    let counts = names.iter().filter_map(|name| name.strip_prefix("Accept ")?.parse::<usize>().ok());
    let count = counts.max().expect("how many");
    assert!(count > 0);
    window.click(&format!("Accept {count}"));
    assert_eq!(window.study().decisions().len(), start.decisions().len() + count);
    window.undo_all(&start, 1);
}

#[test]
fn while_a_round_is_blind_nothing_of_the_other_is_to_be_seen_counted_or_undone() {
    let mut window = light();
    let whole = window.study();
    let transcript = whole.transcripts_in_order()[0].id;
    let (ana, ben) = (coder(&whole, "AW"), coder(&whole, "BO"));
    open_blind_round(&mut window);
    let of = |study: &Study, coder| study.codings_of(transcript).iter().filter(|one| one.coder == coder).count();
    assert!(of(&whole, ana) > 0);
    // Ben codes something; then Ana looks.
    window.app().session.as_mut().expect("a study").open.sit(Some(ben));
    window.select("by the sea");
    let before = window.study();
    window.key(Key::I);
    let bens = window.newest(&before);
    assert_eq!(of(&window.study(), ana), 0, "Ben sees none of Ana’s");
    window.app().session.as_mut().expect("a study").open.sit(Some(ana));
    window.settle();
    let seen = window.study();
    assert!(seen.get(bens.id).is_none() && seen.get(bens.code).is_none());
    assert_eq!(of(&seen, ana), of(&whole, ana));
    assert!(window.harness.query_by_role_and_label(NodeRole::TreeItem, "by the sea").is_none());
    let history = window.app().session.as_ref().expect("a study").open.history().clone();
    assert!(history.heads().iter().all(|head| !head.sentence.contains("by the sea")));
    assert!(history.next_undo().is_none_or(|head| head.by != Some(ben)), "nothing of Ben’s is offered to be undone");
    window.press(Modifiers::COMMAND, Key::Z);
    window.app().session.as_mut().expect("a study").open.sit(Some(ben));
    window.settle();
    assert!(window.study().get(bens.id).is_some(), "and what Ben did stays");
}

#[test]
fn a_round_is_opened_finished_and_closed_in_the_window() {
    let mut window = Window::with_sample(egui::Theme::Light, WIDE);
    let start = window.study();
    window.press(Modifiers::COMMAND, Key::Num2);
    window.click("New round of double coding…");
    window.harness.get_by_role_and_label(NodeRole::CheckBox, "Focus Group 1").click();
    window.settle();
    window.click("Open the round");
    let study = window.study();
    let round = study.rounds().find(|round| start.get(round.id).is_none()).expect("a round").clone();
    assert!(round.blind && round.closed.is_none() && round.transcripts.len() == 1);
    assert!(window.harness.query_by_label("This round is still blind").is_some());
    window.press(Modifiers::COMMAND, Key::Num1);
    window.harness.get_by_role_and_label(NodeRole::CheckBox, "Finished").click();
    window.settle();
    let study = window.study();
    let ana = coder(&study, "AW");
    let assignment =
        study.get(round.id).expect("the round").assignment(ana, round.transcripts[0]).expect("Ana’s").clone();
    assert!(assignment.finished.is_some());
    window.press(Modifiers::COMMAND, Key::Num2);
    window.click("Close the round…");
    window.click("Close it anyway");
    let study = window.study();
    let closed = study.get(round.id).expect("the round");
    assert!(closed.closed.is_some() && study.get_opt(closed.compared).is_some());
    window.until("the differences", |window| window.harness.query_by_label("Reconciliation").is_some());
}

#[test]
fn a_copy_goes_out_by_the_dialog_is_coded_and_comes_back_as_one_entry_after_a_preview() {
    let mut window = Window::with_sample(egui::Theme::Light, WIDE);
    let start = window.study();
    let ben = coder(&start, "BO");
    let copy = window.folder.path().join("for Ben.colloquy");
    window.answers.files.lock().expect("the answers").push(copy.clone());
    window.command("Copy for a second coder…");
    window.harness.get_by_role_and_label(NodeRole::RadioButton, "Ben Okafor").click();
    window.settle();
    window.click("Choose where to put it…");
    let there = copy.clone();
    window.until("the copy", |_| {
        there.exists() && OpenStudy::open(&there, Access::Write, "Ben").is_ok_and(|open| open.read_only().is_none())
    });
    let mut theirs = OpenStudy::open(&copy, Access::Write, "Ben").expect("the copy opens");
    let study = theirs.study().clone();
    assert!(study.codings().all(|coding| coding.coder == ben), "a blind copy holds nobody else’s codings");
    let transcript = study.transcripts_in_order()[0].id;
    let at = study.text(transcript).find("by the sea").expect("the words");
    let code = code_named(&study, "Context");
    let span = Span::between(at, at + "by the sea".len());
    let (coding, entry) = operations::attach(&study, &Stamp::now(Some(ben)), transcript, span, code).expect("attached");
    theirs.commit(entry).expect("committed");
    drop(theirs);
    window.command("Merge a coder’s copy…");
    window.until("the preview", |window| window.harness.query_by_label("Merge").is_some());
    assert!(*window.study() == *start, "nothing is merged before the preview is agreed to");
    window.click("Merge");
    let alerts: Vec<String> =
        window.harness.query_all_by_role(NodeRole::Alert).filter_map(|node| node.accesskit_node().label()).collect();
    let study = window.study();
    assert!(study.get(coding).is_some(), "{alerts:?}");
    assert_eq!(study.get(coding).map(|coding| coding.span), Some(span));
    window.undo_all(&start, 1);
}

#[test]
fn how_far_they_agree_is_shown_with_its_table_and_never_while_the_round_is_blind() {
    let mut window = Window::with_sample(egui::Theme::Light, WIDE);
    review(&mut window);
    window.click("Agreement");
    assert_eq!(window.app().session.as_ref().expect("a study").review.page, Page::Agreement);
    let answered = |window: &mut Window| {
        let words = ["Over all codes", "no coefficient is computed"];
        words.iter().any(|words| window.harness.query_all_by_label_contains(words).next().is_some())
    };
    window.until("the answer", answered);
    open_blind_round(&mut window);
    window.settle();
    assert!(window.harness.query_by_label("This round is still blind").is_some());
    assert!(!answered(&mut window));
}

#[test]
fn the_report_of_the_round_is_written_where_the_dialog_says() {
    let mut window = Window::with_sample(egui::Theme::Light, WIDE);
    let folder = window.folder.path().to_owned();
    window.answers.files.lock().expect("the answers").push(folder.clone());
    window.command("Export report of the round…");
    let written = |folder: &Path| {
        let mut files = std::fs::read_dir(folder).expect("the folder").filter_map(Result::ok).map(|entry| entry.path());
        files.find(|path| path.extension().is_some_and(|extension| extension == "docx"))
    };
    window.until("the report", |_| written(&folder).is_some());
    let bytes = std::fs::read(written(&folder).expect("a file")).expect("its bytes");
    assert!(bytes.starts_with(b"PK"), "a Word file is a zip archive");
}

#[test]
fn someone_new_joins_the_study_when_a_copy_is_made_for_them() {
    let mut window = Window::with_sample(egui::Theme::Light, WIDE);
    let copy = window.folder.path().join("for Chi.colloquy");
    window.answers.files.lock().expect("the answers").push(copy.clone());
    window.command("Copy for a second coder…");
    window.type_into("Someone new", "Chi Nwosu");
    window.click("Choose where to put it…");
    window.until("the copy", |_| copy.exists() && OpenStudy::open(&copy, Access::Read, "").is_ok());
    let study = window.study();
    assert!(study.coders().any(|coder| coder.name == "Chi Nwosu" && coder.role == Role::Coder));
    assert!(OpenStudy::open(&copy, Access::Read, "").is_ok());
}

#[test]
fn a_reviewer_s_word_is_given_and_the_author_answers_with_a_reason() {
    let mut window = Window::with_sample(egui::Theme::Light, WIDE);
    let start = window.study();
    window.press(Modifiers::COMMAND, Key::Num2);
    window.click("Second review");
    window.click("Codes");
    window.click("Wanting to help");
    window.harness.get_by_role_and_label(NodeRole::MultilineTextInput, "Your word on it").focus();
    window.settle();
    window.write("Is this not two codes?");
    window.click("Propose");
    let study = window.study();
    let verdict = study.verdicts().find(|one| start.get(one.id).is_none()).expect("a verdict").clone();
    assert_eq!(
        (verdict.subject, verdict.text.as_str()),
        (code_named(&study, "Wanting to help").key(), "Is this not two codes?")
    );
    let ben = coder(&study, "BO");
    window.app().session.as_mut().expect("a study").open.sit(Some(ben));
    window.settle();
    window.click("Keep it as it is");
    assert!(window.study().get(verdict.id).expect("there").answer.is_none(), "keeping it needs a reason");
    window.harness.get_by_role_and_label(NodeRole::TextInput, "Reason for the answer").focus();
    window.settle();
    window.write("One wish, two forms.");
    window.click("Keep it as it is");
    let answer = window.study().get(verdict.id).expect("there").answer.clone().expect("an answer");
    assert_eq!((answer.by, answer.taken, answer.reason.as_str()), (ben, false, "One wish, two forms."));
}

#[test]
fn agreement_is_shown_as_coded_and_as_decided_and_gamma_of_a_transcript_when_it_is_asked_for() {
    let mut window = Window::with_sample(egui::Theme::Light, WIDE);
    let study = window.study();
    let counting = Details { approach: Approach::AgreementBased, ..study.details().clone() };
    let session = window.app().session.as_mut().expect("a study");
    let entry = operations::edit_details(&study, &Stamp::now(session.me()), counting).expect("planned");
    session.open.commit(entry).expect("committed");
    review(&mut window);
    window.click("Agreement");
    window.until("the answer", |window| window.harness.query_by_label("As decided").is_some());
    let after = |window: &Window| {
        let said = |node: egui_kittest::Node<'_>| node.accesskit_node().value().unwrap_or_default();
        window
            .harness
            .query_all_by_label_contains("after ")
            .map(said)
            .filter(|words| words.starts_with("after ."))
            .count()
    };
    assert!(after(&window) > 0, "what it is after reconciliation stands beside what it was");
    window.click("As decided");
    assert_eq!(after(&window), 0, "now what it was stands beside it");
    window.click("As coded");
    window.click("Transcripts");
    let study = window.study();
    let compared = study.rounds_in_order()[0].transcripts[0];
    let line = format!("{}: Alpha", study.get(compared).expect("a transcript").title);
    window.harness.get_by_label_contains(&line).click();
    window.settle();
    window.click("Draw gamma");
    window.until("gamma", |window| window.harness.query_by_label_contains("; seed ").is_some());
    assert!(window.harness.query_by_label("Draw gamma").is_none());
}

#[test]
fn of_three_coders_any_two_are_compared() {
    let mut window = Window::with_sample(egui::Theme::Light, WIDE);
    let study = window.study();
    let first = study.transcripts_in_order()[0].id;
    let (ana, ben) = (coder(&study, "AW"), coder(&study, "BO"));
    let session = window.app().session.as_mut().expect("a study");
    let (cy, entry) = operations::add_coder(&study, &Stamp::now(Some(ana)), "Cy Young", Role::Coder).expect("joined");
    session.open.commit(entry).expect("joined");
    let study = window.study();
    let text = study.text(first);
    let code = study.codes().next().expect("a code").id;
    let span = Span::between(0, text.find(' ').expect("a word"));
    let session = window.app().session.as_mut().expect("a study");
    let (_, entry) = operations::attach(&study, &Stamp::now(Some(cy)), first, span, code).expect("coded");
    session.open.commit(entry).expect("coded");
    let new = NewRound {
        name: "Three".into(),
        part: Part::Chosen(vec![first]),
        coders: vec![ana, ben, cy],
        blind: false,
        codebook: None,
    };
    let study = window.study();
    let session = window.app().session.as_mut().expect("a study");
    let (id, entry) = operations::open_round(&study, &Stamp::now(Some(ana)), new).expect("a round");
    session.open.commit(entry).expect("opened");
    session.review.round = Some(id);
    review(&mut window);
    let listed = |window: &mut Window| {
        let study = window.study();
        let session = window.app().session.as_mut().expect("a study");
        let revision = session.open.revision();
        session.review.differences(&study, revision).expect("differences").differing.len()
    };
    let with_ben = listed(&mut window);
    window.harness.get_by_role_and_label(NodeRole::ComboBox, "Compared are").click();
    window.settle();
    window.click("Ana Whitfield and Cy Young");
    let with_cy = listed(&mut window);
    assert_ne!(with_ben, with_cy);
    assert!(window.harness.query_by_label("Only CY").is_some() || with_cy > 0);
    window.key(Key::J);
    let study = window.study();
    let session = window.app().session.as_mut().expect("a study");
    let revision = session.open.revision();
    let matter = session.review.matter(&study, revision).expect("an item");
    let coders: Vec<Id<Coder>> = matter.codings().iter().filter_map(|&id| study.get(id)).map(|one| one.coder).collect();
    assert!(coders.iter().all(|coder| [ana, cy].contains(coder)), "Ben’s codings are no part of it");
}
