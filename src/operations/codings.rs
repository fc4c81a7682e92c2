//! Attaching codes to passages, and what can be said of a coding.

use super::{
    CodePlace, Declined, Planned, altered, found, in_sentence,
    wording::{coding_in_words, counted, elide, place_of},
};
use crate::{
    journal::{Change, Entry, Stamp},
    study::{Code, Coder, Coding, Id, Level, Study, Transcript, Valence},
    text::Span,
};

pub(super) fn passage(study: &Study, transcript: Id<Transcript>, span: Span) -> Result<&str, Declined> {
    found(study, transcript)?;
    let words = span.of(study.text(transcript)).filter(|words| !words.trim().is_empty());
    words.ok_or_else(|| Declined::Because("Select some words first; then the code has something to stand on.".into()))
}

/// The words of a passage without the spaces and line ends around them: nobody sees those, and two coders who mean the same
/// words would differ by them.
fn worded(study: &Study, transcript: Id<Transcript>, span: Span) -> Result<Span, Declined> {
    passage(study, transcript, span)?;
    Ok(span.trimmed(study.text(transcript)))
}

pub(super) fn coder(stamp: &Stamp) -> Result<Id<Coder>, Declined> {
    stamp.by.ok_or_else(|| Declined::Because("Say who is coding first (Study > Who is coding).".into()))
}

/// Attaches a code to the words of a passage. The coder who did exactly that already gets the coding they have.
pub fn attach(
    study: &Study,
    stamp: &Stamp,
    transcript: Id<Transcript>,
    span: Span,
    code: Id<Code>,
) -> Result<(Id<Coding>, Entry), Declined> {
    let span = worded(study, transcript, span)?;
    let name = in_sentence(&found(study, code)?.name);
    let coder = coder(stamp)?;
    let same = |other: &&Coding| (other.transcript, other.span, other.coder) == (transcript, span, coder);
    if study.referring::<Coding>(code.key()).any(|other| same(&other)) {
        return Err(Declined::Because(format!("{name} is attached to exactly these words already.")));
    }
    let coding = fresh_coding(stamp, transcript, span, code, coder);
    let sentence = format!("Attached {name} to {}", place_of(study, transcript, span));
    Ok((coding.id, Entry::new(stamp, sentence, vec![Change::made(coding)])))
}

/// Makes a code and attaches it, as one entry.
pub fn attach_new_code(
    study: &Study,
    stamp: &Stamp,
    transcript: Id<Transcript>,
    span: Span,
    name: &str,
    place: CodePlace,
) -> Result<(Id<Coding>, Entry), Declined> {
    let span = worded(study, transcript, span)?;
    let coder = coder(stamp)?;
    let (code, made) = super::add_code(study, stamp, name, place)?;
    let coding = fresh_coding(stamp, transcript, span, code, coder);
    let mut changes = made.changes;
    let id = coding.id;
    changes.push(Change::made(coding));
    let parent = study.get_opt(place.parent);
    let under = parent.map_or_else(|| "at the top".to_owned(), |parent| format!("under {}", in_sentence(&parent.name)));
    let (name, passage) = (in_sentence(name), place_of(study, transcript, span));
    let sentence = format!("Made the code {name} {under} and attached it to {passage}");
    Ok((id, Entry::new(stamp, sentence, changes)))
}

/// Makes a code named by the words themselves and attaches it. An active code with that very name is used again.
pub fn code_in_vivo(
    study: &Study,
    stamp: &Stamp,
    transcript: Id<Transcript>,
    span: Span,
    place: CodePlace,
) -> Result<(Id<Coding>, Entry), Declined> {
    let name = elide(passage(study, transcript, span)?, 60);
    match study.codes().find(|code| code.name == name) {
        Some(code) => attach(study, stamp, transcript, span, code.id),
        None => attach_new_code(study, stamp, transcript, span, &name, place),
    }
}

/// Takes codings away.
pub fn detach(study: &Study, stamp: &Stamp, codings: &[Id<Coding>]) -> Planned {
    let sentence = match codings {
        [only] => format!("Detached {}", coding_in_words(study, found(study, *only)?)),
        _ => format!("Detached {}", counted(codings.len(), "coding")),
    };
    let keys: Vec<_> = codings.iter().map(|id| id.key()).collect();
    super::removal::remove_as(study, stamp, &keys, sentence)
}

