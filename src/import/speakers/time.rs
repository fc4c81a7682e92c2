//! Times as transcripts print them: `00:01:02`, `[1:02]`, `(00:01:02.345)`, `#00:01:02-3#`, `0:0:0.0 --> 0:0:3.13`.

use regex::Regex;
use std::sync::LazyLock;

/// A time without what is around it: two or three numbers and perhaps a fraction, frames, or f4's tenths.
const CLOCK: &str = r"(?:\d{1,3}:\d{1,2}:\d{1,2}|\d{1,3}:\d{2})(?:[.,]\d{1,9}|:\d{2}|-\d{1,3})?";

fn pattern(text: &str) -> Regex {
    // The patterns are constants of this file, and every one is used by its tests.
    Regex::new(&text.replace("CLOCK", CLOCK)).expect("a constant pattern")
}

static ONE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(\d{1,3}):(\d{1,2})(?::(\d{1,2}))?(?:[.,](\d{1,9})|:(\d{2})|-(\d{1,3}))?$"));
static LEADING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^([\[({<#]*)(CLOCK)([\])}>#]*)(?:\s*(?:-->|->|→|–|—|-|to)\s*[\[({<#]*CLOCK[\])}>#]*)?(\s*[-–—|,;]\s+|\s+|$)?",
    )
});
static TRAILING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?:^|[\s,;|–—•·-])\s*[\[({<#]*(CLOCK)(?:\s*(?:-->|->|→|–|—|-|to)\s*CLOCK)?[\])}>#]*\s*$")
});
static ATTACHED: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"[\[({<#]+(CLOCK)(?:\s*(?:-->|->|→|–|—|-|to)\s*CLOCK)?[\])}>#]+\s*$"));
static CUE: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\s*(CLOCK)\s*(?:-->|→)\s*CLOCK(?:\s+\w+:\S+)*\s*$"));
static DATED: LazyLock<Regex> = LazyLock::new(|| {
    let date = r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4},?";
    let of_day = r"\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s*[AaPp]\.?\s?[Mm]\.?)?";
    pattern(&format!(r"^\[?{date}\s+{of_day}\]?\s*(?:[-–]\s*)?"))
});
static END_STAMP: LazyLock<Regex> = LazyLock::new(|| pattern(r"\s*#(CLOCK)#\s*$"));

/// A time in milliseconds; two numbers are minutes and seconds. `None` where minutes or seconds are 60 or more.
pub(super) fn milliseconds(clock: &str) -> Option<u64> {
    let parts = ONE.captures(clock.trim())?;
    let number = |i: usize| parts.get(i).map(|m| m.as_str().parse::<u64>().ok());
    let (first, second) = (number(1)??, number(2)??);
    let (hours, minutes, seconds) = match number(3) {
        Some(third) => (first, second, third?),
        None => (0, first, second),
    };
    if seconds >= 60 || (number(3).is_some() && minutes >= 60) {
        return None;
    }
    // “.5” is half a second; f4 writes tenths after a hyphen; frames are left off.
    let fraction = parts.get(4).or_else(|| parts.get(6)).map_or("", |m| m.as_str());
    let thousandths = fraction.chars().chain("000".chars()).take(3).collect::<String>().parse::<u64>().ok()?;
    Some(((hours * 60 + minutes) * 60 + seconds) * 1000 + thousandths)
}

/// A time, or a span of time, at the start: the milliseconds of its beginning and where what follows begins.
pub(super) fn leading(text: &str) -> Option<(u64, usize)> {
    let found = LEADING.captures(text)?;
    let bracketed = !found.get(1)?.as_str().is_empty() && !found.get(3)?.as_str().is_empty();
    let spaced = found.get(4).is_some();
    let rest = text.get(found.get(0)?.end()..)?;
    // “10:30am” and “10:30 AM” are times of day; “10:30ish” is talk.
    let of_day = rest.get(..2).is_some_and(|two| two.eq_ignore_ascii_case("am") || two.eq_ignore_ascii_case("pm"));
    if of_day || !(bracketed || spaced) {
        return None;
    }
    Some((milliseconds(found.get(2)?.as_str())?, found.get(0)?.end()))
}

