//! What a file is, by its contents: its name is only asked when the contents leave it open.

use super::error::{Kind, Trouble};
use super::read::FileType;
use super::read::Package;

/// Which reader a file is for, or why none is.
pub(super) fn file_type(name: &str, bytes: &[u8]) -> Result<FileType, Trouble> {
    if bytes.is_empty() {
        return Err(Trouble::Empty);
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return zip_kind(bytes);
    }
    if is_workbook(bytes) {
        return Ok(FileType::Table);
    }
    if is_conll(bytes) {
        return Err(Trouble::OtherKind(Kind::WordByWord));
    }
    if let Some(kind) = by_first_bytes(bytes) {
        return Err(Trouble::OtherKind(kind));
    }
    if let Some(found) = by_first_words(bytes) {
        return found.map_err(Trouble::OtherKind);
    }
    if is_textgrid(bytes) {
        return Ok(FileType::TextGrid);
    }
    let markdown = ["md", "markdown", "mkd", "mdown"];
    Ok(match extension(name) {
        Some(end) if markdown.contains(&end.as_str()) => FileType::Markdown,
        Some(end) if ["json", "jsonl", "ndjson"].contains(&end.as_str()) => FileType::Json,
        Some(end) if ["csv", "tsv"].contains(&end.as_str()) => FileType::Table,
        Some(end) if ["html", "htm", "xhtml"].contains(&end.as_str()) => FileType::WebPage,
        _ => FileType::Text,
    })
}

/// The end of a file's name after its last dot, in small letters.
pub(super) fn extension(name: &str) -> Option<String> {
    let (stem, end) = name.rsplit_once('.')?;
    (!stem.is_empty() && !end.is_empty() && end.len() <= 10).then(|| end.to_ascii_lowercase())
}

/// Whether the bytes are a workbook's: a package with one in it, or an old one.
pub(super) fn is_workbook(bytes: &[u8]) -> bool {
    if bytes.starts_with(OLD_OFFICE) {
        return compound_kind(bytes) == Kind::Workbook;
    }
    bytes.starts_with(b"PK") && zip_kind(bytes) == Ok(FileType::Table)
}

/// Whether a text is annotated word by word: lines of ten columns and more that begin with the word's number, as CoNLL-U has them.
fn is_conll(bytes: &[u8]) -> bool {
    let start = String::from_utf8_lossy(bytes.get(..bytes.len().min(4000)).unwrap_or_default());
    let lines = || start.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let numbered = |line: &&str| {
        let mut columns = line.split('\t');
        columns.next().is_some_and(|first| first.starts_with(|c: char| c.is_ascii_digit())) && columns.count() >= 9
    };
    // The last line may be cut.
    let count = lines().count();
    count > 3 && lines().take(count - 1).all(|line| numbered(&line))
}

/// How a compound file of the old Office programs begins.
const OLD_OFFICE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// Whether the first words are a TextGrid's, in one byte a letter or in two.
fn is_textgrid(bytes: &[u8]) -> bool {
    let start: Vec<u8> = bytes.iter().take(800).copied().filter(|byte| *byte != 0).collect();
    let words = String::from_utf8_lossy(&start);
    words.contains("ooTextFile") && words.contains("TextGrid")
}

