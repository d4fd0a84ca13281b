//! A badge that is drawn once and awarded to many, and the files that come of each award.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;
use serde_json::{Value, json};

use super::forms::{Form, method_of};
use super::looked_over::{Bare, passes, stands_alone};
use super::praising::{only_praises, own_names};
use super::signable::{award_can_be_signed, badge_can_be_signed, signable};
use super::status_list::{STATUS_LIST, fresh_list, random_entry};
use super::{IssueError, IssueOptions, picture};
use crate::badge::{Badge, seen};
use crate::carrier::{self, Shown};
use crate::credential::ob2::{self, Proof};
use crate::credential::ob3::{self, Award, CredentialError, StatusPlace};
use crate::credential::public_key::PublicKey;
use crate::credential::site::{HostedFile, Site, SiteError};
use crate::credential::{IssuerKey, did_document, did_web, jws};
use crate::document::Document;
use crate::render::raster::Renderer;
use crate::scene::build;

/// Side of the picture inside the record, in pixels: enough for a list.
const RECORD_SIDE: u32 = 128;

/// Badge ready to be awarded. All that is the same for every earner is in it, above all
/// its picture; an award makes its own credential, signs it and bakes it.
#[derive(Clone, Debug)]
pub struct Prepared {
    /// The document as it is signed.
    document: Document,
    options: IssueOptions,
    site: Option<Site>,
    /// The picture file that carries the credential; none for the credential alone.
    picture: Option<Vec<u8>>,
    /// The small picture inside the record, as a `data:` address.
    image: String,
}

/// Award as files.
#[derive(Clone, Debug)]
pub struct Issued {
    /// The badge file for the earner.
    pub file: Vec<u8>,
    /// Files that belong on the issuer's web server.
    pub hosted: Vec<HostedFile>,
}

/// Prepares a badge for its awards: draws it, before any key is asked for. The badge names
/// who awards it (see [`Awarder`](super::Awarder)).
///
/// # Errors
/// When the badge names a made-up issuer or an address that is none, the issuer has not the
/// place on the web that the form needs, or drawing it would take too long.
pub fn prepare(document: &Document, options: &IssueOptions) -> Result<Prepared, IssueError> {
    let document = signable(document)?;
    badge_can_be_signed(&document.badge)?;
    let site = options.site()?;
    let scene = build(&document.artwork, &document.badge);
    let mut renderer = Renderer::new();
    let picture = picture(&document, &scene, options.kind, &mut renderer)?;
    // The standard's `Image`, which carries the alt text, needs an address of its own.
    let small = renderer.render(&scene, RECORD_SIDE).to_png();
    let small = match picture.as_deref().and_then(Shown::of) {
        Some(shown) => shown.noted_in(&small)?,
        None => small,
    };
    let image = format!("data:image/png;base64,{}", STANDARD.encode(small));
    Ok(Prepared { document, options: options.clone(), site, picture, image })
}

impl Prepared {
    /// Awards the badge: makes its credential, signs it and bakes it into the picture. A
    /// badge that can be withdrawn and was given no place on a list gets one on a fresh
    /// list; [`hand_out`](super::hand_out) gives places, and writes the files.
    ///
    /// # Errors
    /// When the badge lacks what the standard needs, the key does not go with the form, the
    /// picture does not take the credential, or what comes about would not be called good.
    pub fn award(&self, key: Option<&IssuerKey>, award: &Award, signed_at: Timestamp) -> Result<Issued, IssueError> {
        self.award_beside(key, award, &self.options.also, signed_at)
    }

