//! The coding manual, theme first: themes with their concept and place, sub-themes with example data, then every code
//! with the fields of MacQueen et al. 1998 (Cultural Anthropology Methods 10(2):31-36).

use std::collections::{HashMap, HashSet};

use super::{interventions, places, theme_of, valence_in_words};
use crate::{
    analysis::{Counts, Quotation as Said, count_codes, quotation},
    report::tree::{
        Block, Card, CellContent, CodeRow, CodeTree, Colour, Document, Inline, Inlines, Quotation, card, contents,
        emphasis, heading, lead, link, note, page_break, paragraph, section, strong,
    },
    study::{Code, Coding, ExampleKind, Exemplar, Id, Orientation, Placed, Role, Study, Theme},
};

/// Example quotations printed for a sub-theme, and for a code without pinned examples.
const EXAMPLES_OF_SUBTHEME: usize = 3;
const EXAMPLES_OF_CODE: usize = 2;

/// Passages longer than this many bytes are not chosen as examples where a shorter one is there.
const READABLE: usize = 420;

/// The coding manual of a study. The last board in order is the one printed.
pub fn manual(study: &Study) -> Document {
    let details = study.details();
    let mut document = Document::new(details.title.clone());
    document.subtitle = Some("Coding manual".into());
    document.language = details.language.clone();
    document.authors =
        details.authors.split([',', ';']).map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect();
    let counts = count_codes(study, None);
    let numbers = numbers(study);
    opening(&mut document, study);
    document.push(contents(2));
    themes(&mut document, study, &numbers);
    code_tree(&mut document, study, &numbers, &counts);
    codes(&mut document, study, &numbers, &counts);
    if study.interventions().len() > 0 {
        document.push(section(true));
        document.push(heading(1, "Proposed interventions"));
        document.blocks.extend(interventions(study).blocks);
    }
    document
}

