//! The forms in which a badge can be awarded, and the files that come of it.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::looked_over::{Bare, passes, stands_alone};
use super::praising::{only_praises, own_names};
use super::signable::{can_be_signed, signable};
use super::{FileKind, IssueError, picture};
use crate::badge::{Badge, one_line, quoted, seen};
use crate::carrier::{self, CarrierError, Shown, Standard};
use crate::credential::contexts::CREDENTIALS_V2;
use crate::credential::ob2::{self, Proof};
use crate::credential::ob3::{self, Award, CredentialError, StatusPlace};
use crate::credential::proof::{self, Suite};
use crate::credential::public_key::PublicKey;
use crate::credential::random::Randomness as _;
use crate::credential::site::{HostedFile, Site, SiteError, with_https};
use crate::credential::status::{Bits, ENTRIES};
use crate::credential::{Algorithm, IssuerKey, SystemRandom, did, did_web, jws, vc_jwt};
use crate::document::Document;
use crate::render::raster::Renderer;
use crate::scene::build;

/// Side of the picture inside the record, in pixels: enough for a list.
const RECORD_SIDE: u32 = 128;

/// Name of the list of withdrawn badges on the issuer's web server.
pub(super) const STATUS_LIST: &str = "status.json";

/// A form of credential.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Form {
    /// Open Badges 3.0 with an `eddsa-rdfc-2022` proof: the usual one.
    #[default]
    Ob3,
    /// Open Badges 3.0 with an `eddsa-jcs-2022` proof.
    Ob3Jcs,
    /// Open Badges 3.0 as a JWT.
    Ob3Jwt,
    /// Open Badges 2.0, signed.
    Ob2Signed,
    /// Open Badges 2.0, kept on the issuer's web server.
    Ob2Hosted,
}

impl Form {
    /// Every form, the usual one first.
    pub const ALL: [Self; 5] = [Self::Ob3, Self::Ob3Jcs, Self::Ob3Jwt, Self::Ob2Signed, Self::Ob2Hosted];

    /// Its name for people.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Ob3 => "Open Badges 3.0",
            Self::Ob3Jcs => "Open Badges 3.0 (eddsa-jcs-2022)",
            Self::Ob3Jwt => "Open Badges 3.0 as JWT",
            Self::Ob2Signed => "Open Badges 2.0, signed",
            Self::Ob2Hosted => "Open Badges 2.0, hosted",
        }
    }

    /// Whether the credential alone is a token rather than JSON.
    #[must_use]
    pub fn is_token(self) -> bool {
        matches!(self, Self::Ob3Jwt | Self::Ob2Signed)
    }

    /// The kinds of key that sign it, the usual one first; none when it needs
    /// no key.
    #[must_use]
    pub fn algorithms(self) -> &'static [Algorithm] {
        match self {
            Self::Ob3 | Self::Ob3Jcs => &[Algorithm::Ed25519],
            Self::Ob3Jwt => &[Algorithm::P256, Algorithm::Rsa, Algorithm::Ed25519],
            Self::Ob2Signed => &[Algorithm::Rsa, Algorithm::P256],
            Self::Ob2Hosted => &[],
        }
    }

    /// Whether its issuer has to be a web address.
    #[must_use]
    pub fn needs_site(self) -> bool {
        matches!(self, Self::Ob2Signed | Self::Ob2Hosted)
    }

    fn standard(self) -> Standard {
        if self.needs_site() { Standard::Two } else { Standard::Three }
    }

    /// That a key goes with this form.
    ///
    /// # Errors
    /// Says which kind does.
    pub fn takes(self, key: Option<Algorithm>) -> Result<(), IssueError> {
        let kinds = self.algorithms();
        let needed = match kinds {
            [] => return Ok(()),
            [Algorithm::Ed25519] => "Ed25519",
            [Algorithm::Rsa, ..] => "RSA or P-256",
            _ => "P-256, RSA or Ed25519",
        };
        match key {
            None => Err(IssueError::NoKey(self.title())),
            Some(key) if kinds.contains(&key) => Ok(()),
            Some(key) => Err(IssueError::OtherKey { form: self.title(), key: key.name(), needed }),
        }
    }
}

/// How a badge is awarded.
#[derive(Clone, Debug)]
pub struct Manner {
    /// The form of the credential.
    pub form: Form,
    /// The kind of file.
    pub kind: FileKind,
    /// The issuer's identifier: a `did:web` or an `https` address; `None` for
    /// the key itself.
    pub issuer: Option<String>,
    /// Further keys of the issuer, such as those that signed before, which its
    /// place on the web lists as well where its document is begun.
    pub also: Vec<PublicKey>,
}

