//! The smaller parts: settings, faces, footers, properties, and who refers to what.

use super::DocxOptions;
use super::figure::picture_relation;
use super::story::Story;
use super::styles::{NAMESPACE, SANS, SERIF};
use super::text::{field, plain, tab};
use crate::report::direction::Direction;
use crate::report::paper::Sheet;
use crate::report::tree::Document;
use crate::report::xml::Xml;

/// Relation to the footer of upright pages.
pub(super) const FOOTER_PORTRAIT: &str = "footerPortrait";
/// Relation to the footer of lying pages.
pub(super) const FOOTER_LANDSCAPE: &str = "footerLandscape";

const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";
const OFFICE: &str = "application/vnd.openxmlformats-officedocument";
const RELATION: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";

/// Parts of the document itself: relation, name, and kind of content.
const PARTS: [(&str, &str, &str); 9] = [
    ("styles", "styles.xml", "styles"),
    ("settings", "settings.xml", "settings"),
    ("fontTable", "fontTable.xml", "fontTable"),
    ("numbering", "numbering.xml", "numbering"),
    ("footnotes", "footnotes.xml", "footnotes"),
    ("comments", "comments.xml", "comments"),
    (FOOTER_PORTRAIT, "footer1.xml", "footer"),
    (FOOTER_LANDSCAPE, "footer2.xml", "footer"),
    ("theme", "theme1.xml", "theme"),
];

/// `word/theme1.xml`: the colours and faces that Word offers an author who goes on with the document.
pub(super) const THEME: &str = include_str!("theme.xml");

/// `[Content_Types].xml`.
pub(super) fn content_types() -> String {
    let mut xml = Xml::declared();
    xml.element("Types", &[("xmlns", &format!("{PACKAGE}/content-types"))], |xml| {
        let relations = "application/vnd.openxmlformats-package.relationships+xml";
        for (extension, kind) in [("rels", relations), ("xml", "application/xml"), ("png", "image/png")] {
            xml.empty("Default", &[("Extension", extension), ("ContentType", kind)]);
        }
        let mut part = |name: &str, kind: &str| xml.empty("Override", &[("PartName", name), ("ContentType", kind)]);
        part("/word/document.xml", &format!("{WORD}.document.main+xml"));
        for (_, name, kind) in PARTS {
            let family = if kind == "theme" { OFFICE } else { WORD };
            part(&format!("/word/{name}"), &format!("{family}.{kind}+xml"));
        }
        part("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml");
        part("/docProps/app.xml", &format!("{OFFICE}.extended-properties+xml"));
    });
    xml.finish()
}

/// `_rels/.rels`.
pub(super) fn package_relations() -> String {
    relations(&[
        ("document".to_owned(), format!("{RELATION}/officeDocument"), "word/document.xml".to_owned()),
        (
            "core".to_owned(),
            format!("{PACKAGE}/relationships/metadata/core-properties"),
            "docProps/core.xml".to_owned(),
        ),
        ("app".to_owned(), format!("{RELATION}/extended-properties"), "docProps/app.xml".to_owned()),
    ])
}

/// `word/_rels/document.xml.rels`.
pub(super) fn document_relations(story: &Story<'_>) -> String {
    let mut all: Vec<_> = PARTS
        .iter()
        .map(|(id, name, kind)| ((*id).to_owned(), format!("{RELATION}/{kind}"), (*name).to_owned()))
        .collect();
    for number in 1..=story.pictures.len() {
        all.push((picture_relation(number), format!("{RELATION}/image"), format!("media/picture{number}.png")));
    }
    relations(&all)
}

fn relations(all: &[(String, String, String)]) -> String {
    let mut xml = Xml::declared();
    xml.element("Relationships", &[("xmlns", &format!("{PACKAGE}/relationships"))], |xml| {
        for (id, kind, target) in all {
            xml.empty("Relationship", &[("Id", id), ("Type", kind), ("Target", target)]);
        }
    });
    xml.finish()
}

/// `docProps/core.xml`.
pub(super) fn core_properties(document: &Document) -> String {
    let mut xml = Xml::declared();
    let namespaces = [
        ("xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"),
        ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
        ("xmlns:dcterms", "http://purl.org/dc/terms/"),
        ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
    ];
    xml.element("cp:coreProperties", &namespaces, |xml| {
        xml.text_element("dc:title", &[], &document.title);
        if let Some(subtitle) = &document.subtitle {
            xml.text_element("dc:subject", &[], subtitle);
        }
        if !document.authors.is_empty() {
            xml.text_element("dc:creator", &[], &document.authors.join("; "));
        }
        xml.text_element("dc:language", &[], &document.language);
        if let Some(created) = document.created {
            // Word reads no fractions of seconds here.
            let moment = format!("{:.0}", created);
            xml.text_element("dcterms:created", &[("xsi:type", "dcterms:W3CDTF")], &moment);
            xml.text_element("dcterms:modified", &[("xsi:type", "dcterms:W3CDTF")], &moment);
        }
    });
    xml.finish()
}

