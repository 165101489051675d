//! Text to values and back through the browser's own JSON, which is there already and weighs nothing.
//!
//! A value is always parsed from text first: an object of the page could run code while it is read.

use js_sys::JSON;
use serde::{Serialize, de::DeserializeOwned};
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::JsValue;

/// Reads JSON text.
///
/// # Errors
/// Where it is no JSON, or not of this shape; in words for a developer.
pub fn read<T: DeserializeOwned>(text: &str) -> Result<T, String> {
    let value = JSON::parse(text).map_err(|_| "not JSON".to_owned())?;
    serde_wasm_bindgen::from_value(value).map_err(|error| error.to_string())
}

/// A value as plain objects, as the `detail` of an event. Null where it cannot be written, which no type here can cause.
pub fn object<T: Serialize>(value: &T) -> JsValue {
    value
        .serialize(&Serializer::json_compatible())
        .unwrap_or(JsValue::NULL)
}

/// A value as JSON text.
pub fn text<T: Serialize>(value: &T) -> String {
    JSON::stringify(&object(value)).map_or_else(|_| "null".to_owned(), String::from)
}
