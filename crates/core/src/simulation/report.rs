//! What a person wants to know of a simulation: a list of figures, each with its half-width.
//!
//! One table says which figures there are; text, CSV and JSON show the same ones.

use super::scenario::{Kind, Rules, Run, Scenario};
use super::statistics::{Estimate, Sums, jackknife_of, totals};
use super::tally::{Count, Layout, Span, Watch};

#[cfg(test)]
mod tests;

/// What a line is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum About {
    /// A queue, over the whole run.
    Queue(String),
    /// A queue, in one interval of the day, counted from 0; contacts by their entry.
    QueueInInterval(String, usize),
    /// A class of contacts.
    Class(String),
    /// The callbacks of a class.
    Callbacks(String),
    /// A group of agents.
    Group(String),
}

/// One number of one thing.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// In camel case, with its unit: `meanWaitSeconds`.
    pub name: String,
    /// Counts are for one run, of a steady one for one batch.
    pub estimate: Estimate,
}

/// All figures of one thing.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Of what.
    pub about: About,
    /// In the order of the table; those without any contact are left out.
    pub figures: Vec<Figure>,
}

/// The whole.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// The scenario's.
    pub name: String,
    /// Of the first run; each further one adds 1.
    pub seed: u64,
    /// Independent runs.
    pub replications: usize,
    /// Runs, or batches of them.
    pub parts: usize,
    /// Queues, then their intervals, classes, callbacks, groups.
    pub lines: Vec<Line>,
}

/// What a [`Tally`](super::tally::Tally) must watch for a report with these service levels.
#[must_use]
pub fn watch(service_levels_ms: &[i64]) -> Watch {
    Watch {
        thresholds_ms: service_levels_ms.to_vec(),
        quantiles: true,
        ..Watch::default()
    }
}

/// What is reported on: classes, over some intervals, and the groups that may take them.
struct Part {
    about: About,
    classes: Vec<usize>,
    groups: Vec<usize>,
    intervals: core::ops::Range<usize>,
}

type Read<'a> = Box<dyn Fn(&Sums) -> f64 + 'a>;

impl Report {
    /// From the parts of a tally that watched as [`watch`] says.
    #[must_use]
    pub fn new(
        scenario: &Scenario,
        service_levels_ms: &[i64],
        layout: &Layout,
        parts: &[Vec<f64>],
        (seed, replications): (u64, usize),
    ) -> Self {
        let all = totals(parts);
        let figure = |(name, read): (String, Read)| {
            let estimate = jackknife_of(&all, parts, read);
            (!estimate.value.is_nan()).then_some(Figure { name, estimate })
        };
        let line = |part: Part| {
            let about = part.about.clone();
            let figures = figures(&part, service_levels_ms, layout).into_iter();
            Line {
                about,
                figures: figures.filter_map(figure).collect(),
            }
        };
        Self {
            name: scenario.name.clone(),
            seed,
            replications,
            parts: parts.len(),
            lines: all_parts(scenario, layout).into_iter().map(line).collect(),
        }
    }
}

fn all_parts(scenario: &Scenario, layout: &Layout) -> Vec<Part> {
    let intervals = layout.sizes().1;
    let queue = |number: usize, intervals, about| {
        let of_queue = |class: &usize| scenario.classes[*class].queue == number;
        let classes: Vec<usize> = (0..scenario.classes.len()).filter(of_queue).collect();
        Part {
            about,
            groups: groups_of(scenario, number, &classes),
            classes,
            intervals,
        }
    };
    let mut parts = Vec::new();
    for (number, row) in scenario.queues.iter().enumerate() {
        let about = About::Queue(row.name.clone());
        parts.push(queue(number, 0..intervals, about));
    }
    if !matches!(scenario.run, Run::Steady { .. }) && intervals > 1 {
        for (number, row) in scenario.queues.iter().enumerate() {
            for interval in 0..intervals {
                let about = About::QueueInInterval(row.name.clone(), interval);
                parts.push(queue(number, interval..interval + 1, about));
            }
        }
    }
    let class = |number, about| Part {
        about,
        classes: vec![number],
        groups: Vec::new(),
        intervals: 0..intervals,
    };
    for (number, row) in scenario.classes.iter().enumerate() {
        parts.push(class(number, About::Class(row.name.clone())));
    }
    for (number, row) in scenario.classes.iter().enumerate() {
        if matches!(row.kind, Kind::Callback(_)) {
            parts.push(class(number, About::Callbacks(row.name.clone())));
        }
    }
    for (number, row) in scenario.groups.iter().enumerate() {
        parts.push(Part {
            about: About::Group(row.name.clone()),
            classes: Vec::new(),
            groups: vec![number],
            intervals: 0..intervals,
        });
    }
    parts
}

/// The groups that may take what waits in a queue.
fn groups_of(scenario: &Scenario, queue: usize, classes: &[usize]) -> Vec<usize> {
    let may = |group: &usize| match &scenario.rules {
        Rules::Router => {
            let mut queues = scenario.groups[*group].queues.iter();
            queues.any(|(of, _)| *of == queue)
        }
        Rules::Lists(lists) => classes.iter().any(|&class| {
            let mut reach = lists.groups[class].iter();
            reach.any(|reach| reach.group == *group)
        }),
    };
    (0..scenario.groups.len()).filter(may).collect()
}

