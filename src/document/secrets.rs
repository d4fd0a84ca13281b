//! Files that hold a key with its secret: nothing takes their place, since a key cannot
//! be made again.

use std::path::Path;

use base64::Engine as _;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
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
    is_key(bytes) || from_base64(bytes).is_some_and(|inside| is_key(&inside))
}

fn is_key(bytes: &[u8]) -> bool {
    is_binary_key(bytes) || is_secret_text(text(bytes).trim_start_matches('\u{feff}').trim_start())
}

/// What a file that is nothing but base64 holds.
fn from_base64(bytes: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let text = text(bytes);
    let signs = text.trim_start_matches('\u{feff}').chars().filter(|sign| !sign.is_whitespace());
    // Addresses write two of its signs in another way.
    let plain = |sign| match sign {
        '-' => '+',
        '_' => '/',
        sign => sign,
    };
    let joined: Zeroizing<String> = Zeroizing::new(signs.map(plain).collect());
    let lax = GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);
    GeneralPurpose::new(&STANDARD, lax).decode(joined.as_bytes()).map(Zeroizing::new).ok()
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
    let json = behind_comments(text);
    if json.starts_with(['{', '[', '"']) {
        match serde_json::from_str::<Value>(json) {
            Ok(said) => return is_secret_json(&said),
            // A damaged key may be mended by hand.
            Err(_) => {
                let names = |name: &str| json.contains(&format!("\"{name}\""));
                if (names("seal") && names("did")) || (names("kty") && SECRET_PARTS.iter().any(|part| names(part))) {
                    return true;
                }
            }
        }
    }
    let is_key = |line: &str| {
        let is_armour = line.starts_with("----") && line.contains("BEGIN ") && line.contains("PRIVATE KEY");
        is_armour
            || line.starts_with("AGE-SECRET-KEY-")
            || line.starts_with("PuTTY-User-Key-File-")
            || (line.starts_with("untrusted comment:") && line.contains("secret key"))
    };
    text.lines().map(str::trim_start).any(is_key) || has_armour(text)
}

/// What follows the comments with which some begin what they write as JSON.
fn behind_comments(text: &str) -> &str {
    let mut rest = text;
    loop {
        let comment = match rest {
            _ if rest.starts_with("//") || rest.starts_with('#') => rest.split_once('\n'),
            _ if rest.starts_with("/*") => rest.split_once("*/"),
            _ => None,
        };
        let Some((_, behind)) = comment else { return rest };
        rest = behind.trim_start();
    }
}

/// The fewest signs of base64 in a row that are a key's, and no word of a text about keys.
const LONG: usize = 20;

/// Whether a key in its armour is anywhere in a text, the ends of its lines as they are
/// or written as `\n`.
fn has_armour(text: &str) -> bool {
    let mut before = None;
    text.split("PRIVATE KEY").any(|part| {
        let begins = before.replace(part).and_then(|before: &str| before.rsplit_once("BEGIN "));
        let is_begun = begins.is_some_and(|(line, kind)| line.trim_end().ends_with("----") && kind.len() < LONG);
        is_begun && is_body(part.strip_prefix(" BLOCK").unwrap_or(part))
    })
}

/// Whether what stands behind the first line of an armour is a key, or says how it is locked.
fn is_body(text: &str) -> bool {
    let start: String = text.chars().take(LONG * 4).collect();
    let start = start.replace("\\r", "").replace("\\n", "\n");
    let start = start.trim_start_matches(|sign: char| sign.is_whitespace() || "-\\\"'".contains(sign));
    let is_sign = |sign: &char| sign.is_ascii_alphanumeric() || "+/=".contains(*sign);
    ["Proc-Type:", "Version:", "Comment:"].iter().any(|header| start.starts_with(header))
        || start.chars().take_while(is_sign).count() >= LONG
}

/// The members of a JSON Web Key that are secret (RFC 7518, 8037; `priv`: keys that
/// quantum computers do not break).
const SECRET_PARTS: [&str; 4] = ["d", "p", "k", "priv"];

/// Parts of the names that programs give to secrets, in small letters and without what
/// parts words.
const SECRET_NAMES: [&str; 4] = ["privatekey", "secretkey", "clientsecret", "secretaccesskey"];
/// How names end that only tell which key it is, or where.
const ABOUT_KEYS: [&str; 3] = ["id", "path", "file"];

/// Whether a key is anywhere in JSON: a key file of this program, a JSON Web Key, alone or
/// in a set, a secret half in a DID document, or the access of a program to a service. A
/// text in it is a key when it begins as one: texts about keys are none.
fn is_secret_json(said: &Value) -> bool {
    match said {
        Value::Array(all) => all.iter().any(is_secret_json),
        Value::Object(fields) => {
            let has = |name: &&str| fields.contains_key(*name);
            (has(&"seal") && has(&"did"))
                || (has(&"kty") && SECRET_PARTS.iter().any(has))
                || fields.iter().any(|(name, value)| is_named_secret(name, value) || is_secret_json(value))
        }
        Value::String(text) => {
            let text = text.trim_start();
            let is_json = || text.starts_with(['{', '[', '"']);
            (text.starts_with("----") && has_armour(text))
                || (is_json() && serde_json::from_str(text).is_ok_and(|said| is_secret_json(&said)))
        }
        _ => false,
    }
}

