//! From a draft to a command, or to every problem at once (V1). The one place where a draft is judged;
//! the server calls it too.

use crate::claim::Claim;
use crate::command::{Command, Promise, Route};
use crate::draft::{Draft, Pick};
use crate::facts::Facts;
use crate::ids::{Key, QueueId};
use crate::limits::{NAME_CHARS_MAX, NOTE_CHARS_MAX, PHONES_MAX};
use crate::phone::PhoneNumber;
use crate::problem::{Field, Problem, ProblemKind};
use crate::settings::{Ownership, Queue, QueueChoice};
use crate::time::{HOUR_MS, Release, Timestamp, today};
use crate::when::{Understood, doubtful, understand, zone};

/// What the number library says of a number in its country (V1). Core judges shape alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The library was not asked, or is not there yet.
    Unasked,
    /// Such numbers exist.
    Valid,
    /// No such number exists.
    Invalid,
}

/// Makes the command that the draft asks for at `facts.now`, the press of Schedule (P2).
///
/// `verdicts` are those of `draft.phones`, in order; missing ones count as [`Verdict::Unasked`].
///
/// # Errors
/// All problems, in the order of the fields.
pub fn check(
    draft: &Draft,
    facts: &Facts<'_>,
    key: &Key,
    verdicts: &[Verdict],
) -> Result<Command, Vec<Problem>> {
    let mut problems = Vec::new();
    let phones = phones(draft, facts, verdicts, &mut problems);
    too_long(Field::Name, &draft.name, NAME_CHARS_MAX, &mut problems);
    let understood = understand(draft, facts);
    let span = span(&understood, draft, facts);
    if let Err(whens) = &understood {
        problems.extend_from_slice(whens);
    }
    if let Some(span) = span {
        horizon(span, facts, &mut problems);
    }
    let understood = understood.ok();
    let queue = queue(draft, facts, &mut problems);
    let route = queue.and_then(|queue| {
        route(
            draft.claim,
            queue,
            span.map(|span| span.first),
            facts,
            &mut problems,
        )
    });
    too_long(Field::Note, &draft.note, NOTE_CHARS_MAX, &mut problems);
    match (understood, queue, route) {
        (Some(understood), Some(queue), Some(route)) if problems.is_empty() => {
            let promise = Promise {
                said: understood.said,
                at: understood.moment.at,
                tzdb: Release::CURRENT,
                phones,
                name: draft.name.clone(),
                queue: queue.id.clone(),
                route,
                note: draft.note.clone(),
            };
            let context = facts.context;
            Ok(Command::new(
                key.clone(),
                facts.now,
                context.conversation.clone(),
                context.participant.clone(),
                promise,
            ))
        }
        _ => Err(by_field(&problems)),
    }
}

/// In the order of the fields, and at each field in the order in which they were found.
fn by_field(problems: &[Problem]) -> Vec<Problem> {
    let mut ordered = Vec::with_capacity(problems.len());
    for field in Field::ALL {
        for problem in problems {
            if problem.field == field {
                ordered.push(problem.clone());
            }
        }
    }
    ordered
}

fn phones(
    draft: &Draft,
    facts: &Facts<'_>,
    verdicts: &[Verdict],
    problems: &mut Vec<Problem>,
) -> Vec<PhoneNumber> {
    let mut found = Vec::new();
    let mut add = |kind| problems.push(Problem::at(Field::Phone, kind));
    for (at, typed) in draft.phones.iter().enumerate().take(PHONES_MAX) {
        match PhoneNumber::read(typed, &facts.context.country_code) {
            Ok(_) if verdicts.get(at) == Some(&Verdict::Invalid) => add(ProblemKind::PhoneInvalid),
            Ok(number) => found.push(number),
            Err(crate::phone::PhoneProblem::Withheld) if at > 0 => {}
            Err(crate::phone::PhoneProblem::Withheld) => add(ProblemKind::PhoneMissing),
            Err(problem) => add(ProblemKind::Phone(problem)),
        }
    }
    found
}

