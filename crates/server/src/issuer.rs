//! An OIDC issuer that a deployment trusts instead of the embedded sign-in: whose tokens are taken, and for whom.

use jsonwebtoken::jwk::JwkSet;
use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode, decode_header};
use serde::Deserialize;

/// The signatures that are taken: those with a public key.
const ALGORITHMS: [Algorithm; 8] = [
    Algorithm::RS256,
    Algorithm::RS384,
    Algorithm::RS512,
    Algorithm::PS256,
    Algorithm::PS384,
    Algorithm::PS512,
    Algorithm::ES256,
    Algorithm::ES384,
];

/// The issuer, its keys, and the organization whose users it signs in.
#[derive(Clone, Debug)]
pub struct Issuer {
    /// `iss`
    pub name: String,
    /// `aud`
    pub audience: String,
    /// Its public keys (RFC 7517).
    pub keys: JwkSet,
    /// Whose users they are.
    pub organization: String,
}

#[derive(Debug, Deserialize)]
struct Claims {
    email: String,
    /// An issuer that says nothing of it has none but verified ones.
    #[serde(default = "yes")]
    email_verified: bool,
}

const fn yes() -> bool {
    true
}

impl Issuer {
    /// The e-mail address of the user whose token this is; nothing where the token is not to be trusted.
    #[must_use]
    pub fn email(&self, token: &str) -> Option<String> {
        let header = decode_header(token).ok()?;
        let key = match &header.kid {
            Some(kid) => self.keys.find(kid)?,
            None => self.keys.keys.first()?,
        };
        if !ALGORITHMS.contains(&header.alg) {
            return None;
        }
        let mut validation = Validation::new(header.alg);
        validation.set_issuer(&[&self.name]);
        validation.set_audience(&[&self.audience]);
        validation.set_required_spec_claims(&["exp", "iss", "aud"]);
        let key = DecodingKey::from_jwk(key).ok()?;
        let claims = decode::<Claims>(token, &key, &validation).ok()?.claims;
        claims.email_verified.then_some(claims.email)
    }
}
