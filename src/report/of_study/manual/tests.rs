use std::path::Path;

use super::*;
use crate::operations::{self, fixture::Made};
use crate::report::tree::{Block, Card, Table};
use crate::store::text_form;
use crate::study::{Code, Key, Study};

fn sample() -> Study {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample_projects/community-wellbeing");
    text_form::read(&folder).unwrap().0
}

fn headings(document: &Document) -> Vec<String> {
    document.headings().map(|heading| heading.text.plain()).collect()
}

fn cards(document: &Document) -> Vec<&Card> {
    let mut cards = Vec::new();
    for block in &document.blocks {
        if let Block::Card(card) = block {
            cards.push(card);
        }
    }
    cards
}

fn tables(document: &Document) -> Vec<&Table> {
    let mut tables = Vec::new();
    for block in &document.blocks {
        if let Block::Table(table) = block {
            tables.push(table);
        }
    }
    tables
}

fn made(study: &Study, options: ManualOptions) -> Document {
    manual_with(study, Beside::default(), &options)
}

#[test]
fn one_record_has_three_shapes() {
    let study = sample();
    let shape = |shape| made(&study, ManualOptions { shape, ..ManualOptions::of(&study) });
    let theme_first = shape(Shape::ThemeFirst);
    assert_eq!(cards(&theme_first).len(), 74);
    assert!(headings(&theme_first).contains(&"Theme 1. Mental health motivation".to_owned()));
    let macqueen = shape(Shape::MacQueen);
    assert_eq!(cards(&macqueen).len(), 74);
    assert!(!headings(&macqueen).contains(&"Themes and sub-themes".to_owned()));
    let terms: Vec<&str> = cards(&macqueen)[0].entries.iter().map(|entry| entry.term.as_str()).collect();
    let expected = ["Brief definition", "Full definition", "When to use", "When not to use", "Examples"];
    assert_eq!(terms, expected, "the fields of MacQueen et al. 1998, in their order");
    let reflexive = shape(Shape::Reflexive);
    assert!(cards(&reflexive).is_empty() && headings(&reflexive).contains(&"The codes as a tree".to_owned()));
}

#[test]
fn every_section_can_be_left_out_and_nothing_links_to_what_is_not_there() {
    let study = sample();
    for name in Sections::NAMES {
        let mut options = ManualOptions::of(&study);
        *options.sections.named(name).unwrap() = false;
        let document = made(&study, options);
        let whole = made(&study, ManualOptions::of(&study));
        assert!(document.blocks.len() < whole.blocks.len() || name == "agreement", "{name}");
        if name != "codes" {
            assert!(document.dangling_links().is_empty(), "{name}");
        }
    }
}

#[test]
fn a_reflexive_study_has_no_counts_unless_they_are_asked_for() {
    let study = sample();
    let counted = |counts| {
        let document = made(&study, ManualOptions { counts, ..ManualOptions::of(&study) });
        cards(&document).iter().flat_map(|card| &card.entries).filter(|entry| entry.term == "Coded").count()
    };
    assert_eq!(ManualOptions::of(&study).counts, Counting::Nothing);
    assert_eq!(counted(Counting::Nothing), 0);
    assert!(counted(Counting::Spread) > 50);
}

#[test]
fn quotations_are_as_many_as_asked_for_at_most() {
    let study = sample();
    for most in [0, 1, 4] {
        let options = ManualOptions { quotations: most, near_misses: false, ..ManualOptions::of(&study) };
        let document = made(&study, options);
        let examples = cards(&document).into_iter().flat_map(|card| &card.entries).filter(|one| one.term == "Examples");
        assert!(examples.map(|entry| entry.content.len()).max().unwrap_or(0) <= most);
    }
}

#[test]
fn the_eleven_column_sets_are_tables_of_the_sample_with_every_row_filled() {
    let study = sample();
    let columns = ColumnSet::ALL.map(|(set, _)| set).to_vec();
    let document = made(&study, ManualOptions { columns, ..ManualOptions::of(&study) });
    let tables: Vec<&Table> = tables(&document)
        .into_iter()
        .filter(|table| {
            let caption = table.caption.as_ref().map(|caption| caption.text.plain()).unwrap_or_default();
            ColumnSet::ALL.iter().any(|(_, name)| caption == *name)
        })
        .collect();
    assert_eq!(tables.len(), 11);
    for table in tables {
        let name = table.caption.as_ref().map(|caption| caption.text.plain()).unwrap_or_default();
        assert!(table.rows.len() >= 3, "{name} has {} rows", table.rows.len());
        for row in table.body_grid() {
            let covered: usize = row.iter().map(|slot| slot.columns()).sum();
            assert_eq!(covered, table.width(), "{name}");
            let missing = row.iter().any(|slot| matches!(slot, crate::report::tree::Slot::Missing));
            assert!(!missing, "{name} has a hole");
        }
    }
}

