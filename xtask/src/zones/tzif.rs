//! Reads TZif (RFC 9636), the compiled form of a zone, version 2 or later.

use super::footer::{self, Footer};

/// One kind of local time: an offset, whether it counts as daylight time, and its abbreviation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Kind {
    /// Seconds east of UTC.
    pub(super) offset_s: i32,
    /// The flag `isdst`.
    pub(super) daylight: bool,
    /// `CET`, or a number such as `+03` where no letters are in use.
    pub(super) abbreviation: String,
}

/// A zone as the file has it.
pub(super) struct File {
    /// In force before the first transition.
    pub(super) first: Kind,
    /// Seconds since the epoch, ascending, and what is in force from then on.
    pub(super) transitions: Vec<(i64, Kind)>,
    /// What holds after the last transition.
    pub(super) footer: Footer,
}

/// The counts in a header, in the order of RFC 9636, section 3.1.
struct Counts {
    isut: usize,
    isstd: usize,
    leap: usize,
    times: usize,
    kinds: usize,
    chars: usize,
}

/// A zone's past: what was in force before the first transition, the transitions, and the footer.
pub(super) type Past<'a> = (Kind, Vec<(i64, Kind)>, &'a str);

/// Reads the 64-bit block and the footer.
pub(super) fn parse(bytes: &[u8]) -> Result<File, String> {
    let (first, transitions, footer) = past(bytes)?;
    Ok(File {
        first,
        transitions,
        footer: footer::parse(footer)?,
    })
}

/// Reads the 64-bit block, and leaves the footer, of whatever form it is, unread.
pub(super) fn past(bytes: &[u8]) -> Result<Past<'_>, String> {
    let mut reader = Reader(bytes);
    let old = reader.header()?;
    reader.take(old.times * 5 + old.kinds * 6 + old.chars + old.leap * 8 + old.isstd + old.isut)?;
    let counts = reader.header()?;
    if counts.leap != 0 {
        return Err("leap seconds are not civil time; take the data without them".to_owned());
    }
    let times: Vec<i64> = reader
        .take(counts.times * 8)?
        .chunks_exact(8)
        .map(|chunk| {
            chunk
                .iter()
                .fold(0, |sum, byte| (sum << 8) | i64::from(*byte))
        })
        .collect();
    let indices = reader.take(counts.times)?;
    let records = reader.take(counts.kinds * 6)?;
    let chars = reader.take(counts.chars)?;
    reader.take(counts.isstd + counts.isut)?;
    let kinds = records
        .chunks_exact(6)
        .map(|record| kind(record, chars))
        .collect::<Result<Vec<_>, _>>()?;
    let kind_at = |index: usize| kinds.get(index).cloned().ok_or("a kind is missing");

    let footer = std::str::from_utf8(reader.0).map_err(|why| why.to_string())?;
    let transitions = times
        .into_iter()
        .zip(indices)
        .map(|(at, index)| Ok((at, kind_at(usize::from(*index))?)))
        .collect::<Result<_, String>>()?;
    Ok((kind_at(0)?, transitions, footer.trim_matches('\n')))
}

fn kind(record: &[u8], chars: &[u8]) -> Result<Kind, String> {
    let [a, b, c, d, daylight, start] = *record else {
        return Err("a kind of local time is not six bytes long".to_owned());
    };
    let text = chars.get(usize::from(start)..).unwrap_or_default();
    let text = text.split(|byte| *byte == 0).next().unwrap_or_default();
    Ok(Kind {
        offset_s: i32::from_be_bytes([a, b, c, d]),
        daylight: daylight != 0,
        abbreviation: String::from_utf8(text.to_vec()).map_err(|why| why.to_string())?,
    })
}

/// What is left to read.
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn take(&mut self, count: usize) -> Result<&'a [u8], String> {
        let (taken, rest) = self
            .0
            .split_at_checked(count)
            .ok_or("the file is cut off")?;
        self.0 = rest;
        Ok(taken)
    }

    fn header(&mut self) -> Result<Counts, String> {
        let head = self.take(20)?;
        if !head.starts_with(b"TZif") || head[4] < b'2' {
            return Err("not a TZif file of version 2 or later".to_owned());
        }
        let mut counts = [0; 6];
        for (count, chunk) in counts.iter_mut().zip(self.take(24)?.chunks_exact(4)) {
            *count = chunk
                .iter()
                .fold(0, |sum, byte| (sum << 8) | usize::from(*byte));
        }
        let [isut, isstd, leap, times, kinds, chars] = counts;
        Ok(Counts {
            isut,
            isstd,
            leap,
            times,
            kinds,
            chars,
        })
    }
}
