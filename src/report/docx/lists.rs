//! Lists in running text, and the numbering that Word draws them with.

use super::story::{BULLETS, CELL_BULLETS, FIRST_NUMBERED, Story};
use super::styles::{NAMESPACE, SLATE, faces};
use super::text::{Shape, paragraph, write_inlines};
use crate::report::tree::List;
use crate::report::xml::Xml;

/// The deepest level of Word's lists, from 0.
pub(super) const DEEPEST: usize = 8;
/// How much further in each level begins, in twips.
const STEP: usize = 340;

/// Writes a list and those in it. Returns where the properties of its last paragraph end.
pub(super) fn write_list<'a>(xml: &mut Xml, list: &'a List, story: &mut Story<'a>, depth: usize) -> Option<usize> {
    let number = if list.numbered { story.numbered_list(depth) } else { BULLETS };
    let style = match (list.numbered, depth) {
        (false, 0) => "ListBullet",
        (false, 1) => "ListBullet2",
        (false, _) => "ListBullet3",
        (true, 0) => "ListNumber",
        (true, 1) => "ListNumber2",
        (true, _) => "ListNumber3",
    };
    let mut end = None;
    for (index, item) in list.items.iter().enumerate() {
        let last = depth == 0 && index + 1 == list.items.len() && item.below.is_none();
        let shape = Shape { list: Some((number, depth)), after: last.then_some(140), ..Shape::new(style) };
        let direction = story.direction(&item.text.plain());
        end = Some(paragraph(xml, &shape, direction, |xml| write_inlines(xml, &item.text, story, direction)));
        if let Some(below) = &item.below {
            end = write_list(xml, below, story, depth + 1).or(end);
        }
    }
    end
}

/// `word/numbering.xml`: one kind of bullets for text, one for tables, one kind of counting; and each counted list.
pub(super) fn numbering(story: &Story<'_>) -> String {
    let mut xml = Xml::declared();
    xml.element("w:numbering", &[("xmlns:w", NAMESPACE)], |xml| {
        kind(xml, 0, |xml, level| bullet(xml, level, STEP));
        kind(xml, 1, |xml, level| bullet(xml, level, 200));
        kind(xml, 2, counting);
        instance(xml, BULLETS, 0, None);
        instance(xml, CELL_BULLETS, 1, None);
        for (number, depth) in (FIRST_NUMBERED..).zip(&story.numbered_lists) {
            instance(xml, number, 2, Some((*depth).min(DEEPEST)));
        }
    });
    xml.finish()
}

fn kind(xml: &mut Xml, id: u32, level: impl Fn(&mut Xml, usize)) {
    xml.element("w:abstractNum", &[("w:abstractNumId", &id.to_string())], |xml| {
        xml.val("w:multiLevelType", "hybridMultilevel");
        (0..=DEEPEST).for_each(|depth| level(xml, depth));
    });
}

fn bullet(xml: &mut Xml, depth: usize, step: usize) {
    let mark = if depth.is_multiple_of(2) { "\u{2022}" } else { "\u{2013}" };
    level(xml, depth, "bullet", mark, step);
}

fn counting(xml: &mut Xml, depth: usize) {
    let format = match depth % 3 {
        0 => "decimal",
        1 => "lowerLetter",
        _ => "lowerRoman",
    };
    level(xml, depth, format, &format!("%{}.", depth + 1), STEP);
}

fn level(xml: &mut Xml, depth: usize, format: &str, mark: &str, step: usize) {
    xml.element("w:lvl", &[("w:ilvl", &depth.to_string())], |xml| {
        xml.val("w:start", "1");
        xml.val("w:numFmt", format);
        xml.val("w:lvlText", mark);
        xml.val("w:lvlJc", "left");
        xml.element("w:pPr", &[], |xml| {
            let (left, hanging) = ((step * (depth + 1)).to_string(), step.to_string());
            xml.empty("w:ind", &[("w:left", &left), ("w:hanging", &hanging)]);
        });
        xml.element("w:rPr", &[], |xml| {
            // Arial has both bullets, in every script's neighbourhood.
            if format == "bullet" {
                faces(xml, "Arial", "Arial", None);
            }
            xml.val("w:color", SLATE);
        });
    });
}

/// One list; `from` is the level at which it begins to count at 1.
fn instance(xml: &mut Xml, number: u32, kind: u32, from: Option<usize>) {
    xml.element("w:num", &[("w:numId", &number.to_string())], |xml| {
        xml.val("w:abstractNumId", &kind.to_string());
        if let Some(depth) = from {
            xml.element("w:lvlOverride", &[("w:ilvl", &depth.to_string())], |xml| xml.val("w:startOverride", "1"));
        }
    });
}
