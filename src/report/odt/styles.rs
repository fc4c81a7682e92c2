//! `styles.xml`: named styles, lists, page styles with their footers, how notes are set.

use super::parts::NAMESPACES;
use crate::report::paper::{FOOTER, Sheet, inches};
use crate::report::tree::Document;
use crate::report::xml::Xml;

/// The page style of upright pages.
pub(super) const UPRIGHT: &str = "Upright";
/// The page style of lying pages.
pub(super) const LYING: &str = "Lying";

/// Face of running text and quotations; LibreOffice has Caladea with its metrics.
const SERIF: &str = "Cambria";
/// Face of headings, tables and labels; LibreOffice has Carlito with its metrics.
const SANS: &str = "Calibri";
const INK: &str = "#1F3A4D";
const SLATE: &str = "#54636E";

/// `styles.xml`.
pub(super) fn styles(document: &Document) -> String {
    let mut xml = Xml::declared();
    xml.element("office:document-styles", &NAMESPACES, |xml| {
        xml.element("office:font-face-decls", &[], |xml| {
            for (name, family) in [(SERIF, "roman"), (SANS, "swiss")] {
                let face = [
                    ("style:name", name),
                    ("svg:font-family", name),
                    ("style:font-family-generic", family),
                    ("style:font-pitch", "variable"),
                ];
                xml.empty("style:font-face", &face);
            }
        });
        xml.element("office:styles", &[], |xml| {
            defaults(xml, document);
            paragraphs(xml, document);
            characters(xml);
            lists(xml);
            notes(xml);
        });
        xml.element("office:automatic-styles", &[], |xml| layouts(xml, document));
        xml.element("office:master-styles", &[], |xml| masters(xml, document));
    });
    xml.finish()
}

/// What every paragraph starts from, and the language in the attributes of its kind of script.
fn defaults(xml: &mut Xml, document: &Document) {
    let mut subtags = document.language.split('-');
    let language = subtags.next().unwrap_or_default().to_ascii_lowercase();
    let country = subtags.find(|tag| tag.len() == 2).map(str::to_ascii_uppercase);
    let country = country.as_deref().unwrap_or("none");
    let [of_language, of_country] = match language.as_str() {
        "zh" | "ja" | "ko" => ["style:language-asian", "style:country-asian"],
        "ar" | "he" | "fa" | "ur" | "ps" | "yi" | "dv" | "syr" | "hi" | "mr" | "ne" | "th" | "km" | "lo" => {
            ["style:language-complex", "style:country-complex"]
        }
        _ => ["fo:language", "fo:country"],
    };
    let mode = if document.right_to_left() { "rl-tb" } else { "lr-tb" };
    xml.element("style:default-style", &[("style:family", "paragraph")], |xml| {
        let properties = [
            ("fo:line-height", "125%"),
            ("fo:text-align", "start"),
            ("fo:orphans", "2"),
            ("fo:widows", "2"),
            ("style:writing-mode", mode),
            ("style:tab-stop-distance", "0.5in"),
        ];
        xml.empty("style:paragraph-properties", &properties);
        let text = [
            ("style:font-name", SERIF),
            ("fo:font-size", "10.5pt"),
            ("style:font-size-asian", "10.5pt"),
            ("style:font-size-complex", "11pt"),
            ("fo:color", "#1B1F22"),
            (of_language, language.as_str()),
            (of_country, country),
        ];
        xml.empty("style:text-properties", &text);
    });
}

/// A paragraph style: its name, what it is based on, its properties and those of its text.
type Style = (&'static str, &'static str, Vec<(&'static str, &'static str)>, Vec<(&'static str, &'static str)>);

