//! Weeks and days told in words, as other simulators' examples tell them.

use callback_core::simulation::scenario::{
    ByInterval, Class, Closing, Distribution, Group, Lists, Reach, Redial, Release, Rules,
    Scenario, Selection,
};
use callback_core::simulation::tally::Count;

use super::days::{day, read, within};
use super::metric::{Formula, Setup, View};
use super::params::{Params, exponential, number_after, number_before, pair};
use super::row::Row;
use super::single::{MINUTE_MS, SECOND_MS};

const HOURS: usize = 24;
const HOUR_MS: i64 = 3_600_000;

/// "5 days a week, 08:00-17:00": days, first hour, hour of closing.
fn opening(text: &str) -> Option<(usize, usize, usize)> {
    let days = number_before(text, "days").map_or(1, |days| days as usize);
    let (from, until) = text.split_once('-')?;
    let from: usize = from
        .get(from.len().checked_sub(5)?..)?
        .split_once(':')?
        .0
        .parse()
        .ok()?;
    let until: usize = until.split_once(':')?.0.parse().ok()?;
    (from < until && until <= HOURS).then_some((days, from, until))
}

/// A value for each hour of those days; 0 while closed.
fn hourly(days: usize, open: std::ops::Range<usize>, value: impl Fn(usize) -> f64) -> Vec<f64> {
    let hour = |hour: usize| match open.contains(&(hour % HOURS)) {
        true => value(hour % HOURS - open.start),
        false => 0.0,
    };
    (0..days * HOURS).map(hour).collect()
}

fn staffed(hours: &[f64]) -> ByInterval<u32> {
    ByInterval(hours.iter().map(|&agents| agents as u32).collect())
}

fn caller(per_hour: Vec<f64>, talk: Distribution, patience: Distribution) -> Class {
    let mut class = Class::calls(ByInterval(per_hour), talk);
    class.patience = ByInterval::same(patience);
    class
}

/// "Exp mean 2 min", "Exp mean 100 s".
fn exponential_in_words(params: Params, name: &str) -> Option<Distribution> {
    let text = params.text(name)?;
    let (_, behind) = text.split_once("Exp mean")?;
    let unit = match behind.trim_start().split(' ').nth(1)? {
        unit if unit.starts_with("min") => MINUTE_MS,
        _ => SECOND_MS,
    };
    Some(exponential(number_after(text, "Exp mean")? * unit))
}

/// Two languages, three groups, redials, trunks, opening hours.
pub(super) fn bilingual(row: &Row, group: &[&Row]) -> Option<Setup> {
    let params = row.params();
    let names: Vec<&str> = texts(params, "types")?;
    let groups: Vec<&str> = texts(params, "groups")?;
    let agents = params.numbers("agents")?;
    let (days, from, until) = opening(params.text("open")?)?;
    let told = params.text("arrivals_per_hour_each_type")?;
    let (first, later) = (
        number_before(told, "in the first hour")?,
        number_before(told, "in each later")?,
    );
    let arrivals = hourly(
        days,
        from..until,
        |hour| if hour == 0 { first } else { later },
    );
    let again = params.text("redial")?;
    let redial = Redial {
        after_ms: (number_before(again, "min later")? * MINUTE_MS) as i64,
        probability: number_after(again, "with probability")?,
        keeps_draws: again.contains("keeps the same"),
    };
    let mut classes = Vec::new();
    for name in &names {
        let (least, most) = pair(params.inner("service_min")?.text(name)?, "Uniform")?;
        let talk = Distribution::Uniform {
            from_ms: least * MINUTE_MS,
            to_ms: most * MINUTE_MS,
        };
        let mut class = caller(
            arrivals.clone(),
            talk,
            exponential_in_words(params, "patience")?,
        );
        class.redial = Some(redial);
        classes.push(class);
    }
    let people = |&agents: &f64| Group {
        agents: staffed(&hourly(days, from..until, |_| agents)),
        ..Group::of(0)
    };
    let mut scenario = Scenario::of(classes, agents.iter().map(people).collect());
    scenario.rules = Rules::Lists(languages(&names, &groups));
    scenario.trunks = params.count("trunks");
    scenario.intervals_ms = vec![HOUR_MS; days * HOURS];
    scenario.queues[0].closing = Closing::Disconnects;
    let expected: f64 = arrivals.iter().sum();
    let contacts = expected * names.len() as f64;
    let case = day(
        scenario,
        contacts,
        within(params.number("awt_min")? * MINUTE_MS),
    );
    let minutes = ((until - from) * days) as f64 * HOUR_MS as f64;
    Some(read(case, group, |metric| {
        of_week(metric, &names, &groups, &agents, minutes, expected)
    }))
}

