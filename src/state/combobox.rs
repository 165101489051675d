//! A text field with a list of choices under it: which is marked, whether the list is open, what a key does.
//!
//! Keys are those of the ARIA Authoring Practices, "Editable Combobox With List Autocomplete". The choices
//! themselves come from outside and are only counted here.

use callback_core::fold;
use core::ops::Range;

/// One row of the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// What is picked: a zone's name, a queue's id.
    pub key: String,
    /// What is read first: the city, the queue's name. It is what the field shows once picked.
    pub name: String,
    /// The bytes of `name` that were typed, in order.
    pub typed: Vec<Range<usize>>,
    /// At the row's end: the offset and the clock there.
    pub end: String,
    /// A second line; none where it is empty.
    pub detail: String,
    /// Whether it only resembles what was typed: nothing but the agent's own choice takes such a row.
    pub near: bool,
    /// By what it was found, where that is not its name: it is said, so that nobody wonders.
    pub found_by: Option<FoundBy>,
}

/// What was typed, where the row does not show it otherwise: `Bombay`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundBy {
    /// The name that fits.
    pub name: String,
    /// The bytes of it that were typed, in order.
    pub typed: Vec<Range<usize>>,
    /// What it is a name of, or where it lies; may be empty.
    pub of: String,
}

/// A text in pieces: each with whether it was typed. What is no place in the text is left out.
#[must_use]
pub fn pieces<'a>(text: &'a str, typed: &[Range<usize>]) -> Vec<(&'a str, bool)> {
    let mut pieces = Vec::new();
    let mut end = 0;
    for span in typed {
        let (Some(before), Some(hit)) = (text.get(end..span.start), text.get(span.clone())) else {
            continue;
        };
        pieces.extend([(before, false), (hit, true)]);
        end = span.end;
    }
    pieces.push((&text[end..], false));
    pieces.retain(|(piece, _)| !piece.is_empty());
    pieces
}

/// Whether the list is open and which row is marked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Combobox {
    /// Whether the list is on view.
    pub open: bool,
    /// The marked row: the one Enter takes.
    pub active: Option<usize>,
    /// Whether the text is the agent's own, and no row was picked since.
    pub typed: bool,
}

/// What has to be done besides showing the new state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Done {
    /// The key was the field's own: let the browser have it.
    Nothing,
    /// The key was taken.
    Taken,
    /// This row was picked.
    Picked(usize),
    /// What was typed is to be cleared.
    Cleared,
}

impl Combobox {
    /// After typing: the list is open, and the best row is marked where it is what was typed, so that Enter and Tab
    /// take it. One that only resembles it is for the agent to go to.
    #[must_use]
    pub fn typed(text: &str, best: Option<&Choice>) -> Self {
        let sure = !text.trim().is_empty() && best.is_some_and(|best| !best.near);
        Self {
            open: true,
            active: sure.then_some(0),
            typed: true,
        }
    }

    /// After a key, with `count` rows to choose from.
    #[must_use]
    pub fn pressed(self, key: &str, alt: bool, count: usize) -> (Self, Done) {
        let picked = Self::default();
        let closed = Self {
            typed: self.typed,
            ..picked
        };
        let at = |active| {
            (
                Self {
                    open: true,
                    active,
                    ..self
                },
                Done::Taken,
            )
        };
        let active = self.active.filter(|&row| self.open && row < count);
        match (key, alt) {
            ("ArrowDown", true) => at(active),
            ("ArrowUp", true) => (closed, Done::Taken),
            ("ArrowDown", false) => at(active.map_or(0, |row| row + 1).checked_rem(count)),
            ("ArrowUp", false) => at(active.unwrap_or(0).checked_sub(1).or(count.checked_sub(1))),
            ("PageDown", _) if self.open => at(count
                .checked_sub(1)
                .map(|last| (active.unwrap_or(0) + 8).min(last))),
            ("PageUp", _) if self.open => at(active.map(|row| row.saturating_sub(8))),
            ("Enter", _) => active.map_or((self, Done::Nothing), |row| (picked, Done::Picked(row))),
            ("Tab", _) if self.open => {
                active.map_or((closed, Done::Nothing), |row| (picked, Done::Picked(row)))
            }
            ("Escape", _) if self.open => (closed, Done::Taken),
            ("Escape", _) => (closed, Done::Cleared),
            _ => (self, Done::Nothing),
        }
    }
}

/// In small letters, one by one: the end of a Greek word is not what names differ in.
pub(super) fn lower(text: &str) -> String {
    text.chars().map(fold::lower).collect()
}

/// The one row that what was typed names in full; left like that, the field means it.
#[must_use]
pub fn meant<'a>(choices: &'a [Choice], text: &str) -> Option<&'a Choice> {
    let wanted = lower(text.trim());
    let mut named = choices.iter().filter(|choice| {
        [&choice.name, &choice.key]
            .iter()
            .any(|it| lower(it) == wanted)
    });
    let first = named.next();
    first.filter(|_| named.next().is_none())
}

