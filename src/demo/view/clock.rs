//! The virtual clock: what time it is, how fast it goes, and straight to what comes next.

use crate::center::{Center, Next};
use crate::pace::{Hold, Pace};
use crate::store::Store;
use crate::words;
use leptos::prelude::*;

/// The bar of the clock.
pub(super) fn clock(store: Store) -> AnyView {
    let now = move || store.read(Center::now);
    let day = Memo::new(move |_| words::day(now()));
    let time = Memo::new(move |_| words::time(now()));
    view! { class="d",
        <section class="d clock" aria-labelledby="center-title">
            <h2 id="center-title">"Contact center"</h2>
            <p class="d time"><span class="d hint">{day} ", New York"</span> <strong data-clock>{time}</strong></p>
            {paces(store)}
            <div class="d row">
                <button type="button" class="d button" on:click=move |_| store.next(Next::Line)>"Next event"</button>
                <button type="button" class="d button" on:click=move |_| store.next(Next::Promise)>
                    "Next callback event"
                </button>
                <button type="button" class="d button quiet" on:click=move |_| store.start_over()>"Start over"</button>
            </div>
            <p class="d held" role="status">{move || store.held().map(held)}</p>
        </section>
    }
    .into_any()
}

const fn held(hold: Hold) -> &'static str {
    match hold {
        Hold::Alert => {
            "Slowed to 1×: a callback alerts you. Answer it in the panel, or in the table of callbacks."
        }
        Hold::Panel => "Slowed to 1× while you are in the panel: press the pace again to go on.",
    }
}

fn paces(store: Store) -> AnyView {
    let choice = move |pace: Pace| {
        view! { class="d",
            <label class="d pace">
                <input
                    type="radio"
                    name="pace"
                    prop:checked=move || store.pace() == pace
                    on:change=move |_| store.set_pace(pace)
                />
                <span>{pace.label()}</span>
            </label>
        }
    };
    view! { class="d",
        <fieldset class="d paces">
            <legend>"Clock"</legend>
            {Pace::ALL.map(choice).collect_view()}
        </fieldset>
    }
    .into_any()
}
