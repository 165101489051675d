//! Counts typing mistakes: a letter too many, one too few, a wrong one, two in the wrong order.

/// The longest name that is kept, in bytes after folding; the longest there is has about forty.
pub(super) const NAME_BYTES_MAX: usize = 63;
/// More than any search allows.
const FAR: u8 = 9;

/// What of the name was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Typed {
    /// All of it.
    Whole,
    /// Its beginning.
    Start,
}

/// How many mistakes a word of so many letters may have: none in a short one, in which a mistake
/// makes another word; one from four letters on, two from eight on.
pub(super) fn allowed(letters: usize) -> u8 {
    match letters {
        0..=3 => 0,
        4..=7 => 1,
        _ => 2,
    }
}

/// The least number of mistakes that turn `name`, or a beginning of it, into `typed`; `None` where
/// that takes more than `most`.
///
/// The distance is Damerau's with each letter moved once at most ("optimal string alignment"), in
/// the band around the diagonal that `most` mistakes can reach. Two swapped letters are one mistake.
pub(super) fn mistakes(typed: &[u8], name: &[u8], most: u8, what: Typed) -> Option<u8> {
    let reach = usize::from(most);
    let columns = name.len().min(typed.len() + reach);
    let too_long = what == Typed::Whole && name.len() > columns;
    if too_long || typed.len() > name.len() + reach || typed.len() > NAME_BYTES_MAX {
        return None;
    }
    // Three rows are alive at a time; a column more at each end keeps the band's edges inside.
    let mut rows = [[FAR; NAME_BYTES_MAX + 4]; 3];
    for (column, cell) in rows[0].iter_mut().take(reach + 1).enumerate() {
        *cell = column as u8;
    }
    for row in 1..=typed.len() {
        let (last, before) = ((row + 2) % 3, (row + 1) % 3);
        let from = row.saturating_sub(reach).max(1);
        let to = columns.min(row + reach);
        let mut current = [FAR; NAME_BYTES_MAX + 4];
        if row <= reach {
            current[0] = row as u8;
        }
        let mut least = current[0];
        for column in from..=to {
            let same = typed[row - 1] == name[column - 1];
            let mut cell = rows[last][column - 1] + u8::from(!same);
            cell = cell
                .min(rows[last][column] + 1)
                .min(current[column - 1] + 1);
            let swapped = row > 1
                && column > 1
                && typed[row - 1] == name[column - 2]
                && typed[row - 2] == name[column - 1];
            if swapped {
                cell = cell.min(rows[before][column - 2] + 1);
            }
            current[column] = cell.min(FAR);
            least = least.min(cell);
        }
        if least > most {
            return None;
        }
        rows[row % 3] = current;
    }
    let end = &rows[typed.len() % 3];
    let found = match what {
        Typed::Whole => end[columns],
        Typed::Start => end[..=columns].iter().copied().min().unwrap_or(FAR),
    };
    (found <= most).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_of_mistake_counts_one() {
        #[track_caller]
        fn check(typed: &str, name: &str, what: Typed, expected: Option<u8>) {
            let found = mistakes(typed.as_bytes(), name.as_bytes(), 2, what);
            assert_eq!(found, expected, "{typed:?} for {name:?}");
        }
        check("london", "london", Typed::Whole, Some(0));
        check("londn", "london", Typed::Whole, Some(1));
        check("lonndon", "london", Typed::Whole, Some(1));
        check("lomdon", "london", Typed::Whole, Some(1));
        check("lodnon", "london", Typed::Whole, Some(1));
        check("olndno", "london", Typed::Whole, Some(2));
        check("ldno", "london", Typed::Whole, None);
        check("londo", "londonderry", Typed::Whole, None);
        check("londno", "londonderry", Typed::Start, Some(1));
        check("lond", "londonderry", Typed::Start, Some(0));
        check("xxlond", "london", Typed::Start, Some(2));
        check("", "ab", Typed::Whole, Some(2));
        check("ab", "", Typed::Start, Some(2));
        check("", "", Typed::Start, Some(0));
        check(&"a".repeat(63), &"a".repeat(63), Typed::Whole, Some(0));
        check(&"a".repeat(63), &"a".repeat(99), Typed::Start, Some(0));
        check(&"a".repeat(90), &"a".repeat(90), Typed::Whole, None);
    }

    /// The same distance by the whole table, after its definition.
    fn by_definition(typed: &[u8], name: &[u8]) -> Vec<u8> {
        let mut table = vec![vec![0_u8; name.len() + 1]; typed.len() + 1];
        for row in 0..=typed.len() {
            for column in 0..=name.len() {
                if row == 0 || column == 0 {
                    table[row][column] = (row + column) as u8;
                    continue;
                }
                let differs = u8::from(typed[row - 1] != name[column - 1]);
                let mut cell = table[row - 1][column - 1] + differs;
                cell = cell.min(table[row - 1][column] + 1);
                cell = cell.min(table[row][column - 1] + 1);
                if row > 1
                    && column > 1
                    && typed[row - 1] == name[column - 2]
                    && typed[row - 2] == name[column - 1]
                {
                    cell = cell.min(table[row - 2][column - 2] + 1);
                }
                table[row][column] = cell;
            }
        }
        table.swap_remove(typed.len())
    }

    #[test]
    fn the_band_finds_what_the_whole_table_does() {
        let mut words = vec![Vec::new()];
        for _ in 0..5 {
            let longer = words.iter().flat_map(|word| {
                let letters = [b'a', b'b', b'c'].into_iter();
                letters.map(|letter| [word.as_slice(), &[letter]].concat())
            });
            let longer: Vec<_> = longer.collect();
            words.extend(longer);
            words.sort();
            words.dedup();
        }
        for typed in words.iter().step_by(7) {
            for name in &words {
                let row = by_definition(typed, name);
                let whole = row.last().copied();
                let start = row.iter().copied().min();
                for most in 0..=2 {
                    let within = |found: Option<u8>| found.filter(|found| *found <= most);
                    assert_eq!(mistakes(typed, name, most, Typed::Whole), within(whole));
                    assert_eq!(mistakes(typed, name, most, Typed::Start), within(start));
                }
            }
        }
    }
}
