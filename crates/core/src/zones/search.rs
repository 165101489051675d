//! From a query to rows, the best first.
//!
//! Every name is looked at for every key pressed: there are some six thousand, and one comparison of
//! letters rules nearly all of them out.

use super::hit::{Hit, Matched, Tier};
use super::index::{ZoneIndex, city, present};
use super::names::plain;
use super::offset::{Asked, read};
use super::rank::Rank;
use super::readings::readings;
use super::rows::{Best, By, Order, Rows};
use crate::fold::fold;
use crate::time::{DAY_MS, Timestamp, is_called, offset_secs_at};
use chrono_tz::Tz;

/// The longest name of a zone has 32 characters; a pasted page is not searched for.
const QUERY_CHARS_MAX: usize = 80;
/// To the other half of the year, in which clocks are put otherwise.
const HALF_YEAR_MS: i64 = 182 * DAY_MS;
/// Letters of an abbreviation: `ET`, `CHAST`.
const ABBREVIATION_LETTERS: core::ops::RangeInclusive<usize> = 2..=5;

impl ZoneIndex {
    /// The zones that answer `query`, at most `limit`, the best first: by tier, then what is
    /// suggested, then the better known by how many people live there.
    ///
    /// `at` is the chosen date: offsets and abbreviations are those in force then. `suggested` holds
    /// the number's region, the agent's zone, the last used, in that order (Z2). An empty query gives
    /// those, then zones with the offset of the first of them, then all by name; with nothing
    /// suggested, the best known first. A query longer than any name finds nothing.
    ///
    /// ```
    /// use callback_core::time::Timestamp;
    /// use callback_core::zones::ZoneIndex;
    /// let index = ZoneIndex::new();
    /// let december = Timestamp::from_ms(1_796_083_200_000);
    /// let first = |query| index.search(query, december, &[], 5)[0].zone.name();
    /// assert_eq!(first("são pau"), "America/Sao_Paulo");
    /// assert_eq!(first("york new"), "America/New_York");
    /// assert_eq!(first("berln"), "Europe/Berlin");
    /// assert_eq!(first("calcutta"), "Asia/Kolkata");
    /// assert_eq!(first("+5:30"), "Asia/Kolkata");
    /// ```
    #[must_use]
    pub fn search(&self, query: &str, at: Timestamp, suggested: &[Tz], limit: usize) -> Vec<Hit> {
        if query.chars().count() > QUERY_CHARS_MAX {
            return Vec::new();
        }
        let suggested: Vec<Tz> = suggested.iter().map(|zone| present(*zone)).collect();
        let typed = plain(query);
        let asked = read(&fold(query));
        let mut rows = Rows {
            best: vec![None; self.rows.len()],
            second_best: false,
        };
        let nothing = typed.is_empty() && asked.is_none();
        if nothing {
            self.offer_all(&mut rows);
        }
        if !matches!(asked, Some(Asked::East(_))) {
            for (reading, second_best) in readings(&typed) {
                rows.second_best = second_best;
                self.answer(&reading, None, &mut rows);
            }
            self.by_abbreviation(&typed, at, &mut rows);
            if rows.best.iter().all(Option::is_none) {
                self.by_a_part(&typed, &mut rows);
            }
        }
        self.by_offset(asked, at, &mut rows);

        let found = self.in_order(&rows, at, &suggested, nothing);
        let found = found.into_iter().take(limit);
        found
            .map(|(best, zone)| self.hit(best, zone, at, &typed))
            .collect()
    }

    /// The rows that are found, the best first.
    fn in_order<'r>(
        &self,
        rows: &'r Rows,
        at: Timestamp,
        suggested: &[Tz],
        nothing: bool,
    ) -> Vec<(&'r Best, Tz)> {
        let offered = suggested.first().filter(|_| nothing);
        let offered = offered.map(|zone| offset_secs_at(at, *zone));
        let found = rows.best.iter().zip(&self.rows);
        let mut found: Vec<_> = found
            .filter_map(|(best, row)| Some((best.as_ref()?, row.zone)))
            .collect();
        // Once a name stands there in full, what is merely like it was not meant.
        if found.iter().any(|(best, _)| best.is_certain()) {
            found
                .retain(|(best, _)| best.rank.tier() < Tier::Near || matches!(best.by, By::Offset));
        }
        found.sort_by_cached_key(|(best, zone)| {
            let place = suggested.iter().position(|it| it == zone);
            let place = place.unwrap_or(suggested.len());
            let far = offered.is_some_and(|wanted| wanted != offset_secs_at(at, *zone));
            // Far off, what is better known here says little: those go by name.
            let order = (!far).then_some(best.order);
            (best.rank, place, far, order, *zone)
        });
        found
    }

    fn hit(&self, best: &Best, zone: Tz, at: Timestamp, typed: &str) -> Hit {
        Hit {
            zone,
            city: city(zone),
            offset_secs: offset_secs_at(at, zone),
            tier: best.rank.tier(),
            matched: match best.by {
                By::Nothing => Matched::Nothing,
                By::Offset => Matched::Offset,
                By::Abbreviation => Matched::Shared(typed.to_ascii_uppercase()),
                By::Name(name) => match self.names.get(name as usize) {
                    Some(name) => self.matched(name, typed),
                    None => Matched::Nothing,
                },
            },
        }
    }

    fn offer_all(&self, rows: &mut Rows) {
        for row in 0..self.rows.len() {
            self.offer(row, Rank::Offered, false, By::Nothing, rows);
        }
    }

    fn offer(&self, row: usize, rank: Rank, second_best: bool, by: By, rows: &mut Rows) {
        let weight = self.rows.get(row).map_or(0, |row| row.weight);
        let order = Order {
            second_best,
            further: false,
            unknown: u8::MAX - weight,
            step: 0,
        };
        rows.offer(row, Best { rank, order, by });
    }

    /// What is called so at the instant, after what the file knows to be called so; then what is
    /// called so half a year from it, since people say `EST` in summer.
    fn by_abbreviation(&self, typed: &str, at: Timestamp, rows: &mut Rows) {
        let letters = typed.bytes().all(|byte| byte.is_ascii_lowercase());
        if !letters || !ABBREVIATION_LETTERS.contains(&typed.len()) {
            return;
        }
        for (number, row) in self.rows.iter().enumerate() {
            let now = is_called(at, row.zone, typed);
            if now || is_called(at + HALF_YEAR_MS, row.zone, typed) {
                let by = By::Abbreviation;
                self.offer(number, Rank::Called, !now, by, rows);
            }
        }
    }

    /// `z` may be the first letter of Zurich: by that name UTC alone is exact, and other zones
    /// without an offset come after all others.
    fn by_offset(&self, asked: Option<Asked>, at: Timestamp, rows: &mut Rows) {
        let Some(asked) = asked else {
            return;
        };
        for row in 0..self.rows.len() {
            let zone = self.rows[row].zone;
            let rank = match asked {
                Asked::Utc if zone == Tz::UTC => Rank::Exact,
                Asked::Utc if offset_secs_at(at, zone) == 0 => Rank::Offered,
                Asked::East(wanted) if wanted == offset_secs_at(at, zone) => Rank::Exact,
                Asked::Utc | Asked::East(_) => continue,
            };
            self.offer(row, rank, false, By::Offset, rows);
        }
    }
}
