//! The notification socket of the backend that the page has named.

use js_sys::Function;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{MessageEvent, WebSocket};

/// What a socket does.
#[derive(Debug)]
pub enum Sign {
    /// It is open.
    Opened,
    /// It said this.
    Said(String),
    /// It is closed, or could not be opened.
    Closed,
}

/// A socket, open or on its way there.
#[derive(Debug)]
pub struct Socket(WebSocket);

impl Socket {
    /// Opens the one at `address`; `told` is called until it is closed from here. None where the browser refuses: the
    /// page's policy, or an address that is none.
    #[must_use]
    pub fn open(address: &str, told: impl Fn(Sign) + Clone + 'static) -> Option<Self> {
        let socket = WebSocket::new(address).ok()?;
        let said = told.clone();
        let message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            if let Some(text) = event.data().as_string() {
                said(Sign::Said(text));
            }
        });
        let opened = told.clone();
        let open = Closure::<dyn FnMut()>::new(move || opened(Sign::Opened));
        let close = Closure::<dyn FnMut()>::new(move || told(Sign::Closed));
        socket.set_onmessage(Some(&function(message.into_js_value())));
        socket.set_onopen(Some(&function(open.into_js_value())));
        socket.set_onclose(Some(&function(close.into_js_value())));
        Some(Self(socket))
    }

    /// Closes it and hears no more of it.
    pub fn close(self) {
        self.0.set_onmessage(None);
        self.0.set_onopen(None);
        self.0.set_onclose(None);
        // One that is closed already cannot be closed, which is all there is to fail.
        let _ = self.0.close();
    }
}

fn function(value: JsValue) -> Function {
    value.unchecked_into()
}
