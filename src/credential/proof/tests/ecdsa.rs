//! Proofs by keys on P-256 and P-384, and those of which parts are shown.

use std::rc::Rc;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::rand::SystemRandom as Ring;
use ring::signature::{ECDSA_P384_SHA384_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _};
use serde_json::{Map, Value, json};

use super::super::unsigned::Unsigned;
use super::*;
use crate::credential::public_key::PublicKey;

type Sign = dyn Fn(&[u8]) -> Vec<u8>;

/// A key and what it signs with.
struct Signer {
    public: PublicKey,
    sign: Box<Sign>,
}

fn p256() -> Signer {
    of(Rc::new(IssuerKey::generate("Harbour Trust", Algorithm::P256, at(), &mut SystemRandom).unwrap()))
}

fn of(key: Rc<IssuerKey>) -> Signer {
    Signer { public: key.public().clone(), sign: Box::new(move |message| key.sign(message).unwrap()) }
}

fn p384() -> Signer {
    let (kind, random) = (&ECDSA_P384_SHA384_FIXED_SIGNING, Ring::new());
    let document = EcdsaKeyPair::generate_pkcs8(kind, &random).unwrap();
    let pair = EcdsaKeyPair::from_pkcs8(kind, document.as_ref(), &random).unwrap();
    let point = pair.public_key().as_ref().try_into().unwrap();
    let sign = move |message: &[u8]| pair.sign(&Ring::new(), message).unwrap().as_ref().to_vec();
    Signer { public: PublicKey::P384(point), sign: Box::new(sign) }
}

fn options(signer: &Signer, suite: &str) -> Value {
    json!({
        "type": "DataIntegrityProof",
        "cryptosuite": suite,
        "created": "2026-05-01T00:00:00Z",
        "verificationMethod": did::verification_method(&signer.public),
        "proofPurpose": "assertionMethod",
    })
}

