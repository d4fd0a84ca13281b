//! The document that lists an issuer's keys, for its web server.

use std::path::Path;

use serde_json::{Value, json};

use super::IssueError;
use super::over::{Over, OverError};
use super::web_folder::{self, WebError, existing, said_at};
use crate::credential::did::{self, fingerprint};
use crate::credential::did_web;
use crate::credential::key_list::KeyList;
use crate::credential::public_key::PublicKey;
use crate::credential::site::{HostedFile, Site, SiteError};
use crate::credential::view::entries;
use crate::document::{Lock, write_atomically};

/// The words for keys in the profile of an issuer.
const MULTIKEY: &str = "https://w3id.org/security/multikey/v1";

/// What was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// The address at which the file belongs.
    pub url: String,
    /// How many keys the file lists now.
    pub keys: usize,
    /// Those among them that are listed as given up, or as having an end: by
    /// fingerprint.
    pub given_up: Vec<String>,
    /// Those that it listed before and does not any more: by fingerprint, or by the
    /// address at which it had them.
    pub left_out: Vec<String>,
}

/// Writes the document that lists an issuer's keys. What is there already stays:
/// other keys, without which the badges that they signed would count for nothing,
/// and whatever else it says. With `only`, other keys go.
///
/// # Errors
/// When the issuer has no place on the web, the file is another one or cannot be
/// read, or it cannot be written.
pub fn publish_keys(
    issuer: &str,
    keys: &[PublicKey],
    only: bool,
    over: &Over,
    path: &Path,
) -> Result<Published, super::HandOutError> {
    let no_place = || IssueError::from(SiteError::NoPlace { also: ", or did:web:example.org" });
    let site = Site::of(issuer).ok_or_else(no_place)?;
    let url = did_web::document_of(&site.issuer).ok_or_else(no_place)?;
    let over = Over { force: true, ..over.clone() };
    match path.symlink_metadata() {
        Ok(_) => over.check_document(path)?,
        Err(_) if path.file_name().is_none() => {
            let source = std::io::ErrorKind::IsADirectory.into();
            return Err(OverError::from(crate::document::WriteError { path: path.to_owned(), source }).into());
        }
        Err(_) => {}
    }
    // Whoever awards or withdraws holds the folder; it is taken first by everybody.
    let folder = web_folder::home_of(path.parent().unwrap_or(Path::new("")));
    let _folder = web_folder::lock(&folder).map_err(WebError::Write)?;
    let _lock = Lock::on(path).map_err(WebError::Write)?;
    let mut ours = did_web::document(&site.issuer, keys);
    let mut before = KeyList::default();
    match existing(path)? {
        None => write_atomically(path, &HostedFile::json(url.clone(), &ours).bytes).map_err(WebError::Write)?,
        Some(mut earlier) => {
            let mut said = said_at(path, &earlier, &site.issuer)?;
            before = KeyList::read(&said, &site.issuer);
            if only {
                keep_only(&mut said, &site.issuer, keys);
                earlier = said.to_string().into_bytes();
            }
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
    let awarding = did_web::keys(&said);
    let different = each_once(awarding.iter().map(|listed| &listed.key));
    let list = KeyList::read(&said, &site.issuer);
    let (all, earlier) = (each_once(list.keys().map(|(_, key)| key)), each_once(before.keys().map(|(_, key)| key)));
    let named = |key: &PublicKey| fingerprint(&did::did_key(key));
    // One that was asked for and given up under another purpose is not listed for it.
    let asked = each_once(all.iter().copied().chain(keys));
    let given_up = asked.iter().filter(|key| list.gave_up(key)).map(|key| named(key)).collect();
    let gone = earlier.iter().filter(|key| !all.contains(key)).map(|key| named(key));
    let links = before.links().iter().filter(|link| !list.links().contains(link)).cloned();
    let left_out = gone.chain(links).collect();
    Ok(Published { url, keys: different.len(), given_up, left_out })
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

/// Takes all but these keys out of a document. What it says of them stays: one that
/// was given up is not as good as new for being asked for.
fn keep_only(said: &mut Value, issuer: &str, keys: &[PublicKey]) {
    let listed = KeyList::read(said, issuer);
    let ids: Vec<String> = listed.keys().filter(|(_, key)| keys.contains(key)).map(|(id, _)| id.to_owned()).collect();
    let stays = |entry: &Value| {
        let id = entry.get("id").unwrap_or(entry).as_str().unwrap_or_default();
        ids.iter().any(|known| known == id || id.starts_with('#') && known.strip_prefix(issuer) == Some(id))
    };
    for name in did_web::LISTS {
        if let Some(list) = said.get_mut(name) {
            *list = entries(Some(&*list)).filter(|entry| stays(entry)).cloned().collect();
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
            publish_keys(issuer, std::slice::from_ref(key), only, &Over::default(), &path)
        };
        assert_eq!(publish("did:web:e.org", &old, false).unwrap().keys, 1);
        let mut said: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
        said["service"] = json!([{ "id": "#site", "type": "LinkedDomains", "serviceEndpoint": "https://e.org" }]);
        std::fs::write(&path, said.to_string()).unwrap();
        assert_eq!(publish("did:web:e.org", &new, false).unwrap().keys, 2);
        assert_eq!(publish("did:web:e.org", &new, false).unwrap().keys, 2, "and not twice");
        let said: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
        assert_eq!(said["service"][0]["id"], "#site");
        let listed: Vec<_> = did_web::keys(&said).into_iter().map(|listed| listed.key).collect();
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

    #[test]
    fn the_profile_of_an_issuer_takes_a_key_and_keeps_what_it_says() {
        let at = tempfile::tempdir().unwrap();
        let path = at.path().join("issuer.json");
        let profile = json!({
            "@context": "https://w3id.org/openbadges/v2", "type": "Issuer", "id": "https://e.org/issuer.json",
            "name": "Harbour", "url": "https://e.org", "email": "a@e.org",
        });
        std::fs::write(&path, profile.to_string()).unwrap();
        let done = publish_keys("https://e.org", &[key()], false, &Over::default(), &path).unwrap();
        assert_eq!((done.url.as_str(), done.keys), ("https://e.org/issuer.json", 1));
        let said: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
        assert_eq!(
            (&said["name"], &said["email"], &said["type"]),
            (&profile["name"], &profile["email"], &profile["type"])
        );
        assert!(said["@context"].as_array().unwrap().contains(&profile["@context"]));
    }
}
