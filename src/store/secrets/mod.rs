//! Files that hold a key with its secret: nothing takes their place, since a key cannot
//! be made again.

mod binary;
mod bytes32;
mod coded;
mod cose;
mod fields;
mod names;
#[cfg(test)]
mod tests;

use std::io::Read as _;
use std::path::Path;

use serde_json::{Map, Value};
use zeroize::Zeroizing;

use super::reading::{ReadError, open_file, read_limited};
use binary::{is_bare_binary, is_binary_key};
use bytes32::has_one_time_code;
use coded::{LONG, QUOTES, is_bare, is_bare_json, is_coded, is_key_value, is_key_word, is_phrase};
use fields::has_secret_fields;
use names::{TOGETHER, is_of_key, is_telling, may_be_of_key};

/// The largest file that is looked at to see whether it holds a key, in bytes: what is
/// larger holds other things.
const MAX_KEYS: u64 = 4 * 1024 * 1024;

/// Whether a file holds a key with its secret, sealed or in the open, of this program or
/// of others. One that may not be read may be one.
#[must_use]
pub fn holds_secret(path: &Path) -> bool {
    match read_limited(path, MAX_KEYS).map(Zeroizing::new) {
        Ok(bytes) => is_secret(&bytes),
        Err(ReadError::TooLarge { .. }) => is_large_store(path),
        Err(ReadError::Io(error)) => error.kind() == std::io::ErrorKind::PermissionDenied,
    }
}

/// Whether a file that is larger than most is a store of keys, by how it begins.
fn is_large_store(path: &Path) -> bool {
    let mut start = Zeroizing::new(Vec::new());
    let read = open_file(path).and_then(|file| file.take(START).read_to_end(&mut start));
    read.is_ok() && binary::is_store(&start)
}

/// How much of a store of keys is read to tell it, in bytes.
const START: u64 = 4096;

fn is_secret(bytes: &[u8]) -> bool {
    is_bare_binary(bytes) || is_key(bytes) || from_base64(bytes).is_some_and(|inside| is_key(&inside))
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

/// The text of a file; some editors write two bytes for each sign, with or without a mark
/// that says so.
fn text(bytes: &[u8]) -> Zeroizing<String> {
    let pairs = |unit: fn([u8; 2]) -> u16| {
        let units: Zeroizing<Vec<u16>> =
            Zeroizing::new(bytes.as_chunks::<2>().0.iter().map(|pair| unit(*pair)).collect());
        String::from_utf16_lossy(&units)
    };
    Zeroizing::new(match bytes {
        [0xff, 0xfe, ..] | [1..=255, 0, 1..=255, 0, ..] => pairs(u16::from_le_bytes),
        [0xfe, 0xff, ..] | [0, 1..=255, 0, 1..=255, ..] => pairs(u16::from_be_bytes),
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
                if TOGETHER
                    .iter()
                    .any(|(kind, parts)| is_telling(kind) && names(kind) && parts.iter().any(|part| names(part)))
                {
                    return true;
                }
            }
        }
    }
    let is_key = |line: &str| {
        let is_armour = line.starts_with("----") && line.contains("BEGIN ") && line.contains("PRIVATE KEY");
        is_armour
            || FIRST_WORDS.iter().any(|words| line.starts_with(words))
            || (line.starts_with("untrusted comment:") && line.contains("secret key"))
    };
    text.lines().map(str::trim_start).any(is_key)
        || has_armour(text)
        || has_expression(text)
        || has_one_time_code(text)
        || has_secret_fields(text)
        || coded::words(text).any(|word| is_key_word(word, |inside| is_secret_within(inside, LAYERS)))
}

/// How a line of a key begins that is in no armour of its own kind: those of age and of what
/// holds a key for it, of PuTTY, Tor and OpenVPN.
const FIRST_WORDS: [&str; 5] =
    ["AGE-SECRET-KEY-", "AGE-PLUGIN-", "PuTTY-User-Key-File-", "== ed25519v1-secret:", "-----BEGIN OpenVPN Static key"];

