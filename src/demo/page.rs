//! What the browser does for a run that leaves the page or comes to it: address, clipboard, files.

use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, File, HtmlAnchorElement, HtmlInputElement, Url, Window};

fn window() -> Option<Window> {
    web_sys::window()
}

/// The page's address, without query and fragment.
pub(crate) fn address() -> String {
    let href = window().and_then(|window| window.location().href().ok());
    let href = href.unwrap_or_default();
    let end = href.find(['?', '#']).unwrap_or(href.len());
    href[..end].to_owned()
}

/// What stands behind the `#` of the page's address.
pub(crate) fn fragment() -> String {
    let fragment = window().and_then(|window| window.location().hash().ok());
    fragment.unwrap_or_default()
}

/// Takes the fragment out of the address, without a new step in the browser's history.
pub(crate) fn forget_fragment() {
    let Some(window) = window() else { return };
    let href = window.location().href().unwrap_or_default();
    let plain = href.split('#').next();
    if let Ok(history) = window.history() {
        // Fails for an address of another site, and this is the page's own.
        let _ = history.replace_state_with_url(&JsValue::NULL, "", plain);
    }
}

/// Calls back whenever the fragment becomes another one.
pub(crate) fn on_fragment(changed: impl Fn() + 'static) {
    let changed = Closure::<dyn Fn()>::new(changed).into_js_value();
    if let Some(window) = window() {
        // The listener lives as long as the page.
        let _ = window.add_event_listener_with_callback("hashchange", changed.unchecked_ref());
    }
}

/// Puts a text into the clipboard; `false` where the browser has none for this page, or refuses.
pub(crate) async fn copy(text: &str) -> bool {
    let Some(navigator) = window().map(|window| window.navigator()) else {
        return false;
    };
    // Pages that are not served securely have no clipboard.
    let clipboard = js_sys::Reflect::get(&navigator, &JsValue::from_str("clipboard"));
    if !clipboard.is_ok_and(|clipboard| clipboard.is_object()) {
        return false;
    }
    JsFuture::from(navigator.clipboard().write_text(text))
        .await
        .is_ok()
}

/// Lets the browser save a text as a file.
pub(crate) fn save(name: &str, text: &str) {
    let parts = js_sys::Array::of1(&JsValue::from_str(text));
    let kind = BlobPropertyBag::new();
    kind.set_type("application/json");
    let blob = Blob::new_with_str_sequence_and_options(&parts, &kind);
    let url = blob.and_then(|blob| Url::create_object_url_with_blob(&blob));
    let document = window().and_then(|window| window.document());
    let (Ok(url), Some(document)) = (url, document) else {
        return;
    };
    let link = document.create_element("a").ok();
    if let Some(link) = link.and_then(|link| link.dyn_into::<HtmlAnchorElement>().ok()) {
        link.set_href(&url);
        link.set_download(name);
        link.click();
    }
    let _ = Url::revoke_object_url(&url);
}

/// A file that was chosen.
pub(crate) struct Opened(File);

impl Opened {
    /// The file of this field, which is free for another choice then.
    pub(crate) fn of(field: &HtmlInputElement) -> Option<Self> {
        let file = field.files()?.get(0)?;
        field.set_value("");
        Some(Self(file))
    }

    /// In bytes.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a float cast saturates, and so large a file is refused"
    )]
    pub(crate) fn size(&self) -> usize {
        self.0.size() as usize
    }

    /// Its text; `None` where it cannot be read.
    pub(crate) async fn text(&self) -> Option<String> {
        JsFuture::from(self.0.text()).await.ok()?.as_string()
    }
}
