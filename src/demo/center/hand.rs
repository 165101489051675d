//! What is done by hand, put to the router in its own terms.

use super::bookings::{CAMPAIGN, LIST, Wish};
use super::chance::{Purpose, stream};
use super::scenario::{CUSTOMERS, KNOWS_YOU, YOU, agent};
use super::start::ONE_CALL;
use super::timeline::{Deed, Party, What};
use super::you::Phase;
use super::{Answer, Center, Input, Promise};
use callback_core::routing::{
    AgentId, Event, InteractionId, Presence, Routing, RoutingStatus, SkillSet, State,
};
use std::sync::Arc;

impl Center {
    /// Takes what was done, now. What fits nothing is ignored, or refused by the router with a line.
    ///
    /// All that is due by now has happened before it: so instant and order of what was done are a whole history,
    /// whatever the steps in which time passed.
    pub(crate) fn take(&mut self, input: Input) {
        self.advance(self.now);
        match input {
            Input::Booked(promise) => {
                if promise.is_ours() {
                    self.book(promise);
                }
            }
            Input::Edited(id, promise) => self.edited(InteractionId(id), promise),
            Input::Cancelled(id) => self.tell_of(id, |id| Event::Cancelled { id }),
            Input::CallNow(id) => self.tell_of(id, |id| Event::CallNow { id }),
            Input::Answered(id, answer) => self.answered(InteractionId(id), answer),
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

    /// Callbacks are all that is named by hand; a call is nobody's to name.
    fn tell_of(&mut self, id: u64, event: impl FnOnce(InteractionId) -> Event) {
        let id = InteractionId(id);
        if self.bookings.get(id).is_some() {
            self.tell(event(id));
        }
    }

    /// A callback was edited: other routing, another time, or another name for it. The edit lock holds at each
    /// step, so the step that could bring it on comes last.
    fn edited(&mut self, id: InteractionId, promise: Promise) {
        let Some(before) = self.bookings.get(id).filter(|_| promise.is_ours()) else {
            return;
        };
        let (at, queue, routing) = (before.at, before.queue, before.routing.clone());
        let Wish {
            at: to,
            queue: new_queue,
            routing: new_routing,
        } = promise.wish();
        let moved = (at != to).then_some(Event::Rescheduled { id, at: to });
        let redirected =
            (queue != new_queue || routing != new_routing).then_some(Event::Reassigned {
                id,
                queue: new_queue,
                routing: new_routing,
            });
        let party = Arc::new(Party::promised(promise.name, promise.number));
        if let Some(life) = self.lives.get_mut(&id) {
            life.party = Arc::clone(&party);
        }
        self.bookings.change(id, |booked| {
            booked.party = party;
            booked.note = promise.note;
        });
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
        if self.bookings.get(id).is_none() {
            return;
        }
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
        let mut chance = stream(self.seed, Purpose::Yours, ordinal);
        let most = u32::try_from(spec.queues.len()).unwrap_or(1);
        let (queue, _) = spec.queues[chance.below(most) as usize];
        let customer = self.somebody(usize::try_from(ordinal).unwrap_or(0) % CUSTOMERS.len());
        self.enter(customer, queue, SkillSet::of(&[KNOWS_YOU]), chance);
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
