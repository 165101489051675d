//! Lanes and pools, and the tables between them.

use super::{Choice, Lane, Pool, Queue};
use crate::routing::{
    OwnershipExpiry, Proficiency, QueueSettings, Scoring, SkillEvaluation, SkillId, SkillSet,
};
use crate::simulation::scenario::{Class, Group, Lists, Release, Rules, Scenario};

pub(super) struct Tables {
    pub(super) lanes: Vec<Lane>,
    pub(super) pools: Vec<Pool>,
    pub(super) queues: Vec<Queue>,
    pub(super) pool_of_group: Vec<usize>,
    pub(super) first_lane_of_class: Vec<usize>,
}

pub(super) fn tables(scenario: &Scenario) -> Tables {
    let mut tables = match &scenario.rules {
        Rules::Router => by_router(scenario),
        Rules::Lists(lists) => by_lists(scenario, lists),
    };
    for lane in &mut tables.lanes {
        lane.pools.sort_by_key(|choice| (choice.tier, choice.index));
    }
    for pool in &mut tables.pools {
        pool.lanes.sort_by_key(|choice| (choice.tier, choice.index));
    }
    for (index, lane) in tables.lanes.iter().enumerate() {
        tables.queues[scenario.classes[lane.class].queue]
            .lanes
            .push(index);
    }
    tables
}

fn queues(scenario: &Scenario) -> Vec<Queue> {
    let queue = |queue: &crate::simulation::scenario::Queue| Queue {
        call_alert_ms: queue.settings.call_alert_ms,
        callback_alert_ms: queue.settings.callback_alert_ms,
        hands_over: queue.settings.ownership_expiry == OwnershipExpiry::HandToQueue,
        room: queue.room.map_or(usize::MAX, |room| room as usize),
        closing: queue.closing,
        lanes: Vec::new(),
    };
    scenario.queues.iter().map(queue).collect()
}

/// A pool for each set of groups with the same queues and skills; a lane for each class and ring.
fn by_router(scenario: &Scenario) -> Tables {
    let mut alike: Vec<&Group> = Vec::new();
    let mut pool_of_group = Vec::new();
    for group in &scenario.groups {
        let same = |other: &&Group| other.queues == group.queues && other.skills == group.skills;
        let pool = alike.iter().position(same).unwrap_or_else(|| {
            alike.push(group);
            alike.len() - 1
        });
        pool_of_group.push(pool);
    }
    let pool = |group: &&Group| Pool {
        size: 0,
        lanes: Vec::new(),
        queues: group.queues.iter().map(|&(queue, _)| queue).collect(),
    };
    let mut pools: Vec<Pool> = alike.iter().map(pool).collect();
    let mut lanes = Vec::new();
    let mut first_lane_of_class = Vec::new();
    for (index, class) in scenario.classes.iter().enumerate() {
        first_lane_of_class.push(lanes.len());
        let settings = &scenario.queues[class.queue].settings;
        let mut open_ms = 0;
        for ring in 0..=settings.rings.len() {
            let exit = settings.rings.get(ring);
            open_ms += exit.map_or(0, |exit| exit.after_ms);
            let mut lane = Lane {
                class: index,
                next_after_ms: exit.map(|_| open_ms),
                pools: Vec::new(),
            };
            for (number, group) in alike.iter().enumerate() {
                if let Some(tier) = fits(class, settings, ring, group) {
                    lane.pools.push(choice(number, tier));
                    let tier = u32::from(settings.scoring != Scoring::PriorityOnly);
                    pools[number].lanes.push(choice(lanes.len(), tier));
                }
            }
            lanes.push(lane);
        }
    }
    Tables {
        lanes,
        pools,
        queues: queues(scenario),
        pool_of_group,
        first_lane_of_class,
    }
}

/// The tier of the group's agents for the class, in this ring of the queue, counted from 0
/// (routing.md §1.3, §1.4); `None`: they may not take it.
fn fits(class: &Class, settings: &QueueSettings, ring: usize, group: &Group) -> Option<u32> {
    let &(_, place) = group
        .queues
        .iter()
        .find(|&&(queue, _)| queue == class.queue)?;
    if !settings.rings.is_empty() && usize::from(place.number()) > ring + 1 {
        return None;
    }
    let given_up = settings.rings[..ring]
        .iter()
        .map(|exit| &exit.skills_to_remove);
    let asked = given_up.fold(class.skills, |asked, skills| asked.without(skills));
    let known: Vec<SkillId> = group.skills.iter().map(|&(skill, _)| skill).collect();
    let skilled = SkillSet::of(&known).contains(&asked);
    match settings.skills {
        SkillEvaluation::None => Some(0),
        _ if !skilled => None,
        SkillEvaluation::All => Some(0),
        SkillEvaluation::Best => {
            Some(asked.len() * u32::from(Proficiency::MAX.stars()) - stars(&asked, group))
        }
    }
}

fn stars(asked: &SkillSet, group: &Group) -> u32 {
    let known = group.skills.iter().filter(|(skill, _)| asked.has(*skill));
    known
        .map(|(_, proficiency)| u32::from(proficiency.stars()))
        .sum()
}

/// A pool for each group; a lane for each class and each moment at which more groups may take it.
fn by_lists(scenario: &Scenario, lists: &Lists) -> Tables {
    let mut pools = vec![Pool::default(); scenario.groups.len()];
    let mut lanes: Vec<Lane> = Vec::new();
    let mut first_lane_of_class = Vec::new();
    for class in 0..scenario.classes.len() {
        first_lane_of_class.push(lanes.len());
        let reaches = &lists.groups[class];
        let mut opens: Vec<i64> = reaches.iter().map(|reach| reach.after_ms).collect();
        opens.push(0);
        opens.sort_unstable();
        opens.dedup();
        for (stage, open_ms) in opens.iter().enumerate() {
            let in_reach = reaches
                .iter()
                .enumerate()
                .filter(|(_, reach)| reach.after_ms <= *open_ms);
            let tier = |place: usize| if lists.in_order { place } else { 0 };
            let lane = Lane {
                class,
                next_after_ms: opens.get(stage + 1).copied(),
                pools: in_reach
                    .clone()
                    .map(|(place, reach)| choice(reach.group, tier(place) as u32))
                    .collect(),
            };
            for (_, reach) in in_reach {
                let Some(place) = lists.classes[reach.group]
                    .iter()
                    .position(|&listed| listed == class)
                else {
                    continue;
                };
                let tier = match lists.release {
                    Release::Score => 0,
                    Release::InOrder => place,
                };
                pools[reach.group]
                    .lanes
                    .push(choice(lanes.len(), tier as u32));
            }
            lanes.push(lane);
        }
    }
    Tables {
        lanes,
        pools,
        queues: queues(scenario),
        pool_of_group: (0..scenario.groups.len()).collect(),
        first_lane_of_class,
    }
}

fn choice(index: usize, tier: u32) -> Choice {
    Choice {
        index: index as u32,
        tier,
    }
}
