//! What clients really send, read kindly: `null` for no body, arrays joined by commas or repeated.

use super::App;
use super::error::{Answer, ApiError};
use crate::clock::now;
use crate::secret;
use crate::store::Principal;
use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, StatusCode, header};
use serde::de::DeserializeOwned;
use uuid::Uuid;

pub(super) const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");
/// The longest `Idempotency-Key`.
const KEY_CHARS_MAX: usize = 200;

/// A body as JSON. Unknown fields are ignored, as the public API does; `null` and nothing are the empty body, which
/// is how its two clients send none.
pub(crate) struct Body<T> {
    pub(crate) value: T,
    /// Of method, address and bytes as sent: the same key with another request is refused.
    pub(crate) hash: String,
}

impl<T: DeserializeOwned + Default> FromRequest<App> for Body<T> {
    type Rejection = ApiError;

    async fn from_request(request: Request, app: &App) -> Answer<Self> {
        if !is_json(request.headers()) {
            return Err(ApiError::new(
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                "unsupported.media.type",
                "The body must be application/json.",
            ));
        }
        let mut hashed = format!("{} {}\n", request.method(), request.uri().path()).into_bytes();
        let bytes = Bytes::from_request(request, app).await.map_err(|error| {
            let status = error.status();
            let code = match status {
                StatusCode::PAYLOAD_TOO_LARGE => "request.entity.too.large",
                _ => "bad.request",
            };
            ApiError::new(status, code, "The body could not be read.")
        })?;
        hashed.extend_from_slice(&bytes);
        Ok(Self {
            value: read(&bytes)?,
            hash: secret::hash(&hashed),
        })
    }
}

/// The body as bytes, read.
///
/// # Errors
/// 400 with what is wrong, without the body's own words: a number may be among them.
pub fn read<T: DeserializeOwned + Default>(bytes: &[u8]) -> Answer<T> {
    if bytes.trim_ascii().is_empty() {
        return Ok(T::default());
    }
    let value: Result<Option<T>, _> = serde_json::from_slice(bytes);
    value.map(Option::unwrap_or_default).map_err(|error| {
        let (line, column) = (error.line(), error.column());
        ApiError::bad(
            "bad.request",
            format!("The body is not the JSON that it should be, at line {line}, column {column}."),
        )
    })
}

fn is_json(headers: &HeaderMap) -> bool {
    let Some(kind) = headers.get(header::CONTENT_TYPE) else {
        return true;
    };
    let kind = kind.to_str().unwrap_or_default();
    let essence = kind
        .split(';')
        .next()
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase();
    essence.is_empty() || essence == "application/json" || essence.ends_with("+json")
}

/// Under which conditions a request shall be carried out.
#[derive(Clone, Debug)]
pub(crate) struct Terms {
    /// `Idempotency-Key`: one for each intent, made once by the client.
    pub(crate) key: Option<String>,
    /// `If-Match`: the version that the change was made for.
    pub(crate) version: Option<Wanted>,
}

/// What `If-Match` says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// This version.
    Version(u32),
    /// None that ever was.
    Never,
}

impl Terms {
    /// Refuses a change made for another version.
    ///
    /// # Errors
    /// 412
    pub(crate) fn meet(&self, version: u32) -> Answer<()> {
        match self.version {
            None => Ok(()),
            Some(Wanted::Version(wanted)) if wanted == version => Ok(()),
            Some(_) => {
                let mut error = ApiError::new(
                    StatusCode::PRECONDITION_FAILED,
                    "precondition.failed",
                    "Somebody else changed the callback since it was read.",
                );
                error.params.insert("version", version.to_string());
                Err(error)
            }
        }
    }

    /// The key, or a new one where the client cannot repeat itself.
    #[must_use]
    pub(crate) fn key_or_new(&self) -> String {
        self.key
            .clone()
            .unwrap_or_else(|| Uuid::new_v4().to_string())
    }
}

