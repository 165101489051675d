//! What the number library says of a number in its country (V1): libphonenumber's data, in a port of it.

use callback_core::check::Verdict;
use callback_core::phone::PhoneNumber;
use rlibphonenumber::{PHONE_NUMBER_UTIL, Region};

/// Whether such numbers exist. A national number of a country that nobody named cannot be asked about, nor can what
/// has not the shape of a number: core says so itself.
pub(super) fn of(typed: &str, country: &str) -> Verdict {
    let Ok(number) = PhoneNumber::read(typed, country) else {
        return Verdict::Unasked;
    };
    let region = number
        .country()
        .and_then(|country| country.parse::<Region>().ok());
    if !number.is_international() && region.is_none() {
        return Verdict::Unasked;
    }
    match PHONE_NUMBER_UTIL.parse(number.dialed(), region) {
        Ok(read) if PHONE_NUMBER_UTIL.is_valid_number(&read) => Verdict::Valid,
        _ => Verdict::Invalid,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_asked_of_the_library_where_their_country_is_known() {
        for (number, country, expected) in [
            ("+13172223333", "", Verdict::Valid),
            ("+1 999 999 9999", "", Verdict::Invalid),
            ("(317) 222-3333", "US", Verdict::Valid),
            ("020 7183 8750", "GB", Verdict::Valid),
            ("020 7183", "GB", Verdict::Invalid),
            ("020 7183", "", Verdict::Unasked),
            ("anonymous", "US", Verdict::Unasked),
        ] {
            assert_eq!(of(number, country), expected, "{number} {country}");
        }
    }
}
