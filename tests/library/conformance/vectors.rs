//! The W3C's test vectors for EdDSA proofs.

use std::fs;

use badgewright::credential::did;
use badgewright::credential::json;
use badgewright::credential::proof::{self, Against, Checked, Document, ProofError};
use serde_json::Value;

use super::{at, data};

fn verify(value: &Value) -> Vec<Checked> {
    let document = Document::of(value).unwrap();
    proof::verify(&document, &Against::new(at(), &did::public_key)).unwrap().proofs
}

fn verified(file: &str) -> Option<Vec<Checked>> {
    let text = fs::read_to_string(data("vectors/vc-di-eddsa")?.join(file)).unwrap();
    Some(verify(&json::parse(&text).unwrap()))
}

#[test]
fn the_signed_vectors_hold_in_every_kind_that_is_checked() {
    for (file, suite) in [
        ("eddsa-rdfc-2022/signedDataInt.json", "eddsa-rdfc-2022"),
        ("eddsa-jcs-2022/signedJCS.json", "eddsa-jcs-2022"),
        ("Ed25519Signature2020/signedEdSig.json", "Ed25519Signature2020"),
    ] {
        let Some(checked) = verified(file) else { return };
        assert_eq!((checked[0].suite.as_str(), &checked[0].result), (suite, &Ok(())), "{file}");
    }
}

#[test]
fn a_vector_whose_vocabulary_is_not_bundled_is_left_open() {
    let Some(checked) = verified("eddsa-rdfc-2022/employ/signedDataInt.json") else { return };
    let Err(error) = &checked[0].result else { panic!("{checked:?}") };
    assert!(error.is_unknown() && error.to_string().contains("https://w3id.org/citizenship/v4rc1"), "{error}");
}

#[test]
fn a_changed_vector_does_not_hold() {
    let Some(folder) = data("vectors/vc-di-eddsa") else { return };
    for file in ["eddsa-rdfc-2022/signedDataInt.json", "eddsa-jcs-2022/signedJCS.json"] {
        let text = fs::read_to_string(folder.join(file)).unwrap();
        let changed = text.replace("The School of Examples", "The School of Forgers");
        assert_ne!(text, changed);
        let checked = verify(&json::parse(&changed).unwrap());
        assert_eq!(checked[0].result, Err(ProofError::Altered), "{file}");
    }
}

#[test]
fn sets_and_chains_of_proofs_hold() {
    for name in ["Set1", "Set2", "Chain1", "Chain2"] {
        let Some(checked) = verified(&format!("proof-set-chain/signedProof{name}.json")) else { return };
        assert!(checked.iter().all(|checked| checked.result == Ok(())), "{name}: {checked:?}");
    }
}

#[test]
fn a_chain_that_misses_a_link_or_has_another_does_not_hold() {
    let Some(folder) = data("vectors/vc-di-eddsa") else { return };
    let text = fs::read_to_string(folder.join("proof-set-chain/signedProofChain2.json")).unwrap();
    let chain = json::parse(&text).unwrap();
    for removed in 0..2 {
        let mut torn = chain.clone();
        torn["proof"].as_array_mut().unwrap().remove(removed);
        let checked = verify(&torn);
        assert!(checked.iter().any(|c| matches!(c.result, Err(ProofError::MissingLink(_)))), "{checked:?}");
    }
    let mut swapped = chain;
    swapped["proof"][0]["id"] = "urn:uuid:8cc9022b-6b14-4cf3-8571-74972c5feb54".into();
    assert!(verify(&swapped).iter().any(|checked| checked.result.is_err()));
}
