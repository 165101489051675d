//! Both clocks at the time of the callback, each with its offset on that date (T3), and how far off it is.

use super::el::{El, el};
use super::face::Face;
use crate::state::words::offset;
use crate::strings::Text;
use callback_core::panel::{Clock, Preview};

/// Stands where nothing is understood yet.
const NOTHING: &str = "\u{2014}";

/// The block stays where nothing is understood yet, so that the form does not jump while one types.
pub fn clocks(face: Face) -> El {
    let preview = face.shown(|shown| shown.preview);
    let contact = move || preview().map(|preview| preview.contact);
    let agent = move || preview().and_then(|preview: Preview| preview.agent);
    let ahead = move || {
        let ms = preview()
            .map(|preview| preview.at - face.now())
            .filter(|ms| *ms > 0);
        let said = ms.map(|ms| face.speak(|speech| speech.duration(ms)));
        said.map_or_else(
            || NOTHING.to_owned(),
            |said| face.say(Text::Ahead, &[("duration", &said)]),
        )
    };
    let both = el("dl")
        .class("both")
        .child(clock(face, Text::Contact, contact))
        .child(clock(face, Text::You, agent));
    let block = el("div")
        .class("clocks")
        .part("clocks")
        .attr("id", "when-reads");
    block
        .child(both)
        .child(el("p").class("ahead").text_of(ahead))
}

fn clock(face: Face, whose: Text, clock: impl Fn() -> Option<Clock> + Copy + 'static) -> El {
    let reads = move || match clock() {
        Some(clock) => face.speak(|speech| speech.words.day_and_time(clock.shows.local)),
        None => NOTHING.to_owned(),
    };
    let offset = move || clock().map_or_else(String::new, |clock| offset(clock.shows.offset_secs));
    el("div")
        .class("clock")
        .child(el("dt").class("whose").child(face.text(whose)))
        .child(el("dd").class("reads").text_of(reads))
        .child(el("dd").class("offset").text_of(offset))
}
