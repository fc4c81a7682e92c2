//! Electronic books (EPUB): the pages of the spine in order.

use super::super::error::Trouble;
use super::package::Package;
use super::xml::{attribute, walk};
use super::{FileType, ReadDocument, html, tidy_and_tell};
use quick_xml::events::Event;
use std::collections::{HashMap, HashSet};

/// The most letters of all pages together.
const LARGEST: usize = 64 << 20;

/// Reads a book's pages in reading order.
pub(in super::super) fn read(package: &Package<'_>) -> Result<ReadDocument, Trouble> {
    let container = part(package, "META-INF/container.xml")?;
    let mut root = None;
    walk(&container, |event, _, _| {
        if let Event::Start(element) = event
            && element.local_name().as_ref() == "rootfile"
        {
            root = root.take().or_else(|| attribute(element, "full-path"));
        }
        Ok(())
    })?;
    let root = root.ok_or_else(|| Trouble::damaged("it does not say where its pages are listed"))?;
    let folder = root.rsplit_once('/').map_or("", |(folder, _)| folder);
    let (mut pages, mut spine): (HashMap<String, String>, Vec<String>) = Default::default();
    walk(&part(package, &root)?, |event, _, _| {
        let Event::Start(element) = event else { return Ok(()) };
        match element.local_name().as_ref() {
            "item" => {
                if let (Some(id), Some(href)) = (attribute(element, "id"), attribute(element, "href")) {
                    pages.insert(id, href);
                }
            }
            "itemref" => spine.extend(attribute(element, "idref")),
            _ => {}
        }
        Ok(())
    })?;
    let (mut paragraphs, mut notices, mut letters) = (Vec::new(), Vec::new(), 0);
    // A page stands in a book once, however often its list names it.
    let mut seen = HashSet::new();
    for page in spine.iter().filter(|id| seen.insert(id.as_str())).filter_map(|id| pages.get(id)) {
        let name = if folder.is_empty() { decoded(page) } else { format!("{folder}/{}", decoded(page)) };
        let text = part(package, &name)?;
        letters += text.len();
        if letters > LARGEST {
            return Err(Trouble::TooLarge { limit: "64 MiB of pages".into() });
        }
        let read = html::body(&text)?;
        paragraphs.extend(read.paragraphs);
        notices.extend(read.notices);
    }
    let paragraphs = tidy_and_tell(paragraphs, &mut notices);
    if paragraphs.is_empty() {
        return Err(Trouble::Empty);
    }
    Ok(ReadDocument { paragraphs, encoding: None, notices, file_type: FileType::Book, title: None })
}

fn part(package: &Package<'_>, name: &str) -> Result<String, Trouble> {
    package.read(name)?.ok_or_else(|| Trouble::damaged(format!("the part {name} is missing")))
}

/// A name in a link without `#place` and with `%20` and the like as letters.
fn decoded(href: &str) -> String {
    let href = href.split('#').next().unwrap_or(href);
    let mut bytes = Vec::with_capacity(href.len());
    let mut rest = href.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let code = after.get(..2).filter(|_| *first == b'%').and_then(|two| std::str::from_utf8(two).ok());
        match code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = after.get(2..).unwrap_or_default();
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Cursor, Write};
    use zip::write::SimpleFileOptions;

    #[test]
    fn pages_come_in_the_order_of_the_spine() {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, words) in [
            ("mimetype", "application/epub+zip"),
            (
                "META-INF/container.xml",
                "<container><rootfiles><rootfile full-path=\"OPS/book.opf\"/></rootfiles></container>",
            ),
            (
                "OPS/book.opf",
                "<package><manifest><item id=\"a\" href=\"one%20page.xhtml\"/><item id=\"b\" href=\"two.xhtml#x\"/></manifest><spine><itemref idref=\"b\"/><itemref idref=\"a\"/></spine></package>",
            ),
            ("OPS/one page.xhtml", "<html><body><p>Ana: second</p></body></html>"),
            ("OPS/two.xhtml", "<html><body><p>Ana: first</p></body></html>"),
        ] {
            zip.start_file(name, SimpleFileOptions::default()).expect("a part");
            zip.write_all(words.as_bytes()).expect("its words");
        }
        let bytes = zip.finish().expect("a book").into_inner();
        let read = read(&Package::open(&bytes).expect("a zip")).expect("a book");
        let seen: Vec<String> = read.paragraphs.iter().map(|one| one.text()).collect();
        assert_eq!(seen, ["Ana: first", "Ana: second"]);
    }
}
