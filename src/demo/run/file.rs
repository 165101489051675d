//! A run as a file: JSON that a person can read.

use super::personal::without_keys;
use super::{Parcel, Run, Unreadable};
use serde::{Deserialize, Serialize};

const FORMAT: &str = "callback-scheduler run";
const VERSION: u32 = 1;
/// Bytes of a file at most.
pub(crate) const FILE_MAX: usize = 4_000_000;

/// What a file of any version begins with.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Head {
    format: String,
    version: u32,
}

/// A file of this version.
#[derive(Serialize, Deserialize)]
struct File {
    format: String,
    version: u32,
    scenario: String,
    run: Run,
}

/// The text of a file with this run in it.
pub(crate) fn write_file(run: &Run) -> String {
    let Parcel { scenario, run } = Parcel::of(without_keys(run.clone()));
    json::text(&File {
        format: FORMAT.to_owned(),
        version: VERSION,
        scenario,
        run,
    })
}

/// The run of a file.
pub(crate) fn read_file(text: &str) -> Result<Run, Unreadable> {
    if text.len() > FILE_MAX {
        return Err(Unreadable::TooLarge);
    }
    let head: Head = json::read(text).map_err(|_| Unreadable::NotARun)?;
    if head.format != FORMAT || head.version == 0 {
        return Err(Unreadable::NotARun);
    }
    if head.version > VERSION {
        return Err(Unreadable::Later(head.version));
    }
    let File { scenario, run, .. } = json::read(text).map_err(|_| Unreadable::Damaged)?;
    Parcel { scenario, run }.open()
}

#[cfg(not(test))]
use callback_scheduler::browser::json;

/// Tests have no browser.
#[cfg(test)]
mod json {
    use serde::{Serialize, de::DeserializeOwned};

    pub(super) fn read<T: DeserializeOwned>(text: &str) -> Result<T, String> {
        serde_json::from_str(text).map_err(|error| error.to_string())
    }

    pub(super) fn text<T: Serialize>(value: &T) -> String {
        serde_json::to_string(value).unwrap_or_default()
    }
}
