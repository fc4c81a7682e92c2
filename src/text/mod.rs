//! Reading text: spans, graphemes, words, sentences, turns, search.
