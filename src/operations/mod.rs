//! What a person can do to a study: pure functions from a study to an entry.
