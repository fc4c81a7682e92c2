//! What every sheet has: a name that Excel takes, the looks of cells, text of several looks in one cell.

use std::collections::BTreeSet;

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, FormatUnderline, Worksheet, XlsxError};

use crate::report::tree::{Alignment, CellContent, Inlines, Look, Piece, Words, runs};

const INK: u32 = 0x1F_3A4D;
const SLATE: u32 = 0x54_636E;
const HAIRLINE: u32 = 0xC3_CCD2;
const TINT: u32 = 0xF1_F4F6;

/// Most characters in a cell; Excel takes 32,767 UTF-16 units.
const LONGEST: usize = 16_000;

/// Names that are still free: at most 31 characters, none of `[]:*?/\`, no two alike whatever their capitals.
#[derive(Default)]
pub(super) struct Names(BTreeSet<String>);

impl Names {
    pub(super) fn next(&mut self, wished: &str) -> String {
        let allowed = |c: char| if "[]:*?/\\".contains(c) || c.is_control() { ' ' } else { c };
        let words: String = wished.chars().map(allowed).collect();
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        let words = words.trim_matches('\'').trim();
        let base = if words.is_empty() { "Sheet" } else { words };
        for number in 1_usize.. {
            let ending = if number == 1 { String::new() } else { format!(" {number}") };
            // Excel counts UTF-16 units.
            let mut name = String::new();
            let mut units = ending.len();
            for c in base.chars() {
                units += c.len_utf16();
                if units > 31 {
                    break;
                }
                name.push(c);
            }
            let name = format!("{}{ending}", name.trim_end());
            if self.0.insert(name.to_lowercase()) {
                return name;
            }
        }
        base.to_owned()
    }
}

/// How a cell looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum CellLook {
    /// Text of a table.
    #[default]
    Cell,
    /// The header of a table.
    Header,
    /// Names the rows below it.
    Group,
    /// Sums up the rows above it.
    Total,
    /// A paragraph outside of tables.
    Prose,
    /// A heading of this level.
    Heading(u8),
    /// Small print.
    Note,
}

/// The format of a cell.
pub(super) fn format(look: CellLook, alignment: Alignment) -> Format {
    let base = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let base = match alignment {
        Alignment::Start => base,
        Alignment::Centre => base.set_align(FormatAlign::Center),
        Alignment::End => base.set_align(FormatAlign::Right),
    };
    let ruled =
        |format: Format| format.set_border_bottom(FormatBorder::Hair).set_border_bottom_color(Color::RGB(HAIRLINE));
    match look {
        CellLook::Cell => ruled(base),
        CellLook::Header => base
            .set_bold()
            .set_font_color(Color::RGB(INK))
            .set_align(FormatAlign::Bottom)
            .set_background_color(Color::RGB(TINT))
            .set_border_bottom(FormatBorder::Medium)
            .set_border_bottom_color(Color::RGB(INK)),
        CellLook::Group => {
            ruled(base).set_bold().set_font_color(Color::RGB(INK)).set_background_color(Color::RGB(TINT))
        }
        CellLook::Total => {
            ruled(base).set_bold().set_border_top(FormatBorder::Thin).set_border_top_color(Color::RGB(INK))
        }
        CellLook::Prose => base,
        CellLook::Heading(_) => base.set_bold().set_font_size(size(look)).set_font_color(Color::RGB(INK)),
        CellLook::Note => base.set_font_color(Color::RGB(SLATE)).set_font_size(size(look)),
    }
}

/// How high rows must be for what stands in them. Excel fits rows to wrapped text when it opens a file, other programs do
/// not.
#[derive(Clone, Debug, Default)]
pub(super) struct Heights(std::collections::BTreeMap<u32, f64>);

impl Heights {
    /// Text stands in a row, in a column (or several together) as wide as so many characters, at this size in points.
    pub(super) fn fit(&mut self, row: u32, text: &str, width: f64, size: f64) {
        // Proportional letters are narrower on average than the figure by which Excel counts widths.
        let in_a_line = (width * 1.05 * 11.0 / size - 1.0).max(4.0);
        let wide = |c: char| if matches!(c, '\u{1100}'..='\u{115F}' | '\u{2E80}'..='\u{FFDC}') { 2.0 } else { 1.0 };
        let lines: f64 =
            text.split('\n').map(|line| (line.chars().map(wide).sum::<f64>() / in_a_line).ceil().max(1.0)).sum();
        let needed = lines * size * 1.36 + 2.0;
        let height = self.0.entry(row).or_insert(15.0);
        // Excel's highest row.
        *height = height.max(needed).min(409.0);
    }

    pub(super) fn apply(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        for (row, height) in &self.0 {
            sheet.set_row_height(*row, *height)?;
        }
        Ok(())
    }
}

/// The size of a look, in points.
pub(super) fn size(look: CellLook) -> f64 {
    match look {
        CellLook::Heading(0) => 20.0,
        CellLook::Heading(1) => 16.0,
        CellLook::Heading(2) => 13.0,
        CellLook::Note => 9.0,
        _ => 11.0,
    }
}

