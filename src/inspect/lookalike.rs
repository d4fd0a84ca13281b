//! Issuers whose names or addresses people may take for those of another.

use super::hosts::may_be_at_one;
use super::judge::{Judge, Signature, TAKE_LONGER};
use super::known_issuer::KnownIssuer;
use super::looks::{Alike, By};
use super::one_issuer::is_theirs;
use super::options::Task;
use super::report::Outcome;
use crate::badge::{MOST_LETTERS, as_address, looks_like_known, one_line, quoted};
use crate::credential::view::MOST_NAMES;
use crate::credential::{TooMuch, did};

/// With what begins what is told of them.
pub(super) const TAKE_CARE: &str = "Take care: it ";

/// As many names are compared in about the time that one statement takes.
const A_STATEMENT: usize = 24;
/// A longer name takes as much longer, in bytes.
const LONG_NAME: usize = 64;

/// What is to be told of an issuer whose name or address looks like that of somebody
/// else whom the user knows, in words that follow "it". Whoever is known by the key that
/// signed is nobody else, and neither is the user with another of their keys.
///
/// # Errors
/// When too much was asked of one file already.
fn taken_for_another(task: &Task<'_>, id: &str, name: &str, signer: Option<&str>) -> Result<Option<String>, TooMuch> {
    let trust = task.trust;
    let known = trust.count();
    if known == 0 || trust.is_own_place(id) {
        return Ok(None);
    }
    // Reading hosts in a name and in an address takes about as long as a statement.
    task.work.spend((1 + known * (1 + name.len() / LONG_NAME) / A_STATEMENT) as u64)?;
    // Behind whoever is known by this key may stand another of whose name this one is, too.
    let is_another =
        |known| !signer.is_some_and(|signer| is_theirs(known, signer, |id| trust.trusted(id).or(trust.own(id))));
    let Some(Alike { known, by }) = trust.alike(id, name, is_another) else { return Ok(None) };
    let ours = trust.trusted(id).or(trust.own(id));
    // Names that the user gave themselves confuse nobody, and neither do the user's own places.
    let is_of_user = |ours: &KnownIssuer| ours.keys.iter().any(|key| trust.own(&format!("did:key:{key}")).is_some());
    let is_expected =
        |ours: &KnownIssuer| matches!(by, By::Host(_)) || looks_like_known(name, &ours.name) || is_of_user(ours);
    if signer.is_some_and(|signer| trust.own(signer).is_some()) || ours.is_some_and(is_expected) {
        return Ok(None);
    }
    let (itself, theirs) = (quoted(name), quoted(&known.name));
    let what = match &by {
        By::Name if itself == theirs => format!("has the name of {theirs}"),
        By::Name => format!("calls itself {itself}, which looks like {theirs}"),
        By::NameOfHost => format!("calls itself {itself}, which looks like the address of {theirs}"),
        By::Host(host) => format!("lies at {host}, which looks like the address of {theirs}"),
    };
    let is_own = trust.is_user(known);
    let who = match () {
        // A place of the user's that is not known here as theirs.
        () if is_own => "is not known to be you",
        () if may_be_at_one(&known.id, id) => "is not known to be the same",
        () => "is somebody else",
    };
    // Two kinds of identifier may name one place.
    let named = if did::named(&known.id) == did::named(id) { as_address } else { did::named };
    let whose = match is_own {
        true if known.id.is_empty() => "your own".to_owned(),
        true => format!("your own: {}", named(&known.id)),
        false => format!("whom you know by {}", named(&known.id)),
    };
    let otherwise = ours.map(|ours| format!(", whom you know as {}", quoted(&ours.name))).unwrap_or_default();
    Ok(Some(format!("{what} ({whose}), and {who}: {}{otherwise}.", named(id))))
}

impl Judge<'_> {
    /// Tells of an issuer who looks like somebody else whom the user knows.
    pub(super) fn lookalike(&mut self) {
        let id = self.issuer_id();
        let mut names = self.view.badge.issuer.names.clone();
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
            self.leaves_open("issuer", message, TAKE_LONGER);
        }
        if self.task.trust.count() > 0 && names.iter().any(|name| one_line(name).chars().nth(MOST_LETTERS).is_some()) {
            let message = format!(
                "It gives its issuer a name of more than {MOST_LETTERS} letters, of which only those were compared with \
                 the names of others."
            );
            self.leaves_open("issuer", message, TAKE_LONGER);
        }
        let signer = self.report.signing_key.clone();
        if names.is_empty() {
            // Its address may look like another all the same.
            names.push(String::new());
        }
        let look = |name: &String| taken_for_another(self.task, &id, name, signer.as_deref()).transpose();
        let told = match names.iter().find_map(look) {
            Some(Ok(told)) => told,
            Some(Err(error)) => {
                let message =
                    format!("Whether its issuer's name looks like that of another was not looked at. {error}");
                return self.leaves_open("issuer", message, TAKE_LONGER);
            }
            None => return,
        };
        let message = format!("{TAKE_CARE}{told}");
        self.report.alike = Some(message.clone());
        self.explain("issuer", Outcome::Unknown, message, id);
    }
}
