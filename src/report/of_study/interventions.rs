//! The interventions table: number, barriers it addresses, functions, techniques, outline (figures.md F20). Numbers and
//! counts follow from the sub-themes that each addresses.

use crate::{
    framework::{FunctionId, wheel},
    report::{
        PlainTable,
        tree::{Alignment, Cell, Column, Document, Label, Row, Table},
    },
    study::{CountingRule, Intervention, Study},
};

/// The table as a document.
pub fn interventions(study: &Study) -> Document {
    let mut document = Document::new(study.details().title.clone());
    document.subtitle = Some("Proposed interventions".into());
    document.language = study.details().language.clone();
    let rows = study.interventions_in_order().into_iter().enumerate().map(|(place, intervention)| {
        Row::new([
            Cell::from((place + 1).to_string()),
            Cell::from(study.barriers_addressed(intervention).to_string()),
            Cell::from(functions(intervention)),
            Cell::from(techniques(intervention)),
            Cell::from(intervention.outline.clone()),
        ])
    });
    let counted = match study.details().counting {
        CountingRule::Barriers => "sub-themes that are a barrier, or both barrier and enabler",
        CountingRule::BarriersAndMarked => {
            "sub-themes that are a barrier, or both barrier and enabler, and enablers that carry a mark"
        }
    };
    let mut caption: crate::report::tree::Caption =
        "Proposed interventions, the barriers they address, and behaviour change techniques".into();
    // The table's number and the figure's are those of the board that is printed.
    let board = study.boards_in_order().pop();
    let numbered = |number: Option<&String>, usual: &str| {
        number.filter(|number| !number.trim().is_empty()).map_or_else(|| usual.to_owned(), Clone::clone)
    };
    let table = numbered(board.map(|board| &board.figure.table_number), "2");
    let figure = numbered(board.map(|board| &board.figure.number), "1");
    caption.label = Label::Own(format!("Table {table}"));
    document.push(Table {
        caption: Some(caption),
        columns: vec![
            Column { width: 0.7, alignment: Alignment::Centre },
            Column { width: 1.6, alignment: Alignment::Centre },
            Column::text(2.6),
            Column::text(4.0),
            Column::text(6.4),
        ],
        header: vec![Row::new([
            "No.",
            "Barriers addressed",
            "Intervention functions",
            "Behaviour change techniques",
            "Outline",
        ])],
        rows: rows.collect(),
        notes: vec![
            format!("Barriers addressed: {counted}; which ones is shown by the numbers in Fig {figure}.").into(),
            format!("Behaviour Change Wheel: {}.", study.details().edition.label()).into(),
        ],
        anchor: None,
    });
    document
}

/// The table for a spreadsheet, with the names of the sub-themes addressed.
pub fn interventions_table(study: &Study) -> PlainTable {
    let header = [
        "number",
        "barriers_addressed",
        "functions",
        "policies",
        "techniques",
        "technique_numbers",
        "outline",
        "delivery",
        "addresses",
    ];
    let rows = study.interventions_in_order().into_iter().enumerate().map(|(place, one)| {
        let numbers: Vec<&str> =
            one.techniques.iter().flat_map(|technique| technique.numbers.iter().map(String::as_str)).collect();
        let addressed: Vec<&str> = study.addressed(one).into_iter().map(|theme| theme.name.as_str()).collect();
        vec![
            (place as i64 + 1).into(),
            i64::try_from(study.barriers_addressed(one)).unwrap_or(i64::MAX).into(),
            functions(one).into(),
            one.policies.join("; ").into(),
            techniques(one).into(),
            numbers.join("; ").into(),
            one.outline.as_str().into(),
            one.delivery.as_str().into(),
            addressed.join("; ").into(),
        ]
    });
    PlainTable { header: header.map(str::to_owned).to_vec(), rows: rows.collect() }
}

fn functions(intervention: &Intervention) -> String {
    let names = intervention.functions.iter().map(|id| {
        let known = wheel().function(&FunctionId::new(id.as_str()));
        known.map_or_else(|| id.clone(), |function| function.name.clone())
    });
    names.collect::<Vec<_>>().join(", ")
}

fn techniques(intervention: &Intervention) -> String {
    intervention.techniques.iter().map(|technique| technique.printed.as_str()).collect::<Vec<_>>().join(", ")
}
