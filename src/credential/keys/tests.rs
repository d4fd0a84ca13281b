//! Keys as their owners use them.

use std::fs;

use super::*;
use crate::credential::Work;
use crate::credential::random::SystemRandom;

const QUICK: KdfCost = KdfCost { memory_kib: 8, passes: 1, lanes: 1 };

fn key() -> IssuerKey {
    IssuerKey::generate("Harbour Trust", Algorithm::Ed25519, Timestamp::UNIX_EPOCH, &mut SystemRandom).unwrap()
}

#[test]
fn a_sealed_key_opens_with_its_passphrase_only() {
    let key = key();
    let file = KeyFile::seal(&key, "correct horse", QUICK, &mut SystemRandom).unwrap();
    let opened = file.open("correct horse").unwrap();
    assert_eq!(opened.did(), key.did());
    assert_eq!(opened.name(), "Harbour Trust");
    assert_eq!(opened.sign(b"x").unwrap(), key.sign(b"x").unwrap());
    assert!(matches!(file.open("wrong"), Err(KeyError::WrongPassphrase)));
    assert!(matches!(file.open(""), Err(KeyError::NoPassphrase)));
    assert!(matches!(KeyFile::seal(&key, "", QUICK, &mut SystemRandom), Err(KeyError::EmptyPassphrase)));
}

#[test]
fn the_secret_is_neither_printed_nor_in_the_file() {
    let key = key();
    let secret = key.secret.to_bytes();
    let file = KeyFile::seal(&key, "p", QUICK, &mut SystemRandom).unwrap();
    let text = serde_json::to_string(&file).unwrap();
    for shown in [format!("{key:?}"), text] {
        assert!(!shown.contains(&BASE64.encode(&*secret)));
        assert!(!shown.contains(&format!("{:?}", *secret)));
        assert!(!shown.contains(&bs58::encode(&*secret).into_string()));
    }
}

#[test]
fn a_file_keeps_its_key_and_is_never_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("issuer.key");
    let file = KeyFile::seal(&key(), "p", QUICK, &mut SystemRandom).unwrap();
    file.write(&path).unwrap();
    assert_eq!(KeyFile::read(&path).unwrap().open("p").unwrap().did(), file.did);
    assert!(matches!(file.write(&path), Err(KeyError::Exists(_))));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing temporary is left");
}

#[test]
fn a_hostile_file_cannot_ask_for_all_memory() {
    let mut file = KeyFile::seal(&key(), "p", QUICK, &mut SystemRandom).unwrap();
    file.seal.cost.memory_kib = 100 * 1024 * 1024;
    assert!(file.open("p").unwrap_err().to_string().contains("102400 MB of memory"));
    file.seal.cost = KdfCost { passes: 1_000_000, ..QUICK };
    assert!(matches!(file.open("p"), Err(KeyError::TooCostly(_))));
    file.seal.cost = KdfCost { memory_kib: 0, ..QUICK };
    assert!(matches!(file.open("p"), Err(KeyError::NotAKeyFile(_))));
}

#[test]
fn damaged_and_foreign_files_are_refused_in_words() {
    let file = KeyFile::seal(&key(), "p", QUICK, &mut SystemRandom).unwrap();
    let text = serde_json::to_string(&file).unwrap();
    for bad in ["", "{}", "[1]", "not json", &text[..text.len() / 2]] {
        assert!(matches!(KeyFile::parse(bad), Err(KeyError::NotAKeyFile(_))), "{bad}");
    }
    let newer = text.replacen("\"format\":1", "\"format\":7", 1);
    assert!(matches!(KeyFile::parse(&newer), Err(KeyError::Newer(7))));
    let mut swapped = file.clone();
    swapped.did = key().did();
    assert!(swapped.open("p").is_err());
    for broken in ["", "!!", "AAAA"] {
        let mut short = file.clone();
        short.seal.salt = broken.into();
        assert!(short.open("p").is_err());
        let mut short = file.clone();
        short.seal.nonce = broken.into();
        assert!(short.open("p").is_err());
        let mut short = file.clone();
        short.seal.sealed = broken.into();
        assert!(short.open("p").is_err());
    }
    let folder = tempfile::tempdir().unwrap();
    assert!(matches!(KeyFile::read(&folder.path().join("none")), Err(KeyError::Read { .. })));
}

#[test]
fn the_public_key_is_shown_as_a_jwk_without_a_secret() {
    let file = KeyFile::seal(&key(), "p", QUICK, &mut SystemRandom).unwrap();
    let jwk = file.public().unwrap().jwk(Some(&file.did));
    assert_eq!(jwk["crv"], "Ed25519");
    assert_eq!(jwk["kid"], file.did);
    assert!(jwk.get("d").is_none());
}

