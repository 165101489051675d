use super::*;
use crate::routing::OwnershipExpiry;
use crate::simulation::by_hand::{
    counted, nobody_answers, promised_to_a_busy_agent, seventeen_in_a_row,
};

/// What is counted of the one class in the one interval.
#[track_caller]
fn check(scenario: &Scenario, expected: &[(Count, f64)]) {
    let tally = counted(scenario, Watch::default());
    let layout = tally.layout().clone();
    let parts = tally.into_parts();
    for &(what, number) in expected {
        assert_eq!(parts[0][layout.count(0, 0, what)], number, "{what:?}");
    }
}

/// Taken 1, 5 and 15 minutes late to the millisecond still counts as within.
#[test]
fn the_limits_of_a_kept_promise_are_included() {
    check(
        &seventeen_in_a_row(),
        &[
            (Count::Offered, 17.0),
            (Count::Served, 17.0),
            (Count::AtOnce, 1.0),
            (Count::Within1, 2.0),
            (Count::Within5, 6.0),
            (Count::Within15, 16.0),
            (Count::ServedWait, 136.0 * 60_000.0),
            (Count::Unanswered, 0.0),
        ],
    );
}

#[test]
fn each_further_attempt_is_a_retry_and_none_is_answered() {
    check(
        &nobody_answers(),
        &[
            (Count::Offered, 3.0),
            (Count::Retries, 2.0),
            (Count::Served, 3.0),
            (Count::Unanswered, 3.0),
            (Count::Within1, 3.0),
        ],
    );
}

#[test]
fn an_ownership_that_ends_drops_the_callback_or_hands_it_over() {
    let mut scenario = promised_to_a_busy_agent();
    check(
        &scenario,
        &[
            (Count::Served, 3.0),
            (Count::Expired, 1.0),
            (Count::ExpiredWait, 30_000.0),
            (Count::HandedOver, 1.0),
        ],
    );
    // Agent 1 has the one that was *to me*; half a minute later both are through.
    scenario.queues[0].settings.ownership_expiry = OwnershipExpiry::HandToQueue;
    check(
        &scenario,
        &[
            (Count::Served, 4.0),
            (Count::Expired, 0.0),
            (Count::HandedOver, 2.0),
        ],
    );
}

/// Two runs of the same scenario are the sums of both.
#[test]
fn runs_add_up() {
    let scenario = seventeen_in_a_row();
    let plan = crate::simulation::Plan::new(&scenario).expect("the scenario fits");
    let mut tally = Tally::new(&scenario, Watch::default());
    for seed in [1, 2] {
        crate::simulation::simulate(&plan, seed, &mut tally);
        tally.finish();
    }
    let layout = tally.layout().clone();
    let parts = tally.into_parts();
    assert_eq!(parts[0][layout.runs()], 2.0);
    assert_eq!(parts[0][layout.count(0, 0, Count::Within5)], 12.0);
    assert_eq!(parts[0][layout.busy(0, 0)], 2.0 * 17.0 * 60_000.0);
}
