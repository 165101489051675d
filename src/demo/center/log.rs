//! A fingerprint of all that the router decided, so that two runs can be compared without keeping either.

use callback_core::routing::Action;
use callback_core::time::Timestamp;
use serde::{Deserialize, Serialize};
use std::hash::{Hash, Hasher};

/// How much was decided so far, and what it was.
#[derive(Clone, Debug, Default)]
pub(super) struct Log {
    actions: u64,
    digest: Digest,
}

/// The same as it is kept and shared.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Fingerprint {
    /// How many actions.
    pub(crate) actions: u64,
    /// Their digest and that of their instants, in hexadecimal digits.
    pub(crate) digest: String,
}

impl Log {
    pub(super) fn write(&mut self, at: Timestamp, action: &Action) {
        self.actions += 1;
        (at, action).hash(&mut self.digest);
    }

    pub(super) fn fingerprint(&self) -> Fingerprint {
        Fingerprint {
            actions: self.actions,
            digest: format!("{:016x}", self.digest.finish()),
        }
    }
}

/// FNV-1a, 64 bits (Fowler, Noll, Vo 1991). Numbers go in with their least byte first and a `usize` as 64 bits, so
/// that a page and a native test have the same digest. Finds differences; keeps no secret.
#[derive(Clone, Debug)]
pub(crate) struct Digest(u64);

impl Default for Digest {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Digest {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3);
        }
    }

    fn write_u16(&mut self, value: u16) {
        self.write(&value.to_le_bytes());
    }

    fn write_u32(&mut self, value: u32) {
        self.write(&value.to_le_bytes());
    }

    fn write_u64(&mut self, value: u64) {
        self.write(&value.to_le_bytes());
    }

    fn write_usize(&mut self, value: usize) {
        self.write_u64(value as u64);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use callback_core::routing::{AgentId, InteractionId};

    #[test]
    fn the_digest_is_that_of_its_authors() {
        let of = |bytes: &[u8]| {
            let mut digest = Digest::default();
            digest.write(bytes);
            digest.finish()
        };
        // From the authors' own test vectors.
        assert_eq!(of(b""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(of(b"a"), 0xaf63_dc4c_8601_ec8c);
        assert_eq!(of(b"foobar"), 0x8594_4171_f739_67e8);
    }

    #[test]
    fn any_change_of_instant_order_or_agent_is_another_fingerprint() {
        let connect = |agent| Action::Connect {
            id: InteractionId(1),
            agent: AgentId(agent),
        };
        let of = |actions: &[(i64, u32)]| {
            let mut log = Log::default();
            for &(at, agent) in actions {
                log.write(Timestamp::from_ms(at), &connect(agent));
            }
            log.fingerprint()
        };
        let all = [
            of(&[(5, 1), (5, 2)]),
            of(&[(5, 2), (5, 1)]),
            of(&[(5, 1), (6, 2)]),
            of(&[(5, 1), (5, 3)]),
            of(&[(5, 1)]),
        ];
        for (at, one) in all.iter().enumerate() {
            assert!(!all[..at].contains(one), "{one:?}");
        }
        assert_eq!(all[0], of(&[(5, 1), (5, 2)]));
    }
}
