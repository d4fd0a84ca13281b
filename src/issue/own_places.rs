//! Whom a user knows, with the names in which they award; and the list of issuers that
//! they hand on, with the places on the web in whose name their own keys award: by a key
//! alone nobody knows whose a badge is that names a place.

use std::path::Path;

use super::{SavedIssuers, WebMemory, web_folder};
use crate::badge::seen;
use crate::credential::did;
use crate::inspect::{KnownIssuer, Trust, TrustError};

/// Trust of the user whose folder this is, by which badges are judged: their own keys, the
/// issuers whom they confirmed, and as their own the names of their issuer profiles and the
/// places on the web for which files were gathered.
///
/// # Errors
/// When the list of the user, or their issuer profiles, cannot be read.
pub fn trust_of_user(home: &Path) -> Result<Trust, TrustError> {
    let mut trust = Trust::load(home)?;
    for saved in SavedIssuers::read(home).map_err(TrustError::Profiles)?.issuers {
        let name = seen(&saved.profile.name);
        if !name.is_empty() {
            trust.add_own_name(name, saved.key.as_deref());
        }
    }
    for (issuer, _) in WebMemory::new(home).places() {
        trust.add_own_place(&issuer);
    }
    Ok(trust)
}

/// The own keys and confirmed issuers of the user whose folder this is, and each own
/// place as a confirmed one, with those of the own keys that its document lists. Nothing
/// is kept of it.
///
/// # Errors
/// When the list of the user cannot be read.
pub fn list_to_hand_on(home: &Path) -> Result<Trust, TrustError> {
    let mut list = Trust::load(home)?;
    for (issuer, folder) in WebMemory::new(home).places() {
        // A document that cannot be read vouches for nothing.
        let Ok(Some(listed)) = web_folder::keys_of(&folder, &issuer) else { continue };
        // What is handed on has no end, so a key that has one there is not.
        let awarding = listed.awarding().filter(|(_, key)| !listed.gave_up(key));
        let own = awarding.filter_map(|(_, key)| Some((list.own(&did::did_key(key))?, key.multibase())));
        let own: Vec<(String, String)> = own.map(|(own, key)| (own.name.clone(), key)).collect();
        let Some((name, _)) = own.last() else { continue };
        if list.trusted(&issuer).is_none() {
            let known = KnownIssuer::new(issuer, name.clone());
            list.confirm(KnownIssuer { keys: own.into_iter().map(|(_, key)| key).collect(), ..known });
        }
    }
    Ok(list)
}

#[cfg(test)]
mod tests {
    use super::super::revocation_tests::{SITE, attempted_for, awarded, key, now};
    use super::super::{Form, award};
    use serde_json::Value;

    use super::*;
    use crate::badge::Profile;
    use crate::credential::Algorithm;
    use crate::inspect::{InspectOptions, Sources, Verdict, inspect};

    /// Gives every key in a document an end.
    fn end_keys(said: &mut Value, end: &str) {
        match said {
            Value::Object(fields) => {
                fields.values_mut().for_each(|value| end_keys(value, end));
                if fields.contains_key("publicKeyMultibase") || fields.contains_key("publicKeyJwk") {
                    fields.insert(end.into(), "2026-01-01T00:00:00Z".into());
                }
            }
            Value::Array(all) => all.iter_mut().for_each(|value| end_keys(value, end)),
            _ => {}
        }
    }

    #[test]
    fn whoever_takes_in_a_list_knows_the_badges_that_name_a_place_of_who_handed_it_on() {
        let at = tempfile::tempdir().unwrap();
        let ours = key(Algorithm::Ed25519);
        let badge = awarded(at.path(), "amy.json", Form::Ob3, &ours, &[]);
        let home = at.path().join("home");
        Trust::change(&home, |trust| trust.add_own(ours.did(), "Ours")).unwrap();
        let file = at.path().join("list.json");
        std::fs::write(&file, list_to_hand_on(&home).unwrap().export().unwrap()).unwrap();
        let offered = Trust::offered(&file).unwrap();
        assert!(offered.iter().any(|issuer| issuer.id == SITE && issuer.keys == [ours.public().multibase()]));
        let mut theirs = Trust::default();
        // Its list of withdrawn badges is looked up; whose badge it is, nothing else says.
        let mut sources = Sources::default();
        let list = std::fs::read(at.path().join("example.org-badges.web/status.json")).unwrap();
        sources.fetched("https://example.org/badges/status.json", Ok(list));
        let look = |trust: &Trust| {
            let question = InspectOptions { trust, sources: &sources, at: now(), email: None };
            inspect(&std::fs::read(&badge).unwrap(), &question)
        };
        assert_ne!(look(&theirs).verdict, Verdict::Genuine);
        let changes = theirs.changes(&offered);
        assert!(changes.iter().any(|change| change.id() == SITE), "{changes:?}");
        theirs.take_in(offered);
        assert_eq!(look(&theirs).verdict, Verdict::Genuine, "{:?}", look(&theirs).checks);
        // A key that its document gives up vouches for nothing any more, whoever has it now.
        let document = at.path().join("example.org-badges.web/issuer.json");
        let listed: Value = serde_json::from_slice(&std::fs::read(&document).unwrap()).unwrap();
        for end in ["revoked", "expires"] {
            let mut ended = listed.clone();
            end_keys(&mut ended, end);
            assert_ne!(ended, listed);
            std::fs::write(&document, ended.to_string()).unwrap();
            assert!(list_to_hand_on(&home).unwrap().trusted_issuers().is_empty(), "{end}: {ended}");
        }
        // Of a place whose document lists keys of others alone, nobody vouches.
        let another = key(Algorithm::Ed25519);
        let elsewhere = tempfile::tempdir().unwrap();
        attempted_for(elsewhere.path(), "a.json", Form::Ob3, &another, &[], &award("amy@example.org", now()).unwrap())
            .unwrap();
        assert!(list_to_hand_on(&elsewhere.path().join("home")).unwrap().trusted_issuers().is_empty());
    }

    #[test]
    fn the_names_of_issuer_profiles_are_names_of_the_user() {
        let home = tempfile::tempdir().unwrap();
        let keep = |name: &str| {
            let profile = Profile { name: name.into(), ..Profile::default() };
            SavedIssuers::change(home.path(), |saved| saved.keep(&profile, None)).unwrap();
        };
        keep("River Friends of Leeds");
        let alike = || {
            let offered = [KnownIssuer::new("did:web:evil.example", "River Friends of Leeds")];
            trust_of_user(home.path()).unwrap().changes(&offered).len() == 2
        };
        assert!(alike());
        let path = crate::store::Home::at(home.path()).issuer_profiles();
        std::fs::write(&path, "{").unwrap();
        let told = trust_of_user(home.path()).unwrap_err().to_string();
        assert!(told.contains("issuer-profiles.json"), "nothing is passed over: {told}");
        std::fs::remove_file(path).unwrap();
        assert!(!alike());
    }
}
