//! What a turn of the router does to the database: all of it in one transaction under the fence, or nothing.

use super::command::Refused;
use super::directory::spelled;
use super::floor::{Entry, Floor, Stop, Turn};
use super::standing::{Standing, life};
use crate::store::{Change, Stored, Written};
use callback_core::callback::{DisconnectReason as Reason, State as Life};
use callback_core::command::Route;
use callback_core::ids::QueueId as Queue;
use callback_core::routing::{
    Action, AgentId, Change as Changed, DisconnectReason, Event, InteractionId, Outcome, QueueId,
    State, TransferTo,
};
use callback_core::time::Said;
use std::collections::{BTreeMap, BTreeSet};

/// Who changed it, in the history.
const ROUTER: &str = "router";

impl Floor {
    /// Writes a turn. After an error the router in memory is ahead of the database and must be thrown away.
    pub(super) async fn finish(&mut self, turn: Turn) -> Result<(), Stop> {
        let touched = self.touched(&turn);
        let nothing = touched.is_empty() && turn.gone.is_empty() && turn.answers.is_empty();
        let statuses = statuses(&turn.actions);
        if nothing && statuses.is_empty() {
            return Ok(());
        }
        let mut change = self.dispatch.store.begin().await?;
        if !change.fenced(&self.organization, self.epoch).await? {
            return Err(Stop::Fenced);
        }
        for event in &turn.sweeps {
            self.sweep(event, &mut change).await?;
        }
        let mut waiting = Vec::new();
        let told = Told::of(&turn.actions);
        for id in touched {
            self.write(id, &told, &mut change, &mut waiting).await?;
        }
        let standing =
            serde_json::to_string(&Standing::of(State::Waiting, None)).unwrap_or_default();
        change.put_standings(&waiting, &standing).await?;
        for (callback, version) in &turn.gone {
            change.drop_dispatch(callback, *version).await?;
        }
        for (agent, status) in statuses {
            if let Some(user) = self.numbers.agents.name(agent.0) {
                let organization = &self.organization;
                change
                    .report_status(organization, user, status, self.now.ms())
                    .await?;
            }
        }
        for (id, answer) in &turn.answers {
            let answer = serde_json::to_string(answer).unwrap_or_default();
            if !change.put_answer(id, &answer).await? {
                // Nobody waits for it any more, and was told so: none of it may have happened.
                return Err(Stop::Overtaken);
            }
        }
        change.commit().await?;
        Ok(())
    }

    /// The callbacks that the turn concerns.
    fn touched(&self, turn: &Turn) -> BTreeSet<InteractionId> {
        let acted = turn.actions.iter().filter_map(|action| match action {
            Action::Queue { id, .. }
            | Action::Alert { id, .. }
            | Action::StopAlert { id, .. }
            | Action::Connect { id, .. }
            | Action::Dial { id, .. }
            | Action::WrapUp { id, .. }
            | Action::Leave { id, .. }
            | Action::End { id, .. }
            | Action::Disconnect { id, .. }
            | Action::Notify { id, .. } => Some(*id),
            Action::Transfer { becomes, .. } => Some(*becomes),
            _ => None,
        });
        acted
            .chain(turn.new.iter().copied())
            .filter(|id| self.entries.contains_key(id))
            .collect()
    }

    /// Brings one callback to where the router has it.
    async fn write(
        &mut self,
        id: InteractionId,
        told: &Told,
        change: &mut Change,
        waiting: &mut Vec<(String, u32)>,
    ) -> Result<(), Stop> {
        let interaction = self.router.interaction(id).cloned();
        let Some(entry) = self.entries.get_mut(&id) else {
            return Ok(());
        };
        let name = entry.stored.callback.id.to_string();
        let mut after = entry.stored.clone();
        let mut standing = None;
        match &interaction {
            Some(it) => {
                let agent = it
                    .agent()
                    .and_then(|agent| self.numbers.agents.name(agent.0));
                after.callback.state = life(it.state(), agent);
                after.extra.attempts = it.attempts();
                standing = Some(Standing::of(it.state(), agent.map(str::to_owned)));
                let again = after.callback.state == Life::Scheduled;
                follow(
                    &mut after,
                    told.handed.contains(&id),
                    it.scheduled_at().filter(|_| again),
                );
                if let Some(queue) = self.numbers.queues.name(it.queue().0) {
                    after.callback.promise.queue = Queue::new(queue);
                }
            }
            None => {
                let end = told.ends.get(&id).cloned();
                after.callback.state = end.unwrap_or(Life::Disconnected(Reason::System));
            }
        }
        if after.callback != entry.stored.callback || after.extra != entry.stored.extra {
            after.callback.version += 1;
            let now = self.now.ms();
            match change
                .update_callback(&self.organization, &after, ROUTER, now)
                .await?
            {
                Written::Yes => {}
                Written::Stale => return Err(Stop::Overtaken),
            }
        }
        let over = after.callback.state.over() || after.callback.state == Life::Scheduled;
        if over {
            change.drop_dispatch(&name, after.callback.version).await?;
            self.entries.remove(&id);
            self.known.remove(&name);
            if interaction.is_some() {
                // Its next attempt is claimed at its time like any other.
                self.router
                    .handle(self.now, Event::Cancelled { id }, &mut Vec::new());
            }
            return Ok(());
        }
        let known = (name, after.callback.version);
        let same = entry.kept.is_some() && entry.kept == standing && after == entry.stored;
        *entry = Entry {
            stored: after,
            kept: standing.clone(),
        };
        match standing {
            _ if same => {}
            Some(it) if it != Standing::of(State::Waiting, None) => {
                let text = serde_json::to_string(&it).unwrap_or_default();
                change.put_standings(&[known], &text).await?;
            }
            _ => waiting.push(known),
        }
        Ok(())
    }

