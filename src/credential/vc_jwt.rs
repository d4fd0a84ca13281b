//! Credentials as JWT (Open Badges 3.0, section 8.2; VC Data Model 1.1,
//! section 6.3; VC-JOSE-COSE).

use jiff::{SignedDuration, Timestamp};
use serde_json::{Map, Value, json};

use super::dates;
use super::jws::{self, JwsError};
use super::keys::IssuerKey;
use super::recipient::{self, Answer};
use super::view::{CredentialView, RecipientView};
use crate::badge::{as_address, quoted};

/// What a token says beside the credential inside it: `iss`, `jti`, `sub`,
/// `nbf`, `exp`, `iat`, `status`.
#[derive(Clone, Debug, Default)]
pub struct Claims {
    named: Map<String, Value>,
    /// Whether something beside the credential is one, too, or adds to it.
    is_second: bool,
}

/// Words with which a credential decides or describes something, in any of the
/// standards. Beside a credential under `vc`, a program may take them for the
/// credential's own.
const OWN_WORDS: [&str; 39] = [
    "@context",
    "@id",
    "@type",
    "achievement",
    "awardedDate",
    "badge",
    "credentialSchema",
    "credentialStatus",
    "credentialSubject",
    "description",
    "endorsement",
    "endorsementJwt",
    "evidence",
    "expirationDate",
    "expires",
    "holder",
    "id",
    "image",
    "issuanceDate",
    "issued",
    "issuedOn",
    "issued_on",
    "issuer",
    "name",
    "narrative",
    "proof",
    "recipient",
    "refreshService",
    "relatedResource",
    "revoked",
    "salt",
    "termsOfUse",
    "type",
    "uid",
    "validFrom",
    "validUntil",
    "verifiableCredential",
    "verification",
    "verify",
];

/// What the whole addresses of such words begin with.
const CREDENTIALS: &str = "https://www.w3.org/2018/credentials#";

