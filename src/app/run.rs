//! Starting the window, and saying exactly what is missing where it cannot start.

use std::path::PathBuf;

use eframe::egui::{Vec2, ViewportBuilder};

use super::{App, ports::Native, preferences::Preferences};

/// What the window is to open with.
#[derive(Clone, Debug, Default)]
pub struct Opening {
    /// A study, a study as text, or nothing.
    pub study: Option<PathBuf>,
}

/// What a Debian or Ubuntu machine needs to show a window.
const PACKAGES: &str = "libgl1 libegl1 libgl1-mesa-dri libx11-6 libx11-xcb1 libxcursor1 libxi6 libxrandr2 libxkbcommon0 libxkbcommon-x11-0";

/// Opens the window and stays until it is closed. `Err` is a sentence for the terminal.
pub fn run(opening: Opening) -> Result<(), String> {
    if cfg!(target_os = "linux")
        && std::env::var_os("DISPLAY").is_none()
        && std::env::var_os("WAYLAND_DISPLAY").is_none()
    {
        return Err(without_display());
    }
    let viewport = ViewportBuilder::default()
        .with_title("Colloquy")
        .with_app_id("colloquy")
        .with_inner_size(Vec2::new(1440.0, 900.0))
        .with_min_inner_size(Vec2::new(960.0, 600.0))
        .with_drag_and_drop(true);
    let options = eframe::NativeOptions { viewport, ..eframe::NativeOptions::default() };
    let start = move || {
        eframe::run_native(
            "Colloquy",
            options,
            Box::new(move |creation| {
                // Chinese, Japanese, Korean and emoji come from the system's fonts.
                super::transcript::allow_system_fonts(&creation.egui_ctx);
                let mut app = App::new(&creation.egui_ctx, Preferences::load(), Box::new(Native));
                if let Some(study) = opening.study {
                    app.open(study);
                }
                Ok(Box::new(app))
            }),
        )
    };
    // A missing library shows as an error or, from deep below, as a panic; either is told in the same words.
    match std::panic::catch_unwind(std::panic::AssertUnwindSafe(start)) {
        Ok(Ok(())) => Ok(()),
        Ok(Err(why)) => Err(could_not_open(plain(&why.to_string()))),
        Err(_) => Err(could_not_open("a part of the desktop that it needs is missing or failed")),
    }
}

/// One sentence for a machine without a display.
fn without_display() -> String {
    "There is no display here, so the window cannot open; these work without one: colloquy new, import, export, agree, copy, merge, check, log (see colloquy --help).".into()
}

/// What went wrong without the places in libraries' sources that they put before it.
fn plain(why: &str) -> &str {
    let after = why.rsplit_once(".rs:").map(|(_, rest)| rest.trim_start_matches(|sign: char| sign.is_ascii_digit()));
    after.map_or(why, |rest| rest.trim_start_matches([':', ' '])).trim_end_matches('.')
}

fn could_not_open(why: &str) -> String {
    let mut words = format!("The window could not open: {why}. Your studies are safe.");
    if cfg!(target_os = "linux") {
        words.push_str(&format!(" On Debian or Ubuntu, this installs all it needs: sudo apt install {PACKAGES}"));
    }
    words
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_a_library_says_is_told_without_the_places_in_its_source() {
        let told =
            "winit EventLoopError: os error at /a/b/linux/mod.rs:788: Failed to load one of xlib's shared libraries.";
        assert_eq!(super::plain(told), "Failed to load one of xlib's shared libraries");
        assert_eq!(super::plain("no card"), "no card");
    }
}
