//! The table of participants, "Table 1": attributes by level with n (%), the denominator stated.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::attribution::value_in_words;
use crate::report::tree::{Caption, Cell, Column, Document, Label, Page, Row, Table, Words};
use crate::report::{PlainCell, PlainTable};
use crate::study::{Attribute, AttributeKind, AttributeValue, Describes, Id, Study};

/// How percentages are rounded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Rounding {
    /// Each by itself, a half up; they need not add up to 100.
    #[default]
    HalfUp,
    /// By the largest remainders, so that they add up to 100 (Hamilton's method).
    SumTo100,
}

/// What becomes of missing values.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Missing {
    /// They have a row of their own, and the denominator is everybody.
    #[default]
    Shown,
    /// They are left out, and the denominator is those whose value is known, stated where it differs.
    LeftOut,
}

/// What may be chosen of the table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ParticipantOptions {
    /// Whose attributes are counted: participants (moderators left out), groups or transcripts.
    pub unit: Unit,
    /// Which attributes, in this order; none: all of the unit.
    pub attributes: Vec<Id<Attribute>>,
    pub rounding: Rounding,
    /// Digits after the point, 0 to 2.
    pub decimals: u8,
    pub missing: Missing,
    /// Where each band of a number begins, ascending: `[1, 10, 51]` is 1–9, 10–50, 51 and more. Numbers without bands
    /// are told by their mean, standard deviation, median and range.
    pub bands: BTreeMap<Id<Attribute>, Vec<f64>>,
    /// Levels that nobody has.
    pub empty_levels: bool,
    /// BCP 47; `None` takes the study's.
    pub language: Option<String>,
    pub page: Page,
}

impl Default for ParticipantOptions {
    fn default() -> Self {
        ParticipantOptions {
            unit: Unit::Participants,
            attributes: Vec::new(),
            rounding: Rounding::HalfUp,
            decimals: 0,
            missing: Missing::Shown,
            bands: BTreeMap::new(),
            empty_levels: true,
            language: None,
            page: Page::A4,
        }
    }
}

/// Whose attributes are counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Unit {
    #[default]
    Participants,
    Groups,
    Transcripts,
}

impl Unit {
    fn describes(self) -> Describes {
        match self {
            Unit::Participants => Describes::Participants,
            Unit::Groups => Describes::Groups,
            Unit::Transcripts => Describes::Transcripts,
        }
    }

    fn noun(self) -> &'static str {
        match self {
            Unit::Participants => "participants",
            Unit::Groups => "groups",
            Unit::Transcripts => "transcripts",
        }
    }
}

