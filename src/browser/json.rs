//! Text to values and back through the browser's own JSON, which is there already and weighs nothing.
//!
//! A value is always parsed from text first: an object of the page could run code while it is read.

use callback_core::wire::Tree;
use js_sys::{Array, JSON, Object};
use serde::{Serialize, de::DeserializeOwned};
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::{JsCast, JsValue};

/// Nothing that is read before the first paint lies deeper.
const DEPTH_MAX: usize = 8;

/// Reads JSON text as a tree.
///
/// # Errors
/// Where it is no JSON; in words for a developer.
pub fn tree(text: &str) -> Result<Tree, String> {
    let value = JSON::parse(text).map_err(|_| "not JSON".to_owned())?;
    Ok(branch(&value, DEPTH_MAX))
}

fn branch(value: &JsValue, depth: usize) -> Tree {
    if let Some(text) = value.as_string() {
        return Tree::Text(text);
    }
    if let Some(truth) = value.as_bool() {
        return Tree::Truth(truth);
    }
    if let Some(number) = value.as_f64() {
        return Tree::Number(number);
    }
    if depth == 0 || !value.is_object() {
        return Tree::Null;
    }
    let below = |value: &JsValue| branch(value, depth - 1);
    match value.dyn_ref::<Array>() {
        Some(items) => Tree::List(items.iter().map(|item| below(&item)).collect()),
        None => {
            let entries = Object::entries(value.unchecked_ref());
            let fields = entries.iter().map(|field| {
                let field: Array = field.unchecked_into();
                (
                    field.get(0).as_string().unwrap_or_default(),
                    below(&field.get(1)),
                )
            });
            Tree::Fields(fields.collect())
        }
    }
}

/// Text as JSON has it, in its quotes.
pub fn quoted(text: &str) -> String {
    JSON::stringify(&text.into()).map_or_else(|_| "\"\"".to_owned(), String::from)
}

/// Reads JSON text as a type, by serde: for what comes after the first paint.
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
