//! Keys as bytes.

use memchr::memmem;
use sha2::{Digest as _, Sha256};

use super::cose::is_cose_key;

/// How files begin that hold keys: the stores of Java (JKS, JCEKS, BKS), of KeePass and of
/// Kerberos, and keys of Windows (PVK, DPAPI); the heads of locked disks (LUKS, both copies);
/// the keyrings of macOS, GNOME and KDE, and Password Safe; keys of SSH, old ones (SSH 1)
/// and those without armour.
const STORES: [&[u8]; 16] = [
    &[0xfe, 0xed, 0xfe, 0xed],
    &[0xce, 0xce, 0xce, 0xce],
    &[0, 0, 0, 1, 0, 0, 0, 20],
    &[0, 0, 0, 2, 0, 0, 0, 20],
    &[0x03, 0xd9, 0xa2, 0x9a],
    &[5, 2, 0, 0],
    &[0x1e, 0xf1, 0xb5, 0xb0],
    &[1, 0, 0, 0, 0xd0, 0x8c, 0x9d, 0xdf, 1, 0x15, 0xd1, 0x11],
    b"LUKS\xba\xbe",
    b"SKUL\xba\xbe",
    b"kych\0\x01",
    b"GnomeKeyring\n\r\0\n",
    b"KWALLET\n\r\0\r\n",
    b"PWS3",
    b"openssh-key-v1\0",
    b"SSH PRIVATE KEY FILE FORMAT",
];

/// How databases begin in which wallets and browsers keep keys: SQLite, and what marks those
/// of Berkeley DB behind twelve bytes, whichever of a number's bytes is first.
const SQLITE: &[u8] = b"SQLite format 3\0";
const BERKELEY: [[u8; 4]; 4] = [[0x62, 0x31, 5, 0], [0, 5, 0x31, 0x62], [0x61, 0x15, 6, 0], [0, 6, 0x15, 0x61]];
/// Where a database of SQLite says whose it is, and what those of wallets say: the marks of
/// the networks of Bitcoin.
const OF_WHOM: std::ops::Range<usize> = 68..72;
const NETWORKS: [[u8; 4]; 5] = [
    [0xf9, 0xbe, 0xb4, 0xd9],
    [0x0b, 0x11, 0x09, 0x07],
    [0x1c, 0x16, 0x3f, 0x28],
    [0x0a, 0x03, 0xcf, 0x40],
    [0xfa, 0xbf, 0xb5, 0xda],
];
/// What tables of keys are called in such databases: of wallets, and of browsers (NSS).
const TABLES: [&[u8]; 2] = [b"walletdescriptor", b"nssPrivate"];

/// Whether a file is a store of keys, by how it begins.
pub(super) fn is_store(bytes: &[u8]) -> bool {
    let is_berkeley = || bytes.get(12..16).is_some_and(|mark| BERKELEY.iter().any(|berkeley| mark == berkeley));
    let is_of_wallet = || bytes.get(OF_WHOM).is_some_and(|whose| NETWORKS.iter().any(|network| whose == network));
    let has_table = || TABLES.iter().any(|table| memmem::find(bytes, table).is_some());
    STORES.iter().any(|start| bytes.starts_with(start))
        || is_berkeley()
        || (bytes.starts_with(SQLITE) && (is_of_wallet() || has_table()))
}

/// Whether a file is a key in DER, in COSE, of OpenPGP, of Windows, of an SSH server or of a
/// key store.
pub(super) fn is_binary_key(bytes: &[u8]) -> bool {
    is_store(bytes)
        || is_cose_key(bytes)
        || is_open_pgp(bytes).unwrap_or(false)
        || is_windows_key(bytes)
        || is_ssh_key(bytes)
        || is_der_key(bytes)
}

