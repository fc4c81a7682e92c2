use std::io::{Cursor, Read};

use super::sheet::{Names, number};
use super::{xlsx, xlsx_table};
use crate::report::sample;
use crate::report::tables::{PlainCell, PlainTable};

fn part(bytes: &[u8], name: &str) -> String {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    zip.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn names_of_sheets_are_such_as_excel_takes_and_no_two_alike() {
    let mut names = Names::default();
    assert_eq!(names.next("Table 1: a/b [c]"), "Table 1 a b c");
    assert_eq!(names.next("TABLE 1 A B C"), "TABLE 1 A B C 2");
    assert_eq!(names.next(""), "Sheet");
    let long = names.next(&"long ".repeat(20));
    assert!(long.chars().count() <= 31, "{long}");
}

#[test]
fn only_amounts_are_numbers() {
    assert_eq!((number("12"), number(" 0.5 "), number("-3")), (Some(12.0), Some(0.5), Some(-3.0)));
    for text in ["", "007", "12 %", "1.2.3", "NaN", "inf", "1e5", "-"] {
        assert_eq!(number(text), None, "{text}");
    }
}

#[test]
fn the_same_document_is_the_same_bytes() {
    assert!(xlsx(&sample::everything()).unwrap() == xlsx(&sample::everything()).unwrap());
}

#[test]
fn each_table_is_a_sheet_with_its_header_in_sight_and_merged_cells() {
    let bytes = xlsx(&sample::everything()).unwrap();
    let book = part(&bytes, "xl/workbook.xml");
    for name in ["Contents", "Table 1", "Table 2", "Cards", "The codes"] {
        assert!(book.contains(&format!("name=\"{name}\"")), "{name}: {book}");
    }
    let sheet = part(&bytes, "xl/worksheets/sheet2.xml");
    assert!(sheet.contains("ySplit=\"2\"") && sheet.contains("<mergeCell ref=\"A1:A2\"/>"), "{sheet}");
}

#[test]
fn numbers_are_numbers_and_what_looks_like_a_formula_is_text() {
    let table = PlainTable {
        header: vec!["a".into(), "b".into()],
        rows: vec![vec!["=1+1".into(), PlainCell::Count(7)], vec![PlainCell::Empty, PlainCell::Number(0.25)]],
    };
    let bytes = xlsx_table("T", "data", &table).unwrap();
    let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
    assert!(!sheet.contains("<f>") && sheet.contains("<v>7</v>") && sheet.contains("<v>0.25</v>"), "{sheet}");
    assert!(part(&bytes, "xl/sharedStrings.xml").contains("<t>=1+1</t>"));
}