/// An attribute's levels with how many have each.
#[derive(Clone, Debug, PartialEq)]
struct Characteristic {
    name: String,
    levels: Vec<(String, usize)>,
    /// Of which the percentages are.
    denominator: usize,
    /// What is said instead of levels: "Mean (SD)", "41.2 (9.8)".
    measures: Vec<(&'static str, String)>,
}

/// The table as a document.
pub fn participant_table(study: &Study, options: &ParticipantOptions) -> Document {
    let mut document = Document::new(study.details().title.clone());
    document.subtitle = Some(format!("Characteristics of {}", options.unit.noun()));
    document.language = options.language.clone().unwrap_or_else(|| study.details().language.clone());
    document.words = Words::of_language(&document.language);
    document.page = options.page;
    let total = values(study, options.unit).len();
    let mut rows = Vec::new();
    for one in characteristics(study, options) {
        let percents = percents(&one, options);
        let stated =
            if one.denominator == total { one.name.clone() } else { format!("{} (n = {})", one.name, one.denominator) };
        let lines: Vec<[String; 2]> = one
            .levels
            .iter()
            .zip(percents)
            .map(|((level, count), percent)| [level.clone(), format!("{count} ({percent})")])
            .chain(one.measures.iter().map(|(name, value)| [(*name).to_owned(), value.clone()]))
            .collect();
        let height = lines.len();
        for (at, [level, number]) in lines.into_iter().enumerate() {
            let mut cells = Vec::new();
            if at == 0 {
                cells.push(Cell::from(stated.as_str()).over_rows(height));
            }
            cells.extend([Cell::from(level), Cell::from(number)]);
            rows.push(Row { cells, ..Row::default() });
        }
    }
    document.push(Table {
        caption: Some(Caption {
            label: Label::Counted,
            text: format!("Characteristics of the {} (n = {total})", options.unit.noun()).into(),
        }),
        columns: vec![Column::text(4.0), Column::text(4.4), Column::number(1.6)],
        header: vec![Row::new(["Characteristic", "Level", "n (%)"])],
        rows,
        notes: vec![note(options, total).into()],
        anchor: None,
    });
    document
}

fn note(options: &ParticipantOptions, total: usize) -> String {
    let whose = options.unit.noun();
    let of = match options.missing {
        Missing::Shown => format!("Percentages are of all {total} {whose}"),
        Missing::LeftOut => format!("Percentages are of the {whose} whose value is known"),
    };
    let how = match options.rounding {
        Rounding::HalfUp => "each is rounded half up, so that they need not add up to 100",
        Rounding::SumTo100 => "rounded by largest remainders, so that each characteristic adds up to 100",
    };
    let moderators = if options.unit == Unit::Participants { " Moderators are not counted." } else { "" };
    format!("{of}; {how}.{moderators}")
}

/// The table for a spreadsheet: a row a level.
pub fn participants_plain(study: &Study, options: &ParticipantOptions) -> PlainTable {
    let header = ["characteristic", "level", "n", "percent", "denominator"];
    let mut rows = Vec::new();
    for one in characteristics(study, options) {
        let percents = percents(&one, options);
        for ((level, count), percent) in one.levels.iter().zip(percents) {
            rows.push(vec![
                one.name.as_str().into(),
                level.as_str().into(),
                (*count).into(),
                percent.parse::<f64>().map_or(PlainCell::Empty, PlainCell::Number),
                one.denominator.into(),
            ]);
        }
        for (name, value) in &one.measures {
            let cells = [one.name.as_str(), name, value].map(PlainCell::from);
            rows.push(cells.into_iter().chain([PlainCell::Empty, one.denominator.into()]).collect());
        }
    }
    PlainTable { header: header.map(str::to_owned).to_vec(), rows }
}

type Values<'a> = Vec<&'a BTreeMap<Id<Attribute>, AttributeValue>>;

fn values(study: &Study, unit: Unit) -> Values<'_> {
    match unit {
        Unit::Participants => study.participants().filter(|one| !one.moderator).map(|one| &one.attributes).collect(),
        Unit::Groups => study.groups().map(|one| &one.attributes).collect(),
        Unit::Transcripts => study.transcripts().map(|one| &one.attributes).collect(),
    }
}

fn characteristics(study: &Study, options: &ParticipantOptions) -> Vec<Characteristic> {
    let chosen: Vec<&Attribute> = if options.attributes.is_empty() {
        study.attributes_in_order()
    } else {
        options.attributes.iter().filter_map(|&id| study.get(id)).collect()
    };
    let values = values(study, options.unit);
    let of_unit = chosen.into_iter().filter(|attribute| attribute.describes == options.unit.describes());
    of_unit.map(|attribute| characteristic(attribute, &values, options)).collect()
}