fn texts<'a>(params: Params<'a>, name: &str) -> Option<Vec<&'a str>> {
    params
        .list(name)?
        .iter()
        .map(|item| item.0.as_str())
        .collect()
}

/// Who speaks one language alone takes that, others all; any idle one, the longest wait first.
fn languages(names: &[&str], groups: &[&str]) -> Lists {
    let speaks = |group: &str, name: &str| {
        group.contains(name) || !names.iter().any(|other| group.contains(other))
    };
    let reach = |name: &&str| {
        let able = (0..groups.len()).filter(|&group| speaks(groups[group], name));
        able.map(|group| Reach { group, after_ms: 0 }).collect()
    };
    let taken = |group: &&str| {
        (0..names.len())
            .filter(|&class| speaks(group, names[class]))
            .collect()
    };
    Lists {
        groups: names.iter().map(reach).collect(),
        in_order: false,
        selection: Selection::Random,
        classes: groups.iter().map(taken).collect(),
        release: Release::Score,
    }
}

/// `served/English`, `occupancy_pct/all_groups`.
fn of_week(
    metric: &str,
    names: &[&str],
    groups: &[&str],
    agents: &[f64],
    open_ms: f64,
    expected: f64,
) -> Option<Formula> {
    let (what, of) = metric.split_once('/')?;
    let chosen = |all: &[&str], word: &str| -> Option<Vec<usize>> {
        if of == word {
            return Some((0..all.len()).collect());
        }
        Some(vec![all.iter().position(|name| *name == of)?])
    };
    if what == "occupancy_pct" {
        let groups = chosen(groups, "all_groups")?;
        let scheduled: f64 = groups.iter().map(|&group| agents[group] * open_ms).sum();
        return Some(Box::new(move |v| {
            100.0 * busy(v, &groups) / scheduled / v.runs()
        }));
    }
    let classes = chosen(names, "all_types")?;
    let expected = expected * classes.len() as f64;
    weekly(what, classes, expected)
}

/// Busy after the last hour, too.
fn busy(v: &View, groups: &[usize]) -> f64 {
    let after = v.layout.sizes().1;
    let late = |&group: &usize| v.sums.at(v.layout.busy(group, after));
    v.busy(groups) + groups.iter().map(late).sum::<f64>()
}

fn weekly(what: &str, classes: Vec<usize>, expected: f64) -> Option<Formula> {
    let per_week = |count: Count, classes: Vec<usize>| -> Formula {
        Box::new(move |v| v.count(&classes, count) / v.runs())
    };
    Some(match what {
        "arrivals" => per_week(Count::Offered, classes),
        "redials" => per_week(Count::Redialed, classes),
        "served" => per_week(Count::Served, classes),
        "abandoned" => per_week(Count::Abandoned, classes),
        "messages" => per_week(Count::Messages, classes),
        "disconnected" => per_week(Count::Closed, classes),
        "good" => Box::new(move |v| v.served_within(&classes, 0) / v.runs()),
        "service_level_pct" => {
            Box::new(move |v| 100.0 * v.served_within(&classes, 0) / expected / v.runs())
        }
        "mean_wait_served_min" => Box::new(move |v| {
            v.count(&classes, Count::ServedWait) / v.count(&classes, Count::Served) / MINUTE_MS
        }),
        _ => return None,
    })
}

