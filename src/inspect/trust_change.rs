//! What a list of issuers would change in whom a user knows.

use std::fmt;

use super::trust::KnownIssuer;
use crate::badge::{as_address, one_line, quoted};
use crate::credential::did::fingerprint;

/// What taking in one issuer would change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TrustChange {
    /// An issuer who was not confirmed before.
    New(KnownIssuer),
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
}

impl TrustChange {
    /// The fingerprints of the keys that would be trusted from then on, to be
    /// compared.
    #[must_use]
    pub fn fingerprints(&self) -> Vec<String> {
        match self {
            Self::New(issuer) => issuer.fingerprints(),
            Self::Renamed { .. } => Vec::new(),
            Self::Keys { keys, .. } => keys.iter().map(|key| fingerprint(&format!("did:key:{key}"))).collect(),
        }
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
                write!(out, "new      {known}  {}  {}", as_address(&issuer.id), one_line(&issuer.name))
            }
            Self::Renamed { id, from, to } => {
                write!(out, "renamed  {}  from {} to {}", as_address(id), quoted(from), quoted(to))
            }
            Self::Keys { id, name, .. } => write!(out, "new key  {known}  {}  {}", as_address(id), one_line(name)),
        }
    }
}

/// What taking in the offered issuers would change, one after the other.
pub(super) fn changes(trusted: &[KnownIssuer], offered: &[KnownIssuer]) -> Vec<TrustChange> {
    let mut known: std::collections::HashMap<&str, (&str, Vec<&String>)> =
        trusted.iter().map(|one| (one.id.as_str(), (one.name.as_str(), one.keys.iter().collect()))).collect();
    let mut found = Vec::new();
    for issuer in offered {
        let Some((name, keys)) = known.get_mut(issuer.id.as_str()) else {
            known.insert(&issuer.id, (&issuer.name, issuer.keys.iter().collect()));
            found.push(TrustChange::New(issuer.clone()));
            continue;
        };
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
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inspect::Trust;

    fn issuer(id: &str, name: &str, keys: &[&str]) -> KnownIssuer {
        KnownIssuer { keys: keys.iter().map(|key| (*key).to_owned()).collect(), ..KnownIssuer::new(id, name) }
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
}
