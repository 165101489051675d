//! An element with its attributes and children: a node of the page from the start, and all of one type.
//!
//! `view!` gives each element and each closure a type of its own, and the wasm holds code for every one of them.
//! Here the code exists once, and closures are boxed. Leptos mounts it, owns what it follows and runs its effects.
//! Nothing here goes through `innerHTML`, so pages under Trusted Types are served.

mod follow;
mod region;

use crate::behavior::bundle::{self, Bundle, Kind, Trait};
use crate::browser::task::spawn;
use crate::reactive::{self, *};
use follow::{Listener, attribute, effect, property, put, set};
use region::{Draw, Region};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Node};

/// A node, and all that keeps it up to date. Dropped, it follows and hears nothing any more.
#[must_use = "an element that is no child of another is not seen"]
pub struct El(Box<Parts>);

struct Parts {
    node: Node,
    kept: Vec<Kept>,
}

/// What lives as long as its element. Held for its drop alone.
#[expect(dead_code, reason = "it is dropped")]
enum Kept {
    Child(El),
    Effect(RenderEffect<()>),
    Region(Region),
    Listener(Listener),
}

/// An element of that tag.
pub fn el(tag: &'static str) -> El {
    El::of(document().create_element(tag))
}

/// An element of a drawing.
pub fn svg(tag: &'static str) -> El {
    El::of(document().create_element_ns(Some("http://www.w3.org/2000/svg"), tag))
}

/// A button that does not submit anything, of these classes.
pub fn button(class: &'static str, pressed: impl Fn() + 'static) -> El {
    el("button")
        .attr("type", "button")
        .class(class)
        .spread(vec![bundle::hears("click", move |_| pressed())])
}

impl El {
    fn of(made: Result<Element, JsValue>) -> Self {
        Self::at(made.expect("tags are names").into())
    }

    fn at(node: Node) -> Self {
        let kept = Vec::new();
        Self(Box::new(Parts { node, kept }))
    }

    fn keep(mut self, kept: Kept) -> Self {
        self.0.kept.push(kept);
        self
    }

    /// An attribute that stays as it is.
    pub fn attr(self, name: &str, value: impl AsRef<str>) -> Self {
        self.still(name, value.as_ref())
    }

    fn still(self, name: &str, value: &str) -> Self {
        set(self.element(), name, Some(value));
        self
    }

    fn element(&self) -> &Element {
        self.0.node.unchecked_ref()
    }

    /// Its classes.
    pub fn class(self, names: &'static str) -> Self {
        self.attr("class", names)
    }

    /// The name by which a host styles it.
    pub fn part(self, name: &'static str) -> Self {
        self.attr("part", name)
    }

    /// An attribute that follows what `value` reads; none where that is nothing.
    pub fn attr_of(self, name: &'static str, value: impl Fn() -> Option<String> + 'static) -> Self {
        self.with(bundle::moving(name, value))
    }

    /// An attribute that is there, empty, while `value` holds.
    pub fn attr_while(self, name: &'static str, value: impl Fn() -> bool + 'static) -> Self {
        self.with(bundle::while_(name, value))
    }

    /// What behaviour hands out.
    pub fn spread(self, bundle: Bundle) -> Self {
        bundle.into_iter().fold(self, Self::with)
    }

    fn with(self, Trait(kind): Trait) -> Self {
        let element = self.element().clone();
        match kind {
            Kind::Still(name, value) => self.still(name, &value),
            Kind::Moving(name, value) => self.keep(Kept::Effect(attribute(element, name, value))),
            Kind::Property(name, value) => self.keep(Kept::Effect(property(element, name, value))),
            Kind::Hears(name, handler) => {
                self.keep(Kept::Listener(Listener::new(element, name, handler)))
            }
            Kind::Remembers(reference) => {
                reference.set(element);
                self
            }
            Kind::Once(then) => {
                spawn(async { then() });
                self
            }
        }
    }

