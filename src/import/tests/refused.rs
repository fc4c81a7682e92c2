//! Files that are no transcripts, and what is said about them.

use super::word_file::zipped;
use crate::import::{Choices, propose};

fn refusal(name: &str, bytes: &[u8]) -> String {
    propose(name, bytes, &Choices::default()).expect_err("no transcript").to_string()
}

/// A compound file of old Office programs with this name in its directory.
fn compound(name: &str) -> Vec<u8> {
    let mut file = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    file.extend([0; 600]);
    file.extend(name.encode_utf16().flat_map(u16::to_le_bytes));
    file
}

#[test]
fn a_file_of_another_kind_is_named_with_what_to_do() {
    assert_eq!(
        refusal("FG1.docx", &compound("WordDocument")),
        "“FG1.docx” was not added, and nothing in the study has changed: it seems to be a Word document in the old format (.doc). \
         Open it in Word or LibreOffice, save it as .docx, and add that file."
    );
    let encrypted = refusal("FG1.docx", &compound("EncryptedPackage"));
    assert!(encrypted.contains("protected with a password. Open it in Word with its password"), "{encrypted}");
    let slides = zipped(&[("mimetype", "application/vnd.oasis.opendocument.presentation")]);
    for (name, bytes, what) in [
        ("a.txt", b"%PDF-1.7\n%\xe2\xe3".to_vec(), "a PDF that is damaged or cut off."),
        ("a.odp", slides, "an OpenDocument file that is not a text."),
        ("a.docx", b"\x89PNG\r\n\x1a\n\0\0".to_vec(), "a picture."),
        ("a.txt", b"\xff\xd8\xff\xe0\0\x10JFIF".to_vec(), "a picture."),
        ("a.docx", zipped(&[("readme.txt", "hi")]), "a zip archive without a Word document in it."),
        ("a.docx", zipped(&[("xl/workbook.xml", "<x/>")]), "a spreadsheet that is damaged."),
        ("a.txt", b"ID3\x03\0\0\0\0\0\x21TIT2".to_vec(), "a sound recording. It needs to be transcribed first"),
        ("a.mp4", b"\0\0\0\x18ftypmp42\0\0".to_vec(), "a video or audio recording."),
        ("a.json", b"{\"a\": 1}".to_vec(), "JSON without turns in it."),
        ("a.txt", b"SQLite format 3\0\x10\0".to_vec(), "a database."),
    ] {
        let said = refusal(name, &bytes);
        assert!(said.contains(&format!("it seems to be {what}")), "{said}");
    }
}

#[test]
fn an_empty_file_and_a_blank_one_are_called_empty() {
    for blank in [&b""[..], b" \n\t\r\n ", b"\xef\xbb\xbf", b"\xff\xfe"] {
        assert!(
            refusal("a.txt", blank)
                .ends_with("it is empty. Check that it was saved, and that it is the file you meant.")
        );
    }
}

#[test]
fn a_binary_file_named_txt_is_not_read_as_text() {
    let bytes: Vec<u8> = (0..4_000_u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    assert!(refusal("a.txt", &bytes).contains("its contents are not text."));
}

#[test]
fn a_truncated_document_is_called_damaged() {
    let whole = super::word_file::document("<w:p><w:r><w:t>Hello</w:t></w:r></w:p>");
    for cut in [30, whole.len() / 2, whole.len() - 10] {
        let said = refusal("a.docx", &whole[..cut]);
        assert!(said.contains("the file is damaged"), "{said}");
    }
}

#[test]
fn a_document_named_otherwise_is_read_for_what_it_is() {
    let document = super::word_file::document("<w:p><w:r><w:t>Hello</w:t></w:r></w:p>");
    let found = super::proposed("a.txt", &document);
    assert_eq!(
        super::notices(&found),
        ["The name ends in .txt, but the contents are a Word document, and were read as that."]
    );
    let text = super::proposed("a.docx", b"Hello");
    assert_eq!(
        super::notices(&text),
        ["The name ends in .docx, but the contents are plain text, and were read as that."]
    );
}
