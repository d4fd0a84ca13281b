//! Hosts that people may take for another host, in an address or in a name.

use std::collections::{BTreeSet, HashMap};

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use crate::badge::{as_host, host_letters, is_unseen, look_of_host, looks_like_dot, one_line};
use crate::credential::{did, did_web, issuer_id};

/// The most of a text in which hosts are looked for, in characters.
const MAX_TEXT: usize = 400;

/// The most hosts that look the same of which it is known whose they are: each differs
/// from all others, so that one of them is another one than whichever is asked about.
const MOST_ALIKE: usize = 4;

/// Of how many different numbers of words hosts are looked for, the shortest first. Most
/// have two or three.
const MOST_LENGTHS: usize = 10;

/// The word that some write for the dot in a host.
const DOT: &str = "dot";

/// Signs that people may take for the hyphen in a host.
const HYPHENS: &str = "-_\u{2010}\u{2011}\u{2012}\u{2013}\u{2014}\u{2212}";

/// The hosts of many issuers, by the looks of their words.
#[derive(Debug, Default)]
pub(super) struct Hosts {
    known: HashMap<String, Vec<(String, usize)>>,
    /// How many words they have.
    lengths: BTreeSet<usize>,
}

impl Hosts {
    /// Adds that of an issuer who has one, with the place of the issuer among others.
    pub(super) fn add(&mut self, id: &str, place: usize) {
        let Some(host) = host_of(id) else { return };
        // One with `www` is read for the one without, and belongs to the same.
        let host = bare(&host).to_owned();
        let words = words_of(&host);
        // One label is the host of many, each in a network of their own.
        let Some(look) = look_of(&words).filter(|_| words.len() > 1) else { return };
        self.lengths.insert(words.len());
        let alike = self.known.entry(look).or_default();
        if alike.len() < MOST_ALIKE && alike.iter().all(|(other, _)| *other != host) {
            alike.push((host, place));
        }
    }

    /// The first of those who are meant whose host people may take that of another issuer
    /// for: its place, and the other host as people are told of it.
    pub(super) fn like_that_of(&self, id: &str, is_meant: IsMeant<'_>) -> Option<(usize, String)> {
        let own = real_host(id)?;
        // The end of a host says whose it is.
        let end = own.get(own.len().saturating_sub(MAX_TEXT)..).unwrap_or(&own);
        let written = did::written_for_host(id).unwrap_or_default();
        let place =
            [end, written.as_str()].into_iter().filter_map(|text| self.other_than(&own, text, is_meant)).min()?;
        let told = if written.is_empty() { as_host(&own) } else { did::named(id) };
        Some((place, told))
    }

    /// The first of those who are meant whose host people may read in a name that another
    /// issuer gives itself.
    pub(super) fn read_in(&self, name: &str, id: &str, is_meant: IsMeant<'_>) -> Option<usize> {
        // As it is shown.
        self.other_than(&real_host(id).unwrap_or_default(), &one_line(name), is_meant)
    }

    /// The first of those who are meant whose host people may read anywhere in a text, and which belongs to
    /// somebody else than the owner of another host, to whom everything below that
    /// belongs, and who is below whom it belongs to.
    fn other_than(&self, own: &str, text: &str, is_meant: IsMeant<'_>) -> Option<usize> {
        if self.known.is_empty() {
            return None;
        }
        let is_other = |host: &str| !is_below_one(host, own);
        let words = words_of(text);
        let runs = (0..words.len()).flat_map(|start| {
            let words = words.get(start..).unwrap_or_default();
            self.lengths.iter().take(MOST_LENGTHS).filter_map(|length| words.get(..*length))
        });
        let alike = runs.filter_map(look_of).filter_map(|look| self.known.get(&look)).flatten();
        alike.filter(|(host, place)| is_other(host) && is_meant(*place)).map(|(_, place)| *place).min()
    }
}

/// Whether an issuer is meant, by the place among others.
type IsMeant<'m> = &'m dyn Fn(usize) -> bool;

/// A word of a text, by its look, and what stands before it.
struct Word {
    look: String,
    before: Joint,
}

/// What stands between two words.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Joint {
    /// Something that people take for the dot in a host, whatever they take it for besides.
    Dot,
    /// A hyphen, which parts words within a label, and which may be taken for a dot.
    Hyphen,
    /// Anything else. Words with no more than a space between them are a name, as most
    /// names are written, and nobody takes them for a host.
    Gap,
}

