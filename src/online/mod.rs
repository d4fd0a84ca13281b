//! Fetching one document from the web, with care, when the user has asked for
//! it.
//!
//! Only `https`; only public addresses, whatever a name or a redirect says;
//! only hosts that were named to the user; a limit on time and size. Nothing
//! is sent but the request itself: no cookies, no referrer, no proxy.
//!
//! ```
//! use badgewright::online::Online;
//!
//! // Refused before anybody is asked: what is not encrypted, what is not public.
//! let anybody = |_host: &str| true;
//! assert!(Online::default().fetch("http://example.org/issuer.json", &anybody).is_err());
//! assert!(Online::default().fetch("https://127.0.0.1/issuer.json", &anybody).is_err());
//! ```

mod address;
mod settle;

use std::io::Read as _;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use thiserror::Error;
use ureq::config::AutoHeaderValue;
use ureq::tls::{Certificate, RootCerts, TlsConfig};
use ureq::unversioned::transport::DefaultConnector;
use ureq::{Agent, Error as Failure};
use url::Url;

pub use settle::settle;

use crate::badge::as_host;
use crate::credential::did_web::host;
use crate::credential::place::Place;
use address::PublicOnly;

/// The largest document that is fetched, in bytes.
pub const MAX_BYTES: u64 = 2 * 1024 * 1024;

/// How many redirects are followed.
pub const MAX_REDIRECTS: usize = 5;

/// The status of what was taken away for good.
const GONE: u16 = 410;

/// The kinds of document that are of use.
const ACCEPT: &str = "application/json, application/ld+json, application/vc, application/jwt, */*;q=0.1";

/// Why a document was not fetched. The sentences name the host.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum OnlineError {
    /// Not a plain `https` address.
    #[error("“{0}” is not an https address, and nothing else is asked.")]
    NotHttps(String),
    /// A host that was not named to the user.
    #[error("{from} sends on to {to}, which was not asked. Check online once more to ask it.")]
    OtherHost {
        /// The host that was asked.
        from: String,
        /// The host it sends on to.
        to: String,
        /// The address there.
        url: String,
    },
    /// A name that leads into a private network.
    #[error("{0} lies in a private network, which is never asked.")]
    Private(String),
    /// No such name.
    #[error("{0} was not found. Is this computer online?")]
    NotFound(String),
    /// No answer in time.
    #[error("{0} did not answer within {1} seconds.")]
    Slow(String, u64),
    /// No connection.
    #[error("{0} could not be reached: {1}.")]
    Unreachable(String, String),
    /// No safe connection.
    #[error("{0} could not prove that it is {0}, so nothing was read from it: {1}.")]
    Unsafe(String, String),
    /// What lay there was taken away for good.
    #[error("{0} answered that it was taken away for good (status 410).")]
    Gone(String),
    /// Another answer than the document.
    #[error("{0} answered with the status {1}.")]
    Status(String, u16),
    /// Sent on too often.
    #[error("{0} sends on more than {MAX_REDIRECTS} times.")]
    Redirects(String),
    /// Too large.
    #[error("{0} sends more than 2 MB, which is not read.")]
    TooLarge(String),
    /// Broken off or no HTTP at all.
    #[error("The answer of {0} is broken: {1}.")]
    Broken(String, String),
}

/// What came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fetched {
    /// The document.
    pub bytes: Vec<u8>,
    /// The addresses that were passed through on the way.
    pub redirects: Vec<String>,
    /// The place it came from, host and port, when that is another one than the
    /// first address names.
    pub sent_on: Option<String>,
}

/// What may be different from the usual: for networks of one's own.
#[derive(Clone, Debug)]
pub struct Rules {
    /// The time for one document, redirects included.
    pub time: Duration,
    /// Certificates (DER) to trust in place of the public ones.
    pub roots: Option<Vec<Vec<u8>>>,
    /// Names with their addresses, which are not looked up and may be private.
    pub known_hosts: Vec<(String, SocketAddr)>,
}

impl Default for Rules {
    fn default() -> Self {
        Self { time: Duration::from_secs(10), roots: None, known_hosts: Vec::new() }
    }
}

/// The way to the web.
#[derive(Clone, Debug)]
pub struct Online {
    agent: Agent,
    time: Duration,
}

impl Default for Online {
    fn default() -> Self {
        Self::new(Rules::default())
    }
}

impl Online {
    /// A way to the web under these rules.
    #[must_use]
    pub fn new(rules: Rules) -> Self {
        let roots = match rules.roots {
            None => RootCerts::WebPki,
            Some(roots) => {
                let roots = roots.iter().map(|der| Certificate::from_der(der).to_owned()).collect();
                RootCerts::Specific(Arc::new(roots))
            }
        };
        let config = Agent::config_builder()
            .https_only(true)
            // A proxy would learn every address, and resolve names in our place.
            .proxy(None)
            .max_redirects(0)
            .http_status_as_error(false)
            .tls_config(TlsConfig::builder().root_certs(roots).build())
            .user_agent(concat!("Badgewright/", env!("CARGO_PKG_VERSION")))
            .accept(ACCEPT)
            // Nothing compressed, so that the size on the wire is the size in memory.
            .accept_encoding(AutoHeaderValue::None)
            .max_response_header_size(16 * 1024)
            .max_idle_connections(0)
            .build();
        let resolver = PublicOnly::new(rules.known_hosts);
        Self { agent: Agent::with_parts(config, DefaultConnector::default(), resolver), time: rules.time }
    }

