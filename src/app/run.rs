//! Starting the window, and saying exactly what is missing where it cannot start.

use std::{
    ffi::OsString,
    panic::{self, AssertUnwindSafe},
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
};

use eframe::egui::{Vec2, ViewportBuilder};

use super::{App, ports::Native, preferences::Preferences};

/// What the window is to open with.
#[derive(Clone, Debug, Default)]
pub struct Opening {
    /// A study, a study as text, or nothing.
    pub study: Option<PathBuf>,
}

/// What a Debian or Ubuntu machine needs to show a window, under X and under Wayland.
const PACKAGES: &str = "libgl1 libegl1 libgl1-mesa-dri libx11-6 libx11-xcb1 libxcursor1 libxi6 libxrandr2 libxkbcommon0 libxkbcommon-x11-0 libwayland-egl1";

/// What works without a window.
const WITHOUT: &str = "these work without one: colloquy new, import, export, agree, copy, merge, verify, check, log (see colloquy --help).";

/// Opens the window and stays until it is closed. `Err` is a sentence for the terminal.
pub fn run(opening: Opening) -> Result<(), String> {
    let display = match cfg!(target_os = "linux") {
        true => display(|name| std::env::var_os(name), answers)?,
        false => Display::Usual,
    };
    let viewport = ViewportBuilder::default()
        .with_title("Colloquy")
        .with_app_id("colloquy")
        .with_inner_size(Vec2::new(1440.0, 900.0))
        .with_min_inner_size(Vec2::new(960.0, 600.0))
        .with_drag_and_drop(true);
    let mut options = eframe::NativeOptions { viewport, ..eframe::NativeOptions::default() };
    choose(display, &mut options);
    let opened = Arc::new(AtomicBool::new(false));
    let last_words = keep_panics_quiet_until(opened.clone());
    let is_open = opened.clone();
    let start = move || {
        eframe::run_native(
            "Colloquy",
            options,
            Box::new(move |creation| {
                is_open.store(true, Ordering::Relaxed);
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
    let told = match panic::catch_unwind(AssertUnwindSafe(start)) {
        Ok(Ok(())) => return Ok(()),
        Ok(Err(why)) => why.to_string(),
        Err(_) => last_words.lock().map(|words| words.clone()).unwrap_or_default(),
    };
    if opened.load(Ordering::Relaxed) {
        let why = plain(&told);
        return Err(format!(
            "The window closed by a mistake in Colloquy or in the desktop ({why}). Your studies are safe: every change was \
             on disk when it was made. Start Colloquy again to go on."
        ));
    }
    Err(could_not_open(&told, std::env::var("DISPLAY").ok().as_deref()))
}

/// Where the window is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Display {
    /// Where the desktop says.
    Usual,
    /// By X, because the Wayland that is named does not answer.
    X,
}

/// Looks where a window could be shown on Linux. `set` gives a variable of the environment; `answers`, whether there is
/// somebody at a Wayland socket. Empty variables count as not set.
fn display(set: impl Fn(&str) -> Option<OsString>, answers: impl Fn(&Path) -> bool) -> Result<Display, String> {
    let named = |name: &str| set(name).filter(|value| !value.is_empty());
    let x = named("DISPLAY");
    if named("WAYLAND_SOCKET").is_some() {
        return Ok(Display::Usual);
    }
    let Some(wayland) = named("WAYLAND_DISPLAY") else {
        return x
            .map(|_| Display::Usual)
            .ok_or_else(|| format!("There is no display here, so the window cannot open; {WITHOUT}"));
    };
    // A name is one in the folder of the session's sockets; a path from the root stays as it is.
    let socket = Path::new(&named("XDG_RUNTIME_DIR").unwrap_or_default()).join(&wayland);
    match (answers(&socket), x) {
        (true, _) => Ok(Display::Usual),
        (false, Some(_)) => Ok(Display::X),
        (false, None) => Err(no_answer(&wayland.to_string_lossy(), "WAYLAND_DISPLAY")),
    }
}

#[cfg(unix)]
fn answers(socket: &Path) -> bool {
    std::os::unix::net::UnixStream::connect(socket).is_ok()
}

#[cfg(not(unix))]
fn answers(_: &Path) -> bool {
    true
}

#[cfg(target_os = "linux")]
fn choose(display: Display, options: &mut eframe::NativeOptions) {
    use winit::platform::x11::EventLoopBuilderExtX11;
    if display == Display::X {
        options.event_loop_builder = Some(Box::new(|builder| {
            builder.with_x11();
        }));
    }
}

#[cfg(not(target_os = "linux"))]
fn choose(_: Display, _: &mut eframe::NativeOptions) {}

/// Until the window is open, a panic's words are kept and not printed: what is missing is told in a sentence.
fn keep_panics_quiet_until(opened: Arc<AtomicBool>) -> Arc<Mutex<String>> {
    let last_words = Arc::new(Mutex::new(String::new()));
    let (usual, kept) = (panic::take_hook(), last_words.clone());
    panic::set_hook(Box::new(move |info| {
        if let Ok(mut kept) = kept.lock() {
            *kept = info.payload_as_str().unwrap_or("a part of the desktop failed").to_owned();
        }
        if opened.load(Ordering::Relaxed) {
            usual(info);
        }
    }));
    last_words
}

fn no_answer(display: &str, variable: &str) -> String {
    format!(
        "The display {display} ({variable}) does not answer, or does not let this program in, so the window cannot open. \
         Your studies are safe. Start Colloquy from within the desktop; {WITHOUT}"
    )
}

/// Why the window could not open, and what helps, from what a library said. `x` is the display of X that was asked for.
fn could_not_open(told: &str, x: Option<&str>) -> String {
    let why = plain(told);
    if told.contains("connection to X server") {
        return no_answer(x.unwrap_or_default(), "DISPLAY");
    }
    let has = |marks: &[&str]| marks.iter().any(|mark| told.contains(mark));
    let (what, advice) = if has(&["glutin", "GLX", "EGL", "OpenGL", "egui_glow"]) {
        (format!("no OpenGL driver could be used ({why})"), true)
    } else {
        (why, has(&["librar", "Librar", ".so"]))
    };
    let advice = match advice && cfg!(target_os = "linux") {
        true => format!(" On Debian or Ubuntu, this installs all it needs: sudo apt install {PACKAGES}"),
        false => format!(" Meanwhile, {WITHOUT}"),
    };
    format!("The window could not open: {what}. Your studies are safe.{advice}")
}

/// What went wrong, short and on one line: without the places in libraries' sources that they put before it, and without
/// the values they print after it.
fn plain(why: &str) -> String {
    let line = why.lines().next().unwrap_or_default();
    let after = line.rsplit_once(".rs:").map(|(_, rest)| rest.trim_start_matches(|sign: char| sign.is_ascii_digit()));
    let said = after.unwrap_or(line).trim_start_matches([':', ' ']);
    let own = ["winit EventLoopError: ", "winit error: ", "glutin error: ", "egui_glow: "];
    let said = own.iter().find_map(|name| said.strip_prefix(name)).unwrap_or(said);
    // "[a7] GLXBadFBConfig": the number is nobody's.
    let said = said.strip_prefix('[').and_then(|rest| rest.split_once("] ")).map_or(said, |(_, rest)| rest);
    // "…: ConfigTemplate { … }"
    let short = said.split_once('{').map(|(before, _)| before.rsplit_once(':').map_or(before, |(before, _)| before));
    let short = short.unwrap_or(said).trim().trim_end_matches('.');
    if short.is_empty() {
        "a part of the desktop that it needs failed".to_owned()
    } else {
        crate::operations::elide(short, 120)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_library_says_is_told_short_without_places_in_its_source() {
        for (said, told) in [
            (
                "winit EventLoopError: os error at /a/b/linux/mod.rs:788: Failed to load one of xlib's shared libraries.",
                "Failed to load one of xlib's shared libraries",
            ),
            (
                "Found no glutin configs matching the template: ConfigTemplate { color_buffer_type: Rgb { r: 8 } }. Error: x",
                "Found no glutin configs matching the template",
            ),
            ("glutin error: [a7] GLXBadFBConfig\nand more", "GLXBadFBConfig"),
            ("no card", "no card"),
            ("", "a part of the desktop that it needs failed"),
        ] {
            assert_eq!(plain(said), told);
        }
    }

    #[test]
    fn each_reason_has_its_own_sentence_and_only_what_is_missing_is_to_be_installed() {
        let gl = could_not_open("Found no glutin configs matching the template: ConfigTemplate { a: 1 }", None);
        assert!(gl.contains("no OpenGL driver could be used (Found no glutin configs matching the template)."), "{gl}");
        let library = could_not_open("Library libxkbcommon.so could not be loaded.", None);
        assert!(library.contains("could not open: Library libxkbcommon.so could not be loaded. Your"), "{library}");
        if cfg!(target_os = "linux") {
            assert!(gl.contains("sudo apt") && library.contains("libwayland-egl1"));
        }
        let dead = could_not_open("os error at /a/mod.rs:788: Failed to open connection to X server", Some(":99"));
        assert!(dead.starts_with("The display :99 (DISPLAY) does not answer") && !dead.contains("apt"), "{dead}");
        let other = could_not_open("no card", None);
        assert!(other.contains("no card. Your studies are safe. Meanwhile, these work without one:"), "{other}");
        assert!([gl, library, dead, other].iter().all(|told| told.lines().count() == 1));
    }

    #[test]
    fn a_wayland_that_does_not_answer_gives_way_to_x_and_empty_names_are_no_display() {
        let of = |names: &[(&str, &str)], alive: &str| {
            let set = |name: &str| names.iter().find(|(known, _)| *known == name).map(|(_, value)| value.into());
            display(set, |socket| socket == Path::new(alive))
        };
        let (runtime, socket) = (("XDG_RUNTIME_DIR", "/run/user/7"), "/run/user/7/wayland-0");
        let (wayland, x) = (("WAYLAND_DISPLAY", "wayland-0"), ("DISPLAY", ":0"));
        assert_eq!(of(&[runtime, wayland, x], socket), Ok(Display::Usual));
        assert_eq!(of(&[runtime, wayland, x], ""), Ok(Display::X));
        assert_eq!(of(&[x], ""), Ok(Display::Usual));
        assert_eq!(of(&[("WAYLAND_DISPLAY", ""), x], ""), Ok(Display::Usual));
        let dead = of(&[runtime, wayland], "").unwrap_err();
        assert!(dead.starts_with("The display wayland-0 (WAYLAND_DISPLAY) does not answer"), "{dead}");
        let none = of(&[("WAYLAND_DISPLAY", ""), ("DISPLAY", "")], "").unwrap_err();
        assert!(none.starts_with("There is no display here"), "{none}");
        assert_eq!(of(&[("WAYLAND_SOCKET", "5")], ""), Ok(Display::Usual));
    }
}
