//! Who with whom: an agent for an interaction, an interaction for an agent.
//!
//! Between two events nothing waits that a free agent may take. So an event needs to look only from
//! what it changed: from an interaction that came in for the best agent, or from an agent who
//! became free for the first in line. The two must never disagree about who may take what.

use super::Router;
use super::action::Action;
use super::ids::{AgentId, InteractionId, QueueId};
use super::interaction::State;
use super::line::{Place, Ticket};
use super::timer::Timer;

impl Router {
    /// Finds an agent for an interaction that is in its queue but not in the line, or puts it there.
    pub(super) fn route(&mut self, id: InteractionId, out: &mut Vec<Action>) {
        if self.overdue(id, out) {
            return;
        }
        self.look_around(id);
        self.pass_over_requested(id);
        let Some(interaction) = self.interactions.get(&id) else {
            return;
        };
        match self.choose(interaction) {
            Ok((agent, why)) => self.alert(id, agent, why, out),
            Err(why) => {
                out.push(Action::Wait {
                    id,
                    queue: interaction.queue,
                    why,
                });
                self.line_up(id);
                self.watch_reach(id, out);
            }
        }
    }

    /// Alerts an agent who became free for whatever they may take, first in line first.
    pub(super) fn serve(&mut self, agent: AgentId, out: &mut Vec<Action>) {
        while let Some(place) = self.first_for(agent) {
            let id = place.id;
            let reach_until = self.interactions.get(&id).and_then(|it| it.reach_until);
            if reach_until.is_some_and(|until| self.now >= until) {
                self.reach_further(id, out);
                continue;
            }
            self.drop_timer(Timer::Reach(id), out);
            self.leave_line(id);
            if self.overdue(id, out) {
                continue;
            }
            let Some(interaction) = self.interactions.get(&id) else {
                return;
            };
            let why = interaction.first_in_line(agent, self.now);
            self.alert(id, agent, why, out);
        }
    }

    /// Looks at a queue's line anew after its settings changed: first everybody takes their new
    /// place, then in that order each one asks for an agent.
    pub(super) fn rematch(&mut self, queue: QueueId, out: &mut Vec<Action>) {
        for Place { id, .. } in self.places(queue) {
            self.drop_timer(Timer::Reach(id), out);
            self.leave_line(id);
            self.look_around(id);
            self.line_up(id);
        }
        for Place { id, .. } in self.places(queue) {
            self.leave_line(id);
            if self.overdue(id, out) {
                continue;
            }
            self.pass_over_requested(id);
            let Some(interaction) = self.interactions.get(&id) else {
                continue;
            };
            match self.choose(interaction) {
                Ok((agent, why)) => self.alert(id, agent, why, out),
                Err(_) => {
                    self.line_up(id);
                    self.watch_reach(id, out);
                }
            }
        }
    }

    /// Does what is overdue with an interaction that waits and is not in the line: the end of its
    /// ownership, or of its callable window. `false` where nothing is.
    fn overdue(&mut self, id: InteractionId, out: &mut Vec<Action>) -> bool {
        let Some(interaction) = self.interactions.get(&id) else {
            return true;
        };
        if interaction.expired(self.now) {
            self.expire(id, out);
            return true;
        }
        if !interaction.callable(self.now) {
            self.window_closed(id, out);
            return true;
        }
        false
    }

    /// A queue's line, in order; empty for an unknown queue.
    pub(super) fn places(&self, queue: QueueId) -> Vec<Place> {
        let queue = self.queues.get(queue.index());
        queue.map(|queue| queue.line.places()).unwrap_or_default()
    }

    /// Takes its place in the line.
    pub(super) fn line_up(&mut self, id: InteractionId) {
        let Some(interaction) = self.interactions.get_mut(&id) else {
            return;
        };
        let Some(queue) = self.queues.get_mut(interaction.queue.index()) else {
            return;
        };
        let ticket = Ticket::of(interaction, &queue.settings);
        queue.line.insert(ticket, &interaction.routing);
        interaction.state = State::Waiting;
        interaction.ticket = Some(ticket);
    }

    /// Steps out of the line; no harm where it does not stand in it.
    pub(super) fn leave_line(&mut self, id: InteractionId) {
        let Some(interaction) = self.interactions.get_mut(&id) else {
            return;
        };
        let Some(queue) = self.queues.get_mut(interaction.queue.index()) else {
            return;
        };
        if let Some(ticket) = interaction.ticket.take() {
            queue.line.remove(&ticket, &interaction.routing);
        }
    }
}
