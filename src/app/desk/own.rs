//! What the user keeps for all badges: standards and issuers, read from the user's folder
//! when a place needs them.

use super::{Desk, Notice, Place};
use crate::badge::Standard;
use crate::document::{NoUserFolder, OwnStandards};
use crate::issue::{IssuersError, SavedIssuers};

/// The user's own standards and issuers, once the folder was looked into.
#[derive(Default)]
pub struct Own {
    /// Standards whose layers the user's badges may have.
    pub standards: Vec<Standard>,
    /// Issuers in whose name the user awards badges.
    pub issuers: SavedIssuers,
    looked: bool,
}

impl Own {
    /// Looks into the folder again when it is next needed.
    pub fn forget(&mut self) {
        self.looked = false;
    }

    /// The key that signs for an issuer, when one of that name is saved.
    pub fn key_of(&self, issuer: &str) -> Option<&str> {
        self.issuers.by_name(issuer)?.key.as_deref()
    }
}

impl Desk {
    /// Changes the saved issuers, and says what was done or why it was not.
    pub fn change_issuers(
        &mut self,
        done: &str,
        change: impl FnOnce(&mut SavedIssuers) -> Result<(), IssuersError>,
    ) -> Notice {
        let Some(home) = &self.outside.folder else { return Notice::error(NoUserFolder.to_string()) };
        // What another window saved stays.
        match SavedIssuers::change(home, change) {
            Ok(issuers) => {
                self.own.issuers = issuers;
                Notice::done(done)
            }
            Err(error) => Notice::error(error.to_string()),
        }
    }
}

/// Looks once into the user's folder, for the places that need what is in it, and says what
/// cannot be read. Once a frame.
pub(in crate::app) fn tend(desk: &mut Desk) -> Option<Notice> {
    if desk.own.looked || !matches!(desk.place, Place::Words | Place::HandOut) {
        return None;
    }
    desk.own.looked = true;
    let home = desk.outside.folder.as_deref()?;
    let (standards, problems) = OwnStandards::new(home).list();
    let issuers = SavedIssuers::load(home);
    let problem = problems.into_iter().next().or(issuers.as_ref().err().map(ToString::to_string));
    desk.own.standards = standards;
    desk.own.issuers = issuers.unwrap_or_default();
    problem.map(Notice::error)
}
