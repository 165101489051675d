//! Sentences about a run that leaves the page or comes to it.

use crate::run::{Typed, Unreadable};
use crate::store::Notice;

/// How much was done by hand.
pub(crate) fn deeds(count: usize) -> String {
    match count {
        0 => "nothing done by hand".to_owned(),
        1 => "1 deed by hand".to_owned(),
        count => format!("{count} deeds by hand"),
    }
}

/// What is to be said about the run.
pub(crate) fn notice(notice: &Notice, link_max: usize) -> String {
    match notice {
        Notice::None => String::new(),
        Notice::Copied { left_out, .. } => format!("Link copied. {}", without(*left_out)),
        Notice::NotCopied { left_out, .. } => format!(
            "The browser does not let the page copy: copy the link from the field. {}",
            without(*left_out)
        ),
        Notice::TooLong(length) => format!(
            "Too much was done for a link: it would have {length} characters, and at most {link_max} arrive everywhere. \
             Save a file instead."
        ),
        Notice::Saved { left_out } => format!("File saved. {}", without(*left_out)),
        Notice::BadLink(why) => bad("link", why),
        Notice::BadFile(why) => bad("file", why),
        Notice::Replaying => {
            "Nothing was done: this is a replay. Take over to go on yourself.".to_owned()
        }
        Notice::Full => "Nothing was done: a run holds no more deeds. Start over.".to_owned(),
    }
}

fn without(left_out: Typed) -> String {
    let Typed {
        names,
        numbers,
        notes,
    } = left_out;
    let kinds = [(names, "name"), (numbers, "number"), (notes, "note")];
    let counted: Vec<String> = kinds
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, kind)| format!("{count} {kind}{}", if count == 1 { "" } else { "s" }))
        .collect();
    if counted.is_empty() {
        return String::new();
    }
    format!(
        "Without what you typed: placeholders stand for {}.",
        counted.join(", ")
    )
}

fn bad(what: &str, why: &Unreadable) -> String {
    match why {
        Unreadable::NotARun => format!("This {what} holds no run of this demo."),
        Unreadable::Later(version) => format!(
            "This {what} is of version {version}, and this page knows version 1 only: open it in a newer demo."
        ),
        Unreadable::Elsewhere(name) => format!(
            "This {what} is of another contact center (“{name}”): this page cannot run it again."
        ),
        Unreadable::Damaged => {
            format!(
                "This {what} is damaged: a part of it is missing or was changed. Ask for it again."
            )
        }
        Unreadable::Unfit(number) => format!(
            "This {what} does not fit: its deed {number} is out of order, or names what this contact center does not have."
        ),
        Unreadable::TooLarge => format!("This {what} is too large for a run."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_out_is_counted_and_nothing_is_not_mentioned() {
        let typed = Typed {
            names: 1,
            numbers: 2,
            notes: 0,
        };
        assert_eq!(
            without(typed),
            "Without what you typed: placeholders stand for 1 name, 2 numbers."
        );
        assert_eq!(without(Typed::default()), "");
    }
}
