//! Keys as words: by what a word decodes to.

use base64::Engine as _;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use serde_json::Value;
use zeroize::Zeroizing;

use super::binary::{is_as_long_as_key, is_bare_key, is_der_key, is_multicodec_key, is_wallet_key};
use super::bytes32::{is_bech32_key, is_stellar_seed};

/// The fewest signs of a code in a row that are a key's, and no word of a text about keys.
pub(super) const LONG: usize = 20;
/// The shortest word that tells by itself that it is a key, in signs: a key in DER with
/// 32 bytes in it.
const SHORTEST: usize = 44;
/// The longest word in base 58 that is read, which takes longer the longer it is: the
/// access to a whole wallet.
const LONGEST_58: usize = 120;

/// Of how many words the sentences are that people write down for a key (BIP 39), how many
/// are counted, and of how many letters each word is.
const PHRASE: [usize; 5] = [12, 15, 18, 21, 24];
const MOST_WORDS: usize = 25;
const PHRASE_WORD: std::ops::RangeInclusive<usize> = 3..=8;

/// What settings and lists put around names and values.
pub(super) const QUOTES: [char; 5] = ['"', '\'', '`', '\\', ' '];

/// What something in base64 holds, with or without signs that fill it up, and whichever
/// two signs it has besides letters and digits.
pub(super) fn base64(text: &str) -> Option<Zeroizing<Vec<u8>>> {
    // Addresses write two of its signs in another way.
    let plain = |sign| match sign {
        '-' => '+',
        '_' => '/',
        sign => sign,
    };
    let plain: Zeroizing<String> = Zeroizing::new(text.chars().map(plain).collect());
    let lax = GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);
    GeneralPurpose::new(&STANDARD, lax).decode(plain.as_bytes()).map(Zeroizing::new).ok()
}

fn base58(text: &str) -> Option<Zeroizing<Vec<u8>>> {
    (text.len() <= LONGEST_58).then(|| bs58::decode(text).into_vec().ok()).flatten().map(Zeroizing::new)
}

fn hex(text: &str) -> Option<Zeroizing<Vec<u8>>> {
    let digit = |sign: &u8| char::from(*sign).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let (pairs, rest) = text.as_bytes().as_chunks::<2>();
    let bytes = pairs.iter().map(|[high, low]| Some(digit(high)? << 4 | digit(low)?)).collect::<Option<Vec<u8>>>();
    bytes.filter(|_| rest.is_empty()).map(Zeroizing::new)
}

/// What a text says in hexadecimal digits, in however many lines and with whatever parts
/// them.
fn digits(text: &str) -> Option<Zeroizing<Vec<u8>>> {
    if text.len() > LONGEST_DIGITS {
        return None;
    }
    let text = text.strip_prefix("0x").unwrap_or(text);
    let signs = text.chars().filter(|sign| *sign != ':' && !sign.is_whitespace());
    hex(&Zeroizing::new(signs.collect::<String>()))
}

/// The longest text in such digits that is read: the secret of an RSA key.
const LONGEST_DIGITS: usize = 8 * 1024;

/// What a text may say, in each of the codes that keys are written in.
fn decoded(text: &str) -> impl Iterator<Item = Zeroizing<Vec<u8>>> {
    // A long one may be in several lines; several words are no code.
    let is_one = text.split_whitespace().next().is_some_and(|first| first.len() >= LONG);
    let joined =
        (is_one && text.len() <= LONGEST_BARE).then(|| Zeroizing::new(text.split_whitespace().collect::<String>()));
    let codes = joined.into_iter().flat_map(|text| [base58(&text), base64(&text)]);
    std::iter::once_with(|| digits(text)).chain(codes).flatten()
}

/// The longest key without any form in base 58 or 64, in signs: one that is encoded once
/// more.
const LONGEST_BARE: usize = 256;

/// Whether a text is nothing but a key without any form, in whichever code.
pub(super) fn is_bare(text: &str) -> bool {
    decoded(text).any(|bytes| is_bare_key(&bytes))
}

/// Whether JSON is nothing but the bytes of a key, as a list or as JavaScript writes those
/// that it keeps as bytes.
pub(super) fn is_bare_json(said: &Value) -> bool {
    let is_byte = |value: &Value| value.as_u64().is_some_and(|byte| byte < 256);
    let is_length = |length| matches!(length, 32 | 48 | 64);
    match said {
        Value::Array(all) => is_length(all.len()) && all.iter().all(is_byte),
        Value::Object(fields) if fields.get("type").is_some_and(|kind| kind == "Buffer") => {
            fields.get("data").is_some_and(is_bare_json)
        }
        Value::Object(fields) => {
            is_length(fields.len()) && fields.iter().all(|(place, byte)| place.parse::<u8>().is_ok() && is_byte(byte))
        }
        _ => false,
    }
}

