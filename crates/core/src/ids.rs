//! Names that the host or a backend gave to things. Opaque text: compared, never read.

use core::fmt;
use serde::{Deserialize, Serialize};

macro_rules! text_id {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// Takes the text as it is.
            #[must_use]
            pub fn new(text: impl Into<String>) -> Self {
                Self(text.into())
            }

            /// The text as it was given.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )*};
}

text_id! {
    /// An agent (a user of the contact center).
    AgentId
    /// One scheduled callback, on this page and in its store.
    CallbackId
    /// The interaction during which a callback is promised.
    ConversationId
    /// The customer's part in a conversation.
    ParticipantId
    /// The idempotency key of one intent: made once, by the shell, from chance.
    Key
    /// A queue.
    QueueId
}
