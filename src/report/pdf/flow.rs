//! The blocks of a document as slices to be stacked on pages.

use super::faces::Shaper;
use super::lines::{Letters, Line, Measure, Part, lines};
use super::pages::{Again, Begins, Goal, Ink, Mark, SetNote, Shows, Slice, points};
use super::structure::{Kind, Structure};
use super::style::{self, Family, Style};
use super::{cards, table};
use crate::report::direction::{Direction, first_strong};
use crate::report::paper::Sheet;
use crate::report::tree::{
    Alignment, Block, Caption, CaptionCounter, CaptionKind, Colour, Document, Figure, Heading, Inlines, List, Look,
    Paragraph, Piece, Quotation, Role, runs,
};

/// The document in the making.
pub(super) struct Flow<'a> {
    pub(super) document: &'a Document,
    pub(super) shaper: Shaper,
    pub(super) structure: Structure,
    pub(super) slices: Vec<Slice>,
    pub(super) again: Vec<Again>,
    pub(super) pictures: Vec<&'a [u8]>,
    pub(super) sheet: Sheet,
    notes: Vec<&'a Inlines>,
    in_note: bool,
    captions: CaptionCounter,
    headings: usize,
    begins: Begins,
    /// Anchors that lie at the next slice.
    anchors: Vec<String>,
}

/// How the lines of a paragraph are put into slices.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Setting {
    /// From the left margin, in points.
    pub(super) indent: f32,
    /// How far later lines stand in.
    pub(super) hanging: f32,
    pub(super) keep_next: bool,
    pub(super) alignment: Alignment,
    /// Reads as the document does, whatever its script, to stay in line with its neighbours.
    pub(super) in_line: bool,
}

impl<'a> Flow<'a> {
    pub(super) fn new(document: &'a Document) -> Self {
        Flow {
            document,
            shaper: Shaper::default(),
            structure: Structure::default(),
            slices: Vec::new(),
            again: Vec::new(),
            pictures: Vec::new(),
            sheet: Sheet::new(document.page, false),
            notes: Vec::new(),
            in_note: false,
            captions: CaptionCounter::default(),
            headings: 0,
            begins: Begins::Nothing,
            anchors: Vec::new(),
        }
    }

    /// Sets the whole document.
    pub(super) fn all(&mut self) {
        let document = self.document;
        let title = self.structure.add(Kind::Title, None);
        self.plain(&document.title, style::TITLE, title, Setting { keep_next: true, ..Setting::default() });
        if let Some(subtitle) = &document.subtitle {
            let element = self.structure.add(Kind::Paragraph, None);
            self.plain(subtitle, style::SUBTITLE, element, Setting { keep_next: true, ..Setting::default() });
        }
        if !document.authors.is_empty() {
            let element = self.structure.add(Kind::Paragraph, None);
            self.plain(&document.authors.join(", "), style::AUTHORS, element, Setting::default());
        }
        document.blocks.iter().for_each(|block| self.block(block));
    }

    /// Width of the text, in points.
    pub(super) fn width(&self) -> f32 {
        points(self.sheet.text_width())
    }

    fn block(&mut self, block: &'a Block) {
        match block {
            Block::Heading(heading) => self.heading(heading),
            Block::Paragraph(paragraph) => self.paragraph(paragraph),
            Block::List(list) => self.list(list, 0, None),
            Block::CodeTree(tree) => cards::code_tree(self, tree),
            Block::Table(block) => {
                if let Some(anchor) = &block.anchor {
                    self.anchors.push(anchor.clone());
                }
                let element = self.structure.add(Kind::Table, None);
                if let Some(caption) = &block.caption {
                    self.caption(caption, CaptionKind::Table, Some(element));
                }
                table::table(self, block, element);
                for note in &block.notes {
                    let element = self.structure.add(Kind::Paragraph, None);
                    self.inlines(note, style::NOTE, element, Setting::default());
                }
            }
            Block::Quotation(quotation) => self.quotation(quotation),
            Block::Card(card) => {
                if let Some(heading) = &card.heading {
                    self.heading(heading);
                }
                cards::card(self, card);
            }
            Block::Figure(figure) => self.figure(figure),
            Block::PageBreak => {
                if self.begins == Begins::Nothing {
                    self.begins = Begins::Page;
                }
            }
            Block::Section { landscape } => {
                self.sheet = Sheet::new(self.document.page, *landscape);
                self.begins = Begins::Sheet { landscape: *landscape };
            }
            Block::TableOfContents { depth } => self.contents((*depth).clamp(1, 3)),
        }
    }

