//! Who a badge is awarded to.
//!
//! An e-mail address is not written down: the credential holds a salted hash,
//! so that only somebody who already knows the address can recognise it
//! (Open Badges 2.0 `IdentityHash`, 3.0 `IdentityObject`).

use sha2::{Digest, Sha256};

use super::random::{RandomError, Randomness};

/// The earner, as the person who awards names them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Recipient {
    /// An e-mail address, to be hashed with a salt.
    Email {
        /// The address.
        address: String,
        /// The salt; see [`salt`].
        salt: String,
    },
    /// An identifier of the earner's own, such as a DID.
    Id(String),
}

impl Recipient {
    /// A recipient from what a person typed: a DID or another URI as it is,
    /// anything else as an e-mail address with a fresh salt.
    ///
    /// # Errors
    /// When there are no random numbers for the salt.
    pub fn from_typed(typed: &str, random: &mut dyn Randomness) -> Result<Self, RandomError> {
        let typed = typed.trim();
        if ["did:", "https://", "http://", "urn:"].iter().any(|scheme| typed.starts_with(scheme)) {
            return Ok(Self::Id(typed.to_owned()));
        }
        Ok(Self::Email { address: typed.to_owned(), salt: salt(random)? })
    }
}

/// A fresh salt of 128 bits, in hexadecimal.
///
/// # Errors
/// When there are no random numbers.
pub fn salt(random: &mut dyn Randomness) -> Result<String, RandomError> {
    let mut bytes = [0; 16];
    random.fill(&mut bytes)?;
    Ok(hex(&bytes))
}

/// `sha256$` and the lower-case hexadecimal SHA-256 of identity and salt
/// (Open Badges 2.0, "IdentityHash").
#[must_use]
pub fn hash(identity: &str, salt: &str) -> String {
    let mut hasher = Sha256::new();
    hasher.update(identity.as_bytes());
    hasher.update(salt.as_bytes());
    format!("sha256${}", hex(&hasher.finalize()))
}

/// Whether an e-mail address is the one behind a hash. Addresses are compared
/// as typed and, because people type them in any case, in lower case.
#[must_use]
pub fn matches(email: &str, identity_hash: &str, salt: &str) -> bool {
    let email = email.trim();
    let wanted = identity_hash.to_ascii_lowercase();
    [email.to_owned(), email.to_lowercase()].iter().any(|address| hash(address, salt) == wanted)
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::credential::random::SystemRandom;

    #[test]
    fn the_hash_covers_the_identity_and_then_the_salt() {
        // printf 'mayze@example.orgdeadsea' | sha256sum
        assert_eq!(
            hash("mayze@example.org", "deadsea"),
            "sha256$c8d32d06746899d78eefe21857f5f8327c15f5f4fe7999d42c5c65fcd71e050e"
        );
    }

    #[test]
    fn an_address_matches_in_any_case_and_another_does_not() {
        let sealed = hash("amy@example.org", "s");
        assert!(matches(" Amy@Example.org ", &sealed, "s"));
        assert!(matches("amy@example.org", &sealed.to_uppercase().replace("SHA256", "sha256"), "s"));
        assert!(!matches("ann@example.org", &sealed, "s"));
        assert!(!matches("amy@example.org", &sealed, "t"));
    }

    #[test]
    fn what_is_typed_becomes_an_address_or_an_identifier() {
        let typed = |text| Recipient::from_typed(text, &mut SystemRandom).unwrap();
        assert_eq!(typed(" did:key:z6Mk "), Recipient::Id("did:key:z6Mk".into()));
        let (Recipient::Email { address, salt: one }, Recipient::Email { salt: two, .. }) =
            (typed("amy@example.org"), typed("amy@example.org"))
        else {
            panic!("an address is an address");
        };
        assert_eq!(address, "amy@example.org");
        assert_ne!(one, two, "every award has its own salt");
    }
}
