//! Small random centers with every feature that the router has. Times are coarse on purpose, so
//! that much happens at one instant.

use crate::routing::{
    AfterCallWork, OwnershipExpiry, Proficiency, QueueSettings, Ring, RingExit, Scoring,
    SkillEvaluation, SkillId, SkillSet,
};
use crate::simulation::chance::Stream;
use crate::simulation::scenario::*;
use crate::time::{MINUTE_MS, SECOND_MS};

pub(super) fn scenario(seed: u64) -> Scenario {
    let mut draw = Draw(Stream::new(seed, u64::MAX));
    let queues = 1 + draw.below(3);
    let calls = 1 + draw.below(4);
    let callbacks = draw.below(3);
    let groups = 1 + draw.below(4);
    let queues: Vec<Queue> = (0..queues).map(|_| draw.queue()).collect();
    let mut classes: Vec<Class> = Vec::new();
    for number in 0..calls + callbacks {
        let is_call = number < calls;
        classes.push(draw.class(queues.len(), is_call, calls, callbacks));
    }
    let groups: Vec<Group> = (0..groups).map(|_| draw.group(queues.len())).collect();
    let mut scenario = Scenario::of(classes, groups);
    scenario.queues = queues;
    scenario.intervals_ms = vec![10 * MINUTE_MS; 3];
    scenario.run = Run::Terminating;
    if draw.one_in(3) {
        let class = draw.below(calls);
        let count = 1 + draw.below(5) as u32;
        scenario.start.push(Standing {
            class,
            count,
            waited_ms: 0,
        });
    }
    draw.schedule(&mut scenario, calls, callbacks);
    scenario
}

/// One in which contacts only wait and are served, with what the router does not know: limits,
/// lists, selection, balking, messages.
pub(super) fn plain_scenario(seed: u64) -> Scenario {
    let mut scenario = scenario(seed);
    let mut draw = Draw(Stream::new(seed, u64::MAX - 1));
    scenario.scheduled.clear();
    scenario.classes.retain(|class| class.kind == Kind::Call);
    for class in &mut scenario.classes {
        class.books = None;
        class.balks = draw.of(&[0.0, 0.0, 0.3]);
        class.message_after_ms = draw.of(&[None, None, Some(20 * SECOND_MS)]);
    }
    for queue in &mut scenario.queues {
        queue.settings.rings.clear();
        queue.room = draw.of(&[None, None, Some(0), Some(3)]);
    }
    for group in &mut scenario.groups {
        group.alerting = Alerting::AtOnce;
    }
    if draw.one_in(2) {
        scenario.rules = Rules::Lists(draw.lists(&scenario));
    }
    scenario.busyness_shape = draw.of(&[None, Some(5.0)]);
    scenario
}

struct Draw(Stream);

impl Draw {
    fn below(&mut self, n: usize) -> usize {
        self.0.below(n as u32) as usize
    }

    fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }

    fn of<T: Clone>(&mut self, values: &[T]) -> T {
        values[self.below(values.len())].clone()
    }

    /// Whole multiples of five seconds where it is constant.
    fn duration(&mut self) -> Distribution {
        let mean = self.of(&[0, 5, 10, 20, 60, 120]);
        match self.below(3) {
            0 => Distribution::Exponential {
                mean_ms: (1 + mean) as f64 * 1e3,
            },
            1 => Distribution::Uniform {
                from_ms: 0.0,
                to_ms: mean as f64 * 2e3,
            },
            _ => Distribution::Constant {
                ms: mean * SECOND_MS,
            },
        }
    }

    fn queue(&mut self) -> Queue {
        let timeout_ms = self.of(&[0, 5 * SECOND_MS, 30 * SECOND_MS]);
        let rings = if self.one_in(2) { 0 } else { 1 + self.below(3) };
        let settings = QueueSettings {
            scoring: self.of(&[
                Scoring::TimestampAndPriority,
                Scoring::TimestampAndPriority,
                Scoring::PriorityOnly,
            ]),
            skills: self.of(&[
                SkillEvaluation::All,
                SkillEvaluation::Best,
                SkillEvaluation::None,
            ]),
            call_alert_ms: self.of(&[7, 8, 10]) * SECOND_MS,
            callback_alert_ms: self.of(&[7, 10, 30]) * SECOND_MS,
            auto_dial_ms: self.of(&[None, Some(0), Some(5 * SECOND_MS)]),
            auto_end_ms: self.of(&[None, Some(5 * SECOND_MS)]),
            ownership_expiry: self.of(&[OwnershipExpiry::Disconnect, OwnershipExpiry::HandToQueue]),
            after_call_work: self.of(&[
                AfterCallWork::Optional,
                AfterCallWork::Mandatory,
                AfterCallWork::MandatoryTimeout { timeout_ms },
                AfterCallWork::MandatoryForcedTimeout { timeout_ms },
                AfterCallWork::AgentRequested { timeout_ms },
            ]),
            rings: (0..rings).map(|_| self.ring_exit()).collect(),
            ..QueueSettings::default()
        };
        Queue {
            settings,
            ..Queue::default()
        }
    }

    fn ring_exit(&mut self) -> RingExit {
        RingExit {
            after_ms: self.of(&[0, 5, 10, 60]) * SECOND_MS,
            skills_to_remove: self.skills(),
        }
    }

    fn skills(&mut self) -> SkillSet {
        let skills: Vec<SkillId> = (0..3).filter(|_| self.one_in(4)).map(SkillId).collect();
        SkillSet::of(&skills)
    }

    fn class(&mut self, queues: usize, is_call: bool, calls: usize, callbacks: usize) -> Class {
        let rates: Vec<f64> = (0..3).map(|_| self.of(&[0.0, 30.0, 90.0, 240.0])).collect();
        let mut class = Class::calls(ByInterval(rates), self.duration());
        class.queue = self.below(queues);
        class.priority = self.of(&[0, 0, 0, 1, 5, -1]);
        class.skills = self.skills();
        class.after_call = self.duration();
        if is_call {
            if self.one_in(2) {
                class.patience = ByInterval::same(self.duration());
            }
        } else {
            class.per_hour = ByInterval::same(self.of(&[0.0, 0.0, 30.0]));
            class.kind = Kind::Callback(CallbackWork {
                preview: self.duration(),
                ring: self.duration(),
                no_answer: self.of(&[0.0, 0.5]),
                retries: self.below(3) as u32,
                retry_after_ms: self.of(&[60, 90]) * SECOND_MS,
            });
        }
        if callbacks > 0 && !self.one_in(3) {
            let (to_me, owned) = self.of(&[(0.3, 0.4), (1.0, 0.0), (0.0, 1.0), (0.0, 0.0)]);
            class.books = Some(Booking {
                probability: self.of(&[0.2, 0.8]) * if is_call { 1.0 } else { 0.5 },
                class: calls + self.below(callbacks),
                delay: self.duration(),
                round_to_ms: self.of(&[0, 30 * SECOND_MS]),
                to_me,
                owned,
                owned_for_ms: self.of(&[0, 5, 30, 600]) * SECOND_MS,
            });
        }
        class
    }

    fn group(&mut self, queues: usize) -> Group {
        let most = 1 + self.below(3);
        let mut group = Group::of(0);
        group.agents = ByInterval((0..3).map(|_| self.below(most + 1) as u32).collect());
        group.shifts = self.of(&[Shifts::Shared, Shifts::Own]);
        group.queues = Vec::new();
        for queue in 0..queues {
            if !self.one_in(3) {
                let ring = self.of(&[1, 1, 2, 3]);
                group
                    .queues
                    .extend(Ring::new(ring).map(|ring| (queue, ring)));
            }
        }
        for skill in 0..3 {
            if !self.one_in(3) {
                let stars = self.below(6) as u8;
                let proficiency = Proficiency::new(stars);
                group
                    .skills
                    .extend(proficiency.map(|proficiency| (SkillId(skill), proficiency)));
            }
        }
        if self.one_in(3) {
            group.speed = vec![1.0, 2.0, 0.5];
        }
        if !self.one_in(3) {
            group.alerting = Alerting::Rings {
                answer: self.of(&[
                    Distribution::Constant { ms: 0 },
                    Distribution::Constant { ms: 5_000 },
                    Distribution::Uniform {
                        from_ms: 0.0,
                        to_ms: 12_000.0,
                    },
                ]),
                missed: self.of(&[0.0, 0.2, 0.6]),
                away: self.duration(),
            };
        }
        group
    }

    fn lists(&mut self, scenario: &Scenario) -> Lists {
        let (classes, groups) = (scenario.classes.len(), scenario.groups.len());
        let reaches = |draw: &mut Self| {
            let groups = (0..groups).filter(|_| !draw.one_in(3));
            let reaches: Vec<Reach> = groups.map(|group| Reach { group, after_ms: 0 }).collect();
            reaches
        };
        Lists {
            groups: (0..classes).map(|_| reaches(self)).collect(),
            in_order: self.one_in(2),
            selection: self.of(&[
                Selection::LongestIdle,
                Selection::Random,
                Selection::InOrder,
                Selection::Fastest,
            ]),
            classes: (0..groups).map(|_| (0..classes).rev().collect()).collect(),
            release: self.of(&[Release::Score, Release::InOrder]),
        }
    }

    fn schedule(&mut self, scenario: &mut Scenario, calls: usize, callbacks: usize) {
        let plan = crate::simulation::plan::Plan::new(scenario).expect("the scenario fits");
        let agents = plan.agents();
        if callbacks == 0 || agents == 0 {
            return;
        }
        for _ in 0..self.below(6) {
            let agent = self.below(agents) as u32;
            let owned_for_ms = self.of(&[0, 5, 30, 600]) * SECOND_MS;
            scenario.scheduled.push(Scheduled {
                class: calls + self.below(callbacks),
                at_ms: (1 + self.below(300)) as i64 * 5 * SECOND_MS,
                promised: self.of(&[
                    Promised::Anyone,
                    Promised::ToMe { agent },
                    Promised::Owned {
                        agent,
                        owned_for_ms,
                    },
                ]),
            });
        }
    }
}