    /// Puts a slice at the end, with whatever begins there.
    pub(super) fn push(&mut self, mut slice: Slice) {
        slice.begins = std::mem::take(&mut self.begins);
        slice.anchors.append(&mut self.anchors);
        self.slices.push(slice);
    }

    /// Which way text reads.
    pub(super) fn direction(&self, text: &str) -> Direction {
        let own = if self.document.right_to_left() { Direction::RightToLeft } else { Direction::LeftToRight };
        first_strong(text).unwrap_or(own)
    }

    /// Inlines as the parts of a paragraph of a style.
    pub(super) fn parts(&mut self, inlines: &'a Inlines, style: Style, element: usize) -> Vec<Part> {
        let mut parts = Vec::new();
        for run in runs(inlines) {
            match run.piece {
                Piece::Text(text) => parts.push(Part::Letters(self.letters(&text, run.look, style, element))),
                Piece::CodeName { name, colour } => {
                    if let Some(colour) = colour {
                        parts.push(Part::Swatch(colour, style.size));
                    }
                    let bold = Style { family: Family::Sans, bold: true, colour: style::INK, ..style };
                    parts.push(Part::Letters(self.letters(&name, run.look, bold, element)));
                }
                Piece::Break => parts.push(Part::Break),
                Piece::RemarkStart(remark) => {
                    parts.push(Part::Letters(self.letters(&remark.in_brackets(), run.look, style, element)));
                }
                Piece::RemarkEnd(_) => {}
                Piece::Footnote(note) if self.in_note => {
                    parts.push(Part::Letters(self.letters(" (", run.look, style, element)));
                    parts.extend(self.parts(note, style, element));
                    parts.push(Part::Letters(self.letters(")", run.look, style, element)));
                }
                Piece::Footnote(note) => {
                    self.notes.push(note);
                    let number = self.notes.len();
                    let raised = Look { superscript: true, ..Look::default() };
                    let mark = self.letters(&number.to_string(), raised, style, element);
                    parts.push(Part::Letters(Letters { note: Some(number - 1), ..mark }));
                }
            }
        }
        parts
    }

    pub(super) fn letters(&self, text: &str, look: Look<'_>, style: Style, element: usize) -> Letters {
        let link = look.link.filter(|anchor| self.document.anchors().any(|declared| declared == *anchor));
        let colour = match look {
            Look { removed: true, .. } => style::REMOVED,
            Look { added: true, .. } => style::ADDED,
            _ if link.is_some() => style::LINK,
            _ => style.colour,
        };
        let small = if look.superscript { 0.66 } else { 1.0 };
        Letters {
            text: text.to_owned(),
            face: style.family.face(style.bold || look.strong, look.emphasis),
            size: style.size * small,
            raised: if look.superscript { style.size * 0.34 } else { 0.0 },
            colour,
            underlined: look.added || look.coded,
            struck: look.removed,
            element,
            link: link.map(str::to_owned),
            note: None,
        }
    }

    /// The lines of parts in a width.
    pub(super) fn broken(&mut self, parts: &[Part], style: Style, width: f32, setting: Setting) -> Vec<Line> {
        let text: String = parts
            .iter()
            .map(|part| match part {
                Part::Letters(letters) => letters.text.as_str(),
                _ => "",
            })
            .collect();
        let measure = Measure {
            width,
            hanging: setting.hanging,
            leading: style.leading,
            alignment: setting.alignment,
            direction: self.direction(if setting.in_line { "" } else { &text }),
        };
        lines(parts, measure, &mut self.shaper)
    }

    /// Lines of a paragraph as slices: neither its first nor its last line stands alone on a page.
    fn lay(&mut self, parts: &[Part], style: Style, setting: Setting, adorn: impl Fn(f32, f32) -> Vec<Mark>) {
        let lines = self.broken(parts, style, self.width() - setting.indent, setting);
        let count = lines.len();
        for (at, line) in lines.into_iter().enumerate() {
            let last = at + 1 == count;
            let keep = count <= 3 || at == 0 || at + 2 == count;
            let mut marks = adorn(0.0, line.height);
            marks.extend(line.marks.into_iter().map(|mark| mark.moved(setting.indent, 0.0)));
            self.push(Slice {
                above: if at == 0 { style.above } else { 0.0 },
                height: line.height + if last { style.below } else { 0.0 },
                marks,
                keep_next: if last { setting.keep_next } else { keep },
                notes: line.notes,
                ..Slice::default()
            });
        }
    }

