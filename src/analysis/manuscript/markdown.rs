//! Markdown as paragraphs, with its block quotes known.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use crate::analysis::verify::ManuscriptParagraph;

#[derive(Default)]
struct Page {
    done: Vec<ManuscriptParagraph>,
    text: String,
    heading: Option<u8>,
    quotes: usize,
    apart: usize,
    /// Inside of what is not prose: code, front matter.
    silent: usize,
}

/// The paragraphs of a Markdown text.
pub(super) fn read(source: &str) -> Vec<ManuscriptParagraph> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let mut page = Page::default();
    for event in Parser::new_ext(source, options) {
        page.take(event);
    }
    page.end();
    page.done
}

impl Page {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(&tag),
            Event::End(tag) => self.finish(tag),
            Event::Text(text) | Event::Code(text) if self.silent == 0 => self.text.push_str(&text),
            Event::SoftBreak | Event::HardBreak => self.text.push(' '),
            Event::Rule => self.end(),
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Heading { level, .. } => {
                self.end();
                self.heading = Some(match level {
                    HeadingLevel::H1 => 1,
                    HeadingLevel::H2 => 2,
                    HeadingLevel::H3 => 3,
                    HeadingLevel::H4 => 4,
                    HeadingLevel::H5 => 5,
                    HeadingLevel::H6 => 6,
                });
            }
            Tag::BlockQuote(_) => {
                self.end();
                self.quotes += 1;
            }
            Tag::Item | Tag::TableCell => {
                self.end();
                self.apart += 1;
            }
            Tag::CodeBlock(_) | Tag::MetadataBlock(_) | Tag::HtmlBlock => {
                self.end();
                self.silent += 1;
            }
            Tag::Paragraph | Tag::List(_) | Tag::FootnoteDefinition(_) | Tag::Table(_) => self.end(),
            _ => {}
        }
    }

    fn finish(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) | TagEnd::Paragraph => self.end(),
            TagEnd::BlockQuote(_) => {
                self.end();
                self.quotes = self.quotes.saturating_sub(1);
            }
            TagEnd::Item | TagEnd::TableCell => {
                self.end();
                self.apart = self.apart.saturating_sub(1);
            }
            TagEnd::CodeBlock | TagEnd::MetadataBlock(_) | TagEnd::HtmlBlock => {
                self.end();
                self.silent = self.silent.saturating_sub(1);
            }
            _ => {}
        }
    }

    fn end(&mut self) {
        let text = std::mem::take(&mut self.text);
        let heading = self.heading.take();
        if !text.trim().is_empty() {
            self.done.push(ManuscriptParagraph {
                text: text.trim().to_owned(),
                heading,
                set_as_quotation: self.quotes > 0,
                set_apart: self.apart > 0,
            });
        }
    }
}
