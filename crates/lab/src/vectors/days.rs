//! Days with a profile, that end when everybody has gone.

use callback_core::simulation::scenario::{
    ByInterval, Class, Distribution, Group, Lists, Reach, Release, Rules, Run, Scenario, Selection,
};
use callback_core::simulation::tally::{Count, Span, Watch};

use super::metric::{Case, Formula, Setup, View};
use super::params::{Params, exponential, number_after};
use super::row::Row;
use super::single::{MINUTE_MS, SECOND_MS, calls};

/// A day of a scenario; contacts in it; what is watched.
pub(super) fn day(mut scenario: Scenario, contacts: f64, watch: Watch) -> Case {
    scenario.run = Run::Terminating;
    Case {
        scenario,
        watch,
        depth: false,
        contacts,
    }
}

/// All rows read by name from one case.
pub(super) fn read(case: Case, group: &[&Row], formula: impl Fn(&str) -> Option<Formula>) -> Setup {
    let reading = |row: &&Row| Some((0, formula(&row.metric)?));
    Setup {
        readings: group.iter().map(reading).collect(),
        cases: vec![case],
    }
}

/// Served within less than so long: the millisecond before it at most.
pub(super) fn within(limit_ms: f64) -> Watch {
    Watch {
        thresholds_ms: vec![limit_ms as i64 - 1],
        ..Watch::default()
    }
}

/// Half-hourly arrivals and staffing: what happens in each interval.
pub(super) fn profile(row: &Row, group: &[&Row]) -> Option<Setup> {
    let params = row.params();
    let intervals = params.list("intervals")?;
    let each = |name: &str| -> Option<Vec<f64>> {
        intervals
            .iter()
            .map(|interval| interval.number(name))
            .collect()
    };
    let lengths: Vec<i64> = each("length_s")?
        .iter()
        .map(|length| (length * SECOND_MS) as i64)
        .collect();
    let arrivals = each("arrivals_per_interval")?;
    let rate = |(count, &length): (&f64, &i64)| count / length as f64 * 36e5;
    let talk = exponential(params.number("mean_service_s")? * SECOND_MS);
    let mut class = calls(0.0, SECOND_MS, talk);
    class.per_hour = ByInterval(arrivals.iter().zip(&lengths).map(rate).collect());
    class.patience = ByInterval::same(exponential(params.number("mean_patience_s")? * SECOND_MS));
    let mut scenario = Scenario::of(vec![class], vec![Group::of(0)]);
    scenario.groups[0].agents = ByInterval(
        each("agents")?
            .iter()
            .map(|&agents| agents as u32)
            .collect(),
    );
    scenario.queues[0].room = params.count("queue_cap");
    scenario.intervals_ms.clone_from(&lengths);
    let mut end = 0;
    let ends = lengths.iter().map(|length| {
        end += length;
        end - 1
    });
    let watch = Watch {
        instants_ms: ends.collect(),
        ..Watch::default()
    };
    let case = day(scenario, arrivals.iter().sum(), watch);
    Some(read(case, group, |metric| {
        if metric == "expected_abandoned#day" {
            return Some(Box::new(|v| v.count(&[0], Count::Abandoned) / v.runs()));
        }
        let (base, number) = metric.split_once("#interval")?;
        let interval = number.parse::<usize>().ok()?.checked_sub(1)?;
        of_interval(base, interval, *lengths.get(interval)? as f64)
    }))
}

fn of_interval(base: &str, interval: usize, length_ms: f64) -> Option<Formula> {
    let span = move |v: &View, what| v.sums.at(v.layout.span(0, interval, what));
    Some(match base {
        "expected_arrivals" => Box::new(move |v| v.cell(0, interval, Count::Offered) / v.runs()),
        "expected_arrivals_that_wait" => Box::new(move |v| {
            let at_once = v.cell(0, interval, Count::AtOnce);
            (v.cell(0, interval, Count::Offered) - at_once) / v.runs()
        }),
        "expected_abandoned" => Box::new(move |v| span(v, Span::Abandoned) / v.runs()),
        "mean_queue_len" => Box::new(move |v| span(v, Span::Waiting) / length_ms / v.runs()),
        "mean_busy_agents" => Box::new(move |v| span(v, Span::Handling) / length_ms / v.runs()),
        "queue_len_at_end" => {
            Box::new(move |v| v.sums.at(v.layout.waiting_at(0, interval)) / v.runs())
        }
        "busy_at_end" => Box::new(move |v| {
            let all = v.sums.at(v.layout.in_center_at(0, interval));
            (all - v.sums.at(v.layout.waiting_at(0, interval))) / v.runs()
        }),
        _ => return None,
    })
}

