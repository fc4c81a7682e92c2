//! The Manual room: pages that follow what is chosen, the ways from what to look at, files as they were shown, a manuscript
//! held against the transcripts; and that a blind round hides here what it hides elsewhere.

use super::*;
use colloquy::{
    app::manual_room::{ManualRoom, Printed, SetPages},
    operations::{NewRound, Part},
    report::{self, Beside, ConcernKind, Output, Shape, tree::Page},
    study::{Coder, Decision, Outcome},
};
use egui_kittest::kittest::NodeT;

fn room(window: &mut Window) -> &mut ManualRoom {
    &mut window.app().session.as_mut().expect("a study").manual
}

/// Draws frames until the pages shown are those that are wanted, and drawn.
pub fn settled(window: &mut Window) -> Arc<SetPages> {
    // On a busy machine, setting pages takes longer than drawing many frames.
    for _ in 0..20_000 {
        if room(window).is_settled() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(2));
        window.harness.run_steps(1);
    }
    assert!(room(window).is_settled(), "waited in vain for the pages");
    window.settle();
    room(window).pages.set().expect("pages").clone()
}

/// Goes to a document of the room.
fn document(window: &mut Window, name: &str) -> Arc<SetPages> {
    window.press(Modifiers::COMMAND, Key::Num5);
    window.harness.get_by_role_and_label(NodeRole::Button, name).click();
    window.settle();
    settled(window)
}

fn choose(window: &mut Window, role: NodeRole, name: &str) {
    window.harness.get_by_role_and_label(role, name).click();
    window.settle();
}

fn coder(study: &Study, initials: &str) -> Id<Coder> {
    study.coders().find(|coder| coder.initials == initials).expect("a coder").id
}

/// Commits something behind the window.
fn commit(window: &mut Window, plan: impl FnOnce(&Study, &Stamp) -> operations::Planned) {
    let study = window.study();
    let session = window.app().session.as_mut().expect("a study");
    let entry = plan(&study, &Stamp::now(session.me())).expect("an entry");
    session.open.commit(entry).expect("committed");
    window.settle();
}

#[test]
fn pages_follow_what_is_chosen_and_the_study_is_not_changed() {
    let mut window = light();
    let start = window.study();
    let first = document(&mut window, "Coding manual");
    assert!(first.preview.len() > 5, "{} pages", first.preview.len());
    assert!(window.harness.query_by_role_and_label(NodeRole::Image, "Page 1 of 1").is_none());
    let name = format!("Page 1 of {}", first.preview.len());
    let page = window.harness.get_by_role_and_label(NodeRole::Image, &name);
    let read = page.accesskit_node().value().expect("what stands on it");
    assert!(read.contains("How to use this manual"), "{read}");
    assert_eq!(first.preview.size(0).map(|(wide, _)| wide.round()), Some(595.0));
    choose(&mut window, NodeRole::RadioButton, "Reflexive thematic analysis");
    let reflexive = settled(&mut window);
    assert!(reflexive.preview.len() < first.preview.len(), "codes are only a tree");
    // A study of the window's own: what is set is what the options say.
    assert_eq!(reflexive.wanted.printing.manual_of(&start).shape, Shape::Reflexive);
    choose(&mut window, NodeRole::RadioButton, "Theme first");
    assert_eq!(settled(&mut window).preview.len(), first.preview.len());
    window.harness.get_by_label("US Letter").scroll_to_me();
    window.settle();
    window.click("US Letter");
    assert_eq!(settled(&mut window).preview.size(0).map(|(wide, _)| wide.round()), Some(612.0));
    assert!(*window.study() == *start, "choosing changes no study");
}

#[test]
fn pages_are_turned_by_button_and_key_and_made_larger() {
    let mut window = light();
    document(&mut window, "Coding manual");
    assert_eq!(room(&mut window).pages.current(), 0);
    window.click("Next page");
    settled(&mut window);
    assert_eq!(room(&mut window).pages.current(), 1);
    window.key(Key::End);
    let set = settled(&mut window);
    assert_eq!(room(&mut window).pages.current(), set.preview.len() - 1);
    window.key(Key::Home);
    assert_eq!(room(&mut window).pages.current(), 0);
    let wide = |window: &Window| {
        let pages = window.harness.query_all_by_role(NodeRole::Image);
        pages.map(|page| page.rect().width()).fold(0.0, f32::max)
    };
    let before = wide(&window);
    window.click("Larger pages");
    settled(&mut window);
    assert!(wide(&window) > before * 1.15, "{} after {before}", wide(&window));
    window.click("Fit width");
    settled(&mut window);
    assert!((wide(&window) - before).abs() < 1.0);
}

