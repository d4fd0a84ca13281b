//! The folder in which an issuer's files are gathered for its web server.
//!
//! Nothing is sent anywhere: who looks after the web server puts the files in
//! place. What cannot be read there is never written over.

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use serde_json::Value;

pub use super::web_error::WebError;
use crate::badge::{clause, one_line, quoted};
use crate::carrier;
use crate::credential::key_list::{Barred, KeyList};
use crate::credential::public_key::PublicKey;
use crate::credential::site::{HostedFile, Site};
use crate::credential::status::Bits;
use crate::credential::view::entries;
use crate::credential::{did_document, did_web, json, jws, vc_jwt};
use crate::store::{Lock, WriteError, read_limited, write_atomically};

/// The largest file that is read from the folder, in bytes.
const MAX_BYTES: u64 = 8 * 1024 * 1024;

/// The document of an issuer in a folder where its files were gathered before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Elsewhere {
    /// The folder.
    pub(super) folder: PathBuf,
    /// The address of the document.
    pub(super) url: String,
}

/// Lock that is held while files of a folder are read, changed and written.
pub(super) fn lock(folder: &Path) -> Result<Lock, WriteError> {
    Lock::on_folder(folder)
}

/// Kind of a file for the web, and with it what becomes of one that lies there.
enum Kind {
    /// Who the issuer is and which keys it has: both are told.
    Issuer(Value),
    /// A key by itself, which stays as it is.
    Key(Value),
    /// Who was withdrawn: it may have entries by now.
    List,
    /// What a badge says; its address is of that.
    Class(Value),
    /// An award, which nothing takes the place of.
    Assertion,
    /// What a badge shows; its address is of that.
    Picture,
}

impl Kind {
    fn of(bytes: &[u8]) -> Self {
        let Ok(said) = serde_json::from_slice::<Value>(bytes) else {
            let is_token = std::str::from_utf8(bytes).is_ok_and(|text| carrier::is_compact_jws(text.trim()));
            return if is_token { Self::List } else { Self::Picture };
        };
        let is = |kind: &str| entries(said.get("type")).any(|one| one == kind);
        match () {
            () if is("RevocationList") || said.pointer("/credentialSubject/encodedList").is_some() => Self::List,
            () if is("Assertion") => Self::Assertion,
            () if is("BadgeClass") => Self::Class(said),
            () if is_key(&said) => Self::Key(said),
            () => Self::Issuer(said),
        }
    }
}

/// Files as they are written when they are put into the folder, which is locked; none of
/// them, where one would make untrue what the folder tells of other badges. The issuer's
/// document comes along from another folder, so that what it says so far is not lost on
/// the web. `new_name` lets an issuer be called by another name than before.
pub(super) fn ready(
    folder: &Path,
    before: Option<&Elsewhere>,
    files: &[HostedFile],
    new_name: bool,
) -> Result<Vec<HostedFile>, WebError> {
    let mut all = Vec::new();
    for file in files {
        let elsewhere = before.filter(|before| before.url == file.url).map(|before| before.folder.as_path());
        if let Some(bytes) = beside_earlier(&path_of(elsewhere.unwrap_or(folder), &file.url), file, new_name)? {
            all.push(HostedFile { url: file.url.clone(), bytes });
        }
    }
    Ok(all)
}

/// Puts files into the folder that are [`ready`].
pub(super) fn put(folder: &Path, files: &[HostedFile]) -> Result<(), WriteError> {
    files.iter().try_for_each(|file| write_atomically(&path_of(folder, &file.url), &file.bytes))
}

/// Bytes that are written for a file: `None` where what lies there stays as it is.
fn beside_earlier(path: &Path, file: &HostedFile, new_name: bool) -> Result<Option<Vec<u8>>, WebError> {
    let url = &file.url;
    let Some(earlier) = existing(path)? else { return Ok(Some(file.bytes.clone())) };
    let other = || WebError::Other { path: path.to_owned(), url: url.clone() };
    match Kind::of(&file.bytes) {
        Kind::Issuer(ours) => merged(path, url, ours, &earlier, new_name).map(Some),
        Kind::List => said_at(path, &earlier, url).map(|_| None),
        Kind::Key(ours) => {
            // What its issuer noted with it, such as its end, stays.
            let earlier = said_at(path, &earlier, url)?;
            let key = |said: &Value| KeyList::read(said, url).keys().next().map(|(_, key)| key.clone());
            let is_same = key(&earlier).is_some_and(|earlier| key(&ours) == Some(earlier));
            if is_same { Ok(None) } else { Err(other()) }
        }
        Kind::Class(ours) => {
            let earlier = said_at(path, &earlier, url)?;
            let mut said = ours.as_object().into_iter().flatten();
            if said.all(|(name, value)| earlier.get(name) == Some(value)) { Ok(None) } else { Err(other()) }
        }
        Kind::Assertion => {
            let is_over = said_at(path, &earlier, url)?.get("revoked") == Some(&Value::Bool(true));
            Err(if is_over { WebError::Revoked(url.clone()) } else { WebError::Awarded(url.clone()) })
        }
        Kind::Picture => Ok(None),
    }
}

