//! Caption files (WebVTT, SRT) as plain text: what lays captions out on a screen goes, what is said and by whom stays.

use regex::{Captures, Regex};
use std::sync::LazyLock;

/// Tags that set a look, a time inside a caption, or end a voice; not `<v Name>`, which says who speaks.
static LAYOUT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"</?(?:b|i|u|c|s|ruby|rt|lang|font)(?:[.\s][^>\n]*)?>|</v>|<\d{1,3}:[\d:.]+>|\{\\[^}\n]*\}")
        .expect("a constant pattern")
});
static ENTITY: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"&(amp|lt|gt|nbsp|lrm|rlm|quot|#39);").expect("a constant pattern"));
static TIMES: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?m)^\s*[\d:.,]+\s*-->\s*[\d:.,]+").expect("a constant pattern"));

/// The text without caption markup, or `None` where it is no caption file.
pub(super) fn without_markup(text: &str) -> Option<String> {
    let web = text.trim_start_matches('\u{feff}').starts_with("WEBVTT");
    if !web && TIMES.find_iter(text).take(2).count() < 2 {
        return None;
    }
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let text = if web { without_blocks(&text) } else { text };
    let plain = LAYOUT.replace_all(&text, "");
    let plain = ENTITY.replace_all(&plain, |found: &Captures| match found.get(1).map_or("", |name| name.as_str()) {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "nbsp" => "\u{a0}",
        "lrm" => "\u{200e}",
        "rlm" => "\u{200f}",
        "quot" => "\"",
        _ => "'",
    });
    Some(plain.into_owned())
}

/// WebVTT without its head and the blocks that are no captions: notes, styles, regions.
fn without_blocks(text: &str) -> String {
    let blocks = text.split("\n\n").enumerate().filter(|(i, block)| {
        let block = block.trim_start_matches('\n');
        let head = *i == 0 && !block.contains("-->");
        let other = ["NOTE", "STYLE", "REGION"].iter().any(|word| {
            block.strip_prefix(word).is_some_and(|rest| rest.is_empty() || rest.starts_with(char::is_whitespace))
        });
        !(head || other)
    });
    blocks.map(|(_, block)| block).collect::<Vec<_>>().join("\n\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn caption_markup_goes_and_the_voice_stays() {
        let file = "WEBVTT - made by hand\n\nNOTE nobody says this\n\n1\n00:01.000 --> 00:02.000\n<v Jane>Tea &amp; <i>cake</i>.</v>\n";
        let plain = without_markup(file).expect("captions");
        assert_eq!(plain, "1\n00:01.000 --> 00:02.000\n<v Jane>Tea & cake.\n");
        assert_eq!(without_markup("Jane: I like <i>Hamlet</i> &amp; so on."), None, "this is no caption file");
    }
}
