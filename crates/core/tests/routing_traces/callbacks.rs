//! A callback from its booking to its end (routing.md §1.1, §1.5).

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
