//! The keys that an issuer's document lists, and what each of them may do (DID
//! Core, Controlled Identifiers 1.0, Open Badges 2.0 `CryptographicKey`, RFC
//! 7517).
//!
//! A key counts only for the purpose under which it is listed, and only while
//! it is in force: one for signing in, or one that was given up, awards
//! nothing.

mod form;
mod reader;

use std::borrow::Cow;

use jiff::Timestamp;
use serde_json::Value;
use thiserror::Error;

use super::dates;
use super::did_web;
use super::issuer_id;
use super::public_key::{PublicKey, PublicKeyError};
use super::view::{Moment, entries};
use super::work::{TooMuch, Work};
use reader::Reader;

/// The most keys that are read from one field of a document.
const MAX_KEYS: usize = 256;

/// Why a key that an issuer lists awards nothing.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum Barred {
    /// The whole document does not count any more.
    #[error("The issuer's list of keys is marked as deactivated, so none of them counts.")]
    Deactivated,
    /// It is listed for something else.
    #[error("The issuer lists the key that signed it, but not for awarding (assertionMethod).")]
    Purpose,
    /// Somebody else controls it.
    #[error("The key that signed it is in somebody else's hands, says the issuer's own list of keys ({0}).")]
    Controller(String),
    /// It was given up before it signed.
    #[error("The issuer had revoked the key before it signed: it counts until {0}.")]
    Revoked(String),
    /// Its time was over before it signed.
    #[error("The time of the key was over before it signed: it counts until {0}.")]
    Expired(String),
    /// When it ceased to count is not known.
    #[error("The issuer's list of keys says that the key has an end, and when cannot be read ({0}).")]
    Unreadable(String),
}

/// One key of a document.
#[derive(Clone, Debug)]
struct Entry {
    id: String,
    /// The same in the one way to write it: many signatures may ask for it.
    normal: String,
    key: Result<PublicKey, PublicKeyError>,
    barred: Option<Barred>,
    revoked: Moment,
    expires: Moment,
}

impl Entry {
    /// Why its time was over at a point in time.
    fn ended(&self, at: Timestamp) -> Option<Barred> {
        let ended = |moment: &Moment, barred: fn(String) -> Barred| match moment {
            Moment::Absent => None,
            Moment::At(end) if *end > at => None,
            Moment::At(end) => Some(barred(end.to_string())),
            Moment::Unreadable(text) => Some(Barred::Unreadable(text.clone())),
        };
        ended(&self.revoked, Barred::Revoked).or_else(|| ended(&self.expires, Barred::Expired))
    }

    /// Why it counts for nothing at a point in time, whatever it is listed for.
    fn given_up(&self, at: Timestamp) -> Option<Barred> {
        self.barred.clone().filter(|barred| *barred != Barred::Purpose).or_else(|| self.ended(at))
    }

    /// Whether it counts for nothing, or will not some day, whatever it is listed for.
    fn has_an_end(&self) -> bool {
        let has = |moment: &Moment| *moment != Moment::Absent;
        !matches!(self.barred, None | Some(Barred::Purpose)) || has(&self.revoked) || has(&self.expires)
    }
}

/// The address of a key, as entries are held against it.
struct Named<'a> {
    normal: Cow<'a, str>,
    fragment: Option<&'a str>,
}

impl<'a> Named<'a> {
    fn of(address: &'a str) -> Self {
        let fragment = address.split_once('#').map(|(_, fragment)| fragment);
        Self { normal: issuer_id::normal(address), fragment }
    }

    fn is(&self, entry: &Entry) -> bool {
        // Sets of keys give them short names.
        let short = entry.id.trim_start_matches('#');
        entry.normal == self.normal || (!short.is_empty() && !short.contains(':') && self.fragment == Some(short))
    }
}

/// The keys of an issuer, as one document lists them.
#[derive(Clone, Debug, Default)]
pub struct KeyList {
    entries: Vec<Entry>,
    /// Keys that stand only under another purpose, such as signing in: they award
    /// nothing, and what is said of their end holds for every copy of them.
    elsewhere: Vec<Entry>,
    links: Vec<String>,
    /// Whether the document says at all which of its keys award.
    tells_purposes: bool,
    /// Whether it names any key that awards, be it one that is not there.
    names_awarding: bool,
    /// Whether it lists more keys than are read.
    is_cut: bool,
    whole: Whole,
}

/// Whether a document counts as a whole, and until when.
#[derive(Clone, Debug, Default)]
struct Whole {
    deactivated: bool,
    revoked: Moment,
    expires: Moment,
}

impl Whole {
    fn of(document: &Value) -> Self {
        Self {
            deactivated: is_deactivated(document),
            revoked: end(document, "revoked"),
            expires: end(document, "expires"),
        }
    }

