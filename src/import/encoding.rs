//! Which letters the bytes of a plain text mean: found where the file says so, guessed where it does not, or chosen.

use super::dos;
use super::error::Trouble;
use encoding_rs::{Encoding, MACINTOSH, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// An encoding a person can choose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EncodingChoice {
    /// The label to put into [`super::Choices::encoding`].
    pub label: &'static str,
    /// Its name for a list.
    pub name: &'static str,
}

/// How a text was decoded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EncodingFound {
    /// The label, as in [`choices`] or, for a rare one, in the WHATWG encoding standard.
    pub label: String,
    /// Its name for people.
    pub name: String,
    /// Whether the file itself, or the person, settled it; otherwise it is a guess.
    pub certain: bool,
}

/// A text with the way it was decoded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Decoded {
    pub text: String,
    pub found: EncodingFound,
    /// Stretches of bytes that meant nothing, each now a U+FFFD.
    pub unreadable: usize,
}

/// The encodings to offer, likeliest first.
pub fn choices() -> &'static [EncodingChoice] {
    const fn c(label: &'static str, name: &'static str) -> EncodingChoice {
        EncodingChoice { label, name }
    }
    const LIST: &[EncodingChoice] = &[
        c("utf-8", "Unicode (UTF-8)"),
        c("utf-16le", "Unicode (UTF-16, little-endian)"),
        c("utf-16be", "Unicode (UTF-16, big-endian)"),
        c("windows-1252", "Western European (Windows)"),
        c("macintosh", "Western European (old Macintosh)"),
        c("ibm850", "Western European (DOS)"),
        c("iso-8859-15", "Western European (ISO 8859-15)"),
        c("windows-1250", "Central European (Windows)"),
        c("iso-8859-2", "Central European (ISO 8859-2)"),
        c("windows-1257", "Baltic (Windows)"),
        c("windows-1254", "Turkish (Windows)"),
        c("windows-1251", "Cyrillic (Windows)"),
        c("koi8-r", "Cyrillic (KOI8-R)"),
        c("koi8-u", "Ukrainian (KOI8-U)"),
        c("ibm866", "Cyrillic (DOS)"),
        c("x-mac-cyrillic", "Cyrillic (old Macintosh)"),
        c("windows-1253", "Greek (Windows)"),
        c("iso-8859-7", "Greek (ISO 8859-7)"),
        c("windows-1255", "Hebrew (Windows)"),
        c("iso-8859-8", "Hebrew (ISO 8859-8, visual)"),
        c("windows-1256", "Arabic (Windows)"),
        c("iso-8859-6", "Arabic (ISO 8859-6)"),
        c("windows-1258", "Vietnamese (Windows)"),
        c("windows-874", "Thai (Windows)"),
        c("gb18030", "Chinese, simplified (GB 18030)"),
        c("gbk", "Chinese, simplified (GBK)"),
        c("big5", "Chinese, traditional (Big5)"),
        c("shift_jis", "Japanese (Shift JIS)"),
        c("euc-jp", "Japanese (EUC)"),
        c("iso-2022-jp", "Japanese (ISO 2022)"),
        c("euc-kr", "Korean (EUC)"),
        c("utf-32le", "Unicode (UTF-32, little-endian)"),
        c("utf-32be", "Unicode (UTF-32, big-endian)"),
    ];
    LIST
}

fn found(label: &str, certain: bool) -> EncodingFound {
    let label = label.to_ascii_lowercase();
    let name = choices().iter().find(|c| c.label == label).map_or_else(|| label.clone(), |c| c.name.to_owned());
    EncodingFound { label, name, certain }
}

fn with(encoding: &'static Encoding, bytes: &[u8], certain: bool) -> Decoded {
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    Decoded { unreadable: unreadable(&text), text: text.into_owned(), found: found(encoding.name(), certain) }
}

fn unreadable(text: &str) -> usize {
    text.matches('\u{fffd}').count()
}

