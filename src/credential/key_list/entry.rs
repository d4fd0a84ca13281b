//! One key of a document, and for how long it counts.

use std::borrow::Cow;

use jiff::Timestamp;
use serde_json::Value;
use thiserror::Error;

use super::document::{end, is_deactivated};
use crate::credential::dates::Moment;
use crate::credential::issuer_id;
use crate::credential::public_key::{PublicKey, PublicKeyError};

/// Why a key that an issuer lists awards nothing.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum Barred {
    /// The whole document does not count any more.
    #[error("The issuer's list of keys is marked as deactivated, so none of them counts.")]
    Deactivated,
    /// It is listed for something else.
    #[error("The issuer lists the key that signed it, but not for awarding (assertionMethod).")]
    Purpose,
    /// Somebody else controls it.
    #[error("The key that signed it is in somebody else's hands, says the issuer's own list of keys ({0}).")]
    Controller(String),
    /// It was given up before it signed.
    #[error("The issuer had revoked the key before it signed: it counts until {0}.")]
    Revoked(String),
    /// Its time was over before it signed.
    #[error("The time of the key was over before it signed: it counts until {0}.")]
    Expired(String),
    /// Its time had not begun when it signed.
    #[error("The key did not count yet when it signed: it counts from {0}.")]
    NotYet(String),
    /// When it began or ceased to count is not known.
    #[error("The issuer's list of keys says from when or until when the key counts, and that cannot be read ({0}).")]
    Unreadable(String),
}

/// One key of a document.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) id: String,
    /// The same in the one way to write it: many signatures may ask for it.
    pub(super) normal: String,
    pub(super) key: Result<PublicKey, PublicKeyError>,
    pub(super) barred: Option<Barred>,
    pub(super) begins: Moment,
    pub(super) revoked: Moment,
    pub(super) expires: Moment,
}

impl Entry {
    /// Why a point in time is not within its own.
    pub(super) fn out_of_time(&self, at: Timestamp) -> Option<Barred> {
        let ended = |moment: &Moment, barred: fn(String) -> Barred| match moment {
            Moment::Absent => None,
            Moment::At(end) if *end > at => None,
            Moment::At(end) => Some(barred(end.to_string())),
            Moment::Unreadable(text) => Some(Barred::Unreadable(text.clone())),
        };
        let not_yet = || match &self.begins {
            Moment::At(begins) if *begins > at => Some(Barred::NotYet(begins.to_string())),
            Moment::Unreadable(text) => Some(Barred::Unreadable(text.clone())),
            Moment::At(_) | Moment::Absent => None,
        };
        ended(&self.revoked, Barred::Revoked).or_else(|| ended(&self.expires, Barred::Expired)).or_else(not_yet)
    }

    /// Why it counts for nothing at a point in time, whatever it is listed for.
    pub(super) fn given_up(&self, at: Timestamp) -> Option<Barred> {
        self.barred.clone().filter(|barred| *barred != Barred::Purpose).or_else(|| self.out_of_time(at))
    }

    /// Whether it counts for nothing, or will not some day, whatever it is listed for.
    pub(super) fn has_an_end(&self) -> bool {
        let has = |moment: &Moment| *moment != Moment::Absent;
        !matches!(self.barred, None | Some(Barred::Purpose)) || has(&self.revoked) || has(&self.expires)
    }
}

/// The address of a key, as entries are held against it.
pub(super) struct Named<'a> {
    pub(super) normal: Cow<'a, str>,
    pub(super) fragment: Option<&'a str>,
}

impl<'a> Named<'a> {
    pub(super) fn of(address: &'a str) -> Self {
        let fragment = address.split_once('#').map(|(_, fragment)| fragment);
        Self { normal: issuer_id::normal(address), fragment }
    }

    pub(super) fn is(&self, entry: &Entry) -> bool {
        // Sets of keys give them short names.
        let short = entry.id.trim_start_matches('#');
        entry.normal == self.normal || (!short.is_empty() && !short.contains(':') && self.fragment == Some(short))
    }
}

/// Whether a document counts as a whole, and until when.
#[derive(Clone, Debug, Default)]
pub(super) struct Whole {
    pub(super) deactivated: bool,
    revoked: Moment,
    expires: Moment,
}

impl Whole {
    pub(super) fn of(document: &Value) -> Self {
        Self {
            deactivated: is_deactivated(document),
            revoked: end(document, "revoked"),
            expires: end(document, "expires"),
        }
    }

    /// The same with what is said beside the document of all of it.
    pub(super) fn and(self, beside: Self) -> Self {
        Self {
            deactivated: self.deactivated || beside.deactivated,
            revoked: self.revoked.and(beside.revoked, Timestamp::min),
            expires: self.expires.and(beside.expires, Timestamp::min),
        }
    }

    /// No key counts longer than the document that lists or names it.
    pub(super) fn bind(&self, entry: &mut Entry) {
        if self.deactivated {
            entry.barred = Some(Barred::Deactivated);
        }
        for (own, whole) in [(&mut entry.revoked, &self.revoked), (&mut entry.expires, &self.expires)] {
            *own = std::mem::take(own).and(whole.clone(), Timestamp::min);
        }
    }
}
