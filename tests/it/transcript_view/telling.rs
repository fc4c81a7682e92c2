//! What a screen reader is told, and what it may ask.

use super::*;

#[test]
fn a_screen_reader_is_told_the_paragraphs_their_speakers_codes_and_the_caret() {
    let mut test = open(talk());
    caret_before(&mut test, "funding");
    let document = test.get_by_role(Role::Document);
    assert_eq!(document.accesskit_node().label().as_deref(), Some("Focus group 6"));
    let paragraphs: Vec<_> = test.query_all_by_role(Role::Paragraph).collect();
    assert_eq!(paragraphs.len(), 4);
    let description = paragraphs[1].accesskit_node().data().description().map(str::to_owned);
    assert_eq!(description.as_deref(), Some("Participant 1, turn 2. Codes: Funding, Scarcity"));
    let spoken: String = test.query_all_by_role(Role::TextRun).filter_map(|run| run.accesskit_node().value()).collect();
    assert_eq!(spoken, &*test.state().content.text);
    let selection = document.accesskit_node().data().text_selection().copied().unwrap();
    let runs: Vec<_> = test.query_all_by_role(Role::TextRun).collect();
    let line = runs.iter().find(|run| run.accesskit_node().value().unwrap().contains("funding")).unwrap();
    let before = line.accesskit_node().value().unwrap().find("funding").unwrap();
    assert_eq!(selection.focus.character_index, before);
}

#[test]
fn a_screen_reader_can_select_words() {
    let mut test = open(talk());
    let document = test.get_by_role(Role::Document).accesskit_node().locate();
    let (node, value) = {
        let runs: Vec<_> = test.query_all_by_role(Role::TextRun).collect();
        let line = runs.iter().find(|run| run.accesskit_node().value().unwrap().contains("Nobody")).unwrap();
        (line.accesskit_node().locate().0, line.accesskit_node().value().unwrap())
    };
    let from = value.chars().take_while(|letter| *letter != 'N').count();
    let place = |character_index| TextPosition { node, character_index };
    let selection = TextSelection { anchor: place(from), focus: place(from + "Nobody rang".len()) };
    test.event(Event::AccessKitActionRequest(ActionRequest {
        action: Action::SetTextSelection,
        target_node: document.0,
        target_tree: document.1,
        data: Some(ActionData::SetTextSelection(selection)),
    }));
    test.run();
    assert_eq!(selected(&test), "Nobody rang");
}
