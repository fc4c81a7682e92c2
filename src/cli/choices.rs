//! What may be chosen of the manual, the quotation book and the table of participants.

use super::Failure;
use crate::{
    report::{
        Arrangement, Checklist, Choices, CodeLayout, CodeOrder, ColumnSet, Counting, ManualOptions, Missing,
        ParticipantOptions, QuoteOptions, Rounding, Sections, Shape, Unit, tree::Page,
    },
    study::{Attribute, Id, Study, Transcript},
};

#[derive(clap::Args)]
pub struct Wishes {
    /// Of the manual: theme-first, macqueen or reflexive.
    #[arg(long, value_enum, help_heading = "Manual")]
    shape: Option<ShapeName>,
    /// Codes as cards or as one table.
    #[arg(long, value_enum, help_heading = "Manual")]
    codes: Option<LayoutName>,
    /// Tables of published column sets, by number: 1 TDF dictionary, 2 domains and constructs, 3 coding rules, 4 coding
    /// framework, 5 sub-themes to COM-B, 6 quotations, 7 by part of the sample, 8 frequencies, 9 enablers and barriers, 10
    /// techniques, 11 ranking.
    #[arg(long, value_delimiter = ',', value_parser = clap::value_parser!(u8).range(1..=11), help_heading = "Manual")]
    columns: Vec<u8>,
    /// Sections left out: contents, how-to-use, themes, tree, codes, interventions, frameworks, versions, agreement,
    /// abbreviations, references.
    #[arg(long, value_delimiter = ',', help_heading = "Manual")]
    without: Vec<String>,
    /// What is counted: nothing, extracts (passages), or extracts with speakers and groups (spread).
    #[arg(long, value_enum, help_heading = "Manual")]
    counts: Option<CountName>,
    /// The order of codes.
    #[arg(long, value_enum, help_heading = "Manual")]
    code_order: Option<OrderName>,
    /// Codes without their colours.
    #[arg(long, help_heading = "Manual")]
    no_colour: bool,
    /// Codes that are attached nowhere are left out.
    #[arg(long, help_heading = "Manual")]
    no_unused: bool,
    /// A coding rule to be printed; may be given several times.
    #[arg(long, help_heading = "Manual")]
    rule: Vec<String>,
    /// Quotations for each code of the manual, or under each heading of the quotation book.
    #[arg(long, help_heading = "Quotations")]
    quotations: Option<usize>,
    /// How a quotation says who speaks: {participant}, {group}, {turn}, any attribute in braces.
    #[arg(long, help_heading = "Quotations")]
    attribution: Option<String>,
    /// Of the quotation book: under themes, codes, groups or participants.
    #[arg(long, value_enum, help_heading = "Quotations")]
    by: Option<ByName>,
    /// Longer quotations of the book are shortened to about so many words.
    #[arg(long, help_heading = "Quotations")]
    words: Option<usize>,
    /// `[laughs]` and the like are left out of the book.
    #[arg(long, help_heading = "Quotations")]
    without_asides: bool,
    /// Of the table: whose attributes are counted.
    #[arg(long, value_enum, help_heading = "Participants")]
    unit: Option<UnitName>,
    /// The attributes of the table by name, in order.
    #[arg(long, value_delimiter = ';', help_heading = "Participants")]
    attributes: Vec<String>,
    /// Percentages rounded half up, or so that they add up to 100.
    #[arg(long, value_enum, help_heading = "Participants")]
    rounding: Option<RoundingName>,
    /// Digits after the point of percentages, 0 to 2.
    #[arg(long, value_parser = clap::value_parser!(u8).range(0..=2), help_heading = "Participants")]
    decimals: Option<u8>,
    /// Missing values are left out; otherwise they have a row of their own.
    #[arg(long, help_heading = "Participants")]
    no_missing: bool,
    /// Bands of a number by where each begins: "Age=18,30,50". May be given several times.
    #[arg(long, help_heading = "Participants")]
    bands: Vec<String>,
    /// Of coded transcripts: those of these titles; otherwise all.
    #[arg(long, num_args = 1..)]
    transcripts: Vec<String>,
    /// Which checklist.
    #[arg(long, value_enum)]
    checklist: Option<ChecklistName>,
    /// The language of what is written, as en-GB.
    #[arg(long)]
    language: Option<String>,
    /// The paper.
    #[arg(long, value_enum)]
    page: Option<PageName>,
}

/// Makes an enum of names for the command line and what each stands for.
macro_rules! names {
    ($name:ident, $for:ty, $($one:ident = $value:expr),+ $(,)?) => {
        #[derive(Clone, Copy, clap::ValueEnum)]
        pub(super) enum $name { $($one,)+ }
        impl $name {
            pub(super) fn value(self) -> $for {
                match self { $($name::$one => $value,)+ }
            }
        }
    };
}
names!(ShapeName, Shape, ThemeFirst = Shape::ThemeFirst, Macqueen = Shape::MacQueen, Reflexive = Shape::Reflexive);
names!(LayoutName, CodeLayout, Cards = CodeLayout::Cards, Table = CodeLayout::Table);
names!(CountName, Counting, Nothing = Counting::Nothing, Passages = Counting::Passages, Spread = Counting::Spread);
names!(
    OrderName,
    CodeOrder,
    Tree = CodeOrder::Tree,
    Theme = CodeOrder::Theme,
    Frequency = CodeOrder::Frequency,
    Name = CodeOrder::Name,
);
names!(
    ByName,
    Arrangement,
    Theme = Arrangement::Theme,
    Code = Arrangement::Code,
    Group = Arrangement::Group,
    Participant = Arrangement::Participant,
);
names!(UnitName, Unit, Participants = Unit::Participants, Groups = Unit::Groups, Transcripts = Unit::Transcripts,);
names!(RoundingName, Rounding, HalfUp = Rounding::HalfUp, SumTo100 = Rounding::SumTo100);
names!(ChecklistName, Checklist, Coreq = Checklist::Coreq, Srqr = Checklist::Srqr, Rtarg = Checklist::Rtarg,);
names!(PageName, Page, A4 = Page::A4, Letter = Page::Letter);

