//! An element with its attributes and children, all elements of one type.
//!
//! Leptos' own builder with its types erased at each element, for the sake of the wasm's size (see
//! [`crate::behavior::bundle`]). Nothing here goes through `innerHTML`, so pages under Trusted Types are served.

use crate::behavior::bundle::{self, Bundle};
use leptos::attr::any_attribute::AnyAttribute;
use leptos::html::custom;
use leptos::prelude::*;
use std::borrow::Cow;

/// An element in the making. It becomes a view where a parent takes it, or by [`El::view`].
pub struct El {
    tag: &'static str,
    attributes: Bundle,
    children: Vec<AnyView>,
}

/// An element of that tag.
#[must_use]
pub fn el(tag: &'static str) -> El {
    El {
        tag,
        attributes: Vec::new(),
        children: Vec::new(),
    }
}

/// A button that does not submit anything, of these classes.
#[must_use]
pub fn button(class: &'static str, pressed: impl Fn() + 'static) -> El {
    el("button")
        .attr("type", "button")
        .class(class)
        .spread(vec![bundle::hears("click", move |_| pressed())])
}

impl El {
    /// An attribute that stays as it is.
    #[must_use]
    pub fn attr(self, name: &'static str, value: impl Into<Cow<'static, str>>) -> Self {
        self.with(bundle::still(name, value))
    }

    #[inline(never)]
    fn with(mut self, attribute: AnyAttribute) -> Self {
        self.attributes.push(attribute);
        self
    }

    #[inline(never)]
    fn holds(mut self, child: AnyView) -> Self {
        self.children.push(child);
        self
    }

    /// Its classes.
    #[must_use]
    pub fn class(self, names: &'static str) -> Self {
        self.attr("class", names)
    }

    /// The name by which a host styles it.
    #[must_use]
    pub fn part(self, name: &'static str) -> Self {
        self.attr("part", name)
    }

    /// An attribute that follows what `value` reads; none where that is nothing.
    #[must_use]
    pub fn attr_of(
        self,
        name: &'static str,
        value: impl Fn() -> Option<String> + Send + Sync + 'static,
    ) -> Self {
        self.with(bundle::moving(name, value))
    }

    /// An attribute that is there, empty, while `value` holds.
    #[must_use]
    pub fn attr_while(
        self,
        name: &'static str,
        value: impl Fn() -> bool + Send + Sync + 'static,
    ) -> Self {
        self.with(bundle::while_(name, value))
    }

    /// What behaviour hands out.
    #[must_use]
    pub fn spread(mut self, bundle: Bundle) -> Self {
        self.attributes.extend(bundle);
        self
    }

    /// A child.
    #[must_use]
    pub fn child(mut self, child: impl Child) -> Self {
        child.join(&mut self.children);
        self
    }

    /// Text that follows what `text` reads.
    #[must_use]
    pub fn text_of(self, text: impl Fn() -> String + Send + Sync + 'static) -> Self {
        self.holds(text_view(Signal::derive(text)))
    }

    /// Children that are drawn anew whenever what `children` reads changes.
    #[must_use]
    pub fn shows<C: Child>(self, children: impl Fn() -> C + Send + 'static) -> Self {
        let drawn: Drawn = Box::new(move || {
            let mut views = Vec::new();
            children().join(&mut views);
            views
        });
        self.holds(drawn_view(drawn))
    }

    /// The element as a view.
    #[must_use]
    #[inline(never)]
    pub fn view(self) -> AnyView {
        custom(self.tag)
            .add_any_attr(self.attributes)
            .child(self.children)
            .into_any()
    }
}

type Drawn = Box<dyn FnMut() -> Vec<AnyView> + Send>;

// Each of these is the one place where its kind of child is compiled.

#[inline(never)]
fn drawn_view(drawn: Drawn) -> AnyView {
    drawn.into_any()
}

#[inline(never)]
fn text_view(text: Signal<String>) -> AnyView {
    text.into_any()
}

#[inline(never)]
fn still_view(text: String) -> AnyView {
    text.into_any()
}

/// What can stand inside an element.
pub trait Child {
    /// Joins the other children.
    fn join(self, children: &mut Vec<AnyView>);
}

impl Child for El {
    fn join(self, children: &mut Vec<AnyView>) {
        children.push(self.view());
    }
}

impl Child for AnyView {
    fn join(self, children: &mut Vec<AnyView>) {
        children.push(self);
    }
}

impl Child for String {
    fn join(self, children: &mut Vec<AnyView>) {
        children.push(still_view(self));
    }
}

impl Child for &'static str {
    fn join(self, children: &mut Vec<AnyView>) {
        self.to_owned().join(children);
    }
}

impl<C: Child> Child for Option<C> {
    fn join(self, children: &mut Vec<AnyView>) {
        if let Some(child) = self {
            child.join(children);
        }
    }
}

impl<C: Child> Child for Vec<C> {
    fn join(self, children: &mut Vec<AnyView>) {
        for child in self {
            child.join(children);
        }
    }
}
