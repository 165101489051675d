//! Bullseye: rings and the skills given up on the way outward (routing.md §1.4).

use crate::{check, check_timers};

#[test]
fn each_ring_is_asked_in_its_time() {
    check_timers(
        "
        0:00 queue Q rings=10,20
        0:00 agent Kim Q/1
        0:00 agent Lee Q/2
        0:00 agent Max Q/3
        0:01 Max on
        ---
        0:10 call #1 Q
        > queue #1 Q since 0:10: Arrived
        > wait #1: NobodyInRing { ring: Ring(1), free: 1 }
        > set 0:20 Reach(#1)
        0:19.999 -
        > 0:20 Reach(#1)
        > queue #1 Q since 0:10: Reaches(Ring(Ring(2)))
        > wait #1: NobodyInRing { ring: Ring(2), free: 1 }
        > set 0:40 Reach(#1)
        0:20 -
        0:39.999 -
        > 0:40 Reach(#1)
        > queue #1 Q since 0:10: Reaches(Ring(Ring(3)))
        > alert #1 Max until 0:48: LongestIdle { idle_ms: 39000 }
        > set 0:48 Alert(#1)
        0:40 -
        ",
    );
}

#[test]
fn an_inner_ring_goes_before_the_longest_idle() {
    check(
        "
        0:00 queue Q rings=10
        0:00 agent Kim Q/1
        0:00 agent Lee Q/2
        0:01 Lee on
        0:02 Kim on
        ---
        0:10 call #1 Q
        > queue #1 Q since 0:10: Arrived
        > alert #1 Kim until 0:18: LongestIdle { idle_ms: 8000 }
        > 0:18 Alert(#1)
        > stop alert #1 Kim: Missed
        > Kim NotResponding: Missed(#1)
        > queue #1 Q since 0:10: AlertMissed(Kim)
        > wait #1: NobodyInRing { ring: Ring(1), free: 1 }
        0:18 -
        > 0:20 Reach(#1)
        > queue #1 Q since 0:10: Reaches(Ring(Ring(2)))
        > alert #1 Lee until 0:28: LongestIdle { idle_ms: 19000 }
        0:20 -
        ",
    );
}

#[test]
fn a_wider_ring_asks_all_within_it_by_idle_time() {
    check(
        "
        0:00 queue Q rings=10/1
        0:00 agent Kim Q/1
        0:00 agent Lee Q/2
        0:00 agent Max Q/3
        ---
        0:10 call #1 Q needs=1
        > queue #1 Q since 0:10: Arrived
        > wait #1: NobodyOnQueue
        0:11 Max on
        > Max Idle: Presence
        0:12 Lee on
        > Lee Idle: Presence
        0:13 Kim on
        > Kim Idle: Presence
        > 0:20 Reach(#1)
        > queue #1 Q since 0:10: Reaches(Ring(Ring(2)))
        > alert #1 Lee until 0:28: LongestIdle { idle_ms: 8000 }
        0:20 -
        ",
    );
}

#[test]
fn skills_are_given_up_when_their_ring_is_left() {
    check(
        "
        0:00 queue Q rings=10/1,10/2
        0:00 agent Kim Q/1
        0:00 skill Kim 2 5
        0:00 agent Lee Q/1
        0:00 Kim on
        0:00 Lee on
        ---
        0:10 call #1 Q needs=1,2
        > queue #1 Q since 0:10: Arrived
        > wait #1: NobodyInRing { ring: Ring(1), free: 2 }
        0:19.999 -
        > 0:20 Reach(#1)
        > queue #1 Q since 0:10: Reaches(Ring(Ring(2)))
        > alert #1 Kim until 0:28: LongestIdle { idle_ms: 20000 }
        0:20 -
        0:21 call #2 Q needs=1,2
        > queue #2 Q since 0:21: Arrived
        > wait #2: NobodyInRing { ring: Ring(1), free: 1 }
        > 0:28 Alert(#1)
        > stop alert #1 Kim: Missed
        > Kim NotResponding: Missed(#1)
        > queue #1 Q since 0:10: AlertMissed(Kim)
        > wait #1: NobodyInRing { ring: Ring(2), free: 1 }
        > 0:30 Reach(#1)
        > queue #1 Q since 0:10: Reaches(Ring(Ring(3)))
        > alert #1 Lee until 0:38: LongestIdle { idle_ms: 30000 }
        > 0:31 Reach(#2)
        > queue #2 Q since 0:21: Reaches(Ring(Ring(2)))
        > wait #2: NobodyFree { on_queue: 2 }
        0:31 -
        > 0:38 Alert(#1)
        > stop alert #1 Lee: Missed
        > Lee NotResponding: Missed(#1)
        > queue #1 Q since 0:10: AlertMissed(Lee)
        > wait #1: NobodyFree { on_queue: 2 }
        > 0:41 Reach(#2)
        > queue #2 Q since 0:21: Reaches(Ring(Ring(3)))
        > wait #2: NobodyFree { on_queue: 2 }
        0:41 -
        ",
    );
}

#[test]
fn best_counts_the_stars_of_the_skills_still_asked_for() {
    check(
        "
        0:00 queue Q best rings=10/1
        0:00 agent Kim Q/1
        0:00 agent Lee Q/2
        0:00 skill Kim 2 3
        0:00 skill Lee 2 4
        0:00 Kim on
        0:00 Lee on
        ---
        0:10 call #1 Q needs=1,2
        > queue #1 Q since 0:10: Arrived
        > wait #1: NobodyInRing { ring: Ring(1), free: 2 }
        > 0:20 Reach(#1)
        > queue #1 Q since 0:10: Reaches(Ring(Ring(2)))
        > alert #1 Lee until 0:28: BestSkills { stars: 4, skills: 1, idle_ms: 20000 }
        0:20 -
        ",
    );
}

#[test]
fn the_last_ring_is_not_left() {
    check_timers(
        "
        0:00 queue Q rings=2,2,2,2,2
        0:00 agent Kim Q/6
        ---
        0:10 call #1 Q
        > queue #1 Q since 0:10: Arrived
        > wait #1: NobodyOnQueue
        > set 0:12 Reach(#1)
        > 0:12 Reach(#1)
        > queue #1 Q since 0:10: Reaches(Ring(Ring(2)))
        > wait #1: NobodyOnQueue
        > set 0:14 Reach(#1)
        > 0:14 Reach(#1)
        > queue #1 Q since 0:10: Reaches(Ring(Ring(3)))
        > wait #1: NobodyOnQueue
        > set 0:16 Reach(#1)
        > 0:16 Reach(#1)
        > queue #1 Q since 0:10: Reaches(Ring(Ring(4)))
        > wait #1: NobodyOnQueue
        > set 0:18 Reach(#1)
        > 0:18 Reach(#1)
        > queue #1 Q since 0:10: Reaches(Ring(Ring(5)))
        > wait #1: NobodyOnQueue
        > set 0:20 Reach(#1)
        > 0:20 Reach(#1)
        > queue #1 Q since 0:10: Reaches(Ring(Ring(6)))
        > wait #1: NobodyOnQueue
        0:59 -
        1:00 Kim on
        > Kim Idle: Presence
        > alert #1 Kim until 1:08: FirstInLine { waited_ms: 50000 }
        > set 1:08 Alert(#1)
        ",
    );
}

#[test]
fn members_beyond_the_last_ring_are_not_asked() {
    check(
        "
        0:00 queue Q rings=2
        0:00 agent Kim Q/3
        0:00 Kim on
        ---
        0:10 call #1 Q
        > queue #1 Q since 0:10: Arrived
        > wait #1: NobodyInRing { ring: Ring(1), free: 1 }
        > 0:12 Reach(#1)
        > queue #1 Q since 0:10: Reaches(Ring(Ring(2)))
        > wait #1: NobodyInRing { ring: Ring(2), free: 1 }
        0:20 Kim joins Q/2
        > alert #1 Kim until 0:28: FirstInLine { waited_ms: 10000 }
        ",
    );
}

#[test]
fn without_rings_the_ring_of_a_member_counts_for_nothing() {
    check(
        "
        0:00 queue Q
        0:00 agent Kim Q/6
        0:00 agent Lee Q/1
        0:01 Kim on
        0:02 Lee on
        ---
        0:10 call #1 Q
        > queue #1 Q since 0:10: Arrived
        > alert #1 Kim until 0:18: LongestIdle { idle_ms: 9000 }
        ",
    );
}

#[test]
fn rings_come_after_the_rules() {
    check(
        "
        0:00 queue Q rules=any:10 rings=10
        0:00 agent Kim Q
        0:00 agent Lee Q/2
        0:00 Lee on
        ---
        0:10 call #1 Q prefers=Kim:90
        > queue #1 Q since 0:10: Arrived
        > wait #1: NobodyPreferred { rule: 1, score_min: 0 }
        > 0:20 Reach(#1)
        > queue #1 Q since 0:10: Reaches(Ring(Ring(1)))
        > wait #1: NobodyInRing { ring: Ring(1), free: 1 }
        0:20 -
        > 0:30 Reach(#1)
        > queue #1 Q since 0:10: Reaches(Ring(Ring(2)))
        > alert #1 Lee until 0:38: LongestIdle { idle_ms: 30000 }
        0:30 -
        ",
    );
}

#[test]
fn a_stay_of_nothing_passes_at_once() {
    check(
        "
        0:00 queue Q rings=0/1,10
        0:00 agent Kim Q/2
        0:00 Kim on
        ---
        0:10 call #1 Q needs=1
        > queue #1 Q since 0:10: Arrived
        > alert #1 Kim until 0:18: LongestIdle { idle_ms: 10000 }
        ",
    );
}

#[test]
fn an_agent_of_an_outer_ring_takes_only_what_has_come_so_far() {
    check(
        "
        0:00 queue Q rings=30
        0:00 agent Kim Q/2
        ---
        0:00 call #1 Q
        > queue #1 Q since 0:00: Arrived
        > wait #1: NobodyOnQueue
        0:20 call #2 Q priority=9
        > queue #2 Q since 0:20: Arrived
        > wait #2: NobodyOnQueue
        > 0:30 Reach(#1)
        > queue #1 Q since 0:00: Reaches(Ring(Ring(2)))
        > wait #1: NobodyOnQueue
        0:35 Kim on
        > Kim Idle: Presence
        > alert #1 Kim until 0:43: FirstInLine { waited_ms: 35000 }
        ",
    );
}

#[test]
fn owned_callbacks_know_no_rings() {
    check(
        "
        0:00 queue Q rings=30
        0:00 agent Kim Q/2
        0:00 Kim on
        ---
        0:01 book #1 Q at=0:01 owner=Kim:60
        > #1 Scheduled { at: 0:01 }
        > queue #1 Q since 0:01: Due
        > alert #1 Kim until 0:31: Owner
        ",
    );
}

#[test]
fn a_callback_waits_in_each_ring_from_the_time_it_comes_in() {
    check(
        "
        0:00 queue Q rings=30
        0:00 agent Kim Q/2
        0:00 Kim on
        ---
        0:01 book #1 Q at=10:00
        > #1 Scheduled { at: 10:00 }
        > 10:00 Due(#1)
        > queue #1 Q since 10:00: Due
        > wait #1: NobodyInRing { ring: Ring(1), free: 1 }
        10:29.999 -
        > 10:30 Reach(#1)
        > queue #1 Q since 10:00: Reaches(Ring(Ring(2)))
        > alert #1 Kim until 11:00: LongestIdle { idle_ms: 630000 }
        10:30 -
        ",
    );
}