/// What comes of awarding a badge.
#[derive(Clone, Debug)]
pub struct Made {
    /// The badge file for the earner.
    pub file: Vec<u8>,
    /// Files that belong on the issuer's web server.
    pub hosted: Vec<HostedFile>,
}

/// Awards a badge: makes its credential, signs it and bakes it. A badge that can
/// be withdrawn and was given no place on a list gets one on a fresh list;
/// [`hand_out`](super::hand_out) gives places, and writes the files.
///
/// # Errors
/// When the badge lacks what the standard needs, the key or the issuer does
/// not go with the form, the picture does not take the credential, or what comes
/// about would not be called good.
pub fn make(
    document: &Document,
    key: Option<&IssuerKey>,
    award: &Award,
    manner: &Manner,
    signed_at: Timestamp,
) -> Result<Made, IssueError> {
    let form = manner.form;
    form.takes(key.map(|key| key.public().algorithm()))?;
    key.map_or(Ok(()), IssuerKey::awards)?;
    let document = &*signable(document, key)?;
    can_be_signed(&document.badge, award)?;
    let site = site(manner)?;
    let issuer = site.as_ref().map(|site| site.issuer.clone()).or(key.map(IssuerKey::did)).unwrap_or_default();
    stands_alone(document, award, &issuer)?;
    let scene = build(&document.artwork, &document.badge);
    let mut renderer = Renderer::new();
    let picture = picture(document, &scene, manner.kind, &mut renderer)?;
    let shown = picture.as_deref().and_then(Shown::of);
    // The standard's `Image`, which carries the alt text, needs an address of its own.
    let mut small = || {
        let small = renderer.render(&scene, RECORD_SIDE).to_png();
        let small = shown.as_ref().map_or(Ok(small.clone()), |shown| shown.noted_in(&small))?;
        Ok::<_, CarrierError>(format!("data:image/png;base64,{}", STANDARD.encode(small)))
    };
    // Named in the window, by a command or by a list: whichever way, by what can be seen of it.
    let name = award.name.as_deref().map(seen).filter(|name| !name.is_empty());
    let image = award.image.clone().map_or_else(&mut small, Ok)?;
    let award = &Award { image: Some(image), name, ..award.clone() };
    let (payload, hosted, bare) = match (form, key, site) {
        (Form::Ob2Signed | Form::Ob2Hosted, key, Some(site)) => {
            let proof = match (form, key) {
                (Form::Ob2Signed, Some(key)) => Proof::Signed(key.public()),
                _ => Proof::Hosted,
            };
            let ending = manner.kind.ending(form);
            let picture = picture.as_deref().map(|bytes| (bytes, ending));
            let issued = ob2::issue(&document.badge, &site, award, proof, &manner.also, picture)?;
            let payload = match (proof, key) {
                (Proof::Signed(public), Some(key)) => {
                    let kid = json!(site.key_url(public));
                    let header = serde_json::Map::from_iter([("kid".to_owned(), kid)]);
                    jws::sign(&issued.assertion.to_string(), header, key).map_err(CredentialError::from)?
                }
                _ => issued.assertion.to_string(),
            };
            (payload, issued.hosted, None)
        }
        (_, Some(key), site) => open_badge_3(document, key, award.clone(), manner, site.as_ref(), signed_at)?,
        (_, None, _) => return Err(IssueError::NoKey(form.title())),
    };
    let file = match picture {
        Some(picture) => carrier::bake(&picture, &payload, form.standard())?,
        None if form.is_token() => format!("{payload}\n").into_bytes(),
        None => {
            // Readable by people; the text is not what is signed.
            let value: Value = serde_json::from_str(&payload).unwrap_or_default();
            format!("{value:#}\n").into_bytes()
        }
    };
    passes(&file, bare.as_ref(), &hosted, key, award, (&issuer, form), signed_at)?;
    Ok(Made { file, hosted })
}

impl Manner {
    /// That the issuer has the place on the web that the form needs, or the list of
    /// withdrawn badges where awards can be `withdrawn`.
    ///
    /// # Errors
    /// When it is missing, or is no such place.
    pub fn check_place(&self, withdrawn: bool) -> Result<(), IssueError> {
        match site(self)? {
            None if withdrawn => Err(SiteError::NoPlaceForList.into()),
            _ => Ok(()),
        }
    }
}

/// The issuer's place on the web, for those who have one.
pub(super) fn site(manner: &Manner) -> Result<Option<Site>, IssueError> {
    let site = match manner.issuer.as_deref().map(str::trim).filter(|issuer| !issuer.is_empty()) {
        None => None,
        Some(issuer) => Some(Site::of(issuer).ok_or_else(|| match with_https(issuer) {
            Some(proposal) => SiteError::NoHttps { typed: one_line(issuer), proposal },
            None if manner.form.needs_site() => SiteError::NoPlace,
            None => SiteError::NotAPlace(quoted(issuer)),
        })?),
    };
    match site {
        None if manner.form.needs_site() => Err(SiteError::NoPlace.into()),
        Some(site) if manner.form.needs_site() && site.is_did() => Err(SiteError::NoPlace.into()),
        site => Ok(site),
    }
}

