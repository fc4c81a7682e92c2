//! Tables for spreadsheets and statistics: a row a coding, a row a code. Offsets are code points and UTF-16 units, which
//! R, Python and JavaScript count in.

use super::{places, theme_of, valence_in_words};
use crate::{
    analysis::count_codes,
    report::{PlainCell, PlainTable},
    study::{CodeStatus, Orientation, Placed, Study},
};

fn whole(number: usize) -> PlainCell {
    PlainCell::Count(i64::try_from(number).unwrap_or(i64::MAX))
}

/// Every coding in the order of transcripts and reading.
pub fn codings_table(study: &Study) -> PlainTable {
    let header = [
        "coding_id",
        "transcript",
        "group",
        "turn",
        "speaker",
        "moderator",
        "coder",
        "code",
        "code_path",
        "theme",
        "start_char",
        "end_char",
        "start_utf16",
        "end_utf16",
        "text",
        "level",
        "valence",
        "contradicts",
        "memo",
        "created",
    ];
    let mut rows = Vec::new();
    for transcript in study.transcripts_in_order() {
        let text = study.text(transcript.id);
        let group = study.get_opt(transcript.group).map_or("", |group| group.label.as_str());
        // Codings come by their start, so that the text is counted through once.
        let (mut at, mut characters, mut units) = (0, 0, 0);
        for coding in study.codings_of(transcript.id) {
            let ahead = text.get(at..coding.span.start).unwrap_or_default();
            characters += ahead.chars().count();
            units += ahead.encode_utf16().count();
            at = coding.span.start;
            let words = coding.span.of(text).unwrap_or_default();
            let turn = transcript.turn_at(coding.span.start);
            let speaker = turn.and_then(|(_, turn)| study.get_opt(turn.speaker));
            rows.push(vec![
                coding.id.to_string().into(),
                transcript.title.as_str().into(),
                group.into(),
                turn.map_or(PlainCell::Empty, |(place, _)| whole(place + 1)),
                speaker.map_or("", |speaker| speaker.label.as_str()).into(),
                speaker.map_or(PlainCell::Empty, |speaker| yes_or_no(speaker.moderator)),
                study.get(coding.coder).map_or("", |coder| coder.name.as_str()).into(),
                study.get(coding.code).map_or("", |code| code.name.as_str()).into(),
                study.code_path(coding.code).join(" > ").into(),
                theme_of(study, coding.code).map_or("", |theme| theme.name.as_str()).into(),
                whole(characters),
                whole(characters + words.chars().count()),
                whole(units),
                whole(units + words.encode_utf16().count()),
                words.into(),
                coding.level.map_or(PlainCell::Empty, |level| level.word().into()),
                coding
                    .valence
                    .map_or(PlainCell::Empty, |valence| valence_in_words(Some(valence)).to_lowercase().into()),
                yes_or_no(coding.contradicts),
                coding.memo.as_str().into(),
                coding.created.to_string().into(),
            ]);
        }
    }
    PlainTable { header: header.map(str::to_owned).to_vec(), rows }
}

fn yes_or_no(yes: bool) -> PlainCell {
    if yes { "yes".into() } else { "no".into() }
}

/// Every code in the order of the tree.
pub fn codebook_table(study: &Study) -> PlainTable {
    let header = [
        "code",
        "path",
        "depth",
        "brief",
        "full",
        "when_to_use",
        "when_not_to_use",
        "orientation",
        "status",
        "colour",
        "aliases",
        "theme",
        "sub_theme",
        "placed_in",
        "codings",
        "speakers",
        "groups",
    ];
    let counts = count_codes(study, None);
    let rows = study.code_tree().into_iter().map(|(depth, code)| {
        let holder = theme_of(study, code.id);
        let above = holder.and_then(|theme| study.get_opt(theme.parent));
        let (theme, subtheme) = match (above, holder) {
            (Some(above), Some(holder)) => (above.name.as_str(), holder.name.as_str()),
            (None, Some(holder)) => (holder.name.as_str(), ""),
            _ => ("", ""),
        };
        let spread = counts.own(code.id).cloned().unwrap_or_default();
        let placed: Vec<String> = places(study, Placed::Code(code.id)).into_iter().map(|place| place.name).collect();
        vec![
            code.name.as_str().into(),
            study.code_path(code.id).join(" > ").into(),
            whole(depth),
            code.brief.as_str().into(),
            code.full.as_str().into(),
            code.when_to_use.as_str().into(),
            code.when_not_to_use.as_str().into(),
            match code.orientation {
                Orientation::Inductive => "inductive".into(),
                Orientation::Deductive => "deductive".into(),
            },
            match code.status {
                CodeStatus::Active => "active".into(),
                CodeStatus::Proposed => "proposed".into(),
                CodeStatus::Retired => "retired".into(),
            },
            study.code_colour(code.id).map_or(PlainCell::Empty, |colour| colour.to_string().into()),
            code.aliases.join("; ").into(),
            theme.into(),
            subtheme.into(),
            placed.join("; ").into(),
            whole(spread.codings),
            whole(spread.speakers.len()),
            whole(spread.groups.len()),
        ]
    });
    PlainTable { header: header.map(str::to_owned).to_vec(), rows: rows.collect() }
}
