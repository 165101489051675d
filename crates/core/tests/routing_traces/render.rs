//! Actions as short lines: names for numbers, `m:ss` for instants.

use crate::options::{AGENTS, QUEUES};
use callback_core::routing::Action;
use callback_core::time::Timestamp;
use std::fmt::Debug;

/// `m:ss`, with `.mmm` where it is not a whole second.
pub(crate) fn time(at: Timestamp) -> String {
    let (seconds, ms) = (at.ms() / 1_000, at.ms() % 1_000);
    let clock = format!("{}:{:02}", seconds / 60, seconds % 60);
    if ms == 0 {
        clock
    } else {
        format!("{clock}.{ms:03}")
    }
}

/// A value as `Debug` has it, with the names of this test's agents, queues and instants.
pub(crate) fn short(value: &impl Debug) -> String {
    let mut text = format!("{value:?}");
    for (id, name) in AGENTS.iter().enumerate() {
        text = text.replace(&format!("AgentId({id})"), name);
    }
    for (id, name) in QUEUES.iter().enumerate() {
        text = text.replace(&format!("QueueId({id})"), name);
    }
    text = numbers(&text, "InteractionId(", |number| format!("#{number}"));
    numbers(&text, "Timestamp(", |ms| time(Timestamp::from_ms(ms)))
}

/// Replaces each `prefix`, number, `)` by what `name` makes of the number.
fn numbers(text: &str, prefix: &str, name: impl Fn(i64) -> String) -> String {
    let mut parts = text.split(prefix);
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (number, rest) = part.split_once(')').unwrap();
        out += &name(number.parse().unwrap());
        out += rest;
    }
    out
}

/// An action, with its reason behind a colon.
pub(crate) fn action(action: &Action) -> String {
    match action {
        Action::Queue {
            id,
            queue,
            entered,
            why,
        } => {
            let (id, queue) = (short(id), short(queue));
            format!(
                "queue {id} {queue} since {}: {}",
                time(*entered),
                short(why)
            )
        }
        Action::Alert {
            id,
            agent,
            until,
            why,
            instead_of,
        } => {
            let instead_of = instead_of.map(|passed| {
                format!(
                    " instead of {}: {}",
                    short(&passed.agent),
                    short(&passed.why)
                )
            });
            let (id, agent, until) = (short(id), short(agent), time(*until));
            let instead_of = instead_of.unwrap_or_default();
            format!(
                "alert {id} {agent} until {until}: {}{instead_of}",
                short(why)
            )
        }
        Action::WrapUp { .. }
        | Action::Transfer { .. }
        | Action::Leave { .. }
        | Action::End { .. } => agents_part(action),
        Action::Wait { id, why, .. } => because(&["wait", &short(id)], why),
        Action::StopAlert { id, agent, why } => {
            because(&["stop alert", &short(id), &short(agent)], why)
        }
        Action::Dial { id, agent, why } => because(&["dial", &short(id), &short(agent)], why),
        Action::Disconnect { id, why } => because(&["disconnect", &short(id)], why),
        Action::Status { agent, status, why } => because(&[&short(agent), &short(status)], why),
        Action::Refuse { why } => because(&["refuse"], why),
        Action::Connect { id, agent } => format!("connect {} {}", short(id), short(agent)),
        Action::SetTimer { at, timer } => format!("set {} {}", time(*at), short(timer)),
        Action::DropTimer { timer } => format!("drop {}", short(timer)),
        Action::Notify { id, change } => format!("{} {}", short(id), short(change)),
    }
}

/// How an agent's part in an interaction ends.
fn agents_part(action: &Action) -> String {
    match action {
        Action::WrapUp {
            id,
            agent,
            until,
            why,
        } => {
            let until = until.map_or("done".to_owned(), time);
            because(
                &["wrap up", &short(id), &short(agent), "until", &until],
                why,
            )
        }
        Action::Transfer {
            id,
            agent,
            to,
            becomes,
        } => {
            let (id, agent, becomes) = (short(id), short(agent), short(becomes));
            format!("transfer {id} {agent} as {becomes}: {}", short(to))
        }
        Action::Leave {
            id,
            agent,
            outcome,
            wrap_up,
            why,
        } => {
            let (id, agent, outcome) = (short(id), short(agent), short(outcome));
            let what = format!("leave {id} {agent}: {outcome}, wrap-up {}", short(wrap_up));
            because(&[&what], why)
        }
        Action::End {
            id,
            agent,
            outcome,
            wrap_up,
        } => {
            let (id, agent, outcome) = (short(id), short(agent), short(outcome));
            format!("end {id} {agent}: {outcome}, wrap-up {}", short(wrap_up))
        }
        _ => short(action),
    }
}

fn because(words: &[&str], why: &impl Debug) -> String {
    format!("{}: {}", words.join(" "), short(why))
}
