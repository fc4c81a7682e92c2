//! Praat's TextGrid: tiers of intervals or points with words, each tier a speaker. Long form and short form differ only in
//! the words between the values, so both are read as the values in order.

use super::super::error::Trouble;
use super::super::notice::Notice;
use super::{FileType, ReadDocument, Said, Stretch, tidy_and_tell, turns, txt};

/// Reads the stretches of all tiers by time.
pub(in super::super) fn read(bytes: &[u8], encoding: Option<&str>) -> Result<ReadDocument, Trouble> {
    let (decoded, mut notices) = txt::decode(bytes, encoding)?;
    let mut values = Values { rest: &decoded.text };
    let mut stretches =
        tiers(&mut values).ok_or_else(|| Trouble::damaged("its tiers break off or are out of order"))?;
    stretches.sort_by_key(|stretch| stretch.said.time_ms);
    let marks: usize = stretches.iter().map(|stretch| stretch.words.matches('<').count()).sum();
    let (paragraphs, joined) = turns(stretches);
    if joined > 0 {
        notices.push(Notice::CuesJoined(joined));
    }
    if marks > 0 {
        notices.push(Notice::MarksKept(marks));
    }
    let paragraphs = tidy_and_tell(paragraphs, &mut notices);
    let encoding = Some(decoded.found);
    Ok(ReadDocument { paragraphs, encoding, notices, file_type: FileType::TextGrid, title: None })
}

/// A value of the file.
enum Value {
    Number(f64),
    Words(String),
}

/// The numbers and quoted words of the file, in order.
struct Values<'t> {
    rest: &'t str,
}

impl Values<'_> {
    fn next(&mut self) -> Option<Value> {
        loop {
            self.rest = self.rest.trim_start_matches(|c: char| c.is_whitespace() || c == '=' || c == ':');
            let first = self.rest.chars().next()?;
            if first == '"' {
                return self.quoted().map(Value::Words);
            }
            let end = match first {
                '[' => self.rest.find(']').map_or(self.rest.len(), |at| at + 1),
                '!' => self.rest.find('\n').unwrap_or(self.rest.len()),
                _ => self.rest.find(|c: char| c.is_whitespace() || c == '"').unwrap_or(self.rest.len()),
            };
            let (word, rest) = self.rest.split_at_checked(end)?;
            self.rest = rest;
            if let Ok(number) = word.parse()
                && !matches!(first, '[' | '!')
            {
                return Some(Value::Number(number));
            }
        }
    }

    /// Words between quotation marks, in which two stand for one.
    fn quoted(&mut self) -> Option<String> {
        let mut words = String::new();
        let mut rest = self.rest.strip_prefix('"')?;
        loop {
            let (before, after) = rest.split_once('"')?;
            words.push_str(before);
            match after.strip_prefix('"') {
                Some(more) => {
                    words.push('"');
                    rest = more;
                }
                None => {
                    self.rest = after;
                    return Some(words);
                }
            }
        }
    }

    fn number(&mut self) -> Option<f64> {
        match self.next()? {
            Value::Number(number) if number.is_finite() => Some(number),
            _ => None,
        }
    }

    fn words(&mut self) -> Option<String> {
        match self.next()? {
            Value::Words(words) => Some(words),
            Value::Number(_) => None,
        }
    }

    fn count(&mut self) -> Option<usize> {
        let number = self.number()?;
        // No recording has more stretches than that; a file may claim any number.
        (0.0..=10_000_000.0).contains(&number).then_some(number as usize)
    }
}

/// `None` where the values are not those of a TextGrid.
fn tiers(values: &mut Values<'_>) -> Option<Vec<Stretch>> {
    (values.words()? == "ooTextFile" && values.words()? == "TextGrid").then_some(())?;
    values.number()?;
    values.number()?;
    let count = values.count()?;
    let mut stretches = Vec::new();
    for _ in 0..count {
        let (kind, name) = (values.words()?, values.words()?);
        values.number()?;
        values.number()?;
        let mut ended = None;
        for _ in 0..values.count()? {
            let start = values.number()?;
            let end = if kind == "IntervalTier" { values.number()? } else { start };
            let words = values.words()?;
            if words.trim().is_empty() {
                continue;
            }
            let speaker = (!name.trim().is_empty()).then(|| name.trim().to_owned());
            let time_ms = Some((start.max(0.0) * 1000.0).round() as u64);
            stretches.push(Stretch { said: Said { speaker, time_ms }, words, goes_on: ended == Some(start) });
            ended = Some(end);
        }
    }
    Some(stretches)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LONG: &str = "File type = \"ooTextFile\"\nObject class = \"TextGrid\"\n\nxmin = 0\nxmax = 9\ntiers? <exists>\nsize = 2\nitem []:\n    item [1]:\n        class = \"IntervalTier\"\n        name = \"Ana\"\n        xmin = 0\n        xmax = 9\n        intervals: size = 3\n        intervals [1]:\n            xmin = 0\n            xmax = 1\n            text = \"\"\n        intervals [2]:\n            xmin = 1\n            xmax = 2.5\n            text = \"She said \"\"yes\"\".\"\n        intervals [3]:\n            xmin = 2.5\n            xmax = 4\n            text = \"Then 2 [cups] = tea\"\n    item [2]:\n        class = \"TextTier\"\n        name = \"Ben\"\n        xmin = 0\n        xmax = 9\n        points: size = 1\n        points [1]:\n            number = 3\n            mark = \"mhm\"\n";
    const SHORT: &str = "File type = \"ooTextFile\"\nObject class = \"TextGrid\"\n\n0\n9\n<exists>\n2\n\"IntervalTier\"\n\"Ana\"\n0\n9\n3\n0\n1\n\"\"\n1\n2.5\n\"She said \"\"yes\"\".\"\n2.5\n4\n\"Then 2 [cups] = tea\"\n\"TextTier\"\n\"Ben\"\n0\n9\n1\n3\n\"mhm\"\n";

    #[test]
    fn the_long_and_the_short_form_say_the_same() {
        for form in [LONG, SHORT] {
            let read = read(form.as_bytes(), None).expect("a TextGrid");
            let seen: Vec<(String, Option<Said>)> =
                read.paragraphs.iter().map(|one| (one.text(), one.said.clone())).collect();
            let said = |speaker: &str, time| Some(Said { speaker: Some(speaker.into()), time_ms: Some(time) });
            assert_eq!(
                seen,
                [
                    ("She said \"yes\". Then 2 [cups] = tea".to_owned(), said("Ana", 1000)),
                    ("mhm".to_owned(), said("Ben", 3000)),
                ]
            );
            for cut in (0..form.len()).filter(|at| form.is_char_boundary(*at)) {
                // However it is cut: read or refused.
                drop(super::read(&form.as_bytes()[..cut], None));
            }
        }
    }
}
