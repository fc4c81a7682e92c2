//! The parts of the window, so that the keyboard can go from one to the next without passing everything between.

use eframe::egui::{Context, Id, Rect};

/// A part of the window: where it is, and what takes the keyboard in it.
#[derive(Clone, Copy, Debug)]
struct Pane {
    rect: Rect,
    target: Id,
}

#[derive(Clone, Debug, Default)]
struct Panes {
    frame: u64,
    /// In the order in which they were drawn.
    now: Vec<Pane>,
}

fn place() -> Id {
    Id::unique("panes")
}

/// Says that a part of the window is drawn in this frame, and which widget takes the keyboard in it.
pub fn mark(ctx: &Context, rect: Rect, target: Id) {
    let frame = ctx.cumulative_frame_nr();
    ctx.data_mut(|data| {
        let panes = data.get_temp_mut_or_default::<Panes>(place());
        if panes.frame != frame {
            panes.now.clear();
            panes.frame = frame;
        }
        panes.now.push(Pane { rect, target });
    });
}

/// Where the list at the left of a room ends (points), if one was drawn that begins within `margin` of `left`.
pub fn list_ends(ctx: &Context, left: f32, margin: f32) -> Option<f32> {
    const WIDEST: f32 = 420.0;
    let panes = ctx.data(|data| data.get_temp::<Panes>(place())).unwrap_or_default().now;
    let lists = panes.iter().filter(|pane| (left..=left + margin).contains(&pane.rect.left()));
    lists.filter(|pane| pane.rect.width() <= WIDEST).map(|pane| pane.rect.right()).reduce(f32::max)
}

/// Takes the keyboard to the next part of the window, or to the one before; from left to right, then down.
pub fn step(ctx: &Context, forward: bool) {
    let mut panes = ctx.data(|data| data.get_temp::<Panes>(place())).unwrap_or_default().now;
    panes.sort_by(|one, other| {
        let corner = |pane: &Pane| (pane.rect.left(), pane.rect.top());
        corner(one).partial_cmp(&corner(other)).unwrap_or(std::cmp::Ordering::Equal)
    });
    let focused = ctx.memory(|memory| memory.focused());
    let at = focused.and_then(|id| {
        let exactly = panes.iter().position(|pane| pane.target == id);
        let center = ctx.read_response(id).map(|response| response.rect.center());
        exactly.or_else(|| panes.iter().position(|pane| center.is_some_and(|center| pane.rect.contains(center))))
    });
    let count = panes.len();
    let next = match (at, forward) {
        (Some(at), true) => (at + 1) % count.max(1),
        (Some(at), false) => (at + count.max(1) - 1) % count.max(1),
        (None, _) => 0,
    };
    if let Some(pane) = panes.get(next) {
        ctx.memory_mut(|memory| memory.request_focus(pane.target));
    }
}