fn characteristic(attribute: &Attribute, values: &Values<'_>, options: &ParticipantOptions) -> Characteristic {
    let held: Vec<&AttributeValue> = values.iter().filter_map(|values| values.get(&attribute.id)).collect();
    let missing = values.len() - held.len();
    let mut levels: Vec<(String, usize)> = Vec::new();
    let mut measures = Vec::new();
    let numbers: Vec<f64> = held
        .iter()
        .filter_map(|value| match value {
            AttributeValue::Number(number) => Some(*number),
            _ => None,
        })
        .collect();
    match options.bands.get(&attribute.id) {
        Some(bands) if attribute.kind == AttributeKind::Number => levels = banded(&numbers, bands),
        None if attribute.kind == AttributeKind::Number => measures = measured(&numbers),
        _ => {
            levels.extend(attribute.categories.iter().map(|level| (level.clone(), 0)));
            for value in &held {
                let level = value_in_words(value);
                match levels.iter_mut().find(|(known, _)| *known == level) {
                    Some((_, count)) => *count += 1,
                    None => levels.push((level, 1)),
                }
            }
        }
    }
    if !options.empty_levels {
        levels.retain(|(_, count)| *count > 0);
    }
    let denominator = match options.missing {
        Missing::Shown => values.len(),
        Missing::LeftOut => held.len(),
    };
    if options.missing == Missing::Shown && missing > 0 {
        levels.push(("Not known".into(), missing));
    }
    Characteristic { name: attribute.name.clone(), levels, denominator, measures }
}

/// Numbers counted by the band in which they lie; those below the first band stand in one before it.
fn banded(numbers: &[f64], bands: &[f64]) -> Vec<(String, usize)> {
    let mut edges: Vec<f64> = bands.iter().copied().filter(|edge| edge.is_finite()).collect();
    edges.sort_by(f64::total_cmp);
    edges.dedup();
    let mut levels = Vec::new();
    let below = |edge: f64| numbers.iter().filter(|number| **number < edge).count();
    if let Some(first) = edges.first().filter(|first| below(**first) > 0) {
        levels.push((format!("Below {first}"), below(*first)));
    }
    let whole = edges.iter().chain(numbers).all(|number| number.fract() == 0.0);
    for (at, from) in edges.iter().enumerate() {
        match edges.get(at + 1) {
            Some(to) => {
                let count = numbers.iter().filter(|number| *from <= **number && **number < *to).count();
                let name = match whole {
                    true if to - 1.0 == *from => from.to_string(),
                    true => format!("{from}–{}", to - 1.0),
                    false => format!("{from} to below {to}"),
                };
                levels.push((name, count));
            }
            None => {
                levels.push((format!("{from} and more"), numbers.iter().filter(|number| **number >= *from).count()))
            }
        }
    }
    levels
}

/// Mean with the sample's standard deviation, and median with the range.
fn measured(numbers: &[f64]) -> Vec<(&'static str, String)> {
    let mut sorted = numbers.to_vec();
    sorted.sort_by(f64::total_cmp);
    let (Some(least), Some(most)) = (sorted.first(), sorted.last()) else { return Vec::new() };
    let count = sorted.len() as f64;
    let mean = sorted.iter().sum::<f64>() / count;
    let spread = sorted.iter().map(|number| (number - mean).powi(2)).sum::<f64>();
    let deviation = if sorted.len() > 1 { (spread / (count - 1.0)).sqrt() } else { 0.0 };
    let middle = |at: usize| sorted.get(at).copied().unwrap_or(mean);
    let half = sorted.len() / 2;
    let median = if sorted.len() % 2 == 1 { middle(half) } else { (middle(half - 1) + middle(half)) / 2.0 };
    vec![("Mean (SD)", format!("{mean:.1} ({deviation:.1})")), ("Median (range)", format!("{median} ({least}–{most})"))]
}

/// The percentages of the levels as printed.
fn percents(one: &Characteristic, options: &ParticipantOptions) -> Vec<String> {
    let decimals = usize::from(options.decimals.min(2));
    let steps = 10_u64.pow(u32::from(options.decimals.min(2)));
    let counts: Vec<usize> = one.levels.iter().map(|(_, count)| *count).collect();
    let units = match options.rounding {
        Rounding::HalfUp => half_up(&counts, one.denominator, 100 * steps),
        Rounding::SumTo100 => largest_remainders(&counts, one.denominator, 100 * steps),
    };
    units
        .into_iter()
        .map(|units| {
            let whole = units / steps;
            if decimals == 0 { whole.to_string() } else { format!("{whole}.{:0decimals$}", units % steps) }
        })
        .collect()
}

