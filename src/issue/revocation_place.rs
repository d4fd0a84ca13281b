//! Where it is noted that a badge is withdrawn, and which badge a file means.

use std::path::{Path, PathBuf};

use serde_json::Value;

use super::named_list;
use super::revocation_error::RevocationError;
use super::web_folder::{existing, name_at, path_of, said_at, unsigned};
use crate::carrier::Payload;
use crate::credential::ob2::REVOKED;
use crate::credential::view::{Standard, entries};
use crate::credential::{json, jws};
use crate::inspect::Report;

/// Place at which it is noted that a badge is withdrawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// An entry of a signed Bitstring Status List.
    Entry { list: String, index: u64 },
    /// The list of withdrawn assertions of Open Badges 2.0, by the identifier. It is
    /// the one that the issuer's profile names, to whom the key belongs; else the
    /// usual one.
    Named { usual: String, key: String, id: String },
    /// A hosted assertion's own address.
    Own { id: String },
}

impl Place {
    /// Whether a badge that was looked at may have one that is written here.
    pub(super) fn may_be_told_by(report: &Report) -> bool {
        let on_list = |entry: &Value| entry.get("statusListIndex").is_some();
        report.status.iter().any(on_list) || matches!(report.standard, Some(Standard::Ob1 | Standard::Ob2))
    }

    /// Place of the badge that was looked at; `badge` is the file's own JSON,
    /// from which those of Open Badges 2.0 are read.
    ///
    /// # Errors
    /// When it was awarded for good, or is noted in a way that is not written here.
    pub(super) fn of(report: &Report, badge: Option<&Value>) -> Result<Self, RevocationError> {
        let text = |value: &Value, name: &str| value.get(name).and_then(Value::as_str).map(str::to_owned);
        // A badge may have places for other purposes, too, such as being suspended.
        let on_list = |entry: &&Value| entry.get("statusListIndex").is_some();
        let for_good = |entry: &&Value| entry.get("statusPurpose").is_some_and(|purpose| purpose == "revocation");
        let mut places = report.status.iter().filter(on_list).collect::<Vec<_>>();
        places.sort_by_key(|entry| !for_good(entry));
        if let Some(entry) = places.first() {
            // Several bits mean whatever their list says, and what stands at its number there is another badge's.
            if entry.get("statusSize").is_some_and(|size| size.as_u64() != Some(1)) {
                return Err(RevocationError::SeveralBits);
            }
            let index = match &entry["statusListIndex"] {
                Value::String(text) => text.parse().ok(),
                number => number.as_u64(),
            };
            let list = text(entry, "statusListCredential").zip(index);
            return list.map(|(list, index)| Self::Entry { list, index }).ok_or(RevocationError::ForGood);
        }
        badge.and_then(|badge| Self::of_assertion(report, badge)).ok_or(RevocationError::ForGood)
    }

    /// The same of an assertion of Open Badges 2.0.
    fn of_assertion(report: &Report, badge: &Value) -> Option<Self> {
        let text = |value: &Value, name: &str| value.get(name).and_then(Value::as_str).map(str::to_owned);
        let id = report.id.clone().filter(|id| badge.get("id").and_then(Value::as_str) == Some(id))?;
        badge.get("recipient")?;
        let verification = badge.get("verification")?;
        match text(verification, "type")?.as_str() {
            "signed" => {
                let key = text(verification, "creator")?;
                let (site, _) = key.rsplit_once('/')?;
                Some(Self::Named { usual: format!("{site}/{REVOKED}"), key, id })
            }
            "hosted" => Some(Self::Own { id }),
            _ => None,
        }
    }

    /// The address of the file in which it is noted, as far as the badge tells.
    pub(super) fn url(&self) -> &str {
        let (Self::Entry { list: url, .. } | Self::Named { usual: url, .. } | Self::Own { id: url }) = self;
        url
    }

    /// The same, as the issuer's files in a folder tell.
    pub(super) fn url_in(&self, folder: &Path) -> String {
        let named = self.key().and_then(|key| {
            let path = path_of(folder, key);
            let said = said_at(&path, &existing(&path).ok()??, key).ok()?;
            named_list::told(folder, said.get("owner")?.as_str()?).ok()?
        });
        named.unwrap_or_else(|| self.url().to_owned())
    }

    /// The address of the key that signed it, where that tells whose it is.
    pub(super) fn key(&self) -> Option<&str> {
        match self {
            Self::Named { key, .. } => Some(key),
            _ => None,
        }
    }
}

/// A file of the folder by its address, and what it says.
pub(super) fn file_at(folder: &Path, url: &str) -> Result<(PathBuf, Value), RevocationError> {
    let name = name_at(url);
    let path = path_of(folder, url);
    let bytes = existing(&path)?.ok_or(RevocationError::NoFile { folder: folder.to_owned(), name })?;
    let said = said_at(&path, &bytes, url);
    said.map(|said| (path.clone(), said)).map_err(|_| RevocationError::Other { path, url: url.to_owned() })
}

/// Number of badges in what somebody put together to show them.
pub(super) fn badges_in(value: &Value) -> usize {
    let enveloped = value.get("id").and_then(Value::as_str).and_then(|id| id.strip_prefix("data:")?.split_once(','));
    let inside = enveloped.and_then(|(_, token)| unsigned(token));
    let shown = [Some(value), value.get("vp"), inside.as_ref(), inside.as_ref().and_then(|inside| inside.get("vp"))];
    let number = |value: &Value| entries(value.get("verifiableCredential")).count();
    shown.into_iter().flatten().map(number).max().unwrap_or_default()
}

/// The assertion that a file holds by itself; `None` for whatever has other
/// credentials inside.
pub(super) fn assertion(badge: &Payload) -> Option<Value> {
    let said = match badge {
        Payload::Json(text) => json::parse(text).ok()?,
        Payload::Jwt(token) => Value::Object(jws::payload(token).ok()?),
        Payload::Url(_) => return None,
    };
    let wraps = ["verifiableCredential", "vp", "vc"].iter().any(|name| said.get(*name).is_some());
    let is_other = |kind: &Value| kind.as_str().is_some_and(|kind| kind.contains("Verifiable"));
    (!wraps && !entries(said.get("type")).any(is_other)).then_some(said)
}

/// An assertion as it lies on the web, where what was earned is named by its address.
pub(super) fn apart(mut assertion: Value) -> Value {
    if let Some(class) = assertion.get("badge").and_then(|badge| badge.get("id")).cloned() {
        assertion["badge"] = class;
    }
    assertion
}
