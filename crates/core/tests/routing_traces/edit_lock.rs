//! The edit lock of owned callbacks (P11).

use crate::check;

#[test]
fn edits_are_free_until_15_minutes_before() {
    check(
        "
        0:00 queue Q
        0:00 agent Kim Q
        0:00 agent Lee Q
        0:00 Lee on
        ---
        0:00 book #1 Q at=30:00 owner=Kim:60
        > #1 Scheduled { at: 30:00 }
        14:59.999 #1 moved 30:00
        > #1 Rescheduled { at: 30:00 }
        14:59.999 #1 priority 1
        > #1 Priority { priority: 1 }
        14:59.999 #1 reassigned Q owner=Lee:60
        > #1 Reassigned { queue: Q }
        14:59.999 #1 released
        > #1 Released { owner: Lee }
        ",
    );
}

#[test]
fn the_last_15_minutes_are_locked() {
    check(
        "
        0:00 queue Q
        0:00 agent Kim Q
        0:00 agent Lee Q
        0:00 Lee on
        ---
        0:00 book #1 Q at=30:00 owner=Kim:60
        > #1 Scheduled { at: 30:00 }
        15:00 #1 moved 40:00
        > refuse: Locked { id: #1, at: 30:00 }
        15:00 #1 reassigned Q
        > refuse: Locked { id: #1, at: 30:00 }
        15:00 #1 released
        > refuse: Locked { id: #1, at: 30:00 }
        15:00 #1 priority 1
        > refuse: Locked { id: #1, at: 30:00 }
        29:59.999 #1 released
        > refuse: Locked { id: #1, at: 30:00 }
        ",
    );
}

#[test]
fn the_lock_holds_while_it_waits_for_its_owner() {
    check(
        "
        0:00 queue Q
        0:00 agent Kim Q
        0:00 agent Lee Q
        0:00 Lee on
        ---
        0:00 book #1 Q at=30:00 owner=Kim:60
        > #1 Scheduled { at: 30:00 }
        > 30:00 Due(#1)
        > queue #1 Q since 30:00: Due
        > wait #1: OwnerNotAvailable { owner: Kim, why: NotAvailable(OffQueue), until: 90:00 }
        30:01 #1 released
        > refuse: Locked { id: #1, at: 30:00 }
        30:02 #1 moved 50:00
        > refuse: Locked { id: #1, at: 30:00 }
        ",
    );
}

#[test]
fn called_before_the_lock_it_can_be_released_until_then() {
    check(
        "
        0:00 queue Q
        0:00 agent Kim Q
        0:00 agent Lee Q
        0:00 Lee on
        ---
        0:00 book #1 Q at=30:00 owner=Kim:60
        > #1 Scheduled { at: 30:00 }
        0:00 book #2 Q at=30:00 owner=Kim:60
        > #2 Scheduled { at: 30:00 }
        1:00 #1 now
        > queue #1 Q since 1:00: CalledNow
        > wait #1: OwnerNotAvailable { owner: Kim, why: NotAvailable(OffQueue), until: 90:00 }
        1:00 #2 now
        > queue #2 Q since 1:00: CalledNow
        > wait #2: OwnerNotAvailable { owner: Kim, why: NotAvailable(OffQueue), until: 90:00 }
        14:59.999 #1 released
        > #1 Released { owner: Kim }
        > queue #1 Q since 1:00: Released { owner: Kim }
        > alert #1 Lee until 15:29.999: LongestIdle { idle_ms: 899999 }
        15:00 #2 released
        > refuse: Locked { id: #2, at: 30:00 }
        ",
    );
}

#[test]
fn in_the_queue_its_priority_may_be_changed() {
    check(
        "
        0:00 queue Q
        0:00 agent Kim Q
        0:00 agent Lee Q
        0:00 Lee on
        ---
        0:00 book #1 Q at=20:00 owner=Kim:60
        > #1 Scheduled { at: 20:00 }
        0:00 book #2 Q at=20:00 owner=Kim:60
        > #2 Scheduled { at: 20:00 }
        > 20:00 Due(#1)
        > queue #1 Q since 20:00: Due
        > wait #1: OwnerNotAvailable { owner: Kim, why: NotAvailable(OffQueue), until: 80:00 }
        > 20:00 Due(#2)
        > queue #2 Q since 20:00: Due
        > wait #2: OwnerNotAvailable { owner: Kim, why: NotAvailable(OffQueue), until: 80:00 }
        20:01 #2 priority 1
        > #2 Priority { priority: 1 }
        21:00 Kim on
        > Kim Idle: Presence
        > alert #2 Kim until 21:30: Owner
        ",
    );
}

#[test]
fn call_now_and_cancel_are_never_locked() {
    check(
        "
        0:00 queue Q
        0:00 agent Kim Q
        0:00 agent Lee Q
        0:00 Lee on
        ---
        0:00 book #1 Q at=30:00 owner=Kim:60
        > #1 Scheduled { at: 30:00 }
        0:00 book #2 Q at=30:00 owner=Kim:60
        > #2 Scheduled { at: 30:00 }
        15:00 #1 now
        > queue #1 Q since 15:00: CalledNow
        > wait #1: OwnerNotAvailable { owner: Kim, why: NotAvailable(OffQueue), until: 90:00 }
        15:00 #2 cancelled
        > disconnect #2: Cancelled
        ",
    );
}

#[test]
fn booked_less_than_15_minutes_ahead_it_is_locked_from_the_start() {
    check(
        "
        0:00 queue Q
        0:00 agent Kim Q
        0:00 agent Lee Q
        0:00 Lee on
        ---
        0:00 book #1 Q at=15:00.001 owner=Kim:60
        > #1 Scheduled { at: 15:00.001 }
        0:00 book #2 Q at=15:00 owner=Kim:60
        > #2 Scheduled { at: 15:00 }
        0:00 #1 released
        > #1 Released { owner: Kim }
        0:00 #2 released
        > refuse: Locked { id: #2, at: 15:00 }
        ",
    );
}

#[test]
fn what_nobody_owns_is_never_locked() {
    check(
        "
        0:00 queue Q
        0:00 agent Kim Q
        0:00 agent Lee Q
        0:00 Lee on
        ---
        0:00 book #1 Q at=10:00
        > #1 Scheduled { at: 10:00 }
        0:00 book #2 Q at=10:00 to=Kim
        > #2 Scheduled { at: 10:00 }
        9:59 #1 moved 20:00
        > #1 Rescheduled { at: 20:00 }
        9:59 #2 moved 20:00
        > #2 Rescheduled { at: 20:00 }
        ",
    );
}
