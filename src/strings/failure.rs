//! The core's failures in words: each kind matched, none forgotten.
//!
//! A problem says what is wrong and what would be right (V2); a refusal says why not; a notice needs no answer.

use super::{Around, Speech, Text};
use crate::state::fixes::Fix;
use crate::state::words::offset;
use callback_core::claim::Unclaimed;
use callback_core::entry::{DateProblem, TimeProblem};
use callback_core::phone::PhoneProblem;
use callback_core::problem::{Fault, Field, ProblemKind, Refusal};

/// The label of a field.
#[must_use]
pub const fn field(field: Field) -> Text {
    match field {
        Field::Phone => Text::FieldPhone,
        Field::Name => Text::FieldName,
        Field::Date => Text::FieldDate,
        Field::Time => Text::FieldTime,
        Field::Zone => Text::FieldZone,
        Field::Queue => Text::FieldQueue,
        Field::Claim => Text::FieldClaim,
        Field::Note => Text::FieldNote,
    }
}

/// What is wrong at a field, and what would be right.
#[must_use]
pub fn problem(speech: &Speech, kind: &ProblemKind, around: Around) -> String {
    let when = |at| speech.at(at, around.zone);
    match kind {
        ProblemKind::Date(why) => date(speech, *why, around),
        ProblemKind::Time(why) => time(speech, *why),
        ProblemKind::EitherTime(_) => speech.text(Text::TimeEither),
        ProblemKind::InPast { at } => speech.say(Text::InPast, &[("when", &when(*at))]),
        ProblemKind::TooFar { latest, hours_max } => speech.say(
            Text::TooFar,
            &[
                ("limit", &speech.hours(*hours_max)),
                ("latest", &when(*latest)),
            ],
        ),
        ProblemKind::Skipped { .. } => speech.text(Text::Skipped),
        ProblemKind::Twice { earlier, .. } => speech.say(
            Text::Twice,
            &[("time", &speech.words.time(earlier.local.time()))],
        ),
        ProblemKind::ZoneUnknown { typed } => {
            unknown(speech, typed, Text::ZoneEmpty, Text::ZoneUnknown)
        }
        ProblemKind::PhoneMissing => speech.text(Text::PhoneMissing),
        ProblemKind::Phone(why) => phone(speech, *why),
        ProblemKind::PhoneInvalid => speech.text(Text::PhoneInvalid),
        ProblemKind::QueueMissing => speech.text(Text::QueueMissing),
        ProblemKind::QueueUnknown { typed } => {
            unknown(speech, typed, Text::QueueMissing, Text::QueueUnknown)
        }
        ProblemKind::Unclaimed(why) => speech.text(unclaimed(*why)),
        ProblemKind::OwnedTooFar { latest, hours_max } => speech.say(
            Text::OwnedTooFar,
            &[
                ("limit", &speech.hours(*hours_max)),
                ("latest", &when(*latest)),
            ],
        ),
        ProblemKind::AgentUnknown => speech.text(Text::AgentUnknown),
        ProblemKind::TooLong { chars, chars_max } => {
            counted(speech, Text::TooLong, *chars, *chars_max)
        }
    }
}

fn unknown(speech: &Speech, typed: &str, empty: Text, unknown: Text) -> String {
    match typed.trim() {
        "" => speech.text(empty),
        typed => speech.say(unknown, &[("typed", typed)]),
    }
}

fn counted(speech: &Speech, text: Text, count: usize, limit: usize) -> String {
    let number = |number: usize| speech.words.number(number as u64);
    speech.say(
        text,
        &[("count", &number(count)), ("limit", &number(limit))],
    )
}

fn date(speech: &Speech, why: DateProblem, around: Around) -> String {
    match why {
        DateProblem::Empty => speech.text(Text::DateEmpty),
        DateProblem::NotADate => {
            let today = callback_core::time::to_local(around.now, around.zone).date();
            speech.say(Text::DateUnread, &[("example", &speech.words.day(today))])
        }
        DateProblem::NoSuchMonth { month } => speech.say(
            Text::DateNoMonth,
            &[("month", &speech.words.number(u64::from(month)))],
        ),
        DateProblem::NoSuchDay { day, day_max, .. } => {
            counted(speech, Text::DateNoDay, day as usize, day_max as usize)
        }
        DateProblem::OtherWeekday { is, .. } => {
            let day = &speech.words.weekdays[is.num_days_from_monday() as usize];
            speech.say(Text::DateOtherDay, &[("day", day)])
        }
        DateProblem::WithTime => speech.text(Text::DateWithTime),
    }
}

fn time(speech: &Speech, why: TimeProblem) -> String {
    match why {
        TimeProblem::Empty => speech.text(Text::TimeEmpty),
        TimeProblem::NotATime => {
            let example = chrono::NaiveTime::from_hms_opt(14, 30, 0).unwrap_or_default();
            speech.say(
                Text::TimeUnread,
                &[("example", &speech.words.time(example))],
            )
        }
        TimeProblem::HourTooLarge { hour, hour_max } => {
            counted(speech, Text::TimeNoHour, hour as usize, hour_max as usize)
        }
        TimeProblem::MinuteTooLarge { minute } => speech.say(
            Text::TimeNoMinute,
            &[("count", &speech.words.number(u64::from(minute)))],
        ),
        TimeProblem::WithDate => speech.text(Text::TimeWithDate),
    }
}

fn phone(speech: &Speech, why: PhoneProblem) -> String {
    match why {
        PhoneProblem::Withheld => speech.text(Text::PhoneMissing),
        PhoneProblem::NotANumber => speech.text(Text::PhoneShape),
        PhoneProblem::TooShort { digits, digits_min } => {
            counted(speech, Text::PhoneTooShort, digits, digits_min)
        }
        PhoneProblem::TooLong { digits, digits_max } => {
            counted(speech, Text::PhoneTooLong, digits, digits_max)
        }
        PhoneProblem::BadExtension { digits_max } => {
            counted(speech, Text::PhoneExtension, 0, digits_max)
        }
    }
}