    /// Passes it on; the callback goes on under the new number.
    pub(super) fn transfer(
        &mut self,
        id: InteractionId,
        agent: AgentId,
        queue: Option<String>,
        to: Option<String>,
        turn: &mut Turn,
    ) -> Result<(), Refused> {
        let to = match (queue, to) {
            (Some(queue), _) => TransferTo::Queue(
                self.numbers
                    .queues
                    .get(&queue)
                    .map(QueueId)
                    .ok_or(Refused::Unknown)?,
            ),
            (None, Some(to)) => TransferTo::Agent(self.agent(&to)?),
            (None, None) => return Err(Refused::Unknown),
        };
        let becomes = self.new_number();
        self.tell(
            Event::Transferred {
                id,
                agent,
                to,
                becomes,
            },
            turn,
        )?;
        if let Some(mut entry) = self.entries.remove(&id) {
            self.known
                .insert(entry.stored.callback.id.to_string(), becomes);
            entry.stored.callback.promise.route = match to {
                TransferTo::Queue(_) => Route::Queue,
                TransferTo::Agent(agent) => self
                    .numbers
                    .agents
                    .name(agent.0)
                    .map_or(Route::Queue, |agent| {
                        Route::ToMe(callback_core::ids::AgentId::new(agent))
                    }),
            };
            self.entries.insert(becomes, entry);
        }
        Ok(())
    }
}

/// Changes of the promise that the router made.
fn follow(after: &mut Stored, handed: bool, at: Option<callback_core::time::Timestamp>) {
    let promise = &mut after.callback.promise;
    if let Some(at) = at {
        promise.at = at;
        promise.said = Said::of(at, promise.said.zone);
    }
    if handed {
        promise.route = Route::Queue;
    }
}

/// What the actions of a turn say of callbacks, read once.
struct Told {
    /// Their ownership ended and the queue has them.
    handed: BTreeSet<InteractionId>,
    ends: BTreeMap<InteractionId, Life>,
}

impl Told {
    fn of(actions: &[Action]) -> Self {
        let handed = actions.iter().filter_map(|action| match action {
            Action::Notify {
                id,
                change: Changed::HandedToQueue { .. },
            } => Some(*id),
            _ => None,
        });
        Self {
            handed: handed.collect(),
            ends: actions.iter().filter_map(ending).collect(),
        }
    }
}

/// How a callback ended, by the router's own word (routing.md §1.1).
const fn ending(action: &Action) -> Option<(InteractionId, Life)> {
    match action {
        Action::End { id, outcome, .. } => {
            let life = match outcome {
                Outcome::Transferred => Life::Disconnected(Reason::Transfer),
                _ => Life::Ended,
            };
            Some((*id, life))
        }
        Action::Disconnect { id, why } => {
            let reason = match why {
                DisconnectReason::Client | DisconnectReason::NoAnswer { .. } => Reason::Endpoint,
                DisconnectReason::Cancelled => Reason::Client,
                DisconnectReason::Timeout { .. } => Reason::Timeout,
                DisconnectReason::Uncallable { .. } => Reason::Uncallable,
                DisconnectReason::OutsideWindows | DisconnectReason::QueueRemoved(_) => {
                    Reason::System
                }
            };
            Some((*id, Life::Disconnected(reason)))
        }
        _ => None,
    }
}

/// Each agent's last status.
fn statuses(actions: &[Action]) -> BTreeMap<AgentId, &'static str> {
    let told = actions.iter().filter_map(|action| match action {
        Action::Status { agent, status, .. } => Some((*agent, spelled(*status))),
        _ => None,
    });
    told.collect()
}
