use super::*;

#[test]
fn times_are_read_as_people_type_them() {
    #[track_caller]
    fn check(text: &str, h12: &str, h23: &str) {
        for (lexicon, expected) in [(Lexicon::en_us(), h12), (Lexicon::en_gb(), h23)] {
            let found = read_time(text, &lexicon).map(|it| times(&it));
            assert_eq!(
                found,
                Ok(expected.to_owned()),
                "{text:?} {:?}",
                lexicon.hours()
            );
        }
    }
    let spellings = [
        "14:30",
        "2:30 pm",
        "2:30p",
        "2.30 pm",
        "1430",
        "14h30",
        "14.30",
        "2:30 P.M.",
        "230p",
        "2:30\u{202f}PM",
        "14:30:00",
        "１４：３０",
        "١٤:٣٠",
        "at 2:30 pm",
        "half past 2 pm",
        "14:30 pm",
    ];
    for text in spellings {
        check(text, "14:30", "14:30");
    }
    check("2p", "14:00", "14:00");
    check("2 o'clock pm", "14:00", "14:00");
    check("noon", "12:00", "12:00");
    check("midnight", "00:00", "00:00");
    check("12 am", "00:00", "00:00");
    check("12:30 pm", "12:30", "12:30");
    check("00:30", "00:30", "00:30");
    check("13", "13:00", "13:00");
    check("23:59", "23:59", "23:59");
    // A leading zero is how hours from 0 to 23 are written.
    check("09:30", "09:30", "09:30");
    check("0930", "09:30", "09:30");
    check("9", "09:00 or 21:00", "09:00");
    check("930", "09:30 or 21:30", "09:30");
    check("2:30", "14:30 or 02:30", "02:30");
    check("12:15", "12:15 or 00:15", "12:15");
    // Nobody says half past 14: what is spoken counts to twelve in every country.
    check("half past 2", "14:30 or 02:30", "14:30 or 02:30");
    check("quarter to 9", "08:45 or 20:45", "08:45 or 20:45");
    check("half past 14", "14:30", "14:30");
    check("quarter to 12 am", "23:45", "23:45");
}

#[test]
fn a_time_that_is_none_says_why() {
    #[track_caller]
    fn check(text: &str, expected: TimeProblem) {
        for lexicon in [Lexicon::en_us(), Lexicon::en_gb()] {
            assert_eq!(read_time(text, &lexicon), Err(expected), "{text:?}");
        }
    }
    let hour = |hour, hour_max| TimeProblem::HourTooLarge { hour, hour_max };
    check("", TimeProblem::Empty);
    let nonsense = [
        "soon",
        "2:3",
        "2:",
        ":30",
        "12345",
        "2 x",
        "0:30 pm",
        "half past",
        "14:30Z",
        "1-2",
    ];
    for text in nonsense {
        check(text, TimeProblem::NotATime);
    }
    check("24:00", hour(24, 23));
    check("2400", hour(24, 23));
    check("25", hour(25, 23));
    check("13 am", hour(13, 12));
    check("9:60", TimeProblem::MinuteTooLarge { minute: 60 });
    check("1475", TimeProblem::MinuteTooLarge { minute: 75 });
    check("22/12 15:00", TimeProblem::WithDate);
    check("3pm tue", TimeProblem::WithDate);
}

#[test]
fn a_whole_date_and_time_is_read_from_one_field() {
    #[track_caller]
    fn check(text: &str, lexicon: &Lexicon, expected: &str) {
        let both = read_joined(text, lexicon, date(TODAY));
        let found = both.map(|both| format!("{} {}", both.date, times(&both.time)));
        assert_eq!(found.unwrap_or_default(), expected, "{text:?}");
    }
    let (us, gb) = (&Lexicon::en_us(), &Lexicon::en_gb());
    let spellings = [
        "2026-12-22T15:00",
        "2026-12-22 15:00:00",
        "22/12 15:00",
        "22.12. 15:00",
        "22.12. 15.00",
        "Dec 22, 3pm",
        "Tue, Dec 22, 3:00 PM",
        "15:00 22/12/2026",
        "3p on the 22nd of Dec",
        "22 dec 1500",
        "22/12/2026 at 3 p.m.",
        "12/22/2026, 3:00\u{202f}PM",
    ];
    for text in spellings {
        check(text, us, "2026-12-22 15:00");
        check(text, gb, "2026-12-22 15:00");
    }
    check("tomorrow 9", us, "2026-11-25 09:00 or 21:00");
    check("tomorrow 9", gb, "2026-11-25 09:00");
    check("next tue 3pm", gb, "2026-12-01 15:00");
    check("noon tomorrow", us, "2026-11-25 12:00");
    check("wed 3.30", gb, "2026-11-25 03:30");
    // A year, not half past eight; an instant, not a clock; only one of the two.
    let not_both = [
        "dec 22 2030",
        "2026-12-22T15:00Z",
        "2026-12-22T15:00+01:00",
        "15:00",
        "22/12",
        "",
        "31/31 9",
    ];
    for text in not_both {
        check(text, us, "");
    }
}

#[test]
fn readings_say_where_they_stand() {
    let text = "on  Tue, 22\u{a0}Dec at 3 p.m. ";
    let both = read_joined(text, &Lexicon::en_gb(), date(TODAY)).expect("both");
    assert_eq!(&text[both.date_span], "Tue, 22\u{a0}Dec");
    assert_eq!(&text[both.time_span], "3 p.m.");
}

#[test]
fn opening_hours_decide_unless_both_readings_are_inside() {
    #[track_caller]
    fn check(text: &str, open: u32, close: u32, expected: &str) {
        let at = |hour| NaiveTime::from_hms_opt(hour, 0, 0).expect("a time");
        let [open, close] = [at(open), at(close)];
        let reading = read_time(text, &Lexicon::en_us()).expect("a time");
        assert_eq!(
            times(&reading.within(&Window { open, close })),
            expected,
            "{text:?}"
        );
    }
    check("9", 8, 18, "09:00");
    check("9", 9, 21, "09:00");
    check("9", 10, 22, "21:00");
    check("9", 8, 22, "09:00 or 21:00");
    check("9", 10, 20, "09:00 or 21:00");
    check("2", 22, 6, "02:00");
    check("14", 8, 12, "14:00");
}

#[test]
fn a_stretch_from_now_counts_real_time() {
    #[track_caller]
    fn check(text: &str, minutes: Option<i64>) {
        let found = read_ahead(text, &Lexicon::en_us());
        let expected = minutes.map(|minutes| minutes * crate::time::MINUTE_MS);
        assert_eq!(found, expected, "{text:?}");
    }
    check("in 2 h", Some(120));
    check("In 2 hours", Some(120));
    check("in 90 min", Some(90));
    check("in 1h30", Some(90));
    check("in 1 hr 30 mins", Some(90));
    check("in ２h", Some(120));
    check("in 99999999999999999999 h", Some(u32::MAX.into()));
    for text in ["in", "in 2", "2 h", "in h", "in 2 days", "in 2 h 30 x", ""] {
        check(text, None);
    }
}
