//! Tokens: the embedded default issues them itself, by client credentials.

use super::error::{Answer, ApiError, ErrorBody};
use super::model::{Reference, Token, TokenInfo};
use super::request::Query;
use super::{App, sign_in};
use crate::clock::now;
use crate::secret;
use crate::store::Principal;
use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use base64::Engine;
use utoipa::ToSchema;

/// How long a token holds.
const TOKEN_SECS: i64 = 24 * 60 * 60;

/// A token for a client's id and secret, in the header or in the form, or for a sign-in's code (RFC 6749).
#[utoipa::path(post, path = "/login/oauth/token", tag = "login",
    request_body(content = TokenRequest, content_type = "application/x-www-form-urlencoded"),
    responses((status = 200, body = Token), (status = "default", body = ErrorBody)))]
pub(crate) async fn oauth_token(
    State(app): State<App>,
    headers: HeaderMap,
    form: String,
) -> Answer<Json<Token>> {
    let form = Query::of(Some(&form));
    let client = match form.one("grant_type") {
        Some("client_credentials") => by_secret(&app, &headers, &form).await?,
        Some("authorization_code") => by_code(&app, &form).await?,
        _ => {
            return Err(ApiError::bad(
                "unsupported_grant_type",
                "grant_type must be client_credentials or authorization_code.",
            ));
        }
    };
    let token = secret::new();
    let now = now().ms();
    let mut change = app.store.begin().await?;
    let hash = secret::hash(token.as_bytes());
    change
        .put_token(&hash, &client, now, now + TOKEN_SECS * 1_000)
        .await?;
    change.commit().await?;
    Ok(Json(Token {
        access_token: token,
        token_type: "bearer",
        expires_in: TOKEN_SECS,
    }))
}

fn refused() -> ApiError {
    ApiError::new(
        StatusCode::UNAUTHORIZED,
        "bad.credentials",
        "The client's id or secret is wrong, or the code has been used.",
    )
}

/// The client by its own secret (RFC 6749 §4.4).
async fn by_secret(app: &App, headers: &HeaderMap, form: &Query) -> Answer<String> {
    let field = |name: &str| form.one(name).map(str::to_owned);
    let (id, given) = basic(headers)
        .or_else(|| Some((field("client_id")?, field("client_secret")?)))
        .ok_or_else(refused)?;
    let client = app.store.client(&id).await?.ok_or_else(refused)?;
    if client.secret_hash != secret::hash(given.as_bytes()) {
        return Err(refused());
    }
    Ok(client.id)
}

/// The client of a person who signed in (RFC 6749 §4.1.3, RFC 7636 §4.5).
async fn by_code(app: &App, form: &Query) -> Answer<String> {
    let field = |name: &str| form.one(name).unwrap_or_default();
    let (code, verifier) = (field("code"), field("code_verifier"));
    let client = sign_in::taken(app, code, verifier, field("redirect_uri")).await?;
    client.ok_or_else(refused)
}

/// What is asked of the token's address. The client may also say who it is in the header `Authorization: Basic`.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes a form, which is read field by field")]
struct TokenRequest {
    grant_type: String,
    client_id: Option<String>,
    client_secret: Option<String>,
    /// What the sign-in gave, with its other half and the address it was given to.
    code: Option<String>,
    code_verifier: Option<String>,
    redirect_uri: Option<String>,
}

/// Whose token it is.
#[utoipa::path(get, path = "/tokens/me", tag = "login", security(("token" = [])),
    responses((status = 200, body = TokenInfo), (status = "default", body = ErrorBody)))]
pub(crate) async fn token(who: Principal) -> Json<TokenInfo> {
    let organization = Reference {
        name: Some(who.organization.name),
        ..Reference::of(who.organization.id)
    };
    Json(TokenInfo {
        home_organization: organization.clone(),
        organization,
        authorized_scope: who.permissions.split(' ').map(str::to_owned).collect(),
        oauth_client: Reference {
            name: Some(who.client_name),
            ..Reference::of(who.client)
        },
    })
}

/// The id and secret of `Authorization: Basic …`.
fn basic(headers: &HeaderMap) -> Option<(String, String)> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, encoded) = value.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let bytes = base64::engine::general_purpose::STANDARD
        .decode(encoded.trim())
        .ok()?;
    let text = String::from_utf8(bytes).ok()?;
    let (id, secret) = text.split_once(':')?;
    Some((id.to_owned(), secret.to_owned()))
}
