//! What an inspection may look at beside the file: documents that the user
//! handed in or had fetched. An inspection itself never fetches anything; it
//! tells what it would like to see.

use std::collections::HashMap;

use serde_json::Value;

use crate::credential::{did_web, json};

/// Where a document came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// From a file that the user named.
    File,
    /// From its own address on the web, at the user's wish.
    Web,
}

/// Documents by their addresses.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    documents: HashMap<String, Result<(Vec<u8>, Origin), String>>,
}

impl Sources {
    /// A document that the user handed in for an address or a DID.
    pub fn hand_in(&mut self, address: impl Into<String>, bytes: Vec<u8>) {
        self.documents.insert(address.into(), Ok((bytes, Origin::File)));
    }

    /// What came of fetching an address, or why nothing did.
    pub fn fetched(&mut self, url: impl Into<String>, outcome: Result<Vec<u8>, String>) {
        self.documents.insert(url.into(), outcome.map(|bytes| (bytes, Origin::Web)));
    }

    /// Whether the address was already looked at, with whatever success.
    #[must_use]
    pub fn has(&self, address: &str) -> bool {
        self.documents.contains_key(address)
    }

    /// Whether there is a document of this issuer.
    pub(super) fn knows(&self, issuer: &str) -> bool {
        matches!(self.of_issuer(issuer), Lookup::Found(..))
    }

    /// The document of an address.
    pub(super) fn text(&self, address: &str) -> Lookup<String> {
        match self.documents.get(address) {
            None => Lookup::NotAsked,
            Some(Err(why)) => Lookup::Failed(why.clone()),
            Some(Ok((bytes, origin))) => match std::str::from_utf8(bytes) {
                Ok(text) => Lookup::Found(text.trim().to_owned(), *origin),
                Err(_) => Lookup::Failed(format!("What lies at {address} is not text.")),
            },
        }
    }

    /// The JSON document of an address.
    pub(super) fn json(&self, address: &str) -> Lookup<Value> {
        match self.text(address) {
            Lookup::Found(text, origin) => match json::parse(&text) {
                Ok(value) => Lookup::Found(value, origin),
                Err(error) => Lookup::Failed(format!("What lies at {address} cannot be read. {error}")),
            },
            Lookup::NotAsked => Lookup::NotAsked,
            Lookup::Failed(why) => Lookup::Failed(why),
        }
    }

    /// The document of an issuer: one handed in for its identifier, or the one
    /// at its address.
    pub(super) fn of_issuer(&self, issuer: &str) -> Lookup<Value> {
        match self.json(issuer) {
            Lookup::NotAsked => did_web::document_of(issuer).map_or(Lookup::NotAsked, |url| self.json(&url)),
            known => known,
        }
    }
}

/// What looking something up came to.
pub(super) enum Lookup<T> {
    /// Here it is.
    Found(T, Origin),
    /// It was asked for, in vain.
    Failed(String),
    /// Nobody has asked yet.
    NotAsked,
}

/// Something that an online check could look up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Want {
    /// The `https` address.
    pub url: String,
    /// The host that would be asked.
    pub host: String,
    /// What for, in words that follow "to": "see whether …".
    pub why: String,
}

impl Want {
    /// A wish for an address; `None` unless it is a public `https` one.
    pub(super) fn new(url: &str, why: impl Into<String>) -> Option<Self> {
        let host = did_web::host(url)?;
        let odd = url.len() > 2048 || url.chars().any(|c| c.is_whitespace() || c.is_control());
        (!odd).then(|| Self { url: url.to_owned(), host, why: why.into() })
    }
}
