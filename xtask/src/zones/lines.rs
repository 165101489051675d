//! How names, regions and cities are written in `places.txt`.

use super::also;
use super::fold::fold;
use super::titled::titled;

/// The letter of the smallest places, of a thousand people.
const SMALLEST: u8 = b'A';

/// A name as the file has it: without marks of the format and without accents, and small where the
/// capitals are where [`titled`] puts them.
pub(super) fn written(name: &str) -> String {
    let end = name.find([',', ';', '=']).unwrap_or(name.len());
    let mut plain = String::new();
    for c in name[..end].trim().chars() {
        match c {
            '\'' | '\u{2018}' | '\u{2019}' | '\u{2bb}' => plain.push('\''),
            c if c.is_uppercase() => {
                let mut folded = fold(&c.to_string());
                if let Some(first) = folded.get_mut(..1) {
                    first.make_ascii_uppercase();
                }
                plain += &folded;
            }
            ' ' => plain.push(' '),
            c => plain += &fold(&c.to_string()),
        }
    }
    let small = plain.to_ascii_lowercase();
    if titled(&small) == plain {
        small
    } else {
        plain
    }
}

/// `Netherlands` for `The Netherlands`: the search leaves the word out too.
pub(super) fn plain(country: &str) -> String {
    let name = country.strip_prefix("The ").unwrap_or(country);
    name.replace(',', "")
}

/// A country's or a state's line: the mark, the code and the names.
pub(super) fn region(mark: char, code: &str, names: &[String]) -> String {
    format!("{mark}{}{}\n", given_code(code, names), names.join("="))
}

/// A code and a space; nothing where the name begins so.
fn given_code(code: &str, names: &[String]) -> String {
    let first = names.first().map(|name| name.to_ascii_uppercase());
    if code.len() == 2 && first.is_some_and(|name| name.starts_with(code)) {
        return String::new();
    }
    format!("{code} ")
}

/// Names that none before them stands for.
pub(super) fn distinct(names: impl Iterator<Item = String>) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for name in names {
        let name = name.split('(').next().unwrap_or_default();
        let name = written(&name.replace(" & ", " and "));
        if !name.is_empty() && !all.iter().any(|known| also::near(known, &name)) {
            all.push(name);
        }
    }
    all
}

/// `Kdallas,austin;laredo`: cities with the letters of their sizes, and all their names.
pub(super) fn line(cities: &[(u8, Vec<String>)]) -> String {
    let mut sorted: Vec<(u8, String)> = cities
        .iter()
        .map(|(weight, names)| (*weight, names.join("=")))
        .collect();
    sorted.sort_by(|a, b| (b.0, &a.1).cmp(&(a.0, &b.1)));
    let Some((first, _)) = sorted.first() else {
        return String::new();
    };
    let mut last = *first;
    let mut text = String::from(char::from(SMALLEST + first));
    for (place, (weight, names)) in sorted.iter().enumerate() {
        for _ in *weight..last {
            text.push(';');
        }
        // After a `;` an empty name would be a step.
        let unnamed = names.is_empty() && *weight < last;
        if place > 0 && (*weight == last || unnamed) {
            text.push(',');
        }
        text += names;
        last = *weight;
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_that_come_back_are_left_out() {
        let names = [
            "São Paulo",
            "Rio de Janeiro",
            "McAllen",
            "N’Djamena",
            "Łódź",
            "東京",
        ];
        let written: Vec<String> = names.iter().map(|name| written(name)).collect();
        let expected = [
            "sao paulo",
            "rio de janeiro",
            "McAllen",
            "N'Djamena",
            "lodz",
            "東京",
        ];
        assert_eq!(written, expected);
    }

    #[test]
    fn sizes_go_down_letter_by_letter_and_an_unnamed_city_stands_after_a_comma() {
        let city =
            |weight, names: &[&str]| (weight, names.iter().map(|it| (*it).to_owned()).collect());
        assert_eq!(line(&[]), "");
        let cities = [
            city(9, &["b", "x"]),
            city(9, &[""]),
            city(6, &[""]),
            city(10, &["a"]),
        ];
        assert_eq!(line(&cities), "Ka;,,b=x;;;,");
        assert_eq!(line(&[city(0, &[""])]), "A");
    }

    #[test]
    fn a_code_that_begins_the_name_is_left_out() {
        let names = ["france".to_owned()];
        assert_eq!(region('=', "FR", &names), "=france\n");
        assert_eq!(region('=', "FX", &names), "=FX france\n");
        assert_eq!(region('-', "FRA", &names), "-FRA france\n");
    }
}
