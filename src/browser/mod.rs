//! What only a browser knows: its clock, its locales, its storage. Plain data comes out; no rule lives here.

pub mod chance;
pub mod clock;
pub mod intl;
pub mod json;
pub mod lexicon;
pub mod storage;
pub mod task;
