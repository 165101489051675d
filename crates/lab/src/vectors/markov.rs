//! Several classes and groups in a steady state.

use callback_core::simulation::scenario::{
    Blending, ByInterval, CallbackWork, Class, Distribution, Group, Kind, Lists, Queue, Reach,
    Release, Rules, Scenario, Selection,
};

use super::metric::{Scope, Setup, numbered, standard};
use super::params::{Params, exponential};
use super::row::Row;
use super::single::{calls, steady, unit_ms};

/// V, N, X, M and W designs: ordered preferences on arrival, class priority on release.
pub(super) fn skills(row: &Row, group: &[&Row]) -> Option<Setup> {
    let params = row.params();
    let (classes, pools) = (params.list("classes")?, params.list("pools")?);
    let unit_ms = unit_ms(params);
    let reach = |group| Reach { group, after_ms: 0 };
    let lists = Lists {
        groups: classes
            .iter()
            .map(|class| {
                let places = class.places("pool_preference")?;
                Some(places.into_iter().map(reach).collect())
            })
            .collect::<Option<_>>()?,
        in_order: true,
        selection: Selection::LongestIdle,
        classes: pools
            .iter()
            .map(|pool| pool.places("class_priority_on_release"))
            .collect::<Option<_>>()?,
        release: Release::InOrder,
    };
    let agents: Vec<u32> = pools
        .iter()
        .map(|pool| pool.count("agents"))
        .collect::<Option<_>>()?;
    let class = |(queue, class): (usize, &Params)| {
        let mut made = impatient(*class, unit_ms)?;
        made.queue = queue;
        Some(made)
    };
    let made = classes
        .iter()
        .enumerate()
        .map(class)
        .collect::<Option<_>>()?;
    let mut scenario = Scenario::of(made, agents.iter().map(|&n| Group::of(n)).collect());
    let queue = Queue {
        room: params.count("queue_cap_per_class"),
        ..Queue::default()
    };
    scenario.queues = vec![queue; classes.len()];
    scenario.rules = Rules::Lists(lists);
    let case = steady(scenario, group, unit_ms);
    let all = Scope::of(&case, unit_ms);
    let reading = |row: &&Row| {
        let metric = row.metric.as_str();
        let formula = if let Some((base, class)) = numbered(metric, "_class") {
            standard(base, &all.clone().class(class)?)
        } else if let Some((base, pool)) = numbered(metric, "_pool") {
            standard(base, &all.clone().group(pool, *agents.get(pool)?))
        } else {
            standard(metric, &all)
        };
        Some((0, formula?))
    };
    Some(Setup {
        readings: group.iter().map(reading).collect(),
        cases: vec![case],
    })
}

fn impatient(class: Params, unit_ms: f64) -> Option<Class> {
    let talk = exponential(unit_ms / class.number("mu")?);
    let mut made = calls(class.number("lam")?, unit_ms, talk);
    made.patience = ByInterval::same(match class.number("theta") {
        Some(theta) => exponential(unit_ms / theta),
        None => Distribution::Never,
    });
    Some(made)
}

/// Callbacks that yield to calls.
pub(super) fn blending(row: &Row, group: &[&Row]) -> Option<Setup> {
    let params = row.params();
    let unit_ms = unit_ms(params);
    let call = impatient(params.inner("inbound")?, unit_ms)?;
    let mut callback = impatient(params.inner("callback")?, unit_ms)?;
    let nothing = Distribution::Constant { ms: 0 };
    callback.kind = Kind::Callback(CallbackWork {
        preview: nothing.clone(),
        ring: nothing,
        no_answer: 0.0,
        retries: 0,
        retry_after_ms: 0,
    });
    let agents = Group::of(params.count("agents")?);
    let mut scenario = Scenario::of(vec![call, callback], vec![agents]);
    scenario.blending = Some(Blending {
        reserved_idle: params.count("reserved_idle")?,
    });
    let case = steady(scenario, group, unit_ms);
    let all = Scope::of(&case, unit_ms);
    let reading = |row: &&Row| {
        let class = |prefix: &str, class: usize| {
            let base = row.metric.strip_prefix(prefix)?;
            standard(base, &all.clone().class(class)?)
        };
        let formula = class("inbound_", 0)
            .or_else(|| class("callback_", 1))
            .or_else(|| standard(&row.metric, &all))?;
        Some((0, formula))
    };
    Some(Setup {
        readings: group.iter().map(reading).collect(),
        cases: vec![case],
    })
}
