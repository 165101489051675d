//! Phrases with places in them: *half past {h}*, *{w} prochain*, *{t}後*.

use super::clock::hours;
use super::cursor::{Cursor, Prefixed};
use super::date::weekdays;
use super::numeral::minutes;
use super::phrase::{Piece, Slot};
use super::stretch::stretches;
use super::time::Said;
use super::words::{Sense, Stretch};
use chrono::Weekday;

/// The most ways that are followed at once; what people type has two.
const WAYS_MAX: usize = 16;

/// What was said at the places of a phrase.
#[derive(Clone, Copy, Default)]
pub(super) struct Filled {
    pub(super) hour: Option<Said>,
    pub(super) minute: Option<u32>,
    pub(super) stretch: Option<Stretch>,
    pub(super) weekday: Option<Weekday>,
}

/// Every phrase with places that begins here and that `pick` has a use for.
pub(super) fn frames<'a, T: Copy>(
    from: Cursor<'a>,
    pick: impl Fn(Sense) -> Option<T>,
) -> Vec<(T, Filled, Cursor<'a>)> {
    let mut found = Vec::new();
    for phrase in from.lexicon().phrases() {
        let Some(picked) = pick(phrase.sense) else {
            continue;
        };
        let ways = follow(from, &phrase.pieces);
        found.extend(
            ways.into_iter()
                .map(|(filled, rest)| (picked, filled, rest)),
        );
    }
    found
}

fn follow<'a>(from: Cursor<'a>, pieces: &[Piece]) -> Vec<(Filled, Cursor<'a>)> {
    let mut ways = vec![(Filled::default(), from)];
    for (place, piece) in pieces.iter().enumerate() {
        let next = ways.iter().flat_map(|(filled, at)| {
            let places = if place == 0 {
                vec![*at]
            } else {
                after_gap(*at)
            };
            let taken = places
                .into_iter()
                .map(|at| take(*filled, at, piece, place == 0));
            taken.flatten().collect::<Vec<_>>()
        });
        ways = next.take(WAYS_MAX).collect();
    }
    ways
}

/// Between two pieces may stand words without weight, or a hyphen.
fn after_gap(at: Cursor<'_>) -> Vec<Cursor<'_>> {
    let mut places = at.places();
    places.extend(at.mark(&['-']).map(|(_, rest)| rest));
    places
}

fn take<'a>(
    filled: Filled,
    at: Cursor<'a>,
    piece: &Piece,
    first: bool,
) -> Vec<(Filled, Cursor<'a>)> {
    fn each<'a, T>(
        taken: Vec<(T, Cursor<'a>)>,
        put: impl Fn(T) -> Filled,
    ) -> Vec<(Filled, Cursor<'a>)> {
        taken
            .into_iter()
            .map(|(it, rest)| (put(it), rest))
            .collect()
    }
    match piece {
        Piece::Slot(Slot::Hour) => each(hours(at), |hour| Filled {
            hour: Some(hour),
            ..filled
        }),
        Piece::Slot(Slot::Minute) => each(minutes(at), |minute| Filled {
            minute: Some(minute),
            ..filled
        }),
        Piece::Slot(Slot::Stretch) => each(stretches(at), |stretch| Filled {
            stretch: Some(stretch),
            ..filled
        }),
        Piece::Slot(Slot::Weekday) => each(weekdays(at), |weekday| Filled {
            weekday: Some(weekday),
            ..filled
        }),
        word => {
            let prefixed = at.piece(word, Prefixed::Yes).filter(|_| first);
            let ways = [at.piece(word, Prefixed::No), prefixed, at.into_word(word)];
            ways.into_iter()
                .flatten()
                .map(|rest| (filled, rest))
                .collect()
        }
    }
}