/// A time at the end of what may be a label: its milliseconds and where what comes before it ends.
pub(super) fn trailing(text: &str) -> Option<(u64, usize)> {
    let found = TRAILING.captures(text).or_else(|| ATTACHED.captures(text))?;
    let before = text.get(..found.get(0)?.start())?;
    Some((milliseconds(found.get(1)?.as_str())?, before.trim_end().len()))
}

/// A time in brackets at the start of what is said.
pub(super) fn bracketed(text: &str) -> Option<(u64, usize)> {
    text.starts_with(['[', '(', '{', '<', '#']).then(|| leading(text)).flatten()
}

/// The start of a caption's line of times, `00:00:03.000 --> 00:00:06.000`.
pub(super) fn cue(text: &str) -> Option<u64> {
    milliseconds(CUE.captures(text)?.get(1)?.as_str())
}

/// f4's stamp at the end of a paragraph, `#00:01:02-3#`: its milliseconds and where the text before it ends.
pub(in crate::import) fn end_stamp(text: &str) -> Option<(u64, usize)> {
    let found = END_STAMP.captures(text)?;
    Some((milliseconds(found.get(1)?.as_str())?, found.get(0)?.start()))
}

/// A date and time of day at the start, as messengers write them (`12/03/2024, 10:15 - Ann: …`): where what follows
/// begins.
pub(super) fn dated(text: &str) -> Option<usize> {
    Some(DATED.find(text)?.end())
}

/// Whether nothing but a time is there, and which.
pub(in super::super) fn alone(text: &str) -> Option<u64> {
    let (time, end) = leading(text)?;
    text.get(end..)?.trim().is_empty().then_some(time)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_in_the_ways_transcription_programs_write_them() {
        for (text, expected) in [
            ("0:05", Some(5_000)),
            ("1:02:03", Some(3_723_000)),
            ("00:01:02.345", Some(62_345)),
            ("00:01:02,5", Some(62_500)),
            ("00:01:02-3", Some(62_300)),
            ("00:01:02:15", Some(62_000)),
            ("0:0:0.0", Some(0)),
            ("123:00:00", Some(442_800_000)),
            ("10:75", None),
            ("00:61:00", None),
        ] {
            assert_eq!(milliseconds(text), expected, "{text}");
        }
    }

    #[test]
    fn a_time_of_day_or_a_number_in_a_sentence_is_no_stamp() {
        assert_eq!(leading("10:30am was late"), None);
        assert_eq!(leading("10:30 AM was late"), None);
        assert_eq!(leading("3:1 is the ratio"), None);
        assert_eq!(leading("[00:01:02] P3"), Some((62_000, 11)));
        assert_eq!(leading("00:01 - P3"), Some((1_000, 8)));
        assert_eq!(trailing("Jane Doe  0:05"), Some((5_000, 8)));
        assert_eq!(trailing("P3 (00:05)"), Some((5_000, 2)));
        assert_eq!(trailing("P3[00:05]"), Some((5_000, 2)));
    }

    #[test]
    fn a_messengers_date_is_told_from_a_time_of_the_recording() {
        assert_eq!(dated("12/03/2024, 10:15 - Ann: hi"), Some(20));
        assert_eq!(dated("[12.03.24, 10:15:22] Ann: hi"), Some(21));
        assert_eq!(dated("[2024-03-12 10:15 PM] Ann: hi"), Some(22));
        assert_eq!(dated("00:01:02 Ann: hi"), None);
    }

    #[test]
    fn captions_and_end_stamps_are_told_from_speech() {
        assert_eq!(cue("0:0:0.0 --> 0:0:3.130"), Some(0));
        assert_eq!(cue("00:00:03.000 --> 00:00:06.000 align:start position:0%"), Some(3_000));
        assert_eq!(cue("00:00:03 --> tomorrow"), None);
        assert_eq!(end_stamp("Yes, always. #00:01:02-3#"), Some((62_300, 12)));
        assert_eq!(alone("[00:10:00]"), Some(600_000));
        assert_eq!(alone("00:10:00 hello"), None);
    }
}
