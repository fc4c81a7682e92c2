//! What is said while files are held over the window: what letting go of them would do, or why it would do nothing.

use std::path::{Path, PathBuf};

use eframe::egui::{Align2, Area, Color32, Context, Frame, Id, LayerId, Margin, Order, Stroke, StrokeKind, Vec2};

use crate::app::{
    look::{Tokens, tokens},
    widgets::strong_text,
};

/// Whether a path is a study, a file or as text, by its name.
pub fn is_study(path: &Path) -> bool {
    // A folder may be another program's project, or hold transcripts.
    path.join("study.ron").is_file()
        || path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("colloquy"))
}

/// What would come of dropping these files. `writable` is whether the study that is open can be changed; `None` where
/// none is open.
fn words(paths: &[PathBuf], writable: Option<bool>) -> &'static str {
    match writable {
        _ if paths.iter().any(|path| is_study(path)) => "Drop to open the study",
        Some(true) => "Drop to add transcripts",
        Some(false) => "This study can only be read: nothing can be added to it",
        None => "Open or begin a study first; then drop transcripts here",
    }
}

/// Draws a frame round the window while files are held over it.
pub fn drop_target(ctx: &Context, writable: Option<bool>) {
    let held = ctx.input(|input| input.raw.hovered_files.iter().map(|file| file.path.clone()).collect::<Vec<_>>());
    if held.is_empty() {
        return;
    }
    let paths: Vec<PathBuf> = held.into_iter().flatten().collect();
    let (tokens, screen) = (tokens(ctx), ctx.content_rect());
    // Over everything, dialogs too; the card in a layer of its own above it.
    let painter = ctx.layer_painter(LayerId::new(Order::Foreground, Id::unique("drop veil")));
    painter.rect_filled(screen, 0.0, Color32::from_black_alpha(if tokens.dark { 110 } else { 50 }));
    painter.rect_stroke(screen, 0.0, Stroke::new(4.0, tokens.accent), StrokeKind::Inside);
    let area = Area::new(Id::unique("drop words")).order(Order::Tooltip).interactable(false);
    area.anchor(Align2::CENTER_CENTER, Vec2::ZERO).show(ctx, |ui| {
        let card = Frame::new().fill(tokens.card).corner_radius(8).inner_margin(Margin::symmetric(24, 14));
        card.stroke(Stroke::new(1.0, tokens.accent)).show(ui, |ui| {
            ui.label(strong_text(words(&paths, writable)).size(Tokens::LARGE));
        });
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_drop_would_do_depends_on_the_files_and_on_the_study() {
        let (study, talk) = ([PathBuf::from("Talks.COLLOQUY")], [PathBuf::from("talk.txt")]);
        assert_eq!(words(&study, Some(true)), "Drop to open the study");
        assert_eq!(words(&talk, Some(true)), "Drop to add transcripts");
        assert!(words(&talk, Some(false)).starts_with("This study can only be read"));
        assert!(words(&talk, None).starts_with("Open or begin a study first"));
        // Some desktops do not say which files are held.
        assert_eq!(words(&[], Some(true)), "Drop to add transcripts");
    }
}
