//! What Inspect remembers between frames.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use eframe::egui::TextureHandle;

use super::look::{Row, Seen};
use super::unseen::{Passed, Unseen};
use super::view::View;
use crate::app::toolkit::secret::Secret;
use crate::inspect::{KnownIssuer, Sources, Trust, TrustChange};
use crate::issue::{Revocation, ToRevoke};

/// The question whether a badge is withdrawn, while it is asked.
#[derive(Debug)]
pub(super) struct Asked {
    /// The file that was shown when it was asked.
    pub(super) of: Arc<Seen>,
    pub(super) how: Revocation,
    /// The folder with the files of the issuer's web server.
    pub(super) folder: Option<PathBuf>,
    /// What the files there tell: what would be withdrawn, or why nothing is. Before that
    /// nobody is asked for a passphrase.
    pub(super) checked: Option<Result<ToRevoke, String>>,
    pub(super) reason: String,
    pub(super) passphrase: Secret,
    pub(super) problem: Option<String>,
    /// Whether its first field has the keyboard, or had it since something went wrong.
    pub(super) seen: bool,
}

/// What the screen remembers between frames.
#[derive(Default)]
pub struct Inspect {
    /// The files of the table; none when a single file was opened.
    pub(super) rows: Vec<Row>,
    /// What lies there and was not looked at.
    pub(super) passed: Passed,
    pub(super) view: View,
    /// The file on the card.
    pub(super) seen: Option<Arc<Seen>>,
    /// What was named since and could not be looked at: it stands in the place of the
    /// card, which is of another file.
    pub(super) unseen: Option<Unseen>,
    /// What was fetched for it, at the user's wish.
    pub(super) sources: Sources,
    /// The hosts that were named to the user, who agreed.
    pub(super) named: BTreeSet<String>,
    pub(super) address: String,
    pub(super) asks_address: bool,
    /// Whether the field for the address is to have the keyboard.
    pub(super) to_address: bool,
    pub(super) asks_to_trust: bool,
    pub(super) asks_online: bool,
    pub(super) revoking: Option<Asked>,
    pub(super) trusted: Option<Trust>,
    /// Whom the user may trust no longer: the question stands beside them.
    pub(super) distrusting: Option<String>,
    /// Issuers on a list that was handed over, not yet confirmed, and what each would
    /// change.
    pub(super) offered: Option<Vec<(Vec<TrustChange>, KnownIssuer)>>,
    pub(super) texture: Option<(PathBuf, TextureHandle)>,
    /// Whether the verdict is to be brought into sight, since it may be another now.
    pub(super) to_verdict: bool,
    /// How many files were opened: each is seen from its top.
    pub(super) opened: u64,
    /// What was named for the table, to be looked at anew.
    pub(super) named_files: Vec<PathBuf>,
    /// How often somebody wanted to see a file: what was wanted before the last time is
    /// shown no more.
    pub(super) wanted: u64,
    /// How often they were looked at: what was begun before the last time counts no more.
    pub(super) looks: u64,
}

impl Inspect {
    /// Shows a file on the card; what was asked about the one before is over.
    pub(super) fn open(&mut self, seen: Arc<Seen>) {
        let (rows, passed) = (std::mem::take(&mut self.rows), std::mem::take(&mut self.passed));
        let (view, named_files) = (std::mem::take(&mut self.view), std::mem::take(&mut self.named_files));
        let (opened, looks, wanted) = (self.opened + 1, self.looks, self.wanted);
        let seen = Some(seen);
        *self = Self { rows, passed, view, named_files, looks, wanted, seen, opened, ..Self::default() };
    }

    /// Takes all questions back.
    pub(super) fn ask_nothing(&mut self) {
        self.asks_to_trust = false;
        self.asks_address = false;
        self.asks_online = false;
        self.revoking = None;
        self.trusted = None;
        self.offered = None;
        self.distrusting = None;
    }

    /// The file that is shown, if it is the one that something was begun for: as it is
    /// judged by now.
    pub(super) fn shown_of(&self, begun_for: &Seen) -> Option<&Arc<Seen>> {
        self.shown().filter(|shown| shown.is_same_file(begun_for))
    }

    /// The files of the table.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// The file that is shown.
    pub fn shown(&self) -> Option<&Arc<Seen>> {
        self.seen.as_ref()
    }
}
