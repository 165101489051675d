//! What is asked of a scenario by name, computed from the tally's sums.

use callback_core::simulation::scenario::{Run, Scenario};
use callback_core::simulation::statistics::Sums;
use callback_core::simulation::tally::{Count, Layout, Span, Watch};

use super::row::Row;

/// One scenario to simulate.
pub(super) struct Case {
    pub(super) scenario: Scenario,
    pub(super) watch: Watch,
    /// Whether the variance of the queue's length is asked for.
    pub(super) depth: bool,
    /// Expected contacts in a run.
    pub(super) contacts: f64,
}

pub(super) type Formula = Box<dyn Fn(&View) -> f64>;

/// What to simulate, and how each row of a group is read off it: the number of the case, and how.
pub(super) struct Setup {
    pub(super) cases: Vec<Case>,
    pub(super) readings: Vec<Option<(usize, Formula)>>,
}

/// Sums by name.
pub(super) struct View<'a> {
    pub(super) sums: &'a Sums<'a>,
    pub(super) layout: &'a Layout,
    /// Added to the share of a quantile, to see how far its error reaches.
    pub(super) shift: f64,
}

impl View<'_> {
    pub(super) fn runs(&self) -> f64 {
        self.sums.at(self.layout.runs())
    }

    /// A count of one class and interval.
    pub(super) fn cell(&self, class: usize, interval: usize, what: Count) -> f64 {
        self.sums.at(self.layout.count(class, interval, what))
    }

    /// Over all intervals.
    pub(super) fn count(&self, classes: &[usize], what: Count) -> f64 {
        self.over(classes, |class, interval| {
            self.layout.count(class, interval, what)
        })
    }

    pub(super) fn served_within(&self, classes: &[usize], threshold: usize) -> f64 {
        self.over(classes, |class, interval| {
            self.layout.served_within(class, interval, threshold)
        })
    }

    pub(super) fn abandoned_within(&self, classes: &[usize], threshold: usize) -> f64 {
        self.over(classes, |class, interval| {
            self.layout.abandoned_within(class, interval, threshold)
        })
    }

    fn over(&self, classes: &[usize], index: impl Fn(usize, usize) -> usize) -> f64 {
        let intervals = self.layout.sizes().1;
        let of = |&class: &usize| -> f64 {
            (0..intervals)
                .map(|interval| self.sums.at(index(class, interval)))
                .sum()
        };
        classes.iter().map(of).sum()
    }

    /// A time-weighted sum over the intervals of the day.
    pub(super) fn span(&self, classes: &[usize], what: Span) -> f64 {
        self.over(classes, |class, interval| {
            self.layout.span(class, interval, what)
        })
    }

    /// Agents of the groups with a contact, in ms, during the day.
    pub(super) fn busy(&self, groups: &[usize]) -> f64 {
        self.over(groups, |group, interval| self.layout.busy(group, interval))
    }

    /// Of these classes, what came and was decided.
    fn decided(&self, classes: &[usize]) -> f64 {
        self.count(classes, Count::Served)
            + self.count(classes, Count::Abandoned)
            + self.count(classes, Count::Blocked)
    }
}

/// What a formula is about.
#[derive(Clone)]
pub(super) struct Scope {
    pub(super) unit_ms: f64,
    pub(super) classes: Vec<usize>,
    pub(super) groups: Vec<usize>,
    /// In those groups.
    pub(super) agents: f64,
    /// What one counted run, or batch, lasts.
    pub(super) duration_ms: f64,
    /// The thresholds that are watched, in ms.
    pub(super) thresholds_ms: Vec<i64>,
}

impl Scope {
    /// All of a scenario whose staffing does not change.
    pub(super) fn of(case: &Case, unit_ms: f64) -> Self {
        let scenario = &case.scenario;
        let agents = |group: &callback_core::simulation::scenario::Group| group.agents.0[0];
        Self {
            unit_ms,
            classes: (0..scenario.classes.len()).collect(),
            groups: (0..scenario.groups.len()).collect(),
            agents: f64::from(scenario.groups.iter().map(agents).sum::<u32>()),
            duration_ms: match scenario.run {
                Run::Steady { batch_ms, .. } => batch_ms as f64,
                _ => scenario.intervals_ms.iter().sum::<i64>() as f64,
            },
            thresholds_ms: case.watch.thresholds_ms.clone(),
        }
    }

