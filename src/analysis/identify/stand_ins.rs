//! What stands in for what was found: the same for the same, and one for all the names of one person.

use std::collections::{BTreeSet, HashMap};

use super::{Reveals, Row, parts};

/// Rows for what was found, with stand-ins that agree with the key. What is likely is replaced; the rest waits to be decided.
pub(super) fn given(key: &[Row], nominated: Vec<(String, Reveals, bool)>) -> Vec<Row> {
    let mut numbers = Numbers::after(key);
    let mut stand_ins: HashMap<String, String> =
        key.iter().filter(|row| row.replace).map(|row| (row.words.clone(), row.stand_in.clone())).collect();
    let known = key.iter().filter(|row| row.replace).map(|row| (&row.words, row.reveals));
    let people = known.chain(nominated.iter().map(|(words, reveals, _)| (words, *reveals)));
    // People of several names, by each of them.
    let mut by_part: HashMap<&str, BTreeSet<&str>> = HashMap::new();
    for (words, _) in people.filter(|(words, reveals)| *reveals == Reveals::Person && words.contains(' ')) {
        for part in parts(words) {
            by_part.entry(part).or_default().insert(words);
        }
    }
    let mut rows = Vec::new();
    for (words, reveals, likely) in &nominated {
        // A part of one person's name alone is that person; of two people's it may be anybody.
        let whose: Vec<&str> = by_part.get(words.as_str()).into_iter().flatten().copied().collect();
        let mut stand_ins_of: Vec<String> = whose
            .iter()
            .map(|whole| stand_ins.entry((*whole).to_owned()).or_insert_with(|| numbers.next(Reveals::Person)).clone())
            .collect();
        stand_ins_of.dedup();
        let (reveals, stand_in) = match stand_ins_of.as_slice() {
            [one] if !words.contains(' ') => (Reveals::Person, one.clone()),
            _ => {
                let fresh = || if reveals.is_numbered() { numbers.next(*reveals) } else { reveals.stand_in(0) };
                (*reveals, stand_ins.entry(words.clone()).or_insert_with(fresh).clone())
            }
        };
        rows.push(Row { words: words.clone(), reveals, stand_in, replace: *likely });
    }
    rows
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
