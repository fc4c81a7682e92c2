use super::flow::Flow;
use super::pages::{Pages, Shows, points, stack};
use super::pdf;
use crate::report::paper::Sheet;
use crate::report::sample;
use crate::report::tree::{Column, Document, Page, Row, Table, footnote, heading, paragraph, text};

fn pages(document: &Document) -> Pages {
    let mut flow = Flow::new(document);
    flow.all();
    let notes = flow.set_notes();
    let slices = std::mem::take(&mut flow.slices);
    stack(slices, &flow.again, &notes, Sheet::new(document.page, false))
}

/// The words of a page, in the order in which they are drawn, each with its lower edge.
fn words(pages: &Pages, page: usize) -> Vec<(String, f32)> {
    let marks = &pages.pages[page].marks;
    marks
        .iter()
        .filter_map(|mark| match &mark.shows {
            Shows::Letters { stretches, .. } => {
                let text: String = stretches.iter().map(|stretch| stretch.text.as_str()).collect();
                Some((text, mark.y + mark.height))
            }
            _ => None,
        })
        .collect()
}

fn on_page(pages: &Pages, page: usize, wanted: &str) -> bool {
    words(pages, page).iter().any(|(text, _)| text.contains(wanted))
}

#[test]
fn nothing_is_drawn_outside_the_margins() {
    for document in [sample::everything(), sample::many_codes(60), sample::right_to_left()] {
        for page in &pages(&document).pages {
            let sheet = page.sheet;
            let (left, right) = (points(sheet.side), points(sheet.width - sheet.side));
            let (top, bottom) = (points(sheet.top), points(sheet.height - sheet.bottom));
            for mark in &page.marks {
                assert!(mark.x >= left - 0.6 && mark.x + mark.width <= right + 0.6, "{}: {mark:?}", document.title);
                assert!(mark.y >= top - 1.5 && mark.y + mark.height <= bottom + 3.0, "{}: {mark:?}", document.title);
            }
        }
    }
}

#[test]
fn no_heading_stands_alone_at_the_foot_of_a_page() {
    let document = sample::many_codes(80);
    let pages = pages(&document);
    for (index, spot) in &pages.headings {
        let page = &pages.pages[spot.page];
        let below = page.marks.iter().filter(|mark| mark.y > spot.y + 24.0 && mark.element.is_some()).count();
        assert!(below > 0, "heading {index} ends page {}", spot.page + 1);
    }
}

#[test]
fn a_table_repeats_its_header_on_every_page_that_it_reaches() {
    let mut document = Document::new("T");
    document.push(Table {
        columns: vec![Column::text(1.0), Column::number(1.0)],
        header: vec![Row::new(["Name of it", "n"])],
        rows: (0..120).map(|at| Row::new([format!("row {at}"), at.to_string()])).collect(),
        ..Table::default()
    });
    let pages = pages(&document);
    assert!(pages.pages.len() > 2);
    for page in 0..pages.pages.len() {
        assert!(on_page(&pages, page, "Name of it"), "page {}", page + 1);
    }
}

#[test]
fn a_merged_cell_is_said_again_where_a_page_parts_it() {
    let mut document = Document::new("T");
    let rows = (0..90).map(|at| match at {
        0 => Row { cells: vec!["Motivation".into(), "row 0".into()], ..Row::default() },
        _ => Row::new([format!("row {at}")]),
    });
    let mut rows: Vec<Row> = rows.collect();
    rows[0].cells[0].row_span = 90;
    document.push(Table {
        columns: vec![Column::text(1.0), Column::text(1.0)],
        header: vec![Row::new(["Component", "Code"])],
        rows,
        ..Table::default()
    });
    let pages = pages(&document);
    assert!(pages.pages.len() > 1 && (0..pages.pages.len()).all(|page| on_page(&pages, page, "Motivation")));
}

#[test]
fn a_note_stands_at_the_foot_of_the_page_that_calls_it() {
    let mut document = Document::new("T");
    for at in 0..60 {
        document.push(paragraph("A line that is there to fill the page and to push what comes after it down."));
        if at == 40 {
            document.push(paragraph([text("Called here"), footnote("The note itself.")]));
        }
    }
    let pages = pages(&document);
    let called = (0..pages.pages.len()).find(|page| on_page(&pages, *page, "Called here")).unwrap();
    let noted = (0..pages.pages.len()).find(|page| on_page(&pages, *page, "The note itself.")).unwrap();
    assert_eq!(called, noted);
    let of_page = words(&pages, noted);
    let lowest = of_page.iter().map(|(_, y)| *y).fold(0.0, f32::max);
    assert!(of_page.iter().any(|(text, y)| text.contains("The note itself.") && *y == lowest));
}

#[test]
fn paper_lies_where_a_section_says_so() {
    let everything = sample::everything();
    let sheets: Vec<bool> = pages(&everything).pages.iter().map(|page| page.sheet.landscape).collect();
    let turned = sheets.windows(2).filter(|pair| pair[0] != pair[1]).count();
    assert!(!sheets[0] && turned == 2, "{sheets:?}");
    let mut letter = Document::new("T");
    letter.page = Page::Letter;
    letter.push(heading(1, "H"));
    assert_eq!(pages(&letter).pages[0].sheet.width, 12_240);
}

#[test]
fn the_same_document_is_the_same_bytes_and_says_which_letters_it_lacks() {
    let one = pdf(&sample::everything()).unwrap();
    assert!(one == pdf(&sample::everything()).unwrap());
    assert!(one.bytes.starts_with(b"%PDF") && one.missing.contains(&'研') && !one.missing.contains(&'א'));
}

#[test]
fn what_is_previewed_is_what_prints() {
    let document = sample::everything();
    let (shown, printed) = (super::preview(&document), pdf(&document).unwrap());
    assert_eq!(shown.len(), printed.pages);
    assert_eq!(shown.page_of_anchor("cards").map(|page| on_page(&pages(&document), page, "Cards")), Some(true));
    let svg = shown.svg(0).unwrap();
    let mut reader = quick_xml::Reader::from_str(&svg);
    while !matches!(reader.read_event().unwrap(), quick_xml::events::Event::Eof) {}
    assert!(svg.contains("<use href=\"#Serif") && shown.svg(printed.pages).is_none());
}

#[test]
fn a_picture_that_is_no_png_is_refused() {
    let mut document = Document::new("T");
    let figure = crate::report::tree::Figure { png: b"GIF89a".to_vec(), width: 9.0, height: 9.0, ..Default::default() };
    document.push(figure);
    assert!(pdf(&document).unwrap_err().to_string().contains("Nothing was written"));
}
