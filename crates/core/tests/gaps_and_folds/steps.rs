//! The keys of the time field meet every time that is there, those that are there twice twice, and no other (T2).

use super::support::{Bench, date, zone};
use callback_core::panel::Edit;
use callback_core::time::{DAY_MS, MINUTE_MS, Said, Timestamp, start_of_day, times_of_day};
use callback_core::when::Step;

/// A panel some days before `day`, its fields at `at`.
fn at(name: &str, day: &str, at: Timestamp) -> Bench {
    let mut bench = Bench::new();
    bench.now = start_of_day(date(day), zone(name)).unwrap().at - 3 * DAY_MS;
    bench.edit(Edit::ZoneChosen(zone(name)));
    bench.edit(Edit::Instant(at));
    bench
}

fn step(bench: &mut Bench, step: Step) -> Timestamp {
    let to = bench.panel.stepped(bench.now, step).unwrap();
    bench.edit(Edit::Instant(to));
    assert_eq!(
        bench.shown().preview.unwrap().at,
        to,
        "as said as it is stepped"
    );
    to
}

#[test]
fn arrows_walk_through_a_day_of_any_length() {
    for (name, day, count) in [
        ("UTC", "2026-03-08", 288),
        ("America/New_York", "2026-03-08", 276),
        ("America/New_York", "2026-11-01", 300),
        ("Australia/Lord_Howe", "2026-10-04", 282),
        ("Australia/Lord_Howe", "2026-04-05", 294),
        ("America/Santiago", "2026-09-06", 276),
        ("Africa/Cairo", "2026-10-29", 300),
        ("Antarctica/Troll", "2026-03-29", 264),
        ("Asia/Kathmandu", "2026-03-29", 288),
    ] {
        let expected = times_of_day(date(day), zone(name), 5);
        let expected: Vec<_> = expected.into_iter().map(|it| it.at).collect();
        assert_eq!(expected.len(), count, "{day} in {name}");
        let (first, last) = (expected[0], expected[count - 1]);

        let mut bench = at(name, day, first);
        let mut walked = vec![first];
        walked.extend((1..count).map(|_| step(&mut bench, Step::Later)));
        assert_eq!(walked, expected, "{day} in {name}");
        assert_eq!(step(&mut bench, Step::Later), last, "within the day");

        let mut back = vec![last];
        back.extend((1..count).map(|_| step(&mut bench, Step::Earlier)));
        back.reverse();
        assert_eq!(back, expected, "{day} in {name}, backward");
        assert_eq!(step(&mut bench, Step::Earlier), first, "within the day");
    }
}

/// The local time and offset after steps from a typed time.
fn after(day: &str, time: &str, steps: &[Step]) -> String {
    let mut bench = at(
        "America/New_York",
        day,
        start_of_day(date(day), zone("America/New_York"))
            .unwrap()
            .at,
    );
    bench.edit(Edit::Time(time.to_owned()));
    let mut to = None;
    for one in steps {
        to = Some(step(&mut bench, *one));
    }
    let said = Said::of(to.unwrap(), zone("America/New_York"));
    format!("{} {:?}", said.local.time().format("%H:%M"), said.fold)
}

#[test]
fn a_step_goes_to_full_five_minutes_and_an_hour_is_a_real_one() {
    use Step::{Earlier, HourEarlier, HourLater, Later};
    let (gap, fold) = ("2026-03-08", "2026-11-01");
    let rows: [(&str, &str, &[Step], &str); 10] = [
        (gap, "14:32", &[Later], "14:35 None"),
        (gap, "14:32", &[Earlier], "14:30 None"),
        (gap, "01:57", &[Later], "03:00 None"),
        (gap, "01:30", &[HourLater], "03:30 None"),
        (gap, "03:30", &[HourEarlier], "01:30 None"),
        // From a time that is not there, or there twice, to one of the two it may mean.
        (gap, "02:30", &[Later], "03:30 None"),
        (gap, "02:30", &[Earlier], "01:30 None"),
        (fold, "01:30", &[Later], "01:30 Some(Later)"),
        (fold, "01:30", &[Earlier], "01:30 Some(Earlier)"),
        (
            fold,
            "00:30",
            &[HourLater, HourLater, HourLater],
            "02:30 None",
        ),
    ];
    for (day, time, steps, expected) in rows {
        assert_eq!(after(day, time, steps), expected, "{day} {time} {steps:?}");
    }
}

#[test]
fn what_means_nothing_yet_is_not_stepped() {
    let mut bench = Bench::new();
    bench.when("2026-11-25", "soon");
    assert_eq!(bench.panel.stepped(bench.now, Step::Later), None);
    assert!(bench.shown().preview.is_none());
    bench.edit(Edit::Time("9:59 pm".to_owned()));
    let to = bench.panel.stepped(bench.now, Step::Later).unwrap();
    assert_eq!(to.ms() % (5 * MINUTE_MS), 0);
}
