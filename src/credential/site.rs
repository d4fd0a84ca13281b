//! An issuer's place on the web, and what lies there.
//!
//! Badges whose issuer is known by a web address need a few files on that web
//! server. Nothing is sent there by us: the files are written beside the badge
//! for the user to put in place.

use serde_json::Value;
use sha2::{Digest as _, Sha256};
use thiserror::Error;

use super::public_key::PublicKey;
use super::{did_web, issuer_id};

/// Why an address cannot be an issuer's.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum SiteError {
    /// The form needs a place on the web.
    #[error(
        "This form names its issuer by a web address, under which a few files are kept. Give one, such as https://example.org/issuer.json."
    )]
    NoPlace,
    /// A badge that can be withdrawn needs a place on the web, whatever its form.
    #[error(
        "A badge that can be withdrawn needs the issuer's place on the web, for the list of withdrawn badges. Give one, such as https://example.org/issuer.json or did:web:example.org, or switch off “Can be withdrawn later”."
    )]
    NoPlaceForList,
    /// It is no place on the web.
    #[error(
        "{0} is no place on the web. Give the issuer's, such as https://example.org/issuer.json or did:web:example.org."
    )]
    NotAPlace(String),
    /// An award that should be kept where other files are, or none.
    #[error(
        "{id} is no address for this award: its file lies beside the issuer's, under a name of its own. Give one such as {base}amy.json, or leave it out."
    )]
    NotBeside {
        /// What was given.
        id: String,
        /// The folder in which the issuer's files lie.
        base: String,
    },
    /// An address on the web that is not one of https.
    #[error(
        "The issuer's place on the web needs https, so that nobody on the way can change what lies there: write {proposal} for “{typed}”."
    )]
    NoHttps {
        /// What was given.
        typed: String,
        /// What would do.
        proposal: String,
    },
}

/// An address as it would do, where only its https is missing.
#[must_use]
pub fn with_https(typed: &str) -> Option<String> {
    let typed = typed.trim();
    let bare = match typed.split_once("://") {
        Some((scheme, bare)) => scheme.eq_ignore_ascii_case("http").then_some(bare)?,
        None => typed,
    };
    let proposal = format!("https://{bare}");
    let has_host = bare.split('/').next().is_some_and(|host| host.contains('.'));
    (has_host && Site::of(typed).is_none() && Site::of(&proposal).is_some()).then_some(proposal)
}

/// How the names of files begin that are an issuer's own.
const OF_ISSUERS: &[&str] = &["did.", "issuer.", "key-", "badge-", "status", "revoked"];

/// Where an issuer's files lie.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    /// The issuer's identifier: the address of its profile, or a `did:web`.
    pub issuer: String,
    /// The folder in which everything else lies, with a slash at its end.
    base: String,
}

/// A file for a web server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HostedFile {
    /// Its address.
    pub url: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

impl HostedFile {
    /// The last part of its address, by which it is written to disk.
    #[must_use]
    pub fn name(&self) -> &str {
        self.url.rsplit('/').next().filter(|name| !name.is_empty()).unwrap_or("index.json")
    }

    /// A JSON file.
    #[must_use]
    pub fn json(url: String, value: &Value) -> Self {
        Self { url, bytes: format!("{value:#}\n").into_bytes() }
    }
}

impl Site {
    /// The site of an issuer: a `did:web`, or the `https` address of a
    /// profile. An address that names no file has its profile in `issuer.json`. The
    /// identifier is written in the one way, so that no issuer has two sites.
    #[must_use]
    pub fn of(issuer: &str) -> Option<Self> {
        let issuer = &*issuer_id::normal(issuer);
        if !issuer_id::is_straight(issuer) {
            return None;
        }
        if let Some(document) = did_web::url(issuer) {
            let folder = document.strip_suffix("did.json")?;
            let base = folder.strip_suffix(".well-known/").unwrap_or(folder);
            return Some(Self { issuer: issuer.to_owned(), base: base.to_owned() });
        }
        did_web::host(issuer)?;
        if issuer.contains(['?', '#']) || issuer.chars().any(|c| c.is_whitespace() || c.is_control()) {
            return None;
        }
        let rest = issuer.strip_prefix("https://")?;
        match rest.rsplit_once('/') {
            None => Some(Self { issuer: format!("{issuer}/issuer.json"), base: format!("{issuer}/") }),
            Some((_, "")) => Some(Self { issuer: format!("{issuer}issuer.json"), base: issuer.to_owned() }),
            Some((folder, _)) => Some(Self { issuer: issuer.to_owned(), base: format!("https://{folder}/") }),
        }
    }

    /// The address of a file.
    #[must_use]
    pub fn url(&self, name: &str) -> String {
        format!("{}{name}", self.base)
    }

    /// A name for a folder in which its files are gathered, such as
    /// `example.org-badges.web`.
    #[must_use]
    pub fn folder_name(&self) -> String {
        let place = self.base.strip_prefix("https://").unwrap_or(&self.base).trim_matches('/');
        let plain: String = place.chars().map(|c| if c.is_alphanumeric() || c == '.' { c } else { '-' }).collect();
        format!("{plain}.web")
    }

    /// The address of a key.
    #[must_use]
    pub fn key_url(&self, key: &PublicKey) -> String {
        let name = key.multibase();
        // The end tells keys apart; all begin alike.
        self.url(&format!("key-{}.json", &name[name.len().saturating_sub(12)..]))
    }

