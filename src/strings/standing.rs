//! Where callbacks stand between this device and the backend, in words: each kind matched, none forgotten.

use super::{Speech, Text};
use callback_core::sync::{Level, Reason, Standing};
use chrono_tz::Tz;

/// Where one stands.
#[must_use]
pub fn standing(speech: &Speech, standing: &Standing, zone: Tz) -> String {
    speech.text(match standing {
        Standing::Waiting => Text::StandsWaiting,
        Standing::Late => Text::StandsLate,
        Standing::Accepted => Text::StandsAccepted,
        Standing::Sent => Text::StandsSent,
        Standing::Refused(why) => reason(*why),
        Standing::Conflict(theirs) => {
            let when = speech.at(theirs.promise.at, zone);
            return speech.say(Text::StandsConflict, &[("when", &when)]);
        }
    })
}

/// How many stand where, a sentence each; nothing where all is sent.
#[must_use]
pub fn level(speech: &Speech, level: &Level) -> Vec<String> {
    let counted = [
        (Text::SyncWaiting, level.waiting),
        (Text::SyncOnlyHere, level.only_here),
        (Text::SyncAccepted, level.accepted),
        (Text::SyncAsking, level.asking),
    ];
    let mut says = Vec::new();
    for (text, count) in counted {
        if count > 0 {
            let count = speech.words.number(count as u64);
            says.push(speech.say(text, &[("count", &count)]));
        }
    }
    if level.token_needed {
        says.push(speech.text(Text::SyncToken));
    }
    says
}

/// Why the backend said no, and what to do.
const fn reason(why: Reason) -> Text {
    match why {
        Reason::TooLate => Text::RefusedTooLate,
        Reason::TooFar => Text::RefusedTooFar,
        Reason::Phone => Text::RefusedPhone,
        Reason::Locked => Text::RefusedLocked,
        Reason::Ownership => Text::RefusedOwnership,
        Reason::Window => Text::RefusedWindow,
        Reason::Duplicate => Text::RefusedDuplicate,
        Reason::Full => Text::RefusedFull,
        Reason::Forbidden => Text::RefusedForbidden,
        Reason::Missing => Text::RefusedMissing,
        Reason::KeyReused => Text::RefusedKeyReused,
        Reason::Unsupported => Text::RefusedUnsupported,
        Reason::Other => Text::RefusedOther,
    }
}
