//! The particulars at the top of many transcripts (“Date: …”, “Moderator: Jane Smith”): lines with labels that are no
//! turns.

use super::Pattern;
use super::label::{Label, is_moderator};
use super::line::{self, Line};
use super::words::{NEVER, PARTICULARS};
use std::collections::HashMap;

/// How many lines from the top are looked at.
const HEAD: usize = 20;

/// The first line after the particulars; 0 where there are none.
pub(super) fn end(lines: &[Line], pattern: Pattern) -> usize {
    if !matches!(pattern, Pattern::Colon | Pattern::Bold | Pattern::Tab) {
        return 0;
    }
    let mut counts: HashMap<String, usize> = HashMap::new();
    lines.iter().for_each(|line| *counts.entry(parts(line).0).or_default() += 1);
    // What recurs all through the text is a speaker's, “Project Manager” for one.
    let rare = |line: &Line| counts.get(&parts(line).0).is_some_and(|n| *n <= 2);
    let is_particular = |line: &Line| rare(line) && names_a_particular(line);
    let head = lines.iter().take(HEAD).take_while(|line| is_particular(line) || !is_turn(line, pattern));
    let Some(last) = head.enumerate().filter(|(_, line)| is_particular(line)).map(|(i, _)| i).last() else { return 0 };
    let below = lines.iter().skip(last + 1).take(3).take_while(|line| names_a_person(line)).count();
    last + 1 + below
}

/// A line before and after its first colon or tab, the former in small letters and without marks.
fn parts(line: &Line) -> (String, &str) {
    let (before, after) = line.text.split_once([':', '：', '\t']).unwrap_or(("", ""));
    (before.trim().trim_matches(['*', '_', '#', ' ']).to_lowercase(), after)
}

fn names_a_particular(line: &Line) -> bool {
    let (before, after) = parts(line);
    let words: Vec<&str> = before.split_whitespace().collect();
    let particular = words.len() <= 4 && words.iter().any(|word| PARTICULARS.contains(word));
    let heading = NEVER.contains(before.as_str()) && after.split_whitespace().count() <= 6 && !is_sentence(after);
    (particular || heading) && after.split_whitespace().count() <= 30
}

fn is_sentence(text: &str) -> bool {
    text.trim_end().ends_with(['.', '?', '!', '…', '。', '？', '！'])
}

/// Whether somebody speaks here: a label, and more after it than a name.
fn is_turn(line: &Line, pattern: Pattern) -> bool {
    line::lead(line, pattern).is_some_and(|lead| {
        let said = line.text.get(lead.end..).unwrap_or_default();
        is_sentence(said) || said.split_whitespace().count() > 6
    })
}

/// “Interviewer: JS” or “Moderator: Jane Smith”, just below the date; “Interviewer: Thank you for coming.” is a turn.
fn names_a_person(line: &Line) -> bool {
    let (before, after) = parts(line);
    let words: Vec<&str> = after.split_whitespace().collect();
    let capital = |word: &&str| word.starts_with(char::is_uppercase);
    let initials = words.len() == 1 && words.iter().all(|word| word.chars().all(|c| c.is_uppercase() || c == '.'));
    let name = (2..=4).contains(&words.len()) && words.iter().all(capital);
    Label::read(&before).is_some_and(|label| is_moderator(&label.printed)) && (initials || name) && !is_sentence(after)
}
