//! Texts and languages that nobody wrote: the tables and language files, broken in every way, under the properties.
//!
//! `ENTRY_SEED` repeats a run; a failing one prints its seed and round.

use super::property::holds;
use super::readers::TABLES;
use super::table::cases;
use super::{LOCALES, lexicons};
use callback_core::entry::Lexicon;
use chrono::NaiveDate;

/// What hurts readers of text.
#[rustfmt::skip]
const PIECES: [&str; 32] = [
    "0", "9", "12", "99", "2026", "99999999999", "٣", "９", "/", ".", "-", ":", ",", " ", "\u{a0}", "\u{200f}",
    "\u{301}", "T", "Z", "+", "(", ")", "ß", "İ", "日", "半", "ב", "ال", "😀", "\0", "\u{fffd}", "{h}",
];

/// Splitmix64.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((z ^ (z >> 31)) % u64::try_from(end.max(1)).expect("small"))
            .expect("below end")
    }

    fn of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }

    /// A place between two characters.
    fn cut(&mut self, text: &str) -> usize {
        let places: Vec<usize> = text
            .char_indices()
            .map(|(at, _)| at)
            .chain([text.len()])
            .collect();
        *self.of(&places)
    }

    fn break_text(&mut self, text: &str, others: &[String]) -> String {
        let at = self.cut(text);
        let (head, tail) = text.split_at(at);
        match self.below(6) {
            0 => format!("{head}{}{tail}", self.of(&PIECES)),
            1 => head.chars().chain(tail.chars().skip(1)).collect(),
            2 => format!("{tail} {head}"),
            3 => format!("{head}{tail}{tail}"),
            4 => {
                let other = self.of(others).clone();
                format!("{head}{}", &other[self.cut(&other)..])
            }
            _ => format!("{text} {}", self.of(others)),
        }
    }
}

fn seed() -> u64 {
    let given = std::env::var("ENTRY_SEED")
        .ok()
        .and_then(|text| text.parse().ok());
    given.unwrap_or(20_261_124)
}

fn run(rounds: usize) {
    let seed = seed();
    let mut chance = Chance(seed);
    let lexicons: Vec<(&str, Lexicon)> = lexicons().into_iter().collect();
    let tables = TABLES.iter().flat_map(|(name, text)| cases(name, text));
    let typed: Vec<String> = tables.map(|case| case.typed).collect();
    let days = [
        NaiveDate::MIN,
        NaiveDate::MAX,
        NaiveDate::from_ymd_opt(2026, 11, 24).expect("a date"),
    ];
    for round in 0..rounds {
        let mut text = chance.of(&typed).clone();
        for _ in 0..chance.below(4) {
            text = chance.break_text(&text, &typed);
        }
        let (tag, lexicon) = chance.of(&lexicons);
        let today = *chance.of(&days);
        let whole = std::panic::catch_unwind(|| holds(&text, lexicon, today));
        assert!(
            whole.is_ok(),
            "seed {seed}, round {round}: {tag}, {today}, {text:?}"
        );
    }
}

/// Languages: files with lines swapped between languages, phrases broken, keys exchanged.
fn run_languages(rounds: usize) {
    let seed = seed();
    let mut chance = Chance(seed ^ 0x5A5A);
    let lines: Vec<&str> = LOCALES
        .iter()
        .flat_map(|(_, names, words)| names.lines().chain(words.lines()))
        .collect();
    let whole: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
    let tables = TABLES.iter().flat_map(|(name, text)| cases(name, text));
    let typed: Vec<String> = tables.map(|case| case.typed).collect();
    let today = NaiveDate::from_ymd_opt(2026, 11, 24).expect("a date");
    for round in 0..rounds {
        let mut text = String::from("hours of the day: 12\n");
        for _ in 0..chance.below(60) {
            let line = *chance.of(&lines);
            let (key, _) = chance.of(&lines).split_once(':').unwrap_or_default();
            let (_, phrases) = line.split_once(':').unwrap_or_default();
            text.push_str(&match chance.below(4) {
                0 => format!("{key}:{phrases}"),
                1 => chance.break_text(line, &whole),
                _ => line.to_owned(),
            });
            text.push('\n');
        }
        let sound = std::panic::catch_unwind(|| {
            let _ = Lexicon::read("", &text);
            let lexicon = Lexicon::read(&text, "").expect("what cannot be read is left out");
            typed
                .iter()
                .step_by(37)
                .for_each(|typed| holds(typed, &lexicon, today));
        });
        assert!(sound.is_ok(), "seed {seed}, round {round}: {text}");
    }
}

#[test]
fn no_text_breaks_a_reader() {
    run(300);
}

#[test]
fn no_language_breaks_a_reader() {
    run_languages(10);
}

#[test]
#[ignore = "long: cargo xtask test optimized"]
fn no_text_of_many_breaks_a_reader() {
    run(30_000);
}

#[test]
#[ignore = "long: cargo xtask test optimized"]
fn no_language_of_many_breaks_a_reader() {
    run_languages(1_000);
}
