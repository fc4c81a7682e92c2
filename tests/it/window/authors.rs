//! What authors add for print, in the Manual room: answers to a checklist, and their own words in a quotation.

use super::{manual::settled, *};
use colloquy::{
    app::manual_room::SetPages,
    study::{BracketPlace, Checklist},
};
use egui_kittest::kittest::NodeT;

fn document(window: &mut Window, name: &str) -> Arc<SetPages> {
    window.press(Modifiers::COMMAND, Key::Num5);
    window.harness.get_by_role_and_label(NodeRole::Button, name).click();
    window.settle();
    settled(window)
}

fn text_of_pages(set: &SetPages) -> String {
    let pages: Vec<String> = (0..set.preview.len()).map(|page| set.preview.text(page)).collect();
    pages.iter().flat_map(|page| page.split_whitespace()).collect::<Vec<_>>().join(" ")
}

/// Types into a field by its name.
fn fill(window: &mut Window, role: NodeRole, name: &str, words: &str) {
    window.harness.get_by_role_and_label(role, name).focus();
    window.settle();
    window.write(words);
}

#[test]
fn an_item_of_a_checklist_is_answered_beside_its_pages_kept_and_taken_back_by_undo() {
    let mut window = Window::with_sample(egui::Theme::Light, [1280.0, 720.0]);
    let before = document(&mut window, "Reporting checklist");
    assert!(text_of_pages(&before).contains("What is their gender?"));
    window.click("4. Gender: still open");
    fill(&mut window, NodeRole::MultilineTextInput, "Your answer", "Two women and a man.");
    fill(&mut window, NodeRole::TextInput, "Page in the manuscript", "7");
    // Another document takes the field away: what was typed is kept at once.
    document(&mut window, "Coding manual");
    let after = document(&mut window, "Reporting checklist");
    let study = window.study();
    let answer = study.get(Checklist::Coreq.answer_to(4)).expect("kept");
    assert_eq!((answer.text.as_str(), answer.page.as_str()), ("Two women and a man.", "7"));
    let printed = text_of_pages(&after);
    assert!(printed.contains("Two women and a man.") && !printed.contains("What is their gender?"), "{printed}");
    window.harness.get_by_role_and_label(NodeRole::CheckBox, "Does not apply").click();
    window.settle();
    assert!(window.study().get(Checklist::Coreq.answer_to(4)).expect("kept").not_applicable);
    for _ in 0..3 {
        window.press(Modifiers::COMMAND, Key::Z);
    }
    assert_eq!(window.study().checklist_answers().len(), 0, "each step is taken back");
    assert!(text_of_pages(&settled(&mut window)).contains("What is their gender?"));
}

#[test]
fn words_of_the_author_are_put_into_a_quotation_that_is_printed() {
    let mut window = Window::with_sample(egui::Theme::Light, [1280.0, 900.0]);
    let set = document(&mut window, "Quotation book");
    let texts = |study: &Study| -> Vec<String> {
        study.transcripts_in_order().iter().map(|one| study.text(one.id).to_owned()).collect()
    };
    let said = texts(&window.study());
    window.click(&format!("Your words in quotations ({})", set.quotations.len()));
    window.settle();
    window.rest();
    fill(&mut window, NodeRole::TextInput, "Find a quotation", "smelt onions");
    let line = window
        .harness
        .get_all_by_role(NodeRole::Link)
        .find(|node| node.accesskit_node().label().is_some_and(|label| label.contains("pensioners")));
    line.expect("the quotation").click();
    window.settle();
    window.click("pensioners.");
    fill(&mut window, NodeRole::TextInput, "In brackets", "retired people");
    window.click("Put in");
    let study = window.study();
    let bracket = study.brackets().next().expect("kept").clone();
    assert_eq!(bracket.span.of(study.text(bracket.transcript)), Some("pensioners"), "the full stop is the sentence’s");
    assert_eq!((bracket.place, bracket.words.as_str()), (BracketPlace::Instead, "retired people"));
    assert!(window.harness.query_by_label("[retired people] for “pensioners”").is_some());
    window.click("honest,");
    window.click("Leave the words out […]");
    assert_eq!(window.study().brackets().len(), 2);
    window.click("Done");
    let printed = text_of_pages(&settled(&mut window));
    assert!(
        printed.contains("It was meant for [retired people]. I’ll be […] by the end"),
        "{:?}",
        printed.find("retired").map(|at| printed.get(at.saturating_sub(60)..at + 90))
    );
    assert_eq!(texts(&window.study()), said, "the transcripts are as they were");
    window.press(Modifiers::COMMAND, Key::Z);
    window.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(window.study().brackets().len(), 0);
    assert!(text_of_pages(&settled(&mut window)).contains("It was meant for pensioners."));
}