    /// No key counts longer than the document that lists or names it.
    fn bind(&self, entry: &mut Entry) {
        if self.deactivated {
            entry.barred = Some(Barred::Deactivated);
        }
        for (own, whole) in [(&mut entry.revoked, &self.revoked), (&mut entry.expires, &self.expires)] {
            *own = std::mem::take(own).and(whole.clone(), Timestamp::min);
        }
    }
}

impl KeyList {
    /// The list in a document of this issuer: a DID document, a profile, a set
    /// of keys, or a single key.
    #[must_use]
    pub fn read(document: &Value, issuer: &str) -> Self {
        // What a resolver answers: the document, and what it knows of it.
        let inner = inside(document);
        if !std::ptr::eq(inner, document) {
            let mut list = Self::read(inner, issuer);
            if document.get("didDocumentMetadata").is_some_and(is_deactivated) {
                list.whole.deactivated = true;
            }
            return list.bound();
        }
        let reader = Reader::of(document, issuer);
        let mut list = Self {
            tells_purposes: reader.awarding.is_some(),
            names_awarding: reader.awarding.as_ref().is_some_and(|named| !named.is_empty()),
            whole: Whole::of(document),
            ..Self::default()
        };
        let is_long = |field: &&str| entries(document.get(*field)).count() > MAX_KEYS;
        list.is_cut = WORDS.iter().chain(&["keys"]).any(is_long);
        for field in ["verificationMethod", "publicKey", "keys"] {
            for entry in entries(document.get(field)).take(MAX_KEYS) {
                match reference(entry) {
                    Some(address) => {
                        let id = reader.full(address);
                        if reader.allows(field, &id) && !list.has_here(&id, &reader) {
                            list.links.push(id);
                        }
                    }
                    None => list.entries.extend(reader.entry(field, entry)),
                }
            }
        }
        for entry in entries(document.get(ASSERTION)).take(MAX_KEYS) {
            match reference(entry).map(|id| reader.full(id)) {
                None => list.entries.extend(reader.entry(ASSERTION, entry)),
                Some(id) if is_address(&id) && !list.has_here(&id, &reader) => list.links.push(id),
                Some(_) => {}
            }
        }
        for field in OTHER_PURPOSES {
            let there = entries(document.get(field)).filter(|entry| entry.is_object()).take(MAX_KEYS);
            list.elsewhere.extend(there.filter_map(|entry| reader.entry(field, entry)));
        }
        // A document may be a single key.
        if list.entries.is_empty() && !reader.is_did {
            list.entries.extend(reader.entry("", document));
        }
        list.bound()
    }

    /// The same of a document that came with a file, which may list as many keys as it
    /// likes, and each of many badges in it others.
    ///
    /// # Errors
    /// When more would be spent on it than is left of `work`.
    pub fn within(document: &Value, issuer: &str, work: &Work) -> Result<Self, TooMuch> {
        let inner = inside(document);
        let fields = WORDS.iter().chain(&["keys"]);
        let keys = fields.flat_map(|field| entries(inner.get(*field)).take(MAX_KEYS)).filter(|key| key.is_object());
        let letters = |key: &Value| {
            let written = ["publicKeyMultibase", "publicKeyBase58"].iter().filter_map(|name| key.get(*name)?.as_str());
            written.map(str::len).sum()
        };
        work.spend(keys.chain([inner]).map(|key| PublicKey::steps_to_read(letters(key))).sum())?;
        Ok(Self::read(document, issuer))
    }

    fn bound(mut self) -> Self {
        self.entries.iter_mut().for_each(|entry| self.whole.bind(entry));
        self
    }

    /// What another document names by this address and lies here: with a fragment one
    /// key, whatever else is listed beside it. It counts no longer than that document
    /// does.
    #[must_use]
    pub fn named_by(&self, naming: &Self, address: &str) -> Self {
        let mut named = self.clone();
        if address.contains('#') {
            named.keep_only(address);
        }
        named.entries.iter_mut().for_each(|entry| naming.whole.bind(entry));
        named
    }

    /// Leaves the key of one address. Its copies under other names award nothing, and
    /// what is said of their end holds for it.
    fn keep_only(&mut self, address: &str) {
        let document = issuer_id::normal(address.split('#').next().unwrap_or_default()).into_owned();
        let is_alone = matches!(self.entries.as_slice(), [only] if only.id.is_empty() || only.normal == document);
        if is_alone && self.elsewhere.is_empty() {
            return;
        }
        let named = Named::of(address);
        let (kept, others): (Vec<Entry>, Vec<Entry>) =
            std::mem::take(&mut self.entries).into_iter().partition(|entry| named.is(entry));
        self.elsewhere.extend(others);
        self.elsewhere
            .retain(|entry| named.is(entry) || kept.iter().any(|kept| kept.key.is_ok() && kept.key == entry.key));
        self.entries = kept;
    }