/// Text in pieces, each with how it looks beside the rest of its cell.
#[derive(Clone, Debug, Default)]
pub(super) struct Rich(Vec<(Format, String, bool)>);

impl Rich {
    pub(super) fn push(&mut self, text: &str) {
        self.piece(Format::new(), text, false);
    }

    fn piece(&mut self, format: Format, text: &str, special: bool) {
        if text.is_empty() {
            return;
        }
        match self.0.last_mut() {
            Some((_, before, false)) if !special => before.push_str(text),
            _ => self.0.push((format, text.to_owned(), special)),
        }
    }

    /// Inlines; a footnote stands in brackets after its word, since cells have no notes.
    pub(super) fn inlines(&mut self, inlines: &Inlines) {
        for run in runs(inlines) {
            match run.piece {
                Piece::Text(text) => self.styled(run.look, &text),
                Piece::CodeName { name, colour } => {
                    if let Some(colour) = colour {
                        let number =
                            u32::from(colour.red) << 16 | u32::from(colour.green) << 8 | u32::from(colour.blue);
                        self.piece(Format::new().set_font_color(Color::RGB(number)), "\u{25a0} ", true);
                    }
                    self.piece(Format::new().set_bold(), &name, true);
                }
                Piece::Break => self.push("\n"),
                Piece::RemarkStart(remark) => self.push(&remark.in_brackets()),
                Piece::RemarkEnd(_) => {}
                Piece::Footnote(note) => {
                    self.push(" [");
                    self.inlines(note);
                    self.push("]");
                }
            }
        }
    }

    fn styled(&mut self, look: Look<'_>, text: &str) {
        let mut format = Format::new();
        if look.strong {
            format = format.set_bold();
        }
        if look.emphasis {
            format = format.set_italic();
        }
        if look.added {
            format = format.set_underline(FormatUnderline::Single).set_font_color(Color::RGB(0x1E_6B3A));
        }
        if look.coded {
            format = format.set_underline(FormatUnderline::Single);
        }
        if look.removed {
            format = format.set_font_strikethrough().set_font_color(Color::RGB(0xA3_312B));
        }
        if look.superscript {
            format = format.set_font_script(rust_xlsxwriter::FormatScript::Superscript);
        }
        let special = look.strong || look.emphasis || look.coded || look.added || look.removed || look.superscript;
        self.piece(format, text, special);
    }

    /// The paragraphs of a cell, each on a line of its own.
    pub(super) fn content(content: &[CellContent], words: &Words) -> Rich {
        let mut rich = Rich::default();
        for (index, part) in content.iter().enumerate() {
            if index > 0 {
                rich.push("\n");
            }
            match part {
                CellContent::Text(text) => rich.inlines(text),
                CellContent::Item(text) => {
                    rich.push("\u{2022} ");
                    rich.inlines(text);
                }
                CellContent::Quotation(quotation) => {
                    if quotation.near_miss {
                        rich.piece(Format::new().set_bold(), &format!("{}: ", words.near_miss), true);
                    }
                    rich.push(&words.quotation_marks.0);
                    rich.inlines(&quotation.text);
                    rich.push(&words.quotation_marks.1);
                    if let Some(attribution) = &quotation.attribution {
                        rich.push(&format!(" {attribution}"));
                    }
                }
            }
        }
        rich
    }

    pub(super) fn plain(&self) -> String {
        self.0.iter().map(|(_, text, _)| text.as_str()).collect()
    }

    /// Writes it into a cell. Text longer than Excel takes is cut, and says so by an ellipsis.
    pub(super) fn write(&self, sheet: &mut Worksheet, row: u32, column: u16, format: &Format) -> Result<(), XlsxError> {
        let plain = self.plain();
        if plain.is_empty() {
            sheet.write_blank(row, column, format)?;
        } else if plain.chars().count() > LONGEST {
            let cut: String = plain.chars().take(LONGEST).chain(['…']).collect();
            sheet.write_string_with_format(row, column, cut, format)?;
        } else if let [(own, text, true)] = self.0.as_slice() {
            sheet.write_string_with_format(row, column, text, &own.clone().merge(format))?;
        } else if self.0.len() > 1 {
            let pieces: Vec<(&Format, &str)> = self.0.iter().map(|(format, text, _)| (format, text.as_str())).collect();
            sheet.write_rich_string_with_format(row, column, &pieces, format)?;
        } else {
            sheet.write_string_with_format(row, column, plain, format)?;
        }
        Ok(())
    }
}

/// A whole or decimal number as tables print them; `None` for anything that is more than a number.
pub(super) fn number(text: &str) -> Option<f64> {
    let text = text.trim();
    let digits = text.strip_prefix('-').unwrap_or(text);
    // Leading noughts and many digits are numbers of things, such as a code's, not amounts.
    let amount = !digits.is_empty()
        && digits.len() <= 12
        && digits.chars().all(|c| c.is_ascii_digit() || c == '.')
        && (digits == "0" || digits.starts_with("0.") || !digits.starts_with('0'));
    if amount { text.parse().ok().filter(|number: &f64| number.is_finite()) } else { None }
}
