//! One queue in a steady state.

use callback_core::routing::{AfterCallWork, QueueSettings, Scoring};
use callback_core::simulation::scenario::{
    ByInterval, Class, Distribution, Group, Lists, Queue, Reach, Release, Rules, Run, Scenario,
    Selection,
};
use callback_core::simulation::tally::Watch;

use super::metric::{Case, Formula, Scope, Setup, numbered, standard, thresholds};
use super::params::{Params, by_moments, distribution, exponential, named};
use super::row::Row;

/// The abstract unit of time.
pub(super) const UNIT_MS: f64 = 1e6;
pub(super) const SECOND_MS: f64 = 1e3;
pub(super) const MINUTE_MS: f64 = 6e4;
const HOUR_MS: f64 = 36e5;

/// Contacts in a steady run: far more than it takes to forget its beginning.
const CONTACTS: f64 = 100_000.0;
const BATCHES: u32 = 20;
const WARM_UP_BATCHES: i64 = 3;

/// The unit that the parameters name; without a name it is abstract.
pub(super) fn unit_ms(params: Params) -> f64 {
    match params.text("time_unit") {
        Some("s") => SECOND_MS,
        Some("min") => MINUTE_MS,
        _ => UNIT_MS,
    }
}

/// Calls at so many in a unit of so many ms.
pub(super) fn calls(rate: f64, unit_ms: f64, talk: Distribution) -> Class {
    Class::calls(ByInterval::same(rate * HOUR_MS / unit_ms), talk)
}

/// A steady run of a scenario, long enough.
pub(super) fn steady(mut scenario: Scenario, group: &[&Row], unit_ms: f64) -> Case {
    let per_hour: f64 = scenario
        .classes
        .iter()
        .map(|class| class.per_hour.0[0])
        .sum();
    let batch_ms = (CONTACTS / f64::from(BATCHES) / per_hour * HOUR_MS) as i64;
    scenario.run = Run::Steady {
        warm_up_ms: WARM_UP_BATCHES * batch_ms,
        batches: BATCHES + 1,
        batch_ms,
    };
    let asked = |word: &str| group.iter().any(|row| row.metric.contains(word));
    Case {
        scenario,
        watch: Watch {
            thresholds_ms: thresholds(group, unit_ms),
            quantiles: asked("wait_quantile"),
            last_batches: 1,
            ..Watch::default()
        },
        depth: asked("var_queue_len"),
        contacts: CONTACTS,
    }
}

/// All rows read by one formula.
fn read_all(
    case: Case,
    unit_ms: f64,
    group: &[&Row],
    read: impl Fn(&str, &Scope) -> Option<Formula>,
) -> Setup {
    let scope = Scope::of(&case, unit_ms);
    let reading = |row: &&Row| Some((0, read(&row.metric, &scope)?));
    Setup {
        readings: group.iter().map(reading).collect(),
        cases: vec![case],
    }
}

/// What a single queue is: rates in a unit.
struct Single {
    unit_ms: f64,
    /// In a unit.
    rate: f64,
    talk: Distribution,
    servers: u32,
}

/// In the words of the parameters. Some sources give two handling times or numbers of agents in one
/// row of parameters; which is meant is then in the metric's name.
fn single(params: Params, aht_s: Option<f64>, servers: Option<u32>) -> Option<Single> {
    let servers = servers.or_else(|| params.count("servers"))?;
    if let Some(rate) = params.number("lam_per_min") {
        let mean = params.number("mean_service_min")?;
        return Some(Single {
            unit_ms: MINUTE_MS,
            rate,
            talk: exponential(mean * MINUTE_MS),
            servers,
        });
    }
    if let Some(calls) = params
        .number("calls_per_period")
        .or_else(|| params.number("calls"))
    {
        let period_s = params
            .number("period_s")
            .or_else(|| Some(60.0 * params.number("interval_min")?))?;
        let aht_s = aht_s
            .or_else(|| params.number("aht_s"))
            .or_else(|| Some(60.0 * params.number("aht_min")?))?;
        return Some(Single {
            unit_ms: SECOND_MS,
            rate: calls / period_s,
            talk: exponential(aht_s * SECOND_MS),
            servers,
        });
    }
    let unit_ms = unit_ms(params);
    let talk = match (
        params.number("mu"),
        params.inner("service"),
        params.number("mean_talk_s"),
    ) {
        (Some(mu), _, _) => exponential(unit_ms / mu),
        (_, Some(spec), _) => {
            distribution(spec, unit_ms).or_else(|| named(params.text("service")?, unit_ms))?
        }
        (_, _, Some(mean)) => exponential(mean * SECOND_MS),
        _ => return None,
    };
    Some(Single {
        unit_ms,
        rate: params.number("lam")?,
        talk,
        servers,
    })
}

