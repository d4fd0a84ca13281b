//! The W3C's test vectors for ECDSA proofs.

use std::fs;

use badgewright::credential::contexts::Fetched;
use badgewright::credential::did;
use badgewright::credential::json;
use badgewright::credential::proof::{self, Against, Checked, Document, ProofError};
use serde_json::json as made;

use super::{at, data};

/// Words for what the vectors say of citizens, under the addresses that their
/// canonical forms have. Their own list of words is not part of the data.
fn citizenship() -> Fetched {
    let ours = |word: &str| format!("https://w3id.org/citizenship#{word}");
    let schema = |word: &str| format!("https://schema.org/{word}");
    let date = |address: String| made!({ "@id": address, "@type": "http://www.w3.org/2001/XMLSchema#dateTime" });
    let context = made!({
        "EmploymentAuthorizationDocumentCredential": ours("EmploymentAuthorizationDocumentCredential"),
        "EmploymentAuthorizationDocument": ours("EmploymentAuthorizationDocument"),
        "EmployablePerson": ours("EmployablePerson"),
        "PermanentResidentCardCredential": ours("PermanentResidentCardCredential"),
        "PermanentResident": ours("PermanentResident"),
        "Person": schema("Person"),
        "additionalName": schema("additionalName"),
        "birthDate": date(schema("birthDate")),
        "familyName": schema("familyName"),
        "gender": schema("gender"),
        "givenName": schema("givenName"),
        "identifier": schema("identifier"),
        "image": { "@id": schema("image"), "@type": "@id" },
        "birthCountry": ours("birthCountry"),
        "employmentAuthorizationDocument": { "@id": ours("employmentAuthorizationDocument"), "@type": "@id" },
        "lprCategory": ours("lprCategory"),
        "lprNumber": ours("lprNumber"),
        "residentSince": date(ours("residentSince")),
    });
    Fetched::from([("https://w3id.org/citizenship/v4rc1".to_owned(), context)])
}

fn text(file: &str) -> Option<String> {
    Some(fs::read_to_string(data("vectors/vc-di-ecdsa")?.join(file)).unwrap())
}

fn checked(text: &str) -> Checked {
    let (value, contexts) = (json::parse(text).unwrap(), citizenship());
    let against = Against { contexts: &contexts, ..Against::new(at(), &did::public_key) };
    proof::verify(&Document::of(&value).unwrap(), &against).unwrap().proofs.remove(0)
}

/// Every signed vector, its kind, and a letter of it to change.
const SIGNED: &[(&str, &str, [&str; 2])] = &[
    ("ecdsa-rdfc-2019-p256/signedECDSAP256.json", "ecdsa-rdfc-2019", ["School of E", "School of X"]),
    ("ecdsa-rdfc-2019-p256/employ/signedECDSAP256.json", "ecdsa-rdfc-2019", ["JACOB", "JAKOB"]),
    ("ecdsa-rdfc-2019-p384/signedECDSAP384.json", "ecdsa-rdfc-2019", ["School of E", "School of X"]),
    ("ecdsa-rdfc-2019-p384/employ/signedECDSAP384.json", "ecdsa-rdfc-2019", ["JACOB", "JAKOB"]),
    ("ecdsa-jcs-2019-p256/signedJCSECDSAP256.json", "ecdsa-jcs-2019", ["School of E", "School of X"]),
    ("ecdsa-jcs-2019-p384/signedJCSECDSAP384.json", "ecdsa-jcs-2019", ["School of E", "School of X"]),
    ("ecdsa-sd-2023/employ/derivedRevealDocument.json", "ecdsa-sd-2023", ["Bahamas", "Bermuda"]),
    ("ecdsa-sd-2023/prc/derivedRevealDocument.json", "ecdsa-sd-2023", ["Arcadia", "Utopia"]),
];

#[test]
fn the_signed_vectors_hold_in_every_kind_and_a_changed_one_does_not() {
    for (file, suite, [from, to]) in SIGNED {
        let Some(text) = text(file) else { return };
        let good = checked(&text);
        assert_eq!((good.suite.as_str(), &good.result), (*suite, &Ok(())), "{file}");
        let changed = text.replace(from, to);
        assert_ne!(text, changed, "{file}");
        assert_eq!(checked(&changed).result, Err(ProofError::Altered), "{file}");
    }
}

#[test]
fn a_vector_from_which_nothing_was_chosen_yet_is_left_open() {
    for file in ["ecdsa-sd-2023/employ/addSignedSDBase.json", "ecdsa-sd-2023/prc/addSignedSDBase.json"] {
        let Some(text) = text(file) else { return };
        assert_eq!(checked(&text).result, Err(ProofError::Undisclosed), "{file}");
    }
}
