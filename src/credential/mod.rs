//! From a badge, an issuer and an earner to Open Badges data, and back; keys,
//! proofs and the strict reading that they need.
//!
//! ```
//! use badgewright::credential::{Algorithm, IssuerKey, PublicKey, SystemRandom, did};
//!
//! let key = IssuerKey::generate("Riverside", Algorithm::Ed25519, "2026-03-14T10:00:00Z".parse()?, &mut SystemRandom)?;
//! let known: PublicKey = did::public_key(&key.did())?;
//! assert_eq!(known.algorithm(), Algorithm::Ed25519);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod contexts;
pub mod dates;
pub mod did;
pub mod did_document;
pub mod did_web;
pub mod endorsement;
pub mod internet;
pub mod issuer_id;
pub mod json;
pub mod jws;
pub mod key_list;
pub mod keys;
pub mod ob2;
pub mod ob3;
mod order;
pub mod place;
pub mod proof;
pub mod public_key;
pub mod random;
pub mod reading;
mod recent;
pub mod recipient;
pub mod site;
pub mod status;
pub mod strict;
mod values;
pub mod vc_jwt;
pub mod view;
mod work;

pub use keys::{IssuerKey, KdfCost, KeyError, KeyFile};
pub use ob3::{Award, CredentialError};
pub use public_key::{Algorithm, PublicKey};
pub use random::{RandomError, Randomness, SystemRandom};
pub use recipient::Recipient;
pub use view::CredentialView;
pub use work::{MAX_THINGS, TooMany, TooMuch, Work};
