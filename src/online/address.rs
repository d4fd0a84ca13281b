//! Which addresses are on the public internet.

use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;

/// What is said of a name that leads into a private network.
pub(super) const PRIVATE: &str = "a private address";

/// Looks names up and lets only public addresses through. The connection is
/// made to what was checked here, so a name cannot change in between.
#[derive(Debug)]
pub(super) struct PublicOnly {
    known: Vec<(String, SocketAddr)>,
    system: DefaultResolver,
}

impl PublicOnly {
    pub(super) fn new(known: Vec<(String, SocketAddr)>) -> Self {
        Self { known, system: DefaultResolver::default() }
    }
}

impl Resolver for PublicOnly {
    fn resolve(&self, uri: &Uri, config: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let host = uri.host().unwrap_or_default();
        let mut public = self.empty();
        if let Some((_, address)) = self.known.iter().find(|(name, _)| name.eq_ignore_ascii_case(host)) {
            public.push(*address);
            return Ok(public);
        }
        let found = self.system.resolve(uri, config, timeout)?;
        // One private address among public ones is a trap, too.
        if found.iter().any(|address| !is_public(address.ip())) {
            return Err(ureq::Error::Io(io::Error::other(PRIVATE)));
        }
        found.iter().for_each(|address| public.push(*address));
        Ok(public)
    }
}

/// Whether an address is on the public internet (IANA special-purpose address
/// registries).
pub(super) fn is_public(address: IpAddr) -> bool {
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
}
