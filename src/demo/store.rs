//! The state of the page and the few verbs that change it. Views read and call; they hold no setter.
//!
//! The page has a run of its own, and may show another one again meanwhile (`replay`). The panel belongs to the own
//! run: it is put away during a replay, and what it tells goes to its own run always.

mod own;
mod replay;
mod share;

pub(crate) use own::may_take_call;
pub(crate) use replay::Mode;
pub(crate) use share::Notice;

use crate::center::scenario::OPENS;
use crate::center::{Center, Conversation, Done, Heard, Input, Next};
use crate::host::{Host, News};
use crate::kept::{self, Kept};
use crate::pace::{Hold, Pace};
use crate::run::DONE_MAX;
use callback_core::routing::InteractionId;
use gloo_timers::callback::Interval;
use leptos::prelude::*;
use own::Own;
use replay::Replay;
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
    own: RefCell<Own>,
    replay: RefCell<Option<Replay>>,
    host: Host,
    changed: ArcTrigger,
    pace: ArcRwSignal<Pace>,
    mode: ArcRwSignal<Mode>,
    notice: ArcRwSignal<Notice>,
    with_typed: ArcRwSignal<bool>,
    at_panel: ArcRwSignal<bool>,
    /// The conversation that is looked at; `None` follows the one in hand.
    looked_at: ArcRwSignal<Option<InteractionId>>,
    ticked_ms: Cell<i64>,
}

impl Inner {
    /// The center that is shown.
    fn with<T>(&self, use_it: impl FnOnce(&mut Center) -> T) -> T {
        if let Some(replay) = &mut *self.replay.borrow_mut() {
            return use_it(&mut replay.center);
        }
        use_it(&mut self.own.borrow_mut().center)
    }

    /// The number of the run that is shown.
    fn number(&self) -> u32 {
        let own = self.own.borrow().run.number;
        own + u32::from(self.replay.borrow().is_some())
    }
}

impl Store {
    /// The state of a page with this panel: the run that was kept, or a new one. A `seed` asked for that is not the
    /// kept one's begins anew.
    pub(crate) fn new(host: Host, seed: Option<u32>) -> Self {
        let (own, left_over) = Own::of(Kept::read(), seed);
        host.feed(&left_over);
        let inner = Inner {
            own: RefCell::new(own),
            replay: RefCell::new(None),
            host,
            changed: ArcTrigger::new(),
            pace: ArcRwSignal::new(Pace::Real),
            mode: ArcRwSignal::new(Mode::Live),
            notice: ArcRwSignal::new(Notice::None),
            with_typed: ArcRwSignal::new(false),
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
        inner.host.listen(move |heard| self.hear(heard));
        Interval::new(TICK_MS, move || self.tick()).forget();
    }

    fn inner(self) -> Rc<Inner> {
        self.0.with_value(|inner| Rc::clone(inner))
    }

    /// Reads the center; follows it.
    pub(crate) fn read<T>(self, read: impl FnOnce(&Center) -> T) -> T {
        let inner = self.inner();
        inner.changed.track();
        inner.with(|center| read(center))
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
        if self.mode() != Mode::Live {
            return None;
        }
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
        format!("call-{}-{}", self.inner().number(), call.0)
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
        let inner = self.inner();
        if inner.mode.get_untracked() == Mode::Live {
            inner.host.show();
        } else {
            inner.notice.set(Notice::Replaying);
        }
    }

    /// Something was done by hand on the page.
    pub(crate) fn take(self, input: Input) {
        let inner = self.inner();
        if inner.mode.get_untracked() != Mode::Live {
            inner.notice.set(Notice::Replaying);
            return;
        }
        inner.notice.set(Notice::None);
        self.done(input);
    }

    fn done(self, input: Input) {
        let inner = self.inner();
        if inner.own.borrow().run.done.len() >= DONE_MAX {
            inner.notice.set(Notice::Full);
            return;
        }
        self.follow(|inner| inner.own.borrow_mut().take(input));
    }

    /// The panel tells of something, of its own run whatever is shown.
    fn hear(self, heard: Heard) {
        let inner = self.inner();
        let input = inner.own.borrow().center.understand(heard);
        if let Some(input) = input {
            self.done(input);
        }
    }

    /// Goes straight to what comes next.
    pub(crate) fn next(self, stop: Next) {
        self.follow(|inner| {
            if let Some(replay) = &mut *inner.replay.borrow_mut() {
                replay.playback.next(&mut replay.center, stop);
                return;
            }
            let mut own = inner.own.borrow_mut();
            own.center.next(stop);
            kept::reached(own.center.now().ms());
        });
    }

    /// Begins anew: the replay, or else the own run. The panel keeps its list, in which what was still to come is
    /// ended by the system.
    pub(crate) fn start_over(self) {
        let inner = self.inner();
        let replayed = inner.replay.borrow().as_ref().map(Replay::run);
        if let Some(run) = replayed {
            self.play(run);
            return;
        }
        let next = inner.own.borrow().next();
        self.own_from_now_on(next);
    }

    /// Puts another run in the place of the own one.
    fn own_from_now_on(self, own: Own) {
        let inner = self.inner();
        inner.host.feed(&inner.own.borrow().ends());
        own.keep();
        inner.own.replace(own);
        inner.looked_at.set(None);
        inner.notice.set(Notice::None);
        self.told();
    }

    /// Lets something happen. A new conversation is looked at as soon as it is there.
    fn follow(self, happen: impl FnOnce(&Inner)) {
        let inner = self.inner();
        let last = |center: &mut Center| center.conversations().last().map(|one| one.call);
        let before = inner.with(last);
        happen(&inner);
        if inner.with(last) != before {
            inner.looked_at.set(None);
        }
        self.told();
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
        if passes_ms == 0 || matches!(inner.mode.get_untracked(), Mode::Replayed(_)) {
            return;
        }
        let to = inner.with(|center| center.now()) + passes_ms;
        self.follow(|inner| {
            if let Some(replay) = &mut *inner.replay.borrow_mut() {
                replay.playback.advance(&mut replay.center, to);
                return;
            }
            let mut own = inner.own.borrow_mut();
            own.center.watch(to);
            if now_ms / 1_000 != before_ms / 1_000 {
                kept::reached(own.center.now().ms());
            }
        });
    }

    /// Tells whoever follows the center, and the panel of its own run.
    fn told(self) {
        let inner = self.inner();
        inner.changed.notify();
        if self.end_replay() {
            return;
        }
        let conversation = untrack(|| self.conversation());
        let id = conversation.map(|one| self.conversation_id(one.call));
        inner.host.converse(id, conversation.as_ref());
        // No borrow is held while the panel is told.
        let news = News::of(&inner.own.borrow().center);
        inner.host.tell(news);
    }
}

/// What was done, at the time of this center.
fn done(center: &Center, input: Input) -> Done {
    Done {
        after_ms: center.now() - OPENS,
        input,
    }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "a device's clock in ms is far below 2^63"
)]
fn device_ms() -> i64 {
    js_sys::Date::now() as i64
}
