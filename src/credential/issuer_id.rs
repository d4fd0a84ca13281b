//! Identifiers under which an issuer can be known: a key, or a place on the web.

use std::borrow::Cow;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use thiserror::Error;

use super::internet::{is_public_host, plain_authority};
use super::place;
use super::public_key::PublicKey;
use super::{did, did_web, json};
use crate::badge::{as_address, is_identifier, is_unseen, is_web_address};

/// Longest identifier that is taken.
const MAX: usize = 4096;

/// Why a text is no identifier of an issuer.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum IssuerIdError {
    /// Neither a DID nor an address.
    #[error("{0} names no issuer: an issuer is named by a DID, such as did:key:z6Mk…, or by a web address.")]
    NoIdentifier(String),
    /// A DID that should be a key and is none. What is left of a key when letters
    /// are missing may look like one of a kind that is not known.
    #[error(
        "{0} is no key that can be checked: letters of it are missing or wrong, or it is of another kind. Copy it again, whole."
    )]
    NoKey(String),
    /// A part of a document, such as one of its keys.
    #[error("{id} names a part of an issuer's document (what follows the #), and no issuer. Give the issuer: {issuer}")]
    Part {
        /// What was given.
        id: String,
        /// The same without the part.
        issuer: String,
    },
    /// No place on the web.
    #[error("{0} is no place on the web: write it as https://example.org/issuer.json or did:web:example.org.")]
    NoPlace(String),
    /// A place at which nobody finds what is written there.
    #[error(
        "{0} leads elsewhere than it reads: a part of its path is “.” or “..”, or hides a slash or a control character. Write it as it is on the web."
    )]
    Detour(String),
    /// An address that anybody on the way could change.
    #[error(
        "{0} is not protected (http), so anybody on the way could answer in its name. Give the https address, or a key of theirs as well, which you compared."
    )]
    Unprotected(String),
    /// A host that means another machine to everybody.
    #[error(
        "{0} lies on this computer or in a private network: nobody else can look it up, and elsewhere it is somebody else's."
    )]
    Private(String),
    /// Another key than the one that the identifier itself is.
    #[error("{0} is a key itself, and the key that was given with it is another one. Give one of them.")]
    OtherKey(String),
    /// A DID of another method.
    #[error("{0} is of a kind that this version cannot look up. Give a key of theirs as well, which you compared.")]
    OtherMethod(String),
}

/// That a text can be the identifier of an issuer: a key that can be read, or a
/// place on the web. Another DID will do only when a key of the issuer is known.
///
/// # Errors
/// Says what is wrong with it.
pub fn check(id: &str, is_known_by_key: bool) -> Result<(), IssuerIdError> {
    let shown = || shown(id);
    if id.len() > MAX || id.chars().any(|c| c.is_whitespace() || is_unseen(c)) {
        return Err(IssuerIdError::NoIdentifier(shown()));
    }
    if let Some((issuer, _)) = id.split_once('#') {
        // What is left has to be an issuer to be worth giving.
        check(issuer, is_known_by_key)?;
        return Err(IssuerIdError::Part { id: shown(), issuer: as_address(issuer) });
    }
    if id.starts_with("http") && !is_web_address(id) || id.starts_with("did:web:") && !is_identifier(id) {
        return Err(IssuerIdError::NoPlace(shown()));
    }
    if !is_straight(id) {
        return Err(IssuerIdError::Detour(shown()));
    }
    let anybodys = |host: &str| {
        let host = if host.contains(':') { format!("[{host}]") } else { host.to_owned() };
        if is_public_host(&host) { Ok(()) } else { Err(IssuerIdError::Private(shown())) }
    };
    if let Some(rest) = id.strip_prefix("did:") {
        let key = match rest.split_once(':') {
            Some(("key", _)) if did::public_key(id).is_ok() => Ok(()),
            Some(("jwk", coded)) if is_jwk(coded) => Ok(()),
            Some(("key" | "jwk", _)) => Err(IssuerIdError::NoKey(shown())),
            Some(("web", _)) => match did_web::url(id).and_then(|url| did_web::host(&url)) {
                Some(host) if is_host(&host) => anybodys(&host),
                _ => Err(IssuerIdError::NoPlace(shown())),
            },
            Some((method, rest)) if is_did(method, rest) && is_known_by_key => Ok(()),
            Some((method, rest)) if is_did(method, rest) => Err(IssuerIdError::OtherMethod(shown())),
            _ => Err(IssuerIdError::NoIdentifier(shown())),
        };
        return key;
    }
    // Badges before 2.0 name issuers whose sites had no TLS; those are known by their key.
    let secure = id.strip_prefix("http://").map(|rest| format!("https://{rest}"));
    match did_web::host(secure.as_deref().unwrap_or(id)) {
        Some(host) if is_host(&host) && secure.is_some() && !is_known_by_key => {
            anybodys(&host).and(Err(IssuerIdError::Unprotected(shown())))
        }
        Some(host) if is_host(&host) => anybodys(&host),
        _ if id.starts_with("http") => Err(IssuerIdError::NoPlace(shown())),
        _ => Err(IssuerIdError::NoIdentifier(shown())),
    }
}

