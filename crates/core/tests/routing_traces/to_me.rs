//! To me if possible (P7, routing.md §1.4).

use crate::check;

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
