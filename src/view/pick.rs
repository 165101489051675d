//! Zone and queue: two fields with a list, tied to the draft.

use super::combobox::Combobox;
use super::face::Face;
use super::problems::problems;
use crate::behavior::combobox::{Asks, ComboboxField};
use crate::state::choices;
use crate::strings::Text;
use callback_core::draft::Pick;
use callback_core::ids::QueueId;
use callback_core::panel::Edit;
use callback_core::problem::Field;
use callback_core::settings::QueueChoice;
use callback_core::zones;
use leptos::prelude::*;

/// The contact's zone (P4), offered with the clock there on the chosen date (Z2).
#[must_use]
pub fn zone(face: Face) -> AnyView {
    let picked = face.slice(|shown| (shown.zone.clone(), shown.preview.map(|preview| preview.at)));
    let store = face.store();
    let choices = Memo::new(move |_| {
        let (zone, at) = picked.get();
        let at = at.unwrap_or_else(|| store.now());
        let nearby = store.panel(|panel| {
            let context = panel.context();
            context
                .contact_zone
                .into_iter()
                .chain(context.agent_zone(panel.settings()))
                .collect::<Vec<_>>()
        });
        face.speak(|speech| choices::zones(&zone, &nearby, at, &speech.words))
    });
    let field = ComboboxField::new(Asks {
        name: "zone",
        text: face.shown(|shown| match &shown.zone {
            Pick::Chosen(zone) => zones::city(*zone),
            Pick::Typed(text) => text.clone(),
        }),
        choices: choices.into(),
        typed: face.edits(Edit::ZoneTyped),
        picked: Callback::new(move |key: String| {
            if let Ok(zone) = key.parse() {
                face.edit(Edit::ZoneChosen(zone));
            }
        }),
        left: face.leaves(Field::Zone),
    });
    let full = face.shown(|shown| shown.zone.chosen().map(|zone| zone.name()));
    let control = combobox(face, field, Field::Zone, Text::ShowZones, "zone-problem");
    view! { class="cb",
        <div class="block">
            <div class="field" part="field">
                <label class="label" for="zone">{face.text(Text::FieldZone)}<span class="aside">{move || full.get()}</span></label>
                {control}
            </div>
            {problems(face, Field::Zone)}
        </div>
    }
    .into_any()
}

/// The queue (P6): chosen, or shown where the administrator does not let agents choose.
#[must_use]
pub fn queue(face: Face) -> AnyView {
    let fixed = face.slice(|shown| shown.queue_choice == QueueChoice::Fixed);
    let control = move || {
        if fixed.get() {
            fixed_queue(face)
        } else {
            free_queue(face)
        }
    };
    view! { class="cb",
        <div class="block">
            <div class="field" part="field">
                <label class="label" for="queue">{face.text(Text::FieldQueue)}</label>
                {control}
            </div>
            {problems(face, Field::Queue)}
        </div>
    }
    .into_any()
}

fn queue_name(face: Face) -> Signal<String> {
    let store = face.store();
    let queue = face.shown(|shown| shown.queue.clone());
    Signal::derive(move || match queue.get() {
        Pick::Chosen(id) => store.panel(|panel| match panel.settings().queue(&id) {
            Some(queue) => queue.name.clone(),
            None => id.to_string(),
        }),
        Pick::Typed(text) => text,
    })
}

fn fixed_queue(face: Face) -> AnyView {
    let name = queue_name(face);
    view! { class="cb",
        <div class="control" part="control">
            <input class="input" part="input" id="queue" data-field="queue" readonly aria-describedby="queue-problem" prop:value=move || name.get() />
        </div>
    }
    .into_any()
}

fn free_queue(face: Face) -> AnyView {
    let store = face.store();
    let queue = face.slice(|shown| shown.queue.clone());
    let field = ComboboxField::new(Asks {
        name: "queue",
        text: queue_name(face),
        choices: Signal::derive(move || {
            let queue = queue.get();
            store.panel(|panel| choices::queues(&panel.settings().queues, &queue))
        }),
        typed: face.edits(Edit::QueueTyped),
        picked: Callback::new(move |key: String| face.edit(Edit::QueueChosen(QueueId::new(key)))),
        left: face.leaves(Field::Queue),
    });
    combobox(face, field, Field::Queue, Text::ShowQueues, "queue-problem")
}

fn combobox(
    face: Face,
    field: ComboboxField,
    which: Field,
    label: Text,
    described_by: &'static str,
) -> AnyView {
    let counted = Callback::new(move |count| match count {
        0 => face.text(Text::NoneFits),
        1 => face.text(Text::OneFits),
        count => face.speak(|speech| speech.count(Text::SomeFit, count as u64)),
    });
    let (label, marks) = (face.text(label), face.marks(which));
    view! { class="cb", <Combobox field label counted marks described_by /> }.into_any()
}
