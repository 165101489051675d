//! The real loader with the panel of this test program behind it: instead of fetching glue and wasm, the loader is
//! given a module that hands on to the test.

#![allow(
    dead_code,
    unreachable_pub,
    missing_docs,
    reason = "shared by test programs that use a part of it each"
)]

use callback_core::panel::Shown;
use callback_scheduler::element::{Mounted, Place};
use callback_scheduler::later::at_hand;
use callback_scheduler::reactive::GetUntracked;
use callback_scheduler::store::Store;
use callback_scheduler::view::panel;
use js_sys::{Array, Function, Object, Promise, Reflect};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{CustomEvent, Document, HtmlElement, ShadowRoot};

#[wasm_bindgen(module = "/npm/callback-scheduler.js")]
extern "C" {
    #[wasm_bindgen(extends = HtmlElement)]
    #[derive(Clone)]
    pub type CallbackScheduler;
    #[wasm_bindgen(constructor)]
    pub fn new() -> CallbackScheduler;
    #[wasm_bindgen(static_method_of = CallbackScheduler)]
    fn configure(sources: &JsValue);
    #[wasm_bindgen(static_method_of = CallbackScheduler, getter, js_name = observedAttributes)]
    pub fn observed_attributes() -> Array;
    #[wasm_bindgen(method, getter)]
    pub fn ready(this: &CallbackScheduler) -> Promise;
    #[wasm_bindgen(method)]
    pub fn show(this: &CallbackScheduler);
    #[wasm_bindgen(method)]
    pub fn close(this: &CallbackScheduler);
    #[wasm_bindgen(method)]
    pub fn schedule(this: &CallbackScheduler);
    #[wasm_bindgen(method)]
    pub fn reset(this: &CallbackScheduler);
    #[wasm_bindgen(method, js_name = checkValidity)]
    pub fn check_validity(this: &CallbackScheduler) -> bool;
    #[wasm_bindgen(method, js_name = reportValidity)]
    pub fn report_validity(this: &CallbackScheduler) -> bool;
}

/// What the loader mounts: what `src/bin/panel.rs` exports in earnest.
#[wasm_bindgen]
pub struct TestHandle(Rc<Mounted>);

#[wasm_bindgen]
impl TestHandle {
    pub fn set(&self, name: &str, text: Option<String>) {
        self.0.set(name, text);
    }
    pub fn call(&self, name: &str) {
        self.0.call(name);
    }
    pub fn unmount(&self) {
        self.0.unmount();
        LAST.with_borrow_mut(|last| last.take_if(|last| Rc::ptr_eq(last, &self.0)));
    }
}

thread_local! {
    static LAST: RefCell<Option<Rc<Mounted>>> = const { RefCell::new(None) };
    static EAR: RefCell<Option<Function>> = const { RefCell::new(None) };
}

/// A module that hands on to the test. It ends in a comment, which swallows the query that the loader adds.
const GLUE: &str = "data:text/javascript,export default async () => {};\
    export const watch = (ear) => panelUnderTest.watch(ear);\
    export const mount = (...all) => panelUnderTest.mount(...all); //";
/// The smallest module there is.
const WASM: &str = "data:application/wasm;base64,AGFzbQEAAAA=";

/// Puts the test's panel behind the loader.
pub fn install() {
    let global = js_sys::global();
    if Reflect::has(&global, &"panelUnderTest".into()).unwrap() {
        return;
    }
    good_sources();
    let mount = Closure::<
        dyn Fn(HtmlElement, ShadowRoot, HtmlElement, Function, String, String) -> TestHandle,
    >::new(|host, shadow, into, tell, given: String, drafts: String| {
        let place = Place {
            host,
            shadow,
            into,
            tell,
        };
        let mounted = Rc::new(
            Mounted::new(place, &given, &drafts, panel::panel, at_hand)
                .expect("a browser has a language"),
        );
        LAST.set(Some(Rc::clone(&mounted)));
        TestHandle(mounted)
    });
    let watch = Closure::<dyn Fn(Function)>::new(|ear| EAR.set(Some(ear)));
    let panel = Object::new();
    Reflect::set(&panel, &"mount".into(), &mount.into_js_value()).unwrap();
    Reflect::set(&panel, &"watch".into(), &watch.into_js_value()).unwrap();
    Reflect::set(&global, &"panelUnderTest".into(), &panel).unwrap();
}

