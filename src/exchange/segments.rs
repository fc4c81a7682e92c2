//! Coded segments without their texts: a row a segment, as MAXQDA, Taguette and others export them. The words are found again in the
//! transcripts that the study has already; what stands in none of them, or in several places, is told and not guessed.

use std::collections::HashMap;

use super::{
    Incoming, IncomingCode, IncomingCoding, IncomingTranscript, Loss, Origin,
    incoming::{Named, paragraph_turns},
};
use crate::{
    import::tables::{self, Sheet},
    study::{Study, Transcript},
    text::Span,
};

/// Which columns say what, by place.
struct Columns {
    words: usize,
    codes: usize,
    document: Option<usize>,
    person: Option<usize>,
    comment: Option<usize>,
}

/// Heads in small letters, by what they say: English, German and Spanish of MAXQDA's, Taguette's, and what annotation sets use.
const WORDS: [&str; 10] = [
    "segment",
    "coded segment",
    "text content",
    "content",
    "quote",
    "quotation",
    "excerpt",
    "codiertes segment",
    "segmento",
    "words",
];
const CODES: [&str; 8] = ["code", "codes", "tag", "tags", "label", "labels", "código", "codesystem"];
const DOCUMENTS: [&str; 9] =
    ["document", "document name", "dokument", "dokumentname", "documento", "source", "file", "transcript", "item"];
const PEOPLE: [&str; 7] = ["coder", "created by", "author", "annotator", "user", "codierer", "autor"];
const COMMENTS: [&str; 5] = ["comment", "memo", "kommentar", "comentario", "note"];

fn columns(rows: &[Vec<String>]) -> Option<Columns> {
    let heads: Vec<String> = rows.first()?.iter().map(|head| head.trim().to_lowercase()).collect();
    let of = |names: &[&str]| names.iter().find_map(|name| heads.iter().position(|head| head == name));
    Some(Columns {
        words: of(&WORDS)?,
        codes: of(&CODES)?,
        document: of(&DOCUMENTS),
        person: of(&PEOPLE),
        comment: of(&COMMENTS),
    })
}

/// Whether a table is one of coded segments: it has a column of words and one of codes, and says in which document they stand.
pub(super) fn is_of_segments(sheets: &[Sheet]) -> bool {
    sheets.iter().any(|sheet| columns(&sheet.rows).is_some_and(|columns| columns.document.is_some()))
}

/// What coded segments say of the study's transcripts; `None` where it is no such table.
///
/// # Errors
/// A sentence, where the study has no transcripts to find them in.
pub fn segments(study: &Study, name: &str, bytes: &[u8]) -> Option<Result<Incoming, String>> {
    let sheets = match tables::of_file(name, bytes)? {
        Ok(sheets) => sheets,
        Err(why) => return Some(Err(why)),
    };
    let sheet = sheets.iter().find(|sheet| is_of_segments(std::slice::from_ref(sheet)))?;
    let columns = columns(&sheet.rows)?;
    if study.transcripts().len() == 0 {
        return Some(Err(
            "it holds coded segments without their texts. Import the transcripts first, and then this file.".into(),
        ));
    }
    Some(Ok(Reading::of(study).rows(&sheet.rows, &columns)))
}

struct Reading<'s> {
    study: &'s Study,
    transcripts: Vec<&'s Transcript>,
    plain: Vec<Plain>,
    /// Places in the incoming list.
    taken: HashMap<usize, usize>,
    incoming: Incoming,
    named: Named,
}

impl<'s> Reading<'s> {
    fn of(study: &'s Study) -> Self {
        let transcripts = study.transcripts_in_order();
        Reading {
            study,
            plain: transcripts.iter().map(|one| Plain::of(study.text(one.id))).collect(),
            transcripts,
            taken: HashMap::new(),
            incoming: Incoming {
                origin: Origin { format: "a table of coded segments", ..Origin::default() },
                ..Incoming::default()
            },
            named: Named::default(),
        }
    }

