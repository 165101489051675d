//! The words of a trace. A line is a time (`m:ss` or `m:ss.mmm`; with `*` the line comes before the
//! timers of that instant) and one of:
//!
//! ```text
//! queue Q [best] [no-skills] [priority-only] [hand-over] [acw=mandatory|timeout:30|forced:30|asked:30] [auto-dial=s|off] [auto-end=s|off]
//!         [rules=80:30,any:5] [rings=10,20/1/2]
//! no queue Q [hand-to=R]          no agent Kim
//! agent Kim Q,R/2 [calls=2] [callbacks=2] [together]
//! skill Kim 1 4          skill Kim 1 -
//! call #1 Q [priority=5] [needs=1,2] [to=Kim] [prefers=Kim:80,Lee:50]
//! book #1 Q at=10:00 [to=Kim] [owner=Kim:60] [prefers=Kim:80,Lee:50] [priority=5] [needs=1,2] [contact=1/2/3] [auto-dial=s|off]
//!         [retry=2x60] [windows=1:00-2:00,5:00-6:00|none]
//! Kim on|off|talks|talked            Kim joins|leaves Q
//! Kim accepts|declines|dials|ends|asks|done #1
//! Kim transfers #1 R|Lee #2
//! #1 answered|silent|hangs-up|cancelled|now|released
//! #1 moved 20:00         #1 priority 5       #1 reassigned Q [to=Kim] [owner=Kim:60] [prefers=Kim:80]
//! mark 1   unmark 1   list 2   reset 3   recycle 3
//! fire Due #1            (a timer that nobody set)
//! -                      (nothing; time goes by)
//! ```
//! `owner=Kim:60` owns for 60 minutes from the time on; a contact is `contact/list/campaign`.

use crate::options::{
    AGENTS, agent, booking, interaction, needs, number, option, queue, queue_and_ring, routing,
    settings, time,
};
use callback_core::routing::{
    AgentId, CampaignId, Capacity, ContactId, ContactListId, Event, InteractionId, Mixing,
    Presence, Proficiency, SkillId, Timer, TransferTo,
};
use callback_core::time::Timestamp;

/// When a line happens.
pub(crate) enum When {
    AfterTimers(Timestamp),
    BeforeTimers(Timestamp),
}

/// The line's time.
pub(crate) fn time_of(line: &str) -> When {
    let word = line.split_whitespace().next().unwrap();
    word.strip_suffix('*').map_or_else(
        || When::AfterTimers(time(word)),
        |at| When::BeforeTimers(time(at)),
    )
}

/// The line's events.
pub(crate) fn events(line: &str) -> Vec<Event> {
    let words: Vec<&str> = line.split_whitespace().skip(1).collect();
    let event = match words[..] {
        ["-"] => return Vec::new(),
        ["queue", name, ..] => Event::QueueSettings {
            queue: queue(name),
            settings: settings(&words[2..]),
        },
        ["agent", name, queues, ..] => return agent_comes(name, queues, &words[3..]),
        ["skill", name, skill, stars] => Event::AgentSkill {
            agent: agent(name),
            skill: SkillId(number(skill)),
            proficiency: stars.parse().ok().and_then(Proficiency::new),
        },
        ["call", id, name, ..] => Event::CallEntered {
            id: interaction(id),
            queue: queue(name),
            priority: option(&words, "priority").map_or(0, number),
            skills: needs(&words),
            routing: routing(&words),
        },
        ["no", "queue", name, ..] => Event::QueueRemoved {
            queue: queue(name),
            hand_to: option(&words, "hand-to").map(queue),
        },
        ["no", "agent", name] => Event::AgentRemoved { agent: agent(name) },
        ["book", id, name, ..] => Event::CallbackScheduled {
            id: interaction(id),
            booking: booking(name, &words),
        },
        ["mark", contact] => Event::ContactUncallable {
            contact: ContactId(number(contact)),
        },
        ["unmark", contact] => Event::ContactCallable {
            contact: ContactId(number(contact)),
        },
        ["list", list] => Event::ContactListChanged {
            list: ContactListId(number(list)),
        },
        ["reset", campaign] => Event::CampaignReset {
            campaign: CampaignId(number(campaign)),
        },
        ["recycle", campaign] => Event::CampaignRecycled {
            campaign: CampaignId(number(campaign)),
        },
        ["fire", timer, id] => Event::TimerFired(timer_named(timer, interaction(id))),
        [id, ..] if id.starts_with('#') => of_interaction(interaction(id), &words[1..]),
        [name, ..] => of_agent(agent(name), &words[1..]),
        [] => panic!("a line without words: {line}"),
    };
    vec![event]
}

