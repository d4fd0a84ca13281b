//! The folder in which an issuer's files are gathered for its web server, and
//! how a badge is withdrawn there.
//!
//! Nothing is sent anywhere: who looks after the web server puts the files in
//! place.

use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use serde_json::{Value, json};

use super::forms::{Form, STATUS_LIST, method_of, signed, status_list};
use crate::carrier::{self, CarrierError, Payload};
use crate::credential::ob2::REVOKED;
use crate::credential::ob3::CredentialError;
use crate::credential::site::HostedFile;
use crate::credential::status::{Bits, StatusError};
use crate::credential::view::entries;
use crate::credential::{Algorithm, IssuerKey, did_web, json, jws, vc_jwt};
use crate::document::{WriteError, write_atomically};

/// The largest file that is read from the folder, in bytes.
const MAX_BYTES: u64 = 8 * 1024 * 1024;

/// The most entries beside a badge that are looked at.
const MAX_BESIDE: usize = 2000;

/// Puts a file into the folder. What the folder tells already of other badges
/// stays true.
pub(super) fn put(folder: &Path, file: &HostedFile) -> Result<(), WriteError> {
    let path = folder.join(file.name());
    // A list may have entries by now.
    if matches!(file.name(), STATUS_LIST | REVOKED) && path.exists() {
        return Ok(());
    }
    let ours =
        serde_json::from_slice::<Value>(&file.bytes).ok().filter(|ours| ours.get("verificationMethod").is_some());
    if let (Some(mut ours), Some(earlier)) = (ours, read(&path).and_then(|text| json::parse(&text).ok()))
        && ours.get("id") == earlier.get("id")
    {
        did_web::keep_keys(&mut ours, &earlier);
        return write_atomically(&path, &HostedFile::json(file.url.clone(), &ours).bytes);
    }
    write_atomically(&path, &file.bytes)
}

fn read(path: &Path) -> Option<String> {
    let mut text = String::new();
    File::open(path).ok()?.take(MAX_BYTES).read_to_string(&mut text).ok()?;
    Some(text)
}

/// Why a badge could not be withdrawn. Nothing is changed then.
#[derive(Debug, thiserror::Error)]
pub enum WithdrawError {
    /// There is no badge in the file.
    #[error(transparent)]
    Carrier(#[from] CarrierError),
    /// It was awarded for good.
    #[error(
        "This badge names no list on which it could be withdrawn. Only badges that were made to be withdrawn, and badges of Open Badges 2.0, can be."
    )]
    ForGood,
    /// The folder is not the right one.
    #[error("“{}” does not hold {name}. Choose the folder with the files of the issuer's web server.", folder.display())]
    NoFile {
        /// The folder.
        folder: PathBuf,
        /// What is missing.
        name: String,
    },
    /// What lies there is something else.
    #[error("“{}” is not the file that belongs at {url}, or it is damaged.", path.display())]
    Other {
        /// The file.
        path: PathBuf,
        /// The address that the badge names.
        url: String,
    },
    /// The list is signed.
    #[error("The list of withdrawn badges is signed. Choose the issuer's key.")]
    NoKey,
    /// Signed by this key the list would count for nothing.
    #[error("The issuer's {document} does not list this key. Choose a key that it lists.")]
    OtherKey {
        /// The file that lists its keys.
        document: String,
    },
    /// The list cannot be changed.
    #[error("The badge cannot be withdrawn: {0}.")]
    List(#[from] StatusError),
    /// The list cannot be signed.
    #[error(transparent)]
    Sign(#[from] CredentialError),
    /// It cannot be written.
    #[error(transparent)]
    Write(#[from] WriteError),
}

/// A badge that was withdrawn, once the file is in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Withdrawn {
    /// The file that was changed.
    pub file: PathBuf,
    /// The address at which it belongs.
    pub url: String,
}

/// How one badge can be withdrawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Withdrawal(Place);

/// Where it is noted that a badge is withdrawn.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Place {
    /// An entry of a signed Bitstring Status List.
    Entry { list: String, index: u64 },
    /// The list of withdrawn assertions of Open Badges 2.0, by the identifier.
    Named { list: String, id: String },
    /// A hosted assertion's own address.
    Own { id: String },
}

