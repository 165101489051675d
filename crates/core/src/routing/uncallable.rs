//! Contacts that may not be called (P13). A mark alone disturbs nothing that is scheduled; it counts
//! when the contact list changes, or the campaign is reset or recycled.

use super::Router;
use super::action::Action;
use super::event::Contact;
use super::ids::{ContactId, InteractionId};
use super::interaction::Interaction;
use super::reason::{DisconnectReason, Refusal, UncallableBy};

impl Router {
    pub(super) fn mark(&mut self, contact: ContactId) -> Result<(), Refusal> {
        self.uncallable.insert(contact);
        Ok(())
    }

    pub(super) fn unmark(&mut self, contact: ContactId) -> Result<(), Refusal> {
        self.uncallable.remove(&contact);
        Ok(())
    }

    /// Disconnects the marked contacts' callbacks that nobody has dialed yet, in order of id. A
    /// conversation, or a phone that rings, is not cut.
    pub(super) fn enforce_marks(
        &mut self,
        by: UncallableBy,
        out: &mut Vec<Action>,
    ) -> Result<(), Refusal> {
        let marked = |interaction: &Interaction| {
            let contact = interaction.callback?.contact?;
            let hit = by.concerns(&contact) && self.uncallable.contains(&contact.id);
            (hit && interaction.undialed()).then_some((interaction.id, contact.id))
        };
        let hits: Vec<(InteractionId, ContactId)> =
            self.interactions.values().filter_map(marked).collect();
        // All leave the line first: an agent whom one of them frees must not be alerted for another.
        for &(id, _) in &hits {
            self.leave_line(id);
        }
        for (id, contact) in hits {
            self.disconnect(id, DisconnectReason::Uncallable { contact, by }, out);
        }
        Ok(())
    }
}

impl UncallableBy {
    fn concerns(self, contact: &Contact) -> bool {
        match self {
            Self::ListChanged(list) => contact.list == list,
            Self::CampaignReset(campaign) | Self::CampaignRecycled(campaign) => {
                contact.campaign == Some(campaign)
            }
        }
    }
}
