//! Who a badge is awarded to.
//!
//! An e-mail address is not written down: the credential holds a salted hash,
//! so that only somebody who already knows the address can recognise it
//! (Open Badges 2.0 `IdentityHash`, 3.0 `IdentityObject`).

use md5::Md5;
use sha2::{Digest, Sha256};

use super::random::{RandomError, Randomness};
use super::view::RecipientView;
use crate::badge::is_unseen;

/// The earner, as the person who awards names them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Recipient {
    /// An e-mail address, to be hashed with a salt.
    Email {
        /// The address.
        address: String,
        /// The salt; see [`salt`].
        salt: String,
    },
    /// An identifier of the earner's own, such as a DID.
    Id(String),
}

/// Why what was typed is no e-mail address that a badge can be awarded to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AddressProblem {
    /// It is an address of the web's kind.
    #[error("leave out the “mailto:” before it")]
    Scheme,
    /// It is a list, or has a name beside it.
    #[error("give one address alone, without names, commas, colons, semicolons and angle brackets")]
    Several,
    /// It has a part in quotation marks.
    #[error("addresses with quotation marks are not taken, because few programs find the badge by them")]
    Quoted,
    /// Signs that cannot be seen.
    #[error("it holds signs that cannot be seen; type it anew")]
    Unseen,
    /// Anything else.
    #[error("write it as amy@example.org, or give a DID")]
    Malformed,
}

/// What was typed as the e-mail address that is hashed: its domain in lower
/// case, since everybody writes it in some case and nobody means another by it.
///
/// # Errors
/// When it is no address (RFC 5321, section 4.1.2, without quoted parts and
/// numbers of machines).
pub fn address(typed: &str) -> Result<String, AddressProblem> {
    let typed = typed.trim();
    if typed.contains(is_unseen) {
        return Err(AddressProblem::Unseen);
    }
    if typed.get(..7).is_some_and(|scheme| scheme.eq_ignore_ascii_case("mailto:")) {
        return Err(AddressProblem::Scheme);
    }
    if typed.contains('"') {
        return Err(AddressProblem::Quoted);
    }
    if typed.contains([',', ':', ';', '<', '>']) {
        return Err(AddressProblem::Several);
    }
    let (who, host) = typed.split_once('@').ok_or(AddressProblem::Malformed)?;
    let is_dotted = |part: &str| part.split('.').all(|piece| !piece.is_empty());
    let is_sign = |letter: char| !(letter.is_whitespace() || "()[]\\@".contains(letter));
    let who_is_one = is_dotted(who) && who.len() <= 64 && who.chars().all(is_sign);
    let is_label = |label: &str| {
        let ends = label.starts_with('-') || label.ends_with('-');
        label.len() <= 63 && !ends && label.chars().all(|letter| letter.is_alphanumeric() || is_mark(letter))
    };
    let host_is_one = is_dotted(host) && host.contains('.') && host.len() <= 253 && host.split('.').all(is_label);
    let is_name = host.rsplit('.').next().is_some_and(|last| !last.chars().all(|letter| letter.is_ascii_digit()));
    if who_is_one && host_is_one && is_name {
        Ok(format!("{who}@{}", host.to_lowercase()))
    } else {
        Err(AddressProblem::Malformed)
    }
}

/// What there is to know of an address with capitals before the `@`, which may be another
/// person's there than the same one without: a hash is found by no other spelling.
#[must_use]
pub fn told_of_capitals(address: &str) -> Option<&'static str> {
    let (who, _) = address.split_once('@')?;
    who.contains(char::is_uppercase).then_some("capitals before the @ count")
}

/// What stands in the name of a host beside letters and digits: a hyphen, and the
/// marks with which some scripts write their vowels.
fn is_mark(letter: char) -> bool {
    letter == '-'
        || matches!(letter, '\u{300}'..='\u{36f}' | '\u{900}'..='\u{d7f}' | '\u{e00}'..='\u{eff}' | '・' | '·')
}

