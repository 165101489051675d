//! The public callbacks API, and `/x/v1` for what it lacks. Handlers translate; the rules are core's.

mod analytics;
pub mod body;
mod callbacks;
mod change;
mod channels;
mod directory;
mod error;
mod finish;
mod limit;
mod live;
mod login;
pub mod model;
mod own;
mod page;
pub mod permission;
mod request;
mod scenario;
mod schedule;
mod sign_in;
mod socket;
mod steer;
mod times;

pub use error::{Answer, ApiError, Detail, ErrorBody};
pub use request::read;

pub use channels::Channels;

use crate::dispatch::Dispatch;
use crate::issuer::Issuer;
use crate::store::Store;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE, ETAG, IF_MATCH, LOCATION, RETRY_AFTER};
use axum::http::{HeaderName, Method, StatusCode};
use axum::response::IntoResponse;
use axum::routing::{get, post};
use axum::{Json, Router, middleware};
use metrics_exporter_prometheus::PrometheusHandle;
use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Duration;
use tower_governor::GovernorLayer;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::cors::{Any, CorsLayer};
use tower_http::timeout::TimeoutLayer;
use utoipa::OpenApi;
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// What every handler has.
#[derive(Clone, Debug)]
pub struct App {
    pub store: Store,
    pub dispatch: Dispatch,
    pub channels: Channels,
    /// Where a person who signed in may be sent back to.
    pub redirects: Arc<[String]>,
    /// Who signs people in, where it is not this server.
    pub issuer: Option<Arc<Issuer>>,
}

/// How the API is served.
#[derive(Clone, Debug)]
pub struct Serving {
    /// Requests a minute for each token; without it there is no limit.
    pub requests_a_minute: Option<NonZeroU32>,
    /// Where a person who signed in may be sent back to.
    pub redirects: Vec<String>,
    /// Who signs people in, where it is not this server.
    pub issuer: Option<Issuer>,
    /// Where the metrics come from.
    pub metrics: PrometheusHandle,
}

/// The largest body that is read, in bytes.
pub const BODY_BYTES_MAX: usize = 1 << 20;
/// How long a request may take.
const REQUEST_SECS_MAX: u64 = 30;
const CORRELATION: HeaderName = HeaderName::from_static("inin-correlation-id");

#[derive(OpenApi)]
#[openapi(info(
    title = "callback-server",
    description = "The public callbacks API, and /x/v1 for what it lacks."
))]
struct Described;

/// The public API: each line is one address with its methods, described and served by the same handlers.
fn public() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(schedule::create, change::update, callbacks::mine))
        .routes(routes!(change::bulk_update))
        .routes(routes!(change::bulk_disconnect))
        .routes(routes!(callbacks::read, change::set_state))
        .routes(routes!(schedule::create_during_call))
        .routes(routes!(directory::conversation_settings))
        .routes(routes!(directory::queues))
        .routes(routes!(directory::my_queues))
        .routes(routes!(directory::queue))
        .routes(routes!(directory::members))
        .routes(routes!(directory::wait_time))
        .routes(routes!(directory::me))
        .routes(routes!(
            directory::routing_status,
            directory::set_routing_status
        ))
        .routes(routes!(directory::presence, directory::set_presence))
        .routes(routes!(live::participant))
        .routes(routes!(live::attributes))
        .routes(routes!(live::wrap_up, live::set_wrap_up))
        .routes(routes!(live::transfer))
        .routes(routes!(live::call))
        .routes(routes!(live::conversation))
        .routes(routes!(channels::create))
        .routes(routes!(
            channels::topics,
            channels::add,
            channels::replace,
            channels::clear
        ))
        .routes(routes!(directory::zones))
        .routes(routes!(directory::date))
        .routes(routes!(analytics::query))
        .routes(routes!(login::token))
}

