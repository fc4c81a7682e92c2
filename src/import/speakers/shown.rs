//! Ways of marking turns that a person has shown by an example: what stands before a label and what after it.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::{
    Finding, TurnOpening,
    label::{Label, Shape},
    line::{Line, REACH, beginning},
    time,
    weigh::{Document, Met, sort_out},
};

/// The longest label, in characters: longer than those that are found unasked.
const LONGEST: usize = 80;

/// How lines that begin a turn look.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Marks {
    /// The label stands between these: `<<Anna>> Yes.`, `Q. Why?`
    Between { before: String, after: String },
    /// Words in capitals, and no mark: `ANNA Yes.`
    Capitals,
    /// This very label, and no mark: `Anna yes`.
    Label(String),
}

impl Marks {
    /// What an example shows: `label` is where in the line the label stands, in bytes. `None` where no label stands there.
    pub fn shown(line: &str, label: Range<usize>) -> Option<Marks> {
        let words = line.get(label.clone())?;
        let start = label.start + (words.len() - words.trim_start().len());
        let words = words.trim();
        let (head, rest) = (line.get(..start)?, line.get(start + words.len()..)?);
        if !words.chars().any(char::is_alphanumeric) || words.chars().count() > LONGEST {
            return None;
        }
        // Numbers and times before a label change from line to line; what else stands there is its mark.
        let skipped = if head.contains(|c: char| c.is_ascii_digit()) { beginning(line).0.min(start) } else { 0 };
        let before = head.get(skipped..)?.trim_start().to_owned();
        let mark = rest.find(|c: char| c.is_alphanumeric() || matches!(c, '"' | '“' | '‘' | '«' | '…'));
        let after = rest.get(..mark.unwrap_or(rest.len()))?.to_owned();
        // A time in brackets behind the label is read as such.
        let after =
            match after.find(['(', '[']).filter(|at| rest.get(*at..).is_some_and(|it| time::bracketed(it).is_some())) {
                Some(at) => after.get(..at)?.to_owned(),
                None => after,
            };
        if !before.is_empty() || !after.trim().is_empty() {
            return Some(Marks::Between { before, after });
        }
        let letters = || words.chars().filter(|c| c.is_alphabetic());
        let capitals = letters().count() >= 2 && letters().all(char::is_uppercase);
        Some(if capitals { Marks::Capitals } else { Marks::Label(words.to_owned()) })
    }

    /// How a line begins with a label marked so: "<<Anna>>".
    pub fn with(&self, label: &str) -> String {
        match self {
            Marks::Between { before, after } => format!("{before}{label}{}", after.trim_end()),
            Marks::Capitals | Marks::Label(_) => label.to_owned(),
        }
    }

    /// The marks of a template in which `{}` stands for the label: "<<{}>>". `None` where it has no `{}`, or nothing else.
    pub fn of_template(template: &str) -> Option<Marks> {
        let (before, after) = template.split_once("{}")?;
        let before = before.trim_start().to_owned();
        (!before.is_empty() || !after.trim().is_empty()).then(|| Marks::Between { before, after: after.to_owned() })
    }

    /// The label that a line begins with, and what is said after it.
    fn read<'t>(&self, line: &'t str) -> Option<(Label, &'t str)> {
        match self {
            Marks::Between { before, after } => {
                let rest = line.strip_prefix(before.as_str())?;
                let mark = after.trim_end();
                let near = rest.char_indices().map(|(at, _)| at).find(|at| *at > REACH).unwrap_or(rest.len());
                let at = if mark.is_empty() {
                    rest.find(char::is_whitespace).unwrap_or(rest.len())
                } else {
                    rest.get(..near)?.find(mark)?
                };
                let (label, said) = (rest.get(..at)?, rest.get(at + mark.len()..)?);
                let parted = mark.len() == after.len() || said.is_empty() || said.starts_with(char::is_whitespace);
                // What a sentence has anyway is a mark only behind what looks like a label.
                let common =
                    before.is_empty() && mark.chars().all(|c| matches!(c, '.' | ',' | ';' | '-' | '–' | '?' | '!'));
                let label = if common { Label::read(label).filter(|one| one.shape <= Shape::Code) } else { any(label) };
                label.filter(|_| parted).map(|label| (label, said))
            }
            Marks::Capitals => {
                let words = line
                    .split_whitespace()
                    .take_while(|word| word.chars().any(char::is_alphabetic) && !word.chars().any(char::is_lowercase));
                let end = words.last().map(|word| word.as_ptr() as usize - line.as_ptr() as usize + word.len())?;
                // “I” and “A” begin sentences.
                let label = line.get(..end).filter(|label| label.chars().filter(|c| c.is_alphabetic()).count() >= 2)?;
                Some((any(label)?, line.get(end..)?))
            }
            Marks::Label(label) => {
                let said = line.strip_prefix(label.as_str())?;
                let apart = said.is_empty() || !said.starts_with(char::is_alphanumeric);
                apart.then(|| any(label)).flatten().map(|label| (label, said))
            }
        }
    }
}

