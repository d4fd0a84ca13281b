//! What an inspection may look at beside the file: documents that the user
//! handed in or had fetched. An inspection itself never fetches anything; it
//! tells what it would like to see.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use serde_json::Value;

use crate::badge::{as_address, as_host};
use crate::credential::json::{self, JsonError};
use crate::credential::key_list::KeyList;
use crate::credential::{did_web, issuer_id};

/// Where a document came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// From a file that the user named.
    File,
    /// From its own address on the web, at the user's wish.
    Web,
    /// From another place on the web (host and port), to which its own address
    /// sent on. That place does not speak for the first.
    SentOn(String),
}

/// Documents by their addresses.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    documents: HashMap<String, Kept>,
}

/// What is known of an address.
#[derive(Clone, Debug)]
enum Kept {
    Here(Arc<Here>),
    Failed(String),
    InVain(Want, String),
    Gone(String),
}

/// A document that is at hand. Each of many signatures in a file may ask for it,
/// so it is read once.
#[derive(Debug)]
struct Here {
    bytes: Vec<u8>,
    origin: Origin,
    json: OnceLock<Result<Arc<Value>, JsonError>>,
    /// The keys that it lists, by whose they are.
    keys: Mutex<HashMap<String, Arc<KeyList>>>,
}

impl Kept {
    fn here(bytes: Vec<u8>, origin: Origin) -> Self {
        Self::Here(Arc::new(Here { bytes, origin, json: OnceLock::new(), keys: Mutex::default() }))
    }
}

impl Here {
    fn text(&self) -> Option<&str> {
        std::str::from_utf8(&self.bytes).ok().map(str::trim)
    }
}

impl Sources {
    /// A document that the user handed in for an address or a DID.
    pub fn hand_in(&mut self, address: impl Into<String>, bytes: Vec<u8>) {
        self.documents.insert(key(&address.into()), Kept::here(bytes, Origin::File));
    }

    /// What came of fetching an address, or why nothing did.
    pub fn fetched(&mut self, url: impl Into<String>, outcome: Result<Vec<u8>, String>) {
        let kept = outcome.map_or_else(Kept::Failed, |bytes| Kept::here(bytes, Origin::Web));
        self.documents.insert(key(&url.into()), kept);
    }

    /// What was wanted was asked for and did not come, for this reason; it is wanted
    /// still.
    pub fn asked_in_vain(&mut self, want: Want, why: impl Into<String>) {
        self.documents.insert(key(&want.url), Kept::InVain(want, why.into()));
    }

    /// What was asked for in vain, and why it did not come.
    pub(super) fn in_vain(&self) -> Vec<(&Want, &str)> {
        let all = self.documents.values().filter_map(|kept| match kept {
            Kept::InVain(want, why) => Some((want, why.as_str())),
            _ => None,
        });
        let mut all: Vec<_> = all.collect();
        all.sort_unstable_by(|(one, _), (other, _)| one.url.cmp(&other.url));
        all
    }

    /// What lies at an address, as far as it was handed in or fetched.
    #[must_use]
    pub fn bytes(&self, address: &str) -> Option<&[u8]> {
        match self.documents.get(&key(address))? {
            Kept::Here(here) => Some(&here.bytes),
            _ => None,
        }
    }

    /// A document that was fetched from another place (host and port), to which
    /// its own address sent on.
    pub fn sent_on(&mut self, url: impl Into<String>, to: impl Into<String>, bytes: Vec<u8>) {
        self.documents.insert(key(&url.into()), Kept::here(bytes, Origin::SentOn(to.into())));
    }

    /// The address itself answers that what lay there was taken away for good
    /// (HTTP 410), in these words.
    pub fn gone(&mut self, url: impl Into<String>, why: impl Into<String>) {
        self.documents.insert(key(&url.into()), Kept::Gone(why.into()));
    }

    /// Whether the address was already looked at, with whatever success.
    #[must_use]
    pub fn has(&self, address: &str) -> bool {
        self.documents.contains_key(&key(address))
    }

    /// What an address says that was taken away for good.
    pub(super) fn says_gone(&self, address: &str) -> Option<&str> {
        match self.documents.get(&key(address))? {
            Kept::Gone(why) => Some(why),
            _ => None,
        }
    }

    /// Whether there is a document of this issuer.
    pub(super) fn knows(&self, issuer: &str) -> bool {
        matches!(self.of_issuer(issuer), Lookup::Found(..))
    }

    /// What an address says, as it is `read`, or why it cannot be.
    fn find<T>(&self, address: &str, read: impl FnOnce(&Here, &str) -> Result<T, String>) -> Lookup<T> {
        let here = match self.documents.get(&key(address)) {
            None => return Lookup::NotAsked,
            Some(Kept::Failed(why) | Kept::InVain(_, why) | Kept::Gone(why)) => return Lookup::Failed(why.clone()),
            Some(Kept::Here(here)) => here,
        };
        let is_no_text = || format!("What lies at {address} is not text.", address = as_address(address));
        match here.text().ok_or_else(is_no_text).and_then(|text| read(here, text)) {
            Ok(found) => Lookup::Found(found, here.origin.clone()),
            Err(why) => Lookup::Failed(why),
        }
    }

    /// The document of an address.
    pub(super) fn text(&self, address: &str) -> Lookup<String> {
        self.find(address, |_, text| Ok(text.to_owned()))
    }

    /// The JSON document of an address.
    pub(super) fn json(&self, address: &str) -> Lookup<Arc<Value>> {
        self.find(address, |here, text| {
            let value = here.json.get_or_init(|| json::parse(text).map(Arc::new));
            value.clone().map_err(|error| {
                format!("What lies at {address} cannot be read. {error}", address = as_address(address))
            })
        })
    }

    /// The keys of an issuer that the JSON document of an address lists.
    pub(super) fn keys(&self, address: &str, issuer: &str) -> Lookup<Arc<KeyList>> {
        let document = match self.json(address) {
            Lookup::Found(document, _) => document,
            Lookup::Failed(why) => return Lookup::Failed(why),
            Lookup::NotAsked => return Lookup::NotAsked,
        };
        self.find(address, |here, _| {
            let mut keys = here.keys.lock().unwrap_or_else(PoisonError::into_inner);
            let list = keys.entry(key(issuer)).or_insert_with(|| Arc::new(KeyList::read(&document, issuer)));
            Ok(Arc::clone(list))
        })
    }

    /// The document of an issuer: one handed in for its identifier, or the one
    /// at its address.
    pub(super) fn of_issuer(&self, issuer: &str) -> Lookup<Arc<Value>> {
        match self.json(issuer) {
            Lookup::NotAsked => did_web::document_of(issuer).map_or(Lookup::NotAsked, |url| self.json(&url)),
            known => known,
        }
    }
}

/// The one way to write an address or a DID.
fn key(address: &str) -> String {
    issuer_id::normal(address).into_owned()
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
    /// The host that would be asked, as browsers write it.
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

    /// The host that would be asked, as people are told of it.
    #[must_use]
    pub fn told_host(&self) -> String {
        as_host(&self.host)
    }
}
