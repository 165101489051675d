//! JSON as a value of one type, for what has to be read before the first paint.
//!
//! A derived reader is compiled for each type it reads, and all of them were 15 KB of the panel's first load. These
//! few functions read them all; rows and events, which come later, keep serde.

use super::Unreadable;

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
            Self::Fields(fields) => Ok(Fields { at, fields }),
            _ => Err(Unreadable::new(at, "an object")),
        }
    }
}

/// The fields of an object. One that is absent, or null, is `None`.
#[derive(Clone, Copy, Debug)]
pub struct Fields<'a> {
    at: &'a str,
    fields: &'a [(String, Tree)],
}

impl<'a> Fields<'a> {
    /// All of them.
    #[must_use]
    pub const fn all(self) -> &'a [(String, Tree)] {
        self.fields
    }

    fn get(self, name: &str) -> Option<&'a Tree> {
        let found = self.fields.iter().find(|(known, _)| known == name);
        found
            .map(|(_, value)| value)
            .filter(|value| **value != Tree::Null)
    }

    fn unless<T>(
        self,
        name: &str,
        read: Option<T>,
        expected: &str,
    ) -> Result<Option<T>, Unreadable> {
        match read {
            None if self.get(name).is_some() => {
                Err(Unreadable::new([self.at, ".", name].concat(), expected))
            }
            read => Ok(read),
        }
    }

    /// A text.
    ///
    /// # Errors
    /// Where something else stands there.
    pub fn text(self, name: &str) -> Result<Option<String>, Unreadable> {
        let read = match self.get(name) {
            Some(Tree::Text(text)) => Some(text.clone()),
            _ => None,
        };
        self.unless(name, read, "a text")
    }

    /// A text that must be there.
    ///
    /// # Errors
    /// Where it is absent, or something else stands there.
    pub fn named(self, name: &str) -> Result<String, Unreadable> {
        let missing = || Unreadable::new([self.at, ".", name].concat(), "a text, which is missing");
        self.text(name)?.ok_or_else(missing)
    }

    /// True or false.
    ///
    /// # Errors
    /// Where something else stands there.
    pub fn truth(self, name: &str) -> Result<Option<bool>, Unreadable> {
        let read = match self.get(name) {
            Some(Tree::Truth(truth)) => Some(*truth),
            _ => None,
        };
        self.unless(name, read, "true or false")
    }

    /// A whole number, not below zero.
    ///
    /// # Errors
    /// Where something else stands there.
    pub fn count(self, name: &str) -> Result<Option<u32>, Unreadable> {
        let read = match self.get(name) {
            Some(Tree::Number(number)) => whole(*number),
            _ => None,
        };
        self.unless(name, read, "a whole number")
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
