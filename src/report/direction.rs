//! Which way text reads. Word wants each right-to-left run and paragraph marked as such.

/// Reading direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    LeftToRight,
    RightToLeft,
}

/// The direction that a character has by itself: none for spaces, punctuation and figures.
fn strong(c: char) -> Option<Direction> {
    match c {
        // The blocks in which the Unicode Bidirectional Algorithm takes every letter as right-to-left
        // (UAX #9 and DerivedBidiClass.txt): Hebrew to Arabic Extended-A, presentation forms, the ancient scripts of
        // plane 1, Adlam and Arabic mathematics; and the right-to-left mark.
        '\u{590}'..='\u{8FF}'
        | '\u{200F}'
        | '\u{FB1D}'..='\u{FDFF}'
        | '\u{FE70}'..='\u{FEFE}'
        | '\u{10800}'..='\u{10FFF}'
        | '\u{1E800}'..='\u{1EFFF}' => Some(Direction::RightToLeft),
        _ if c.is_alphabetic() => Some(Direction::LeftToRight),
        _ => None,
    }
}

/// The direction of the first character that has one: rule P2 of the Unicode Bidirectional Algorithm.
pub(super) fn first_strong(text: &str) -> Option<Direction> {
    text.chars().find_map(strong)
}

/// Parts text where its direction changes, in a paragraph that reads `base`. Spaces and punctuation between two
/// directions, and at either end, belong to the paragraph.
pub(super) fn stretches(text: &str, base: Direction) -> Vec<(Direction, &str)> {
    let mut stretches = Vec::new();
    let mut direction = base;
    let mut start = 0;
    // Where the last character with a direction ended.
    let mut settled = 0;
    let mut cut = |direction, from: usize, to: usize| {
        if let Some(stretch) = text.get(from..to).filter(|stretch| !stretch.is_empty()) {
            stretches.push((direction, stretch));
        }
    };
    for (at, c) in text.char_indices() {
        let Some(next) = strong(c) else { continue };
        if next != direction {
            let end = if direction == base { at } else { settled };
            cut(direction, start, end);
            (start, direction) = (end, next);
        }
        settled = at + c.len_utf8();
    }
    if direction != base {
        cut(direction, start, settled);
        (start, direction) = (settled, base);
    }
    cut(direction, start, text.len());
    stretches
}
