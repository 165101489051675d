//! The list of what can be said, with the key under which a host may replace it.
//!
//! Braces name what is filled in. A language is one line for each text, in the order of this list.

use std::cell::Cell;

macro_rules! texts {
    (
        first { $($first:ident $first_key:literal $first_english:literal)* }
        later { $($later:ident $later_key:literal $later_english:literal)* }
    ) => {
        /// One text of the panel. The key is stable: hosts replace texts by it (property `messages`).
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Text {
            $(#[doc = $first_english] $first,)*
            $(#[doc = $later_english] $later,)*
        }

        impl Text {
            /// Every text, in the order of this list.
            pub const ALL: &'static [Self] = &[$(Self::$first,)* $(Self::$later,)*];
        }

        /// How many texts the first paint has.
        const FIRST_COUNT: usize = [$($first_key),*].len();
        /// Key and English of each, a line for each: a table of places would be larger than the search.
        const FIRST: &str = concat!($($first_key, "\t", $first_english, "\n"),*);
        /// The same of what comes later.
        pub(crate) static LATER: &str = concat!($($later_key, "\t", $later_english, "\n"),*);
    };
}

thread_local! {
    /// The lines of what comes later, once that is here. Where all of it is linked in, they are there from the start.
    static LEARNT: Cell<&'static str> = const {
        Cell::new(if cfg!(target_family = "wasm") { "" } else { LATER })
    };
}

/// Learns the texts of what comes later.
pub(crate) fn learn(lines: &'static str) {
    LEARNT.set(lines);
}

impl Text {
    /// The name under which a host replaces it.
    #[must_use]
    pub fn key(self) -> &'static str {
        self.line().0
    }

    pub(super) fn english(self) -> &'static str {
        self.line().1
    }

    /// Key and English.
    fn line(self) -> (&'static str, &'static str) {
        let place = self as usize;
        let (lines, at) = match place.checked_sub(FIRST_COUNT) {
            None => (FIRST, place),
            Some(at) => (LEARNT.get(), at),
        };
        let line = lines.split('\n').nth(at).unwrap_or_default();
        line.split_once('\t').unwrap_or_default()
    }
}

