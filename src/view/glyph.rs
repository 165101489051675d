//! The few line drawings of the panel, as paths in the shadow root: no image is loaded, whatever the page's policy.

use super::el::{El, svg};

/// What is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Glyph {
    /// A cross: close.
    Close,
    /// A leaf of a calendar.
    Calendar,
    /// A triangle: something is wrong, or may be.
    Warning,
    /// A tick: done.
    Done,
    /// Towards the start of the line.
    Before,
    /// Towards its end.
    After,
    /// Downwards: there is a list.
    Down,
}

const fn path(glyph: Glyph) -> &'static str {
    match glyph {
        Glyph::Close => "M4 4l8 8M12 4l-8 8",
        Glyph::Calendar => "M2.5 4h11v9.5h-11zM2.5 7h11M5.5 2.5v3M10.5 2.5v3",
        Glyph::Warning => "M8 2.2l6.3 11.3H1.7zM8 6.5v3.2M8 11.6v.1",
        Glyph::Done => "M3 8.5l3.4 3.4L13 5",
        Glyph::Before => "M10 3L5 8l5 5",
        Glyph::After => "M6 3l5 5-5 5",
        Glyph::Down => "M4 6l4 4 4-4",
    }
}

/// Draws it. It is never the only thing that says what it says.
pub fn glyph(which: Glyph) -> El {
    svg("svg")
        .class("glyph")
        .attr("viewBox", "0 0 16 16")
        .attr("aria-hidden", "true")
        .attr("focusable", "false")
        .child(svg("path").attr("d", path(which)))
}
