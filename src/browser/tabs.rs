//! The other tabs of the same origin: one lock that one of them holds, and one channel on which they hear of changes.

use js_sys::{Function, Promise};
use wasm_bindgen::{JsCast, JsValue, closure::Closure, prelude::wasm_bindgen};
use web_sys::BroadcastChannel;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = ["navigator", "locks"], js_name = request, catch)]
    fn request(name: &str, held: &Function) -> Result<Promise, JsValue>;
}

/// Calls `leading` once this tab holds the lock called `name`, which it does until it is closed. Where the browser has
/// no locks (a page that was not served securely) every tab holds it: what keeps an intent single is its key.
pub fn lead(name: &str, leading: impl FnOnce() + 'static) {
    let mut leading = Some(leading);
    let held = Closure::<dyn FnMut() -> Promise>::new(move || {
        if let Some(leading) = leading.take() {
            leading();
        }
        // Never settled: held, and not only probed.
        Promise::new(&mut |_, _| {})
    });
    let held: Function = held.into_js_value().unchecked_into();
    if request(name, &held).is_err() {
        // Called as the lock would have called it.
        let _ = held.call0(&JsValue::NULL);
    }
}

/// Where tabs tell each other that something on the disk has changed. What, is on the disk.
#[derive(Debug)]
pub struct Channel(BroadcastChannel);

impl Channel {
    /// Joins the channel called `name`; `heard` is called whenever another tab has told. None where there is none.
    #[must_use]
    pub fn join(name: &str, heard: impl FnMut() + 'static) -> Option<Self> {
        let channel = BroadcastChannel::new(name).ok()?;
        let heard = Closure::<dyn FnMut()>::new(heard).into_js_value();
        channel.set_onmessage(Some(heard.unchecked_ref()));
        Some(Self(channel))
    }

    /// Tells the others.
    pub fn tell(&self) {
        // A closed channel has nobody to tell.
        let _ = self.0.post_message(&JsValue::TRUE);
    }
}