/// Where the loader looks from its next load on.
pub fn sources(glue: &str, url: &str) {
    let sources = Object::new();
    Reflect::set(&sources, &"glue".into(), &glue.into()).unwrap();
    Reflect::set(&sources, &"url".into(), &url.into()).unwrap();
    CallbackScheduler::configure(&sources);
}

/// The loader's own words for a working panel.
pub fn good_sources() {
    sources(GLUE, WASM);
}

/// The panel as it fell, from the loader's point of view.
pub fn trap() {
    EAR.take()
        .expect("the loader watches")
        .call1(&JsValue::NULL, &"unreachable".into())
        .unwrap();
}

/// The state behind the panel that was mounted last.
pub fn store() -> Store {
    LAST.with_borrow(|last| last.as_ref().expect("a panel is mounted").store().clone())
}

/// What it shows.
pub fn shown() -> Shown {
    store().shown().get_untracked()
}

pub fn document() -> Document {
    web_sys::window().unwrap().document().unwrap()
}

/// A connected element with these attributes, ready.
pub async fn panel(attributes: &[(&str, &str)]) -> CallbackScheduler {
    install();
    let element = CallbackScheduler::new();
    for (name, value) in attributes {
        element.set_attribute(name, value).unwrap();
    }
    document().body().unwrap().append_child(&element).unwrap();
    JsFuture::from(element.ready()).await.unwrap();
    element
}

/// One for which a callback can be scheduled.
pub async fn bookable(conversation: &str) -> CallbackScheduler {
    let element = panel(&[
        ("open", ""),
        ("conversation-id", conversation),
        ("queue-id", "support"),
        ("ani", "+12125550123"),
        ("contact-name", "Ada"),
        ("time-zone", "America/New_York"),
    ])
    .await;
    set_json(
        &element,
        "queues",
        r#"[{"id":"support","name":"Support","agentOwnedCallbacks":true}]"#,
    );
    set_json(
        &element,
        "agent",
        r#"{"id":"a-7","name":"Grace","timeZone":"America/New_York"}"#,
    );
    turn().await;
    element
}

pub fn set(element: &CallbackScheduler, name: &str, value: &JsValue) {
    Reflect::set(element, &name.into(), value).unwrap();
}

pub fn set_json(element: &CallbackScheduler, name: &str, json: &str) {
    set(element, name, &js_sys::JSON::parse(json).unwrap());
}

pub fn get(object: &JsValue, path: &str) -> JsValue {
    path.split('.').fold(object.clone(), |object, name| {
        Reflect::get(&object, &name.into()).unwrap()
    })
}

pub fn text(object: &JsValue, path: &str) -> String {
    get(object, path).as_string().unwrap_or_default()
}

/// Runs a function body in the page.
pub fn js(element: &CallbackScheduler, body: &str) -> JsValue {
    Function::new_with_args("element", body)
        .call1(&JsValue::NULL, element)
        .unwrap()
}

/// Lets everything that waits for a microtask, and what follows from it, happen.
pub async fn turn() {
    gloo_timers::future::TimeoutFuture::new(0).await;
    gloo_timers::future::TimeoutFuture::new(0).await;
}

/// Waits, at most two seconds, until `done`.
pub async fn until(what: &str, done: impl Fn() -> bool) {
    for _ in 0..200 {
        if done() {
            return;
        }
        gloo_timers::future::TimeoutFuture::new(10).await;
    }
    panic!("waited in vain until {what}");
}

/// Every event of these names at the document, in order: so it bubbled and was composed.
#[derive(Clone)]
pub struct Heard(Rc<RefCell<Vec<(String, CustomEvent)>>>);

impl Heard {
    pub fn of(names: &[&str]) -> Self {
        let heard = Self(Rc::default());
        for name in names {
            let log = Rc::clone(&heard.0);
            let listen = Closure::<dyn Fn(CustomEvent)>::new(move |event: CustomEvent| {
                log.borrow_mut().push((event.type_(), event));
            });
            document()
                .add_event_listener_with_callback(name, listen.into_js_value().unchecked_ref())
                .unwrap();
        }
        heard
    }

    pub fn names(&self) -> Vec<String> {
        self.0
            .borrow()
            .iter()
            .map(|(name, _)| name.clone())
            .collect()
    }

    pub fn has(&self, name: &str) -> bool {
        self.0.borrow().iter().any(|(heard, _)| heard == name)
    }

    /// The detail of the last event of that name.
    pub fn detail(&self, name: &str) -> JsValue {
        let log = self.0.borrow();
        log.iter()
            .rfind(|(heard, _)| heard == name)
            .map_or(JsValue::UNDEFINED, |(_, event)| event.detail())
    }
}
