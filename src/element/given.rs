//! The way in: everything the page has given, by name, as text; and what the core gets of it.
//!
//! What cannot be read is refused with the reason: an attribute then counts as
//! absent (it may belong to another customer), a property stays as it was.

use super::names::{NAMES, PARTS, Part, place};
use crate::browser::{intl, json};
use crate::strings::Messages;
use callback_core::context::Context;
use callback_core::ids::{AgentId, ConversationId, ParticipantId, QueueId};
use callback_core::settings::{Agent, Horizon, Policy, Settings};
use callback_core::time::Timestamp;
use callback_core::wire::host::{AgentValue, SettingsValue, read_queues, read_zone};
use callback_core::wire::{Tree, Unreadable};

/// The most own words of a host; there are far fewer to replace.
const MESSAGES_MAX: usize = 1_000;

/// The last instant that a `Date` can hold, in milliseconds since the epoch.
const DATE_MS_MAX: i64 = 8_640_000_000_000_000;

/// Something that was refused: its name, and what would be right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// The attribute or property.
    pub name: &'static str,
    /// For a developer.
    pub message: String,
}

/// All that was given.
#[derive(Debug, Default)]
pub struct Given {
    /// By place in [`NAMES`].
    texts: [Option<String>; NAMES.len()],
    policy: Option<Policy>,
    queues: Vec<callback_core::settings::Queue>,
    agent: Option<Agent>,
    /// By place in [`PARTS`].
    changed: [bool; PARTS.len()],
    /// Set since it was read last, by place in [`NAMES`].
    fresh: [bool; NAMES.len()],
}

impl Given {
    /// Takes what the page set, or took away, under `name`. An unknown name is none of ours.
    pub fn take(&mut self, name: &str, text: Option<String>) {
        let Some(at) = place(name) else { return };
        self.changed[NAMES[at].1 as usize] = true;
        self.fresh[at] = true;
        self.texts[at] = text;
    }

    /// The parts that changed since this was asked last, in the order in which they are to be told.
    pub fn changed(&mut self) -> impl Iterator<Item = Part> + use<> {
        // The agent of `agent-id` lives in the zone of `time-zone`.
        if place("time-zone").is_some_and(|at| std::mem::take(&mut self.fresh[at])) {
            self.changed[Part::Settings as usize] = true;
        }
        let changed = std::mem::take(&mut self.changed);
        PARTS
            .into_iter()
            .filter(move |part| changed[*part as usize])
    }

    /// What could not be read counts as absent, so that it is refused once.
    pub fn forget(&mut self, name: &str) {
        if let Some(at) = place(name) {
            self.texts[at] = None;
        }
    }

    fn given(&self, name: &str) -> Option<&str> {
        self.texts[place(name)?].as_deref()
    }

    fn text(&self, name: &str) -> &str {
        self.given(name).unwrap_or_default()
    }

