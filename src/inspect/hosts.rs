//! Hosts that people may take for another host, in an address or in a name.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization as _;

use crate::badge::{is_unseen, look_of_host};
use crate::credential::{did_web, internet};

/// The most of a name in which hosts are looked for, in characters.
const MAX_NAME: usize = 400;

/// The most hosts that look the same of which it is known whose they are: each differs
/// from all others, so that one of them is another one than whichever is asked about.
const MOST_ALIKE: usize = 4;

/// The hosts of many issuers, by what they look like.
#[derive(Debug, Default)]
pub(super) struct Hosts(HashMap<String, Vec<(String, usize)>>);

impl Hosts {
    /// Adds that of an issuer who has one, with the place of the issuer among others.
    pub(super) fn add(&mut self, id: &str, place: usize) {
        let Some(host) = host_of(id) else { return };
        let alike = self.0.entry(look(&host)).or_default();
        if alike.len() < MOST_ALIKE && alike.iter().all(|(other, _)| *other != host) {
            alike.push((host, place));
        }
    }

    /// The first whose host people may take that of another issuer for: its place, and
    /// the other host.
    pub(super) fn like_that_of(&self, id: &str) -> Option<(usize, String)> {
        let host = host_of(id)?;
        Some((self.other_than(&host, &look(&host))?, host))
    }

    /// The first whose host people may read in a name that another issuer gives itself.
    pub(super) fn read_in(&self, name: &str, id: &str) -> Option<usize> {
        if self.0.is_empty() {
            return None;
        }
        let own = host_of(id).unwrap_or_default();
        let dot = |letter: char| if letter == '。' { '.' } else { letter };
        let name: String = name.chars().take(MAX_NAME).filter(|c| !is_unseen(*c)).nfkc().map(dot).collect();
        let words = name.split(|letter: char| !letter.is_alphanumeric() && !"-_.".contains(letter));
        let hosts = words.map(|word| word.trim_matches('.')).filter(|word| word.contains('.'));
        hosts.filter_map(|host| self.other_than(&own, &look(host))).min()
    }

    /// The first that looks so and belongs to somebody else than the owner of a host, to
    /// whom everything below that belongs, and who is below whom it belongs to.
    fn other_than(&self, own: &str, look: &str) -> Option<usize> {
        let is_below = |one: &str, other: &str| one.strip_suffix(other).is_some_and(|rest| rest.ends_with('.'));
        let is_other = |host: &str| host != own && !is_below(host, own) && !is_below(own, host);
        self.0.get(look)?.iter().find(|(host, _)| is_other(host)).map(|(_, place)| *place)
    }
}

/// The host of an issuer who is known by a place on the web.
pub(super) fn host_of(id: &str) -> Option<String> {
    let secure = id.strip_prefix("http://").map(|rest| format!("https://{rest}"));
    did_web::host(&did_web::document_of(secure.as_deref().unwrap_or(id))?)
}

fn look(host: &str) -> String {
    look_of_host(&internet::letters(host))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known() -> Hosts {
        let mut hosts = Hosts::default();
        let ids = [
            "did:key:z6Mk",
            "did:web:harbour.example:badges",
            "https://museum.example:8443/me",
            "http://weaver.example",
        ];
        ids.iter().enumerate().for_each(|(place, id)| hosts.add(id, place));
        hosts
    }

    #[test]
    fn hosts_that_are_written_with_letters_like_those_of_another_are_found_and_others_are_not() {
        let hosts = known();
        for (id, place) in [
            ("https://h\u{430}rbour.example/issuer", 1),
            ("https://xn--hrbour-3nf.example/issuer", 1),
            ("https://harb\u{f6}ur.example", 1),
            ("https://harb0ur.example", 1),
            ("https://HARBOVR.example", 1),
            ("https://rnuseum.example", 2),
            ("https://vveaver.example/", 3),
        ] {
            assert_eq!(hosts.like_that_of(id).map(|(place, _)| place), Some(place), "{id}");
        }
        for id in [
            "https://harbour.example/other",
            "did:web:HARBOUR.example",
            "https://badges.harbour.example",
            "https://harbours.example",
            "https://harbour.example.org",
            "https://weaver.example",
            "did:key:z6Mk",
            "",
        ] {
            assert_eq!(hosts.like_that_of(id), None, "{id}");
        }
    }

    #[test]
    fn a_host_of_another_is_read_in_a_name_and_ones_own_is_not() {
        let (hosts, evil) = (known(), "https://evil.example/issuer");
        for name in [
            "harbour.example",
            "https://harbour.example",
            "HTTPS://Harbour.Example:443/badges?x",
            "did:web:harbour.example:badges",
            "Badges (harbour.example)",
            "info@harbour.example.",
            "h\u{430}rbour.example",
            "harbour\u{ff0e}example",
            "har\u{200b}bour\u{3002}example",
            "xn--hrbour-3nf.example",
        ] {
            assert_eq!(hosts.read_in(name, evil), Some(1), "{name}");
            assert_eq!(hosts.read_in(name, "did:key:z6Mk"), Some(1), "{name}");
            for own in ["https://harbour.example", "did:web:www.harbour.example"] {
                assert_eq!(hosts.read_in(name, own), None, "{name} of {own}");
            }
        }
        for name in ["Harbour Example", "evil.example", "", "...", "Kiln e.V.", "my-harbour.example"] {
            assert_eq!(hosts.read_in(name, evil), None, "{name}");
        }
    }
}
