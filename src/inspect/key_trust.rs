//! Whose key it is: from an identifier to a key, and from a key to the issuer
//! that it belongs to.
//!
//! A key beside a name proves nothing about the name. It belongs to an issuer
//! when the issuer's identifier *is* the key (`did:key`, `did:jwk`), or when
//! the issuer's own place on the web lists it for awarding.

use std::sync::Arc;

use jiff::Timestamp;

use super::options::{InspectOptions, Task};
use super::sources::{Lookup, Origin, Sources, Want};
use crate::badge::{as_address, quoted};
use crate::credential::TooMuch;
use crate::credential::did::{self, DidError};
use crate::credential::did_web;
use crate::credential::issuer_id;
use crate::credential::key_list::{self, Barred, KeyList, in_other_hands};
use crate::credential::proof::ToTry;
use crate::credential::public_key::PublicKey;

/// The most keys of one issuer that are tried on one signature.
pub(super) const MAX_TRIED: usize = 64;

/// Trust in a key as an issuer's: what ties the two together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum KeyTrust {
    /// The issuer's identifier is the key itself.
    IsTheIssuer,
    /// The issuer's own place on the web, which this names, lists the key.
    ListedBy(String),
    /// A list of the issuer's keys that the user handed in has it.
    HandedIn,
    /// The user has compared it with the issuer's.
    OnTheList,
    /// The key is not the issuer's.
    Foreign(String),
    /// Could not be looked up; why, if it was tried.
    Open(Option<String>),
}

/// The key behind a verification method, as far as it is known here, whatever
/// it may do: that is for [`key_trust`] to tell. The fragment of a method is
/// taken for the key where it is one, which lets the signature be checked;
/// whose key that is remains open.
pub(super) fn find_key(task: &Task<'_>, method: &str) -> Result<PublicKey, DidError> {
    task.work.spend(PublicKey::steps_to_read(method.len()))?;
    let sources = task.sources;
    let mut why = match did::public_key(method) {
        Err(error) if error.is_elsewhere() => error,
        known => return known,
    };
    let controller = did::controller(method);
    for lookup in [keys_at(sources, method, controller), keys_of_document(sources, controller)] {
        let (list, origin) = match lookup {
            Lookup::Found(list, origin) => (list, origin),
            Lookup::Failed(reason) => {
                why = if why.is_elsewhere() { DidError::NotFound(method.to_owned(), reason) } else { why };
                continue;
            }
            Lookup::NotAsked => continue,
        };
        match list.find(method) {
            Some(Ok(key)) => return Ok(key.clone()),
            Some(Err(error)) => why = DidError::unfit(method, error.clone()),
            None if !list.tells() => why = DidError::NotFound(method.to_owned(), no_keys(controller, &origin)),
            None if list.is_cut() => why = DidError::NotAllRead(method.to_owned()),
            None if !method.contains('#') && list.tried().nth(1).is_some() => {
                why = DidError::Several(method.to_owned());
            }
            None => why = DidError::NotListed(method.to_owned()),
        }
    }
    let fragment = method.split_once('#').map(|(_, fragment)| fragment);
    fragment.and_then(|fragment| PublicKey::from_multibase(fragment).ok()).ok_or(why)
}

/// The keys that are tried on a signature whose verification method leads to none that
/// fits: those of a document that is named as a whole, or of a name that stands there twice, and those that the user has compared
/// with those of whomever it names. An identifier that carries its key means no other.
pub(super) fn keys_to_try(task: &Task<'_>, method: &str) -> Result<ToTry, TooMuch> {
    let controller = did::controller(method);
    if did::carries_key(controller) {
        return Ok(ToTry::default());
    }
    let mut to_try = match keys_at(task.sources, method, controller) {
        Lookup::Found(list, _) => {
            let keys: Vec<PublicKey> = match method.contains('#') {
                true => list.called(method).cloned().collect(),
                false => list.tried().cloned().collect(),
            };
            ToTry { is_cut: list.is_cut() || keys.len() > MAX_TRIED, keys }
        }
        _ => ToTry::default(),
    };
    to_try.keys.truncate(MAX_TRIED);
    to_try.keys.extend(compared(task, controller)?);
    Ok(to_try)
}

/// The keys that the user has compared with those of an issuer.
fn compared(task: &Task<'_>, issuer: &str) -> Result<Vec<PublicKey>, TooMuch> {
    let compared = task.trust.trusted(issuer).map(|known| known.keys.as_slice()).unwrap_or_default();
    task.work.spend(compared.iter().map(|key| PublicKey::steps_to_read(key.len())).sum())?;
    Ok(compared.iter().filter_map(|key| PublicKey::from_multibase(key).ok()).collect())
}

