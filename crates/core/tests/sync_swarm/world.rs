//! One history: events in the order of their instants, and what each of them brings about.

use crate::backend::Backend;
use crate::browser::{Browser, Disk, Job, Tab, Write};
use crate::faults::{Fate, TIMEOUT_MS, Weather};
use crate::judge::Judge;
use crate::rng::Rng;
use crate::wire;
use callback_core::callback::Callback;
use callback_core::desk::Keeping;
use callback_core::ids::Key;
use callback_core::sync::{Action, Answer, Change, Effect, Input, Kept, Protocol, Request};
use callback_core::time::{DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS, Timestamp};
use std::collections::BTreeMap;

const START: Timestamp = Timestamp::from_ms(1_795_532_400_000);
const CHAOS_MS: i64 = 40 * MINUTE_MS;
const DRAIN_MS_MAX: i64 = 90 * MINUTE_MS;
/// How long nothing may be left to do before the end: longer than the longest wait between two attempts.
const REST_MS: i64 = 6 * MINUTE_MS;

enum Event {
    Tick(usize, u32),
    Act,
    Weather,
    Stored(usize, u32),
    Arrives(Box<Message>),
    Answered(usize, u32, u64, Box<Answer>),
    Token(usize, u32),
    Open(usize),
    Fault,
}

#[derive(Clone)]
struct Message {
    browser: usize,
    tab: u32,
    attempt: u64,
    token: u32,
    request: Request,
    back_ms: Option<i64>,
}

/// A request that a living tab waits for.
struct Flight {
    tab: u32,
    attempt: u64,
    /// Of an intent that the store has refused once.
    unkept: bool,
}

/// What a sweep met.
#[derive(Clone, Debug, Default)]
pub(crate) struct Count {
    pub(crate) seeds: u64,
    pub(crate) booked: u64,
    pub(crate) edited: u64,
    pub(crate) decided: u64,
    pub(crate) elsewhere: u64,
    pub(crate) requests: u64,
    pub(crate) lost_requests: u64,
    pub(crate) lost_answers: u64,
    pub(crate) doubled_requests: u64,
    pub(crate) timed_out: u64,
    pub(crate) busy: u64,
    pub(crate) tokens_expired: u64,
    pub(crate) tabs_killed: u64,
    pub(crate) browsers_killed: u64,
    pub(crate) clock_steps: u64,
    pub(crate) writes_failed: u64,
    pub(crate) rows_taken: u64,
    pub(crate) doubled_in_region: u64,
    pub(crate) virtual_ms: u64,
    pub(crate) times_real: u64,
}

impl Count {
    fn numbers(&mut self) -> [&mut u64; 19] {
        [
            &mut self.seeds,
            &mut self.booked,
            &mut self.edited,
            &mut self.decided,
            &mut self.elsewhere,
            &mut self.requests,
            &mut self.lost_requests,
            &mut self.lost_answers,
            &mut self.doubled_requests,
            &mut self.timed_out,
            &mut self.busy,
            &mut self.tokens_expired,
            &mut self.tabs_killed,
            &mut self.browsers_killed,
            &mut self.clock_steps,
            &mut self.writes_failed,
            &mut self.rows_taken,
            &mut self.doubled_in_region,
            &mut self.virtual_ms,
        ]
    }

    pub(crate) fn add(&mut self, one: &Self) {
        let mut one = one.clone();
        for (sum, more) in self.numbers().into_iter().zip(one.numbers()) {
            *sum += *more;
        }
    }

    /// In one line.
    pub(crate) fn said(&self) -> String {
        let faults = self.faults().map(|(what, met)| format!(", {met} {what}"));
        format!(
            "{} seeds, {} callbacks, {} edits, {} requests{}, {} doubled in a region, {} times real time",
            self.seeds,
            self.booked,
            self.edited,
            self.requests,
            faults.concat(),
            self.doubled_in_region,
            self.times_real
        )
    }

