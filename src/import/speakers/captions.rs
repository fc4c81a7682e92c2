//! Captions: a line of times, perhaps a name, then the words, as Teams, Zoom and WebVTT files have them.

use super::label::{Label, Shape};
use super::line::{self, Line};
use super::weigh::{Document, Met, sort_out};
use super::{Finding, Pattern, TurnOpening, time};
use crate::import::notice::Notice;
use std::collections::HashSet;

/// A caption: the lines it has, its times' line first.
struct Caption {
    first: usize,
    times: usize,
    end: usize,
    time_ms: u64,
}

pub(super) fn find(lines: &[Line], forced: bool) -> Option<Finding> {
    let times: Vec<(usize, u64)> =
        lines.iter().enumerate().filter_map(|(i, line)| Some((i, time::cue(&line.text)?))).collect();
    let enough = times.len() >= 2 && times.len() * 8 >= lines.len();
    if !(enough || (forced && !times.is_empty())) {
        return None;
    }
    let mut noise = Vec::new();
    let mut captions = Vec::new();
    let all_numbered = times.iter().filter(|(at, _)| numbered(lines, *at)).count() * 2 >= times.len();
    for (i, (at, time_ms)) in times.iter().enumerate() {
        let first = if all_numbered && numbered(lines, *at) { at - 1 } else { *at };
        let next = times
            .get(i + 1)
            .map_or(lines.len(), |(next, _)| if all_numbered && numbered(lines, *next) { next - 1 } else { *next });
        noise.extend(first..*at);
        captions.push(Caption { first, times: *at, end: next.max(at + 1), time_ms: *time_ms });
    }
    if lines.first().is_some_and(|line| line.text.starts_with("WEBVTT")) {
        noise.insert(0, 0);
    }
    let cue_numbers = noise.len();
    let mut finding = with_names(lines, &captions, forced).unwrap_or_default();
    // Captions without a speaker still have their times.
    let opened: HashSet<usize> = finding.openings.iter().map(|opening| opening.line).collect();
    for caption in captions.iter().filter(|caption| !opened.contains(&caption.first)) {
        finding.openings.push(TurnOpening {
            line: caption.first,
            printed: vec![(caption.times, line_length(lines, caption.times))],
            label: None,
            time_ms: Some(caption.time_ms),
        });
    }
    finding.openings.sort_by_key(|opening| opening.line);
    noise.extend(captions.iter().map(|caption| caption.times));
    finding.noise = noise;
    finding.runs_on = true;
    if cue_numbers > 0 {
        finding.notices.push(Notice::CueNumbers(cue_numbers));
    }
    Some(finding)
}

fn line_length(lines: &[Line], at: usize) -> usize {
    lines.get(at).map_or(0, |line| line.text.len())
}

/// Whether the line above a line of times is the caption's number or name, as in SRT.
fn numbered(lines: &[Line], at: usize) -> bool {
    at.checked_sub(1).and_then(|above| lines.get(above)).is_some_and(|line| {
        let text = line.text.trim();
        !text.contains(char::is_whitespace)
            && text.chars().any(|c| c.is_ascii_digit())
            && time::cue(text).is_none()
            && text.chars().all(|c| c.is_ascii_hexdigit() || matches!(c, '-' | '/'))
    })
}

/// Names in the captions: on a line of their own, as `<v Name>`, or before a colon.
fn with_names(lines: &[Line], captions: &[Caption], forced: bool) -> Option<Finding> {
    let below = |caption: &Caption| lines.get(caption.times + 1).filter(|_| caption.times + 1 < caption.end);
    let two_lines = captions.iter().filter(|caption| caption.end >= caption.times + 3).count();
    let names: HashSet<&str> = captions.iter().filter_map(&below).map(|line| line.text.trim()).collect();
    // Names recur, and are mostly alone on their line; words do not.
    let own_lines = two_lines * 10 >= captions.len() * 6
        && (names.len() * 3 <= captions.len() || names.len() <= 3)
        && names.iter().filter(|name| Label::read(name.trim_end_matches([':', '：'])).is_some()).count() * 10
            >= names.len() * 7;
    let mut met = Vec::new();
    for caption in captions {
        let Some(line) = below(caption) else { continue };
        let at = caption.times + 1;
        let found = if let Some((name, end)) = voice(&line.text) {
            Label::read(name).map(|label| (Label { shape: Shape::Role, ..label }, end))
        } else if own_lines {
            Label::read(line.text.trim_end_matches([':', '：'])).map(|label| (label, line.text.len()))
        } else {
            line::lead(line, Pattern::Colon).map(|lead| (lead.label, lead.end))
        };
        let Some((label, end)) = found else { continue };
        let printed = vec![(caption.times, line_length(lines, caption.times)), (at, end)];
        let opening = TurnOpening { line: caption.first, printed, label: None, time_ms: Some(caption.time_ms) };
        met.push(Met { label, opening, set_apart: own_lines });
    }
    sort_out(met, Document { reach: captions.len(), forced, own_line: false })
}

/// `<v Jane Doe>`: the name, and where it ends.
fn voice(text: &str) -> Option<(&str, usize)> {
    let inside = text.strip_prefix("<v")?;
    let (tag, _) = inside.split_once('>')?;
    let name = tag.split_once(char::is_whitespace)?.1.trim();
    (!name.is_empty()).then_some((name, 2 + tag.len() + 1))
}
