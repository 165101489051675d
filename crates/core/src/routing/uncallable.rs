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
        let marked = self
            .uncallable
            .iter()
            .filter_map(|it| self.of_contact.get(it));
        let hit = |id: &InteractionId| {
            let interaction = self.interactions.get(id)?;
            let contact = interaction.contact()?;
            (by.concerns(&contact) && interaction.undialed()).then_some((*id, contact.id))
        };
        let mut hits: Vec<(InteractionId, ContactId)> = marked.flatten().filter_map(hit).collect();
        hits.sort_unstable();
        // All leave the line first: an agent whom one of them frees must not be alerted for another.
        for &(id, _) in &hits {
            self.leave_line(id);
        }
        for (id, contact) in hits {
            self.disconnect(id, DisconnectReason::Uncallable { contact, by }, out);
        }
        Ok(())
    }

    pub(super) fn forget_contact(&mut self, ended: &Interaction) {
        let Some(contact) = ended.contact() else {
            return;
        };
        if let Some(callbacks) = self.of_contact.get_mut(&contact.id) {
            callbacks.remove(&ended.id);
            if callbacks.is_empty() {
                self.of_contact.remove(&contact.id);
            }
        }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::routing::{
        AutoDial, Booking, ContactListId, Event, QueueId, QueueSettings, Retry, Routing, SkillSet,
    };
    use crate::time::Timestamp;

    #[test]
    fn what_has_ended_is_forgotten() {
        let (id, queue, list) = (InteractionId(1), QueueId(0), ContactListId(0));
        let contact = Contact {
            id: ContactId(5),
            list,
            campaign: None,
        };
        let booking = Booking {
            queue,
            at: Timestamp::from_ms(60_000),
            routing: Routing::Standard,
            priority: 0,
            skills: SkillSet::NONE,
            contact: Some(contact),
            auto_dial: AutoDial::Never,
            retry: Retry::NEVER,
            windows: None,
        };
        let settings = QueueSettings::default();
        let mut router = Router::new();
        for event in [
            Event::QueueSettings { queue, settings },
            Event::CallbackScheduled { id, booking },
        ] {
            router.handle(Timestamp::from_ms(0), event, &mut Vec::new());
        }
        assert!(router.of_contact.contains_key(&contact.id));
        router.handle(
            Timestamp::from_ms(1),
            Event::Cancelled { id },
            &mut Vec::new(),
        );
        assert!(router.of_contact.is_empty());
    }
}