    /// A child.
    pub fn child(self, child: impl Child) -> Self {
        self.holds(joined(child))
    }

    fn holds(self, children: Vec<Self>) -> Self {
        children.into_iter().fold(self, |parent, child| {
            put(&parent.0.node, &child.0.node, None);
            parent.keep(Kept::Child(child))
        })
    }

    /// Text that follows what `text` reads.
    pub fn text_of(self, text: impl Fn() -> String + 'static) -> Self {
        self.follows_text(Box::new(text))
    }

    fn follows_text(self, text: Box<dyn Fn() -> String>) -> Self {
        let node = document().create_text_node("");
        put(&self.0.node, &node, None);
        let mut before = String::new();
        let effect = effect(Box::new(move || {
            let now = text();
            if now != before {
                node.set_data(&now);
                before = now;
            }
        }));
        self.keep(Kept::Effect(effect))
    }

    /// Children that are drawn anew whenever anything changes that was read while they were drawn.
    pub fn shows<C: Child>(self, children: impl Fn() -> C + 'static) -> Self {
        self.region(Box::new(move || Some(joined(children()))))
    }

    /// Children that are drawn anew whenever what `key` reads is another, and only then.
    pub fn shows_of<K: PartialEq + 'static, C: Child>(
        self,
        key: impl Fn() -> K + 'static,
        draw: impl Fn(&K) -> C + 'static,
    ) -> Self {
        let mut before = None;
        self.region(Box::new(move || {
            let now = Some(key());
            if now == before {
                return None;
            }
            before = now;
            before.as_ref().map(|now| untrack(|| joined(draw(now))))
        }))
    }

    fn region(self, draw: Draw) -> Self {
        let region = Region::new(self.0.node.clone(), draw);
        self.keep(Kept::Region(region))
    }

    /// A child for each key and nothing else. While its key stays, so does the child, with focus and all.
    pub fn each(
        self,
        keys: impl Fn() -> Vec<String> + 'static,
        draw: impl Fn(&str) -> El + 'static,
    ) -> Self {
        let region = Region::each(self.0.node.clone(), Box::new(keys), Box::new(draw));
        self.keep(Kept::Region(region))
    }

    fn remove(&self) {
        if let Some(parent) = self.0.node.parent_node() {
            // It is its child.
            let _ = parent.remove_child(&self.0.node);
        }
    }
}

fn joined(child: impl Child) -> Vec<El> {
    let mut children = Vec::new();
    child.join(&mut children);
    children
}

/// What can stand inside an element.
pub trait Child {
    /// Joins the other children.
    fn join(self, children: &mut Vec<El>);
}

impl Child for El {
    fn join(self, children: &mut Vec<El>) {
        children.push(self);
    }
}

impl Child for &str {
    fn join(self, children: &mut Vec<El>) {
        children.push(El::at(document().create_text_node(self).into()));
    }
}

impl Child for String {
    fn join(self, children: &mut Vec<El>) {
        self.as_str().join(children);
    }
}

impl<C: Child> Child for Option<C> {
    fn join(self, children: &mut Vec<El>) {
        if let Some(child) = self {
            child.join(children);
        }
    }
}

impl<C: Child> Child for Vec<C> {
    fn join(self, children: &mut Vec<El>) {
        for child in self {
            child.join(children);
        }
    }
}

/// A view in its place. Dropped, it is gone, with all that it owned.
#[must_use = "dropped, it is gone"]
pub struct Drawn {
    view: El,
    _owner: Owner,
}

/// Puts what `view` draws at the end of `into`, and starts what keeps it up to date.
pub fn draw(into: &Node, view: impl FnOnce() -> El) -> Drawn {
    reactive::start();
    let owner = Owner::new();
    let view = owner.with(view);
    put(into, &view.0.node, None);
    Drawn {
        view,
        _owner: owner,
    }
}

impl Drop for Drawn {
    fn drop(&mut self) {
        self.view.remove();
        self.view.0.kept.clear();
    }
}
