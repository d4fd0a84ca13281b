//! Credentials as JWT (Open Badges 3.0, section 8.2; VC Data Model 1.1,
//! section 6.3; VC-JOSE-COSE).

use jiff::Timestamp;
use serde_json::{Map, Value, json};

use super::jws::{self, JwsError};
use super::keys::IssuerKey;
use super::view::within;

/// What a token says beside the credential inside it: `iss`, `jti`, `sub`,
/// `nbf`, `exp`.
#[derive(Clone, Debug, Default)]
pub struct Claims(Map<String, Value>);

impl Claims {
    const NAMES: [&'static str; 5] = ["iss", "jti", "sub", "nbf", "exp"];

    fn get(&self, name: &str) -> Option<&Value> {
        self.0.get(name)
    }
}

/// A token's payload taken apart: its claims, and the credential inside, which
/// lies under `vc` in the Data Model 1.1 and is else the payload itself.
#[must_use]
pub fn parts(mut payload: Map<String, Value>) -> (Claims, Value) {
    if let Some(inner) = payload.get_mut("vc").filter(|inner| inner.is_object()) {
        let credential = inner.take();
        return (Claims(payload), credential);
    }
    let claim = |name: &&str| payload.get(*name).map(|value| ((*name).to_owned(), value.clone()));
    (Claims(Claims::NAMES.iter().filter_map(claim).collect()), Value::Object(payload))
}

/// Where the token's claims and the credential inside say different things.
/// Two readers could otherwise be shown two badges.
#[must_use]
pub fn disagreements(claims: &Claims, credential: &Value) -> Vec<String> {
    let mut found = Vec::new();
    let issuer = credential.get("issuer").map(|issuer| issuer.get("id").unwrap_or(issuer));
    let texts = [
        ("iss", "issuer", issuer),
        ("jti", "identifier", credential.get("id")),
        ("sub", "earner", within(credential, &["credentialSubject", "id"])),
    ];
    for (claim, what, said) in texts {
        if let Some(claimed) = claims.get(claim)
            && said.is_some_and(|said| said != claimed)
        {
            found.push(format!("The JWT names another {what} ({claim}) than the badge inside."));
        }
    }
    if issuer.is_none() && claims.get("iss").is_none() {
        found.push("The JWT names no issuer (iss).".into());
    }
    let times = [("nbf", "beginning", ["validFrom", "issuanceDate"]), ("exp", "end", ["validUntil", "expirationDate"])];
    for (claim, what, fields) in times {
        let said = fields.iter().find_map(|field| credential.get(*field));
        match (claims.get(claim), said) {
            (None, _) => {}
            (Some(claimed), said) => {
                let Some(seconds) = claimed.as_i64() else {
                    found.push(format!("The JWT's {what} ({claim}) is not a whole number of seconds."));
                    continue;
                };
                let said = said.and_then(Value::as_str).and_then(|text| text.parse::<Timestamp>().ok());
                if said.is_some_and(|said| said.as_second() != seconds) {
                    found.push(format!("The JWT names another {what} ({claim}) than the badge inside."));
                }
            }
        }
    }
    found
}

/// The credential with what only the token's claims say: an identifier, the
/// issuer, the earner, the time from and until which it counts.
#[must_use]
pub fn completed(claims: &Claims, mut credential: Value) -> Value {
    let Value::Object(body) = &mut credential else { return credential };
    for (claim, field) in [("jti", "id"), ("iss", "issuer")] {
        if let (Some(claimed), false) = (claims.get(claim), body.contains_key(field)) {
            body.insert(field.to_owned(), claimed.clone());
        }
    }
    for (claim, fields) in [("nbf", ["validFrom", "issuanceDate"]), ("exp", ["validUntil", "expirationDate"])] {
        if fields.iter().all(|field| !body.contains_key(*field))
            && let Some(time) = claims.get(claim).and_then(Value::as_i64)
            && let Ok(time) = Timestamp::from_second(time)
        {
            body.insert(fields[0].to_owned(), json!(time.to_string()));
        }
    }
    credential
}

/// Signs a credential as a token. `method` is the address of the key, which
/// becomes `kid`.
///
/// # Errors
/// When the key does not sign.
pub fn sign(credential: &Value, key: &IssuerKey, method: &str) -> Result<String, JwsError> {
    let mut payload = credential.as_object().cloned().unwrap_or_default();
    let text = |value: Option<&Value>| value.cloned();
    let seconds = |field: &str| {
        let time = credential.get(field)?.as_str()?.parse::<Timestamp>().ok()?;
        Some(json!(time.as_second()))
    };
    let claims = [
        ("iss", text(credential.pointer("/issuer/id"))),
        ("jti", text(credential.get("id"))),
        ("sub", text(credential.pointer("/credentialSubject/id"))),
        ("nbf", seconds("validFrom")),
        ("exp", seconds("validUntil")),
    ];
    payload.extend(claims.into_iter().filter_map(|(claim, value)| Some((claim.to_owned(), value?))));
    let mut header = Map::new();
    header.insert("typ".into(), json!("JWT"));
    header.insert("kid".into(), json!(method));
    // Verifiers that do not resolve identifiers find the key here; whose it is, the issuer's identifier tells.
    header.insert("jwk".into(), key.public().jwk(None));
    jws::sign(&Value::Object(payload).to_string(), header, key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::credential::{Algorithm, SystemRandom, did};

    fn body() -> Value {
        json!({
            "id": "urn:uuid:1",
            "issuer": { "id": "did:key:z6Mk" },
            "validFrom": "2026-01-01T00:00:00Z",
            "validUntil": "2027-01-01T00:00:00Z",
            "credentialSubject": { "id": "did:example:amy" },
        })
    }

    #[test]
    fn a_signed_credential_carries_claims_that_agree_with_it() {
        let key = IssuerKey::generate("x", Algorithm::P256, Timestamp::UNIX_EPOCH, &mut SystemRandom).unwrap();
        let method = did::verification_method(key.public());
        let token = sign(&body(), &key, &method).unwrap();
        let read = jws::Jws::read(&token).unwrap();
        assert!(read.is_signed_by(key.public()));
        assert_eq!((&read.header["kid"], &read.header["alg"]), (&json!(method), &json!("ES256")));
        assert_eq!((&read.payload["nbf"], &read.payload["exp"]), (&json!(1_767_225_600), &json!(1_798_761_600)));
        let (claims, credential) = parts(read.payload);
        assert_eq!(disagreements(&claims, &credential), Vec::<String>::new());
    }

    #[test]
    fn every_claim_that_differs_is_told() {
        for (claim, value) in [
            ("iss", json!("did:key:other")),
            ("jti", json!("urn:uuid:2")),
            ("sub", json!("did:example:eve")),
            ("nbf", json!(1_767_225_601)),
            ("nbf", json!(1_767_225_600.5)),
            ("exp", json!("soon")),
        ] {
            let claims = Claims(Map::from_iter([(claim.to_owned(), value)]));
            assert_eq!(disagreements(&claims, &body()).len(), 1, "{claim}");
        }
    }

    #[test]
    fn what_only_the_claims_say_is_kept() {
        let payload = json!({ "vc": { "type": "VerifiableCredential" }, "iss": "did:key:z6Mk", "jti": "urn:uuid:1", "nbf": 1_767_225_600 });
        let (claims, credential) = parts(payload.as_object().unwrap().clone());
        let read = completed(&claims, credential);
        assert_eq!((&read["id"], &read["issuer"]), (&json!("urn:uuid:1"), &json!("did:key:z6Mk")));
        assert_eq!(read["validFrom"], "2026-01-01T00:00:00Z");
    }
}
