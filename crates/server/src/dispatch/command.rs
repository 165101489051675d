//! What is asked of the router by the API, on whichever server. It goes through the database, so that it is carried
//! out once, by the holder of the lease, in the transaction of its effects.

use super::Dispatch;
use crate::store::{Kept, Touch};
use callback_core::routing::Refusal;
use serde::{Deserialize, Serialize};
use std::time::{Duration, Instant};

/// Something that an agent or an administrator does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "camelCase")]
pub enum Command {
    /// Takes the alert.
    Accept { callback: String, agent: String },
    /// Declines the alert, or ends the conversation.
    Disconnect { callback: String, agent: String },
    /// Places the call.
    Dial { callback: String, agent: String },
    /// Has done the after-call work.
    Done { callback: String, agent: String },
    /// Passes it on to a queue or to an agent.
    Transfer {
        callback: String,
        agent: String,
        queue: Option<String>,
        to: Option<String>,
    },
    /// Goes on or off queue.
    Presence { agent: String, on_queue: bool },
    /// A mark was set or taken back (P13).
    Contact { contact: String, callable: bool },
    /// A contact list was changed: marks count (P13).
    ListChanged { list: String },
    /// A campaign was reset or recycled: marks count (P13).
    Campaign { campaign: String, recycled: bool },
    /// A queue's settings were changed.
    Queue { queue: String },
}

/// Why the router did not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Refused {
    /// No such callback is in a queue or in hand.
    Unknown,
    /// It is not with this agent, or not any more.
    NotYours,
    /// It is at another point of its life.
    TooLate,
    /// After-call work cannot be cut short.
    Forced,
}

impl From<Refusal> for Refused {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::UnknownInteraction(_)
            | Refusal::UnknownAgent(_)
            | Refusal::UnknownQueue(_) => Self::Unknown,
            Refusal::NotTheirs(..) | Refusal::AlertOver(..) => Self::NotYours,
            Refusal::AfterCallWorkForced { .. } => Self::Forced,
            _ => Self::TooLate,
        }
    }
}

/// How long an answer is waited for.
const ANSWER_WITHIN: Duration = Duration::from_secs(10);
/// The touch is only a hint: looks by itself so often.
const LOOK: Duration = Duration::from_millis(200);

impl Dispatch {
    /// Asks the organization's router and waits for its answer; `None` where nobody answers, and then nothing was
    /// done.
    ///
    /// # Errors
    /// Where the database does not answer: then it is not known.
    pub async fn ask(
        &self,
        organization: &str,
        command: &Command,
    ) -> Kept<Option<Result<(), Refused>>> {
        let id = uuid::Uuid::new_v4().to_string();
        let mut touches = self.store.touches();
        let text = serde_json::to_string(command)
            .map_err(|error| crate::store::StoreError::Corrupt(error.to_string()))?;
        let mut change = self.store.begin().await?;
        change
            .ask(organization, &id, &text, crate::clock::now().ms())
            .await?;
        change.commit().await?;
        let begun = Instant::now();
        while begun.elapsed() < ANSWER_WITHIN {
            let told = async {
                while let Ok(touch) = touches.recv().await {
                    if touch == (Touch::Answered { id: id.clone() }) {
                        return;
                    }
                }
                std::future::pending::<()>().await;
            };
            let _ = tokio::time::timeout(LOOK, told).await;
            if let Some(answer) = self.store.answer(&id).await? {
                return Ok(read(&answer));
            }
        }
        let mut change = self.store.begin().await?;
        if change.take_back(&id).await? {
            change.commit().await?;
            return Ok(None);
        }
        drop(change);
        Ok(self.store.answer(&id).await?.as_deref().and_then(read))
    }
}

fn read(answer: &str) -> Option<Result<(), Refused>> {
    serde_json::from_str(answer).ok()
}
