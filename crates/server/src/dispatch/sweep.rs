//! Uncallable contacts (P13) of callbacks that are still scheduled and so not with the router: the same rule of core,
//! asked of a router made for the question.

use super::command::Command;
use super::floor::{Floor, Stop};
use crate::store::{Change, Listed, Seen, Stored, Written};
use callback_core::callback::{DisconnectReason as Reason, State as Life};
use callback_core::routing::{
    Action, CampaignId, ContactListId, Event, InteractionId, QueueId, QueueSettings, Router,
    Routing,
};
use callback_core::time::Timestamp;

/// Callbacks looked at in one step.
const PAGE: i64 = 500;

impl Floor {
    pub(super) fn enforcement(&mut self, command: &Command) -> Event {
        let numbers = &mut self.numbers;
        match command {
            Command::Campaign { campaign, recycled } => {
                let campaign = CampaignId(numbers.campaigns.add(campaign));
                if *recycled {
                    Event::CampaignRecycled { campaign }
                } else {
                    Event::CampaignReset { campaign }
                }
            }
            Command::ListChanged { list } => Event::ContactListChanged {
                list: ContactListId(numbers.lists.add(list)),
            },
            _ => Event::ContactListChanged {
                list: ContactListId(u32::MAX),
            },
        }
    }

    /// Disconnects the scheduled callbacks that the event ends.
    pub(super) async fn sweep(&mut self, event: &Event, change: &mut Change) -> Result<(), Stop> {
        let mut after = None;
        loop {
            let listed = Listed {
                states: vec!["scheduled".to_owned()],
                after: after.take(),
                ..Listed::of(Seen::All, PAGE)
            };
            let page = self
                .dispatch
                .store
                .callbacks(&self.organization, &listed)
                .await?;
            for mut stored in self.ended_by(event, &page) {
                stored.callback.state = Life::Disconnected(Reason::Uncallable);
                stored.callback.version += 1;
                let now = self.now.ms();
                let written = change
                    .update_callback(&self.organization, &stored, "uncallable", now)
                    .await?;
                if written != Written::Yes {
                    return Err(Stop::Overtaken);
                }
            }
            let Some(last) = page.last().filter(|_| page.len() as i64 == PAGE) else {
                return Ok(());
            };
            after = Some((last.callback.promise.at.ms(), last.callback.id.to_string()));
        }
    }

    fn ended_by(&mut self, event: &Event, page: &[Stored]) -> Vec<Stored> {
        let mut router = Router::new();
        let mut actions = Vec::new();
        let (queue, settings) = (QueueId(0), QueueSettings::default());
        let before = Timestamp::from_ms(i64::MIN);
        router.handle(
            before,
            Event::QueueSettings { queue, settings },
            &mut actions,
        );
        for (number, stored) in (0..).zip(page) {
            let Some(booking) = self.numbers.booking(stored) else {
                continue;
            };
            let Some(contact) = booking.contact.filter(|it| self.router.uncallable(it.id)) else {
                continue;
            };
            let booking = callback_core::routing::Booking {
                queue,
                routing: Routing::Standard,
                ..booking
            };
            let id = InteractionId(number);
            router.handle(
                before,
                Event::CallbackScheduled { id, booking },
                &mut actions,
            );
            router.handle(
                before,
                Event::ContactUncallable {
                    contact: contact.id,
                },
                &mut actions,
            );
        }
        actions.clear();
        router.handle(before, event.clone(), &mut actions);
        let ended = actions.iter().filter_map(|action| match action {
            Action::Disconnect { id, .. } => page.get(usize::try_from(id.0).ok()?).cloned(),
            _ => None,
        });
        ended.collect()
    }
}
