//! Files that hold a key with its secret: nothing takes their place, since a key cannot
//! be made again.

mod binary;
mod coded;
#[cfg(test)]
mod tests;

use std::path::Path;

use serde_json::Value;
use zeroize::Zeroizing;

use super::reading::{ReadError, read_limited};
use binary::is_binary_key;
use coded::{LONG, is_bare, is_coded, is_key_word, is_phrase};

/// The largest file that is looked at to see whether it holds a key, in bytes: what is
/// larger holds other things.
const MAX_KEYS: u64 = 4 * 1024 * 1024;

/// Whether a file holds a key with its secret, sealed or in the open, of this program or
/// of others. One that may not be read may be one.
#[must_use]
pub fn holds_secret(path: &Path) -> bool {
    match read_limited(path, MAX_KEYS).map(Zeroizing::new) {
        Ok(bytes) => is_secret(&bytes),
        Err(ReadError::TooLarge { .. }) => false,
        Err(ReadError::Io(error)) => error.kind() == std::io::ErrorKind::PermissionDenied,
    }
}

fn is_secret(bytes: &[u8]) -> bool {
    is_key(bytes) || from_base64(bytes).is_some_and(|inside| is_key(&inside))
}

fn is_key(bytes: &[u8]) -> bool {
    is_binary_key(bytes) || is_secret_text(text(bytes).trim_start_matches('\u{feff}').trim_start())
}

/// How many times something in JSON or in base64 may stand within a text that is looked at.
const LAYERS: u8 = 3;

/// Whether what a word in a text is the code of is a key in turn.
fn is_secret_within(bytes: &[u8], layers: u8) -> bool {
    let text = text(bytes);
    has_armour(&text) || serde_json::from_str(&text).is_ok_and(|said| is_secret_json(&said, layers))
}

