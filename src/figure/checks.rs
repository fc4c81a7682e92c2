//! What to look at before exporting: sentences, each with the place it speaks of.

use std::collections::{BTreeMap, BTreeSet};

use unicode_segmentation::UnicodeSegmentation;

use super::{
    FigureModel, FigureOptions, NoteMark, SubthemeBox, Target, Valence, Weight, labels::list, metrics::lacking,
    options::POINTS_PER_CM, wrap::clean,
};

/// How much a check matters, the gravest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The figure is wrong, or a journal would send it back.
    Problem,
    /// Probably an oversight.
    Warning,
    /// Worth knowing; may be as meant.
    Advice,
}

/// What a check is about. The letters and numbers are those of the constraints the figure is held to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CheckKind {
    NothingToDraw,
    /// K04: the table's number of barriers is not the number of boxes.
    CountDiffers,
    /// K05.
    NumberWithoutRow,
    /// K05.
    RowWithoutNumber,
    /// K07.
    NumberedEnablerWithoutMark,
    /// K07.
    MarkWithoutNote,
    /// K07.
    NoteWithoutMark,
    /// K08: the figure is shaded, and no key says what the shades mean.
    LegendOff,
    /// K15.
    BarrierWithoutNumber,
    /// K13: the wheel does not link an intervention's function with where its sub-themes stand.
    FunctionNotLinked,
    /// K14: a technique is in the Guide's lists of none of its intervention's functions.
    TechniqueNotLinked,
    UnsetValence,
    EmptyLabel,
    ThemeWithoutSubthemes,
    /// A theme, or a sub-theme of a theme that is drawn, is left out.
    UnplacedTheme,
    /// Something stands in COM-B only because its place in another framework usually lies there.
    StandsByUsage,
    LongLabel,
    LackingCharacters,
    TextTooSmall,
    TextTooLarge,
    TooNarrow,
    TooWide,
    TooHigh,
    GapsReduced,
    /// The flow has no room for its first column.
    CodesLeftOut,
}

/// One thing to look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    pub severity: Severity,
    pub kind: CheckKind,
    /// What is the matter and what to do, for the person who makes the figure.
    pub sentence: String,
    /// The place to jump to, where there is one.
    pub target: Option<Target>,
}

/// Words of the figure as they came out.
pub struct Written<'a> {
    /// As the model has them.
    pub label: &'a str,
    /// As drawn, with marks and signs.
    pub text: &'a str,
    /// The lines they fell into.
    pub lines: usize,
    pub weight: Weight,
    pub target: Target,
}

/// How the figure came out, in points.
pub struct Fit {
    pub width: f64,
    pub height: f64,
    /// What the gaps were multiplied by.
    pub gap_factor: f64,
}

/// A label of more lines than this is hard to read in a box.
const MOST_LINES: usize = 3;
/// Characters named in one sentence.
const MOST_CHARACTERS: usize = 12;
/// Graphemes of a label quoted in a sentence.
const MOST_QUOTED: usize = 60;