impl FromRequestParts<App> for Terms {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Answer<Self> {
        let key = match parts
            .headers
            .get(IDEMPOTENCY_KEY)
            .map(|value| value.to_str())
        {
            None => None,
            Some(Ok(key)) if (1..=KEY_CHARS_MAX).contains(&key.len()) => Some(key.to_owned()),
            Some(_) => {
                return Err(ApiError::bad(
                    "invalid.value",
                    format!("Idempotency-Key must be 1 to {KEY_CHARS_MAX} printable characters."),
                ));
            }
        };
        let version = parts.headers.get(header::IF_MATCH).and_then(|value| {
            let text = value.to_str().unwrap_or_default().trim();
            let tag = text.trim_start_matches("W/").trim_matches('"');
            (text != "*").then(|| tag.parse().map_or(Wanted::Never, Wanted::Version))
        });
        Ok(Self { key, version })
    }
}

/// Who asks, by the bearer token.
impl FromRequestParts<App> for Principal {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Answer<Self> {
        let unknown = |code, message| ApiError::new(StatusCode::UNAUTHORIZED, code, message);
        let token = bearer(&parts.headers)
            .ok_or_else(|| unknown("authentication.required", "No bearer token was sent."))?;
        let known = match &app.issuer {
            // A token of ours has no dot in it, one of an issuer has two.
            Some(issuer) if token.contains('.') => match issuer.email(token) {
                Some(email) => app.store.principal_of(&issuer.organization, &email).await?,
                None => None,
            },
            _ => {
                app.store
                    .principal(&secret::hash(token.as_bytes()), now().ms())
                    .await?
            }
        };
        known.ok_or_else(|| unknown("bad.credentials", "The token is not known or has expired."))
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

/// The bearer token of a request.
pub(super) fn bearer(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme
        .eq_ignore_ascii_case("bearer")
        .then_some(token.trim())
}

/// The query's values of that name, repeated or joined by commas, percent-encoded or not.
#[derive(Clone, Debug)]
pub(crate) struct Query(Vec<(String, String)>);

impl Query {
    /// Reads the query of an address.
    #[must_use]
    pub(crate) fn of(text: Option<&str>) -> Self {
        let pairs = form_urlencoded::parse(text.unwrap_or_default().as_bytes());
        Self(pairs.into_owned().collect())
    }

    /// All values of that name.
    #[must_use]
    pub(crate) fn all(&self, name: &str) -> Vec<String> {
        self.0
            .iter()
            .filter(|(found, _)| found == name)
            .flat_map(|(_, value)| value.split(','))
            .filter(|value| !value.is_empty())
            .map(str::to_owned)
            .collect()
    }

    /// The first value of that name, whole.
    #[must_use]
    pub(crate) fn one(&self, name: &str) -> Option<&str> {
        let found = self.0.iter().find(|(found, _)| found == name);
        found.map(|(_, value)| value.as_str())
    }

    /// A number within `1..=max`, else `default`.
    ///
    /// # Errors
    /// 400 with the range.
    pub(crate) fn number(&self, name: &'static str, default: usize, max: usize) -> Answer<usize> {
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

    /// Those pairs whose name is not among these, as a query again.
    #[must_use]
    pub(crate) fn without(&self, names: &[&str]) -> String {
        let kept = self
            .0
            .iter()
            .filter(|(name, _)| !names.contains(&name.as_str()));
        form_urlencoded::Serializer::new(String::new())
            .extend_pairs(kept)
            .finish()
    }
}

impl FromRequestParts<App> for Query {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Answer<Self> {
        Ok(Self::of(parts.uri.query()))
    }
}

#[cfg(test)]
mod tests {
    use super::{Query, read};
    use crate::http::body::PatchCallback;

    #[test]
    fn an_array_is_read_joined_repeated_and_encoded() {
        for text in ["id=a,b", "id=a%2Cb", "id=a&id=b", "id=a,,b"] {
            assert_eq!(Query::of(Some(text)).all("id"), ["a", "b"], "{text}");
        }
    }

    #[test]
    fn no_body_is_nothing_and_null_alike() {
        for bytes in ["", " ", "null", "{}", r#"{"unknown":1}"#] {
            let read: PatchCallback = read(bytes.as_bytes()).unwrap();
            assert!(read.conversation_id.is_none(), "{bytes}");
        }
        assert!(read::<PatchCallback>(b"[1").is_err());
    }
}
