//! The list of an issuer's withdrawn awards of Open Badges 2.0. It has one address,
//! which the issuer's profile names, so all badges that were ever signed rest on it:
//! what is there is kept, and it is not begun unasked.

use std::path::Path;

use serde_json::{Value, json};

use super::web_folder::{WebError, base_of, existing, path_of, said_at};
use super::web_memory::WebMemory;
use crate::credential::did_web;
use crate::credential::ob2::REVOKED;
use crate::credential::site::{HostedFile, Site, digest};
use crate::credential::view::entries;

/// The address of the list that an issuer's profile in a folder names.
pub(super) fn told(folder: &Path, issuer: &str) -> Result<Option<String>, WebError> {
    let Some(url) = did_web::document_of(issuer) else { return Ok(None) };
    let path = path_of(folder, &url);
    let Some(bytes) = existing(&path)? else { return Ok(None) };
    let said = said_at(&path, &bytes, issuer)?;
    let Some(list) = said.get("revocationList") else { return Ok(None) };
    let unreadable = || WebError::Unreadable { path, reason: "its “revocationList” is no address".into() };
    list.as_str().or_else(|| list.get("id")?.as_str()).map(|url| Some(url.to_owned())).ok_or_else(unreadable)
}

/// The address of the list that an award names, where the issuer's profile lies in the
/// folder `known`.
pub(super) fn address(
    folder: &Path,
    known: &Path,
    site: &Site,
    memory: Option<&WebMemory>,
) -> Result<String, WebError> {
    let usual = site.url(REVOKED);
    match told(known, &site.issuer)? {
        Some(told) => Ok(told),
        None if is_anothers(folder, &usual, site, memory)? => {
            Ok(site.url(&format!("revoked-{}.json", digest(site.issuer.as_bytes()))))
        }
        None => Ok(usual),
    }
}

/// Makes an award's files name the list that there is, as the issuer's profile in the
/// folder `known` tells. Gives the address of the one that is begun.
///
/// # Errors
/// When the one that there is cannot be found or read, or whether there is one is not
/// known, and it was not said that it may begin.
pub(super) fn settle(
    files: &mut Vec<HostedFile>,
    folder: &Path,
    known: &Path,
    site: &Site,
    memory: Option<&WebMemory>,
    begin_anew: bool,
) -> Result<Option<String>, WebError> {
    let usual = site.url(REVOKED);
    let Some(at) = files.iter().position(|file| file.url == usual) else { return Ok(None) };
    let mut list = files.remove(at);
    let url = address(folder, known, site, memory)?;
    if let Some(profile) = files.iter_mut().find(|file| file.url == site.issuer) {
        names(profile, "revocationList", &url);
    }
    names(&mut list, "id", &url);
    list.url.clone_from(&url);
    // Whoever keeps it elsewhere looks after it there.
    if base_of(&url) != base_of(&usual) {
        return Ok(None);
    }
    let path = path_of(folder, &url);
    if let Some(there) = existing(&path)? {
        let said = said_at(&path, &there, &url)?;
        let is_ours =
            said.get("issuer").is_none_or(|issuer| issuer.get("id").unwrap_or(issuer) == site.issuer.as_str());
        return if is_ours { Ok(None) } else { Err(WebError::Other { path, url }) };
    }
    if let Some(kept) = kept_elsewhere(&url, memory)? {
        files.push(HostedFile { bytes: kept, ..list });
        return Ok(None);
    }
    if !begin_anew {
        let was_begun = told(known, &site.issuer)?.is_some()
            || memory.map_or(Ok(false), |memory| memory.has_begun(&site.issuer, &url))?;
        let folder = folder.to_owned();
        return Err(if was_begun { WebError::LostList { url, folder } } else { WebError::FirstList { url, folder } });
    }
    files.push(list);
    Ok(Some(url))
}

/// A list as another folder of the issuer has it: a fresh one would bring back whom
/// it withdrew.
pub(super) fn kept_elsewhere(url: &str, memory: Option<&WebMemory>) -> Result<Option<Vec<u8>>, WebError> {
    let Some(path) = memory.and_then(|memory| memory.folder_with(url)).map(|other| path_of(&other, url)) else {
        return Ok(None);
    };
    let Some(bytes) = existing(&path)? else { return Ok(None) };
    said_at(&path, &bytes, url)?;
    Ok(Some(bytes))
}

/// Makes a file name the list.
fn names(file: &mut HostedFile, field: &str, list: &str) {
    if let Ok(mut said) = serde_json::from_slice::<Value>(&file.bytes) {
        said[field] = json!(list);
        *file = HostedFile::json(file.url.clone(), &said);
    }
}

/// Whether the list at an address is that of another issuer in the same place.
fn is_anothers(folder: &Path, url: &str, site: &Site, memory: Option<&WebMemory>) -> Result<bool, WebError> {
    let path = path_of(folder, url);
    if let Some(bytes) = existing(&path)? {
        let said = said_at(&path, &bytes, url)?;
        let mut named = entries(said.get("issuer")).filter_map(|issuer| issuer.get("id").unwrap_or(issuer).as_str());
        return Ok(named.any(|issuer| issuer != site.issuer));
    }
    Ok(memory.is_some_and(|memory| memory.is_anothers(&site.issuer, url)))
}
