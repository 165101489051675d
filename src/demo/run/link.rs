//! A run as the fragment of a link: what follows the `#` stays in the browser and reaches no server.
//!
//! `run=1.` and the run in postcard's binary form with a check sum behind it, in base64 for addresses. The number is
//! the version, so that a later form can be told from a broken one.

use super::personal::without_keys;
use super::{Parcel, Run, Unreadable};
use crate::center::Digest;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use std::hash::Hasher;

const NAME: &str = "run=";
const VERSION: u32 = 1;
/// Characters of a fragment at most: with the page's address this is as long as chats and mails still take.
pub(crate) const LINK_MAX: usize = 4_000;
/// Bytes of the check sum.
const SUM: usize = 4;

/// The fragment for this run, or how long it would be where that is too long.
pub(crate) fn write_link(run: &Run) -> Result<String, usize> {
    let parcel = Parcel::of(without_keys(run.clone()));
    let mut bytes = postcard::to_allocvec(&parcel).unwrap_or_default();
    bytes.extend(sum(&bytes));
    let link = format!("{NAME}{VERSION}.{}", URL_SAFE_NO_PAD.encode(bytes));
    if link.len() <= LINK_MAX {
        Ok(link)
    } else {
        Err(link.len())
    }
}

/// The run of a fragment; `None` for a fragment that is not about a run.
pub(crate) fn read_link(fragment: &str) -> Option<Result<Run, Unreadable>> {
    let link = fragment.trim_start_matches('#').strip_prefix(NAME)?;
    Some(read(link))
}

fn read(link: &str) -> Result<Run, Unreadable> {
    let (version, text) = link.split_once('.').ok_or(Unreadable::Damaged)?;
    match version.parse() {
        Ok(VERSION) => {}
        Ok(later) if later > VERSION => return Err(Unreadable::Later(later)),
        _ => return Err(Unreadable::Damaged),
    }
    if link.len() > LINK_MAX {
        return Err(Unreadable::TooLarge);
    }
    let bytes = URL_SAFE_NO_PAD.decode(text).unwrap_or_default();
    let (bytes, found) = bytes.split_last_chunk::<SUM>().ok_or(Unreadable::Damaged)?;
    if *found != sum(bytes) {
        return Err(Unreadable::Damaged);
    }
    let parcel: Parcel = postcard::from_bytes(bytes).map_err(|_| Unreadable::Damaged)?;
    parcel.open()
}

fn sum(bytes: &[u8]) -> [u8; SUM] {
    let mut digest = Digest::default();
    digest.write(bytes);
    let [a, b, c, d, ..] = digest.finish().to_le_bytes();
    [a, b, c, d]
}