#[test]
fn every_kind_of_key_is_made_sealed_and_signs() {
    for algorithm in Algorithm::ALL {
        let key = IssuerKey::generate("Ours", algorithm, Timestamp::UNIX_EPOCH, &mut SystemRandom).unwrap();
        let file = KeyFile::seal(&key, "p", QUICK, &mut SystemRandom).unwrap();
        let opened = file.open("p").unwrap();
        assert_eq!(opened.public(), key.public(), "{algorithm:?}");
        let signature = opened.sign(b"message").unwrap();
        let verifies = |message: &[u8]| file.public().unwrap().verifies(message, &signature, &Work::default());
        assert_eq!((verifies(b"message"), verifies(b"massage")), (Ok(true), Ok(false)), "{algorithm:?}");
        let public = key.public();
        assert_eq!(PublicKey::from_jwk(&public.jwk(None)).as_ref(), Ok(public));
        assert_eq!(PublicKey::from_pem(&public.pem().unwrap()).as_ref(), Ok(public));
    }
}

#[test]
fn a_key_leaves_and_comes_back_as_pem_and_as_jwk() {
    for algorithm in Algorithm::ALL {
        let key = IssuerKey::generate("Ours", algorithm, Timestamp::UNIX_EPOCH, &mut SystemRandom).unwrap();
        let (pem, jwk) = (key.export_pem().unwrap(), key.export_jwk().unwrap());
        assert!(pem.starts_with("-----BEGIN PRIVATE KEY-----"));
        for text in [pem, jwk] {
            let back = IssuerKey::import("Again", Timestamp::UNIX_EPOCH, &text).unwrap();
            assert_eq!(back.public(), key.public(), "{algorithm:?}");
            assert_eq!(key.public().verifies(b"x", &back.sign(b"x").unwrap(), &Work::default()), Ok(true));
        }
    }
}

#[test]
fn what_is_no_key_or_two_halves_of_different_keys_is_not_taken_in() {
    let import = |text: &str| IssuerKey::import("x", Timestamp::UNIX_EPOCH, text).map(|_| ());
    let one: serde_json::Value = serde_json::from_str(&key().export_jwk().unwrap()).unwrap();
    let mut mixed = one.clone();
    mixed["x"] = key().public().jwk(None)["x"].clone();
    assert!(import(&mixed.to_string()).unwrap_err().to_string().contains("do not belong together"));
    let encrypted = "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n";
    for bad in ["", "{}", "no key", encrypted, r#"{"kty":"oct","k":"AAAA"}"#, &key().public().pem().unwrap()] {
        assert!(matches!(import(bad), Err(KeyError::Unusable(_))), "{bad}");
    }
}

#[test]
fn the_usual_cost_is_within_bounds() {
    assert!(KdfCost::default().params().is_ok());
    assert!(KdfCost::MOST.params().is_ok());
}

#[test]
fn a_retired_key_says_so_awards_nothing_and_keeps_what_its_file_says_besides() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.key");
    let cost = KdfCost { memory_kib: 8, passes: 1, lanes: 1 };
    let file = KeyFile::seal(&key(), "p", cost, &mut SystemRandom).unwrap();
    file.write(&path).unwrap();
    let mut said: serde_json::Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
    said["owner"] = "the board".into();
    said["seal"]["hint"] = "the usual".into();
    std::fs::write(&path, said.to_string()).unwrap();
    assert!(KeyFile::read(&path).unwrap().open("p").unwrap().awards().is_ok());
    let since = "2026-03-12T12:00:00Z".parse().unwrap();
    let failed = KeyFile::succeed(&path, since, |_| Err::<(), _>(KeyError::EmptyPassphrase));
    assert!(failed.is_err() && KeyFile::read(&path).unwrap().retired.is_none(), "without a new one it stays in use");
    KeyFile::succeed(&path, since, |_| Ok::<_, KeyError>(())).unwrap();
    let retired = KeyFile::read(&path).unwrap();
    let words = retired.awards().unwrap_err().to_string();
    assert!(words.contains("retired on 2026-03-12"), "{words}");
    assert!(retired.open("p").unwrap().awards().is_err());
    assert!(matches!(KeyFile::succeed(&path, since, |_| Ok::<_, KeyError>(())), Err(KeyError::Retired(_))));
    let said: serde_json::Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
    assert_eq!((&said["owner"], &said["seal"]["hint"]), (&"the board".into(), &"the usual".into()));
}

#[test]
fn every_signature_that_is_checked_is_counted_by_what_it_takes() {
    let checked = |public: &PublicKey, message: &[u8]| {
        let work = Work::default();
        (0..7_000).take_while(|_| public.verifies(message, &[0; 64], &work).is_ok()).count()
    };
    let of = |algorithm| IssuerKey::generate("x", algorithm, Timestamp::UNIX_EPOCH, &mut SystemRandom).unwrap();
    let key = of(Algorithm::P256);
    assert_eq!(checked(key.public(), b"x"), 6_000);
    // Each of them hashes all of it again.
    assert!(checked(key.public(), &vec![b'x'; 2_000_000]) < 100);
    assert!(checked(of(Algorithm::Rsa).public(), b"x") <= 5_000);
    let large = PublicKey::Rsa { modulus: vec![0xff; 1024], exponent: vec![0xff; 4] };
    assert!(checked(&large, b"x") < 300);
}
