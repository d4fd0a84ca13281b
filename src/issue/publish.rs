//! The document that lists an issuer's keys, for its web server.

use std::fmt;
use std::path::Path;

use serde_json::{Value, json};

use super::IssueError;
use super::over::{Over, OverError};
use super::web_folder::{self, WebError, existing, said_at};
use crate::badge::{as_address, quoted};
use crate::credential::did::{self, fingerprint};
use crate::credential::key_list::KeyList;
use crate::credential::public_key::PublicKey;
use crate::credential::site::{HostedFile, Site, SiteError};
use crate::credential::view::entries;
use crate::credential::{did_document, did_web};
use crate::store::{Lock, write_atomically};

/// The words for keys in the profile of an issuer.
const MULTIKEY: &str = "https://w3id.org/security/multikey/v1";

/// Key list that was published: what was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// The address at which the file belongs.
    pub url: String,
    /// Whether there was no such file before.
    pub is_new: bool,
    /// How many keys the file lists now.
    pub keys: usize,
    /// How many it names besides that lie at addresses of their own.
    pub linked: usize,
    /// Those among them that an earlier version had listed, but not for awarding, and that
    /// award now: by fingerprint.
    pub put_right: Vec<String>,
    /// Those among them that are listed as given up, or as having an end: by
    /// fingerprint.
    pub given_up: Vec<String>,
    /// What it listed before and does not any more.
    pub left_out: Vec<LeftOut>,
    /// Further own keys that it does not list, and that were not asked for: by
    /// fingerprint.
    pub not_listed: Vec<String>,
}

/// An entry that an issuer's document listed as a key, and lists no more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// Its fingerprint, or the address at which it was listed where it cannot be read.
    pub name: String,
    /// What it was.
    pub kind: LeftOutKind,
}

/// Effect on badges of an entry that is listed no more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeftOutKind {
    /// A key that awarded: what it signed counts for nothing without it.
    Awarded,
    /// A key that awards nothing: one for something else, or in other hands.
    ForSomethingElse,
    /// A key that lies at an address of its own, which nobody looked up here.
    Elsewhere,
    /// It cannot be read as a key that signs badges: it is of another kind, or damaged.
    NotRead,
}

impl fmt::Display for LeftOut {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = as_address(&self.name);
        match self.kind {
            LeftOutKind::Awarded => write!(
                f,
                "The key {name} was listed there and is left out now: once this is on the web, badges that it signed count for nothing."
            ),
            LeftOutKind::ForSomethingElse => write!(
                f,
                "The key {name} was listed there, but not for awarding, and is left out now: whatever else it is for, nobody finds it there any more. No badge is lost by it."
            ),
            LeftOutKind::Elsewhere => write!(
                f,
                "The key at {name} was named there and is left out now: it was not looked up, and once this is on the web, badges that it signed count for nothing."
            ),
            LeftOutKind::NotRead => write!(
                f,
                "The entry {name} was listed there and is left out now: it cannot be read as a key that signs badges, being of another kind, such as one for agreeing on secrets, or damaged. If you use it for something else, put it back."
            ),
        }
    }
}

