//! The demo: a small contact center around the panel, in one page and without a backend (D1).
//!
//! `center` drives the core's router and knows no page; `host` is what a customer's page would write around
//! `<callback-scheduler>`; the rest draws. The panel's insides are used nowhere.

mod center;
mod host;
mod kept;
mod pace;
mod page;
mod run;
mod store;
mod view;
mod words;

use host::Host;
use leptos::mount::mount_to;
use leptos::prelude::*;
use store::Store;
use wasm_bindgen::JsCast;
use web_sys::{Document, HtmlElement};

fn main() {
    let document = document();
    let Some(panel) = find(&document, "callback-scheduler") else {
        return;
    };
    let owner = Owner::new();
    let store = owner.with(|| Store::new(Host::new(panel), seed(&document)));
    // The state lives as long as the page.
    std::mem::forget(owner);
    store.open_link();
    page::on_fragment(move || store.open_link());
    draw(&document, "#standing", move || view::standing(store));
    draw(&document, "#desk", move || view::desk(store));
    draw(&document, "callback-simulator", move || {
        view::simulator(store)
    });
}

/// Puts a view in place of what stood there while it was on its way.
fn draw(document: &Document, selector: &str, view: impl FnOnce() -> AnyView + 'static) {
    if let Some(place) = find(document, selector) {
        place.set_text_content(None);
        mount_to(place, view).forget();
    }
}

fn find(document: &Document, selector: &str) -> Option<HtmlElement> {
    let found = document.query_selector(selector).ok().flatten();
    found.and_then(|element| element.dyn_into().ok())
}

/// `?seed=7` in the page's address.
fn seed(document: &Document) -> Option<u32> {
    let url = document.url().ok()?;
    let (_, query) = url.split_once('?')?;
    let query = query.split('#').next().unwrap_or(query);
    let value = query
        .split('&')
        .find_map(|pair| pair.strip_prefix("seed="))?;
    value.parse().ok()
}
