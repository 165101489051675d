//! Tokens and secrets: 256 bits of chance, of which only the hash is kept.

use sha2::{Digest, Sha256};

/// A new one, in hexadecimal.
///
/// # Panics
/// Where the system has no chance to give: a server without it must not go on.
#[must_use]
pub fn new() -> String {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).expect("the system gives random bytes");
    hex(&bytes)
}

/// SHA-256 in hexadecimal. Enough for what is random itself; a password would need more.
#[must_use]
pub fn hash(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
