//! What the user keeps for all badges: standards, issuers, signing keys.

use std::path::Path;

use super::{Notice, Outbox, Place};
use crate::badge::Standard;
use crate::document::OwnStandards;
use crate::issue::{Kept, KeyRing, SavedIssuers};

/// The user's own standards, issuers and signing keys, as far as the folder was looked into.
#[derive(Default)]
pub struct Own {
    /// Badge standards.
    pub standards: Vec<Standard>,
    /// Issuer profiles.
    pub issuers: SavedIssuers,
    looked: bool,
    keys: Option<Vec<Kept>>,
    /// A key that cannot be read.
    pub unread_key: Option<String>,
}

impl Own {
    /// Has standards and issuers looked for again when they are next needed.
    pub fn forget(&mut self) {
        self.looked = false;
    }

    /// Has keys looked for again when they are next needed.
    pub fn forget_keys(&mut self) {
        self.keys = None;
    }

    /// The signing keys: those in use before retired ones, then the newest first.
    pub fn keys(&self) -> &[Kept] {
        self.keys.as_deref().unwrap_or_default()
    }

    /// The keys that are not retired: identifier and name.
    pub fn keys_in_use(&self) -> Vec<(String, String)> {
        let keys = self.keys().iter().filter(|kept| kept.file.retired.is_none());
        keys.map(|kept| (kept.file.did.clone(), format!("{} · {}", kept.file.name, kept.file.algorithm().name())))
            .collect()
    }

    /// The key that signs for an issuer, when one of that name is saved.
    pub fn key_of(&self, issuer: &str) -> Option<&str> {
        self.issuers.by_name(issuer)?.key.as_deref()
    }

    /// Looks into the user's folder, once, where what is there is shown. Once a frame.
    pub(in crate::app) fn tend<M>(&mut self, place: Place, home: Option<&Path>, out: &mut Outbox<M>) {
        if !matches!(place, Place::Words | Place::HandOut) {
            return;
        }
        if self.keys.is_none() {
            let found = home.map_or(Ok(Default::default()), |home| KeyRing::new(home).list());
            let (keys, problem) = match found {
                Ok((keys, problems)) => (keys, problems.into_iter().next()),
                Err(error) => (Vec::new(), Some(error.to_string())),
            };
            (self.keys, self.unread_key) = (Some(keys), problem);
        }
        if std::mem::replace(&mut self.looked, true) {
            return;
        }
        let Some(home) = home else { return };
        let (standards, problems) = OwnStandards::new(home).list();
        let issuers = SavedIssuers::load(home);
        let problem = problems.into_iter().next().or(issuers.as_ref().err().map(ToString::to_string));
        (self.standards, self.issuers) = (standards, issuers.unwrap_or_default());
        if let Some(problem) = problem {
            out.say(Notice::error(problem));
        }
    }
}
