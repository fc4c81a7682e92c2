//! What still stands that may tell who somebody is: asked before anything leaves the study.

use super::{Reveals, nominated};
use crate::{
    study::Study,
    text::{Span, Terms, TooManyTerms},
};

/// The words of a study that are likely to tell who somebody is.
pub struct Still {
    terms: Terms,
    words: Vec<(String, Reveals)>,
}

impl Still {
    /// Reads all transcripts once.
    ///
    /// # Errors
    /// [`TooManyTerms`] where there are more than can be looked for at once.
    pub fn of(study: &Study) -> Result<Self, TooManyTerms> {
        let words: Vec<(String, Reveals)> = nominated(study, &[])
            .into_iter()
            .filter(|(_, _, likely)| *likely)
            .map(|(words, reveals, _)| (words, reveals))
            .collect();
        let terms = Terms::new(&words.iter().map(|(words, _)| words).collect::<Vec<_>>())?;
        Ok(Still { terms, words })
    }

    /// Names in some words, each once, as they come; what stands in square brackets is somebody's stand-in already.
    pub fn names_in<'t>(&self, text: &'t str) -> Vec<&'t str> {
        let mut found: Vec<&str> = Vec::new();
        for (span, term) in self.terms.in_text(text) {
            let words = span.of(text).unwrap_or_default();
            let dated = self.words.get(term).is_some_and(|(_, reveals)| *reveals == Reveals::Date);
            if !dated && !bracketed(text, span) && !found.contains(&words) {
                found.push(words);
            }
        }
        found
    }

    /// What may tell who somebody is in some texts together: the words, each once, most frequent first.
    pub fn in_texts<'a>(&self, texts: impl IntoIterator<Item = &'a str>) -> Vec<&str> {
        let mut times = vec![0_usize; self.words.len()];
        for text in texts {
            for (span, term) in self.terms.in_text(text) {
                let counted = usize::from(!bracketed(text, span));
                times.get_mut(term).into_iter().for_each(|times| *times += counted);
            }
        }
        let mut found: Vec<(usize, &str)> = times
            .into_iter()
            .zip(&self.words)
            .filter(|(times, _)| *times > 0)
            .map(|(times, (words, _))| (times, words.as_str()))
            .collect();
        found.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)));
        found.into_iter().map(|(_, words)| words).collect()
    }
}

/// What is said before a study's words leave it; nothing where nothing was found.
pub fn warning(study: &Study) -> Option<String> {
    let still = match Still::of(study) {
        Ok(still) => still,
        Err(why) => return Some(why.to_string()),
    };
    let texts = study.transcripts().map(|transcript| study.text(transcript.id));
    let found = still.in_texts(texts);
    let (first, _) = found.split_at(found.len().min(3));
    let named: Vec<String> = first.iter().map(|words| format!("“{words}”")).collect();
    let others = found.len() - first.len();
    let more = if others > 0 { format!(" and {others} more") } else { String::new() };
    (!found.is_empty()).then(|| format!("The words may still tell who somebody is: {}{more}.", named.join(", ")))
}

fn bracketed(text: &str, span: Span) -> bool {
    let before = text.get(..span.start).unwrap_or_default();
    let line = before.rsplit('\n').next().unwrap_or_default();
    line.rfind('[').is_some_and(|open| line.rfind(']').is_none_or(|close| close < open))
}
