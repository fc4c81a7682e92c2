//! The characters of symbol fonts that people put into transcripts, as Unicode.

/// What a character of a symbol font (`w:sym`) shows, or `None` where that is not known.
///
/// Symbol fonts place their pictures in the private use area, at 0xF000 and their old code. The codes are those of
/// Adobe's Symbol encoding and of Microsoft's Wingdings.
pub(super) fn character(font: &str, code: u32) -> Option<char> {
    let low = match code {
        0xf000..=0xf0ff => code - 0xf000,
        _ => return char::from_u32(code).filter(|c| !c.is_control() && !(0xe000..=0xf8ff).contains(&code)),
    };
    if font.eq_ignore_ascii_case("symbol") {
        return Some(match low {
            0x20..=0x21 | 0x25 | 0x28..=0x29 | 0x2b | 0x2e..=0x3f => char::from_u32(low)?,
            0x61 => 'α',
            0x62 => 'β',
            0x64 => 'δ',
            0x6d => 'μ',
            0x70 => 'π',
            0xa3 => '≤',
            0xab => '↔',
            0xac => '←',
            0xad => '↑',
            0xae => '→',
            0xaf => '↓',
            0xb0 => '°',
            0xb1 => '±',
            0xb3 => '≥',
            0xb4 => '×',
            0xb7 => '•',
            0xb9 => '≠',
            0xbb => '≈',
            0xbc => '…',
            _ => return None,
        });
    }
    if font.eq_ignore_ascii_case("wingdings") {
        return Some(match low {
            0x4a => '☺',
            0x4b => '😐',
            0x4c => '☹',
            0x6c => '●',
            0x6e => '■',
            0xa7 => '▪',
            0xdf => '←',
            0xe0 => '→',
            0xe1 => '↑',
            0xe2 => '↓',
            0xfb => '✗',
            0xfc => '✓',
            _ => return None,
        });
    }
    None
}