/// Decodes by a label a person chose: one of [`choices`], or any label of the WHATWG encoding standard.
pub(super) fn decode_as(bytes: &[u8], label: &str) -> Result<Decoded, Trouble> {
    let wanted = label.trim().to_ascii_lowercase();
    match wanted.as_str() {
        "utf-32le" | "utf-32" => {
            return Ok(utf_32(bytes.strip_prefix(&[0xff, 0xfe, 0, 0]).unwrap_or(bytes), false, true));
        }
        "utf-32be" => return Ok(utf_32(bytes.strip_prefix(&[0, 0, 0xfe, 0xff]).unwrap_or(bytes), true, true)),
        "ibm850" | "cp850" => return Ok(dos_850(bytes, true)),
        _ => {}
    }
    let encoding = Encoding::for_label_no_replacement(wanted.as_bytes())
        .ok_or(Trouble::UnknownEncoding { label: label.to_owned() })?;
    let (text, _) = encoding.decode_with_bom_removal(bytes);
    Ok(Decoded { unreadable: unreadable(&text), text: text.into_owned(), found: found(encoding.name(), true) })
}

/// Decodes by what the bytes say: a byte order mark, the places of their NULs, valid UTF-8, or else by their
/// statistics.
pub(super) fn decode(bytes: &[u8]) -> Decoded {
    // UTF-32's mark begins with UTF-16's, so it is looked for first.
    if let Some(rest) = bytes.strip_prefix(&[0xff, 0xfe, 0, 0]) {
        return utf_32(rest, false, true);
    }
    if let Some(rest) = bytes.strip_prefix(&[0, 0, 0xfe, 0xff]) {
        return utf_32(rest, true, true);
    }
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return with(encoding, bytes.get(mark..).unwrap_or_default(), true);
    }
    if let Some(wide) = unmarked_wide(bytes) {
        return wide;
    }
    let escapes = bytes.contains(&0x1b); // ISO-2022-JP is seven-bit, and so valid UTF-8
    if !escapes && std::str::from_utf8(bytes).is_ok() {
        return with(UTF_8, bytes, true);
    }
    let as_utf8 = with(UTF_8, bytes, false);
    let multibyte = as_utf8.text.chars().filter(|c| !c.is_ascii() && *c != '\u{fffd}').count();
    if as_utf8.unreadable > 0 && multibyte > as_utf8.unreadable.saturating_mul(4) {
        return as_utf8; // UTF-8 with a few bytes spoilt
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    let guess = detector.guess(None, chardetng::Utf8Detection::Allow);
    if guess == UTF_8 || bytes.is_ascii() && guess == WINDOWS_1252 {
        return with(UTF_8, bytes, as_utf8.unreadable == 0);
    }
    if guess.is_single_byte() {
        let high = bytes.iter().filter(|byte| **byte >= 0x80).count();
        let (macintosh, dos) = (hints_of_macintosh(bytes), dos::hints_of_850(bytes));
        // Lines of old Macintosh texts end in a lone carriage return; that alone is worth a few hints.
        let lone_returns = bytes.contains(&b'\r') && !bytes.contains(&b'\n');
        let enough = |hints: usize| hints >= 2 && hints * 3 >= high;
        if enough(macintosh) && macintosh >= dos || lone_returns && (macintosh > 0 || high < 4) {
            return with(MACINTOSH, bytes, false);
        }
        if enough(dos) {
            return dos_850(bytes, false);
        }
    }
    with(guess, bytes, false)
}

fn dos_850(bytes: &[u8], certain: bool) -> Decoded {
    Decoded { text: dos::decode_850(bytes), unreadable: 0, found: found("ibm850", certain) }
}

fn utf_32(bytes: &[u8], big_endian: bool, certain: bool) -> Decoded {
    let chunks = bytes.chunks_exact(4);
    let cut_off = !chunks.remainder().is_empty();
    let mut text: String = chunks
        .filter_map(|four| <[u8; 4]>::try_from(four).ok())
        .map(|four| if big_endian { u32::from_be_bytes(four) } else { u32::from_le_bytes(four) })
        .map(|unit| char::from_u32(unit).unwrap_or('\u{fffd}'))
        .collect();
    if cut_off {
        text.push('\u{fffd}');
    }
    let label = if big_endian { "utf-32be" } else { "utf-32le" };
    Decoded { unreadable: unreadable(&text), text, found: found(label, certain) }
}

