//! The models that the figure's tests draw.

use std::{collections::BTreeMap, fs, path::Path};

use serde_json::Value;

use crate::{
    figure::{
        ComponentBox, FigureModel, FigureOptions, InterventionRow, NoteMark, SubthemeBox, ThemeBox, Valence, options_of,
    },
    study::Study,
};

/// The options of a study's last board.
pub fn usual_options(study: &Study) -> FigureOptions {
    options_of(study, study.boards_in_order().pop().expect("a board").id)
}

/// `"Label | valence | 1 2 3"`: `b`, `e`, `+` (both) or `?`; a `*` at the label's end marks it.
pub fn subtheme(text: &str) -> SubthemeBox {
    let mut parts = text.split('|').map(str::trim);
    let label = parts.next().unwrap_or_default();
    let valence = match parts.next() {
        Some("b") => Valence::Barrier,
        Some("e") => Valence::Enabler,
        Some("+") => Valence::Both,
        _ => Valence::Unset,
    };
    let numbers =
        parts.next().unwrap_or_default().split_whitespace().filter_map(|number| number.parse().ok()).collect();
    let marks = if label.ends_with('*') { vec![NoteMark::Star] } else { Vec::new() };
    let label = label.trim_end_matches('*').to_owned();
    SubthemeBox { id: format!("s:{label}"), label, valence, numbers, marks }
}

pub fn theme(name: &str, subthemes: &[&str]) -> ThemeBox {
    let subthemes = subthemes.iter().map(|text| subtheme(text)).collect();
    ThemeBox { id: format!("t:{name}"), name: name.to_owned(), marks: Vec::new(), subthemes }
}

pub fn component(name: &str, themes: Vec<ThemeBox>) -> ComponentBox {
    ComponentBox { id: format!("c:{name}"), name: name.to_owned(), marks: Vec::new(), themes }
}

/// A table with these rows and no counts.
pub fn rows(numbers: impl IntoIterator<Item = u32>) -> Vec<InterventionRow> {
    let row = |number| InterventionRow { id: format!("i:{number}"), number, barriers: None };
    numbers.into_iter().map(row).collect()
}

/// A study on night shifts, made up for these tests: 2 components, 3 themes, 6 sub-themes, 3 interventions.
pub fn small() -> FigureModel {
    let ability = theme("Keeping awake", &["Naps that are allowed | e", "Caffeine late in the shift | + | 2"]);
    let place = theme("Rooms & rosters", &["Nowhere to lie down | b | 1 3", "Rosters <known> late | b | 3"]);
    let people = theme("People", &["Colleagues who cover | e | 1", "Being watched* | e | 2"]);
    FigureModel {
        title: "Resting on night shifts".to_owned(),
        figure_number: "2".to_owned(),
        table_number: "3".to_owned(),
        components: vec![component("Capability", vec![ability]), component("Opportunity", vec![place, people])],
        notes: BTreeMap::from([(NoteMark::Star, "Named by one group only".to_owned())]),
        interventions: rows(1..=3),
        ..FigureModel::default()
    }
}

/// The figure of Baxter and Fancourt (2020) with the stand-in for its boxes, or `None` where the shared folder is
/// not at hand.
pub fn paper() -> Option<FigureModel> {
    let found = Path::new(env!("CARGO_MANIFEST_DIR"))
        .ancestors()
        .map(|folder| folder.join("shared/domain/paper.json"))
        .find(|path| path.is_file());
    let Some(path) = found else {
        println!("skipped: no ../shared");
        return None;
    };
    let paper: Value = serde_json::from_str(&fs::read_to_string(path).ok()?).ok()?;
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let boxes = list(&paper["figure1"]["inferred_candidate"]["boxes"]);
    let sources = list(&paper["subthemes"]);
    let subtheme = |drawn: &Value| {
        let source = sources.iter().find(|source| source["id"] == drawn["subtheme"])?;
        let valence = match source["valence"].as_str() {
            Some("barrier") => Valence::Barrier,
            Some("enabler") => Valence::Enabler,
            _ => Valence::Both,
        };
        let numbers = list(&drawn["numbers"]).iter().filter_map(Value::as_u64).map(|number| number as u32).collect();
        Some((
            text(&source["theme"]),
            SubthemeBox { id: text(&source["id"]), label: text(&source["label"]), valence, numbers, marks: Vec::new() },
        ))
    };
    let placed: Vec<(String, SubthemeBox)> = boxes.iter().filter_map(subtheme).collect();
    let theme = |source: &Value| {
        let id = text(&source["id"]);
        let subthemes = placed.iter().filter(|(theme, _)| *theme == id).map(|(_, subtheme)| subtheme.clone()).collect();
        ThemeBox { name: text(&source["name"]), id, marks: Vec::new(), subthemes }
    };
    let component = |id: &str, name: &str| {
        let themes = list(&paper["themes"]).iter().filter(|theme| theme["comb_domain"] == id).map(theme).collect();
        ComponentBox { id: format!("comb.{id}"), name: name.to_owned(), marks: Vec::new(), themes }
    };
    let row = |row: &Value| InterventionRow {
        id: format!("i:{}", row["number"]),
        number: row["number"].as_u64().unwrap_or_default() as u32,
        barriers: row["barriers_addressed"].as_u64().map(|count| count as usize),
    };
    Some(FigureModel {
        title: text(&paper["figure1"]["title_verbatim"]).trim_end_matches('.').to_owned(),
        figure_number: "1".to_owned(),
        table_number: "2".to_owned(),
        components: vec![
            component("motivation", "Motivation"),
            component("capability", "Capability"),
            component("opportunity", "Opportunity"),
        ],
        interventions: list(&paper["table2"]["rows"]).iter().map(row).collect(),
        ..FigureModel::default()
    })
}

