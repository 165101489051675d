//! What the actions tell the oracle, and what must be true of each.

use crate::item::Item;
use crate::oracle::Oracle;
use callback_core::routing::{
    Action, AgentId, AlertEnd, Change, DisconnectReason, InteractionId, LeftBecause, Outcome,
    Routing, TransferTo,
};

impl Oracle {
    pub(crate) fn obey(&mut self, action: &Action) {
        let now = self.now();
        match *action {
            Action::Queue {
                id,
                queue,
                entered,
                why,
            } => self.queued(id, queue, entered, why),
            Action::Alert {
                id,
                agent,
                until,
                why,
                ..
            } => {
                assert!(until > now, "an alert without time");
                self.check_alert(id, agent, why);
                let item = self.item(id);
                item.waiting = false;
                item.named_alerted |= match &item.routing {
                    Routing::Standard => false,
                    Routing::ToMe(named) | Routing::Owned { agent: named, .. } => *named == agent,
                    Routing::Preferred(agents) => agents.iter().any(|it| it.agent == agent),
                };
                self.agent(agent).alerted.insert(id);
            }
            Action::StopAlert { id, agent, why } => {
                assert!(self.agent(agent).alerted.remove(&id), "no such alert");
                let missed = matches!(why, AlertEnd::Missed | AlertEnd::Declined);
                self.agent(agent).not_responding |= missed;
            }
            Action::Connect { id, agent } => {
                assert!(
                    self.agent(agent).alerted.remove(&id),
                    "connected without an alert"
                );
                self.agent(agent).holds.insert(id);
                self.agent(agent).idle_since = Some(now);
                assert!(self.item(id).callable(now), "accepted outside the windows");
            }
            Action::Wait { id, .. } => assert!(self.item(id).waiting, "waits without being queued"),
            Action::Disconnect { id, why } => {
                self.check_disconnect(id, why);
                self.gone(id);
            }
            Action::Notify { id, change } => self.changed(id, change),
            _ => self.agents_part(action),
        }
    }

    /// What an agent does with what they hold.
    fn agents_part(&mut self, action: &Action) {
        let now = self.now();
        match *action {
            Action::Dial { id, agent, .. } => {
                self.check_holds(id, agent);
                assert!(self.item(id).callable(now), "dialed outside the windows");
            }
            Action::WrapUp { id, agent, .. } => self.check_holds(id, agent),
            Action::Transfer {
                id,
                agent,
                to,
                becomes,
            } => {
                self.check_holds(id, agent);
                self.transferred(id, to, becomes);
            }
            Action::Leave { id, agent, why, .. } => {
                self.check_holds(id, agent);
                self.agent(agent).holds.remove(&id);
                self.agent(agent).idle_since = Some(now);
                if why != LeftBecause::WindowClosed {
                    self.item(id).attempts += 1;
                }
            }
            Action::End {
                id, agent, outcome, ..
            } => {
                self.check_holds(id, agent);
                assert!(
                    outcome != Outcome::NoAnswer || self.item(id).retry.times() == 0,
                    "not tried again"
                );
                self.gone(id);
            }
            _ => {}
        }
    }

    /// No ladder is cut short, no window forgotten.
    fn check_disconnect(&mut self, id: InteractionId, why: DisconnectReason) {
        let now = self.now();
        let item = self.item(id);
        match why {
            DisconnectReason::NoAnswer { attempts } => {
                assert_eq!(
                    (attempts, item.attempts),
                    (item.retry.times() + 1, attempts)
                );
            }
            DisconnectReason::OutsideWindows => {
                let windows = item.windows.as_ref().unwrap();
                assert_eq!(windows.next(item.due(now)), None, "a window is left");
            }
            _ => {}
        }
    }

    fn changed(&mut self, id: InteractionId, change: Change) {
        let now = self.now();
        let item = self.item(id);
        match change {
            Change::NextAttempt { number, at } => {
                assert_eq!(number, item.attempts + 1);
                assert!(item.attempts <= item.retry.times(), "one attempt too many");
                assert_eq!(at, now + item.retry.delay_ms());
                item.scheduled(at);
            }
            Change::Postponed { at } => {
                let windows = item.windows.as_ref().unwrap();
                assert_eq!(windows.next(item.due(now)), Some(at));
                item.scheduled(at);
            }
            Change::HandedToQueue { owner, until, .. } => {
                assert_eq!(item.owner(), Some((owner, until)));
                assert!(now >= until, "handed over before the ownership ended");
                item.routing = Routing::Standard;
            }
            _ => {}
        }
    }

    fn check_holds(&mut self, id: InteractionId, agent: AgentId) {
        let holds = self.agent(agent).holds.contains(&id);
        assert!(holds, "not in this agent's hands");
    }

    /// It goes on: as a call where the customer is on the line.
    fn transferred(&mut self, id: InteractionId, to: TransferTo, becomes: InteractionId) {
        let (now, before) = (self.now(), self.items[&id].clone());
        let (queue, routing) = match to {
            TransferTo::Queue(queue) => (queue, Routing::Standard),
            TransferTo::Agent(agent) => (before.queue, Routing::ToMe(agent)),
        };
        let needs = (before.priority, before.skills);
        let mut item = Item::call(becomes, queue, needs, routing, now);
        if !before.on_the_line {
            item.medium = before.medium;
            item.on_the_line = false;
            item.retry = before.retry;
            item.attempts = before.attempts;
            item.windows = before.windows;
        }
        self.begin(item);
    }
}