fn patience(params: Params, unit_ms: f64) -> Option<Distribution> {
    if let Some(theta) = params.number("theta") {
        return Some(exponential(unit_ms / theta));
    }
    if let Some(mean) = params.number("mean_patience_min") {
        return Some(exponential(mean * MINUTE_MS));
    }
    match params.inner("patience") {
        None => Some(Distribution::Never),
        Some(spec) => {
            distribution(spec, unit_ms).or_else(|| named(params.text("patience")?, unit_ms))
        }
    }
}

/// Places to wait in: a loss system has none.
fn room(row: &Row, servers: u32) -> Option<Option<u32>> {
    let params = row.params();
    if let Some(room) = params.count("waiting_room") {
        return Some(Some(room));
    }
    if let Some(places) = params.count("places_total") {
        return Some(Some(places.checked_sub(servers)?));
    }
    Some(row.model.starts_with("M/M/c/c").then_some(0))
}

/// M/M/c with and without losses, abandonment, general service, after-call work.
pub(super) fn one_queue(row: &Row, group: &[&Row]) -> Option<Setup> {
    let params = row.params();
    let mut cases: Vec<(Variant, Case)> = Vec::new();
    let mut readings = Vec::new();
    for row in group {
        let (variant, metric) = Variant::of(&row.metric, params);
        let found = cases.iter().position(|(known, _)| *known == variant);
        let number = match found {
            Some(number) => number,
            None => {
                cases.push((variant, one_case(row, group, variant)?));
                cases.len() - 1
            }
        };
        let unit_ms = single(params, variant.aht_s, variant.servers)?.unit_ms;
        let (metric, unit_ms) = match metric.strip_suffix("_s") {
            Some(metric) => (metric, SECOND_MS),
            None => (metric, unit_ms),
        };
        let scope = Scope::of(&cases[number].1, unit_ms);
        let named = match (params.number("awt_s"), metric) {
            (Some(awt_s), "service_level") => {
                standard(&format!("{metric}@{}", awt_s * SECOND_MS / unit_ms), &scope)
            }
            _ => standard(metric, &scope),
        };
        readings.push(named.map(|formula| (number, formula)));
    }
    Some(Setup {
        cases: cases.into_iter().map(|(_, case)| case).collect(),
        readings,
    })
}

/// Which of several systems in one row of parameters.
#[derive(Clone, Copy, PartialEq)]
struct Variant {
    abandons: bool,
    aht_s: Option<f64>,
    servers: Option<u32>,
}

impl Variant {
    /// By the words around a metric's name: `erlangC_occupancy`, `mean_wait_aht240_s`, `mean_response_m2`.
    fn of<'m>(metric: &'m str, params: Params) -> (Self, &'m str) {
        let mut variant = Self {
            abandons: true,
            aht_s: None,
            servers: None,
        };
        if let Some(rest) = metric.strip_prefix("erlangA_") {
            return (variant, rest);
        }
        if let Some(rest) = metric.strip_prefix("erlangC_") {
            variant.abandons = false;
            return (variant, rest);
        }
        if let Some((base, aht)) = metric.split_once("_aht") {
            variant.aht_s = aht.strip_suffix("_s").and_then(|aht| aht.parse().ok());
            // The wait is in seconds, as all of these parameters are.
            return (variant, base);
        }
        if !params.has("servers")
            && let Some((base, servers)) = metric.rsplit_once("_m")
            && let Ok(servers) = servers.parse()
        {
            variant.servers = Some(servers);
            return (variant, base);
        }
        (variant, metric)
    }
}

