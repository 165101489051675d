//! Schedule, or Save: one press, and the reason where it is off (P12).

use super::face::Face;
use crate::strings::{Text, refusal};
use callback_core::panel::{Button, Input};
use callback_core::problem::Refusal;
use leptos::prelude::*;

/// The button and what stands below it. Off, it can still be reached and says why.
#[must_use]
pub fn submit(face: Face) -> AnyView {
    let button = face.slice(|shown| shown.button.clone());
    let changing = face.slice(|shown| shown.changing.is_some());
    let label = move || {
        face.text(match (button.get(), changing.get()) {
            (Button::Busy, _) => Text::Scheduling,
            (_, true) => Text::Save,
            (_, false) => Text::Schedule,
        })
    };
    let off = move || (button.get() != Button::Ready).then_some("true");
    let back = move || changing.get().then(|| leave(face));
    view! { class="cb",
        <div class="submit">
            <div class="row">
                <button
                    type="button"
                    class="button primary"
                    part="schedule"
                    aria-disabled=off
                    aria-describedby="submit-why"
                    on:click=move |_| face.store().schedule()
                >
                    {label}
                </button>
                {back}
                <slot name="actions"></slot>
            </div>
            <div class="status" id="submit-why">{move || why(face, &button.get())}</div>
        </div>
    }
    .into_any()
}

fn leave(face: Face) -> AnyView {
    view! { class="cb",
        <button type="button" class="button" on:click=move |_| face.send(Input::LeaveUnchanged)>{face.text(Text::KeepAsIs)}</button>
    }
    .into_any()
}

fn why(face: Face, button: &Button) -> Option<AnyView> {
    let Button::Off(why) = button else {
        return None;
    };
    let says = face.speak(|speech| refusal(speech, why));
    let instead = match why {
        Refusal::AlreadyScheduled(id) => {
            let id = id.clone();
            let pressed = move |_| face.send(Input::Change(id.clone()));
            Some(
                view! { class="cb", <button type="button" class="button quiet small" on:click=pressed>{face.text(Text::ChangeThat)}</button> },
            )
        }
        _ => None,
    };
    Some(view! { class="cb", <span>{says}</span> {instead} }.into_any())
}