/// A telethon: four hours a day, a message after two minutes.
pub(super) fn telethon(row: &Row, group: &[&Row]) -> Option<Setup> {
    let params = row.params();
    let after_ms = (params.number("max_queue_min")? * MINUTE_MS) as i64;
    let told = params.text("open")?;
    let (days, from, until) = opening(told)?;
    let agents = number_before(told, "agents;")?;
    let rate = params.number("arrivals_per_hour")?;
    let mut class = caller(
        hourly(days, from..until, |_| rate),
        exponential_in_words(params, "service")?,
        exponential_in_words(params, "patience")?,
    );
    class.message_after_ms = Some(after_ms);
    let hours = hourly(days, from..until, |_| agents);
    let people = Group {
        agents: staffed(&hours),
        ..Group::of(0)
    };
    let mut scenario = Scenario::of(vec![class], vec![people]);
    scenario.trunks = params.count("trunks");
    scenario.intervals_ms = vec![HOUR_MS; days * HOURS];
    scenario.queues[0].closing = Closing::Disconnects;
    let open_hours = (days * (until - from)) as f64;
    let contacts = rate * open_hours;
    let case = day(
        scenario,
        contacts,
        within(params.number("awt_min")? * MINUTE_MS),
    );
    let scheduled = open_hours * HOUR_MS as f64 * agents;
    Some(read(case, group, |metric| match metric {
        "occupancy_pct" => Some(Box::new(move |v| {
            100.0 * busy(v, &[0]) / scheduled / v.runs()
        })),
        // Of those who were served.
        "service_level_pct" => Some(Box::new(|v| {
            100.0 * v.served_within(&[0], 0) / (v.count(&[0], Count::Offered))
        })),
        _ => weekly(metric, vec![0], contacts),
    }))
}

/// Hourly arrivals and staffing, a busy day or a quiet one, some who do not care to wait.
pub(super) fn hours(row: &Row, group: &[&Row]) -> Option<Setup> {
    let params = row.params();
    let rates = params.numbers("arrivals_per_hour")?;
    let agents = params.numbers("agents")?;
    let mut class = caller(
        rates.clone(),
        exponential_in_words(params, "service")?,
        exponential_in_words(params, "patience")?,
    );
    class.balks = params.number_after("patience", "with probability")?;
    let people = Group {
        agents: staffed(&agents),
        ..Group::of(0)
    };
    let mut scenario = Scenario::of(vec![class], vec![people]);
    scenario.busyness_shape = Some(params.number_after("busyness", "Gamma(shape")?);
    scenario.intervals_ms = vec![HOUR_MS; rates.len()];
    let expected: f64 = rates.iter().sum();
    let case = day(scenario, expected, within(params.number("s")? * SECOND_MS));
    Some(read(case, group, |metric| {
        let base = metric
            .strip_suffix(&format!("/{expected}"))
            .or_else(|| metric.strip_suffix(&format!("/{expected}_s")));
        let count = |v: &View, what| v.count(&[0], what);
        Some(match (metric, base) {
            ("arrivals", _) => Box::new(move |v| count(v, Count::Offered) / v.runs()),
            (_, Some("sum_of_waits")) => Box::new(move |v| {
                let waits = count(v, Count::ServedWait) + count(v, Count::AbandonedWait);
                waits / SECOND_MS / expected / v.runs()
            }),
            (_, Some("good")) => Box::new(move |v| {
                let good = v.served_within(&[0], 0) + v.abandoned_within(&[0], 0);
                good / expected / v.runs()
            }),
            (_, Some("abandoned")) => {
                Box::new(move |v| count(v, Count::Abandoned) / expected / v.runs())
            }
            _ => return None,
        })
    }))
}
