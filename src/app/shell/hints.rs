//! Hints: one sentence at the foot of the window, at the moment it helps, until it is understood or closed.

use eframe::egui::{Button, Context, RichText, Role, Ui, WidgetInfo};

use crate::app::{
    commands::{Command, Situation},
    keymap::key_text,
    look::{Tokens, icons, tokens},
    preferences::Preferences,
};

/// What can be hinted at, the first that fits first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hint {
    Select,
    Attach,
    Outline,
    Pin,
    Find,
}

/// What is known of the work, for choosing a hint.
#[derive(Clone, Copy, Debug, Default)]
pub struct Moment {
    pub situation: Situation,
    /// A transcript is shown.
    pub transcript: bool,
    /// Codings of the person who codes.
    pub own_codings: usize,
    /// How often the code attached last was attached by them, and whether it is on a key.
    pub last_code: (usize, bool),
}

impl Hint {
    const ALL: [Hint; 5] = [Hint::Select, Hint::Attach, Hint::Outline, Hint::Pin, Hint::Find];

    fn name(self) -> &'static str {
        match self {
            Hint::Select => "select",
            Hint::Attach => "attach",
            Hint::Outline => "outline",
            Hint::Pin => "pin",
            Hint::Find => "find",
        }
    }

    /// Whether this is the moment for it.
    fn fits(self, moment: &Moment) -> bool {
        let Moment { situation, own_codings, last_code, .. } = *moment;
        let coding = moment.transcript && situation.writable && !situation.correcting;
        coding
            && match self {
                Hint::Select => !situation.selection && own_codings == 0,
                Hint::Attach => situation.selection && own_codings < 3,
                Hint::Outline => situation.active_coding && own_codings < 10,
                Hint::Pin => last_code.0 >= 4 && !last_code.1,
                Hint::Find => own_codings >= 15,
            }
    }

    /// Whether what it says has been done.
    fn understood(self, moment: &Moment) -> bool {
        match self {
            Hint::Select => moment.own_codings > 0 || moment.situation.selection,
            Hint::Attach => moment.own_codings >= 3,
            Hint::Outline => moment.own_codings >= 10,
            Hint::Pin => moment.last_code.1,
            Hint::Find => false,
        }
    }

    fn words(self, ctx: &Context) -> String {
        let key = |command| key_text(ctx, command);
        match self {
            Hint::Select => {
                "Drag over words to select them; a double click takes a word, a third the sentence, a fourth the turn."
                    .into()
            }
            Hint::Attach => format!(
                "{} finds a code for the selected words; a click on a code attaches it; {} makes one of the words themselves.",
                key(Command::AttachCode),
                key(Command::CodeInVivo)
            ),
            Hint::Outline => format!(
                "The outlined coding takes the keys: {} valence, {} memo, {} off again; drag its ends to move them.",
                key(Command::Valence),
                key(Command::CodingMemo),
                key(Command::Detach)
            ),
            Hint::Pin => {
                format!("You use this code often: {} puts the chosen code on a key from 1 to 9.", key(Command::PinCode))
            }
            Hint::Find => format!(
                "{} finds words in all transcripts, and codes every place at once, after a preview.",
                key(Command::FindEverywhere)
            ),
        }
    }
}

/// Draws the hint of the moment, if there is one. True where the preferences changed.
pub fn hint(ui: &mut Ui, preferences: &mut Preferences, moment: &Moment) -> bool {
    if !preferences.hints {
        return false;
    }
    let understood = |preferences: &Preferences, hint: Hint| preferences.hints_understood.contains(hint.name());
    let mut changed = false;
    for hint in Hint::ALL {
        if !understood(preferences, hint) && hint.fits(moment) {
            let tokens = tokens(ui.ctx());
            let close = Button::new(RichText::new(icons::CLOSE).size(Tokens::SMALL)).small().frame_when_inactive(false);
            let close = ui.add(close).on_hover_text("Close this hint");
            close.widget_info(|| WidgetInfo::labeled(Role::Button, true, "Close this hint"));
            if close.clicked() {
                preferences.hints_understood.insert(hint.name().to_owned());
                changed = true;
            }
            let words = RichText::new(hint.words(ui.ctx())).size(Tokens::SMALL).color(tokens.accent);
            ui.add(eframe::egui::Label::new(words).truncate());
            break;
        }
        if !understood(preferences, hint) && moment.transcript && hint.understood(moment) {
            preferences.hints_understood.insert(hint.name().to_owned());
            changed = true;
        }
    }
    changed
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(preferences: &Preferences, moment: &Moment) -> Option<Hint> {
        Hint::ALL.into_iter().find(|hint| !preferences.hints_understood.contains(hint.name()) && hint.fits(moment))
    }

    #[test]
    fn each_hint_has_its_moment_and_none_comes_in_a_study_that_is_only_read() {
        let preferences = Preferences::default();
        let writable = Situation { study: true, writable: true, ..Situation::default() };
        let moment = Moment { situation: writable, transcript: true, ..Moment::default() };
        assert_eq!(shown(&preferences, &moment), Some(Hint::Select));
        let selected = Situation { selection: true, ..writable };
        assert_eq!(shown(&preferences, &Moment { situation: selected, ..moment }), Some(Hint::Attach));
        let often = Moment { own_codings: 12, last_code: (5, false), ..moment };
        assert_eq!(shown(&preferences, &often), Some(Hint::Pin));
        assert_eq!(shown(&preferences, &Moment { last_code: (5, true), ..often }), None);
        let reading = Situation { writable: false, ..writable };
        assert_eq!(shown(&preferences, &Moment { situation: reading, ..moment }), None);
    }
}
