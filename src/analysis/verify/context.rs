//! What stands around a quotation in its manuscript: its attribution, or a reference to the literature.

use super::ManuscriptParagraph;
use super::attribution::{Labels, Stated};
use super::find::Presented;

/// An attribution as read, and as printed.
#[derive(Clone, Debug, Default)]
pub(super) struct Attributed {
    pub(super) stated: Stated,
    pub(super) printed: String,
}

/// How far behind a quotation its attribution may stand, in bytes.
const NEAR: usize = 160;

/// The attribution of a quotation: in brackets behind it, behind a dash, in the rest of its sentence, in a paragraph of
/// its own, or before it.
pub(super) fn attribution(
    labels: &Labels,
    paragraphs: &[ManuscriptParagraph],
    presented: &Presented,
    next: Option<&Presented>,
) -> Attributed {
    let (at, end) = presented.end();
    let until = next.filter(|next| next.paragraph == at).map(|next| next.outer.start.max(end));
    let text = paragraphs.get(at).map_or("", |paragraph| paragraph.text.as_str());
    let after = text.get(end..until.unwrap_or(text.len())).unwrap_or_default();
    let behind = [bracketed(after), Some(sentence(after))];
    for place in behind.into_iter().flatten() {
        let stated = labels.read(place);
        if !stated.is_empty() {
            return Attributed { stated, printed: tidy(place) };
        }
    }
    // “One thing” and “another” (P3): what joins them is short and ends no sentence.
    if let Some(next) =
        next.filter(|next| next.paragraph == at && after.len() <= 40 && !after.contains(['.', '(', ';']))
    {
        let joined = attribution(labels, paragraphs, next, None);
        if !joined.stated.is_empty() {
            return joined;
        }
    }
    let own_paragraph = paragraphs.get(at + 1).filter(|_| after.trim_matches(is_closing).is_empty());
    if let Some(own) = own_paragraph.filter(|own| is_attribution(labels, &own.text)) {
        return Attributed { stated: labels.read(&own.text), printed: tidy(&own.text) };
    }
    before(labels, paragraphs, presented)
}

fn is_closing(c: char) -> bool {
    c.is_whitespace() || "”’\"'»“.,;:!?…".contains(c)
}

/// The first bracket after a quotation, if it stands near.
fn bracketed(after: &str) -> Option<&str> {
    let near = after.get(..after.floor_char_boundary(NEAR)).unwrap_or(after);
    let open = near.find(['(', '['])?;
    // Between the quotation and its bracket, little may stand: “…”, she said (P3).
    let between = near.get(..open)?;
    if between.split_whitespace().count() > 8 || between.trim_start_matches(is_closing).contains(". ") {
        return None;
    }
    let closing = if after.get(open..)?.starts_with('(') { ')' } else { ']' };
    let close = after.get(open..)?.find(closing)?;
    after.get(open..=open + close)
}

/// What remains of the sentence behind a quotation.
fn sentence(after: &str) -> &str {
    let near = after.get(..after.floor_char_boundary(NEAR)).unwrap_or(after);
    let begun = near.trim_start_matches(|c: char| is_closing(c) && c != '.');
    let end = begun.find(". ").or_else(|| begun.find(".\u{a0}")).unwrap_or(begun.len());
    // A quotation that ends a sentence has nothing more of it behind, but for a dash and a name.
    match begun.strip_prefix('.') {
        Some(rest) => rest.trim_start().strip_prefix(['—', '–', '-']).unwrap_or_default(),
        None => begun.get(..end).unwrap_or(begun),
    }
}

/// Whether a paragraph is an attribution and nothing else.
pub(super) fn is_attribution(labels: &Labels, text: &str) -> bool {
    let text = text.trim();
    text.len() <= 120
        && text.starts_with(['(', '[', '—', '–', '-', '~'])
        && !labels.read(text).is_empty()
        && text.split_whitespace().count() <= 14
}

