//! Late, doubled and unknown events are refused with a reason and change nothing.

use crate::{check, check_timers};

#[test]
fn unknown_numbers() {
    check(
        "
        0:00 queue Q
        0:00 agent Kim Q
        0:00 Kim on
        ---
        1:00 call #1 queue9
        > refuse: UnknownQueue(QueueId(9))
        1:00 book #1 queue9 at=2:00
        > refuse: UnknownQueue(QueueId(9))
        1:00 book #1 Q at=2:00 to=agent9
        > refuse: UnknownAgent(AgentId(9))
        1:00 agent9 on
        > refuse: UnknownAgent(AgentId(9))
        1:00 agent9 joins Q
        > refuse: UnknownAgent(AgentId(9))
        1:00 Kim joins queue9
        > refuse: UnknownQueue(QueueId(9))
        1:00 Kim accepts #9
        > refuse: UnknownInteraction(#9)
        1:00 #9 hangs-up
        > refuse: UnknownInteraction(#9)
        1:00 #9 cancelled
        > refuse: UnknownInteraction(#9)
        1:00 #9 priority 1
        > refuse: UnknownInteraction(#9)
        1:00 fire Due #9
        > refuse: StaleTimer(Due(#9))
        ",
    );
}

#[test]
fn numbers_beyond_the_limit() {
    check(
        "
        0:00 queue queue65536
        > refuse: TooManyQueues(QueueId(65536))
        0:00 agent agent1048576 Q
        > refuse: TooManyAgents(AgentId(1048576))
        > refuse: UnknownAgent(AgentId(1048576))
        ",
    );
}

#[test]
fn a_number_in_use() {
    check(
        "
        0:00 queue Q
        0:00 agent Kim Q
        0:00 Kim on
        ---
        1:00 book #1 Q at=9:00
        > #1 Scheduled { at: 9:00 }
        1:00 book #1 Q at=9:00
        > refuse: KnownInteraction(#1)
        1:00 call #1 Q
        > refuse: KnownInteraction(#1)
        ",
    );
}

#[test]
fn a_number_that_ended_is_unknown() {
    check(
        "
        0:00 queue Q
        0:00 call #1 Q
        0:01 #1 hangs-up
        ---
        0:02 #1 hangs-up
        > refuse: UnknownInteraction(#1)
        0:02 #1 priority 3
        > refuse: UnknownInteraction(#1)
        ",
    );
}

#[test]
fn an_alert_that_timed_out() {
    check(
        "
        0:00 queue Q
        0:00 agent Kim Q
        0:00 agent Lee Q
        0:01 Kim on
        0:02 Lee on
        ---
        0:10 call #1 Q
        > queue #1 Q since 0:10: Arrived
        > alert #1 Kim until 0:18: LongestIdle { idle_ms: 9000 }
        > 0:18 Alert(#1)
        > stop alert #1 Kim: Missed
        > Kim NotResponding: Missed(#1)
        > queue #1 Q since 0:10: AlertMissed(Kim)
        > alert #1 Lee until 0:26: LongestIdle { idle_ms: 16000 }
        0:18 Kim accepts #1
        > refuse: AlertOver(#1, Kim)
        0:19 Kim declines #1
        > refuse: AlertOver(#1, Kim)
        0:19 Lee accepts #1
        > connect #1 Lee
        > Lee Interacting: Accepted(#1)
        0:19 Lee accepts #1
        > refuse: AlertOver(#1, Lee)
        ",
    );
}

#[test]
fn a_timer_that_no_longer_applies() {
    check(
        "
        0:00 queue Q
        0:00 agent Kim Q
        0:00 Kim on
        ---
        0:10 call #1 Q
        > queue #1 Q since 0:10: Arrived
        > alert #1 Kim until 0:18: LongestIdle { idle_ms: 10000 }
        0:11 Kim accepts #1
        > connect #1 Kim
        > Kim Interacting: Accepted(#1)
        0:18 fire Alert #1
        > refuse: StaleTimer(Alert(#1))
        0:18 fire AfterCallWork #1
        > refuse: StaleTimer(AfterCallWork(#1))
        0:18 fire Ownership #1
        > refuse: StaleTimer(Ownership(#1))
        ",
    );
}

#[test]
fn a_timer_that_comes_early_is_set_again() {
    check_timers(
        "
        0:00 queue Q
        0:00 book #1 Q at=10:00
        ---
        9:59.999 fire Due #1
        > set 10:00 Due(#1)
        ",
    );
}

#[test]
fn another_agents_interaction() {
    check(
        "
        0:00 queue Q
        0:00 agent Kim Q
        0:00 agent Lee Q
        0:01 Kim on
        0:02 Lee on
        ---
        0:10 call #1 Q
        > queue #1 Q since 0:10: Arrived
        > alert #1 Kim until 0:18: LongestIdle { idle_ms: 9000 }
        0:11 Lee accepts #1
        > refuse: AlertOver(#1, Lee)
        0:11 Kim ends #1
        > refuse: WrongStage(#1, Alerting)
        0:11 Kim accepts #1
        > connect #1 Kim
        > Kim Interacting: Accepted(#1)
        0:12 Lee ends #1
        > refuse: NotTheirs(#1, Lee)
        0:12 Kim dials #1
        > refuse: WrongStage(#1, Connected)
        ",
    );
}

#[test]
fn events_that_do_not_fit_the_stage() {
    check(
        "
        0:00 queue Q
        0:00 agent Kim Q
        0:00 Kim on
        ---
        0:00 book #1 Q at=10:00
        > #1 Scheduled { at: 10:00 }
        1:00 #1 answered
        > refuse: WrongStage(#1, Scheduled)
        1:00 #1 silent
        > refuse: WrongStage(#1, Scheduled)
        1:00 #1 hangs-up
        > refuse: WrongStage(#1, Scheduled)
        1:00 #1 released
        > refuse: NotOwned(#1)
        1:00 Kim ends #1
        > refuse: NotTheirs(#1, Kim)
        > 10:00 Due(#1)
        > queue #1 Q since 10:00: Due
        > alert #1 Kim until 10:30: LongestIdle { idle_ms: 600000 }
        10:01 #1 now
        > refuse: WrongStage(#1, Alerting)
        10:01 #1 moved 20:00
        > refuse: WrongStage(#1, Alerting)
        10:02 Kim accepts #1
        > connect #1 Kim
        > Kim Interacting: Accepted(#1)
        10:02 #1 reassigned Q
        > refuse: WrongStage(#1, Accepted)
        10:02 Kim done #1
        > refuse: WrongStage(#1, Accepted)
        10:03 Kim dials #1
        > dial #1 Kim: Agent
        10:03 Kim dials #1
        > refuse: WrongStage(#1, Dialing)
        10:03 #1 cancelled
        > refuse: WrongStage(#1, Dialing)
        ",
    );
}

#[test]
fn callback_events_for_a_call() {
    check(
        "
        0:00 queue Q
        0:00 agent Kim Q
        0:00 Kim on
        ---
        0:10 call #1 Q
        > queue #1 Q since 0:10: Arrived
        > alert #1 Kim until 0:18: LongestIdle { idle_ms: 10000 }
        0:10 #1 cancelled
        > refuse: NotACallback(#1)
        0:10 #1 moved 1:00
        > refuse: NotACallback(#1)
        0:10 #1 now
        > refuse: NotACallback(#1)
        0:10 #1 released
        > refuse: NotACallback(#1)
        ",
    );
}

#[test]
fn settings_outside_their_limits() {
    check(
        "
        0:00 queue Q acw=timeout:-1
        > refuse: OutOfLimits(Q, AfterCallWork)
        0:00 queue Q auto-dial=1201
        > refuse: OutOfLimits(Q, AutoDial)
        0:00 queue Q auto-end=1201
        > refuse: OutOfLimits(Q, AutoEnd)
        0:00 queue Q rules=any:1.999
        > refuse: OutOfLimits(Q, Rules)
        0:00 queue Q rules=any:259200.001
        > refuse: OutOfLimits(Q, Rules)
        0:00 queue Q rules=101:5
        > refuse: OutOfLimits(Q, Rules)
        0:00 queue Q rules=any:5,any:5,any:5,any:5,any:5,any:5,any:5
        > refuse: OutOfLimits(Q, Rules)
        0:00 queue Q rings=-1
        > refuse: OutOfLimits(Q, Rings)
        0:00 queue Q rings=259200.001
        > refuse: OutOfLimits(Q, Rings)
        0:00 queue Q rings=5,5,5,5,5,5
        > refuse: OutOfLimits(Q, Rings)
        0:00 call #1 Q
        > refuse: UnknownQueue(Q)
        0:01 queue Q auto-dial=1200 auto-end=0
        0:01 queue Q rules=any:2,any:259200,100:5,0:5,any:5,any:5 rings=0,259200,5,5,5
        ",
    );
}

#[test]
fn said_twice_is_done_once() {
    check(
        "
        0:00 queue Q
        0:00 agent Kim Q
        0:00 Kim on
        ---
        0:01 Kim on
        0:01 Kim joins Q
        0:01 Kim talked
        0:02 Kim off
        > Kim OffQueue: Presence
        0:02 Kim off
        0:02 Kim leaves Q
        0:02 Kim leaves Q
        0:03 call #1 Q
        > queue #1 Q since 0:03: Arrived
        > wait #1: NobodyOnQueue
        ",
    );
}