fn one_case(row: &Row, group: &[&Row], variant: Variant) -> Option<Case> {
    let params = row.params();
    let queue = single(params, variant.aht_s, variant.servers)?;
    let mut class = calls(queue.rate, queue.unit_ms, queue.talk);
    let mut settings = QueueSettings::default();
    if variant.abandons {
        class.patience = ByInterval::same(patience(params, queue.unit_ms)?);
    }
    if let Some(mean) = params.number("mean_acw_s") {
        class.after_call = exponential(mean * SECOND_MS);
        settings.after_call_work = AfterCallWork::Mandatory;
    }
    let mut scenario = match row.model.contains("any order") {
        true => in_classes(&class, queue.servers),
        false => Scenario::of(vec![class], vec![Group::of(queue.servers)]),
    };
    for each in &mut scenario.queues {
        *each = Queue {
            settings: settings.clone(),
            room: room(row, queue.servers)?,
            ..Queue::default()
        };
    }
    if let Some(order) = params.text("selection") {
        scenario.rules = select(selection(order)?);
    }
    let mut case = steady(scenario, group, queue.unit_ms);
    if let Some(awt_s) = params.number("awt_s") {
        case.watch.thresholds_ms.push((awt_s * SECOND_MS) as i64);
    }
    Some(case)
}

/// The same customers in three classes with head starts of none, about one and about ten services.
fn in_classes(class: &Class, servers: u32) -> Scenario {
    let part = |(share, priority): (f64, i32)| Class {
        per_hour: ByInterval::same(class.per_hour.0[0] * share),
        priority,
        ..class.clone()
    };
    let classes = [(0.5, 0), (0.3, 17), (0.2, 170)].map(part);
    Scenario::of(classes.to_vec(), vec![Group::of(servers)])
}

fn selection(words: &str) -> Option<Selection> {
    Some(match words {
        "longest_idle" => Selection::LongestIdle,
        "random" => Selection::Random,
        "fastest" => Selection::Fastest,
        "first idle in list order" => Selection::InOrder,
        _ => return None,
    })
}

/// One class, one group, another choice of agent.
fn select(selection: Selection) -> Rules {
    let reach = Reach {
        group: 0,
        after_ms: 0,
    };
    Rules::Lists(Lists {
        groups: vec![vec![reach]],
        in_order: false,
        selection,
        classes: vec![vec![0]],
        release: Release::Score,
    })
}

/// Non-preemptive priorities, exponential or general service.
pub(super) fn priorities(row: &Row, group: &[&Row]) -> Option<Setup> {
    let params = row.params();
    let rates = params.numbers("lams")?;
    let unit_ms = unit_ms(params);
    let talk = |class: usize| match params.number("mu") {
        Some(mu) => Some(exponential(unit_ms / mu)),
        None => {
            let mean = *params.numbers("mean_service")?.get(class)?;
            let second = *params.numbers("second_moment")?.get(class)?;
            Some(by_moments(mean * unit_ms, second / (mean * mean) - 1.0))
        }
    };
    let class = |(number, &rate): (usize, &f64)| {
        let mut class = calls(rate, unit_ms, talk(number)?);
        class.priority = (rates.len() - number) as i32;
        Some(class)
    };
    let classes = rates.iter().enumerate().map(class).collect::<Option<_>>()?;
    let mut scenario = Scenario::of(classes, vec![Group::of(params.count("servers")?)]);
    scenario.queues[0].settings.scoring = Scoring::PriorityOnly;
    let case = steady(scenario, group, unit_ms);
    Some(read_all(
        case,
        unit_ms,
        group,
        |metric, scope| match numbered(metric, "_class") {
            Some((base, class)) => standard(base, &scope.clone().class(class)?),
            None => standard(metric, scope),
        },
    ))
}

/// Agents of different speed.
pub(super) fn unequal_agents(row: &Row, group: &[&Row]) -> Option<Setup> {
    let params = row.params();
    let rates = params.numbers("mu_by_agent")?;
    let unit_ms = unit_ms(params);
    let class = calls(params.number("lam")?, unit_ms, exponential(unit_ms));
    let mut agents = Group::of(rates.len() as u32);
    agents.speed = rates;
    let mut scenario = Scenario::of(vec![class], vec![agents]);
    scenario.rules = select(selection(params.text("selection")?)?);
    let case = steady(scenario, group, unit_ms);
    Some(read_all(case, unit_ms, group, standard))
}
