//! Code page 850, in which DOS programs and Windows consoles wrote Western European text. The WHATWG encoding
//! standard, and so encoding_rs, leaves it out.

/// Its characters from 0x80 up (Unicode Consortium, CP850.TXT).
const HIGH: [&str; 4] = [
    "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒ",
    "áíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐",
    "└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀",
    "ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{ad}±‗¾¶§÷¸°¨·¹³²■\u{a0}",
];

/// Decodes a text; every byte means something.
pub(super) fn decode_850(bytes: &[u8]) -> String {
    let high: Vec<char> = HIGH.iter().flat_map(|row| row.chars()).collect();
    bytes
        .iter()
        .map(|byte| match byte.checked_sub(0x80) {
            None => char::from(*byte),
            Some(place) => high.get(usize::from(place)).copied().unwrap_or('\u{fffd}'),
        })
        .collect()
}

/// How many letters with accents would stand in the middle of small-letter words, were this code page 850: at bytes
/// that are quotation marks, signs or nothing in windows-1252.
pub(super) fn hints_of_850(bytes: &[u8]) -> usize {
    let accented = |three: &&[u8]| {
        matches!(
            three,
            // ü é ä ç ê è ï î ö û ù á í ó ú ñ
            [
                b'a'..=b'z',
                0x81 | 0x82 | 0x84 | 0x87 | 0x88 | 0x8a..=0x8c | 0x94 | 0x96 | 0x97 | 0xa0..=0xa4,
                b'a'..=b'z',
            ]
        )
    };
    bytes.windows(3).filter(accented).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_page_850_has_its_128_characters() {
        assert_eq!(HIGH.iter().map(|row| row.chars().count()).sum::<usize>(), 128);
        assert_eq!(decode_850(b"W\x81rden Gr\x94\xe1e caf\x82"), "Würden Größe café");
    }
}
