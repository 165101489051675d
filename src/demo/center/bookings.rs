//! The promised callbacks: the panel's and those of colleagues. Keeps which is which in the router, and says
//! of each where it is.

use super::timeline::Party;
use super::{Promise, scenario};
use callback_core::routing::{
    AutoDial, Booking, CampaignId, Contact, ContactId, ContactListId, DisconnectReason,
    Interaction, InteractionId, QueueId, Routing, SkillSet, State,
};
use callback_core::time::Timestamp;
use callback_core::wire::host::FedValue;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The one contact list of the demo, on which every contact is.
pub(crate) const LIST: ContactListId = ContactListId(0);
/// The one campaign.
pub(crate) const CAMPAIGN: CampaignId = CampaignId(0);

/// How a callback ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Finish {
    /// With an agent.
    Ended,
    /// Without one.
    Disconnected(DisconnectReason),
}

/// A promised callback.
#[derive(Clone, Debug)]
pub(crate) struct Booked {
    /// Its id at the panel, where it was booked there.
    pub(crate) key: Option<String>,
    pub(crate) party: Arc<Party>,
    pub(crate) note: String,
    pub(crate) contact: ContactId,
    pub(crate) at: Timestamp,
    pub(crate) queue: QueueId,
    pub(crate) routing: Routing,
    /// Whether the customer answered when last dialed.
    pub(crate) answered: bool,
    pub(crate) finish: Option<Finish>,
}

/// What a promise asks of the router.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Wish {
    pub(crate) at: Timestamp,
    pub(crate) queue: QueueId,
    pub(crate) routing: Routing,
}

/// All of them, by the router's number.
#[derive(Clone, Debug, Default)]
pub(crate) struct Bookings {
    booked: BTreeMap<InteractionId, Booked>,
    numbers: BTreeMap<String, InteractionId>,
    contacts: Vec<String>,
}

impl Bookings {
    /// Takes one in, and says how the router is to be told of it.
    pub(crate) fn add(
        &mut self,
        id: InteractionId,
        party: Arc<Party>,
        promise: Promise,
    ) -> Booking {
        let contact = self.contact(&party.number);
        let Wish { at, queue, routing } = promise.wish();
        let Promise { key, note, .. } = promise;
        if let Some(key) = &key {
            self.numbers.insert(key.clone(), id);
        }
        let booked = Booked {
            key,
            party,
            note,
            contact,
            at,
            queue,
            routing: routing.clone(),
            answered: false,
            finish: None,
        };
        self.booked.insert(id, booked);
        Booking {
            queue,
            at,
            routing,
            priority: 0,
            skills: SkillSet::NONE,
            contact: Some(Contact {
                id: contact,
                list: LIST,
                campaign: Some(CAMPAIGN),
            }),
            auto_dial: AutoDial::AsQueue,
            retry: scenario::RETRY,
            windows: None,
        }
    }

    /// The contact of a telephone number, the same one each time.
    fn contact(&mut self, number: &str) -> ContactId {
        let known = self.contacts.iter().position(|known| known == number);
        let at = known.unwrap_or_else(|| {
            self.contacts.push(number.to_owned());
            self.contacts.len() - 1
        });
        ContactId(at as u64)
    }

    /// The router's number of the panel's callback.
    pub(crate) fn number(&self, key: &str) -> Option<InteractionId> {
        self.numbers.get(key).copied()
    }

    pub(crate) fn get(&self, id: InteractionId) -> Option<&Booked> {
        self.booked.get(&id)
    }

    pub(crate) fn change(&mut self, id: InteractionId, change: impl FnOnce(&mut Booked)) {
        if let Some(booked) = self.booked.get_mut(&id) {
            change(booked);
        }
    }

    /// By the router's number, which is the order of booking.
    pub(crate) fn all(&self) -> impl Iterator<Item = (InteractionId, &Booked)> {
        self.booked.iter().map(|(id, booked)| (*id, booked))
    }

    /// Any callback of that contact.
    pub(crate) fn of_contact(&self, contact: ContactId) -> Option<&Booked> {
        self.booked
            .values()
            .find(|booked| booked.contact == contact)
    }
}

impl Booked {
    /// Where it is, as the panel is told (the property `callbacks`); nothing of a colleague's.
    pub(crate) fn status(&self, interaction: Option<&Interaction>) -> Option<FedValue> {
        let id = self.key.clone()?;
        let (state, until, disconnect_type) = match (self.finish, interaction) {
            (Some(Finish::Disconnected(why)), _) => ("disconnected", None, Some(outside(why))),
            (Some(Finish::Ended), _) | (None, None) => ("ended", None, None),
            (None, Some(interaction)) => match interaction.state() {
                State::Scheduled => ("scheduled", None, None),
                State::Waiting => ("queued", None, None),
                State::Alerting { until, .. } => ("alerting", Some(until), None),
                State::Accepted { .. } | State::Dialing { .. } => ("dialing", None, None),
                State::Connected { .. } => ("connected", None, None),
                // Not answered, it can be dialed again, which only a callback that is being dialed can.
                State::CallOver { .. } if !self.answered => ("dialing", None, None),
                State::CallOver { .. } => ("connected", None, None),
                State::WrapUp { .. } => ("wrap-up", None, None),
            },
        };
        let agent = interaction
            .and_then(Interaction::agent)
            .and_then(scenario::agent);
        #[expect(
            clippy::cast_precision_loss,
            reason = "the instants of a demo are far below 2^53 ms"
        )]
        let alerting_until = until.map(|until| until.ms() as f64);
        Some(FedValue {
            id,
            state: state.to_owned(),
            agent_id: agent.map(|agent| agent.key.to_owned()),
            alerting_until,
            disconnect_type: disconnect_type.map(str::to_owned),
        })
    }
}

/// The public API's name for a reason.
const fn outside(why: DisconnectReason) -> &'static str {
    match why {
        DisconnectReason::Client => "endpoint",
        DisconnectReason::Cancelled => "client",
        DisconnectReason::Timeout { .. } => "timeout",
        DisconnectReason::Uncallable { .. } => "uncallable",
        DisconnectReason::NoAnswer { .. } => "endpoint",
        DisconnectReason::OutsideWindows | DisconnectReason::QueueRemoved(_) => "system",
    }
}
