//! The typed dates and times of all languages (T5), as tables: a line for each case.

mod locales;
mod property;
mod readers;
mod swarm;
mod table;

use locales::{LOCALES, lexicon, lexicons};
