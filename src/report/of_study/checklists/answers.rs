//! What a study knows of itself, as sentences that a checklist can take.

use std::collections::BTreeSet;

use super::items::Fill;
use crate::analysis::all_memos;
use crate::report::of_study::quotes::{QuoteOptions, balance};
use crate::study::{Approach, Attribute, Describes, MemoKind, Orientation, Role, Study, Theme};

/// A study, asked.
pub(super) struct Known<'a> {
    study: &'a Study,
    themes: Vec<&'a Theme>,
    subthemes: Vec<&'a Theme>,
}

fn counted(count: usize, one: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {one}s") }
}

/// "a", "a and b", "a, b and c".
fn listed(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

impl<'a> Known<'a> {
    pub(super) fn of(study: &'a Study) -> Self {
        let board = study.boards_in_order().pop();
        let themes = board.map(|board| study.themes_under(board.id, None)).unwrap_or_default();
        let below =
            |theme: &&Theme| board.map(|board| study.themes_under(board.id, Some(theme.id))).unwrap_or_default();
        let subthemes = themes.iter().flat_map(below).collect();
        Known { study, themes, subthemes }
    }

    /// What the study says; `None` where it says nothing.
    pub(super) fn answer(&self, fill: Fill) -> Option<String> {
        match fill {
            Fill::SampleSize => self.sample_size(),
            Fill::Settings => self.settings(),
            Fill::Moderators => self.moderators(),
            Fill::Sample => self.sample(),
            Fill::Repeats => self.repeats(),
            Fill::Notes => self.notes(),
            Fill::Coders => self.coders(),
            Fill::Tree => self.tree(),
            Fill::Derivation => self.derivation(),
            Fill::Software => Some(format!("Colloquy {}.", env!("CARGO_PKG_VERSION"))),
            Fill::Quotations => self.quotations(),
            Fill::MajorThemes => self.major(),
            Fill::MinorThemes => self.minor(),
            Fill::Title => Some(self.study.details().title.clone()).filter(|title| !title.is_empty()),
            Fill::Questions => Some(self.study.details().questions.join(" ")).filter(|text| !text.is_empty()),
            Fill::Processing => self.processing(),
            Fill::Analysis => self.analysis(),
            Fill::Trustworthiness => self.trustworthiness(),
            Fill::Approach => self.approach(),
            Fill::Contradictions => self.contradictions(),
            Fill::Reflexivity => self.reflexivity(),
            Fill::TopicSummaries => self.topics(),
            Fill::Balance => self.balance(),
            Fill::NumberOfThemes => self.number_of_themes(),
            Fill::Emerged => self.emerged(),
        }
    }

    fn people(&self) -> usize {
        self.study.participants().filter(|person| !person.moderator).count()
    }

    fn sample_size(&self) -> Option<String> {
        let (people, groups) = (self.people(), self.study.groups().len());
        (people > 0).then(|| format!("{} in {}.", counted(people, "participant"), counted(groups, "group")))
    }

    fn settings(&self) -> Option<String> {
        let groups = self.study.groups_in_order();
        let told: Vec<String> = groups
            .iter()
            .filter(|group| !group.place.is_empty())
            .map(|group| format!("{}: {}", group.label, group.place))
            .collect();
        (!told.is_empty()).then(|| format!("{}.", told.join("; ")))
    }

    fn moderators(&self) -> Option<String> {
        let labels: BTreeSet<&str> =
            self.study.participants().filter(|person| person.moderator).map(|person| person.label.as_str()).collect();
        let moderated =
            self.study.groups().filter(|group| self.study.members_of(group.id).iter().any(|person| person.moderator));
        let moderated = moderated.count();
        let labels: Vec<&str> = labels.into_iter().collect();
        (!labels.is_empty()).then(|| {
            let all = self.study.groups().len();
            let groups = match (moderated, all) {
                (_, 1) => "The group had a moderator".to_owned(),
                (some, all) if some == all => format!("Each of the {all} groups had a moderator"),
                (some, all) => format!("{some} of {all} groups had a moderator"),
            };
            let named = if labels.len() == 1 { "named" } else { "under the names" };
            format!(
                "{groups}, {named} “{}” in the transcripts.",
                listed(&labels).replace(" and ", "” and “").replace(", ", "”, “")
            )
        })
    }

    fn sample(&self) -> Option<String> {
        let described: Vec<&str> = self
            .study
            .attributes_in_order()
            .into_iter()
            .filter(|attribute: &&Attribute| attribute.describes == Describes::Participants)
            .map(|attribute| attribute.name.as_str())
            .collect();
        let size = self.sample_size()?;
        if described.is_empty() {
            return Some(size);
        }
        Some(format!("{size} Described by {} (table of participants).", listed(&described).to_lowercase()))
    }

    fn repeats(&self) -> Option<String> {
        let mut groups: Vec<_> = self.study.transcripts().filter_map(|transcript| transcript.group).collect();
        groups.sort();
        let all = groups.len();
        groups.dedup();
        (all > 0).then(|| {
            if all == groups.len() {
                "No: one transcript for each group.".to_owned()
            } else {
                format!("{} of {}.", counted(all, "transcript"), counted(groups.len(), "group"))
            }
        })
    }

    fn notes(&self) -> Option<String> {
        let of_groups = self.study.groups().filter(|group| !group.notes.is_empty()).count();
        let early = self.study.memos().filter(|memo| memo.kind == MemoKind::Familiarisation).count();
        (of_groups + early > 0).then(|| {
            format!(
                "Notes on {} and {} of first reading are kept in the study.",
                counted(of_groups, "group"),
                counted(early, "memo")
            )
        })
    }

    fn coders(&self) -> Option<String> {
        let coders: Vec<&str> = self
            .study
            .coders()
            .filter(|coder| coder.role == Role::Coder)
            .filter(|coder| self.study.codings().any(|coding| coding.coder == coder.id))
            .map(|coder| coder.name.as_str())
            .collect();
        let twice = self
            .study
            .transcripts()
            .filter(|transcript| {
                let hands: BTreeSet<_> = self
                    .study
                    .codings_of(transcript.id)
                    .iter()
                    .filter(|coding| self.study.get(coding.coder).is_some_and(|coder| coder.role == Role::Coder))
                    .map(|coding| coding.coder)
                    .collect();
                hands.len() > 1
            })
            .count();
        (!coders.is_empty()).then(|| {
            format!(
                "{}: {}. {} of {} coded by more than one.",
                counted(coders.len(), "coder"),
                listed(&coders),
                counted(twice, "transcript"),
                self.study.transcripts().len()
            )
        })
    }

    fn tree(&self) -> Option<String> {
        let codes = self.study.code_tree();
        let deepest = codes.iter().map(|(depth, _)| depth + 1).max()?;
        Some(format!(
            "{} on {}; printed in the coding manual.",
            counted(codes.len(), "code"),
            counted(deepest, "level")
        ))
    }

    fn derivation(&self) -> Option<String> {
        let total = self.study.codes().len();
        let deductive = self.study.codes().filter(|code| code.orientation == Orientation::Deductive).count();
        let levels = self.study.codings().filter_map(|coding| coding.level).collect::<Vec<_>>();
        let latent = levels.iter().filter(|level| **level == crate::study::Level::Latent).count();
        let of_levels = if levels.is_empty() {
            String::new()
        } else {
            format!(" Of {} marked for level, {latent} are latent.", counted(levels.len(), "coding"))
        };
        (total > 0).then(|| {
            format!(
                "{} derived from the data (inductive), {deductive} from theory or framework (deductive).{of_levels}",
                counted(total - deductive, "code")
            )
        })
    }

    fn quotations(&self) -> Option<String> {
        let balance = balance(self.study, &QuoteOptions::default());
        let quoted = balance.voices.iter().filter(|voice| voice.quotations > 0).count();
        (quoted > 0).then(|| {
            format!(
                "Quotations name participant and group; coded passages come from {quoted} of {}.",
                counted(balance.voices.len(), "participant")
            )
        })
    }

    fn major(&self) -> Option<String> {
        let names: Vec<&str> = self.themes.iter().map(|theme| theme.name.as_str()).collect();
        (!names.is_empty()).then(|| format!("{}: {}.", counted(names.len(), "theme"), names.join("; ")))
    }

    fn minor(&self) -> Option<String> {
        let names: Vec<&str> = self.subthemes.iter().map(|theme| theme.name.as_str()).collect();
        let against = self.study.codings().filter(|coding| coding.contradicts).count();
        (!names.is_empty()).then(|| {
            format!(
                "{}: {}. {} marked as running against their theme.",
                counted(names.len(), "sub-theme"),
                names.join("; "),
                counted(against, "coding")
            )
        })
    }

    fn processing(&self) -> Option<String> {
        let transcripts = self.study.transcripts().len();
        (transcripts > 0).then(|| {
            format!("{} in Colloquy, participants under labels; every change to text and codings is kept in the study’s journal. How the recordings were transcribed and made anonymous is for the authors to say.", counted(transcripts, "transcript"))
        })
    }

    fn analysis(&self) -> Option<String> {
        let codings = self.study.codings().len();
        let boards = self.study.boards().len();
        let memos = all_memos(self.study).count();
        (codings > 0).then(|| {
            format!(
                "{} with {}; codes gathered into themes on {}; {}. The journal dates every step.",
                counted(codings, "coding"),
                counted(self.study.codes().len(), "code"),
                counted(boards, "board"),
                counted(memos, "memo"),
            )
        })
    }

    fn trustworthiness(&self) -> Option<String> {
        let rounds = self.study.rounds().len();
        let verdicts = self.study.verdicts().len();
        let against = self.study.codings().filter(|coding| coding.contradicts).count();
        Some(format!(
            "Audit trail (journal); {} of double coding; {} by a second researcher; {} that run against their theme kept visible.",
            counted(rounds, "round"),
            counted(verdicts, "verdict"),
            counted(against, "coding"),
        ))
    }

    fn approach(&self) -> Option<String> {
        let placed = self.study.placements().len() > 0;
        let framework = if placed { " Themes were placed in COM-B and the Theoretical Domains Framework." } else { "" };
        let approach = match self.study.details().approach {
            Approach::Reflexive => {
                "Reflexive thematic analysis: differences between coders were discussed, not counted."
            }
            Approach::AgreementBased => {
                "Thematic analysis with a codebook: coders’ agreement was measured and differences were reconciled."
            }
        };
        Some(format!("{approach}{framework}"))
    }

    fn contradictions(&self) -> Option<String> {
        let against = self.study.codings().filter(|coding| coding.contradicts).count();
        (against > 0).then(|| {
            format!("{} marked as running against their theme, and printed beside it.", counted(against, "coding"))
        })
    }

    fn reflexivity(&self) -> Option<String> {
        let memos = self.study.memos().filter(|memo| memo.kind == MemoKind::Reflexive).count();
        (memos > 0).then(|| {
            format!(
                "{} in the study; what of them bears on the findings is for the authors to say.",
                counted(memos, "reflexive memo")
            )
        })
    }

    /// Names of one word, or without a definition, are more often topics than shared meanings.
    fn topics(&self) -> Option<String> {
        let topical: Vec<&str> = self
            .themes
            .iter()
            .filter(|theme| theme.name.split_whitespace().count() < 2 || theme.definition.is_empty())
            .map(|theme| theme.name.as_str())
            .collect();
        if self.themes.is_empty() {
            return None;
        }
        Some(match topical.as_slice() {
            [] => "Every theme has a central organising concept.".to_owned(),
            _ => format!("To be looked at, as possible topic summaries: {}.", listed(&topical)),
        })
    }

    fn balance(&self) -> Option<String> {
        let balance = balance(self.study, &QuoteOptions::default());
        let quoted = balance.voices.iter().filter(|voice| voice.quotations > 0).count();
        let loudest = balance
            .loudest()
            .map(|voice| format!(" {} ({}) supplies more than a quarter.", voice.participant, voice.group));
        (quoted > 0).then(|| {
            format!(
                "Coded passages come from {quoted} of {}.{}",
                counted(balance.voices.len(), "participant"),
                loudest.unwrap_or_default()
            )
        })
    }

    fn number_of_themes(&self) -> Option<String> {
        let count = self.themes.len();
        let many = if count > 7 { " More than seven are seldom rich: might some be one?" } else { "" };
        (count > 0)
            .then(|| format!("{} with {}.{many}", counted(count, "theme"), counted(self.subthemes.len(), "sub-theme")))
    }

    fn emerged(&self) -> Option<String> {
        let says = |theme: &&&Theme| {
            let text = theme.definition.to_lowercase();
            text.contains("emerged") || text.contains("emerging")
        };
        let found: Vec<&str> =
            self.themes.iter().chain(&self.subthemes).filter(says).map(|theme| theme.name.as_str()).collect();
        Some(if found.is_empty() {
            "No theme’s text says that it emerged.".to_owned()
        } else {
            format!("“Emerged” stands in the text of {}.", listed(&found))
        })
    }
}
