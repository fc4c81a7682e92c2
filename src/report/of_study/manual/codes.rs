//! Codes: their numbers, the tree, a card each or a table of all, with the fields of MacQueen et al. 1998 (Cultural
//! Anthropology Methods 10(2):31-36).

use std::cmp::Reverse;
use std::collections::HashMap;

use super::Making;
use super::options::{CodeLayout, CodeOrder, Counting, ManualOptions, Shape};
use crate::analysis::{Spread, count_extracts};
use crate::report::of_study::subthemes::{board_of, subthemes};
use crate::report::of_study::{places, theme_of};
use crate::report::tree::{
    Block, Card, Cell, CellContent, CodeRow, CodeTree, Colour, Column, Document, Inlines, Row, Table, card, code_name,
    heading, note, page_break, section, strong, text,
};
use crate::study::{Code, CodeStatus, CodeTree as Tree, Id, Orientation, Placed, Study};

/// What an extract is, wherever they are counted.
const COUNTED: &str =
    "An extract is a run of coded words: what two coders, or two codes, have on the same words counts once.";

/// "3.2.1" for every code.
pub(super) type Numbers = HashMap<Id<Code>, String>;

/// "3.2.1" for every code, by its place in the tree.
pub(super) fn numbers(study: &Study) -> Numbers {
    let mut numbers = HashMap::new();
    let mut place: Vec<usize> = Vec::new();
    for (depth, code) in study.code_tree() {
        place.truncate(depth + 1);
        match place.get_mut(depth) {
            Some(last) => *last += 1,
            None => place.push(1),
        }
        numbers.insert(code.id, place.iter().map(usize::to_string).collect::<Vec<_>>().join("."));
    }
    numbers
}

/// Name by which links find a code.
pub(super) fn anchor(code: &Code) -> String {
    format!("code-{}", code.id)
}

/// The codes that are printed, with their depths, in the order chosen; in any order but that of the tree all of one
/// depth.
pub(super) fn printed_codes<'a>(study: &'a Study, options: &ManualOptions) -> Tree<'a> {
    let counts = count_extracts(study);
    let used = |code: &Code| counts.with_below(code.id).is_some_and(|spread| spread.codings > 0);
    let kept = |code: &Code| (options.retired || code.status != CodeStatus::Retired) && (options.unused || used(code));
    let mut codes = study.code_tree();
    codes.retain(|(_, code)| kept(code));
    match options.order {
        CodeOrder::Tree => return codes,
        CodeOrder::Name => codes.sort_by_cached_key(|(_, code)| crate::text::folded(&code.name)),
        CodeOrder::Frequency => {
            codes.sort_by_key(|(_, code)| Reverse(counts.own(code.id).map_or(0, |spread| spread.codings)));
        }
        CodeOrder::Theme => {
            let board = board_of(study, options.board);
            let themes = board.map(|board| subthemes(study, board.id)).unwrap_or_default();
            let place = |code: &Code| themes.iter().position(|one| one.theme.codes.contains(&code.id));
            codes.sort_by_key(|(_, code)| place(code).unwrap_or(usize::MAX));
        }
    }
    codes.into_iter().map(|(_, code)| (0, code)).collect()
}

fn colour(making: &Making<'_>, code: &Code) -> Option<Colour> {
    let [red, green, blue] = making.study.code_colour(code.id).filter(|_| making.options.colour)?.0;
    Some(Colour { red, green, blue })
}

/// The codes as a tree, numbered.
pub(super) fn code_tree(document: &mut Document, making: &Making<'_>) {
    let tree_order = ManualOptions { order: CodeOrder::Tree, ..making.options.clone() };
    let tree = printed_codes(making.study, &tree_order);
    if tree.is_empty() {
        return;
    }
    document.push(page_break());
    document.push(heading(1, "The codes as a tree"));
    match making.options.counts {
        Counting::Nothing => {}
        Counting::Passages => {
            document.push(note(format!("In brackets: extracts, with those of the codes below. {COUNTED}")))
        }
        Counting::Spread => {
            document.push(note(format!(
                "In brackets: extracts, speakers and groups, with those of the codes below. {COUNTED}"
            )));
        }
    }
    let linked = making.options.sections.codes && making.options.shape != Shape::Reflexive;
    let rows = tree.iter().map(|(depth, code)| CodeRow {
        number: making.numbers.get(&code.id).cloned().unwrap_or_default(),
        depth: *depth,
        name: code.name.clone(),
        colour: colour(making, code),
        anchor: (linked && making.options.layout == CodeLayout::Cards).then(|| anchor(code)),
        aside: making.counts.with_below(code.id).and_then(|spread| aside(making, spread)),
    });
    document.push(CodeTree { rows: rows.collect() });
}

fn aside(making: &Making<'_>, spread: &Spread) -> Option<String> {
    match making.options.counts {
        Counting::Nothing => None,
        Counting::Passages => Some(format!("({})", spread.codings)),
        Counting::Spread => Some(format!("({}, {}, {})", spread.codings, spread.speakers.len(), spread.groups.len())),
    }
}

