//! What is worth a second look before Schedule and forbids nothing: the number's place, the browser's clocks.

use super::el::{El, button, el};
use super::face::Face;
use super::glyph::{Glyph, glyph};
use crate::reactive::{Get, Memo};
use crate::state::words::offset;
use crate::strings::{Speech, Text};
use callback_core::advice::{Advice, of_browser};
use callback_core::panel::{Clock, Edit};
use callback_core::problem::Field;
use callback_core::zones::city;
use chrono_tz::IANA_TZDB_VERSION;

/// All advice, in a region that is read out when some comes.
pub fn advice(face: Face) -> El {
    let contact = face.shown(|shown| shown.preview.map(|preview| preview.contact));
    let of_number = move || face.panel(|panel| panel.number_advice(face.now()));
    // The browser is asked once for each zone and time.
    let of_browser = Memo::new(move |_| {
        let ours = contact()?;
        of_browser(ours, face.browser_shows(ours.zone, ours.shows.at))
    });
    let all = move || [of_number(), of_browser.get()];
    el("div")
        .class("problems")
        .part("advice")
        .attr("role", "status")
        .shows_of(all, move |all| {
            let some = all.iter().flatten();
            some.map(|advice| one(face, *advice)).collect::<Vec<_>>()
        })
}

fn one(face: Face, advice: Advice) -> El {
    let says = face.speak(|speech| words(speech, advice));
    let press = match advice {
        Advice::NumberElsewhere { there } => {
            let label = face.say(Text::UseZone, &[("place", &city(there.zone))]);
            let pressed = move || {
                face.edit(Edit::ZoneChosen(there.zone));
                face.focus(Field::Zone);
            };
            let press = button("button small", pressed).part("fix").child(label);
            Some(el("span").class("fixes").child(press))
        }
        Advice::BrowserShows { .. } => None,
    };
    let advice = el("div")
        .class("problem warns")
        .child(glyph(Glyph::Warning));
    advice
        .child(el("span").class("says").child(says))
        .child(press)
}

fn words(speech: &Speech, advice: Advice) -> String {
    let clock = |it: Clock| {
        let time = speech.words.day_and_time(it.shows.local);
        [&time, " · ", &offset(it.shows.offset_secs)].concat()
    };
    match advice {
        Advice::NumberElsewhere { there } => speech.say(
            Text::NumberElsewhere,
            &[("place", &city(there.zone)), ("clock", &clock(there))],
        ),
        Advice::BrowserShows { ours, theirs } => speech.say(
            Text::BrowserShows,
            &[
                ("place", &city(ours.zone)),
                ("theirs", &speech.words.day_and_time(theirs)),
                ("ours", &clock(ours)),
                ("release", IANA_TZDB_VERSION),
            ],
        ),
    }
}
