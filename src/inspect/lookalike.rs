//! Names that people may take for another name.

use super::judge::{Judge, Signature};
use super::report::Outcome;
use super::trust::Trust;
use crate::badge::{looks_like, quoted};
use crate::credential::did;

impl Judge<'_> {
    /// Tells of a name that looks like that of somebody else whom the user
    /// knows.
    pub(super) fn lookalike(&mut self) {
        let id = self.issuer_id();
        let Some(name) = self.view.badge.issuer.name.clone() else { return };
        let trust: &Trust = self.question.trust;
        // A confirmed issuer may call itself as it likes, and so may the user.
        if trust.trusted(&id).is_some() || trust.own(&id).is_some() || matches!(self.signature, Signature::Own(_)) {
            return;
        }
        let known = trust.trusted_issuers().iter().chain(trust.own_keys());
        let Some(known) = known.filter(|known| known.id != id).find(|known| looks_like(&known.name, &name)) else {
            return;
        };
        let whose = if trust.own(&known.id).is_some() { "your own" } else { "whom you know by" };
        let message = format!(
            "Take care: it calls itself {}, which looks like {} ({whose} {}), and is somebody else: {}.",
            quoted(&name),
            quoted(&known.name),
            did::named(&known.id),
            did::named(&id)
        );
        self.report.alike = Some(message.clone());
        self.explain("issuer", Outcome::Unknown, message, id);
    }
}
