//! What a person chose of a study's documents: how they print it. Kept with their preferences, not with the study, which
//! another may print otherwise.

use serde::{Deserialize, Serialize};

use crate::{
    report::{ATTRIBUTION, Checklist, Choices, ManualOptions, Output, ParticipantOptions, QuoteOptions, tree::Page},
    study::Study,
};

/// The documents that the Manual room shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Printed {
    #[default]
    Manual,
    Quotes,
    Participants,
    Checklist,
    Interventions,
    /// What holds of a manuscript's quotations.
    Verification,
}

impl Printed {
    /// All of them with their names, in the order of the list.
    pub const ALL: [(Printed, &'static str); 6] = [
        (Printed::Manual, "Coding manual"),
        (Printed::Quotes, "Quotation book"),
        (Printed::Participants, "Participant table"),
        (Printed::Interventions, "Interventions table"),
        (Printed::Checklist, "Reporting checklist"),
        (Printed::Verification, "Verify quotations"),
    ];

    /// What is written of it; a verification is made of a manuscript, too.
    pub fn output(self) -> Option<Output> {
        match self {
            Printed::Manual => Some(Output::Manual),
            Printed::Quotes => Some(Output::Quotes),
            Printed::Participants => Some(Output::Participants),
            Printed::Checklist => Some(Output::Checklist),
            Printed::Interventions => Some(Output::Interventions),
            Printed::Verification => None,
        }
    }
}

/// Everything that is chosen. Paper, language and attribution are the same in all documents.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Printing {
    pub document: Printed,
    pub page: Page,
    /// BCP 47; `None` takes the study's.
    pub language: Option<String>,
    /// How a quotation says who speaks ([`crate::report::attribution`]).
    pub attribution: String,
    /// `None` until something is chosen: then what suits the study.
    pub manual: Option<ManualOptions>,
    pub quotes: QuoteOptions,
    pub participants: ParticipantOptions,
    pub checklist: Option<Checklist>,
}

impl Default for Printing {
    fn default() -> Self {
        Printing {
            document: Printed::default(),
            page: Page::default(),
            language: None,
            attribution: ATTRIBUTION.to_owned(),
            manual: None,
            quotes: QuoteOptions::default(),
            participants: ParticipantOptions::default(),
            checklist: None,
        }
    }
}

impl Printing {
    /// As it was kept; what cannot be read, of a later version perhaps, is as usual.
    pub fn read(kept: &str) -> Self {
        serde_json::from_str(kept).unwrap_or_default()
    }

    /// As it is kept.
    pub fn written(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// The manual's options.
    pub fn manual_of(&self, study: &Study) -> ManualOptions {
        let chosen = self.manual.clone().unwrap_or_else(|| ManualOptions::of(study));
        let (page, language) = (self.page, self.language.clone());
        ManualOptions { page, language, attribution: self.attribution.clone(), ..chosen }
    }

    /// The quotation book's options.
    pub fn quotes(&self) -> QuoteOptions {
        let (page, language) = (self.page, self.language.clone());
        QuoteOptions { page, language, attribution: self.attribution.clone(), ..self.quotes.clone() }
    }

    /// Which checklist.
    pub fn checklist(&self) -> Checklist {
        self.checklist.unwrap_or(Checklist::Coreq)
    }

    /// All of it, as what is written asks for it.
    pub fn choices(&self, study: &Study) -> Choices {
        let (page, language) = (self.page, self.language.clone());
        Choices {
            manual: Some(self.manual_of(study)),
            participants: ParticipantOptions { page, language: language.clone(), ..self.participants.clone() },
            quotes: self.quotes(),
            checklist: Some(self.checklist()),
            transcripts: Vec::new(),
            page,
            language,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_comes_back_and_what_cannot_be_read_is_as_usual() {
        let mut printing = Printing { page: Page::Letter, document: Printed::Quotes, ..Printing::default() };
        printing.quotes.words = 40;
        printing.manual = Some(ManualOptions { quotations: 1, ..ManualOptions::default() });
        assert_eq!(Printing::read(&printing.written()), printing);
        assert_eq!(Printing::read("{\"document\":\"Hologram\"}"), Printing::default());
        assert_eq!(Printing::read("{\"page\":\"Letter\"}").page, Page::Letter, "what is missing is as usual");
    }
}
