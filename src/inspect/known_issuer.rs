//! An issuer whom the user knows.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::Extra;
use crate::badge::{as_address, one_line};
use crate::credential::did::{self, fingerprint};

/// An issuer whom the user knows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KnownIssuer {
    /// Identifier: a DID or an address.
    pub id: String,
    /// What the user calls it.
    pub name: String,
    /// Keys that were compared with the issuer's own, in multibase. A `did:key`
    /// or `did:jwk` needs none, since it is its key.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub keys: Vec<String>,
    /// Since when an own key is used for no new badges. What it signed stays good.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retired: Option<Timestamp>,
    /// The own key that took the place of this one, by its identifier.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub successor: Option<String>,
    /// Fields this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

impl KnownIssuer {
    /// An issuer by its identifier alone.
    pub fn new(id: impl Into<String>, name: impl Into<String>) -> Self {
        Self { id: id.into(), name: name.into(), keys: Vec::new(), retired: None, successor: None, extra: Extra::new() }
    }

    /// What the user calls it, on one line; where that is its identifier, as people are
    /// told of one.
    #[must_use]
    pub fn called(&self) -> String {
        if self.name == self.id { as_address(&self.id) } else { one_line(&self.name) }
    }

    /// The fingerprints of its keys, as far as they are known here; none when
    /// only its place on the web can tell.
    #[must_use]
    pub fn fingerprints(&self) -> Vec<String> {
        let own = did::public_key(&self.id).is_ok().then(|| did::key_fingerprint(&self.id));
        own.into_iter().chain(self.keys.iter().map(|key| fingerprint(&format!("did:key:{key}")))).collect()
    }
}