impl Recipient {
    /// A recipient from what a person typed: a DID or another URI as it is,
    /// anything else as an e-mail address with a fresh salt.
    ///
    /// # Errors
    /// When there are no random numbers for the salt.
    pub fn from_typed(typed: &str, random: &mut dyn Randomness) -> Result<Self, RandomError> {
        let typed = typed.trim();
        if ["did:", "https://", "http://", "urn:"].iter().any(|scheme| typed.starts_with(scheme)) {
            return Ok(Self::Id(typed.to_owned()));
        }
        let address = address(typed).unwrap_or_else(|_| typed.to_owned());
        Ok(Self::Email { address, salt: salt(random)? })
    }
}

/// A fresh salt of 128 bits, in hexadecimal.
///
/// # Errors
/// When there are no random numbers.
pub fn salt(random: &mut dyn Randomness) -> Result<String, RandomError> {
    let mut bytes = [0; 16];
    random.fill(&mut bytes)?;
    Ok(hex(&bytes))
}

/// `sha256$` and the lower-case hexadecimal SHA-256 of identity and salt
/// (Open Badges 2.0, "IdentityHash").
#[must_use]
pub fn hash(identity: &str, salt: &str) -> String {
    format!("sha256${}", digest::<Sha256>(identity, salt))
}

/// The answer to whether a badge was awarded to somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// To this address.
    Yes,
    /// To another one.
    No,
    /// It names one in a way that is not read here: which, or what of it.
    Incomparable(String),
    /// It names no e-mail address.
    NoAddress,
}

/// Whether one of the ways in which a credential names its earner means this
/// e-mail address.
#[must_use]
pub fn asked(named: &[RecipientView], email: &str) -> Answer {
    let answer = |one: &RecipientView| {
        let matches = match one {
            RecipientView::Plain(kind, text) if is_email(kind) => Ok(same(text, email)),
            RecipientView::Hashed(kind, hash, Some(salt)) if is_email(kind) => matches(email, hash, salt),
            RecipientView::Hashed(kind, _, None) if is_email(kind) => Err("its salt cannot be read".to_owned()),
            RecipientView::Id(id) => Ok(same(&mailed(id)?, email)),
            _ => return None,
        };
        Some(match matches {
            Ok(true) => Answer::Yes,
            Ok(false) => Answer::No,
            Err(kind) => Answer::Incomparable(kind),
        })
    };
    named.iter().filter_map(answer).fold(Answer::NoAddress, Answer::or)
}

impl Answer {
    /// What two answers come to, where either of two names or earners may be meant.
    pub(crate) fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::Yes, _) | (_, Self::Yes) => Self::Yes,
            (_, Self::Incomparable(kind)) | (Self::Incomparable(kind), _) => Self::Incomparable(kind),
            (Self::No, _) | (_, Self::No) => Self::No,
            (Self::NoAddress, Self::NoAddress) => Self::NoAddress,
        }
    }
}

/// Whether two sealed names are of one identity. `None` where that cannot be seen:
/// names of two kinds, or sealed with two salts or in two ways.
pub(crate) fn is_same_sealed(one: &RecipientView, other: &RecipientView) -> Option<bool> {
    let (
        RecipientView::Hashed(kind, hash, Some(salt)),
        RecipientView::Hashed(other_kind, other_hash, Some(other_salt)),
    ) = (one, other)
    else {
        return None;
    };
    let are_of_a_kind = kind == other_kind || (is_email(kind) && is_email(other_kind));
    let ((way, digits), (other_way, other_digits)) = (algorithm(hash).ok()?, algorithm(other_hash).ok()?);
    (are_of_a_kind && salt == other_salt && way == other_way).then(|| digits == other_digits)
}

