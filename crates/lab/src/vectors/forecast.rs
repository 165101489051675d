//! One contact whose fate is asked for.

use callback_core::simulation::scenario::{
    ByInterval, Class, Distribution, Group, Lists, Place, Promised, Reach, Release, Rules, Run,
    Scenario, Selection, Standing, Tagged,
};
use callback_core::simulation::tally::{Count, Watch};

use super::metric::{Case, Formula, Scope, Setup, at, standard, thresholds};
use super::params::{Params, exponential};
use super::row::Row;
use super::single::{SECOND_MS, calls};

/// A class that never comes by itself.
fn no_arrivals(talk: Distribution) -> Class {
    Class::calls(ByInterval::same(0.0), talk)
}

fn tagged(class: usize, at_ms: i64, place: Place) -> Tagged {
    Tagged {
        class,
        at_ms,
        promised: Promised::Anyone,
        place,
    }
}

/// One contact, all agents busy, rings that open one after the other.
pub(super) fn rings(row: &Row, group: &[&Row]) -> Option<Setup> {
    let params = row.params();
    let sizes = params.counts("cumulative_ring_sizes")?;
    let open_ms: Vec<i64> = params
        .numbers("ring_open_at_s")?
        .iter()
        .map(|at| (at * SECOND_MS) as i64)
        .collect();
    let talk = exponential(params.number("mean_remaining_s")? * SECOND_MS);
    let mut before = 0;
    let size = |&size: &u32| {
        let ring = size.saturating_sub(before);
        before = size;
        Group::of(ring)
    };
    let groups: Vec<Group> = sizes.iter().map(size).collect();
    let reach = |(group, &after_ms): (usize, &i64)| Reach { group, after_ms };
    let lists = Lists {
        groups: vec![
            (0..groups.len())
                .map(|group| Reach { group, after_ms: 0 })
                .collect(),
            open_ms.iter().enumerate().map(reach).collect(),
        ],
        in_order: true,
        selection: Selection::LongestIdle,
        classes: vec![vec![0, 1]; groups.len()],
        release: Release::Score,
    };
    let classes = vec![no_arrivals(talk.clone()), no_arrivals(talk)];
    let mut scenario = Scenario::of(classes, groups);
    scenario.rules = Rules::Lists(lists);
    scenario.start = vec![Standing {
        class: 0,
        count: *sizes.last()?,
        waited_ms: 0,
    }];
    scenario.tagged = Some(tagged(1, 0, Place::ByRules));
    scenario.run = Run::Tagged;
    let mut watched = thresholds(group, SECOND_MS);
    watched.extend(open_ms.iter().flat_map(|&at| [at - 1, at]));
    let case = Case {
        scenario,
        watch: Watch {
            thresholds_ms: watched,
            ..Watch::default()
        },
        depth: false,
        contacts: f64::from(*sizes.last()?) + 1.0,
    };
    let scope = Scope::of(&case, SECOND_MS).class(1)?;
    let reading = |row: &&Row| Some((0, ring(&row.metric, &scope, &open_ms)?));
    Some(Setup {
        readings: group.iter().map(reading).collect(),
        cases: vec![case],
    })
}

fn ring(metric: &str, scope: &Scope, open_ms: &[i64]) -> Option<Formula> {
    if metric == "p_served_by_ring1" {
        return Some(Box::new(|v| v.sums.at(v.layout.served_by(1, 0)) / v.runs()));
    }
    let opens = |ring: &str| {
        open_ms
            .get(ring.parse::<usize>().ok()?.checked_sub(1)?)
            .copied()
    };
    let bound = if let Some(ring) = metric.strip_prefix("p_start_before_ring") {
        opens(ring)? - 1
    } else if let Some(ring) = metric.strip_prefix("p_start_at_or_before_ring") {
        opens(ring)?
    } else {
        return standard(metric, scope);
    };
    let index = scope.thresholds_ms.iter().position(|&ms| ms == bound)?;
    let classes = scope.classes.clone();
    Some(Box::new(move |v| {
        v.served_within(&classes, index) / v.count(&classes, Count::Served)
    }))
}

/// A callback for an instant, from a known state.
pub(super) fn callback(row: &Row, group: &[&Row]) -> Option<Setup> {
    let params = row.params();
    let segments = params.list("segments")?;
    let at_ms = (params.number("callback_at_s")? * SECOND_MS) as i64;
    let talk = exponential(params.number("mean_service_s")? * SECOND_MS);
    let place = match params.text("callback_position")?.split(' ').next()? {
        "fifo" => Place::ByRules,
        "front" => Place::Front,
        _ => return None,
    };
    let rates: Vec<f64> = each(&segments, "lam")?;
    let agents: Vec<f64> = each(&segments, "agents")?;
    let mut inbound = calls(0.0, SECOND_MS, talk.clone());
    inbound.per_hour = ByInterval(rates.iter().map(|rate| rate * 3_600.0).collect());
    inbound.patience = ByInterval::same(exponential(params.number("mean_patience_s")? * SECOND_MS));
    let mut scenario = Scenario::of(vec![inbound, no_arrivals(talk)], vec![Group::of(0)]);
    scenario.groups[0].agents = ByInterval(agents.iter().map(|&n| n as u32).collect());
    // Whatever comes after the callback's time stays as it is then.
    let mut left = at_ms;
    for length_s in each(&segments, "length_s")? {
        let length = ((length_s * SECOND_MS) as i64).min(left);
        left -= length;
        if length > 0 {
            scenario.intervals_ms.push(length);
        }
    }
    let kept = scenario.intervals_ms.len();
    scenario.classes[0].per_hour.0.truncate(kept);
    scenario.groups[0].agents.0.truncate(kept);
    scenario.start = vec![Standing {
        class: 0,
        count: params.count("in_system_at_0")?,
        waited_ms: 0,
    }];
    scenario.tagged = Some(tagged(1, at_ms, place));
    scenario.run = Run::Tagged;
    let case = Case {
        contacts: rates.iter().sum::<f64>() / rates.len() as f64 * at_ms as f64 / SECOND_MS,
        scenario,
        watch: Watch {
            thresholds_ms: thresholds(group, SECOND_MS),
            instants_ms: vec![at_ms - 1],
            ..Watch::default()
        },
        depth: false,
    };
    let scope = Scope::of(&case, SECOND_MS).class(1)?;
    let reading = |row: &&Row| {
        let formula: Formula = match row.metric.as_str() {
            "mean_in_system_at_T" => {
                Box::new(|v| v.sums.at(v.layout.in_center_at(0, 0)) / v.runs())
            }
            metric if at(metric).is_none() || metric.starts_with("p_start_within") => {
                standard(metric, &scope)?
            }
            _ => return None,
        };
        Some((0, formula))
    };
    Some(Setup {
        readings: group.iter().map(reading).collect(),
        cases: vec![case],
    })
}

fn each(list: &[Params], name: &str) -> Option<Vec<f64>> {
    list.iter().map(|item| item.number(name)).collect()
}
