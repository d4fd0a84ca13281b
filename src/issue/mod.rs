//! From a document and an earner to a badge file: the one way from the form to
//! the file.
//!
//! ```
//! use badgewright::credential::{Algorithm, IssuerKey, SystemRandom};
//! use badgewright::document::starter;
//! use badgewright::inspect::{InspectOptions, Sources, Trust, Verdict, inspect};
//! use badgewright::issue::{FileKind, Form, IssueOptions, award, prepare};
//!
//! let now = "2026-03-14T10:00:00Z".parse()?;
//! let mut document = starter("first-aid").expect("a starter").document("urn:uuid:1".into())?;
//! std::sync::Arc::make_mut(&mut document.badge).issuer.name = "Riverside".into();
//! let key = IssuerKey::generate("Riverside", Algorithm::Ed25519, now, &mut SystemRandom)?;
//! // Drawn once, and awarded to whoever earns it.
//! let badge = prepare(&document, &IssueOptions::new(Form::Ob3, FileKind::Png { side: 64 }, None))?;
//! let issued = badge.award(Some(&key), &award("amy@example.org", now)?, now)?;
//!
//! let (trust, sources) = (Trust::default(), Sources::default());
//! let question = InspectOptions { trust: &trust, sources: &sources, at: now, email: Some("amy@example.org") };
//! // Nobody altered it; who holds the key is for whoever looks at it to say.
//! assert_eq!(inspect(&issued.file, &question).verdict, Verdict::Intact);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod attainable;
mod awarder;
mod brought;
mod endorsing;
mod export;
mod folder_beside;
mod forms;
mod given;
mod hand_out;
mod issuers;
#[cfg(test)]
mod kept_tests;
mod keyring;
mod looked_over;
mod named_list;
mod noting;
mod options;
mod over;
mod own_lists;
#[cfg(test)]
mod own_lists_tests;
mod own_places;
#[cfg(test)]
mod place_tests;
mod platform;
mod praising;
#[cfg(test)]
mod praising_tests;
mod prepared;
mod publish;
mod revocation;
mod revocation_error;
mod revocation_place;
#[cfg(test)]
mod revocation_tests;
mod set;
mod signable;
mod signed;
mod status_list;
#[cfg(test)]
mod tests;
mod times;
mod to_revoke;
mod told;
mod web_error;
mod web_folder;
mod web_memory;

use jiff::Timestamp;

pub use awarder::{Awarder, NamedBy};
pub use endorsing::{Carried, carried, endorsed, may_be_endorsed, praise, take_out};
pub use export::{Export, ExportError};
pub use folder_beside::FolderBeside;
pub use forms::Form;
pub use hand_out::{
    Doubt, HandOutError, HandedOut, Web, could_hand_out, hand_out, has_folder, list_ahead, told_of_put_right,
};
pub use issuers::{IssuersError, SavedIssuer, SavedIssuers};
pub use keyring::{
    Kept, KeyRing, KeyRingError, in_use, keys_beside, note_retired, retired_since, rotate, still_awards,
};
pub use noting::{News, Revoked};
pub use options::IssueOptions;
pub use over::{Over, OverError};
pub use own_lists::OwnLists;
pub use own_places::{list_to_hand_on, trust_of_user};
pub use platform::{PLATFORMS, Platform};
pub use prepared::{Issued, Prepared, prepare};
pub use publish::{LeftOut, LeftOutKind, Published, publish_keys};
pub use revocation::Revocation;
pub use revocation_error::RevocationError;
pub use set::{SetError, SetFile, check_set, file_name, set_replaces, write_set};
pub use signable::can_be_signed;
pub use signed::Signed;
pub use times::{NotYet, TimeError, When};
pub use to_revoke::ToRevoke;
pub use told::Told;
pub use web_folder::WebError;
pub use web_memory::WebMemory;

use crate::badge::{is_identifier, one_line};
use crate::carrier::CarrierError;
use crate::credential::did;
use crate::credential::ob3::{Award, CredentialError};
use crate::credential::recipient::{self, AddressProblem};
use crate::credential::site::SiteError;
use crate::credential::{Algorithm, Recipient, SystemRandom};
use crate::document::Document;
use crate::render::raster::{Renderer, longest_side};
use crate::render::{pdf, svg};
use crate::scene::Scene;

/// Least and greatest side of an exported picture in pixels.
pub const SIDES: std::ops::RangeInclusive<u32> = 16..=4096;

/// Side of an exported picture when nothing else is asked, in pixels: what
/// most platforms want.
pub const USUAL_SIDE: u32 = 600;

/// A kind of badge file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// A picture of pixels, with its side.
    Png {
        /// Side in pixels, within [`SIDES`].
        side: u32,
    },
    /// A picture of outlines.
    Svg,
    /// A page to print; no badge travels in one.
    Pdf,
    /// The credential alone, as JSON or as a token.
    Record,
}