    pub(super) fn inlines(&mut self, inlines: &'a Inlines, style: Style, element: usize, setting: Setting) {
        let parts = self.parts(inlines, style, element);
        self.lay(&parts, style, setting, |_, _| Vec::new());
    }

    fn plain(&mut self, text: &str, style: Style, element: usize, setting: Setting) {
        let parts = [Part::Letters(self.letters(text, Look::default(), style, element))];
        self.lay(&parts, style, setting, |_, _| Vec::new());
    }

    pub(super) fn heading(&mut self, heading: &'a Heading) {
        let style = style::heading(heading.depth());
        let words = heading.text.plain();
        let element = self.structure.add(Kind::Heading(u16::from(heading.depth()), words), None);
        if let Some(anchor) = &heading.anchor {
            self.anchors.push(anchor.clone());
        }
        let mut parts = Vec::new();
        let mut hanging = 0.0;
        if let Some(number) = &heading.number {
            let text = format!("{number}\u{2002}");
            hanging = self.shaper.width(&text, style.family.face(true, false)) * style.size;
            parts.push(Part::Letters(self.letters(&text, Look::default(), style, element)));
        }
        parts.extend(self.parts(&heading.text, style, element));
        let indent = if heading.colour.is_some() { 11.0 } else { 0.0 };
        let setting = Setting { indent, hanging, keep_next: true, in_line: true, ..Setting::default() };
        let number = self.headings;
        self.headings += 1;
        let first = self.slices.len();
        let colour = heading.colour;
        self.lay(&parts, style, setting, |top, height| bar(colour, top, height));
        if let Some(slice) = self.slices.get_mut(first) {
            slice.heading = Some(number);
        }
    }

    fn paragraph(&mut self, paragraph: &'a Paragraph) {
        let (style, kind, setting) = match paragraph.role {
            Role::Body => (style::BODY, Kind::Paragraph, Setting::default()),
            Role::Lead => (style::LEAD, Kind::Paragraph, Setting::default()),
            Role::Note => (style::NOTE, Kind::Paragraph, Setting::default()),
            Role::Caption => (style::CAPTION, Kind::Caption, Setting { keep_next: true, ..Setting::default() }),
            Role::Reference => {
                (Style { below: 4.0, ..style::BODY }, Kind::Reference, Setting { hanging: 18.0, ..Setting::default() })
            }
        };
        let element = self.structure.add(kind, None);
        self.inlines(&paragraph.text, style, element, setting);
    }

    fn list(&mut self, list: &'a List, depth: usize, parent: Option<usize>) {
        let element = self.structure.add(Kind::List { numbered: list.numbered }, parent);
        let count = list.items.len();
        for (item, number) in list.items.iter().zip(1_usize..) {
            let one = self.structure.add(Kind::Item, Some(element));
            let (label, body) = (self.structure.add(Kind::Label, Some(one)), self.structure.add(Kind::Body, Some(one)));
            let mark = if list.numbered { format!("{number}.") } else { "\u{2022}".to_owned() };
            let style = Style { below: if number == count && depth == 0 { 7.0 } else { 2.5 }, ..style::BODY };
            // A level has room for the widest number of its list.
            let step = if list.numbered { 10.0 + 5.0 * count.to_string().len() as f32 } else { 14.0 };
            let indent = 2.0 + step * (depth + 1) as f32;
            let first = self.slices.len();
            self.inlines(&item.text, style, body, Setting { indent, ..Setting::default() });
            let letters = self.letters(&mark, Look::default(), style, label);
            let line = self.broken(&[Part::Letters(letters)], style, step, Setting::default());
            if let (Some(slice), Some(line)) = (self.slices.get_mut(first), line.into_iter().next()) {
                let marks = line.marks.into_iter().map(|mark| mark.moved(indent - step + 2.0, 0.0));
                slice.marks.splice(0..0, marks);
            }
            if let Some(below) = &item.below {
                self.list(below, depth + 1, Some(body));
            }
        }
    }