/// The seven themes of the study that inspired the sample stand in capability, opportunity and motivation (paper.json,
/// K03); of its 18 sub-themes each has a row.
#[test]
fn sub_themes_are_led_to_the_components_of_comb() {
    let study = sample();
    let options = ManualOptions { columns: vec![ColumnSet::SubthemeToComb], ..ManualOptions::of(&study) };
    let document = made(&study, options);
    let table = tables(&document)[0];
    let components: std::collections::BTreeSet<String> = table.rows.iter().map(|row| row.cells[2].plain()).collect();
    assert_eq!(table.rows.len(), 18);
    for component in ["Capability", "Opportunity", "Motivation"] {
        assert!(components.iter().any(|one| one.contains(component)), "{components:?}");
    }
}

#[test]
fn an_order_by_name_has_no_levels_and_retired_codes_are_left_out() {
    let mut made_study = Made::begun();
    for name in ["Zeal", "Money", "Áccess"] {
        made_study.code(name, None);
    }
    let zeal = made_study.named("Zeal");
    made_study.does(|study, stamp| {
        let status = crate::study::CodeStatus::Retired;
        operations::edit_code(study, stamp, Code { status, ..study.get(zeal).unwrap().clone() })
    });
    let options = ManualOptions { order: CodeOrder::Name, ..ManualOptions::default() };
    let document = made(&made_study.study, options);
    let names: Vec<String> =
        cards(&document).iter().filter_map(|card| Some(card.heading.as_ref()?.text.plain())).collect();
    assert_eq!(names, ["Áccess", "Money"]);
}

#[test]
fn what_changed_between_versions_is_read_off_the_journal() {
    let mut made_study = Made::begun();
    let money = made_study.code("Money", None);
    let last = made_study.entries.last().map(|entry| entry.head.id);
    made_study.does(|study, stamp| operations::name_version(study, stamp, "v1", "", last).map(|(_, entry)| entry));
    made_study.does(|study, stamp| {
        operations::edit_code(study, stamp, Code { brief: "Pay".into(), ..study.get(money).unwrap().clone() })
    });
    made_study.code("Rooms", None);
    let last = made_study.entries.last().map(|entry| entry.head.id);
    made_study.does(|study, stamp| operations::name_version(study, stamp, "v2", "", last).map(|(_, entry)| entry));
    let beside = Beside { entries: &made_study.entries, agreement: &[] };
    let document = manual_with(&made_study.study, beside, &ManualOptions::default());
    let written = crate::report::markdown(&document, "").text;
    assert!(written.contains("**Money**: brief definition.") && written.contains("**Rooms** was added."), "{written}");
}

#[test]
fn agreement_is_printed_before_and_after() {
    let study = Made::begun().study;
    let row = AgreementRow {
        round: "Round 1".into(),
        measure: "Krippendorff’s alpha".into(),
        unit: "turn".into(),
        before: "0.62".into(),
        after: String::new(),
    };
    let beside = Beside { entries: &[], agreement: &[row] };
    let document = manual_with(&study, beside, &ManualOptions::default());
    let written = crate::report::markdown(&document, "").text;
    assert!(written.contains("| Round 1 | Krippendorff’s alpha | turn | 0.62 | – |"), "{written}");
}

fn checked(study: &Study, options: &ManualOptions) -> Vec<Concern> {
    checks_before_export(study, options, &quoted_in_manual(study, options))
}

#[test]
fn checks_name_what_lacks_and_where_to_jump() {
    let mut made_study = Made::begun();
    made_study.transcript("T", &[("P1", "we asked Mrs Hopkins for money and she laughed")]);
    let (money, empty) = (made_study.code("Money", None), made_study.code("Rooms", None));
    made_study.attach("Money", "we asked Mrs Hopkins for money");
    let concerns = checked(&made_study.study, &ManualOptions::default());
    let of = |kind| -> Vec<Key> { concerns.iter().filter(|one| one.kind == kind).map(|one| one.record).collect() };
    assert_eq!(of(ConcernKind::NoDefinition), [money.key(), empty.key()]);
    assert_eq!(of(ConcernKind::NoExample), [empty.key()]);
    let name = concerns.iter().find(|one| one.kind == ConcernKind::Name).unwrap();
    assert!(name.sentence.contains("Hopkins") && name.passage.is_some(), "{}", name.sentence);
    assert!(of(ConcernKind::SmallCell).is_empty());
}

#[test]
fn attributes_beside_quotations_are_held_against_the_size_of_their_cells() {
    let study = sample();
    let attribution = "({participant}, {Region}, {group})".to_owned();
    let options = ManualOptions { attribution, ..ManualOptions::of(&study) };
    let concerns = checked(&study, &options);
    assert!(concerns.iter().any(|one| one.kind == ConcernKind::SmallCell && one.sentence.contains("Region")));
    let usual = checked(&study, &ManualOptions::of(&study));
    assert!(usual.iter().all(|one| one.kind != ConcernKind::SmallCell));
}

#[test]
fn options_are_kept_and_read_back() {
    let options = ManualOptions { columns: vec![ColumnSet::Ranking], quotations: 5, ..ManualOptions::default() };
    let kept = serde_json::to_string(&options).unwrap();
    assert_eq!(serde_json::from_str::<ManualOptions>(&kept).unwrap(), options);
    assert_eq!(serde_json::from_str::<ManualOptions>("{}").unwrap(), ManualOptions::default());
}
