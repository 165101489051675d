//! The run: sharing it, opening another, and showing it again (D2).

use crate::page::Opened;
use crate::run::{LINK_MAX, Verdict};
use crate::store::{Mode, Notice, Store};
use crate::words;
use leptos::html;
use leptos::prelude::*;

/// The bar of the run.
pub(super) fn run(store: Store) -> AnyView {
    let live = Memo::new(move |_| store.mode() == Mode::Live);
    let bar = NodeRef::<html::Section>::new();
    let title = move || if live.get() { "Run" } else { "Replay" };
    let buttons = move || {
        if live.get() {
            sharing(store)
        } else {
            replaying(store, bar)
        }
    };
    view! { class="d",
        <section class="d box run" class:replay=move || !live.get() aria-labelledby="run-title" tabindex="-1" node_ref=bar>
            <div class="d head">
                <h3 id="run-title">{title} " " <span class="d hint">{move || standing(store)}</span></h3>
                <div class="d row">{buttons} {open(store)}</div>
            </div>
            <p class="d verdict" role="status">{move || said(store)}</p>
            {move || link(&store.notice())}
        </section>
    }
    .into_any()
}

/// Where the run stands.
fn standing(store: Store) -> String {
    match store.progress() {
        None => {
            let (seed, done) = store.own();
            format!("seed {seed}, {}", words::deeds(done))
        }
        Some(progress) => format!(
            "{} of {} done, until {}",
            progress.played,
            words::deeds(progress.of),
            words::moment(progress.until, store.read(crate::center::Center::now))
        ),
    }
}

fn said(store: Store) -> String {
    let notice = words::notice(&store.notice(), LINK_MAX);
    let verdict = match store.mode() {
        Mode::Live => "",
        Mode::Replay => "The clock drives what was done. The panel rests until you take over.",
        Mode::Replayed(Verdict::Exact) => {
            "The replay is over, and it was exact: the router decided the same to the last action."
        }
        Mode::Replayed(Verdict::Different) => {
            "The replay is over, and it was not exact: this page’s router decided something else."
        }
    };
    [verdict, &notice].join(" ").trim().to_owned()
}

fn sharing(store: Store) -> AnyView {
    view! { class="d",
        <label class="d check">
            <input
                type="checkbox"
                prop:checked=move || store.with_typed()
                on:change=move |event| store.set_with_typed(event_target_checked(&event))
            />
            <span>"With names, numbers and notes I typed"</span>
        </label>
        <button type="button" class="d button" on:click=move |_| store.copy_link()>"Copy link"</button>
        <button type="button" class="d button" on:click=move |_| store.save_file()>"Save file"</button>
    }
    .into_any()
}

/// The pressed button is gone afterwards: who pressed it goes on at the bar.
fn replaying(store: Store, bar: NodeRef<html::Section>) -> AnyView {
    let stay = move || {
        if let Some(bar) = bar.get_untracked() {
            let _ = bar.focus();
        }
    };
    let take_over = move |_| {
        stay();
        store.take_over();
    };
    let back = move |_| {
        stay();
        store.back();
    };
    view! { class="d",
        <button type="button" class="d button primary" on:click=take_over>"Take over here"</button>
        <button type="button" class="d button" on:click=back>"Back to my run"</button>
    }
    .into_any()
}

fn open(store: Store) -> AnyView {
    let field = NodeRef::<html::Input>::new();
    let chosen = move |_| {
        let file = field.get_untracked().and_then(|field| Opened::of(&field));
        if let Some(file) = file {
            store.open_file(file);
        }
    };
    view! { class="d",
        <label class="d button file">
            "Open file"
            <input type="file" accept=".json,application/json" node_ref=field on:change=chosen />
        </label>
    }
    .into_any()
}

/// The link, to be copied by hand or looked at.
fn link(notice: &Notice) -> Option<AnyView> {
    let (Notice::Copied { link, .. } | Notice::NotCopied { link, .. }) = notice else {
        return None;
    };
    let link = link.clone();
    let view = view! { class="d",
        <label class="d link">
            <span>"Link"</span>
            <input type="text" readonly prop:value=link />
        </label>
    };
    Some(view.into_any())
}