    fn quotation(&mut self, quotation: &'a Quotation) {
        let element = self.structure.add(Kind::Quotation, None);
        let mut parts = self.quoted(quotation, style::BODY, element);
        if let Some(attribution) = &quotation.attribution {
            parts.push(Part::Break);
            parts.push(Part::Letters(self.letters(attribution, Look::default(), style::ATTRIBUTION, element)));
        }
        let ink = if quotation.near_miss { Ink::Dashed(style::QUOTE_RULE) } else { Ink::Fill(style::QUOTE_RULE) };
        let backwards = self.direction(&quotation.text.plain()) == Direction::RightToLeft;
        let width = self.width();
        let style = Style { above: 3.0, below: 0.0, ..style::BODY };
        let setting = Setting { indent: if backwards { 0.0 } else { 20.0 }, ..Setting::default() };
        let rule = if backwards { width - 10.0 } else { 10.0 };
        if backwards {
            // The rule stands where reading starts.
            let lines = self.broken(&parts, style, width - 20.0, setting);
            let count = lines.len();
            for (at, line) in lines.into_iter().enumerate() {
                let mut marks = vec![Mark::rect(rule, 0.0, 0.9, line.height, ink)];
                marks.extend(line.marks);
                let keep_next = at + 1 < count && (count <= 3 || at == 0 || at + 2 == count);
                let above = if at == 0 { style.above } else { 0.0 };
                self.push(Slice {
                    above,
                    height: line.height,
                    marks,
                    keep_next,
                    notes: line.notes,
                    ..Slice::default()
                });
            }
        } else {
            self.lay(&parts, style, setting, |top, height| vec![Mark::rect(rule, top, 0.9, height, ink)]);
        }
        if let Some(last) = self.slices.last_mut() {
            last.height += 10.0;
        }
    }

    /// The words of a quotation in its marks, after its warning where it is a near miss.
    pub(super) fn quoted(&mut self, quotation: &'a Quotation, style: Style, element: usize) -> Vec<Part> {
        let words = &self.document.words;
        let mut parts = Vec::new();
        if quotation.near_miss {
            let warning = Style { bold: true, ..style::ATTRIBUTION };
            let text = format!("{}: ", words.near_miss);
            parts.push(Part::Letters(self.letters(&text, Look::default(), warning, element)));
        }
        parts.push(Part::Letters(self.letters(&words.quotation_marks.0, Look::default(), style, element)));
        parts.extend(self.parts(&quotation.text, style, element));
        parts.push(Part::Letters(self.letters(&words.quotation_marks.1, Look::default(), style, element)));
        parts
    }

    fn figure(&mut self, figure: &'a Figure) {
        if let Some(anchor) = &figure.anchor {
            self.anchors.push(anchor.clone());
        }
        let element = self.structure.add(Kind::Figure(figure.alternative.clone()), None);
        let (width, height) = (figure.width.max(1.0), figure.height.max(1.0));
        let most = points(self.sheet.text_height()) - 60.0;
        let scale = (self.width() / width).min(most / height).min(1.0);
        let picture = self.pictures.len();
        self.pictures.push(&figure.png);
        let mark = Mark {
            x: 0.0,
            y: 0.0,
            width: width * scale,
            height: height * scale,
            shows: Shows::Picture(picture),
            element: Some(element),
            link: None,
        };
        self.push(Slice {
            above: 8.0,
            height: height * scale + 4.0,
            marks: vec![mark],
            keep_next: figure.caption.is_some(),
            ..Slice::default()
        });
        if let Some(caption) = &figure.caption {
            self.caption(caption, CaptionKind::Figure, None);
        }
    }

    fn caption(&mut self, caption: &'a Caption, kind: CaptionKind, parent: Option<usize>) {
        let label = self.captions.next(kind, &caption.label, &self.document.words);
        let element = self.structure.add(Kind::Caption, parent);
        let mut parts = Vec::new();
        if let Some(label) = label {
            let bold = Style { bold: true, colour: style::INK, ..style::CAPTION };
            let stop = if caption.text.is_empty() { "" } else { ". " };
            let text = format!("{}{stop}", label.text());
            parts.push(Part::Letters(self.letters(&text, Look::default(), bold, element)));
        }
        parts.extend(self.parts(&caption.text, style::CAPTION, element));
        let (style, keep_next) = match kind {
            CaptionKind::Table => (style::CAPTION, true),
            CaptionKind::Figure => (Style { above: 2.0, below: 12.0, ..style::CAPTION }, false),
        };
        self.lay(&parts, style, Setting { keep_next, ..Setting::default() }, |_, _| Vec::new());
        // A caption of several lines stays whole.
        if keep_next && let Some(last) = self.slices.last_mut() {
            last.keep_next = true;
        }
    }

