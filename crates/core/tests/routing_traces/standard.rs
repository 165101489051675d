//! Which interaction first and which agent first (routing.md §1.2, §1.3).

use crate::check;

#[test]
fn the_longest_idle_agent_is_alerted() {
    check(
        "
        0:00 queue Q
        0:00 agent Kim Q
        0:00 agent Lee Q
        0:01 Lee on
        0:02 Kim on
        ---
        0:10 call #1 Q
        > queue #1 Q since 0:10: Arrived
        > alert #1 Lee until 0:18: LongestIdle { idle_ms: 9000 }
        0:12 Lee accepts #1
        > connect #1 Lee
        > Lee Interacting: Accepted(#1)
        0:20 Lee ends #1
        > end #1 Lee: Talked, wrap-up None
        > Lee Idle: Ended(#1)
        0:30 call #2 Q
        > queue #2 Q since 0:30: Arrived
        > alert #2 Kim until 0:38: LongestIdle { idle_ms: 28000 }
        ",
    );
}

#[test]
fn agents_idle_equally_long_go_by_id() {
    check(
        "
        0:00 queue Q
        0:00 agent Lee Q
        0:00 agent Kim Q
        0:01 Lee on
        0:01 Kim on
        ---
        0:10 call #1 Q
        > queue #1 Q since 0:10: Arrived
        > alert #1 Kim until 0:18: LongestIdle { idle_ms: 9000 }
        ",
    );
}

#[test]
fn off_and_on_again_does_not_reset_the_idle_time() {
    check(
        "
        0:00 queue Q
        0:00 agent Kim Q
        0:00 agent Lee Q
        0:01 Kim on
        0:02 Lee on
        0:03 Kim off
        0:04 Kim on
        ---
        0:10 call #1 Q
        > queue #1 Q since 0:10: Arrived
        > alert #1 Kim until 0:18: LongestIdle { idle_ms: 9000 }
        ",
    );
}

#[test]
fn only_members_are_alerted() {
    check(
        "
        0:00 queue Q
        0:00 queue R
        0:00 agent Kim R
        0:00 Kim on
        ---
        0:10 call #1 Q
        > queue #1 Q since 0:10: Arrived
        > wait #1: NobodyOnQueue
        0:20 Kim joins Q
        > alert #1 Kim until 0:28: FirstInLine { waited_ms: 10000 }
        ",
    );
}

#[test]
fn with_all_skills_the_longest_idle_of_those_who_have_them() {
    check(
        "
        0:00 queue Q
        0:00 agent Kim Q
        0:00 agent Lee Q
        0:00 agent Max Q
        0:00 skill Kim 1 5
        0:00 skill Lee 1 2
        0:00 skill Lee 2 0
        0:00 skill Max 1 5
        0:00 skill Max 2 5
        0:01 Kim on
        0:02 Lee on
        0:03 Max on
        ---
        0:10 call #1 Q needs=1,2
        > queue #1 Q since 0:10: Arrived
        > alert #1 Lee until 0:18: LongestIdle { idle_ms: 8000 }
        ",
    );
}

#[test]
fn with_best_the_highest_average_of_those_who_have_all() {
    check(
        "
        0:00 queue Q best
        0:00 agent Kim Q
        0:00 agent Lee Q
        0:00 agent Max Q
        0:00 skill Kim 1 5
        0:00 skill Lee 1 2
        0:00 skill Lee 2 3
        0:00 skill Max 1 2
        0:00 skill Max 2 4
        0:01 Kim on
        0:02 Lee on
        0:03 Max on
        ---
        0:10 call #1 Q needs=1,2
        > queue #1 Q since 0:10: Arrived
        > alert #1 Max until 0:18: BestSkills { stars: 6, skills: 2, idle_ms: 7000 }
        ",
    );
}

#[test]
fn with_best_equals_go_by_idle_time() {
    check(
        "
        0:00 queue Q best
        0:00 agent Kim Q
        0:00 agent Lee Q
        0:00 skill Kim 1 4
        0:00 skill Lee 1 4
        0:01 Lee on
        0:02 Kim on
        ---
        0:10 call #1 Q needs=1
        > queue #1 Q since 0:10: Arrived
        > alert #1 Lee until 0:18: BestSkills { stars: 4, skills: 1, idle_ms: 9000 }
        ",
    );
}

#[test]
fn with_none_skills_are_ignored() {
    check(
        "
        0:00 queue Q no-skills
        0:00 agent Kim Q
        0:00 Kim on
        ---
        0:10 call #1 Q needs=1
        > queue #1 Q since 0:10: Arrived
        > alert #1 Kim until 0:18: LongestIdle { idle_ms: 10000 }
        ",
    );
}

#[test]
fn it_waits_for_the_skill_and_goes_when_somebody_has_it() {
    check(
        "
        0:00 queue Q
        0:00 agent Kim Q
        0:00 Kim on
        ---
        0:10 call #1 Q needs=200
        > queue #1 Q since 0:10: Arrived
        > wait #1: NobodyWithSkills { free: 1 }
        0:11 call #2 Q
        > queue #2 Q since 0:11: Arrived
        > alert #2 Kim until 0:19: LongestIdle { idle_ms: 11000 }
        0:12 Kim accepts #2
        > connect #2 Kim
        > Kim Interacting: Accepted(#2)
        0:20 skill Kim 200 3
        0:30 Kim ends #2
        > end #2 Kim: Talked, wrap-up None
        > Kim Idle: Ended(#2)
        > alert #1 Kim until 0:38: FirstInLine { waited_ms: 20000 }
        ",
    );
}

#[test]
fn why_it_waits_is_said() {
    check(
        "
        0:00 queue Q
        0:00 agent Kim Q
        ---
        0:01 call #1 Q
        > queue #1 Q since 0:01: Arrived
        > wait #1: NobodyOnQueue
        0:02 Kim on
        > Kim Idle: Presence
        > alert #1 Kim until 0:10: FirstInLine { waited_ms: 1000 }
        0:03 call #2 Q
        > queue #2 Q since 0:03: Arrived
        > wait #2: NobodyFree { on_queue: 1 }
        0:04 Kim off
        > Kim OffQueue: Presence
        > stop alert #1 Kim: AgentLeft
        > queue #1 Q since 0:01: AgentLeft(Kim)
        > wait #1: NobodyOnQueue
        ",
    );
}

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
fn one_call_at_a_time() {
    check(
        "
        0:00 queue Q
        0:00 agent Kim Q
        0:00 Kim on
        ---
        0:01 call #1 Q
        > queue #1 Q since 0:01: Arrived
        > alert #1 Kim until 0:09: LongestIdle { idle_ms: 1000 }
        0:01 call #2 Q
        > queue #2 Q since 0:01: Arrived
        > wait #2: NobodyFree { on_queue: 1 }
        0:02 Kim accepts #1
        > connect #1 Kim
        > Kim Interacting: Accepted(#1)
        0:03 Kim ends #1
        > end #1 Kim: Talked, wrap-up None
        > Kim Idle: Ended(#1)
        > alert #2 Kim until 0:11: FirstInLine { waited_ms: 2000 }
        ",
    );
}

#[test]
fn busy_with_one_medium_means_no_alert_for_the_other() {
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
        0:03 book #2 Q at=0:03
        > #2 Scheduled { at: 0:03 }
        > queue #2 Q since 0:03: Due
        > wait #2: NobodyFree { on_queue: 1 }
        0:04 Kim ends #1
        > end #1 Kim: Talked, wrap-up None
        > Kim Idle: Ended(#1)
        > alert #2 Kim until 0:34: FirstInLine { waited_ms: 1000 }
        ",
    );
}

#[test]
fn unless_configured() {
    check(
        "
        0:00 queue Q
        0:00 agent Kim Q together
        0:00 Kim on
        ---
        0:01 call #1 Q
        > queue #1 Q since 0:01: Arrived
        > alert #1 Kim until 0:09: LongestIdle { idle_ms: 1000 }
        0:02 Kim accepts #1
        > connect #1 Kim
        > Kim Interacting: Accepted(#1)
        0:03 book #2 Q at=0:03
        > #2 Scheduled { at: 0:03 }
        > queue #2 Q since 0:03: Due
        > alert #2 Kim until 0:33: LongestIdle { idle_ms: 1000 }
        0:04 call #3 Q
        > queue #3 Q since 0:04: Arrived
        > wait #3: NobodyFree { on_queue: 1 }
        ",
    );
}

#[test]
fn two_calls_where_the_capacity_says_so() {
    check(
        "
        0:00 queue Q
        0:00 agent Kim Q calls=2
        0:00 Kim on
        ---
        0:01 call #1 Q
        > queue #1 Q since 0:01: Arrived
        > alert #1 Kim until 0:09: LongestIdle { idle_ms: 1000 }
        0:01 call #2 Q
        > queue #2 Q since 0:01: Arrived
        > alert #2 Kim until 0:09: LongestIdle { idle_ms: 1000 }
        0:01 call #3 Q
        > queue #3 Q since 0:01: Arrived
        > wait #3: NobodyFree { on_queue: 1 }
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
