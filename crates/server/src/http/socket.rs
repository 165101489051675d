//! The notification socket. What it says is a hint: a client that missed something reads its list.

use super::App;
use super::callbacks::conversation;
use super::channels::Heard;
use super::directory::status;
use super::error::{Answer, ApiError};
use crate::store::{Kept, Stored, Touch};
use axum::extract::ws::{Message, WebSocket};
use axum::extract::{Path, State, WebSocketUpgrade};
use axum::response::Response;
use callback_core::callback::State as Life;
use serde_json::{Value, json};
use std::time::Duration;
use tokio::sync::broadcast::error::RecvError;
use tokio::time::{MissedTickBehavior, interval};

/// api.md, "Endpoints"
const HEARTBEAT: Duration = Duration::from_secs(30);
/// A client says no more than `ping`.
const MESSAGE_BYTES_MAX: usize = 4_096;

/// The channel's own id, which nobody can guess, is what admits.
pub(crate) async fn connect(
    State(app): State<App>,
    Path(id): Path<String>,
    upgrade: WebSocketUpgrade,
) -> Answer<Response> {
    app.channels
        .get(&id)
        .ok_or_else(|| ApiError::not_found("channel", &id))?;
    Ok(upgrade
        .max_message_size(MESSAGE_BYTES_MAX)
        .on_upgrade(move |socket| serve(app, id, socket)))
}

async fn serve(app: App, id: String, mut socket: WebSocket) {
    let mut touches = app.store.touches();
    let mut heartbeat = interval(HEARTBEAT);
    heartbeat.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        let said = tokio::select! {
            _ = heartbeat.tick() => vec![metadata("WebSocket Heartbeat")],
            touch = touches.recv() => match touch {
                Ok(touch) => {
                    let Some(heard) = app.channels.get(&id) else { return };
                    told(&app, &heard, &touch).await.unwrap_or_default()
                }
                // Too far behind to be of use: the client makes a new connection and reads its list.
                Err(RecvError::Lagged(_) | RecvError::Closed) => return,
            },
            message = socket.recv() => match message {
                Some(Ok(Message::Text(text))) if is_ping(&text) => vec![metadata("pong")],
                Some(Ok(Message::Close(_)) | Err(_)) | None => return,
                Some(Ok(_)) => Vec::new(),
            },
        };
        for event in said {
            if socket
                .send(Message::Text(event.to_string().into()))
                .await
                .is_err()
            {
                return;
            }
        }
    }
}

fn is_ping(text: &str) -> bool {
    serde_json::from_str::<Value>(text).is_ok_and(|it| it["message"] == "ping")
}

fn metadata(message: &str) -> Value {
    json!({"topicName": "channel.metadata", "eventBody": {"message": message}})
}

/// The events of a touch that the channel hears: what is now, not what was.
async fn told(app: &App, heard: &Heard, touch: &Touch) -> Kept<Vec<Value>> {
    match touch {
        Touch::Callback {
            organization,
            id,
            queue,
            users,
        } if *organization == heard.organization => {
            let of_users = users
                .iter()
                .map(|user| format!("v2.users.{user}.conversations.callbacks"));
            let of_queue = format!("v2.routing.queues.{queue}.conversations.callbacks");
            let topics = of_users
                .chain([of_queue])
                .filter(|it| heard.topics.contains(it));
            let topics: Vec<String> = topics.collect();
            if topics.is_empty() {
                return Ok(Vec::new());
            }
            let found = app.store.callback(organization, id).await?;
            let body = found.as_ref().map(event_body);
            Ok(body.map_or_else(Vec::new, |body| events(topics, &body)))
        }
        Touch::Status { organization, user } if *organization == heard.organization => {
            let topic = format!("v2.users.{user}.routingStatus");
            if !heard.topics.contains(&topic) {
                return Ok(Vec::new());
            }
            let Some(user) = app.store.user(organization, user).await? else {
                return Ok(Vec::new());
            };
            let body = json!({"id": user.id, "routingStatus": status(&user)});
            Ok(events(vec![topic], &body))
        }
        _ => Ok(Vec::new()),
    }
}

fn events(topics: Vec<String>, body: &Value) -> Vec<Value> {
    let event =
        |topic| json!({"topicName": topic, "version": "2", "eventBody": body, "metadata": {}});
    topics.into_iter().map(event).collect()
}

/// The conversation; here the state also says `scheduled` and `queued`, which the participant's model lacks.
fn event_body(stored: &Stored) -> Value {
    let mut body = json!(conversation(stored));
    let state = match stored.callback.state {
        Life::Scheduled => Some("scheduled"),
        Life::Queued => Some("queued"),
        _ => None,
    };
    if let Some(state) = state {
        body["participants"][0]["state"] = json!(state);
    }
    body
}
