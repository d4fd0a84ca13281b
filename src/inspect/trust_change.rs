//! What a list of issuers would change in whom a user knows.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;

use super::hosts::{Hosts, host_of, may_be_at_one};
use super::known_issuer::KnownIssuer;
use super::one_issuer::{OneIssuer, Signer, is_theirs};
use crate::badge::{Likeness, Likenesses, as_address, as_host, quoted};
use crate::credential::did::{self, fingerprint};
use crate::credential::issuer_id;

/// What taking in one issuer would change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TrustChange {
    /// An issuer who was not confirmed before.
    New(KnownIssuer),
    /// One of the user's own keys, under another name: it stays as the user calls it.
    Own {
        /// Its identifier.
        id: String,
        /// What the list calls it.
        name: String,
        /// What the user calls it.
        ours: String,
    },
    /// An issuer who is confirmed, under another name from then on.
    Renamed {
        /// The issuer's identifier.
        id: String,
        /// What the user calls them now.
        from: String,
        /// What they would be called.
        to: String,
    },
    /// An issuer who is confirmed, with further keys from then on.
    Keys {
        /// The issuer's identifier.
        id: String,
        /// What they would be called.
        name: String,
        /// The keys that are new, in multibase.
        keys: Vec<String>,
    },
    /// An issuer, new or under a new name, whom people may take for somebody else
    /// who is known.
    Alike {
        /// The issuer's identifier.
        id: String,
        /// What they would be called, or their host.
        name: String,
        /// Somebody else, by their identifier.
        other_id: String,
        /// What those are called, or their host: whichever looks so.
        other: String,
        /// Whether both have a key or a host in common, so that they may be one after all.
        may_be_one: bool,
    },
}

impl TrustChange {
    /// Whom it is about, by their identifier.
    #[must_use]
    pub fn id(&self) -> &str {
        match self {
            Self::New(issuer) => &issuer.id,
            Self::Own { id, .. } | Self::Renamed { id, .. } | Self::Keys { id, .. } | Self::Alike { id, .. } => id,
        }
    }

    /// The fingerprints of the keys that would be trusted from then on, to be
    /// compared.
    #[must_use]
    pub fn fingerprints(&self) -> Vec<String> {
        match self {
            Self::New(issuer) => issuer.fingerprints(),
            Self::Own { .. } | Self::Renamed { .. } | Self::Alike { .. } => Vec::new(),
            Self::Keys { keys, .. } => keys.iter().map(|key| fingerprint(&format!("did:key:{key}"))).collect(),
        }
    }

    /// For whom people may take it, in words, with what tells the two apart.
    #[must_use]
    pub fn told_apart(&self) -> Option<String> {
        let Self::Alike { id, name, other_id, other, may_be_one } = self else { return None };
        // Two kinds of identifier may name one place.
        let named = if did::named(id) == did::named(other_id) { as_address } else { did::named };
        let that = if other_id.is_empty() { "one of your issuer profiles".to_owned() } else { named(other_id) };
        let this = named(id);
        let who = if *may_be_one { "is not known to be the same" } else { "is somebody else" };
        Some(match name == other {
            true => format!("{} is what {that} is called, and this is {this}, which {who}.", quoted(name)),
            false => format!("{} ({this}) looks like {} ({that}), and {who}.", quoted(name), quoted(other)),
        })
    }
}

impl fmt::Display for TrustChange {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let known = match self.fingerprints() {
            none if none.is_empty() => "no key known here".to_owned(),
            known => known.join(" "),
        };
        match self {
            Self::New(issuer) => {
                let next = issuer.successor.as_deref().map(|next| format!(", whose place {} took", as_address(next)));
                let (id, name) = (as_address(&issuer.id), issuer.called());
                write!(out, "new      {known}  {id}  {name}{}", next.unwrap_or_default())
            }
            Self::Own { id, name, ours } => write!(
                out,
                "own      {}  is your own key {}; the list calls it {}, and it stays as it is",
                as_address(id),
                quoted(ours),
                quoted(name)
            ),
            Self::Renamed { id, from, to } => {
                write!(out, "renamed  {}  from {} to {}", as_address(id), quoted(from), quoted(to))
            }
            Self::Alike { id, .. } => {
                write!(out, "beware   {}  {}", as_address(id), self.told_apart().unwrap_or_default())
            }
            Self::Keys { id, name, .. } => {
                let name = KnownIssuer::new(id, name).called();
                write!(out, "new key  {known}  {}  {name}", as_address(id))
            }
        }
    }
}

