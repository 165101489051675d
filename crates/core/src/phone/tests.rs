use super::*;

#[test]
fn numbers_are_read_from_hosts_and_people() {
    #[track_caller]
    fn check(text: &str, expected: &str) {
        let found = PhoneNumber::read(text, "").map(|number| number.to_string());
        assert_eq!(found, Ok(expected.to_owned()), "{text:?}");
        // What is printed is read back.
        let again = PhoneNumber::read(expected, "").map(|number| number.to_string());
        assert_eq!(again, Ok(expected.to_owned()), "{expected:?}");
    }
    let spellings = [
        "+12125550123",
        "+1 (212) 555-0123",
        "+1.212.555.0123",
        "+1\u{a0}212\u{202f}555–0123",
        "tel:+1-212-555-0123",
        "TEL:+12125550123;phone-context=example.com",
        "sip:+12125550123@example.com",
        "sips:+12125550123;user=phone@example.com:5061;transport=tls",
        "\"Ada\" <sip:+12125550123@example.com>;tag=1",
        "＋１２１２５５５０１２３",
        "\u{202a}+1 212 555 0123\u{202c}",
        "+١٢١٢٥٥٥٠١٢٣",
    ];
    for text in spellings {
        check(text, "+12125550123");
    }
    for text in [
        "+12125550123;ext=42",
        "tel:+1-212-555-0123;ext=42;phone-context=x",
        "+1 212 555 0123 x42",
        "+1 212 555 0123 ext. 42",
        "+1 212 555 0123, Extension 42",
        "+1 212 555 0123 #42",
    ] {
        check(text, "+12125550123;ext=42");
    }
    check("(020) 7183 8750", "02071838750");
    check("+44 (0)20 7183 8750", "+442071838750");
    check("030/12345-67", "0301234567");
    check("0044 20 7183 8750", "00442071838750");
    // Both sides of the limits.
    check("112", "112");
    check("+6834000", "+6834000");
    check("123456789012345", "123456789012345");
    check("+123456789012345", "+123456789012345");
    check("5550123x12345678901", "5550123;ext=12345678901");
}

#[test]
fn what_cannot_be_read_is_asked_for_or_said() {
    #[track_caller]
    fn check(text: &str, expected: PhoneProblem) {
        assert_eq!(PhoneNumber::read(text, "US"), Err(expected), "{text:?}");
    }
    let withheld = [
        "",
        " \u{200e}",
        "anonymous",
        "Anonymous",
        "RESTRICTED",
        "unknown",
        "sip:anonymous@anonymous.invalid",
        "sip:+12125550123@anonymous.invalid",
        "\"Anonymous\" <sip:anonymous@example.com>",
        "tel:",
    ];
    for text in withheld {
        check(text, PhoneProblem::Withheld);
    }
    for text in [
        "call me",
        "+",
        "()",
        "1800FLOWERS",
        "12+34",
        "++4420",
        "sip:ada@example.com",
        "😀",
    ] {
        check(text, PhoneProblem::NotANumber);
    }
    let short = |digits, digits_min| PhoneProblem::TooShort { digits, digits_min };
    check("11", short(2, 3));
    check("+683400", short(6, 7));
    let long = PhoneProblem::TooLong {
        digits: 16,
        digits_max: 15,
    };
    check("1234567890123456", long);
    check("+1234567890123456", long);
    let extension = PhoneProblem::BadExtension { digits_max: 11 };
    check("5550123 x", extension);
    check("5550123 ext home", extension);
    check("5550123x123456789012", extension);
}

#[test]
fn the_country_stays_with_a_national_number_alone() {
    #[track_caller]
    fn check(text: &str, country: &str, expected: Option<&str>) {
        let number = PhoneNumber::read(text, country).expect("a number");
        assert_eq!(number.country(), expected, "{text:?} {country:?}");
        assert_eq!(number.is_international(), text.starts_with('+'));
        assert_eq!(number.typed(), text);
    }
    check("(020) 7183 8750", "gb", Some("GB"));
    check("(020) 7183 8750", "", None);
    check("(020) 7183 8750", "England", None);
    check("+44 20 7183 8750", "GB", None);
}