/// The keys of an issuer that lie at an address, as JSON or, before Open Badges
/// 2.0, as PEM: all that are kept there, whichever the address names.
pub(super) fn keys_at(sources: &Sources, address: &str, issuer: &str) -> Lookup<Arc<KeyList>> {
    // A server knows nothing of what follows the #; a document may have been handed in for the key alone.
    let address = if sources.has(address) { address } else { did::controller(address) };
    let found = match address.starts_with("did:") {
        true => keys_in(sources, address, issuer),
        false => sources.keys(address, issuer),
    };
    match found {
        Lookup::Failed(why) => match sources.text(address) {
            Lookup::Found(text, origin) => match PublicKey::from_pem(&text) {
                Ok(key) => Lookup::Found(Arc::new(KeyList::of(key)), origin),
                Err(_) => Lookup::Failed(why),
            },
            _ => Lookup::Failed(why),
        },
        known => known,
    }
}

/// The keys that lie at an address which an issuer's own list names: with a
/// fragment one key alone.
fn linked(sources: &Sources, list: &KeyList, address: &str, issuer: &str) -> Lookup<KeyList> {
    match keys_at(sources, address, issuer) {
        Lookup::Found(found, origin) if !found.tells() => Lookup::Failed(no_keys(address, &origin)),
        Lookup::Found(found, origin) => {
            let named = found.named_by(list, address);
            // Among keys that were not read it may stand.
            if address.contains('#') && named.is_empty() && !named.is_cut() {
                return Lookup::Failed(DidError::NotListed(address.to_owned()).to_string());
            }
            Lookup::Found(named, origin)
        }
        Lookup::Failed(why) => Lookup::Failed(why),
        Lookup::NotAsked => Lookup::NotAsked,
    }
}

/// The wish to look up a key that a document names, in the document at its address
/// or that of its DID.
fn want(key: &str, why: &str) -> Option<Want> {
    let document = did::controller(key);
    match key.starts_with("did:") {
        true => Want::new(&did_web::document_of(document)?, why),
        false => Want::new(document, why),
    }
}

fn keys_of_document(sources: &Sources, issuer: &str) -> Lookup<Arc<KeyList>> {
    keys_in(sources, issuer, issuer)
}

/// The keys of an issuer in the document of whomever this names.
fn keys_in(sources: &Sources, named: &str, issuer: &str) -> Lookup<Arc<KeyList>> {
    match sources.keys(named, issuer) {
        Lookup::NotAsked => did_web::document_of(named).map_or(Lookup::NotAsked, |url| sources.keys(&url, issuer)),
        known => known,
    }
}

/// The keys of an issuer that are at hand.
#[derive(Default)]
pub(super) struct AtHand {
    /// Those that its documents list, and those that the user has compared.
    pub(super) keys: Vec<PublicKey>,
    /// Why some that are listed are not among them.
    pub(super) unread: Option<DidError>,
    /// Whether every document that lists them was read.
    pub(super) is_all: bool,
    /// Whether some of those that are listed are not among them, since they are too many.
    pub(super) is_cut: bool,
    /// What came of a document that was asked for and lists none.
    pub(super) failed: Option<String>,
    /// What else could be looked up.
    pub(super) wants: Vec<Want>,
}

/// The keys of an issuer that are at hand, to be tried one after the other
/// where nothing says which of them it was.
pub(super) fn keys_at_hand(task: &Task<'_>, issuer: &str, name: &str) -> AtHand {
    let mut found = AtHand::default();
    let sources = task.sources;
    let why = format!("find the key of {name}");
    match keys_of_document(sources, issuer) {
        Lookup::Found(list, origin) => {
            found.failed = is_anothers(sources, issuer, &origin);
            found.is_all = found.failed.is_none();
            found.take(issuer, &list, &origin);
            for url in list.links() {
                match linked(sources, &list, url, issuer) {
                    Lookup::Found(linked, origin) => found.take(url, &linked, &origin),
                    Lookup::Failed(why) => found.fails(why),
                    Lookup::NotAsked => {
                        found.is_all = false;
                        found.wants.extend(want(url, &why));
                    }
                }
            }
        }
        Lookup::Failed(why) => found.fails(why),
        Lookup::NotAsked => {
            found.wants.extend(did_web::document_of(issuer).and_then(|url| Want::new(&url, why)));
        }
    }
    match compared(task, issuer) {
        Ok(keys) => found.keys.extend(keys),
        Err(error) => {
            found.is_all = false;
            found.unread = Some(error.into());
        }
    }
    if found.keys.len() > MAX_TRIED {
        (found.is_all, found.is_cut) = (false, true);
        found.unread.get_or_insert_with(|| DidError::NotAllRead(issuer.to_owned()));
    }
    found.keys.truncate(MAX_TRIED);
    found
}