    pub(crate) fn faults(&self) -> [(&'static str, u64); 12] {
        [
            ("lost request", self.lost_requests),
            ("lost answer", self.lost_answers),
            ("doubled request", self.doubled_requests),
            ("time-out", self.timed_out),
            ("busy answer", self.busy),
            ("expired token", self.tokens_expired),
            ("killed tab", self.tabs_killed),
            ("killed browser", self.browsers_killed),
            ("clock step", self.clock_steps),
            ("failed write", self.writes_failed),
            ("taken row", self.rows_taken),
            ("decision", self.decided),
        ]
    }
}

pub(crate) struct World {
    protocol: Protocol,
    pub(crate) now: Timestamp,
    pub(crate) rng: Rng,
    pub(crate) browsers: Vec<Browser>,
    pub(crate) backend: Backend,
    pub(crate) judge: Judge,
    pub(crate) count: Count,
    pub(crate) presses: u64,
    pub(crate) notes: u64,
    events: BTreeMap<(Timestamp, u64), Event>,
    sequence: u64,
    tabs: u32,
    weather: Weather,
    chaos: bool,
    /// Requests that a living tab waits for, by press.
    under_way: BTreeMap<(usize, String), Flight>,
    /// Until when a tab was asked to wait.
    asked: BTreeMap<u32, Timestamp>,
    wrong: Option<String>,
}

impl World {
    pub(crate) fn new(protocol: Protocol, seed: u64) -> Self {
        let mut rng = Rng::new(seed);
        let mut backend = Backend::new(protocol);
        backend.newer_rules = rng.percent(20);
        backend.shown_after_ms = i64::from(rng.small(60_000));
        let browsers = (0..1 + rng.below(3)).map(|_| Browser {
            disk: Disk::default(),
            tabs: Vec::new(),
            off_ms: 0,
            full: false,
        });
        let browsers = browsers.collect();
        Self {
            protocol,
            now: START,
            rng,
            browsers,
            backend,
            judge: Judge::default(),
            count: Count {
                seeds: 1,
                ..Count::default()
            },
            presses: 0,
            notes: 0,
            events: BTreeMap::new(),
            sequence: 0,
            tabs: 0,
            weather: Weather::Fair,
            chaos: true,
            under_way: BTreeMap::new(),
            asked: BTreeMap::new(),
            wrong: None,
        }
    }

    fn after(&mut self, ms: i64, event: Event) {
        self.sequence += 1;
        self.events.insert((self.now + ms, self.sequence), event);
    }

    /// Chaos, then peace, then judgement.
    pub(crate) fn run(&mut self) -> Result<(), String> {
        for browser in 0..self.browsers.len() {
            for _ in 0..1 + self.rng.below(3) {
                self.open(browser);
            }
        }
        self.after(SECOND_MS, Event::Act);
        self.after(SECOND_MS, Event::Weather);
        self.after(SECOND_MS, Event::Fault);
        self.until(START + CHAOS_MS)?;
        self.heal();
        let mut rest_since = self.now;
        while self.now - rest_since < REST_MS {
            if !self.at_rest() {
                rest_since = self.now;
            }
            if self.now - START > CHAOS_MS + DRAIN_MS_MAX {
                return Err(format!("did not drain: {:?}", self.levels()));
            }
            self.until(self.now + 10 * SECOND_MS)?;
        }
        self.count.virtual_ms = (self.now - START).unsigned_abs();
        self.count.doubled_in_region = self.judge.look(&self.backend, self.protocol)?;
        self.shows_what_is_there()
    }

    fn until(&mut self, end: Timestamp) -> Result<(), String> {
        while let Some(next) = self.events.first_entry() {
            if next.key().0 > end {
                break;
            }
            let ((at, _), event) = next.remove_entry();
            self.now = at;
            self.happen(event);
            if let Some(wrong) = self.wrong.take() {
                return Err(wrong);
            }
        }
        self.now = end;
        Ok(())
    }