/// Whether a text is long enough for a key, and nothing but digits.
pub(super) fn is_digits(text: &str) -> bool {
    text.len() >= LONG && digits(text).is_some()
}

/// Whether a value has the length or the form of a key: bytes of any curve's, a key in
/// DER, the words that stand for one, or one of these encoded once more.
pub(super) fn is_key_value(value: &str) -> bool {
    let is_key = |bytes: &[u8]| is_as_long_as_key(bytes) || is_der_key(bytes);
    let is_key_text = |bytes: &[u8]| {
        std::str::from_utf8(bytes)
            .map(str::trim)
            .is_ok_and(|text| is_phrase(text) || decoded(text).any(|key| is_key(&key)))
    };
    is_phrase(value) || decoded(value).any(|bytes| is_key(&bytes) || is_key_text(&bytes))
}

/// Whether a text is nothing but the words that stand for a key, with or without their
/// numbers.
pub(super) fn is_phrase(text: &str) -> bool {
    let number = |sign: char| sign.is_ascii_digit() || ".):".contains(sign);
    let words = || text.split_whitespace().map(|word| word.trim_start_matches(number)).filter(|word| !word.is_empty());
    let is_all = |is_case: fn(&u8) -> bool| {
        words().all(|word| PHRASE_WORD.contains(&word.len()) && word.as_bytes().iter().all(is_case))
    };
    PHRASE.contains(&words().take(MOST_WORDS).count())
        && (is_all(u8::is_ascii_lowercase) || is_all(u8::is_ascii_uppercase))
}

/// Whether a value may be a key in some code: no path, and no words of a sentence.
pub(super) fn is_coded(value: &str) -> bool {
    let is_sign = |sign: char| sign.is_ascii_alphanumeric() || "+/=-_".contains(sign);
    let is_long = || value.split_whitespace().next().is_some_and(|first| first.len() >= LONG);
    !value.starts_with('/') && is_long() && value.chars().all(|sign| is_sign(sign) || sign.is_whitespace())
}

/// The words of a text that may be in some code.
pub(super) fn words(text: &str) -> impl Iterator<Item = &str> {
    let is_sign = |sign: char| sign.is_ascii_alphanumeric() || "+/-_".contains(sign);
    text.split(move |sign| !is_sign(sign)).filter(|word| word.len() >= SHORTEST)
}

/// Whether a word tells by itself that it is a key: one in base64, in multibase, in base 32 or
/// of a wallet. Only what begins as such a one is decoded; `is_secret` tells of a text that was
/// in base64.
pub(super) fn is_key_word(word: &str, is_secret: impl Fn(&[u8]) -> bool) -> bool {
    if word.len() < SHORTEST {
        return false;
    }
    let whole = |rest: Option<Zeroizing<Vec<u8>>>| rest.is_some_and(|bytes| is_multicodec_key(&bytes));
    let Some((first, rest)) = word.split_at_checked(1) else { return false };
    let is_by_its_first_sign = match first {
        "z" => whole(base58(rest)),
        "u" | "m" if begins(rest).is_some_and(|start| start.get(1) == Some(&0x26)) => whole(base64(rest)),
        "f" | "F" if rest.get(2..4) == Some("26") => whole(hex(rest)),
        "x" if rest.starts_with("prv") => base58(word).is_some(),
        "5" | "9" | "c" | "K" | "L" if matches!(word.len(), 51 | 52) => {
            base58(word).is_some_and(|bytes| is_wallet_key(&bytes))
        }
        _ => false,
    };
    let is_in_digits =
        || word.starts_with("30") && word.get(..40).and_then(hex).is_some_and(|start| is_der_key(&start));
    let is_in_base64 = || match begins(word).as_deref().map(Vec::as_slice) {
        Some(start @ [0x30, ..]) => is_der_key(start),
        Some([b'-' | b'{', ..]) => base64(word).is_some_and(|inside| is_secret(&inside)),
        _ => false,
    };
    is_by_its_first_sign || is_stellar_seed(word) || is_bech32_key(word) || is_in_base64() || is_in_digits()
}

/// How something in base64 begins.
fn begins(word: &str) -> Option<Zeroizing<Vec<u8>>> {
    base64(word.get(..40)?)
}
