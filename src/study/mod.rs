//! What a study is: records, ids, the study in memory with its indexes, invariants.