    /// The same, with these as the further keys that the issuer's place on the web lists.
    pub(super) fn award_beside(
        &self,
        key: Option<&IssuerKey>,
        award: &Award,
        also: &[PublicKey],
        signed_at: Timestamp,
    ) -> Result<Issued, IssueError> {
        let form = self.options.form;
        form.takes(key.map(|key| key.public().algorithm()))?;
        key.map_or(Ok(()), IssuerKey::awards)?;
        award_can_be_signed(&self.document.badge, award)?;
        let site = self.site.as_ref();
        let issuer = site.map(|site| site.issuer.clone()).or(key.map(IssuerKey::did)).unwrap_or_default();
        stands_alone(&self.document, award, &issuer)?;
        // Named in the window, by a command or by a list: whichever way, by what can be seen of it.
        let name = award.name.as_deref().map(seen).filter(|name| !name.is_empty());
        let image = award.image.clone().unwrap_or_else(|| self.image.clone());
        let award = &Award { image: Some(image), name, ..award.clone() };
        let (payload, hosted, bare) = match (form, key, site) {
            (Form::Ob2Signed | Form::Ob2Hosted, key, Some(site)) => {
                let (payload, hosted) = self.open_badge_2(key, award, site, also)?;
                (payload, hosted, None)
            }
            (_, Some(key), _) => self.open_badge_3(key, award.clone(), &issuer, also, signed_at)?,
            (_, None, _) => return Err(IssueError::NoKey(form.title())),
        };
        let file = match &self.picture {
            Some(picture) => carrier::bake(picture, &payload, form.standard())?,
            None if form.is_token() => format!("{payload}\n").into_bytes(),
            None => {
                // Readable by people; the text is not what is signed.
                let value: Value = serde_json::from_str(&payload).unwrap_or_default();
                format!("{value:#}\n").into_bytes()
            }
        };
        passes(&file, bare.as_ref(), &hosted, key, award, (&issuer, form), signed_at)?;
        Ok(Issued { file, hosted })
    }

    /// That the badge can be awarded in the name of an issuer, known by this identifier,
    /// whatever the key signs.
    pub(super) fn goes_with(&self, issuer: &str, award: &Award) -> Result<(), IssueError> {
        stands_alone(&self.document, award, issuer)?;
        without_praise(&self.document.badge, issuer, award).map(|_| ())
    }

    /// Whether an award gets a place on a list of withdrawn badges.
    pub(super) fn needs_place(&self, award: &Award) -> bool {
        self.document.badge.revocable && award.status.is_none() && !self.options.form.needs_site()
    }

    pub(super) fn options(&self) -> &IssueOptions {
        &self.options
    }

    /// Issuer's place on the web, for those who have one.
    pub(super) fn site(&self) -> Option<&Site> {
        self.site.as_ref()
    }

    /// Assertion of Open Badges 2.0, signed where the form is, and what belongs on the web.
    fn open_badge_2(
        &self,
        key: Option<&IssuerKey>,
        award: &Award,
        site: &Site,
        also: &[PublicKey],
    ) -> Result<(String, Vec<HostedFile>), IssueError> {
        let form = self.options.form;
        let signer = key.filter(|_| form == Form::Ob2Signed);
        let proof = signer.map_or(Proof::Hosted, |key| Proof::Signed(key.public()));
        let ending = self.options.kind.ending(form);
        let picture = self.picture.as_deref().map(|bytes| (bytes, ending));
        let issued = ob2::issue(&self.document.badge, site, award, proof, also, picture)?;
        let text = issued.assertion.to_string();
        let payload = match signer {
            Some(key) => {
                let kid = json!(site.key_url(key.public()));
                let header = serde_json::Map::from_iter([("kid".to_owned(), kid)]);
                jws::sign(&text, header, key).map_err(CredentialError::from)?
            }
            None => text,
        };
        Ok((payload, issued.hosted))
    }

    /// Credential of Open Badges 3.0, signed, what belongs on the web, and where others
    /// endorse the badge the same credential without them.
    fn open_badge_3(
        &self,
        key: &IssuerKey,
        mut award: Award,
        issuer: &str,
        also: &[PublicKey],
        signed_at: Timestamp,
    ) -> Result<(String, Vec<HostedFile>, Option<Bare>), IssueError> {
        let (badge, form) = (&*self.document.badge, self.options.form);
        let method = method_of(issuer, key);
        let sign = |credential: &Value| form.sign(credential, key, &method, signed_at);
        let mut hosted = Vec::new();
        if let Some(site) = &self.site {
            let keys: Vec<&PublicKey> = [key.public()].into_iter().chain(also).collect();
            let keys = if site.is_did() {
                did_document::listing(&site.issuer, keys)
            } else {
                ob2::profile(&badge.issuer, site, &keys)?
            };
            let url = did_web::document_of(&site.issuer).unwrap_or_else(|| site.issuer.clone());
            hosted.push(HostedFile::json(url, &keys));
        }
        if self.needs_place(&award) {
            let list = self.site.as_ref().ok_or(SiteError::NoPlaceForList)?.url(STATUS_LIST);
            award.status = Some(StatusPlace { list: list.clone(), index: random_entry()? });
            hosted.push(fresh_list(&list, issuer, key, form, signed_at)?);
        }
        let credential = ob3::credential(badge, issuer, &award)?;
        let bare = match without_praise(badge, issuer, &award)? {
            None => None,
            Some(without) => {
                Some(Bare { payload: sign(&without)?, own_names: own_names(badge, issuer, award.issued_on) })
            }
        };
        Ok((sign(&credential)?, hosted, bare))
    }
}