impl Claims {
    const NAMES: [&'static str; 7] = ["iss", "jti", "sub", "nbf", "exp", "iat", "status"];

    fn get(&self, name: &str) -> Option<&Value> {
        self.named.get(name)
    }

    /// Where the token itself says that its withdrawal would be announced.
    #[must_use]
    pub fn status(&self) -> Option<&Value> {
        self.get("status")
    }

    /// When the token says it was signed.
    #[must_use]
    pub fn made(&self) -> Option<Timestamp> {
        self.get("iat").and_then(dates::numeric)
    }

    /// When the token says it was signed, or else from when it counts.
    #[must_use]
    pub fn signed_at(&self) -> Option<Timestamp> {
        self.get("iat").or_else(|| self.get("nbf")).and_then(dates::numeric)
    }

    /// From when the token says it counts.
    #[must_use]
    pub fn begins(&self) -> Option<Timestamp> {
        self.get("nbf").and_then(dates::numeric)
    }

    /// Until when the token says it counts.
    #[must_use]
    pub fn ends(&self) -> Option<Timestamp> {
        self.get("exp").and_then(dates::numeric)
    }
}

/// A token's payload taken apart: its claims, and the credential inside, which
/// lies under `vc` in the Data Model 1.1 and is else the payload itself.
#[must_use]
pub fn parts(mut payload: Map<String, Value>) -> (Claims, Value) {
    let claim = |name: &&str| payload.get(*name).map(|value| ((*name).to_owned(), value.clone()));
    let named = Claims::NAMES.iter().filter_map(claim).collect();
    let is_shown = payload.contains_key("vp");
    if let Some(inner) = payload.get_mut("vc").filter(|inner| inner.is_object()) {
        let credential = inner.take();
        let is_own = |word: &String| OWN_WORDS.contains(&word.strip_prefix(CREDENTIALS).unwrap_or(word));
        let is_second = is_shown || payload.keys().any(is_own);
        return (Claims { named, is_second }, credential);
    }
    // What stands there and is no credential could still be read as one, or as several.
    let is_second = is_shown || payload.contains_key("vc");
    (Claims { named, is_second }, Value::Object(payload))
}

/// A point in time that a claim and these fields of the credential tell.
const TIMES: [(&str, &str, [&str; 2]); 2] =
    [("nbf", "beginning", ["validFrom", "issuanceDate"]), ("exp", "end", ["validUntil", "expirationDate"])];

/// What there is to say of a token in which more than one credential stands.
const TWO: &str = "The JWT holds two credentials, and programs would show one or the other.";

/// Where the token's claims and the credential inside say different things.
/// Two readers could otherwise be shown two badges. What is there and cannot
/// be read agrees with nothing.
#[must_use]
pub fn disagreements(claims: &Claims, credential: &Value) -> Vec<String> {
    let mut found = Vec::new();
    if claims.is_second {
        found.push(TWO.to_owned());
    }
    let issuer =
        credential.get("issuer").map(|issuer| if issuer.is_object() { issuer.get("id") } else { Some(issuer) });
    let texts = [
        ("iss", "issuer", issuer.flatten()),
        ("jti", "identifier", credential.get("id")),
        ("sub", "earner", earner(credential)),
    ];
    for (claim, what, said) in texts {
        if let Some(claimed) = claims.get(claim)
            && (!claimed.is_string() || said != Some(claimed))
        {
            found.push(format!("The JWT names another {what} ({claim}) than the badge inside."));
        }
    }
    if issuer.flatten().is_none() && claims.get("iss").is_none() {
        found.push("The JWT names no issuer (iss).".into());
    }
    for (claim, what, fields) in TIMES {
        let Some(claimed) = claims.get(claim) else { continue };
        let Some(claimed) = dates::numeric(claimed) else {
            found.push(format!("The JWT's {what} ({claim}) is not a number of seconds that can be read."));
            continue;
        };
        // Whole seconds leave the rest open; a fraction has to be that of the badge, as far as a
        // number of JSON can hold it.
        let near = match claimed.subsec_nanosecond() {
            0 => SignedDuration::from_secs(1),
            _ => SignedDuration::from_millis(1),
        };
        let is_near = |time: Timestamp| time.duration_since(claimed).abs() < near;
        let differs = |said: &Value| !dates::moment(Some(said)).time().is_some_and(is_near);
        if fields.iter().filter_map(|field| credential.get(*field)).any(differs) {
            found.push(format!("The JWT names another {what} ({claim}) than the badge inside."));
        }
    }
    if claims.get("iat").is_some_and(|made| dates::numeric(made).is_none()) {
        found.push("The JWT's time of signing (iat) is not a number of seconds that can be read.".into());
    }
    found
}

/// The same for a badge of Open Badges 2.0 or before, which was written for no
/// claims: they may be missing, and what they say has to be so.
#[must_use]
pub fn older_disagreements(claims: &Claims, badge: &CredentialView) -> Vec<String> {
    let mut found = Vec::new();
    if claims.is_second {
        found.push(TWO.to_owned());
    }
    let issuer = badge.badge.issuer.id.as_deref();
    let is_earner = |claimed: &str| {
        let is_named = badge.earners.iter().flatten().any(|named| match named {
            RecipientView::Id(text) | RecipientView::Plain(_, text) | RecipientView::Hashed(_, text, _) => {
                text == claimed
            }
        });
        let address = claimed.strip_prefix("mailto:").unwrap_or(claimed);
        is_named || recipient::asked(&badge.earners.concat(), address) == Answer::Yes
    };
    // An issuer that is only known by where its badge lies cannot be compared yet.
    let agrees = |claim: &str, claimed: &str| match claim {
        "iss" => issuer.is_none_or(|issuer| issuer == claimed),
        "jti" => badge.id.as_deref() == Some(claimed),
        _ => is_earner(claimed),
    };
    for (claim, what) in [("iss", "issuer"), ("jti", "identifier"), ("sub", "earner")] {
        if let Some(claimed) = claims.get(claim)
            && !claimed.as_str().is_some_and(|claimed| agrees(claim, claimed))
        {
            found.push(format!("The JWT names another {what} ({claim}) than the badge inside."));
        }
    }
    for (claim, what) in [("nbf", "beginning"), ("exp", "end"), ("iat", "time of signing")] {
        if claims.get(claim).is_some_and(|time| dates::numeric(time).is_none()) {
            found.push(format!("The JWT's {what} ({claim}) is not a number of seconds that can be read."));
        }
    }
    found
}

/// The only earner that a credential names by an identifier.
fn earner(credential: &Value) -> Option<&Value> {
    match credential.get("credentialSubject")? {
        Value::Array(list) => match list.as_slice() {
            [only] => only.get("id"),
            _ => None,
        },
        subject => subject.get("id"),
    }
}

/// The credential with what only the token's claims say: an identifier, the
/// issuer, the earner, the time from and until which it counts. What stands
/// there already stays, whatever it is.
#[must_use]
pub fn completed(claims: &Claims, mut credential: Value) -> Value {
    let Value::Object(body) = &mut credential else { return credential };
    if let (Some(id), false) = (claims.get("jti"), body.contains_key("id")) {
        body.insert("id".to_owned(), id.clone());
    }
    if let Some(issuer) = claims.get("iss") {
        match body.get_mut("issuer") {
            None => drop(body.insert("issuer".to_owned(), issuer.clone())),
            Some(Value::Object(profile)) => drop(profile.entry("id").or_insert_with(|| issuer.clone())),
            Some(_) => {}
        }
    }
    if let Some(earner) = claims.get("sub") {
        let subject = match body.get_mut("credentialSubject") {
            Some(Value::Array(list)) if list.len() == 1 => list.first_mut(),
            other => other,
        };
        if let Some(Value::Object(subject)) = subject {
            subject.entry("id").or_insert_with(|| earner.clone());
        }
    }
    let begins = claims.get("nbf").or_else(|| claims.get("iat"));
    for (claimed, fields) in [(begins, TIMES[0].2), (claims.get("exp"), TIMES[1].2)] {
        if fields.iter().all(|field| !body.contains_key(*field))
            && let Some(claimed) = claimed
        {
            // One that cannot be read stays to be told.
            let time = dates::numeric(claimed).map_or_else(|| claimed.clone(), |time| json!(dates::written(time)));
            body.insert(fields[0].to_owned(), time);
        }
    }
    credential
}

/// In what a token departs from Open Badges 3.0 as a JWT (section 8.2),
/// whatever it says: claims that are missing, and a header with more than the
/// standard has. `credential` is what lies inside, before it was completed.
#[must_use]
pub fn departures(header: &Map<String, Value>, claims: &Claims, credential: &Value) -> Vec<String> {
    let said = |fields: &[&str]| fields.iter().any(|field| credential.get(*field).is_some());
    let needed = [
        ("iss", true),
        ("jti", said(&["id"])),
        ("nbf", said(&TIMES[0].2)),
        ("sub", earner(credential).is_some()),
        ("exp", said(&TIMES[1].2)),
    ];
    let missing = needed.into_iter().filter(|(claim, needed)| *needed && claims.get(claim).is_none());
    let mut found: Vec<String> = missing.map(|(claim, _)| format!("missing: {claim}")).collect();
    if ["kid", "jwk"].iter().all(|name| !header.contains_key(*name)) {
        found.push("missing in the header: kid or jwk".into());
    }
    if header.get("kid").is_some_and(|kid| !kid.is_string()) {
        found.push("kid is no text".into());
    }
    if let Some(kind) = header.get("typ")
        && !kind.as_str().is_some_and(|kind| ["JWT", "VC+JWT", "VC+LD+JWT"].contains(&kind.to_uppercase().as_str()))
    {
        let kind: String = kind.as_str().unwrap_or("no text").chars().take(40).collect();
        found.push(format!("calls itself {}", quoted(&kind)));
    }
    let unknown = header.keys().filter(|name| !["alg", "kid", "jwk", "typ", "cty", "iss"].contains(&name.as_str()));
    let shown = |name: &String| as_address(&name.chars().take(40).collect::<String>());
    found.extend(unknown.take(8).map(|name| format!("header: {}", shown(name))));
    found
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
    use crate::credential::{Algorithm, SystemRandom, Work, did};

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
        assert_eq!(read.is_signed_by(key.public(), &Work::default()), Ok(true));
        assert_eq!((&read.header["kid"], &read.header["alg"]), (&json!(method), &json!("ES256")));
        assert_eq!((&read.payload["nbf"], &read.payload["exp"]), (&json!(1_767_225_600), &json!(1_798_761_600)));
        let (claims, credential) = parts(read.payload);
        assert_eq!(disagreements(&claims, &credential), Vec::<String>::new());
    }

