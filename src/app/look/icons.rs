//! Icons by what they mean here: Phosphor, regular weight (MIT; `assets/fonts/icons`). The file holds only
//! these, moved to plane 15, because Inter has letters of its own where Phosphor has its icons.

pub const OPEN: &str = "\u{fe256}";
pub const ADD: &str = "\u{fe3d4}";
pub const CODE: &str = "\u{fec76}";
pub const THEMES: &str = "\u{feb54}";
pub const FIGURE: &str = "\u{fe67c}";
pub const HISTORY: &str = "\u{fe1a0}";
pub const UNDO: &str = "\u{fe08a}";
pub const REDO: &str = "\u{fe08c}";
pub const SEARCH: &str = "\u{fe30c}";
pub const COMMANDS: &str = "\u{fe1c4}";
pub const LIGHT: &str = "\u{fe472}";
pub const DARK: &str = "\u{fe330}";
pub const PERSON: &str = "\u{fe4c2}";
pub const PEOPLE: &str = "\u{fe68e}";
pub const TRANSCRIPT: &str = "\u{fe23a}";
pub const IMPORT: &str = "\u{fe236}";
pub const EXPORT: &str = "\u{feaf0}";
pub const DONE: &str = "\u{fe182}";
pub const SAVED: &str = "\u{fe184}";
pub const CLOSED: &str = "\u{fe13a}";
pub const OPENED: &str = "\u{fe136}";
pub const UP: &str = "\u{fe13c}";
pub const PIN: &str = "\u{fe3e2}";
pub const MEMO: &str = "\u{fe34c}";
pub const QUOTATION: &str = "\u{fe660}";
pub const REMOVE: &str = "\u{fe4a6}";
pub const WARNING: &str = "\u{fe4e0}";
pub const ABOUT: &str = "\u{fe2ce}";
pub const MORE: &str = "\u{fe1fe}";
pub const CLOSE: &str = "\u{fe4f6}";
pub const EDIT: &str = "\u{fe3b4}";
pub const EXAMPLE: &str = "\u{fe46a}";
pub const KEYS: &str = "\u{fe220}";
pub const SAMPLE: &str = "\u{fe0e6}";
/// An open book, too.
pub const MANUAL: &str = SAMPLE;
pub const LOCKED: &str = "\u{fe2fa}";
pub const CONTRADICTS: &str = "\u{fe18c}";
pub const GO: &str = "\u{fe06c}";
pub const VALENCE: &str = "\u{fe750}";
