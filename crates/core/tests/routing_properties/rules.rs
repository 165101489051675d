//! The rules, said a second time and in another way than the router has them.

use crate::item::{Agent, Item};
use crate::oracle::Oracle;
use crate::reach::{Stage, score, stars};
use callback_core::routing::{
    AgentId, AlertedBecause, Event, InteractionId, Medium, QueueId, QueuedBecause, Router, Routing,
    Scoring, SkillEvaluation,
};
use callback_core::time::Timestamp;

const LOCK_MS: i64 = 15 * 60 * 1_000;

impl Oracle {
    /// From 15 minutes before its time on an owned callback is not changed by anyone (P11). In the
    /// queue its priority may be: that is routing, not the promise.
    pub(crate) fn check_lock(&self, event: &Event, refused: bool) {
        let (Event::Rescheduled { id, .. }
        | Event::Reassigned { id, .. }
        | Event::Released { id }
        | Event::PriorityChanged { id, .. }) = event
        else {
            return;
        };
        let Some(item) = self.items.get(id) else {
            return;
        };
        let routing_only = matches!(event, Event::PriorityChanged { .. }) && item.entry > 0;
        if item.owner().is_some() && item.at - self.now() <= LOCK_MS && !routing_only {
            assert!(refused, "changed in spite of the edit lock");
        }
    }

    /// Back in the queue it keeps its entry time; a callback enters at its scheduled time. The clock
    /// of rules and rings begins with a new queue or agent, not with a missed alert.
    pub(crate) fn queued(
        &mut self,
        id: InteractionId,
        queue: QueueId,
        entered: Timestamp,
        why: QueuedBecause,
    ) {
        use QueuedBecause as Why;
        let now = self.now();
        let new = matches!(
            why,
            Why::Arrived | Why::CalledNow | Why::Due | Why::Transferred { .. }
        );
        let entry = if new { self.next_entry() } else { 0 };
        let item = self.item(id);
        assert_eq!(item.queue, queue);
        item.waiting = true;
        item.looked = now;
        match why {
            Why::Arrived | Why::CalledNow | Why::Transferred { .. } => assert_eq!(entered, now),
            Why::Due => {
                assert_eq!(entered, item.at);
                assert!(now >= item.at, "before its time");
            }
            _ => assert_eq!(entered, item.entered, "lost its entry time"),
        }
        match why {
            Why::AlertMissed(_) | Why::AlertDeclined(_) | Why::AgentLeft(_) | Why::Reaches(_) => {}
            _ => item.searched = now,
        }
        if new {
            item.entered = entered;
            item.entry = entry;
            assert!(item.callable(now), "an attempt outside the windows");
        }
    }

    /// No alert to one who may not take it, nobody passed over, the right agent of those who may.
    pub(crate) fn check_alert(&self, id: InteractionId, agent: AgentId, why: AlertedBecause) {
        let now = self.now();
        let item = &self.items[&id];
        assert!(item.waiting, "alerted without being in the queue");
        assert!(item.callable(now), "alerted outside the windows");
        let stage = self.stage_of(item);
        assert_eq!(
            stage,
            item.stage(&self.queues[&item.queue], now),
            "by a rule or a ring that is over"
        );
        match (&stage, why) {
            (Stage::Owner(owner), AlertedBecause::Owner) => {
                assert_eq!(*owner, agent, "an owned callback reaches another");
                assert!(
                    item.owner().is_some_and(|(_, until)| now < until),
                    "owned beyond the end"
                );
            }
            (Stage::Scored(agents, least), AlertedBecause::Preferred { score: said, rule }) => {
                assert!(rule.is_some() && said >= *least);
                assert_eq!(score(agents, agent), Some(said));
            }
            (Stage::Members(..), _) => {}
            _ => panic!("{why:?} in {stage:?}"),
        }
        let requested = self.check_requested(item, agent, why);
        let row = &self.agents[&agent];
        assert!(
            self.free(row, item.medium),
            "above capacity, off queue or not responding: {row:?}"
        );
        assert!(row.queues.contains_key(&item.queue), "not a member");
        assert!(
            requested || self.may_take(agent, item),
            "not the skills, not in the ring, or not preferred"
        );
        for other in self
            .items
            .values()
            .filter(|other| other.waiting && other.id != id)
        {
            let passed_over = self.free(row, other.medium) && self.may_take(agent, other);
            assert!(
                !passed_over || self.place(other) > self.place(item),
                "{:?} was first",
                other.id
            );
        }
        self.check_best_agent(item, agent, why);
    }