/// Every check on a figure as laid out.
pub fn all(model: &FigureModel, options: &FigureOptions, words: &[Written<'_>], fit: &Fit) -> Vec<Check> {
    let mut found = Found { checks: Vec::new() };
    if model.themes().next().is_none() {
        found.problem(
            CheckKind::NothingToDraw,
            format!("Nothing to draw: no theme is placed in {}. Place a theme first.", options.level.words()),
            None,
        );
    }
    found.size(options, fit);
    found.table(model, options);
    found.notes(model);
    if !options.show_legend && model.subthemes().next().is_some() {
        found.advice(
            CheckKind::LegendOff,
            "The legend is off: print the caption with the figure, since only its key says what the shades mean."
                .to_owned(),
            None,
        );
    }
    found.themes(model, options);
    for subtheme in unique(model) {
        found.subtheme(subtheme);
    }
    found.lines(words);
    found.characters(words);
    found.checks.sort_by_key(|check| check.severity);
    found.checks
}

/// Each sub-theme once, at its first place.
fn unique(model: &FigureModel) -> impl Iterator<Item = &SubthemeBox> {
    let mut seen = BTreeSet::new();
    model.subthemes().filter(move |subtheme| seen.insert(subtheme.id.as_str()))
}

struct Found {
    checks: Vec<Check>,
}

impl Found {
    fn add(&mut self, severity: Severity, kind: CheckKind, sentence: String, target: Option<Target>) {
        self.checks.push(Check { severity, kind, sentence, target });
    }

    fn problem(&mut self, kind: CheckKind, sentence: String, target: Option<Target>) {
        self.add(Severity::Problem, kind, sentence, target);
    }

    fn warning(&mut self, kind: CheckKind, sentence: String, target: Option<Target>) {
        self.add(Severity::Warning, kind, sentence, target);
    }

    fn advice(&mut self, kind: CheckKind, sentence: String, target: Option<Target>) {
        self.add(Severity::Advice, kind, sentence, target);
    }

    fn size(&mut self, options: &FigureOptions, fit: &Fit) {
        let (text, least) = (options.text(), options.min_text_pt);
        if text < least {
            self.problem(
                CheckKind::TextTooSmall,
                format!("The text is {text} pt; the journal asks for at least {least} pt. Choose a larger text."),
                None,
            );
        }
        if text > options.max_text_pt {
            self.warning(
                CheckKind::TextTooLarge,
                format!(
                    "The text is {text} pt; the journal asks for at most {} pt. Choose a smaller text.",
                    options.max_text_pt
                ),
                None,
            );
        }
        if fit.width / POINTS_PER_CM < options.min_width_cm - 0.005 {
            self.problem(
                CheckKind::TooNarrow,
                format!(
                    "The figure is {:.2} cm wide; the journal takes none under {:.2} cm. Choose a larger width.",
                    fit.width / POINTS_PER_CM,
                    options.min_width_cm
                ),
                None,
            );
        }
        let (width, most) = (fit.width / POINTS_PER_CM, options.max_width_cm);
        if width > most + 0.005 {
            self.problem(
                CheckKind::TooWide,
                format!(
                    "The figure is {width:.2} cm wide, {:.2} cm more than the journal takes ({most:.2} cm). \
                     Choose a smaller width or a smaller text.",
                    width - most
                ),
                None,
            );
        }
        let most = options.max_height_pt();
        let excess = (fit.height - most) / POINTS_PER_CM;
        if excess > 0.0 {
            self.problem(
                CheckKind::TooHigh,
                format!(
                    "The figure is {excess:.2} cm too high ({:.2} cm; at most {:.2} cm), though its columns and gaps \
                     were made to give way. Shorten labels, or spread it over pages.",
                    fit.height / POINTS_PER_CM,
                    most / POINTS_PER_CM
                ),
                None,
            );
        } else if fit.gap_factor < 1.0 {
            self.advice(
                CheckKind::GapsReduced,
                format!(
                    "The gaps between boxes were reduced to {:.0}% so that the figure is no higher than {:.2} cm.",
                    fit.gap_factor * 100.0,
                    most / POINTS_PER_CM
                ),
                None,
            );
        }
    }

    fn table(&mut self, model: &FigureModel, options: &FigureOptions) {
        let rows: BTreeMap<u32, Option<usize>> =
            model.interventions.iter().map(|row| (row.number, row.barriers)).collect();
        let mut on_boxes: BTreeMap<u32, &SubthemeBox> = BTreeMap::new();
        for subtheme in unique(model) {
            for number in &subtheme.numbers {
                on_boxes.entry(*number).or_insert(subtheme);
            }
        }
        for (number, subtheme) in on_boxes.iter().filter(|(number, _)| !rows.contains_key(number)) {
            let sentence = format!(
                "{} carries the number {number}, which is no row of the interventions table. Add the intervention, \
                 or remove the link.",
                quoted(&subtheme.label)
            );
            let (intervention, subtheme) = (String::new(), subtheme.id.clone());
            let target = Target::Number { number: *number, intervention, subtheme };
            self.problem(CheckKind::NumberWithoutRow, sentence, Some(target));
        }
        let counts = model.barrier_counts(options.count_marked_enablers);
        for (number, printed) in rows {
            let target = Some(Target::Intervention(number));
            if !on_boxes.contains_key(&number) {
                let sentence = format!(
                    "Intervention {number} is on no box of the figure. Link it to the sub-themes that it addresses."
                );
                self.warning(CheckKind::RowWithoutNumber, sentence, target.clone());
            }
            let counted = counts.get(&number).copied().unwrap_or(0);
            if let Some(printed) = printed.filter(|printed| *printed != counted) {
                let sentence = format!(
                    "The table says that intervention {number} addresses {printed}, the figure shows {counted}. A \
                     sub-theme that is not in the figure may count in the table."
                );
                self.problem(CheckKind::CountDiffers, sentence, target);
            }
        }
    }

    fn notes(&mut self, model: &FigureModel) {
        for mark in NoteMark::ALL {
            let symbol = mark.symbol();
            let has_note = model.notes.get(&mark).is_some_and(|note| !clean(note).is_empty());
            match (model.is_marked(mark), has_note) {
                (true, false) => self.problem(
                    CheckKind::MarkWithoutNote,
                    format!("A box is marked {symbol}, but no note says what it means. Write the note."),
                    Some(Target::Note(mark)),
                ),
                (false, true) => self.advice(
                    CheckKind::NoteWithoutMark,
                    format!("There is a note for {symbol}, but no box is marked with it; the caption leaves it out."),
                    Some(Target::Note(mark)),
                ),
                _ => {}
            }
        }
    }

    fn themes(&mut self, model: &FigureModel, options: &FigureOptions) {
        for theme in model.themes().filter(|theme| theme.subthemes.is_empty()) {
            let sentence = format!(
                "The theme {} has no sub-themes, so nothing shows what in it hinders or helps. Add one, or leave it \
                 as a box alone.",
                quoted(&theme.name)
            );
            self.warning(CheckKind::ThemeWithoutSubthemes, sentence, Some(Target::Theme(theme.id.clone())));
        }
        let level = options.level.words();
        for theme in &model.unplaced {
            let name = quoted(&theme.name);
            if !model.themes().any(|drawn| drawn.id == theme.id) {
                let sentence = format!("The theme {name} is not placed in {level} and is not in the figure. Place it.");
                self.warning(CheckKind::UnplacedTheme, sentence, Some(Target::Theme(theme.id.clone())));
                continue;
            }
            for subtheme in &theme.subthemes {
                let label = quoted(&subtheme.label);
                let sentence = format!(
                    "{label} is not placed in {level}, nor is its theme {name}; it is not in the figure. Place it."
                );
                self.warning(CheckKind::UnplacedTheme, sentence, Some(Target::Subtheme(subtheme.id.clone())));
            }
        }
        for one in &model.by_usage {
            let (name, components) = (quoted(&one.name), one.components.join(" and "));
            let sentence = format!(
                "{name} is not placed in {level}. It stands under {components}, where its other place usually lies, and \
                 the caption says so. Place it yourself."
            );
            let target = if one.is_theme { Target::Theme(one.id.clone()) } else { Target::Subtheme(one.id.clone()) };
            self.warning(CheckKind::StandsByUsage, sentence, Some(target));
        }
    }

    fn subtheme(&mut self, subtheme: &SubthemeBox) {
        let label = quoted(&subtheme.label);
        let target = || Some(Target::Subtheme(subtheme.id.clone()));
        if clean(&subtheme.label).is_empty() {
            self.warning(
                CheckKind::EmptyLabel,
                "A sub-theme has no name; its box is empty. Name it.".to_owned(),
                target(),
            );
        }
        match subtheme.valence {
            Valence::Unset => self.warning(
                CheckKind::UnsetValence,
                format!(
                    "{label} has no valence and is drawn dashed. Decide whether it is a barrier, an enabler or both."
                ),
                target(),
            ),
            Valence::Enabler if !subtheme.numbers.is_empty() && subtheme.marks.is_empty() => self.warning(
                CheckKind::NumberedEnablerWithoutMark,
                format!(
                    "{label} is an enabler with numbers ({}) but without a mark. Mark it and write the note that says \
                     why it is addressed, or remove the links.",
                    list(&subtheme.sorted_numbers())
                ),
                target(),
            ),
            Valence::Barrier | Valence::Both if subtheme.numbers.is_empty() => self.advice(
                CheckKind::BarrierWithoutNumber,
                format!("{label} is a barrier that no intervention addresses."),
                target(),
            ),
            _ => {}
        }
    }

    fn lines(&mut self, words: &[Written<'_>]) {
        for one in words.iter().filter(|one| one.lines > MOST_LINES) {
            let sentence = format!("{} takes {} lines. Shorten it.", quoted(one.label), one.lines);
            self.warning(CheckKind::LongLabel, sentence, Some(one.target.clone()));
        }
    }

    fn characters(&mut self, words: &[Written<'_>]) {
        let mut missing = BTreeSet::new();
        let mut first = None;
        for one in words {
            let found = lacking(one.text, one.weight);
            if !found.is_empty() && first.is_none() {
                first = Some(one.target.clone());
            }
            missing.extend(found);
        }
        if missing.is_empty() {
            return;
        }
        let named: Vec<String> = missing.iter().take(MOST_CHARACTERS).map(char::to_string).collect();
        let more = match missing.len().saturating_sub(MOST_CHARACTERS) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let sentence = format!(
            "The figure's font has no letters for {}{more}: pictures show empty boxes instead. Export as SVG and let \
             a program with a font for this script draw them.",
            named.join(" ")
        );
        self.problem(CheckKind::LackingCharacters, sentence, first);
    }
}

/// The label as a sentence names it: its beginning, where it is long.
fn quoted(label: &str) -> String {
    let label = clean(label);
    let begins: String = label.graphemes(true).take(MOST_QUOTED).collect();
    match begins.len() {
        0 => "A box without a name".to_owned(),
        length if length < label.len() => format!("“{}…”", begins.trim_end()),
        _ => format!("“{label}”"),
    }
}
