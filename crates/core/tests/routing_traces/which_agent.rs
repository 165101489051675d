//! Which agent first: membership, skills, idle time, capacity (routing.md §1.3).

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
