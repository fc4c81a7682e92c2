//! The codes as a person finds them: by path, name, alias or definition, those used last and most first.

use std::collections::HashMap;

use eframe::egui::{Align, Layout, RichText, Ui};
use jiff::Timestamp;

use super::{
    look::{Tokens, icons, paint, tokens},
    shell::{Candidate, Candidates},
    widgets::{elided, key_cap, quiet_text, swatch},
};
use crate::study::{Code, CodeStatus, Coder, Coding, Id, Study, Transcript};
use crate::text::Span;

/// Every code that can be attached, ready to be found. Made anew when the study changes, not while somebody types.
#[derive(Clone, Debug)]
pub struct CodeList {
    pub codes: Vec<Id<Code>>,
    pub candidates: Candidates,
}

/// So many codes used last stand first while nothing is typed.
const RECENT: usize = 8;

impl CodeList {
    /// The codes in use, weighed by what this coder attached last and most (everybody, where nobody is named).
    pub fn of(study: &Study, me: Option<Id<Coder>>) -> Self {
        let mut uses: HashMap<Id<Code>, (u32, Timestamp)> = HashMap::new();
        for coding in study.codings().filter(|coding| me.is_none_or(|me| me == coding.coder)) {
            let (count, last) = uses.entry(coding.code).or_insert((0, coding.created));
            *count += 1;
            *last = coding.created.max(*last);
        }
        let mut recent: Vec<(Timestamp, Id<Code>)> = uses.iter().map(|(code, (_, last))| (*last, *code)).collect();
        recent.sort_unstable_by(|one, other| other.cmp(one));
        let rank: HashMap<Id<Code>, u32> =
            recent.iter().take(RECENT).zip(0..).map(|((_, code), rank)| (*code, rank)).collect();
        let weight = |code: Id<Code>| {
            let count = uses.get(&code).map_or(0, |(count, _)| *count).min(900);
            rank.get(&code).map_or(count, |rank| 2000 - rank)
        };
        let offered = study.code_tree().into_iter().filter(|(_, code)| code.status != CodeStatus::Retired);
        let (codes, candidates) = offered
            .map(|(_, code)| {
                let more = [code.brief.as_str(), code.full.as_str()].join("\n");
                let path = study.code_path(code.id).join(" ");
                let mut candidate = Candidate::new(&code.name, &more, weight(code.id)).also(&path, 2);
                for alias in &code.aliases {
                    candidate = candidate.also(alias, 3);
                }
                (code.id, candidate)
            })
            .unzip::<_, _, Vec<_>, Vec<_>>();
        CodeList { codes, candidates: Candidates::new(candidates) }
    }

    /// The codes for which `keep` says yes.
    pub fn only(&self, keep: impl Fn(Id<Code>) -> bool) -> Self {
        let kept = self.codes.iter().zip(self.candidates.as_slice()).filter(|(code, _)| keep(**code));
        let (codes, candidates) =
            kept.map(|(code, candidate)| (*code, candidate.clone())).unzip::<_, _, Vec<_>, Vec<_>>();
        CodeList { codes, candidates: Candidates::new(candidates) }
    }

    /// The code at a place of the list.
    pub fn at(&self, place: usize) -> Option<Id<Code>> {
        self.codes.get(place).copied()
    }
}

/// Who seeks a code, and for which words.
#[derive(Clone, Copy, Debug, Default)]
pub struct Seeker {
    pub me: Option<Id<Coder>>,
    /// The words that are to be coded.
    pub words: Option<(Id<Transcript>, Span)>,
}

impl Seeker {
    /// Whether the code stands on these very words already, by this coder.
    fn has(&self, study: &Study, code: Id<Code>) -> bool {
        let Some((transcript, span)) = self.words else { return false };
        study.referring::<Coding>(code.key()).any(|coding| {
            coding.transcript == transcript && coding.span == span && self.me.is_none_or(|me| me == coding.coder)
        })
    }
}

/// One row of a list of codes: colour, name, path, the first line of its definition; its key, and a tick where it is
/// attached already.
pub fn code_row(ui: &mut Ui, study: &Study, code: Option<Id<Code>>, seeker: Seeker) {
    let Some(code) = study.get_opt(code) else { return };
    swatch(ui, study.code_colour(code.id).map_or(tokens(ui.ctx()).quiet, paint));
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        let pins = study.get_opt(seeker.me).map(|me| &me.pins);
        if let Some(key) = pins.and_then(|pins| pins.iter().find(|(_, pinned)| **pinned == code.id)) {
            key_cap(ui, &key.0.to_string());
        }
        if seeker.has(study, code.id) {
            let tick = ui.label(RichText::new(icons::DONE).color(tokens(ui.ctx()).good));
            tick.widget_info(|| eframe::egui::WidgetInfo::labeled(eframe::egui::Role::Label, true, "attached already"));
        }
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            elided(ui, code.name.as_str());
            let path = study.code_path(code.id);
            let above = path.split_last().map(|(_, above)| above.join(" › ")).unwrap_or_default();
            let first = code.brief.lines().chain(code.full.lines()).find(|line| !line.trim().is_empty());
            let parts = [above.as_str(), first.unwrap_or_default()];
            let more = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
            if !more.is_empty() {
                elided(ui, quiet_text(ui, more).size(Tokens::SMALL));
            }
        });
    });
}
