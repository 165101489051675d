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

/// What a page begins with.
struct Begun {
    center: Center,
    run: Run,
    /// The ends of callbacks of another run, which the panel may still hold.
    left_over: Vec<FedValue>,
}

impl Begun {
    /// The run that was kept goes on, unless another seed is asked for.
    fn of(kept: Option<(Run, i64)>, seed: Option<u32>) -> Self {
        let (mut number, mut left_over) = (1, Vec::new());
        if let Some((run, reached)) = kept {
            let reached = Timestamp::from_ms(reached);
            let center = Center::replay(u64::from(run.seed), &run.inputs, reached);
            if seed.is_none_or(|seed| seed == run.seed) {
                return Self {
                    center,
                    run,
                    left_over,
                };
            }
            number = run.number + 1;
            left_over = ends(&center);
        }
        let run = Run::new(seed.unwrap_or(SEED), number);
        let center = Center::open(u64::from(run.seed));
        Self {
            center,
            run,
            left_over,
        }
    }
}

impl Store {
    /// The state of a page with this panel: the run that was kept, or a new one. A `seed` asked for that is not the
    /// kept one's begins anew.
    pub(crate) fn new(host: Host, seed: Option<u32>) -> Self {
        let begun = Begun::of(Run::read(), seed);
        host.feed(&begun.left_over);
        let inner = Inner {
            center: RefCell::new(begun.center),
            run: RefCell::new(begun.run),
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
        kept::reached(inner.center.borrow().now().ms());
    }

    /// Begins anew. The panel keeps its list, in which what was still to come is ended by the system.
    pub(crate) fn start_over(self) {
        let inner = self.inner();
        let left_over = ends(&inner.center.borrow());
        inner.host.feed(&left_over);
        let Run { seed, number, .. } = *inner.run.borrow();
        let next = Run::new(seed, number + 1);
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
        let at_panel = inner.host.has_focus();
        if inner.at_panel.get_untracked() != at_panel {
            inner.at_panel.set(at_panel);
        }
        let now_ms = device_ms();
        let before_ms = inner.ticked_ms.replace(now_ms);
        let real_ms = (now_ms - before_ms).clamp(0, SLEPT_MS_MAX);
        let passes_ms = untrack(|| self.pace().passes_ms(real_ms, self.hold()));
        if passes_ms > 0 {
            let before = last(&inner.center.borrow());
            let to = inner.center.borrow().now() + passes_ms;
            inner.center.borrow_mut().watch(to);
            self.follow(before);
            self.told();
            if now_ms / 1_000 != before_ms / 1_000 {
                kept::reached(inner.center.borrow().now().ms());
            }
        }
    }

    /// Tells whoever follows the center, and the panel.
    fn told(self) {
        let inner = self.inner();
        inner.changed.notify();
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

/// What ends the callbacks that are not over, when their run is.
fn ends(center: &Center) -> Vec<FedValue> {
    let over = |status: &FedValue| matches!(status.state.as_str(), "ended" | "disconnected");
    let end = |status: FedValue| FedValue {
        state: "disconnected".to_owned(),
        disconnect_type: Some("system".to_owned()),
        agent_id: None,
        alerting_until: None,
        ..status
    };
    let statuses = center.statuses().into_iter();
    statuses.filter(|status| !over(status)).map(end).collect()
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
