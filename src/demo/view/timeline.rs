//! What was routed to whom, and why: a line for each decision, the newest first.

use crate::center::{About, Center, Line};
use crate::store::Store;
use crate::words;
use leptos::prelude::*;

/// Lines that are drawn; older ones are counted.
const DRAWN_MAX: usize = 120;

/// The timeline, of callbacks and you, or of everything.
pub(super) fn timeline(store: Store) -> AnyView {
    let everything = RwSignal::new(false);
    let lines = Memo::new(move |_| {
        let all = everything.get();
        store.read(|center| newest(center, all))
    });
    let total = Memo::new(move |_| store.read(|center| center.timeline().written()));
    let choice = move |label: &'static str, all: bool| {
        view! { class="d",
            <label class="d pace">
                <input type="radio" name="about" prop:checked=move || everything.get() == all on:change=move |_| everything.set(all) />
                <span>{label}</span>
            </label>
        }
    };
    view! { class="d",
        <section class="d box timeline" aria-labelledby="timeline-title">
            <div class="d head">
                <h3 id="timeline-title">"Timeline " <span class="d hint">{move || total.get()} " lines"</span></h3>
                <fieldset class="d paces">
                    <legend>"Show"</legend>
                    {choice("Callbacks and you", false)} {choice("Everything", true)}
                </fieldset>
            </div>
            <ol class="d lines" aria-labelledby="timeline-title" tabindex="0">
                <For each=move || lines.get() key=|line| line.number children=move |line| item(store, &line) />
            </ol>
        </section>
    }
    .into_any()
}

fn newest(center: &Center, everything: bool) -> Vec<Line> {
    if everything {
        center
            .timeline()
            .all()
            .into_iter()
            .take(DRAWN_MAX)
            .cloned()
            .collect()
    } else {
        center
            .timeline()
            .promises()
            .take(DRAWN_MAX)
            .cloned()
            .collect()
    }
}

fn item(store: Store, line: &Line) -> AnyView {
    let said = untrack(|| store.read(|center| words::line(line, center)));
    let promise = line.about == About::Promise;
    view! { class="d",
        <li class:promise=promise>
            <time class="d at">{words::time(line.at)}</time>
            <span class="d what"><bdi>{said.what}</bdi></span>
            <span class="d why">{said.why}</span>
        </li>
    }
    .into_any()
}