/// What a row of words looks like as a host. One that begins in the middle of a label
/// whose end is a dot is none: `my-harbour.example` is somebody's own name. All in one
/// label may be a host that is written with hyphens, wherever it begins.
fn look_of(words: &[Word]) -> Option<String> {
    let (first, others) = words.split_first()?;
    let is_one_label = others.iter().all(|word| word.before == Joint::Hyphen);
    let is_cut = first.before == Joint::Hyphen && !is_one_label;
    if is_cut || others.iter().any(|word| word.before == Joint::Gap) {
        return None;
    }
    Some(words.iter().map(|word| word.look.as_str()).collect::<Vec<_>>().join("."))
}

/// The words of a text of which a host may be made, each as it looks: those with gaps on
/// both sides are parts of none.
fn words_of(text: &str) -> Vec<Word> {
    let dot = |sign: char| if looks_like_dot(sign) { '.' } else { sign };
    // Some dots are parts of a letter in their compatible form (NFKC).
    let whole = |sign: char| if sign.is_alphanumeric() { sign } else { dot(sign) };
    let seen: String = text.chars().take(MAX_TEXT).filter(|c| !is_unseen(*c)).map(whole).nfkc().collect();
    let text: String = with_letters(&seen).chars().map(dot).collect();
    let is_letter = |c: char| c.is_alphanumeric() || is_combining_mark(c);
    let (mut words, mut rest): (Vec<(&str, Joint)>, _) = (Vec::new(), text.as_str());
    while let Some((between, from)) = rest.find(is_letter).map(|at| rest.split_at(at)) {
        let (word, behind) = from.split_at(from.find(|c| !is_letter(c)).unwrap_or(from.len()));
        let mut before = joint(between);
        let is_written_dot =
            |(word, before): &mut (&str, Joint)| word.eq_ignore_ascii_case(DOT) && *before != Joint::Dot;
        if before != Joint::Dot && words.len() > 1 && words.pop_if(is_written_dot).is_some() {
            before = Joint::Dot;
        }
        words.push((word, before));
        rest = behind;
    }
    let after = words.iter().skip(1).map(|(_, before)| *before).chain([Joint::Gap]);
    let joined = words.iter().zip(after).filter(|((_, before), after)| [*before, *after] != [Joint::Gap; 2]);
    joined.map(|((word, before), _)| Word { look: look_of_host(word), before: *before }).collect()
}

/// As what people take that which stands between two words: spaces, brackets and other
/// signs around a dot leave it a dot.
fn joint(between: &str) -> Joint {
    match between.matches('.').count() {
        1 => Joint::Dot,
        0 if !between.is_empty() && between.chars().all(|c| HYPHENS.contains(c)) => Joint::Hyphen,
        _ => Joint::Gap,
    }
}

/// A text with the letters of labels that are written by their code.
fn with_letters(text: &str) -> String {
    let is_of_label = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let parts = text.split_inclusive(|c| !is_of_label(c)).map(|part| {
        let label = part.trim_end_matches(|c| !is_of_label(c));
        host_letters(label) + part.strip_prefix(label).unwrap_or_default()
    });
    parts.collect()
}

/// A host without the `www` before it.
fn bare(host: &str) -> &str {
    host.strip_prefix("www.").filter(|rest| rest.contains('.')).unwrap_or(host)
}

/// Whether two hosts are one, or one of them is below the other.
fn is_below_one(one: &str, other: &str) -> bool {
    let is_below = |one: &str, other: &str| one.strip_suffix(other).is_some_and(|rest| rest.ends_with('.'));
    one == other || is_below(one, other) || is_below(other, one)
}

/// Whether two issuers have their places with one host, whoever of it each may be.
pub(super) fn may_be_at_one(one: &str, other: &str) -> bool {
    host_of(one).zip(host_of(other)).is_some_and(|(one, other)| is_below_one(bare(&one), bare(&other)))
}

/// The host of an issuer who is known by a place on the web.
pub(super) fn host_of(id: &str) -> Option<String> {
    let id = issuer_id::normal(id);
    let secure = id.strip_prefix("http://").map(|rest| format!("https://{rest}"));
    did_web::host(&did_web::document_of(secure.as_deref().unwrap_or(&id))?)
}

