//! The host's own words, by key (property `messages`).

/// Own words in place of ours. A list: the code of a map, or of sorting, would be larger than all of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Messages(Vec<(String, String)>);

impl Messages {
    /// Adds the words for a key that has none yet.
    pub fn add(&mut self, key: String, words: String) {
        self.0.push((key, words));
    }

    /// The words for that key, if the host has its own.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&str> {
        let found = self.0.iter().find(|(known, _)| known == key);
        found.map(|(_, words)| words.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::Messages;

    #[test]
    fn words_are_found_in_whatever_order_they_came() {
        let mut own = Messages::default();
        for key in ["save", "cancel", "title"] {
            own.add(key.to_owned(), key.to_uppercase());
        }
        for (key, found) in [
            ("save", Some("SAVE")),
            ("cancel", Some("CANCEL")),
            ("title", Some("TITLE")),
            ("sav", None),
            ("", None),
        ] {
            assert_eq!(own.get(key), found, "{key}");
        }
    }
}