fn paragraph_styles() -> Vec<Style> {
    let sans = |size| vec![("style:font-name", SANS), ("fo:font-size", size)];
    let heading = |size, above, below| {
        (
            vec![
                ("fo:margin-top", above),
                ("fo:margin-bottom", below),
                ("fo:keep-with-next", "always"),
                ("fo:line-height", "105%"),
            ],
            vec![
                ("style:font-name", SANS),
                ("fo:font-size", size),
                ("fo:font-weight", "bold"),
                ("style:font-weight-complex", "bold"),
                ("fo:color", INK),
            ],
        )
    };
    let with = |mut text: Vec<(&'static str, &'static str)>, more: &[(&'static str, &'static str)]| {
        text.extend_from_slice(more);
        text
    };
    let bold = ("fo:font-weight", "bold");
    let slate = ("fo:color", SLATE);
    let ink = ("fo:color", INK);
    let mut all: Vec<Style> = vec![
        ("Standard", "", vec![], vec![]),
        ("Text_20_body", "Standard", vec![("fo:margin-bottom", "7pt")], vec![]),
        (
            "Title",
            "Standard",
            vec![
                ("fo:margin-top", "12pt"),
                ("fo:margin-bottom", "5pt"),
                ("fo:line-height", "105%"),
                ("fo:keep-with-next", "always"),
            ],
            vec![("fo:font-size", "28pt"), ink],
        ),
        (
            "Subtitle",
            "Standard",
            vec![("fo:margin-bottom", "8pt"), ("fo:keep-with-next", "always")],
            with(sans("13.5pt"), &[slate]),
        ),
        ("Author", "Standard", vec![("fo:margin-bottom", "20pt")], sans("11pt")),
        ("Lead", "Text_20_body", vec![("fo:margin-bottom", "11pt")], vec![("fo:font-size", "12.5pt"), ink]),
        ("Note", "Standard", vec![("fo:margin-top", "4pt"), ("fo:margin-bottom", "8pt")], with(sans("9pt"), &[slate])),
        ("Caption", "Standard", vec![("fo:margin-top", "12pt"), ("fo:margin-bottom", "5pt")], sans("10pt")),
        (
            "Bibliography",
            "Standard",
            vec![("fo:margin-left", "0.28in"), ("fo:text-indent", "-0.28in"), ("fo:margin-bottom", "4pt")],
            vec![],
        ),
        ("List_20_Paragraph", "Text_20_body", vec![("fo:margin-bottom", "3pt")], vec![]),
        (
            "Quotations",
            "Standard",
            vec![
                ("fo:margin-left", "0.28in"),
                ("fo:margin-top", "3pt"),
                ("fo:margin-bottom", "10pt"),
                ("fo:border-left", "0.75pt solid #8FA9B8"),
                ("fo:border-right", "none"),
                ("fo:border-top", "none"),
                ("fo:border-bottom", "none"),
                ("fo:padding-left", "9pt"),
                ("style:join-border", "false"),
            ],
            vec![],
        ),
        ("Figure_20_Line", "Standard", vec![("fo:margin-top", "8pt"), ("fo:margin-bottom", "3pt")], vec![]),
        ("Table_20_Text", "Standard", vec![("fo:line-height", "110%")], sans("9.5pt")),
        ("Table_20_Heading", "Table_20_Text", vec![], with(sans("9pt"), &[bold, ink])),
        ("Card_20_Term", "Table_20_Text", vec![], with(sans("9pt"), &[bold, slate])),
        ("Footnote", "Standard", vec![("fo:margin-bottom", "2pt"), ("fo:line-height", "110%")], sans("9pt")),
        (
            "Footer",
            "Standard",
            vec![("fo:border-top", "0.5pt solid #C3CCD2"), ("fo:padding-top", "4pt")],
            with(sans("8.5pt"), &[slate]),
        ),
    ];
    for (name, size, above, below) in [
        ("Heading_20_1", "18pt", "28pt", "8pt"),
        ("Heading_20_2", "14pt", "20pt", "5pt"),
        ("Heading_20_3", "12pt", "16pt", "4pt"),
        ("Heading_20_4", "10.5pt", "12pt", "3pt"),
        ("Contents_20_Heading", "14pt", "20pt", "6pt"),
    ] {
        let (paragraph, text) = heading(size, above, below);
        all.push((name, "Standard", paragraph, text));
    }
    for (name, indent, above) in
        [("Contents_20_1", "0in", "5pt"), ("Contents_20_2", "0.3in", "0pt"), ("Contents_20_3", "0.65in", "0pt")]
    {
        let mut text = sans("10pt");
        if name.ends_with('1') {
            text.push(bold);
        }
        let paragraph = vec![("fo:margin-left", indent), ("fo:margin-top", above), ("fo:margin-right", "0.3in")];
        all.push((name, "Standard", paragraph, text));
    }
    all
}

