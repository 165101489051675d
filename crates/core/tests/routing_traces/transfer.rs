//! Transfer to a queue or an agent.

use crate::check;

#[test]
fn a_conversation_goes_to_another_queue_as_a_call() {
    check(
        "
        0:00 queue Q acw=timeout:30
        0:00 queue R
        0:00 agent Kim Q
        0:00 agent Lee R
        0:00 Kim on
        0:00 Lee on
        0:01 call #1 Q
        0:02 Kim accepts #1
        ---
        0:10 Kim transfers #1 R #2
        > transfer #1 Kim as #2: Queue(R)
        > queue #2 R since 0:10: Transferred { from: #1 }
        > alert #2 Lee until 0:18: LongestIdle { idle_ms: 10000 }
        > wrap up #1 Kim until 0:40: Transferred
        0:11 Lee accepts #2
        > connect #2 Lee
        > Lee Interacting: Accepted(#2)
        0:20 Lee ends #2
        > end #2 Lee: Talked, wrap-up None
        > Lee Idle: Ended(#2)
        > 0:40 AfterCallWork(#1)
        > end #1 Kim: Transferred, wrap-up TimedOut
        > Kim Idle: Ended(#1)
        0:40 -
        ",
    );
}

#[test]
fn a_callback_in_conversation_goes_on_as_a_call_too() {
    check(
        "
        0:00 queue Q
        0:00 queue R
        0:00 agent Kim Q
        0:00 Kim on
        0:01 book #1 Q at=0:01 retry=1x60
        0:02 Kim accepts #1
        0:03 Kim dials #1
        0:05 #1 answered
        ---
        0:10 Kim transfers #1 R #2
        > transfer #1 Kim as #2: Queue(R)
        > queue #2 R since 0:10: Transferred { from: #1 }
        > wait #2: NobodyOnQueue
        > end #1 Kim: Transferred, wrap-up None
        > Kim Idle: Ended(#1)
        0:11 #2 hangs-up
        > disconnect #2: Client
        ",
    );
}

#[test]
fn a_callback_not_dialed_yet_stays_a_callback() {
    check(
        "
        0:00 queue Q
        0:00 queue R
        0:00 agent Kim Q
        0:00 agent Lee R
        0:00 Kim on
        0:00 Lee on
        0:01 book #1 Q at=0:01 retry=1x60
        0:02 Kim accepts #1
        ---
        0:10 Kim transfers #1 R #2
        > transfer #1 Kim as #2: Queue(R)
        > queue #2 R since 0:10: Transferred { from: #1 }
        > alert #2 Lee until 0:40: LongestIdle { idle_ms: 10000 }
        > end #1 Kim: Transferred, wrap-up None
        > Kim Idle: Ended(#1)
        0:11 Lee accepts #2
        > connect #2 Lee
        > Lee Interacting: Accepted(#2)
        0:12 Lee dials #2
        > dial #2 Lee: Agent
        0:20 #2 silent
        0:21 Lee ends #2
        > leave #2 Lee: NoAnswer, wrap-up None: NextAttempt
        > #2 NextAttempt { number: 2, at: 1:21 }
        > Lee Idle: Left(#2)
        ",
    );
}

#[test]
fn to_an_agent_who_is_available() {
    check(
        "
        0:00 queue Q
        0:00 agent Kim Q
        0:00 agent Lee Q
        0:00 agent Max Q
        0:00 Kim on
        0:00 Lee on
        0:01 Max on
        0:01 call #1 Q
        0:02 Kim accepts #1
        ---
        0:10 Kim transfers #1 Max #2
        > transfer #1 Kim as #2: Agent(Max)
        > queue #2 Q since 0:10: Transferred { from: #1 }
        > alert #2 Max until 0:18: RequestedAgent
        > end #1 Kim: Transferred, wrap-up None
        > Kim Idle: Ended(#1)
        ",
    );
}

#[test]
fn to_an_agent_who_is_not_goes_at_once_to_the_next() {
    check(
        "
        0:00 queue Q
        0:00 agent Kim Q
        0:00 agent Lee Q
        0:00 agent Max Q
        0:00 Kim on
        0:00 Lee on
        0:01 call #1 Q
        0:02 Kim accepts #1
        ---
        0:10 Kim transfers #1 Max #2
        > transfer #1 Kim as #2: Agent(Max)
        > queue #2 Q since 0:10: Transferred { from: #1 }
        > alert #2 Lee until 0:18: LongestIdle { idle_ms: 10000 } instead of Max: NotAvailable(OffQueue)
        > end #1 Kim: Transferred, wrap-up None
        > Kim Idle: Ended(#1)
        ",
    );
}

#[test]
fn it_comes_back_only_where_there_is_nobody_else() {
    check(
        "
        0:00 queue Q
        0:00 agent Kim Q
        0:00 Kim on
        0:01 call #1 Q priority=3 needs=1
        0:01 skill Kim 1 1
        0:02 Kim accepts #1
        ---
        0:10 Kim transfers #1 Q #2
        > transfer #1 Kim as #2: Queue(Q)
        > queue #2 Q since 0:10: Transferred { from: #1 }
        > wait #2: NobodyFree { on_queue: 1 }
        > end #1 Kim: Transferred, wrap-up None
        > Kim Idle: Ended(#1)
        > alert #2 Kim until 0:18: FirstInLine { waited_ms: 0 }
        ",
    );
}

#[test]
fn after_the_call_it_is_tried_by_another_in_its_windows() {
    check(
        "
        0:00 queue Q
        0:00 queue R
        0:00 agent Kim Q
        0:00 Kim on
        0:45 book #1 Q at=0:45 windows=0:00-1:00,5:00-6:00
        0:46 Kim accepts #1
        0:47 Kim dials #1
        1:10 #1 silent
        ---
        1:11 Kim transfers #1 R #2
        > transfer #1 Kim as #2: Queue(R)
        > #2 Postponed { at: 5:00 }
        > end #1 Kim: Transferred, wrap-up None
        > Kim Idle: Ended(#1)
        > 5:00 Due(#2)
        > queue #2 R since 5:00: Due
        > wait #2: NobodyOnQueue
        5:00 -
        ",
    );
}

#[test]
fn what_does_not_fit_is_refused() {
    check(
        "
        0:00 queue Q
        0:00 agent Kim Q
        0:00 Kim on
        ---
        0:01 call #1 Q
        > queue #1 Q since 0:01: Arrived
        > alert #1 Kim until 0:09: LongestIdle { idle_ms: 1000 }
        0:02 Kim transfers #1 Q #2
        > refuse: WrongStage(#1, Alerting)
        0:03 Kim accepts #1
        > connect #1 Kim
        > Kim Interacting: Accepted(#1)
        0:04 Kim transfers #1 Q #1
        > refuse: KnownInteraction(#1)
        0:04 Kim transfers #1 R #2
        > refuse: UnknownQueue(R)
        0:04 Kim transfers #1 Lee #2
        > refuse: UnknownAgent(Lee)
        0:05 Lee transfers #1 Q #2
        > refuse: NotTheirs(#1, Lee)
        0:06 book #3 Q at=0:06
        > #3 Scheduled { at: 0:06 }
        > queue #3 Q since 0:06: Due
        > wait #3: NobodyFree { on_queue: 1 }
        0:07 Kim ends #1
        > end #1 Kim: Talked, wrap-up None
        > Kim Idle: Ended(#1)
        > alert #3 Kim until 0:37: FirstInLine { waited_ms: 1000 }
        0:08 Kim accepts #3
        > connect #3 Kim
        > Kim Interacting: Accepted(#3)
        0:09 Kim dials #3
        > dial #3 Kim: Agent
        0:10 Kim transfers #3 Q #4
        > refuse: WrongStage(#3, Dialing)
        ",
    );
}

#[test]
fn nothing_of_the_first_agents_part_goes_along() {
    check(
        "
        0:00 queue Q acw=asked:30
        0:00 agent Kim Q
        0:00 agent Lee Q
        0:00 Kim on
        0:00 Lee on
        0:01 book #1 Q at=0:01 retry=1x60
        0:02 Kim accepts #1
        0:02 Kim asks #1
        0:03 Kim dials #1
        0:10 #1 silent
        ---
        0:11 Kim transfers #1 Q #2
        > transfer #1 Kim as #2: Queue(Q)
        > queue #2 Q since 0:11: Transferred { from: #1 }
        > alert #2 Lee until 0:41: LongestIdle { idle_ms: 11000 }
        > wrap up #1 Kim until 0:41: Transferred
        0:12 Lee accepts #2
        > connect #2 Lee
        > Lee Interacting: Accepted(#2)
        0:13 Lee ends #2
        > end #2 Lee: NotDialed, wrap-up None
        > Lee Idle: Ended(#2)
        ",
    );
}
