//! The rules, said a second time and in another way than the router has them.

use crate::draw::SKILLS;
use crate::oracle::{Agent, Item, Oracle};
use callback_core::routing::{
    AgentId, AlertedBecause, Event, InteractionId, Medium, Mixing, QueueId, QueuedBecause, Router,
    Routing, Scoring, SkillEvaluation, SkillId,
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

    /// Back in the queue it keeps its entry time; a callback enters at its scheduled time.
    pub(crate) fn queued(
        &mut self,
        id: InteractionId,
        queue: QueueId,
        entered: Timestamp,
        why: QueuedBecause,
    ) {
        let (now, entry) = (self.now(), self.next_entry());
        let item = self.item(id);
        assert_eq!(item.queue, queue);
        match why {
            QueuedBecause::Arrived | QueuedBecause::CalledNow => assert_eq!(entered, now),
            QueuedBecause::Due => {
                assert_eq!(entered, item.at);
                assert!(now >= item.at, "before its time");
            }
            _ => {
                assert_eq!(entered, item.entered, "lost its entry time");
                item.waiting = true;
                return;
            }
        }
        item.entered = entered;
        item.entry = entry;
        item.waiting = true;
    }

    /// No alert to one who may not take it, nobody passed over, the right agent of those who may.
    pub(crate) fn check_alert(&self, id: InteractionId, agent: AgentId, why: AlertedBecause) {
        let now = self.now();
        let item = &self.items[&id];
        assert!(item.waiting, "alerted without being in the queue");
        if let Some((owner, until)) = item.owner() {
            assert_eq!(owner, agent, "an owned callback reaches another");
            assert!(now < until, "owned beyond the end");
            assert_eq!(why, AlertedBecause::Owner);
        }
        let requested = matches!(why, AlertedBecause::RequestedAgent);
        if requested {
            assert_eq!(item.routing, Routing::ToMe(agent));
            assert!(!item.asked_requested, "asked twice");
        }
        let row = &self.agents[&agent];
        assert!(
            self.free(row, item.medium),
            "above capacity, off queue or not responding: {row:?}"
        );
        assert!(row.queues.contains(&item.queue), "not a member");
        assert!(
            requested || self.may_take(agent, item),
            "not the skills, or not the owner"
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

    fn check_best_agent(&self, item: &Item, agent: AgentId, why: AlertedBecause) {
        let best = matches!(why, AlertedBecause::BestSkills { .. });
        if !best
            && !matches!(
                why,
                AlertedBecause::LongestIdle { .. } | AlertedBecause::FirstInLine { .. }
            )
        {
            return;
        }
        let key = |id: AgentId, row: &Agent| {
            let by_stars = self.queues[&item.queue].skills == SkillEvaluation::Best;
            (
                if by_stars { -stars(row, item) } else { 0 },
                row.idle_since,
                id,
            )
        };
        let mine = key(agent, &self.agents[&agent]);
        for (&id, row) in &self.agents {
            let could = id != agent && self.may_take(id, item) && self.free(row, item.medium);
            assert!(
                !could || key(id, row) > mine,
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

    /// On queue, responding, not talking elsewhere, and below the capacity for the medium.
    fn free(&self, row: &Agent, medium: Medium) -> bool {
        let in_hand = |medium: Medium| {
            let all = row.alerted.iter().chain(&row.holds);
            all.filter(|id| self.items[*id].medium == medium).count()
        };
        let (capacity, other) = match medium {
            Medium::Call => (row.capacity.calls, Medium::Callback),
            Medium::Callback => (row.capacity.callbacks, Medium::Call),
        };
        let apart = row.capacity.mixing == Mixing::Apart;
        row.on_queue
            && !row.not_responding
            && !row.communicating
            && in_hand(medium) < usize::from(capacity)
            && !(apart && in_hand(other) > 0)
    }

    /// A member, and the owner where there is one, else with the skills.
    fn may_take(&self, id: AgentId, item: &Item) -> bool {
        let row = &self.agents[&id];
        if !row.queues.contains(&item.queue) {
            return false;
        }
        if let Some((owner, _)) = item.owner() {
            return owner == id;
        }
        let ignored = self.queues[&item.queue].skills == SkillEvaluation::None;
        ignored || asked(item).all(|skill| row.skills.contains_key(&skill))
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

fn asked(item: &Item) -> impl Iterator<Item = SkillId> + '_ {
    let skills = (0..SKILLS).filter_map(|skill| u8::try_from(skill).ok());
    skills.map(SkillId).filter(|&skill| item.skills.has(skill))
}

fn stars(row: &Agent, item: &Item) -> i64 {
    asked(item)
        .filter_map(|skill| row.skills.get(&skill))
        .map(|proficiency| i64::from(proficiency.stars()))
        .sum()
}
