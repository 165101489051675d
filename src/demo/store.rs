//! The state of the page and the few verbs that change it. Views read and call; they hold no setter.

use crate::center::scenario::{OPENS, SEED};
use crate::center::{Center, Conversation, Input, Next, Phase};
use crate::host::{Host, News};
use crate::kept::{self, Run};
use crate::pace::{Hold, Pace};
use callback_core::routing::InteractionId;
use callback_core::time::Timestamp;
use callback_core::wire::host::FedValue;
use gloo_timers::callback::Interval;
use leptos::prelude::*;
use send_wrapper::SendWrapper;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// How often time passes, in ms.
const TICK_MS: u32 = 250;
/// A page in the background is woken rarely: what it slept through beyond this, in ms, did not pass.
const SLEPT_MS_MAX: i64 = 1_000;

/// A handle on the state. Copied freely; all copies are the same one.
#[derive(Clone, Copy)]
pub(crate) struct Store(StoredValue<SendWrapper<Rc<Inner>>>);

struct Inner {
    center: RefCell<Center>,
    run: RefCell<Run>,
    host: Host,
    changed: ArcTrigger,
    pace: ArcRwSignal<Pace>,
    at_panel: ArcRwSignal<bool>,
    /// The conversation that is looked at; `None` follows the one in hand.
    looked_at: ArcRwSignal<Option<InteractionId>>,
    ticked_ms: Cell<i64>,
}

impl Store {
    /// The state of a page with this panel: the run that was kept, or a new one. A `seed` asked for that is not the
    /// kept one's begins anew.
    pub(crate) fn new(host: Host, seed: Option<u32>) -> Self {
        let kept = Run::read();
        let number = kept.as_ref().map_or(1, |(run, _)| run.number + 1);
        let kept = kept.filter(|(run, _)| seed.is_none_or(|seed| seed == run.seed));
        let (run, reached) =
            kept.unwrap_or_else(|| (Run::new(seed.unwrap_or(SEED), number), OPENS.ms()));
        let center = Center::replay(
            u64::from(run.seed),
            &run.inputs,
            Timestamp::from_ms(reached),
        );
        let inner = Inner {
            center: RefCell::new(center),
            run: RefCell::new(run),
            host,
            changed: ArcTrigger::new(),
            pace: ArcRwSignal::new(Pace::Real),
            at_panel: ArcRwSignal::new(false),
            looked_at: ArcRwSignal::new(None),
            ticked_ms: Cell::new(device_ms()),
        };
        let store = Self(StoredValue::new(SendWrapper::new(Rc::new(inner))));
        store.listen();
        store.told();
        store
    }

    fn listen(self) {
        let inner = self.inner();
        inner.host.listen(move |input| self.take(input));
        inner.host.watch_focus(move |inside| {
            let inner = self.inner();
            if inner.at_panel.get_untracked() != inside {
                inner.at_panel.set(inside);
            }
        });
        Interval::new(TICK_MS, move || self.tick()).forget();
    }

    fn inner(self) -> Rc<Inner> {
        self.0.with_value(|inner| Rc::clone(inner))
    }

    /// Reads the center; follows it.
    pub(crate) fn read<T>(self, read: impl FnOnce(&Center) -> T) -> T {
        let inner = self.inner();
        inner.changed.track();
        let center = inner.center.borrow();
        read(&center)
    }

    /// The pace that was chosen; follows it.
    pub(crate) fn pace(self) -> Pace {
        self.inner().pace.get()
    }

    /// What holds the clock back at present; follows it.
    pub(crate) fn held(self) -> Option<Hold> {
        self.pace().held(self.hold())
    }

    fn hold(self) -> Option<Hold> {
        let at_panel = self.inner().at_panel.get();
        if self.read(Center::alerts_you) {
            Some(Hold::Alert)
        } else {
            at_panel.then_some(Hold::Panel)
        }
    }

    /// The conversation that is looked at; follows it.
    pub(crate) fn conversation(self) -> Option<Conversation> {
        let looked_at = self.inner().looked_at.get();
        self.read(|center| {
            let all = center.conversations();
            let chosen = all.iter().find(|one| Some(one.call) == looked_at);
            chosen.or_else(|| all.last()).copied()
        })
    }

