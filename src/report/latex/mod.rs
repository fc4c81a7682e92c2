//! The tree as LaTeX source: one article that pdfLaTeX, XeLaTeX and LuaLaTeX set, with long tables whose header rows are
//! repeated, lying pages, notes and links. An author pastes parts of it into a journal's template.

mod escape;
mod inline;
mod preamble;
mod table;
#[cfg(test)]
mod tests;

use self::escape::escape;
use self::inline::{attribution, quotation, write_inlines};
use super::anchors::{Anchors, section_name};
use super::tree::{
    Block, Caption, CaptionCounter, CaptionKind, Card, CellContent, CodeTree, Colour, Document, Figure, Heading,
    Inlines, List, Paragraph, Quotation, Role,
};

/// A document as LaTeX source, and the pictures that it shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LatexFile<'a> {
    /// The source, in UTF-8.
    pub text: String,
    /// Pictures that must stand where the source looks for them: path and PNG bytes.
    pub pictures: Vec<(String, &'a [u8])>,
}

/// Writes the document as LaTeX. Pictures are looked for at `pictures` followed by `figure-1.png` and so on.
pub fn latex<'a>(document: &'a Document, pictures: &str) -> LatexFile<'a> {
    let mut writer = Writer {
        out: String::new(),
        story: Story { document, anchors: Anchors::of(document), in_footnote: false },
        picture_prefix: pictures.to_owned(),
        pictures: Vec::new(),
        captions: CaptionCounter::default(),
        headings: 0,
        landscape: false,
    };
    writer.out.push_str(&preamble::preamble(document));
    document.blocks.iter().for_each(|block| writer.block(block));
    writer.turn(false);
    writer.out.push_str("\n\\end{document}\n");
    LatexFile { text: writer.out, pictures: writer.pictures }
}

/// What paragraphs need to know of the document.
pub(super) struct Story<'a> {
    document: &'a Document,
    anchors: Anchors<'a>,
    in_footnote: bool,
}

struct Writer<'a> {
    out: String,
    story: Story<'a>,
    picture_prefix: String,
    pictures: Vec<(String, &'a [u8])>,
    captions: CaptionCounter,
    headings: usize,
    landscape: bool,
}

impl<'a> Writer<'a> {
    fn block(&mut self, block: &'a Block) {
        match block {
            Block::Heading(heading) => self.heading(heading),
            Block::Paragraph(paragraph) => self.paragraph(paragraph),
            Block::List(list) => {
                self.out.push('\n');
                self.list(list);
            }
            Block::CodeTree(tree) => self.code_tree(tree),
            Block::Table(table) => {
                let label = table.caption.as_ref().map(|caption| self.label(caption, CaptionKind::Table));
                let name = self.story.anchors.place(table.anchor.as_deref());
                self.out.push('\n');
                let written = table::table(table, label.as_deref(), name.as_deref(), &mut self.story);
                self.out.push_str(&written);
                for note in &table.notes {
                    let words = self.words(note);
                    self.out.push_str(&format!("\n{{\\small\\color{{slate}} {words}\\par}}\n"));
                }
            }
            Block::Quotation(said) => self.quotation(said),
            Block::Card(card) => self.card(card),
            Block::Figure(figure) => self.figure(figure),
            Block::PageBreak => self.out.push_str("\n\\clearpage\n"),
            Block::Section { landscape } => self.turn(*landscape),
            Block::TableOfContents { depth } => {
                let depth = (*depth).clamp(1, 3);
                self.out.push_str(&format!("\n\\setcounter{{tocdepth}}{{{depth}}}\n\\tableofcontents\n"));
            }
        }
    }

    fn words(&mut self, inlines: &'a Inlines) -> String {
        write_inlines(inlines, &mut self.story)
    }

    fn turn(&mut self, landscape: bool) {
        if self.landscape != landscape {
            let part = if landscape { "begin" } else { "end" };
            self.out.push_str(&format!("\n\\{part}{{landscape}}\n"));
            self.landscape = landscape;
        }
    }

    fn heading(&mut self, heading: &'a Heading) {
        let level = usize::from(heading.depth() - 1);
        let command =
            ["section", "subsection", "subsubsection", "paragraph"].get(level).copied().unwrap_or("paragraph");
        let mut targets = hypertarget(&section_name(self.headings));
        self.headings += 1;
        if let Some(name) = self.story.anchors.place(heading.anchor.as_deref()) {
            targets.push_str(&hypertarget(&name));
        }
        let number = heading.number.as_ref().map(|number| format!("{}\\enspace ", escape(number))).unwrap_or_default();
        let swatch = heading.colour.map(swatch).unwrap_or_default();
        let words = self.words(&heading.text);
        let plain = escape(&heading.text.plain());
        self.out.push_str(&format!("\n\\{command}*{{{targets}{swatch}{number}{words}}}\n"));
        self.out.push_str(&format!("\\addcontentsline{{toc}}{{{command}}}{{{number}{plain}}}\n"));
    }

