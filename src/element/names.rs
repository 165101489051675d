//! The one table of attributes and properties, and what each is for. It only grows.

/// What a name is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// How dates, times and words are written.
    Language,
    /// The administrator's decisions, the queues, the agent.
    Settings,
    /// What the interaction knows.
    Context,
    /// Whether the panel is open.
    Open,
    /// The host's own words.
    Messages,
    /// The present instant.
    Now,
    /// Where callbacks are that the host routes.
    Callbacks,
    /// The fields of the form.
    Value,
    /// Where callbacks are sent.
    Backend,
    /// By what it admits. In memory only.
    Token,
    /// Kept, and not acted on here: what style sheets read, and what waits for a simulation.
    Kept,
}

/// Every name, once. The loader's tables have the same ones.
pub const NAMES: [(&str, Part); 27] = [
    ("open", Part::Open),
    ("conversation-id", Part::Context),
    ("participant-id", Part::Context),
    ("queue-id", Part::Context),
    ("agent-id", Part::Settings),
    ("ani", Part::Context),
    ("contact-name", Part::Context),
    ("country-code", Part::Context),
    ("locale", Part::Language),
    ("time-zone", Part::Context),
    ("contact-time-zone", Part::Context),
    ("hour-cycle", Part::Language),
    ("theme", Part::Kept),
    ("density", Part::Kept),
    ("backend", Part::Backend),
    ("disabled", Part::Context),
    ("readonly", Part::Context),
    ("max-days-ahead", Part::Settings),
    ("settings", Part::Settings),
    ("queues", Part::Settings),
    ("agent", Part::Settings),
    ("scenario", Part::Kept),
    ("callbacks", Part::Callbacks),
    ("now", Part::Now),
    ("messages", Part::Messages),
    ("value", Part::Value),
    ("token", Part::Token),
];

/// Every part, in the order in which they are told: what others are read by comes first.
pub(super) const PARTS: [Part; 11] = [
    Part::Language,
    Part::Settings,
    Part::Context,
    Part::Open,
    Part::Messages,
    Part::Now,
    Part::Callbacks,
    Part::Value,
    Part::Backend,
    Part::Token,
    Part::Kept,
];

/// Where a name stands in the table.
pub(super) fn place(name: &str) -> Option<usize> {
    NAMES.iter().position(|(known, _)| *known == name)
}
