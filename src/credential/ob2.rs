//! A badge, an issuer and an earner as Open Badges 2.0: `Assertion`,
//! `BadgeClass`, `Profile`, `CryptographicKey`, `RevocationList`.
//!
//! A hosted assertion carries badge and issuer inside, so that it opens without
//! a network. A signed one names them by their addresses: that is how verifiers
//! expect it, and some take nothing else.

use serde_json::{Map, Value, json};

use super::ob3::{self, Award, CredentialError, Fields};
use super::public_key::PublicKey;
use super::recipient::{self, Recipient};
use super::site::{HostedFile, Site, SiteError, digest, file_stem, stem_of_its_own};
use super::values::entries;
use super::{Algorithm, did_document};
use crate::badge::{Badge, Profile, as_address, is_web_address};

const CONTEXT: &str = "https://w3id.org/openbadges/v2";
const MULTIKEY: &str = "https://w3id.org/security/multikey/v1";

/// Name of the list of withdrawn awards on the issuer's web server.
pub const REVOKED: &str = "revoked.json";

/// How an assertion is proved.
#[derive(Clone, Copy, Debug)]
pub enum Proof<'a> {
    /// It is kept at its own address.
    Hosted,
    /// It is signed with this key.
    Signed(&'a PublicKey),
}

/// One award as Open Badges 2.0.
#[derive(Clone, Debug)]
pub struct Issued {
    /// The assertion as it goes into the file.
    pub assertion: Value,
    /// What belongs on the issuer's web server.
    pub hosted: Vec<HostedFile>,
}

/// The assertion of an award and the files that belong on the issuer's web
/// server. `also` are further keys of the issuer, which its profile lists too.
/// `picture` is the badge's picture as PNG or SVG with its ending.
///
/// # Errors
/// When the badge lacks a text, or the issuer is no `https` address.
pub fn issue(
    badge: &Badge,
    site: &Site,
    award: &Award,
    proof: Proof<'_>,
    also: &[PublicKey],
    picture: Option<(&[u8], &str)>,
) -> Result<Issued, CredentialError> {
    ob3::complete(badge)?;
    if site.is_did() {
        return Err(SiteError::NoPlace.into());
    }
    let mut keys: Vec<&PublicKey> = match proof {
        Proof::Hosted => Vec::new(),
        Proof::Signed(key) => vec![key],
    };
    keys.extend(also);
    let mut issuer = profile(&badge.issuer, site, &keys)?;
    // Awards of before rest on what the class says and shows: one that says something
    // else lies at another address.
    let says = format!("{} {}", site.issuer, class(badge, "", Some("")));
    let shows = picture.map_or(award.image.as_deref().unwrap_or_default().as_bytes(), |(bytes, _)| bytes);
    let stem = format!("{}-{}", file_stem(&badge.id), digest(&[says.as_bytes(), shows].concat()));
    let class_url = site.url(&format!("badge-{stem}.json"));
    let image = picture.map(|(_, ending)| site.url(&format!("badge-{stem}.{ending}")));
    let mut class = class(badge, &class_url, image.as_deref().or(award.image.as_deref()));

    let mut assertion = Fields::default();
    assertion.put("@context", json!(CONTEXT));
    assertion.put("type", json!("Assertion"));
    let id = match proof {
        Proof::Hosted => hosted_at(site, &award.id)?,
        Proof::Signed(_) => award.id.clone(),
    };
    assertion.text("id", &id);
    assertion.put("recipient", recipient(&award.recipient));
    assertion.put("issuedOn", ob3::time(award.issued_on));
    if let Some(end) = ob3::ends(badge, award)? {
        assertion.put("expires", ob3::time(end));
    }
    assertion.list("evidence", &award.evidence, |url| json!({ "id": url, "type": "Evidence" }));
    assertion.put(
        "verification",
        match proof {
            Proof::Hosted => json!({ "type": "hosted" }),
            Proof::Signed(key) => json!({ "type": "signed", "creator": site.key_url(key) }),
        },
    );
    // On the web each part lies by itself; in the file they are together.
    let mut apart = assertion.done();
    let mut together = apart.clone();
    apart["badge"] = json!(class_url);
    class["issuer"] = json!(site.issuer);
    let mut hosted = Vec::new();
    if signing(&keys).next().is_some() {
        let list = site.url(REVOKED);
        issuer["revocationList"] = json!(list);
        hosted.push(HostedFile::json(list, &revocation_list(site, &[])));
    }
    hosted.push(HostedFile::json(site.issuer.clone(), &issuer));
    hosted.push(HostedFile::json(class_url, &class));
    for key in signing(&keys) {
        hosted.push(HostedFile::json(site.key_url(key), &cryptographic_key(key, site)?));
    }
    if matches!(proof, Proof::Hosted) {
        hosted.push(HostedFile::json(id, &apart));
    }
    if let (Some((bytes, _)), Some(url)) = (picture, image) {
        hosted.push(HostedFile { url, bytes: bytes.to_vec() });
    }
    if matches!(proof, Proof::Signed(_)) {
        together["badge"] = class["id"].clone();
    } else {
        class["issuer"] = issuer;
        together["badge"] = class;
    }
    Ok(Issued { assertion: together, hosted })
}

