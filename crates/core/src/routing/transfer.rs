//! Transfer: an agent passes on what they have in hand, to a queue or to an agent of its queue.
//!
//! It goes on under a number of its own, as in the public API, where a new participant follows: the
//! first agent's part ends as any other does, after-call work included, with the outcome
//! `Transferred` (`disconnected(transfer)`). With the customer on the line it goes on as a call;
//! else it stays a callback, and its time is now.

use super::Router;
use super::action::Action;
use super::event::{Routing, TransferTo};
use super::ids::{AgentId, InteractionId};
use super::interaction::{Interaction, State};
use super::reason::{Outcome, QueuedBecause, Refusal, WrapUpBecause};

impl Router {
    /// The agent passes it on. What was asked for stays: priority, skills, and for a callback its
    /// contact, windows and ladder. It enters with no wait behind it. The agent's own part ends
    /// afterwards, so that it comes back to them only where there is nobody else.
    pub(super) fn transfer(
        &mut self,
        id: InteractionId,
        agent: AgentId,
        to: TransferTo,
        becomes: InteractionId,
        out: &mut Vec<Action>,
    ) -> Result<(), Refusal> {
        let interaction = self.theirs(id, agent)?;
        let on_the_line = match interaction.state {
            State::Connected { .. } => true,
            State::Accepted { .. } | State::CallOver { .. } => false,
            state => return Err(Refusal::WrongStage(id, state.stage())),
        };
        let (queue, routing) = match to {
            TransferTo::Queue(queue) => (queue, Routing::Standard),
            TransferTo::Agent(agent) => (interaction.queue, Routing::ToMe(agent)),
        };
        let mut next = interaction.clone();
        self.check_new(becomes, queue)?;
        self.check_routing(&routing)?;
        next.id = becomes;
        next.queue = queue;
        next.routing = routing;
        next.entered = self.now;
        if on_the_line {
            next.callback = None;
        }
        next.begin_anew();
        out.push(Action::Transfer {
            id,
            agent,
            to,
            becomes,
        });
        self.carry_on(next, id, out);
        if let Some(interaction) = self.interactions.get_mut(&id) {
            interaction.outcome = Outcome::Transferred;
        }
        self.begin_wrap_up(id, WrapUpBecause::Transferred, out);
        Ok(())
    }

    fn carry_on(&mut self, mut next: Interaction, from: InteractionId, out: &mut Vec<Action>) {
        let (id, now) = (next.id, self.now);
        if let Some(callback) = &mut next.callback {
            callback.at = now;
        }
        let callable = next.callable(now);
        self.keep(next);
        if callable {
            self.enter(id, now, QueuedBecause::Transferred { from }, out);
        } else {
            self.await_time(id, out);
        }
    }
}
