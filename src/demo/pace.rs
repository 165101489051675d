//! How fast the virtual clock goes.

/// The pace that was chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Pace {
    Paused,
    Real,
    Ten,
    Sixty,
}

/// What slows the clock down, so that a person can follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Hold {
    /// A callback alerts you: there is half a minute to answer, and it shall be one.
    Alert,
    /// You are at work in the panel: a booking is judged by the moment of its press.
    Panel,
}

impl Pace {
    /// All, from slow to fast.
    pub(crate) const ALL: [Self; 4] = [Self::Paused, Self::Real, Self::Ten, Self::Sixty];

    /// As the page calls it.
    pub(crate) const fn label(self) -> &'static str {
        match self {
            Self::Paused => "Pause",
            Self::Real => "1×",
            Self::Ten => "10×",
            Self::Sixty => "60×",
        }
    }

    const fn factor(self) -> i64 {
        match self {
            Self::Paused => 0,
            Self::Real => 1,
            Self::Ten => 10,
            Self::Sixty => 60,
        }
    }

    /// What holds it back at present; nothing does where it is slow already.
    pub(crate) fn held(self, hold: Option<Hold>) -> Option<Hold> {
        hold.filter(|_| self.factor() > 1)
    }

    /// How much virtual time passes in `real_ms`.
    pub(crate) fn passes_ms(self, real_ms: i64, hold: Option<Hold>) -> i64 {
        let factor = if self.held(hold).is_some() {
            1
        } else {
            self.factor()
        };
        real_ms * factor
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_alert_to_you_brings_any_faster_clock_down_to_real_time() {
        for (pace, free_ms, held_ms) in [
            (Pace::Paused, 0, 0),
            (Pace::Real, 250, 250),
            (Pace::Ten, 2_500, 250),
            (Pace::Sixty, 15_000, 250),
        ] {
            assert_eq!(pace.passes_ms(250, None), free_ms);
            assert_eq!(pace.passes_ms(250, Some(Hold::Alert)), held_ms);
        }
        assert_eq!(Pace::Real.held(Some(Hold::Panel)), None);
    }
}
