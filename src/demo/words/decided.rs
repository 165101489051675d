//! What the router decided, a sentence for each action.

use super::{Said, agent, moment, queue, status, time, why};
use crate::center::Center;
use crate::center::scenario::YOU;
use callback_core::routing::{
    Action, AgentId, Change, DialedBy, Outcome, RoutingStatus, StatusBecause, WrapUpEnd,
};
use callback_core::time::Timestamp;

/// An action about `party`, decided at `at`.
pub(super) fn decided(action: &Action, party: &str, at: Timestamp, center: &Center) -> Said {
    match *action {
        Action::Queue { queue: to, why, .. } => {
            Said::new(format!("{party}: in queue {}", queue(to)), why::queued(why))
        }
        Action::Wait { why, .. } => Said::new(format!("{party}: waits"), why::waits(why, at)),
        Action::Alert {
            agent: to,
            until,
            why,
            instead_of,
            ..
        } => Said::new(
            format!("{party}: alerts {} until {}", agent(to), time(until)),
            [why::alerted(why), why::instead_of(instead_of)].concat(),
        ),
        Action::StopAlert { agent: to, why, .. } => Said::new(
            format!("{party}: no longer alerts {}", agent(to)),
            why::alert_ended(why, center),
        ),
        Action::Connect { agent: with, .. } => Said::new(
            format!("{party}: with {}", agent(with)),
            "Accepted the alert",
        ),
        Action::Dial { agent: by, why, .. } => {
            Said::new(format!("{party}: is dialed for {}", agent(by)), dialed(why))
        }
        Action::WrapUp {
            agent: by,
            until,
            why,
            ..
        } => Said::new(
            format!("{party}: after-call work, {}", agent(by)),
            format!("{}. {}", why::wrap_up(why), work_until(until)),
        ),
        Action::Transfer { agent: by, to, .. } => Said::new(
            format!("{party}: transferred to {}", why::transfer_to(to)),
            format!("By {}", agent(by)),
        ),
        Action::Leave {
            agent: from,
            outcome,
            wrap_up,
            why,
            ..
        } => Said::new(
            format!("{party}: no longer with {}", agent(from)),
            format!("{}. {}", ended(outcome, wrap_up), why::left(why)),
        ),
        Action::End {
            agent: with,
            outcome,
            wrap_up,
            ..
        } => Said::new(
            format!("{party}: ended by {}", agent(with)),
            ended(outcome, wrap_up),
        ),
        Action::Disconnect { why, .. } => Said::new(
            format!("{party}: disconnected"),
            why::disconnected(why, center),
        ),
        Action::Status { agent, status, why } => stands(agent, status, why, center),
        Action::Notify { change, .. } => changed(change, party, at),
        Action::Refuse { why } => Said::new(refused(party), why::refused(why)),
        Action::SetTimer { at, .. } => Said::new(format!("{party}: a timer for {}", time(at)), ""),
        Action::DropTimer { .. } => Said::new(format!("{party}: a timer less"), ""),
    }
}

fn refused(party: &str) -> String {
    if party.is_empty() {
        "Refused".to_owned()
    } else {
        format!("{party}: refused")
    }
}

fn stands(who: AgentId, now: RoutingStatus, why: StatusBecause, center: &Center) -> Said {
    let name = if who == YOU { "You" } else { agent(who) };
    Said::new(format!("{name}: {}", status(now)), why::status(why, center))
}

const fn dialed(why: DialedBy) -> &'static str {
    match why {
        DialedBy::Agent => "Dial was pressed",
        DialedBy::AutoDial => "Dialed by itself: the queue’s time for it is up",
    }
}

fn work_until(until: Option<Timestamp>) -> String {
    until.map_or_else(
        || "Until the agent says done".to_owned(),
        |until| format!("Until {} at most, as the queue has it", time(until)),
    )
}

fn ended(outcome: Outcome, wrap_up: WrapUpEnd) -> String {
    let outcome = match outcome {
        Outcome::Talked => "They spoke",
        Outcome::NoAnswer => "The customer did not answer",
        Outcome::NotDialed => "It was never dialed",
        Outcome::Transferred => "Transferred",
    };
    let wrap_up = match wrap_up {
        WrapUpEnd::None => "",
        WrapUpEnd::Done => "; after-call work is done",
        WrapUpEnd::TimedOut => "; the time for after-call work is up",
    };
    [outcome, wrap_up].concat()
}

fn changed(change: Change, party: &str, seen: Timestamp) -> Said {
    match change {
        Change::Scheduled { at } => Said::new(
            format!("{party}: scheduled for {}", moment(at, seen)),
            "As promised",
        ),
        Change::Rescheduled { at } => Said::new(
            format!("{party}: moved to {}", moment(at, seen)),
            "Rescheduled",
        ),
        Change::Postponed { at } => Said::new(
            format!("{party}: postponed to {}", moment(at, seen)),
            "The customer may not be called before that",
        ),
        Change::NextAttempt { number, at } => Said::new(
            format!("{party}: attempt {number} at {}", moment(at, seen)),
            "The customer did not answer",
        ),
        Change::Reassigned { queue: to } => {
            Said::new(format!("{party}: given to {}", queue(to)), "Reassigned")
        }
        Change::Released { owner } => Said::new(
            format!("{party}: for anyone in the queue"),
            format!("Released by {}", agent(owner)),
        ),
        Change::HandedToQueue { owner, until, why } => Said::new(
            format!("{party}: handed to the queue"),
            format!(
                "{} ended at {} ({}), and the queue hands such callbacks on",
                why::capital(&why::ownership(owner)),
                time(until),
                why::absent(why)
            ),
        ),
        Change::Priority { priority } => {
            Said::new(format!("{party}: priority {priority}"), "Set by hand")
        }
    }
}
