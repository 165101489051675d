//! What was said is kept when the rules of a zone change (T1): the registry's chrono-tz as the old rules, ours as the new.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot read its own data has failed"
)]

#[path = "../oracle/mod.rs"]
mod oracle;
#[path = "../support/mod.rs"]
mod support;

mod desk;
mod every_zone;

use callback_core::callback::Callback;
use callback_core::command::Route;
use callback_core::panel::Edit;
use callback_core::time::{Fold, Release, Rules, Said, settled_by};
use chrono::NaiveDateTime;
use chrono_tz::Tz;
use chrono_tz_registry as registry;
use support::Bench;

/// The rules of release 2025b.
struct Old;

impl Rules for Old {
    type Zone = registry::Tz;

    fn release(&self) -> Release {
        Release::read(registry::IANA_TZDB_VERSION).expect("a release")
    }

    fn zone(&self, name: &str) -> Option<registry::Tz> {
        name.parse().ok()
    }
}

/// Makes of `callback` what a program with the old rules has booked; false where those rules knew no such time.
fn book_long_ago(
    callback: &mut Callback,
    local: NaiveDateTime,
    zone: Tz,
    fold: Option<Fold>,
) -> bool {
    let old = Old.zone(zone.name());
    let Some(at) = old.and_then(|old| settled_by(local, fold, &old).ok()) else {
        return false;
    };
    let by_ms = at - callback.promise.at;
    if let Route::Owned { until, .. } = &mut callback.promise.route {
        *until = *until + by_ms;
    }
    callback.promise.said = Said { local, zone, fold };
    callback.promise.at = at;
    callback.promise.tzdb = Old.release();
    true
}

/// Any owned callback.
fn owned() -> Callback {
    let mut bench = Bench::new();
    bench.edit(Edit::Owned(true));
    bench.schedule().unwrap()
}
