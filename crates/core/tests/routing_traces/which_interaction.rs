//! Which interaction first: score, priority, order of entry (routing.md §1.2).

use crate::check;

#[test]
fn who_waited_longer_is_first() {
    check(
        "
        0:00 queue Q
        0:00 agent Kim Q
        0:00 Kim on
        ---
        0:01 call #1 Q
        > queue #1 Q since 0:01: Arrived
        > alert #1 Kim until 0:09: LongestIdle { idle_ms: 1000 }
        0:02 Kim accepts #1
        > connect #1 Kim
        > Kim Interacting: Accepted(#1)
        0:03 call #2 Q
        > queue #2 Q since 0:03: Arrived
        > wait #2: NobodyFree { on_queue: 1 }
        0:04 call #3 Q
        > queue #3 Q since 0:04: Arrived
        > wait #3: NobodyFree { on_queue: 1 }
        0:10 Kim ends #1
        > end #1 Kim: Talked, wrap-up None
        > Kim Idle: Ended(#1)
        > alert #2 Kim until 0:18: FirstInLine { waited_ms: 7000 }
        ",
    );
}

/// Equal scores: the earlier entry is first.
#[test]
fn a_minute_of_wait_weighs_a_step_of_priority() {
    check(
        "
        0:00 queue Q
        0:00 agent Kim Q
        0:00 call #1 Q
        1:00 call #2 Q priority=1
        ---
        2:00 Kim on
        > Kim Idle: Presence
        > alert #1 Kim until 2:08: FirstInLine { waited_ms: 120000 }
        ",
    );
}

#[test]
fn a_millisecond_less_than_a_minute_does_not() {
    check(
        "
        0:00 queue Q
        0:00 agent Kim Q
        0:00 call #1 Q
        0:59.999 call #2 Q priority=1
        ---
        2:00 Kim on
        > Kim Idle: Presence
        > alert #2 Kim until 2:08: FirstInLine { waited_ms: 60001 }
        ",
    );
}

#[test]
fn a_changed_priority_moves_it_at_once() {
    check(
        "
        0:00 queue Q
        0:00 agent Kim Q
        0:00 call #1 Q
        0:10 call #2 Q
        ---
        0:20 #2 priority 1
        > #2 Priority { priority: 1 }
        0:30 Kim on
        > Kim Idle: Presence
        > alert #2 Kim until 0:38: FirstInLine { waited_ms: 20000 }
        ",
    );
}

#[test]
fn priority_only_ignores_the_wait() {
    check(
        "
        0:00 queue Q priority-only
        0:00 agent Kim Q
        0:00 call #1 Q
        9:00 call #2 Q priority=1
        ---
        10:00 Kim on
        > Kim Idle: Presence
        > alert #2 Kim until 10:08: FirstInLine { waited_ms: 60000 }
        10:01 Kim accepts #2
        > connect #2 Kim
        > Kim Interacting: Accepted(#2)
        10:02 Kim ends #2
        > end #2 Kim: Talked, wrap-up None
        > Kim Idle: Ended(#2)
        > alert #1 Kim until 10:10: FirstInLine { waited_ms: 602000 }
        ",
    );
}

#[test]
fn priority_only_queues_are_served_before_the_others() {
    check(
        "
        0:00 queue Q
        0:00 queue R priority-only
        0:00 agent Kim Q,R
        0:00 call #1 Q priority=100
        9:00 call #2 R
        ---
        10:00 Kim on
        > Kim Idle: Presence
        > alert #2 Kim until 10:08: FirstInLine { waited_ms: 60000 }
        ",
    );
}

#[test]
fn over_several_queues_the_highest_score_is_first() {
    check(
        "
        0:00 queue Q
        0:00 queue R
        0:00 agent Kim Q,R
        0:00 call #1 R
        0:01 call #2 Q
        ---
        1:00 Kim on
        > Kim Idle: Presence
        > alert #1 Kim until 1:08: FirstInLine { waited_ms: 60000 }
        ",
    );
}

#[test]
fn new_settings_are_applied_to_what_waits() {
    check(
        "
        0:00 queue Q
        0:00 queue R
        0:00 agent Kim Q
        0:00 Kim on
        0:01 call #1 Q needs=1
        ---
        0:10 queue Q no-skills
        > alert #1 Kim until 0:18: LongestIdle { idle_ms: 10000 }
        ",
    );
}

#[test]
fn new_scoring_puts_what_waits_in_its_order() {
    check(
        "
        0:00 queue Q
        0:00 agent Kim Q
        0:00 call #1 Q
        9:00 call #2 Q priority=1
        ---
        9:10 queue Q priority-only
        9:20 Kim on
        > Kim Idle: Presence
        > alert #2 Kim until 9:28: FirstInLine { waited_ms: 20000 }
        ",
    );
}

#[test]
fn what_came_in_the_same_millisecond_is_served_in_order_of_entry() {
    check(
        "
        0:00 queue Q
        0:00 agent Kim Q
        0:01 call #2 Q
        0:01 call #1 Q
        ---
        0:02 Kim on
        > Kim Idle: Presence
        > alert #2 Kim until 0:10: FirstInLine { waited_ms: 1000 }
        ",
    );
}

#[test]
fn new_scoring_and_new_skills_at_once_serve_in_the_new_order() {
    check(
        "
        0:00 queue Q
        0:00 agent Kim Q
        0:00 Kim on
        0:00 call #1 Q needs=1
        9:00 call #2 Q needs=1 priority=1
        ---
        9:10 queue Q no-skills priority-only
        > alert #2 Kim until 9:18: LongestIdle { idle_ms: 550000 }
        ",
    );
}
