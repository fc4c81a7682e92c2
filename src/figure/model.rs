//! What the figure shows: components, their themes, and the themes' sub-themes.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

/// Whether a sub-theme hinders or helps the behaviour under study.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Valence {
    Barrier,
    Enabler,
    Both,
    /// Nobody has decided yet.
    #[default]
    Unset,
}

impl Valence {
    /// All of them, in the order of the legend.
    pub const ALL: [Valence; 4] = [Valence::Barrier, Valence::Enabler, Valence::Both, Valence::Unset];

    /// The word that test and scripts read in the SVG: `barrier`, `enabler`, `both`, `unset`.
    pub fn key(self) -> &'static str {
        match self {
            Valence::Barrier => "barrier",
            Valence::Enabler => "enabler",
            Valence::Both => "both",
            Valence::Unset => "unset",
        }
    }

    /// As the legend and the caption say it, in lower case.
    pub fn words(self) -> &'static str {
        match self {
            Valence::Barrier => "barrier",
            Valence::Enabler => "enabler",
            Valence::Both => "both enabler and barrier",
            Valence::Unset => "valence not set",
        }
    }

    /// Whether an intervention that addresses it addresses a barrier.
    pub fn is_barrier(self) -> bool {
        matches!(self, Valence::Barrier | Valence::Both)
    }
}

pub use crate::study::NoteMark;

impl From<crate::study::Valence> for Valence {
    fn from(valence: crate::study::Valence) -> Self {
        match valence {
            crate::study::Valence::Barrier => Valence::Barrier,
            crate::study::Valence::Enabler => Valence::Enabler,
            crate::study::Valence::Both => Valence::Both,
        }
    }
}

/// Everything the figure shows, in the order in which it is shown.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct FigureModel {
    /// Without the full stop: "Themes, sub-themes, and links to COM-B model".
    pub title: String,
    /// As printed: `1`, `S2`. Empty where the figure has no number yet.
    pub figure_number: String,
    /// The interventions table's number, as printed. Empty where it has none yet.
    pub table_number: String,
    pub components: Vec<ComponentBox>,
    /// Themes with no place in the framework, and of themes that are drawn the sub-themes with none: listed in the
    /// checks, not drawn.
    pub unplaced: Vec<ThemeBox>,
    /// What stands in COM-B only because its other places usually lie there: drawn, listed in the checks, and told in
    /// the caption.
    pub by_usage: Vec<ByUsage>,
    /// What each mark stands for.
    pub notes: BTreeMap<NoteMark, String>,
    /// The rows of the interventions table.
    pub interventions: Vec<InterventionRow>,
}

/// A theme or sub-theme that nobody placed in COM-B, and where its place in another framework usually lies.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ByUsage {
    pub id: String,
    pub name: String,
    pub is_theme: bool,
    /// Whether its places are domains or constructs of the TDF, and none in a framework of the study's own.
    pub is_of_tdf: bool,
    /// The names of the components, or of their halves.
    pub components: Vec<String>,
}

/// A framework's element with its themes: a COM-B component or sub-component, a TDF domain, or another framework's.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ComponentBox {
    /// Stable: the same element has the same id in every figure.
    pub id: String,
    pub name: String,
    pub marks: Vec<NoteMark>,
    pub themes: Vec<ThemeBox>,
}

/// A theme with its sub-themes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ThemeBox {
    /// Stable; the same where a theme is placed in several components.
    pub id: String,
    pub name: String,
    pub marks: Vec<NoteMark>,
    pub subthemes: Vec<SubthemeBox>,
}

/// A sub-theme as a box.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct SubthemeBox {
    /// Stable; the same wherever the sub-theme is shown.
    pub id: String,
    pub label: String,
    pub valence: Valence,
    /// The interventions that address it, as numbered in the table. Derived from the interventions, never typed.
    pub numbers: Vec<u32>,
    pub marks: Vec<NoteMark>,
}

/// A row of the interventions table.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct InterventionRow {
    /// Stable.
    pub id: String,
    pub number: u32,
    /// The "number of barriers" that the table prints, to be held against the boxes; `None` where it prints none.
    pub barriers: Option<usize>,
}

impl SubthemeBox {
    /// The numbers as printed: ascending, each once.
    pub fn sorted_numbers(&self) -> Vec<u32> {
        self.numbers.iter().copied().collect::<BTreeSet<_>>().into_iter().collect()
    }
}

impl FigureModel {
    /// The themes that are drawn, in order.
    pub fn themes(&self) -> impl Iterator<Item = &ThemeBox> {
        self.components.iter().flat_map(|component| &component.themes)
    }

    /// The sub-themes that are drawn, in order; one that is shown twice comes twice.
    pub fn subthemes(&self) -> impl Iterator<Item = &SubthemeBox> {
        self.themes().flat_map(|theme| &theme.subthemes)
    }

    /// The id of the intervention with a number; empty where the table has no such row.
    pub fn intervention(&self, number: u32) -> &str {
        self.interventions.iter().find(|row| row.number == number).map_or("", |row| &row.id)
    }

    /// The valences that occur, in the order of the legend.
    pub fn valences(&self) -> Vec<Valence> {
        let present: BTreeSet<Valence> = self.subthemes().map(|subtheme| subtheme.valence).collect();
        Valence::ALL.into_iter().filter(|valence| present.contains(valence)).collect()
    }

    /// Whether any box that is drawn carries the mark.
    pub fn is_marked(&self, mark: NoteMark) -> bool {
        let components = self.components.iter().map(|component| &component.marks);
        let themes = self.themes().map(|theme| &theme.marks);
        let subthemes = self.subthemes().map(|subtheme| &subtheme.marks);
        components.chain(themes).chain(subthemes).any(|marks| marks.contains(&mark))
    }

    /// Whether any box carries a number.
    pub fn has_numbers(&self) -> bool {
        self.subthemes().any(|subtheme| !subtheme.numbers.is_empty())
    }

    /// How many boxes that are barriers (or both) carry each number, for every number of the table or on a box.
    ///
    /// A sub-theme that is shown twice counts once. `marked_enablers` also counts enablers with a note mark: which
    /// of the two rules holds is the project's setting and printed under the table.
    pub fn barrier_counts(&self, marked_enablers: bool) -> BTreeMap<u32, usize> {
        let mut carriers: BTreeMap<u32, BTreeSet<&str>> =
            self.interventions.iter().map(|row| (row.number, BTreeSet::new())).collect();
        for subtheme in self.subthemes() {
            let marked = subtheme.valence == Valence::Enabler && !subtheme.marks.is_empty();
            for number in &subtheme.numbers {
                let boxes = carriers.entry(*number).or_default();
                if subtheme.valence.is_barrier() || (marked_enablers && marked) {
                    boxes.insert(&subtheme.id);
                }
            }
        }
        carriers.into_iter().map(|(number, boxes)| (number, boxes.len())).collect()
    }
}