/// A name in the words that lead to the quotation: in its own sentence, or in the paragraph before a block.
fn before(labels: &Labels, paragraphs: &[ManuscriptParagraph], presented: &Presented) -> Attributed {
    let Some(own) = paragraphs.get(presented.paragraph) else { return Attributed::default() };
    let lead = own.text.get(..presented.outer.start).unwrap_or_default();
    let lead = if lead.trim().is_empty() {
        let above = presented.paragraph.checked_sub(1).and_then(|at| paragraphs.get(at));
        above.map_or("", |above| if above.text.trim_end().ends_with([':', ',']) { above.text.as_str() } else { "" })
    } else {
        lead
    };
    // What stands before another quotation is that one's.
    let lead = lead.rfind(['”', '"', '»']).and_then(|at| lead.get(at..)).unwrap_or(lead);
    let lead = lead.rfind([')', ']']).and_then(|at| lead.get(at + 1..)).unwrap_or(lead);
    let sentence = lead.rfind(". ").and_then(|at| lead.get(at + 2..)).unwrap_or(lead);
    let stated = labels.read(sentence);
    let printed = if stated.is_empty() { String::new() } else { tidy(sentence) };
    Attributed { stated, printed }
}

/// An attribution as a report shows it.
fn tidy(printed: &str) -> String {
    let words = printed.split_whitespace().collect::<Vec<_>>().join(" ");
    words.trim_matches(|c: char| ",.;:—–- ".contains(c)).to_owned()
}

/// The attribution at the end of a paragraph set as a quotation, and where the words before it end, in bytes.
pub(super) fn trailing(labels: &Labels, text: &str) -> Option<(usize, Attributed)> {
    let trimmed = text.trim_end().trim_end_matches('.');
    if trimmed.ends_with([')', ']']) {
        let opening = if trimmed.ends_with(')') { '(' } else { '[' };
        let start = trimmed.rfind(opening)?;
        let printed = trimmed.get(start..)?;
        let stated = labels.read(printed);
        return (!stated.is_empty()).then(|| (start, Attributed { stated, printed: tidy(printed) }));
    }
    let start = ["—", "–", " - ", "~"].iter().filter_map(|dash| trimmed.rfind(dash)).max()?;
    let printed = trimmed.get(start..)?;
    let stated = labels.read(printed);
    let short = printed.split_whitespace().count() <= 10;
    (short && !stated.is_empty()).then(|| (start, Attributed { stated, printed: tidy(printed) }))
}

/// Whether a reference to the literature stands right behind the quotation or in the words before it: `(Smith, 2019)`,
/// `[12]`, `Smith (2019)`.
pub(super) fn is_cited(paragraphs: &[ManuscriptParagraph], presented: &Presented) -> bool {
    let (at, end) = presented.end();
    let text = paragraphs.get(at).map_or("", |paragraph| paragraph.text.as_str());
    let after = text.get(end..).unwrap_or_default();
    let before = paragraphs.get(presented.paragraph).and_then(|own| own.text.get(..presented.outer.start));
    let before = before.unwrap_or_default();
    let lead = before.get(before.ceil_char_boundary(before.len().saturating_sub(120))..).unwrap_or_default();
    let superscript = after.trim_start_matches(is_closing).chars().next().is_some_and(|c| "¹²³⁴⁵⁶⁷⁸⁹".contains(c));
    superscript || bracketed(after).is_some_and(is_reference) || years(lead)
}

fn is_reference(bracket: &str) -> bool {
    let inner = bracket.trim_matches(['(', ')', '[', ']']).trim();
    let numbers = !inner.is_empty() && inner.chars().all(|c| c.is_ascii_digit() || " ,–-;".contains(c));
    numbers || years(bracket) || inner.starts_with("p. ") || inner.starts_with("pp. ") || inner.contains("et al")
}

/// A year of publication in brackets or behind a comma.
fn years(text: &str) -> bool {
    text.split(|c: char| !c.is_ascii_digit())
        .any(|digits| digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20")))
}
