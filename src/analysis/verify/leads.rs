//! Words that lead to a quotation, and whether it comes.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::Regex;

use super::attribution::Labels;
use super::{Loose, LooseKind, ManuscriptParagraph};

/// Words by which an author announces what somebody said.
static ANNOUNCES: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?i)\b(said|says|saying|explain(ed|s|ing)?|put it|described?|describes|describing|told|noted?|notes|comment(ed|s)?|reflect(ed|s|ing)?|added|adds|recall(ed|s)?|stated?|states|remark(ed|s)?|express(ed|es|ing)?|shared|observ(ed|es)|answer(ed|s)?|repli(ed|es)|participants?|speakers?|quot(e|es|ed|ation)|in (his|her|their|its) words|own words|illustrat(ed|es|e)|exempli\w+)\b",
    )
    .ok()
});

/// Lead-ins whose quotation is not there: they end in a colon, announce what somebody said, and what follows quotes
/// nobody. `quoting` are the paragraphs in which quotations begin.
pub(super) fn dangling(
    labels: &Labels,
    paragraphs: &[ManuscriptParagraph],
    quoting: &BTreeSet<usize>,
    until: usize,
) -> Vec<Loose> {
    let announces = |text: &str| {
        ANNOUNCES.as_ref().is_some_and(|announces| announces.is_match(text)) || !labels.read(text).is_empty()
    };
    let mut found = Vec::new();
    for (at, paragraph) in paragraphs.iter().enumerate().take(until) {
        let text = paragraph.text.trim_end();
        if paragraph.heading.is_some() || !text.ends_with(':') {
            continue;
        }
        let start = text.rfind(". ").map_or(0, |stop| stop + 2);
        let sentence = text.get(start..).unwrap_or(text);
        if !announces(sentence) {
            continue;
        }
        // A list or a table may be what is announced; words that quote may stand a heading of a table away.
        let comes = quoting.contains(&(at + 1))
            || paragraphs.get(at + 1).is_some_and(|next| next.set_apart && next.heading.is_none());
        if !comes {
            found.push(Loose { paragraph: at, kind: LooseKind::LeadIn, words: sentence.to_owned() });
        }
    }
    found
}