fn too_long(field: Field, text: &str, chars_max: usize, problems: &mut Vec<Problem>) {
    let chars = text.chars().count();
    if chars > chars_max {
        problems.push(Problem {
            field,
            kind: ProblemKind::TooLong { chars, chars_max },
        });
    }
}

/// The instants between which what was typed lies: the same one twice, or the two that a doubtful time may mean.
#[derive(Clone, Copy)]
struct Span {
    first: Timestamp,
    last: Timestamp,
    /// Whether it is on the contact's present day.
    today: bool,
}

/// What is wrong with a time whichever of two is meant is said at once, and not after the choice (V1).
fn span(
    understood: &Result<Understood, Vec<Problem>>,
    draft: &Draft,
    facts: &Facts<'_>,
) -> Option<Span> {
    match understood {
        Ok(it) => Some(Span {
            first: it.moment.at,
            last: it.moment.at,
            today: it.today,
        }),
        Err(problems) => {
            let (first, last) = doubtful(problems)?;
            let today = today(facts.now, zone(draft, facts)?);
            Some(Span {
                first: first.at,
                last: last.at,
                today: first.local.date() == today,
            })
        }
    }
}

/// In the future, and within the horizon counted from the press (P2). The last millisecond of it still counts.
fn horizon(span: Span, facts: &Facts<'_>, problems: &mut Vec<Problem>) {
    let horizon = facts.settings.policy.horizon;
    let latest = facts.now + horizon.ms();
    if span.last <= facts.now {
        let field = if span.today { Field::Time } else { Field::Date };
        problems.push(Problem {
            field,
            kind: ProblemKind::InPast { at: span.last },
        });
    } else if span.first > latest {
        let kind = ProblemKind::TooFar {
            latest,
            hours_max: horizon.hours(),
        };
        problems.push(Problem::at(Field::Date, kind));
    }
}

fn queue<'a>(draft: &Draft, facts: &Facts<'a>, problems: &mut Vec<Problem>) -> Option<&'a Queue> {
    let wanted: Option<&QueueId> = match facts.settings.policy.queue_choice {
        QueueChoice::Fixed => facts.context.queue.as_ref(),
        QueueChoice::Free => draft.queue.chosen(),
    };
    let found = wanted.and_then(|id| facts.settings.queue(id));
    if found.is_none() {
        let kind = match (&draft.queue, wanted) {
            (_, Some(id)) => ProblemKind::QueueUnknown {
                typed: id.as_str().to_owned(),
            },
            (Pick::Typed(typed), None) if !typed.trim().is_empty() => ProblemKind::QueueUnknown {
                typed: typed.clone(),
            },
            _ => ProblemKind::QueueMissing,
        };
        problems.push(Problem::at(Field::Queue, kind));
    }
    found
}

/// Grants the claim in that queue (P7-P9).
fn route(
    claim: Claim,
    queue: &Queue,
    at: Option<Timestamp>,
    facts: &Facts<'_>,
    problems: &mut Vec<Problem>,
) -> Option<Route> {
    let mut add = |kind| problems.push(Problem::at(Field::Claim, kind));
    if claim == Claim::Anyone {
        return Some(Route::Queue);
    }
    let Some(agent) = &facts.settings.agent else {
        add(ProblemKind::AgentUnknown);
        return None;
    };
    if let Err(why) = claim.allowed_in(queue) {
        add(ProblemKind::Unclaimed(why));
        return None;
    }
    match (claim, queue.ownership) {
        (Claim::Owned, Some(ownership)) => {
            let at = at?;
            let latest = owned_latest(ownership, facts.now);
            if at > latest {
                add(ProblemKind::OwnedTooFar {
                    latest,
                    hours_max: ownership.bookable_hours(),
                });
            }
            Some(Route::Owned {
                agent: agent.id.clone(),
                until: at + ownership.held_ms(),
                at_expiry: ownership.at_expiry(),
            })
        }
        _ => Some(Route::ToMe(agent.id.clone())),
    }
}

/// The last instant for which an owned callback may be booked at `now` (P9).
#[must_use]
pub fn owned_latest(ownership: Ownership, now: Timestamp) -> Timestamp {
    now + i64::from(ownership.bookable_hours()) * HOUR_MS
}
