//! Whether a badge was withdrawn.
//!
//! A list that could not be read, or that somebody else signed, is "not
//! checked" and never "not withdrawn".

use jiff::Timestamp;
use serde_json::Value;

use super::judge::Judge;
use super::proofs;
use super::report::{Outcome, day};
use super::sources::{Lookup, Origin, Want};
use super::standing::{Standing, find_key, standing};
use crate::credential::did::did_key;
use crate::credential::jws::Jws;
use crate::credential::proof::Document;
use crate::credential::public_key::PublicKey;
use crate::credential::status::Bits;
use crate::credential::strict::Words;
use crate::credential::vc_jwt;

/// The most lists that one badge may name.
const MAX_ENTRIES: usize = 8;

/// A list of entries that was read and found to be the issuer's.
struct List {
    credential: Value,
    /// Why it proves nothing, if so.
    doubt: Option<String>,
}

impl Judge<'_> {
    /// Whether nothing is left open about its withdrawal.
    pub(super) fn status(&mut self) -> bool {
        let entries = self.view.status.clone();
        if entries.len() > MAX_ENTRIES {
            self.say("status", Outcome::Unknown, "It names more lists of withdrawn badges than are read.");
            return false;
        }
        let mut settled = true;
        for entry in &entries {
            settled &= self.entry(entry);
        }
        settled & self.older_list()
    }

    fn entry(&mut self, entry: &Value) -> bool {
        let text = |name: &str| entry.get(name).and_then(Value::as_str);
        let kinds = entry.get("type").map(ToString::to_string).unwrap_or_default();
        if kinds.contains("BitstringStatusListEntry") || kinds.contains("StatusList2021Entry") {
            return match text("statusListCredential") {
                Some(url) => self.bits(entry, url),
                None => self.open("It says that a list tells whether it was withdrawn, but not where the list is."),
            };
        }
        let url = text("id").or(entry.as_str()).unwrap_or("an address that cannot be read");
        if kinds.contains("1EdTechRevocationList") {
            let list = self.list(url, "see whether the badge was withdrawn");
            return match list {
                Some((list, _)) => self.named_in(&list, "revokedCredential", url),
                None => false,
            };
        }
        self.open(&format!("Whether it was withdrawn is announced at {url}, which was not read."))
    }

    fn open(&mut self, message: &str) -> bool {
        self.say("status", Outcome::Unknown, message);
        false
    }

    /// The document of a list; says so when it is not there.
    fn list(&mut self, url: &str, why: &str) -> Option<(Value, Origin)> {
        match self.question.sources.text(url) {
            Lookup::Found(text, origin) => match crate::credential::json::parse(&text) {
                Ok(value) => Some((value, origin)),
                // A list may be a token.
                Err(_) if crate::carrier::is_compact_jws(&text) => Some((Value::from(text), origin)),
                Err(error) => {
                    self.open(&format!(
                        "Whether it was withdrawn is not known: the list at {url} cannot be read. {error}"
                    ));
                    None
                }
            },
            Lookup::Failed(why) => {
                self.open(&format!("Whether it was withdrawn is announced at {url}. {why}"));
                None
            }
            Lookup::NotAsked => {
                self.open(&format!("Whether it was withdrawn is announced at {url}, which was not read."));
                self.want(Want::new(url, why));
                None
            }
        }
    }

    /// An entry of a Bitstring Status List.
    fn bits(&mut self, entry: &Value, url: &str) -> bool {
        let Some((document, _)) = self.list(url, "see whether the badge was withdrawn") else { return false };
        let list = self.signed_list(document);
        let number = |name: &str| match entry.get(name) {
            Some(Value::String(text)) => text.parse::<u64>().ok(),
            Some(Value::Number(number)) => number.as_u64(),
            _ => None,
        };
        let size = entry.get("statusSize").map_or(Some(1), Value::as_u64).and_then(|size| u8::try_from(size).ok());
        let (Some(index), Some(size @ 1..=8)) = (number("statusListIndex"), size) else {
            return self.open("Its place in the list of withdrawn badges cannot be read.");
        };
        let purpose = entry.get("statusPurpose").and_then(Value::as_str).unwrap_or("revocation");
        let subject = list.credential.get("credentialSubject").unwrap_or(&Value::Null);
        let covered = match subject.get("statusPurpose") {
            Some(Value::Array(purposes)) => purposes.iter().any(|other| other == purpose),
            Some(other) => other == purpose,
            None => false,
        };
        if !covered {
            return self.open(&format!("The list at {url} is about something else than “{purpose}”."));
        }
        let coded = subject.get("encodedList").and_then(Value::as_str).unwrap_or_default();
        let value = match Bits::decode(coded).and_then(|bits| bits.get(index, size)) {
            Ok(value) => value,
            Err(error) => return self.open(&format!("Whether it was withdrawn is not known: {error}.")),
        };
        let detail = format!("{url}, entry {index}, {purpose}");
        match (purpose, value) {
            // Neither good nor bad news counts from a list that is not the issuer's own.
            _ if list.doubt.is_some() => {
                let doubt = list.doubt.unwrap_or_default();
                return self.open(&format!("Whether it was withdrawn is not known. {doubt}"));
            }
            ("revocation", 1..) => self.withdrawn("Its issuer has withdrawn it.", detail),
            ("suspension", 1..) => self.withdrawn("Its issuer has suspended it for the time being.", detail),
            ("revocation" | "suspension", 0) => {
                let dated = list.credential.get("validFrom").and_then(Value::as_str);
                let dated = dated.and_then(|text| text.parse::<Timestamp>().ok());
                let of = dated.map_or(String::new(), |time| format!(" (list of {})", day(time)));
                self.explain("status", Outcome::Pass, format!("Not withdrawn{of}."), detail);
            }
            (_, 0) => {}
            _ => self.explain("status", Outcome::Note, "Its issuer has left a message about it.", detail),
        }
        true
    }

    /// The credential of a list, and whether it is the issuer's own.
    fn signed_list(&self, document: Value) -> List {
        let sources = self.question.sources;
        let mut signers: Vec<PublicKey> = Vec::new();
        let mut doubt = None;
        let credential = match document {
            Value::String(token) => match Jws::read(&token) {
                Ok(mut read) => {
                    let (claims, inside) = vc_jwt::parts(std::mem::take(&mut read.payload));
                    let credential = vc_jwt::completed(&claims, inside);
                    let kid = read.header.get("kid").and_then(Value::as_str).unwrap_or_default();
                    let key = find_key(sources, kid).ok().or_else(|| read.jwk.clone());
                    signers.extend(key.filter(|key| read.is_signed_by(key)));
                    credential
                }
                Err(error) => {
                    doubt = Some(error.to_string());
                    Value::Null
                }
            },
            Value::Object(object) => {
                let proven = proofs::checked(&Document::inside(&object, Words::default()), &self.question.inside());
                match proven.keys() {
                    Ok(keys) => signers.extend(keys.into_iter().cloned()),
                    Err(error) => doubt = Some(error.to_string()),
                }
                proven.content
            }
            other => other,
        };
        let issuer = credential.get("issuer").map(|issuer| issuer.get("id").unwrap_or(issuer));
        let issuer = issuer.and_then(Value::as_str).unwrap_or_default().to_owned();
        let trust = self.question.trust;
        let own = |key: &PublicKey| {
            trust.vouches_for(&issuer, key)
                || !matches!(
                    standing(sources, &issuer, &issuer, key, &did_key(key)).0,
                    Standing::Foreign(_) | Standing::Open(_)
                )
        };
        let moment =
            |name: &str| credential.get(name).and_then(Value::as_str).and_then(|t| t.parse::<Timestamp>().ok());
        let doubt = doubt.or_else(|| {
            if issuer != self.issuer_id() {
                Some("The list belongs to somebody else than the issuer.".to_owned())
            } else if !signers.iter().any(own) {
                Some("The list is not signed with a key that is known to be the issuer's.".to_owned())
            } else if moment("validUntil").is_some_and(|until| until < self.question.at) {
                Some("The list is out of date.".to_owned())
            } else {
                None
            }
        });
        List { credential, doubt }
    }

    /// The revocation list that an issuer of Open Badges 2.0 names.
    fn older_list(&mut self) -> bool {
        let Some(url) = self.view.revocation_list.clone() else { return true };
        match self.list(&url, "see whether the badge was withdrawn") {
            Some((list, _)) => self.named_in(&list, "revokedAssertions", &url),
            None => false,
        }
    }

    /// A list that names what was withdrawn.
    fn named_in(&mut self, list: &Value, field: &str, url: &str) -> bool {
        let Some(Value::Array(entries)) = list.get(field) else {
            return self.open(&format!("What lies at {url} is no list of withdrawn badges."));
        };
        let Some(id) = self.view.id.clone().filter(|id| !id.is_empty()) else {
            let message = format!(
                "Whether it was withdrawn is not known: {url} lists awards by identifiers, and this one has none."
            );
            return self.open(&message);
        };
        let names_it = |entry: &&Value| {
            let named = [entry.get("id"), entry.get("uid"), Some(*entry)];
            let revoked = entry.get("revoked") != Some(&Value::Bool(false));
            revoked && named.into_iter().flatten().any(|name| name.as_str() == Some(&id))
        };
        match entries.iter().find(names_it) {
            Some(entry) => {
                let reason = entry.get("revocationReason").and_then(Value::as_str);
                let reason: String = reason.unwrap_or_default().chars().filter(|c| !c.is_control()).take(200).collect();
                let why = if reason.is_empty() { ".".to_owned() } else { format!(": “{reason}”.") };
                self.withdrawn(format!("Its issuer has withdrawn it{why}"), url);
            }
            None => self.explain("status", Outcome::Pass, "Not withdrawn.", url),
        }
        true
    }
}
