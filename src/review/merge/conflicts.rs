//! What the study and a copy say differently, with both sides; and the words for it.

use crate::{
    journal::Change,
    operations::in_sentence,
    study::{Id, Key, Kind, Record, Study, Transcript},
    text::{Hunk, Span, words_around},
};

/// Something that study and copy say differently. The study stays as it is unless a person takes the copy's side.
#[derive(Clone, Debug, PartialEq)]
pub struct Conflict {
    pub about: Key,
    /// What happened: "The code *Habit* is described otherwise in the copy."
    pub sentence: String,
    /// What differs, field by field or place by place.
    pub sides: Vec<Sides>,
    /// What taking the copy's side would change; `None` where that is for a person to do by hand.
    pub(super) taking: Option<Change>,
}

impl Conflict {
    /// Whether the copy's side can be taken as it is (`MergePlan::entry`).
    pub fn can_be_taken(&self) -> bool {
        self.taking.is_some()
    }
}

/// One thing as it stands here, and as it stands in the copy.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Sides {
    /// "name", "when to use", "words at turn 14".
    pub what: String,
    pub here: String,
    pub copy: String,
}

/// What a record is called in a sentence: "the code *Habit*", "the coding *Habit* at Focus Group 5, turn 3".
pub(super) fn called(study: &Study, record: &Record) -> String {
    let name = match record {
        Record::Coder(coder) => &coder.name,
        Record::Attribute(attribute) => &attribute.name,
        Record::Group(group) => &group.label,
        Record::Participant(participant) => &participant.label,
        Record::Transcript(transcript) => &transcript.title,
        Record::Code(code) => &code.name,
        Record::Board(board) => &board.name,
        Record::Theme(theme) => &theme.name,
        Record::Intervention(intervention) => &intervention.outline,
        Record::Version(version) => &version.name,
        Record::Carried(carried) => &carried.name,
        Record::Round(round) => &round.name,
        Record::Memo(memo) if !memo.title.is_empty() => &memo.title,
        Record::Coding(coding) => {
            let code = study.get(coding.code).map_or("?", |code| code.name.as_str());
            let words = coding.span.of(study.text(coding.transcript)).unwrap_or_default();
            return format!("the coding {} of “{}”", in_sentence(code), crate::operations::elide(words, 60));
        }
        Record::Details(_) => return "the study’s title and settings".into(),
        Record::ChecklistAnswer(answer) => {
            return format!("the answer to {} item {}", answer.checklist.name(), answer.item);
        }
        Record::Bracket(bracket) => return format!("the author’s {} in a quotation", bracket.printed()),
        Record::Memo(_) | Record::Placement(_) | Record::Verdict(_) | Record::Decision(_) => "",
    };
    let noun = record.key().kind.noun();
    if name.is_empty() { format!("a {noun}") } else { format!("the {noun} {}", in_sentence(name)) }
}

/// The fields in which two states of a record differ, as a person reads them. Both are in the study's ids; `here` and
/// `there` give names to what they point at.
pub(super) fn sides((here, ours): (&Study, &Record), (there, theirs): (&Study, &Record)) -> Vec<Sides> {
    let (ours, theirs) = (fields(here, ours), fields(there, theirs));
    let differing = ours.into_iter().zip(theirs).filter(|((_, here), (_, copy))| here != copy);
    differing.map(|((what, here), (_, copy))| Sides { what: what.into(), here, copy }).collect()
}