/// Writes the document that lists an issuer's keys. What is there already stays:
/// other keys, without which the badges that they signed would count for nothing,
/// and whatever else it says. With `only`, other keys go. `further` are own keys that are
/// listed as well where the document is begun; in one that is there they may have been
/// left out on purpose.
///
/// # Errors
/// When the issuer has no place on the web, the file is another one or cannot be
/// read, or it cannot be written.
pub fn publish_keys(
    issuer: &str,
    keys: &[PublicKey],
    further: &[PublicKey],
    only: bool,
    over: &Over,
    path: &Path,
) -> Result<Published, super::HandOutError> {
    let no_place = || IssueError::from(SiteError::NotAPlace(quoted(issuer)));
    let site = Site::of(issuer).ok_or_else(no_place)?;
    let url = did_web::document_of(&site.issuer).ok_or_else(no_place)?;
    let over = Over { force: true, ..over.clone() };
    match path.symlink_metadata() {
        Ok(_) => over.check_document(path)?,
        Err(_) if path.file_name().is_none() => {
            let source = std::io::ErrorKind::IsADirectory.into();
            return Err(OverError::from(crate::store::WriteError { path: path.to_owned(), source }).into());
        }
        Err(_) => {}
    }
    // Whoever awards or withdraws holds the folder; it is taken first by everybody.
    let folder = web_folder::home_of(path.parent().unwrap_or(Path::new("")));
    let _folder = web_folder::lock(&folder).map_err(WebError::Write)?;
    let _lock = Lock::on(path).map_err(WebError::Write)?;
    let earlier = existing(path)?.map(|bytes| said_at(path, &bytes, &site.issuer)).transpose()?;
    let keys = &[keys, &web_folder::along(further, earlier.as_ref())].concat();
    let mut ours = did_document::listing(&site.issuer, each_once(keys.iter()));
    let (mut before, mut put_right) = (Value::Null, Vec::new());
    match earlier {
        None => write_atomically(path, &HostedFile::json(url.clone(), &ours).bytes).map_err(WebError::Write)?,
        Some(mut said) => {
            before = said.clone();
            // Before others go: that one of them is listed for awarding tells what was wrong.
            put_right = did_document::put_right(&mut said, keys);
            if only {
                keep_only(&mut said, &site.issuer, keys);
            }
            let earlier = said.to_string().into_bytes();
            if !site.is_did() {
                // A profile has words of its own.
                ours["@context"] = json!([MULTIKEY]);
            }
            let bytes = web_folder::merged(path, &url, ours, &earlier, false)?;
            write_atomically(path, &bytes).map_err(WebError::Write)?;
        }
    }
    let now = existing(path)?.unwrap_or_default();
    let said = serde_json::from_slice::<Value>(&now).unwrap_or_default();
    let awarding = did_document::keys(&said);
    let different = each_once(awarding.iter().map(|listed| &listed.key));
    let list = KeyList::read(&said, &site.issuer);
    // One that was asked for and given up under another purpose is not listed for it.
    let asked = each_once(list.keys().map(|(_, key)| key).chain(keys));
    let given_up = asked.iter().filter(|key| list.gave_up(key)).map(|key| named(key)).collect();
    let stay = all_listed(&said, &site.issuer);
    let is_gone = |one: &LeftOut| !stay.iter().any(|stays| stays.name == one.name);
    let left_out = all_listed(&before, &site.issuer).into_iter().filter(is_gone).collect();
    let is_listed =
        |key: &PublicKey| list.keys().any(|(_, listed)| listed == key) || list.links().contains(&site.key_url(key));
    let not_listed = further.iter().filter(|key| !is_listed(key)).map(named).collect();
    let linked = list.links().len();
    let put_right = put_right.iter().map(named).collect();
    let (is_new, keys) = (before.is_null(), different.len());
    Ok(Published { url, is_new, keys, linked, put_right, given_up, left_out, not_listed })
}

fn each_once<'k>(keys: impl Iterator<Item = &'k PublicKey>) -> Vec<&'k PublicKey> {
    let mut different: Vec<&PublicKey> = Vec::new();
    for key in keys {
        if !different.contains(&key) {
            different.push(key);
        }
    }
    different
}

fn named(key: &PublicKey) -> String {
    fingerprint(&did::did_key(key))
}

/// The key that one entry of a list holds, if it can be read.
fn key_in(list: &str, entry: &Value, issuer: &str) -> Option<PublicKey> {
    let alone = KeyList::read(&json!({ "id": issuer, (list): [entry] }), issuer);
    alone.keys().next().map(|(_, key)| key.clone()).filter(|_| entry.is_object())
}

/// The whole address of an entry, or of what it refers to.
fn address(entry: &Value, issuer: &str) -> Option<String> {
    let id = entry.get("id").unwrap_or(entry).as_str()?;
    Some(if id.starts_with('#') { format!("{issuer}{id}") } else { id.to_owned() })
}

/// Everything that a document lists as a key, once each: by fingerprint, or by its
/// address where it cannot be read or lies elsewhere.
fn all_listed(said: &Value, issuer: &str) -> Vec<LeftOut> {
    let known = KeyList::read(said, issuer);
    let awards: Vec<&PublicKey> = known.awarding().map(|(_, key)| key).collect();
    let unread: Vec<&str> = known.unread().map(|(id, _)| id).collect();
    let mut all: Vec<LeftOut> = Vec::new();
    for list in did_document::LISTS {
        for entry in entries(said.get(list)) {
            let address = address(entry, issuer);
            let referred = known.keys().find(|(id, _)| entry.is_string() && address.as_deref() == Some(*id));
            let key = referred.map(|(_, key)| key.clone()).or_else(|| key_in(list, entry, issuer));
            let one = match (key, address) {
                (Some(key), _) if awards.contains(&&key) => LeftOut { name: named(&key), kind: LeftOutKind::Awarded },
                (Some(key), _) => LeftOut { name: named(&key), kind: LeftOutKind::ForSomethingElse },
                (None, Some(name)) if entry.is_string() && !unread.contains(&name.as_str()) => {
                    LeftOut { name, kind: LeftOutKind::Elsewhere }
                }
                (None, name) => {
                    LeftOut { name: name.unwrap_or_else(|| "without an address".into()), kind: LeftOutKind::NotRead }
                }
            };
            if !all.iter().any(|known| known.name == one.name) {
                all.push(one);
            }
        }
    }
    all
}

