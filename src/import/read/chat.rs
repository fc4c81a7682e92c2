//! Chats as plain text: Zoom's chat file, WhatsApp's export. A line that does not begin a message goes on with the last.

use super::{Paragraph, Said};
use crate::import::notice::Notice;
use regex::Regex;
use std::sync::LazyLock;

/// `00:12:53<tab>Ansgar:<tab>gm`, `12:03:45 From Ana to Everyone: gm`.
static ZOOM: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(\d{1,2}:\d{2}:\d{2})(?:\t|\s+From\s+)\s*(.{1,80}?)(?:\s+[Tt]o\s+[^:]{1,80}?)?\s*:(?:\s|$)")
        .expect("a constant pattern")
});
/// `[12/03/2024, 14:05:33] Ana: gm`, `12.03.24, 14:05 - Ana: gm`.
static WHATSAPP: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^[\u{200e}\u{200f}]?\[?\d{1,4}[./-]\d{1,2}[./-]\d{1,4},?\s+\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s?[AaPp]\.?[Mm]\.?)?\]?(?:\s+-)?\s+([^:]{1,80}?):(?:\s|$)").expect("a constant pattern")
});
/// The same without a name: "Messages are encrypted", "Ana was added".
static WHATSAPP_NOTE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^[\u{200e}\u{200f}]?\[?\d{1,4}[./-]\d{1,2}[./-]\d{1,4},?\s+\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s?[AaPp]\.?[Mm]\.?)?\]?(?:\s+-)?\s+").expect("a constant pattern")
});

/// The messages, and what is worth telling; `None` where the lines are no chat.
pub(super) fn messages(lines: &[&str]) -> Option<(Vec<Paragraph>, Vec<Notice>)> {
    let filled = lines.iter().filter(|line| !line.trim().is_empty()).count();
    let like = |pattern: &Regex| lines.iter().filter(|line| pattern.is_match(line)).count();
    let (zoom, whatsapp) = (like(&ZOOM), like(&WHATSAPP));
    if zoom.max(whatsapp) < 3 || zoom.max(whatsapp) * 2 < filled {
        return None;
    }
    let is_zoom = zoom >= whatsapp;
    let pattern: &Regex = if is_zoom { &ZOOM } else { &WHATSAPP };
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    let mut notes = 0;
    for line in lines {
        if let Some(found) = pattern.captures(line) {
            let (time, name) = if is_zoom { (found.get(1), found.get(2)) } else { (None, found.get(1)) };
            let time_ms = time.and_then(|time| super::super::speakers::time::alone(time.as_str()));
            let speaker = name.map(|name| name.as_str().trim().to_owned()).filter(|name| !name.is_empty());
            let words = found.get(0).and_then(|all| line.get(all.end()..)).unwrap_or_default().trim();
            paragraphs.push(Paragraph { said: Some(Said { speaker, time_ms }), ..Paragraph::plain(words) });
        } else if !is_zoom && WHATSAPP_NOTE.is_match(line) {
            notes += 1;
        } else if !line.trim().is_empty() {
            match paragraphs.last_mut() {
                Some(last) => {
                    last.push("\n", false, false);
                    last.push(line.trim(), false, false);
                }
                None => paragraphs.push(Paragraph::plain(line.trim())),
            }
        }
    }
    let mut notices = Vec::new();
    if !is_zoom {
        notices.push(Notice::Dates(paragraphs.iter().filter(|one| one.said.is_some()).count()));
    }
    if notes > 0 {
        notices.push(Notice::ChatNotes(notes));
    }
    Some((paragraphs, notices))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> Vec<(Option<String>, Option<u64>, String)> {
        let lines: Vec<&str> = text.lines().collect();
        let (paragraphs, _) = messages(&lines).expect("a chat");
        let of = |one: &Paragraph| one.said.clone().unwrap_or_default();
        paragraphs.iter().map(|one| (of(one).speaker, of(one).time_ms, one.text())).collect()
    }

    #[test]
    fn messages_have_their_people_and_zooms_their_times() {
        let ana = |time, words: &str| (Some("Ana".to_owned()), time, words.to_owned());
        let ben = |time, words: &str| (Some("Ben Okafor".to_owned()), time, words.to_owned());
        assert_eq!(
            said("00:12:53\tAna:\tgm\r\n00:13:00\tBen Okafor:\tso: yes\r\n00:13:05\tAna:\tfine\r\n"),
            [ana(Some(773_000), "gm"), ben(Some(780_000), "so: yes"), ana(Some(785_000), "fine")]
        );
        assert_eq!(
            said(
                "12:03:45 From  Ana  to  Everyone : gm\n12:03:50 From Ben Okafor to Everyone: so\nand so\n12:04:00 From Ana : x"
            ),
            [ana(Some(43_425_000), "gm"), ben(Some(43_430_000), "so\nand so"), ana(Some(43_440_000), "x")]
        );
        assert_eq!(
            said(
                "[12/03/2024, 14:05:33] Messages are encrypted\n[12/03/2024, 14:05:33] Ana: gm\n12.03.24, 14:06 - Ben Okafor: so\nand so\n3/12/24, 2:07 PM - Ana: x"
            ),
            [ana(None, "gm"), ben(None, "so\nand so"), ana(None, "x")]
        );
        assert!(messages(&["Ana: Hello.", "Ben: Yes.", "Ana: So."]).is_none(), "a talk");
    }
}