/// Whether an earner's identifier is an e-mail address and each address that
/// stands beside it another one: one person would be shown, another be asked for.
#[must_use]
pub fn contradict(named: &[RecipientView]) -> bool {
    let beside: Vec<RecipientView> = named.iter().filter(|one| !matches!(one, RecipientView::Id(_))).cloned().collect();
    named.iter().any(|one| match one {
        RecipientView::Id(id) => mailed(id).is_some_and(|address| asked(&beside, &address) == Answer::No),
        _ => false,
    })
}

/// How a badge names its earner's e-mail address.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Addressed {
    /// Not at all.
    #[default]
    Not,
    /// For everybody to read.
    Openly,
    /// Sealed, so that it can only be compared.
    Sealed,
}

/// How the earner's address is named among these names; one that is sealed is the
/// one to compare with.
#[must_use]
pub fn addressed(named: &[RecipientView]) -> Addressed {
    let is = |found: fn(&RecipientView) -> bool| named.iter().any(found);
    if is(|one| matches!(one, RecipientView::Hashed(kind, ..) if is_email(kind))) {
        return Addressed::Sealed;
    }
    let is_open = is(|one| match one {
        RecipientView::Plain(kind, _) => is_email(kind),
        RecipientView::Id(id) => mailed(id).is_some(),
        RecipientView::Hashed(..) => false,
    });
    if is_open { Addressed::Openly } else { Addressed::Not }
}

/// Whether this kind of name is an e-mail address.
pub(crate) fn is_email(kind: &str) -> bool {
    ["email", "emailAddress"].contains(&kind.rsplit(['#', ':']).next().unwrap_or(kind))
}

/// An e-mail address as it is compared.
pub(crate) fn plain_address(address: &str) -> String {
    address.trim().to_lowercase()
}

fn same(one: &str, other: &str) -> bool {
    plain_address(one) == plain_address(other)
}

/// The address behind a `mailto:` (RFC 6068).
pub(crate) fn mailed(id: &str) -> Option<String> {
    let (scheme, rest) = id.trim().split_once(':')?;
    let address = rest.split(['?', '#']).next().filter(|_| scheme.eq_ignore_ascii_case("mailto"))?;
    let mut bytes = Vec::with_capacity(address.len());
    let mut left = address.as_bytes();
    while let Some((first, rest)) = left.split_first() {
        let digits = rest.get(..2).and_then(|pair| std::str::from_utf8(pair).ok()).filter(|_| *first == b'%');
        match digits.and_then(|pair| u8::from_str_radix(pair, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                left = &rest[2..];
            }
            None => {
                bytes.push(*first);
                left = rest;
            }
        }
    }
    String::from_utf8(bytes).ok()
}

/// Whether a text looks like the hash of an identity rather than the identity.
#[must_use]
pub fn is_hash(text: &str) -> bool {
    text.contains('$') || algorithm(text).is_ok()
}

/// Whether an e-mail address is the one behind a hash. Issuers hash it as it was
/// typed, with its domain in lower case, or all in lower case.
///
/// # Errors
/// With the name of the algorithm when it is neither of the two that the
/// standards know.
fn matches(email: &str, identity_hash: &str, salt: &str) -> Result<bool, String> {
    let unnamed = |name: String| if name.is_empty() { "it does not name the way".to_owned() } else { name };
    let (kind, wanted) = algorithm(identity_hash).map_err(unnamed)?;
    let hashed = |address: &str| match kind {
        Hash::Sha256 => digest::<Sha256>(address, salt),
        Hash::Md5 => digest::<Md5>(address, salt),
    };
    Ok(spellings(email).iter().any(|address| hashed(address) == wanted))
}

