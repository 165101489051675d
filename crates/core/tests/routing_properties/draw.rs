//! Draws the next event. Mostly one that fits where things are, now and then any event at all.

use crate::rng::Rng;
use crate::values::{
    AGENTS, capacity, priority, queue, retry, ring, routing, settings, skill, skills, windows,
};
use callback_core::routing::{
    AgentId, AutoDial, Booking, CampaignId, Contact, ContactId, ContactListId, Event, Interaction,
    InteractionId, Presence, Router, Routing, State, Timer, TransferTo,
};
use callback_core::time::Timestamp;

pub(crate) fn event(rng: &mut Rng, router: &Router, now: Timestamp, next_id: &mut u64) -> Event {
    match rng.below(100) {
        0..=19 => arrival(rng, now, next_id),
        20..=69 => something_goes_on(rng, router, now, next_id),
        70..=87 => agents(rng),
        88..=89 => Event::QueueSettings {
            queue: queue(rng),
            settings: settings(rng),
        },
        90 => removal(rng),
        91..=94 => contacts(rng),
        _ => {
            let id = InteractionId(rng.below(*next_id + 2));
            let agent = AgentId(rng.small(AGENTS + 1));
            about(rng, id, agent, now, next_id)
        }
    }
}

fn arrival(rng: &mut Rng, now: Timestamp, next_id: &mut u64) -> Event {
    let id = InteractionId(*next_id);
    *next_id += 1;
    let (queue, priority, skills) = (queue(rng), priority(rng), skills(rng));
    if rng.percent(45) {
        return Event::CallEntered {
            id,
            queue,
            priority,
            skills,
            routing: if rng.percent(60) {
                Routing::Standard
            } else {
                routing(rng)
            },
        };
    }
    let at = now
        + rng.pick(&[
            0, -1_000, 60_000, 899_999, 900_000, 900_001, 1_500_000, 3_600_000, 3_600_000,
        ]);
    let contact = rng.percent(50).then(|| Contact {
        id: ContactId(rng.below(4)),
        list: ContactListId(rng.small(2)),
        campaign: rng.percent(50).then(|| CampaignId(rng.small(2))),
    });
    let auto_dial = rng.pick(&[AutoDial::AsQueue, AutoDial::Never, AutoDial::AfterMs(3_000)]);
    let routing = routing(rng);
    Event::CallbackScheduled {
        id,
        booking: Booking {
            queue,
            at,
            routing,
            priority,
            skills,
            contact,
            auto_dial,
            retry: retry(rng),
            windows: rng.percent(30).then(|| windows(rng, at)),
        },
    }
}

/// What the interaction's state suggests, for one that is drawn.
fn something_goes_on(rng: &mut Rng, router: &Router, now: Timestamp, next_id: &mut u64) -> Event {
    let busy: Vec<&Interaction> = router
        .interactions()
        .filter(|it| it.agent().is_some())
        .collect();
    let all: Vec<&Interaction> = router.interactions().collect();
    if all.is_empty() {
        return agents(rng);
    }
    let interaction = if busy.is_empty() || rng.percent(25) {
        rng.pick(&all)
    } else {
        rng.pick(&busy)
    };
    let (id, agent) = (interaction.id(), interaction.agent().unwrap_or(AgentId(0)));
    match interaction.state() {
        State::Scheduled if rng.percent(20) => Event::CallNow { id },
        State::Waiting if interaction.ownership().is_some() && rng.percent(20) => {
            Event::Released { id }
        }
        State::Alerting { .. } if rng.percent(65) => Event::Accepted { id, agent },
        State::Accepted { .. } if rng.percent(60) => Event::Dialed { id, agent },
        State::Dialing { .. } if rng.percent(50) => Event::Answered { id },
        State::Dialing { .. } if rng.percent(70) => Event::NotAnswered { id },
        State::Connected { .. } | State::CallOver { .. } if rng.percent(10) => {
            transfer(rng, id, agent, next_id)
        }
        State::Connected { .. } if rng.percent(60) => Event::Ended { id, agent },
        State::CallOver { .. } if rng.percent(60) => Event::Ended { id, agent },
        State::WrapUp { .. } if rng.percent(60) => Event::AfterCallWorkDone { id, agent },
        _ => about(rng, id, agent, now, next_id),
    }
}

