//! The page's side of the panel: what any customer would write. Attributes, properties and events of
//! `<callback-scheduler>`, and nothing else of it.

use crate::center::scenario::{self, AGENTS, QUEUES, YOU, ZONE, agent};
use crate::center::{Answer, Center, Conversation, Heard};
use crate::words;
use callback_core::time::Timestamp;
use callback_core::wire::host::{AgentValue, CallbackValue, FedValue, QueueValue};
use callback_scheduler::browser::json;
use js_sys::Reflect;
use serde::{Deserialize, Serialize};
use std::cell::RefCell;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CustomEvent, Event, HtmlElement};

/// The detail of `callback-updated`.
#[derive(Deserialize)]
struct Updated {
    callback: CallbackValue,
    change: String,
}

/// The detail of `callback-agent-status`.
#[derive(Deserialize)]
struct StatusWanted {
    wanted: String,
}

/// What the panel is to know: the time, the agent, where callbacks are.
pub(crate) struct News {
    now: Timestamp,
    agent: Option<AgentValue>,
    callbacks: Vec<FedValue>,
}

impl News {
    pub(crate) fn of(center: &Center) -> Self {
        let (agent, callbacks) = (agent_value(center), center.statuses());
        Self {
            now: center.now(),
            agent,
            callbacks,
        }
    }
}

/// What the panel was told last, so that it is told of changes only.
#[derive(Default)]
struct Told {
    now: Option<Timestamp>,
    agent: Option<AgentValue>,
    callbacks: Vec<FedValue>,
    conversation: Option<String>,
}

/// The panel of the page.
pub(crate) struct Host {
    panel: HtmlElement,
    told: RefCell<Told>,
}

impl Host {
    /// Sets what stays as it is.
    pub(crate) fn new(panel: HtmlElement) -> Self {
        let queues: Vec<QueueValue> = QUEUES.iter().zip(0..).map(queue_value).collect();
        let host = Self {
            panel,
            told: RefCell::default(),
        };
        host.set("queues", &queues);
        host.attribute("time-zone", Some(ZONE));
        host
    }

    /// Hears what the agent does in the panel.
    pub(crate) fn listen(&self, take: impl Fn(Heard) + Clone + 'static) {
        let names = [
            "callback-scheduled",
            "callback-updated",
            "callback-cancelled",
            "callback-dial",
            "callback-agent-status",
        ];
        for name in names {
            let take = take.clone();
            self.on(name, move |event| {
                let detail = event.dyn_ref::<CustomEvent>().map(CustomEvent::detail);
                if let Some(heard) = detail.and_then(|detail| read(name, detail)) {
                    take(heard);
                }
            });
        }
    }

    /// Whether the agent is at work in the panel. Asked for, because no event tells of a focus that vanished with
    /// its button.
    pub(crate) fn has_focus(&self) -> bool {
        let focused = self
            .panel
            .owner_document()
            .and_then(|document| document.active_element());
        focused.is_some_and(|focused| focused == *self.panel)
    }

    fn on(&self, name: &str, hear: impl Fn(Event) + 'static) {
        let hear = Closure::<dyn Fn(Event)>::new(hear).into_js_value();
        // The listener lives as long as the page, as the panel does.
        let _ = self
            .panel
            .add_event_listener_with_callback(name, hear.unchecked_ref());
    }

    /// Opens the panel where the agent had closed it, and goes there.
    pub(crate) fn show(&self) {
        self.attribute("open", Some(""));
        // Fails for an element that cannot be focused, and the panel can.
        let _ = self.panel.focus();
    }

    /// Puts the panel away, as it is, or brings it back.
    pub(crate) fn put_away(&self, away: bool) {
        self.attribute("hidden", away.then_some(""));
    }

