//! Which interaction an action of the router is about.

use callback_core::routing::{Action, InteractionId, Refusal};

/// The interaction that an action is about, where it is about one.
pub(super) const fn subject(action: &Action) -> Option<InteractionId> {
    match action {
        Action::Queue { id, .. }
        | Action::Wait { id, .. }
        | Action::Alert { id, .. }
        | Action::StopAlert { id, .. }
        | Action::Connect { id, .. }
        | Action::Dial { id, .. }
        | Action::WrapUp { id, .. }
        | Action::Transfer { id, .. }
        | Action::Leave { id, .. }
        | Action::End { id, .. }
        | Action::Disconnect { id, .. }
        | Action::Notify { id, .. } => Some(*id),
        Action::SetTimer { timer, .. } | Action::DropTimer { timer } => Some(timer.interaction()),
        Action::Status { .. } => None,
        Action::Refuse { why } => match why {
            Refusal::UnknownInteraction(id)
            | Refusal::KnownInteraction(id)
            | Refusal::WrongStage(id, _)
            | Refusal::NotACallback(id)
            | Refusal::NotOwned(id)
            | Refusal::NotTheirs(id, _)
            | Refusal::AlertOver(id, _)
            | Refusal::InHand(id, _)
            | Refusal::OutsideWindows(id)
            | Refusal::Locked { id, .. }
            | Refusal::AfterCallWorkForced { id, .. } => Some(*id),
            Refusal::StaleTimer(timer) => Some(timer.interaction()),
            Refusal::UnknownAgent(_)
            | Refusal::UnknownQueue(_)
            | Refusal::TooManyAgents(_)
            | Refusal::TooManyQueues(_)
            | Refusal::OutOfLimits(..) => None,
        },
    }
}
