//! Hosts on the public internet, and the one way to write each.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use url::Host;

/// The ends of names that are looked up within one house or company, or nowhere
/// (IANA special-use names, and what routers and offices use).
const PRIVATE_ENDS: [&str; 13] = [
    "localhost",
    "local",
    "localdomain",
    "internal",
    "intranet",
    "private",
    "corp",
    "home",
    "lan",
    "home.arpa",
    "onion",
    "invalid",
    "test",
];

/// Whether anybody on the public internet can look up a host, as it stands in an
/// address.
#[must_use]
pub fn is_public_host(host: &str) -> bool {
    match Host::parse(host.trim_end_matches('.')) {
        Ok(Host::Domain(name)) => {
            let is_private =
                |end: &&str| name.strip_suffix(*end).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
            name.contains('.') && !PRIVATE_ENDS.iter().any(is_private)
        }
        Ok(Host::Ipv4(four)) => is_public(four.into()),
        Ok(Host::Ipv6(six)) => is_public(six.into()),
        Err(_) => false,
    }
}

/// A host with its port, in the one way in which browsers write it: small
/// letters, other scripts by their code, no dot at the end, no port where it is
/// the usual one, which this is; `None` for what is none.
#[must_use]
pub fn plain_authority(authority: &str, usual: u16) -> Option<String> {
    let end = if authority.starts_with('[') {
        authority.find(']')? + 1
    } else {
        authority.find(':').unwrap_or(authority.len())
    };
    let (host, port) = authority.split_at(end);
    let host = Host::parse(host.trim_end_matches('.')).ok()?.to_string();
    match port.strip_prefix(':') {
        None if port.is_empty() => Some(host),
        Some("") => Some(host),
        Some(port) => match port.parse::<u16>().ok()? {
            port if port == usual => Some(host),
            port => Some(format!("{host}:{port}")),
        },
        None => None,
    }
}

/// Whether an address is on the public internet (IANA special-purpose address
/// registries).
#[must_use]
pub fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(four) => is_public_4(four),
        IpAddr::V6(six) => is_public_6(six),
    }
}

fn is_public_4(four: Ipv4Addr) -> bool {
    let [a, b, c, _] = four.octets();
    let special = match (a, b, c) {
        // This network, private, loopback, link-local.
        (0 | 10 | 127, ..) | (169, 254, _) | (172, 16..=31, _) | (192, 168, _) => true,
        // Carrier-grade NAT, protocol assignments, documentation, 6to4 relays, benchmarks.
        (100, 64..=127, _) | (192, 0, 0 | 2) | (192, 88, 99) | (198, 18 | 19, _) | (198, 51, 100) | (203, 0, 113) => {
            true
        }
        // Multicast, reserved, broadcast.
        (224.., ..) => true,
        _ => false,
    };
    !special
}

fn is_public_6(six: Ipv6Addr) -> bool {
    // Addresses that carry one of the older kind are as public as that one.
    if let Some(four) = six.to_ipv4_mapped() {
        return is_public_4(four);
    }
    let parts = six.segments();
    let four = |high: u16, low: u16| Ipv4Addr::from((u32::from(high) << 16) | u32::from(low));
    match parts {
        // NAT64 and 6to4.
        [0x64, 0xff9b, 0, 0, 0, 0, high, low] | [0x2002, high, low, ..] => is_public_4(four(high, low)),
        // Teredo, ORCHID, documentation.
        [0x2001, 0 | 0x10..=0x2f | 0xdb8, ..] | [0x3fff, 0..=0x0fff, ..] => false,
        // Global unicast is 2000::/3; everything else is local or reserved.
        [first, ..] => first & 0xe000 == 0x2000,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn private_addresses_are_known_in_every_disguise() {
        for private in [
            "0.0.0.0",
            "10.1.2.3",
            "127.0.0.1",
            "100.64.0.1",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.255.255",
            "192.168.1.1",
            "192.0.2.1",
            "198.18.0.1",
            "203.0.113.9",
            "224.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "fe80::1",
            "fc00::1",
            "fd12::1",
            "ff02::1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "64:ff9b::a00:1",
            "2002:7f00:1::1",
            "2001:db8::1",
            "2001::1",
            "::127.0.0.1",
        ] {
            assert!(!is_public(private.parse().unwrap()), "{private}");
        }
        for public in [
            "1.1.1.1",
            "172.32.0.1",
            "100.128.0.1",
            "192.0.1.1",
            "2606:4700::1111",
            "::ffff:1.1.1.1",
            "64:ff9b::101:101",
        ] {
            assert!(is_public(public.parse().unwrap()), "{public}");
        }
    }

    #[test]
    fn names_that_nobody_else_can_look_up_are_known() {
        for private in [
            "localhost",
            "LOCALHOST.",
            "a.localhost",
            "printer.local",
            "badges",
            "badges.internal",
            "127.0.0.1",
            "127.1",
            "0x7f.1",
            "2130706433",
            "10.0.0.1",
            "[::1]",
            "[fd12::1]",
            "nas.home.arpa",
            "a b",
            "",
        ] {
            assert!(!is_public_host(private), "{private}");
        }
        for public in ["example.org", "Example.ORG.", "münchen.de", "1.1.1.1", "[2606:4700::1111]"] {
            assert!(is_public_host(public), "{public}");
        }
    }

    #[test]
    fn one_host_written_in_many_ways_is_one() {
        for same in ["Example.org", "example.org.", "EXAMPLE.ORG:443", "ex%61mple.org", "ｅxample.org"] {
            assert_eq!(plain_authority(same, 443).as_deref(), Some("example.org"), "{same}");
        }
        assert_eq!(plain_authority("example.org:443", 80).as_deref(), Some("example.org:443"));
        assert_eq!(plain_authority("MÜNCHEN.de:8443", 443).as_deref(), Some("xn--mnchen-3ya.de:8443"));
        assert_eq!(plain_authority("[::1]:443", 443).as_deref(), Some("[::1]"));
        for none in ["", "a@b.org", "a.org:x", "a.org:99999", "[::1"] {
            assert_eq!(plain_authority(none, 443), None, "{none}");
        }
    }
}
