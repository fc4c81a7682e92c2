//! The tables of themes and the board, from outside: in every format, with denominators, and in a blind round only what
//! the coder may see.

use std::{
    fs,
    path::Path,
    process::{Command, Output},
};

use crate::sample;

fn colloquy(at: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_colloquy"));
    command.current_dir(at).args(arguments).env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY");
    command.output().expect("the program runs")
}

fn done(at: &Path, arguments: &[&str]) {
    let output = colloquy(at, arguments);
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
}

fn refused(at: &Path, arguments: &[&str], status: i32, words: &str) {
    let output = colloquy(at, arguments);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(status), "{arguments:?}: {said}");
    assert!(said.contains(words), "{arguments:?}: {said}");
}

fn sample_path() -> String {
    sample::folder().display().to_string()
}

fn rows(at: &Path, table: &[&str]) -> Vec<Vec<String>> {
    let sample = sample_path();
    let mut arguments = vec!["export", "matrix", &sample, "-o", "table.csv"];
    arguments.extend(table);
    done(at, &arguments);
    let mut reader = csv::Reader::from_path(at.join("table.csv")).expect("CSV");
    reader.records().map(|row| row.expect("a row").iter().map(str::to_owned).collect()).collect()
}

#[test]
fn every_table_and_the_board_are_written_in_every_format_and_twice_alike() {
    let folder = tempfile::tempdir().expect("a folder");
    let (at, sample) = (folder.path(), sample_path());
    let formats = ["docx", "pdf", "odt", "html", "tex", "md", "xlsx"];
    let tables = ["importance", "beliefs", "enablers", "attributes"];
    for format in formats {
        let (one, two) = (format!("one.{format}"), format!("two.{format}"));
        for table in tables {
            for name in [&one, &two] {
                done(at, &["export", "matrix", &sample, "-o", name, "--table", table]);
            }
            let bytes = fs::read(at.join(&one)).expect("the table");
            assert!(bytes.len() > 500, "{table} as {format} is {} bytes", bytes.len());
            assert!(bytes == fs::read(at.join(&two)).expect("the table"), "{table} as {format} differs");
        }
        done(at, &["export", "board", &sample, "-o", &one, "--board", "Early grouping"]);
        assert!(fs::metadata(at.join(&one)).expect("the board").len() > 500);
    }
    refused(at, &["export", "board", &sample, "-o", "x.md", "--board", "Late"], 1, "There is no board “Late”");
    refused(
        at,
        &["export", "matrix", &sample, "-o", "x.md", "--elements", "moods"],
        2,
        "There are no elements “moods”",
    );
    refused(at, &["export", "matrix", &sample, "-o", "x.svg"], 2, ".docx");
    refused(at, &["export", "manual", &sample, "-o", "x.md", "--table", "beliefs"], 2, "are of matrix");
    refused(
        at,
        &["export", "matrix", &sample, "-o", "x.md", "--table", "attributes", "--attribute", "Height"],
        2,
        "Size of organisation",
    );
}

#[test]
fn the_tables_of_the_sample_count_participants_of_38_and_groups_of_6() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    let importance = rows(at, &["--table", "importance"]);
    assert!(importance.len() > 4, "the sample is placed in several domains");
    let number = |row: &[String], column: usize| row[column].parse::<usize>().expect("a number");
    let mut last = usize::MAX;
    for row in &importance {
        assert_eq!((number(row, 4), number(row, 6)), (38, 6), "of 38 participants and 6 groups");
        assert!(number(row, 3) <= 38 && number(row, 3) <= last, "most first");
        last = number(row, 3);
    }
    // Sizes of organisations have their own denominators, which add up to all participants.
    let by_size =
        rows(at, &["--table", "attributes", "--attribute", "Size of organisation (staff)", "--elements", "components"]);
    let whole: Vec<&Vec<String>> = by_size.iter().filter(|row| row[2].is_empty()).collect();
    assert_eq!(whole.len(), 9, "three components by three levels");
    assert_eq!(whole.iter().take(3).map(|row| number(row, 6)).sum::<usize>(), 38);
    for row in whole {
        assert!(number(row, 5) <= number(row, 6));
    }
}