    fn contents(&mut self, depth: u8) {
        let document = self.document;
        let listed: Vec<(usize, &Heading)> =
            document.headings().enumerate().filter(|(_, heading)| heading.depth() <= depth).collect();
        if listed.is_empty() {
            return;
        }
        let in_line = Setting { in_line: true, ..Setting::default() };
        let title = self.structure.add(Kind::Paragraph, None);
        let setting = Setting { keep_next: true, ..Setting::default() };
        self.plain(&document.words.contents, style::CONTENTS_TITLE, title, setting);
        let list = self.structure.add(Kind::Contents, None);
        let width = self.width();
        // Numbers of one level take the room of the widest, so that their headings begin in line.
        let mut room = [0.0_f32; 5];
        for (_, heading) in &listed {
            let level = usize::from(heading.depth());
            let style = style::contents(heading.depth());
            let number = heading.number.as_deref().unwrap_or_default();
            let wide = self.shaper.width(number, style.family.face(style.bold, false)) * style.size;
            if let Some(room) = room.get_mut(level).filter(|_| !number.is_empty()) {
                *room = room.max(wide + 8.0);
            }
        }
        for (index, heading) in listed {
            let element = self.structure.add(Kind::ContentsItem, Some(list));
            let style = style::contents(heading.depth());
            let level = usize::from(heading.depth());
            let indent: f32 = (1..level).map(|above| room.get(above).copied().unwrap_or(0.0).max(14.0)).sum();
            let hanging = room.get(level).copied().unwrap_or(0.0);
            let words = heading.text.plain();
            let letters = self.letters(&words, Look::default(), style, element);
            let lines = self.broken(&[Part::Letters(letters)], style, width - indent - hanging - 40.0, in_line);
            let count = lines.len();
            for (at, line) in lines.into_iter().enumerate() {
                let mut marks = Vec::new();
                if let (0, Some(number)) = (at, &heading.number) {
                    let letters =
                        self.letters(number, Look::default(), Style { colour: style::SLATE, ..style }, element);
                    let set = self.broken(&[Part::Letters(letters)], style, hanging.max(60.0), Setting::default());
                    marks.extend(
                        set.into_iter().take(1).flat_map(|line| line.marks).map(|mark| mark.moved(indent, 0.0)),
                    );
                }
                let end = line.marks.iter().map(|mark| mark.x + mark.width).fold(0.0, f32::max) + indent + hanging;
                marks.extend(line.marks.into_iter().map(|mark| mark.moved(indent + hanging, 0.0)));
                if at + 1 == count {
                    let baseline = marks.last().map_or(style.size, |mark| mark.y + mark.height);
                    marks.push(Mark {
                        x: end + 5.0,
                        y: baseline - style.size,
                        width: (width - end - 5.0).max(20.0),
                        height: style.size,
                        shows: Shows::PageOf { heading: index, size: style.size, colour: style.colour },
                        element: Some(element),
                        link: None,
                    });
                }
                for mark in &mut marks {
                    mark.link = Some(Goal::Heading(index));
                }
                self.push(Slice {
                    above: if at == 0 { style.above } else { 0.0 },
                    height: line.height,
                    marks,
                    keep_next: at + 1 < count,
                    ..Slice::default()
                });
            }
        }
        if let Some(last) = self.slices.last_mut() {
            last.height += 10.0;
        }
    }

    /// The footnotes, set for both widths of pages.
    pub(super) fn set_notes(&mut self) -> Vec<SetNote> {
        self.in_note = true;
        let mut set = Vec::new();
        let mut at = 0;
        while let Some(note) = self.notes.get(at).copied() {
            let element = self.structure.add(Kind::Note, None);
            let mut parts = vec![Part::Letters(self.letters(
                &(at + 1).to_string(),
                Look { superscript: true, ..Look::default() },
                style::FOOTNOTE,
                element,
            ))];
            parts.push(Part::Letters(self.letters("\u{2009}", Look::default(), style::FOOTNOTE, element)));
            parts.extend(self.parts(note, style::FOOTNOTE, element));
            let [upright, lying] = [false, true].map(|landscape| {
                let width = points(Sheet::new(self.document.page, landscape).text_width());
                let lines = self.broken(&parts, style::FOOTNOTE, width, Setting::default());
                let mut one = Again::default();
                for line in lines {
                    one.marks.extend(line.marks.into_iter().map(|mark| mark.moved(0.0, one.height)));
                    one.height += line.height;
                }
                one.height += style::FOOTNOTE.below;
                one
            });
            set.push(SetNote { upright, lying });
            at += 1;
        }
        self.in_note = false;
        set
    }
}

/// The bar of colour before the heading of a code.
fn bar(colour: Option<Colour>, top: f32, height: f32) -> Vec<Mark> {
    colour.map(|colour| Mark::rect(0.0, top, 4.0, height, Ink::Fill(colour))).into_iter().collect()
}