/// What a person can compare of a record, by name; the same names for every record of a kind.
fn fields(study: &Study, record: &Record) -> Vec<(&'static str, String)> {
    match record {
        Record::Code(code) => vec![
            ("name", code.name.clone()),
            ("stands under", study.get_opt(code.parent).map_or(String::new(), |parent| parent.name.clone())),
            ("definition in brief", code.brief.clone()),
            ("definition", code.full.clone()),
            ("when to use", code.when_to_use.clone()),
            ("when not to use", code.when_not_to_use.clone()),
            ("other words", code.aliases.join(", ")),
            ("status", format!("{:?}", code.status).to_lowercase()),
            ("colour", code.colour.map_or(String::new(), |colour| colour.to_string())),
            ("examples", code.exemplars.len().to_string()),
        ],
        Record::Coding(coding) => vec![
            ("words", coding.span.of(study.text(coding.transcript)).unwrap_or_default().to_owned()),
            ("code", study.code_path(coding.code).join(" / ")),
            ("valence", coding.valence.map_or(String::new(), |valence| format!("{valence:?}").to_lowercase())),
            ("level", coding.level.map_or(String::new(), |level| format!("{level:?}").to_lowercase())),
            ("contradicts", if coding.contradicts { "yes".into() } else { String::new() }),
            ("memo", coding.memo.clone()),
        ],
        Record::Memo(memo) => vec![("title", memo.title.clone()), ("text", memo.text.clone())],
        Record::Theme(theme) => vec![
            ("name", theme.name.clone()),
            ("definition", theme.definition.clone()),
            ("is not", theme.is_not.clone()),
            ("valence", theme.valence.map_or(String::new(), |valence| format!("{valence:?}").to_lowercase())),
            ("codes", names(study, theme.codes.iter().map(|code| code.key()))),
        ],
        Record::Coder(coder) => {
            vec![("name", coder.name.clone()), ("role", format!("{:?}", coder.role).to_lowercase())]
        }
        Record::Transcript(transcript) => {
            let speakers = transcript.turns.iter().filter_map(|turn| turn.speaker).map(|speaker| speaker.key());
            vec![
                ("title", transcript.title.clone()),
                ("turns", transcript.turns.len().to_string()),
                ("speakers by turn", names(study, speakers)),
            ]
        }
        Record::Details(details) => vec![
            ("title", details.title.clone()),
            ("questions", details.questions.join(" ")),
            ("authors", details.authors.clone()),
            ("approach", format!("{:?}", details.approach).to_lowercase()),
            ("counting", format!("{:?}", details.counting).to_lowercase()),
            ("own frameworks", details.frameworks.join("\n")),
        ],
        Record::Participant(one) => vec![("label", one.label.clone()), ("notes", one.notes.clone())],
        Record::Group(one) => {
            vec![("label", one.label.clone()), ("place", one.place.clone()), ("notes", one.notes.clone())]
        }
        Record::Attribute(one) => vec![("name", one.name.clone()), ("categories", one.categories.join(", "))],
        Record::Board(one) => vec![("name", one.name.clone()), ("notes", one.notes.clone())],
        Record::Placement(one) => vec![("place", one.element.clone()), ("reason", one.rationale.clone())],
        Record::Intervention(one) => vec![("outline", one.outline.clone()), ("delivery", one.delivery.clone())],
        Record::Verdict(one) => vec![("verdict", one.text.clone())],
        Record::Decision(one) => vec![("reason", one.reason.clone())],
        Record::Round(one) => vec![("name", one.name.clone())],
        Record::Version(one) => vec![("name", one.name.clone())],
        Record::Carried(one) => vec![("name", one.name.clone()), ("content", one.content.clone())],
        Record::Bracket(one) => vec![
            ("at", one.span.of(study.text(one.transcript)).unwrap_or_default().to_owned()),
            ("printed", one.printed()),
        ],
        Record::ChecklistAnswer(one) => vec![
            ("answer", one.text.clone()),
            ("not applicable", if one.not_applicable { "yes".into() } else { String::new() }),
            ("page", one.page.clone()),
        ],
    }
}

fn names(study: &Study, keys: impl Iterator<Item = Key>) -> String {
    let name = |key: Key| match study.record(key) {
        Some(Record::Code(code)) => code.name.clone(),
        Some(Record::Participant(participant)) => participant.label.clone(),
        _ => "?".into(),
    };
    keys.map(name).collect::<Vec<_>>().join(", ")
}

/// Where the words of a transcript differ: each place with some words around it.
pub(super) fn text_sides(
    here: (&Study, Id<Transcript>),
    there: (&Study, Id<Transcript>),
    hunks: &[Hunk],
) -> Vec<Sides> {
    const AROUND: usize = 40;
    let (ours, theirs) = (here.0.text(here.1), there.0.text(there.1));
    let around = |text: &str, span: Span| {
        let (before, after) = words_around(text, span, Span { start: 0, end: text.len() }, AROUND);
        format!("{before}{}{after}", span.of(text).unwrap_or_default())
    };
    let mut longer = 0_isize;
    let mut sides = Vec::new();
    for hunk in hunks {
        let at = hunk.at.saturating_add_signed(longer);
        longer += hunk.inserted.len() as isize - hunk.removed.len() as isize;
        let turn = there.0.get(there.1).and_then(|transcript| transcript.turn_at(hunk.at));
        sides.push(Sides {
            what: turn.map_or_else(|| "words".into(), |(turn, _)| format!("words at turn {}", turn + 1)),
            here: around(ours, Span { start: at, end: at + hunk.inserted.len() }),
            copy: around(theirs, hunk.gone()),
        });
    }
    sides
}

/// Kinds of which the study's word stands: whatever a copy says otherwise of one is for people to settle.
pub(super) fn is_settled_here(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Code
            | Kind::Transcript
            | Kind::Details
            | Kind::Group
            | Kind::Participant
            | Kind::Attribute
            | Kind::Version
    )
}
