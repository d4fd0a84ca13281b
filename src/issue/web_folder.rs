//! The folder in which an issuer's files are gathered for its web server.
//!
//! Nothing is sent anywhere: who looks after the web server puts the files in
//! place. What cannot be read there is never written over.

use std::io;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use serde_json::Value;

use crate::badge::{clause, one_line, quoted};
use crate::carrier;
use crate::credential::key_list::{Barred, KeyList};
use crate::credential::ob2::REVOKED;
use crate::credential::public_key::PublicKey;
use crate::credential::site::{HostedFile, Site};
use crate::credential::status::{Bits, StatusError};
use crate::credential::view::entries;
use crate::credential::{RandomError, did_web, json, jws, vc_jwt};
use crate::document::{KeptError, Lock, WriteError, read_limited, write_atomically};

/// The largest file that is read from the folder, in bytes.
const MAX_BYTES: u64 = 8 * 1024 * 1024;

/// The fields of a profile that come from the badge each time, and so are gone
/// when the badge no longer has them.
const OF_THE_BADGE: &[&str] = &["name", "url", "email", "telephone", "description", "image"];

/// Why an issuer's files for the web could not be written. What is there is as
/// it was.
#[derive(Debug, thiserror::Error)]
pub enum WebError {
    /// It is there and cannot be read, so it is not written either.
    #[error("“{}” cannot be read: {reason}. It was left as it is: put it right from a copy, or move it away.", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        reason: String,
    },
    /// What lies there is something else.
    #[error("“{}” is not the file that belongs at {url}. It was left as it is: move it away, or choose another folder.", path.display())]
    Other {
        /// The file.
        path: PathBuf,
        /// The address that it would have.
        url: String,
    },
    /// A hosted badge that was withdrawn would come back.
    #[error("The badge at {0} was withdrawn. Award a new one, with an identifier of its own.")]
    Withdrawn(String),
    /// The issuer's own word is that the key awards nothing.
    #[error(
        "The issuer's own file {document} says that this key awards nothing: {why}. Choose a key that is in force, or put the file right."
    )]
    GivenUp {
        /// The file that says so.
        document: String,
        /// What it says.
        why: String,
    },
    /// It would be too large to be read again, by us and by others.
    #[error("“{}” would be larger than what is read of such a file. Nothing was changed.", .0.display())]
    TooLarge(PathBuf),
    /// More keys than are read from one document.
    #[error("“{}” would list more than {} keys, which is the most that is read. Nothing was changed.", .0.display(), did_web::MAX_KEYS)]
    TooManyKeys(PathBuf),
    /// A fresh list might take the place of one that tells which badges are
    /// withdrawn.
    #[error(
        "“{}” does not hold the list of withdrawn badges {url}, and there may be one on the web: a fresh one in its place would bring withdrawn badges back. Name the folder that holds it, or begin another list at an address of its own.",
        folder.display()
    )]
    FreshList {
        /// The address of the list.
        url: String,
        /// The folder in which it was looked for.
        folder: PathBuf,
    },
    /// The folder in which the issuer's files were gathered is gone.
    #[error("The files of {issuer} are kept in “{}”, and there is no such folder now. Put it back, or name the folder where they are.", folder.display())]
    NoFolder {
        /// The issuer.
        issuer: String,
        /// The folder that is remembered.
        folder: PathBuf,
    },
    /// What is remembered of a list is damaged.
    #[error("What is remembered of the places on {url} cannot be read: {source}.")]
    Memory {
        /// The list.
        url: String,
        /// What is wrong.
        source: StatusError,
    },
    /// The memory of issuers cannot be read or kept.
    #[error("The memory of your issuers: {0}")]
    Kept(#[from] KeptError),
    /// It cannot be written.
    #[error(transparent)]
    Write(#[from] WriteError),
    /// No random numbers.
    #[error(transparent)]
    Random(#[from] RandomError),
}

/// What is held while files of a folder are read, changed and written.
pub(super) fn lock(folder: &Path) -> Result<Lock, WriteError> {
    Lock::on_folder(folder)
}

/// Puts a file into the folder, which is locked. What the folder tells already of
/// other badges stays true.
pub(super) fn put(folder: &Path, file: &HostedFile) -> Result<(), WebError> {
    let path = folder.join(file.name());
    let ours = serde_json::from_slice::<Value>(&file.bytes).ok();
    let Some(earlier) = existing(&path)? else { return Ok(write_atomically(&path, &file.bytes)?) };
    // A list may have entries by now.
    if is_list(file.name()) {
        return said_at(&path, &earlier, &file.url).map(drop);
    }
    match ours {
        Some(ours) => put_over(&path, &file.url, ours, &earlier, OF_THE_BADGE),
        // A picture of the badge; the badge's identifier is its name.
        None => Ok(write_atomically(&path, &file.bytes)?),
    }
}

/// Writes a document of ours in the place of an earlier one: keys that the earlier
/// one has besides stay, and those of its fields that are not `gone` with ours.
pub(super) fn put_over(path: &Path, url: &str, mut ours: Value, earlier: &[u8], gone: &[&str]) -> Result<(), WebError> {
    let id = ours.get("id").and_then(Value::as_str).unwrap_or(url).to_owned();
    let earlier = said_at(path, earlier, &id)?;
    if earlier.get("revoked") == Some(&Value::Bool(true)) && ours.get("revoked").is_none() {
        return Err(WebError::Withdrawn(id));
    }
    if is_key(&ours) && is_key(&earlier) {
        // A key by itself; what its issuer noted with it, such as its end, stays.
        let key = |said: &Value| KeyList::read(said, &id).keys().next().map(|(_, key)| key.clone());
        let is_same = key(&earlier).is_some_and(|earlier| key(&ours) == Some(earlier));
        return if is_same { Ok(()) } else { Err(WebError::Other { path: path.to_owned(), url: url.to_owned() }) };
    }
    did_web::keep_keys(&mut ours, &earlier);
    if did_web::LISTS.iter().any(|name| entries(ours.get(*name)).count() > did_web::MAX_KEYS) {
        return Err(WebError::TooManyKeys(path.to_owned()));
    }
    // Only the issuer's own document is more than what the badge says.
    let is_issuer = did_web::LISTS.iter().any(|name| ours.get(*name).is_some() || earlier.get(*name).is_some());
    if let (true, Some(fields), Some(before)) = (is_issuer, ours.as_object_mut(), earlier.as_object()) {
        for (name, value) in before {
            match name.as_str() {
                "@context" | "type" if fields.contains_key(name) => {
                    let mut all: Vec<Value> = entries(fields.get(name)).cloned().collect();
                    let missing: Vec<Value> = entries(Some(value)).filter(|old| !all.contains(old)).cloned().collect();
                    if !missing.is_empty() {
                        all.extend(missing);
                        fields.insert(name.clone(), Value::Array(all));
                    }
                }
                name if gone.contains(&name) => {}
                _ => {
                    fields.entry(name.clone()).or_insert_with(|| value.clone());
                }
            }
        }
    }
    write_json(path, url, &ours)
}

/// Whether a document is a key by itself.
fn is_key(said: &Value) -> bool {
    said.get("publicKeyPem").is_some()
}

/// Writes a JSON file of an address, as long as it can be read again.
pub(super) fn write_json(path: &Path, url: &str, value: &Value) -> Result<(), WebError> {
    let bytes = HostedFile::json(url.to_owned(), value).bytes;
    match std::str::from_utf8(&bytes).map(json::parse) {
        Ok(Ok(_)) => Ok(write_atomically(path, &bytes)?),
        _ => Err(WebError::TooLarge(path.to_owned())),
    }
}

/// The bytes of a file in the folder; `None` when there is none.
pub(super) fn existing(path: &Path) -> Result<Option<Vec<u8>>, WebError> {
    match read_limited(path, MAX_BYTES) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound && !path.is_symlink() => Ok(None),
        Err(error) => Err(WebError::Unreadable { path: path.to_owned(), reason: error.to_string() }),
    }
}

/// What a file says that belongs at an address.
pub(super) fn said_at(path: &Path, bytes: &[u8], url: &str) -> Result<Value, WebError> {
    let unreadable = |reason: String| WebError::Unreadable { path: path.to_owned(), reason };
    let text = std::str::from_utf8(bytes).map_err(|_| unreadable("it is not text".into()))?.trim();
    let said = if carrier::is_compact_jws(text) {
        unsigned(text).ok_or_else(|| unreadable("the token in it is damaged".into()))?
    } else {
        json::parse(text).map_err(|error| unreadable(clause(&error)))?
    };
    if said.get("id").and_then(Value::as_str) == Some(url) {
        Ok(said)
    } else {
        Err(WebError::Other { path: path.to_owned(), url: url.to_owned() })
    }
}

/// The entries of the status list of an address, as the folder has it; `None`
/// when there is none.
pub(super) fn list(folder: &Path, url: &str) -> Result<Option<Bits>, WebError> {
    let path = folder.join(name_at(url));
    let Some(bytes) = existing(&path)? else { return Ok(None) };
    let said = said_at(&path, &bytes, url)?;
    let unreadable = |reason: String| WebError::Unreadable { path: path.clone(), reason };
    let coded = said.pointer("/credentialSubject/encodedList").and_then(Value::as_str);
    let coded = coded.ok_or_else(|| unreadable("it is no list of withdrawn badges".into()))?;
    Ok(Some(Bits::decode(coded).map_err(|error| unreadable(clause(&error)))?))
}

/// Whether a folder has the file that belongs at an address.
pub(super) fn holds(folder: &Path, url: &str) -> bool {
    holds_document(folder, url, url)
}

/// Whether a folder has a file in that place that cannot be read.
pub(super) fn has_unreadable(folder: &Path, url: &str) -> bool {
    let path = folder.join(name_at(url));
    let read = |bytes: Option<Vec<u8>>| bytes.map(|bytes| said_at(&path, &bytes, url));
    matches!(existing(&path).map(read), Err(_) | Ok(Some(Err(WebError::Unreadable { .. }))))
}

/// Whether a folder has the document of an issuer at the address where it lies.
pub(super) fn holds_document(folder: &Path, issuer: &str, url: &str) -> bool {
    let path = folder.join(name_at(url));
    existing(&path).is_ok_and(|bytes| bytes.is_some_and(|bytes| said_at(&path, &bytes, issuer).is_ok()))
}

/// The keys that the issuer's own document in a folder lists; `None` when it is not
/// there.
pub(super) fn keys_of(folder: &Path, issuer: &str) -> Result<Option<KeyList>, WebError> {
    let Some(url) = did_web::document_of(issuer) else { return Ok(None) };
    keys_at(folder, &url, issuer, issuer)
}

/// The keys that the file of an address lists, which calls itself `id`.
fn keys_at(folder: &Path, url: &str, id: &str, issuer: &str) -> Result<Option<KeyList>, WebError> {
    let path = folder.join(name_at(url));
    let Some(bytes) = existing(&path)? else { return Ok(None) };
    Ok(Some(KeyList::read(&said_at(&path, &bytes, id)?, issuer)))
}

/// That none of the issuer's files in a folder says that a key was given up: what it
/// signed would count for nobody.
pub(super) fn still_awards(folder: &Path, site: &Site, key: &PublicKey, now: Timestamp) -> Result<(), WebError> {
    let alone = site.key_url(key);
    let document = did_web::document_of(&site.issuer);
    let lists = [
        document.map(|url| keys_at(folder, &url, &site.issuer, &site.issuer).map(|list| (url, list))).transpose()?,
        keys_at(folder, &alone, &alone, &site.issuer).map(|list| Some((alone, list)))?,
    ];
    for (url, list) in lists.into_iter().flatten() {
        let Some(list) = list else { continue };
        let why = match list.may_award(key, now) {
            // One that is listed for nothing yet is listed for awarding by awarding.
            Some(Err(Barred::Purpose)) if !list.gave_up(key) => continue,
            Some(Err(barred)) => barred,
            _ => continue,
        };
        let why = match why {
            Barred::Deactivated => "all that it lists is marked as deactivated".to_owned(),
            Barred::Purpose => "it lists it, but not for awarding (assertionMethod)".to_owned(),
            Barred::Controller(other) => format!("it is in the hands of {}", quoted(&other)),
            Barred::Revoked(since) => format!("it was revoked, and counts until {}", one_line(&since)),
            Barred::Expired(since) => format!("its time is over, and it counts until {}", one_line(&since)),
            Barred::Unreadable(end) => format!("it has an end, and when cannot be read ({})", quoted(&end)),
        };
        return Err(WebError::GivenUp { document: name_at(&url), why });
    }
    Ok(())
}

/// The place on the web in which the files of one issuer lie together.
pub(super) fn base_of(url: &str) -> &str {
    let base = url.rsplit_once('/').map_or(url, |(base, _)| base);
    base.strip_suffix("/.well-known").unwrap_or(base)
}

/// The name of the file of an address.
pub(super) fn name_at(url: &str) -> String {
    HostedFile { url: url.to_owned(), bytes: Vec::new() }.name().to_owned()
}

/// Whether a file of this name lists withdrawn badges.
pub(super) fn is_list(name: &str) -> bool {
    name == REVOKED || name.strip_suffix(".json").is_some_and(|stem| stem == "status" || stem.starts_with("status-"))
}

/// What a token says, whoever signed it.
pub(super) fn unsigned(token: &str) -> Option<Value> {
    let (claims, inside) = vc_jwt::parts(jws::payload(token).ok()?);
    Some(vc_jwt::completed(&claims, inside))
}
