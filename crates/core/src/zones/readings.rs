//! What a query may have been meant to be, besides what it is.

/// Words that say that a time is meant, and not whose.
const FILLERS: [&str; 9] = [
    "time", "timezone", "zone", "standard", "daylight", "summer", "city", "in", "the",
];
/// Words that are written in two ways.
const SPELLINGS: [[&str; 2]; 3] = [["saint", "st"], ["fort", "ft"], ["mount", "mt"]];

/// The text, and what else it may have been meant to be; the flag says that it is not as typed.
pub(super) fn readings(typed: &str) -> Vec<(String, bool)> {
    let mut all = vec![(typed.to_owned(), false)];
    let words: Vec<&str> = typed.split(' ').collect();
    for [one, other] in SPELLINGS {
        for (from, to) in [(one, other), (other, one)] {
            if words.len() > 1 && words.contains(&from) {
                let words = words.iter().copied();
                let swapped = words.map(|word| if word == from { to } else { word });
                let swapped: Vec<&str> = swapped.collect();
                all.push((swapped.join(" "), true));
            }
        }
    }
    let mut less = words.clone();
    less.retain(|word| !FILLERS.contains(word));
    // `Eastern ti`: the last word is still being typed.
    let begins = |word: &&str| FILLERS.iter().any(|filler| filler.starts_with(*word));
    if less.len() == words.len() && less.last().is_some_and(begins) {
        less.pop();
    }
    if !less.is_empty() && less.len() < words.len() {
        all.push((less.join(" "), true));
    }
    all
}

#[cfg(test)]
mod tests {
    use super::readings;

    #[test]
    fn other_spellings_and_less_words_come_after_what_was_typed() {
        #[track_caller]
        fn check(typed: &str, others: &[&str]) {
            let found = readings(typed);
            let found: Vec<&str> = found.iter().map(|(reading, _)| reading.as_str()).collect();
            assert_eq!((found[0], &found[1..]), (typed, others));
        }
        check("saint louis", &["st louis"]);
        check("ft worth", &["fort worth"]);
        check("eastern standard time", &["eastern"]);
        check("eastern ti", &["eastern"]);
        // All that is there is not left out.
        for alone in ["saint", "time", "city", "t", ""] {
            check(alone, &[]);
        }
    }
}