/// The table: what is told of whom.
fn figures<'a>(part: &'a Part, levels_ms: &[i64], layout: &'a Layout) -> Vec<(String, Read<'a>)> {
    let mut table = match part.about {
        About::Callbacks(_) => callbacks(part, layout),
        About::Group(_) => Vec::new(),
        _ => contacts(part, levels_ms, layout),
    };
    if !part.groups.is_empty() {
        let busy = over(&part.groups, &part.intervals, move |group, interval| {
            layout.busy(group, interval)
        });
        let present = over(&part.groups, &part.intervals, move |group, interval| {
            layout.present(group, interval)
        });
        table.push((
            "occupancy".to_owned(),
            Box::new(move |sums| busy(sums) / present(sums)),
        ));
    }
    table
}

/// The sum of what stands at these places.
fn over<'a>(
    things: &'a [usize],
    intervals: &'a core::ops::Range<usize>,
    index: impl Fn(usize, usize) -> usize + 'a,
) -> impl Fn(&Sums) -> f64 + 'a {
    move |sums| {
        let all = things
            .iter()
            .flat_map(|&thing| intervals.clone().map(move |interval| (thing, interval)));
        all.map(|(thing, interval)| sums.at(index(thing, interval)))
            .sum()
    }
}

fn contacts<'a>(part: &'a Part, levels_ms: &[i64], layout: &'a Layout) -> Vec<(String, Read<'a>)> {
    let count = |what| {
        over(&part.classes, &part.intervals, move |class, interval| {
            layout.count(class, interval, what)
        })
    };
    let runs = move |sums: &Sums| sums.at(layout.runs());
    let mut table: Vec<(String, Read)> = Vec::new();
    for (name, what) in [
        ("offered", Count::Offered),
        ("served", Count::Served),
        ("abandoned", Count::Abandoned),
        ("blocked", Count::Blocked),
        ("messages", Count::Messages),
        ("closed", Count::Closed),
        ("unserved", Count::Unserved),
    ] {
        let count = count(what);
        table.push((
            name.to_owned(),
            Box::new(move |sums| count(sums) / runs(sums)),
        ));
    }
    let [served, abandoned] = [count(Count::Served), count(Count::Abandoned)];
    let [served_wait, abandoned_wait] = [count(Count::ServedWait), count(Count::AbandonedWait)];
    table.push((
        "meanWaitSeconds".to_owned(),
        Box::new(move |sums| {
            let waits = served_wait(sums) + abandoned_wait(sums);
            waits / (served(sums) + abandoned(sums)) / 1e3
        }),
    ));
    let [served, wait] = [count(Count::Served), count(Count::ServedWait)];
    table.push((
        "meanWaitOfServedSeconds".to_owned(),
        Box::new(move |sums| wait(sums) / served(sums) / 1e3),
    ));
    let [served, abandoned] = [count(Count::Served), count(Count::Abandoned)];
    let at_once = count(Count::AtOnce);
    table.push((
        "probabilityOfWaiting".to_owned(),
        Box::new(move |sums| 1.0 - at_once(sums) / (served(sums) + abandoned(sums))),
    ));
    for (number, level_ms) in levels_ms.iter().enumerate() {
        let [served, abandoned] = [count(Count::Served), count(Count::Abandoned)];
        let within = over(&part.classes, &part.intervals, move |class, interval| {
            layout.served_within(class, interval, number)
        });
        table.push((
            format!("servedWithin{}Seconds", *level_ms as f64 / 1e3),
            Box::new(move |sums| within(sums) / (served(sums) + abandoned(sums))),
        ));
    }
    if !matches!(part.about, About::QueueInInterval(..)) {
        for percent in [50, 90, 99] {
            let share = f64::from(percent) / 100.0;
            table.push((
                format!("waitP{percent}Seconds"),
                Box::new(move |sums| layout.quantile(sums, &part.classes, share).max(0.0) / 1e3),
            ));
        }
    }
    let waiting = over(&part.classes, &part.intervals, move |class, interval| {
        layout.span(class, interval, Span::Waiting)
    });
    table.push((
        "waitingHours".to_owned(),
        Box::new(move |sums| waiting(sums) / runs(sums) / 36e5),
    ));
    table
}

/// A callback is never taken before its time; how late it is are the waits of its class.
fn callbacks<'a>(part: &'a Part, layout: &'a Layout) -> Vec<(String, Read<'a>)> {
    let count = |what| {
        over(&part.classes, &part.intervals, move |class, interval| {
            layout.count(class, interval, what)
        })
    };
    let share = |of: Count, all: Count| {
        let (of, all) = (count(of), count(all));
        Box::new(move |sums: &Sums| of(sums) / all(sums))
    };
    let each = |what: Count| {
        let count = count(what);
        Box::new(move |sums: &Sums| count(sums) / sums.at(layout.runs()))
    };
    vec![
        ("attempts".to_owned(), each(Count::Served)),
        ("furtherAttempts".to_owned(), each(Count::Retries)),
        (
            "unanswered".to_owned(),
            share(Count::Unanswered, Count::Served),
        ),
        (
            "keptWithin1Minute".to_owned(),
            share(Count::Within1, Count::Served),
        ),
        (
            "keptWithin5Minutes".to_owned(),
            share(Count::Within5, Count::Served),
        ),
        (
            "keptWithin15Minutes".to_owned(),
            share(Count::Within15, Count::Served),
        ),
        ("promisedByName".to_owned(), each(Count::ByName)),
        (
            "takenByThePromised".to_owned(),
            share(Count::ByPromised, Count::ByName),
        ),
        ("handedToTheQueue".to_owned(), each(Count::HandedOver)),
        ("droppedByExpiry".to_owned(), each(Count::Expired)),
    ]
}
