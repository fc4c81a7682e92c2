//! Plain texts in the encodings of the world.

use super::{notices, of_text, proposed};
use crate::import::{Choices, Trouble, encoding_choices, propose};
use encoding_rs::Encoding;

const ENGLISH: &str = "Interviewer: How did you feel about the café — “truly”?\r\nP07: It wasn’t cheap, it was naïve … déjà vu.\r\n\
                       Interviewer: Why?\r\nP07: I don’t know. We weren’t told.\r\n";
const GERMAN: &str =
    "Interviewer: Würden Sie über die Gefühle sprechen? Größe, Ärger.\nP01: Natürlich, schön. Möchte ich.\n";
const POLISH: &str =
    "Moderator: Jak się pan czuł? Żółć, gęślą jaźń.\nP03: Byłem zmęczony, naprawdę. Wszędzie było źle.\n";
const RUSSIAN: &str =
    "Интервьюер: Как вы себя чувствовали после смены?\nУчастник: Устал. Было очень тяжело, честно говоря.\n";
const GREEK: &str = "Συντονιστής: Πώς νιώσατε μετά τη βάρδια;\nΣυμμετέχων: Κουρασμένος. Ήταν πολύ δύσκολα.\n";
const HEBREW: &str = "מנחה: איך הרגשת אחרי המשמרת?\nמשתתף: עייף. היה קשה מאוד, למען האמת.\n";
const ARABIC: &str = "المحاور: كيف شعرت بعد المناوبة؟\nالمشارك: متعب جدا. كان الأمر صعبا.\n";
const CHINESE: &str = "主持人：你感觉怎么样？工作之后累不累？\n受访者：很累。真的很难，我不知道怎么说。\n";
const TRADITIONAL: &str = "主持人：你感覺如何？下班之後累不累？\n受訪者：很累。真的很難，我不知道怎麼說。\n";
const JAPANESE: &str = "司会：どう感じましたか。仕事の後は疲れましたか。\n参加者：疲れました。とても大変でした。\n";
const KOREAN: &str = "진행자: 근무 후에 어떻게 느꼈나요?\n참가자: 피곤했습니다. 정말 힘들었어요.\n";

fn bytes(text: &str, label: &str) -> Vec<u8> {
    let unit = |big: bool| move |unit: u16| if big { unit.to_be_bytes() } else { unit.to_le_bytes() };
    match label {
        "utf-16le" => text.encode_utf16().flat_map(unit(false)).collect(),
        "utf-16be" => text.encode_utf16().flat_map(unit(true)).collect(),
        "utf-32le" => text.chars().flat_map(|c| u32::from(c).to_le_bytes()).collect(),
        "utf-32be" => text.chars().flat_map(|c| u32::from(c).to_be_bytes()).collect(),
        _ => {
            let encoding = Encoding::for_label(label.as_bytes()).expect("a label of the standard");
            let (bytes, _, unmappable) = encoding.encode(text);
            assert!(!unmappable, "{label} cannot hold the sample");
            bytes.into_owned()
        }
    }
}

#[test]
fn texts_are_read_right_without_being_told_their_encoding() {
    for (text, label) in [
        (ENGLISH, "utf-8"),
        (ENGLISH, "windows-1252"),
        (GERMAN, "iso-8859-1"),
        (GERMAN, "macintosh"),
        (ENGLISH, "macintosh"),
        (POLISH, "windows-1250"),
        (POLISH, "iso-8859-2"),
        (RUSSIAN, "windows-1251"),
        (RUSSIAN, "koi8-r"),
        (RUSSIAN, "ibm866"),
        (GREEK, "windows-1253"),
        (HEBREW, "windows-1255"),
        (ARABIC, "windows-1256"),
        (CHINESE, "gb18030"),
        (TRADITIONAL, "big5"),
        (JAPANESE, "shift_jis"),
        (JAPANESE, "euc-jp"),
        (JAPANESE, "iso-2022-jp"),
        (KOREAN, "euc-kr"),
        (ENGLISH, "utf-16le"),
        (ENGLISH, "utf-16be"),
        (HEBREW, "utf-16le"),
        (CHINESE, "utf-16be"),
        (JAPANESE, "utf-16le"),
        (ENGLISH, "utf-32le"),
        (RUSSIAN, "utf-32be"),
    ] {
        let expected = of_text(text);
        let found = proposed("a.txt", &bytes(text, label));
        assert_eq!(found.text, expected.text, "{label}");
        assert_eq!(found.turns, expected.turns, "{label}");
        let named = found.encoding.expect("a plain text has an encoding");
        assert!(named.certain == (label == "utf-8"), "{label} was called {named:?}");
    }
}

