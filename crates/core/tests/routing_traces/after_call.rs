//! After-call work: the five modes (routing.md §1.5).

use crate::{check, check_timers};

#[test]
fn optional_frees_the_agent_at_once() {
    check(
        "
        0:00 queue Q
        0:00 agent Kim Q
        0:00 Kim on
        0:01 call #1 Q
        0:02 Kim accepts #1
        0:03 call #2 Q
        ---
        0:10 Kim ends #1
        > end #1 Kim: Talked, wrap-up None
        > Kim Idle: Ended(#1)
        > alert #2 Kim until 0:18: FirstInLine { waited_ms: 7000 }
        ",
    );
}

#[test]
fn mandatory_lasts_until_done() {
    check(
        "
        0:00 queue Q acw=mandatory
        0:00 agent Kim Q
        0:00 Kim on
        0:01 call #1 Q
        0:02 Kim accepts #1
        0:03 call #2 Q
        ---
        0:10 Kim ends #1
        > wrap up #1 Kim until done: AgentEnded
        60:00 Kim done #1
        > end #1 Kim: Talked, wrap-up Done
        > Kim Idle: Ended(#1)
        > alert #2 Kim until 60:08: FirstInLine { waited_ms: 3597000 }
        ",
    );
}

#[test]
fn mandatory_with_time_out_lasts_that_long() {
    check_timers(
        "
        0:00 queue Q acw=timeout:30
        0:00 agent Kim Q
        0:00 Kim on
        0:01 call #1 Q
        0:02 Kim accepts #1
        0:03 call #2 Q
        ---
        0:10 Kim ends #1
        > wrap up #1 Kim until 0:40: AgentEnded
        > set 0:40 AfterCallWork(#1)
        0:39.999 -
        > 0:40 AfterCallWork(#1)
        > end #1 Kim: Talked, wrap-up TimedOut
        > Kim Idle: Ended(#1)
        > alert #2 Kim until 0:48: FirstInLine { waited_ms: 37000 }
        > set 0:48 Alert(#2)
        0:40 -
        ",
    );
}

#[test]
fn mandatory_with_time_out_may_be_cut_short() {
    check_timers(
        "
        0:00 queue Q acw=timeout:30
        0:00 agent Kim Q
        0:00 Kim on
        0:01 call #1 Q
        0:02 Kim accepts #1
        0:03 call #2 Q
        ---
        0:10 Kim ends #1
        > wrap up #1 Kim until 0:40: AgentEnded
        > set 0:40 AfterCallWork(#1)
        0:20 Kim done #1
        > drop AfterCallWork(#1)
        > end #1 Kim: Talked, wrap-up Done
        > Kim Idle: Ended(#1)
        > alert #2 Kim until 0:28: FirstInLine { waited_ms: 17000 }
        > set 0:28 Alert(#2)
        ",
    );
}

#[test]
fn forced_time_out_may_not() {
    check(
        "
        0:00 queue Q acw=forced:30
        0:00 agent Kim Q
        0:00 Kim on
        0:01 call #1 Q
        0:02 Kim accepts #1
        0:03 call #2 Q
        ---
        0:10 Kim ends #1
        > wrap up #1 Kim until 0:40: AgentEnded
        0:39.999 Kim done #1
        > refuse: AfterCallWorkForced { id: #1, until: 0:40 }
        > 0:40 AfterCallWork(#1)
        > end #1 Kim: Talked, wrap-up TimedOut
        > Kim Idle: Ended(#1)
        > alert #2 Kim until 0:48: FirstInLine { waited_ms: 37000 }
        0:40 -
        ",
    );
}

#[test]
fn agent_requested_without_request_is_none() {
    check(
        "
        0:00 queue Q acw=asked:30
        0:00 agent Kim Q
        0:00 Kim on
        0:01 call #1 Q
        0:02 Kim accepts #1
        0:03 call #2 Q
        ---
        0:10 Kim ends #1
        > end #1 Kim: Talked, wrap-up None
        > Kim Idle: Ended(#1)
        > alert #2 Kim until 0:18: FirstInLine { waited_ms: 7000 }
        ",
    );
}

#[test]
fn agent_requested_with_request_lasts_that_long() {
    check(
        "
        0:00 queue Q acw=asked:30
        0:00 agent Kim Q
        0:00 Kim on
        0:01 call #1 Q
        0:02 Kim accepts #1
        0:03 call #2 Q
        ---
        0:09 Kim asks #1
        0:10 Kim ends #1
        > wrap up #1 Kim until 0:40: AgentEnded
        > 0:40 AfterCallWork(#1)
        > end #1 Kim: Talked, wrap-up TimedOut
        > Kim Idle: Ended(#1)
        > alert #2 Kim until 0:48: FirstInLine { waited_ms: 37000 }
        0:40 -
        ",
    );
}

#[test]
fn the_customer_hanging_up_begins_it_too() {
    check(
        "
        0:00 queue Q acw=timeout:30
        0:00 agent Kim Q
        0:00 Kim on
        0:01 call #1 Q
        0:02 Kim accepts #1
        0:03 call #2 Q
        ---
        0:10 #1 hangs-up
        > wrap up #1 Kim until 0:40: CustomerLeft
        0:20 Kim done #1
        > end #1 Kim: Talked, wrap-up Done
        > Kim Idle: Ended(#1)
        > alert #2 Kim until 0:28: FirstInLine { waited_ms: 17000 }
        ",
    );
}

#[test]
fn off_queue_during_it_gets_nothing_after_it() {
    check(
        "
        0:00 queue Q acw=mandatory
        0:00 agent Kim Q
        0:00 Kim on
        0:01 call #1 Q
        0:02 Kim accepts #1
        0:03 call #2 Q
        ---
        0:10 Kim ends #1
        > wrap up #1 Kim until done: AgentEnded
        0:11 Kim off
        > Kim OffQueue: Presence
        0:12 Kim done #1
        > end #1 Kim: Talked, wrap-up Done
        ",
    );
}
