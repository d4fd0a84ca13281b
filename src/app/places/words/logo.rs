//! The issuer's logo: how it is drawn, and taken in from a file.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::app::desk::FileQuestion;
use crate::app::toolkit::thumbnails::LiveThumbnail;
use crate::artwork::{Artwork, Element, ElementId, Frame, Kind, Picture, SIDE};
use crate::document::Document;
use crate::scene::{Scene, build};
use crate::store::{ReadError, read_limited};

/// Largest file that is taken in as a logo: it travels inside every badge.
const MAX_LOGO_BYTES: u64 = 512 * 1024;

/// The logo as it is shown.
#[derive(Default)]
pub(super) struct Logo {
    pub(super) picture: LiveThumbnail,
    /// The address or `data:` URI it was made from.
    of: String,
    pub(super) drawing: Option<(Document, Scene)>,
}

impl Logo {
    /// Reads the logo when it is another one than before.
    pub(super) fn draw_from(&mut self, uri: &str) {
        if self.of == uri {
            return;
        }
        uri.clone_into(&mut self.of);
        let bytes =
            uri.split_once(";base64,").filter(|(kind, _)| kind.starts_with("data:image/")).map(|(_, data)| data);
        let picture =
            bytes.and_then(|data| STANDARD.decode(data).ok()).and_then(|bytes| Picture::from_bytes(bytes).ok());
        self.drawing = picture.map(|picture| {
            let document = document_of(picture);
            let scene = build(&document.artwork, &document.badge);
            (document, scene)
        });
    }
}

/// A document with nothing but a picture, as large as it can be.
fn document_of(picture: Picture) -> Document {
    let (width, height) = (f64::from(picture.width), f64::from(picture.height));
    let scale = SIDE / width.max(height);
    let id = picture.id();
    let element = Element::new(ElementId(1), Kind::picture(id.clone()), Frame::centred(width * scale, height * scale));
    let artwork =
        Artwork { elements: vec![Arc::new(element)], pictures: [(id, Arc::new(picture))].into(), ..Artwork::default() };
    Document { artwork: Arc::new(artwork), ..Document::default() }
}

/// Asks for a logo.
pub(super) fn question() -> FileQuestion {
    FileQuestion {
        title: "Choose the issuer's logo".into(),
        save: false,
        suggested: PathBuf::new(),
        endings: vec!["png", "jpg", "jpeg", "webp"],
        kind: "PNG, JPEG or WebP pictures",
    }
}

/// Reads a file as a logo: a `data:` URI.
pub(super) fn read(path: &Path) -> Result<String, String> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let bytes = read_limited(path, MAX_LOGO_BYTES).map_err(|error| match error {
        ReadError::TooLarge { most } => format!(
            "“{name}” is larger than {} kB. The logo travels inside every badge, so please make it smaller first.",
            most / 1024
        ),
        error @ ReadError::Io(_) => format!("“{name}” cannot be read: {error}."),
    })?;
    let picture = Picture::from_bytes(bytes).map_err(|error| error.to_string())?;
    Ok(format!("data:{};base64,{}", picture.media_type, STANDARD.encode(&picture.data)))
}