/// `docProps/app.xml`.
pub(super) fn app_properties() -> String {
    let mut xml = Xml::declared();
    let namespace = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties";
    xml.element("Properties", &[("xmlns", namespace)], |xml| xml.text_element("Application", &[], "Colloquy"));
    xml.finish()
}

/// `word/settings.xml`.
pub(super) fn settings(options: DocxOptions) -> String {
    let mut xml = Xml::declared();
    xml.element("w:settings", &[("xmlns:w", NAMESPACE)], |xml| {
        xml.empty("w:zoom", &[("w:percent", "100")]);
        xml.val("w:defaultTabStop", "567");
        xml.val("w:characterSpacingControl", "doNotCompress");
        if options.update_fields {
            xml.val("w:updateFields", "true");
        }
        xml.element("w:footnotePr", &[], |xml| {
            xml.empty("w:footnote", &[("w:id", "-1")]);
            xml.empty("w:footnote", &[("w:id", "0")]);
        });
        xml.element("w:compat", &[], |xml| {
            // Word 2013 and later; without it the window says "Compatibility Mode".
            let mode = [
                ("w:name", "compatibilityMode"),
                ("w:uri", "http://schemas.microsoft.com/office/word"),
                ("w:val", "15"),
            ];
            xml.empty("w:compatSetting", &mode);
        });
        xml.val("w:decimalSymbol", ".");
        xml.val("w:listSeparator", ",");
    });
    xml.finish()
}

/// `word/fontTable.xml`: what stands in for each face where it is missing.
pub(super) fn font_table() -> String {
    let mut xml = Xml::declared();
    xml.element("w:fonts", &[("xmlns:w", NAMESPACE)], |xml| {
        let faces = [
            (SERIF, Some("Caladea"), "02040503050406030204", "roman"),
            (SANS, Some("Carlito"), "020F0502020204030204", "swiss"),
            ("Arial", Some("Liberation Sans"), "020B0604020202020204", "swiss"),
            ("Times New Roman", Some("Liberation Serif"), "02020603050405020304", "roman"),
        ];
        for (name, stand_in, panose, family) in faces {
            xml.element("w:font", &[("w:name", name)], |xml| {
                if let Some(stand_in) = stand_in {
                    xml.val("w:altName", stand_in);
                }
                xml.val("w:panose1", panose);
                xml.val("w:family", family);
                xml.val("w:pitch", "variable");
            });
        }
    });
    xml.finish()
}

/// `word/footer1.xml` and `word/footer2.xml`: the title, and which page of how many.
pub(super) fn footer(document: &Document, landscape: bool) -> String {
    let width = Sheet::new(document.page, landscape).text_width().to_string();
    let mut xml = Xml::declared();
    xml.element("w:ftr", &[("xmlns:w", NAMESPACE)], |xml| {
        xml.element("w:p", &[], |xml| {
            xml.element("w:pPr", &[], |xml| {
                xml.val("w:pStyle", "Footer");
                xml.element("w:tabs", &[], |xml| xml.empty("w:tab", &[("w:val", "right"), ("w:pos", &width)]));
                xml.flag("w:bidi", document.right_to_left());
            });
            let direction = if document.right_to_left() { Direction::RightToLeft } else { Direction::LeftToRight };
            plain(xml, &shortened(&document.title), direction);
            tab(xml);
            page_of(xml, &document.words.page_of, direction);
        });
    });
    xml.finish()
}

/// "Page {page} of {pages}" with fields in place of the braces.
fn page_of(xml: &mut Xml, pattern: &str, direction: Direction) {
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        plain(xml, before, direction);
        let Some((name, after)) = after.split_once('}') else {
            rest = after;
            break;
        };
        match name {
            "page" => field(xml, "PAGE", "1", None),
            "pages" => field(xml, "NUMPAGES", "1", None),
            other => plain(xml, other, direction),
        }
        rest = after;
    }
    plain(xml, rest, direction);
}

/// A title that leaves room for the page number beside it.
fn shortened(title: &str) -> String {
    const LONGEST: usize = 80;
    if title.chars().count() <= LONGEST {
        return title.to_owned();
    }
    let cut: String = title.chars().take(LONGEST).collect();
    let cut = cut.rsplit_once(' ').map_or(cut.as_str(), |(words, _)| words);
    format!("{}\u{2026}", cut.trim_end_matches([',', ':', ';', '.']))
}