/// One queue for a day of one rate.
pub(super) fn one_queue(row: &Row, group: &[&Row]) -> Option<Setup> {
    let params = row.params();
    let day_ms = params.number("day_min")? * MINUTE_MS;
    let rate = params.number("lam_per_min")?;
    let talk = exponential(MINUTE_MS / params.number("mu_per_min")?);
    let mut class = calls(rate, MINUTE_MS, talk);
    if let Some(mean) = params.number("patience_mean_min") {
        class.patience = ByInterval::same(exponential(mean * MINUTE_MS));
    }
    let agents = params.count("agents")?;
    let mut scenario = Scenario::of(vec![class], vec![Group::of(agents)]);
    scenario.intervals_ms = vec![day_ms as i64];
    scenario.queues[0].room = params.count("queue_capacity");
    let contacts = rate * day_ms / MINUTE_MS;
    let case = day(
        scenario,
        contacts,
        within(params.number("awt_s")? * SECOND_MS),
    );
    let agent_ms = f64::from(agents) * day_ms;
    Some(read(case, group, |metric| of_day(metric, agent_ms)))
}

fn of_day(metric: &str, agent_ms: f64) -> Option<Formula> {
    let count = |v: &View, what| v.count(&[0], what);
    let good = |v: &View| v.served_within(&[0], 0);
    Some(match metric {
        "in_target_per_day" => Box::new(move |v| good(v) / v.runs()),
        "blocked_per_day" => Box::new(move |v| count(v, Count::Blocked) / v.runs()),
        "abandoned_per_day" => Box::new(move |v| count(v, Count::Abandoned) / v.runs()),
        "service_level_of_served" => Box::new(move |v| good(v) / count(v, Count::Served)),
        "service_level_good/(served+abandoned_after_awt)" => Box::new(move |v| {
            let late = count(v, Count::Abandoned) - v.abandoned_within(&[0], 0);
            good(v) / (count(v, Count::Served) + late)
        }),
        "service_level_good/(served+blocked)" => {
            Box::new(move |v| good(v) / (count(v, Count::Served) + count(v, Count::Blocked)))
        }
        "mean_wait_served_min" => {
            Box::new(move |v| count(v, Count::ServedWait) / count(v, Count::Served) / MINUTE_MS)
        }
        "occupancy" => Box::new(move |v| v.busy(&[0]) / agent_ms / v.runs()),
        _ => return None,
    })
}

/// Several types and groups, a busyness factor, three periods.
pub(super) fn multi_skill(row: &Row, group: &[&Row]) -> Option<Setup> {
    let (scenario, contacts) = types_and_groups(row)?;
    let awt_ms = row.params().number("awt_s")? * SECOND_MS;
    let classes: Vec<usize> = (0..scenario.classes.len()).collect();
    let case = day(scenario, contacts, within(awt_ms));
    Some(read(case, group, |metric| {
        of_types(metric, classes.clone())
    }))
}

