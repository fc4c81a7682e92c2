//! Whatever is written, pressed and taken away.

use super::*;

#[test]
fn a_transcript_without_words_shows_and_takes_every_key() {
    let mut test = open(TranscriptContent { key: 9, title: "Empty".into(), ..TranscriptContent::default() });
    for pressed in [
        Key::ArrowLeft,
        Key::ArrowRight,
        Key::ArrowUp,
        Key::ArrowDown,
        Key::Home,
        Key::End,
        Key::PageDown,
        Key::E,
        Key::S,
        Key::OpenBracket,
        Key::CloseBracket,
    ] {
        key(&mut test, pressed);
    }
    click(&mut test, pos2(300.0, 100.0), 3);
    assert_eq!(caret(&test), 0);
}

#[test]
fn codings_that_go_away_and_a_text_that_shrinks_leave_nothing_behind() {
    let mut test = open(talk());
    caret_before(&mut test, "rang");
    key(&mut test, Key::E);
    assert_eq!(test.state().view.active_coding(), Some(3));
    let window = test.state_mut();
    window.content = TranscriptContent { key: 2, ..transcript(&["A: short"]) };
    test.run();
    assert_eq!((caret(&test), test.state().view.active_coding()), ("short\n".len(), None));
}

/// Numbers that look random and are the same every time (Knuth's MMIX generator).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }
}

/// Words no keyboard writes on purpose: every kind of letter, joiner, mark, space and break next to every other.
fn gibberish(dice: &mut Dice, pieces: usize) -> String {
    const PIECES: &[&str] = &[
        "a",
        "word ",
        " ",
        "  ",
        "\t",
        "\n",
        "\n\n",
        "\r",
        "\u{2028}",
        "\u{b}",
        "\u{85}",
        "e\u{301}",
        "\u{301}",
        "\u{200d}",
        "👩\u{200d}👧",
        "🇩🇰",
        "🇩",
        "👍🏽",
        "שלום",
        "שָׁ",
        "123",
        "مرحبا",
        "ـ",
        "\u{200f}",
        "\u{200e}",
        "\u{2067}",
        "\u{2069}",
        "\u{202e}",
        "日本語",
        "。",
        "「",
        "한국어",
        "ก็ดี",
        "น้ำ",
        "क्षत्रिय",
        "বাংলা",
        "fi",
        "ffi",
        "-",
        "’",
        ".",
        "? ",
        "\u{ad}",
        "\u{feff}",
        "\0",
        "𝔘",
        "\u{fe0f}",
    ];
    (0..pieces).map(|_| PIECES[dice.roll(PIECES.len())]).collect()
}

#[test]
fn whatever_is_written_pressed_and_clicked_the_selection_stands_on_graphemes() {
    const KEYS: &[Key] = &[
        Key::ArrowLeft,
        Key::ArrowRight,
        Key::ArrowUp,
        Key::ArrowDown,
        Key::Home,
        Key::End,
        Key::PageUp,
        Key::PageDown,
        Key::OpenBracket,
        Key::CloseBracket,
        Key::E,
        Key::S,
        Key::D,
        Key::Enter,
        Key::Escape,
    ];
    let mut dice = Dice(3);
    for _ in 0..4 {
        let text = gibberish(&mut dice, 400);
        let cut = |dice: &mut Dice| colloquy::text::boundaries::grapheme_floor(&text, dice.roll(text.len()));
        let mut at: Vec<usize> = (0..8).map(|_| cut(&mut dice)).collect();
        at.sort_unstable();
        at.dedup();
        let turns = at.windows(2).map(|pair| TurnLine {
            span: Span { start: pair[0], end: pair[1] },
            speaker: "P".into(),
            number: 1,
            time: None,
            moderator: false,
        });
        let mut content =
            TranscriptContent { key: 1, title: "T".into(), turns: turns.collect(), ..TranscriptContent::default() };
        let codings = (0..20).map(|id| CodingMark {
            span: Span::between(cut(&mut dice), cut(&mut dice)),
            tinted: id % 2 == 0,
            ..coding(&TranscriptContent { text: "x".into(), ..TranscriptContent::default() }, id, "Code", "x")
        });
        content.codings = codings.collect();
        content.text = text.as_str().into();
        content.rtl = [None, Some(true), Some(false)][dice.roll(3)];
        let mut test = open_sized(content, [[890.0, 420.0][dice.roll(2)], 400.0], Theme::Light);
        for _ in 0..40 {
            let modifiers = [
                Modifiers::NONE,
                Modifiers::NONE,
                Modifiers::SHIFT,
                Modifiers::CTRL,
                Modifiers::CTRL | Modifiers::SHIFT,
            ];
            match dice.roll(4) {
                0 => {
                    let pos = pos2(dice.roll(800) as f32, dice.roll(400) as f32);
                    press(&mut test, pos, modifiers[dice.roll(3)]);
                    release(&mut test, pos + vec2(dice.roll(60) as f32, 0.0));
                }
                _ => {
                    let (modifiers, pressed) = (modifiers[dice.roll(modifiers.len())], KEYS[dice.roll(KEYS.len())]);
                    test.key_press_modifiers(modifiers, pressed);
                    test.step();
                }
            }
            let selection = test.state().view.selection();
            for offset in [selection.anchor, selection.focus] {
                assert_eq!(colloquy::text::boundaries::grapheme_floor(&text, offset), offset, "in {text:?}");
            }
        }
        for event in told(&mut test) {
            if let TranscriptEvent::SpanDragged { span, .. } | TranscriptEvent::SelectionChanged(span) = event {
                assert!(span.of(&text).is_some(), "{span:?} in {text:?}");
            }
        }
    }
}

#[test]
fn the_right_arrow_alone_walks_through_everything_to_the_end() {
    let mut dice = Dice(11);
    let text = gibberish(&mut dice, 150)
        .replace(|c: char| "\u{200f}\u{200e}\u{2067}\u{2069}\u{202e}\u{2028}\u{b}\u{85}\r".contains(c), "");
    let latin: String = text.chars().filter(|c| !('\u{590}'..='\u{8ff}').contains(c)).collect();
    let mut test = open(TranscriptContent {
        key: 1,
        title: "T".into(),
        text: latin.as_str().into(),
        ..TranscriptContent::default()
    });
    let mut last = None;
    for _ in 0..latin.len() + 10 {
        key(&mut test, Key::ArrowRight);
        let now = caret(&test);
        assert!(last.is_none_or(|last| now >= last), "{last:?} {now} in {latin:?}");
        last = Some(now);
    }
    assert_eq!(last, Some(latin.len()));
}
