use super::package::{Element, Package};
use crate::report::sample;
use crate::report::tree::{
    Caption, Cell, CellContent, CodeRow, CodeTree, Colour, Column, Document, Figure, Label, Row, Table, bullets, card,
    code_name, contents, footnote, heading, link, numbered, page_break, paragraph, quotation, section, text,
};

fn body(blocks: impl FnOnce(&mut Document)) -> Element {
    package(blocks).document()
}

fn package(blocks: impl FnOnce(&mut Document)) -> Package {
    let mut document = Document::new("");
    blocks(&mut document);
    Package::of(&document)
}

fn table(header: Vec<Row>, rows: Vec<Row>) -> Table {
    Table { columns: vec![Column::text(1.0), Column::text(2.0), Column::number(1.0)], header, rows, ..Table::default() }
}

#[test]
fn the_table_of_contents_lists_headings_with_their_numbers_and_leads_to_them() {
    let body = body(|document| {
        document.push(contents(2));
        document.push(heading(1, "Codes").numbered("1"));
        document.push(heading(2, [text("Money"), footnote("Late money too.")]).numbered("1.1"));
        document.push(heading(3, "Too deep"));
    });
    let first = body.styled("TOC1")[0];
    let second = body.styled("TOC2")[0];
    assert_eq!((first.text().as_str(), second.text().as_str()), ("1\tCodes\t", "1.1\tMoney\t"));
    assert!(body.styled("TOC3").is_empty());
    let target = second.all("w:hyperlink")[0].attribute("w:anchor");
    let money = body.styled("Heading2")[0];
    assert!(money.all("w:bookmarkStart").iter().any(|bookmark| bookmark.attribute("w:name") == target));
    let marks: Vec<&str> = body.all("w:fldChar").iter().map(|mark| mark.attribute("w:fldCharType")).collect();
    assert_eq!(marks, ["begin", "separate", "begin", "separate", "end", "begin", "separate", "end", "end"]);
}

#[test]
fn a_table_of_contents_without_headings_is_not_written() {
    assert!(body(|document| document.push(contents(2))).all("w:sdt").is_empty());
}

#[test]
fn header_rows_are_repeated_on_every_page_and_stay_whole() {
    let header = vec![Row::new(["a", "b", "c"]), Row::new(["d", "e", "f"])];
    let body = body(|document| document.push(table(header, vec![Row::new(["g", "h", "i"])])));
    let repeated: Vec<bool> = body.all("w:tr").iter().map(|row| !row.all("w:tblHeader").is_empty()).collect();
    assert_eq!(repeated, [true, true, false]);
    assert!(body.all("w:tr").iter().all(|row| !row.all("w:cantSplit").is_empty()));
}

#[test]
fn a_row_longer_than_half_a_page_may_be_parted() {
    let long = "word ".repeat(2000);
    let body =
        body(|document| document.push(table(vec![], vec![Row::new(["short", "row", ""]), Row::new([&*long, "", ""])])));
    let whole: Vec<bool> = body.all("w:tr").iter().map(|row| !row.all("w:cantSplit").is_empty()).collect();
    assert_eq!(whole, [true, false]);
}

#[test]
fn a_row_of_many_short_lines_may_be_parted() {
    let turns = "Yes.\n".repeat(40);
    let body = body(|document| document.push(table(vec![], vec![Row::new([turns.as_str()])])));
    assert!(body.all("w:cantSplit").is_empty());
}

