//! One organization's router in memory, and its turns: hears what is new, asks core's router, writes, goes on.
//! Whenever a write fails, all of it is thrown away and read anew from the database.

use super::Dispatch;
use super::booking::Numbers;
use super::command::{Command, Refused};
use super::directory::{read_status, settings};
use super::standing::Standing;
use crate::store::{Damaged, Dispatched, StoreError, Stored, Touch};
use callback_core::callback::State as Life;
use callback_core::routing::{
    Action, AgentId, Capacity, ContactId, Event, InteractionId, QueueId, Resumed, Ring, Router,
    State, Timer,
};
use callback_core::time::Timestamp;
use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;

/// Why a router stops.
#[derive(Debug)]
pub(super) enum Stop {
    /// Another server has the lease.
    Fenced,
    /// What was to be written had been changed by others.
    Overtaken,
    /// The database failed.
    Store(StoreError),
}

impl From<StoreError> for Stop {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

/// A callback in the router.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) stored: Stored,
    /// Where it is in the database; `None` where that must be written.
    pub(super) kept: Option<Standing>,
}

/// What a turn has to write.
#[derive(Debug, Default)]
pub(super) struct Turn {
    pub(super) actions: Vec<Action>,
    /// Came in with this turn.
    pub(super) new: BTreeSet<InteractionId>,
    /// Left the queues by somebody else's doing, up to that version.
    pub(super) gone: Vec<(String, u32)>,
    pub(super) answers: Vec<(String, Result<(), Refused>)>,
    /// Contact lists and campaigns whose marks count now.
    pub(super) sweeps: Vec<Event>,
}

/// The router of one organization.
#[derive(Debug)]
pub(super) struct Floor {
    pub(super) dispatch: Dispatch,
    pub(super) organization: String,
    pub(super) epoch: i64,
    pub(super) router: Router,
    pub(super) numbers: Numbers,
    pub(super) entries: BTreeMap<InteractionId, Entry>,
    pub(super) known: BTreeMap<String, InteractionId>,
    timers: BTreeMap<Timer, Timestamp>,
    left_out: BTreeSet<String>,
    next: u64,
    pub(super) now: Timestamp,
    touches: Receiver<Touch>,
}

/// Looks by itself so often: touches are only hints.
const LOOK: Duration = Duration::from_millis(500);

impl Floor {
    /// As the database has it.
    pub(super) async fn rebuild(
        dispatch: Dispatch,
        organization: &str,
        epoch: i64,
    ) -> Result<Self, Stop> {
        let touches = dispatch.store.touches();
        let now = Timestamp::from_ms(dispatch.store.clock_ms().await? + dispatch.clock.step_ms());
        let mut floor = Self {
            organization: organization.to_owned(),
            epoch,
            router: Router::new(),
            numbers: Numbers::default(),
            entries: BTreeMap::new(),
            known: BTreeMap::new(),
            timers: BTreeMap::new(),
            left_out: BTreeSet::new(),
            next: 0,
            now,
            touches,
            dispatch,
        };
        let mut turn = Turn::default();
        floor.read_directory(&mut turn).await?;
        let (all, damaged) = floor.dispatch.store.dispatched(organization, false).await?;
        floor.leave_out_damaged(damaged);
        let in_hand = |it: &Dispatched| it.stored.callback.state.agent().is_some();
        let (held, waiting): (Vec<_>, Vec<_>) = all.into_iter().partition(in_hand);
        for it in held.into_iter().chain(waiting) {
            floor.take_in(it, &mut turn);
        }
        floor.finish(turn).await?;
        Ok(floor)
    }

    /// Queues, agents and marks. What is known already is only brought up to date.
    async fn read_directory(&mut self, turn: &mut Turn) -> Result<(), Stop> {
        let store = self.dispatch.store.clone();
        for user in store.users(&self.organization).await? {
            if self.numbers.agents.get(&user.id).is_some() {
                continue;
            }
            let agent = AgentId(self.numbers.agents.add(&user.id));
            let capacity = Capacity::default();
            let _ = self.tell(Event::AgentSettings { agent, capacity }, turn);
            let status = read_status(&user.routing_status);
            let since = Timestamp::from_ms(user.status_since);
            let _ = self.router.resume_agent(agent, status, since);
        }
        for row in store.queues(&self.organization).await? {
            let queue = QueueId(self.numbers.queues.add(&row.id));
            let settings = settings(&row);
            self.numbers
                .settings
                .insert(row.id.clone(), row.settings.routing.clone());
            let _ = self.tell(Event::QueueSettings { queue, settings }, turn);
            for member in store.members(&row.id).await? {
                let Some(agent) = self.numbers.agents.get(&member.id).map(AgentId) else {
                    continue;
                };
                if self
                    .router
                    .agent(agent)
                    .is_some_and(|it| !it.member_of(queue))
                {
                    let ring = Ring::FIRST;
                    let _ = self.tell(Event::AgentJoined { agent, queue, ring }, turn);
                }
            }
        }
        for contact in store.uncallable(&self.organization).await? {
            let contact = ContactId(u64::from(self.numbers.contacts.add(&contact)));
            let _ = self.tell(Event::ContactUncallable { contact }, turn);
        }
        Ok(())
    }

