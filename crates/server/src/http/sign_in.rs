//! The sign-in of a person in a browser: authorization code with PKCE (RFC 6749 §4.1, RFC 7636).
//!
//! The page asks for the e-mail address and the secret that the server printed for the user. Where there is an issuer
//! (`--oidc-issuer`), people sign in there and not here.

use super::App;
use super::error::{Answer, ApiError};
use super::request::Query;
use crate::clock::now;
use crate::secret;
use crate::store::SignIn;
use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, LOCATION};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{Html, IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

/// How long a code holds.
const CODE_MS: i64 = 60_000;
/// Characters of a challenge: 256 bits in base64 without padding.
const CHALLENGE_CHARS: usize = 43;

/// What a client's page asks for.
struct Wanted {
    client: String,
    redirect: String,
    challenge: String,
    state: String,
}

impl Wanted {
    fn of(app: &App, query: &Query) -> Answer<Self> {
        if app.issuer.is_some() {
            return Err(ApiError::not_found("sign-in here", ""));
        }
        let field = |name: &str| query.one(name).unwrap_or_default().to_owned();
        let wanted = Self {
            client: field("client_id"),
            redirect: field("redirect_uri"),
            challenge: field("code_challenge"),
            state: field("state"),
        };
        let refuse = |message: &str| Err(ApiError::bad("invalid_request", message));
        if field("response_type") != "code" {
            return refuse("response_type must be code.");
        }
        if field("code_challenge_method") != "S256" || wanted.challenge.len() != CHALLENGE_CHARS {
            return refuse("code_challenge must be one of the method S256.");
        }
        if !app.redirects.contains(&wanted.redirect) {
            return refuse("redirect_uri is not among those that the server was started with.");
        }
        Ok(wanted)
    }

    /// Back to the client's page, with these fields.
    fn back(&self, fields: &[(&str, &str)]) -> Response {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(fields);
        if !self.state.is_empty() {
            query.append_pair("state", &self.state);
        }
        let sign = if self.redirect.contains('?') {
            '&'
        } else {
            '?'
        };
        let address = format!("{}{sign}{}", self.redirect, query.finish());
        match HeaderValue::from_str(&address) {
            Ok(address) => (StatusCode::SEE_OTHER, [(LOCATION, address)]).into_response(),
            Err(_) => {
                ApiError::bad("invalid_request", "redirect_uri is no address.").into_response()
            }
        }
    }
}

/// `GET /login/oauth/authorize`: the page.
pub(crate) async fn page(State(app): State<App>, query: Query) -> Answer<Response> {
    Wanted::of(&app, &query)?;
    Ok(form(""))
}

fn form(problem: &'static str) -> Response {
    let page = format!(
        "<!doctype html><html lang=en><meta charset=utf-8><title>Sign in</title><h1>Sign in</h1>\
         <p role=alert>{problem}</p><form method=post><p><label>E-mail <input name=email type=email \
         autocomplete=username required></label><p><label>Secret <input name=secret type=password \
         autocomplete=current-password required></label><p><button>Sign in</button></form></html>"
    );
    // No `form-action`: browsers hold it against the redirect, too.
    let policy = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'";
    let headers = [
        (CONTENT_SECURITY_POLICY, policy),
        (CACHE_CONTROL, "no-store"),
    ];
    (headers, Html(page)).into_response()
}

/// `POST /login/oauth/authorize`: the page, filled in.
pub(crate) async fn sign_in(
    State(app): State<App>,
    query: Query,
    body: String,
) -> Answer<Response> {
    let wanted = Wanted::of(&app, &query)?;
    let filled = Query::of(Some(&body));
    let email = filled.one("email").unwrap_or_default();
    let given = filled.one("secret").unwrap_or_default();
    let found = app.store.user_client(&wanted.client, email).await?;
    let Some(client) = found.filter(|it| it.secret_hash == secret::hash(given.as_bytes())) else {
        return Ok(form("This address and this secret do not belong together."));
    };
    let code = secret::new();
    let new = SignIn {
        client: client.id,
        redirect: wanted.redirect.clone(),
        challenge: wanted.challenge.clone(),
    };
    let mut change = app.store.begin().await?;
    let hash = secret::hash(code.as_bytes());
    change
        .put_sign_in(&hash, &new, now().ms(), now().ms() + CODE_MS)
        .await?;
    change.commit().await?;
    Ok(wanted.back(&[("code", &code)]))
}

/// The client that a code was given for, if its other half is shown. A code is taken once.
pub(super) async fn taken(
    app: &App,
    code: &str,
    verifier: &str,
    redirect: &str,
) -> Answer<Option<String>> {
    let mut change = app.store.begin().await?;
    let hash = secret::hash(code.as_bytes());
    let found = change.take_sign_in(&hash, now().ms()).await?;
    change.commit().await?;
    let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(verifier.as_bytes()));
    let fits = |it: &SignIn| it.challenge == challenge && it.redirect == redirect;
    Ok(found.filter(fits).map(|it| it.client))
}
