//! What is done by hand, put to the router in its own terms.

use super::bookings::{self, CAMPAIGN, LIST, Wish};
use super::draw::Draw;
use super::scenario::{CUSTOMERS, KNOWS_YOU, YOU, agent};
use super::start::{ONE_CALL, YOURS};
use super::timeline::{Deed, Party, What};
use super::you::Phase;
use super::{Answer, Center, Input};
use callback_core::routing::{
    AgentId, Event, InteractionId, Medium, Presence, Routing, RoutingStatus, SkillSet, State,
};
use callback_core::wire::host::CallbackValue;
use std::sync::Arc;

impl Center {
    /// Takes what was done, now. What fits nothing is ignored, or refused by the router with a line.
    pub(crate) fn take(&mut self, input: Input) {
        match input {
            Input::Booked(value) => self.booked(value),
            Input::Edited(value) => self.edited(&value),
            Input::Cancelled(key) => self.tell_of(&key, |id| Event::Cancelled { id }),
            Input::CallNow(key) => self.tell_of(&key, |id| Event::CallNow { id }),
            Input::Answered(key, answer) => {
                if let Some(id) = self.bookings.number(&key) {
                    self.answered(id, answer);
                }
            }
            Input::OnQueue(agent, on) => {
                let presence = if on {
                    Presence::OnQueue
                } else {
                    Presence::OffQueue
                };
                self.tell(Event::AgentPresence {
                    agent: AgentId(agent),
                    presence,
                });
            }
            Input::NextCall => self.next_call(),
            Input::EndCall => self.end_call(),
            Input::WorkDone => self.work_done(),
            Input::Uncallable(id, marked) => self.mark(InteractionId(id), marked),
            Input::ListChanged => {
                self.enforce(Event::ContactListChanged { list: LIST }, Deed::ListChanged);
            }
            Input::CampaignReset => {
                self.enforce(
                    Event::CampaignReset { campaign: CAMPAIGN },
                    Deed::CampaignReset,
                );
            }
            Input::CampaignRecycled => {
                self.enforce(
                    Event::CampaignRecycled { campaign: CAMPAIGN },
                    Deed::CampaignRecycled,
                );
            }
        }
    }

    fn tell_of(&mut self, key: &str, event: impl FnOnce(InteractionId) -> Event) {
        if let Some(id) = self.bookings.number(key) {
            self.tell(event(id));
        }
    }

    fn booked(&mut self, value: CallbackValue) {
        let Some(wish) = bookings::wish(&value) else {
            return;
        };
        let Some(key) = value.id.clone() else { return };
        // The panel tells of each callback once; a page that hears it twice books it once.
        if self.bookings.number(&key).is_none() {
            self.book(Some(key), party(value), wish);
        }
    }

    /// A callback was edited: other routing, another time, or another name for it. The edit lock holds at each
    /// step, so the step that could bring it on comes last.
    fn edited(&mut self, value: &CallbackValue) {
        let Some(wish) = bookings::wish(value) else {
            return;
        };
        let Some(id) = value
            .id
            .as_deref()
            .and_then(|key| self.bookings.number(key))
        else {
            return;
        };
        let Some(before) = self.bookings.get(id) else {
            return;
        };
        let (at, queue, routing) = (before.at, before.queue, before.routing.clone());
        let Wish {
            at: to,
            queue: new_queue,
            routing: new_routing,
        } = wish;
        let moved = (at != to).then_some(Event::Rescheduled { id, at: to });
        let redirected =
            (queue != new_queue || routing != new_routing).then_some(Event::Reassigned {
                id,
                queue: new_queue,
                routing: new_routing,
            });
        let party = Arc::new(party(value.clone()));
        if let Some(life) = self.lives.get_mut(&id) {
            life.party = Arc::clone(&party);
        }
        self.bookings.change(id, |booked| booked.party = party);
        let steps = match routing {
            Routing::Owned { .. } => [redirected, moved],
            Routing::Standard | Routing::ToMe(_) | Routing::Preferred(_) => [moved, redirected],
        };
        for event in steps.into_iter().flatten() {
            self.tell(event);
        }
        // What was refused stays as it was.
        let Some(now) = self.router.interaction(id).cloned() else {
            return;
        };
        self.bookings.change(id, |booked| {
            booked.at = now.scheduled_at().unwrap_or(booked.at);
            booked.queue = now.queue();
            booked.routing = now.routing().clone();
        });
    }

