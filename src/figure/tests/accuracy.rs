//! Held against an independent hand: where the SVG renderer puts the ink of each word.

use resvg::usvg::{Group, Node, Options, Tree, fontdb::Database};

use super::fixtures::{long_words, paper, small, unfinished};
use crate::figure::{BOLD_FACE, FigureModel, FigureOptions, REGULAR_FACE, Rect, lay_out, svg};

/// The ink of every text below a group, in points, with the nearest group's id.
fn ink(group: &Group, id: &str, found: &mut Vec<(String, Rect)>) {
    let id = if group.id().is_empty() { id } else { group.id() };
    for node in group.children() {
        match node {
            Node::Group(inner) => ink(inner, id, found),
            Node::Text(text) => {
                let bounds = text.abs_bounding_box();
                let points = |pixels: f32| f64::from(pixels) * 0.75;
                let rect = Rect {
                    x: points(bounds.x()),
                    y: points(bounds.y()),
                    width: points(bounds.width()),
                    height: points(bounds.height()),
                };
                found.push((id.to_owned(), rect));
            }
            _ => {}
        }
    }
}

fn assert_ink_inside(model: &FigureModel, options: &FigureOptions) {
    let scene = lay_out(model, options).scene;
    let mut faces = Database::new();
    faces.load_font_data(REGULAR_FACE.to_vec());
    faces.load_font_data(BOLD_FACE.to_vec());
    let settings = Options { fontdb: faces.into(), ..Options::default() };
    let tree = Tree::from_str(&svg(&scene), &settings).expect("an SVG");
    let mut found = Vec::new();
    ink(tree.root(), "", &mut found);
    let texts = scene.items().filter(|item| matches!(item, crate::figure::Item::Text(_))).count();
    assert_eq!(found.len(), texts);
    let page = Rect { x: 0.0, y: 0.0, width: scene.width_pt, height: scene.height_pt };
    for (id, rect) in found {
        let frame = scene
            .groups
            .iter()
            .zip(super::read::read(&svg(&scene)).groups)
            .find(|(_, written)| written["id"] == id)
            .and_then(|(group, _)| group.frame.filter(|_| !id.starts_with("legend")))
            .unwrap_or(page);
        let inside =
            frame.x <= rect.x && frame.y <= rect.y && rect.right() <= frame.right() && rect.bottom() <= frame.bottom();
        assert!(inside, "{id}: {rect:?} in {frame:?}");
    }
}

#[test]
fn the_renderer_draws_every_word_inside_its_box() {
    for width_cm in [8.5, 13.2, 19.05] {
        let options = FigureOptions { width_cm, ..FigureOptions::default() };
        for model in [Some(small()), Some(long_words()), Some(unfinished()), paper()].into_iter().flatten() {
            assert_ink_inside(&model, &options);
        }
    }
}