    fn claims(named: Value) -> Claims {
        let Value::Object(named) = named else { panic!("claims are an object") };
        Claims { named, is_second: false }
    }

    #[test]
    fn every_claim_that_differs_is_told() {
        for (claim, value) in [
            ("iss", json!("did:key:other")),
            ("iss", json!(null)),
            ("iss", json!({ "id": "did:key:z6Mk" })),
            ("jti", json!("urn:uuid:2")),
            ("jti", json!(1)),
            ("sub", json!("did:example:eve")),
            ("sub", json!(["did:example:amy"])),
            ("nbf", json!(1_767_225_601)),
            ("nbf", json!(1_767_225_600.75)),
            ("nbf", json!("1767225600")),
            ("nbf", json!(null)),
            ("exp", json!("soon")),
            ("exp", json!(1e300)),
            ("exp", json!(-1)),
            ("iat", json!([])),
        ] {
            assert_eq!(disagreements(&claims(json!({ claim: value })), &body()).len(), 1, "{claim} {value}");
        }
        for (claim, value) in [("nbf", json!(1_767_225_600.0)), ("iat", json!(5.5))] {
            assert_eq!(disagreements(&claims(json!({ claim: value })), &body()), [""; 0], "{claim} {value}");
        }
        let mut exact = body();
        exact["validFrom"] = json!("2026-01-01T00:00:00.750Z");
        for value in [json!(1_767_225_600), json!(1_767_225_600.75)] {
            assert_eq!(disagreements(&claims(json!({ "nbf": value })), &exact), [""; 0], "{value}");
        }
        assert_eq!(disagreements(&claims(json!({ "nbf": 1_767_225_600.25 })), &exact).len(), 1);
    }

