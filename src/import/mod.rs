//! From files of elsewhere to transcripts.
//!
//! [`propose`] reads a file (plain text in any encoding, Markdown, Word) and says what transcript it would become: the
//! text without speaker labels and times, the turns with both, what was lost or guessed. The person who adds it can
//! correct that ([`Proposed`]'s methods), or choose another encoding or pattern and ask again. Nothing here touches a
//! study.

mod assemble;
mod corrections;
mod dos;
mod encoding;
mod error;
mod folder;
mod lessons;
mod notice;
mod preview;
mod read;
mod sniff;
mod speakers;
pub(crate) mod tables;
mod to_study;

#[cfg(test)]
mod tests;

pub use corrections::Merge;
pub use encoding::{EncodingChoice, EncodingFound, choices as encoding_choices};
pub use error::{ImportError, Kind, Trouble};
pub use folder::files_in;
pub use lessons::{Lesson, Lessons};
pub use notice::Notice;
pub use preview::{Doubtful, Proposed, ProposedSpeaker, ProposedTurn, SourceFile};
use read::Package;
pub use read::{Cell, FileType, Paragraph, ReadDocument, Run, Said};
pub use speakers::{Marks, Pattern};

/// What the person chose about the reading of a file. The default leaves everything to the program.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choices {
    /// The label of an encoding (one of [`encoding_choices`]), for a plain text or Markdown.
    pub encoding: Option<String>,
    /// How speakers are found.
    pub speakers: SpeakerChoice,
    /// What becomes of line ends in a plain text.
    pub line_breaks: LineBreaks,
    /// What was shown in other files of who speaks.
    pub lessons: Lessons,
}

/// How speakers are found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SpeakerChoice {
    /// By the pattern that most of the document follows.
    #[default]
    Auto,
    /// Not at all: labels and times stay in the text, each paragraph a turn of its own.
    None,
    /// By this pattern, labels that occur once included.
    Pattern(Pattern),
}

/// What becomes of the line ends in a plain text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LineBreaks {
    /// Joined where lines were plainly broken at the width of a page.
    #[default]
    Auto,
    /// Kept: every line is a paragraph.
    Keep,
    /// Joined wherever no blank line and no speaker label stands between.
    Join,
}

/// What transcript a file would become. `file_name` may have folders before it; the contents decide what is read, the
/// name only between plain text and Markdown.
pub fn propose(file_name: &str, bytes: &[u8], choices: &Choices) -> Result<Proposed, ImportError> {
    let name = file_name.rsplit(['/', '\\']).next().unwrap_or(file_name);
    let read = read_document(name, bytes, choices).map_err(|trouble| trouble.in_file(name))?;
    Proposed::from_document(name, bytes, read, choices).map_err(|trouble| trouble.in_file(name))
}

/// A file's paragraphs as they stand: for a manuscript, in which nobody speaks.
pub fn paragraphs(file_name: &str, bytes: &[u8], choices: &Choices) -> Result<ReadDocument, ImportError> {
    let name = file_name.rsplit(['/', '\\']).next().unwrap_or(file_name);
    read_document(name, bytes, choices).map_err(|trouble| trouble.in_file(name))
}

/// The letters of a plain text in whatever encoding, for a table or a list.
pub fn decoded(bytes: &[u8], choices: &Choices) -> Result<String, Trouble> {
    read::txt::decode(bytes, choices.encoding.as_deref()).map(|(decoded, _)| decoded.text)
}

/// A file's paragraphs, before anyone asks who is speaking.
fn read_document(name: &str, bytes: &[u8], choices: &Choices) -> Result<ReadDocument, Trouble> {
    let file_type = sniff::file_type(name, bytes)?;
    let label = choices.encoding.as_deref();
    let mut document = match file_type {
        FileType::Text => read::txt::read(bytes, label, choices.line_breaks)?,
        FileType::Markdown => read::markdown::read(bytes, label)?,
        FileType::Word => read::docx::read(bytes)?,
        FileType::OpenDocument => read::odt::read(&Package::open(bytes)?)?,
        FileType::RichText => read::rtf::read(bytes)?,
        FileType::WebPage => read::html::read(bytes, label)?,
        FileType::Book => read::epub::read(&Package::open(bytes)?)?,
        FileType::Pdf => read::pdf::read(bytes)?,
        FileType::TextGrid => read::textgrid::read(bytes, label)?,
        FileType::Elan => read::elan::read(&read::txt::decode(bytes, label)?.0.text)?,
        FileType::Json => read::json::read(bytes, label)?,
        FileType::Table if sniff::is_workbook(bytes) => read::table::of_workbook(bytes)?,
        FileType::Table => read::table::of_csv(bytes, label)?,
    };
    if let Some(extension) = sniff::extension(name).filter(|extension| is_misnamed(extension, file_type)) {
        document.notices.push(Notice::NamedOtherwise { extension, really: file_type.in_words() });
    }
    Ok(document)
}

/// Whether a name's ending promises another type than the contents are.
fn is_misnamed(extension: &str, really: FileType) -> bool {
    let own: &[&str] = match really {
        FileType::Word => &["docx", "docm", "dotx", "dotm"],
        FileType::OpenDocument => &["odt", "ott"],
        FileType::RichText => &["rtf"],
        FileType::WebPage => &["html", "htm", "xhtml"],
        FileType::Book => &["epub"],
        FileType::Pdf => &["pdf"],
        // The endings of texts are many and promise nothing, unless they are a document's.
        FileType::Table => return false,
        FileType::Text | FileType::Markdown | FileType::TextGrid | FileType::Elan | FileType::Json => {
            let documents = ["docx", "docm", "doc", "odt", "rtf", "pdf", "xlsx", "xls", "pages", "epub"];
            return documents.contains(&extension);
        }
    };
    !own.contains(&extension)
}