#[test]
fn what_was_chosen_of_a_study_is_there_again_when_it_is_opened_again() {
    let mut window = light();
    document(&mut window, "Quotation book");
    choose(&mut window, NodeRole::RadioButton, "Groups");
    settled(&mut window);
    let chosen = room(&mut window).printing.clone();
    let path = window.folder.path().join("sample.colloquy");
    window.press(Modifiers::COMMAND, Key::W);
    window.app().open(path);
    window.until("the study", |window| window.app().session.is_some());
    assert_eq!(room(&mut window).printing, chosen);
    assert_eq!(chosen.document, Printed::Quotes);
}

#[test]
fn a_document_is_written_as_it_is_shown_in_the_format_that_the_file_asks_for() {
    let mut window = light();
    document(&mut window, "Coding manual");
    choose(&mut window, NodeRole::RadioButton, "Code cards (MacQueen et al. 1998)");
    settled(&mut window);
    let study = window.study();
    for (name, output, asked) in [("manual.md", Output::Manual, "Export…"), ("manual.pdf", Output::Manual, "Export…")]
    {
        let path = window.folder.path().join(name);
        *window.answers.files.lock().expect("the answers") = vec![path.clone()];
        window.click(asked);
        window.until("the file", |_| path.exists());
        let printing = room(&mut window).printing.clone();
        let entries = window.app().session.as_ref().expect("a study").open.whole_journal().expect("the journal");
        let choices = printing.choices(&study);
        let format = output.format_of(&path).expect("a format");
        let agreement = colloquy::app::manual_room::agreement_of(&study, &entries);
        let beside = Beside { entries: &entries, agreement: &agreement };
        let rendered = report::render_with(&study, beside, output, format, &choices).expect("rendered");
        assert!(std::fs::read(&path).expect("the file") == rendered.bytes, "{name}");
    }
    // From the menu it is the same document.
    let path = window.folder.path().join("again.md");
    *window.answers.files.lock().expect("the answers") = vec![path.clone()];
    window.press(Modifiers::COMMAND, Key::Num1);
    window.command("Export coding manual…");
    window.until("the file", |_| path.exists());
    let first = std::fs::read(window.folder.path().join("manual.md")).expect("the first");
    assert!(std::fs::read(&path).expect("the second") == first);
    // What a file cannot be is said, and nothing is written.
    let path = window.folder.path().join("manual.gif");
    *window.answers.files.lock().expect("the answers") = vec![path.clone()];
    window.command("Export coding manual…");
    window
        .until("why not", |window| window.harness.query_all_by_label_contains("cannot be written as").next().is_some());
    assert!(!path.exists());
}

#[test]
fn every_document_is_shown_and_written() {
    let mut window = light();
    for (name, command, file) in [
        ("Quotation book", "Export quotation book…", "quotes.odt"),
        ("Participant table", "Export participant table…", "participants.csv"),
        ("Interventions table", "Export interventions table…", "interventions.xlsx"),
        ("Reporting checklist", "Export reporting checklist…", "checklist.html"),
    ] {
        let set = document(&mut window, name);
        assert!(!set.preview.is_empty(), "{name}");
        assert_eq!(window.harness.unnamed_widgets(), Vec::<String>::new(), "{name}");
        let path = window.folder.path().join(file);
        *window.answers.files.lock().expect("the answers") = vec![path.clone()];
        window.command(command);
        window.until(file, |_| path.exists());
    }
}