    fn paragraph(&mut self, paragraph: &'a Paragraph) {
        let words = self.words(&paragraph.text);
        let line = match paragraph.role {
            Role::Body => words,
            Role::Lead => format!("{{\\large\\color{{ink}} {words}\\par}}"),
            Role::Note => format!("{{\\small\\color{{slate}} {words}\\par}}"),
            Role::Caption => format!("{{\\small {words}\\par\\nobreak}}"),
            Role::Reference => format!("{{\\hangindent=1.5em\\hangafter=1 {words}\\par}}"),
        };
        self.out.push_str(&format!("\n{line}\n"));
    }

    fn list(&mut self, list: &'a List) {
        let name = if list.numbered { "enumerate" } else { "itemize" };
        self.out.push_str(&format!("\\begin{{{name}}}\n"));
        for item in &list.items {
            let words = self.words(&item.text);
            self.out.push_str(&format!("\\item {words}\n"));
            if let Some(below) = &item.below {
                self.list(below);
            }
        }
        self.out.push_str(&format!("\\end{{{name}}}\n"));
    }

    fn code_tree(&mut self, tree: &'a CodeTree) {
        self.out.push_str("\n\\begin{codetree}\n");
        for row in &tree.rows {
            let swatch = row.colour.map_or_else(|| "\\hspace*{1.9ex}".to_owned(), swatch);
            let mut name = escape(&row.name);
            if let Some(target) = row.anchor.as_deref().and_then(|anchor| self.story.anchors.target(anchor)) {
                name = format!("\\hyperlink{{{target}}}{{{name}}}");
            }
            if row.depth == 0 {
                name = format!("\\textbf{{{name}}}");
            }
            let (number, aside) = (escape(&row.number), escape(row.aside.as_deref().unwrap_or_default()));
            self.out.push_str(&format!(
                "\\coderow{{{}}}{{{swatch}}}{{{number}}}{{{name}}}{{{aside}}}\n",
                row.depth.min(12)
            ));
        }
        self.out.push_str("\\end{codetree}\n");
    }

    fn quotation(&mut self, said: &'a Quotation) {
        let words = quotation(said, &mut self.story);
        let source = said.attribution.as_deref().map(|source| format!("\\\\\n{}", attribution(source)));
        self.out.push_str(&format!("\n\\begin{{quote}}\n{words}{}\n\\end{{quote}}\n", source.unwrap_or_default()));
    }

    fn card(&mut self, card: &'a Card) {
        if let Some(heading) = &card.heading {
            self.out.push_str("\n\\needspace{6\\baselineskip}");
            self.heading(heading);
        }
        if card.entries.is_empty() {
            return;
        }
        self.out.push_str("\\begin{card}\n");
        for entry in &card.entries {
            self.out.push_str(&format!("\\item[{{{}}}] ", escape(&entry.term)));
            let words = self.content(&entry.content);
            self.out.push_str(&words);
            self.out.push('\n');
        }
        self.out.push_str("\\end{card}\n");
    }

    fn content(&mut self, content: &'a [CellContent]) -> String {
        inline::content(content, &mut self.story)
    }

    fn figure(&mut self, figure: &'a Figure) {
        let path = format!("{}figure-{}.png", self.picture_prefix, self.pictures.len() + 1);
        let target = self.story.anchors.place(figure.anchor.as_deref()).map(|name| hypertarget(&name));
        let width = figure.width.clamp(1.0, 4000.0);
        self.out.push_str("\n\\begin{figure}[htbp]\n\\centering\n");
        self.out.push_str(&target.unwrap_or_default());
        self.out.push_str(&format!("\\reportpicture{{{width:.1}bp}}{{{path}}}{{{}}}\n", escape(&figure.alternative)));
        self.pictures.push((path, &figure.png));
        if let Some(caption) = &figure.caption {
            let label = self.label(caption, CaptionKind::Figure);
            let words = self.words(&caption.text);
            self.out.push_str(&format!("\\caption*{{{label}{words}}}\n"));
        }
        self.out.push_str("\\end{figure}\n");
    }

    /// How a caption begins: its label in bold and a full stop.
    fn label(&mut self, caption: &Caption, kind: CaptionKind) -> String {
        let label = self.captions.next(kind, &caption.label, &self.story.document.words);
        label.map(|label| format!("\\textbf{{{}.}} ", escape(&label.text()))).unwrap_or_default()
    }
}

/// A place that links lead to.
pub(super) fn hypertarget(name: &str) -> String {
    format!("\\raisebox{{\\baselineskip}}[0pt][0pt]{{\\hypertarget{{{name}}}{{}}}}")
}

/// A square in the colour of a code.
pub(super) fn swatch(colour: Colour) -> String {
    format!("\\swatch{{{}}}", colour.hex())
}
