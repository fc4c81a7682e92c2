//! The styles: one quiet look, made of Word's own named styles so that an author can restyle the document in Word.

mod paragraphs;
mod tables;

pub(super) use tables::rule;

use crate::report::paper::Sheet;
use crate::report::tree::Document;
use crate::report::xml::Xml;

/// Face of running text and quotations. In every Word; Caladea has its metrics elsewhere.
pub(super) const SERIF: &str = "Cambria";
/// Face of headings, tables and labels. In every Word; Carlito has its metrics elsewhere.
pub(super) const SANS: &str = "Calibri";
/// Headings and rules of weight: a blue near black, 11:1 on white.
pub(super) const INK: &str = "1F3A4D";
/// Labels, attributions, captions: 6:1 on white.
pub(super) const SLATE: &str = "54636E";
/// Hairlines.
pub(super) const HAIRLINE: &str = "C3CCD2";
/// Words that were added: 6:1 on white, and underlined.
pub(super) const ADDED: &str = "1E6B3A";
/// Words that were removed: 6:1 on white, and struck through.
pub(super) const REMOVED: &str = "A3312B";
/// Behind a row that names a group.
pub(super) const TINT: &str = "F1F4F6";

/// `w:` in WordprocessingML.
pub(super) const NAMESPACE: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// `word/styles.xml`.
pub(super) fn styles(document: &Document) -> String {
    let mut xml = Xml::declared();
    xml.element("w:styles", &[("xmlns:w", NAMESPACE)], |xml| {
        defaults(xml, document);
        paragraphs::write(xml, Sheet::new(document.page, false).text_width());
        characters(xml);
        tables::write(xml);
        xml.element("w:style", &[("w:type", "numbering"), ("w:default", "1"), ("w:styleId", "NoList")], |xml| {
            xml.val("w:name", "No List");
            xml.val("w:uiPriority", "99");
            xml.flag("w:semiHidden", true);
            xml.flag("w:unhideWhenUsed", true);
        });
    });
    xml.finish()
}

/// What every paragraph and run starts from: face, size, language, line height.
fn defaults(xml: &mut Xml, document: &Document) {
    let asian = asian_face(&document.language);
    xml.element("w:docDefaults", &[], |xml| {
        xml.element("w:rPrDefault", &[], |xml| {
            xml.element("w:rPr", &[], |xml| {
                faces(xml, SERIF, "Times New Roman", Some(asian));
                xml.val("w:sz", "21");
                xml.val("w:szCs", "22");
                language(xml, &document.language);
            });
        });
        xml.element("w:pPrDefault", &[], |xml| {
            xml.element("w:pPr", &[], |xml| {
                xml.empty(
                    "w:spacing",
                    &[("w:before", "0"), ("w:after", "0"), ("w:line", "288"), ("w:lineRule", "auto")],
                );
            });
        });
    });
}

/// `w:rFonts`: `face` for Western text, `complex` for Arabic, Hebrew and the like.
pub(super) fn faces(xml: &mut Xml, face: &str, complex: &str, asian: Option<&str>) {
    let mut attributes = vec![("w:ascii", face), ("w:hAnsi", face)];
    if let Some(asian) = asian {
        attributes.push(("w:eastAsia", asian));
    }
    attributes.push(("w:cs", complex));
    xml.empty("w:rFonts", &attributes);
}

/// A face that Word has for Chinese, Japanese and Korean text, with the forms that the language expects.
fn asian_face(language: &str) -> &'static str {
    let language = language.to_ascii_lowercase();
    match language.split('-').next().unwrap_or_default() {
        "ja" => "Yu Gothic",
        "ko" => "Malgun Gothic",
        "zh" if ["hant", "-tw", "-hk", "-mo"].iter().any(|tag| language.contains(tag)) => "Microsoft JhengHei",
        _ => "Microsoft YaHei",
    }
}

/// `w:lang`, in the attribute for the script that the language is written in. A text that is no language tag is left
/// out: Word refuses some files over it.
fn language(xml: &mut Xml, tag: &str) {
    let mut subtags = tag.split('-');
    let primary = subtags.next().unwrap_or_default();
    let well_formed = (2..=8).contains(&primary.len())
        && primary.chars().all(|c| c.is_ascii_alphabetic())
        && subtags.all(|subtag| (1..=8).contains(&subtag.len()) && subtag.chars().all(|c| c.is_ascii_alphanumeric()));
    if !well_formed {
        return;
    }
    let attribute = match primary.to_ascii_lowercase().as_str() {
        "zh" | "ja" | "ko" => "w:eastAsia",
        "ar" | "he" | "fa" | "ur" | "ps" | "yi" | "dv" | "syr" | "hi" | "mr" | "ne" | "th" | "km" | "lo" => "w:bidi",
        _ => "w:val",
    };
    xml.empty("w:lang", &[(attribute, tag)]);
}

/// Styles of runs.
fn characters(xml: &mut Xml) {
    xml.element(
        "w:style",
        &[("w:type", "character"), ("w:default", "1"), ("w:styleId", "DefaultParagraphFont")],
        |xml| {
            xml.val("w:name", "Default Paragraph Font");
            xml.val("w:uiPriority", "1");
            xml.flag("w:semiHidden", true);
            xml.flag("w:unhideWhenUsed", true);
        },
    );
    character(xml, "Strong", "Strong", |xml| {
        xml.flag("w:b", true);
        xml.flag("w:bCs", true);
    });
    character(xml, "Emphasis", "Emphasis", |xml| {
        xml.flag("w:i", true);
        xml.flag("w:iCs", true);
    });
    character(xml, "CodeName", "Code Name", |xml| {
        faces(xml, SANS, "Arial", None);
        xml.flag("w:b", true);
        xml.flag("w:bCs", true);
        xml.val("w:color", INK);
    });
    character(xml, "Attribution", "Attribution", |xml| {
        faces(xml, SANS, "Arial", None);
        xml.val("w:color", SLATE);
        xml.val("w:sz", "18");
        xml.val("w:szCs", "18");
    });
    character(xml, "NearMiss", "Near Miss", |xml| {
        faces(xml, SANS, "Arial", None);
        xml.flag("w:b", true);
        xml.flag("w:bCs", true);
        xml.val("w:color", SLATE);
        xml.val("w:sz", "18");
        xml.val("w:szCs", "18");
    });
    character(xml, "CaptionLabel", "Caption Label", |xml| {
        xml.flag("w:b", true);
        xml.flag("w:bCs", true);
        xml.val("w:color", INK);
    });
    character(xml, "FootnoteReference", "footnote reference", |xml| xml.val("w:vertAlign", "superscript"));
    character(xml, "Hyperlink", "Hyperlink", |xml| xml.val("w:color", "1B5E83"));
}

fn character(xml: &mut Xml, id: &str, name: &str, looks: impl FnOnce(&mut Xml)) {
    let custom = ["CodeName", "Attribution", "NearMiss", "CaptionLabel"].contains(&id);
    let mut attributes = vec![("w:type", "character")];
    if custom {
        attributes.push(("w:customStyle", "1"));
    }
    attributes.push(("w:styleId", id));
    xml.element("w:style", &attributes, |xml| {
        xml.val("w:name", name);
        xml.val("w:basedOn", "DefaultParagraphFont");
        xml.val("w:uiPriority", "22");
        xml.flag("w:qFormat", custom);
        xml.element("w:rPr", &[], looks);
    });
}
