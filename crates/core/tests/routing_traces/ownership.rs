//! Ownership and its expiry (P8-P10).

use crate::{check, check_timers};

#[test]
fn only_the_owner_is_alerted() {
    check(
        "
        0:00 queue Q
        0:00 agent Kim Q
        0:00 agent Lee Q
        0:00 Lee on
        ---
        0:00 book #1 Q at=20:00 owner=Kim:60
        > #1 Scheduled { at: 20:00 }
        > 20:00 Due(#1)
        > queue #1 Q since 20:00: Due
        > wait #1: OwnerNotAvailable { owner: Kim, why: NotAvailable(OffQueue), until: 80:00 }
        20:00 -
        21:00 Kim on
        > Kim Idle: Presence
        > alert #1 Kim until 21:30: Owner
        21:01 Kim accepts #1
        > connect #1 Kim
        > Kim Interacting: Accepted(#1)
        ",
    );
}

#[test]
fn a_missed_alert_keeps_it_waiting_for_the_owner() {
    check(
        "
        0:00 queue Q
        0:00 agent Kim Q
        0:00 agent Lee Q
        0:00 Lee on
        0:00 Kim on
        ---
        0:00 book #1 Q at=20:00 owner=Kim:60
        > #1 Scheduled { at: 20:00 }
        > 20:00 Due(#1)
        > queue #1 Q since 20:00: Due
        > alert #1 Kim until 20:30: Owner
        > 20:30 Alert(#1)
        > stop alert #1 Kim: Missed
        > Kim NotResponding: Missed(#1)
        > queue #1 Q since 20:00: AlertMissed(Kim)
        > wait #1: OwnerNotAvailable { owner: Kim, why: Missed, until: 80:00 }
        20:30 -
        30:00 Kim on
        > Kim Idle: Presence
        > alert #1 Kim until 30:30: Owner
        ",
    );
}

#[test]
fn at_expiry_it_is_disconnected() {
    check(
        "
        0:00 queue Q
        0:00 agent Kim Q
        0:00 agent Lee Q
        0:00 Lee on
        ---
        0:00 book #1 Q at=20:00 owner=Kim:60
        > #1 Scheduled { at: 20:00 }
        > 20:00 Due(#1)
        > queue #1 Q since 20:00: Due
        > wait #1: OwnerNotAvailable { owner: Kim, why: NotAvailable(OffQueue), until: 80:00 }
        79:59.999 -
        > 80:00 Ownership(#1)
        > disconnect #1: Timeout { owner: Kim, until: 80:00, why: NotAvailable(OffQueue) }
        80:00 -
        80:01 Kim on
        > Kim Idle: Presence
        ",
    );
}

#[test]
fn the_last_millisecond_of_ownership_counts() {
    check(
        "
        0:00 queue Q
        0:00 agent Kim Q
        0:00 agent Lee Q
        0:00 Lee on
        ---
        0:00 book #1 Q at=20:00 owner=Kim:60
        > #1 Scheduled { at: 20:00 }
        > 20:00 Due(#1)
        > queue #1 Q since 20:00: Due
        > wait #1: OwnerNotAvailable { owner: Kim, why: NotAvailable(OffQueue), until: 80:00 }
        79:59.999 Kim on
        > Kim Idle: Presence
        > alert #1 Kim until 80:29.999: Owner
        ",
    );
}

#[test]
fn at_expiry_it_is_handed_over_where_so_configured() {
    check(
        "
        0:00 queue Q hand-over
        0:00 agent Kim Q
        0:00 agent Lee Q
        0:00 Lee on
        ---
        0:00 book #1 Q at=20:00 owner=Kim:60
        > #1 Scheduled { at: 20:00 }
        > 20:00 Due(#1)
        > queue #1 Q since 20:00: Due
        > wait #1: OwnerNotAvailable { owner: Kim, why: NotAvailable(OffQueue), until: 80:00 }
        > 80:00 Ownership(#1)
        > #1 HandedToQueue { owner: Kim, until: 80:00, why: NotAvailable(OffQueue) }
        > queue #1 Q since 20:00: OwnershipExpired { owner: Kim }
        > alert #1 Lee until 80:30: LongestIdle { idle_ms: 4800000 } instead of Kim: NotAvailable(OffQueue)
        80:00 -
        ",
    );
}

#[test]
fn handed_over_it_keeps_its_place() {
    check(
        "
        0:00 queue Q hand-over
        0:00 agent Kim Q
        0:00 agent Lee Q
        0:00 book #1 Q at=20:00 owner=Kim:60
        30:00 call #2 Q
        ---
        > 80:00 Ownership(#1)
        > #1 HandedToQueue { owner: Kim, until: 80:00, why: NotAvailable(OffQueue) }
        > queue #1 Q since 20:00: OwnershipExpired { owner: Kim }
        > wait #1: NobodyOnQueue
        80:00 -
        81:00 Lee on
        > Lee Idle: Presence
        > alert #1 Lee until 81:30: FirstInLine { waited_ms: 3660000 } instead of Kim: NotAvailable(OffQueue)
        ",
    );
}

#[test]
fn expiry_does_not_cut_an_alert_short() {
    check(
        "
        0:00 queue Q
        0:00 agent Kim Q
        0:00 agent Lee Q
        0:00 Lee on
        ---
        0:00 book #1 Q at=20:00 owner=Kim:60
        > #1 Scheduled { at: 20:00 }
        > 20:00 Due(#1)
        > queue #1 Q since 20:00: Due
        > wait #1: OwnerNotAvailable { owner: Kim, why: NotAvailable(OffQueue), until: 80:00 }
        79:50 Kim on
        > Kim Idle: Presence
        > alert #1 Kim until 80:20: Owner
        > 80:00 Ownership(#1)
        80:10 Kim accepts #1
        > connect #1 Kim
        > Kim Interacting: Accepted(#1)
        ",
    );
}

#[test]
fn it_acts_when_the_callback_is_back_in_the_queue() {
    check(
        "
        0:00 queue Q
        0:00 agent Kim Q
        0:00 agent Lee Q
        0:00 Lee on
        ---
        0:00 book #1 Q at=20:00 owner=Kim:60
        > #1 Scheduled { at: 20:00 }
        > 20:00 Due(#1)
        > queue #1 Q since 20:00: Due
        > wait #1: OwnerNotAvailable { owner: Kim, why: NotAvailable(OffQueue), until: 80:00 }
        79:50 Kim on
        > Kim Idle: Presence
        > alert #1 Kim until 80:20: Owner
        > 80:00 Ownership(#1)
        > 80:20 Alert(#1)
        > stop alert #1 Kim: Missed
        > Kim NotResponding: Missed(#1)
        > queue #1 Q since 20:00: AlertMissed(Kim)
        > disconnect #1: Timeout { owner: Kim, until: 80:00, why: Missed }
        80:20 -
        ",
    );
}

#[test]
fn and_hands_over_then_where_so_configured() {
    check(
        "
        0:00 queue Q hand-over
        0:00 agent Kim Q
        0:00 agent Lee Q
        0:00 Lee on
        ---
        0:00 book #1 Q at=20:00 owner=Kim:60
        > #1 Scheduled { at: 20:00 }
        > 20:00 Due(#1)
        > queue #1 Q since 20:00: Due
        > wait #1: OwnerNotAvailable { owner: Kim, why: NotAvailable(OffQueue), until: 80:00 }
        79:50 Kim on
        > Kim Idle: Presence
        > alert #1 Kim until 80:20: Owner
        > 80:00 Ownership(#1)
        > 80:20 Alert(#1)
        > stop alert #1 Kim: Missed
        > Kim NotResponding: Missed(#1)
        > queue #1 Q since 20:00: AlertMissed(Kim)
        > #1 HandedToQueue { owner: Kim, until: 80:00, why: Missed }
        > queue #1 Q since 20:00: OwnershipExpired { owner: Kim }
        > alert #1 Lee until 80:50: LongestIdle { idle_ms: 4820000 } instead of Kim: Missed
        80:20 -
        ",
    );
}

#[test]
fn expiry_does_not_cut_a_conversation_short() {
    check(
        "
        0:00 queue Q
        0:00 agent Kim Q
        0:00 agent Lee Q
        0:00 Lee on
        0:00 Kim on
        ---
        0:00 book #1 Q at=20:00 owner=Kim:60
        > #1 Scheduled { at: 20:00 }
        > 20:00 Due(#1)
        > queue #1 Q since 20:00: Due
        > alert #1 Kim until 20:30: Owner
        20:01 Kim accepts #1
        > connect #1 Kim
        > Kim Interacting: Accepted(#1)
        20:02 Kim dials #1
        > dial #1 Kim: Agent
        20:03 #1 answered
        90:00 Kim ends #1
        > end #1 Kim: Talked, wrap-up None
        > Kim Idle: Ended(#1)
        ",
    );
}

#[test]
fn an_owner_back_at_the_very_instant_is_too_late() {
    check(
        "
        0:00 queue Q
        0:00 agent Kim Q
        0:00 agent Lee Q
        0:00 Lee on
        ---
        0:00 book #1 Q at=20:00 owner=Kim:60
        > #1 Scheduled { at: 20:00 }
        > 20:00 Due(#1)
        > queue #1 Q since 20:00: Due
        > wait #1: OwnerNotAvailable { owner: Kim, why: NotAvailable(OffQueue), until: 80:00 }
        > 80:00 Ownership(#1)
        > disconnect #1: Timeout { owner: Kim, until: 80:00, why: NotAvailable(OffQueue) }
        80:00 Kim on
        > Kim Idle: Presence
        ",
    );
}

#[test]
fn a_busy_owner_takes_it_next() {
    check(
        "
        0:00 queue Q
        0:00 agent Kim Q
        0:00 agent Lee Q
        0:00 Lee on
        0:00 Lee off
        0:00 Kim on
        ---
        0:00 book #1 Q at=20:00 owner=Kim:60
        > #1 Scheduled { at: 20:00 }
        19:00 call #2 Q
        > queue #2 Q since 19:00: Arrived
        > alert #2 Kim until 19:08: LongestIdle { idle_ms: 1140000 }
        19:01 Kim accepts #2
        > connect #2 Kim
        > Kim Interacting: Accepted(#2)
        > 20:00 Due(#1)
        > queue #1 Q since 20:00: Due
        > wait #1: OwnerNotAvailable { owner: Kim, why: NotAvailable(Interacting), until: 80:00 }
        20:00 -
        21:00 Kim ends #2
        > end #2 Kim: Talked, wrap-up None
        > Kim Idle: Ended(#2)
        > alert #1 Kim until 21:30: Owner
        ",
    );
}

#[test]
fn the_ownership_timer_is_dropped_when_the_owner_accepts() {
    check_timers(
        "
        0:00 queue Q
        0:00 agent Kim Q
        0:00 agent Lee Q
        0:00 Lee on
        0:00 Kim on
        ---
        0:00 book #1 Q at=20:00 owner=Kim:60
        > #1 Scheduled { at: 20:00 }
        > set 20:00 Due(#1)
        > 20:00 Due(#1)
        > queue #1 Q since 20:00: Due
        > set 80:00 Ownership(#1)
        > alert #1 Kim until 20:30: Owner
        > set 20:30 Alert(#1)
        20:01 Kim accepts #1
        > drop Alert(#1)
        > drop Ownership(#1)
        > connect #1 Kim
        > Kim Interacting: Accepted(#1)
        > set 25:01 AutoDial(#1)
        ",
    );
}

#[test]
fn an_owner_back_at_the_very_instant_is_too_late_even_before_the_timer() {
    check(
        "
        0:00 queue Q hand-over
        0:00 agent Kim Q
        0:00 agent Lee Q
        ---
        0:00 book #1 Q at=20:00 owner=Kim:60
        > #1 Scheduled { at: 20:00 }
        > 20:00 Due(#1)
        > queue #1 Q since 20:00: Due
        > wait #1: OwnerNotAvailable { owner: Kim, why: NotAvailable(OffQueue), until: 80:00 }
        80:00* Kim on
        > Kim Idle: Presence
        > #1 HandedToQueue { owner: Kim, until: 80:00, why: TooLate }
        > queue #1 Q since 20:00: OwnershipExpired { owner: Kim }
        > alert #1 Kim until 80:30: LongestIdle { idle_ms: 0 }
        > 80:00 Ownership(#1)
        > refuse: StaleTimer(Ownership(#1))
        80:00 -
        ",
    );
}

#[test]
fn an_owner_off_queue_during_the_alert_is_waited_for() {
    check(
        "
        0:00 queue Q
        0:00 agent Kim Q
        0:00 agent Lee Q
        0:00 Kim on
        0:00 Lee on
        ---
        0:00 book #1 Q at=20:00 owner=Kim:60
        > #1 Scheduled { at: 20:00 }
        > 20:00 Due(#1)
        > queue #1 Q since 20:00: Due
        > alert #1 Kim until 20:30: Owner
        20:01 Kim off
        > Kim OffQueue: Presence
        > stop alert #1 Kim: AgentLeft
        > queue #1 Q since 20:00: AgentLeft(Kim)
        > wait #1: OwnerNotAvailable { owner: Kim, why: NotAvailable(OffQueue), until: 80:00 }
        20:02 Kim on
        > Kim Idle: Presence
        > alert #1 Kim until 20:32: Owner
        ",
    );
}