/// UTF-16 or UTF-32 without a mark. Text in any narrower encoding has no NUL byte; wide text has one in every space and
/// line end, always at the same place of the unit.
fn unmarked_wide(bytes: &[u8]) -> Option<Decoded> {
    if bytes.len() < 4 || !bytes.contains(&0) {
        return None;
    }
    let mut candidates = vec![with(UTF_16LE, bytes, false), with(UTF_16BE, bytes, false)];
    if bytes.len().is_multiple_of(4) {
        candidates.push(utf_32(bytes, false, false));
        candidates.push(utf_32(bytes, true, false));
    }
    candidates
        .into_iter()
        .filter(|decoded| {
            let total = decoded.text.chars().count();
            let odd = decoded.text.chars().filter(|c| is_odd(*c)).count();
            total > 0 && odd * 50 <= total
        })
        // The right reading finds the spaces, line ends and full stops; the byte-swapped one finds none.
        .map(|decoded| (decoded.text.chars().filter(|c| is_everyday(*c)).count(), decoded))
        .filter(|(everyday, _)| *everyday > 0)
        .max_by_key(|(everyday, _)| *everyday)
        .map(|(_, decoded)| decoded)
}

fn is_everyday(c: char) -> bool {
    matches!(c, ' ' | '\n' | '\r' | '.' | ',' | ':' | '、' | '。' | '，' | '：' | '\u{3000}')
}

/// Characters no transcript holds: unreadable ones, controls, noncharacters, private use.
fn is_odd(c: char) -> bool {
    let code = c as u32;
    c == '\u{fffd}'
        || (c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}'))
        || (code & 0xfffe) == 0xfffe
        || (0xfdd0..=0xfdef).contains(&code)
        || (0xe000..=0xf8ff).contains(&code)
}

/// Whether decoded text is what a binary file looks like rather than words: many control characters or unreadable
/// bytes.
pub(super) fn looks_binary(decoded: &Decoded) -> bool {
    let mut total = 0_usize;
    let mut odd = 0_usize;
    for c in decoded.text.chars() {
        total += 1;
        odd += usize::from(is_odd(c));
    }
    // Four in a hundred are more than any old word processor's leftovers; a short text may have one or two.
    odd > 2 && odd * 25 > total
}

/// How much speaks for Mac Roman, which is as good a single-byte text as windows-1252: statistics cannot tell them
/// apart, habits can. Apostrophes and accented letters stand at bytes which in windows-1252 are capitals or nothing,
/// in the middle of words.
fn hints_of_macintosh(bytes: &[u8]) -> usize {
    let pairs = bytes.windows(2).filter(|two| {
        matches!(
            two,
            // à â ä ç é è ê ü; in windows-1252 a capital, a sign or nothing, which does not follow a small letter
            [b'a'..=b'z', 0x88..=0x8a | 0x8d..=0x90 | 0x9f]
            // “ and ”; in windows-1252 Ò and Ó
            | [0xd2, b'A'..=b'Z' | b'a'..=b'z']
            | [b'a'..=b'z' | b'.' | b',' | b'?' | b'!', 0xd3]
        )
    });
    let triples = bytes.windows(3).filter(|three| {
        matches!(
            three,
            // ’ in don’t; in windows-1252 Õ
            [b'a'..=b'z' | b'I', 0xd5, b'a'..=b'z']
            // â è ê ü at the start of a word; in windows-1252 signs, Ÿ or nothing
            | [b' ' | b'A'..=b'Z', 0x89 | 0x8f | 0x90 | 0x9f, b'a'..=b'z']
            // ß in a word; in windows-1252 §
            | [b'a'..=b'z' | 0x80..=0x9f, 0xa7, b'a'..=b'z']
        )
    });
    pairs.count() + triples.count()
}
