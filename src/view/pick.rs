//! Zone and queue: two fields with a list, tied to the draft.

use super::combobox::combobox;
use super::el::{El, el};
use super::face::{Face, Marks};
use super::form::labelled;
use super::problems::problems;
use super::text_field::control;
use crate::behavior::asked::{Reads, Tells};
use crate::behavior::bundle::{still, text_of};
use crate::behavior::combobox::{Asks, ComboboxField, Keys};
use crate::reactive::untrack;
use crate::strings::Text;
use callback_core::draft::Pick;
use callback_core::ids::QueueId;
use callback_core::panel::Edit;
use callback_core::problem::Field;
use callback_core::settings::QueueChoice;
use callback_core::zones;

/// The contact's zone (P4), offered with the clock there on the chosen date (Z2).
pub fn zone(face: Face) -> El {
    let picked = face.shown(|shown| shown.zone.clone());
    let choices = move || {
        let zone = picked();
        let later = face.later();
        later.map_or_else(Vec::new, |later| (later.zones)(face, &zone))
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
        keys: keys(face),
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
    let here = move || face.later().is_some();
    let advice = move |_: &bool| untrack(|| face.later()).map(|later| (later.advice)(face));
    el("div")
        .class("block")
        .child(place)
        .child(problems(face, Field::Zone))
        .child(el("div").class("problems").shows_of(here, advice))
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

fn keys(face: Face) -> Reads<Option<Keys>> {
    Reads::new(move || face.later().map(|later| later.keys))
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
            let Some(later) = face.later() else {
                return Vec::new();
            };
            face.panel(|panel| (later.queues)(&panel.settings().queues, &queue))
        }),
        typed: face.edits(Edit::QueueTyped),
        picked: Tells::new(move |key: String| face.edit(Edit::QueueChosen(QueueId::new(key)))),
        left: face.leaves(Field::Queue),
        keys: keys(face),
    });
    combobox(face, field, face.marks(Field::Queue), Text::ShowQueues)
}