/// Takes all but these keys out of a document, with whatever in it refers to them.
/// What it says of those that stay stays: one that was given up is not as good as new
/// for being asked for.
fn keep_only(said: &mut Value, issuer: &str, keys: &[PublicKey]) {
    let listed = KeyList::read(said, issuer);
    let ids: Vec<&str> = listed.keys().filter(|(_, key)| keys.contains(key)).map(|(id, _)| id).collect();
    let is_named = |entry: &Value| address(entry, issuer).is_some_and(|id| ids.contains(&id.as_str()));
    let mut gone: Vec<String> = Vec::new();
    for list in did_document::LISTS {
        let Some(before) = said.get_mut(list) else { continue };
        let stays = |entry: &&Value| match key_in(list, entry, issuer) {
            Some(key) => keys.contains(&key),
            None => entry.is_string() && is_named(entry),
        };
        let (stay, go): (Vec<&Value>, Vec<&Value>) = entries(Some(&*before)).partition(stays);
        gone.extend(go.into_iter().filter(|entry| !is_named(entry)).filter_map(|entry| address(entry, issuer)));
        *before = stay.into_iter().cloned().collect();
    }
    // What a key is for besides is said by its address, which leads nowhere now.
    let leads_nowhere =
        |entry: &Value| entry.is_string() && address(entry, issuer).is_some_and(|id| gone.contains(&id));
    let fields = said.as_object_mut().into_iter().flatten();
    for (_, value) in fields.filter(|(name, _)| !did_document::LISTS.contains(&name.as_str())) {
        if entries(Some(&*value)).any(leads_nowhere) {
            *value = entries(Some(&*value)).filter(|entry| !leads_nowhere(entry)).cloned().collect();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::credential::{Algorithm, IssuerKey, SystemRandom};

    fn key() -> PublicKey {
        let now = jiff::Timestamp::UNIX_EPOCH;
        IssuerKey::generate("x", Algorithm::Ed25519, now, &mut SystemRandom).unwrap().public().clone()
    }

    #[test]
    fn a_new_key_is_listed_beside_those_that_are_there_and_the_rest_of_the_document_stays() {
        let at = tempfile::tempdir().unwrap();
        let path = at.path().join("did.json");
        let (old, new) = (key(), key());
        let publish = |issuer: &str, key: &PublicKey, only| {
            publish_keys(issuer, std::slice::from_ref(key), &[], only, &Over::default(), &path)
        };
        assert_eq!(publish("did:web:e.org", &old, false).unwrap().keys, 1);
        let mut said: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
        said["service"] = json!([{ "id": "#site", "type": "LinkedDomains", "serviceEndpoint": "https://e.org" }]);
        std::fs::write(&path, said.to_string()).unwrap();
        assert_eq!(publish("did:web:e.org", &new, false).unwrap().keys, 2);
        assert_eq!(publish("did:web:e.org", &new, false).unwrap().keys, 2, "and not twice");
        let said: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
        assert_eq!(said["service"][0]["id"], "#site");
        let listed: Vec<_> = did_document::keys(&said).into_iter().map(|listed| listed.key).collect();
        assert!(listed.contains(&old) && listed.contains(&new));
        assert_eq!(publish("did:web:e.org", &new, true).unwrap().keys, 1, "only when asked");
        let before = std::fs::read(&path).unwrap();
        for issuer in ["did:web:other.example", "did:key:z6Mk"] {
            publish(issuer, &old, false).unwrap_err();
        }
        assert_eq!(std::fs::read(&path).unwrap(), before);
        for damaged in ["{", "[]", ""] {
            std::fs::write(&path, damaged).unwrap();
            for only in [false, true] {
                let words = publish("did:web:e.org", &old, only).unwrap_err().to_string();
                assert!(words.contains("did.json") && words.contains("left as it is"), "{words}");
            }
            assert_eq!(std::fs::read_to_string(&path).unwrap(), damaged);
        }
    }

    /// An entry that is no key for awarding, or is damaged, is as lost as any other.
    #[test]
    fn with_these_keys_alone_everything_that_goes_is_told_and_nothing_refers_to_it_any_more() {
        let at = tempfile::tempdir().unwrap();
        let path = at.path().join("did.json");
        let (ours, other) = (key(), key());
        let did = "did:web:e.org";
        let method = |id: &str, value: &str| json!({ "id": id, "type": "Multikey", "controller": did, "publicKeyMultibase": value });
        let value = ours.multibase();
        let said = json!({
            "@context": ["https://www.w3.org/ns/did/v1"], "id": did,
            "verificationMethod": [method("#ours", &value), method("#agrees", "z6LSdamaged"), method("#other", &other.multibase())],
            "assertionMethod": ["#ours", "did:web:e.org#other"],
            "publicKey": "https://e.org/old",
            "authentication": ["#ours", "did:web:e.org#agrees", method("#within", &value)],
            "keyAgreement": "#agrees",
        });
        std::fs::write(&path, said.to_string()).unwrap();
        let done = publish_keys(did, std::slice::from_ref(&ours), &[], true, &Over::default(), &path).unwrap();
        let gone = [
            ("did:web:e.org#agrees".to_owned(), LeftOutKind::NotRead),
            (named(&other), LeftOutKind::Awarded),
            ("https://e.org/old".to_owned(), LeftOutKind::Elsewhere),
        ];
        let gone = gone.map(|(name, kind)| LeftOut { name, kind });
        assert_eq!((done.keys, done.left_out), (1, gone.to_vec()));
        let now: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
        assert_eq!(now["authentication"], json!(["#ours", said["authentication"][2]]));
        assert_eq!(now["keyAgreement"], json!([]));
        assert!(!["agrees", "#other", "/old"].iter().any(|gone| now.to_string().contains(gone)), "{now}");
    }

    /// Only of a key that awarded is it true that badges count for nothing without it.
    #[test]
    fn of_each_entry_that_is_left_out_it_is_told_what_it_was() {
        let at = tempfile::tempdir().unwrap();
        let path = at.path().join("did.json");
        let (ours, awards, signs_in) = (key(), key(), key());
        let did = "did:web:e.org";
        let method = |id: &str, value: &str| json!({ "id": id, "type": "Multikey", "controller": did, "publicKeyMultibase": value });
        // X25519, for agreeing on secrets.
        let agrees = "z6LSbysY2xFMRpGMhb7tFTLMpeuPRaqaWM1yECx2AtzE3KCc";
        let said = json!({
            "@context": ["https://www.w3.org/ns/did/v1"], "id": did,
            "verificationMethod": [method("#ours", &ours.multibase()), method("#awards", &awards.multibase()),
                method("#in", &signs_in.multibase()), method("#agrees", agrees)],
            "assertionMethod": ["#ours", "#awards"], "authentication": ["#in"], "keyAgreement": ["#agrees"],
        });
        std::fs::write(&path, said.to_string()).unwrap();
        let done = publish_keys(did, std::slice::from_ref(&ours), &[], true, &Over::default(), &path).unwrap();
        let kinds: Vec<_> = done.left_out.iter().map(|one| one.kind).collect();
        assert_eq!(kinds, [LeftOutKind::Awarded, LeftOutKind::ForSomethingElse, LeftOutKind::NotRead]);
        for one in done.left_out {
            let words = one.to_string();
            assert_eq!(words.contains("badges that it signed"), one.kind == LeftOutKind::Awarded, "{words}");
        }
    }

    #[test]
    fn the_profile_of_an_issuer_takes_a_key_and_keeps_what_it_says() {
        let at = tempfile::tempdir().unwrap();
        let path = at.path().join("issuer.json");
        let profile = json!({
            "@context": "https://w3id.org/openbadges/v2", "type": "Issuer", "id": "https://e.org/issuer.json",
            "name": "Harbour", "url": "https://e.org", "email": "a@e.org",
        });
        std::fs::write(&path, profile.to_string()).unwrap();
        let done = publish_keys("https://e.org", &[key()], &[], false, &Over::default(), &path).unwrap();
        assert_eq!((done.url.as_str(), done.keys), ("https://e.org/issuer.json", 1));
        let said: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
        assert_eq!(
            (&said["name"], &said["email"], &said["type"]),
            (&profile["name"], &profile["email"], &profile["type"])
        );
        assert!(said["@context"].as_array().unwrap().contains(&profile["@context"]));
    }

    /// Profiles of Open Badges 2.0 by other programs name their keys by address and say nothing
    /// on purposes.
    #[test]
    fn keys_that_a_profile_names_by_address_award_after_another_is_published() {
        let at = tempfile::tempdir().unwrap();
        let path = at.path().join("issuer.json");
        let id = "https://e.org/issuer.json";
        let profile = json!({
            "@context": "https://w3id.org/openbadges/v2", "type": "Issuer", "id": id, "name": "Harbour",
            "publicKey": ["https://e.org/k", "https://e.org/l"],
        });
        std::fs::write(&path, profile.to_string()).unwrap();
        let done = publish_keys(id, &[key()], &[], false, &Over::default(), &path).unwrap();
        assert_eq!((done.keys, done.linked, done.left_out.len()), (1, 2, 0));
        let said: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
        assert_eq!(KeyList::read(&said, id).links(), ["https://e.org/k", "https://e.org/l"]);
    }
}
