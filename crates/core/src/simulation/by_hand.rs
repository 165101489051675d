//! Scenarios for tests, small and constant enough to be computed by hand.

use super::Plan;
use super::scenario::*;
use super::simulate;
use super::tally::{Tally, Watch};
use crate::time::MINUTE_MS;

/// A minute of ringing and talking, nothing before and after it: an agent with a callback is through
/// exactly a minute later.
pub(super) fn callbacks_of_a_minute() -> CallbackWork {
    CallbackWork {
        preview: Distribution::Constant { ms: 0 },
        ring: Distribution::Constant { ms: 10_000 },
        no_answer: 0.0,
        retries: 0,
        retry_after_ms: 10 * MINUTE_MS,
    }
}

/// A day of one hour with so many agents, and callbacks promised before it, at minutes.
pub(super) fn day(agents: u32, work: CallbackWork, promised: &[(i64, Promised)]) -> Scenario {
    let talk = Distribution::Constant { ms: 50_000 };
    let mut class = Class::calls(ByInterval::same(0.0), talk);
    class.kind = Kind::Callback(work);
    let mut scenario = Scenario::of(vec![class], vec![Group::of(agents)]);
    scenario.intervals_ms = vec![60 * MINUTE_MS];
    scenario.run = Run::Terminating;
    let scheduled = |&(minute, promised)| Scheduled {
        class: 0,
        at_ms: minute * MINUTE_MS,
        promised,
    };
    scenario.scheduled = promised.iter().map(scheduled).collect();
    scenario
}

/// Seventeen at once for one agent: they are taken 0, 1, 2 … 16 minutes after their time.
pub(super) fn seventeen_in_a_row() -> Scenario {
    let all = [(10, Promised::Anyone); 17];
    day(1, callbacks_of_a_minute(), &all)
}

/// Nobody answers, twice it is tried again: three attempts, each at its time.
pub(super) fn nobody_answers() -> Scenario {
    let mut work = callbacks_of_a_minute();
    (work.no_answer, work.retries) = (1.0, 2);
    day(1, work, &[(10, Promised::Anyone)])
}

/// Agent 0 has a callback in hand when three more are due: one *to me*, which agent 1 takes at
/// once; one owned for ever, which waits its minute; and one owned for half of it.
pub(super) fn promised_to_a_busy_agent() -> Scenario {
    let agent = 0;
    let owned = |owned_for_ms| Promised::Owned {
        agent,
        owned_for_ms,
    };
    let all = [
        (10, owned(60 * MINUTE_MS)),
        (10, Promised::ToMe { agent }),
        (10, owned(60 * MINUTE_MS)),
        (10, owned(30_000)),
    ];
    day(2, callbacks_of_a_minute(), &all)
}

/// One run of it, counted.
pub(super) fn counted(scenario: &Scenario, watch: Watch) -> Tally {
    let plan = Plan::new(scenario).expect("the scenario fits");
    let mut tally = Tally::new(scenario, watch);
    simulate(&plan, 1, &mut tally);
    tally.finish();
    tally
}