    /// Until it must stop.
    pub(super) async fn run(&mut self) -> Stop {
        loop {
            if let Err(stop) = self.turn().await {
                return stop;
            }
            self.wait().await;
        }
    }

    /// Until a hint, the next timer, or for a while.
    async fn wait(&mut self) {
        let now = crate::clock::now() + self.dispatch.clock.step_ms();
        let next = self.timers.values().min().map(|at| *at - now);
        let wait = next.map_or(LOOK, |ms| {
            Duration::from_millis(ms.max(1).unsigned_abs()).min(LOOK)
        });
        let organization = self.organization.clone();
        let touches = &mut self.touches;
        let hint =
            async {
                loop {
                    match touches.recv().await {
                        Ok(
                            Touch::Queued { organization: it } | Touch::Asked { organization: it },
                        ) if it == organization => return,
                        Err(RecvError::Lagged(_)) => return,
                        Err(RecvError::Closed) => std::future::pending().await,
                        Ok(_) => {}
                    }
                }
            };
        let _ = tokio::time::timeout(wait, hint).await;
    }

    async fn turn(&mut self) -> Result<(), Stop> {
        let store = self.dispatch.store.clone();
        let mut turn = Turn::default();
        // With a clock that is not believed, time stands still: nothing enters, no timer fires.
        if let Some(now) = self.dispatch.now_ms().await? {
            self.now = self.now.max(Timestamp::from_ms(now));
            let (news, damaged) = store.dispatched(&self.organization, true).await?;
            self.leave_out_damaged(damaged);
            for it in news {
                if self.unknown_queue(&it.stored) {
                    self.read_directory(&mut turn).await?;
                }
                self.take_in(it, &mut turn);
            }
            while let Some(timer) = self.due() {
                self.timers.remove(&timer);
                let _ = self.tell(Event::TimerFired(timer), &mut turn);
            }
        }
        for asked in store.asked(&self.organization).await? {
            let answer = match serde_json::from_str::<Command>(&asked.command) {
                Ok(Command::Queue { .. }) => {
                    self.read_directory(&mut turn).await?;
                    Ok(())
                }
                Ok(command) => self.obey(command, &mut turn),
                Err(_) => Err(Refused::Unknown),
            };
            turn.answers.push((asked.id, answer));
        }
        self.finish(turn).await
    }

    fn unknown_queue(&self, stored: &Stored) -> bool {
        self.numbers
            .queues
            .get(stored.callback.promise.queue.as_str())
            .is_none()
    }

    fn due(&self) -> Option<Timer> {
        let (timer, at) = self
            .timers
            .iter()
            .min_by_key(|(timer, at)| (**at, **timer))?;
        (*at <= self.now).then_some(*timer)
    }

    /// Tells the router, and keeps its timers. `false` where it refused.
    pub(super) fn tell(&mut self, event: Event, turn: &mut Turn) -> Result<(), Refused> {
        let before = turn.actions.len();
        self.router.handle(self.now, event, &mut turn.actions);
        self.keep_timers(&turn.actions[before..]);
        let refused = turn.actions[before..]
            .iter()
            .find_map(|action| match action {
                Action::Refuse { why } => Some(Refused::from(*why)),
                _ => None,
            });
        refused.map_or(Ok(()), Err)
    }

    fn keep_timers(&mut self, actions: &[Action]) {
        for action in actions {
            match action {
                Action::SetTimer { at, timer } => {
                    self.timers.insert(*timer, *at);
                }
                Action::DropTimer { timer } => {
                    self.timers.remove(timer);
                }
                _ => {}
            }
        }
    }

    pub(super) fn new_number(&mut self) -> InteractionId {
        self.next += 1;
        InteractionId(self.next)
    }

