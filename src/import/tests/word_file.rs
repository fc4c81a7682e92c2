//! Word documents made in code, small enough to read.

use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// The namespace declarations that the fixtures' bodies use.
const NAMESPACES: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
 xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math""#;

const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A zip archive of these files.
pub(super) fn zipped(files: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        writer.start_file(*name, SimpleFileOptions::default()).expect("a new entry");
        writer.write_all(content.as_bytes()).expect("room in memory");
    }
    writer.finish().expect("a finished archive").into_inner()
}

/// A list of relationships: kind and target.
pub(super) fn relationships(parts: &[(&str, &str)]) -> String {
    let list: String = parts
        .iter()
        .enumerate()
        .map(|(i, (kind, target))| format!(r#"<Relationship Id="r{i}" Type="{OFFICE}/{kind}" Target="{target}"/>"#))
        .collect();
    format!(
        r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{list}</Relationships>"#
    )
}

/// The XML of a part: a root element of the main vocabulary around this content.
pub(super) fn part(root: &str, content: &str) -> String {
    format!(r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:{root} {NAMESPACES}>{content}</w:{root}>"#)
}

/// A document with this body.
pub(super) fn document(body: &str) -> Vec<u8> {
    with_parts(body, &[])
}

/// A document with this body and further parts: kind, file name, content.
pub(super) fn with_parts(body: &str, parts: &[(&str, &str, String)]) -> Vec<u8> {
    let root = relationships(&[("officeDocument", "word/document.xml")]);
    let main = part("document", &format!("<w:body>{body}</w:body>"));
    let related: Vec<(&str, &str)> = parts.iter().map(|(kind, name, _)| (*kind, *name)).collect();
    let related = relationships(&related);
    let names: Vec<String> = parts.iter().map(|(_, name, _)| format!("word/{name}")).collect();
    let mut files = vec![
        ("_rels/.rels", root.as_str()),
        ("word/document.xml", main.as_str()),
        ("word/_rels/document.xml.rels", related.as_str()),
    ];
    files.extend(names.iter().map(String::as_str).zip(parts.iter().map(|(_, _, content)| content.as_str())));
    zipped(&files)
}

/// A paragraph of these runs.
pub(super) fn p(runs: &str) -> String {
    format!("<w:p>{runs}</w:p>")
}

/// A run of plain text.
pub(super) fn r(text: &str) -> String {
    format!(r#"<w:r><w:t xml:space="preserve">{text}</w:t></w:r>"#)
}

/// A run of bold text.
pub(super) fn b(text: &str) -> String {
    format!(r#"<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>"#)
}

/// A table of these rows of cells.
pub(super) fn table(rows: &[&[&str]]) -> String {
    let cell =
        |text: &&str| format!("<w:tc>{}</w:tc>", if text.is_empty() { "<w:p/>".to_owned() } else { p(&r(text)) });
    let row = |cells: &&[&str]| format!("<w:tr>{}</w:tr>", cells.iter().map(cell).collect::<String>());
    format!("<w:tbl>{}</w:tbl>", rows.iter().map(row).collect::<String>())
}