/// The same of an issuer with the keys that are known as theirs (multibase): whoever is a key has no other.
///
/// # Errors
/// As [`check`], and when one of the keys is another one.
pub fn check_with_keys(id: &str, keys: &[String]) -> Result<(), IssuerIdError> {
    check(id, !keys.is_empty())?;
    let is_other = |own: PublicKey| keys.iter().any(|key| PublicKey::from_multibase(key).as_ref() != Ok(&own));
    if did::carries_key(id) && did::public_key(id).is_ok_and(is_other) {
        return Err(IssuerIdError::OtherKey(shown(id)));
    }
    Ok(())
}

/// Whether a place on the web is where its identifier reads.
pub(super) fn is_straight(id: &str) -> bool {
    match id.strip_prefix("did:web:") {
        Some(place) => place::is_straight(place.split(':')),
        None => {
            !id.starts_with("http") || place::is_straight(id.split(['?', '#']).next().unwrap_or_default().split('/'))
        }
    }
}

/// An identifier in a sentence.
fn shown(id: &str) -> String {
    let told = as_address(&id.chars().take(80).collect::<String>());
    if told.starts_with('“') { told } else { format!("“{told}”") }
}

/// An identifier in the one way to write it: the host of a place on the web as
/// browsers write it, and signs with `%` only where they have to be (RFC 3986,
/// section 6.2). The rest of an address is its host's own affair.
#[must_use]
pub fn normal(id: &str) -> Cow<'_, str> {
    plain_place(id).map_or(Cow::Borrowed(id), Cow::Owned)
}

fn plain_place(id: &str) -> Option<String> {
    if let Some(rest) = id.strip_prefix("did:web:") {
        let end = rest.find([':', '#', '?', '/']).unwrap_or(rest.len());
        let (host, path) = rest.split_at(end);
        let authority = plain_authority(&host.replace("%3A", ":").replace("%3a", ":"), 443)?;
        return Some(format!("did:web:{}{path}", authority.replace(':', "%3A")));
    }
    let (scheme, rest) = id.split_once("://")?;
    let (scheme, usual) = match scheme.to_ascii_lowercase().as_str() {
        "https" => ("https", 443),
        "http" => ("http", 80),
        _ => return None,
    };
    let (authority, path) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
    let root = if path.starts_with('/') { "" } else { "/" };
    Some(format!("{scheme}://{}{root}{}", plain_authority(authority, usual)?, place::plain(path)?))
}

/// Whether two identifiers name one issuer.
#[must_use]
pub fn same(one: &str, other: &str) -> bool {
    one == other || normal(one) == normal(other)
}

/// A name of a host as it stands in addresses: `example.org`, `localhost`, or a
/// number.
fn is_host(host: &str) -> bool {
    if host.contains(':') {
        return host.parse::<std::net::Ipv6Addr>().is_ok();
    }
    let label = |label: &str| {
        !label.is_empty()
            && label.len() <= 63
            && !label.starts_with('-')
            && !label.ends_with('-')
            // Names in other scripts are known by their letters as well as by their code.
            && label.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_')
    };
    host.len() <= 253 && host.split('.').all(label) && (host.contains('.') || host == "localhost")
}

fn is_did(method: &str, rest: &str) -> bool {
    let in_method = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
    let in_rest = |c: char| c.is_ascii_alphanumeric() || ".-_:%".contains(c);
    !method.is_empty() && method.chars().all(in_method) && !rest.is_empty() && rest.chars().all(in_rest)
}