    /// Whether the agent was asked for by name beside rules and rings, which is done once.
    fn check_requested(&self, item: &Item, agent: AgentId, why: AlertedBecause) -> bool {
        match (why, &item.routing) {
            (AlertedBecause::RequestedAgent, routing) => {
                assert_eq!(*routing, Routing::ToMe(agent));
            }
            (AlertedBecause::Preferred { score: said, rule }, Routing::Preferred(agents)) => {
                if rule.is_some() {
                    return false;
                }
                assert_eq!(score(agents, agent), Some(said));
                assert!(self.queues[&item.queue].rules.is_empty());
            }
            _ => return false,
        }
        assert!(!item.named_alerted, "asked twice");
        true
    }

    fn check_best_agent(&self, item: &Item, agent: AgentId, why: AlertedBecause) {
        use AlertedBecause as Why;
        let preferred = match why {
            Why::Owner | Why::RequestedAgent => return,
            Why::Preferred { .. } => true,
            Why::LongestIdle { .. } | Why::BestSkills { .. } | Why::FirstInLine { .. } => false,
        };
        let by_stars = self.queues[&item.queue].skills == SkillEvaluation::Best;
        let key = |id: AgentId, row: &Agent| {
            let worth = match (&item.routing, self.stage_of(item)) {
                (Routing::Preferred(agents), _) if preferred => {
                    i64::from(score(agents, id).unwrap())
                }
                (_, Stage::Members(_, skills)) if by_stars => stars(row, skills),
                _ => 0,
            };
            (-worth, row.idle_since, id)
        };
        let mine = key(agent, &self.agents[&agent]);
        for (&id, row) in &self.agents {
            let could = match (&item.routing, why) {
                (Routing::Preferred(agents), Why::Preferred { rule: None, .. }) => {
                    score(agents, id).is_some() && row.queues.contains_key(&item.queue)
                }
                _ => self.may_take(id, item),
            };
            assert!(
                id == agent || !could || !self.free(row, item.medium) || key(id, row) > mine,
                "{id:?} was to be alerted for {:?}",
                item.id
            );
        }
    }

    pub(crate) fn check_nobody_waits_for_a_free_agent(&self) {
        for medium in Medium::ALL {
            for (&id, _) in self.agents.iter().filter(|(_, row)| self.free(row, medium)) {
                let could =
                    |item: &&Item| item.waiting && item.medium == medium && self.may_take(id, item);
                let waits = self.items.values().find(could);
                assert!(waits.is_none(), "{id:?} is free for {waits:?}");
            }
        }
    }

    pub(crate) fn check_statuses(&self, router: &Router) {
        for (&id, row) in &self.agents {
            let shown = router.agent(id).unwrap();
            assert_eq!(shown.status(), row.status(), "{id:?}");
            let in_hand = row.alerted.len() + row.holds.len();
            assert_eq!(shown.in_hand().len(), in_hand, "{id:?}");
        }
    }

    /// Served first: priority-only queues, then the score in ms, then the earlier entry.
    fn place(&self, item: &Item) -> (bool, i64, Timestamp, u64) {
        let priority = i64::from(item.priority);
        let (by_priority, score) = match self.queues[&item.queue].scoring {
            Scoring::PriorityOnly => (true, priority),
            Scoring::TimestampAndPriority => {
                (false, (self.now() - item.entered) + priority * 60_000)
            }
        };
        (!by_priority, -score, item.entered, item.entry)
    }
}
