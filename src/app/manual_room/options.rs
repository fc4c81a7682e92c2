//! What may be chosen of every document: paper, language, how a quotation says who speaks. And the small parts that the
//! options of the documents are made of.

use eframe::egui::{CollapsingHeader, ComboBox, DragValue, Response, RichText, Role, TextEdit, Ui, Widget, WidgetInfo};

use super::{ManualRoom, Printed, Printing, manual_options, participant_options, quote_options};
use crate::{
    app::{
        look::Tokens,
        session::Desk,
        widgets::{quiet_text, section, wrapped},
    },
    operations::elide,
    report::{ATTRIBUTION, Checklist, attribution, tree::Page},
    study::{Board, Describes, Id, Study, Transcript},
    text::sentences::sentences,
};

/// The languages in which the program's own words in a document are known, with their names in themselves.
const LANGUAGES: [(&str, &str); 9] = [
    ("en-GB", "English"),
    ("da", "Dansk"),
    ("de", "Deutsch"),
    ("es", "Español"),
    ("fr", "Français"),
    ("it", "Italiano"),
    ("nl", "Nederlands"),
    ("pt", "Português"),
    ("sv", "Svenska"),
];

/// The options of the document shown.
pub fn show(room: &mut ManualRoom, ui: &mut Ui, desk: &Desk<'_>) {
    let study = desk.study;
    let printing = &mut room.printing;
    match printing.document {
        Printed::Manual => manual_options::show(printing, ui, study),
        Printed::Quotes => quote_options::show(printing, ui, study),
        Printed::Participants => participant_options::show(&mut room.bands, printing, ui, study),
        Printed::Checklist => checklist(printing, ui),
        Printed::Interventions | Printed::Verification => {}
    }
    if matches!(printing.document, Printed::Manual | Printed::Quotes) {
        who_speaks(printing, ui, study);
    }
    paper(printing, ui, study);
    ui.add_space(Tokens::GAP);
}

fn checklist(printing: &mut Printing, ui: &mut Ui) {
    section(ui, "Checklist");
    let mut chosen = printing.checklist();
    for (one, about) in [
        (Checklist::Coreq, "Interviews and focus groups, 32 items"),
        (Checklist::Srqr, "Any qualitative research, 21 items"),
        (Checklist::Rtarg, "Reflexive thematic analysis"),
    ] {
        ui.radio_value(&mut chosen, one, one.name()).on_hover_text(about);
        ui.indent(one.name(), |ui| ui.label(quiet_text(ui, about)));
    }
    if chosen != printing.checklist() {
        printing.checklist = Some(chosen);
    }
}

/// Paper and language.
pub fn paper(printing: &mut Printing, ui: &mut Ui, study: &Study) {
    section(ui, "Paper");
    ui.horizontal(|ui| {
        ui.selectable_value(&mut printing.page, Page::A4, "A4");
        ui.selectable_value(&mut printing.page, Page::Letter, "US Letter");
    });
    section(ui, "Language of the document");
    let own = format!("As the study: {}", study.details().language);
    let known = |tag: &str| LANGUAGES.iter().find(|(known, _)| *known == tag).map(|(_, name)| *name);
    let text = printing.language.as_deref().map_or(own.as_str(), |tag| known(tag).unwrap_or(tag)).to_owned();
    choice(ui, ("Language of the document", "language"), &text, |ui| {
        ui.selectable_value(&mut printing.language, None, &own);
        for (tag, name) in LANGUAGES {
            ui.selectable_value(&mut printing.language, Some(tag.to_owned()), name);
        }
    });
}

/// The pattern in which a quotation says who speaks, with an example.
fn who_speaks(printing: &mut Printing, ui: &mut Ui, study: &Study) {
    section(ui, "Who speaks, after a quotation");
    let edit = TextEdit::singleline(&mut printing.attribution).hint_text(ATTRIBUTION).desired_width(f32::INFINITY);
    named(ui, edit, Role::TextInput, "Who speaks, after a quotation");
    ui.horizontal(|ui| {
        ui.menu_button("Insert…", |ui| {
            let mut parts: Vec<String> = ["participant", "group", "turn", "transcript"].map(String::from).to_vec();
            parts.extend(study.attributes_in_order().into_iter().map(|attribute| attribute.name.clone()));
            for part in parts {
                if ui.button(elide(&part, 40)).clicked() {
                    insert(&mut printing.attribution, &part);
                    ui.close();
                }
            }
        });
        let usual = printing.attribution == ATTRIBUTION;
        if ui.add_enabled(!usual, eframe::egui::Button::new("As usual")).clicked() {
            printing.attribution = ATTRIBUTION.to_owned();
        }
    });
    if let Some((transcript, at, words)) = example(study) {
        let from = attribution(study, transcript, at, &printing.attribution);
        wrapped(ui, quiet_text(ui, format!("“{words}” {from}")));
    }
}

