//! Plain text: a line is a paragraph, unless lines were broken at the width of a page.

use super::super::LineBreaks;
use super::super::encoding::{self, Decoded};
use super::super::error::Trouble;
use super::super::notice::Notice;
use super::{FileType, Paragraph, ReadDocument, ends_line, tidy_and_tell};
use super::{captions, chat};

/// Reads a plain text; `encoding` is the label of an encoding the person chose.
pub(in super::super) fn read(
    bytes: &[u8],
    encoding: Option<&str>,
    breaks: LineBreaks,
) -> Result<ReadDocument, Trouble> {
    let (decoded, mut notices) = decode(bytes, encoding)?;
    let plain = captions::without_markup(&decoded.text);
    let lines = split(plain.as_deref().unwrap_or(&decoded.text));
    if let Some((messages, told)) = chat::messages(&lines) {
        notices.extend(told);
        let paragraphs = tidy_and_tell(messages, &mut notices);
        return Ok(ReadDocument {
            paragraphs,
            encoding: Some(decoded.found),
            notices,
            file_type: FileType::Text,
            title: None,
        });
    }
    let width = match breaks {
        LineBreaks::Keep => None,
        LineBreaks::Auto => page_width(&lines),
        LineBreaks::Join => Some(0),
    };
    let mut paragraphs = Vec::new();
    let mut before: Option<&str> = None;
    for line in &lines {
        let continues = width.is_some_and(|width| before.is_some_and(|before| was_full(before, line, width)));
        paragraphs.push(Paragraph { continues, ..Paragraph::plain(*line) });
        before = (!line.trim().is_empty()).then_some(*line);
    }
    let paragraphs = tidy_and_tell(paragraphs, &mut notices);
    Ok(ReadDocument { paragraphs, encoding: Some(decoded.found), notices, file_type: FileType::Text, title: None })
}

/// Bytes to text with the notices that go with it; refuses what is no text.
pub(in super::super) fn decode(bytes: &[u8], label: Option<&str>) -> Result<(Decoded, Vec<Notice>), Trouble> {
    let decoded = match label {
        Some(label) => encoding::decode_as(bytes, label)?,
        None => encoding::decode(bytes),
    };
    // Who chose an encoding sees in the preview what comes of it.
    if label.is_none() && encoding::looks_binary(&decoded) {
        return Err(Trouble::NotText);
    }
    let mut notices = Vec::new();
    let only_spoilt = decoded.found.label == "utf-8" && decoded.unreadable > 0;
    if !decoded.found.certain && !only_spoilt && !decoded.text.is_ascii() {
        notices.push(Notice::EncodingGuessed(decoded.found.name.clone()));
    }
    if decoded.unreadable > 0 {
        notices.push(Notice::UnreadableCharacters(decoded.unreadable));
    }
    Ok((decoded, notices))
}

/// Lines, whichever of the many line ends they have; CR LF is one.
fn split(text: &str) -> Vec<&str> {
    let mut lines = Vec::new();
    let mut start = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if !ends_line(c) {
            continue;
        }
        lines.push(text.get(start..at).unwrap_or_default());
        start = at + c.len_utf8();
        if c == '\r' && chars.peek().is_some_and(|(_, next)| *next == '\n') {
            chars.next();
            start += 1;
        }
    }
    lines.push(text.get(start..).unwrap_or_default());
    lines
}

fn length(line: &str) -> usize {
    line.trim_end().chars().count()
}

/// Whether the first word of `next` would not have fitted at the end of `line`: whoever broke there had to.
fn was_full(line: &str, next: &str, width: usize) -> bool {
    let word = next.split_whitespace().next().map_or(0, |word| word.chars().count());
    word > 0 && length(line) + 1 + word > width
}

/// The width in characters at which the lines were broken, if they were: then nearly every line that is followed by
/// another was full. Lines broken where a paragraph ends are of any length, and few of them are full.
fn page_width(lines: &[&str]) -> Option<usize> {
    let mut lengths: Vec<usize> = lines.iter().map(|line| length(line)).filter(|n| *n > 0).collect();
    lengths.sort_unstable();
    // The longest line may be a web address that no width could break.
    let width = *lengths.get(lengths.len().checked_sub(1 + lengths.len() / 50)?)?;
    if !(40..=110).contains(&width) {
        return None;
    }
    let filled = |line: &&str| !line.trim().is_empty();
    let pairs =
        || lines.windows(2).filter_map(|two| <&[&str; 2]>::try_from(two).ok()).filter(|two| two.iter().all(filled));
    let full = pairs().filter(|[line, next]| was_full(line, next, width)).count();
    (full >= 6 && full * 5 >= pairs().count() * 3).then_some(width)
}