fn of_interaction(id: InteractionId, words: &[&str]) -> Event {
    match *words {
        ["answered"] => Event::Answered { id },
        ["silent"] => Event::NotAnswered { id },
        ["hangs-up"] => Event::HungUp { id },
        ["cancelled"] => Event::Cancelled { id },
        ["now"] => Event::CallNow { id },
        ["released"] => Event::Released { id },
        ["moved", at] => Event::Rescheduled { id, at: time(at) },
        ["priority", priority] => Event::PriorityChanged {
            id,
            priority: number(priority),
        },
        ["reassigned", name, ..] => Event::Reassigned {
            id,
            queue: queue(name),
            routing: routing(words),
        },
        _ => panic!("{words:?}"),
    }
}

fn of_agent(agent: AgentId, words: &[&str]) -> Event {
    match *words {
        ["on"] => Event::AgentPresence {
            agent,
            presence: Presence::OnQueue,
        },
        ["off"] => Event::AgentPresence {
            agent,
            presence: Presence::OffQueue,
        },
        ["talks"] => Event::AgentCommunicating {
            agent,
            communicating: true,
        },
        ["talked"] => Event::AgentCommunicating {
            agent,
            communicating: false,
        },
        ["joins", name] => {
            let (queue, ring) = queue_and_ring(name);
            Event::AgentJoined { agent, queue, ring }
        }
        ["leaves", name] => Event::AgentLeft {
            agent,
            queue: queue(name),
        },
        ["accepts", id] => Event::Accepted {
            id: interaction(id),
            agent,
        },
        ["declines", id] => Event::Declined {
            id: interaction(id),
            agent,
        },
        ["dials", id] => Event::Dialed {
            id: interaction(id),
            agent,
        },
        ["transfers", id, to, becomes] => Event::Transferred {
            id: interaction(id),
            agent,
            to: if AGENTS.contains(&to) {
                TransferTo::Agent(self::agent(to))
            } else {
                TransferTo::Queue(queue(to))
            },
            becomes: interaction(becomes),
        },
        ["ends", id] => Event::Ended {
            id: interaction(id),
            agent,
        },
        ["asks", id] => Event::AfterCallWorkRequested {
            id: interaction(id),
            agent,
        },
        ["done", id] => Event::AfterCallWorkDone {
            id: interaction(id),
            agent,
        },
        _ => panic!("{words:?}"),
    }
}

fn agent_comes(name: &str, queues: &str, words: &[&str]) -> Vec<Event> {
    let agent = agent(name);
    let capacity = Capacity {
        calls: option(words, "calls").map_or(1, number),
        callbacks: option(words, "callbacks").map_or(1, number),
        mixing: if words.contains(&"together") {
            Mixing::Together
        } else {
            Mixing::Apart
        },
    };
    let joined = queues.split(',').map(|name| {
        let (queue, ring) = queue_and_ring(name);
        Event::AgentJoined { agent, queue, ring }
    });
    std::iter::once(Event::AgentSettings { agent, capacity })
        .chain(joined)
        .collect()
}

fn timer_named(name: &str, id: InteractionId) -> Timer {
    match name {
        "Due" => Timer::Due(id),
        "Alert" => Timer::Alert(id),
        "Ownership" => Timer::Ownership(id),
        "Reach" => Timer::Reach(id),
        "WindowCloses" => Timer::WindowCloses(id),
        "AutoDial" => Timer::AutoDial(id),
        "AutoEnd" => Timer::AutoEnd(id),
        "AfterCallWork" => Timer::AfterCallWork(id),
        _ => panic!("{name}"),
    }
}