/// Puts a part into a pattern, before the bracket that closes it.
fn insert(pattern: &mut String, part: &str) {
    let wanted = format!("{{{part}}}");
    let at = pattern.trim_end().len();
    let closing = pattern.get(..at).is_some_and(|head| head.ends_with([')', ']'])) && !pattern.ends_with("{)");
    let at = if closing { at - 1 } else { at };
    let between = match pattern.get(..at) {
        Some(head) if !head.is_empty() && !head.ends_with(['(', '[', ' ']) => ", ",
        _ => "",
    };
    pattern.insert_str(at, &format!("{between}{wanted}"));
}

/// Some words of a participant, for showing how they are attributed.
fn example(study: &Study) -> Option<(Id<Transcript>, usize, String)> {
    let transcripts = study.transcripts_in_order();
    let turns = transcripts.iter().flat_map(|transcript| transcript.turns.iter().map(move |turn| (transcript, turn)));
    let mut said = turns.filter(|(_, turn)| study.get_opt(turn.speaker).is_some_and(|speaker| !speaker.moderator));
    let (transcript, turn) = said.next()?;
    let text = study.text(transcript.id);
    let first = sentences(text, turn.span).into_iter().next().unwrap_or(turn.span);
    let words = first.of(text).unwrap_or_default().trim();
    Some((transcript.id, turn.span.start, elide(words.trim_end_matches(['.', ',']), 42)))
}

/// A choice of one from a list: its name for screen readers, what tells it apart, what stands in it.
pub fn choice(ui: &mut Ui, (name, salt): (&str, &str), text: &str, list: impl FnOnce(&mut Ui)) {
    let wide = (ui.available_width() - 8.0).max(80.0);
    let combo = ComboBox::from_id_salt(salt).width(wide).truncate().selected_text(text).show_ui(ui, list);
    combo.response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, name));
}

/// One of a few values, each with its name.
pub fn one_of<T: PartialEq + Copy>(ui: &mut Ui, salt: (&str, &str), value: &mut T, all: &[(T, &str)]) {
    let text = all.iter().find(|(one, _)| one == value).map_or("", |(_, name)| name);
    choice(ui, salt, text, |ui| {
        for (one, name) in all {
            ui.selectable_value(value, *one, *name);
        }
    });
}

/// A widget with a name for screen readers.
pub fn named(ui: &mut Ui, widget: impl Widget, role: Role, name: &str) -> Response {
    let response = ui.add(widget);
    response.widget_info(|| WidgetInfo::labeled(role, true, name));
    response
}

/// A number with what it means after it.
pub fn number(ui: &mut Ui, value: &mut usize, most: usize, words: &str) {
    ui.horizontal(|ui| {
        named(ui, DragValue::new(value).range(0..=most).speed(0.05), Role::SpinButton, words);
        ui.label(words);
    });
}

/// Options that are looked for seldom, closed until they are wanted.
pub fn folded(ui: &mut Ui, name: &str, contents: impl FnOnce(&mut Ui)) {
    ui.add_space(Tokens::SMALL_GAP);
    let heading = RichText::new(name).family(crate::app::look::strong()).size(Tokens::SMALL);
    CollapsingHeader::new(heading).id_salt(name).show(ui, contents);
}

/// Which board's themes are printed, where there are several.
pub fn board(ui: &mut Ui, study: &Study, chosen: &mut Option<Id<Board>>) {
    let boards = study.boards_in_order();
    if boards.len() < 2 {
        return;
    }
    section(ui, "Themes of");
    let text = study.get_opt(*chosen).map_or("the last board", |board| board.name.as_str()).to_owned();
    choice(ui, ("Themes of", "board"), &elide(&text, 40), |ui| {
        ui.selectable_value(chosen, None, "the last board");
        for board in boards {
            ui.selectable_value(chosen, Some(board.id), elide(&board.name, 60));
        }
    });
}

/// Whom an attribute describes, in a word.
pub fn describes(of: Describes) -> &'static str {
    match of {
        Describes::Participants => "participants",
        Describes::Groups => "groups",
        Describes::Transcripts => "transcripts",
    }
}

#[cfg(test)]
mod tests {
    use super::insert;

    #[test]
    fn what_is_inserted_stands_within_the_brackets() {
        for (pattern, after) in [
            ("({participant}, {group})", "({participant}, {group}, {Age})"),
            ("()", "({Age})"),
            ("", "{Age}"),
            ("— {participant}", "— {participant}, {Age}"),
        ] {
            let mut written = pattern.to_owned();
            insert(&mut written, "Age");
            assert_eq!(written, after);
        }
    }
}
