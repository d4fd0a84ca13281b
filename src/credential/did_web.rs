//! Issuers that are known by a place on the web, `did:web` and `https`
//! addresses: where their documents lie (did:web Method).

use std::net::Ipv6Addr;

use url::Host;

use super::internet::plain_authority;
use crate::badge::{as_address, as_host};

/// Where the document of a `did:web` lies (did:web Method, "Read"); `None`
/// when the text is not a `did:web`.
#[must_use]
pub fn url(did: &str) -> Option<String> {
    let id = did.strip_prefix("did:web:")?;
    let plain = |text: &str| {
        // Two dots would lead to somebody else's place.
        !["", ".", ".."].contains(&text)
            && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._%~".contains(&byte))
    };
    if !id.split(':').all(plain) {
        return None;
    }
    let url = match id.split_once(':') {
        // A colon before a port is written as %3A, since colons part the path.
        None => format!("https://{}/.well-known/did.json", id.replace("%3A", ":").replace("%3a", ":")),
        Some((host, path)) => {
            let host = host.replace("%3A", ":").replace("%3a", ":");
            format!("https://{host}/{}/did.json", path.replace(':', "/"))
        }
    };
    host(&url).is_some().then_some(url)
}

/// Where the keys of an issuer are published: the document of a `did:web`, or
/// the `https` profile itself.
#[must_use]
pub fn document_of(issuer: &str) -> Option<String> {
    if issuer.starts_with("https://") {
        host(issuer)?;
        return Some(issuer.split('#').next().unwrap_or(issuer).to_owned());
    }
    url(issuer)
}

/// The host of an `https` address as browsers write it, without its port; `None`
/// for any other address, and for one in which people may read another host.
#[must_use]
pub fn host(url: &str) -> Option<String> {
    let rest = url.strip_prefix("https://")?;
    let authority = rest.split(['/', '?', '#']).next()?;
    let plain =
        !authority.contains(['@', '%', '\\', ' ']) && url.chars().all(|c| !c.is_control() && !c.is_whitespace());
    let host = match authority.strip_prefix('[') {
        Some(six) => six.split(']').next()?,
        None => authority.split(':').next()?,
    };
    if !plain {
        return None;
    }
    match authority.starts_with('[') {
        true => host.parse::<Ipv6Addr>().ok().map(|six| six.to_string()),
        false => Host::parse(host.trim_end_matches('.')).ok().map(|host| host.to_string()),
    }
}

/// The host of an `https` address, as people are told of it.
#[must_use]
pub fn told_host(url: &str) -> Option<String> {
    host(url).map(|host| as_host(&host))
}

/// An issuer's place on the web as people are told of it: its host, and whatever
/// tells it from others who have a place there. `None` when it has none.
#[must_use]
pub fn told_place(issuer: &str) -> Option<String> {
    document_of(issuer)?;
    let below = |id: &str| {
        let (authority, path) = id.split_once(':').unwrap_or((id, ""));
        format!("{}/{}", authority.replace("%3A", ":").replace("%3a", ":"), path.replace(':', "/"))
    };
    let address = match issuer.strip_prefix("did:web:") {
        Some(id) => below(id),
        None => issuer.strip_prefix("https://")?.to_owned(),
    };
    let (authority, path) = address.split_at(address.find(['/', '?', '#']).unwrap_or(address.len()));
    let origin = plain_authority(authority, 443)?;
    let end = if origin.ends_with(']') { None } else { origin.rfind(':') };
    let (host, port) = origin.split_at(end.unwrap_or(origin.len()));
    let path = if ["", "/"].contains(&path) { String::new() } else { as_address(path) };
    let told = as_host(host);
    Some(match told.split_once(" (") {
        // Such a host is told twice, and what follows it once.
        Some((letters, plain)) => format!("{letters}{port}{path} ({plain}"),
        None => format!("{told}{port}{path}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_did_web_has_one_address() {
        // The method's own examples.
        assert_eq!(url("did:web:w3c-ccg.github.io").unwrap(), "https://w3c-ccg.github.io/.well-known/did.json");
        assert_eq!(
            url("did:web:w3c-ccg.github.io:user:alice").unwrap(),
            "https://w3c-ccg.github.io/user/alice/did.json"
        );
        assert_eq!(url("did:web:example.com%3A3000").unwrap(), "https://example.com:3000/.well-known/did.json");
        for bad in [
            "did:web:",
            "did:web:a:",
            "did:web:a/b",
            "did:web:a?b",
            "did:web:a@b",
            "did:web:a.org%2eb.org",
            "did:web:a.org%40b.org",
            "did:key:z6Mk",
        ] {
            assert_eq!(url(bad), None, "{bad}");
        }
        assert_eq!(host("https://Example.org:8443/x").as_deref(), Some("example.org"));
        assert_eq!(host("https://[::1]:8443/x").as_deref(), Some("::1"));
        assert_eq!(host("https://example.org./").as_deref(), Some("example.org"));
        assert_eq!(host("https://MÜNCHEN.de/ü").as_deref(), Some("xn--mnchen-3ya.de"));
        assert_eq!(told_host("https://münchen.de:8443/ü").as_deref(), Some("münchen.de (xn--mnchen-3ya.de)"));
        for bad in [
            "http://e.org",
            "https://",
            "https://a@e.org/",
            "https://e.org/a b",
            "https://e.org\\@x",
            "https://e.org%2ex.org",
        ] {
            assert_eq!(host(bad), None, "{bad}");
            assert_eq!(document_of(bad), None, "{bad}");
        }
    }
}