/// A label that is one because somebody said so.
fn any(text: &str) -> Option<Label> {
    let text = text.trim();
    let words = text.chars().any(char::is_alphanumeric) && text.chars().count() <= LONGEST;
    let label = Label::read(text).unwrap_or_else(|| Label {
        printed: text.to_owned(),
        key: text.to_lowercase(),
        shape: Shape::Role,
    });
    words.then_some(Label { shape: Shape::Role, ..label })
}

/// Reads a document in the ways that were shown. `None` where nothing in it is like that.
pub(super) fn find(lines: &[Line], marks: &[Marks], forced: bool) -> Option<Finding> {
    let mut met = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let text = line.text.as_str();
        let (skipped, time_ms) = beginning(text);
        let trimmed = text.trim_start();
        let read = |from: &str| marks.iter().find_map(|marks| Some((marks.read(from)?.0, marks.read(from)?.1.len())));
        // As it stands, for marks that would be taken for bullets; then behind numbers and times.
        let found = read(trimmed).map(|found| (found, None));
        let Some(((label, rest), time_ms)) = found.or_else(|| read(text.get(skipped..)?).map(|found| (found, time_ms)))
        else {
            continue;
        };
        let said = text.get(text.len().saturating_sub(rest)..).unwrap_or_default();
        let (said, time_ms) = match time::bracketed(said) {
            Some((stamp, end)) if time_ms.is_none() => (said.get(end..).unwrap_or_default(), Some(stamp)),
            _ => (said, time_ms),
        };
        let end = text.len() - said.trim_start().len();
        let opening = TurnOpening { line: at, printed: vec![(at, end)], label: None, time_ms };
        met.push(Met { label, opening, set_apart: true });
    }
    sort_out(met, Document { reach: lines.len(), forced, own_line: false })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_example_shows_what_marks_a_label() {
        let between = |before: &str, after: &str| Marks::Between { before: before.into(), after: after.into() };
        for (line, label, marks) in [
            ("<<Anna>> I think", "Anna", between("<<", ">> ")),
            ("Q. Why?", "Q", between("", ". ")),
            ("12. 0:05 Anna ~ yes", "Anna", between("", " ~ ")),
            (">> ANNA B: well", "ANNA B", between(">> ", ": ")),
            ("Anna (0:05) yes", "Anna", Marks::Label("Anna".into())),
            ("ANNA yes", "ANNA", Marks::Capitals),
            ("anna yes", "anna ", Marks::Label("anna".into())),
            ("/Anna/", "Anna", between("/", "/")),
        ] {
            let at = line.find(label).expect("there");
            let read = Marks::shown(line, at..at + label.len()).expect("an example");
            assert_eq!(read, marks, "{line}");
            assert!(read.read(line.trim_start_matches("12. 0:05 ")).is_some(), "{line}");
        }
        assert_eq!(Marks::shown("... and", 0..3), None);
        assert_eq!(Marks::of_template("<<{}>>"), Some(between("<<", ">>")));
        assert_eq!(Marks::of_template("{}"), None);
        assert_eq!(Marks::of_template("x"), None);
    }
}