/// Whether a file is a secret key as Windows hands it out: behind a head that says so, or
/// with its length next (`PRIVATEKEYBLOB`, `BCRYPT_…PRIVATE_BLOB`).
fn is_windows_key(bytes: &[u8]) -> bool {
    const KINDS: [&[u8]; 7] = [b"RSA2", b"RSA3", b"DSS2", b"DSS4", b"ECS2", b"ECS4", b"ECS6"];
    let bare = match bytes {
        [7, 2, 0, 0, _, _, _, _, bare @ ..] => bare,
        bare => bare,
    };
    KINDS.iter().any(|kind| bare.starts_with(kind)) && matches!(bare, [_, _, _, _, _, _, 0, 0, ..])
}

/// Whether a file is a secret key as small SSH servers keep it (Dropbear): the name of its
/// kind behind the length of that.
fn is_ssh_key(bytes: &[u8]) -> bool {
    let Some((&[0, 0, 0, length], rest)) = bytes.split_first_chunk::<4>() else { return false };
    rest.get(..usize::from(length)).is_some_and(|kind| {
        ["ssh-", "ecdsa-"].iter().any(|start| kind.starts_with(start.as_bytes())) && kind.is_ascii()
    })
}

/// Whether a file is nothing but the bytes of a key, and no text.
pub(super) fn is_bare_binary(bytes: &[u8]) -> bool {
    is_as_long_as_key(bytes) && std::str::from_utf8(bytes).is_err()
}

/// Whether something is as long as keys are that have no form: a seed, or one with its
/// public half.
pub(super) fn is_bare_key(bytes: &[u8]) -> bool {
    matches!(bytes.len(), 32 | 64)
}

/// Whether something is as long as keys of any curve are: also of P-384, X448, Ed448 and
/// P-521, and behind a byte that says that a number is no negative one.
pub(super) fn is_as_long_as_key(bytes: &[u8]) -> bool {
    let number = match bytes {
        [0, number @ ..] if bytes.len() % 2 == 1 => number,
        bytes => bytes,
    };
    is_bare_key(number) || matches!(number.len(), 48 | 56 | 57 | 66)
}

/// Whether something is a key in DER (PKCS#1, #8 and #12, SEC 1), by how it begins.
pub(super) fn is_der_key(bytes: &[u8]) -> bool {
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
pub(super) const PKCS_5: [u8; 8] = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x05];
const PKCS_12: [u8; 9] = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x0c, 0x01];

/// What is inside a sequence in DER with which something begins.
fn sequence(bytes: &[u8]) -> Option<&[u8]> {
    let (&[kind, length], rest) = bytes.split_first_chunk::<2>()?;
    let longer = if length > 0x80 { usize::from(length & 0x7f) } else { 0 };
    (kind == 0x30).then(|| rest.get(longer..)).flatten()
}

/// Whether something is a secret key behind the number of its kind (multicodec, the kinds
/// that end in `-priv`), of the length that such keys have: a signature may begin so by
/// chance.
pub(super) fn is_multicodec_key(bytes: &[u8]) -> bool {
    let Some((&[kind, 0x26], key)) = bytes.split_first_chunk::<2>() else { return false };
    match kind {
        // Ed25519 and sr25519.
        0x80 | 0x83 => is_bare_key(key),
        // secp256k1, X25519, P-256, BLS 12-381, SM2, seeds of ML-DSA.
        0x81 | 0x82 | 0x86 | 0x89..=0x8b | 0x90 | 0x97..=0x99 => key.len() == 32,
        0x85 => is_der_key(key),
        // P-384, P-521, Ed448, X448.
        0x87 => key.len() == 48,
        0x88 => matches!(key.len(), 65 | 66),
        0x91 => key.len() == 57,
        0x92 => key.len() == 56,
        _ => false,
    }
}

/// Whether something is a key in the form that wallets hand out: its kind, the key, and
/// the beginning of a digest of both.
pub(super) fn is_wallet_key(bytes: &[u8]) -> bool {
    let Some((key, sum)) = bytes.split_last_chunk::<4>() else { return false };
    matches!((key.first(), key.len()), (Some(0x80 | 0xef), 33 | 34))
        && Sha256::digest(Sha256::digest(key)).starts_with(sum)
}