#[test]
fn merged_cells_cover_the_grid_exactly() {
    let rows = vec![
        Row::new([Cell::from("two rows").over_rows(2), Cell::from("two columns").over_columns(2)]),
        Row::new(["b", "c"]),
        Row::new(["only one"]),
        Row::new([Cell::from("too wide and too deep").over_columns(9).over_rows(9)]),
    ];
    let mut wanted = table(vec![], rows);
    wanted.columns.truncate(3);
    // The widest row decides, so the table has nine columns.
    let body = body(|document| document.push(wanted));
    for row in body.all("w:tr") {
        let covered: usize = row
            .all("w:tc")
            .iter()
            .map(|cell| cell.child("w:tcPr").unwrap().val("w:gridSpan").map_or(1, |span| span.parse().unwrap()))
            .sum();
        assert_eq!(covered, 9);
    }
    let merges: Vec<&str> = body.all("w:vMerge").iter().map(|merge| merge.attribute("w:val")).collect();
    assert_eq!(merges, ["restart", ""]);
    assert!(body.all("w:tc").iter().all(|cell| cell.children.last().unwrap().name == "w:p"));
}

#[test]
fn columns_share_the_width_of_the_page_in_proportion() {
    let body = body(|document| document.push(table(vec![], vec![Row::new(["a", "b", "c"])])));
    let widths: Vec<u32> =
        body.all("w:gridCol").iter().map(|column| column.attribute("w:w").parse().unwrap()).collect();
    // A4 is 11,906 twips wide, the margins are 1,531 each: 8,844 in parts of 1 : 2 : 1.
    assert_eq!(widths, [2211, 4422, 2211]);
    let last = body.all("w:tc")[2];
    assert_eq!(last.all("w:jc")[0].attribute("w:val"), "right");
}

#[test]
fn two_tables_in_a_row_are_parted_so_that_word_does_not_join_them() {
    let body = body(|document| {
        document.push(table(vec![], vec![Row::new(["a"])]));
        document.push(table(vec![], vec![Row::new(["b"])]));
    });
    let names: Vec<&str> = body.children[0].children.iter().map(|child| child.name.as_str()).collect();
    assert_eq!(names, ["w:tbl", "w:p", "w:tbl", "w:p", "w:sectPr"]);
}

#[test]
fn captions_stay_with_what_they_caption_and_are_counted_by_kind() {
    let mut first = table(vec![], vec![Row::new(["a"])]);
    first.caption = Some("One".into());
    let mut own = first.clone();
    own.caption = Some(Caption { label: Label::Own("S1 Table".to_owned()), text: "Supplement".into() });
    let figure = Figure { caption: Some("Shown".into()), ..sample_figure() };
    let body = body(|document| {
        document.push(first.clone());
        document.push(own);
        document.push(figure);
        document.push(first);
    });
    let captions = body.styled("Caption");
    let texts: Vec<String> = captions.iter().map(|caption| caption.text()).collect();
    assert_eq!(texts, ["Table\u{a0}1. One", "S1 Table. Supplement", "Figure\u{a0}1. Shown", "Table\u{a0}2. One"]);
    let kept: Vec<bool> = captions.iter().map(|caption| caption.has("w:keepNext")).collect();
    assert_eq!(kept, [true, true, false, true], "a figure's caption stands below it");
    assert!(body.styled("FigureLine")[0].has("w:keepNext"));
}

fn sample_figure() -> Figure {
    Figure {
        png: sample::picture(),
        width: 1000.0,
        height: 100.0,
        alternative: "A \"pale\" box".to_owned(),
        ..Figure::default()
    }
}

#[test]
fn figures_fit_the_page_keep_their_shape_and_are_described() {
    let package = package(|document| document.push(sample_figure()));
    let body = package.document();
    let extent = body.all("wp:extent")[0];
    let (wide, high): (f64, f64) = (extent.attribute("cx").parse().unwrap(), extent.attribute("cy").parse().unwrap());
    // 8,844 twips of 635 EMU each.
    assert!((wide - 8844.0 * 635.0).abs() < 700.0, "{wide}");
    assert!((wide / high - 10.0).abs() < 0.001);
    assert_eq!(body.all("wp:docPr")[0].attribute("descr"), "A \"pale\" box");
    assert_eq!(package.bytes("word/media/picture1.png"), sample::picture());
}

