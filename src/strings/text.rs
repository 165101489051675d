//! The list of what can be said, with the key under which a host may replace it.
//!
//! Braces name what is filled in. A language is one exhaustive match over this list.

macro_rules! texts {
    ($($name:ident $key:literal $english:literal)*) => {
        /// One text of the panel. The key is stable: hosts replace texts by it (property `messages`).
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Text {
            $(#[doc = $english] $name,)*
        }

        impl Text {
            /// Every text, in the order of this list.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// The name under which a host replaces it.
            #[must_use]
            pub const fn key(self) -> &'static str {
                match self {
                    $(Self::$name => $key,)*
                }
            }

            pub(super) const fn english(self) -> &'static str {
                match self {
                    $(Self::$name => $english,)*
                }
            }
        }
    };
}

texts! {
    // The frame and the form.
    Title "title" "Schedule a callback"
    TitleChange "title-change" "Change a callback"
    Close "close" "Close"
    FieldPhone "field-phone" "Phone"
    FieldName "field-name" "Name"
    FieldDate "field-date" "Date"
    FieldTime "field-time" "Time"
    FieldZone "field-zone" "Time zone"
    FieldQueue "field-queue" "Queue"
    FieldClaim "field-claim" "Who calls"
    FieldNote "field-note" "Note"
    ChooseDate "choose-date" "Choose date"
    MonthBefore "month-before" "Previous month"
    MonthAfter "month-after" "Next month"
    ShowZones "show-zones" "Show time zones"
    ShowQueues "show-queues" "Show queues"
    NoneFits "none-fits" "Nothing fits"
    OneFits "one-fits" "1 fits"
    SomeFit "some-fit" "{count} fit"
    Contact "contact" "Contact"
    You "you" "You"
    Ahead "ahead" "In {duration}"
    ToMe "to-me" "Route callback to me if possible"
    ToMeIncluded "to-me-included" "Part of ownership"
    Owned "owned" "Take ownership"
    OwnedDropped "owned-dropped" "Bookable up to {bookable} ahead. Yours for {held}: dropped {until} if you are not on queue."
    OwnedHanded "owned-handed" "Bookable up to {bookable} ahead. Yours for {held}: goes to the queue {until} if you are not on queue."
    LockedFromStart "locked-from-start" "Less than 15 minutes ahead: it cannot be changed once scheduled, only cancelled or called at once."
    Schedule "schedule" "Schedule"
    Scheduling "scheduling" "Scheduling …"
    Save "save" "Save"
    ChangeThat "change-that" "Edit that one"
    KeepAsIs "keep-as-is" "Leave unchanged"

    Incomplete "incomplete" "Scheduling and the list of callbacks could not be loaded. What you typed is kept."
    TryAgain "try-again" "Try again"

    // Durations.
    Days "days" "{count}\u{a0}days"
    Hours "hours" "{count}\u{a0}h"
    Minutes "minutes" "{count}\u{a0}min"
    Seconds "seconds" "{count}\u{a0}s"

    // The list.
    Scheduled "scheduled" "Scheduled"
    NothingScheduled "nothing-scheduled" "Nothing scheduled"
    NothingScheduledYet "nothing-scheduled-yet" "Callbacks you schedule appear here."
    Opening "opening" "Reading scheduled callbacks …"
    MoreRows "more-rows" "{count} more are not shown."
    Change "change" "Edit"
    ChangeOf "change-of" "Edit: {name}"
    Reschedule "reschedule" "Reschedule"
    RescheduleOf "reschedule-of" "Reschedule: {name}"
    Reassign "reassign" "Reassign"
    ReassignOf "reassign-of" "Reassign: {name}"
    CallNow "call-now" "Call now"
    CallNowOf "call-now-of" "Call now: {name}"
    Cancel "cancel" "Cancel"
    CancelOf "cancel-of" "Cancel: {name}"
    Undo "undo" "Undo"
    UndoOf "undo-of" "Undo: cancel {name}"
    ToYouBadge "to-you-badge" "To you"
    OwnedByYouBadge "owned-by-you-badge" "Owned by you"
    ToBadge "to-badge" "To {agent}"
    OwnedByBadge "owned-by-badge" "Owned by {agent}"
    Dropped "dropped" "Dropped {until} if not taken by its owner."
    DroppedYou "dropped-you" "Dropped {until} if you are not on queue."
    Handed "handed" "Goes to the queue {until} if not taken by its owner."
    YourClock "your-clock" "You: {clock}"
    RulesMoved "rules-moved" "Moved with the new zone rules of {release}: it was {when} on your clock."
    RulesSkipped "rules-skipped" "Needs a person: the new zone rules of that place skip {when}. Reschedule it."
    RulesTwice "rules-twice" "Needs a person: by the new zone rules of that place, {when} comes twice. Reschedule it to say which."

    // Where a callback is.
    StateWaiting "state-waiting" "Waiting for an agent"
    StateAlerting "state-alerting" "Alerting"
    StateDialing "state-dialing" "Dialing"
    StateConnected "state-connected" "Connected"
    StateWrapUp "state-wrap-up" "Wrap-up"
    StateEnded "state-ended" "Called"
    StateCancelling "state-cancelling" "Cancelled"
    EndedClient "ended-client" "Cancelled"
    EndedEndpoint "ended-endpoint" "Contact hung up"
    EndedSystem "ended-system" "Ended by the system"
    EndedTimeout "ended-timeout" "Dropped: ownership ran out"
    EndedUncallable "ended-uncallable" "Dropped: contact may not be called"
    EndedTransfer "ended-transfer" "Transferred"

    // The alert.
    Due "due" "Callback due"
    Dialing "dialing" "Dialing"
    WithYou "with-you" "Callback in progress"
    AfterCall "after-call" "Wrap-up"
    Promised "promised" "Promised {when}"
    Late "late" "{duration} late"
    Left "left" "{duration} left"
    TimeLeft "time-left" "Time left to answer"
    Accept "accept" "Accept"
    Decline "decline" "Decline"
    DialNow "dial-now" "Dial now"
    End "end" "End"
    NotResponding "not-responding" "You are Not Responding: an alert was missed or declined. No interaction is routed to you."
    BackOnQueue "back-on-queue" "Back on queue"

    // Notices.
    NoticeScheduled "notice-scheduled" "Scheduled for {when}."
    NoticeChanged "notice-changed" "Saved: {when}."
    NoticeCancelling "notice-cancelling" "Cancelled: {name}."
    NoticeUnticked "notice-unticked" "A tick was taken away. {why}"
    NoticeDraftDropped "notice-draft-dropped" "Too many unfinished callbacks: the oldest one was dropped."
    NoticeDraftBack "notice-draft-back" "What you had typed is back."
    Dismiss "dismiss" "Dismiss"

    // Problems, and one-press fixes.
    DateEmpty "date-empty" "Type or choose a date."
    DateUnread "date-unread" "Not a date. Try {example}."
    DateNoMonth "date-no-month" "There is no month {month}: 1 to 12."
    DateNoDay "date-no-day" "There is no day {count}: that month has {limit}."
    DateOtherDay "date-other-day" "That date is a {day}."
    DateWithTime "date-with-time" "A date with a time: leave the field and both are filled in."
    TimeEmpty "time-empty" "Type a time."
    TimeUnread "time-unread" "Not a time. Try {example}."
    TimeNoHour "time-no-hour" "There is no hour {count}: at most {limit}."
    TimeNoMinute "time-no-minute" "There is no minute {count}: 0 to 59."
    TimeWithDate "time-with-date" "A time with a date: leave the field and both are filled in."
    TimeEither "time-either" "Morning or afternoon?"
    InPast "in-past" "{when} has passed."
    TooFar "too-far" "At most {limit} ahead: until {latest}."
    Skipped "skipped" "This time does not exist on that day: clocks are put forward over it. Instead:"
    Twice "twice" "{time} comes twice on that day. Which one?"
    ZoneEmpty "zone-empty" "Choose a time zone."
    ZoneUnknown "zone-unknown" "No time zone “{typed}”. Choose one of the list."
    PhoneMissing "phone-missing" "Type the number to call."
    PhoneShape "phone-shape" "Not a phone number: digits, and + in front where it is international."
    PhoneTooShort "phone-too-short" "Too short: {count} digits, at least {limit}."
    PhoneTooLong "phone-too-long" "Too long: {count} digits, at most {limit}."
    PhoneExtension "phone-extension" "The extension is a number of at most {limit} digits."
    PhoneInvalid "phone-invalid" "No such number exists in its country."
    QueueMissing "queue-missing" "Choose a queue."
    QueueUnknown "queue-unknown" "No queue “{typed}”. Choose one of the list."
    OwnershipOff "ownership-off" "This queue does not allow ownership."
    NotAMember "not-a-member" "You are not a member of this queue."
    OwnedTooFar "owned-too-far" "Owned callbacks of this queue: at most {limit} ahead, until {latest}."
    AgentUnknown "agent-unknown" "The page has not said who you are, so nothing can be routed to you."
    TooLong "too-long" "Too long: {count} characters, at most {limit}."
    FixFirst "fix-first" "First: {when}"
    FixSecond "fix-second" "Second: {when}"
    FixUnown "fix-unown" "Without ownership"
    FixAnyone "fix-anyone" "To anyone of the queue"

    // Refusals and faults.
    AlreadyScheduled "already-scheduled" "This interaction has its callback already."
    EditLocked "edit-locked" "Locked: owned, and due in less than 15 minutes."
    TooLate "too-late" "Too late: it is being routed, or has ended."
    NotFound "not-found" "This callback is not here any more."
    NotYours "not-yours" "This callback belongs to somebody else."
    Vetoed "vetoed" "Not scheduled: the page refused it."
    ReadOnly "read-only" "Nothing can be changed here now."
    NoConversation "no-conversation" "No interaction is selected."
    Full "full" "This page holds {limit} callbacks, and no more."
    NotDurable "not-durable" "This browser keeps nothing here: what you schedule is lost when this page closes."
    NotKept "not-kept" "This browser could not keep a callback: it is lost when this page closes."
    RowsUnreadable "rows-unreadable" "{count} kept callbacks could not be read. They are left as they are."
}