#[test]
fn a_byte_order_mark_settles_the_encoding_and_leaves_the_text() {
    for (label, mark) in [
        ("utf-8", &b"\xef\xbb\xbf"[..]),
        ("utf-16le", b"\xff\xfe"),
        ("utf-16be", b"\xfe\xff"),
        ("utf-32le", b"\xff\xfe\0\0"),
        ("utf-32be", b"\0\0\xfe\xff"),
    ] {
        let mut marked = mark.to_vec();
        marked.extend(bytes(ENGLISH, label));
        let found = proposed("a.txt", &marked);
        assert_eq!(found.text, of_text(ENGLISH).text, "{label}");
        assert!(found.encoding.is_some_and(|found| found.certain && found.label == label), "{label}");
    }
}

#[test]
fn lone_carriage_returns_hint_at_an_old_macintosh() {
    let old = bytes(&"Interviewer: A café?\nP1: Oui, déjà.\n".replace('\n', "\r"), "macintosh");
    let found = proposed("a.txt", &old);
    assert_eq!(found.text, "A café?\nOui, déjà.");
    assert_eq!(notices(&found).len(), 1, "a guess is told: {:?}", notices(&found));
}

#[test]
fn a_person_can_choose_the_encoding_by_its_label() {
    let russian = bytes("Да: нет\n", "windows-1251");
    let chosen =
        |label: &str| propose("a.txt", &russian, &Choices { encoding: Some(label.to_owned()), ..Choices::default() });
    assert_eq!(chosen("windows-1251").expect("readable").text, "Да: нет");
    assert!(chosen("windows-1251").expect("readable").encoding.is_some_and(|found| found.certain));
    assert_eq!(chosen("latin1").expect("readable").text, "Äà: íåò");
    let unknown = chosen("martian").expect_err("no such encoding");
    assert_eq!(unknown.trouble, Trouble::UnknownEncoding { label: "martian".to_owned() });
    for choice in encoding_choices() {
        assert!(chosen(choice.label).is_ok(), "{} is offered and so must work", choice.label);
    }
}

#[test]
fn a_few_spoilt_bytes_do_not_change_the_encoding_of_the_rest() {
    let mut spoilt = "Interviewer: “Würden” Sie übergroße Ängste — ja? “Natürlich”…\nP1: bad ".as_bytes().to_vec();
    spoilt.extend(b"\xff byte\n");
    let found = proposed("a.txt", &spoilt);
    assert!(found.text.contains("Würden") && found.text.ends_with("bad \u{fffd} byte"), "{}", found.text);
    assert_eq!(
        notices(&found),
        ["1 character could not be read and was shown as �. Choosing another encoding may help."]
    );
}

#[test]
fn every_way_of_ending_a_line_ends_a_line() {
    let found = of_text("a\r\nb\rc\nd\u{2028}e\u{2029}f\u{b}g\u{c}h\u{85}i");
    assert_eq!(found.text, "a\nb\nc\nd\ne\nf\ng\nh\ni");
}

#[test]
fn control_characters_go_and_marks_of_direction_and_composition_stay() {
    let found = of_text("a\u{1}b\u{ad}c \u{200f}שלום e\u{301} \u{feff}x\ty\n\n\n");
    assert_eq!(found.text, "abc \u{200f}שלום e\u{301} x\ty");
    assert_eq!(notices(&found), ["3 invisible control characters were left out."]);
}
