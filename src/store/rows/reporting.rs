//! The rows of the author's brackets and of answers to checklists.

use super::table;
use crate::study::{Bracket, ChecklistAnswer};

table! {
    Bracket in "bracket" {
        id: "id";
        transcript: "transcript";
        span: "start_byte" "end_byte";
        place: "place";
        words: "words";
    }
}

table! {
    ChecklistAnswer in "checklist_answer" {
        id: "id";
        checklist: "checklist";
        item: "item";
        text: "text";
        not_applicable: "not_applicable";
        page: "page";
    }
}
