//! Agents and queues that are removed.

use crate::check;

#[test]
fn a_removed_queue_hands_over_what_waits_in_its_order() {
    check(
        "
        0:00 queue Q
        0:00 queue R
        0:00 agent Kim R
        0:00 Kim on
        0:01 call #1 Q
        0:02 call #2 Q priority=1
        0:03 book #3 Q at=5:00
        ---
        0:10 no queue Q hand-to=R
        > #2 Reassigned { queue: R }
        > queue #2 R since 0:02: QueueRemoved(Q)
        > alert #2 Kim until 0:18: LongestIdle { idle_ms: 10000 }
        > #1 Reassigned { queue: R }
        > queue #1 R since 0:01: QueueRemoved(Q)
        > wait #1: NobodyFree { on_queue: 1 }
        > #3 Reassigned { queue: R }
        > 0:18 Alert(#2)
        > stop alert #2 Kim: Missed
        > Kim NotResponding: Missed(#2)
        > queue #2 R since 0:02: AlertMissed(Kim)
        > wait #2: NobodyFree { on_queue: 1 }
        > 5:00 Due(#3)
        > queue #3 R since 5:00: Due
        > wait #3: NobodyFree { on_queue: 1 }
        5:00 -
        ",
    );
}

#[test]
fn without_another_queue_what_waits_ends_with_the_reason() {
    check(
        "
        0:00 queue Q
        0:00 agent Kim Q
        0:00 Kim on
        0:00 call #1 Q
        0:01 call #2 Q
        0:02 book #3 Q at=5:00
        ---
        0:05 no queue Q
        > disconnect #2: QueueRemoved(Q)
        > stop alert #1 Kim: Disconnected(QueueRemoved(Q))
        > disconnect #1: QueueRemoved(Q)
        > disconnect #3: QueueRemoved(Q)
        0:06 call #4 Q
        > refuse: UnknownQueue(Q)
        ",
    );
}

#[test]
fn an_alert_goes_on_and_once_missed_in_the_other_queue() {
    check(
        "
        0:00 queue Q
        0:00 queue R
        0:00 agent Kim Q
        0:00 agent Lee R
        0:00 Kim on
        0:04 call #1 Q
        0:05 call #2 R
        ---
        0:06 no queue Q hand-to=R
        > #1 Reassigned { queue: R }
        0:07 Lee on
        > Lee Idle: Presence
        > alert #2 Lee until 0:15: FirstInLine { waited_ms: 2000 }
        > 0:12 Alert(#1)
        > stop alert #1 Kim: Missed
        > Kim NotResponding: Missed(#1)
        > queue #1 R since 0:04: AlertMissed(Kim)
        > wait #1: NobodyFree { on_queue: 1 }
        0:12 -
        0:13 Lee accepts #2
        > connect #2 Lee
        > Lee Interacting: Accepted(#2)
        0:14 Lee ends #2
        > end #2 Lee: Talked, wrap-up None
        > Lee Idle: Ended(#2)
        > alert #1 Lee until 0:22: FirstInLine { waited_ms: 10000 }
        ",
    );
}

#[test]
fn what_is_in_hand_goes_on_and_ends_by_the_other_queue() {
    check(
        "
        0:00 queue Q
        0:00 queue R acw=mandatory
        0:00 agent Kim Q
        0:00 Kim on
        0:01 call #1 Q
        0:02 Kim accepts #1
        ---
        0:03 no queue Q
        > refuse: InHand(#1, Kim)
        0:04 no queue Q hand-to=Q
        > refuse: UnknownQueue(Q)
        0:04 no queue Q hand-to=S
        > refuse: UnknownQueue(S)
        0:05 no queue Q hand-to=R
        > #1 Reassigned { queue: R }
        0:10 Kim ends #1
        > wrap up #1 Kim until done: AgentEnded
        0:11 Kim done #1
        > end #1 Kim: Talked, wrap-up Done
        > Kim Idle: Ended(#1)
        ",
    );
}

#[test]
fn an_owned_callback_goes_along_with_its_owner_and_lock() {
    check(
        "
        0:00 queue Q
        0:00 queue R
        0:00 agent Kim Q,R
        0:00 agent Lee R
        0:00 Lee on
        0:00 book #1 Q at=5:00 owner=Kim:10
        ---
        0:05 no queue Q hand-to=R
        > #1 Reassigned { queue: R }
        > 5:00 Due(#1)
        > queue #1 R since 5:00: Due
        > wait #1: OwnerNotAvailable { owner: Kim, why: NotAvailable(OffQueue), until: 15:00 }
        5:00 -
        > 15:00 Ownership(#1)
        > disconnect #1: Timeout { owner: Kim, until: 15:00, why: NotAvailable(OffQueue) }
        15:00 -
        ",
    );
}

#[test]
fn a_queue_that_comes_again_is_a_new_one() {
    check(
        "
        0:00 queue Q
        0:00 agent Kim Q
        0:00 Kim on
        ---
        0:01 no queue Q
        0:02 queue Q
        0:03 call #1 Q
        > queue #1 Q since 0:03: Arrived
        > wait #1: NobodyOnQueue
        0:04 Kim joins Q
        > alert #1 Kim until 0:12: FirstInLine { waited_ms: 1000 }
        ",
    );
}

#[test]
fn an_agent_with_something_in_hand_is_not_removed() {
    check(
        "
        0:00 queue Q
        0:00 agent Kim Q
        0:00 Kim on
        0:01 call #1 Q
        0:02 Kim accepts #1
        ---
        0:03 no agent Kim
        > refuse: InHand(#1, Kim)
        0:04 Kim ends #1
        > end #1 Kim: Talked, wrap-up None
        > Kim Idle: Ended(#1)
        0:05 no agent Kim
        > Kim OffQueue: Presence
        0:06 Kim on
        > refuse: UnknownAgent(Kim)
        0:06 no agent Kim
        > refuse: UnknownAgent(Kim)
        ",
    );
}

#[test]
fn a_removed_agents_alert_goes_to_the_next() {
    check(
        "
        0:00 queue Q
        0:00 agent Kim Q
        0:00 agent Lee Q
        0:00 Kim on
        0:00 Lee on
        0:01 call #1 Q
        ---
        0:03 no agent Kim
        > Kim OffQueue: Presence
        > stop alert #1 Kim: AgentLeft
        > queue #1 Q since 0:01: AgentLeft(Kim)
        > alert #1 Lee until 0:11: LongestIdle { idle_ms: 3000 }
        ",
    );
}

#[test]
fn what_waits_for_a_removed_owner_waits_to_be_given_to_another() {
    check(
        "
        0:00 queue Q
        0:00 agent Kim Q
        0:00 agent Lee Q
        0:00 Lee on
        0:00 book #1 Q at=20:00 owner=Kim:10
        0:00 book #2 Q at=20:00 to=Kim
        ---
        1:00 no agent Kim
        > 20:00 Due(#1)
        > queue #1 Q since 20:00: Due
        > wait #1: OwnerNotAvailable { owner: Kim, why: Removed, until: 30:00 }
        > 20:00 Due(#2)
        > queue #2 Q since 20:00: Due
        > alert #2 Lee until 20:30: LongestIdle { idle_ms: 1200000 } instead of Kim: Removed
        20:00 -
        20:01 Lee accepts #2
        > connect #2 Lee
        > Lee Interacting: Accepted(#2)
        20:02 Lee ends #2
        > end #2 Lee: NotDialed, wrap-up None
        > Lee Idle: Ended(#2)
        > 30:00 Ownership(#1)
        > disconnect #1: Timeout { owner: Kim, until: 30:00, why: Removed }
        30:00 -
        ",
    );
}

#[test]
fn what_was_handed_over_and_is_taken_is_out_of_every_line() {
    check(
        "
        0:00 queue Q
        0:00 queue R
        0:00 agent Kim R
        0:00 Kim on
        0:01 call #1 Q
        ---
        0:10 no queue Q hand-to=R
        > #1 Reassigned { queue: R }
        > queue #1 R since 0:01: QueueRemoved(Q)
        > alert #1 Kim until 0:18: LongestIdle { idle_ms: 10000 }
        0:11 #1 priority 5
        > #1 Priority { priority: 5 }
        0:12 Kim accepts #1
        > connect #1 Kim
        > Kim Interacting: Accepted(#1)
        ",
    );
}
