use super::*;
use crate::simulation::by_hand::{
    counted, nobody_answers, promised_to_a_busy_agent, seventeen_in_a_row,
};

/// The figures of the only class of callbacks, two the same runs of it.
#[track_caller]
fn check(scenario: &Scenario, expected: &[(&str, f64)]) {
    let tally = counted(scenario, watch(&[]));
    let layout = tally.layout().clone();
    let parts: Vec<Vec<f64>> = [tally.clone(), tally]
        .into_iter()
        .flat_map(crate::simulation::tally::Tally::into_parts)
        .collect();
    let report = Report::new(scenario, &[], &layout, &parts, (1, 2));
    let callbacks = |line: &&Line| matches!(line.about, About::Callbacks(_));
    let line = report.lines.iter().find(callbacks).expect("the callbacks");
    for &(name, value) in expected {
        let figure = line.figures.iter().find(|figure| figure.name == name);
        let estimate = figure.unwrap_or_else(|| panic!("{name}")).estimate;
        assert!(
            (estimate.value - value).abs() < 1e-12,
            "{name}: {estimate:?}"
        );
        assert!(estimate.standard_error < 1e-12, "{name}: {estimate:?}");
    }
}

#[test]
fn kept_promises_are_shares_of_the_attempts() {
    check(
        &seventeen_in_a_row(),
        &[
            ("attempts", 17.0),
            ("furtherAttempts", 0.0),
            ("unanswered", 0.0),
            ("keptWithin1Minute", 2.0 / 17.0),
            ("keptWithin5Minutes", 6.0 / 17.0),
            ("keptWithin15Minutes", 16.0 / 17.0),
            ("handedToTheQueue", 0.0),
            ("droppedByExpiry", 0.0),
        ],
    );
}

#[test]
fn attempts_are_told_for_one_run() {
    check(
        &nobody_answers(),
        &[
            ("attempts", 3.0),
            ("furtherAttempts", 2.0),
            ("unanswered", 1.0),
        ],
    );
}

#[test]
fn what_was_handed_over_or_dropped_is_told_for_one_run() {
    check(
        &promised_to_a_busy_agent(),
        &[
            ("attempts", 3.0),
            ("handedToTheQueue", 1.0),
            ("droppedByExpiry", 1.0),
            ("keptWithin1Minute", 1.0),
        ],
    );
}
