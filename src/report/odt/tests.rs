use std::collections::BTreeSet;
use std::io::{Cursor, Read};

use super::odt;
use crate::report::sample;
use crate::report::tree::{Document, paragraph};

fn parts(document: &Document) -> Vec<(String, Vec<u8>)> {
    let mut zip = zip::ZipArchive::new(Cursor::new(odt(document).unwrap())).unwrap();
    (0..zip.len())
        .map(|at| {
            let mut file = zip.by_index(at).unwrap();
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).unwrap();
            (file.name().unwrap().into_owned(), bytes)
        })
        .collect()
}

fn part(document: &Document, name: &str) -> String {
    let found = parts(document).into_iter().find(|(other, _)| other == name).unwrap();
    String::from_utf8(found.1).unwrap()
}

#[test]
fn the_type_stands_first_and_uncompressed_and_the_manifest_lists_what_is_there() {
    let document = sample::everything();
    let bytes = odt(&document).unwrap();
    // OpenDocument 1.3 part 2, section 3.3: so that the type is found at byte 38.
    assert_eq!(&bytes[30..38], b"mimetype");
    assert_eq!(&bytes[38..77], b"application/vnd.oasis.opendocument.text");
    let manifest = part(&document, "META-INF/manifest.xml");
    for (name, _) in parts(&document) {
        let listed = manifest.contains(&format!("manifest:full-path=\"{name}\""));
        assert_eq!(listed, name != "mimetype" && name != "META-INF/manifest.xml", "{name}");
    }
}

#[test]
fn every_part_is_well_formed_and_every_style_that_is_used_is_there() {
    for document in [sample::everything(), sample::many_codes(30), sample::right_to_left()] {
        let (content, styles) = (part(&document, "content.xml"), part(&document, "styles.xml"));
        for text in [&content, &styles, &part(&document, "meta.xml")] {
            let mut reader = quick_xml::Reader::from_str(text);
            reader.config_mut().check_end_names = true;
            while !matches!(reader.read_event().unwrap(), quick_xml::events::Event::Eof) {}
        }
        let named = |text: &str, attribute: &str| -> BTreeSet<String> {
            let opening = format!(" {attribute}=\"");
            let parts = text.split(opening.as_str()).skip(1);
            parts.filter_map(|rest| rest.split('"').next()).map(str::to_owned).collect()
        };
        let mut known = named(&content, "style:name");
        known.extend(named(&styles, "style:name"));
        let mut used = named(&content, "text:style-name");
        used.extend(named(&content, "table:style-name"));
        used.extend(named(&content, "style:parent-style-name"));
        used.extend(named(&content, "style:master-page-name"));
        let missing: Vec<&String> = used.difference(&known).collect();
        assert!(missing.is_empty(), "{missing:?}");
    }
}

#[test]
fn spaces_and_tabs_that_xml_would_drop_are_elements() {
    let mut document = Document::new("T");
    document.push(paragraph("  a  b\tc "));
    let content = part(&document, "content.xml");
    assert!(
        content.contains(">\u{20}")
            || content.contains("<text:s text:c=\"2\"/>a <text:s text:c=\"1\"/>b<text:tab/>c<text:s text:c=\"1\"/>"),
        "{content}"
    );
}

#[test]
fn a_table_covers_its_grid_in_every_row() {
    let content = part(&sample::everything(), "content.xml");
    let table = content.split("<table:table ").find(|table| table.contains("South West")).unwrap();
    let table = table.split("</table:table>").next().unwrap();
    for row in table.split("<table:table-row").skip(1) {
        let cells = row.matches("<table:table-cell").count() + row.matches("<table:covered-table-cell").count();
        assert_eq!(cells, 4, "{row}");
    }
    assert!(table.contains("<table:table-header-rows>"));
}

#[test]
fn the_same_document_is_the_same_bytes() {
    assert!(odt(&sample::everything()).unwrap() == odt(&sample::everything()).unwrap());
}