    /// Takes in what was claimed, or what somebody changed.
    fn take_in(&mut self, it: Dispatched, turn: &mut Turn) {
        let Dispatched { stored, standing } = it;
        let callback = &stored.callback;
        let name = callback.id.to_string();
        if let Some(id) = self.known.get(&name).copied() {
            if let Some(entry) = self.entries.get_mut(&id)
                && entry.stored.callback.state == callback.state
                && entry.stored.callback.promise == callback.promise
            {
                // Only what the router does not look at: attributes, a wrap-up code.
                entry.stored = stored;
                entry.kept = None;
                turn.new.insert(id);
                return;
            }
            self.known.remove(&name);
            self.entries.remove(&id);
            let _ = self.tell(Event::Cancelled { id }, turn);
        }
        if callback.state.over() || callback.state == Life::Scheduled {
            turn.gone.push((name, callback.version));
            return;
        }
        let standing: Option<Standing> = standing.and_then(|text| serde_json::from_str(&text).ok());
        let agent = standing.as_ref().and_then(|it| it.agent.as_deref());
        let agent = agent
            .and_then(|it| self.numbers.agents.get(it))
            .map(AgentId);
        let state = standing.as_ref().and_then(|it| it.state(agent));
        let Some(booking) = self.numbers.booking(&stored) else {
            self.leave_out(&name);
            return;
        };
        let id = self.new_number();
        let resumed = Resumed {
            id,
            state: state.unwrap_or(State::Waiting),
            entered: booking.at,
            attempts: stored.extra.attempts,
            outcome: standing.as_ref().map_or(
                callback_core::routing::Outcome::NotDialed,
                Standing::outcome,
            ),
            booking,
        };
        let before = turn.actions.len();
        if let Err(why) = self.router.resume(self.now, resumed, &mut turn.actions) {
            tracing::error!(callback = name, ?why, "the router does not take it");
            self.leave_out(&name);
            return;
        }
        self.keep_timers(&turn.actions[before..]);
        self.known.insert(name, id);
        self.entries.insert(
            id,
            Entry {
                stored,
                kept: standing,
            },
        );
        turn.new.insert(id);
    }

    fn leave_out_damaged(&mut self, damaged: Vec<Damaged>) {
        for Damaged { callback, why } in damaged {
            if self.left_out.insert(callback.clone()) {
                tracing::error!(callback, "left out of routing: {why}");
            }
        }
    }

    /// Says once that a callback cannot be routed; it stays in its queue.
    fn leave_out(&mut self, name: &str) {
        if self.left_out.insert(name.to_owned()) {
            tracing::error!(callback = name, "its queue or owner is not known; it waits");
        }
    }

    fn obey(&mut self, command: Command, turn: &mut Turn) -> Result<(), Refused> {
        use Command as C;
        match command {
            C::Accept { callback, agent } => {
                let (id, agent) = (self.id(&callback)?, self.agent(&agent)?);
                self.tell(Event::Accepted { id, agent }, turn)
            }
            C::Disconnect { callback, agent } => {
                let (id, agent) = (self.id(&callback)?, self.agent(&agent)?);
                let state = self.router.interaction(id).map(|it| it.state());
                match state {
                    Some(State::Alerting { .. }) => self.tell(Event::Declined { id, agent }, turn),
                    _ => self.tell(Event::Ended { id, agent }, turn),
                }
            }
            C::Dial { callback, agent } => {
                let (id, agent) = (self.id(&callback)?, self.agent(&agent)?);
                self.tell(Event::Dialed { id, agent }, turn)
            }
            C::Done { callback, agent } => {
                let (id, agent) = (self.id(&callback)?, self.agent(&agent)?);
                self.tell(Event::AfterCallWorkDone { id, agent }, turn)
            }
            C::Transfer {
                callback,
                agent,
                queue,
                to,
            } => {
                let (id, agent) = (self.id(&callback)?, self.agent(&agent)?);
                self.transfer(id, agent, queue, to, turn)
            }
            C::Presence { agent, on_queue } => {
                use callback_core::routing::Presence;
                let agent = self.agent(&agent)?;
                let presence = if on_queue {
                    Presence::OnQueue
                } else {
                    Presence::OffQueue
                };
                self.tell(Event::AgentPresence { agent, presence }, turn)
            }
            C::Contact { contact, callable } => {
                let contact = ContactId(u64::from(self.numbers.contacts.add(&contact)));
                let event = if callable {
                    Event::ContactCallable { contact }
                } else {
                    Event::ContactUncallable { contact }
                };
                self.tell(event, turn)
            }
            C::ListChanged { .. } | C::Campaign { .. } => {
                let event = self.enforcement(&command);
                turn.sweeps.push(event.clone());
                self.tell(event, turn)
            }
            C::Queue { .. } => Ok(()),
        }
    }

    fn id(&self, callback: &str) -> Result<InteractionId, Refused> {
        self.known.get(callback).copied().ok_or(Refused::Unknown)
    }

    pub(super) fn agent(&self, name: &str) -> Result<AgentId, Refused> {
        self.numbers
            .agents
            .get(name)
            .map(AgentId)
            .ok_or(Refused::Unknown)
    }
}
