//! The W3C's test vectors for EdDSA proofs.

use std::fs;

use badgewright::credential::json;
use badgewright::credential::proof::{self, Checked, ProofError};

use crate::{at, data};

fn verified(file: &str) -> Option<Vec<Checked>> {
    let text = fs::read_to_string(data("vectors/vc-di-eddsa")?.join(file)).unwrap();
    Some(proof::verify(&json::parse(&text).unwrap(), at(), &badgewright::credential::did::public_key).unwrap())
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
        let checked =
            proof::verify(&json::parse(&changed).unwrap(), at(), &badgewright::credential::did::public_key).unwrap();
        assert_eq!(checked[0].result, Err(ProofError::Altered), "{file}");
    }
}

#[test]
fn sets_of_proofs_hold_and_chains_are_not_claimed_to() {
    for file in ["proof-set-chain/signedProofSet1.json", "proof-set-chain/signedProofSet2.json"] {
        let Some(checked) = verified(file) else { return };
        assert!(checked.iter().all(|checked| checked.result == Ok(())), "{file}: {checked:?}");
    }
    let Some(checked) = verified("proof-set-chain/signedProofChain2.json") else { return };
    let results: Vec<_> = checked.iter().map(|checked| checked.result.as_ref()).collect();
    let chained = Err(&ProofError::Chained);
    assert_eq!(results, [Ok(&()), Ok(&()), chained, chained]);
}
