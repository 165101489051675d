//! From a query to rows, the best first.

use super::index::{Entry, Name, ZoneIndex, city, plain, present};
use super::offset::{Asked, read};
use crate::fold::fold;
use crate::time::{Timestamp, offset_secs_at};
use chrono_tz::Tz;
use core::ops::Range;

/// How well a zone answers, the best first. Tiers only ever grow in number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tier {
    /// The city, the whole name or the offset is what was typed.
    Exact,
    /// The city begins with what was typed.
    CityPrefix,
    /// Each word typed begins a word of the name, in any order.
    WordPrefix,
    /// Each word typed is somewhere in the name.
    Within,
    /// Nothing was typed, or it is offered beside what was.
    Offered,
}

/// By what a zone was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Matched {
    /// By nothing: it is suggested, or one of all.
    Nothing,
    /// By the offset in force at the instant.
    Offset,
    /// By a name.
    Name {
        /// The zone's own name or a former one, as the database spells it.
        name: &'static str,
        /// The bytes of it that were typed, in order, none touching another.
        spans: Vec<Range<usize>>,
    },
}

/// A row of the answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The zone, under its present name.
    pub zone: Tz,
    /// Its city: `Buenos Aires`.
    pub city: String,
    /// Seconds east of UTC at the instant asked for (Z2).
    pub offset_secs: i32,
    /// How well it answers.
    pub tier: Tier,
    /// By what.
    pub matched: Matched,
}

/// The longest name of a zone has 32 characters; a pasted page is not searched for.
const QUERY_CHARS_MAX: usize = 80;

/// A row before it is written out.
struct Candidate<'a> {
    entry: &'a Entry,
    tier: Tier,
    matched: Matched,
    /// Its place among the suggested, or a number beyond.
    suggested: usize,
    /// Was it found by a name of the past?
    former: bool,
}

impl ZoneIndex {
    /// The zones that answer `query`, at most `limit`, the best first: by tier, then what is
    /// suggested, then present names before former ones, then the better known.
    ///
    /// `at` is the chosen date: offsets are those in force then. `suggested` holds the number's
    /// region, the agent's zone, the last used, in that order (Z2). An empty query gives those, then
    /// zones with the offset of the first of them, then all by name; with nothing suggested, the
    /// best known first. A query longer than any name finds nothing.
    ///
    /// ```
    /// use callback_core::time::Timestamp;
    /// use callback_core::zones::ZoneIndex;
    /// let index = ZoneIndex::new();
    /// let december = Timestamp::from_ms(1_796_083_200_000);
    /// let first = |query| index.search(query, december, &[], 5)[0].zone.name();
    /// assert_eq!(first("são pau"), "America/Sao_Paulo");
    /// assert_eq!(first("york new"), "America/New_York");
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
        let offered = suggested
            .first()
            .filter(|_| typed.is_empty() && asked.is_none());
        let offered = offered.map(|zone| offset_secs_at(at, *zone));
        let mut found: Vec<Candidate<'_>> = self
            .entries
            .iter()
            .filter_map(|entry| {
                let by_offset = asked.and_then(|asked| by_offset(asked, entry, at));
                let (tier, matched, former) = match by_offset {
                    Some((tier, matched)) => (tier, matched, false),
                    None if typed.is_empty() && asked.is_none() => {
                        (Tier::Offered, Matched::Nothing, false)
                    }
                    None => by_name(&typed, entry)?,
                };
                let place = suggested.iter().position(|zone| *zone == entry.zone);
                Some(Candidate {
                    entry,
                    tier,
                    matched,
                    suggested: place.unwrap_or(suggested.len()),
                    former,
                })
            })
            .collect();
        found.sort_by_cached_key(|it| {
            let far = offered.is_some_and(|wanted| wanted != offset_secs_at(at, it.entry.zone));
            // Far off, what is better known here says little: those go by name.
            let major = if far { 0 } else { it.entry.major };
            let name = it.entry.zone.name();
            (it.tier, it.suggested, far, it.former, major, name)
        });
        found.into_iter().take(limit).map(|it| it.hit(at)).collect()
    }
}

impl Candidate<'_> {
    fn hit(self, at: Timestamp) -> Hit {
        let zone = self.entry.zone;
        Hit {
            zone,
            city: city(zone),
            offset_secs: offset_secs_at(at, zone),
            tier: self.tier,
            matched: self.matched,
        }
    }
}

/// `z` may be the first letter of Zurich: by that name UTC alone is exact, and other zones without
/// an offset come after all others.
fn by_offset(asked: Asked, entry: &Entry, at: Timestamp) -> Option<(Tier, Matched)> {
    let offset_secs = offset_secs_at(at, entry.zone);
    match asked {
        Asked::Utc if entry.zone == Tz::UTC => Some((Tier::Exact, Matched::Offset)),
        Asked::Utc if offset_secs == 0 => Some((Tier::Offered, Matched::Offset)),
        Asked::East(wanted) if wanted == offset_secs => Some((Tier::Exact, Matched::Offset)),
        Asked::Utc | Asked::East(_) => None,
    }
}

/// The best of the entry's names; its own wins a tie.
fn by_name(typed: &str, entry: &Entry) -> Option<(Tier, Matched, bool)> {
    let found = entry.names.iter().enumerate().filter_map(|(place, name)| {
        let (tier, spans) = tier(typed, name)?;
        Some((tier, place, name.text, spans))
    });
    let (tier, place, name, spans) = found.min_by_key(|it| (it.0, it.1))?;
    Some((tier, Matched::Name { name, spans }, place > 0))
}

fn tier(typed: &str, name: &Name) -> Option<(Tier, Vec<Range<usize>>)> {
    if typed.is_empty() {
        return None;
    }
    let all = |from: usize| core::iter::once(from..from + typed.len()).collect();
    if typed == name.plain {
        return Some((Tier::Exact, all(0)));
    }
    if typed == name.city() {
        return Some((Tier::Exact, all(name.city)));
    }
    if name.city().starts_with(typed) {
        return Some((Tier::CityPrefix, all(name.city)));
    }
    let starts =
        || (0..name.plain.len()).filter(|at| *at == 0 || name.plain.as_bytes()[at - 1] == b' ');
    let at_start = |word: &str| starts().find(|at| name.plain[*at..].starts_with(word));
    if let Some(spans) = each_word(typed, at_start) {
        return Some((Tier::WordPrefix, spans));
    }
    let anywhere = |word: &str| name.plain.find(word);
    each_word(typed, anywhere).map(|spans| (Tier::Within, spans))
}

/// Where each word is found, or `None` where one is not. What overlaps is joined.
fn each_word(typed: &str, find: impl Fn(&str) -> Option<usize>) -> Option<Vec<Range<usize>>> {
    let mut spans = Vec::new();
    for word in typed.split(' ') {
        let start = find(word)?;
        spans.push(start..start + word.len());
    }
    spans.sort_unstable_by_key(|span| span.start);
    let mut joined: Vec<Range<usize>> = Vec::new();
    for span in spans {
        match joined.last_mut() {
            Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
            _ => joined.push(span),
        }
    }
    Some(joined)
}
