use super::*;
use chrono::Weekday;

#[test]
fn dates_are_read_in_the_order_of_the_language() {
    #[track_caller]
    fn check(text: &str, lexicon: &Lexicon, expected: &str) {
        let found = read_date(text, lexicon, date(TODAY));
        assert_eq!(found, Ok(date(expected)), "{text:?}");
    }
    let (us, gb, de, ja) = (&Lexicon::en_us(), &Lexicon::en_gb(), &germany(), &japan());
    for lexicon in [us, gb, de, ja] {
        check("2026-12-24", lexicon, "2026-12-24");
        check("2026/12/24", lexicon, "2026-12-24");
        check("20261224", lexicon, "2026-12-24");
        check("12/24", lexicon, "2026-12-24");
        check("24.12.", lexicon, "2026-12-24");
        check("24. 12. 2026", lexicon, "2026-12-24");
        check("24/12/2026", lexicon, "2026-12-24");
        check("٢٤/١٢/٢٠٢٦", lexicon, "2026-12-24");
        check("２０２６－１２－２４", lexicon, "2026-12-24");
        check("24\u{200f}/12\u{200f}/2026", lexicon, "2026-12-24");
        check(" 24\u{a0}Dec\u{202f}2026 ", lexicon, "2026-12-24");
        check("2028-02-29", lexicon, "2028-02-29");
    }
    check("1/2", us, "2027-01-02");
    check("1/2", gb, "2027-02-01");
    check("1/2", ja, "2027-01-02");
    check("1-2-27", us, "2027-01-02");
    check("1-2-27", de, "2027-02-01");
    check("27-1-2", ja, "2027-01-02");
    // Today is the next such date; yesterday's is in a year.
    check("11/24", us, "2026-11-24");
    check("11/23", us, "2027-11-23");
    check("29.2.", de, "2028-02-29");
    // The day's number alone.
    check("24", us, "2026-11-24");
    check("23rd", us, "2026-12-23");
    check("31", us, "2026-12-31");
}

#[test]
fn dates_are_read_by_their_names() {
    #[track_caller]
    fn check(text: &str, expected: &str) {
        for lexicon in [Lexicon::en_us(), Lexicon::en_gb()] {
            let found = read_date(text, &lexicon, date(TODAY));
            assert_eq!(found, Ok(date(expected)), "{text:?}");
        }
    }
    let spellings = [
        "Dec 22",
        "22 dec",
        "22dec",
        "22. December",
        "december 22nd",
        "the 22nd of December",
        "DEC. 22, 2026",
        "Tue, Dec 22",
        "22 December 2026, Tuesday",
    ];
    for text in spellings {
        check(text, "2026-12-22");
    }
    check("sept 1", "2027-09-01");
    check("today", "2026-11-24");
    check("Tomorrow", "2026-11-25");
    check("tmrw", "2026-11-25");
    // Tuesday on a Tuesday is in a week: today has a name of its own.
    check("tue", "2026-12-01");
    check("weds", "2026-11-25");
    check("on monday", "2026-11-30");
    check("next tue", "2026-12-01");
    check("next wed", "2026-12-02");
    check("next sunday", "2026-12-06");
}

#[test]
fn a_date_that_is_none_says_why() {
    #[track_caller]
    fn check(text: &str, lexicon: &Lexicon, expected: DateProblem) {
        let found = read_date(text, lexicon, date(TODAY));
        assert_eq!(found, Err(expected), "{text:?}");
    }
    let (us, gb) = (&Lexicon::en_us(), &Lexicon::en_gb());
    let no_day = |month, day, day_max| DateProblem::NoSuchDay {
        month,
        day,
        day_max,
    };
    check("", us, DateProblem::Empty);
    check(" \u{200e}\u{a0}", us, DateProblem::Empty);
    for text in [
        "soon", "12/", "//", "1/2/3/4", "mars 3", "12345", "1/2/333", "22/12 x", "ju 3",
    ] {
        check(text, us, DateProblem::NotADate);
    }
    check(&"9".repeat(200), us, DateProblem::NotADate);
    check("31/31", us, DateProblem::NoSuchMonth { month: 31 });
    check("32/13", gb, DateProblem::NoSuchMonth { month: 13 });
    check("0/5", us, DateProblem::NoSuchMonth { month: 0 });
    check("4/31", us, no_day(4, 31, 30));
    check("31.4.", gb, no_day(4, 31, 30));
    // Of the coming February, and of the year typed.
    check("31 feb", gb, no_day(2, 31, 28));
    check("30 feb 2028", gb, no_day(2, 30, 29));
    check("29/2/2026", gb, no_day(2, 29, 28));
    check("dec 0", gb, no_day(12, 0, 31));
    check("32", gb, no_day(11, 32, 31));
    let other = DateProblem::OtherWeekday {
        typed: Weekday::Wed,
        is: Weekday::Tue,
    };
    check("wed 22 dec", gb, other);
    check("22/12 15:00", gb, DateProblem::WithTime);
    check("tomorrow 9", us, DateProblem::WithTime);
    check("wed 3.30", gb, DateProblem::WithTime);
}
