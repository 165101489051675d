//! What a widget asks and tells, as handles to copy: closures of other people, kept in the arena.
//!
//! Leptos' `Signal` and `Callback` are these as well, and are compiled anew for each type they carry; here only the
//! call is.

use crate::reactive::*;
use std::any::Any;
use std::marker::PhantomData;
use std::rc::Rc;

type Kept = StoredValue<Rc<dyn Any>, LocalStorage>;

/// The one place where closures go into the arena.
#[inline(never)]
fn keep(closure: Rc<dyn Any>) -> Kept {
    StoredValue::new_local(closure)
}

#[inline(never)]
fn kept(kept: Kept) -> Rc<dyn Any> {
    kept.get_value()
}

/// Something to be read, and followed by whoever reads it.
pub struct Reads<T>(Kept, PhantomData<fn() -> T>);

/// Somebody to be told.
pub struct Tells<T>(Kept, PhantomData<fn(T)>);

impl<T> Copy for Reads<T> {}
impl<T> Copy for Tells<T> {}

impl<T> Clone for Reads<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Clone for Tells<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: 'static> Reads<T> {
    /// What `read` reads.
    pub fn new(read: impl Fn() -> T + 'static) -> Self {
        let read: Box<dyn Fn() -> T> = Box::new(read);
        Self(keep(Rc::new(read)), PhantomData)
    }

    /// Reads it, and follows it.
    #[must_use]
    pub fn get(self) -> T {
        let read = kept(self.0);
        let read = read.downcast_ref::<Box<dyn Fn() -> T>>();
        read.expect("`new` put it there")()
    }

    /// Reads it once.
    #[must_use]
    pub fn get_untracked(self) -> T {
        untrack(|| self.get())
    }
}

impl<T: 'static> Tells<T> {
    /// Whoever `hear` is.
    pub fn new(hear: impl Fn(T) + 'static) -> Self {
        let hear: Box<dyn Fn(T)> = Box::new(hear);
        Self(keep(Rc::new(hear)), PhantomData)
    }

    /// Tells them.
    pub fn run(self, what: T) {
        let hear = kept(self.0);
        let hear = hear.downcast_ref::<Box<dyn Fn(T)>>();
        hear.expect("`new` put it there")(what);
    }
}