/// A coding's span, level, valence, contradiction mark or memo, altered.
pub fn edit_coding(study: &Study, stamp: &Stamp, coding: Coding) -> Planned {
    let before = found(study, coding.id)?;
    passage(study, coding.transcript, coding.span)?;
    let words = coding_in_words(study, &coding);
    let sentence = if before.span != coding.span {
        format!("Moved the bounds of {words}")
    } else if before.memo != coding.memo {
        format!("Wrote the memo of {words}")
    } else if before.valence != coding.valence {
        match coding.valence {
            Some(Valence::Barrier) => format!("Set the valence of {words} to barrier"),
            Some(Valence::Enabler) => format!("Set the valence of {words} to enabler"),
            Some(Valence::Both) => format!("Set the valence of {words} to barrier and enabler"),
            None => format!("Took the valence off {words}"),
        }
    } else if before.level != coding.level {
        match coding.level {
            Some(Level::Semantic) => format!("Set the level of {words} to semantic"),
            Some(Level::Latent) => format!("Set the level of {words} to latent"),
            None => format!("Took the level off {words}"),
        }
    } else if coding.contradicts {
        format!("Marked as contradicting: {words}")
    } else {
        format!("Altered {words}")
    };
    altered(study, stamp, coding, sentence)
}

/// The same passages under another code. A passage that its coder has under that code already is taken away instead.
pub fn recode(study: &Study, stamp: &Stamp, codings: &[Id<Coding>], to: Id<Code>) -> Planned {
    let name = in_sentence(&found(study, to)?.name);
    let changes = recoded(study, codings, to)?;
    if changes.is_empty() {
        return Err(Declined::Unchanged);
    }
    Ok(Entry::new(stamp, format!("Recoded {} as {name}", counted(codings.len(), "passage")), changes))
}

/// The same passages under a new code, made in that place: how a code is split. One entry.
pub fn recode_as_new(
    study: &Study,
    stamp: &Stamp,
    codings: &[Id<Coding>],
    name: &str,
    place: CodePlace,
) -> Result<(Id<Code>, Entry), Declined> {
    if codings.is_empty() {
        return Err(Declined::Because("Tick the quotations that belong to the new code first.".into()));
    }
    let (code, mut entry) = super::add_code(study, stamp, name, place)?;
    entry.changes.extend(recoded(study, codings, code)?);
    let passages = counted(codings.len(), "passage");
    entry.head.sentence = format!("Recoded {passages} as the new code {}", in_sentence(name.trim()));
    Ok((code, entry))
}

/// Codings under another code, those that would be there twice removed.
fn recoded(study: &Study, codings: &[Id<Coding>], to: Id<Code>) -> Result<Vec<Change>, Declined> {
    let place = |coding: &Coding| (coding.transcript, coding.span, coding.coder);
    let mut passages: Vec<_> = study.referring::<Coding>(to.key()).map(place).collect();
    let mut changes = Vec::new();
    let mut doubled = Vec::new();
    for (nth, &id) in codings.iter().enumerate() {
        let before = found(study, id)?;
        if before.code == to || codings.iter().take(nth).any(|&earlier| earlier == id) {
            continue;
        }
        if passages.contains(&place(before)) {
            doubled.push(id.key());
        } else {
            passages.push(place(before));
            changes.push(Change::altered(before, Coding { code: to, ..before.clone() }));
        }
    }
    changes.extend(super::removal::changes(study, &doubled)?);
    Ok(changes)
}

/// The valence after this one, as a key steps through them: barrier, enabler, both, none.
pub fn next_valence(valence: Option<Valence>) -> Option<Valence> {
    match valence {
        None => Some(Valence::Barrier),
        Some(Valence::Barrier) => Some(Valence::Enabler),
        Some(Valence::Enabler) => Some(Valence::Both),
        Some(Valence::Both) => None,
    }
}

/// The level after this one: semantic, latent, none.
pub fn next_level(level: Option<Level>) -> Option<Level> {
    match level {
        None => Some(Level::Semantic),
        Some(Level::Semantic) => Some(Level::Latent),
        Some(Level::Latent) => None,
    }
}

/// Several codings altered alike: the valence, level or mark of whatever was ticked. One entry; those that are so already
/// stay.
pub fn set_of_codings(
    study: &Study,
    stamp: &Stamp,
    codings: &[Id<Coding>],
    what: &str,
    alter: impl Fn(&mut Coding),
) -> Planned {
    let mut changes = Vec::new();
    for &id in codings {
        let before = found(study, id)?;
        let mut after = before.clone();
        alter(&mut after);
        let change = Change::altered(before, after);
        if !change.is_idle() && !changes.contains(&change) {
            changes.push(change);
        }
    }
    if changes.is_empty() {
        return Err(Declined::Unchanged);
    }
    Ok(Entry::new(stamp, format!("{what}: {}", counted(changes.len(), "coding")), changes))
}

pub(super) fn fresh_coding(
    stamp: &Stamp,
    transcript: Id<Transcript>,
    span: Span,
    code: Id<Code>,
    coder: Id<Coder>,
) -> Coding {
    Coding {
        id: stamp.id(),
        transcript,
        span,
        code,
        coder,
        level: None,
        valence: None,
        contradicts: false,
        memo: String::new(),
        created: stamp.at,
    }
}
