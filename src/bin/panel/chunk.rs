//! The cut between what a page loads first and what it loads after the first paint.
//!
//! `tools/` finds it by the names of two symbols: the import that the first part calls, and the export, in the chunk,
//! that the call ends at. What is reached from that export alone goes into the chunk; both share memory and table. The
//! loader fetches the chunk, because addresses, integrity and a second try are its business.

#![allow(
    unsafe_code,
    improper_ctypes,
    improper_ctypes_definitions,
    reason = "both sides of the cut are compiled as one program; only the names have to be given by hand"
)]

use callback_scheduler::browser::task::spawn;
use callback_scheduler::later::{Failed, LATER, Later, Then};
use js_sys::{Function, Promise};
use std::cell::RefCell;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

thread_local! {
    static FETCH: RefCell<Option<Function>> = const { RefCell::new(None) };
}

/// Keeps the loader's function that fetches the chunk and links it to this instance: a promise.
pub(crate) fn keep(fetch: Function) {
    FETCH.set(Some(fetch));
}

/// Fetches the chunk and hands over what is in it.
pub(crate) fn bring(then: Then) {
    spawn(async {
        let fetched = FETCH.with_borrow(|fetch| {
            let fetch = fetch.as_ref().ok_or(JsValue::UNDEFINED)?;
            fetch
                .call0(&JsValue::NULL)
                .map(JsCast::unchecked_into::<Promise>)
        });
        let linked = match fetched {
            Ok(promise) => JsFuture::from(promise).await,
            Err(refused) => Err(refused),
        };
        then(match linked {
            Ok(_) => Ok(beyond()),
            Err(_) => Err(Failed),
        });
    });
}

#[cfg(target_family = "wasm")]
#[link(wasm_import_module = "__wasm_split_placeholder__")]
unsafe extern "C" {
    #[link_name = "__wasm_split_00later00_import_00000000000000000000000000000000"]
    safe fn beyond() -> &'static Later;
}

#[cfg(not(target_family = "wasm"))]
use in_chunk as beyond;

#[unsafe(export_name = "__wasm_split_00later00_export_00000000000000000000000000000000")]
extern "C" fn in_chunk() -> &'static Later {
    &LATER
}
