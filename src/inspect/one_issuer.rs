//! Who is one and the same among those whom a user knows: whoever has two keys, or
//! two names, is no second voice.

use std::collections::HashMap;

use super::trust::KnownIssuer;
use crate::credential::{did, issuer_id};

/// Whoever made a signature, by the identifier of the issuer that it is for and by
/// the key, as a `did:key`, as far as that is known.
#[derive(Clone, Copy, Debug)]
pub(super) struct Signer<'a> {
    pub(super) id: &'a str,
    pub(super) key: Option<&'a str>,
}

/// All identifiers and keys of those whom a user knows; what belongs to one and the
/// same stands under one number.
#[derive(Debug, Default)]
pub(super) struct OneIssuer(HashMap<String, usize>);

/// The user, whose keys are all their own.
const USER: usize = 0;

impl OneIssuer {
    /// Those whom the user knows. Keys that were compared are the issuer's, and so is
    /// whatever took the place of one.
    pub(super) fn of(own: &[KnownIssuer], trusted: &[KnownIssuer]) -> Self {
        let (mut numbers, mut leads_to) = (HashMap::new(), vec![USER]);
        for (known, is_own) in own.iter().map(|known| (known, true)).chain(trusted.iter().map(|known| (known, false))) {
            let keys = known.keys.iter().map(|key| format!("did:key:{key}"));
            let itself = did::public_key(&known.id).ok().map(|key| did::did_key(&key));
            let names = [known.id.clone()].into_iter().chain(itself).chain(keys).chain(known.successor.clone());
            let mut one = is_own.then_some(USER);
            for name in names {
                let number = *numbers.entry(issuer_id::normal(&name).into_owned()).or_insert(leads_to.len());
                if number == leads_to.len() {
                    leads_to.push(number);
                }
                let (number, first) = (end(&leads_to, number), end(&leads_to, one.unwrap_or(number)));
                // The lower one stands for both, so that the user's stays the user's.
                let (low, high) = (number.min(first), number.max(first));
                if let Some(led) = leads_to.get_mut(high) {
                    *led = low;
                }
                one = Some(low);
            }
        }
        numbers.values_mut().for_each(|number| *number = end(&leads_to, *number));
        Self(numbers)
    }

    /// Whether two signatures are by one and the same, as far as that is known.
    pub(super) fn made(&self, one: Signer<'_>, other: Signer<'_>) -> bool {
        let is_same = issuer_id::same(one.id, other.id) || (one.key.is_some() && one.key == other.key);
        is_same || self.numbers(one).any(|number| self.numbers(other).any(|other| other == number))
    }

    fn numbers<'s>(&'s self, signer: Signer<'s>) -> impl Iterator<Item = usize> + 's {
        let names = [Some(signer.id), signer.key].into_iter().flatten();
        names.filter_map(|name| self.0.get(issuer_id::normal(name).as_ref()).copied())
    }
}

/// The most keys one after another, after which no further ones are looked for.
const MOST_KEYS: usize = 64;

/// Whether what is known of an issuer says that an identifier is theirs: that of one of
/// their keys, or of what took their place, one after another. Whoever only says of
/// themselves that the issuer took their place is somebody else.
pub(super) fn is_theirs<'k>(
    issuer: &'k KnownIssuer,
    id: &str,
    known: impl Fn(&str) -> Option<&'k KnownIssuer>,
) -> bool {
    let is_id = |other: &str| issuer_id::same(other, id);
    let is_one = |one: &KnownIssuer| {
        let mut keys = one.keys.iter().map(|key| format!("did:key:{key}"));
        is_id(&one.id) || one.successor.as_deref().is_some_and(is_id) || keys.any(|key| is_id(&key))
    };
    let next = |one: &&'k KnownIssuer| one.successor.as_deref().and_then(&known);
    std::iter::successors(Some(issuer), next).take(MOST_KEYS).any(is_one)
}

/// Whoever a number stands for in the end.
fn end(leads_to: &[usize], mut number: usize) -> usize {
    while let Some(next) = leads_to.get(number).filter(|next| **next != number) {
        number = *next;
    }
    number
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_and_names_that_are_known_to_be_one_issuers_are_one() {
        let known = |id: &str, keys: &[&str], successor: Option<&str>| KnownIssuer {
            keys: keys.iter().map(|key| (*key).to_owned()).collect(),
            successor: successor.map(str::to_owned),
            ..KnownIssuer::new(id, id)
        };
        let own = [known("did:key:z1", &[], None), known("did:key:z2", &[], None)];
        let trusted = [
            known("did:web:h.example", &["z3", "z4"], None),
            known("did:key:z4", &[], Some("did:key:z5")),
            known("did:web:other.example", &["z6"], None),
            known("did:web:mine.example", &["z2"], None),
        ];
        let all = OneIssuer::of(&own, &trusted);
        let made = |(id, key): (&str, &str), (other, with): (&str, &str)| {
            all.made(Signer { id, key: Some(key) }, Signer { id: other, key: Some(with) })
        };
        assert!(made(("did:key:z1", "did:key:z1"), ("did:key:z2", "did:key:z2")));
        assert!(made(("did:key:z1", "did:key:z1"), ("did:web:mine.example", "did:key:z2")));
        assert!(made(("did:key:z3", "did:key:z3"), ("did:web:h.example", "did:key:z9")));
        assert!(made(("did:key:z3", "did:key:z3"), ("did:key:z5", "did:key:z5")));
        assert!(made(("did:key:z8", "did:key:z8"), ("did:key:z8", "did:key:z8")), "whoever that is");
        assert!(!made(("did:key:z6", "did:key:z6"), ("did:key:z3", "did:key:z3")));
        assert!(!made(("did:key:z1", "did:key:z1"), ("did:key:z3", "did:key:z3")));
        assert!(!made(("did:web:a.example", "did:key:z7"), ("did:web:b.example", "did:key:z8")));
    }
}
