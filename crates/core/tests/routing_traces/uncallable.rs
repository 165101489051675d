//! Uncallable contacts, list changes, campaigns (P13).

use crate::check;

#[test]
fn a_mark_alone_disturbs_nothing() {
    check(
        "
        0:00 queue Q
        0:00 agent Kim Q
        0:00 Kim on
        ---
        0:00 book #1 Q at=10:00 contact=1/2/3
        > #1 Scheduled { at: 10:00 }
        1:00 mark 1
        > 10:00 Due(#1)
        > queue #1 Q since 10:00: Due
        > alert #1 Kim until 10:30: LongestIdle { idle_ms: 600000 }
        10:00 -
        ",
    );
}

#[test]
fn a_changed_list_disconnects_it() {
    check(
        "
        0:00 queue Q
        0:00 agent Kim Q
        0:00 book #1 Q at=10:00 contact=1/2/3
        0:00 book #2 Q at=10:00 contact=9/2/3
        0:00 mark 1
        ---
        1:00 list 9
        2:00 list 2
        > disconnect #1: Uncallable { contact: ContactId(1), by: ListChanged(ContactListId(2)) }
        ",
    );
}

#[test]
fn a_reset_campaign_disconnects_it() {
    check(
        "
        0:00 queue Q
        0:00 agent Kim Q
        0:00 book #1 Q at=10:00 contact=1/2/3
        0:00 book #2 Q at=10:00 contact=9/2/3
        0:00 mark 1
        ---
        1:00 reset 9
        2:00 reset 3
        > disconnect #1: Uncallable { contact: ContactId(1), by: CampaignReset(CampaignId(3)) }
        ",
    );
}

#[test]
fn a_recycled_campaign_disconnects_it() {
    check(
        "
        0:00 queue Q
        0:00 agent Kim Q
        0:00 book #1 Q at=10:00 contact=1/2/3
        0:00 book #2 Q at=10:00 contact=9/2/3
        0:00 mark 1
        ---
        1:00 recycle 9
        2:00 recycle 3
        > disconnect #1: Uncallable { contact: ContactId(1), by: CampaignRecycled(CampaignId(3)) }
        ",
    );
}

#[test]
fn a_mark_taken_back_counts_no_more() {
    check(
        "
        0:00 queue Q
        0:00 agent Kim Q
        0:00 book #1 Q at=10:00 contact=1/2/3
        0:00 book #2 Q at=10:00 contact=9/2/3
        0:00 mark 1
        ---
        1:00 unmark 1
        2:00 list 2
        ",
    );
}

#[test]
fn one_booked_after_the_mark_is_disconnected_too() {
    check(
        "
        0:00 queue Q
        0:00 mark 1
        ---
        0:01 book #1 Q at=10:00 contact=1/2
        > #1 Scheduled { at: 10:00 }
        0:02 list 2
        > disconnect #1: Uncallable { contact: ContactId(1), by: ListChanged(ContactListId(2)) }
        ",
    );
}

#[test]
fn one_that_waits_is_disconnected() {
    check(
        "
        0:00 queue Q
        0:00 agent Kim Q
        0:00 book #1 Q at=10:00 contact=1/2/3
        0:00 book #2 Q at=10:00 contact=9/2/3
        0:00 mark 1
        ---
        > 10:00 Due(#1)
        > queue #1 Q since 10:00: Due
        > wait #1: NobodyOnQueue
        > 10:00 Due(#2)
        > queue #2 Q since 10:00: Due
        > wait #2: NobodyOnQueue
        10:00 -
        11:00 list 2
        > disconnect #1: Uncallable { contact: ContactId(1), by: ListChanged(ContactListId(2)) }
        ",
    );
}

#[test]
fn an_alert_ends_and_the_agent_goes_on() {
    check(
        "
        0:00 queue Q
        0:00 agent Kim Q
        0:00 Kim on
        0:00 book #1 Q at=10:00 contact=1/2/3
        0:00 book #2 Q at=10:00 contact=9/2/3
        0:00 book #3 Q at=10:00 contact=1/2/3
        0:00 mark 1
        10:00 -
        ---
        10:01 list 2
        > stop alert #1 Kim: Disconnected(Uncallable { contact: ContactId(1), by: ListChanged(ContactListId(2)) })
        > disconnect #1: Uncallable { contact: ContactId(1), by: ListChanged(ContactListId(2)) }
        > alert #2 Kim until 10:31: FirstInLine { waited_ms: 1000 }
        > disconnect #3: Uncallable { contact: ContactId(1), by: ListChanged(ContactListId(2)) }
        ",
    );
}

#[test]
fn a_conversation_is_not_cut() {
    check(
        "
        0:00 queue Q
        0:00 agent Kim Q
        0:00 Kim on
        0:00 book #1 Q at=10:00 contact=1/2/3
        0:00 mark 1
        10:01 Kim accepts #1
        10:02 Kim dials #1
        ---
        10:03 list 2
        10:04 #1 answered
        10:05 Kim ends #1
        > end #1 Kim: Talked, wrap-up None
        > Kim Idle: Ended(#1)
        ",
    );
}

#[test]
fn callbacks_of_several_contacts_end_in_order_of_their_number() {
    check(
        "
        0:00 queue Q
        0:00 book #1 Q at=10:00 contact=2/7
        0:00 book #2 Q at=10:00 contact=1/7
        0:00 book #3 Q at=10:00 contact=2/7
        0:00 mark 1
        0:00 mark 2
        ---
        0:10 list 7
        > disconnect #1: Uncallable { contact: ContactId(2), by: ListChanged(ContactListId(7)) }
        > disconnect #2: Uncallable { contact: ContactId(1), by: ListChanged(ContactListId(7)) }
        > disconnect #3: Uncallable { contact: ContactId(2), by: ListChanged(ContactListId(7)) }
        ",
    );
}