    fn happen(&mut self, event: Event) {
        match event {
            Event::Tick(browser, tab) => {
                if self.tab(browser, tab).is_some() {
                    let next = SECOND_MS + i64::from(self.rng.small(3_000));
                    self.after(next, Event::Tick(browser, tab));
                    self.tell(browser, tab, Input::Tick);
                    if !self.chaos {
                        self.decide(browser, tab);
                    }
                }
            }
            Event::Act if self.chaos => {
                self.act();
                let next = i64::from(self.rng.small(60_000));
                self.after(next, Event::Act);
            }
            Event::Weather if self.chaos => self.turn_weather(),
            Event::Fault if self.chaos => {
                self.fault();
                let next = i64::from(self.rng.small(240_000));
                self.after(next, Event::Fault);
            }
            Event::Act | Event::Weather | Event::Fault => {}
            Event::Stored(browser, tab) => self.stored(browser, tab),
            Event::Arrives(message) => self.arrives(&message),
            Event::Answered(browser, tab, attempt, answer) => {
                self.back(browser, tab, attempt, *answer);
            }
            Event::Token(browser, tab) => {
                let valid = self.backend.token;
                if let Some(here) = self.tab(browser, tab) {
                    here.token = valid;
                    self.tell(browser, tab, Input::Token);
                }
            }
            Event::Open(browser) => self.open(browser),
        }
    }

    /// What that browser's clock shows.
    pub(crate) fn local(&self, browser: usize) -> Timestamp {
        self.now + self.browsers[browser].off_ms
    }

    pub(crate) fn tab(&mut self, browser: usize, tab: u32) -> Option<&mut Tab> {
        self.browsers[browser]
            .tabs
            .iter_mut()
            .find(|it| it.id == tab)
    }

    pub(crate) fn tell(&mut self, browser: usize, tab: u32, input: Input) {
        let (now, draw) = (self.local(browser), self.rng.next());
        let mut effects = Vec::new();
        if let Some(tab) = self.tab(browser, tab) {
            tab.outbox.handle(now, draw, input, &mut effects);
        }
        for effect in effects {
            self.perform(browser, tab, effect);
        }
    }

    fn perform(&mut self, browser: usize, tab: u32, effect: Effect) {
        match effect {
            Effect::Keep { intent, changes } => self.keep(browser, tab, intent, changes),
            Effect::Send { attempt, request } => self.send(browser, tab, attempt, request),
            Effect::NeedToken => {
                let next = i64::from(self.rng.small(20_000));
                self.after(next, Event::Token(browser, tab));
            }
            Effect::Reread => self.job(browser, tab, Job::Read),
            Effect::Adopt(theirs) => self.adopt(browser, tab, *theirs),
            Effect::Level(level) => {
                if let Some(tab) = self.tab(browser, tab) {
                    tab.level = level;
                }
            }
        }
    }

    fn keep(
        &mut self,
        browser: usize,
        tab: u32,
        intent: Option<(callback_core::ids::CallbackId, u32)>,
        changes: Vec<Change>,
    ) {
        for change in &changes {
            if let Change::Add(intent) = change {
                self.judge
                    .steps
                    .insert(intent.key.clone(), (browser, intent.step));
            }
        }
        let desk = self.tab(browser, tab).map(|tab| &tab.desk);
        let of = intent.as_ref().map(|(id, _)| id);
        let callback = of.and_then(|id| desk?.get(id).cloned());
        let creates = |change: &Change| matches!(change, Change::Add(it) if it.step == 1 && matches!(it.action, Action::Create(_)));
        let first = callback.as_ref().is_some_and(|it| it.version == 1);
        let new = first && changes.iter().any(creates);
        let write = Write {
            intent,
            changes,
            callback,
            new,
        };
        self.job(browser, tab, Job::Write(Box::new(write)));
    }

    pub(crate) fn job(&mut self, browser: usize, tab: u32, job: Job) {
        let ms = 1 + i64::from(self.rng.small(30));
        if let Some(here) = self.tab(browser, tab) {
            here.jobs.push_back(job);
            if here.jobs.len() == 1 {
                self.after(ms, Event::Stored(browser, tab));
            }
        }
    }

