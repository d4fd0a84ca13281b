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

/// The most labels of a host, from either end, that may be a whole host themselves.
const MOST_LABELS: usize = 10;

/// The hosts of many issuers, by what they look like, with dots for hyphens.
#[derive(Debug, Default)]
pub(super) struct Hosts(HashMap<String, Vec<(String, usize)>>);

impl Hosts {
    /// Adds that of an issuer who has one, with the place of the issuer among others.
    pub(super) fn add(&mut self, id: &str, place: usize) {
        let Some(host) = host_of(id) else { return };
        // One with `www` is read for the one without, and belongs to the same.
        let host = bare(&host).to_owned();
        let alike = self.0.entry(look(&host).replace('-', ".")).or_default();
        if alike.len() < MOST_ALIKE && alike.iter().all(|(other, _)| *other != host) {
            alike.push((host, place));
        }
    }

    /// The first whose host people may take that of another issuer for: its place, and
    /// the other host.
    pub(super) fn like_that_of(&self, id: &str) -> Option<(usize, String)> {
        let host = host_of(id)?;
        Some((self.other_than(&host, &host)?, host))
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
        hosts.filter_map(|host| self.other_than(&own, host)).min()
    }

    /// The first for which a host may be taken, whole or by the labels with which it ends
    /// or begins, and which belongs to somebody else than the owner of another host, to
    /// whom everything below that belongs, and who is below whom it belongs to.
    fn other_than(&self, own: &str, host: &str) -> Option<usize> {
        let is_below = |one: &str, other: &str| one.strip_suffix(other).is_some_and(|rest| rest.ends_with('.'));
        let is_other = |host: &str| host != own && !is_below(host, own) && !is_below(own, host);
        let look = look(host);
        let look = bare(&look);
        let dotted = look.replace('-', ".");
        let ends = look.rmatch_indices('.').take(MOST_LABELS).filter_map(|(at, _)| dotted.get(at + 1..));
        let starts = dotted.match_indices('.').take(MOST_LABELS).filter_map(|(at, _)| dotted.get(..at));
        // One label is the host of many, each in a network of their own.
        let parts = ends.chain(starts).filter(|part| part.contains('.'));
        let alike = parts.chain([dotted.as_str()]).filter_map(|part| self.0.get(part)).flatten();
        alike.filter(|(host, _)| is_other(host)).map(|(_, place)| *place).min()
    }
}

/// A host without the `www` before it.
fn bare(host: &str) -> &str {
    host.strip_prefix("www.").filter(|rest| rest.contains('.')).unwrap_or(host)
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
            "https://fen-club.example",
            "https://www.mill.example",
            "https://quay:8443",
            "https://www.com",
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
            ("https://www.h\u{430}rbour.example/issuer", 1),
            ("https://badges.harb0ur.example", 1),
            ("did:web:www.harb0ur.example", 1),
            ("https://a.b.c.d.e.f.g.h.rnuseum.example", 2),
            ("https://harbour.example.evil.example", 1),
            ("https://www.harb0ur.example.evil.example", 1),
            ("https://harbour-example.evil.example", 1),
            ("https://harbour.example-badges.example", 1),
            ("https://harbour.example.org", 1),
            ("https://fen-club.example.evil.example", 4),
            ("https://fen-club-example.evil.example", 4),
            ("https://badges.fen-c1ub.example", 4),
            ("https://m\u{456}ll.example", 5),
            ("https://badges.m\u{456}ll.example", 5),
        ] {
            assert_eq!(hosts.like_that_of(id).map(|(place, _)| place), Some(place), "{id}");
        }
        for id in [
            "https://harbour.example/other",
            "did:web:HARBOUR.example",
            "https://badges.harbour.example",
            "https://www.harbour.example/issuer.json",
            "https://www.badges.harbour.example",
            "https://harbours.example",
            "https://my-harbour.example",
            "https://example.harbour",
            "https://mill.example",
            "https://badges.mill.example",
            "https://quay.example",
            "https://boats.quay",
            "https://boats.com",
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
            "www.harbour.example",
            "WWW.Harbour.Example",
            "https://www.harbour.example/issuer.json",
            "badges.harbour.example",
            "badges.harb0ur.example",
            "harbour.example.org",
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
