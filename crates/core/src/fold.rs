//! Text made comparable: one spelling for what people type in many.
//!
//! Case, accents, width and invisible marks go; digits of every common script become ASCII. Only for
//! comparing: what was typed is kept elsewhere, to the letter. Deliberately absent: Unicode
//! normalization in full, whose tables cost more bytes than the panel.

/// Latin letters that carry a mark, by the letter they fold to.
const MARKED: [(&str, &str); 27] = [
    ("a", "àáâãäåāăąǎạảấầẩẫậắằẳẵặ"),
    ("ae", "æ"),
    ("b", "ḅ"),
    ("c", "çćĉċč"),
    ("d", "ďđðḍḑ"),
    ("e", "èéêëēĕėęěẹẻẽếềểễệ"),
    ("g", "ĝğġģǧ"),
    ("h", "ĥħḥḩ"),
    ("i", "ìíîïĩīĭįıǐịỉ"),
    ("j", "ĵ"),
    ("k", "ķḳ"),
    ("l", "ĺļľŀłḷ"),
    ("m", "ṃ"),
    ("n", "ñńņňŋṇ"),
    ("o", "òóôõöøōŏőơǒọỏốồổỗộớờởỡợ"),
    ("oe", "œ"),
    ("r", "ŕŗřṛ"),
    ("s", "śŝşšșṣ"),
    ("ss", "ß"),
    ("t", "ţťŧțṭ"),
    ("th", "þ"),
    ("u", "ùúûüũūŭůűųưǔụủứừửữự"),
    ("w", "ŵẁẃẅ"),
    ("y", "ýÿŷỳỵỷỹ"),
    ("z", "źżžẓ"),
    ("", "ʻʼʽ'’‘`´"),
    ("-", "‐‑‒–—―−"),
];

/// The zeros of the scripts whose digits are read: Arabic-Indic, Persian, Devanagari, Bengali, Thai.
const ZEROS: [u32; 5] = [0x0660, 0x06F0, 0x0966, 0x09E6, 0x0E50];

/// Capitals: from, to, every how many, and how far away their small letters are. Latin, Greek, Cyrillic, Armenian,
/// Georgian: every script in use that has both. The standard library's table is 11 KB, for the sake of all others.
const CAPITALS: [(u32, u32, u32, i32); 33] = [
    (0x0041, 0x005A, 1, 32),
    (0x00C0, 0x00D6, 1, 32),
    (0x00D8, 0x00DE, 1, 32),
    (0x0100, 0x012E, 2, 1),
    // Without the dot of its own that the small letter of İ has elsewhere.
    (0x0130, 0x0130, 1, -199),
    (0x0132, 0x0136, 2, 1),
    (0x0139, 0x0147, 2, 1),
    (0x014A, 0x0176, 2, 1),
    (0x0178, 0x0178, 1, -121),
    (0x0179, 0x017D, 2, 1),
    (0x018F, 0x018F, 1, 202),
    (0x01A0, 0x01A4, 2, 1),
    (0x01AF, 0x01AF, 1, 1),
    (0x01CD, 0x01DB, 2, 1),
    (0x01DE, 0x01EE, 2, 1),
    (0x01F8, 0x021E, 2, 1),
    (0x0222, 0x0232, 2, 1),
    (0x0386, 0x0386, 1, 38),
    (0x0388, 0x038A, 1, 37),
    (0x038C, 0x038C, 1, 64),
    (0x038E, 0x038F, 1, 63),
    (0x0391, 0x03A1, 1, 32),
    (0x03A3, 0x03AB, 1, 32),
    (0x0400, 0x040F, 1, 80),
    (0x0410, 0x042F, 1, 32),
    (0x0460, 0x0480, 2, 1),
    (0x048A, 0x04BE, 2, 1),
    (0x04C1, 0x04CD, 2, 1),
    (0x04D0, 0x052E, 2, 1),
    (0x0531, 0x0556, 1, 48),
    (0x1C90, 0x1CBA, 1, -3008),
    (0x1E00, 0x1E94, 2, 1),
    (0x1EA0, 0x1EFE, 2, 1),
];

/// The small letter of a capital; any other character is its own.
#[must_use]
pub fn lower(c: char) -> char {
    let code = u32::from(c);
    let found = CAPITALS
        .iter()
        .find(|(from, to, every, _)| (*from..=*to).contains(&code) && (code - from) % every == 0);
    found
        .and_then(|(.., away)| char::from_u32(code.wrapping_add_signed(*away)))
        .unwrap_or(c)
}

/// Where signs stand and no letters do: punctuation, currencies, arrows, pictures.
const SIGNS: [(u32, u32); 17] = [
    (0x0080, 0x00A9),
    (0x00AB, 0x00B4),
    (0x00B6, 0x00B9),
    (0x00BB, 0x00BF),
    (0x00D7, 0x00D7),
    (0x00F7, 0x00F7),
    (0x0589, 0x058F),
    (0x0606, 0x060F),
    (0x061B, 0x061F),
    (0x066A, 0x066D),
    (0x06D4, 0x06D4),
    (0x0964, 0x0965),
    (0x2000, 0x2070),
    (0x20A0, 0x20CF),
    (0x2190, 0x245F),
    (0x3000, 0x3004),
    (0x3008, 0x3020),
];

