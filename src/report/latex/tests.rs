use super::escape::escape;
use super::latex;
use crate::report::sample;
use crate::report::tree::{Document, footnote, paragraph, text};

#[test]
fn characters_that_latex_would_obey_are_escaped() {
    assert_eq!(escape("50 % of A&B_{x} for $5 #1"), "50 \\% of A\\&B\\_\\{x\\} for \\$5 \\#1");
    assert_eq!(escape("~^\\"), "\\textasciitilde{}\\textasciicircum{}\\textbackslash{}");
    assert_eq!(escape("a -- b [c]"), "a -{}- b {[}c{]}");
    assert_eq!(escape("Łódź “q” a\u{a0}b"), "Łódź “q” a~b");
    // pdfLaTeX has no glyph for these; texlive 2022 sets the manual, the book, the table and a checklist of the sample without an error.
    assert_eq!(escape("\u{2003}a\u{202f}b\u{2060}c"), "\\hspace*{1em}a\\,bc");
}

/// Environments that begin and are not ended, or the other way about.
fn unbalanced(source: &str) -> Vec<String> {
    let (mut open, mut faults) = (Vec::new(), Vec::new());
    let body = source.split_once("\\begin{document}").unwrap().1;
    let mut rest = body;
    while let Some(at) = rest.find(['\\']) {
        rest = &rest[at + 1..];
        if let Some(name) = rest.strip_prefix("begin{") {
            open.push(name.split('}').next().unwrap().to_owned());
        } else if let Some(name) = rest.strip_prefix("end{") {
            let name = name.split('}').next().unwrap();
            if name != "document" && open.pop().as_deref() != Some(name) {
                faults.push(name.to_owned());
            }
        }
    }
    faults.extend(open);
    faults
}

#[test]
fn what_begins_is_ended_in_its_order_and_braces_pair() {
    for document in [sample::everything(), sample::many_codes(30), sample::right_to_left()] {
        let source = latex(&document, "").text;
        assert_eq!(unbalanced(&source), Vec::<String>::new());
        let plain = source.replace("\\\\", "").replace("\\{", "").replace("\\}", "");
        assert_eq!(plain.matches('{').count(), plain.matches('}').count());
    }
}

#[test]
fn a_header_that_is_repeated_calls_its_note_once() {
    let source = latex(&sample::everything(), "").text;
    assert_eq!(source.matches("At the time of the group").count(), 1);
    assert!(source.contains("\\endhead"));
}

#[test]
fn a_note_in_a_note_stands_in_brackets() {
    let mut document = Document::new("T");
    document.push(paragraph([text("a"), footnote([text("b"), footnote("c")])]));
    assert!(latex(&document, "").text.contains("a\\protect\\footnote{b (c)}"));
}

#[test]
fn pictures_are_named_where_the_source_looks_for_them() {
    let document = sample::everything();
    let written = latex(&document, "paper-");
    assert_eq!(written.pictures.len(), 1);
    assert!(written.text.contains("{paper-figure-1.png}") && written.pictures[0].0 == "paper-figure-1.png");
}
