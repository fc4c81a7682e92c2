//! Styles of tables: hairlines between rows, stronger rules above and below, no boxes.

use super::{HAIRLINE, INK};
use crate::report::xml::Xml;

/// Writes the plain table that Word wants, and the document's own three.
pub(super) fn write(xml: &mut Xml) {
    xml.element("w:style", &[("w:type", "table"), ("w:default", "1"), ("w:styleId", "TableNormal")], |xml| {
        xml.val("w:name", "Normal Table");
        xml.val("w:uiPriority", "99");
        xml.flag("w:semiHidden", true);
        xml.flag("w:unhideWhenUsed", true);
        xml.element("w:tblPr", &[], |xml| {
            xml.empty("w:tblInd", &[("w:w", "0"), ("w:type", "dxa")]);
            margins(xml, 0, 108);
        });
    });
    table(xml, "ReportTable", "Report Table", Some(("6", INK)), 50, 85);
    table(xml, "CodeCard", "Code Card", None, 45, 85);
    table(xml, "CodeTree", "Code Tree", None, 25, 85);
}

/// One table style: `frame` is the width (eighths of a point) and colour of the rules above and below it.
fn table(xml: &mut Xml, id: &str, name: &str, frame: Option<(&str, &str)>, vertical: u32, horizontal: u32) {
    let attributes = [("w:type", "table"), ("w:customStyle", "1"), ("w:styleId", id)];
    xml.element("w:style", &attributes, |xml| {
        xml.val("w:name", name);
        xml.val("w:basedOn", "TableNormal");
        xml.val("w:uiPriority", "59");
        xml.flag("w:qFormat", true);
        xml.element("w:tblPr", &[], |xml| {
            xml.element("w:tblBorders", &[], |xml| {
                let (size, colour) = frame.unwrap_or(("4", HAIRLINE));
                rule(xml, "w:top", size, colour);
                rule(xml, "w:bottom", size, colour);
                rule(xml, "w:insideH", "4", HAIRLINE);
            });
            margins(xml, vertical, horizontal);
        });
    });
}

/// A line of `size` eighths of a point.
pub(in crate::report::docx) fn rule(xml: &mut Xml, side: &str, size: &str, colour: &str) {
    xml.empty(side, &[("w:val", "single"), ("w:sz", size), ("w:space", "0"), ("w:color", colour)]);
}

/// Room inside cells, in twips.
fn margins(xml: &mut Xml, vertical: u32, horizontal: u32) {
    let (vertical, horizontal) = (vertical.to_string(), horizontal.to_string());
    xml.element("w:tblCellMar", &[], |xml| {
        xml.empty("w:top", &[("w:w", &vertical), ("w:type", "dxa")]);
        xml.empty("w:left", &[("w:w", &horizontal), ("w:type", "dxa")]);
        xml.empty("w:bottom", &[("w:w", &vertical), ("w:type", "dxa")]);
        xml.empty("w:right", &[("w:w", &horizontal), ("w:type", "dxa")]);
    });
}
