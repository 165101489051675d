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
    for c in c.to_lowercase() {
        if c.is_ascii() && c != '\'' && c != '`' {
            text.push(c);
            continue;
        }
        // Lower case of İ brings a dot of its own.
        if fold_char(c) == Folded::Nothing {
            continue;
        }
        match MARKED.iter().find(|(_, marked)| marked.contains(c)) {
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
    use super::fold;

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