fn paragraphs(xml: &mut Xml, document: &Document) {
    let right = inches(Sheet::new(document.page, false).text_width());
    for (name, parent, paragraph, text) in paragraph_styles() {
        let shown = name.replace("_20_", " ");
        let mut attributes = vec![("style:name", name), ("style:display-name", &shown), ("style:family", "paragraph")];
        if !parent.is_empty() {
            attributes.push(("style:parent-style-name", parent));
        }
        let level = name.strip_prefix("Heading_20_");
        if let Some(level) = level {
            attributes.push(("style:default-outline-level", level));
        }
        let contents = name.starts_with("Contents_20_") && name != "Contents_20_Heading";
        xml.element("style:style", &attributes, |xml| {
            xml.element("style:paragraph-properties", &paragraph, |xml| {
                if contents || name == "Footer" {
                    xml.element("style:tab-stops", &[], |xml| {
                        // Distances count from the paragraph's own indent.
                        let at = match name {
                            "Contents_20_2" => inches(Sheet::new(document.page, false).text_width() - 432),
                            "Contents_20_3" => inches(Sheet::new(document.page, false).text_width() - 936),
                            _ => right.clone(),
                        };
                        xml.empty("style:tab-stop", &[("style:position", &at), ("style:type", "right")]);
                    });
                }
            });
            if !text.is_empty() {
                xml.empty("style:text-properties", &text);
            }
        });
    }
}

/// Styles of runs.
fn characters(xml: &mut Xml) {
    let bold = [("fo:font-weight", "bold"), ("style:font-weight-complex", "bold")];
    let italic = [("fo:font-style", "italic"), ("style:font-style-complex", "italic")];
    let label = [("style:font-name", SANS), ("fo:font-size", "9pt"), ("fo:color", SLATE)];
    let near_miss =
        [("style:font-name", SANS), ("fo:font-size", "9pt"), ("fo:color", SLATE), ("fo:font-weight", "bold")];
    let styles: [(&str, &[(&str, &str)]); 12] = [
        ("Strong_20_Emphasis", &bold),
        ("Emphasis", &italic),
        ("Raised", &[("style:text-position", "super 65%")]),
        ("Added", &[("fo:color", "#1E6B3A"), ("style:text-underline-style", "solid")]),
        ("Coded", &[("style:text-underline-style", "solid"), ("style:text-underline-color", "#8FA9B8")]),
        ("Removed", &[("fo:color", "#A3312B"), ("style:text-line-through-style", "solid")]),
        ("Code_20_Name", &[("style:font-name", SANS), ("fo:font-weight", "bold"), ("fo:color", INK)]),
        ("Attribution", &label),
        ("Near_20_Miss", &near_miss),
        ("Caption_20_Label", &[("fo:font-weight", "bold"), ("fo:color", INK)]),
        ("Contents_20_Number", &[("fo:color", SLATE)]),
        ("Footnote_20_Symbol", &[("style:text-position", "super 65%")]),
    ];
    for (name, properties) in styles {
        let shown = name.replace("_20_", " ");
        let attributes = [("style:name", name), ("style:display-name", shown.as_str()), ("style:family", "text")];
        xml.element("style:style", &attributes, |xml| xml.empty("style:text-properties", properties));
    }
    // Links look like the text around them; programs mark them on their own.
    for name in ["Internet_20_link", "Visited_20_Internet_20_Link"] {
        let shown = name.replace("_20_", " ");
        let attributes = [("style:name", name), ("style:display-name", shown.as_str()), ("style:family", "text")];
        xml.element("style:style", &attributes, |xml| xml.empty("style:text-properties", &[("fo:color", "#1B5E83")]));
    }
}

fn lists(xml: &mut Xml) {
    for (name, numbered, step) in [("Bullets", false, 340_u32), ("Numbers", true, 340), ("Cell_20_Bullets", false, 200)]
    {
        let shown = name.replace("_20_", " ");
        xml.element("text:list-style", &[("style:name", name), ("style:display-name", &shown)], |xml| {
            for level in 1..=9_u32 {
                let number = level.to_string();
                let (indent, hang) = (inches(step * level), format!("-{}", inches(step)));
                let element = if numbered { "text:list-level-style-number" } else { "text:list-level-style-bullet" };
                let kind = if numbered {
                    [("style:num-format", "1"), ("style:num-suffix", ".")]
                } else {
                    [
                        ("text:bullet-char", if level % 2 == 1 { "\u{2022}" } else { "\u{2013}" }),
                        ("style:num-suffix", ""),
                    ]
                };
                let attributes = [("text:level", number.as_str()), kind[0], kind[1]];
                xml.element(element, &attributes, |xml| {
                    let mode = [("text:list-level-position-and-space-mode", "label-alignment")];
                    xml.element("style:list-level-properties", &mode, |xml| {
                        let alignment = [
                            ("text:label-followed-by", "listtab"),
                            ("text:list-tab-stop-position", indent.as_str()),
                            ("fo:text-indent", hang.as_str()),
                            ("fo:margin-left", indent.as_str()),
                        ];
                        xml.empty("style:list-level-label-alignment", &alignment);
                    });
                });
            }
        });
    }
}