/// What a file that is nothing but base64 holds.
fn from_base64(bytes: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let text = text(bytes);
    let signs = text.trim_start_matches('\u{feff}').chars().filter(|sign| !sign.is_whitespace());
    coded::base64(&Zeroizing::new(signs.collect::<String>()))
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
    if is_alone(text) {
        return true;
    }
    let json = behind_comments(text);
    if json.starts_with(['{', '[', '"']) {
        match serde_json::from_str::<Value>(json) {
            Ok(said) => return is_bare_json(&said) || is_secret_json(&said, LAYERS),
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
    text.lines().map(str::trim_start).any(is_key)
        || has_armour(text)
        || has_secret_fields(text)
        || coded::words(text).any(|word| is_key_word(word, |inside| is_secret_within(inside, LAYERS)))
}

/// Whether a text is a key without any form, and nothing else but comments.
fn is_alone(text: &str) -> bool {
    let is_comment = |line: &&str| line.is_empty() || ["#", "//", ";"].iter().any(|sign| line.starts_with(sign));
    let mut lines = text.lines().map(str::trim).filter(|line| !is_comment(line));
    let (Some(only), None) = (lines.next(), lines.next()) else { return false };
    let only = only.trim_matches(QUOTES);
    is_bare(only) || is_phrase(only)
}

/// Whether JSON is nothing but the bytes of a key.
fn is_bare_json(said: &Value) -> bool {
    let is_byte = |value: &Value| value.as_u64().is_some_and(|byte| byte < 256);
    said.as_array().is_some_and(|all| matches!(all.len(), 32 | 64) && all.iter().all(is_byte))
}

/// What settings and lists put around names and values.
const QUOTES: [char; 5] = ['"', '\'', '`', '\\', ' '];

/// Whether a text that is no JSON has fields that hold a key: those of YAML, TOML and
/// settings, and those of JSON within them.
fn has_secret_fields(text: &str) -> bool {
    let (mut is_jwk, mut has_secret_part) = (false, false);
    let mut fields = text.split(['\n', '\r', ',', '{', '}', ';']).filter_map(field);
    fields.any(|(name, value)| {
        is_jwk |= name == "kty" && JWK_KINDS.contains(&value);
        has_secret_part |= SECRET_PARTS.contains(&name) && is_coded(value);
        let is_named = has_secret_name(name) && is_coded(value);
        (is_jwk && has_secret_part) || is_named || is_named_seed(name, value)
    }) || text.lines().filter_map(field).any(|(_, value)| is_bytes(value))
}

/// A name and what is said to be of it.
fn field(text: &str) -> Option<(&str, &str)> {
    let (name, value) = text.split_once([':', '='])?;
    // Before a name may stand that it is one of a list, or what sets it.
    let name = name.split_whitespace().next_back()?.trim_matches(QUOTES);
    let value = value.trim_start_matches([':', '=', '>']).trim().trim_matches(QUOTES);
    let is_name = |sign: char| sign.is_alphanumeric() || "_-.".contains(sign);
    (!name.is_empty() && name.chars().all(is_name)).then_some((name, value))
}

/// Whether a text is nothing but a list of the bytes of a key.
fn is_bytes(text: &str) -> bool {
    text.starts_with('[') && serde_json::from_str(text).is_ok_and(|said| is_bare_json(&said))
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

/// The kinds of such keys.
const JWK_KINDS: [&str; 5] = ["OKP", "EC", "RSA", "oct", "AKP"];

/// Parts of the names that programs give to secrets, in small letters and without what
/// parts words.
const SECRET_NAMES: [&str; 4] = ["privatekey", "secretkey", "clientsecret", "secretaccesskey"];
/// How names end that only tell which key it is, of what kind, or where.
const ABOUT_KEYS: [&str; 7] = ["id", "path", "file", "type", "name", "ref", "url"];
/// How names end of what a key is made from, without the code that it is written in.
const SEED_NAMES: [&str; 6] = ["seed", "secret", "signingkey", "mnemonic", "phrase", "privkey"];
const CODES: [&str; 7] = ["hex", "base58", "b58", "base64", "b64", "base64url", "multibase"];

/// A name in small letters and without what parts words. One with a dot ends in what it
/// names; names of files, beside which their digests stand, end in the kind of the file.
fn plain(name: &str) -> String {
    let last = name.rsplit('.').next().unwrap_or(name);
    last.chars().filter(|sign| sign.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Whether something is a secret by its name.
fn has_secret_name(name: &str) -> bool {
    let name = plain(name);
    SECRET_NAMES.iter().any(|secret| name.contains(secret)) && !ABOUT_KEYS.iter().any(|end| name.ends_with(end))
}

/// Whether something by its name is what a key is made from, and can be that.
fn is_named_seed(name: &str, value: &str) -> bool {
    let name = plain(name);
    let name = CODES.iter().find_map(|code| name.strip_suffix(code)).unwrap_or(&name);
    SEED_NAMES.iter().any(|end| name.ends_with(end)) && (is_bare(value) || is_phrase(value))
}

/// Whether a key is anywhere in JSON: a key file of this program, a JSON Web Key, alone or
/// in a set, a secret half in a DID document, or the access of a program to a service. A
/// text in it is a key when it begins as one: texts about keys are none.
fn is_secret_json(said: &Value, layers: u8) -> bool {
    match said {
        Value::Array(all) => all.iter().any(|one| is_secret_json(one, layers)),
        Value::Object(fields) => {
            let has = |name: &&str| fields.contains_key(*name);
            (has(&"seal") && has(&"did"))
                || (has(&"kty") && SECRET_PARTS.iter().any(has))
                || fields.iter().any(|(name, value)| is_named_secret(name, value) || is_secret_json(value, layers))
        }
        Value::String(text) => {
            let (text, within) = (text.trim_start(), layers.checked_sub(1));
            let is_json = || text.starts_with(['{', '[', '"']);
            let is_within = |within| {
                (is_json() && serde_json::from_str(text).is_ok_and(|said| is_secret_json(&said, within)))
                    || text
                        .split_whitespace()
                        .next()
                        .is_some_and(|word| is_key_word(word, |inside| is_secret_within(inside, within)))
            };
            (text.starts_with("----") && has_armour(text)) || within.is_some_and(is_within)
        }
        _ => false,
    }
}

/// Whether a field is a secret by its name, and holds one.
fn is_named_secret(name: &str, value: &Value) -> bool {
    let is_there = match value {
        Value::String(text) => !text.is_empty(),
        other => other.is_object() || other.is_array(),
    };
    (is_there && has_secret_name(name)) || value.as_str().is_some_and(|text| is_named_seed(name, text))
}