/// Credential without what others say in favour of the badge, who say nothing else;
/// `None` where nobody says anything.
fn without_praise(badge: &Badge, issuer: &str, award: &Award) -> Result<Option<Value>, IssueError> {
    if badge.endorsement.is_empty() && badge.endorsement_jwt.is_empty() {
        return Ok(None);
    }
    let without = Badge { endorsement: Vec::new(), endorsement_jwt: Vec::new(), ..badge.clone() };
    let without = ob3::credential(&without, issuer, award)?;
    only_praises(badge, &without, award, issuer)?;
    Ok(Some(without))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::artwork::Frame;
    use crate::credential::{Algorithm, SystemRandom};
    use crate::document::starter;
    use crate::issue::{FileKind, award};

    fn now() -> Timestamp {
        "2026-03-14T10:00:00Z".parse().unwrap()
    }

    fn document() -> Document {
        let mut document = starter("first-aid").unwrap().document("urn:uuid:1".into()).unwrap();
        Arc::make_mut(&mut document.badge).issuer.name = "Canal School".into();
        document
    }

    #[test]
    fn a_badge_is_drawn_once_and_awarded_to_many() {
        for (form, algorithm) in [(Form::Ob3, Algorithm::Ed25519), (Form::Ob3Jwt, Algorithm::P256)] {
            let key = IssuerKey::generate("Ours", algorithm, now(), &mut SystemRandom).unwrap();
            for kind in [FileKind::Png { side: 64 }, FileKind::Svg] {
                let prepared = prepare(&document(), &IssueOptions::new(form, kind, None)).unwrap();
                let picture = prepared.picture.clone().unwrap();
                let [amy, ben] = ["amy@example.org", "ben@example.org"].map(|earner| {
                    let file = prepared.award(Some(&key), &award(earner, now()).unwrap(), now()).unwrap().file;
                    let record = carrier::extract(&file).unwrap().payload.as_str().to_owned();
                    // Nothing in the file but the picture, byte for byte, and the record.
                    assert_eq!(file, carrier::bake(&picture, &record, form.standard()).unwrap(), "{form:?} {kind:?}");
                    let shown = Shown::of(&file);
                    assert!(shown.is_some() && shown == Shown::of(&picture));
                    record
                });
                assert_ne!(amy, ben);
                // The small picture in either record names what both files show.
                let small = STANDARD.decode(prepared.image.strip_prefix("data:image/png;base64,").unwrap()).unwrap();
                assert_eq!(Shown::told_by(&small), Shown::of(&picture));
            }
        }
    }

    #[test]
    fn what_cannot_be_drawn_or_said_is_refused_before_there_is_a_key() {
        let options = IssueOptions::new(Form::Ob3, FileKind::Png { side: 4096 }, None);
        let refused = |change: &dyn Fn(&mut Document), options: &IssueOptions| {
            let mut document = document();
            change(&mut document);
            prepare(&document, options).map(|_| ()).unwrap_err()
        };
        let endless = |document: &mut Document| {
            let artwork = Arc::make_mut(&mut document.artwork);
            let mut large = (*artwork.elements[0]).clone();
            (large.frame, large.copies) = (Frame::centred(600.0, 600.0), 100);
            artwork.elements = std::iter::repeat_n(Arc::new(large), 18).collect();
        };
        assert!(matches!(refused(&endless, &options), IssueError::TooLarge(_)));
        let no_address = |document: &mut Document| Arc::make_mut(&mut document.badge).id = "x y".into();
        assert!(matches!(refused(&no_address, &options), IssueError::Address { .. }));
        let made_up = |document: &mut Document| {
            document.badge = Arc::clone(&starter("first-aid").unwrap().example().unwrap().badge);
        };
        assert!(matches!(refused(&made_up, &options), IssueError::MadeUp(_)));
        for (form, place) in [(Form::Ob2Hosted, None), (Form::Ob3, Some("nonsense"))] {
            let options = IssueOptions::new(form, FileKind::Record, place);
            assert!(matches!(refused(&|_| {}, &options), IssueError::Site(_)), "{form:?}");
        }
    }
}
