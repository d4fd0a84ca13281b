//! What others say in favour of a badge: each endorsement is checked as the
//! signed credential that it is, and told with an outcome of its own. It adds
//! to the badge and never decides it.

use serde_json::Value;

use super::judge::Judge;
use super::report::{Outcome, day};
use super::standing::{Standing, find_key, standing};
use super::token::key_of;
use crate::credential::dates::moment;
use crate::credential::did::did_key;
use crate::credential::jws::{self, Jws};
use crate::credential::proof::{self, Against};
use crate::credential::public_key::PublicKey;
use crate::credential::vc_jwt;
use crate::credential::view::{Moment, entries, text, within};

/// The most endorsements that are looked at.
const MAX_ENDORSEMENTS: usize = 16;

/// Where endorsements lie in a credential.
const PLACES: &[&[&str]] = &[&[], &["credentialSubject", "achievement"], &["issuer"]];

/// What came of checking the signature of one.
enum Signature {
    /// It holds, with this key.
    Good(PublicKey),
    /// It does not hold, for this reason.
    Bad(String),
    /// It could not be checked, for this reason.
    Open(String),
}

impl Judge<'_> {
    /// Tells of every endorsement that the credential carries.
    pub(super) fn endorsements(&mut self, credential: &Value) {
        let found = PLACES.iter().filter_map(|place| within(credential, place)).flat_map(|part| {
            // As tokens they have a field of their own; some stand in the other one.
            entries(part.get("endorsement")).chain(entries(part.get("endorsementJwt")))
        });
        let found: Vec<&Value> = found.take(MAX_ENDORSEMENTS + 1).collect();
        for endorsement in found.iter().take(MAX_ENDORSEMENTS) {
            self.endorsement(endorsement, credential);
        }
        if found.len() > MAX_ENDORSEMENTS {
            let message = format!("It carries more endorsements than the {MAX_ENDORSEMENTS} that were looked at.");
            self.say("endorsement", Outcome::Note, message);
        }
    }

    fn endorsement(&mut self, endorsement: &Value, badge: &Value) {
        let (words, signature) = match endorsement.as_str() {
            Some(token) => self.endorsed_in_token(token),
            None => (endorsement.clone(), self.endorsed_with_proof(endorsement)),
        };
        let issuer = words.get("issuer").unwrap_or(&Value::Null);
        let id = issuer.get("id").unwrap_or(issuer).as_str().unwrap_or_default().to_owned();
        let who = short(issuer.get("name")).or_else(|| short(Some(&Value::from(id.as_str()))));
        let who = who.unwrap_or_else(|| "somebody".into());
        let said = short(within(&words, &["credentialSubject", "endorsementComment"]));
        let said = said.map(|said| format!(" They say: “{said}”")).unwrap_or_default();
        let (outcome, message) = match (signature, self.unfit(&words, badge)) {
            (Signature::Bad(why), _) => {
                (Outcome::Fail, format!("An endorsement in the name of {who} is not real. {why}"))
            }
            (_, Some(why)) => (Outcome::Fail, format!("An endorsement by {who} does not count: {why}.")),
            (Signature::Open(why), None) => {
                (Outcome::Unknown, format!("It says that {who} endorses it, which could not be checked. {why}"))
            }
            (Signature::Good(key), None) => self.endorsed_by(&key, &id, &who, &said),
        };
        self.explain("endorsement", outcome, message, id);
    }

    /// A signature that holds: is it the endorser's, and are they known?
    fn endorsed_by(&mut self, key: &PublicKey, id: &str, who: &str, said: &str) -> (Outcome, String) {
        let signer = did_key(key);
        let (found, wants) = standing(self.question.sources, id, who, key, &signer, self.question.at);
        self.want(wants);
        let trust = self.question.trust;
        let confirmed = trust.own(&signer).is_some() || trust.trusted(id).is_some();
        match found {
            Standing::Foreign(why) => {
                (Outcome::Fail, format!("An endorsement in the name of {who} is not theirs. {why}"))
            }
            Standing::ListedBy(host) => {
                (Outcome::Pass, format!("{who} endorses it, as their own website {host} confirms.{said}"))
            }
            Standing::Open(_) if trust.vouches_for(id, key) => {
                (Outcome::Pass, format!("{who}, whom you have confirmed, endorses it.{said}"))
            }
            Standing::Open(_) => {
                let why = format!("Only {id} could say whose key signed that.");
                (Outcome::Unknown, format!("It says that {who} endorses it, which could not be checked. {why}"))
            }
            Standing::IsTheIssuer | Standing::HandedIn | Standing::OnTheList if confirmed => {
                (Outcome::Pass, format!("{who}, whom you have confirmed, endorses it.{said}"))
            }
            Standing::IsTheIssuer | Standing::HandedIn | Standing::OnTheList => (
                Outcome::Note,
                format!(
                    "A key that calls itself {who} endorses it, unchanged since they signed. Who they are is not confirmed.{said}"
                ),
            ),
        }
    }

    /// Why an endorsement does not count, however it is signed.
    fn unfit(&self, words: &Value, badge: &Value) -> Option<String> {
        let ends = moment(words.get("validUntil").or_else(|| words.get("expirationDate")));
        if let Moment::At(ends) = ends
            && ends < self.question.at
        {
            return Some(format!("it ended on {}", day(ends)));
        }
        let about = within(words, &["credentialSubject", "id"]).and_then(Value::as_str)?;
        let known: [&[&str]; 4] =
            [&["id"], &["credentialSubject", "id"], &["credentialSubject", "achievement", "id"], &["issuer", "id"]];
        let fits = known.iter().any(|place| within(badge, place).and_then(Value::as_str) == Some(about))
            || badge.get("issuer").and_then(Value::as_str) == Some(about);
        (!fits).then(|| "it is about something else".to_owned())
    }

    fn endorsed_in_token(&self, token: &str) -> (Value, Signature) {
        let mut read = match Jws::read(token) {
            Ok(read) => read,
            Err(error) => {
                let words = jws::payload(token).map(|payload| vc_jwt::parts(payload).1).unwrap_or_default();
                let why = error.to_string();
                return (words, if error.is_unknown() { Signature::Open(why) } else { Signature::Bad(why) });
            }
        };
        let (claims, inside) = vc_jwt::parts(std::mem::take(&mut read.payload));
        let words = vc_jwt::completed(&claims, inside);
        if let Some(why) = vc_jwt::disagreements(&claims, &words).into_iter().next() {
            return (words, Signature::Bad(why));
        }
        let issuer = words.get("issuer").map(|issuer| issuer.get("id").unwrap_or(issuer));
        let issuer = issuer.and_then(Value::as_str).unwrap_or_default();
        let signature = match key_of(&read, issuer, self.question) {
            Ok(key) if read.is_signed_by(&key) => Signature::Good(key),
            Ok(_) => Signature::Bad(proof::ProofError::Altered.to_string()),
            Err(error) => Signature::Open(error.to_string()),
        };
        (words, signature)
    }

    fn endorsed_with_proof(&self, endorsement: &Value) -> Signature {
        let find_key = |method: &str| find_key(self.question.sources, method);
        let proofs = match proof::verify(endorsement, &Against::new(self.question.at, &find_key)) {
            Ok(proofs) => proofs,
            Err(error) => return Signature::Open(error.to_string()),
        };
        let mut open = None;
        let mut good = None;
        for checked in proofs {
            match checked.result {
                Ok(()) => good = good.or(checked.key),
                Err(error) if error.is_unknown() => open = open.or(Some(error.to_string())),
                Err(error) => return Signature::Bad(error.to_string()),
            }
        }
        match good {
            Some(key) => Signature::Good(key),
            None => Signature::Open(open.unwrap_or_default()),
        }
    }
}

/// A text of others, as people may see it, and short.
fn short(value: Option<&Value>) -> Option<String> {
    text(value).map(|text| text.chars().take(200).collect())
}