    /// The id of a conversation, as the panel is told.
    pub(crate) fn conversation_id(self, call: InteractionId) -> String {
        format!("call-{}-{}", self.inner().run.borrow().number, call.0)
    }

    /// Sets the pace.
    pub(crate) fn set_pace(self, pace: Pace) {
        self.inner().pace.set(pace);
    }

    /// Looks at another conversation.
    pub(crate) fn look_at(self, call: InteractionId) {
        self.inner().looked_at.set(Some(call));
        self.told();
    }

    /// Opens the panel.
    pub(crate) fn show_panel(self) {
        self.inner().host.show();
    }

    /// Something was done by hand.
    pub(crate) fn take(self, input: Input) {
        let inner = self.inner();
        let now = inner.center.borrow().now().ms();
        inner.run.borrow_mut().inputs.push((now, input.clone()));
        let before = last(&inner.center.borrow());
        inner.center.borrow_mut().take(input);
        self.follow(before);
        inner.run.borrow().keep(now);
        self.told();
    }

    /// Goes straight to what comes next.
    pub(crate) fn next(self, stop: Next) {
        let inner = self.inner();
        let before = last(&inner.center.borrow());
        inner.center.borrow_mut().next(stop);
        self.follow(before);
        self.told();
    }

    /// Begins anew. The panel keeps its list, in which what was still to come is ended by the system.
    pub(crate) fn start_over(self) {
        let inner = self.inner();
        let ended: Vec<FedValue> = inner
            .center
            .borrow()
            .statuses()
            .into_iter()
            .filter_map(ended)
            .collect();
        inner.host.feed(&ended);
        let next = {
            let run = inner.run.borrow();
            Run::new(run.seed, run.number + 1)
        };
        inner.center.replace(Center::open(u64::from(next.seed)));
        next.keep(OPENS.ms());
        inner.run.replace(next);
        inner.looked_at.set(None);
        self.told();
    }

    /// A new conversation is looked at as soon as it is there.
    fn follow(self, before: Option<InteractionId>) {
        let inner = self.inner();
        if last(&inner.center.borrow()) != before {
            inner.looked_at.set(None);
        }
    }

    fn tick(self) {
        let inner = self.inner();
        let now_ms = device_ms();
        let real_ms = (now_ms - inner.ticked_ms.replace(now_ms)).clamp(0, SLEPT_MS_MAX);
        let passes_ms = untrack(|| self.pace().passes_ms(real_ms, self.hold()));
        if passes_ms > 0 {
            let before = last(&inner.center.borrow());
            let to = inner.center.borrow().now() + passes_ms;
            inner.center.borrow_mut().watch(to);
            self.follow(before);
            self.told();
        }
    }

    /// Tells whoever follows the center, and the panel.
    fn told(self) {
        let inner = self.inner();
        inner.changed.notify();
        kept::reached(inner.center.borrow().now().ms());
        let conversation = untrack(|| self.conversation());
        let id = conversation.map(|one| self.conversation_id(one.call));
        inner.host.converse(id, conversation.as_ref());
        // No borrow is held while the panel is told.
        let news = News::of(&inner.center.borrow());
        inner.host.tell(news);
    }
}

fn last(center: &Center) -> Option<InteractionId> {
    center.conversations().last().map(|one| one.call)
}

/// The status that ends what is not over.
fn ended(status: FedValue) -> Option<FedValue> {
    let over = matches!(status.state.as_str(), "ended" | "disconnected");
    (!over).then(|| FedValue {
        state: "disconnected".to_owned(),
        disconnect_type: Some("system".to_owned()),
        agent_id: None,
        alerting_until: None,
        ..status
    })
}

/// Whether you may ask for the next call.
pub(crate) fn may_take_call(center: &Center) -> bool {
    use crate::center::scenario::YOU;
    use callback_core::routing::{Agent, RoutingStatus};
    let idle = center.router().agent(YOU).map(Agent::status) == Some(RoutingStatus::Idle);
    idle && center
        .conversations()
        .iter()
        .all(|one| one.phase == Phase::Over)
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "a device's clock in ms is far below 2^63"
)]
fn device_ms() -> i64 {
    js_sys::Date::now() as i64
}
