//! A transcript's records as the transcript view wants them: turns with speakers, codings with lanes and colours.

use std::{
    collections::HashMap,
    hash::{DefaultHasher, Hash, Hasher},
    sync::Arc,
};

use eframe::egui::Ui;

use super::Shown;
use crate::{
    app::{
        look::{Tokens, paint, tokens},
        session::Desk,
        transcript::{CodingMark, Pattern, TranscriptContent, TranscriptStyle, TurnLine},
    },
    operations::{self, elide},
    study::{Anchor, Code, Coder, Direction, Id, Memo, Study, Transcript, Valence},
    text::Span,
};

/// Transcript, revision, code chosen, code under the pointer, coder, what is shown, dark.
type MadeOf = (Id<Transcript>, u64, Option<Id<Code>>, Option<Id<Code>>, Option<Id<Coder>>, Shown, bool);

/// The content of the transcript shown, made anew only when the study, the transcript or what is tinted changes.
#[derive(Default)]
pub struct Content {
    made_of: Option<MadeOf>,
    /// Counts what was made, so that the view sees that it is another.
    generation: u64,
    /// How many codings are shown.
    pub codings: usize,
    content: Option<TranscriptContent>,
}

impl Content {
    pub fn of(
        &mut self,
        desk: &Desk<'_>,
        transcript: &Transcript,
        chosen: Option<Id<Code>>,
        hovered: Option<Id<Code>>,
        shown: &Shown,
        tokens: &Tokens,
    ) -> TranscriptContent {
        let made_of = (transcript.id, desk.revision, chosen, hovered, desk.me, shown.clone(), tokens.dark);
        if self.made_of.as_ref() != Some(&made_of) || self.content.is_none() {
            self.made_of = Some(made_of);
            self.generation += 1;
            let revision = self.generation;
            let made = content(desk, transcript, (chosen, hovered), shown, tokens);
            self.codings = made.codings.len();
            let mut marks = made.codings.to_vec();
            marks.extend(memo_marks(desk.study, transcript, shown, tokens));
            self.content = Some(TranscriptContent { revision, codings: marks.into(), ..made });
        }
        self.content.clone().unwrap_or_default()
    }
}

fn content(
    desk: &Desk<'_>,
    transcript: &Transcript,
    (chosen, hovered): (Option<Id<Code>>, Option<Id<Code>>),
    shown: &Shown,
    tokens: &Tokens,
) -> TranscriptContent {
    let study = desk.study;
    let wanted = shown.codings(study, transcript.id);
    let text = study.shared_text(transcript.id).shared();
    let order: HashMap<Id<Code>, u64> =
        study.code_tree().iter().enumerate().map(|(at, (_, code))| (code.id, at as u64)).collect();
    let mut tinted = chosen.map(|code| study.code_and_below(code)).unwrap_or_default();
    tinted.extend(hovered);
    let several = study.coders().len() > 1;
    // Full colour is one's own; while nobody has said who they are, the first coder's.
    let own = desk.me.or_else(|| study.coders().next().map(|coder| coder.id));
    let consensus = study.consensus().map(|coder| coder.id);
    let codings: Vec<CodingMark> = study
        .codings_of(transcript.id)
        .into_iter()
        .filter(|coding| wanted.as_ref().is_none_or(|wanted| wanted.contains(&coding.id)))
        .map(|coding| {
            let coder = study.get(coding.coder);
            CodingMark {
                id: coding.id.uuid().as_u128(),
                span: coding.span,
                lane_key: order.get(&coding.code).copied().unwrap_or(u64::MAX),
                label: study.get(coding.code).map_or_else(String::new, |code| code.name.clone()),
                path: study.code_path(coding.code).join(" › "),
                colour: study.code_colour(coding.code).map_or(tokens.quiet, |colour| tokens.mark(paint(colour))),
                coder_letter: coder.filter(|_| several).and_then(|coder| coder.initials.chars().next()),
                pattern: match coding.coder {
                    coder if Some(coder) == consensus => Pattern::Dotted,
                    coder if several && Some(coder) != own => Pattern::Hatched,
                    _ => Pattern::Solid,
                },
                contradicts: coding.contradicts,
                valence_mark: coding.valence.map(valence_mark),
                tinted: tinted.contains(&coding.code),
            }
        })
        .collect();
    let turns = transcript.turns.iter().enumerate().map(|(at, turn)| {
        let speaker = turn.speaker.and_then(|id| study.get(id));
        TurnLine {
            span: turn.span,
            speaker: speaker.map_or_else(String::new, |speaker| speaker.label.clone()),
            number: u32::try_from(at + 1).unwrap_or(u32::MAX),
            time: turn.time_ms.map(operations::clock),
            moderator: speaker.is_some_and(|speaker| speaker.moderator),
        }
    });
    let spans: Vec<_> = codings.iter().map(|mark| mark.span).collect();
    let visible = shown.text(study, transcript, &spans);
    TranscriptContent {
        key: text_key(study, transcript.id, visible.as_deref()),
        visible,
        title: transcript.title.clone(),
        turns: turns.collect(),
        text,
        language: Some(study.details().language.clone()),
        rtl: match transcript.direction {
            Direction::Auto => None,
            Direction::LeftToRight => Some(false),
            Direction::RightToLeft => Some(true),
        },
        codings: codings.into(),
        ..TranscriptContent::default()
    }
}

