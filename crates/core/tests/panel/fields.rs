//! Typing, and what is shown of it (P1, P3, P4, P8, V1, T3, T5).

use crate::support::{Bench, NOW, context, settings, zone};
use callback_core::claim::{Claim, Unclaimed};
use callback_core::context::Context;
use callback_core::draft::Pick;
use callback_core::ids::QueueId;
use callback_core::panel::{Button, Edit, Input, Notice};
use callback_core::problem::Field;
use callback_core::time::{HOUR_MS, MINUTE_MS};

#[test]
fn nothing_known_is_asked_again() {
    let shown = Bench::new().shown();
    assert_eq!(
        (shown.phone.as_str(), shown.name.as_str()),
        ("+12125550123", "Ada Lovelace")
    );
    assert_eq!(shown.queue, Pick::Chosen(QueueId::new("sales")));
    assert_eq!(shown.zone, Pick::Chosen(zone("America/New_York")));
    assert_eq!(shown.button, Button::Ready);
    assert_eq!(shown.problems, []);
}

#[test]
fn the_default_ticks_on_until_it_is_touched() {
    let mut bench = Bench::new();
    bench.now = NOW + 7 * MINUTE_MS;
    assert_eq!(bench.shown().preview.unwrap().at, NOW + 40 * MINUTE_MS);
    let text = bench.shown().time;
    bench.edit(Edit::Time(text));
    bench.now = NOW + 20 * MINUTE_MS;
    assert_eq!(bench.shown().preview.unwrap().at, NOW + 40 * MINUTE_MS);
}

#[test]
fn the_default_may_be_tomorrow() {
    let mut bench = Bench::new();
    bench.now = NOW + 13 * HOUR_MS + 45 * MINUTE_MS;
    assert_eq!(
        bench.shown().preview.unwrap().contact.shows.local,
        crate::support::local("2026-11-25T00:15:00")
    );
}

#[test]
fn another_zone_keeps_a_typed_clock_time_and_an_untouched_instant() {
    let tokyo = zone("Asia/Tokyo");
    let mut untouched = Bench::new();
    let before = untouched.shown().preview.unwrap().at;
    untouched.edit(Edit::ZoneChosen(tokyo));
    assert_eq!(untouched.shown().preview.unwrap().at, before);

    let mut typed = Bench::new();
    typed.when("2026-11-26", "14:30");
    let before = typed.shown().preview.unwrap();
    typed.edit(Edit::ZoneChosen(tokyo));
    let after = typed.shown().preview.unwrap();
    assert_eq!(after.contact.shows.local, before.contact.shows.local);
    assert_eq!(before.at - after.at, 14 * HOUR_MS);
}

#[test]
fn both_clocks_show_the_offset_on_that_date() {
    let mut bench = Bench::new();
    bench.edit(Edit::ZoneChosen(zone("Europe/Berlin")));
    bench.when("2026-11-26", "15:00");
    let preview = bench.shown().preview.unwrap();
    assert_eq!(
        (
            preview.contact.shows.offset_secs,
            preview.agent.unwrap().shows.offset_secs
        ),
        (3_600, -5 * 3_600)
    );
}

#[test]
fn a_problem_is_shown_once_its_field_was_left() {
    let mut bench = Bench::new();
    bench.edit(Edit::Phone("no number".to_owned()));
    assert_eq!(bench.shown().problems, []);
    bench.input(Input::Left(Field::Name));
    assert_eq!(bench.shown().problems, []);
    bench.input(Input::Left(Field::Phone));
    assert_eq!(bench.shown().problems.len(), 1);
}

