//! What may be chosen of the coding manual.

use eframe::egui::{Role, TextEdit, Ui};

use super::{
    Printing,
    options::{board, choice, describes, folded, named, number, one_of},
};
use crate::{
    app::widgets::section,
    operations::elide,
    report::{CodeLayout, CodeOrder, ColumnSet, Counting, ManualOptions, Sections, Shape},
    study::{AttributeKind, Study},
};

/// The sections by the name of their switch, as people call them.
fn section_name(name: &str) -> &'static str {
    match name {
        "contents" => "Table of contents",
        "how-to-use" => "How to use this manual",
        "themes" => "Themes",
        "tree" => "Tree of codes",
        "codes" => "Codes",
        "interventions" => "Interventions",
        "frameworks" => "Definitions of frameworks",
        "versions" => "How the codebook changed",
        "agreement" => "Agreement between coders",
        "abbreviations" => "Abbreviations",
        _ => "References",
    }
}

pub fn show(printing: &mut Printing, ui: &mut Ui, study: &Study) {
    let before = printing.manual_of(study);
    let mut options = before.clone();
    section(ui, "Shape");
    for (shape, name) in Shape::ALL {
        ui.radio_value(&mut options.shape, shape, name);
    }
    if options.shape != Shape::Reflexive {
        section(ui, "Codes");
        ui.horizontal(|ui| {
            ui.radio_value(&mut options.layout, CodeLayout::Cards, "A card each");
            ui.radio_value(&mut options.layout, CodeLayout::Table, "One table");
        });
        let orders = [
            (CodeOrder::Tree, "In the order of the tree"),
            (CodeOrder::Theme, "By theme"),
            (CodeOrder::Frequency, "Most extracts first"),
            (CodeOrder::Name, "By name"),
        ];
        one_of(ui, ("Order of codes", "order"), &mut options.order, &orders);
        ui.checkbox(&mut options.unused, "Codes attached nowhere");
        ui.checkbox(&mut options.retired, "Retired codes");
    }
    board(ui, study, &mut options.board);
    section(ui, "Counts");
    let counts = [
        (Counting::Nothing, "None"),
        (Counting::Passages, "Extracts"),
        (Counting::Spread, "Extracts, speakers and groups"),
    ];
    one_of(ui, ("Counts", "counts"), &mut options.counts, &counts);
    section(ui, "Quotations");
    number(ui, &mut options.quotations, 20, "for each code or sub-theme");
    ui.checkbox(&mut options.near_misses, "Near misses beside examples");
    ui.checkbox(&mut options.colour, "Colours of codes");
    folded(ui, "Sections", |ui| sections(ui, &mut options.sections));
    folded(ui, "Tables of published manuals", |ui| columns(ui, study, &mut options));
    folded(ui, "Coding rules of this study", |ui| rules(ui, &mut options.rules));
    if options != before {
        printing.manual = Some(options);
    }
}

fn sections(ui: &mut Ui, sections: &mut Sections) {
    for name in Sections::NAMES {
        if let Some(shown) = sections.named(name) {
            ui.checkbox(shown, section_name(name));
        }
    }
}

/// Column sets, printed in the order of the list.
fn columns(ui: &mut Ui, study: &Study, options: &mut ManualOptions) {
    for (set, name) in ColumnSet::ALL {
        let mut wanted = options.columns.contains(&set);
        if ui.checkbox(&mut wanted, name).changed() {
            let chosen = |one: &ColumnSet| if *one == set { wanted } else { options.columns.contains(one) };
            options.columns = ColumnSet::ALL.into_iter().map(|(one, _)| one).filter(chosen).collect();
        }
    }
    if !options.columns.contains(&ColumnSet::CombTdfByPart) {
        return;
    }
    section(ui, "Parts of the sample by");
    let attributes: Vec<_> =
        study.attributes_in_order().into_iter().filter(|one| one.kind == AttributeKind::Category).collect();
    let text = study.get_opt(options.parts).map_or("the first of categories", |one| one.name.as_str()).to_owned();
    choice(ui, ("Parts of the sample by", "parts"), &elide(&text, 40), |ui| {
        ui.selectable_value(&mut options.parts, None, "the first of categories");
        for one in attributes {
            let name = format!("{} of {}", elide(&one.name, 50), describes(one.describes));
            ui.selectable_value(&mut options.parts, Some(one.id), name);
        }
    });
}

fn rules(ui: &mut Ui, rules: &mut Vec<String>) {
    let mut text = rules.join("\n");
    let edit = TextEdit::multiline(&mut text)
        .hint_text("One a line, such as: Code whole thoughts, with the question where it is needed.")
        .desired_rows(3)
        .desired_width(f32::INFINITY);
    if named(ui, edit, Role::MultilineTextInput, "Coding rules of this study").changed() {
        *rules = if text.is_empty() { Vec::new() } else { text.split('\n').map(str::to_owned).collect() };
    }
}