#[cfg(test)]
#[allow(
    clippy::single_range_in_vec_init,
    reason = "the spans of a text, of which there may be one"
)]
mod tests {
    use super::*;

    const fn open(active: Option<usize>) -> Combobox {
        Combobox {
            open: true,
            active,
            typed: false,
        }
    }

    const CLOSED: Combobox = Combobox {
        open: false,
        active: None,
        typed: false,
    };

    #[test]
    fn every_key_of_the_authoring_practices_is_answered() {
        let rows = [
            (CLOSED, "ArrowDown", false, open(Some(0)), Done::Taken),
            (CLOSED, "ArrowDown", true, open(None), Done::Taken),
            (CLOSED, "ArrowUp", false, open(Some(2)), Done::Taken),
            (
                open(Some(1)),
                "ArrowDown",
                false,
                open(Some(2)),
                Done::Taken,
            ),
            (
                open(Some(2)),
                "ArrowDown",
                false,
                open(Some(0)),
                Done::Taken,
            ),
            (open(Some(0)), "ArrowUp", false, open(Some(2)), Done::Taken),
            (open(Some(1)), "ArrowUp", true, CLOSED, Done::Taken),
            (open(Some(1)), "PageDown", false, open(Some(2)), Done::Taken),
            (open(Some(2)), "PageUp", false, open(Some(0)), Done::Taken),
            (open(Some(1)), "Enter", false, CLOSED, Done::Picked(1)),
            (open(None), "Enter", false, open(None), Done::Nothing),
            (CLOSED, "Enter", false, CLOSED, Done::Nothing),
            (open(Some(1)), "Tab", false, CLOSED, Done::Picked(1)),
            (open(None), "Tab", false, CLOSED, Done::Nothing),
            (CLOSED, "Tab", false, CLOSED, Done::Nothing),
            (open(Some(1)), "Escape", false, CLOSED, Done::Taken),
            (CLOSED, "Escape", false, CLOSED, Done::Cleared),
            (open(Some(1)), "Home", false, open(Some(1)), Done::Nothing),
            (open(Some(1)), "x", false, open(Some(1)), Done::Nothing),
        ];
        for (from, key, alt, to, done) in rows {
            assert_eq!(
                from.pressed(key, alt, 3),
                (to, done),
                "{key} (alt: {alt}) from {from:?}"
            );
        }
    }

    #[test]
    fn no_key_marks_a_row_of_an_empty_list() {
        for key in ["ArrowDown", "ArrowUp", "PageDown", "PageUp", "Enter"] {
            let (after, done) = open(Some(4)).pressed(key, false, 0);
            assert!(after.active.is_none() || done == Done::Nothing, "{key}");
            assert!(!matches!(done, Done::Picked(_)), "{key}");
        }
    }

    #[test]
    fn typing_marks_the_best_row_that_is_what_was_typed_and_no_other() {
        let near = Choice {
            near: true,
            ..Choice::default()
        };
        for (text, best, active) in [
            ("sao", Some(&Choice::default()), Some(0)),
            ("  ", Some(&Choice::default()), None),
            ("atlantis", Some(&near), None),
            ("zzz", None, None),
        ] {
            assert_eq!(Combobox::typed(text, best).active, active, "{text}");
        }
    }

    #[test]
    fn what_was_typed_of_a_name_is_told_apart() {
        let plain = |text, typed: &[Range<usize>]| pieces(text, typed);
        assert_eq!(
            plain("New York", &[0..3]),
            [("New", true), (" York", false)]
        );
        assert_eq!(
            plain("New York", &[0..1, 4..8]),
            [("N", true), ("ew ", false), ("York", true)]
        );
        assert_eq!(plain("Zürich", &[]), [("Zürich", false)]);
        // Inside a letter, back to front, beyond the end.
        for spoilt in [vec![1..2, 0..1], vec![2..3], vec![4..90]] {
            let text: String = plain("Zürich", &spoilt).iter().map(|it| it.0).collect();
            assert_eq!(text, "Zürich", "{spoilt:?}");
        }
    }

    #[test]
    fn own_text_stays_own_until_a_row_is_picked() {
        let typed = Combobox::typed("sao", Some(&Choice::default()));
        assert!(typed.pressed("Escape", false, 3).0.typed);
        assert!(typed.pressed("ArrowDown", false, 3).0.typed);
        assert!(!typed.pressed("Enter", false, 3).0.typed);
    }

    #[test]
    fn a_name_typed_in_full_means_its_row_and_a_shared_one_none() {
        let row = |key: &str, name: &str| Choice {
            key: key.to_owned(),
            name: name.to_owned(),
            ..Choice::default()
        };
        let rows = [
            row("1", "Claims"),
            row("2", "Claims abroad"),
            row("3", "Cards"),
            row("4", "Cards"),
        ];
        let key = |text| meant(&rows, text).map(|row| row.key.as_str());
        assert_eq!(key(" claims "), Some("1"));
        assert_eq!(key("claim"), None);
        assert_eq!(key("cards"), None);
        assert_eq!(key("4"), Some("4"));
    }
}
