//! The promised callbacks of the center, with the commands on contacts, list and campaign (P13).

use super::table;
use crate::center::scenario::YOU;
use crate::center::{Answer, Booked, Center, Input};
use crate::store::Store;
use crate::words;
use callback_core::routing::{Interaction, InteractionId, Routing, State};
use leptos::prelude::*;

#[derive(Clone, PartialEq)]
struct Row {
    name: String,
    when: String,
    for_whom: String,
    state: String,
    note: String,
    answers: &'static [(&'static str, Answer)],
    marked: bool,
    over: bool,
}

fn row(center: &Center, id: InteractionId, booked: &Booked) -> Row {
    let party = &booked.party;
    let name = if party.name.trim().is_empty() {
        &party.number
    } else {
        &party.name
    };
    Row {
        name: name.clone(),
        when: words::moment(booked.at, center.now()),
        for_whom: for_whom(booked),
        state: words::whereabouts(booked, center.router().interaction(id), center.now()),
        note: booked.note.clone(),
        answers: answers(booked, center.router().interaction(id)),
        marked: center.router().uncallable(booked.contact),
        over: booked.finish.is_some(),
    }
}

/// What you can answer here. What was booked in the panel of this page is answered there.
fn answers(booked: &Booked, one: Option<&Interaction>) -> &'static [(&'static str, Answer)] {
    let here = |one: &&Interaction| booked.key.is_none() && one.agent() == Some(YOU);
    match one.filter(here).map(Interaction::state) {
        Some(State::Alerting { .. }) => &[("Accept", Answer::Accept), ("Decline", Answer::Decline)],
        Some(State::Accepted { .. }) => &[("Dial", Answer::Dial), ("End", Answer::End)],
        Some(State::CallOver { .. }) if !booked.answered => {
            &[("Dial again", Answer::Dial), ("End", Answer::End)]
        }
        Some(State::Dialing { .. } | State::Connected { .. } | State::CallOver { .. }) => {
            &[("End", Answer::End)]
        }
        Some(State::WrapUp { .. }) => &[("Work done", Answer::End)],
        Some(State::Scheduled | State::Waiting) | None => &[],
    }
}

fn for_whom(booked: &Booked) -> String {
    let queue = words::queue(booked.queue);
    match &booked.routing {
        Routing::Standard => queue.to_owned(),
        Routing::ToMe(agent) => format!("{queue}, to {} if possible", words::agent(*agent)),
        Routing::Preferred(agents) => {
            let names: Vec<&str> = agents.iter().map(|it| words::agent(it.agent)).collect();
            format!("{queue}, preferably to {}", names.join(", "))
        }
        Routing::Owned { agent, .. } => format!("{queue}, owned by {}", words::agent(*agent)),
    }
}

const COLUMNS: [&str; 5] = ["Contact", "Time", "For", "Where it is", "Contact is"];

/// The table of callbacks.
pub(super) fn callbacks(store: Store) -> AnyView {
    let ids = Memo::new(move |_| {
        store.read(|center| {
            let mut ids: Vec<_> = center
                .callbacks()
                .map(|(id, booked)| (booked.finish.is_some(), booked.at, id))
                .collect();
            ids.sort_unstable();
            ids.into_iter().map(|(_, _, id)| id).collect::<Vec<_>>()
        })
    });
    let rows =
        view! { <For each=move || ids.get() key=|id| id.0 children=move |id| entry(store, id) /> }
            .into_any();
    view! { class="d",
        <section class="d box wide" aria-labelledby="callbacks-title">
            <div class="d head">
                <h3 id="callbacks-title">"Callbacks"</h3>
                {campaign(store)}
            </div>
            {table("callbacks-title", COLUMNS, rows)}
        </section>
    }
    .into_any()
}

fn campaign(store: Store) -> AnyView {
    let button = |label: &'static str, input: Input| {
        view! { class="d",
            <button type="button" class="d button small" on:click=move |_| store.take(input.clone())>{label}</button>
        }
    };
    view! { class="d",
        <div class="d row" role="group" aria-label="Contact list and campaign">
            {button("Contact list changes", Input::ListChanged)}
            {button("Campaign reset", Input::CampaignReset)}
            {button("Campaign recycle", Input::CampaignRecycled)}
        </div>
    }
    .into_any()
}

fn entry(store: Store, id: InteractionId) -> AnyView {
    let row = Memo::new(move |_| {
        store.read(|center| {
            let booked = center.callbacks().find(|(one, _)| *one == id);
            booked.map(|(_, booked)| row(center, id, booked))
        })
    });
    let part = move |read: fn(&Row) -> String| move || row.with(|row| row.as_ref().map(read));
    let is = move |read: fn(&Row) -> bool| move || row.with(|row| row.as_ref().is_some_and(read));
    let marked = is(|row| row.marked);
    let label = move || {
        if marked() {
            "Mark callable"
        } else {
            "Mark uncallable"
        }
    };
    let name = part(|row| row.name.clone());
    let spoken = move || name().map(|name| [label(), ": ", &name].concat());
    let press = move |_| store.take(Input::Uncallable(id.0, !untrack(marked)));
    let answer = move |place| answer(store, id, row, place);
    view! { class="d",
        <tr role="row" class:over=is(|row| row.over)>
            <th role="rowheader" scope="row">
                <bdi>{part(|row| row.name.clone())}</bdi>
                <bdi class="d hint">{part(|row| row.note.clone())}</bdi>
            </th>
            <td role="cell" data-label=COLUMNS[1]>{part(|row| row.when.clone())}</td>
            <td role="cell" data-label=COLUMNS[2]>{part(|row| row.for_whom.clone())}</td>
            <td role="cell" data-label=COLUMNS[3]>
                {part(|row| row.state.clone())} " "
                {answer(0)} {answer(1)}
            </td>
            <td role="cell" data-label=COLUMNS[4]>
                {move || if marked() { "Uncallable" } else { "Callable" }} " "
                <button type="button" class="d button small" aria-label=spoken on:click=press>{label}</button>
            </td>
        </tr>
    }
    .into_any()
}

/// The answer in this place. The next one takes its place under the same finger, and keeps the focus.
fn answer(store: Store, id: InteractionId, row: Memo<Option<Row>>, place: usize) -> AnyView {
    let here = move || {
        row.with(|row| {
            let row = row.as_ref()?;
            let (label, answer) = row.answers.get(place)?;
            Some((*label, *answer, [label, ": ", &row.name].concat()))
        })
    };
    let press = move |_| {
        if let Some((_, answer, _)) = untrack(here) {
            store.take(Input::Answered(id.0, answer));
        }
    };
    view! { class="d",
        <Show when=move || here().is_some()>
            <button type="button" class="d button small" aria-label=move || here().map(|it| it.2) on:click=press>
                {move || here().map(|it| it.0)}
            </button>
        </Show>
    }
    .into_any()
}
