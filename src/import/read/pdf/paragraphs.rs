//! Lines to paragraphs.

use super::super::Paragraph;
use super::lines::{Block, Line};

/// Letters this much larger than most are a heading's.
const HEADING: f64 = 1.12;

/// A paragraph in the making.
struct Open {
    text: String,
    size: f64,
    /// What its last line leaves free at the right: where that is too little for the next word, it may go on in the next
    /// column or on the next page.
    room: f64,
}

/// The paragraphs of all pages. One goes on in the next block where its last line is full and ends within a sentence, or
/// where the next cannot begin one.
pub(super) fn paragraphs(pages: &[Vec<Block>]) -> Vec<Paragraph> {
    let (body, pitch) = (body_size(pages), pitch(pages));
    let mut done: Vec<Paragraph> = Vec::new();
    let mut open: Option<Open> = None;
    let close = |open: &mut Option<Open>, done: &mut Vec<Paragraph>| {
        if let Some(one) = open.take().filter(|one| !one.text.trim().is_empty()) {
            let heading = (one.size > HEADING * body).then_some(1);
            done.push(Paragraph { heading, ..Paragraph::plain(one.text) });
        }
    };
    for block in pages.iter().flatten() {
        let left = block.lines.iter().map(|line| line.left).fold(f64::INFINITY, f64::min);
        let right = block.lines.iter().map(|line| line.right).fold(0.0, f64::max);
        let mut above: Option<&Line> = None;
        for line in &block.lines {
            let begins = match (&open, above) {
                (None, _) => true,
                (Some(_), Some(above)) => begins(line, above, (left, right), pitch),
                (Some(one), None) => !goes_on(one, line),
            };
            if begins {
                close(&mut open, &mut done);
            }
            let one = open.get_or_insert(Open { text: String::new(), size: line.size, room: 0.0 });
            if !one.text.is_empty() {
                one.text.push(' ');
            }
            one.text.push_str(&line.text);
            one.room = right - line.right;
            above = Some(line);
        }
    }
    close(&mut open, &mut done);
    done
}

/// Whether a line of a new block belongs to the paragraph before it.
fn goes_on(open: &Open, line: &Line) -> bool {
    let ended = open.text.trim_end().ends_with(['.', '!', '?', ':', '”', '’', '"', ')', ']']);
    // An attribution may stand on the next page, and no paragraph begins with a small letter.
    let amid = line.text.starts_with(|letter: char| letter.is_lowercase() || letter == '(' || letter == '[');
    let full = open.room <= line.first + 0.35 * line.size;
    full && (!ended || amid) && (line.size - open.size).abs() < 0.08 * open.size
}

/// Whether a line begins a paragraph: it stands in, there is more white above it, its letters are of another size, or its
/// first word would have had room on the line above.
fn begins(line: &Line, above: &Line, (left, right): (f64, f64), pitch: f64) -> bool {
    let indented = |line: &Line| line.left > left + 0.8 * line.size;
    let room = right - above.right;
    indented(line) && !indented(above)
        || line.y - above.y > 1.25 * pitch * line.size
        || (line.size - above.size).abs() > 0.08 * above.size
        || room > line.first + 0.35 * line.size
}

/// The usual distance of two lines of a paragraph, in sizes of their letters: a quarter of all are nearer. Where every
/// paragraph is a line or two, half of them are as far as paragraphs are from each other.
fn pitch(pages: &[Vec<Block>]) -> f64 {
    let of = |block: &Block| -> Vec<f64> {
        let pairs = block.lines.iter().zip(block.lines.iter().skip(1));
        let alike = pairs.filter(|(above, below)| (above.size - below.size).abs() < 0.08 * above.size);
        alike.map(|(above, below)| (below.y - above.y) / below.size.max(0.1)).collect()
    };
    let mut steps: Vec<f64> = pages.iter().flatten().flat_map(of).collect();
    steps.sort_by(f64::total_cmp);
    steps.get(steps.len() / 4).copied().unwrap_or(f64::INFINITY)
}

/// The size of most letters.
fn body_size(pages: &[Vec<Block>]) -> f64 {
    let mut sizes: Vec<(f64, usize)> = Vec::new();
    for line in pages.iter().flatten().flat_map(|block| &block.lines) {
        let letters = line.text.chars().count();
        match sizes.iter_mut().find(|(size, _)| (size - line.size).abs() < 0.2) {
            Some((_, count)) => *count += letters,
            None => sizes.push((line.size, letters)),
        }
    }
    sizes.into_iter().max_by_key(|(_, count)| *count).map_or(10.0, |(size, _)| size)
}
