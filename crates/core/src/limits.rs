//! Every number the product promises, once, with its requirement. Nothing here can be raised by a host;
//! an administrator may lower what a setting names.

use crate::time::{HOUR_MS, MINUTE_MS, SECOND_MS};

/// A callback lies at most this many hours ahead of the press of Schedule (P2).
pub const HORIZON_HOURS_MAX: u16 = 720;
/// `maxOwnedCallbackDelayHours` may be set from 1 to this (P9).
pub const OWNED_BOOKABLE_HOURS_MAX: u16 = 720;
/// `maxOwnedCallbackHours` may be set from 1 to this (P9).
pub const OWNED_HELD_HOURS_MAX: u16 = 168;
/// An owned callback cannot be changed in this time before its own (P11).
pub const EDIT_LOCK_MS: i64 = 15 * MINUTE_MS;
/// A cancelled callback can be had back for this long; only then is it gone (P14).
pub const UNDO_MS: i64 = 8 * SECOND_MS;
/// A callback that is over stays in the list for this long after its time, so that none vanishes unseen.
pub const OVER_SHOWN_MS: i64 = 24 * HOUR_MS;
/// Characters of a contact's name that are kept (P15).
pub const NAME_CHARS_MAX: usize = 200;
/// Characters of a note that are kept (P15).
pub const NOTE_CHARS_MAX: usize = 2_000;
/// Changes of a zone's rules that one callback remembers; the oldest goes (T1).
pub const RULES_CHANGES_MAX: usize = 20;
/// Numbers kept for one callback, in order (P5).
pub const PHONES_MAX: usize = 5;
/// Drafts put aside for other conversations in one panel (P1).
pub const DRAFTS_MAX: usize = 100;
/// Queues a host may hand in.
pub const QUEUES_MAX: usize = 10_000;
/// Callbacks one page holds, ended ones included.
pub const CALLBACKS_MAX: usize = 10_000;
/// The first wait after a request that failed is at most this long (api.md, sync 3).
pub const BACKOFF_MS_MIN: i64 = SECOND_MS;
/// And no wait is longer than this.
pub const BACKOFF_MS_MAX: i64 = 5 * MINUTE_MS;
/// The longest that a backend's `Retry-After` is obeyed.
pub const RETRY_AFTER_MS_MAX: i64 = HOUR_MS;
/// Requests that are under way at once from one browser.
pub const IN_FLIGHT_MAX: usize = 4;
/// Intents of one callback that wait at once.
pub const STEPS_WAITING_MAX: usize = 20;
/// A callback that reaches the backend this long after its time is dispatched still; later, the agent is asked (sync 8).
pub const LATE_GRACE_MS: i64 = 15 * MINUTE_MS;
/// What is only on this device is alarmed this long before it is due (sync 8).
pub const ALARM_MS: i64 = 15 * MINUTE_MS;
/// How often what is kept is read anew although nobody said that it changed.
pub const RECHECK_MS: i64 = 30 * SECOND_MS;
/// How often the backend's list is read anew where nothing asked for it.
pub const LIST_EVERY_MS: i64 = MINUTE_MS;
/// A notification socket that has said nothing for this long is given up; its heartbeat comes every 30 s.
pub const SILENCE_MS: i64 = 75 * SECOND_MS;
/// A backend that refuses a socket is asked again after this.
pub const LISTEN_AGAIN_MS: i64 = 5 * MINUTE_MS;
/// How often what an agent answered to an alert is sent again where no answer came.
pub const ANSWER_TRIES_MAX: u32 = 4;
/// A region shows a callback at most this long after it was made, as far as is known; looked for until then.
pub const REGION_LATE_MS: i64 = 2 * MINUTE_MS;
/// How often it is looked for.
pub const REGION_LOOK_MS: i64 = 10 * SECOND_MS;

/// [`HORIZON_HOURS_MAX`] in milliseconds.
pub const HORIZON_MS_MAX: i64 = HORIZON_HOURS_MAX as i64 * HOUR_MS;