impl FileKind {
    /// The kind that a file's ending asks for; PNG in the usual size.
    pub fn by_ending(path: &std::path::Path) -> Option<Self> {
        let ending = path.extension()?.to_str()?.to_ascii_lowercase();
        match ending.as_str() {
            "png" => Some(Self::Png { side: USUAL_SIDE }),
            "svg" => Some(Self::Svg),
            "pdf" => Some(Self::Pdf),
            "json" | "jwt" => Some(Self::Record),
            _ => None,
        }
    }

    /// The ending of such files, without the dot, for a form of credential.
    pub fn ending(self, form: Form) -> &'static str {
        match self {
            Self::Png { .. } => "png",
            Self::Svg => "svg",
            Self::Pdf => "pdf",
            Self::Record if form.is_token() => "jwt",
            Self::Record => "json",
        }
    }
}

/// Why no badge file came about.
#[derive(Debug, thiserror::Error)]
pub enum IssueError {
    /// The credential cannot be made or signed.
    #[error(transparent)]
    Credential(#[from] CredentialError),
    /// The picture does not take it.
    #[error(transparent)]
    Carrier(#[from] CarrierError),
    /// Nobody is named.
    #[error("Say who earned the badge: an e-mail address such as amy@example.org, or a DID.")]
    NoRecipient,
    /// What is named is no address.
    #[error("“{typed}” is not an e-mail address that a badge can be awarded to: {problem}.")]
    NotAnAddress {
        /// What was typed.
        typed: String,
        /// What is wrong with it.
        problem: AddressProblem,
    },
    /// What is named as an identifier is none.
    #[error(
        "“{0}” is not an identifier of somebody: write it whole, without spaces and signs that cannot be seen, as did:key:z6Mk…; a part of a DID (behind “#”, “/” or “?”) names nobody."
    )]
    NotAnIdentifier(String),
    /// What is named as a key is none.
    #[error("“{0}” is damaged: it holds no key that the earner could have. Copy the identifier anew, whole.")]
    NotTheKey(String),
    /// The form needs another kind of key.
    #[error("{form} cannot be signed with a key of the kind {key}. Choose or make one of the kind {needed}.")]
    OtherKey {
        /// The form.
        form: &'static str,
        /// The key that was chosen.
        key: &'static str,
        /// What would do.
        needed: &'static str,
    },
    /// The form needs a key at all.
    #[error("{0} needs a signing key. Choose or make one.")]
    NoKey(&'static str),
    /// The form needs an issuer on the web, or another kind of place.
    #[error(transparent)]
    Site(#[from] SiteError),
    /// The key awards nothing new.
    #[error(transparent)]
    Key(#[from] crate::credential::KeyError),
    /// The issuer is one of those that the starters make up.
    #[error(
        "“{0}” is made up for an example, and nothing is signed in its name. Say under Words who awards the badge; if it really is your name, give your home page with it."
    )]
    MadeUp(String),
    /// The issuer's home page leads nowhere.
    #[error("The issuer's home page, {page}, is no whole web address. Write it as {proposal}, or leave it out.")]
    HomePage {
        /// What is given.
        page: String,
        /// What would do.
        proposal: String,
    },
    /// Something that stands where an address is needed.
    #[error("{field}, {typed}, is no address that can be signed: write {needed}, or leave it out.")]
    Address {
        /// The field.
        field: String,
        /// What stands there.
        typed: String,
        /// What would do.
        needed: &'static str,
    },
    /// A result that the badge does not allow.
    #[error("The badge does not allow {value} as the result {name}: that has to be {needed}.")]
    Unattainable {
        /// The result.
        name: String,
        /// The value that was given.
        value: String,
        /// What would do.
        needed: String,
    },
    /// Something that stands where an endorsement is, as a token.
    #[error("Among the badge's endorsements stands {0}, which is no signed token. Take it out of the document.")]
    NotAToken(String),
    /// Nobody is named who says something in favour of the badge, or nothing is said.
    #[error("An endorsement needs {0}: give some words that can be seen.")]
    NothingSaid(&'static str),
    /// An endorsement speaks of more than its words in favour.
    #[error(
        "The endorsement by {who} also says something of {of}, beside its words in favour, and you would sign that as your own. Take this endorsement out of the badge and award it again."
    )]
    SaysMore {
        /// Who endorses.
        who: String,
        /// Of what.
        of: &'static str,
    },
    /// An endorsement whose words nobody sees before they are signed.
    #[error(
        "The words of the endorsement by {0} cannot be shown, so you would sign them unseen. Take this endorsement out of the badge and award it again."
    )]
    UnseenWords(String),
    /// An endorsement of which it is not known what it says.
    #[error(
        "What the endorsement by {who} says cannot be told. {why} Take this endorsement out of the badge and award it again."
    )]
    UntoldEndorsement {
        /// Who endorses.
        who: String,
        /// Why.
        why: String,
    },
    /// What came about says something else than was told before it was signed.
    #[error(
        "Nothing was written: with its endorsements, this badge would say something else of {0} than you were shown. Take the endorsements out of the badge and award it again."
    )]
    SaysOther(&'static str),
    /// What is endorsed is somebody rather than a badge.
    #[error(
        "The identifier of this badge, {0}, is that of a person or an organisation, so your words would hold of whatever they award. Ask whoever made the badge for one with an identifier of its own."
    )]
    NotABadges(String),
    /// Two things of an award go by one identifier.
    #[error(
        "“{id}” is the identifier of the {one} and of the {other}, which readers could then not tell apart. Give one of them another identifier."
    )]
    SameIdentifier {
        /// The identifier.
        id: String,
        /// What has it.
        one: &'static str,
        /// What has it as well.
        other: &'static str,
    },
    /// What came about is not good.
    #[error("Nothing was written: inspected, this badge would not pass. {0}")]
    WouldNotPass(String),
    /// Its picture would take too long to draw.
    #[error(transparent)]
    TooLarge(#[from] TooLarge),
    /// No random numbers.
    #[error(transparent)]
    Random(#[from] crate::credential::RandomError),
}

/// Drawing the picture would take too long. Nothing was drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "Nothing was written. This badge has so many parts that a picture of {side} pixels would take too long to draw: \
     choose at most {most}, or leave parts out."
)]
pub struct TooLarge {
    /// The side that was asked for.
    pub side: u32,
    /// The longest side that can be drawn.
    pub most: u32,
}