    /// Whether a key, by its address, lies in this document.
    fn has_here(&self, id: &str, reader: &Reader<'_>) -> bool {
        let document = id.split('#').next().unwrap_or_default();
        let normal = issuer_id::normal(id);
        [reader.base, reader.issuer].iter().any(|own| issuer_id::same(own, document))
            || self.links.iter().any(|link| link == id)
            || self.entries.iter().any(|entry| entry.normal == normal)
    }

    /// A single key by itself.
    #[must_use]
    pub fn of(key: PublicKey) -> Self {
        let entry = Entry {
            id: String::new(),
            normal: String::new(),
            key: Ok(key),
            barred: None,
            revoked: Moment::Absent,
            expires: Moment::Absent,
        };
        Self { entries: vec![entry], ..Self::default() }
    }

    /// Addresses of keys that the document names and does not hold.
    #[must_use]
    pub fn links(&self) -> &[String] {
        &self.links
    }

    /// Whether the document lists more keys than are read, so that one that is not
    /// here may be there, or one that is may have been given up.
    #[must_use]
    pub fn is_cut(&self) -> bool {
        self.is_cut
    }

    /// Whether it says anything about which keys the issuer has: a document that
    /// lists none says of no key that it is another's, whether its lists are empty or
    /// not there.
    #[must_use]
    pub fn tells(&self) -> bool {
        !self.is_empty() || !self.links.is_empty() || self.names_awarding || self.whole.deactivated
    }

    /// Whether it holds no key at all, not even one that is not read.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty() && self.elsewhere.is_empty()
    }

    /// The key of this address, whatever it may do; an address without a
    /// fragment means the only key there is.
    #[must_use]
    pub fn find(&self, method: &str) -> Option<&Result<PublicKey, PublicKeyError>> {
        let named = Named::of(method);
        let is_it = |entry: &&Entry| named.is(entry);
        let alone = || match self.entries.as_slice() {
            [only] if named.fragment.is_none() => Some(only),
            _ => None,
        };
        let found = self.entries.iter().find(is_it).or_else(alone);
        found.or_else(|| self.elsewhere.iter().find(is_it)).map(|entry| &entry.key)
    }

    /// Every key that can be read and may have made a signature, also those that
    /// are listed for something else.
    pub fn tried(&self) -> impl Iterator<Item = &PublicKey> {
        self.entries.iter().chain(&self.elsewhere).filter_map(|entry| entry.key.as_ref().ok())
    }

    /// Every key that can be read, whatever it may do, with its address.
    pub fn keys(&self) -> impl Iterator<Item = (&str, &PublicKey)> {
        self.entries.iter().filter_map(|entry| Some((entry.id.as_str(), entry.key.as_ref().ok()?)))
    }

    /// Every key that may award now or could once, with its address.
    pub fn awarding(&self) -> impl Iterator<Item = (&str, &PublicKey)> {
        let may = self.entries.iter().filter(|entry| entry.barred.is_none());
        may.filter_map(|entry| Some((entry.id.as_str(), entry.key.as_ref().ok()?)))
    }

    /// The addresses of all that may award now or could once, also of keys that
    /// cannot be read here or lie elsewhere; of those that have an address.
    pub fn addresses(&self) -> impl Iterator<Item = &str> {
        let may = self.entries.iter().filter(|entry| entry.barred.is_none() && !entry.id.is_empty());
        may.map(|entry| entry.id.as_str()).chain(self.links.iter().map(String::as_str))
    }

    /// The keys that are there and cannot be used, by their addresses.
    pub fn unread(&self) -> impl Iterator<Item = (&str, &PublicKeyError)> {
        self.entries.iter().filter_map(|entry| Some((entry.id.as_str(), entry.key.as_ref().err()?)))
    }

    /// Whether a key could award at a point in time; `None` when it is not
    /// listed. A key may be listed more than once: where one place says that it
    /// was given up, no other brings it back.
    #[must_use]
    pub fn may_award(&self, key: &PublicKey, at: Timestamp) -> Option<Result<(), Barred>> {
        let mut elsewhere = self.elsewhere.iter().filter(|entry| entry.key.as_ref() == Ok(key)).peekable();
        let mut judged = elsewhere.peek().map(|_| Err(Barred::Purpose));
        if let Some(given_up) = elsewhere.find_map(|entry| entry.given_up(at)) {
            return Some(Err(given_up));
        }
        for entry in self.entries.iter().filter(|entry| entry.key.as_ref() == Ok(key)) {
            match (&entry.barred, entry.ended(at)) {
                (None, None) => judged = Some(Ok(())),
                // Another place may list it for awarding.
                (Some(Barred::Purpose), None) => judged = judged.or(Some(Err(Barred::Purpose))),
                (None | Some(Barred::Purpose), Some(ended)) => return Some(Err(ended)),
                (Some(barred), _) => return Some(Err(barred.clone())),
            }
        }
        judged
    }

    /// Whether a key is listed as one that awards nothing, or will not some day:
    /// nobody but the issuer may take that back.
    #[must_use]
    pub fn gave_up(&self, key: &PublicKey) -> bool {
        let mut elsewhere = self.elsewhere.iter().filter(|entry| entry.key.as_ref() == Ok(key));
        if elsewhere.any(Entry::has_an_end) {
            return true;
        }
        let mut copies = self.entries.iter().filter(|entry| entry.key.as_ref() == Ok(key)).peekable();
        let is_listed = copies.peek().is_some();
        let mut awards = false;
        for entry in copies {
            if entry.has_an_end() {
                return true;
            }
            awards |= entry.barred.is_none();
        }
        is_listed && !awards && self.tells_purposes
    }
}