    /// Of one class.
    pub(super) fn class(mut self, class: usize) -> Option<Self> {
        self.classes.contains(&class).then(|| {
            self.classes = vec![class];
            self
        })
    }

    /// Of one group of so many.
    pub(super) fn group(mut self, group: usize, agents: u32) -> Self {
        self.groups = vec![group];
        self.agents = f64::from(agents);
        self
    }

    fn threshold(&self, at: Option<f64>) -> Option<usize> {
        let wanted = (at? * self.unit_ms).round() as i64;
        self.thresholds_ms.iter().position(|&ms| ms == wanted)
    }
}

/// The part of a metric's name behind `@`.
pub(super) fn at(metric: &str) -> Option<f64> {
    metric.split_once('@')?.1.parse().ok()
}

/// A name and the number at its end: `mean_wait_class2` with `_class` is `mean_wait` and 1.
pub(super) fn numbered<'m>(metric: &'m str, word: &str) -> Option<(&'m str, usize)> {
    let (base, number) = metric.rsplit_once(word)?;
    Some((base, number.parse::<usize>().ok()?.checked_sub(1)?))
}

/// The thresholds of a group of rows, in ms, each once.
pub(super) fn thresholds(group: &[&Row], unit_ms: f64) -> Vec<i64> {
    let mut all: Vec<i64> = group
        .iter()
        .filter(|row| !row.metric.starts_with("wait_quantile"))
        .filter_map(|row| at(&row.metric))
        .map(|at| (at * unit_ms).round() as i64)
        .collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// A name that means the same in all models.
pub(super) fn standard(metric: &str, scope: &Scope) -> Option<Formula> {
    let (base, at) = (metric.split('@').next()?, at(metric));
    share(base, scope)
        .or_else(|| waits(base, scope))
        .or_else(|| over_time(base, scope))
        .or_else(|| within(base, at, scope))
}

/// Shares of contacts.
fn share(base: &str, scope: &Scope) -> Option<Formula> {
    let classes = scope.classes.clone();
    Some(match base {
        "p_block" => Box::new(move |v| v.count(&classes, Count::Blocked) / v.decided(&classes)),
        "p_abandon" => Box::new(move |v| v.count(&classes, Count::Abandoned) / v.decided(&classes)),
        "p_zero_wait" | "p_immediate" | "p_no_wait" => {
            Box::new(move |v| v.count(&classes, Count::AtOnce) / v.decided(&classes))
        }
        "p_wait" => Box::new(move |v| 1.0 - v.count(&classes, Count::AtOnce) / v.decided(&classes)),
        "p_wait_accepted" => Box::new(move |v| {
            let accepted = v.decided(&classes) - v.count(&classes, Count::Blocked);
            1.0 - v.count(&classes, Count::AtOnce) / accepted
        }),
        _ => return None,
    })
}

/// Means and variances of waits.
fn waits(base: &str, scope: &Scope) -> Option<Formula> {
    let (classes, unit) = (scope.classes.clone(), scope.unit_ms);
    let all_waits = {
        let classes = classes.clone();
        move |v: &View| {
            v.count(&classes, Count::ServedWait) + v.count(&classes, Count::AbandonedWait)
        }
    };
    let all_counts = {
        let classes = classes.clone();
        move |v: &View| v.count(&classes, Count::Served) + v.count(&classes, Count::Abandoned)
    };
    let variance = |n: f64, sum: f64, squares: f64| {
        let mean = sum / n;
        squares / n - mean * mean
    };
    Some(match base {
        "mean_wait" | "mean_wait_all" | "mean_wait_overall" | "mean_wait_accepted" => {
            Box::new(move |v| all_waits(v) / all_counts(v) / unit)
        }
        "mean_wait_given_wait" => Box::new(move |v| {
            all_waits(v) / (all_counts(v) - v.count(&classes, Count::AtOnce)) / unit
        }),
        "mean_response" => Box::new(move |v| {
            let talk = v.span(&classes, Span::Talking);
            (all_waits(v) + talk) / all_counts(v) / unit
        }),
        "mean_wait_served" => Box::new(move |v| {
            v.count(&classes, Count::ServedWait) / v.count(&classes, Count::Served) / unit
        }),
        "mean_wait_abandoned" => Box::new(move |v| {
            v.count(&classes, Count::AbandonedWait) / v.count(&classes, Count::Abandoned) / unit
        }),
        "var_wait" => Box::new(move |v| {
            let squares = v.count(&classes, Count::ServedWaitSquares)
                + v.count(&classes, Count::AbandonedWaitSquares);
            variance(all_counts(v), all_waits(v), squares) / (unit * unit)
        }),
        "var_wait_served" => Box::new(move |v| {
            let [n, sum, squares] = [Count::Served, Count::ServedWait, Count::ServedWaitSquares]
                .map(|what| v.count(&classes, what));
            variance(n, sum, squares) / (unit * unit)
        }),
        "var_wait_abandoned" => Box::new(move |v| {
            let [n, sum, squares] = [
                Count::Abandoned,
                Count::AbandonedWait,
                Count::AbandonedWaitSquares,
            ]
            .map(|what| v.count(&classes, what));
            variance(n, sum, squares) / (unit * unit)
        }),
        _ => return None,
    })
}

/// Averages over time.
fn over_time(base: &str, scope: &Scope) -> Option<Formula> {
    let (classes, groups) = (scope.classes.clone(), scope.groups.clone());
    let (agents, duration) = (scope.agents, scope.duration_ms);
    let time = move |v: &View| v.runs() * duration;
    Some(match base {
        "mean_queue_len" | "mean_queue" => {
            Box::new(move |v| v.span(&classes, Span::Waiting) / time(v))
        }
        "mean_in_system" => Box::new(move |v| {
            (v.span(&classes, Span::Waiting) + v.span(&classes, Span::Handling)) / time(v)
        }),
        "var_queue_len" => Box::new(move |v| {
            let mean = v.span(&classes, Span::Waiting) / time(v);
            let squares = v.sums.at(v.layout.runs() + 1);
            squares / time(v) - mean * mean
        }),
        "occupancy" => Box::new(move |v| v.busy(&groups) / agents / time(v)),
        "talk_occupancy" => Box::new(move |v| v.span(&classes, Span::Talking) / agents / time(v)),
        "acw_share" => Box::new(move |v| {
            let after = v.span(&classes, Span::Handling) - v.span(&classes, Span::Talking);
            after / agents / time(v)
        }),
        _ => {
            let agent = ["utilization_server", "utilization_agent"]
                .iter()
                .find_map(|word| {
                    base.strip_prefix(word)?
                        .parse::<usize>()
                        .ok()?
                        .checked_sub(1)
                })?;
            Box::new(move |v| v.sums.at(v.layout.agent(agent)) / time(v))
        }
    })
}

/// Shares within a threshold, and quantiles.
fn within(base: &str, at: Option<f64>, scope: &Scope) -> Option<Formula> {
    let (classes, unit) = (scope.classes.clone(), scope.unit_ms);
    if base == "wait_quantile" {
        let share = at?;
        return Some(Box::new(move |v| {
            let share = (share + v.shift).clamp(0.0, 1.0);
            v.layout.quantile(v.sums, &classes, share).max(0.0) / unit
        }));
    }
    let t = scope.threshold(at)?;
    Some(match base {
        "service_level" | "p_served_within" | "p_start_within" => {
            Box::new(move |v| v.served_within(&classes, t) / v.decided(&classes))
        }
        "p_wait_le_given_served" => {
            Box::new(move |v| v.served_within(&classes, t) / v.count(&classes, Count::Served))
        }
        "p_wait_le_given_abandoned" => {
            Box::new(move |v| v.abandoned_within(&classes, t) / v.count(&classes, Count::Abandoned))
        }
        "service_level_excl_short_abandon" => Box::new(move |v| {
            let counted = v.decided(&classes) - v.abandoned_within(&classes, t);
            v.served_within(&classes, t) / counted
        }),
        _ => return None,
    })
}
