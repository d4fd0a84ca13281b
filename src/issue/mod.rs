//! From a document and an earner to a badge file: the one way from the form to
//! the file.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;

use crate::carrier::{self, CarrierError};
use crate::credential::ob3::{self, Award, CredentialError};
use crate::credential::{IssuerKey, Recipient, SystemRandom};
use crate::document::Document;
use crate::render::raster::Renderer;
use crate::render::svg;
use crate::scene::{Scene, build};

/// Least and greatest side of an exported picture in pixels.
pub const SIDES: std::ops::RangeInclusive<u32> = 16..=4096;

/// Side of an exported picture when nothing else is asked, in pixels: what
/// most platforms want.
pub const USUAL_SIDE: u32 = 600;

/// Side of the picture inside the record, in pixels: enough for a list.
const RECORD_SIDE: u32 = 128;

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
    /// The credential alone.
    Json,
}

impl FileKind {
    /// The kind that a file's ending asks for; PNG in the usual size.
    pub fn by_ending(path: &std::path::Path) -> Option<Self> {
        let ending = path.extension()?.to_str()?.to_ascii_lowercase();
        match ending.as_str() {
            "png" => Some(Self::Png { side: USUAL_SIDE }),
            "svg" => Some(Self::Svg),
            "json" => Some(Self::Json),
            _ => None,
        }
    }

    /// The ending of such files, without the dot.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Png { .. } => "png",
            Self::Svg => "svg",
            Self::Json => "json",
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
        FileKind::Json => None,
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
    Ok(Award { id, recipient, name: None, issued_on, expires: None, evidence: Vec::new(), image: None })
}

fn is_address(text: &str) -> bool {
    let plain = !text.chars().any(|c| c.is_whitespace() || c.is_control());
    let parts = text.rsplit_once('@');
    plain
        && parts.is_some_and(|(who, host)| {
            !who.is_empty() && host.contains('.') && !host.starts_with('.') && !host.ends_with('.')
        })
}

/// The finished badge file of one award: signed and baked.
///
/// # Errors
/// When the badge lacks what the standard needs, or the picture does not take
/// the credential.
pub fn badge_file(
    document: &Document,
    key: &IssuerKey,
    award: &Award,
    kind: FileKind,
    signed_at: Timestamp,
) -> Result<Vec<u8>, IssueError> {
    let scene = build(&document.artwork, &document.badge);
    let mut renderer = Renderer::new();
    // The standard's `Image`, which carries the alt text, needs an address of its own.
    let mut small =
        || format!("data:image/png;base64,{}", STANDARD.encode(renderer.render(&scene, RECORD_SIDE).to_png()));
    let award = Award { image: award.image.clone().or_else(|| Some(small())), ..award.clone() };
    let credential = ob3::issue(&document.badge, key, &award, signed_at)?;
    Ok(match picture(document, &scene, kind, &mut renderer) {
        Some(picture) => carrier::bake(&picture, &credential.to_string())?,
        None => format!("{credential:#}\n").into_bytes(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::starter;
    use crate::inspect::{Question, Trust, Verdict, inspect};

    fn now() -> Timestamp {
        "2026-03-14T10:00:00Z".parse().unwrap()
    }

    #[test]
    fn what_is_issued_is_intact_to_everyone_and_genuine_to_its_issuer() {
        let document = starter("first-aid").unwrap().document("urn:uuid:1".into()).unwrap();
        let key = IssuerKey::generate("Ours", crate::credential::Algorithm::Ed25519, now(), &mut SystemRandom).unwrap();
        let award = award("amy@example.org", now()).unwrap();
        for kind in [FileKind::Png { side: 64 }, FileKind::Svg, FileKind::Json] {
            let file = badge_file(&document, &key, &award, kind, now()).unwrap();
            let mut trust = Trust::default();
            let look = |trust: &Trust, email| {
                inspect(&file, &Question { trust, sources: &crate::inspect::Sources::default(), at: now(), email })
            };
            assert_eq!(look(&trust, Some("amy@example.org")).verdict, Verdict::Intact, "{kind:?}");
            trust.add_own(key.did(), "Ours");
            let report = look(&trust, Some("amy@example.org"));
            assert_eq!(report.verdict, Verdict::Genuine, "{kind:?}: {}", report.summary);
            let badge = report.badge.unwrap();
            assert_eq!(badge.layer.as_deref(), Some("Demonstrate"));
            assert_eq!(badge.image_alt.as_deref(), Some(document.badge.image.caption.as_str()));
            assert_ne!(look(&trust, Some("eve@example.org")).verdict, Verdict::Genuine, "{kind:?} is not Eve's");
        }
    }

    #[test]
    fn what_is_no_address_is_refused_with_a_sentence() {
        for wrong in ["amy", "amy@", "@example.org", "amy@example", "a b@example.org", "amy@.org."] {
            assert!(matches!(award(wrong, now()), Err(IssueError::NotAnAddress(_))), "{wrong}");
        }
        assert!(matches!(award("  ", now()), Err(IssueError::NoRecipient)));
        assert!(award("did:key:z6MkrHKzgsahxBLyNAbLQyB1pcWNYC9GmywiWPgkrvntAZcj", now()).is_ok());
    }
}