/// How an identity is sealed, in words.
pub(crate) fn seal(hash: &str) -> String {
    match algorithm(hash) {
        Ok((Hash::Sha256, _)) => "SHA-256".to_owned(),
        Ok((Hash::Md5, _)) => "MD5".to_owned(),
        Err(name) if name.is_empty() => "in a way that is not known here".to_owned(),
        Err(name) => format!("{name}, which is not compared here"),
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Hash {
    Sha256,
    Md5,
}

/// The algorithm of a hash and its digits. Some early issuers left the name
/// out, and the number of digits tells.
///
/// # Errors
/// With the name of another algorithm, empty where none is named.
fn algorithm(hash: &str) -> Result<(Hash, String), String> {
    let hash = hash.trim().to_ascii_lowercase();
    let (name, digits) = hash.split_once('$').unwrap_or(("", &hash));
    let is_hex = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    let kind = match (name, digits.len()) {
        ("sha256" | "", 64) if is_hex => Hash::Sha256,
        ("md5" | "", 32) if is_hex => Hash::Md5,
        _ => {
            return Err(name.chars().filter(char::is_ascii_alphanumeric).take(20).collect());
        }
    };
    Ok((kind, digits.to_owned()))
}

fn digest<D: Digest>(identity: &str, salt: &str) -> String {
    hex(&D::new().chain_update(identity).chain_update(salt).finalize())
}

/// The ways in which issuers may have written an address before they hashed it.
fn spellings(email: &str) -> Vec<String> {
    let email = email.trim();
    let mut ways = vec![email.to_owned()];
    if let Some((who, host)) = email.rsplit_once('@') {
        ways.push(format!("{who}@{}", host.to_lowercase()));
    }
    ways.push(email.to_lowercase());
    ways.dedup();
    ways
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::credential::random::SystemRandom;

    #[test]
    fn the_hash_covers_the_identity_and_then_the_salt() {
        // printf 'mayze@example.orgdeadsea' | sha256sum
        assert_eq!(
            hash("mayze@example.org", "deadsea"),
            "sha256$c8d32d06746899d78eefe21857f5f8327c15f5f4fe7999d42c5c65fcd71e050e"
        );
    }

    #[test]
    fn an_address_matches_in_any_case_and_another_does_not() {
        let sealed = hash("amy@example.org", "s");
        assert_eq!(matches(" Amy@Example.org ", &sealed, "s"), Ok(true));
        assert_eq!(matches("amy@example.org", &sealed.to_uppercase(), "s"), Ok(true));
        assert_eq!(matches("ann@example.org", &sealed, "s"), Ok(false));
        assert_eq!(matches("amy@example.org", &sealed, "t"), Ok(false));
    }

    #[test]
    fn both_algorithms_of_the_standards_are_read_with_and_without_their_name() {
        // printf 'mayze@example.orgdeadsea' | md5sum
        let md5 = "md5$f60a7eee6db65faec32b84528b32750f";
        let sha256 = hash("mayze@example.org", "deadsea");
        for sealed in [md5, &md5[4..], &sha256, &sha256[7..]] {
            assert!(is_hash(sealed));
            assert_eq!(matches("Mayze@example.org", sealed, "deadsea"), Ok(true), "{sealed}");
            assert_eq!(matches("amy@example.org", sealed, "deadsea"), Ok(false), "{sealed}");
        }
        assert!(!is_hash("mayze@example.org"));
    }

    #[test]
    fn what_cannot_be_compared_is_no_answer() {
        let hashed = |hash: &str| RecipientView::Hashed("email".into(), hash.into(), Some("s".into()));
        let asked = |named: &[RecipientView]| super::asked(named, "amy@example.org");
        assert_eq!(asked(&[hashed("sha512$00")]), Answer::Incomparable("sha512".into()));
        assert_eq!(asked(&[hashed("sha256$short")]), Answer::Incomparable("sha256".into()));
        for unnamed in ["amy@example.org", "$$", "00"] {
            assert_eq!(asked(&[hashed(unnamed)]), Answer::Incomparable("it does not name the way".into()), "{unnamed}");
        }
        let unread = RecipientView::Hashed("email".into(), hash("amy@example.org", ""), None);
        assert_eq!(asked(&[unread]), Answer::Incomparable("its salt cannot be read".into()));
        let known = hashed(&hash("amy@example.org", "s"));
        assert_eq!(asked(&[hashed("sha512$00"), known.clone()]), Answer::Yes);
        let other = hashed(&hash("ann@example.org", "s"));
        assert_eq!(asked(&[hashed("sha512$00"), other.clone()]), Answer::Incomparable("sha512".into()));
        assert_eq!(asked(&[other]), Answer::No);
        assert_eq!(asked(&[RecipientView::Id("did:example:amy".into())]), Answer::NoAddress);
        for id in ["mailto:amy@example.org", "MAILTO:Amy%40example.org?subject=x"] {
            assert_eq!(asked(&[RecipientView::Id(id.into())]), Answer::Yes, "{id}");
        }
        assert_eq!(asked(&[RecipientView::Id("mailto:ann@example.org".into())]), Answer::No);
        let vocabulary = "https://purl.imsglobal.org/spec/vc/ob/vocab.html#emailAddress";
        assert_eq!(asked(&[RecipientView::Plain(vocabulary.into(), "amy@example.org".into())]), Answer::Yes);
    }

    #[test]
    fn the_domain_is_hashed_in_lower_case_and_found_in_any() {
        let Recipient::Email { address, .. } = Recipient::from_typed(" Amy.B@Example.ORG ", &mut SystemRandom).unwrap()
        else {
            panic!("an address is an address");
        };
        assert_eq!(address, "Amy.B@example.org");
        assert_eq!(matches("Amy.B@EXAMPLE.org", &hash(&address, "s"), "s"), Ok(true));
        assert_eq!(matches("Amy.B@Example.org", &hash("amy.b@example.org", "s"), "s"), Ok(true));
        assert_eq!(
            matches("amy.b@example.org", &hash(&address, "s"), "s"),
            Ok(false),
            "who is before the @ may be another"
        );
        assert!(told_of_capitals(&address).is_some() && told_of_capitals("amy.b@Example.org").is_none());
    }

    #[test]
    fn what_is_no_address_is_told_why() {
        use AddressProblem::{Malformed, Quoted, Scheme, Several, Unseen};
        for (typed, problem) in [
            ("mailto:amy@example.org", Scheme),
            ("MAILTO:amy@example.org", Scheme),
            ("amy@example.org, ben@example.org", Several),
            ("amy@example.org;ben@example.org", Several),
            ("amy@example.org:25", Several),
            ("Amy <amy@example.org>", Several),
            ("\"amy b\"@example.org", Quoted),
            ("amy\u{200b}@example.org", Unseen),
            ("amy@exam\u{ad}ple.org", Unseen),
            ("amy@ben@example.org", Malformed),
            ("amy b@example.org", Malformed),
            ("amy\u{a0}b@example.org", Malformed),
            ("amy@example", Malformed),
            ("amy@example..org", Malformed),
            (".amy@example.org", Malformed),
            ("amy@-example.org", Malformed),
            ("amy@[192.0.2.1]", Malformed),
            ("amy@192.0.2.1", Malformed),
            ("amy@exam/ple.org", Malformed),
            ("@example.org", Malformed),
            ("", Malformed),
        ] {
            assert_eq!(address(typed), Err(problem), "{typed:?}");
        }
        for typed in ["a+b'c/d@x.example.org", "amy@münchen.example", "josé@example.org", "o'neil_1@sub-a.example.co"]
        {
            assert_eq!(address(typed).as_deref(), Ok(typed));
        }
    }

    #[test]
    fn what_is_typed_becomes_an_address_or_an_identifier() {
        let typed = |text| Recipient::from_typed(text, &mut SystemRandom).unwrap();
        assert_eq!(typed(" did:key:z6Mk "), Recipient::Id("did:key:z6Mk".into()));
        let (Recipient::Email { address, salt: one }, Recipient::Email { salt: two, .. }) =
            (typed("amy@example.org"), typed("amy@example.org"))
        else {
            panic!("an address is an address");
        };
        assert_eq!(address, "amy@example.org");
        assert_ne!(one, two, "every award has its own salt");
    }
}
