//! Names that people may take for another name.

use super::Task;
use super::judge::{ASK_THE_ISSUER, Judge, Signature};
use super::report::Outcome;
use super::trust::{Drawn, KnownIssuer};
use crate::badge::{Likeness, looks_like, quoted};
use crate::credential::view::MOST_NAMES;
use crate::credential::{TooMuch, did, issuer_id};

/// What the names of those whom a user knows look like, worked out once for all
/// badges of a folder.
pub(super) type Looks = Drawn<Vec<Likeness>>;

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

/// As many names are compared in about the time that one statement takes.
const A_STATEMENT: usize = 24;
/// A longer name takes as much longer, in bytes.
const LONG_NAME: usize = 64;

/// What is to be told of a name that looks like that of somebody else whom the
/// user knows, in words that follow "it". Whoever is known by the key that signed
/// is nobody else.
///
/// # Errors
/// When too much was asked of one file already.
pub(super) fn taken_for_another(
    task: &Task<'_>,
    id: &str,
    name: &str,
    signer: Option<&str>,
) -> Result<Option<String>, TooMuch> {
    let trust = task.trust;
    let known = trust.trusted_issuers().len() + trust.own_keys().len();
    task.work.spend((known * (1 + name.len() / LONG_NAME) / A_STATEMENT) as u64)?;
    let Some(known) = trust.alike(id, name) else { return Ok(None) };
    let key = signer.and_then(|signer| signer.strip_prefix("did:key:"));
    if signer == Some(known.id.as_str()) || key.is_some_and(|key| known.keys.iter().any(|known| known == key)) {
        return Ok(None);
    }
    let ours = trust.trusted(id).or(trust.own(id));
    // Names that the user gave themselves confuse nobody.
    if ours.is_some_and(|ours| looks_like(&ours.name, name)) {
        return Ok(None);
    }
    let whose = if trust.own(&known.id).is_some() { "your own:" } else { "whom you know by" };
    let otherwise = ours.map(|ours| format!(", whom you know as {}", quoted(&ours.name))).unwrap_or_default();
    Ok(Some(format!(
        "calls itself {}, which looks like {} ({whose} {}), and is somebody else: {}{otherwise}.",
        quoted(name),
        quoted(&known.name),
        did::named(&known.id),
        did::named(id)
    )))
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
        if self.view.badge.issuer.has_more_names {
            let message = format!(
                "It gives its issuer more than {MOST_NAMES} names, and only so many were compared with those of others."
            );
            self.leaves_open("issuer", message, ASK_THE_ISSUER);
        }
        let signer = self.report.signing_key.clone();
        let look = |name: &String| taken_for_another(self.question, &id, name, signer.as_deref()).transpose();
        let told = match names.iter().find_map(look) {
            Some(Ok(told)) => told,
            Some(Err(error)) => {
                let message =
                    format!("Whether its issuer's name looks like that of another was not looked at. {error}");
                return self.leaves_open("issuer", message, ASK_THE_ISSUER);
            }
            None => return,
        };
        let message = format!("Take care: it {told}");
        self.report.alike = Some(message.clone());
        self.explain("issuer", Outcome::Unknown, message, id);
    }
}