    fn rows(mut self, rows: &[Vec<String>], columns: &Columns) -> Incoming {
        for (number, row) in rows.iter().enumerate().skip(1) {
            let cell = |place: Option<usize>| place.and_then(|at| row.get(at)).map_or("", |cell| cell.trim());
            let words = cell(Some(columns.words));
            let codes = cell(Some(columns.codes));
            if words.is_empty() && codes.is_empty() {
                continue;
            }
            let id = number + 1;
            let short = crate::operations::elide(words, 60);
            if words.is_empty() || codes.is_empty() {
                self.loses(
                    id,
                    format!("Row {id} was left out: it has no {}.", if words.is_empty() { "words" } else { "code" }),
                );
                continue;
            }
            let places = self.places(words, cell(columns.document));
            let (transcript, span) = match places.as_slice() {
                [one] => *one,
                [] => {
                    self.loses(
                        id,
                        format!("“{short}” (row {id}) was left out: these words stand in no transcript of the study."),
                    );
                    continue;
                }
                several => {
                    let count = several.len();
                    self.loses(id, format!("“{short}” (row {id}) was left out: these words stand in {count} places."));
                    continue;
                }
            };
            let place = self.taken_along(transcript);
            let person = cell(columns.person);
            let person = (!person.is_empty()).then(|| self.named.person(&mut self.incoming, person));
            for code in
                codes.split([';', '\n']).flat_map(split_at_commas).map(str::trim).filter(|code| !code.is_empty())
            {
                let code = self.code(code);
                self.incoming.codings.push(IncomingCoding {
                    key: String::new(),
                    transcript: place,
                    span,
                    code,
                    person,
                    created: None,
                    memo: cell(columns.comment).to_owned(),
                    ..IncomingCoding::default()
                });
            }
        }
        self.incoming
    }

    fn loses(&mut self, row: usize, what: String) {
        self.incoming.losses.push(Loss { element: "row".into(), id: row.to_string(), what });
    }

    /// Where words stand: in the document that the row names, where the study has one of that name; else anywhere.
    fn places(&self, words: &str, document: &str) -> Vec<(usize, Span)> {
        let stem = |name: &str| name.rsplit_once('.').map_or(name, |(stem, _)| stem).trim().to_lowercase();
        let named = |one: &&Transcript| {
            !document.is_empty()
                && (stem(&one.title) == stem(document) || stem(&one.source.file_name) == stem(document))
        };
        let named: Vec<usize> =
            self.transcripts.iter().enumerate().filter(|(_, one)| named(one)).map(|(place, _)| place).collect();
        let among = if named.is_empty() { (0..self.transcripts.len()).collect() } else { named };
        let wanted = Plain::of(words);
        among
            .into_iter()
            .flat_map(|place| {
                let text = self.plain.get(place);
                text.into_iter().flat_map(|text| text.find(&wanted)).map(move |span| (place, span)).collect::<Vec<_>>()
            })
            .collect()
    }

    /// The transcript among what is brought, by the words it has here.
    fn taken_along(&mut self, place: usize) -> usize {
        if let Some(&there) = self.taken.get(&place) {
            return there;
        }
        let there = self.incoming.transcripts.len();
        if let Some(transcript) = self.transcripts.get(place) {
            let text = self.study.text(transcript.id).to_owned();
            self.incoming.transcripts.push(IncomingTranscript {
                title: transcript.title.clone(),
                turns: paragraph_turns(&text),
                text,
                ..IncomingTranscript::default()
            });
        }
        self.taken.insert(place, there);
        there
    }

    /// A code by its path: "Barriers\Money", "Barriers > Money".
    fn code(&mut self, path: &str) -> usize {
        let mut parent = None;
        let mut key = String::new();
        for name in path.split(['\\', '>']).map(str::trim).filter(|name| !name.is_empty()) {
            key = format!("{key}\u{1f}{name}");
            let made = IncomingCode { name: name.to_owned(), parent, ..IncomingCode::default() };
            parent = Some(self.named.code_as(&mut self.incoming, &key, made));
        }
        parent.unwrap_or_default()
    }
}

