use super::read_manuscript;
use crate::report::tree::{Cell, Column, Document, Row, Table, bullets, heading, paragraph, quotation};
use crate::report::{DocxOptions, docx, odt};

/// A small manuscript, written by the writers of this program.
fn manuscript() -> Document {
    let mut document = Document::new("A paper");
    document.push(heading(1, "Findings"));
    document.push(paragraph("Money was short. As one participant said:"));
    document.push(quotation("It was never enough & never on time", "(Participant 3, Focus Group 5)"));
    document.push(bullets(["One more thing."]));
    document.push(Table {
        columns: vec![Column::text(1.0)],
        rows: vec![Row::new([Cell::from("In a cell.")])],
        ..Table::default()
    });
    document
}

#[test]
fn word_and_opendocument_files_say_the_same() {
    let document = manuscript();
    let word = read_manuscript("a.docx", &docx(&document, DocxOptions::default()).unwrap()).unwrap();
    let open = read_manuscript("a.odt", &odt(&document).unwrap()).unwrap();
    let texts = |paragraphs: &[super::ManuscriptParagraph]| -> String {
        paragraphs.iter().map(|paragraph| paragraph.text.as_str()).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(texts(&word), texts(&open));
    for read in [&word, &open] {
        let quoted = read.iter().find(|paragraph| paragraph.text.contains("never enough &")).unwrap();
        assert!(quoted.set_as_quotation, "{read:?}");
        assert_eq!(read.iter().find(|paragraph| paragraph.text == "Findings").unwrap().heading, Some(1));
        assert!(read.iter().find(|paragraph| paragraph.text == "In a cell.").unwrap().set_apart);
    }
}

#[test]
fn block_quotes_of_markdown_are_set_as_quotations_and_lines_are_joined() {
    let source = "# Findings\n\nA line\nand more\n\n> It was\n> enough\n>\n> (P3, FG5)\n\n- item\n\n```\ncode\n```\n";
    let read = read_manuscript("a.md", source.as_bytes()).unwrap();
    let seen: Vec<(&str, bool, bool)> =
        read.iter().map(|one| (one.text.as_str(), one.set_as_quotation, one.set_apart)).collect();
    let expected = [
        ("Findings", false, false),
        ("A line and more", false, false),
        ("It was enough", true, false),
        ("(P3, FG5)", true, false),
        ("item", false, true),
    ];
    assert_eq!(seen, expected);
}

#[test]
fn the_paragraphs_of_a_pdf_come_whole_and_without_what_stands_on_every_page() {
    let mut document = Document::new("A paper of many pages");
    let long = "So we were never sure whether the money would come, and when it came it was too late for the autumn. ";
    for number in 0..40 {
        document.push(paragraph(format!("Paragraph {number} begins here. {}", long.repeat(4).trim_end())));
    }
    document.push(heading(1, "References"));
    let file = crate::report::pdf(&document).unwrap();
    assert!(file.pages > 3, "{}", file.pages);
    let read = read_manuscript("a.pdf", &file.bytes).unwrap();
    let texts: Vec<&str> = read.iter().map(|one| one.text.as_str()).collect();
    for number in 0..40 {
        let whole = format!("Paragraph {number} begins here. {}", long.repeat(4).trim_end());
        assert!(texts.contains(&whole.as_str()), "{texts:#?}");
    }
    assert!(!texts.iter().any(|text| text.starts_with("Page ")), "page numbers are no text");
    let last = read.last().unwrap();
    assert_eq!((last.text.as_str(), last.heading), ("References", Some(1)));
    let cut = read_manuscript("a.pdf", &file.bytes[..200]).unwrap_err().to_string();
    assert!(cut.contains("could not be read: it seems to be a PDF that is damaged or cut off"), "{cut}");
}

#[test]
fn a_file_of_another_type_is_refused_with_what_to_do() {
    let refused = read_manuscript("paper.pages", b"x").unwrap_err().to_string();
    assert!(refused.contains("Save it as Word"), "{refused}");
    let damaged = read_manuscript("paper.odt", b"PK\x03\x04 no zip").unwrap_err().to_string();
    assert!(damaged.contains("could not be read: the file is damaged"), "{damaged}");
}
