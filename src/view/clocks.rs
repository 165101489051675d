//! Both clocks at the time of the callback, each with its offset on that date (T3), and how far off it is.

use super::face::Face;
use crate::state::words::offset;
use crate::strings::Text;
use callback_core::panel::{Clock, Preview};
use leptos::prelude::*;

/// The block stays where nothing is understood yet, so that the form does not jump while one types.
#[must_use]
pub fn clocks(face: Face) -> AnyView {
    let preview = face.slice(|shown| shown.preview);
    let contact = move || preview.get().map(|preview| preview.contact);
    let agent = move || preview.get().and_then(|preview: Preview| preview.agent);
    let store = face.store();
    let ahead = Memo::new(move |_| {
        let ms = preview
            .get()
            .map(|preview| preview.at - store.now())
            .filter(|ms| *ms > 0)?;
        Some(face.say(
            Text::Ahead,
            &[("duration", &face.speak(|speech| speech.duration(ms)))],
        ))
    });
    view! { class="cb",
        <div class="clocks" part="clocks" id="when-reads">
            <dl class="both">
                {clock(face, Text::Contact, Signal::derive(contact))}
                {clock(face, Text::You, Signal::derive(agent))}
            </dl>
            <p class="ahead">{move || ahead.get().unwrap_or_else(|| "\u{2014}".to_owned())}</p>
        </div>
    }
    .into_any()
}

fn clock(face: Face, whose: Text, clock: Signal<Option<Clock>>) -> AnyView {
    let reads = move || match clock.get() {
        Some(clock) => face.speak(|speech| speech.words.day_and_time(clock.shows.local)),
        None => "\u{2014}".to_owned(),
    };
    let offset = move || clock.get().map(|clock| offset(clock.shows.offset_secs));
    view! { class="cb",
        <div class="clock">
            <dt class="whose">{face.text(whose)}</dt>
            <dd class="reads">{reads}</dd>
            <dd class="offset">{offset}</dd>
        </div>
    }
    .into_any()
}
