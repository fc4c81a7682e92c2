//! Word documents (.docx, ECMA-376): the package, the styles, the body, and what else the package holds.

mod body;
mod seen;
mod styles;
mod symbols;

use super::super::error::Trouble;
use super::super::notice::Notice;
use super::package::Package;
use super::{FileType, ReadDocument, tidy_and_tell};
use styles::Styles;

/// Reads a Word document as it would print: tracked changes accepted, fields as their results, hidden text left out.
pub(in super::super) fn read(bytes: &[u8]) -> Result<ReadDocument, Trouble> {
    let package = Package::open(bytes)?;
    let main = package.main_part().ok_or_else(|| Trouble::damaged("it does not say where its text is"))?;
    let text = package.read(&main)?.ok_or_else(|| Trouble::damaged(format!("the part {main} is missing")))?;
    let related = package.related(&main)?;
    let styles = match related.iter().find(|part| part.kind == "styles") {
        Some(part) => Styles::read(&package.read(&part.target)?.unwrap_or_default())?,
        None => Styles::default(),
    };
    let body = body::read(&text, &styles)?;
    let mut notices = body.seen.notices();
    let mut margins = Vec::new();
    for part in related.iter().filter(|part| part.kind == "header" || part.kind == "footer") {
        let text = package.read(&part.target)?.unwrap_or_default();
        // What stands in the margin is no part of the conversation; a margin that cannot be read costs nothing.
        let Ok(margin) = body::read(&text, &styles) else { continue };
        for line in margin.paragraphs.iter().map(|paragraph| paragraph.text()) {
            let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
            let only_a_page_number = line.chars().all(|c| !c.is_alphabetic());
            if !only_a_page_number && !margins.contains(&line) {
                margins.push(line);
            }
        }
    }
    if !margins.is_empty() {
        notices.push(Notice::HeadersAndFooters(margins.join(" · ")));
    }
    let pictures = body.seen.pictures;
    let paragraphs = tidy_and_tell(body.paragraphs, &mut notices);
    if paragraphs.is_empty() {
        return Err(Trouble::NoWords { pictures });
    }
    Ok(ReadDocument { paragraphs, encoding: None, notices, file_type: FileType::Word, title: None })
}