/// Several codes in one cell are parted by commas, but a comma within a name has a small letter after it as often as not: only
/// where every part is short.
fn split_at_commas(codes: &str) -> Vec<&str> {
    let parts: Vec<&str> = codes.split(", ").collect();
    if parts.iter().all(|part| part.chars().count() <= 40) { parts } else { vec![codes] }
}

/// A text as it is compared: white space as single spaces, quotation marks and dashes as one of each; with the place of
/// each letter in the text itself.
struct Plain {
    letters: String,
    /// For each byte of `letters`, the byte of the text.
    places: Vec<usize>,
    end: usize,
}

impl Plain {
    fn of(text: &str) -> Plain {
        let (mut letters, mut places) = (String::new(), Vec::new());
        for (at, letter) in text.char_indices() {
            let plain = match letter {
                letter if letter.is_whitespace() => ' ',
                '“' | '”' | '„' | '«' | '»' => '"',
                '’' | '‘' | '‚' => '\'',
                '–' | '—' | '‑' => '-',
                letter => letter,
            };
            if plain == ' ' && (letters.is_empty() || letters.ends_with(' ')) {
                continue;
            }
            letters.push(plain);
            places.resize(letters.len(), at);
        }
        letters.truncate(letters.trim_end().len());
        places.truncate(letters.len());
        Plain { letters, places, end: text.len() }
    }

    /// Every place of other words in the text itself.
    fn find(&self, words: &Plain) -> Vec<Span> {
        if words.letters.is_empty() {
            return Vec::new();
        }
        let found = self.letters.match_indices(&words.letters);
        let span = |(at, hit): (usize, &str)| {
            let last = at + hit.len();
            let start = self.places.get(at).copied()?;
            // After the last letter, not before the next: white space that follows is not part of it.
            let from = self.places.get(last - 1).copied()?;
            let end = self.places.iter().skip(last).copied().find(|next| *next > from).unwrap_or(self.end);
            Some((start, from, end))
        };
        found.filter_map(span).map(|(start, last, end)| Span { start, end: end.max(last + 1) }).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::operations::fixture::Made;

    #[test]
    fn segments_find_their_words_whatever_their_quotation_marks_and_line_ends() {
        let mut made = Made::begun();
        made.transcript("Talk 1", &[("P1", "We “never” had\u{a0}the money."), ("P2", "No. No.")]);
        made.transcript("Talk 2", &[("P3", "We never came.")]);
        let table = "Document name;Code;Segment;Comment;Created by\n\
                     Talk 1;Barriers\\Money;We \"never\" had the money.;so;Ben\n\
                     Talk 1;Never;No.;;Ben\nTalk 2;Never;never;;Ben\nTalk 9;Gone;not there;;Ben\n";
        let incoming = segments(&made.study, "s.csv", table.as_bytes()).expect("segments").expect("read");
        let words: Vec<(&str, &str)> = incoming
            .codings
            .iter()
            .map(|one| {
                (
                    one.span.of(&incoming.transcripts[one.transcript].text).unwrap(),
                    incoming.codes[one.code].name.as_str(),
                )
            })
            .collect();
        assert_eq!(words, [("We “never” had\u{a0}the money.", "Money"), ("never", "Never")]);
        let told: Vec<&str> = incoming.losses.iter().map(|loss| loss.what.as_str()).collect();
        assert_eq!(
            told,
            [
                "“No.” (row 3) was left out: these words stand in 2 places.",
                "“not there” (row 5) was left out: these words stand in no transcript of the study.",
            ]
        );
        assert_eq!(incoming.codes[0].name, "Barriers");
        assert_eq!(incoming.people[0].name, "Ben");
        let why = segments(&Study::default(), "s.csv", table.as_bytes()).expect("segments").unwrap_err();
        assert!(why.contains("Import the transcripts first"), "{why}");
    }
}
