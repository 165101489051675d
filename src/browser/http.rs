//! One request to the backend that the page has named, with a time limit. Nothing else leaves the page (S2).

use js_sys::Promise;
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, Headers, RequestCredentials, RequestInit, Response};

/// How long a request may take, in milliseconds.
const TIMEOUT_MS: u32 = 30_000;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = fetch, catch)]
    fn fetch(address: &str, init: &RequestInit) -> Result<Promise, JsValue>;
    #[wasm_bindgen(js_namespace = AbortSignal, js_name = timeout, catch)]
    fn timeout(ms: u32) -> Result<AbortSignal, JsValue>;
}

/// What is sent.
#[derive(Debug)]
pub struct Sent<'a> {
    /// `GET` and so on.
    pub method: &'a str,
    /// The whole address.
    pub address: String,
    /// Names and values.
    pub headers: Vec<(&'a str, String)>,
    /// JSON.
    pub body: Option<String>,
}

/// What came back.
#[derive(Debug)]
pub struct Came {
    /// The status.
    pub status: u16,
    headers: Headers,
    /// The body as text.
    pub text: String,
}

impl Came {
    /// A header, where it was sent and may be read.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<String> {
        self.headers.get(name).ok().flatten()
    }

    /// `Retry-After`, where it is a number of seconds.
    #[must_use]
    pub fn retry_after(&self) -> Option<i64> {
        self.header("Retry-After")?.trim().parse().ok()
    }
}

/// Sends it. Nothing where no answer came, or not in time: nobody knows then whether it was done.
pub async fn send(sent: Sent<'_>) -> Option<Came> {
    let init = RequestInit::new();
    init.set_method(sent.method);
    init.set_credentials(RequestCredentials::Omit);
    let headers = Headers::new().ok()?;
    for (name, value) in &sent.headers {
        headers.set(name, value).ok()?;
    }
    init.set_headers(&headers);
    if let Some(body) = &sent.body {
        init.set_body(&JsValue::from(body));
    }
    if let Ok(signal) = timeout(TIMEOUT_MS) {
        init.set_signal(Some(&signal));
    }
    let response = JsFuture::from(fetch(&sent.address, &init).ok()?)
        .await
        .ok()?;
    let response: Response = response.unchecked_into();
    // The time limit holds for the body too.
    let text = JsFuture::from(response.text().ok()?).await.ok()?;
    Some(Came {
        status: response.status(),
        headers: response.headers(),
        text: text.as_string()?,
    })
}
