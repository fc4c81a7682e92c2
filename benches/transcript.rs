//! How long a frame of a transcript of five million characters with 20,000 codings takes: opening it, idling, scrolling,
//! flinging, jumping, selecting. Prints the least, the median and the 95th percentile in milliseconds, of layout and
//! painting up to the triangles a card is given. `cargo bench --bench transcript`.

mod synthetic;

use colloquy::app::transcript::{Align, TranscriptContent, TranscriptStyle, TranscriptView};
use colloquy::text::Span;
use eframe::egui::{self, Context, Event, Modifiers, PointerButton, Pos2, RawInput, Rect, Vec2, pos2, vec2};
use std::time::Instant;

const SIZE: Vec2 = vec2(1200.0, 900.0);

fn main() {
    println!("{:<34}{:>9}{:>9}{:>9}  ms", "", "min", "median", "p95");
    for (bytes, codings) in [(100_000, 1_000), (5_000_000, 20_000)] {
        println!("{} kB, {codings} codings", bytes / 1000);
        run(synthetic::content(bytes, codings));
    }
}

fn run(content: TranscriptContent) {
    let mut window = Window::new(content);
    let last = window.content.text.len().saturating_sub(1);
    report("first frame", &[window.frame(Vec::new())]);
    let mut until_rest = vec![];
    while window.wants_repaint() && until_rest.len() < 5000 {
        until_rest.push(window.frame(Vec::new()));
    }
    report(&format!("measuring, {} frames", until_rest.len()), &until_rest);
    window.measure("idle", 100, |_, _| Vec::new());
    window.measure("scroll by 120", 200, |_, _| vec![wheel(-120.0)]);
    window.measure("fling by 3000", 100, |_, _| vec![wheel(-3000.0)]);
    window.measure("jump", 100, |window, step| {
        let start = step.wrapping_mul(2_654_435_761) % last;
        window.view.scroll_to(Span { start, end: start }, Align::Third);
        Vec::new()
    });
    let press = |pos: Pos2, pressed| Event::PointerButton {
        pos,
        button: PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    };
    window.frame(vec![Event::PointerMoved(pos2(500.0, 100.0)), press(pos2(500.0, 100.0), true)]);
    window.measure("drag to select", 100, |_, step| {
        vec![Event::PointerMoved(pos2(400.0 + (step % 200) as f32, 100.0 + step as f32 * 7.0))]
    });
    window.frame(vec![press(pos2(500.0, 800.0), false)]);
    window.measure("recode", 50, |window, _| {
        window.content.revision += 1;
        Vec::new()
    });
    window.measure("resize", 50, |window, step| {
        window.size = SIZE - vec2((step % 60) as f32 * 4.0, 0.0);
        Vec::new()
    });
}

fn wheel(by: f32) -> Event {
    Event::MouseWheel {
        unit: egui::MouseWheelUnit::Point,
        delta: vec2(0.0, by),
        phase: egui::TouchPhase::Move,
        modifiers: Modifiers::NONE,
        source: egui::MouseWheelSource::Unknown,
    }
}

struct Window {
    ctx: Context,
    view: TranscriptView,
    content: TranscriptContent,
    size: Vec2,
    time: f64,
    delay: std::time::Duration,
}

impl Window {
    fn new(content: TranscriptContent) -> Self {
        let view = TranscriptView::default();
        Self { ctx: Context::default(), view, content, size: SIZE, time: 0.0, delay: std::time::Duration::ZERO }
    }

    fn wants_repaint(&self) -> bool {
        self.delay.is_zero()
    }

    /// One frame, in milliseconds.
    fn frame(&mut self, events: Vec<Event>) -> f64 {
        self.time += 1.0 / 60.0;
        let screen = Rect::from_min_size(Pos2::ZERO, self.size);
        let input = RawInput { screen_rect: Some(screen), time: Some(self.time), events, ..RawInput::default() };
        let begun = Instant::now();
        let (view, content) = (&mut self.view, &self.content);
        let mut output = self.ctx.run_ui(input, |ui| {
            let style = TranscriptStyle::from_visuals(ui.visuals());
            view.show(ui, content, &style);
        });
        output.textures_delta.clear();
        let primitives = self.ctx.tessellate(output.shapes, output.pixels_per_point);
        let taken = begun.elapsed().as_secs_f64() * 1000.0;
        std::hint::black_box(primitives);
        self.delay = output.viewport_output.values().map(|viewport| viewport.repaint_delay).min().unwrap_or_default();
        taken
    }

    fn measure(&mut self, name: &str, frames: usize, mut events: impl FnMut(&mut Self, usize) -> Vec<Event>) {
        self.frame(vec![Event::PointerMoved(pos2(500.0, 400.0))]);
        let mut taken = Vec::with_capacity(frames);
        for step in 0..frames {
            let events = events(self, step);
            taken.push(self.frame(events));
        }
        report(name, &taken);
    }
}

fn report(name: &str, taken: &[f64]) {
    let mut sorted = taken.to_vec();
    sorted.sort_by(f64::total_cmp);
    let at =
        |share: f64| sorted.get(((sorted.len() as f64 - 1.0) * share).round() as usize).copied().unwrap_or(f64::NAN);
    println!("  {name:<32}{:>9.2}{:>9.2}{:>9.2}", at(0.0), at(0.5), at(0.95));
}
