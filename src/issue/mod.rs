//! From a document and an earner to a badge file: the one way from the form to
//! the file.

mod awarder;
mod export;
mod forms;
mod issuers;
mod keyring;
mod platform;
mod set;
#[cfg(test)]
mod tests;
mod told;
mod web_folder;

use jiff::Timestamp;

pub use awarder::{Awarder, NamedBy};
pub use export::{Export, ExportError};
pub use forms::{Form, Made, Manner, make};
pub use issuers::{IssuersError, SavedIssuer, SavedIssuers};
pub use keyring::{Kept, KeyRing, KeyRingError, keys_beside};
pub use platform::{PLATFORMS, Platform};
pub use set::{SetError, SetFile, SetFinding, TOLD_APART_AT, check_set, file_name, write_set};
pub use told::{Signed, Told, issuer_id};
pub use web_folder::{WithdrawError, Withdrawal, Withdrawn};

use crate::carrier::CarrierError;
use crate::credential::ob3::{Award, CredentialError};
use crate::credential::site::SiteError;
use crate::credential::{Recipient, SystemRandom};
use crate::document::Document;
use crate::render::raster::Renderer;
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
    #[error("“{0}” is not an e-mail address. Write it as amy@example.org, or give a DID.")]
    NotAnAddress(String),
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
    /// The issuer is one of those that the starters make up.
    #[error(
        "“{0}” is made up for an example, and nothing is signed in its name. Say under Words who awards the badge; if it really is your name, give your home page with it."
    )]
    MadeUp(String),
    /// No random numbers.
    #[error(transparent)]
    Random(#[from] crate::credential::RandomError),
}

/// The artwork as a picture file. A credential alone has no picture: `None`.
pub fn picture(document: &Document, scene: &Scene, kind: FileKind, renderer: &mut Renderer) -> Option<Vec<u8>> {
    match kind {
        FileKind::Png { side } => Some(renderer.render(scene, side.clamp(*SIDES.start(), *SIDES.end())).to_png()),
        FileKind::Svg => {
            let badge = &document.badge;
            Some(svg::write(scene, &badge.name, &badge.image.caption).into_bytes())
        }
        FileKind::Pdf => {
            let badge = &document.badge;
            pdf::artwork(scene, &badge.name, &badge.image.caption, renderer).ok()
        }
        FileKind::Record => None,
    }
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
    if matches!(recipient, Recipient::Email { .. }) && !is_address(to) {
        return Err(IssueError::NotAnAddress(to.chars().take(80).collect()));
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

fn is_address(text: &str) -> bool {
    let plain = !text.chars().any(|c| c.is_whitespace() || c.is_control());
    let parts = text.rsplit_once('@');
    plain
        && parts.is_some_and(|(who, host)| {
            !who.is_empty() && host.contains('.') && !host.starts_with('.') && !host.ends_with('.')
        })
}
