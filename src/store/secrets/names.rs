//! What keys are called, and what such a name may have for its value.

use super::coded::{is_coded, is_digits, is_key_value};

/// Names of keys: whatever looks like one in a code is one beside them.
const KEYS: [&str; 6] =
    ["privatekey", "secretkey", "secretkeybase", "clientsecret", "secretaccesskey", "privateexponent"];
/// Names of what a key is made from, and short ones of keys: only what has the length or
/// the form of a key is one beside them.
const SEEDS: [&str; 6] = ["seed", "secret", "signingkey", "mnemonic", "phrase", "privkey"];
/// And those that count as whole words alone: other words end so too.
const WORDS: [&str; 4] = ["private", "priv", "prv", "sk"];
/// What stands behind such a name: the code or the form that the key is written in, or
/// that there are several.
const CODES: [&str; 22] = [
    "base64url",
    "base58btc",
    "base64",
    "base58",
    "b64url",
    "b64",
    "b58",
    "hex",
    "multibase",
    "jwk",
    "pem",
    "der",
    "wif",
    "pkcs8",
    "encoded",
    "string",
    "bytes",
    "raw",
    "data",
    "value",
    "encrypted",
    "s",
];
/// Words of the names of keys that everybody may know.
const PUBLIC: [&str; 5] = ["pub", "public", "verify", "verifying", "verification"];

/// Fields that together are a key: what says its kind, and what is secret of it. Those of
/// JSON Web Keys (RFC 7518, 8037; `priv`: keys that quantum computers do not break), also
/// without their kind; of .NET; of key files of this program; and of those of wallets.
pub(super) const TOGETHER: [(&str, &[&str]); 6] = [
    ("kty", &["d", "p", "k", "priv"]),
    ("x", &["d"]),
    ("n", &["d", "p"]),
    ("Modulus", &["D", "P", "Q", "DP", "DQ", "InverseQ"]),
    ("did", &["seal"]),
    ("kdf", &["ciphertext", "cipher", "sealed"]),
];

/// Whether the name of a field of the kind tells by itself that it is of a key: one of a
/// single letter may be anything, so that both must have values like those of a key.
pub(super) fn is_telling(kind: &str) -> bool {
    kind.len() > 1
}

/// A name in small letters, with a space between its words, without what says in which
/// code it is. One with a dot ends in what it names; names of files, beside which their
/// digests stand, end in the kind of the file.
fn plain(name: &str) -> String {
    let last = name.rsplit('.').next().unwrap_or(name);
    let (mut plain, mut was_small) = (String::with_capacity(name.len()), false);
    for sign in last.chars() {
        if (was_small && sign.is_uppercase()) || !sign.is_alphanumeric() {
            plain.push(' ');
        }
        plain.extend(sign.is_alphanumeric().then(|| sign.to_lowercase()).into_iter().flatten());
        was_small = sign.is_lowercase() || sign.is_numeric();
    }
    let mut name = plain.trim();
    while let Some(rest) = CODES.iter().find_map(|code| name.strip_suffix(code)) {
        name = rest.trim_end();
    }
    name.trim_end_matches(|sign: char| sign.is_numeric() || sign == ' ').to_owned()
}

/// Whether a name is that of a key. A name that only begins so is that of something else.
pub(super) fn is_of_key(name: &str) -> bool {
    let name = plain(name).replace(' ', "");
    KEYS.iter().any(|end| name.ends_with(end))
}

/// Whether a name is one of what a key is made from, or may be that of a key.
pub(super) fn may_be_of_key(name: &str) -> bool {
    let name = plain(name);
    if name.split(' ').any(|word| PUBLIC.contains(&word)) {
        return false;
    }
    let (whole, last) = (name.replace(' ', ""), name.rsplit(' ').next().unwrap_or_default());
    SEEDS.iter().any(|end| whole.ends_with(end)) || WORDS.contains(&last) || name.ends_with(" key")
}

/// Whether a field of a text is a secret by its name, and has a value like one.
pub(super) fn is_secret_field(name: &str, value: &str) -> bool {
    let is_key = || (is_coded(value) || is_digits(value)) && is_of_key(name);
    is_key() || (may_be_of_key(name) && is_key_value(value))
}