#[test]
fn what_to_look_at_leads_to_where_it_is_put_right() {
    let mut window = light();
    let study = window.study();
    let code = study.codes().next().expect("a code").clone();
    let bare = Code { brief: String::new(), full: String::new(), ..code.clone() };
    commit(&mut window, |study, stamp| operations::edit_code(study, stamp, bare));
    let set = document(&mut window, "Coding manual");
    let concern = set.concerns.iter().find(|one| one.kind == ConcernKind::NoDefinition).expect("a concern").clone();
    assert_eq!(concern.record, code.id.key());
    choose(&mut window, NodeRole::Link, &concern.sentence);
    let session = window.app().session.as_ref().expect("a study");
    assert_eq!((session.room, session.code.chosen), (Room::Code, Some(code.id)));
    // A quotation that may name somebody leads to its words.
    window.press(Modifiers::COMMAND, Key::Num5);
    let named = set.concerns.iter().find(|one| one.kind == ConcernKind::Name).expect("a name").clone();
    let (transcript, span) = named.passage.expect("its words");
    // Many of a kind are folded until they are wanted.
    let many = set.concerns.iter().filter(|one| one.kind == ConcernKind::Name).count();
    if window.harness.query_by_role_and_label(NodeRole::Link, &named.sentence).is_none() {
        window.click(&format!("Names in quotations ({many})"));
    }
    window.harness.get_by_role_and_label(NodeRole::Link, &named.sentence).scroll_to_me();
    window.settle();
    choose(&mut window, NodeRole::Link, &named.sentence);
    let session = window.app().session.as_ref().expect("a study");
    assert_eq!((session.room, session.code.transcript), (Room::Code, Some(transcript)));
    assert_eq!(session.code.view.selection().span(), span);
}

#[test]
fn a_disagreement_that_was_put_off_leads_to_the_review_room() {
    let mut window = light();
    let study = window.study();
    let decision = study.decisions().next().expect("a decision").clone();
    let later = Decision { outcome: Outcome::Later, consensus: Vec::new(), ..decision };
    let sentence = report::checks_before_export(&with(&study, later.clone()), &report::ManualOptions::of(&study), &[])
        .into_iter()
        .find(|one| one.record == later.id.key())
        .map(|one| one.sentence);
    assert!(sentence.is_some_and(|sentence| sentence.contains("put off")));
    let session = window.app().session.as_mut().expect("a study");
    session.show(later.id.key());
    window.settle();
    assert_eq!(window.app().session.as_ref().expect("a study").room, Room::Review);
    let verdict = study.verdicts().next().expect("a verdict").id.key();
    window.app().session.as_mut().expect("a study").show(verdict);
    window.settle();
    let session = window.app().session.as_ref().expect("a study");
    assert_eq!(session.review.page, colloquy::app::review_room::Page::Verdicts);
}

/// The study with a decision in another state.
fn with(study: &Study, decision: Decision) -> Study {
    use colloquy::study::Wrapped;
    study.less([], [decision.wrap()])
}

#[test]
fn a_manuscript_is_verified_and_each_quotation_leads_to_its_words() {
    let mut window = light();
    let words = "I went to a talk. Singing and lung function. There were graphs.";
    let text = format!(
        "One said: “{}” (Participant 4, Focus Group 5).\n\nAnother time: “{words}” (Participant 4, Focus Group 5).\n",
        words.replace("graphs", "charts")
    );
    let path = window.folder.path().join("paper.md");
    std::fs::write(&path, text).expect("a manuscript");
    *window.answers.files.lock().expect("the answers") = vec![path];
    window.command("Verify quotations of a manuscript…");
    window.until("what was found", |window| room(window).verify.verified.is_some());
    let verified = room(&mut window).verify.verified.clone().expect("what was found");
    assert_eq!(verified.found.quotations.len(), 2);
    assert!(window.harness.query_all_by_label("Altered without a mark").next().is_some());
    assert!(window.harness.query_all_by_label_contains("−graphs +charts").next().is_some(), "word by word");
    assert!(window.harness.query_by_label("paragraph 1").is_some());
    assert!(window.harness.query_by_label("paragraph 2").is_none(), "what is right is not in the way");
    choose(&mut window, NodeRole::RadioButton, "All quotations (2)");
    assert!(window.harness.query_by_label("paragraph 2").is_some());
    // The report, as it prints and as a file.
    window.click("Report as it prints");
    assert!(!settled(&mut window).preview.is_empty());
    let path = window.folder.path().join("report.html");
    *window.answers.files.lock().expect("the answers") = vec![path.clone()];
    window.click("Export report…");
    window.until("the report", |_| path.exists());
    assert!(std::fs::read_to_string(path).expect("the report").contains("<del>graphs</del> <ins>charts</ins>"));
    window.click("Quotations");
    let place = verified.found.quotations[0].place.clone().expect("its place");
    let sources = window.harness.query_all_by_role(NodeRole::Link);
    sources.into_iter().next().expect("a way to the words").click();
    window.settle();
    let session = window.app().session.as_ref().expect("a study");
    assert_eq!((session.room, session.code.transcript), (Room::Code, Some(place.transcript)));
    assert_eq!(session.code.view.selection().span(), place.span);
}

