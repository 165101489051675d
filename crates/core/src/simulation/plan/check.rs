//! What a scenario must hold to, so that nothing in a run can go wrong.

use crate::simulation::kernel::PLACES_MAX;
use crate::simulation::scenario::{
    Alerting, ByInterval, Class, Distribution, Group, Kind, Promised, Rules, Run, Scenario,
};

/// What is wrong with a scenario, and with which part of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// This class.
    Class(usize, What),
    /// This queue.
    Queue(usize, What),
    /// This group.
    Group(usize, What),
    /// The whole.
    Scenario(What),
}

/// What is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// A list that must not be empty.
    Empty,
    /// A list that has not one entry for each class, or each group.
    Incomplete,
    /// More than the engine has room for.
    TooMany,
    /// A place in a list that is not there.
    Unknown,
    /// A number that is negative, not finite, or a probability above 1.
    Number,
    /// A distribution without sense.
    Distribution,
    /// The class is not of the kind that is needed here.
    Kind,
    /// A queue's setting outside its limits.
    Setting,
    /// Intervals that a terminating run needs, or a tagged contact that its run needs.
    NoEnd,
}

/// The longest time that a number of a scenario may say: a thousand years.
const LONGEST_MS: f64 = 31_556_952_000_000.0;
/// The highest rate of arrivals of a class: a thousand in a second.
const PER_HOUR_MAX: f64 = 3_600_000.0;
/// Contacts in the center when a run begins, at most.
const STANDING_MAX: u64 = 1 << 20;
/// How much faster or slower than others an agent may be.
const SPEEDS: core::ops::RangeInclusive<f64> = 0.001..=1_000.0;
/// The shortest time to a redial: in none at all, a customer might call for ever.
const REDIAL_MS_MIN: i64 = 1_000;

pub(super) fn check(scenario: &Scenario) -> Result<(), Problem> {
    let places = agents(scenario) + scenario.classes.len() as u64 + 8;
    if places > PLACES_MAX as u64 || scenario.queues.len() > PLACES_MAX {
        return Err(Problem::Scenario(What::TooMany));
    }
    let lengths = &scenario.intervals_ms;
    if lengths
        .iter()
        .any(|&length| length <= 0 || length as f64 > LONGEST_MS)
    {
        return Err(Problem::Scenario(What::Number));
    }
    for (number, queue) in scenario.queues.iter().enumerate() {
        queue
            .settings
            .check()
            .map_err(|_| Problem::Queue(number, What::Setting))?;
    }
    for (number, class) in scenario.classes.iter().enumerate() {
        check_class(scenario, class).map_err(|what| Problem::Class(number, what))?;
    }
    for (number, group) in scenario.groups.iter().enumerate() {
        check_group(scenario, group).map_err(|what| Problem::Group(number, what))?;
    }
    check_whole(scenario).map_err(Problem::Scenario)
}

fn agents(scenario: &Scenario) -> u64 {
    let most = |group: &Group| group.agents.0.iter().copied().max().unwrap_or(0);
    scenario
        .groups
        .iter()
        .map(|group| u64::from(most(group)))
        .sum()
}

const fn named(promised: Promised) -> Option<usize> {
    match promised {
        Promised::Anyone => None,
        Promised::ToMe { agent } | Promised::Owned { agent, .. } => Some(agent as usize),
    }
}

fn check_whole(scenario: &Scenario) -> Result<(), What> {
    let classes = scenario.classes.len();
    known(
        scenario.start.iter().map(|standing| standing.class),
        classes,
    )?;
    known(scenario.tagged.iter().map(|tagged| tagged.class), classes)?;
    known(
        scenario.scheduled.iter().map(|scheduled| scheduled.class),
        classes,
    )?;
    for scheduled in &scenario.scheduled {
        if scenario.classes[scheduled.class].kind == Kind::Call {
            return Err(What::Kind);
        }
        numbers([scheduled.at_ms as f64])?;
    }
    let promised = scenario
        .scheduled
        .iter()
        .map(|scheduled| scheduled.promised);
    let promised = promised.chain(scenario.tagged.iter().map(|tagged| tagged.promised));
    known(promised.filter_map(named), agents(scenario) as usize)?;
    numbers(scenario.busyness_shape.iter().copied())?;
    if let Rules::Lists(lists) = &scenario.rules {
        if lists.groups.len() != classes || lists.classes.len() != scenario.groups.len() {
            return Err(What::Incomplete);
        }
        let reaches = || lists.groups.iter().flatten();
        known(reaches().map(|reach| reach.group), scenario.groups.len())?;
        known(lists.classes.iter().flatten().copied(), classes)?;
        numbers(reaches().map(|reach| reach.after_ms as f64))?;
    }
    let standing = scenario
        .start
        .iter()
        .map(|standing| u64::from(standing.count));
    if standing.sum::<u64>() > STANDING_MAX {
        return Err(What::TooMany);
    }
    numbers(
        scenario
            .start
            .iter()
            .map(|standing| standing.waited_ms as f64),
    )?;
    numbers(scenario.tagged.iter().map(|tagged| tagged.at_ms as f64))?;
    match scenario.run {
        Run::Steady {
            warm_up_ms,
            batches,
            batch_ms,
        } => numbers([warm_up_ms as f64, batch_ms as f64 * f64::from(batches)]),
        Run::Terminating if scenario.intervals_ms.is_empty() => Err(What::NoEnd),
        Run::Tagged if scenario.tagged.is_none() => Err(What::NoEnd),
        Run::Terminating | Run::Tagged => Ok(()),
    }
}

