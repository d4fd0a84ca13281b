//! Keys in words of base 32, and those that make codes for one time.

/// The letters and digits of base 32 in words that begin with what they are (BIP 173).
const BECH32: &str = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
/// The fewest of them that are a key's: one that another device holds may be short.
const SHORTEST: usize = 20;
/// What such words begin with that are keys: those of age and of what holds one for it, of
/// Nostr; and with what those of Cardano end before the key.
const BEGINNINGS: [&str; 4] = ["age-secret-key-", "age-plugin-", "nsec", "ncryptsec"];
const ENDS: [&str; 3] = ["sk", "xprv", "secret"];

/// Of how many signs a seed of Stellar is.
const STELLAR: usize = 56;

/// The fewest signs of the secret of codes for one time.
const SHORTEST_OF_CODES: usize = 8;

/// Whether a word is a secret key that says so before the last `1`, in small letters or in
/// capitals.
pub(super) fn is_bech32_key(word: &str) -> bool {
    let is_of_one_case =
        !word.bytes().any(|sign| sign.is_ascii_lowercase()) || !word.bytes().any(|sign| sign.is_ascii_uppercase());
    let Some((kind, key)) = word.rsplit_once('1').filter(|_| is_of_one_case) else { return false };
    let kind = kind.to_ascii_lowercase();
    let is_kind = BEGINNINGS.iter().any(|start| kind.starts_with(start)) || kind.rsplit('_').next().is_some_and(is_end);
    is_kind && key.len() >= SHORTEST && key.chars().all(|sign| BECH32.contains(sign.to_ascii_lowercase()))
}

/// Whether the last part of what a word says of itself is that of a secret key.
fn is_end(part: &str) -> bool {
    ENDS.iter().any(|end| part.ends_with(end))
}

/// Whether a word is a seed of Stellar: public keys begin with another letter.
pub(super) fn is_stellar_seed(word: &str) -> bool {
    let is_sign = |sign: u8| sign.is_ascii_uppercase() || (b'2'..=b'7').contains(&sign);
    word.len() == STELLAR && matches!(word.as_bytes(), [b'S', b'A'..=b'D', ..]) && word.bytes().all(is_sign)
}

/// Whether a text has the address by which a secret that makes codes for one time is handed
/// on, alone or with others.
pub(super) fn has_one_time_code(text: &str) -> bool {
    let ends = |sign: char| sign.is_whitespace() || "\"'<>`".contains(sign);
    text.split("otpauth").skip(1).any(|rest| {
        let rest = rest.split(ends).next().unwrap_or_default();
        let is_address = rest.starts_with("://") || rest.starts_with("-migration://");
        let secret = |field: &str| field.strip_prefix("secret=").or_else(|| field.strip_prefix("data=")).map(str::len);
        is_address && rest.split(['?', '&', ';']).filter_map(secret).any(|length| length >= SHORTEST_OF_CODES)
    })
}
