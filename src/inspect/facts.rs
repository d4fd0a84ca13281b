//! What holds for every credential: dates, earner, form.

use jiff::SignedDuration;
use serde_json::Value;

use super::judge::Judge;
use super::report::{Outcome, day};
use super::standing::{Standing, find_key, standing};
use super::token::key_of;
use crate::credential::did::did_key;
use crate::credential::jws::{self, Jws};
use crate::credential::proof::{self, Against};
use crate::credential::view::{Moment, RecipientView};
use crate::credential::{recipient, vc_jwt};

/// How far an issuer's clock may be ahead of ours.
const CLOCK_SKEW: SignedDuration = SignedDuration::from_mins(10);

/// The most endorsements that are looked at.
const MAX_ENDORSEMENTS: usize = 16;

/// The type that each part of an Open Badges 3.0 credential has to name.
const PARTS: &[(&str, &str)] = &[
    ("/issuer", "Profile"),
    ("/issuer/parentOrg", "Profile"),
    ("/issuer/otherIdentifier", "IdentifierEntry"),
    ("/credentialSubject", "AchievementSubject"),
    ("/credentialSubject/identifier", "IdentityObject"),
    ("/credentialSubject/result", "Result"),
    ("/credentialSubject/source", "Profile"),
    ("/credentialSubject/achievement", "Achievement"),
    ("/credentialSubject/achievement/creator", "Profile"),
    ("/credentialSubject/achievement/resultDescription", "ResultDescription"),
    ("/evidence", "Evidence"),
];