#[test]
fn a_manuscript_that_cannot_be_read_says_why() {
    let mut window = light();
    let path = window.folder.path().join("paper.pages");
    std::fs::write(&path, "?").expect("a file");
    *window.answers.files.lock().expect("the answers") = vec![path];
    window.command("Verify quotations of a manuscript…");
    window.until("why not", |window| window.harness.query_all_by_label_contains("Save it as Word").next().is_some());
    assert!(room(&mut window).verify.verified.is_none());
}

#[test]
fn while_a_round_is_blind_pages_and_files_hold_only_what_their_reader_may_see() {
    let mut window = light();
    let whole = window.study();
    let (ana, ben) = (coder(&whole, "AW"), coder(&whole, "BO"));
    let first = whole.transcripts_in_order()[0].id;
    let new = NewRound {
        name: "Blind".into(),
        part: Part::Chosen(vec![first]),
        coders: vec![ana, ben],
        blind: true,
        codebook: None,
    };
    commit(&mut window, |study, stamp| operations::open_round(study, stamp, new).map(|(_, entry)| entry));
    // Ben codes something with a code of his own.
    window.app().session.as_mut().expect("a study").open.sit(Some(ben));
    window.select("by the sea");
    let before = window.study();
    window.key(Key::I);
    let bens = window.newest(&before);
    let name = window.study().get(bens.code).expect("his code").name.clone();
    let written = |window: &mut Window, file: &str, document: Printed| {
        window.press(Modifiers::COMMAND, Key::Num5);
        room(window).printing.document = document;
        window.settle();
        let set = settled(window);
        let path = window.folder.path().join(file);
        *window.answers.files.lock().expect("the answers") = vec![path.clone()];
        window.click("Export…");
        window.until("the file", |_| path.exists());
        let concerns: String = set.concerns.iter().map(|one| one.sentence.as_str()).collect();
        (std::fs::read_to_string(path).expect("the file"), concerns, set.balance.clone())
    };
    window.press(Modifiers::COMMAND, Key::Num5);
    assert!(window.harness.query_all_by_label_contains("each coder sees only their own work").next().is_some());
    let (his, his_concerns, _) = written(&mut window, "ben.md", Printed::Manual);
    assert!(his.contains(&name), "Ben sees his own code");
    assert!(his_concerns.contains(&name), "and that it has no definition");
    let (_, _, his_balance) = written(&mut window, "ben quotes.md", Printed::Quotes);
    window.app().session.as_mut().expect("a study").open.sit(Some(ana));
    window.settle();
    let (hers, her_concerns, _) = written(&mut window, "ana.md", Printed::Manual);
    assert!(!hers.contains(&format!("**{name}**")) && !her_concerns.contains(&format!("“{name}”")));
    let (quotes, _, her_balance) = written(&mut window, "ana quotes.md", Printed::Quotes);
    assert_ne!(his_balance, her_balance, "each is counted by what is their own");
    assert!(!quotes.contains(&format!("# {name}\n")));
}

#[test]
fn pages_of_three_hundred_codes_are_set_beside_the_window_and_only_those_in_sight_are_drawn() {
    let mut window = light();
    let stamp = Stamp::now(None);
    for number in 0..260 {
        let study = window.study();
        let place = operations::CodePlace::last_under(None);
        let (id, entry) =
            operations::add_code(&study, &stamp, &format!("Further code {number}"), place).expect("a code");
        let session = window.app().session.as_mut().expect("a study");
        session.open.commit(entry).expect("committed");
        let mut code = session.open.study().get(id).expect("the code").clone();
        code.brief =
            format!("What was said of matter {number}, in a sentence that runs over more than a line of a card.");
        let entry = operations::edit_code(session.open.study(), &stamp, code).expect("an entry");
        session.open.commit(entry).expect("committed");
    }
    let set = document(&mut window, "Coding manual");
    assert!(set.preview.len() > 60, "{} pages", set.preview.len());
    assert!(room(&mut window).pages.held() < 12, "{} pictures", room(&mut window).pages.held());
    // While others are set, those shown stay, and the window goes on.
    room(&mut window).printing.page = Page::Letter;
    window.harness.run_steps(1);
    assert!(room(&mut window).pages.set().is_some());
    let again = settled(&mut window);
    assert_eq!(again.preview.size(0).map(|(wide, _)| wide.round()), Some(612.0));
    window.key(Key::End);
    settled(&mut window);
    assert!(room(&mut window).pages.held() < 16);
}

