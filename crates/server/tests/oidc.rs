//! People signed in by an issuer of their own: its tokens are taken, and nobody else's.

mod support;

use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use serde_json::{Value, json};
use std::fs;
use support::{Home, Server};

const ISSUER: &str = "https://id.example";
const AUDIENCE: &str = "callbacks";
/// Made for this test, and of no use elsewhere.
const KEY: &str = "-----BEGIN PRIVATE KEY-----\n\
    MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgvE9q07NHG4eIyXrI\n\
    k7LNlZdcs4quaca8oxWw0YRm5rmhRANCAAQm7TR2ks6IjYzA+QvmQ1qXIvW2JavQ\n\
    mAaB9r9xTMqRiPipXoxJdE5rHy8riwpjPU4LPMhvCrcp9vPZ8aj+3ZW8\n\
    -----END PRIVATE KEY-----\n";
const X: &str = "Ju00dpLOiI2MwPkL5kNalyL1tiWr0JgGgfa_cUzKkYg";
const Y: &str = "-KlejEl0TmsfLyuLCmM9Tgs8yG8Ktyn289nxqP7dlbw";

/// A token with these claims over good ones.
fn token(claims: &Value) -> String {
    let now = callback_server::clock::now().ms() / 1_000;
    let mut all = json!({
        "iss": ISSUER,
        "aud": AUDIENCE,
        "sub": "7",
        "email": "kim.ito@example.com",
        "email_verified": true,
        "exp": now + 300,
    });
    for (name, value) in claims.as_object().expect("claims") {
        all[name] = value.clone();
    }
    let mut header = Header::new(Algorithm::ES256);
    header.kid = Some("test".to_owned());
    let key = EncodingKey::from_ec_pem(KEY.as_bytes()).expect("a key");
    encode(&header, &all, &key).expect("a token")
}

#[test]
fn only_the_issuers_own_tokens_are_taken() {
    let home = Home::sqlite();
    let first = Server::start(&home.address());
    let organization = first.sign_in("administrator").get("/api/v2/tokens/me");
    let organization = organization.text("/organization/id").to_owned();
    let clients = first.clients.clone();
    drop(first);
    let folder = tempfile::TempDir::new().expect("a temporary folder");
    let keys = folder.path().join("keys.json");
    let key = json!({"kty": "EC", "crv": "P-256", "alg": "ES256", "use": "sig", "kid": "test", "x": X, "y": Y});
    fs::write(&keys, json!({"keys": [key]}).to_string()).expect("the keys are written");
    let keys = keys.display().to_string();
    let options = [
        "--oidc-issuer",
        ISSUER,
        "--oidc-audience",
        AUDIENCE,
        "--oidc-keys",
        &keys,
        "--oidc-organization",
        &organization,
    ];
    let mut server = Server::start_with(&home.address(), &options);
    server.clients = clients;
    let mut kim = server.sign_in("Kim Ito");
    let mut status = |claims: &Value| {
        kim.token = token(claims);
        let me = kim.get("/api/v2/users/me");
        (me.status, me.body["name"].clone())
    };
    assert_eq!(status(&json!({})), (200, json!("Kim Ito")));
    for wrong in [
        json!({"iss": "https://elsewhere.example"}),
        json!({"aud": "something else"}),
        json!({"exp": 1_000}),
        json!({"email": "nobody@example.com"}),
        json!({"email_verified": false}),
    ] {
        assert_eq!(status(&wrong).0, 401, "{wrong}");
    }
    let forged = token(&json!({}));
    let (signed, signature) = forged.rsplit_once('.').expect("a signature");
    let first = if signature.starts_with('A') { 'B' } else { 'A' };
    kim.token = format!("{signed}.{first}{}", &signature[1..]);
    assert_eq!(
        kim.get("/api/v2/users/me").status,
        401,
        "a forged signature"
    );
    let page = "/login/oauth/authorize?response_type=code";
    assert_eq!(kim.get(page).status, 404, "people sign in at the issuer");
}