texts! {
    first {
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
        Schedule "schedule" "Schedule"
        Scheduling "scheduling" "Scheduling …"
        Save "save" "Save"
        Incomplete "incomplete" "Scheduling and the list of callbacks could not be loaded. What you typed is kept."
        TryAgain "try-again" "Try again"
        Days "days" "{count}\u{a0}days"
        Hours "hours" "{count}\u{a0}h"
        Minutes "minutes" "{count}\u{a0}min"
        Seconds "seconds" "{count}\u{a0}s"
        Opening "opening" "Reading scheduled callbacks …"
        OwnershipOff "ownership-off" "This queue does not allow ownership."
        NotAMember "not-a-member" "You are not a member of this queue."
    }
    later {
        OwnedDropped "owned-dropped" "Bookable up to {bookable} ahead. Yours for {held}: dropped {until} if you are not on queue."
        OwnedHanded "owned-handed" "Bookable up to {bookable} ahead. Yours for {held}: goes to the queue {until} if you are not on queue."
        LockedFromStart "locked-from-start" "Less than 15 minutes ahead: it cannot be changed once scheduled, only cancelled or called at once."
        ChangeThat "change-that" "Edit that one"
        KeepAsIs "keep-as-is" "Leave unchanged"
        AlreadyScheduled "already-scheduled" "This interaction has its callback already."
        EditLocked "edit-locked" "Locked: owned, and due in less than 15 minutes."
        TooLate "too-late" "Too late: it is being routed, or has ended."
        NotFound "not-found" "This callback is not here any more."
        NotYours "not-yours" "This callback belongs to somebody else."
        Vetoed "vetoed" "Not scheduled: the page refused it."
        ReadOnly "read-only" "Nothing can be changed here now."
        NoConversation "no-conversation" "No interaction is selected."
        Full "full" "This page holds {limit} callbacks, and no more."
        MonthBefore "month-before" "Previous month"
        MonthAfter "month-after" "Next month"
        Scheduled "scheduled" "Scheduled"
        NothingScheduled "nothing-scheduled" "Nothing scheduled"
        NothingScheduledYet "nothing-scheduled-yet" "Callbacks you schedule appear here."
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
        NoticeScheduled "notice-scheduled" "Scheduled for {when}."
        NoticeChanged "notice-changed" "Saved: {when}."
        NoticeCancelling "notice-cancelling" "Cancelled: {name}."
        NoticeUnticked "notice-unticked" "A tick was taken away. {why}"
        NoticeDraftDropped "notice-draft-dropped" "Too many unfinished callbacks: the oldest one was dropped."
        NoticeDraftBack "notice-draft-back" "What you had typed is back."
        Dismiss "dismiss" "Dismiss"
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
        OwnedTooFar "owned-too-far" "Owned callbacks of this queue: at most {limit} ahead, until {latest}."
        AgentUnknown "agent-unknown" "The page has not said who you are, so nothing can be routed to you."
        TooLong "too-long" "Too long: {count} characters, at most {limit}."
        FixFirst "fix-first" "First: {when}"
        FixSecond "fix-second" "Second: {when}"
        FixUnown "fix-unown" "Without ownership"
        FixAnyone "fix-anyone" "To anyone of the queue"
        NotDurable "not-durable" "This browser keeps nothing here: what you schedule is lost when this page closes."
        NotKept "not-kept" "This browser could not keep a callback: it is lost when this page closes."
        RowsUnreadable "rows-unreadable" "{count} kept callbacks could not be read. They are left as they are."
        SyncWaiting "sync-waiting" "{count} waiting to be sent."
        SyncOnlyHere "sync-only-here" "Only on this device: {count}."
        SyncAccepted "sync-accepted" "{count} accepted, and not shown by the contact center yet."
        SyncAsking "sync-asking" "{count} need you: see the list."
        SyncToken "sync-token" "You are signed out of the contact center: nothing is sent."
        SyncAlarm "sync-alarm" "Due soon and only on this device: {name}. Call them yourself, or bring this device online."
        StandsWaiting "stands-waiting" "Not sent yet"
        StandsLate "stands-late" "Not sent, and its time has passed"
        StandsAccepted "stands-accepted" "Accepted"
        StandsSent "stands-sent" "Sent"
        StandsConflict "stands-conflict" "Changed by somebody else too: theirs is {when}."
        TakeTheirs "take-theirs" "Take theirs"
        KeepMine "keep-mine" "Keep mine"
        RefusedTooLate "refused-too-late" "Refused: its time has passed. Choose another, or cancel it."
        RefusedTooFar "refused-too-far" "Refused: too far ahead. Choose an earlier time."
        RefusedPhone "refused-phone" "Refused: the number will not do. Edit it."
        RefusedLocked "refused-locked" "Refused: it can no longer be changed."
        RefusedOwnership "refused-ownership" "Refused: this queue does not allow that ownership."
        RefusedWindow "refused-window" "Refused: nobody may be called then. Choose another time."
        RefusedDuplicate "refused-duplicate" "Refused: this interaction has its callback already."
        RefusedFull "refused-full" "Refused: that time is full. Choose another."
        RefusedForbidden "refused-forbidden" "Refused: you may not do this. Ask your supervisor."
        RefusedMissing "refused-missing" "Refused: the contact center does not have it any more."
        RefusedKeyReused "refused-key" "Refused: it was sent before with other content. Cancel it and schedule again."
        RefusedUnsupported "refused-unsupported" "Refused: the contact center cannot change this."
        RefusedOther "refused-other" "Refused by the contact center."
        MatchedBy "matched-by" "matched “{name}”"
        RulesMoved "rules-moved" "Moved with the new zone rules of {release}: it was {when} on your clock."
        RulesSkipped "rules-skipped" "Needs a person: the new zone rules of that place skip {when}. Reschedule it."
        RulesTwice "rules-twice" "Needs a person: by the new zone rules of that place, {when} comes twice. Reschedule it to say which."
        NumberElsewhere "number-elsewhere" "The number is from {place}: {clock} there."
        UseZone "use-zone" "Use {place}"
        BrowserShows "browser-shows" "This browser has other rules for {place} and would show {theirs}. The callback comes at {ours}, by release {release}."
    }
}