    /// Fetches a document. `allowed` tells whether a host was named to the
    /// user.
    ///
    /// # Errors
    /// When it cannot be had by the rules; the sentence says why.
    pub fn fetch(&self, url: &str, allowed: &dyn Fn(&str) -> bool) -> Result<Fetched, OnlineError> {
        let began = Instant::now();
        let refused = |url: &str| OnlineError::NotHttps(shown(url));
        let mut from = host(url).ok_or_else(|| refused(url))?;
        // Whatever signs it is written with, it travels in those of ASCII.
        let mut url = joined(url, "").ok_or_else(|| refused(url))?;
        let first = from.clone();
        let mut redirects = Vec::new();
        loop {
            let host = host(&url).ok_or_else(|| refused(&url))?;
            if !allowed(&host) {
                return Err(OnlineError::OtherHost { from: as_host(&from), to: host, url });
            }
            let name = as_host(&host);
            let left = self.time.saturating_sub(began.elapsed());
            if left.is_zero() {
                return Err(OnlineError::Slow(name, self.time.as_secs()));
            }
            let tell = |error: Failure| self.told(&name, error);
            let request = self.agent.get(&url).config().timeout_global(Some(left)).build();
            let mut response = request.call().map_err(tell)?;
            let status = response.status();
            if status.is_redirection() {
                let target =
                    response.headers().get("location").and_then(|target| std::str::from_utf8(target.as_bytes()).ok());
                let target = target.and_then(|target| joined(&url, target));
                let target = target.ok_or_else(|| OnlineError::Status(name.clone(), status.as_u16()))?;
                if redirects.len() >= MAX_REDIRECTS {
                    return Err(OnlineError::Redirects(as_host(&first)));
                }
                redirects.push(std::mem::replace(&mut url, target));
                from = host;
                continue;
            }
            if !status.is_success() {
                // Another place cannot take away what the first one keeps.
                let by_itself = other_place(redirects.first(), &url).is_none();
                return Err(match status.as_u16() {
                    GONE if by_itself => OnlineError::Gone(name),
                    status => OnlineError::Status(name, status),
                });
            }
            let mut bytes = Vec::new();
            let body = response.body_mut().as_reader().take(MAX_BYTES + 1).read_to_end(&mut bytes);
            body.map_err(|error| tell(Failure::from(error)))?;
            if bytes.len() as u64 > MAX_BYTES {
                return Err(OnlineError::TooLarge(name));
            }
            return Ok(Fetched { sent_on: other_place(redirects.first(), &url), bytes, redirects });
        }
    }

    fn told(&self, host: &str, error: Failure) -> OnlineError {
        let host = host.to_owned();
        match error {
            Failure::Timeout(_) => OnlineError::Slow(host, self.time.as_secs()),
            Failure::HostNotFound => OnlineError::NotFound(host),
            Failure::BodyExceedsLimit(_) => OnlineError::TooLarge(host),
            Failure::Rustls(error) => OnlineError::Unsafe(host, error.to_string()),
            Failure::Tls(why) => OnlineError::Unsafe(host, why.to_owned()),
            Failure::Io(error) => {
                // Errors of other kinds travel inside those of reading and writing.
                let text = error.to_string();
                match error.downcast::<Failure>() {
                    Ok(inner) => self.told(&host, inner),
                    Err(_) if text == address::PRIVATE => OnlineError::Private(host),
                    Err(error) if error.kind() == std::io::ErrorKind::TimedOut => {
                        OnlineError::Slow(host, self.time.as_secs())
                    }
                    Err(error) => match error.kind() {
                        std::io::ErrorKind::InvalidData => OnlineError::Unsafe(host, text),
                        std::io::ErrorKind::UnexpectedEof => OnlineError::Broken(host, "it breaks off".into()),
                        _ => OnlineError::Unreachable(host, text),
                    },
                }
            }
            Failure::ConnectionFailed => OnlineError::Unreachable(host, "no connection".into()),
            other => OnlineError::Broken(host, other.to_string()),
        }
    }
}

/// Host and port of an address, when they are others than those of the first.
fn other_place(first: Option<&String>, last: &str) -> Option<String> {
    let last = Place::of(last);
    match (Place::of(first?), last) {
        (Some(first), Some(last)) if first.shares_origin(&last) => None,
        (_, Some(last)) => Some(last.origin()),
        // Whatever cannot be told apart is not the same.
        (_, None) => Some("another place".to_owned()),
    }
}

/// Where a redirect leads, as browsers read it.
fn joined(base: &str, target: &str) -> Option<String> {
    let mut url = Url::parse(base).ok()?.join(target).ok()?;
    // It is never sent, and would part one address from another.
    url.set_fragment(None);
    Some(url.into())
}

/// An address as it may stand in a sentence.
fn shown(url: &str) -> String {
    url.chars().filter(|c| !c.is_control()).take(120).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn redirects_lead_where_browsers_go() {
        let base = "https://e.org/a/b?c";
        for (target, to) in [
            ("https://f.org/x", "https://f.org/x"),
            ("//f.org/x", "https://f.org/x"),
            ("/x", "https://e.org/x"),
            ("x", "https://e.org/a/x"),
            ("http://e.org/x", "http://e.org/x"),
            ("/x?to=https://f.org/y", "https://e.org/x?to=https://f.org/y"),
            ("x?to=https://f.org/y", "https://e.org/a/x?to=https://f.org/y"),
            ("?d=//f.org", "https://e.org/a/b?d=//f.org"),
            ("../x/./y", "https://e.org/x/y"),
            ("", "https://e.org/a/b?c"),
            ("#part", "https://e.org/a/b?c"),
            ("HTTPS://F.org/x#part", "https://f.org/x"),
            ("https:/x", "https://e.org/x"),
            ("\\\\f.org/x", "https://f.org/x"),
        ] {
            assert_eq!(joined(base, target).as_deref(), Some(to), "{target}");
        }
    }
}
