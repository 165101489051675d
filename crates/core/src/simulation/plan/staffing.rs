//! Agents by number, and when how many of them are scheduled.

use super::{Agent, Group, Rings, Staffing};
use crate::simulation::scenario::{self, Scenario};

/// The groups, and all agents that are ever there, each with a seat in its pool.
pub(super) fn people(scenario: &Scenario, pool_of_group: &[usize]) -> (Vec<Group>, Vec<Agent>) {
    let mut groups = Vec::new();
    let mut agents: Vec<Agent> = Vec::new();
    let mut seats = vec![0; pool_of_group.iter().max().map_or(0, |pool| pool + 1)];
    for (number, (group, &pool)) in scenario.groups.iter().zip(pool_of_group).enumerate() {
        let first = agents.len() as u32;
        let size = group.agents.0.iter().copied().max().unwrap_or(0);
        for place in 0..size as usize {
            let speed = group.speed.get(place).or(group.speed.last());
            agents.push(Agent {
                group: number as u32,
                pool: pool as u32,
                seat: seats[pool],
                rank: 0,
                speed: speed.copied().unwrap_or(1.0),
            });
            seats[pool] += 1;
        }
        groups.push(Group {
            agents: first..first + size,
            pool,
            shifts: group.shifts,
            alerting: Rings::new(&group.alerting),
        });
    }
    rank(&mut agents);
    (groups, agents)
}

fn rank(agents: &mut [Agent]) {
    let mut order: Vec<usize> = (0..agents.len()).collect();
    order.sort_by(|&a, &b| agents[b].speed.total_cmp(&agents[a].speed).then(a.cmp(&b)));
    for (rank, agent) in order.into_iter().enumerate() {
        agents[agent].rank = rank as u32;
    }
}

/// All changes of the number of agents, ascending in time; those of time 0 first.
pub(super) fn changes(scenario: &Scenario) -> Vec<Staffing> {
    let mut changes = Vec::new();
    for (number, group) in scenario.groups.iter().enumerate() {
        let mut instants = vec![0];
        let mut end = 0;
        for length in &scenario.intervals_ms {
            end += length;
            instants.push(end);
        }
        // The last interval's staffing is kept.
        if instants.len() > 1 {
            instants.pop();
        }
        instants.extend(
            group
                .breaks
                .iter()
                .flat_map(|rest| [rest.from_ms, rest.until_ms]),
        );
        instants.retain(|&instant| instant >= 0);
        instants.sort_unstable();
        instants.dedup();
        let mut before = 0;
        for at_ms in instants {
            let agents = scheduled(scenario, group, at_ms);
            if agents != before {
                changes.push(Staffing {
                    at_ms,
                    group: number,
                    agents,
                });
                before = agents;
            }
        }
    }
    changes.sort_unstable();
    changes
}

fn scheduled(scenario: &Scenario, group: &scenario::Group, at_ms: i64) -> u32 {
    let mut end = 0;
    let ended = scenario.intervals_ms.iter().filter(|length| {
        end += **length;
        end <= at_ms
    });
    let agents = group.agents.at(ended.count()).copied().unwrap_or(0);
    let resting = group
        .breaks
        .iter()
        .filter(|rest| (rest.from_ms..rest.until_ms).contains(&at_ms))
        .map(|rest| rest.agents);
    agents.saturating_sub(resting.sum())
}