fn notes(xml: &mut Xml) {
    let configuration = [
        ("text:note-class", "footnote"),
        ("text:citation-style-name", "Footnote_20_Symbol"),
        ("text:citation-body-style-name", "Footnote_20_Symbol"),
        ("text:default-style-name", "Footnote"),
        ("style:num-format", "1"),
        ("text:start-value", "0"),
        ("text:footnotes-position", "page"),
        ("text:start-numbering-at", "document"),
    ];
    xml.empty("text:notes-configuration", &configuration);
}

/// The two kinds of sheet.
fn layouts(xml: &mut Xml, document: &Document) {
    for (name, landscape) in [(UPRIGHT, false), (LYING, true)] {
        let sheet = Sheet::new(document.page, landscape);
        let footer = sheet.bottom - FOOTER;
        let lengths = [sheet.width, sheet.height, sheet.side, sheet.top, FOOTER].map(inches);
        let [width, height, side, top, bottom] = &lengths;
        let mode = if document.right_to_left() { "rl-tb" } else { "lr-tb" };
        let layout = format!("Layout{name}");
        xml.element("style:page-layout", &[("style:name", &layout)], |xml| {
            let properties = [
                ("fo:page-width", width.as_str()),
                ("fo:page-height", height),
                ("style:print-orientation", if landscape { "landscape" } else { "portrait" }),
                ("fo:margin-left", side),
                ("fo:margin-right", side),
                ("fo:margin-top", top),
                ("fo:margin-bottom", bottom),
                ("style:writing-mode", mode),
            ];
            xml.element("style:page-layout-properties", &properties, |xml| {
                let line = [
                    ("style:width", "0.5pt"),
                    ("style:distance-before-sep", "0.1in"),
                    ("style:distance-after-sep", "0.06in"),
                    ("style:color", "#C3CCD2"),
                    ("style:rel-width", "25%"),
                ];
                xml.empty("style:footnote-sep", &line);
            });
            xml.element("style:footer-style", &[], |xml| {
                let least = inches(footer);
                let gap = inches(footer / 2);
                xml.empty("style:header-footer-properties", &[("fo:min-height", &least), ("fo:margin-top", &gap)]);
            });
        });
        // Where the right tab of the footer stands differs with the width of the page.
        if landscape {
            let attributes =
                [("style:name", "FooterLying"), ("style:family", "paragraph"), ("style:parent-style-name", "Footer")];
            xml.element("style:style", &attributes, |xml| {
                xml.element("style:paragraph-properties", &[], |xml| {
                    xml.element("style:tab-stops", &[], |xml| {
                        let at = inches(sheet.text_width());
                        xml.empty("style:tab-stop", &[("style:position", &at), ("style:type", "right")]);
                    });
                });
            });
        }
    }
}

/// The page styles, each with the title and the page in its footer.
fn masters(xml: &mut Xml, document: &Document) {
    for (name, style) in [(UPRIGHT, "Footer"), (LYING, "FooterLying")] {
        let layout = format!("Layout{name}");
        xml.element("style:master-page", &[("style:name", name), ("style:page-layout-name", &layout)], |xml| {
            xml.element("style:footer", &[], |xml| {
                xml.element("text:p", &[("text:style-name", style)], |xml| {
                    xml.text(&shortened(&document.title));
                    xml.empty("text:tab", &[]);
                    page_of(xml, &document.words.page_of);
                });
            });
        });
    }
}

/// `Page {page} of {pages}` with its fields.
fn page_of(xml: &mut Xml, words: &str) {
    let mut rest = words;
    while let Some(at) = rest.find('{') {
        let (before, field) = rest.split_at(at);
        xml.text(before);
        if let Some(after) = field.strip_prefix("{page}") {
            xml.element("text:page-number", &[("text:select-page", "current")], |xml| xml.text("1"));
            rest = after;
        } else if let Some(after) = field.strip_prefix("{pages}") {
            xml.element("text:page-count", &[], |xml| xml.text("1"));
            rest = after;
        } else {
            xml.text("{");
            rest = field.get(1..).unwrap_or_default();
        }
    }
    xml.text(rest);
}

/// A title that fits beside the page number.
fn shortened(title: &str) -> String {
    const MOST: usize = 70;
    if title.chars().count() <= MOST {
        return title.to_owned();
    }
    let cut: String = title.chars().take(MOST).collect();
    let cut = cut.rfind(' ').and_then(|space| cut.get(..space)).unwrap_or(&cut).to_owned();
    format!("{}…", cut.trim_end_matches([',', ':', ';', ' ']))
}
