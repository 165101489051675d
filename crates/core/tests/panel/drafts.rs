//! A draft belongs to its conversation (P1).

use crate::support::{Bench, context};
use callback_core::panel::{Edit, Input};

#[test]
fn a_draft_belongs_to_its_conversation() {
    let mut bench = Bench::new();
    bench.edit(Edit::Note("for the first".to_owned()));
    bench.input(Input::Context(context("c2")));
    assert_eq!(bench.shown().note, "");
    bench.edit(Edit::Note("for the second".to_owned()));
    bench.input(Input::Context(context("c1")));
    assert_eq!(bench.shown().note, "for the first");
    let booked = bench.schedule().unwrap();
    assert_eq!(booked.conversation.unwrap().as_str(), "c1");
    bench.input(Input::Context(context("c2")));
    assert_eq!(bench.shown().note, "for the second");
}

#[test]
fn a_switch_while_the_host_is_asked_books_nothing() {
    let mut bench = Bench::new();
    let key = bench.key();
    bench.input(Input::Schedule { key: key.clone() });
    bench.input(Input::Context(context("c2")));
    bench.input(Input::Allowed { key });
    assert_eq!(bench.desk.all().count(), 0);
}

#[test]
fn what_the_agent_typed_outlives_what_the_host_says_later() {
    let mut bench = Bench::new();
    bench.edit(Edit::Name("Grace".to_owned()));
    let later = callback_core::context::Context {
        contact_name: "Somebody".to_owned(),
        ani: "+442071838750".to_owned(),
        ..context("c1")
    };
    bench.input(Input::Context(later));
    let shown = bench.shown();
    assert_eq!(
        (shown.name.as_str(), shown.phone.as_str()),
        ("Grace", "+442071838750")
    );
}
