//! The smaller parts: what the file is made of, and its properties.

use super::TYPE;
use crate::report::tree::Document;
use crate::report::xml::Xml;

/// The names that the parts use, by their prefixes (ODF 1.3 part 3, section 2.2).
pub(super) const NAMESPACES: [(&str, &str); 11] = [
    ("xmlns:office", "urn:oasis:names:tc:opendocument:xmlns:office:1.0"),
    ("xmlns:style", "urn:oasis:names:tc:opendocument:xmlns:style:1.0"),
    ("xmlns:text", "urn:oasis:names:tc:opendocument:xmlns:text:1.0"),
    ("xmlns:table", "urn:oasis:names:tc:opendocument:xmlns:table:1.0"),
    ("xmlns:draw", "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"),
    ("xmlns:fo", "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"),
    ("xmlns:svg", "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"),
    ("xmlns:xlink", "http://www.w3.org/1999/xlink"),
    ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
    ("xmlns:meta", "urn:oasis:names:tc:opendocument:xmlns:meta:1.0"),
    ("office:version", "1.3"),
];

/// Where a picture lies in the file.
pub(super) fn picture_path(index: usize) -> String {
    format!("Pictures/picture{}.png", index + 1)
}

/// `META-INF/manifest.xml`.
pub(super) fn manifest(pictures: usize) -> String {
    let mut xml = Xml::declared();
    let namespace =
        [("xmlns:manifest", "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"), ("manifest:version", "1.3")];
    xml.element("manifest:manifest", &namespace, |xml| {
        let mut entry = |path: &str, kind: &str| {
            xml.empty("manifest:file-entry", &[("manifest:full-path", path), ("manifest:media-type", kind)]);
        };
        entry("/", TYPE);
        for part in ["content.xml", "styles.xml", "meta.xml"] {
            entry(part, "text/xml");
        }
        (0..pictures).for_each(|index| entry(&picture_path(index), "image/png"));
    });
    xml.finish()
}

/// `meta.xml`: title, authors, language; a date only where the document has one.
pub(super) fn meta(document: &Document) -> String {
    let mut xml = Xml::declared();
    xml.element("office:document-meta", &NAMESPACES, |xml| {
        xml.element("office:meta", &[], |xml| {
            xml.text_element("meta:generator", &[], "Colloquy");
            xml.text_element("dc:title", &[], &document.title);
            if let Some(subtitle) = &document.subtitle {
                xml.text_element("dc:subject", &[], subtitle);
            }
            if !document.authors.is_empty() {
                let authors = document.authors.join(", ");
                xml.text_element("meta:initial-creator", &[], &authors);
                xml.text_element("dc:creator", &[], &authors);
            }
            if let Some(created) = document.created {
                xml.text_element("meta:creation-date", &[], &created.to_string());
                xml.text_element("dc:date", &[], &created.to_string());
            }
            xml.text_element("dc:language", &[], &document.language);
        });
    });
    xml.finish()
}
