//! JSON as a value of one type, for what has to be read before the first paint.
//!
//! A derived reader is compiled for each type it reads, and all of them were 15 KB of the panel's first load. These
//! few functions read them all; rows and events, which come later, keep serde.

use super::Unreadable;
use std::cell::Cell;

/// A value of JSON.
#[derive(Clone, Debug, PartialEq)]
pub enum Tree {
    /// Nothing; also whatever lies deeper than anything that is read here.
    Null,
    /// True or false.
    Truth(bool),
    /// A number.
    Number(f64),
    /// A text.
    Text(String),
    /// An array.
    List(Vec<Tree>),
    /// An object, in its own order.
    Fields(Vec<(String, Tree)>),
}

impl Tree {
    /// The elements of an array.
    ///
    /// # Errors
    /// Where it is none.
    pub fn list(&self, at: &str) -> Result<&[Self], Unreadable> {
        match self {
            Self::List(items) => Ok(items),
            _ => Err(Unreadable::new(at, "an array")),
        }
    }

    /// The fields of an object, which stands at `at`.
    ///
    /// # Errors
    /// Where it is none.
    pub fn fields<'a>(&'a self, at: &'a str) -> Result<Fields<'a>, Unreadable> {
        match self {
            Self::Fields(fields) => Ok(Fields {
                at,
                fields,
                wrong: Cell::new(None),
            }),
            _ => Err(Unreadable::new(at, "an object")),
        }
    }
}

/// The fields of an object. One that is absent, or null, is `None`; where something else stands than what is read, that
/// is `None` too, and [`sound`](Self::sound) tells of the first such place.
pub struct Fields<'a> {
    at: &'a str,
    fields: &'a [(String, Tree)],
    wrong: Cell<Option<Box<Unreadable>>>,
}

impl<'a> Fields<'a> {
    /// All of them.
    #[must_use]
    pub const fn all(&self) -> &'a [(String, Tree)] {
        self.fields
    }

    /// What was read, if all of it was sound.
    ///
    /// # Errors
    /// The first field at which something else stands.
    pub fn sound<T>(self, read: T) -> Result<T, Unreadable> {
        self.wrong
            .into_inner()
            .map_or(Ok(read), |wrong| Err(*wrong))
    }

    fn get(&self, name: &str) -> Option<&'a Tree> {
        let found = self.fields.iter().find(|(known, _)| known == name);
        let value = found.map(|(_, value)| value);
        value.filter(|value| **value != Tree::Null)
    }

    fn expect(&self, name: &str, expected: &str) {
        let before = self.wrong.take();
        let wrong = || Box::new(Unreadable::new([self.at, ".", name].concat(), expected));
        self.wrong.set(Some(before.unwrap_or_else(wrong)));
    }

    /// A text.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<String> {
        match self.get(name)? {
            Tree::Text(text) => return Some(text.clone()),
            _ => self.expect(name, "a text"),
        }
        None
    }

    /// A text that must be there.
    #[must_use]
    pub fn named(&self, name: &str) -> String {
        let text = self.text(name);
        if text.is_none() {
            self.expect(name, "a text, which is missing");
        }
        text.unwrap_or_default()
    }

    /// True or false.
    #[must_use]
    pub fn truth(&self, name: &str) -> Option<bool> {
        match self.get(name)? {
            Tree::Truth(truth) => return Some(*truth),
            _ => self.expect(name, "true or false"),
        }
        None
    }

    /// A whole number, not below zero.
    #[must_use]
    pub fn count(&self, name: &str) -> Option<u32> {
        let count = match self.get(name)? {
            Tree::Number(number) => whole(*number),
            _ => None,
        };
        if count.is_none() {
            self.expect(name, "a whole number");
        }
        count
    }
}

fn whole(number: f64) -> Option<u32> {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a float cast saturates, and what is no whole number is not equal any more"
    )]
    let count = number as u32;
    #[expect(clippy::float_cmp, reason = "whole or not")]
    (f64::from(count) == number).then_some(count)
}
