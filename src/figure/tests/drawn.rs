//! A figure of boxes read from its SVG as a reader sees it: boxes by their shades and words, kinship by the lines between
//! them, numbers by the bold figures at the right. Nothing is taken from what the program knows.

use quick_xml::{
    Reader, XmlVersion,
    events::{BytesStart, Event},
};
use std::collections::BTreeMap;

/// What a shade says by the figure's key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shade {
    Grey,
    White,
    Patterned,
}

/// A box with its words.
#[derive(Clone, Debug)]
pub struct Drawn {
    /// `component`, `theme`, `subtheme` or `legend`.
    pub kind: String,
    /// The words in it, lines joined.
    pub label: String,
    pub numbers: Vec<u32>,
    pub shade: Shade,
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
}

/// The whole figure.
#[derive(Debug, Default)]
pub struct Figure {
    pub boxes: Vec<Drawn>,
    /// The words of the key beside the boxes, such as what the numbers are.
    pub remarks: Vec<String>,
    /// Of every text, in points.
    pub sizes: Vec<f64>,
    /// In centimetres.
    pub width: f64,
    lines: Vec<Vec<(f64, f64)>>,
}

type Attributes = BTreeMap<String, String>;

/// What is known of a group while it is read.
#[derive(Default)]
struct Group {
    kind: String,
    rect: Option<(f64, f64, f64, f64)>,
    fill: String,
    patterned: bool,
    words: Vec<String>,
    numbers: Vec<u32>,
}

/// Nearer than this, two places are one, in points.
const NEAR: f64 = 0.01;

impl Figure {
    pub fn read(svg: &str) -> Figure {
        let mut figure = Figure::default();
        let mut group = Group::default();
        let mut reader = Reader::from_str(svg);
        // The attributes of the text that is open, and its words.
        let mut text: Option<(Attributes, String)> = None;
        loop {
            match reader.read_event().expect("well-formed XML") {
                Event::Eof => return figure,
                Event::Start(start) => {
                    let attributes = attributes(&start);
                    match start.name().as_ref() {
                        "svg" => figure.width = number(&attributes, "width"),
                        "g" => group = Group::of(&attributes),
                        "text" => text = Some((attributes, String::new())),
                        _ => {}
                    }
                }
                Event::Empty(start) => group.shape(start.name().as_ref(), &attributes(&start), &mut figure.lines),
                Event::Text(words) => text.iter_mut().for_each(|(_, text)| text.push_str(words.as_ref())),
                Event::GeneralRef(entity) => {
                    let sign = match entity.as_ref() {
                        "amp" => "&",
                        "lt" => "<",
                        "gt" => ">",
                        "quot" => "\"",
                        other => panic!("an entity that nothing declares: {other}"),
                    };
                    text.iter_mut().for_each(|(_, text)| text.push_str(sign));
                }
                Event::End(end) if end.name().as_ref() == "text" => {
                    if let Some((attributes, words)) = text.take() {
                        figure.sizes.push(number(&attributes, "font-size"));
                        group.say(&attributes, words);
                    }
                }
                Event::End(end) if end.name().as_ref() == "g" => figure.take(std::mem::take(&mut group)),
                _ => {}
            }
        }
    }

    fn take(&mut self, group: Group) {
        let label = group.words.join(" ");
        let Some((left, top, width, height)) = group.rect else {
            self.remarks.extend((!label.is_empty()).then_some(label));
            return;
        };
        let shade = match (group.fill.as_str(), group.patterned) {
            (_, true) => Shade::Patterned,
            ("#bfbfbf", false) => Shade::Grey,
            ("#ffffff", false) => Shade::White,
            other => panic!("a shade that the key does not have: {other:?}"),
        };
        let (right, bottom, kind, numbers) = (left + width, top + height, group.kind, group.numbers);
        self.boxes.push(Drawn { kind, label, numbers, shade, left, top, right, bottom });
    }

    /// The boxes of a kind, from the top down.
    pub fn of_kind(&self, kind: &str) -> Vec<&Drawn> {
        let mut found: Vec<&Drawn> = self.boxes.iter().filter(|one| one.kind == kind).collect();
        found.sort_by(|a, b| a.top.total_cmp(&b.top));
        found
    }

