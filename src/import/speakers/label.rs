//! What a speaker's label looks like: a role, a code, a name; and which printed labels are the same speaker's.

use super::words::{BEFORE_ROLES, MODERATORS, NEVER, NUMBERED, OTHERS, TALK};
use regex::Regex;
use std::sync::LazyLock;

/// How sure a label's look makes it that it is one, surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Shape {
    /// A known role: “Moderator”, “Participant 3”, “P3”. One is enough.
    Role,
    /// A code, initials or a single letter: “B12”, “JS”, “Q”.
    Code,
    /// A name in capitals and small letters, or all in capitals.
    Name,
    /// Words in a script without capitals, which may as well be the start of a sentence.
    Uncased,
    /// A word in small letters that could be the name somebody gave themselves in a meeting, or words that may be a
    /// heading as well as a name.
    Handle,
}

/// A label as it was printed once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Label {
    /// As printed, without brackets, marks of emphasis and the colon.
    pub printed: String,
    /// The same for all labels of one speaker: letters lowered, spacing evened, remarks such as “(laughs)” left off.
    pub key: String,
    pub shape: Shape,
}

/// The longest label, in characters, and the most words of one.
const LONGEST: usize = 50;
const MOST_WORDS: usize = 6;

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("a constant pattern")
}

/// A remark in brackets at the end, one pair of brackets inside it allowed: “(Hon. Anthony Rota (Nipissing))”.
static REMARK: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\s*(?:[(（](?:[^()（）]|\([^()]*\)){0,90}[)）]|\[[^\[\]]{0,60}\])\s*$"));
/// Pronouns behind a name, as meeting programs show them: only a person has them.
static PRONOUNS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)[(\[](?:she|he|they|ze|xe|elle|il|iel|sie|er|ella|él)\s*/\s*\p{L}+(?:\s*/\s*\p{L}+)?[)\]]\s*$")
});
static GROUP: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"^(?i:fgd?|focus group|group|grp|g|session|site)\s*[-_.]?\s*\d{1,2}[a-z]?\s*[-_/.,: –]\s*")
});
static NUMBERED_WORD: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(.*?[^\d\s#_.\-–])[\s#_.\-–]*(?:no\.?\s*)?(\d{1,4}[a-z]?|[a-z])$"));
static CODE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"^\p{Lu}\p{L}{0,3}[-_ .]?\d{1,4}(?:[-_ .]?\p{L}{1,4})?(?:[-_ .]?\d{1,3})?(?:[-_ .]?\p{L}{1,2})?$")
});
static PARTICLE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:de|del|della|der|den|di|da|do|dos|das|du|la|le|van|von|zu|zum|ter|ten|bin|bint|ibn|al|el|e|y|of|the|-)$",
    )
});

