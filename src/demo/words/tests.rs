//! The timeline as it is read.

use super::*;
use crate::center::scenario::OPENS;
use crate::center::{Center, Input};
use callback_core::time::{HOUR_MS, MINUTE_MS};

/// The lines about one customer's callback, oldest first.
fn told(center: &Center, name: &str) -> Vec<String> {
    let lines = center.timeline().promises();
    let mut told: Vec<String> = lines
        .filter(|it| {
            it.party
                .as_ref()
                .is_some_and(|party| party.name == name && party.medium == Medium::Callback)
        })
        .map(|it| {
            let Said { what, why } = line(it, center);
            format!("{} {what}. {why}.", time(it.at))
        })
        .collect();
    told.reverse();
    told
}

#[test]
fn a_dropped_callback_says_whose_it_was_and_why_they_did_not_take_it() {
    let mut center = Center::open(2);
    center.advance(OPENS + 3 * HOUR_MS);
    assert_eq!(
        told(&center, "Hannah Weiss"),
        [
            "08:40:00 Callback for Hannah Weiss: scheduled for 09:25. As promised.",
            "09:25:00 Callback for Hannah Weiss: in queue Service. Its time has come.",
            "09:25:00 Callback for Hannah Weiss: waits. Its owner alone may take it until 11:25: Jo Reyes (off queue).",
            "11:25:00 Callback for Hannah Weiss: disconnected. timeout: the ownership of Jo Reyes ended at 11:25:00 (off queue).",
        ]
    );
}

#[test]
fn a_contact_that_may_not_be_called_is_named_with_what_made_it_count() {
    let mut center = Center::open(2);
    let hannah = center
        .callbacks()
        .find(|(_, booked)| booked.party.name == "Hannah Weiss");
    let id = hannah.map(|(id, _)| id.0).expect("colleagues promised it");
    center.take(Input::Uncallable(id, true));
    center.take(Input::CampaignRecycled);
    let newest: Vec<String> = center
        .timeline()
        .promises()
        .take(2)
        .map(|it| line(it, &center).why)
        .collect();
    assert_eq!(
        newest,
        [
            "uncallable: Hannah Weiss is marked, and the campaign was recycled",
            "Disconnects 1 callback of a marked contact",
        ]
    );
}

#[test]
fn every_line_of_a_long_day_says_what_and_why() {
    for seed in 1..6 {
        let mut center = Center::open(seed);
        for minutes in 0..600 {
            center.advance(OPENS + minutes * MINUTE_MS);
            for it in center.timeline().all().into_iter().take(40) {
                let Said { what, why } = line(it, &center);
                assert!(what.len() > 3 && why.len() > 3, "{:?}", it.what);
                let both = [what, why].concat();
                assert!(!both.contains("unknown") && !both.contains(": :"), "{both}");
            }
        }
    }
}
