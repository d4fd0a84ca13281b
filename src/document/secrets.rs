//! Files that hold a key with its secret: nothing takes their place, since a key cannot
//! be made again.

use std::path::Path;

use serde_json::Value;
use zeroize::Zeroizing;

use super::reading::read_cut;

/// The largest file that is looked at to see whether it holds a key, in bytes: what is
/// larger is cut here, and holds other things.
const MAX_KEYS: u64 = 4 * 1024 * 1024;

/// Whether a file holds a key with its secret, sealed or in the open, of this program or
/// of others. One that may not be read may be one.
#[must_use]
pub fn holds_secret(path: &Path) -> bool {
    match read_cut(path, MAX_KEYS).map(Zeroizing::new) {
        Ok(bytes) => bytes.len() as u64 <= MAX_KEYS && is_secret(&bytes),
        Err(error) => error.kind() == std::io::ErrorKind::PermissionDenied,
    }
}

fn is_secret(bytes: &[u8]) -> bool {
    is_binary_key(bytes) || is_secret_text(text(bytes).trim_start_matches('\u{feff}').trim_start())
}

/// The text of a file; some editors write two bytes for each sign.
fn text(bytes: &[u8]) -> Zeroizing<String> {
    let pairs = |unit: fn([u8; 2]) -> u16| {
        let units: Zeroizing<Vec<u16>> =
            Zeroizing::new(bytes.as_chunks::<2>().0.iter().map(|pair| unit(*pair)).collect());
        String::from_utf16_lossy(&units)
    };
    Zeroizing::new(match bytes {
        [0xff, 0xfe, ..] => pairs(u16::from_le_bytes),
        [0xfe, 0xff, ..] => pairs(u16::from_be_bytes),
        _ => String::from_utf8_lossy(bytes).into_owned(),
    })
}

fn is_secret_text(text: &str) -> bool {
    if text.starts_with(['{', '[']) {
        return match serde_json::from_str::<Value>(text) {
            Ok(said) => is_secret_json(&said),
            // A damaged key may be mended by hand.
            Err(_) => {
                let names = |name: &str| text.contains(&format!("\"{name}\""));
                (names("seal") && names("did")) || (names("kty") && SECRET_PARTS.iter().any(|part| names(part)))
            }
        };
    }
    text.lines().map(str::trim_start).any(|line| {
        let is_armour = line.starts_with("----") && line.contains("BEGIN ") && line.contains("PRIVATE KEY");
        is_armour
            || line.starts_with("AGE-SECRET-KEY-")
            || line.starts_with("PuTTY-User-Key-File-")
            || (line.starts_with("untrusted comment:") && line.contains("secret key"))
    })
}

/// The members of a JSON Web Key that are secret (RFC 7518, 8037; `priv`: keys that
/// quantum computers do not break).
const SECRET_PARTS: [&str; 4] = ["d", "p", "k", "priv"];

/// Whether a key is anywhere in JSON: a key file of this program, a JSON Web Key, alone or
/// in a set, or a secret half in a DID document.
fn is_secret_json(said: &Value) -> bool {
    match said {
        Value::Array(all) => all.iter().any(is_secret_json),
        Value::Object(fields) => {
            let has = |name: &&str| fields.contains_key(*name);
            let is_named = |name: &String| name.starts_with("privateKey") || name.starts_with("secretKey");
            (has(&"seal") && has(&"did"))
                || (has(&"kty") && SECRET_PARTS.iter().any(has))
                || fields.keys().any(is_named)
                || fields.values().any(is_secret_json)
        }
        _ => false,
    }
}

