//! One promise, from the typed text to the moment of dialling.

use super::support::{context, settings};
use callback_core::callback::Callback;
use callback_core::check::check;
use callback_core::command::Command;
use callback_core::desk::Desk;
use callback_core::draft::{Draft, Pick, When};
use callback_core::entry::Lexicon;
use callback_core::facts::Facts;
use callback_core::ids::Key;
use callback_core::problem::Problem;
use callback_core::routing::{
    Action, AgentId, AutoDial, Booking, Capacity, Event, InteractionId, Presence, QueueId,
    QueueSettings, Retry, Ring, Router, Routing, SkillSet, Timer,
};
use callback_core::time::{Fold, HOUR_MS, Timestamp};
use callback_core::wire::store::Row;
use chrono::NaiveDateTime;
use chrono_tz::Tz;

/// What an agent types, and when.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Typed {
    pub(crate) local: NaiveDateTime,
    pub(crate) zone: Tz,
    pub(crate) fold: Option<Fold>,
    pub(crate) now: Timestamp,
}

/// The command for it, or what is wrong.
pub(crate) fn booked(typed: Typed) -> Result<Command, Vec<Problem>> {
    let (settings, context, lexicon) = (settings(), context("c1"), Lexicon::en_gb());
    let mut draft = Draft::from_context(&context, &settings);
    draft.zone = Pick::Chosen(typed.zone);
    draft.when = When::Typed {
        date: typed.local.date().to_string(),
        time: typed.local.time().format("%H:%M").to_string(),
        fold: typed.fold,
    };
    let facts = Facts {
        settings: &settings,
        context: &context,
        lexicon: &lexicon,
        now: typed.now,
    };
    check(&draft, &facts, &Key::new("k"), &[])
}

/// Kept as a row's text, read back, routed: when the agent's telephone dials.
pub(crate) fn dialled(command: &Command) -> Timestamp {
    let (settings, mut desk) = (settings(), Desk::new());
    let booked = desk.book(command, settings.agent.as_ref(), &settings.policy);
    let text = serde_json::to_string(&Row::of(&booked.unwrap())).unwrap();
    let row: Row = serde_json::from_str(&text).unwrap();
    routed(&row.read().unwrap(), command.pressed_at())
}

const AGENT: AgentId = AgentId(0);
const QUEUE: QueueId = QueueId(0);
const CALLBACK: InteractionId = InteractionId(0);

/// One agent, free all the time, who accepts and dials at once.
fn routed(callback: &Callback, booked_at: Timestamp) -> Timestamp {
    let mut router = Router::new();
    let mut tell = |now, event| {
        let mut actions = Vec::new();
        router.handle(now, event, &mut actions);
        actions
    };
    for event in [
        Event::QueueSettings {
            queue: QUEUE,
            settings: QueueSettings::default(),
        },
        Event::AgentSettings {
            agent: AGENT,
            capacity: Capacity::default(),
        },
        Event::AgentJoined {
            agent: AGENT,
            queue: QUEUE,
            ring: Ring::FIRST,
        },
        Event::AgentPresence {
            agent: AGENT,
            presence: Presence::OnQueue,
        },
    ] {
        tell(booked_at, event);
    }
    let booking = Booking {
        queue: QUEUE,
        at: callback.promise.at,
        routing: Routing::Standard,
        priority: 0,
        skills: SkillSet::default(),
        contact: None,
        auto_dial: AutoDial::Never,
        retry: Retry::NEVER,
        windows: None,
    };
    let id = CALLBACK;
    let set = tell(booked_at, Event::CallbackScheduled { id, booking });
    let due = due(&set).expect("a timer for its time");
    let early = tell(due - 1, Event::TimerFired(Timer::Due(id)));
    assert_eq!(self::due(&early), Some(due), "nothing comes early");
    tell(due, Event::TimerFired(Timer::Due(id)));
    tell(due, Event::Accepted { id, agent: AGENT });
    let dialled = tell(due, Event::Dialed { id, agent: AGENT });
    let dials = |action: &Action| matches!(action, Action::Dial { .. });
    assert!(dialled.iter().any(dials), "{dialled:?}");
    assert!(due - booked_at <= 720 * HOUR_MS);
    due
}

fn due(actions: &[Action]) -> Option<Timestamp> {
    actions.iter().find_map(|action| match action {
        Action::SetTimer {
            at,
            timer: Timer::Due(_),
        } => Some(*at),
        _ => None,
    })
}
