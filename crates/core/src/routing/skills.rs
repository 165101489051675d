//! Skills as bits, so that "has every skill asked for" is four machine words.

use super::ids::SkillId;

/// A set of skills and languages, of the 256 that [`SkillId`] can name.
///
/// ```
/// use callback_core::routing::{SkillId, SkillSet};
/// let billing = SkillId(3);
/// let french = SkillId(200);
/// let asked = SkillSet::of(&[billing, french]);
/// assert!(asked.contains(&SkillSet::of(&[french])));
/// assert!(!SkillSet::of(&[french]).contains(&asked));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SkillSet([u64; 4]);

impl SkillSet {
    /// No skill: every agent has them all.
    pub const NONE: Self = Self([0; 4]);

    /// The set of these skills.
    #[must_use]
    pub fn of(skills: &[SkillId]) -> Self {
        let mut set = Self::NONE;
        for &skill in skills {
            set.insert(skill);
        }
        set
    }

    /// Adds one skill.
    pub const fn insert(&mut self, skill: SkillId) {
        self.0[(skill.0 / 64) as usize] |= 1 << (skill.0 % 64);
    }

    /// Takes one skill out.
    pub const fn remove(&mut self, skill: SkillId) {
        self.0[(skill.0 / 64) as usize] &= !(1 << (skill.0 % 64));
    }

    /// Whether this skill is in the set.
    #[must_use]
    pub const fn has(&self, skill: SkillId) -> bool {
        self.0[(skill.0 / 64) as usize] & (1 << (skill.0 % 64)) != 0
    }

    /// Whether every skill of `asked` is in this set.
    #[must_use]
    pub fn contains(&self, asked: &Self) -> bool {
        self.0
            .iter()
            .zip(asked.0)
            .all(|(have, asked)| asked & !have == 0)
    }

    /// This set without those.
    #[must_use]
    pub fn without(mut self, those: &Self) -> Self {
        for (word, without) in self.0.iter_mut().zip(those.0) {
            *word &= !without;
        }
        self
    }

    /// How many skills are in the set.
    #[must_use]
    pub fn len(&self) -> u32 {
        self.0.iter().map(|word| word.count_ones()).sum()
    }

    /// Whether no skill is in the set.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::NONE
    }
}

/// How well an agent knows a skill: 0 to 5 stars (routing.md §1.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Proficiency(u8);

impl Proficiency {
    /// The lowest: has the skill, no star.
    pub const MIN: Self = Self(0);
    /// The highest: five stars.
    pub const MAX: Self = Self(5);

    /// That many stars, or `None` above five.
    #[must_use]
    pub const fn new(stars: u8) -> Option<Self> {
        if stars <= Self::MAX.0 {
            Some(Self(stars))
        } else {
            None
        }
    }

    /// The number of stars.
    #[must_use]
    pub const fn stars(self) -> u8 {
        self.0
    }
}