impl Withdrawal {
    /// What a badge says of its own withdrawal.
    ///
    /// # Errors
    /// When there is no badge in the file, or none that can be withdrawn.
    pub fn of(badge: &[u8]) -> Result<Self, WithdrawError> {
        let value = match carrier::extract(badge)?.payload {
            Payload::Json(text) => json::parse(&text).ok(),
            Payload::Jwt(token) => unsigned(&token),
            Payload::Url(_) => None,
        };
        value.as_ref().and_then(place).map(Self).ok_or(WithdrawError::ForGood)
    }

    /// Whether the list has to be signed anew.
    #[must_use]
    pub fn needs_key(&self) -> bool {
        matches!(self.0, Place::Entry { .. })
    }

    /// Whether the standard has a place for a reason, which everybody can read.
    #[must_use]
    pub fn takes_reason(&self) -> bool {
        !self.needs_key()
    }

    /// The folder beside the badge that holds the file in which it is noted.
    #[must_use]
    pub fn folder_beside(&self, badge: &Path) -> Option<PathBuf> {
        let (Place::Entry { list: url, .. } | Place::Named { list: url, .. } | Place::Own { id: url }) = &self.0;
        let name = name_at(url);
        let beside = badge.parent()?.read_dir().ok()?.flatten().take(MAX_BESIDE).map(|entry| entry.path());
        let mut folders = beside.filter(|path| path.extension().is_some_and(|ending| ending == "web"));
        folders.find(|folder| read(&folder.join(&name)).is_some_and(|text| holds(&text, url)))
    }

    /// Withdraws the badge: notes it in the files of its issuer's web server,
    /// which lie in `folder`. A signed list is signed anew with `key`.
    ///
    /// # Errors
    /// When the folder or the key is not its issuer's, or the file cannot be
    /// written.
    pub fn carry_out(
        &self,
        folder: &Path,
        key: Option<&IssuerKey>,
        reason: &str,
        now: Timestamp,
    ) -> Result<Withdrawn, WithdrawError> {
        match &self.0 {
            Place::Entry { list, index } => on_list(folder, list, *index, key.ok_or(WithdrawError::NoKey)?, now),
            Place::Named { list, id } => by_name(folder, list, id, reason),
            Place::Own { id } => in_its_place(folder, id, reason),
        }
    }
}

fn place(badge: &Value) -> Option<Place> {
    let text = |value: &Value, name: &str| value.get(name).and_then(Value::as_str).map(str::to_owned);
    if let Some(entry) = entries(badge.get("credentialStatus")).find(|entry| entry.get("statusListIndex").is_some()) {
        let index = match &entry["statusListIndex"] {
            Value::String(text) => text.parse().ok(),
            number => number.as_u64(),
        };
        return Some(Place::Entry { list: text(entry, "statusListCredential")?, index: index? });
    }
    let id = text(badge, "id").filter(|_| badge.get("recipient").is_some())?;
    match badge.pointer("/verification/type")?.as_str()? {
        "signed" => {
            let (site, _) = badge.pointer("/verification/creator")?.as_str()?.rsplit_once('/')?;
            Some(Place::Named { list: format!("{site}/{REVOKED}"), id })
        }
        "hosted" => Some(Place::Own { id }),
        _ => None,
    }
}

/// Whether a file is the one that belongs at an address.
fn holds(text: &str, url: &str) -> bool {
    let text = text.trim();
    let said = if carrier::is_compact_jws(text) { unsigned(text) } else { json::parse(text).ok() };
    said.is_some_and(|said| said.get("id").and_then(Value::as_str) == Some(url))
}

