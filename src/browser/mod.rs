//! What only a browser knows: its clock, its locales, its storage. Plain data comes out; no rule lives here.

pub mod chance;
pub mod clock;
pub mod http;
pub mod intl;
pub mod json;
pub mod lexicon;
pub mod seal;
pub mod socket;
pub mod storage;
pub mod tabs;
pub mod task;