    /// The words of the boxes of a kind, from the top down.
    pub fn labels(&self, kind: &str) -> Vec<&str> {
        self.of_kind(kind).into_iter().map(|one| one.label.as_str()).collect()
    }

    /// The boxes that lines lead to from the right side of the box with these words, from the top down.
    pub fn branches(&self, label: &str) -> Vec<&Drawn> {
        let parent = self.boxes.iter().find(|one| one.label == label).unwrap_or_else(|| panic!("no box {label}"));
        let mut reached: Vec<usize> = (0..self.lines.len())
            .filter(|at| self.lines[*at].iter().any(|(x, y)| (x - parent.right).abs() < NEAR && parent.spans(*y)))
            .collect();
        let mut next = 0;
        while let Some(&at) = reached.get(next) {
            for other in 0..self.lines.len() {
                if !reached.contains(&other) && touch(&self.lines[at], &self.lines[other]) {
                    reached.push(other);
                }
            }
            next += 1;
        }
        let ends: Vec<(f64, f64)> = reached.iter().flat_map(|at| self.lines[*at].iter().copied()).collect();
        let met = |one: &Drawn| ends.iter().any(|(x, y)| (x - one.left).abs() < NEAR && one.spans(*y));
        let mut found: Vec<&Drawn> = self.boxes.iter().filter(|one| met(one)).collect();
        found.sort_by(|a, b| a.top.total_cmp(&b.top));
        found
    }
}

impl Drawn {
    fn spans(&self, y: f64) -> bool {
        self.top - NEAR <= y && y <= self.bottom + NEAR
    }
}

impl Group {
    fn of(attributes: &Attributes) -> Group {
        let kind = attributes.keys().find_map(|key| key.strip_prefix("data-")).unwrap_or_default().to_owned();
        let kinds = ["component", "theme", "subtheme", "legend"];
        let named = kinds.into_iter().find(|kind| attributes.contains_key(&format!("data-{kind}")));
        Group { kind: named.map_or(kind, str::to_owned), ..Group::default() }
    }

    fn shape(&mut self, name: &str, attributes: &Attributes, lines: &mut Vec<Vec<(f64, f64)>>) {
        match name {
            "rect" if self.rect.is_none() && !self.kind.is_empty() => {
                let [x, y, width, height] = ["x", "y", "width", "height"].map(|name| number(attributes, name));
                self.rect = Some((x, y, width, height));
                self.fill = attributes.get("fill").cloned().unwrap_or_default();
            }
            "path" => self.patterned = true,
            "polyline" => {
                let numbers: Vec<f64> =
                    attributes["points"].split(' ').map(|number| number.parse().expect("a number")).collect();
                lines.push(numbers.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect());
            }
            _ => {}
        }
    }

    /// Bold figures on a sub-theme are its numbers, everything else is its label.
    fn say(&mut self, attributes: &Attributes, words: String) {
        if self.kind == "subtheme" && attributes.get("font-weight").is_some_and(|weight| weight == "bold") {
            let numbers = words.split(',').map(|number| number.trim().parse::<u32>().expect("a number"));
            self.numbers.extend(numbers);
        } else {
            self.words.push(words);
        }
    }
}

/// Whether two right-angled lines share a place.
fn touch(one: &[(f64, f64)], other: &[(f64, f64)]) -> bool {
    let on = |(x, y): (f64, f64), line: &[(f64, f64)]| {
        line.windows(2).any(|ends| {
            let between = |value: f64, a: f64, b: f64| a.min(b) - NEAR <= value && value <= a.max(b) + NEAR;
            between(x, ends[0].0, ends[1].0) && between(y, ends[0].1, ends[1].1)
        })
    };
    one.iter().any(|place| on(*place, other)) || other.iter().any(|place| on(*place, one))
}

fn attributes(start: &BytesStart<'_>) -> Attributes {
    let read = start.attributes().map(|attribute| {
        let attribute = attribute.expect("a well-formed attribute");
        let value = attribute.normalized_value(XmlVersion::Implicit1_0).expect("a well-formed value");
        (attribute.key.as_ref().to_owned(), value.into_owned())
    });
    read.collect()
}

fn number(attributes: &Attributes, name: &str) -> f64 {
    let value = attributes.get(name).map(String::as_str).unwrap_or_default();
    value.trim_end_matches("cm").parse().unwrap_or(f64::NAN)
}
