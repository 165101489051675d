//! How many tests a runner says it ran, read from what it printed.

use std::ops::AddAssign;

/// Tests executed, by how they ended.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) passed: usize,
    pub(crate) failed: usize,
    pub(crate) skipped: usize,
}

impl Counts {
    /// Of `cargo test`, native or in a browser: the sum of its `test result:` lines.
    pub(crate) fn of_cargo(output: &str) -> Self {
        let mut counts = Self::default();
        for line in output
            .lines()
            .filter_map(|line| line.split_once("test result: "))
            .map(|(_, rest)| rest)
        {
            for part in line.split(['.', ';']) {
                let mut words = part.split_whitespace();
                let (Some(number), Some(word), None) = (words.next(), words.next(), words.next())
                else {
                    continue;
                };
                counts.add(word, number);
            }
        }
        counts
    }

    /// Of `node --test` with its `spec` reporter: the lines `ℹ pass 3` at its end.
    pub(crate) fn of_node(output: &str) -> Self {
        let mut counts = Self::default();
        for line in output.lines() {
            let mut words = line.split_whitespace();
            if let (Some("ℹ"), Some(word), Some(number), None) =
                (words.next(), words.next(), words.next(), words.next())
            {
                counts.add(word, number);
            }
        }
        counts
    }

    /// None ran, or none was found.
    pub(crate) fn is_empty(self) -> bool {
        self.passed + self.failed == 0
    }

    fn add(&mut self, word: &str, number: &str) {
        let Ok(number) = number.parse::<usize>() else {
            return;
        };
        match word {
            "passed" | "pass" => self.passed += number,
            "failed" | "fail" | "cancelled" => self.failed += number,
            "ignored" | "skipped" | "todo" => self.skipped += number,
            _ => {}
        }
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_results_of_every_test_program_are_summed() {
        let output = "running 3 tests\ntest a ... ok\n\n\
            test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 2 filtered out; finished in 0.01s\n\
            test result: FAILED. 4 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.01s\n";
        assert_eq!(
            Counts::of_cargo(output),
            Counts {
                passed: 7,
                failed: 2,
                skipped: 1
            }
        );
    }

    #[test]
    fn a_result_in_a_browser_is_read_too() {
        let output = "    test result: ok. 12 passed; 0 failed; 0 ignored; 0 filtered out; finished in 1.51s\n";
        assert_eq!(
            Counts::of_cargo(output),
            Counts {
                passed: 12,
                failed: 0,
                skipped: 0
            }
        );
    }

    #[test]
    fn the_closing_lines_of_node_are_read() {
        let output = "✔ plain page (1.2ms)\nℹ tests 6\nℹ suites 1\nℹ pass 3\nℹ fail 1\nℹ cancelled 1\nℹ skipped 1\nℹ todo 0\nℹ duration_ms 812.4\n";
        assert_eq!(
            Counts::of_node(output),
            Counts {
                passed: 3,
                failed: 2,
                skipped: 1
            }
        );
    }

    #[test]
    fn a_runner_without_tests_counts_as_empty() {
        assert!(Counts::of_cargo("no tests to run!\n").is_empty());
        let ignored = "test result: ok. 0 passed; 0 failed; 4 ignored; 0 measured; 0 filtered out";
        assert!(Counts::of_cargo(ignored).is_empty());
        assert!(Counts::of_node("ℹ tests 0\nℹ pass 0\nℹ fail 0\n").is_empty());
    }
}
