//! From files of elsewhere to transcripts.