/// The field that lists what awards.
const ASSERTION: &str = "assertionMethod";

/// The fields that list what signs in, hides or acts, and awards nothing.
const OTHER_PURPOSES: [&str; 4] = ["authentication", "keyAgreement", "capabilityInvocation", "capabilityDelegation"];

/// Words of a DID document that list keys, or say what they are for.
const WORDS: [&str; 7] = [
    "verificationMethod",
    "publicKey",
    "authentication",
    ASSERTION,
    "keyAgreement",
    "capabilityInvocation",
    "capabilityDelegation",
];

/// Whether a key of this name can lie in another document.
fn is_address(id: &str) -> bool {
    id.starts_with("https://") || id.starts_with("did:")
}

/// What is only named: by its address, or by an object with nothing else.
fn reference(thing: &Value) -> Option<&str> {
    match thing {
        Value::Object(fields) if fields.len() == 1 => fields.get("id")?.as_str(),
        thing => thing.as_str(),
    }
}

/// Those whose hands something is in, where the issuer is not among them.
fn other(hands: &Value, issuer: &str) -> Option<String> {
    let is_ours = |hand: &str| issuer_id::same(hand, issuer) || is_host_of(hand, issuer);
    let ours = entries(Some(hands)).filter_map(reference).any(is_ours);
    (!ours).then(|| hands.as_str().map_or_else(|| hands.to_string(), str::to_owned))
}

/// Whether a `did:web` is the host, as a whole, on which the issuer's profile lies:
/// whoever has that host in hand says what the profile is.
fn is_host_of(did: &str, issuer: &str) -> bool {
    let url = did_web::url(did);
    let host = url.as_deref().and_then(|url| url.strip_suffix(".well-known/did.json"));
    host.is_some_and(|host| issuer_id::normal(issuer).starts_with(issuer_id::normal(host).as_ref()))
}

/// The document itself, also in what a resolver answers (DID Resolution).
#[must_use]
pub fn inside(document: &Value) -> &Value {
    document.get("didDocument").filter(|inner| inner.is_object()).unwrap_or(document)
}

/// Who may change the issuer's document, where the issuer may not: which keys it
/// lists is their word (DID Core, `controller`).
#[must_use]
pub fn in_other_hands(document: &Value, issuer: &str) -> Option<String> {
    other(inside(document).get("controller")?, issuer)
}

/// Whether an issuer's document, or a profile, was in force at a point in time, as
/// far as it says. An end that cannot be read is none that lies ahead.
#[must_use]
pub fn in_force(document: &Value, at: Timestamp) -> bool {
    let lasts = |field: &str| match end(document, field) {
        Moment::Absent => true,
        Moment::At(end) => end > at,
        Moment::Unreadable(_) => false,
    };
    !is_deactivated(document) && lasts("revoked") && lasts("expires")
}

/// Whether a document, or an entry of it, says that it is not in force. Whatever
/// else stands there does not say that it is.
fn is_deactivated(thing: &Value) -> bool {
    thing.get("deactivated").is_some_and(|value| *value != Value::Bool(false))
}

/// When a document, or an entry of it, ceases to count.
fn end(thing: &Value, field: &str) -> Moment {
    match thing.get(field) {
        Some(Value::Bool(false)) => Moment::Absent,
        value => dates::moment(value),
    }
}

/// Whether a JSON Web Key is one for signatures, as far as it says (RFC 7517,
/// `use` and `key_ops`).
#[must_use]
pub fn signs(jwk: &Value) -> bool {
    let of_use = jwk.get("use").is_none_or(|used| used == "sig");
    of_use && jwk.get("key_ops").is_none_or(|all| entries(Some(all)).any(|one| one == "verify"))
}

#[cfg(test)]
mod tests;
