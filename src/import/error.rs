//! Why a file could not become a transcript, told to the person who chose it.

use thiserror::Error;

/// A file that was not added. Its message says what happened, that the study is as it was, and what to do.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("“{file}” was not added, and nothing in the study has changed: {trouble}")]
pub struct ImportError {
    /// The file's name, without folders.
    pub file: String,
    /// What stood in the way.
    pub trouble: Trouble,
}

/// What stood in the way of reading a file as a transcript.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum Trouble {
    /// The bytes are those of another kind of file.
    #[error("it seems to be {}. {}", .0.in_words(), .0.remedy())]
    OtherKind(Kind),
    /// There are no bytes, or nothing but blank space in them.
    #[error("it is empty. Check that it was saved, and that it is the file you meant.")]
    Empty,
    /// A document without words.
    #[error(
        "there are no words in this document{}. If it shows scanned pages, they need text recognition (OCR) first.",
        if *.pictures > 0 { ", only pictures" } else { "" }
    )]
    NoWords {
        /// Pictures in it.
        pictures: usize,
    },
    /// Bytes that are no text in any encoding tried.
    #[error(
        "its contents are not text. If it is a transcript, open it in the program that made it and save it as .docx or \
         as plain text (.txt)."
    )]
    NotText,
    /// The file breaks its own format's rules.
    #[error(
        "the file is damaged ({detail}). Open it in the program that made it, or in Word or LibreOffice, which can often repair \
         documents, save it under a new name, and add that file; or fetch the original again."
    )]
    Damaged {
        /// Which part, and how.
        detail: String,
    },
    /// More than a transcript can be; or a file made to exhaust the machine.
    #[error(
        "it holds far more than a transcript can (over {limit}). If it is genuine, split it in Word into several files \
         and add those."
    )]
    TooLarge {
        /// The limit that was passed, in words.
        limit: String,
    },
    /// The caller asked for an encoding by a label nobody knows.
    #[error(
        "there is no encoding called “{label}”. Choose another, such as utf-8, utf-16le, windows-1252, macintosh or ibm850; \
         all labels of the WHATWG encoding standard are known."
    )]
    UnknownEncoding {
        /// The label as given.
        label: String,
    },
}

impl Trouble {
    /// The same with the name of the file it was met in.
    pub(super) fn in_file(self, file: &str) -> ImportError {
        ImportError { file: file.to_owned(), trouble: self }
    }

    pub(super) fn damaged(detail: impl Into<String>) -> Self {
        Trouble::Damaged { detail: detail.into() }
    }
}

/// Kinds of file that are recognised by their contents and not read as transcripts; [`Kind::in_words`] says what each is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    OldWord,
    ProtectedOffice,
    OldOffice,
    Workbook,
    Slides,
    OpenDocumentOther,
    Project,
    ZipWithoutDocument,
    WordXml,
    ScannedPdf,
    ProtectedPdf,
    DamagedPdf,
    JsonWithoutTurns,
    Annotations,
    TableWithoutTurns,
    WordByWord,
    Picture,
    Sound,
    Film,
    Database,
    OtherArchive,
}

/// The remedy that serves for everything a word processor can open.
const SAVE_AS_DOCX: &str = "Open it in Word or LibreOffice, save it as .docx, and add that file.";

impl Kind {
    /// What it is, as the end of “it seems to be …”.
    pub fn in_words(self) -> &'static str {
        match self {
            Kind::OldWord => "a Word document in the old format (.doc)",
            Kind::ProtectedOffice => "an Office document protected with a password",
            Kind::OldOffice => "a file of an old Office program",
            Kind::Workbook => "a spreadsheet that is damaged",
            Kind::Slides => "a presentation",
            Kind::OpenDocumentOther => "an OpenDocument file that is not a text",
            Kind::Project => "a project of a qualitative analysis program (REFI-QDA)",
            Kind::ZipWithoutDocument => "a zip archive without a Word document in it",
            Kind::ScannedPdf => "a PDF whose pages are pictures",
            Kind::ProtectedPdf => "a PDF that asks for a password",
            Kind::DamagedPdf => "a PDF that is damaged or cut off",
            Kind::JsonWithoutTurns => "JSON without turns in it",
            Kind::Annotations => "a set of labelled passages",
            Kind::TableWithoutTurns => "a table in which no column says who speaks and no other what is said",
            Kind::WordByWord => "a text annotated word by word (CoNLL)",
            Kind::WordXml => "a Word document saved as plain XML",
            Kind::Picture => "a picture",
            Kind::Sound => "a sound recording",
            Kind::Film => "a video or audio recording",
            Kind::Database => "a database",
            Kind::OtherArchive => "a compressed archive",
        }
    }

    /// What to do about it, as a sentence.
    pub fn remedy(self) -> &'static str {
        match self {
            Kind::OldWord | Kind::OldOffice | Kind::WordXml => SAVE_AS_DOCX,
            Kind::ProtectedOffice => {
                "Open it in Word with its password, save a copy as .docx without a password, and add that file."
            }
            Kind::Workbook => "Open it in the program that made it, save it anew as .xlsx or as CSV, and add that.",
            Kind::Slides | Kind::OpenDocumentOther => {
                "If there is a transcript in it, copy the text into a Word document, save that as .docx, and add it."
            }
            Kind::Project => {
                "Export the transcripts from the program that made it, as Word or plain text, and add those."
            }
            Kind::ZipWithoutDocument | Kind::OtherArchive => "Unpack it first, and add the transcripts inside it.",
            Kind::ScannedPdf => "The text needs to be recognised first (OCR); then add the file that has it.",
            Kind::ProtectedPdf => "Open it with its password, save a copy without one, and add that.",
            Kind::DamagedPdf => "Make it anew, or fetch the original again.",
            Kind::JsonWithoutTurns => {
                "A transcript in JSON is a list of objects, each with its words (“text”) and, if known, its “speaker” and “start”."
            }
            Kind::Annotations => "Passages with labels are codings: import it into a study as another program’s file.",
            Kind::TableWithoutTurns => {
                "A transcript in a table has a turn a row, in columns under heads such as Speaker, Text and Time. A codebook has a \
                 column Code; characteristics have a column with the names of participants, groups or transcripts of the study."
            }
            Kind::WordByWord => "Export the plain text from the program that made it, and add that.",
            Kind::Picture => "If it shows pages of a transcript, they need text recognition (OCR) first.",
            Kind::Sound | Kind::Film => "It needs to be transcribed first; add the transcript.",
            Kind::Database => {
                "If it is a Colloquy study, open it instead of adding it here. If another program made it, export the \
                 transcripts there, as Word or plain text, and add those."
            }
        }
    }
}
