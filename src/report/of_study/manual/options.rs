//! What a person may choose of a manual: one value that the window and the command line share, and that can be kept.

use serde::{Deserialize, Serialize};

use crate::report::tree::Page;
use crate::study::{Approach, Attribute, Board, Id, Study};

/// Which of the three manuals is made of the one record.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Shape {
    /// Themes with their concept, place and example data first, then every code, as in the study that inspired Colloquy.
    #[default]
    ThemeFirst,
    /// The six fields of MacQueen et al. 1998 for every code, in the order of the tree.
    MacQueen,
    /// Themes as shared meaning: concept, boundary, extracts, what runs against them; codes only as a tree.
    Reflexive,
}

impl Shape {
    /// All of them, with the names by which people choose them.
    pub const ALL: [(Shape, &'static str); 3] = [
        (Shape::ThemeFirst, "Theme first"),
        (Shape::MacQueen, "Code cards (MacQueen et al. 1998)"),
        (Shape::Reflexive, "Reflexive thematic analysis"),
    ];
}

/// How codes are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum CodeLayout {
    /// A card each.
    #[default]
    Cards,
    /// A row each of one table, on lying pages.
    Table,
}

/// Column sets of published coding manuals and results tables (see `docs/coding-manual.md` for where each was printed).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum ColumnSet {
    /// Domain, definition, application.
    TdfDictionary,
    /// Domain with its definition, construct, notes on decision making.
    DomainConstruct,
    /// Numbered codes with "code if" and "do not code if".
    CodingRules,
    /// COM-B, sub-component, sub-theme, concepts, context.
    CodingFramework,
    /// Sub-theme with its valence, COM-B sub-component, COM-B component.
    SubthemeToComb,
    /// COM-B component, sub-theme, quotation with who said it.
    CombQuotations,
    /// COM-B, TDF domain, themes of each part of the sample.
    CombTdfByPart,
    /// COM-B category and sub-category, definition, frequency, examples of barriers and enablers.
    CombFrequencies,
    /// TDF or COM-B, enabler, barrier, behaviour change technique.
    EnablerBarrierTechnique,
    /// COM-B, TDF, intervention functions, behaviour change techniques.
    CombTdfTechniques,
    /// Rank, TDF domain, frequency, elaboration, whether barriers and enablers are mixed.
    Ranking,
}

impl ColumnSet {
    /// All of them, with the names by which people choose them.
    pub const ALL: [(ColumnSet, &'static str); 11] = [
        (ColumnSet::TdfDictionary, "TDF coding dictionary"),
        (ColumnSet::DomainConstruct, "Domains and constructs with decisions"),
        (ColumnSet::CodingRules, "Coding rules"),
        (ColumnSet::CodingFramework, "Coding framework"),
        (ColumnSet::SubthemeToComb, "Sub-themes to COM-B"),
        (ColumnSet::CombQuotations, "COM-B with quotations"),
        (ColumnSet::CombTdfByPart, "COM-B and TDF by part of the sample"),
        (ColumnSet::CombFrequencies, "COM-B with frequencies"),
        (ColumnSet::EnablerBarrierTechnique, "Enablers, barriers, techniques"),
        (ColumnSet::CombTdfTechniques, "COM-B, TDF, functions, techniques"),
        (ColumnSet::Ranking, "Ranking of domains"),
    ];

    /// Its name for people.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(set, _)| *set == self).map_or("", |(_, name)| name)
    }
}

/// What is counted beside codes. Many reviewers of reflexive work want none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Counting {
    Nothing,
    /// Passages.
    Passages,
    /// Passages, speakers and groups.
    #[default]
    Spread,
}

/// In which order codes are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum CodeOrder {
    /// As in the tree.
    #[default]
    Tree,
    /// By the themes that hold them; those of no theme last.
    Theme,
    /// Those of most extracts first.
    Frequency,
    /// By name.
    Name,
}