    /// Whether a boolean attribute is there.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.given(name).is_some()
    }

    /// A property that was set since the last look, read; nothing where it was taken away or is null.
    fn fresh<T>(
        &mut self,
        name: &'static str,
        read: fn(&Tree) -> Result<T, Unreadable>,
    ) -> Option<Result<Option<T>, Refused>> {
        if !std::mem::take(&mut self.fresh[place(name)?]) {
            return None;
        }
        let Some(text) = self.given(name) else {
            return Some(Ok(None));
        };
        Some(match json::tree(text) {
            Ok(Tree::Null) => Ok(None),
            Ok(tree) => read(&tree).map(Some).map_err(|wrong| say(name, &wrong)),
            Err(message) => Err(Refused { name, message }),
        })
    }

    /// The agent's locale and the hour cycle asked for.
    #[must_use]
    pub fn language(&self) -> (&str, &str) {
        (self.text("locale"), self.text("hour-cycle"))
    }

    /// What the interaction knows.
    pub fn context(&self, refused: &mut Vec<Refused>) -> Context {
        let id = |name| {
            Some(self.text(name))
                .filter(|text| !text.is_empty())
                .map(str::to_owned)
        };
        Context {
            conversation: id("conversation-id").map(ConversationId::new),
            participant: id("participant-id").map(ParticipantId::new),
            queue: id("queue-id").map(QueueId::new),
            ani: self.text("ani").to_owned(),
            contact_name: self.text("contact-name").to_owned(),
            country_code: self.text("country-code").to_owned(),
            contact_zone: self.zone("contact-time-zone", refused),
            agent_zone: self.zone("time-zone", refused),
            device_zone: device_zone(),
            readonly: self.has("readonly") || self.has("disabled"),
        }
    }

    fn zone(&self, name: &'static str, refused: &mut Vec<Refused>) -> Option<chrono_tz::Tz> {
        read_zone(name, self.text(name)).unwrap_or_else(|wrong| {
            refused.push(Refused {
                name,
                message: wrong.to_string(),
            });
            None
        })
    }

    /// The administrator's decisions, the queues, the agent.
    pub fn settings(&mut self, refused: &mut Vec<Refused>) -> Settings {
        let mut keep = |outcome: Result<(), Refused>| refused.extend(outcome.err());
        let policy = |tree: &Tree| SettingsValue::of(tree)?.read();
        if let Some(value) = self.fresh("settings", policy) {
            keep(value.map(|policy| self.policy = policy));
        }
        if let Some(value) = self.fresh("queues", read_queues) {
            keep(value.map(|queues| self.queues = queues.unwrap_or_default()));
        }
        if let Some(value) = self.fresh("agent", |tree| AgentValue::of(tree)?.read()) {
            keep(value.map(|agent| self.agent = agent));
        }
        let mut policy = self.policy.unwrap_or(Policy::REFERENCE);
        match self.horizon() {
            Ok(Some(horizon)) if horizon.hours() < policy.horizon.hours() => {
                policy.horizon = horizon;
            }
            Ok(_) => {}
            Err(wrong) => refused.push(wrong),
        }
        let agent = self.agent.clone().or_else(|| self.agent_by_id(refused));
        Settings {
            policy,
            queues: self.queues.clone(),
            agent,
        }
    }

    /// `max-days-ahead` can only lower what `settings` says.
    fn horizon(&self) -> Result<Option<Horizon>, Refused> {
        let name = "max-days-ahead";
        let text = self.text(name);
        if text.is_empty() {
            return Ok(None);
        }
        let days = text.trim().parse::<u32>().map_err(|_| Refused {
            name,
            message: "whole days, 1 to 30".to_owned(),
        })?;
        Horizon::from_days(days)
            .map(Some)
            .map_err(|wrong| say(name, &wrong))
    }

    /// A page that knows no more of the agent than their id.
    fn agent_by_id(&self, refused: &mut Vec<Refused>) -> Option<Agent> {
        let id = Some(self.text("agent-id")).filter(|id| !id.is_empty())?;
        // A zone that cannot be read is reported where the context is read.
        let zone = read_zone("time-zone", self.text("time-zone"))
            .ok()
            .flatten()
            .or_else(device_zone);
        let Some(zone) = zone else {
            refused.push(Refused {
                name: "agent-id",
                message: "needs `time-zone` or `agent` on this device".to_owned(),
            });
            return None;
        };
        Some(Agent {
            id: AgentId::new(id),
            name: String::new(),
            zone,
            status: None,
            supervisor: false,
        })
    }

    /// The host's own words.
    pub fn messages(&mut self, refused: &mut Vec<Refused>) -> Option<Messages> {
        let read = |tree: &Tree| {
            let fields = tree.fields("messages")?;
            if fields.all().len() > MESSAGES_MAX {
                let expected = ["at most ", &MESSAGES_MAX.to_string()].concat();
                return Err(Unreadable::new("messages", expected));
            }
            let mut own = Messages::default();
            for (key, _) in fields.all() {
                own.add(key.clone(), fields.named(key));
            }
            fields.sound(own)
        };
        match self.fresh("messages", read)? {
            Ok(messages) => Some(messages.unwrap_or_default()),
            Err(wrong) => {
                refused.push(wrong);
                None
            }
        }
    }

    /// The present instant, if the host sets one; `None` where it could not be read.
    pub fn now(&self, refused: &mut Vec<Refused>) -> Option<Option<Timestamp>> {
        let name = "now";
        let text = self.text(name);
        if text.is_empty() {
            return Some(None);
        }
        // As an integer: reading a fraction would bring 12 KB of tables along.
        let ms = text
            .parse::<i64>()
            .ok()
            .filter(|ms| ms.abs() <= DATE_MS_MAX);
        if ms.is_none() {
            let message = "milliseconds since the epoch, a Date, or an ISO 8601 text".to_owned();
            refused.push(Refused { name, message });
        }
        ms.map(|ms| Some(Timestamp::from_ms(ms)))
    }

    /// Where the host's callbacks are, as JSON, if it told anything new.
    pub fn callbacks(&mut self) -> Option<String> {
        let fresh = std::mem::take(&mut self.fresh[place("callbacks")?]);
        self.given("callbacks").filter(|_| fresh).map(str::to_owned)
    }

    /// A text as it was given; absent and empty are one.
    pub fn plain(&self, name: &str) -> String {
        self.text(name).to_owned()
    }

    /// The fields of the form, if the page set them.
    pub fn value(&mut self, refused: &mut Vec<Refused>) -> Option<super::Value> {
        self.fresh("value", super::Value::read)?
            .unwrap_or_else(|wrong| {
                refused.push(wrong);
                None
            })
    }
}

fn say(name: &'static str, wrong: &impl ToString) -> Refused {
    Refused {
        name,
        message: wrong.to_string(),
    }
}

fn device_zone() -> Option<chrono_tz::Tz> {
    read_zone("device", &intl::device_zone()?).ok().flatten()
}
