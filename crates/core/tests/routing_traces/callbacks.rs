//! A callback from its booking to its end; to me if possible (P7, P11, routing.md §1.4).

use crate::{check, check_timers};

#[test]
fn it_enters_at_its_time_with_no_wait_behind_it() {
    check(
        "
        0:00 queue Q
        0:00 agent Kim Q
        0:00 book #1 Q at=10:00
        9:59 call #2 Q
        ---
        > 10:00 Due(#1)
        > queue #1 Q since 10:00: Due
        > wait #1: NobodyOnQueue
        10:00 -
        10:01 Kim on
        > Kim Idle: Presence
        > alert #2 Kim until 10:09: FirstInLine { waited_ms: 2000 }
        ",
    );
}

#[test]
fn its_timers_are_set_and_dropped() {
    check_timers(
        "
        0:00 queue Q
        0:00 agent Kim Q
        0:00 Kim on
        ---
        0:00 book #1 Q at=10:00
        > #1 Scheduled { at: 10:00 }
        > set 10:00 Due(#1)
        5:00 #1 moved 20:00
        > drop Due(#1)
        > #1 Rescheduled { at: 20:00 }
        > set 20:00 Due(#1)
        > 20:00 Due(#1)
        > queue #1 Q since 20:00: Due
        > alert #1 Kim until 20:30: LongestIdle { idle_ms: 1200000 }
        > set 20:30 Alert(#1)
        20:01 Kim accepts #1
        > drop Alert(#1)
        > connect #1 Kim
        > Kim Interacting: Accepted(#1)
        > set 25:01 AutoDial(#1)
        20:02 Kim dials #1
        > drop AutoDial(#1)
        > dial #1 Kim: Agent
        20:03 #1 answered
        20:04 #1 hangs-up
        > set 25:04 AutoEnd(#1)
        20:05 Kim ends #1
        > drop AutoEnd(#1)
        > end #1 Kim: Talked, wrap-up None
        > Kim Idle: Ended(#1)
        ",
    );
}

#[test]
fn one_whose_time_has_come_enters_at_once() {
    check(
        "
        0:00 queue Q
        ---
        5:00 book #1 Q at=4:00
        > #1 Scheduled { at: 4:00 }
        > queue #1 Q since 4:00: Due
        > wait #1: NobodyOnQueue
        ",
    );
}

#[test]
fn to_me_goes_to_me_though_another_is_idle_longer() {
    check(
        "
        0:00 queue Q
        0:00 agent Kim Q
        0:00 agent Lee Q
        0:01 Lee on
        0:02 Kim on
        0:03 book #1 Q at=10:00 to=Kim
        ---
        > 10:00 Due(#1)
        > queue #1 Q since 10:00: Due
        > alert #1 Kim until 10:30: RequestedAgent
        10:00 -
        ",
    );
}

#[test]
fn to_me_needs_no_skill_of_mine() {
    check(
        "
        0:00 queue Q
        0:00 agent Kim Q
        0:00 Kim on
        ---
        0:00 book #1 Q at=10:00 to=Kim needs=7
        > #1 Scheduled { at: 10:00 }
        > 10:00 Due(#1)
        > queue #1 Q since 10:00: Due
        > alert #1 Kim until 10:30: RequestedAgent
        10:00 -
        ",
    );
}

#[test]
fn to_me_missed_goes_at_once_to_the_next() {
    check(
        "
        0:00 queue Q
        0:00 agent Kim Q
        0:00 agent Lee Q
        0:01 Kim on
        0:02 Lee on
        ---
        0:03 book #1 Q at=10:00 to=Lee
        > #1 Scheduled { at: 10:00 }
        > 10:00 Due(#1)
        > queue #1 Q since 10:00: Due
        > alert #1 Lee until 10:30: RequestedAgent
        > 10:30 Alert(#1)
        > stop alert #1 Lee: Missed
        > Lee NotResponding: Missed(#1)
        > queue #1 Q since 10:00: AlertMissed(Lee)
        > alert #1 Kim until 11:00: LongestIdle { idle_ms: 629000 } instead of Lee: Missed
        10:30 -
        10:31 Kim accepts #1
        > connect #1 Kim
        > Kim Interacting: Accepted(#1)
        ",
    );
}

#[test]
fn to_me_not_available_goes_at_once_to_the_next() {
    check(
        "
        0:00 queue Q
        0:00 agent Kim Q
        0:00 agent Lee Q
        0:01 Kim on
        0:02 Lee on
        ---
        0:03 book #1 Q at=10:00 to=Lee
        > #1 Scheduled { at: 10:00 }
        9:00 Lee off
        > Lee OffQueue: Presence
        > 10:00 Due(#1)
        > queue #1 Q since 10:00: Due
        > alert #1 Kim until 10:30: LongestIdle { idle_ms: 599000 } instead of Lee: NotAvailable(OffQueue)
        10:00 -
        ",
    );
}

#[test]
fn to_me_busy_goes_at_once_to_the_next() {
    check(
        "
        0:00 queue Q
        0:00 agent Kim Q
        0:00 agent Lee Q
        0:01 Kim on
        0:02 Lee on
        ---
        0:03 book #1 Q at=10:00 to=Kim
        > #1 Scheduled { at: 10:00 }
        9:59 call #2 Q
        > queue #2 Q since 9:59: Arrived
        > alert #2 Kim until 10:07: LongestIdle { idle_ms: 598000 }
        9:59 Kim accepts #2
        > connect #2 Kim
        > Kim Interacting: Accepted(#2)
        > 10:00 Due(#1)
        > queue #1 Q since 10:00: Due
        > alert #1 Lee until 10:30: LongestIdle { idle_ms: 598000 } instead of Kim: NotAvailable(Interacting)
        10:00 -
        ",
    );
}

#[test]
fn to_me_no_member_goes_at_once_to_the_next() {
    check(
        "
        0:00 queue Q
        0:00 queue R
        0:00 agent Kim R
        0:00 agent Lee Q
        0:00 Kim on
        0:00 Lee on
        0:00 book #1 Q at=10:00 to=Kim
        ---
        > 10:00 Due(#1)
        > queue #1 Q since 10:00: Due
        > alert #1 Lee until 10:30: LongestIdle { idle_ms: 600000 } instead of Kim: NotMember
        10:00 -
        ",
    );
}

#[test]
fn to_me_with_nobody_on_queue_waits_for_anyone() {
    check(
        "
        0:00 queue Q
        0:00 agent Kim Q
        0:00 agent Lee Q
        0:00 book #1 Q at=10:00 to=Kim
        ---
        > 10:00 Due(#1)
        > queue #1 Q since 10:00: Due
        > wait #1: NobodyOnQueue
        10:00 -
        11:00 Lee on
        > Lee Idle: Presence
        > alert #1 Lee until 11:30: FirstInLine { waited_ms: 60000 } instead of Kim: NotAvailable(OffQueue)
        ",
    );
}

#[test]
fn it_is_dialed_by_the_agent() {
    check(
        "
        0:00 queue Q
        0:00 agent Kim Q
        0:00 Kim on
        ---
        0:00 book #1 Q at=10:00
        > #1 Scheduled { at: 10:00 }
        > 10:00 Due(#1)
        > queue #1 Q since 10:00: Due
        > alert #1 Kim until 10:30: LongestIdle { idle_ms: 600000 }
        10:01 Kim accepts #1
        > connect #1 Kim
        > Kim Interacting: Accepted(#1)
        10:02 Kim dials #1
        > dial #1 Kim: Agent
        10:03 #1 answered
        10:04 Kim ends #1
        > end #1 Kim: Talked, wrap-up None
        > Kim Idle: Ended(#1)
        ",
    );
}

#[test]
fn it_is_dialed_by_itself_after_300_s() {
    check(
        "
        0:00 queue Q
        0:00 agent Kim Q
        0:00 Kim on
        ---
        0:00 book #1 Q at=10:00
        > #1 Scheduled { at: 10:00 }
        > 10:00 Due(#1)
        > queue #1 Q since 10:00: Due
        > alert #1 Kim until 10:30: LongestIdle { idle_ms: 600000 }
        10:00 Kim accepts #1
        > connect #1 Kim
        > Kim Interacting: Accepted(#1)
        14:59.999 -
        > 15:00 AutoDial(#1)
        > dial #1 Kim: AutoDial
        15:00 -
        ",
    );
}

#[test]
fn the_callback_may_say_when_it_is_dialed() {
    check(
        "
        0:00 queue Q
        0:00 agent Kim Q
        0:00 Kim on
        ---
        0:00 book #1 Q at=10:00 auto-dial=7
        > #1 Scheduled { at: 10:00 }
        > 10:00 Due(#1)
        > queue #1 Q since 10:00: Due
        > alert #1 Kim until 10:30: LongestIdle { idle_ms: 600000 }
        10:00 Kim accepts #1
        > connect #1 Kim
        > Kim Interacting: Accepted(#1)
        > 10:07 AutoDial(#1)
        > dial #1 Kim: AutoDial
        10:07 -
        ",
    );
}

#[test]
fn the_callback_may_say_never() {
    check(
        "
        0:00 queue Q
        0:00 agent Kim Q
        0:00 Kim on
        ---
        0:00 book #1 Q at=10:00 auto-dial=off
        > #1 Scheduled { at: 10:00 }
        > 10:00 Due(#1)
        > queue #1 Q since 10:00: Due
        > alert #1 Kim until 10:30: LongestIdle { idle_ms: 600000 }
        10:00 Kim accepts #1
        > connect #1 Kim
        > Kim Interacting: Accepted(#1)
        99:00 -
        ",
    );
}

#[test]
fn no_answer_may_be_dialed_again_and_ends_by_itself_after_300_s() {
    check(
        "
        0:00 queue Q
        0:00 agent Kim Q
        0:00 Kim on
        ---
        0:00 book #1 Q at=10:00
        > #1 Scheduled { at: 10:00 }
        > 10:00 Due(#1)
        > queue #1 Q since 10:00: Due
        > alert #1 Kim until 10:30: LongestIdle { idle_ms: 600000 }
        10:00 Kim accepts #1
        > connect #1 Kim
        > Kim Interacting: Accepted(#1)
        10:01 Kim dials #1
        > dial #1 Kim: Agent
        10:20 #1 silent
        11:00 Kim dials #1
        > dial #1 Kim: Agent
        11:20 #1 silent
        16:19.999 -
        > 16:20 AutoEnd(#1)
        > end #1 Kim: NoAnswer, wrap-up None
        > Kim Idle: Ended(#1)
        16:20 -
        ",
    );
}

#[test]
fn an_agent_may_end_it_without_dialing() {
    check(
        "
        0:00 queue Q
        0:00 agent Kim Q
        0:00 Kim on
        ---
        0:00 book #1 Q at=10:00
        > #1 Scheduled { at: 10:00 }
        > 10:00 Due(#1)
        > queue #1 Q since 10:00: Due
        > alert #1 Kim until 10:30: LongestIdle { idle_ms: 600000 }
        10:00 Kim accepts #1
        > connect #1 Kim
        > Kim Interacting: Accepted(#1)
        10:01 Kim ends #1
        > end #1 Kim: NotDialed, wrap-up None
        > Kim Idle: Ended(#1)
        ",
    );
}

#[test]
fn call_now_enters_now() {
    check(
        "
        0:00 queue Q
        0:00 agent Kim Q
        0:00 Kim on
        ---
        0:00 book #1 Q at=10:00
        > #1 Scheduled { at: 10:00 }
        3:00 #1 now
        > queue #1 Q since 3:00: CalledNow
        > alert #1 Kim until 3:30: LongestIdle { idle_ms: 180000 }
        > 3:30 Alert(#1)
        > stop alert #1 Kim: Missed
        > Kim NotResponding: Missed(#1)
        > queue #1 Q since 3:00: AlertMissed(Kim)
        > wait #1: NobodyFree { on_queue: 1 }
        10:00 -
        ",
    );
}

#[test]
fn cancelled_before_its_time() {
    check_timers(
        "
        0:00 queue Q
        0:00 book #1 Q at=10:00
        ---
        3:00 #1 cancelled
        > drop Due(#1)
        > disconnect #1: Cancelled
        10:00 -
        ",
    );
}

#[test]
fn cancelled_during_the_alert() {
    check(
        "
        0:00 queue Q
        0:00 agent Kim Q
        0:00 Kim on
        ---
        0:00 book #1 Q at=10:00
        > #1 Scheduled { at: 10:00 }
        > 10:00 Due(#1)
        > queue #1 Q since 10:00: Due
        > alert #1 Kim until 10:30: LongestIdle { idle_ms: 600000 }
        10:01 #1 cancelled
        > stop alert #1 Kim: Disconnected(Cancelled)
        > disconnect #1: Cancelled
        ",
    );
}

#[test]
fn cancelled_after_accepting_frees_the_agent() {
    check(
        "
        0:00 queue Q
        0:00 agent Kim Q
        0:00 Kim on
        ---
        0:00 book #1 Q at=10:00
        > #1 Scheduled { at: 10:00 }
        > 10:00 Due(#1)
        > queue #1 Q since 10:00: Due
        > alert #1 Kim until 10:30: LongestIdle { idle_ms: 600000 }
        10:01 Kim accepts #1
        > connect #1 Kim
        > Kim Interacting: Accepted(#1)
        10:02 #1 cancelled
        > disconnect #1: Cancelled
        > Kim Idle: Ended(#1)
        ",
    );
}

#[test]
fn moved_while_it_waits_comes_back_then() {
    check(
        "
        0:00 queue Q
        0:00 agent Kim Q
        0:00 book #1 Q at=10:00
        ---
        > 10:00 Due(#1)
        > queue #1 Q since 10:00: Due
        > wait #1: NobodyOnQueue
        11:00 #1 moved 20:00
        > #1 Rescheduled { at: 20:00 }
        12:00 Kim on
        > Kim Idle: Presence
        > 20:00 Due(#1)
        > queue #1 Q since 20:00: Due
        > alert #1 Kim until 20:30: LongestIdle { idle_ms: 480000 }
        20:00 -
        ",
    );
}

#[test]
fn reassigned_while_it_waits_keeps_its_entry_time() {
    check(
        "
        0:00 queue Q
        0:00 queue R
        0:00 agent Kim R
        0:00 Kim on
        0:00 book #1 Q at=10:00
        ---
        > 10:00 Due(#1)
        > queue #1 Q since 10:00: Due
        > wait #1: NobodyOnQueue
        11:00 #1 reassigned R
        > #1 Reassigned { queue: R }
        > queue #1 R since 10:00: Reassigned
        > alert #1 Kim until 11:30: LongestIdle { idle_ms: 660000 }
        ",
    );
}

#[test]
fn reassigned_to_an_agent_before_its_time() {
    check(
        "
        0:00 queue Q
        0:00 agent Kim Q
        0:00 agent Lee Q
        0:01 Kim on
        0:02 Lee on
        ---
        0:03 book #1 Q at=10:00
        > #1 Scheduled { at: 10:00 }
        1:00 #1 reassigned Q to=Lee
        > #1 Reassigned { queue: Q }
        > 10:00 Due(#1)
        > queue #1 Q since 10:00: Due
        > alert #1 Lee until 10:30: RequestedAgent
        10:00 -
        ",
    );
}
