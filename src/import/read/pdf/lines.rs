//! Letters to words, words to columns (a cut wherever white runs from side to side or from top to foot), and those to lines.

use super::glyphs::Glyph;

/// A word.
#[derive(Clone, Debug, PartialEq)]
struct Word {
    text: String,
    left: f64,
    right: f64,
    y: f64,
    size: f64,
}

/// A line of a block.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Line {
    pub(super) text: String,
    pub(super) left: f64,
    pub(super) right: f64,
    /// How wide its first word is.
    pub(super) first: f64,
    pub(super) y: f64,
    pub(super) size: f64,
}

/// Lines that stand together: a column, or what lies between two wide strips of white.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Block {
    pub(super) lines: Vec<Line>,
}

/// Of a letter's size: white at least this wide parts two words.
const SPACE: f64 = 0.18;

/// The blocks of a page in reading order; columns of nothing but figures, which number the lines, are left out.
pub(super) fn blocks(glyphs: &[Glyph]) -> Vec<Block> {
    let mut cut = Vec::new();
    cut_white(words(glyphs), 0, &mut cut);
    let blocks = cut.into_iter().map(|words| Block { lines: lines(words) });
    blocks.filter(|block| !numbers_lines(block)).collect()
}

fn numbers_lines(block: &Block) -> bool {
    block.lines.len() >= 3 && block.lines.iter().all(|line| line.text.chars().all(|letter| letter.is_ascii_digit()))
}

fn words(glyphs: &[Glyph]) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut open = false;
    for glyph in glyphs {
        if glyph.text.trim().is_empty() {
            open = false;
            continue;
        }
        match words.last_mut() {
            Some(word) if open && continues(word, glyph) => {
                word.text.push_str(&glyph.text);
                word.right = word.right.max(glyph.right);
            }
            _ => words.push(Word {
                text: glyph.text.clone(),
                left: glyph.left,
                right: glyph.right,
                y: glyph.y,
                size: glyph.size,
            }),
        }
        open = true;
    }
    words
}

fn continues(word: &Word, glyph: &Glyph) -> bool {
    let size = word.size.max(glyph.size);
    (glyph.y - word.y).abs() <= 0.5 * word.size
        && glyph.left - word.right <= SPACE * size
        && glyph.left >= word.right - 0.6 * word.size
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(0.0)
}

/// Cuts words apart where white lies between columns, then between blocks one above the other.
fn cut_white(mut words: Vec<Word>, depth: usize, out: &mut Vec<Vec<Word>>) {
    if words.is_empty() {
        return;
    }
    if words.len() < 2 || depth > 12 {
        out.push(words);
        return;
    }
    let size = median(words.iter().map(|word| word.size).collect());
    if let Some(at) = gutter(&words, size) {
        let (left, right): (Vec<Word>, Vec<Word>) = words.into_iter().partition(|word| word.left < at);
        cut_white(left, depth + 1, out);
        cut_white(right, depth + 1, out);
        return;
    }
    words.sort_by(|one, other| one.y.total_cmp(&other.y));
    let steps: Vec<f64> = words.iter().zip(words.iter().skip(1)).map(|(above, below)| below.y - above.y).collect();
    let pitches: Vec<f64> = steps.iter().copied().filter(|step| *step > 0.45 * size).collect();
    let few = pitches.len() < 2;
    let usual = median(pitches);
    let widest = steps.iter().enumerate().max_by(|one, other| one.1.total_cmp(other.1));
    match widest {
        Some((at, step)) if *step > 1.25 * size && (*step > 1.3 * usual || few) => {
            let below = words.split_off(at + 1);
            cut_white(words, depth + 1, out);
            cut_white(below, depth + 1, out);
        }
        _ => out.push(words),
    }
}

/// The middle of the widest white from top to foot, where at least three lines stand on either side.
fn gutter(words: &[Word], size: f64) -> Option<f64> {
    let mut spans: Vec<(f64, f64)> = words.iter().map(|word| (word.left, word.right)).collect();
    spans.sort_by(|one, other| one.0.total_cmp(&other.0));
    let mut end = spans.first()?.1;
    let mut best = (0.0, 0.0);
    for (left, right) in spans.into_iter().skip(1) {
        if left - end > best.0 {
            best = (left - end, (left + end) / 2.0);
        }
        end = end.max(right);
    }
    let (white, at) = best;
    let rows = |of: &dyn Fn(&Word) -> bool| {
        let mut rows: Vec<i64> =
            words.iter().filter(|word| of(word)).map(|word| (word.y / (size * 0.6)).round() as i64).collect();
        rows.sort_unstable();
        rows.dedup();
        rows.len()
    };
    let sides = rows(&|word| word.left < at) >= 3 && rows(&|word| word.left >= at) >= 3;
    (white > 0.8 * size && sides).then_some(at)
}

fn lines(mut words: Vec<Word>) -> Vec<Line> {
    words.sort_by(|one, other| one.y.total_cmp(&other.y));
    let mut rows: Vec<Vec<Word>> = Vec::new();
    for word in words {
        let same = |row: &Vec<Word>| {
            row.first().is_some_and(|first| (word.y - first.y).abs() < 0.45 * first.size.max(word.size))
        };
        match rows.last_mut() {
            Some(row) if same(row) => row.push(word),
            _ => rows.push(vec![word]),
        }
    }
    rows.into_iter().filter_map(line).collect()
}

fn line(mut row: Vec<Word>) -> Option<Line> {
    row.sort_by(|one, other| one.left.total_cmp(&other.left));
    let size = row.iter().map(|word| word.size).fold(0.0, f64::max);
    let (first, last) = (row.first()?, row.last()?);
    // A raised number says nothing of where the line stands.
    let y = row.iter().find(|word| word.size >= size - 0.1).map_or(first.y, |word| word.y);
    let text = row.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ");
    Some(Line { left: first.left, right: last.right, first: first.right - first.left, y, size, text })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Letters of a size of 10, half an em wide, from a place on.
    fn written(text: &str, left: f64, y: f64) -> Vec<Glyph> {
        let place = |(at, letter): (usize, char)| {
            let left = left + at as f64 * 5.0;
            Glyph { text: letter.to_string(), left, right: left + 5.0, y, size: 10.0 }
        };
        text.chars().enumerate().map(place).collect()
    }

    #[test]
    fn two_columns_are_read_one_after_the_other_and_line_numbers_not_at_all() {
        let mut glyphs = Vec::new();
        for (at, (left, right)) in [("one two", "five six"), ("three", "seven"), ("four", "eight")].iter().enumerate() {
            let y = 100.0 + at as f64 * 12.0;
            glyphs.extend(written(&(at + 1).to_string(), 10.0, y));
            glyphs.extend(written(left, 60.0, y));
            glyphs.extend(written(right, 200.0, y));
        }
        let read: Vec<String> =
            blocks(&glyphs).iter().flat_map(|block| &block.lines).map(|line| line.text.clone()).collect();
        assert_eq!(read, ["one two", "three", "four", "five six", "seven", "eight"]);
    }
}
