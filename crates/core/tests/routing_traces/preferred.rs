//! Preferred agents: scores, rules, and what comes after them (routing.md §1.4).

use crate::{check, check_timers};

#[test]
fn the_highest_score_is_alerted_whoever_is_idle_longest() {
    check(
        "
        0:00 queue Q rules=any:30
        0:00 agent Kim Q
        0:00 agent Lee Q
        0:00 agent Max Q
        0:01 Max on
        0:02 Kim on
        0:03 Lee on
        ---
        0:10 call #1 Q prefers=Kim:60,Lee:80
        > queue #1 Q since 0:10: Arrived
        > alert #1 Lee until 0:18: Preferred { score: 80, rule: Some(1) }
        ",
    );
}

#[test]
fn equal_scores_go_by_idle_time_then_by_id() {
    check(
        "
        0:00 queue Q rules=any:30
        0:00 agent Kim Q
        0:00 agent Lee Q
        0:00 agent Max Q
        0:01 Max on
        0:01 Lee on
        0:02 Kim on
        ---
        0:10 call #1 Q prefers=Kim:80,Max:80,Lee:80
        > queue #1 Q since 0:10: Arrived
        > alert #1 Lee until 0:18: Preferred { score: 80, rule: Some(1) }
        0:11 call #2 Q prefers=Kim:80,Max:80
        > queue #2 Q since 0:11: Arrived
        > alert #2 Max until 0:19: Preferred { score: 80, rule: Some(1) }
        ",
    );
}

#[test]
fn a_threshold_is_met_at_its_score_and_not_below() {
    check(
        "
        0:00 queue Q rules=80:30
        0:00 agent Kim Q
        0:00 agent Lee Q
        0:00 Kim on
        0:00 Lee on
        ---
        0:10 call #1 Q prefers=Kim:79,Lee:80
        > queue #1 Q since 0:10: Arrived
        > alert #1 Lee until 0:18: Preferred { score: 80, rule: Some(1) }
        0:11 call #2 Q prefers=Kim:79,Lee:80
        > queue #2 Q since 0:11: Arrived
        > wait #2: NobodyPreferred { rule: 1, score_min: 80 }
        ",
    );
}