/// Memos on passages, beside the codings: the last lane, dotted, without a colour of their own.
fn memo_marks(study: &Study, transcript: &Transcript, shown: &Shown, tokens: &Tokens) -> Vec<CodingMark> {
    if shown.reading {
        return Vec::new();
    }
    let marks = study.referring::<Memo>(transcript.id.key()).filter_map(|memo| {
        let Some(Anchor::Passage(_, span)) = memo.anchor else { return None };
        let words = if memo.title.is_empty() { &memo.text } else { &memo.title };
        Some(CodingMark {
            id: memo.id.uuid().as_u128(),
            span,
            lane_key: u64::MAX,
            label: if words.is_empty() { "Memo".into() } else { format!("Memo: {}", elide(words, 40)) },
            path: if words.is_empty() { "Memo".into() } else { format!("Memo: {}", elide(words, 200)) },
            colour: tokens.quiet,
            coder_letter: None,
            pattern: Pattern::Dotted,
            contradicts: false,
            valence_mark: None,
            tinted: false,
        })
    });
    marks.collect()
}

/// Changes with the text and with what of it is shown: the view lays out anew when it does.
fn text_key(study: &Study, transcript: Id<Transcript>, visible: Option<&[Span]>) -> u64 {
    let text = study.shared_text(transcript).shared();
    let mut hasher = DefaultHasher::new();
    (visible, study.get(transcript).map(|one| one.turns.len())).hash(&mut hasher);
    hasher.finish() ^ (Arc::as_ptr(&text).cast::<u8>() as usize as u64) ^ (text.len() as u64).rotate_left(32)
}

/// How a valence is marked beside a lane.
pub fn valence_mark(valence: Valence) -> char {
    match valence {
        Valence::Barrier => '−',
        Valence::Enabler => '+',
        Valence::Both => '±',
    }
}

/// The transcript's look, from the tokens.
pub fn style(ui: &Ui, shown: &Shown) -> TranscriptStyle {
    let tokens = tokens(ui.ctx());
    TranscriptStyle {
        background: tokens.page,
        text: tokens.text,
        text_dimmed: tokens.quiet,
        margin_text: tokens.text,
        faint_text: tokens.quiet,
        selection: tokens.selection,
        selection_unfocused: tokens.hover,
        caret: tokens.accent,
        hit: tokens.found,
        hit_line: tokens.warning,
        drop_target: tokens.chosen,
        scroll_track: tokens.panel,
        scroll_thumb: tokens.outline,
        scroll_mark: tokens.outline,
        dim_moderator: shown.dim_moderators,
        coding_margin: if shown.reading { 0.0 } else { 280.0 },
        ..TranscriptStyle::from_visuals(ui.visuals())
    }
}