/// Whether a file is a key in DER (PKCS#1, #8 and #12, SEC 1) or of Java's key stores.
fn is_binary_key(bytes: &[u8]) -> bool {
    if bytes.starts_with(&[0xfe, 0xed, 0xfe, 0xed]) || bytes.starts_with(&[0xce, 0xce, 0xce, 0xce]) {
        return true;
    }
    let Some(inside) = sequence(bytes) else { return false };
    match inside {
        // A version, then what only keys have behind one.
        [2, 1, 0, 2 | 0x30, ..] | [2, 1, 1, 4 | 0x30, ..] | [2, 1, 3, 0x30, ..] => true,
        // One that is locked: it begins with how.
        _ => sequence(inside).is_some_and(|how| {
            [&PKCS_5[..], &PKCS_12[..]].iter().any(|scheme| how.get(2..).is_some_and(|id| id.starts_with(scheme)))
        }),
    }
}

/// Identifiers of the ways in which keys are locked: 1.2.840.113549.1.5 and …1.12.1.
const PKCS_5: [u8; 8] = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x05];
const PKCS_12: [u8; 9] = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x0c, 0x01];

/// What is inside a sequence in DER with which something begins.
fn sequence(bytes: &[u8]) -> Option<&[u8]> {
    let (&[kind, length], rest) = bytes.split_first_chunk::<2>()?;
    let longer = if length > 0x80 { usize::from(length & 0x7f) } else { 0 };
    (kind == 0x30).then(|| rest.get(longer..)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_of_every_kind_are_known_and_nothing_else_is() {
        let wide = |text: &str| -> Vec<u8> {
            [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect()
        };
        let pem = "-----BEGIN PRIVATE KEY-----\nMC4CAQ\n-----END PRIVATE KEY-----\n";
        let keys: Vec<Vec<u8>> = [
            r#"{"keys":[{"kty":"EC","crv":"P-256","x":"a","y":"b","d":"c"}]}"#,
            r#"[{"kty":"oct","k":"c"}]"#,
            "\u{feff}{\"kty\":\"OKP\",\"d\":\"c\"}",
            r#"{"kty":"OKP","d":"c",}"#,
            r#"{"format":1,"did":"did:key:z","seal":{"sealed":"#,
            r#"{"id":"did:web:e.org","verificationMethod":[{"privateKeyMultibase":"z"}]}"#,
            r#"{"didDocument":{"keyAgreement":[{"secretKeyJwk":{}}]}}"#,
            pem,
            "a certificate\n-----BEGIN OPENSSH PRIVATE KEY-----\n",
            "-----BEGIN ENCRYPTED PRIVATE KEY-----",
            "-----BEGIN PGP PRIVATE KEY BLOCK-----",
            "---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----",
            "PuTTY-User-Key-File-3: ssh-ed25519",
            "# made today\nAGE-SECRET-KEY-1ABC",
            "untrusted comment: minisign encrypted secret key",
        ]
        .map(|text| text.as_bytes().to_vec())
        .into_iter()
        .chain([wide(pem), vec![0x30, 0x2e, 2, 1, 0, 0x30, 5], vec![0x30, 0x82, 1, 2, 2, 1, 0, 2, 0x81]])
        .chain([[&[0x30, 0x81, 0x9b, 0x30, 0x57, 6, 9][..], &PKCS_5, &[0x0d]].concat(), vec![0xfe, 0xed, 0xfe, 0xed]])
        .collect();
        for key in keys {
            assert!(is_secret(&key), "{}", String::from_utf8_lossy(&key));
        }
        for other in [
            &b""[..],
            br#"{"keys":[{"kty":"OKP","x":"a"}]}"#,
            br#"{"badge":{"narrative":"Tell what\n-----BEGIN PRIVATE KEY-----\nmeans."}}"#,
            b"Keep what is behind -----BEGIN PRIVATE KEY----- to yourself.",
            b"-----BEGIN PUBLIC KEY-----\nMCow\n-----END PUBLIC KEY-----\n",
            b"-----BEGIN CERTIFICATE-----\nMIIB\n",
            b"\x89PNG\r\n\x1a\n",
            &[0x30, 0x2a, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70],
            &[0x30, 0x82, 1, 2, 0x30, 0x82, 1, 1, 0xa0, 3],
        ] {
            assert!(!is_secret(other), "{}", String::from_utf8_lossy(other));
        }
    }
}
