use proptest::prelude::*;

use super::{CsvOptions, PlainCell, PlainTable, csv};
use crate::report::tree::{Cell, Row, Table};

fn written(rows: Vec<Vec<PlainCell>>, options: CsvOptions) -> String {
    let table = PlainTable { header: vec!["code".to_owned(), "n".to_owned()], rows };
    String::from_utf8(csv(&table, options).unwrap()).unwrap()
}

#[test]
fn fields_are_quoted_where_they_must_be_and_lines_end_as_the_standard_says() {
    let rows = vec![
        vec!["Funding, \"late\"".into(), 3_usize.into()],
        vec!["two\nlines".into(), PlainCell::Number(0.1 + 0.2)],
        vec![PlainCell::Empty, PlainCell::Number(f64::NAN)],
        vec!["short".into()],
    ];
    assert_eq!(
        written(rows, CsvOptions::default()),
        "code,n\r\n\"Funding, \"\"late\"\"\",3\r\n\"two\nlines\",0.30000000000000004\r\n,\r\nshort,\r\n"
    );
}

#[test]
fn text_that_a_spreadsheet_would_compute_is_guarded_and_numbers_are_not() {
    let rows = |text: &str| vec![vec![PlainCell::from(text), PlainCell::Count(-3)]];
    for text in ["=1+1", "+1", "-1", "@sum", "\tx", "\u{FF1D}1"] {
        let guarded = written(rows(text), CsvOptions::default());
        assert!(guarded.ends_with(&format!("'{text},-3\r\n")), "{guarded:?}");
        let open = written(rows(text), CsvOptions { guard_formulas: false, ..CsvOptions::default() });
        assert!(open.ends_with(&format!("\n{text},-3\r\n")), "{open:?}");
    }
    assert!(written(rows("a=b"), CsvOptions::default()).ends_with("\na=b,-3\r\n"));
}

#[test]
fn a_byte_order_mark_is_written_once_and_only_when_wished() {
    let marked = written(Vec::new(), CsvOptions { byte_order_mark: true, ..CsvOptions::default() });
    assert_eq!(marked, "\u{FEFF}code,n\r\n");
    assert_eq!(written(Vec::new(), CsvOptions::default()), "code,n\r\n");
}

#[test]
fn a_printed_table_repeats_merged_cells_so_that_rows_can_be_sorted() {
    let table = Table {
        header: vec![
            Row::new([Cell::from("Region").over_rows(2), Cell::from("Participants").over_columns(2)]),
            Row::new(["n", "%"]),
        ],
        rows: vec![Row::new([Cell::from("South").over_rows(2), "12".into(), "32".into()]), Row::new(["9"])],
        ..Table::default()
    };
    let plain = PlainTable::from(&table);
    assert_eq!(plain.header, ["Region", "Participants: n", "Participants: %"]);
    assert_eq!(plain.rows[1], ["South".into(), "9".into(), PlainCell::Empty]);
}

proptest! {
    #[test]
    fn any_text_is_read_back(texts in prop::collection::vec("[a,\"\r\n =é]{0,6}", 1..5)) {
        let table = PlainTable {
            header: vec!["h".to_owned(); texts.len()],
            rows: vec![texts.iter().map(|text| PlainCell::from(text.as_str())).collect()],
        };
        let options = CsvOptions { byte_order_mark: false, guard_formulas: false };
        let bytes = csv(&table, options).unwrap();
        let mut reader = ::csv::Reader::from_reader(bytes.as_slice());
        let record = reader.records().next().unwrap().unwrap();
        prop_assert_eq!(record.iter().collect::<Vec<_>>(), texts);
    }
}
