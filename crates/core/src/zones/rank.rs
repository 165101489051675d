//! How well a name answers what was typed.

use super::hit::Tier;
use super::index::{Name, NameKind};
use super::mistakes::{self, allowed, mistakes};
use super::names::{Packed, letters_in};

/// From the best to the worst.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rank {
    /// The name.
    Exact,
    /// An abbreviation in force at the instant, or the name without its spaces.
    Called,
    /// The code of a country or state.
    Code,
    /// The name begins so.
    Prefix,
    /// Each word begins a word of the name.
    WordPrefix,
    /// The name with one mistake.
    Mistyped,
    /// Words of the name, with one mistake.
    WordsMistyped,
    /// Amid the name.
    Within,
    /// The name with two mistakes.
    MistypedTwice,
    /// The beginning of the name, with one mistake.
    PrefixMistyped,
    /// Words of the name, with two mistakes.
    WordsMistypedTwice,
    /// The beginning of the name, with two mistakes.
    PrefixMistypedTwice,
    /// Not by what was typed.
    Offered,
}

impl Rank {
    pub(super) fn tier(self) -> Tier {
        match self {
            Self::Exact | Self::Called | Self::Code => Tier::Exact,
            Self::Prefix => Tier::Prefix,
            Self::WordPrefix => Tier::WordPrefix,
            Self::Offered => Tier::Offered,
            _ => Tier::Near,
        }
    }
}

/// What was typed, ready to be compared with thousands of names.
pub(super) struct Typed<'a> {
    text: &'a str,
    mask: u32,
    packed: Packed,
    several: bool,
}

/// Names of fewer letters are not searched for what is amid them.
const AMID_LETTERS_MIN: usize = 3;

impl<'a> Typed<'a> {
    /// Takes a plain text.
    pub(super) fn new(text: &'a str) -> Self {
        Self {
            text,
            mask: letters_in(text.as_bytes()),
            packed: Packed::new(text.as_bytes()),
            several: text.contains(' '),
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// `None` where the name has nothing to do with it.
    #[inline]
    pub(super) fn rank(&self, name: &Name, plain: &str) -> Option<Rank> {
        let missing = (self.mask & !name.mask).count_ones();
        (missing <= 2).then(|| self.compare(name, plain, missing))?
    }

    fn compare(&self, name: &Name, plain: &str, missing: u32) -> Option<Rank> {
        if missing == 0 {
            if plain == self.text {
                let code = name.kind == NameKind::Code;
                return Some(if code { Rank::Code } else { Rank::Exact });
            }
            if matches!(name.kind, NameKind::Code | NameKind::Abbreviation) {
                return None;
            }
            if plain.starts_with(self.text) {
                // `America` begins a third of all zones, and says little.
                let area = self.text.len() < usize::from(name.city);
                return Some(if area { Rank::WordPrefix } else { Rank::Prefix });
            }
        } else if matches!(name.kind, NameKind::Code | NameKind::Abbreviation) {
            return None;
        }
        let letters = self.packed.bytes().len();
        let extra = (name.mask & !self.mask).count_ones();
        // A long name may be typed with so many mistakes that it is a short one now.
        let most = allowed(letters.max(usize::from(name.letters)));
        let of_start = allowed(letters);
        let mut best = None;
        let mut offer = |rank: Option<Rank>| {
            if let Some(rank) = rank {
                best = Some(best.map_or(rank, |best: Rank| best.min(rank)));
            }
        };
        let near = usize::from(name.letters).abs_diff(letters) <= usize::from(most);
        let start = missing <= u32::from(of_start) && self.begins_alike(plain);
        if letters >= AMID_LETTERS_MIN && (start || near && missing.max(extra) <= u32::from(most)) {
            let packed = Packed::new(plain.as_bytes());
            let (typed, packed) = (self.packed.bytes(), packed.bytes());
            if near && missing.max(extra) <= u32::from(most) {
                let whole = mistakes(typed, packed, most, mistakes::Typed::Whole);
                offer(whole.map(|found| match found {
                    0 => Rank::Called,
                    1 => Rank::Mistyped,
                    _ => Rank::MistypedTwice,
                }));
            }
            if start {
                let start = mistakes(typed, packed, of_start, mistakes::Typed::Start);
                offer(start.map(|found| match found {
                    0 => Rank::Prefix,
                    1 => Rank::PrefixMistyped,
                    _ => Rank::PrefixMistypedTwice,
                }));
            }
        }
        if missing <= u32::from(of_start) && (self.several || plain.contains(' ')) {
            offer(self.words(plain, of_start).map(|found| match found {
                0 => Rank::WordPrefix,
                1 => Rank::WordsMistyped,
                _ => Rank::WordsMistypedTwice,
            }));
        }
        if missing == 0 && letters >= AMID_LETTERS_MIN && plain.contains(self.text) {
            offer(Some(Rank::Within));
        }
        best
    }

    /// Could one mistake lie between the two beginnings? Rules most names out; a second mistake in
    /// the first two letters goes unseen.
    fn begins_alike(&self, plain: &str) -> bool {
        let typed = self.packed.bytes();
        let (first, second) = (typed.first(), typed.get(1));
        let name = plain.as_bytes();
        first == name.first()
            || second.is_some() && (second == name.first() || second == name.get(1))
            || first.is_some() && first == name.get(1)
    }

    /// With how many mistakes each word typed begins a word of the name, one word each.
    fn words(&self, plain: &str, most: u8) -> Option<u8> {
        let mut used = 0_u32;
        let mut sum = 0;
        for word in self.text.split(' ') {
            let names = plain.split(' ').enumerate().take(32);
            let free = names.filter(|(place, _)| used & (1 << place) == 0);
            let found = free.filter_map(|(place, name)| Some((one_word(word, name)?, place)));
            let (found, place) = found.min()?;
            used |= 1 << place;
            sum += found;
            if sum > most {
                return None;
            }
        }
        Some(sum)
    }
}

/// With how many mistakes a word is, or begins, one of a name.
fn one_word(word: &str, name: &str) -> Option<u8> {
    if name.starts_with(word) {
        return Some(0);
    }
    let most = allowed(word.len().max(name.len()));
    let found = mistakes(
        word.as_bytes(),
        name.as_bytes(),
        most,
        mistakes::Typed::Whole,
    );
    found.filter(|_| word.len() >= AMID_LETTERS_MIN)
}