    #[test]
    fn what_stands_inside_and_cannot_be_read_agrees_with_no_claim() {
        let all = claims(
            json!({ "iss": "did:key:z6Mk", "jti": "urn:uuid:1", "sub": "did:example:amy", "exp": 1_798_761_600 }),
        );
        assert_eq!(disagreements(&all, &body()), [""; 0]);
        for (place, value) in [
            ("/validUntil", json!(null)),
            ("/validUntil", json!([])),
            ("/validUntil", json!(["2035-01-01T00:00:00Z"])),
            ("/validUntil", json!({ "@value": "2035-01-01T00:00:00Z" })),
            ("/validUntil", json!(1_798_761_600)),
            ("/id", json!(null)),
            ("/issuer", json!(null)),
            ("/issuer", json!(["did:key:z6Mk"])),
            ("/issuer/id", json!(["did:key:z6Mk"])),
            ("/credentialSubject", json!([{ "id": "did:example:eve" }])),
            ("/credentialSubject", json!([{ "id": "did:example:amy" }, { "id": "did:example:eve" }])),
            ("/credentialSubject/id", json!(null)),
            ("/credentialSubject/id", json!(["did:example:amy"])),
        ] {
            let mut inside = body();
            *inside.pointer_mut(place).unwrap() = value.clone();
            let read = completed(&all, inside);
            assert_eq!(disagreements(&all, &read).len(), 1, "{place} {value}");
        }
        let mut other = body();
        other["expirationDate"] = json!("2035-01-01T00:00:00Z");
        assert_eq!(disagreements(&all, &other).len(), 1, "each of two fields for one date");
    }

