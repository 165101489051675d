//! The demo: a small contact center around the panel.
fn main() {}