/// A document of the issuer's with all that an earlier one says besides: keys above
/// all, without which the badges that they signed would count for nothing.
pub(super) fn merged(
    path: &Path,
    url: &str,
    mut ours: Value,
    earlier: &[u8],
    new_name: bool,
) -> Result<Vec<u8>, WebError> {
    let id = ours.get("id").and_then(Value::as_str).unwrap_or(url).to_owned();
    let mut earlier = said_at(path, earlier, &id)?;
    let own: Vec<PublicKey> = KeyList::read(&ours, &id).keys().map(|(_, key)| key.clone()).collect();
    did_document::put_right(&mut earlier, &own);
    let name = |said: &Value| said.get("name").and_then(Value::as_str).map(str::to_owned);
    if let (Some(earlier), Some(now), false) = (name(&earlier), name(&ours), new_name)
        && quoted(&earlier) != quoted(&now)
    {
        return Err(WebError::OtherName { path: path.to_owned(), earlier, now });
    }
    did_document::keep_keys(&mut ours, &earlier);
    if did_document::LISTS.iter().any(|name| entries(ours.get(*name)).count() > did_document::MAX_KEYS) {
        return Err(WebError::TooManyKeys(path.to_owned()));
    }
    let home_page = format!("{}/", base_of(url));
    if let (Some(fields), Some(before)) = (ours.as_object_mut(), earlier.as_object()) {
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
                // A badge that names no home page has the site's own.
                "url" if fields.get(name).is_none_or(|ours| *ours == home_page) => {
                    fields.insert(name.clone(), value.clone());
                }
                _ => {
                    fields.entry(name.clone()).or_insert_with(|| value.clone());
                }
            }
        }
    }
    readable(path, url, &ours)
}

/// Whether a document is a key by itself.
fn is_key(said: &Value) -> bool {
    said.get("publicKeyPem").is_some()
}

/// Whether a file is one of an issuer's for the web: it says itself that it belongs
/// at an address of its name.
pub(super) fn is_hosted(path: &Path) -> bool {
    let Ok(Some(bytes)) = existing(path) else { return false };
    let Some(text) = std::str::from_utf8(&bytes).ok().map(str::trim) else { return false };
    let said = if carrier::is_compact_jws(text) { unsigned(text) } else { json::parse(text).ok() };
    let Some(said) = said else { return false };
    // An earner's badge may have an address for its identifier.
    let is_badge = said.get("credentialSubject").is_some() && said.pointer("/credentialSubject/encodedList").is_none()
        || said.pointer("/verification/type").is_some_and(|how| how == "signed");
    let id = said.get("id").and_then(Value::as_str).and_then(did_web::document_of);
    !is_badge && id.is_some_and(|url| path.file_name().is_some_and(|name| name == name_at(&url).as_str()))
}

/// A JSON file of an address, as long as it can be read again.
fn readable(path: &Path, url: &str, value: &Value) -> Result<Vec<u8>, WebError> {
    let bytes = HostedFile::json(url.to_owned(), value).bytes;
    match std::str::from_utf8(&bytes).map(json::parse) {
        Ok(Ok(_)) => Ok(bytes),
        _ => Err(WebError::TooLarge(path.to_owned())),
    }
}

/// Writes a JSON file of an address, as long as it can be read again.
pub(super) fn write_json(path: &Path, url: &str, value: &Value) -> Result<(), WebError> {
    Ok(write_atomically(path, &readable(path, url, value)?)?)
}

/// The bytes of a file in the folder; `None` when there is none.
pub(super) fn existing(path: &Path) -> Result<Option<Vec<u8>>, WebError> {
    match read_limited(path, MAX_BYTES) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.is_missing() && !path.is_symlink() => Ok(None),
        Err(error) => Err(WebError::Unreadable { path: path.to_owned(), reason: error.to_string() }),
    }
}

/// JSON of a file that belongs at an address.
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
    let path = path_of(folder, url);
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
    let path = path_of(folder, url);
    let read = |bytes: Option<Vec<u8>>| bytes.map(|bytes| said_at(&path, &bytes, url));
    matches!(existing(&path).map(read), Err(_) | Ok(Some(Err(WebError::Unreadable { .. }))))
}

