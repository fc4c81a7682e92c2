//! What may be chosen of the table of participants.

use std::collections::BTreeMap;

use eframe::egui::{Role, TextEdit, Ui};

use super::{
    Printing,
    options::{named, one_of},
};
use crate::{
    app::widgets::{quiet_text, section, wrapped},
    operations::elide,
    report::{Missing, Rounding, Unit},
    study::{Attribute, AttributeKind, Describes, Id, Study},
};

/// Bands as they are being typed, by attribute.
pub type Bands = BTreeMap<Id<Attribute>, String>;

pub fn show(bands: &mut Bands, printing: &mut Printing, ui: &mut Ui, study: &Study) {
    let options = &mut printing.participants;
    section(ui, "Counted are");
    ui.horizontal(|ui| {
        ui.selectable_value(&mut options.unit, Unit::Participants, "Participants");
        ui.selectable_value(&mut options.unit, Unit::Groups, "Groups");
        ui.selectable_value(&mut options.unit, Unit::Transcripts, "Transcripts");
    });
    let of = match options.unit {
        Unit::Participants => Describes::Participants,
        Unit::Groups => Describes::Groups,
        Unit::Transcripts => Describes::Transcripts,
    };
    section(ui, "Characteristics");
    let all: Vec<&Attribute> = study.attributes_in_order().into_iter().filter(|one| one.describes == of).collect();
    if all.is_empty() {
        ui.label(quiet_text(ui, "None are recorded of them in this study."));
    }
    for one in &all {
        let mut wanted = options.attributes.is_empty() || options.attributes.contains(&one.id);
        if ui.checkbox(&mut wanted, elide(&one.name, 60)).changed() {
            let held = |other: &&&Attribute| {
                let before = options.attributes.is_empty() || options.attributes.contains(&other.id);
                if other.id == one.id { wanted } else { before }
            };
            let chosen: Vec<Id<Attribute>> = all.iter().filter(held).map(|other| other.id).collect();
            // None chosen means all: the last one stays.
            if !chosen.is_empty() {
                options.attributes = if chosen.len() == all.len() { Vec::new() } else { chosen };
            }
        }
        if wanted && one.kind == AttributeKind::Number {
            ui.indent(one.id.uuid(), |ui| banded(ui, one, bands, &mut options.bands));
        }
    }
    section(ui, "Percentages");
    let roundings = [(Rounding::HalfUp, "Each rounded half up"), (Rounding::SumTo100, "So that they add up to 100")];
    one_of(ui, ("Rounding of percentages", "rounding"), &mut options.rounding, &roundings);
    ui.horizontal(|ui| {
        ui.label("Digits after the point");
        for digits in 0..=2 {
            let name = digits.to_string();
            ui.selectable_value(&mut options.decimals, digits, name);
        }
    });
    section(ui, "Missing values");
    ui.radio_value(&mut options.missing, Missing::Shown, "A row of their own; percentages of all");
    ui.radio_value(&mut options.missing, Missing::LeftOut, "Left out; percentages of the known");
    ui.checkbox(&mut options.empty_levels, "Levels that nobody has");
}

/// The field for a number's bands: where each begins.
fn banded(ui: &mut Ui, one: &Attribute, bands: &mut Bands, chosen: &mut BTreeMap<Id<Attribute>, Vec<f64>>) {
    let text = bands.entry(one.id).or_insert_with(|| {
        let known = chosen.get(&one.id).map(|edges| edges.iter().map(f64::to_string).collect::<Vec<_>>().join(", "));
        known.unwrap_or_default()
    });
    let name = format!("Bands of {} begin at", one.name);
    let edit = TextEdit::singleline(text).hint_text("Bands begin at, as 18, 30, 50").desired_width(f32::INFINITY);
    let changed = named(ui, edit, Role::TextInput, &name).changed();
    match edges(text) {
        Some(edges) if changed && edges.is_empty() => {
            chosen.remove(&one.id);
        }
        Some(edges) if changed => {
            chosen.insert(one.id, edges);
        }
        Some(_) => {}
        None => {
            wrapped(ui, quiet_text(ui, "Numbers with commas between them, ascending."));
        }
    }
}

/// The edges that a text names; `None` where it is no list of ascending numbers.
fn edges(text: &str) -> Option<Vec<f64>> {
    let parts = text.split([',', ';']).map(str::trim).filter(|part| !part.is_empty());
    let edges = parts.map(|part| part.parse::<f64>().ok()).collect::<Option<Vec<f64>>>()?;
    let ascending = edges.iter().zip(edges.iter().skip(1)).all(|(one, next)| one < next);
    (ascending && edges.iter().all(|edge| edge.is_finite())).then_some(edges)
}

#[cfg(test)]
mod tests {
    use super::edges;

    #[test]
    fn bands_are_ascending_numbers() {
        assert_eq!(edges("18, 30;50"), Some(vec![18.0, 30.0, 50.0]));
        assert_eq!(edges(""), Some(Vec::new()));
        assert_eq!(edges("30, 18"), None);
        assert_eq!(edges("18, NaN"), None);
        assert_eq!(edges("eighteen"), None);
    }
}