/// The signed credential of Open Badges 3.0, what belongs on the web, and where others
/// endorse the badge the same credential without them.
fn open_badge_3(
    document: &Document,
    key: &IssuerKey,
    mut award: Award,
    manner: &Manner,
    site: Option<&Site>,
    signed_at: Timestamp,
) -> Result<(String, Vec<HostedFile>, Option<Bare>), IssueError> {
    let issuer = site.map_or_else(|| key.did(), |site| site.issuer.clone());
    let method = method_of(&issuer, key);
    let sign = |credential: &Value| signed(credential, key, manner.form, &method, signed_at);
    let mut hosted = Vec::new();
    if let Some(site) = site {
        let keys: Vec<&PublicKey> = [key.public()].into_iter().chain(&manner.also).collect();
        let keys = if site.is_did() {
            did_web::document(&site.issuer, keys)
        } else {
            ob2::profile(&document.badge.issuer, site, &keys)?
        };
        let url = did_web::document_of(&site.issuer).unwrap_or_else(|| site.issuer.clone());
        hosted.push(HostedFile::json(url, &keys));
    }
    if document.badge.revocable && award.status.is_none() {
        let site = site.ok_or(SiteError::NoPlaceForList)?;
        let list = site.url(STATUS_LIST);
        award.status = Some(StatusPlace { list: list.clone(), index: random_entry()? });
        hosted.push(fresh_list(&list, &issuer, key, manner.form, signed_at)?);
    }
    let badge = &*document.badge;
    let credential = ob3::credential(badge, &issuer, &award)?;
    let bare = match without_praise(badge, &issuer, &award)? {
        None => None,
        Some(without) => Some(Bare { payload: sign(&without)?, own_names: own_names(badge, &issuer, award.issued_on) }),
    };
    Ok((sign(&credential)?, hosted, bare))
}

/// The credential without what others say in favour of the badge, who say nothing else;
/// `None` where nobody says anything.
pub(super) fn without_praise(badge: &Badge, issuer: &str, award: &Award) -> Result<Option<Value>, IssueError> {
    if badge.endorsement.is_empty() && badge.endorsement_jwt.is_empty() {
        return Ok(None);
    }
    let without = Badge { endorsement: Vec::new(), endorsement_jwt: Vec::new(), ..badge.clone() };
    let without = ob3::credential(&without, issuer, award)?;
    only_praises(badge, &without, award, issuer)?;
    Ok(Some(without))
}

/// A list on which nobody is withdrawn.
pub(super) fn fresh_list(
    url: &str,
    issuer: &str,
    key: &IssuerKey,
    form: Form,
    at: Timestamp,
) -> Result<HostedFile, CredentialError> {
    let text = signed(&status_list(url, issuer, &Bits::clear(), at), key, form, &method_of(issuer, key), at)?;
    Ok(HostedFile { url: url.to_owned(), bytes: format!("{text}\n").into_bytes() })
}

fn random_entry() -> Result<u64, IssueError> {
    let mut bytes = [0; 8];
    SystemRandom.fill(&mut bytes)?;
    Ok(u64::from_le_bytes(bytes) % ENTRIES as u64)
}

/// The address of a key as the proofs of an issuer name it.
pub(super) fn method_of(issuer: &str, key: &IssuerKey) -> String {
    if issuer == key.did() {
        did::verification_method(key.public())
    } else {
        format!("{issuer}#{}", key.public().multibase())
    }
}

/// A credential of Open Badges 3.0, signed: JSON with a proof, or a token.
pub(super) fn signed(
    credential: &Value,
    key: &IssuerKey,
    form: Form,
    method: &str,
    at: Timestamp,
) -> Result<String, CredentialError> {
    Ok(match form {
        Form::Ob3Jwt => vc_jwt::sign(credential, key, method)?,
        Form::Ob3Jcs => proof::sign_as(credential, key, Suite::Jcs, method, at)?.to_string(),
        _ => proof::sign_as(credential, key, Suite::Rdfc, method, at)?.to_string(),
    })
}

/// The list of withdrawn badges of an issuer.
fn status_list(address: &str, issuer: &str, bits: &Bits, from: Timestamp) -> Value {
    json!({
        "@context": [CREDENTIALS_V2],
        "id": address,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": issuer,
        "validFrom": ob3::time(from),
        "credentialSubject": {
            "id": format!("{address}#list"),
            "type": "BitstringStatusList",
            "statusPurpose": "revocation",
            "encodedList": bits.encode(),
        },
    })
}
