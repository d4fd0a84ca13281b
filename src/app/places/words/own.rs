//! What the user keeps for all badges and the form offers: standards and
//! issuer profiles.

use eframe::egui;

use crate::app::App;
use crate::app::desk::Notice;
use crate::badge::Standard;
use crate::document::OwnStandards;
use crate::issue::SavedIssuers;

/// The user's own standards and issuers, once the folder was looked into.
#[derive(Default)]
pub struct Own {
    pub(super) standards: Vec<Standard>,
    pub(in crate::app) issuers: SavedIssuers,
    looked: bool,
}

impl Own {
    /// Looks into the folder again when it is next needed.
    pub(super) fn forget(&mut self) {
        self.looked = false;
    }

    /// The key that signs for an issuer, when one of that name is saved.
    pub(in crate::app) fn key_of(&self, issuer: &str) -> Option<&str> {
        self.issuers.by_name(issuer)?.key.as_deref()
    }
}

impl App {
    /// Looks into the user's folder, once.
    pub(in crate::app) fn look_for_own(&mut self, ctx: &egui::Context) {
        if self.state.words.own.looked {
            return;
        }
        self.state.words.own.looked = true;
        let Some(home) = self.state.desk.outside.folder.clone() else { return };
        let (standards, problems) = OwnStandards::new(&home).list();
        self.state.words.own.standards = standards;
        let issuers = SavedIssuers::load(&home);
        let problem = problems.into_iter().next().or(issuers.as_ref().err().map(ToString::to_string));
        self.state.words.own.issuers = issuers.unwrap_or_default();
        if let Some(problem) = problem {
            self.say(ctx, Notice::error(problem));
        }
    }
}
