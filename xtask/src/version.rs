//! Versions as programs print them, and which of them are good enough.

use std::fmt;

/// Which version of a tool will do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// Any: it comes with something whose version is fixed.
    Any,
    /// This one or a newer one.
    AtLeast(String),
    /// This one and no other.
    Exactly(String),
    /// One with the same first number.
    Major(String),
}

impl Wanted {
    pub(crate) fn admits(&self, found: &str) -> bool {
        match self {
            Self::Any => true,
            Self::AtLeast(least) => numbers(found) >= numbers(least),
            Self::Exactly(version) => found == version,
            Self::Major(version) => numbers(found).first() == numbers(version).first(),
        }
    }
}

impl fmt::Display for Wanted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Any => f.write_str("any"),
            Self::AtLeast(version) => write!(f, "{version} or newer"),
            Self::Exactly(version) => f.write_str(version),
            Self::Major(version) => write!(f, "{version}.x"),
        }
    }
}

/// The first version in what a program printed, such as `trunk 0.21.14` or `v20.20.2`.
pub(crate) fn first_in(text: &str) -> Option<String> {
    text.split_whitespace()
        .map(|word| word.strip_prefix('v').unwrap_or(word))
        .find(|word| word.starts_with(|first: char| first.is_ascii_digit()) && word.contains('.'))
        .map(str::to_owned)
}

/// The first number of a version.
pub(crate) fn major(version: &str) -> &str {
    version.split('.').next().unwrap_or(version)
}

/// The version of one package in the text of a Cargo.lock.
pub(crate) fn locked(lock: &str, package: &str) -> Option<String> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name);
    let version = lines.nth(1)?.strip_prefix("version = \"")?;
    Some(version.trim_end_matches('"').to_owned())
}

fn numbers(version: &str) -> Vec<u32> {
    version
        .split('.')
        .map_while(|part| part.parse().ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_is_found_in_what_each_tool_prints() {
        let printed = [
            ("rustc 1.95.0 (59807616e 2026-04-14)", "1.95.0"),
            ("v20.20.2\n", "20.20.2"),
            (
                "Chromium 156.0.8078.79 built on Debian GNU/Linux 12 (bookworm)",
                "156.0.8078.79",
            ),
            (
                "wasm-opt version 132 (version_132)\ntrunk 0.21.14",
                "0.21.14",
            ),
        ];
        for (text, version) in printed {
            assert_eq!(first_in(text).as_deref(), Some(version), "{text}");
        }
        assert_eq!(first_in("command not found"), None);
    }

    #[test]
    fn wanted_versions_admit_their_own_side_of_the_limit() {
        let least = Wanted::AtLeast("1.95".to_owned());
        assert!(least.admits("1.95.0") && least.admits("1.100.0") && least.admits("2.0"));
        assert!(!least.admits("1.94.9") && !least.admits("0.99"));
        let major = Wanted::Major("156".to_owned());
        assert!(major.admits("156.0.8078.79") && !major.admits("157.0.1") && !major.admits("15.6"));
        let exactly = Wanted::Exactly("0.2.130".to_owned());
        assert!(exactly.admits("0.2.130") && !exactly.admits("0.2.13"));
    }

    #[test]
    fn a_package_is_found_in_a_lock_file_by_its_whole_name() {
        let lock = "[[package]]\nname = \"wasm-bindgen-futures\"\nversion = \"0.4.80\"\n\n[[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(locked(lock, "wasm-bindgen").as_deref(), Some("0.2.130"));
        assert_eq!(locked(lock, "wasm"), None);
    }
}