/// Which sections are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Sections {
    pub contents: bool,
    pub how_to_use: bool,
    pub themes: bool,
    pub tree: bool,
    pub codes: bool,
    pub interventions: bool,
    pub frameworks: bool,
    pub versions: bool,
    pub agreement: bool,
    pub abbreviations: bool,
    pub references: bool,
}

impl Default for Sections {
    fn default() -> Self {
        Sections {
            contents: true,
            how_to_use: true,
            themes: true,
            tree: true,
            codes: true,
            interventions: true,
            frameworks: true,
            versions: true,
            agreement: true,
            abbreviations: true,
            references: true,
        }
    }
}

impl Sections {
    /// The section of this name, to be switched on or off; names as in the command line's `--without`.
    pub fn named(&mut self, name: &str) -> Option<&mut bool> {
        Some(match name {
            "contents" => &mut self.contents,
            "how-to-use" => &mut self.how_to_use,
            "themes" => &mut self.themes,
            "tree" => &mut self.tree,
            "codes" => &mut self.codes,
            "interventions" => &mut self.interventions,
            "frameworks" => &mut self.frameworks,
            "versions" => &mut self.versions,
            "agreement" => &mut self.agreement,
            "abbreviations" => &mut self.abbreviations,
            "references" => &mut self.references,
            _ => return None,
        })
    }

    /// The names of all sections, in the order in which they are printed.
    pub const NAMES: [&'static str; 11] = [
        "contents",
        "how-to-use",
        "themes",
        "tree",
        "codes",
        "interventions",
        "frameworks",
        "versions",
        "agreement",
        "abbreviations",
        "references",
    ];
}

/// Everything that may be chosen of a manual.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ManualOptions {
    pub shape: Shape,
    pub layout: CodeLayout,
    /// Tables of these column sets, printed after the themes in this order.
    pub columns: Vec<ColumnSet>,
    pub sections: Sections,
    pub counts: Counting,
    /// Example quotations printed for a code or sub-theme, at most.
    pub quotations: usize,
    /// Near misses beside the examples.
    pub near_misses: bool,
    /// Codes that are attached nowhere.
    pub unused: bool,
    /// Codes that are retired.
    pub retired: bool,
    pub order: CodeOrder,
    pub colour: bool,
    /// BCP 47; `None` takes the study's.
    pub language: Option<String>,
    pub page: Page,
    /// The board whose themes are printed; `None` takes the last.
    pub board: Option<Id<Board>>,
    /// The attribute by whose levels the sample is parted where a column set asks for it; `None` takes the first of
    /// categories.
    pub parts: Option<Id<Attribute>>,
    /// How a quotation says who speaks: `{participant}`, `{group}`, and any attribute's name in braces.
    pub attribution: String,
    /// Coding rules of the study, printed under "How to use this manual", one a paragraph.
    pub rules: Vec<String>,
}

/// The usual pattern of an attribution.
pub const ATTRIBUTION: &str = "({participant}, {group})";

impl Default for ManualOptions {
    fn default() -> Self {
        ManualOptions {
            shape: Shape::default(),
            layout: CodeLayout::default(),
            columns: Vec::new(),
            sections: Sections::default(),
            counts: Counting::default(),
            quotations: 3,
            near_misses: true,
            unused: true,
            retired: false,
            order: CodeOrder::default(),
            colour: true,
            language: None,
            page: Page::A4,
            board: None,
            parts: None,
            attribution: ATTRIBUTION.to_owned(),
            rules: Vec::new(),
        }
    }
}

impl ManualOptions {
    /// What suits the study: no counts and no coefficients where its approach is reflexive.
    pub fn of(study: &Study) -> Self {
        let reflexive = study.details().approach == Approach::Reflexive;
        ManualOptions {
            counts: if reflexive { Counting::Nothing } else { Counting::Spread },
            sections: Sections { agreement: !reflexive, ..Sections::default() },
            ..ManualOptions::default()
        }
    }
}