fn name_at(url: &str) -> String {
    HostedFile { url: url.to_owned(), bytes: Vec::new() }.name().to_owned()
}

/// What a token says, whoever signed it.
fn unsigned(token: &str) -> Option<Value> {
    let (claims, inside) = vc_jwt::parts(jws::payload(token).ok()?);
    Some(vc_jwt::completed(&claims, inside))
}

/// A file of the folder by its address, and what it says.
fn file_at(folder: &Path, url: &str) -> Result<(PathBuf, String), WithdrawError> {
    let name = name_at(url);
    let path = folder.join(&name);
    let text = read(&path).ok_or(WithdrawError::NoFile { folder: folder.to_owned(), name })?;
    Ok((path, text))
}

/// An entry of a Bitstring Status List.
fn on_list(folder: &Path, url: &str, index: u64, key: &IssuerKey, now: Timestamp) -> Result<Withdrawn, WithdrawError> {
    let (path, text) = file_at(folder, url)?;
    let other = || WithdrawError::Other { path: path.clone(), url: url.to_owned() };
    let is_token = carrier::is_compact_jws(text.trim());
    let list = if is_token { unsigned(text.trim()) } else { json::parse(&text).ok() };
    let list = list.filter(|list| list.get("id").and_then(Value::as_str) == Some(url)).ok_or_else(other)?;
    let coded = list.pointer("/credentialSubject/encodedList").and_then(Value::as_str).ok_or_else(other)?;
    let issuer = list.get("issuer").map(|issuer| issuer.get("id").unwrap_or(issuer)).and_then(Value::as_str);
    let issuer = issuer.ok_or_else(other)?;
    let mut bits = Bits::decode(coded)?;
    bits.set(index, true)?;
    listed(folder, issuer, key)?;
    let suite = list.pointer("/proof/cryptosuite").and_then(Value::as_str);
    let form = match (is_token || key.public().algorithm() != Algorithm::Ed25519, suite) {
        (true, _) => Form::Ob3Jwt,
        (false, Some("eddsa-jcs-2022")) => Form::Ob3Jcs,
        (false, _) => Form::Ob3,
    };
    let text = signed(&status_list(url, issuer, &bits, now), key, form, &method_of(issuer, key), now)?;
    write_atomically(&path, format!("{text}\n").as_bytes())?;
    Ok(Withdrawn { file: path, url: url.to_owned() })
}

/// That the issuer's own document in the folder lists the key, if it is there.
fn listed(folder: &Path, issuer: &str, key: &IssuerKey) -> Result<(), WithdrawError> {
    let Some(place) = did_web::document_of(issuer) else { return Ok(()) };
    let Ok((path, text)) = file_at(folder, &place) else { return Ok(()) };
    let keys = json::parse(&text).map(|document| did_web::keys(&document)).unwrap_or_default();
    if keys.iter().any(|listed| listed.key == *key.public()) {
        return Ok(());
    }
    let document = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    Err(WithdrawError::OtherKey { document })
}

/// The list of withdrawn assertions of Open Badges 2.0.
fn by_name(folder: &Path, url: &str, id: &str, reason: &str) -> Result<Withdrawn, WithdrawError> {
    let (path, text) = file_at(folder, url)?;
    let other = || WithdrawError::Other { path: path.clone(), url: url.to_owned() };
    let mut list = json::parse(&text).map_err(|_| other())?;
    if list.get("id").and_then(Value::as_str) != Some(url) {
        return Err(other());
    }
    let entry = with_reason(json!({ "id": id }), reason);
    let named = list.get_mut("revokedAssertions").and_then(Value::as_array_mut).ok_or_else(other)?;
    named.retain(|old| old.get("id").unwrap_or(old).as_str() != Some(id));
    named.push(entry);
    write_atomically(&path, &HostedFile::json(url.to_owned(), &list).bytes)?;
    Ok(Withdrawn { file: path, url: url.to_owned() })
}

