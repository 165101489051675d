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
    /// Its words, and which letters each has.
    words: Vec<(&'a str, u32)>,
}

/// Fewer letters are neither mistyped nor amid a name.
const AMID_LETTERS_MIN: usize = 3;

impl<'a> Typed<'a> {
    /// Takes a plain text.
    pub(super) fn new(text: &'a str) -> Self {
        Self {
            text,
            mask: letters_in(text.as_bytes()),
            packed: Packed::new(text.as_bytes()),
            words: text
                .split(' ')
                .map(|word| (word, letters_in(word.as_bytes())))
                .collect(),
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// `None` where the name has nothing to do with it. `plain` is asked for only where the letters
    /// of the two leave it open.
    #[inline]
    pub(super) fn rank<'n>(&self, name: &Name, plain: impl FnOnce() -> &'n str) -> Option<Rank> {
        let missing = (self.mask & !name.mask).count_ones();
        // A long name may be typed with so many mistakes that it is a short one now.
        let letters = self.packed.bytes().len().max(usize::from(name.letters));
        (missing <= u32::from(allowed(letters))).then(|| self.compare(name, plain(), missing))?
    }

    fn compare(&self, name: &Name, plain: &str, missing: u32) -> Option<Rank> {
        if missing == 0 && plain == self.text {
            let code = name.kind == NameKind::Code;
            return Some(if code { Rank::Code } else { Rank::Exact });
        }
        if matches!(name.kind, NameKind::Code | NameKind::Abbreviation) {
            return None;
        }
        if missing == 0 && plain.starts_with(self.text) {
            // `America` begins a third of all zones, and says little.
            let area = self.text.len() < usize::from(name.city);
            return Some(if area { Rank::WordPrefix } else { Rank::Prefix });
        }
        let letters = self.packed.bytes().len();
        let amid = missing == 0 && letters >= AMID_LETTERS_MIN && plain.contains(self.text);
        let in_words = (self.words.len() > 1 || plain.contains(' ')) && missing <= self.most();
        let in_words = in_words.then(|| self.words(plain)).flatten();
        let ranks = [
            self.mistyped(name, plain, missing),
            in_words.map(|found| match found {
                0 => Rank::WordPrefix,
                1 => Rank::WordsMistyped,
                _ => Rank::WordsMistypedTwice,
            }),
            amid.then_some(Rank::Within),
        ];
        ranks.into_iter().flatten().min()
    }

    /// How many mistakes its own letters allow.
    fn most(&self) -> u32 {
        u32::from(allowed(self.packed.bytes().len()))
    }

    /// The name or its beginning, with mistakes and whatever spaces.
    fn mistyped(&self, name: &Name, plain: &str, missing: u32) -> Option<Rank> {
        let typed = self.packed.bytes();
        if typed.len() < AMID_LETTERS_MIN {
            return None;
        }
        let letters = usize::from(name.letters);
        let most = allowed(typed.len().max(letters));
        let extra = (name.mask & !self.mask).count_ones();
        let whole = missing.max(extra) <= u32::from(most)
            && letters.abs_diff(typed.len()) <= usize::from(most);
        let start = missing <= self.most() && self.begins_alike(plain);
        if !whole && !start {
            return None;
        }
        let packed = Packed::new(plain.as_bytes());
        let count = |most, what| mistakes(typed, packed.bytes(), most, what);
        let whole = whole.then(|| count(most, mistakes::Typed::Whole)).flatten();
        let whole = whole.map(|found| match found {
            0 => Rank::Called,
            1 => Rank::Mistyped,
            _ => Rank::MistypedTwice,
        });
        if whole.is_some() || !start {
            return whole;
        }
        let found = count(allowed(typed.len()), mistakes::Typed::Start)?;
        Some(match found {
            0 => Rank::Prefix,
            1 => Rank::PrefixMistyped,
            _ => Rank::PrefixMistypedTwice,
        })
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

    /// With how many mistakes each word typed is, or begins, a word of the name, one word each.
    fn words(&self, plain: &str) -> Option<u8> {
        let mut used = 0_u32;
        let mut sum = 0;
        for word in &self.words {
            let names = plain.split(' ').enumerate().take(32);
            let free = names.filter(|(place, _)| used & (1 << place) == 0);
            let found = free.filter_map(|(place, name)| Some((one_word(*word, name)?, place)));
            let (found, place) = found.min()?;
            used |= 1 << place;
            sum += found;
            if u32::from(sum) > self.most() {
                return None;
            }
        }
        Some(sum)
    }
}

/// With how many mistakes a word is, or begins, one of a name.
fn one_word((word, mask): (&str, u32), name: &str) -> Option<u8> {
    if name.starts_with(word) {
        return Some(0);
    }
    let most = allowed(word.len().max(name.len()));
    let differ = (mask & !letters_in(name.as_bytes())).count_ones();
    if word.len() < AMID_LETTERS_MIN || differ > u32::from(most) {
        return None;
    }
    mistakes(
        word.as_bytes(),
        name.as_bytes(),
        most,
        mistakes::Typed::Whole,
    )
}