#[test]
fn sections_turn_the_paper_and_turn_it_back() {
    let body = body(|document| {
        document.push(paragraph("upright"));
        document.push(section(true));
        document.push(table(vec![], vec![Row::new(["lying"])]));
        document.push(section(false));
        document.push(paragraph("upright again"));
    });
    let sections: Vec<(&str, bool)> = body
        .all("w:sectPr")
        .iter()
        .map(|section| (section.all("w:pgSz")[0], section.all("w:footerReference")[0].attribute("r:id")))
        .map(|(size, footer)| (size.attribute("w:orient"), footer == "footerLandscape"))
        .collect();
    assert_eq!(sections, [("", false), ("landscape", true), ("", false)]);
    assert!(body.styled("BodyText")[0].has("w:sectPr"), "the last paragraph ends the section, not an empty page");
}

#[test]
fn a_section_at_the_very_start_leaves_no_empty_page() {
    let body = body(|document| {
        document.push(section(true));
        document.push(paragraph("lying"));
    });
    assert_eq!(body.all("w:sectPr").len(), 1);
    assert_eq!(body.all("w:pgSz")[0].attribute("w:orient"), "landscape");
}

#[test]
fn a_page_break_belongs_to_what_begins_the_page() {
    let broken = body(|document| {
        document.push(paragraph("before"));
        document.push(page_break());
        document.push(heading(1, "after"));
        document.push(page_break());
        document.push(table(vec![], vec![Row::new(["a table has no such property"])]));
        document.push(page_break());
    });
    assert!(broken.styled("Heading1")[0].has("w:pageBreakBefore"));
    let breaks = broken.all("w:pageBreakBefore").len();
    assert_eq!(breaks, 2, "one before the heading, one before the table, none at the end");
}

#[test]
fn footnotes_are_numbered_in_order_and_parted_from_the_text_by_a_line() {
    let package = package(|document| {
        document.push(paragraph([text("a"), footnote("first"), text("b"), footnote("second")]));
        let nested = footnote([text("third"), footnote("within")]);
        document.push(table(vec![], vec![Row::new([Cell::from(nested)])]));
    });
    let body = package.document();
    let called: Vec<&str> = body.all("w:footnoteReference").iter().map(|mark| mark.attribute("w:id")).collect();
    assert_eq!(called, ["1", "2", "3"]);
    let notes = package.part("word/footnotes.xml");
    let kinds: Vec<(&str, &str, String)> = notes
        .all("w:footnote")
        .into_iter()
        .map(|note| (note.attribute("w:id"), note.attribute("w:type"), note.text()))
        .collect();
    let written: Vec<(&str, &str, &str)> = kinds.iter().map(|(id, kind, text)| (*id, *kind, text.as_str())).collect();
    assert_eq!(
        written,
        [
            ("-1", "separator", ""),
            ("0", "continuationSeparator", ""),
            ("1", "", " first"),
            ("2", "", " second"),
            ("3", "", " third (within)"),
        ]
    );
}

#[test]
fn a_link_leads_to_its_anchor_and_one_without_anchor_is_plain_text() {
    let body = body(|document| {
        document.push(paragraph([link("codes", "there"), text(" and "), link("nowhere", "nowhere")]));
        document.push(heading(1, "Codes").anchored("codes"));
        document.push(heading(1, "Codes again").anchored("codes"));
    });
    let links = body.all("w:hyperlink");
    assert_eq!(links.iter().map(|link| link.text()).collect::<Vec<_>>(), ["there"]);
    let target = links[0].attribute("w:anchor");
    let found: Vec<String> = body
        .styled("Heading1")
        .into_iter()
        .filter(|heading| heading.all("w:bookmarkStart").iter().any(|mark| mark.attribute("w:name") == target))
        .map(Element::text)
        .collect();
    assert_eq!(found, ["Codes"], "of two with one anchor, the first is found");
}

