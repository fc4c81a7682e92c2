//! How to use the manual: what it is of, who coded, and by which rules.

use super::{Counting, Making, Shape};
use crate::analysis::brackets_in;
use crate::report::tree::{Document, Inline, Inlines, bullets, heading, lead, paragraph, strong};
use crate::study::Role;

pub(super) fn how_to_use(document: &mut Document, making: &Making<'_>) {
    let study = making.study;
    let details = study.details();
    document.push(heading(1, "How to use this manual"));
    document.push(lead(match making.options.shape {
        Shape::ThemeFirst => {
            "This manual describes how the transcripts were coded: the themes and sub-themes first, with what holds \
             each together and where it stands in the COM-B model, then every code with its definition, when to use it, \
             when not to, and examples of what participants said."
        }
        Shape::MacQueen => {
            "This manual defines every code of the study: briefly and in full, when to use it and when not to, with \
             examples of what participants said. Codes stand in the order of the tree and have its numbers."
        }
        Shape::Reflexive => {
            "This document shows the themes as patterns of shared meaning: the idea at the centre of each, what it is \
             and is not about, extracts that carry it, and what in the data runs against it."
        }
    }));
    if !details.questions.is_empty() {
        document
            .push(paragraph(Inlines(vec![strong("Research questions. "), Inline::Text(details.questions.join(" "))])));
    }
    document.push(paragraph(data(making)));
    let mut rules = Vec::new();
    if making.options.shape == Shape::Reflexive {
        rules.push("Codes are the analyst’s readings, not units that are found; they were attached, revised and gathered into themes over several readings.".to_owned());
    } else {
        rules.push("Attach a code to the shortest passage that can be understood by itself.".to_owned());
        rules.push(
            "A passage may carry several codes. Where a rule says not to use a code, it names the one to use instead."
                .to_owned(),
        );
        rules.push("Leave uncoded what is too vague to be understood without guessing.".to_owned());
    }
    if study.participants().any(|person| person.moderator) {
        let counted = if making.options.counts == Counting::Nothing { "" } else { " and left out of all counts" };
        rules.push(format!("Moderators’ words are context: they are not quoted as data{counted}."));
    }
    if study.rounds().len() > 0 {
        let rounds = study.rounds().len();
        let noun = if rounds == 1 { "round" } else { "rounds" };
        rules.push(format!(
            "Transcripts were coded twice in {rounds} {noun}; coders worked independently, then reconciled what differed, and the originals were kept."
        ));
    }
    let printed = super::quoted_in_manual(study, making.options);
    if printed.iter().any(|(transcript, span)| !brackets_in(study, *transcript, *span).is_empty()) {
        rules.push(
            "In quotations, what stands in square brackets and italics is the authors’: […] stands for words left out, \
             other words are put in or stand instead of what was said."
                .to_owned(),
        );
    }
    rules.extend(making.options.rules.iter().cloned());
    document.push(bullets(rules));
}

/// "The data are …; codings were made by …."
fn data(making: &Making<'_>) -> String {
    let study = making.study;
    let people = study.participants().filter(|person| !person.moderator).count();
    let coders: Vec<&str> =
        study.coders().filter(|coder| coder.role != Role::Consensus).map(|coder| coder.name.as_str()).collect();
    let counted = |count: usize, one: &str| if count == 1 { format!("1 {one}") } else { format!("{count} {one}s") };
    let by = if coders.is_empty() { "nobody yet".to_owned() } else { coders.join(" and ") };
    let how = if making.options.counts == Counting::Nothing {
        ""
    } else {
        " Counted are extracts: what two coders, or two codes, have on the same words is one. Speakers and groups count \
         once, however often they were coded."
    };
    format!(
        "The data are {} of {} with {}. Codings were made by {by}, with Colloquy {}.{how}",
        counted(study.transcripts().len(), "transcript"),
        counted(study.groups().len(), "group"),
        counted(people, "participant"),
        env!("CARGO_PKG_VERSION"),
    )
}
