//! How many requests a minute one token may make, and one address without a token, as the public API tells it.

use super::error::ApiError;
use super::request::bearer;
use crate::secret;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Request, Response, StatusCode};
use axum::response::IntoResponse;
use std::net::SocketAddr;
use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Duration;
use tower_governor::errors::GovernorError;
use tower_governor::governor::{GovernorConfig, GovernorConfigBuilder};
use tower_governor::key_extractor::KeyExtractor;

pub(super) const COUNT: HeaderName = HeaderName::from_static("inin-ratelimit-count");
pub(super) const ALLOWED: HeaderName = HeaderName::from_static("inin-ratelimit-allowed");
pub(super) const RESET: HeaderName = HeaderName::from_static("inin-ratelimit-reset");
/// Idle holders are forgotten this often.
const SWEEP: Duration = Duration::from_secs(60);
const MINUTE: Duration = Duration::from_secs(60);

/// Whose requests are counted together: a token's, by its hash; without one an address's.
#[derive(Clone, Debug)]
pub(super) struct Holder;

impl KeyExtractor for Holder {
    type Key = String;

    fn extract<T>(&self, request: &Request<T>) -> Result<String, GovernorError> {
        if let Some(token) = bearer(request.headers()) {
            return Ok(secret::hash(token.as_bytes()));
        }
        let peer = request.extensions().get::<ConnectInfo<SocketAddr>>();
        Ok(peer.map_or_else(String::new, |peer| peer.0.ip().to_string()))
    }
}

type Middleware = governor::middleware::StateInformationMiddleware;

/// The limit, where there is one. Whoever waited gets as many at once as are allowed in a minute.
pub(super) fn config(
    a_minute: Option<NonZeroU32>,
) -> Option<Arc<GovernorConfig<Holder, Middleware>>> {
    let a_minute = a_minute?.get();
    let config = GovernorConfigBuilder::default()
        .period(MINUTE / a_minute)
        .burst_size(a_minute)
        .key_extractor(Holder)
        .use_headers()
        .finish()?;
    let limiter = config.limiter().clone();
    tokio::spawn(async move {
        loop {
            tokio::time::sleep(SWEEP).await;
            limiter.retain_recent();
        }
    });
    Some(Arc::new(config))
}

/// 429, with `Retry-After`.
pub(super) fn refused(error: GovernorError) -> Response<Body> {
    match error {
        GovernorError::TooManyRequests { wait_time, headers } => {
            let mut error = ApiError::new(
                StatusCode::TOO_MANY_REQUESTS,
                "too.many.requests",
                "This token has made more requests in a minute than are allowed.",
            );
            error.retry_after = Some(wait_time.max(1));
            let mut response = error.into_response();
            for (name, value) in headers.iter().flatten() {
                if !response.headers().contains_key(name) {
                    response.headers_mut().insert(name, value.clone());
                }
            }
            response
        }
        GovernorError::UnableToExtractKey | GovernorError::Other { .. } => {
            ApiError::internal().into_response()
        }
    }
}

/// Renames the limit's headers to those of the public API.
pub(super) fn rename(headers: &mut HeaderMap) {
    let take = |headers: &mut HeaderMap, name: &str| -> Option<u32> {
        headers.remove(name)?.to_str().ok()?.parse().ok()
    };
    let allowed = take(headers, "x-ratelimit-limit");
    let left = take(headers, "x-ratelimit-remaining").unwrap_or(0);
    let after = take(headers, "x-ratelimit-after");
    if let Some(allowed) = allowed {
        let count = allowed.saturating_sub(left);
        let reset = after.unwrap_or(60);
        for (name, value) in [(COUNT, count), (ALLOWED, allowed), (RESET, reset)] {
            headers.insert(name, HeaderValue::from(value));
        }
    }
}
