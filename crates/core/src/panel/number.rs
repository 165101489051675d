//! Which zones to offer: by what the contact's number says of where they are (Z4), for the chosen date (Z2).

use super::{Panel, clock};
use crate::advice::{Advice, of_number};
use crate::numbers::Place;
use crate::phone::PhoneNumber;
use crate::time::Timestamp;
use crate::when::{offered_at, understand};

impl Panel {
    /// Where the number in the form may come from; nothing before [`Input::Numbers`](super::Input::Numbers) came, and
    /// while it reads as no number.
    #[must_use]
    pub fn number_place(&self) -> Option<&Place> {
        let typed = self.active().phones.first()?;
        let number = PhoneNumber::read(typed, &self.context.country_code).ok()?;
        self.numbers.as_ref()?.of(&number)
    }

    /// The instant for which zones are offered, each with its clock then (Z2).
    #[must_use]
    pub fn offered_at(&self, now: Timestamp) -> Timestamp {
        offered_at(self.active(), &self.facts(now))
    }

    /// Whether the number and the chosen zone disagree at the time of the callback.
    #[must_use]
    pub fn number_advice(&self, now: Timestamp) -> Option<Advice> {
        let place = self.number_place()?;
        let understood = understand(self.active(), &self.facts(now)).ok()?;
        let chosen = clock(understood.said.zone, understood.moment.at);
        of_number(chosen, &place.zones)
    }
}