    /// The store has worked off the first job of a tab.
    fn stored(&mut self, browser: usize, tab: u32) {
        let Some(job) = self.tab(browser, tab).and_then(|tab| tab.jobs.pop_front()) else {
            return;
        };
        if self
            .tab(browser, tab)
            .is_some_and(|tab| !tab.jobs.is_empty())
        {
            let ms = 1 + i64::from(self.rng.small(30));
            self.after(ms, Event::Stored(browser, tab));
        }
        match job {
            Job::Read => {
                let rows = self.browsers[browser].disk.rows();
                let callbacks = rows.callbacks.clone();
                self.tell(browser, tab, Input::Read(Box::new(rows)));
                if let Some(here) = self.tab(browser, tab) {
                    here.read = true;
                    for row in here.desk.mirror(callbacks, &here.outbox) {
                        self.put(browser, tab, row);
                    }
                }
            }
            Job::Write(write) => self.written(browser, tab, *write),
        }
    }

    fn written(&mut self, browser: usize, tab: u32, write: Write) {
        let fails = self.browsers[browser].full && self.rng.percent(70);
        let disk = &mut self.browsers[browser].disk;
        let kept = if fails {
            Kept::Failed
        } else {
            disk.write(&write)
        };
        match kept {
            Kept::Failed => self.count.writes_failed += 1,
            Kept::Taken => self.count.rows_taken += 1,
            Kept::Disk => {
                if let (Some(callback), Some(_)) = (&write.callback, &write.intent) {
                    self.judge.kept(callback);
                }
                let others: Vec<u32> = self.browsers[browser].tabs.iter().map(|it| it.id).collect();
                for other in others {
                    if other != tab && self.rng.percent(85) {
                        self.reread(browser, other);
                    }
                }
            }
        }
        let added = write.changes.into_iter().filter_map(|change| match change {
            Change::Add(intent) => Some(intent.key),
            _ => None,
        });
        let keys: Vec<Key> = added.collect();
        if kept == Kept::Disk {
            self.judge.on_disk.extend(keys.iter().cloned());
        }
        let Some((callback, step)) = write.intent else {
            return;
        };
        if kept == Kept::Taken && write.new {
            let theirs = self.browsers[browser]
                .disk
                .callbacks
                .get(&callback)
                .cloned();
            if let (Some(tab), Some(theirs)) = (self.tab(browser, tab), theirs) {
                // Two for one conversation: the first one stands, and this agent is told.
                let _ = tab.desk.kept(&callback, Keeping::Taken(Box::new(theirs)));
            }
        }
        if kept == Kept::Failed {
            self.judge.unkept.extend(keys);
        }
        let keeping = kept;
        self.tell(
            browser,
            tab,
            Input::Kept {
                callback,
                step,
                keeping,
            },
        );
    }

    fn adopt(&mut self, browser: usize, tab: u32, theirs: Callback) {
        let row = self
            .tab(browser, tab)
            .and_then(|tab| tab.desk.adopt_from_backend(theirs));
        if let Some(row) = row {
            self.put(browser, tab, row);
        }
    }

    fn put(&mut self, browser: usize, tab: u32, row: Callback) {
        let write = Write {
            intent: None,
            changes: Vec::new(),
            callback: Some(row),
            new: false,
        };
        self.job(browser, tab, Job::Write(Box::new(write)));
    }

    fn send(&mut self, browser: usize, tab: u32, attempt: u64, request: Request) {
        self.count.requests += 1;
        self.may_be_sent(browser, tab, attempt, &request);
        let fate = Fate::drawn(&mut self.rng, self.weather);
        self.count.lost_requests += u64::from(fate.request_lost);
        self.count.lost_answers += u64::from(fate.answer_lost && !fate.request_lost);
        let token = self.tab(browser, tab).map_or(0, |tab| tab.token);
        let heard = !fate.answer_lost && fate.there_ms + fate.back_ms < TIMEOUT_MS;
        let message = Message {
            browser,
            tab,
            attempt,
            token,
            request,
            back_ms: heard.then_some(fate.back_ms),
        };
        if let Some(again_ms) = fate.again_ms.filter(|_| self.chaos) {
            self.count.doubled_requests += 1;
            let copy = Message {
                back_ms: None,
                ..message.clone()
            };
            self.after(again_ms, Event::Arrives(Box::new(copy)));
        }
        if !fate.request_lost {
            self.after(fate.there_ms, Event::Arrives(Box::new(message)));
        }
        if fate.request_lost || !heard {
            self.count.timed_out += 1;
            let answer = Box::new(Answer::Unreachable);
            let ms = if self.weather == Weather::Down {
                20
            } else {
                TIMEOUT_MS
            };
            self.after(ms, Event::Answered(browser, tab, attempt, answer));
        }
    }

