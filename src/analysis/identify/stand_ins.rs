//! What stands in for what was found: the same for the same, and one for all the names of one person.

use std::collections::{BTreeSet, HashMap};

use super::{Reveals, Row, parts};

/// Rows for what was found, with stand-ins that agree with the key. What is likely is replaced; the rest waits to be decided.
pub(super) fn given(key: &[Row], nominated: Vec<(String, Reveals, bool)>) -> Vec<Row> {
    let mut numbers = Numbers::after(key);
    // Names of several words first, so that their parts find them.
    let mut whole: HashMap<String, (Reveals, String)> = key
        .iter()
        .filter(|row| row.replace)
        .map(|row| (row.words.clone(), (row.reveals, row.stand_in.clone())))
        .collect();
    for (words, reveals, _) in
        nominated.iter().filter(|(words, reveals, _)| reveals.is_numbered() && words.contains(' '))
    {
        whole.insert(words.clone(), (*reveals, numbers.next(*reveals)));
    }
    let mut by_part: HashMap<&str, BTreeSet<(Reveals, &str)>> = HashMap::new();
    for (words, (reveals, stand_in)) in whole.iter().filter(|(words, _)| words.contains(' ')) {
        for part in parts(words) {
            by_part.entry(part).or_default().insert((*reveals, stand_in));
        }
    }
    let row = |(words, reveals, likely): (String, Reveals, bool)| {
        let same = whole.get(&words).cloned();
        // A part of one person's name alone is that person; of a place or of two people it may be anybody.
        let only = by_part.get(words.as_str()).filter(|all| all.len() == 1).and_then(|all| all.first());
        let one = only
            .filter(|(whose, _)| *whose == Reveals::Person)
            .map(|(whose, stand_in)| (*whose, (*stand_in).to_owned()));
        let (reveals, stand_in) = same.or(one).unwrap_or_else(|| {
            let number = if reveals.is_numbered() { numbers.next(reveals) } else { reveals.stand_in(0) };
            (reveals, number)
        });
        Row { words, reveals, stand_in, replace: likely }
    };
    nominated.into_iter().map(row).collect()
}

/// The numbers that are taken, by kind.
struct Numbers(HashMap<Reveals, usize>);

impl Numbers {
    /// After the highest that the key has of each kind.
    fn after(key: &[Row]) -> Self {
        let mut taken = HashMap::new();
        for row in key.iter().filter(|row| row.reveals.is_numbered()) {
            let digits: String = row.stand_in.chars().filter(char::is_ascii_digit).collect();
            let number = digits.parse().unwrap_or(0_usize);
            let highest: &mut usize = taken.entry(row.reveals).or_default();
            *highest = (*highest).max(number);
        }
        Numbers(taken)
    }

    fn next(&mut self, reveals: Reveals) -> String {
        let number = self.0.entry(reveals).or_default();
        *number += 1;
        reveals.stand_in(*number)
    }
}
