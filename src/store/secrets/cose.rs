//! Keys in COSE (RFC 9052): maps of CBOR that say their kind and what is secret of them.

/// How far lists and maps may lie within one another.
const DEEPEST: u8 = 8;

/// The names of the fields: what kind of key it is, and what is secret of a key with a public
/// half, of one of RSA, and of one without such a half.
const KIND: i64 = 1;
const OF_PAIR: i64 = -4;
const OF_RSA: i64 = -3;
const OF_SYMMETRIC: i64 = -1;

/// Whether something is nothing but a secret key in COSE, or a list of keys with one among
/// them.
pub(super) fn is_cose_key(bytes: &[u8]) -> bool {
    let mut rest = bytes;
    match bytes.first() {
        Some(0x80..=0x9f) => {
            let Some((_, count)) = head(&mut rest) else { return false };
            let mut has_key = false;
            for _ in 0..count {
                let Some(is_key) = key(&mut rest) else { return false };
                has_key |= is_key;
            }
            has_key && rest.is_empty()
        }
        Some(0xa1..=0xbf) => key(&mut rest) == Some(true) && rest.is_empty(),
        _ => false,
    }
}

/// Reads a key, and tells whether it is a secret one; `None` of what is no key.
fn key(rest: &mut &[u8]) -> Option<bool> {
    let (5, count) = head(rest)? else { return None };
    let (mut kind, mut secrets) = (None, Vec::new());
    for _ in 0..count {
        let name = match head(rest)? {
            (0, name) => i64::try_from(name).ok()?,
            (1, name) => -1 - i64::try_from(name).ok()?,
            // Fields of its own may have names in letters.
            (3, length) => {
                take(rest, length)?;
                0
            }
            _ => return None,
        };
        let mut value = *rest;
        skip(rest, DEEPEST)?;
        match (name, head(&mut value)?) {
            (KIND, (0, number)) => kind = Some(number),
            (name, (2, length)) if length > 0 => secrets.push(name),
            _ => {}
        }
    }
    let secret = match kind? {
        3 => OF_RSA,
        4 => OF_SYMMETRIC,
        _ => OF_PAIR,
    };
    Some(secrets.contains(&secret))
}

/// Reads of what kind something is, and its number or length.
fn head(rest: &mut &[u8]) -> Option<(u8, u64)> {
    let first = *take(rest, 1)?.first()?;
    let more = match first & 0x1f {
        short @ 0..=23 => return Some((first >> 5, u64::from(short))),
        24 => 1,
        25 => 2,
        26 => 4,
        27 => 8,
        _ => return None,
    };
    let number = take(rest, more)?.iter().fold(0, |number, byte| number << 8 | u64::from(*byte));
    Some((first >> 5, number))
}

/// Reads so many bytes.
fn take<'b>(rest: &mut &'b [u8], length: u64) -> Option<&'b [u8]> {
    let (taken, behind) = rest.split_at_checked(usize::try_from(length).ok()?)?;
    *rest = behind;
    Some(taken)
}

/// Reads over one thing and all that is within it.
fn skip(rest: &mut &[u8], deepest: u8) -> Option<()> {
    let within = match head(rest)? {
        (2 | 3, length) => return take(rest, length).map(|_| ()),
        (4, count) => count,
        (5, count) => count.checked_mul(2)?,
        (6, _) => 1,
        _ => 0,
    };
    let deeper = deepest.checked_sub(u8::from(within > 0))?;
    (0..within).try_for_each(|_| skip(rest, deeper))
}