    /// Durable first; one at a time for each callback; not before the backend allows it.
    fn may_be_sent(&mut self, browser: usize, tab: u32, attempt: u64, request: &Request) {
        if self.asked.get(&tab).is_some_and(|until| self.now < *until) {
            self.wrong = Some("sent before Retry-After had passed".to_owned());
        }
        let key = match request {
            Request::Create { key, .. }
            | Request::Replace { key, .. }
            | Request::Cancel { key, .. } => {
                if !self.judge.on_disk.contains(key) && !self.judge.unkept.contains(key) {
                    self.wrong = Some(format!("{key} was sent before it was kept"));
                }
                key.clone()
            }
            // Looking changes nothing.
            Request::Look { .. } | Request::Read { .. } | Request::List { .. } => return,
        };
        // What no disk holds is not known to the other tabs: there the key alone keeps it single.
        let flight = Flight {
            tab,
            attempt,
            unkept: self.judge.alone(&key),
        };
        let unkept = flight.unkept;
        let name = (browser, wire::press(&key).to_owned());
        if let Some(before) = self.under_way.insert(name, flight)
            && !unkept
            && !before.unkept
            && self.tab(browser, before.tab).is_some()
        {
            self.wrong = Some(format!("{key} is under way twice"));
        }
    }

    fn arrives(&mut self, message: &Message) {
        let busy = self.weather == Weather::Busy && self.rng.percent(80);
        let answer = if busy {
            self.count.busy += 1;
            let after_ms = self
                .rng
                .percent(60)
                .then(|| i64::from(self.rng.small(60)) * SECOND_MS);
            Answer::Busy { after_ms }
        } else if self.chaos && self.rng.percent(2) {
            Answer::Broken
        } else {
            let answer = self
                .backend
                .answer(self.now, message.token, &message.request);
            self.judge.watch(&self.backend.log);
            answer
        };
        let Some(back_ms) = message.back_ms else {
            return;
        };
        let Message {
            browser,
            tab,
            attempt,
            ..
        } = *message;
        let twice = self.rng.percent(1);
        for _ in 0..1 + u32::from(twice) {
            let answer = Box::new(answer.clone());
            self.after(back_ms, Event::Answered(browser, tab, attempt, answer));
        }
    }

    fn back(&mut self, browser: usize, tab: u32, attempt: u64, answer: Answer) {
        if self.tab(browser, tab).is_none() {
            return;
        }
        self.under_way
            .retain(|_, it| (it.tab, it.attempt) != (tab, attempt));
        if let Answer::Busy { after_ms: Some(ms) } = answer {
            let until = self.now + ms;
            let before = self.asked.get(&tab).copied().unwrap_or(until);
            self.asked.insert(tab, until.max(before));
        }
        self.tell(browser, tab, Input::Answered { attempt, answer });
    }

    fn turn_weather(&mut self) {
        let before = self.weather;
        self.weather = Weather::drawn(&mut self.rng);
        if before == Weather::Down && self.weather != before {
            for (browser, tab) in self.all_tabs() {
                self.tell(browser, tab, Input::Woke);
            }
        }
        let next = i64::from(self.rng.small(300_000));
        self.after(next, Event::Weather);
    }

    fn all_tabs(&self) -> Vec<(usize, u32)> {
        let browsers = self.browsers.iter().enumerate();
        let tabs = browsers.flat_map(|(at, it)| it.tabs.iter().map(move |tab| (at, tab.id)));
        tabs.collect()
    }

    fn open(&mut self, browser: usize) {
        self.tabs += 1;
        let id = self.tabs;
        let mut tab = Tab::new(id, self.protocol);
        tab.token = self.backend.token;
        self.browsers[browser].tabs.push(tab);
        self.job(browser, id, Job::Read);
        self.after(SECOND_MS, Event::Tick(browser, id));
        if self.browsers[browser].tabs.len() == 1 {
            self.tell(browser, id, Input::Leading);
        }
    }

