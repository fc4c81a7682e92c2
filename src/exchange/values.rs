//! How the words of a table's column are read: numbers with a point or a comma, days in the order that the column decides, few short
//! words that recur, or text.

use jiff::civil::Date;

use crate::study::{AttributeKind, AttributeValue};

/// The most categories that are taken for a category without recurring.
const FEW: usize = 20;
/// The longest word for a category, in characters.
const SHORT: usize = 40;

/// How a column's words are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reads {
    /// The sign before the decimals.
    Number(char),
    Date(Order),
    Category,
    Text,
}

/// In which order a day, a month and a year stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    /// 2026-11-26, and 2026/11/26.
    Year,
    /// 26.11.2026, 26/11/2026.
    Day,
    /// 11/26/2026.
    Month,
}

/// How a column is read, and a sentence where its words could be read in two ways.
pub(super) fn found(cells: &[&str]) -> (Reads, Option<&'static str>) {
    let all = |is: &dyn Fn(&str) -> bool| cells.iter().all(|cell| is(cell));
    let decimals: Vec<char> =
        ['.', ','].into_iter().filter(|mark| all(&|cell| number(cell, *mark).is_some())).collect();
    match decimals.as_slice() {
        [only] => return (Reads::Number(*only), None),
        // Whole numbers, and such as 1,234, which is one thing in London and another in Paris.
        [first, _] if !cells.iter().any(|cell| cell.contains(['.', ','])) => return (Reads::Number(*first), None),
        [_, _] => {
            let why = "its numbers may have decimals or thousands after the comma or point; they were taken as text.";
            return (Reads::Text, Some(why));
        }
        _ => {}
    }
    let orders = [Order::Year, Order::Day, Order::Month];
    let orders: Vec<Order> = orders.into_iter().filter(|order| all(&|cell| day(cell, *order).is_some())).collect();
    match orders.as_slice() {
        [only] => return (Reads::Date(*only), None),
        [Order::Day, Order::Month] => {
            let why = "its days may be written day first or month first; they were taken as text.";
            return (Reads::Text, Some(why));
        }
        _ => {}
    }
    let mut different: Vec<&str> = cells.to_vec();
    different.sort_unstable();
    different.dedup();
    let short = cells.iter().all(|cell| cell.chars().count() <= SHORT);
    let recurs = different.len() * 2 <= cells.len();
    (if short && (recurs || different.len() <= FEW) { Reads::Category } else { Reads::Text }, None)
}

/// How a column is read as a kind that a person has chosen.
pub(super) fn chosen(kind: AttributeKind, cells: &[&str]) -> Reads {
    let fits = |reads: &Reads| cells.iter().filter(|cell| is_of(kind, &value(*reads, cell))).count();
    match kind {
        AttributeKind::Number => {
            ['.', ','].map(Reads::Number).into_iter().rev().max_by_key(fits).unwrap_or(Reads::Text)
        }
        AttributeKind::Date => {
            [Order::Month, Order::Day, Order::Year].map(Reads::Date).into_iter().max_by_key(fits).unwrap_or(Reads::Text)
        }
        AttributeKind::Category => Reads::Category,
        AttributeKind::Text => Reads::Text,
    }
}

fn is_of(kind: AttributeKind, value: &AttributeValue) -> bool {
    matches!(
        (kind, value),
        (AttributeKind::Number, AttributeValue::Number(_)) | (AttributeKind::Date, AttributeValue::Date(_))
    )
}

impl Reads {
    pub(super) fn kind(self) -> AttributeKind {
        match self {
            Reads::Number(_) => AttributeKind::Number,
            Reads::Date(_) => AttributeKind::Date,
            Reads::Category => AttributeKind::Category,
            Reads::Text => AttributeKind::Text,
        }
    }
}

/// A cell's value; words that are not of the kind are text.
pub(super) fn value(reads: Reads, words: &str) -> AttributeValue {
    let text = || AttributeValue::Text(words.to_owned());
    match reads {
        Reads::Number(mark) => number(words, mark).map_or_else(text, AttributeValue::Number),
        Reads::Date(order) => day(words, order).map_or_else(text, AttributeValue::Date),
        Reads::Category => AttributeValue::Category(words.to_owned()),
        Reads::Text => text(),
    }
}

