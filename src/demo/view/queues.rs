//! The queues: who waits, who could serve, and what becomes of an owned callback.

use super::table;
use crate::center::Center;
use crate::center::scenario::{self, QUEUES};
use crate::store::Store;
use crate::words;
use callback_core::routing::{Medium, OwnershipExpiry, QueueId};
use leptos::prelude::*;

#[derive(Clone, PartialEq)]
struct Load {
    calls: usize,
    callbacks: usize,
    longest: String,
    on_queue: u32,
    free: usize,
}

fn load(center: &Center, id: QueueId) -> Option<Load> {
    let queue = center.router().queue(id)?;
    let waiting = center.router().waiting(id);
    // One that waits for its owner alone says nothing about the queue.
    let anyones = waiting.iter().filter(|one| one.ownership().is_none());
    let longest_ms = anyones.map(|one| center.now() - one.entered()).max();
    let of = |medium| waiting.iter().filter(|one| one.medium() == medium).count();
    Some(Load {
        calls: of(Medium::Call),
        callbacks: of(Medium::Callback),
        longest: longest_ms.map(words::elapsed).unwrap_or_default(),
        on_queue: queue.on_queue(),
        free: queue.free(Medium::Callback).count(),
    })
}

const COLUMNS: [&str; 6] = [
    "Queue",
    "Calls wait",
    "Callbacks wait",
    "Longest",
    "On queue",
    "Free",
];

/// The table of queues.
pub(super) fn queues(store: Store) -> AnyView {
    let rows = (0..QUEUES.len())
        .filter_map(|at| u32::try_from(at).ok())
        .map(|id| row(store, QueueId(id)));
    view! { class="d",
        <section class="d box" aria-labelledby="queues-title">
            <h3 id="queues-title">"Queues"</h3>
            {table("queues-title", COLUMNS, rows.collect_view().into_any())}
        </section>
    }
    .into_any()
}

fn row(store: Store, id: QueueId) -> AnyView {
    let load = Memo::new(move |_| store.read(|center| load(center, id)));
    let part = move |read: fn(&Load) -> String| move || load.with(|load| load.as_ref().map(read));
    view! { class="d",
        <tr role="row">
            <th role="rowheader" scope="row">{words::queue(id)} <span class="d hint">{rules(id)}</span></th>
            <td role="cell" class="d count" data-label=COLUMNS[1]>{part(|load| load.calls.to_string())}</td>
            <td role="cell" class="d count" data-label=COLUMNS[2]>{part(|load| load.callbacks.to_string())}</td>
            <td role="cell" class="d count" data-label=COLUMNS[3]>{part(|load| load.longest.clone())}</td>
            <td role="cell" class="d count" data-label=COLUMNS[4]>{part(|load| load.on_queue.to_string())}</td>
            <td role="cell" class="d count" data-label=COLUMNS[5]>{part(|load| load.free.to_string())}</td>
        </tr>
    }
    .into_any()
}

/// What the queue does with an owned callback, and how far it asks around.
fn rules(id: QueueId) -> String {
    let Some(queue) = scenario::queue(id) else {
        return String::new();
    };
    let ownership = match &queue.ownership {
        None => "No ownership".to_owned(),
        Some(ownership) => {
            let then = match queue.settings.ownership_expiry {
                OwnershipExpiry::Disconnect => "dropped",
                OwnershipExpiry::HandToQueue => "handed to the queue",
            };
            format!("Owned for {} h, then {then}", ownership.held_hours)
        }
    };
    let rings = queue.rings.iter().zip(2..);
    let rings = rings.map(|(exit, next)| {
        let after = words::span(exit.after_ms);
        format!(" · ring {next} after {after}")
    });
    [ownership].into_iter().chain(rings).collect()
}
