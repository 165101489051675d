//! Your side of the desk: your status, and the conversation that is looked at.

use crate::center::scenario::{self, YOU};
use crate::center::{Conversation, Input, Phase};
use crate::store::{Store, may_take_call};
use crate::words;
use callback_core::routing::{Agent, InteractionId, Presence, RoutingStatus};
use leptos::prelude::*;

fn your_status(store: Store) -> Memo<(RoutingStatus, bool)> {
    Memo::new(move |_| {
        store.read(|center| {
            let you = center.router().agent(YOU);
            let status = you.map_or(RoutingStatus::OffQueue, Agent::status);
            (
                status,
                you.is_some_and(|you| you.presence() == Presence::OnQueue),
            )
        })
    })
}

/// Your name, your status, and the switch for the queue.
pub(super) fn standing(store: Store) -> AnyView {
    let status = your_status(store);
    let name = scenario::agent(YOU).map(|agent| agent.name);
    let label = move || words::status(status.get().0);
    let key = move || words::status_key(status.get().0);
    let on = move || status.get().1 && status.get().0 != RoutingStatus::NotResponding;
    let switch = move || if on() { "Go off queue" } else { "Go on queue" };
    let press = move |_| store.take(Input::OnQueue(YOU.0, !untrack(on)));
    view! { class="d",
        <p class="d you" role="status">
            <span class="d name">{name}</span>
            <span class="d badge" data-status=key>{label}</span>
        </p>
        <button type="button" class="d button" on:click=press>{switch}</button>
    }
    .into_any()
}

/// The conversations, and the card of the one that is looked at.
pub(super) fn conversation(store: Store) -> AnyView {
    let shown = Memo::new(move |_| store.conversation());
    let card = move || shown.get().map(|one| card(store, one));
    view! { class="d",
        <section class="d card" aria-labelledby="conversation-title">
            <h2 id="conversation-title">"Conversation"</h2>
            {recent(store, shown)}
            {card}
            {buttons(store)}
        </section>
    }
    .into_any()
}

/// The last conversations: each with its own draft in the panel.
fn recent(store: Store, shown: Memo<Option<Conversation>>) -> AnyView {
    let all = Memo::new(move |_| store.read(|center| center.conversations().to_vec()));
    let calls = move || {
        all.get()
            .into_iter()
            .map(|one| (one.call, one.customer.name))
            .rev()
            .collect::<Vec<_>>()
    };
    let tab = move |(call, name): (InteractionId, &'static str)| {
        let current = move || (shown.get().map(|one| one.call) == Some(call)).then_some("true");
        let over = move || {
            all.with(|all| {
                all.iter()
                    .any(|one| one.call == call && one.phase == Phase::Over)
            })
        };
        view! { class="d",
            <li>
                <button type="button" class="d tab" class:over=over aria-current=current on:click=move |_| store.look_at(call)>
                    <bdi>{name}</bdi>
                </button>
            </li>
        }
    };
    view! { class="d",
        <ul class="d tabs" aria-label="Your last conversations">
            <For each=calls key=|(call, _)| call.0 children=tab />
        </ul>
    }
    .into_any()
}

fn card(store: Store, one: Conversation) -> AnyView {
    let timer = move || match one.phase {
        Phase::Ringing => "Comes in".to_owned(),
        Phase::Talking { since } => {
            format!(
                "Talking {}",
                words::elapsed(store.read(crate::center::Center::now) - since)
            )
        }
        Phase::Work { until: Some(until) } => {
            format!(
                "After-call work, {} left",
                words::elapsed(until - store.read(crate::center::Center::now))
            )
        }
        Phase::Work { until: None } => "After-call work".to_owned(),
        Phase::Over => "Ended".to_owned(),
    };
    let place = one.customer.zone.map(|zone| zone.replace('_', " "));
    view! { class="d",
        <div class="d caller">
            <p class="d who"><bdi>{one.customer.name}</bdi></p>
            <p class="d timer" class:over=one.phase == Phase::Over data-timer>{timer}</p>
        </div>
        <dl class="d facts">
            <div><dt>"Number"</dt><dd><bdi class="d number" dir="ltr">{one.customer.number}</bdi></dd></div>
            <div><dt>"Queue"</dt><dd>{words::queue(one.queue)}</dd></div>
            <div><dt>"Where"</dt><dd>{place.unwrap_or_else(|| "Not known".to_owned())}</dd></div>
            <div><dt>"Conversation"</dt><dd>{store.conversation_id(one.call)}</dd></div>
        </dl>
    }
    .into_any()
}

/// Said as long as a call is in hand.
const PROMISE: &str = "Promise a callback in the panel, end the call, and let the clock run: \
                       the timeline says who gets it, and why.";

fn buttons(store: Store) -> AnyView {
    let in_hand =
        Memo::new(move |_| store.read(|center| center.conversations().last().map(|one| one.phase)));
    let ready = Memo::new(move |_| store.read(may_take_call));
    let main = move || match in_hand.get() {
        Some(Phase::Talking { .. } | Phase::Ringing) => ("End call", Some(Input::EndCall), PROMISE),
        Some(Phase::Work { .. }) => ("Finish after-call work", Some(Input::WorkDone), ""),
        Some(Phase::Over) | None if ready.get() => (
            "Next call",
            Some(Input::NextCall),
            "You are free: callbacks reach you, a call when you ask for it.",
        ),
        Some(Phase::Over) | None => (
            "Next call",
            None,
            "You take calls when you are on queue and free.",
        ),
    };
    let press = move |_| {
        if let Some(input) = untrack(main).1 {
            store.take(input);
        }
    };
    let off = move || main().1.is_none().then_some("true");
    view! { class="d",
        <div class="d row">
            <button type="button" class="d button primary" aria-disabled=off aria-describedby="call-hint" on:click=press>
                {move || main().0}
            </button>
            <button type="button" class="d button" on:click=move |_| store.show_panel()>"Schedule a callback"</button>
        </div>
        <p class="d hint" id="call-hint">{move || main().2}</p>
    }
    .into_any()
}