/// What a fix would do: the label of its button.
#[must_use]
pub fn fix(speech: &Speech, fix: Fix, around: Around) -> String {
    let clock = |local: chrono::NaiveDateTime, offset_secs| {
        [
            &speech.words.time(local.time()),
            " · ",
            &offset(offset_secs),
        ]
        .concat()
    };
    match fix {
        Fix::At(at) => speech.at(at, around.zone),
        Fix::Clock(time) => speech.words.time(time),
        Fix::Beside(it) => clock(it.local, it.offset_secs),
        Fix::BesideOnDay(it) => [
            &speech.words.day_and_time(it.local),
            " · ",
            &offset(it.offset_secs),
        ]
        .concat(),
        Fix::First(it) => speech.say(
            Text::FixFirst,
            &[("when", &clock(it.local, it.offset_secs))],
        ),
        Fix::Second(it) => speech.say(
            Text::FixSecond,
            &[("when", &clock(it.local, it.offset_secs))],
        ),
        Fix::Unown => speech.text(Text::FixUnown),
        Fix::Anyone => speech.text(Text::FixAnyone),
    }
}

/// Why a claim cannot stand.
#[must_use]
pub const fn unclaimed(why: Unclaimed) -> Text {
    match why {
        Unclaimed::OwnershipOff => Text::OwnershipOff,
        Unclaimed::NotAMember => Text::NotAMember,
    }
}

/// Why the business says no.
#[must_use]
pub fn refusal(speech: &Speech, refusal: &Refusal) -> String {
    let text = match refusal {
        Refusal::AlreadyScheduled(_) => Text::AlreadyScheduled,
        Refusal::EditLocked { .. } => Text::EditLocked,
        Refusal::TooLate => Text::TooLate,
        Refusal::NotFound => Text::NotFound,
        Refusal::NotYours => Text::NotYours,
        Refusal::Vetoed => Text::Vetoed,
        Refusal::ReadOnly => Text::ReadOnly,
        Refusal::NoConversation => Text::NoConversation,
        Refusal::Full { callbacks_max } => {
            return speech.say(
                Text::Full,
                &[("limit", &speech.words.number(*callbacks_max as u64))],
            );
        }
    };
    speech.text(text)
}

/// How the world failed.
#[must_use]
pub fn fault(speech: &Speech, fault: Fault) -> String {
    match fault {
        Fault::NotDurable => speech.text(Text::NotDurable),
        Fault::NotKept => speech.text(Text::NotKept),
        Fault::RowsUnreadable { rows } => speech.say(
            Text::RowsUnreadable,
            &[("count", &speech.words.number(rows as u64))],
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::words::Words;
    use crate::strings::Messages;
    use callback_core::time::{Resolution, Timestamp, resolve};
    use chrono_tz::Tz;

    /// 2026-11-22 15:12 UTC, a Sunday; the contact is in New York.
    const NOW: Timestamp = Timestamp::from_ms(1_795_360_320_000);

    fn says(kind: &ProblemKind) -> String {
        let zone: Tz = "America/New_York".parse().unwrap();
        let speech = Speech::new(Words::american(), Messages::default());
        problem(&speech, kind, Around { now: NOW, zone }).replace('\u{a0}', " ")
    }

    #[test]
    fn a_problem_says_what_is_wrong_and_what_would_be_right() {
        let rows = [
            (
                ProblemKind::InPast { at: NOW - 1 },
                "Sun, Nov 22, 10:11 AM has passed.",
            ),
            (
                ProblemKind::TooFar {
                    latest: NOW,
                    hours_max: 720,
                },
                "At most 30 days ahead: until Sun, Nov 22, 10:12 AM.",
            ),
            (
                ProblemKind::OwnedTooFar {
                    latest: NOW,
                    hours_max: 36,
                },
                "Owned callbacks of this queue: at most 36 h ahead, until Sun, Nov 22, 10:12 AM.",
            ),
            (
                ProblemKind::ZoneUnknown {
                    typed: " ".to_owned(),
                },
                "Choose a time zone.",
            ),
            (
                ProblemKind::ZoneUnknown {
                    typed: "Oz".to_owned(),
                },
                "No time zone “Oz”. Choose one of the list.",
            ),
            (
                ProblemKind::TooLong {
                    chars: 201,
                    chars_max: 200,
                },
                "Too long: 201 characters, at most 200.",
            ),
            (
                ProblemKind::Date(DateProblem::NotADate),
                "Not a date. Try Sun, Nov 22.",
            ),
        ];
        for (kind, expected) in rows {
            assert_eq!(says(&kind), expected);
        }
    }

    #[test]
    fn a_repeated_hour_offers_both_with_their_offsets() {
        let zone: Tz = "America/New_York".parse().unwrap();
        let Resolution::Fold { earlier, later } =
            resolve("2026-11-01T01:30:00".parse().unwrap(), zone)
        else {
            panic!("the hour is not repeated");
        };
        assert_eq!(
            says(&ProblemKind::Twice { earlier, later }),
            "1:30 AM comes twice on that day. Which one?"
        );
        let speech = Speech::new(Words::american(), Messages::default());
        let label = |it| fix(&speech, it, Around { now: NOW, zone });
        assert_eq!(label(Fix::First(earlier)), "First: 1:30 AM · UTC\u{2212}4");
        assert_eq!(label(Fix::Second(later)), "Second: 1:30 AM · UTC\u{2212}5");
    }
}
