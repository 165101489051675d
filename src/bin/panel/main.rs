//! The program behind `<callback-scheduler>`: what the loader brings in.
//!
//! The exports stand here and not in the library, so that the demo's program does not export them as well.

mod chunk;

use callback_scheduler::element::{self, Mounted, Place};
use callback_scheduler::view::panel::panel;
use js_sys::Function;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::{HtmlElement, ShadowRoot};

/// A mounted panel, for the loader.
#[wasm_bindgen]
pub struct PanelHandle(Option<Mounted>);

/// Mounts a panel into `into`. `given` is what the page has set so far, as a JSON list of pairs of name and text;
/// `drafts` is what was told of drafts before, or empty; `tell` is a function of a topic and a text.
#[wasm_bindgen]
pub fn mount(
    host: HtmlElement,
    shadow: ShadowRoot,
    into: HtmlElement,
    tell: Function,
    given: &str,
    drafts: &str,
) -> PanelHandle {
    let place = Place {
        host,
        shadow,
        into,
        tell,
    };
    PanelHandle(Mounted::new(place, given, drafts, panel, chunk::bring))
}

/// Tells `ear` of a panic, with its message; nothing of this instance may be called afterwards. `fetch` fetches the chunk
/// that comes after the first paint, as a promise.
#[wasm_bindgen]
pub fn watch(ear: Function, fetch: Function) {
    element::watch(ear);
    chunk::keep(fetch);
}

#[wasm_bindgen]
impl PanelHandle {
    /// Takes what the page set under `name`, or took away.
    pub fn set(&self, name: &str, text: Option<String>) {
        if let Some(mounted) = &self.0 {
            mounted.set(name, text);
        }
    }

    /// Takes a file of data, `numbers`, once it was fetched.
    pub fn learn(&self, name: &str, text: &str) {
        if let Some(mounted) = &self.0 {
            mounted.learn(name, text);
        }
    }

    /// Does what a method of the element asks for.
    pub fn call(&self, name: &str) {
        if let Some(mounted) = &self.0 {
            mounted.call(name);
        }
    }

    /// Removes the view and all it holds.
    pub fn unmount(&self) {
        if let Some(mounted) = &self.0 {
            mounted.unmount();
        }
    }
}

fn main() {}