/// Marks that direct writing or join letters; nobody sees them in a label.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// Letters lowered, spacing evened, invisible marks gone.
fn even(text: &str) -> String {
    let visible: String = text.chars().filter(|c| !is_invisible(*c)).collect();
    visible.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

impl Label {
    /// Reads what stands where a label would, or `None` where it cannot be one.
    pub(super) fn read(text: &str) -> Option<Self> {
        let visible: String = text.chars().filter(|c| !is_invisible(*c)).collect();
        let printed = visible.trim().trim_matches(['*', '_', '`']).trim();
        let printed = unwrapped(printed).unwrap_or(printed).trim().trim_matches(['*', '_']).trim();
        let printed = printed.split_whitespace().collect::<Vec<_>>().join(" ");
        let base = REMARK.replace(&printed, "").trim().trim_end_matches('.').trim().to_owned();
        let remark = base.len() < printed.trim_end_matches('.').len();
        let shape =
            if remark && PRONOUNS.is_match(&printed) { shape(&base).map(|_| Shape::Role)? } else { shape(&base)? };
        // A remark tells two unnumbered roles apart (“Nurse (ward A)”); after a name or number it is only a remark.
        let person = shape == Shape::Name || PRONOUNS.is_match(&printed) || base.chars().any(|c| c.is_ascii_digit());
        let key = if remark && !person { even(&printed) } else { even(&base) };
        let key =
            key.replace([' ', '_', '-', '–', '.', '#'], if key.chars().any(|c| c.is_ascii_digit()) { "" } else { " " });
        Some(Label { printed, key, shape })
    }
}

impl Label {
    /// Whether it is printed in capitals throughout, a word at least; codes such as P3 are always.
    pub(super) fn is_in_capitals(&self) -> bool {
        let letters = || self.printed.chars().filter(|c| c.is_alphabetic());
        letters().count() >= 3 && letters().all(char::is_uppercase)
    }
}

/// `[P3]`, `<P3>`, `(P3)` without the brackets.
fn unwrapped(text: &str) -> Option<&str> {
    [('[', ']'), ('<', '>'), ('(', ')'), ('{', '}'), ('【', '】'), ('《', '》')].iter().find_map(|(open, close)| {
        let inner = text.strip_prefix(*open)?.strip_suffix(*close)?;
        (!inner.contains(*open)).then_some(inner)
    })
}

/// What a label without remarks looks like.
fn shape(base: &str) -> Option<Shape> {
    let characters = base.chars().count();
    let words: Vec<&str> = base.split_whitespace().collect();
    if characters == 0 || characters > LONGEST || words.len() > MOST_WORDS || !base.chars().any(char::is_alphabetic) {
        return None;
    }
    if is_role(base) {
        return Some(Shape::Role);
    }
    // “P3 and P4”, “P1/P2”: each must be a label by itself.
    if let Some(shape) = joint(base) {
        return Some(shape);
    }
    let allowed = |c: char| {
        c.is_alphanumeric()
            || is_mark(c)
            || matches!(
                c,
                ' ' | '.'
                    | ','
                    | '-'
                    | '–'
                    | '_'
                    | '\''
                    | '’'
                    | '׳'
                    | '״'
                    | '"'
                    | '/'
                    | '&'
                    | '#'
                    | '·'
                    | '・'
                    | '「'
                    | '」'
                    | '@'
            )
    };
    if !base.chars().all(allowed) {
        return None;
    }
    let lower = base.to_lowercase();
    let whole = lower.trim_matches(['.', ',', '\'', '’', '-', '–', ' ']);
    if NEVER.contains(whole) || TALK.contains(whole) {
        return None;
    }
    let doubtful = lower.split_whitespace().any(|word| NEVER.contains(word.trim_matches(['.', ',', '\'', '’'])));
    if CODE.is_match(base) {
        return Some(Shape::Code);
    }
    let letters = || base.chars().filter(|c| c.is_alphabetic());
    if matches!(lower.as_str(), "question" | "answer")
        || (letters().count() == 1 && letters().all(char::is_uppercase) && characters <= 2)
    {
        return Some(Shape::Code);
    }
    if base.contains(['"', '@', '#']) && letters().any(|c| c.is_lowercase() || c.is_uppercase()) {
        return None;
    }
    if letters().any(|c| !c.is_lowercase() && !c.is_uppercase()) {
        let spaced = words.len() > 1;
        return (if spaced { characters <= 30 } else { characters <= 14 }).then_some(Shape::Uncased);
    }
    let commas = base.matches(',').count();
    let capital =
        |word: &str| word.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| c.is_uppercase() || c.is_ascii_digit());
    let first_is_capital =
        words.first().is_some_and(|word| word.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase));
    let rest_is_named = words.iter().skip(1).all(|word| capital(word) || PARTICLE.is_match(word));
    // A name does not end in a particle.
    let ends_named = words.last().is_some_and(|word| capital(word));
    if first_is_capital && rest_is_named && ends_named && words.len() <= 5 && commas <= 1 {
        return Some(if doubtful { Shape::Handle } else { Shape::Name });
    }
    let handle = words.len() == 1 && commas == 0 && (2..=25).contains(&characters) && !base.contains('/');
    handle.then_some(Shape::Handle)
}

/// Combining marks, as in vowelled Hebrew or in Devanagari.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5c7}' | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{900}'..='\u{903}'
        | '\u{93a}'..='\u{94f}' | '\u{e31}'..='\u{e4e}')
}

fn joint(base: &str) -> Option<Shape> {
    let parts: Vec<&str> = base
        .split(['/', '&', ',', '+'])
        .flat_map(|part| part.split(" and "))
        .flat_map(|part| part.split(" und "))
        .map(str::trim)
        .collect();
    if parts.len() < 2 || parts.len() > 4 {
        return None;
    }
    let named = |part: &&str| is_role(part) || CODE.is_match(part);
    parts.iter().all(named).then_some(Shape::Role)
}

/// A role's word with the number or letter after it: (“participant”, Some(“3”)).
fn word_and_number(lower: &str) -> (String, Option<String>) {
    let known = |word: &str| MODERATORS.contains(word) || OTHERS.contains(word) || NUMBERED.contains(word);
    if let Some(found) = NUMBERED_WORD.captures(lower) {
        let word = found.get(1).map_or("", |m| m.as_str()).trim_end_matches(['.', ' ', '-']).to_owned();
        let number = found.get(2).map(|m| m.as_str().to_owned());
        let digits = number.as_ref().is_some_and(|n| n.starts_with(|c: char| c.is_ascii_digit()));
        // A letter counts as a number only where it stands apart: “speaker a”, not “moderatora”.
        let apart = lower.len() > word.len() + number.as_ref().map_or(0, String::len);
        let last = word.split([' ', '-']).next_back().unwrap_or_default();
        if (digits || apart) && (known(&word) || known(last)) {
            return (word, number);
        }
    }
    (lower.trim_end_matches('.').to_owned(), None)
}

/// Whether a label is a role: a role's word, perhaps after others that go before roles, perhaps with a number.
fn is_role(base: &str) -> bool {
    let lower = even(base);
    let lower = GROUP.replace(&lower, "");
    let (word, number) = word_and_number(lower.trim());
    if NUMBERED.contains(word.as_str()) && number.as_ref().is_some_and(|n| n.starts_with(|c: char| c.is_ascii_digit()))
    {
        // “p3” and “P3”, but “a3” or “T2” only where it recurs: those are codes.
        return true;
    }
    let role = |word: &str| MODERATORS.contains(word) || OTHERS.contains(word);
    if role(&word) {
        return true;
    }
    let parts: Vec<&str> = word.split([' ', '-']).filter(|part| !part.is_empty()).collect();
    match parts.split_last() {
        Some((last, before)) if !before.is_empty() => {
            role(last.trim_end_matches('.')) && before.iter().all(|part| BEFORE_ROLES.contains(part) || role(part))
        }
        _ => false,
    }
}