/// Forty themes with long names under the fourteen domains of the TDF.
pub fn forty_themes() -> FigureModel {
    let domains = [
        "Knowledge",
        "Skills",
        "Social/professional role and identity",
        "Beliefs about capabilities",
        "Optimism",
        "Beliefs about consequences",
        "Reinforcement",
        "Intentions",
        "Goals",
        "Memory, attention and decision processes",
        "Environmental context and resources",
        "Social influences",
        "Emotion",
        "Behavioural regulation",
    ];
    let marks = ["b", "e", "+", "b"];
    let mut components: Vec<ComponentBox> = domains.iter().map(|name| component(name, Vec::new())).collect();
    for place in 0..40_usize {
        let name = format!("Theme {} with a long name about how teams arrange their work", place + 1);
        let labels: Vec<String> = (0..=place % 3)
            .map(|part| {
                let numbers = if place % 2 == 0 { "1 2 5 9 12" } else { "3" };
                let label = "A sub-theme whose label says at some length what was meant by the people who said it";
                format!("{label} ({}.{}) | {} | {numbers}", place + 1, part + 1, marks[(place + part) % 4])
            })
            .collect();
        let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
        components[place % domains.len()].themes.push(theme(&name, &labels));
    }
    FigureModel {
        title: "Forty themes".to_owned(),
        table_number: "2".to_owned(),
        components,
        interventions: rows([1, 2, 3, 5, 9, 12]),
        ..FigureModel::default()
    }
}

/// One component, one theme, one sub-theme.
pub fn single() -> FigureModel {
    FigureModel {
        title: "One theme".to_owned(),
        components: vec![component("Motivation", vec![theme("Hope", &["Seeing it work | e"])])],
        ..FigureModel::default()
    }
}

/// Labels in scripts that the bundled face has (Greek, Cyrillic, Hebrew) and in some that it lacks.
pub fn scripts() -> FigureModel {
    let lacking = theme(
        "困难与资源",
        &[
            "资金不足，没有人知道明年会怎样，工作人员也很担心。 | b | 1",
            "نقص التمويل والتدريب للموظفين | + | 1 2",
            "धन की कमी | b | 2",
        ],
    );
    let present = theme(
        "Ελληνικά και кириллица",
        &["Έλλειψη χρηματοδότησης | b | 1", "Недостаток средств | +", "מחסור במימון | b | 2"],
    );
    FigureModel {
        title: "Scripts".to_owned(),
        components: vec![component("Opportunity", vec![lacking]), component("Motivació", vec![present])],
        interventions: rows(1..=2),
        ..FigureModel::default()
    }
}

/// Words that no line holds.
pub fn long_words() -> FigureModel {
    let long = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz".repeat(3);
    let label = format!("{long} | + | 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25");
    let words = theme(
        "Arbeitsunfähigkeitsbescheinigungsweitergabe",
        &[&label, "www.example.org/a/path/that/goes/on-and-on | b"],
    );
    FigureModel {
        title: "Long words".to_owned(),
        components: vec![component("Capabilitywithoutanyspaceatall", vec![words])],
        interventions: rows(1..=25),
        ..FigureModel::default()
    }
}

/// Half of it not decided, a theme without sub-themes, one without a place.
pub fn unfinished() -> FigureModel {
    let half = theme("Half decided", &["Not yet judged | ?", "Judged | b | 1", "Not judged but numbered | ? | 1"]);
    FigureModel {
        title: "Unfinished".to_owned(),
        components: vec![
            component("Capability", vec![half, theme("Without sub-themes", &[])]),
            component("Opportunity", Vec::new()),
        ],
        unplaced: vec![theme("Left over", &["Somewhere else | e"])],
        interventions: rows(1..=1),
        ..FigureModel::default()
    }
}
