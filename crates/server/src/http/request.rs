//! What clients really send, read kindly: any content type, `null` for no body, arrays joined by commas or repeated.

use super::error::{Answer, ApiError};
use super::{App, now};
use crate::secret;
use crate::store::Principal;
use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use serde::de::DeserializeOwned;

/// A body as JSON. Unknown fields are ignored, as the public API does.
pub struct Body<T> {
    pub value: T,
    /// Of the bytes as sent: the same key with another body is refused.
    pub hash: String,
}

impl<T: DeserializeOwned> FromRequest<App> for Body<T> {
    type Rejection = ApiError;

    async fn from_request(request: Request, app: &App) -> Answer<Self> {
        let bytes = Bytes::from_request(request, app).await.map_err(|error| {
            let status = error.status();
            let code = match status {
                StatusCode::PAYLOAD_TOO_LARGE => "request.entity.too.large",
                _ => "bad.request",
            };
            ApiError::new(status, code, "The body could not be read.")
        })?;
        let value = serde_json::from_slice(&bytes).map_err(|error| {
            ApiError::bad("bad.request", format!("The body is not what it should be: {error}."))
        })?;
        Ok(Self {
            value,
            hash: secret::hash(&bytes),
        })
    }
}

/// Who asks, by the bearer token.
impl FromRequestParts<App> for Principal {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Answer<Self> {
        let unknown = |code, message| ApiError::new(StatusCode::UNAUTHORIZED, code, message);
        let token = bearer(&parts.headers).ok_or_else(|| {
            unknown("authentication.required", "No bearer token was sent.")
        })?;
        app.store
            .principal(&secret::hash(token.as_bytes()), now().ms())
            .await?
            .ok_or_else(|| unknown("bad.credentials", "The token is not known or has expired."))
    }
}

impl Principal {
    /// Refuses who lacks the permission.
    ///
    /// # Errors
    /// 403 with its name.
    pub fn must(&self, permission: &'static str) -> Answer<()> {
        if self.permissions.split(' ').any(|held| held == permission) {
            Ok(())
        } else {
            Err(ApiError::missing_permission(permission))
        }
    }
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then_some(token.trim())
}

/// The query's values of that name, repeated or joined by commas, percent-encoded or not.
pub struct Query(Vec<(String, String)>);

impl Query {
    /// Reads the query of an address.
    #[must_use]
    pub fn of(text: Option<&str>) -> Self {
        let pairs = form_urlencoded::parse(text.unwrap_or_default().as_bytes());
        Self(pairs.into_owned().collect())
    }

    /// All values of that name.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0
            .iter()
            .filter(move |(found, _)| found == name)
            .flat_map(|(_, value)| value.split(','))
            .filter(|value| !value.is_empty())
    }

    /// The first value of that name, whole.
    #[must_use]
    pub fn one(&self, name: &str) -> Option<&str> {
        let found = self.0.iter().find(|(found, _)| found == name);
        found.map(|(_, value)| value.as_str())
    }

    /// A number within `1..=max`, else `default`.
    ///
    /// # Errors
    /// 400 with the range.
    pub fn number(&self, name: &'static str, default: usize, max: usize) -> Answer<usize> {
        let Some(text) = self.one(name) else {
            return Ok(default);
        };
        match text.parse() {
            Ok(number) if (1..=max).contains(&number) => Ok(number),
            _ => Err(ApiError::bad(
                "invalid.value",
                format!("{name} must be a number from 1 to {max}."),
            )),
        }
    }
}

impl FromRequestParts<App> for Query {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Answer<Self> {
        Ok(Self::of(parts.uri.query()))
    }
}
