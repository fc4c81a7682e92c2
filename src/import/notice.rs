//! What was lost, changed or guessed on the way from a file to a transcript, a sentence each.

use std::fmt;

/// One thing the person who adds a transcript should know about it. `Display` gives the sentence, which says what each
/// variant is; a bare number counts occurrences.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// The encoding is a guess; its name in words.
    EncodingGuessed(String),
    /// The contents are of another type than the name says.
    NamedOtherwise {
        extension: String,
        really: &'static str,
    },
    UnreadableCharacters(usize),
    ControlCharacters(usize),
    LinesJoined(usize),

    TrackedChanges {
        insertions: usize,
        deletions: usize,
    },
    Comments(usize),
    Footnotes(usize),
    Endnotes(usize),
    HiddenText(usize),
    Pictures(usize),
    TextBoxes(usize),
    /// What the page headers and footers say.
    HeadersAndFooters(String),
    Formulas(usize),
    Symbols(usize),
    AutomaticNumbers(usize),
    EmbeddedParts(usize),
    PhoneticGuides(usize),
    UnfilledFields(usize),

    FrontMatter(String),
    HtmlTags(usize),
    LinkAddresses(usize),

    /// A label counted as another's: “P3 (laughs)” as “P3”.
    LabelTakenFor {
        printed: String,
        speaker: String,
    },
    /// Only one speaker is labelled.
    OnlyLabelled {
        speaker: String,
        others: usize,
    },
    /// As was shown in other files: a label that is a speaker's, one that is nobody's, who asks (or does not).
    LearntSpeaker(String),
    LearntNobody(String),
    LearntModerator(String, bool),
    EmptyTurns(usize),
    ParagraphNumbers(usize),
    Dates(usize),
    EndStamps(usize),
    CuesJoined(usize),
    CueNumbers(usize),
    MarksKept(usize),
    DependentTiers(usize),
    ChatNotes(usize),
    PdfParagraphs,
    RunningHeads(usize),
    ScannedPages(usize),
    TableHeader(String),
    TableColumn {
        heading: String,
        cells: usize,
    },
    RepeatedLabels(usize),
    /// Sheets of a workbook that were not read, by name.
    SheetsLeft(String),
}

/// “1 comment”, “3 comments”.
fn count(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

/// “was” or “were”.
fn was(n: usize) -> &'static str {
    if n == 1 { "was" } else { "were" }
}

impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The commonest sentence: so many of something stood in the file and not in the transcript.
        let mut left_out = |n: usize, one: &str, many: &str| write!(f, "{} {} left out.", count(n, one, many), was(n));
        match self {
            Notice::Comments(n) => left_out(*n, "comment", "comments"),
            Notice::Footnotes(n) => left_out(*n, "footnote", "footnotes"),
            Notice::Endnotes(n) => left_out(*n, "endnote", "endnotes"),
            Notice::HiddenText(n) => left_out(*n, "passage of hidden text", "passages of hidden text"),
            Notice::Pictures(n) => left_out(*n, "picture or drawing", "pictures or drawings"),
            Notice::Formulas(n) => left_out(*n, "formula", "formulas"),
            Notice::ControlCharacters(n) => left_out(*n, "invisible control character", "invisible control characters"),
            Notice::EmbeddedParts(n) => left_out(*n, "inserted document", "inserted documents"),
            Notice::PhoneticGuides(n) => left_out(*n, "phonetic guide", "phonetic guides"),
            Notice::UnfilledFields(n) => left_out(*n, "form field nobody filled in", "form fields nobody filled in"),
            Notice::HtmlTags(n) => left_out(*n, "HTML tag", "HTML tags"),
            Notice::LinkAddresses(n) => {
                left_out(*n, "address behind a link or picture", "addresses behind links or pictures")
            }
            Notice::EmptyTurns(n) => {
                left_out(*n, "speaker label with no words after it", "speaker labels with no words after them")
            }
            Notice::ParagraphNumbers(n) => {
                left_out(*n, "number before a speaker label", "numbers before speaker labels")
            }
            Notice::Dates(n) => left_out(*n, "date before a speaker label", "dates before speaker labels"),
            Notice::CueNumbers(n) => left_out(
                *n,
                "line that only numbers or announces captions",
                "lines that only number or announce captions",
            ),
            Notice::DependentTiers(n) => left_out(
                *n,
                "annotation of a tier that comments on another",
                "annotations of tiers that comment on others",
            ),
            Notice::ChatNotes(n) => left_out(*n, "note of the chat program itself", "notes of the chat program itself"),
            Notice::RunningHeads(n) => {
                left_out(*n, "page head, page foot or page number", "page heads, page feet and page numbers")
            }
            Notice::ScannedPages(n) => {
                left_out(*n, "page that is a picture without text", "pages that are pictures without text")
            }
            Notice::PdfParagraphs => write!(
                f,
                "A PDF does not say where its paragraphs and columns are: they were found by how the words stand on the page. \
                 Look through the text."
            ),
            Notice::MarksKept(n) => {
                write!(f, "{} in angle brackets stayed in the words.", count(*n, "mark", "marks"))
            }
            Notice::RepeatedLabels(n) => {
                left_out(*n, "speaker label printed twice in a row", "speaker labels printed twice in a row")
            }
            Notice::EncodingGuessed(name) => write!(
                f,
                "The file does not say how its letters are encoded; it was read as {name}. If letters with accents look \
                 wrong, choose another encoding."
            ),
            Notice::NamedOtherwise { extension, really } => {
                write!(f, "The name ends in .{extension}, but the contents are {really}, and were read as that.")
            }
            Notice::UnreadableCharacters(n) => write!(
                f,
                "{} could not be read and {} shown as �. Choosing another encoding may help.",
                count(*n, "character", "characters"),
                was(*n)
            ),
            Notice::LinesJoined(n) => {
                write!(f, "Lines broken at the width of the page were joined into paragraphs, in {n} places.")
            }
            Notice::TrackedChanges { insertions, deletions } => write!(
                f,
                "Tracked changes were accepted: {} kept, {} left out.",
                count(*insertions, "insertion", "insertions"),
                count(*deletions, "deletion", "deletions")
            ),
            Notice::TextBoxes(n) => {
                write!(f, "{} {} put after the paragraph beside it.", count(*n, "text box", "text boxes"), was(*n))
            }
            Notice::HeadersAndFooters(text) => write!(f, "Page headers and footers were left out: “{text}”."),
            Notice::Symbols(n) => {
                write!(
                    f,
                    "{} from symbol fonts could not be read and {} shown as �.",
                    count(*n, "character", "characters"),
                    was(*n)
                )
            }
            Notice::AutomaticNumbers(n) => write!(
                f,
                "The automatic numbers or bullets before {} are not part of the text.",
                count(*n, "paragraph", "paragraphs")
            ),
            Notice::FrontMatter(text) => write!(f, "The block of settings at the top was left out: “{text}”."),
            Notice::LabelTakenFor { printed, speaker } => write!(f, "“{printed}” was taken for “{speaker}”."),
            Notice::LearntSpeaker(label) => write!(f, "“{label}” is a speaker, as in the study or in other files."),
            Notice::LearntNobody(label) => write!(f, "“{label}” is no speaker, as you said in another file."),
            Notice::LearntModerator(label, true) => {
                write!(f, "“{label}” is the moderator, as in the study or in other files.")
            }
            Notice::LearntModerator(label, false) => {
                write!(f, "“{label}” is not the moderator, as you said in another file.")
            }
            Notice::OnlyLabelled { speaker, others } => write!(
                f,
                "Only “{speaker}” is labelled. {} without a label {} left without a speaker; you can say whose they are.",
                count(*others, "paragraph", "paragraphs"),
                was(*others)
            ),
            Notice::EndStamps(n) => write!(
                f,
                "Times at the end of paragraphs ({n}) were taken out of the text; each is the time at which the next turn starts."
            ),
            Notice::CuesJoined(n) => write!(
                f,
                "Captions of one speaker in a row were joined into turns; the times of {} inside turns were left out.",
                count(*n, "caption", "captions")
            ),
            Notice::SheetsLeft(names) => write!(f, "Other sheets of the workbook were left out: {names}."),
            Notice::TableHeader(text) => write!(f, "The heading row of the table was left out: “{text}”."),
            Notice::TableColumn { heading, cells } => {
                write!(
                    f,
                    "A column of the table was left out: “{heading}” ({}).",
                    count(*cells, "filled cell", "filled cells")
                )
            }
        }
    }
}
