//! Performs the live side: the socket of the tab that sends, and what the agent answers to an alert.

use super::{Sync, input};
use crate::browser::socket::{Sign, Socket};
use crate::browser::task::spawn;
use crate::browser::{chance, clock, json};
use crate::store::Page;
use callback_core::callback::Callback;
use callback_core::panel::Answer;
use callback_core::sync::live::{Effect, Live, Question, Say, Told};

pub(super) use callback_core::sync::live::Input;
use callback_core::sync::{Input as Posted, Protocol};
use callback_core::wire::live as wire;
use std::cell::RefCell;
use std::rc::Rc;

/// The live side of a page.
#[derive(Default)]
pub(super) struct Ear {
    live: RefCell<Live>,
    socket: RefCell<Option<Socket>>,
}

/// Something has happened. The state is at rest before anything is performed.
pub(super) fn hear(page: &Rc<Page>, sync: &'static Sync, input: Input) {
    if crate::element::trapped() {
        return;
    }
    let sends = sync.outbox(callback_core::sync::Outbox::sends);
    let listens = sends && sync.protocol == Protocol::Keys && sync.token.borrow().is_some();
    let mut effects = Vec::new();
    sync.ear
        .live
        .borrow_mut()
        .handle(clock::now(), chance::bits(), listens, input, &mut effects);
    for effect in effects {
        perform(page, sync, effect);
    }
}

/// What the agent has answered to a callback that is with them, if it is the backend's.
pub(crate) fn said(page: &Rc<Page>, callback: &Callback, answer: Answer) {
    let Some(sync) = page.sync.get() else {
        return;
    };
    let id = sync.outbox(|outbox| Some(outbox.remote(&callback.id)?.id.clone()));
    if let Some(id) = id {
        let say = Say::of(answer, &callback.state);
        hear(page, sync, Input::Said { id, say });
    }
}

fn perform(page: &Rc<Page>, sync: &'static Sync, effect: Effect) {
    match effect {
        Effect::Ask { attempt, question } => ask(page, sync, attempt, question),
        Effect::Open(path) => {
            close(sync);
            let heard = Rc::clone(page);
            let opened = Socket::open(&address(&sync.base, &path), move |sign| {
                hear(&heard, sync, read(sign));
            });
            match opened {
                Some(socket) => drop(sync.ear.socket.replace(Some(socket))),
                None => hear(page, sync, Input::Closed),
            }
        }
        Effect::Close => close(sync),
        Effect::Changed => input(page, Posted::Hinted),
    }
}

fn close(sync: &Sync) {
    if let Some(socket) = sync.ear.socket.take() {
        socket.close();
    }
}

/// Under the backend's own address: its word for where its sockets are counts for the path alone (S2).
fn address(base: &str, path: &str) -> String {
    match base.strip_prefix("http") {
        Some(rest) => ["ws", rest, path].concat(),
        None => [base, path].concat(),
    }
}

fn read(sign: Sign) -> Input {
    match sign {
        Sign::Opened => Input::Opened,
        Sign::Closed => Input::Closed,
        Sign::Said(text) => {
            let event = json::read::<wire::Event>(&text);
            Input::Heard(event.is_ok_and(|event| event.of_callback()))
        }
    }
}

fn ask(page: &Rc<Page>, sync: &'static Sync, attempt: u64, question: Question) {
    let page = Rc::clone(page);
    spawn(async move {
        let token = sync.token.borrow().clone();
        let told = match token {
            None => Told::Failed(None),
            Some(token) => {
                match super::send::call(&sync.base, &token, wire::call(&question)).await {
                    None => Told::Failed(None),
                    Some(came) => {
                        let said = json::read(&came.text).ok();
                        wire::told(&question, came.status, came.retry_after(), said)
                    }
                }
            }
        };
        hear(&page, sync, Input::Told { attempt, told });
    });
}
