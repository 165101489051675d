//! The agents: where each stands, what each has in hand, and the switch for the queue.

use super::table;
use crate::center::scenario::{AGENTS, Agent, KNOWS_YOU};
use crate::center::{Center, Input};
use crate::store::Store;
use crate::words;
use callback_core::routing::{AgentId, Presence, RoutingStatus, State};
use leptos::prelude::*;

/// What is shown of an agent.
#[derive(Clone, PartialEq)]
struct Standing {
    status: RoutingStatus,
    on_queue: bool,
    in_hand: String,
}

fn standing(center: &Center, id: AgentId) -> Option<Standing> {
    let agent = center.router().agent(id)?;
    let held = agent.in_hand().iter().filter_map(|&id| {
        let state = center.router().interaction(id)?.state();
        let party = center.with(id)?;
        Some(format!(
            "{}: {}",
            words::subject(Some(&party)),
            stage(state)
        ))
    });
    Some(Standing {
        status: agent.status(),
        on_queue: agent.presence() == Presence::OnQueue
            && agent.status() != RoutingStatus::NotResponding,
        in_hand: held.collect::<Vec<_>>().join("; "),
    })
}

const fn stage(state: State) -> &'static str {
    match state {
        State::Scheduled => "scheduled",
        State::Waiting => "waits",
        State::Alerting { .. } => "alert",
        State::Accepted { .. } => "accepted",
        State::Dialing { .. } => "dialing",
        State::Connected { .. } => "talking",
        State::CallOver { .. } => "call over",
        State::WrapUp { .. } => "after-call work",
    }
}

/// The table of agents.
pub(super) fn agents(store: Store) -> AnyView {
    let rows = (0..)
        .map(AgentId)
        .zip(&AGENTS)
        .map(|(id, agent)| row(store, id, agent));
    view! { class="d",
        <section class="d box" aria-labelledby="agents-title">
            <h3 id="agents-title">"Agents"</h3>
            {table("agents-title", ["Agent", "Status", "In hand", "Queue"], rows.collect_view().into_any())}
        </section>
    }
    .into_any()
}

fn row(store: Store, id: AgentId, agent: &'static Agent) -> AnyView {
    let standing = Memo::new(move |_| store.read(|center| standing(center, id)));
    let part =
        move |read: fn(&Standing) -> String| move || standing.with(|row| row.as_ref().map(read));
    let on = move || standing.with(|row| row.as_ref().is_some_and(|row| row.on_queue));
    let you = (words::agent(id) == "you").then_some(" (you)");
    let queues = agent
        .queues
        .iter()
        .map(|(queue, ring)| words::membership(*queue, *ring))
        .collect::<Vec<_>>()
        .join(", ");
    let shown = agent.skills.iter().filter(|(skill, _)| *skill != KNOWS_YOU);
    let skills = shown.map(|(skill, stars)| {
        let name = words::skill(*skill);
        format!("{name} {stars}★")
    });
    let knows = [queues]
        .into_iter()
        .chain(skills)
        .collect::<Vec<_>>()
        .join(" · ");
    let switch = move || if on() { "Off queue" } else { "On queue" };
    let label = move || {
        if on() {
            format!("Put {} off queue", agent.name)
        } else {
            format!("Put {} on queue", agent.name)
        }
    };
    let press = move |_| store.take(Input::OnQueue(id.0, !untrack(on)));
    view! { class="d",
        <tr role="row" data-agent=agent.key>
            <th role="rowheader" scope="row">{agent.name} {you} <span class="d hint">{knows}</span></th>
            <td role="cell" data-label="Status"><span class="d badge" data-status=part(|row| words::status_key(row.status).to_owned())>
                {part(|row| words::status(row.status).to_owned())}
            </span></td>
            <td role="cell" class="d hand" data-label="In hand"><bdi>{part(|row| row.in_hand.clone())}</bdi></td>
            <td role="cell"><button type="button" class="d button small" aria-label=label on:click=press>{switch}</button></td>
        </tr>
    }
    .into_any()
}