/// Whether a label by itself says that this is the person who asks. Single letters depend on the others:
/// see [`is_moderator_among`].
pub(super) fn is_moderator(label: &str) -> bool {
    let lower = even(&REMARK.replace(label, ""));
    let lower = GROUP.replace(&lower, "").trim().to_owned();
    let (word, _) = word_and_number(&lower);
    let last = word.split([' ', '-']).next_back().unwrap_or_default().trim_end_matches('.');
    MODERATORS.contains(last) || MODERATORS.contains(word.as_str())
}

/// Whether a label is the moderator's, given all labels of the transcript.
///
/// I and Q ask. M is the moderator beside numbered participants and a man beside F. R is the researcher beside numbered
/// participants and the respondent beside I, Q or a moderator.
pub(in crate::import) fn is_moderator_among(label: &str, all: &[&str]) -> bool {
    if is_moderator(label) {
        return true;
    }
    let letter = |label: &str| {
        GROUP
            .replace(&even(label), "")
            .trim()
            .trim_end_matches(|c: char| c.is_ascii_digit() || c == '.')
            .trim()
            .to_owned()
    };
    let others = || all.iter().filter(|other| **other != label);
    let has = |wanted: &str| others().any(|other| letter(other) == wanted);
    let numbered = || {
        others().any(|other| {
            other.chars().any(|c| c.is_ascii_digit())
                && matches!(letter(other).as_str(), "p" | "pt" | "s" | "r" | "participant" | "respondent")
        })
    };
    let has_digit = GROUP.replace(&even(label), "").chars().any(|c| c.is_ascii_digit());
    match letter(label).as_str() {
        "i" | "q" | "question" => true,
        "m" | "f" => !has_digit && numbered() && !has("f") && !has("m"),
        "r" => !has_digit && numbered() && !has("i") && !has("q") && !others().any(|other| is_moderator(other)),
        _ => false,
    }
}

/// A label written out: “P3” as “Participant 3”, “INT” as “Interviewer”. `None` where it already is, or is a name.
pub(in crate::import) fn written_out(label: &str) -> Option<String> {
    let remark = REMARK.find(label).map_or("", |m| m.as_str().trim());
    let base = REMARK.replace(label, "").trim().to_owned();
    let lower = even(&base);
    let group = GROUP.find(&lower).and_then(|m| base.get(..m.end())).unwrap_or("");
    let group = if base.is_char_boundary(group.len()) { group } else { "" };
    let rest = base.get(group.len()..)?.trim();
    let (word, number) = word_and_number(&even(rest));
    let full = match (word.as_str(), number.is_some()) {
        ("p" | "pt" | "pp" | "ppt" | "par" | "part" | "participant", _) => "Participant",
        ("r" | "resp" | "respondent", _) => "Respondent",
        ("s" | "sp" | "spk" | "spkr" | "speaker", true) => "Speaker",
        ("i" | "int" | "intvr" | "iv" | "ir" | "interviewer", _) => "Interviewer",
        ("ie" | "interviewee", _) => "Interviewee",
        ("m" | "mod" | "moderator", _) => "Moderator",
        ("f" | "fac" | "facil" | "facilitator", true) | ("fac" | "facil" | "facilitator", false) => "Facilitator",
        ("res" | "researcher", _) => "Researcher",
        _ => return None,
    };
    let number = number.map(|n| match n.trim_start_matches('0') {
        "" => "0".to_owned(),
        short => short.to_uppercase(),
    });
    let group = group.trim().trim_end_matches(['-', '_', '/', '.', ',', ':', '–']).trim();
    let parts = [group, full, number.as_deref().unwrap_or(""), remark];
    let written = parts.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(" ");
    (written != label).then_some(written)
}

/// Whether two labels differ by one slip of the hand: a letter wrong, missing, too many, or two exchanged.
pub(in crate::import) fn is_slip(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (even(a).chars().collect(), even(b).chars().collect());
    // Numbers are what tells participants apart.
    let digits = |label: &[char]| label.iter().filter(|c| c.is_ascii_digit()).collect::<String>();
    if a == b || a.len().min(b.len()) < 4 || digits(&a) != digits(&b) {
        return false;
    }
    let same_start = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let (a, b) = (a.get(same_start..).unwrap_or_default(), b.get(same_start..).unwrap_or_default());
    let same_end = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
    let differing = |side: &[char]| side.get(..side.len() - same_end).map(<[char]>::to_vec).unwrap_or_default();
    match (differing(a).as_slice(), differing(b).as_slice()) {
        ([_], [_]) | ([_], []) | ([], [_]) => true,
        ([x, y], [u, v]) => x == v && y == u,
        _ => false,
    }
}