/// Whether it belongs to a word: letters, and the marks that some scripts set on them.
pub(crate) fn is_letter(c: char) -> bool {
    let sign = |(from, to): &(u32, u32)| (*from..=*to).contains(&u32::from(c));
    c.is_ascii_alphabetic() || (!c.is_ascii() && !SIGNS.iter().any(sign))
}

/// What a character counts as, in folded text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Folded {
    /// Nothing: an invisible mark, or an accent on its own.
    Nothing,
    /// White space of any kind.
    Space,
    /// A digit of any script.
    Digit(u32),
    /// Anything else, as it is or as its ASCII twin.
    Other(char),
}

/// Folds one character, letters not yet.
pub(crate) fn fold_char(c: char) -> Folded {
    // Fullwidth forms are ASCII, moved.
    let c = match u32::from(c) {
        wide @ 0xFF01..=0xFF5E => char::from_u32(wide - 0xFEE0).unwrap_or(c),
        _ => c,
    };
    if let Some(value) = digit(c) {
        return Folded::Digit(value);
    }
    match c {
        '\u{00AD}' | '\u{061C}' | '\u{FEFF}' => Folded::Nothing,
        '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' => Folded::Nothing,
        '\u{2060}'..='\u{2069}' | '\u{0300}'..='\u{036F}' => Folded::Nothing,
        c if c.is_whitespace() => Folded::Space,
        c => Folded::Other(c),
    }
}

fn digit(c: char) -> Option<u32> {
    c.to_digit(10).or_else(|| {
        let places = ZEROS.iter().map(|zero| u32::from(c).wrapping_sub(*zero));
        places.into_iter().find(|value| *value < 10)
    })
}

/// Appends a letter's or mark's folded form.
pub(crate) fn push_folded(text: &mut String, c: char) {
    let c = lower(c);
    if c.is_ascii() && c != '\'' && c != '`' {
        text.push(c);
    } else if fold_char(c) != Folded::Nothing {
        // `contains` would search as for a text, with 3 KB of code.
        let folds = |(_, marked): &&(&str, &str)| marked.chars().any(|other| other == c);
        match MARKED.iter().find(folds) {
            Some((plain, _)) => text.push_str(plain),
            None => text.push(c),
        }
    }
}

/// Folds a whole text; white space of any length becomes one space, none at the ends.
pub(crate) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut space = false;
    for c in text.chars() {
        let before = folded.len();
        match fold_char(c) {
            Folded::Nothing => {}
            Folded::Space => space = !folded.is_empty(),
            Folded::Digit(value) => folded.extend(char::from_digit(value, 10)),
            Folded::Other(c) => push_folded(&mut folded, c),
        }
        if space && folded.len() > before {
            folded.insert(before, ' ');
            space = false;
        }
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::{fold, is_letter, lower};

    #[test]
    fn every_letter_of_unicode_is_one() {
        let all = (0..=0x10_FFFF).filter_map(char::from_u32);
        let missed = all.filter(|c| c.is_alphabetic() && !is_letter(*c));
        assert_eq!(missed.collect::<String>(), "");
        for sign in "07 -./:,·\u{a0}–—“”…€→、。「」×¿،؟।".chars() {
            assert!(!is_letter(sign), "{sign:?}");
        }
    }

    #[test]
    fn small_letters_are_those_of_unicode() {
        for c in (0..=0x10_FFFF).filter_map(char::from_u32) {
            let unicode = c.to_lowercase().next();
            assert!(lower(c) == c || Some(lower(c)) == unicode, "{c:?}");
            // Archaic letters and those of phonetics have no month named after them.
            let in_use = matches!(c, '\0'..='\u{17F}' | 'Ά'..='ώ' | '\u{400}'..='\u{4BF}'
                | '\u{4C1}'..='\u{52F}' | '\u{530}'..='\u{58F}' | 'Ạ'..='ỿ');
            assert!(!in_use || Some(lower(c)) == unicode, "{c:?}");
        }
    }

    #[test]
    fn spellings_of_one_word_are_one() {
        #[track_caller]
        fn check(text: &str, expected: &str) {
            assert_eq!(fold(text), expected, "{text:?}");
        }
        check("  São\u{a0}\u{202f}Paulo ", "sao paulo");
        check("ŁÓDŹ", "lodz");
        check(
            "Tórshavn, Ærø, Straße, İstanbul",
            "torshavn, aero, strasse, istanbul",
        );
        check("Mu\u{308}nchen", "munchen");
        check("Ｐ．Ｍ．\u{200e}２：３０", "p.m.2:30");
        check("١٤:٣٠ ۱۴", "14:30 14");
        check("Nukuʻalofa o'clock", "nukualofa oclock");
        check("−5 – 4", "-5 - 4");
        check("東京", "東京");
        check("\u{202e}\u{200b}", "");
    }
}