impl Wishes {
    /// What is wrong with the wishes whatever the study, before it is read.
    pub(super) fn check(&self) -> Result<(), Failure> {
        let unknown = self.without.iter().find(|name| Sections::default().named(name).is_none());
        match unknown {
            Some(name) => {
                Err(Failure::Use(format!("There is no section “{name}”; there are {}.", Sections::NAMES.join(", "))))
            }
            None => Ok(()),
        }
    }

    /// The wishes as choices for this study.
    pub(super) fn choices(&self, study: &Study) -> Result<Choices, Failure> {
        let page = self.page.map(PageName::value).unwrap_or_default();
        Ok(Choices {
            manual: Some(self.manual(study, page)),
            participants: self.participants(study, page)?,
            quotes: self.quotes(page),
            checklist: self.checklist.map(ChecklistName::value),
            transcripts: self.transcripts(study)?,
            page,
            language: self.language.clone(),
        })
    }

    fn transcripts(&self, study: &Study) -> Result<Vec<Id<Transcript>>, Failure> {
        let titled = |title: &String| {
            let found = study.transcripts_in_order().into_iter().find(|one| one.title == *title);
            found.map(|one| one.id).ok_or_else(|| {
                Failure::Data(format!("There is no transcript called {title} in the study. Nothing was written."))
            })
        };
        self.transcripts.iter().map(titled).collect()
    }

    fn manual(&self, study: &Study, page: Page) -> ManualOptions {
        let usual = ManualOptions::of(study);
        let mut sections = usual.sections;
        for name in &self.without {
            if let Some(section) = sections.named(name) {
                *section = false;
            }
        }
        let set = |number: &u8| ColumnSet::ALL.get(usize::from(number.saturating_sub(1))).map(|(set, _)| *set);
        ManualOptions {
            shape: self.shape.map(ShapeName::value).unwrap_or(usual.shape),
            layout: self.codes.map(LayoutName::value).unwrap_or(usual.layout),
            columns: self.columns.iter().filter_map(set).collect(),
            sections,
            counts: self.counts.map(CountName::value).unwrap_or(usual.counts),
            quotations: self.quotations.unwrap_or(usual.quotations),
            unused: !self.no_unused,
            order: self.code_order.map(OrderName::value).unwrap_or(usual.order),
            colour: !self.no_colour,
            language: self.language.clone(),
            page,
            attribution: self.attribution.clone().unwrap_or_else(|| usual.attribution.clone()),
            rules: self.rule.clone(),
            ..usual
        }
    }

    fn quotes(&self, page: Page) -> QuoteOptions {
        let usual = QuoteOptions::default();
        QuoteOptions {
            by: self.by.map(ByName::value).unwrap_or(usual.by),
            attribution: self.attribution.clone().unwrap_or_else(|| usual.attribution.clone()),
            most: self.quotations.unwrap_or(usual.most),
            words: self.words.unwrap_or(usual.words),
            without_asides: self.without_asides,
            language: self.language.clone(),
            page,
            ..usual
        }
    }

    fn participants(&self, study: &Study, page: Page) -> Result<ParticipantOptions, Failure> {
        let usual = ParticipantOptions::default();
        let attributes = self.attributes.iter().map(|name| attribute(study, name)).collect::<Result<_, _>>()?;
        let mut bands = usual.bands.clone();
        for wish in &self.bands {
            let wrong = || Failure::Use(format!("Bands are given as NAME=NUMBER,NUMBER,…; “{wish}” is not."));
            let (name, edges) = wish.split_once('=').ok_or_else(wrong)?;
            let edges = edges.split(',').map(|edge| edge.trim().parse::<f64>());
            let edges = edges.collect::<Result<Vec<f64>, _>>().map_err(|_| wrong())?;
            bands.insert(attribute(study, name)?, edges);
        }
        Ok(ParticipantOptions {
            unit: self.unit.map(UnitName::value).unwrap_or(usual.unit),
            attributes,
            rounding: self.rounding.map(RoundingName::value).unwrap_or(usual.rounding),
            decimals: self.decimals.unwrap_or(usual.decimals),
            missing: if self.no_missing { Missing::LeftOut } else { Missing::Shown },
            bands,
            language: self.language.clone(),
            page,
            ..usual
        })
    }
}

/// The attribute with this name.
fn attribute(study: &Study, name: &str) -> Result<Id<Attribute>, Failure> {
    let found = study.attributes().find(|attribute| attribute.name == name.trim());
    found.map(|attribute| attribute.id).ok_or_else(|| {
        let known: Vec<&str> = study.attributes_in_order().iter().map(|attribute| attribute.name.as_str()).collect();
        Failure::Use(format!("The study has no attribute “{}”; it has: {}.", name.trim(), known.join("; ")))
    })
}
