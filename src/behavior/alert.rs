//! The alert card's focus: an answer changes its buttons, so focus goes to the card itself first.

use leptos::attr::{Attribute, tabindex};
use leptos::ev::{self, on};
use leptos::html;
use leptos::prelude::*;
use leptos::tachys::html::node_ref::node_ref;

/// A card whose buttons come and go.
#[derive(Clone, Copy, Default)]
pub struct AlertCard(NodeRef<html::Section>);

impl AlertCard {
    /// For the card.
    pub fn card(self) -> impl Attribute {
        (tabindex("-1"), node_ref(self.0))
    }

    /// For an answer.
    pub fn answer(self, answered: Callback<()>) -> impl Attribute {
        on(ev::click, move |_| {
            if let Some(card) = self.0.get_untracked() {
                // A card that is going away needs no focus.
                let _ = card.focus();
            }
            answered.run(());
        })
    }
}
