//! Callable windows: no attempt is made outside them (V5).

use crate::{check, check_timers};

#[test]
fn a_time_in_a_window_stays() {
    check_timers(
        "
        0:00 queue Q
        0:00 agent Kim Q
        0:00 Kim on
        ---
        0:00 book #1 Q at=1:00 windows=1:00-2:00
        > #1 Scheduled { at: 1:00 }
        > set 1:00 Due(#1)
        > 1:00 Due(#1)
        > queue #1 Q since 1:00: Due
        > set 2:00 WindowCloses(#1)
        > alert #1 Kim until 1:30: LongestIdle { idle_ms: 60000 }
        > set 1:30 Alert(#1)
        1:00 -
        ",
    );
}

#[test]
fn a_time_outside_moves_to_the_next_window() {
    check_timers(
        "
        0:00 queue Q
        0:00 agent Kim Q
        0:00 Kim on
        ---
        0:00 book #1 Q at=0:59.999 windows=1:00-2:00,5:00-6:00
        > #1 Scheduled { at: 0:59.999 }
        > #1 Postponed { at: 1:00 }
        > set 1:00 Due(#1)
        0:00 book #2 Q at=2:00 windows=1:00-2:00,5:00-6:00
        > #2 Scheduled { at: 2:00 }
        > #2 Postponed { at: 5:00 }
        > set 5:00 Due(#2)
        > 1:00 Due(#1)
        > queue #1 Q since 1:00: Due
        > set 2:00 WindowCloses(#1)
        > alert #1 Kim until 1:30: LongestIdle { idle_ms: 60000 }
        > set 1:30 Alert(#1)
        1:00 -
        ",
    );
}

#[test]
fn without_a_window_left_it_ends() {
    check(
        "
        0:00 queue Q
        ---
        0:00 book #1 Q at=2:00 windows=1:00-2:00
        > #1 Scheduled { at: 2:00 }
        > disconnect #1: OutsideWindows
        0:00 book #2 Q at=2:00 windows=none
        > #2 Scheduled { at: 2:00 }
        > disconnect #2: OutsideWindows
        ",
    );
}

#[test]
fn the_next_attempt_falls_in_a_window() {
    check(
        "
        0:00 queue Q
        0:00 agent Kim Q
        0:00 Kim on
        0:01 book #1 Q at=0:01 retry=2x60 windows=0:00-1:00,5:00-6:00
        0:02 Kim accepts #1
        0:03 Kim dials #1
        ---
        0:10 #1 silent
        0:10 Kim ends #1
        > leave #1 Kim: NoAnswer, wrap-up None: NextAttempt
        > #1 NextAttempt { number: 2, at: 1:10 }
        > Kim Idle: Left(#1)
        > #1 Postponed { at: 5:00 }
        > 5:00 Due(#1)
        > queue #1 Q since 5:00: Due
        > alert #1 Kim until 5:30: LongestIdle { idle_ms: 290000 }
        5:00 -
        5:01 Kim accepts #1
        > connect #1 Kim
        > Kim Interacting: Accepted(#1)
        5:02 Kim dials #1
        > dial #1 Kim: Agent
        5:10 #1 silent
        5:10 Kim ends #1
        > leave #1 Kim: NoAnswer, wrap-up None: NextAttempt
        > #1 NextAttempt { number: 3, at: 6:10 }
        > Kim Idle: Left(#1)
        > disconnect #1: OutsideWindows
        ",
    );
}

#[test]
fn at_the_end_of_a_window_what_waits_is_put_off() {
    check_timers(
        "
        0:00 queue Q
        0:00 agent Kim Q
        ---
        0:01 book #1 Q at=0:01 windows=0:00-1:00,5:00-6:00
        > #1 Scheduled { at: 0:01 }
        > queue #1 Q since 0:01: Due
        > set 1:00 WindowCloses(#1)
        > wait #1: NobodyOnQueue
        0:59.999 -
        > 1:00 WindowCloses(#1)
        > #1 Postponed { at: 5:00 }
        > set 5:00 Due(#1)
        1:00 -
        1:01 Kim on
        > Kim Idle: Presence
        > 5:00 Due(#1)
        > queue #1 Q since 5:00: Due
        > set 6:00 WindowCloses(#1)
        > alert #1 Kim until 5:30: LongestIdle { idle_ms: 239000 }
        > set 5:30 Alert(#1)
        5:00 -
        ",
    );
}

#[test]
fn an_alert_is_taken_back_without_blame() {
    check(
        "
        0:00 queue Q
        0:00 agent Kim Q
        0:00 Kim on
        ---
        0:45 book #1 Q at=0:45 windows=0:00-1:00,5:00-6:00
        > #1 Scheduled { at: 0:45 }
        > queue #1 Q since 0:45: Due
        > alert #1 Kim until 1:15: LongestIdle { idle_ms: 45000 }
        > 1:00 WindowCloses(#1)
        > stop alert #1 Kim: WindowClosed
        > #1 Postponed { at: 5:00 }
        1:00 -
        ",
    );
}

#[test]
fn so_is_an_accepted_callback_that_nobody_has_dialed() {
    check(
        "
        0:00 queue Q
        0:00 agent Kim Q
        0:00 Kim on
        0:45 book #1 Q at=0:45 windows=0:00-1:00
        0:50 Kim accepts #1
        ---
        > 1:00 WindowCloses(#1)
        > leave #1 Kim: NotDialed, wrap-up None: WindowClosed
        > Kim Idle: Left(#1)
        > disconnect #1: OutsideWindows
        1:00 -
        ",
    );
}

#[test]
fn a_phone_that_rings_is_not_cut() {
    check(
        "
        0:00 queue Q
        0:00 agent Kim Q
        0:00 Kim on
        0:45 book #1 Q at=0:45 windows=0:00-1:00
        0:50 Kim accepts #1
        ---
        0:59.999 Kim dials #1
        > dial #1 Kim: Agent
        1:01 #1 answered
        1:10 Kim ends #1
        > end #1 Kim: Talked, wrap-up None
        > Kim Idle: Ended(#1)
        ",
    );
}

#[test]
fn at_the_very_end_nobody_dials_or_accepts() {
    check(
        "
        0:00 queue Q
        0:00 agent Kim Q callbacks=2
        0:00 Kim on
        0:45 book #1 Q at=0:45 windows=0:00-1:00
        0:50 Kim accepts #1
        0:50 book #2 Q at=0:50 windows=0:00-1:00
        ---
        1:00* Kim dials #1
        > leave #1 Kim: NotDialed, wrap-up None: WindowClosed
        > Kim Idle: Left(#1)
        > disconnect #1: OutsideWindows
        > refuse: OutsideWindows(#1)
        1:00* Kim accepts #2
        > stop alert #2 Kim: WindowClosed
        > disconnect #2: OutsideWindows
        > refuse: AlertOver(#2, Kim)
        ",
    );
}

#[test]
fn dialing_again_is_refused_outside() {
    check(
        "
        0:00 queue Q
        0:00 agent Kim Q
        0:00 Kim on
        0:45 book #1 Q at=0:45 windows=0:00-1:00
        0:50 Kim accepts #1
        0:51 Kim dials #1
        ---
        1:10 #1 silent
        1:11 Kim dials #1
        > refuse: OutsideWindows(#1)
        1:12 Kim ends #1
        > end #1 Kim: NoAnswer, wrap-up None
        > Kim Idle: Ended(#1)
        ",
    );
}

#[test]
fn the_automatic_dialing_is_not_done_outside() {
    check(
        "
        0:00 queue Q auto-dial=10
        0:00 agent Kim Q
        0:00 Kim on
        0:45 book #1 Q at=0:45 windows=0:00-1:00
        0:50 Kim accepts #1
        ---
        > 1:00 WindowCloses(#1)
        > leave #1 Kim: NotDialed, wrap-up None: WindowClosed
        > Kim Idle: Left(#1)
        > disconnect #1: OutsideWindows
        > 1:00 AutoDial(#1)
        > refuse: StaleTimer(AutoDial(#1))
        1:00 -
        ",
    );
}

#[test]
fn call_now_is_refused_outside() {
    check(
        "
        0:00 queue Q
        0:00 agent Kim Q
        0:00 Kim on
        0:00 book #1 Q at=10:00 windows=1:00-2:00,9:00-20:00
        ---
        0:59.999 #1 now
        > refuse: OutsideWindows(#1)
        1:00 #1 now
        > queue #1 Q since 1:00: CalledNow
        > alert #1 Kim until 1:30: LongestIdle { idle_ms: 60000 }
        ",
    );
}

#[test]
fn declining_at_the_very_end_is_no_blame() {
    check(
        "
        0:00 queue Q
        0:00 agent Kim Q
        0:00 agent Lee Q
        0:00 Kim on
        0:00 Lee on
        0:30 book #1 Q at=0:31 windows=0:00-1:00
        ---
        > 0:31 Due(#1)
        > queue #1 Q since 0:31: Due
        > alert #1 Kim until 1:01: LongestIdle { idle_ms: 31000 }
        1:00* Kim declines #1
        > stop alert #1 Kim: WindowClosed
        > disconnect #1: OutsideWindows
        > refuse: AlertOver(#1, Kim)
        ",
    );
}

#[test]
fn a_put_off_owned_callback_is_owned_from_its_new_time() {
    check(
        "
        0:00 queue Q
        0:00 agent Kim Q
        ---
        0:01 book #1 Q at=0:01 owner=Kim:2 windows=0:00-1:00,5:00-20:00
        > #1 Scheduled { at: 0:01 }
        > queue #1 Q since 0:01: Due
        > wait #1: OwnerNotAvailable { owner: Kim, why: NotAvailable(OffQueue), until: 2:01 }
        > 1:00 WindowCloses(#1)
        > #1 Postponed { at: 5:00 }
        1:00 -
        > 5:00 Due(#1)
        > queue #1 Q since 5:00: Due
        > wait #1: OwnerNotAvailable { owner: Kim, why: NotAvailable(OffQueue), until: 7:00 }
        5:00 -
        > 7:00 Ownership(#1)
        > disconnect #1: Timeout { owner: Kim, until: 7:00, why: NotAvailable(OffQueue) }
        7:00 -
        ",
    );
}

#[test]
fn what_was_called_early_is_put_off_like_anything_else() {
    check(
        "
        0:00 queue Q
        0:00 agent Kim Q
        ---
        0:00 book #1 Q at=10:00 windows=0:00-1:00,5:00-6:00,9:00-20:00
        > #1 Scheduled { at: 10:00 }
        0:30 #1 now
        > queue #1 Q since 0:30: CalledNow
        > wait #1: NobodyOnQueue
        > 1:00 WindowCloses(#1)
        > #1 Postponed { at: 5:00 }
        1:00 -
        ",
    );
}
