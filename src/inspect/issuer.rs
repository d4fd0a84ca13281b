//! In whose name a badge is, and what is known of them.

use super::judge::{Judge, Signature};
use super::key_trust::KeyTrust;
use super::report::Outcome;
use crate::badge::{as_address, one_line, quoted};
use crate::credential::dates::day_for_people;
use crate::credential::view::IssuerView;
use crate::credential::{did, issuer_id};

impl Judge<'_> {
    /// Whether the issuer is confirmed.
    pub(super) fn issuer(&mut self) -> bool {
        let id = self.issuer_id();
        let known = self.task.trust.trusted(&id).map(|known| known.name.clone());
        self.report.reader = match (&self.signature, &known) {
            (Signature::Own(key), _) => Some(format!("whoever has the key {}", quoted(&key.name))),
            (Signature::Good(_), Some(name)) => {
                Some(format!("somebody who has confirmed {} ({})", quoted(name), did::named(&id)))
            }
            _ => None,
        };
        let (outcome, message) = match self.signature.clone() {
            Signature::Bad => return false,
            Signature::Unchecked(_) => {
                let itself = itself(&self.view.badge.issuer);
                let says = match (known, itself) {
                    // Trusted is whom the identifier means; the name beside it is anybody's.
                    (Some(known), itself) => {
                        let named = format!("It names {}, whom you trust, as its issuer", quoted(&known));
                        let calls = itself.map(|itself| format!(" and calls it “{itself}”")).unwrap_or_default();
                        format!("{named}{calls}.")
                    }
                    (None, Some(itself)) => format!("It says that it was awarded by “{itself}”."),
                    (None, None) => format!("It says that it was awarded by {}.", self.issuer_place()),
                };
                (Outcome::Unknown, format!("{says} Nothing here confirms that."))
            }
            Signature::Own(own) if self.is_awarded_too_late(&own) => {
                let retired = own.retired.map(day_for_people).unwrap_or_default();
                let message = format!(
                    "It was signed with your own key {}, which you retired on {retired}, before this was awarded.",
                    quoted(&own.name)
                );
                self.leaves_open("issuer", message, "See in your own records whether you awarded it.");
                return false;
            }
            Signature::Own(own) => {
                self.report.signer = Some(id.clone());
                let since = own
                    .retired
                    .map(|retired| format!(", which you have retired since, on {}", day_for_people(retired)));
                let key = quoted(&own.name);
                // An identifier that is no key is what everybody else knows the issuer by.
                let place = match did::public_key(&id) {
                    Ok(_) => String::new(),
                    Err(_) => format!(", in the name of {}", did::named(&id)),
                };
                let since = since.unwrap_or_default();
                (Outcome::Pass, format!("It was signed with your own key {key}{since}{place}."))
            }
            Signature::Good(key_trust) => {
                self.report.signer = Some(id.clone());
                match known {
                    Some(name) => (Outcome::Pass, confirmed(&key_trust, &name, &id)),
                    None => (Outcome::Unknown, self.open_issuer(&key_trust, &id)),
                }
            }
        };
        let signer = self.report.signing_key.clone();
        self.report.known_key = signer.filter(|_| outcome != Outcome::Pass).and_then(|signer| self.known_key(&signer));
        let known_key = self.report.known_key.as_ref().map(|known| format!(" {known}")).unwrap_or_default();
        self.explain("issuer", outcome, message + &known_key, id);
        if let Some(message) = self.not_backed.clone() {
            self.say("issuer", Outcome::Note, message);
        }
        outcome == Outcome::Pass
    }

    /// What the user knows of a key that signed, where they have confirmed it as that of
    /// somebody, though not that this is the issuer.
    pub(super) fn known_key(&self, signer: &str) -> Option<String> {
        let known = self.task.trust.whose_key(signer)?;
        let is_issuer = issuer_id::same(&known.id, &self.issuer_id());
        (!is_issuer).then(|| {
            format!("The key that signed it is one that you have confirmed as that of {}.", quoted(&known.called()))
        })
    }

    /// Who signed, when the user knows nothing about them: anybody can make a
    /// key, or keep a website, and call themselves what they like.
    fn open_issuer(&self, key_trust: &KeyTrust, id: &str) -> String {
        let itself = match itself(&self.view.badge.issuer) {
            Some(name) => format!("it calls itself “{name}”"),
            None => "it gives itself no name".to_owned(),
        };
        match key_trust {
            KeyTrust::ListedBy(place) => format!(
                "{place}, asked just now ({}), stands behind it; {itself}. Whether it is who it says you have not confirmed: “Trust {place}” does.",
                as_address(id)
            ),
            KeyTrust::HandedIn => format!(
                "The list of keys that you handed in for {} has the key that signed it; {itself}. Whether it is who it says you have not confirmed.",
                did::named(id)
            ),
            _ => format!(
                "{} signed it; {itself}. Whether it is who it says you have not confirmed.",
                capital(&did::named(id))
            ),
        }
    }

    /// Who awarded it: what stands behind it before the name that it gives
    /// itself.
    pub(super) fn awarded_by(&self) -> Option<String> {
        let id = self.view.badge.issuer.id.as_deref().unwrap_or_default();
        let itself = itself(&self.view.badge.issuer);
        let itself = itself.as_deref();
        let known = self.task.trust.trusted(id).map(|known| known.name.as_str()).filter(|name| *name != id);
        let behind = match (&self.signature, known) {
            (Signature::Own(own), _) => {
                let issuer = &self.view.badge.issuer;
                let several = issuer.name.as_deref().filter(|_| issuer.has_several_names);
                return Some(several.or(itself).map_or_else(|| one_line(&own.name), str::to_owned));
            }
            (Signature::Good(_), Some(name)) => one_line(name),
            (Signature::Good(KeyTrust::ListedBy(place)), None) => place.clone(),
            (Signature::Good(_), None) => did::named(id),
            // Nothing shows that the one who is named has anything to do with it.
            _ => {
                let named = match id {
                    "" => String::new(),
                    id => format!(" names {}", did::named(id)),
                };
                let and = if id.is_empty() { "" } else { " and" };
                let itself = itself.map(|name| format!("{and} calls themselves “{name}”")).unwrap_or_default();
                let told = format!("somebody who{named}{itself}");
                return Some(told).filter(|told| told != "somebody who");
            }
        };
        Some(match itself {
            Some(name) if !name.trim().eq_ignore_ascii_case(behind.trim()) => {
                format!("{behind}, which calls itself “{name}”")
            }
            _ => behind,
        })
    }
}

/// What an issuer calls itself, as it may stand in a quote.
pub(super) fn itself(issuer: &IssuerView) -> Option<String> {
    let name = match (issuer.has_several_names, &issuer.name) {
        // They stand in quotation marks already, and those around all are the reader's.
        (true, name) => name.clone()?,
        (false, name) => quoted(name.as_ref()?),
    };
    let name = name.trim_matches(['“', '”']);
    (!name.is_empty()).then(|| name.to_owned())
}

/// Why an issuer whom the user has confirmed is the one who signed.
fn confirmed(key_trust: &KeyTrust, name: &str, id: &str) -> String {
    let (name, id) = (quoted(name), as_address(id));
    match key_trust {
        KeyTrust::ListedBy(place) => {
            format!("{place}, asked just now ({id}), stands behind it, and you have confirmed that it is {name}.")
        }
        KeyTrust::OnTheList => format!("The key that signed it is the one that you compared with that of {name}."),
        KeyTrust::HandedIn => format!(
            "The list of keys that you handed in for {name}, whom you have confirmed, has the key that signed it."
        ),
        _ => format!("You have confirmed that this key belongs to {name}."),
    }
}

pub(super) fn capital(sentence: &str) -> String {
    let mut letters = sentence.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
