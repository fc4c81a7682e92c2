//! How the transcript looks: every colour and distance, handed in by the room, which has them from the design tokens.

use eframe::egui::{Color32, Visuals};

/// Colours and distances (points, unless said otherwise).
#[derive(Clone, Debug, PartialEq)]
pub struct TranscriptStyle {
    /// Behind everything.
    pub background: Color32,
    /// The words.
    pub text: Color32,
    /// A moderator's words, where they are dimmed.
    pub text_dimmed: Color32,
    /// Speakers' names and code labels.
    pub margin_text: Color32,
    /// Turn numbers and times.
    pub faint_text: Color32,
    /// Behind the selected words.
    pub selection: Color32,
    /// Behind the selected words while the keyboard is elsewhere.
    pub selection_unfocused: Color32,
    /// The caret, and the line round what has the keyboard.
    pub caret: Color32,
    /// Behind the words searched for.
    pub hit: Color32,
    /// Under the words searched for.
    pub hit_line: Color32,
    /// Where a dragged code would be attached.
    pub drop_target: Color32,
    /// The groove of the scroll bar.
    pub scroll_track: Color32,
    /// The part of the scroll bar one drags.
    pub scroll_thumb: Color32,
    /// Marks of codings on the scroll bar.
    pub scroll_mark: Color32,
    /// How strongly tints cover the background, 0 to 1.
    pub tint: f32,
    /// Whether moderators' words are dimmed.
    pub dim_moderator: bool,
    /// The greatest width of the text column, in ems of the reading face; 36 is about 76 characters.
    pub measure: f32,
    /// Line height, as a multiple of the font size.
    pub line_height: f32,
    /// Between paragraphs of one turn.
    pub paragraph_gap: f32,
    /// Between turns.
    pub turn_gap: f32,
    /// The greatest width of the margin of speakers.
    pub speaker_margin: f32,
    /// The greatest width of the margin of codings.
    pub coding_margin: f32,
    /// The size of the letters in both margins.
    pub margin_size: f32,
}

impl TranscriptStyle {
    /// A style of the transcript's own for egui's light or dark visuals: for trying things out, and for tests.
    pub fn from_visuals(visuals: &Visuals) -> Self {
        let pick = |dark: Color32, light: Color32| if visuals.dark_mode { dark } else { light };
        let grey = Color32::from_gray;
        Self {
            background: pick(grey(24), Color32::from_rgb(252, 251, 248)),
            text: pick(grey(222), grey(28)),
            text_dimmed: pick(grey(150), grey(104)),
            margin_text: pick(grey(196), grey(60)),
            faint_text: pick(grey(140), grey(110)),
            selection: pick(Color32::from_rgb(38, 79, 120), Color32::from_rgb(179, 211, 245)),
            selection_unfocused: pick(grey(62), grey(214)),
            caret: pick(Color32::from_rgb(120, 180, 255), Color32::from_rgb(0, 84, 166)),
            hit: pick(Color32::from_rgb(92, 78, 20), Color32::from_rgb(255, 238, 150)),
            hit_line: pick(Color32::from_rgb(224, 190, 60), Color32::from_rgb(150, 112, 0)),
            drop_target: pick(Color32::from_rgb(38, 88, 70), Color32::from_rgb(190, 232, 214)),
            scroll_track: pick(grey(34), grey(238)),
            scroll_thumb: pick(grey(100), grey(150)),
            scroll_mark: pick(grey(120), grey(160)),
            tint: if visuals.dark_mode { 0.36 } else { 0.26 },
            dim_moderator: false,
            measure: 36.0,
            line_height: 1.55,
            paragraph_gap: 5.0,
            turn_gap: 12.0,
            speaker_margin: 132.0,
            coding_margin: 280.0,
            margin_size: 12.5,
        }
    }
}
