//! Text that LaTeX would read as commands, written so that it is read as text.

use crate::report::tree::carried;

/// Escapes text for the running text of a document.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut before = ' ';
    for c in carried(text).chars() {
        match c {
            '\\' => out.push_str("\\textbackslash{}"),
            '{' => out.push_str("\\{"),
            '}' => out.push_str("\\}"),
            '$' | '&' | '#' | '_' | '%' => {
                out.push('\\');
                out.push(c);
            }
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '"' => out.push_str("\\textquotedbl{}"),
            '`' => out.push_str("\\textasciigrave{}"),
            '<' => out.push_str("\\textless{}"),
            '>' => out.push_str("\\textgreater{}"),
            '|' => out.push_str("\\textbar{}"),
            // A bracket may be taken for an option, two hyphens for a dash, ?` and !` for Spanish marks.
            '[' => out.push_str("{[}"),
            ']' => out.push_str("{]}"),
            '-' if before == '-' => out.push_str("{}-"),
            '\u{a0}' => out.push('~'),
            '\u{ad}' => out.push_str("\\-"),
            // Spaces of other widths and marks that pdfLaTeX has no glyph for.
            '\u{2003}' => out.push_str("\\hspace*{1em}"),
            '\u{2002}' => out.push_str("\\hspace*{0.5em}"),
            '\u{2009}' | '\u{202f}' => out.push_str("\\,"),
            '\u{2060}' | '\u{200b}' => {}
            '\u{2011}' => out.push_str("\\mbox{-}"),
            '\n' | '\r' | '\t' => out.push(' '),
            _ => out.push(c),
        }
        before = c;
    }
    out
}
