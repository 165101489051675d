//! A callback cancelled, moved, reassigned or called now.

use crate::{check, check_timers};

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
