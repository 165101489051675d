//! The root of the panel: who is on the line, what came, what is to be known, the form, the list.

use super::alert::{alert, standing};
use super::face::Face;
use super::form::form;
use super::glyph::{Glyph, glyph};
use super::list::list;
use super::notices::notices;
use crate::store::Store;
use crate::strings::{Speech, Text};
use callback_core::panel::Input;
use leptos::prelude::*;

/// The panel of one element.
///
/// A change of language draws all of it anew; nothing is lost by that, because nothing is kept here.
#[component]
pub fn Panel(
    /// Its state.
    store: Store,
) -> impl IntoView {
    move || {
        let speech = Speech::of(&store.language(), store.messages());
        let face = Face::new(store.clone(), speech);
        let (store, language) = (store.clone(), store.language());
        let (tag, dir) = (
            language.facts.tag.clone(),
            if language.facts.right_to_left {
                "rtl"
            } else {
                "ltr"
            },
        );
        let opened = Memo::new(move |_| store.open());
        let inside = move || opened.get().then(|| inside(face));
        view! { class="cb", <div class="panel" part="panel" lang=tag dir=dir hidden=move || !opened.get()>{inside}</div> }
    }
}

fn inside(face: Face) -> AnyView {
    view! { class="cb",
        {header(face)}
        <slot name="header"></slot>
        {alert(face)}
        {standing(face)}
        {notices(face)}
        <div class="body">
            <div class="column">{form(face)}</div>
            <div class="column">{list(face)}</div>
        </div>
        <slot name="footer"></slot>
    }
    .into_any()
}

fn header(face: Face) -> AnyView {
    let changing = face.shown(|shown| shown.changing.is_some());
    let title = move || {
        face.text(if changing.get() {
            Text::TitleChange
        } else {
            Text::Title
        })
    };
    let who = face.shown(|shown| (shown.name.clone(), shown.phone.clone()));
    let name = move || Some(who.get().0).filter(|name| !name.trim().is_empty());
    let number = move || who.get().1;
    view! { class="cb",
        <header class="header" part="header">
            <div class="titles">
                <h2 class="title" part="title">{title}</h2>
                <p class="who">
                    {move || name().map(|name| view! { class="cb", <bdi>{name}</bdi> " · " })}
                    <span class="number">{number}</span>
                </p>
            </div>
            <button
                type="button"
                class="button icon quiet"
                part="close"
                aria-label=face.text(Text::Close)
                on:click=move |_| face.send(Input::Close)
            >
                {glyph(Glyph::Close)}
            </button>
        </header>
    }
    .into_any()
}