    /// Kills a tab at any instant; whatever it had not written is gone. The next one gets the lock.
    fn kill(&mut self, browser: usize, at: usize) {
        let gone = self.browsers[browser].tabs.remove(at);
        self.under_way.retain(|_, it| it.tab != gone.id);
        let first = self.browsers[browser].tabs.first().map(|it| it.id);
        match first {
            Some(next) if at == 0 => self.tell(browser, next, Input::Leading),
            Some(_) => {}
            None => {
                let next = i64::from(self.rng.small(120_000));
                self.after(next, Event::Open(browser));
            }
        }
    }

    fn fault(&mut self) {
        let browser = self.rng.below(self.browsers.len() as u64) as usize;
        let tabs = self.browsers[browser].tabs.len();
        match self.rng.below(6) {
            0 if tabs > 0 => {
                self.count.tabs_killed += 1;
                let at = self.rng.below(tabs as u64) as usize;
                self.kill(browser, at);
            }
            1 => {
                self.count.browsers_killed += 1;
                while !self.browsers[browser].tabs.is_empty() {
                    self.kill(browser, 0);
                }
            }
            2 => self.open(browser),
            3 => {
                self.count.clock_steps += 1;
                let steps = [MINUTE_MS, -MINUTE_MS, HOUR_MS, -HOUR_MS, 30 * DAY_MS, 0];
                self.browsers[browser].off_ms = self.rng.pick(&steps);
                // What a wrong clock makes of a wait is not held against it.
                self.asked.clear();
            }
            4 => {
                self.count.tokens_expired += 1;
                self.backend.token += 1;
            }
            _ => self.browsers[browser].full = self.rng.percent(50),
        }
    }

    fn heal(&mut self) {
        self.chaos = false;
        self.weather = Weather::Fair;
        for browser in 0..self.browsers.len() {
            self.browsers[browser].off_ms = 0;
            self.browsers[browser].full = false;
            if self.browsers[browser].tabs.is_empty() {
                self.open(browser);
            }
        }
        self.asked.clear();
    }

    fn levels(&self) -> Vec<String> {
        let tabs = self.browsers.iter().flat_map(|it| &it.tabs);
        tabs.map(|it| format!("{:?} {:?}", it.level, it.outbox.unsent().next()))
            .collect()
    }

    fn at_rest(&self) -> bool {
        let on_its_way =
            |event: &Event| matches!(event, Event::Arrives(copy) if copy.back_ms.is_none());
        if self.events.values().any(on_its_way) {
            return false;
        }
        let mut tabs = self.browsers.iter().flat_map(|it| &it.tabs);
        tabs.all(|tab| {
            tab.read
                && tab.jobs.is_empty()
                && tab.level.at_rest()
                && tab.level == *tab.outbox.level()
        })
    }

    /// Every tab shows what the backend has, and knows its version.
    fn shows_what_is_there(&self) -> Result<(), String> {
        if self.protocol == Protocol::Region {
            return Ok(());
        }
        for tab in self.browsers.iter().flat_map(|it| &it.tabs) {
            for theirs in self.backend.held.values() {
                let mine = tab.desk.all().find(|it| {
                    tab.outbox
                        .remote(&it.id)
                        .is_some_and(|remote| remote.id == theirs.id)
                });
                let Some(mine) = mine else {
                    return Err(format!("tab {} does not show {}", tab.id, theirs.id));
                };
                if mine.promise != theirs.promise || mine.state.over() != theirs.state.over() {
                    return Err(format!(
                        "tab {} ({}) {:?} shows {mine:?}\nnot {theirs:?}",
                        tab.id,
                        tab.outbox.sends(),
                        format!("{:?}", tab.outbox).split("flights: ").last()
                    ));
                }
            }
        }
        let key = |it: &Callback| Key::new(wire::press(&it.key));
        let presses: std::collections::BTreeSet<Key> =
            self.backend.held.values().map(key).collect();
        if presses.len() == self.backend.held.len() {
            Ok(())
        } else {
            Err("two callbacks of one press".to_owned())
        }
    }
}
