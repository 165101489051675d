//! Alerts: accepted, declined, run out, taken away (routing.md §1.1, §1.5).

use crate::{check, check_timers};

#[test]
fn an_accepted_alert_connects() {
    check_timers(
        "
        0:00 queue Q
        0:00 agent Kim Q
        0:00 Kim on
        ---
        0:10 call #1 Q
        > queue #1 Q since 0:10: Arrived
        > alert #1 Kim until 0:18: LongestIdle { idle_ms: 10000 }
        > set 0:18 Alert(#1)
        0:11 Kim accepts #1
        > drop Alert(#1)
        > connect #1 Kim
        > Kim Interacting: Accepted(#1)
        0:20 Kim ends #1
        > end #1 Kim: Talked, wrap-up None
        > Kim Idle: Ended(#1)
        ",
    );
}

#[test]
fn a_call_alerts_for_8_s_and_then_goes_to_the_next() {
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
        0:17.999 -
        > 0:18 Alert(#1)
        > stop alert #1 Kim: Missed
        > Kim NotResponding: Missed(#1)
        > queue #1 Q since 0:10: AlertMissed(Kim)
        > alert #1 Lee until 0:26: LongestIdle { idle_ms: 16000 }
        0:18 -
        0:19 Lee accepts #1
        > connect #1 Lee
        > Lee Interacting: Accepted(#1)
        ",
    );
}

#[test]
fn a_callback_alerts_for_30_s() {
    check(
        "
        0:00 queue Q
        0:00 agent Kim Q
        0:00 agent Lee Q
        0:01 Kim on
        0:02 Lee on
        ---
        0:10 book #1 Q at=0:10
        > #1 Scheduled { at: 0:10 }
        > queue #1 Q since 0:10: Due
        > alert #1 Kim until 0:40: LongestIdle { idle_ms: 9000 }
        0:39.999 -
        > 0:40 Alert(#1)
        > stop alert #1 Kim: Missed
        > Kim NotResponding: Missed(#1)
        > queue #1 Q since 0:10: AlertMissed(Kim)
        > alert #1 Lee until 1:10: LongestIdle { idle_ms: 38000 }
        0:40 -
        ",
    );
}

#[test]
fn a_declined_alert_goes_on_at_once() {
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
        0:11 Kim declines #1
        > stop alert #1 Kim: Declined
        > Kim NotResponding: Declined(#1)
        > queue #1 Q since 0:10: AlertDeclined(Kim)
        > alert #1 Lee until 0:19: LongestIdle { idle_ms: 9000 }
        ",
    );
}

#[test]
fn not_responding_gets_nothing_until_on_queue_again() {
    check(
        "
        0:00 queue Q
        0:00 agent Kim Q
        0:00 Kim on
        ---
        0:10 call #1 Q
        > queue #1 Q since 0:10: Arrived
        > alert #1 Kim until 0:18: LongestIdle { idle_ms: 10000 }
        > 0:18 Alert(#1)
        > stop alert #1 Kim: Missed
        > Kim NotResponding: Missed(#1)
        > queue #1 Q since 0:10: AlertMissed(Kim)
        > wait #1: NobodyFree { on_queue: 1 }
        0:20 call #2 Q
        > queue #2 Q since 0:20: Arrived
        > wait #2: NobodyFree { on_queue: 1 }
        0:30 Kim on
        > Kim Idle: Presence
        > alert #1 Kim until 0:38: FirstInLine { waited_ms: 20000 }
        ",
    );
}

#[test]
fn a_missed_alert_keeps_the_entry_time() {
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
        0:11 Kim declines #1
        > stop alert #1 Kim: Declined
        > Kim NotResponding: Declined(#1)
        > queue #1 Q since 0:10: AlertDeclined(Kim)
        > alert #1 Lee until 0:19: LongestIdle { idle_ms: 9000 }
        0:12 Lee declines #1
        > stop alert #1 Lee: Declined
        > Lee NotResponding: Declined(#1)
        > queue #1 Q since 0:10: AlertDeclined(Lee)
        > wait #1: NobodyFree { on_queue: 2 }
        0:13 call #2 Q
        > queue #2 Q since 0:13: Arrived
        > wait #2: NobodyFree { on_queue: 2 }
        0:20 Lee on
        > Lee Idle: Presence
        > alert #1 Lee until 0:28: FirstInLine { waited_ms: 10000 }
        ",
    );
}

#[test]
fn the_last_millisecond_of_an_alert_counts() {
    check(
        "
        0:00 queue Q
        0:00 agent Kim Q
        0:00 Kim on
        ---
        0:10 call #1 Q
        > queue #1 Q since 0:10: Arrived
        > alert #1 Kim until 0:18: LongestIdle { idle_ms: 10000 }
        0:17.999 Kim accepts #1
        > connect #1 Kim
        > Kim Interacting: Accepted(#1)
        ",
    );
}

#[test]
fn an_agent_who_goes_off_queue_loses_the_alert_but_is_not_to_blame() {
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
        0:11 Kim off
        > Kim OffQueue: Presence
        > stop alert #1 Kim: AgentLeft
        > queue #1 Q since 0:10: AgentLeft(Kim)
        > alert #1 Lee until 0:19: LongestIdle { idle_ms: 9000 }
        ",
    );
}

#[test]
fn an_agent_who_leaves_the_queue_loses_its_alert() {
    check(
        "
        0:00 queue Q
        0:00 queue R
        0:00 agent Kim Q,R
        0:00 Kim on
        ---
        0:10 call #1 Q
        > queue #1 Q since 0:10: Arrived
        > alert #1 Kim until 0:18: LongestIdle { idle_ms: 10000 }
        0:11 call #2 R
        > queue #2 R since 0:11: Arrived
        > wait #2: NobodyFree { on_queue: 1 }
        0:12 Kim leaves Q
        > stop alert #1 Kim: AgentLeft
        > queue #1 Q since 0:10: AgentLeft(Kim)
        > wait #1: NobodyOnQueue
        > alert #2 Kim until 0:20: FirstInLine { waited_ms: 1000 }
        ",
    );
}

#[test]
fn an_agent_who_goes_off_queue_keeps_the_conversation() {
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
        0:12 Kim off
        > Kim OffQueue: Presence
        0:13 Kim ends #1
        > end #1 Kim: Talked, wrap-up None
        0:14 call #2 Q
        > queue #2 Q since 0:14: Arrived
        > wait #2: NobodyOnQueue
        ",
    );
}

#[test]
fn a_customer_who_hangs_up_ends_the_alert_and_frees_the_agent() {
    check(
        "
        0:00 queue Q
        0:00 agent Kim Q
        0:00 Kim on
        ---
        0:10 call #1 Q
        > queue #1 Q since 0:10: Arrived
        > alert #1 Kim until 0:18: LongestIdle { idle_ms: 10000 }
        0:10 call #2 Q
        > queue #2 Q since 0:10: Arrived
        > wait #2: NobodyFree { on_queue: 1 }
        0:12 #1 hangs-up
        > stop alert #1 Kim: Disconnected(Client)
        > disconnect #1: Client
        > alert #2 Kim until 0:20: FirstInLine { waited_ms: 2000 }
        ",
    );
}

#[test]
fn a_customer_who_gives_up_waiting_is_disconnected() {
    check(
        "
        0:00 queue Q
        ---
        0:10 call #1 Q
        > queue #1 Q since 0:10: Arrived
        > wait #1: NobodyOnQueue
        0:12 #1 hangs-up
        > disconnect #1: Client
        ",
    );
}

#[test]
fn a_customer_who_hangs_up_ends_the_conversation() {
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
        0:12 #1 hangs-up
        > end #1 Kim: Talked, wrap-up None
        > Kim Idle: Ended(#1)
        ",
    );
}

#[test]
fn who_talks_outside_the_queues_is_not_alerted() {
    check(
        "
        0:00 queue Q
        0:00 agent Kim Q
        0:00 Kim on
        ---
        0:10 Kim talks
        > Kim Communicating: Communication
        0:11 call #1 Q
        > queue #1 Q since 0:11: Arrived
        > wait #1: NobodyFree { on_queue: 1 }
        0:12 Kim talked
        > Kim Idle: Communication
        > alert #1 Kim until 0:20: FirstInLine { waited_ms: 1000 }
        ",
    );
}

#[test]
fn accepting_at_the_end_of_an_alert_is_too_late_even_before_its_timer() {
    check_timers(
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
        > set 0:18 Alert(#1)
        0:18* Kim accepts #1
        > drop Alert(#1)
        > stop alert #1 Kim: Missed
        > Kim NotResponding: Missed(#1)
        > queue #1 Q since 0:10: AlertMissed(Kim)
        > alert #1 Lee until 0:26: LongestIdle { idle_ms: 16000 }
        > set 0:26 Alert(#1)
        > refuse: AlertOver(#1, Kim)
        0:18 -
        ",
    );
}