/// The scenario, and how many contacts it has.
pub(super) fn types_and_groups(row: &Row) -> Option<(Scenario, f64)> {
    let params = row.params();
    let rates = params.table("lam_per_min_by_type_and_period")?;
    let period_ms = params.number("period_min")? * MINUTE_MS;
    let by_period = |name: &str| -> Option<ByInterval<Distribution>> {
        let rates = params.numbers(name)?;
        Some(ByInterval(
            rates
                .iter()
                .map(|rate| exponential(MINUTE_MS / rate))
                .collect(),
        ))
    };
    let mut classes: Vec<Class> = Vec::new();
    for rates in &rates {
        let mut class = calls(0.0, MINUTE_MS, Distribution::Never);
        class.per_hour = ByInterval(rates.iter().map(|rate| rate * 60.0).collect());
        class.talk = by_period("service_rate_per_min_by_arrival_period")?;
        class.patience = by_period("patience_rate_per_min_by_arrival_period")?;
        classes.push(class);
    }
    let staffing = params.table("agents_by_group_and_period")?;
    let mut groups = vec![Group::of(0); staffing.len()];
    for (group, agents) in groups.iter_mut().zip(&staffing) {
        group.agents = ByInterval(agents.iter().map(|&agents| agents as u32).collect());
    }
    let mut scenario = Scenario::of(classes, groups);
    scenario.busyness_shape = Some(params.number_after("busyness", "Gamma(shape")?);
    scenario.rules = Rules::Lists(lists(row, params)?);
    scenario.intervals_ms = vec![period_ms as i64; params.count("periods")? as usize];
    let contacts = rates.iter().flatten().sum::<f64>() * period_ms / MINUTE_MS;
    Some((scenario, contacts))
}

/// Preferences in both directions, or, with re-routing, what its words say: a type with two groups
/// reaches the second one after a while, and a freed agent takes the last of its list first.
fn lists(row: &Row, params: Params) -> Option<Lists> {
    let places = |list: &Params| -> Option<Vec<usize>> {
        let numbers = list.0.as_array()?.iter();
        numbers
            .map(|n| (n.as_u64()? as usize).checked_sub(1))
            .collect()
    };
    let (types, groups) = (
        params.list("type_to_group")?,
        params.list("group_to_types")?,
    );
    let rerouted = row.model.contains("re-routing");
    let routing = params.text("routing")?;
    let after_ms = match rerouted {
        true => (number_after(routing, "still waiting after")? * MINUTE_MS) as i64,
        false => 0,
    };
    let reach = |list: &Params| -> Option<Vec<Reach>> {
        let later = |place| if place > 0 { after_ms } else { 0 };
        let places = places(list)?.into_iter().enumerate();
        let reach = |(place, group)| Reach {
            group,
            after_ms: later(place),
        };
        Some(places.map(reach).collect())
    };
    let taken = |list: &Params| {
        let mut taken = places(list)?;
        if rerouted {
            taken.reverse();
        }
        Some(taken)
    };
    Some(Lists {
        groups: types.iter().map(reach).collect::<Option<_>>()?,
        in_order: true,
        selection: Selection::LongestIdle,
        classes: groups.iter().map(taken).collect::<Option<_>>()?,
        release: match rerouted {
            true => Release::InOrder,
            false => Release::Score,
        },
    })
}

fn of_types(metric: &str, classes: Vec<usize>) -> Option<Formula> {
    if let Some(name) = metric.strip_prefix("good/Type_") {
        let (class, period) = name.split_once("_period_")?;
        let (class, period): (usize, usize) = (class.parse().ok()?, period.parse().ok()?);
        return Some(Box::new(move |v| {
            v.sums.at(v.layout.served_within(class, period, 0)) / v.runs()
        }));
    }
    if let Some(group) = metric.strip_prefix("occupancy_group") {
        let group = group.parse::<usize>().ok()?.checked_sub(1)?;
        return Some(Box::new(move |v| {
            let sum = |index: &dyn Fn(usize) -> usize| -> f64 {
                // What comes after the last period, too.
                (0..=v.layout.sizes().1)
                    .map(|interval| v.sums.at(index(interval)))
                    .sum()
            };
            sum(&|interval| v.layout.busy(group, interval))
                / sum(&|interval| v.layout.present(group, interval))
        }));
    }
    Some(match metric {
        "served_per_day" => Box::new(move |v| v.count(&classes, Count::Served) / v.runs()),
        "abandoned_per_day" => Box::new(move |v| v.count(&classes, Count::Abandoned) / v.runs()),
        "service_level" => Box::new(move |v| {
            let late = v.count(&classes, Count::Abandoned) - v.abandoned_within(&classes, 0);
            v.served_within(&classes, 0) / (v.count(&classes, Count::Served) + late)
        }),
        _ => return None,
    })
}