/// What taking in the offered issuers would change, one after the other: for those whom
/// the user knows, their own keys and the names in which they award.
pub(super) fn changes(
    trusted: &[KnownIssuer],
    own: &[KnownIssuer],
    own_names: &[KnownIssuer],
    offered: &[KnownIssuer],
) -> Vec<TrustChange> {
    let mut known: HashMap<Cow<'_, str>, (&str, Vec<&String>)> = trusted
        .iter()
        .map(|one| (issuer_id::normal(&one.id), (one.name.as_str(), one.keys.iter().collect())))
        .collect();
    // Each with its identifier in the one way to write it.
    let mut named: Vec<(Cow<'_, str>, &KnownIssuer)> =
        trusted.iter().chain(own).map(|one| (issuer_id::normal(&one.id), one)).collect();
    let by_id: HashMap<Cow<'_, str>, &KnownIssuer> = named.iter().cloned().collect();
    named.extend(own_names.iter().map(|one| (issuer_id::normal(&one.id), one)));
    let mut looks = Likenesses::default();
    let mut hosts = Hosts::default();
    for (place, (_, one)) in named.iter().enumerate() {
        looks.push(Likeness::of(&one.name));
        hosts.add(&one.id, place);
    }
    // A list says of those on it which are one and the same, as whoever makes it vouches for
    // them; of somebody who is known, only what is known says so, since a list could name
    // anybody as their successor, or put their key beside its own.
    let of_the_list = OneIssuer::of(&[], offered);
    let known_before = |id: &str| by_id.get(issuer_id::normal(id).as_ref()).copied();
    let own: HashMap<Cow<'_, str>, &KnownIssuer> = own.iter().map(|one| (issuer_id::normal(&one.id), one)).collect();
    let mut found = Vec::new();
    for issuer in offered {
        if let Some(ours) = own.get(&issuer_id::normal(&issuer.id)) {
            if ours.name != issuer.name {
                let (id, name) = (issuer.id.clone(), issuer.name.clone());
                found.push(TrustChange::Own { id, name, ours: ours.name.clone() });
            }
            continue;
        }
        let before = found.len();
        let id = issuer_id::normal(&issuer.id);
        match known.get_mut(&id) {
            None => {
                known.insert(id.clone(), (&issuer.name, issuer.keys.iter().collect()));
                found.push(TrustChange::New(issuer.clone()));
            }
            Some((name, keys)) => {
                if *name != issuer.name {
                    let (id, from) = (issuer.id.clone(), (*name).to_owned());
                    found.push(TrustChange::Renamed { id, from, to: issuer.name.clone() });
                    *name = &issuer.name;
                }
                let new: Vec<&String> = issuer.keys.iter().filter(|key| !keys.contains(key)).collect();
                if !new.is_empty() {
                    let (id, name) = (issuer.id.clone(), issuer.name.clone());
                    found.push(TrustChange::Keys { id, name, keys: new.iter().map(|key| (*key).clone()).collect() });
                    keys.extend(new);
                }
            }
        }
        if found[before..].iter().any(|change| !matches!(change, TrustChange::Keys { .. })) {
            let look = Likeness::of(&issuer.name);
            let is_other = |place: usize| {
                named.get(place).is_some_and(|(_, other)| match known_before(&other.id) {
                    Some(known) => !is_theirs(known, &issuer.id, known_before),
                    None => {
                        let by = |id| Signer { id, key: None };
                        !of_the_list.made(by(&issuer.id), by(&other.id))
                    }
                })
            };
            let at = |place: usize| named.get(place).map(|(_, other)| *other);
            let host = |other: &KnownIssuer| host_of(&other.id).map(|host| as_host(&host)).unwrap_or_default();
            let by_name = || looks.first_taken_for(&look, is_other).and_then(at);
            let by_host_in_name = || hosts.read_in(&issuer.name, &issuer.id, &is_other).and_then(at);
            let by_host = || hosts.like_that_of(&issuer.id, &is_other).and_then(|(place, _)| at(place));
            let alike = by_name()
                .map(|other| (other, issuer.name.clone(), other.name.clone()))
                .or_else(|| by_host_in_name().map(|other| (other, issuer.name.clone(), host(other))))
                .or_else(|| by_host().map(|other| (other, host(issuer), host(other))));
            if let Some((known, name, other)) = alike {
                let (id, other_id, may_be_one) = (issuer.id.clone(), known.id.clone(), may_be_one(issuer, known));
                found.push(TrustChange::Alike { id, name, other_id, other, may_be_one });
            }
            hosts.add(&issuer.id, named.len());
            looks.push(look);
            named.push((id, issuer));
        }
    }
    found
}

/// Whether two issuers have a key or a host in common.
fn may_be_one(one: &KnownIssuer, other: &KnownIssuer) -> bool {
    let has = |issuer: &KnownIssuer, code: &String| issuer.fingerprints().contains(code);
    may_be_at_one(&one.id, &other.id) || one.fingerprints().iter().any(|code| has(other, code))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::credential::{Algorithm, IssuerKey, SystemRandom};
    use crate::inspect::Trust;

    fn issuer(id: &str, name: &str, keys: &[&str]) -> KnownIssuer {
        KnownIssuer { keys: keys.iter().map(|key| (*key).to_owned()).collect(), ..KnownIssuer::new(id, name) }
    }

    #[test]
    fn an_address_and_a_name_that_look_like_the_address_of_another_are_told() {
        let mut trust = Trust::default();
        trust.confirm(issuer("did:web:harbour.example", "The Trust", &[]));
        let offered = [
            issuer("https://harb0ur.example/i", "Kites", &[]),
            issuer("https://evil.example/i", "https://harbour.example", &[]),
        ];
        let told = |offered: &[KnownIssuer]| -> Vec<String> {
            trust.changes(offered).iter().map(ToString::to_string).collect()
        };
        let own = [issuer("https://harbour.example/i", "harbour.example", &[])];
        assert_eq!(told(&own).len(), 1, "whoever is called by their own address");
        let told = told(&offered);
        let beware: Vec<&String> = told.iter().filter(|line| line.starts_with("beware")).collect();
        assert_eq!(
            beware,
            [
                "beware   https://harb0ur.example/i  “harb0ur.example” (harb0ur.example/i) looks like \
                 “harbour.example” (harbour.example), and is somebody else.",
                "beware   https://evil.example/i  “https://harbour.example” (evil.example/i) looks like \
                 “harbour.example” (harbour.example), and is somebody else.",
            ],
            "{told:?}"
        );
    }

    #[test]
    fn another_identifier_at_the_same_host_is_not_called_somebody_else() {
        let mut trust = Trust::default();
        trust.confirm(issuer("did:web:museum.example", "Museum", &[]));
        for id in [
            "https://museum.example/",
            "https://museum.example",
            "https://museum.example/issuer.json",
            "https://museum.example:443/",
            "HTTPS://MUSEUM.example./",
            "http://museum.example/",
            "did:web:museum.example:badges",
            "https://www.museum.example/",
            "https://badges.museum.example/",
        ] {
            let told: Vec<String> =
                trust.changes(&[issuer(id, "Museum", &[])]).iter().filter_map(TrustChange::told_apart).collect();
            assert!(told.iter().all(|told| told.contains("which is not known to be the same")), "{id}: {told:?}");
        }
        let evil = trust.changes(&[issuer("https://museum.example.evil.example/", "Museum", &[])]);
        assert!(evil.iter().filter_map(TrustChange::told_apart).any(|told| told.contains("is somebody else")));
    }

    #[test]
    fn renames_and_added_keys_are_told_before_they_are_taken_in() {
        let mut trust = Trust::default();
        trust.confirm(issuer("did:web:h.example", "Harbour", &["z1"]));
        trust.confirm(issuer("did:web:c.example", "Canal", &[]));
        let offered = [
            issuer("did:web:c.example", "Canal", &[]),
            issuer("did:web:h.example", "Port", &["z1", "z2"]),
            issuer("did:web:n.example", "New", &["z3"]),
        ];
        let changes = trust.changes(&offered);
        assert_eq!(
            changes,
            [
                TrustChange::Renamed { id: "did:web:h.example".into(), from: "Harbour".into(), to: "Port".into() },
                TrustChange::Keys { id: "did:web:h.example".into(), name: "Port".into(), keys: vec!["z2".into()] },
                TrustChange::New(offered[2].clone()),
            ]
        );
        assert!(changes[0].to_string().contains("from “Harbour” to “Port”"));
        assert!(changes[1].to_string().contains(&fingerprint("did:key:z2")), "what is to be compared is told");
        for issuer in offered.clone() {
            trust.confirm(issuer);
        }
        assert_eq!(trust.changes(&offered), []);
    }

    #[test]
    fn a_name_that_looks_like_another_is_told_before_it_is_taken_in() {
        let mut trust = Trust::default();
        trust.confirm(issuer("did:web:h.example", "Harbour Trust", &["z1"]));
        let offered = [
            issuer("did:web:evil.example", "The Hаrbour Trust Ltd (verified)", &[]),
            issuer("did:web:c.example", "Canal", &[]),
            issuer("did:web:d.example", "CANAL¹", &[]),
        ];
        let told: Vec<String> = trust.changes(&offered).iter().map(ToString::to_string).collect();
        assert_eq!(told.iter().filter(|line| line.starts_with("beware")).count(), 2, "{told:?}");
        assert!(told[1].contains("did:web:evil.example") && told[1].contains("(h.example)"), "{told:?}");
        offered.into_iter().for_each(|issuer| trust.confirm(issuer));
        let known = [issuer("did:web:evil.example", "The Hаrbour Trust Ltd (verified)", &["z3"])];
        assert_eq!(trust.changes(&known).len(), 1, "who is known by that name is not told of again");
    }

    #[test]
    fn an_own_key_on_a_list_is_told_to_be_ones_own_and_stays_as_it_is() {
        let mut trust = Trust::default();
        trust.add_own("did:key:z1", "Canal School");
        let offered = [issuer("did:key:z1", "University of Oxford", &[]), issuer("did:web:n.example", "New", &[])];
        let told: Vec<String> = trust.changes(&offered).iter().map(ToString::to_string).collect();
        assert!(told[0].contains("is your own key “Canal School”") && told[0].contains("Oxford"), "{told:?}");
        assert!(told[1].starts_with("new"), "{told:?}");
        trust.take_in(offered.to_vec());
        assert!(trust.trusted("did:key:z1").is_none() && trust.trusted("did:web:n.example").is_some());
        assert_eq!(trust.changes(&[issuer("did:key:z1", "Canal School", &[])]), [], "as one calls it oneself");
    }

    #[test]
    fn what_a_list_says_besides_is_told_or_not_taken_in() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("list.json");
        let next = "did:key:z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2";
        let one = serde_json::json!({ "id": "did:web:h.example", "name": "\u{3164}", "successor": next,
            "retired": "2026-01-01T00:00:00Z", "unseen": "x" });
        std::fs::write(&path, serde_json::json!({ "format": 1, "issuers": [one] }).to_string()).unwrap();
        let offered = Trust::offered(&path).unwrap();
        assert_eq!(offered[0].name, "did:web:h.example", "a name of which nothing is seen is none");
        assert!(offered[0].retired.is_none() && offered[0].extra.is_empty());
        let told = Trust::default().changes(&offered)[0].to_string();
        assert!(told.contains(&format!("whose place {next} took")), "{told}");
    }

    #[test]
    fn a_key_that_took_the_place_of_another_is_nobody_else() {
        let followed =
            |old: &str, new: &str| KnownIssuer { successor: Some(new.into()), ..issuer(old, "Harbour", &[]) };
        let beware = |trust: &Trust, offered: &[KnownIssuer]| {
            trust.changes(offered).iter().any(|change| matches!(change, TrustChange::Alike { .. }))
        };
        let list = [followed("did:key:z1", "did:key:z2"), issuer("did:key:z2", "Harbour", &[])];
        assert!(!beware(&Trust::default(), &list));
        assert!(!beware(&Trust::default(), &[list[1].clone(), list[0].clone()]));
        // A list cannot make itself the follower of somebody who is known.
        let mut trust = Trust::default();
        trust.confirm(issuer("did:key:z2", "Harbour", &[]));
        assert!(beware(&trust, &list[..1]));
    }

    /// What somebody's own list hands on: keys one after another, and the place on the web
    /// that lists them, all under one name.
    #[test]
    fn keys_and_a_place_that_are_one_issuers_are_not_told_as_others() {
        let now = jiff::Timestamp::UNIX_EPOCH;
        let key = || IssuerKey::generate("Riverside", Algorithm::Ed25519, now, &mut SystemRandom).unwrap().did();
        let bare = |did: &str| did.trim_start_matches("did:key:").to_owned();
        let (first, second, third) = (key(), key(), key());
        let next = |old: &str, new: &str| KnownIssuer { successor: Some(new.into()), ..issuer(old, "Riverside", &[]) };
        let list = [
            next(&first, &second),
            next(&second, &third),
            issuer(&third, "Riverside", &[]),
            issuer("did:web:r.example", "Riverside", &[&bare(&second), &bare(&third)]),
        ];
        let beware = |trust: &Trust, offered: &[KnownIssuer]| -> Vec<String> {
            trust.changes(offered).iter().filter_map(TrustChange::told_apart).collect()
        };
        assert_eq!(beware(&Trust::default(), &list), [""; 0]);
        // Also where some of it is known, as far as that tells.
        let mut trust = Trust::default();
        trust.confirm(list[3].clone());
        assert_eq!(beware(&trust, &list[2..3]), [""; 0], "its key was compared");
        // A list cannot put somebody's key beside an address of its own, also under a new name.
        let mut trust = Trust::default();
        trust.confirm(list[2].clone());
        let evil = issuer("did:web:evil.example", "Riverside", &[&bare(&third)]);
        let told = beware(&trust, std::slice::from_ref(&evil));
        let code = did::named(&third);
        let words = format!(
            "“Riverside” is what {code} is called, and this is evil.example, which is not known to be the same."
        );
        assert_eq!(told, [words], "what tells them apart is told");
        // Neither can it make somebody the successor of one who is known.
        let mut trust = Trust::default();
        trust.confirm(list[2].clone());
        trust.confirm(KnownIssuer { name: "Kites".into(), ..next("did:web:evil.example", &third) });
        assert_eq!(beware(&trust, &[issuer("did:web:evil.example", "Riverside", &[])]).len(), 1);
        let renamed = issuer(&third, "River Side Library", &[]);
        let evil = KnownIssuer { name: "River Side Library".into(), ..evil };
        assert_eq!(beware(&trust, &[renamed, evil]).len(), 1);
    }

    #[test]
    fn a_long_list_of_names_that_are_nearly_alike_is_compared_at_once() {
        let numbered = |i: usize| format!("Institute of Learning {i}");
        // One letter more, each time in another place.
        let text = "The quay of many boats and of very many sails ".repeat(8);
        let moved = |i: usize| {
            let (before, after) = text.split_at(i % text.len());
            format!("{before}{}{after}", ["x", "z", "j", "k", "g"][i / text.len() % 5])
        };
        for named in [&numbered as &dyn Fn(usize) -> String, &moved] {
            let offered: Vec<KnownIssuer> =
                (0..1_500).map(|i| issuer(&format!("did:web:i{i}.example"), &named(i), &[])).collect();
            // Pair by pair it would not end.
            assert!(Trust::default().changes(&offered).len() >= offered.len());
        }
    }
}
