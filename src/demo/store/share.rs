//! A run leaves the page, as a link or a file, and comes to it.

use super::Store;
use crate::page;
use crate::run::{self, FILE_MAX, Run, Typed, Unreadable};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

/// What is to be said about the run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Notice {
    None,
    /// The link went to the clipboard, without what was typed.
    Copied {
        link: String,
        left_out: Typed,
    },
    /// The browser did not let it.
    NotCopied {
        link: String,
        left_out: Typed,
    },
    /// The link would have so many characters.
    TooLong(usize),
    /// A file was saved, without what was typed.
    Saved {
        left_out: Typed,
    },
    /// A link cannot be read.
    BadLink(Unreadable),
    /// A file cannot be read.
    BadFile(Unreadable),
    /// Nothing is done by hand during a replay.
    Replaying,
    /// No run has more deeds.
    Full,
}

impl Store {
    /// What is to be said about the run; follows it.
    pub(crate) fn notice(self) -> Notice {
        self.inner().notice.get()
    }

    /// Whether what was typed leaves with the run; follows it.
    pub(crate) fn with_typed(self) -> bool {
        self.inner().with_typed.get()
    }

    /// Chooses whether what was typed leaves with the run.
    pub(crate) fn set_with_typed(self, with: bool) {
        self.inner().with_typed.set(with);
    }

    /// Seed and number of deeds of the own run; follows it.
    pub(crate) fn own(self) -> (u32, usize) {
        let inner = self.inner();
        inner.changed.track();
        let own = inner.own.borrow();
        (own.run.seed, own.run.done.len())
    }

    /// Copies the run as a link.
    pub(crate) fn copy_link(self) {
        let (run, left_out) = self.leaving();
        let notice = self.inner().notice.clone();
        let fragment = match run::write_link(&run) {
            Ok(fragment) => fragment,
            Err(length) => return notice.set(Notice::TooLong(length)),
        };
        let link = format!("{}#{fragment}", page::address());
        spawn_local(async move {
            notice.set(if page::copy(&link).await {
                Notice::Copied { link, left_out }
            } else {
                Notice::NotCopied { link, left_out }
            });
        });
    }

    /// Saves the run as a file.
    pub(crate) fn save_file(self) {
        let (run, left_out) = self.leaving();
        page::save(
            &format!("callback-run-{}.json", run.seed),
            &run::write_file(&run),
        );
        self.inner().notice.set(Notice::Saved { left_out });
    }

    /// The own run as it may leave, and what stays behind.
    fn leaving(self) -> (Run, Typed) {
        let inner = self.inner();
        let run = {
            let own = &mut *inner.own.borrow_mut();
            Run::of(own.run.seed, &own.run.done, &mut own.center)
        };
        self.told();
        if inner.with_typed.get_untracked() {
            (run, Typed::default())
        } else {
            run::without_typed(run)
        }
    }

    /// Shows the run of a file.
    pub(crate) fn open_file(self, file: page::Opened) {
        let notice = self.inner().notice.clone();
        if file.size() > FILE_MAX {
            return notice.set(Notice::BadFile(Unreadable::TooLarge));
        }
        spawn_local(async move {
            let text = file.text().await.unwrap_or_default();
            match run::read_file(&text) {
                Ok(run) => self.play(run),
                Err(why) => notice.set(Notice::BadFile(why)),
            }
        });
    }

    /// Shows the run of the page's address, where there is one.
    pub(crate) fn open_link(self) {
        match run::read_link(&page::fragment()) {
            None => {}
            Some(Ok(run)) => self.play(run),
            Some(Err(why)) => self.inner().notice.set(Notice::BadLink(why)),
        }
    }
}

/// Takes the run out of the page's address: a reload then goes on with the own one.
pub(super) fn forget_fragment() {
    if run::read_link(&page::fragment()).is_some() {
        page::forget_fragment();
    }
}