impl Judge<'_> {
    pub(super) fn dates(&mut self) {
        let at = self.question.at;
        let unreadable = [("start", &self.view.valid_from), ("end", &self.view.valid_until)].into_iter().find_map(
            |(what, moment)| match moment {
                Moment::Unreadable(text) => Some(format!("Its {what} “{text}” is not a date with time and zone.")),
                _ => None,
            },
        );
        if let Some(message) = unreadable {
            return self.say("dates", Outcome::Fail, message);
        }
        let (from, until) = (self.view.valid_from.time(), self.view.valid_until.time());
        let awarded = self.view.issued_on.time().or(from);
        match (from, until) {
            (Some(from), Some(until)) if until < from => {
                self.say("dates", Outcome::Fail, "It ends before it begins.");
            }
            (_, Some(until)) if until < at => {
                self.say("dates", Outcome::Fail, format!("It ended on {}.", day(until)));
            }
            (Some(from), _) if from.duration_since(at) > CLOCK_SKEW => {
                self.say("dates", Outcome::Fail, format!("It counts only from {}.", day(from)));
            }
            _ => {
                let end = match until {
                    Some(until) => format!("holds until {}", day(until)),
                    None => "no end date".into(),
                };
                match awarded {
                    Some(awarded) => self.say("dates", Outcome::Pass, format!("Awarded on {}, {end}.", day(awarded))),
                    None => self.say("dates", Outcome::Note, "It does not say when it was awarded."),
                }
            }
        }
    }

    /// What is inside the credential beside its own words: the types of its
    /// parts, and endorsements.
    pub(super) fn inner(&mut self, credential: &Value) {
        if self.is_open_badge() {
            for (path, wanted) in PARTS {
                self.part(credential, path, wanted);
            }
        }
        let places = ["/endorsement", "/credentialSubject/achievement/endorsement", "/issuer/endorsement"];
        let found: Vec<Value> = places
            .iter()
            .flat_map(|place| entries(credential.pointer(place)))
            .take(MAX_ENDORSEMENTS)
            .cloned()
            .collect();
        for endorsement in &found {
            self.endorsement(endorsement);
        }
    }

    fn part(&mut self, credential: &Value, path: &str, wanted: &str) {
        for part in entries(credential.pointer(path)).filter(|part| part.is_object()) {
            let named = entries(part.get("type")).any(|name| name == wanted);
            // Profiles of people are written this way, too.
            if !named && part.get("type").is_some() {
                let place = path.trim_start_matches('/').replace('/', ".");
                let message = format!("It is malformed: {place} does not call itself “{wanted}”.");
                return self.say("standard", Outcome::Fail, message);
            }
        }
    }

    /// Who endorses the badge, and whether their signature holds.
    fn endorsement(&mut self, endorsement: &Value) {
        let sources = self.question.sources;
        let credential = match endorsement.as_str() {
            Some(token) => jws::payload(token).map(|payload| vc_jwt::credential(&payload)).unwrap_or_default(),
            None => endorsement.clone(),
        };
        let name = |value: &Value| value.get("name").and_then(Value::as_str).map(str::to_owned);
        let issuer = credential.get("issuer").unwrap_or(&Value::Null);
        let who = name(issuer).or_else(|| issuer.get("id").unwrap_or(issuer).as_str().map(str::to_owned));
        let who: String =
            who.unwrap_or_else(|| "somebody".into()).chars().filter(|c| !c.is_control()).take(200).collect();
        let issuer_id = issuer.get("id").unwrap_or(issuer).as_str().unwrap_or_default();
        let key = match endorsement.as_str() {
            Some(token) => Jws::read(token)
                .ok()
                .and_then(|read| key_of(&read, issuer_id, sources).ok().filter(|key| read.is_signed_by(key))),
            None => proof::verify(endorsement, &Against::new(self.question.at, &|method| find_key(sources, method)))
                .ok()
                .and_then(|proofs| proofs.into_iter().find(|proof| proof.result.is_ok())?.key),
        };
        // Somebody else's signature under their name is not theirs.
        let holds = key.is_some_and(|key| {
            let (standing, _) = standing(sources, issuer_id, &who, &key, &did_key(&key));
            !matches!(standing, Standing::Foreign(_) | Standing::Open(_))
        });
        let message = if holds {
            format!(
                "It carries an endorsement by {who}, unchanged since they signed it. Who they are is not confirmed."
            )
        } else {
            format!("It says that {who} endorses it. That was not confirmed.")
        };
        self.say("endorsement", Outcome::Note, message);
    }

    /// Compares the recipient with the e-mail address asked for; true unless
    /// there was one and nothing to compare it with.
    pub(super) fn recipient(&mut self) -> bool {
        let Some(email) = self.question.email else { return true };
        let is_email = |kind: &str| ["email", "emailAddress"].contains(&kind);
        let answers: Vec<bool> = self
            .view
            .recipient
            .iter()
            .filter_map(|named| match named {
                RecipientView::Plain(kind, text) if is_email(kind) => {
                    Some(text.trim().eq_ignore_ascii_case(email.trim()))
                }
                RecipientView::Hashed(kind, hash, salt) if is_email(kind) => {
                    Some(recipient::matches(email, hash, salt))
                }
                _ => None,
            })
            .collect();
        if answers.is_empty() {
            self.say(
                "recipient",
                Outcome::Unknown,
                format!("It names no e-mail address that {email} could be compared with."),
            );
            return false;
        }
        if answers.contains(&true) {
            self.say("recipient", Outcome::Pass, format!("It was awarded to {email}."));
        } else {
            self.say("recipient", Outcome::Fail, format!("It was not awarded to {email}."));
        }
        true
    }

    pub(super) fn standard(&mut self) {
        if !self.view.missing.is_empty() {
            let message = format!(
                "It departs from {} (missing: {}). Some programs may not take it.",
                self.view.standard.title(),
                self.view.missing.join(", ")
            );
            self.say("standard", Outcome::Note, message);
        }
        if !self.is_open_badge() {
            self.say(
                "standard",
                Outcome::Note,
                "It is a verifiable credential, but does not call itself an Open Badge.",
            );
        }
    }
}

/// A value's entries, whether it is a list or stands alone.
fn entries(value: Option<&Value>) -> impl Iterator<Item = &Value> {
    match value {
        None => [].iter(),
        Some(Value::Array(list)) => list.iter(),
        Some(single) => std::slice::from_ref(single).iter(),
    }
}