#[test]
fn a_change_of_queue_re_decides_both_boxes_and_says_so() {
    let cases = [
        ("billing", Claim::ToMe, Unclaimed::OwnershipOff),
        ("vip", Claim::Anyone, Unclaimed::NotAMember),
    ];
    for (queue, claim, why) in cases {
        let mut bench = Bench::new();
        bench.edit(Edit::Owned(true));
        bench.edit(Edit::QueueChosen(QueueId::new(queue)));
        let shown = bench.shown();
        assert_eq!(
            (shown.claim.claim, shown.notice),
            (claim, Some(Notice::Unticked(why))),
            "{queue}"
        );
    }
}

#[test]
fn ownership_includes_to_me() {
    let mut bench = Bench::new();
    bench.edit(Edit::Owned(true));
    assert_eq!(bench.shown().claim.claim, Claim::Owned);
    bench.edit(Edit::Owned(false));
    assert_eq!(bench.shown().claim.claim, Claim::ToMe);
}

#[test]
fn what_is_typed_in_one_field_for_both_fills_both_once_it_is_left() {
    let cases = [
        (Field::Date, "tomorrow 3pm", "11/25/2026", "3:00 PM"),
        (Field::Time, "2026-12-01T14:30", "12/01/2026", "2:30 PM"),
        (Field::Time, "in 90 min", "11/24/2026", "11:30 AM"),
        (Field::Date, "in 2 h", "11/24/2026", "12:00 PM"),
        (Field::Date, "12/1 at 9", "12/01/2026", "9"),
    ];
    for (field, typed, date, time) in cases {
        let mut bench = Bench::new();
        bench.edit(match field {
            Field::Date => Edit::Date(typed.to_owned()),
            _ => Edit::Time(typed.to_owned()),
        });
        bench.input(Input::Left(field));
        let shown = bench.shown();
        assert_eq!(
            (shown.date.as_str(), shown.time.as_str()),
            (date, time),
            "{typed}"
        );
    }
}

#[test]
fn a_callback_in_two_hours_never_comes_early() {
    let mut bench = Bench::new();
    bench.now = NOW + 1;
    bench.edit(Edit::Time("in 2 h".to_owned()));
    assert_eq!(
        bench.schedule().unwrap().promise.at,
        NOW + 2 * HOUR_MS + MINUTE_MS
    );
}

#[test]
fn the_default_stays_in_its_fields_while_a_zone_is_typed() {
    let mut bench = Bench::new();
    let before = bench.shown();
    bench.edit(Edit::ZoneTyped("par".to_owned()));
    let typing = bench.shown();
    assert_eq!((typing.date, typing.time), (before.date, before.time));
    assert_eq!(typing.preview, None);
}

#[test]
fn an_emptied_zone_is_the_agents() {
    let mut bench = Bench::new();
    bench.edit(Edit::ZoneChosen(zone("Asia/Tokyo")));
    bench.edit(Edit::ZoneTyped(" ".to_owned()));
    let booked = bench.schedule().unwrap();
    assert_eq!(booked.promise.said.zone, zone("America/New_York"));
}

#[test]
fn a_zone_that_is_none_hides_no_other_problem() {
    let mut bench = Bench::new();
    bench.edit(Edit::ZoneTyped("atlan".to_owned()));
    bench.when("31/31", "25:00");
    bench.schedule();
    let fields: Vec<_> = bench
        .shown()
        .problems
        .into_iter()
        .map(|it| it.field)
        .collect();
    assert_eq!(fields, [Field::Date, Field::Time, Field::Zone]);
}

#[test]
fn the_callers_number_is_read_or_asked_for() {
    let cases = [
        ("tel:+1-212-555-0123", "+12125550123"),
        ("sip:+12125550123@example.com", "+12125550123"),
        ("(212) 555-0123", "(212) 555-0123"),
        ("sip:anonymous@anonymous.invalid", ""),
        ("Restricted", ""),
    ];
    for (ani, field) in cases {
        let context = Context {
            ani: ani.to_owned(),
            ..context("c1")
        };
        let bench = Bench::with(settings(), context);
        assert_eq!(bench.shown().phone, field, "{ani}");
    }
}
