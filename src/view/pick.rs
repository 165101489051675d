//! Zone and queue: two fields with a list, tied to the draft.

use super::combobox::combobox;
use super::el::{El, el};
use super::face::{Face, Marks};
use super::form::labelled;
use super::problems::problems;
use super::text_field::control;
use crate::behavior::asked::{Reads, Tells};
use crate::behavior::bundle::{still, text_of};
use crate::behavior::combobox::{Asks, ComboboxField};
use crate::state::choices;
use crate::strings::Text;
use callback_core::draft::Pick;
use callback_core::ids::QueueId;
use callback_core::panel::Edit;
use callback_core::problem::Field;
use callback_core::settings::QueueChoice;
use callback_core::time::Timestamp;
use callback_core::zones;
use leptos::prelude::*;

/// The contact's zone (P4), offered with the clock there on the chosen date (Z2).
pub fn zone(face: Face) -> El {
    let preview_at = face.shown(|shown| shown.preview.map(|preview| preview.at));
    // While a zone is being typed nothing is understood; the date that was is still the chosen one.
    let chosen_at = Memo::new(move |before: Option<&Option<Timestamp>>| {
        preview_at().or(before.copied().flatten())
    });
    let picked = face.shown(|shown| shown.zone.clone());
    let choices = move || {
        let zone = picked();
        let at = chosen_at.get().unwrap_or_else(|| face.now());
        let nearby = face.panel(|panel| {
            let context = panel.context();
            context
                .contact_zone
                .into_iter()
                .chain(context.agent_zone(panel.settings()))
                .collect::<Vec<_>>()
        });
        let Some(later) = face.later() else {
            return Vec::new();
        };
        face.speak(|speech| (later.zones)(&zone, &nearby, at, &speech.words))
    };
    let field = ComboboxField::new(Asks {
        name: "zone",
        text: Reads::new(face.shown(|shown| match &shown.zone {
            Pick::Chosen(zone) => zones::city(*zone),
            Pick::Typed(text) => text.clone(),
        })),
        choices: Reads::new(choices),
        typed: face.edits(Edit::ZoneTyped),
        picked: Tells::new(move |key: String| {
            if let Ok(zone) = key.parse() {
                face.edit(Edit::ZoneChosen(zone));
            }
        }),
        left: face.leaves(Field::Zone),
    });
    let full = face.shown(|shown| {
        shown
            .zone
            .chosen()
            .map_or_else(String::new, |zone| zone.name().to_owned())
    });
    let label = el("label")
        .class("label")
        .attr("for", "zone")
        .child(face.text(Text::FieldZone));
    let label = label.child(el("span").class("aside").text_of(full));
    let control = combobox(face, field, face.marks(Field::Zone), Text::ShowZones);
    let place = el("div")
        .class("field")
        .part("field")
        .child(label)
        .child(control);
    el("div")
        .class("block")
        .child(place)
        .child(problems(face, Field::Zone))
}

/// The queue (P6): chosen, or shown where the administrator does not let agents choose.
pub fn queue(face: Face) -> El {
    let choice = face.shown(|shown| shown.queue_choice);
    let control = move |choice: &QueueChoice| match choice {
        QueueChoice::Fixed => fixed_queue(face),
        QueueChoice::Free => free_queue(face),
    };
    let place = labelled(face, Field::Queue, "queue").shows_of(choice, control);
    el("div")
        .class("block")
        .child(place)
        .child(problems(face, Field::Queue))
}

fn queue_name(face: Face) -> Reads<String> {
    let queue = face.shown(|shown| shown.queue.clone());
    Reads::new(move || match queue() {
        Pick::Chosen(id) => face.panel(|panel| match panel.settings().queue(&id) {
            Some(queue) => queue.name.clone(),
            None => id.to_string(),
        }),
        Pick::Typed(text) => text,
    })
}

fn fixed_queue(face: Face) -> El {
    let marks = Marks {
        readonly: Reads::new(|| true),
        ..face.marks(Field::Queue)
    };
    let name = queue_name(face);
    let bundle = vec![
        still("id", "queue"),
        still("data-field", "queue"),
        text_of(move || name.get()),
    ];
    control(marks, el("input").attr("type", "text"), bundle)
}

fn free_queue(face: Face) -> El {
    let queue = face.shown(|shown| shown.queue.clone());
    let field = ComboboxField::new(Asks {
        name: "queue",
        text: queue_name(face),
        choices: Reads::new(move || {
            let queue = queue();
            face.panel(|panel| choices::queues(&panel.settings().queues, &queue))
        }),
        typed: face.edits(Edit::QueueTyped),
        picked: Tells::new(move |key: String| face.edit(Edit::QueueChosen(QueueId::new(key)))),
        left: face.leaves(Field::Queue),
    });
    combobox(face, field, face.marks(Field::Queue), Text::ShowQueues)
}