fn check_class(scenario: &Scenario, class: &Class) -> Result<(), What> {
    known([class.queue], scenario.queues.len())?;
    filled(&class.per_hour)?;
    filled(&class.talk)?;
    filled(&class.patience)?;
    if !class
        .per_hour
        .0
        .iter()
        .all(|rate| (0.0..=PER_HOUR_MAX).contains(rate))
    {
        return Err(What::Number);
    }
    numbers(class.message_after_ms.map(|ms| ms as f64))?;
    probabilities([class.balks])?;
    let drawn = class.talk.0.iter().chain([&class.after_call]);
    lasting(drawn)?;
    class.patience.0.iter().try_for_each(sensible)?;
    if let Some(redial) = class.redial {
        probabilities([redial.probability])?;
        numbers([redial.after_ms as f64])?;
        if redial.after_ms < REDIAL_MS_MIN {
            return Err(What::Number);
        }
    }
    if let Some(booking) = &class.books {
        known([booking.class], scenario.classes.len())?;
        if scenario.classes[booking.class].kind == Kind::Call {
            return Err(What::Kind);
        }
        probabilities([booking.probability, booking.to_me + booking.owned])?;
        numbers([booking.owned_for_ms as f64, booking.round_to_ms as f64])?;
        numbers([booking.to_me, booking.owned])?;
        lasting([&booking.delay])?;
    }
    if let Kind::Callback(work) = &class.kind {
        probabilities([work.no_answer])?;
        numbers([work.retry_after_ms as f64])?;
        lasting([&work.preview, &work.ring])?;
    }
    Ok(())
}

fn check_group(scenario: &Scenario, group: &Group) -> Result<(), What> {
    filled(&group.agents)?;
    known(
        group.queues.iter().map(|&(queue, _)| queue),
        scenario.queues.len(),
    )?;
    if !group.speed.iter().all(|speed| SPEEDS.contains(speed)) {
        return Err(What::Number);
    }
    if let Alerting::Rings {
        answer,
        missed,
        away,
    } = &group.alerting
    {
        probabilities([*missed])?;
        sensible(answer)?;
        lasting([away])?;
    }
    Ok(())
}

fn filled<T>(values: &ByInterval<T>) -> Result<(), What> {
    if values.0.is_empty() {
        Err(What::Empty)
    } else {
        Ok(())
    }
}

fn known(indices: impl IntoIterator<Item = usize>, length: usize) -> Result<(), What> {
    let outside = indices.into_iter().any(|index| index >= length);
    if outside { Err(What::Unknown) } else { Ok(()) }
}

fn numbers(values: impl IntoIterator<Item = f64>) -> Result<(), What> {
    let fits = |value: f64| (0.0..=LONGEST_MS).contains(&value);
    if values.into_iter().all(fits) {
        Ok(())
    } else {
        Err(What::Number)
    }
}

fn probabilities(values: impl IntoIterator<Item = f64>) -> Result<(), What> {
    // A sum of shares may be above 1 by a rounding.
    let fits = |value: f64| (0.0..=1.0 + 1e-9).contains(&value);
    if values.into_iter().all(fits) {
        Ok(())
    } else {
        Err(What::Number)
    }
}

/// Durations that end.
fn lasting<'a>(distributions: impl IntoIterator<Item = &'a Distribution>) -> Result<(), What> {
    for distribution in distributions {
        sensible(distribution)?;
        if *distribution == Distribution::Never {
            return Err(What::Distribution);
        }
    }
    Ok(())
}

fn sensible(distribution: &Distribution) -> Result<(), What> {
    use Distribution as D;
    let fits = |value: &f64| (0.0..=LONGEST_MS).contains(value);
    let holds = match distribution {
        D::Never => true,
        D::Constant { ms } => fits(&(*ms as f64)),
        D::Exponential { mean_ms } => fits(mean_ms),
        D::Uniform { from_ms, to_ms } => fits(from_ms) && fits(to_ms) && from_ms <= to_ms,
        D::Lognormal { mean_ms, scv } => fits(mean_ms) && fits(scv),
        D::Erlang { phases, mean_ms } => (1..=1_000).contains(phases) && fits(mean_ms),
        D::Gamma { shape, mean_ms } => fits(shape) && *shape > 0.0 && fits(mean_ms),
        D::Hyperexponential { branches } => {
            let sum: f64 = branches.iter().map(|(probability, _)| probability).sum();
            let each = branches
                .iter()
                .all(|(probability, mean)| fits(probability) && fits(mean));
            each && (sum - 1.0).abs() < 1e-6
        }
        D::Empirical { quantiles_ms } => {
            quantiles_ms.len() >= 2 && quantiles_ms.iter().all(fits) && quantiles_ms.is_sorted()
        }
    };
    if holds {
        Ok(())
    } else {
        Err(What::Distribution)
    }
}
