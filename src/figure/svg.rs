//! The scene as SVG: text as text, one group for each box, the same bytes for the same scene.

use std::{
    collections::BTreeMap,
    fmt::{self, Write},
};

use super::{
    Anchor, Colour, Group, Item, Point, Rect, Scene, Stroke, Target, Text, Weight, decimals::short,
    options::POINTS_PER_CM,
};

/// Arial where there is one, else a face of the same widths: lines end where they ended when they were measured.
const FAMILIES: &str = "Arial, Liberation Sans, Helvetica, sans-serif";

/// The scene as the text of an SVG file, in points inside and centimetres outside.
///
/// Each group has an id made from its target's, a `title`, and `data-component`, `data-theme`, `data-subtheme` or
/// `data-legend`; sub-themes also `data-valence` and `data-numbers`.
pub fn svg(scene: &Scene) -> String {
    let mut out = String::new();
    // Writing to a string cannot fail.
    let _ = write_scene(&mut out, scene);
    out
}

fn write_scene(out: &mut String, scene: &Scene) -> fmt::Result {
    let (width, height) = (scene.width_pt, scene.height_pt);
    writeln!(out, r#"<?xml version="1.0" encoding="UTF-8"?>"#)?;
    writeln!(
        out,
        concat!(
            r#"<svg xmlns="http://www.w3.org/2000/svg" width="{}cm" height="{}cm" viewBox="0 0 {} {}" role="img" "#,
            r#"aria-labelledby="figure-title figure-description" font-family="{}">"#
        ),
        short(width / POINTS_PER_CM),
        short(height / POINTS_PER_CM),
        short(width),
        short(height),
        FAMILIES,
    )?;
    writeln!(out, r#"<title id="figure-title">{}</title>"#, escaped(&scene.title))?;
    writeln!(out, r#"<desc id="figure-description">{}</desc>"#, escaped(&scene.description))?;
    let page = Rect { x: 0.0, y: 0.0, width, height };
    write_rect(out, page, 0.0, Some(Colour::WHITE), None)?;
    let mut ids = Ids::default();
    for group in &scene.groups {
        write_group(out, group, &mut ids)?;
    }
    writeln!(out, "</svg>")
}

fn write_group(out: &mut String, group: &Group, ids: &mut Ids) -> fmt::Result {
    let (kind, name) = match &group.target {
        Target::Component(id) => ("component", id.clone()),
        Target::Theme(id) => ("theme", id.clone()),
        Target::Subtheme(id) => ("subtheme", id.clone()),
        Target::Legend(valence) => ("legend", valence.key().to_owned()),
        Target::LegendNumbers => ("legend-note", "numbers".to_owned()),
        Target::Number { number, .. } | Target::Intervention(number) => ("intervention", number.to_string()),
        Target::Note(mark) => ("note", mark.symbol().to_string()),
        Target::LegendPart(part) => ("legend-note", part.clone()),
        Target::Code(id) => ("code", id.clone()),
        Target::Function(id) => ("function", id.clone()),
        Target::Heading(words) => ("heading", words.clone()),
        Target::Connectors => ("part", "connectors".to_owned()),
    };
    write!(out, r#"<g id="{}" data-{kind}="{}""#, ids.next(kind, &name), escaped(&name))?;
    if let (Target::Subtheme(_), Some(valence)) = (&group.target, group.valence) {
        let numbers: Vec<String> = group.numbers.iter().map(u32::to_string).collect();
        write!(out, r#" data-valence="{}" data-numbers="{}""#, valence.key(), numbers.join(","))?;
    }
    writeln!(out, ">")?;
    if !group.description.is_empty() {
        writeln!(out, "<title>{}</title>", escaped(&group.description))?;
    }
    for item in &group.items {
        match item {
            Item::Rect { rect, corner, fill, stroke } => write_rect(out, *rect, *corner, *fill, *stroke)?,
            Item::Polyline { points, stroke } => {
                write!(out, r#"<polyline points="{}" fill="none""#, listed(points))?;
                write_stroke(out, *stroke)?;
                writeln!(out, "/>")?;
            }
            Item::Hatch { bands, colour } => {
                let path: String = bands.iter().map(|band| format!("M{}Z", listed(band))).collect();
                writeln!(out, r#"<path data-hatch="{}" d="{path}" fill="{}"/>"#, bands.len(), colour.css())?;
            }
            Item::Text(text) => write_text(out, text)?,
        }
    }
    writeln!(out, "</g>")
}

fn write_rect(out: &mut String, rect: Rect, corner: f64, fill: Option<Colour>, stroke: Option<Stroke>) -> fmt::Result {
    let (x, y, width, height) = (short(rect.x), short(rect.y), short(rect.width), short(rect.height));
    write!(out, r#"<rect x="{x}" y="{y}" width="{width}" height="{height}""#)?;
    if corner > 0.0 {
        write!(out, r#" rx="{}""#, short(corner))?;
    }
    write!(out, r#" fill="{}""#, fill.map_or_else(|| "none".to_owned(), Colour::css))?;
    if let Some(stroke) = stroke {
        write_stroke(out, stroke)?;
    }
    writeln!(out, "/>")
}

fn write_stroke(out: &mut String, stroke: Stroke) -> fmt::Result {
    write!(out, r#" stroke="{}" stroke-width="{}""#, stroke.colour.css(), short(stroke.width))?;
    if let Some(dash) = stroke.dash {
        write!(out, r#" stroke-dasharray="{0} {0}""#, short(dash))?;
    }
    Ok(())
}

fn write_text(out: &mut String, text: &Text) -> fmt::Result {
    write!(out, r#"<text x="{}" y="{}" font-size="{}""#, short(text.x), short(text.baseline), short(text.size))?;
    if text.weight == Weight::Bold {
        write!(out, r#" font-weight="bold""#)?;
    }
    match text.anchor {
        Anchor::Start => {}
        Anchor::Middle => write!(out, r#" text-anchor="middle""#)?,
        Anchor::End => write!(out, r#" text-anchor="end""#)?,
    }
    writeln!(out, ">{}</text>", escaped(&text.string))
}

fn listed(points: &[Point]) -> String {
    points.iter().map(|point| format!("{} {}", short(point.x), short(point.y))).collect::<Vec<_>>().join(" ")
}

/// Text that XML reads back as it was; characters that XML 1.0 has no way to hold are left out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\u{fffe}' | '\u{ffff}' => {}
            control if control.is_control() => {}
            other => out.push(other),
        }
    }
    out
}

/// Hands out ids that an XML file may hold, each once.
#[derive(Default)]
struct Ids {
    given: BTreeMap<String, u32>,
}

impl Ids {
    /// `kind-name`, with every other sign than letters, digits, `.` and `-` as `_` and its number; a second group
    /// of the same name (a theme placed in two components) gets `_again_2`.
    fn next(&mut self, kind: &str, name: &str) -> String {
        let mut id = format!("{kind}-");
        for sign in name.chars() {
            if sign.is_ascii_alphanumeric() || matches!(sign, '.' | '-') {
                id.push(sign);
            } else {
                let _ = write!(id, "_{:x}_", u32::from(sign));
            }
        }
        let times = self.given.entry(id.clone()).and_modify(|times| *times += 1).or_insert(1);
        if *times > 1 { format!("{id}_again_{times}") } else { id }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_unique_and_the_same_every_time() {
        let mut ids = Ids::default();
        assert_eq!(ids.next("theme", "Übung 1"), "theme-_dc_bung_20_1");
        assert_eq!(ids.next("theme", "a.b-c"), "theme-a.b-c");
        assert_eq!(ids.next("theme", "a.b-c"), "theme-a.b-c_again_2");
    }
}