/// Any event about an interaction.
fn about(
    rng: &mut Rng,
    id: InteractionId,
    agent: AgentId,
    now: Timestamp,
    next_id: &mut u64,
) -> Event {
    match rng.below(18) {
        0 => Event::Rescheduled {
            id,
            at: now + rng.pick(&[-1, 0, 10_000, 899_999, 900_000, 1_800_000]),
        },
        1 => Event::Reassigned {
            id,
            queue: queue(rng),
            routing: routing(rng),
        },
        2 => Event::Released { id },
        3 if rng.percent(50) => Event::Cancelled { id },
        4 => Event::CallNow { id },
        5 => Event::PriorityChanged {
            id,
            priority: priority(rng),
        },
        6 => Event::Accepted { id, agent },
        7 => Event::Declined { id, agent },
        8 => Event::Dialed { id, agent },
        9 => Event::Answered { id },
        10 => Event::NotAnswered { id },
        11 => Event::HungUp { id },
        12 => Event::Ended { id, agent },
        13 => Event::AfterCallWorkRequested { id, agent },
        14 => Event::AfterCallWorkDone { id, agent },
        15 => transfer(rng, id, agent, next_id),
        _ => Event::TimerFired(rng.pick(&[
            Timer::Due(id),
            Timer::Alert(id),
            Timer::Ownership(id),
            Timer::Reach(id),
            Timer::WindowCloses(id),
            Timer::AutoDial(id),
            Timer::AutoEnd(id),
            Timer::AfterCallWork(id),
        ])),
    }
}

/// Under a new number; now and then under one that is in use.
fn transfer(rng: &mut Rng, id: InteractionId, agent: AgentId, next_id: &mut u64) -> Event {
    let becomes = InteractionId(*next_id);
    *next_id += 1;
    Event::Transferred {
        id,
        agent,
        to: if rng.percent(60) {
            TransferTo::Queue(queue(rng))
        } else {
            TransferTo::Agent(AgentId(rng.small(AGENTS)))
        },
        becomes: if rng.percent(90) { becomes } else { id },
    }
}

fn removal(rng: &mut Rng) -> Event {
    if rng.percent(50) {
        return Event::AgentRemoved {
            agent: AgentId(rng.small(AGENTS)),
        };
    }
    Event::QueueRemoved {
        queue: queue(rng),
        hand_to: rng.percent(75).then(|| queue(rng)),
    }
}

fn agents(rng: &mut Rng) -> Event {
    let agent = AgentId(rng.small(AGENTS));
    match rng.below(12) {
        0..=4 => Event::AgentPresence {
            agent,
            presence: Presence::OnQueue,
        },
        5 => Event::AgentPresence {
            agent,
            presence: Presence::OffQueue,
        },
        6 | 7 => Event::AgentJoined {
            agent,
            queue: queue(rng),
            ring: ring(rng),
        },
        8 => Event::AgentLeft {
            agent,
            queue: queue(rng),
        },
        9 => skill(rng, agent),
        10 => Event::AgentCommunicating {
            agent,
            communicating: rng.percent(30),
        },
        _ => Event::AgentSettings {
            agent,
            capacity: capacity(rng),
        },
    }
}

fn contacts(rng: &mut Rng) -> Event {
    let (contact, campaign) = (ContactId(rng.below(4)), CampaignId(rng.small(2)));
    match rng.below(6) {
        0 | 1 => Event::ContactUncallable { contact },
        2 => Event::ContactCallable { contact },
        3 => Event::ContactListChanged {
            list: ContactListId(rng.small(2)),
        },
        4 => Event::CampaignReset { campaign },
        _ => Event::CampaignRecycled { campaign },
    }
}
