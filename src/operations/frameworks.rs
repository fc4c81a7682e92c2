//! Frameworks of the study's own: loaded from a file, kept with the study, taken out again.

use super::{Declined, Planned, altered, in_sentence, removal, wording::counted};
use crate::{
    framework::{ElementId, Framework, with_own},
    journal::{Change, Entry, Stamp},
    study::{Details, Key, Placement, Stored, Study},
};

/// The id of a framework as its text states it.
fn id_of(text: &str) -> Option<String> {
    Framework::from_ron(text).ok().map(|framework| framework.id().to_owned())
}

/// Keeps a framework, given as the RON text of its file, with the study. One of the same id is put in its place: what is
/// placed in elements that both have stays where it is.
///
/// # Errors
/// Declined with the line of the text and what is wrong there, or where the id is one of the program's own frameworks.
pub fn keep_framework(study: &Study, stamp: &Stamp, text: &str) -> Planned {
    let refused = |why: crate::framework::FrameworkError| Declined::Because(why.told(text));
    let framework = Framework::from_ron(text).map_err(refused)?;
    let before = study.details();
    let place = before.frameworks.iter().position(|one| id_of(one).as_deref() == Some(framework.id()));
    let mut frameworks = before.frameworks.clone();
    let others: Vec<String> =
        frameworks.iter().enumerate().filter(|(at, _)| Some(*at) != place).map(|(_, one)| one.clone()).collect();
    with_own(&others).with(framework.clone()).map_err(refused)?;
    let name = in_sentence(framework.name());
    let sentence = match place.and_then(|place| frameworks.get_mut(place)) {
        Some(one) => {
            one.clear();
            one.push_str(text);
            format!("Loaded the framework {name} anew")
        }
        None => {
            frameworks.push(text.to_owned());
            format!("Loaded the framework {name}")
        }
    };
    altered(study, stamp, Details { frameworks, ..before.clone() }, sentence)
}

/// The placements in a framework of this id.
pub fn placed_in<'a>(study: &'a Study, framework: &'a str) -> impl Iterator<Item = &'a Placement> {
    study.placements().filter(move |one| ElementId::new(one.element.as_str()).framework() == framework)
}

/// Takes a framework of the study's own out, with what is placed in it.
pub fn drop_framework(study: &Study, stamp: &Stamp, id: &str) -> Planned {
    let before = study.details();
    let mut after = before.clone();
    after.frameworks.retain(|one| id_of(one).as_deref() != Some(id));
    if after == *before {
        return Err(Declined::Gone("framework"));
    }
    let name = study.frameworks().framework(id).map_or_else(|| id.to_owned(), |one| one.name().to_owned());
    let placed: Vec<Key> = placed_in(study, id).map(Stored::key).collect();
    let along = match placed.len() {
        0 => String::new(),
        some => format!(", with {}", counted(some, "placement")),
    };
    let changes = removal::after_changes(study, vec![Change::altered(before, after)], &placed)?;
    Ok(Entry::new(stamp, format!("Took out the framework {}{along}", in_sentence(&name)), changes))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        operations::{ThemePlace, add_board, add_theme, fixture::Made, place},
        study::Placed,
    };

    const OWN: &str = "Framework(\n  id: \"npt\",\n  name: \"Normalisation\",\n  levels: [Named(\"Construct\")],\n  \
                       elements: [(id: \"npt.coherence\", name: \"Coherence\")],\n)";

    #[test]
    fn a_framework_is_kept_named_in_the_journal_and_taken_out_with_what_is_placed_in_it() {
        let mut made = Made::begun();
        made.does(|study, stamp| add_board(study, stamp, "Final").map(|(_, entry)| entry));
        let board = made.study.boards().next().unwrap().id;
        made.does(|study, stamp| {
            add_theme(study, stamp, "Sense", ThemePlace::last_under(board, None), &[]).map(|(_, entry)| entry)
        });
        made.does(|study, stamp| keep_framework(study, stamp, OWN));
        let theme = made.study.themes().next().unwrap().id;
        made.does(|study, stamp| place(study, stamp, Placed::Theme(theme), "npt.coherence", ""));
        assert_eq!(made.entries.last().unwrap().head.sentence, "Placed *Sense* in Coherence");
        let before = made.study.clone();
        made.does(|study, stamp| drop_framework(study, stamp, "npt"));
        assert_eq!(made.study.placements().len(), 0);
        assert!(made.study.frameworks().framework("npt").is_none());
        assert_eq!(
            made.entries.last().unwrap().head.sentence,
            "Took out the framework *Normalisation*, with 1 placement"
        );
        let undone = made.entries.last().unwrap().undone(&made.stamp());
        assert!(crate::journal::apply(&made.study, &undone).unwrap() == before);
    }

    #[test]
    fn a_wrong_framework_is_refused_with_its_line_and_one_of_the_same_id_replaces() {
        let mut made = Made::begun();
        let refused =
            |study: &Study, text: &str| keep_framework(study, &made.stamp(), text).map(drop).unwrap_err().to_string();
        let told = refused(&made.study, &OWN.replace("npt.coherence", "tdf.coherence"));
        assert!(told.starts_with("Line 5: ") && told.contains("npt."), "{told}");
        let told = refused(&made.study, &OWN.replace("name: \"Norm", "nam: \"Norm"));
        assert!(told.contains("line 3"), "{told}");
        let told = refused(&made.study, &OWN.replace("npt", "tdf"));
        assert!(told.contains("already a framework"), "{told}");
        made.does(|study, stamp| keep_framework(study, stamp, OWN));
        assert_eq!(keep_framework(&made.study, &made.stamp(), OWN), Err(Declined::Unchanged));
        let longer = OWN.replace("\"Coherence\"", "\"Sense-making\"");
        made.does(|study, stamp| keep_framework(study, stamp, &longer));
        assert_eq!(made.study.details().frameworks, [longer]);
    }
}