/// What the public API lacks.
fn own() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(own::list))
        .routes(routes!(own::read))
        .routes(routes!(change::replace))
        .routes(routes!(own::history))
        .routes(routes!(own::settings, own::set_settings))
        .routes(routes!(steer::mark, steer::unmark))
        .routes(routes!(steer::list_changed))
        .routes(routes!(steer::reset))
        .routes(routes!(steer::recycle))
        .routes(routes!(steer::set_queue))
        .routes(routes!(steer::resume))
        .routes(routes!(scenario::scenario))
}

/// All routes.
pub fn app(store: Store, dispatch: Dispatch, serving: &Serving) -> Router {
    let (api, mut described) = OpenApiRouter::with_openapi(Described::openapi())
        .nest("/api/v2", public())
        .nest("/x/v1", own())
        .routes(routes!(login::oauth_token))
        .split_for_parts();
    let bearer = SecurityScheme::Http(HttpBuilder::new().scheme(HttpAuthScheme::Bearer).build());
    described
        .components
        .get_or_insert_default()
        .add_security_scheme("token", bearer);
    let described = Arc::new(described);
    let metrics = serving.metrics.clone();
    let mut api = api.route("/oauth/token", post(login::oauth_token)).route(
        "/login/oauth/authorize",
        get(sign_in::page).post(sign_in::sign_in),
    );
    if let Some(config) = limit::config(serving.requests_a_minute) {
        api = api.layer(GovernorLayer::new(config).error_handler(limit::refused));
    }
    let app = api
        .route("/healthz", get(|| async { StatusCode::NO_CONTENT }))
        .route("/readyz", get(ready))
        .route("/metrics", get(move || async move { metrics.render() }))
        .route(
            "/openapi.json",
            get(move || async move { Json(&*described).into_response() }),
        )
        .fallback(|| async {
            ApiError::new(
                StatusCode::NOT_FOUND,
                "not.found",
                "There is no such address.",
            )
        })
        .method_not_allowed_fallback(|| async {
            ApiError::new(
                StatusCode::METHOD_NOT_ALLOWED,
                "method.not.allowed",
                "This address knows other methods.",
            )
        });
    let redirects = serving.redirects.clone().into();
    let issuer = serving.issuer.clone().map(Arc::new);
    let app = app.route("/channels/{id}", get(socket::connect));
    layered(app).with_state(App {
        store,
        dispatch,
        channels: Channels::default(),
        redirects,
        issuer,
    })
}

fn layered(app: Router<App>) -> Router<App> {
    let timeout = Duration::from_secs(REQUEST_SECS_MAX);
    app.layer(DefaultBodyLimit::max(BODY_BYTES_MAX))
        .layer(TimeoutLayer::with_status_code(
            StatusCode::GATEWAY_TIMEOUT,
            timeout,
        ))
        .layer(CatchPanicLayer::custom(
            |_: Box<dyn std::any::Any + Send>| ApiError::internal().into_response(),
        ))
        .layer(middleware::from_fn(finish::finish))
        .layer(cors())
}

async fn ready(State(app): State<App>) -> Answer<StatusCode> {
    app.store.ready().await?;
    if app.dispatch.frozen() {
        return Err(ApiError::new(
            StatusCode::SERVICE_UNAVAILABLE,
            "service.unavailable",
            "The clock jumped forward, so nothing is dispatched. Once it is right: POST /x/v1/dispatch/resume.",
        ));
    }
    Ok(StatusCode::NO_CONTENT)
}

/// Any origin: a token is what admits, and no cookie is read.
fn cors() -> CorsLayer {
    CorsLayer::new()
        .allow_origin(Any)
        .allow_methods([
            Method::GET,
            Method::POST,
            Method::PUT,
            Method::PATCH,
            Method::DELETE,
        ])
        .allow_headers([
            AUTHORIZATION,
            CONTENT_TYPE,
            request::IDEMPOTENCY_KEY,
            IF_MATCH,
        ])
        .expose_headers([
            CORRELATION,
            RETRY_AFTER,
            ETAG,
            LOCATION,
            limit::COUNT,
            limit::ALLOWED,
            limit::RESET,
        ])
        .max_age(Duration::from_secs(600))
}