/// The host to which an identifier leads, whatever else people may read in it.
fn real_host(id: &str) -> Option<String> {
    host_of(id).or_else(|| did::disguised_host(id))
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
            ("https://har\u{44c}our.example", 1),
            ("https://HARBOVR.example", 1),
            ("https://ᴍᴜꜱᴇᴜᴍ.example", 2),
            ("https://ɦɑɾɓɵʋɾ.example", 1),
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
            ("https://login.harbour.example.evil.example", 1),
            ("https://a.login.www.harb0ur.example.login.evil.example/i", 1),
            ("https://login.harbour-example.evil.example", 1),
            ("https://login-harbour-example.evil.example", 1),
            ("https://login-harbour-example-com.evil.example", 1),
            ("https://secure.fen-club.example-login.evil.example", 4),
            ("https://harbour-dot-example.evil.example", 1),
            ("https://harbour_example.evil.example", 1),
            ("https://a.xn--hrbour-3nf.example.evil.example", 1),
            ("HTTPS://HARB0UR.example.:443/i", 1),
            ("https://harbour.example@evil.example/", 1),
            ("https://harbour.example:443@evil.example", 1),
            ("http://harbour.example:x@evil.example/", 1),
            ("https://login.harbour.example:x@evil.example/", 1),
            ("https://evil.example\\@harbour.example/", 1),
            ("https://x@harb0ur.example/", 1),
            ("https://harb%30ur.example/", 1),
            ("https://harbour%2Eexample.evil.example/", 1),
            ("did:web:harbour.example%40evil.example", 1),
            ("did:web:harbour%2Eexample%2Eevil.example", 1),
        ] {
            assert_eq!(hosts.like_that_of(id, &|_| true).map(|(place, _)| place), Some(place), "{id}");
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
            "https://my-harbour.example.evil.example",
            "https://my-fen-club.example",
            "https://example-harbour.evil.example",
            "https://harbour.evil.example",
            "https://harbour.evil.example.org",
            "https://evil.example/harbour.example",
            "https://evil.example/@harbour.example",
            "https://%68arbour.example/",
            "https://me@harbour.example/",
            "https://harbour.example./",
            "https://harbour.example\\@evil.example/",
            "did:key:z6Mk",
            "",
        ] {
            assert_eq!(hosts.like_that_of(id, &|_| true), None, "{id}");
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
            "login.harbour.example.evil.example",
            "harbour . example",
            "harbour. example",
            "harbour .example",
            "Harbour (dot) Example",
            "harbour [ DOT ] example",
            "harbour[.]example",
            "harbour{.}example",
            "harbour \"dot\" example",
            "harbour dot example",
            "harbour-dot-example",
            "badges dot harbour dot example dot org",
            "harbour\u{b7}example",
            "harbour \u{2022} example",
            "harbour\u{2024}example",
            "harbour\u{30fb}example",
            "harbour\u{ff61}example",
            "harbour\u{a78f}example",
            "harbour\u{2d9}example",
            "harbour\u{25e6}example",
            "harbour \u{25aa} example",
            "harbour\u{10a50}example",
            "harbour\u{318d}example",
            "harbour\u{10101}example",
            "harbour\u{6d4}example",
            "har\u{44c}our.example",
            "ʜᴀʀʙᴏᴜʀ.example",
            "\u{41d}AR\u{412}OUR.EXAMPLE",
            "harbour-example",
            "Harbour_Example",
            "harbour\u{2013}example",
            "Badges of harbour-example",
            "my-harbour-example",
            "xn--hrbour-3nf[.]example",
        ] {
            assert_eq!(hosts.read_in(name, evil, &|_| true), Some(1), "{name}");
            assert_eq!(hosts.read_in(name, "did:key:z6Mk", &|_| true), Some(1), "{name}");
            for own in ["https://harbour.example", "did:web:www.harbour.example", "https://me@harbour.example/"] {
                assert_eq!(hosts.read_in(name, own, &|_| true), None, "{name} of {own}");
            }
        }
        for name in [
            "Harbour Example",
            "Harbour, Example",
            "Harbour... Example",
            "Harbour / Example",
            "Harbour - Example",
            "The dot example",
            "dot example",
            "harbour dot",
            "evil.example",
            "",
            "...",
            "Kiln e.V.",
            "my-harbour.example",
        ] {
            assert_eq!(hosts.read_in(name, evil, &|_| true), None, "{name}");
        }
    }

    #[test]
    fn long_texts_with_many_labels_are_read_at_once() {
        let mut hosts = known();
        (0..1_000).for_each(|i| hosts.add(&format!("https://{}h{i}.example", "a.".repeat(i % 120)), 100 + i));
        let long = "a.".repeat(30_000);
        for host in [format!("{long}harb0ur.example"), format!("{long}example")] {
            let is_found = hosts.like_that_of(&format!("https://{host}"), &|_| true).is_some();
            assert_eq!(is_found, host.contains("harb0ur"), "the end of a host says whose it is");
            assert_eq!(hosts.read_in(&long, "did:key:z6Mk", &|_| true), None);
        }
    }
}
