//! Notification channels: which topics a socket hears. They live on the server that made them and end with it; a
//! client that loses one makes another and reads its list anew (api.md, Sync 6).

use super::body::ChannelTopic;
use super::error::{Answer, ApiError, ErrorBody};
use super::model::{Channel, Topic, Topics};
use super::request::Body;
use super::{App, times};
use crate::clock::now;
use crate::store::Principal;
use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Channels of one user at most; the oldest gives way.
const CHANNELS_MAX: usize = 20;
/// Topics of one channel at most.
const TOPICS_MAX: usize = 1_000;
const LASTS_MS: i64 = 24 * 3_600_000;

/// All channels of this server.
#[derive(Clone, Debug, Default)]
pub struct Channels(Arc<Mutex<BTreeMap<String, Heard>>>);

/// What one channel hears.
#[derive(Clone, Debug)]
pub(super) struct Heard {
    pub(super) organization: String,
    user: String,
    pub(super) topics: BTreeSet<String>,
    made_at: i64,
}

impl Channels {
    fn all(&self) -> MutexGuard<'_, BTreeMap<String, Heard>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What the channel hears; `None` once it has ended.
    pub(super) fn get(&self, id: &str) -> Option<Heard> {
        let found = self.all().get(id).cloned();
        found.filter(|it| now().ms() < it.made_at + LASTS_MS)
    }

    fn open(&self, who: &Principal) -> (String, i64) {
        let (id, made_at) = (crate::secret::new(), now().ms());
        let mut all = self.all();
        all.retain(|_, it| made_at < it.made_at + LASTS_MS);
        let of_user = all.iter().filter(|(_, it)| it.user == who.who());
        let mut of_user: Vec<(i64, String)> =
            of_user.map(|(id, it)| (it.made_at, id.clone())).collect();
        of_user.sort();
        let over = (of_user.len() + 1).saturating_sub(CHANNELS_MAX);
        for (_, old) in of_user.into_iter().take(over) {
            all.remove(&old);
        }
        let heard = Heard {
            organization: who.organization.id.clone(),
            user: who.who().to_owned(),
            topics: BTreeSet::new(),
            made_at,
        };
        all.insert(id.clone(), heard);
        (id, made_at + LASTS_MS)
    }

    fn change(
        &self,
        who: &Principal,
        id: &str,
        change: impl FnOnce(&mut BTreeSet<String>),
    ) -> Answer<Json<Topics>> {
        let mut all = self.all();
        let found = all.get_mut(id).filter(|it| it.user == who.who());
        let found = found.ok_or_else(|| ApiError::not_found("channel", id))?;
        change(&mut found.topics);
        let entities = found
            .topics
            .iter()
            .map(|id| Topic { id: id.clone() })
            .collect();
        Ok(Json(Topics { entities }))
    }
}

/// Opens a channel.
#[utoipa::path(post, path = "/notifications/channels", tag = "notifications", security(("token" = [])),
    responses((status = 200, body = Channel), (status = "default", body = ErrorBody)))]
pub(crate) async fn create(
    State(app): State<App>,
    who: Principal,
    headers: HeaderMap,
) -> Json<Channel> {
    let (id, expires) = app.channels.open(&who);
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let host = text(header::HOST.as_str()).unwrap_or("127.0.0.1");
    let scheme = match text("x-forwarded-proto") {
        Some("https") => "wss",
        _ => "ws",
    };
    Json(Channel {
        connect_uri: format!("{scheme}://{host}/channels/{id}"),
        id,
        expires: times::print(callback_core::time::Timestamp::from_ms(expires)),
    })
}

/// The topics of a channel.
#[utoipa::path(get, path = "/notifications/channels/{channelId}/subscriptions", tag = "notifications",
    security(("token" = [])), params(("channelId" = String, Path)),
    responses((status = 200, body = Topics), (status = "default", body = ErrorBody)))]
pub(crate) async fn topics(
    State(app): State<App>,
    who: Principal,
    Path(id): Path<String>,
) -> Answer<Json<Topics>> {
    app.channels.change(&who, &id, |_| {})
}

/// Adds topics.
#[utoipa::path(post, path = "/notifications/channels/{channelId}/subscriptions", tag = "notifications",
    security(("token" = [])), params(("channelId" = String, Path)), request_body = Vec<ChannelTopic>,
    responses((status = 200, body = Topics), (status = "default", body = ErrorBody)))]
pub(crate) async fn add(
    State(app): State<App>,
    who: Principal,
    Path(id): Path<String>,
    body: Body<Vec<ChannelTopic>>,
) -> Answer<Json<Topics>> {
    let new = allowed(&app, &who, body.value).await?;
    app.channels.change(&who, &id, |topics| topics.extend(new))
}

/// Replaces all topics.
#[utoipa::path(put, path = "/notifications/channels/{channelId}/subscriptions", tag = "notifications",
    security(("token" = [])), params(("channelId" = String, Path)), request_body = Vec<ChannelTopic>,
    responses((status = 200, body = Topics), (status = "default", body = ErrorBody)))]
pub(crate) async fn replace(
    State(app): State<App>,
    who: Principal,
    Path(id): Path<String>,
    body: Body<Vec<ChannelTopic>>,
) -> Answer<Json<Topics>> {
    let new = allowed(&app, &who, body.value).await?;
    app.channels.change(&who, &id, |topics| *topics = new)
}

/// Removes all topics.
#[utoipa::path(delete, path = "/notifications/channels/{channelId}/subscriptions", tag = "notifications",
    security(("token" = [])), params(("channelId" = String, Path)),
    responses((status = 204), (status = "default", body = ErrorBody)))]
pub(crate) async fn clear(
    State(app): State<App>,
    who: Principal,
    Path(id): Path<String>,
) -> Answer<StatusCode> {
    let _ = app.channels.change(&who, &id, BTreeSet::clear)?;
    Ok(StatusCode::NO_CONTENT)
}

/// The topics, where they are there to be heard by who asks: one's own, and for who supervises all of the organization.
async fn allowed(app: &App, who: &Principal, asked: Vec<ChannelTopic>) -> Answer<BTreeSet<String>> {
    if asked.len() > TOPICS_MAX {
        return Err(ApiError::bad(
            "invalid.value",
            format!("At most {TOPICS_MAX} topics."),
        ));
    }
    let mut all = BTreeSet::new();
    for topic in asked {
        let topic = topic.id.unwrap_or_default();
        let parts: Vec<&str> = topic.split('.').collect();
        match parts[..] {
            ["v2", "users", user, "routingStatus"]
            | ["v2", "users", user, "conversations", "callbacks"] => {
                hears(app, who, user).await?;
            }
            [
                "v2",
                "routing",
                "queues",
                queue,
                "conversations",
                "callbacks",
            ] => {
                let found = app.store.queue(&who.organization.id, queue).await?;
                found.ok_or_else(|| ApiError::not_found("queue", queue))?;
                who.must(super::permission::VIEW_QUEUES)?;
            }
            _ => return Err(ApiError::bad("invalid.value", "There is no such topic.")),
        }
        all.insert(topic);
    }
    Ok(all)
}

async fn hears(app: &App, who: &Principal, user: &str) -> Answer<()> {
    let found = app.store.user(&who.organization.id, user).await?;
    found.ok_or_else(|| ApiError::not_found("user", user))?;
    let supervises = who.user.as_ref().is_none_or(|it| !it.supervises.is_empty());
    if supervises || who.who() == user {
        return Ok(());
    }
    Err(ApiError::new(
        StatusCode::FORBIDDEN,
        "not.authorized",
        "Only a supervisor hears of somebody else.",
    ))
}
