//! The end of an ownership (P10). It acts on a callback that waits, never on an alert or a
//! conversation: one that is alerting then is looked at when it is back in the queue.

use super::Router;
use super::action::Action;
use super::event::Routing;
use super::ids::InteractionId;
use super::interaction::State;
use super::reason::{Absence, Change, DisconnectReason, PassedOver, QueuedBecause};
use super::settings::OwnershipExpiry;
use super::timer::Timer;

impl Router {
    /// Asks to be woken when the ownership ends, where there is one that has not.
    pub(super) fn watch_ownership(&self, id: InteractionId, out: &mut Vec<Action>) {
        let timer = Timer::Ownership(id);
        if let Some(at) = self.deadline(timer).filter(|&at| at > self.now) {
            out.push(Action::SetTimer { at, timer });
        }
    }

    /// The timer fired.
    pub(super) fn ownership_over(&mut self, id: InteractionId, out: &mut Vec<Action>) {
        let waits = self
            .interactions
            .get(&id)
            .is_some_and(|it| it.state == State::Waiting);
        if waits {
            self.leave_line(id);
            self.expire(id, out);
        }
    }

    /// Ends the ownership of a callback that waits and has left the line.
    pub(super) fn expire(&mut self, id: InteractionId, out: &mut Vec<Action>) {
        let Some(interaction) = self.interactions.get(&id) else {
            return;
        };
        let Some((owner, until)) = interaction.ownership() else {
            return;
        };
        let Some(queue) = self.queues.get(interaction.queue.index()) else {
            return;
        };
        let why = self.absence(owner, interaction).unwrap_or(Absence::TooLate);
        match queue.settings.ownership_expiry {
            OwnershipExpiry::Disconnect => {
                self.disconnect(id, DisconnectReason::Timeout { owner, until, why }, out);
            }
            OwnershipExpiry::HandToQueue => {
                let Some(interaction) = self.interactions.get_mut(&id) else {
                    return;
                };
                interaction.passed_over = Some(PassedOver { agent: owner, why });
                interaction.routing = Routing::Standard;
                out.push(Action::Notify {
                    id,
                    change: Change::HandedToQueue { owner, until, why },
                });
                self.search_anew(id, QueuedBecause::OwnershipExpired { owner }, out);
            }
        }
    }
}