impl AtHand {
    fn take(&mut self, address: &str, list: &KeyList, origin: &Origin) {
        if !list.tells() && !list.is_cut() {
            self.fails(no_keys(address, origin));
        }
        // Another place does not say which keys there are.
        self.is_all &= !matches!(origin, Origin::SentOn(_)) && !list.is_cut();
        self.is_cut |= list.is_cut();
        self.keys.extend(list.tried().cloned());
        let unread = list.unread().next().map(|(id, error)| DidError::unfit(id, error.clone()));
        let not_all = || list.is_cut().then(|| DidError::NotAllRead(address.to_owned()));
        self.unread = self.unread.take().or(unread).or_else(not_all);
    }

    fn fails(&mut self, why: String) {
        self.is_all = false;
        self.failed.get_or_insert(why);
    }
}

/// Whether a key belongs to an issuer and could award when it `signed`, and
/// what to look up to tell. `signer` is the key's own `did:key`, which takes a
/// while to write.
pub(super) fn key_trust(
    sources: &Sources,
    issuer: &str,
    name: &str,
    key: &PublicKey,
    signer: &str,
    signed: Timestamp,
) -> (KeyTrust, Vec<Want>) {
    if did::carries_key(issuer) {
        // A key has one `did:key`; only one that is written unusually has to be read.
        let same = signer == issuer || did::public_key(issuer).as_ref() == Ok(key);
        let other = || KeyTrust::Foreign("It was signed with another key than that of the issuer it names.".into());
        return (if same { KeyTrust::IsTheIssuer } else { other() }, Vec::new());
    }
    let why = format!("see whether {name} lists the key that signed it");
    let (document, origin) = match sources.of_issuer(issuer) {
        Lookup::Found(_, Origin::SentOn(other)) => return (KeyTrust::Open(Some(sent_on(issuer, &other))), Vec::new()),
        Lookup::Found(document, origin) => (document, origin),
        Lookup::Failed(reason) => return (KeyTrust::Open(Some(reason)), Vec::new()),
        Lookup::NotAsked => {
            let want = did_web::document_of(issuer).and_then(|url| Want::new(&url, why));
            let unknown = match did::public_key(issuer) {
                Err(DidError::UnknownMethod(_, kind)) => {
                    Some(format!("Identifiers of the kind {} are not looked up by this version.", quoted(&kind)))
                }
                Err(DidError::Disguised(_)) => {
                    Some("An address in which people may read another host (with @ or % in it) is not asked.".into())
                }
                Err(DidError::Unprotected(_)) => Some("An address that is not protected (http) is not asked.".into()),
                _ => None,
            };
            return (KeyTrust::Open(unknown), want.into_iter().collect());
        }
    };
    let foreign = |why: String| (KeyTrust::Foreign(why), Vec::new());
    // What is not the issuer's own word says nothing of whose a key is.
    if let Some(why) = is_anothers(sources, issuer, &origin) {
        return (KeyTrust::Open(Some(why)), Vec::new());
    }
    let Lookup::Found(list, _) = keys_of_document(sources, issuer) else { return (KeyTrust::Open(None), Vec::new()) };
    let mut said = vec![(list.may_award(key, signed), vec![&origin])];
    let linked: Vec<_> = list.links().iter().map(|url| (url, linked(sources, &list, url, issuer))).collect();
    // Among keys that were not read it may stand, or be given up.
    let not_all = |list: &KeyList| {
        let why = "The issuer's list of keys is longer than is read here, so what it says of this key is not known.";
        list.is_cut().then(|| why.to_owned())
    };
    let (mut cut, mut unread) = (not_all(&list), unread_in(&list));
    let (mut wants, mut failed) = (Vec::new(), (!list.tells()).then(|| lists_none(issuer, &origin)));
    for (url, lookup) in &linked {
        if let Lookup::Found(linked, _) = lookup {
            cut = cut.or_else(|| not_all(linked));
            unread = unread.or_else(|| unread_in(linked));
        }
        match lookup {
            Lookup::Found(_, Origin::SentOn(other)) => failed = Some(sent_on(url, other)),
            // The issuer names this address, so what lies there speaks for it.
            Lookup::Found(linked, second) => {
                said.push((linked.may_award(key, signed), vec![&origin, second]));
            }
            Lookup::Failed(reason) => failed = Some(reason.clone()),
            Lookup::NotAsked => match want(url, &why) {
                Some(want) => wants.push(want),
                None => {
                    let url = as_address(url);
                    failed =
                        Some(format!("The issuer names a key that lies at {url}, and such an address is not asked."));
                }
            },
        }
    }
    // Where one place says that it was given up, no other brings it back.
    let given_up = |found: &Option<Result<(), Barred>>| match found {
        Some(Err(why)) if *why != Barred::Purpose => Some(why.to_string()),
        _ => None,
    };
    if let Some(why) = said.iter().find_map(|(found, _)| given_up(found)) {
        return foreign(why);
    }
    if cut.is_some() {
        return (KeyTrust::Open(cut), wants);
    }
    if let Some((_, origins)) = said.iter().find(|(found, _)| *found == Some(Ok(()))) {
        let trust = match in_other_hands(&document, issuer) {
            None => self::found(issuer, origins),
            Some(hands) => KeyTrust::Open(Some(format!(
                "Which keys the issuer's list has is the word of {}, in whose hands it is, and not of the issuer.",
                quoted(&hands)
            ))),
        };
        return (trust, Vec::new());
    }
    let barred = said.iter().find_map(|(found, _)| found.clone()?.err());
    if let Some(barred) = barred {
        return foreign(barred.to_string());
    }
    if wants.is_empty() && failed.is_none() && unread.is_none() {
        return foreign("The issuer's own list of keys does not have the key that signed it.".into());
    }
    // The issuer was asked; what is missing is a part of its answer.
    let missing = || {
        let url = wants.first().map(|want: &Want| as_address(&want.url))?;
        Some(format!("The issuer names a key that lies at {url}, and that was not looked at."))
    };
    (KeyTrust::Open(failed.or(unread).or_else(missing)), wants)
}