/// Whether a `did:jwk` carries a key.
fn is_jwk(coded: &str) -> bool {
    let text = URL_SAFE_NO_PAD.decode(coded).ok().and_then(|bytes| String::from_utf8(bytes).ok());
    let jwk = text.and_then(|text| json::parse(&text).ok());
    jwk.is_some_and(|jwk| PublicKey::from_jwk(&jwk).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str = "did:key:z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2";

    #[test]
    fn keys_and_places_are_issuers_and_nothing_else_is() {
        let jwk = r#"{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"#;
        let jwk = format!("did:jwk:{}", URL_SAFE_NO_PAD.encode(jwk));
        for good in [
            KEY,
            &jwk,
            "did:web:example.org",
            "did:web:example.org%3A8443:b",
            "https://example.org",
            "https://example.org:8443/issuer.json",
            "https://[2606:4700::1111]/x",
            "https://example.org/~a.b/..c/%C3%A4%20b?x=/../y",
            "did:web:example.org:a.b:..c",
        ] {
            assert_eq!(check(good, false), Ok(()), "{good}");
        }
        let missing = &KEY[..KEY.len() - 1];
        let changed = KEY.replace("rJVn", "rJV0");
        for (bad, said) in [
            (missing, "letters of it are missing"),
            (&changed, "letters of it are missing"),
            ("did:key:", "letters of it are missing"),
            ("did:key:z6Mk", "letters of it are missing"),
            ("did:jwk:e30", "of another kind"),
            ("did:jwk:!!", "letters of it are missing"),
            ("did:web:", "no place"),
            ("did:web:a/b", "no place"),
            ("did:web:example", "no place"),
            ("did:web:foo.org%3A99999", "no place"),
            ("did:web:foo.org:..:x", "no place"),
            ("did:web:foo.org:%2e%2E:x", "leads elsewhere"),
            ("did:web:foo.org:%00", "leads elsewhere"),
            ("did:web:foo.org:a%2Fb", "leads elsewhere"),
            ("did:web:foo.org:a%5cb", "leads elsewhere"),
            ("https://foo.org/../i.json", "leads elsewhere"),
            ("https://foo.org/%2e%2e/i.json", "leads elsewhere"),
            ("https://foo.org/.%2E/i.json", "leads elsewhere"),
            ("https://foo.org/a%2fb", "leads elsewhere"),
            ("https://foo.org/%0d%0ai.json", "leads elsewhere"),
            ("http://foo.org/./i.json", "leads elsewhere"),
            ("https://foo.org:0/", "no place"),
            ("https://foo.org/<x>", "no place"),
            ("https://foo.org/%zz", "no place"),
            ("did:ebsi:z25", "cannot look up"),
            ("did:", "names no issuer"),
            ("did:x", "names no issuer"),
            ("did:WEB:example.org", "names no issuer"),
            ("did:web:localhost%3A8080", "nobody else can look it up"),
            ("did:web:localhost", "nobody else can look it up"),
            ("https://", "no place"),
            ("http://example.org/issuer.json", "not protected"),
            ("http://localhost/x", "nobody else can look it up"),
            ("https://localhost/x", "nobody else can look it up"),
            ("https://127.0.0.1/x", "nobody else can look it up"),
            ("https://[::1]/x", "nobody else can look it up"),
            ("https://printer.local/x", "nobody else can look it up"),
            ("ftp://example.org/x", "names no issuer"),
            ("https://a@example.org/", "no place"),
            ("https://-example.org", "no place"),
            ("https://example..org/", "no place"),
            ("Harbour Trust", "names no issuer"),
            ("example.org", "names no issuer"),
            ("", "names no issuer"),
        ] {
            let words = check(bad, false).unwrap_err().to_string();
            assert!(words.contains(said), "{bad}: {words}");
        }
        for issuer in [KEY, &jwk, "did:web:example.org", "https://example.org/"] {
            for is_known_by_key in [false, true] {
                let words = check(&format!("{issuer}#key-1"), is_known_by_key).unwrap_err().to_string();
                assert!(words.ends_with(&format!("and no issuer. Give the issuer: {issuer}")), "{words}");
            }
        }
        assert!(check("#", false).unwrap_err().to_string().contains("names no issuer"));
        assert_eq!(check("did:ebsi:z25", true), Ok(()), "known by a key that was compared");
        assert_eq!(check("http://example.org/issuer.json", true), Ok(()), "known by a key that was compared");
        assert!(check(missing, true).is_err());
        assert!(check("https://localhost/x", true).is_err());
    }

    #[test]
    fn whoever_is_a_key_has_no_other() {
        let other = "z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK".to_owned();
        let own = KEY.strip_prefix("did:key:").unwrap().to_owned();
        let jwk = format!("did:jwk:{}", URL_SAFE_NO_PAD.encode(did::public_key(KEY).unwrap().jwk(None).to_string()));
        for id in [KEY, &jwk] {
            assert_eq!(check_with_keys(id, std::slice::from_ref(&own)), Ok(()), "{id}");
            let told = check_with_keys(id, &[own.clone(), other.clone()]).unwrap_err().to_string();
            assert!(told.contains("is a key itself"), "{told}");
        }
        assert_eq!(check_with_keys("did:web:example.org", &[own, other]), Ok(()));
    }

    #[test]
    fn one_issuer_written_in_many_ways_is_one() {
        for (one, other) in [
            ("did:web:example.org", "did:web:Example.ORG."),
            ("did:web:example.org", "did:web:example.org%3A443"),
            ("did:web:example.org%3A8443:b", "did:web:EXAMPLE.org%3a8443:b"),
            ("https://example.org/Issuer.json", "HTTPS://Example.org.:443/Issuer.json"),
            ("https://münchen.de/i", "https://xn--mnchen-3ya.de/i"),
            ("https://example.org/~amy/%c3%a4?a=%62", "https://example.org/%7Eamy/ä?a=b"),
            ("https://example.org", "https://example.org/"),
            ("http://example.org:80/i", "HTTP://Example.org/i"),
        ] {
            assert!(same(one, other) && same(other, one), "{one} {other}");
        }
        for (one, other) in [
            ("https://example.org/i", "https://example.org/I"),
            ("https://example.org/i", "http://example.org/i"),
            ("https://example.org/i", "https://example.org/i#key"),
            ("https://example.org/a%2Fb", "https://example.org/a/b"),
            ("http://example.org:443/i", "http://example.org/i"),
            ("https://example.org/i", "https://example.org:8443/i"),
            ("did:web:example.org:b", "did:web:example.org:B"),
            ("did:web:example.org", "https://example.org"),
            ("did:key:z6Mk", "did:key:z6mk"),
        ] {
            assert!(!same(one, other), "{one} {other}");
        }
    }
}
