//! Performs what the core asks of the world. Decides nothing; runs after the panel is at rest.

use crate::element::events;
use crate::store::Store;
use crate::sync;
use callback_core::panel::{Answer, ChangeKind, Effect, HostEvent, Input};
use callback_core::wire::store::DraftRow;
use wasm_bindgen::JsValue;

/// Performs what needs nothing but the form, and says whether it did.
pub(crate) fn performed(store: &Store, effect: &Effect) -> bool {
    match effect {
        Effect::Focus(field) => store.host().focus(*field),
        Effect::Tell(HostEvent::Close) => {
            store.set_open(false);
            store.host().fire(events::CLOSE, JsValue::NULL);
        }
        _ => return false,
    }
    true
}

/// Performs all other `effects` in order. Answers come back to `store` as inputs.
pub(crate) fn perform(store: &Store, effects: Vec<Effect>) {
    for effect in effects {
        match effect {
            Effect::Ask(command) => {
                let (store, key) = (store.clone(), command.key().clone());
                let host = store.host().clone();
                host.ask(
                    events::BEFORE_SCHEDULE,
                    events::asked(&command),
                    move |allowed| {
                        store.take(if allowed {
                            Input::Allowed { key }
                        } else {
                            Input::Vetoed { key }
                        });
                    },
                );
            }
            Effect::Keep { row, write } => store.keep(row, write),
            Effect::KeepDraft {
                conversation,
                draft,
            } => {
                store.keep_draft(
                    conversation.to_string(),
                    draft.map(|draft| DraftRow::of(&draft)),
                );
            }
            Effect::Tell(event) => {
                answered(store, &event);
                let (name, detail) = events::told(&event);
                store.host().fire(name, detail);
            }
            Effect::Focus(_) => {}
        }
    }
}

/// What the agent answers to a callback goes to the backend as well, where the page names one (G2).
fn answered(store: &Store, event: &HostEvent) {
    let (callback, answer) = match event {
        HostEvent::Updated {
            callback,
            change: ChangeKind::Answered(answer),
        } => (callback, *answer),
        HostEvent::Dial(callback) => (callback, Answer::Dial),
        _ => return,
    };
    sync::said(&store.page(), callback, answer);
}
