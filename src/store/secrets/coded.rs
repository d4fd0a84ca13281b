//! Keys as words: by what a word decodes to.

use base64::Engine as _;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use zeroize::Zeroizing;

use super::binary::{is_bare_key, is_der_key, is_multicodec_key, is_wallet_key};

/// The fewest signs of a code in a row that are a key's, and no word of a text about keys.
pub(super) const LONG: usize = 20;
/// The shortest word that tells by itself that it is a key, in signs: a key in DER with
/// 32 bytes in it.
const SHORTEST: usize = 44;
/// The longest word in base 58 that is read, which takes longer the longer it is: the
/// access to a whole wallet.
const LONGEST_58: usize = 120;

/// Of how many words the sentences are that people write down for a key (BIP 39), and of
/// how many letters each word is.
const PHRASE: [usize; 5] = [12, 15, 18, 21, 24];
const PHRASE_WORD: std::ops::RangeInclusive<usize> = 3..=8;

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

/// Whether a word is nothing but a key without any form, in whichever code.
pub(super) fn is_bare(word: &str) -> bool {
    let word = word.strip_prefix("0x").unwrap_or(word);
    word.len() <= LONGEST_HEX
        && [hex, base58, base64].iter().any(|code| code(word).is_some_and(|bytes| is_bare_key(&bytes)))
}

/// The longest of them, in signs.
const LONGEST_HEX: usize = 128;

/// Whether a text is nothing but the words that stand for a key.
pub(super) fn is_phrase(text: &str) -> bool {
    let is_word = |word: &str| PHRASE_WORD.contains(&word.len()) && word.bytes().all(|sign| sign.is_ascii_lowercase());
    PHRASE.contains(&text.split(' ').count()) && text.split(' ').all(is_word)
}

/// Whether a value may be a key in some code: no path, and no words of a sentence.
pub(super) fn is_coded(value: &str) -> bool {
    let is_sign = |sign: char| sign.is_ascii_alphanumeric() || "+/=-_".contains(sign);
    value.len() >= LONG && !value.starts_with('/') && value.chars().all(is_sign)
}

/// The words of a text that may be in some code.
pub(super) fn words(text: &str) -> impl Iterator<Item = &str> {
    let is_sign = |sign: char| sign.is_ascii_alphanumeric() || "+/-_".contains(sign);
    text.split(move |sign| !is_sign(sign)).filter(|word| word.len() >= SHORTEST)
}

/// Whether a word tells by itself that it is a key: one in base64, in multibase, or of a
/// wallet. Only what begins as such a one is decoded; `is_secret` tells of a text that was
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
    let is_in_base64 = || match begins(word).as_deref().map(Vec::as_slice) {
        Some(start @ [0x30, ..]) => is_der_key(start),
        Some([b'-' | b'{', ..]) => base64(word).is_some_and(|inside| is_secret(&inside)),
        _ => false,
    };
    is_by_its_first_sign || is_in_base64()
}

/// How something in base64 begins.
fn begins(word: &str) -> Option<Zeroizing<Vec<u8>>> {
    base64(word.get(..40)?)
}
