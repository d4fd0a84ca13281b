//! Noting in an issuer's file that a badge is withdrawn. What was noted before stays as it
//! was published; only a reason that is given takes the place of another.

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use serde_json::{Value, json};

use super::forms::{Form, method_of};
use super::revocation_error::RevocationError;
use super::revocation_place::file_at;
use super::web_folder::{existing, write_json};
use crate::carrier;
use crate::credential::ob3;
use crate::credential::public_key::PublicKey;
use crate::credential::status::Bits;
use crate::credential::view::entries;
use crate::credential::{Algorithm, IssuerKey};
use crate::store::write_atomically;

/// What is new in the file in which a withdrawal is noted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum News {
    /// The withdrawal.
    Withdrawal,
    /// Its reason: the badge was withdrawn already.
    Reason,
    /// Nothing: the badge was withdrawn already.
    Nothing,
}

/// Revocation that is noted: the badge is withdrawn once the file is in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revoked {
    /// The file that tells it.
    pub file: PathBuf,
    /// The address at which it belongs.
    pub url: String,
    /// What was changed there.
    pub news: News,
}

/// A signed list as it lies in the folder.
pub(super) struct OpenList {
    pub(super) path: PathBuf,
    pub(super) bits: Bits,
    pub(super) issuer: String,
    /// What it says, without its proof.
    said: Value,
    /// Whether it is a token.
    is_token: bool,
    /// The suite of its proof, when it is none.
    suite: Option<String>,
}

impl OpenList {
    pub(super) fn read(folder: &Path, url: &str) -> Result<Self, RevocationError> {
        let (path, mut list) = file_at(folder, url)?;
        let other = || RevocationError::Other { path: path.clone(), url: url.to_owned() };
        let coded = list.pointer("/credentialSubject/encodedList").and_then(Value::as_str).ok_or_else(other)?;
        let issuer = list.get("issuer").map(|issuer| issuer.get("id").unwrap_or(issuer)).and_then(Value::as_str);
        let suites = entries(list.get("proof")).filter_map(|proof| proof.get("cryptosuite")?.as_str());
        let suite = suites.map(str::to_owned).next();
        let text = existing(&path)?.unwrap_or_default();
        let is_token = std::str::from_utf8(&text).is_ok_and(|text| carrier::is_compact_jws(text.trim()));
        let (bits, issuer) = (Bits::decode(coded)?, issuer.ok_or_else(other)?.to_owned());
        if let Some(said) = list.as_object_mut() {
            said.remove("proof");
        }
        Ok(Self { path, bits, issuer, said: list, is_token, suite })
    }

    /// The form in which a key signs it anew: whoever reads it finds it in the one in
    /// which it was.
    pub(super) fn form(&self, key: &PublicKey) -> Result<Form, RevocationError> {
        match self.suite.as_deref() {
            _ if self.is_token => Ok(Form::Ob3Jwt),
            _ if key.algorithm() != Algorithm::Ed25519 => Err(RevocationError::OtherForm),
            Some("eddsa-jcs-2022") => Ok(Form::Ob3Jcs),
            _ => Ok(Form::Ob3),
        }
    }
}

/// An entry of a Bitstring Status List.
pub(super) fn on_list(
    folder: &Path,
    url: &str,
    index: u64,
    key: &IssuerKey,
    now: Timestamp,
) -> Result<Revoked, RevocationError> {
    let open = OpenList::read(folder, url)?;
    let form = open.form(key.public())?;
    let OpenList { path, mut bits, issuer, mut said, .. } = open;
    if bits.get(index, 1)? == 1 {
        return Ok(Revoked { file: path, url: url.to_owned(), news: News::Nothing });
    }
    bits.set(index, true)?;
    // Whatever else the list says stays.
    said["credentialSubject"]["encodedList"] = json!(bits.encode());
    said["validFrom"] = ob3::time(now);
    let text = form.sign(&said, key, &method_of(&issuer, key), now)?;
    write_atomically(&path, format!("{text}\n").as_bytes())?;
    Ok(Revoked { file: path, url: url.to_owned(), news: News::Withdrawal })
}

/// The list of withdrawn assertions of Open Badges 2.0.
pub(super) fn by_name(folder: &Path, url: &str, id: &str, reason: &str) -> Result<Revoked, RevocationError> {
    let (path, mut list) = file_at(folder, url)?;
    let other = || RevocationError::Other { path: path.clone(), url: url.to_owned() };
    let named = list.get_mut("revokedAssertions").and_then(Value::as_array_mut).ok_or_else(other)?;
    let news = match named.iter_mut().find(|entry| names(entry, id)) {
        Some(entry) => {
            // One that is named by nothing but its identifier has no place for a reason.
            if entry.is_string() && !reason.trim().is_empty() {
                *entry = json!({ "id": id });
            }
            give_reason(entry, reason)
        }
        None => {
            let mut entry = json!({ "id": id });
            give_reason(&mut entry, reason);
            named.push(entry);
            News::Withdrawal
        }
    };
    written(path, url, &list, news)
}

/// A hosted assertion of Open Badges 2.0, which is replaced by the word that it
/// is withdrawn.
pub(super) fn in_its_place(folder: &Path, id: &str, reason: &str) -> Result<Revoked, RevocationError> {
    let (path, mut kept) = file_at(folder, id)?;
    if is_over(&kept) {
        let news = give_reason(&mut kept, reason);
        return written(path, id, &kept, news);
    }
    let context = kept.get("@context").cloned().unwrap_or_default();
    let mut word = json!({ "@context": context, "type": "Assertion", "id": id, "revoked": true });
    give_reason(&mut word, reason);
    written(path, id, &word, News::Withdrawal)
}

/// Whether an entry of a list of withdrawn assertions is this one's.
pub(super) fn names(entry: &Value, id: &str) -> bool {
    entry.get("id").unwrap_or(entry).as_str() == Some(id)
}

/// Whether an assertion of the folder says that it was taken back.
pub(super) fn is_over(kept: &Value) -> bool {
    kept.get("revoked") == Some(&Value::Bool(true))
}

/// Puts a reason in, where one is given, and tells whether that is another one.
fn give_reason(word: &mut Value, reason: &str) -> News {
    let reason = reason.trim();
    if reason.is_empty() || word.get("revocationReason").is_some_and(|known| known == reason) {
        return News::Nothing;
    }
    word["revocationReason"] = json!(reason);
    News::Reason
}

/// Writes a file in which something is new.
fn written(file: PathBuf, url: &str, said: &Value, news: News) -> Result<Revoked, RevocationError> {
    if news != News::Nothing {
        write_json(&file, url, said)?;
    }
    Ok(Revoked { file, url: url.to_owned(), news })
}
