use super::*;
use crate::fold::fold;

/// What readers know, and what hurts.
#[rustfmt::skip]
const PIECES: [&str; 52] = [
    "0", "1", "9", "12", "24", "31", "99", "2026", "99999999999", "٣", "９", "/", ".", "-", ":",
    ",", " ", "\u{a0}", "\u{202f}", "\u{200f}", "\u{301}", "T", "Z", "h", "a", "p.m.", "pm",
    "noon", "midnight", "half past", "quarter to", "in", "min", "next", "tue", "Dec", "ma", "ju",
    "today", "tomorrow", "st", "of", "ß", "İ", "日", "月", "😀", "\0", "\u{fffd}", "é", "+", "'",
];

#[test]
fn what_is_printed_is_read_back() {
    for lexicon in [Lexicon::en_us(), Lexicon::en_gb(), germany(), japan()] {
        for minute in 0..24 * 60 {
            let time = NaiveTime::from_num_seconds_from_midnight_opt(minute * 60, 0);
            let time = time.expect("a time of day");
            let printed = print_time(time, &lexicon);
            let read = read_time(&printed, &lexicon);
            assert_eq!(read, Ok(TimeReading::One(time)), "{printed}");
        }
        // Over the years 1 to 9999, and each day of two or three of ours.
        let spread = (0..3_652_059).step_by(3_653).chain(739_500..740_500);
        for day in spread {
            let date = NaiveDate::from_num_days_from_ce_opt(day + 1).expect("a date");
            let printed = print_date(date, &lexicon);
            let read = read_date(&printed, &lexicon, super::date(TODAY));
            assert_eq!(read, Ok(date), "{printed}");
        }
    }
}

#[test]
fn no_text_makes_a_reader_panic() {
    let lexicons = [Lexicon::en_us(), germany(), japan()];
    let ends = [NaiveDate::MIN, date(TODAY), NaiveDate::MAX];
    let seed: u64 = 0x2545_F491_4F6C_DD1D;
    let mut state = seed;
    let mut draw = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state >> 33).unwrap_or(0) % below
    };
    for round in 0..5_000 {
        let text: String = (0..draw(9)).map(|_| PIECES[draw(PIECES.len())]).collect();
        println!("seed {seed:x}, round {round}: {text:?}");
        let (lexicon, today) = (&lexicons[draw(3)], ends[draw(3)]);
        let _ = (
            fold(&text),
            read_time(&text, lexicon),
            read_ahead(&text, lexicon),
        );
        let _ = read_date(&text, lexicon, today);
        if let Some(both) = read_joined(&text, lexicon, today) {
            assert!(text.get(both.date_span).is_some());
            assert!(text.get(both.time_span).is_some());
        }
    }
}
