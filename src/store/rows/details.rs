//! The rows of the study itself.

use super::table;
use crate::study::Details;

table! {
    Details in "study" {
        id: "id";
        title: "title";
        language: "language";
        authors: "authors";
        edition: "edition";
        counting: "counting";
        approach: "approach";
    }
    questions in "study_question" of "study": "position" "question";
    notes in "study_note" of "study": "mark" "note";
}
