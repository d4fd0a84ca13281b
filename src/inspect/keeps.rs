//! Where an issuer of Open Badges 2.0 or before keeps its badges.

use serde_json::Value;

use super::key_trust::sent_on;
use super::linked::Part;
use super::sources::{Lookup, Origin, Sources};
use crate::credential::place::Place;
use crate::credential::view::{Standard, entries};

/// Whether an issuer keeps its badges at an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Keeps {
    Yes,
    No,
    /// Its profile would tell, and is not at hand; why.
    Unknown(String),
}

impl Keeps {
    /// As its profile says, or on its own origin where that names no places (Open Badges 2.0,
    /// `VerificationObject`). A rule that cannot be read allows nothing.
    pub(super) fn of(sources: &Sources, standard: Standard, issuer: &str, place: &str) -> Self {
        let Some(there) = Place::of(place) else { return Self::No };
        let home = Place::of(issuer);
        let on_own_origin = home.as_ref().is_some_and(|home| home.shares_origin(&there));
        let is_origin = home.is_some_and(|home| home.is_origin());
        let profile = match sources.json(issuer) {
            Lookup::Found(_, Origin::SentOn(other)) => Err(sent_on(issuer, &other)),
            Lookup::Found(profile, _) => match Part::Profile.doubt(&profile, issuer) {
                Some(why) => Err(why),
                None => Ok(profile),
            },
            Lookup::Failed(why) => Err(why),
            Lookup::NotAsked => Err("Its profile was not looked up.".to_owned()),
        };
        let profile = match profile {
            Ok(profile) => profile,
            // Of 1.0 an issuer is known by its origin, and has no profile to name other places.
            Err(_) if standard == Standard::Ob1 && is_origin && on_own_origin => return Self::Yes,
            // Others may have a place of their own on the same host, which it may leave out.
            Err(why) => return Self::Unknown(why),
        };
        let rules = profile.get("verification").unwrap_or(&Value::Null);
        let named = |name: &str, fits: &dyn Fn(&str) -> bool| {
            rules.get(name).map(|rule| entries(Some(rule)).filter_map(Value::as_str).any(fits))
        };
        let starts = named("startsWith", &|start| Place::of(start).is_some_and(|start| there.is_within(&start)));
        // An origin is a host, with its port where that is not the usual one; some write it as an address.
        let origins = named("allowedOrigins", &|origin| {
            let url = if origin.contains("://") { origin.to_owned() } else { format!("https://{origin}") };
            Place::of(&url).is_some_and(|origin| origin.is_origin() && origin.shares_origin(&there))
        });
        let may = match (starts, origins) {
            (Some(false), _) | (_, Some(false)) => false,
            (Some(true), _) | (_, Some(true)) => true,
            (None, None) => on_own_origin,
        };
        if may { Self::Yes } else { Self::No }
    }
}
