//! What the router is told of a kept callback.

use super::directory::{Names, ladder};
use crate::store::{RoutingSettings, Stored};
use callback_core::command::Route;
use callback_core::routing::{
    AgentId, AutoDial, Booking, CampaignId, Contact, ContactId, ContactListId, QueueId, Routing,
    SkillSet,
};
use std::collections::BTreeMap;

/// The numbers of an organization.
#[derive(Clone, Debug, Default)]
pub(super) struct Numbers {
    pub(super) queues: Names,
    pub(super) agents: Names,
    pub(super) contacts: Names,
    pub(super) lists: Names,
    pub(super) campaigns: Names,
    /// How the queues are worked, by their names.
    pub(super) settings: BTreeMap<String, RoutingSettings>,
}

impl Numbers {
    /// `None` where its queue or its owner is unknown.
    pub(super) fn booking(&mut self, stored: &Stored) -> Option<Booking> {
        let promise = &stored.callback.promise;
        let agent = |it: &callback_core::ids::AgentId| self.agents.get(it.as_str()).map(AgentId);
        let routing = match &promise.route {
            Route::Queue => Routing::Standard,
            Route::ToMe(it) => agent(it).map_or(Routing::Standard, Routing::ToMe),
            Route::Owned {
                agent: it, until, ..
            } => Routing::Owned {
                agent: agent(it)?,
                owned_for_ms: *until - promise.at,
            },
        };
        let settings = self.settings.get(promise.queue.as_str())?;
        Some(Booking {
            queue: QueueId(self.queues.get(promise.queue.as_str())?),
            at: promise.at,
            routing,
            priority: 0,
            skills: SkillSet::NONE,
            auto_dial: AutoDial::AsQueue,
            retry: ladder(settings),
            contact: self.contact(&stored.extra.data),
            windows: None,
        })
    }

    /// The contact, where the callback's data name one and its list (P13).
    fn contact(&mut self, data: &BTreeMap<String, String>) -> Option<Contact> {
        let (contact, list) = (data.get("contactId")?, data.get("contactListId")?);
        Some(Contact {
            id: ContactId(u64::from(self.contacts.add(contact))),
            list: ContactListId(self.lists.add(list)),
            campaign: data
                .get("campaignId")
                .map(|it| CampaignId(self.campaigns.add(it))),
        })
    }
}
