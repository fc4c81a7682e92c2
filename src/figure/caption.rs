//! The figure in words: the caption to copy into the manuscript, and the alternative text.

use super::{
    FigureModel, FigureOptions, SubthemeBox, ThemeBox, Valence, labels::list, legend::sentence_case, wrap::clean,
};

/// The caption as journals print it under the figure: number, title, notes, key, and what the numbers are.
pub fn caption(model: &FigureModel, options: &FigureOptions) -> String {
    let mut after = vec![keys(model, options)];
    if model.has_numbers() {
        after.push(format!("Numbers denote links to proposed interventions{}.", in_table(model)));
    }
    titled(model, &after)
}

/// Number, title and the notes of marks that occur, then these sentences.
pub fn titled(model: &FigureModel, after: &[String]) -> String {
    let number = clean(&model.figure_number);
    let mut parts = vec![sentence(if number.is_empty() { "Fig" } else { "Fig " }, &number), sentence("", &model.title)];
    for (mark, note) in model.notes.iter().filter(|(mark, _)| model.is_marked(**mark)) {
        parts.push(sentence(&format!("{} ", mark.symbol()), note));
    }
    parts.extend(after.iter().cloned());
    if !model.by_usage.is_empty() {
        let names: Vec<String> = model.by_usage.iter().map(|one| clean(&one.name)).collect();
        let is_of_tdf = model.by_usage.iter().all(|one| one.is_of_tdf);
        let places = if is_of_tdf { "TDF domains" } else { "other places" };
        parts.push(format!("Placed in COM-B where their {places} usually lie: {}.", names.join("; ")));
    }
    parts.retain(|part| !part.is_empty());
    parts.join(" ")
}

/// " in Table 2", or nothing where the table has no number yet.
pub fn in_table(model: &FigureModel) -> String {
    let table = clean(&model.table_number);
    if table.is_empty() { String::new() } else { format!(" in Table {table}") }
}

/// What a valence looks like: "Grey rectangle, barrier; White rectangle, enabler".
pub fn keys(model: &FigureModel, options: &FigureOptions) -> String {
    let key: Vec<String> = model.valences().into_iter().map(|valence| key(valence, options)).collect();
    sentence("", &key.join("; "))
}

fn key(valence: Valence, options: &FigureOptions) -> String {
    let style = options.palette.style(valence);
    let sign = style.sign.map(|sign| format!(" ({sign})")).unwrap_or_default();
    format!("{} rectangle{sign}, {}", style.name, valence.words())
}

/// The words with one full stop; nothing where there are no words but the start.
fn sentence(start: &str, words: &str) -> String {
    let words = clean(words);
    if words.is_empty() && start.trim_end() != "Fig" {
        return String::new();
    }
    let stop = if words.ends_with(['.', '!', '?']) { "" } else { "." };
    format!("{start}{words}{stop}")
}

/// The figure for those who do not see it: "Motivation: Mental health motivation (2 enablers), …".
pub fn alt_text(model: &FigureModel) -> String {
    let mut sentences = Vec::new();
    for component in model.components.iter().filter(|component| !component.themes.is_empty()) {
        let themes: Vec<String> = component.themes.iter().map(theme_words).collect();
        sentences.push(sentence(&format!("{}: ", clean(&component.name)), &themes.join(", ")));
    }
    if sentences.is_empty() { "No theme is placed in a component yet.".to_owned() } else { sentences.join(" ") }
}

/// A theme with how many barriers and enablers it has: "Community motivation (3 enablers)".
pub fn theme_words(theme: &ThemeBox) -> String {
    format!("{} ({})", clean(&theme.name), counts(&theme.subthemes))
}

fn counts(subthemes: &[SubthemeBox]) -> String {
    let count = |wanted: Valence| subthemes.iter().filter(|subtheme| subtheme.valence == wanted).count();
    let said: Vec<String> = Valence::ALL
        .into_iter()
        .map(|valence| (valence, count(valence)))
        .filter(|(_, count)| *count > 0)
        .map(|(valence, count)| {
            let plural = if count == 1 { "" } else { "s" };
            match valence {
                Valence::Barrier => format!("{count} barrier{plural}"),
                Valence::Enabler => format!("{count} enabler{plural}"),
                Valence::Both => format!("{count} both enabler and barrier"),
                Valence::Unset => format!("{count} without a valence"),
            }
        })
        .collect();
    if said.is_empty() { "no sub-themes".to_owned() } else { said.join(", ") }
}

/// A sub-theme in words: "Peer training and learning: both enabler and barrier; interventions 1, 2".
pub fn describe(subtheme: &SubthemeBox) -> String {
    let numbers = subtheme.sorted_numbers();
    let links = match numbers.len() {
        0 => String::new(),
        1 => format!("; intervention {}", list(&numbers)),
        _ => format!("; interventions {}", list(&numbers)),
    };
    format!("{}: {}{links}", sentence_case(&clean(&subtheme.label)), subtheme.valence.words())
}
