//! Names are looked up on the public internet only.

use std::io;
use std::net::SocketAddr;

use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;

use crate::credential::internet::is_public;

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
