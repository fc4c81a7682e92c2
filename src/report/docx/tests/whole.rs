use std::collections::BTreeSet;

use super::package::{Element, Package};
use crate::report::sample;
use crate::report::tree::{Document, contents, heading, paragraph};
use crate::report::{DocxError, DocxOptions, docx};

fn samples() -> [Document; 3] {
    [sample::everything(), sample::many_codes(40), sample::right_to_left()]
}

/// Children in the order of the schema (wml.xsd, ECMA-376 part 4), of the elements for which it is fixed. Properties of
/// runs are free in the schema, but Microsoft's own validator wants this order.
const ORDER: [(&str, &str); 11] = [
    (
        "w:pPr",
        "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs \
         suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd \
         snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment \
         textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    ),
    (
        "w:rPr",
        "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid \
         vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em \
         lang eastAsianLayout specVanish oMath",
    ),
    (
        "w:tblPr",
        "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd \
         tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription tblPrChange",
    ),
    (
        "w:tcPr",
        "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark",
    ),
    ("w:tblBorders", "top left start bottom right end insideH insideV"),
    ("w:tblCellMar", "top left start bottom right end"),
    ("w:tbl", "bookmarkStart bookmarkEnd tblPr tblGrid tr"),
    (
        "w:sectPr",
        "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType \
         cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings sectPrChange",
    ),
    (
        "w:style",
        "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked \
         personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr",
    ),
    ("w:lvl", "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr"),
    (
        "w:settings",
        "zoom defaultTabStop characterSpacingControl updateFields footnotePr endnotePr compat themeFontLang \
         decimalSymbol listSeparator",
    ),
];

#[test]
fn every_part_is_well_formed_and_its_elements_stand_in_the_order_of_the_schema() {
    for document in samples() {
        let package = Package::of(&document);
        for name in package.names.iter().filter(|name| name.ends_with(".xml") || name.ends_with(".rels")) {
            package.part(name).visit(&mut in_order);
        }
    }
}

fn in_order(element: &Element) {
    let Some((_, order)) = ORDER.iter().find(|(name, _)| *name == element.name) else { return };
    let order: Vec<&str> = order.split_whitespace().collect();
    let places: Vec<usize> = element
        .children
        .iter()
        .map(|child| {
            let name = child.name.trim_start_matches("w:");
            order.iter().position(|known| *known == name).unwrap_or_else(|| panic!("{name} in {}", element.name))
        })
        .collect();
    assert!(places.is_sorted(), "{} has its children in the order {places:?}", element.name);
    let repeatable = ["w:tbl", "w:style", "w:settings"].contains(&element.name.as_str());
    let distinct: BTreeSet<&usize> = places.iter().collect();
    assert!(repeatable || distinct.len() == places.len(), "{} has a child twice", element.name);
}

#[test]
fn everything_that_a_part_refers_to_is_there() {
    for document in samples() {
        let package = Package::of(&document);
        let body = package.document();
        let relations = package.part("word/_rels/document.xml.rels");
        let targets: Vec<(&str, &str)> =
            relations.children.iter().map(|one| (one.attribute("Id"), one.attribute("Target"))).collect();
        let known: BTreeSet<&str> = targets.iter().map(|(id, _)| *id).collect();
        assert_eq!(known.len(), targets.len(), "two relations have one name");
        for (_, target) in &targets {
            assert!(package.names.contains(&format!("word/{target}")), "{target} is missing");
        }
        body.visit(&mut |element| {
            for attribute in ["r:id", "r:embed"] {
                let id = element.attribute(attribute);
                assert!(id.is_empty() || known.contains(id), "{id} leads nowhere");
            }
        });

        let styles = package.part("word/styles.xml");
        let ids: BTreeSet<&str> = styles.all("w:style").into_iter().map(|style| style.attribute("w:styleId")).collect();
        for part in ["word/document.xml", "word/footnotes.xml", "word/styles.xml", "word/footer1.xml"] {
            let part = package.part(part);
            for kind in ["w:pStyle", "w:rStyle", "w:tblStyle", "w:basedOn", "w:next"] {
                for used in part.all(kind) {
                    assert!(ids.contains(used.attribute("w:val")), "there is no style {}", used.attribute("w:val"));
                }
            }
        }

        let numbering = package.part("word/numbering.xml");
        let lists: BTreeSet<&str> = numbering.all("w:num").into_iter().map(|list| list.attribute("w:numId")).collect();
        assert!(body.all("w:numId").iter().all(|used| lists.contains(used.attribute("w:val"))));

        let bookmarks = body.all("w:bookmarkStart");
        let names: BTreeSet<&str> = bookmarks.iter().map(|bookmark| bookmark.attribute("w:name")).collect();
        let ids: BTreeSet<&str> = bookmarks.iter().map(|bookmark| bookmark.attribute("w:id")).collect();
        assert_eq!((names.len(), ids.len()), (bookmarks.len(), bookmarks.len()), "two bookmarks share a name or an id");
        assert_eq!(body.all("w:bookmarkEnd").len(), bookmarks.len());
        assert!(names.iter().all(|name| name.len() <= 40), "Word cuts names of bookmarks at 40 characters");
        assert!(body.all("w:hyperlink").iter().all(|link| names.contains(link.attribute("w:anchor"))));
    }
}

#[test]
fn content_types_name_every_part_and_nothing_else() {
    let package = Package::of(&sample::everything());
    let types = package.part("[Content_Types].xml");
    let named: BTreeSet<&str> = types.all("Override").into_iter().map(|one| one.attribute("PartName")).collect();
    let stored: BTreeSet<String> = package
        .names
        .iter()
        .filter(|name| name.ends_with(".xml") && !name.starts_with('['))
        .map(|name| format!("/{name}"))
        .collect();
    assert_eq!(named, stored.iter().map(String::as_str).collect());
    assert_eq!(package.names.first().map(String::as_str), Some("[Content_Types].xml"));
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    for document in samples() {
        let once = docx(&document, DocxOptions::default()).unwrap();
        assert!(once == docx(&document.clone(), DocxOptions::default()).unwrap());
    }
}

#[test]
fn a_document_without_a_date_carries_none() {
    let mut document = sample::everything();
    let core = Package::of(&document).part("docProps/core.xml");
    assert!(core.child("dcterms:created").is_none());
    assert_eq!(core.child("dc:title").map(Element::text).as_deref(), Some("Coding manual"));
    assert_eq!(core.child("dc:creator").map(Element::text).as_deref(), Some("A. Researcher; B. Coder"));
    assert_eq!(core.child("dc:language").map(Element::text).as_deref(), Some("en-GB"));

    document.created = Some("2024-05-06T07:08:09.123Z".parse().unwrap());
    let core = Package::of(&document).part("docProps/core.xml");
    assert_eq!(core.child("dcterms:created").map(Element::text).as_deref(), Some("2024-05-06T07:08:09Z"));
}

#[test]
fn text_that_xml_cannot_hold_is_replaced_and_everything_else_comes_back() {
    let hostile = "<w:p> & ]]> \"q\" 'a' \u{0}\u{1}\u{FFFE} \u{85} é 👩🏽‍🔬";
    let mut document = Document::new(hostile);
    document.subtitle = Some(hostile.to_owned());
    document.authors = vec![hostile.to_owned()];
    document.push(paragraph(hostile));
    let package = Package::of(&document);
    let expected = hostile.replace(['\u{0}', '\u{1}', '\u{FFFE}'], "\u{FFFD}");
    for style in ["Title", "Subtitle", "Author", "BodyText"] {
        assert_eq!(package.document().styled(style)[0].text(), expected);
    }
    assert_eq!(package.part("docProps/core.xml").child("dc:title").map(Element::text), Some(expected));
}

#[test]
fn the_language_of_the_document_is_that_of_its_text() {
    for (tag, attribute) in [("en-GB", "w:val"), ("ar", "w:bidi"), ("zh-Hant-TW", "w:eastAsia")] {
        let mut document = Document::new("A");
        document.language = tag.to_owned();
        let styles = Package::of(&document).part("word/styles.xml");
        assert_eq!(styles.all("w:lang")[0].attribute(attribute), tag);
    }
    let mut document = Document::new("A");
    document.language = "in <English>, mostly".to_owned();
    assert!(Package::of(&document).part("word/styles.xml").all("w:lang").is_empty());
}

#[test]
fn footers_give_the_title_and_which_page_of_how_many() {
    let package = Package::of(&sample::everything());
    for footer in ["word/footer1.xml", "word/footer2.xml"] {
        let footer = package.part(footer);
        assert_eq!(footer.text(), "Coding manual\tPage 1 of 1");
        let fields: Vec<String> =
            footer.all("w:instrText").iter().map(|field| field.own_text.trim().to_owned()).collect();
        assert_eq!(fields, ["PAGE", "NUMPAGES"]);
    }
}

#[test]
fn fields_are_renewed_on_opening_only_where_there_is_a_table_of_contents_and_it_is_wished() {
    let asks = |document: &Document, update_fields| {
        let bytes = docx(document, DocxOptions { update_fields }).unwrap();
        !Package::read(&bytes).part("word/settings.xml").all("w:updateFields").is_empty()
    };
    let mut document = Document::new("A");
    document.push(heading(1, "B"));
    assert!(!asks(&document, true));
    document.push(contents(1));
    assert!(asks(&document, true));
    assert!(!asks(&document, false));
}

#[test]
fn a_figure_that_is_no_png_is_refused_by_its_description() {
    let mut document = sample::everything();
    for block in &mut document.blocks {
        if let crate::report::tree::Block::Figure(figure) = block {
            figure.png = b"<svg/>".to_vec();
        }
    }
    let refused = docx(&document, DocxOptions::default()).unwrap_err();
    assert!(matches!(&refused, DocxError::Picture { alternative } if alternative.starts_with("A pale box")));
    assert!(refused.to_string().contains("Nothing was written"));
}

#[test]
fn an_empty_document_is_still_a_document() {
    let body = Package::of(&Document::new("")).document();
    assert_eq!(body.all("w:sectPr").len(), 1);
}
