//! A small business for tests: one agent, three queues, one conversation, and a fixed instant.
#![allow(
    dead_code,
    unreachable_pub,
    reason = "each test program uses its own part"
)]

use callback_core::callback::Callback;
use callback_core::context::Context;
use callback_core::desk::{Desk, Durability, Keeping};
use callback_core::entry::Lexicon;
use callback_core::ids::{AgentId, CallbackId, ConversationId, Key, ParticipantId, QueueId};
use callback_core::panel::{Edit, Effect, HostEvent, Input, Panel, Shown};
use callback_core::problem::Field;
use callback_core::settings::{Agent, AtExpiry, Ownership, Policy, Queue, RoutingStatus, Settings};
use callback_core::time::Timestamp;
use chrono::{NaiveDate, NaiveDateTime};
use chrono_tz::Tz;

pub fn zone(name: &str) -> Tz {
    name.parse().expect("a zone of the database")
}

/// 2026-11-24T15:00:00Z, a Tuesday; 10:00 in New York.
pub const NOW: Timestamp = Timestamp::from_ms(1_795_532_400_000);

pub fn local(text: &str) -> NaiveDateTime {
    text.parse().expect("a local time")
}

pub fn date(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

pub fn queue(id: &str, ownership: Option<(u32, u32, AtExpiry)>, member: bool) -> Queue {
    let ownership =
        ownership.map(|(bookable, held, at)| Ownership::new(bookable, held, at).expect("in range"));
    Queue {
        id: QueueId::new(id),
        name: id.to_owned(),
        ownership,
        member,
    }
}

pub fn agent(id: &str) -> Agent {
    Agent {
        id: AgentId::new(id),
        name: id.to_owned(),
        zone: zone("America/New_York"),
        status: Some(RoutingStatus::Idle),
        supervisor: false,
    }
}

/// `sales`: owned up to 72 h ahead for 24 h; `billing`: no ownership; `vip`: the agent is no member.
pub fn settings() -> Settings {
    Settings {
        policy: Policy::REFERENCE,
        queues: vec![
            queue("sales", Some((72, 24, AtExpiry::Disconnect)), true),
            queue("billing", None, true),
            queue("vip", Some((72, 24, AtExpiry::HandToQueue)), false),
        ],
        agent: Some(agent("kim")),
    }
}

pub fn context(conversation: &str) -> Context {
    Context {
        conversation: Some(ConversationId::new(conversation)),
        participant: Some(ParticipantId::new("customer")),
        queue: Some(QueueId::new("sales")),
        ani: "+12125550123".to_owned(),
        contact_name: "Ada Lovelace".to_owned(),
        country_code: "US".to_owned(),
        ..Context::default()
    }
}

/// A panel, its desk, and everything it asked for.
pub struct Bench {
    pub panel: Panel,
    pub desk: Desk,
    pub effects: Vec<Effect>,
    pub now: Timestamp,
    keys: u32,
}

impl Bench {
    /// During conversation `c1`, with a durable and empty store.
    pub fn new() -> Self {
        Self::with(settings(), context("c1"))
    }

    pub fn with(settings: Settings, context: Context) -> Self {
        let panel = Panel::new(Lexicon::en_us());
        let mut bench = Self {
            panel,
            desk: Desk::new(),
            effects: Vec::new(),
            now: NOW,
            keys: 0,
        };
        bench.input(Input::Settings(settings));
        bench.input(Input::Context(context));
        bench.input(Input::Opened {
            durability: Durability::Durable,
            rows: Vec::new(),
            unreadable: 0,
        });
        bench.effects.clear();
        bench
    }

    pub fn input(&mut self, input: Input) {
        self.panel
            .handle(self.now, input, &mut self.desk, &mut self.effects);
    }

    /// Opens a scheduled callback for another time.
    pub fn change(&mut self, id: &CallbackId) {
        self.input(Input::Change {
            id: id.clone(),
            first: Field::Date,
        });
    }

    pub fn edit(&mut self, edit: Edit) {
        self.input(Input::Edited(edit));
    }

    pub fn when(&mut self, date: &str, time: &str) {
        self.edit(Edit::Date(date.to_owned()));
        self.edit(Edit::Time(time.to_owned()));
    }

    pub fn shown(&self) -> Shown {
        self.panel.shown(self.now, &self.desk)
    }

    pub fn key(&mut self) -> Key {
        self.keys += 1;
        Key::new(format!("key-{}", self.keys))
    }

    /// Presses Schedule; the host allows and the store keeps what it is given. Returns what was booked.
    pub fn schedule(&mut self) -> Option<Callback> {
        let key = self.key();
        self.effects.clear();
        self.input(Input::Schedule { key: key.clone() });
        if !self
            .effects
            .iter()
            .any(|effect| matches!(effect, Effect::Ask(_)))
        {
            return None;
        }
        self.input(Input::Allowed { key });
        self.keep_all();
        self.events().into_iter().find_map(|event| match event {
            HostEvent::Scheduled(callback) | HostEvent::Updated { callback, .. } => Some(*callback),
            _ => None,
        })
    }

    /// The store answers every write with *kept*.
    pub fn keep_all(&mut self) {
        let rows: Vec<_> = self
            .effects
            .iter()
            .filter_map(|effect| match effect {
                Effect::Keep { row, .. } => Some(row.id.clone()),
                _ => None,
            })
            .collect();
        for id in rows {
            self.input(Input::Kept {
                id,
                keeping: Keeping::Kept,
            });
        }
    }

    pub fn events(&self) -> Vec<HostEvent> {
        let told = |effect: &Effect| match effect {
            Effect::Tell(event) => Some(event.clone()),
            _ => None,
        };
        self.effects.iter().filter_map(told).collect()
    }
}
