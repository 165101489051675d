//! What every answer gets: a correlation id, its error body, and a line in the log and the metrics without a word of
//! what was asked.

use super::error::ApiError;
use super::{CORRELATION, limit};
use axum::Json;
use axum::extract::{MatchedPath, Request};
use axum::http::HeaderValue;
use axum::http::header::CONTENT_TYPE;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::time::Instant;
use uuid::Uuid;

pub(super) async fn finish(request: Request, next: Next) -> Response {
    let context = Uuid::new_v4().to_string();
    let begun = Instant::now();
    let method = request.method().clone();
    // The route and never the address itself: nothing of a query or an id is logged.
    let route = request.extensions().get::<MatchedPath>();
    let route = route.map_or_else(|| "none".to_owned(), |route| route.as_str().to_owned());
    let mut response = with_body(next.run(request).await, &context);
    limit::rename(response.headers_mut());
    if let Ok(value) = HeaderValue::from_str(&context) {
        response.headers_mut().insert(CORRELATION, value);
    }
    let status = response.status().as_u16();
    let took = begun.elapsed();
    tracing::debug!(%method, route, status, ms = took.as_secs_f64() * 1e3, context, "answered");
    let labels = [
        ("method", method.to_string()),
        ("route", route),
        ("status", status.to_string()),
    ];
    metrics::counter!("http_requests_total", &labels).increment(1);
    metrics::histogram!("http_request_seconds", &labels[..2]).record(took.as_secs_f64());
    response
}

fn with_body(mut response: Response, context: &str) -> Response {
    let Some(error) = response.extensions_mut().remove::<ApiError>() else {
        return response;
    };
    let (parts, _) = response.into_parts();
    let mut body = Json(error.body(context)).into_response();
    *body.status_mut() = parts.status;
    body.headers_mut().extend(parts.headers);
    let json = HeaderValue::from_static("application/json");
    body.headers_mut().insert(CONTENT_TYPE, json);
    body.headers_mut()
        .remove(axum::http::header::CONTENT_LENGTH);
    body
}