    /// Tells the panel what is new.
    pub(crate) fn tell(&self, news: News) {
        let News {
            now,
            agent,
            callbacks,
        } = news;
        let mut told = self.told.borrow_mut();
        if told.now.replace(now) != Some(now) {
            #[expect(
                clippy::cast_precision_loss,
                reason = "the instants of a demo are far below 2^53 ms"
            )]
            self.property("now", &JsValue::from_f64(now.ms() as f64));
        }
        if told.agent != agent {
            self.set("agent", &agent);
            told.agent = agent;
        }
        if told.callbacks != callbacks {
            self.set("callbacks", &callbacks);
            told.callbacks = callbacks;
        }
    }

    /// Tells the panel where callbacks are, whatever it was told before.
    pub(crate) fn feed(&self, callbacks: &[FedValue]) {
        self.set("callbacks", callbacks);
        self.told.borrow_mut().callbacks.clear();
    }

    /// Hands the panel the conversation that is looked at: its draft comes with it.
    pub(crate) fn converse(&self, id: Option<String>, conversation: Option<&Conversation>) {
        let mut told = self.told.borrow_mut();
        if told.conversation == id {
            return;
        }
        told.conversation.clone_from(&id);
        let customer = conversation.map(|one| one.customer);
        let queue = conversation.and_then(|one| scenario::queue(one.queue));
        self.attribute("conversation-id", id.as_deref());
        self.attribute(
            "participant-id",
            id.map(|id| format!("{id}-customer")).as_deref(),
        );
        self.attribute("queue-id", queue.map(|queue| queue.key));
        self.attribute("ani", customer.map(|customer| customer.number));
        self.attribute("contact-name", customer.map(|customer| customer.name));
        self.attribute(
            "contact-time-zone",
            customer.and_then(|customer| customer.zone),
        );
    }

    fn attribute(&self, name: &str, value: Option<&str>) {
        // Fails for names that are none, and these are.
        let _ = match value {
            Some(value) => self.panel.set_attribute(name, value),
            None => self.panel.remove_attribute(name),
        };
    }

    fn set<T: Serialize + ?Sized>(&self, name: &str, value: &T) {
        self.property(name, &json::object(&value));
    }

    fn property(&self, name: &str, value: &JsValue) {
        // Fails for what is no object, and an element is one.
        let _ = Reflect::set(&self.panel, &JsValue::from_str(name), value);
    }
}

/// What an event tells of; `None` for what is of no interest.
fn read(name: &str, detail: JsValue) -> Option<Heard> {
    let id = |detail| parse::<CallbackValue>(detail)?.id;
    match name {
        "callback-scheduled" => Some(Heard::Booked(parse(detail)?)),
        "callback-cancelled" => Some(Heard::Cancelled(id(detail)?)),
        "callback-dial" => Some(Heard::Answered(id(detail)?, Answer::Dial)),
        "callback-updated" => {
            let Updated { callback, change } = parse(detail)?;
            match change.as_str() {
                "edited" | "rules" => Some(Heard::Edited(callback)),
                "call-now" => Some(Heard::CallNow(callback.id?)),
                "accepted" => Some(Heard::Answered(callback.id?, Answer::Accept)),
                "declined" => Some(Heard::Answered(callback.id?, Answer::Decline)),
                "ended" => Some(Heard::Answered(callback.id?, Answer::End)),
                _ => None,
            }
        }
        "callback-agent-status" => {
            let StatusWanted { wanted } = parse(detail)?;
            (wanted == "on-queue").then_some(Heard::BackOnQueue)
        }
        _ => None,
    }
}

fn parse<T: for<'de> Deserialize<'de>>(detail: JsValue) -> Option<T> {
    serde_wasm_bindgen::from_value(detail).ok()
}

fn queue_value((queue, number): (&scenario::Queue, u32)) -> QueueValue {
    let ownership = queue.ownership.as_ref();
    let member = AGENTS[YOU.0 as usize]
        .queues
        .iter()
        .any(|(member, _)| member.0 == number);
    let expiry = queue.settings.ownership_expiry;
    QueueValue {
        id: queue.key.to_owned(),
        name: queue.name.to_owned(),
        member,
        agent_owned_callbacks: ownership.is_some(),
        max_owned_callback_delay_hours: ownership.map(|ownership| ownership.bookable_hours),
        max_owned_callback_hours: ownership.map(|ownership| ownership.held_hours),
        owned_expiry_to_queue: expiry == callback_core::routing::OwnershipExpiry::HandToQueue,
    }
}

fn agent_value(center: &Center) -> Option<AgentValue> {
    let spec = agent(YOU)?;
    let status = center.router().agent(YOU)?.status();
    Some(AgentValue {
        id: spec.key.to_owned(),
        name: spec.name.to_owned(),
        time_zone: ZONE.to_owned(),
        routing_status: Some(words::status_key(status).to_owned()),
        supervisor: false,
    })
}