/// Whether a field is a secret by its name, and holds one.
fn is_named_secret(name: &str, value: &Value) -> bool {
    let name: String = name.chars().filter(|sign| sign.is_alphanumeric()).collect::<String>().to_lowercase();
    let is_there = match value {
        Value::String(text) => !text.is_empty(),
        other => other.is_object() || other.is_array(),
    };
    is_there
        && SECRET_NAMES.iter().any(|secret| name.contains(secret))
        && !ABOUT_KEYS.iter().any(|end| name.ends_with(end))
}

/// How the files of key stores begin: two of Java's, and those of GnuPG, locked or not.
const STORES: [&[u8]; 4] =
    [&[0xfe, 0xed, 0xfe, 0xed], &[0xce, 0xce, 0xce, 0xce], b"(11:private-key", b"(21:protected-private-key"];

/// Whether a file is a key in DER (PKCS#1, #8 and #12, SEC 1), of OpenPGP or of a key store.
fn is_binary_key(bytes: &[u8]) -> bool {
    if STORES.iter().any(|start| bytes.starts_with(start)) || is_open_pgp(bytes).unwrap_or(false) {
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

/// Whether something begins with a secret key of OpenPGP, or with one below another
/// (RFC 9580, 4.2 and 5.5).
fn is_open_pgp(bytes: &[u8]) -> Option<bool> {
    let (&[kind, length], _) = bytes.split_first_chunk::<2>()?;
    let head = match kind {
        0x94 | 0x9c => 2,
        0x95 | 0x9d => 3,
        0x96 | 0x9e => 5,
        0x97 | 0x9f => 1,
        0xc5 | 0xc7 => match length {
            192..=223 => 3,
            255 => 6,
            _ => 2,
        },
        _ => return None,
    };
    // Its version, when it was made, for how many days in the old ones, and its algorithm.
    let inside = bytes.get(head..)?;
    let algorithm = match inside.first()? {
        2 | 3 => inside.get(7)?,
        4..=6 => inside.get(5)?,
        _ => return None,
    };
    Some(matches!(algorithm, 1..=3 | 16..=22 | 25..=28))
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
            concat!(
                r#"{"type":"service_account","a":"-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBC"#,
                r#"IEIJ+D\n"}"#
            ),
            r#"{"web":{"client_id":"a","client_secret":"b"}}"#,
            r#"{"SecretAccessKey":"b"}"#,
            r#"{"encrypted-private-key":"b"}"#,
            concat!(
                r#"KEY="-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBC"#,
                r#"IEIJ+D\n-----END PRIVATE KEY-----\n""#
            ),
            concat!(r#"{"a":"-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBC"#, r#"IEIJ+D\n","#),
            "key = '-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n",
            "A: -----BEGIN PGP PRIVATE KEY BLOCK-----\n\nlFgEZ0AAABYJKwYBBAHaRw8B\n",
            "// of the harbour\n{\"kty\":\"OKP\",\"d\":\"c\"}",
            "# one\n/* two\n */ {\"kty\":\"OKP\",\"d\":\"c\",}",
            r#""{\"kty\": \"OKP\", \"d\": \"b\"}""#,
            r#"{"jwk":"{\"kty\": \"OKP\", \"d\": \"b\"}"}"#,
            "MC4CAQAwBQYDK2VwBCIEIJ+DYvh6SEqVTm50DFtMDoQi\nkTmiCqirVv9mWG9qfSnF\n",
            "MC4CAQAwBQYDK2VwBCIEIJ-DYvh6SEqVTm50DFtMDoQikTmiCqirVv9mWG9qfSk",
            "(11:private-key(3:ecc(5:curve",
        ]
        .map(|text| text.as_bytes().to_vec())
        .into_iter()
        .chain([wide(pem), vec![0x30, 0x2e, 2, 1, 0, 0x30, 5], vec![0x30, 0x82, 1, 2, 2, 1, 0, 2, 0x81]])
        .chain([[&[0x30, 0x81, 0x9b, 0x30, 0x57, 6, 9][..], &PKCS_5, &[0x0d]].concat(), vec![0xfe, 0xed, 0xfe, 0xed]])
        .chain([vec![0x94, 0x58, 4, 1, 2, 3, 4, 22], vec![0x95, 3, 0x98, 4, 1, 2, 3, 4, 1]])
        .chain([vec![0xc5, 0x58, 6, 1, 2, 3, 4, 27], vec![0xc7, 0xc1, 0, 4, 1, 2, 3, 4, 18]])
        .chain([vec![0x95, 3, 0x98, 3, 1, 2, 3, 4, 0, 0, 1]])
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
            br#"{"private_key_id":"1","privateKeyPath":"a.pem","hasPrivateKey":true,"secret_key":"","privateKey":null}"#,
            br#"{"narrative":"Not so:\n-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIJ+D"}"#,
            br#"KEY="-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7""#,
            b"// of the harbour\n{\"kty\":\"OKP\",\"x\":\"c\"}",
            br#""{\"kty\": \"OKP\", \"x\": \"b\"}""#,
            b"MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=\n",
            b"Badge\n",
            &[0x99, 1, 0x0d, 4, 1, 2, 3, 4, 1],
            &[0xc6, 0x33, 4, 1, 2, 3, 4, 22],
            &[0x95, 3, 0x98, 7, 1, 2, 3, 4, 1],
            &[0x94, 0x58, 4],
            &[0x30, 0x2a, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70],
            &[0x30, 0x82, 1, 2, 0x30, 0x82, 1, 1, 0xa0, 3],
        ] {
            assert!(!is_secret(other), "{}", String::from_utf8_lossy(other));
        }
    }
}
