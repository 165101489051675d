//! What surrounds a draft when it is read or checked: borrowed, so that no call copies it.

use crate::context::Context;
use crate::entry::Lexicon;
use crate::settings::Settings;
use crate::time::Timestamp;

/// Everything but the draft that decides what it means.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'a> {
    /// What the administrator decided, and who the agent is.
    pub settings: &'a Settings,
    /// What the host knows of the interaction.
    pub context: &'a Context,
    /// How dates and times are written in the agent's language.
    pub lexicon: &'a Lexicon,
    /// The present instant.
    pub now: Timestamp,
}
