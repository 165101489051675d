//! An offset from UTC as people read it.

use core::fmt::{self, Display, Formatter};

/// Seconds east of UTC, printed as people write them: `UTC+05:30`, `UTC−05:00`, `UTC`.
///
/// The minus is U+2212, which is as wide as the plus and is read aloud as one. Seconds are shown
/// where there are any, which is so in no zone of today.
///
/// ```
/// use callback_core::time::OffsetText;
/// assert_eq!(OffsetText(19_800).to_string(), "UTC+05:30");
/// assert_eq!(OffsetText(-12_600).to_string(), "UTC\u{2212}03:30");
/// assert_eq!(OffsetText(0).to_string(), "UTC");
/// assert_eq!(OffsetText(-2_670).to_string(), "UTC\u{2212}00:44:30");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OffsetText(pub i32);

impl Display for OffsetText {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let sign = match self.0 {
            0 => return f.write_str("UTC"),
            secs if secs < 0 => '\u{2212}',
            _ => '+',
        };
        let secs = self.0.unsigned_abs();
        let (hours, minutes, secs) = (secs / 3_600, secs / 60 % 60, secs % 60);
        write!(f, "UTC{sign}{hours:02}:{minutes:02}")?;
        if secs > 0 {
            write!(f, ":{secs:02}")?;
        }
        Ok(())
    }
}