/// Picture file of the artwork. A credential alone has no picture: `None`.
///
/// # Errors
/// When drawing it would take too long; that is known before it is drawn.
pub fn picture(
    document: &Document,
    scene: &Scene,
    kind: FileKind,
    renderer: &mut Renderer,
) -> Result<Option<Vec<u8>>, TooLarge> {
    Ok(match kind {
        FileKind::Png { side } => {
            let (side, most) = (side.clamp(*SIDES.start(), *SIDES.end()), longest_side(scene));
            if side > most {
                return Err(TooLarge { side, most });
            }
            Some(renderer.render(scene, side).to_png())
        }
        FileKind::Svg => {
            let badge = &document.badge;
            Some(svg::write(scene, &badge.name, &badge.image.caption).into_bytes())
        }
        FileKind::Pdf => {
            let badge = &document.badge;
            pdf::artwork(scene, &badge.name, &badge.image.caption, renderer).ok()
        }
        FileKind::Record => None,
    })
}

/// The award of a badge to whoever was typed in, from this moment on.
///
/// # Errors
/// When nobody is named, or what is named is neither address nor DID.
pub fn award(to: &str, issued_on: Timestamp) -> Result<Award, IssueError> {
    let to = to.trim();
    if to.is_empty() {
        return Err(IssueError::NoRecipient);
    }
    let recipient = Recipient::from_typed(to, &mut SystemRandom)?;
    let shown = || one_line(&to.chars().take(80).collect::<String>());
    match &recipient {
        Recipient::Email { .. } => {
            recipient::address(to).map_err(|problem| IssueError::NotAnAddress { typed: shown(), problem })?;
        }
        Recipient::Id(id) => {
            // A part of a document, or what lies at an address below it, names nobody.
            let is_part = id.starts_with("did:") && id.contains(['#', '?', '/']);
            if !is_identifier(id) || is_part {
                return Err(IssueError::NotAnIdentifier(shown()));
            }
            // Kinds of keys that are not known here may well be the earner's.
            if did::carries_key(id) && !did::holds_key(id) {
                return Err(IssueError::NotTheKey(shown()));
            }
        }
    }
    let id = crate::credential::random::new_urn(&mut SystemRandom)?;
    Ok(Award {
        id,
        recipient,
        name: None,
        issued_on,
        expires: None,
        evidence: Vec::new(),
        image: None,
        results: Vec::new(),
        status: None,
    })
}

/// Note on a key that few programs can check, before it is made or used: an RSA key
/// whose issuer is the key itself.
pub fn seldom_accepted(algorithm: Algorithm, issuer: Option<&str>) -> Option<&'static str> {
    let is_itself = issuer.is_none_or(|issuer| issuer.starts_with("did:key:"));
    (algorithm == Algorithm::Rsa && is_itself).then_some(RSA_NOTE)
}

/// The words of [`seldom_accepted`].
const RSA_NOTE: &str = "Few programs accept a badge whose issuer is an RSA key itself (did:key). Name an issuer on the \
                        web, such as did:web:example.org, or use an Ed25519 or P-256 key.";
