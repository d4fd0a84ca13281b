//! The keys that an issuer's document lists, and what each of them may do (DID
//! Core, Controlled Identifiers 1.0, Open Badges 2.0 `CryptographicKey`, RFC
//! 7517).
//!
//! A key counts only for the purpose under which it is listed, and only while
//! it is in force: one for signing in, or one that was given up, awards
//! nothing.

mod document;
mod entry;
mod form;
mod reader;

use jiff::Timestamp;
use serde_json::Value;

use super::dates::Moment;
use super::issuer_id;
use super::public_key::{PublicKey, PublicKeyError};
use super::values::entries;
use super::work::{TooMuch, Work};
use document::{ASSERTION, OTHER_PURPOSES, WORDS, is_address, is_failed, reference, speaking_of_it};
use entry::{Entry, Named, Whole};
use reader::Reader;

pub use document::{in_force, in_other_hands, inside};
pub use entry::Barred;

/// The most keys that are read from one field of a document.
const MAX_KEYS: usize = 256;

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

impl KeyList {
    /// The list in a document of this issuer: a DID document, a profile, a set
    /// of keys, or a single key.
    #[must_use]
    pub fn read(document: &Value, issuer: &str) -> Self {
        // What a resolver answers: the document, and what it knows of it.
        let inner = inside(document);
        if !std::ptr::eq(inner, document) {
            // Of none that it found does it answer for one.
            let mut list = if is_failed(document) { Self::default() } else { Self::read(inner, issuer) };
            list.whole = speaking_of_it(document).map(Whole::of).fold(list.whole, Whole::and);
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
            begins: Moment::Absent,
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

    /// Every key that can be read and that an address with a fragment may mean: of a name that
    /// stands twice both.
    pub fn called<'a>(&'a self, method: &'a str) -> impl Iterator<Item = &'a PublicKey> {
        let named = Named::of(method);
        let all = self.entries.iter().chain(&self.elsewhere).filter(move |entry| named.is(entry));
        all.filter_map(|entry| entry.key.as_ref().ok())
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
            match (&entry.barred, entry.out_of_time(at)) {
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

#[cfg(test)]
mod tests;