/// A credential with its proof, whose value comes of this.
fn with_proof(
    document: &Value,
    mut proof: Value,
    value: impl Fn(&Unsigned<'_, '_>, &crate::credential::strict::Said<'_>, &Map<String, Value>) -> String,
) -> Value {
    let held = Document::of(document).unwrap();
    let work = Work::default();
    let unsigned = Unsigned::new(&held, contexts::bundled_only(), &work);
    let said =
        said(proof.as_object().unwrap(), &unsigned.words().unwrap(), &[], contexts::bundled_only(), &Work::default())
            .unwrap();
    let value = value(&unsigned, &said, proof.as_object().unwrap());
    proof["proofValue"] = value.into();
    let mut signed = document.clone();
    signed["proof"] = proof;
    signed
}

fn signed_whole(signer: &Signer, suite: &str) -> Value {
    let document = credential(&did::did_key(&signer.public));
    with_proof(&document, options(signer, suite), |unsigned, said, options| {
        let hash = Hash::of_key(&signer.public);
        let message = match suite {
            "ecdsa-jcs-2019" => unsigned.text_message(options, hash),
            _ => unsigned.meaning_message(said, hash),
        };
        format!("z{}", bs58::encode((signer.sign)(&message.unwrap())).into_string())
    })
}

#[test]
fn a_signature_by_a_key_on_p256_or_p384_holds_until_anything_is_changed() {
    for signer in [p256(), p384()] {
        for suite in ["ecdsa-rdfc-2019", "ecdsa-jcs-2019"] {
            let signed = signed_whole(&signer, suite);
            let checked = only(&signed);
            assert_eq!((checked.suite.as_str(), &checked.result), (suite, &Ok(())));
            assert_eq!(checked.key, Some(signer.public.clone()));
            let mut changed = signed.clone();
            changed["credentialSubject"]["achievement"]["name"] = json!("Kite Master");
            assert_eq!(only(&changed).result, Err(ProofError::Altered), "{suite}");
            let mut changed = signed.clone();
            changed["proof"]["created"] = json!("2026-05-02T00:00:00Z");
            assert_eq!(only(&changed).result, Err(ProofError::Altered), "{suite}");
            // The same words under the name of another kind.
            let mut other = signed;
            other["proof"]["cryptosuite"] =
                json!(if suite == "ecdsa-jcs-2019" { "ecdsa-rdfc-2019" } else { "ecdsa-jcs-2019" });
            assert_eq!(only(&other).result, Err(ProofError::Altered), "{suite}");
        }
    }
}

#[test]
fn a_key_of_another_kind_makes_no_proof_of_this_one() {
    let refused = |mut signed: Value, suite: &str| {
        signed["proof"]["cryptosuite"] = json!(suite);
        let result = only(&signed).result;
        assert!(matches!(&result, Err(ProofError::Malformed(why)) if why.contains(suite)), "{suite}: {result:?}");
    };
    for signer in [p256(), p384()] {
        refused(signed_whole(&signer, "ecdsa-rdfc-2019"), "eddsa-rdfc-2022");
        refused(signed_whole(&signer, "ecdsa-jcs-2019"), "eddsa-jcs-2022");
    }
    let mut signed = signed();
    signed["proof"] = signed["proof"][0].take();
    refused(signed.clone(), "ecdsa-rdfc-2019");
    refused(signed, "ecdsa-jcs-2019");
    let shown = shown(&p256(), &p384(), &[]);
    assert!(matches!(only(&shown).result, Err(ProofError::Malformed(_))), "the key for one credential is on P-256");
}

/// The head of an item of CBOR.
fn head(major: u8, length: usize) -> Vec<u8> {
    let major = major << 5;
    match u8::try_from(length) {
        Ok(small @ 0..24) => vec![major | small],
        Ok(more) => vec![major | 24, more],
        Err(_) => [vec![major | 25], u16::try_from(length).unwrap().to_be_bytes().to_vec()].concat(),
    }
}

fn bytes(bytes: &[u8]) -> Vec<u8> {
    [head(2, bytes.len()), bytes.to_vec()].concat()
}

/// A proof of parts over all of the test's credential, of which the statements
/// with these words are always shown. `names` are given to its parts in turn.
fn shown_as(issuer: &Signer, own: &Signer, mandatory: &[&str], names: &dyn Fn(u8) -> [u8; 32]) -> Value {
    shown_of(&credential(&did::did_key(&issuer.public)), issuer, own, mandatory, names)
}

/// The test's credential with what it says beside, shown in parts.
pub(crate) fn shown_with(key: &Rc<IssuerKey>, more: &Value) -> Value {
    let mut document = credential(&key.did());
    document.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    shown_in_part(key, &document)
}

/// A document that is shown in parts, as far as it stands there.
pub(crate) fn shown_in_part(key: &Rc<IssuerKey>, document: &Value) -> Value {
    shown_of(document, &of(Rc::clone(key)), &p256(), ALWAYS, &|number| [255 - number; 32])
}

/// A proof over the meaning of a document that counts until then.
pub(crate) fn proof_until(key: &Rc<IssuerKey>, document: &Value, until: &str) -> Value {
    let signer = of(Rc::clone(key));
    let mut options = options(&signer, "eddsa-rdfc-2022");
    options["expires"] = json!(until);
    let mut signed = with_proof(document, options, |unsigned, said, _| {
        let message = unsigned.meaning_message(said, Hash::Sha256).unwrap();
        format!("z{}", bs58::encode((signer.sign)(&message)).into_string())
    });
    signed["proof"].take()
}

fn shown_of(
    document: &Value,
    issuer: &Signer,
    own: &Signer,
    mandatory: &[&str],
    names: &dyn Fn(u8) -> [u8; 32],
) -> Value {
    with_proof(document, options(issuer, "ecdsa-sd-2023"), |unsigned, said, _| {
        let name = |name: String| {
            let number: u8 = name.trim_start_matches("c14n").parse().unwrap();
            Ok(format!("u{}", URL_SAFE_NO_PAD.encode(names(number))))
        };
        let work = Work::default();
        let lines = rdf::lines(&unsigned.said().unwrap().statements, Hash::Sha256, &work, &name).unwrap();
        let always = |line: &&String| mandatory.iter().any(|word| line.contains(word));
        let own_key = bs58::decode(&own.public.multibase()[1..]).into_vec().unwrap();
        let options = rdf::hash(&said.statements, Hash::Sha256, &work).unwrap();
        let hashed = Hash::Sha256.of(lines.iter().filter(always).cloned().collect::<String>().as_bytes());
        let base = (issuer.sign)(&[options, own_key.clone(), hashed].concat());
        let further: Vec<&String> = lines.iter().filter(|line| !always(line)).collect();
        let places: Vec<usize> = (0..lines.len()).filter(|place| always(&&lines[*place])).collect();
        let parts = canonical_parts(&lines);
        let value = [
            vec![0xd9, 0x5d, 0x01, 0x85],
            bytes(&base),
            bytes(&own_key),
            head(4, further.len()),
            further.iter().flat_map(|line| bytes(&(own.sign)(line.as_bytes()))).collect(),
            head(5, parts),
            (0..parts).flat_map(|number| [head(0, number), bytes(&names(number as u8))].concat()).collect(),
            head(4, places.len()),
            places.into_iter().flat_map(|place| head(0, place)).collect(),
        ];
        format!("u{}", URL_SAFE_NO_PAD.encode(value.concat()))
    })
}

/// How many parts without an address these lines speak of.
fn canonical_parts(lines: &[String]) -> usize {
    let words = lines.iter().flat_map(|line| line.split(' ')).filter(|word| word.starts_with("_:"));
    words.collect::<std::collections::HashSet<_>>().len()
}

fn shown(issuer: &Signer, own: &Signer, mandatory: &[&str]) -> Value {
    // The order of the names is not that of the numbers.
    shown_as(issuer, own, mandatory, &|number| [255 - number; 32])
}

/// What stands always in the tests.
const ALWAYS: &[&str] = &["credentials#issuer", "validFrom", "VerifiableCredential"];

#[test]
fn parts_that_the_holder_shows_hold_and_none_can_be_changed_added_or_taken_from_what_is_always_shown() {
    let (issuer, own) = (p256(), p256());
    let signed = shown(&issuer, &own, ALWAYS);
    let checked = only(&signed);
    assert_eq!((checked.result, checked.is_partial), (Ok(()), true));
    for (place, value) in [
        ("/name", json!("Kite Master")),
        ("/validFrom", json!("2027-01-01T00:00:00Z")),
        ("/validUntil", json!("2030-01-01T00:00:00Z")),
        ("/credentialSubject/id", json!("did:example:eve")),
        ("/credentialSubject/achievement/criteria/narrative", json!("None.")),
        ("/proof/created", json!("2026-05-02T00:00:00Z")),
    ] {
        let mut changed = signed.clone();
        let (parent, field) = place.rsplit_once('/').unwrap();
        changed.pointer_mut(parent).unwrap()[field] = value;
        assert_eq!(only(&changed).result, Err(ProofError::Altered), "{place}");
    }
    let mut less = signed;
    less.as_object_mut().unwrap().remove("validFrom");
    assert_eq!(only(&less).result, Err(ProofError::Altered));
}

#[test]
fn one_name_for_two_parts_and_a_part_without_a_name_are_refused() {
    let (issuer, own) = (p256(), p256());
    let one = shown_as(&issuer, &own, ALWAYS, &|_| [7; 32]);
    assert!(matches!(only(&one).result, Err(ProofError::Malformed(_))));
    let signed = shown(&issuer, &own, ALWAYS);
    let value = signed["proof"]["proofValue"].as_str().unwrap();
    let bytes = URL_SAFE_NO_PAD.decode(&value[1..]).unwrap();
    let with = |bytes: &[u8]| {
        let mut changed = signed.clone();
        changed["proof"]["proofValue"] = format!("u{}", URL_SAFE_NO_PAD.encode(bytes)).into();
        only(&changed).result
    };
    assert_eq!(with(&bytes), Ok(()));
    // Every shorter text and every changed letter.
    for length in (0..bytes.len()).step_by(3) {
        assert!(with(&bytes[..length]).is_err(), "{length}");
    }
    for place in (0..bytes.len()).step_by(41) {
        let mut changed = bytes.clone();
        changed[place] ^= 1;
        assert!(with(&changed).is_err(), "{place}");
    }
    assert!(with(&[bytes.as_slice(), &[0]].concat()).is_err());
}

#[test]
fn a_proof_that_was_not_made_to_be_shown_is_left_open() {
    let mut signed = shown(&p256(), &p256(), ALWAYS);
    let base = [0xd9, 0x5d, 0x00, 0x85, 0x40].as_slice();
    signed["proof"]["proofValue"] = format!("u{}", URL_SAFE_NO_PAD.encode(base)).into();
    let error = only(&signed).result.unwrap_err();
    assert!(error == ProofError::Undisclosed && error.is_unknown());
}

#[test]
fn so_many_parts_that_checking_them_takes_too_long_are_not_checked() {
    let signed = shown(&p256(), &p256(), ALWAYS);
    let work = Work::default();
    work.spend(59_880).unwrap();
    let against = Against { work, ..Against::new(at(), &did::public_key) };
    let document = Document::of(&signed).unwrap();
    let checked = super::super::verify(&document, &against).unwrap().proofs;
    assert_eq!(checked[0].result, Err(ProofError::TooMuch(crate::credential::TooMuch)));
}
