//! The words of all transcripts in one row, and where any three of them stand together: what makes finding a quotation
//! among two million words a matter of a millisecond.

use std::collections::HashMap;

use super::words::{Piece, Word, spoken};
use crate::study::{Id, Study, Transcript};
use crate::text::Span;

/// A word of a transcript in the row of all.
#[derive(Clone, Copy, Debug)]
pub(super) struct Said {
    /// Which word: a place in [`Index::vocabulary`].
    pub(super) word: u32,
    /// Bytes of its transcript's text.
    pub(super) span: Span,
    /// Beside the words, in brackets.
    pub(super) aside: bool,
}

/// One transcript's part of the row.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part {
    pub(super) transcript: Id<Transcript>,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// All transcripts' words.
pub(super) struct Index {
    pub(super) said: Vec<Said>,
    pub(super) parts: Vec<Part>,
    vocabulary: Vec<String>,
    known: HashMap<String, u32>,
    threes: HashMap<[u32; 3], Vec<u32>>,
    twos: HashMap<[u32; 2], Vec<u32>>,
    ones: HashMap<u32, Vec<u32>>,
}

/// A stretch of the row in which a quotation may stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Window {
    pub(super) start: usize,
    pub(super) end: usize,
}

/// Words that stand together oftener than this say little about where a quotation comes from.
const COMMON: usize = 60;
/// Words that are left out at one mark, at most.
const LEFT_OUT: usize = 400;
/// Places that are looked at for one quotation.
const PLACES: usize = 12;

impl Index {
    /// Reads all transcripts once.
    pub(super) fn new(study: &Study) -> Self {
        let mut index = Index {
            said: Vec::new(),
            parts: Vec::new(),
            vocabulary: Vec::new(),
            known: HashMap::new(),
            threes: HashMap::new(),
            twos: HashMap::new(),
            ones: HashMap::new(),
        };
        for transcript in study.transcripts_in_order() {
            index.add(transcript.id, spoken(study.text(transcript.id)));
        }
        index
    }

    fn add(&mut self, transcript: Id<Transcript>, words: Vec<Word>) {
        let start = self.said.len();
        let mut last: [Option<(u32, u32)>; 2] = [None, None];
        for word in words {
            let id = match self.known.get(&word.key) {
                Some(id) => *id,
                None => {
                    let id = u32::try_from(self.vocabulary.len()).unwrap_or(u32::MAX);
                    self.vocabulary.push(word.key.clone());
                    self.known.insert(word.key, id);
                    id
                }
            };
            let at = u32::try_from(self.said.len()).unwrap_or(u32::MAX);
            self.said.push(Said { word: id, span: word.span, aside: word.bracketed });
            self.ones.entry(id).or_default().push(at);
            // What happens beside the words does not part them.
            if !word.bracketed {
                if let [_, Some((before, place))] = last {
                    self.twos.entry([before, id]).or_default().push(place);
                }
                if let [Some((first, place)), Some((second, _))] = last {
                    self.threes.entry([first, second, id]).or_default().push(place);
                }
                last = [last[1], Some((id, at))];
            }
        }
        self.parts.push(Part { transcript, start, end: self.said.len() });
    }

    /// The letters of a word of the row.
    pub(super) fn letters(&self, word: u32) -> &str {
        self.vocabulary.get(word as usize).map_or("", String::as_str)
    }

    /// The word with these letters, if anyone says it.
    pub(super) fn word(&self, key: &str) -> Option<u32> {
        self.known.get(key).copied()
    }

    /// The transcript to which a place of the row belongs.
    pub(super) fn part_at(&self, at: usize) -> Option<Part> {
        let after = self.parts.partition_point(|part| part.start <= at);
        self.parts.get(after.checked_sub(1)?).copied().filter(|part| at < part.end)
    }

    /// Where the quotation may stand: the stretches in which most of its words stand together as it has them.
    /// `favoured` says which places are those that its attribution names.
    pub(super) fn windows(&self, printed: &[Piece], favoured: impl Fn(usize) -> bool) -> Vec<Window> {
        let mut votes: HashMap<i64, f64> = HashMap::new();
        for together in [3, 2, 1] {
            self.vote(printed, together, &mut votes);
            if !votes.is_empty() {
                break;
            }
        }
        let mut places: Vec<(f64, i64)> = votes
            .into_iter()
            .map(|(bucket, weight)| {
                let at = usize::try_from(bucket * BUCKET + BUCKET / 2).unwrap_or(0);
                (weight + if favoured(at.min(self.said.len().saturating_sub(1))) { 0.75 } else { 0.0 }, bucket)
            })
            .collect();
        places.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
        let omissions = printed.iter().filter(|piece| matches!(piece, Piece::Omission(_))).count();
        let slack = 24 + printed.len() / 3 + LEFT_OUT * omissions.min(4);
        let mut windows: Vec<Window> = Vec::new();
        for (_, bucket) in places.into_iter().take(PLACES) {
            let diagonal = bucket * BUCKET;
            // A place before the beginning of all words is the beginning of the first transcript.
            let inside = usize::try_from(diagonal + i64::try_from(printed.len() / 2).unwrap_or(0)).unwrap_or(0);
            let Some(part) = self.part_at(inside.min(self.said.len().saturating_sub(1))) else { continue };
            let from = usize::try_from(diagonal).unwrap_or(0);
            let window = Window {
                start: from.saturating_sub(slack).clamp(part.start, part.end),
                end: (from + printed.len() + usize::try_from(BUCKET).unwrap_or(0) + slack).clamp(part.start, part.end),
            };
            let known = windows.iter().any(|other| other.start <= window.start && window.end <= other.end);
            if !known && window.start < window.end {
                windows.push(window);
            }
        }
        windows
    }

    /// Every stretch of so many words says where the quotation would begin if it stood there.
    fn vote(&self, printed: &[Piece], together: usize, votes: &mut HashMap<i64, f64>) {
        let words: Vec<Option<(usize, u32)>> = printed
            .iter()
            .enumerate()
            .filter(|(_, piece)| !matches!(piece, Piece::Word(word) if word.bracketed))
            .map(|(at, piece)| match piece {
                Piece::Word(word) => self.word(&word.key).map(|id| (at, id)),
                Piece::Omission(_) => None,
            })
            .collect();
        for stretch in words.windows(together) {
            let Some((at, _)) = stretch.first().copied().flatten() else { continue };
            let ids: Vec<u32> = stretch.iter().flatten().map(|(_, id)| *id).collect();
            let places = match ids.as_slice() {
                [a, b, c] => self.threes.get(&[*a, *b, *c]),
                [a, b] if together == 2 => self.twos.get(&[*a, *b]),
                [a] if together == 1 => self.ones.get(a),
                _ => None,
            };
            let Some(places) = places else { continue };
            // A word by itself leads somewhere only if it is rare.
            if together == 1 && places.len() > COMMON {
                continue;
            }
            let weight = if places.len() <= COMMON { 1.0 } else { COMMON as f64 / places.len() as f64 };
            for &place in places {
                let diagonal = i64::from(place) - i64::try_from(at).unwrap_or(0);
                *votes.entry(diagonal.div_euclid(BUCKET)).or_default() += weight;
            }
        }
    }
}

/// Places as near to each other as this are one.
const BUCKET: i64 = 16;