/// A hosted assertion of Open Badges 2.0, which is replaced by the word that it
/// is withdrawn.
fn in_its_place(folder: &Path, id: &str, reason: &str) -> Result<Withdrawn, WithdrawError> {
    let (path, text) = file_at(folder, id)?;
    let kept = json::parse(&text).ok().filter(|kept| kept.get("id").and_then(Value::as_str) == Some(id));
    let context = match kept {
        Some(kept) => kept.get("@context").cloned().unwrap_or_default(),
        None => return Err(WithdrawError::Other { path, url: id.to_owned() }),
    };
    let word = json!({ "@context": context, "type": "Assertion", "id": id, "revoked": true });
    write_atomically(&path, &HostedFile::json(id.to_owned(), &with_reason(word, reason)).bytes)?;
    Ok(Withdrawn { file: path, url: id.to_owned() })
}

fn with_reason(mut word: Value, reason: &str) -> Value {
    if !reason.trim().is_empty() {
        word["revocationReason"] = json!(reason.trim());
    }
    word
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::credential::SystemRandom;
    use crate::document::{Document, starter};
    use crate::inspect::{Question, Report, Sources, Trust, Verdict, inspect};
    use crate::issue::{FileKind, Manner, award, make};

    const SITE: &str = "https://example.org/badges/issuer.json";

    fn now() -> Timestamp {
        "2026-03-14T10:00:00Z".parse().unwrap()
    }

    fn key(algorithm: Algorithm) -> IssuerKey {
        IssuerKey::generate("Ours", algorithm, now(), &mut SystemRandom).unwrap()
    }

    fn document() -> Document {
        let mut document = starter("first-aid").unwrap().document("urn:uuid:1".into()).unwrap();
        std::sync::Arc::make_mut(&mut document.badge).revocable = true;
        document
    }

    /// Awards a badge into a folder; its path.
    fn awarded(at: &Path, name: &str, form: Form, key: &IssuerKey, also: &[&IssuerKey]) -> PathBuf {
        let also = also.iter().map(|key| key.public().clone()).collect();
        let manner = Manner { form, kind: FileKind::Record, issuer: Some(SITE.into()), also };
        let award = award("amy@example.org", now()).unwrap();
        let made = make(&document(), Some(key), &award, &manner, now()).unwrap();
        let path = at.join(name);
        assert_eq!(made.write(&path).unwrap(), Some(at.join("example.org-badges.web")));
        path
    }

    /// Looks at a badge while the files of the folder are on the web.
    fn online(path: &Path) -> Report {
        let folder = path.with_file_name("example.org-badges.web");
        let (trust, mut sources) = (Trust::default(), Sources::default());
        let file = std::fs::read(path).unwrap();
        loop {
            let report = inspect(&file, &Question { trust: &trust, sources: &sources, at: now(), email: None });
            if report.wants.is_empty() {
                return report;
            }
            for want in &report.wants {
                let name = want.url.strip_prefix("https://example.org/badges/").unwrap();
                sources.fetched(want.url.as_str(), std::fs::read(folder.join(name)).map_err(|e| e.to_string()));
            }
        }
    }

    #[test]
    fn one_withdrawn_badge_leaves_the_others_of_its_issuer_genuine() {
        for (form, algorithm) in [
            (Form::Ob3, Algorithm::Ed25519),
            (Form::Ob3Jcs, Algorithm::Ed25519),
            (Form::Ob3Jwt, Algorithm::P256),
            (Form::Ob2Signed, Algorithm::P256),
            (Form::Ob2Hosted, Algorithm::P256),
        ] {
            let at = tempfile::tempdir().unwrap();
            let key = key(algorithm);
            let (first, second) =
                (awarded(at.path(), "first.json", form, &key, &[]), awarded(at.path(), "second.json", form, &key, &[]));
            assert_eq!(online(&first).verdict, Verdict::Genuine, "{form:?}");
            let folder = at.path().join("example.org-badges.web");
            let withdrawal = Withdrawal::of(&std::fs::read(&first).unwrap()).unwrap();
            assert_eq!(withdrawal.folder_beside(&first), Some(folder.clone()), "{form:?}");
            let done = withdrawal.carry_out(&folder, Some(&key), "Given by mistake", now()).unwrap();
            assert!(done.url.starts_with("https://example.org/badges/"), "{done:?}");
            let third = awarded(at.path(), "third.json", form, &key, &[]);
            let report = online(&first);
            assert_eq!(report.verdict, Verdict::NotValid, "{form:?}: later badges do not bring it back");
            assert!(report.summary.contains("withdrawn"), "{}", report.summary);
            for path in [second, third] {
                assert_eq!(online(&path).verdict, Verdict::Genuine, "{form:?}");
            }
        }
    }

    #[test]
    fn a_new_key_and_another_standard_leave_what_was_signed_before_genuine() {
        let at = tempfile::tempdir().unwrap();
        let (old, new, other) = (key(Algorithm::P256), key(Algorithm::P256), key(Algorithm::Ed25519));
        let first = awarded(at.path(), "a.json", Form::Ob2Signed, &old, &[]);
        let second = awarded(at.path(), "b.json", Form::Ob2Signed, &new, &[]);
        let third = awarded(at.path(), "c.json", Form::Ob3, &other, &[]);
        let fourth = awarded(at.path(), "d.json", Form::Ob3Jwt, &new, &[]);
        for path in [&first, &second, &third, &fourth] {
            let report = online(path);
            assert_eq!(report.verdict, Verdict::Genuine, "{}: {}", path.display(), report.summary);
        }
        // In another folder the keys that are named are listed, too.
        let elsewhere = tempfile::tempdir().unwrap();
        awarded(elsewhere.path(), "e.json", Form::Ob3, &other, &[&new]);
        let copied = elsewhere.path().join("d.json");
        std::fs::copy(&fourth, &copied).unwrap();
        assert_eq!(online(&copied).verdict, Verdict::Genuine);
    }

    #[test]
    fn the_wrong_folder_and_the_wrong_key_are_refused_and_change_nothing() {
        let at = tempfile::tempdir().unwrap();
        let ours = key(Algorithm::Ed25519);
        let path = awarded(at.path(), "a.json", Form::Ob3, &ours, &[]);
        let (bytes, folder) = (std::fs::read(path).unwrap(), at.path().join("example.org-badges.web"));
        let before = std::fs::read(folder.join(STATUS_LIST)).unwrap();
        let refused = |folder: &Path, key: Option<&IssuerKey>| {
            Withdrawal::of(&bytes).unwrap().carry_out(folder, key, "", now()).unwrap_err().to_string()
        };
        assert!(refused(at.path(), Some(&ours)).contains("does not hold status.json"));
        assert!(refused(&folder, Some(&key(Algorithm::Ed25519))).contains("issuer.json does not list this key"));
        assert!(refused(&folder, None).contains("Choose the issuer's key"));
        assert_eq!(std::fs::read(folder.join(STATUS_LIST)).unwrap(), before);
        std::fs::write(folder.join(STATUS_LIST), "{}").unwrap();
        assert!(refused(&folder, Some(&ours)).contains("damaged"));
        // A badge that was made for good.
        let manner = Manner { form: Form::Ob3, kind: FileKind::Svg, issuer: None, also: Vec::new() };
        let document = starter("first-aid").unwrap().document("urn:uuid:1".into()).unwrap();
        let award = award("amy@example.org", now()).unwrap();
        let made = make(&document, Some(&ours), &award, &manner, now()).unwrap();
        let words = Withdrawal::of(&made.file).unwrap_err().to_string();
        assert!(words.contains("names no list"), "{words}");
    }
}