fn by_first_bytes(bytes: &[u8]) -> Option<Kind> {
    let starts = |mark: &[u8]| bytes.starts_with(mark);
    let at = |offset: usize, mark: &[u8]| bytes.get(offset..).is_some_and(|rest| rest.starts_with(mark));
    if starts(OLD_OFFICE) {
        return Some(compound_kind(bytes));
    }
    if starts(b"SQLite format 3\0") {
        return Some(Kind::Database);
    }
    if starts(b"\x89PNG")
        || starts(b"\xff\xd8\xff")
        || starts(b"GIF8")
        || starts(b"II*\0")
        || starts(b"MM\0*")
        || (starts(b"RIFF") && at(8, b"WEBP"))
        || (starts(b"BM") && at(6, b"\0\0\0\0"))
        || (at(4, b"ftyp") && (at(8, b"heic") || at(8, b"heix") || at(8, b"mif1") || at(8, b"avif")))
    {
        return Some(Kind::Picture);
    }
    if (starts(b"RIFF") && at(8, b"WAVE"))
        || starts(b"ID3")
        || starts(b"fLaC")
        || starts(b"#!AMR")
        || (at(4, b"ftyp") && at(8, b"M4A"))
        || (bytes.len() > 400
            && (starts(b"\xff\xfb") || starts(b"\xff\xf3") || starts(b"\xff\xf2"))
            && bytes.contains(&0))
    {
        return Some(Kind::Sound);
    }
    if at(4, b"ftyp")
        || starts(b"\x1a\x45\xdf\xa3")
        || starts(b"OggS")
        || (starts(b"RIFF") && at(8, b"AVI "))
        || starts(b"0&\xb2u")
    {
        return Some(Kind::Film);
    }
    if starts(b"7z\xbc\xaf\x27\x1c") || starts(b"Rar!") || starts(b"\x1f\x8b") || starts(b"BZh") || starts(b"\xfd7zXZ")
    {
        return Some(Kind::OtherArchive);
    }
    None
}

/// Formats that begin with readable words.
fn by_first_words(bytes: &[u8]) -> Option<Result<FileType, Kind>> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let start: Vec<u8> = bytes.iter().copied().skip_while(u8::is_ascii_whitespace).take(600).collect();
    let lower = start.to_ascii_lowercase();
    let has = |needle: &[u8]| lower.windows(needle.len()).any(|w| w == needle);
    if start.starts_with(b"{\\rtf") {
        Some(Ok(FileType::RichText))
    } else if start.starts_with(b"%PDF-") {
        Some(Ok(FileType::Pdf))
    } else if lower.starts_with(b"<!doctype html")
        || lower.starts_with(b"<html")
        || (lower.starts_with(b"<?xml") && has(b"<html"))
    {
        Some(Ok(FileType::WebPage))
    } else if lower.starts_with(b"<?xml") && has(b"<annotation_document") {
        Some(Ok(FileType::Elan))
    } else if lower.starts_with(b"<?xml")
        && (has(b"word.document") || has(b"wordprocessingml") || has(b"schemas.microsoft.com/office/2006/xmlpackage"))
    {
        Some(Err(Kind::WordXml))
    } else {
        None
    }
}

/// Which old Office program wrote a compound file, by the names in its directory (UTF-16).
fn compound_kind(bytes: &[u8]) -> Kind {
    let named = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes.windows(wide.len()).any(|w| w == wide)
    };
    if named("EncryptedPackage") {
        Kind::ProtectedOffice
    } else if named("WordDocument") {
        Kind::OldWord
    } else if named("Workbook") {
        Kind::Workbook
    } else if named("PowerPoint Document") {
        Kind::Slides
    } else {
        Kind::OldOffice
    }
}

fn zip_kind(bytes: &[u8]) -> Result<FileType, Trouble> {
    let package = Package::open(bytes)?;
    if package.main_part().is_some() {
        return Ok(FileType::Word);
    }
    let kind = if package.has("mimetype") {
        match package.read("mimetype")?.unwrap_or_default().trim() {
            "application/vnd.oasis.opendocument.text" | "application/vnd.oasis.opendocument.text-template" => {
                return Ok(FileType::OpenDocument);
            }
            "application/epub+zip" => return Ok(FileType::Book),
            "application/vnd.oasis.opendocument.spreadsheet" => return Ok(FileType::Table),
            _ => Kind::OpenDocumentOther,
        }
    } else if package.has("xl/workbook.xml") || package.has("xl/workbook.bin") {
        return Ok(FileType::Table);
    } else if package.has("ppt/presentation.xml") {
        Kind::Slides
    } else if package.has("project.qde") {
        Kind::Project
    } else {
        Kind::ZipWithoutDocument
    };
    Err(Trouble::OtherKind(kind))
}
