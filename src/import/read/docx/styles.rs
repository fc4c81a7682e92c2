//! Whether a run is bold, italic or hidden, by its styles (ECMA-376 part 1, 17.7.3), and which styles are headings.

use super::super::super::error::Trouble;
use super::super::xml::{self, Family};
use quick_xml::events::{BytesStart, Event};
use std::collections::HashMap;

/// The looks of a run that matter for a transcript; `None` where nothing is said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Look {
    pub bold: Option<bool>,
    pub italic: Option<bool>,
    pub hidden: Option<bool>,
}

impl Look {
    /// Takes up an element of run properties.
    pub(super) fn take(&mut self, start: &BytesStart<'_>) {
        let on = Some(xml::is_on(start));
        match start.local_name().as_ref() {
            "b" => self.bold = on,
            "i" => self.italic = on,
            "vanish" => self.hidden = on,
            _ => {}
        }
    }

    /// This look, and where it says nothing the other.
    fn or(self, other: Look) -> Look {
        Look {
            bold: self.bold.or(other.bold),
            italic: self.italic.or(other.italic),
            hidden: self.hidden.or(other.hidden),
        }
    }
}

#[derive(Debug, Default)]
struct Style {
    name: String,
    based_on: Option<String>,
    outline: Option<u8>,
    look: Look,
}

/// A document's styles.
#[derive(Debug, Default)]
pub(super) struct Styles {
    by_id: HashMap<String, Style>,
    defaults: Look,
    /// The style of paragraphs that name none.
    plain: Option<String>,
}

impl Styles {
    /// Reads the part that defines the styles.
    pub(super) fn read(text: &str) -> Result<Self, Trouble> {
        let mut styles = Styles::default();
        let mut open: Option<(String, Style)> = None;
        let (mut in_defaults, mut in_run, mut in_table) = (false, false, false);
        xml::walk(text, |event, family, _| {
            if family != Family::Word {
                return Ok(());
            }
            match event {
                Event::Start(start) => match start.local_name().as_ref() {
                    "docDefaults" => in_defaults = true,
                    "rPr" => in_run = true,
                    "tblStylePr" => in_table = true,
                    "style" => {
                        let id = xml::attribute(start, "styleId").unwrap_or_default();
                        let kind = xml::attribute(start, "type");
                        let default =
                            xml::attribute(start, "default").is_some_and(|d| matches!(d.as_str(), "1" | "true" | "on"));
                        if default && kind.as_deref().is_none_or(|kind| kind == "paragraph") {
                            styles.plain = Some(id.clone());
                        }
                        open = Some((id, Style::default()));
                    }
                    "name" => {
                        if let Some((_, style)) = &mut open {
                            style.name = xml::attribute(start, "val").unwrap_or_default();
                        }
                    }
                    "basedOn" => {
                        if let Some((_, style)) = &mut open {
                            style.based_on = xml::attribute(start, "val");
                        }
                    }
                    "outlineLvl" => {
                        if let Some((_, style)) = &mut open {
                            style.outline = xml::attribute(start, "val").and_then(|level| level.parse().ok());
                        }
                    }
                    _ if in_run && !in_table => match &mut open {
                        Some((_, style)) => style.look.take(start),
                        None if in_defaults => styles.defaults.take(start),
                        None => {}
                    },
                    _ => {}
                },
                Event::End(end) => match end.local_name().as_ref() {
                    "docDefaults" => in_defaults = false,
                    "rPr" => in_run = false,
                    "tblStylePr" => in_table = false,
                    "style" => styles.by_id.extend(open.take()),
                    _ => {}
                },
                _ => {}
            }
            Ok(())
        })?;
        Ok(styles)
    }

    /// A style and those it is based on, itself first. A circle of styles ends where it closes or at 20.
    fn chain<'a>(&'a self, id: Option<&'a str>) -> impl Iterator<Item = &'a Style> {
        std::iter::successors(id.and_then(|id| self.by_id.get(id)), |style| self.by_id.get(style.based_on.as_deref()?))
            .take(20)
    }

    fn look(&self, id: Option<&str>) -> Look {
        self.chain(id).fold(Look::default(), |look, style| look.or(style.look))
    }

    /// A run's look: what it says itself; else what its styles say. Bold in both the paragraph's and the run's own
    /// style cancels out, as Word shows it; bold by the document's defaults stays.
    pub(super) fn resolve(&self, paragraph: Option<&str>, run: Option<&str>, direct: Look) -> Look {
        let of_paragraph = self.look(paragraph.or(self.plain.as_deref()));
        let of_run = self.look(run);
        let toggled = |default: Option<bool>, paragraph: Option<bool>, run: Option<bool>| {
            Some(default == Some(true) || ((paragraph == Some(true)) ^ (run == Some(true))))
        };
        direct.or(Look {
            bold: toggled(self.defaults.bold, of_paragraph.bold, of_run.bold),
            italic: toggled(self.defaults.italic, of_paragraph.italic, of_run.italic),
            hidden: toggled(self.defaults.hidden, of_paragraph.hidden, of_run.hidden),
        })
    }

    /// The name of a paragraph style as people see it; the id where the document does not define it.
    pub(super) fn name(&self, id: &str) -> String {
        self.by_id
            .get(id)
            .map(|style| style.name.clone())
            .filter(|name| !name.is_empty())
            .unwrap_or_else(|| id.to_owned())
    }

    /// The level of heading a paragraph style makes, from 1. Built-in styles keep their English names in every
    /// language.
    pub(super) fn heading(&self, id: &str) -> Option<u8> {
        let name = self.name(id).to_lowercase();
        if name == "title" {
            return Some(1);
        }
        let named = name.strip_prefix("heading").and_then(|level| level.trim().parse::<u8>().ok());
        let outlined =
            || self.chain(Some(id)).find_map(|style| style.outline).filter(|level| *level < 9).map(|level| level + 1);
        named.or_else(outlined)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

    #[test]
    fn bold_of_a_label_set_by_a_style_based_on_another_is_found() {
        let styles = Styles::read(&format!(
            r#"<w:styles xmlns:w="{W}"><w:style w:type="paragraph" w:styleId="A"><w:name w:val="Speaker"/><w:rPr><w:b/></w:rPr></w:style>
            <w:style w:type="paragraph" w:styleId="B"><w:name w:val="Speaker 2"/><w:basedOn w:val="A"/></w:style>
            <w:style w:type="character" w:styleId="S"><w:rPr><w:b w:val="true"/></w:rPr></w:style></w:styles>"#
        ))
        .expect("sound XML");
        let bold =
            |paragraph, run, direct| styles.resolve(paragraph, run, Look { bold: direct, ..Look::default() }).bold;
        assert_eq!(bold(Some("B"), None, None), Some(true));
        assert_eq!(bold(None, Some("S"), None), Some(true));
        assert_eq!(bold(Some("B"), Some("S"), None), Some(false), "bold twice is not bold");
        assert_eq!(bold(Some("B"), None, Some(false)), Some(false), "what the run says itself comes first");
    }

    #[test]
    fn styles_based_on_each_other_in_a_circle_end() {
        let styles = Styles::read(&format!(
            r#"<w:styles xmlns:w="{W}"><w:style w:styleId="A"><w:basedOn w:val="B"/></w:style><w:style w:styleId="B"><w:basedOn w:val="A"/></w:style></w:styles>"#
        ))
        .expect("sound XML");
        assert_eq!(styles.resolve(Some("A"), None, Look::default()).bold, Some(false));
    }
}