/// The address at which an award is kept that goes by this identifier: its own, where that is one beside
/// the issuer's document, and else one that is made of it.
///
/// # Errors
/// When it is another place on the web.
pub fn hosted_at(site: &Site, id: &str) -> Result<String, SiteError> {
    match is_web_address(id) {
        false => Ok(site.url(&format!("assertion-{}.json", stem_of_its_own(id)))),
        true if site.has_room_at(id) => Ok(id.to_owned()),
        true => Err(SiteError::NotBeside { id: as_address(id), base: site.url("") }),
    }
}

/// The list of withdrawn awards, by their identifiers.
#[must_use]
pub fn revocation_list(site: &Site, revoked: &[String]) -> Value {
    json!({
        "@context": CONTEXT,
        "type": "RevocationList",
        "id": site.url(REVOKED),
        "issuer": site.issuer,
        "revokedAssertions": revoked.iter().map(|id| json!({ "id": id })).collect::<Vec<_>>(),
    })
}

fn cryptographic_key(key: &PublicKey, site: &Site) -> Result<Value, CredentialError> {
    let pem = key.pem().map_err(super::jws::JwsError::from)?;
    let (id, owner) = (site.key_url(key), &site.issuer);
    Ok(json!({ "@context": CONTEXT, "type": "CryptographicKey", "id": id, "owner": owner, "publicKeyPem": pem }))
}

/// The keys that can sign Open Badges 2.0.
fn signing<'k>(keys: &[&'k PublicKey]) -> impl Iterator<Item = &'k PublicKey> {
    keys.iter().copied().filter(|key| key.algorithm() != Algorithm::Ed25519)
}

/// The profile of an issuer that is known by its `https` address, with the keys
/// it signs with, for verifiers of Open Badges 2.0 and of 3.0: it has but one
/// address, whichever it awards.
///
/// # Errors
/// When a key cannot be written.
pub fn profile(profile: &Profile, site: &Site, keys: &[&PublicKey]) -> Result<Value, CredentialError> {
    let mut fields = Fields::default();
    let listed: Vec<Value> = signing(keys).map(|key| cryptographic_key(key, site)).collect::<Result<_, _>>()?;
    if keys.is_empty() {
        fields.put("@context", json!(CONTEXT));
        fields.put("type", json!("Issuer"));
    } else {
        fields.put("@context", json!([CONTEXT, MULTIKEY]));
        fields.put("type", json!(["Issuer", "Profile"]));
    }
    fields.text("id", &site.issuer);
    fields.text("name", &profile.name);
    // The standard wants an address; the site's own is one.
    let url = if profile.url.trim().is_empty() { site.url("") } else { profile.url.clone() };
    fields.text("url", &url);
    fields.text("email", &profile.email);
    fields.text("telephone", &profile.phone);
    fields.text("description", &profile.description);
    fields.text("image", &profile.image);
    match listed.as_slice() {
        [] => {}
        [key] => fields.put("publicKey", key.clone()),
        _ => fields.put("publicKey", json!(listed)),
    }
    let mut profile = fields.done();
    if !keys.is_empty() {
        let mut methods = did_document::listing(&site.issuer, keys.iter().copied());
        profile["verificationMethod"] = methods["verificationMethod"].take();
        let by_address = listed.iter().map(|key| key["id"].clone());
        profile["assertionMethod"] =
            entries(methods.get("assertionMethod")).cloned().chain(by_address).collect::<Vec<_>>().into();
    }
    Ok(profile)
}

fn class(badge: &Badge, url: &str, image: Option<&str>) -> Value {
    let mut fields = Fields::default();
    fields.put("@context", json!(CONTEXT));
    fields.put("type", json!("BadgeClass"));
    fields.text("id", url);
    fields.text("name", &badge.name);
    fields.text("description", &badge.description);
    if let Some(address) = image {
        let mut image = Map::new();
        image.insert("id".into(), json!(address));
        if !badge.image.caption.trim().is_empty() {
            image.insert("caption".into(), json!(badge.image.caption.trim()));
        }
        fields.put("image", if image.len() == 1 { json!(address) } else { Value::Object(image) });
    }
    let mut criteria = Fields::default();
    criteria.text("id", &badge.criteria.id);
    criteria.text("narrative", &badge.narrative());
    fields.put("criteria", criteria.done());
    fields.list("tags", &ob3::tags(badge), |tag| json!(tag));
    fields.list("alignment", &ob3::alignments(badge), |alignment| {
        let mut fields = Fields::default();
        fields.text("targetName", &alignment.target_name);
        fields.text("targetUrl", &alignment.target_url);
        fields.text("targetDescription", &alignment.target_description);
        fields.text("targetFramework", &alignment.target_framework);
        fields.text("targetCode", &alignment.target_code);
        fields.done()
    });
    fields.text("@language", &badge.in_language);
    fields.text("version", &badge.version);
    fields.list("related", &badge.relations(), |related| json!({ "type": "BadgeClass", "id": related.id }));
    fields.done()
}

fn recipient(recipient: &Recipient) -> Value {
    match recipient {
        Recipient::Email { address, salt } => json!({
            "type": "email", "hashed": true, "salt": salt, "identity": recipient::hash(address, salt),
        }),
        Recipient::Id(id) => {
            let kind = if id.starts_with("http") { "url" } else { "id" };
            json!({ "type": kind, "hashed": false, "identity": id })
        }
    }
}