/// A number with this sign before its decimals; the other one, or spaces, may part thousands. "007" is a number to nobody.
fn number(words: &str, decimal: char) -> Option<f64> {
    let thousands = if decimal == '.' { ',' } else { '.' };
    let unsigned = words.strip_prefix(['-', '−', '+']).unwrap_or(words);
    let (whole, rest) = unsigned.split_once(decimal).map_or((unsigned, None), |(whole, rest)| (whole, Some(rest)));
    if rest.is_some_and(|rest| rest.is_empty() || !rest.chars().all(|c| c.is_ascii_digit())) {
        return None;
    }
    let parts: Vec<&str> = whole.split([thousands, ' ', '\u{a0}', '\u{202f}', '’']).collect();
    let digits = parts.iter().all(|part| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit()));
    let first = parts.first().map_or(0, |part| part.len());
    let in_threes = parts.len() == 1 || first <= 3 && parts.iter().skip(1).all(|part| part.len() == 3);
    if !digits || !in_threes || whole.starts_with('0') && whole.len() > 1 {
        return None;
    }
    let plain = format!("{}.{}", parts.concat(), rest.unwrap_or("0"));
    let number: f64 = plain.parse().ok().filter(|number: &f64| number.is_finite())?;
    Some(if words.starts_with(['-', '−']) { -number } else { number })
}

/// A day in this order, with a year of four digits.
fn day(words: &str, order: Order) -> Option<Date> {
    let mark = words.chars().find(|c| !c.is_ascii_digit()).filter(|mark| ['-', '/', '.'].contains(mark))?;
    let parts: Vec<&str> = words.split(mark).map(str::trim).collect();
    let [one, two, three] = parts.as_slice() else { return None };
    let (year, month, day) = match order {
        Order::Year => (one, two, three),
        Order::Day => (three, two, one),
        Order::Month => (three, one, two),
    };
    // With points, the day stands first wherever points are written.
    if year.len() != 4 || month.len() > 2 || day.len() > 2 || order == Order::Month && mark == '.' {
        return None;
    }
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_decides_how_its_words_are_read() {
        for (cells, reads) in [
            (vec!["1", "20", "-3"], Reads::Number('.')),
            (vec!["3.5", "2"], Reads::Number('.')),
            (vec!["3,5", "2"], Reads::Number(',')),
            (vec!["1.234,5", "12"], Reads::Number(',')),
            (vec!["1,234.5", "12"], Reads::Number('.')),
            (vec!["1,234", "12,500"], Reads::Text),
            (vec!["1 234", "12"], Reads::Number('.')),
            (vec!["007", "012"], Reads::Category),
            (vec!["2024-02-01", "2023-11-30"], Reads::Date(Order::Year)),
            (vec!["1.2.2024", "30.11.2023"], Reads::Date(Order::Day)),
            (vec!["01/02/2024", "30/11/2023"], Reads::Date(Order::Day)),
            (vec!["01/02/2024", "11/30/2023"], Reads::Date(Order::Month)),
            (vec!["01/02/2024", "03/04/2024"], Reads::Text),
            (vec!["31/02/2024", "03/04/2024"], Reads::Category),
            (vec!["North", "South", "North"], Reads::Category),
            (vec!["I came because a friend of mine told me about it.", "No."], Reads::Text),
            (vec!["45%", "50%"], Reads::Category),
        ] {
            assert_eq!(found(&cells).0, reads, "{cells:?}");
        }
        let many: Vec<String> = (0..30).map(|at| format!("Street {at}")).collect();
        let cells: Vec<&str> = many.iter().map(String::as_str).collect();
        assert_eq!(found(&cells).0, Reads::Text);
    }

    #[test]
    fn values_are_what_they_say() {
        let date = |year, month, day| AttributeValue::Date(Date::new(year, month, day).expect("a day"));
        assert_eq!(value(Reads::Number(','), "1.234,5"), AttributeValue::Number(1234.5));
        assert_eq!(value(Reads::Number('.'), "−3"), AttributeValue::Number(-3.0));
        assert_eq!(value(Reads::Date(Order::Day), "1.2.2024"), date(2024, 2, 1));
        assert_eq!(value(Reads::Date(Order::Month), "1/2/2024"), date(2024, 1, 2));
        assert_eq!(value(Reads::Number('.'), "none"), AttributeValue::Text("none".into()));
        assert_eq!(chosen(AttributeKind::Date, &["3/4/2024", "30/4/2024"]), Reads::Date(Order::Day));
        assert_eq!(chosen(AttributeKind::Date, &["3/4/2024"]), Reads::Date(Order::Day));
        assert_eq!(chosen(AttributeKind::Number, &["1,234"]), Reads::Number('.'));
    }
}