/// "3.2.1" for every code, by its place in the tree.
fn numbers(study: &Study) -> HashMap<Id<Code>, String> {
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

fn opening(document: &mut Document, study: &Study) {
    let details = study.details();
    document.push(heading(1, "How to use this manual"));
    let people = study.participants().filter(|person| !person.moderator).count();
    let coders: Vec<&str> =
        study.coders().filter(|coder| coder.role != Role::Consensus).map(|coder| coder.name.as_str()).collect();
    document.push(lead("This manual describes how the transcripts were coded: the themes and sub-themes first, with what holds each together and where it \
         stands in the COM-B model, then every code with its definition, when to use it, when not to, and examples of what participants said.".to_string()));
    if !details.questions.is_empty() {
        document
            .push(paragraph(Inlines(vec![strong("Research questions. "), Inline::Text(details.questions.join(" "))])));
    }
    document.push(paragraph(format!(
        "The data are {} transcripts of {} groups with {people} participants. Codings were made by {}. Moderators’ words are left out of all \
         counts; speakers and groups count once, however often they were coded.",
        study.transcripts().len(),
        study.groups().len(),
        if coders.is_empty() { "nobody yet".into() } else { coders.join(" and ") },
    )));
    document.push(paragraph(
        "Attach a code to the shortest passage that can be understood by itself. A passage may carry several codes. Where a rule says not to \
         use a code, it names the one to use instead.",
    ));
}

fn themes(document: &mut Document, study: &Study, numbers: &HashMap<Id<Code>, String>) {
    let Some(board) = study.boards_in_order().pop() else { return };
    let themes = study.themes_under(board.id, None);
    if themes.is_empty() {
        return;
    }
    document.push(page_break());
    document.push(heading(1, "Themes and sub-themes"));
    for (at, theme) in themes.iter().enumerate() {
        document.push(heading(2, format!("Theme {}. {}", at + 1, theme.name)));
        if !theme.definition.is_empty() {
            document.push(lead(theme.definition.clone()));
        }
        facts(document, study, theme);
        example_data(document, study, theme);
        code_list(document, study, theme, numbers);
        for subtheme in study.themes_under(board.id, Some(theme.id)) {
            let mark = subtheme.note_mark.map_or(String::new(), |mark| mark.symbol().to_string());
            document.push(heading(3, format!("{}{mark}", subtheme.name)));
            if !subtheme.definition.is_empty() {
                document.push(paragraph(subtheme.definition.clone()));
            }
            facts(document, study, subtheme);
            code_list(document, study, subtheme, numbers);
            example_data(document, study, subtheme);
        }
    }
    for (mark, words) in &study.details().notes {
        document.push(note(format!("{} {words}", mark.symbol())));
    }
}

fn facts(document: &mut Document, study: &Study, theme: &Theme) {
    let mut line: Vec<Inline> = Vec::new();
    let mut fact = |term: &str, words: String| {
        if !line.is_empty() {
            line.push(Inline::Text("  ·  ".into()));
        }
        line.push(strong(format!("{term}: ")));
        line.push(Inline::Text(words));
    };
    let placed = places(study, Placed::Theme(theme.id));
    for (framework, of_comb) in [("COM-B", true), ("TDF", false)] {
        let names: Vec<&str> =
            placed.iter().filter(|place| place.of_comb == of_comb).map(|place| place.name.as_str()).collect();
        if !names.is_empty() {
            fact(framework, names.join(", "));
        }
    }
    if theme.parent.is_some() || theme.valence.is_some() {
        fact("Valence", valence_in_words(theme.valence).into());
    }
    let addressed: Vec<String> = study.intervention_numbers(theme.id).iter().map(usize::to_string).collect();
    if !addressed.is_empty() {
        fact("Interventions", addressed.join(", "));
    }
    if !line.is_empty() {
        document.push(paragraph(Inlines(line)));
    }
    for place in placed.iter().filter(|place| !place.rationale.is_empty()) {
        let why = emphasis(format!("Why {}: ", place.name));
        document.push(note(Inlines(vec![why, Inline::Text(place.rationale.to_owned())])));
    }
    if !theme.is_not.is_empty() {
        document.push(paragraph(Inlines(vec![strong("What it is not: "), Inline::Text(theme.is_not.clone())])));
    }
}

fn code_list(document: &mut Document, study: &Study, theme: &Theme, numbers: &HashMap<Id<Code>, String>) {
    let mut names: Vec<Inline> = vec![strong("Codes: ")];
    for (at, code) in theme.codes.iter().filter_map(|&id| study.get(id)).enumerate() {
        if at > 0 {
            names.push(Inline::Text("; ".into()));
        }
        let number = numbers.get(&code.id).map_or("", String::as_str);
        names.push(link(anchor(code), format!("{number} {}", code.name)));
    }
    if names.len() > 1 {
        document.push(paragraph(Inlines(names)));
    }
}

/// Example data of a theme's own codes: from as many speakers as there are examples, contradicting ones apart.
fn example_data(document: &mut Document, study: &Study, theme: &Theme) {
    let consensus = study.consensus().map(|coder| coder.id);
    let codings: Vec<&Coding> = theme
        .codes
        .iter()
        .flat_map(|&code| study.codings_with(code))
        .filter(|coding| Some(coding.coder) != consensus)
        .collect();
    let (against, with): (Vec<&Coding>, Vec<&Coding>) = codings.into_iter().partition(|coding| coding.contradicts);
    for (said, heading) in
        [(chosen(study, &with, EXAMPLES_OF_SUBTHEME), ""), (chosen(study, &against, 1), "Contradicting data")]
    {
        if !said.is_empty() && !heading.is_empty() {
            document.push(paragraph(Inlines(vec![emphasis(heading)])));
        }
        for one in said {
            document.push(Quotation::new(one.words.trim(), format!("({})", one.attribution)));
        }
    }
}

/// Up to `most` quotations by participants, each from another group and speaker as far as there are others; those of
/// readable length first.
fn chosen(study: &Study, codings: &[&Coding], most: usize) -> Vec<Said> {
    let mut said: Vec<Said> =
        codings.iter().filter_map(|coding| quotation(study, coding)).filter(|one| !one.moderator).collect();
    said.sort_by_key(|one| one.words.len() > READABLE);
    let mut chosen: Vec<Said> = Vec::new();
    let mut heard: HashSet<String> = HashSet::new();
    let group = |one: &Said| one.attribution.rsplit(", ").next().unwrap_or_default().to_owned();
    for by_group in [true, false] {
        for one in &said {
            if chosen.len() == most {
                break;
            }
            let from = if by_group { group(one) } else { one.attribution.clone() };
            let repeats = chosen.iter().any(|other| other.words == one.words || other.attribution == one.attribution);
            if !repeats && heard.insert(from) {
                chosen.push(one.clone());
            }
        }
    }
    chosen
}

fn anchor(code: &Code) -> String {
    format!("code-{}", code.id)
}

fn colour(study: &Study, code: &Code) -> Option<Colour> {
    let [red, green, blue] = study.code_colour(code.id)?.0;
    Some(Colour { red, green, blue })
}

fn code_tree(document: &mut Document, study: &Study, numbers: &HashMap<Id<Code>, String>, counts: &Counts) {
    let tree = study.code_tree();
    if tree.is_empty() {
        return;
    }
    document.push(page_break());
    document.push(heading(1, "The codes as a tree"));
    document.push(note("In brackets: passages coded, speakers and groups, with the codes below."));
    let rows = tree.iter().map(|(depth, code)| CodeRow {
        number: numbers.get(&code.id).cloned().unwrap_or_default(),
        depth: *depth,
        name: code.name.clone(),
        colour: colour(study, code),
        anchor: Some(anchor(code)),
        aside: counts
            .with_below(code.id)
            .map(|spread| format!("({}, {}, {})", spread.codings, spread.speakers.len(), spread.groups.len())),
    });
    document.push(CodeTree { rows: rows.collect() });
}

fn codes(document: &mut Document, study: &Study, numbers: &HashMap<Id<Code>, String>, counts: &Counts) {
    let tree = study.code_tree();
    if tree.is_empty() {
        return;
    }
    document.push(page_break());
    document.push(heading(1, "The codes"));
    for (depth, code) in tree {
        let number = numbers.get(&code.id).cloned().unwrap_or_default();
        let heading = heading(if depth == 0 { 2 } else { 3 }, code.name.clone())
            .numbered(number)
            .anchored(anchor(code))
            .coloured(colour(study, code));
        document.push(Block::Card(code_card(study, code, card(heading), counts)));
    }
}

fn code_card(study: &Study, code: &Code, mut card: Card, counts: &Counts) -> Card {
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
    let origin = match code.orientation {
        Orientation::Inductive => "Inductive",
        Orientation::Deductive => "Deductive",
    };
    card = card.entry("Orientation", origin);
    if let Some(theme) = theme_of(study, code.id) {
        let above = study.get_opt(theme.parent).map(|above| format!("{}: ", above.name)).unwrap_or_default();
        card = card.entry("Theme", format!("{above}{}", theme.name));
    }
    if let Some(spread) = counts.own(code.id) {
        let words = format!(
            "{} passages by {} speakers in {} groups",
            spread.codings,
            spread.speakers.len(),
            spread.groups.len()
        );
        card = card.entry("Coded", words);
    }
    let examples = examples(study, code);
    if examples.is_empty() { card } else { card.entries_of("Examples", examples) }
}

/// The passages pinned to a code; where there are none, the first ones coded with it.
fn examples(study: &Study, code: &Code) -> Vec<CellContent> {
    if !code.exemplars.is_empty() {
        return code.exemplars.iter().filter_map(|exemplar| pinned(study, exemplar)).map(CellContent::from).collect();
    }
    let codings = study.codings_with(code.id);
    let said = chosen(study, &codings, EXAMPLES_OF_CODE);
    said.iter().map(|one| Quotation::new(one.words.trim(), format!("({})", one.attribution)).into()).collect()
}

fn pinned(study: &Study, exemplar: &Exemplar) -> Option<Quotation> {
    let words = exemplar.span.of(study.text(exemplar.transcript))?.trim();
    let from = study.attribution(exemplar.transcript, exemplar.span.start);
    let quotation = Quotation::new(words, format!("({from})"));
    Some(if exemplar.kind == ExampleKind::NearMiss { quotation.near_miss() } else { quotation })
}