    /// Your answer to the alert card.
    fn answered(&mut self, id: InteractionId, answer: Answer) {
        let agent = YOU;
        let state = self.state(id);
        let alerting = matches!(state, Some(State::Alerting { .. }));
        match answer {
            Answer::Accept => self.tell(Event::Accepted { id, agent }),
            Answer::Decline => self.tell(Event::Declined { id, agent }),
            Answer::Dial => {
                if alerting {
                    self.tell(Event::Accepted { id, agent });
                }
                self.tell(Event::Dialed { id, agent });
            }
            Answer::End if matches!(state, Some(State::WrapUp { .. })) => {
                self.tell(Event::AfterCallWorkDone { id, agent });
            }
            Answer::End => self.tell(Event::Ended { id, agent }),
        }
    }

    /// The first in line, or else a customer who asks for you by name.
    fn next_call(&mut self) {
        let status = self
            .router
            .agent(YOU)
            .map(callback_core::routing::Agent::status);
        if status != Some(RoutingStatus::Idle) || self.conversations.in_hand().is_some() {
            return;
        }
        self.tell(Event::AgentSettings {
            agent: YOU,
            capacity: ONE_CALL,
        });
        if self.conversations.in_hand().is_some() {
            return;
        }
        let Some(spec) = agent(YOU) else { return };
        let ordinal = self.yours;
        self.yours += 1;
        let mut draw = Draw::stream(self.seed, YOURS + ordinal);
        let most = u32::try_from(spec.queues.len()).unwrap_or(1);
        let queue = spec.queues[draw.below(most) as usize];
        let customer = self.somebody(usize::try_from(ordinal).unwrap_or(0) % CUSTOMERS.len());
        self.enter(customer, queue, SkillSet::of(&[KNOWS_YOU]), draw);
    }

    fn end_call(&mut self) {
        let talking = |phase| matches!(phase, Phase::Ringing | Phase::Talking { .. });
        if let Some(call) = self
            .conversations
            .in_hand()
            .filter(|one| talking(one.phase))
            .map(|one| one.call)
        {
            self.tell(Event::Ended {
                id: call,
                agent: YOU,
            });
        }
    }

    fn work_done(&mut self) {
        let works = |phase| matches!(phase, Phase::Work { .. });
        if let Some(call) = self
            .conversations
            .in_hand()
            .filter(|one| works(one.phase))
            .map(|one| one.call)
        {
            self.tell(Event::AfterCallWorkDone {
                id: call,
                agent: YOU,
            });
        }
    }

    fn mark(&mut self, id: InteractionId, marked: bool) {
        let Some(contact) = self.bookings.get(id).map(|booked| booked.contact) else {
            return;
        };
        let (deed, event) = if marked {
            (Deed::Marked, Event::ContactUncallable { contact })
        } else {
            (Deed::Unmarked, Event::ContactCallable { contact })
        };
        self.write(Some(id), What::Done(deed));
        self.tell(event);
    }

    /// The line says how many it hit, and comes before theirs.
    fn enforce(&mut self, event: Event, deed: fn(usize) -> Deed) {
        let (mut after, mut actions) = (self.router.clone(), Vec::new());
        after.handle(self.now, event.clone(), &mut actions);
        let ended =
            |action: &&_| matches!(action, callback_core::routing::Action::Disconnect { .. });
        let hit = actions.iter().filter(ended).count();
        self.write(None, What::Done(deed(hit)));
        self.tell(event);
    }
}

fn party(value: CallbackValue) -> Party {
    Party {
        name: value.callback_user_name,
        number: value
            .callback_numbers
            .into_iter()
            .next()
            .unwrap_or_default(),
        medium: Medium::Callback,
    }
}
