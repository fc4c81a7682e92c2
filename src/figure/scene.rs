//! The figure laid out: rectangles, lines, hatching and text in points, `y` downwards, grouped by what they show.
//!
//! The window paints a scene and asks it what lies under the pointer; the file writers write it. Neither lays
//! anything out again.

use super::{Colour, NoteMark, Valence, Weight};

/// A place, in points from the top left corner.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    pub x: f64,
    pub y: f64,
}

/// An upright rectangle, in points.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Rect {
    pub x: f64,
    pub y: f64,
    pub width: f64,
    pub height: f64,
}

impl Rect {
    pub fn right(self) -> f64 {
        self.x + self.width
    }

    pub fn bottom(self) -> f64 {
        self.y + self.height
    }

    pub fn middle(self) -> f64 {
        self.y + self.height / 2.0
    }

    /// Whether the place lies inside or on the border.
    pub fn contains(self, at: Point) -> bool {
        self.x <= at.x && at.x <= self.right() && self.y <= at.y && at.y <= self.bottom()
    }

    /// Whether two rectangles share more than a border.
    pub fn overlaps(self, other: Rect) -> bool {
        self.x < other.right() && other.x < self.right() && self.y < other.bottom() && other.y < self.bottom()
    }
}

/// A drawn border or line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stroke {
    pub width: f64,
    pub colour: Colour,
    /// Length in points of a dash and of the space after it; solid where `None`.
    pub dash: Option<f64>,
}

impl Stroke {
    /// A solid black stroke of a width in points.
    pub fn black(width: f64) -> Stroke {
        Stroke { width, colour: Colour::BLACK, dash: None }
    }
}

/// Which end of the text `x` is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    Start,
    Middle,
    End,
}

/// One line of text, black, in the bundled face.
#[derive(Clone, Debug, PartialEq)]
pub struct Text {
    pub x: f64,
    /// Where the letters stand.
    pub baseline: f64,
    /// In points.
    pub size: f64,
    pub weight: Weight,
    pub anchor: Anchor,
    pub string: String,
    /// As measured in the bundled face, in points.
    pub width: f64,
}

impl Text {
    /// The left end of the line as measured.
    pub fn left(&self) -> f64 {
        match self.anchor {
            Anchor::Start => self.x,
            Anchor::Middle => self.x - self.width / 2.0,
            Anchor::End => self.x - self.width,
        }
    }
}

/// Something drawn.
#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    Rect {
        rect: Rect,
        /// Radius of the corners in points.
        corner: f64,
        fill: Option<Colour>,
        stroke: Option<Stroke>,
    },
    Polyline {
        points: Vec<Point>,
        stroke: Stroke,
    },
    /// Hatching, or a band that flows, as shapes of its own: each is a convex polygon. Vector formats, office
    /// programs and printers agree on polygons and disagree on patterns.
    Hatch {
        bands: Vec<Vec<Point>>,
        colour: Colour,
    },
    Text(Text),
}

/// What a part of the figure stands for. Ids are those of the model.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Target {
    Component(String),
    Theme(String),
    Subtheme(String),
    /// One number on a sub-theme's box, and the intervention it stands for; its id is empty where the table has no
    /// such row.
    Number {
        number: u32,
        intervention: String,
        subtheme: String,
    },
    /// The note of a mark, in the caption.
    Note(NoteMark),
    /// A row of the interventions table.
    Intervention(u32),
    Legend(Valence),
    /// The legend's words on the numbers.
    LegendNumbers,
    /// Another entry of a legend, by a short word for it.
    LegendPart(String),
    /// A code, by its id.
    Code(String),
    /// An intervention function, by its id.
    Function(String),
    /// The words at the head of a column, or in the middle of a map.
    Heading(String),
    Connectors,
}

/// What is drawn for one target, in painting order.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    pub target: Target,
    /// The target in words, for screen readers and tooltips.
    pub description: String,
    /// The box; `None` for connectors and words without one.
    pub frame: Option<Rect>,
    /// Of a sub-theme's box.
    pub valence: Option<Valence>,
    /// On a sub-theme's box: ascending, each once.
    pub numbers: Vec<u32>,
    pub items: Vec<Item>,
}

/// An area that answers to the pointer.
#[derive(Clone, Debug, PartialEq)]
pub struct HitArea {
    pub rect: Rect,
    pub target: Target,
}

/// The whole figure, on white.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scene {
    pub width_pt: f64,
    pub height_pt: f64,
    pub title: String,
    /// The figure in words: the alternative text.
    pub description: String,
    /// In painting order.
    pub groups: Vec<Group>,
    /// Boxes first, then the numbers on them.
    pub hit_areas: Vec<HitArea>,
}

impl Scene {
    /// Everything drawn, in painting order.
    pub fn items(&self) -> impl Iterator<Item = &Item> {
        self.groups.iter().flat_map(|group| &group.items)
    }

    /// What lies at a place: a number before the box that carries it.
    pub fn hit(&self, at: Point) -> Option<&HitArea> {
        self.hit_areas.iter().rev().find(|area| area.rect.contains(at))
    }

    /// The boxes of the sub-themes that carry a number.
    pub fn carrying(&self, number: u32) -> impl Iterator<Item = &Group> {
        self.groups.iter().filter(move |group| group.numbers.contains(&number))
    }
}