/// What there is to say of a list that has a key which is not read, and which may be the
/// one that is looked for.
fn unread_in(list: &KeyList) -> Option<String> {
    let (id, error) = list.unread().find(|(_, error)| error.may_be_of_any_kind())?;
    let why = DidError::unfit(id, error.clone());
    Some(format!("The issuer's list of keys has one that is not read, which may be the key that signed it. {why}"))
}

/// What a list of keys comes to that was put together from these places.
fn found(issuer: &str, origins: &[&Origin]) -> KeyTrust {
    match did_web::told_place(issuer) {
        Some(place) if origins.iter().all(|origin| **origin == Origin::Web) => KeyTrust::ListedBy(place),
        _ => KeyTrust::HandedIn,
    }
}

/// What there is to say of a document of the issuer's address that says itself that
/// it is another's.
fn is_anothers(sources: &Sources, issuer: &str, origin: &Origin) -> Option<String> {
    let Lookup::Found(document, _) = sources.of_issuer(issuer) else { return None };
    let id = key_list::inside(&document).get("id")?;
    let is_own = id.as_str().is_some_and(|id| issuer_id::same(id, issuer));
    let other = || as_address(&id.as_str().map_or_else(|| id.to_string(), str::to_owned));
    (!is_own).then(|| format!("{} says that it is of {}, and not of the issuer.", what_came(issuer, origin), other()))
}

/// What there is to say of a document in which no keys are.
pub(super) fn no_keys(address: &str, origin: &Origin) -> String {
    format!("{} lists no keys.", what_came(address, origin))
}

/// The same of the issuer's own document, with what would settle whose a key is:
/// that it lies on the same host does not, where others keep theirs, too.
fn lists_none(issuer: &str, origin: &Origin) -> String {
    format!("{} The issuer can list the key there.", no_keys(issuer, origin))
}

fn what_came(address: &str, origin: &Origin) -> String {
    let url = did_web::document_of(address);
    match origin {
        Origin::File => format!("What was handed in for {}", as_address(address)),
        Origin::Web | Origin::SentOn(_) => format!("What {} answered", as_address(url.as_deref().unwrap_or(address))),
    }
}

/// What there is to say of a document that came from another place.
pub(super) fn sent_on(address: &str, other: &str) -> String {
    format!(
        "{address} sent on to {other}, which does not speak for it.",
        address = as_address(address),
        other = as_address(other)
    )
}

/// Whether a key is known to be the issuer's, and could sign when it `signed`.
pub(super) fn is_issuers_own(options: &InspectOptions<'_>, issuer: &str, key: &PublicKey, signed: Timestamp) -> bool {
    let signer = did::did_key(key);
    match key_trust(options.sources, issuer, issuer, key, &signer, signed).0 {
        KeyTrust::Foreign(_) => false,
        KeyTrust::Open(_) => options.trust.vouches_for(issuer, key) || options.trust.own(&signer).is_some(),
        KeyTrust::IsTheIssuer | KeyTrust::ListedBy(_) | KeyTrust::HandedIn | KeyTrust::OnTheList => true,
    }
}

/// Whether a key is known not to be the issuer's.
pub(super) fn is_foreign(options: &InspectOptions<'_>, issuer: &str, key: &PublicKey, signed: Timestamp) -> bool {
    let signer = did::did_key(key);
    matches!(key_trust(options.sources, issuer, issuer, key, &signer, signed).0, KeyTrust::Foreign(_))
}
