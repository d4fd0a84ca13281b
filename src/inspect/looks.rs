//! What those whom a user knows look like, by name and by address.

use super::drawn::Drawn;
use super::hosts::Hosts;
use super::known_issuer::KnownIssuer;
use crate::badge::Likeness;
use crate::credential::issuer_id;

/// What the names and the hosts of those whom a user knows look like, worked out once
/// for all badges of a folder.
pub(super) type Looks = Drawn<Look>;

/// What many issuers look like, in their order.
#[derive(Debug, Default)]
pub(super) struct Look {
    names: Vec<Likeness>,
    hosts: Hosts,
}

impl Look {
    fn of<'k>(known: impl Iterator<Item = &'k KnownIssuer>) -> Self {
        let mut look = Self::default();
        for (place, known) in known.enumerate() {
            look.names.push(Likeness::of(&known.name));
            look.hosts.add(&known.id, place);
        }
        look
    }
}

/// Somebody whom the user knows, and for whom another issuer may be taken.
pub(super) struct Alike<'k> {
    pub(super) known: &'k KnownIssuer,
    pub(super) by: By,
}

/// By what it may be taken for the other.
pub(super) enum By {
    /// Its name looks like the other's.
    Name,
    /// Its name looks like the other's address.
    NameOfHost,
    /// Its address looks like the other's. The host of its own, as people are told of it.
    Host(String),
}

impl Looks {
    /// The first of these who are meant for whom people may take an issuer who calls itself
    /// so.
    pub(super) fn like<'k>(
        &self,
        name: &str,
        known: &(impl Iterator<Item = &'k KnownIssuer> + Clone),
        id: &str,
        is_meant: impl Fn(&'k KnownIssuer) -> bool,
    ) -> Option<Alike<'k>> {
        let looks = self.0.get_or_init(|| Look::of(known.clone()));
        if looks.names.is_empty() {
            return None;
        }
        let at = |place: usize| known.clone().nth(place);
        let is_meant_at = |place: usize| at(place).is_some_and(&is_meant);
        let look = Likeness::of(name);
        // A name of which no key is known is that of no identifier.
        let is_same = |known: &KnownIssuer| !known.id.is_empty() && issuer_id::same(&known.id, id);
        let is_other = |known: &'k KnownIssuer, theirs| look.is_taken_for(theirs) && !is_same(known) && is_meant(known);
        let mut by_name = known.clone().zip(&looks.names);
        if let Some((known, _)) = by_name.find(|(known, theirs)| is_other(known, theirs)) {
            return Some(Alike { known, by: By::Name });
        }
        if let Some(known) = looks.hosts.read_in(name, id, &is_meant_at).and_then(at) {
            return Some(Alike { known, by: By::NameOfHost });
        }
        let (place, host) = looks.hosts.like_that_of(id, &is_meant_at)?;
        Some(Alike { known: at(place)?, by: By::Host(host) })
    }
}