/// Whether a text is a key without any form, and nothing else but comments.
fn is_alone(text: &str) -> bool {
    let is_comment = |line: &&str| line.is_empty() || ["#", "//", ";"].iter().any(|sign| line.starts_with(sign));
    let lines = text.lines().map(|line| line.trim().trim_matches(QUOTES)).filter(|line| !is_comment(line));
    let mut only = Zeroizing::new(String::new());
    for line in lines {
        if only.len() + line.len() > LONGEST_ALONE {
            return false;
        }
        only.push_str(line);
        only.push('\n');
    }
    is_bare(only.trim_end()) || is_phrase(only.trim_end())
}

/// The longest key without any form, in signs: its words with a number before each.
const LONGEST_ALONE: usize = 512;

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

/// Whether a key of GnuPG is anywhere in a text, locked or not: the words are numbered or
/// not, and what it is made of stands in brackets behind them.
fn has_expression(text: &str) -> bool {
    let mut before = None;
    text.split("private-key").any(|part| {
        let begins = before.replace(part).is_some_and(|before: &str| {
            let before = before.strip_suffix("protected-").unwrap_or(before);
            before.trim_end_matches(|sign: char| sign.is_ascii_digit() || ": \"\n".contains(sign)).ends_with('(')
        });
        begins && part.trim_start_matches(|sign: char| sign.is_whitespace() || sign == '"').starts_with('(')
    })
}

/// Whether a key is anywhere in JSON: a key file of this program, a JSON Web Key, alone or
/// in a set, a secret half in a DID document, or the access of a program to a service. A
/// text in it is a key when it begins as one: texts about keys are none.
fn is_secret_json(said: &Value, layers: u8) -> bool {
    match said {
        Value::Array(all) => all.iter().any(|one| is_secret_json(one, layers)),
        Value::Object(fields) => {
            let is_coded = |name: &str| fields.get(name).and_then(Value::as_str).is_some_and(is_coded);
            let is_key = |(kind, parts): &(&str, &[&str])| match is_telling(kind) {
                true => fields.contains_key(*kind) && parts.iter().any(|part| fields.contains_key(*part)),
                false => is_coded(kind) && parts.iter().any(|part| is_coded(part)),
            };
            TOGETHER.iter().any(is_key)
                || is_locked_jwk(fields)
                || fields.iter().any(|(name, value)| is_named_secret(name, value) || is_secret_json(value, layers))
        }
        Value::String(text) => {
            let (text, within) = (text.trim_start(), layers.checked_sub(1));
            let is_json = || text.starts_with(['{', '[', '"']);
            let is_within = |within| {
                (is_json() && serde_json::from_str(text).is_ok_and(|said| is_secret_json(&said, within)))
                    || text
                        .split(|sign: char| sign.is_whitespace() || sign == '.')
                        .next()
                        .is_some_and(|word| is_key_word(word, |inside| is_secret_within(inside, within)))
            };
            (text.starts_with("----") && has_armour(text))
                || (text.starts_with("otpauth") && has_one_time_code(text))
                || within.is_some_and(is_within)
        }
        _ => false,
    }
}

/// Whether fields are what says of something locked that a JSON Web Key is in it.
fn is_locked_jwk(fields: &Map<String, Value>) -> bool {
    let kind = fields.get("cty").and_then(Value::as_str).unwrap_or_default();
    fields.contains_key("enc") && kind.contains("jwk")
}

/// Whether a field is a secret by its name, and holds one.
fn is_named_secret(name: &str, value: &Value) -> bool {
    let is_there = match value {
        Value::String(text) => !text.is_empty(),
        other => other.is_object() || other.is_array(),
    };
    let is_key = || is_bare_json(value) || value.as_str().is_some_and(is_key_value);
    (is_there && is_of_key(name)) || (is_there && may_be_of_key(name) && is_key())
}