#[test]
fn a_verification_looks_as_it_did_by_day_and_by_night() {
    let mut results = egui_kittest::SnapshotResults::new();
    for (theme, name) in [(egui::Theme::Light, "light"), (egui::Theme::Dark, "dark")] {
        let mut window = Window::with_sample(theme, SIZE);
        let path = window.folder.path().join("What keeps them going, fourth draft.md");
        let text = "Money was short. One put it so: “I went to a talk. Singing and lung function. There were charts.” \
                    (Participant 4, Focus Group 5).\n\nNot all of it was planned: “Nobody sent them. They smelt onions” \
                    (Participant 3, Focus Group 2).\n\n“We were never asked about any of it by anybody at the council, not \
                    once” (Participant 2, Focus Group 1).\n\n“It was meant for pensioners. […] Nobody sent [the young \
                    people].” (Participant 3, Focus Group 1)\n\nIn the words of another participant:\n\n## Rooms\n\nThere was \
                    never one.\n";
        std::fs::write(&path, text).expect("a manuscript");
        *window.answers.files.lock().expect("the answers") = vec![path];
        window.command("Verify quotations of a manuscript…");
        window.until("what was found", |window| room(window).verify.verified.is_some());
        choose(&mut window, NodeRole::RadioButton, "All quotations (4)");
        window.harness.remove_cursor();
        window.rest();
        results.add(window.harness.try_snapshot(format!("verification_{name}")));
    }
}

#[test]
fn letters_that_no_bundled_face_has_are_told() {
    let mut window = light();
    let study = window.study();
    let code = study.codes().next().expect("a code").clone();
    document(&mut window, "Coding manual");
    assert!(window.harness.query_all_by_label_contains("bundled faces lack").next().is_none());
    let named = Code { name: "ไทย in the hall".into(), ..code };
    commit(&mut window, |study, stamp| operations::edit_code(study, stamp, named));
    settled(&mut window);
    assert!(window.harness.query_all_by_label_contains("bundled faces lack: ท ย").next().is_some());
}

#[test]
fn who_speaks_is_written_in_a_pattern_of_ones_own_with_an_example_beside_it() {
    let mut window = light();
    document(&mut window, "Quotation book");
    window.field("Who speaks, after a quotation");
    window.settle();
    window.press(Modifiers::COMMAND, Key::A);
    window.write("[{group}: {participant}, turn {turn}]");
    let set = settled(&mut window);
    assert_eq!(set.wanted.printing.attribution, "[{group}: {participant}, turn {turn}]");
    assert!(window.harness.query_all_by_label_contains("[Focus Group 1: Participant 1, turn 2]").next().is_some());
    let text: String = (0..set.preview.len()).map(|page| set.preview.text(page)).collect();
    assert!(text.contains("[Focus Group 1: Participant 1, turn 2]"), "the pages have it");
    // In all documents: the manual too, and its checks know what stands beside a quotation.
    let manual = document(&mut window, "Coding manual");
    assert!(manual.preview.text(3).contains("[Focus Group"), "{}", manual.preview.text(3));
    window.harness.get_by_label("As usual").scroll_to_me();
    window.settle();
    window.click("As usual");
    assert_eq!(settled(&mut window).wanted.printing.attribution, report::ATTRIBUTION);
}

#[test]
fn the_table_of_participants_is_rounded_and_narrowed_as_chosen() {
    let mut window = light();
    let first = document(&mut window, "Participant table");
    let before = first.preview.text(0);
    assert!(before.contains("Region"), "{before}");
    choose(&mut window, NodeRole::CheckBox, "Region");
    let narrowed = settled(&mut window).preview.text(0);
    assert!(!narrowed.contains("Region") && narrowed.contains("Size of organisation"), "{narrowed}");
    choose(&mut window, NodeRole::CheckBox, "Region");
    choose(&mut window, NodeRole::ComboBox, "Rounding of percentages");
    window.click("So that they add up to 100");
    let set = settled(&mut window);
    assert!(set.preview.text(0).contains("by largest remainders"), "{}", set.preview.text(0));
    let path = window.folder.path().join("table.csv");
    *window.answers.files.lock().expect("the answers") = vec![path.clone()];
    window.click("Export…");
    window.until("the table", |_| path.exists());
    let written = std::fs::read_to_string(path).expect("the table");
    let sum: f64 = written
        .lines()
        .filter(|line| line.starts_with("Region,"))
        .filter_map(|line| line.split(',').nth(3).and_then(|percent| percent.parse::<f64>().ok()))
        .sum();
    assert_eq!(sum, 100.0, "{written}");
}
