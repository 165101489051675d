//! Questions of the live side as the public API has them.

use super::http::{Body, Call, encoded};
use crate::ids::{AgentId, ParticipantId};
use crate::sync::live::{Question, Say, Told};
use crate::time::SECOND_MS;
use serde::Deserialize;

/// What an answer may say; each question looks for its own part.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Said {
    id: Option<String>,
    connect_uri: Option<String>,
    participants: Vec<Part>,
}

#[derive(Debug, Deserialize)]
struct Part {
    id: String,
    #[serde(default)]
    purpose: String,
}

/// An event of the socket.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Event {
    topic_name: String,
}

impl Event {
    /// Whether it is of a callback, and no heartbeat.
    #[must_use]
    pub fn of_callback(&self) -> bool {
        self.topic_name.ends_with(".conversations.callbacks")
    }
}

/// The call of a question.
#[must_use]
pub fn call(question: &Question) -> Call {
    let (method, path, body) = match question {
        Question::Me => ("GET", "/api/v2/users/me".to_owned(), None),
        Question::Channel => ("POST", "/api/v2/notifications/channels".to_owned(), None),
        Question::Topics { channel, me } => {
            let channel = encoded(channel);
            let path = [
                "/api/v2/notifications/channels/",
                &channel,
                "/subscriptions",
            ]
            .concat();
            let topic = ["v2.users.", me.as_str(), ".conversations.callbacks"].concat();
            ("PUT", path, Some(Body::topic(topic)))
        }
        Question::Part { id } => ("GET", callback(id.as_str()), None),
        Question::Say {
            id, say: Say::Dial, ..
        } => {
            let path = ["/api/v2/conversations/calls/", &encoded(id.as_str())].concat();
            ("POST", path, Some(Body::nothing()))
        }
        Question::Say { id, part, say } => {
            let part = encoded(part.as_str());
            let path = [&callback(id.as_str()), "/participants/", &part].concat();
            ("PATCH", path, Some(body(*say)))
        }
    };
    Call {
        method,
        path,
        key: None,
        if_match: None,
        body,
    }
}

fn callback(id: &str) -> String {
    ["/api/v2/conversations/callbacks/", &encoded(id)].concat()
}

const fn body(say: Say) -> Body {
    match say {
        Say::Connect => Body::State { state: "connected" },
        Say::Disconnect | Say::Dial => Body::State {
            state: "disconnected",
        },
        Say::WrapUp => Body::wrapped_up(),
    }
}

/// What a reply means, where `said` is what of its body could be read.
#[must_use]
pub fn told(
    question: &Question,
    status: u16,
    retry_after_secs: Option<i64>,
    said: Option<Said>,
) -> Told {
    let after_ms = retry_after_secs.map(|secs| secs.saturating_mul(SECOND_MS));
    match status {
        200..=299 => success(question, said.unwrap_or_default()).unwrap_or(Told::Failed(None)),
        401 | 408 | 429 | 500..=599 => Told::Failed(after_ms),
        _ => Told::Refused,
    }
}

fn success(question: &Question, said: Said) -> Option<Told> {
    Some(match question {
        Question::Me => Told::Me(AgentId::new(said.id?)),
        Question::Channel => Told::Channel(said.id?, path(&said.connect_uri?)?),
        Question::Part { .. } => {
            let mut parts = said.participants.into_iter();
            let Some(agent) = parts.rfind(|part| part.purpose == "agent") else {
                // It is with nobody any more.
                return Some(Told::Refused);
            };
            Told::Part(ParticipantId::new(agent.id))
        }
        Question::Topics { .. } | Question::Say { .. } => Told::Done,
    })
}

/// The path of an address: where it leads is the backend that the page has named, and nowhere else (S2).
fn path(address: &str) -> Option<String> {
    let (_, rest) = address.split_once("://")?;
    let at = rest.find('/')?;
    Some(rest[at..].to_owned())
}
