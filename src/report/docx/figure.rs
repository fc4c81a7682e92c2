//! Pictures.

use super::DocxError;
use super::story::Story;
use crate::report::paper::{Sheet, emu};
use crate::report::tree::Figure;
use crate::report::xml::Xml;

/// The first eight bytes of every PNG file (PNG specification, section 5.2).
const PNG_SIGNATURE: [u8; 8] = [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n'];
/// Room that a caption needs below a picture that is as high as the page, in twips.
const CAPTION_ROOM: u32 = 1400;

/// Refuses pictures that a word processor would show as a red cross.
pub(super) fn check(figure: &Figure) -> Result<(), DocxError> {
    let sized = [figure.width, figure.height].iter().all(|length| length.is_finite() && *length > 0.0);
    if figure.png.starts_with(&PNG_SIGNATURE) && sized {
        Ok(())
    } else {
        Err(DocxError::Picture { alternative: figure.alternative.clone() })
    }
}

/// Writes a run with the picture, made smaller where it would not fit on the page.
pub(super) fn write_picture<'a>(xml: &mut Xml, figure: &'a Figure, sheet: Sheet, story: &mut Story<'a>) {
    story.pictures.push(&figure.png);
    let number = story.pictures.len();
    // Twips are twentieths of a point; a page's few thousand of them are exact in an f32.
    let most = |twips: u32| twips as f32 / 20.0;
    let scale = (most(sheet.text_width()) / figure.width)
        .min(most(sheet.text_height().saturating_sub(CAPTION_ROOM)) / figure.height)
        .min(1.0);
    let (wide, high) = (emu(figure.width * scale).to_string(), emu(figure.height * scale).to_string());
    let (id, name) = (number.to_string(), format!("Figure {number}"));
    let properties = [("id", id.as_str()), ("name", name.as_str()), ("descr", figure.alternative.as_str())];
    let size = [("cx", wide.as_str()), ("cy", high.as_str())];
    xml.element("w:r", &[], |xml| {
        xml.element("w:drawing", &[], |xml| {
            let none = [("distT", "0"), ("distB", "0"), ("distL", "0"), ("distR", "0")];
            xml.element("wp:inline", &none, |xml| {
                xml.empty("wp:extent", &size);
                xml.empty("wp:docPr", &properties);
                xml.element("a:graphic", &[], |xml| {
                    let picture = "http://schemas.openxmlformats.org/drawingml/2006/picture";
                    xml.element("a:graphicData", &[("uri", picture)], |xml| {
                        xml.element("pic:pic", &[], |xml| {
                            xml.element("pic:nvPicPr", &[], |xml| {
                                xml.empty("pic:cNvPr", &properties);
                                xml.empty("pic:cNvPicPr", &[]);
                            });
                            xml.element("pic:blipFill", &[], |xml| {
                                xml.empty("a:blip", &[("r:embed", &picture_relation(number))]);
                                xml.element("a:stretch", &[], |xml| xml.empty("a:fillRect", &[]));
                            });
                            xml.element("pic:spPr", &[], |xml| {
                                xml.element("a:xfrm", &[], |xml| {
                                    xml.empty("a:off", &[("x", "0"), ("y", "0")]);
                                    xml.empty("a:ext", &size);
                                });
                                xml.element("a:prstGeom", &[("prst", "rect")], |xml| xml.empty("a:avLst", &[]));
                            });
                        });
                    });
                });
            });
        });
    });
}

/// Name of the relation to the picture with this number, from 1.
pub(super) fn picture_relation(number: usize) -> String {
    format!("picture{number}")
}
