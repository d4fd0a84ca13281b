//! Names that people may take for another name.

use std::sync::OnceLock;

use super::judge::{Judge, Signature};
use super::report::Outcome;
use super::trust::{KnownIssuer, Trust};
use crate::badge::{Likeness, looks_like, quoted};
use crate::credential::{did, issuer_id};

/// What the names of those whom a user knows look like, worked out once for all
/// badges of a folder. It is no part of what is known, only drawn from it.
#[derive(Debug, Default)]
pub(super) struct Looks(OnceLock<Vec<Likeness>>);

impl Clone for Looks {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl PartialEq for Looks {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Looks {}

impl Looks {
    /// The first of these whose name may be taken for another one's.
    pub(super) fn like<'k>(
        &self,
        name: &str,
        known: impl Iterator<Item = &'k KnownIssuer> + Clone,
        id: &str,
    ) -> Option<&'k KnownIssuer> {
        let looks = self.0.get_or_init(|| known.clone().map(|known| Likeness::of(&known.name)).collect());
        if looks.is_empty() {
            return None;
        }
        let look = Likeness::of(name);
        known
            .zip(looks)
            .find(|(known, theirs)| look.is_taken_for(theirs) && !issuer_id::same(&known.id, id))
            .map(|(known, _)| known)
    }
}

/// What is to be told of a name that looks like that of somebody else whom the
/// user knows, in words that follow "it".
pub(super) fn taken_for_another(trust: &Trust, id: &str, name: &str) -> Option<String> {
    let known = trust.alike(id, name)?;
    let ours = trust.trusted(id).or(trust.own(id));
    // Names that the user gave themselves confuse nobody.
    if ours.is_some_and(|ours| looks_like(&ours.name, name)) {
        return None;
    }
    let whose = if trust.own(&known.id).is_some() { "your own" } else { "whom you know by" };
    let otherwise = ours.map(|ours| format!(", whom you know as {}", quoted(&ours.name))).unwrap_or_default();
    Some(format!(
        "calls itself {}, which looks like {} ({whose} {}), and is somebody else: {}{otherwise}.",
        quoted(name),
        quoted(&known.name),
        did::named(&known.id),
        did::named(id)
    ))
}

impl Judge<'_> {
    /// Tells of a name that looks like that of somebody else whom the user
    /// knows.
    pub(super) fn lookalike(&mut self) {
        let id = self.issuer_id();
        let names = self.view.badge.issuer.names.clone();
        if self.view.badge.issuer.has_several_names {
            let names: Vec<String> = names.iter().map(|name| quoted(name)).collect();
            self.say("issuer", Outcome::Note, format!("It calls itself {}.", names.join(" and ")));
        }
        // With an own key the user may call themselves as they like.
        if matches!(self.signature, Signature::Own(_)) {
            return;
        }
        let trust = self.question.trust;
        let Some(told) = names.iter().find_map(|name| taken_for_another(trust, &id, name)) else { return };
        let message = format!("Take care: it {told}");
        self.report.alike = Some(message.clone());
        self.explain("issuer", Outcome::Unknown, message, id);
    }
}
