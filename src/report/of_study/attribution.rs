//! How a quotation says who speaks, in a pattern that a person sets: `({participant}, {group})`.

use crate::study::{AttributeValue, Id, Study, Transcript};

/// The attribution of words that begin at this byte of a transcript. Braces hold `participant`, `group`, `transcript`,
/// `turn`, or the name of an attribute of the speaker, the group or the transcript. What is unknown is left out, with
/// the mark between it and its neighbour.
pub fn attribution(study: &Study, transcript: Id<Transcript>, offset: usize, pattern: &str) -> String {
    let mut out = String::new();
    let mut rest = pattern;
    // The mark between two parts is written with the second, once something stands before it.
    let (mut between, mut something, mut skipped) = (String::new(), false, false);
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, tail)) = after.split_once('}') else { break };
        // Nor is a comma after what is left out, where nothing stands before it.
        between.push_str(if skipped && !something { before.trim_start_matches([',', ';', ' ']) } else { before });
        let value = part(study, transcript, offset, name.trim());
        if value.is_empty() {
            // An opening bracket stays; a comma goes with what it parted.
            between.retain(|c| "([“‘\"'—–".contains(c));
            skipped = true;
        } else {
            let mark = std::mem::take(&mut between);
            out.push_str(if something { &mark } else { mark.trim_start_matches([',', ';', ' ']) });
            out.push_str(&value);
            something = true;
        }
        rest = tail;
    }
    between.push_str(rest);
    if !something && pattern.contains('{') {
        return String::new();
    }
    out.push_str(if out.is_empty() { between.as_str() } else { between.trim_end_matches([',', ';', ' ']) });
    out
}

fn part(study: &Study, id: Id<Transcript>, offset: usize, name: &str) -> String {
    let Some(transcript) = study.get(id) else { return String::new() };
    let turn = transcript.turn_at(offset);
    let speaker = turn.and_then(|(_, turn)| study.get_opt(turn.speaker));
    let group = study.get_opt(transcript.group);
    match name {
        "participant" => speaker.map(|speaker| speaker.label.clone()).unwrap_or_default(),
        "group" => group.map_or(transcript.title.clone(), |group| group.label.clone()),
        "transcript" => transcript.title.clone(),
        "turn" => turn.map(|(place, _)| (place + 1).to_string()).unwrap_or_default(),
        _ => {
            let Some(attribute) = study.attributes().find(|attribute| attribute.name == name) else {
                return String::new();
            };
            let holders =
                [speaker.map(|one| &one.attributes), group.map(|one| &one.attributes), Some(&transcript.attributes)];
            let value = holders.into_iter().flatten().find_map(|values| values.get(&attribute.id));
            value.map(value_in_words).unwrap_or_default()
        }
    }
}

/// A value as tables print it.
pub(super) fn value_in_words(value: &AttributeValue) -> String {
    match value {
        AttributeValue::Category(text) | AttributeValue::Text(text) => text.clone(),
        AttributeValue::Number(number) => number.to_string(),
        AttributeValue::Date(date) => date.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::operations::fixture::Made;

    fn small() -> (Study, Id<Transcript>) {
        let mut made = Made::begun();
        let transcript = made.transcript("Focus Group 2", &[("Participant 1", "We sing.")]);
        (made.study, transcript)
    }

    #[test]
    fn a_pattern_says_who_speaks_and_leaves_out_what_is_unknown() {
        let (study, transcript) = small();
        let at = |offset, pattern: &str| attribution(&study, transcript, offset, pattern);
        assert_eq!(at(0, "({participant}, {group})"), "(Participant 1, Focus Group 2)");
        assert_eq!(at(0, "[{group}; {participant}; turn {turn}]"), "[Focus Group 2; Participant 1; turn 1]");
        assert_eq!(at(0, "— {participant}"), "— Participant 1");
        assert_eq!(at(0, "({participant}, {Age}, {group})"), "(Participant 1, Focus Group 2)");
        assert_eq!(at(0, "({participant}, {group}, {Age})"), "(Participant 1, Focus Group 2)");
        assert_eq!(at(0, "({Age}, {participant})"), "(Participant 1)");
        assert_eq!(at(0, "({Age})"), "");
        assert_eq!(at(0, "anonymous"), "anonymous");
    }
}