#[test]
fn each_numbered_list_begins_at_one() {
    let package = package(|document| {
        document.push(numbered(["a", "b"]));
        document.push(numbered(["c"]));
        document.push(bullets(["d"]));
    });
    let body = package.document();
    let lists: Vec<&str> = body.all("w:numId").iter().map(|list| list.attribute("w:val")).collect();
    assert_eq!(lists, ["3", "3", "4", "1"]);
    let numbering = package.part("word/numbering.xml");
    assert_eq!(numbering.all("w:startOverride").len(), 2);
}

#[test]
fn quotations_carry_their_marks_their_source_and_the_warning_of_a_near_miss() {
    let body = body(|document| {
        document.push(quotation("We tried.\nTwice.", "(Participant 3, Focus Group 5)"));
        document.push(quotation("We did not.", "(Participant 1, Focus Group 2)").near_miss());
    });
    let quotes = body.styled("Quote");
    assert_eq!(quotes[0].text(), "\u{201c}We tried.\nTwice.\u{201d}\n(Participant 3, Focus Group 5)");
    assert_eq!(quotes[1].text(), "Near miss: \u{201c}We did not.\u{201d}\n(Participant 1, Focus Group 2)");
    assert_eq!(quotes[1].all("w:pBdr")[0].children[0].attribute("w:val"), "dashed");
}

#[test]
fn a_colour_never_stands_without_the_name_of_its_code() {
    let red = Colour::new(0xC9, 0x6A, 0x3D);
    let body = body(|document| {
        document.push(paragraph(code_name("Funding", Some(red))));
        document.push(CodeTree {
            rows: vec![CodeRow { name: "Trust".to_owned(), colour: Some(red), ..CodeRow::default() }],
        });
        document.push(card(heading(2, "Joy").coloured(Some(red))).entry("Definition", "Being glad."));
    });
    assert_eq!(body.styled("BodyText")[0].text(), "\u{25a0}\u{a0}Funding");
    let row = body.all("w:tr")[0];
    assert_eq!(row.all("w:shd")[0].attribute("w:fill"), "C96A3D");
    assert_eq!(row.text(), "Trust");
    let joy = body.styled("Heading2")[0];
    assert_eq!(joy.all("w:pBdr")[0].children[0].attribute("w:color"), "C96A3D");
}

#[test]
fn a_card_stays_with_its_heading_and_a_short_one_on_its_page() {
    let body = body(|document| {
        document.push(
            card(heading(2, "Joy"))
                .entry("Definition", "Being glad.")
                .entries_of("Examples", vec![CellContent::Item("a".into()), quotation("b", "(P1)").into()]),
        );
    });
    assert!(body.styled("Heading2")[0].has("w:keepNext"));
    let rows = body.all("w:tr");
    assert!(rows[0].all("w:p").iter().all(|paragraph| paragraph.has("w:keepNext")));
    assert!(!rows[1].all("w:p").iter().any(|paragraph| paragraph.has("w:keepNext")), "nor with what follows");
    assert_eq!(rows[1].all("w:tc")[1].text(), "a\u{201c}b\u{201d} (P1)");
}

#[test]
fn each_run_is_marked_with_its_own_direction() {
    let body = body(|document| {
        document.push(paragraph("Say \"שלום עולם\", then go."));
        document.push(paragraph("قال NHS."));
    });
    let paragraphs = body.styled("BodyText");
    let runs = |paragraph: &Element| -> Vec<(String, bool)> {
        paragraph.all("w:r").iter().map(|run| (run.text(), !run.all("w:rtl").is_empty())).collect()
    };
    assert!(!paragraphs[0].has("w:bidi"));
    assert_eq!(
        runs(paragraphs[0]),
        [("Say \"".to_owned(), false), ("שלום עולם".to_owned(), true), ("\", then go.".to_owned(), false)]
    );
    assert!(paragraphs[1].has("w:bidi"));
    assert_eq!(runs(paragraphs[1]), [("قال ".to_owned(), true), ("NHS".to_owned(), false), (".".to_owned(), true)]);
}
