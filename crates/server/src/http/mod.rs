//! The public callbacks API, and `/x/v1` for what it lacks. Handlers translate; the rules are core's.

mod body;
mod callbacks;
mod directory;
mod error;
mod login;
mod own;
mod request;
mod times;

pub use error::{Answer, ApiError, Detail};

use crate::store::Store;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE, ETAG, IF_MATCH, LOCATION, RETRY_AFTER};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use callback_core::time::Timestamp;
use std::time::Duration;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::cors::{Any, CorsLayer};
use tower_http::timeout::TimeoutLayer;
use uuid::Uuid;

/// What every handler has.
#[derive(Clone, Debug)]
pub struct App {
    pub store: Store,
}

/// The present instant. The only clock of the server.
#[must_use]
pub fn now() -> Timestamp {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    let ms = since.map_or(0, |since| since.as_millis());
    Timestamp::from_ms(i64::try_from(ms).unwrap_or(i64::MAX))
}

/// The largest body that is read, in bytes.
pub const BODY_BYTES_MAX: usize = 1 << 20;
/// How long a request may take.
const REQUEST_SECS_MAX: u64 = 30;
const CORRELATION: HeaderName = HeaderName::from_static("inin-correlation-id");
const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");

/// All routes.
pub fn app(store: Store) -> Router {
    let api = Router::new()
        .route(
            "/conversations/callbacks",
            post(callbacks::create).patch(callbacks::update).get(callbacks::mine),
        )
        .route("/conversations/callbacks/bulk/update", post(callbacks::bulk_update))
        .route("/conversations/callbacks/bulk/disconnect", post(callbacks::bulk_disconnect))
        .route(
            "/conversations/callbacks/{id}",
            get(callbacks::read).patch(callbacks::set_state),
        )
        .route(
            "/conversations/{conversation}/participants/{participant}/callbacks",
            post(callbacks::create_during_call),
        )
        .route("/conversations/settings", get(directory::conversation_settings))
        .route("/routing/queues", get(directory::queues))
        .route("/routing/queues/me", get(directory::my_queues))
        .route("/routing/queues/{id}", get(directory::queue))
        .route("/routing/queues/{id}/members", get(directory::members))
        .route("/users/me", get(directory::me))
        .route(
            "/users/{id}/routingstatus",
            get(directory::routing_status).put(directory::set_routing_status),
        )
        .route("/timezones", get(directory::zones))
        .route("/date", get(directory::date))
        .route("/tokens/me", get(login::token));
    let own = Router::new()
        .route("/callbacks", get(own::list))
        .route("/callbacks/{id}", get(own::read))
        .route("/callbacks/{id}/history", get(own::history));
    Router::new()
        .nest("/api/v2", api)
        .nest("/x/v1", own)
        .route("/login/oauth/token", post(login::oauth_token))
        .route("/oauth/token", post(login::oauth_token))
        .route("/healthz", get(|| async { StatusCode::NO_CONTENT }))
        .route("/readyz", get(ready))
        .fallback(|| async { ApiError::new(StatusCode::NOT_FOUND, "not.found", "There is no such address.") })
        .method_not_allowed_fallback(|| async {
            ApiError::new(StatusCode::METHOD_NOT_ALLOWED, "method.not.allowed", "This address knows other methods.")
        })
        .layer(DefaultBodyLimit::max(BODY_BYTES_MAX))
        .layer(TimeoutLayer::with_status_code(
            StatusCode::GATEWAY_TIMEOUT,
            Duration::from_secs(REQUEST_SECS_MAX),
        ))
        .layer(CatchPanicLayer::custom(|_: Box<dyn std::any::Any + Send>| {
            ApiError::new(
                StatusCode::INTERNAL_SERVER_ERROR,
                "internal.server.error",
                "The server could not do this.",
            )
            .into_response()
        }))
        .layer(middleware::from_fn(finish))
        .layer(cors())
        .with_state(App { store })
}

async fn ready(State(app): State<App>) -> Answer<StatusCode> {
    app.store.ready().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Gives every answer its correlation id, and every error its body.
async fn finish(request: Request, next: Next) -> Response {
    let context = Uuid::new_v4().to_string();
    let mut response = next.run(request).await;
    let error = response.extensions_mut().remove::<ApiError>();
    let mut response = match error {
        Some(error) => {
            let (parts, _) = response.into_parts();
            let mut body = Json(error.body(&context)).into_response();
            *body.status_mut() = parts.status;
            body.headers_mut().extend(parts.headers);
            body.headers_mut()
                .insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
            body
        }
        None => response,
    };
    if let Ok(value) = HeaderValue::from_str(&context) {
        response.headers_mut().insert(CORRELATION, value);
    }
    response
}

/// Any origin: a token is what admits, and no cookie is read.
fn cors() -> CorsLayer {
    CorsLayer::new()
        .allow_origin(Any)
        .allow_methods([Method::GET, Method::POST, Method::PUT, Method::PATCH, Method::DELETE])
        .allow_headers([AUTHORIZATION, CONTENT_TYPE, IDEMPOTENCY_KEY, IF_MATCH])
        .expose_headers([
            CORRELATION,
            RETRY_AFTER,
            ETAG,
            LOCATION,
            HeaderName::from_static("inin-ratelimit-count"),
            HeaderName::from_static("inin-ratelimit-allowed"),
            HeaderName::from_static("inin-ratelimit-reset"),
        ])
        .max_age(Duration::from_secs(600))
}