/// Shares of `whole` units, each rounded to the nearest unit, a half up. In whole numbers, so that no half is lost to
/// binary fractions.
fn half_up(counts: &[usize], denominator: usize, whole: u64) -> Vec<u64> {
    let of = |count: &usize| {
        let (count, all) = (*count as u128, denominator as u128);
        if all == 0 { 0 } else { u64::try_from((2 * count * u128::from(whole) + all) / (2 * all)).unwrap_or(whole) }
    };
    counts.iter().map(of).collect()
}

/// Shares of `whole` units, rounded down, the rest given to the largest remainders, of equal ones to the first.
fn largest_remainders(counts: &[usize], denominator: usize, whole: u64) -> Vec<u64> {
    if denominator == 0 {
        return vec![0; counts.len()];
    }
    let all = denominator as u128;
    let parts: Vec<(u64, u128)> = counts
        .iter()
        .map(|count| {
            let units = *count as u128 * u128::from(whole);
            (u64::try_from(units / all).unwrap_or(whole), units % all)
        })
        .collect();
    let mut units: Vec<u64> = parts.iter().map(|(floor, _)| *floor).collect();
    // Only what belongs to the counts is given out: where some are left out, they do not add up to the whole.
    let counted: u128 = counts.iter().map(|count| *count as u128).sum();
    let due = u64::try_from((2 * counted * u128::from(whole) + all) / (2 * all)).unwrap_or(whole);
    let mut left = due.saturating_sub(units.iter().sum());
    let mut order: Vec<usize> = (0..parts.len()).collect();
    order.sort_by_key(|at| std::cmp::Reverse(parts.get(*at).map_or(0, |(_, rest)| *rest)));
    for at in order {
        if left == 0 {
            break;
        }
        if let Some(unit) = units.get_mut(at) {
            *unit += 1;
            left -= 1;
        }
    }
    units
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Region of 38 participants in the study that inspired Colloquy (paper.json, Table 1; reporting.md section 4): printed
    /// with 10 for South West England, where half up gives 11.
    #[test]
    fn four_of_38_are_11_half_up_and_10_where_all_add_up_to_100() {
        let counts = [4, 34];
        assert_eq!(half_up(&counts, 38, 100), [11, 89]);
        let regions = [2, 1, 8, 5, 4, 7, 11];
        assert_eq!(largest_remainders(&regions, 38, 100).iter().sum::<u64>(), 100);
    }

    #[test]
    fn bands_are_named_by_their_first_and_last_whole_number() {
        let numbers = [0.0, 1.0, 9.0, 10.0, 50.0, 51.0, 200.0];
        let named: Vec<(String, usize)> = banded(&numbers, &[51.0, 1.0, 10.0]);
        let expected =
            [("Below 1", 1), ("1–9", 2), ("10–50", 2), ("51 and more", 2)].map(|(name, n)| (name.to_owned(), n));
        assert_eq!(named, expected);
    }

    #[test]
    fn numbers_without_bands_are_told_by_mean_and_median() {
        assert_eq!(
            measured(&[2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0]),
            [("Mean (SD)", "5.0 (2.1)".to_owned()), ("Median (range)", "4.5 (2–9)".to_owned())]
        );
        assert!(measured(&[]).is_empty());
    }

    proptest! {
        #[test]
        fn largest_remainders_add_up_and_stay_within_one_unit(counts in prop::collection::vec(0_usize..60, 1..9)) {
            let all: usize = counts.iter().sum();
            prop_assume!(all > 0);
            let units = largest_remainders(&counts, all, 100);
            prop_assert_eq!(units.iter().sum::<u64>(), 100);
            for (count, unit) in counts.iter().zip(&units) {
                let exact = 100.0 * *count as f64 / all as f64;
                prop_assert!((exact - *unit as f64).abs() < 1.0);
            }
        }
    }
}
