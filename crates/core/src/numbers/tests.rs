use super::*;
use chrono_tz::TZ_VARIANTS;

const FILE: &str = include_str!("../../data/numbers.txt");

fn places() -> NumberPlaces {
    NumberPlaces::read(FILE)
}

/// The country and the first zone of a number.
fn of(number: &str, country: &str) -> String {
    let number = PhoneNumber::read(number, country).expect("a number");
    places().of(&number).map_or_else(String::new, |place| {
        let country = place.country.as_deref().unwrap_or("-");
        format!("{country} {}", place.zones[0])
    })
}

#[test]
fn a_number_tells_its_country_and_its_likeliest_zone() {
    for (number, expected) in [
        ("+1 212 555 0123", "US America/New_York"),
        ("+1 312 555 0123", "US America/Chicago"),
        ("+1 602 555 0123", "US America/Phoenix"),
        ("+1 808 555 0123", "US Pacific/Honolulu"),
        ("+1 416 555 0123", "CA America/Toronto"),
        ("+1 876 555 0123", "JM America/Jamaica"),
        // No area: two dozen countries share the code, most numbers are in the east.
        ("+1 800 555 0123", "- America/New_York"),
        ("+44 20 7183 8750", "GB Europe/London"),
        ("+44 7700 900123", "GB Europe/London"),
        // The source says London's zone, which is like Dublin's now.
        ("+353 1 234 5678", "IE Europe/Dublin"),
        ("+213 21 123456", "DZ Africa/Algiers"),
        ("+370 5 212 3456", "LT Europe/Vilnius"),
        ("+7 401 212 3456", "RU Europe/Kaliningrad"),
        ("+970 8 212 3456", "PS Asia/Gaza"),
        ("+49 30 123456", "DE Europe/Berlin"),
        ("+39 06 321 1234", "IT Europe/Rome"),
        ("+39 06 698 1234", "VA Europe/Vatican"),
        ("+91 22 1234 5678", "IN Asia/Kolkata"),
        ("+977 1 4123456", "NP Asia/Kathmandu"),
        ("+61 2 9374 4000", "AU Australia/Sydney"),
        ("+61 8 9321 0000", "AU Australia/Perth"),
        ("+7 495 123 4567", "RU Europe/Moscow"),
        ("+7 727 123 4567", "KZ Asia/Almaty"),
        ("+55 11 3123 4567", "BR America/Sao_Paulo"),
        ("+54 11 4123 4567", "AR America/Argentina/Buenos_Aires"),
        ("+212 522 123456", "MA Africa/Casablanca"),
        ("0044 20 7183 8750", "GB Europe/London"),
        // Satellites, and a code that nobody has.
        ("+870 773 123 456", ""),
        ("+999 123 456 789", ""),
    ] {
        assert_eq!(of(number, ""), expected, "{number}");
    }
}

#[test]
fn a_national_number_is_its_countrys() {
    for (number, country, expected) in [
        ("(312) 555-0123", "US", "US America/Chicago"),
        ("1 (312) 555-0123", "US", "US America/Chicago"),
        ("020 7183 8750", "GB", "GB Europe/London"),
        ("030 123456", "DE", "DE Europe/Berlin"),
        // Italians dial the nought from abroad, too.
        ("06 321 1234", "IT", "IT Europe/Rome"),
        ("08 9321 0000", "AU", "AU Australia/Perth"),
        ("555 0123 456", "", ""),
        ("555 0123 456", "ZZ", ""),
    ] {
        assert_eq!(of(number, country), expected, "{number} {country}");
    }
}

#[test]
fn every_zone_of_the_file_is_known_and_every_line_is_read() {
    let places = places();
    let parts: Vec<usize> = FILE
        .split("\n\n")
        .map(|part| part.lines().count())
        .collect();
    let read = [
        places.dialling.len(),
        places.places.len(),
        places.prefixes.len(),
    ];
    assert_eq!(read, parts[1..], "dialling, places, prefixes");
    assert!(read[2] > 3_000);
    for line in FILE.split("\n\n").nth(2).expect("places").lines() {
        for name in line.split(' ').skip(1) {
            assert!(TZ_VARIANTS.iter().any(|zone| zone.name() == name), "{name}");
        }
    }
}

#[test]
fn a_spoilt_file_only_suggests_less() {
    for text in [
        "",
        "\n\n\n\n\n\n",
        "x\n\nUS\n\nUS Mars/Base\n\n01 0\n9x y\n\u{e9}1 0\n01 77",
    ] {
        let number = PhoneNumber::read("+1 212 555 0123", "US").expect("a number");
        assert_eq!(NumberPlaces::read(text).of(&number), None, "{text}");
    }
}