    /// Whether an address is one for a file of somebody's own: beside the issuer's document, and under no
    /// name that is given to its other files.
    #[must_use]
    pub fn has_room_at(&self, url: &str) -> bool {
        let name = url.strip_prefix(&self.base).map(str::to_ascii_lowercase).unwrap_or_default();
        let is_plain =
            |stem: &str| !stem.is_empty() && stem.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b));
        name.strip_suffix(".json").is_some_and(is_plain)
            && !OF_ISSUERS.iter().any(|begins| name.starts_with(begins))
            && !url.eq_ignore_ascii_case(&self.issuer)
    }

    /// Whether the issuer is known by a `did:web`.
    #[must_use]
    pub fn is_did(&self) -> bool {
        self.issuer.starts_with("did:")
    }
}

/// A name for a file made of an identifier's letters and digits.
#[must_use]
pub fn file_stem(id: &str) -> String {
    let id = id.strip_prefix("urn:uuid:").unwrap_or(id);
    let stem: String = id.chars().map(|c| if c.is_ascii_alphanumeric() || c == '-' { c } else { '-' }).collect();
    stem.trim_matches('-').chars().take(80).collect()
}

/// A name for a file that no other identifier has: what is left out of it, or is
/// the same to some disks, is told apart by a digest.
#[must_use]
pub fn stem_of_its_own(id: &str) -> String {
    let is_plain =
        |uuid: &&str| uuid.len() == 36 && uuid.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f' | b'-'));
    match id.strip_prefix("urn:uuid:").filter(is_plain) {
        Some(uuid) => uuid.to_owned(),
        None => format!("{}-{}", file_stem(id), digest(id.as_bytes())),
    }
}

/// A few letters by which data is told apart from all other.
#[must_use]
pub fn digest(data: &[u8]) -> String {
    Sha256::digest(data).iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_identifiers_have_one_file() {
        let long = format!("urn:example:{}", "x".repeat(90));
        let all = [
            "urn:example:course.1",
            "urn:example:course-1",
            "urn:example:Course-1",
            "urn:example:кур",
            "urn:example:сад",
            "urn:uuid:6f1c1f0e-53a5-4b6c-9d0a-000000000001",
            "urn:uuid:6F1C1F0E-53A5-4B6C-9D0A-000000000001",
            "6f1c1f0e-53a5-4b6c-9d0a-000000000001",
            &format!("{long}1"),
            &format!("{long}2"),
        ];
        let stems: std::collections::BTreeSet<String> =
            all.iter().map(|id| stem_of_its_own(id).to_ascii_lowercase()).collect();
        assert_eq!(stems.len(), all.len(), "{stems:?}");
        assert!(stems.contains("6f1c1f0e-53a5-4b6c-9d0a-000000000001"), "an ordinary one is its own name");
    }

    #[test]
    fn an_award_lies_beside_the_profile_and_in_the_place_of_no_other_file() {
        let site = Site::of("https://e.org/b/profile.json").unwrap();
        for good in ["amy.json", "Amy_Lee-2.json"] {
            assert!(site.has_room_at(&format!("https://e.org/b/{good}")), "{good}");
        }
        for bad in [
            "https://e.org/amy.json",
            "https://e.org/b/a/amy.json",
            "https://e.org/b/amy",
            "https://e.org/b/../amy.json",
            "https://e.org/b/.json",
            "https://e.org/b/Profile.json",
            "https://e.org/b/Revoked.json",
            "https://e.org/b/status-2.json",
            "https://e.org/b/key-1.json",
            "http://e.org/b/amy.json",
        ] {
            assert!(!site.has_room_at(bad), "{bad}");
        }
    }

    #[test]
    fn files_lie_beside_the_profile() {
        let place = |issuer: &str| Site::of(issuer).map(|site| (site.url("list.json"), site.issuer.clone()));
        let at = |url: &str, issuer: &str| Some((url.to_owned(), issuer.to_owned()));
        assert_eq!(
            place("https://e.org/b/issuer.json"),
            at("https://e.org/b/list.json", "https://e.org/b/issuer.json")
        );
        assert_eq!(place("https://e.org"), at("https://e.org/list.json", "https://e.org/issuer.json"));
        assert_eq!(place("https://e.org/b/"), at("https://e.org/b/list.json", "https://e.org/b/issuer.json"));
        assert_eq!(place("https://E.org:443/b/issuer.json"), place("https://e.org/b/issuer.json"));
        assert_eq!(place("did:web:E.org%3A443"), place("did:web:e.org"));
        assert_eq!(place("did:web:e.org"), at("https://e.org/list.json", "did:web:e.org"));
        assert_eq!(Site::of("https://e.org:8443/b/issuer.json").unwrap().folder_name(), "e.org-8443-b.web");
        assert_eq!(place("did:web:e.org:b"), at("https://e.org/b/list.json", "did:web:e.org:b"));
        for none in [
            "did:key:z6Mk",
            "http://e.org",
            "https://",
            "https://e.org/?x",
            "https://e.org/a b",
            "https://e.org/%2E./i",
            "HTTPS://e.org/a%2fb",
        ] {
            assert_eq!(Site::of(none), None, "{none}");
        }
    }
}