/// Every code, as cards or as a table.
pub(super) fn codes(document: &mut Document, making: &Making<'_>) {
    let codes = printed_codes(making.study, making.options);
    if codes.is_empty() {
        return;
    }
    if making.options.layout == CodeLayout::Table {
        document.push(section(true));
        document.push(heading(1, "The codes"));
        document.push(table(making, &codes));
        document.push(section(false));
        return;
    }
    document.push(page_break());
    document.push(heading(1, "The codes"));
    for (depth, code) in codes {
        let number = making.numbers.get(&code.id).cloned().unwrap_or_default();
        let heading = heading(if depth == 0 { 2 } else { 3 }, code.name.clone())
            .numbered(number)
            .anchored(anchor(code))
            .coloured(colour(making, code));
        document.push(Block::Card(code_card(making, code, card(heading))));
    }
}

fn code_card(making: &Making<'_>, code: &Code, mut card: Card) -> Card {
    let fields = [
        ("Brief definition", &code.brief),
        ("Full definition", &code.full),
        ("When to use", &code.when_to_use),
        ("When not to use", &code.when_not_to_use),
    ];
    for (term, words) in fields {
        if !words.is_empty() {
            card = card.entry(term, words);
        }
    }
    if making.options.shape != Shape::MacQueen {
        card = card.entry("Orientation", orientation(code));
    }
    if let Some(theme) = theme_of(making.study, code.id).filter(|_| making.options.shape != Shape::MacQueen) {
        let above = making.study.get_opt(theme.parent).map(|above| format!("{}: ", above.name)).unwrap_or_default();
        card = card.entry("Theme", format!("{above}{}", theme.name));
    }
    let placed = placed(making, code);
    if !placed.is_empty() {
        card = card.entries_of("Placement", placed);
    }
    let words = making.counts.own(code.id).and_then(|spread| counted(making, spread));
    if let Some(words) = words {
        card = card.entry("Coded", words);
    }
    let examples = making.examples.of_code(code);
    if examples.is_empty() { card } else { card.entries_of("Examples", examples) }
}

fn orientation(code: &Code) -> &'static str {
    match code.orientation {
        Orientation::Inductive => "Inductive",
        Orientation::Deductive => "Deductive",
    }
}

/// Where a code stands in a framework, and why.
fn placed(making: &Making<'_>, code: &Code) -> Vec<CellContent> {
    let places = places(making.study, Placed::Code(code.id));
    let one = |place: &super::super::Place<'_>| {
        let mut inlines = vec![strong(place.name.as_str())];
        if !place.rationale.is_empty() {
            inlines.push(text(format!(". {}", place.rationale)));
        }
        CellContent::from(Inlines(inlines))
    };
    places.iter().map(one).collect()
}

fn counted(making: &Making<'_>, spread: &Spread) -> Option<String> {
    let number = |count: usize, one: &str| if count == 1 { format!("1 {one}") } else { format!("{count} {one}s") };
    match making.options.counts {
        Counting::Nothing => None,
        Counting::Passages => Some(number(spread.codings, "extract")),
        Counting::Spread => Some(format!(
            "{} by {} in {}",
            number(spread.codings, "extract"),
            number(spread.speakers.len(), "speaker"),
            number(spread.groups.len(), "group"),
        )),
    }
}

/// A row for each code, on lying pages.
fn table(making: &Making<'_>, codes: &[(usize, &Code)]) -> Table {
    let counts = making.options.counts != Counting::Nothing;
    let mut columns =
        vec![Column::text(2.2), Column::text(2.6), Column::text(2.8), Column::text(2.8), Column::text(4.2)];
    let mut header = vec!["Code", "Definition", "When to use", "When not to use", "Example data"];
    if counts {
        columns.push(Column::number(1.0));
        header.push("Extracts");
    }
    let rows = codes.iter().map(|(_, code)| {
        let number = making.numbers.get(&code.id).map_or("", String::as_str);
        let name = Inlines(vec![text(format!("{number} ")), code_name(code.name.as_str(), colour(making, code))]);
        let definition = [&code.brief, &code.full].into_iter().filter(|words| !words.is_empty());
        let mut cells = vec![
            Cell::from(name),
            Cell::of(definition.map(|words| words.as_str().into()).collect()),
            Cell::from(code.when_to_use.as_str()),
            Cell::from(code.when_not_to_use.as_str()),
            Cell::of(making.examples.of_code(code)),
        ];
        if counts {
            cells.push(Cell::from(making.counts.own(code.id).map_or(0, |spread| spread.codings).to_string()));
        }
        Row { cells, ..Row::default() }
    });
    let notes = if counts { vec![COUNTED.into()] } else { Vec::new() };
    Table { columns, header: vec![Row::new(header)], rows: rows.collect(), notes, ..Table::default() }
}
