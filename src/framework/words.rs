//! Words as they are compared when a label is searched for.

/// The words of a text in lower case and in one spelling: British, singular, without punctuation.
///
/// Only what technique labels need: "behavior" is taken for "behaviour" and "modeling" for "modelling", an s at the
/// end of a longer word is dropped, and so is the "s" of "goal(s)".
pub(super) fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .map(|word| word.to_lowercase().replace("behavior", "behaviour").replace("modeling", "modelling"))
        .filter(|word| !word.is_empty() && word != "s")
        .map(|word| match word.strip_suffix('s') {
            Some(singular) if singular.chars().count() >= 3 => singular.to_string(),
            _ => word,
        })
        .collect()
}

/// Whether a word carries no meaning of its own in a label.
pub(super) fn is_small(word: &str) -> bool {
    matches!(word, "a" | "about" | "an" | "and" | "by" | "for" | "how" | "in" | "of" | "on" | "or" | "the" | "to")
}