/// Whether a folder has the document of an issuer at the address where it lies.
pub(super) fn holds_document(folder: &Path, issuer: &str, url: &str) -> bool {
    let path = path_of(folder, url);
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
    let path = path_of(folder, url);
    let Some(bytes) = existing(&path)? else { return Ok(None) };
    Ok(Some(KeyList::read(&said_at(&path, &bytes, id)?, issuer)))
}

/// The issuer's own document in a folder; `None` when it is not there.
pub(super) fn document(folder: &Path, issuer: &str) -> Result<Option<Value>, WebError> {
    let Some(path) = did_web::document_of(issuer).map(|url| path_of(folder, &url)) else { return Ok(None) };
    existing(&path)?.map(|bytes| said_at(&path, &bytes, issuer)).transpose()
}

/// The keys that earlier versions of this program barred in the issuer's own document in
/// a folder: awarding with one of them puts that right.
pub(super) fn forgotten(folder: &Path, issuer: &str) -> Result<Vec<PublicKey>, WebError> {
    Ok(document(folder, issuer)?.as_ref().map(did_document::forgotten).unwrap_or_default())
}

/// Which further own keys go into an issuer's document along with those that are asked
/// for. One that is begun takes all of them. Into one that is there goes none that it does
/// not list: its issuer may have left it out on purpose.
pub(super) fn along(further: &[PublicKey], earlier: Option<&Value>) -> Vec<PublicKey> {
    match earlier.map(did_document::forgotten) {
        None => further.to_vec(),
        Some(forgotten) => further.iter().filter(|key| forgotten.contains(key)).cloned().collect(),
    }
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
    let is_forgotten = forgotten(folder, &site.issuer)?.contains(key);
    for (url, list) in lists.into_iter().flatten() {
        let Some(list) = list else { continue };
        let why = match list.may_award(key, now) {
            // One that is listed for nothing yet is listed for awarding by awarding.
            Some(Err(Barred::Purpose)) if is_forgotten || !list.gave_up(key) => continue,
            Some(Err(barred)) => barred,
            _ => continue,
        };
        let why = match why {
            Barred::Deactivated => "all that it lists is marked as deactivated".to_owned(),
            Barred::Purpose => "it lists it, but not for awarding (assertionMethod)".to_owned(),
            Barred::Controller(other) => format!("it is in the hands of {}", quoted(&other)),
            Barred::Revoked(since) => format!("it was revoked, and counts until {}", one_line(&since)),
            Barred::Expired(since) => format!("its time is over, and it counts until {}", one_line(&since)),
            Barred::NotYet(from) => format!("it counts only from {}", one_line(&from)),
            Barred::Unreadable(when) => {
                format!("from when or until when it counts cannot be read ({})", quoted(&when))
            }
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

/// Path at which a folder has the file of an address: in it, or at the address's own path
/// below it, where the folder is the root of a web server.
pub(super) fn path_of(folder: &Path, url: &str) -> PathBuf {
    let path = url.split_once("://").map_or("", |(_, rest)| rest);
    let parts: Vec<&str> = path.split('/').skip(1).collect();
    let is_plain = |part: &&str| !matches!(*part, "" | "." | "..") && !part.contains(['\\', ':', '%', '?', '#']);
    let mut below = (0..parts.len()).filter_map(|from| parts.get(from..)).filter(|rest| rest.len() > 1);
    let found = below.find_map(|rest| {
        let path = folder.join(rest.iter().collect::<PathBuf>());
        (rest.iter().all(is_plain) && path.is_file()).then_some(path)
    });
    found.unwrap_or_else(|| folder.join(name_at(url)))
}

/// The folder in which an issuer's files lie together: this one, or the one below it
/// that has the issuer's own document.
pub(super) fn within(folder: &Path, site: &Site) -> PathBuf {
    let document = did_web::document_of(&site.issuer).map(|url| path_of(folder, &url));
    let found = document.filter(|path| path.is_file()).and_then(|path| path.parent().map(home_of));
    found.unwrap_or_else(|| folder.to_owned())
}

/// The folder in which the file of an address lies with others of its issuer.
pub(super) fn beside(folder: &Path, url: &str) -> PathBuf {
    path_of(folder, url).parent().map_or_else(|| folder.to_owned(), home_of)
}

/// The folder to which one belongs in which a document lies.
pub(super) fn home_of(folder: &Path) -> PathBuf {
    let outer = folder.parent().filter(|_| folder.ends_with(".well-known"));
    outer.unwrap_or(folder).to_owned()
}

/// Claims of a token, whoever signed it.
pub(super) fn unsigned(token: &str) -> Option<Value> {
    let (claims, inside) = vc_jwt::parts(jws::payload(token).ok()?);
    Some(vc_jwt::completed(&claims, inside))
}
