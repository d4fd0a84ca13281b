//! A Bitstring Status List as the credential that it is: whose it is, what it
//! is about, and whether it still counts.

use jiff::{SignedDuration, Timestamp};
use serde_json::Value;

use super::digests;
use super::key_trust::is_issuers_own;
use super::kinds::enveloped;
use super::options::Task;
use super::proofs;
use super::report::{ending, moment};
use super::ruling::{Ruling, ruling};
use super::signer::key_of;
use crate::badge::{as_address, quoted};
use crate::credential::dates;
use crate::credential::jws::Jws;
use crate::credential::proof::{self, Document};
use crate::credential::public_key::PublicKey;
use crate::credential::strict::Words;
use crate::credential::vc_jwt;
use crate::credential::view::{Moment, entries};

/// What an entry is about that does not say so.
pub(super) const PURPOSE: &str = "revocation";

/// How far an issuer's clock may be ahead of ours.
const CLOCK_SKEW: SignedDuration = SignedDuration::from_mins(10);

const KINDS: [&str; 2] = ["BitstringStatusListCredential", "StatusList2021Credential"];
const SUBJECTS: [&str; 2] = ["BitstringStatusList", "StatusList2021"];

/// The fields of a list that decide, and who signed it.
#[derive(Default)]
pub(super) struct List {
    id: Option<String>,
    issuer: Option<String>,
    is_list: bool,
    pub(super) purposes: Vec<String>,
    pub(super) coded: String,
    pub(super) from: Moment,
    until: Moment,
    /// The key whose signature holds and decides, and when it was made.
    signer: Option<(PublicKey, Option<Timestamp>)>,
    /// Whether parts of what was signed may be left out: that it is over, or
    /// something else that speaks against it.
    pub(super) is_partial: bool,
    /// Why its signature proves nothing, if so.
    unsigned: Option<String>,
}

impl List {
    /// The fields of a list, as its signed statements say them.
    fn read(list: &Value) -> Self {
        let text = |value: Option<&Value>| value.and_then(Value::as_str).map(str::to_owned);
        let issuer = list.get("issuer").map(|issuer| if issuer.is_object() { issuer.get("id") } else { Some(issuer) });
        // The one thing that it is about may stand in a list.
        let subject = match list.get("credentialSubject") {
            Some(Value::Array(subjects)) => subjects.first().filter(|_| subjects.len() == 1),
            subject => subject,
        };
        let subject = subject.unwrap_or(&Value::Null);
        let is_one_of = |value: &Value, kinds: &[&str]| {
            entries(value.get("type")).filter_map(Value::as_str).any(|kind| kinds.contains(&kind))
        };
        let (from, until) = dates::span(list);
        Self {
            id: text(list.get("id")),
            issuer: text(issuer.flatten()),
            is_list: is_one_of(list, &KINDS) && is_one_of(subject, &SUBJECTS),
            purposes: entries(subject.get("statusPurpose")).filter_map(|purpose| text(Some(purpose))).collect(),
            coded: text(subject.get("encodedList")).unwrap_or_default(),
            from,
            until,
            ..Self::default()
        }
    }

    /// A list with its signature checked.
    pub(super) fn signed(task: &Task<'_>, document: Value) -> Self {
        if let Some(Ok(token)) = enveloped(&document) {
            return Self::in_token(task, token);
        }
        match document {
            Value::String(token) => Self::in_token(task, &token),
            Value::Object(object) => {
                let proven = proofs::checked(&Document::inside(&object, Words::default()), &task.inside());
                let mut list = Self::read(&proven.content);
                let issuer = list.issuer.clone().unwrap_or_default();
                match &proven.proofs {
                    Ok(proofs) => match ruling(proofs, proven.covers, &issuer, task) {
                        Ruling::Holds(proof) => {
                            list.signer = proof.key.clone().map(|key| (key, proof.created));
                            list.is_partial = proof.is_partial;
                        }
                        Ruling::Fails(_, error) | Ruling::Open(_, error) => list.unsigned = Some(error.to_string()),
                        Ruling::Nothing => {}
                    },
                    Err(error) => list.unsigned = Some(error.to_string()),
                }
                list
            }
            _ => Self::default(),
        }
    }

    fn in_token(task: &Task<'_>, token: &str) -> Self {
        let mut read = match Jws::read(token) {
            Ok(read) => read,
            Err(error) => return Self { unsigned: Some(error.to_string()), ..Self::default() },
        };
        let is_partial = digests::withholds(&read.payload);
        let (claims, inside) = vc_jwt::parts(std::mem::take(&mut read.payload));
        let credential = vc_jwt::completed(&claims, inside);
        let mut list = Self::read(&credential);
        list.is_partial = is_partial;
        list.unsigned = vc_jwt::disagreements(&claims, &credential).into_iter().next();
        match key_of(&read, list.issuer.as_deref().unwrap_or_default(), task) {
            Ok(signer) if signer.fits => list.signer = Some((signer.key, claims.signed_at())),
            Ok(_) => list.unsigned = Some(proof::ProofError::Altered.to_string()),
            Err(error) => list.unsigned = Some(error.to_string()),
        }
        list
    }

    /// Why neither good nor bad news counts from it, for a badge of this issuer
    /// that names this address.
    pub(super) fn doubt(&self, task: &Task<'_>, url: &str, issuer: &str) -> Option<String> {
        if let Some(why) = &self.unsigned {
            return Some(why.clone());
        }
        if self.issuer.as_deref() != Some(issuer) {
            return Some("The list belongs to somebody else than the issuer.".into());
        }
        let own =
            |(key, made): &(PublicKey, Option<Timestamp>)| is_issuers_own(task, issuer, key, made.unwrap_or(task.at));
        if !self.signer.as_ref().is_some_and(own) {
            return Some("The list is not signed with a key that is known to be the issuer's.".into());
        }
        if !self.is_list {
            return Some(format!(
                "What lies at {url} does not call itself a list of withdrawn badges.",
                url = as_address(url)
            ));
        }
        if self.id.is_none() {
            return Some(format!(
                "The list that lies at {url} does not say that it is the one that the badge names: it has no “id”.",
                url = as_address(url)
            ));
        }
        if self.id.as_deref() != Some(url) {
            return Some(format!(
                "What lies at {url} is another list than the one that the badge names.",
                url = as_address(url)
            ));
        }
        self.out_of_date(task.at)
    }

    fn out_of_date(&self, at: Timestamp) -> Option<String> {
        match (&self.from, &self.until) {
            (Moment::Unreadable(text), _) | (_, Moment::Unreadable(text)) => {
                Some(format!("The list's date {} cannot be read.", quoted(text)))
            }
            (Moment::At(from), _) if from.duration_since(at) > CLOCK_SKEW => {
                Some(format!("The list does not count yet, only from {}.", moment(*from, at)))
            }
            (_, Moment::At(until)) if *until < at => {
                Some(format!("The list is out of date: it ended on {}.", ending(*until, at)))
            }
            _ => None,
        }
    }
}
