//! What a person can do to a study. Every operation is a pure function: the study as it is and a stamp (who, when, fresh
//! ids) go in, an entry comes out. Nothing here touches disk or screen; `store` commits what comes out.

mod autocode;
mod between_boards;
mod boards;
mod brackets;
mod checklists;
mod codes;
mod codings;
mod consensus;
mod corrections;
mod decisions;
mod effects;
mod figures;
#[cfg(test)]
pub mod fixture;
mod frameworks;
mod interventions;
mod memos;
mod order;
mod participants;
mod people;
mod placements;
mod removal;
mod rounds;
mod stand_ins;
mod themes;
mod transcripts;
mod turns;
mod verdicts;
mod versions;
mod wording;

use thiserror::Error;

use crate::{
    journal::{Change, Entry, Stamp},
    study::{Study, Wrapped},
};

pub use autocode::{Passage, Target, Widen, code_passages, uncoded, widened};
pub use between_boards::{Carrying, carry_themes, codes_leaving};
pub use boards::{copy_board, edit_board, move_board, move_themes};
pub use brackets::{put_bracket, take_bracket};
pub use checklists::answer_item;
pub use codes::{
    CodePlace, SortBy, add_code, code_colours, edit_code, merge_codes, move_codes, pin_code, sort_codes,
    toggle_exemplar,
};
pub use codings::{
    attach, attach_new_code, code_in_vivo, detach, edit_coding, next_level, next_valence, recode, recode_as_new,
    set_of_codings,
};
pub use corrections::{Correction, Vanishing, correct_words, correctable, vanishing_in_words};
pub use decisions::{
    Alike, Matter, Resolution, accept_alike, decide, decision_on, give_reason, mend_code, outcome_told, undecide,
};
pub use effects::{Fate, effects};
pub use figures::{Beside, move_in_figure, order_in_figure, replace_in_figure, set_figure};
pub use frameworks::{drop_framework, keep_framework, placed_in};
pub use interventions::{add_intervention, edit_intervention, move_intervention, relink, renumber_by_count, tick};
pub use memos::{anchor_in_words, edit_memo, write_memo};
pub use order::GAP;
pub use participants::{edit_participant, merge_participants};
pub use people::{add_coder, begin_study, coder_named, edit_details};
pub use placements::{place, place_all, set_rationale, unplace};
pub(crate) use removal::{after_changes, without};
pub use removal::{consequences, remove, remove_codes};
pub use rounds::{NewRound, Part, Progress, close_round, finish, open_round, progress, reopen_round, transcripts_of};
pub use stand_ins::{StandIn, put_stand_ins, without_history};
pub use themes::{ThemePlace, add_board, add_theme, assign_codes, edit_theme, move_theme, release_codes};
pub use transcripts::{GroupChoice, NewSpeaker, NewTranscript, NewTurn, add_transcript, describe};
pub use turns::{Speaker, give_speaker, give_time, join_turn, split_turn};
pub use verdicts::{
    VerdictState, give_verdict, keep, reopen_verdict, state_of, take_up, verdicts_by_state, withdraw_verdict,
};
pub use versions::name_version;
pub use wording::{clock, counted, elide, in_sentence};

/// Why an operation gives no entry. The study is as it was.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Declined {
    #[error("There is nothing to change.")]
    Unchanged,
    #[error("That {0} is not in the study any more; someone may have removed it.")]
    Gone(&'static str),
    #[error("{0}")]
    Because(String),
}

/// What an operation gives.
pub type Planned = Result<Entry, Declined>;

/// Looks a record up for an operation.
fn found<T: Wrapped>(study: &Study, id: crate::study::Id<T>) -> Result<&T, Declined> {
    study.get(id).ok_or(Declined::Gone(T::KIND.noun()))
}

/// One record altered, or `Unchanged` where it is the same.
fn altered<T: Wrapped>(study: &Study, stamp: &Stamp, after: T, sentence: impl Into<String>) -> Planned {
    let before = found(study, after.id())?;
    if *before == after {
        return Err(Declined::Unchanged);
    }
    Ok(Entry::new(stamp, sentence, vec![Change::altered(before, after)]))
}

/// A record of a kind that needs no rule of its own (memo, group, participant, attribute, version, round, verdict,
/// decision) added or put in place of the one with its id, told in `sentence`.
pub fn set<T: Wrapped>(study: &Study, stamp: &Stamp, record: T, sentence: impl Into<String>) -> Planned {
    match study.get(record.id()) {
        Some(_) => altered(study, stamp, record, sentence),
        None => Ok(Entry::new(stamp, sentence, vec![Change::made(record)])),
    }
}

#[cfg(test)]
mod tests;
