//! The retry ladder (routing.md §1.5).

use crate::{check, check_timers};

#[test]
fn without_a_ladder_no_answer_ends_it() {
    check(
        "
        0:00 queue Q
        0:00 agent Kim Q
        0:00 Kim on
        0:01 book #1 Q at=0:01
        0:02 Kim accepts #1
        0:03 Kim dials #1
        ---
        0:30 #1 silent
        0:31 Kim ends #1
        > end #1 Kim: NoAnswer, wrap-up None
        > Kim Idle: Ended(#1)
        ",
    );
}

#[test]
fn the_next_attempt_comes_its_delay_after_the_end_of_the_last() {
    check_timers(
        "
        0:00 queue Q
        0:00 agent Kim Q
        0:00 Kim on
        0:01 book #1 Q at=0:01 retry=1x60
        0:02 Kim accepts #1
        0:03 Kim dials #1
        ---
        0:30 #1 silent
        > set 5:30 AutoEnd(#1)
        0:31 Kim ends #1
        > drop AutoEnd(#1)
        > leave #1 Kim: NoAnswer, wrap-up None: NextAttempt
        > #1 NextAttempt { number: 2, at: 1:31 }
        > Kim Idle: Left(#1)
        > set 1:31 Due(#1)
        1:30.999 -
        > 1:31 Due(#1)
        > queue #1 Q since 1:31: Due
        > alert #1 Kim until 2:01: LongestIdle { idle_ms: 60000 }
        > set 2:01 Alert(#1)
        1:31 -
        ",
    );
}

#[test]
fn the_agent_may_dial_again_within_one_attempt() {
    check(
        "
        0:00 queue Q
        0:00 agent Kim Q
        0:00 Kim on
        0:01 book #1 Q at=0:01 retry=1x60
        0:02 Kim accepts #1
        0:03 Kim dials #1
        0:30 #1 silent
        ---
        0:31 Kim dials #1
        > dial #1 Kim: Agent
        0:40 #1 answered
        0:50 Kim ends #1
        > end #1 Kim: Talked, wrap-up None
        > Kim Idle: Ended(#1)
        ",
    );
}

#[test]
fn after_the_last_attempt_it_is_disconnected_with_their_number() {
    check(
        "
        0:00 queue Q
        0:00 agent Kim Q
        0:00 Kim on
        0:01 book #1 Q at=0:01 retry=2x60
        0:02 Kim accepts #1
        0:03 Kim dials #1
        ---
        0:10 #1 silent
        0:10 Kim ends #1
        > leave #1 Kim: NoAnswer, wrap-up None: NextAttempt
        > #1 NextAttempt { number: 2, at: 1:10 }
        > Kim Idle: Left(#1)
        > 1:10 Due(#1)
        > queue #1 Q since 1:10: Due
        > alert #1 Kim until 1:40: LongestIdle { idle_ms: 60000 }
        1:10 -
        1:10 Kim accepts #1
        > connect #1 Kim
        > Kim Interacting: Accepted(#1)
        1:10 Kim dials #1
        > dial #1 Kim: Agent
        1:20 #1 silent
        1:20 Kim ends #1
        > leave #1 Kim: NoAnswer, wrap-up None: NextAttempt
        > #1 NextAttempt { number: 3, at: 2:20 }
        > Kim Idle: Left(#1)
        > 2:20 Due(#1)
        > queue #1 Q since 2:20: Due
        > alert #1 Kim until 2:50: LongestIdle { idle_ms: 60000 }
        2:20 -
        2:20 Kim accepts #1
        > connect #1 Kim
        > Kim Interacting: Accepted(#1)
        2:20 Kim dials #1
        > dial #1 Kim: Agent
        2:30 #1 silent
        2:30 Kim ends #1
        > leave #1 Kim: NoAnswer, wrap-up None: LastAttempt
        > disconnect #1: NoAnswer { attempts: 3 }
        > Kim Idle: Ended(#1)
        ",
    );
}

#[test]
fn an_answer_on_the_way_ends_the_ladder() {
    check(
        "
        0:00 queue Q
        0:00 agent Kim Q
        0:00 Kim on
        0:01 book #1 Q at=0:01 retry=2x60
        0:02 Kim accepts #1
        0:03 Kim dials #1
        0:10 #1 silent
        0:10 Kim ends #1
        1:10 Kim accepts #1
        1:10 Kim dials #1
        ---
        1:20 #1 answered
        1:30 Kim ends #1
        > end #1 Kim: Talked, wrap-up None
        > Kim Idle: Ended(#1)
        ",
    );
}

#[test]
fn an_attempt_that_nobody_dialed_is_none() {
    check(
        "
        0:00 queue Q
        0:00 agent Kim Q
        0:00 Kim on
        0:01 book #1 Q at=0:01 retry=2x60
        0:02 Kim accepts #1
        ---
        0:10 Kim ends #1
        > end #1 Kim: NotDialed, wrap-up None
        > Kim Idle: Ended(#1)
        ",
    );
}

#[test]
fn the_automatic_end_is_the_end_of_an_attempt_too() {
    check(
        "
        0:00 queue Q auto-end=5
        0:00 agent Kim Q
        0:00 Kim on
        0:01 book #1 Q at=0:01 retry=1x60
        0:02 Kim accepts #1
        0:03 Kim dials #1
        ---
        0:10 #1 silent
        > 0:15 AutoEnd(#1)
        > leave #1 Kim: NoAnswer, wrap-up None: NextAttempt
        > #1 NextAttempt { number: 2, at: 1:15 }
        > Kim Idle: Left(#1)
        0:15 -
        ",
    );
}

#[test]
fn after_call_work_belongs_to_the_attempt() {
    check(
        "
        0:00 queue Q acw=timeout:30
        0:00 agent Kim Q
        0:00 Kim on
        0:01 book #1 Q at=0:01 retry=1x60
        0:02 Kim accepts #1
        0:03 Kim dials #1
        ---
        0:10 #1 silent
        0:10 Kim ends #1
        > wrap up #1 Kim until 0:40: AgentEnded
        > 0:40 AfterCallWork(#1)
        > leave #1 Kim: NoAnswer, wrap-up TimedOut: NextAttempt
        > #1 NextAttempt { number: 2, at: 1:40 }
        > Kim Idle: Left(#1)
        0:40 -
        ",
    );
}

#[test]
fn the_next_attempt_has_no_wait_behind_it_and_its_agent_serves_on() {
    check(
        "
        0:00 queue Q
        0:00 agent Kim Q
        0:00 Kim on
        0:01 book #1 Q at=0:01 retry=1x60
        0:02 Kim accepts #1
        0:03 Kim dials #1
        ---
        0:05 call #2 Q
        > queue #2 Q since 0:05: Arrived
        > wait #2: NobodyFree { on_queue: 1 }
        0:10 #1 silent
        0:11 Kim ends #1
        > leave #1 Kim: NoAnswer, wrap-up None: NextAttempt
        > #1 NextAttempt { number: 2, at: 1:11 }
        > Kim Idle: Left(#1)
        > alert #2 Kim until 0:19: FirstInLine { waited_ms: 6000 }
        0:12 Kim accepts #2
        > connect #2 Kim
        > Kim Interacting: Accepted(#2)
        1:10 call #3 Q
        > queue #3 Q since 1:10: Arrived
        > wait #3: NobodyFree { on_queue: 1 }
        > 1:11 Due(#1)
        > queue #1 Q since 1:11: Due
        > wait #1: NobodyFree { on_queue: 1 }
        1:11 -
        1:20 Kim ends #2
        > end #2 Kim: Talked, wrap-up None
        > Kim Idle: Ended(#2)
        > alert #3 Kim until 1:28: FirstInLine { waited_ms: 10000 }
        ",
    );
}

#[test]
fn an_owned_callback_is_its_owners_in_each_attempt() {
    check(
        "
        0:00 queue Q
        0:00 agent Kim Q
        0:00 agent Lee Q
        0:00 Kim on
        0:00 Lee on
        0:01 book #1 Q at=0:01 owner=Kim:5 retry=1x86400
        0:02 Kim accepts #1
        0:03 Kim dials #1
        ---
        0:10 #1 silent
        0:10 Kim ends #1
        > leave #1 Kim: NoAnswer, wrap-up None: NextAttempt
        > #1 NextAttempt { number: 2, at: 1440:10 }
        > Kim Idle: Left(#1)
        0:11 Kim off
        > Kim OffQueue: Presence
        > 1440:10 Due(#1)
        > queue #1 Q since 1440:10: Due
        > wait #1: OwnerNotAvailable { owner: Kim, why: NotAvailable(OffQueue), until: 1445:10 }
        1440:10 -
        1445:09.999 -
        > 1445:10 Ownership(#1)
        > disconnect #1: Timeout { owner: Kim, until: 1445:10, why: NotAvailable(OffQueue) }
        1445:10 -
        ",
    );
}

#[test]
fn between_attempts_it_can_be_moved_and_cancelled() {
    check(
        "
        0:00 queue Q
        0:00 agent Kim Q
        0:00 Kim on
        0:01 book #1 Q at=0:01 retry=1x60
        0:02 Kim accepts #1
        0:03 Kim dials #1
        0:10 #1 silent
        0:10 Kim ends #1
        ---
        0:20 #1 moved 5:00
        > #1 Rescheduled { at: 5:00 }
        1:10 -
        1:11 #1 cancelled
        > disconnect #1: Cancelled
        ",
    );
}