#[test]
fn each_rule_lasts_its_time_then_the_next_and_then_everybody() {
    check_timers(
        "
        0:00 queue Q rules=90:10,50:20
        0:00 agent Kim Q
        0:00 agent Lee Q
        0:00 agent Max Q
        0:00 Max on
        ---
        0:10 call #1 Q prefers=Kim:90,Lee:50
        > queue #1 Q since 0:10: Arrived
        > wait #1: NobodyPreferred { rule: 1, score_min: 90 }
        > set 0:20 Reach(#1)
        0:19.999 -
        > 0:20 Reach(#1)
        > queue #1 Q since 0:10: Reaches(Preferred { rule: 2, score_min: 50 })
        > wait #1: NobodyPreferred { rule: 2, score_min: 50 }
        > set 0:40 Reach(#1)
        0:20 -
        0:39.999 -
        > 0:40 Reach(#1)
        > queue #1 Q since 0:10: Reaches(Queue)
        > alert #1 Max until 0:48: LongestIdle { idle_ms: 40000 }
        > set 0:48 Alert(#1)
        0:40 -
        ",
    );
}

#[test]
fn an_agent_takes_it_by_the_rule_in_force_when_they_become_free() {
    check(
        "
        0:00 queue Q rules=90:10,50:20
        0:00 agent Kim Q
        0:00 agent Lee Q
        ---
        0:10 call #1 Q prefers=Kim:90,Lee:50
        > queue #1 Q since 0:10: Arrived
        > wait #1: NobodyPreferred { rule: 1, score_min: 90 }
        0:15 Lee on
        > Lee Idle: Presence
        > 0:20 Reach(#1)
        > queue #1 Q since 0:10: Reaches(Preferred { rule: 2, score_min: 50 })
        > alert #1 Lee until 0:28: Preferred { score: 50, rule: Some(2) }
        0:20 -
        ",
    );
}

#[test]
fn a_rule_that_no_preferred_agent_meets_takes_no_time() {
    check(
        "
        0:00 queue Q rules=90:10,80:10,any:10
        0:00 agent Kim Q
        0:00 agent Lee Q
        0:00 Lee on
        ---
        0:10 call #1 Q prefers=Kim:80
        > queue #1 Q since 0:10: Arrived
        > wait #1: NobodyPreferred { rule: 2, score_min: 80 }
        > 0:20 Reach(#1)
        > queue #1 Q since 0:10: Reaches(Preferred { rule: 3, score_min: 0 })
        > wait #1: NobodyPreferred { rule: 3, score_min: 0 }
        0:20 -
        > 0:30 Reach(#1)
        > queue #1 Q since 0:10: Reaches(Queue)
        > alert #1 Lee until 0:38: LongestIdle { idle_ms: 30000 }
        0:30 -
        ",
    );
}

#[test]
fn a_missed_alert_does_not_stop_the_rules_clock() {
    check(
        "
        0:00 queue Q rules=any:10
        0:00 agent Kim Q
        0:00 agent Lee Q
        0:00 agent Max Q
        0:00 Kim on
        0:00 Max on
        ---
        0:10 call #1 Q prefers=Kim:90,Lee:50
        > queue #1 Q since 0:10: Arrived
        > alert #1 Kim until 0:18: Preferred { score: 90, rule: Some(1) }
        > 0:18 Alert(#1)
        > stop alert #1 Kim: Missed
        > Kim NotResponding: Missed(#1)
        > queue #1 Q since 0:10: AlertMissed(Kim)
        > wait #1: NobodyPreferred { rule: 1, score_min: 0 }
        0:18 -
        > 0:20 Reach(#1)
        > queue #1 Q since 0:10: Reaches(Queue)
        > alert #1 Max until 0:28: LongestIdle { idle_ms: 20000 } instead of Kim: Missed
        0:20 -
        ",
    );
}

#[test]
fn an_alert_longer_than_the_rule_goes_on_to_everybody_after_it() {
    check(
        "
        0:00 queue Q rules=any:5
        0:00 agent Kim Q
        0:00 agent Lee Q
        0:00 agent Max Q
        0:00 Kim on
        0:00 Max on
        ---
        0:10 call #1 Q prefers=Kim:90,Lee:50
        > queue #1 Q since 0:10: Arrived
        > alert #1 Kim until 0:18: Preferred { score: 90, rule: Some(1) }
        > 0:18 Alert(#1)
        > stop alert #1 Kim: Missed
        > Kim NotResponding: Missed(#1)
        > queue #1 Q since 0:10: AlertMissed(Kim)
        > alert #1 Max until 0:26: LongestIdle { idle_ms: 18000 } instead of Kim: Missed
        0:18 -
        ",
    );
}

#[test]
fn without_preferred_agents_rules_take_no_time() {
    check(
        "
        0:00 queue Q rules=any:30
        0:00 agent Kim Q
        0:00 Kim on
        ---
        0:10 call #1 Q
        > queue #1 Q since 0:10: Arrived
        > alert #1 Kim until 0:18: LongestIdle { idle_ms: 10000 }
        ",
    );
}

#[test]
fn without_rules_the_highest_score_available_is_asked_once_at_once() {
    check(
        "
        0:00 queue Q
        0:00 agent Kim Q
        0:00 agent Lee Q
        0:00 agent Max Q
        0:01 Max on
        0:02 Lee on
        ---
        0:10 call #1 Q prefers=Kim:90,Lee:50
        > queue #1 Q since 0:10: Arrived
        > alert #1 Lee until 0:18: Preferred { score: 50, rule: None }
        > 0:18 Alert(#1)
        > stop alert #1 Lee: Missed
        > Lee NotResponding: Missed(#1)
        > queue #1 Q since 0:10: AlertMissed(Lee)
        > alert #1 Max until 0:26: LongestIdle { idle_ms: 17000 } instead of Lee: Missed
        0:18 -
        ",
    );
}

#[test]
fn without_rules_and_nobody_preferred_there_it_goes_at_once_to_the_next() {
    check(
        "
        0:00 queue Q
        0:00 agent Kim Q
        0:00 agent Lee Q
        0:00 agent Max Q
        0:01 Max on
        ---
        0:10 call #1 Q prefers=Kim:90,Lee:50
        > queue #1 Q since 0:10: Arrived
        > alert #1 Max until 0:18: LongestIdle { idle_ms: 9000 } instead of Kim: NotAvailable(OffQueue)
        ",
    );
}

#[test]
fn to_me_does_not_wait_for_rules() {
    check(
        "
        0:00 queue Q rules=any:30
        0:00 agent Kim Q
        0:00 agent Lee Q
        0:00 Lee on
        ---
        0:00 book #1 Q at=1:00 to=Kim
        > #1 Scheduled { at: 1:00 }
        > 1:00 Due(#1)
        > queue #1 Q since 1:00: Due
        > alert #1 Lee until 1:30: LongestIdle { idle_ms: 60000 } instead of Kim: NotAvailable(OffQueue)
        1:00 -
        ",
    );
}

#[test]
fn a_preferred_agent_needs_no_skill_but_must_be_a_member() {
    check(
        "
        0:00 queue Q rules=any:30
        0:00 queue R
        0:00 agent Kim R
        0:00 agent Lee Q
        0:00 Kim on
        0:00 Lee on
        ---
        0:10 call #1 Q needs=7 prefers=Kim:90,Lee:50
        > queue #1 Q since 0:10: Arrived
        > alert #1 Lee until 0:18: Preferred { score: 50, rule: Some(1) }
        ",
    );
}

#[test]
fn what_waits_for_a_preferred_agent_keeps_its_place_among_everything() {
    check(
        "
        0:00 queue Q rules=any:60
        0:00 agent Kim Q
        ---
        0:10 call #1 Q
        > queue #1 Q since 0:10: Arrived
        > wait #1: NobodyOnQueue
        0:11 call #2 Q prefers=Kim:90
        > queue #2 Q since 0:11: Arrived
        > wait #2: NobodyPreferred { rule: 1, score_min: 0 }
        0:12 call #3 Q priority=1 prefers=Kim:90
        > queue #3 Q since 0:12: Arrived
        > wait #3: NobodyPreferred { rule: 1, score_min: 0 }
        0:13 Kim on
        > Kim Idle: Presence
        > alert #3 Kim until 0:21: Preferred { score: 90, rule: Some(1) }
        0:14 Kim accepts #3
        > connect #3 Kim
        > Kim Interacting: Accepted(#3)
        0:15 Kim ends #3
        > end #3 Kim: Talked, wrap-up None
        > Kim Idle: Ended(#3)
        > alert #1 Kim until 0:23: FirstInLine { waited_ms: 5000 }
        0:16 Kim accepts #1
        > connect #1 Kim
        > Kim Interacting: Accepted(#1)
        0:17 Kim ends #1
        > end #1 Kim: Talked, wrap-up None
        > Kim Idle: Ended(#1)
        > alert #2 Kim until 0:25: Preferred { score: 90, rule: Some(1) }
        ",
    );
}

#[test]
fn new_rules_put_what_waits_where_its_time_has_brought_it() {
    check_timers(
        "
        0:00 queue Q rules=90:60
        0:00 agent Kim Q
        0:00 agent Lee Q
        0:00 Lee on
        ---
        0:10 call #1 Q prefers=Kim:90,Lee:50
        > queue #1 Q since 0:10: Arrived
        > wait #1: NobodyPreferred { rule: 1, score_min: 90 }
        > set 1:10 Reach(#1)
        0:30 queue Q rules=90:25,any:10
        > drop Reach(#1)
        > set 0:35 Reach(#1)
        > 0:35 Reach(#1)
        > queue #1 Q since 0:10: Reaches(Preferred { rule: 2, score_min: 0 })
        > alert #1 Lee until 0:43: Preferred { score: 50, rule: Some(2) }
        > set 0:43 Alert(#1)
        0:35 -
        ",
    );
}

#[test]
fn new_rules_may_be_over_already() {
    check_timers(
        "
        0:00 queue Q rules=90:60
        0:00 agent Kim Q
        0:00 agent Lee Q
        0:00 Lee on
        ---
        0:10 call #1 Q prefers=Kim:90
        > queue #1 Q since 0:10: Arrived
        > wait #1: NobodyPreferred { rule: 1, score_min: 90 }
        > set 1:10 Reach(#1)
        0:30 queue Q rules=90:20
        > drop Reach(#1)
        > alert #1 Lee until 0:38: LongestIdle { idle_ms: 30000 }
        > set 0:38 Alert(#1)
        ",
    );
}

#[test]
fn another_queue_begins_its_rules_anew() {
    check(
        "
        0:00 queue Q rules=any:20
        0:00 queue R rules=any:20
        0:00 agent Kim Q,R
        0:00 agent Lee R
        0:00 Lee on
        ---
        0:10 book #1 Q at=0:10 prefers=Kim:90
        > #1 Scheduled { at: 0:10 }
        > queue #1 Q since 0:10: Due
        > wait #1: NobodyPreferred { rule: 1, score_min: 0 }
        0:20 #1 reassigned R prefers=Kim:90
        > #1 Reassigned { queue: R }
        > queue #1 R since 0:10: Reassigned
        > wait #1: NobodyPreferred { rule: 1, score_min: 0 }
        0:39.999 -
        > 0:40 Reach(#1)
        > queue #1 R since 0:10: Reaches(Queue)
        > alert #1 Lee until 1:10: LongestIdle { idle_ms: 40000 }
        0:40 -
        ",
    );
}

#[test]
fn a_timer_that_comes_late_is_made_up_for_when_an_agent_becomes_free() {
    check(
        "
        0:00 queue Q rules=90:10
        0:00 agent Kim Q
        ---
        0:10 call #1 Q prefers=Kim:90
        > queue #1 Q since 0:10: Arrived
        > wait #1: NobodyPreferred { rule: 1, score_min: 90 }
        0:20* Kim on
        > Kim Idle: Presence
        > queue #1 Q since 0:10: Reaches(Queue)
        > alert #1 Kim until 0:28: LongestIdle { idle_ms: 0 }
        > 0:20 Reach(#1)
        > refuse: StaleTimer(Reach(#1))
        0:20 -
        ",
    );
}

#[test]
fn what_waits_for_several_by_name_is_alerted_once() {
    check(
        "
        0:00 queue Q rules=90:60
        0:00 agent Kim Q
        0:00 agent Lee Q
        0:00 agent Max Q
        0:00 Lee on
        ---
        0:10 call #1 Q prefers=Kim:90,Lee:50,Max:90
        > queue #1 Q since 0:10: Arrived
        > wait #1: NobodyPreferred { rule: 1, score_min: 90 }
        0:20 queue Q rules=any:60
        > alert #1 Lee until 0:28: Preferred { score: 50, rule: Some(1) }
        0:21 Lee accepts #1
        > connect #1 Lee
        > Lee Interacting: Accepted(#1)
        ",
    );
}

#[test]
fn a_rule_is_no_longer_watched_once_somebody_is_alerted() {
    check_timers(
        "
        0:00 queue Q rules=any:60
        0:00 agent Kim Q
        ---
        0:10 call #1 Q prefers=Kim:50
        > queue #1 Q since 0:10: Arrived
        > wait #1: NobodyPreferred { rule: 1, score_min: 0 }
        > set 1:10 Reach(#1)
        0:20 Kim on
        > Kim Idle: Presence
        > drop Reach(#1)
        > alert #1 Kim until 0:28: Preferred { score: 50, rule: Some(1) }
        > set 0:28 Alert(#1)
        ",
    );
}