    #[test]
    fn two_credentials_in_one_token_are_told() {
        let payload = json!({ "vc": body(), "iss": "did:key:z6Mk", "credentialSubject": { "id": "did:example:eve" } });
        let (claims, inside) = parts(payload.as_object().unwrap().clone());
        assert_eq!(disagreements(&claims, &completed(&claims, inside)).len(), 1);
    }

    #[test]
    fn nothing_beside_the_credential_decides_or_describes_it() {
        let told = |mut payload: Value, beside: Value| {
            payload.as_object_mut().unwrap().extend(beside.as_object().unwrap().clone());
            let (claims, inside) = parts(payload.as_object().unwrap().clone());
            disagreements(&claims, &completed(&claims, inside))
        };
        let inside = || json!({ "vc": body(), "iss": "did:key:z6Mk" });
        for beside in [
            json!({ "validUntil": "2026-02-01T00:00:00Z" }),
            json!({ "credentialStatus": { "id": "https://e.org/s#1" } }),
            json!({ "expirationDate": "2026-02-01T00:00:00Z" }),
            json!({ "evidence": [] }),
            json!({ "name": "Another" }),
            json!({ "vp": { "type": "VerifiablePresentation" } }),
            json!({ "recipient": { "identity": "eve@example.org" } }),
            json!({ "badge": null }),
        ] {
            assert_eq!(told(inside(), beside.clone()), [TWO], "{beside}");
        }
        let registered = json!({ "aud": "us", "nonce": "1", "cnf": { "kid": "x" }, "iat": 5, "kite": "red" });
        assert_eq!(told(inside(), registered), [""; 0]);
        for beside in [json!({ "vc": [body()] }), json!({ "vc": null }), json!({ "vc": "x" }), json!({ "vp": {} })] {
            assert_eq!(told(body(), beside.clone()), [TWO], "{beside}");
        }
    }

    #[test]
    fn a_token_that_departs_from_open_badges_says_in_what() {
        let told = |header: Value, named: Value| departures(header.as_object().unwrap(), &claims(named), &body());
        let whole = json!({ "iss": "a", "jti": "b", "sub": "c", "nbf": 1, "exp": 2 });
        let header = json!({ "alg": "ES256", "typ": "JWT", "kid": "x" });
        assert_eq!(told(header.clone(), whole.clone()), [""; 0]);
        assert_eq!(told(json!({ "alg": "ES256", "typ": "vc+jwt", "jwk": {} }), whole.clone()), [""; 0]);
        assert_eq!(told(json!({ "alg": "ES256" }), whole.clone()), ["missing in the header: kid or jwk"]);
        let missing = ["missing: iss", "missing: jti", "missing: nbf", "missing: sub", "missing: exp"];
        assert_eq!(told(header, json!({})), missing);
        let odd =
            json!({ "alg": "ES256", "kid": "x", "typ": "cookie", "jku": "https://e.org", "x5u": "https://e.org" });
        assert_eq!(told(odd, whole), ["calls itself “cookie”", "header: jku", "header: x5u"]);
    }

    #[test]
    fn what_only_the_claims_say_is_kept() {
        let vc = json!({ "type": "VerifiableCredential", "issuer": { "name": "Club" }, "credentialSubject": [{}] });
        let payload = json!({
            "vc": vc, "iss": "did:key:z6Mk", "jti": "urn:uuid:1", "sub": "did:example:amy",
            "nbf": 1_767_225_600, "exp": 253_402_300_799_i64,
        });
        let (claims, credential) = parts(payload.as_object().unwrap().clone());
        let read = completed(&claims, credential);
        assert_eq!((&read["id"], &read["issuer"]["id"]), (&json!("urn:uuid:1"), &json!("did:key:z6Mk")));
        assert_eq!(
            (&read["issuer"]["name"], &read["credentialSubject"][0]["id"]),
            (&json!("Club"), &json!("did:example:amy"))
        );
        assert_eq!(
            (&read["validFrom"], &read["validUntil"]),
            (&json!("2026-01-01T00:00:00Z"), &json!("9999-12-31T23:59:59Z"))
        );
        assert_eq!(disagreements(&claims, &read), [""; 0]);
    }
}
